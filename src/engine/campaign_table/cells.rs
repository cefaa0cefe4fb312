//! Text in pieces → rows of cells, by `csv-core` (the parser of the crate `csv` without its input and output).
//!
//! A piece may end anywhere: within a quoted cell, between `\r` and `\n`, within a head. What stays from one piece to the
//! next is one row at most, and no more than [`LONGEST_ROW`] of it.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr_iter, memchr2};

/// The longest row, in bytes. A longer one is told, and its cells are not kept.
pub(super) const LONGEST_ROW: usize = 1 << 20;
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

/// Takes pieces of a text and gives its rows. Blank lines are none.
pub(super) struct Rows {
    reader: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    ended: usize,
    too_long: bool,
    /// The line ends of cells that were not kept.
    lines_dropped: usize,
    /// The line of the row that is being read, or of the next one.
    line: usize,
    /// Whether a row has begun.
    within: bool,
    /// Whether the last sign between rows was `\r`, of which a `\n` would be the second half.
    returned: bool,
    begun: Begun,
}

/// What is known of a row of which the end has not been seen: enough to tell a quote that is never closed.
#[derive(Default)]
struct Begun {
    odd_quotes: bool,
    line_end: bool,
    /// Whether anything but white space stands behind a line end.
    over_lines: bool,
}

impl Begun {
    fn see(&mut self, raw: &[u8]) {
        self.odd_quotes ^= memchr_iter(b'"', raw).count() % 2 == 1;
        if self.over_lines {
            return;
        }
        let rest = match self.line_end {
            true => raw,
            false => memchr2(b'\n', b'\r', raw).and_then(|at| raw.get(at..)).unwrap_or_default(),
        };
        self.line_end |= !rest.is_empty();
        self.over_lines = rest.iter().any(|byte| !byte.is_ascii_whitespace());
    }
}

impl Rows {
    pub(super) fn new(delimiter: char) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            cells: vec![0; 4096],
            ends: vec![0; 64],
            filled: 0,
            ended: 0,
            too_long: false,
            lines_dropped: 0,
            line: 1,
            within: false,
            returned: false,
            begun: Begun::default(),
        }
    }

    /// Takes a piece. `each` gets every row that ends in it, and says whether to go on.
    pub(super) fn push(&mut self, piece: &str, mut each: impl FnMut(Row<'_>) -> bool) {
        let mut rest = piece.as_bytes();
        while !rest.is_empty() {
            if !self.within {
                rest = self.skip_line_ends(rest);
                if rest.is_empty() {
                    return;
                }
                self.within = true;
            }
            let output = self.cells.get_mut(self.filled..).unwrap_or_default();
            let places = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, read, written, closed) = self.reader.read_record(rest, output, places);
            let (raw, after) = rest.split_at_checked(read).unwrap_or((rest, &[]));
            rest = after;
            self.filled += written;
            self.ended += closed;
            match result {
                ReadRecordResult::Record => {
                    self.returned = raw.last() == Some(&b'\r');
                    if !each(self.row()) {
                        return;
                    }
                    self.next();
                }
                ReadRecordResult::End => return,
                other => {
                    self.begun.see(raw);
                    self.grow(other);
                }
            }
        }
    }

    /// Gives the last row, where no line end follows it; the line of a quote that is never closed instead.
    pub(super) fn finish(&mut self, mut each: impl FnMut(Row<'_>) -> bool) -> Option<usize> {
        if !self.within {
            return None;
        }
        // A quote in a text of one line is a sign like any other.
        if self.begun.odd_quotes && self.begun.over_lines {
            return Some(self.line);
        }
        loop {
            let output = self.cells.get_mut(self.filled..).unwrap_or_default();
            let places = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, _, written, closed) = self.reader.read_record(&[], output, places);
            self.filled += written;
            self.ended += closed;
            match result {
                ReadRecordResult::Record => {
                    each(self.row());
                    return None;
                }
                ReadRecordResult::End | ReadRecordResult::InputEmpty => return None,
                other => self.grow(other),
            }
        }
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

    /// More room for the row, up to its end: behind that its cells are not kept.
    fn grow(&mut self, result: ReadRecordResult) {
        match result {
            ReadRecordResult::OutputFull if self.cells.len() < LONGEST_ROW => {
                self.cells.resize(2 * self.cells.len(), 0);
            }
            ReadRecordResult::OutputEndsFull if self.ends.len() < MOST_CELLS => {
                self.ends.resize(2 * self.ends.len(), 0);
            }
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                self.too_long = true;
                self.lines_dropped += lines(self.cells.get(..self.filled).unwrap_or_default());
                (self.filled, self.ended) = (0, 0);
            }
            _ => {}
        }
    }

    fn row(&self) -> Row<'_> {
        let kept = if self.too_long { 0 } else { self.ended };
        let bytes = self.cells.get(..self.filled).unwrap_or_default();
        Row {
            line: self.line,
            // The parser leaves bytes out and changes none, so that what was text stays text.
            text: core::str::from_utf8(bytes).unwrap_or_default(),
            ends: self.ends.get(..kept).unwrap_or_default(),
            too_long: self.too_long,
        }
    }

    fn next(&mut self) {
        self.line += 1 + self.lines_dropped + self.lines_within();
        (self.filled, self.ended, self.too_long, self.within) = (0, 0, false, false);
        self.lines_dropped = 0;
        self.begun = Begun::default();
    }

    /// How many line ends stand in the cells.
    fn lines_within(&self) -> usize {
        let bytes = self.cells.get(..self.filled).unwrap_or_default();
        if memchr2(b'\n', b'\r', bytes).is_none() {
            return 0;
        }
        if self.too_long {
            return lines(bytes);
        }
        self.row().cells().map(|cell| lines(cell.as_bytes())).sum()
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

/// How many line ends there are: `\n`, `\r\n`, or `\r` alone.
fn lines(text: &[u8]) -> usize {
    let both = text.windows(2).filter(|pair| *pair == b"\r\n").count();
    text.iter().filter(|byte| matches!(byte, b'\r' | b'\n')).count() - both
}
