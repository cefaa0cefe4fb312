//! A figure on screen: a button that opens its explanation.

use super::column_name;
use crate::app::{Action, FigureRef, State, button_id, explanation_id};
use crate::format::Format;
use crate::markup::{Tree, el, line, number, visually_hidden};
use crate::{marks, text};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::resolve::Basis;
use comarketing_roi_engine::{MetricId, Report};

/// What every view of results needs.
#[derive(Clone, Copy)]
pub struct Results<'a> {
    /// The report.
    pub report: &'a Report,
    /// What is drawn.
    pub state: &'a State,
    /// The tag of headings.
    pub heading: &'static str,
}

impl Results<'_> {
    /// How numbers are written.
    pub fn format(&self) -> &Format {
        &self.state.format
    }

    /// The value of a metric in a column.
    pub fn value(&self, column: ScopeId, metric: MetricId) -> Option<f64> {
        column.of(self.report)?.value(metric)
    }

    /// The value as text.
    pub fn text(&self, column: ScopeId, metric: MetricId) -> Option<String> {
        self.value(column, metric).map(|value| self.format().metric(metric, value, false))
    }

    /// Why there is no value.
    pub fn reason(&self, column: ScopeId, metric: MetricId) -> Option<String> {
        column.of(self.report)?.figure(metric)?.reason_in(text::TRANSLATE)
    }
}

/// A figure that opens its explanation; `short` shortens large amounts.
pub fn figure_button(results: Results, spot: FigureRef, short: bool) -> Tree {
    let Some(figure) = spot.column.of(results.report).and_then(|s| s.figure(spot.metric)) else {
        return visually_hidden(text::NOT_STATED);
    };
    let shown = match figure.value {
        Ok(value) => results.format().metric(spot.metric, value, short),
        Err(why) => text::no_value(why).get().to_owned(),
    };
    let class = match (figure.value, figure.basis) {
        (Err(_), _) => "figure none",
        (Ok(_), Basis::Assumed) => "figure assumed",
        (Ok(_), Basis::Example) => "figure example",
        (Ok(_), _) => "figure",
    };
    let assumed = if class == "figure assumed" { text::ASSUMED.get() } else { "" };
    let (name, column) = (results.format().name(spot.metric), column_name(results.report, spot.column));
    let said = text::join_items("", &text::items(&[&*name, &*column, assumed]));
    // By words: what an example is, and what a total leaves out, must be seen without its color.
    // Where all are, the headline says so once, and the others are heard with it.
    let all = !results.state.draft().has_own_figures();
    let example = (class == "figure example").then(|| match all {
        true => visually_hidden(text::EXAMPLE),
        false => line("span", "tag example", text::EXAMPLE),
    });
    let part = marks::part(&figure);
    let part = (!part.is_empty()).then(|| line("span", "tag part", part));
    let open = results.state.open == Some(spot);
    el("button")
        .set("type", "button")
        .set("part", "result-value")
        .set("class", class)
        .set("id", button_id(spot))
        .says("aria-expanded", open)
        .set_some("aria-controls", open.then(|| explanation_id(spot)))
        .presses(Action::Explain(spot))
        .child(number("span", "value", shown))
        .children(example)
        .children(part)
        .child(visually_hidden(said))
}

/// A heading of the results.
pub(super) fn heading(results: Results, text: &'static str) -> Tree {
    line(results.heading, "group", text)
}
