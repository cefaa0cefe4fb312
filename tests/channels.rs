//! What a tier or direct says of itself: churn, sales cycle, win rates, partners, and what would have come anyway.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::formula::NoValue;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::resolve::Basis;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Report, Tier, evaluate};
use proptest::prelude::*;
use support::{any_plan, full_plan};

fn report(plan: Plan) -> Report {
    evaluate(&plan.validate().expect("a valid plan"))
}

#[track_caller]
fn about(actual: Option<f64>, expected: f64) {
    let actual = actual.expect("a value");
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

/// One tier whose customer costs 18 months of its gross profit.
fn eighteen_months(churn: f64) -> Report {
    let tier = Tier::named("A")
        .with(Field::MdfSpent, 1800.0)
        .with(Field::CustomersSourced, 1.0)
        .with(Field::DealSize, 1200.0);
    report(Plan::new("USD").with(Field::GrossMargin, 1.0).with(Field::AnnualChurn, churn).with_tier(tier))
}

#[test]
fn payback_counts_those_that_have_left_by_each_anniversary() {
    let after = |churn| {
        eighteen_months(churn).total.figure(MetricId::CacPaybackMonthsAfterChurn).expect("stated").value
    };
    about(eighteen_months(0.3).total.value(MetricId::CacPaybackMonths), 18.0);
    about(after(0.0).ok(), 18.0);
    // Six months of profit are left after the first year, from 70 % of the customers: 6 / 0.7.
    about(after(0.3).ok(), 12.0 + 6.0 / 0.7);
    about(after(0.5).ok(), 24.0);
    // A third of the customers a year bring 18 months of profit in all, and never more.
    about(after(2.0 / 3.0 - 0.01).ok(), {
        let kept: f64 = 1.0 / 3.0 + 0.01;
        let (mut left, mut year, mut years) = (1.5, 1.0, 0.0);
        while left > year {
            left -= year;
            year *= kept;
            years += 1.0;
        }
        12.0 * (years + left / year)
    });
    assert_eq!(after(0.7), Err(NoValue::NeverPaidBack));
    assert_eq!(after(1.0), Err(NoValue::NeverPaidBack));
}

/// A tier of 100 deals of 10 each, of which a quarter by number is won.
fn by_number(figures: &[(Field, f64)], by_count: bool) -> Report {
    let tier = figures.iter().fold(Tier::named("A"), |tier, (field, value)| tier.with(*field, *value));
    let mut plan = Plan::new("USD").with(Field::GrossMargin, 1.0).with_tier(tier);
    plan.say(Switch::WinRateByCount, by_count);
    report(plan)
}

#[test]
fn a_win_rate_says_whether_it_counts_deals_or_pipeline() {
    // The won deals are smaller than the pipeline's average: 4 against 10.
    let given = [
        (Field::MdfSpent, 40.0),
        (Field::OpportunitiesSourced, 100.0),
        (Field::PipelineSourced, 1000.0),
        (Field::WinRate, 0.25),
        (Field::DealSize, 4.0),
    ];
    let (value, count) = (by_number(&given, false), by_number(&given, true));
    about(value.total.value(MetricId::RevenueCredited), 250.0);
    about(count.total.value(MetricId::RevenueCredited), 100.0);
    about(count.total.value(MetricId::Roi), 1.5);
    about(count.total.value(MetricId::CustomersCredited), 25.0);
    // Without the size of a deal it has to be taken, and the report says so.
    let unsized_deals = [(Field::MdfSpent, 40.0), (Field::PipelineSourced, 1000.0), (Field::WinRate, 0.25)];
    let taken = by_number(&unsized_deals, true);
    about(taken.total.value(MetricId::RevenueCredited), 250.0);
    assert_eq!(taken.total.figure(MetricId::Roi).expect("stated").basis, Basis::Assumed);
    assert!(taken.assumptions.iter().any(|assumed| assumed.why.contains("as large as the average")));
    let by_value = by_number(&unsized_deals, false);
    assert_eq!(by_value.total.figure(MetricId::Roi).expect("stated").basis, Basis::Derived);
}

#[test]
fn influenced_deals_may_have_a_win_rate_of_their_own() {
    let given = [
        (Field::MdfSpent, 100.0),
        (Field::PipelineSourced, 1000.0),
        (Field::PipelineInfluenced, 500.0),
        (Field::WinRate, 0.2),
        (Field::WinRateInfluenced, 0.4),
    ];
    let found = by_number(&given, false);
    about(found.total.value(MetricId::RevenueCredited), 200.0 + 0.4 * 200.0);
    assert!(found.warnings.is_empty());
    let given = [given.as_slice(), &[(Field::RevenueInfluenced, 100.0)]].concat();
    assert_eq!(by_number(&given, false).warnings.len(), 1, "100 is not 500 × 40 %");
}

#[test]
fn what_would_have_come_anyway_is_taken_off() {
    let tier = |name: &str, revenue, baseline| {
        Tier::named(name)
            .with(Field::MdfSpent, 100.0)
            .with(Field::RevenueSourced, revenue)
            .with(Field::BaselineShare, baseline)
    };
    let plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.5)
        .with_tier(tier("A", 400.0, 0.25))
        .with_tier(tier("B", 800.0, 0.5));
    let found = report(plan);
    about(found.tiers[0].value(MetricId::RoiIncremental), 0.5);
    about(found.tiers[1].value(MetricId::RoiIncremental), 1.0);
    about(found.total.value(MetricId::RoiIncremental), 0.75);
    about(found.tiers[1].value(MetricId::BreakEvenBaselineShare), 0.75);
    about(found.total.value(MetricId::Roi), 2.0);
}

