//! Where the verdict on a metric turns.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::metric_ref::{MetricRef, ScopeId};
use comarketing_roi_engine::solve::{self, solve};
use comarketing_roi_engine::switching_value::{FlipPoint, FlipPoints, Question, flip_points};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

fn config() -> Config {
    Config {
        cases: 60,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..Config::default()
    }
}

/// ROI is 0.8 × 0.25 × 1,000,000 / 100,000 − 1 = 1: 800,000 sourced and half of 400,000 influenced.
fn one_tier() -> ValidPlan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.8)
        .with(Field::InfluenceCredit, 0.5)
        .with(Field::DirectCost, 600_000.0)
        .with(Field::DirectPipeline, 2_000_000.0)
        .with_tier(
            Tier::named("Strategic")
                .with(Field::MdfSpent, 80_000.0)
                .with(Field::ProgrammeCost, 20_000.0)
                .with(Field::Leads, 0.0)
                .with(Field::PipelineSourced, 800_000.0)
                .with(Field::PipelineInfluenced, 400_000.0)
                .with(Field::WinRate, 0.25),
        )
        .validate()
        .expect("a valid plan")
}

fn ask(plan: &ValidPlan, metric: MetricId, target: f64) -> FlipPoints {
    flip_points(plan, &Question { aim: MetricRef::at_its_own(metric), target }).expect("an answer")
}

fn point<'a>(answer: &'a FlipPoints, path: &str) -> &'a FlipPoint {
    answer.points.iter().find(|p| p.place.path() == path).unwrap_or_else(|| panic!("no point {path}"))
}

#[test]
fn all_flips_of_a_plan_in_one_call_nearest_first() {
    let answer = ask(&one_tier(), MetricId::Roi, 0.8);
    assert_eq!((answer.met, answer.today.clone()), (Some(true), Ok(1.0)));
    let shown: Vec<(String, Option<f64>)> = answer
        .points
        .iter()
        .map(|p| (p.place.path(), p.flip.as_ref().ok().map(|f| (f.value * 1e6).round() / 1e6)))
        .collect();
    let expected = [
        ("/economics/grossMargin", Some(0.72)),        // −10 %: 1.8 / 2 of 0.8
        ("/tiers/0/winRate", Some(0.225)),             // −10 %
        ("/tiers/0/pipelineSourced", Some(700_000.0)), // −12.5 %: 100,000 of credited pipeline less
        ("/tiers/0/mdfSpent", Some(91_111.111_111)),   // +13.9 %: 200,000 / 1.8 less the program
        ("/influenceCredit", Some(0.25)),              // −50 %
        ("/tiers/0/pipelineInfluenced", Some(200_000.0)), // −50 %
        ("/tiers/0/programmeCost", Some(31_111.111_111)), // +55.6 %
        ("/tiers/0/leads", None),
        ("/direct/cost", None),
        ("/direct/pipeline", None),
    ];
    let expected: Vec<(String, Option<f64>)> = expected.iter().map(|(p, x)| ((*p).to_owned(), *x)).collect();
    // The two at −10 % and the two at −50 % stand in the order of rounding; sets of neighbors are enough.
    let sorted = |mut all: Vec<(String, Option<f64>)>| {
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    };
    assert_eq!(sorted(shown.clone()[..2].to_vec()), sorted(expected[..2].to_vec()));
    assert_eq!(shown[2..4], expected[2..4]);
    assert_eq!(sorted(shown[4..6].to_vec()), sorted(expected[4..6].to_vec()));
    assert_eq!(shown[6..], expected[6..]);
    let margin = point(&answer, "/economics/grossMargin");
    assert!((margin.distance().expect("a distance") + 0.08).abs() < 1e-12);
    assert!((margin.relative().expect("a distance") + 0.1).abs() < 1e-12);
    assert!(!answer.points[7].flip.as_ref().expect_err("no effect").moves);
}

#[test]
fn a_verdict_that_no_value_turns_says_so_and_one_that_moves_not_says_that() {
    let answer = ask(&one_tier(), MetricId::Roi, 8.0);
    let credit = point(&answer, "/influenceCredit").flip.as_ref().expect_err("full credit is not enough");
    assert!(credit.moves);
    assert_eq!(
        credit.reason,
        "The verdict does not turn for any Influence credit that is between 0% and 100% (0 and 1 in a file)."
    );
    let leads = point(&answer, "/tiers/0/leads").flip.as_ref().expect_err("no effect");
    assert_eq!(leads.reason, "Strategic: Leads does not change Co-marketing ROI.");
}

