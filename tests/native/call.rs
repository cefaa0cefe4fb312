//! A call: what is out of sight in it, what it is held against, and where the ways out of it lead.

use super::view::html;
use super::*;
use comarketing_roi::app::{Start, Toggle};
use comarketing_roi::workspace::Mode;

fn opened(mode: Mode) -> State {
    State::open(Format::new("en", "USD"), mode, Start::default())
}

fn call() -> State {
    opened(Mode::Call)
}

#[test]
fn a_call_opens_with_costs_hidden_and_leaving_it_shows_what_was_hidden_for_it_alone() {
    let page = html(&call());
    assert!(
        page.contains("costs and margin hidden") && !page.contains("180,000") && !page.contains("76"),
        "{page}"
    );
    let entered = act(&opened(Mode::Sheet), Action::Mode(Mode::Call));
    assert!(entered.is_private() && entered.report().is_some());
    assert_eq!(entered.way_back(), Some(Mode::Sheet));
    let left = act(&entered, Action::Mode(Mode::Sheet));
    assert!(!left.is_private());
    let hidden = act(&opened(Mode::Sheet), Action::Toggle(Toggle::Private));
    let left = act(&act(&hidden, Action::Mode(Mode::Call)), Action::Mode(Mode::Sheet));
    assert!(left.is_private(), "what the visitor has hidden stays so");
    let shown = act(&act(&hidden, Action::Mode(Mode::Call)), Action::Toggle(Toggle::Private));
    assert!(!act(&shown, Action::Mode(Mode::Sheet)).is_private(), "and what was shown, too");
}

/// Others look at the screen: only who leaves the call means to.
#[test]
fn nothing_but_leaving_shows_costs_again() {
    let typed = typed(&opened(Mode::Assessment), MDF, "1234");
    let entered = act(&typed, Action::Mode(Mode::Call));
    let undone = act(&entered, Action::Undo);
    assert_eq!((undone.mode, undone.is_private()), (Mode::Assessment, true));
    let deal = FieldPath::tier(0, Field::DealSize);
    let there = act(&entered, Action::GoTo(deal));
    assert_eq!((there.mode, there.is_private()), (Mode::Sheet, true), "a field that no dial turns");
    let again = act(&undone, Action::Redo);
    assert_eq!((again.mode, again.is_private()), (Mode::Call, true));
    let win = act(&entered, Action::GoTo(FieldPath::tier(0, Field::WinRate)));
    assert_eq!((win.mode, win.tier), (Mode::Call, 0));
    assert_eq!(act(&call(), Action::GoTo(FieldPath::tier(2, Field::WinRate))).tier, 2, "its dial is shown");
}

#[test]
fn a_call_that_the_host_keeps_has_no_way_out() {
    let start = Start { locked: true, ..Start::default() };
    let locked = State::open(Format::new("en", "USD"), Mode::Call, start);
    assert_eq!(locked.way_back(), None);
    let button = |page: &str| {
        let mut tags = page.split("<button").filter_map(|at| at.split('>').next());
        tags.find(|tag| tag.contains("id=\"leave-button\"")).map(str::to_owned).expect("a button")
    };
    assert!(button(&html(&locked)).contains("hidden=\"\""));
    assert!(!button(&html(&call())).contains("hidden=\"\""));
    assert!(!html(&opened(Mode::Sheet)).contains("leave-button"));
}

#[test]
fn what_is_hidden_goes_along_in_no_link() {
    let offers = |state: &State| html(&act(state, Action::Toggle(Toggle::Menu))).contains("data-do=\"link\"");
    assert!(!offers(&call()));
    assert!(offers(&act(&call(), Action::Toggle(Toggle::Private))));
}

#[test]
fn what_is_turned_is_held_against_today() {
    let state = call();
    assert!(!html(&state).contains("today 27%"));
    let turned = act(&state, Action::Slide(WIN, 0.31));
    let page = html(&turned);
    assert!(page.contains("today 27%"), "{page}");
    assert!(
        page.contains("Every $1 spent brings back $1.38 of gross profit, $0.13 more than today."),
        "{page}"
    );
    let down = html(&act(&state, Action::Slide(WIN, 0.2)));
    assert!(down.contains("less than today."), "{down}");
    let back = act(&turned, Action::BackToToday);
    assert_eq!(back.draft(), state.draft());
    assert_eq!(act(&back, Action::Undo).draft(), turned.draft());
    assert!(state.apply(Action::BackToToday).is_none());
}

#[test]
fn the_first_that_is_kept_brings_today_along() {
    let turned = act(&call(), Action::Slide(WIN, 0.31));
    let kept = act(&turned, Action::AddScenario);
    let names: Vec<&str> = kept.workspace.scenarios.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Today", "Scenario 1"]);
    assert_eq!(kept.today(WIN), Some(0.27));
    assert_eq!(*kept.workspace.scenarios[1].form, **kept.draft());
    assert!(act(&kept, Action::Undo).workspace.scenarios.is_empty(), "in one step");
    // What is kept stays today's, also where the call begins anew.
    let again = act(&act(&kept, Action::Mode(Mode::Sheet)), Action::Mode(Mode::Call));
    assert_eq!(again.today(WIN), Some(0.27));
    let other = act(&act(&turned, Action::Mode(Mode::Sheet)), Action::Mode(Mode::Call));
    assert_eq!(other.today(WIN), Some(0.31), "a call begins with the plan as it is");
}

#[test]
fn a_hidden_cost_is_turned_by_its_change_alone() {
    let state = call();
    assert!(html(&state).contains("as today"));
    let turned = act(&state, Action::Slide(MDF, 144_000.0));
    let page = html(&turned);
    assert!(page.contains("20% less than today"), "{page}");
    assert!(!page.contains("144,000") && !page.contains("180,000"), "{page}");
    assert!(page.contains("Hidden: show"), "a margin is not turned: {page}");
}
