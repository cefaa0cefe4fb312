//! A draft as plain data, so that what was typed outlives the instance it was typed into.

use super::{Draft, Entry, Origin};
use crate::plan::{MAX_TIERS, Place};
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names: Vec<(&str, &str)> = self.tiers.iter().map(|t| saved(&t.name)).collect();
        let filled = self.places().filter(|place| !self.get(*place).text.is_empty());
        let entries: Vec<(String, &str, &str)> = filled
            .map(|place| {
                let (text, origin) = saved(self.get(place));
                (place.path(), text, origin)
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
    Entry { text: text.to_owned(), origin }
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
            let [text, origin] = texts(tier)?;
            let at = draft.add_tier("");
            draft.tiers.get_mut(at)?.name = restored(text, origin);
        }
        let places: Vec<(String, Place)> = draft.places().map(|place| (place.path(), place)).collect();
        for entry in entries {
            let [path, text, origin] = texts(entry)?;
            let (_, place) = places.iter().find(|(known, _)| known == path)?;
            draft.set(*place, restored(text, origin));
        }
        Some(draft)
    }
}

fn texts<const N: usize>(value: &Value) -> Option<[&str; N]> {
    let Value::List(items) = value else { return None };
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
        draft.set(Place::tier(1, Field::Leads), Entry { text: "abc ".to_owned(), origin: Origin::Yours });
        draft.set(Place::tier(0, Field::Leads), Entry { text: "5".to_owned(), origin: Origin::Sample });
        let assumed = Entry { text: "76 %".to_owned(), origin: Origin::Assumed("a survey".to_owned()) };
        draft.set(Place::plan(Field::GrossMargin), assumed);
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
