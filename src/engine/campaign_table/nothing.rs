//! Texts that say that nothing is given, and an accountant's zero.

use super::head::is_one_of;
use crate::currency::is_currency;
use crate::name::{Fold, is_blank};
use crate::number::is_currency_sign;

/// Each as [`super::head::key`] leaves it; none begins with a digit.
const NOTHING: [&str; 6] = ["na", "null", "none", "div0", "nv", "nd"];
/// Those of them that may be a name as they stand: they are none with a sign within or before, as `n/a` and `#NV` have it.
const NAMES: [&str; 3] = ["na", "nv", "nd"];
/// The longest of them, in bytes, with the signs around it.
const LONGEST: usize = 12;

/// Whether nothing of a cell can be seen. Nearly all begin with a plain sign.
pub(super) fn is_empty(cell: &str) -> bool {
    !cell.as_bytes().first().is_some_and(u8::is_ascii_graphic) && is_blank(cell)
}

/// Whether a cell that takes no name says that nothing is given.
pub(super) fn says_nothing(cell: &str, fold: Fold) -> bool {
    // Numbers and days begin with a digit.
    if cell.starts_with(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    cell.chars().all(is_dash) || cell.len() <= LONGEST && is_one_of(cell, &NOTHING, fold)
}

/// Whether a cell that takes a name has none.
pub(super) fn names_nothing(cell: &str, fold: Fold) -> bool {
    cell.len() <= LONGEST
        && says_nothing(cell, fold)
        && !(cell.chars().all(char::is_alphanumeric) && is_one_of(cell, &NAMES, fold))
}

/// Whether a dash stands beside a currency where its amount would: so accountants write zero, `$ -`.
pub(super) fn is_accountants_zero(cell: &str) -> bool {
    let rest = cell.trim_matches(|sign: char| is_dash(sign) || sign.is_whitespace());
    let currency = rest.chars().all(is_currency_sign) || is_currency(rest);
    rest.len() < cell.len() && !rest.is_empty() && currency && cell.contains(is_dash)
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—' | '\u{2010}'..='\u{2012}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::fold;

    #[test]
    fn nothing_is_no_name_and_a_name_is_not_nothing() {
        for cell in ["-", "--", "–", "n/a", "N/A", "#N/A", "n.a.", "null", "None", "#NV", "#DIV/0!"] {
            assert!(says_nothing(cell, fold) && names_nothing(cell, fold), "{cell}");
        }
        for cell in ["NA", "NV", "nd"] {
            assert!(says_nothing(cell, fold) && !names_nothing(cell, fold), "{cell}");
        }
        for cell in ["N26", "Acme", "0", "None of us", "-A-"] {
            assert!(!says_nothing(cell, fold), "{cell}");
        }
        for cell in ["\u{200b}", "\u{a0}\u{2060}", ""] {
            assert!(is_empty(cell));
        }
        for (cell, zero) in
            [("$ -", true), ("€-", true), ("- EUR", true), ("-", false), ("$", false), ("-5 $", false)]
        {
            assert_eq!(is_accountants_zero(cell), zero, "{cell}");
        }
    }
}