#[test]
fn partners_are_counted_signed_and_active() {
    let tier = Tier::named("A")
        .with(Field::MdfSpent, 120.0)
        .with(Field::ActivePartners, 6.0)
        .with(Field::SignedPartners, 24.0)
        .with(Field::RevenueSourced, 600.0);
    let found = report(Plan::new("USD").with_tier(tier));
    about(found.total.value(MetricId::ActivationRate), 0.25);
    about(found.total.value(MetricId::RevenuePerPartner), 100.0);
    about(found.total.value(MetricId::CostPerPartner), 20.0);
}

#[test]
fn direct_has_its_own_lifetime_and_velocity() {
    let plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.6)
        .with(Field::PartnerMargin, 0.2)
        .with(Field::AnnualChurn, 0.1)
        .with(Field::SalesCycleMonths, 6.0)
        .with(Field::DirectRevenue, 1200.0)
        .with(Field::DirectCustomers, 12.0)
        .with(Field::DirectChurn, 0.5)
        .with(Field::MaxLifetimeYears, 2.0)
        .with_tier(
            Tier::named("A")
                .with(Field::MdfSpent, 10.0)
                .with(Field::RevenueSourced, 300.0)
                .with(Field::CustomersSourced, 3.0)
                .with(Field::TierCycle, 3.0),
        );
    let found = report(plan.clone());
    // Direct's customers bring the margin before commission: 100 × 80 % × (1 + 50 %).
    about(found.direct.value(MetricId::DirectLtv), 120.0);
    about(found.tiers[0].value(MetricId::LtvBeforeCommission), 100.0 * 0.8 * 1.9);
    about(found.direct.value(MetricId::DirectPipelineVelocity), 200.0);
    about(found.tiers[0].value(MetricId::PipelineVelocity), 100.0);
    about(found.total.value(MetricId::PipelineVelocity), 100.0);
    let at_once = report(
        plan.with(Field::SalesCycleMonths, 0.0)
            .with_tier(Tier::named("B").with(Field::MdfSpent, 1.0).with(Field::RevenueSourced, 1.0)),
    );
    let reason = at_once.tiers[1].figure(MetricId::PipelineVelocity).and_then(|figure| figure.reason());
    assert_eq!(reason.as_deref(), Some("Divides by sales cycle, which is zero."));
}

#[test]
fn where_nothing_weighs_what_tiers_say_of_themselves_the_plans_value_is_not_taken_for_them() {
    let plan = |own: f64| {
        let tier = Tier::named("A").with(Field::TierChurn, own);
        Plan::new("USD").with(Field::AnnualChurn, 0.5).with_tier(tier).with_tier(Tier::named("B"))
    };
    let of_both = |own| report(plan(own)).total.figure(MetricId::NetRevenueRetention).expect("stated").value;
    assert_eq!(of_both(0.5), Ok(0.5));
    assert!(matches!(of_both(0.1), Err(NoValue::NoWeight(_))), "{:?}", of_both(0.1));
    let reason = report(plan(0.1)).total.figure(MetricId::NetRevenueRetention).and_then(|f| f.reason());
    assert!(reason.is_some_and(|reason| reason.contains("needs sourced revenue")));
}

#[test]
fn spend_is_cost_also_where_a_tier_without_customers_says_nothing_of_their_churn() {
    let won = Tier::named("A")
        .with(Field::MdfSpent, 100.0)
        .with(Field::CustomersSourced, 1.0)
        .with(Field::DealSize, 1000.0);
    let spent = Tier::named("B").with(Field::MdfSpent, 300.0);
    let ropi = |plan: Plan, won: Tier| {
        let plan = plan.with(Field::GrossMargin, 0.5).with_tier(won).with_tier(spent.clone());
        report(plan).total.value(MetricId::Ropi)
    };
    let of_plan = ropi(Plan::new("USD").with(Field::AnnualChurn, 1.0), won.clone());
    about(of_plan, (500.0 - 400.0) / 400.0);
    assert_eq!(ropi(Plan::new("USD"), won.with(Field::TierChurn, 1.0)), of_plan);
}

