//! What the answers about time share: a value or the reason why there is none, and what was assumed for it.

use crate::message::{self, campaigns, fill};
use crate::plan::Plan;
use crate::report::field_of;
use crate::resolve::Quantities;
use crate::symbol::Symbol;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value, or a sentence on why there is none. Finite.
pub type Stated = Result<f64, String>;

/// The value if it is a number that can be stated.
pub(crate) fn stated(value: f64) -> Stated {
    // A negative zero would be written with its sign.
    if value.is_finite() { Ok(value + 0.0) } else { Err(message::TOO_LARGE.to_owned()) }
}

/// `over / under`, or that `name` is zero.
pub(crate) fn ratio(over: f64, under: f64, name: &str) -> Stated {
    if under > 0.0 { stated(over / under) } else { Err(fill(message::ZERO_DIVISOR, &[name])) }
}

/// “Needs a and b.”
pub(crate) fn needs(names: &[&str]) -> String {
    fill(message::NEEDS, &[&names.join(message::AND)])
}

/// Sentences with gaps that answers keep filled: why a figure has no value, and what is wrong with a row of a table.
const FILLED: [&str; 23] = [
    message::ZERO_DIVISOR,
    message::NOT_FINITE,
    campaigns::ENDS_BEFORE,
    campaigns::TEXT_LENGTH,
    campaigns::NO_WORD,
    campaigns::TABLE_TWICE,
    campaigns::TABLE_CELLS,
    campaigns::TABLE_OTHER_CURRENCY,
    campaigns::TABLE_SHORT,
    campaigns::TABLE_BLANK_QUOTE,
    campaigns::TABLE_HEAD_SCALE,
    campaigns::TABLE_HEAD_SIGN,
    campaigns::TABLE_NO_SUCH_HEAD,
    campaigns::TABLE_ROW_CURRENCY,
    campaigns::TABLE_OTHER_SIGN,
    campaigns::TABLE_UNSAID_SIGN,
    message::UNKNOWN_WORD,
    message::UNSEEN,
    message::GROUPING,
    message::TOO_LONG,
    message::NO_PERCENT,
    message::NO_CURRENCY,
    campaigns::PLAN_CURRENCY,
];

/// The reason of a [`Stated`], or what is wrong with a row, in the language that `translated` knows. An answer keeps both
/// in English, some with the names of quantities in them, so a sentence that is not known as a whole is translated by its
/// parts.
pub fn reason_in(reason: &str, translated: fn(&str) -> Option<&'static str>) -> String {
    let name = |english: &str| translated(english).map_or_else(|| english.to_owned(), str::to_owned);
    if let Some(whole) = translated(reason) {
        return whole.to_owned();
    }
    let of = |template| Some((gaps(template, reason)?, translated(template)?));
    if let Some((names, template)) = of(message::NEEDS) {
        let names: Vec<String> = names.concat().split(message::AND).map(name).collect();
        return fill(template, &[&names.join(&name(message::AND))]);
    }
    // What is out of range comes last: its English is little more than its gaps.
    let Some((parts, template)) = FILLED.into_iter().chain([message::OUT_OF_RANGE]).find_map(of) else {
        return reason.to_owned();
    };
    let parts: Vec<String> = parts.into_iter().map(name).collect();
    fill(template, &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What stands in the gaps of `template`; none where the text is not made of it.
fn gaps<'a>(template: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = template.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after));
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut pieces = pieces.peekable();
    let mut found = Vec::new();
    while let Some(piece) = pieces.next() {
        let (part, after) = match pieces.peek() {
            Some(_) => rest.split_once(piece)?,
            None => (rest.strip_suffix(piece)?, ""),
        };
        found.push(part);
        rest = after;
    }
    Some(found)
}

/// Something taken for granted because nobody said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Premise {
    /// JSON pointer to the field of the question or of the plan.
    pub field: String,
    /// What was taken.
    pub value: Taken,
    /// Why.
    pub why: String,
}

