//! The second module's side of the boundary: `panels.js` asks it for the panels on the page.

use super::data::plain_data;
use super::json::to_js;
use super::plan_of;
use crate::format::Format;
use crate::insight::Insight;
use crate::text::Language;
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Problem, Value};
use js_sys::JSON;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    /// The formatters of the language and currency that were asked for last: making them takes longer than a panel.
    static FORMAT: RefCell<Option<Format>> = const { RefCell::new(None) };
}

fn format(locale: &str, currency: &str) -> Format {
    FORMAT.with(|kept| {
        let mut kept = kept.borrow_mut();
        match &*kept {
            Some(format) if format.locale() == locale && format.currency() == currency => format.clone(),
            _ => kept.insert(Format::new(locale, currency)).clone(),
        }
    })
}

fn host_benchmarks(value: &JsValue) -> Result<HostBenchmarks, Vec<Problem>> {
    let Some(value) = plain_data(value) else {
        let message = "Benchmarks are plain data: objects, lists, text, numbers, true and false.";
        return Err(vec![Problem::new("", ProblemKind::WrongType, "", message)]);
    };
    HostBenchmarks::read(&value)
}

/// What panels look like, beside the sheet of the page.
#[wasm_bindgen]
pub fn styles() -> String {
    include_str!(concat!(env!("OUT_DIR"), "/panels.css")).to_owned()
}

/// A plan and what was answered about it, evaluated once for all panels of a page.
#[wasm_bindgen]
pub struct Panels(Insight);

#[wasm_bindgen]
impl Panels {
    /// Evaluates a plan; `undefined` if it is not valid, which a plan of the page always is.
    /// The host's own benchmarks are plain data or `undefined`; those that are not right are none, and
    /// [`Panels::check_benchmarks`] says why.
    pub fn of(
        plan: &JsValue,
        answers: &JsValue,
        locale: &str,
        words: &str,
        benchmarks: &JsValue,
    ) -> Option<Panels> {
        Language::of(words).speak();
        let plan = plan_of(plan).ok()?;
        let format = format(locale, &plan.currency);
        let groups = match plain_data(answers) {
            Some(Value::Map(groups)) => groups,
            _ => Vec::new(),
        };
        // What the engine's questions know, and what the page asks beside.
        let (told, answers) =
            groups.into_iter().partition(|(group, _)| matches!(group.as_str(), "campaign" | "call"));
        let (told, answers) = (Value::Map(told), Value::Map(answers));
        let host = if benchmarks.is_undefined() { None } else { host_benchmarks(benchmarks).ok() };
        Some(Self(Insight { answers, told, host, ..Insight::new(plan, format) }))
    }

    /// What is wrong with a host's benchmarks: a list of `{ path, code, message, value, allowed }`, empty where nothing is.
    pub fn check_benchmarks(benchmarks: &JsValue) -> JsValue {
        to_js(&host_benchmarks(benchmarks).err().unwrap_or_default())
    }

    /// The markup of a panel as `[tag, { attributes }, child, …]`; `wish` is JSON text. `undefined` where there is
    /// nothing to show.
    pub fn draw(&self, name: &str, wish: &str) -> JsValue {
        let wish = JSON::parse(wish).ok().and_then(|wish| plain_data(&wish)).unwrap_or(Value::Null);
        self.0.panel(name, &wish).as_ref().map_or(JsValue::UNDEFINED, to_js)
    }

    /// Text for the clipboard or a file: CSV, a table for a spreadsheet. `undefined` where there is none of that name.
    pub fn text(&self, name: &str, wish: &str) -> Option<String> {
        let wish = JSON::parse(wish).ok().and_then(|wish| plain_data(&wish)).unwrap_or(Value::Null);
        self.0.text(name, &wish)
    }
}
