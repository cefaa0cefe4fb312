//! The same split over any items whose spending and outcome are known, not only over the tiers of a plan.

use super::bounds::reach;
use super::{Taking, can_be_stated, split};

/// What each item gets in the best split of a budget, by the same response and the same bound on moves as
/// [`super::allocate()`]. Items are spending and outcome today; the budget is 0 or more, `beta` above 0 and below 1,
/// `max_move` 0–1. An item whose response is not known, for want of spending or outcome, keeps its part of the budget in
/// today's proportions; beside each part stands whether its response is known.
pub(crate) fn best_split(
    items: &[(Option<f64>, Option<f64>)],
    budget: f64,
    beta: f64,
    max_move: f64,
) -> Vec<(f64, bool)> {
    let today: f64 = items.iter().filter_map(|(spent, _)| *spent).sum();
    let scale = if today > 0.0 { budget / today } else { 0.0 };
    let known = |(spent, outcome): &(Option<f64>, Option<f64>)| {
        let (spent, outcome) = ((*spent)?, (*outcome)?);
        (spent > 0.0 && outcome > 0.0 && can_be_stated(spent, outcome)).then_some((spent, outcome))
    };
    let taking: Vec<Taking> = items
        .iter()
        .enumerate()
        .filter_map(|(tier, item)| {
            let (spend, revenue) = known(item)?;
            let (floor, cap) = reach(spend * scale, max_move);
            Some(Taking { tier, spend, revenue, floor, cap })
        })
        .collect();
    let part: f64 = taking.iter().map(|t| t.spend).sum::<f64>() * scale;
    let mut best = split(&taking, part, beta).into_iter();
    let parts = items.iter().map(|item| match known(item) {
        Some(_) => (best.next().map_or(0.0, |(amount, _)| amount), true),
        None => (item.0.unwrap_or_default() * scale, false),
    });
    parts.collect()
}
