//! Figures as cards under a title, with the explanation of the one that is open.

use super::explain::open_explanation;
use super::figure::{Results, figure_button, heading};
use super::markup::{add, el, keyed, line, with, words};
use super::name_of;
use crate::app::{Column, FigureRef, Section};
use crate::text::Text;
use comarketing_roi_engine::MetricId;
use yew::Html;

/// A titled block of cards. `sentence` says what they mean together.
pub fn cards(
    results: Results,
    area: Section,
    title: Text,
    sentence: Option<String>,
    of: &[(Column, MetricId)],
) -> Html {
    let card = |(column, metric): &(Column, MetricId)| {
        let spot = FigureRef { area, column: *column, metric: *metric };
        keyed(
            metric.text(),
            "div",
            &["class", "part"],
            &["card", "result"],
            Vec::new(),
            vec![
                with(
                    "div",
                    &["class", "part"],
                    &["label", "result-label"],
                    Vec::new(),
                    vec![words(name_of(*metric))],
                ),
                figure_button(results, spot, false),
            ],
        )
    };
    let mut parts = vec![heading(results, title.get())];
    add(&mut parts, sentence.map(|sentence| line("p", "meaning", sentence)));
    parts.push(el("div", "cards", of.iter().map(card).collect()));
    parts.push(open_explanation(results, area));
    el("div", "block", parts)
}
