//! Text → number. A value or an error, never both, never a guess.

use super::word::{Word, word};
use super::{Convention, power};
use crate::plan::Kind;

/// The longest text that is looked at, in characters.
const LONGEST: usize = 40;
/// The most significant digits: with more, a double could not keep them all.
const DIGITS: usize = 15;

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// Nothing was typed.
    Blank,
    /// The number; a rate is a share, so that `15 %` is 0.15.
    Value(f64),
}

/// Why a text cannot be read, with what would be understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// Longer than any number.
    TooLong,
    /// No digits, or signs that do not belong to a number.
    NotANumber,
    /// More digits than can be kept.
    TooManyDigits,
    /// A word that is neither a unit nor a size.
    UnknownWord(String),
    /// A percent sign where no share is asked for.
    NoPercent,
    /// Another currency than the plan's.
    OtherCurrency(String),
    /// A currency where no money is asked for.
    NoCurrency,
    /// Two readings, both plausible; each as it can be typed without doubt.
    Ambiguous(String, String),
    /// Groups of digits that are not where this language has them; what was probably meant.
    Grouping(String),
}

/// Reads what a person typed or pasted into a field of `kind`, by the `convention` of the language.
///
/// Accepts units that fit (`€1,200`, `1200 EUR`, `15 %`), sizes (`1.2m`, `3 million`), all usual group signs, and signs
/// of the other convention where only one reading is possible (`1.234,56`). In a rate a bare number is per cent.
///
/// # Errors
/// Says what is wrong; where a text has two plausible readings (`1.234`, or `0.5` for a rate) it is refused with both.
pub fn read(text: &str, kind: Kind, convention: Convention, currency: &str) -> Result<Reading, Unread> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(Unread::TooLong);
    }
    let parts = Parts::of(text)?;
    if parts.digits.is_empty() && parts.words.is_empty() && !parts.negative {
        return Ok(Reading::Blank);
    }
    let mut percent = false;
    let mut times = 0;
    for written in &parts.words {
        match word(written) {
            Some(Word::Percent) if kind == Kind::Rate => percent = true,
            Some(Word::Percent) => return Err(Unread::NoPercent),
            Some(Word::Times(exponent)) if kind != Kind::Rate => times += exponent,
            Some(Word::Currency(_)) if kind != Kind::Money => return Err(Unread::NoCurrency),
            Some(Word::Currency(codes)) if codes.contains(&currency) => {}
            Some(Word::Currency(_)) => return Err(Unread::OtherCurrency(written.clone())),
            None if kind == Kind::Money && written.eq_ignore_ascii_case(currency) => {}
            None if crate::plan::is_currency(&written.to_ascii_uppercase()) => {
                return Err(if kind == Kind::Money {
                    Unread::OtherCurrency(written.clone())
                } else {
                    Unread::NoCurrency
                });
            }
            _ => return Err(Unread::UnknownWord(written.clone())),
        }
    }
    let decimal = decimal(&parts.digits, convention, kind, times > 0)?;
    let value = decimal.value(i32::from(times))?;
    let value = if parts.negative { -value } else { value };
    if kind != Kind::Rate {
        return Ok(Reading::Value(value));
    }
    if !percent && value > 0.0 && value < 1.0 {
        let typed = |share: f64| super::fixed(share, 6).replace('.', &convention.decimal.to_string()) + " %";
        return Err(Unread::Ambiguous(typed(value * 100.0), typed(value)));
    }
    decimal.value(-2).map(|share| Reading::Value(if parts.negative { -share } else { share }))
}

/// A text taken apart: sign, digits with their separators, and words.
#[derive(Default)]
struct Parts {
    negative: bool,
    digits: String,
    words: Vec<String>,
}

