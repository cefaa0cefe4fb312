//! Several partners on one deal: what is typed, who is credited by each rule, what stays and what comes back.

use super::words::speak;
use super::*;
use crate::view::html;
use comarketing_roi::app::{Panel, Start, Toggle};
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::link::{read, write_workspace};
use comarketing_roi::markup::Tree;
use comarketing_roi::workspace::deals::{DealEdit, Deals, TouchField};
use comarketing_roi::workspace::{Answer, Mode, Opened, Saved};
use comarketing_roi_engine::Value;

fn year(locale: &str) -> State {
    act(&State::open(Format::new(locale, "USD"), Mode::Portfolio, Start::default()), State::to_deals(true))
}

fn panel(state: &State) -> Tree {
    Insight::of(state, None).expect("figures").with_campaigns(state, None).panel(Panel::Deals).expect("drawn")
}

/// The screen as HTML.
pub(super) fn drawn(state: &State) -> String {
    panel(state).html()
}

fn words(state: &State) -> String {
    panel(state).words().replace(['\u{2068}', '\u{2069}'], "")
}

fn edit(state: &State, edit: DealEdit) -> State {
    act(state, Action::Deal(edit))
}

fn of_touch(state: &State, key: u32, field: TouchField, text: &str) -> State {
    edit(state, DealEdit::Touch(key, field, text.to_owned()))
}

/// What a button of the screen does.
#[track_caller]
fn press(state: &State, wanted: impl Fn(&DealEdit) -> bool) -> State {
    let is = |action: &Action| matches!(action, Action::Deal(edit) if wanted(edit));
    act(state, panel(state).actions("").into_iter().find(is).expect("a button"))
}

fn example() -> State {
    press(&year("en"), |edit| matches!(edit, DealEdit::Example(_)))
}

/// A deal of $100,000.01 with three partners that have neither days nor weights: its key is 1, those of its touches 2 to 4.
fn three() -> State {
    let state = edit(&edit(&year("en"), DealEdit::AddDeal), DealEdit::AddTouch(1));
    let state = edit(&state, DealEdit::Value(1, Answer::Number(100_000.01)));
    [(2, "North"), (3, "South"), (4, "West")]
        .iter()
        .fold(state, |state, (key, partner)| of_touch(&state, *key, TouchField::Partner, partner))
}

/// The cells of a partner's row.
fn row(state: &State, name: &str) -> Vec<String> {
    let html = drawn(state).replace(['\u{2068}', '\u{2069}'], "");
    let body = html.split("class=\"cards credits\"").nth(1).expect("a table");
    let row = body.split("<tr>").find(|row| row.contains(name) && row.contains("scope=\"row\"")).expect(name);
    row.split("<td")
        .skip(1)
        .map(|cell| cell.split("<bdi>").nth(1).map_or("", |rest| rest.split('<').next().unwrap()).to_owned())
        .collect()
}

