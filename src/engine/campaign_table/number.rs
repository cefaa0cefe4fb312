//! Numbers and days as files write them. One reading, or a problem.

use crate::date::Date;
use crate::kind::Kind;
use crate::message::{campaigns as words, fill};
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
fn needs(cell: &str) -> Option<Decimal> {
    let mut signs = cell.chars().filter_map(|sign| match sign {
        '.' => Some(Decimal::Point),
        ',' => Some(Decimal::Comma),
        _ => None,
    });
    let first = signs.next()?;
    let others: Vec<Decimal> = signs.collect();
    match others.last() {
        // Two kinds: the last is the decimal sign. One kind, repeated: groups.
        Some(last) if *last != first => Some(*last),
        Some(last) => Some(if *last == Decimal::Point { Decimal::Comma } else { Decimal::Point }),
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

/// The decimal sign on which all cells agree that need one.
pub(super) fn decimal_of<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Decimal> {
    agreed(cells.filter_map(needs))
}

/// The order on which all cells agree that need one.
pub(super) fn order_of<'a>(cells: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let order = |cell| match parts(cell)? {
        (first, second, _) if first > 12 && second <= 12 => Some(DateOrder::DayFirst),
        (first, second, _) if second > 12 && first <= 12 => Some(DateOrder::MonthFirst),
        _ => None,
    };
    agreed(cells.filter_map(order))
}

fn agreed<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// A number, by its own signs, or by the decimal sign of the table where it has two readings.
pub(super) fn read(cell: &str, kind: Kind, table: Option<Decimal>, code: &str) -> Read<f64> {
    let no_number = || ("notANumber", words::TABLE_NO_NUMBER.to_owned());
    let text = match needs(cell).or(table) {
        Some(decimal) => plain(cell, decimal).ok_or_else(no_number)?,
        None if cell.contains(['.', ',']) => {
            return Err(("ambiguous", words::TABLE_TWO_READINGS.to_owned()));
        }
        None => cell.to_owned(),
    };
    match number::read(&text, kind, &Convention::POINT, code) {
        Ok(Reading::Value(value)) => Ok(value),
        Ok(Reading::Blank) => Err(no_number()),
        Err(Unread::OtherCurrency(other)) => {
            Err(("contradiction", fill(words::TABLE_OTHER_CURRENCY, &[&other.to_string()])))
        }
        Err(Unread::Ambiguous(one, other)) => {
            Err(("ambiguous", fill(words::TABLE_EITHER, &[&one.to_string(), &other.to_string()])))
        }
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
pub(super) fn day(cell: &str, order: Option<DateOrder>) -> Read<Date> {
    let no_day = || ("wrongType", words::TABLE_NO_DAY.to_owned());
    if let Some((day, after)) = cell.split_at_checked(10)
        && let Some(day) = Date::read(&day.replace('/', "-"))
        && (after.is_empty() || after.starts_with(['T', ' ']))
    {
        return Ok(day);
    }
    let (first, second, year) = parts(cell).ok_or_else(no_day)?;
    let order = match (first, second) {
        // With points no language has the month first.
        _ if cell.contains('.') => DateOrder::DayFirst,
        (13.., _) => DateOrder::DayFirst,
        (_, 13..) => DateOrder::MonthFirst,
        (one, other) if one == other => DateOrder::DayFirst,
        _ => order.ok_or_else(|| ("ambiguous", words::TABLE_TWO_DAYS.to_owned()))?,
    };
    let (day, month) = if order == DateOrder::DayFirst { (first, second) } else { (second, first) };
    Date::new(year, month, day).ok_or_else(no_day)
}
