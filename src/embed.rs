//! The boundary to JavaScript. Nothing behind it knows of it.
#![cfg_attr(feature = "probe", allow(dead_code, reason = "tests of numbers alone need no plan"))]

mod data;
#[cfg(feature = "api")]
pub mod headless;
mod json;

#[cfg(feature = "ui")]
pub mod panels;
#[cfg(feature = "ui")]
pub mod part;
#[cfg(feature = "probe")]
pub mod probe;
#[cfg(feature = "ui")]
pub mod widget;

#[cfg(feature = "ui")]
pub use widget::Notify;

use comarketing_roi_engine::{Plan, Problem, ValidPlan};
use wasm_bindgen::JsValue;

/// A plan as JSON text.
#[cfg(feature = "ui")]
pub(crate) fn plan_text(plan: &Plan) -> Option<String> {
    json::text(plan)
}

/// A text as JSON text; none where it is empty.
#[cfg(feature = "ui")]
pub(crate) fn json_text(text: &str) -> Option<String> {
    if text.is_empty() { None } else { json::text(text) }
}

/// Reads a plan from a JavaScript value of any kind.
fn plan_of(value: &JsValue) -> Result<ValidPlan, Vec<Problem>> {
    use comarketing_roi_engine::problem::ProblemKind;
    match data::plain_data(value) {
        Some(value) => Plan::read_in(&value, crate::fold::fold),
        None => {
            let message = "A plan is plain data: objects, lists, text, numbers, true and false.";
            Err(vec![Problem::new("", ProblemKind::WrongType, "", message)])
        }
    }
}
