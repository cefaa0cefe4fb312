//! The value of one input that brings a metric to a target, and the reason where there is none.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::metric_ref::{MetricRef, ScopeId};
use comarketing_roi_engine::solve::{Question, Solution, Why, solve};
use comarketing_roi_engine::{
    Field, FieldPath, MetricId, Number, Plan, Report, Tier, ValidPlan, Value, evaluate,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..Config::default()
    }
}

fn value(report: &Report, aim: MetricRef) -> Option<f64> {
    let scope = match aim.at {
        ScopeId::Total => &report.total,
        ScopeId::Direct => &report.direct,
        ScopeId::Tier(at) => &report.tiers[at],
    };
    scope.value(aim.metric)
}

fn with(plan: &ValidPlan, place: FieldPath, value: f64) -> Report {
    let mut plan = (**plan).clone();
    plan.set(place, Number::Exact(value));
    evaluate(&plan.validate().expect("the answer leaves the plan valid"))
}

#[track_caller]
fn about(actual: f64, expected: f64) {
    let near = 1e-9 * expected.abs();
    assert!((actual - expected).abs() <= near, "{actual} is not {expected}");
}

/// 80,000 MDF and 20,000 program; 1,000,000 credited pipeline at 25 %; ROI is 0.8 × R / 100,000 − 1. And a second tier
/// without program cost.
fn two_tiers() -> Plan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.8)
        .with(Field::AnnualChurn, 0.25)
        .with(Field::InfluenceCredit, 0.5)
        .with(Field::DirectCost, 600_000.0)
        .with(Field::DirectPipeline, 2_000_000.0)
        .with(Field::DirectCustomers, 55.0)
        .with_tier(
            Tier::named("Strategic")
                .with(Field::MdfSpent, 80_000.0)
                .with(Field::ProgrammeCost, 20_000.0)
                .with(Field::Leads, 400.0)
                .with(Field::PipelineSourced, 800_000.0)
                .with(Field::PipelineInfluenced, 400_000.0)
                .with(Field::WinRate, 0.25)
                .with(Field::DealSize, 20_000.0),
        )
        .with_tier(
            Tier::named("Scale")
                .with(Field::MdfSpent, 20_000.0)
                .with(Field::PipelineSourced, 200_000.0)
                .with(Field::WinRate, 0.1)
                .with(Field::DealSize, 10_000.0),
        )
}

fn valid(plan: Plan) -> ValidPlan {
    plan.validate().expect("a valid plan")
}

fn ask(plan: &ValidPlan, metric: MetricId, at: ScopeId, target: f64, input: &str) -> Solution {
    let input = FieldPath::named(input).unwrap_or_else(|| panic!("no input {input}"));
    solve(plan, &Question { aim: MetricRef { metric, at }, target, input }).expect("an answer")
}

#[track_caller]
fn found(solution: &Solution) -> f64 {
    solution.answer.as_ref().unwrap_or_else(|none| panic!("{}", none.reason)).value
}

#[test]
fn answers_agree_with_arithmetic_by_hand() {
    let plan = valid(two_tiers());
    let tier = ScopeId::Tier(0);
    for (metric, at, target, input, expected) in [
        // 0.8 × 1,000,000 × w / 100,000 − 1 = 1.4
        (MetricId::Roi, tier, 1.4, "/tiers/0/winRate", 0.3),
        // 0.8 × 250,000 / (80,000 + O) − 1 = 0.6
        (MetricId::Roi, tier, 0.6, "/tiers/0/programmeCost", 45_000.0),
        // g × 250,000 = 2.2 × 100,000
        (MetricId::Roi, tier, 1.2, "/economics/grossMargin", 0.88),
        // 0.25 × (800,000 + c × 400,000) × 0.8 = 2.16 × 100,000
        (MetricId::Roi, tier, 1.16, "/influenceCredit", 0.7),
        // 120,000 spent, R = 250,000 + 20,000: 0.8 × (250,000 + S × 0.1) = 3 × 120,000
        (MetricId::Roi, ScopeId::Total, 2.0, "/tiers/1/pipelineSourced", 2_000_000.0),
        // 100,000 / (w × (40 + 10)), and direct's 600,000 / 55 for each of w × 10
        (MetricId::PartnerCac, tier, 5_000.0, "/tiers/0/winRate", 2_000.0 / (5_000.0 - 120_000.0 / 55.0)),
        // (100,000 + Cd / 55 × 2.5) / 12.5 = 10,000
        (MetricId::PartnerCac, tier, 10_000.0, "/direct/cost", 550_000.0),
        // Cd / 55 = 8,000
        (MetricId::DirectCac, ScopeId::Direct, 8_000.0, "/direct/cost", 440_000.0),
        // 20,000 × 0.8 / churn = 40,000
        (MetricId::LtvSimple, tier, 40_000.0, "/economics/annualChurn", 0.4),
        (MetricId::CostPerLead, tier, 125.0, "/tiers/0/leads", 800.0),
    ] {
        let solution = ask(&plan, metric, at, target, input);
        let answer = found(&solution);
        assert!(
            (answer - expected).abs() <= 1e-12 * expected,
            "{metric:?} {input}: {answer} is not {expected}"
        );
        assert!(solution.also.is_empty(), "{metric:?} {input}: {:?}", solution.also);
    }
}

