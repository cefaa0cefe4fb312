//! The results, in order of weight.

use super::cards::cards;
use super::explain::open_explanation;
use super::figure::{Results, figure_button, heading};
use super::markup::{button, el, flag, line, number, value, with, words};
use super::panel::{Wish, panel};
use super::table::tier_table;
use super::{label_of, name_of};
use crate::app::{Action, Column, FigureRef, Section, Toggle};
use crate::fold::capital;
use crate::{marks, text};
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::report::{Assumption, Warning};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId};
use yew::Html;

/// The numbers that executives ask for.
pub(super) const EXECUTIVE: [(Column, MetricId); 4] = [
    (Column::Total, MetricId::PipelineSourced),
    (Column::Total, MetricId::PipelineInfluenced),
    (Column::Total, MetricId::PipelinePerMdfDollar),
    (Column::Direct, MetricId::DirectPipelinePerDollar),
];

/// What a customer costs.
pub(super) const ACQUISITION: [(Column, MetricId); 6] = [
    (Column::Total, MetricId::PartnerCac),
    (Column::Direct, MetricId::DirectCac),
    (Column::Total, MetricId::CacReduction),
    (Column::Total, MetricId::CacPaybackMonths),
    (Column::Total, MetricId::LtvToCac),
    (Column::Total, MetricId::CostPerInfluencedPipelineDollar),
];

/// What must be true, and the whole programme.
const PROGRAMME: [(Column, MetricId); 7] = [
    (Column::Total, MetricId::BreakEvenCustomers),
    (Column::Total, MetricId::BreakEvenPipeline),
    (Column::Total, MetricId::BreakEvenInfluenceCredit),
    (Column::Total, MetricId::MdfUtilisation),
    (Column::Total, MetricId::BlendedCac),
    (Column::Total, MetricId::BlendedCacChange),
    (Column::Total, MetricId::PartnerSourcedRevenueShare),
];

/// Everything that the report says; `None` before the first form that can be read. What is wrong with the form stands
/// here too, where its coming and going moves no field.
pub fn results(results: Option<Results>, problems: Html, stale: bool) -> Html {
    let mut parts = vec![
        problems,
        with(
            "p",
            &["class", "hidden"],
            &["empty"],
            vec![flag(results.is_some())],
            vec![words(text::NOTHING_YET)],
        ),
        with(
            "p",
            &["class", "hidden"],
            &["stale-note"],
            vec![flag(!stale || results.is_none())],
            vec![words(text::STALE)],
        ),
    ];
    if let Some(results) = results {
        parts.extend([
            headline(results),
            cards(results, Section::Executive, text::EXECUTIVE, None, &EXECUTIVE),
            cards(results, Section::Acquisition, text::ACQUISITION, Some(acquisition(results)), &ACQUISITION),
            warnings(results),
            tier_table(results),
            cards(results, Section::Programme, text::PROGRAMME, None, &PROGRAMME),
            charts(results),
            assumptions(results),
        ]);
    }
    answers(stale, parts)
}

/// The side of the page that answers; `stale` where it answers for an earlier form.
#[inline(never)]
pub(super) fn answers(stale: bool, parts: Vec<Html>) -> Html {
    let class = if stale { "results stale" } else { "results" };
    let values = vec![value(text::RESULTS), value(class)];
    with("section", &["part", "aria-label", "class"], &["section"], values, parts)
}

/// What the late part draws for every plan, once it is asked for.
fn charts(results: Results) -> Html {
    let open = results.state.is_on(Toggle::Charts);
    let toggle = button(
        results.dispatch,
        Action::Toggle(Toggle::Charts),
        &["type", "part", "aria-expanded"],
        &["button", "button"],
        vec![value(if open { "true" } else { "false" })],
        vec![words(if open { text::CHARTS_HIDE } else { text::CHARTS_SHOW })],
    );
    let drawn = if open { drawings(results) } else { Vec::new() };
    el("div", "block", vec![el("div", "actions", vec![toggle]), el("div", "charts", drawn)])
}

/// The charts that every plan has, in the order in which they are read.
pub(super) fn drawings(results: Results) -> Vec<Html> {
    const DRAWN: [&str; 8] =
        ["corridor", "tiers", "funnel", "projection", "tornado", "distribution", "allocation", "definitions"];
    DRAWN.iter().map(|name| panel(results.board, Wish::plain(name))).collect()
}

/// One figure, its band, and one sentence that says what it means.
pub(super) fn headline(results: Results) -> Html {
    let spot = FigureRef { area: Section::Headline, column: Column::Total, metric: MetricId::Roi };
    let text = |metric| results.text(Column::Total, metric);
    let band = match (text(MetricId::RoiSourcedOnly), text(MetricId::RoiFullInfluence)) {
        (Some(low), Some(high)) => text::ends(&low, &high),
        _ => String::new(),
    };
    let parts = vec![
        heading(results, name_of(MetricId::Roi)),
        figure_button(results, spot, false),
        example(results),
        line("p", "band", band),
        line("p", "meaning", meaning(results)),
        gaps(results),
        line("p", "hint", text::DOTTED),
        open_explanation(results, Section::Headline),
    ];
    with("div", &["class", "part"], &["headline", "result"], Vec::new(), parts)
}

