//! A number's text taken apart: what stands before the digits, the digits with their separators, what stands behind.

use super::Convention;
use super::read::Unread;
use super::sign::{is_letter, separator};

/// The parts of a text that has something in it.
pub(super) struct Parts<'a> {
    pub(super) before: &'a [char],
    /// Digits and the separators between them; empty where there are none.
    pub(super) digits: String,
    /// The power of ten of scientific notation.
    pub(super) exponent: Option<i32>,
    pub(super) after: &'a [char],
}

impl<'a> Parts<'a> {
    /// The parts of `signs`, which are plain.
    pub(super) fn of(signs: &'a [char], convention: &Convention, currency: &str) -> Result<Self, Unread> {
        let is_digit = |sign: &char| sign.is_ascii_digit();
        let (Some(first), Some(last)) = (signs.iter().position(is_digit), signs.iter().rposition(is_digit))
        else {
            return Ok(Self { before: signs, digits: String::new(), exponent: None, after: &[] });
        };
        let part = |from: usize, to: usize| signs.get(from..to).unwrap_or_default();
        let (mut before, middle, mut after) =
            (part(0, first), part(first, last + 1), part(last + 1, signs.len()));
        let (mantissa, exponent) = scientific(middle)?;
        let mut digits = separated(mantissa, convention).ok_or(Unread::NotANumber)?;

        // A decimal may start with its sign: “.5”. That of “Rs.5” ends a word.
        if let [rest @ .., point] = before
            && is_point(*point)
            && !rest.last().is_some_and(|end| is_letter(*end) || *end == '/')
        {
            digits.insert(0, *point);
            before = rest;
        }
        if let [point, rest @ ..] = after
            && is_point(*point)
            && exponent.is_none()
        {
            let dashes = rest.iter().take_while(|sign| matches!(sign, '-' | '–')).count();
            if dashes > 0 {
                // No cents: “1.200,- €”.
                digits.extend([*point, '0', '0']);
                after = rest.get(dashes..).unwrap_or_default();
            } else if rest.iter().all(|sign| *sign == ' ') {
                after = &[]; // a number that is still being typed
            }
        } else if currency == "INR"
            && let ['/', '-', rest @ ..] = after
        {
            after = rest; // no paise
        }
        Ok(Self { before, digits, exponent, after })
    }
}

fn is_point(sign: char) -> bool {
    matches!(sign, '.' | ',' | '٫')
}

/// Parts “1.2E+06” at the letter.
fn scientific(middle: &[char]) -> Result<(&[char], Option<i32>), Unread> {
    let Some(at) = middle.iter().position(|sign| matches!(sign, 'e' | 'E')) else {
        return Ok((middle, None));
    };
    let (mantissa, rest) = middle.split_at_checked(at).unwrap_or((middle, &[]));
    let (down, power) = match rest {
        [_, '-', power @ ..] => (true, power),
        [_, '+', power @ ..] | [_, power @ ..] => (false, power),
        [] => (false, rest),
    };
    // Two digits are more than any number here needs.
    let good = (1..=3).contains(&power.len()) && mantissa.last().is_some_and(char::is_ascii_digit);
    let power =
        power.iter().map(|sign| sign.to_digit(10)).try_fold(0, |n, digit| Some(n * 10 + digit? as i32));
    match power {
        Some(power) if good => Ok((mantissa, Some(if down { -power } else { power }))),
        _ => Err(Unread::NotANumber),
    }
}

/// Digits with single separators between them, as text; nothing if there is anything else.
fn separated(signs: &[char], convention: &Convention) -> Option<String> {
    let own = [convention.number, convention.money].map(|own| [separator(own.decimal), separator(own.group)]);
    let mut text = String::new();
    for sign in signs {
        let digit = sign.is_ascii_digit();
        let can_part =
            matches!(sign, '.' | ',' | '\'' | ' ' | '٫' | '٬') || own.iter().flatten().any(|own| own == sign);
        if !(digit || can_part && text.ends_with(|last: char| last.is_ascii_digit())) {
            return None;
        }
        text.push(*sign);
    }
    Some(text)
}
