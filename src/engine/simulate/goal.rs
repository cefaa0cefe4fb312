//! What is simulated, and its value where a plan is worked out one draw at a time.

use crate::metric::{MetricId, Stated};
use crate::resolve::{self, Quantities};
/// A figure to simulate: the metric in total (or for direct), or in one tier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal {
    /// The metric.
    pub(super) metric: MetricId,
    /// The tier; none for the total or direct.
    pub(super) tier: Option<usize>,
}

/// The value of a goal on these quantities; NaN for none.
pub(super) fn value(goal: Goal, shared: &Quantities, tiers: &[Quantities]) -> f64 {
    let metric = goal.metric.metric();
    let value = match goal.tier {
        Some(at) => tiers.get(at).and_then(|tier| resolve::value(metric, tier).ok()),
        None if metric.stated == Stated::Direct => resolve::value(metric, shared).ok(),
        None => resolve::value_in_total(metric, tiers, shared).ok(),
    };
    value.unwrap_or(f64::NAN)
}
