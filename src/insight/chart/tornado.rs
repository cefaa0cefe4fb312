//! Which input moves a metric most: a bar for each, from its low end to its high one.

use super::draw::{Anchor, bar, centred, label, named, upright};
use super::frame::{Chart, Drawing, Table, or_none, sentence};
use super::points::Point;
use super::scale::Scale;
use crate::fold::capital;
use crate::format::Format;
use crate::insight::phrases::{inline, label_alone};
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::plan::{Plan, ValidPlan};
use comarketing_roi_engine::sensitivity::{End, Question, sensitivity};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId};

/// As many bars as are looked at.
const MOST: usize = 8;
const ROW: f64 = 44.0;
const TOP: f64 = 22.0;
/// What an input moves by that is no range.
const SHARE: f64 = 0.1;

/// An input in words, with its tier.
fn input(plan: &Plan, place: FieldPath) -> String {
    let field = label_alone(place.field);
    match place.tier.and_then(|at| plan.tiers.get(at)) {
        Some(tier) => text::join_named(&tier.name, &field),
        None => capital(&field),
    }
}

/// The same within a sentence; of which tier only where there are several.
fn of_tier(plan: &Plan, place: FieldPath) -> String {
    let field = inline(&label_alone(place.field));
    match place.tier.and_then(|at| plan.tiers.get(at)) {
        Some(tier) if plan.tiers.len() > 1 => text::chart_tornado_of(&field, &tier.name),
        _ => field,
    }
}

/// A value of an input.
fn typed(format: &Format, place: FieldPath, value: f64) -> String {
    format.figure(place.field.kind().unit(), value)
}

pub(in crate::insight) fn chart(insight: &Insight, metric: MetricId) -> Option<Tree> {
    let question = Question { aim: MetricRef::at_its_own(metric), share: Some(SHARE) };
    let (plan, format): (&ValidPlan, _) = (&insight.plan, &insight.format);
    let metric = question.aim.metric.metric();
    let name = &*format.name(metric.id);
    let found = sensitivity(plan, &question).ok()?;
    let Ok(today) = found.today else {
        let figure =
            insight.report.total.figure(metric.id).or_else(|| insight.report.direct.figure(metric.id));
        let why = figure.and_then(|figure| figure.reason_in(text::TRANSLATE));
        return Some(sentence(text::chart_none(&why.unwrap_or_default())));
    };
    let written = |value: f64| format.figure(format.unit(metric.id), value);
    let short = |value: f64| format.short(format.unit(metric.id), value);
    let entries: Vec<_> = found
        .entries
        .iter()
        .filter(|entry| entry.swing.is_some_and(|swing| swing > 0.0))
        .take(MOST)
        .collect();
    let Some(first) = entries.first() else {
        return Some(sentence(text::chart_tornado_still(name)));
    };
    let value = |end: &End| end.metric.as_ref().map_or(today, |value| *value);
    let scale =
        Scale::over(entries.iter().flat_map(|entry| [value(&entry.low), value(&entry.high)]).chain([today]));
    let share = format.figure(Unit::Ratio, question.share.unwrap_or(SHARE));
    let shown = |place: FieldPath, value: f64| match insight.may_show(place) {
        true => typed(format, place, value),
        false => text::HIDDEN_INPUT.get().to_owned(),
    };
    let brief = |place: FieldPath, value: f64| match insight.may_show(place) {
        true => format.short(place.field.kind().unit(), value),
        false => text::HIDDEN_INPUT.get().to_owned(),
    };
    let moved = |entry: &comarketing_roi_engine::sensitivity::Entry| {
        if entry.range {
            text::panel_range(&shown(entry.place, entry.low.value), &shown(entry.place, entry.high.value))
        } else {
            ["±\u{a0}", &share].concat()
        }
    };
    let height = TOP + entries.len() as f64 * ROW;
    let mut shapes = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let y = TOP + at as f64 * ROW;
        let (low, high) = (value(&entry.low), value(&entry.high));
        let (class, hollow) = if at == 0 { ("own", "own hollow") } else { ("context", "context hollow") };
        // The lower input is hollow, the higher one filled.
        shapes.push(bar(hollow, scale.at(today), scale.at(low), y + 21.0, 12.0));
        shapes.push(bar(class, scale.at(today), scale.at(high), y + 21.0, 12.0));
        let (left, right) = if low < high { (low, high) } else { (high, low) };
        shapes.push(label("", scale.at(left), -5.0, y + 31.0, Anchor::End, short(left)));
        shapes.push(label("", scale.at(right), 5.0, y + 31.0, Anchor::Start, short(right)));
    }
    shapes.push(upright("zero", scale.at(today), TOP - 4.0, height));
    shapes.push(centred("strong", scale.at(today), TOP - 9.0, text::chart_tornado_today(&written(today))));
    for (at, entry) in entries.iter().enumerate() {
        let y = TOP + at as f64 * ROW + 14.0;
        // It begins in the room at the side.
        let ends =
            text::panel_range(&brief(entry.place, entry.low.value), &brief(entry.place, entry.high.value));
        shapes.push(named(-56.0, 100.0, y, &input(plan, entry.place), &ends));
    }
    let ranges = found.entries.iter().any(|entry| entry.range);
    let mut notes = vec![text::chart_tornado_how(&share)];
    if ranges {
        notes.push(text::CHART_TORNADO_RANGES.get().to_owned());
    }
    if entries.iter().any(|entry| entry.low.limited || entry.high.limited) {
        notes.push(text::CHART_TORNADO_LIMITED.get().to_owned());
    }
    let end = |place: FieldPath, end: &End| {
        let reached = or_none(end.metric.as_ref().ok().map(|value| written(*value)));
        text::join_aside(&reached, &shown(place, end.value))
    };
    let rows = entries.iter().map(|entry| {
        let [low, high] = [&entry.low, &entry.high].map(|one| end(entry.place, one));
        vec![input(plan, entry.place), moved(entry), low, high]
    });
    let told = entries.iter().map(|entry| {
        let end = |end: &End| text::join_aside(&written(value(end)), &brief(entry.place, end.value));
        let ends = text::panel_range(&end(&entry.low), &end(&entry.high));
        Point::row(ROW, text::join_named(&input(plan, entry.place), &ends))
    });
    let told = told.collect();
    let most = capital(&of_tier(plan, first.place));
    let finding = match entries.get(1) {
        Some(second) => text::chart_tornado_finding(&most, &of_tier(plan, second.place), name),
        None => text::chart_tornado_finding_one(&most, name),
    };
    Some(
        Chart {
            finding,
            what: text::chart_tornado_what(name),
            drawing: Drawing { sides: "ends", height: height + 2.0, shapes },
            notes,
            table: Table {
                head: [
                    text::CHART_TORNADO_INPUT,
                    text::CHART_TORNADO_MOVED,
                    text::CHART_TORNADO_LOW,
                    text::CHART_TORNADO_HIGH,
                ]
                .map(|text| text.get().to_owned())
                .into(),
                rows: rows.collect(),
            },
        }
        .pointed(TOP, told),
    )
}
