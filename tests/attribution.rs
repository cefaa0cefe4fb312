//! Several partners on one deal: each rule by hand, sums to the cent, unions, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::attribution::{Attribution, Credits, Deal, Gap, Rule, Terms, Touch, split};
use comarketing_roi_engine::{Date, Value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn terms() -> Terms {
    Terms { currency: "USD".to_owned(), half_life: None }
}

fn touch(partner: &str, on: Option<&str>, weight: Option<f64>) -> Touch {
    Touch { partner: partner.to_owned(), on: on.and_then(Date::read), weight }
}

fn deal(value: f64, touches: Vec<Touch>) -> Deal {
    Deal { value, touches, ..Deal::default() }
}

/// 1,000 that four touches of three partners led to; written out of order.
fn four() -> Deal {
    deal(
        1_000.0,
        vec![
            touch("Halden", Some("2025-02-08"), Some(1.0)),
            touch("Northwind", Some("2025-02-01"), Some(5.0)),
            touch("Northwind", Some("2025-02-15"), Some(0.0)),
            touch("Corvus", Some("2025-02-15"), Some(4.0)),
        ],
    )
}

#[track_caller]
fn parts(deal: &Deal, rule: Rule) -> Vec<(String, f64)> {
    split(deal, rule, &terms()).unwrap_or_else(|gap| panic!("{}", gap.text()))
}

fn all(deals: &[Deal]) -> Credits {
    let mut sums = Attribution::new(&terms());
    deals.iter().for_each(|deal| sums.add(deal));
    sums.answer()
}

#[test]
fn each_rule_by_hand() {
    let in_order = ["Northwind", "Halden", "Northwind", "Corvus"];
    for (rule, expected) in [
        (Rule::First, [1_000.0, 0.0, 0.0, 0.0]),
        (Rule::Last, [0.0, 0.0, 0.0, 1_000.0]),
        (Rule::Even, [250.0; 4]),
        (Rule::Position, [400.0, 100.0, 100.0, 400.0]),
        (Rule::Weighted, [500.0, 100.0, 0.0, 400.0]),
        // 14 and 7 days before the last: weights ¼, ½, 1 and 1, of 2.75.
        (Rule::TimeDecay, [90.91, 181.82, 363.64, 363.63]),
    ] {
        let found = parts(&four(), rule);
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let amounts: Vec<_> = found.iter().map(|(_, amount)| *amount).collect();
        assert_eq!((names.as_slice(), amounts.as_slice()), (&in_order[..], &expected[..]), "{}", rule.id());
    }
    let two = deal(100.01, vec![touch("a", None, None), touch("b", None, None)]);
    assert_eq!(parts(&two, Rule::Position), [("a".to_owned(), 50.01), ("b".to_owned(), 50.0)]);
    let one = deal(7.0, vec![touch("a", None, None)]);
    assert_eq!(parts(&one, Rule::Position), [("a".to_owned(), 7.0)]);
}

#[test]
fn a_rule_without_what_it_needs_says_so_and_leaves_the_value_unsplit() {
    let undated = deal(50.0, vec![touch("a", None, None), touch("b", Some("2025-01-01"), Some(1.0))]);
    assert_eq!(split(&undated, Rule::TimeDecay, &terms()), Err(Gap::NoDay));
    assert_eq!(split(&undated, Rule::Weighted, &terms()), Err(Gap::NoWeight));
    assert_eq!(split(&deal(5.0, vec![]), Rule::First, &terms()), Err(Gap::NoTouch));
    let weightless = deal(5.0, vec![touch("a", None, Some(0.0))]);
    assert_eq!(split(&weightless, Rule::Weighted, &terms()), Err(Gap::NoWeight));
    let answer = all(&[four(), undated, deal(5.0, vec![])]);
    assert_eq!((answer.deals, answer.value), (3, 1_055.0));
    let decay = answer.models.iter().find(|model| model.rule == Rule::TimeDecay).expect("the rule");
    let gaps: Vec<_> = decay.unsplit.iter().map(|one| (one.gap, one.deals, one.value)).collect();
    assert_eq!(gaps, [(Gap::NoTouch, 1, 5.0), (Gap::NoDay, 1, 50.0)]);
    assert_eq!(answer.assumptions.len(), 1, "the half-life");
}

#[test]
fn what_partners_have_in_common_is_a_union_and_never_a_sum() {
    let on = |account: &str, value: f64, partners: &[&str]| Deal {
        account: account.to_owned(),
        ..deal(value, partners.iter().map(|name| touch(name, None, None)).collect())
    };
    let overlap = all(&[
        on("Acme", 100.0, &["a", "b"]),
        on("acme ", 40.0, &["a", "a"]),
        on("Bolt", 10.0, &["b", "c", "A"]),
        on("Cone", 5.0, &["c"]),
        on("Dust", 1.0, &[]),
    ])
    .overlap;
    assert_eq!((overlap.deals, overlap.value), (4, 155.0), "each deal once");
    assert_eq!((overlap.shared_deals, overlap.shared_value), (2, 110.0));
    assert_eq!(overlap.added_up.to_bits(), 275.0_f64.to_bits(), "150, 110 and 15: what adding would say");
    assert_eq!((overlap.accounts, overlap.shared_accounts), (Some(3), Some(2)));
    let touched: Vec<_> =
        overlap.partners.iter().map(|one| (one.deals, one.value, one.alone_value, one.accounts)).collect();
    assert_eq!(touched, [(3, 150.0, 40.0, Some(2)), (2, 110.0, 0.0, Some(2)), (2, 15.0, 5.0, Some(2))]);
    let pairs: Vec<_> = overlap.pairs.iter().map(|pair| (pair.partners, pair.deals, pair.value)).collect();
    assert_eq!(pairs, [((0, 1), 2, 110.0), ((0, 2), 1, 10.0), ((1, 2), 1, 10.0)]);
    let untold = all(&[on("", 1.0, &["a"])]).overlap;
    assert_eq!(untold.accounts, None, "no account told is not none");
}

#[test]
fn sums_of_the_largest_deals_are_sums() {
    let largest = deal(1e13, vec![touch("a", None, None)]);
    let mut sums = Attribution::new(&terms());
    (0..20_000).for_each(|_| sums.add(&largest));
    let answer = sums.answer();
    assert_eq!((answer.value, answer.models[0].partners[0], answer.overlap.value), (2e17, 2e17, 2e17));
}

#[test]
fn deals_are_read_with_every_problem() {
    let read = |json: &str| Terms::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    let (terms, deals) = read(
        r#"{ "currency": "JPY", "halfLifeDays": 30, "deals": [{ "id": "D1", "account": "Acme", "value": 100,
            "touches": [{ "partner": "a", "on": "2025-01-01", "weight": 2 }, { "partner": "b" }, { "partner": "c" }] }] }"#,
    )
    .expect("deals");
    assert_eq!(terms.half_life, Some(30.0));
    let parts = split(&deals[0], Rule::Even, &terms).expect("a split");
    assert_eq!(parts.iter().map(|(_, part)| *part).collect::<Vec<_>>(), [34.0, 33.0, 33.0], "whole yen");
    let found = read(
        r#"{ "currency": "Yen", "halfLifeDays": 0, "deals": [{ "touches": [{ "on": "x" }, {}] }, { "value": -1, "x": 1 }] }"#,
    )
    .expect_err("problems");
    let found: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(
        found,
        [
            ("/currency", "unknownCurrency"),
            ("/halfLifeDays", "outOfRange"),
            ("/deals/0/touches/0/on", "wrongType"),
            ("/deals/0/touches/1/partner", "missing"),
            ("/deals/0/value", "missing"),
            ("/deals/1/value", "outOfRange"),
            ("/deals/1/x", "unknownField"),
        ]
    );
    let found = read("{}").expect_err("problems");
    let found: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(found, [("/currency", "missing"), ("/deals", "missing")]);
}

