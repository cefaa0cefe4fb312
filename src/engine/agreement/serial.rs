//! The answer as plain data.

use super::{Agreement, Interval};
use crate::answer::{Row, Stated, write_rows};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// How a bound of each side is worked out.
const SHARE: [&str; 2] = ["(g × R ÷ (1 + v) − O) ÷ (M + P)", "1 − (Pe + Ps) ÷ ((1 + p) × (M + P))"];
const MARGIN: [&str; 2] = ["g + pm − (1 + v) × Cv ÷ R", "pm + ((1 + p) × P − Pe − Ps) ÷ (Rs + Ri)"];

impl Serialize for Agreement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("scope", &self.question.at)?;
        map.serialize_entry("vendorTarget", &self.question.vendor)?;
        map.serialize_entry("partnerTarget", &self.question.partner)?;
        let rows = [
            Row("vendorRoi", &self.vendor_roi, "(g × R − Cv) ÷ Cv"),
            Row("partnerRoi", &self.partner_roi, "(Pe + Ps − P) ÷ P"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("share", &Way(&self.share, SHARE, "M ÷ (M + P)", &["mdf", "ownMoney"]))?;
        map.serialize_entry("margin", &Way(&self.margin, MARGIN, "pm", &["grossMargin"]))?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

/// One thing to agree on, the formulas of its bounds and of today's value, and what else follows.
struct Way<'a>(&'a Interval, [&'static str; 2], &'static str, &'static [&'static str]);

impl Serialize for Way<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(interval, [at_most, at_least], today, with) = self;
        let mut map = serializer.serialize_map(None)?;
        let found = interval.answer.as_ref();
        let none = |apart: &super::Apart| apart.reason.clone();
        let [low, high, nearest]: [Stated; 3] = [
            found.map(|(low, ..)| *low).map_err(none),
            found.map(|(_, high, _)| *high).map_err(none),
            found.map(|(.., found)| found.value).map_err(none),
        ];
        let roi = |of: fn(&super::Found) -> &Stated| match found {
            Ok((.., found)) => of(found).clone(),
            Err(apart) => Err(none(apart)),
        };
        let (vendor, partner) = (roi(|found| &found.vendor_roi), roi(|found| &found.partner_roi));
        let rows = [
            Row("today", &interval.today, today),
            Row("low", &low, "the least that both accept"),
            Row("high", &high, "the most that both accept"),
            Row("nearest", &nearest, "of these the nearest to today's"),
            Row("vendorRoi", &vendor, "the vendor's ROI there"),
            Row("partnerRoi", &partner, "the partner's ROI there"),
        ];
        write_rows(&mut map, &rows)?;
        for name in *with {
            let value = found.ok().and_then(|(.., found)| found.with.iter().find(|(other, _)| other == name));
            map.serialize_entry(name, &value.map(|(_, value)| *value))?;
        }
        map.serialize_entry("vendorAtMost", &interval.vendor_at_most)?;
        map.serialize_entry("vendorFormula", at_most)?;
        map.serialize_entry("partnerAtLeast", &interval.partner_at_least)?;
        map.serialize_entry("partnerFormula", at_least)?;
        map.serialize_entry("code", &found.err().map(|apart| apart.why.code()))?;
        map.end()
    }
}
