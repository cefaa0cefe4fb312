//! Panels as words.

use comarketing_roi::app::{Goal, Panel};
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::ScopeId;

/// What must be true for the target of a call.
pub(crate) const GOAL: Panel = Panel::Goal(Goal::Call);

/// Where the total of a figure comes from.
pub(crate) const fn total(metric: MetricId) -> Panel {
    Panel::Explanation(metric, ScopeId::Total)
}

/// Where the figure of a tier comes from.
pub(crate) const fn of_tier(metric: MetricId, at: usize) -> Panel {
    Panel::Explanation(metric, ScopeId::Tier(at))
}

/// The words of a panel, a space between elements.
#[track_caller]
pub(crate) fn words(insight: &Insight, panel: Panel) -> String {
    insight.panel(panel).unwrap_or_else(|| panic!("no {panel:?}")).words()
}

/// With what was answered of the campaign and of the call, as numbers and words.
pub(crate) fn told(insight: Insight, answers: &str) -> Insight {
    Insight { extra_answers: serde_json::from_str(answers).expect("JSON"), ..insight }
}

/// With a target of the campaign and of the call.
pub(crate) fn aiming(insight: Insight, target: f64) -> Insight {
    let target = format!("{}%", target * 100.0);
    told(
        insight,
        &format!(r#"{{ "campaign": {{ "target": "{target}" }}, "call": {{ "target": "{target}" }} }}"#),
    )
}
