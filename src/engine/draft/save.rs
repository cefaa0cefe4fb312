//! A draft as plain data, so that what was typed outlives the instance it was typed into.

use super::{Draft, Entry, Origin};
use crate::plan::{MAX_TIERS, Number, Place};
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names: Vec<(&str, &str)> = self.tiers.iter().map(|t| saved(&t.name)).collect();
        let filled = self.places().filter(|place| !self.get(*place).text.is_empty());
        let entries: Vec<(String, &str, &str, Vec<f64>)> = filled
            .map(|place| {
                let entry = self.get(place);
                let (text, origin) = saved(entry);
                let range = match entry.range {
                    Some(Number::Range { low, likely, high }) => vec![low, likely, high],
                    _ => Vec::new(),
                };
                (place.path(), text, origin, range)
            })
            .collect();
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("currency", &self.currency)?;
        map.serialize_entry("includesInfluenced", &self.includes_influenced)?;
        map.serialize_entry("tiers", &names)?;
        map.serialize_entry("entries", &entries)?;
        map.end()
    }
}

/// Marks an origin that is neither yours nor a reason; no reason starts with it.
const SAMPLE: &str = "\u{1}sample";

fn saved(entry: &Entry) -> (&str, &str) {
    let origin = match &entry.origin {
        Origin::Yours => "",
        Origin::Sample => SAMPLE,
        Origin::Assumed(why) => why,
    };
    (&entry.text, origin)
}

fn restored(text: &str, origin: &str) -> Entry {
    let origin = match origin {
        "" => Origin::Yours,
        SAMPLE => Origin::Sample,
        why => Origin::Assumed(why.to_owned()),
    };
    Entry::new(text, origin)
}

impl Draft {
    /// The draft that was saved as `value`; `None` where it is not one.
    pub fn restore(value: &Value) -> Option<Self> {
        let Value::Map(fields) = value else { return None };
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let (Value::Text(currency), Value::Bool(includes), Value::List(tiers), Value::List(entries)) =
            (field("currency")?, field("includesInfluenced")?, field("tiers")?, field("entries")?)
        else {
            return None;
        };
        let mut draft = Self::new(currency, &[]);
        draft.includes_influenced = *includes;
        for tier in tiers.iter().take(MAX_TIERS) {
            let Value::List(tier) = tier else { return None };
            let [text, origin] = texts(tier)?;
            let at = draft.add_tier("");
            draft.tiers.get_mut(at)?.name = restored(text, origin);
        }
        let places: Vec<(String, Place)> = draft.places().map(|place| (place.path(), place)).collect();
        for entry in entries {
            let Value::List(parts) = entry else { return None };
            let (range, named) = parts.split_last()?;
            let [path, text, origin] = texts(named)?;
            let (_, place) = places.iter().find(|(known, _)| known == path)?;
            let Value::List(range) = range else { return None };
            let range = match range.as_slice() {
                [Value::Number(low), Value::Number(likely), Value::Number(high)] => {
                    Some(Number::Range { low: *low, likely: *likely, high: *high })
                }
                _ => None,
            };
            draft.set(*place, Entry { range, ..restored(text, origin) });
        }
        Some(draft)
    }
}

fn texts<const N: usize>(items: &[Value]) -> Option<[&str; N]> {
    let texts: Option<Vec<&str>> = items
        .iter()
        .map(|item| match item {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Field;

    #[test]
    fn a_draft_is_restored_as_it_was_right_or_wrong() {
        let mut draft = Draft::new("EUR", &["Gold", ""]);
        draft.includes_influenced = false;
        draft.set(Place::tier(1, Field::Leads), Entry::new("abc ", Origin::Yours));
        draft.set(Place::tier(0, Field::Leads), Entry::new("5", Origin::Sample));
        let assumed = Entry::new("76 %", Origin::Assumed("a survey".to_owned()));
        draft.set(Place::plan(Field::GrossMargin), assumed);
        let range = Number::Range { low: 10.0, likely: 20.5, high: 30.0 };
        let ranged = Entry { range: Some(range), ..Entry::new("20.5", Origin::Yours) };
        draft.set(Place::tier(0, Field::MdfSpent), ranged);
        let json = serde_json::to_string(&draft).expect("writes");
        let value: Value = serde_json::from_str(&json).expect("reads");
        assert_eq!(Draft::restore(&value), Some(draft));
    }

    #[test]
    fn what_is_no_draft_is_refused() {
        for json in
            ["1", "{}", r#"{"currency":"USD","includesInfluenced":true,"tiers":[[1,2]],"entries":[]}"#]
        {
            let value: Value = serde_json::from_str(json).expect("reads");
            assert_eq!(Draft::restore(&value), None, "{json}");
        }
    }
}
