//! Evidence for a credit: figures by hand, published intervals, measured coverage, verdicts at the edges, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "support/binomial.rs"]
mod binomial;

use binomial::{Chance, SIZES, outcomes, probability};
use comarketing_roi_engine::Value;
use comarketing_roi_engine::answer::{Stated, Taken};
use comarketing_roi_engine::credit_evidence::{
    CAUTION, CreditEvidence, Deals, Question, Verdict, Wins, credit_evidence, credit_of_lift, lift_of_credit,
};
use comarketing_roi_engine::proportions::{self, Sample};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

/// `[wins, deals]` of influenced and of direct deals.
fn counts(influenced: [f64; 2], direct: [f64; 2]) -> CreditEvidence {
    let deals = |[wins, deals]: [f64; 2]| Deals { deals, wins: Wins::Count(wins) };
    credit_evidence(&Question { influenced: deals(influenced), direct: deals(direct) })
}

#[track_caller]
fn near(actual: f64, expected: f64, by: f64) {
    assert!((actual - expected).abs() <= by, "{actual} is not {expected}");
}

#[track_caller]
fn about(actual: &Stated, expected: f64, by: f64) {
    near(*actual.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}")), expected, by);
}

#[test]
fn a_credit_and_a_lift_are_one_claim() {
    near(lift_of_credit(0.4).expect("a lift"), 2.0 / 3.0, 1e-15);
    near(lift_of_credit(0.5).expect("a lift"), 1.0, 0.0);
    // Crossbeam: partner deals win 11.7 % more often; 10.5 % of them are the partners' if that is relative.
    near(credit_of_lift(0.117).expect("a credit"), 0.105, 5e-4);
    near(credit_of_lift(-0.5).expect("a credit"), -1.0, 0.0);
    for none in [1.0, 1.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(lift_of_credit(none), None, "{none}");
    }
    for none in [-1.0, -2.0, f64::NAN, f64::INFINITY] {
        assert_eq!(credit_of_lift(none), None, "{none}");
    }
}

#[test]
fn the_figures_are_those_of_arithmetic() {
    let answer = counts([250.0, 1_000.0], [200.0, 1_000.0]);
    about(&answer.influenced_win_rate, 0.25, 0.0);
    about(&answer.direct_win_rate, 0.2, 0.0);
    about(&answer.lift, 0.25, 1e-15);
    about(&answer.credit, 0.2, 1e-15);
    about(&answer.usable_credit, 0.2, 1e-15);
    assert_eq!(answer.verdict, Verdict::Supports);
    assert!(answer.assumptions.is_empty());
    // The same rates, of a tenth of the deals.
    let few = counts([25.0, 100.0], [20.0, 100.0]);
    about(&few.credit, 0.2, 1e-15);
    assert_eq!(few.verdict, Verdict::TooFewDeals);
    assert!(few.usable_credit.expect_err("none").contains("Too few deals to tell"));
    let worse = counts([150.0, 1_000.0], [200.0, 1_000.0]);
    about(&worse.credit, -1.0 / 3.0, 1e-15);
    assert_eq!(worse.verdict, Verdict::Against);
    assert!(worse.usable_credit.expect_err("none").contains("less often"));
}

#[test]
fn the_interval_is_the_published_one() {
    // Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables: Perondi's trial, 7 of 34 against 1 of 34.
    // MOVER-R of the ratio, 7.0000: 1.1537 to 41.9763.
    let answer = counts([7.0, 34.0], [1.0, 34.0]);
    about(&answer.credit, 1.0 - 1.0 / 7.0, 1e-15);
    about(&answer.credit_low, 1.0 - 1.0 / 1.1537, 5e-5);
    about(&answer.credit_high, 1.0 - 1.0 / 41.9763, 5e-7);
    assert_eq!(answer.verdict, Verdict::Supports);
    // The ends as Donner and Zou write them, where that form does not cancel.
    let (a, b) = (Sample::new(56.0, 70.0).expect("a sample"), Sample::new(48.0, 80.0).expect("a sample"));
    let (p, q, first, second) = (a.rate(), b.rate(), a.interval(), b.interval());
    let end = |l: f64, u: f64, sign: f64| {
        let root = ((p * q).powi(2) - l * u * (2.0 * p - l) * (2.0 * q - u)).sqrt();
        (p * q + sign * root) / (u * (2.0 * q - u))
    };
    let found = proportions::ratio(a, b);
    near(found.low, end(first.low, second.high, -1.0), 1e-14);
    near(found.high, end(first.high, second.low, 1.0), 1e-14);
}

