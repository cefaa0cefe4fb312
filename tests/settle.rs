//! Forecast against actuals: the bridge by hand, by every order of change, and its laws on any two plans.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::variance::{Bridge, Component, Settlement, Status, read, settle, shapley};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

/// 100 opportunities of 1,000 at 20 %, half of the margin: 10,000 gross profit against 4,000.
fn forecast() -> Plan {
    Plan::new("USD").with(Field::GrossMargin, 0.5).with(Field::InfluenceCredit, 0.4).with_tier(
        Tier::named("A")
            .with(Field::MdfSpent, 3_000.0)
            .with(Field::ProgrammeCost, 1_000.0)
            .with(Field::OpportunitiesSourced, 100.0)
            .with(Field::WinRate, 0.2)
            .with(Field::DealSize, 1_000.0),
    )
}

fn valid(plan: Plan) -> ValidPlan {
    plan.validate().expect("a valid plan")
}

fn against(change: impl FnOnce(&mut Plan)) -> Bridge {
    let mut actuals = forecast();
    change(&mut actuals);
    settle(&valid(forecast()), &valid(actuals)).total.expect("a bridge")
}

/// The components that are not nothing.
fn parts(bridge: &Bridge) -> Vec<(Component, i64)> {
    let all = Component::ALL.iter().map(|c| (*c, bridge.component(*c)));
    all.filter(|(_, cents)| *cents != 0).collect()
}

fn in_tier(field: Field, value: f64) -> impl FnOnce(&mut Plan) {
    move |plan| plan.set(FieldPath::tier(0, field), Number::Exact(value))
}

#[test]
fn one_change_is_one_component() {
    let same = against(|_| {});
    assert_eq!((same.forecast, same.actual, parts(&same)), (600_000, 600_000, vec![]));
    let volume = against(in_tier(Field::OpportunitiesSourced, 150.0));
    assert_eq!(parts(&volume), [(Component::Volume, 500_000)]);
    assert_eq!(parts(&against(in_tier(Field::WinRate, 0.1))), [(Component::WinRate, -500_000)]);
    assert_eq!(parts(&against(in_tier(Field::DealSize, 1_100.0))), [(Component::DealSize, 100_000)]);
    assert_eq!(parts(&against(in_tier(Field::MdfSpent, 3_500.5))), [(Component::Cost, -50_050)]);
    let margin = against(|plan| plan.set(FieldPath::plan(Field::GrossMargin), Number::Exact(0.6)));
    assert_eq!(parts(&margin), [(Component::GrossMargin, 200_000)]);
    // Credit on nothing changes nothing.
    let credit = against(|plan| plan.set(FieldPath::plan(Field::InfluenceCredit), Number::Exact(1.0)));
    assert_eq!(parts(&credit), []);
}

#[test]
fn two_changes_share_what_they_do_together() {
    let both = against(|plan| {
        in_tier(Field::OpportunitiesSourced, 150.0)(plan);
        in_tier(Field::WinRate, 0.1)(plan);
    });
    // 50 opportunities at the mean rate of 15 %, and 10 % less at the mean of 125 opportunities.
    assert_eq!(parts(&both), [(Component::Volume, 375_000), (Component::WinRate, -625_000)]);
    assert_eq!(both.change(), -250_000);
}

#[test]
fn influence_and_its_credit_are_part_of_the_bridge() {
    let with_influence = |credit: f64| {
        let mut plan = forecast().with(Field::InfluenceCredit, credit);
        plan.tiers[0].set(Field::OpportunitiesInfluenced, Number::Exact(50.0));
        valid(plan)
    };
    let bridge = settle(&with_influence(0.2), &with_influence(0.5)).total.expect("a bridge");
    // 50 × 20 % × 1,000 × 50 % = 5,000 of gross profit, 30 % more of it.
    assert_eq!(parts(&bridge), [(Component::InfluenceCredit, 150_000)]);
    let more = settle(&valid(forecast().with(Field::InfluenceCredit, 0.5)), &with_influence(0.5));
    assert_eq!(parts(&more.total.expect("a bridge")), [(Component::Volume, 250_000)]);
}

