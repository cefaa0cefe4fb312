//! A cell → a figure: as a field of the form would read it, with what the head and the row say beside it.

use super::names::{is_dash, is_nothing};
use super::note::{Note, currency_of, is_of};
use super::signs::Signs;
use crate::text;
use comarketing_roi_engine::draft::{Draft, Entry, Input, Origin};
use comarketing_roi_engine::number::{Convention, Ends, Reading, ends_of, format_fixed, read};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::{Field, FieldPath, Number};

/// What parts a range in a table of ours: `low..likely..high`.
pub(crate) const RANGE: &str = "..";

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing is there.
    Empty,
    /// It says by itself that nothing is there.
    Nothing,
    /// The zero of accounts: `$ -`.
    Zero,
    /// A figure.
    Figure(Number),
    /// A figure of which a spreadsheet shows only the first digits: `1.23457E+12`.
    Short(Number),
    /// It cannot be read, and why.
    Wrong(String),
}

/// What is known of a cell beside its text.
pub(super) struct Beside<'a> {
    pub(super) field: Field,
    /// What the head says.
    pub(super) note: &'a Note,
    /// The currencies that the row and the table say; each must be the plan's.
    pub(super) currencies: &'a [String],
    /// The currency that the plan will have.
    pub(super) currency: &'a str,
    pub(super) signs: &'a Signs,
}

/// Reads a cell.
pub(super) fn figure(cell: &str, beside: &Beside) -> Cell {
    let kind = beside.field.kind();
    if cell.is_empty() {
        return Cell::Empty;
    }
    if is_nothing(cell) {
        return Cell::Nothing;
    }
    let wrong = |text: &str| Cell::Wrong(problem(beside, text));
    if kind == Kind::Money {
        let said = beside.currencies.iter().chain(&beside.note.currency);
        if let Some(other) = said.into_iter().find(|said| !is_of(said, beside.currency)) {
            return wrong(&[cell, " ", other].concat());
        }
        let rest: String = cell.chars().filter(|c| !is_dash(*c) && !c.is_whitespace()).collect();
        if rest.len() < cell.len() && cell.contains(is_dash) && !rest.contains(|c: char| c.is_ascii_digit()) {
            match currency_of(&rest) {
                Some(other) if is_of(&other, beside.currency) => return Cell::Zero,
                Some(_) => return wrong(&cell.replace(is_dash, "1")),
                None => {}
            }
        }
    }
    if let Some(parts) = ends_of(cell) {
        return range(&parts, beside).map_or_else(|| wrong(cell), Cell::Figure);
    }
    let long = written_out(cell, beside.signs.convention.number.decimal);
    match value(long.as_deref().unwrap_or(cell), beside) {
        Ok(found) if long.is_some() => Cell::Short(Number::Exact(found)),
        Ok(found) => Cell::Figure(Number::Exact(found)),
        Err(Unclear::Size) => Cell::Wrong(text::panel_import_size(cell)),
        Err(Unclear::Text) => wrong(cell),
    }
}

/// The range with these ends, or with the likely value between them; what the head says counts for each. Ends that fall
/// are for the check of the plan.
fn range(parts: &[String], beside: &Beside) -> Option<Number> {
    let values: Vec<f64> = parts.iter().map(|part| value(part, beside).ok()).collect::<Option<_>>()?;
    match *values.as_slice() {
        [low, high] if low <= high => Some(Ends::between(low, high).into()),
        [low, likely, high] => Some(Number::Range { low, likely, high }),
        _ => None,
    }
}

/// Why there is no value.
enum Unclear {
    /// The reader of numbers says why.
    Text,
    /// The cell has a size of its own beside that of its column.
    Size,
}

