//! Maturity of a campaign: the distribution against known values, returns by hand, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::Value;
use comarketing_roi_engine::answer::{Stated, Taken};
use comarketing_roi_engine::cohort_lag::{Campaign, Distribution, mature};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

const BOTH: [Distribution; 2] = [Distribution::Lognormal, Distribution::Logistic];

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[track_caller]
fn about(actual: &Stated, expected: f64) {
    near(*actual.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}")), expected);
}

fn campaign(age: f64) -> Campaign {
    Campaign {
        age_months: age,
        median_cycle_months: 6.0,
        spread: Some(0.5),
        distribution: Some(Distribution::Lognormal),
        cost: Some(50_000.0),
        pipeline: Some(400_000.0),
        win_rate: Some(0.25),
        gross_margin: Some(0.8),
        won_revenue_to_date: Some(30_000.0),
    }
}

#[test]
fn the_distributions_agree_with_tables() {
    for form in BOTH {
        near(form.share_by(6.0, 6.0, 0.5), 0.5);
        near(form.share_by(6.0, 6.0, 2.0), 0.5);
        near(form.share_by(0.0, 6.0, 0.5), 0.0);
        near(form.share_by(0.0, 0.0, 0.5), 0.0);
        near(form.share_by(1.0, 0.0, 0.5), 1.0);
        near(form.share_by(5.9, 6.0, 0.0), 0.0);
        near(form.share_by(6.1, 6.0, 0.0), 1.0);
    }
    // Φ(1), Φ(−1) and Φ(1.96), as in any table of the normal distribution.
    let e = core::f64::consts::E;
    near(Distribution::Lognormal.share_by(e, 1.0, 1.0), 0.841_344_746_068_543);
    near(Distribution::Lognormal.share_by(1.0 / e, 1.0, 1.0), 0.158_655_253_931_457);
    near(Distribution::Lognormal.share_by(1.96_f64.exp(), 1.0, 1.0), 0.975_002_104_851_780);
    // A log-logistic of shape π ÷ (√3 · spread): age ÷ median = 3 at shape 2 is 9 ÷ 10.
    let spread = core::f64::consts::PI / (3.0_f64.sqrt() * 2.0);
    near(Distribution::Logistic.share_by(3.0, 1.0, spread), 0.9);
}

#[test]
fn both_forms_have_the_spread_that_was_asked_for() {
    // Variance of ln(cycle) by the sum over a fine grid of its distribution.
    for form in BOTH {
        let (mut mean, mut square) = (0.0, 0.0);
        for step in -40_000..40_000 {
            let (low, high) = (f64::from(step) / 1_000.0, f64::from(step + 1) / 1_000.0);
            let share = form.share_by(high.exp(), 1.0, 0.7) - form.share_by(low.exp(), 1.0, 0.7);
            let middle = (low + high) / 2.0;
            mean += share * middle;
            square += share * middle * middle;
        }
        assert!(mean.abs() < 1e-6 && (square.sqrt() - 0.7).abs() < 1e-4, "{form:?}: {mean} {square}");
    }
}

#[test]
fn half_way_the_figures_are_those_of_arithmetic() {
    let answer = mature(&campaign(6.0));
    near(answer.share_matured, 0.5);
    assert!(!answer.too_early);
    near(answer.months_to_judgement, 0.0);
    about(&answer.pipeline_matured, 200_000.0);
    about(&answer.expected_revenue, 100_000.0);
    about(&answer.expected_revenue_to_date, 50_000.0);
    about(&answer.pace, 0.6);
    about(&answer.roi_to_date, (0.8 * 30_000.0 - 50_000.0) / 50_000.0);
    about(&answer.matured_revenue, 80_000.0); // 30,000 won and half of 100,000 to come
    about(&answer.roi_matured, (0.8 * 80_000.0 - 50_000.0) / 50_000.0);
    assert!(answer.assumptions.is_empty());
}

#[test]
fn a_young_campaign_is_too_early_to_judge() {
    let answer = mature(&campaign(4.0));
    assert!(answer.too_early && answer.share_matured < 0.5);
    near(answer.months_to_judgement, 2.0);
    let new = mature(&campaign(0.0));
    near(new.share_matured, 0.0);
    assert!(new.pace.expect_err("none").contains("which is zero"));
    about(&new.matured_revenue, 130_000.0); // won at once, with everything else still open
}

