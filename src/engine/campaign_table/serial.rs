//! The answer as plain data.

use super::{CampaignTable, CellProblem, Count, SetAside, Setting, TableReport};
use crate::campaign::{Campaign, CampaignField};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for CampaignTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = columns(&self.columns);
        let campaigns: Vec<Lined<'_>> = self.campaigns.iter().map(|(line, row)| Lined(*line, row)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("delimiter", &self.delimiter.map(String::from))?;
        map.serialize_entry("decimal", &self.decimal.map(String::from))?;
        map.serialize_entry("dateOrder", &order(self.day_first))?;
        map.serialize_entry("headLine", &self.head_line)?;
        map.serialize_entry("columns", &columns)?;
        map.serialize_entry("campaigns", &campaigns)?;
        map.serialize_entry("problems", &self.problems)?;
        map.serialize_entry("setAside", &self.set_aside)?;
        map.end()
    }
}

impl Serialize for TableReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let aside: Vec<Aside> =
            self.set_aside_counts.iter().map(|(reason, count)| Aside(reason, *count)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("delimiter", &self.delimiter.map(String::from))?;
        map.serialize_entry("decimal", &self.decimal.map(String::from))?;
        map.serialize_entry("dateOrder", &order(self.day_first))?;
        map.serialize_entry("headLine", &self.head_line)?;
        map.serialize_entry("columns", &columns(&self.columns))?;
        map.serialize_entry("campaigns", &self.campaigns)?;
        map.serialize_entry("rejected", &self.rejected)?;
        map.serialize_entry("problemCount", &self.problem_count)?;
        map.serialize_entry("counts", &self.counts)?;
        map.serialize_entry("problems", &self.problems)?;
        map.serialize_entry("setAsideCounts", &aside)?;
        map.serialize_entry("setAside", &self.set_aside)?;
        map.end()
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("column", &self.column)?;
        map.serialize_entry("head", &self.head)?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("count", &self.count)?;
        map.end()
    }
}

/// How many lines are set aside for a reason.
struct Aside(&'static str, u64);

impl Serialize for Aside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("reason", self.0)?;
        map.serialize_entry("count", &self.1)?;
        map.end()
    }
}

fn order(day_first: Option<bool>) -> Option<&'static str> {
    day_first.map(|day| if day { "dayFirst" } else { "monthFirst" })
}

fn columns(columns: &[(String, Option<CampaignField>)]) -> Vec<Column<'_>> {
    columns.iter().map(|(head, field)| Column(head, *field)).collect()
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
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("line", &self.line)?;
        map.serialize_entry("column", &self.column)?;
        map.serialize_entry("head", &self.head)?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("settledBy", &self.settled_by.map(Setting::id))?;
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
