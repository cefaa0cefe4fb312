//! Projection over years: by hand, against a slow simulation of every cohort, and its laws (`project/laws.rs`).
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "project/laws.rs"]
mod laws;
mod support;

use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::project::{
    Course, DepthOrBreadth, Extra, Horizon, Projection, ValidHorizon, Worth, project,
};
use comarketing_roi_engine::{Field, MetricId, Plan, Tier, ValidPlan, Value, evaluate};

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
    ask(&plan.validate().expect("a valid plan"), horizon)
}

fn ask(plan: &ValidPlan, horizon: &Horizon) -> Projection {
    project(plan, &horizon.clone().validate().expect("a valid horizon"))
}

fn funded(months: f64) -> Horizon {
    Horizon { funded_months: Some(months), productivity_growth: Some(0.0), ..Horizon::default() }
}

#[test]
fn a_year_without_growth_is_the_report() {
    let answer = run(plan(), &funded(12.0));
    let total = worth(&answer.total);
    near(total.spend, 1_200.0);
    near(total.first_year_gross_profit, 1_200.0);
    about(&total.first_year_roi, 0.0);
    let profit = answer.total.gross_profit.as_ref().expect("a series");
    assert_eq!(profit.len(), 36);
    // Each month a further hundred of annual gross profit, a twelfth of it a month from the next on; then nobody leaves.
    for (month, profit) in profit.iter().enumerate() {
        near(*profit, 100.0 / 12.0 * (month as f64).min(12.0));
    }
    near(total.gross_profit, 100.0 / 12.0 * 78.0 + 23.0 * 100.0);
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
    // By hand: in months 0 to 11 come 0 + 1 + … + 11 twelfths of 100, 550 in all; the other 650 come at 100 a month, from
    // month 12 on. A month later than if a month's wins brought profit in the month itself.
    about(&total.appraisal.payback_periods, 11.0 + 6.5);
}

#[test]
fn a_lag_moves_wins_and_a_fraction_of_a_month_divides_them() {
    let lag = |months: f64| {
        let answer = run(plan().with(Field::SalesCycleMonths, months), &funded(1.0));
        answer.total.gross_profit.expect("a series")
    };
    let expected = [(0.0, [0.0, 1.0, 1.0, 1.0]), (2.0, [0.0, 0.0, 0.0, 1.0]), (1.25, [0.0, 0.0, 0.75, 1.0])];
    for (months, shares) in expected {
        for (profit, share) in lag(months).iter().zip(shares) {
            near(*profit, share * 100.0 / 12.0);
        }
    }
    assert!(lag(35.0).iter().all(|profit| *profit <= 0.0), "won in the last month");
    near(lag(34.0)[35], 100.0 / 12.0);
}

#[test]
fn spend_is_matched_with_the_wins_that_fall_within_the_projection() {
    let with_cycle = |months: f64, horizon: &Horizon| {
        worth(&run(plan().with(Field::SalesCycleMonths, months), horizon).total).clone()
    };
    // 36 months of 100. What is spent in the last six is won after them.
    let late = with_cycle(6.0, &funded(36.0));
    near(late.spend, 3_600.0);
    near(late.spend_matched, 3_000.0);
    near(late.first_year_gross_profit, 3_000.0);
    about(&late.first_year_roi, 0.0);
    // All that was spent in months 0 to 29 came back, but for what of it is still to come.
    let cash = late.appraisal.roi.clone().expect("a value");
    assert!(late.roi_matched.clone().expect("a value") > cash, "{cash}");
    // A quarter of what is spent in month 34 is won in month 36: too late.
    near(with_cycle(1.25, &funded(36.0)).spend_matched, 3_600.0 - 100.0 - 25.0);
    near(with_cycle(24.0, &funded(12.0)).spend_matched, 1_200.0);
    let never = with_cycle(36.0, &funded(12.0));
    near(never.spend, 1_200.0);
    near(never.spend_matched, 0.0);
    assert!(never.appraisal.roi.is_ok());
    for roi in [never.roi_matched, never.first_year_roi] {
        assert!(roi.expect_err("none").contains("wins fall within the projection"));
    }
    let json = serde_json::to_value(run(plan(), &funded(12.0))).expect("writes");
    assert_eq!(json["total"]["spendMatched"], json["total"]["totalSpend"]);
    assert_eq!(json["total"]["roiMatched"], json["total"]["roi"]);
}

