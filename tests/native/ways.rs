//! The ways through a plan: what a switch keeps, and what each way adds.

use super::*;
use comarketing_roi::app::{FigureRef, STEPS, Section, Start, Step, Toggle};
use comarketing_roi::workspace::{Answer, MAX_SCENARIOS, Mode};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Plan, Tier};
use std::rc::Rc;

fn opened(mode: Mode) -> State {
    State::open(Format::new("en", "USD"), mode, Start::default())
}

#[test]
fn an_assessment_begins_empty_with_what_may_be_assumed_and_a_call_with_a_sample() {
    for (mode, sample) in
        [(Mode::Assessment, false), (Mode::Campaign, false), (Mode::Call, true), (Mode::Sheet, true)]
    {
        let state = opened(mode);
        assert_eq!(state.mode, mode);
        assert_eq!(state.draft().has_sample(), sample, "{}", mode.id());
        assert!(matches!(state.draft().get(MARGIN).origin, Origin::Assumed(_)), "{}", mode.id());
        let filled = state.apply(Action::Sample).unwrap_or(state);
        assert!(filled.draft().has_sample(), "{}", mode.id());
        assert_eq!(Mode::named(mode.id()), mode);
    }
    assert_eq!(Mode::named("nothing"), Mode::Assessment, "what is not known is the default");
}

#[test]
fn the_steps_ask_for_everything_the_headline_needs_once() {
    assert!(STEPS.len() <= 8 && STEPS.last() == Some(&Step::Result));
    let fields: Vec<Field> = STEPS
        .iter()
        .flat_map(|step| match step {
            Step::Tiers(_, _, fields) => *fields,
            _ => &[],
        })
        .copied()
        .collect();
    for needed in [Field::MdfSpent, Field::ProgrammeCost, Field::PipelineSourced, Field::WinRate] {
        assert_eq!(fields.iter().filter(|field| **field == needed).count(), 1, "{}", needed.id());
    }
    let state = opened(Mode::Assessment);
    assert!(state.apply(Action::Step(STEPS.len())).is_none(), "there is nothing behind the result");
    let next = act(&state, Action::Step(1));
    assert_eq!(next.focus.as_ref().expect("a request").id, comarketing_roi::app::STEP_TITLE);
    assert_eq!(next.draft(), state.draft());
}

/// Enter goes on from a field without leaving it first: the box is gone before the browser says that it was changed.
#[test]
fn a_mistake_of_an_earlier_step_is_named_at_the_result() {
    let wrong = act(&typed(&opened(Mode::Assessment), MDF, "abc"), Action::Step(1));
    let result = act(&wrong, Action::Step(STEPS.len() - 1));
    let shown: Vec<&str> = result.shown_problems().map(|problem| problem.path.as_str()).collect();
    assert_eq!(shown, ["/tiers/0/mdfSpent"]);
    let back = act(&result, Action::GoTo(MDF));
    assert_eq!((back.step, back.text(MDF).as_str()), (0, "abc"));
}

#[test]
fn who_is_kept_in_a_mode_is_not_led_out_of_it_by_a_field_that_it_does_not_ask_for() {
    let mqls = FieldPath { tier: Some(0), field: Field::Mqls };
    for mode in [Mode::Assessment, Mode::Call] {
        for locked in [false, true] {
            let start = Start { locked, ..Start::default() };
            let state = State::open(Format::new("en", "USD"), mode, start);
            let there = act(&state, Action::GoTo(mqls));
            assert_eq!(there.mode, if locked { mode } else { Mode::Sheet }, "{locked}");
        }
    }
}

#[test]
fn what_a_host_gives_to_a_campaign_is_the_campaigns_plan() {
    let plan = Plan::new("USD").with_tier(Tier::named("Webinar").with(Field::MdfSpent, 4321.0));
    let given =
        |mode| State::open(Format::new("en", "USD"), mode, Start { plan: Some(&plan), ..Start::default() });
    let campaign = given(Mode::Campaign);
    assert_eq!(campaign.text(MDF), "4,321", "at the start");
    let later = act(&opened(Mode::Campaign), Action::HostPlan(Rc::new(plan.clone())));
    assert_eq!(later.text(MDF), "4,321", "as when it comes later");
    assert_eq!(act(&campaign, Action::Mode(Mode::Sheet)).text(MDF), "", "and nobody else's");
    assert_eq!(act(&given(Mode::Sheet), Action::Mode(Mode::Campaign)).text(MDF), "");
}

