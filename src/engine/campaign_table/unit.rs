//! The unit that a head states behind the name of its column: a currency, a scale, or that it counts.

use crate::currency::is_currency;

/// What a head says of the numbers below it.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Unit {
    /// The currency of amounts.
    pub(super) currency: Option<String>,
    /// The word by which numbers are in another scale than one; how large it is, is asked and not guessed.
    pub(super) scale: Option<String>,
}

/// Words for a scale, in small letters and without points.
const SCALES: [&str; 24] = [
    "k",
    "t",
    "tsd",
    "tausend",
    "thousand",
    "thousands",
    "000",
    "000s",
    "milliers",
    "mil",
    "miles",
    "千",
    "万",
    "m",
    "mm",
    "mio",
    "mln",
    "million",
    "millions",
    "millionen",
    "millones",
    "百万",
    "cent",
    "cents",
];
/// More of them, for hundredths.
const CENTS: [&str; 4] = ["ct", "cts", "centimes", "céntimos"];
/// Words that say that a column counts, which needs no saying.
const COUNTS: [&str; 5] = ["number", "count", "anzahl", "nombre", "número"];
/// Signs of currencies, with the code where there is but one.
const SIGNS: [(&str, Option<&str>); 5] =
    [("€", Some("EUR")), ("£", Some("GBP")), ("$", None), ("¥", None), ("円", Some("JPY"))];

/// The name of a column, and the unit behind it; none where there is no unit.
pub(super) fn parted(head: &str) -> Option<(&str, Unit)> {
    let head = head.trim();
    let bracketed = head.strip_suffix([')', ']', '）']).and_then(|rest| rest.rsplit_once(['(', '[', '（']));
    let said = bracketed.or_else(|| head.rsplit_once(" in ")).or_else(|| head.rsplit_once(' '));
    let (name, unit) = said?;
    unit_of(unit.trim()).map(|unit| (name, unit))
}

fn unit_of(text: &str) -> Option<Unit> {
    let plain: String =
        text.to_ascii_lowercase().chars().filter(|sign| !matches!(sign, '.' | '\'' | '’')).collect();
    let plain = plain.trim().strip_prefix("in ").unwrap_or(plain.trim());
    if COUNTS.contains(&plain) || plain == "#" {
        return Some(Unit::default());
    }
    let (rest, currency, stated) = without_currency(plain);
    let scaled = SCALES.contains(&rest) || CENTS.contains(&rest);
    match (rest.is_empty() && stated, scaled) {
        (true, _) => Some(Unit { currency, scale: None }),
        (_, true) => Some(Unit { currency, scale: Some(text.to_owned()) }),
        _ => None,
    }
}

/// What is left of a unit without a code or sign at either end, the code, and whether there was any.
fn without_currency(text: &str) -> (&str, Option<String>, bool) {
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_suffix(sign).or_else(|| text.strip_prefix(sign)) {
            return (rest.trim(), code.map(str::to_owned), true);
        }
    }
    let ends = [
        text.split_at_checked(3),
        text.len().checked_sub(3).and_then(|at| text.split_at_checked(at)).map(|(a, b)| (b, a)),
    ];
    for (code, rest) in ends.into_iter().flatten() {
        let code = code.to_ascii_uppercase();
        if is_currency(&code) {
            return (rest.trim(), Some(code), true);
        }
    }
    (text, None, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_parted_from_names() {
        for (head, name, currency, scaled) in [
            ("MDF paid (EUR)", "MDF paid ", Some("EUR"), false),
            ("Sourced pipeline (€)", "Sourced pipeline ", Some("EUR"), false),
            ("MDF paid [USD]", "MDF paid ", Some("USD"), false),
            ("Leads (number)", "Leads ", None, false),
            ("Sourced pipeline ($M)", "Sourced pipeline ", None, true),
            ("MDF paid (cents)", "MDF paid ", None, true),
            ("MDF ausgezahlt in T€", "MDF ausgezahlt", Some("EUR"), true),
            ("MDF ausgezahlt Tsd.", "MDF ausgezahlt", None, true),
            ("MDF paid in k", "MDF paid", None, true),
            ("MDF paid (kUSD)", "MDF paid ", Some("USD"), true),
            ("MDF paid (USD thousands)", "MDF paid ", Some("USD"), true),
            ("MDF支払額（千円）", "MDF支払額", Some("JPY"), true),
            ("MDF paid EUR", "MDF paid", Some("EUR"), false),
        ] {
            let (of, unit) = parted(head).unwrap_or_else(|| panic!("{head}"));
            assert_eq!(
                (of, unit.currency.as_deref(), unit.scale.is_some()),
                (name, currency, scaled),
                "{head}"
            );
        }
        for head in ["MDF paid", "Partner (name)", "Leads", "", "()", "MDF paid (net)"] {
            assert_eq!(parted(head), None, "{head}");
        }
    }
}
