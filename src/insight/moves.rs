//! What the next steps of the assessment bear on, and what a tenth of each input is worth on this plan.

use super::Insight;
use super::next_steps::net;
use super::phrases::{changed, inline, label, list};
use super::stage::rank;
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::assess::table::{Effect, Move, Target};
use comarketing_roi_engine::assess::{Assessment, MOVES_RULE, NextStep};
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, ValidPlan, evaluate};

/// The most steps that are shown: more than three are no next step.
const MOST: usize = 3;
/// The size of the illustration.
const TENTH: f64 = 0.1;

/// The next steps of the assessment, the weakest dimension first; nothing where no answer leaves one.
pub(super) fn list_of(insight: &Insight, found: &Assessment) -> Option<Tree> {
    let steps: Vec<Tree> = found.next_steps.iter().take(MOST).map(|step| one(insight, step)).collect();
    (!steps.is_empty()).then(|| {
        of("div", "steps")
            .child(el("ol").children(steps))
            .child(line("p", "hint", text::PANEL_ILLUSTRATION.get()))
            .child(line("p", "hint", text::term(MOVES_RULE)))
    })
}

fn one(insight: &Insight, step: &NextStep) -> Tree {
    let to = step.level.next().unwrap_or(step.level);
    let from_to = text::panel_step_of(text::term(step.dimension.row().name), &rank(step.level), &rank(to));
    let moves = step.moves.iter().map(|moved| {
        el("li")
            .child(line("strong", "", moves_said(insight, moved)))
            .text(text::join_sentences(&text::join_sentences("", text::term(moved.why)), ""))
            .child(line("span", "worth", worth(insight, moved)))
    });
    el("li")
        .keyed(step.dimension.id())
        .child(line("p", "meaning", text::term(step.step)))
        .child(line("p", "hint", from_to))
        .child(el("ul").children(moves))
}

fn moves_said(insight: &Insight, moved: &Move) -> String {
    let target = match moved.target {
        Target::Input(field) => label(field).to_owned(),
        Target::Metric(id) => insight.format.name(id),
    };
    match moved.effect {
        Effect::Rises => text::panel_rises(&target),
        Effect::Falls => text::panel_falls(&target),
        Effect::Known => text::panel_known(&target),
    }
}

/// What a tenth of the input is worth, as a sentence; why it has no worth otherwise.
fn worth(insight: &Insight, moved: &Move) -> String {
    let by = match moved.effect {
        Effect::Rises => TENTH,
        Effect::Falls => -TENTH,
        Effect::Known => return text::PANEL_WORTH_KNOWN.get().to_owned(),
    };
    let field = match moved.target {
        Target::Input(field) => field,
        Target::Metric(_) => return text::PANEL_WORTH_RESULT.get().to_owned(),
    };
    let Some(before) = net(&insight.report) else {
        return text::panel_worth_no_return(&super::phrases::reason(&insight.report.total, MetricId::Roi));
    };
    let name = inline(label(field));
    if field.symbol().is_none() {
        return text::panel_worth_time(&name);
    }
    let places = given(&insight.plan, field);
    if places.is_empty() {
        return text::panel_worth_not_entered(&name);
    }
    let Some(after) = moved_plan(&insight.plan, &places, by).and_then(|plan| net(&evaluate(&plan))) else {
        return text::panel_worth_flat(&name);
    };
    let change = after - before;
    if change.abs() < 0.005 {
        return text::panel_worth_flat(&name);
    }
    let span = span(insight, &places, by);
    let money = insight.money(change.abs());
    match (by > 0.0, change > 0.0) {
        (true, true) => text::panel_worth_rise_gains(&name, &span, &money),
        (true, false) => text::panel_worth_rise_costs(&name, &span, &money),
        (false, true) => text::panel_worth_fall_gains(&name, &span, &money),
        (false, false) => text::panel_worth_fall_costs(&name, &span, &money),
    }
}

/// Where the plan gives a figure of this field, and which.
fn given(plan: &ValidPlan, field: Field) -> Vec<(FieldPath, Number)> {
    let places = plan.places().filter(|place| place.field == field);
    places.filter_map(|place| Some((place, plan.get(place)?))).collect()
}

/// A value after the change, within what its field allows.
fn after(field: Field, value: f64, by: f64) -> f64 {
    let (low, high) = field.kind().range();
    (value * (1.0 + by)).max(low).min(high)
}

fn moved_plan(plan: &ValidPlan, places: &[(FieldPath, Number)], by: f64) -> Option<ValidPlan> {
    let mut moved = (**plan).clone();
    for (place, number) in places {
        moved.set(*place, changed(*number, |value| after(place.field, value, by)));
    }
    moved.validate().ok()
}

/// “from 24 % to 26.4 %”; by tier where the figures differ.
fn span(insight: &Insight, places: &[(FieldPath, Number)], by: f64) -> String {
    let said = |(place, number): &(FieldPath, Number)| {
        let (now, then) = (number.likely(), after(place.field, number.likely(), by));
        let (now, then) = insight.inputs(place.field, now, then);
        text::panel_from_to(&now, &then)
    };
    let all: Vec<String> = places.iter().map(said).collect();
    if all.iter().all(|one| Some(one) == all.first()) {
        return all.into_iter().next().unwrap_or_default();
    }
    let named = places.iter().zip(&all).map(|((place, _), said)| {
        let tier = place.tier.filter(|_| place.field.group() == Group::Tier);
        let tier = tier.and_then(|at| insight.plan.tiers.get(at)).map_or("", |tier| &tier.name);
        format!("{tier} {said}")
    });
    list(&named.collect::<Vec<_>>())
}
