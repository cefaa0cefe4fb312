//! The results, in order of weight.

use super::cards::cards;
use super::explain::open_explanation;
use super::figure::{Results, figure_button, heading};
use super::table::tier_table;
use super::{label_of, name_of};
use crate::app::{Action, FigureRef, Panel, Section, Toggle};
use crate::fold::capital;
use crate::markup::{Tree, button, el, line, number, of};
use crate::{marks, text};
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::report::{Assumption, Warning};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId};

/// The numbers that executives ask for.
pub(super) const EXECUTIVE: [(ScopeId, MetricId); 4] = [
    (ScopeId::Total, MetricId::PipelineSourced),
    (ScopeId::Total, MetricId::PipelineInfluenced),
    (ScopeId::Total, MetricId::PipelinePerDollar),
    (ScopeId::Direct, MetricId::DirectPipelinePerDollar),
];

/// What a customer costs.
const ACQUISITION: [(ScopeId, MetricId); 6] = [
    (ScopeId::Total, MetricId::PartnerCac),
    (ScopeId::Direct, MetricId::DirectCac),
    (ScopeId::Total, MetricId::CacReduction),
    (ScopeId::Total, MetricId::CacPaybackMonths),
    (ScopeId::Total, MetricId::LtvToCac),
    (ScopeId::Total, MetricId::CostPerInfluencedPipelineDollar),
];

/// What must be true, and the whole programme.
const PROGRAMME: [(ScopeId, MetricId); 7] = [
    (ScopeId::Total, MetricId::BreakEvenCustomers),
    (ScopeId::Total, MetricId::BreakEvenPipeline),
    (ScopeId::Total, MetricId::BreakEvenInfluenceCredit),
    (ScopeId::Total, MetricId::MdfUtilisation),
    (ScopeId::Total, MetricId::BlendedCac),
    (ScopeId::Total, MetricId::BlendedCacChange),
    (ScopeId::Total, MetricId::PartnerSourcedRevenueShare),
];

/// Everything that the report says; `None` before the first form that can be read. What is wrong with the form stands
/// here too, where its coming and going moves no field.
pub fn results(results: Option<Results>, problems: Tree, stale: bool) -> Tree {
    let sheet = answers(stale)
        .child(problems)
        .child(line("p", "empty", text::NOTHING_YET).flag("hidden", results.is_some()))
        .child(line("p", "stale-note", text::STALE).flag("hidden", !stale || results.is_none()));
    let Some(results) = results else { return sheet };
    sheet
        .child(headline(results))
        .child(cards(results, Section::Executive, text::EXECUTIVE, None, &EXECUTIVE))
        .child(cost_of_customers(results))
        .child(warnings(results))
        .child(tier_table(results))
        .child(cards(results, Section::Programme, text::PROGRAMME, None, &PROGRAMME))
        .child(charts(results))
        .child(assumptions(results))
}

/// The side of the page that answers; `stale` where it answers for an earlier form.
pub(super) fn answers(stale: bool) -> Tree {
    of("section", if stale { "results stale" } else { "results" }).set("aria-label", text::RESULTS)
}

/// What a customer costs, in figures and in words.
pub(super) fn cost_of_customers(results: Results) -> Tree {
    cards(results, Section::Acquisition, text::ACQUISITION, Some(acquisition(results)), &ACQUISITION)
}

/// What the late part draws for every plan, once it is asked for.
fn charts(results: Results) -> Tree {
    let open = results.state.is_on(Toggle::Charts);
    let words = if open { text::CHARTS_HIDE } else { text::CHARTS_SHOW };
    let toggle = button("", words, Action::Toggle(Toggle::Charts)).says("aria-expanded", open);
    of("div", "block").child(of("div", "actions").child(toggle)).child(if open {
        drawings()
    } else {
        of("div", "charts")
    })
}

/// The charts that every plan has, in the order in which they are read.
pub(super) fn drawings() -> Tree {
    const DRAWN: [Panel; 9] = [
        Panel::CreditBand,
        Panel::Tiers(MetricId::Roi),
        Panel::Funnel,
        Panel::Channels,
        Panel::Projection,
        Panel::Tornado(MetricId::Roi),
        Panel::Distribution(MetricId::Roi),
        Panel::Allocation,
        Panel::Definitions,
    ];
    DRAWN.into_iter().fold(of("div", "charts"), Tree::place)
}

/// One figure, its band, and one sentence that says what it means.
pub(super) fn headline(results: Results) -> Tree {
    let spot = FigureRef { area: Section::Headline, column: ScopeId::Total, metric: MetricId::Roi };
    let text = |metric| results.text(ScopeId::Total, metric);
    let band = match (text(MetricId::RoiSourcedOnly), text(MetricId::RoiFullInfluence)) {
        (Some(low), Some(high)) => text::ends(&low, &high),
        _ => String::new(),
    };
    of("div", "headline")
        .set("part", "result")
        .child(heading(results, name_of(MetricId::Roi)))
        .child(figure_button(results, spot, false))
        .child(example(results))
        .child(line("p", "band", band))
        .child(line("p", "meaning", meaning(results)))
        .child(gaps(results))
        .child(line("p", "hint", text::DOTTED))
        .child(open_explanation(results, Section::Headline))
}

