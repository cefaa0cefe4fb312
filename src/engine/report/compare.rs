//! Tiers side by side: how large each figure is beside the others, and which is best.

use super::Report;
use crate::metric::{Better, MetricId};

/// One metric across the tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// For each tier the size of its figure as a share of the largest, from 0 to 1; none where there is no value or
    /// where figures below zero make lengths meaningless.
    pub shares: Vec<Option<f64>>,
    /// The tier that is best, where at least two have values, one of them is best alone and the metric has a better
    /// side.
    pub best: Option<usize>,
    /// The tier that is worst, likewise.
    pub worst: Option<usize>,
}

impl Report {
    /// Compares one metric across the tiers.
    pub fn compare(&self, id: MetricId) -> Comparison {
        let values: Vec<Option<f64>> = self.tiers.iter().map(|tier| tier.value(id)).collect();
        let known: Vec<(usize, f64)> =
            values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
        let largest = known.iter().map(|(_, value)| *value).fold(0.0, f64::max);
        let below_zero = known.iter().any(|(_, value)| *value < 0.0);
        let share = |value: f64| (largest > 0.0 && !below_zero).then(|| value / largest);
        let shares = values.iter().map(|value| value.and_then(share)).collect();
        let (highest, lowest) = (alone(&known, f64::gt), alone(&known, f64::lt));
        let (best, worst) = match id.metric().better {
            Better::Higher => (highest, lowest),
            Better::Lower => (lowest, highest),
            Better::Depends => (None, None),
        };
        Comparison { shares, best, worst }
    }
}

/// The one that is `beyond` all others, if there are others.
fn alone(known: &[(usize, f64)], beyond: fn(&f64, &f64) -> bool) -> Option<usize> {
    let is_beyond = |at: usize, value: f64| known.iter().all(|(other, v)| *other == at || beyond(&value, v));
    known.iter().find(|(at, value)| known.len() > 1 && is_beyond(*at, *value)).map(|(at, _)| *at)
}
