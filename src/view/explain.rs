//! The place of an explanation: its title and the place of what the late part says.

use super::figure::Results;
use super::{column_name, scope};
use crate::app::{Action, Column, FigureRef, Section, explanation_id};
use crate::markup::{Tree, Wish, button, el, line, of};
use crate::text;
use comarketing_roi_engine::Value;
use comarketing_roi_engine::message::concat;

/// The place of an explanation in an area, with the one that is open there.
pub fn open_explanation(results: Results, area: Section) -> Tree {
    let open = results.state.open.filter(|open| open.area == area);
    el("div").children(open.map(|spot| explanation(results, spot)))
}

/// Explains the figure at a spot.
pub fn explanation(results: Results, spot: FigureRef) -> Tree {
    let Some(figure) = scope(results.report, spot.column).and_then(|s| s.figure(spot.metric)) else {
        return el("div");
    };
    let close = button("quiet", text::CLOSE, Action::Close { from_inside: true });
    let title = concat(&[text::term(figure.metric.name), " · ", &column_name(results.report, spot.column)]);
    let text = |text: &str| Value::Text(text.to_owned());
    let metric = ("metric", text(spot.metric.text()));
    let wish = match spot.column {
        Column::Tier(at) => Wish::of("explain", [metric, ("tier", Value::Number(at as f64))]),
        Column::Direct => Wish::of("explain", [metric, ("column", text("direct"))]),
        Column::Total => Wish::of("explain", [metric]),
    };
    of("div", "explanation")
        .set("role", "group")
        .set("id", explanation_id(spot))
        .set("aria-label", title.clone())
        .child(of("div", "top").child(line("strong", "", title)).child(close))
        .place(wish)
}
