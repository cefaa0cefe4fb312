//! One workspace: every change follows the same way, and all of it comes back from a file, the device and undo.

use super::*;
use comarketing_roi::app::{Source, Start, Toggle};
use comarketing_roi::workspace::{
    Answer, Mode, Opened, PlanKind, ReadError, Restored, Saved, Scenario, Workspace,
};
use comarketing_roi_engine::number::Convention;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::{Number, Plan, Tier, Value};
use std::rc::Rc;

fn opened(mode: Mode) -> State {
    State::open(Format::new("en", "USD"), mode, Start::default())
}

fn gold(currency: &str) -> Plan {
    Plan::new(currency).with(Field::GrossMargin, 0.5).with_tier(
        Tier::named("Gold")
            .with(Field::MdfSpent, 12.345)
            .with(Field::WinRate, 0.008)
            .with(Field::Leads, 250.125),
    )
}

fn given(state: &State, plan: Plan) -> State {
    act(state, Action::HostPlan(Rc::new(plan)))
}

fn saved(state: &State) -> Value {
    let saved = Saved { workspace: &state.workspace, mode: state.mode, step: state.step, start: state.start };
    serde_json::from_str(&serde_json::to_string(&saved).expect("writes")).expect("JSON")
}

fn reopened(state: &State, locale: &str) -> State {
    let restored = Restored::kept(&saved(state), &Convention::POINT);
    State::open(Format::new(locale, "USD"), Mode::Sheet, Start { restored, ..Start::default() })
}

fn switched(state: &State, mode: Mode) -> State {
    act(state, Action::Mode(mode))
}

/// A campaign with a forecast, two scenarios, answers, and a mistake in the program.
fn full() -> State {
    let campaign = act(&opened(Mode::Campaign), Action::Sample);
    let campaign = act(&campaign, Action::Answer("/campaign/tier".into(), "Gold".into()));
    let frozen = act(&campaign, Action::Freeze);
    let actual = left(&typed(&frozen, MDF, "11000"), MDF);
    let call = act(&switched(&actual, Mode::Call), Action::Answer("/call/target".into(), "45".into()));
    let call = act(&act(&act(&call, Action::Sample), Action::AddScenario), Action::AddScenario);
    let call = act(&call, Action::RenameScenario(1, "With a booth".into()));
    let sheet = act(&switched(&call, Mode::Sheet), Action::Answer("/definition/clarity".into(), "2".into()));
    left(&typed(&sheet, WIN, "abc"), WIN)
}

#[test]
fn all_of_it_comes_back_and_the_forecast_can_be_settled() {
    let state = full();
    let back = reopened(&state, "en");
    assert_eq!(back.workspace, state.workspace);
    assert_eq!((back.mode, back.text(WIN).as_str()), (Mode::Sheet, "abc"));
    assert!(back.problem("/tiers/0/winRate").is_some(), "what was wrong is shown");
    let campaign = switched(&back, Mode::Campaign);
    let forecast = campaign.workspace.campaign.forecast.as_ref().expect("the forecast");
    assert_eq!(forecast.get(MDF), Some(Number::Exact(12_000.0)));
    assert_eq!(campaign.text(MDF), "11,000");
    assert_eq!(campaign.workspace.answer("/campaign/tier"), Some(&Answer::Word("Gold".into())));
    assert_eq!(campaign.workspace.answer("/call/target"), Some(&Answer::Number(45.0)));
    assert_eq!(campaign.workspace.scenarios[1].name, "With a booth");
    // In another language too: a number is a number.
    assert_eq!(switched(&reopened(&state, "de"), Mode::Campaign).text(MDF), "11.000");
}

#[test]
fn a_file_opens_as_one_step_and_one_undo_takes_it_back() {
    let file = Opened::read(&saved(&full())).expect("opens");
    let before = typed(&opened(Mode::Assessment), MDF, "7");
    let open = act(&before, Action::Open(Rc::new(file), Source::Import));
    assert_eq!(open.workspace, full().workspace);
    assert_eq!(open.source, Source::Import);
    let campaign = {
        let frozen = act(&act(&opened(Mode::Campaign), Action::Sample), Action::Freeze);
        act(
            &opened(Mode::Assessment),
            Action::Open(Rc::new(Opened::read(&saved(&frozen)).expect("opens")), Source::Link),
        )
    };
    assert!(campaign.report().is_some(), "the plan of the mode that it leads to is worked out");
    let undone = act(&open, Action::Undo);
    assert_eq!((undone.workspace.clone(), undone.mode), (before.workspace, Mode::Assessment));
    assert_eq!(act(&undone, Action::Redo).workspace, full().workspace);
}

