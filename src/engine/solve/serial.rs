//! The answer as plain data.

use super::{Reached, Solution, Why};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Solution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metric = self.question.aim.metric.metric();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("metric", metric.id.text())?;
        map.serialize_entry("scope", &self.question.aim.at)?;
        map.serialize_entry("target", &self.question.target)?;
        map.serialize_entry("metricUnit", metric.unit.id())?;
        map.serialize_entry("input", &self.question.input.path())?;
        map.serialize_entry("label", &self.label)?;
        map.serialize_entry("unit", self.unit.id())?;
        map.serialize_entry("now", &self.now)?;
        map.serialize_entry("today", &self.today)?;
        map.serialize_entry("value", &self.answer.as_ref().ok().map(|hit| hit.value))?;
        map.serialize_entry("reached", &self.answer.as_ref().ok().map(|hit| hit.reached))?;
        if let Err(unreached) = &self.answer {
            map.serialize_entry("code", unreached.why.code())?;
            map.serialize_entry("reason", &unreached.reason)?;
            map.serialize_entry("best", &unreached.best)?;
            if let Why::NoEffect(over) = &unreached.why {
                let over: Vec<String> = over.iter().map(|place| place.path()).collect();
                map.serialize_entry("overriddenBy", &over)?;
            }
        }
        map.serialize_entry("also", &self.also)?;
        map.serialize_entry("warnings", &self.warnings)?;
        map.end()
    }
}

impl Serialize for Reached {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("reached", &self.reached)?;
        map.end()
    }
}
