//! A draft as the release of 2026-11-21 kept it on a device: every number as the text that stood in its field.

use super::{Draft, Entry, Input, Origin};
use crate::number::Convention;
use crate::plan::{Field, FieldPath, MAX_TIERS, Number, Switch};
use crate::value::Value;

/// Marked an origin that is neither the person's nor a reason.
const SAMPLE: &str = "\u{1}sample";

fn origin(text: &str) -> Origin {
    match text {
        "" => Origin::Yours,
        SAMPLE => Origin::Sample,
        why => Origin::Assumed(why.to_owned()),
    }
}

impl Draft {
    /// The draft that the first release kept as `value`, its texts read by the conventions of `language`; none where it is
    /// not one.
    pub fn restore_texts(value: &Value, language: &Convention) -> Option<Self> {
        let Value::Map(fields) = value else { return None };
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let (Value::Text(currency), Value::Bool(includes), Value::List(tiers), Value::List(entries)) =
            (field("currency")?, field("includesInfluenced")?, field("tiers")?, field("entries")?)
        else {
            return None;
        };
        let mut draft = Self::new(currency, &[]);
        draft.say(Switch::IncludesInfluenced, *includes);
        for tier in tiers.iter().take(MAX_TIERS) {
            let Value::List(tier) = tier else { return None };
            let [name, _] = texts(tier)?;
            draft.add_tier(name);
        }
        for entry in entries {
            let Value::List(parts) = entry else { return None };
            let (range, named) = parts.split_last()?;
            let [path, text, whose] = texts(named)?;
            let place = FieldPath::named(path)?;
            let Value::List(range) = range else { return None };
            let input = match range.as_slice() {
                [Value::Number(low), Value::Number(likely), Value::Number(high)] => {
                    Input::Number(Number::Range { low: *low, likely: *likely, high: *high })
                }
                _ => written(text, place.field, language, currency),
            };
            draft.set(place, Entry { input, origin: origin(whose) });
        }
        Some(draft)
    }
}

/// A number as that release wrote it into a field, without groups: its writer made texts such as `12.345` of certain
/// numbers, which a reader of what people type rightly finds doubtful. More decimals leave one reading.
fn written(text: &str, field: Field, language: &Convention, currency: &str) -> Input {
    let plain = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let decimals = plain.strip_prefix(language.number.decimal);
    let certain = decimals.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
    let longer = [text, "0000"].concat();
    let text = if certain { &longer } else { text };
    Input::read(text, field.kind(), language, currency)
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

    const KEPT: &str = r#"{"currency":"EUR","includesInfluenced":false,"tiers":[["Gold",""],["",""]],"entries":[
        ["/tiers/0/mdfSpent","1.200,5","",[]],["/tiers/0/leads","250,125","",[]],["/tiers/1/leads","abc ","",[]],
        ["/tiers/0/pipelineSourced","20,5","",[10,20.5,30]],["/tiers/1/mdfSpent","5","\u0001sample",[]],
        ["/economics/grossMargin","76","a survey",[]]]}"#;

    #[test]
    fn what_the_first_release_kept_is_read() {
        let value: Value = serde_json::from_str(KEPT).expect("JSON");
        let draft = Draft::restore_texts(&value, &Convention::COMMA).expect("a draft");
        let number = |place| draft.get(place).input.number();
        assert_eq!(number(FieldPath::tier(0, Field::MdfSpent)), Some(Number::Exact(1200.5)));
        assert_eq!(number(FieldPath::tier(0, Field::Leads)), Some(Number::Exact(250.125)));
        assert_eq!(draft.get(FieldPath::tier(1, Field::MdfSpent)).origin, Origin::Sample);
        assert_eq!(
            draft.get(FieldPath::plan(Field::GrossMargin)).origin,
            Origin::Assumed("a survey".to_owned())
        );
        assert!(
            matches!(&draft.get(FieldPath::tier(1, Field::Leads)).input, Input::Unread { text, .. } if text == "abc ")
        );
        assert!(matches!(number(FieldPath::tier(0, Field::PipelineSourced)), Some(Number::Range { .. })));
        assert!(!draft.holds(Switch::IncludesInfluenced));
        for json in
            ["1", "{}", r#"{"currency":"USD","includesInfluenced":true,"tiers":[[1,2]],"entries":[]}"#]
        {
            let value: Value = serde_json::from_str(json).expect("reads");
            assert_eq!(Draft::restore_texts(&value, &Convention::POINT), None, "{json}");
        }
    }
}
