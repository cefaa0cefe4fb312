//! Numbers as text: what people type, by the conventions of their language, and back.
//!
//! All digits go through integers. The standard library's float parser and printer are correct but would be the two
//! dearest functions in the widget; with at most fifteen significant digits one exact multiplication or division gives
//! the same correctly rounded result.

mod cell;
mod decimal;
mod range;
mod read;
mod said;
mod sign;
mod text;
mod word;

pub use cell::read_cell;
pub use range::{Ends, ends_of, read_range};
pub use read::{Reading, Unread, read};
pub use word::{Meaning, Vocabulary, Word, with_words_of};
pub(crate) use word::{currencies_of, is_currency_sign};

/// The signs between the digits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// The decimal sign.
    pub decimal: char,
    /// The sign between groups of digits.
    pub group: char,
    /// How many digits the last group has: three, but for very few languages.
    pub digits: u8,
}

impl Separators {
    /// `1,234.5`
    pub const POINT: Self = Self { decimal: '.', group: ',', digits: 3 };
    /// `1.234,5`
    pub const COMMA: Self = Self { decimal: ',', group: '.', digits: 3 };
}

/// How a language writes numbers and amounts of one currency.
#[derive(Clone)]
pub struct Convention {
    /// The signs in a plain number.
    pub number: Separators,
    /// The signs in an amount of money, which are others in some languages: Austria groups money by points, and numbers by
    /// spaces.
    pub money: Separators,
    /// How many decimals the currency has.
    pub minor: u8,
    /// The sign of the currency as the language writes it; empty where that is not known.
    pub sign: String,
    /// The words of the language beside numbers.
    pub words: Vocabulary,
}

impl Convention {
    /// `1,234.5`, in a currency with cents, without words.
    pub const POINT: Self = Self::of(Separators::POINT);
    /// `1.234,5`, in a currency with cents, without words.
    pub const COMMA: Self = Self::of(Separators::COMMA);

    /// The convention of a language that writes all numbers with these signs, in a currency with cents, without words.
    pub const fn of(separators: Separators) -> Self {
        Self { number: separators, money: separators, minor: 2, sign: String::new(), words: Vocabulary::NONE }
    }

    /// The same language, its numbers written with other signs, as in a file from elsewhere.
    #[must_use]
    pub fn with(&self, separators: Separators) -> Self {
        Self { number: separators, money: separators, ..self.clone() }
    }
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

fn power(exponent: usize) -> f64 {
    POWERS.get(exponent).copied().unwrap_or(f64::INFINITY)
}

/// The number, or the end of the range that it is past. The standard library's `clamp` would bring the printing of numbers
/// with it, ten kilobytes, for a panic about a range whose ends are the wrong way round.
pub(crate) fn clamp(x: f64, low: f64, high: f64) -> f64 {
    if x < low {
        low
    } else if x > high {
        high
    } else {
        x
    }
}

/// The number with at most `decimals` decimals and a decimal point, without grouping or trailing zeros: `1234.5`.
/// Rounds half away from zero. What is not finite, or too large for exact digits, is said in words.
pub fn format_fixed(x: f64, decimals: usize) -> String {
    if x.is_nan() {
        return "not a number".to_owned();
    }
    if x.is_infinite() {
        return "infinite".to_owned();
    }
    let scale = power(decimals);
    let scaled = (x.abs() * scale).round();
    if scaled >= 9e15 {
        return if decimals > 0 {
            format_fixed(x, decimals - 1)
        } else {
            "a number of more than 15 digits".to_owned()
        };
    }
    let digits = scaled as u64;
    let (whole, part) = (digits / scale as u64, digits % scale as u64);
    let mut text = String::new();
    if x < 0.0 && digits > 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if part > 0 {
        let part = part.to_string();
        text.push('.');
        (part.len()..decimals).for_each(|_| text.push('0'));
        text.push_str(part.trim_end_matches('0'));
    }
    text
}

/// The number for a message: as many decimals as help, at most four.
pub fn format_decimal(x: f64) -> String {
    format_fixed(x, 4)
}

#[cfg(test)]
mod tests;
