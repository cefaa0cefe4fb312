//! The holdout reader: published cases, intervals and tests against tables and exact sums, measured coverage, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "support/binomial.rs"]
mod binomial;

use binomial::{Chance, RATES, SIZES, outcomes, probability};
use comarketing_roi_engine::Value;
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::credit_evidence::{self, Deals, Wins, credit_evidence};
use comarketing_roi_engine::holdout::{Arm, CAUTION, Holdout, Question, Verdict, holdout};
use comarketing_roi_engine::proportions::{self, Sample, Test};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn arm(wins: f64, accounts: f64) -> Arm {
    Arm { accounts, wins, revenue: None }
}

/// `[wins, accounts]` of the exposed and of the control group, and nothing about money.
fn counts([a, m]: [f64; 2], [b, n]: [f64; 2]) -> Holdout {
    holdout(&Question { exposed: arm(a, m), control: arm(b, n), ..Question::default() })
}

#[track_caller]
fn near(actual: f64, expected: f64, by: f64) {
    assert!((actual - expected).abs() <= by, "{actual} is not {expected}");
}

#[track_caller]
fn about(actual: &Stated, expected: f64, by: f64) {
    near(*actual.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}")), expected, by);
}

fn bits(actual: &Stated) -> Option<u64> {
    actual.as_ref().ok().map(|value| value.to_bits())
}

/// metrickittools.com, incrementality lift calculator: its default inputs, at 80 a conversion.
fn published() -> Question {
    let arm = |wins: f64| Arm { accounts: 100_000.0, wins, revenue: Some(80.0 * wins) };
    Question { exposed: arm(1_200.0), control: arm(900.0), cost: 50_000.0, gross_margin: Some(0.4) }
}

#[test]
fn the_published_calculator_comes_out_to_the_last_digit() {
    let answer = holdout(&published());
    assert_eq!(bits(&answer.incremental_wins), Some(300f64.to_bits()));
    assert_eq!(bits(&answer.incremental_revenue), Some(24_000f64.to_bits()));
    assert_eq!(bits(&answer.iroas), Some(0.48f64.to_bits()));
    assert_eq!(bits(&answer.incremental_profit), Some((-40_400f64).to_bits()));
    about(&answer.incremental_roi, -40_400.0 / 50_000.0, 1e-15);
    // It states no significance. There is plenty: the program works, and does not pay.
    assert_eq!((answer.verdict, answer.test), (Verdict::Supports, Some(Test::PooledZ)));
    assert!(answer.p_value.is_ok_and(|p| p < 1e-10));
}

#[test]
fn intervals_of_the_difference_are_those_newcombe_printed() {
    // Table II, method 10; (a) to (h).
    for (first, second, low, high) in [
        ([56.0, 70.0], [48.0, 80.0], 0.0524, 0.3339),
        ([9.0, 10.0], [3.0, 10.0], 0.1705, 0.8090),
        ([6.0, 7.0], [2.0, 7.0], 0.0582, 0.8062),
        ([5.0, 56.0], [0.0, 29.0], -0.0381, 0.1926),
        ([0.0, 10.0], [0.0, 20.0], -0.1611, 0.2775),
        ([0.0, 10.0], [0.0, 10.0], -0.2775, 0.2775),
        ([10.0, 10.0], [0.0, 20.0], 0.6791, 1.0),
        ([10.0, 10.0], [0.0, 10.0], 0.6075, 1.0),
        // Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables: Perondi's trial.
        ([7.0, 34.0], [1.0, 34.0], 0.0189, 0.3404),
    ] {
        let answer = counts(first, second);
        about(&answer.difference_low, low, 5e-5);
        about(&answer.difference_high, high, 5e-5);
        about(&answer.incremental_wins_low, low * first[1], 5e-5 * first[1]);
        about(&answer.incremental_wins_high, high * first[1], 5e-5 * first[1]);
    }
}