#[test]
fn a_campaign_has_a_plan_of_its_own_and_shares_what_is_the_companys() {
    let state = typed(&typed(&opened(Mode::Sheet), MDF, "111"), MARGIN, "55");
    let campaign = act(&state, Action::Mode(Mode::Campaign));
    assert_eq!(campaign.draft().tiers.len(), 1);
    assert_eq!(campaign.text(MARGIN), "55");
    let campaign = typed(&typed(&campaign, MDF, "9"), MARGIN, "66");
    let call = act(&campaign, Action::Mode(Mode::Call));
    let back = act(&call, Action::Toggle(Toggle::Private));
    assert_eq!(back.draft().tiers.len(), 3);
    assert_eq!((back.text(MDF).as_str(), back.text(MARGIN).as_str()), ("111", "66"));
    assert!(back.can_undo());
    let again = act(&back, Action::Mode(Mode::Campaign));
    assert_eq!(again.text(MDF), "9");
    assert!(again.apply(Action::Mode(Mode::Campaign)).is_none());
}

#[test]
fn a_notice_stays_while_something_is_typed_so_that_nothing_moves_under_the_hand() {
    let sample = act(&opened(Mode::Campaign), Action::Sample);
    assert!(!sample.notice.is_empty());
    let typed = typed(&sample, MDF, "1");
    assert_eq!(typed.notice, sample.notice);
    assert_ne!(act(&typed, Action::Undo).notice, sample.notice, "what is done next is said");
}

#[test]
fn an_answer_that_is_a_number_is_kept_as_one_and_what_is_none_for_certain_as_it_was_typed() {
    let german = State::open(Format::new("de", "EUR"), Mode::Call, Start::default());
    let after = |path: &str, text: &str| {
        let state = act(&german, Action::Answer(path.into(), text.into()));
        state.workspace.answer(path).cloned().expect("an answer")
    };
    for (path, text, value) in [
        ("/call/target", "45", 45.0),
        ("/call/target", "12,5 %", 12.5),
        ("/campaign/target", "1.200", 1200.0),
        ("/campaign/delayDays", "73", 73.0),
    ] {
        assert_eq!(after(path, text), Answer::Number(value), "{text}");
    }
    for (path, text) in [
        ("/call/target", "3:1"),
        ("/call/target", "-5"),
        ("/call/target", "$3"),
        ("/campaign/delayDays", "45 %"),
        ("/campaign/tier", "3"),
        ("/definition/clarity", "2"),
    ] {
        assert_eq!(after(path, text), Answer::Word(text.to_owned()), "{path}");
    }
    // Written otherwise it is the same answer.
    let state = act(&german, Action::Answer("/call/target".into(), "45".into()));
    assert!(state.apply(Action::Answer("/call/target".into(), "45,0 %".into())).is_none());
}

#[test]
fn an_answer_is_kept_taken_back_and_undone() {
    let answer =
        |state: &State, word: &str| state.apply(Action::Answer("/definition/clarity".into(), word.into()));
    let state = answer(&opened(Mode::Assessment), "2").expect("a change");
    let said = |state: &State, path: &str| state.workspace.answer(path).cloned();
    let word = |word: &str| Some(Answer::Word(word.to_owned()));
    assert_eq!(said(&state, "/definition/clarity"), word("2"));
    assert!(answer(&state, "2").is_none(), "nothing changes");
    let taken = answer(&state, "").expect("a change");
    assert_eq!((said(&taken, "/definition/clarity"), taken.workspace.answers().count()), (None, 0));
    let next = act(&state, Action::Answer("/controls/preApproval".into(), "yes".into()));
    let undone = act(&next, Action::Undo);
    assert_eq!((undone.workspace.answers().count(), said(&undone, "/definition/clarity")), (1, word("2")));
    assert_eq!(said(&act(&undone, Action::Redo), "/controls/preApproval"), word("yes"));
}

