//! The answer as plain data.

use super::Credit;
use crate::answer::{Row, write_rows};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Credit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let question = &self.question;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("of", question.of.id())?;
        map.serialize_entry("per", question.per.id())?;
        map.serialize_entry("scope", &question.at)?;
        map.serialize_entry("target", &question.target.back)?;
        map.serialize_entry("writtenAs", question.target.form.id())?;
        map.serialize_entry("now", &self.now)?;
        let credit = self.answer.as_ref().map(|credit| *credit).map_err(|unmet| unmet.reason.clone());
        let at = ["back at today's credit ÷ cost", "sourced ÷ cost", "(sourced + influenced) ÷ cost"];
        let [today, sourced, full] = at;
        let rows = [
            Row("credit", &credit, question.formula()),
            Row("today", &self.today, today),
            Row("sourcedOnly", &self.sourced_only, sourced),
            Row("fullInfluence", &self.full_influence, full),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("unclamped", &self.unclamped)?;
        map.serialize_entry("reached", &self.reached)?;
        map.serialize_entry("code", &self.answer.as_ref().err().map(|unmet| unmet.why.code()))?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}
