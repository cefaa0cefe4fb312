//! A table in pieces → campaigns, one by one.

use super::cells::{Row, Rows};
use super::head::{self, NoHead};
use super::question::Question;
use super::row::RowReader;
use super::sample::{Heard, Shape};
use super::told::Told;
use super::{CellProblem, Setting, TableReport, Wrong};
use crate::campaign::Campaign;
use crate::message::campaigns as words;
use crate::name::Fold;

/// How much of a text is looked at before the first row is read, in bytes: by it the sign between cells, the head, the
/// decimal sign and the order of dates are settled.
pub const SAMPLE: usize = 256 * 1024;
/// How many problems, and how many lines that are set aside, are kept in full unless another number is said.
pub const DEFAULT_TOLD: usize = 1000;

/// Takes what is read of a table.
pub trait Sink {
    /// A campaign that is sound, and the line on which it stands.
    fn campaign(&mut self, line: usize, campaign: &Campaign);

    /// A row that is left out, for what is wrong with it.
    fn rejected(&mut self, row: &Rejected<'_>) {
        let _ = row;
    }

    /// The first cell of a column that says anything, and the campaign of its row as far as it was read; none where what
    /// the cell says cannot be used. Columns are counted from 0.
    fn first_cell(&mut self, column: usize, cell: &str, read: Option<&Campaign>) {
        let _ = (column, cell, read);
    }
}

/// A row that is left out.
pub struct Rejected<'a> {
    /// What is wrong with it.
    pub problems: &'a [CellProblem],
    pub(super) row: Row<'a>,
}

impl<'a> Rejected<'a> {
    /// The line on which it begins, from 1.
    pub fn line(&self) -> usize {
        self.row.line
    }

    /// Its cells; none of a row that is too long to be kept.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        self.row.cells()
    }
}

impl Sink for crate::portfolio::Portfolio {
    fn campaign(&mut self, _line: usize, campaign: &Campaign) {
        self.add(campaign);
    }
}

/// Reads a table whose text comes in pieces of any size. How the table is written is settled by its first part
/// ([`SAMPLE`]), and a later cell that contradicts it is a problem of its row. Neither the text nor the rows are kept: the
/// memory that it takes is that of the first part, one row and a bounded number of problems.
pub struct TableReader {
    asked: Question,
    fold: Fold,
    told: Told,
    state: State,
}

enum State {
    /// The beginning of the text.
    Looking(String),
    /// Rows.
    Reading(Box<Reading>),
    /// No head was found, so that no row can be read.
    Headless,
}

/// What reads rows, once it is settled how they are written.
struct Reading {
    /// Rows as the parser cuts them.
    rows: Rows,
    /// Rows as they are understood.
    reader: RowReader,
    /// What of the first part of the text is not read yet.
    first: String,
}

/// As much of the first part is read with one piece, in bytes: no piece takes much longer than another.
const AT_ONCE: usize = SAMPLE / 4;

impl Reading {
    fn take(&mut self, piece: &str, told: &mut Told, sink: &mut dyn Sink) {
        if self.first.is_empty() {
            return self.read(piece, told, sink);
        }
        // What waits is less after each piece.
        let at = floor(&self.first, (2 * piece.len()).max(AT_ONCE));
        let rest = self.first.split_off(at);
        let now = core::mem::replace(&mut self.first, rest);
        self.read(&now, told, sink);
        if self.first.is_empty() {
            self.read(piece, told, sink);
        } else {
            self.first.push_str(piece);
        }
    }

    fn read(&mut self, piece: &str, told: &mut Told, sink: &mut dyn Sink) {
        let Self { rows, reader, .. } = self;
        rows.push(piece, |row| {
            reader.row(row, told, sink);
            true
        });
    }
}

impl TableReader {
    /// A table as the question means it, whose own text is not looked at. Heads and words are compared by `fold`.
    pub fn new(asked: &Question, fold: Fold) -> Self {
        Self {
            asked: asked.without_text(),
            fold,
            told: Told::new(DEFAULT_TOLD),
            state: State::Looking(String::new()),
        }
    }

