//! How sure a figure is: many draws of the uncertain inputs, and how often a target is reached.

use super::draw::{Anchor, bar, centred, label, level, upright};
use super::frame::{Chart, Drawing, Table, sentence};
use super::points::{Point, every};
use super::scale::Scale;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::number::format_decimal;
use comarketing_roi_engine::plan::{Kind, Number, ValidPlan};
use comarketing_roi_engine::simulate::{Histogram, LEVELS, Simulation, Summary, simulate};
use comarketing_roi_engine::symbol::Unit;

const TOP: f64 = 24.0;
const HEIGHT: f64 = 130.0;
/// What an input may be off by where none says its range.
const SHARE: f64 = 0.2;

/// The plan with every figure that it gives spread by a share of itself, within what the figure may be.
fn spread(plan: &ValidPlan, share: f64) -> Option<ValidPlan> {
    let mut spread = (**plan).clone();
    for place in plan.places().filter(|place| place.field.symbol().is_some()) {
        let Some(likely) = plan.get(place).map(Number::likely) else { continue };
        let (min, max) = place.field.kind().range();
        let end = |factor: f64| (likely * factor).max(min).min(max);
        spread.set(place, Number::Range { low: end(1.0 - share), likely, high: end(1.0 + share) });
    }
    spread.validate().ok()
}

/// The percentile at a level.
fn percentile(summary: &Summary, wanted: f64) -> f64 {
    let all = LEVELS.iter().zip(summary.percentiles);
    all.min_by(|a, b| (a.0 - wanted).abs().total_cmp(&(b.0 - wanted).abs()))
        .map_or(summary.mean, |(_, value)| value)
}

