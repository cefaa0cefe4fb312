//! Partners against direct: cost follows credit, so that no customer and no cost counts twice.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::formula::NoValue;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Report, Tier, ValidPlan, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

fn report(plan: Plan) -> Report {
    evaluate(&plan.validate().expect("a valid plan"))
}

#[track_caller]
fn about(actual: Option<f64>, expected: f64) {
    let actual = actual.expect("a value");
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

/// The figures that the page opens with.
fn sample() -> Plan {
    let figures = [
        ("Strategic", [180e3, 210e3, 620.0, 2.1e6, 1.9e6, 0.27, 42e3]),
        ("Focus", [120e3, 90e3, 840.0, 1.15e6, 640e3, 0.22, 24e3]),
        ("Scale", [60e3, 35e3, 1150.0, 310e3, 120e3, 0.18, 9e3]),
    ];
    let fields = [
        Field::MdfSpent,
        Field::ProgrammeCost,
        Field::Leads,
        Field::PipelineSourced,
        Field::PipelineInfluenced,
        Field::WinRate,
        Field::DealSize,
    ];
    let plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.76)
        .with(Field::AnnualChurn, 0.16)
        .with(Field::DirectCost, 2.4e6)
        .with(Field::DirectPipeline, 9.6e6)
        .with(Field::DirectCustomers, 88.0)
        .with(Field::DirectRevenue, 2.2e6);
    figures.into_iter().fold(plan, |plan, (name, values)| {
        let tier = fields.into_iter().zip(values);
        plan.with_tier(tier.fold(Tier::named(name), |tier, (field, value)| tier.with(field, value)))
    })
}

#[test]
fn what_a_figure_needs_is_asked_for_once() {
    let tier = Tier::named("A").with(Field::MdfSpent, 10.0);
    let found = evaluate(&Plan::new("USD").with_tier(tier).validate().expect("valid"));
    let reason =
        found.total.figure(MetricId::CacReduction).and_then(|figure| figure.reason()).expect("a reason");
    assert_eq!(reason.matches("direct customers").count(), 1, "{reason}");
}

#[test]
fn the_sample_reads_what_the_model_says() {
    let found = report(sample());
    let percent = |id| (found.total.value(id).expect("a value") * 1000.0).round() / 10.0;
    let read = |id, expected: f64| assert!((percent(id) - expected).abs() < 1e-9, "{id:?}: {}", percent(id));
    read(MetricId::CacReduction, 12.4);
    read(MetricId::CacReductionSourcedOnly, 15.7);
    read(MetricId::CacReductionFullInfluence, 9.4);
    read(MetricId::CacReductionAllCostStays, 39.9);
    read(MetricId::RoiFullyCosted, -5.2);
    let money = |id| found.total.value(id).expect("a value").round();
    assert!((money(MetricId::CacSaving) - 129_773.0).abs() < 0.5, "{}", money(MetricId::CacSaving));
    assert!((money(MetricId::CacSavingAllCostStays) - 460_801.0).abs() < 0.5);
}

/// One tier that sourced and influenced customers, and direct, without anything else.
fn bare(cost: f64, sourced: f64, influenced: f64, direct: f64, customers: f64) -> Plan {
    Plan::new("USD").with(Field::DirectCost, direct).with(Field::DirectCustomers, customers).with_tier(
        Tier::named("A")
            .with(Field::MdfSpent, cost)
            .with(Field::CustomersSourced, sourced)
            .with(Field::CustomersInfluenced, influenced),
    )
}

#[test]
fn a_blend_that_does_not_move_saves_nothing() {
    for credit in [0.0, 0.4, 1.0] {
        let found = report(bare(100e3, 10.0, 50.0, 1e6, 100.0).with(Field::InfluenceCredit, credit));
        about(found.total.value(MetricId::BlendedCac), 10e3);
        about(found.total.value(MetricId::CacSaving), 0.0);
        about(found.total.value(MetricId::CacReduction), 0.0);
    }
    let found = report(bare(100e3, 10.0, 50.0, 1e6, 100.0).with(Field::InfluenceCredit, 0.5));
    about(found.total.value(MetricId::CacSavingAllCostStays), 1e6 / 75.0 * 35.0 - 100e3);
}

