//! Partners against direct: four lifts, and a bridge that adds up to the cent.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::channels::{Channels, Factor, Question, channels};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Field, FieldPath, Plan, Tier, Value};
use proptest::prelude::*;
use support::{any_plan, full_plan};

fn ask(plan: Plan, at: ScopeId) -> Channels {
    channels(&plan.validate().expect("a valid plan"), &Question { at }).expect("a scope of the plan")
}

/// Partners win 30 % of deals of 1,200 in 3 months and direct 20 % of 1,000 in 6, at one churn.
fn plan() -> Plan {
    let tier = Tier::named("A")
        .with(Field::PipelineSourced, 12_000.0)
        .with(Field::WinRate, 0.3)
        .with(Field::DealSize, 1200.0)
        .with(Field::TierCycle, 3.0);
    Plan::new("USD")
        .with(Field::GrossMargin, 0.5)
        .with(Field::AnnualChurn, 1.0)
        .with(Field::DirectWinRate, 0.2)
        .with(Field::DirectDealSize, 1000.0)
        .with(Field::DirectCycle, 6.0)
        .with_tier(tier)
}

#[test]
fn four_lifts_make_the_difference() {
    let found = ask(plan(), ScopeId::Tier(0));
    // 30 % × 1,200 × 50 % × 1 year ÷ 3 months, and 20 % × 1,000 × 50 % ÷ 6.
    assert_eq!((found.partner.clone(), found.direct.clone()), (Ok(6000), Ok(1667)));
    let lifts: Vec<f64> = found.lifts.iter().map(|lift| lift.lift.clone().expect("both sides")).collect();
    for (lift, expected) in lifts.iter().zip([0.5, 0.2, 0.0, 1.0]) {
        assert!((lift - expected).abs() < 1e-12, "{lift} is not {expected}");
    }
    let adds: Vec<i64> = found.lifts.iter().map(|lift| lift.adds.expect("both sides")).collect();
    assert_eq!(adds.iter().sum::<i64>(), 6000 - 1667);
    assert_eq!(adds[Factor::Lifetime as usize], 0, "one churn, one lifetime");
    assert_eq!(ask(plan(), ScopeId::Total).lifts, found.lifts, "one tier is the total");
}

#[test]
fn what_is_missing_is_named_and_the_other_lifts_stand() {
    let mut plan = plan();
    plan.set(FieldPath::plan(Field::DirectCycle), None);
    let found = ask(plan, ScopeId::Total);
    assert_eq!(found.direct, Err("Needs the sales cycle.".to_owned()));
    assert!(found.lifts[0].lift.is_ok() && found.lifts[0].adds.is_none());
    assert!(found.lifts[3].lift.is_err());
}

#[test]
fn a_question_is_read_with_its_problems() {
    let read = |json: &str| Question::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    assert_eq!(read("{}"), Ok(Question { at: ScopeId::Total }));
    assert_eq!(read(r#"{"scope":{"tier":2}}"#), Ok(Question { at: ScopeId::Tier(2) }));
    assert_eq!(read(r#"{"scop":1}"#).expect_err("refused")[0].path, "/scop");
    let valid = plan().validate().expect("valid");
    for (at, path) in [(ScopeId::Direct, "/scope"), (ScopeId::Tier(1), "/scope/tier")] {
        let problems = channels(&valid, &Question { at }).expect_err("refused");
        assert_eq!(problems[0].path, path);
        assert!(!problems[0].message.contains("Lifetime value"), "{}", problems[0].message);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Direct that sells as the one tier does has neither a lift nor a difference.
    #[test]
    fn equal_channels_do_not_differ(plan in full_plan(), cycle in 1.0..24f64) {
        let mut plan = plan.into_inner();
        plan.tiers.truncate(1);
        let tier = plan.tiers[0].clone();
        for (direct, of_tier) in [(Field::DirectWinRate, Field::WinRate), (Field::DirectDealSize, Field::DealSize)] {
            plan.set(FieldPath::plan(direct), tier.get(of_tier));
        }
        plan.set(FieldPath::plan(Field::SalesCycleMonths), comarketing_roi_engine::Number::Exact(cycle));
        let found = ask(plan, ScopeId::Total);
        prop_assert!(found.partner.is_ok() && found.partner == found.direct);
        for lift in &found.lifts {
            prop_assert_eq!((lift.lift.clone(), lift.adds), (Ok(0.0), Some(0)));
        }
    }

    #[test]
    fn the_bridge_adds_up_to_the_cent(plan in any_plan(3)) {
        for at in (0..plan.tiers.len()).map(ScopeId::Tier).chain([ScopeId::Total]) {
            let found = channels(&plan, &Question { at }).expect("a scope of the plan");
            let text = serde_json::to_string(&found).expect("writes");
            prop_assert!(!text.contains("NaN"));
            match (&found.partner, &found.direct) {
                (Ok(partner), Ok(direct)) => {
                    let adds: Vec<i64> = found.lifts.iter().filter_map(|lift| lift.adds).collect();
                    // Parts beyond what can be stated to the cent are not stated, and then none is.
                    prop_assert!(adds.len() == 4 || adds.is_empty());
                    prop_assert!(adds.is_empty() || adds.iter().sum::<i64>() == partner - direct);
                }
                (partner, direct) => {
                    prop_assert!(found.lifts.iter().all(|lift| lift.adds.is_none()));
                    prop_assert!(partner.is_err() || direct.is_err());
                }
            }
        }
    }
}
