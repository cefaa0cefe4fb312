//! A year of campaigns on screen: how a table is read, what is looked at, what fills the program, and what comes back.

use super::words::speak;
use super::*;
use crate::view::html;
use comarketing_roi::app::{Panel, Start, Toggle};
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::portfolio::{EXAMPLE, EXAMPLE_DAY, TableFile, file, head_of};
use comarketing_roi::workspace::{Answer, CampaignRows, Choices, Mode, Opened, Saved, kind_of};
use comarketing_roi_engine::Value;
use std::rc::Rc;

pub(super) const GERMAN: &str = "Kampagnen 2025;;;;;;;\n\
    Campaign;Partner;Tier;Activity;Status;Start;MDF claimed;Partner-sourced pipeline\n\
    ABM;Northwind;Strategic;abm;closed;12/03/2025;30.000,00;640.000,00\n\
    Webinar;Halden;Strategic;webinar;Won;31/05/2025;16.000,00;215.000,00\n\
    Messe;Corvus;Focus;event;approved;14/05/2025;8.000,00;120.000,00\n\
    Summe;;;;;;54.000,00;\n";

pub(super) fn rows(text: &str, is_example: bool) -> Rc<CampaignRows> {
    let mut choices = Choices::default();
    choices.set("/terms/today", EXAMPLE_DAY);
    Rc::new(CampaignRows { file: "year.csv".to_owned(), text: text.into(), is_example, choices })
}

/// The portfolio with a table that is looked at.
pub(super) fn looked_at(text: &str) -> State {
    let state = State::open(Format::new("en", "USD"), Mode::Portfolio, Start::default());
    act(&state, Action::OpenRows(rows(text, false)))
}

/// The portfolio with a table that was taken.
pub(super) fn taken(text: &str) -> State {
    act(&looked_at(text), Action::TakeRows(head_of(text)))
}

pub(super) fn choose(state: &State, path: &str, word: &str) -> State {
    let answer = if kind_of(path).is_some() { Answer::plain(word) } else { word.into() };
    act(state, Action::Choose(path.to_owned(), answer))
}

pub(super) fn look(state: &State, path: &str, word: &str) -> State {
    act(state, Action::Look(path.to_owned(), word.to_owned()))
}

pub(super) fn insight(state: &State) -> Insight {
    Insight::of(state, None).expect("figures").with_campaigns(state, None)
}

pub(super) fn words(state: &State) -> String {
    insight(state).panel(Panel::Portfolio).expect("drawn").words()
}

/// What fills the program, as its button does.
#[track_caller]
fn fill(state: &State) -> State {
    let actions = insight(state).panel(Panel::Portfolio).expect("drawn").actions("");
    let fills = actions.into_iter().find(|action| matches!(action, Action::FillProgram(_)));
    act(state, fills.expect("a button that fills the program"))
}

