//! Numbers as files write them. One reading, or a problem.

use super::{Setting, Wrong, unread};
use crate::campaign::CampaignField;
use crate::kind::Kind;
use crate::message::{campaigns as words, fill};
use crate::number::{self, Reading, Unread};

/// The decimal sign of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

impl Decimal {
    /// The sign.
    pub const fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The decimal sign that this is.
    pub fn of(sign: char) -> Option<Self> {
        [Self::Point, Self::Comma].into_iter().find(|decimal| decimal.sign() == sign)
    }
}

/// Whether days stand before months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/03/2025
    DayFirst,
    /// 03/31/2025
    MonthFirst,
}

/// What a cell says, or what is wrong with it.
pub(super) type Read<T> = Result<T, Wrong>;

/// The decimal sign that a number shows, if it is one that can be read with that alone.
pub(super) fn shown(cell: &str, kind: Kind, code: &str) -> Option<Decimal> {
    // Other signs are parted from digits by none of these.
    if !cell.contains(['.', ',', '．', '，']) {
        return None;
    }
    number::read_cell(cell, kind, code, None).ok()?.1.and_then(Decimal::of)
}

/// Whether a text is a number of this kind, if it may have two readings.
pub(super) fn looks_like_one(text: &str, kind: Kind, code: &str) -> bool {
    let found = number::read_cell(text, kind, code, None);
    matches!(found, Ok((Reading::Value(_), _)) | Err(Unread::Ambiguous(..) | Unread::OtherCurrency(_)))
}

/// On what cells agree that need something.
#[derive(Clone, Copy, Default)]
pub(super) enum Agreement<T> {
    /// None needs anything.
    #[default]
    Silent,
    /// All need this.
    On(T),
    /// They contradict each other.
    Broken,
}

impl<T: PartialEq + Copy> Agreement<T> {
    pub(super) fn hear(&mut self, said: Option<T>) {
        *self = match (*self, said) {
            (Self::Silent, Some(said)) => Self::On(said),
            (Self::On(one), Some(other)) if one != other => Self::Broken,
            (same, _) => same,
        };
    }

    pub(super) fn settled(self) -> Option<T> {
        match self {
            Self::On(one) => Some(one),
            Self::Silent | Self::Broken => None,
        }
    }
}

/// How a table writes its numbers and days.
#[derive(Clone, Copy, Default)]
pub(super) struct Signs {
    /// The decimal sign, by which a number with two readings is read.
    pub(super) decimal: Option<Decimal>,
    /// The order of days, likewise.
    pub(super) order: Option<DateOrder>,
    /// Whether the first part of the table showed the decimal sign, and nobody said it. A number that needs another one
    /// contradicts it either way.
    pub(super) decimal_shown: bool,
    /// Whether it showed the order of days.
    pub(super) order_shown: bool,
}

/// The longest text of digits of which every number is a double without rounding.
const EXACT: usize = 15;

/// A plain number: digits, groups and decimals, nothing else, at most [`EXACT`] digits. What this does not read, [`read`]
/// does, and what both read they read alike.
pub(super) fn quick(cell: &str, signs: Signs) -> Option<f64> {
    let (mut number, mut digits, mut first_sign) = (0_u64, 0, None);
    let (mut count, mut last_sign, mut last_at) = (0, b'.', 0);
    let mut whole_digits = 0;
    for (at, byte) in cell.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                number = number.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                digits += 1;
            }
            b'.' | b',' => {
                let first = *first_sign.get_or_insert(byte);
                // Once the other kind of sign has come, nothing but decimals may follow.
                if count > 0 && last_sign != first {
                    return None;
                }
                if count == 0 {
                    whole_digits = digits;
                }
                (count, last_sign, last_at) = (count + 1, byte, at);
            }
            _ => return None,
        }
        if digits > EXACT {
            return None;
        }
    }
    let after = cell.len().saturating_sub(last_at + 1);
    let point = |sign: u8| if sign == b'.' { Decimal::Point } else { Decimal::Comma };
    let (decimals, shown) = match (count, first_sign) {
        (0, _) if digits > 0 => return Some(number as f64),
        (0, _) | (_, None) => return None,
        // One sign alone may be either.
        (1, Some(sign)) => {
            let group = after == 3 && (1..=3).contains(&whole_digits) && !cell.starts_with('0');
            match signs.decimal {
                _ if !group => (after, Some(point(sign))),
                Some(decimal) if decimal == point(sign) => (after, None),
                Some(_) => (0, None),
                None => return None,
            }
        }
        (_, Some(first)) if first != last_sign => (after, Some(point(last_sign))),
        (_, Some(first)) => (0, Some(point(if first == b'.' { b',' } else { b'.' }))),
    };
    if decimals == 0 && after == 0 || count > 1 && !grouped(cell, decimals) || whole_digits == 0 {
        return None;
    }
    if signs.decimal.is_some() && shown.is_some() && shown != signs.decimal {
        return None;
    }
    Some(number as f64 / POWERS.get(decimals)?)
}

