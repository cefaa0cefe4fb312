//! Text → cells, by `csv-core` (the parser of the crate `csv` without its input and output).

use csv_core::{ReadRecordResult, ReaderBuilder};

/// A row and the line on which it begins, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The line.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// The rows of a text.
pub(super) struct Records {
    pub(super) records: Vec<Record>,
    /// The line of a quote that is never closed.
    pub(super) unclosed: Option<usize>,
}

/// At most `most` rows of the text; blank lines are none.
pub(super) fn records(text: &str, delimiter: char, most: usize) -> Records {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut found = Records { records: Vec::new(), unclosed: None };
    let (mut rest, mut line) = (text, 1);
    // Every cell is at most as long as the text that it stands in.
    let (mut cells, mut ends) = (vec![0; 4096], vec![0; 64]);
    let (mut filled, mut ended) = (0, 0);
    let mut begun = None;
    while found.records.len() < most {
        if begun.is_none() {
            let start = rest.trim_start_matches(['\r', '\n']);
            line += lines(rest.get(..rest.len() - start.len()).unwrap_or_default());
            rest = start;
            begun = Some(rest);
        }
        let output = cells.get_mut(filled..).unwrap_or_default();
        let places = ends.get_mut(ended..).unwrap_or_default();
        let (result, read, written, closed) = reader.read_record(rest.as_bytes(), output, places);
        rest = rest.get(read..).unwrap_or_default();
        (filled, ended) = (filled + written, ended + closed);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => cells.resize(2 * cells.len(), 0),
            ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len(), 0),
            ReadRecordResult::End => break,
            ReadRecordResult::Record => {
                let whole = begun.take().unwrap_or_default();
                let raw = whole.get(..whole.len() - rest.len()).unwrap_or_default();
                found
                    .records
                    .push(Record { line, cells: split(&cells, ends.get(..ended).unwrap_or_default()) });
                let open = raw.matches('"').count() % 2 == 1;
                if rest.is_empty() && open && raw.trim_end().contains('\n') {
                    found.records.pop();
                    found.unclosed = Some(line);
                }
                line += lines(raw);
                (filled, ended) = (0, 0);
            }
        }
    }
    found
}

/// How many line ends there are: `\n`, `\r\n`, or `\r` alone.
fn lines(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}

fn split(cells: &[u8], ends: &[usize]) -> Vec<String> {
    let starts = core::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(ends)
        .map(|(start, end)| String::from_utf8_lossy(cells.get(start..*end).unwrap_or_default()).into_owned())
        .collect()
}
