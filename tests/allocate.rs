//! The best split of a budget, held against arithmetic by hand, a grid, and its own conditions.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::allocate::{Allocation, Bound, Limit, Question, allocate};
use comarketing_roi_engine::{Field, Plan, Tier, ValidPlan, Value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

fn config() -> Config {
    Config {
        cases: 300,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..Config::default()
    }
}

fn plan(tiers: &[(f64, f64)]) -> ValidPlan {
    let mut plan = Plan::new("USD").with(Field::GrossMargin, 0.5);
    for (at, (spend, revenue)) in tiers.iter().enumerate() {
        plan.tiers.push(
            Tier::named(format!("T{at}")).with(Field::MdfSpent, *spend).with(Field::RevenueSourced, *revenue),
        );
    }
    plan.validate().expect("a valid plan")
}

fn limits(of: &[(&str, f64)]) -> Vec<Limit> {
    of.iter().map(|(tier, amount)| Limit { tier: (*tier).to_owned(), amount: *amount }).collect()
}

fn ask(plan: &ValidPlan, question: &Question) -> Allocation {
    allocate(plan, question).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn spends(answer: &Allocation) -> Vec<f64> {
    answer.tiers.iter().map(|t| t.best.spend).collect()
}

#[track_caller]
fn about(actual: &[f64], expected: &[f64]) {
    assert_eq!(actual.len(), expected.len());
    for (a, b) in actual.iter().zip(expected) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{actual:?} is not {expected:?}");
    }
}

#[test]
fn with_the_square_root_money_goes_by_the_square_of_what_it_brings() {
    // β = 1/2: m ∝ M × (R / M)². Revenue per dollar of 4 and of 2, both spend 100: 4 to 1.
    let plan = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let answer = ask(&plan, &Question { beta: Some(0.5), ..Question::default() });
    about(&spends(&answer), &[160.0, 40.0]);
    // 400 × √1.6 + 200 × √0.4 = 632.455…; against 600 today, at a margin of one half.
    let best = 400.0 * 1.6f64.sqrt() + 200.0 * 0.4f64.sqrt();
    about(&[answer.best.revenue, answer.today.revenue], &[best, 600.0]);
    about(
        &[answer.best.gross_profit.expect("margin"), answer.gain().expect("margin")],
        &[best / 2.0, best / 2.0 - 300.0],
    );
    // Next dollar today: 0.5 × 0.5 × 400 / 100 = 1 and 0.5; in the best split the same for both.
    about(&answer.tiers.iter().map(|t| t.today.marginal.expect("spends")).collect::<Vec<_>>(), &[1.0, 0.5]);
    let next = 0.25 * 400.0 * 1.6f64.sqrt() / 160.0;
    about(&answer.tiers.iter().map(|t| t.best.marginal.expect("spends")).collect::<Vec<_>>(), &[next, next]);
    about(&[answer.lambda.expect("within bounds")], &[next]);
    assert_eq!(answer.same_mix.spend.to_bits(), 200f64.to_bits());
}

#[test]
fn bounds_bind_and_the_rest_is_split_anew() {
    let plan = plan(&[(100.0, 400.0), (100.0, 200.0), (100.0, 200.0)]);
    let question = Question { beta: Some(0.5), ..Question::default() };
    about(&spends(&ask(&plan, &question)), &[200.0, 50.0, 50.0]);
    let capped = Question { caps: limits(&[("T0", 120.0)]), ..question.clone() };
    let answer = ask(&plan, &capped);
    about(&spends(&answer), &[120.0, 90.0, 90.0]);
    assert_eq!(answer.tiers.iter().map(|t| t.bound).collect::<Vec<_>>(), [Some(Bound::Cap), None, None]);
    assert!(answer.tiers[0].best.marginal > answer.lambda);
    let floored = Question { floors: limits(&[("T2", 100.0)]), ..question.clone() };
    let answer = ask(&plan, &floored);
    about(&spends(&answer), &[160.0, 40.0, 100.0]);
    assert_eq!(answer.tiers.iter().map(|t| t.bound).collect::<Vec<_>>(), [None, None, Some(Bound::Floor)]);
    // Bounds that would bind only until the other bound does: T1's floor of 60 is met once T0 is capped.
    let both = Question { caps: limits(&[("T0", 120.0)]), floors: limits(&[("T1", 60.0)]), ..question };
    let answer = ask(&plan, &both);
    about(&spends(&answer), &[120.0, 90.0, 90.0]);
    assert_eq!(answer.tiers[1].bound, None);
}

#[test]
fn another_budget_is_told_from_another_mix() {
    let plan = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let answer = ask(&plan, &Question { budget: Some(800.0), beta: Some(0.5), ..Question::default() });
    about(&spends(&answer), &[640.0, 160.0]);
    about(&[answer.same_mix.revenue, answer.today.revenue], &[1200.0, 600.0]);
    assert!(answer.best.revenue > answer.same_mix.revenue);
}

#[test]
fn the_default_exponent_is_an_assumption() {
    let plan = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let answer = ask(&plan, &Question::default());
    let named: Vec<&str> = answer.assumptions.iter().map(|premise| premise.field.as_str()).collect();
    assert_eq!(named, ["/beta", "/revenueWithoutMdf", "/influenceCredit"]);
    // Where nothing moves, what a tier would bring without MDF decides nothing.
    let still = ask(&plan, &Question { max_move: Some(0.0), ..Question::default() });
    assert!(still.assumptions.iter().all(|premise| premise.field != "/revenueWithoutMdf"));
    assert!((answer.beta - 0.7).abs() < 1e-15);
    let weight = 2f64.powf(1.0 / 0.3);
    about(&spends(&answer), &[200.0 * weight / (1.0 + weight), 200.0 / (1.0 + weight)]);
}

#[test]
fn moves_are_held_to_a_share_of_each_tiers_budget() {
    // Unbounded, 160 to 40 (the square root). A quarter: T1 gives 25 and no more, which T0 may take.
    let two = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let question = Question { beta: Some(0.5), max_move: Some(0.25), ..Question::default() };
    let answer = ask(&two, &question);
    about(&spends(&answer), &[125.0, 75.0]);
    assert_eq!(answer.tiers[1].bound, Some(Bound::Floor));
    // Of another budget it is a share of the part in today's proportions.
    about(&spends(&ask(&two, &Question { budget: Some(400.0), ..question.clone() })), &[250.0, 150.0]);
    // A small tier beside a large one grows by a third at most: from there the way back is a quarter.
    let small = plan(&[(300.0, 400.0), (30.0, 200.0)]);
    about(&spends(&ask(&small, &question)), &[290.0, 40.0]);
    let refused = |question: Question, path: &str| {
        let found = allocate(&two, &question).expect_err("refused");
        assert_eq!(
            (found[0].path.as_str(), found[0].kind.code(), found.len()),
            (path, "outOfRange", 1),
            "{found:?}"
        );
        found[0].message.clone()
    };
    let message = refused(Question { caps: limits(&[("T0", 50.0)]), ..question.clone() }, "/caps/T0");
    assert_eq!(message, "The cap is below 75, the least that maxMove leaves.");
    refused(Question { floors: limits(&[("T0", 150.0)]), ..question.clone() }, "/floors/T0");
    let message = refused(Question { floors: limits(&[("T0", 130.0)]), ..question.clone() }, "/budget");
    assert_eq!(
        message,
        "The floors ask for 205, with what maxMove leaves each tier, but the budget is 200, which is what the tiers spend today."
    );
    refused(Question { max_move: Some(1.1), ..question.clone() }, "/maxMove");
    refused(Question { max_move: Some(f64::NAN), ..question }, "/maxMove");
}

#[test]
fn the_answer_says_what_its_gain_is_held_against() {
    let two = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let json = serde_json::to_value(ask(&two, &Question { budget: Some(400.0), ..Question::default() }))
        .expect("writes");
    let profit = |key: &str| json[key]["grossProfit"].as_f64().expect("a margin");
    about(&[json["gain"].as_f64().expect("a gain")], &[profit("best") - profit("today")]);
    let method: Vec<&str> =
        json["method"].as_array().expect("lines").iter().filter_map(|line| line.as_str()).collect();
    assert!(method.iter().any(|line| line.contains("no MDF means no revenue")));
    assert!(method.iter().any(|line| line.contains("less that of today")));
    assert_eq!(json["maxMove"], serde_json::Value::Null);
}

#[test]
fn tiers_without_a_response_stand_aside_with_the_reason() {
    let plan = Plan::new("USD")
        .with_tier(Tier::named("A").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 300.0))
        .with_tier(Tier::named("B").with(Field::MdfSpent, 70.0).with(Field::RevenueSourced, 0.0))
        .with_tier(Tier::named("C").with(Field::MdfSpent, 0.0).with(Field::RevenueSourced, 9.0))
        .with_tier(Tier::named("D").with(Field::MdfSpent, 5.0))
        .with_tier(Tier::named("E").with(Field::RevenueSourced, 5.0))
        .validate()
        .expect("a valid plan");
    let answer = ask(&plan, &Question::default());
    about(&spends(&answer), &[100.0]);
    let why: Vec<_> = answer.excluded.iter().map(|e| (e.name.as_str(), e.reason.as_str(), e.spend)).collect();
    assert_eq!(
        why,
        [
            ("B", "Has no revenue today, so what more spending would bring is not known.", Some(70.0)),
            ("C", "Spends no MDF today, so what it would bring is not known.", Some(0.0)),
            ("D", "Needs sourced revenue (or sourced pipeline and win rate).", Some(5.0)),
            ("E", "Needs MDF spent.", None),
        ]
    );
    // Without a margin the split is the same, and profit is not stated.
    assert_eq!((answer.gain(), answer.lambda, answer.tiers[0].best.gross_profit), (None, None, None));
    let json = serde_json::to_value(&answer).expect("writes");
    assert!(json["reason"].as_str().expect("a reason").starts_with("Needs gross margin"));
}