#[test]
fn direct_costs_the_same_however_it_reports() {
    let inside = bare(100e3, 10.0, 50.0, 1e6, 80.0).with(Field::InfluenceCredit, 0.6);
    let mut outside = inside.clone().with(Field::DirectCustomers, 30.0);
    outside.say(Switch::IncludesInfluenced, Some(false));
    for id in [MetricId::DirectCac, MetricId::DirectCacAllCostStays] {
        assert_eq!(report(inside.clone()).direct.value(id), report(outside.clone()).direct.value(id));
    }
    about(report(inside.clone()).direct.value(MetricId::DirectCac), 12_500.0);
    for id in [MetricId::PartnerCac, MetricId::CacReduction, MetricId::CacSaving, MetricId::BlendedCac] {
        assert_eq!(report(inside.clone()).total.value(id), report(outside.clone()).total.value(id));
    }
}

#[test]
fn a_published_comparison_comes_out() {
    // track360.io: 8,000 direct against 3,000 and 1,500 through partners saves 3,500, 43.75 %.
    let plan = bare(3_000.0, 1.0, 0.0, 8_000.0, 1.0);
    let mut plan = plan.with(Field::PartnerMargin, 0.15);
    plan.tiers[0].set(Field::RevenueSourced, Number::Exact(10_000.0));
    let found = report(plan);
    about(found.total.value(MetricId::PartnerCac), 4_500.0);
    about(found.total.value(MetricId::CacSaving), 3_500.0);
    about(found.total.value(MetricId::CacReduction), 0.4375);
}

#[test]
fn commission_stands_in_one_place() {
    let mut plan = bare(60e3, 4.0, 2.0, 1e6, 100.0)
        .with(Field::InfluenceCredit, 0.5)
        .with(Field::GrossMargin, 0.7)
        .with(Field::AnnualChurn, 0.25);
    plan.tiers[0].set(Field::DealSize, Number::Exact(20e3));
    let cac = |plan: &Plan| report(plan.clone()).total.value(MetricId::PartnerCac);
    about(cac(&plan), (60e3 + 10e3) / 5.0);
    let note = |plan: &Plan| {
        let found = report(plan.clone());
        found.assumptions.iter().any(|a| a.place.field == Field::PartnerMargin)
    };
    assert!(note(&plan), "it says that commission is not counted");
    let plan = plan.with(Field::PartnerMargin, 0.2);
    // 20 % of 80,000 sourced and of 40,000 influenced, whatever the credit: the contract pays it.
    about(cac(&plan), (60e3 + 10e3 + 24e3) / 5.0);
    assert!(!note(&plan));
    let value = |plan: &Plan, id| report(plan.clone()).total.value(id);
    about(value(&plan, MetricId::Ltv), 20e3 * 0.7 * 3.05078125);
    about(value(&plan, MetricId::LtvToCac), 20e3 * 0.9 * 3.05078125 / (94e3 / 5.0));
    let less = plan.clone().with(Field::PartnerMarginInfluenced, 0.1);
    about(cac(&less), (60e3 + 10e3 + 20e3) / 5.0);
    let mut held = plan.clone();
    held.say(Switch::ProgrammeCostIncludesCommission, Some(true));
    about(cac(&held), (60e3 + 10e3) / 5.0);
    about(value(&held, MetricId::LtvToCac), 20e3 * 0.9 * 3.05078125 / (70e3 / 5.0));
    assert!(!note(&held));
}

#[test]
fn without_direct_no_cost_can_move_and_a_figure_is_there() {
    let mut plan = bare(60e3, 4.0, 2.0, 0.0, 0.0).with(Field::InfluenceCredit, 0.5);
    for field in [Field::DirectCost, Field::DirectCustomers] {
        plan.set(FieldPath::plan(field), None);
    }
    about(report(plan).total.value(MetricId::PartnerCac), 12e3);
}

