//! Laws of the model, tried on plans that nobody thought of.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::symbol::{Symbol, Unit};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Report, ValidPlan, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

fn config() -> Config {
    Config {
        cases: 400,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(7),
        ..Config::default()
    }
}

/// Equal but for the rounding of sums.
fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-7 * a.abs().max(b.abs()).max(1e-9),
        (None, None) => true,
        _ => false,
    }
}

fn changed(plan: &ValidPlan, change: impl FnOnce(&mut Plan)) -> Report {
    let mut plan = plan.clone().into_inner();
    change(&mut plan);
    evaluate(&plan.validate().expect("still valid"))
}

/// Each metric's values for every scope of the report.
fn values(report: &Report, id: MetricId) -> Vec<Option<f64>> {
    let scopes = report.tiers.iter().chain([&report.total, &report.direct]);
    scopes.map(|scope| scope.value(id)).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_figure_is_nan_or_infinite_and_each_missing_one_has_a_reason(plan in any_plan(4)) {
        let report = evaluate(&plan);
        for scope in report.tiers.iter().chain([&report.total, &report.direct]) {
            for figure in scope.figures() {
                match figure.value {
                    Ok(value) => prop_assert!(value.is_finite(), "{}", figure.metric.id.text()),
                    Err(_) => prop_assert!(figure.reason().is_some_and(|r| r.len() > 10)),
                }
                prop_assert!(figure.terms().iter().all(|t| t.value.is_none_or(f64::is_finite)));
            }
        }
    }

    #[test]
    fn scaling_money_scales_money_and_leaves_ratios(plan in full_plan(), scale in 0.01..100.0f64) {
        let before = evaluate(&plan);
        let after = changed(&plan, |plan| {
            let places: Vec<FieldPath> = plan.places().collect();
            for place in places {
                let money = place.field.kind() == comarketing_roi_engine::plan::Kind::Money;
                if let Some(number) = plan.get(place).filter(|_| money) {
                    plan.set(place, Number::Exact(number.likely() * scale));
                }
            }
        });
        for id in MetricId::ALL.iter().copied() {
            // Money for each unit of money is a ratio, though it is written as money.
            let money = id.metric().unit == Unit::Currency && id != MetricId::CostPerInfluencedPipelineDollar;
            let factor = if money { scale } else { 1.0 };
            for (b, a) in values(&before, id).into_iter().zip(values(&after, id)) {
                prop_assert!(close(b.map(|v| v * factor), a), "{}: {b:?} became {a:?}", id.text());
            }
        }
    }

    #[test]
    fn the_order_of_tiers_does_not_matter(plan in any_plan(4)) {
        let before = evaluate(&plan);
        let after = changed(&plan, |plan| plan.tiers.reverse());
        for id in MetricId::ALL.iter().copied() {
            prop_assert!(close(before.total.value(id), after.total.value(id)), "{}", id.text());
            let basis = |report: &Report| report.total.figure(id).map(|figure| figure.basis);
            prop_assert_eq!(basis(&before), basis(&after), "{}", id.text());
            for (a, b) in before.tiers.iter().zip(after.tiers.iter().rev()) {
                prop_assert!(close(a.value(id), b.value(id)), "{}", id.text());
            }
        }
    }

    #[test]
    fn splitting_a_tier_in_two_leaves_totals(plan in full_plan(), share in 0.1..0.9f64) {
        let before = evaluate(&plan);
        let after = changed(&plan, |plan| {
            let mut second = plan.tiers[0].clone();
            second.name = "Second half".to_owned();
            for (part, factor) in [(&mut plan.tiers[0], share), (&mut second, 1.0 - share)] {
                for field in Field::of(comarketing_roi_engine::plan::Group::Tier) {
                    let mean = matches!(field, Field::WinRate | Field::DealSize);
                    if let Some(number) = part.get(field).filter(|_| !mean) {
                        part.set(field, Number::Exact(number.likely() * factor));
                    }
                }
            }
            plan.tiers.push(second);
        });
        for id in MetricId::ALL.iter().copied() {
            prop_assert!(close(before.total.value(id), after.total.value(id)), "{}", id.text());
        }
    }

    #[test]
    fn more_cost_never_raises_a_return(plan in any_plan(3), more in 1.0..1e6f64, programme in any::<bool>()) {
        let field = if programme { Field::ProgrammeCost } else { Field::MdfSpent };
        let place = FieldPath::tier(0, field);
        let Some(cost) = plan.get(place).map(|n| n.likely()).filter(|c| c + more <= 1e13) else { return Ok(()) };
        let before = evaluate(&plan);
        let after = changed(&plan, |plan| plan.set(place, Number::Exact(cost + more)));
        for id in [MetricId::Roi, MetricId::GrossProfitLessCost, MetricId::RoiSourcedOnly, MetricId::RoiFullInfluence, MetricId::RoiRevenue, MetricId::Ropi] {
            for (b, a) in values(&before, id).into_iter().zip(values(&after, id)) {
                // From no cost at all there was no return to compare with.
                if let (Some(b), Some(a)) = (b, a) {
                    prop_assert!(a <= b + 1e-9 * b.abs(), "{}: {b} rose to {a}", id.text());
                }
            }
        }
    }

    #[test]
    fn the_band_contains_the_headline(plan in any_plan(4)) {
        let report = evaluate(&plan);
        for scope in report.tiers.iter().chain([&report.total]) {
            for [low, id, high] in [
                [MetricId::RoiSourcedOnly, MetricId::Roi, MetricId::RoiFullInfluence],
                [MetricId::PipelinePerMdfDollarSourcedOnly, MetricId::PipelinePerMdfDollar, MetricId::PipelinePerMdfDollarFullInfluence],
            ] {
                if let (Some(low), Some(value), Some(high)) = (scope.value(low), scope.value(id), scope.value(high)) {
                    let hair = 1e-9 * value.abs().max(1.0);
                    prop_assert!(low <= value + hair && value <= high + hair, "{low} {value} {high}");
                }
            }
        }
    }

    #[test]
    fn credit_is_conserved(plan in full_plan()) {
        let report = evaluate(&plan);
        let partner = report.total.value(MetricId::CustomersCredited).expect("customers");
        let direct = report.direct.value(MetricId::DirectCacAllCostStays).map(|cac| 5e6 / cac).expect("direct customers");
        let sum = |symbol| -> f64 {
            report.tiers.iter().filter_map(|t| t.figure(MetricId::LeadToCustomer)?.symbol(symbol).value).sum()
        };
        // Direct's report holds the influenced deals, or it does not; either way each customer counts once.
        let influenced = if plan.said(Switch::IncludesInfluenced) == Some(true) { 0.0 } else { sum(Symbol::Ki) };
        let all = 1e5 + sum(Symbol::Ks) + influenced;
        prop_assert!(close(Some(partner + direct), Some(all)), "{partner} + {direct} is not {all}");
    }

    #[test]
    fn lifetime_falls_with_churn_rises_with_expansion_and_ends_at_the_textbook(
        plan in full_plan(), less in 0.0..0.5f64, more in 0.3..0.5f64, expansion in 0.0..0.5f64
    ) {
        let ltv = |figures: &[(Field, f64)]| {
            let figures = figures.to_vec();
            let found = changed(&plan, |plan| figures.iter().for_each(|(field, value)| plan.set(FieldPath::plan(*field), Number::Exact(*value))));
            (found.total.value(MetricId::Ltv).expect("a value"), found.total.value(MetricId::LtvSimple))
        };
        let (churn, of) = (Field::AnnualChurn, |churn| ltv(&[(Field::AnnualChurn, churn)]).0);
        prop_assert!(of(less) >= of(less + more));
        prop_assert!(ltv(&[(churn, less), (Field::AnnualExpansion, expansion)]).0 >= of(less));
        // In a hundred years next to nobody is left.
        let (long, simple) = ltv(&[(churn, more), (Field::MaxLifetimeYears, 100.0)]);
        prop_assert!(close(Some(long), simple), "{long} is not {simple:?}");
        prop_assert!(of(more) < long);
        // A customer that pays as much in every year counts as many as are counted.
        let kept = ltv(&[(churn, 0.0)]).0 / ltv(&[(churn, 1.0)]).0;
        prop_assert!((kept - 5.0).abs() < 1e-12, "{kept}");
    }

    #[test]
    fn the_joint_ledger_is_both_ledgers(plan in full_plan(), own in 1.0..1e6f64, margins in (0.0..0.5f64, 0.0..0.5f64), services in (0.0..1e5f64, 0.0..1.0f64)) {
        let found = changed(&plan, |plan| {
            for (field, value) in [
                (Field::PartnerMargin, margins.0), (Field::PartnerMarginInfluenced, margins.1),
                (Field::PartnerServicesPerDeal, services.0), (Field::PartnerServicesMargin, services.1),
            ] {
                plan.set(FieldPath::plan(field), Number::Exact(value));
            }
            plan.tiers.iter_mut().for_each(|tier| tier.set(Field::PartnerContribution, Number::Exact(own)));
        });
        for scope in found.tiers.iter().chain([&found.total]) {
            let gain = |id, cost| {
                let figure = scope.figure(id).expect("stated");
                figure.value.expect("a value") * figure.symbol(cost).value.expect("a value")
            };
            let (vendor, partner) = (gain(MetricId::Roi, Symbol::Cv), gain(MetricId::RoiPartner, Symbol::P));
            let joint = gain(MetricId::RoiJoint, Symbol::Cj);
            let scale = vendor.abs() + partner.abs() + scope.value(MetricId::VendorCost).expect("a value") + own;
            prop_assert!((joint - vendor - partner).abs() <= 1e-9 * scale, "{joint}: {vendor} and {partner}");
        }
    }

    #[test]
    fn the_blend_does_not_depend_on_the_credit(plan in full_plan(), credit in 0.0..1.0f64) {
        let before = evaluate(&plan);
        let after = changed(&plan, |plan| plan.set(FieldPath::plan(Field::InfluenceCredit), Number::Exact(credit)));
        prop_assert!(close(before.total.value(MetricId::BlendedCac), after.total.value(MetricId::BlendedCac)));
    }

    #[test]
    fn the_break_even_credit_breaks_even(plan in full_plan()) {
        let report = evaluate(&plan);
        let credit = report.total.value(MetricId::BreakEvenInfluenceCredit).expect("a value");
        if (0.0..=1.0).contains(&credit) {
            let there = changed(&plan, |plan| plan.set(FieldPath::plan(Field::InfluenceCredit), Number::Exact(credit)));
            prop_assert!(there.total.value(MetricId::Roi).expect("a value").abs() < 1e-6);
        }
    }

    #[test]
    fn a_plan_reads_back_as_it_was_written(plan in any_plan(3)) {
        let text = serde_json::to_string(&*plan).expect("writes");
        let value = serde_json::from_str(&text).expect("reads");
        prop_assert_eq!(Plan::read(&value).expect("valid"), plan);
    }
}