/// That the result is an example, and which figures of it are left.
fn example(results: Results) -> Tree {
    let report = results.report;
    of("p", "example-note")
        .flag("hidden", !report.is_example())
        .child(line("strong", "tag", text::EXAMPLE))
        .text(concat(&[" ", text::EXAMPLE_RESULT.get(), " ", &marks::examples_left(report)]))
}

/// What the headline does with the tiers that lack its figures, and the way to the fields that are missing: drawn by the
/// late part, and only for a plan that has such tiers.
fn gaps(results: Results) -> Tree {
    let figure = results.report.total.figure(MetricId::Roi);
    let place = el("div");
    match figure.is_some_and(|figure| !figure.gaps.is_empty()) {
        true => place.place(Panel::Gaps),
        false => place,
    }
}

/// The sentence under the headline; the reason where there is no figure.
fn meaning(results: Results) -> String {
    let Some(roi) = results.value(ScopeId::Total, MetricId::Roi) else {
        return results.reason(ScopeId::Total, MetricId::Roi).unwrap_or_default();
    };
    results.format().meaning(roi)
}

/// Acquisition cost in words: a reduction is called one, and so is an increase.
fn acquisition(results: Results) -> String {
    let text = |column, metric| results.text(column, metric);
    let reduction = results.value(ScopeId::Total, MetricId::CacReduction);
    let saving = results.value(ScopeId::Total, MetricId::CacSaving);
    let costs = (text(ScopeId::Total, MetricId::PartnerCac), text(ScopeId::Direct, MetricId::DirectCac));
    let ((Some(partner), Some(direct)), Some(reduction), Some(saving)) = (costs, reduction, saving) else {
        return results.reason(ScopeId::Total, MetricId::CacReduction).unwrap_or_default();
    };
    // A difference is not told as none.
    let (share, _) = results.format().pair(Unit::Ratio, reduction.abs(), 0.0);
    let money = results.format().figure(Unit::Currency, saving.abs());
    let said = if partner == direct {
        text::equal(&partner)
    } else if reduction > 0.0 {
        text::cheaper(&partner, &direct, &share, &money)
    } else {
        text::dearer(&partner, &direct, &share, &money)
    };
    concat(&[&said, " ", &range_of_reduction(results)])
}

/// Between which ends the reduction lies, whatever credit is claimed and however much cost follows it.
fn range_of_reduction(results: Results) -> String {
    use MetricId::{CacReductionAllCostStays, CacReductionFullInfluence, CacReductionSourcedOnly};
    let value = |metric| results.value(ScopeId::Total, metric);
    let ends = value(CacReductionSourcedOnly).zip(value(CacReductionFullInfluence));
    let (Some((sourced, full)), Some(stays)) = (ends, value(CacReductionAllCostStays)) else {
        return String::new();
    };
    let shown = |value| results.format().figure(Unit::Ratio, value);
    text::all_cost_follows(&shown(sourced.min(full)), &shown(sourced.max(full)), &shown(stays))
}

/// What is doubtful about the figures.
pub(super) fn warnings(results: Results) -> Tree {
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
    of("div", "block warnings")
        .flag("hidden", report.warnings.is_empty())
        .child(heading(results, text::WARNINGS.get()))
        .child(el("ul").children(report.warnings.iter().map(item)))
}

/// What was taken for granted, with its value and the reason.
pub(super) fn assumptions(results: Results) -> Tree {
    let report = results.report;
    let item = |assumption: &Assumption| {
        let amount = results.format().exact(unit_of(assumption.place), assumption.value);
        let why = capital(text::translated(&assumption.why).unwrap_or(&assumption.why));
        el("li")
            .child(line("strong", "", name(results, assumption.place)))
            .text(": ")
            .child(number("span", "", amount))
            .text(". ")
            .child(line("span", "", why))
    };
    of("details", "block assumptions")
        .flag("hidden", report.assumptions.is_empty())
        .child(line("summary", "", text::assumptions(&report.assumptions.len().to_string())))
        .child(el("ul").children(report.assumptions.iter().map(item)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::call::NUMBERS;
    use crate::view::campaign::ANSWERS;

    #[test]
    fn a_figure_of_direct_stands_beside_the_one_of_the_same_cost() {
        for list in [&EXECUTIVE[..], &ACQUISITION, &PROGRAMME, &ANSWERS, &NUMBERS] {
            for (at, (column, metric)) in list.iter().enumerate() {
                if *column == ScopeId::Direct {
                    let before = at.checked_sub(1).and_then(|at| list.get(at)).map(|(_, metric)| *metric);
                    assert_eq!(before.and_then(MetricId::of_direct), Some(*metric));
                }
            }
        }
    }
}
