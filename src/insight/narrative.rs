//! The result as a paragraph, from the same values as the cards.

use super::Insight;
use super::gaps::said;
use super::phrases::{list, name, place_inline, reason};
use crate::markup::{Tree, line, of};
use crate::{marks, text};
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Unit;

/// Draws the paragraph.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let said = sentences(insight).join(" ");
    Some(of("div", "story").child(line("p", "", said)))
}

/// The sentences of the story, in the order of weight.
pub(super) fn sentences(insight: &Insight) -> Vec<String> {
    let mut all = Vec::new();
    if insight.report.is_example() {
        all.extend([text::PANEL_STORY_EXAMPLE.get().to_owned(), marks::examples_left(&insight.report)]);
    }
    all.push(headline(insight));
    let roi = insight.report.total.figure(MetricId::Roi);
    all.extend(roi.into_iter().flat_map(|figure| said(insight, &figure)));
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
    insight.format.meaning(roi)
}

/// What the return is without and with full credit for influenced deals; where both ends read the same, that the credit
/// does not matter.
pub(super) fn band(insight: &Insight, scope: &Scope) -> Option<String> {
    let low = insight.stated(scope, MetricId::RoiSourcedOnly)?;
    Some(text::ends(&low, &insight.stated(scope, MetricId::RoiFullInfluence)?))
}

/// The headline with its band.
fn headline(insight: &Insight) -> String {
    let Some(roi) = insight.total(MetricId::Roi) else {
        return text::panel_story_no_roi(name(MetricId::Roi), &meaning(insight, &insight.report.total));
    };
    let said = match band(insight, &insight.report.total) {
        Some(band) => text::panel_story_roi(name(MetricId::Roi), &roi, &band),
        None => text::panel_story_roi_alone(name(MetricId::Roi), &roi),
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
    let each = insight.report.total.value(MetricId::PipelinePerDollar);
    let direct = insight.report.direct.value(MetricId::DirectPipelinePerDollar);
    let per = each.map(|each| {
        let (unit, pipeline) = insight.format.each(each);
        match direct.map(|direct| insight.format.each(direct)) {
            // Both are told of the same sum.
            Some((same, direct)) if same == unit => {
                text::panel_story_per_dollar_direct(&unit, &pipeline, &direct)
            }
            _ => text::panel_story_per_dollar(&unit, &pipeline),
        }
    });
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
    // A difference is not told as none.
    let (share, _) = insight.format.pair(Unit::Ratio, reduction.abs(), 0.0);
    let money = insight.money(saving.abs());
    Some(if partner == direct {
        text::equal(&partner)
    } else if reduction > 0.0 {
        text::cheaper(&partner, &direct, &share, &money)
    } else {
        text::dearer(&partner, &direct, &share, &money)
    })
}

/// Which tiers return most and least; those whose figures read the same are named together.
fn best_and_worst(insight: &Insight) -> Option<String> {
    let report = &insight.report;
    let shown = |value: f64| insight.format.figure(MetricId::Roi.metric().unit, value);
    let compared = report.compare(MetricId::Roi, &|one, other| shown(one) == shown(other));
    let named = |all: &[usize]| {
        let tiers: Vec<&Scope> = all.iter().filter_map(|at| report.tiers.get(*at)).collect();
        let figure = insight.stated(tiers.first()?, MetricId::Roi)?;
        let names: Vec<&str> = tiers.iter().map(|tier| tier.name.as_str()).collect();
        Some((list(&names), figure, names.len() > 1))
    };
    let ((best, high, several), (worst, low, _)) = (named(&compared.best)?, named(&compared.worst)?);
    let said = if several { text::panel_story_tiers_tied } else { text::panel_story_tiers };
    Some(said(&best, &high, &worst, &low))
}

/// The credit at which the money comes back. What reads as 0 % or as 100 % is told as that.
pub(super) fn break_even(insight: &Insight, scope: &Scope) -> Option<String> {
    let credit = scope.value(MetricId::BreakEvenInfluenceCredit)?;
    let said = insight.share(credit);
    Some(if credit <= 0.0 || said == insight.share(0.0) {
        text::PANEL_STORY_SOURCED_PAYS.get().to_owned()
    } else if credit > 1.0 && said != insight.share(1.0) {
        text::PANEL_STORY_NEVER_PAYS.get().to_owned()
    } else {
        text::panel_story_break_even(&said)
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

fn unit(place: comarketing_roi_engine::FieldPath) -> Unit {
    place.field.kind().unit()
}
