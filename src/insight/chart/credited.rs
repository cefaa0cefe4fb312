//! How far the choice of rule moves what each partner is credited with: from the least to the most, and where the rule stands
//! that is agreed on.

use super::draw::{Anchor, dot, label, level, span, upright};
use super::frame::{Chart, Drawing, Table, or_none};
use super::points::Point;
use super::scale::Scale;
use crate::insight::deals::{Credited, amount};
use crate::insight::phrases::list;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::symbol::Unit;

/// The height of a partner.
const LINE: f64 = 56.0;
/// As many partners are drawn, those that are moved furthest.
const PARTNERS: usize = 8;
/// As many of them are named in the finding.
const NAMED: usize = 3;

/// Draws it.
pub(in crate::insight) fn chart(insight: &Insight, partners: &[Credited], value: f64) -> Tree {
    let money = |value: f64| amount(insight, value);
    let short = |value: f64| insight.format.short(Unit::Currency, value);
    let mut drawn: Vec<&Credited> = partners.iter().collect();
    drawn.sort_by(|one, other| (other.high - other.low).total_cmp(&(one.high - one.low)));
    let scale = Scale::with_zero([value]);
    let (mut shapes, mut told) = (Vec::new(), Vec::new());
    for (at, one) in drawn.iter().take(PARTNERS).enumerate() {
        let y = at as f64 * LINE;
        let (from, to) = (scale.at(one.low), scale.at(one.high));
        shapes.push(label("name", 0.0, -56.0, y + 14.0, Anchor::Start, one.partner.clone()));
        shapes.push(level("grid", y + 34.0));
        shapes.push(span("span", from, to, y + 28.0, 12.0));
        shapes.push(upright("cap", from, y + 26.0, y + 42.0));
        shapes.push(upright("cap", to, y + 26.0, y + 42.0));
        shapes.push(label("", from, -6.0, y + 38.0, Anchor::End, short(one.low)));
        shapes.push(label("", to, 6.0, y + 38.0, Anchor::Start, short(one.high)));
        if let Some(agreed) = one.agreed {
            shapes.push(dot("own point", scale.at(agreed), y + 34.0, 7.0));
        }
        let range = text::panel_range(&money(one.low), &money(one.high));
        told.push(Point::row(LINE, text::join_named(&one.partner, &range)));
    }
    let height = drawn.len().min(PARTNERS) as f64 * LINE;
    let moved = drawn.iter().filter(|one| one.high > one.low).take(NAMED);
    let moved: Vec<String> =
        moved.map(|one| text::panel_deals_moved(&one.partner, &money(one.high - one.low))).collect();
    let head = [
        text::PANEL_YEAR_PARTNER,
        text::PANEL_DEALS_LEAST_BY,
        text::PANEL_DEALS_MOST_BY,
        text::PANEL_DEALS_BY_AGREED,
    ];
    let rows = drawn.iter().map(|one| {
        vec![one.partner.clone(), money(one.low), money(one.high), or_none(one.agreed.map(money))]
    });
    let is_agreed = drawn.iter().any(|one| one.agreed.is_some());
    Chart {
        finding: text::panel_deals_moves(&list(&moved)),
        what: text::PANEL_DEALS_CHART_WHAT.get().to_owned(),
        drawing: Drawing { sides: "ends", height, shapes },
        notes: is_agreed.then(|| text::PANEL_DEALS_CHART_DOT.get().to_owned()).into_iter().collect(),
        table: Table { head: head.map(|head| head.get().to_owned()).into(), rows: rows.collect() },
    }
    .pointed(0.0, told)
}