#[test]
fn the_score_interval_is_the_published_one() {
    // Newcombe, Statistics in Medicine 17, 1998, pages 857–872: table I, method 3.
    for (won, of, low, high) in [
        (81.0, 263.0, 0.2553, 0.3662),
        (15.0, 148.0, 0.0624, 0.1605),
        (0.0, 20.0, 0.0, 0.1611),
        (1.0, 29.0, 0.0061, 0.1718),
    ] {
        let found = Sample::new(won, of).expect("a sample").interval();
        near(found.low, low, 5e-5);
        near(found.high, high, 5e-5);
    }
}

#[test]
fn zero_wins_and_all_wins_have_a_value_or_a_reason() {
    // Direct won nothing: all of the credit, if there are enough deals.
    let all = counts([30.0, 100.0], [0.0, 100.0]);
    about(&all.credit, 1.0, 0.0);
    about(&all.credit_high, 1.0, 0.0);
    about(&all.usable_credit, 1.0, 0.0);
    assert!(all.lift.expect_err("none").contains("direct deals, which is zero"));
    assert_eq!(counts([1.0, 3.0], [0.0, 3.0]).verdict, Verdict::TooFewDeals);
    // Influenced deals won nothing: no credit, and nothing bounds it.
    let none = counts([0.0, 100.0], [30.0, 100.0]);
    assert!(none.credit.expect_err("none").contains("influenced deals, which is zero"));
    assert!(none.credit_low.expect_err("none").contains("nothing bounds"));
    assert!(none.credit_high.is_ok_and(|high| high < 0.0));
    about(&none.lift, -1.0, 0.0);
    assert_eq!(none.verdict, Verdict::Against);
    assert!(none.usable_credit.is_err());
    // Nobody won anything, and everybody everything.
    let nothing = counts([0.0, 100.0], [0.0, 100.0]);
    assert_eq!(nothing.verdict, Verdict::TooFewDeals);
    about(&nothing.credit_high, 1.0, 0.0);
    let everything = counts([100.0, 100.0], [80.0, 80.0]);
    about(&everything.credit, 0.0, 0.0);
    assert_eq!(everything.verdict, Verdict::TooFewDeals);
    // No deals at all, and counts that cannot be.
    let odd = [
        (0.0, Wins::Count(0.0)),
        (1.0, Wins::Count(2.0)),
        (f64::NAN, Wins::Rate(0.5)),
        (5.0, Wins::Rate(f64::NAN)),
    ];
    for (deals, wins) in odd {
        let answer = credit_evidence(&Question { influenced: Deals { deals, wins }, ..Question::default() });
        assert_eq!(answer.verdict, Verdict::TooFewDeals);
        assert_eq!(answer.influenced_win_rate, Err("Needs closed influenced deals.".to_owned()));
        let both = Err("Needs closed influenced deals. Needs closed direct deals.".to_owned());
        for figure in
            [answer.lift, answer.credit, answer.credit_low, answer.credit_high, answer.usable_credit]
        {
            assert_eq!(figure, both);
        }
    }
}

#[test]
fn a_win_rate_stands_for_wins() {
    let rate = |deals, rate| Deals { deals, wins: Wins::Rate(rate) };
    let answer = credit_evidence(&Question { influenced: rate(500.0, 0.25), direct: rate(333.0, 0.2) });
    about(&answer.direct_win_rate, 0.2, 1e-15);
    about(&answer.credit, 0.2, 1e-15);
    let taken: Vec<_> =
        answer.assumptions.iter().map(|premise| (premise.field.as_str(), premise.value)).collect();
    assert_eq!(
        taken,
        [("/influenced/wins", Taken::Number(125.0)), ("/direct/wins", Taken::Number(0.2 * 333.0))]
    );
    let counted = counts([125.0, 500.0], [66.6, 333.0]);
    about(&answer.credit_low, counted.credit_low.expect("a value"), 1e-14);
}

