//! Projection over years: by hand, against a slow simulation of every cohort, and its laws.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::project::{Course, DepthOrBreadth, Extra, Horizon, Projection, Worth, project};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[track_caller]
fn about(actual: &Stated, expected: f64) {
    near(*actual.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}")), expected);
}

#[track_caller]
fn worth(course: &Course) -> &Worth {
    course.worth.as_ref().unwrap_or_else(|reason| panic!("no course: {reason}"))
}

/// Spends 1,200 and wins 2,400 of annual revenue a year, at a margin of a half: 100 spent a month, 100 of annual gross
/// profit won a month.
fn plan() -> Plan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.5)
        .with(Field::AnnualChurn, 0.0)
        .with(Field::SalesCycleMonths, 0.0)
        .with(Field::DiscountRate, 0.1)
        .with(Field::PeriodMonths, 12.0)
        .with_tier(
            Tier::named("A")
                .with(Field::MdfSpent, 1_000.0)
                .with(Field::ProgrammeCost, 200.0)
                .with(Field::ActivePartners, 4.0)
                .with(Field::RevenueSourced, 2_000.0)
                .with(Field::RevenueInfluenced, 1_000.0),
        )
}

fn run(plan: Plan, horizon: &Horizon) -> Projection {
    project(&plan.validate().expect("a valid plan"), horizon)
}

fn funded(months: f64) -> Horizon {
    Horizon { funded_months: Some(months), productivity_growth: Some(0.0), ..Horizon::default() }
}

#[test]
fn a_year_without_lag_churn_or_growth_is_the_report() {
    let answer = run(plan(), &funded(12.0));
    let total = worth(&answer.total);
    near(total.spend, 1_200.0);
    near(total.first_year_gross_profit, 1_200.0);
    about(&total.first_year_roi, 0.0);
    let profit = answer.total.gross_profit.as_ref().expect("a series");
    assert_eq!(profit.len(), 36);
    // Each month a further hundred of annual gross profit, a twelfth of it a month; then nobody leaves.
    for (month, profit) in profit.iter().enumerate() {
        near(*profit, 100.0 / 12.0 * (month as f64 + 1.0).min(12.0));
    }
    near(total.gross_profit, 100.0 / 12.0 * 78.0 + 24.0 * 100.0);
    let spend = answer.total.spend.as_ref().expect("a series");
    assert!(
        spend.iter().take(12).all(|s| (s - 100.0).abs() < 1e-9) && spend.iter().skip(12).all(|s| *s <= 0.0)
    );
}

#[test]
fn month_zero_is_not_discounted_and_the_monthly_rate_compounds_to_the_annual_one() {
    let answer = run(plan(), &funded(12.0));
    near(answer.monthly_discount_rate, 1.1_f64.powf(1.0 / 12.0) - 1.0);
    let total = worth(&answer.total);
    let pv = |series: &Option<Vec<f64>>| {
        let series = series.as_ref().expect("a series").iter().enumerate();
        series.map(|(m, v)| v / 1.1_f64.powf(m as f64 / 12.0)).sum::<f64>()
    };
    let (costs, benefits) = (pv(&answer.total.spend), pv(&answer.total.gross_profit));
    near(total.appraisal.pv_costs, costs);
    near(total.appraisal.pv_benefits, benefits);
    about(&total.appraisal.roi, (benefits - costs) / costs);
    // Worth nothing at its own annual rate.
    let irr = total.irr.as_ref().expect("a rate");
    let net = total.appraisal.net.iter().enumerate();
    assert!(net.map(|(m, v)| v / (1.0 + irr).powf(m as f64 / 12.0)).sum::<f64>().abs() < 1e-6);
    // By hand: after 12 months 650 came in; the other 550 come at 100 a month, from month 12 on.
    about(&total.appraisal.payback_periods, 11.0 + 5.5);
}

#[test]
fn a_lag_moves_wins_and_a_fraction_of_a_month_divides_them() {
    let lag = |months: f64| {
        let answer = run(plan().with(Field::SalesCycleMonths, months), &funded(1.0));
        answer.total.gross_profit.expect("a series")
    };
    let expected = [(0.0, [1.0, 1.0, 1.0, 1.0]), (2.0, [0.0, 0.0, 1.0, 1.0]), (1.25, [0.0, 0.75, 1.0, 1.0])];
    for (months, shares) in expected {
        for (profit, share) in lag(months).iter().zip(shares) {
            near(*profit, share * 100.0 / 12.0);
        }
    }
    assert!(lag(36.0).iter().all(|profit| *profit <= 0.0), "won after the last month");
    near(lag(35.0)[35], 100.0 / 12.0);
}

