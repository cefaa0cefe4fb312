//! What a report says beside its numbers: reasons, bases, coverage, warnings, assumptions.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::resolve::Basis;
use comarketing_roi_engine::{Field, MetricId, Plan, Report, Tier, evaluate};

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

/// What a customer of [`two_tiers`]' direct costs.
const DIRECT: f64 = 600_000.0 / 55.0;

/// Five years of a customer of whom a quarter leaves at each anniversary: 1 + 0.75 + … + 0.75⁴.
const YEARS: f64 = 3.05078125;

/// Two tiers and direct, small enough to check by hand.
fn two_tiers() -> Plan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.8)
        .with(Field::PartnerMargin, 0.2)
        .with(Field::AnnualChurn, 0.25)
        .with(Field::InfluenceCredit, 0.5)
        .with(Field::DirectCost, 600_000.0)
        .with(Field::DirectPipeline, 2_000_000.0)
        .with(Field::DirectCustomers, 55.0)
        .with(Field::DirectRevenue, 1_000_000.0)
        .with(Field::DirectProgrammeSpend, 100_000.0)
        .with_tier(tier(
            "Strategic",
            &[
                (Field::MdfAllocated, 100_000.0),
                (Field::MdfSpent, 80_000.0),
                (Field::ProgrammeCost, 20_000.0),
                (Field::PartnerContribution, 40_000.0),
                (Field::Leads, 400.0),
                (Field::Mqls, 100.0),
                (Field::OpportunitiesSourced, 40.0),
                (Field::PipelineSourced, 800_000.0),
                (Field::PipelineInfluenced, 400_000.0),
                (Field::WinRate, 0.25),
                (Field::DealSize, 20_000.0),
            ],
        ))
        .with_tier(tier(
            "Scale",
            &[
                (Field::MdfSpent, 20_000.0),
                (Field::Leads, 100.0),
                (Field::PipelineSourced, 200_000.0),
                (Field::WinRate, 0.1),
                (Field::DealSize, 10_000.0),
            ],
        ))
}

