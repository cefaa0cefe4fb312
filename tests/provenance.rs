//! How well a figure is known, and what a total does with tiers that lack figures: examples never count as given, and
//! spend of which no return is known is cost.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::draft::{Draft, Entry, Origin};
use comarketing_roi_engine::plan::Assumed;
use comarketing_roi_engine::resolve::Basis;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Plan, Problem, Report, Tier, Value, evaluate};
use proptest::prelude::*;
use support::full_plan;

fn report(plan: Plan) -> Report {
    evaluate(&plan.validate().expect("a valid plan"))
}

fn tier(name: &str, figures: &[(Field, f64)]) -> Tier {
    figures.iter().fold(Tier::named(name), |tier, (field, value)| tier.with(*field, *value))
}

#[track_caller]
fn about(actual: Option<f64>, expected: f64) {
    let actual = actual.expect("a value");
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

fn read(json: &str) -> Result<Plan, Vec<Problem>> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    Plan::read(&value).map(comarketing_roi_engine::ValidPlan::into_inner)
}

/// Three tiers of MDF and a pipeline in the first alone: fault U03.
fn pipeline_in_one() -> Plan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.76)
        .with(Field::InfluenceCredit, 0.4)
        .with_tier(tier(
            "Strategic",
            &[
                (Field::MdfSpent, 180e3),
                (Field::ProgrammeCost, 250e3),
                (Field::PipelineSourced, 2.7e6),
                (Field::PipelineInfluenced, 1.9e6),
                (Field::WinRate, 0.24),
                (Field::DealSize, 42e3),
            ],
        ))
        .with_tier(tier("Focus", &[(Field::MdfSpent, 80e3)]))
        .with_tier(tier("Scale", &[(Field::MdfSpent, 40e3)]))
}

#[test]
fn spend_without_return_is_cost_and_the_figure_says_so() {
    let found = report(pipeline_in_one());
    let roi = found.total.figure(MetricId::Roi).expect("stated");
    let revenue = 0.24 * (2.7e6 + 0.4 * 1.9e6);
    about(roi.value.ok(), 0.76 * revenue / 550e3 - 1.0); // 14.7 %, as if the same sums were of one tier
    about(roi.without, 0.76 * revenue / 430e3 - 1.0); // 46.8 %, which it used to say
    assert_eq!(roi.covers, Some(vec!["Strategic"]));
    let gaps: Vec<_> = roi.gaps.iter().map(|gap| (gap.tier, gap.place.path(), gap.cost)).collect();
    assert_eq!(
        gaps,
        [
            (1, "/tiers/1/pipelineSourced".to_owned(), Some(80e3)),
            (2, "/tiers/2/pipelineSourced".to_owned(), Some(40e3)),
        ]
    );
    assert!(roi.gaps.iter().all(|gap| gap.left_out.is_empty()), "all of their money is counted");
    let left = found.total.figure(MetricId::GrossProfitLessCost).expect("stated");
    about(left.value.ok(), 0.76 * revenue - 550e3); // what the return divides by its cost, of the same tiers
    about(left.without, 0.76 * revenue - 430e3);
    assert_eq!((left.covers.clone(), &left.gaps), (roi.covers.clone(), &roi.gaps));
    // What stands beside it is of the same money.
    about(found.total.value(MetricId::MdfSpent), 300e3);
    about(found.total.value(MetricId::PipelinePerMdfDollar), 3.46e6 / 300e3);
    assert_eq!(found.total.figure(MetricId::MdfSpent).expect("stated").covers, None);
    // As one tier with the same sums.
    let mut one = pipeline_in_one();
    one.tiers.truncate(1);
    one.tiers[0].set(Field::MdfSpent, comarketing_roi_engine::Number::Exact(300e3));
    let one = report(one);
    for id in [MetricId::Roi, MetricId::RoiSourcedOnly, MetricId::PartnerCac, MetricId::PipelinePerDollar] {
        about(found.total.value(id), one.total.value(id).expect("a value"));
    }
}

