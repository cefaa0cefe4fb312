//! The credit corridor: return against the share of influenced deals that is credited to partners.

use super::draw::{Anchor, dot, fill, label, layer, level, span, stroke, upright};
use super::frame::{Chart, Drawing, Table, sentence};
use super::path::Point;
use super::points::along;
use super::scale::Scale;
use crate::insight::gaps::said;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::symbol::{Symbol, Unit};

/// The plot in pixels: room above it for a word, and its height.
const TOP: f64 = 20.0;
const HEIGHT: f64 = 210.0;
/// What most programs credit (assumed.credit says so, too).
const USUAL: (f64, f64) = (0.25, 0.5);
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
    // A line that neither rises nor falls is said, not drawn.
    if !moves {
        return sentence(text::chart_corridor_flat(&written(roi)));
    }
    if written(low) == written(high) {
        let ends = text::ends(&written(low), &written(high));
        return sentence(text::panel_story_roi(name, &written(roi), &ends));
    }
    let finding = match even {
        // What reads as no credit is none.
        Some(even) if written(even) == written(0.0) => {
            text::chart_corridor_always(&written(low), &written(credit), &written(roi))
        }
        Some(even) => {
            // As it reads, so that what reads as the end of common practice is in it.
            let is = |end: f64| written(even) == written(end);
            let say = match even {
                _ if is(USUAL.0) || is(USUAL.1) => text::chart_corridor_within,
                even if even < USUAL.0 => text::chart_corridor_below,
                even if even > USUAL.1 => text::chart_corridor_beyond,
                _ => text::chart_corridor_within,
            };
            say(&written(even))
        }
        None if low >= 0.0 => text::chart_corridor_always(&written(low), &written(credit), &written(roi)),
        None => text::chart_corridor_never(&written(high)),
    };
    let scale = Scale::with_zero([low, high, roi]).nice(4);
    let y = |value: f64| TOP + scale.down(value) * HEIGHT / 100.0;
    let (usual, ends) = ((USUAL.0 * 100.0, USUAL.1 * 100.0), (written(USUAL.0), written(USUAL.1)));
    let cap = |x| upright("usual-end", x, TOP, TOP + HEIGHT);
    let mut shapes = vec![span("usual", usual.0, usual.1, TOP, HEIGHT), cap(usual.0), cap(usual.1)];
    let words = text::chart_corridor_usual(&text::panel_range(&ends.0, &ends.1));
    shapes.push(label("", (usual.0 + usual.1) / 2.0, 0.0, TOP - 8.0, Anchor::Middle, words));
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
    let base = scale.down(0.0);
    let wedge = fill("wedge lit", &line, &[(0.0, base), (100.0, base)]);
    shapes.push(layer(TOP, HEIGHT, [wedge, stroke("own-stroke", &line)]));
    let (zero, mut full) = (y(0.0), y(high) - 8.0);
    if let Some(even) = even {
        let x = even * 100.0;
        let words = text::chart_corridor_break(&written(even));
        // The line rises: above it is room on the left, and below it on the right.
        if x > 55.0 {
            full = if zero - full < 28.0 { full - 18.0 } else { full };
            shapes.push(label("", x, -10.0, zero - 8.0, Anchor::End, words));
        } else {
            shapes.push(label("", x, 8.0, zero + 17.0, Anchor::Start, words));
        }
        shapes.push(dot("ring", x, zero, 5.0));
    }
    let x = credit * 100.0;
    shapes.push(upright("own-line", x, y(roi), zero));
    shapes.push(dot("own point", x, y(roi), 7.0));
    let words = text::chart_corridor_yours(&written(roi), &written(credit));
    shapes.push(if x > 34.0 {
        label("strong", x, -11.0, y(roi) - 9.0, Anchor::End, words)
    } else {
        label("strong", x, 11.0, y(roi) + 17.0, Anchor::Start, words)
    });
    shapes.push(label("", 100.0, 0.0, full, Anchor::End, text::chart_corridor_full(&written(high))));
    // Under where the line begins, and under the words of where it pays back.
    let clear = if even.is_some() { zero + 34.0 } else { 0.0 };
    let below = (y(low) + 16.0).max(clear);
    let beside = if below > TOP + HEIGHT - 4.0 { y(low) - 10.0 } else { below };
    shapes.push(label("", 0.0, 4.0, beside, Anchor::Start, text::chart_corridor_sourced(&written(low))));
    let gaps = scope.figure(MetricId::Roi).map(|figure| said(insight, &figure));
    let tenths: Vec<f64> = (0..=10).map(|tenth| f64::from(tenth) / 10.0).collect();
    let places: Vec<Point> = tenths.iter().map(|credit| (credit * 100.0, y(at(*credit)) - TOP)).collect();
    let told = along(HEIGHT, &places, |point| {
        let credit = tenths.get(point).copied().unwrap_or_default();
        text::chart_corridor_point(&written(at(credit)), &written(credit))
    });
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
    .pointed(TOP, told)
}
