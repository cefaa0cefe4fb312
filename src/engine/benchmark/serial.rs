//! The benchmarks as plain data: the public shape of the API.

use super::{Benchmarks, Held, Kind, Prefill, Source, Spread, Standing, Subject};
use crate::plan::FieldPath;
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Benchmarks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.of {
            Subject::Metric(id) => map.serialize_entry("metric", id.text())?,
            Subject::Field(field) => map.serialize_entry("field", &FieldPath::plan(field).path())?,
        }
        if let Some(definition) = self.definition {
            map.serialize_entry("definition", definition)?;
        }
        if let Some(note) = self.note {
            map.serialize_entry("note", note)?;
        }
        map.serialize_entry("rows", self.rows)?;
        map.end()
    }
}

impl Serialize for Held {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.row;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", row.id)?;
        match row.spread {
            Spread::Value(value) => map.serialize_entry("value", &value)?,
            Spread::Quartiles { p25, median, p75 } => {
                map.serialize_entry("p25", &p25)?;
                map.serialize_entry("median", &median)?;
                map.serialize_entry("p75", &p75)?;
            }
            Spread::MedianAndTop { median, p75 } => {
                map.serialize_entry("median", &median)?;
                map.serialize_entry("p75", &p75)?;
            }
            Spread::Band { low, high } => {
                map.serialize_entry("low", &low)?;
                map.serialize_entry("high", &high)?;
            }
        }
        map.serialize_entry("reading", self.reading.id())?;
        map.serialize_entry("unit", row.unit.id())?;
        if let Some(currency) = row.currency() {
            map.serialize_entry("currency", currency)?;
        }
        map.serialize_entry("stat", row.stat)?;
        map.serialize_entry("segment", row.segment)?;
        map.serialize_entry("caveat", row.caveat)?;
        map.serialize_entry("kind", row.kind.id())?;
        if row.kind == Kind::RuleOfThumb {
            map.serialize_entry("label", row.kind.words())?;
        }
        map.serialize_entry("strength", row.strength.id())?;
        if let Some(differs) = self.differs {
            map.serialize_entry("differs", differs)?;
        }
        map.serialize_entry("source", row.source)?;
        map.end()
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("publisher", self.publisher)?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("year", &self.year)?;
        map.serialize_entry("sample", self.sample)?;
        map.serialize_entry("address", self.address)?;
        map.serialize_entry("evidence", self.evidence.id())?;
        map.end()
    }
}

impl Serialize for Prefill {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("field", &FieldPath::plan(self.field).path())?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("why", self.why)?;
        map.serialize_entry("row", self.row.id)?;
        map.end()
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("id", self.id())?;
        map.serialize_entry("words", self.words())?;
        map.end()
    }
}