#[test]
fn an_input_that_the_plan_does_not_give_can_be_asked_for() {
    let mut plan = two_tiers();
    plan.set(FieldPath::plan(Field::GrossMargin), None);
    plan.set(FieldPath::plan(Field::InfluenceCredit), None);
    let plan = valid(plan);
    let solution = ask(&plan, MetricId::Roi, ScopeId::Tier(0), 0.15, "/economics/grossMargin");
    // 240,000 credited at the default 40 %: 0.25 × (800,000 + 160,000)
    about(found(&solution), 115_000.0 / 240_000.0);
    assert_eq!((solution.now, solution.today), (None, None));
}

#[test]
fn a_given_figure_in_the_way_is_named() {
    let mut plan = two_tiers();
    plan.tiers[0].set(Field::RevenueSourced, Number::Exact(200_000.0));
    plan.tiers[0].set(Field::RevenueInfluenced, Number::Exact(100_000.0));
    let plan = valid(plan);
    let solution = ask(&plan, MetricId::Roi, ScopeId::Tier(0), 3.0, "/tiers/0/winRate");
    let none = solution.answer.as_ref().expect_err("no effect");
    let over = ["/tiers/0/revenueSourced", "/tiers/0/revenueInfluenced"]
        .map(|p| FieldPath::named(p).expect("a place"));
    assert_eq!(none.why, Why::NoEffect(over.to_vec()));
    assert_eq!(
        none.reason,
        "Strategic: Win rate does not change Co-marketing ROI: sourced revenue and influenced revenue are given."
    );
    // Influenced revenue does not follow sourced pipeline, so it is not in the way.
    let none = ask(&plan, MetricId::Roi, ScopeId::Tier(0), 3.0, "/tiers/0/pipelineSourced")
        .answer
        .expect_err("given");
    assert_eq!(none.why, Why::NoEffect(vec![over[0]]));
    // Opportunities give pipeline and that gives revenue: both are in the way, and neither alone.
    let none = ask(&plan, MetricId::Roi, ScopeId::Tier(0), 3.0, "/tiers/0/opportunitiesSourced").answer;
    let pipeline = FieldPath::tier(0, Field::PipelineSourced);
    assert_eq!(none.expect_err("given").why, Why::NoEffect(vec![pipeline, over[0]]));
    // Sourced revenue alone leaves the influenced part to move.
    let mut plan = plan.into_inner();
    plan.tiers[0].set(Field::RevenueInfluenced, None);
    let solution = ask(&valid(plan), MetricId::Roi, ScopeId::Tier(0), 1.4, "/tiers/0/winRate");
    about(found(&solution), 0.5); // 0.8 × (200,000 + 0.5 × 400,000 × w) = 240,000
}

#[test]
fn an_input_without_effect_says_so() {
    let plan = valid(two_tiers());
    for (input, reason) in [
        ("/tiers/0/leads", "Strategic: Leads does not change Co-marketing ROI."),
        ("/economics/discountRate", "Discount rate does not change Co-marketing ROI."),
        ("/tiers/1/mdfSpent", "Scale: MDF spent does not change Co-marketing ROI."),
    ] {
        let solution = ask(&plan, MetricId::Roi, ScopeId::Tier(0), 3.0, input);
        let none = solution.answer.expect_err("no effect");
        assert_eq!((none.why, none.reason.as_str()), (Why::NoEffect(Vec::new()), reason));
    }
    // The total of cost per lead leaves out the tier without leads.
    let none =
        ask(&plan, MetricId::CostPerLead, ScopeId::Total, 3.0, "/tiers/1/mdfSpent").answer.expect_err("out");
    assert!(none.reason.contains("leaves this tier out"), "{}", none.reason);
}

