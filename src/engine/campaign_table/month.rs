//! Days with the name of their month: `15-Jan-25`, `Jan 15, 2025`, `15. März 2025`, `2025年3月31日`.

use crate::date::Date;

/// The months in English, German, French and Spanish. Each may be cut to three letters or more, if it stays one month.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero"],
    &["february", "februar", "février", "febrero"],
    &["march", "märz", "mars", "marzo"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juni", "juin", "junio"],
    &["july", "juli", "juillet", "julio"],
    &["august", "août", "agosto"],
    &["september", "septembre", "septiembre"],
    &["october", "oktober", "octobre", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "décembre", "diciembre"],
];

/// The day; `Some(None)` where a month is named and the calendar has no such day. None where no month is named.
pub(super) fn read(cell: &str) -> Option<Option<Date>> {
    if cell.is_ascii() && !cell.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let part = |sign: char| matches!(sign, ' ' | '-' | '/' | ',' | '.' | '\u{a0}' | '年' | '月' | '日');
    let words: Vec<&str> = cell.split(part).filter(|word| !word.is_empty()).collect();
    let [one, two, three] = words.as_slice() else { return None };
    if cell.contains('年') {
        return Some(Date::new(number(one)? as i32, number(two)?, number(three)?));
    }
    let (day, month) = match (month_of(one), month_of(two)) {
        (Some(month), None) => (two, month),
        (None, Some(month)) => (one, month),
        _ => return None,
    };
    let (day, mut year) = (number(day)?, number(three)? as i32);
    match three.len() {
        4 => {}
        // With the month's name in the middle, spreadsheets write the year in short, and nobody writes it first.
        2 if month_of(two).is_some() => year += if year < 70 { 2000 } else { 1900 },
        _ => return None,
    }
    Some(Date::new(year, month, day))
}

fn number(text: &str) -> Option<u32> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Whether a word is the name of a month.
pub(super) fn is_one(word: &str) -> bool {
    MONTHS.iter().any(|names| names.contains(&word))
}

fn month_of(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    // Two letters are too few.
    word.chars().nth(2)?;
    let mut found = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|name| name.starts_with(&word)));
    let (month, _) = found.next()?;
    found.next().is_none().then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_in_four_languages_and_numbered_in_one() {
        for cell in [
            "15-Mar-25",
            "15 Mar 2025",
            "Mar 15, 2025",
            "March 15, 2025",
            "15. März 2025",
            "15 mars 2025",
            "15-mar-2025",
            "2025年3月15日",
        ] {
            let day = read(cell).map(|day| day.map(|day| day.to_string()));
            assert_eq!(day, Some(Some("2025-03-15".to_owned())), "{cell}");
        }
        assert_eq!(read("31-Feb-25"), Some(None));
        for cell in [
            "15-Ma-25",
            "15 jui 2025",
            "Mar 15, 25",
            "spring 15 2025",
            "2025-03-15",
            "15-Mar",
            "15 Mar 2025 on",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
