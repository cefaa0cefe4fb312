//! How long the questions about time take: `cargo bench --package comarketing-roi-engine --bench project`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark of a question that is not valid measures nothing"
)]

use comarketing_roi_engine::cohort_lag::{Campaign, mature};
use comarketing_roi_engine::discounted_cash_flow::{CashFlow, appraise};
use comarketing_roi_engine::project::{Extra, Horizon, ValidHorizon, project};
use comarketing_roi_engine::variance::settle;
use comarketing_roi_engine::{Field, FieldPath, Number, Plan, ValidPlan, Value};
use divan::{Bencher, black_box};

/// The plan of `evaluate.rs`, its tiers repeated.
fn plan(tiers: usize) -> ValidPlan {
    let mut data: serde_json::Value = serde_json::from_str(include_str!("plan.json")).unwrap();
    let list = data.get_mut("tiers").and_then(serde_json::Value::as_array_mut).unwrap();
    let cycle = list.clone();
    let named = |(at, tier): (usize, &serde_json::Value)| {
        let mut tier = tier.clone();
        if let Some(name) = tier.get_mut("name") {
            *name = format!("Tier {}", at + 1).into();
        }
        tier
    };
    *list = (0..tiers).zip(cycle.iter().cycle()).map(named).collect();
    let value: Value = serde_json::from_value(data).unwrap();
    Plan::read(&value).unwrap()
}

fn horizon(months: u16) -> ValidHorizon {
    let extra = Extra {
        budget: 1e5,
        productivity_gain: Some(0.3),
        enablement_months: Some(6.0),
        cost_per_recruit: Some(1e4),
        activation_rate: Some(0.4),
        ramp_months: Some(9.0),
    };
    let productivity_growth = Some(0.2);
    let horizon =
        Horizon { months, productivity_growth, depth_or_breadth: Some(extra), ..Horizon::default() };
    horizon.validate().unwrap()
}

fn main() {
    for tiers in [3, 12] {
        let answer = project(&plan(tiers), &horizon(36));
        assert!(answer.total.worth.is_ok() && answer.total.covers.is_none(), "a tier has no course");
        assert!(
            answer.depth_or_breadth.is_some_and(|ways| ways.advantage_of_depth.is_ok()),
            "a way has no course"
        );
    }
    divan::main();
}

/// A plan → its projection over three years, with depth and breadth.
#[divan::bench(args = [3, 12])]
fn project_36_months(bencher: Bencher<'_, '_>, tiers: usize) {
    let (plan, horizon) = (plan(tiers), horizon(36));
    bencher.bench_local(|| project(black_box(&plan), black_box(&horizon)));
}

/// The longest projection of the largest plan.
#[divan::bench]
fn project_120_months_12_tiers(bencher: Bencher<'_, '_>) {
    let (plan, horizon) = (plan(12), horizon(120));
    bencher.bench_local(|| project(black_box(&plan), black_box(&horizon)));
}

/// A usual cash flow: spending first, benefits later.
#[divan::bench(args = [4, 36, 600])]
fn appraise_one_change_of_sign(bencher: Bencher<'_, '_>, periods: usize) {
    let mut costs = vec![0.0; periods];
    if let Some(first) = costs.first_mut() {
        *first = 1e5;
    }
    let flow = CashFlow { discount_rate: Some(0.01), costs, benefits: vec![3e4; periods] };
    bencher.bench_local(|| appraise(black_box(&flow)));
}

/// A cash flow that changes sign in every period, as hard as it gets: `k` is a hash, so that no pattern helps.
#[divan::bench(args = [36, 600])]
fn appraise_a_change_of_sign_each_period(bencher: Bencher<'_, '_>, periods: usize) {
    let amount = |k: usize| (k * 2_654_435_761 % 1_000_003) as f64;
    let only = |odd: usize| (0..periods).map(|k| if k % 2 == odd { amount(k) } else { 0.0 }).collect();
    let flow = CashFlow { discount_rate: Some(0.01), costs: only(0), benefits: only(1) };
    bencher.bench_local(|| appraise(black_box(&flow)));
}

/// Two plans that differ in every tier → the bridge between them.
#[divan::bench(args = [3, 12])]
fn settle_plans(bencher: Bencher<'_, '_>, tiers: usize) {
    let forecast = plan(tiers);
    let mut actuals = forecast.clone().into_inner();
    for at in 0..tiers {
        for (field, factor) in [(Field::WinRate, 0.9), (Field::MdfSpent, 1.1), (Field::DealSize, 1.2)] {
            let place = FieldPath::tier(at, field);
            let value = actuals.get(place).unwrap().likely();
            actuals.set(place, Number::Exact(value * factor));
        }
    }
    let actuals = actuals.validate().unwrap();
    bencher.bench_local(|| settle(black_box(&forecast), black_box(&actuals)));
}

/// One campaign.
#[divan::bench]
fn mature_campaign(bencher: Bencher<'_, '_>) {
    let campaign = Campaign {
        age_months: 5.0,
        median_cycle_months: 6.0,
        cost: Some(5e4),
        pipeline: Some(4e5),
        win_rate: Some(0.25),
        gross_margin: Some(0.8),
        won_revenue_to_date: Some(3e4),
        ..Campaign::default()
    };
    bencher.bench_local(|| mature(black_box(&campaign)));
}