/// That the result is an example, and which figures of it are left.
fn example(results: Results) -> Html {
    let report = results.report;
    with(
        "p",
        &["class", "hidden"],
        &["example-note"],
        vec![flag(!report.is_example())],
        vec![
            line("strong", "tag", text::EXAMPLE),
            words(concat(&[" ", text::EXAMPLE_RESULT.get(), " ", &marks::examples_left(report)])),
        ],
    )
}

/// What the headline does with the tiers that lack its figures, and the way to the fields that are missing: drawn by the
/// late part, and only for a plan that has such tiers.
fn gaps(results: Results) -> Html {
    let figure = results.report.total.figure(MetricId::Roi);
    let there = figure.is_some_and(|figure| !figure.gaps.is_empty());
    el("div", "", if there { vec![panel(results.board, Wish::plain("gaps"))] } else { Vec::new() })
}

/// The sentence under the headline; the reason where there is no figure.
fn meaning(results: Results) -> String {
    let Some(roi) = results.value(Column::Total, MetricId::Roi) else {
        return results.reason(Column::Total, MetricId::Roi).unwrap_or_default();
    };
    results.format().meaning(roi)
}

/// Acquisition cost in words: a reduction is called one, and so is an increase.
pub(super) fn acquisition(results: Results) -> String {
    let text = |column, metric| results.text(column, metric);
    let reduction = results.value(Column::Total, MetricId::CacReduction);
    let saving = results.value(Column::Total, MetricId::CacSaving);
    let costs = (text(Column::Total, MetricId::PartnerCac), text(Column::Direct, MetricId::DirectCac));
    let ((Some(partner), Some(direct)), Some(reduction), Some(saving)) = (costs, reduction, saving) else {
        return results.reason(Column::Total, MetricId::CacReduction).unwrap_or_default();
    };
    // A difference is not told as none.
    let (share, _) = results.format().pair(Unit::Ratio, reduction.abs(), 0.0);
    let money = results.format().figure(Unit::Currency, saving.abs());
    if partner == direct {
        text::equal(&partner)
    } else if reduction > 0.0 {
        text::cheaper(&partner, &direct, &share, &money)
    } else {
        text::dearer(&partner, &direct, &share, &money)
    }
}

pub(super) fn warnings(results: Results) -> Html {
    let report = results.report;
    let item = |warning: &Warning| {
        let [first, second] = warning.values;
        // Two values that differ do not read the same.
        let write = |unit: Unit, value: f64| {
            let (one, other) = results.format().pair(unit, first, second);
            if value.to_bits() == first.to_bits() { one } else { other }
        };
        let said = warning.message(&write, text::TRANSLATE);
        // Behind the name of a tier a sentence goes on; otherwise it begins.
        line("li", "", if warning.tier.is_empty() { capital(&said) } else { said })
    };
    let items = report.warnings.iter().map(item).collect();
    with(
        "div",
        &["class", "hidden"],
        &["block warnings"],
        vec![flag(report.warnings.is_empty())],
        vec![heading(results, text::WARNINGS.get()), el("ul", "", items)],
    )
}

pub(super) fn assumptions(results: Results) -> Html {
    let report = results.report;
    let item = |assumption: &Assumption| {
        let amount = results.format().exact(unit_of(assumption.place), assumption.value);
        el(
            "li",
            "",
            vec![
                line("strong", "", name(results, assumption.place)),
                words(": "),
                number("span", "", amount),
                words(". "),
                line("span", "", capital(text::translated(&assumption.why).unwrap_or(&assumption.why))),
            ],
        )
    };
    let summary = text::assumptions(&report.assumptions.len().to_string());
    with(
        "details",
        &["class", "hidden"],
        &["block assumptions"],
        vec![flag(report.assumptions.is_empty())],
        vec![line("summary", "", summary), el("ul", "", report.assumptions.iter().map(item).collect())],
    )
}

fn name(results: Results, place: FieldPath) -> String {
    match place.tier.and_then(|at| results.report.tiers.get(at)) {
        Some(tier) => concat(&[&isolated(&tier.name), ", ", label_of(place.field)]),
        None => label_of(place.field).to_owned(),
    }
}

pub(super) fn unit_of(place: FieldPath) -> Unit {
    match place.field.kind() {
        Kind::Money => Unit::Currency,
        Kind::Count => Unit::Count,
        Kind::Rate => Unit::Ratio,
        Kind::Period | Kind::Months => Unit::Months,
        Kind::Years => Unit::Years,
    }
}