#[test]
fn every_metric_agrees_with_arithmetic_by_hand() {
    let report = report(two_tiers());
    let strategic = &report.tiers[0];
    for (id, expected) in [
        (MetricId::MdfSpent, 80_000.0),
        (MetricId::VendorCost, 100_000.0),
        (MetricId::MdfUtilisation, 0.8),
        (MetricId::PipelineCredited, 1_000_000.0),
        (MetricId::RevenueCredited, 250_000.0), // 800,000 × 25 % + half of 400,000 × 25 %
        (MetricId::CustomersCredited, 12.5),    // 10 + half of 5
        (MetricId::MdfPerLead, 200.0),
        (MetricId::CostPerLead, 250.0),
        (MetricId::CostPerMql, 1_000.0),
        (MetricId::CostPerOpportunity, 2_000.0), // 40 + half of 400,000 / 20,000
        (MetricId::CostPerInfluencedPipelineDollar, 0.2),
        (MetricId::LeadToMql, 0.25),
        (MetricId::MqlToOpportunity, 0.4),
        (MetricId::OpportunityToWin, 0.25),
        (MetricId::LeadToCustomer, 0.025),
        (MetricId::PipelinePerMdfDollar, 12.5),
        (MetricId::PipelinePerMdfDollarSourcedOnly, 10.0),
        (MetricId::PipelinePerMdfDollarFullInfluence, 15.0),
        // Half of the 400,000 moves over with its cost, at 0.30 for each dollar of direct's pipeline: 60,000.
        (MetricId::PipelinePerDollar, 6.25),
        (MetricId::PipelineIndex, 1.875), // direct: 2,000,000 / 600,000
        (MetricId::PipelineIndexAllCostStays, 10.0 / 3.0), // direct: (2,000,000 − 200,000) / 600,000 = 3
        (MetricId::Roi, 1.0),
        (MetricId::GrossProfitLessCost, 100_000.0), // 0.8 × 250,000 − 100,000
        (MetricId::RoiSourcedOnly, 0.6),
        (MetricId::RoiFullInfluence, 1.4),
        (MetricId::RoiRevenue, 1.5),
        (MetricId::RoiGrossRatio, 2.5),
        (MetricId::RoiPartner, 0.5), // 20 % of 200,000 and of 100,000, as the contract pays it, on 40,000
        (MetricId::RoiJoint, 260_000.0 / 140_000.0 - 1.0),
        // Commission of 20 % on 200,000 sourced and 100,000 influenced; half of 5 customers at direct's 600,000 / 55.
        (MetricId::PartnerCac, (160_000.0 + 2.5 * DIRECT) / 12.5),
        (MetricId::CacReduction, 1.0 - (160_000.0 + 2.5 * DIRECT) / 12.5 / DIRECT),
        (MetricId::CacReductionSourcedOnly, 1.0 - 16_000.0 / DIRECT),
        (MetricId::CacReductionFullInfluence, 1.0 - (160_000.0 + 5.0 * DIRECT) / 15.0 / DIRECT),
        (MetricId::CacSaving, 10.0 * DIRECT - 160_000.0), // whatever the credit
        (MetricId::PartnerCacAllCostStays, 12_800.0),
        (MetricId::CacReductionAllCostStays, 1.0 - 12_800.0 * 52.5 / 600_000.0), // direct: 55 − half of 5
        (MetricId::CacSavingAllCostStays, (600_000.0 / 52.5 - 12_800.0) * 12.5),
        (MetricId::RoiFullyCosted, 200_000.0 / (100_000.0 + 2.5 * DIRECT) - 1.0),
        (MetricId::Ltv, 16_000.0 * YEARS),
        (MetricId::LtvSimple, 64_000.0), // 20,000 × 0.8 / 0.25
        (MetricId::LtvBeforeCommission, 20_000.0 * YEARS),
        (MetricId::LtvToCac, 20_000.0 * YEARS * 12.5 / (160_000.0 + 2.5 * DIRECT)),
        (MetricId::CacPaybackMonths, (160_000.0 + 2.5 * DIRECT) / 12.5 / (20_000.0 / 12.0)),
        (MetricId::Ropi, 16_000.0 * YEARS * 12.5 / 100_000.0 - 1.0),
        (MetricId::BreakEvenCustomers, 7.0), // 100,000 / 16,000 = 6.25
        (MetricId::BreakEvenPipeline, 500_000.0),
        (MetricId::BreakEvenInfluenceCredit, -0.75),
        (MetricId::MaxCostPerLead, 400.0),
    ] {
        let figure = strategic.figure(id).unwrap_or_else(|| panic!("{id:?}"));
        let actual = figure.value.unwrap_or_else(|none| panic!("{id:?}: {none:?}"));
        assert!(
            (actual - expected).abs() <= 1e-9 * expected.abs().max(1.0),
            "{id:?} is {actual}, not {expected}"
        );
    }
    about(report.direct.value(MetricId::DirectCac), DIRECT); // 2.5 customers leave, and what they cost
    about(report.direct.value(MetricId::DirectCacAllCostStays), 600_000.0 / 52.5);
    // 1,000,000 without half of 100,000, on 52.5 of 55 customers.
    about(report.direct.value(MetricId::DirectRoi), 0.8 * 950_000.0 / (52.5 * DIRECT) - 1.0);
    about(report.direct.value(MetricId::DirectPipelinePerProgrammeDollar), 18.0);
    about(report.direct.value(MetricId::DirectCacReported), 600_000.0 / 55.0);
    about(report.direct.value(MetricId::DirectPipelinePerDollar), 2e6 / 600_000.0);
    let total = &report.total;
    // Commission of 60,000 and 4,000; 55 + 10 + 2 customers, whatever the credit.
    about(total.value(MetricId::BlendedCac), 784_000.0 / 67.0);
    about(total.value(MetricId::BlendedCacChange), 784_000.0 / 67.0 / DIRECT - 1.0);
    about(total.value(MetricId::PartnerSourcedRevenueShare), 220_000.0 / 1_220_000.0);
    about(total.value(MetricId::Roi), (0.8 * 270_000.0 - 120_000.0) / 120_000.0);
    about(total.value(MetricId::OpportunityToWin), 0.22); // 220,000 of 1,000,000, not the mean of 25 % and 10 %
    about(total.value(MetricId::Ltv), 270_000.0 / 14.5 * 0.8 * YEARS); // deal sizes weighed by credited customers
}

#[test]
fn a_total_covers_the_tiers_that_have_its_figures_and_says_which() {
    let report = report(two_tiers());
    let figure = report.total.figure(MetricId::CostPerMql).expect("stated");
    assert_eq!(figure.value, Ok(1_000.0), "the cost of the tier without MQLs is left out as well");
    assert_eq!(figure.covers, Some(vec!["Strategic"]));
    assert_eq!(report.total.figure(MetricId::CostPerLead).expect("stated").covers, None);
}

