//! Days as files write them. One reading, or a problem.

use super::number::{DateOrder, Read, Signs};
use super::{Setting, Wrong, month};
use crate::date::Date;
use crate::message::campaigns as words;

/// The order that a day needs, if it has but one reading.
pub(super) fn order_of(cell: &str) -> Option<DateOrder> {
    let (day, time) = parted(cell);
    if !is_time(time) {
        return None;
    }
    match parts(day)? {
        (first, second, _) if first > 12 && second <= 12 => Some(DateOrder::DayFirst),
        (first, second, _) if second > 12 && first <= 12 => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// A day: 2025-03-31, 2025/03/31, 31.03.2025, with slashes or dashes by the order, or with the name of its month. Nothing
/// but a time may stand behind it.
pub(super) fn read(cell: &str, signs: Signs) -> Read<Date> {
    let wrong = |sentence: &str| Wrong::new("wrongType", sentence);
    if let Some(day) = month::read(cell) {
        return day.ok_or_else(|| wrong(words::TABLE_NO_DAY));
    }
    let (day, time) = parted(cell);
    let year_first = Date::read(day).or_else(|| Date::read(&day.replace('/', "-")));
    let numbers = parts(day);
    if !is_time(time) {
        let sentence = match year_first.is_some() || numbers.is_some() {
            true => words::TABLE_DAY_ALONE,
            false => words::TABLE_NO_DAY,
        };
        return Err(wrong(sentence));
    }
    if let Some(day) = year_first {
        return Ok(day);
    }
    let Some((first, second, year)) = numbers else {
        return Err(wrong(if is_short(day) { words::TABLE_SHORT_YEAR } else { words::TABLE_NO_DAY }));
    };
    if let (Some(order), Some(own)) = (signs.order, order_of(day))
        && !day.contains('.')
        && order != own
    {
        return Err(match signs.order_shown {
            true => Wrong::new("contradiction", words::TABLE_OTHER_ORDER),
            false => Wrong::new("contradiction", words::TABLE_UNSAID_ORDER).settled_by(Setting::DateOrder),
        });
    }
    let order = match (first, second) {
        // With points no language has the month first.
        _ if day.contains('.') => DateOrder::DayFirst,
        (13.., _) => DateOrder::DayFirst,
        (_, 13..) => DateOrder::MonthFirst,
        (one, other) if one == other => DateOrder::DayFirst,
        _ => signs
            .order
            .ok_or_else(|| Wrong::new("ambiguous", words::TABLE_TWO_DAYS).settled_by(Setting::DateOrder))?,
    };
    let (day, month) = if order == DateOrder::DayFirst { (first, second) } else { (second, first) };
    let is_of_calendar = (1970..=2199).contains(&year);
    let sentence = if is_of_calendar { words::TABLE_NOT_IN_CALENDAR } else { words::TABLE_NO_DAY };
    Date::new(year, month, day).ok_or_else(|| wrong(sentence))
}

/// A day, and what stands behind it.
fn parted(cell: &str) -> (&str, &str) {
    let end = cell.find(|sign: char| sign == 'T' || sign.is_whitespace()).unwrap_or(cell.len());
    let (day, rest) = cell.split_at_checked(end).unwrap_or((cell, ""));
    (day.trim_end_matches(','), rest)
}

/// Whether this is nothing, or a time: `T08:00:00Z`, ` 8:00 PM`, ` 08:00 +02:00`, ` 00:00:00 UTC`.
fn is_time(text: &str) -> bool {
    let text = text.strip_prefix('T').unwrap_or(text).trim();
    if text.is_empty() {
        return true;
    }
    let end = text.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, ':' | '.' | ',')));
    let (clock, after) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, ""));
    let mut numbers = clock.split([':', '.', ',']);
    let two = |number: Option<&str>| number.is_some_and(|digits| (1..=2).contains(&digits.len()));
    let is_clock = clock.contains(':') && two(numbers.next()) && two(numbers.next()) && numbers.count() <= 2;
    let after = after.trim().to_ascii_lowercase();
    let after = after.strip_prefix("am").or_else(|| after.strip_prefix("pm")).unwrap_or(&after).trim();
    let zone = after.strip_prefix("utc").or_else(|| after.strip_prefix("gmt")).unwrap_or(after);
    let offset = zone.strip_prefix(['+', '-', '−']).is_some_and(|rest| {
        !rest.is_empty() && rest.len() <= 6 && rest.chars().all(|sign| sign.is_ascii_digit() || sign == ':')
    });
    is_clock && (matches!(zone, "" | "z" | "uhr" | "h") || offset)
}

/// The three texts of a day that is not written with the year first.
fn texts(day: &str) -> Option<[&str; 3]> {
    let sign = day.chars().find(|sign| matches!(sign, '.' | '/' | '-'))?;
    let mut all = day.split(sign).map(str::trim);
    let found = [all.next()?, all.next()?, all.next()?];
    all.next().is_none().then_some(found)
}

fn digits(text: &str, long: core::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = long.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The three numbers of it.
fn parts(day: &str) -> Option<(u32, u32, i32)> {
    let [first, second, year] = texts(day)?;
    Some((digits(first, 1..=2)?, digits(second, 1..=2)?, digits(year, 4..=4)? as i32))
}

/// Whether all that a day lacks is the century.
fn is_short(day: &str) -> bool {
    texts(day).is_some_and(|texts| texts.iter().all(|text| digits(text, 1..=2).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_time_stands_behind_a_day() {
        for cell in [
            "2025-12-31",
            "2025/12/31",
            "31.12.2025",
            "12/31/2025",
            "31-12-2025",
            "12/31/2025 00:00",
            "12/31/2025, 8:05 PM",
            "31.12.2025 08:00 Uhr",
            "2025-12-31T08:00:00Z",
            "2025-12-31T08:00:00.000+0200",
            "2025-12-31 08:00:00 UTC",
            "31-Dec-25",
        ] {
            let day = read(cell, Signs::default()).map(|day| day.to_string());
            assert_eq!(day, Ok("2025-12-31".to_owned()), "{cell}");
        }
        for cell in [
            "2025-12-31 – 2026-01-20",
            "2025-12-31 (moved to 2026-03-01)",
            "31.12.2025 bis 3.1.2026",
            "2025-12-31 ca.",
            "2025-12-31 8",
            "2025-12-31T",
            "12/31/2025 and later",
        ] {
            let found = read(cell, Signs::default());
            let is_wrong = found.as_ref().is_err_and(|wrong| wrong.code == "wrongType");
            assert!(is_wrong || cell.ends_with('T'), "{cell}: {found:?}");
        }
    }
}
