//! Numbers and days as files write them. One reading, or a problem.

use crate::date::Date;
use crate::kind::Kind;
use crate::number::{self, Convention, Reading, Unread};

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

    const fn group(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
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

type Read<T> = Result<T, (&'static str, String)>;

/// The decimal sign that a number needs, if it has but one reading.
pub(super) fn needs(cell: &str) -> Option<Decimal> {
    let mut signs = cell.chars().filter_map(|sign| match sign {
        '.' => Some(Decimal::Point),
        ',' => Some(Decimal::Comma),
        _ => None,
    });
    let first = signs.next()?;
    match signs.next_back() {
        // Two kinds: the last is the decimal sign. One kind, repeated: groups.
        Some(last) if last != first => Some(last),
        Some(last) => Some(last.other()),
        None => {
            let (whole, part) = cell.split_once(first.sign())?;
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
            let zero = whole.chars().find(char::is_ascii_digit) == Some('0');
            // No group has another length than three, stands behind a zero, or behind four digits.
            let group = digits(part) == 3 && (1..=3).contains(&digits(whole)) && !zero;
            (!group).then_some(first)
        }
    }
}

/// The order that a day needs, if it has but one reading.
pub(super) fn order_of(cell: &str) -> Option<DateOrder> {
    match parts(cell)? {
        (first, second, _) if first > 12 && second <= 12 => Some(DateOrder::DayFirst),
        (first, second, _) if second > 12 && first <= 12 => Some(DateOrder::MonthFirst),
        _ => None,
    }
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
    /// Whether the first part of the table showed the decimal sign: then a number that needs another contradicts it.
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
    if signs.decimal_shown && shown.is_some() && shown != signs.decimal {
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
pub(super) fn read(cell: &str, kind: Kind, signs: Signs, code: &str) -> Read<f64> {
    let no_number = || ("notANumber", "This is no number.".to_owned());
    let own = needs(cell);
    if let (true, Some(shown), Some(own)) = (signs.decimal_shown, signs.decimal, own)
        && shown != own
    {
        let message = format!(
            "This number has a decimal {}, those at the beginning of the table have a {}. Say which it is.",
            own.name(),
            shown.name()
        );
        return Err(("contradiction", message));
    }
    let text = match own.or(signs.decimal) {
        Some(decimal) => plain(cell, decimal).ok_or_else(no_number)?,
        None if cell.contains(['.', ',']) => {
            let message = "This has two readings: say which the decimal sign is, a point or a comma.";
            return Err(("ambiguous", message.to_owned()));
        }
        None => cell.to_owned(),
    };
    match number::read(&text, kind, &Convention::POINT, code) {
        Ok(Reading::Value(value)) => Ok(value),
        Ok(Reading::Blank) => Err(no_number()),
        Err(Unread::OtherCurrency(other)) => {
            let message = format!("This is an amount in {other}. State the currency of the row in a column.");
            Err(("contradiction", message))
        }
        Err(Unread::Ambiguous(one, other)) => Err(("ambiguous", format!("This may be {one} or {other}."))),
        Err(_) => Err(no_number()),
    }
}

/// The number with a decimal point and without groups; none where groups are not threes. A zero behind three decimals
/// changes nothing but that they cannot be taken for a group.
fn plain(cell: &str, decimal: Decimal) -> Option<String> {
    let (whole, part) = cell.split_once(decimal.sign()).unwrap_or((cell, ""));
    if part.contains(['.', ',']) {
        return None;
    }
    let mut groups = whole.split(decimal.group());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let first = groups.next().map_or(0, digits);
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 || digits(group) != 3 {
            return None;
        }
    }
    if grouped && !(1..=3).contains(&first) {
        return None;
    }
    let whole = whole.replace(decimal.group(), "");
    let end = part.rfind(|sign: char| sign.is_ascii_digit()).map(|at| at + 1);
    Some(match end.and_then(|end| part.split_at_checked(end)) {
        Some((part, after)) if digits(part) == 3 => format!("{whole}.{part}0{after}"),
        Some(_) => format!("{whole}.{part}"),
        None => format!("{whole}{part}"),
    })
}

/// The three numbers of a day that is not written with the year first, and the sign between them.
fn parts(cell: &str) -> Option<(u32, u32, i32)> {
    let sign = cell.chars().find(|sign| matches!(sign, '.' | '/' | '-'))?;
    let mut all = cell.split(sign).map(str::trim);
    let (first, second, year) = (all.next()?, all.next()?, all.next()?);
    let short = |text: &str| (1..=2).contains(&text.len()).then(|| text.parse().ok()).flatten();
    let whole = all.next().is_none() && year.len() == 4;
    whole.then(|| Some((short(first)?, short(second)?, year.parse().ok()?))).flatten()
}

/// A day: 2025-03-31, also with a time behind it, 2025/03/31, 31.03.2025, or with slashes or dashes by the order.
pub(super) fn day(cell: &str, signs: Signs) -> Read<Date> {
    let no_day = || ("wrongType", "This is no day from 1970 to 2199, like 2025-03-31.".to_owned());
    if let Some((day, after)) = cell.split_at_checked(10)
        && (after.is_empty() || after.starts_with(['T', ' ']))
    {
        let read = if day.contains('/') { Date::read(&day.replace('/', "-")) } else { Date::read(day) };
        if let Some(day) = read {
            return Ok(day);
        }
    }
    let (first, second, year) = parts(cell).ok_or_else(no_day)?;
    if signs.order_shown && !cell.contains('.') && order_of(cell).is_some_and(|own| signs.order != Some(own))
    {
        let message = "Here the month and the day stand in another order than at the beginning of the table. Say which it is.";
        return Err(("contradiction", message.to_owned()));
    }
    let order = match (first, second) {
        // With points no language has the month first.
        _ if cell.contains('.') => DateOrder::DayFirst,
        (13.., _) => DateOrder::DayFirst,
        (_, 13..) => DateOrder::MonthFirst,
        (one, other) if one == other => DateOrder::DayFirst,
        _ => signs.order.ok_or_else(|| {
            let message = "This may be a day before a month or after it: say which stands first.";
            ("ambiguous", message.to_owned())
        })?,
    };
    let (day, month) = if order == DateOrder::DayFirst { (first, second) } else { (second, first) };
    Date::new(year, month, day).ok_or_else(no_day)
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
                prop_assert_eq!(read(&cell, Kind::Money, signs, "USD"), Ok(number));
            }
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
