//! What the program has cost and brought so far, month by month for three years.

use super::draw::{Anchor, centred, dot, fill, label, layer, level, stroke, upright};
use super::frame::{Chart, Drawing, Table, sentence};
use super::path::Point;
use super::points::{along, every};
use super::scale::Scale;
use crate::insight::finance;
use crate::insight::gaps::said;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::message::{self, fill as fill_in};
use comarketing_roi_engine::plan::{Kind, Number};
use comarketing_roi_engine::project::{Course, Projection, ValidHorizon, project};
use comarketing_roi_engine::symbol::{Symbol, Unit};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Plan, ValidPlan};

const TOP: f64 = 32.0;
const HEIGHT: f64 = 220.0;
/// How far before the last month another is named, in per cent of the width.
const FREE: f64 = 24.0;
/// The same where the drawing is narrow.
const FREE_ON_A_PHONE: f64 = 42.0;

/// The money that is in hand after each month, the first being after none.
fn so_far(course: &Course) -> Option<Vec<f64>> {
    course.worth.as_ref().ok().map(|worth| worth.appraisal.cumulative.clone())
}

fn payback(course: &Course) -> Option<f64> {
    course.worth.as_ref().ok()?.appraisal.payback_periods.clone().ok()
}

/// The inputs that stand as ranges, each with its ends.
fn ranges(plan: &Plan) -> Vec<(FieldPath, f64, f64)> {
    let range = |place| match plan.get(place)? {
        Number::Range { low, high, .. } if low < high => Some((place, low, high)),
        _ => None,
    };
    plan.places().filter_map(range).collect()
}

/// The plan with inputs at other values.
fn with(plan: &Plan, inputs: &[(FieldPath, f64)]) -> Option<ValidPlan> {
    let mut changed = plan.clone();
    for (place, value) in inputs {
        changed.set(*place, Number::Exact(*value));
    }
    changed.validate().ok()
}

/// The courses with every range at its worse end, and at its better: which end that is, each input is asked alone.
fn band(plan: &Plan, horizon: &ValidHorizon) -> Option<[Vec<f64>; 2]> {
    let ranges = ranges(plan);
    if ranges.is_empty() {
        return None;
    }
    let end = |plan: &ValidPlan| so_far(&project(plan, horizon).total)?.last().copied();
    let (mut worse, mut better) = (Vec::new(), Vec::new());
    for (place, low, high) in ranges {
        let [at_low, at_high] =
            [low, high].map(|value| with(plan, &[(place, value)]).and_then(|plan| end(&plan)));
        let falls = at_low.zip(at_high).is_some_and(|(low, high)| low > high);
        let (bad, good) = if falls { (high, low) } else { (low, high) };
        worse.push((place, bad));
        better.push((place, good));
    }
    let course = |inputs: &[(FieldPath, f64)]| so_far(&project(&with(plan, inputs)?, horizon).total);
    Some([course(&worse)?, course(&better)?])
}

/// Why there is no course, in the language of the page.
fn reason(insight: &Insight) -> String {
    let of_roi =
        insight.report.total.figure(MetricId::Roi).and_then(|figure| figure.reason_in(text::TRANSLATE));
    let churn = insight.plan.get(FieldPath::plan(Field::AnnualChurn)).is_none();
    match of_roi {
        Some(why) => why,
        None if churn => fill_in(text::term(message::NEEDS), &[text::term(Symbol::Churn.need())]),
        None => text::term(message::APART).to_owned(),
    }
}

/// What was taken because it was not given, as far as the drawing rests on it.
fn assumed(projection: &Projection) -> Vec<String> {
    let of = |field: &str| projection.assumptions.iter().any(|premise| premise.field == field);
    [
        ("/periodMonths", text::CHART_PROJECTION_PERIOD),
        ("/fundedMonths", text::CHART_PROJECTION_FUNDED),
        ("/productivityGrowth", text::CHART_PROJECTION_GROWTH),
        ("/economics/salesCycleMonths", text::CHART_PROJECTION_CYCLE),
    ]
    .iter()
    .filter(|(field, _)| of(field))
    .map(|(_, said)| said.get().to_owned())
    .collect()
}