proptest! {
    #![proptest_config(config())]

    /// What stays visible without costs is right, and is the same for all who have other costs in the same proportion; what
    /// is hidden would have told them.
    #[test]
    fn without_costs_every_figure_is_right_or_hidden_and_none_tells_them(plan in any_plan(4), by in 0.1..0.9f64) {
        let scaled = |plan: &ValidPlan, by: f64| {
            let mut plan = plan.clone().into_inner();
            for place in plan.places().collect::<Vec<_>>() {
                if let Some(number) = plan.get(place).filter(|_| place.field.is_cost_or_margin()) {
                    plan.set(place, Number::Exact(number.likely() * by));
                }
            }
            plan.validate().expect("still valid")
        };
        let shown = evaluate(&plan.without_costs().validate().expect("a plan"));
        let (real, other) = (evaluate(&plan), evaluate(&scaled(&plan, by)));
        for id in MetricId::ALL {
            let id = *id;
            for ((real, other), shown) in values(&real, id).into_iter().zip(values(&other, id)).zip(values(&shown, id)) {
                if id.tells_costs() {
                    prop_assert_eq!(shown, None, "{}", id.text());
                } else {
                    // Nine digits of each cost are kept; a return is a difference of what may be large.
                    let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * (a.abs().max(b.abs()) + 1.0);
                    let same = |b: Option<f64>| match (real, b) {
                        (Some(a), Some(b)) => near(a, b) || id == MetricId::BreakEvenCustomers && (a - b).abs() <= 1.0,
                        (a, b) => a.is_none() == b.is_none(),
                    };
                    prop_assert!(same(other), "{} tells costs: {:?} {:?}", id.text(), real, other);
                    prop_assert!(same(shown), "{} is wrong: {:?} {:?}", id.text(), real, shown);
                }
            }
        }
    }

    /// No figure is hidden without need.
    #[test]
    fn what_is_hidden_would_have_told_costs(plan in full_plan()) {
        let mut other = plan.clone().into_inner();
        other.set(FieldPath::plan(Field::PartnerMargin), Number::Exact(0.1));
        for at in 0..other.tiers.len() {
            other.set(FieldPath::tier(at, Field::PartnerContribution), Number::Exact(500.0));
        }
        let plan = other.clone().validate().expect("a plan");
        for place in other.places().collect::<Vec<_>>() {
            if let Some(number) = other.get(place).filter(|_| place.field.is_cost_or_margin()) {
                other.set(place, Number::Exact(number.likely() * 0.5));
            }
        }
        let (real, other) = (evaluate(&plan), evaluate(&other.validate().expect("a plan")));
        for id in MetricId::ALL.iter().filter(|id| id.tells_costs()) {
            let moved = values(&real, *id).iter().zip(values(&other, *id)).any(|(a, b)| !close(*a, b));
            let known = values(&real, *id).iter().any(Option::is_some);
            prop_assert!(moved || !known, "{} tells nothing", id.text());
        }
    }
}
