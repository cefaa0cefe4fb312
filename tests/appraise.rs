//! Appraisal of a cash flow: published cases, roots known beforehand, payback by hand, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::Value;
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::discounted_cash_flow::risk::{Answer, Question, Risk, appraise_with_risk};
use comarketing_roi_engine::discounted_cash_flow::{
    Appraisal, CashFlow, MAX_PERIODS, appraise, present_value,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use serde_json::Value as Json;

fn read(json: &str) -> CashFlow {
    let value: Value = serde_json::from_str(json).expect("JSON");
    CashFlow::read(&value).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A flow written as its net: what is below zero is a cost.
fn net(rate: f64, net: &[f64]) -> Appraisal {
    appraise(&CashFlow {
        discount_rate: Some(rate),
        costs: net.iter().map(|v| (-v).max(0.0)).collect(),
        benefits: net.iter().map(|v| v.max(0.0)).collect(),
    })
}

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[track_caller]
fn about(actual: &Stated, expected: f64) {
    near(*actual.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}")), expected);
}

#[track_caller]
fn roots(flow: &[f64], expected: &[f64]) {
    let found = net(0.1, flow).irr_roots;
    assert_eq!(found.len(), expected.len(), "{flow:?} has {found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 2e-7 * (1.0 + expected), "{found} is not {expected}");
    }
}

#[test]
fn published_appraisals_come_out_to_the_printed_digit() {
    let cases: Vec<Json> =
        serde_json::from_str(include_str!("worked-examples.json")).expect("the file is JSON");
    let mut checked = 0;
    for case in cases.iter().filter(|case| case["kind"] == "appraise") {
        let answer = serde_json::to_value(appraise(&read(&case["input"].to_string()))).expect("writes");
        for (figure, printed) in case["expect"].as_object().expect("figures") {
            let digits = if figure == "roi" { 100.0 } else { 1.0 };
            let value = answer[figure].as_f64().unwrap_or_else(|| panic!("{figure} has no value"));
            let printed = printed.as_f64().expect("a number");
            near((value * digits).round() / digits, printed);
            checked += 1;
        }
    }
    assert_eq!(checked, 5, "a case was lost");
}

#[test]
fn internal_rates_of_return_that_are_known_beforehand() {
    roots(&[-100.0, 110.0], &[0.1]);
    // The example in the manuals of spreadsheets: 8.66 % after five years, −2.12 % after four, −44.35 % after two.
    let business = [-70_000.0, 12_000.0, 15_000.0, 18_000.0, 21_000.0, 26_000.0];
    for (years, printed) in [(5, 0.0866), (4, -0.0212), (2, -0.4435)] {
        let irr = net(0.1, &business[..=years]).irr.expect("a rate");
        near((irr * 10_000.0).round() / 10_000.0, printed);
    }
    roots(&[-100.0, 0.0, 0.0, 100.0], &[0.0]);
    roots(&[-1.0, 0.0, 0.0, 0.0, 1e-6], &[-1.0 + 1e-6_f64.powf(0.25)]);
    roots(&[0.0, 0.0, -100.0, 0.0, 121.0, 0.0], &[0.1]); // a wait before and after moves nothing
    roots(&[-1e-3, 1e13], &[1e16 - 1.0]);
}

#[test]
fn several_rates_are_all_found_and_the_smallest_positive_one_is_stated() {
    roots(&[-100.0, 230.0, -132.0], &[0.1, 0.2]);
    let two = net(0.1, &[-100.0, 230.0, -132.0]);
    about(&two.irr, 0.1);
    assert!(two.irr_note().expect("a note").contains("At 2 rates"));
    // (1 − 1.25x)(1 − 1.5x)(1 − 2x) and the same with a rate below zero and one at zero.
    roots(&[-1.0, 4.75, -7.375, 3.75], &[0.25, 0.5, 1.0]);
    about(&net(0.1, &[-1.0, 2.5, -1.0]).irr, 1.0); // −50 % and 100 %
    roots(&[-1.0, 2.5, -1.0], &[-0.5, 1.0]);
    about(&net(0.1, &[-100.0, 230.0, -130.0]).irr, 0.3); // 0 % and 30 %
    roots(&[-100.0, 230.0, -130.0], &[0.0, 0.3]);
    // Both below zero: the one nearest to zero.
    about(&net(0.1, &[-100.0, 130.0, -40.0]).irr, -0.2);
    roots(&[-100.0, 130.0, -40.0], &[-0.5, -0.2]);
    // The curve only touches zero, and only just misses it.
    roots(&[-100.0, 220.0, -121.0], &[0.1]);
    roots(&[-100.0, 220.0, -121.01], &[]);
}

#[test]
fn a_root_that_occurs_many_times_is_found_and_does_not_take_for_ever() {
    // (1 − 1.1x)^n: rounding alone makes the curve cross zero around 10 %, the farther the larger n.
    let times = |n: usize| {
        (0..n).fold(vec![-1.0], |flow: Vec<f64>, _| {
            let shifted = std::iter::once(0.0).chain(flow.iter().map(|v| -1.1 * v));
            flow.iter().copied().chain([0.0]).zip(shifted).map(|(a, b)| a + b).collect()
        })
    };
    for n in [1, 2, 3, 5] {
        let roots = net(0.1, &times(n)).irr_roots;
        assert!(
            !roots.is_empty() && roots.iter().all(|rate| (rate - 0.1).abs() < 0.1),
            "{n} times: {roots:?}"
        );
    }
    // Here the curve is zero to the last digit from −50 % to 150 %, so that any of these rates is one.
    let flow = times(40);
    let size: Vec<f64> = flow.iter().map(|v| v.abs()).collect();
    let roots = net(0.1, &flow).irr_roots;
    assert!(!roots.is_empty());
    for rate in roots {
        assert!(present_value(&flow, rate).abs() <= 1e-9 * present_value(&size, rate), "{rate}");
    }
}

#[test]
fn without_a_rate_the_reason_is_said() {
    for flow in [&[-100.0, -5.0][..], &[100.0, 0.0, 5.0], &[0.0, 0.0]] {
        let answer = net(0.1, flow);
        assert!(answer.irr.expect_err("none").contains("never changes sign"), "{flow:?}");
    }
    assert!(net(0.1, &[-1.0, 1.0, -1.0]).irr.expect_err("none").contains("At no rate"));
    // −100 % but for 10⁻²⁰, and 10³¹⁰ %: no number is so near to −1, and none so large.
    for flow in [&[-1e10, 1e-10][..], &[-1e-310, 1e10]] {
        let answer = net(0.1, flow);
        assert_eq!(answer.irr_roots, [] as [f64; 0], "{flow:?}");
        assert!(answer.irr.expect_err("none").contains("that can be stated"), "{flow:?}");
    }
}

#[test]
fn payback_is_linear_within_the_period() {
    let simple = net(0.1, &[-100.0, 40.0, 40.0, 40.0]);
    about(&simple.payback_periods, 2.5);
    // 40/1.1 + 40/1.21 = 69.42 is paid, 30.05 comes in the third year; that is not enough.
    assert!(simple.discounted_payback_periods.as_ref().expect_err("never").contains("do not pay"));
    let longer = net(0.1, &[-100.0, 40.0, 40.0, 40.0, 40.0]);
    let paid = 100.0 - 40.0 / 1.1 - 40.0 / 1.21 - 40.0 / 1.331;
    about(&longer.discounted_payback_periods, 3.0 + paid / (40.0 / 1.4641));
    // Four times 0.05 are 0.2, though binary fractions add up to a hair less.
    about(&net(0.0, &[-0.2, 0.05, 0.05, 0.05, 0.05]).payback_periods, 4.0);
    // Nothing is spent at first: the clock still starts now.
    about(&net(0.0, &[0.0, -100.0, 200.0]).payback_periods, 1.5);
    about(&net(0.0, &[10.0, -5.0]).payback_periods, 0.0);
    assert!(net(0.0, &[0.0, 5.0]).payback_periods.expect_err("none").contains("Nothing is spent"));
    assert!(net(0.0, &[-10.0, 5.0]).payback_periods.is_err());
    // Later spending takes it below zero again; the first payback stands, with a note.
    let again = net(0.0, &[-10.0, 20.0, -30.0, 40.0]);
    about(&again.payback_periods, 0.5);
    assert!(again.below_again);
    assert!(!simple.below_again);
}

#[test]
fn no_cost_has_no_return_and_a_missing_rate_is_an_assumption() {
    let free = net(0.1, &[0.0, 100.0]);
    assert!(free.roi.expect_err("none").contains("present value of the costs"));
    let assumed = appraise(&read(r#"{"costs":[100],"benefits":[0,110]}"#));
    near(assumed.npv, 0.0);
    assert_eq!(assumed.assumptions[0].field, "/discountRate");
    assert!(
        appraise(&read(r#"{"discountRate":0.1,"costs":[100],"benefits":[0,110]}"#)).assumptions.is_empty()
    );
}

#[test]
fn the_answer_crosses_the_boundary_flat() {
    let json = serde_json::to_value(net(0.1, &[-100.0, -10.0])).expect("writes");
    assert_eq!(json["irr"], Json::Null);
    assert!(json["reasons"]["irr"].as_str().expect("a reason").contains("sign"));
    assert!(json["reasons"].get("npv").is_none());
    assert_eq!(json["formulas"]["npv"], "PV benefits − PV costs");
    near(json["npv"].as_f64().expect("a number"), -100.0 - 10.0 / 1.1);
    assert_eq!(json["cumulative"], serde_json::json!([-100.0, -110.0]));
    assert!(json.get("irrNote").is_none() && json.get("paybackNote").is_none());
    let two = serde_json::to_value(net(0.1, &[-100.0, 230.0, -132.0])).expect("writes");
    assert_eq!(two["irrRoots"].as_array().expect("a list").len(), 2);
    assert!(two["irrNote"].is_string());
}

#[test]
fn bad_input_is_named() {
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let found = CashFlow::read(&value).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{}", &json[..json.len().min(200)]);
    };
    refused("{}", &[("/costs", "missing"), ("/benefits", "missing")]);
    refused(r#"{"costs":[1],"benefits":null}"#, &[("/benefits", "missing")]);
    refused(r#"{"costs":[],"benefits":[1]}"#, &[("/costs", "count")]);
    refused(
        r#"{"costs":[1,-1],"benefits":["a",null]}"#,
        &[("/costs/1", "outOfRange"), ("/benefits/0", "wrongType"), ("/benefits/1", "wrongType")],
    );
    refused(
        r#"{"costs":[1e14],"benefits":[1],"discountRate":1.5}"#,
        &[("/costs/0", "outOfRange"), ("/discountRate", "outOfRange")],
    );
    refused(
        r#"{"costs":1,"benefits":[1],"rate":0.1}"#,
        &[("/costs", "wrongType"), ("/rate", "unknownField")],
    );
    let long = format!(r#"{{"costs":[1],"benefits":[{}]}}"#, vec!["1"; MAX_PERIODS + 1].join(","));
    refused(&long, &[("/benefits", "count")]);
    read(&format!(r#"{{"costs":[1],"benefits":[{}]}}"#, vec!["1"; MAX_PERIODS].join(",")));
}

fn risky(json: &str) -> Answer {
    let value: Value = serde_json::from_str(json).expect("JSON");
    appraise_with_risk(&Question::read(&value).unwrap_or_else(|problems| panic!("{problems:?}")))
}

#[test]
fn a_risk_adjustment_is_derived_as_in_the_published_study() {
    // 66 % not sure, by 30 %: “20 %”.
    let answer = risky(
        r#"{"discountRate":0.1,"costs":[100,50],"benefits":[0,300,200],
            "riskAdjustment":{"benefits":{"probability":0.66,"impact":0.3}}}"#,
    );
    let adjusted = answer.risk_adjusted.expect("a risk was stated");
    near(adjusted.benefit_adjustment, 0.198);
    near((adjusted.benefit_adjustment * 100.0).round(), 20.0);
    near(adjusted.cost_adjustment, 0.0);
    let (costs, benefits) = (100.0 + 50.0 / 1.1, (300.0 / 1.1 + 200.0 / 1.21) * (1.0 - 0.198));
    near(adjusted.appraisal.pv_costs, costs);
    near(adjusted.appraisal.pv_benefits, benefits);
    near(adjusted.appraisal.npv, benefits - costs);
    about(&adjusted.appraisal.roi, benefits / costs - 1.0);
    // The plain figures stand beside, as they were.
    near(answer.plain.pv_benefits, 300.0 / 1.1 + 200.0 / 1.21);
    let both = risky(
        r#"{"discountRate":0,"costs":[100],"benefits":[300],
            "riskAdjustment":{"benefits":{"probability":0.5,"impact":0.4},"costs":{"probability":0.1,"impact":2}}}"#,
    );
    let json = serde_json::to_value(&both).expect("writes");
    for (figure, expected) in [
        ("benefitAdjustment", 0.2),
        ("costAdjustment", 0.2),
        ("pvCosts", 120.0),
        ("pvBenefits", 240.0),
        ("npv", 120.0),
        ("roi", 1.0),
    ] {
        near(json["riskAdjusted"][figure].as_f64().expect("a value"), expected);
        assert!(json["riskAdjusted"]["formulas"][figure].is_string());
    }
    near(json["npv"].as_f64().expect("a value"), 200.0);
    // Nobody picks one: without a stated risk there is none.
    let plain = serde_json::to_value(risky(r#"{"costs":[1],"benefits":[2]}"#)).expect("writes");
    assert_eq!(plain["riskAdjusted"], Json::Null);
}

#[test]
fn a_bad_risk_is_named() {
    let refused = |risk: &str, expected: &[(&str, &str)]| {
        let json = format!(r#"{{"costs":[1],"benefits":[1],"riskAdjustment":{risk}}}"#);
        let value: Value = serde_json::from_str(&json).expect("JSON");
        let found = Question::read(&value).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
    };
    let at = "/riskAdjustment/benefits";
    refused("0.2", &[("/riskAdjustment", "wrongType")]);
    refused("{}", &[("/riskAdjustment", "missing")]);
    refused(
        r#"{"benefits":{}}"#,
        &[(&format!("{at}/probability"), "missing"), (&format!("{at}/impact"), "missing")],
    );
    refused(r#"{"benefits":{"probability":0.5}}"#, &[(&format!("{at}/impact"), "missing")]);
    refused(
        r#"{"benefits":{"probability":66,"impact":1.5}}"#,
        &[(&format!("{at}/probability"), "outOfRange"), (&format!("{at}/impact"), "outOfRange")],
    );
    refused(
        r#"{"costs":{"probability":0.5,"impact":11}}"#,
        &[("/riskAdjustment/costs/impact", "outOfRange")],
    );
    refused(r#"{"benefit":{}}"#, &[("/riskAdjustment/benefit", "unknownField")]);
    let value: Value =
        serde_json::from_str(r#"{"costs":[1],"benefits":[1],"riskAdjustment":null}"#).expect("JSON");
    assert!(Question::read(&value).is_ok_and(|question| question.benefits.is_none()));
}

fn config() -> Config {
    Config {
        cases: 300,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        ..Config::default()
    }
}

fn any_net(longest: usize) -> impl Strategy<Value = Vec<f64>> {
    let amount = prop_oneof![1 => Just(0.0), 1 => Just(1e13), 1 => Just(-1e13), 8 => -1e6..1e6f64];
    prop::collection::vec(amount, 1..=longest)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_figure_is_finite_and_worth_nothing_at_its_rates(flow in any_net(60), rate in 0.0..1.0f64) {
        let answer = net(rate, &flow);
        let text = serde_json::to_string(&answer).expect("writes");
        prop_assert!(!text.contains("NaN") && !text.contains("inf"));
        for root in &answer.irr_roots {
            let size = present_value(&flow.iter().map(|v| v.abs()).collect::<Vec<_>>(), *root);
            // A rate just above −100 % has few digits left to tell it from that.
            let digits = 1e-8 + flow.len() as f64 * 4.0 * f64::EPSILON / (1.0 + root);
            prop_assert!(present_value(&flow, *root).abs() <= digits * size, "at {root}");
        }
        // Descartes: as many roots as changes of sign, or fewer by an even number.
        let signs: Vec<bool> = answer.net.iter().filter(|v| **v != 0.0).map(|v| *v > 0.0).collect();
        let changes = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
        prop_assert!(answer.irr_roots.len() <= changes);
        prop_assert_eq!(answer.irr_roots.len() % 2, changes % 2, "{:?}", &answer.irr_roots);
        prop_assert!((answer.npv - answer.discounted_cumulative.last().expect("periods")).abs() <= 1e-9 * (answer.pv_costs + answer.pv_benefits));
    }

    #[test]
    fn risk_takes_its_share_and_no_risk_takes_nothing(
        flow in any_net(30), rate in 0.0..1.0f64, probability in 0.0..1.0f64, impact in 0.0..1.0f64, overrun in 0.0..10.0f64,
    ) {
        let flow = CashFlow {
            discount_rate: Some(rate),
            costs: flow.iter().map(|v| (-v).max(0.0)).collect(),
            benefits: flow.iter().map(|v| v.max(0.0)).collect(),
        };
        let ask = |probability, impact, overrun| {
            let (benefits, costs) = (Some(Risk { probability, impact }), Some(Risk { probability, impact: overrun }));
            appraise_with_risk(&Question { flow: flow.clone(), benefits, costs })
        };
        let Answer { plain, risk_adjusted } = ask(probability, impact, overrun);
        let risky = risk_adjusted.expect("stated").appraisal;
        let size = 1e-9 * (plain.pv_costs * 11.0 + plain.pv_benefits);
        prop_assert!((risky.pv_benefits - plain.pv_benefits * (1.0 - probability * impact)).abs() <= size);
        prop_assert!((risky.pv_costs - plain.pv_costs * (1.0 + probability * overrun)).abs() <= size);
        prop_assert!(risky.npv <= plain.npv + size);
        // It is what two outcomes are worth on average: as estimated, or failed for sure.
        let failed = ask(1.0, impact, overrun).risk_adjusted.expect("stated").appraisal.npv;
        prop_assert!((risky.npv - (1.0 - probability) * plain.npv - probability * failed).abs() <= size);
        prop_assert_eq!(ask(0.0, impact, overrun).risk_adjusted.expect("stated").appraisal, plain);
    }

    #[test]
    fn no_root_between_points_of_a_fine_grid_is_missed(flow in any_net(40)) {
        let answer = net(0.1, &flow);
        let mut last: Option<(f64, bool)> = None;
        for step in 1..4_000 {
            let rate = 4_000.0 / f64::from(step) - 1.0; // discount factors in even steps
            let value = present_value(&flow, rate);
            if let Some((other, sign)) = last && sign != (value > 0.0) && value.abs() > 0.0 {
                let found = answer.irr_roots.iter().any(|root| (rate..=other).contains(root));
                prop_assert!(found, "between {rate} and {other}: {:?}", &answer.irr_roots);
            }
            last = Some((rate, value > 0.0));
        }
    }

    #[test]
    fn rates_that_a_flow_was_built_from_come_back(rates in prop::collection::btree_set(-5..40i32, 1..5)) {
        let rates: Vec<f64> = rates.into_iter().map(|tenth| f64::from(tenth) / 10.0).collect();
        let flow = rates.iter().fold(vec![-1.0], |flow: Vec<f64>, rate| {
            let mut product = flow.clone();
            product.push(0.0);
            for (at, v) in flow.iter().enumerate() {
                product[at + 1] -= v * (1.0 + rate);
            }
            product
        });
        let found = net(0.1, &flow).irr_roots;
        prop_assert_eq!(found.len(), rates.len(), "{:?} from {:?}", found, rates);
        for (found, rate) in found.iter().zip(&rates) {
            prop_assert!((found - rate).abs() < 1e-6, "{found} is not {rate}");
        }
    }
}
