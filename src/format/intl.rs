//! The platform's formatters, each made once per language and currency, when it is first needed.

mod words;

#[cfg(feature = "ui")]
use super::MonthShape;
use super::Shape;
#[cfg(feature = "ui")]
use comarketing_roi_engine::Date;
use comarketing_roi_engine::number::{Convention, Separators, Vocabulary, format_decimal};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};

pub(super) struct Platform {
    locale: String,
    currency: String,
    formatters: Vec<OnceCell<Option<Formatter>>>,
    #[cfg(feature = "ui")]
    months: [OnceCell<Option<Formatter>>; 4],
}

impl Platform {
    pub(super) fn new(locale: &str, currency: &str) -> Self {
        let formatters = Shape::ALL.iter().map(|_| OnceCell::new()).collect();
        Self {
            locale: locale.to_owned(),
            currency: currency.to_owned(),
            formatters,
            #[cfg(feature = "ui")]
            months: Default::default(),
        }
    }

    pub(super) fn write(&self, shape: Shape, value: f64) -> String {
        let mut text = self.formatter(shape).and_then(|formatter| formatter.write(value));
        // Some languages say “a month” without a digit, and some platforms say so of a part of one. (Durations are never
        // negative, and a remainder by `%` would bring a kilobyte of its own.)
        let tenths = (value * 10.0 + 0.5).floor() / 10.0;
        if matches!(shape, Shape::Days | Shape::Months | Shape::Years) && tenths.fract() != 0.0 {
            text = text.map(|text| match text.contains(|sign: char| sign.is_ascii_digit()) {
                true => text,
                false => [&self.write(Shape::Tenth, value), " ", &text].concat(),
            });
        }
        // A platform without Intl: plain digits are better than nothing.
        text.unwrap_or_else(|| format_decimal(value))
    }

    /// The month of a day; nothing where the platform has no names of months.
    #[cfg(feature = "ui")]
    pub(super) fn month(&self, shape: MonthShape, day: Date) -> Option<String> {
        let made = || Formatter::of("DateTimeFormat", &self.locale, &month_options(shape));
        self.months
            .get(shape as usize)?
            .get_or_init(made)
            .as_ref()?
            .write(f64::from(day.day_number()) * MILLISECONDS_A_DAY)
    }

    fn formatter(&self, shape: Shape) -> Option<&Formatter> {
        let made = || {
            let options = options(shape, &self.currency);
            Formatter::new(&self.locale, &options).or_else(|| Formatter::new("en", &options))
        };
        self.formatters.get(shape as usize)?.get_or_init(made).as_ref()
    }

    /// How numbers and amounts are written. Their words are asked for when the first of them is met.
    pub(super) fn convention(&self) -> Convention {
        let parts = |shape: Shape, value: f64| {
            self.formatter(shape).map(|formatter| formatter.parts(value)).unwrap_or_default()
        };
        let number = separators(&parts(Shape::Input, 1_234_567.8), Separators::POINT);
        let mut money = parts(Shape::MoneyExact, 1_234_567.891);
        if !money.iter().any(|part| part.name == "decimal") {
            // A currency without decimals has them in short: “¥1.23M”.
            money.extend(
                parts(Shape::MoneyShort, 1_500_000.0).into_iter().filter(|part| part.name == "decimal"),
            );
        }
        let of = |name: &str| money.iter().find(|part| part.name == name).map(|part| part.text.as_str());
        let (locale, currency) = (self.locale.clone(), self.currency.clone());
        Convention {
            number,
            money: separators(&money, number),
            minor: of("fraction").map_or(0, |text| text.len() as u8),
            sign: of("currency").unwrap_or_default().chars().filter(|sign| !is_mark(*sign)).collect(),
            words: Vocabulary::new(move || words::words(&locale, &currency)),
        }
    }
}

fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// The signs in a number of seven digits and decimals; where it has none, those of `other` that are still free.
fn separators(parts: &[Part], other: Separators) -> Separators {
    let of =
        |name: &str| parts.iter().find(|part| part.name == name).and_then(|part| part.text.chars().next());
    let last = parts.iter().rfind(|part| part.name == "integer");
    let digits = last.map_or(3, |part| part.text.len() as u8);
    match (of("decimal"), of("group")) {
        (Some(decimal), Some(group)) => Separators { decimal, group, digits },
        // Some languages have no groups; then the other common sign is free for them.
        (Some(','), None) => Separators::COMMA,
        (Some(decimal), None) => Separators { decimal, ..Separators::POINT },
        (None, Some(group)) if group == other.decimal => Separators { decimal: other.group, group, digits },
        (None, Some(group)) => Separators { group, digits, ..other },
        (None, None) => other,
    }
}

