//! A metric in one scope, by a whole report.

use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::{ValidPlan, evaluate};

/// Its value; none where it has none, or where the plan has no such tier.
pub fn figure(plan: &ValidPlan, MetricRef { metric, at }: MetricRef) -> Option<f64> {
    at.of(&evaluate(plan))?.value(metric)
}
