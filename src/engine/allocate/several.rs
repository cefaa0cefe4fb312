//! The split where each item has an exponent of its own.
//!
//! The conditions are those of one exponent (`allocate.rs`): one λ such that each item within its bounds has the marginal
//! return `β · R · (m ÷ M)^β ÷ m = λ`, each at its floor at most λ, each at its cap at least λ. With several exponents the
//! parts are no fixed proportions, so λ is searched: the higher it is, the less each item gets, and the sum with it. In
//! logarithms an item has `ln m = (ln(β · R) − β · ln M − ln λ) ÷ (1 − β)`. Halving the span of `ln λ` ends where doubles
//! end, which is far below a cent.

use super::Taking;

/// More halvings than doubles between two bounds can take.
const HALVINGS: usize = 200;

/// The best split of a budget that the floors do not exceed and the caps can hold, by the exponent of each item.
pub(super) fn split_each(taking: &[Taking], betas: &[f64], budget: f64) -> Vec<f64> {
    let count = taking.len() as f64;
    if budget <= 0.0 {
        return vec![0.0; taking.len()];
    }
    let items = || taking.iter().zip(betas);
    let level = |t: &Taking, beta: f64| libm::log(beta * t.revenue) - beta * libm::log(t.spend);
    let amount = |t: &Taking, beta: f64, lambda: f64| {
        libm::exp((level(t, beta) - lambda) / (1.0 - beta)).max(t.floor).min(t.cap)
    };
    // Where every item alone would get all of it, and where none would get its even part.
    let at = |t: &Taking, beta: f64, spend: f64| level(t, beta) - (1.0 - beta) * libm::log(spend);
    let mut low = items().map(|(t, beta)| at(t, *beta, budget)).fold(f64::INFINITY, f64::min);
    let mut high = items().map(|(t, beta)| at(t, *beta, budget / count)).fold(f64::NEG_INFINITY, f64::max);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        let sum: f64 = items().map(|(t, beta)| amount(t, *beta, middle)).sum();
        if sum > budget { low = middle } else { high = middle }
    }
    items().map(|(t, beta)| amount(t, *beta, high)).collect()
}