#[test]
fn against_direct_it_is_the_index_at_one() {
    // 1,000,000 / (100,000 + 60,000) against 2,000,000 / 600,000: half of the 400,000 that partners influenced moves over,
    // with its cost of 0.30 for each dollar.
    let answer = ask(&one_tier(), MetricId::PipelineIndex, 1.0);
    assert_eq!(answer.met, Some(true));
    // As costs rise to 300,000, MDF may be 220,000.
    let mdf = point(&answer, "/tiers/0/mdfSpent").flip.clone().expect("turns");
    assert!((mdf.value - 220_000.0).abs() < 1e-6, "{}", mdf.value);
    // Direct's cost: 1,000,000 / (100,000 + 0.1 × Cd) = 2,000,000 / Cd.
    let cost = point(&answer, "/direct/cost").flip.clone().expect("turns");
    assert!((cost.value - 250_000.0).abs() < 1e-6);
}

#[test]
fn less_is_better_where_the_metric_says_so() {
    let mut plan = one_tier().into_inner();
    plan.tiers[0].set(Field::Leads, Number::Exact(400.0));
    let plan = plan.validate().expect("a valid plan");
    assert_eq!(ask(&plan, MetricId::CostPerLead, 240.0).met, Some(false)); // 250 today
    let answer = ask(&plan, MetricId::CostPerLead, 260.0);
    assert_eq!(answer.met, Some(true));
    let leads = point(&answer, "/tiers/0/leads").flip.clone().expect("turns");
    assert!((leads.value - 100_000.0 / 260.0).abs() < 1e-9);
}

#[test]
fn the_credit_is_there_also_where_it_is_assumed_and_zero_has_no_relative_distance() {
    let mut plan = one_tier().into_inner();
    plan.set(FieldPath::plan(Field::InfluenceCredit), None);
    plan.tiers[0].set(Field::ProgrammeCost, Number::Exact(0.0));
    let plan = plan.validate().expect("a valid plan");
    // 0.8 × 0.25 × 960,000 / 80,000 − 1 = 1.4
    let answer = ask(&plan, MetricId::Roi, 1.0);
    let credit = point(&answer, "/influenceCredit");
    assert!(credit.assumed && (credit.now - 0.4).abs() < 1e-15);
    assert!(credit.flip.clone().expect("turns at none").value.abs() < 1e-12);
    let cost = point(&answer, "/tiers/0/programmeCost");
    assert!((cost.flip.clone().expect("turns").value - 16_000.0).abs() < 1e-6);
    assert_eq!(cost.relative(), None);
    let at = |path: &str| answer.points.iter().position(|p| p.place.path() == path).expect("there");
    assert!(at("/tiers/0/programmeCost") > at("/tiers/0/mdfSpent"));
    assert!(at("/tiers/0/programmeCost") < at("/tiers/0/leads"));
}

#[test]
fn a_step_turns_where_it_leaps() {
    let mut plan = one_tier().into_inner();
    plan.tiers[0].set(Field::DealSize, Number::Exact(20_000.0));
    let plan = plan.validate().expect("a valid plan");
    // ⌈100,000 / 16,000⌉ = 7 customers; at most 6.5 from a deal size of 20,833.33 up.
    let answer = ask(&plan, MetricId::BreakEvenCustomers, 6.5);
    assert_eq!(answer.met, Some(false));
    let flip = point(&answer, "/tiers/0/dealSize").flip.clone().expect("turns");
    assert!((flip.value - 125_000.0 / 6.0).abs() < 1e-5, "{}", flip.value);
    assert_eq!(flip.reached.to_bits(), 6f64.to_bits());
}

#[test]
fn without_a_value_there_is_no_verdict() {
    let plan =
        Plan::new("USD").with_tier(Tier::named("A").with(Field::MdfSpent, 5.0)).validate().expect("valid");
    let answer = ask(&plan, MetricId::Roi, 0.0);
    assert_eq!((answer.met, answer.points.len()), (None, 0));
    assert!(answer.today.expect_err("none").starts_with("Needs "));
}

