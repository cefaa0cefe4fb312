//! Plans for tests: any valid plan that a generator can think of.
#![allow(clippy::expect_used, reason = "a panic is how a test answers")]

use comarketing_roi_engine::plan::{Group, Kind, Switch};
use comarketing_roi_engine::{Field, FieldPath, Number, Plan, Tier, ValidPlan};
use proptest::prelude::*;

/// A number that a field of this kind may hold: zero, round, tiny, huge.
fn number(kind: Kind) -> BoxedStrategy<f64> {
    let (min, max) = kind.range();
    match kind {
        Kind::Rate => prop_oneof![1 => Just(0.0), 1 => Just(1.0), 8 => 0.0..1.0f64].boxed(),
        Kind::Money | Kind::Count => {
            prop_oneof![1 => Just(0.0), 1 => Just(max), 1 => 1e-300..1e-3f64, 12 => 1.0..1e7f64].boxed()
        }
        _ => (min..max).boxed(),
    }
}

fn maybe(kind: Kind) -> impl Strategy<Value = Option<f64>> {
    prop_oneof![1 => Just(None), 3 => number(kind).prop_map(Some)]
}

/// Any valid plan of one to `tiers` tiers, every figure given or absent.
pub(crate) fn any_plan(tiers: usize) -> impl Strategy<Value = ValidPlan> {
    let figures = |group| Field::of(group).map(|field| maybe(field.kind())).collect::<Vec<_>>();
    let shared: Vec<Field> = Field::ALL.iter().copied().filter(|f| f.group() != Group::Tier).collect();
    let shared_figures: Vec<_> = shared.iter().map(|field| maybe(field.kind())).collect();
    let tier = figures(Group::Tier);
    (prop::collection::vec(tier, 1..=tiers), shared_figures, any::<[Option<bool>; 3]>()).prop_map(
        move |(tiers, shared_values, said)| {
            let mut plan = Plan::new("USD");
            for (switch, holds) in Switch::ALL.into_iter().zip(said) {
                plan.say(switch, holds);
            }
            for (at, values) in tiers.into_iter().enumerate() {
                let mut tier = Tier::named(format!("Tier {at}"));
                for (field, value) in Field::of(Group::Tier).zip(values) {
                    tier.set(field, value.map(Number::Exact));
                }
                plan.tiers.push(tier);
            }
            for (field, value) in shared.iter().zip(shared_values) {
                plan.set(FieldPath::plan(*field), value.map(Number::Exact));
            }
            plan.validate().expect("generated within the ranges")
        },
    )
}

/// A plan as a program manager has it: every figure of the first view is there, none is zero.
pub(crate) fn full_plan() -> impl Strategy<Value = ValidPlan> {
    let tier = (1e3..1e6f64, 10.0..5e3f64, 1e4..1e7f64, 1e4..1e7f64, 0.05..0.6f64, 1e3..1e5f64, 0.0..5e5f64);
    let plan = (0.1..0.95f64, 0.0..1.0f64, 0.02..0.6f64, any::<bool>());
    (prop::collection::vec(tier, 1..=5), plan).prop_map(|(tiers, (margin, credit, churn, includes))| {
        let mut plan = Plan::new("USD")
            .with(Field::GrossMargin, margin)
            .with(Field::InfluenceCredit, credit)
            .with(Field::AnnualChurn, churn)
            .with(Field::DirectCost, 5e6)
            .with(Field::DirectPipeline, 9e7)
            .with(Field::DirectCustomers, 1e5)
            .with(Field::DirectRevenue, 2e7);
        plan.say(Switch::IncludesInfluenced, Some(includes));
        for (at, (mdf, leads, sourced, influenced, win, deal, programme)) in tiers.into_iter().enumerate() {
            plan.tiers.push(
                Tier::named(format!("Tier {at}"))
                    .with(Field::MdfSpent, mdf)
                    .with(Field::ProgrammeCost, programme)
                    .with(Field::Leads, leads)
                    .with(Field::PipelineSourced, sourced)
                    .with(Field::PipelineInfluenced, influenced)
                    .with(Field::WinRate, win)
                    .with(Field::DealSize, deal),
            );
        }
        plan.validate().expect("generated within the ranges")
    })
}
