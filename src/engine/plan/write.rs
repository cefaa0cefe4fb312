//! Plan → plain data, in the same shape that it is read from.

use super::{Assumed, Field, FieldPath, Group, Number, Plan, Switch, Tier, VERSION};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Exact(value) => serializer.serialize_f64(value),
            Self::Range { low, likely, high } => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("low", &low)?;
                map.serialize_entry("likely", &likely)?;
                map.serialize_entry("high", &high)?;
                map.end()
            }
        }
    }
}

impl Serialize for Tier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        for field in Field::of(Group::Tier) {
            if let Some(number) = self.get(field) {
                map.serialize_entry(field.id(), &number)?;
            }
        }
        map.end()
    }
}

impl Serialize for Assumed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("field", &self.field)?;
        map.serialize_entry("why", &self.why)?;
        map.end()
    }
}

/// One of the plan's objects that stand once; written only where it holds something.
struct Part<'a>(&'a Plan, Group);

impl Part<'_> {
    fn numbers(&self) -> impl Iterator<Item = (Field, Number)> + '_ {
        Field::of(self.1).filter_map(|field| Some((field, self.0.get(FieldPath::plan(field))?)))
    }

    /// The switches of this object that were set.
    fn switches(&self) -> impl Iterator<Item = (&'static str, bool)> {
        Switch::of(self.1).filter_map(|switch| Some((switch.id(), self.0.said(switch)?)))
    }

    fn is_empty(&self) -> bool {
        self.numbers().next().is_none() && self.switches().next().is_none()
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, number) in self.numbers() {
            map.serialize_entry(field.id(), &number)?;
        }
        for (id, yes) in self.switches() {
            map.serialize_entry(id, &yes)?;
        }
        map.end()
    }
}

impl Serialize for Plan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("currency", &self.currency)?;
        for (field, number) in Part(self, Group::Plan).numbers() {
            map.serialize_entry(field.id(), &number)?;
        }
        map.serialize_entry("tiers", &self.tiers)?;
        for (key, group) in [("direct", Group::Direct), ("economics", Group::Economics)] {
            let part = Part(self, group);
            if !part.is_empty() {
                map.serialize_entry(key, &part)?;
            }
        }
        if !self.assumed.is_empty() {
            map.serialize_entry("assumed", &self.assumed)?;
        }
        if !self.examples.is_empty() {
            let pointers: Vec<String> = self.examples.iter().map(|place| place.path()).collect();
            map.serialize_entry("examples", &pointers)?;
        }
        if self.costs_withheld {
            map.serialize_entry("costsWithheld", &true)?;
        }
        map.end()
    }
}
