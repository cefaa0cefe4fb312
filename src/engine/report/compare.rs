//! Tiers side by side: how large each figure is beside the others, and which are best.

use super::Report;
use crate::metric::{Better, MetricId};

/// One metric across the tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// For each tier the size of its figure as a share of the largest, from 0 to 1; none where there is no value or
    /// where figures below zero make lengths meaningless.
    pub shares: Vec<Option<f64>>,
    /// The tiers that are best, all of them where several are; none where fewer than two have values, where all are
    /// alike, and where the metric has no better side or is no rate.
    pub best: Vec<usize>,
    /// The tiers that are worst, likewise.
    pub worst: Vec<usize>,
}

/// What a larger tier has more of, however well it does. Its size follows the budget, so it ranks nobody.
const AMOUNTS: [MetricId; 13] = [
    MetricId::MdfSpent,
    MetricId::VendorCost,
    MetricId::PipelineSourced,
    MetricId::PipelineInfluenced,
    MetricId::PipelineCredited,
    MetricId::RevenueCredited,
    MetricId::CustomersCredited,
    MetricId::GrossProfitLessCost,
    MetricId::CacSaving,
    MetricId::CacSavingAllCostStays,
    MetricId::BreakEvenCustomers,
    MetricId::BreakEvenPipeline,
    MetricId::PipelineVelocity,
];

impl Report {
    /// Compares one metric across the tiers. Figures that are `alike` are tied: on a page, those that read the same.
    pub fn compare(&self, id: MetricId, alike: &dyn Fn(f64, f64) -> bool) -> Comparison {
        let values: Vec<Option<f64>> = self.tiers.iter().map(|tier| tier.value(id)).collect();
        let known = || values.iter().flatten().copied();
        let largest = known().fold(0.0, f64::max);
        let below_zero = known().any(|value| value < 0.0);
        let share = |value: f64| (largest > 0.0 && !below_zero).then(|| value / largest);
        let shares = values.iter().map(|value| value.and_then(share)).collect();
        let (high, low) = (known().fold(f64::MIN, f64::max), known().fold(f64::MAX, f64::min));
        let at_end = |end: f64| {
            let apart = known().nth(1).is_some() && !AMOUNTS.contains(&id) && !alike(high, low);
            let here = |value: &Option<f64>| apart && value.is_some_and(|value| alike(value, end));
            values.iter().enumerate().filter(|(_, value)| here(value)).map(|(at, _)| at).collect()
        };
        let (best, worst) = match id.metric().better {
            Better::Higher => (at_end(high), at_end(low)),
            Better::Lower => (at_end(low), at_end(high)),
            Better::Depends => (Vec::new(), Vec::new()),
        };
        Comparison { shares, best, worst }
    }
}