#[test]
fn a_simple_lifetime_without_end_is_left_out_of_that_of_all() {
    let tier = |name: &str, churn| {
        Tier::named(name)
            .with(Field::CustomersSourced, 1.0)
            .with(Field::DealSize, 100.0)
            .with(Field::TierChurn, churn)
    };
    let of_all = |churn| {
        let plan = Plan::new("USD").with(Field::GrossMargin, 1.0).with_tier(tier("A", churn));
        report(plan.with_tier(tier("B", 0.1)))
    };
    about(of_all(0.2).total.value(MetricId::LtvSimple), (500.0 + 1000.0) / 2.0);
    // Without churn it has no end, and no mean with another: the total says that it is that of B alone.
    let found = of_all(0.0);
    let figure = found.total.figure(MetricId::LtvSimple).expect("stated");
    about(figure.value.ok(), 1000.0);
    assert_eq!(figure.covers, Some(vec!["B"]));
    assert_eq!(figure.gaps[0].place, FieldPath::tier(0, Field::TierChurn));
}

#[test]
fn a_sales_cycle_of_zero_is_not_asked_for() {
    let tier = Tier::named("A").with(Field::RevenueSourced, 1.0);
    let found = report(Plan::new("USD").with(Field::SalesCycleMonths, 0.0).with_tier(tier));
    for scope in [&found.tiers[0], &found.total] {
        let figure = scope.figure(MetricId::PipelineVelocity).expect("stated");
        assert_eq!(figure.value, Err(NoValue::ZeroDivisor("cycle")));
    }
}

#[test]
fn a_lifetime_of_less_than_a_year_has_no_leap_where_nobody_stays() {
    let lifetime = |churn, years| {
        let tier = Tier::named("A").with(Field::DealSize, 1.0).with(Field::TierChurn, churn);
        let plan = Plan::new("USD").with(Field::GrossMargin, 1.0).with(Field::MaxLifetimeYears, years);
        report(plan.with_tier(tier)).total.value(MetricId::Ltv)
    };
    // (1 − qⁿ) / (1 − q) at q = 1/16 and n = 1/2, and then at q = 0.
    about(lifetime(15.0 / 16.0, 0.5), 0.75 / (15.0 / 16.0));
    about(lifetime(1.0, 0.5), 1.0);
    about(lifetime(1.0, 3.0), 1.0);
    about(lifetime(1.0, 0.0), 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// A tier that says of itself what the plan says of all changes no figure.
    #[test]
    fn a_tier_that_repeats_the_plan_changes_nothing(plan in any_plan(4), which in 0usize..4) {
        let plan = plan.into_inner();
        let before = report(plan.clone());
        let mut same = plan.clone();
        let at = which % plan.tiers.len();
        for (own, all) in [(Field::TierChurn, Field::AnnualChurn), (Field::TierCycle, Field::SalesCycleMonths)] {
            if plan.get(FieldPath::tier(at, own)).is_none() {
                same.set(FieldPath::tier(at, own), plan.get(FieldPath::plan(all)));
            }
        }
        let after = report(same);
        for (a, b) in before.tiers.iter().chain([&before.total]).zip(after.tiers.iter().chain([&after.total])) {
            for (a, b) in a.figures().zip(b.figures()) {
                let close = match (a.value, b.value) {
                    (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
                    (a, b) => a.is_err() && b.is_err(),
                };
                // A total of means that are the same needs no weight, and one of its own does.
                let unweighed = a.metric.id == MetricId::NetRevenueRetention || b.value.is_err();
                prop_assert!(close || unweighed, "{}: {:?} {:?}", a.metric.id.text(), a.value, b.value);
            }
        }
    }

    /// Lifetime of all is what the tiers' customers bring: Σ LTV × customers, whatever their churn.
    #[test]
    fn the_lifetime_of_all_is_that_of_their_customers(plan in full_plan(), churns in prop::collection::vec(0.0..1.0f64, 5)) {
        let mut plan = plan.into_inner();
        for (tier, churn) in plan.tiers.iter_mut().zip(churns) {
            tier.set(Field::TierChurn, Number::Exact(churn));
        }
        let found = report(plan);
        for id in [MetricId::Ltv, MetricId::LtvBeforeCommission] {
            let worth = |scope: &comarketing_roi_engine::report::Scope| {
                scope.value(id).expect("a value") * scope.value(MetricId::CustomersCredited).expect("a value")
            };
            let sum: f64 = found.tiers.iter().map(worth).sum();
            prop_assert!((worth(&found.total) - sum).abs() <= 1e-9 * sum);
        }
    }

    /// At the break-even baseline share of every tier nothing is left of incremental ROI.
    #[test]
    fn the_break_even_baseline_share_gives_zero(plan in full_plan()) {
        let mut plan = plan.into_inner();
        let found = report(plan.clone());
        for (tier, found) in plan.tiers.iter_mut().zip(&found.tiers) {
            let share = found.value(MetricId::BreakEvenBaselineShare).expect("a value");
            // A tier that returns less than it costs has none: it is left out below.
            tier.set(Field::BaselineShare, (share >= 0.0).then_some(Number::Exact(share)));
        }
        plan.tiers.retain(|tier| tier.get(Field::BaselineShare).is_some());
        if plan.tiers.is_empty() {
            return Ok(());
        }
        let put_back = report(plan);
        for scope in put_back.tiers.iter().chain([&put_back.total]) {
            prop_assert!(scope.value(MetricId::RoiIncremental).expect("a value").abs() < 1e-9);
        }
    }
}
