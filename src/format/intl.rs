//! The platform's formatters, made once per language and currency.

use super::Shape;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

pub(super) struct Platform {
    formatters: Vec<Option<Function>>,
}

impl Platform {
    pub(super) fn new(locale: &str, currency: &str) -> Self {
        Self { formatters: Shape::ALL.iter().map(|shape| formatter(*shape, locale, currency)).collect() }
    }

    pub(super) fn write(&self, shape: Shape, value: f64) -> String {
        let formatter = self.formatters.get(shape as usize).and_then(Option::as_ref);
        let text = formatter.and_then(|f| f.call1(&JsValue::UNDEFINED, &value.into()).ok());
        // A platform without Intl: plain digits are better than nothing.
        text.and_then(|text| text.as_string()).unwrap_or_else(|| comarketing_roi_engine::number::plain(value))
    }
}

fn formatter(shape: Shape, locale: &str, currency: &str) -> Option<Function> {
    let options = Object::new();
    let set = |key: &str, value: &JsValue| {
        // Setting a key of a plain object of our own cannot fail.
        let _ = Reflect::set(&options, &key.into(), value);
    };
    let decimals = |least: u32, most: u32| {
        set("minimumFractionDigits", &least.into());
        set("maximumFractionDigits", &most.into());
    };
    let style = |style: &str| set("style", &style.into());
    let money = || {
        style("currency");
        set("currency", &currency.into());
    };
    let unit = |unit: &str| {
        style("unit");
        set("unit", &unit.into());
        set("unitDisplay", &"long".into());
        decimals(0, 1);
    };
    // One set of digits, so that what is shown can be typed back.
    set("numberingSystem", &"latn".into());
    match shape {
        Shape::MoneyWhole => {
            money();
            decimals(0, 0);
        }
        Shape::MoneyExact => money(),
        Shape::MoneyShort => {
            money();
            set("notation", &"compact".into());
            set("maximumSignificantDigits", &3.into());
        }
        Shape::PercentWhole => {
            style("percent");
            decimals(0, 0);
        }
        Shape::PercentTenth => {
            style("percent");
            decimals(0, 1);
        }
        Shape::PercentExact => {
            style("percent");
            decimals(0, 4);
        }
        Shape::Whole => decimals(0, 0),
        Shape::Tenth => decimals(0, 1),
        Shape::Hundredth => decimals(0, 2),
        Shape::Months => unit("month"),
        Shape::Years => unit("year"),
        Shape::Input => {
            decimals(0, 10);
            set("useGrouping", &JsValue::TRUE);
        }
    }
    let locales = Array::of1(&locale.into());
    construct(&locales, &options).or_else(|| construct(&Array::of1(&"en".into()), &options))
}

/// The formatting function, or nothing where the platform refuses the language or the currency.
fn construct(locales: &Array, options: &Object) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"NumberFormat".into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&class, &Array::of2(locales, options)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}
