//! Days of the calendar: the proleptic Gregorian one, without hours and time zones.
//!
//! A campaign starts on a day, not in a moment, and the day is the same wherever it is read. There is no clock here:
//! whoever asks says which day is today. Days are counted from 1970-01-01 by the algorithms of Howard Hinnant
//! (“chrono-compatible low-level date algorithms”, `days_from_civil` and `civil_from_days`), which are exact for every day
//! that a [`Date`] can be.

use core::fmt;
use serde::ser::{Serialize, Serializer};

/// The first year of a date.
pub const FIRST_YEAR: i32 = 1970;
/// The last year of a date.
pub const LAST_YEAR: i32 = 2199;
/// Months in a day, as the law's year of 365 days has them; the cash calendar counts alike.
const MONTHS_A_DAY: f64 = 12.0 / 365.0;
/// What is this close to a whole month is one: months add up in binary fractions.
const SAME_MONTH: f64 = 1e-9;

/// A day, from 1970-01-01 to 2199-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// 1970-01-01, the first day.
    pub const EPOCH: Self = Self(0);

    /// The day of a year, a month from 1 to 12 and a day from 1; none where the calendar has no such day, or where the year
    /// is before [`FIRST_YEAR`] or after [`LAST_YEAR`].
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let known = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month);
        let fits = known && (1..=days_in(year, month)).contains(&day);
        fits.then(|| Self(days_from_civil(year, month, day)))
    }

    /// The day that `2025-03-31` says (ISO 8601, the long form of a date); none of any other text.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let dashes = bytes.len() == 10 && [4, 7].iter().all(|at| bytes.get(*at) == Some(&b'-'));
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        if dashes { Self::new(i32::try_from(year).ok()?, month, day) } else { None }
    }

    /// Year, month from 1 and day from 1.
    pub fn parts(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// Days since 1970-01-01.
    pub fn day_number(self) -> i32 {
        self.0
    }

    /// Days from `earlier` to this one; below 0 where `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Months from `earlier` to this one, a day as 12 ÷ 365 of one; below 0 where `earlier` is later.
    pub fn months_since(self, earlier: Self) -> f64 {
        f64::from(self.days_since(earlier)) * MONTHS_A_DAY
    }

    /// The day so many months later: whole months as the calendar has them, the last day of a month that is shorter, and the
    /// rest in days of 12 ÷ 365 months. None outside of what a date can be.
    pub fn months_later(self, months: f64) -> Option<Self> {
        let most = f64::from(12 * (LAST_YEAR - FIRST_YEAR + 1));
        if !(-most..=most).contains(&months) {
            return None;
        }
        let (year, month, day) = self.parts();
        let whole = libm::floor(months + SAME_MONTH);
        let at = year * 12 + month as i32 - 1 + whole as i32;
        let (year, month) = (at.div_euclid(12), at.rem_euclid(12) as u32 + 1);
        let date = Self::new(year, month, day.min(days_in(year, month)))?;
        let rest = libm::round((months - whole).max(0.0) / MONTHS_A_DAY) as i32;
        let (year, month, day) = civil_from_days(date.0 + rest);
        Self::new(year, month, day)
    }

    /// The last quarter that has ended by the evening of this day.
    pub fn last_whole_quarter(self) -> Quarter {
        Self(self.0 + 1).quarter().later(-1)
    }

    /// The quarter that it is in.
    pub fn quarter(self) -> Quarter {
        let (year, month, _) = self.parts();
        Quarter(year * 4 + (month as i32 - 1) / 3)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A quarter of a calendar year. Written `2025-Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i32);

impl Quarter {
    /// The quarter of a year, 1 to 4; none of another number or year.
    pub fn new(year: i32, quarter: u32) -> Option<Self> {
        let known = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=4).contains(&quarter);
        known.then(|| Self(year * 4 + quarter as i32 - 1))
    }

    /// The quarter that `2025-Q1` says.
    pub fn read(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let digits = |text: &str, len| text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(quarter, 1) {
            return None;
        }
        Self::new(year.parse().ok()?, quarter.parse().ok()?)
    }

    /// Its year, and which of the year's quarters it is, 1 to 4.
    pub fn parts(self) -> (i32, u32) {
        (self.0.div_euclid(4), self.0.rem_euclid(4) as u32 + 1)
    }

    /// The quarter so many later; earlier below 0.
    #[must_use]
    pub fn later(self, by: i32) -> Self {
        Self(self.0 + by)
    }

    /// How many quarters after `earlier` it is; below 0 where it is before.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, quarter) = self.parts();
        write!(out, "{year:04}-Q{quarter}")
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Years begin in March, so that the day that comes and goes is the last.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let (month, day) = (month as i32, day as i32);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days - era * 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i32::from(month <= 2), month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_follows_the_day_before_it() {
        let mut expected = 0;
        for year in FIRST_YEAR..=LAST_YEAR {
            for month in 1..=12 {
                for day in 1..=days_in(year, month) {
                    let date = Date::new(year, month, day).expect("a day");
                    assert_eq!((date.day_number(), date.parts()), (expected, (year, month, day)));
                    expected += 1;
                }
            }
        }
        assert_eq!(expected, 84_006, "230 years, of which 56 are leap years");
    }

    #[test]
    fn months_later_is_the_same_day_or_the_last() {
        let date = |text: &str| Date::read(text).expect("a day");
        for (from, months, to) in [
            ("2027-03-15", 0.0, "2027-03-15"),
            ("2027-03-01", 6.0, "2027-09-01"),
            ("2027-10-31", 4.0, "2028-02-29"),
            ("2027-03-15", 12.0 - 1e-12, "2028-03-15"),
            ("2027-03-15", 15.0 * MONTHS_A_DAY, "2027-03-30"),
            ("2027-03-15", 2.5, "2027-05-30"),
            ("2027-03-15", -3.0, "2026-12-15"),
        ] {
            assert_eq!(date(from).months_later(months), Some(date(to)), "{from} and {months} months");
        }
        for months in [f64::NAN, f64::INFINITY, 1e9, -1e9, 12.0 * 230.0] {
            assert_eq!(date("2027-03-15").months_later(months), None, "{months}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2025-02-29",
            "2100-02-29",
            "2025-11-31",
            "2025-13-01",
            "2025-00-10",
            "2025-01-00",
            "1969-12-31",
            "2200-01-01",
            "2025-1-1",
            "2025/01/01",
            "20250101",
            "2025-01-01T00:00",
            "+025-01-01",
            "2025-01-0é",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
        let leap = Date::read("2024-02-29").expect("a day");
        assert_eq!(leap.to_string(), "2024-02-29");
        assert_eq!(Date::read("2024-03-01").expect("a day").days_since(leap), 1);
        assert_eq!(Date::read("2000-02-29").map(|date| date.parts()), Some((2000, 2, 29)));
    }

    #[test]
    fn quarters_are_counted_across_years() {
        let quarter = |text: &str| Date::read(text).expect("a day").quarter();
        assert_eq!(quarter("2025-12-31").to_string(), "2025-Q4");
        assert_eq!(quarter("2026-01-01").since(quarter("2025-09-30")), 2);
        assert_eq!(quarter("2025-04-01").later(-2).to_string(), "2024-Q4");
        for (text, whole) in [("2025-12-31", "2025-Q4"), ("2025-12-30", "2025-Q3"), ("2026-01-01", "2025-Q4")]
        {
            assert_eq!(Date::read(text).expect("a day").last_whole_quarter().to_string(), whole, "{text}");
        }
        assert_eq!(Quarter::read("2025-Q2"), Some(quarter("2025-06-30")));
        for text in ["2025-Q5", "2025-Q0", "25-Q1", "2025Q1", "2025-Q+1"] {
            assert_eq!(Quarter::read(text), None, "{text}");
        }
    }
}
