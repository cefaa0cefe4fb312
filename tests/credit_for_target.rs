//! The influence credit at which a target is met: worked examples, how targets are read, what put back gives.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::credit_for_target::{Credit, Of, Per, Question, Why, credit_for_target};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::number::{Convention, Unread};
use comarketing_roi_engine::target::{Form, Target};
use comarketing_roi_engine::{Field, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

fn valid(plan: Plan) -> ValidPlan {
    plan.validate().expect("valid")
}

/// 100,000 of cost, 80,000 of it MDF; 800,000 and 400,000 of pipeline, a quarter won, 80 % margin.
fn one_tier() -> Plan {
    Plan::new("USD").with(Field::GrossMargin, 0.8).with(Field::InfluenceCredit, 0.5).with_tier(
        Tier::named("A")
            .with(Field::MdfSpent, 80_000.0)
            .with(Field::ProgrammeCost, 20_000.0)
            .with(Field::PipelineSourced, 800_000.0)
            .with(Field::PipelineInfluenced, 400_000.0)
            .with(Field::WinRate, 0.25),
    )
}

fn question(of: Of, back: f64) -> Question {
    Question { target: Target::multiple(back), of, per: Per::VendorCost, at: ScopeId::Total }
}

#[track_caller]
fn ask(plan: &Plan, question: Question) -> Credit {
    credit_for_target(&valid(plan.clone()), &question).expect("an answer")
}

#[test]
fn the_credit_is_that_of_arithmetic() {
    for (question, expected) in [
        // (9 × 100,000 − 800,000) ÷ 400,000
        (question(Of::Pipeline, 9.0), 0.25),
        // (12 × 80,000 − 800,000) ÷ 400,000
        (Question { per: Per::Mdf, ..question(Of::Pipeline, 12.0) }, 0.4),
        // (2.25 × 100,000 − 200,000) ÷ 100,000
        (question(Of::Revenue, 2.25), 0.25),
        (Question { per: Per::Mdf, ..question(Of::Revenue, 3.0) }, 0.4),
        // (2 × 100,000 − 160,000) ÷ 80,000
        (question(Of::GrossProfit, 2.0), 0.5),
        (Question { at: ScopeId::Tier(0), ..question(Of::GrossProfit, 1.6) }, 0.0),
        (question(Of::GrossProfit, 2.4), 1.0),
    ] {
        let answer = ask(&one_tier(), question);
        let credit = *answer.answer.as_ref().unwrap_or_else(|unmet| panic!("{unmet:?}"));
        near(credit, expected);
        near(answer.reached.expect("a value"), question.target.back);
        near(answer.unclamped.expect("a value"), expected);
    }
    let answer = ask(&one_tier(), question(Of::GrossProfit, 2.0));
    near(answer.sourced_only.expect("a value"), 1.6);
    near(answer.today.expect("a value"), 2.0);
    near(answer.full_influence.expect("a value"), 2.4);
    near(answer.now, 0.5);
}

#[test]
fn a_target_that_no_credit_meets_says_which_way() {
    let below = ask(&one_tier(), question(Of::Pipeline, 7.0));
    let unmet = below.answer.expect_err("8 without credit");
    assert_eq!(unmet.why, Why::SourcedSuffices);
    assert_eq!(unmet.reason, "Sourced pipeline alone is 8 per 1 of vendor cost: 7 takes no credit.");
    near(below.unclamped.expect("a value"), -0.25);
    let above = ask(&one_tier(), Question { per: Per::Mdf, ..question(Of::Revenue, 5.0) });
    let unmet = above.answer.expect_err("3.75 at full credit");
    assert_eq!(unmet.why, Why::FullCreditFallsShort);
    assert_eq!(unmet.reason, "Even at full credit revenue is 3.75 per 1 of MDF, not 5.");
    near(above.unclamped.expect("a value"), 2.0);
    assert_eq!(above.reached, None);
}

#[test]
fn without_influenced_figures_the_credit_moves_nothing() {
    let mut plan = one_tier();
    plan.tiers[0].set(Field::PipelineInfluenced, None);
    let answer = ask(&plan, question(Of::Pipeline, 9.0));
    let unmet = answer.answer.expect_err("no effect");
    assert_eq!(unmet.why, Why::NoEffect);
    assert_eq!(
        unmet.reason,
        "No partner-influenced pipeline is given, so the credit moves nothing: pipeline is 8 per 1 of vendor cost, which misses 9."
    );
    assert_eq!(answer.unclamped, None);
    plan.tiers[0].set(Field::PipelineInfluenced, Number::Exact(0.0));
    let unmet = ask(&plan, question(Of::Pipeline, 8.0)).answer.expect_err("no effect");
    assert!(unmet.reason.starts_with("The partner-influenced pipeline is zero"), "{}", unmet.reason);
    assert!(unmet.reason.ends_with("which meets 8."), "{}", unmet.reason);
    let plan = one_tier().with(Field::GrossMargin, 0.0);
    let unmet = ask(&plan, question(Of::GrossProfit, 1.0)).answer.expect_err("no effect");
    assert!(unmet.reason.starts_with("Gross margin is zero"), "{}", unmet.reason);
}

#[test]
fn what_is_missing_is_what_the_report_misses() {
    let mut plan = one_tier();
    plan.set(comarketing_roi_engine::FieldPath::plan(Field::GrossMargin), None);
    let unmet = ask(&plan, question(Of::GrossProfit, 2.0)).answer.expect_err("no margin");
    assert_eq!((unmet.why, unmet.reason.as_str()), (Why::NoValue, "Needs gross margin."));
    let mut free = one_tier();
    free.tiers[0].set(Field::MdfSpent, Number::Exact(0.0));
    let unmet =
        ask(&free, Question { per: Per::Mdf, ..question(Of::Revenue, 2.0) }).answer.expect_err("no MDF");
    assert_eq!(unmet.reason, "Divides by MDF, which is zero.");
    // A plan without its costs tells no figure that would give them away; gross profit against cost is the same as ever.
    let mut withheld = one_tier();
    withheld.costs_withheld = true;
    let unmet = ask(&withheld, question(Of::Revenue, 2.25)).answer.expect_err("tells the cost");
    assert!(unmet.reason.starts_with("Hidden"), "{}", unmet.reason);
    near(ask(&withheld, question(Of::GrossProfit, 2.0)).answer.expect("a ratio"), 0.5);
}

#[test]
fn scopes_and_targets_out_of_range_are_refused() {
    let plan = valid(one_tier());
    let refused = |question: Question| {
        let found = credit_for_target(&plan, &question).expect_err("refused");
        found.iter().map(|p| (p.path.clone(), p.kind.code())).collect::<Vec<_>>()
    };
    assert_eq!(refused(question(Of::Revenue, -0.5)), [("/target".to_owned(), "outOfRange")]);
    assert_eq!(refused(question(Of::Revenue, f64::NAN)), [("/target".to_owned(), "outOfRange")]);
    let at = |at| Question { at, ..question(Of::Revenue, 1.0) };
    assert_eq!(refused(at(ScopeId::Direct)), [("/scope".to_owned(), "unknownScope")]);
    assert_eq!(refused(at(ScopeId::Tier(1))), [("/scope/tier".to_owned(), "outOfRange")]);
}

#[test]
fn a_target_is_read_as_it_is_written() {
    for (text, back, form) in [
        ("25%", 1.25, Form::Percent),
        ("25 %", 1.25, Form::Percent),
        ("200%", 3.0, Form::Percent),
        ("-10 %", 0.9, Form::Percent),
        ("0.5 %", 1.005, Form::Percent),
        ("3x", 3.0, Form::Multiple),
        ("1.25 ×", 1.25, Form::Multiple),
        ("3", 3.0, Form::Multiple),
        ("25", 25.0, Form::Multiple),
        ("0.5", 0.5, Form::Multiple),
        ("3:1", 3.0, Form::Ratio),
        (" 3 : 2 ", 1.5, Form::Ratio),
        ("1:4", 0.25, Form::Ratio),
    ] {
        let target = Target::parse(text, &Convention::POINT).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        near(target.back, back);
        assert_eq!(target.form, form, "{text}");
    }
    near(Target::parse("1.500,5", &Convention::COMMA).expect("reads").back, 1500.5);
    near(Target::parse("2,5:1", &Convention::COMMA).expect("reads").back, 2.5);
    for text in [
        "", " ", "x", "%", ":", "3:", ":1", "3:0", "3:1:1", "3xx", "25%x", "x3", "three", "3 to 1", "$3",
        "25%:1",
    ] {
        assert!(Target::parse(text, &Convention::POINT).is_err(), "{text}");
    }
    // Two readings are one too many.
    for (text, convention) in
        [("1.234x", Convention::POINT), ("1.234:1", Convention::POINT), ("1,234", Convention::COMMA)]
    {
        let unread = Target::parse(text, &convention).expect_err("1234 or 1.234");
        assert!(matches!(unread, Unread::Ambiguous(..)), "{text}: {unread:?}");
    }
}

#[test]
fn a_question_is_read_and_answered_as_plain_data() {
    let read = |json: &str| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        Question::read(&value)
    };
    let asked = read(r#"{"target":"3:1","of":"revenue","per":"mdf","scope":{"tier":0}}"#).expect("valid");
    let target = Target { back: 3.0, form: Form::Ratio };
    assert_eq!(asked, Question { target, of: Of::Revenue, per: Per::Mdf, at: ScopeId::Tier(0) });
    assert_eq!(read(r#"{"target":3,"of":"pipeline"}"#).expect("valid"), question(Of::Pipeline, 3.0));
    let json = serde_json::to_value(ask(&one_tier(), asked)).expect("writes");
    near(json["credit"].as_f64().expect("a number"), 0.4);
    assert_eq!((json["writtenAs"].as_str(), json["code"].is_null()), (Some("ratio"), true));
    assert_eq!(json["formulas"]["credit"], "(t × M − Rs) ÷ Ri");
    let json = serde_json::to_value(ask(&one_tier(), question(Of::Revenue, 9.0))).expect("writes");
    assert_eq!((json["credit"].is_null(), json["code"].as_str()), (true, Some("fullCreditFallsShort")));
    assert_eq!(json["reasons"]["credit"], "Even at full credit revenue is 3 per 1 of vendor cost, not 9.");
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let found = read(json).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
    };
    refused("{}", &[("/target", "missing"), ("/of", "missing")]);
    refused(
        r#"{"target":"soon","of":"leads","per":"lead","scope":"sum","x":1}"#,
        &[
            ("/target", "notANumber"),
            ("/of", "wrongType"),
            ("/per", "wrongType"),
            ("/scope", "unknownScope"),
            ("/x", "unknownField"),
        ],
    );
    refused(r#"{"target":"-150%","of":"revenue"}"#, &[("/target", "outOfRange")]);
    refused(r#"{"target":-1,"of":"revenue"}"#, &[("/target", "outOfRange")]);
    refused(r#"{"target":true,"of":"revenue"}"#, &[("/target", "wrongType")]);
}

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(23),
        failure_persistence: None,
        ..Config::default()
    }
}

/// What comes back for each unit of cost by the report, whose metrics are other words for it.
fn reported(plan: &ValidPlan, of: Of, per: Per, at: ScopeId) -> f64 {
    let report = evaluate(plan);
    let scope = at.of(&report).expect("the scope");
    let value = |id| scope.value(id).expect("a value");
    let all = value(MetricId::VendorCost) / value(MetricId::MdfSpent);
    match (of, per) {
        (Of::Pipeline, Per::Mdf) => value(MetricId::PipelinePerMdfDollar),
        (Of::Pipeline, Per::VendorCost) => value(MetricId::PipelineCredited) / value(MetricId::VendorCost),
        (Of::Revenue, Per::Mdf) => value(MetricId::RoiGrossRatio) * all,
        (Of::Revenue, Per::VendorCost) => value(MetricId::RoiGrossRatio),
        (Of::GrossProfit, Per::Mdf) => (1.0 + value(MetricId::Roi)) * all,
        (Of::GrossProfit, Per::VendorCost) => 1.0 + value(MetricId::Roi),
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn put_back_the_credit_gives_the_target(
        plan in full_plan(), of in prop::sample::select(Of::ALL.to_vec()), per in prop::sample::select(Per::ALL.to_vec()),
        share in prop_oneof![Just(0.0), Just(1.0), -1.0..2.0f64], total in any::<bool>(),
    ) {
        let at = if total { ScopeId::Total } else { ScopeId::Tier(0) };
        let with = |credit: f64| valid((*plan).clone().with(Field::InfluenceCredit, credit));
        let (none, full) = (reported(&with(0.0), of, per, at), reported(&with(1.0), of, per, at));
        let back = none + share * (full - none);
        prop_assume!(back >= 0.0);
        let answer = credit_for_target(&plan, &Question { target: Target::multiple(back), of, per, at }).expect("an answer");
        let unclamped = answer.unclamped.expect("a value");
        prop_assert!((unclamped - share).abs() <= 1e-9 * (back / (full - none)).max(1.0), "{unclamped} is not {share}");
        match answer.answer {
            Ok(credit) => {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&share) && (0.0..=1.0).contains(&credit));
                let reached = reported(&with(credit), of, per, at);
                prop_assert!((reached - back).abs() <= 1e-9 * back.max(1e-9), "{reached} is not {back}");
            }
            Err(unmet) if share < 0.0 => prop_assert_eq!(unmet.why, Why::SourcedSuffices),
            Err(unmet) => {
                prop_assert!(share > 1.0, "{unmet:?} at {share}");
                prop_assert_eq!(unmet.why, Why::FullCreditFallsShort);
            }
        }
        for (figure, credit) in [(&answer.sourced_only, 0.0), (&answer.full_influence, 1.0), (&answer.today, answer.now)] {
            let (stated, reported) = (*figure.as_ref().expect("a value"), reported(&with(credit), of, per, at));
            prop_assert!((stated - reported).abs() <= 1e-9 * reported, "{stated} is not {reported}");
        }
    }

    #[test]
    fn of_any_plan_the_answer_is_a_credit_or_a_reason(
        plan in any_plan(3), of in prop::sample::select(Of::ALL.to_vec()), per in prop::sample::select(Per::ALL.to_vec()),
        back in 0.0..20.0f64, total in any::<bool>(),
    ) {
        let at = if total { ScopeId::Total } else { ScopeId::Tier(0) };
        let answer = credit_for_target(&plan, &Question { target: Target::multiple(back), of, per, at }).expect("an answer");
        match &answer.answer {
            Ok(credit) => {
                prop_assert!((0.0..=1.0).contains(credit));
                let reached = answer.reached.expect("a value");
                prop_assert!((reached - back).abs() <= 1e-9 * back.max(1e-9), "{reached} is not {back}");
            }
            Err(unmet) => prop_assert!(!unmet.reason.is_empty() && answer.reached.is_none()),
        }
        let [low, high] = [&answer.sourced_only, &answer.full_influence].map(|figure| figure.as_ref().ok().copied());
        match answer.answer.as_ref().map_err(|unmet| unmet.why) {
            Err(Why::SourcedSuffices) => prop_assert!(low.is_some_and(|low| low > back), "{answer:?}"),
            Err(Why::FullCreditFallsShort) => prop_assert!(high.is_some_and(|high| high < back), "{answer:?}"),
            Err(Why::NoEffect) => prop_assert_eq!(low.map(f64::to_bits), high.map(f64::to_bits)),
            Err(Why::NoValue) => prop_assert_eq!(answer.unclamped, None),
            Ok(_) => prop_assert!(low.is_some() && answer.unclamped.is_some()),
        }
    }

    #[test]
    fn at_break_even_it_is_the_credit_of_the_report(plan in full_plan()) {
        let answer = credit_for_target(&plan, &question(Of::GrossProfit, 1.0)).expect("an answer");
        let known = evaluate(&plan).total.value(MetricId::BreakEvenInfluenceCredit).expect("a value");
        let unclamped = answer.unclamped.expect("a value");
        prop_assert!((unclamped - known).abs() <= 1e-9 * known.abs().max(1.0), "{unclamped} is not {known}");
    }
}
