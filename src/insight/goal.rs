//! What must be true for a target: for each input alone, the value that reaches it.

use super::Insight;
use super::phrases::{inline, name, place_name, reason};
use crate::app::Action;
use crate::markup::{Tree, button, el, line, of};
use crate::text;
use comarketing_roi_engine::Number;
use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::solve::{self, solve};
use comarketing_roi_engine::switching_value::{self, FlipPoint, FlipPoints, flip_points};
use comarketing_roi_engine::symbol::Unit;

/// The most ways that are shown.
const MOST: usize = 6;

/// Draws the ways to a target of a metric.
pub(super) fn panel(insight: &Insight, aim: MetricRef, target: f64) -> Option<Tree> {
    let metric = aim.metric;
    let found = flip_points(&insight.plan, &switching_value::Question { aim, target }).ok()?;
    let unit = metric.metric().unit;
    let mut sheet = of("div", "ways");
    let Ok(today) = found.today else {
        let said = text::panel_goal_no_value(name(metric), &reason(aim.at.of(&insight.report)?, metric));
        return Some(sheet.child(line("p", "meaning", said)));
    };
    let met = found.met == Some(true);
    let (now, goal) = match met {
        true => (insight.format.figure(unit, today), insight.format.figure(unit, target)),
        false => insight.format.pair(unit, today, target),
    };
    let said = match (met, metric.metric().better) {
        (true, _) => text::panel_goal_met(name(metric), &now, &goal),
        (false, Better::Lower) => text::panel_goal_above(name(metric), &now, &goal),
        (false, _) => text::panel_goal_below(name(metric), &now, &goal),
    };
    sheet = sheet.child(line("p", "meaning", said));
    let (ways, stuck): (Vec<&FlipPoint>, Vec<&FlipPoint>) = found
        .points
        .iter()
        .filter(|point| insight.may_show(point.place))
        .partition(|point| point.flip.is_ok());
    let lead = match (met, ways.is_empty()) {
        (false, false) => text::PANEL_GOAL_ANY_OF,
        (false, true) => text::PANEL_GOAL_NO_WAY,
        (true, false) => text::PANEL_GOAL_HOLDS_WHILE,
        (true, true) => text::PANEL_GOAL_SAFE,
    };
    sheet = sheet.child(line("p", "", lead.get()));
    let rows = ways.iter().take(MOST).filter_map(|point| way(insight, &found, point, met));
    let steady = stuck.iter().filter(|point| point.flip.as_ref().is_err_and(|steady| steady.moves));
    let steady: Vec<Tree> =
        steady.take(MOST).filter_map(|point| out_of_reach(insight, aim, target, point)).collect();
    Some(
        sheet
            .children((!ways.is_empty()).then(|| el("ul").children(rows)))
            .child(line("p", "hint", text::PANEL_GOAL_ALONE.get()))
            .children((!steady.is_empty() && !met).then(|| {
                el("details")
                    .child(line("summary", "", text::PANEL_GOAL_OUT_OF_REACH.get()))
                    .child(el("ul").children(steady))
            })),
    )
}

/// A value that people would type, at least as far from today's as the exact one: the target is then still reached.
fn rounded(kind: Kind, now: f64, exact: f64) -> f64 {
    let step = match kind {
        Kind::Rate => 0.001,
        Kind::Money if exact >= 10_000.0 => 100.0,
        Kind::Money if exact >= 100.0 => 1.0,
        Kind::Money => 0.01,
        Kind::Count | Kind::Period | Kind::Months | Kind::Years => 0.1,
    };
    let steps = exact / step;
    // A value that is round already must not be pushed a step further by the last bit of the division.
    let near = steps.round();
    let whole = if (steps - near).abs() < 1e-6 {
        near
    } else if exact > now {
        steps.ceil()
    } else {
        steps.floor()
    };
    let (low, high) = kind.range();
    let value = if step < 1.0 { whole / (1.0 / step).round() } else { whole * step };
    value.max(low).min(high)
}

/// One way: the input, from where to where, and a button that makes it so.
fn way(insight: &Insight, found: &FlipPoints, point: &FlipPoint, met: bool) -> Option<Tree> {
    let flip = point.flip.as_ref().ok()?;
    let (place, kind) = (point.place, point.place.field.kind());
    let what = place_name(&insight.plan, place);
    let relative = point.relative().map(|share| insight.format.pair(Unit::Ratio, share.abs(), 0.0).0);
    if met {
        // Today's value already meets the target: what is worth knowing is how far it may go.
        let (now, turn) = insight.inputs(place.field, point.now, flip.value);
        let said = text::panel_goal_holds(&what, &now, &turn);
        return Some(el("li").keyed(place.path()).text(said));
    }
    let value = [rounded(kind, point.now, flip.value), flip.value]
        .into_iter()
        .find(|value| reaches(insight, found, point, *value))
        .unwrap_or(flip.value);
    let (now, then) = insight.inputs(place.field, point.now, value);
    let said = match (relative, flip.value > point.now) {
        (Some(share), true) => text::panel_goal_up(&what, &now, &then, &share),
        (Some(share), false) => text::panel_goal_down(&what, &now, &then, &share),
        (None, _) => text::panel_goal_from_zero(&what, &then),
    };
    let button = button("way", text::panel_goal_apply(&then), Action::Set(place, value))
        .set("aria-label", text::panel_goal_apply_to(&then, &what));
    Some(el("li").keyed(place.path()).child(line("span", "", said)).child(button))
}

/// Whether the target is met with the input at `value`.
fn reaches(insight: &Insight, found: &FlipPoints, point: &FlipPoint, value: f64) -> bool {
    let mut plan = (*insight.plan).clone();
    plan.set(point.place, Number::Exact(value));
    let Ok(plan) = plan.validate() else { return false };
    let report = comarketing_roi_engine::evaluate(&plan);
    let aim = found.question.aim;
    let reached = aim.at.of(&report).and_then(|scope| scope.value(aim.metric));
    let target = found.question.target;
    let room = 1e-9 * target.abs().max(1.0);
    reached.is_some_and(|reached| match aim.metric.metric().better {
        Better::Lower => reached <= target + room,
        Better::Higher | Better::Depends => reached >= target - room,
    })
}

/// An input whose whole range does not do: how far it gets.
fn out_of_reach(insight: &Insight, aim: MetricRef, target: f64, point: &FlipPoint) -> Option<Tree> {
    let question = solve::Question { aim, target, input: point.place };
    let solved = solve(&insight.plan, &question).ok()?;
    let best = solved.answer.err()?.best?;
    let what = place_name(&insight.plan, point.place);
    let reached = insight.format.figure(aim.metric.metric().unit, best.reached);
    let value = insight.input(point.place.field, best.value);
    Some(line("li", "", text::panel_goal_best(&what, &inline(name(aim.metric)), &reached, &value)))
}