#[test]
fn nothing_sold_leaves_rate_and_size_alone() {
    let none = against(in_tier(Field::OpportunitiesSourced, 0.0));
    assert_eq!(parts(&none), [(Component::Volume, -1_000_000)]);
}

#[test]
fn a_side_with_fewer_figures_makes_a_coarser_bridge() {
    let revenue = |plan: &mut Plan| {
        plan.tiers[0] = Tier::named("A").with(Field::MdfSpent, 4_000.0).with(Field::RevenueSourced, 25_000.0);
    };
    assert_eq!(parts(&against(revenue)), [(Component::Revenue, 250_000)]);
    let pipeline = |plan: &mut Plan| {
        plan.tiers[0] = Tier::named("A")
            .with(Field::MdfSpent, 4_000.0)
            .with(Field::PipelineSourced, 200_000.0)
            .with(Field::WinRate, 0.2);
    };
    assert_eq!(parts(&against(pipeline)), [(Component::Volume, 1_000_000)]);
    let customers = |plan: &mut Plan| {
        plan.tiers[0] = Tier::named("A")
            .with(Field::MdfSpent, 4_000.0)
            .with(Field::CustomersSourced, 20.0)
            .with(Field::DealSize, 2_000.0);
    };
    assert_eq!(parts(&against(customers)), [(Component::DealSize, 1_000_000)]);
}

#[test]
fn tiers_that_came_or_went_are_components_of_their_own() {
    let mut actuals = forecast();
    actuals.tiers[0].name = "a ".to_owned(); // the same tier, typed otherwise
    actuals.tiers.push(Tier::named("New").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 1_000.0));
    let mut before = forecast();
    before.tiers.push(Tier::named("Old").with(Field::MdfSpent, 50.0).with(Field::RevenueSourced, 300.0));
    let answer = settle(&valid(before), &valid(actuals));
    let found: Vec<_> = answer.tiers.iter().map(|t| (t.name.as_str(), t.status)).collect();
    assert_eq!(found, [("A", Status::Both), ("Old", Status::Dropped), ("New", Status::Added)]);
    let total = answer.total.expect("a bridge");
    assert_eq!(parts(&total), [(Component::TierAdded, 40_000), (Component::TierDropped, -10_000)]);
    assert_eq!(total.change(), 30_000);
}

#[test]
fn what_is_missing_is_said_and_left_out_on_both_sides() {
    let mut actuals = forecast();
    actuals.tiers[0].set(Field::MdfSpent, None);
    actuals.tiers.push(Tier::named("B").with(Field::MdfSpent, 1.0).with(Field::RevenueSourced, 4.0));
    let mut before = forecast();
    before.tiers.push(Tier::named("B").with(Field::MdfSpent, 1.0).with(Field::RevenueSourced, 4.0));
    let answer = settle(&valid(before), &valid(actuals));
    assert_eq!(answer.tiers[0].bridge.as_ref().expect_err("none"), "In the actuals: Needs MDF spent.");
    assert_eq!(answer.covers, Some(vec!["B".to_owned()]));
    assert_eq!(answer.total.expect("a bridge").forecast, 100);
    let nothing = settle(&valid(forecast()), &valid(Plan::new("USD").with_tier(Tier::named("A"))));
    assert!(nothing.total.expect_err("none").contains("gross margin"));
}

