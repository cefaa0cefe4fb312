//! A cell of a table → number. How a table writes its numbers is not known beforehand: a cell shows its decimal sign, or it
//! has two readings until other cells, or a person, say which sign it is.

use super::Convention;
use super::decimal::{Amount, Beside, Decimal, amount, grouped};
use super::read::{Reading, Unread, read_as};
use crate::kind::Kind;

/// Reads a cell of a table whose decimal sign is `decimal`, a point or a comma, as far as that is known. What the cell
/// says, and the decimal sign that it shows, if it can be read with that one alone.
///
/// # Errors
/// As [`super::read`]; a number with two readings is ambiguous while the decimal sign is not known.
pub fn read_cell(
    text: &str,
    kind: Kind,
    code: &str,
    decimal: Option<char>,
) -> Result<(Reading, Option<char>), Unread> {
    let mut shown = None;
    let reading = read_as(text, kind, &Convention::POINT, code, &mut |digits, beside| {
        let (amount, sign) = worth(digits, kind, decimal, beside);
        shown = sign;
        amount
    })?;
    Ok((reading, shown))
}

/// What digits and separators are, and the decimal sign that they show.
fn worth(text: &str, kind: Kind, decimal: Option<char>, beside: Beside) -> (Amount, Option<char>) {
    let signs = || text.chars().filter(|sign| !sign.is_ascii_digit());
    let is_point = |sign: char| matches!(sign, '.' | ',');
    let Some(last) = signs().next_back().filter(|_| signs().any(is_point)) else {
        return (amount(text, kind, &Convention::POINT, beside), None);
    };
    let (whole, part) = text.rsplit_once(last).unwrap_or((text, ""));
    let as_whole = || Decimal::whole(text);
    let as_decimal = || Decimal::with_decimals(text, part.len());
    if !is_point(last) {
        return (Amount::Misplaced(as_whole()), None);
    }
    if signs().count() == 1 {
        // No group has another length than three, stands behind a zero or behind four digits, or before a power of ten.
        let three = part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        return match decimal {
            _ if !three || beside == Beside::Exponent => (Amount::One(as_decimal()), Some(last)),
            None => (Amount::Two(as_whole(), as_decimal()), None),
            Some(sign) if sign == last => (Amount::One(as_decimal()), None),
            Some(_) => (Amount::One(as_whole()), None),
        };
    }
    // Two kinds of sign: the last is the decimal sign. One kind, repeated: groups.
    let times = signs().filter(|sign| *sign == last).count();
    if times == 1 && grouped(whole, None, 3) {
        return (Amount::One(as_decimal()), Some(last));
    }
    if times == signs().count() && grouped(text, Some(last), 3) {
        return (Amount::One(as_whole()), Some(if last == '.' { ',' } else { '.' }));
    }
    (Amount::Misplaced(as_whole()), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, decimal: Option<char>) -> Result<(f64, Option<char>), Unread> {
        read_cell(text, Kind::Money, "CHF", decimal).map(|(reading, shown)| match reading {
            Reading::Value(value) => (value, shown),
            Reading::Blank => (f64::NAN, shown),
        })
    }

    #[test]
    fn a_cell_shows_its_decimal_sign_or_none() {
        for (text, value, shown) in [
            ("1200", 1200.0, None),
            ("1.200,50", 1200.5, Some(',')),
            ("1,200.50", 1200.5, Some('.')),
            ("12,5", 12.5, Some(',')),
            (".5", 0.5, Some('.')),
            ("0,125", 0.125, Some(',')),
            ("1234.567", 1234.567, Some('.')),
            ("1.234.567", 1_234_567.0, Some(',')),
            ("12,34,567.50", 1_234_567.5, Some('.')),
            ("1,20,000", 120_000.0, Some('.')),
            ("1'234", 1234.0, None),
            ("1'234.50", 1234.5, Some('.')),
            ("1 234,567", 1234.567, Some(',')),
            ("12.", 12.0, None),
            ("800,-", 800.0, Some(',')),
            ("CHF 1'200.-", 1200.0, Some('.')),
            ("1.200,--", 1200.0, Some(',')),
            ("8.5E+01", 85.0, Some('.')),
            ("1,2E+01", 12.0, Some(',')),
            ("1.234E+05", 123_400.0, Some('.')),
            ("1.2E-01", 0.12, Some('.')),
            ("\u{ff11}\u{ff12}.\u{ff15}", 12.5, Some('.')),
            ("\u{661}\u{662}\u{66b}\u{665}", 12.5, None),
        ] {
            assert_eq!(cell(text, None), Ok((value, shown)), "{text}");
        }
    }

    #[test]
    fn two_readings_are_settled_by_the_sign_of_the_table() {
        for text in ["1.200", "1,200", "CHF 999.999", "\u{ff11}.\u{ff12}\u{ff10}\u{ff10}"] {
            assert!(matches!(cell(text, None), Err(Unread::Ambiguous(..))), "{text}");
        }
        assert_eq!(cell("1.200", Some('.')), Ok((1.2, None)));
        assert_eq!(cell("1.200", Some(',')), Ok((1200.0, None)));
        assert_eq!(cell("1,200", Some('.')), Ok((1200.0, None)));
    }

    #[test]
    fn what_has_no_reading_is_refused() {
        for text in [
            "1.20.0",
            "1,2.3,4",
            "1.234,567.8",
            "12.05.2025",
            "1,234 567",
            "1.20.000",
            "1e",
            "approx. 500, net",
        ] {
            assert!(cell(text, None).is_err(), "{text}");
        }
    }
}
