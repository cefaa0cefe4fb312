//! Which row is the head of a table, whether the table stands on its side, and what is above it.

use super::cells::Row;
use super::columns::{Names, is_units, known};

/// The head is among so many rows that hold something.
const SEARCHED: usize = 25;

/// A table with its head.
pub(super) struct Table {
    /// The names of the columns.
    pub(super) heads: Vec<String>,
    /// The rows below.
    pub(super) rows: Vec<Row>,
    /// The rows above the head, which are no part of the table.
    pub(super) above: Vec<Row>,
    /// The line of the head; 0 where there is none, and in a table that stands on its side.
    pub(super) line: usize,
    /// Whether the inputs stand in rows: the table was read turned.
    pub(super) turned: bool,
}

/// A row that may be the head.
#[derive(Clone, Default)]
struct Candidate {
    at: usize,
    heads: Vec<String>,
    /// Inputs and other columns that are known.
    known: (usize, usize),
    /// How many rows from `at` on it takes.
    height: usize,
}

/// How well some rows fit as a table: what is known of its head, and how many columns it has.
pub(super) fn score(names: &Names, rows: &[Row]) -> (usize, usize, usize) {
    let best = best(names, rows);
    let down = down(names, rows);
    let width = best.heads.len();
    let even = rows.iter().skip(best.at).filter(|row| row.cells.len() == width).count();
    let fits = even * 2 >= rows.len().saturating_sub(best.at);
    (best.known.1.max(down), if fits { width } else { 1 }, even)
}

/// How many inputs stand in the first column.
fn down(names: &Names, rows: &[Row]) -> usize {
    let written: Vec<String> = rows.iter().take(SEARCHED * 2).map(|row| row.cell(0).to_owned()).collect();
    known(names, &written).0
}

/// The row in which most columns are known; of equal ones the first. Where none is, the first of the widest.
fn best(names: &Names, rows: &[Row]) -> Candidate {
    let mut best = Candidate::default();
    for candidate in (0..rows.len().min(SEARCHED)).flat_map(|at| candidates(names, rows, at)) {
        // Two rows are one head only where both are needed.
        let alone = candidate.known.1 == best.known.1
            && candidate.height < best.height
            && candidate.at <= best.at + 1;
        if candidate.known.1 > best.known.1 || candidate.known.1 > 0 && alone {
            best = candidate;
        }
    }
    if best.known.1 == 0 {
        let widest = rows.iter().take(SEARCHED).map(Row::filled).max().unwrap_or_default();
        let at = rows.iter().position(|row| row.filled() == widest).unwrap_or_default();
        best = single(names, rows, at);
    }
    best
}

fn single(names: &Names, rows: &[Row], at: usize) -> Candidate {
    let heads = rows.get(at).map(|row| row.cells.clone()).unwrap_or_default();
    Candidate { at, known: known(names, &heads), heads, height: 1 }
}

/// The row by itself, and with that below it: a name may stand above or be divided over the two.
fn candidates(names: &Names, rows: &[Row], at: usize) -> Vec<Candidate> {
    let mut found = vec![single(names, rows, at)];
    if let (Some(upper), Some(lower)) = (rows.get(at), rows.get(at + 1)) {
        let mut group = "";
        let mut heads = Vec::new();
        for column in 0..upper.cells.len().max(lower.cells.len()) {
            let (above, below) = (upper.cell(column), lower.cell(column));
            if !above.is_empty() {
                group = above;
            }
            let both = [group, " ", below].concat();
            heads.push(match below {
                "" => above.to_owned(),
                _ if known(names, &[below.to_owned()]).1 > 0 => below.to_owned(),
                _ if known(names, std::slice::from_ref(&both)).1 > 0 => both,
                _ => below.to_owned(),
            });
        }
        // A figure is no name: below stands a row of the table.
        let figures = lower.cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
        if !figures {
            found.push(Candidate { at, known: known(names, &heads), heads, height: 2 });
        }
    }
    found
}

