//! The unit that a head states with the name of its column: a currency, a scale, or that it counts.

use crate::currency::is_currency;
use crate::number::{currencies_of, is_currency_sign};

/// What a head says of the numbers below it.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Unit {
    /// The currency of amounts.
    pub(super) currency: Option<String>,
    /// The sign of a currency that several currencies have, of which the table's own is none.
    pub(super) doubtful: Option<String>,
    /// The word by which numbers are in another scale than one; how large it is, is asked and not guessed.
    pub(super) scale: Option<String>,
    /// Whether it says that the column counts.
    pub(super) counts: bool,
}

/// Words for a scale, in small letters and without points.
const SCALES: [&str; 29] = [
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
    "mn",
    "mio",
    "mln",
    "million",
    "millions",
    "millionen",
    "millones",
    "百万",
    "cent",
    "cents",
    "ct",
    "cts",
    "centimes",
    "céntimos",
];
/// Words that say that a column counts.
const COUNTS: [&str; 6] = ["number", "count", "anzahl", "nombre", "número", "#"];
/// Currencies by their names, in small letters; of dollars the sign, which several have.
const NAMES: [(&str, &str); 9] = [
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("us dollars", "USD"),
    ("pounds sterling", "GBP"),
    ("yen", "JPY"),
    ("dollars", "$"),
    ("dollar", "$"),
    ("dólares", "$"),
    ("francs", "Fr"),
];
/// Signs of currencies that are letters, as they stand with a unit.
const LETTERS: [(&str, &str); 3] = [("円", "JPY"), ("元", "CNY"), ("원", "KRW")];

impl Unit {
    /// Whether numbers of this kind can have it: only amounts have a currency, and they do not count.
    pub(super) fn fits(&self, is_money: bool) -> bool {
        match is_money {
            true => !self.counts,
            false => self.currency.is_none() && self.doubtful.is_none(),
        }
    }
}

/// Whether a head has a sign that says something of its numbers, and that is no part of a name.
pub(super) fn has_sign(head: &str) -> bool {
    let says = |sign| matches!(sign, '%' | '‰' | '?' | '#' | '=' | '<' | '>' | '~' | '±') || is_symbol(sign);
    head.chars().any(|sign| is_currency_sign(sign) || says(sign))
}

/// Whether a sign is an arrow, one of mathematics, or a mark such as ✗: “∆ Pipeline” is no pipeline.
fn is_symbol(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{22ff}' | '\u{25a0}'..='\u{27bf}')
}

/// Whether a word has a sign that doubts or denies it: “Approved?”, “✗ Approved”.
pub(super) fn is_doubted(word: &str) -> bool {
    let affirms = |sign| matches!(sign, '✓' | '✔' | '☑' | '✅');
    word.chars().any(|sign| matches!(sign, '?' | '？' | '~' | '!' | '¬') || is_symbol(sign) && !affirms(sign))
}

/// The name of a column, and the unit with it; none where there is no unit that is understood. `own` is the currency of
/// amounts that name none.
pub(super) fn parted<'a>(head: &'a str, own: &str) -> Option<(&'a str, Unit)> {
    let head = head.trim();
    if let Some(name) = head.strip_prefix('#') {
        return (!name.trim().is_empty()).then(|| (name, Unit { counts: true, ..Unit::default() }));
    }
    let bracketed = head.strip_suffix([')', ']', '）']).and_then(|rest| rest.rsplit_once(['(', '[', '（']));
    let said = bracketed.or_else(|| head.rsplit_once(" in ")).or_else(|| head.rsplit_once(' '));
    let (name, unit) = said?;
    of(unit, own).map(|unit| (name, unit))
}

/// The unit that a text is; none where it is not understood.
pub(super) fn of(text: &str, own: &str) -> Option<Unit> {
    let text = text.trim();
    let plain: String = text.chars().filter(|sign| !matches!(sign, '.' | '\'' | '’')).collect();
    let plain = plain.trim();
    let plain = plain.strip_prefix("in ").or_else(|| plain.strip_prefix("In ")).unwrap_or(plain);
    if COUNTS.contains(&plain.to_lowercase().as_str()) {
        return Some(Unit { counts: true, ..Unit::default() });
    }
    let (rest, unit) = without_currency(plain, own);
    let stated = unit != Unit::default();
    let scaled = SCALES.contains(&rest.to_lowercase().as_str());
    match (rest.is_empty() && stated, scaled) {
        (true, _) => Some(unit),
        (_, true) => Some(Unit { scale: Some(text.to_owned()), ..unit }),
        _ => None,
    }
}

