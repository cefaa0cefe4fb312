//! What holds of every projection: it agrees with the report, with following every cohort, and with itself.

use super::support::{any_plan, full_plan};
use super::{ask, extra, funded, worth};
use comarketing_roi_engine::project::{Course, Horizon};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, ValidPlan, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

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

/// Every month's spend as a cohort of its own, followed month by month: from the one after its win, for five years, less
/// by a year's churn at each anniversary.
fn slowly(revenue: f64, margin: f64, period: f64, horizon: &Horizon, lag: f64, churn: f64) -> Vec<f64> {
    let months = usize::from(horizon.months);
    let funded = horizon.funded_months.unwrap_or(months as f64);
    let growth = horizon.productivity_growth.unwrap_or(0.0);
    let mut profit = vec![0.0; months];
    for spent in 0..months {
        let share = (funded - spent as f64).clamp(0.0, 1.0);
        let annual = revenue / period * share * (1.0 + growth).powi(spent as i32 / 12);
        for (delay, part) in [(lag.floor(), 1.0 - lag.fract()), (lag.floor() + 1.0, lag.fract())] {
            let won = spent + delay as usize;
            for (age, slot) in profit.iter_mut().skip(won + 1).take(60).enumerate() {
                *slot += annual * part * (1.0 - churn).powi(age as i32 / 12) * margin / 12.0;
            }
        }
    }
    profit
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn without_growth_and_lag_the_first_year_equals_the_period_report(plan in full_plan(), period in 1.0..36.0f64) {
        let plan = with(&plan, &[(Field::SalesCycleMonths, 0.0), (Field::PeriodMonths, period)]);
        let report = evaluate(&plan);
        // Twelve months after the last win, and no fewer than the period has: how far it looks makes no difference.
        let answer = ask(&plan, &Horizon { months: period.ceil() as u16 + 12, ..funded(period) });
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
    fn a_customer_brings_its_lifetime_value(
        plan in full_plan(), churn in 0.0..=1.0f64, expansion in 0.0..=1.0f64, years in prop_oneof![0.0..9.9f64, Just(5.0)],
    ) {
        // One month is the whole period, so that there is one cohort, and the projection outlives it.
        let plan = with(&plan, &[
            (Field::PeriodMonths, 1.0), (Field::SalesCycleMonths, 0.0), (Field::AnnualChurn, churn),
            (Field::AnnualExpansion, expansion), (Field::MaxLifetimeYears, years),
        ]);
        let report = evaluate(&plan);
        let answer = ask(&plan, &Horizon { months: 120, ..funded(1.0) });
        for (scope, course) in report.tiers.iter().chain([&report.total]).zip(answer.tiers.iter().chain([&answer.total])) {
            let value = |id| scope.value(id).expect("a value");
            let (brought, worth) = (worth(course).gross_profit, value(MetricId::Ltv) * value(MetricId::CustomersCredited));
            prop_assert!((brought - worth).abs() <= 1e-9 * worth.abs(), "{brought} is not {worth}");
        }
    }

    #[test]
    fn the_first_year_return_is_the_headline_whatever_the_cycle_and_the_churn(
        plan in full_plan(), lag in 0.0..40.0f64, churn in 0.0..=1.0f64, expansion in 0.0..=1.0f64,
        share in 0.01..=1.0f64, more in 1..80u16,
    ) {
        let plan = with(&plan, &[
            (Field::SalesCycleMonths, lag), (Field::AnnualChurn, churn), (Field::AnnualExpansion, expansion),
        ]);
        let report = evaluate(&plan);
        // Long enough for some win.
        let months = lag.floor() as u16 + more;
        let answer = ask(&plan, &Horizon { months, ..funded(share * f64::from(months)) });
        for (scope, course) in report.tiers.iter().chain([&report.total]).zip(answer.tiers.iter().chain([&answer.total])) {
            let roi = 1.0 + scope.value(MetricId::Roi).expect("a value");
            let first_year = 1.0 + worth(course).first_year_roi.clone().expect("a value");
            prop_assert!((first_year - roi).abs() <= 1e-9 * roi, "{first_year} is not {roi}");
        }
    }

    #[test]
    fn the_matched_return_is_that_of_spending_that_stops_a_sales_cycle_earlier(
        plan in full_plan(), lag in 0.0..30.0f64, months in 32..120u16,
    ) {
        let plan = with(&plan, &[(Field::SalesCycleMonths, lag)]);
        let whole = f64::from(months);
        let on = ask(&plan, &Horizon { months, ..funded(whole) });
        let stopped = ask(&plan, &Horizon { months, ..funded(whole - lag) });
        let (on, stopped) = (worth(&on.total), worth(&stopped.total));
        let (matched, roi) = (on.roi_matched.clone().expect("a value"), stopped.appraisal.roi.clone().expect("a value"));
        prop_assert!((matched - roi).abs() <= 1e-9 * (1.0 + roi), "{matched} is not {roi}");
        prop_assert!((on.spend_matched - stopped.spend).abs() <= 1e-9 * stopped.spend);
        prop_assert!(matched >= on.appraisal.roi.clone().expect("a value") - 1e-9);
    }

    #[test]
    fn a_cohort_is_paid_back_when_the_report_says(plan in full_plan()) {
        let plan = with(&plan, &[
            (Field::PeriodMonths, 1.0), (Field::SalesCycleMonths, 0.0), (Field::CostFollowsCredit, 0.0),
        ]);
        let report = evaluate(&plan);
        let answer = ask(&plan, &funded(1.0));
        for (scope, course) in report.tiers.iter().chain([&report.total]).zip(answer.tiers.iter().chain([&answer.total])) {
            let cac = scope.value(MetricId::CacPaybackMonths).expect("a value");
            let paid = worth(course).appraisal.payback_periods.clone();
            // The report's payback knows no churn: within the first contract there is none.
            match paid {
                Ok(paid) if cac <= 12.0 => prop_assert!((paid - cac).abs() <= 1e-9 * cac, "{paid} is not {cac}"),
                Ok(paid) => prop_assert!(paid >= cac - 1e-9 * cac, "{paid} is less than {cac}"),
                Err(_) => prop_assert!(cac > 12.0, "{cac}"),
            }
        }
    }

    #[test]
    fn it_agrees_with_following_every_cohort(
        plan in full_plan(), lag in 0.0..40.0f64, churn in 0.0..1.0f64, period in 1.0..60.0f64,
        share in 0.0..=1.0f64, growth in 0.0..3.0f64, months in 1..120u16,
    ) {
        let funded = share * f64::from(months);
        let plan = with(&plan, &[(Field::AnnualChurn, churn), (Field::SalesCycleMonths, lag), (Field::PeriodMonths, period)]);
        let horizon = Horizon { months, funded_months: Some(funded), productivity_growth: Some(growth), depth_or_breadth: None };
        let answer = ask(&plan, &horizon);
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
            worth(&ask(&plan, &Horizon::default()).total).appraisal.npv
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
        let answer = ask(&plan, &horizon);
        let json = serde_json::to_value(&answer).expect("writes");
        for course in answer.tiers.iter().chain([&answer.total]) {
            for series in [&course.spend, &course.gross_profit].into_iter().flatten() {
                prop_assert_eq!(series.len(), usize::from(months));
                prop_assert!(series.iter().all(|v| v.is_finite()));
            }
        }
        // JSON text of a number that is not finite would be null.
        for key in ["npv", "roi", "roiMatched", "irr", "paybackMonth", "discountedPaybackMonth", "firstYearRoi"] {
            for scope in [&json["total"], &json["depthOrBreadth"]["depth"], &json["depthOrBreadth"]["breadth"]] {
                prop_assert_eq!(scope[key].is_null(), scope["reasons"][key].is_string(), "{} {}", key, scope);
            }
        }
    }
}
