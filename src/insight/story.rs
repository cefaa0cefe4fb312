//! The result as a paragraph, from the same values as the cards.

use super::Insight;
use super::say::{list, name, place_inline, reason};
use super::tree::{Tree, line, of};
use crate::text;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{MetricId, Value};

/// Draws the paragraph.
pub(super) fn panel(insight: &Insight, _wish: &Value) -> Option<Tree> {
    let said = sentences(insight).join(" ");
    Some(of("div", "story").child(line("p", "", said)))
}

/// The sentences of the story, in the order of weight.
pub(super) fn sentences(insight: &Insight) -> Vec<String> {
    let mut all = vec![headline(insight)];
    all.extend(executive(insight));
    all.extend(acquisition(insight));
    all.extend(best_and_worst(insight));
    all.extend(break_even(insight, &insight.report.total));
    all.extend(assumed(insight));
    all
}

/// The return of a unit of money in a scope, or why there is none.
pub(super) fn meaning(insight: &Insight, scope: &Scope) -> String {
    let Some(roi) = scope.value(MetricId::Roi) else { return reason(scope, MetricId::Roi) };
    let unit = insight.format.whole_unit();
    // The sentence must not contradict the figure above it, which is rounded to tenths of a per cent.
    if roi.abs() < 0.0005 {
        text::even(&unit)
    } else if roi > 0.0 {
        text::gained(&unit, &insight.money(roi))
    } else {
        text::lost(&unit, &insight.money(-roi))
    }
}

/// The headline with its band.
fn headline(insight: &Insight) -> String {
    let Some(roi) = insight.total(MetricId::Roi) else {
        return text::panel_story_no_roi(name(MetricId::Roi), &meaning(insight, &insight.report.total));
    };
    let ends = (insight.total(MetricId::RoiSourcedOnly), insight.total(MetricId::RoiFullInfluence));
    let said = match ends {
        (Some(low), Some(high)) => text::panel_story_roi(name(MetricId::Roi), &roi, &text::band(&low, &high)),
        _ => text::panel_story_roi_alone(name(MetricId::Roi), &roi),
    };
    [said, meaning(insight, &insight.report.total)].join(" ")
}

/// The three numbers that executives ask for.
fn executive(insight: &Insight) -> Option<String> {
    let sourced = insight.total(MetricId::PipelineSourced);
    let influenced = insight.total(MetricId::PipelineInfluenced);
    let pipeline = match (sourced, influenced) {
        (Some(sourced), Some(influenced)) => text::panel_story_pipeline(&sourced, &influenced),
        (Some(sourced), None) => text::panel_story_sourced(&sourced),
        (None, Some(influenced)) => text::panel_story_influenced(&influenced),
        (None, None) => return None,
    };
    let each = insight.report.total.value(MetricId::PipelinePerMdfDollar);
    let direct = insight.report.direct.value(MetricId::DirectPipelinePerDollar);
    let write = |value: f64| insight.money(value);
    let per = match (each, direct) {
        (Some(each), Some(direct)) => Some(text::panel_story_per_dollar_direct(
            &insight.format.whole_unit(),
            &write(each),
            &write(direct),
        )),
        (Some(each), None) => Some(text::panel_story_per_dollar(&insight.format.whole_unit(), &write(each))),
        _ => None,
    };
    Some([Some(pipeline), per].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Acquisition cost against direct: a reduction is called one, and so is an increase.
pub(super) fn acquisition(insight: &Insight) -> Option<String> {
    let total = &insight.report.total;
    let partner = insight.total(MetricId::PartnerCac)?;
    let Some(direct) = insight.stated(&insight.report.direct, MetricId::DirectCac) else {
        return Some(text::panel_story_cac(&partner));
    };
    let (reduction, saving) = (total.value(MetricId::CacReduction)?, total.value(MetricId::CacSaving)?);
    let (share, money) = (insight.share(reduction.abs()), insight.money(saving.abs()));
    Some(if partner == direct {
        text::equal(&partner)
    } else if reduction > 0.0 {
        text::cheaper(&partner, &direct, &share, &money)
    } else {
        text::dearer(&partner, &direct, &share, &money)
    })
}

fn best_and_worst(insight: &Insight) -> Option<String> {
    let report = &insight.report;
    let compared = report.compare(MetricId::Roi);
    let named =
        |at: usize| Some((report.tiers.get(at)?, insight.stated(report.tiers.get(at)?, MetricId::Roi)?));
    let ((best, high), (worst, low)) = (named(compared.best?)?, named(compared.worst?)?);
    Some(text::panel_story_tiers(&best.name, &high, &worst.name, &low))
}

/// The credit at which the money comes back.
pub(super) fn break_even(insight: &Insight, scope: &Scope) -> Option<String> {
    let credit = scope.value(MetricId::BreakEvenInfluenceCredit)?;
    Some(if credit <= 0.0 {
        text::PANEL_STORY_SOURCED_PAYS.get().to_owned()
    } else if credit > 1.0 {
        text::PANEL_STORY_NEVER_PAYS.get().to_owned()
    } else {
        text::panel_story_break_even(&insight.share(credit))
    })
}

fn assumed(insight: &Insight) -> Option<String> {
    let report = &insight.report;
    let one = |assumption: &comarketing_roi_engine::report::Assumption| {
        let amount = insight.format.exact(unit(assumption.place), assumption.value);
        [place_inline(&insight.plan, assumption.place), " ".to_owned(), amount].concat()
    };
    let said: Vec<String> = report.assumptions.iter().map(one).collect();
    (!said.is_empty()).then(|| text::panel_story_assumed(&list(&said)))
}

fn unit(place: comarketing_roi_engine::Place) -> Unit {
    place.field.kind().unit()
}
