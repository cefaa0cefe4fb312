//! The place of an explanation: its title and the empty element that the panel of the late part fills.

use super::figure::{Results, explanation_id};
use super::markup::{button, el, line, panel, value, with, words};
use super::{column_name, scope};
use crate::app::{Action, Column, FigureRef, Section};
use crate::text;
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
    let metric = spot.metric.text();
    let wish = match spot.column {
        Column::Tier(at) => format!("{{\"metric\":\"{metric}\",\"tier\":{at}}}"),
        Column::Direct => format!("{{\"metric\":\"{metric}\",\"column\":\"direct\"}}"),
        Column::Total => format!("{{\"metric\":\"{metric}\"}}"),
    };
    with(
        "div",
        &["class", "role", "id", "aria-label"],
        &["explanation", "group"],
        vec![value(explanation_id(spot)), value(title.clone())],
        vec![el("div", "top", vec![line("strong", "", title), close]), panel("explain", wish)],
    )
}