#[test]
fn a_tier_without_cost_is_left_out_with_the_money_that_goes_with_it() {
    let mut plan = pipeline_in_one();
    plan.tiers[1] = tier("Focus", &[(Field::PipelineSourced, 1e6), (Field::WinRate, 0.2)]);
    plan.tiers[2] = Tier::named("Scale");
    let found = report(plan);
    let roi = found.total.figure(MetricId::Roi).expect("stated");
    assert_eq!(roi.without, None, "no cost counts without return");
    let [gap] = roi.gaps else { panic!("a tier without any figure leaves nothing out: {:?}", roi.gaps) };
    assert_eq!((gap.tier, gap.place.path().as_str(), gap.cost), (1, "/tiers/1/mdfSpent", None));
    assert_eq!(gap.left_out, [(Symbol::S, 1e6)]);
}

#[test]
fn a_win_rate_that_is_missing_leaves_the_pipeline_out_and_counts_the_cost() {
    let mut plan = pipeline_in_one();
    plan.tiers[1].set(Field::PipelineSourced, comarketing_roi_engine::Number::Exact(1e6));
    plan.tiers.truncate(2);
    let found = report(plan);
    let roi = found.total.figure(MetricId::Roi).expect("stated");
    let [gap] = roi.gaps else { panic!("{:?}", roi.gaps) };
    assert_eq!((gap.place.path().as_str(), gap.cost), ("/tiers/1/winRate", Some(80e3)));
    assert_eq!(gap.left_out, [(Symbol::S, 1e6)]);
    // The pipeline itself is all there.
    assert!(found.total.figure(MetricId::PipelinePerDollar).expect("stated").gaps.is_empty());
}

#[test]
fn leads_are_no_return() {
    let mut plan = pipeline_in_one();
    plan.tiers[0].set(Field::Leads, comarketing_roi_engine::Number::Exact(430.0));
    let found = report(plan);
    let cost = found.total.figure(MetricId::CostPerLead).expect("stated");
    about(cost.value.ok(), 1000.0);
    assert_eq!(cost.without, None);
    assert_eq!(cost.gaps[0].left_out, [(Symbol::Cv, 80e3)], "the money that is not counted is named");
    assert_eq!(cost.gaps[0].place.path(), "/tiers/1/leads");
}

#[test]
fn the_report_says_it_as_plain_data() {
    let json = serde_json::to_value(report(pipeline_in_one())).expect("writes");
    let roi = &json["total"]["metrics"]["roi"];
    assert_eq!(roi["covers"], serde_json::json!(["Strategic"]));
    assert_eq!(
        roi["gaps"][0],
        serde_json::json!({ "tier": 1, "field": "/tiers/1/pipelineSourced", "cost": 80e3, "leftOut": [] })
    );
    assert!(roi["withoutGaps"].as_f64().is_some_and(|value| (value - 0.4677).abs() < 1e-3));
    assert!(json["total"]["metrics"]["mdfSpent"].get("gaps").is_none());
    assert_eq!((json["example"].clone(), json["examples"].clone()), (false.into(), serde_json::json!([])));
}

#[test]
fn an_example_is_worse_known_than_an_assumption_and_named() {
    let mut plan = pipeline_in_one();
    plan.tiers.truncate(1);
    plan.assumed.push(Assumed { field: "/economics/grossMargin".to_owned(), why: "A survey.".to_owned() });
    plan.examples = vec![FieldPath::tier(0, Field::WinRate)];
    let found = report(plan.clone());
    let basis = |id| found.tiers[0].figure(id).map(|figure| figure.basis);
    assert_eq!(basis(MetricId::Roi), Some(Basis::Example), "of an assumption and an example");
    assert_eq!(basis(MetricId::OpportunityToWin), Some(Basis::Example));
    assert_eq!(basis(MetricId::MdfSpent), Some(Basis::Given));
    assert_eq!(basis(MetricId::PipelinePerDollar), Some(Basis::Derived));
    assert!(found.is_example());
    assert_eq!(found.examples.iter().map(|left| left.place.path()).collect::<Vec<_>>(), ["/tiers/0/winRate"]);
    assert!(found.assumptions.iter().any(|assumed| assumed.place.path() == "/economics/grossMargin"));
    // The terms say which.
    let figure = found.tiers[0].figure(MetricId::Roi).expect("stated");
    let terms: Vec<_> = figure.terms().iter().map(|term| (term.symbol, term.basis)).collect();
    assert_eq!(terms, [("g", Basis::Assumed), ("R", Basis::Example), ("Cv", Basis::Derived)]);
    let json = serde_json::to_value(&found).expect("writes");
    assert_eq!(json["example"], true);
    assert_eq!(json["examples"], serde_json::json!([{ "field": "/tiers/0/winRate", "value": 0.24 }]));
    assert_eq!(json["tiers"][0]["metrics"]["roi"]["basis"], "example");
    // Until none is left.
    plan.examples.clear();
    let found = report(plan);
    assert!(!found.is_example());
    assert_eq!(found.tiers[0].figure(MetricId::Roi).map(|figure| figure.basis), Some(Basis::Assumed));
}

