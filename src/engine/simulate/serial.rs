//! The answer as plain data.

use super::{Achieved, DRIVER_DRAWS, Driver, Histogram, Input, LEVELS, Outcome, Simulated};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The names of the percentiles, in the order of [`LEVELS`].
const NAMES: [&str; LEVELS.len()] = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"];

impl Serialize for Simulated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("draws", &self.draws)?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("inputs", &self.inputs)?;
        map.serialize_entry("correlations", &self.correlations)?;
        map.serialize_entry("total", &Scope { name: "", outcomes: &self.total, draws: self.draws })?;
        if !self.tiers.is_empty() {
            let tiers = self.tiers.iter();
            let tiers = tiers.map(|(name, outcomes)| Scope { name, outcomes, draws: self.draws });
            map.serialize_entry("tiers", &tiers.collect::<Vec<_>>())?;
        }
        map.serialize_entry("driverDraws", &self.draws.min(DRIVER_DRAWS as u32))?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

impl Serialize for Input {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("low", &self.low)?;
        map.serialize_entry("likely", &self.likely)?;
        map.serialize_entry("high", &self.high)?;
        map.serialize_entry("mean", &self.mean())?;
        map.end()
    }
}

impl Serialize for Achieved {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("between", &self.asked.between.map(|place| place.path()))?;
        map.serialize_entry("rank", &self.asked.rank)?;
        map.serialize_entry("achieved", &self.achieved)?;
        map.end()
    }
}

struct Scope<'a> {
    name: &'a str,
    outcomes: &'a [Outcome],
    draws: u32,
}

impl Serialize for Scope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.name.is_empty() {
            map.serialize_entry("name", self.name)?;
        }
        map.serialize_entry("metrics", &Metrics(self.outcomes, self.draws))?;
        map.end()
    }
}

struct Metrics<'a>(&'a [Outcome], u32);

impl Serialize for Metrics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|outcome| (outcome.metric.text(), Figure(outcome, self.1))))
    }
}

struct Figure<'a>(&'a Outcome, u32);

/// A number that JSON has, or nothing.
fn finite(value: f64) -> Option<f64> {
    // A negative zero would be written with its sign.
    value.is_finite().then_some(value + 0.0)
}

impl Serialize for Figure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(outcome, draws) = *self;
        let metric = outcome.metric.metric();
        let summary = outcome.summary.as_ref();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("unit", metric.unit.id())?;
        map.serialize_entry("better", metric.better.id())?;
        map.serialize_entry("formula", &metric.formula.text())?;
        map.serialize_entry("undefinedShare", &(f64::from(outcome.undefined) / f64::from(draws.max(1))))?;
        if let Some(reason) = &outcome.reason {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("mean", &summary.and_then(|s| finite(s.mean)))?;
        map.serialize_entry("sd", &summary.and_then(|s| finite(s.sd)))?;
        for (at, name) in NAMES.iter().enumerate() {
            let percentile = summary.and_then(|s| s.percentiles.get(at).copied());
            map.serialize_entry(name, &percentile.and_then(finite))?;
        }
        map.serialize_entry("target", &outcome.target.map(|reach| reach.target))?;
        map.serialize_entry("probability", &outcome.target.map(|reach| reach.probability))?;
        map.serialize_entry("histogram", &summary.map(|s| &s.histogram))?;
        map.serialize_entry("drivers", &outcome.drivers)?;
        map.serialize_entry("unexplained", &outcome.unexplained())?;
        map.end()
    }
}

impl Serialize for Driver {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("share", &self.share)?;
        map.serialize_entry("correlation", &self.correlation)?;
        map.end()
    }
}

impl Serialize for Histogram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("from", &finite(self.from))?;
        map.serialize_entry("to", &finite(self.to))?;
        map.serialize_entry("counts", &self.counts)?;
        map.serialize_entry("below", &self.below)?;
        map.serialize_entry("above", &self.above)?;
        map.end()
    }
}