#[test]
fn two_in_ten_against_a_quarter_takes_1_094_an_arm() {
    let answer = counts([25.0, 100.0], [20.0, 100.0]);
    about(&answer.accounts_per_arm, 1_094.0, 0.0);
    assert_eq!(answer.verdict, Verdict::TooFewAccounts);
    // Either way round, and whatever the sizes.
    about(&counts([200.0, 1_000.0], [5.0, 20.0]).accounts_per_arm, 1_094.0, 0.0);
    // The power that was promised, by the sum over both binomials.
    let (more, less) = (outcomes(1_094, 0.25), outcomes(1_094, 0.2));
    let found = probability(&more, &less, |a, b| proportions::p_value(a, b).is_some_and(|(p, _)| p <= 0.05));
    near(found, 0.8, 0.005);
    let same = counts([5.0, 20.0], [25.0, 100.0]);
    assert!(same.accounts_per_arm.expect_err("none").contains("do not differ"));
}

#[test]
fn the_pooled_test_is_the_normal_distribution() {
    // 200 cases, half of them won, in two halves: the standard error is five cases of a hundred. P(|Z| > 1), 2, 3.
    for (wins, p) in
        [(105.0, 0.317_310_507_862_914), (110.0, 0.045_500_263_896_358), (115.0, 0.002_699_796_063_260)]
    {
        let answer = counts([wins, 200.0], [200.0 - wins, 200.0]);
        about(&answer.p_value, p, 1e-14);
        assert_eq!(answer.test, Some(Test::PooledZ));
    }
    // The quantiles that the intervals and the power rest on: Φ(z) by erfc.
    for (z, share) in [(1.959_963_984_540_054, 0.975), (0.841_621_233_572_914_3, 0.8)] {
        near(0.5 * libm::erfc(-z * core::f64::consts::FRAC_1_SQRT_2), share, 1e-15);
    }
}

#[test]
fn small_counts_are_tested_exactly() {
    // Fagerland, Lydersen and Laake: Ritland's study, and the lady tasting tea, (2 + 32 ÷ 2) ÷ 70.
    let ritland = counts([0.0, 16.0], [15.0, 72.0]);
    about(&ritland.p_value, 0.04466, 5e-6);
    assert_eq!(ritland.test, Some(Test::FisherMidP));
    about(&counts([3.0, 4.0], [1.0, 4.0]).p_value, 18.0 / 70.0, 1e-15);
    // Every small table, against the sum over binomial coefficients in whole numbers.
    let choose = |n: u64, k: u64| (0..k).fold(1u64, |product, at| product * (n - at) / (at + 1));
    for (m, n) in [(4u64, 4u64), (9, 5), (5, 9), (1, 12), (8, 8)] {
        for (a, b) in (0..=m).flat_map(|a| (0..=n).map(move |b| (a, b))) {
            let answer = counts([a as f64, m as f64], [b as f64, n as f64]);
            let won = a + b;
            if won == 0 || won == m + n {
                assert!(answer.p_value.expect_err("none").contains("nothing to tell apart"));
                assert_eq!(answer.test, None);
                continue;
            }
            let ways = |k: u64| choose(m, k) * choose(n, won - k);
            let seen = ways(a);
            let twice: u64 = (won.saturating_sub(n)..=won.min(m))
                .map(|k| match ways(k).cmp(&seen) {
                    core::cmp::Ordering::Less => 2 * ways(k),
                    core::cmp::Ordering::Equal => ways(k),
                    core::cmp::Ordering::Greater => 0,
                })
                .sum();
            assert_eq!(answer.test, Some(Test::FisherMidP));
            about(&answer.p_value, twice as f64 / (2 * choose(m + n, won)) as f64, 1e-14);
        }
    }
}

#[test]
fn which_test_is_taken_goes_by_the_smallest_expected_count() {
    // 10 of 100 won, in groups of 50: five are to be expected in each; with one win less they are fewer.
    assert_eq!(counts([8.0, 50.0], [2.0, 50.0]).test, Some(Test::PooledZ));
    assert_eq!(counts([8.0, 50.0], [1.0, 50.0]).test, Some(Test::FisherMidP));
    assert_eq!(counts([42.0, 50.0], [49.0, 50.0]).test, Some(Test::FisherMidP));
    // The largest counts take either way at once, and the far tail is zero, not nothing.
    let most = proportions::MOST;
    assert_eq!(counts([4.0, most], [0.0, most]).test, Some(Test::FisherMidP));
    let far = counts([70_000.0, 70_000.0], [0.0, most]);
    assert_eq!((far.test, bits(&far.p_value)), (Some(Test::FisherMidP), Some(0)));
    assert!(counts([most / 2.0, most], [most / 4.0, most]).p_value.is_ok_and(|p| p <= 0.0));
}