#[test]
fn what_is_no_file_of_ours_says_what_it_is() {
    let read = |json: &str| Opened::read(&serde_json::from_str(json).expect("JSON"));
    for (json, what) in [
        ("null", "nothing"),
        ("[]", "a list"),
        ("5", "a number"),
        ("\"x\"", "text"),
        ("true", "true or false"),
        ("{\"a\":1}", "an object of another program"),
    ] {
        assert_eq!(read(json), Err(ReadError::Foreign(what)), "{json}");
    }
    assert_eq!(read("{\"comarketing-roi\":3}"), Err(ReadError::Newer));
    let wrong = |json: &str| match read(json) {
        Err(ReadError::Wrong(problems)) => problems[0].path.clone(),
        other => panic!("{json}: {other:?}"),
    };
    let plan = "{\"version\":1,\"currency\":\"USD\",\"tiers\":[{\"name\":\"A\"}]}";
    assert_eq!(wrong("{\"comarketing-roi\":1,\"plan\":{\"version\":1}}"), "/currency");
    assert_eq!(wrong("{\"comarketing-roi\":2}"), "/campaign");
    let file = |rest: &str| {
        format!(
            "{{\"comarketing-roi\":2,\"program\":{{\"plan\":{plan}}},\"campaign\":{{\"plan\":{plan}}}{rest}}}"
        )
    };
    assert!(read(&file("")).is_ok());
    assert_eq!(
        wrong(&file(",\"forecast\":{\"version\":1,\"currency\":\"USD\",\"tiers\":[]}")),
        "/forecast/tiers"
    );
    assert_eq!(wrong(&file(",\"scenarios\":[{\"name\":\"A\"}]")), "/scenarios/0/form");
    assert_eq!(wrong(&file(",\"scenarios\":[1,2,3,4,5,6,7]")), "/scenarios");
    assert_eq!(wrong(&file(",\"answers\":{\"definition\":{\"clarity\":[]}}")), "/answers/definition/clarity");
}

#[test]
fn files_of_the_first_release_and_plans_open_with_their_answers() {
    let plan = "{\"version\":1,\"currency\":\"EUR\",\"tiers\":[{\"name\":\"A\",\"mdfSpent\":9}]}";
    let answers = r#"{"definition":{"clarity":2},"call":{"target":"45"},"campaign":{"target":"3:1"}}"#;
    let file = format!("{{\"comarketing-roi\":1,\"plan\":{plan},\"answers\":{answers}}}");
    let word = |word: &str| Some(Answer::Word(word.to_owned()));
    for (json, answers) in
        [(file.as_str(), [word("2"), Some(Answer::Number(45.0)), word("3:1")]), (plan, [None, None, None])]
    {
        let file = Opened::read(&serde_json::from_str(json).expect("JSON")).expect("opens");
        let state = act(&opened(Mode::Sheet), Action::Open(Rc::new(file), Source::Import));
        assert_eq!(state.text(MDF), "9");
        let paths = ["/definition/clarity", "/call/target", "/campaign/target"];
        assert_eq!(paths.map(|path| state.workspace.answer(path).cloned()), answers);
        assert_eq!(state.format.currency(), "EUR");
    }
}

#[test]
fn certain_numbers_stand_in_every_language() {
    for locale in ["en", "de"] {
        let state = State::new(Format::new(locale, "USD"), Some(&gold("USD")));
        assert_eq!(state.outcome().problems.len(), 0, "{locale}");
        let plan = &state.outcome().good.as_ref().expect("a plan").0;
        assert_eq!(plan.get(WIN), Some(Number::Exact(0.008)));
        let other = act(&state, Action::HostFormat(Format::new("de-CH", "USD")));
        assert_eq!(other.outcome().good.as_ref().expect("a plan").0.get(MDF), Some(Number::Exact(12.345)));
        // Leaving a field that nobody typed into changes nothing.
        assert_eq!(left(&state, MDF).workspace, state.workspace);
    }
    let set = act(&opened(Mode::Sheet), Action::Set(WIN, 0.005));
    assert_eq!(set.outcome().problems.len(), 0);
}