fn value(cell: &str, beside: &Beside) -> Result<f64, Unclear> {
    let kind = beside.field.kind();
    let convention = &beside.signs.convention;
    let number = |text: &str, kind: Kind| match read(text, kind, convention, beside.currency) {
        Ok(Reading::Value(value)) => Ok(value),
        _ => Err(Unclear::Text),
    };
    let text = certain(cell.trim(), beside.signs);
    if kind == Kind::Rate && !text.contains(['%', '٪', '％']) {
        return match beside.note.share.unwrap_or(beside.signs.shares) {
            // A share is a plain number here: 0.25.
            true => number(&text, Kind::Years),
            false if beside.note.share == Some(false) => number(&[&text, " %"].concat(), kind),
            false => number(&text, kind),
        };
    }
    let value = number(&text, kind)?;
    let Some(zeros) = beside.note.zeros else { return Ok(value) };
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    if !letters.is_empty() && !is_of(&letters, beside.currency) {
        return Err(Unclear::Size);
    }
    // By its digits, because 1.1 times a million is not exact.
    let shifted = shifted(&format_fixed(value, 12), zeros, '.').ok_or(Unclear::Text)?;
    match read(&shifted, Kind::Years, &Convention::POINT, "") {
        Ok(Reading::Value(value)) => Ok(value),
        _ => Err(Unclear::Text),
    }
}

/// The text without the doubt of three decimals, where the table has settled which sign is the decimal one.
fn certain(cell: &str, signs: &Signs) -> String {
    let digits = |text: &str| text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    match cell.split_once(signs.convention.number.decimal) {
        Some((whole, part)) if signs.settled && digits(whole) && digits(part) && part.len() == 3 => {
            [cell, "0"].concat()
        }
        _ => cell.to_owned(),
    }
}

/// A number in scientific notation as plain digits.
fn written_out(cell: &str, decimal: char) -> Option<String> {
    let (mantissa, exponent) = cell.split_once(['e', 'E'])?;
    let exponent: i32 = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()
        .filter(|zeros: &i32| zeros.abs() <= 30)?;
    let plain = mantissa.replace(',', ".");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole_digits = whole.strip_prefix('-').unwrap_or(whole);
    if whole_digits.len() != 1 || !digits(whole_digits) || !digits(part) {
        return None;
    }
    shifted(&plain, exponent, decimal)
}

/// A plain number with its decimal point moved to the right.
fn shifted(text: &str, zeros: i32, decimal: char) -> Option<String> {
    let (minus, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = [whole, part].concat();
    let at = whole.len() as i32 + zeros;
    let padded = match usize::try_from(at) {
        // Zeros before it.
        Err(_) | Ok(0) => ["0.", &"0".repeat(at.unsigned_abs() as usize), &digits].concat(),
        Ok(at) if at >= digits.len() => [&digits, "0".repeat(at - digits.len()).as_str()].concat(),
        Ok(at) => {
            let (whole, part) = digits.split_at_checked(at)?;
            [whole, ".", part].concat()
        }
    };
    let padded =
        if padded.contains('.') { padded.trim_end_matches('0').trim_end_matches('.') } else { &padded };
    let padded = match padded.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest if rest.starts_with('.') => ["0", rest].concat(),
        rest => rest.to_owned(),
    };
    // Four decimals at least, so that three are no group of thousands.
    let padded = match padded.split_once('.') {
        Some((_, part)) if part.len() == 3 => [padded.as_str(), "0"].concat(),
        _ => padded,
    };
    Some([minus, &padded.replace('.', &decimal.to_string())].concat())
}

