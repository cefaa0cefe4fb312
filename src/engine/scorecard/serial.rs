//! The answer as plain data.

use super::{Card, Change, Evidence, NextPartner, NextPeriod, NextTier, Part, PartScore, Scorecard};
use crate::answer::{Row, write_rows};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Scorecard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tiers: Vec<TierFrom<'_>> = self.tiers.iter().map(|(tier, from)| TierFrom(tier, *from)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("weights", &Weights(&self.weights))?;
        map.serialize_entry("tiers", &tiers)?;
        map.serialize_entry("cards", &self.cards)?;
        map.serialize_entry("next", &self.next)?;
        map.serialize_entry("unknownPartners", &self.unknown_partners)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

struct Weights<'a>(&'a [f64; 4]);

impl Serialize for Weights<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Part::ALL.iter().map(|part| part.id()).zip(self.0))
    }
}

struct TierFrom<'a>(&'a str, f64);

impl Serialize for TierFrom<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("name", self.0)?;
        map.serialize_entry("from", &self.1)?;
        map.end()
    }
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("partner", &self.partner)?;
        map.serialize_entry("tier", &self.tier)?;
        map.serialize_entry("knownWeight", &self.known_weight)?;
        map.serialize_entry("proposedTier", &self.proposed.as_ref().ok())?;
        map.serialize_entry("whyNoTier", &self.proposed.as_ref().err())?;
        map.serialize_entry("parts", &self.parts)?;
        map.serialize_entry("changes", &self.changes)?;
        write_rows(
            &mut map,
            &[Row("score", &self.score, "Σ weight × score ÷ Σ weight, over the known parts")],
        )?;
        map.end()
    }
}

impl Serialize for PartScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("part", self.part.id())?;
        map.serialize_entry("label", self.part.label())?;
        map.serialize_entry("weight", &self.weight)?;
        map.serialize_entry("evidence", &self.evidence)?;
        write_rows(&mut map, &[Row("score", &self.score, "mean of the known items")])?;
        map.end()
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("item", self.item.id())?;
        map.serialize_entry("label", self.item.label())?;
        map.serialize_entry("reference", &self.reference)?;
        let rows = [
            Row("value", &self.value, "from the rows, or as said"),
            Row("score", &self.score, self.item.rule().formula()),
        ];
        write_rows(&mut map, &rows)?;
        map.end()
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("part", self.part.id())?;
        map.serialize_entry("from", &self.from)?;
        map.serialize_entry("to", &self.to)?;
        map.serialize_entry("rises", &self.rises)?;
        map.serialize_entry("tier", &self.tier)?;
        map.end()
    }
}

impl Serialize for NextPeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("performanceShare", &self.performance_share)?;
        map.serialize_entry("beta", &self.beta)?;
        map.serialize_entry("maxMove", &self.max_move)?;
        map.serialize_entry("rule", "(1 − p) × B × M ÷ ΣM + p × B × P ÷ ΣP")?;
        map.serialize_entry("allocation", "max Σ P × (m ÷ M)^β, Σ m = B")?;
        map.serialize_entry("partners", &self.partners)?;
        map.serialize_entry("tiers", &self.tiers)?;
        map.serialize_entry("response", &self.response)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        write_rows(&mut map, &[Row("budget", &self.budget, "as given, or what partners spent")])?;
        map.end()
    }
}

impl Serialize for NextPartner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("partner", &self.partner)?;
        map.serialize_entry("tier", &self.tier)?;
        map.serialize_entry("today", &self.today)?;
        map.serialize_entry("byRule", &self.by_rule)?;
        map.serialize_entry("byResponse", &self.by_response)?;
        map.serialize_entry("responds", &self.responds)?;
        map.serialize_entry("beta", &self.beta)?;
        map.serialize_entry("betaFrom", self.beta_from.id())?;
        write_rows(&mut map, &[Row("credited", &self.credited, "S + c × I")])?;
        map.end()
    }
}

impl Serialize for NextTier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(8))?;
        map.serialize_entry("tier", &self.tier)?;
        map.serialize_entry("partners", &self.partners)?;
        map.serialize_entry("today", &self.today)?;
        map.serialize_entry("byRule", &self.by_rule)?;
        map.serialize_entry("byResponse", &self.by_response)?;
        map.serialize_entry("beta", &self.beta)?;
        map.serialize_entry("betaFrom", self.beta_from.id())?;
        map.serialize_entry("response", &self.response)?;
        map.end()
    }
}
