//! What is drawn beyond the first screen: explanations, charts, answers of the engine's questions and documents.
//!
//! It lives in a second Wasm module without Yew, which is loaded when something of it is to be shown: the page is usable
//! before it arrives. The page leaves an empty element for each panel and says what belongs there; a panel is a pure
//! function from the plan and that wish to a [`Tree`].

mod activity;
pub mod benchmark;
mod chart;
mod claim;
mod definitions;
pub mod explain;
mod export;
mod goal;
mod host;
mod import;
mod keys;
mod lead;
pub mod link;
mod next;
mod questions;
mod request;
mod say;
mod scenarios;
mod stage;
mod steps;
mod story;
mod summary;
mod tiers;
pub mod tree;

#[cfg(feature = "ui")]
pub(crate) use tiers::MAIN;

use crate::format::Format;
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
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
    /// What was told beside: `{ campaign: { kind, tier, delayDays, target }, call: { target } }`, as it was typed.
    pub told: Value,
    /// The host's own figures to hold ours against.
    pub host: Option<HostBenchmarks>,
}

impl Insight {
    /// Evaluates the plan.
    pub fn new(plan: ValidPlan, format: Format) -> Self {
        let report = evaluate(&plan);
        Self { plan, report, format, answers: Value::Null, told: Value::Null, host: None }
    }

    /// Draws the panel of that name; `None` where there is none, or nothing to show.
    pub fn panel(&self, name: &str, wish: &Value) -> Option<Tree> {
        match name {
            "activity" => Some(activity::panel(self)),
            "claim" => claim::panel(self, wish),
            "definitions" => definitions::panel(self, wish),
            "explain" => explain::panel(self, wish),
            "goal" => goal::panel(self, wish),
            "goal-box" => activity::goal(self, wish),
            "import" => import::panel(self, wish),
            "keys" => keys::panel(self, wish),
            "lead" => lead::panel(self, wish),
            "next" => next::panel(self, wish),
            "questions" => questions::panel(self, wish),
            "request" => request::panel(self, wish),
            "scenarios" => Some(scenarios::panel(self, wish)),
            "stage" => stage::panel(self, wish),
            "steps" => steps::panel(self, wish),
            "story" => story::panel(self, wish),
            "summary" => summary::panel(self, wish),
            _ => chart::panel(self, name, wish),
        }
    }
}

impl Insight {
    /// The text of that name, for the clipboard or a file.
    pub fn text(&self, name: &str, wish: &Value) -> Option<String> {
        match name {
            "csv" => Some(export::csv(self)),
            "import" => import::taken(self, wish),
            "link" => Some(link::text(self, says(wish, "redact"))),
            "plan" => export::plan(self, says(wish, "redact")),
            "tsv" => Some(export::tsv(self, says(wish, "all"))),
            "unlink" => link::unlink(wish),
            _ => None,
        }
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

/// Whether a key of a wish says yes.
pub(crate) fn says(wish: &Value, key: &str) -> bool {
    entry(wish, key) == Some(&Value::Bool(true))
}

/// What stands under a key of a wish.
pub(crate) fn entry<'a>(wish: &'a Value, key: &str) -> Option<&'a Value> {
    match wish {
        Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}
