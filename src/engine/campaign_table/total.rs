//! How rows begin that add up others.

use super::head::is_one_of;
use crate::name::Fold;

/// Each as [`super::head::key`] leaves it.
const TOTALS: [&str; 22] = [
    "total",
    "totals",
    "grandtotal",
    "grandtotals",
    "subtotal",
    "subtotals",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "zwischensumme",
    "teilergebnis",
    "totalgénéral",
    "soustotal",
    "totalgeneral",
    "suma",
    "sumatotal",
    "合計",
    "総計",
    "小計",
    "総合計",
];
/// The longest text that is looked at, in bytes.
const LONGEST: usize = 48;

/// Whether a row whose first cell says this adds up others.
pub(super) fn is_total(first: &str, fold: Fold) -> bool {
    let mut letters = first.chars().filter(|sign| sign.is_alphanumeric());
    let Some(letter) = letters.next() else { return false };
    // Nearly every row is none, and folding costs: the first letter decides most.
    let may = match letter.to_ascii_lowercase() {
        plain if plain.is_ascii() => TOTALS.iter().any(|total| total.starts_with(plain)),
        // Signs of full width fold to plain ones.
        other => {
            ('\u{ff00}'..'\u{fff0}').contains(&other) || TOTALS.iter().any(|total| total.starts_with(other))
        }
    };
    may && first.len() <= LONGEST && is_one_of(first, &TOTALS, fold)
}
