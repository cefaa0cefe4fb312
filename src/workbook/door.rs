//! What the glue calls. Reasons cross as their codes, with their sentences behind a blank.

use crate::read::{Opening, Sheet, SheetReader, Workbook};
use crate::write::{Style, Writer};
use wasm_bindgen::prelude::*;

/// A workbook, open for reading. A long one is opened in slices, between which a page has its turns.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "the glue alone holds one")]
pub struct OpenWorkbook {
    opening: Option<Opening>,
    workbook: Option<Workbook>,
}

/// `code sentence`.
fn told(wrong: crate::Wrong) -> String {
    [wrong.code(), " ", wrong.message()].concat()
}

impl OpenWorkbook {
    fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        self.workbook.iter().flat_map(Workbook::sheets)
    }
}

#[wasm_bindgen]
impl OpenWorkbook {
    /// Begins to open the bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn open(bytes: Vec<u8>) -> Result<OpenWorkbook, String> {
        Ok(Self { opening: Some(Opening::begin(bytes).map_err(told)?), workbook: None })
    }

    /// Goes on by so many pieces of XML; whether there are more before it is open.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn go_on(&mut self, pieces: usize) -> Result<bool, String> {
        let Some(opening) = &mut self.opening else { return Ok(false) };
        let more = opening.go_on(pieces).map_err(told)?;
        if !more {
            self.workbook = self.opening.take().map(Opening::end);
        }
        Ok(more)
    }

    /// The names of its sheets.
    pub fn names(&self) -> Vec<String> {
        self.sheets().map(|(name, _)| name.to_owned()).collect()
    }

    /// The places of those that are hidden.
    pub fn hidden(&self) -> Vec<u32> {
        (0..).zip(self.sheets()).filter(|(_, (_, hidden))| *hidden).map(|(at, _)| at).collect()
    }

    /// Begins to read a sheet.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn sheet(&self, at: u32) -> Result<OpenSheet, String> {
        let workbook = self.workbook.as_ref().ok_or(crate::Wrong::NoSheet).map_err(told)?;
        let reader = workbook.begin_sheet(at as usize).map_err(told)?;
        Ok(OpenSheet { reader: Some(reader), sheet: Sheet::default() })
    }
}

/// A sheet, read in slices as well: it tells nothing before its end.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "the glue alone holds one")]
pub struct OpenSheet {
    reader: Option<SheetReader>,
    sheet: Sheet,
}

#[wasm_bindgen]
impl OpenSheet {
    /// Goes on by so many pieces of XML; whether there are more.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn go_on(&mut self, pieces: usize) -> Result<bool, String> {
        let Some(reader) = &mut self.reader else { return Ok(false) };
        let more = reader.go_on(pieces).map_err(told)?;
        if !more {
            self.sheet = self.reader.take().map(SheetReader::end).unwrap_or_default();
        }
        Ok(more)
    }

    /// Its text, which is given once.
    pub fn text(&mut self) -> String {
        core::mem::take(&mut self.sheet.text)
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.sheet.rows
    }

    /// How many columns.
    pub fn columns(&self) -> u32 {
        self.sheet.columns
    }

    /// The rows that are hidden, from 1.
    pub fn hidden_rows(&self) -> Vec<u32> {
        self.sheet.hidden_rows.clone()
    }

    /// The ranges of merged cells.
    pub fn merged(&self) -> Vec<String> {
        self.sheet.merged.clone()
    }
}

/// A workbook that is being written; see [`Writer`].
#[wasm_bindgen]
#[derive(Debug)]
pub struct WorkbookWriter(Writer);

#[wasm_bindgen]
impl WorkbookWriter {
    /// Begins a document of this title, made on a day such as `2025-03-31`, or on none.
    #[wasm_bindgen(constructor)]
    pub fn new(title: &str, created: &str) -> Self {
        Self(Writer::new(title, created))
    }

    /// Begins a sheet.
    pub fn sheet(&mut self, name: &str, widths: &[u32], frozen_rows: u32, frozen_columns: u32) {
        self.0.sheet(name, widths, (frozen_rows, frozen_columns));
    }

    /// Writes a text.
    pub fn text(&mut self, row: u32, column: u32, look: u32, unit: Option<u32>, text: &str) {
        self.0.text(row, column, Style { look, unit }, text);
    }

    /// Writes a number.
    pub fn number(&mut self, row: u32, column: u32, look: u32, unit: Option<u32>, number: f64) {
        self.0.number(row, column, Style { look, unit }, number);
    }

    /// Writes a formula and its value.
    pub fn formula(
        &mut self,
        row: u32,
        column: u32,
        look: u32,
        unit: Option<u32>,
        formula: &str,
        value: Option<f64>,
    ) {
        self.0.formula(row, column, Style { look, unit }, formula, value);
    }

    /// Gives a cell a name.
    pub fn name(&mut self, name: &str, sheet: u32, row: u32, column: u32) {
        self.0.name(name, sheet as usize, row, column);
    }

    /// Puts a chart on the last sheet: `[firstRow, lastRow, wordColumn, figureColumn, atRow, atColumn]`.
    pub fn chart(&mut self, title: &str, unit: u32, places: &[u32]) {
        if let [first, last, words, figures, row, column] = *places {
            self.0.chart(title, unit, (first, last), (words, figures), (row, column));
        }
    }

    /// The bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        self.0.finish()
    }
}