#[test]
fn churn_takes_its_annual_share_in_twelve_equal_steps() {
    let answer = run(plan().with(Field::AnnualChurn, 0.36), &funded(1.0));
    let profit = answer.total.gross_profit.as_ref().expect("a series");
    near(answer.monthly_retention.expect("churn is given"), 0.64_f64.powf(1.0 / 12.0));
    near(profit[0], 100.0 / 12.0);
    near(profit[6], 100.0 / 12.0 * 0.8);
    near(profit[12], 100.0 / 12.0 * 0.64);
    near(profit[24], 100.0 / 12.0 * 0.64 * 0.64);
    near(worth(&answer.total).first_year_gross_profit, profit[..12].iter().sum());
    let all = run(plan().with(Field::AnnualChurn, 1.0), &funded(1.0));
    near(worth(&all.total).gross_profit, 100.0 / 12.0);
}

#[test]
fn growth_is_that_of_the_trade_three_referrals_then_five() {
    let growth = Horizon { productivity_growth: Some(2.0 / 3.0), ..funded(36.0) };
    let total = run(plan(), &growth).total;
    near(worth(&total).first_year_gross_profit, 1_200.0 * (1.0 + 5.0 / 3.0 + 25.0 / 9.0));
    near(worth(&total).spend, 3_600.0);
}

#[test]
fn a_lifetime_that_is_counted_ends() {
    let answer = run(plan().with(Field::MaxLifetimeYears, 1.5), &funded(1.0));
    let profit = answer.total.gross_profit.as_ref().expect("a series");
    near(profit[17], 100.0 / 12.0);
    assert!(profit[18] <= 0.0);
    let long = Horizon { months: 120, ..funded(1.0) };
    let capped = run(plan(), &long);
    near(worth(&capped.total).gross_profit, 500.0);
    assert!(capped.assumptions.iter().any(|a| a.field == "/economics/maxLifetimeYears"));
    assert!(!answer.assumptions.iter().any(|a| a.field == "/economics/maxLifetimeYears"));
}

#[test]
fn the_spend_goes_on_unless_it_is_said_to_end() {
    let on = run(plan(), &Horizon::default());
    near(worth(&on.total).spend, 3_600.0);
    near(on.funded_months, 36.0);
    let fields: Vec<&str> = on.assumptions.iter().map(|a| a.field.as_str()).collect();
    assert!(fields.contains(&"/fundedMonths") && fields.contains(&"/productivityGrowth"), "{fields:?}");
    assert!(fields.contains(&"/influenceCredit"), "{fields:?}");
    near(worth(&run(plan(), &funded(1.5)).total).spend, 150.0);
    near(worth(&run(plan(), &funded(100.0)).total).spend, 3_600.0);
    let none = run(plan(), &funded(0.0));
    assert!(worth(&none.total).appraisal.roi.is_err() && worth(&none.total).irr.is_err());
}

#[test]
fn what_is_missing_is_asked_for_and_what_is_assumed_is_said() {
    let bare = Plan::new("USD").with_tier(Tier::named("A").with(Field::MdfSpent, 100.0));
    let answer = run(bare, &Horizon::default());
    let reason = answer.total.worth.as_ref().expect_err("none");
    for need in ["sourced revenue", "gross margin", "annual churn"] {
        assert!(reason.contains(need), "{reason}");
    }
    assert!(!reason.contains("MDF"), "{reason}");
    assert!(answer.tiers[0].spend.is_some() && answer.tiers[0].gross_profit.is_none());
    let fields: Vec<&str> = answer.assumptions.iter().map(|a| a.field.as_str()).collect();
    for field in ["/periodMonths", "/economics/salesCycleMonths", "/economics/discountRate"] {
        assert!(fields.contains(&field), "{fields:?}");
    }
    let json = serde_json::to_value(&answer).expect("writes");
    assert!(json["total"]["npv"].is_null() && json["total"]["reasons"]["npv"].is_string());
    assert!(json["total"]["cumulative"].is_null());
}

