//! The verdict: whether the program pays back, and what finance has to accept for it.

use super::Insight;
use super::lift::lift;
use super::next_steps::{at_credit, net};
use super::phrases::reason;
use crate::markup::{Tree, line, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Symbol;

/// Draws the verdict and what it rests on.
pub(super) fn panel(insight: &Insight) -> Tree {
    let total = &insight.report.total;
    // Which of them are left stands with the figure.
    let example = insight.report.is_example().then(|| line("p", "small", text::PANEL_STORY_EXAMPLE.get()));
    let story = of("div", "story").children(example);
    if total.value(MetricId::Roi).is_none() {
        // What is missing leads to its field; what no field mends is said.
        let lift = lift(insight, &[MetricId::Roi], text::panel_lift_roi);
        let why = lift.is_none().then(|| line("p", "lead", reason(total, MetricId::Roi)));
        return story.child(line("p", "h1", text::PANEL_VERDICT_OPEN.get())).children(why).children(lift);
    }
    story.child(line("p", "h1", verdict(insight))).child(line("p", "lead", because(insight)))
}

/// In one sentence, whether it pays back. It never says another thing than the figures beside it, which are rounded.
pub(super) fn verdict(insight: &Insight) -> String {
    let total = &insight.report.total;
    let reads = |value: f64| insight.share(value);
    let at_least_none =
        |value: f64| value >= 0.0 || reads(value) == reads(0.0) || reads(-value) == reads(0.0);
    let Some(roi) = total.value(MetricId::Roi) else { return text::PANEL_VERDICT_OPEN.get().to_owned() };
    let low = total.value(MetricId::RoiSourcedOnly);
    let high = total.value(MetricId::RoiFullInfluence);
    let credit = credit(insight);
    match (low, high) {
        (Some(low), _) if at_least_none(low) => text::PANEL_STORY_SOURCED_PAYS.get().to_owned(),
        // Without influenced deals no credit helps.
        (Some(low), Some(high)) if reads(low) == reads(high) => text::PANEL_VERDICT_NOT.get().to_owned(),
        (Some(_), Some(high)) if !at_least_none(high) => text::PANEL_STORY_NEVER_PAYS.get().to_owned(),
        _ => match (total.value(MetricId::BreakEvenInfluenceCredit), credit) {
            (Some(even), _) if at_least_none(roi) => text::panel_story_break_even(&reads(even)),
            (Some(even), Some(credit)) => {
                let (credit, even) =
                    insight.format.pair(comarketing_roi_engine::symbol::Unit::Ratio, credit, even);
                text::panel_verdict_from(&credit, &even)
            }
            _ if at_least_none(roi) => text::PANEL_VERDICT_PAYS.get().to_owned(),
            _ => text::PANEL_VERDICT_NOT.get().to_owned(),
        },
    }
}

/// What sourced deals alone come to where they do not pay, and what each unit of money brought at the plan's credit.
pub(super) fn because(insight: &Insight) -> String {
    let total = &insight.report.total;
    let sourced = at_credit(insight, 0.0).and_then(|report| net(&report));
    let matters = total.value(MetricId::RoiSourcedOnly).zip(total.value(MetricId::RoiFullInfluence));
    let matters = matters.is_some_and(|(low, high)| insight.share(low) != insight.share(high));
    let mut said = Vec::new();
    if let Some(short) =
        sourced.filter(|net| matters && insight.money(*net) != insight.money(0.0) && *net < 0.0)
    {
        said.push(text::panel_verdict_short(&insight.money(short.abs())));
    }
    let meaning = meaning(insight, total);
    said.push(match credit(insight).filter(|_| matters) {
        Some(credit) => text::panel_verdict_at(&insight.share(credit), &meaning),
        None => meaning,
    });
    text::sentences(&said)
}

/// The credit that the headline goes by.
pub(super) fn credit(insight: &Insight) -> Option<f64> {
    insight.report.total.figure(MetricId::Roi)?.symbol(Symbol::C).value
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

/// The credit at which the money comes back. What reads as 0 % or as 100 % is told as that.
pub(super) fn break_even(insight: &Insight, scope: &Scope) -> Option<String> {
    let credit = scope.value(MetricId::BreakEvenInfluenceCredit)?;
    let said = insight.share(credit);
    let today = insight.credit();
    Some(if credit <= 0.0 || said == insight.share(0.0) {
        text::PANEL_STORY_SOURCED_PAYS.get().to_owned()
    } else if credit > 1.0 && said != insight.share(1.0) {
        text::PANEL_STORY_NEVER_PAYS.get().to_owned()
    } else if today < credit && insight.share(today) != said {
        text::panel_story_falls_short(&insight.share(today), &said)
    } else {
        text::panel_story_break_even(&said)
    })
}