#[test]
fn money_that_is_not_given_has_no_figures() {
    let question = published();
    let free = holdout(&Question { cost: 0.0, ..question });
    for figure in [&free.iroas, &free.incremental_roi] {
        assert!(figure.as_ref().is_err_and(|reason| reason.contains("cost, which is zero")), "{figure:?}");
    }
    about(&free.incremental_profit, 9_600.0, 1e-9);
    let unknown = holdout(&Question { gross_margin: None, ..question });
    assert!(unknown.iroas.is_ok());
    for figure in [unknown.incremental_roi, unknown.incremental_profit] {
        assert_eq!(figure, Err("Needs gross margin.".to_owned()));
    }
    let control = Arm { revenue: None, ..question.control };
    let bare = holdout(&Question { control, gross_margin: None, ..question });
    about(&bare.incremental_wins, 300.0, 0.0);
    assert_eq!(bare.iroas, Err("Needs the revenue of both groups.".to_owned()));
    assert_eq!(
        bare.incremental_profit,
        Err("Needs gross margin. Needs the revenue of both groups.".to_owned())
    );
}

#[test]
fn odd_counts_have_a_reason_and_never_a_panic() {
    for bad in [arm(0.0, 0.0), arm(2.0, 1.0), arm(-1.0, 5.0), arm(f64::NAN, 5.0), arm(0.0, f64::INFINITY)] {
        let answer = holdout(&Question { exposed: bad, ..published() });
        assert_eq!(answer.verdict, Verdict::TooFewAccounts);
        assert_eq!(answer.exposed_win_rate, Err("Needs accounts in the exposed group.".to_owned()));
        for figure in [&answer.difference, &answer.incremental_wins_low, &answer.iroas, &answer.p_value] {
            assert!(figure.is_err(), "{figure:?}");
        }
        about(&answer.control_win_rate, 0.009, 0.0);
    }
    let none = holdout(&Question::default());
    assert!(none.p_value.expect_err("none").contains("exposed group. Needs accounts in the control"));
}

#[test]
fn measured_coverage_is_what_the_docs_state() {
    // Least, mean and most over all pairs of rates, as in the table of `proportions`; and the size of the test.
    let stated = [
        [0.928, 0.963, 1.000, 0.042],
        [0.932, 0.956, 0.980, 0.049],
        [0.943, 0.958, 0.998, 0.057],
        [0.945, 0.951, 0.964, 0.051],
        [0.946, 0.950, 0.960, 0.054],
    ];
    for ((first, second), [least, mean, most, size]) in SIZES.into_iter().zip(stated) {
        let found = binomial::coverage(first, second, |a, b, p, q| {
            let interval = proportions::difference(a, b);
            (interval.low..=interval.high).contains(&(p - q))
        });
        near(found.least, least, 5.1e-4);
        near(found.mean, mean, 5.1e-4);
        near(found.most, most, 5.1e-4);
        let rejects = RATES.map(|rate| {
            let (a, b) = (outcomes(first, rate), outcomes(second, rate));
            probability(&a, &b, |a, b| proportions::p_value(a, b).is_some_and(|(p, _)| p <= 0.05))
        });
        near(rejects.into_iter().fold(0.0, f64::max), size, 5.1e-4);
    }
}

#[test]
fn simulated_experiments_agree_with_the_sums() {
    let draws = 20_000;
    let mut chance = Chance(1998);
    for (first, p, second, q) in
        [(10, 0.3, 10, 0.1), (20, 0.5, 60, 0.3), (50, 0.2, 50, 0.2), (200, 0.25, 200, 0.2)]
    {
        let holds = |a: Sample, b: Sample| {
            let interval = proportions::difference(a, b);
            (interval.low..=interval.high).contains(&(p - q))
        };
        let exact = probability(&outcomes(first, p), &outcomes(second, q), holds);
        let held = (0..draws).filter(|_| holds(chance.draw(first, p), chance.draw(second, q))).count();
        // Four standard errors of the simulation; what the method errs is in the sum.
        let error = (exact * (1.0 - exact) / f64::from(draws)).sqrt();
        near(held as f64 / f64::from(draws), exact, 4.0 * error);
    }
}

