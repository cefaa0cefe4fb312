//! What the glue calls. Reasons cross as their codes, with their sentences behind a blank.

use crate::read::{Sheet, Workbook};
use crate::write::{Style, Writer};
use wasm_bindgen::prelude::*;

/// A workbook, open for reading.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OpenWorkbook {
    workbook: Workbook,
    sheet: Sheet,
}

/// `code sentence`.
fn told(wrong: crate::Wrong) -> String {
    [wrong.code(), " ", wrong.message()].concat()
}

#[wasm_bindgen]
impl OpenWorkbook {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn open(bytes: Vec<u8>) -> Result<OpenWorkbook, String> {
        let workbook = Workbook::open(bytes).map_err(told)?;
        Ok(Self { workbook, sheet: Sheet::default() })
    }

    /// The names of its sheets.
    pub fn names(&self) -> Vec<String> {
        self.workbook.sheets().map(|(name, _)| name.to_owned()).collect()
    }

    /// The places of those that are hidden.
    pub fn hidden(&self) -> Vec<u32> {
        (0..).zip(self.workbook.sheets()).filter(|(_, (_, hidden))| *hidden).map(|(at, _)| at).collect()
    }

    /// Reads a sheet and gives its text; the others tell of the sheet that was read last.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&mut self, at: u32) -> Result<String, String> {
        self.sheet = self.workbook.sheet(at as usize).map_err(told)?;
        Ok(core::mem::take(&mut self.sheet.text))
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