pub(in crate::insight) fn chart(insight: &Insight, id: MetricId) -> Option<Tree> {
    let metric = id.metric();
    let format = &insight.format;
    let name = &*format.name(id);
    let taken = !insight.plan.has_ranges();
    let plan = if taken { spread(&insight.plan, SHARE)? } else { insight.plan.clone() };
    let target = (id == MetricId::Roi).then_some(0.0);
    let question = Simulation {
        metrics: vec![id],
        targets: target.map(|target| (id, target)).into_iter().collect(),
        ..Simulation::default()
    };
    let found = simulate(&plan, &question).ok()?;
    let outcome = found.total.first()?;
    let figure = insight.report.total.figure(id).or_else(|| insight.report.direct.figure(id));
    let Some(summary) = outcome.summary.as_ref().filter(|summary| summary.mean.is_finite()) else {
        let why = figure.and_then(|figure| figure.reason_in(text::TRANSLATE));
        return Some(sentence(text::chart_none(&why.unwrap_or_default())));
    };
    let written = |value: f64| format.figure(format.unit(metric.id), value);
    let [p5, p50, p95] = [0.05, 0.5, 0.95].map(|level| percentile(summary, level));
    if p95 <= p5 {
        return Some(sentence(text::chart_distribution_sure(name, &written(p50))));
    }
    let draws = format.input(Kind::Count, f64::from(found.draws));
    let reach = outcome.target;
    // Whole hundredths, but never a certainty that is none.
    let chance = reach.map(|reach| match (reach.probability * 100.0).round() {
        share if share >= 100.0 && reach.probability < 1.0 => {
            text::CHART_DISTRIBUTION_ALMOST.get().to_owned()
        }
        share if share <= 0.0 && reach.probability > 0.0 => text::CHART_DISTRIBUTION_HARDLY.get().to_owned(),
        share => text::chart_distribution_of(&format_decimal(share)),
    });
    let less = metric.better == Better::Lower;
    let finding = match (reach, &chance) {
        (Some(reach), Some(chance)) if less => {
            text::chart_distribution_most(chance, name, &written(reach.target))
        }
        (Some(reach), Some(chance)) => text::chart_distribution_least(chance, name, &written(reach.target)),
        _ => {
            let (low, high) = format.pair(format.unit(metric.id), p5, p95);
            text::chart_distribution_between(name, &low, &high)
        }
    };
    let Histogram { from, to, counts, below, above } = &summary.histogram;
    // A target far away would leave no room for the draws; then the sentence alone says it.
    let near = (to - from) / 2.0;
    let target = target.filter(|target| (from - near..=to + near).contains(target));
    let scale = Scale::over([*from, *to].into_iter().chain(target));
    let tallest = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    let width = (to - from) / counts.len().max(1) as f64;
    let bars: Vec<(f64, f64, u32)> = counts
        .iter()
        .enumerate()
        .map(|(at, count)| (from + at as f64 * width, from + (at + 1) as f64 * width, *count))
        .collect();
    let reaches = |middle: f64| match reach {
        Some(reach) if less => middle <= reach.target,
        Some(reach) => middle >= reach.target,
        None => true,
    };
    let floor = TOP + HEIGHT;
    let mut shapes = Vec::new();
    for (left, right, count) in &bars {
        let high = f64::from(*count) / tallest * HEIGHT;
        let class = if reaches((left + right) / 2.0) { "own bin" } else { "context bin" };
        if *count > 0 {
            shapes.push(bar(class, scale.at(*left), scale.at(*right), floor - high, high));
        }
    }
    shapes.push(level("zero", floor));
    for (value, word) in [
        (p5, text::CHART_DISTRIBUTION_LOW),
        (p50, text::CHART_DISTRIBUTION_MIDDLE),
        (p95, text::CHART_DISTRIBUTION_HIGH),
    ] {
        let at = scale.at(value);
        shapes.push(upright("tick", at, floor, floor + 6.0));
        // Where the three stand close, the outer ones turn away from the middle.
        let close = (at - scale.at(p50)).abs() < 22.0;
        let (anchor, dx) = match word {
            text::CHART_DISTRIBUTION_LOW if close => (Anchor::End, 12.0),
            text::CHART_DISTRIBUTION_HIGH if close => (Anchor::Start, -12.0),
            _ => (Anchor::Middle, 0.0),
        };
        let figure = format.short(format.unit(metric.id), value);
        shapes.push(label("strong", at, dx, floor + 21.0, anchor, figure));
        shapes.push(label("", at, dx, floor + 37.0, anchor, word.get()));
    }
    if let Some(target) = target.filter(|target| scale.holds(*target)) {
        shapes.push(upright("reference", scale.at(target), TOP - 6.0, floor));
        let words = text::chart_distribution_target(&written(target));
        shapes.push(centred("strong", scale.at(target), TOP - 11.0, words));
    }
    let mut notes = Vec::new();
    if taken {
        notes.push(text::chart_distribution_taken(&format.figure(Unit::Ratio, SHARE)));
    }
    notes.push(text::chart_distribution_how(&draws));
    if outcome.undefined > 0 {
        notes.push(text::chart_distribution_undefined(
            &format.input(Kind::Count, f64::from(outcome.undefined)),
        ));
    }
    let counted = |count: u32| format.input(Kind::Count, f64::from(count));
    let told = bars.chunks(every(bars.len())).filter_map(|bars| {
        let ((left, ..), (_, right, _)) = (bars.first()?, bars.last()?);
        let count = counted(bars.iter().map(|(.., count)| count).sum());
        let range = text::panel_range(&written(*left), &written(*right));
        Some(Point {
            ends: (scale.at(*right), HEIGHT),
            at: None,
            words: text::chart_distribution_point(&range, &count, &draws),
        })
    });
    let told = told.collect();
    let mut rows = vec![
        vec![text::CHART_DISTRIBUTION_LOW.get().to_owned(), written(p5), String::new()],
        vec![text::CHART_DISTRIBUTION_MIDDLE.get().to_owned(), written(p50), String::new()],
        vec![text::CHART_DISTRIBUTION_HIGH.get().to_owned(), written(p95), String::new()],
    ];
    let outer = |words: String, count: u32| (count > 0).then(|| vec![words, String::new(), counted(count)]);
    rows.extend(outer(text::chart_distribution_below(&written(*from)), *below));
    rows.extend(bars.iter().map(|(left, right, count)| {
        vec![text::panel_range(&written(*left), &written(*right)), String::new(), counted(*count)]
    }));
    rows.extend(outer(text::chart_distribution_above(&written(*to)), *above));
    Some(
        Chart {
            finding,
            what: text::chart_distribution_what(name),
            drawing: Drawing { sides: "ends", height: floor + 44.0, shapes },
            notes,
            table: Table {
                head: vec![
                    text::CHART_DISTRIBUTION_WHERE.get().to_owned(),
                    name.to_owned(),
                    text::CHART_DISTRIBUTION_DRAWS.get().to_owned(),
                ],
                rows,
            },
        }
        .pointed(TOP, told),
    )
}
