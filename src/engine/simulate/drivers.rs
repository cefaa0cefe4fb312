//! Which inputs drive a figure: Spearman's rank correlation of each with it.
//!
//! Ranks, because figures are quotients: where a divisor comes near zero a few draws are so large that they alone decide
//! a correlation of values, and the input that decides every draw reads as next to nothing (Iman and Conover, “The use
//! of the rank transform in regression”, Technometrics 21, 1979; Saltelli and Sobol', “About the use of rank
//! transformation in sensitivity analysis of model output”, Reliability Engineering and System Safety 50, 1995).
//!
//! The rank of an input costs no sorting: of the first 4096 draws of the lattice each lies in its own 4096th of the
//! input's distribution, so that the place of a draw is its rank.

use super::order::Order;
use super::program::Output;
use super::run::Sampler;
use wide::{i16x8, i32x4};

/// The draws that drivers are worked out from; more would change the shares by less than a percentage point.
pub const DRAWS: usize = 4096;

/// Bits of a draw's place that tell the first [`DRAWS`] of the lattice apart.
const RANK_BITS: u32 = DRAWS.ilog2();

/// The rank of each draw, doubled and counted from the middle: whole numbers from −4095 to 4095, also where equal values
/// share a rank. 0 for draws that do not count.
struct Ranks(Vec<i16x8>);

impl Ranks {
    /// From the draws in the order of their values, `n` in all, in groups of equal ones.
    fn of(groups: impl Iterator<Item: ExactSizeIterator<Item = usize>>, n: usize) -> Self {
        let mut ranks = Self(vec![i16x8::default(); DRAWS / 8]);
        let slots: &mut [i16] = bytemuck::cast_slice_mut(&mut ranks.0);
        let mut before = 0;
        for places in groups {
            let after = before + places.len();
            let rank = (before as i32 + after as i32 - n as i32) as i16;
            for place in places {
                if let Some(slot) = slots.get_mut(place) {
                    *slot = rank;
                }
            }
            before = after;
        }
        ranks
    }

    fn slots(&self) -> &[i16] {
        bytemuck::cast_slice(&self.0)
    }

    /// The sum of the products, exactly.
    fn dot(&self, other: &Self) -> f64 {
        // A lane of a product is below 2²⁵, so that the sum of 32 fits.
        let sums = self.0.chunks(32).zip(other.0.chunks(32)).map(|(a, b)| {
            let sum = a.iter().zip(b).fold(i32x4::default(), |sum, (a, b)| sum + a.dot(*b));
            sum.to_array().iter().map(|lane| i64::from(*lane)).sum::<i64>()
        });
        sums.sum::<i64>() as f64
    }

    /// The draws in the order of these ranks, of which no two are the same.
    fn order(&self, n: usize) -> Vec<usize> {
        let mut order = vec![0; n];
        for (draw, rank) in self.slots().iter().take(n).enumerate() {
            let place = (i32::from(*rank) + n as i32 - 1) / 2;
            if let Some(slot) = usize::try_from(place).ok().and_then(|place| order.get_mut(place)) {
                *slot = draw;
            }
        }
        order
    }
}

/// The ranks of the inputs.
pub(super) struct Drivers {
    /// How many draws are looked at.
    n: usize,
    inputs: Vec<(Ranks, f64)>,
}

/// Each one in a group of its own.
fn alone(draws: impl Iterator<Item = usize>) -> impl Iterator<Item: ExactSizeIterator<Item = usize>> {
    draws.map(core::iter::once)
}

impl Drivers {
    pub(super) fn new(draws: u32, sampler: &Sampler) -> Self {
        const NONE: u16 = u16::MAX;
        let n = DRAWS.min(draws as usize);
        let mut order = Order::default();
        let ranks = |input: usize| {
            let places = (0..n as u32).filter_map(|draw| sampler.place(input, draw));
            let mut strata = [NONE; DRAWS];
            let mut each_its_own = true;
            for (draw, place) in places.clone().enumerate() {
                if let Some(slot) = strata.get_mut((place >> (u32::BITS - RANK_BITS)) as usize) {
                    each_its_own &= *slot == NONE;
                    *slot = draw as u16;
                }
            }
            let ranks = if each_its_own {
                let draws = strata.iter().filter(|draw| **draw != NONE);
                Ranks::of(alone(draws.map(|draw| usize::from(*draw))), n)
            } else {
                order.sort(&places.map(f64::from).collect::<Vec<_>>());
                Ranks::of(order.groups(), n)
            };
            let square = ranks.dot(&ranks);
            (ranks, square)
        };
        Self { n, inputs: (0..sampler.inputs()).map(ranks).collect() }
    }

    /// The correlation, −1 to 1, of a figure with each input that it rests on. `values` are those of the draws that have
    /// one; `known` says which have, and is empty where all do.
    pub(super) fn correlations(
        &self,
        output: Output,
        values: &[f64],
        known: &[bool],
        order: &mut Order,
    ) -> Vec<(usize, f64)> {
        let draws: Vec<usize> =
            (0..self.n).filter(|draw| known.get(*draw).is_none_or(|known| *known)).collect();
        let values = values.get(..draws.len()).unwrap_or_default();
        order.sort(values);
        let place = |value: usize| draws.get(value).copied().unwrap_or_default();
        let own = Ranks::of(order.groups().map(|group| group.map(place)), draws.len());
        let square = own.dot(&own);
        let all = draws.len() == self.n;
        let correlation = |(input, (ranks, squares)): (usize, &(Ranks, f64))| {
            let (product, squares) = if all {
                (own.dot(ranks), *squares)
            } else {
                let some = ranks.order(self.n).into_iter().filter(|draw| known.get(*draw) == Some(&true));
                let ranks = Ranks::of(alone(some), draws.len());
                (own.dot(&ranks), ranks.dot(&ranks))
            };
            let correlation = product / (square * squares).sqrt();
            (input, if correlation.is_finite() { crate::number::clamp(correlation, -1.0, 1.0) } else { 0.0 })
        };
        let rests = self.inputs.iter().enumerate().filter(|(input, _)| output.inputs.has(*input));
        rests.map(correlation).collect()
    }
}
