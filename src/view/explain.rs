//! The place of an explanation: its title and the place of what the late part says.

use super::column_name;
use super::figure::Results;
use crate::app::{Action, FigureRef, Panel, Section, explanation_id};
use crate::markup::{Tree, button, el, line, of};
use crate::text;
use comarketing_roi_engine::message::concat;

/// The place of an explanation in an area, with the one that is open there.
pub fn open_explanation(results: Results, area: Section) -> Tree {
    let open = results.state.open.filter(|open| open.area == area);
    el("div").children(open.map(|spot| explanation(results, spot)))
}

/// Explains the figure at a spot.
pub fn explanation(results: Results, spot: FigureRef) -> Tree {
    if spot.column.of(results.report).and_then(|scope| scope.figure(spot.metric)).is_none() {
        return el("div");
    }
    let close = button("quiet", text::CLOSE, Action::Close { from_inside: true });
    let title =
        concat(&[&results.format().name(spot.metric), " · ", &column_name(results.report, spot.column)]);
    of("div", "explanation")
        .set("role", "group")
        .set("id", explanation_id(spot))
        .set("aria-label", title.clone())
        .child(of("div", "head").child(line("strong", "", title)).child(close))
        .place(Panel::Explanation(spot.metric, spot.column))
}
