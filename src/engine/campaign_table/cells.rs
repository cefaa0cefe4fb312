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
    let (mut rest, mut line) = (text.as_bytes(), 1);
    // Every cell is at most as long as the text that it stands in.
    let (mut cells, mut ends) = (vec![0; 4096], vec![0; 64]);
    let (mut filled, mut ended) = (0, 0);
    let mut begun = None;
    while found.records.len() < most {
        if begun.is_none() {
            let blank = rest.iter().take_while(|byte| is_end(byte)).count();
            let (ends, start) = rest.split_at_checked(blank).unwrap_or((&[], rest));
            line += lines(ends);
            rest = start;
            begun = Some(rest);
        }
        let output = cells.get_mut(filled..).unwrap_or_default();
        let places = ends.get_mut(ended..).unwrap_or_default();
        let (result, read, written, closed) = reader.read_record(rest, output, places);
        rest = rest.get(read..).unwrap_or_default();
        (filled, ended) = (filled + written, ended + closed);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => cells.resize(2 * cells.len(), 0),
            ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len(), 0),
            ReadRecordResult::End => break,
            ReadRecordResult::Record => {
                // The parser leaves the second sign of a line end to the next row.
                let ended_twice = rest.first() == Some(&b'\n');
                rest = rest.get(usize::from(ended_twice && read_return(text, rest))..).unwrap_or_default();
                let whole = begun.take().unwrap_or_default();
                let raw = whole.get(..whole.len() - rest.len()).unwrap_or_default();
                found
                    .records
                    .push(Record { line, cells: split(&cells, ends.get(..ended).unwrap_or_default()) });
                let open = raw.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
                // A quote in a text of one line is a sign like any other.
                if rest.is_empty() && open && raw.trim_ascii_end().iter().any(is_end) {
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

/// Whether what was read of the text ends with `\r`.
fn read_return(text: &str, rest: &[u8]) -> bool {
    let read = text.len() - rest.len();
    read.checked_sub(1).and_then(|last| text.as_bytes().get(last)) == Some(&b'\r')
}

const fn is_end(byte: &u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// How many line ends there are: `\n`, `\r\n`, or `\r` alone.
fn lines(text: &[u8]) -> usize {
    let both = text.windows(2).filter(|pair| *pair == b"\r\n").count();
    text.iter().filter(|byte| is_end(byte)).count() - both
}

fn split(cells: &[u8], ends: &[usize]) -> Vec<String> {
    let starts = core::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(ends)
        .map(|(start, end)| String::from_utf8_lossy(cells.get(start..*end).unwrap_or_default()).into_owned())
        .collect()
}
