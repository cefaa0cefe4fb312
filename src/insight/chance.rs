//! How likely it is that the program pays back, where an input is a range: a sentence beside the headline's band.

use super::Insight;
use crate::markup::{Tree, line};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::simulate::{Simulation, simulate};
use comarketing_roi_engine::symbol::Unit;

/// Draws the sentence; nothing where nothing is a range, or the headline has no figure.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    if !insight.plan.has_ranges() {
        return None;
    }
    let question = Simulation {
        metrics: vec![MetricId::Roi],
        targets: vec![(MetricId::Roi, 0.0)],
        ..Simulation::default()
    };
    let found = simulate(&insight.plan, &question).ok()?;
    let outcome = found.total.first()?;
    let (summary, reach) = (outcome.summary.as_ref()?, outcome.target?);
    let varies = summary.percentiles.first() < summary.percentiles.last();
    if !varies && outcome.undefined == 0 {
        let (name, unit) = (text::term(MetricId::Roi.metric().name), MetricId::Roi.metric().unit);
        let sure = text::chart_distribution_sure(name, &insight.format.figure(unit, summary.mean));
        return Some(line("p", "band", sure));
    }
    let counted = |count: u32| insight.format.input(Kind::Count, f64::from(count));
    let runs = counted(found.draws);
    let share = |percent: f64| insight.format.figure(Unit::Ratio, percent / 100.0);
    // Whole hundredths, but never a certainty that is none.
    let mut said = match (reach.probability, (reach.probability * 100.0).round()) {
        (chance, _) if chance >= 1.0 => text::panel_chance_all(&runs),
        (chance, _) if chance <= 0.0 => text::panel_chance_none(&runs),
        (_, percent) if percent >= 100.0 => text::panel_chance_more(&share(99.0), &runs),
        (_, percent) if percent <= 0.0 => text::panel_chance_less(&share(1.0), &runs),
        (_, percent) => text::panel_chance(&share(percent), &runs),
    };
    if outcome.undefined > 0 {
        said.push(' ');
        said.push_str(&text::chart_distribution_undefined(&counted(outcome.undefined)));
    }
    Some(line("p", "band", said))
}
