//! The start of the assessment: five numbers, and an answer from the first look on.

use super::*;
use comarketing_roi::app::{QUICK, Start};
use comarketing_roi::workspace::{Mode, Restored, Saved};
use comarketing_roi_engine::{Plan, Tier};

fn start() -> State {
    let start = Start { quick: true, ..Start::default() };
    State::open(Format::new("en", "USD"), Mode::Assessment, start)
}

fn said(state: &State) -> String {
    super::view::html(state)
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

const VALUES: [&str; 5] = ["240,000", "100,000", "2,900,000", "1,000,000", "30"];

/// With the first of the five typed.
fn with(count: usize) -> State {
    QUICK.iter().zip(VALUES).take(count).fold(start(), |state, (field, text)| {
        left(&typed(&state, FieldPath::tier(0, *field), text), FieldPath::tier(0, *field))
    })
}

#[test]
fn an_answer_stands_there_before_anything_is_typed_and_is_openly_an_example() {
    let page = said(&start());
    // 0.76 × 0.25 × (3,560,000 + 0.4 × 2,660,000) ÷ 695,000 − 1 = 26.4 %.
    has(&page, "26.4%");
    for example in ["e.g. 360,000", "e.g. 335,000", "e.g. 3,560,000", "e.g. 2,660,000", "e.g. 25"] {
        has(&page, &format!("placeholder=\"{example}\""));
    }
    assert!(!page.contains("value=\"360,000\""), "an example is not typed");
    for part in ["is-example", "example company", "5 numbers to go", "Type your first number"] {
        has(&page, part);
    }
}

#[test]
fn the_example_gives_way_number_by_number() {
    let two = said(&with(2));
    for part in ["is-mixed", "3 numbers to go", "3 still example", "Still example: "] {
        has(&two, part);
    }
    assert!(!two.contains("is-example"));
    has(&said(&with(4)), "1 number to go");
    let all = with(5);
    has(&said(&all), "This is your first answer");
    assert!(!said(&all).contains("example"), "none is left");
    // 0.76 × 0.3 × (2,900,000 + 0.4 × 1,000,000) ÷ 340,000 − 1 = 121.3 %.
    let roi = total(&all, MetricId::Roi).expect("a return");
    assert!((roi - 1.212_941).abs() < 1e-5, "{roi}");
}

#[test]
fn a_field_that_is_emptied_is_an_example_again_and_one_that_is_left_out_is_not() {
    let typed_one = with(1);
    let again = left(&typed(&typed_one, MDF, ""), MDF);
    has(&said(&again), "5 numbers to go");
    assert_eq!(total(&again, MetricId::Roi), total(&start(), MetricId::Roi));
    let cost = FieldPath::tier(0, Field::ProgrammeCost);
    let without = act(&start(), Action::LeaveOut(cost));
    has(&said(&without), "4 numbers to go");
    has(&said(&without), "Left out. Take it back in");
    assert!(total(&without, MetricId::Roi) > total(&start(), MetricId::Roi), "only the MDF is spent");
    let back = act(&without, Action::LeaveOut(cost));
    assert_eq!(back.workspace, start().workspace);
    assert_eq!(act(&without, Action::Undo).workspace, start().workspace);
}

#[test]
fn whoever_does_not_know_the_win_rate_gets_the_published_spread_and_not_a_point() {
    let place = FieldPath::tier(0, Field::WinRate);
    let state = act(&with(4), Action::DoNotKnow(place));
    has(&said(&state), "This is your first answer");
    has(&said(&state), "Published win rates run from 15% to 47%");
    let plan = state.report().expect("a report");
    assert!(!plan.is_example());
    // What is typed takes its place.
    let known = left(&typed(&state, place, "20"), place);
    assert!(!said(&known).contains("Published win rates run from 15% to 47%, because"));
}

#[test]
fn enter_leads_from_one_example_to_the_next_and_then_to_the_steps() {
    let key = start().draft().tiers[0].key;
    let next = |state: &State| match state.next() {
        Action::Focus(id) => id,
        Action::Begin => "the steps".to_owned(),
        _ => panic!("another action"),
    };
    assert_eq!(next(&with(1)), format!("programmeCost-{key}"));
    assert_eq!(next(&with(5)), "the steps");
}

#[test]
fn the_steps_go_on_with_what_was_typed() {
    let begun = act(&with(5), Action::Begin);
    let page = said(&begun);
    has(&page, "Step 1 of 7");
    has(&page, "value=\"240,000\"");
    has(&page, "All partners");
    assert_eq!(total(&begun, MetricId::Roi), total(&with(5), MetricId::Roi));
}

#[test]
fn clearing_brings_the_examples_back() {
    let cleared = act(&with(3), Action::Clear);
    assert_eq!(cleared.workspace, start().workspace);
    has(&said(&act(&cleared, Action::Undo)), "2 numbers to go");
}

#[test]
fn a_plan_skips_the_start_and_what_was_kept_comes_back_to_it() {
    let mut plan = Plan::new("USD");
    plan.tiers.push(Tier::named("A").with(Field::MdfSpent, 5.0));
    let given = Start { quick: true, plan: Some(&plan), ..Start::default() };
    let given = State::open(Format::new("en", "USD"), Mode::Assessment, given);
    assert!(!given.is_at_start());
    let state = with(2);
    let saved = Saved { workspace: &state.workspace, mode: state.mode, step: state.step, start: state.start };
    let text = serde_json::to_value(&saved).expect("JSON");
    let value = serde_json::from_value(text).expect("a value");
    let restored = Restored::kept(&value, Format::new("en", "USD").convention());
    let back = Start { quick: true, restored, ..Start::default() };
    let back = State::open(Format::new("en", "USD"), Mode::Assessment, back);
    has(&said(&back), "3 numbers to go");
}

/// Split by tier, with these amounts in the field of each.
fn split(amounts: [&str; 3]) -> State {
    let begun = act(&act(&with(5), Action::Begin), Action::SplitTiers);
    amounts.iter().enumerate().fold(begun, |state, (at, amount)| {
        let place = FieldPath::tier(at, Field::MdfSpent);
        left(&typed(&state, place, amount), place)
    })
}

#[test]
fn totals_that_are_split_stay_what_they_are() {
    let begun = act(&act(&with(5), Action::Begin), Action::SplitTiers);
    let names: Vec<&str> = begun.draft().tiers.iter().map(|tier| tier.name.as_str()).collect();
    assert_eq!(names, ["Strategic", "Focus", "Scale", "Not split yet"]);
    assert_eq!(total(&begun, MetricId::Roi), total(&with(5), MetricId::Roi), "nothing has moved");
    let state = split(["100,000", "90,000", ""]);
    assert_eq!(total(&state, MetricId::MdfSpent), Some(240_000.0));
    let rest = FieldPath::tier(3, Field::MdfSpent);
    assert_eq!(state.draft().get(rest).input.number().map(|number| number.likely()), Some(50_000.0));
    // Each key press counts from what was there before the first.
    let grown = typed(&typed(&typed(&begun, MDF, "9"), MDF, "900,000"), MDF, "90,000");
    assert_eq!(grown.draft().get(rest).input.number().map(|number| number.likely()), Some(150_000.0));
}

#[test]
fn what_is_all_split_has_no_rest() {
    let fields = [Field::MdfSpent, Field::ProgrammeCost, Field::PipelineSourced, Field::PipelineInfluenced];
    let state = fields.iter().zip(VALUES).fold(split(["", "", ""]), |state, (field, value)| {
        let place = FieldPath::tier(1, *field);
        left(&typed(&state, place, value), place)
    });
    let names: Vec<&str> = state.draft().tiers.iter().map(|tier| tier.name.as_str()).collect();
    assert_eq!(names, ["Strategic", "Focus", "Scale"]);
    assert_eq!(state.notice, "Your totals are split by tier.");
    assert_eq!(total(&state, MetricId::MdfSpent), Some(240_000.0));
    let back = act(&state, Action::Undo);
    assert_eq!(back.draft().tiers.len(), 4);
}
