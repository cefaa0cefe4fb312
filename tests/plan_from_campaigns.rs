//! A plan filled by campaigns: each figure with its rows, what stays, what is refused.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::campaign::{DatedRate, Status};
use comarketing_roi_engine::plan::Assumed;
use comarketing_roi_engine::plan_from_campaigns::{Filling, plan_from_campaigns};
use comarketing_roi_engine::portfolio::{Portfolio, Terms};
use comarketing_roi_engine::{
    Campaign, CampaignField, Date, Field, FieldPath, MetricId, Plan, Tier, evaluate,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn terms() -> Terms {
    let mut terms = Terms::new("USD", Date::read("2025-12-31").expect("a day"));
    terms.influence_credit = Some(0.3);
    terms
}

fn row(partner: &str, tier: &str, month: u32, spent: f64, pipeline: [f64; 2]) -> Campaign {
    Campaign::named("c", partner, tier)
        .on(CampaignField::Start, Date::new(2025, month, 1).expect("a day"))
        .with(CampaignField::MdfClaimed, spent)
        .with(CampaignField::PipelineSourced, pipeline[0])
        .with(CampaignField::PipelineInfluenced, pipeline[1])
}

fn filling(terms: Terms, rows: &[Campaign], plan: &Plan) -> Filling {
    let mut portfolio = Portfolio::new(terms);
    rows.iter().for_each(|row| portfolio.add(row));
    plan_from_campaigns(&portfolio, plan).expect("a plan")
}

fn value(filling: &Filling, tier: usize, field: Field) -> Option<f64> {
    filling.plan.get(FieldPath::tier(tier, field)).map(|number| number.likely())
}

#[test]
fn tiers_hold_what_rows_add_up_to_and_each_figure_its_rows() {
    let mut denied = row("d", "Focus", 2, 500.0, [1e6, 0.0]).with(CampaignField::MdfAllocated, 40.0);
    denied.status = Some(Status::Denied);
    let rows = [
        row("a", "Strategic", 1, 100.0, [1_000.0, 500.0]),
        row("a", "strategic", 4, 50.0, [0.0, 0.0]).with(CampaignField::Leads, 7.0),
        row("b", "Focus", 9, 10.0, [70.0, 0.0]).with(CampaignField::MdfAllocated, 60.0),
        row("c", "Focus", 9, 5.0, [0.0, 0.0]),
        denied,
        row("e", "", 9, 5.0, [3.0, 0.0]),
    ];
    let found = filling(terms(), &rows, &Plan::new("USD"));
    let names: Vec<_> = found.plan.tiers.iter().map(|tier| tier.name.as_str()).collect();
    assert_eq!(names, ["Strategic", "Focus"]);
    assert_eq!(value(&found, 0, Field::MdfSpent), Some(150.0));
    assert_eq!(value(&found, 0, Field::PipelineInfluenced), Some(500.0));
    assert_eq!(value(&found, 0, Field::ActivePartners), Some(1.0), "one partner of two campaigns");
    assert_eq!(value(&found, 1, Field::ActivePartners), Some(2.0), "the denied campaign is none");
    assert_eq!(
        value(&found, 1, Field::MdfAllocated),
        Some(100.0),
        "what was set aside for it stays set aside"
    );
    assert_eq!(value(&found, 1, Field::Leads), None, "absent is not zero");
    assert_eq!(found.untiered_rows, 1);
    let of = |tier, field| {
        let place = FieldPath::tier(tier, field);
        let filled = found.filled.iter().find(|filled| filled.place == place).expect("the figure");
        (filled.rows, filled.of, filled.filter.groups[0].1.as_str())
    };
    assert_eq!(of(0, Field::Leads), (1, 2, "Strategic"));
    assert_eq!(of(1, Field::MdfAllocated), (2, 3, "Focus"));
    let shared = |field| found.plan.get(FieldPath::plan(field)).map(|number| number.likely());
    assert_eq!(shared(Field::PeriodMonths), Some(9.0), "three quarters, from January to September");
    assert_eq!(shared(Field::InfluenceCredit), Some(0.3));
    let plan = found.plan.clone().validate().expect("valid");
    assert!(evaluate(&plan).total.value(MetricId::PipelinePerMdfDollar).is_some());
    let json = serde_json::to_value(&found).expect("JSON");
    assert_eq!(json["filled"][0]["field"], "/tiers/0/mdfSpent");
    assert_eq!(json["filled"][0]["filter"]["tier"], "Strategic");
}

/// A rate of exchange leaves more digits than money has.
#[test]
fn converted_sums_are_money() {
    let mut euros = row("a", "Gold", 1, 22_000.0, [380_000.0, 0.0]);
    euros.currency = "EUR".to_owned();
    let terms =
        Terms { rates: vec![("EUR".to_owned(), DatedRate { rate: 1.1, on: Date::EPOCH })], ..terms() };
    let filling = filling(terms, &[euros], &Plan::default());
    let told = [Field::MdfSpent, Field::PipelineSourced].map(|field| value(&filling, 0, field));
    assert_eq!(told, [Some(24_200.0), Some(418_000.0)]);
    assert_eq!(filling.filled[0].value.to_bits(), 24_200f64.to_bits());
}

#[test]
fn what_rows_do_not_tell_stays_and_is_listed() {
    let place = |tier, field| FieldPath::tier(tier, field);
    let mut plan = Plan::new("USD")
        .with_tier(Tier::named("GOLD").with(Field::MdfSpent, 1.0).with(Field::DealSize, 9_000.0))
        .with_tier(Tier::named("Silver").with(Field::MdfSpent, 2.0))
        .with(Field::GrossMargin, 0.7);
    plan.examples = vec![place(0, Field::MdfSpent), place(0, Field::DealSize)];
    plan.assumed = vec![Assumed { field: "/tiers/0/mdfSpent".to_owned(), why: "a guess".to_owned() }];
    let found = filling(terms(), &[row("a", "Gold", 1, 100.0, [1_000.0, 0.0])], &plan);
    assert_eq!(value(&found, 0, Field::MdfSpent), Some(100.0));
    assert_eq!(value(&found, 0, Field::DealSize), Some(9_000.0));
    assert_eq!(value(&found, 1, Field::MdfSpent), Some(2.0));
    assert_eq!(found.kept, [place(0, Field::DealSize)]);
    assert_eq!(found.without_rows, [1]);
    assert_eq!(found.plan.tiers[0].name, "GOLD", "a tier keeps its spelling");
    assert_eq!(found.plan.examples, [place(0, Field::DealSize)], "what rows tell is no example");
    assert!(found.plan.assumed.is_empty());
    assert!(found.plan.get(FieldPath::plan(Field::GrossMargin)).is_some());
}

#[test]
fn what_cannot_be_a_plan_is_refused() {
    let codes = |rows: &[Campaign], plan: &Plan| {
        let mut portfolio = Portfolio::new(terms());
        rows.iter().for_each(|row| portfolio.add(row));
        let problems = plan_from_campaigns(&portfolio, plan).expect_err("a problem");
        problems.into_iter().map(|p| (p.path, p.kind.code())).collect::<Vec<_>>()
    };
    let one = |path: &str, code| vec![(path.to_owned(), code)];
    assert_eq!(
        codes(&[row("a", "t", 1, 1.0, [1.0, 1.0])], &Plan::new("EUR")),
        one("/currency", "contradiction")
    );
    assert_eq!(codes(&[], &Plan::new("USD")), one("/tiers", "count"));
    let many: Vec<Campaign> = (0..13).map(|at| row("a", &format!("T{at}"), 1, 1.0, [1.0, 1.0])).collect();
    assert_eq!(codes(&many, &Plan::new("USD")), one("/tiers", "count"));
}

fn any_row() -> impl Strategy<Value = Campaign> {
    (0..4usize, 0..3usize, 1..13u32, 1.0..1e6f64, 0.0..1e7f64, prop::option::of(0.0..1e7f64)).prop_map(
        |(partner, tier, month, spent, sourced, influenced)| {
            let tier = ["Strategic", "Focus", "Scale"][tier];
            let cents = |amount: f64| (amount * 100.0).round() / 100.0;
            let partner = ["a", "b", "c", "d"][partner];
            let mut row = row(partner, tier, month, cents(spent), [cents(sourced), 0.0]);
            row.set(CampaignField::PipelineInfluenced, influenced.map(cents));
            row
        },
    )
}

proptest! {
    #![proptest_config(Config {
        cases: 80, rng_algorithm: RngAlgorithm::ChaCha, rng_seed: RngSeed::Fixed(7), ..Config::default()
    })]

    #[test]
    fn the_plan_returns_what_the_portfolio_returns(rows in prop::collection::vec(any_row(), 1..20)) {
        let mut portfolio = Portfolio::new(terms());
        rows.iter().for_each(|row| portfolio.add(row));
        let filled = plan_from_campaigns(&portfolio, &Plan::new("USD")).expect("a plan");
        let report = evaluate(&filled.plan.validate().expect("valid"));
        let expected = portfolio.report().total.returns;
        for (id, expected) in [
            (MetricId::PipelinePerMdfDollar, expected.credited),
            (MetricId::PipelinePerMdfDollarSourcedOnly, expected.sourced_only),
            (MetricId::PipelinePerMdfDollarFullInfluence, expected.full_credit),
        ] {
            let (found, expected) = (report.total.value(id).expect("a figure"), expected.expect("a figure"));
            prop_assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
        }
    }
}

