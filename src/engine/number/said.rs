//! What the signs and words around the digits say, and what the whole is worth.

use super::Convention;
use super::decimal::{Amount, Decimal};
use super::read::{Reading, Unread};
use super::sign::{is_letter, is_unseen};
use super::word::{Meaning, Whose, Word, currency, is_currency_sign, longest};
use crate::kind::Kind;

/// What was said so far.
pub(super) struct Said<'a> {
    kind: Kind,
    convention: &'a Convention,
    code: &'a str,
    negative: bool,
    plus: bool,
    /// Brackets, which accountants put around what is negative.
    pub(super) open: bool,
    pub(super) closed: bool,
    /// The currency was named.
    money: bool,
    /// A size was named.
    pub(super) sized: bool,
    /// The powers of ten that the sizes can mean.
    sizes: Vec<i32>,
    /// The same for a word that may be the currency's sign as well.
    either: Option<Vec<i32>>,
    /// Per cent, months or years, as it was written.
    pub(super) unit: Option<(Meaning, String)>,
    /// The number that a word says without digits.
    pub(super) alone: Option<u8>,
}

impl<'a> Said<'a> {
    pub(super) fn new(kind: Kind, convention: &'a Convention, code: &'a str) -> Self {
        Self {
            kind,
            convention,
            code,
            negative: false,
            plus: false,
            open: false,
            closed: false,
            money: false,
            sized: false,
            sizes: vec![0],
            either: None,
            unit: None,
            alone: None,
        }
    }

    /// Takes in what stands on one side of the digits.
    pub(super) fn hear(&mut self, signs: &[char], behind: bool) -> Result<(), Unread> {
        // One size on each side: Burmese says a million times ten million so.
        let before = core::mem::take(&mut self.sized);
        let mut rest = signs;
        while let Some(first) = rest.first() {
            let mut long = 1;
            match first {
                ' ' => {}
                '%' => self.measure(Meaning::Percent, "%")?,
                '-' | '–' if !self.negative && !self.plus && !self.open => self.negative = true,
                '+' if !self.negative && !self.plus && !behind => self.plus = true,
                '(' if !self.negative && !self.open && !behind => {
                    self.open = true;
                    self.negative = true;
                }
                ')' if self.open && !self.closed && behind => self.closed = true,
                _ => long = self.word(rest, behind)?,
            }
            rest = rest.get(long..).unwrap_or_default();
        }
        self.sized |= before;
        Ok(())
    }

    /// Takes in the word at the start of `signs` and says how long it is.
    fn word(&mut self, signs: &[char], behind: bool) -> Result<usize, Unread> {
        let letters = signs.iter().take_while(|sign| is_letter(**sign) || **sign == '.').count();
        let run = letters + usize::from(signs.get(letters).copied().is_some_and(is_currency_sign));
        let written = |long: usize| signs.iter().take(long.max(1)).collect::<String>();
        let whose = currency(signs.get(..run).unwrap_or_default(), self.code);
        // Letters before a sign of a currency are part of it: “B$”.
        let sign_alone = !behind && letters > 0 && run > letters;
        let own = [&self.convention.sign, self.code].map(|text| Word::new(text, Meaning::Currency));
        // The language's words are asked for where there is one.
        let asked = letters > 0 || whose != Some(Whose::Own);
        let words = if asked { self.convention.words.words() } else { &[] };
        let fits = |word: &&Word| match word.means() {
            Meaning::Times(_) => {
                matches!(self.kind, Kind::Money | Kind::Count) && word.leads() != behind && !sign_alone
            }
            Meaning::Months | Meaning::Years => {
                matches!(self.kind, Kind::Period | Kind::Months | Kind::Years)
            }
            Meaning::Percent | Meaning::Currency => true,
        };
        // A convention without a currency has an empty sign, which is no word.
        let known = own.iter().filter(|word| !word.text().is_empty()).chain(words);
        let found = longest(signs, known.filter(fits), &own);
        let Some((long, found)) = found.filter(|(long, _)| *long >= run || whose.is_none()) else {
            let other = whose == Some(Whose::Other) || run > letters;
            return match whose {
                Some(Whose::Own) => self.currency().map(|()| run),
                _ if other && self.kind == Kind::Money => Err(Unread::OtherCurrency(written(run))),
                _ if other => Err(Unread::NoCurrency),
                _ => Err(unknown(signs, written(run))),
            };
        };
        self.take(&found, &written(long))?;
        // The point of an abbreviation.
        Ok(long + usize::from(signs.get(long) == Some(&'.')))
    }