#[test]
fn a_total_covers_the_tiers_that_have_a_course() {
    let partly = plan().with_tier(Tier::named("B").with(Field::MdfSpent, 9_999.0));
    let answer = run(partly, &funded(12.0));
    assert_eq!(answer.total.covers, Some(vec!["A".to_owned()]));
    near(worth(&answer.total).spend, 1_200.0 + 9_999.0); // whose return is not known is cost
    assert!(run(plan(), &funded(12.0)).total.covers.is_none());
}

fn extra() -> Extra {
    Extra {
        budget: 600.0,
        productivity_gain: Some(0.5),
        enablement_months: Some(0.0),
        cost_per_recruit: Some(150.0),
        activation_rate: Some(0.25),
        ramp_months: Some(0.0),
    }
}

fn ways(extra: Extra, horizon: Horizon) -> DepthOrBreadth {
    let horizon = Horizon { depth_or_breadth: Some(extra), ..horizon };
    run(plan(), &horizon).depth_or_breadth.expect("asked about")
}

#[test]
fn depth_raises_what_active_partners_bring_and_breadth_adds_partners() {
    let answer = ways(extra(), funded(12.0));
    about(&answer.recruits, 4.0);
    about(&answer.active_recruits, 1.0);
    // Half as much again of 1,200; one more of four partners is a quarter.
    near(worth(&answer.depth).first_year_gross_profit, 600.0);
    near(worth(&answer.breadth).first_year_gross_profit, 300.0);
    for course in [&answer.depth, &answer.breadth] {
        let spend = course.spend.as_ref().expect("a series");
        near(spend[0], 600.0);
        near(worth(course).spend, 600.0);
    }
    let (depth, breadth) = (worth(&answer.depth), worth(&answer.breadth));
    about(&answer.advantage_of_depth, depth.appraisal.npv - breadth.appraisal.npv);
    // Twice as many active recruits bring as much as the gain.
    about(&answer.equal_activation_rate, 0.5);
    let equal = ways(Extra { activation_rate: Some(0.5), ..extra() }, funded(12.0));
    assert!(equal.advantage_of_depth.expect("a value").abs() < 1e-6);
    let json = serde_json::to_value(ways(extra(), funded(12.0))).expect("writes");
    assert_eq!(json["better"], "depth");
    assert!(answer.crossings.is_empty());
}

#[test]
fn ramps_rise_evenly_and_curves_may_cross() {
    // Over a ramp of a year, months bring 1/24, 3/24, … 23/24 of the whole: half of it in all.
    let slow = ways(Extra { enablement_months: Some(12.0), ..extra() }, funded(12.0));
    near(worth(&slow.depth).first_year_gross_profit, 300.0);
    let first = slow.depth.gross_profit.as_ref().expect("a series")[0];
    near(first, 0.5 * 100.0 / 12.0 / 24.0);
    let half = ways(Extra { ramp_months: Some(0.5), ..extra() }, funded(1.0));
    near(worth(&half.breadth).first_year_gross_profit, 25.0 * 0.75);
    // Slow depth starts behind quick breadth and overtakes it.
    let crossing = ways(Extra { enablement_months: Some(12.0), ..extra() }, funded(36.0)).crossings;
    assert_eq!(crossing.len(), 1, "{crossing:?}");
    let exact = ways(Extra { enablement_months: Some(12.0), ..extra() }, funded(36.0));
    let gap = |month: usize| {
        worth(&exact.depth).appraisal.cumulative[month] - worth(&exact.breadth).appraisal.cumulative[month]
    };
    let before = crossing[0].floor() as usize;
    assert!(gap(before) < 0.0 && gap(before + 1) > 0.0);
    near(crossing[0], before as f64 + gap(before) / (gap(before) - gap(before + 1)));
}