#[test]
fn measured_coverage_is_what_the_docs_state() {
    // Least, mean and most over all pairs of rates, as in the table of `proportions`.
    let stated = [
        [0.914, 0.950, 1.000],
        [0.933, 0.954, 0.993],
        [0.937, 0.956, 0.998],
        [0.939, 0.951, 0.964],
        [0.946, 0.951, 0.960],
    ];
    for ((first, second), [least, mean, most]) in SIZES.into_iter().zip(stated) {
        let found = binomial::coverage(first, second, |a, b, p, q| {
            let interval = proportions::ratio(a, b);
            (interval.low..=interval.high).contains(&(p / q))
        });
        near(found.least, least, 5.1e-4);
        near(found.mean, mean, 5.1e-4);
        near(found.most, most, 5.1e-4);
    }
}

#[test]
fn simulated_deals_agree_with_the_sums() {
    let draws = 20_000;
    let mut chance = Chance(2012);
    for (deals, influenced, others, direct) in
        [(10, 0.3, 10, 0.1), (20, 0.5, 60, 0.3), (50, 0.2, 50, 0.2), (200, 0.25, 200, 0.2)]
    {
        let credit = 1.0 - direct / influenced;
        // From the samples to the answer, as a caller has it; an end that is missing bounds nothing.
        let holds = |a: Sample, b: Sample| {
            let of =
                |sample: Sample, deals: u32| Deals { deals: deals.into(), wins: Wins::Rate(sample.rate()) };
            let answer = credit_evidence(&Question { influenced: of(a, deals), direct: of(b, others) });
            answer.credit_low.is_ok_and(|low| low > credit)
                || answer.credit_high.is_ok_and(|high| high < credit)
        };
        let exact = 1.0 - probability(&outcomes(deals, influenced), &outcomes(others, direct), holds);
        let held = (0..draws)
            .filter(|_| !holds(chance.draw(deals, influenced), chance.draw(others, direct)))
            .count();
        // Four standard errors of the simulation; what the method errs is in the sum.
        let error = (exact * (1.0 - exact) / f64::from(draws)).sqrt();
        near(held as f64 / f64::from(draws), exact, 4.0 * error);
    }
}

#[test]
fn a_question_is_read_and_answered_as_plain_data() {
    let json =
        r#"{"influenced":{"deals":1000,"wins":250},"direct":{"deals":1000,"winRate":0.2,"wins":null}}"#;
    let read = Question::read(&serde_json::from_str(json).expect("JSON")).expect("valid");
    assert_eq!(read.influenced, Deals { deals: 1_000.0, wins: Wins::Count(250.0) });
    assert_eq!(read.direct, Deals { deals: 1_000.0, wins: Wins::Rate(0.2) });
    let json = serde_json::to_value(credit_evidence(&read)).expect("writes");
    assert_eq!(json["verdict"], "supports");
    assert_eq!(json["usable"], true);
    near(json["usableCredit"].as_f64().expect("a number"), 0.2, 1e-15);
    assert_eq!(json["formulas"]["credit"], "1 − direct win rate ÷ influenced win rate");
    assert_eq!(json["reasons"], serde_json::json!({}));
    assert_eq!(json["caution"], CAUTION);
    assert_eq!(json["assumptions"][0]["field"], "/direct/wins");
    let json = serde_json::to_value(counts([0.0, 4.0], [0.0, 4.0])).expect("writes");
    assert_eq!((&json["usable"], json["verdict"].as_str()), (&false.into(), Some("tooFewDeals")));
    assert!(json["credit"].is_null() && json["reasons"]["credit"].is_string());
}

