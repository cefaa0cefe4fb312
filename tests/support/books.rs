//! A book of the engine as the bytes of a file, as the script of the page has it written.

use comarketing_roi_engine::workbook::{Book, Content};
use comarketing_roi_workbook::write::{Style, Writer};
use std::collections::BTreeSet;

/// The bytes.
pub(crate) fn written(book: &Book) -> Vec<u8> {
    let mut writer = Writer::new(&book.title, "2025-03-31");
    for sheet in &book.sheets {
        writer.sheet(&sheet.name, &sheet.widths, sheet.frozen);
        for cell in &sheet.cells {
            let style = Style { look: cell.look as u32, unit: cell.unit.map(|unit| unit as u32) };
            match &cell.content {
                Content::Text(text) => writer.text(cell.row, cell.column, style, text),
                Content::Number(number) => writer.number(cell.row, cell.column, style, *number),
                Content::Formula(formula, value) => {
                    writer.formula(cell.row, cell.column, style, formula, *value);
                }
            }
        }
        for chart in &sheet.charts {
            writer.chart(&chart.title, chart.unit as u32, chart.rows, chart.columns, chart.at);
        }
    }
    for name in &book.names {
        writer.name(&name.name, name.sheet, name.row, name.column);
    }
    writer.finish()
}

/// Several books as one, whose sheets and names are told apart by a number: LibreOffice takes longer to open a file than to
/// calculate it.
pub(crate) fn merged(books: &[Book]) -> Book {
    let mut all = Book { sheets: Vec::new(), names: Vec::new(), ..books[0].clone() };
    for (number, book) in books.iter().enumerate() {
        let first = all.sheets.len();
        let known: BTreeSet<&str> = book.names.iter().map(|name| name.name.as_str()).collect();
        for sheet in &book.sheets {
            let mut sheet = sheet.clone();
            sheet.name = format!("{} {number}", sheet.name);
            for cell in &mut sheet.cells {
                if let Content::Formula(formula, _) = &mut cell.content {
                    *formula = renamed(formula, number, &known);
                }
            }
            all.sheets.push(sheet);
        }
        for name in &book.names {
            let mut name = name.clone();
            name.sheet += first;
            name.name = format!("p{number}.{}", name.name);
            all.names.push(name);
        }
    }
    all
}

fn renamed(formula: &str, number: usize, known: &BTreeSet<&str>) -> String {
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.');
    let mut out = String::new();
    let mut rest = formula;
    while !rest.is_empty() {
        let size = rest.find(|sign| !is_word(sign)).unwrap_or(rest.len()).max(1);
        let (word, after) = rest.split_at(size);
        if known.contains(word) {
            out += &format!("p{number}.");
        }
        out += word;
        rest = after;
    }
    out
}