#[test]
fn the_plan_keeps_its_currency_and_formats_follow_it() {
    let euro = given(&opened(Mode::Sheet), gold("EUR"));
    let german = act(&euro, Action::HostFormat(Format::new("de", "USD")));
    assert_eq!((german.form().currency.as_str(), german.format.currency()), ("EUR", "EUR"));
    assert!(german.can_undo(), "undo survives another language");
    let undone = act(&german, Action::Undo);
    assert_eq!((undone.form().currency.as_str(), undone.format.currency()), ("USD", "USD"));
    let redone = act(&undone, Action::Redo);
    assert_eq!((redone.form().currency.as_str(), redone.format.currency()), ("EUR", "EUR"));
    // A scenario in not this plan’s currency brings its own.
    let kept = act(&euro, Action::AddScenario);
    let dollar = given(&kept, gold("USD"));
    let taken = act(&dollar, Action::TakeScenario(0));
    assert_eq!((taken.form().currency.as_str(), taken.format.currency()), ("EUR", "EUR"));
    // A form that was not given a currency takes the host's.
    let typed_in = typed(&blank(), MDF, "5");
    assert_eq!(act(&typed_in, Action::HostFormat(Format::new("en", "GBP"))).form().currency, "GBP");
    assert_eq!(act(&euro, Action::HostFormat(Format::new("de", "GBP"))).form().currency, "EUR");
    for locale in ["en", "de"] {
        let untold = State::new(Format::new(locale, "USD"), None);
        let pound = act(&untold, Action::HostFormat(Format::new(locale, "GBP")));
        let plan = &pound.outcome().good.as_ref().expect("a plan").0;
        let currencies = [pound.form().currency.as_str(), pound.format.currency(), plan.currency.as_str()];
        assert_eq!(currencies, ["GBP"; 3], "{locale}");
        assert_eq!(pound.source, Source::Host);
    }
}

#[test]
fn letters_of_one_name_are_one_step_of_undo_and_another_name_is_another() {
    let start = opened(Mode::Sheet);
    let name = |state: &State, at: usize| state.draft().tiers[at].name.clone();
    let first = act(&act(&start, Action::Rename(0, "A".into())), Action::Rename(0, "AB".into()));
    let both = act(&act(&first, Action::Rename(1, "C".into())), Action::Rename(1, "CD".into()));
    assert_eq!((name(&both, 0).as_str(), name(&both, 1).as_str()), ("AB", "CD"));
    let one = act(&both, Action::Undo);
    assert_eq!((name(&one, 0), name(&one, 1)), ("AB".to_owned(), name(&start, 1)));
    let none = act(&one, Action::Undo);
    assert_eq!(name(&none, 0), name(&start, 0));
}

#[test]
fn nothing_that_was_typed_is_read_again_in_another_language() {
    let half = typed(&opened(Mode::Assessment), MDF, "1.234");
    assert!(half.is_stale(), "doubtful in English");
    let other = act(&switched(&half, Mode::Campaign), Action::HostFormat(Format::new("de", "USD")));
    let back = switched(&other, Mode::Sheet);
    assert_eq!(back.text(MDF), "1.234");
    assert!(back.is_stale());
    let campaign = typed(&opened(Mode::Campaign), MDF, "1234.5");
    let german = act(&switched(&campaign, Mode::Sheet), Action::HostFormat(Format::new("de", "USD")));
    assert_eq!(switched(&german, Mode::Campaign).text(MDF), "1.234,5");
    assert!(!switched(&german, Mode::Campaign).is_stale());
}

#[test]
fn undo_takes_back_the_last_change_wherever_it_was_made_and_once() {
    let campaign = left(&typed(&opened(Mode::Campaign), MDF, "9"), MDF);
    let call = act(&switched(&campaign, Mode::Call), Action::AddScenario);
    let again = switched(&call, Mode::Campaign);
    let once = act(&again, Action::Undo);
    assert_eq!(once.workspace.scenarios.len(), 0, "the last change was keeping a scenario");
    assert_eq!(once.mode, Mode::Call, "undo shows what it took back");
    assert_eq!(once.workspace.form(PlanKind::Campaign).get(MDF).input.number(), Some(Number::Exact(9.0)));
    let twice = act(&once, Action::Undo);
    assert!(twice.workspace.form(PlanKind::Campaign).get(MDF).is_blank());
    assert!(!twice.can_undo());
    let redone = act(&act(&twice, Action::Redo), Action::Redo);
    assert_eq!(redone.workspace, call.workspace);
}

#[test]
fn a_field_that_was_left_begins_another_step() {
    let first = left(&typed(&blank(), MDF, "12"), MDF);
    let second = typed(&first, MDF, "123");
    assert_eq!(act(&second, Action::Undo).text(MDF), "12");
    // Spaces change no number and leave nothing to take back.
    let spaced = typed(&left(&second, MDF), MDF, "123 ");
    assert_eq!(act(&spaced, Action::Undo).text(MDF), "12");
}