#[test]
fn a_table_is_looked_at_before_it_is_used_and_undo_takes_it_back() {
    let looked = looked_at(GERMAN);
    let said = words(&looked);
    for part in
        ["Rows: 3. Ready: 2; to look at: 1.", "Line 4, Status:", "Won", "Lines that are not campaigns: 2"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(looked.workspace.rows.is_none() && !looked.can_undo());
    // The word is said once, and the row is used.
    let said = choose(&looked, "/table/values/Won", "closed");
    assert!(words(&said).contains("Campaigns ready: 3."));
    let taken = act(&said, Action::TakeRows(head_of(GERMAN)));
    assert!(words(&taken).contains("Campaigns: 3, from year.csv."), "{}", words(&taken));
    let back = act(&taken, Action::Undo);
    assert!(back.workspace.rows.is_none());
    // A table with the same head is read as was said.
    assert_eq!(back.portfolio.remembered(&head_of(GERMAN)).word("/table/values/Won"), Some("closed"));
    assert_eq!(back.portfolio.remembered("another head"), Choices::default());
}

#[test]
fn how_it_was_read_can_be_said_otherwise() {
    let looked = looked_at("Campaign,MDF claimed,Start,Note\nA,\"1,500\",03/04/2025,5\n");
    let settle = choose(&choose(&looked, "/table/decimal", "."), "/table/dateOrder", "monthFirst");
    assert!(words(&settle).contains("$1,500") && words(&settle).contains("2025-03-04"), "{}", words(&settle));
    let settle = choose(&settle, "/table/dateOrder", "dayFirst");
    assert!(words(&settle).contains("2025-04-03"));
    // A column of another name, and one that is not used.
    let mapped = choose(&settle, "/table/columns/Note", "leads");
    assert!(words(&mapped).contains("“5”"), "{}", words(&mapped));
    let unused = choose(&mapped, "/table/columns/MDF claimed", "-");
    assert!(words(&unused).contains("“1,500”") && !words(&unused).contains("$1,500"));
    assert_eq!(act(&unused, Action::DropRows).portfolio.pending, None);
}

#[test]
fn the_example_adds_up_to_the_example_of_the_program() {
    let state = State::open(Format::new("en", "USD"), Mode::Portfolio, Start::default());
    let state = act(&act(&state, Action::OpenRows(rows(EXAMPLE, true))), Action::TakeRows(String::new()));
    let said = words(&state);
    assert!(said.contains("Example") && said.contains("$12.84"), "{said}");
    let filled = fill(&state);
    let sample = fresh();
    for field in [Field::MdfSpent, Field::Leads, Field::PipelineSourced, Field::PipelineInfluenced] {
        for tier in 0..3 {
            let place = FieldPath::tier(tier, field);
            assert_eq!(
                filled.form().get(place).input.number(),
                sample.form().get(place).input.number(),
                "{}",
                place.path()
            );
        }
    }
    // One undo, and what was in the program is there again.
    assert_eq!(act(&filled, Action::Undo).workspace.program, state.workspace.program);
}

#[test]
fn a_figure_says_how_many_campaigns_it_adds_up_until_it_is_changed() {
    let filled = fill(&taken(&GERMAN.replace("Won", "closed")));
    let sheet = act(&filled, Action::Mode(Mode::Sheet));
    assert!(html(&sheet).contains("Adds up 2 of 2 campaigns"), "{}", html(&sheet));
    let typed = left(&typed(&sheet, MDF, "47000"), MDF);
    assert!(typed.evidence(MDF).is_none() && sheet.evidence(MDF).is_some());
    // It comes back from a file.
    let saved = Saved { workspace: &sheet.workspace, mode: sheet.mode, step: 0, start: false };
    let value: Value = serde_json::from_str(&serde_json::to_string(&saved).expect("writes")).expect("JSON");
    let Ok(Opened::Workspace(restored)) = Opened::read(&value) else { panic!("a workspace") };
    assert_eq!(restored.workspace.rows, sheet.workspace.rows);
    let again = State::open(
        Format::new("en", "USD"),
        Mode::Sheet,
        Start { restored: Some(*restored), ..Start::default() },
    );
    assert_eq!(again.evidence(MDF), sheet.evidence(MDF));
}

/// A number that was typed stays a number in a file; earlier releases wrote it as text.
#[test]
fn numbers_that_were_chosen_are_kept_as_numbers() {
    let state = choose(
        &choose(&taken(&GERMAN.replace("Won", "closed")), "/terms/credit", "0.3"),
        "/score/budget",
        "plenty",
    );
    let saved = Saved { workspace: &state.workspace, mode: state.mode, step: 0, start: false };
    let text = serde_json::to_string(&saved).expect("writes");
    assert!(
        text.contains("\"/terms/credit\":0.3") && text.contains("\"/score/budget\":\"plenty\""),
        "{text}"
    );
    for text in [text.replace("\"/terms/credit\":0.3", "\"/terms/credit\":\"0.3\""), text] {
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let Ok(Opened::Workspace(restored)) = Opened::read(&value) else { panic!("a workspace") };
        assert_eq!(restored.workspace.rows, state.workspace.rows);
    }
}

#[test]
fn what_is_looked_at_is_filtered_and_sorted_and_never_undone() {
    let state = taken(&GERMAN.replace("Won", "closed"));
    let focus = look(&state, "/filter/tier", "=Focus");
    assert!(words(&focus).contains("You are looking at 1 of 3 campaigns."), "{}", words(&focus));
    assert!(!words(&focus).contains("Halden ABM"));
    let all = act(&focus, Action::LookAtAll);
    assert!(!words(&all).contains("You are looking at"));
    // A group's name opens its rows.
    let actions = insight(&all).panel(Panel::Portfolio).expect("drawn").actions("");
    let opens = |action: &Action| matches!(action, Action::Look(path, word) if path == "/filter/partner" && word == "=Corvus");
    assert!(actions.iter().any(opens));
    let order = |state: &State| {
        let html = insight(state).panel(Panel::Portfolio).expect("drawn").html();
        let at = |name: &str| html.find(&format!(">{name}</button>")).expect(name);
        let mut names = ["ABM", "Webinar", "Messe"];
        names.sort_by_key(|name| at(name));
        names
    };
    assert_eq!(order(&all), ["ABM", "Messe", "Webinar"]);
    assert_eq!(order(&look(&all, "/sort", "campaign")), ["ABM", "Messe", "Webinar"]);
    assert_eq!(order(&look(&all, "/sort", "-spent")), ["ABM", "Webinar", "Messe"]);
    assert_eq!(order(&look(&all, "/sort", "return")), ["Webinar", "Messe", "ABM"]);
}

#[test]
fn weights_that_do_not_add_up_are_said_and_not_used() {
    let state = taken(EXAMPLE);
    let before = words(&state);
    let uneven = choose(&state, "/score/weights/fit", "40");
    assert!(words(&uneven).contains("The weights add up to 115."), "{}", words(&uneven));
    let even = choose(&choose(&uneven, "/score/weights/impact", "30"), "/score/weights/health", "5");
    assert!(!words(&even).contains("The weights add up to"));
    assert_ne!(words(&even), before);
    // What is no number stays as it was typed, and an example of one is said.
    let wrong = choose(&state, "/score/budget", "plenty");
    let said = "Budget of the next period needs a number, such as 12500. Used for now: $360,000";
    assert!(words(&wrong).contains(said), "{}", words(&wrong));
    assert_eq!(act(&wrong, Action::Undo).workspace.rows, state.workspace.rows);
}

#[test]
fn another_currency_is_converted_by_a_rate_with_its_day_alone() {
    let text = "Campaign,Partner,Tier,Currency,MDF claimed,Partner-sourced pipeline\n\
        A,North,Gold,USD,1000,9000\nB,South,Gold,EUR,1000,5000\n";
    let state = taken(text);
    assert!(words(&state).contains("Rows in EUR without a dated rate: 1."), "{}", words(&state));
    let rate = choose(&state, "/terms/rates/EUR/rate", "1.1");
    assert!(words(&rate).contains("Rows in EUR without a dated rate: 1."));
    let dated = choose(&rate, "/terms/rates/EUR/on", "2025-12-31");
    let said = words(&dated);
    assert!(said.contains("Rows converted from EUR to USD: 1, at 1.1 on 2025-12-31."), "{said}");
}

#[test]
fn amounts_in_another_scale_are_asked_about_and_not_guessed() {
    let looked = looked_at("Campaign,Partner,Tier,MDF claimed (k)\nA,North,Gold,12\n");
    assert!(words(&looked).contains("One in “MDF claimed (k)” is"), "{}", words(&looked));
    let said = choose(&looked, "/table/scales/MDF claimed (k)", "1000");
    assert!(words(&said).contains("$12,000"), "{}", words(&said));
}

#[test]
fn of_a_long_list_only_what_is_in_sight_is_on_the_page() {
    let mut text = "Campaign,Partner,Tier,MDF claimed,Partner-sourced pipeline\n".to_owned();
    for at in 0..5000 {
        text.push_str(&format!("C{at},P{},Gold,100,{}\n", at % 50, 1000 + at));
    }
    let state = look(&taken(&text), "/rows", "all");
    let drawn = |state: &State| insight(state).panel(Panel::Portfolio).expect("drawn").html();
    let count = |html: &str| html.matches("aria-rowindex").count() - 1;
    let top = drawn(&state);
    assert_eq!(count(&top), 60);
    assert!(top.contains("aria-rowcount=\"5001\"") && top.contains(">C4999</button>"));
    let height = |html: &str| -> usize {
        let rooms = html.split("class=\"room\"").skip(1);
        rooms
            .map(|room| {
                room.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse::<usize>().unwrap()
            })
            .sum()
    };
    assert_eq!(height(&top), (5000 - 60) * 52);
    let middle = drawn(&look(&state, "/first", "2500"));
    assert_eq!((count(&middle), height(&middle)), (60, (5000 - 60) * 52));
    assert!(middle.contains(">C2499</button>") && !middle.contains(">C4999</button>"));
    let beyond = drawn(&look(&state, "/first", "999999"));
    assert!(beyond.contains(">C0</button>") && count(&beyond) == 60);
}

#[test]
fn files_of_campaigns_can_be_read_again_and_hold_no_formula() {
    let text =
        "Campaign,Partner,Tier,MDF claimed,Start\n\"=cmd|'/c calc'!A0\",North,Gold,1000,2025-01-31\nB,,,x,\n";
    let state = taken(text);
    let clean = file(&insight(&state), TableFile::Clean, None, None).expect("a file");
    assert!(!clean.contains("\n=") && !clean.contains(",="), "{clean}");
    let again = taken(&clean);
    assert!(words(&again).contains("Campaigns: 1, from year.csv."), "{clean}");
    let rejected = file(&insight(&looked_at(text)), TableFile::Rejected, None, None).expect("a file");
    assert!(
        rejected.starts_with("line,reason,Campaign,Partner,Tier,MDF claimed,Start\r\n3,")
            && rejected.contains(",B,,,x,\r\n"),
        "{rejected}"
    );
    let ranked = file(&insight(&state), TableFile::Ranked, Some(';'), Some(',')).expect("a file");
    assert_eq!(ranked.lines().count(), 2);
    let json = file(&insight(&state), TableFile::Json, None, None).expect("a file");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["campaigns"].as_array().map(Vec::len), Some(1));
    let template = file(&insight(&fresh()), TableFile::Template, None, None).expect("a file");
    assert!(template.contains("mdfClaimed") && template.lines().count() == 1);
    assert_eq!(file(&insight(&fresh()), TableFile::Clean, None, None), None);
}

