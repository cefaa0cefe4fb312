//! Texts that say that nothing is given.

use super::head::is_one_of;
use crate::name::Fold;

/// Each as [`super::head::key`] leaves it; none begins with a digit.
const NOTHING: [&str; 6] = ["na", "null", "none", "div0", "nv", "nd"];
/// The longest of them, in bytes, with the signs around it.
const LONGEST: usize = 12;

/// Whether a cell that takes no text says that nothing is given.
pub(super) fn says_nothing(cell: &str, fold: Fold) -> bool {
    // Numbers and days begin with a digit.
    if cell.starts_with(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let dash = cell.chars().all(|sign| matches!(sign, '-' | '–' | '—'));
    dash || cell.len() <= LONGEST && is_one_of(cell, &NOTHING, fold)
}
