//! What would have to change for the other side of a campaign to agree: its own return, and what both could settle on.

use super::Insight;
use super::activity::target;
use super::ledger::{metric, other};
use crate::app::Side;
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::agreement::{Interval, Question, agreement};
use comarketing_roi_engine::metric_ref::MetricRef;

/// Draws it.
pub(super) fn panel(insight: &Insight) -> Tree {
    let side = other(insight);
    // The vendor's target is the one that was named; the partner wants its money back.
    let named = target(insight, "/campaign/target");
    let vendor = named.unwrap_or(0.0);
    let goal = if side == Side::Vendor { vendor } else { 0.0 };
    let now = insight.report.total.value(metric(side));
    let title = match (side, now.map(|now| now >= goal)) {
        (Side::Vendor, Some(true)) => text::PANEL_AGREE_VENDOR,
        (Side::Vendor, _) => text::PANEL_AGREE_VENDOR_NEEDS,
        (_, Some(true)) => text::PANEL_AGREE_PARTNER,
        (..) => text::PANEL_AGREE_PARTNER_NEEDS,
    };
    let settled = agreement(&insight.plan, &Question { vendor, ..Question::default() }).ok();
    let said = settled.map(|found| {
        let share = interval(insight, &found.share, text::panel_agree_share, text::panel_agree_share_only);
        let margin =
            interval(insight, &found.margin, text::panel_agree_margin, text::panel_agree_margin_only);
        let lines: Vec<Tree> =
            [share, margin].into_iter().flatten().map(|said| line("li", "", said)).collect();
        match lines.is_empty() {
            true => line("p", "", text::PANEL_AGREE_NOWHERE),
            false => {
                of("div", "").child(line("p", "", text::PANEL_AGREE_BOTH)).child(of("ul", "").children(lines))
            }
        }
    });
    let both_known =
        insight.report.total.value(MetricId::Roi).and(insight.report.total.value(MetricId::RoiPartner));
    let ways = super::goal::panel(insight, MetricRef::at_its_own(metric(side)), goal);
    let ways = ways.map(|ways| match now.is_some_and(|now| now >= goal) {
        // What is met already needs no way to it: how far it may go is there for whoever asks.
        true => el("details").child(line("summary", "", text::PANEL_AGREE_HOLDS)).child(ways),
        false => ways,
    });
    of("div", "agreement")
        .child(line("h3", "h2", title))
        .children(said.filter(|_| both_known.is_some()))
        .children(ways)
}

/// Between which values both reach their targets, and what it is today.
fn interval(
    insight: &Insight,
    found: &Interval,
    between: fn(&str, &str, &str) -> String,
    only: fn(&str, &str) -> String,
) -> Option<String> {
    let (low, high, _) = found.answer.as_ref().ok()?;
    let today = insight.share(*found.today.as_ref().ok()?);
    let (low, high) = (insight.share(*low), insight.share(*high));
    Some(if low == high { only(&low, &today) } else { between(&low, &high, &today) })
}
