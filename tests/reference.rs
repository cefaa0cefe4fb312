//! An independent reference: the model once more, plain and slow, written from the specification and not from the engine.
//!
//! It shares no code with the engine. It takes from it only how a plan is written, what a report says, and the list of the
//! metrics, so that a metric without a reference fails. Ten thousand drawn plans are evaluated by both; every figure of every
//! tier, of the total and of direct is the same to 1e-9, or has no value in both, for the same reason.
//!
//! What a new metric needs: its line in `reference/metrics.rs`; a new field, its letter in `reference/names.rs` and its line
//! in `FIELDS` of `reference/tier.rs` or `reference/plan.rs`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "a panic is how a test answers, and a zero is a zero"
)]

#[path = "reference/amount.rs"]
mod amount;
#[path = "reference/compare.rs"]
mod compare;
#[path = "reference/drawn.rs"]
mod drawn;
#[path = "reference/metrics.rs"]
mod metrics;
#[path = "reference/names.rs"]
mod names;
#[path = "reference/plan.rs"]
mod plan;
#[path = "reference/tier.rs"]
mod tier;
#[path = "reference/total.rs"]
mod total;

use comarketing_roi_engine::METRICS;
use compare::differences;
use drawn::{Draws, smallest};
use metrics::ROWS;

#[test]
fn each_metric_has_a_reference_and_each_reference_a_metric() {
    let ids: Vec<&str> = METRICS.iter().map(|metric| metric.id.text()).collect();
    let ours: Vec<&str> = ROWS.iter().map(|row| row.id).collect();
    for id in &ids {
        assert_eq!(ours.iter().filter(|our| our == &id).count(), 1, "{id} has no reference in ROWS, or two");
    }
    for our in ours {
        assert!(ids.contains(&our), "{our} is no metric");
    }
}

#[test]
fn ten_thousand_plans_come_out_as_in_the_reference() {
    std::thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || (part * 2_500..(part + 1) * 2_500).for_each(check));
        }
    });
}

/// The plan that is drawn from `seed`. Where it differs, the smallest that does in the same metric is shown.
fn check(seed: u64) {
    let plan = Draws(seed).plan();
    let Some(first) = differences(&plan).into_iter().next() else { return };
    let least = smallest(&plan, &|plan| differences(plan).iter().any(|other| other.id == first.id));
    let text = serde_json::to_string(&*least).expect("writes");
    panic!("plan {seed}: {first}\nthe smallest that differs there: {text}\n{}", differences(&least)[0]);
}