/// Powers of ten that are doubles without rounding, so that one division rounds once.
const POWERS: [f64; 16] =
    [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Whether what stands before the decimals is parted into threes.
fn grouped(cell: &str, decimals: usize) -> bool {
    let end = cell.len() - if decimals == 0 { 0 } else { decimals + 1 };
    let mut groups = cell.get(..end).unwrap_or_default().split(['.', ',']);
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}

/// A number, by its own signs, or by the decimal sign of the table where it has two readings.
pub(super) fn read(cell: &str, kind: Kind, signs: Signs, field: CampaignField, code: &str) -> Read<f64> {
    let found = number::read_cell(cell, kind, code, signs.decimal.map(Decimal::sign));
    let (value, shown) = match found {
        Ok((Reading::Value(value), shown)) => (value, shown.and_then(Decimal::of)),
        Ok((Reading::Blank, _)) => return Err(Wrong::new("notANumber", words::TABLE_NO_NUMBER)),
        Err(unread) => return Err(unread::why(&unread, cell, kind, field)),
    };
    if let (Some(settled), Some(own)) = (signs.decimal, shown)
        && settled != own
    {
        let template = if signs.decimal_shown { words::TABLE_OTHER_SIGN } else { words::TABLE_UNSAID_SIGN };
        let message = fill(template, &[&own.sign().to_string(), &settled.sign().to_string()]);
        let wrong = Wrong::new("contradiction", message);
        // Of two signs in one table none is right for all of it.
        return Err(if signs.decimal_shown { wrong } else { wrong.settled_by(Setting::Decimal) });
    }
    match lacks_digits(cell) {
        true => Err(Wrong::new("ambiguous", words::TABLE_SHORTENED)),
        false => Ok(value),
    }
}

/// Whether a power of ten stands for digits that a spreadsheet did not write: `1.23457E+12`. Of two digits, as in
/// `1.2E+06`, nobody would have cut the rest.
fn lacks_digits(cell: &str) -> bool {
    let Some((mantissa, power)) = cell.split_once(['e', 'E']) else { return false };
    let digits = |text: &str| text.chars().filter(|sign| sign.is_numeric()).count();
    let power: String = power.chars().filter(|sign| sign.is_ascii_digit() || *sign == '-').collect();
    let decimals = mantissa.rsplit_once(['.', ',']).map_or(0, |(_, part)| digits(part));
    let written = digits(mantissa.trim_start_matches(|sign: char| !sign.is_ascii_digit() || sign == '0'));
    written > 2 && power.parse::<usize>().is_ok_and(|power| power > decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What the quick way reads, the thorough one reads alike.
        #[test]
        fn both_ways_read_alike(
            cell in "[0-9]{0,4}([.,][0-9]{0,4}){0,3}",
            decimal in prop::option::of(prop::bool::ANY),
            shown: bool,
        ) {
            let decimal = decimal.map(|point| if point { Decimal::Point } else { Decimal::Comma });
            let signs = Signs { decimal, decimal_shown: shown, ..Signs::default() };
            if let Some(number) = quick(&cell, signs) {
                prop_assert_eq!(read(&cell, Kind::Money, signs, CampaignField::MdfPaid, "USD"), Ok(number));
            }
        }
    }

    #[test]
    fn digits_that_a_spreadsheet_cut_are_missed() {
        for cell in ["1.23457E+12", "1.25E+03", "1,23e4", "123E+4"] {
            assert!(lacks_digits(cell), "{cell}");
        }
        for cell in ["1.2E+06", "8.5E+01", "1.25E+02", "1.2E-01", "0.012E+9", "1200", "5 EUR"] {
            assert!(!lacks_digits(cell), "{cell}");
        }
    }

    #[test]
    fn the_usual_is_read_quickly() {
        let signs = Signs { decimal: Some(Decimal::Point), decimal_shown: true, ..Signs::default() };
        for (cell, number) in [
            ("7", 7.0),
            ("1200", 1200.0),
            ("0.125", 0.125),
            ("1,200", 1200.0),
            ("1,200.50", 1200.5),
            ("1,234,567.89", 1_234_567.89),
            ("12.5", 12.5),
        ] {
            assert_eq!(quick(cell, signs), Some(number), "{cell}");
        }
        for cell in ["", "-", "1,2", "12,5", "1.200,50", "$5", "1,234.567.8", "5%", "12345678901234567"] {
            assert_eq!(quick(cell, signs), None, "{cell}");
        }
    }
}
