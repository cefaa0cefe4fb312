//! A workbook from its cells.
//!
//! Text is always text, whatever it begins with. A formula carries its value, which a spreadsheet shows until it calculates
//! by itself; it is told to do so when it opens the file. The same cells give the same bytes: the day in the properties of the
//! document is an argument.

mod chart;
mod parts;
mod style;

use crate::archive::Packer;
use chart::Chart;
use parts::{PREFIX, put};

/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// A workbook that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    title: String,
    created: String,
    sheets: Vec<Sheet>,
    /// Each with what it names.
    names: Vec<(String, String)>,
}

#[derive(Debug)]
struct Sheet {
    name: String,
    widths: Vec<u32>,
    frozen: (u32, u32),
    rows: String,
    /// The row that is being written, from 1.
    row: u32,
    charts: Vec<Chart>,
}

/// A number and how its cell looks: the place of the look and of the unit in the model's lists.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The look.
    pub look: u32,
    /// The unit; none for text.
    pub unit: Option<u32>,
}

impl Writer {
    /// Begins a document of this title, made on a day such as `2025-03-31`, or on none.
    pub fn new(title: &str, created: &str) -> Self {
        Self { title: title.to_owned(), created: created.to_owned(), ..Self::default() }
    }

    /// Begins a sheet. Columns are `widths` letters wide; so many rows and columns stay when the rest is scrolled.
    pub fn sheet(&mut self, name: &str, widths: &[u32], frozen: (u32, u32)) {
        let name = self.sheet_name(name);
        let (rows, charts) = (String::new(), Vec::new());
        self.sheets.push(Sheet { name, widths: widths.to_vec(), frozen, rows, row: 0, charts });
    }

    /// A name that a spreadsheet takes and no other sheet has.
    fn sheet_name(&self, name: &str) -> String {
        let plain: String = name
            .chars()
            .map(|sign| if sign.is_control() || "[]:*?/\\'".contains(sign) { ' ' } else { sign })
            .take(LONGEST_NAME)
            .collect();
        let plain = plain.trim();
        let taken =
            |name: &str| self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase());
        if !plain.is_empty() && !taken(plain) {
            plain.to_owned()
        } else {
            format!("Sheet {}", self.sheets.len() + 1)
        }
    }

    /// Writes a text into a cell of the last sheet. Cells come row by row, each from left to right.
    pub fn text(&mut self, row: u32, column: u32, style: Style, text: &str) {
        self.cell(row, column, style, "inlineStr", &[("is", &put("t", &[("xml:space", "preserve")], text))]);
    }

    /// Writes a number.
    pub fn number(&mut self, row: u32, column: u32, style: Style, number: f64) {
        if number.is_finite() {
            self.cell(row, column, style, "n", &[("v", &number.to_string())]);
        }
    }

    /// Writes a formula and its value; without one it is blank until it is calculated.
    pub fn formula(&mut self, row: u32, column: u32, style: Style, formula: &str, value: Option<f64>) {
        let value = value.filter(|value| value.is_finite());
        let kind = if value.is_some() { "n" } else { "str" };
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        self.cell(row, column, style, kind, &[("f", &parts::escaped(formula)), ("v", &value)]);
    }

    fn cell(&mut self, row: u32, column: u32, style: Style, kind: &str, inside: &[(&str, &str)]) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        let row = row + 1;
        if sheet.row != row {
            if sheet.row > 0 {
                sheet.rows.push_str("</row>");
            }
            sheet.rows.extend(["<row r=\"", &row.to_string(), "\">"]);
            sheet.row = row;
        }
        let place = [&parts::column(column), row.to_string().as_str()].concat();
        sheet.rows.extend(["<c r=\"", &place, "\" s=\"", &style::index(style).to_string()]);
        sheet.rows.extend(["\" t=\"", kind, "\">"]);
        for (name, text) in inside {
            sheet.rows.extend(["<", name, ">", text, "</", name, ">"]);
        }
        sheet.rows.push_str("</c>");
    }

    /// Gives a cell a name.
    pub fn name(&mut self, name: &str, sheet: usize, row: u32, column: u32) {
        if let Some(sheet) = self.sheets.get(sheet) {
            self.names.push((name.to_owned(), parts::range(&sheet.name, (row, row), column)));
        }
    }

    /// Puts a chart on the last sheet: a column for each row of a table of it, at a cell's corner.
    pub fn chart(&mut self, title: &str, unit: u32, rows: (u32, u32), columns: (u32, u32), at: (u32, u32)) {
        if let Some(sheet) = self.sheets.last_mut() {
            let [words, figures] =
                [columns.0, columns.1].map(|column| parts::range(&sheet.name, rows, column));
            sheet.charts.push(Chart { title: title.to_owned(), words, figures, unit, at });
        }
    }

    /// The bytes of the file.
    pub fn finish(mut self) -> Vec<u8> {
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.row > 0) {
            sheet.rows.push_str("</row>");
        }
        let mut packer = Packer::default();
        parts::write(&self, &mut packer);
        packer.finish()
    }
}

impl Sheet {
    fn xml(&self, is_first: bool, has_drawing: bool) -> String {
        let (rows, columns) = self.frozen;
        let corner = [&parts::column(columns), (rows + 1).to_string().as_str()].concat();
        let (rows, columns) = (rows.to_string(), columns.to_string());
        let mut split = Vec::new();
        if columns != "0" {
            split.push(("xSplit", columns.as_str()));
        }
        if rows != "0" {
            split.push(("ySplit", rows.as_str()));
        }
        let pane = match (columns.as_str(), rows.as_str()) {
            ("0", _) => "bottomLeft",
            (_, "0") => "topRight",
            _ => "bottomRight",
        };
        let stays = !split.is_empty();
        split.extend([("topLeftCell", corner.as_str()), ("activePane", pane), ("state", "frozen")]);
        let inside = if stays { put("pane", &split, "") } else { String::new() };
        let mut view = vec![("showGridLines", "0"), ("workbookViewId", "0")];
        if is_first {
            view.insert(1, ("tabSelected", "1"));
        }
        let view = [&parts::open("sheetView", &view), inside.as_str(), "</sheetView>"].concat();
        let mut widths = String::new();
        for (at, width) in (1..).zip(&self.widths) {
            let (at, width) = (u32::to_string(&at), width.to_string());
            widths += &put("col", &[("min", &at), ("max", &at), ("width", &width), ("customWidth", "1")], "");
        }
        let cols = if widths.is_empty() { String::new() } else { ["<cols>", &widths, "</cols>"].concat() };
        let drawing = if has_drawing { "<drawing r:id=\"rId1\"/>" } else { "" };
        [
            PREFIX,
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>",
            &view,
            "</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>",
            &cols,
            "<sheetData>",
            &self.rows,
            "</sheetData><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup orientation=\"landscape\" fitToHeight=\"0\"/>",
            drawing,
            "</worksheet>",
        ]
        .concat()
    }
}
