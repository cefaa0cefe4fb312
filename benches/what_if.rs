//! How long the what-ifs take: `cargo xtask bench`, or `cargo bench --package comarketing-roi-engine --bench what_if`.
//!
//! The plans are those of `evaluate.rs`: three tiers as most programs have, twelve as the most that a plan may have.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark of a plan that is not valid measures nothing"
)]

use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Plan, ValidPlan, Value};
use comarketing_roi_engine::{allocate, sensitivity, solve, switching_value};
use divan::{Bencher, black_box};

fn plan(tiers: usize) -> ValidPlan {
    let json = include_str!("plan.json");
    let mut plan: serde_json::Value = serde_json::from_str(json).unwrap();
    let list = plan.get_mut("tiers").and_then(serde_json::Value::as_array_mut).unwrap();
    let cycle: Vec<serde_json::Value> = list.clone();
    *list = (0..tiers).zip(cycle.iter().cycle()).map(|(at, tier)| named(tier, at)).collect();
    let data: Value = serde_json::from_value(plan).unwrap();
    Plan::read(&data).unwrap()
}

fn named(tier: &serde_json::Value, at: usize) -> serde_json::Value {
    let mut tier = tier.clone();
    if let Some(name) = tier.get_mut("name") {
        *name = format!("Tier {}", at + 1).into();
    }
    tier
}

fn main() {
    // The ways that are meant are taken, or the times would be those of others.
    for tiers in [3, 12] {
        for question in [CLOSED, SEARCHED] {
            assert!(solve::solve(&plan(tiers), &question).unwrap().answer.is_ok(), "an answer");
        }
    }
    divan::main();
}

/// Linear over linear: closed form.
const CLOSED: solve::Question = solve::Question {
    aim: MetricRef { metric: MetricId::Roi, at: comarketing_roi_engine::metric_ref::ScopeId::Total },
    target: 3.0,
    input: FieldPath { tier: Some(0), field: Field::RevenueSourced },
};

/// A kink between churn and the longest lifetime: searched over the whole range.
const SEARCHED: solve::Question = solve::Question {
    aim: MetricRef { metric: MetricId::LtvToCac, at: comarketing_roi_engine::metric_ref::ScopeId::Total },
    target: 3.0,
    input: FieldPath { tier: None, field: Field::AnnualChurn },
};

/// One input, in closed form.
#[divan::bench(args = [3, 12])]
fn solve_closed_form(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers);
    bencher.bench_local(|| solve::solve(black_box(&plan), &CLOSED));
}

/// One input, by search.
#[divan::bench(args = [3, 12])]
fn solve_by_search(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers);
    bencher.bench_local(|| solve::solve(black_box(&plan), &SEARCHED));
}

/// Every input of the plan.
#[divan::bench(args = [3, 12])]
fn flip_points(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers);
    let question = switching_value::Question { aim: MetricRef::at_its_own(MetricId::Roi), target: 0.5 };
    bencher.bench_local(|| switching_value::flip_points(black_box(&plan), &question));
}

/// Every input of the plan, both ways.
#[divan::bench(args = [3, 12])]
fn tornado(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers);
    let question = sensitivity::Question { aim: MetricRef::at_its_own(MetricId::Roi), share: Some(0.1) };
    bencher.bench_local(|| sensitivity::sensitivity(black_box(&plan), &question));
}

/// With floors and caps that bind.
#[divan::bench(args = [3, 12])]
fn allocate_with_bounds(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers);
    let limit = |(tier, times): (&comarketing_roi_engine::Tier, f64)| allocate::Limit {
        tier: tier.name.clone(),
        amount: tier.get(Field::MdfSpent).map_or(0.0, |mdf| mdf.likely() * times),
    };
    let question = allocate::Question {
        floors: plan.tiers.iter().map(|tier| limit((tier, 0.5))).collect(),
        caps: plan.tiers.iter().map(|tier| limit((tier, 1.2))).collect(),
        ..allocate::Question::default()
    };
    bencher.bench_local(|| allocate::allocate(black_box(&plan), &question));
}