    /// The same, keeping so many problems and so many lines that are set aside; all of them are counted.
    #[must_use]
    pub fn telling(mut self, most: usize) -> Self {
        self.told = Told::new(most);
        self
    }

    /// Whether no head was found where one is looked for: what comes after that is not read.
    pub fn is_headless(&self) -> bool {
        matches!(self.state, State::Headless)
    }

    /// How many rows were read or left out so far.
    pub fn rows(&self) -> u64 {
        self.told.campaigns + self.told.rejected
    }

    /// Takes a piece of the text.
    pub fn push(&mut self, piece: &str, sink: &mut dyn Sink) {
        let rest = match &mut self.state {
            State::Looking(sample) => {
                let room = SAMPLE.saturating_sub(sample.len());
                if piece.len() <= room {
                    sample.push_str(piece);
                    return;
                }
                let (within, rest) = piece.split_at_checked(floor(piece, room)).unwrap_or((piece, ""));
                sample.push_str(within);
                rest
            }
            _ => piece,
        };
        self.settle(false);
        if let State::Reading(reading) = &mut self.state {
            reading.take(rest, &mut self.told, sink);
        }
    }

    /// Reads what is left, and gives what is to be said of the whole.
    pub fn finish(mut self, sink: &mut dyn Sink) -> TableReport {
        self.settle(true);
        let mut report = TableReport::default();
        if let State::Reading(mut reading) = self.state {
            let first = core::mem::take(&mut reading.first);
            reading.read(&first, &mut self.told, sink);
            let Reading { mut rows, mut reader, .. } = *reading;
            rows.finish(|row| {
                reader.row(row, &mut self.told, sink);
                true
            });
            reader.finish(&mut self.told, sink);
            reader.describe(&mut report);
        }
        self.told.describe(&mut report);
        report
    }

    /// Settles how the table is written by its first part; once it is settled there is nothing to do.
    fn settle(&mut self, whole: bool) {
        let State::Looking(sample) = &mut self.state else { return };
        let sample = core::mem::take(sample);
        let sample = sample.strip_prefix('\u{feff}').unwrap_or(&sample);
        let (delimiter, head) = match head::find(sample, whole, &self.asked, self.fold) {
            Ok(found) => found,
            Err(none) => {
                let (line, wrong) = match none {
                    // Other heads are named by what they are.
                    NoHead::Unknown => {
                        (1, Wrong::new("missing", words::TABLE_NO_HEAD).settled_by(Setting::Columns))
                    }
                    NoHead::Turned(line) => (line, Wrong::new("wrongType", words::TABLE_TURNED)),
                };
                self.told.problem(super::problem(line, None, "", wrong, ""));
                self.state = State::Headless;
                return;
            }
        };
        let mut reader = RowReader::new(&self.asked, self.fold, delimiter, head);
        reader.head(&self.asked, &mut self.told);
        let mut shape = Shape::default();
        each_row(sample, whole, delimiter, |row| reader.measure(row, &mut shape));
        reader.settle_shape(&shape);
        let mut heard = Heard::default();
        each_row(sample, whole, delimiter, |row| reader.listen(row, &mut heard));
        reader.settle(&self.asked, &heard);
        let (rows, first) = (Rows::new(delimiter), sample.to_owned());
        self.state = State::Reading(Box::new(Reading { rows, reader, first }));
    }
}

/// The last place up to `most` bytes at which a text can be parted.
fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Looks at the rows of the first part of a table.
fn each_row(sample: &str, whole: bool, delimiter: char, mut look: impl FnMut(Row<'_>)) {
    let mut look = |row: Row<'_>| {
        look(row);
        true
    };
    let mut rows = Rows::new(delimiter);
    rows.push(sample, &mut look);
    if whole {
        rows.finish(look);
    }
}
