//! The parts of a workbook as tables of text.
//!
//! A cell becomes what a reader of text takes: a number with a point and every digit, a share as a percentage where the
//! workbook shows one, a day as `2025-03-31`, `TRUE`, an error by its name. Formulas are not calculated: what is stored beside
//! them is read.

mod package;
mod serial_day;
mod sheet;
mod strings;
mod styles;
mod xml;

use crate::Wrong;
use crate::archive::Archive;
use package::Listed;
pub use sheet::SheetReader;
use std::rc::Rc;
use strings::Strings;
use styles::Shown;

/// The most rows of a sheet that are read, counted to the last that holds something.
pub const MOST_ROWS: u32 = 100_000;

/// A workbook, open: its sheets are read one by one.
#[derive(Debug)]
pub struct Workbook {
    archive: Archive,
    sheets: Vec<Listed>,
    known: Rc<Known>,
}

/// What the sheets of a workbook share.
#[derive(Debug)]
struct Known {
    strings: Vec<String>,
    shown: Vec<Shown>,
    from_1904: bool,
}

/// A workbook that is being opened: the texts of its cells may be many.
pub struct Opening {
    archive: Archive,
    sheets: Vec<Listed>,
    shown: Vec<Shown>,
    from_1904: bool,
    strings: Strings,
}

impl Opening {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn begin(bytes: Vec<u8>) -> Result<Self, Wrong> {
        let archive = Archive::open(bytes)?;
        let package = package::read(&archive)?;
        let strings = Strings::begin(&archive, package.strings.as_deref())?;
        let shown = styles::read(&archive, package.styles.as_deref())?;
        Ok(Self { archive, sheets: package.sheets, shown, from_1904: package.from_1904, strings })
    }

    /// Reads so many pieces of its XML; whether there are more.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn go_on(&mut self, pieces: usize) -> Result<bool, Wrong> {
        self.strings.go_on(pieces)
    }

    /// The workbook, of which all is read that its sheets share.
    pub fn end(self) -> Workbook {
        let known = Known { strings: self.strings.end(), shown: self.shown, from_1904: self.from_1904 };
        Workbook { archive: self.archive, sheets: self.sheets, known: Rc::new(known) }
    }
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its rows as a table: a line for each, commas between cells, quotes where they are needed, and a point in numbers.
    pub text: String,
    /// How many rows there are, up to the last that holds something.
    pub rows: u32,
    /// How many columns.
    pub columns: u32,
    /// The rows that hold something and are hidden, from 1.
    pub hidden_rows: Vec<u32>,
    /// The ranges of cells that are merged; what they hold is in the first of each.
    pub merged: Vec<String>,
}

impl Workbook {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Wrong> {
        let mut opening = Opening::begin(bytes)?;
        while opening.go_on(usize::MAX)? {}
        Ok(opening.end())
    }

    /// The names of its sheets, and whether each is hidden.
    pub fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        self.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden))
    }

    /// Begins to read a sheet by its place.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn begin_sheet(&self, at: usize) -> Result<SheetReader, Wrong> {
        let listed = self.sheets.get(at).ok_or(Wrong::NoSheet)?;
        SheetReader::begin(&self.archive.afresh(), &listed.part, &self.known)
    }

    /// Reads a sheet by its place.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn sheet(&self, at: usize) -> Result<Sheet, Wrong> {
        let mut reader = self.begin_sheet(at)?;
        while reader.go_on(usize::MAX)? {}
        Ok(reader.end())
    }
}
