//! What a line beside the rows says of their amounts: “Amounts in thousands of EUR”, “Currency: EUR”, “単位：千円”.

use super::unit::{self, Unit};

/// Words before which a unit may stand.
const BEFORE: [&str; 8] = ["in", "en", "currency", "währung", "devise", "moneda", "通貨", "単位"];

/// The unit of amounts that a line states; none where it states none.
pub(super) fn said(line: &str, own: &str) -> Option<Unit> {
    let is_edge =
        |sign: char| matches!(sign, '(' | ')' | '[' | ']' | ',' | ';' | '.' | '“' | '”' | '"' | '（' | '）');
    let words: Vec<&str> = line
        .split(|sign: char| sign.is_whitespace() || matches!(sign, ':' | '：'))
        .map(|word| word.trim_matches(is_edge))
        .filter(|word| !word.is_empty())
        .collect();
    let at = |at: usize| words.get(at).copied().unwrap_or_default();
    let unit_at = |place: usize| unit::of(at(place), own).filter(|unit| !unit.counts);
    (0..words.len()).filter(|place| BEFORE.contains(&at(*place).to_lowercase().as_str())).find_map(|place| {
        let first = unit_at(place + 1)?;
        let is_of = matches!(at(place + 2), "of" | "von" | "de" | "d’" | "US");
        let second = unit_at(place + if is_of { 3 } else { 2 }).unwrap_or_default();
        let scale =
            [(&first, place + 1), (&second, place + 2)].into_iter().find(|(unit, _)| unit.scale.is_some());
        let scale = scale.map(|_| line.trim().to_owned());
        let currency = first.currency.or(second.currency);
        // “Currency: EUR or USD” leaves open which it is.
        let is_other = |word: &str| {
            let other = unit::of(word, own).and_then(|unit| unit.currency);
            currency.is_some() && other.is_some() && other != currency
        };
        let doubtful = match words.iter().skip(place + 1).any(|word| is_other(word)) {
            true => Some(line.trim().to_owned()),
            false => first.doubtful.or(second.doubtful),
        };
        Some(Unit { currency: currency.filter(|_| doubtful.is_none()), scale, doubtful, counts: false })
    })
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
        ] {
            let unit = said(line, "USD").unwrap_or_else(|| panic!("{line}"));
            assert_eq!((unit.currency.as_deref(), unit.scale.is_some()), (currency, scaled), "{line}");
        }
        for line in
            ["Partner MDF report", "ALL campaigns in EMEA", "Filtered by: Region", "A million leads", ""]
        {
            assert_eq!(said(line, "USD"), None, "{line}");
        }
    }
}
