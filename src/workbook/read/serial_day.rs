//! Days as spreadsheets count them.

/// Seconds of a day.
const DAY: f64 = 86_400.0;
/// The number of 31 December 9999; what lies beyond is no day.
const LAST: f64 = 2_958_466.0;

/// A number of days as `2025-03-31`, with a time where it is no whole day, or as a time alone where it is less than one.
pub(super) fn written(serial: f64, from_1904: bool) -> Option<String> {
    let serial = if from_1904 { serial + 1462.0 } else { serial };
    if !(0.0..LAST).contains(&serial) {
        return None;
    }
    let seconds = ((serial - serial.floor()) * DAY).round();
    let (whole, seconds) =
        if seconds >= DAY { (serial.floor() + 1.0, 0.0) } else { (serial.floor(), seconds) };
    let seconds = seconds as u32;
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(two).join(":");
    if whole == 0.0 {
        return Some(time);
    }
    // They count a 29 February 1900 that was none.
    let days = if whole < 60.0 { whole + 1.0 } else { whole } as i64;
    let day = iso(days + DAYS_TO_1899_12_30);
    Some(if seconds == 0 { day } else { [&day, " ", &time].concat() })
}

/// Days from 0000-03-01 to 1899-12-30.
const DAYS_TO_1899_12_30: i64 = 693_899;

/// A number of days since 0000-03-01 as a day of the calendar.
fn iso(days: i64) -> String {
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    // No spreadsheet has a day of fewer than four digits.
    let year = (era * 400 + year + next).to_string();
    [&year, "-", &two(month as u32), "-", &two(day as u32)].concat()
}

fn two(number: u32) -> String {
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (serial, day) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (36_526.0, "2000-01-01"),
            (45_747.0, "2025-03-31"),
            (45_351.0, "2024-02-29"),
            (45_747.5, "2025-03-31 12:00:00"),
            (0.25, "06:00:00"),
            (45_746.999_999_9, "2025-03-31"),
            (2_958_465.0, "9999-12-31"),
        ] {
            assert_eq!(written(serial, false).as_deref(), Some(day), "{serial}");
        }
        assert_eq!(written(44_285.0, true).as_deref(), Some("2025-03-31"));
        assert_eq!((written(-1.0, false), written(2_958_466.0, false)), (None, None));
    }
}
