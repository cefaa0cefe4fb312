//! The headless API: what `engine.js` gives to browser and Node.

use super::json::to_js;
use super::plan_of;
use comarketing_roi_engine::report::Table;
use comarketing_roi_engine::{Problem, Report, evaluate};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The one shape of every answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Good { ok: bool, report: Box<Report> },
    Bad { ok: bool, errors: Vec<Problem> },
}

/// Works out a plan: `{ ok: true, report }` or `{ ok: false, errors }`.
#[wasm_bindgen]
pub fn calculate(plan: JsValue) -> JsValue {
    to_js(&match plan_of(&plan) {
        Ok(plan) => Answer::Good { ok: true, report: Box::new(evaluate(&plan)) },
        Err(errors) => Answer::Bad { ok: false, errors },
    })
}

/// The metric table.
#[wasm_bindgen]
pub fn metrics() -> JsValue {
    to_js(&Table)
}

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