/// Finds the head. `line` and `turned` are what a visitor said: the line of the head, 0 for none, and whether the table
/// stands on its side.
pub(super) fn table(names: &Names, rows: Vec<Row>, line: Option<usize>, turned: Option<bool>) -> Table {
    let mut found = match line {
        Some(0) => Candidate { heads: Vec::new(), height: 0, ..Candidate::default() },
        Some(line) => {
            let at = rows.iter().position(|row| row.line == line).unwrap_or_default();
            single(names, &rows, at)
        }
        None => best(names, &rows),
    };
    if turned.unwrap_or_else(|| line.is_none() && down(names, &rows) > found.known.0) {
        return on_its_side(&rows);
    }
    let mut above = rows;
    let mut rows = above.split_off((found.at + found.height).min(above.len()));
    let mut taken = above.split_off(found.at.min(above.len()));
    // A row of units below the head belongs to it.
    if found.height > 0 && rows.first().is_some_and(|row| is_units(&row.cells)) {
        let units = rows.remove(0);
        for (head, unit) in found.heads.iter_mut().zip(&units.cells).filter(|(_, unit)| !unit.is_empty()) {
            *head = [head.as_str(), " (", unit, ")"].concat();
        }
    }
    let line = taken.pop().map_or(0, |row| row.line);
    Table { heads: found.heads, rows, above, line, turned: false }
}

fn on_its_side(rows: &[Row]) -> Table {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let turned = (1..width).map(|column| Row {
        line: column + 1,
        cells: rows.iter().map(|row| row.cell(column).to_owned()).collect(),
        open: false,
        runs_on: (0..rows.len())
            .filter(|at| rows.get(*at).is_some_and(|row| row.runs_on.contains(&column)))
            .collect(),
    });
    Table {
        heads: rows.iter().map(|row| row.cell(0).to_owned()).collect(),
        rows: turned.filter(|row| row.filled() > 0).collect(),
        above: Vec::new(),
        line: 0,
        turned: true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells;
    use super::*;

    fn read(text: &str) -> Table {
        table(&Names::new(), cells::rows(text, ',', 99), None, None)
    }

    #[test]
    fn the_head_is_the_row_in_which_most_is_known() {
        let table = read("Leads report\n\"1 January\"\nTier,MDF spent,Leads\nGold,1,2\n");
        assert_eq!((table.line, table.above.len(), table.rows.len()), (3, 2, 1));
        assert_eq!(table.heads, ["Tier", "MDF spent", "Leads"]);
        let none = read("Title\na,b\n1,2\n");
        assert_eq!((none.line, none.above.len()), (2, 1));
        assert_eq!(read("leads\n5").heads, ["leads"]);
    }

    #[test]
    fn two_rows_of_heads_are_one() {
        let table = read(
            "Tier,MDF,,Pipeline,\n,MDF allocated,MDF spent,Sourced pipeline,Influenced pipeline\nGold,1,2,3,4",
        );
        assert_eq!(
            table.heads,
            ["Tier", "MDF allocated", "MDF spent", "Sourced pipeline", "Influenced pipeline"]
        );
        assert_eq!((table.line, table.rows.len(), table.above.len()), (2, 1, 0));
        let divided = read("Tier,MDF,\n,allocated,spent\nGold,1,2");
        assert_eq!(divided.heads, ["Tier", "MDF allocated", "MDF spent"]);
        let units = read("Tier,MDF spent,Leads\n,k€,number\nGold,1,2");
        assert_eq!(units.heads, ["Tier", "MDF spent (k€)", "Leads (number)"]);
        assert_eq!(units.rows.len(), 1);
    }

    #[test]
    fn a_table_on_its_side_is_turned() {
        let form = read("MDF spent,1200\nLeads,240\n");
        assert!(form.turned);
        assert_eq!(
            (form.heads, form.rows[0].cells.as_slice()),
            (
                vec!["MDF spent".to_owned(), "Leads".to_owned()],
                ["1200".to_owned(), "240".to_owned()].as_slice()
            )
        );
        let columns = read("Metric,Gold,Silver\nMDF spent,1,2\nLeads,3,4");
        assert!(columns.turned && columns.rows.len() == 2 && columns.rows[1].line == 3);
        assert!(!read("Tier,Leads\nGold,5").turned);
        assert!(!read("leads,5").turned, "one of each: a head");
    }
}
