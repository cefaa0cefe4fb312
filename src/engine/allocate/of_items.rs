//! The same split over any items whose spending and outcome are known, not only over the tiers of a plan.

use super::bounds::reach;
use super::several::split_each;
use super::{Taking, can_be_stated, split};

/// What is known of an item today, and how its returns diminish.
#[derive(Clone, Copy)]
pub(crate) struct Item {
    /// What it spends.
    pub(crate) spent: Option<f64>,
    /// What it brings.
    pub(crate) outcome: Option<f64>,
    /// Its exponent, above 0 and below 1.
    pub(crate) beta: f64,
}

impl Item {
    /// Spending and outcome, where its response is known.
    fn known(&self) -> Option<(f64, f64)> {
        let (spent, outcome) = (self.spent?, self.outcome?);
        (spent > 0.0 && outcome > 0.0 && can_be_stated(spent, outcome)).then_some((spent, outcome))
    }
}

/// What each item gets in the best split of a budget, by the same response and the same bound on moves as
/// [`super::allocate()`]. The budget is 0 or more, `max_move` 0–1. An item whose response is not known, for want of spending
/// or outcome, keeps its part of the budget in today's proportions; beside each part stands whether its response is known.
pub(crate) fn best_split(items: &[Item], budget: f64, max_move: f64) -> Vec<(f64, bool)> {
    let today: f64 = items.iter().filter_map(|item| item.spent).sum();
    let scale = if today > 0.0 { budget / today } else { 0.0 };
    let taking: Vec<Taking> = items
        .iter()
        .enumerate()
        .filter_map(|(tier, item)| {
            let (spend, revenue) = item.known()?;
            let (floor, cap) = reach(spend * scale, max_move);
            Some(Taking { tier, spend, revenue, floor, cap })
        })
        .collect();
    let betas: Vec<f64> = items.iter().filter(|item| item.known().is_some()).map(|item| item.beta).collect();
    let part: f64 = taking.iter().map(|t| t.spend).sum::<f64>() * scale;
    let mut best = amounts(&taking, &betas, part).into_iter();
    let parts = items.iter().map(|item| match item.known() {
        Some(_) => (best.next().unwrap_or_default(), true),
        None => (item.spent.unwrap_or_default() * scale, false),
    });
    parts.collect()
}

/// By one exponent in proportions, by several with a search.
fn amounts(taking: &[Taking], betas: &[f64], budget: f64) -> Vec<f64> {
    match betas.split_first() {
        None => Vec::new(),
        Some((beta, rest)) if rest.iter().all(|other| other.to_bits() == beta.to_bits()) => {
            split(taking, budget, *beta).into_iter().map(|(amount, _)| amount).collect()
        }
        Some(_) => split_each(taking, betas, budget),
    }
}
