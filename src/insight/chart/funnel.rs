//! From leads to customers: how many are left after each step, and where most are lost.

use super::draw::{Anchor, bar, label};
use super::frame::{Chart, Drawing, Table, or_none, sentence};
use super::scale::Scale;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::{Symbol, Unit};
use comarketing_roi_engine::{Field, MetricId};

/// The steps, and the fields by whose names they are called.
const STEPS: [(Symbol, Field); 4] = [
    (Symbol::L, Field::Leads),
    (Symbol::Q, Field::Mqls),
    (Symbol::Ns, Field::OpportunitiesSourced),
    (Symbol::Ks, Field::CustomersSourced),
];
/// From one row to the next, in pixels.
const ROW: f64 = 62.0;

/// One step: its name, how many reach it, and the share of the step before.
struct Step {
    name: &'static str,
    /// The same within a sentence.
    said: &'static str,
    count: f64,
    rate: Option<f64>,
}

fn quantity(tier: &Scope, symbol: Symbol) -> Option<f64> {
    tier.figure(MetricId::VendorCost)?.symbol(symbol).value
}

/// The steps that can be told of a set of tiers together, and the tiers that they cover: a step counts only tiers that
/// know all of the steps, or the shares between them would be of different tiers.
fn steps(tiers: &[&Scope]) -> (Vec<Step>, Vec<usize>) {
    let known = |tier: &Scope| STEPS.map(|(symbol, _)| quantity(tier, symbol).is_some());
    let all: Vec<[bool; 4]> = tiers.iter().map(|tier| known(tier)).collect();
    let count = |set: &[bool; 4]| set.iter().filter(|has| **has).count();
    let any = all.iter().fold([false; 4], |mut any, set| {
        any.iter_mut().zip(set).for_each(|(any, has)| *any |= has);
        any
    });
    let covers = |wanted: &[bool; 4]| -> Vec<usize> {
        let fits = |set: &[bool; 4]| wanted.iter().zip(set).all(|(wanted, has)| !wanted || *has);
        all.iter().enumerate().filter(|(_, set)| fits(set)).map(|(at, _)| at).collect()
    };
    let mut wanted = any;
    if covers(&wanted).is_empty() {
        // No tier knows them all: those of the tier that knows most.
        wanted = all
            .iter()
            .copied()
            .fold([false; 4], |most, set| if count(&set) > count(&most) { set } else { most });
    }
    let covered = covers(&wanted);
    let mut steps: Vec<Step> = Vec::new();
    for ((symbol, field), wanted) in STEPS.iter().zip(wanted) {
        if !wanted {
            continue;
        }
        let of = |at: &usize| tiers.get(*at).and_then(|tier| quantity(tier, *symbol));
        let count: f64 = covered.iter().filter_map(of).sum();
        let before = steps.last().map(|step| step.count).filter(|before| *before > 0.0);
        let rate = before.map(|before| count / before);
        let (name, said) = (text::term(field.label()), text::term(symbol.label()));
        steps.push(Step { name, said, count, rate });
    }
    (steps, covered)
}

pub(in crate::insight) fn chart(insight: &Insight) -> Tree {
    let tiers: Vec<&Scope> = insight.report.tiers.iter().collect();
    let (steps, covered) = steps(&tiers);
    if steps.len() < 2 || !steps.iter().any(|step| step.count > 0.0) {
        let names = STEPS.map(|(_, field)| text::term(field.label()));
        return sentence(text::chart_funnel_none(&text::items(&names)));
    }
    let format = &insight.format;
    let written = |count: f64| format.figure(Unit::Count, count);
    let share = |rate: f64| format.figure(Unit::Ratio, rate);
    let with_rate = steps.iter().zip(steps.iter().skip(1));
    let narrowest = with_rate
        .filter_map(|(before, step)| Some((before, step, step.rate?)))
        .min_by(|(.., a), (.., b)| a.total_cmp(b));
    let Some((before, narrow, rate)) = narrowest else {
        return sentence(text::CHART_FUNNEL_EMPTY.get());
    };
    let finding = text::chart_funnel_finding(before.said, narrow.said, &share(rate));
    let scale = Scale::with_zero(steps.iter().map(|step| step.count));
    let mut shapes = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let y = at as f64 * ROW;
        let is_narrowest = narrow.name == step.name;
        if let Some(rate) = step.rate {
            let class = if is_narrowest { "own" } else { "" };
            let words = text::chart_funnel_rate(&share(rate));
            shapes.push(label(class, 0.0, 0.0, y - 8.0, Anchor::Start, ["↓ ", &words].concat()));
        }
        shapes.push(label("name", 0.0, 0.0, y + 14.0, Anchor::Start, step.name));
        shapes.push(label("name", 100.0, 0.0, y + 14.0, Anchor::End, written(step.count)));
        let class = if is_narrowest { "own" } else { "context" };
        shapes.push(bar("track", 0.0, 100.0, y + 21.0, 10.0));
        shapes.push(bar(class, 0.0, scale.at(step.count), y + 21.0, 10.0));
    }
    let mut notes = Vec::new();
    let left_out: Vec<&str> = STEPS
        .iter()
        .map(|(_, field)| text::term(field.label()))
        .filter(|name| !steps.iter().any(|step| step.name == *name))
        .collect();
    if !left_out.is_empty() {
        notes.push(text::chart_funnel_left(&text::items(&left_out)));
    }
    let names: Vec<&str> =
        covered.iter().filter_map(|at| tiers.get(*at)).map(|tier| tier.name.as_str()).collect();
    if names.len() < tiers.len() {
        notes.push(text::panel_covers(&text::items(&names)));
    }
    let of = match tiers.as_slice() {
        [tier] => tier.name.clone(),
        _ => text::TOTAL.get().to_owned(),
    };
    let rows = steps
        .iter()
        .map(|step| vec![step.name.to_owned(), written(step.count), or_none(step.rate.map(share))]);
    let height = steps.len() as f64 * ROW - 26.0;
    Chart {
        finding,
        what: text::chart_funnel_what(&of),
        drawing: Drawing { sides: "", height, shapes },
        notes,
        table: Table {
            head: [text::CHART_FUNNEL_STEP, text::CHART_FUNNEL_COUNT, text::CHART_FUNNEL_SHARE]
                .map(|text| text.get().to_owned())
                .into(),
            rows: rows.collect(),
        },
    }
    .tree()
}