#[test]
fn bad_questions_are_refused_with_every_problem() {
    let is = |json: &str, expected: &[(&str, &str)]| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let found = Question::read(&value).expect_err("refused");
        assert!(found.iter().all(|problem| problem.message.ends_with(['.', '?'])), "{found:?}");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
    };
    is("{}", &[("/influenced", "missing"), ("/direct", "missing")]);
    is("null", &[("/influenced", "missing"), ("/direct", "missing")]);
    is("[]", &[("", "wrongType")]);
    is(
        r#"{"influenced":5,"direct":{"deals":10},"tier":0}"#,
        &[("/influenced", "wrongType"), ("/direct/wins", "missing"), ("/tier", "unknownField")],
    );
    is(
        r#"{"influenced":{"deals":0,"wins":0},"direct":{"deals":10,"wins":11}}"#,
        &[("/influenced/deals", "outOfRange"), ("/direct/wins", "outOfRange")],
    );
    is(
        r#"{"influenced":{"deals":10,"wins":1.5},"direct":{"deals":10,"wins":1,"winRate":0.1}}"#,
        &[("/influenced/wins", "wrongType"), ("/direct/winRate", "duplicateField")],
    );
    is(
        r#"{"influenced":{"deals":1000000001,"winRate":1.2},"direct":{"deals":"10","wins":1,"size":5}}"#,
        &[
            ("/influenced/deals", "outOfRange"),
            ("/influenced/winRate", "outOfRange"),
            ("/direct/deals", "wrongType"),
            ("/direct/size", "unknownField"),
        ],
    );
}

fn config() -> Config {
    Config {
        cases: 500,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(19),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Wins and deals, of any size.
fn any_counts() -> impl Strategy<Value = [f64; 2]> {
    let deals = prop_oneof![1..20u32, 1..3_000u32, 1..1_000_000_000u32];
    (deals, prop_oneof![1 => Just(0.0), 1 => Just(1.0), 8 => 0.0..1.0f64]).prop_map(|(deals, share)| {
        let deals = f64::from(deals);
        [(deals * share).round(), deals]
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn lift_and_credit_undo_each_other(credit in -50.0..0.999f64) {
        let lift = lift_of_credit(credit).expect("a lift");
        near(credit_of_lift(lift).expect("a credit"), credit, 1e-12 * credit.abs().max(1.0));
        prop_assert_eq!(lift > 0.0, credit > 0.0);
    }

    #[test]
    fn figures_are_within_their_bounds(a in any_counts(), b in any_counts()) {
        let answer = counts(a, b);
        let high = answer.credit_high.clone().expect("a value");
        prop_assert!(high <= 1.0);
        if let Ok(credit) = answer.credit.clone() {
            let low = answer.credit_low.clone().expect("a value");
            let slack = 1e-12 * low.abs().max(1.0);
            prop_assert!(low <= credit + slack && credit <= high + slack, "{} {} {}", low, credit, high);
            if let Ok(lift) = answer.lift {
                near(credit_of_lift(lift).expect("a credit"), credit, 1e-9 * credit.abs().max(1.0));
            }
            let spans = low <= 0.0 && high >= 0.0;
            prop_assert_eq!(answer.verdict == Verdict::TooFewDeals, spans);
        }
        // What may be used is a credit that a plan may hold.
        prop_assert_eq!(answer.usable_credit.is_ok(), answer.verdict == Verdict::Supports);
        prop_assert!(answer.usable_credit.clone().map_or(true, |credit| credit > 0.0 && credit <= 1.0));
        let json = serde_json::to_value(&answer).expect("writes");
        for (id, _) in json["formulas"].as_object().expect("an object") {
            prop_assert_eq!(json[id].is_null(), json["reasons"][id].is_string(), "{}", id);
        }
    }

    #[test]
    fn the_ratio_turned_over_is_its_inverse(a in any_counts(), b in any_counts()) {
        let sample = |[won, of]: [f64; 2]| Sample::new(won, of).expect("a sample");
        let (one, other) = (proportions::ratio(sample(a), sample(b)), proportions::ratio(sample(b), sample(a)));
        if other.low > 0.0 {
            near(one.high * other.low, 1.0, 1e-9);
        } else {
            prop_assert!(one.high.is_infinite());
        }
    }
}