#[test]
fn an_allocation_that_is_taken_from_an_example_is_one_and_still_listed_as_assumed() {
    let mut plan = Plan::new("USD").with_tier(tier("A", &[(Field::MdfSpent, 70.0)]));
    plan.examples = vec![FieldPath::tier(0, Field::MdfSpent)];
    let found = report(plan);
    assert_eq!(found.total.figure(MetricId::MdfUtilisation).map(|figure| figure.basis), Some(Basis::Example));
    assert!(found.assumptions.iter().any(|assumed| assumed.place.path() == "/tiers/0/mdfAllocated"));
}

#[test]
fn pointers_name_a_value_of_the_plan_or_are_refused() {
    let plan = |rest: &str| {
        read(&format!(
            r#"{{"version":1,"currency":"USD","tiers":[{{"name":"A","mdfSpent":1}}],"direct":{{"cost":5}}{rest}}}"#
        ))
    };
    let fine = plan(r#","examples":["/tiers/0/mdfSpent","/direct/cost"]"#).expect("valid");
    assert_eq!(fine.examples, [FieldPath::tier(0, Field::MdfSpent), FieldPath::plan(Field::DirectCost)]);
    for (rest, path, code) in [
        (r#","examples":["/tiers/0/mdfSpend"]"#, "/examples/0", "unknownField"),
        (r#","examples":["/tiers/1/mdfSpent"]"#, "/examples/0", "unknownField"),
        (r#","examples":["/tiers/0/leads"]"#, "/examples/0", "missing"),
        (r#","examples":["/direct/cost","/direct/revenue"]"#, "/examples/1", "missing"),
        (r#","examples":["/direct/cost","/direct/cost"]"#, "/examples/1", "duplicateField"),
        (r#","examples":["/__proto__"]"#, "/examples/0", "unknownField"),
        (r#","examples":[""]"#, "/examples/0", "unknownField"),
        (r#","examples":[7]"#, "/examples/0", "wrongType"),
        (r#","examples":{"field":"/direct/cost"}"#, "/examples", "wrongType"),
        (r#","assumed":[{"field":"/economics/grossMargn","why":""}]"#, "/assumed/0/field", "unknownField"),
        (r#","assumed":[{"field":"/tiers/1/leads","why":""}]"#, "/assumed/0/field", "unknownField"),
    ] {
        let problems = plan(rest).expect_err(rest);
        let found: Vec<_> = problems.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(found, [(path, code)], "{rest}");
        assert!(problems[0].message.len() > 20, "{}", problems[0].message);
    }
    let many = vec!["\"/direct/cost\""; 5000].join(",");
    let problems = plan(&format!(r#","examples":[{many}]"#)).expect_err("too many");
    assert_eq!(problems.iter().map(|p| p.kind.code()).collect::<Vec<_>>(), ["count"]);
    // A value that cannot be read is said once, not again for each pointer to it.
    let twice = r#"{"version":1,"currency":"USD","tiers":[{"name":"A","mdfSpent":"x"}],"examples":["/tiers/0/mdfSpent"]}"#;
    let paths: Vec<String> = read(twice).expect_err("wrong").into_iter().map(|p| p.path).collect();
    assert_eq!(paths, ["/tiers/0/mdfSpent"]);
}

#[test]
fn what_a_form_opened_with_is_an_example_until_it_is_typed_over() {
    let plan = pipeline_in_one();
    let mut draft = Draft::of(&plan, &Origin::Sample);
    let all = draft.plan().expect("reads");
    assert_eq!(all.examples.len(), plan.places().filter(|place| plan.get(*place).is_some()).count());
    for place in all.examples.clone() {
        assert!(evaluate(&draft.plan().expect("reads")).is_example());
        let input = draft.get(place).input.clone();
        draft.set(place, Entry { input, origin: Origin::Yours });
    }
    assert!(!evaluate(&draft.plan().expect("reads")).is_example(), "none is left");
    // A plan keeps its examples on the way through a form.
    let mut half = plan;
    half.examples = vec![FieldPath::tier(1, Field::MdfSpent)];
    let back = Draft::of(&half, &Origin::Yours).plan().expect("reads");
    assert_eq!(back.examples, half.examples);
}

#[test]
fn totals_are_what_their_tiers_add_up_to() {
    // The two tiers of fault F28; without churn a customer counts for five years.
    let plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.75)
        .with(Field::AnnualChurn, 0.0)
        .with_tier(tier(
            "A",
            &[
                (Field::MdfSpent, 200e3),
                (Field::ProgrammeCost, 0.0),
                (Field::CustomersSourced, 1.0),
                (Field::CustomersInfluenced, 10.0),
                (Field::DealSize, 100e3),
            ],
        ))
        .with_tier(tier(
            "B",
            &[
                (Field::MdfSpent, 50e3),
                (Field::ProgrammeCost, 0.0),
                (Field::CustomersSourced, 20.0),
                (Field::DealSize, 10e3),
            ],
        ));
    let found = report(plan);
    for (id, [a, b, total]) in [
        (MetricId::Ropi, [8.375, 14.0, 9.5]),
        (MetricId::LtvToCac, [9.375, 15.0, 10.5]),
        (MetricId::CacPaybackMonths, [6.4, 4.0, 40.0 / 7.0]),
    ] {
        about(found.tiers[0].value(id), a);
        about(found.tiers[1].value(id), b);
        about(found.total.value(id), total);
    }
}

#[test]
fn opportunities_and_a_win_rate_give_customers_without_a_deal_size() {
    let plan = Plan::new("USD").with(Field::InfluenceCredit, 0.5).with_tier(tier(
        "A",
        &[
            (Field::MdfSpent, 12e3),
            (Field::OpportunitiesSourced, 20.0),
            (Field::OpportunitiesInfluenced, 8.0),
            (Field::WinRate, 0.25),
        ],
    ));
    let found = report(plan);
    about(found.total.value(MetricId::CustomersCredited), 6.0);
    about(found.total.value(MetricId::PartnerCac), 2e3);
    assert_eq!(found.warnings, []);
}

#[test]
fn a_win_rate_is_checked_against_customers_and_opportunities() {
    let plan = |customers: f64| {
        Plan::new("USD").with_tier(tier(
            "A",
            &[
                (Field::OpportunitiesSourced, 20.0),
                (Field::CustomersSourced, customers),
                (Field::WinRate, 0.25),
            ],
        ))
    };
    let found = report(plan(2.0));
    let [warning] = found.warnings.as_slice() else { panic!("{:?}", found.warnings) };
    assert_eq!((warning.code(), warning.place.path().as_str()), ("disagree", "/tiers/0/winRate"));
    about(Some(warning.values[0]), 0.25);
    about(Some(warning.values[1]), 0.1);
    assert_eq!(report(plan(5.0)).warnings, []);
    assert_eq!(report(plan(5.2)).warnings, [], "within 5 %");
}

#[test]
fn a_mean_without_weight_says_what_it_lacks_and_not_that_it_is_missing() {
    let plan = |first: f64| {
        Plan::new("USD")
            .with_tier(tier("A", &[(Field::WinRate, first)]))
            .with_tier(tier("B", &[(Field::WinRate, 0.3)]))
    };
    let found = report(plan(0.2));
    let reason = found.total.figure(MetricId::OpportunityToWin).and_then(|figure| figure.reason());
    assert_eq!(
        reason.as_deref(),
        Some(
            "The tiers differ in their win rate, and a total needs partner-sourced pipeline (or sourced opportunities and deal size), above zero, to weigh them by."
        )
    );
    about(report(plan(0.3)).total.value(MetricId::OpportunityToWin), 0.3);
}

/// The metrics whose total is a ratio of sums, each with what is under its line.
const RATIOS: [MetricId; 40] = [
    MetricId::MdfPerLead,
    MetricId::CostPerLead,
    MetricId::CostPerOpportunity,
    MetricId::CostPerInfluencedPipelineDollar,
    MetricId::OpportunityToWin,
    MetricId::LeadToCustomer,
    MetricId::PipelinePerMdfDollar,
    MetricId::PipelinePerMdfDollarSourcedOnly,
    MetricId::PipelinePerMdfDollarFullInfluence,
    MetricId::PipelinePerDollar,
    MetricId::PipelineIndex,
    MetricId::PipelineIndexAllCostStays,
    MetricId::Roi,
    MetricId::RoiSourcedOnly,
    MetricId::RoiFullInfluence,
    MetricId::RoiRevenue,
    MetricId::RoiGrossRatio,
    MetricId::PartnerCac,
    MetricId::CacReduction,
    MetricId::CacReductionSourcedOnly,
    MetricId::CacReductionFullInfluence,
    MetricId::CacReductionAllCostStays,
    MetricId::PartnerCacAllCostStays,
    MetricId::RoiFullyCosted,
    MetricId::Ltv,
    MetricId::LtvSimple,
    MetricId::LtvBeforeCommission,
    MetricId::LtvToCac,
    MetricId::CacPaybackMonths,
    MetricId::Ropi,
    MetricId::BreakEvenInfluenceCredit,
    MetricId::MaxCostPerLead,
    MetricId::MdfUtilisation,
    MetricId::RoiPartner,
    MetricId::RoiJoint,
    MetricId::RoiIncremental,
    MetricId::BreakEvenBaselineShare,
    MetricId::ActivationRate,
    MetricId::RevenuePerPartner,
    MetricId::CostPerPartner,
];

/// The metrics whose total is the sum of the tiers'.
const SUMS: [MetricId; 11] = [
    MetricId::MdfSpent,
    MetricId::VendorCost,
    MetricId::PipelineSourced,
    MetricId::PipelineInfluenced,
    MetricId::PipelineCredited,
    MetricId::RevenueCredited,
    MetricId::CustomersCredited,
    MetricId::GrossProfitLessCost,
    MetricId::CacSaving,
    MetricId::CacSavingAllCostStays,
    MetricId::PipelineVelocity,
];

/// A full plan with the partner's ledger and, tier by tier, deal sizes and customers of their own.
fn ledger_plan() -> impl Strategy<Value = Plan> {
    let of_tier = (1e3..1e5f64, 1e3..1e5f64, 1.0..40f64, 0.0..0.9f64, 0.01..0.9f64, 0.5..18f64);
    (full_plan(), prop::collection::vec(of_tier, 5)).prop_map(|(plan, extra)| {
        let mut plan = plan.into_inner().with(Field::PartnerMargin, 0.2);
        for (tier, (partner, allocated, active, baseline, churn, cycle)) in plan.tiers.iter_mut().zip(extra) {
            for (field, figure) in [
                (Field::PartnerContribution, partner),
                (Field::MdfAllocated, allocated),
                (Field::ActivePartners, active),
                (Field::SignedPartners, active * (1.0 + baseline)),
                (Field::BaselineShare, baseline),
                (Field::TierChurn, churn),
                (Field::TierCycle, cycle),
            ] {
                tier.set(field, comarketing_roi_engine::Number::Exact(figure));
            }
        }
        plan
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_total_ratio_lies_within_its_tiers(plan in ledger_plan()) {
        let found = report(plan);
        for id in RATIOS {
            let tiers: Vec<f64> = found.tiers.iter().filter_map(|tier| tier.value(id)).collect();
            prop_assert_eq!(tiers.len(), found.tiers.len(), "{}", id.text());
            let (low, high) = (tiers.iter().copied().fold(f64::INFINITY, f64::min), tiers.iter().copied().fold(f64::NEG_INFINITY, f64::max));
            let total = found.total.value(id).expect("a value");
            let hair = 1e-9 * low.abs().max(high.abs());
            prop_assert!(low - hair <= total && total <= high + hair, "{}: {total} of {tiers:?}", id.text());
        }
        for id in SUMS {
            let sum: f64 = found.tiers.iter().filter_map(|tier| tier.value(id)).sum();
            let size: f64 = found.tiers.iter().filter_map(|tier| tier.value(id)).map(f64::abs).sum();
            let total = found.total.value(id).expect("a value");
            prop_assert!((total - sum).abs() <= 1e-9 * size, "{}: {total} is not {sum}", id.text());
        }
    }

    #[test]
    fn with_one_tier_the_total_is_the_tier(plan in support::any_plan(1)) {
        let found = evaluate(&plan);
        for tier in found.tiers[0].figures() {
            let total = found.total.figure(tier.metric.id).expect("stated in total as well");
            let bits = |value: Result<f64, _>| value.ok().map(f64::to_bits);
            prop_assert_eq!(bits(tier.value), bits(total.value), "{}", tier.metric.id.text());
            prop_assert_eq!(tier.reason().is_some(), total.reason().is_some(), "{}", tier.metric.id.text());
            prop_assert!(tier.value.is_err() || tier.basis == total.basis, "{}", tier.metric.id.text());
            prop_assert!(total.gaps.is_empty() && total.without.is_none());
        }
    }

    #[test]
    fn every_metric_that_is_stated_each_has_its_law(_once in Just(())) {
        use comarketing_roi_engine::metric::Stated;
        // Those that count in whole customers or need what a ledger plan does not have.
        let others = [MetricId::BreakEvenCustomers, MetricId::BreakEvenPipeline, MetricId::CostPerMql, MetricId::LeadToMql, MetricId::MqlToOpportunity,
            // Where tiers differ in churn, the payback of all need not lie between theirs.
            MetricId::CacPaybackMonthsAfterChurn];
        for id in MetricId::ALL.iter().filter(|id| id.metric().stated == Stated::Each) {
            prop_assert!(RATIOS.contains(id) || SUMS.contains(id) || others.contains(id), "{}", id.text());
        }
    }

    #[test]
    fn spend_never_improves_a_total(plan in full_plan(), spent in 1.0..1e6f64) {
        let before = evaluate(&plan);
        let mut more = plan.into_inner();
        more.tiers.push(tier("Nothing back yet", &[(Field::MdfSpent, spent)]));
        let after = report(more);
        for id in [MetricId::Roi, MetricId::GrossProfitLessCost, MetricId::Ropi, MetricId::PipelinePerDollar, MetricId::PipelinePerMdfDollar, MetricId::RoiRevenue] {
            let (b, a) = (before.total.value(id).expect("a value"), after.total.figure(id).expect("stated"));
            let now = a.value.expect("a value");
            prop_assert!(now <= b, "{}: {b} rose to {now}", id.text());
            let hair = 1e-9 * b.abs().max(1.0);
            prop_assert!(a.without.is_some_and(|without| (without - b).abs() <= hair), "{}", id.text());
        }
        prop_assert!(after.total.value(MetricId::PartnerCac) >= before.total.value(MetricId::PartnerCac));
    }

    #[test]
    fn a_figure_that_rests_on_an_example_is_one(plan in full_plan(), pick in any::<prop::sample::Index>()) {
        let before = evaluate(&plan);
        let mut plan = plan.into_inner();
        let given: Vec<FieldPath> = plan.places().filter(|place| plan.get(*place).is_some() && place.field.symbol().is_some()).collect();
        let place = given[pick.index(given.len())];
        plan.examples = vec![place];
        let symbol = place.field.symbol().expect("chosen so");
        let text = serde_json::to_string(&plan).expect("writes");
        prop_assert_eq!(&read(&text).expect("reads back").examples, &plan.examples);
        let after = report(plan);
        prop_assert!(after.is_example());
        let scopes = |found: &Report| -> Vec<(MetricId, Option<Basis>, bool)> {
            let all = found.tiers.iter().chain([&found.total, &found.direct]);
            all.flat_map(|scope| scope.figures().map(|figure| {
                let rests = figure.terms().iter().any(|term| term.basis == Basis::Example);
                (figure.metric.id, figure.value.is_ok().then_some(figure.basis), rests)
            }).collect::<Vec<_>>()).collect()
        };
        let mut seen = false;
        for ((id, was, _), (_, is, rests)) in scopes(&before).into_iter().zip(scopes(&after)) {
            prop_assert_ne!(was, Some(Basis::Example));
            // A credit that is applied to nothing is in the terms and decides nothing.
            if is == Some(Basis::Example) {
                seen = true;
                prop_assert!(rests, "{} names no term", id.text());
            } else {
                prop_assert_eq!(was, is, "{}", id.text());
                prop_assert!(!rests || is.is_none() || symbol == Symbol::C, "{} rests on an example", id.text());
            }
        }
        prop_assert!(seen, "{:?} is in no figure", symbol);
    }
}