#[test]
fn what_cannot_be_stated_to_the_cent_is_not() {
    let huge = |plan: &mut Plan| {
        plan.tiers[0] = Tier::named("A")
            .with(Field::MdfSpent, 4_000.0)
            .with(Field::CustomersSourced, 1e9)
            .with(Field::DealSize, 1e13);
    };
    let mut actuals = forecast();
    huge(&mut actuals);
    let answer = settle(&valid(forecast()), &valid(actuals));
    assert!(answer.total.expect_err("none").contains("Too large"));
    // Both ends can be stated, what lies between them cannot: the change of revenue stays undivided.
    let few = |plan: &mut Plan| {
        in_tier(Field::OpportunitiesSourced, 1e-8)(plan);
        in_tier(Field::DealSize, 1e13)(plan);
    };
    let many = |plan: &mut Plan| {
        in_tier(Field::OpportunitiesSourced, 1e9)(plan);
        in_tier(Field::DealSize, 1e-4)(plan);
    };
    let (mut before, mut after) = (forecast(), forecast());
    few(&mut before);
    many(&mut after);
    let bridge = settle(&valid(before), &valid(after)).total.expect("a bridge");
    assert_eq!((bridge.change(), bridge.component(Component::Volume)), (0, 0));
}

#[test]
fn the_answer_crosses_the_boundary_with_its_assumptions() {
    let mut actuals = forecast().with(Field::PeriodMonths, 6.0);
    actuals.tiers[0].set(Field::ProgrammeCost, None);
    actuals.tiers[0].set(Field::MdfSpent, Number::Exact(4_000.1));
    let json = serde_json::to_value(settle(&valid(forecast()), &valid(actuals))).expect("writes");
    assert_eq!(json["total"]["change"], -0.1);
    let cost = json["total"]["components"].as_array().expect("a list").iter().find(|c| c["id"] == "cost");
    assert_eq!(cost.expect("a cost")["value"], -0.1);
    assert_eq!(json["tiers"][0]["status"], "both");
    assert_eq!(json["warnings"].as_array().expect("a list").len(), 1);
    let fields: Vec<_> =
        json["assumptions"].as_array().expect("a list").iter().map(|a| a["field"].clone()).collect();
    assert!(fields.contains(&"/actuals/tiers/0/programmeCost".into()), "{fields:?}");
    assert!(!fields.contains(&"/forecast/tiers/0/programmeCost".into()), "{fields:?}");
}