#[test]
fn out_of_reach_tells_the_best_that_can_be_had() {
    let plan = valid(two_tiers());
    let solution = ask(&plan, MetricId::Roi, ScopeId::Tier(0), 9.0, "/tiers/0/winRate");
    let none = solution.answer.expect_err("8 × w − 1 is at most 7");
    assert_eq!(none.why, Why::OutOfReach);
    let best = none.best.expect("a best");
    assert_eq!(best.value.to_bits(), 1f64.to_bits());
    about(best.reached, 7.0);
    assert_eq!(
        none.reason,
        "Co-marketing ROI does not reach 900% for any Win rate that is between 0% and 100% (0 and 1 in a file); \
         the nearest is 700%, at 100%."
    );
}

#[test]
fn steps_are_reached_on_a_step_and_leapt_over_between() {
    let plan = valid(two_tiers());
    // ⌈100,000 / (D × 0.8)⌉ customers: 7 today, 5 from a deal size of 25,000 up.
    let solution = ask(&plan, MetricId::BreakEvenCustomers, ScopeId::Tier(0), 5.0, "/tiers/0/dealSize");
    let answer = found(&solution);
    assert!((answer - 25_000.0).abs() <= 1e-6, "{answer}");
    let none = ask(&plan, MetricId::BreakEvenCustomers, ScopeId::Tier(0), 5.5, "/tiers/0/dealSize").answer;
    let none = none.expect_err("a whole number");
    assert_eq!(none.why, Why::Discontinuous);
    assert!(none.reason.contains("6 and then 5"), "{}", none.reason);
    // Already there: the answer is today's value.
    let today = ask(&plan, MetricId::BreakEvenCustomers, ScopeId::Tier(0), 7.0, "/tiers/0/dealSize");
    assert_eq!(found(&today).to_bits(), 20_000f64.to_bits());
}

#[test]
fn without_the_other_figures_there_is_no_value_at_all() {
    let plan = valid(Plan::new("USD").with_tier(Tier::named("A").with(Field::MdfSpent, 5.0)));
    let none =
        ask(&plan, MetricId::Roi, ScopeId::Total, 1.0, "/tiers/0/mdfSpent").answer.expect_err("nothing");
    assert_eq!((none.why, none.best), (Why::NoValue, None));
    assert!(none.reason.contains("has no value, whatever MDF spent is. Needs"), "{}", none.reason);
}

#[test]
fn an_answer_that_breaks_the_funnel_comes_with_the_warning() {
    let mut plan = two_tiers();
    plan.tiers[0].set(Field::Mqls, Number::Exact(100.0));
    let solution = ask(&valid(plan), MetricId::CostPerLead, ScopeId::Tier(0), 2_000.0, "/tiers/0/leads");
    about(found(&solution), 50.0);
    assert_eq!(solution.warnings.iter().map(|w| w.code()).collect::<Vec<_>>(), ["overHundredPercent"]);
}

#[test]
fn near_the_end_of_what_direct_has_the_answer_is_still_found() {
    // Credit takes customers from direct: at 11 × 5 none are left, and before that direct's cost, which stays, grows without bound.
    let mut plan = two_tiers();
    plan.set(FieldPath::plan(Field::DirectCustomers), Number::Exact(3.0));
    let plan = valid(plan);
    let solution = ask(&plan, MetricId::DirectCacAllCostStays, ScopeId::Direct, 1e9, "/influenceCredit");
    let answer = found(&solution);
    about(answer, (3.0 - 600_000.0 / 1e9) / 5.0);
    about(value(&with(&plan, solution.question.input, answer), solution.question.aim).expect("a value"), 1e9);
}

