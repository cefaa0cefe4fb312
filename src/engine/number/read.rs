//! Text → number. A value or an error, never both, never a guess.

use super::decimal::{Amount, Beside, Decimal, amount};
use super::said::Said;
use super::text::Parts;
use super::{Convention, sign};
use crate::kind::Kind;

/// The longest text that is looked at, in characters that can be seen.
const LONGEST: usize = 40;

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
    /// A whole number of more digits than can be kept, or one that is out of all bounds.
    TooManyDigits,
    /// A word that is neither a unit nor a size.
    UnknownWord(String),
    /// The code of a sign that cannot be seen.
    Unseen(String),
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
    /// The ends of a range do not rise; the same in order.
    Disordered(String),
}

/// Reads what a person typed or pasted into a field of `kind`, by the `convention` of the language, in a plan of the
/// currency with this `code`.
///
/// Accepts units that fit (`€1,200`, `1200 EUR`, `15 %`, `12 months`), the language's words for sizes (`1.2m`,
/// `3 million`), all usual group signs, and signs of the other convention where only one reading is possible
/// (`1.234,56`, `12,5`). In a rate a bare number is per cent.
///
/// # Errors
/// Says what is wrong; where a text has two plausible readings (`1.234`, or `0.5` for a rate) it is refused with both.
pub fn read(text: &str, kind: Kind, convention: &Convention, code: &str) -> Result<Reading, Unread> {
    read_as(text, kind, convention, code, &mut |digits, beside| amount(digits, kind, convention, beside))
}

/// The same, where `worth` says what digits with their separators are.
pub(super) fn read_as(
    text: &str,
    kind: Kind,
    convention: &Convention,
    code: &str,
    worth: &mut dyn FnMut(&str, Beside) -> Amount,
) -> Result<Reading, Unread> {
    // Marks that nobody sees do not count, but there is an end to them too.
    if text.chars().nth(5 * LONGEST).is_some() {
        return Err(Unread::TooLong);
    }
    let signs = sign::plain(text);
    if signs.iter().all(|sign| *sign == ' ') {
        return Ok(Reading::Blank);
    }
    if signs.get(LONGEST).is_some() {
        return Err(Unread::TooLong);
    }
    let parts = Parts::of(&signs, convention, code)?;
    let mut said = Said::new(kind, convention, code);
    if parts.digits.is_empty() {
        let number = said.hear(parts.before, true).ok().and(said.alone).ok_or(Unread::NotANumber)?;
        return said.decide(Amount::One(Decimal::from_units(number)), 0);
    }
    said.hear(parts.before, false)?;
    said.hear(parts.after, true)?;
    if said.open != said.closed {
        return Err(Unread::NotANumber);
    }
    let beside = match parts.exponent {
        Some(_) => Beside::Exponent,
        None if said.sized || said.unit.is_some() => Beside::Word,
        None => Beside::Nothing,
    };
    said.decide(worth(&parts.digits, beside), parts.exponent.unwrap_or(0))
}
