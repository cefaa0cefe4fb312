//! How the MDF is split today and how it would bring most, tier by tier.

use super::draw::{Anchor, bar, label, named};
use super::frame::{Chart, Drawing, Table, or_none, sentence};
use super::scale::Scale;
use crate::insight::{Insight, Tree, finance};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::allocate::{Allocation, Share, allocate};
use comarketing_roi_engine::number::format_decimal;
use comarketing_roi_engine::symbol::Unit;

const ROW: f64 = 84.0;

/// Why a tier takes no part, in the language of the page.
fn excluded(insight: &Insight, at: usize) -> String {
    let tier = insight.report.tiers.get(at);
    let figure = |id| tier.and_then(|tier| tier.figure(id));
    let known = |id| figure(id).and_then(|figure| figure.value.ok());
    let needs = |id| figure(id).and_then(|figure| figure.reason_in(text::TRANSLATE)).unwrap_or_default();
    match (known(MetricId::MdfSpent), known(MetricId::RevenueCredited)) {
        (None, _) => needs(MetricId::MdfSpent),
        (_, None) => needs(MetricId::RevenueCredited),
        (Some(spent), _) if spent <= 0.0 => text::CHART_ALLOCATION_UNSPENT.get().to_owned(),
        _ => text::CHART_ALLOCATION_UNPAID.get().to_owned(),
    }
}

pub(in crate::insight) fn chart(insight: &Insight) -> Tree {
    let Ok(found) = allocate(&insight.plan, &finance::split(insight)) else {
        return sentence(text::CHART_ALLOCATION_NONE.get());
    };
    let format = &insight.format;
    let money = |value: f64| format.figure(Unit::Currency, value);
    let scale = Scale::with_zero(found.tiers.iter().flat_map(|tier| [tier.today.spend, tier.best.spend]));
    let next = |marginal: Option<f64>| {
        marginal.map(|marginal| text::chart_allocation_next(&format.whole_unit(), &money(marginal)))
    };
    // A budget of one tier cannot be divided.
    if found.tiers.len() < 2 {
        return sentence(finding(&found, &money));
    }
    let mut shapes = Vec::new();
    for (at, tier) in found.tiers.iter().enumerate() {
        let y = at as f64 * ROW;
        shapes.push(named(0.0, 100.0, y + 14.0, &tier.name, ""));
        let lines = [
            ("context", text::CHART_ALLOCATION_TODAY, tier.today),
            ("own", text::CHART_ALLOCATION_THEN, tier.best),
        ];
        for (line, (class, word, point)) in lines.into_iter().enumerate() {
            let y = y + 22.0 + line as f64 * 24.0;
            // The words stand above their bar, so that both have the whole width.
            shapes.push(bar(class, 0.0, scale.at(point.spend), y + 14.0, 7.0));
            let said = [word.get(), " ", &money(point.spend)].concat();
            shapes.push(label("", 0.0, 0.0, y + 10.0, Anchor::Start, said));
            shapes
                .extend(next(point.marginal).map(|said| label("", 100.0, 0.0, y + 10.0, Anchor::End, said)));
        }
    }
    let mut notes = vec![text::chart_allocation_assumed(
        &format.exact(Unit::Multiple, found.beta),
        &format.figure(Unit::Ratio, doubled(found.beta) - 1.0),
    )];
    notes.extend(
        found
            .excluded
            .iter()
            .map(|tier| text::chart_allocation_excluded(&tier.name, &excluded(insight, tier.tier))),
    );
    if !found.margin_known {
        notes.push(text::CHART_ALLOCATION_MARGIN.get().to_owned());
    }
    let rows = found.tiers.iter().map(|tier| {
        let cents = |value: Option<f64>| or_none(value.map(money));
        vec![
            tier.name.clone(),
            money(tier.today.spend),
            money(tier.best.spend),
            cents(tier.today.marginal),
            cents(tier.best.marginal),
        ]
    });
    let one = format.whole_unit();
    let head = vec![
        text::CHART_TIER.get().to_owned(),
        text::CHART_ALLOCATION_TODAY.get().to_owned(),
        text::CHART_ALLOCATION_BEST.get().to_owned(),
        text::chart_allocation_next_today(&one),
        text::chart_allocation_next_best(&one),
    ];
    Chart {
        finding: finding(&found, &money),
        what: text::CHART_ALLOCATION_WHAT.get().to_owned(),
        drawing: Drawing { sides: "", height: found.tiers.len() as f64 * ROW - 10.0, shapes },
        notes,
        table: Table { head, rows: rows.collect() },
    }
    .tree()
}

/// 2 to a power between 0 and 1, bit by bit: square roots cost nothing to download.
fn doubled(power: f64) -> f64 {
    let (mut rest, mut root, mut all) = (power, 2.0f64, 1.0);
    for _ in 0..40 {
        (rest, root) = (rest * 2.0, root.sqrt());
        if rest >= 1.0 {
            rest -= 1.0;
            all *= root;
        }
    }
    all
}

fn finding(found: &Allocation, money: &impl Fn(f64) -> String) -> String {
    let more = |tier: &Share| tier.best.spend - tier.today.spend;
    let gains = found.tiers.iter().max_by(|a, b| more(a).total_cmp(&more(b)));
    let (best, today) = match (found.best.gross_profit, found.today.gross_profit) {
        (Some(best), Some(today)) => (best, today),
        _ => (found.best.revenue, found.today.revenue),
    };
    match gains {
        Some(tier) if best - today > today.abs() * 0.005 => {
            let (name, amount, gain) = (&tier.name, money(more(tier)), money(best - today));
            if found.margin_known {
                text::chart_allocation_finding(name, &amount, &gain)
            } else {
                text::chart_allocation_revenue(name, &amount, &gain)
            }
        }
        _ => text::chart_allocation_right(&format_decimal(0.5)),
    }
}
