//! Text in the cells of files for spreadsheets: a mark before what one would take for a formula, and away with it again.

use crate::name::is_ignorable;
use std::borrow::Cow;

/// The mark: spreadsheets take what stands behind it for text.
const MARK: char = '\'';

/// The signs by which a spreadsheet takes a cell for a formula.
fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || c.is_control()
}

/// The signs behind which another reader may see a new cell.
pub fn parts_cells(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '|' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What may stand before a formula's sign without hiding it.
fn is_before_formula(c: char) -> bool {
    c == '"' || c == MARK || (c.is_whitespace() && !c.is_control()) || is_ignorable(c)
}

/// Text in which nothing is a formula, whatever a spreadsheet takes for the start of a cell: a mark stands before each
/// sign that would make one. [`unguarded`] takes it away again.
pub fn guarded(text: &str) -> String {
    let mut out = String::new();
    let mut at_start = true;
    for c in text.chars() {
        if at_start && begins_formula(c) {
            out.push(MARK);
            at_start = false;
        }
        out.push(c);
        at_start = parts_cells(c) || at_start && is_before_formula(c);
    }
    out
}

/// A text of a table of ours without the marks of [`guarded`].
pub fn unguarded(text: &str) -> Cow<'_, str> {
    if !text.contains(MARK) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut at_start = true;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let mark = c == MARK && at_start && letters.peek().copied().is_some_and(begins_formula);
        if mark {
            // The sign behind it is no start of anything.
            if let Some(sign) = letters.next() {
                out.push(sign);
                at_start = parts_cells(sign);
            }
            continue;
        }
        out.push(c);
        at_start = parts_cells(c) || at_start && is_before_formula(c);
    }
    Cow::Owned(out)
}

/// A text of another table without the mark that makes a spreadsheet take it for text.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix(MARK).filter(|rest| rest.starts_with(begins_formula)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_are_taken_away_again(text in "[a='+@\\-,; \"\n\u{200B}]{0,12}") {
            let told = guarded(&text);
            prop_assert_eq!(unguarded(&told), text);
        }
    }
}
