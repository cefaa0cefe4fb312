//! The report as plain data: the public shape of the API.

use super::{Assumption, Example, Figure, Gap, Report, Scope, Term, Warning};
use crate::message::{UNIT, fill};
use crate::metric::{METRICS, Metric};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(9))?;
        map.serialize_entry("version", &Self::VERSION)?;
        map.serialize_entry("currency", &self.currency)?;
        map.serialize_entry("tiers", &self.tiers)?;
        map.serialize_entry("total", &self.total)?;
        map.serialize_entry("direct", &self.direct)?;
        map.serialize_entry("warnings", &self.warnings)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.serialize_entry("example", &self.is_example())?;
        map.serialize_entry("examples", &self.examples)?;
        map.end()
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.name.is_empty() {
            map.serialize_entry("name", &self.name)?;
        }
        map.serialize_entry("metrics", &Metrics(self))?;
        map.end()
    }
}

struct Metrics<'a>(&'a Scope);

impl Serialize for Metrics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for figure in self.0.figures() {
            map.serialize_entry(figure.metric.id.text(), &figure)?;
        }
        map.end()
    }
}

impl Serialize for Figure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &self.value.ok())?;
        map.serialize_entry("unit", self.metric.unit.id())?;
        map.serialize_entry("basis", self.basis.id())?;
        if let Some(reason) = self.reason() {
            map.serialize_entry("reason", &reason)?;
        }
        if let Some(covers) = &self.covers {
            map.serialize_entry("covers", covers)?;
        }
        if !self.gaps.is_empty() {
            map.serialize_entry("gaps", self.gaps)?;
        }
        if let Some(without) = self.without {
            map.serialize_entry("withoutGaps", &without)?;
        }
        map.serialize_entry("formula", &self.metric.formula.text())?;
        map.serialize_entry("terms", &self.terms())?;
        map.end()
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("symbol", self.symbol)?;
        map.serialize_entry("label", &fill(self.label, &[UNIT]))?;
        map.serialize_entry("unit", self.unit.id())?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("basis", self.basis.id())?;
        map.end()
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("message", &self.plain_message())?;
        map.serialize_entry("values", &self.values[..])?;
        map.end()
    }
}

impl Serialize for Assumption {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("why", &self.why)?;
        map.end()
    }
}

impl Serialize for Example {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("value", &self.value)?;
        map.end()
    }
}

impl Serialize for Gap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct LeftOut {
            symbol: &'static str,
            label: &'static str,
            value: f64,
        }
        let left_out: Vec<LeftOut> = self
            .left_out
            .iter()
            .map(|(symbol, value)| LeftOut { symbol: symbol.text(), label: symbol.label(), value: *value })
            .collect();
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("tier", &self.tier)?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("cost", &self.cost)?;
        map.serialize_entry("leftOut", &left_out)?;
        map.end()
    }
}

/// The metric table as plain data.
pub struct Table;

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(METRICS.len()))?;
        for metric in &METRICS {
            list.serialize_element(metric)?;
        }
        list.end()
    }
}

impl Serialize for Metric {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("id", self.id.text())?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("about", self.about())?;
        map.serialize_entry("unit", self.unit.id())?;
        map.serialize_entry("better", self.better.id())?;
        map.serialize_entry("stated", self.stated.id())?;
        map.serialize_entry("formula", &self.formula.text())?;
        map.end()
    }
}