#[test]
fn direct_that_leaves_influenced_deals_out_is_put_on_the_same_base() {
    let mut plan = two_tiers();
    plan.say(Switch::IncludesInfluenced, Some(false));
    let report = report(plan);
    // The 5 influenced customers and 400,000 of pipeline were worked on as well: 60 and 2,400,000.
    about(report.direct.value(MetricId::DirectCac), 10_000.0);
    about(report.direct.value(MetricId::DirectPipelinePerDollar), 4.0);
    about(report.total.value(MetricId::BlendedCac), 784_000.0 / 72.0);
}

#[test]
fn what_cannot_be_worked_out_says_what_it_needs() {
    let bare =
        Plan::new("USD").with_tier(tier("A", &[(Field::MdfSpent, 100.0), (Field::PipelineSourced, 500.0)]));
    let report = report(bare);
    let figure = report.total.figure(MetricId::Roi).expect("stated");
    assert!(figure.value.is_err());
    assert_eq!(
        figure.reason().as_deref(),
        Some("Needs sourced revenue (or sourced pipeline and win rate) and gross margin.")
    );
    let reason = |id| report.total.figure(id).and_then(|f| f.reason()).unwrap_or_default();
    assert_eq!(reason(MetricId::CostPerLead), "Needs leads.");
    assert_eq!(
        reason(MetricId::CostPerInfluencedPipelineDollar),
        "Divides by partner-influenced pipeline, which is zero."
    );
}

#[test]
fn a_preferred_source_is_waited_for() {
    // Influenced deals of 100,000 where sourced ones are of 50,000. A quarter of the influenced pipeline is won; ten
    // opportunities at the win rate and at the sourced deal size would be half of that.
    let figures = [
        (Field::PipelineSourced, 1e6),
        (Field::RevenueSourced, 25e4),
        (Field::CustomersSourced, 5.0),
        (Field::PipelineInfluenced, 1e6),
        (Field::OpportunitiesInfluenced, 10.0),
    ];
    let found = report(Plan::new("USD").with(Field::InfluenceCredit, 1.0).with_tier(tier("A", &figures)));
    about(found.tiers[0].value(MetricId::RevenueCredited), 5e5);
}

#[test]
fn zeros_are_figures_and_divide_nothing() {
    let zeros = tier("A", &[(Field::MdfSpent, 0.0), (Field::Leads, 0.0), (Field::RevenueSourced, 100.0)]);
    let report = report(Plan::new("USD").with(Field::GrossMargin, 0.5).with_tier(zeros));
    assert_eq!(report.total.value(MetricId::MdfSpent), Some(0.0));
    // Where nothing was spent there is no rate of return, and all gross profit is left.
    about(report.total.value(MetricId::GrossProfitLessCost), 50.0);
    for id in [MetricId::Roi, MetricId::CostPerLead, MetricId::RoiGrossRatio] {
        let figure = report.total.figure(id).expect("stated");
        assert!(figure.reason().is_some_and(|r| r.contains("zero")), "{id:?}: {:?}", figure.value);
    }
}

#[test]
fn figures_without_tier_in_common_are_kept_apart() {
    let plan = Plan::new("USD")
        .with_tier(tier("A", &[(Field::MdfSpent, 100.0)]))
        .with_tier(tier("B", &[(Field::Leads, 10.0)]));
    let report = report(plan);
    let figure = report.total.figure(MetricId::CostPerLead).expect("stated");
    assert_eq!(figure.reason().as_deref(), Some("No single tier has all the numbers that this needs."));
}

#[test]
fn churn_of_zero_is_capped_and_not_divided_by() {
    let plan = |churn| {
        Plan::new("USD").with(Field::GrossMargin, 0.5).with(Field::AnnualChurn, churn).with_tier(tier(
            "A",
            &[(Field::MdfSpent, 1.0), (Field::CustomersSourced, 1.0), (Field::DealSize, 100.0)],
        ))
    };
    about(report(plan(0.0)).total.value(MetricId::Ltv), 250.0);
    // 1 + 0.9 + … + 0.9⁴, and 1 + 0.5 + … + 0.5⁴ years.
    about(report(plan(0.1)).total.value(MetricId::Ltv), 50.0 * 4.0951);
    about(report(plan(0.5)).total.value(MetricId::Ltv), 50.0 * 1.9375);
    let simple = report(plan(0.0)).total.figure(MetricId::LtvSimple).and_then(|figure| figure.reason());
    assert_eq!(simple.as_deref(), Some("Divides by annual churn, which is zero."));
}

