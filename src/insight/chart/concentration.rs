//! How few partners bring how much: each partner's share, the largest first, and the running total.

use super::draw::{Anchor, bar_up, dot, label, layer, level, stroke};
use super::frame::{Chart, Drawing, Table};
use super::path::Point;
use super::points::along;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::portfolio::PortfolioReport;
use comarketing_roi_engine::symbol::Unit;

const TOP: f64 = 18.0;
const HEIGHT: f64 = 140.0;
/// As many partners have a bar each.
const BARS: usize = 40;

/// Draws it; nothing where fewer than three partners have a share.
pub(in crate::insight) fn chart(insight: &Insight, report: &PortfolioReport) -> Option<Tree> {
    let found = &report.concentration;
    let (half, most) = (found.half?, found.most?);
    let shares: Vec<_> = found.shares.iter().take(BARS).collect();
    let (first, last) = (shares.first()?, shares.last()?);
    if shares.len() < 3 {
        return None;
    }
    let share = |value: f64| insight.format.figure(Unit::Ratio, value);
    let money = |value: f64| insight.format.short(Unit::Currency, value);
    let count = |n: usize| insight.count(n as f64);
    let width = 100.0 / shares.len() as f64;
    let middle = |at: usize| (at as f64 + 0.5) * width;
    let y = |value: f64| TOP + (1.0 - value) * HEIGHT;
    let mut shapes = Vec::new();
    for tick in [0.5, 1.0] {
        shapes.push(level("grid", y(tick)));
        shapes.push(label("", 0.0, 0.0, y(tick) - 5.0, Anchor::Start, share(tick)));
    }
    for (at, one) in shares.iter().enumerate() {
        let class = if at < half.partners { "own" } else { "other" };
        shapes.push(bar_up(class, at as f64 * width, width * 0.86, y(one.share), y(0.0)));
    }
    let line: Vec<Point> =
        shares.iter().enumerate().map(|(at, one)| (middle(at), (1.0 - one.running) * 100.0)).collect();
    shapes.push(layer(TOP, HEIGHT, [stroke("other-stroke", &line)]));
    shapes.push(level("zero", y(0.0)));
    let mut reach = |of: comarketing_roi_engine::portfolio::Reach, class: &'static str, below: f64| {
        let at = of.partners.saturating_sub(1);
        if at >= shares.len() {
            return;
        }
        shapes.push(dot(class, middle(at), y(of.share), 6.0));
        let words = match of.partners {
            1 => text::chart_partners_reach_one(&share(of.share)),
            few => text::chart_partners_reach(&count(few), &share(of.share)),
        };
        let anchor = if middle(at) > 60.0 { Anchor::End } else { Anchor::Start };
        let side = if anchor == Anchor::End { -10.0 } else { 10.0 };
        shapes.push(label("strong", middle(at), side, y(of.share) + below, anchor, words));
    };
    reach(half, "own point", 16.0);
    if most.partners > half.partners {
        reach(most, "ring", 18.0);
    }
    let foot = TOP + HEIGHT + 17.0;
    shapes.push(label("", 0.0, 0.0, foot, Anchor::Start, first.partner.clone()));
    shapes.push(label("", 100.0, 0.0, foot, Anchor::End, last.partner.clone()));
    let places: Vec<Point> =
        shares.iter().enumerate().map(|(at, one)| (middle(at), y(one.running) - TOP)).collect();
    let told = along(HEIGHT, &places, |point| {
        let one = shares.get(point);
        one.map(|one| text::chart_partners_point(&one.partner, &share(one.share), &share(one.running)))
            .unwrap_or_default()
    });
    let rows = found
        .shares
        .iter()
        .map(|one| vec![one.partner.clone(), money(one.credited), share(one.share), share(one.running)]);
    let mut notes = Vec::new();
    if let Some(tail) = found.tail {
        let mdf = tail.share_of_mdf.map(share);
        notes.push(match mdf {
            _ if tail.partners == 1 => text::chart_partners_tail_one(&share(tail.share)),
            Some(mdf) => text::chart_partners_tail(&count(tail.partners), &share(tail.share), &mdf),
            None => text::chart_partners_tail_alone(&count(tail.partners), &share(tail.share)),
        });
    }
    if found.without > 0 {
        notes.push(text::chart_partners_without(&count(found.without)));
    }
    let chart = Chart {
        finding: match half.partners {
            1 => text::chart_partners_one(&count(found.partners), &share(half.share)),
            few => text::chart_partners(&count(few), &count(found.partners), &share(half.share)),
        },
        what: text::CHART_PARTNERS_WHAT.get().to_owned(),
        drawing: Drawing { sides: "", height: foot + 7.0, shapes },
        notes,
        table: Table {
            head: vec![
                text::PANEL_YEAR_PARTNER.get().to_owned(),
                text::PANEL_YEAR_CREDITED.get().to_owned(),
                text::PANEL_YEAR_SHARE.get().to_owned(),
                text::CHART_PARTNERS_RUNNING.get().to_owned(),
            ],
            rows: rows.collect(),
        },
    };
    Some(chart.pointed(TOP, told))
}
