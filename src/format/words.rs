//! The words that a language writes beside numbers, as the platform has them: numbers are written, and what is not digits
//! is taken.

use super::{Formatter, Part, with};
use comarketing_roi_engine::number::{Meaning, Word, with_words_of};
use wasm_bindgen::JsValue;

/// The other languages whose words are understood where they contradict nothing: the product's own.
const OTHERS: [&str; 3] = ["en", "en-GB", "de"];
/// Rupees are counted in lakh and crore whatever the language.
const RUPEES: (&str, &str) = ("INR", "en-IN");

/// The words of a page in `locale` for a plan in `currency`.
pub(super) fn words(locale: &str, currency: &str) -> Vec<Word> {
    let mut own = Vec::new();
    for display in ["symbol", "narrowSymbol", "name"] {
        let options = [
            ("style", "currency".into()),
            ("currency", currency.into()),
            ("currencyDisplay", display.into()),
        ];
        let Some(formatter) = Formatter::new(locale, &with(&options)) else { continue };
        // A name has a form for each number.
        for part in [1.0, 2.0, 5.0, 1.5].into_iter().flat_map(|number| formatter.parts(number)) {
            if part.name == "currency" {
                add(&mut own, Word::new(&part.text, Meaning::Currency));
                // Of “US dollars” people write the second word.
                if let Some((_, last)) = part.text.rsplit_once([' ', '-', '\u{a0}']) {
                    add(&mut own, Word::new(last, Meaning::Currency));
                }
            }
        }
    }
    language(&mut own, locale, currency);
    let rupees = (currency == RUPEES.0).then_some(RUPEES.1);
    OTHERS.into_iter().chain(rupees).filter(|other| *other != locale).fold(own, |own, other| {
        let mut words = Vec::new();
        language(&mut words, other, currency);
        with_words_of(own, &words)
    })
}

fn add(words: &mut Vec<Word>, word: Word) {
    if !words.contains(&word) {
        words.push(word);
    }
}

/// The words of one language for sizes and units, in each form that a number asks for. Money has sizes of its own in some.
fn language(words: &mut Vec<Word>, locale: &str, currency: &str) {
    for (style, display) in [("currency", "short"), ("decimal", "short"), ("decimal", "long")] {
        let options = [
            ("style", JsValue::from(style)),
            ("currency", currency.into()),
            ("notation", "compact".into()),
            ("compactDisplay", display.into()),
            ("maximumSignificantDigits", 3.into()),
        ];
        let Some(formatter) = Formatter::new(locale, &with(&options)) else { continue };
        let mut unit = 1e3;
        for exponent in 3..=13 {
            for times in [1.0, 2.0, 1.5] {
                size(words, &formatter.parts(times * unit), exponent, times);
            }
            unit *= 10.0;
        }
    }
    let units = [("month", Meaning::Months), ("year", Meaning::Years), ("percent", Meaning::Percent)];
    for (unit, means) in units {
        for display in ["long", "short", "narrow"] {
            let options = [("style", "unit".into()), ("unit", unit.into()), ("unitDisplay", display.into())];
            let Some(formatter) = Formatter::new(locale, &with(&options)) else { continue };
            for number in [1.0, 2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 100.0, 1.5, 1e6] {
                let parts = formatter.parts(number);
                let has_digits = parts.iter().any(|part| part.name == "integer");
                for part in parts.iter().filter(|part| part.name == "unit") {
                    let word = Word::new(&part.text, means);
                    add(words, if has_digits { word } else { word.alone_for(number as u8) });
                }
            }
        }
    }
}

/// The word for a size in `times` ten to the `exponent`, by the digits that are left beside it.
fn size(words: &mut Vec<Word>, parts: &[Part], exponent: u8, times: f64) {
    let first = parts.iter().position(|part| part.name == "integer");
    let mut found = parts.iter().enumerate().filter(|(_, part)| part.name == "compact");
    let (Some((at, part)), second) = (found.next(), found.next()) else { return };
    let word = |text: &str, exponent: u8| Word::new(text, Meaning::Times(exponent));
    let Some(first) = first else {
        // “mille” is a thousand without a digit.
        if times < 1.5 {
            add(words, word(&part.text, exponent).alone_for(1));
        }
        return;
    };
    // Digits before the decimal sign, less that of `times` itself, are what the word leaves to them.
    let whole: usize = parts.iter().filter(|part| part.name == "integer").map(|part| part.text.len()).sum();
    let Some(left) = (exponent + 1).checked_sub(whole as u8) else { return };
    match second {
        None if at < first => add(words, word(&part.text, left).leading()),
        None => add(words, word(&part.text, left)),
        // One on each side, of which one is known by itself.
        Some((_, second)) => {
            let known = |words: &[Word], text: &str| {
                let text = word(text, 0).text();
                words.iter().find_map(|word| match word.means() {
                    Meaning::Times(known) if word.text() == text => Some(known),
                    _ => None,
                })
            };
            let (first, last) = (known(words, &part.text), known(words, &second.text));
            let split = match (first, last) {
                (Some(first), _) => left.checked_sub(first).map(|last| (first, last)),
                (None, Some(last)) => left.checked_sub(last).map(|first| (first, last)),
                (None, None) => None,
            };
            if let Some((first, last)) = split {
                add(words, word(&part.text, first).leading());
                add(words, word(&second.text, last));
            }
        }
    }
}