impl Parts {
    fn of(text: &str) -> Result<Self, Unread> {
        let mut parts = Self::default();
        let mut word = String::new();
        let mut ended = false; // the digits have ended: a second number would be two numbers
        let mut chars = text.trim().chars().peekable();
        while let Some(c) = chars.next() {
            let digit = ascii_digit(c);
            let separator = is_separator(c)
                && parts.digits.ends_with(|d: char| d.is_ascii_digit())
                && !ended
                && word.is_empty()
                && chars.peek().copied().is_some_and(|next| ascii_digit(next).is_some());
            // A decimal may start with its sign: “.5”.
            let leading = matches!(c, '.' | ',') && parts.digits.is_empty() && word.is_empty();
            if let Some(digit) = digit {
                if ended {
                    return Err(Unread::NotANumber);
                }
                flush(&mut word, &mut parts.words);
                parts.digits.push(digit);
            } else if separator || leading {
                parts.digits.push(if c == '٫' { ',' } else { c });
            } else if is_mark(c)
                || matches!(c, '.' | ',')
                    && word.is_empty()
                    && chars.peek().is_none()
                    && !parts.digits.is_empty()
            {
                // A decimal sign at the very end is a number still being typed.
            } else if matches!(c, '-' | '\u{2212}' | '–') && parts.digits.is_empty() && !parts.negative {
                parts.negative = true;
            } else if c.is_whitespace() || is_group_space(c) {
                ended |= !parts.digits.is_empty();
                flush(&mut word, &mut parts.words);
            } else if is_letter(c) || c == '.' && !word.is_empty() {
                ended |= !parts.digits.is_empty();
                word.push(c);
            } else if c == '%' || c == '٪' || !c.is_ascii() || c == '$' {
                ended |= !parts.digits.is_empty();
                if c != '$' {
                    flush(&mut word, &mut parts.words);
                }
                word.push(c);
                flush(&mut word, &mut parts.words);
            } else {
                return Err(Unread::NotANumber);
            }
        }
        flush(&mut word, &mut parts.words);
        let blank = parts.words.is_empty() && !parts.negative;
        if !blank && !parts.digits.contains(|c: char| c.is_ascii_digit()) {
            return Err(Unread::NotANumber);
        }
        if blank && !parts.digits.is_empty() && !parts.digits.contains(|c: char| c.is_ascii_digit()) {
            return Err(Unread::NotANumber);
        }
        Ok(parts)
    }
}

fn flush(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(core::mem::take(word));
    }
}

/// Digits of the scripts that number keyboards produce, as ASCII.
fn ascii_digit(c: char) -> Option<char> {
    let offset = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6F0}'..='\u{6F9}' => c as u32 - 0x6F0,
        '\u{FF10}'..='\u{FF19}' => c as u32 - 0xFF10,
        _ => return None,
    };
    char::from_digit(offset, 10)
}

/// Letters of words beside numbers. Other scripts need no table of letters to be called an unknown word.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}')
}

fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬') || is_group_space(c)
}

/// Marks of direction that platforms put around numbers; they say nothing about the value.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{FEFF}')
}

/// Digits without separators, and how many of them are decimals.
struct Decimal {
    digits: String,
    decimals: usize,
}

impl Decimal {
    /// The number times ten to the `shift`.
    fn value(&self, shift: i32) -> Result<f64, Unread> {
        let digits = self.digits.trim_start_matches('0');
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let significant = digits.get(..digits.len() - zeros).unwrap_or_default();
        if significant.len() > DIGITS {
            return Err(Unread::TooManyDigits);
        }
        let whole = significant.bytes().fold(0u64, |n, b| n * 10 + u64::from(b - b'0'));
        if whole == 0 {
            return Ok(0.0);
        }
        // Both operands are exact, so the one operation rounds correctly.
        let exponent = shift + zeros as i32 - self.decimals as i32;
        let scale = power(exponent.unsigned_abs() as usize);
        if scale.is_infinite() {
            return Err(Unread::TooManyDigits);
        }
        Ok(if exponent < 0 { whole as f64 / scale } else { whole as f64 * scale })
    }
}

