//! The actions and what they change.

use super::*;
use comarketing_roi::app::{FigureRef, Section, Source};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Number, Plan, Tier};
use std::rc::Rc;

#[test]
fn a_visitor_finds_a_sample_that_is_marked_and_has_a_headline() {
    let state = fresh();
    assert!(state.draft().has_sample());
    assert!(total(&state, MetricId::Roi).is_some());
    assert_eq!(state.outcome().problems.len(), 0);
    assert!(matches!(state.draft().get(MARGIN).origin, Origin::Assumed(_)));
}

#[test]
fn editing_a_sample_figure_makes_it_yours_and_no_other() {
    let state = typed(&fresh(), MDF, "200000");
    assert_eq!(state.draft().get(MDF).origin, Origin::Yours);
    assert_eq!(state.draft().get(WIN).origin, Origin::Sample);
}

#[test]
fn one_action_clears_everything_but_the_assumptions_and_can_be_undone() {
    let full = fresh();
    let state = act(&full, Action::Clear);
    assert!(!state.draft().has_figures());
    assert!(!state.draft().get(MARGIN).is_blank());
    assert_eq!(total(&state, MetricId::Roi), None);
    let back = act(&state, Action::Undo);
    assert_eq!(back.draft(), full.draft());
    assert_eq!(act(&back, Action::Redo).draft(), state.draft());
}

#[test]
fn results_follow_every_key() {
    let mut state = typed(&typed(&blank(), MARGIN, "50"), REVENUE, "1000");
    let mut seen = Vec::new();
    for text in ["2", "25", "250"] {
        state = typed(&state, MDF, text);
        seen.push(total(&state, MetricId::Roi).expect("a value"));
    }
    assert_eq!(seen, [249.0, 19.0, 1.0]);
}

#[test]
fn a_number_is_written_out_on_leaving_and_never_while_typing() {
    let state = typed(&blank(), MDF, "$1.2m");
    assert_eq!(state.text(MDF), "$1.2m");
    assert_eq!(left(&state, MDF).text(MDF), "1,200,000");
    let share = left(&typed(&blank(), WIN, "15 %"), WIN);
    assert_eq!(share.text(WIN), "15");
}

#[test]
fn what_is_wrong_is_shown_on_leaving_and_keeps_what_was_typed_and_the_last_results() {
    let good = left(&typed(&typed(&typed(&blank(), MARGIN, "50"), REVENUE, "1000"), MDF, "250"), MDF);
    let wrong = typed(&good, MDF, "250x");
    assert!(wrong.is_stale());
    assert_eq!(wrong.problem("/tiers/0/mdfSpent"), None, "not while typing");
    assert_eq!(total(&wrong, MetricId::Roi), Some(1.0), "the last good result");
    let shown = left(&wrong, MDF);
    assert!(shown.problem("/tiers/0/mdfSpent").is_some());
    assert_eq!(shown.text(MDF), "250x");
    let mended = typed(&shown, MDF, "500");
    assert!(!mended.is_stale());
    assert_eq!(mended.problem("/tiers/0/mdfSpent"), None);
    assert_eq!(total(&mended, MetricId::Roi), Some(0.0));
}

#[test]
fn a_rate_beyond_its_range_says_so() {
    let state = left(&typed(&blank(), WIN, "120"), WIN);
    let problem = state.problem("/tiers/0/winRate").expect("a problem");
    assert!(problem.message.contains("between 0% and 100%"), "{}", problem.message);
}

#[test]
fn typing_in_one_field_is_one_step_of_undo() {
    let mut state = blank();
    for text in ["1", "12", "123"] {
        state = typed(&state, MDF, text);
    }
    state = typed(&left(&state, MDF), WIN, "5");
    let once = act(&state, Action::Undo);
    assert_eq!(once.text(MDF), "123");
    let twice = act(&once, Action::Undo);
    assert!(twice.draft().get(MDF).is_blank());
}

#[test]
fn tiers_are_added_renamed_and_removed_with_undo() {
    let added = act(&fresh(), Action::AddTier);
    assert_eq!(added.draft().tiers.len(), 4);
    let key = added.draft().tiers[3].key;
    assert_eq!(added.focus.as_ref().map(|f| f.id.as_str()), Some(format!("name-{key}").as_str()));
    let renamed = act(&added, Action::Rename(3, "Alliance".to_owned()));
    assert_eq!(renamed.report().expect("a report").tiers[3].name, "Alliance");
    let removed = act(&renamed, Action::RemoveTier(0));
    assert_eq!(removed.report().expect("a report").tiers[0].name, "Focus");
    assert!(removed.notice.contains("Strategic"));
    let back = act(&removed, Action::Undo);
    assert_eq!(back.draft(), renamed.draft());
}

#[test]
fn two_tiers_of_one_name_are_a_problem_at_the_second() {
    let state = act(&fresh(), Action::Rename(1, "strategic".to_owned()));
    assert_eq!(state.problem("/tiers/1/name"), None);
    let state = act(&state, Action::CommitName(1));
    assert!(state.problem("/tiers/1/name").is_some());
}

#[test]
fn new_tiers_never_take_a_name_that_is_there() {
    let mut state = act(&blank(), Action::Rename(0, "Tier 4".to_owned()));
    state = act(&state, Action::AddTier);
    assert_eq!(state.draft().tiers[3].name, "Tier 5");
    while state.draft().tiers.len() < 12 {
        state = act(&state, Action::AddTier);
    }
    assert!(!state.is_stale());
    assert!(state.apply(Action::AddTier).is_none(), "twelve are the most");
}

