//! English and German by hand, for tests that run without a browser. How numbers are read is no work of ours:
//! `captured.tsv` is what a platform answered (`tests/numbers/capture.mjs`).

use super::{MonthShape, Shape};
use comarketing_roi_engine::Date;
use comarketing_roi_engine::number::{Convention, Meaning, Separators, Vocabulary, Word, format_fixed};

/// A line for each language and currency: the signs of numbers and of money, decimals, the currency's sign, the words.
const CAPTURED: &str = include_str!("captured.tsv");

pub(super) struct Platform {
    locale: String,
    currency: String,
    sign: String,
    comma: bool,
}

impl Platform {
    pub(super) fn new(locale: &str, currency: &str) -> Self {
        let sign = match currency {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            other => other,
        };
        Self {
            locale: locale.to_owned(),
            currency: currency.to_owned(),
            sign: sign.to_owned(),
            comma: locale.starts_with("de"),
        }
    }

    pub(super) fn write(&self, shape: Shape, value: f64) -> String {
        let minus = if value < 0.0 { "-" } else { "" };
        let size = value.abs();
        let plural =
            |word: &str, text: String| format!("{text} {word}{}", if text == "1" { "" } else { "s" });
        match shape {
            Shape::MoneyWhole => format!("{minus}{}{}", self.sign, self.grouped(size, 0)),
            Shape::MoneyExact => format!("{minus}{}{}", self.sign, self.cents(size)),
            Shape::MoneyShort if size >= 1e9 => {
                format!("{minus}{}{}B", self.sign, self.grouped(size / 1e9, 1))
            }
            Shape::MoneyShort if size >= 1e6 => {
                format!("{minus}{}{}M", self.sign, self.grouped(size / 1e6, 2))
            }
            Shape::MoneyShort => format!("{minus}{}{}K", self.sign, self.grouped(size / 1e3, 0)),
            Shape::PercentWhole => self.grouped(value * 100.0, 0) + "%",
            Shape::PercentTenth => self.grouped(value * 100.0, 1) + "%",
            Shape::PercentExact => self.grouped(value * 100.0, 4) + "%",
            Shape::Whole => self.grouped(value, 0),
            Shape::Tenth => self.grouped(value, 1),
            Shape::Hundredth => self.grouped(value, 2),
            Shape::Days => plural("day", self.grouped(value, 1)),
            Shape::Months => plural("month", self.grouped(value, 1)),
            Shape::Years => plural("year", self.grouped(value, 1)),
            Shape::Input => self.spelt(&value.to_string(), true),
            Shape::InputUngrouped => self.spelt(&value.to_string(), false),
            Shape::InputFour => {
                let text = value.to_string();
                let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
                self.spelt(&format!("{value:.*}", decimals.max(4)), false)
            }
            Shape::InputPercent => self.spelt(&hundredfold(value), true) + "%",
        }
    }

    /// The month by its number: names are the platform's.
    pub(super) fn month(&self, shape: MonthShape, day: Date) -> Option<String> {
        let (year, month, _) = day.parts();
        Some(match shape {
            MonthShape::Short => format!("{month:02}"),
            MonthShape::WithYear => format!("{year}-{month:02}"),
            MonthShape::Year => year.to_string(),
            MonthShape::Day => day.to_string(),
        })
    }

    /// What was captured of the language for the currency, or of the language alone.
    pub(super) fn convention(&self) -> Convention {
        let lines = || CAPTURED.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let exact = lines().find(|line| line.starts_with(&[&self.locale, &self.currency]));
        let found =
            exact.clone().or_else(|| lines().find(|line| line.first() == Some(&self.locale.as_str())));
        let Some([_, _, number, money, minor, sign, words]) = found.as_deref() else {
            return if self.comma { Convention::COMMA } else { Convention::POINT };
        };
        let separators = |signs: &str| {
            let mut signs = signs.chars();
            Separators { decimal: signs.next().unwrap_or('.'), group: signs.next().unwrap_or(','), digits: 3 }
        };
        let words: Vec<Word> = words.split('|').filter_map(captured_word).collect();
        let of_language = Convention {
            words: Vocabulary::new(move || words.clone()),
            ..Convention::of(separators(number))
        };
        match exact {
            Some(_) => Convention {
                money: separators(money),
                minor: minor.parse().unwrap_or(2),
                sign: (*sign).to_owned(),
                ..of_language
            },
            None => Convention { money: separators(money), sign: self.sign.clone(), ..of_language },
        }
    }

    fn spelt(&self, text: &str, groups: bool) -> String {
        let (minus, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let (point, comma) = if self.comma { (',', '.') } else { ('.', ',') };
        let mut out = minus.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if groups && at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(comma);
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push(point);
            out.push_str(part);
        }
        out
    }

    fn cents(&self, value: f64) -> String {
        let text = self.grouped(value, 2);
        let point = if self.comma { ',' } else { '.' };
        match text.split_once(point) {
            None => format!("{text}{point}00"),
            Some((_, part)) if part.len() == 1 => text + "0",
            Some(_) => text,
        }
    }

    fn grouped(&self, value: f64, decimals: usize) -> String {
        self.spelt(&format_fixed(value, decimals), true)
    }
}

/// A word of a captured line: `6:Mio`, `^3:elfu` before the digits, `m:Monat`, `m=2:…` that says a number by itself.
fn captured_word(text: &str) -> Option<Word> {
    let (what, word) = text.split_once(':')?;
    let (leads, what) = what.strip_prefix('^').map_or((false, what), |rest| (true, rest));
    let (what, alone) = what.split_once('=').map_or((what, None), |(what, alone)| (what, alone.parse().ok()));
    let means = match what {
        "m" => Meaning::Months,
        "y" => Meaning::Years,
        "%" => Meaning::Percent,
        "¤" => Meaning::Currency,
        exponent => Meaning::Times(exponent.parse().ok()?),
    };
    let word = Word::new(word, means);
    let word = if leads { word.leading() } else { word };
    Some(alone.map_or(word.clone(), |number| word.alone_for(number)))
}

/// A number times a hundred, as text, by moving the decimal sign.
fn hundredfold(value: f64) -> String {
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = format!("{part:0<2}");
    let (more, part) = part.split_at(2);
    let (minus, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let digits = [whole, more].concat();
    let whole = digits.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if part.is_empty() { "" } else { "." };
    [minus, whole, point, part].concat()
}