/// The value of a [`Premise`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Taken {
    /// A number, in the unit of the field.
    Number(f64),
    /// One of the field's words.
    Word(&'static str),
}

impl Premise {
    pub(crate) fn new(field: &str, value: f64, why: &str) -> Self {
        Self { field: field.to_owned(), value: Taken::Number(value), why: why.to_owned() }
    }
}

/// What a plan takes for granted, as far as an answer rests on it: what it says itself to be an assumption, and what
/// stands in for one of `used`. Fields start with `root`.
pub(crate) fn premises(
    root: &str,
    plan: &Plan,
    tiers: &[Quantities],
    shared: &Quantities,
    used: &[Symbol],
) -> Vec<Premise> {
    let said = |path: &str| plan.assumed.iter().any(|assumed| assumed.field == path);
    let rests = |field| used.iter().any(|symbol| field_of(*symbol) == Some(field));
    let all = crate::evaluate::assumptions(plan, tiers, shared).into_iter();
    all.filter(|a| rests(a.place.field) || said(&a.place.path()))
        .map(|a| Premise::new(&format!("{root}{}", a.place.path()), a.value, &a.why))
        .collect()
}

impl Serialize for Premise {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("field", &self.field)?;
        match self.value {
            Taken::Number(number) => map.serialize_entry("value", &number)?,
            Taken::Word(word) => map.serialize_entry("value", word)?,
        }
        map.serialize_entry("why", &self.why)?;
        map.end()
    }
}

/// One figure of an answer: its public name, its value, and how it is worked out.
pub(crate) struct Row<'a>(pub(crate) &'static str, pub(crate) &'a Stated, pub(crate) &'static str);

/// Writes the figures as numbers or `null`, then why some are `null`, and the formulas.
pub(crate) fn write_rows<M: SerializeMap>(map: &mut M, rows: &[Row<'_>]) -> Result<(), M::Error> {
    for Row(id, value, _) in rows {
        map.serialize_entry(id, &value.as_ref().ok())?;
    }
    let reasons = rows.iter().filter_map(|Row(id, value, _)| Some((*id, value.as_ref().err()?.as_str())));
    map.serialize_entry("reasons", &Texts(reasons.collect()))?;
    map.serialize_entry("formulas", &Texts(rows.iter().map(|Row(id, _, formula)| (*id, *formula)).collect()))
}

/// An object whose values are texts.
struct Texts<'a>(Vec<(&'static str, &'a str)>);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_german(english: &str) -> Option<&'static str> {
        match english {
            message::TOO_LARGE => Some("Zu groß."),
            message::NEEDS => Some("Es fehlt: \u{1}."),
            message::AND => Some(" und "),
            message::ZERO_DIVISOR => Some("Teilt durch null: \u{1}."),
            campaigns::ENDS_BEFORE => Some("Beginnt am \u{2}, endet am \u{1}."),
            message::OUT_OF_RANGE => Some("\u{1}: Erlaubt ist \u{2}."),
            "Leads" => Some("Interessenten"),
            _ => None,
        }
    }

    #[test]
    fn a_reason_is_translated_as_a_whole_or_by_its_parts() {
        let said = |reason: &str| reason_in(reason, some_german);
        assert_eq!(said(message::TOO_LARGE), "Zu groß.");
        assert_eq!(said(&needs(&["Leads", "MDF"])), "Es fehlt: Interessenten und MDF.");
        assert_eq!(said(&ratio(1.0, 0.0, "Leads").unwrap_err()), "Teilt durch null: Interessenten.");
        let before = fill(campaigns::ENDS_BEFORE, &["2025-01-01", "2025-02-01"]);
        assert_eq!(said(&before), "Beginnt am 2025-02-01, endet am 2025-01-01.");
        assert_eq!(said(&fill(message::OUT_OF_RANGE, &["Leads", "0"])), "Interessenten: Erlaubt ist 0.");
        assert_eq!(said("Somebody’s own words."), "Somebody’s own words.");
        assert_eq!(reason_in(&needs(&["Leads"]), |_| None), "Needs Leads.");
    }
}
