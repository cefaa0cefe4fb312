//! The state and the markup of the page, without a browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "native/call.rs"]
mod call;
#[path = "native/campaign.rs"]
mod campaign;
#[path = "native/charts.rs"]
mod charts;
#[path = "native/controls.rs"]
mod controls;
#[path = "native/deals.rs"]
mod deals;
#[path = "native/drawn.rs"]
mod drawn;
#[path = "native/exports.rs"]
mod exports;
#[path = "native/hostdata.rs"]
mod hostdata;
#[path = "native/import.rs"]
mod import;
#[path = "native/joins.rs"]
mod joins;
#[path = "native/lead.rs"]
mod lead;
#[path = "native/links.rs"]
mod links;
#[path = "native/names.rs"]
mod names;
#[path = "native/numbers.rs"]
mod numbers;
#[path = "native/papers.rs"]
mod papers;
#[path = "native/portfolio.rs"]
mod portfolio;
#[path = "native/portfolio_said.rs"]
mod portfolio_said;
#[path = "native/portfolio_slices.rs"]
mod portfolio_slices;
#[path = "native/private.rs"]
mod private;
#[path = "native/provenance.rs"]
mod provenance;
#[path = "native/ranges.rs"]
mod ranges;
#[path = "native/says.rs"]
mod says;
#[path = "native/start.rs"]
mod start;
#[path = "native/state.rs"]
mod state;
#[path = "native/tables.rs"]
mod tables;
#[path = "native/targets.rs"]
mod targets;
#[path = "native/verdicts.rs"]
mod verdicts;
#[path = "native/view.rs"]
mod view;
#[path = "native/ways.rs"]
mod ways;
#[path = "native/words.rs"]
mod words;
#[path = "native/workspace.rs"]
mod workspace;

use comarketing_roi::app::{Action, State};
use comarketing_roi::format::Format;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// A form as a visitor finds it.
fn fresh() -> State {
    State::new(Format::new("en", "USD"), None)
}

/// A form without figures.
fn blank() -> State {
    act(&fresh(), Action::Clear)
}

#[track_caller]
fn act(state: &State, action: Action) -> State {
    state.apply(action).expect("the action changes something")
}

#[track_caller]
fn typed(state: &State, place: FieldPath, text: &str) -> State {
    act(state, Action::Edit(place, text.to_owned()))
}

fn left(state: &State, place: FieldPath) -> State {
    state.apply(Action::Commit(place)).unwrap_or_else(|| state.clone())
}

fn total(state: &State, id: MetricId) -> Option<f64> {
    state.report().and_then(|report| report.total.value(id))
}

const MDF: FieldPath = FieldPath { tier: Some(0), field: Field::MdfSpent };
const WIN: FieldPath = FieldPath { tier: Some(0), field: Field::WinRate };
const REVENUE: FieldPath = FieldPath { tier: Some(0), field: Field::RevenueSourced };
const MARGIN: FieldPath = FieldPath { tier: None, field: Field::GrossMargin };
