//! Text → rows: which sign parts the cells, and how much is looked at.

use super::cells::{Row, rows};
use super::columns::Names;
use super::head;

/// The longest text, in bytes.
const MAX_BYTES: usize = 1024 * 1024;
/// More rows are no table of tiers; they are not looked at.
const MAX_ROWS: usize = 2_000;
/// The most columns.
const MAX_COLUMNS: usize = 200;
/// So many rows tell the separator.
const SAMPLE: usize = 40;
/// What may part cells, the most usual first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// The rows of a text.
pub(super) struct Grid {
    pub(super) separator: char,
    pub(super) rows: Vec<Row>,
}

/// Takes a text apart; the name of what is wrong where it is no table. Its size is looked at before anything else.
pub(super) fn grid(names: &Names, text: &str, chosen: Option<char>) -> Result<Grid, &'static str> {
    if text.len() > MAX_BYTES {
        return Err("large");
    }
    // One kind of line end.
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    // Spreadsheets write “sep=;” above a table, and read it.
    let told = first.trim_matches('"').trim().strip_prefix("sep=").and_then(|sign| {
        let sign = if sign.is_empty() { '\t' } else { sign.chars().next()? };
        (sign.is_ascii() && sign != '"').then_some(sign)
    });
    let (body, before) = if told.is_some() { (rest, 1) } else { (text.as_str(), 0) };
    let separator =
        chosen.filter(|sign| SEPARATORS.contains(sign)).or(told).unwrap_or_else(|| found(names, body));
    // Some more than the rows of the table: the head, and what stands above it.
    let mut rows = rows(body, separator, MAX_ROWS + SAMPLE + 1);
    if rows.is_empty() {
        return Err("empty");
    }
    if rows.len() > MAX_ROWS + SAMPLE {
        return Err("rows");
    }
    if rows.iter().any(|row| row.cells.iter().skip(MAX_COLUMNS).any(|cell| !cell.is_empty())) {
        return Err("columns");
    }
    for row in &mut rows {
        row.line += before;
        row.cells.truncate(MAX_COLUMNS);
    }
    Ok(Grid { separator, rows })
}

/// The separator by which most columns are known; else that which makes most columns.
fn found(names: &Names, text: &str) -> char {
    let score = |separator: char| head::score(names, &rows(text, separator, SAMPLE));
    let mut best = ',';
    let mut most = score(best);
    for separator in SEPARATORS.into_iter().skip(1) {
        let reached = score(separator);
        // Of two that do equally well the usual one stays.
        if (reached.0, reached.1) > (most.0, most.1) {
            (best, most) = (separator, reached);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_parts_the_columns() {
        for (text, separator) in [
            ("tier,leads\nA,1\nB,2", ','),
            ("tier;leads;winRate\nA;1,5;20,5\nB;2,5;30,1", ';'),
            ("tier\tleads\r\nA, B\t1", '\t'),
            ("tier|leads\nA|1", '|'),
            ("\u{FEFF}sep=;\ntier;leads\nA;1", ';'),
            ("\"sep=|\"\r\ntier|leads\r\nA|1", '|'),
            ("\"tier, all\";leads\nA;1", ';'),
            ("Auskunft;\nvon 1,5, 2,5 und 3,5\nStufe;Ausgegebene MDF;Leads;\nGold;1.200,00;240;", ';'),
            ("MDF spent;1,5\nLeads;2,5", ';'),
            ("a;b\n1;2", ';'),
            ("leads", ','),
        ] {
            assert_eq!(grid(&Names::new(), text, None).expect("a table").separator, separator, "{text:?}");
        }
        assert_eq!(
            grid(&Names::new(), "tier;leads\nA;1", Some(',')).expect("a table").rows[0].cells,
            ["tier;leads"]
        );
    }

    #[test]
    fn lines_are_counted_in_the_file() {
        for end in ["\n", "\r\n", "\r"] {
            let told = grid(&Names::new(), &["sep=,", "tier,leads", "A,1", "", "B,2", ""].join(end), None)
                .expect("a table");
            assert_eq!(told.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 5], "{end:?}");
        }
    }

    #[test]
    fn what_is_no_table_is_named() {
        for text in ["", "\n\n", " , ,\n;;", "\u{FEFF}"] {
            assert_eq!(
                grid(&Names::new(), text, None).err(),
                (text != " , ,\n;;").then_some("empty"),
                "{text:?}"
            );
        }
        let hollow = "a".to_owned() + &",".repeat(10_000);
        assert_eq!(grid(&Names::new(), &hollow, None).err(), None, "nothing stands in the others");
        assert_eq!(grid(&Names::new(), &"a,a".repeat(5_000), None).err(), Some("columns"));
        assert_eq!(grid(&Names::new(), &"a\n".repeat(100_000), None).err(), Some("rows"));
        assert_eq!(grid(&Names::new(), &"a".repeat(MAX_BYTES + 1), None).err(), Some("large"));
    }
}