#[test]
fn depth_or_breadth_asks_for_what_it_needs() {
    let bare = ways(Extra { budget: 600.0, ..Extra::default() }, funded(12.0));
    assert!(bare.depth.worth.expect_err("none").contains("productivity gain"));
    let reason = bare.breadth.worth.expect_err("none");
    assert!(reason.contains("cost of a recruit") && reason.contains("activation rate"), "{reason}");
    let free = ways(Extra { cost_per_recruit: Some(0.0), ..extra() }, funded(12.0));
    assert!(free.recruits.expect_err("none").contains("zero"));
    let horizon = Horizon { depth_or_breadth: Some(Extra { ramp_months: None, ..extra() }), ..funded(12.0) };
    let mut nobody = plan();
    nobody.tiers[0].set(Field::ActivePartners, None);
    let answer = run(nobody, &horizon);
    let both = answer.depth_or_breadth.expect("asked about");
    assert!(both.depth.worth.is_ok());
    assert!(both.breadth.worth.expect_err("none").contains("active partners"));
    assert!(answer.assumptions.iter().any(|a| a.field == "/depthOrBreadth/rampMonths"));
}

#[test]
fn options_are_read_and_bad_ones_are_named() {
    let read = |json: &str| Horizon::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    assert_eq!(read("null").expect("valid"), Horizon::default());
    assert_eq!(read("{}").expect("valid"), Horizon::default());
    let json = r#"{"months":48,"fundedMonths":12.5,"productivityGrowth":0.67,"depthOrBreadth":{"extraBudget":600,
        "productivityGain":0.5,"enablementMonths":0,"costPerRecruit":150,"activationRate":0.25,"rampMonths":0}}"#;
    let expected = Horizon {
        months: 48,
        funded_months: Some(12.5),
        productivity_growth: Some(0.67),
        depth_or_breadth: Some(extra()),
    };
    assert_eq!(read(json).expect("valid"), expected);
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let found = read(json).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
    };
    refused(
        r#"{"months":0,"fundedMonths":-1,"productivityGrowth":11}"#,
        &[("/months", "outOfRange"), ("/fundedMonths", "outOfRange"), ("/productivityGrowth", "outOfRange")],
    );
    refused(r#"{"months":12.5,"years":3}"#, &[("/months", "outOfRange"), ("/years", "unknownField")]);
    refused(
        r#"{"depthOrBreadth":{"activationRate":2}}"#,
        &[("/depthOrBreadth/activationRate", "outOfRange")],
    );
    refused(r#"{"depthOrBreadth":{"activationRate":1}}"#, &[("/depthOrBreadth/extraBudget", "missing")]);
    refused(
        r#"{"depthOrBreadth":{"extraBudget":"x","tier":1}}"#,
        &[("/depthOrBreadth/extraBudget", "wrongType"), ("/depthOrBreadth/tier", "unknownField")],
    );
}

fn config() -> Config {
    Config {
        cases: 200,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(17),
        failure_persistence: None,
        ..Config::default()
    }
}

fn with(plan: &ValidPlan, figures: &[(Field, f64)]) -> ValidPlan {
    let mut plan = plan.clone().into_inner();
    for (field, value) in figures {
        plan.set(FieldPath::plan(*field), Number::Exact(*value));
    }
    plan.validate().expect("still valid")
}

/// Every month's spend as a cohort of its own, followed month by month.
fn slowly(revenue: f64, margin: f64, period: f64, horizon: &Horizon, lag: f64, churn: f64) -> Vec<f64> {
    let months = usize::from(horizon.months);
    let funded = horizon.funded_months.unwrap_or(months as f64);
    let growth = horizon.productivity_growth.unwrap_or(0.0);
    let mut profit = vec![0.0; months];
    for spent in 0..months {
        let share = (funded - spent as f64).clamp(0.0, 1.0);
        let annual = revenue / period * share * (1.0 + growth).powi(spent as i32 / 12);
        for (delay, part) in [(lag.floor(), 1.0 - lag.fract()), (lag.floor() + 1.0, lag.fract())] {
            let mut active = annual * part;
            for slot in profit.iter_mut().skip(spent + delay as usize).take(60) {
                *slot += active * margin / 12.0;
                active *= (1.0 - churn).powf(1.0 / 12.0);
            }
        }
    }
    profit
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn with_no_growth_churn_or_lag_the_first_year_equals_the_period_report(plan in full_plan(), period in 1.0..36.0f64) {
        let plan = with(&plan, &[(Field::AnnualChurn, 0.0), (Field::SalesCycleMonths, 0.0), (Field::PeriodMonths, period)]);
        let report = evaluate(&plan);
        let answer = project(&plan, &funded(period));
        for (scope, course) in report.tiers.iter().chain([&report.total]).zip(answer.tiers.iter().chain([&answer.total])) {
            let worth = worth(course);
            let value = |id| scope.value(id).expect("a value");
            let margin = plan.get(FieldPath::plan(Field::GrossMargin)).expect("given").likely();
            for (projected, reported) in [
                (worth.spend, value(MetricId::VendorCost)),
                (worth.first_year_gross_profit, margin * value(MetricId::RevenueCredited)),
                (1.0 + worth.first_year_roi.clone().expect("a value"), 1.0 + value(MetricId::Roi)),
            ] {
                prop_assert!((projected - reported).abs() <= 1e-12 * reported.abs(), "{projected} is not {reported}");
            }
        }
    }

    #[test]
    fn it_agrees_with_following_every_cohort(
        plan in full_plan(), lag in 0.0..40.0f64, churn in 0.0..1.0f64, period in 1.0..60.0f64,
        funded in 0.0..100.0f64, growth in 0.0..3.0f64, months in 1..120u16,
    ) {
        let plan = with(&plan, &[(Field::AnnualChurn, churn), (Field::SalesCycleMonths, lag), (Field::PeriodMonths, period)]);
        let horizon = Horizon { months, funded_months: Some(funded), productivity_growth: Some(growth), depth_or_breadth: None };
        let answer = project(&plan, &horizon);
        let report = evaluate(&plan);
        let margin = plan.get(FieldPath::plan(Field::GrossMargin)).expect("given").likely();
        for (scope, course) in report.tiers.iter().zip(&answer.tiers) {
            let revenue = scope.value(MetricId::RevenueCredited).expect("a value");
            let slow = slowly(revenue, margin, period, &horizon, lag, churn);
            let fast = course.gross_profit.as_ref().expect("a series");
            prop_assert_eq!(fast.len(), slow.len());
            for (fast, slow) in fast.iter().zip(&slow) {
                prop_assert!((fast - slow).abs() <= 1e-9 * slow.abs().max(1e-6), "{fast} is not {slow}");
            }
        }
        // A total is the sum of its tiers, month by month.
        for month in 0..usize::from(months) {
            let net = |course: &Course| worth(course).appraisal.net[month];
            let (sum, total) = (answer.tiers.iter().map(net).sum::<f64>(), net(&answer.total));
            let size: f64 = answer.tiers.iter().map(|tier| net(tier).abs()).sum();
            prop_assert!((sum - total).abs() <= 1e-9 * size.max(1.0), "{sum} is not {total}");
        }
    }

    #[test]
    fn later_or_leaving_customers_are_never_worth_more(plan in full_plan(), lag in 0.0..20.0f64, more in 0.0..20.0f64) {
        let npv = |lag: f64, churn: f64| {
            let plan = with(&plan, &[(Field::SalesCycleMonths, lag), (Field::AnnualChurn, churn)]);
            worth(&project(&plan, &Horizon::default()).total).appraisal.npv
        };
        let base = npv(lag, 0.2);
        let hair = 1e-9 * base.abs() + 1e-6;
        prop_assert!(npv(lag + more, 0.2) <= base + hair);
        prop_assert!(npv(lag, 0.2 + more / 30.0) <= base + hair);
    }

    #[test]
    fn nothing_but_numbers_and_reasons_comes_out(plan in any_plan(4), months in 1..120u16, growth in 0.0..10.0f64) {
        let horizon = Horizon {
            months, productivity_growth: Some(growth), depth_or_breadth: Some(extra()), ..Horizon::default()
        };
        let answer = project(&plan, &horizon);
        let json = serde_json::to_value(&answer).expect("writes");
        for course in answer.tiers.iter().chain([&answer.total]) {
            for series in [&course.spend, &course.gross_profit].into_iter().flatten() {
                prop_assert_eq!(series.len(), usize::from(months));
                prop_assert!(series.iter().all(|v| v.is_finite()));
            }
        }
        // JSON text of a number that is not finite would be null.
        for key in ["npv", "roi", "irr", "paybackMonth", "discountedPaybackMonth", "firstYearRoi"] {
            for scope in [&json["total"], &json["depthOrBreadth"]["depth"], &json["depthOrBreadth"]["breadth"]] {
                prop_assert_eq!(scope[key].is_null(), scope["reasons"][key].is_string(), "{} {}", key, scope);
            }
        }
    }
}