#[test]
fn what_must_be_true_is_set_as_the_language_writes_it_and_undone() {
    let state = opened(Mode::Call);
    let set = act(&state, Action::Set(WIN, 0.315));
    assert_eq!(set.text(WIN), "31.5");
    assert_eq!(set.draft().get(WIN).origin, Origin::Yours);
    assert!(set.notice.contains("Win rate"), "{}", set.notice);
    assert_eq!(act(&set, Action::Undo).draft(), state.draft());
}

#[test]
fn scenarios_stand_aside_come_back_and_have_an_end() {
    let first = act(&opened(Mode::Call), Action::AddScenario);
    assert_eq!(first.workspace.scenarios[0].name, "Today");
    let changed = act(&typed(&first, MDF, "1"), Action::AddScenario);
    assert_eq!(changed.workspace.scenarios[1].name, "Scenario 1");
    let taken = act(&changed, Action::TakeScenario(0));
    assert_eq!(taken.draft(), first.draft());
    assert_eq!(total(&taken, MetricId::Roi), total(&first, MetricId::Roi));
    assert_eq!(act(&taken, Action::Undo).draft(), changed.draft());
    let dropped = act(&changed, Action::RemoveScenario(0));
    assert_eq!(dropped.workspace.scenarios.len(), 1);
    assert_eq!(act(&dropped, Action::Undo).workspace.scenarios.len(), 2);
    assert!(changed.apply(Action::TakeScenario(7)).is_none());
    let full = (0..MAX_SCENARIOS).fold(opened(Mode::Call), |state, _| act(&state, Action::AddScenario));
    assert!(full.apply(Action::AddScenario).is_none());
}

#[test]
fn a_forecast_is_frozen_only_from_figures_that_can_be_read() {
    let campaign = act(&opened(Mode::Campaign), Action::Sample);
    let frozen = act(&campaign, Action::Freeze);
    let forecast = frozen.workspace.campaign.forecast.clone().expect("a forecast");
    let later = typed(&frozen, MDF, "1");
    assert_eq!(
        later.workspace.campaign.forecast.as_deref(),
        Some(&*forecast),
        "it stays while the actual figures come in"
    );
    assert!(act(&later, Action::Freeze).workspace.campaign.forecast.is_none());
    assert!(typed(&campaign, MDF, "x").apply(Action::Freeze).is_none());
}

#[test]
fn switches_go_on_and_off() {
    let on = act(&opened(Mode::Call), Action::Toggle(Toggle::Presenter));
    assert!(on.is_on(Toggle::Presenter) && !on.is_on(Toggle::Keys));
    assert!(!act(&on, Action::Toggle(Toggle::Presenter)).is_on(Toggle::Presenter));
}

#[test]
fn escape_closes_what_is_open_one_at_a_time_and_gives_the_focus_back() {
    let close = |state: &State, from_inside| state.apply(Action::Close { from_inside });
    let state = act(&opened(Mode::Call), Action::Toggle(Toggle::Menu));
    let state = act(&state, Action::Toggle(Toggle::Keys));
    let spot = FigureRef { area: Section::Headline, column: ScopeId::Total, metric: MetricId::Roi };
    let state = act(&state, Action::Explain(spot));
    let state = close(&state, true).expect("the explanation closes");
    assert!(state.open.is_none() && state.is_on(Toggle::Keys));
    let state = close(&state, true).expect("the keys close");
    assert!(!state.is_on(Toggle::Keys) && state.is_on(Toggle::Menu));
    assert_eq!(state.focus.as_ref().map(|focus| focus.id.as_str()), Some("keys-button"));
    let before = state.focus.clone();
    let state = close(&state, false).expect("the menu closes");
    assert!(!state.is_on(Toggle::Menu));
    assert_eq!(state.focus, before, "from elsewhere the focus stays");
    assert!(close(&state, false).is_none(), "nothing is open");
    // What is not on screen does not take the key.
    let state = act(&opened(Mode::Call), Action::Toggle(Toggle::Keys));
    let state = act(&act(&state, Action::Mode(Mode::Sheet)), Action::Toggle(Toggle::Menu));
    assert!(!close(&state, false).expect("the menu closes").is_on(Toggle::Menu));
}
