//! The boundary to JavaScript. Nothing behind it knows of it.
#![cfg_attr(feature = "probe", allow(dead_code, reason = "tests of numbers alone need no plan"))]

mod data;
#[cfg(feature = "api")]
pub mod headless;
mod json;

#[cfg(feature = "ui")]
mod effects;
#[cfg(feature = "ui")]
pub mod panels;
#[cfg(feature = "ui")]
pub mod part;
#[cfg(feature = "probe")]
pub mod probe;
#[cfg(feature = "ui")]
mod root;
#[cfg(feature = "ui")]
pub mod rows;
#[cfg(feature = "ui")]
pub mod widget;

use comarketing_roi_engine::{Plan, Problem, ValidPlan};
use wasm_bindgen::JsValue;

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