#[test]
fn churn_and_expansion_act_at_the_anniversary() {
    let answer = run(plan().with(Field::AnnualChurn, 0.36), &funded(1.0));
    let profit = answer.total.gross_profit.as_ref().expect("a series");
    near(answer.total.annual_retention.expect("churn is given"), 0.64);
    // Twelve months of contract after the month of the win, then 64 % of them, then 64 % of these.
    assert!(profit[0] <= 0.0);
    for (months, left) in [(1..13, 1.0), (13..25, 0.64), (25..36, 0.64 * 0.64)] {
        profit[months].iter().for_each(|profit| near(*profit, 100.0 / 12.0 * left));
    }
    near(worth(&answer.total).first_year_gross_profit, profit[1..13].iter().sum());
    let all = run(plan().with(Field::AnnualChurn, 1.0), &funded(1.0));
    near(worth(&all.total).gross_profit, 100.0);
    let grown = plan().with(Field::AnnualChurn, 0.36).with(Field::AnnualExpansion, 0.25);
    let grown = run(grown, &funded(1.0));
    near(grown.tiers[0].annual_retention.expect("churn is given"), 0.8);
    near(grown.total.gross_profit.expect("a series")[13], 100.0 / 12.0 * 0.8);
}

#[test]
fn a_month_of_spend_is_paid_back_after_the_cac_payback_of_the_report() {
    // 100 spent in month 0, for 240 of annual gross profit: five months of 20 pay for it.
    let plan = plan()
        .with(Field::PeriodMonths, 1.0)
        .with(Field::GrossMargin, 1.0)
        .with(Field::CostFollowsCredit, 0.0);
    let mut plan = plan.with(Field::AnnualChurn, 0.5);
    plan.tiers[0] = Tier::named("A")
        .with(Field::MdfSpent, 100.0)
        .with(Field::CustomersSourced, 2.0)
        .with(Field::DealSize, 120.0);
    let answer = run(plan.clone(), &funded(1.0));
    about(&worth(&answer.total).appraisal.payback_periods, 5.0);
    let report = evaluate(&plan.validate().expect("a valid plan"));
    near(report.total.value(MetricId::CacPaybackMonths).expect("a value"), 5.0);
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
    near(profit[18], 100.0 / 12.0);
    assert!(profit[19] <= 0.0);
    let long = Horizon { months: 120, ..funded(1.0) };
    let capped = run(plan(), &long);
    near(worth(&capped.total).gross_profit, 500.0);
    assert!(capped.assumptions.iter().any(|a| a.field == "/economics/maxLifetimeYears"));
    // Sixty months after the month of the win are the five years to the month.
    for (months, listed) in [(36, false), (61, false), (62, true)] {
        let answer = run(plan(), &Horizon { months, ..funded(1.0) });
        let found = answer.assumptions.iter().any(|a| a.field == "/economics/maxLifetimeYears");
        assert_eq!(found, listed, "{months} months");
    }
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
    // Neither changed when churn moved to the anniversary: the first year has none. What follows did.
    let leaving = run(
        plan().with(Field::AnnualChurn, 0.36),
        &Horizon { depth_or_breadth: Some(extra()), ..funded(1.0) },
    );
    let leaving = leaving.depth_or_breadth.expect("asked about");
    let lived = 1.0 + 0.64 + 0.64 * 0.64 * 11.0 / 12.0; // of 36 months, one is that of the win
    near(worth(&leaving.depth).gross_profit, 50.0 * lived);
    near(worth(&leaving.breadth).gross_profit, 25.0 * lived);
    near(leaving.depth.annual_retention.expect("churn is given"), 0.64);
    about(&leaving.equal_activation_rate, 0.5);
    for course in [&answer.depth, &answer.breadth] {
        let spend = course.spend.as_ref().expect("a series");
        near(spend[0], 600.0);
        near(worth(course).spend, 600.0);
        near(worth(course).spend_matched, 600.0);
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
    // Won in month 0, and so earned from month 1 on.
    let first = slow.depth.gross_profit.as_ref().expect("a series")[1];
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
    assert_eq!(*read("null").expect("valid"), Horizon::default());
    assert_eq!(read("{}").expect("valid"), ValidHorizon::default());
    let json = r#"{"months":48,"fundedMonths":12.5,"productivityGrowth":0.67,"depthOrBreadth":{"extraBudget":600,
        "productivityGain":0.5,"enablementMonths":0,"costPerRecruit":150,"activationRate":0.25,"rampMonths":0}}"#;
    let expected = Horizon {
        months: 48,
        funded_months: Some(12.5),
        productivity_growth: Some(0.67),
        depth_or_breadth: Some(extra()),
    };
    assert_eq!(*read(json).expect("valid"), expected);
    assert_eq!(read(json), expected.validate());
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let found = read(json).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
    };
    refused(
        r#"{"months":0,"fundedMonths":-1,"productivityGrowth":11}"#,
        &[("/months", "outOfRange"), ("/fundedMonths", "outOfRange"), ("/productivityGrowth", "outOfRange")],
    );
    // Not clamped, whatever comes first; beside months that are wrong themselves, the longest projection is the limit.
    refused(r#"{"fundedMonths":36.5}"#, &[("/fundedMonths", "outOfRange")]);
    refused(r#"{"fundedMonths":13,"months":12}"#, &[("/fundedMonths", "outOfRange")]);
    refused(r#"{"fundedMonths":48,"months":0}"#, &[("/months", "outOfRange")]);
    let found = read(r#"{"months":24,"fundedMonths":30.25}"#).expect_err("refused");
    assert_eq!((found[0].value.as_str(), found[0].kind.allowed()), ("30.25", Some((0.0, 24.0))));
    assert_eq!(found[0].message, "fundedMonths must be between 0 and 24, the months of the projection.");
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

#[test]
fn a_horizon_written_in_code_is_checked_as_one_that_is_read() {
    let refused = |horizon: Horizon, expected: &[(&str, &str)]| {
        let found = horizon.validate().expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected);
    };
    for months in [0, 121] {
        refused(Horizon { months, ..Horizon::default() }, &[("/months", "outOfRange")]);
    }
    refused(funded(36.5), &[("/fundedMonths", "outOfRange")]);
    refused(funded(f64::NAN), &[("/fundedMonths", "notFinite")]);
    refused(
        Horizon { productivity_growth: Some(10.5), ..funded(-1.0) },
        &[("/fundedMonths", "outOfRange"), ("/productivityGrowth", "outOfRange")],
    );
    let extra = Extra {
        budget: -1.0,
        productivity_gain: Some(11.0),
        enablement_months: Some(121.0),
        cost_per_recruit: Some(f64::INFINITY),
        activation_rate: Some(1.5),
        ramp_months: Some(-1.0),
    };
    refused(
        Horizon { depth_or_breadth: Some(extra), ..Horizon::default() },
        &[
            ("/depthOrBreadth/extraBudget", "outOfRange"),
            ("/depthOrBreadth/productivityGain", "outOfRange"),
            ("/depthOrBreadth/enablementMonths", "outOfRange"),
            ("/depthOrBreadth/costPerRecruit", "notFinite"),
            ("/depthOrBreadth/activationRate", "outOfRange"),
            ("/depthOrBreadth/rampMonths", "outOfRange"),
        ],
    );
    assert!(funded(36.0).validate().is_ok());
}
