//! Text → rows of cells, by RFC 4180 and by what spreadsheets make of it.
//!
//! A reader of its own, because what matters here is what a reader usually hides: the line of a quote that is never
//! closed, so that the rows behind it are not lost in one long cell.

/// The longest cell in quotes, in bytes; a longer one is a quote that was never closed.
const LONGEST: usize = 20_000;

/// A row that holds something.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Its line in the text, from 1; in a table that is read turned, its column.
    pub(super) line: usize,
    /// Its cells without the spaces around them; empty ones at the end are kept.
    pub(super) cells: Vec<String>,
    /// Whether a quote in it is never closed. Then its cells are those of the one line, with the quote as a letter.
    pub(super) open: bool,
    /// Cells in quotes that run over lines and hold the separator: two rows may have become one.
    pub(super) runs_on: Vec<usize>,
}

impl Row {
    /// The cell in that column; empty where the row is shorter.
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// How many cells hold something.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// Signs that take no room: they stand in cells by accident.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// The first rows of a text that hold something. Its lines end with `\n`.
pub(super) fn rows(text: &str, separator: char, most: usize) -> Vec<Row> {
    let (mut rows, mut rest, mut line) = (Vec::new(), text, 1);
    while !rest.is_empty() && rows.len() < most {
        let (mut row, length) = row(rest, separator).unwrap_or_else(|| {
            // From a clipboard a quote at the start of a cell is a letter: it is not escaped there.
            (Row { open: separator != '\t', ..literal(rest, separator) }, line_of(rest).len())
        });
        row.line = line;
        let (read, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        line += read.matches('\n').count() + 1;
        rest = after.strip_prefix('\n').unwrap_or(after);
        if row.filled() > 0 {
            rows.push(row);
        }
    }
    rows
}

fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// The first line, with quotes as letters.
fn literal(text: &str, separator: char) -> Row {
    Row { cells: line_of(text).split(separator).map(trimmed).collect(), ..Row::default() }
}

/// A cell without what cannot be seen around it.
fn trimmed(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).to_owned()
}

/// The first row and its length in bytes without the line end; `None` where a quote in it is not closed.
fn row(text: &str, separator: char) -> Option<(Row, usize)> {
    let mut row = Row::default();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{FEFF}']).len();
        let (cell, length) = match rest.get(spaces..)?.strip_prefix('"') {
            Some(inner) => {
                let (mut cell, length) = quoted(inner)?;
                let over = cell.contains('\n');
                if over && cell.contains(separator) {
                    row.runs_on.push(row.cells.len());
                }
                let after = inner.get(length..)?;
                let more = bare(after, separator);
                // A quote that closes over lines and within a word has opened by mistake.
                if over && !more.trim().is_empty() {
                    return None;
                }
                cell.push_str(more);
                (cell, spaces + 1 + length + more.len())
            }
            None => {
                let cell = bare(rest, separator);
                (cell.to_owned(), cell.len())
            }
        };
        row.cells.push(trimmed(&cell));
        at += length;
        match text.get(at..)?.chars().next() {
            Some(c) if c == separator => at += c.len_utf8(),
            _ => return Some((row, at)),
        }
    }
}

/// What stands before the next separator or line end.
fn bare(text: &str, separator: char) -> &str {
    text.split([separator, '\n']).next().unwrap_or_default()
}

/// What stands before the closing quote, and the length up to the sign behind it.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut cell = String::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let inner = rest.split('"').next()?;
        at += inner.len() + 1;
        cell.push_str(inner);
        if inner.len() == rest.len() || cell.len() > LONGEST {
            return None;
        }
        if !text.get(at..)?.starts_with('"') {
            return Some((cell, at));
        }
        cell.push('"');
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
        rows(text, separator, 99).into_iter().map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_and_line_ends_are_read_and_lines_are_counted() {
        assert_eq!(
            read("tier,leads\n\n\"A \"\"x\"\",\nb\",1\n , \nC,3,,\n", ','),
            [row(1, &["tier", "leads"]), row(3, &["A \"x\",\nb", "1"]), row(6, &["C", "3", "", ""])]
        );
        assert_eq!(read("a, \"b,c\" ,d", ','), [row(1, &["a", "b,c", "d"])]);
        assert_eq!(read("6\" banner,\"\"", ','), [row(1, &["6\" banner", ""])]);
        assert_eq!(read("\"Gold\" club,1", ','), [row(1, &["Gold club", "1"])]);
        assert_eq!(read("\u{A0}a\u{200B},\u{FEFF}\"b\"", ','), [row(1, &["a", "b"])]);
        assert_eq!(read("", ','), []);
        assert_eq!(read("ä;\"ö\n\"\"ü\"\"\";", ';'), [row(1, &["ä", "ö\n\"ü\"", ""])]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_own_line_only() {
        let found = rows("Tier,Leads\nGold,240\n\"Silver club,120\nBronze,60\nBasic,30\n", ',', 99);
        assert_eq!(
            found.iter().map(|row| (row.line, row.open)).collect::<Vec<_>>(),
            [(1, false), (2, false), (3, true), (4, false), (5, false)]
        );
        assert_eq!(found[2].cells, ["\"Silver club", "120"]);
        // Two of them do not make one cell of what stands between.
        let two = rows("\"Gold,240\nSilver,1\n\"Bronze,60\nBasic,30", ',', 99);
        assert_eq!(two.iter().map(|row| row.open).collect::<Vec<_>>(), [true, false, true, false]);
        // A later cell of a line.
        assert!(rows("Gold,\"240\nSilver,1", ',', 99)[0].open);
        // From a clipboard it is a letter.
        let pasted = rows("Tier\tLeads\n\"Gold\t240\n\"Silver\t120\nBronze\t60", '\t', 99);
        assert_eq!(
            pasted.iter().map(|row| row.cells[0].as_str()).collect::<Vec<_>>(),
            ["Tier", "\"Gold", "\"Silver", "Bronze"]
        );
        assert!(pasted.iter().all(|row| !row.open));
        let long = format!("\"a{}\",1\nb,2", "x\n".repeat(20_000));
        assert!(rows(&long, ',', 1)[0].open);
    }

    #[test]
    fn a_cell_that_may_be_two_rows_is_marked() {
        let found = rows("Gold,\"240\nSilver\",120", ',', 99);
        assert_eq!((found.len(), found[0].runs_on.as_slice()), (1, [].as_slice()));
        let found = rows("\"Gold,240\nSilver\",120", ',', 99);
        assert_eq!((found.len(), found[0].runs_on.as_slice()), (1, [0].as_slice()));
    }
}
