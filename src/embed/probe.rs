//! For tests alone, in a module that nothing ships: reading and writing numbers on the platform that runs it.

use crate::format::Format;
use comarketing_roi_engine::number::{Meaning, Reading, Separators, Unread, read};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Unit;
use wasm_bindgen::prelude::*;

/// What a field would make of a text: the number, or the name of what is wrong with it.
#[wasm_bindgen]
pub fn read_text(text: &str, kind: &str, locale: &str, currency: &str) -> JsValue {
    let format = Format::new(locale, currency);
    let kind = Kind::ALL.into_iter().find(|known| format!("{known:?}") == kind).unwrap_or(Kind::Money);
    match read(text, kind, format.convention(), currency) {
        Ok(Reading::Value(value)) => value.into(),
        other => format!("{other:?}").into(),
    }
}

/// The convention of a language for a currency as a line of `src/format/captured.tsv`.
#[wasm_bindgen]
pub fn convention(locale: &str, currency: &str) -> String {
    let format = Format::new(locale, currency);
    let convention = format.convention();
    let signs = |separators: Separators| [separators.decimal, separators.group].iter().collect::<String>();
    let words = convention.words.words().iter().map(|word| {
        let leads = if word.leads() { "^" } else { "" };
        let means = match word.means() {
            Meaning::Times(exponent) => exponent.to_string(),
            Meaning::Months => "m".to_owned(),
            Meaning::Years => "y".to_owned(),
            Meaning::Percent => "%".to_owned(),
            Meaning::Currency => "¤".to_owned(),
        };
        let alone = word.alone().map(|number| format!("={number}")).unwrap_or_default();
        format!("{leads}{means}{alone}:{}", word.text())
    });
    [
        locale,
        currency,
        &signs(convention.number),
        &signs(convention.money),
        &convention.minor.to_string(),
        &convention.sign,
        &words.collect::<Vec<_>>().join("|"),
    ]
    .join("\t")
}

/// What the page prints of each of `values` in one language and currency and cannot read again, or reads as another
/// number; a sentence each. Nothing is the right answer.
#[wasm_bindgen]
pub fn unreadable(locale: &str, currency: &str, values: &[f64]) -> Vec<String> {
    let format = Format::new(locale, currency);
    let mut wrong = Vec::new();
    for value in values {
        for kind in Kind::ALL {
            let value = if kind == Kind::Rate { share(*value) } else { *value };
            let text = format.input(kind, value);
            expect(&format, kind, &text, value, 0.0, &mut wrong);
        }
        for (unit, kind) in [
            (Unit::Currency, Kind::Money),
            (Unit::Count, Kind::Count),
            (Unit::Ratio, Kind::Rate),
            (Unit::Months, Kind::Months),
            (Unit::Years, Kind::Years),
        ] {
            for (text, within) in [
                (format.figure(unit, *value), 0.5),
                (format.short(unit, *value), 0.5 + value * 0.006),
                (format.tick(unit, *value), 0.5 + value * 0.006),
                (format.exact(unit, *value), 0.5),
            ] {
                expect(&format, kind, &text, *value, within, &mut wrong);
            }
            // A duration is never negative, and languages that have words for one and two have no sign there.
            if !matches!(kind, Kind::Months | Kind::Years) {
                expect(&format, kind, &format.figure(unit, -*value), -*value, 0.5, &mut wrong);
            }
        }
    }
    wrong
}

/// A share from 0 to 1 with the digits of a value.
fn share(value: f64) -> f64 {
    let mut share = value;
    while share > 1.0 {
        share /= 10.0;
    }
    share
}

/// Notes it where `text` is not read as `value`, give or take what rounding takes.
fn expect(format: &Format, kind: Kind, text: &str, value: f64, within: f64, wrong: &mut Vec<String>) {
    let read = read(text, kind, format.convention(), format.currency());
    let good = match &read {
        Ok(Reading::Value(read)) => (read - value).abs() <= within,
        // Some languages' own data has one word for two sizes: then it is asked, with the right one among the offers.
        Err(Unread::Ambiguous(..)) if within > 0.0 => offered(format, kind, &read, value, within),
        _ => false,
    };
    if !good {
        let (locale, currency) = (format.locale(), format.currency());
        wrong.push(format!("{locale} {currency} {kind:?} {value}: “{text}” is {read:?}"));
    }
}

fn offered(format: &Format, kind: Kind, asked: &Result<Reading, Unread>, value: f64, within: f64) -> bool {
    let Err(Unread::Ambiguous(one, other)) = asked else { return false };
    // A bare share below 1 % is never printed without its sign, and thousands never without groups.
    kind == Kind::Money
        && [one, other].iter().any(|text| {
            let read = read(text, kind, format.convention(), format.currency());
            matches!(read, Ok(Reading::Value(read)) if (read - value).abs() <= within)
        })
}
