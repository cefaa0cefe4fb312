//! Text in pieces → rows of cells, by `csv-core` (the parser of the crate `csv` without its input and output).
//!
//! A piece may end anywhere: within a quoted cell, between `\r` and `\n`, within a head. What stays from one piece to the
//! next is one row at most, and no more than [`LONGEST_ROW`](super::scan::LONGEST_ROW) of it.

use super::scan::{Found, Scan, line_end};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The most cells of a row.
pub(super) const MOST_CELLS: usize = 10_000;

/// A row as the parser holds it, until the next one.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    text: &'a str,
    ends: &'a [usize],
    /// Whether it is longer than a row may be, or has more cells; such a row has none.
    pub(super) too_long: bool,
    /// Whether a quote in it is never closed. Then it is one line, in which quotes are letters.
    pub(super) open: bool,
}

impl<'a> Row<'a> {
    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell of a column; empty where there is none.
    pub(super) fn cell(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// The same without the blanks around it.
    pub(super) fn trimmed(&self, at: usize) -> &'a str {
        trim(self.cell(at))
    }

    /// The cells in order.
    pub(super) fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.ends.len()).map(move |at| self.cell(at))
    }
}

/// A row that is kept until it is known what follows it.
pub(super) struct KeptRow {
    line: usize,
    text: String,
    ends: Vec<usize>,
}

impl KeptRow {
    pub(super) fn of(row: Row<'_>) -> Self {
        Self { line: row.line, text: row.text.to_owned(), ends: row.ends.to_vec() }
    }

    pub(super) fn row(&self) -> Row<'_> {
        Row { line: self.line, text: &self.text, ends: &self.ends, too_long: false, open: false }
    }
}

/// Takes pieces of a text and gives its rows. Blank lines are none.
pub(super) struct Rows {
    delimiter: u8,
    reader: Reader,
    /// Reads a line in which quotes are letters.
    literal: Reader,
    scan: Scan,
    /// The row that is being read, as far as it stood in earlier pieces.
    begun: Vec<u8>,
    /// Whether a row has begun.
    within: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// The line of the row that is being read, or of the next one.
    line: usize,
    /// Whether the last sign between rows was `\r`, of which a `\n` would be the second half.
    returned: bool,
}

impl Rows {
    pub(super) fn new(delimiter: char) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        Self {
            delimiter,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            literal: ReaderBuilder::new().delimiter(delimiter).quoting(false).build(),
            scan: Scan::default(),
            begun: Vec::new(),
            within: false,
            cells: Vec::new(),
            ends: vec![0; MOST_CELLS],
            line: 1,
            returned: false,
        }
    }

    /// Takes a piece. `each` gets every row that ends in it, and says whether to go on.
    pub(super) fn push(&mut self, piece: &str, mut each: impl FnMut(Row<'_>) -> bool) {
        self.take(piece.as_bytes(), &mut each);
    }

    /// Gives what is left, where no line end follows it.
    pub(super) fn finish(&mut self, mut each: impl FnMut(Row<'_>) -> bool) {
        while self.within {
            let go_on = match self.scan.is_open() && !self.scan.is_too_long() {
                true => self.part(&mut each),
                false => self.end(&[], false, &mut each),
            };
            if !go_on {
                return;
            }
        }
    }

    fn take(&mut self, mut rest: &[u8], each: &mut dyn FnMut(Row<'_>) -> bool) -> bool {
        while !rest.is_empty() {
            if !self.within {
                rest = self.skip_line_ends(rest);
                if rest.is_empty() {
                    break;
                }
                (self.within, self.scan) = (true, Scan::default());
            }
            let found = self.scan.go_on(rest, self.delimiter);
            let (go_on, at) = match found {
                Found::More => {
                    match self.scan.is_too_long() {
                        true => self.begun.clear(),
                        false => self.begun.extend_from_slice(rest),
                    }
                    break;
                }
                // What was read before is looked at again, and the rest behind it.
                Found::Astray if line_end(&self.begun).is_some() => (self.part(each), 0),
                Found::Astray => {
                    let at = line_end(rest).unwrap_or(rest.len());
                    (self.end(rest.get(..at).unwrap_or_default(), true, each), at)
                }
                Found::End(at) => (self.end(rest.get(..at).unwrap_or_default(), false, each), at),
            };
            if !go_on {
                return false;
            }
            rest = rest.get(at..).unwrap_or_default();
        }
        true
    }

    /// Makes a row of the first line of what has begun, and looks again at what follows it.
    fn part(&mut self, each: &mut dyn FnMut(Row<'_>) -> bool) -> bool {
        let at = line_end(&self.begun).unwrap_or(self.begun.len());
        let again = self.begun.split_off(at);
        self.end(&[], true, each) && self.take(&again, each)
    }

    /// Ends the row with its last bytes. In an open one quotes are letters.
    fn end(&mut self, last: &[u8], open: bool, each: &mut dyn FnMut(Row<'_>) -> bool) -> bool {
        let mut begun = core::mem::take(&mut self.begun);
        let raw = match begun.is_empty() {
            true => last,
            false => {
                begun.extend_from_slice(last);
                &begun
            }
        };
        let is_kept = open || !self.scan.is_too_long();
        let (filled, ended) = if is_kept { self.part_cells(raw, open) } else { (0, 0) };
        let bytes = self.cells.get(..filled).unwrap_or_default();
        let go_on = each(Row {
            line: self.line,
            // The parser leaves bytes out and changes none, so that what was text stays text.
            text: core::str::from_utf8(bytes).unwrap_or_default(),
            ends: self.ends.get(..ended).unwrap_or_default(),
            too_long: ended == 0,
            // A clipboard does not double a quote at the start of a cell: there it is a letter.
            open: open && self.delimiter != b'\t',
        });
        self.line += if open { 0 } else { self.scan.lines() };
        begun.clear();
        (self.begun, self.within) = (begun, false);
        go_on
    }

    /// Puts the cells of a row into their place, and says how many bytes and cells these are; none where they are too many.
    fn part_cells(&mut self, raw: &[u8], literal: bool) -> (usize, usize) {
        let reader = if literal { &mut self.literal } else { &mut self.reader };
        // No cell is longer than it is written.
        self.cells.resize(self.cells.len().max(raw.len() + 2), 0);
        let (mut filled, mut ended) = (0, 0);
        for input in [raw, b"\n"] {
            let output = self.cells.get_mut(filled..).unwrap_or_default();
            let places = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, _, written, closed) = reader.read_record(input, output, places);
            (filled, ended) = (filled + written, ended + closed);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => return (filled, ended),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => {
                    break;
                }
            }
        }
        reader.reset();
        (0, 0)
    }

    /// Line ends between rows: `\n`, `\r\n`, or `\r` alone.
    fn skip_line_ends<'a>(&mut self, mut rest: &'a [u8]) -> &'a [u8] {
        while let Some((first, after)) = rest.split_first() {
            match first {
                b'\n' if self.returned => self.returned = false,
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += 1;
                    self.returned = true;
                }
                _ => {
                    self.returned = false;
                    return rest;
                }
            }
            rest = after;
        }
        rest
    }
}

/// A text without the blanks around it. Most have none, which two bytes tell.
pub(super) fn trim(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    match plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        true => text,
        false => text.trim(),
    }
}