#[test]
fn what_counts_as_none_is_not_asked_for() {
    let plan = Plan::new("USD").with_tier(Tier::named("A").with(Field::MdfSpent, 100.0));
    let found = report(plan);
    let reason = |id| found.total.figure(id).and_then(|figure| figure.reason()).expect("a reason");
    for id in [MetricId::PartnerCac, MetricId::PipelinePerDollar, MetricId::RoiPartner, MetricId::RoiJoint] {
        let said = reason(id);
        assert!(!said.contains("direct") && !said.contains("services"), "{}: {said}", id.text());
    }
    assert!(
        reason(MetricId::PartnerCac).starts_with("Needs sourced customers"),
        "{}",
        reason(MetricId::PartnerCac)
    );
}

#[test]
fn a_direct_of_nobody_is_a_zero_and_not_missing() {
    let reason =
        |plan: Plan, id| report(plan).total.figure(id).and_then(|figure| figure.reason()).expect("a reason");
    let nobody = bare(100.0, 3.0, 0.0, 1e6, 0.0);
    assert_eq!(
        reason(nobody.clone(), MetricId::CacReduction),
        "Divides by customers that direct worked on, which is zero."
    );
    let mut none = nobody;
    none.set(FieldPath::plan(Field::DirectCost), None);
    none.set(FieldPath::plan(Field::DirectCustomers), None);
    assert_eq!(reason(none, MetricId::CacReduction), "Needs direct cost and direct customers.");
}

#[test]
fn what_is_given_is_not_asked_for_where_tiers_have_figures_apart() {
    // One tier has customers, the other cost; direct's customers are given, and are none, or fewer than are credited.
    let apart = |direct: f64, influenced: f64| {
        let customers =
            Tier::named("A").with(Field::CustomersSourced, 1.0).with(Field::CustomersInfluenced, influenced);
        Plan::new("USD")
            .with(Field::InfluenceCredit, 1.0)
            .with(Field::DirectCost, 100.0)
            .with(Field::DirectCustomers, direct)
            .with_tier(customers)
            .with_tier(Tier::named("B").with(Field::MdfSpent, 1.0))
    };
    for (plan, id) in [
        (apart(0.0, 0.0), MetricId::BlendedCacChange),
        (apart(0.0, 0.0), MetricId::CacReduction),
        (apart(1.0, 2.0), MetricId::CacReduction),
    ] {
        let found = report(plan);
        let reason = found.total.figure(id).and_then(|figure| figure.reason());
        assert_eq!(reason.as_deref(), Some("No single tier has all the numbers that this needs."), "{id:?}");
    }
}

#[test]
fn revenue_and_cost_are_fully_costed_where_no_cost_can_move() {
    let tier = Tier::named("A").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 300.0);
    let mut plan = Plan::new("USD").with(Field::GrossMargin, 0.5).with_tier(tier);
    about(report(plan.clone()).total.value(MetricId::RoiFullyCosted), 0.5);
    // With direct's cost of a customer it takes the customers that it may move with.
    plan = plan.with(Field::DirectCost, 1e3).with(Field::DirectCustomers, 10.0);
    assert_eq!(report(plan).total.value(MetricId::RoiFullyCosted), None);
}

fn config() -> Config {
    Config {
        cases: 400,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        ..Config::default()
    }
}

fn with(plan: &ValidPlan, figures: &[(Field, f64)]) -> Report {
    let plan = figures.iter().fold((**plan).clone(), |plan, (field, value)| plan.with(*field, *value));
    report(plan)
}

/// What the tiers give of a symbol, added up.
fn sum(found: &Report, symbol: Symbol) -> f64 {
    let of = |tier: &comarketing_roi_engine::report::Scope| {
        tier.figure(MetricId::PartnerCac)?.symbol(symbol).value
    };
    found.tiers.iter().filter_map(of).sum()
}