fn refused(json: &str) -> Vec<(String, &'static str)> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    let problems = Question::read(&value).expect_err("a bad question");
    assert!(problems.iter().all(|problem| problem.message.ends_with(['.', '?'])), "{problems:?}");
    problems.into_iter().map(|problem| (problem.path, problem.kind.code())).collect()
}

#[test]
fn a_question_is_read_and_answered_as_plain_data() {
    let json = r#"{"exposed":{"accounts":100000,"wins":1200,"revenue":96000},
        "control":{"accounts":100000,"wins":900,"revenue":72000},"cost":50000,"grossMargin":0.4}"#;
    let read = Question::read(&serde_json::from_str(json).expect("JSON")).expect("valid");
    assert_eq!(read, published());
    let json = serde_json::to_value(holdout(&read)).expect("writes");
    assert_eq!(json["verdict"], "supports");
    assert_eq!(json["test"], "pooledZ");
    assert_eq!(json["incrementalWins"], 300.0);
    assert_eq!(json["formulas"]["iroas"], "incremental revenue ÷ cost");
    assert_eq!(json["reasons"], serde_json::json!({}));
    assert_eq!(json["caution"], CAUTION);
    let bare =
        r#"{"exposed":{"accounts":4,"wins":0},"control":{"accounts":4,"wins":0,"revenue":null},"cost":0}"#;
    let bare = Question::read(&serde_json::from_str(bare).expect("JSON")).expect("valid");
    let json = serde_json::to_value(holdout(&bare)).expect("writes");
    assert!(json["pValue"].is_null() && json["test"].is_null() && json["reasons"]["pValue"].is_string());
}

#[test]
fn bad_questions_are_refused_with_every_problem() {
    let is = |json: &str, expected: &[(&str, &str)]| {
        let found = refused(json);
        let named: Vec<_> = found.iter().map(|(path, code)| (path.as_str(), *code)).collect();
        assert_eq!(named, expected, "{json}");
    };
    is("{}", &[("/exposed", "missing"), ("/control", "missing"), ("/cost", "missing")]);
    is("[]", &[("", "wrongType")]);
    is(
        r#"{"exposed":{},"control":[],"cost":null}"#,
        &[
            ("/exposed/accounts", "missing"),
            ("/exposed/wins", "missing"),
            ("/control", "wrongType"),
            ("/cost", "missing"),
        ],
    );
    is(
        r#"{"exposed":{"accounts":10,"wins":11},"control":{"accounts":0,"wins":0},"cost":-1,"grossMargin":2}"#,
        &[
            ("/exposed/wins", "outOfRange"),
            ("/control/accounts", "outOfRange"),
            ("/cost", "outOfRange"),
            ("/grossMargin", "outOfRange"),
        ],
    );
    is(
        r#"{"exposed":{"accounts":10.5,"wins":1,"winRate":0.1},"control":{"accounts":10,"wins":"2","revenue":-1},
            "cost":1,"spend":1}"#,
        &[
            ("/exposed/accounts", "wrongType"),
            ("/exposed/winRate", "unknownField"),
            ("/control/wins", "wrongType"),
            ("/control/revenue", "outOfRange"),
            ("/spend", "unknownField"),
        ],
    );
    is(
        r#"{"exposed":{"accounts":1000000001,"wins":1,"wins":2},"control":{"accounts":1,"wins":1},"cost":1}"#,
        &[("/exposed/wins", "duplicateField")],
    );
}

