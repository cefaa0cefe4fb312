//! A campaign → plain data, in the shape that it is read from: what was not given is left out.

use super::{Campaign, CampaignField, CampaignKind, CampaignList};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Campaign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in CampaignField::ALL {
            let id = field.id();
            match field.kind() {
                _ if *field == CampaignField::ExchangeRateOn => {
                    if let Some(dated) = self.exchange_rate {
                        map.serialize_entry(id, &dated.on)?;
                    }
                }
                CampaignKind::Number(_) => {
                    if let Some(number) = self.get(*field) {
                        map.serialize_entry(id, &number)?;
                    }
                }
                CampaignKind::Rate => {
                    if let Some(dated) = self.exchange_rate {
                        map.serialize_entry(id, &dated.rate)?;
                    }
                }
                CampaignKind::Day => {
                    if let Some(day) = self.day(*field) {
                        map.serialize_entry(id, &day)?;
                    }
                }
                CampaignKind::Text | CampaignKind::Currency => {
                    let text = self.text(*field).unwrap_or_default();
                    if !text.is_empty() {
                        map.serialize_entry(id, text)?;
                    }
                }
                CampaignKind::Word => {
                    if let Some(word) = self.word(*field) {
                        map.serialize_entry(id, word)?;
                    }
                }
            }
        }
        map.end()
    }
}

impl Serialize for CampaignList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let campaigns: Vec<Numbered<'_>> =
            self.campaigns.iter().map(|(number, campaign)| Numbered(*number, campaign)).collect();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("campaigns", &campaigns)?;
        map.serialize_entry("problems", &self.problems)?;
        map.end()
    }
}

/// A campaign with its place in the list.
struct Numbered<'a>(usize, &'a Campaign);

impl Serialize for Numbered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("number", &self.0)?;
        map.serialize_entry("campaign", self.1)?;
        map.end()
    }
}
