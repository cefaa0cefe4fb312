//! Which input moves a metric most.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::metric_ref::{MetricRef, ScopeId};
use comarketing_roi_engine::sensitivity::{Direction, Entry, Question, Sensitivity, sensitivity};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

fn config() -> Config {
    Config {
        cases: 200,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..Config::default()
    }
}

fn range(low: f64, likely: f64, high: f64) -> Number {
    Number::Range { low, likely, high }
}

/// ROI is 0.8 × 0.25 × 1,000,000 / 100,000 − 1 = 1.
fn plan() -> ValidPlan {
    let mut plan =
        Plan::new("USD").with(Field::GrossMargin, 0.8).with(Field::InfluenceCredit, 0.5).with_tier(
            Tier::named("Strategic")
                .with(Field::MdfSpent, 80_000.0)
                .with(Field::ProgrammeCost, 20_000.0)
                .with(Field::Leads, 400.0)
                .with(Field::PipelineSourced, 800_000.0)
                .with(Field::PipelineInfluenced, 400_000.0),
        );
    plan.tiers[0].set(Field::WinRate, range(0.2, 0.25, 0.4));
    plan.tiers[0].set(Field::MdfSpent, range(60_000.0, 80_000.0, 80_000.0));
    plan.validate().expect("a valid plan")
}

fn ask(plan: &ValidPlan, share: Option<f64>) -> Sensitivity {
    sensitivity(plan, &Question { aim: MetricRef::at_its_own(MetricId::Roi), share }).expect("an answer")
}

fn entry<'a>(answer: &'a Sensitivity, path: &str) -> &'a Entry {
    answer.entries.iter().find(|e| e.place.path() == path).unwrap_or_else(|| panic!("no entry {path}"))
}

#[track_caller]
fn about(actual: &Result<f64, String>, expected: f64) {
    let actual = actual.as_ref().expect("a value");
    assert!((actual - expected).abs() < 1e-12, "{actual} is not {expected}");
}

#[test]
fn inputs_with_a_range_go_to_its_ends() {
    let answer = ask(&plan(), None);
    about(&answer.today, 1.0);
    let paths: Vec<String> = answer.entries.iter().map(|e| e.place.path()).collect();
    assert_eq!(paths, ["/tiers/0/winRate", "/tiers/0/mdfSpent"]);
    let [win, mdf] = answer.entries.as_slice() else { panic!("two entries") };
    about(&win.low.metric, 0.6);
    about(&win.high.metric, 2.2);
    assert!((win.swing.expect("a swing") - 1.6).abs() < 1e-12);
    assert_eq!((win.direction, win.range), (Direction::Rises, true));
    // 0.8 × 250,000 / 80,000 − 1 = 1.5, and 1 at the other end.
    about(&mdf.low.metric, 1.5);
    about(&mdf.high.metric, 1.0);
    assert_eq!(mdf.direction, Direction::Falls);
}

#[test]
fn with_a_share_the_others_move_too_and_a_limit_is_flagged() {
    let answer = ask(&plan(), Some(0.3));
    let margin = entry(&answer, "/economics/grossMargin");
    assert_eq!((margin.low.limited, margin.high.limited, margin.range), (false, true, false));
    assert_eq!(margin.high.value.to_bits(), 1f64.to_bits());
    about(&margin.low.metric, 0.4); // 0.56 × 250,000 / 100,000 − 1
    about(&margin.high.metric, 1.5);
    // The range of the plan stays what it is.
    assert_eq!(entry(&answer, "/tiers/0/winRate").low.value.to_bits(), 0.2f64.to_bits());
    let leads = entry(&answer, "/tiers/0/leads");
    assert_eq!((leads.swing, leads.direction), (Some(0.0), Direction::None));
    assert_eq!(answer.entries.last().map(|e| e.place.path()), Some("/tiers/0/leads".to_owned()));
    assert_eq!(answer.entries.len(), 8);
}

#[test]
fn the_assumed_credit_moves_with_a_share() {
    let mut plan = plan().into_inner();
    plan.set(FieldPath::plan(Field::InfluenceCredit), None);
    let plan = plan.validate().expect("a valid plan");
    let answer = ask(&plan, Some(0.5));
    let credit = entry(&answer, "/influenceCredit");
    assert!((credit.low.value - 0.2).abs() < 1e-15 && (credit.high.value - 0.6).abs() < 1e-15);
    about(&credit.low.metric, 0.76); // 0.8 × 0.25 × 880,000 / 100,000 − 1
}