#[test]
fn a_tier_without_wins_keeps_its_deal_size_in_the_total() {
    let plan = Plan::new("USD").with(Field::GrossMargin, 0.5).with_tier(tier(
        "A",
        &[
            (Field::MdfSpent, 1000.0),
            (Field::PipelineSourced, 5000.0),
            (Field::WinRate, 0.0),
            (Field::DealSize, 100.0),
        ],
    ));
    let report = report(plan);
    about(report.total.value(MetricId::BreakEvenCustomers), 20.0);
    about(report.total.value(MetricId::Roi), -1.0);
    assert!(report.total.figure(MetricId::PartnerCac).and_then(|f| f.reason()).is_some());
}

#[test]
fn break_even_counts_whole_customers_and_forgives_rounding() {
    let plan = |cost| {
        Plan::new("USD").with(Field::GrossMargin, 0.35).with_tier(tier(
            "A",
            &[(Field::MdfSpent, cost), (Field::DealSize, 1500.0), (Field::CustomersSourced, 1.0)],
        ))
    };
    assert_eq!(report(plan(525.0 * 19.0)).total.value(MetricId::BreakEvenCustomers), Some(19.0));
    assert_eq!(report(plan(525.0 * 19.0 + 1.0)).total.value(MetricId::BreakEvenCustomers), Some(20.0));
}

#[test]
fn credit_beyond_directs_own_figures_is_no_negative_cac() {
    let mut plan = two_tiers().with(Field::DirectCustomers, 1.0);
    plan.say(Switch::IncludesInfluenced, None);
    let report = report(plan);
    let figure = report.direct.figure(MetricId::DirectCac).expect("stated");
    assert!(figure.reason().is_some_and(|r| r.starts_with("More influenced customers")));
    assert!(
        report
            .warnings
            .iter()
            .any(|w| w.code() == "moreInfluencedThanDirect" && matches!(w.values, [1.0, 5.0]))
    );
}

#[test]
fn figures_that_disagree_are_named_with_both_values() {
    let mut plan = two_tiers();
    plan.tiers[0].set(Field::OpportunitiesSourced, comarketing_roi_engine::Number::Exact(30.0));
    let found = report(plan);
    let warning = found.warnings.first().expect("a warning");
    assert_eq!((warning.code(), warning.values), ("disagree", [800_000.0, 600_000.0]));
    assert_eq!(
        warning.plain_message(),
        "Strategic: partner-sourced pipeline is 800000, but sourced opportunities × annual deal size gives 600000. The number you entered is used."
    );
    assert_eq!(warning.place.path(), "/tiers/0/pipelineSourced");
    // Within 5 % nothing is said.
    let mut near = two_tiers();
    near.tiers[0].set(Field::OpportunitiesSourced, comarketing_roi_engine::Number::Exact(39.0));
    assert_eq!(report(near).warnings, []);
    assert_eq!(report(two_tiers()).warnings, []);
}

#[test]
fn impossible_funnels_and_overspending_are_pointed_out() {
    let plan = Plan::new("USD").with_tier(tier(
        "A",
        &[(Field::MdfAllocated, 50.0), (Field::MdfSpent, 60.0), (Field::Leads, 10.0), (Field::Mqls, 12.0)],
    ));
    let report = report(plan);
    let codes: Vec<_> = report.warnings.iter().map(|w| w.code()).collect();
    assert_eq!(codes, ["overspent", "overHundredPercent"]);
}

#[test]
fn each_figure_says_how_well_it_is_known() {
    let found = report(two_tiers());
    let basis = |id| found.tiers[0].figure(id).map(|f| f.basis);
    assert_eq!(basis(MetricId::OpportunityToWin), Some(Basis::Given));
    assert_eq!(basis(MetricId::MdfSpent), Some(Basis::Given));
    assert_eq!(basis(MetricId::CostPerLead), Some(Basis::Derived));
    assert_eq!(basis(MetricId::Roi), Some(Basis::Derived), "every figure in it was given");
    assert_eq!(basis(MetricId::Ltv), Some(Basis::Assumed), "the cap on the lifetime was not");
    // Without a given credit, figures that use it rest on an assumption; others do not.
    let mut plan = two_tiers();
    plan.set(comarketing_roi_engine::FieldPath::plan(Field::InfluenceCredit), None);
    let found = report(plan);
    let basis = |at: usize, id| found.tiers[at].figure(id).map(|f| f.basis);
    assert_eq!(basis(0, MetricId::Roi), Some(Basis::Assumed));
    assert_eq!(basis(0, MetricId::RoiSourcedOnly), Some(Basis::Derived));
    assert_eq!(
        basis(1, MetricId::Roi),
        Some(Basis::Derived),
        "nothing influenced: the credit does not matter"
    );
    assert!(
        found
            .assumptions
            .iter()
            .any(|a| a.place.path() == "/influenceCredit" && (a.value - 0.4).abs() < 1e-12)
    );
    let none = found.assumptions.iter().filter(|a| a.why.contains("counted as none"));
    let paths: Vec<String> = none.map(|a| a.place.path()).collect();
    assert!(paths.contains(&"/tiers/1/programmeCost".to_owned()), "{paths:?}");
    assert!(paths.contains(&"/tiers/1/pipelineInfluenced".to_owned()), "{paths:?}");
}