#[test]
fn a_question_is_checked_and_the_answer_is_plain_data() {
    let read = |json: &str| Question::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    let bad: Vec<_> = read(r#"{"metric":"roi","input":"/x"}"#)
        .expect_err("two problems")
        .into_iter()
        .map(|p| (p.path.clone(), p.kind.code()))
        .collect();
    assert_eq!(bad, [("/input".to_owned(), "unknownField"), ("/target".to_owned(), "missing")]);
    let question = read(r#"{"metric":"roi","target":0.8,"scope":{"tier":0}}"#).expect("a question");
    let answer = flip_points(&one_tier(), &question).expect("an answer");
    let json = serde_json::to_value(&answer).expect("writes");
    assert_eq!(json["against"], "target");
    assert_eq!(json["scope"], serde_json::json!({ "tier": 0 }));
    assert_eq!(json["met"], true);
    let margin =
        json["points"].as_array().expect("points").iter().find(|p| p["input"] == "/economics/grossMargin");
    let margin = margin.expect("the margin");
    assert_eq!(margin["value"], 0.72);
    assert_eq!((&margin["unit"], &margin["basis"]), (&"ratio".into(), &"given".into()));
    let leads = json["points"].as_array().expect("points").iter().find(|p| p["input"] == "/tiers/0/leads");
    assert_eq!(leads.expect("leads")["code"], "noEffect");
    let question = Question { aim: MetricRef { metric: MetricId::Roi, at: ScopeId::Tier(1) }, target: 0.0 };
    assert_eq!(flip_points(&one_tier(), &question).expect_err("no such tier")[0].path, "/scope/tier");
}

fn total(plan: &ValidPlan, place: FieldPath, x: f64, metric: MetricId) -> Option<f64> {
    let mut plan = (**plan).clone();
    plan.set(place, Number::Exact(x));
    let report = evaluate(&plan.validate().expect("within the range"));
    let at = MetricRef::at_its_own(metric).at;
    if at == ScopeId::Direct { report.direct.value(metric) } else { report.total.value(metric) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_verdict_is_another_past_the_flip_and_the_same_before(
        plan in full_plan(), of in any::<prop::sample::Index>(), times in 0.5..2.0f64,
    ) {
        let metric = MetricId::ALL[of.index(MetricId::ALL.len())];
        let steps = metric == MetricId::BreakEvenCustomers;
        let at = MetricRef::at_its_own(metric);
        let none = FieldPath::plan(Field::DiscountRate);
        let Some(today) = total(&plan, none, 0.1, metric) else { return Ok(()) };
        let target = today * times;
        let answer = flip_points(&plan, &Question { aim: at, target }).expect("an answer");
        let mut last = 0.0;
        for point in &answer.points {
            let solved = solve(&plan, &solve::Question { aim: at, target, input: point.place }).expect("an answer");
            let Ok(flip) = &point.flip else {
                if let Err(steady) = &point.flip && !steps {
                    let solved = solved.answer.expect_err("no flip, no solution");
                    prop_assert_eq!(steady.moves, !matches!(solved.why, solve::Why::NoEffect(_)));
                }
                continue;
            };
            // Sorted.
            if let Some(share) = point.relative() {
                prop_assert!(share.abs() >= last);
                last = share.abs();
            }
            if steps { continue; }
            prop_assert!((flip.reached - target).abs() <= 1e-9 * target.abs().max(1.0), "{point:?}");
            prop_assert_eq!(solved.answer.expect("a solution").value.to_bits(), flip.value.to_bits());
            // Up to it the metric stays on its side; just past it, it is on the other.
            let side = |x: f64| total(&plan, point.place, x, metric).map(|y| y > target);
            for share in [0.0, 0.25, 0.5, 0.75, 0.999] {
                prop_assert_eq!(side(point.now + share * (flip.value - point.now)), Some(today > target), "{:?}", point);
            }
            let past = flip.value + 1e-4 * (flip.value - point.now);
            let (low, high) = point.place.field.kind().range();
            if (low..=high).contains(&past) && (flip.value - point.now).abs() > 1e-6 * point.now {
                prop_assert!(side(past).is_none_or(|side| side != (today > target)), "{point:?}");
            }
        }
    }

    #[test]
    fn no_plan_is_too_odd(plan in any_plan(3), of in any::<prop::sample::Index>(), target in -1e3..1e6f64) {
        let metric = MetricId::ALL[of.index(MetricId::ALL.len())];
        let answer = ask(&plan, metric, target);
        for point in &answer.points {
            match &point.flip {
                Ok(flip) => {
                    let (low, high) = point.place.field.kind().range();
                    prop_assert!((low..=high).contains(&flip.value) && flip.reached.is_finite());
                    prop_assert_eq!(total(&plan, point.place, flip.value, metric).map(f64::to_bits), Some(flip.reached.to_bits()));
                }
                Err(steady) => prop_assert!(steady.reason.ends_with('.')),
            }
        }
        prop_assert!(serde_json::to_string(&answer).is_ok());
    }
}