/// Tells decimal sign from group signs.
fn decimal(text: &str, convention: Convention, kind: Kind, sized: bool) -> Result<Decimal, Unread> {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    let Some(&last) = signs.last() else {
        return Ok(Decimal { digits: bare, decimals: 0 });
    };
    let after = text.rsplit(last).next().map_or(0, str::len);
    let whole = text.get(..text.len() - after - last.len_utf8()).unwrap_or_default();
    let can_be_decimal = matches!(last, '.' | ',') && signs.iter().filter(|s| **s == last).count() == 1;
    let as_decimal = || Decimal { digits: bare.clone(), decimals: after };
    let as_whole = || Decimal { digits: bare.clone(), decimals: 0 };
    let written = |decimals: usize| {
        let point = convention.decimal.to_string();
        match bare.split_at_checked(bare.len() - decimals) {
            Some((whole, part)) if decimals > 0 => {
                format!("{}{point}{part}", if whole.is_empty() { "0" } else { whole })
            }
            _ => bare.clone(),
        }
    };
    if signs.len() > 1 {
        // Two kinds of sign: the last is the decimal sign. One kind, repeated: groups.
        if can_be_decimal && grouped(whole, None) {
            return Ok(as_decimal());
        }
        return if grouped(text, Some(last)) { Ok(as_whole()) } else { Err(Unread::Grouping(bare.clone())) };
    }
    let three = after == 3 && !whole.is_empty() && whole.len() <= 3 && !whole.starts_with('0');
    if last == convention.decimal {
        // “1.234” in English may be a pasted 1.234 that means 1234 elsewhere. A size or a share settles it.
        let doubtful = three && !sized && matches!(kind, Kind::Money | Kind::Count);
        return if doubtful {
            Err(Unread::Ambiguous(written(0), written(3) + "0"))
        } else {
            Ok(as_decimal())
        };
    }
    if matches!(last, '.' | ',') && last != convention.group {
        // A language that groups by spaces: the other of point and comma is nobody's group sign here.
        return if three {
            Err(Unread::Ambiguous(written(0), written(3) + "0"))
        } else {
            Err(Unread::Grouping(written(after)))
        };
    }
    if three && !matches!(kind, Kind::Money | Kind::Count) {
        return Err(Unread::Ambiguous(written(0), written(3) + "0"));
    }
    if three { Ok(as_whole()) } else { Err(Unread::Grouping(written(after))) }
}