#[test]
fn an_allocation_that_nobody_gave_is_assumed_and_said() {
    let found = report(Plan::new("USD").with_tier(tier("A", &[(Field::MdfSpent, 70.0)])));
    let figure = found.total.figure(MetricId::MdfUtilisation).expect("stated");
    assert_eq!((figure.value, figure.basis), (Ok(1.0), Basis::Assumed));
    assert!(found.assumptions.iter().any(|a| a.place.path() == "/tiers/0/mdfAllocated"));
}

#[test]
fn a_value_marked_as_assumed_makes_what_rests_on_it_assumed() {
    let mut plan = two_tiers();
    plan.assumed.push(comarketing_roi_engine::plan::Assumed {
        field: "/economics/grossMargin".to_owned(),
        why: "A survey.".to_owned(),
    });
    let found = report(plan);
    assert_eq!(found.tiers[0].figure(MetricId::Roi).map(|f| f.basis), Some(Basis::Assumed));
    assert_eq!(found.tiers[0].figure(MetricId::RoiRevenue).map(|f| f.basis), Some(Basis::Derived));
    assert_eq!(found.assumptions.first().map(|a| a.why.as_str()), Some("A survey."));
}

#[test]
fn a_figure_explains_itself() {
    let found = report(two_tiers());
    let figure = found.tiers[0].figure(MetricId::Roi).expect("stated");
    assert_eq!(figure.metric.formula.text(), "(g × R − Cv) / Cv");
    let terms: Vec<_> = figure.terms().iter().map(|t| (t.symbol, t.value, t.from)).collect();
    assert_eq!(
        terms,
        [("g", Some(0.8), ""), ("R", Some(250_000.0), "Rs + c * Ri"), ("Cv", Some(100_000.0), "M + O"),]
    );
    let other = found.tiers[0].figure(MetricId::LtvToCac).expect("stated");
    let terms: Vec<_> = other.terms().iter().map(|t| (t.symbol, t.value)).collect();
    assert_eq!(
        terms,
        [
            ("ltvBeforeCommission", Some(20_000.0 * YEARS)),
            ("partnerCac", Some((160_000.0 + 2.5 * DIRECT) / 12.5))
        ]
    );
}

#[test]
fn the_report_has_the_public_shape() {
    let json = serde_json::to_value(report(two_tiers())).expect("writes");
    assert_eq!(json["version"], 1);
    assert_eq!(json["tiers"][0]["name"], "Strategic");
    let roi = &json["tiers"][0]["metrics"]["roi"];
    assert_eq!(roi["value"], 1.0);
    assert_eq!(roi["unit"], "ratio");
    assert_eq!(roi["basis"], "derived");
    assert_eq!(roi["formula"], "(g × R − Cv) / Cv");
    assert_eq!(
        roi["terms"][0],
        serde_json::json!({ "symbol": "g", "label": "gross margin", "unit": "ratio", "value": 0.8, "basis": "given" })
    );
    assert!(roi.get("reason").is_none());
    assert!(json["tiers"][1]["metrics"]["costPerMql"]["value"].is_null());
    assert_eq!(json["tiers"][1]["metrics"]["costPerMql"]["reason"], "Needs MQLs.");
    assert_eq!(json["total"]["metrics"]["costPerMql"]["covers"][0], "Strategic");
    assert!(json["direct"]["metrics"]["directCac"]["value"].is_number());
    assert!(json["total"]["metrics"].get("directCac").is_none());
    for assumption in json["assumptions"].as_array().expect("a list") {
        assert!(
            assumption["field"].is_string()
                && assumption["value"].is_number()
                && assumption["why"].is_string()
        );
    }
}
