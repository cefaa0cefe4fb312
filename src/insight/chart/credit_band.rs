//! The credit corridor: return against the share of influenced deals that is credited to partners.

use super::draw::{Anchor, dot, fill, label, layer, level, stroke, upright};
use super::frame::{Chart, Drawing, Table, sentence};
use super::path::Point;
use super::scale::Scale;
use crate::insight::gaps::said;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::symbol::{Symbol, Unit};

/// The plot in pixels: room above it for a word, and its height.
const TOP: f64 = 40.0;
const HEIGHT: f64 = 210.0;
/// The credits of the table and of the axis.
const CREDITS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

pub(in crate::insight) fn chart(insight: &Insight) -> Tree {
    let format = &insight.format;
    let name = text::term(MetricId::Roi.metric().name);
    let scope = &insight.report.total;
    let value = |id: MetricId| scope.value(id);
    let (Some(roi), Some(low), Some(high)) =
        (value(MetricId::Roi), value(MetricId::RoiSourcedOnly), value(MetricId::RoiFullInfluence))
    else {
        let why = scope.figure(MetricId::Roi).and_then(|figure| figure.reason_in(text::TRANSLATE));
        return sentence(text::chart_none(&why.unwrap_or_default()));
    };
    let credit =
        scope.figure(MetricId::Roi).and_then(|figure| figure.symbol(Symbol::C).value).unwrap_or_default();
    let written = |value: f64| format.figure(Unit::Ratio, value);
    // The return is a straight line in the credit, so its ends say all of it.
    let at = |credit: f64| low + (high - low) * credit;
    let even = (low < 0.0 && high >= 0.0).then(|| -low / (high - low)).filter(|even| even.is_finite());
    let moves = (high - low).abs() > 1e-9;
    let finding = match even {
        _ if !moves => text::chart_corridor_flat(&written(roi)),
        _ if written(low) == written(high) => {
            text::panel_story_roi(name, &written(roi), &text::ends(&written(low), &written(high)))
        }
        // What reads as no credit is none.
        Some(even) if written(even) == written(0.0) => {
            text::chart_corridor_always(&written(low), &written(credit), &written(roi))
        }
        Some(even) => text::chart_corridor_even(&written(even), &written(credit), &written(roi)),
        None if low >= 0.0 => text::chart_corridor_always(&written(low), &written(credit), &written(roi)),
        None => text::chart_corridor_never(&written(high)),
    };
    let scale = Scale::with_zero([low, high, roi]).nice(4);
    let y = |value: f64| TOP + scale.down(value) * HEIGHT / 100.0;
    let mut shapes = Vec::new();
    for tick in scale.ticks(4) {
        let class = if tick.abs() < 1e-9 { "zero" } else { "grid" };
        shapes.push(level(class, y(tick)));
        shapes.push(label("", 0.0, -8.0, y(tick) + 4.0, Anchor::End, format.tick(Unit::Ratio, tick)));
    }
    for credit in CREDITS {
        let words = format.tick(Unit::Ratio, credit);
        shapes.push(label("", credit * 100.0, 0.0, TOP + HEIGHT + 18.0, Anchor::Middle, words));
    }
    let line: [Point; 2] = [(0.0, scale.down(low)), (100.0, scale.down(high))];
    let floor: [Point; 2] = [(0.0, scale.down(low)), (100.0, scale.down(low))];
    shapes.push(layer(TOP, HEIGHT, [fill("wedge", &line, &floor), stroke("context-line", &line)]));
    let (zero, mut full) = (y(0.0), y(high) - 8.0);
    if let Some(even) = even {
        let x = even * 100.0;
        let words = text::chart_corridor_break(&written(even));
        // The line rises: above it is room on the left, and over all of it at the top.
        if x > 55.0 {
            full = if zero - full < 28.0 { full - 18.0 } else { full };
            shapes.push(label("", x, -10.0, zero - 8.0, Anchor::End, words));
        } else {
            shapes.push(upright("reference", x, 6.0, TOP + HEIGHT));
            shapes.push(label("", x, 6.0, 14.0, Anchor::Start, words));
        }
        shapes.push(dot("ring", x, zero, 5.0));
    }
    let x = credit * 100.0;
    shapes.push(upright("own-line", x, y(roi), TOP + HEIGHT));
    shapes.push(dot("own point", x, y(roi), 7.0));
    let words = text::chart_corridor_yours(&written(credit), &written(roi));
    shapes.push(if x > 50.0 {
        label("strong", x, -11.0, y(roi) - 9.0, Anchor::End, words)
    } else {
        label("strong", x, 11.0, y(roi) + 17.0, Anchor::Start, words)
    });
    shapes.push(label("", 100.0, 0.0, full, Anchor::End, text::chart_corridor_full(&written(high))));
    // The floor of the wedge is named where nothing else is: at its other end.
    let floor = y(low) + 15.0;
    shapes.push(label("", 100.0, 0.0, floor, Anchor::End, text::chart_corridor_sourced(&written(low))));
    let gaps = scope.figure(MetricId::Roi).map(|figure| said(insight, &figure));
    let rows = CREDITS.map(|credit| vec![written(credit), written(at(credit))]);
    Chart {
        finding,
        what: text::CHART_CORRIDOR_WHAT.get().to_owned(),
        drawing: Drawing { sides: "plot", height: TOP + HEIGHT + 24.0, shapes },
        notes: gaps.unwrap_or_default(),
        table: Table {
            head: vec![text::term(Symbol::C.label()).to_owned(), name.to_owned()],
            rows: rows.into(),
        },
    }
    .tree()
}
