//! The answer as plain data.

use super::{CampaignTable, CellProblem, SetAside};
use crate::campaign::{Campaign, CampaignField};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for CampaignTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns: Vec<Column<'_>> =
            self.columns.iter().map(|(head, field)| Column(head, *field)).collect();
        let campaigns: Vec<Lined<'_>> = self.campaigns.iter().map(|(line, row)| Lined(*line, row)).collect();
        let order = self.day_first.map(|day| if day { "dayFirst" } else { "monthFirst" });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("delimiter", &self.delimiter.map(String::from))?;
        map.serialize_entry("decimal", &self.decimal.map(String::from))?;
        map.serialize_entry("dateOrder", &order)?;
        map.serialize_entry("headLine", &self.head_line)?;
        map.serialize_entry("columns", &columns)?;
        map.serialize_entry("campaigns", &campaigns)?;
        map.serialize_entry("problems", &self.problems)?;
        map.serialize_entry("setAside", &self.set_aside)?;
        map.end()
    }
}

struct Column<'a>(&'a str, Option<CampaignField>);

impl Serialize for Column<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("head", self.0)?;
        map.serialize_entry("field", &self.1.map(CampaignField::id))?;
        map.end()
    }
}

struct Lined<'a>(usize, &'a Campaign);

impl Serialize for Lined<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("line", &self.0)?;
        map.serialize_entry("campaign", self.1)?;
        map.end()
    }
}

impl Serialize for CellProblem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("line", &self.line)?;
        map.serialize_entry("column", &self.column)?;
        map.serialize_entry("head", &self.head)?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("value", &self.value)?;
        map.end()
    }
}

impl Serialize for SetAside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("line", &self.line)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("reason", self.reason)?;
        map.end()
    }
}