#[test]
fn an_end_without_a_value_says_why_and_stands_last() {
    let mut plan = plan().into_inner();
    plan.tiers[0].set(Field::Leads, range(0.0, 400.0, 800.0));
    plan.tiers[0].set(Field::ProgrammeCost, range(0.0, 20_000.0, 40_000.0));
    let plan = plan.validate().expect("a valid plan");
    let question =
        Question { aim: MetricRef { metric: MetricId::CostPerLead, at: ScopeId::Tier(0) }, share: None };
    let answer = sensitivity(&plan, &question).expect("an answer");
    let last = answer.entries.last().expect("entries");
    assert_eq!(
        (last.place.path().as_str(), last.swing, last.direction),
        ("/tiers/0/leads", None, Direction::Unknown)
    );
    assert_eq!(last.low.metric, Err("Divides by leads, which is zero.".to_owned()));
    about(&last.high.metric, 125.0);
}

#[test]
fn a_question_is_checked_and_the_answer_is_plain_data() {
    let read = |json: &str| Question::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    for (json, path, code) in [
        (r#"{"metric":"roi","share":0}"#, "/share", "outOfRange"),
        (r#"{"metric":"roi","share":1.5}"#, "/share", "outOfRange"),
        (r#"{"metric":"roi","share":"10%"}"#, "/share", "wrongType"),
        (r#"{"metric":"roi","target":1}"#, "/target", "unknownField"),
        (r#"{"share":0.1}"#, "/metric", "missing"),
        (r#"{"metric":1}"#, "/metric", "wrongType"),
    ] {
        let found = read(json).expect_err("a bad question");
        assert_eq!((found[0].path.as_str(), found[0].kind.code(), found.len()), (path, code, 1), "{json}");
    }
    let question = read(r#"{"metric":"roi"}"#).expect("a question");
    let json = serde_json::to_value(sensitivity(&plan(), &question).expect("an answer")).expect("writes");
    assert_eq!(json["share"], serde_json::Value::Null);
    assert_eq!(json["scope"], "total");
    let first = &json["entries"][0];
    assert_eq!((&first["input"], &first["from"]), (&"/tiers/0/winRate".into(), &"range".into()));
    assert_eq!((&first["label"], &first["direction"]), (&"Strategic: Win rate".into(), &"rises".into()));
    assert_eq!(first["low"]["value"], 0.2);
    assert_eq!(first["low"]["limited"], false);
    let bad = Question { aim: MetricRef::at_its_own(MetricId::Roi), share: Some(f64::NAN) };
    assert_eq!(sensitivity(&plan(), &bad).expect_err("not a share")[0].path, "/share");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_end_is_what_evaluate_says_of_it(plan in any_plan(3), of in any::<prop::sample::Index>(), share in 0.01..1.0f64) {
        let metric = MetricId::ALL[of.index(MetricId::ALL.len())];
        let aim = MetricRef::at_its_own(metric);
        let answer = sensitivity(&plan, &Question { aim, share: Some(share) }).expect("an answer");
        let given = plan.places().filter(|p| plan.get(*p).is_some() || p.field == Field::InfluenceCredit).count();
        prop_assert_eq!(answer.entries.len(), given);
        for entry in &answer.entries {
            for end in [&entry.low, &entry.high] {
                let mut changed = (*plan).clone();
                changed.set(entry.place, Number::Exact(end.value));
                let report = evaluate(&changed.validate().expect("never past the range"));
                let scope = if aim.at == ScopeId::Direct { &report.direct } else { &report.total };
                prop_assert_eq!(scope.value(metric).map(f64::to_bits), end.metric.as_ref().ok().map(|y| y.to_bits()));
                prop_assert!(end.metric.is_ok() || end.metric.as_ref().is_err_and(|reason| reason.len() > 5));
            }
        }
        let swings: Vec<f64> = answer.entries.iter().map(|e| e.swing.unwrap_or(-1.0)).collect();
        prop_assert!(swings.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn the_swing_of_what_is_linear_is_twice_its_share(plan in full_plan(), share in 0.01..0.2f64) {
        // ROI + 1 is in proportion to gross margin.
        let answer = ask(&plan, Some(share));
        let margin = entry(&answer, "/economics/grossMargin");
        let up = (margin.high.value - margin.low.value) / margin.likely;
        let today = answer.today.clone().expect("a value");
        let swing = margin.swing.expect("a swing");
        prop_assert!((swing - up * (today + 1.0)).abs() <= 1e-9 * swing.max(1.0), "{swing}");
    }
}
