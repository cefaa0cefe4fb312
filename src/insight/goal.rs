//! What must be true for a target: for each input alone, the value that reaches it.

mod call;

pub(super) use call::call;

use super::Insight;
use super::phrases::{inline, place_name, reason};
use crate::app::Action;
use crate::markup::{Tree, button, el, line, of};
use crate::text;
use comarketing_roi_engine::Number;
use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::solve::{self, Reached, solve};
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
        let said = text::panel_goal_no_value(
            &insight.format.name(metric),
            &reason(aim.at.of(&insight.report)?, metric),
        );
        return Some(sheet.child(line("p", "meaning", said)));
    };
    let met = found.met == Some(true);
    let (now, goal) = match met {
        true => (insight.format.figure(unit, today), insight.format.figure(unit, target)),
        false => insight.format.pair(unit, today, target),
    };
    let said = match (met, metric.metric().better) {
        (true, _) => text::panel_goal_met(&insight.format.name(metric), &now, &goal),
        (false, Better::Lower) => text::panel_goal_above(&insight.format.name(metric), &now, &goal),
        (false, _) => text::panel_goal_below(&insight.format.name(metric), &now, &goal),
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
    let closest = (!met && ways.is_empty()).then(|| closest(insight, aim, target, &stuck)).flatten();
    let lead =
        closest.map_or_else(|| lead.get().to_owned(), |closest| text::sentences(&[lead.get(), &closest]));
    sheet = sheet.child(line("p", "", lead));
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
    let place = point.place;
    let what = place_name(&insight.plan, place);
    let relative = point.relative().map(|share| insight.format.pair(Unit::Ratio, share.abs(), 0.0).0);
    if met {
        // Today's value already meets the target: what is worth knowing is how far it may go.
        let (now, turn) = insight.inputs(place.field, point.now, flip.value);
        let said = text::panel_goal_holds(&what, &now, &turn);
        return Some(el("li").keyed(place.path()).text(said));
    }
    let value = value(insight, found, point, flip.value);
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

/// What people would type to reach the target by one input, or the exact value where that does not.
fn value(insight: &Insight, found: &FlipPoints, point: &FlipPoint, exact: f64) -> f64 {
    let typed = rounded(point.place.field.kind(), point.now, exact);
    [typed, exact].into_iter().find(|value| reaches(insight, found, point, *value)).unwrap_or(exact)
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

/// How near the target one number alone comes, where none reaches it.
fn closest(insight: &Insight, aim: MetricRef, target: f64, stuck: &[&FlipPoint]) -> Option<String> {
    let best = |point: &&FlipPoint| {
        let question = solve::Question { aim, target, input: point.place };
        Some((point.place, solve(&insight.plan, &question).ok()?.answer.err()?.best?.reached))
    };
    let away = |reached: f64| (reached - target).abs();
    let all = stuck.iter().filter_map(best);
    let (place, reached) = all.min_by(|one, other| away(one.1).total_cmp(&away(other.1)))?;
    let reached = insight.format.figure(aim.metric.metric().unit, reached);
    Some(text::panel_goal_closest(&place_name(&insight.plan, place), &reached))
}

/// How far an input gets whose whole range does not do.
fn best(insight: &Insight, aim: MetricRef, target: f64, point: &FlipPoint) -> Option<Reached> {
    let question = solve::Question { aim, target, input: point.place };
    solve(&insight.plan, &question).ok()?.answer.err()?.best
}

/// An input whose whole range does not do.
fn out_of_reach(insight: &Insight, aim: MetricRef, target: f64, point: &FlipPoint) -> Option<Tree> {
    let best = best(insight, aim, target, point)?;
    let what = place_name(&insight.plan, point.place);
    let reached = insight.format.figure(aim.metric.metric().unit, best.reached);
    let value = insight.input(point.place.field, best.value);
    Some(line(
        "li",
        "",
        text::panel_goal_best(&what, &inline(&insight.format.name(aim.metric)), &reached, &value),
    ))
}
