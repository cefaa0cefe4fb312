//! A range's text taken apart: the texts of its numbers, and what stands between them.

use crate::number::sign;

/// The most characters of a range: three numbers and what stands between them.
const LONGEST: usize = 200;
/// What stands between the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// `..`
    Dots,
    /// A dash, or a hyphen between blanks.
    Dash,
    /// `±`
    Spread,
}

/// A text taken apart.
pub(super) struct Parted {
    pub(super) parts: Vec<String>,
    pub(super) between: Between,
}

impl Parted {
    /// Whether it has as many parts as a range has, and none of a date.
    pub(super) fn is_range(&self) -> bool {
        let most = if self.between == Between::Dots { 3 } else { 2 };
        // A date, or a telephone number: “01 - 02”.
        let coded = |part: &String| {
            let mut digits = part.chars().map(sign::digit).skip_while(Option::is_none);
            digits.next() == Some(Some('0')) && digits.next().is_some_and(|next| next.is_some())
        };
        self.parts.len() <= most && !(self.between == Between::Dash && self.parts.iter().any(coded))
    }
}

/// Takes a text apart at the signs between the parts; `None` where there are none.
pub(super) fn parted(text: &str) -> Option<Parted> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let signs: Vec<char> = text.trim().chars().filter(|sign| !sign::is_mark(*sign)).collect();
    [Between::Spread, Between::Dots, Between::Dash].into_iter().find_map(|between| {
        let mut parts = vec![String::new()];
        let mut at = 0;
        while let Some(sign) = signs.get(at) {
            let long = separator(&signs, at, between, parts.last().is_some_and(|part| has_digit(part)));
            match parts.last_mut() {
                Some(part) if long == 0 => part.push(*sign),
                _ => parts.push(String::new()),
            }
            at += long.max(1);
        }
        (parts.len() > 1).then_some(Parted { parts, between })
    })
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|sign| sign::digit(sign).is_some())
}

/// How many signs at a place are what stands between two parts; `begun` where a number stands before.
fn separator(signs: &[char], at: usize, between: Between, begun: bool) -> usize {
    let sign = |at: usize| signs.get(at).copied();
    let before = at.checked_sub(1).and_then(sign);
    let (Some(this), next) = (sign(at), sign(at + 1)) else { return 0 };
    let is_dash = |sign: char| matches!(sign, '-' | '–' | '—' | '\u{2010}'..='\u{2012}' | '−' | '－');
    match (between, this) {
        (Between::Spread, '±') if begun => 1,
        (Between::Spread, '+') if begun && next == Some('/') && sign(at + 2).is_some_and(is_dash) => 3,
        (Between::Dots, '…') => 1,
        (Between::Dots, '.') => {
            // More than two could begin a decimal: “0...5”.
            let run = signs.iter().skip(at).take_while(|sign| **sign == '.').count();
            if run == 2 && before != Some('.') { 2 } else { 0 }
        }
        (Between::Dash, _) if begun && signs.iter().skip(at + 1).any(|sign| sign::digit(*sign).is_some()) => {
            let blank = |sign: Option<char>| sign.is_some_and(char::is_whitespace);
            match this {
                // Behind a decimal sign it says that there are no cents: “1'200.–”.
                '–' | '—' | '―' | '\u{2012}' | '~' | '～' | '〜' => {
                    usize::from(!matches!(before, Some('.' | ',' | '٫')))
                }
                // Without blanks it is in dates and telephone numbers, and a minus is never one.
                '-' | '\u{2010}' | '\u{2011}' | '－' => usize::from(blank(before) && blank(next)),
                _ => 0,
            }
        }
        _ => 0,
    }
}
