//! A settlement as plain data: money as numbers with two decimals.

use super::{Bridge, Component, Settlement, TierBridge};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The nearest number to so many cents.
fn money(cents: i64) -> f64 {
    cents as f64 / 100.0
}

impl Serialize for Settlement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("currency", &self.currency)?;
        map.serialize_entry("formula", "g × R − Cv")?;
        map.serialize_entry("total", &Part { name: None, covers: &self.covers, bridge: &self.total })?;
        map.serialize_entry("tiers", &self.tiers)?;
        let note = self.periods.map(|(forecast, actuals)| {
            let months = crate::number::format_decimal;
            format!(
                "The forecast covers {} months and the actuals {}: the bridge compares unequal stretches of time.",
                months(forecast),
                months(actuals)
            )
        });
        map.serialize_entry("warnings", &note.as_slice())?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

impl Serialize for TierBridge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Part { name: Some((&self.name, self.status.id())), covers: &None, bridge: &self.bridge }
            .serialize(serializer)
    }
}

/// A bridge with what it is about.
struct Part<'a> {
    name: Option<(&'a str, &'static str)>,
    covers: &'a Option<Vec<String>>,
    bridge: &'a Result<Bridge, String>,
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some((name, status)) = self.name {
            map.serialize_entry("name", name)?;
            map.serialize_entry("status", status)?;
        }
        if let Some(covers) = self.covers {
            map.serialize_entry("covers", covers)?;
        }
        let bridge = self.bridge.as_ref().ok();
        map.serialize_entry("forecast", &bridge.map(|b| money(b.forecast)))?;
        map.serialize_entry("actual", &bridge.map(|b| money(b.actual)))?;
        map.serialize_entry("change", &bridge.map(|b| money(b.change())))?;
        let rows: Vec<Step> = bridge.map_or(Vec::new(), |b| {
            Component::ALL.iter().map(|component| Step(*component, b.component(*component))).collect()
        });
        map.serialize_entry("components", &rows)?;
        if let Err(reason) = self.bridge {
            map.serialize_entry("reason", reason)?;
        }
        map.end()
    }
}

/// One step of a bridge.
struct Step(Component, i64);

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("id", self.0.id())?;
        map.serialize_entry("label", self.0.label())?;
        map.serialize_entry("value", &money(self.1))?;
        map.end()
    }
}