fn config() -> Config {
    Config {
        cases: 500,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(17),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Wins and accounts, of any size.
fn any_counts() -> impl Strategy<Value = [f64; 2]> {
    let accounts = prop_oneof![1..20u32, 1..3_000u32, 1..1_000_000_000u32];
    (accounts, prop_oneof![1 => Just(0.0), 1 => Just(1.0), 8 => 0.0..1.0f64]).prop_map(|(accounts, share)| {
        let accounts = f64::from(accounts);
        [(accounts * share).round(), accounts]
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn figures_are_within_their_bounds(a in any_counts(), b in any_counts()) {
        let answer = counts(a, b);
        let difference = answer.difference.clone().expect("a value");
        let (low, high) = (answer.difference_low.clone().expect("a value"), answer.difference_high.clone().expect("a value"));
        prop_assert!(-1.0 - 1e-12 <= low && low <= difference && difference <= high && high <= 1.0 + 1e-12);
        prop_assert_eq!(answer.verdict, if low > 0.0 { Verdict::Supports } else if high < 0.0 { Verdict::Against } else { Verdict::TooFewAccounts });
        let wins = answer.incremental_wins.clone().expect("a value");
        near(wins, difference * a[1], 1e-9 * a[1].max(1.0));
        prop_assert!(answer.p_value.as_ref().map_or(true, |p| (0.0..=1.0).contains(p)), "{:?}", answer.p_value);
        prop_assert_eq!(answer.p_value.is_ok(), answer.test.is_some());
        prop_assert!(answer.accounts_per_arm.as_ref().map_or(true, |n| *n >= 1.0));
        // Plain data without NaN; null exactly where there is a reason.
        let json = serde_json::to_value(&answer).expect("writes");
        for (id, _) in json["formulas"].as_object().expect("an object") {
            prop_assert_eq!(json[id].is_null(), json["reasons"][id].is_string(), "{}", id);
        }
    }

    #[test]
    fn the_groups_changed_over_change_the_sign(a in any_counts(), b in any_counts()) {
        let (one, other) = (counts(a, b), counts(b, a));
        near(one.difference_low.expect("a value"), -other.difference_high.expect("a value"), 1e-15);
        prop_assert_eq!(one.test, other.test);
        if let (Ok(p), Ok(q)) = (one.p_value, other.p_value) {
            near(p, q, 1e-9 * p);
        }
        prop_assert_eq!(one.accounts_per_arm.ok(), other.accounts_per_arm.ok());
    }

    #[test]
    fn an_experiment_and_its_credit_tell_one_story(a in any_counts(), b in any_counts()) {
        let deals = |[wins, deals]: [f64; 2]| Deals { deals, wins: Wins::Count(wins) };
        let credit = credit_evidence(&credit_evidence::Question { influenced: deals(a), direct: deals(b) });
        let answer = counts(a, b);
        // On the very edge rounding may decide.
        let edge = [&answer.difference_low, &answer.difference_high].iter().any(|end| end.as_ref().is_ok_and(|end| end.abs() < 1e-12));
        if !edge {
            let same = match answer.verdict {
                Verdict::Supports => credit_evidence::Verdict::Supports,
                Verdict::TooFewAccounts => credit_evidence::Verdict::TooFewDeals,
                Verdict::Against => credit_evidence::Verdict::Against,
            };
            prop_assert_eq!(credit.verdict, same);
        }
    }

    #[test]
    fn more_accounts_at_the_same_rates_tell_more(a in 0..=40u32, b in 0..=40u32, times in 2..50u32) {
        let (few, many) = (f64::from(times), 40.0);
        let small = counts([a.into(), many], [b.into(), many]);
        let large = counts([f64::from(a) * few, many * few], [f64::from(b) * few, many * few]);
        let width = |answer: &Holdout| answer.difference_high.clone().expect("a value") - answer.difference_low.clone().expect("a value");
        prop_assert!(width(&large) < width(&small));
        if small.verdict != Verdict::TooFewAccounts {
            prop_assert_eq!(large.verdict, small.verdict);
        }
    }

    #[test]
    fn money_adds_up(revenue in 0.0..1e7f64, without in 0.0..1e7f64, cost in 1.0..1e6f64, margin in 0.0..1.0f64, a in any_counts(), b in any_counts()) {
        let with = |[wins, accounts]: [f64; 2], revenue| Arm { accounts, wins, revenue: Some(revenue) };
        let answer = holdout(&Question { exposed: with(a, revenue), control: with(b, without), cost, gross_margin: Some(margin) });
        let (profit, roi, iroas) = (answer.incremental_profit.expect("a value"), answer.incremental_roi.expect("a value"), answer.iroas.expect("a value"));
        let size = 1e-12 * (profit.abs() + cost);
        near(profit, roi * cost, size);
        near(margin * iroas * cost - cost, profit, size);
    }
}