/// What the form would say of a text in that field.
fn problem(beside: &Beside, cell: &str) -> String {
    let mut draft = Draft::new(beside.currency, &["-"]);
    let place = FieldPath::tier(0, beside.field);
    let input = Input::read(cell, beside.field.kind(), &beside.signs.convention, beside.currency);
    draft.set(place, Entry { input, origin: Origin::Yours });
    let found = draft.plan_in(text::TRANSLATE, crate::fold::fold).err().unwrap_or_default();
    let own = place.path();
    found.into_iter().find(|found| found.path == own).map_or_else(
        || text::panel_import_cell(text::term(beside.field.label()), cell),
        |found| found.message,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(field: Field, cell: &str, note: Note, currencies: &[&str]) -> Cell {
        let signs = Signs { convention: Convention::POINT, settled: true, shares: false };
        let currencies: Vec<String> = currencies.iter().map(|said| (*said).to_owned()).collect();
        figure(cell, &Beside { field, note: &note, currencies: &currencies, currency: "USD", signs: &signs })
    }

    #[track_caller]
    fn reads(field: Field, cell: &str, note: Note, value: f64) {
        match beside(field, cell, note, &[]) {
            Cell::Figure(Number::Exact(found)) | Cell::Short(Number::Exact(found)) => {
                assert_eq!(found.to_bits(), value.to_bits(), "{cell}: {found}");
            }
            other => panic!("{cell}: {other:?}"),
        }
    }

    #[test]
    fn heads_say_scale_and_percent() {
        let scale = |zeros| Note { zeros: Some(zeros), ..Note::default() };
        reads(Field::PipelineSourced, "1.2", scale(6), 1_200_000.0);
        reads(Field::PipelineSourced, "1.1", scale(6), 1_100_000.0);
        reads(Field::PipelineSourced, "0.001234", scale(3), 1.234);
        reads(Field::PipelineSourced, "$12", scale(3), 12_000.0);
        reads(Field::PipelineSourced, "1,234", scale(3), 1_234_000.0);
        assert!(matches!(beside(Field::PipelineSourced, "1.2m", scale(6), &[]), Cell::Wrong(_)));
        let share = |share| Note { share: Some(share), ..Note::default() };
        reads(Field::WinRate, "0.8", share(false), 0.008);
        reads(Field::WinRate, "25%", share(false), 0.25);
        reads(Field::WinRate, "0.8", share(true), 0.8);
        reads(Field::WinRate, "0.8%", Note::default(), 0.008);
    }

    #[test]
    fn a_figure_of_another_currency_is_refused_wherever_that_is_said() {
        let euro = Note { currency: Some("EUR".to_owned()), ..Note::default() };
        assert!(matches!(beside(Field::MdfSpent, "1000", euro.clone(), &[]), Cell::Wrong(_)));
        assert!(matches!(beside(Field::MdfSpent, "1000", Note::default(), &["EUR"]), Cell::Wrong(_)));
        assert!(matches!(beside(Field::MdfSpent, "€ -", Note::default(), &[]), Cell::Wrong(_)));
        assert_eq!(beside(Field::MdfSpent, "", euro, &[]), Cell::Empty);
        assert_eq!(beside(Field::Leads, "5", Note::default(), &["EUR"]), Cell::Figure(Number::Exact(5.0)));
        reads(Field::MdfSpent, "1000", Note { currency: Some("$".to_owned()), ..Note::default() }, 1000.0);
    }

    #[test]
    fn signs_for_nothing_are_no_figures() {
        for cell in ["-", "--", "n/a", "#DIV/0!"] {
            assert_eq!(beside(Field::MdfSpent, cell, Note::default(), &[]), Cell::Nothing, "{cell}");
        }
        for cell in ["$ -", "$ -   ", "-  $", "USD –"] {
            assert_eq!(beside(Field::MdfSpent, cell, Note::default(), &[]), Cell::Zero, "{cell}");
        }
        assert_eq!(beside(Field::MdfSpent, "", Note::default(), &[]), Cell::Empty);
    }

    #[test]
    fn scientific_notation_is_written_out() {
        for (cell, out) in [
            ("1.23457E+12", Some("1234570000000")),
            ("2.5E+08", Some("250000000")),
            ("1,2E+06", Some("1200000")),
            ("2.5e-1", Some("0.25")),
            ("1E-05", Some("0.00001")),
            ("-1.5E+00", Some("-1.5")),
            ("1.2345E+1", Some("12.3450")),
            ("12E3", None),
            ("E+5", None),
            ("1.2.3E5", None),
            ("Event", None),
        ] {
            assert_eq!(written_out(cell, '.').as_deref(), out, "{cell}");
        }
        assert_eq!(
            beside(Field::PipelineSourced, "1.23457E+12", Note::default(), &[]),
            Cell::Short(Number::Exact(1.234_57e12))
        );
    }
}
