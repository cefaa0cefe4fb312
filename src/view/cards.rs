//! Figures as cards under a title, with the explanation of the one that is open.

use super::explain::open_explanation;
use super::figure::{Results, figure_button, heading};
use crate::app::{FigureRef, Section};
use crate::markup::{Tree, line, of};
use crate::text::Text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::ScopeId;

/// A titled block of cards. `sentence` says what they mean together.
pub fn cards(
    results: Results,
    area: Section,
    title: Text,
    sentence: Option<String>,
    figures: &[(ScopeId, MetricId)],
) -> Tree {
    let card = |(column, metric): &(ScopeId, MetricId)| {
        let spot = FigureRef { area, column: *column, metric: *metric };
        of("div", "metric")
            .keyed(metric.text())
            .set("part", "result")
            .child(line("div", "label", results.format().name(*metric)).set("part", "result-label"))
            .child(of("div", "s28").child(figure_button(results, spot, false)))
    };
    of("div", "block")
        .child(heading(results, title.get()))
        .children(sentence.map(|sentence| line("p", "meaning", sentence)))
        .child(of("div", "metrics").children(figures.iter().map(card)))
        .child(open_explanation(results, area))
}
