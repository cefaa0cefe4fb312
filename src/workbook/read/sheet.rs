//! The cells of one sheet as a table of text.

use super::strings::Gathered;
use super::styles::Shown;
use super::xml::{Piece, Tag, Walk};
use super::{Known, MOST_ROWS, Sheet, serial_day};
use crate::Wrong;
use crate::archive::Archive;
use std::rc::Rc;

/// The most cells that a table may have, counted with those between that hold nothing.
const MOST_CELLS: usize = 5_000_000;
/// The longest table as text: many cells may share one long text.
const MOST_TEXT: usize = 64 * 1024 * 1024;
/// What a spreadsheet has itself.
const MOST_COLUMNS: u32 = 16_384;

/// A sheet that is being read.
struct Table {
    known: Rc<Known>,
    out: Sheet,
    /// The last row that was begun, from 1, and whether it is hidden.
    row: u32,
    is_hidden: bool,
    /// The column of the next cell, and where its row has come to in the text.
    column: u32,
    written: u32,
    cells: usize,
    kind: String,
    style: usize,
    value: Option<String>,
    gathered: Gathered,
    in_value: bool,
}

/// A sheet, as far as it has been read.
pub struct SheetReader {
    walk: Walk,
    table: Table,
}

impl SheetReader {
    pub(super) fn begin(archive: &Archive, part: &str, known: &Rc<Known>) -> Result<Self, Wrong> {
        let walk = Walk::begin(archive, part)?.ok_or(Wrong::Broken)?;
        Ok(Self { walk, table: Table::new(Rc::clone(known)) })
    }

    /// Reads so many pieces of its XML; whether there are more.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn go_on(&mut self, pieces: usize) -> Result<bool, Wrong> {
        let table = &mut self.table;
        self.walk.go_on(pieces, &mut |piece| table.take(piece))
    }

    /// What was read.
    pub fn end(self) -> Sheet {
        self.table.out
    }
}

impl Table {
    fn new(known: Rc<Known>) -> Self {
        Self {
            known,
            out: Sheet::default(),
            row: 0,
            is_hidden: false,
            column: 0,
            written: 0,
            cells: 0,
            kind: String::new(),
            style: 0,
            value: None,
            gathered: Gathered::default(),
            in_value: false,
        }
    }

    fn take(&mut self, piece: Piece<'_>) -> Result<(), Wrong> {
        self.gathered.take(&piece);
        match piece {
            Piece::Begin("row", tag) => self.begin_row(&tag),
            Piece::Begin("c", tag) => self.begin_cell(&tag),
            Piece::Begin("v", _) => {
                self.in_value = true;
                self.value = Some(String::new());
            }
            Piece::End("v") => self.in_value = false,
            Piece::Text(text) if self.in_value => {
                if let Some(value) = &mut self.value {
                    value.push_str(text);
                }
            }
            Piece::End("c") => return self.end_cell(),
            Piece::Begin("mergeCell", tag) => self.out.merged.extend(tag.get("ref")),
            _ => {}
        }
        Ok(())
    }

    fn begin_row(&mut self, tag: &Tag<'_>) {
        self.row = tag.number("r").unwrap_or(self.row.saturating_add(1));
        self.is_hidden = tag.says("hidden");
        self.column = 0;
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        let place = tag.get("r");
        self.column = place.as_deref().and_then(column_of).unwrap_or(self.column);
        self.kind = tag.get("t").unwrap_or_default();
        self.style = tag.number("s").unwrap_or_default() as usize;
        self.value = None;
        drop(self.gathered.end());
    }

    fn end_cell(&mut self) -> Result<(), Wrong> {
        let column = self.column;
        self.column = column.saturating_add(1);
        let inline = self.gathered.end();
        let text = match (self.kind.as_str(), self.value.take()) {
            ("inlineStr", _) => inline,
            (_, None) => return Ok(()),
            ("s", Some(value)) => {
                let shared = value.trim().parse().ok().and_then(|at: usize| self.known.strings.get(at));
                shared.ok_or(Wrong::Broken)?.clone()
            }
            ("b", Some(value)) => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            ("" | "n", Some(value)) => self.number(value.trim()),
            // Text of a formula, an error by its name, a day in letters.
            (_, Some(value)) => value,
        };
        if text.is_empty() { Ok(()) } else { self.put(column, &text) }
    }

    fn number(&self, value: &str) -> String {
        let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return value.to_owned();
        };
        let plain = || number.to_string();
        match self.known.shown.get(self.style).unwrap_or(&Shown::Number) {
            Shown::Number => plain(),
            Shown::Percent => hundredfold(&plain()) + "%",
            Shown::Day => serial_day::written(number, self.known.from_1904).unwrap_or_else(plain),
        }
    }

    /// Puts a text into its row and column; what lies before it and holds nothing stays empty.
    fn put(&mut self, column: u32, text: &str) -> Result<(), Wrong> {
        let before = self.out.rows;
        // A table goes on: what stands out of order is not put into rows that are written.
        if self.row < before || (self.row == before && column < self.written) {
            return Err(Wrong::Broken);
        }
        if self.row > MOST_ROWS {
            return Err(Wrong::TooManyRows);
        }
        if column >= MOST_COLUMNS {
            return Err(Wrong::TooManyCells);
        }
        if self.row > before {
            if self.is_hidden {
                self.out.hidden_rows.push(self.row);
            }
            // The first line needs no end before it.
            let ends = if before == 0 { self.row.saturating_sub(1) } else { self.row - before };
            self.extend("\n", ends)?;
            self.out.rows = self.row;
            self.written = 0;
        }
        // Of a row without anything in it there is one comma less than columns.
        let commas = if self.written == 0 { column } else { column + 1 - self.written };
        self.extend(",", commas)?;
        self.written = column + 1;
        self.out.columns = self.out.columns.max(self.written);
        let out = &mut self.out.text;
        if text.contains([',', '"', '\n', '\r']) || text.trim().len() < text.len() {
            out.extend(["\"", &text.replace('"', "\"\""), "\""]);
        } else {
            out.push_str(text);
        }
        if self.out.text.len() > MOST_TEXT { Err(Wrong::TooManyCells) } else { Ok(()) }
    }

    fn extend(&mut self, sign: &str, times: u32) -> Result<(), Wrong> {
        self.cells += times as usize + 1;
        if self.cells > MOST_CELLS {
            return Err(Wrong::TooManyCells);
        }
        self.out.text.push_str(&sign.repeat(times as usize));
        Ok(())
    }
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters
        .take(4)
        .fold(0, |number, letter| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// A plain decimal with its point moved by two places, so that no digit is lost.
fn hundredfold(decimal: &str) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", decimal),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = [part, "00"].concat();
    let (moved, rest) = padded.split_at_checked(2).unwrap_or((&padded, ""));
    let rest = rest.trim_end_matches('0');
    let whole = [whole, moved].concat();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if rest.is_empty() { "" } else { "." };
    [sign, whole, point, rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_columns() {
        let columns = ["A1", "Z9", "AA1", "XFD1048576", "1"].map(column_of);
        assert_eq!(columns, [Some(0), Some(25), Some(26), Some(16_383), None]);
    }

    #[test]
    fn shares_keep_their_digits() {
        for (share, percent) in [
            ("0.25", "25"),
            ("0.123456789", "12.3456789"),
            ("1", "100"),
            ("-0.005", "-0.5"),
            ("0", "0"),
            ("0.29", "29"),
        ] {
            assert_eq!(hundredfold(share), percent);
        }
    }
}