#[test]
fn the_answer_as_plain_data_names_partners_and_rules() {
    let json = serde_json::to_value(all(&[four()])).expect("JSON");
    assert_eq!(json["partners"][0]["name"], "Northwind");
    assert_eq!(json["partners"][0]["credited"]["position"], 500.0);
    assert_eq!(json["rules"][3]["rule"], "position");
    assert_eq!(json["overlap"]["addedUpIsNoTotal"], 3_000.0);
    assert_eq!(json["overlap"]["pairs"][0]["partners"][0], "Northwind");
}

fn any_deal() -> impl Strategy<Value = Deal> {
    let touch = (0..6usize, prop::option::of(0..400i32), prop::option::of(0.0..9.0f64)).prop_map(
        |(partner, on, weight)| Touch {
            partner: format!("p{partner}"),
            on: on.and_then(|day| Date::new(2025, 1 + (day % 12) as u32, 1 + (day % 28) as u32)),
            weight,
        },
    );
    (0.0..1e9f64, prop::collection::vec(touch, 0..9)).prop_map(|(value, touches)| deal(value, touches))
}

fn cents(amount: f64) -> i64 {
    (amount * 100.0).round() as i64
}

proptest! {
    #![proptest_config(Config {
        cases: 300, rng_algorithm: RngAlgorithm::ChaCha, rng_seed: RngSeed::Fixed(7), ..Config::default()
    })]

    #[test]
    fn every_rule_adds_up_to_the_cent(deals in prop::collection::vec(any_deal(), 0..12)) {
        let answer = all(&deals);
        let total: i64 = deals.iter().map(|deal| cents(deal.value)).sum();
        prop_assert_eq!(cents(answer.value), total);
        for model in &answer.models {
            let split: i64 = model.partners.iter().map(|part| cents(*part)).sum();
            let unsplit: i64 = model.unsplit.iter().map(|one| cents(one.value)).sum();
            prop_assert_eq!(split + unsplit, total, "{}", model.rule.id());
            prop_assert!(model.partners.iter().all(|part| *part >= 0.0));
        }
    }

    #[test]
    fn a_union_is_at_most_what_adding_says_and_at_least_the_largest(deals in prop::collection::vec(any_deal(), 1..12)) {
        let overlap = all(&deals).overlap;
        prop_assert!(overlap.value <= overlap.added_up + 1e-6);
        for one in &overlap.partners {
            prop_assert!(one.value <= overlap.value + 1e-6 && one.alone_value <= one.value + 1e-6);
        }
        let alone: f64 = overlap.partners.iter().map(|one| one.alone_value).sum();
        prop_assert!((alone + overlap.shared_value - overlap.value).abs() < 1e-3, "alone or shared, each once");
    }

    #[test]
    fn a_split_does_not_depend_on_the_order_where_days_tell_it(mut deal in any_deal()) {
        for (at, touch) in deal.touches.iter_mut().enumerate() {
            touch.on = Date::new(2025, 1 + (at as u32 * 5) % 12, 1 + at as u32);
        }
        let mut turned = deal.clone();
        turned.touches.reverse();
        for rule in Rule::ALL {
            prop_assert_eq!(split(&deal, rule, &terms()), split(&turned, rule, &terms()));
        }
    }
}

#[test]
fn one_id_of_two_deals_is_a_problem() {
    let json = r#"{"currency":"USD","deals":[{"id":"D1","value":1},{"value":2},{"value":2},{"id":" D1","value":1}]}"#;
    let value: comarketing_roi_engine::Value = serde_json::from_str(json).expect("JSON");
    let problems = comarketing_roi_engine::attribution::Terms::read(&value).expect_err("twice");
    let found: Vec<_> =
        problems.iter().map(|one| (one.path.as_str(), one.kind.code(), one.value.as_str())).collect();
    assert_eq!(found, [("/deals/3/id", "duplicateName", "D1")]);
}
