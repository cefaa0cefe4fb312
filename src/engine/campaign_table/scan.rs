//! Where a row ends: at a line end that does not stand in quotes.
//!
//! A quote at the start of a cell that is never closed would swallow what follows. It is told from one that holds a text
//! over several lines by what comes of it, so that it costs no more than its own line.

use memchr::{memchr, memchr2};

/// The longest row, in bytes. A longer one is told, and not kept.
pub(super) const LONGEST_ROW: usize = 1 << 20;
/// The longest cell in quotes that runs over lines, in bytes: the longest text field of a CRM has as many letters.
const LONGEST_OVER_LINES: usize = 1 << 17;

/// What the scan of some bytes came to.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// The row ends at the line end that stands there.
    End(usize),
    /// The row goes on behind them.
    More,
    /// A quote of the row was opened by mistake: its first line is a row by itself, in which quotes are letters.
    Astray,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Place {
    #[default]
    CellStart,
    Bare,
    Quoted,
    /// Behind a quote that closes the cell, unless another follows.
    Closing,
    /// Behind that and a space.
    Behind,
}

/// The scan of one row, which may come in pieces.
#[derive(Default)]
pub(super) struct Scan {
    place: Place,
    length: usize,
    /// How many line ends stand in its cells.
    lines: usize,
    quoted: Quoted,
}

/// What is known of the quoted cell that is being read.
#[derive(Default)]
struct Quoted {
    start: usize,
    over_lines: bool,
    has_delimiter: bool,
    returned: bool,
}

impl Scan {
    /// Takes the next bytes of the row.
    pub(super) fn go_on(&mut self, bytes: &[u8], delimiter: u8) -> Found {
        // Most rows have no quote at all.
        if matches!(self.place, Place::CellStart | Place::Bare) {
            let end = memchr2(b'\n', b'\r', bytes);
            let line = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
            if memchr(b'"', line).is_none() {
                self.length += line.len();
                let starts = line.last() == Some(&delimiter);
                self.place = if starts { Place::CellStart } else { Place::Bare };
                return end.map_or(Found::More, Found::End);
            }
        }
        for (at, byte) in bytes.iter().copied().enumerate() {
            self.place = match (self.place, byte) {
                (Place::Quoted, b'"') => Place::Closing,
                (Place::Quoted, _) => {
                    if self.is_astray_behind(byte, delimiter) {
                        return Found::Astray;
                    }
                    Place::Quoted
                }
                (_, b'\n' | b'\r') => return Found::End(at),
                (_, sign) if sign == delimiter => Place::CellStart,
                (Place::CellStart, b'"') => {
                    self.quoted = Quoted { start: self.length, ..Quoted::default() };
                    Place::Quoted
                }
                (Place::Closing, b'"') => {
                    self.quoted.returned = false;
                    Place::Quoted
                }
                (Place::Closing | Place::Behind, b' ') => Place::Behind,
                // A text goes on behind the quote that should close it.
                (Place::Closing | Place::Behind, _) if self.quoted.over_lines && !self.is_too_long() => {
                    return Found::Astray;
                }
                _ => Place::Bare,
            };
            self.length += 1;
        }
        Found::More
    }

    /// Whether a sign in quotes shows that they were opened by mistake.
    fn is_astray_behind(&mut self, byte: u8, delimiter: u8) -> bool {
        let quoted = &mut self.quoted;
        if byte == b'\r' || byte == b'\n' && !quoted.returned {
            self.lines += 1;
        }
        quoted.over_lines |= matches!(byte, b'\r' | b'\n');
        quoted.returned = byte == b'\r';
        quoted.has_delimiter |= byte == delimiter;
        // No cell of a spreadsheet holds a tab, so what holds one beside a line end is cells of several rows.
        let is_several = delimiter == b'\t' && quoted.has_delimiter;
        let is_long = self.length - quoted.start > LONGEST_OVER_LINES;
        self.quoted.over_lines && (is_several || is_long) && !self.is_too_long()
    }

    /// Whether the text must not end here: a quote is open.
    pub(super) fn is_open(&self) -> bool {
        self.place == Place::Quoted
    }

    /// Whether the row is longer than one may be.
    pub(super) fn is_too_long(&self) -> bool {
        self.length > LONGEST_ROW
    }

    /// How many line ends stand in its cells.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }
}

/// The first line end.
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    memchr2(b'\n', b'\r', bytes)
}