#[test]
fn sliders_reach_as_far_as_the_value_asks() {
    let state = act(&opened(Mode::Call), Action::Set(MDF, 900_000.0));
    assert_eq!(state.slider_base(MDF), Some(900_000.0), "after a value that was worked out");
    let state = typed(&opened(Mode::Call), MDF, "900,000");
    assert_eq!(state.slider_base(MDF), Some(180_000.0), "not under the hand");
    assert_eq!(left(&state, MDF).slider_base(MDF), Some(900_000.0), "after leaving the field");
    assert_eq!(act(&left(&state, MDF), Action::Undo).slider_base(MDF), Some(180_000.0));
    assert_eq!(given(&state, gold("USD")).slider_base(WIN), Some(0.008), "after a plan of the host");
    let turned = act(&opened(Mode::Call), Action::Slide(MDF, 300_000.0));
    assert_eq!(turned.slider_base(MDF), Some(180_000.0), "a slider stays while it is turned");
    let shown = act(&turned, Action::Toggle(Toggle::Private));
    assert_eq!(act(&act(&shown, Action::Slide(MDF, 310_000.0)), Action::Undo).text(MDF), "180,000");
}

#[test]
fn opening_another_mode_changes_nothing_of_the_workspace() {
    let state = typed(&opened(Mode::Sheet), MDF, "111");
    for mode in [Mode::Campaign, Mode::Call, Mode::Assessment] {
        let there = switched(&state, mode);
        assert_eq!(there.workspace, state.workspace, "{}", mode.id());
        assert_eq!(there.source, Source::User, "the visitor switched");
    }
}

#[test]
fn each_plan_has_its_own_last_valid_results() {
    let program = left(&typed(&opened(Mode::Sheet), MDF, "111"), MDF);
    let campaign = left(&typed(&switched(&program, Mode::Campaign), MDF, "abc"), MDF);
    assert_eq!(total(&campaign, MetricId::MdfSpent), None, "there never was a valid one");
    let back = switched(&switched(&campaign, Mode::Sheet), Mode::Campaign);
    assert!(back.is_stale());
    assert_eq!(total(&back, MetricId::MdfSpent), None);
}

#[test]
fn half_a_number_is_no_last_valid_figure() {
    let state = left(&typed(&opened(Mode::Sheet), MDF, "200000"), MDF);
    let half = typed(&typed(&state, MDF, "24"), MDF, "24x");
    assert_eq!(total(&half, MetricId::MdfSpent), total(&state, MetricId::MdfSpent));
}

#[test]
fn what_a_host_changes_leaves_the_field_in_hand_alone() {
    let state = typed(&given(&opened(Mode::Sheet), gold("USD")), MDF, "5,");
    let plan = state.workspace.program.to_plan();
    let patched = given(&state, plan.with(Field::AnnualChurn, 0.2));
    assert_eq!(patched.text(MDF), "5,");
    assert_eq!(left(&patched, MDF).text(MDF), "5", "and its number is the visitor's");
    let wrong = given(&typed(&patched, MDF, "5x"), gold("USD").with(Field::AnnualChurn, 0.4));
    assert_eq!(left(&wrong, MDF).text(MDF), "5x", "what is wrong stays as it was typed");
    let named = act(&state, Action::Rename(0, "Gol".into()));
    assert_eq!(given(&named, gold("USD").with(Field::AnnualChurn, 0.3)).form().tiers[0].name, "Gol");
}

#[test]
fn a_campaign_is_one_activity() {
    let program = opened(Mode::Sheet).workspace.program.to_plan();
    assert_eq!(program.tiers.len(), 3);
    let state = given(&opened(Mode::Campaign), program);
    assert_eq!(state.form().tiers.len(), 1);
    assert_eq!(state.workspace.program.tiers.len(), 3, "several tiers are a program");
}

#[test]
fn nothing_changes_figures_that_are_for_reading() {
    let start = Start { readonly: true, ..Start::default() };
    let state = State::open(Format::new("en", "USD"), Mode::Sheet, start);
    let file = Rc::new(Opened::read(&saved(&full())).expect("opens"));
    for action in [
        Action::Edit(MDF, "5".into()),
        Action::Slide(MDF, 5.0),
        Action::Set(MDF, 5.0),
        Action::AddTier,
        Action::RemoveTier(0),
        Action::Rename(0, "A".into()),
        Action::Clear,
        Action::Undo,
        Action::Answer("/definition/clarity".into(), "2".into()),
        Action::AddScenario,
        Action::Switch(Switch::IncludesInfluenced, false),
        Action::Open(Rc::clone(&file), Source::Import),
        Action::Open(file, Source::Link),
    ] {
        assert!(state.apply(action).is_none());
    }
    assert!(state.apply(Action::HostPlan(Rc::new(gold("USD")))).is_some(), "the host may");
}

