//! Credited pipeline for each unit of MDF, quarter by quarter, with what was spent.

use super::draw::{Anchor, bar_up, label, level};
use super::frame::{Chart, Drawing, Table, or_none};
use super::scale::Scale;
use crate::insight::phrases::quarter_name;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::portfolio::{Class, PortfolioReport};
use comarketing_roi_engine::symbol::Unit;

const TOP: f64 = 20.0;
const HEIGHT: f64 = 120.0;
/// As many quarters are drawn, the latest.
const QUARTERS: usize = 12;

/// Draws it; nothing with fewer than two quarters that have a return.
pub(in crate::insight) fn chart(insight: &Insight, report: &PortfolioReport) -> Option<Tree> {
    let skip = report.trend.len().saturating_sub(QUARTERS);
    let points = report.trend.get(skip..)?;
    let told: Vec<f64> = points.iter().filter_map(|point| point.per_mdf.clone().ok()).collect();
    if told.len() < 2 {
        return None;
    }
    let (unit, whole) = (insight.format.unit(MetricId::PipelinePerMdfDollar), insight.format.whole_unit());
    let each = |value: f64| insight.format.figure(unit, value);
    let money = |value: f64| insight.format.short(Unit::Currency, value);
    let scale = Scale::with_zero(told.iter().copied()).nice(3);
    let y = |value: f64| TOP + scale.down(value) * HEIGHT / 100.0;
    let mut shapes = Vec::new();
    for tick in scale.ticks(3) {
        shapes.push(level(if tick.abs() < 1e-9 { "zero" } else { "grid" }, y(tick)));
        shapes.push(label("", 0.0, -8.0, y(tick) + 4.0, Anchor::End, insight.format.tick(unit, tick)));
    }
    let width = 100.0 / points.len() as f64;
    let mut year = None;
    for (at, point) in points.iter().enumerate() {
        let from = at as f64 * width;
        let middle = from + width / 2.0;
        if let Ok(value) = point.per_mdf {
            let class = if at + 1 == points.len() { "own" } else { "other" };
            shapes.push(bar_up(class, from + width * 0.18, width * 0.64, y(value), y(0.0)));
            if points.len() <= 6 {
                shapes.push(label("", middle, 0.0, y(value) - 6.0, Anchor::Middle, each(value)));
            }
        }
        // Every second name where they would touch; the year stands below the first name of it.
        if points.len() <= 6 || at % 2 == 1 {
            let (own, quarter) = point.quarter.parts();
            let below = TOP + HEIGHT + 18.0;
            let name = text::panel_year_quarter_alone(&quarter.to_string());
            shapes.push(label("", middle, 0.0, below, Anchor::Middle, name));
            if year.replace(own) != Some(own) {
                let name = text::panel_year_year_alone(&own.to_string());
                shapes.push(label("", middle, 0.0, below + 16.0, Anchor::Middle, name));
            }
        }
    }
    let last = points.iter().rev().find(|point| point.per_mdf.is_ok())?;
    let finding = match (&last.per_mdf, &last.change) {
        (Ok(value), Ok(change)) => {
            let moved = insight.format.figure(Unit::Ratio, change.abs());
            let (value, quarter) = (each(*value), quarter_name(last.quarter));
            match change {
                change if change.abs() < 0.0005 => text::chart_quarters_is(&value, &whole, &quarter),
                change if *change > 0.0 => text::chart_quarters_more(&value, &whole, &quarter, &moved),
                _ => text::chart_quarters_less(&value, &whole, &quarter, &moved),
            }
        }
        (Ok(value), Err(_)) => text::chart_quarters_is(&each(*value), &whole, &quarter_name(last.quarter)),
        (Err(_), _) => return None,
    };
    let percent = |value: &Result<f64, String>| {
        or_none(value.as_ref().ok().map(|value| insight.format.figure(Unit::Ratio, *value)))
    };
    let rows = report.trend.iter().map(|point| {
        vec![
            quarter_name(point.quarter),
            insight.count(f64::from(point.rows)),
            money(point.spent),
            or_none(point.per_mdf.clone().ok().map(each)),
            percent(&point.change),
            percent(&point.change_of_year),
        ]
    });
    let head = vec![
        text::PANEL_YEAR_QUARTER.get().to_owned(),
        text::PANEL_YEAR_CAMPAIGNS.get().to_owned(),
        text::PANEL_YEAR_SPENT.get().to_owned(),
        text::panel_year_each(&whole),
        text::CHART_QUARTERS_CHANGE.get().to_owned(),
        text::CHART_QUARTERS_YEAR.get().to_owned(),
    ];
    let is_young = report.classes.iter().any(|class| class.class == Class::TooYoung && class.rows > 0);
    let chart = Chart {
        finding,
        what: text::chart_quarters_what(&whole),
        drawing: Drawing { sides: "plot", height: TOP + HEIGHT + 42.0, shapes },
        notes: is_young.then(|| text::CHART_QUARTERS_YOUNG.get().to_owned()).into_iter().collect(),
        table: Table { head, rows: rows.collect() },
    };
    Some(chart.tree())
}
