//! How the numbers of a table are written: its decimal sign, and whether bare rates are shares.

use super::cells::Row;
use super::columns::{Column, Target};
use super::figure::RANGE;
use comarketing_roi_engine::Field;
use comarketing_roi_engine::number::{Convention, Reading, Separators, read};
use comarketing_roi_engine::plan::Kind;

/// How the numbers of a table are written.
#[derive(Clone)]
pub(super) struct Signs {
    pub(super) convention: Convention,
    /// Whether that is certain, so that `1.234` has but one reading.
    pub(super) settled: bool,
    /// Whether rates without a percent sign are shares from 0 to 1.
    pub(super) shares: bool,
}

/// The cells under inputs.
fn figures<'a>(columns: &'a [Column], rows: &'a [Row]) -> impl Iterator<Item = (&'a Column, Field, &'a str)> {
    rows.iter().flat_map(move |row| {
        columns.iter().zip(&row.cells).filter_map(|(column, cell)| match column.target {
            Target::Tier(field) | Target::Shared(field) if !cell.is_empty() => {
                Some((column, field, cell.as_str()))
            }
            _ => None,
        })
    })
}

/// The decimal sign that a number can only have; `None` where it may have either.
fn told(cell: &str) -> Option<char> {
    let bare: String = cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let mut signs = bare.chars().filter(|c| !c.is_ascii_digit());
    let first = signs.next()?;
    let last = signs.next_back().unwrap_or(first);
    let other = if last == '.' { ',' } else { '.' };
    if first != last {
        return Some(last);
    }
    let (before, after) = bare.rsplit_once(last)?;
    if before.contains(last) {
        // The same sign twice parts groups.
        return Some(other);
    }
    let doubtful = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    (!doubtful && !after.is_empty()).then_some(last)
}

/// Which decimal sign the numbers have: the one that was chosen, that which more cells can only be read with, or the
/// page's. In a table of ours there are no groups.
pub(super) fn signs(
    columns: &[Column],
    rows: &[Row],
    page: &Convention,
    chosen: Option<char>,
    ours: bool,
) -> Signs {
    let signs = |comma: bool, settled| Signs {
        convention: page.with(if comma { Separators::COMMA } else { Separators::POINT }),
        settled,
        shares: ours,
    };
    if let Some(sign @ ('.' | ',')) = chosen {
        return signs(sign == ',', true);
    }
    let cells = || figures(columns, rows).flat_map(|(_, _, cell)| cell.split(RANGE));
    let (mut point, mut comma) = (0, 0);
    for sign in cells().filter_map(told) {
        if sign == '.' { point += 1 } else { comma += 1 }
    }
    if ours && (point == 0 || comma == 0) {
        return signs(point == 0 && cells().any(|cell| cell.contains(',')), true);
    }
    match (point, comma) {
        (0, 0) => signs(page.number.decimal == ',', false),
        (point, comma) if comma > point => signs(true, point == 0),
        (_, comma) => signs(false, comma == 0),
    }
}

/// The rates that have no percent sign, neither in their cell nor in their head.
pub(super) fn bare_rates(columns: &[Column], rows: &[Row], convention: &Convention) -> Vec<f64> {
    let rates = figures(columns, rows)
        .filter(|(column, field, _)| field.kind() == Kind::Rate && column.note.share.is_none());
    let bare = rates.filter(|(_, _, cell)| !cell.contains(['%', '٪', '％']));
    let values = bare.filter_map(|(_, _, cell)| match read(cell, Kind::Years, convention, "") {
        Ok(Reading::Value(value)) => Some(value),
        _ => None,
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_its_decimal_sign_where_it_can() {
        for (cell, sign) in [
            ("1,234.5", Some('.')),
            ("1.234,50 €", Some(',')),
            ("7,5", Some(',')),
            ("12.34", Some('.')),
            ("1.234.567", Some(',')),
            ("12,34,567", Some('.')),
            ("0.125", Some('.')),
            ("1234,567", Some(',')),
            ("1'234.50", Some('.')),
            ("1.234", None),
            ("1,234", None),
            ("1234", None),
            ("5.", None),
        ] {
            assert_eq!(told(cell), sign, "{cell}");
        }
    }
}
