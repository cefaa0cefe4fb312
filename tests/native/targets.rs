//! Boxes that take a target: as people write one, told in words, and refused with what would be taken.

use super::drawn::{GOAL, words};
use comarketing_roi::app::Panel;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
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
fn a_target_is_understood_as_people_write_it() {
    for typed in [
        "300",
        "300 %",
        "300%",
        "3:1",
        "3 : 1",
        "3x",
        "3 X",
        "3×",
        "3/1",
        "3 to 1",
        "3-to-1",
        "300 percent",
        "9:3",
        "3-fold",
        " 3:1 ",
    ] {
        let said = goal("en", typed);
        has(&said, "the goal of 300%");
        has(&said, "300%: each $1 spent comes back, and $3.00 of gross profit with it.");
        assert!(!said.contains("not understood"), "{typed}: {said}");
    }
    has(&goal("en", "2.5x"), "the goal of 250%");
    has(&goal("en", "1,000 %"), "the goal of 1,000%");
    has(&goal("en", "45"), "the goal of 45%");
}

#[test]
fn words_of_the_language_are_understood_and_its_decimal_sign() {
    super::words::speak("de");
    for typed in ["2,5x", "2,5:1", "2,5 zu 1", "250 Prozent", "2,5-fach", "250 %"] {
        has(&goal("de", typed), "250%: Je $1 kommen die Ausgaben zurück");
    }
}

#[test]
fn a_ratio_says_what_it_was_taken_for_and_what_else_it_may_mean() {
    has(&goal("en", "3:1"), "If 3:1 is all that comes back, the target is 200%.");
    assert!(!goal("en", "300 %").contains("is all that comes back"));
    has(&goal("en", ""), "In percent; 3:1 and 3x are understood, too.");
}

#[test]
fn what_is_no_target_is_told_with_field_value_and_range_and_stands_for_nothing() {
    for typed in ["abc", "3:0", ":", "3:1:1", "-5", "100001 %", "$3", "%", "x"] {
        let said = goal("en", typed);
        has(
            &said,
            &format!(
                "What must be true for an ROI of: “{typed}” is not understood. It must be between 0% and 100,000%, such as 45%, 3:1 or 3x."
            ),
        );
        assert!(!said.contains("the goal of"), "no other goal is looked at meanwhile: {said}");
    }
}

#[test]
fn days_are_days() {
    let box_of = |days: &str| {
        let told = serde_json::json!({ "campaign": { "delayDays": days } }).to_string();
        let at = insight("en", &told);
        (words(&at, Panel::Activity), words(&at, Panel::Request))
    };
    for wrong in ["-1", "soon", "3651", "45 %"] {
        let (asked, request) = box_of(wrong);
        has(
            &asked,
            &format!(
                "Reimbursement after: “{wrong}” is no number of days. It must be between 0 and 3,650, such as 45."
            ),
        );
        assert!(!request.contains("Waiting 3"), "{request}");
    }
    let (asked, request) = box_of("45");
    assert!(!asked.contains("no number of days"));
    has(&request, "Waiting 45 days for reimbursement");
}

#[test]
fn the_request_takes_the_same_target() {
    let request = |typed: &str| {
        let told = serde_json::json!({ "campaign": { "target": typed } }).to_string();
        words(&insight("en", &told), Panel::Request)
    };
    has(&request("2:1"), "ROI of 220% meets the target of 200%.");
    has(&request("200 %"), "ROI of 220% meets the target of 200%.");
    has(&request("3x"), "against a target of 300%");
}