#[test]
fn amounts_that_are_next_to_nothing_break_no_number() {
    let tiers = [(5.9e10, 8.25e-319), (1e-310, 1e13), (1e-300, 1e-2), (100.0, 300.0)];
    for budget in [None, Some(1e13)] {
        let answer = ask(&plan(&tiers), &Question { budget, ..Question::default() });
        let why: Vec<_> = answer.excluded.iter().map(|e| (e.name.as_str(), e.reason.as_str())).collect();
        let apart =
            "Its MDF and its revenue are too far apart for numbers to follow how one brings the other.";
        assert_eq!(why, [("T0", apart), ("T1", apart), ("T2", apart)]);
        about(&spends(&answer), &[budget.unwrap_or(100.0)]);
        assert!([answer.best, answer.same_mix].iter().all(|sum| sum.revenue.is_finite()));
    }
    // Little, but a response.
    let answer = ask(&plan(&[(1e-100, 1e-90), (1e-100, 1e-90)]), &Question::default());
    assert_eq!((answer.tiers.len(), answer.excluded.len()), (2, 0));
}

#[test]
fn what_cannot_be_is_refused() {
    let two = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let refused = |question: Question, path: &str, code: &str| {
        let found = allocate(&two, &question).expect_err("refused");
        assert_eq!((found[0].path.as_str(), found[0].kind.code(), found.len()), (path, code, 1), "{found:?}");
        found[0].message.clone()
    };
    let none = Question::default();
    let message = refused(
        Question { floors: limits(&[("T0", 150.0), ("T1", 60.0)]), ..none.clone() },
        "/budget",
        "outOfRange",
    );
    assert_eq!(
        message,
        "The floors ask for 210, but the budget is 200, which is what the tiers spend today."
    );
    let caps = limits(&[("T0", 150.0), ("T1", 60.0)]);
    let message = refused(Question { caps, budget: Some(300.0), ..none.clone() }, "/budget", "outOfRange");
    assert_eq!(message, "The caps allow only 210, but the budget is 300.");
    let (floors, caps) = (limits(&[("T0", 50.0)]), limits(&[("T0", 40.0)]));
    refused(Question { floors, caps, ..none.clone() }, "/caps/T0", "outOfRange");
    refused(Question { floors: limits(&[("Gold", 5.0)]), ..none.clone() }, "/floors/Gold", "unknownField");
    refused(Question { floors: limits(&[("T0", -5.0)]), ..none.clone() }, "/floors/T0", "outOfRange");
    refused(Question { beta: Some(1.0), ..none.clone() }, "/beta", "outOfRange");
    refused(Question { beta: Some(f64::NAN), ..none.clone() }, "/beta", "outOfRange");
    refused(Question { budget: Some(f64::INFINITY), ..none.clone() }, "/budget", "outOfRange");
    let empty = Plan::new("USD").with_tier(Tier::named("A")).validate().expect("a valid plan");
    let found = allocate(&empty, &none).expect_err("nothing to split by");
    assert_eq!((found[0].path.as_str(), found[0].kind.code()), ("/tiers/0/mdfSpent", "missing"));
    let aside = plan(&[(100.0, 400.0), (100.0, 0.0)]);
    let found =
        allocate(&aside, &Question { caps: limits(&[("T1", 5.0)]), ..none }).expect_err("takes no part");
    assert_eq!((found[0].path.as_str(), found[0].kind.code()), ("/caps/T1", "unknownField"));
}

