//! A draft as plain data: the numbers as a plan, and beside them what could not be read, as it was typed.

use super::{Draft, Entry, Input, Origin};
use crate::number::Unread;
use crate::plan::{FieldPath, Plan};
use crate::problem::{Problem, ProblemKind};
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unread: Vec<(String, &str)> = self
            .places()
            .filter_map(|place| match &self.get(place).input {
                Input::Unread { text, .. } => Some((place.path(), text.as_str())),
                Input::Blank | Input::Number(_) => None,
            })
            .collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("plan", &self.to_plan())?;
        if !unread.is_empty() {
            map.serialize_entry("unread", &unread)?;
        }
        map.end()
    }
}

impl Draft {
    /// The draft that was saved as `value`. A text that could not be read when it was typed is not read now either: in
    /// another language it could mean another number.
    ///
    /// # Errors
    /// What is not understood. A number that is out of its range is no problem here: the form shows it.
    pub fn restore(value: &Value) -> Result<Self, Vec<Problem>> {
        let wrong = |path: &str, message: &str| vec![Problem::new(path, ProblemKind::WrongType, "", message)];
        let Value::Map(fields) = value else { return Err(wrong("", "A form is an object with a plan.")) };
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let plan = field("plan").ok_or_else(|| wrong("/plan", "A form holds a plan."))?;
        let mut draft = Self::of(&Plan::read_shape(plan)?, &Origin::Yours);
        let Some(Value::List(unread)) = field("unread") else { return Ok(draft) };
        for (at, entry) in unread.iter().enumerate() {
            let known = |place: &FieldPath| place.tier.is_none_or(|tier| tier < draft.tiers.len());
            let (place, text) = match entry {
                Value::List(parts) => match parts.as_slice() {
                    [Value::Text(path), Value::Text(text)] => (FieldPath::named(path).filter(known), text),
                    _ => (None, &String::new()),
                },
                _ => (None, &String::new()),
            };
            let Some(place) = place else {
                return Err(wrong(&format!("/unread/{at}"), "It is a pair of a field's path and its text."));
            };
            let input = Input::Unread { text: text.clone(), why: Unread::NotANumber };
            draft.set(place, Entry { input, origin: Origin::Yours });
        }
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Convention;
    use crate::plan::{Field, Kind, Number, Switch};

    fn restored(json: &str) -> Result<Draft, Vec<Problem>> {
        Draft::restore(&serde_json::from_str(json).expect("JSON"))
    }

    #[test]
    fn a_draft_is_restored_as_it_was_right_or_wrong() {
        let mut draft = Draft::new("EUR", &["Gold", ""]);
        draft.say(Switch::IncludesInfluenced, false);
        let unread = Input::read("abc ", Kind::Count, &Convention::POINT, "EUR");
        draft.set(FieldPath::tier(1, Field::Leads), Entry { input: unread, origin: Origin::Yours });
        draft.set(FieldPath::tier(0, Field::Leads), Entry::number(5.0, Origin::Sample));
        draft.set(FieldPath::tier(0, Field::WinRate), Entry::number(1.2, Origin::Yours));
        let assumed = Entry::number(0.76, Origin::Assumed("a survey".to_owned()));
        draft.set(FieldPath::plan(Field::GrossMargin), assumed);
        let range = Number::Range { low: 10.0, likely: 20.5, high: 30.0 };
        draft.set(FieldPath::tier(0, Field::MdfSpent), Entry::number(range, Origin::Yours));
        let json = serde_json::to_string(&draft).expect("writes");
        assert_eq!(restored(&json), Ok(draft));
    }

    #[test]
    fn what_is_no_draft_is_refused_with_its_place() {
        let plan = r#"{"version":1,"currency":"USD","tiers":[{"name":"A"}]}"#;
        for (json, path) in [
            ("1".to_owned(), ""),
            ("{}".to_owned(), "/plan"),
            (r#"{"plan":{"version":1,"currency":"USD","tiers":[{"name":1}]}}"#.to_owned(), "/tiers/0/name"),
            (format!(r#"{{"plan":{plan},"unread":[["/tiers/1/leads","x"]]}}"#), "/unread/0"),
            (format!(r#"{{"plan":{plan},"unread":[["/tiers/0/__proto__","x"]]}}"#), "/unread/0"),
            (format!(r#"{{"plan":{plan},"unread":[1]}}"#), "/unread/0"),
        ] {
            let problems = restored(&json).expect_err(&json);
            assert_eq!(problems[0].path, path, "{json}");
        }
    }
}