#[test]
fn a_cycle_of_no_time_has_matured_whatever_the_sign_of_its_zero() {
    // JSON text and JavaScript can both say −0.
    for zero in ["0", "-0.0"] {
        let json = format!(r#"{{"ageMonths":530,"medianCycleMonths":{zero}}}"#);
        let value: Value = serde_json::from_str(&json).expect("JSON");
        let answer = mature(&Campaign::read(&value).expect("valid"));
        near(answer.share_matured, 1.0);
        assert!(!answer.too_early);
        near(answer.months_to_judgement, 0.0);
    }
    near(Distribution::Lognormal.share_by(530.0, -0.0, 0.5), 1.0);
}

#[test]
fn what_is_absent_is_asked_for_or_assumed() {
    let bare = mature(&Campaign { age_months: 12.0, median_cycle_months: 6.0, ..Campaign::default() });
    near(bare.share_matured, Distribution::Lognormal.share_by(12.0, 6.0, 0.5));
    assert_eq!(bare.assumptions.len(), 2);
    assert_eq!(bare.assumptions[1].value, Taken::Word("lognormal"));
    let reason = bare.roi_matured.expect_err("none");
    for need in ["cost", "gross margin", "pipeline", "win rate"] {
        assert!(reason.contains(need), "{reason}");
    }
    let unknown = mature(&Campaign { won_revenue_to_date: None, ..campaign(6.0) });
    assert!(unknown.roi_to_date.expect_err("none").contains("revenue won so far"));
    about(&unknown.matured_revenue, 100_000.0);
    assert_eq!(unknown.assumptions[0].field, "/wonRevenueToDate");
    let free = mature(&Campaign { cost: Some(0.0), ..campaign(6.0) });
    assert!(free.roi_to_date.expect_err("none").contains("zero"));
}

#[test]
fn a_campaign_is_read_and_answered_as_plain_data() {
    let json = r#"{"ageMonths":6,"medianCycleMonths":6,"spread":0.5,"distribution":"logistic","cost":50000,
        "pipeline":400000,"winRate":0.25,"grossMargin":0.8,"wonRevenueToDate":30000}"#;
    let value: Value = serde_json::from_str(json).expect("JSON");
    let read = Campaign::read(&value).expect("valid");
    assert_eq!(read, Campaign { distribution: Some(Distribution::Logistic), ..campaign(6.0) });
    let json = serde_json::to_value(mature(&read)).expect("writes");
    near(json["shareMatured"].as_f64().expect("a number"), 0.5);
    assert_eq!(json["tooEarly"], false);
    assert_eq!(json["formulas"]["pace"], "won ÷ (share matured × pipeline × win rate)");
    assert_eq!(json["reasons"], serde_json::json!({}));
}

#[test]
fn bad_input_is_named() {
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let found = Campaign::read(&value).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
    };
    refused("{}", &[("/ageMonths", "missing"), ("/medianCycleMonths", "missing")]);
    refused("[]", &[("", "wrongType")]);
    refused(
        r#"{"ageMonths":-1,"medianCycleMonths":121,"winRate":2}"#,
        &[("/ageMonths", "outOfRange"), ("/medianCycleMonths", "outOfRange"), ("/winRate", "outOfRange")],
    );
    refused(
        r#"{"ageMonths":1,"medianCycleMonths":6,"distribution":"normal","name":"x"}"#,
        &[("/distribution", "wrongType"), ("/name", "unknownField")],
    );
}

fn config() -> Config {
    Config {
        cases: 400,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(13),
        failure_persistence: None,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn age_never_lowers_the_share(a in 0.0..600.0f64, b in 0.0..600.0f64, median in 0.0..120.0f64, spread in 0.0..5.0f64) {
        for form in BOTH {
            let (young, old) = (form.share_by(a.min(b), median, spread), form.share_by(a.max(b), median, spread));
            prop_assert!((0.0..=1.0).contains(&young) && young <= old, "{young} {old}");
            // Half of the wins close within the median, however they spread.
            prop_assert_eq!(a < median, form.share_by(a, median, spread) < 0.5);
        }
    }

    #[test]
    fn on_pace_now_and_later_say_the_same(age in 0.1..60.0f64) {
        let start = campaign(age);
        let expected = mature(&start).expected_revenue_to_date.expect("a value");
        let answer = mature(&Campaign { won_revenue_to_date: Some(expected), ..start });
        if expected > 0.0 {
            near(answer.pace.expect("a value"), 1.0);
        }
        near(answer.matured_revenue.expect("a value"), 100_000.0);
    }
}