#[test]
fn freezing_and_discarding_are_undone() {
    let campaign = act(&opened(Mode::Campaign), Action::Sample);
    let frozen = act(&campaign, Action::Freeze);
    assert!(act(&frozen, Action::Undo).workspace.campaign.forecast.is_none());
    let discarded = act(&left(&typed(&frozen, MDF, "1"), MDF), Action::Freeze);
    assert!(discarded.workspace.campaign.forecast.is_none());
    let back = act(&discarded, Action::Undo);
    assert!(back.workspace.campaign.forecast.is_some());
    assert_eq!(back.text(MDF), "1", "the figure that was typed stays");
}

#[test]
fn scenarios_have_names_of_their_own() {
    let two = act(&act(&opened(Mode::Call), Action::AddScenario), Action::AddScenario);
    let named = act(&two, Action::RenameScenario(0, "  Fewer webinars ".into()));
    assert_eq!(named.workspace.scenarios[0].name, "Fewer webinars");
    assert!(
        named.apply(Action::RenameScenario(0, "  ".into())).is_none(),
        "an empty name keeps the one before"
    );
    assert!(named.apply(Action::RenameScenario(9, "x".into())).is_none());
    let removed = act(&named, Action::RemoveScenario(0));
    let third = act(&removed, Action::AddScenario);
    let names: Vec<&str> =
        third.workspace.scenarios.iter().map(|Scenario { name, .. }| name.as_str()).collect();
    assert_eq!(names, ["Scenario 1", "Scenario 2"], "no name stands twice");
}

#[test]
fn company_figures_go_along_and_money_of_another_currency_does_not() {
    let state = typed(&opened(Mode::Sheet), MARGIN, "55");
    assert_eq!(switched(&state, Mode::Campaign).text(MARGIN), "55");
    let mut workspace: Workspace = state.workspace.clone();
    workspace.set_form(
        PlanKind::Campaign,
        Rc::new(comarketing_roi_engine::Draft::of(&gold("EUR"), &Default::default())),
    );
    workspace.share_company(PlanKind::Program, None);
    assert_eq!(workspace.campaign.form.currency, "EUR");
    let cleared = act(&typed(&opened(Mode::Campaign), MARGIN, "44"), Action::Clear);
    assert_eq!(switched(&cleared, Mode::Sheet).text(MARGIN), "44", "clearing one plan leaves the other");
}

#[test]
fn private_figures_are_in_no_field_and_no_figure() {
    let sheet = given(&opened(Mode::Sheet), {
        let mut plan = opened(Mode::Sheet).workspace.program.to_plan();
        plan.examples.clear();
        plan
    });
    let private = switched(&act(&sheet, Action::Toggle(Toggle::Private)), Mode::Call);
    assert_eq!((private.text(MDF).as_str(), private.text(MARGIN).as_str()), ("", ""));
    assert_ne!(private.text(WIN), "");
    assert_eq!(total(&private, MetricId::PartnerCac), None);
    assert_eq!(total(&private, MetricId::PipelinePerDollar), None);
    assert!(total(&private, MetricId::Roi).is_some());
    assert!(total(&private, MetricId::CacReduction).is_some());
    let sheet = switched(&private, Mode::Sheet);
    assert_eq!(total(&sheet, MetricId::PartnerCac), None, "in every mode");
    let shown = act(&sheet, Action::Toggle(Toggle::Private));
    assert_eq!(shown.text(MDF), "180,000");
}

#[test]
fn a_plan_without_costs_keeps_its_ratios_until_a_cost_is_typed() {
    let full = opened(Mode::Sheet);
    let plan = full.workspace.program.to_plan().without_costs();
    let state = given(&opened(Mode::Assessment), plan);
    let close = |a: Option<f64>, b: Option<f64>| (a.expect("a value") - b.expect("a value")).abs() < 1e-6;
    for id in [MetricId::Roi, MetricId::CacReduction, MetricId::LtvToCac] {
        assert!(close(total(&state, id), total(&full, id)), "{}", id.text());
    }
    assert_eq!(total(&state, MetricId::PartnerCac), None);
    assert_eq!(state.text(MDF), "");
    let own = left(&typed(&state, MDF, "1000"), MDF);
    assert!(!own.is_private());
    assert!(own.form().get(MARGIN).is_blank(), "a real cost stands beside no proportional one");
}
