//! What is drawn beyond the first screen: explanations, charts, answers of the engine's questions and documents.
//!
//! It lives in a second Wasm module without Yew, which is loaded when something of it is to be shown: the page is usable
//! before it arrives. The page leaves an empty element for each panel and says what belongs there; a panel is a pure
//! function from the plan and that wish to a [`Tree`].

pub mod benchmark;
pub mod explain;
pub mod tree;

use crate::format::Format;
use comarketing_roi_engine::{Report, ValidPlan, Value, evaluate};
pub use tree::Tree;

/// What every panel is drawn from.
pub struct Insight {
    /// The plan.
    pub plan: ValidPlan,
    /// Its report.
    pub report: Report,
    /// How numbers are written.
    pub format: Format,
    /// What was answered on maturity and controls: the argument of the engine's `assess`.
    pub answers: Value,
}

impl Insight {
    /// Evaluates the plan.
    pub fn new(plan: ValidPlan, format: Format) -> Self {
        let report = evaluate(&plan);
        Self { plan, report, format, answers: Value::Null }
    }

    /// Draws the panel of that name; `None` where there is none, or nothing to show.
    pub fn panel(&self, name: &str, wish: &Value) -> Option<Tree> {
        match name {
            "explain" => explain::panel(self, wish),
            _ => None,
        }
    }
}

impl Insight {
    /// The text of that name, for the clipboard or a file.
    pub fn text(&self, _name: &str, _wish: &Value) -> Option<String> {
        None
    }
}

/// The text under a key of a wish.
pub(crate) fn word<'a>(wish: &'a Value, key: &str) -> Option<&'a str> {
    match entry(wish, key)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The number under a key of a wish.
pub(crate) fn amount(wish: &Value, key: &str) -> Option<f64> {
    match entry(wish, key)? {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// What stands under a key of a wish.
pub(crate) fn entry<'a>(wish: &'a Value, key: &str) -> Option<&'a Value> {
    match wish {
        Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}