#[test]
fn what_no_row_tells_stays_also_where_rows_name_the_tier() {
    let mut plan = Plan::new("USD");
    for name in ["Silver", "Gold", "Bronze"] {
        plan.tiers.push(Tier::named(name));
    }
    for tier in 0..3 {
        plan.set(FieldPath::tier(tier, Field::ActivePartners), comarketing_roi_engine::Number::Exact(5.0));
    }
    let mut denied = row("a", "Silver", 1, 100.0, [0.0, 0.0]);
    denied.status = Some(Status::Denied);
    let mut foreign = row("b", "Silver", 1, 100.0, [0.0, 0.0]);
    foreign.currency = "EUR".to_owned();
    let planned = row("c", "Bronze", 1, 100.0, [0.0, 0.0])
        .on(CampaignField::Start, Date::read("2026-03-01").expect("a day"));
    let rows = [denied, foreign, row("", "Gold", 1, 100.0, [0.0, 0.0]), planned];
    let found = filling(terms(), &rows, &plan);
    let active = |tier| value(&found, tier, Field::ActivePartners);
    assert_eq!(active(0), Some(5.0), "no row of it ran");
    assert_eq!(active(1), Some(5.0), "no row names its partner");
    assert_eq!(active(2), Some(0.0), "its only row has not begun");
    for tier in [0, 1] {
        assert!(found.kept.contains(&FieldPath::tier(tier, Field::ActivePartners)), "{:?}", found.kept);
    }
    assert!(
        found.filled.iter().all(|filled| filled.place.tier.is_none() || filled.rows > 0),
        "{:?}",
        found.filled
    );
}

#[test]
fn without_a_tier_or_with_too_many_it_says_what_to_do() {
    let refused = |rows: &[Campaign]| {
        let mut portfolio = Portfolio::new(terms());
        rows.iter().for_each(|row| portfolio.add(row));
        let problems = plan_from_campaigns(&portfolio, &Plan::default()).expect_err("no plan");
        (
            problems[0].path.clone(),
            problems[0].kind.code(),
            problems[0].value.clone(),
            problems[0].message.clone(),
        )
    };
    let (path, code, value, message) = refused(&[row("a", "", 1, 1.0, [1.0, 0.0])]);
    assert_eq!((path.as_str(), code, value.as_str()), ("/tiers", "count", "0"));
    assert!(message.contains("State the tier of each row"), "{message}");
    let many: Vec<Campaign> = (0..13).map(|at| row("a", &format!("T{at}"), 1, 1.0, [1.0, 0.0])).collect();
    let (path, code, value, message) = refused(&many);
    assert_eq!((path.as_str(), code, value.as_str()), ("/tiers", "count", "13"));
    assert!(message.contains("Merge tiers"), "{message}");
}
