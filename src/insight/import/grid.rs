//! Text → cells: which sign parts the columns, and what stands between two of them.

use super::columns;
use csv_core::{ReadFieldResult, ReaderBuilder};

/// More rows are no table of tiers; they are not looked at.
const MAX_ROWS: usize = 2_000;
/// The most columns.
const MAX_COLUMNS: usize = 200;
/// So many rows tell the delimiter.
const SAMPLE: usize = 20;
/// What may part columns, the most usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A row that holds something.
pub(super) struct Row {
    /// Its line in the text, from 1.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// A table of texts: its head, and the rows below.
pub(super) struct Grid {
    pub(super) delimiter: char,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// Takes a text apart; the name of what is wrong where it is no table.
pub(super) fn grid(text: &str, chosen: Option<char>) -> Result<Grid, &'static str> {
    // One kind of line end, and one at the end.
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n") + "\n";
    let (first, rest) = text.split_once('\n').unwrap_or_default();
    // Spreadsheets write “sep=;” above a table, and read it.
    let told = first.trim_matches('"').trim().strip_prefix("sep=").and_then(|sign| {
        let sign = if sign.is_empty() { '\t' } else { sign.chars().next()? };
        sign.is_ascii().then_some(sign)
    });
    let (body, before) = if told.is_some() { (rest, 1) } else { (text.as_str(), 0) };
    let delimiter = match chosen.filter(char::is_ascii).or(told) {
        Some(sign) => sign as u8,
        None => found(body),
    };
    let mut rows = split(body, delimiter, MAX_ROWS + 2).into_iter();
    let head = rows.next().ok_or("empty")?.cells;
    let mut rows: Vec<Row> = rows.collect();
    if head.len() > MAX_COLUMNS {
        return Err("columns");
    }
    if rows.len() > MAX_ROWS {
        return Err("rows");
    }
    rows.iter_mut().for_each(|row| row.line += before);
    Ok(Grid { delimiter: char::from(delimiter), head, rows })
}

/// The delimiter by which most columns of the first row are inputs; else that which makes most columns.
fn found(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let rows = split(text, delimiter, SAMPLE);
        let Some((head, rows)) = rows.split_first() else { return (0, 0, 0) };
        let even = rows.iter().filter(|row| row.cells.len() == head.cells.len()).count();
        let width = if even * 2 >= rows.len() { head.cells.len() } else { 1 };
        (columns::known(&head.cells), width, even)
    };
    let mut best = b',';
    let mut most = score(best);
    for delimiter in DELIMITERS.into_iter().skip(1) {
        let reached = score(delimiter);
        // Of two that do equally well the usual one stays.
        if reached > most && (reached.0, reached.1) != (most.0, most.1) {
            (best, most) = (delimiter, reached);
        }
    }
    best
}

/// The first rows of a text that hold something, by RFC 4180.
fn split(text: &str, delimiter: u8, most: usize) -> Vec<Row> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut input = text.as_bytes();
    let mut buffer = [0; 512];
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), Vec::new());
    while rows.len() < most {
        let (result, read, wrote) = reader.read_field(input, &mut buffer);
        input = input.get(read..).unwrap_or_default();
        cell.extend_from_slice(buffer.get(..wrote).unwrap_or_default());
        let ends_row = match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::End => break,
            ReadFieldResult::Field { record_end } => record_end,
        };
        let text = String::from_utf8(core::mem::take(&mut cell)).unwrap_or_default();
        if cells.len() <= MAX_COLUMNS {
            cells.push(text.trim().to_owned());
        }
        if ends_row {
            let mut cells: Vec<String> = core::mem::take(&mut cells);
            let inner: usize = cells.iter().map(|cell| cell.matches('\n').count()).sum();
            while cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            if !cells.is_empty() {
                let line = (reader.line() as usize).saturating_sub(1 + inner).max(1);
                rows.push(Row { line, cells });
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Grid {
        grid(text, None).expect("a table")
    }

    fn cells(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn finds_what_parts_the_columns() {
        for (text, delimiter) in [
            ("tier,leads\nA,1\nB,2", ','),
            ("tier;leads;winRate\nA;1,5;20,5\nB;2,5;30,1", ';'),
            ("tier\tleads\r\nA, B\t1", '\t'),
            ("tier|leads\nA|1", '|'),
            ("\u{FEFF}sep=;\ntier;leads\nA;1", ';'),
            ("\"sep=|\"\r\ntier|leads\r\nA|1", '|'),
            ("\"tier, all\";leads\nA;1", ';'),
            ("a;b\n1;2", ';'),
            ("leads", ','),
        ] {
            assert_eq!(read(text).delimiter, delimiter, "{text:?}");
        }
        assert_eq!(grid("tier;leads\nA;1", Some(',')).expect("a table").head, ["tier;leads"]);
    }

    #[test]
    fn every_line_end_and_quote_is_read_and_lines_are_counted() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["tier,leads", "", "\"A \"\"x\"\",\nb\",1", " , ", "C,3,,"].join(end);
            let Grid { head, rows, .. } = read(&text);
            assert_eq!(head, cells("tier leads"));
            assert_eq!(rows[0].line, 3, "{end:?}");
            assert_eq!(rows[0].cells, ["A \"x\",\nb", "1"]);
            assert_eq!((rows[1].line, &rows[1].cells), (6, &cells("C 3")), "{end:?}");
            assert_eq!(rows.len(), 2);
        }
        let told = read("sep=,\ntier,leads\nA,1\nB,2\n");
        assert_eq!(told.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4]);
    }

    #[test]
    fn what_is_no_table_is_named() {
        for text in ["", "\n\n", " , ,\n;;", "\u{FEFF}"] {
            assert_eq!(grid(text, None).err(), (text != " , ,\n;;").then_some("empty"), "{text:?}");
        }
        let hollow = "a".to_owned() + &",".repeat(10_000);
        assert_eq!(grid(&hollow, None).err(), None, "nothing stands in the others");
        assert_eq!(grid(&"a,a".repeat(5_000), None).err(), Some("columns"));
        assert_eq!(grid(&"a\n".repeat(100_000), None).err(), Some("rows"));
        let open = grid("tier,leads\n\"A,1\nB,2\n", None).expect("one long cell");
        assert_eq!(open.rows.len(), 1);
    }
}