#[test]
fn six_rules_stand_side_by_side_and_each_adds_up_to_the_cent() {
    let state = three();
    assert_eq!(row(&state, "North")[..4], ["$100,000.01", "$0.00", "$33,333.34", "$40,000.01"]);
    assert_eq!(row(&state, "South")[..4], ["$0.00", "$0.00", "$33,333.34", "$20,000.00"]);
    assert_eq!(row(&state, "Total")[..4], ["$100,000.01"; 4]);
    // What lacks its weights and days is not split, and not nothing.
    assert_eq!(row(&state, "North")[4..6], ["no value", "no value"]);
    let said = words(&state);
    for part in [
        "By weight: Not every touch has a weight, or all weigh nothing.",
        "By time: Not every touch has its day.",
        "The rule decides whether North is credited with $0 or $100,000.01",
        "North by $100,000.01",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let weighed = [(2, 1.0), (3, 1.0), (4, 2.0)]
        .iter()
        .fold(state, |state, (key, weight)| edit(&state, DealEdit::Weight(*key, Answer::Number(*weight))));
    assert_eq!(row(&weighed, "West")[4], "$50,000.01");
    assert_eq!(row(&weighed, "Total")[4], "$100,000.01");
    let dated = [(2, "2026-01-01"), (3, "2026-01-08"), (4, "2026-01-15")]
        .iter()
        .fold(weighed, |state, (key, day)| of_touch(&state, *key, TouchField::On, day));
    // A week is a half-life: 1 : 2 : 4.
    assert_eq!(row(&dated, "North")[5], "$14,285.72");
    let longer = edit(&dated, DealEdit::HalfLife(Answer::Number(14.0)));
    assert_ne!(row(&longer, "North")[5], "$14,285.72");
}

#[test]
fn the_rule_that_is_agreed_on_is_marked_and_said_first() {
    let state = edit(&three(), DealEdit::Rule("position".to_owned()));
    assert!(
        words(&state).contains("“40-20-40” credits North with $40,000.01 of $100,000.01"),
        "{}",
        words(&state)
    );
    let html = drawn(&state);
    // In the head, three partners and the sum.
    assert_eq!(html.matches("class=\"own\"").count(), 5, "{html}");
    assert!(html.contains(">agreed</span>") && html.contains("class=\"own point\""));
    // A rule that cannot split the deal says nothing of it.
    let open = edit(&state, DealEdit::Rule("weighted".to_owned()));
    assert!(words(&open).contains("The rule decides whether North"), "{}", words(&open));
}

#[test]
fn what_partners_have_in_common_is_a_union() {
    let said = words(&example());
    for part in [
        "All 3 deals together: $245,000",
        "Partners touched $245,000 of pipeline, each deal counted once",
        "Adding up what each partner touched would say $565,000. $320,000 of that is counted more than once.",
        "Accounts: 3. Met by more than one partner: 2.",
        "Deals in common to Northwind and Halden: 2, worth $200,000.",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let alone = three();
    assert!(words(&alone).contains("$100,000.01 of pipeline"), "{}", words(&alone));
    assert!(!words(&alone).contains("deals together"));
}

#[test]
fn an_example_says_so_until_nothing_of_it_is_left() {
    let state = example();
    let marked = |state: &State| drawn(state).contains("<p class=\"tag\">Example</p>");
    assert!(marked(&state));
    let mut own = edit(&state, DealEdit::Value(1, Answer::Number(90_000.0)));
    assert!(marked(&own), "its partners are still those of the example");
    for key in 2..=5 {
        own = of_touch(&own, key, TouchField::Partner, "Ours");
    }
    assert!(!marked(&own));
    // One undo takes the last box back, and the other deals are as they were.
    assert!(marked(&act(&own, Action::Undo)));
    let other = act(&own, Action::Look("/deal".to_owned(), "6".to_owned()));
    assert!(marked(&other) && drawn(&other).contains("D-1057"));
}

#[test]
fn what_cannot_be_read_says_the_field_the_value_and_the_range() {
    let state = edit(&three(), DealEdit::Weight(3, Answer::Number(-2.0)));
    let said = words(&state);
    assert!(said.contains("Weight (touch 2) must be between 0 and 1,000,000,000. You typed “-2”."), "{said}");
    let html = drawn(&state);
    assert!(html.contains("aria-invalid=\"true\" aria-describedby=\"touch-3-weight-said\""), "{html}");
    let nobody =
        edit(&of_touch(&state, 3, TouchField::Partner, ""), DealEdit::Weight(3, Answer::Number(5.0)));
    assert!(words(&nobody).contains("Touch 2 has no partner, so it counts for nobody."));
    let worthless = edit(&state, DealEdit::Value(1, "plenty".into()));
    let said = words(&worthless);
    assert!(said.contains("Deal value needs a number, such as 12500."), "{said}");
    let twice = edit(&state, DealEdit::Value(1, "1.000".into()));
    assert!(words(&twice).contains("“1.000” can mean two numbers: 1000 or 1."), "{}", words(&twice));
    assert!(said.contains("Add the deal’s value to see who is credited."), "{said}");
    let half_life = edit(&state, DealEdit::HalfLife(Answer::Number(0.0)));
    assert!(words(&half_life).contains("Half-life in days must be between 0.01 and 3,650. You typed “0”."));
}

#[test]
fn touches_are_added_moved_and_removed_and_the_focus_follows() {
    let state = three();
    let focus = |state: &State| state.focus.clone().expect("a request").id;
    let last = edit(&state, DealEdit::MoveTouch(2, false));
    assert_eq!((row(&last, "South")[0].as_str(), focus(&last).as_str()), ("$100,000.01", "touch-2-down-1"));
    let lowest = edit(&last, DealEdit::MoveTouch(2, false));
    assert_eq!(focus(&lowest), "touch-2-up-2", "the other way, where there is no further to go");
    assert!(lowest.apply(Action::Deal(DealEdit::MoveTouch(2, false))).is_none());
    let removed = edit(&lowest, DealEdit::RemoveTouch(2));
    assert_eq!(
        (focus(&removed).as_str(), removed.notice.as_str()),
        ("touch-add", "North is removed. Undo brings it back.")
    );
    assert_eq!(row(&act(&removed, Action::Undo), "North"), row(&lowest, "North"));
    // Where every touch has a day, days are the order, and there is nothing to move.
    let dated = example();
    assert!(!drawn(&dated).contains("-up-") && words(&dated).contains("so the days decide the order"));
    assert!(
        drawn(&state).contains("id=\"touch-2-up-0\"") && drawn(&state).contains("aria-hidden=\"true\">↑")
    );
}

#[test]
fn lines_are_pasted_and_what_is_wrong_with_one_is_said() {
    for (locale, pasted) in [
        ("en", "Partner,Day,Weight\nNorth,2026-01-02,0.5\n\nSouth,2026-01-05\nWest,31/12/2025\n,2\n"),
        ("de", "Partner\tTag\tGewicht\nNorth\t0,5\t2026-01-02\n\nSouth\t2026-01-05\nWest\t31/12/2025\n\t2\n"),
        ("de", "North;2026-01-02;0,5\n\n\nSouth;;2026-01-05\nWest;31/12/2025\n;2"),
    ] {
        let state = edit(&year(locale), DealEdit::AddDeal);
        let state = act(&state, Action::Look("/deals/pasted".to_owned(), pasted.to_owned()));
        let said = words(&state);
        assert!(
            said.contains("Line 5: “31/12/2025” is neither a day like 2026-03-31 nor a weight"),
            "{said}"
        );
        assert!(said.contains("Line 6 names no partner.") && said.contains("Add these touches: 2"), "{said}");
        let added = press(&state, |edit| matches!(edit, DealEdit::Paste(..)));
        let touches = &added.workspace.deals.deals[0].touches;
        let told: Vec<_> =
            touches.iter().map(|touch| (&*touch.partner, &*touch.on, touch.weight.number())).collect();
        assert_eq!(told, [("North", "2026-01-02", Some(0.5)), ("South", "2026-01-05", None)]);
        assert!(!drawn(&added).contains("touches-pasted"), "what was added is not added twice");
    }
}

#[test]
fn deals_come_back_from_files_and_links_and_by_undo() {
    let state = edit(&edit(&example(), DealEdit::Rule("even".to_owned())), DealEdit::Weight(3, "x".into()));
    let saved = Saved { workspace: &state.workspace, mode: state.mode, step: 0, start: false };
    let text = serde_json::to_string(&saved).expect("writes");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let Ok(Opened::Workspace(file)) = Opened::read(&value) else { panic!("a workspace") };
    assert_eq!(file.workspace.deals, state.workspace.deals);
    assert!(text.contains("\"value\":120000") && text.contains("\"weight\":\"x\""), "{text}");
    let link = write_workspace(&saved);
    let Ok(Opened::Workspace(sent)) = read(&link) else { panic!("a workspace") };
    assert!(link.starts_with("3."));
    assert_eq!(sent.workspace.deals, state.workspace.deals);
    // Without deals a link is as it was.
    let cleared = act(&state, Action::Clear);
    assert_eq!(*cleared.workspace.deals, Deals::default());
    let saved = Saved { workspace: &cleared.workspace, mode: cleared.mode, step: 0, start: false };
    assert!(write_workspace(&saved).starts_with("2."));
    assert!(!serde_json::to_string(&saved).expect("writes").contains("\"deals\""));
    // Undo shows what it brings back.
    let away = act(&cleared, State::to_deals(false));
    let back = act(&away, Action::Undo);
    assert!(back.shows_deals() && back.workspace.deals == state.workspace.deals);
    // What is no list of deals is refused with its place.
    let broken: Value =
        serde_json::from_str(&text.replace("\"deals\":{", "\"deals\":5,\"x\":{")).expect("JSON");
    assert!(Opened::read(&broken).is_err());
}

#[test]
fn deals_are_shown_where_costs_are_not() {
    let state = act(&example(), Action::Toggle(Toggle::Private));
    assert!(words(&state).contains("All 3 deals together: $245,000"), "a deal is no cost of the program");
    let mut reading = example();
    reading.readonly = true;
    assert!(reading.apply(Action::Deal(DealEdit::AddDeal)).is_none());
}

#[test]
fn the_way_to_deals_is_always_there() {
    let campaigns = State::open(Format::new("en", "USD"), Mode::Portfolio, Start::default());
    for state in [campaigns, year("en"), example()] {
        let page = html(&state);
        assert!(page.contains(">Shared deals</button>") && page.contains(">Campaigns</button>"), "{page}");
    }
    assert!(words(&year("en")).contains("Enter a deal Show me an example"));
}

#[test]
fn the_sheet_of_a_deal_has_what_was_typed_and_the_answers() {
    let insight = Insight::of(&example(), None).expect("figures").with_campaigns(&example(), None);
    let sheet = insight.paper(Panel::Deals, Some("March 31, 2026")).expect("a sheet");
    let said = sheet.words().replace(['\u{2068}', '\u{2069}'], "");
    for part in
        ["March 31, 2026", "Example", "D-1041 (Lakeside Foods)", "2025-06-03", "Partners touched $245,000"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!sheet.html().contains("type=\"date\"") && !sheet.html().contains("<button"));
}

#[test]
fn the_screen_speaks_the_language_of_the_page() {
    for (tag, part) in [
        ("de", "Erster Kontakt"),
        ("fr", "Premier contact"),
        ("es", "Primer contacto"),
        ("ja", "ファーストタッチ"),
    ] {
        speak(tag);
        let state = press(&year(tag), |edit| matches!(edit, DealEdit::Example(_)));
        let said = words(&state);
        assert!(said.contains(part) && !said.contains("First touch") && !said.contains("agreed"), "{said}");
    }
}
