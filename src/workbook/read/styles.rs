//! What a cell shows of its number: a day, a share, or the number itself.

use super::xml::{Piece, walk};
use crate::Wrong;
use crate::archive::Archive;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Number,
    Percent,
    Day,
}

/// How each style of the workbook shows a number.
pub(super) fn read(archive: &Archive, part: Option<&str>) -> Result<Vec<Shown>, Wrong> {
    let mut own: Vec<(u32, Shown)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    let Some(part) = part else { return Ok(styles) };
    walk(archive, part, &mut |piece| {
        match piece {
            Piece::Begin("numFmt", tag) => {
                let code = tag.get("formatCode").unwrap_or_default();
                own.extend(tag.number("numFmtId").map(|id| (id, of_code(&code))));
            }
            Piece::Begin("cellXfs", _) => in_cells = true,
            Piece::End("cellXfs") => in_cells = false,
            Piece::Begin("xf", tag) if in_cells => {
                let id = tag.number("numFmtId").unwrap_or_default();
                let known = own.iter().find(|(other, _)| *other == id).map(|(_, shown)| *shown);
                styles.push(known.unwrap_or_else(|| built_in(id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// The formats that every spreadsheet has, by their numbers (ECMA-376, 18.8.30), those of East Asia among them.
fn built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=22 | 27..=36 | 50..=58 => Shown::Day,
        _ => Shown::Number,
    }
}

/// What a format of its own shows: letters of a day count where they are no words in quotes or brackets.
fn of_code(code: &str) -> Shown {
    let mut shown = Shown::Number;
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' | '_' | '*' => drop(signs.next()),
            '"' => drop(signs.by_ref().find(|sign| *sign == '"')),
            // A color, a language, or hours that go on counting beyond a day: no day either.
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                if inside.to_ascii_lowercase().trim_matches(['h', 'm', 's']).is_empty() {
                    return Shown::Number;
                }
            }
            '%' => shown = Shown::Percent,
            'd' | 'D' | 'y' | 'Y' | 'm' | 'M' | 'h' | 'H' | 's' | 'S' => return Shown::Day,
            // Only the first of the parts for positive, negative and zero.
            ';' => break,
            'G' | 'g' => return Shown::Number, // General
            _ => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_and_shares_are_known() {
        for (code, shown) in [
            ("yyyy-mm-dd", Shown::Day),
            ("[$-407]d. mmmm yyyy", Shown::Day),
            ("h:mm", Shown::Day),
            ("[h]:mm", Shown::Number),
            ("0.0%", Shown::Percent),
            ("#,##0.00\\ \"days\"", Shown::Number),
            ("[Red]#,##0;[Blue]-#,##0", Shown::Number),
            ("General", Shown::Number),
            ("0.00\"×\"", Shown::Number),
        ] {
            assert_eq!(of_code(code), shown, "{code}");
        }
    }
}
