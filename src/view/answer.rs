//! The answer: one figure, whose numbers it rests on, what it means, its band drawn, and what it leaves out.

use super::explain::open_explanation;
use super::figure::{Results, figure_button};
use super::name_of;
use crate::app::{FigureRef, Panel, Section};
use crate::insight::ruler;
use crate::markup::{Tree, el, line, of};
use crate::{marks, text};
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::ScopeId;

/// How large the figure of the headline is: by the class of what holds it.
pub(super) const LARGE: &str = "s44";

/// The answer of a view.
pub(super) fn headline(results: Results) -> Tree {
    answer(results, name_of(MetricId::Roi), LARGE)
        .child(line("p", "meaning", meaning(results)))
        .children(ruler::drawn(results.report, results.format()))
        .child(chance(results))
        .child(gaps(results))
        .child(line("p", "tiny", text::DOTTED))
        .child(open_explanation(results, Section::Headline))
}

/// The sunken surface with its title, the sign of whose numbers it shows, and the figure; grey while all are an example.
pub(super) fn answer(results: Results, title: &'static str, size: &'static str) -> Tree {
    let class = match (results.report.is_example(), results.state.draft().has_own_figures()) {
        (false, _) => "answer headline",
        (true, true) => "answer headline is-mixed",
        (true, false) => "answer headline is-example",
    };
    let spot = FigureRef { area: Section::Headline, column: ScopeId::Total, metric: MetricId::Roi };
    of("div", class)
        .set("part", "result")
        .child(of("div", "row apart").child(line(results.heading, "eyebrow", title)).child(whose(results)))
        .child(of("p", size).child(figure_button(results, spot, false)))
}

/// Whose numbers the figure rests on, in a word.
pub(super) fn whose(results: Results) -> Tree {
    let report = results.report;
    if report.is_example() {
        let left = results.state.examples_left().to_string();
        return match results.state.draft().has_own_figures() {
            true => line("span", "tag example", text::still_example_count(&left)),
            false => line("span", "tag example", text::SAMPLE_BANNER),
        };
    }
    match results.state.stand_ins().len() {
        _ if !results.state.draft().has_own_figures() => el("span"),
        0 => line("span", "tag", text::YOUR_NUMBERS),
        some => line("span", "tag", text::your_numbers_assumed(&some.to_string())),
    }
}

/// Which figures of the result are still an example.
pub(super) fn still_example(results: Results) -> Tree {
    let own = results.state.draft().has_own_figures();
    line("p", "small example-note", marks::examples_left(results.report))
        .flag("hidden", !own || !results.report.is_example())
}

/// What the headline does with the tiers that lack its figures, and the way to the fields that are missing: drawn by the
/// late part, and only for a plan that has such tiers.
pub(super) fn gaps(results: Results) -> Tree {
    let figure = results.report.total.figure(MetricId::Roi);
    let place = el("div");
    match figure.is_some_and(|figure| !figure.gaps.is_empty()) {
        true => place.place(Panel::Gaps),
        false => place,
    }
}

/// How likely it is that the program pays back: drawn by the late part, which works it out, and only for a plan with a range.
pub(super) fn chance(results: Results) -> Tree {
    let shown = results.state.outcome().shown(results.state.is_private());
    let place = el("div");
    let is_uncertain = shown.is_some_and(|(plan, _)| plan.has_ranges());
    match is_uncertain && results.value(ScopeId::Total, MetricId::Roi).is_some() {
        true => place.place(Panel::Chance),
        false => place,
    }
}

/// The sentence under the headline; the reason where there is no figure.
pub(super) fn meaning(results: Results) -> String {
    let Some(roi) = results.value(ScopeId::Total, MetricId::Roi) else {
        return results.reason(ScopeId::Total, MetricId::Roi).unwrap_or_default();
    };
    results.format().meaning(roi)
}