/// A part of a number as the platform names it.
struct Part {
    name: String,
    text: String,
}

/// A formatter of the platform.
struct Formatter {
    object: JsValue,
    format: Function,
}

impl Formatter {
    /// One of numbers.
    fn new(locale: &str, options: &Object) -> Option<Self> {
        Self::of("NumberFormat", locale, options)
    }

    /// Nothing where the platform refuses the language or the currency.
    fn of(class: &str, locale: &str, options: &Object) -> Option<Self> {
        let get = |from: &JsValue, name: &str| Reflect::get(from, &name.into()).ok();
        let class: Function = get(&get(&js_sys::global(), "Intl")?, class)?.dyn_into().ok()?;
        let object = Reflect::construct(&class, &Array::of2(&locale.into(), options)).ok()?;
        let format = get(&object, "format")?.dyn_into().ok()?;
        Some(Self { object, format })
    }

    fn write(&self, value: f64) -> Option<String> {
        self.format.call1(&JsValue::UNDEFINED, &value.into()).ok()?.as_string()
    }

    fn parts(&self, value: f64) -> Vec<Part> {
        let text = |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
        let parts = || {
            let ask: Function = Reflect::get(&self.object, &"formatToParts".into()).ok()?.dyn_into().ok()?;
            ask.call1(&self.object, &value.into()).ok()?.dyn_into::<Array>().ok()
        };
        let parts = parts().unwrap_or_default();
        parts
            .iter()
            .filter_map(|part| Some(Part { name: text(&part, "type")?, text: text(&part, "value")? }))
            .collect()
    }
}

/// Options of a formatter, with one set of digits, so that what is shown can be typed back.
fn with(settings: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (key, value) in settings.iter().chain([&("numberingSystem", "latn".into())]) {
        // Setting a key of a plain object of our own cannot fail.
        let _ = Reflect::set(&options, &(*key).into(), value);
    }
    options
}

/// What the platform counts moments in.
#[cfg(feature = "ui")]
const MILLISECONDS_A_DAY: f64 = 86_400_000.0;

/// A day is the same in every time zone, and in the calendar in which it was entered.
#[cfg(feature = "ui")]
fn month_options(shape: MonthShape) -> Object {
    let parts: &[(&'static str, &str)] = match shape {
        MonthShape::Short => &[("month", "short")],
        MonthShape::WithYear => &[("month", "long"), ("year", "numeric")],
        MonthShape::Year => &[("year", "numeric")],
        MonthShape::Day => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
    };
    let parts = parts.iter().chain(&[("timeZone", "UTC"), ("calendar", "gregory")]);
    with(&parts.map(|(name, value)| (*name, JsValue::from(*value))).collect::<Vec<_>>())
}

fn options(shape: Shape, currency: &str) -> Object {
    let style = |style: &str| ("style", style.into());
    let decimals = |least: u32, most: u32| {
        [("minimumFractionDigits", least.into()), ("maximumFractionDigits", most.into())]
    };
    let money = [style("currency"), ("currency", currency.into())];
    let settings =
        |some: &[(&'static str, JsValue)], more: &[(&'static str, JsValue)]| with(&[some, more].concat());
    let unit = |unit: &str| {
        settings(&[style("unit"), ("unit", unit.into()), ("unitDisplay", "long".into())], &decimals(0, 1))
    };
    match shape {
        Shape::MoneyWhole => settings(&money, &decimals(0, 0)),
        Shape::MoneyExact => with(&money),
        Shape::MoneyShort => {
            settings(&money, &[("notation", "compact".into()), ("maximumSignificantDigits", 3.into())])
        }
        Shape::PercentWhole => settings(&[style("percent")], &decimals(0, 0)),
        Shape::PercentTenth => settings(&[style("percent")], &decimals(0, 1)),
        Shape::PercentExact => settings(&[style("percent")], &decimals(0, 4)),
        Shape::Whole => with(&decimals(0, 0)),
        Shape::Tenth => with(&decimals(0, 1)),
        Shape::Hundredth => with(&decimals(0, 2)),
        Shape::Days => unit("day"),
        Shape::Months => unit("month"),
        Shape::Years => unit("year"),
        // Twenty decimals are the most that every platform knows; a double is written with as few as tell it apart.
        Shape::Input => settings(&[("useGrouping", JsValue::TRUE)], &decimals(0, 20)),
        Shape::InputUngrouped => settings(&[("useGrouping", JsValue::FALSE)], &decimals(0, 20)),
        Shape::InputFour => settings(&[("useGrouping", JsValue::FALSE)], &decimals(4, 20)),
        Shape::InputPercent => settings(&[style("percent")], &decimals(0, 20)),
    }
}