fn of_direct(found: &Report, symbol: Symbol) -> f64 {
    found.direct.figure(MetricId::DirectCac).expect("stated").symbol(symbol).value.expect("a value")
}

#[test]
fn where_more_is_credited_than_direct_worked_on_the_reason_says_of_what() {
    let tier = Tier::named("A")
        .with(Field::MdfSpent, 1.0)
        .with(Field::CustomersSourced, 1.0)
        .with(Field::CustomersInfluenced, 3.0)
        .with(Field::RevenueSourced, 1.0)
        .with(Field::RevenueInfluenced, 30.0);
    let direct = [(Field::DirectCost, 10.0), (Field::DirectCustomers, 2.0), (Field::DirectRevenue, 10.0)];
    let plan = direct.iter().fold(Plan::new("USD"), |plan, (field, value)| plan.with(*field, *value));
    let found = report(plan.with(Field::GrossMargin, 0.5).with_tier(tier));
    // At the usual credit 1.2 of the 2 customers leave direct; at full credit 3 would, and 12 of the revenue of 10 has left.
    assert!(found.total.value(MetricId::CacReduction).is_some());
    let full = found.total.figure(MetricId::CacReductionFullInfluence).expect("stated");
    assert!(matches!(full.value, Err(NoValue::CreditExceedsDirect(_))), "{:?}", full.value);
    assert!(full.reason().is_some_and(|reason| reason.starts_with("More influenced customers")));
    let roi = found.direct.figure(MetricId::DirectRoi).and_then(|figure| figure.reason());
    assert!(roi.is_some_and(|reason| reason.starts_with("More influenced revenue")));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn cost_customers_and_pipeline_are_conserved(plan in full_plan(), credit in 0.0..=1.0f64, follows in 0.0..=1.0f64) {
        let found = with(&plan, &[(Field::InfluenceCredit, credit), (Field::CostFollowsCredit, follows)]);
        let of = |symbol| of_direct(&found, symbol);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        prop_assert!(near(sum(&found, Symbol::Cm) + of(Symbol::Ck), of(Symbol::Cd)), "cost by customers");
        prop_assert!(near(sum(&found, Symbol::Sm) + of(Symbol::Cs), of(Symbol::Cd)), "cost by pipeline");
        prop_assert!(near(sum(&found, Symbol::K) + of(Symbol::KdOwn), sum(&found, Symbol::Ks) + of(Symbol::Kb)), "customers");
        let pipeline = found.total.value(MetricId::PipelineCredited).expect("pipeline");
        let sourced = found.total.value(MetricId::PipelineSourced).expect("pipeline");
        prop_assert!(near(pipeline + of(Symbol::SdOwn), sourced + of(Symbol::Sb)), "pipeline");
    }

    #[test]
    fn where_all_cost_follows_the_saving_does_not_depend_on_the_credit(plan in full_plan(), credit in 0.0..=1.0f64) {
        let found = with(&plan, &[(Field::InfluenceCredit, credit)]);
        let average = of_direct(&found, Symbol::Ca);
        let direct = found.direct.value(MetricId::DirectCac).expect("a value");
        prop_assert!((direct - average).abs() <= 1e-12 * average, "{direct} is not {average}");
        let cost = found.total.value(MetricId::VendorCost).expect("a value");
        let gross = average * sum(&found, Symbol::Ks);
        let saving = found.total.value(MetricId::CacSaving).expect("a value");
        let scale = gross + cost + average * sum(&found, Symbol::Ki);
        prop_assert!((saving - (gross - cost)).abs() <= 1e-9 * scale, "{saving}");
        let blended = found.total.value(MetricId::BlendedCac).expect("a value");
        let customers = of_direct(&found, Symbol::Kb) + sum(&found, Symbol::Ks);
        prop_assert!((saving - (average - blended) * customers).abs() <= 1e-9 * average * customers, "{saving}");
        let tiers: f64 = found.tiers.iter().filter_map(|tier| tier.value(MetricId::CacSaving)).sum();
        prop_assert!((saving - tiers).abs() <= 1e-9 * scale);
    }

    #[test]
    fn where_none_follows_it_is_the_edge_that_all_cost_stays(plan in full_plan()) {
        let found = with(&plan, &[(Field::CostFollowsCredit, 0.0)]);
        for (id, edge) in [
            (MetricId::PartnerCac, MetricId::PartnerCacAllCostStays),
            (MetricId::CacReduction, MetricId::CacReductionAllCostStays),
            (MetricId::CacSaving, MetricId::CacSavingAllCostStays),
            (MetricId::PipelineIndex, MetricId::PipelineIndexAllCostStays),
        ] {
            let (is, expected) = (found.total.value(id).expect("a value"), found.total.value(edge).expect("a value"));
            prop_assert!((is - expected).abs() <= 1e-9 * is.abs().max(1.0), "{}: {is} is not {expected}", id.text());
        }
    }

    #[test]
    fn the_edges_of_credit_are_those_of_the_headline(plan in full_plan(), follows in 0.0..=1.0f64) {
        for (credit, edge) in [(0.0, MetricId::CacReductionSourcedOnly), (1.0, MetricId::CacReductionFullInfluence)] {
            let found = with(&plan, &[(Field::InfluenceCredit, credit), (Field::CostFollowsCredit, follows)]);
            let (is, expected) = (found.total.value(MetricId::CacReduction), found.total.value(edge));
            let (is, expected) = (is.expect("a value"), expected.expect("a value"));
            prop_assert!((is - expected).abs() <= 1e-9 * is.abs().max(1.0), "{credit}: {is} is not {expected}");
        }
    }

    #[test]
    fn at_full_credit_the_reduction_is_that_at_full_influence(plan in any_plan(3), follows in 0.0..=1.0f64) {
        let found = with(&plan, &[(Field::InfluenceCredit, 1.0), (Field::CostFollowsCredit, follows)]);
        for scope in found.tiers.iter().chain([&found.total]) {
            match (scope.value(MetricId::CacReduction), scope.value(MetricId::CacReductionFullInfluence)) {
                (Some(is), Some(edge)) => prop_assert!((is - edge).abs() <= 1e-9 * is.abs().max(1.0), "{is} is not {edge}"),
                (is, edge) => prop_assert_eq!(is, edge),
            }
        }
    }

    #[test]
    fn no_figure_depends_on_how_direct_reports(plan in any_plan(3)) {
        let mut outside = plan.into_inner();
        outside.say(Switch::IncludesInfluenced, Some(false));
        let found = report(outside.clone());
        let mut inside = outside.clone();
        inside.say(Switch::IncludesInfluenced, Some(true));
        // Direct's report as it would be with the influenced deals in it.
        let bases = [(Field::DirectPipeline, Symbol::Sb), (Field::DirectCustomers, Symbol::Kb), (Field::DirectRevenue, Symbol::Rb)];
        for (field, base) in bases {
            let whole = found.direct.figure(MetricId::DirectCac).and_then(|figure| figure.symbol(base).value);
            inside.set(FieldPath::plan(field), whole.map(Number::Exact));
        }
        let Ok(inside) = inside.validate() else { return Ok(()) };
        let other = evaluate(&inside);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9);
        for (one, other) in found.tiers.iter().chain([&found.total, &found.direct]).zip(other.tiers.iter().chain([&other.total, &other.direct])) {
            for figure in one.figures() {
                let id = figure.metric.id;
                if id == MetricId::DirectCacReported {
                    continue; // its name says that it is as reported
                }
                match (figure.value.ok(), other.value(id)) {
                    (Some(a), Some(b)) => prop_assert!(near(a, b), "{}: {a} and {b}", id.text()),
                    (a, b) => prop_assert_eq!(a.is_some(), b.is_some(), "{}", id.text()),
                }
            }
        }
    }
}