/// What is left of a unit without a code or sign at either end, and the currency. A code stands in capitals: “all” is a
/// word, and ALL a currency.
fn without_currency<'a>(text: &'a str, own: &str) -> (&'a str, Unit) {
    let ends = |long: usize| {
        let behind = text.len().checked_sub(long).and_then(|at| text.split_at_checked(at));
        [text.split_at_checked(long), behind.map(|(rest, end)| (end, rest))].into_iter().flatten()
    };
    let small = text.to_lowercase();
    if let Some((name, code)) =
        NAMES.iter().find(|(name, _)| small == *name || small.ends_with(&[" ", name].concat()))
    {
        let rest = text.get(..text.len().saturating_sub(name.len())).unwrap_or_default().trim();
        let rest = rest.strip_suffix(" of").unwrap_or(rest);
        let unit = match is_currency(code) {
            true => Unit { currency: Some((*code).to_owned()), ..Unit::default() },
            false => currencies_of(code).map_or_else(
                || Unit { doubtful: Some((*name).to_owned()), ..Unit::default() },
                |codes| of_codes(code, codes, own),
            ),
        };
        return (rest, unit);
    }
    for (sign, code) in LETTERS {
        if let Some(rest) = text.strip_suffix(sign).or_else(|| text.strip_prefix(sign)) {
            return (rest.trim(), Unit { currency: Some(code.to_owned()), ..Unit::default() });
        }
    }
    if let Some((code, rest)) = ends(3).find(|(code, _)| is_currency(code)) {
        return (rest.trim(), Unit { currency: Some(code.to_owned()), ..Unit::default() });
    }
    for long in (1..=5).rev() {
        for (sign, rest) in ends(long) {
            let is_sign =
                sign.chars().any(is_currency_sign) || matches!(sign, "kr" | "Kr" | "zł" | "Kč" | "Rs");
            if let Some(codes) = currencies_of(sign).filter(|_| is_sign) {
                return (rest.trim(), of_codes(sign, codes, own));
            }
        }
    }
    (text, Unit::default())
}

/// The currency of a sign: the table's own if that has it, or the only one. Where others have it, the pound is that of
/// Britain, and of dollars, yen and crowns it is not known whose they are.
fn of_codes(sign: &str, codes: impl Iterator<Item = &'static str> + Clone, own: &str) -> Unit {
    let mut all = codes.clone();
    let first = all.next();
    let is_known = all.next().is_none() || sign == "£";
    let is_own = codes.clone().any(|code| code == own);
    match (is_own, first.filter(|_| is_known)) {
        (true, _) => Unit { currency: Some(own.to_owned()), ..Unit::default() },
        (_, Some(code)) => Unit { currency: Some(code.to_owned()), ..Unit::default() },
        _ => Unit { doubtful: Some(sign.to_owned()), ..Unit::default() },
    }
}

/// The code of ISO 4217 that a cell of a currency column says: a code in any case, or the sign of one currency.
pub(super) fn code_of(cell: &str, own: &str) -> Option<String> {
    let upper = cell.to_ascii_uppercase();
    if is_currency(&upper) {
        return Some(upper);
    }
    let codes = currencies_of(cell)?;
    of_codes(cell, codes, own).currency
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
            ("MDF paid [£]", "MDF paid ", Some("GBP"), false),
            ("MDF paid (US$)", "MDF paid ", Some("USD"), false),
            ("MDF paid €", "MDF paid", Some("EUR"), false),
            ("Leads (number)", "Leads ", None, false),
            ("# Leads", " Leads", None, false),
            ("Sourced pipeline ($M)", "Sourced pipeline ", Some("USD"), true),
            ("MDF paid (cents)", "MDF paid ", None, true),
            ("MDF ausgezahlt in T€", "MDF ausgezahlt", Some("EUR"), true),
            ("MDF ausgezahlt Tsd.", "MDF ausgezahlt", None, true),
            ("MDF paid in k", "MDF paid", None, true),
            ("MDF paid (kUSD)", "MDF paid ", Some("USD"), true),
            ("MDF paid (USD thousands)", "MDF paid ", Some("USD"), true),
            ("MDF支払額（千円）", "MDF支払額", Some("JPY"), true),
            ("MDF paid EUR", "MDF paid", Some("EUR"), false),
        ] {
            let (of, unit) = parted(head, "USD").unwrap_or_else(|| panic!("{head}"));
            assert_eq!(
                (of, unit.currency.as_deref(), unit.scale.is_some()),
                (name, currency, scaled),
                "{head}"
            );
        }
        for head in [
            "MDF paid",
            "Partner (name)",
            "Leads",
            "",
            "()",
            "#",
            "MDF paid (net)",
            "Leads (all)",
            "Leads cad",
            "MDF paid (%)",
        ] {
            assert_eq!(parted(head, "USD"), None, "{head}");
        }
    }

    #[test]
    fn a_sign_of_several_currencies_is_that_of_the_table_or_asked() {
        for (sign, own, currency) in [
            ("$", "USD", Some("USD")),
            ("$", "CAD", Some("CAD")),
            ("$", "EUR", None),
            ("$", "", None),
            ("¥", "JPY", Some("JPY")),
            ("¥", "USD", None),
            ("£", "USD", Some("GBP")),
            ("kr", "SEK", Some("SEK")),
            ("kr", "EUR", None),
        ] {
            let unit = of(sign, own).unwrap_or_else(|| panic!("{sign}"));
            assert_eq!(
                (unit.currency.as_deref(), unit.doubtful.is_some()),
                (currency, currency.is_none()),
                "{sign} {own}"
            );
        }
        for (cell, code) in
            [("eur", Some("EUR")), ("€", Some("EUR")), ("$", Some("USD")), ("Euro", None), ("¥", None)]
        {
            assert_eq!(code_of(cell, "USD").as_deref(), code, "{cell}");
        }
    }
}
