//! Whether an activity is worth its MDF, in plain words and with the reasons.

use super::{Told, said};
use crate::insight::Insight;
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Unit;

/// A verdict.
pub(super) struct Verdict {
    /// In one sentence.
    pub(super) said: String,
    /// What it rests on, a sentence each.
    pub(super) reasons: Vec<String>,
}

/// Judges the activity against the target return and against direct.
pub(super) fn of(insight: &Insight, told: &Told, scope: &Scope) -> Verdict {
    let named = told.target;
    // Without a target, the cost has to come back.
    let target = named.unwrap_or(0.0);
    let awareness = told.kind.as_deref() == Some("awareness");
    let mut reasons = Vec::new();
    if awareness {
        reasons.push(text::PANEL_AWARENESS_MEANS.get().to_owned());
    }
    reasons.extend(against_direct(insight, scope, MetricId::PipelinePerDollar));
    reasons.extend(against_direct(insight, scope, MetricId::PartnerCac));
    let Some(roi) = scope.value(MetricId::Roi) else {
        let why = crate::insight::phrases::reason(scope, MetricId::Roi);
        let said = if awareness {
            text::PANEL_VERDICT_BRAND.get().to_owned()
        } else {
            text::panel_verdict_none(&why)
        };
        return Verdict { said, reasons };
    };
    // That it is met is told of figures that read the same; that it is missed, of two that differ.
    let (figure, goal) = match roi >= target {
        true => (insight.share(roi), insight.share(target)),
        false => insight.format.pair(Unit::Ratio, roi, target),
    };
    let full = scope.value(MetricId::RoiFullInfluence).filter(|full| *full >= target);
    let beaten = scope.value(MetricId::PipelineIndex).is_some_and(|index| index < 1.0);
    let said = if roi >= target && beaten {
        text::panel_verdict_but_direct(&figure, &goal)
    } else if roi >= target {
        match named {
            Some(_) => text::panel_verdict_yes(&figure, &goal),
            None => text::panel_verdict_pays_back(&figure),
        }
    } else if let Some(full) = full {
        text::panel_verdict_depends(&figure, &goal, &insight.share(full))
    } else if awareness {
        text::PANEL_VERDICT_BRAND.get().to_owned()
    } else if named.is_some() {
        text::panel_verdict_no(&figure, &goal)
    } else {
        text::panel_verdict_not_back(&figure)
    };
    Verdict { said, reasons }
}

/// One figure beside direct's.
fn against_direct(insight: &Insight, scope: &Scope, id: MetricId) -> Option<String> {
    let theirs = id.of_direct()?;
    let (ours, direct) = (insight.stated(scope, id)?, insight.stated(&insight.report.direct, theirs)?);
    let (a, b) = (scope.value(id)?, insight.report.direct.value(theirs)?);
    let name = said(id);
    Some(if ours == direct {
        text::panel_like_direct(&name, &ours)
    } else if (a < b) == (id == MetricId::PartnerCac) {
        text::panel_better_than_direct(&name, &ours, &direct)
    } else {
        text::panel_worse_than_direct(&name, &ours, &direct)
    })
}