#[test]
fn a_question_is_read_with_all_its_problems() {
    let read = |json: &str| Question::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    let question = read(r#"{"budget":5,"beta":0.5,"floors":{"A":1},"caps":{"B":2.5},"maxMove":0.25}"#);
    let question = question.expect("a question");
    assert_eq!(
        question,
        Question {
            budget: Some(5.0),
            beta: Some(0.5),
            floors: limits(&[("A", 1.0)]),
            caps: limits(&[("B", 2.5)]),
            max_move: Some(0.25),
        }
    );
    assert_eq!(read("{}"), Ok(Question::default()));
    let found = read(r#"{"budget":-1,"beta":1,"floors":{"A":"x"},"caps":[],"maxMove":2,"tier":1}"#)
        .expect_err("problems");
    let found: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(
        found,
        [
            ("/budget", "outOfRange"),
            ("/beta", "outOfRange"),
            ("/floors/A", "wrongType"),
            ("/caps", "wrongType"),
            ("/maxMove", "outOfRange"),
            ("/tier", "unknownField"),
        ]
    );
}

#[test]
fn the_answer_as_plain_data() {
    let plan = plan(&[(100.0, 400.0), (100.0, 200.0)]);
    let question = Question { beta: Some(0.5), caps: limits(&[("T0", 100.0)]), ..Question::default() };
    let json = serde_json::to_value(ask(&plan, &question)).expect("writes");
    assert_eq!(json["tiers"][0]["bound"], "cap");
    assert_eq!(json["tiers"][1]["cap"], serde_json::Value::Null);
    assert_eq!(
        json["tiers"][0]["today"],
        serde_json::json!({ "spend": 100.0, "revenue": 400.0, "grossProfit": 200.0, "marginalReturn": 1.0 })
    );
    assert_eq!(json["lambda"], 0.5);
    assert_eq!(json["gain"], 0.0);
}

/// Gross profit of a split, worked out apart from the code under test.
fn profit(answer: &Allocation, spends: &[f64]) -> f64 {
    let each = answer.tiers.iter().zip(spends);
    each.map(|(t, m)| t.today.revenue * (m / t.today.spend).powf(answer.beta)).sum()
}

/// Floors and caps, from shares of what the tiers spend.
fn bounds(plan: &ValidPlan, shares: &[(f64, f64)]) -> (Vec<Limit>, Vec<Limit>) {
    let each = plan.tiers.iter().zip(shares.iter().cycle());
    each.map(|(tier, (floor, cap))| {
        let spend = tier.get(Field::MdfSpent).expect("given").likely();
        let limit = |amount| Limit { tier: tier.name.clone(), amount };
        (limit(spend * floor), limit(spend * cap))
    })
    .unzip()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_best_split_meets_its_conditions(
        plan in full_plan(), beta in 0.02..0.98f64, shares in prop::collection::vec((0.0..1.0f64, 1.0..3.0f64), 1..5),
    ) {
        let (floors, caps) = bounds(&plan, &shares);
        let answer = ask(&plan, &Question { beta: Some(beta), floors, caps, ..Question::default() });
        let sum: f64 = answer.tiers.iter().map(|t| t.best.spend).sum();
        prop_assert!((sum - answer.budget).abs() <= 1e-9 * answer.budget, "{sum} of {}", answer.budget);
        // Today's split keeps these bounds, so the best is no worse.
        prop_assert!(answer.best.revenue >= answer.today.revenue * (1.0 - 1e-12));
        let lambda = answer.lambda;
        for tier in &answer.tiers {
            let (spend, marginal) = (tier.best.spend, tier.best.marginal);
            prop_assert!(spend >= tier.floor * (1.0 - 1e-12));
            prop_assert!(tier.cap.is_none_or(|cap| spend <= cap * (1.0 + 1e-12)));
            if let (Some(lambda), Some(marginal)) = (lambda, marginal) {
                match tier.bound {
                    None => prop_assert!((marginal - lambda).abs() <= 1e-9 * lambda, "{marginal} is not {lambda}"),
                    Some(Bound::Floor) => prop_assert!(marginal <= lambda * (1.0 + 1e-9), "{marginal} at the floor, {lambda}"),
                    Some(Bound::Cap) => prop_assert!(marginal >= lambda * (1.0 - 1e-9), "{marginal} at the cap, {lambda}"),
                }
            }
        }
    }

    #[test]
    fn no_split_of_a_grid_beats_it(
        tiers in prop::collection::vec((1e3..1e6f64, 1e3..1e7f64), 2..=3), beta in 0.05..0.95f64,
        floor in 0.0..0.9f64, cap in 1.05..2.0f64, bounded in any::<bool>(),
    ) {
        let plan = plan(&tiers);
        let (floors, caps) = if bounded { bounds(&plan, &[(floor, cap), (0.0, 9.0)]) } else { (Vec::new(), Vec::new()) };
        let answer = ask(&plan, &Question { beta: Some(beta), floors, caps, ..Question::default() });
        let best = profit(&answer, &spends(&answer));
        prop_assert!((best - answer.best.revenue).abs() <= 1e-9 * best);
        let fits = |split: &[f64]| answer.tiers.iter().zip(split).all(|(t, m)| *m >= t.floor && t.cap.is_none_or(|c| *m <= c));
        let steps = 120;
        let part = |at: usize| answer.budget * at as f64 / steps as f64;
        let mut nearest = 0f64;
        for first in 0..=steps {
            for second in 0..=(steps - first) {
                let mut split = vec![part(first), part(second), part(steps - first - second)];
                if tiers.len() == 2 {
                    split = vec![part(first), part(steps - first)];
                }
                if fits(&split) {
                    let grid = profit(&answer, &split);
                    prop_assert!(grid <= best * (1.0 + 1e-12), "{split:?} brings {grid}, not {best}");
                    nearest = nearest.max(grid);
                }
            }
        }
        // And the grid comes near, so that the comparison is one.
        prop_assert!(nearest >= best * 0.9 || bounded, "{nearest} of {best}");
    }

    #[test]
    fn what_may_move_goes_from_nothing_to_everything(
        plan in full_plan(), beta in 0.05..0.95f64, share in 0.0..1.0f64, more in 0.2..5.0f64, same in any::<bool>(),
    ) {
        let free = ask(&plan, &Question { beta: Some(beta), ..Question::default() });
        let budget = (!same).then_some(free.budget * more);
        let at = |max_move| ask(&plan, &Question { beta: Some(beta), budget, max_move, ..Question::default() });
        let (none, some, all) = (at(Some(0.0)), at(Some(share)), at(Some(1.0)));
        prop_assert_eq!(spends(&all), spends(&at(None)));
        for (still, tier) in none.tiers.iter().zip(&some.tiers) {
            let part = still.today.spend * none.budget / none.today.spend;
            prop_assert!((still.best.spend - part).abs() <= 1e-12 * part, "{} moved from {part}", still.best.spend);
            let larger = tier.best.spend.max(part);
            prop_assert!((tier.best.spend - part).abs() <= larger * (share + 1e-9), "{} from {part}", tier.best.spend);
        }
        prop_assert!((some.best.spend - some.budget).abs() <= 1e-9 * some.budget);
        // More room never brings less.
        prop_assert!(none.best.revenue <= some.best.revenue * (1.0 + 1e-12));
        prop_assert!(some.best.revenue <= all.best.revenue * (1.0 + 1e-12));
    }

    #[test]
    fn the_order_and_the_unit_of_money_do_not_matter(plan in full_plan(), beta in 0.1..0.9f64) {
        let question = Question { beta: Some(beta), ..Question::default() };
        let mut turned = (*plan).clone();
        turned.tiers.reverse();
        let mut other = spends(&ask(&turned.validate().expect("valid"), &question));
        other.reverse();
        for (a, b) in spends(&ask(&plan, &question)).iter().zip(&other) {
            prop_assert!((a - b).abs() <= 1e-9 * a.max(1.0));
        }
    }

    #[test]
    fn no_plan_is_too_odd(plan in any_plan(4), beta in 1e-6..0.999_999f64, budget in prop::option::of(0.0..1e9f64)) {
        if let Ok(answer) = allocate(&plan, &Question { beta: Some(beta), budget, ..Question::default() }) {
            let sum: f64 = spends(&answer).iter().sum();
            prop_assert!((sum - answer.budget).abs() <= 1e-9 * answer.budget, "{sum} of {}", answer.budget);
            prop_assert!(spends(&answer).iter().all(|m| *m >= 0.0));
            prop_assert!(answer.lambda.is_none_or(f64::is_finite));
            prop_assert_eq!(answer.tiers.len() + answer.excluded.len(), plan.tiers.len());
            prop_assert!(serde_json::to_string(&answer).expect("writes").contains("null") || answer.margin_known);
        }
    }
}
