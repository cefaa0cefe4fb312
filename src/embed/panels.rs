//! The late part's side of the boundary: `panels.js` asks it for the panels on the page.

use super::data::plain_data;
use super::json::to_js;
use super::part::{Absent, now};
use super::plan_of;
use crate::format::Format;
use crate::insight::{Insight, Tree};
use crate::text::{Language, late_english, take_late_english};
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Problem, ValidPlan, Value};
use js_sys::JSON;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
#[cfg(feature = "split")]
use wasm_split_macros::wasm_split;

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

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_styles() -> Result<&'static str, Absent> {
    Ok(include_str!(concat!(env!("OUT_DIR"), "/panels.css")))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_insight(
    plan: ValidPlan,
    format: Format,
    answers: Value,
    extra_answers: Value,
    host: Option<HostBenchmarks>,
) -> Result<Box<Insight>, Absent> {
    take_late_english(late_english());
    Ok(Box::new(Insight { answers, extra_answers, host, ..Insight::new(plan, format) }))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_benchmarks(value: Option<Value>) -> Result<Result<HostBenchmarks, Vec<Problem>>, Absent> {
    Ok(host_benchmarks(value))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_panel(insight: &Insight, name: &str, wish: &Value) -> Result<Option<Tree>, Absent> {
    Ok(insight.panel(name, wish))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_tree(tree: &Tree) -> Result<JsValue, Absent> {
    Ok(to_js(tree))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_text(insight: &Insight, name: &str, wish: &Value) -> Result<Option<String>, Absent> {
    Ok(insight.text(name, wish))
}

fn host_benchmarks(value: Option<Value>) -> Result<HostBenchmarks, Vec<Problem>> {
    let Some(value) = value else {
        let message = "Benchmarks are plain data: objects, lists, text, numbers, true and false.";
        return Err(vec![Problem::new("", ProblemKind::WrongType, "", message)]);
    };
    HostBenchmarks::read(&value)
}

fn wished(wish: &str) -> Value {
    JSON::parse(wish).ok().and_then(|wish| plain_data(&wish)).unwrap_or(Value::Null)
}

/// What panels look like, beside the sheet of the page; empty while the late part is not there.
#[wasm_bindgen]
pub fn panel_styles() -> String {
    now(late_styles()).unwrap_or_default().to_owned()
}

/// A plan and what was answered about it, evaluated once for all panels of a page.
#[wasm_bindgen]
pub struct Panels(Box<Insight>);

#[wasm_bindgen]
impl Panels {
    /// Evaluates a plan; `undefined` if it is not valid, which a plan of the page always is, or if the late part is not
    /// there. The host's own benchmarks are plain data or `undefined`; those that are not right are none, and
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
        let (extra_answers, answers) =
            groups.into_iter().partition(|(group, _)| matches!(group.as_str(), "campaign" | "call"));
        let host = if benchmarks.is_undefined() {
            None
        } else {
            now(late_benchmarks(plain_data(benchmarks))).ok()?.ok()
        };
        now(late_insight(plan, format, Value::Map(answers), Value::Map(extra_answers), host)).ok().map(Self)
    }

    /// What is wrong with a host's benchmarks: a list of `{ path, code, message, value, allowed }`, empty where nothing is.
    pub fn check_benchmarks(benchmarks: &JsValue) -> JsValue {
        let read = now(late_benchmarks(plain_data(benchmarks)));
        to_js(&read.ok().and_then(Result::err).unwrap_or_default())
    }

    /// The markup of a panel as `[tag, { attributes }, child, …]`; `wish` is JSON text. `undefined` where there is
    /// nothing to show.
    pub fn draw(&self, name: &str, wish: &str) -> JsValue {
        let tree = now(late_panel(&self.0, name, &wished(wish))).ok().flatten();
        tree.and_then(|tree| now(late_tree(&tree)).ok()).unwrap_or(JsValue::UNDEFINED)
    }

    /// Text for the clipboard or a file: CSV, a table for a spreadsheet. `undefined` where there is none of that name.
    pub fn text(&self, name: &str, wish: &str) -> Option<String> {
        now(late_text(&self.0, name, &wished(wish))).ok().flatten()
    }
}