pub(in crate::insight) fn chart(insight: &Insight) -> Tree {
    let format = &insight.format;
    let horizon = finance::horizon(insight);
    let projection = project(&insight.plan, &horizon);
    let name = text::CHART_PROJECTION_NAME.get();
    let Some(values) = so_far(&projection.total).filter(|values| values.len() > 1) else {
        return sentence(text::chart_none(&reason(insight)));
    };
    let months = values.len();
    let last = values.last().copied().unwrap_or_default();
    let lowest = values.iter().copied().enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, last));
    let money = |value: f64| format.figure(Unit::Currency, value);
    let count = |number: f64| format.input(Kind::Count, number);
    let paid = payback(&projection.total);
    let first = projection
        .tiers
        .iter()
        .filter(|_| projection.tiers.len() > 1)
        .filter_map(|tier| Some((tier.name.as_str(), payback(tier)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let month = |at: f64| count(at.ceil());
    let finding = match (paid, first) {
        (Some(paid), _) if paid <= 0.0 => {
            text::chart_projection_never_below(&money(last), &count(months as f64))
        }
        (Some(paid), Some((tier, tiers))) => text::chart_projection_first(&month(paid), tier, &month(tiers)),
        (Some(paid), None) => text::chart_projection_pays(&month(paid)),
        (None, Some((tier, tiers))) => {
            text::chart_projection_only(&count(months as f64), tier, &month(tiers))
        }
        (None, None) => text::chart_projection_not(&count(months as f64), &money(last)),
    };
    let band = band(&insight.plan, &horizon).filter(|courses| courses.iter().all(|c| c.len() == months));
    let flat = band.is_none() && values.iter().all(|value| money(*value) == money(last));
    if flat {
        return sentence(finding);
    }
    let all = values.iter().chain(band.iter().flatten().flatten()).copied();
    let scale = Scale::with_zero(all).nice(4);
    let y = |value: f64| TOP + scale.down(value) * HEIGHT / 100.0;
    let x = |month: f64| month / (months - 1) as f64 * 100.0;
    let points = |values: &[f64]| -> Vec<Point> {
        values.iter().enumerate().map(|(at, value)| (x(at as f64), scale.down(*value))).collect()
    };
    let mut shapes = Vec::new();
    for tick in scale.ticks(4) {
        let class = if (y(tick) - y(0.0)).abs() < 0.01 { "zero" } else { "grid" };
        shapes.push(level(class, y(tick)));
        shapes.push(label("", 0.0, -8.0, y(tick) + 4.0, Anchor::End, format.tick(Unit::Currency, tick)));
    }
    let years = Scale::over([0.0, (months - 1) as f64]).ticks(4).into_iter();
    let twelfths = (0..=(months / 12)).map(|year| year as f64 * 12.0).filter(|at| *at + 6.0 < months as f64);
    let marks: Vec<f64> = if months > 24 { twelfths.collect() } else { years.collect() };
    // The words at the end need room, a phone more of it.
    for at in marks.into_iter().filter(|at| 100.0 - x(*at) >= FREE) {
        let class = if 100.0 - x(at) < FREE_ON_A_PHONE { "wide-only" } else { "" };
        shapes.push(label(class, x(at), 0.0, TOP + HEIGHT + 18.0, Anchor::Middle, count(at)));
    }
    let end = [text::CHART_PROJECTION_MONTH.get(), " ", &count((months - 1) as f64)].concat();
    shapes.push(label("", 100.0, 0.0, TOP + HEIGHT + 18.0, Anchor::End, end));
    let mut paths = Vec::new();
    if let Some([worse, better]) = &band {
        paths.push(fill("wedge", &points(better), &points(worse)));
    }
    paths.push(stroke("own-stroke", &points(&values)));
    shapes.push(layer(TOP, HEIGHT, paths));
    if let Some(paid) = paid.filter(|paid| *paid > 0.0) {
        let words = text::chart_projection_mark(&month(paid));
        shapes.push(upright("reference", x(paid), y(0.0), TOP + HEIGHT));
        shapes.push(dot("ring", x(paid), y(0.0), 5.0));
        shapes.push(if x(paid) > 50.0 {
            label("strong", x(paid), -10.0, y(0.0) - 10.0, Anchor::End, words)
        } else {
            label("strong", x(paid), 10.0, y(0.0) + 18.0, Anchor::Start, words)
        });
    }
    shapes.push(dot("own", 100.0, y(last), 4.0));
    // On the side from which the line does not come.
    let rises = values.iter().rev().nth(3).is_none_or(|before| *before <= last);
    let beside = if rises { y(last) - 11.0 } else { y(last) + 20.0 };
    shapes.push(label("strong", 100.0, 0.0, beside, Anchor::End, money(last)));
    if lowest.1 < 0.0 && lowest.0 + 1 < months && paid.is_none_or(|paid| paid > 0.0) {
        let at = x(lowest.0 as f64);
        shapes.push(dot("context", at, y(lowest.1), 3.0));
        let words = text::chart_projection_low(&money(lowest.1));
        shapes.push(centred("", at, (y(lowest.1) + 18.0).min(TOP + HEIGHT - 4.0), words));
    }
    let mut notes = Vec::new();
    if band.is_some() {
        notes.push(text::CHART_PROJECTION_BAND.get().to_owned());
    }
    let assumed = assumed(&projection);
    if !assumed.is_empty() {
        notes.push(text::chart_projection_assumed(&text::groups(&assumed)));
    }
    let roi = insight.report.total.figure(MetricId::Roi).filter(|_| projection.total.covers.is_some());
    notes.extend(roi.into_iter().flat_map(|figure| said(insight, &figure)));
    let ends = |at: usize| {
        let of = |values: &Vec<f64>| values.get(at).map(|value| money(*value)).unwrap_or_default();
        band.iter().flat_map(move |[worse, better]| [of(worse), of(better)]).collect::<Vec<String>>()
    };
    let rows = values
        .iter()
        .enumerate()
        .map(|(at, value)| [vec![count(at as f64), money(*value)], ends(at)].concat());
    let mut head = vec![text::CHART_PROJECTION_MONTH.get().to_owned(), name.to_owned()];
    if band.is_some() {
        head.extend(
            [text::CHART_PROJECTION_WORSE, text::CHART_PROJECTION_BETTER].map(|t| t.get().to_owned()),
        );
    }
    let table = Table { head, rows: rows.collect() };
    let step = every(months - 1);
    let told: Vec<usize> = (0..months).filter(|at| at % step == 0 || at + 1 == months).collect();
    let value = |at: usize| values.get(at).copied().unwrap_or_default();
    let places: Vec<Point> = told.iter().map(|at| (x(*at as f64), y(value(*at)) - TOP)).collect();
    let said = |at: usize| {
        let at = told.get(at).copied().unwrap_or_default();
        let money = match ends(at).as_slice() {
            [worse, better] => text::join_aside(&money(value(at)), &text::panel_range(worse, better)),
            _ => money(value(at)),
        };
        text::join_named(&[text::CHART_PROJECTION_MONTH.get(), " ", &count(at as f64)].concat(), &money)
    };
    Chart {
        finding,
        what: text::CHART_PROJECTION_WHAT.get().to_owned(),
        drawing: Drawing { sides: "plot money", height: TOP + HEIGHT + 24.0, shapes },
        notes,
        table,
    }
    .pointed(TOP, along(HEIGHT, &places, said))
}