#[test]
fn a_question_is_checked_like_a_plan() {
    let read = |json: &str| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let found = Question::read(&value).expect_err("a bad question");
        found.iter().map(|p| (p.path.clone(), p.kind.code())).collect::<Vec<_>>()
    };
    let named = |found: Vec<(String, &'static str)>, expected: &[(&str, &str)]| {
        let found: Vec<_> = found.iter().map(|(path, code)| (path.as_str(), *code)).collect();
        assert_eq!(found, expected);
    };
    named(read("{}"), &[("/metric", "missing"), ("/target", "missing"), ("/input", "missing")]);
    named(
        read(r#"{"metric":"ROI","target":"2","input":"/tiers/0/winrate","scope":"sum","x":1}"#),
        &[
            ("/metric", "unknownMetric"),
            ("/target", "wrongType"),
            ("/input", "unknownField"),
            ("/scope", "unknownScope"),
            ("/x", "unknownField"),
        ],
    );
    named(
        read(r#"{"metric":"roi","target":1,"input":"/tiers/00/winRate","scope":{"tier":-1}}"#),
        &[("/input", "unknownField"), ("/scope/tier", "wrongType")],
    );
    named(
        read(r#"{"metric":"roi","target":1,"input":"/tiers/0/name","scope":{}}"#),
        &[("/input", "unknownField"), ("/scope/tier", "missing")],
    );
    let plan = valid(two_tiers());
    let refused = |metric, at, input| {
        let question = Question { aim: MetricRef { metric, at }, target: 1.0, input };
        let found = solve(&plan, &question).expect_err("not in this plan");
        found.iter().map(|p| (p.path.clone(), p.kind.code())).collect::<Vec<_>>()
    };
    named(
        refused(MetricId::Roi, ScopeId::Direct, FieldPath::tier(0, Field::WinRate)),
        &[("/scope", "unknownScope")],
    );
    named(
        refused(MetricId::DirectCac, ScopeId::Total, FieldPath::tier(0, Field::WinRate)),
        &[("/scope", "unknownScope")],
    );
    named(
        refused(MetricId::BlendedCac, ScopeId::Tier(0), FieldPath::tier(0, Field::WinRate)),
        &[("/scope", "unknownScope")],
    );
    named(
        refused(MetricId::Roi, ScopeId::Tier(2), FieldPath::tier(7, Field::WinRate)),
        &[("/scope/tier", "outOfRange"), ("/input", "unknownField")],
    );
}

#[test]
fn every_place_is_named_by_its_path_and_nothing_else_is() {
    let plan = two_tiers();
    for place in plan.places() {
        assert_eq!(FieldPath::named(&place.path()), Some(place));
    }
    for bad in
        ["", "/", "tiers/0/winRate", "/tiers/+1/winRate", "/tiers/0", "/tiers/0/winRate/low", "/direct/roi/x"]
    {
        assert_eq!(FieldPath::named(bad), None, "{bad}");
    }
}

#[test]
fn the_answer_as_plain_data() {
    let value: Value = serde_json::from_str(
        r#"{"metric":"roi","target":1.4,"input":"/tiers/0/winRate","scope":{"tier":0}}"#,
    )
    .expect("JSON");
    let plan = valid(two_tiers());
    let solution = solve(&plan, &Question::read(&value).expect("a question")).expect("an answer");
    let json = serde_json::to_value(&solution).expect("writes");
    assert_eq!(
        json,
        serde_json::json!({
            "metric": "roi", "scope": { "tier": 0 }, "target": 1.4, "metricUnit": "ratio",
            "input": "/tiers/0/winRate", "label": "Strategic: Win rate", "unit": "ratio",
            "now": 0.25, "today": 1.0, "value": found(&solution), "reached": 1.4, "also": [], "warnings": [],
        })
    );
}

/// Any aim that this plan has.
fn aims(plan: &ValidPlan) -> Vec<MetricRef> {
    let scopes = |stated| match stated {
        Stated::Each => (0..plan.tiers.len()).map(ScopeId::Tier).chain([ScopeId::Total]).collect::<Vec<_>>(),
        Stated::Total => vec![ScopeId::Total],
        Stated::Direct => vec![ScopeId::Direct],
    };
    let mut all = Vec::new();
    for metric in MetricId::ALL.iter().copied() {
        all.extend(scopes(metric.metric().stated).into_iter().map(|at| MetricRef { metric, at }));
    }
    all
}

/// A place in the range of the input, by a share between 0 and 1: in decades where the range has many.
fn somewhere(place: FieldPath, share: f64) -> f64 {
    let (low, high) = place.field.kind().range();
    if high > 1000.0 { 10f64.powf(1.0 + share * 7.0) } else { low + share * (high - low) }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn the_figure_looked_at_is_the_one_reported(plan in any_plan(4)) {
        let report = evaluate(&plan);
        for aim in aims(&plan) {
            let question = Question { aim, target: 1.0, input: FieldPath::plan(Field::DiscountRate) };
            let today = solve(&plan, &question).expect("an answer").today;
            prop_assert_eq!(today.map(f64::to_bits), value(&report, aim).map(f64::to_bits), "{:?}", aim);
        }
    }

    #[test]
    fn solve_then_evaluate_gives_the_target(
        plan in full_plan(), pick in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(), share in 0.001..0.999f64,
    ) {
        let aims = aims(&plan);
        let aim = aims[pick.index(aims.len())];
        let places: Vec<FieldPath> = plan.places().collect();
        let input = places[of.index(places.len())];
        let Some(target) = value(&with(&plan, input, somewhere(input, share)), aim) else { return Ok(()) };
        let solution = solve(&plan, &Question { aim, target, input }).expect("an answer");
        match &solution.answer {
            Ok(hit) => {
                let reached = value(&with(&plan, input, hit.value), aim).expect("a value");
                prop_assert_eq!(reached.to_bits(), hit.reached.to_bits());
                prop_assert!((reached - target).abs() <= 1e-9 * target.abs().max(1e-9), "{reached} is not {target}: {solution:?}");
            }
            Err(none) => prop_assert!(matches!(none.why, Why::NoEffect(_)), "{target}: {solution:?}"),
        }
    }

    #[test]
    fn a_target_that_is_reached_somewhere_is_found_in_any_plan(
        plan in any_plan(3), pick in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(), share in 0.001..0.999f64,
    ) {
        let aims = aims(&plan);
        let aim = aims[pick.index(aims.len())];
        let places: Vec<FieldPath> = plan.places().collect();
        let input = places[of.index(places.len())];
        let Some(target) = value(&with(&plan, input, somewhere(input, share)), aim) else { return Ok(()) };
        let solution = solve(&plan, &Question { aim, target, input }).expect("an answer");
        match &solution.answer {
            Ok(hit) => {
                let reached = value(&with(&plan, input, hit.value), aim).expect("a value");
                let scale = target.abs().max(solution.today.map_or(0.0, f64::abs)).max(1.0);
                prop_assert!((reached - target).abs() <= 1e-9 * scale, "{reached} is not {target}: {solution:?}");
            }
            Err(none) => prop_assert!(matches!(none.why, Why::NoEffect(_)), "{target}: {solution:?}"),
        }
    }

    #[test]
    fn out_of_reach_means_that_no_value_reaches_it(
        plan in full_plan(), pick in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(), target in -20.0..2e6f64,
    ) {
        let aims = aims(&plan);
        let aim = aims[pick.index(aims.len())];
        let places: Vec<FieldPath> = plan.places().filter(|place| place.field.symbol().is_some()).collect();
        let input = places[of.index(places.len())];
        let solution = solve(&plan, &Question { aim, target, input }).expect("an answer");
        let Err(none) = &solution.answer else { return Ok(()) };
        let (low, high) = input.field.kind().range();
        let lines = (0..=40).map(|at| low + (high - low) * f64::from(at) / 40.0);
        let decades = (0..48).map(|at| 10f64.powf(f64::from(at) / 4.0)).filter(|x| *x <= high);
        let mut xs: Vec<f64> = lines.chain(decades).collect();
        xs.sort_by(f64::total_cmp);
        let ys: Vec<f64> = xs.into_iter().filter_map(|x| value(&with(&plan, input, x), aim)).collect();
        let best = none.best.map(|best| (best.reached - target).abs());
        for y in ys.iter().filter(|_| !matches!(none.why, Why::NoEffect(_))) {
            prop_assert!(best.is_some_and(|best| best <= (y - target).abs() * (1.0 + 1e-9)), "{y} is nearer: {solution:?}");
        }
        match none.why {
            Why::OutOfReach => prop_assert!(ys.iter().all(|y| *y > target) || ys.iter().all(|y| *y < target), "{solution:?}"),
            Why::NoEffect(_) => prop_assert!(ys.windows(2).all(|pair| (pair[0] - pair[1]).abs() <= 1e-12 * pair[0].abs()), "{ys:?} {solution:?}"),
            Why::NoValue => prop_assert!(ys.is_empty()),
            Why::Discontinuous => {}
        }
    }
}
