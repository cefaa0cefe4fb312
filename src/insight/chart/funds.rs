//! Where the MDF of each tier stands: claimed, approved and not claimed, never requested.

use super::draw::{Anchor, bar, label};
use super::frame::{Chart, Drawing, Table, or_none};
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::portfolio::{Dimension, Funds, Group, PortfolioReport};
use comarketing_roi_engine::symbol::Unit;

/// From one tier to the next, in pixels.
const STEP: f64 = 54.0;
/// As many tiers are drawn.
const TIERS: usize = 8;

/// Draws it; nothing where no tier tells what was set aside.
pub(in crate::insight) fn chart(insight: &Insight, report: &PortfolioReport) -> Option<Tree> {
    let groups = report.groups.iter().find(|groups| groups.dimension == Dimension::Tier)?;
    let tiers: Vec<&Group> =
        groups.groups.iter().filter(|group| group.funds.allocated.is_ok()).take(TIERS).collect();
    let of = |value: &Stated| value.clone().unwrap_or_default();
    let most = tiers.iter().map(|group| of(&group.funds.allocated)).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let money = |value: f64| insight.format.short(Unit::Currency, value);
    let name = |group: &Group| match group.key.as_str() {
        "" => text::PANEL_YEAR_NOT_SAID.get().to_owned(),
        key => key.to_owned(),
    };
    let mut shapes = Vec::new();
    for (at, group) in tiers.iter().enumerate() {
        let top = at as f64 * STEP;
        let funds = &group.funds;
        shapes.push(label("", 0.0, 0.0, top + 16.0, Anchor::Start, name(group)));
        if let (Ok(unused), Ok(allocated)) = (funds.unused(), &funds.allocated) {
            let said = text::chart_funds_unused(&money(unused), &money(*allocated));
            shapes.push(label("", 100.0, 0.0, top + 16.0, Anchor::End, said));
        }
        let mut from = 0.0;
        for (class, value) in parts(funds) {
            let to = from + value / most * 100.0;
            if value > 0.0 {
                shapes.push(bar(class, from, to, top + 22.0, 14.0));
            }
            from = to;
        }
    }
    let unused = |group: &&&Group| group.funds.unused().unwrap_or_default();
    let largest = tiers.iter().max_by(|one, other| unused(one).total_cmp(&unused(other)))?;
    let all: f64 = tiers.iter().map(|group| group.funds.unused().unwrap_or_default()).sum();
    let finding = match all > 0.0 {
        true => {
            let share = insight.format.figure(Unit::Ratio, unused(&largest) / all);
            text::chart_funds(&share, &name(largest))
        }
        false => text::CHART_FUNDS_ALL_USED.get().to_owned(),
    };
    let cell = |value: &Stated| or_none(value.clone().ok().map(money));
    let rows = groups.groups.iter().map(|group| {
        let funds = &group.funds;
        let figures = [
            &funds.allocated,
            &funds.spent,
            &funds.unclaimed,
            &funds.pending,
            &funds.refused,
            &funds.never_requested,
        ];
        [name(group)].into_iter().chain(figures.map(cell)).collect()
    });
    let heads = [
        text::PANEL_YEAR_TIER,
        text::CHART_FUNDS_ALLOCATED,
        text::PANEL_YEAR_SPENT,
        text::CHART_FUNDS_UNCLAIMED,
        text::CHART_FUNDS_PENDING,
        text::CHART_FUNDS_REFUSED,
        text::CHART_FUNDS_NEVER,
    ];
    let chart = Chart {
        finding,
        what: text::CHART_FUNDS_WHAT.get().to_owned(),
        drawing: Drawing { sides: "", height: tiers.len() as f64 * STEP - 10.0, shapes },
        notes: Vec::new(),
        table: Table { head: heads.map(|head| head.get().to_owned()).into(), rows: rows.collect() },
    };
    let is_drawn = |class: &str| {
        tiers.iter().any(|group| parts(&group.funds).iter().any(|(of, value)| *of == class && *value > 0.0))
    };
    let legend = [
        ("other", text::PANEL_YEAR_SPENT),
        ("own", text::CHART_FUNDS_UNCLAIMED),
        ("hatched", text::CHART_FUNDS_PENDING),
        ("refused", text::CHART_FUNDS_REFUSED),
        ("out", text::CHART_FUNDS_NEVER),
    ];
    Some(chart.with_legend(legend.into_iter().filter(|(class, _)| is_drawn(class))))
}

/// The parts of what was set aside, as they are drawn from the left.
fn parts(funds: &Funds) -> [(&'static str, f64); 5] {
    let of = |value: &Stated| value.clone().unwrap_or_default();
    [
        // What was claimed beyond what was approved would reach into its neighbor.
        ("other", (of(&funds.spent) - funds.excess).max(0.0)),
        ("own", of(&funds.unclaimed)),
        ("hatched", of(&funds.pending)),
        ("refused", of(&funds.refused)),
        ("out", of(&funds.never_requested)),
    ]
}
