//! The results, in order of weight.

use super::answer::{headline, still_example};
use super::cards::cards;
use super::figure::{Results, heading};
use super::label_of;
use super::table::tier_table;
use crate::app::{Action, Panel, Section, State, Toggle};
use crate::fold::capital;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::report::{Assumption, Warning};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId};

/// The numbers that executives ask for.
const EXECUTIVE: [(ScopeId, MetricId); 4] = [
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

/// What must be true, and the whole program.
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
pub fn results(state: &State, results: Option<Results>, problems: Tree) -> Tree {
    let sheet = answers(state)
        .child(problems)
        .child(line("p", "empty", text::NOTHING_YET).flag("hidden", results.is_some()))
        .child(stale_note(results));
    let Some(results) = results else { return sheet };
    sheet
        .child(headline(results))
        .child(cards(results, Section::Executive, text::EXECUTIVE, None, &EXECUTIVE))
        .child(cost_of_customers(results))
        .child(warnings(results))
        .child(tier_table(results))
        .child(cards(results, Section::Programme, text::PROGRAMME, None, &PROGRAMME))
        .child(charts(results))
        // Below the figures, because it comes with the first key and goes with the last example.
        .child(still_example(results))
        .child(assumptions(results))
}

/// That the results are older than the form, and until when.
pub(super) fn stale_note(results: Option<Results>) -> Tree {
    let wrong = results.and_then(|results| results.state.first_problem());
    let hidden = wrong.is_none();
    line("p", "stale-note", wrong.map(|field| text::stale(&field)).unwrap_or_default()).flag("hidden", hidden)
}

/// The side of the page that answers: grey where all is an example, and pale where it answers for an earlier form.
pub(super) fn answers(state: &State) -> Tree {
    let example = state.draft().has_sample() && !state.draft().has_own_figures();
    let class = match (state.is_stale(), example) {
        (true, _) => "results stale",
        (false, true) => "results is-example",
        (false, false) => "results",
    };
    of("section", class).set("aria-label", text::RESULTS)
}

/// What a customer costs, in figures and in words.
fn cost_of_customers(results: Results) -> Tree {
    cards(results, Section::Acquisition, text::ACQUISITION, Some(acquisition(results)), &ACQUISITION)
}

/// What the late part draws for every plan, once it is asked for.
fn charts(results: Results) -> Tree {
    let open = results.state.is_on(Toggle::Charts);
    let words = if open { text::CHARTS_HIDE } else { text::CHARTS_SHOW };
    let toggle = button("", words, Action::Toggle(Toggle::Charts)).says("aria-expanded", open);
    of("div", "block").child(of("div", "actions").child(toggle)).child(if open {
        drawings(&DRAWN)
    } else {
        of("div", "charts")
    })
}

/// The charts that every plan has, in the order in which they are read.
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

/// Places for charts.
pub(super) fn drawings(charts: &[Panel]) -> Tree {
    charts.iter().copied().fold(of("div", "charts"), Tree::place)
}

/// Acquisition cost in words: a reduction is called one, and so is an increase.
fn acquisition(results: Results) -> String {
    let text = |column, metric| results.text(column, metric);
    let reduction = results.value(ScopeId::Total, MetricId::CacReduction);
    let costs = (text(ScopeId::Total, MetricId::PartnerCac), text(ScopeId::Direct, MetricId::DirectCac));
    let ((Some(partner), Some(direct)), Some(reduction)) = (costs, reduction) else {
        return results.reason(ScopeId::Total, MetricId::CacReduction).unwrap_or_default();
    };
    // A difference is not told as none.
    let (share, _) = results.format().pair(Unit::Ratio, reduction.abs(), 0.0);
    let said = if partner == direct {
        text::equal(&partner)
    } else if reduction > 0.0 {
        text::cheaper(&share, &partner, &direct)
    } else {
        text::dearer(&share, &partner, &direct)
    };
    text::sentences(&[said, range_of_reduction(results)])
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
fn assumptions(results: Results) -> Tree {
    let report = results.report;
    let item = |assumption: &Assumption| {
        let amount = results.format().exact(unit_of(assumption.place), assumption.value);
        let why = capital(text::translated(&assumption.why).unwrap_or(&assumption.why));
        el("li")
            .child(line("strong", "", name(results, assumption.place)))
            .text(text::join_named("", ""))
            .child(number("span", "", amount))
            .text(text::join_sentences(&text::join_stop(""), ""))
            .child(line("span", "", why))
    };
    of("details", "block assumptions")
        .flag("hidden", report.assumptions.is_empty())
        .child(line("summary", "", text::assumptions(&report.assumptions.len().to_string())))
        .child(el("ul").children(report.assumptions.iter().map(item)))
}

fn name(results: Results, place: FieldPath) -> String {
    match place.tier.and_then(|at| results.report.tiers.get(at)) {
        Some(tier) => text::join_items(&isolated(&tier.name), label_of(place.field)),
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
    use crate::view::campaign::FURTHER;

    #[test]
    fn a_figure_of_direct_stands_beside_the_one_of_the_same_cost() {
        for list in [&EXECUTIVE[..], &ACQUISITION, &PROGRAMME, &FURTHER] {
            for (at, (column, metric)) in list.iter().enumerate() {
                if *column == ScopeId::Direct {
                    let before = at.checked_sub(1).and_then(|at| list.get(at)).map(|(_, metric)| *metric);
                    assert_eq!(before.and_then(MetricId::of_direct), Some(*metric));
                }
            }
        }
    }
}