/// Whether `text` is digits in groups by one sign (`only`, or any): threes throughout, or two by two before the last
/// three as in India.
fn grouped(text: &str, only: Option<char>) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_ascii_digit());
    let Some(sign) = signs.next() else { return !text.is_empty() };
    if signs.any(|s| s != sign) || only.is_some_and(|o| o != sign) {
        return false;
    }
    let groups: Vec<usize> = text.split(sign).map(str::len).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let threes = (1..=3).contains(first) && middle.iter().all(|g| *g == 3);
    let indian = sign == ',' && (1..=2).contains(first) && middle.iter().all(|g| *g == 2);
    *last == 3 && (threes || indian) && !text.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: Convention = Convention { decimal: ',', group: '\u{202F}' };
    const SWISS: Convention = Convention { decimal: '.', group: '’' };

    #[track_caller]
    fn reads(text: &str, kind: Kind, convention: Convention, currency: &str, value: f64) {
        assert_eq!(read(text, kind, convention, currency), Ok(Reading::Value(value)), "{text}");
    }
    #[track_caller]
    fn money(text: &str, value: f64) {
        reads(text, Kind::Money, Convention::POINT, "USD", value);
    }
    #[track_caller]
    fn refused(text: &str, kind: Kind, convention: Convention) -> Unread {
        read(text, kind, convention, "EUR").expect_err(text)
    }

    #[test]
    fn reads_numbers_of_each_language() {
        money("1,234.5", 1234.5);
        money("1234567.89", 1_234_567.89);
        money("12,34,567", 1_234_567.0);
        money("1,234,567", 1_234_567.0);
        money("1,234", 1234.0);
        money("0.1", 0.1);
        money(".5", 0.5);
        money("0.125", 0.125);
        money("  42 ", 42.0);
        money("4.", 4.0);
        money("10000000000000", 1e13);
        money("-5", -5.0);
        money("−5", -5.0);
        reads("1.234,5", Kind::Money, Convention::COMMA, "EUR", 1234.5);
        reads("1.234.567", Kind::Money, Convention::COMMA, "EUR", 1_234_567.0);
        reads("1 234,5", Kind::Money, FRENCH, "EUR", 1234.5);
        reads("1\u{202F}234,5", Kind::Money, FRENCH, "EUR", 1234.5);
        reads("1\u{A0}234", Kind::Money, FRENCH, "EUR", 1234.0);
        reads("1'234.5", Kind::Money, SWISS, "CHF", 1234.5);
        reads("1’234’567", Kind::Money, SWISS, "CHF", 1_234_567.0);
        reads("١٢٣٤٫٥", Kind::Money, Convention::COMMA, "EUR", 1234.5);
        reads("１２", Kind::Count, Convention::POINT, "USD", 12.0);
    }

    #[test]
    fn reads_the_other_convention_where_only_one_reading_is_possible() {
        money("1.234,56", 1234.56);
        money("1.234.567", 1_234_567.0);
        reads("1,234.56", Kind::Money, Convention::COMMA, "EUR", 1234.56);
    }

    #[test]
    fn reads_units_and_sizes() {
        money("$1,200", 1200.0);
        money("US$ 1,200.50", 1200.5);
        money("1200 USD", 1200.0);
        money("usd1200", 1200.0);
        money("1k", 1000.0);
        money("1.2m", 1_200_000.0);
        money("$2.345 million", 2_345_000.0);
        money("3 bn", 3e9);
        reads("€1.200,5", Kind::Money, Convention::COMMA, "EUR", 1200.5);
        reads("1,2 Mio. €", Kind::Money, Convention::COMMA, "EUR", 1_200_000.0);
        reads("R$ 10", Kind::Money, Convention::COMMA, "BRL", 10.0);
        reads("15 %", Kind::Rate, Convention::POINT, "USD", 0.15);
        reads("15", Kind::Rate, Convention::POINT, "USD", 0.15);
        reads("%10", Kind::Rate, Convention::COMMA, "TRY", 0.1);
        reads("% 10", Kind::Rate, Convention::COMMA, "TRY", 0.1);
        reads("10 ٪", Kind::Rate, Convention::COMMA, "EGP", 0.1);
        reads("0.5 %", Kind::Rate, Convention::POINT, "USD", 0.005);
        reads("33.333%", Kind::Rate, Convention::POINT, "USD", 0.33333);
        reads("0", Kind::Rate, Convention::POINT, "USD", 0.0);
        reads("29.3", Kind::Rate, Convention::POINT, "USD", 0.293);
        reads("2.5k", Kind::Count, Convention::POINT, "USD", 2500.0);
    }

    #[test]
    fn nothing_typed_is_blank_and_not_zero() {
        for text in ["", "  ", "\u{A0}", "\u{FEFF}"] {
            assert_eq!(read(text, Kind::Money, Convention::POINT, "USD"), Ok(Reading::Blank));
        }
    }

    #[test]
    fn refuses_what_has_two_readings_and_offers_both() {
        let both = |a: &str, b: &str| Unread::Ambiguous(a.to_owned(), b.to_owned());
        assert_eq!(refused("1.234", Kind::Money, Convention::POINT), both("1234", "1.2340"));
        assert_eq!(refused("1,234", Kind::Count, Convention::COMMA), both("1234", "1,2340"));
        assert_eq!(refused("0.2", Kind::Rate, Convention::POINT), both("20 %", "0.2 %"));
        assert_eq!(refused("0,25", Kind::Rate, Convention::COMMA), both("25 %", "0,25 %"));
        // Each offer is read as it says.
        reads("1.2340", Kind::Money, Convention::POINT, "EUR", 1.234);
        reads("0,25 %", Kind::Rate, Convention::COMMA, "EUR", 0.0025);
    }

    #[test]
    fn refuses_misplaced_groups_and_says_what_was_probably_meant() {
        assert_eq!(refused("1,5", Kind::Money, Convention::POINT), Unread::Grouping("1.5".to_owned()));
        assert_eq!(refused("12,34", Kind::Money, Convention::POINT), Unread::Grouping("12.34".to_owned()));
        assert_eq!(refused("1.5", Kind::Money, Convention::COMMA), Unread::Grouping("1,5".to_owned()));
        assert_eq!(refused("1,23,4", Kind::Money, Convention::POINT), Unread::Grouping("1234".to_owned()));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "abc", "-", "$", "1-2", "0x10", "1e5", "1.2.3.4x", "🙂", "1 2 3", "(500)", "1/2", "12 34", "--5",
            "NaN", ".", "4..",
        ] {
            assert!(read(text, Kind::Money, Convention::POINT, "USD").is_err(), "{text}");
        }
        assert_eq!(refused(&"9".repeat(400), Kind::Money, Convention::POINT), Unread::TooLong);
        assert_eq!(refused("1234567890.1234567", Kind::Money, Convention::POINT), Unread::TooManyDigits);
        assert_eq!(refused("9007199254740993", Kind::Money, Convention::POINT), Unread::TooManyDigits);
        assert_eq!(refused("1 lakh", Kind::Money, Convention::POINT), Unread::UnknownWord("lakh".to_owned()));
        assert_eq!(refused("10%", Kind::Money, Convention::POINT), Unread::NoPercent);
        assert_eq!(refused("$10", Kind::Money, Convention::POINT), Unread::OtherCurrency("$".to_owned()));
        assert_eq!(
            refused("10 USD", Kind::Money, Convention::POINT),
            Unread::OtherCurrency("USD".to_owned())
        );
        assert_eq!(refused("€10", Kind::Count, Convention::POINT), Unread::NoCurrency);
        assert_eq!(refused("5k", Kind::Rate, Convention::POINT), Unread::UnknownWord("k".to_owned()));
    }
}