#[test]
fn the_clean_file_reads_back_to_the_same_campaigns() {
    let rows = [
        // Numbers that may be thousands, and some with more digits than a message has.
        "Partner,Currency,Exchange rate,Exchange rate date,MDF paid,Leads\n\
         a,EUR,1.0850,2025-01-31,12.3450,1\nb,JPY,0.0067123456789,2025-01-31,1000000.25,0.1250\n\
         c,EUR,0.00000012345,2025-01-31,1234.5,\n",
        // Texts that a spreadsheet would take for formulas, that would be totals, or stand alone in their row.
        "Id,Campaign,Partner,Tier\n1,=cmd,'=x,+1\n2,-5,\"a;=b\",@c\n,,Total,Gold\n,Total,x,\n4,\"a\nb\",x,y\n",
        "Partner,Tier,Currency\nTotal,,EUR\nNorth,Gold,\n",
        "Campaign,Partner,Start,Status\nA,Total,,n/a\nB,North,n/a,open\n",
    ];
    let campaigns = |state: &State| -> serde_json::Value {
        let json = file(&insight(state), TableFile::Json, None, None).expect("a file");
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON")["campaigns"].clone()
    };
    for text in rows {
        let state = taken(text);
        let clean = file(&insight(&state), TableFile::Clean, None, None).expect("a file");
        let again = taken(&clean);
        assert_eq!(campaigns(&again), campaigns(&state), "{text}{clean}");
        assert_eq!(file(&insight(&again), TableFile::Clean, None, None), Some(clean), "and so on");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 64,
        rng_algorithm: proptest::test_runner::RngAlgorithm::ChaCha,
        rng_seed: proptest::test_runner::RngSeed::Fixed(21),
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn any_clean_file_reads_back(
        rows in proptest::collection::vec(
            ("[a='+@;|\" -]{0,6}", "[A-D=@'][a-d',= -]{0,5}", 1e-9..1e5_f64, 0.0..1e13_f64, 0..20_000_u32), 1..6,
        ),
    ) {
        let mut text = "Campaign\tPartner\tCurrency\tExchange rate\tExchange rate date\tMDF paid\tLeads\n".to_owned();
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        for (name, partner, rate, paid, leads) in &rows {
            let leads = f64::from(*leads) / 1000.0;
            let (name, partner) = (cell(name), cell(partner));
            text.push_str(&format!("{name}\t{partner}\tEUR\t{rate:.9}\t2025-01-31\t{paid:.1}\t{leads:.4}\n"));
        }
        let state = taken(&text);
        let clean = file(&insight(&state), TableFile::Clean, None, None).expect("a file");
        let again = taken(&clean);
        let json = |state: &State| {
            let json = file(&insight(state), TableFile::Json, None, None).expect("a file");
            serde_json::from_str::<serde_json::Value>(&json).expect("JSON")["campaigns"].clone()
        };
        proptest::prop_assert_eq!(json(&again), json(&state), "{}", clean);
    }
}

#[test]
fn the_board_page_holds_three_figures_tiers_campaigns_and_asks() {
    let board = insight(&taken(EXAMPLE)).paper(Panel::Board, Some("December 31, 2025")).expect("a sheet");
    let said = board.words();
    for part in [
        "December 31, 2025",
        "Best campaigns",
        "Weakest campaigns",
        "Joint ABM sequence",
        "What we ask for",
        "Strategic",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(board.html().matches("class=\"stat metric\"").count(), 3);
    assert!(insight(&fresh()).paper(Panel::Board, None).is_none());
}

#[test]
fn a_quarter_is_written_as_the_language_does_and_as_it_is_in_files() {
    for (tag, name) in [("en", "Q4 2025"), ("de", "Q4 2025"), ("fr", "T4 2025"), ("ja", "2025年第4四半期")]
    {
        speak(tag);
        let state = look(&taken(EXAMPLE), "/open", "0");
        let drawn = insight(&state);
        let (screen, board) = (drawn.panel(Panel::Portfolio), drawn.paper(Panel::Board, None));
        for html in [screen, board].map(|tree| tree.expect("drawn").html()) {
            assert!(html.contains(name) && !html.contains(">2025-Q"), "{tag}: {html}");
        }
        // A choice is still of the quarter itself, and a file says it for machines.
        let shown = look(&state, "/filter/quarter", "=2025-Q4");
        assert!(
            insight(&shown).panel(Panel::Portfolio).expect("drawn").html().contains("value=\"=2025-Q4\"")
        );
        let ranked = file(&insight(&shown), TableFile::Ranked, Some(','), Some('.')).expect("a file");
        assert!(ranked.contains("2025-Q4") && !ranked.contains("2025-Q3"), "{ranked}");
    }
}

#[test]
fn each_line_of_the_next_period_says_which_exponent_it_goes_by() {
    let assumed = words(&taken(EXAMPLE));
    assert!(assumed.contains("0.7 assumed") && assumed.contains("Used for now: 0.7"), "{assumed}");
    let mut text = "Campaign,Partner,Tier,Start,MDF claimed,Partner-sourced pipeline\n".to_owned();
    for (tier, beta) in [("Gold", 0.85), ("Silver", 0.35)] {
        for quarter in 0..12 {
            let spent = 10_000.0 + 5_000.0 * f64::from((quarter * 5) % 12);
            // Not quite on the curve, for an interval.
            let brings = 900.0 * f64::powf(spent, beta) * (1.0 + 0.04 * f64::from(quarter % 3 - 1));
            let day = format!("{}-{:02}-09", 2022 + quarter / 4, 1 + 3 * (quarter % 4));
            text.push_str(&format!("C,{tier} partner,{tier},{day},{spent:.2},{brings:.2}\n"));
        }
    }
    text.push_str("C,New partner,Young,2024-02-01,9000,50000\n");
    let state = taken(&text);
    let said = words(&state);
    for part in
        ["Gold: exponent 0.8", "Silver: exponent 0.3", "measured from its own quarters.", "of its tier"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    // The one that has too few goes by all, or by what is assumed, and the box names no single exponent.
    assert!(said.contains("of all quarters") != said.contains("assumed"), "{said}");
    assert!(!said.contains("Used for now: 0."), "{said}");
    let given = words(&choose(&state, "/score/beta", "0.6"));
    assert!(given.contains("0.6 as entered") && !given.contains("measured from its own"), "{given}");
}

#[test]
fn rows_of_ones_own_are_hidden_from_those_who_look_on_and_not_from_oneself() {
    let shown = taken(EXAMPLE);
    let hidden = act(&shown, Action::Toggle(Toggle::Private));
    let said = words(&hidden);
    assert!(said.contains("The portfolio is hidden while you hide costs and margins") && !said.contains('$'));
    assert!(!insight(&hidden).paper(Panel::Board, None).expect("said").words().contains('$'));
    // Whoever sent a program without its costs sent no rows: these are the visitor's, and stay on screen.
    let mut program = fresh().workspace.program.to_plan();
    program.examples.clear();
    let sent = Opened::Plan(Box::new(program.without_costs().validate().expect("a plan")), Vec::new());
    let state = act(&shown, Action::Open(Rc::new(sent), comarketing_roi::app::Source::Link));
    assert!(state.is_private() && state.form().costs_withheld);
    assert!(words(&state).contains("$12.84"), "{}", words(&state));
    assert!(html(&state).contains("<p class=\"banner\" hidden=\"\">"), "nothing of it is withheld here");
    // Costs that stand in proportion only do not go on beside those that the rows tell.
    let filled = fill(&state);
    assert!(!filled.form().costs_withheld && !filled.is_private());
    let place = FieldPath::plan(Field::DirectCost);
    assert!(state.form().get(place).input.number().is_some() && filled.form().get(place).is_blank());
    assert_eq!(filled.form().get(MDF).input.number().map(|spent| spent.likely()), Some(180_000.0));
}

#[test]
fn a_portfolio_for_reading_only_is_looked_at_and_not_changed() {
    let mut state = taken(EXAMPLE);
    state.readonly = true;
    assert!(state.apply(Action::Choose("/score/budget".to_owned(), Answer::Number(5.0))).is_none());
    assert!(state.apply(Action::OpenRows(rows(GERMAN, false))).is_none());
    assert!(words(&look(&state, "/filter/tier", "=Focus")).contains("You are looking at 9 of 24 campaigns."));
}

#[test]
fn what_is_wrong_with_a_row_is_said_in_the_language() {
    speak("de");
    let text = "Campaign,Activity,Start,MDF claimed,Note\nA,dancing,31/11/2025,\"1,500\",x\nTotal,,,9,\n";
    let state = State::open(Format::new("de", "USD"), Mode::Portfolio, Start::default());
    let looked = act(&state, Action::OpenRows(rows(text, false)));
    let said = words(&looked);
    for part in [
        "Dieses Wort ist nicht bekannt. Sagen Sie oben, was es bedeutet.",
        "„dancing“.",
        "Diesen Tag gibt es im Kalender nicht.",
        "Das lässt sich auf zwei Arten lesen",
        "Eine Summe würde ihre Zeilen doppelt zählen.",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // A sum that is left out for its currency is said of the whole, sentence by sentence.
    let apart = "Campaign,Partner,Tier,Currency,MDF claimed\nA,North,Gold,EUR,1000\nB,South,Gold,GBP,1000\n";
    let state = act(&act(&state, Action::OpenRows(rows(apart, false))), Action::TakeRows(head_of(apart)));
    let said = words(&state);
    assert!(said.contains("Sie fehlen in allen Summen. Zeilen in"), "{said}");
    assert!(!said.contains("Needs ") && said.contains("Es fehlt: "), "{said}");
    speak("en");
}

#[test]
fn each_column_says_its_first_cell_and_what_was_read_of_it() {
    let text = "Campaign;Activity;MDF claimed;MDF paid;Start;Currency;Note\n\
        ;abm;-;viel;03.04.2025;;x\nA;webinar;5;1.234,50;31.04.2025;EUR;\n";
    let said = words(&looked_at(text));
    for part in [
        "“A”",
        "“abm” read as",
        "“-” counts as blank",
        "“viel” cannot be used",
        "“03.04.2025” read as 2025-04-03",
        "“EUR”",
        "“x”",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let exact = looked_at("Campaign;MDF claimed;Start\nA;1.234,56;31.03.2025\n");
    assert!(words(&exact).contains("“1.234,56” read as $1,234.56"), "{}", words(&exact));
    // A long cell is shortened.
    let long = looked_at(&format!("Campaign,Partner\n{},North\n", "long ".repeat(15)));
    assert!(words(&long).contains("long…”"), "{}", words(&long));
}