#[test]
fn the_last_tier_can_go_and_come_back() {
    let mut state = fresh();
    for _ in 0..3 {
        state = act(&state, Action::RemoveTier(0));
    }
    assert!(state.draft().tiers.is_empty() && state.is_stale());
    assert!(!act(&state, Action::AddTier).is_stale());
}

#[test]
fn an_explanation_opens_and_closes_and_gives_the_focus_back() {
    let spot = FigureRef { area: Section::Headline, column: ScopeId::Total, metric: MetricId::Roi };
    let open = act(&fresh(), Action::Explain(spot));
    assert_eq!(open.open, Some(spot));
    assert_eq!(act(&open, Action::Explain(spot)).open, None);
    let closed = act(&open, Action::Close { from_inside: true });
    assert_eq!(closed.open, None);
    assert!(closed.focus.is_some_and(|f| f.id.ends_with("-total-roi-button")));
    assert_eq!(act(&open, Action::Close { from_inside: false }).focus, None);
    assert!(fresh().apply(Action::Close { from_inside: true }).is_none());
}

#[test]
fn a_plan_of_the_host_replaces_the_form_and_can_be_undone() {
    let plan = Plan::new("EUR")
        .with(Field::GrossMargin, 0.5)
        .with_tier(Tier::named("Gold").with(Field::MdfSpent, 1200.5).with(Field::WinRate, 0.29));
    let state = act(&fresh(), Action::HostPlan(Rc::new(plan)));
    assert_eq!(state.text(MDF), "1,200.5");
    assert_eq!(state.text(WIN), "29");
    assert_eq!(state.format.currency(), "EUR");
    assert!(state.source == Source::Host && !state.draft().has_sample());
}

#[test]
fn a_range_of_the_host_is_kept_until_its_figure_is_edited() {
    let range = Number::Range { low: 800.0, likely: 1200.5, high: 2000.0 };
    let mut plan = Plan::new("USD").with_tier(Tier::named("Gold"));
    plan.set(MDF, range);
    let state = act(&fresh(), Action::HostPlan(Rc::new(plan)));
    let given = |state: &State| state.outcome().good.as_ref().and_then(|(plan, _)| plan.get(MDF));
    assert_eq!(given(&left(&state, MDF)), Some(range));
    assert_eq!(total(&state, MetricId::MdfSpent), Some(1200.5));
    assert_eq!(given(&typed(&state, MDF, "1300")), Some(Number::Exact(1300.0)));
}

#[test]
fn another_language_writes_the_same_numbers_anew() {
    let state = typed(&typed(&blank(), MDF, "1234.5"), WIN, "abc");
    let german = act(&state, Action::HostFormat(Format::new("de", "EUR")));
    assert_eq!(german.text(MDF), "1.234,5");
    assert_eq!(german.text(WIN), "abc", "what cannot be read stays");
    assert_eq!(german.draft().currency, "EUR");
}

#[test]
fn a_source_is_found_by_its_name_in_the_contract() {
    for source in [Source::User, Source::Host, Source::Link, Source::Import, Source::Storage] {
        assert_eq!(Source::named(source.id()), source);
    }
    assert_eq!(Source::named("nobody"), Source::Host);
}

#[test]
fn screen_readers_hear_what_was_done_and_then_the_headline() {
    assert_eq!(blank().spoken().trim(), blank().notice, "there is no headline");
    let plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.5)
        .with_tier(Tier::named("Gold").with(Field::MdfSpent, 1000.0).with(Field::RevenueSourced, 5000.0));
    let given = State::new(Format::new("en", "USD"), Some(&plan));
    assert_eq!(given.spoken(), "Co-marketing ROI: 150%");
    let wrong = left(&typed(&given, MDF, "abc"), MDF);
    assert_eq!(wrong.spoken(), comarketing_roi::text::stale("MDF spent, Gold"));
    let added = act(&given, Action::AddTier);
    let (done, headline) = (added.notice.clone(), given.spoken());
    assert_eq!(added.spoken(), if done.is_empty() { headline } else { format!("{done} {headline}") });
    let removed = act(&added, Action::RemoveTier(1));
    assert!(
        !removed.notice.is_empty() && removed.spoken().starts_with(&*removed.notice),
        "{}",
        removed.spoken()
    );
    let example = act(&blank(), Action::Sample);
    assert!(example.spoken().ends_with("Example."), "{}", example.spoken());
}

#[test]
fn a_notice_is_what_was_to_be_said() {
    assert_eq!(act(&fresh(), Action::Say("Copied.".to_owned())).notice, "Copied.");
}

#[test]
fn the_same_control_can_be_asked_for_twice() {
    let mut state = fresh();
    let mut seen = Vec::new();
    for _ in 0..3 {
        state = act(&state, Action::Focus("goal".to_owned()));
        seen.push(state.focus.clone().expect("a request"));
    }
    assert!(seen.iter().all(|focus| focus.id == "goal"));
    assert!(seen[0] != seen[1] && seen[1] != seen[2], "each is a request of its own: {seen:?}");
}

#[test]
fn of_two_mistakes_that_are_shown_the_one_that_is_mended_goes() {
    let mut state = fresh();
    for place in [MDF, WIN] {
        state = act(&typed(&state, place, "x"), Action::Commit(place));
    }
    let shown = |state: &State| state.shown_problems().count();
    assert_eq!(shown(&state), 2);
    let mended = typed(&state, MDF, "5");
    assert_eq!(shown(&mended), 1);
    assert_eq!(mended.outcome().problems.len(), 1);
}
