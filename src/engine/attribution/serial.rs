//! The answer as plain data.

use super::{Credits, Model, NotSplit, Overlap, Rule};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

impl Serialize for Credits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("deals", &self.deals)?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("halfLifeDays", &self.half_life)?;
        map.serialize_entry("partners", &Partners(self))?;
        map.serialize_entry("rules", &self.models)?;
        map.serialize_entry("overlap", &OverlapOf(self))?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

/// Each partner by name, with what every rule credits it with and what it touched.
struct Partners<'a>(&'a Credits);

/// One of them.
struct Partner<'a>(&'a Credits, usize);

/// What each rule credits a partner with.
struct ByRule<'a>(&'a Credits, usize);

impl Serialize for Partners<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((0..self.0.partners.len()).map(|at| Partner(self.0, at)))
    }
}

impl Serialize for Partner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(credits, at) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &credits.partners.get(*at))?;
        map.serialize_entry("credited", &ByRule(credits, *at))?;
        if let Some(touched) = credits.overlap.partners.get(*at) {
            map.serialize_entry("touchedDeals", &touched.deals)?;
            map.serialize_entry("touchedValue", &touched.value)?;
            map.serialize_entry("aloneDeals", &touched.alone_deals)?;
            map.serialize_entry("aloneValue", &touched.alone_value)?;
            map.serialize_entry("accounts", &touched.accounts)?;
        }
        map.end()
    }
}

impl Serialize for ByRule<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(credits, at) = self;
        serializer.collect_map(credits.models.iter().map(|model| (model.rule.id(), model.partners.get(*at))))
    }
}

impl Serialize for Model {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("rule", self.rule.id())?;
        map.serialize_entry("text", Rule::text(self.rule))?;
        map.serialize_entry("notSplit", &self.unsplit)?;
        map.end()
    }
}

impl Serialize for NotSplit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("reason", self.gap.id())?;
        map.serialize_entry("message", self.gap.text())?;
        map.serialize_entry("deals", &self.deals)?;
        map.serialize_entry("value", &self.value)?;
        map.end()
    }
}

struct OverlapOf<'a>(&'a Credits);

/// The pairs, by name.
struct Pairs<'a>(&'a Credits);

/// Two partners with a deal in common.
#[derive(Serialize)]
struct Named<'a> {
    partners: [&'a str; 2],
    deals: u64,
    value: f64,
}

impl Serialize for OverlapOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Overlap { deals, value, shared_deals, shared_value, added_up, .. } = &self.0.overlap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("deals", deals)?;
        map.serialize_entry("value", value)?;
        map.serialize_entry("sharedDeals", shared_deals)?;
        map.serialize_entry("sharedValue", shared_value)?;
        map.serialize_entry("addedUpIsNoTotal", added_up)?;
        map.serialize_entry("accounts", &self.0.overlap.accounts)?;
        map.serialize_entry("sharedAccounts", &self.0.overlap.shared_accounts)?;
        map.serialize_entry("pairs", &Pairs(self.0))?;
        map.serialize_entry("pairsLeftOut", &self.0.overlap.pairs_left_out)?;
        map.end()
    }
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = |at: usize| self.0.partners.get(at).map_or("", String::as_str);
        let mut list = serializer.serialize_seq(Some(self.0.overlap.pairs.len()))?;
        for pair in &self.0.overlap.pairs {
            let partners = [name(pair.partners.0), name(pair.partners.1)];
            list.serialize_element(&Named { partners, deals: pair.deals, value: pair.value })?;
        }
        list.end()
    }
}
