//! Boxes that take a target: as people write one, told in words, and refused with what would be taken.

use super::drawn::{GOAL, words};
use comarketing_roi::app::Panel;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::number::Convention;
use comarketing_roi_engine::target::Target;
use comarketing_roi_engine::{Field, Plan, Tier, Value};

/// ROI is 220 %.
fn insight(locale: &str, told: &str) -> Insight {
    let tier = Tier::named("Webinar")
        .with(Field::MdfSpent, 100e3)
        .with(Field::RevenueSourced, 400e3)
        .with(Field::RevenueInfluenced, 100e3);
    let plan =
        Plan::new("USD").with(Field::GrossMargin, 0.8).with(Field::InfluenceCredit, 0.0).with_tier(tier);
    let told: Value = serde_json::from_str(told).expect("JSON");
    Insight {
        extra_answers: told,
        ..Insight::new(plan.validate().expect("valid"), Format::new(locale, "USD"))
    }
}

fn goal(locale: &str, typed: &str) -> String {
    let told = serde_json::json!({ "call": { "target": typed } }).to_string();
    words(&insight(locale, &told), GOAL)
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

#[test]
fn a_target_is_understood_as_people_write_it_and_as_the_engine_does() {
    for (typed, goal_of) in [
        ("300", "4:1"),
        ("300 %", "4:1"),
        ("300%", "4:1"),
        ("300 percent", "4:1"),
        ("45", "1.45:1"),
        ("1,000 %", "11:1"),
        ("3:1", "3:1"),
        ("3 : 1", "3:1"),
        ("3x", "3:1"),
        ("3 X", "3:1"),
        ("3×", "3:1"),
        ("3/1", "3:1"),
        ("3 to 1", "3:1"),
        ("3-to-1", "3:1"),
        ("9:3", "3:1"),
        ("3-fold", "3:1"),
        (" 3:1 ", "3:1"),
        ("2.5x", "2.5:1"),
        ("", "3:1"),
    ] {
        let said = goal("en", typed);
        has(&said, &format!("Gross profit stands at 3.2:1 against {goal_of}; revenue at 4:1."));
        assert!(!said.contains("not understood"), "{typed}: {said}");
        if let Ok(engine) = Target::parse(typed, &Convention::POINT)
            && typed.contains(['%', ':', 'x'])
        {
            has(&said, &format!("against {}:1", engine.back));
        }
    }
}

#[test]
fn words_of_the_language_are_understood_and_its_decimal_sign() {
    super::words::speak("de");
    for (typed, goal_of) in [
        ("2,5x", "2,5:1"),
        ("2,5:1", "2,5:1"),
        ("2,5 zu 1", "2,5:1"),
        ("2,5-fach", "2,5:1"),
        ("250 Prozent", "3,5:1"),
        ("250 %", "3,5:1"),
    ] {
        has(&goal("de", typed), &format!("Rohertrag steht bei 3,2:1 gegenüber {goal_of}"));
    }
}

#[test]
fn so_much_to_one_is_always_of_something() {
    let of = |what: &str| {
        let told = serde_json::json!({ "call": { "target": "5:1", "of": what } }).to_string();
        words(&insight("en", &told), GOAL)
    };
    has(&of("revenue"), "Revenue stands at 4:1 against 5:1; gross profit at 3.2:1.");
    has(&of("grossProfit"), "Gross profit stands at 3.2:1 against 5:1; revenue at 4:1.");
    has(&of("pipeline"), "Needs partner-sourced pipeline");
    has(&of("nothing"), "Gross profit stands at");
    let html = insight("en", r#"{ "call": { "of": "revenue" } }"#).panel(GOAL).expect("a goal").html();
    has(&html, "aria-pressed=\"true\" part=\"button\">Revenue<");
    // What would tell costs cannot be asked for, and nothing is said of it.
    let mut plan = insight("en", "{}").plan.into_inner().without_costs();
    plan.examples.clear();
    let private = Insight {
        extra_answers: serde_json::from_str(r#"{ "call": { "of": "revenue", "target": "5:1" } }"#)
            .expect("JSON"),
        ..Insight::new(plan.validate().expect("valid"), Format::new("en", "USD"))
    };
    has(&words(&private, GOAL), "Gross profit stands at 3.2:1 against 5:1.");
    has(&private.panel(GOAL).expect("a goal").html(), "disabled=\"\" part=\"button\">Revenue<");
}

#[test]
fn what_is_no_target_is_told_with_field_value_and_range_and_stands_for_nothing() {
    for typed in ["abc", "3:0", ":", "3:1:1", "-5", "100001 %", "$3", "%", "x"] {
        let said = goal("en", typed);
        has(
            &said,
            &format!(
                "What must be true for: “{typed}” cannot be read. It must be between 0% and 100,000%, such as 45%, 3:1 or 3x."
            ),
        );
        assert!(!said.contains("stands at"), "no other goal is looked at meanwhile: {said}");
    }
}

#[test]
fn days_are_days() {
    let box_of = |days: &str| {
        let told = serde_json::json!({ "campaign": { "delayDays": days } }).to_string();
        let at = insight("en", &told);
        (words(&at, Panel::PaidBack), words(&at, Panel::Request))
    };
    for wrong in ["-1", "soon", "3651", "45 %"] {
        let (asked, request) = box_of(wrong);
        has(
            &asked,
            &format!(
                "MDF paid back after: “{wrong}” is not a number of days. It must be between 0 and 3,650, such as 45."
            ),
        );
        assert!(!request.contains("Waiting 3"), "{request}");
    }
    let (asked, request) = box_of("45");
    assert!(!asked.contains("not a number of days"));
    has(&request, "Waiting 45 days for the MDF");
}

#[test]
fn the_request_takes_the_same_target() {
    let request = |typed: &str| {
        let told = serde_json::json!({ "campaign": { "target": typed } }).to_string();
        words(&insight("en", &told), Panel::Request)
    };
    has(&request("3:1"), "ROI of 220% against a target of 200%");
    has(&request("200 %"), "ROI of 220% against a target of 200%");
    has(&request("4x"), "against a target of 300%");
}