#[test]
fn problems_of_both_plans_are_named() {
    let value = |json: &str| serde_json::from_str::<Value>(json).expect("JSON");
    let good = r#"{"version":1,"currency":"USD","tiers":[{"name":"A"}]}"#;
    let euro = good.replace("USD", "EUR");
    let bad = good.replace("\"A\"", "\"A\",\"winRate\":2");
    let paths = |forecast: &str, actuals: &str| {
        let found = read(&value(forecast), &value(actuals)).expect_err("refused");
        found.into_iter().map(|p| (p.path, p.kind.code())).collect::<Vec<_>>()
    };
    assert!(read(&value(good), &value(good)).is_ok());
    assert_eq!(paths(good, &euro), [("/actuals/currency".to_owned(), "unknownCurrency")]);
    assert_eq!(
        paths(&bad, &bad),
        [
            ("/forecast/tiers/0/winRate".to_owned(), "outOfRange"),
            ("/actuals/tiers/0/winRate".to_owned(), "outOfRange"),
        ]
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

/// Every order in which four factors can change, averaged.
fn by_every_order(before: [f64; 4], after: [f64; 4]) -> [f64; 4] {
    fn walk(order: &mut Vec<usize>, visit: &mut dyn FnMut(&[usize])) {
        if order.len() == 4 {
            visit(order);
            return;
        }
        for next in 0..4 {
            if !order.contains(&next) {
                order.push(next);
                walk(order, visit);
                order.pop();
            }
        }
    }
    let mut shares = [0.0; 4];
    walk(&mut Vec::new(), &mut |order| {
        let mut now = before;
        for at in order {
            let was: f64 = now.iter().product();
            now[*at] = after[*at];
            shares[*at] += (now.iter().product::<f64>() - was) / 24.0;
        }
    });
    shares
}

fn adds_up(answer: &Settlement) -> Result<(), TestCaseError> {
    let mut sum = 0;
    for tier in &answer.tiers {
        if let Ok(bridge) = &tier.bridge {
            prop_assert_eq!(
                bridge.components.iter().sum::<i64>(),
                bridge.actual - bridge.forecast,
                "{}",
                tier.name
            );
            sum += bridge.change();
        }
    }
    if let Ok(total) = &answer.total {
        prop_assert_eq!(total.components.iter().sum::<i64>(), total.actual - total.forecast);
        prop_assert_eq!(total.change(), sum);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_closed_form_is_the_mean_over_every_order(before in prop::array::uniform4(0.0..1e3f64), after in prop::array::uniform4(0.0..1e3f64)) {
        let (closed, walked) = (shapley(before, after), by_every_order(before, after));
        for (closed, walked) in closed.iter().zip(walked) {
            prop_assert!((closed - walked).abs() <= 1e-3 + 1e-9 * walked.abs(), "{closed} is not {walked}");
        }
    }

    #[test]
    fn any_two_plans_add_up_to_the_cent_and_swapping_them_flips_every_sign(a in any_plan(4), b in any_plan(4)) {
        let (there, back) = (settle(&a, &b), settle(&b, &a));
        adds_up(&there)?;
        adds_up(&back)?;
        if let (Ok(there), Ok(back)) = (&there.total, &back.total) {
            prop_assert_eq!((there.forecast, there.actual), (back.actual, back.forecast));
            for component in Component::ALL {
                let mirror = match component {
                    Component::TierAdded => Component::TierDropped,
                    Component::TierDropped => Component::TierAdded,
                    other => other,
                };
                prop_assert_eq!(there.component(component), -back.component(mirror), "{:?}", component);
            }
        }
        prop_assert!(there.total.is_ok() == back.total.is_ok());
    }

    #[test]
    fn plans_of_practice_add_up_and_agree_with_their_reports(a in full_plan(), b in full_plan()) {
        let answer = settle(&a, &b);
        adds_up(&answer)?;
        for (plan, side) in [(&a, 0), (&b, 1)] {
            let report = evaluate(plan);
            let margin = plan.get(FieldPath::plan(Field::GrossMargin)).expect("given").likely();
            let value = |id| report.total.value(id).expect("a value");
            let net = margin * value(MetricId::RevenueCredited) - value(MetricId::VendorCost);
            let total = answer.total.as_ref().expect("a bridge");
            let stated = [total.forecast, total.actual][side] as f64 / 100.0;
            prop_assert!((stated - net).abs() <= 0.03, "{stated} is not {net}"); // a cent for each tier, rounded
        }
        let total = answer.total.expect("a bridge");
        prop_assert_eq!(total.component(Component::Revenue), 0, "all figures are there");
    }

    #[test]
    fn what_did_not_change_has_no_part(plan in full_plan(), factor in 0.5..2.0f64, which in 0..5usize) {
        let mut actuals = plan.clone().into_inner();
        let (fields, component) = [
            (&[Field::WinRate][..], Component::WinRate),
            (&[Field::MdfSpent], Component::Cost),
            (&[Field::PipelineSourced, Field::PipelineInfluenced], Component::Volume),
            (&[Field::DealSize], Component::DealSize),
            (&[Field::GrossMargin], Component::GrossMargin),
        ][which];
        for field in fields {
            let places: Vec<FieldPath> = actuals.places().filter(|place| place.field == *field).collect();
            for place in places {
                let value = actuals.get(place).expect("given").likely() * factor;
                let rate = matches!(field, Field::WinRate | Field::GrossMargin);
                actuals.set(place, Number::Exact(if rate { value.min(1.0) } else { value }));
            }
        }
        let total = settle(&plan, &valid(actuals)).total.expect("a bridge");
        let allowed = match component {
            // Larger deals of the same pipeline are fewer deals.
            Component::DealSize => vec![Component::DealSize, Component::Volume],
            other => vec![other],
        };
        for (found, cents) in parts(&total) {
            prop_assert!(allowed.contains(&found), "{found:?} has {cents} cents of {component:?}");
        }
        if component == Component::DealSize {
            prop_assert!(total.change().abs() <= 5, "the same pipeline at the same rate");
        }
    }
}
