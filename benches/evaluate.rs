//! How long the model takes: `cargo xtask bench`, or `cargo bench --package comarketing-roi-engine`.
//!
//! Three tiers are what most programs have, twelve the most that a plan may have; every field is given.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark of a plan that is not valid measures nothing"
)]

use comarketing_roi_engine::{Plan, ValidPlan, Value, evaluate};
use divan::{Bencher, black_box};

/// The same plans as in `engine.mjs`, so that native and WebAssembly compare.
fn data(tiers: usize) -> Value {
    let json = include_str!("plan.json");
    let mut plan: serde_json::Value = serde_json::from_str(json).unwrap();
    let list = plan.get_mut("tiers").and_then(serde_json::Value::as_array_mut).unwrap();
    let cycle: Vec<serde_json::Value> = list.clone();
    *list = (0..tiers).zip(cycle.iter().cycle()).map(|(at, tier)| named(tier, at)).collect();
    serde_json::from_value(plan).unwrap()
}

fn named(tier: &serde_json::Value, at: usize) -> serde_json::Value {
    let mut tier = tier.clone();
    if let Some(name) = tier.get_mut("name") {
        *name = format!("Tier {}", at + 1).into();
    }
    tier
}

fn plan(tiers: usize) -> ValidPlan {
    Plan::read(&data(tiers)).unwrap()
}

fn main() {
    // A full plan of each size is valid and has no gap, or the times would be those of a shorter way.
    for tiers in [3, 12] {
        let report = evaluate(&plan(tiers));
        let scopes = report.tiers.iter().chain([&report.total, &report.direct]);
        let gaps: Vec<_> = scopes.flat_map(|s| s.figures()).filter_map(|f| f.reason()).collect();
        assert!(gaps.is_empty(), "a figure has no value: {gaps:?}");
    }
    divan::main();
}

/// A valid plan → every metric of every scope.
#[divan::bench(name = "evaluate", args = [3, 12])]
fn evaluate_plan(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers);
    bencher.bench_local(|| evaluate(black_box(&plan)));
}

/// Plain data → a valid plan.
#[divan::bench(args = [3, 12])]
fn read_and_validate(bencher: Bencher<'_, '_>, tiers: usize) {
    let data = data(tiers);
    bencher.bench_local(|| Plan::read(black_box(&data)).is_ok());
}

/// The checks alone, on a plan that is already built.
#[divan::bench(args = [3, 12])]
fn validate(bencher: Bencher<'_, '_>, tiers: usize) {
    let plan = plan(tiers).into_inner();
    bencher.with_inputs(|| plan.clone()).bench_local_values(|plan| plan.validate().is_ok());
}

/// A report → JSON text, with the terms and reasons that it puts together only then.
#[divan::bench(args = [3, 12])]
fn write_report(bencher: Bencher<'_, '_>, tiers: usize) {
    let report = evaluate(&plan(tiers));
    bencher.bench_local(|| serde_json::to_string(black_box(&report)).is_ok());
}
