//! What a line beside the rows says of their amounts: “Amounts in thousands of EUR”, “Currency: EUR”, “単位：千円”.

use super::unit::{self, Unit};

/// Words before which a unit may stand.
const BEFORE: [&str; 29] = [
    "in",
    "en",
    "currency",
    "währung",
    "devise",
    "moneda",
    "通貨",
    "単位",
    "单位",
    "unit",
    "units",
    "einheit",
    "einheiten",
    "unité",
    "unités",
    "unidad",
    "unidades",
    "value",
    "values",
    "werte",
    "valeurs",
    "valores",
    "amount",
    "amounts",
    "beträge",
    "montants",
    "importes",
    "figures",
    "金額",
];
/// Codes that are words as well: “in ALL regions”. They are currencies at the end of what a line says.
const ALSO_WORDS: [&str; 7] = ["ALL", "TOP", "TRY", "CUP", "PEN", "MAD", "MOP"];

/// The unit of amounts that a line states; none where it states none.
pub(super) fn said(line: &str, own: &str) -> Option<Unit> {
    let words: Vec<&str> = line
        .split(|sign: char| sign.is_whitespace() || matches!(sign, ':' | '：'))
        .map(|word| word.trim_matches(is_edge))
        .filter(|word| !word.is_empty())
        .collect();
    let is_before =
        |place: &usize| words.get(*place).is_some_and(|word| BEFORE.contains(&word.to_lowercase().as_str()));
    // The nearest to the unit is the last: “Amounts in thousands of EUR”.
    let unit = (0..words.len())
        .rev()
        .filter(is_before)
        .find_map(|place| behind(&words, place, line, own))
        .or_else(|| bracketed(line, own))
        .or_else(|| alone(line, own))?;
    // “Currency: EUR or USD” leaves open which it is.
    let is_other = |word: &&str| {
        let other = unit::of(word, own)
            .and_then(|unit| unit.currency)
            .filter(|code| !ALSO_WORDS.contains(&code.as_str()));
        unit.currency.is_some() && other.is_some() && other != unit.currency
    };
    match words.iter().any(is_other) {
        true => Some(Unit { currency: None, doubtful: Some(line.trim().to_owned()), ..unit }),
        false => Some(Unit { currency: unit.currency.filter(|_| unit.doubtful.is_none()), ..unit }),
    }
}

fn is_edge(sign: char) -> bool {
    matches!(sign, '(' | ')' | '[' | ']' | ',' | ';' | '.' | '“' | '”' | '"' | '（' | '）')
}

/// The unit behind one of the words: of one, two or three words, “thousands of EUR”, “US dollars”.
fn behind(words: &[&str], place: usize, line: &str, own: &str) -> Option<Unit> {
    let at = |at: usize| words.get(at).copied().unwrap_or_default();
    let unit_at = |place: usize| unit::of(at(place), own).filter(|unit| !unit.counts);
    let named = || unit::of(&[at(place + 1), " ", at(place + 2)].concat(), own).filter(|unit| !unit.counts);
    let first = unit_at(place + 1).or_else(named)?;
    let is_of = matches!(at(place + 2), "of" | "von" | "de" | "d’" | "US");
    let second = unit_at(place + if is_of { 3 } else { 2 }).unwrap_or_default();
    let is_word = |unit: &Unit| unit.currency.as_deref().is_some_and(|code| ALSO_WORDS.contains(&code));
    if is_word(&first) && second == Unit::default() && !at(place + 2).is_empty() {
        return None;
    }
    let is_scaled = first.scale.is_some() || second.scale.is_some();
    let scale = is_scaled.then(|| line.trim().to_owned());
    let (currency, doubtful) = (first.currency.or(second.currency), first.doubtful.or(second.doubtful));
    Some(Unit { currency, scale, doubtful, counts: false })
}

/// The unit that stands in brackets: “MDF report 2025 ($000s)”. One letter alone may be anything there, and ALL is a word.
fn bracketed(line: &str, own: &str) -> Option<Unit> {
    let parts = line.split(['(', '[', '（']).skip(1);
    let inside = parts.filter_map(|part| part.split([')', ']', '）']).next()).map(str::trim);
    let said = inside.filter(|text| text.chars().count() > 1 && !ALSO_WORDS.contains(text));
    said.filter_map(|text| unit::of(text, own)).find(|unit| !unit.counts)
}

/// The unit that all of a line is, but for a mark of a footnote.
fn alone(line: &str, own: &str) -> Option<Unit> {
    let text = line.trim().strip_prefix(['*', '†'])?.trim_start_matches('*').trim();
    unit::of(text, own).filter(|unit| !unit.counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_the_unit_of_amounts() {
        for (line, currency, scaled) in [
            ("Amounts in thousands of EUR", Some("EUR"), true),
            ("All figures in USD millions.", Some("USD"), true),
            ("Beträge in T€", Some("EUR"), true),
            ("(Angaben in Tsd. EUR)", Some("EUR"), true),
            ("Montants en milliers", None, true),
            ("Currency: EUR", Some("EUR"), false),
            ("Währung EUR", Some("EUR"), false),
            ("All amounts in €", Some("EUR"), false),
            ("（単位：千円）", Some("JPY"), true),
            ("Unit: USD thousands", Some("USD"), true),
            ("Einheit T€", Some("EUR"), true),
            ("MDF report FY25 ($000s)", Some("USD"), true),
            ("MDF-Bericht [T€]", Some("EUR"), true),
            ("MDF report 2025 (EUR)", Some("EUR"), false),
            ("Values: USD k", Some("USD"), true),
            ("单位：万元", Some("CNY"), true),
            ("All amounts in euros", Some("EUR"), false),
            ("Amounts in US dollars", Some("USD"), false),
            ("Currency: Euro", Some("EUR"), false),
            ("* EUR thousands", Some("EUR"), true),
            ("* EUR", Some("EUR"), false),
            ("Note: all values EUR", Some("EUR"), false),
            ("Amounts in ALL", Some("ALL"), false),
        ] {
            let unit = said(line, "USD").unwrap_or_else(|| panic!("{line}"));
            assert_eq!((unit.currency.as_deref(), unit.scale.is_some()), (currency, scaled), "{line}");
        }
        for line in [
            "Partner MDF report",
            "ALL campaigns in EMEA",
            "Campaigns in ALL regions",
            "MDF CAMPAIGNS IN ALL REGIONS",
            "Partners (ALL)",
            "Plan (M)",
            "Region: ALL",
            "Filtered by: Region",
            "A million leads",
            "",
        ] {
            assert_eq!(said(line, "USD"), None, "{line}");
        }
    }
}
