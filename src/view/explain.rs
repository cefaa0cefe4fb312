//! The place of an explanation: its title and the empty element that the panel of the late part fills.

use super::figure::Results;
use super::markup::{button, el, line, value, with, words};
use super::panel::{Wish, panel};
use super::{column_name, scope};
use crate::app::{Action, Column, FigureRef, Section, explanation_id};
use crate::text;
use comarketing_roi_engine::Value;
use comarketing_roi_engine::message::concat;
use yew::Html;

/// The place of an explanation in an area, with the one that is open there. It is always there itself: children without
/// keys are paired from the last, so one more at the end would make its siblings anew and take the focus from them.
pub fn open_explanation(results: Results, area: Section) -> Html {
    let open = results.state.open.filter(|open| open.area == area);
    el("div", "", open.map(|spot| explanation(results, spot)).into_iter().collect())
}

/// Explains the figure at a spot.
pub fn explanation(results: Results, spot: FigureRef) -> Html {
    let Some(figure) = scope(results.report, spot.column).and_then(|s| s.figure(spot.metric)) else {
        return line("div", "", "");
    };
    let close = button(
        results.dispatch,
        Action::Close { from_inside: true },
        &["type", "class", "part"],
        &["button", "quiet", "button"],
        Vec::new(),
        vec![words(text::CLOSE)],
    );
    let title = concat(&[text::term(figure.metric.name), " · ", &column_name(results.report, spot.column)]);
    let text = |text: &str| Value::Text(text.to_owned());
    let metric = ("metric", text(spot.metric.text()));
    let wish = match spot.column {
        Column::Tier(at) => Wish::of("explain", [metric, ("tier", Value::Number(at as f64))]),
        Column::Direct => Wish::of("explain", [metric, ("column", text("direct"))]),
        Column::Total => Wish::of("explain", [metric]),
    };
    with(
        "div",
        &["class", "role", "id", "aria-label"],
        &["explanation", "group"],
        vec![value(explanation_id(spot)), value(title.clone())],
        vec![el("div", "top", vec![line("strong", "", title), close]), panel(results.board, wish)],
    )
}