    /// Takes in what a word means.
    fn take(&mut self, found: &[&Word], written: &str) -> Result<(), Unread> {
        self.alone = found.iter().find_map(|word| word.alone());
        let means = |meaning: Meaning| found.iter().any(|word| word.means() == meaning);
        let mut times: Vec<i32> = Vec::new();
        for word in found {
            if let Meaning::Times(exponent) = word.means()
                && !times.contains(&i32::from(exponent))
            {
                times.push(i32::from(exponent));
            }
        }
        if !times.is_empty() {
            let sign_too = self.kind == Kind::Money && means(Meaning::Currency);
            return match self.either {
                None if sign_too => {
                    self.either = Some(times);
                    Ok(())
                }
                Some(_) if sign_too => self.currency(),
                _ if self.sized => Err(Unread::UnknownWord(written.to_owned())),
                _ => {
                    self.resize(&times);
                    Ok(())
                }
            };
        }
        let unit = [self.own_unit(), Meaning::Percent, Meaning::Months, Meaning::Years]
            .into_iter()
            .find(|unit| means(*unit));
        match unit {
            Some(unit) => self.measure(unit, written),
            None => self.currency(),
        }
    }

    fn resize(&mut self, times: &[i32]) {
        self.sized = true;
        self.sizes = self.sizes.iter().flat_map(|size| times.iter().map(move |more| size + more)).collect();
    }

    fn currency(&mut self) -> Result<(), Unread> {
        self.money = true;
        if self.kind == Kind::Money { Ok(()) } else { Err(Unread::NoCurrency) }
    }

    fn measure(&mut self, unit: Meaning, written: &str) -> Result<(), Unread> {
        if unit == Meaning::Percent && self.kind != Kind::Rate {
            return Err(Unread::NoPercent);
        }
        if self.unit.is_some() {
            return Err(Unread::UnknownWord(written.to_owned()));
        }
        self.unit = Some((unit, written.to_owned()));
        Ok(())
    }

    fn own_unit(&self) -> Meaning {
        match self.kind {
            Kind::Period | Kind::Months => Meaning::Months,
            Kind::Years => Meaning::Years,
            _ => Meaning::Percent,
        }
    }

    /// What digits are worth beside all that was said.
    pub(super) fn decide(mut self, amount: Amount, exponent: i32) -> Result<Reading, Unread> {
        match self.either.take() {
            Some(times) if self.money => self.resize(&times),
            // Where neither another size nor another sign of the currency says which, it is asked.
            Some(times) if !self.sized => self.sizes.extend(times),
            _ => {}
        }
        let shifts: Vec<i32> = self.sizes.iter().map(|size| size + exponent).collect();
        let (first, last) = (shifts.first().copied().unwrap_or(0), shifts.last().copied().unwrap_or(0));
        match amount {
            Amount::Misplaced(meant) => Err(Unread::Grouping(self.typed(&meant, first))),
            Amount::Two(one, other) => {
                Err(Unread::Ambiguous(self.typed(&one, first), self.typed(&other, last)))
            }
            Amount::One(number) if first != last => {
                Err(Unread::Ambiguous(self.typed(&number, first), self.typed(&number, last)))
            }
            Amount::One(number) => self.value(&number, first),
        }
    }

    fn value(&self, number: &Decimal, shift: i32) -> Result<Reading, Unread> {
        let size = |shift: i32| number.value(shift).ok_or(Unread::TooManyDigits);
        let signed = |size: f64| if self.negative && size > 0.0 { -size } else { size };
        if self.kind != Kind::Rate {
            let value = size(shift)?;
            let value = match self.unit.as_ref().map(|(unit, _)| (*unit, self.own_unit())) {
                Some((Meaning::Months, Meaning::Years)) => value / 12.0,
                Some((Meaning::Years, Meaning::Months)) => value * 12.0,
                _ => value,
            };
            return Ok(Reading::Value(signed(value)));
        }
        let percent = size(shift)?;
        if self.unit.is_none() && !self.negative && percent > 0.0 && percent < 1.0 {
            return Err(Unread::Ambiguous(self.typed(number, shift + 2), self.typed(number, shift)));
        }
        size(shift - 2).map(|share| Reading::Value(signed(share)))
    }

    /// A number as it can be typed here without doubt.
    fn typed(&self, number: &Decimal, shift: i32) -> String {
        let text = number.typed(shift, self.convention.number.decimal);
        let minus = if self.negative { "-" } else { "" };
        match &self.unit {
            _ if self.kind == Kind::Rate => [minus, &text, " %"].concat(),
            Some((_, written)) => [minus, &text, " ", written].concat(),
            None => [minus, &text].concat(),
        }
    }
}

/// What is wrong with signs that no language has beside numbers.
fn unknown(signs: &[char], written: String) -> Unread {
    match signs.first() {
        Some(sign) if is_unseen(*sign) => Unread::Unseen(code(*sign)),
        Some(sign) if !sign.is_ascii() || is_letter(*sign) => Unread::UnknownWord(written),
        _ => Unread::NotANumber,
    }
}

/// The code of a sign in Unicode: `U+3164`.
fn code(sign: char) -> String {
    let mut text = String::new();
    let mut left = sign as u32;
    while left > 0 || text.len() < 4 {
        text.insert(0, char::from_digit(left % 16, 16).unwrap_or('0').to_ascii_uppercase());
        left /= 16;
    }
    text.insert_str(0, "U+");
    text
}
