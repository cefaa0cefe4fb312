//! A range in a field: typed, written back, kept wherever the plan goes, and what the headline says of it.

use super::drawn::words;
use super::view::html;
use super::words::speak;
use super::*;
use comarketing_roi::app::{Panel, Start, Toggle};
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::link::{read, write};
use comarketing_roi::workspace::{Mode, Opened, Saved};
use comarketing_roi_engine::draft::{Draft, Entry, Input, Origin};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Number, Plan, Tier};
use proptest::prelude::*;

const MDF: FieldPath = FieldPath { tier: Some(0), field: Field::MdfSpent };
const WIN: FieldPath = FieldPath { tier: Some(0), field: Field::WinRate };

fn range(low: f64, likely: f64, high: f64) -> Number {
    Number::Range { low, likely, high }
}

fn number(state: &State, place: FieldPath) -> Option<Number> {
    state.draft().get(place).input.number()
}

fn speaking(locale: &str, currency: &str) -> State {
    speak(locale);
    act(&State::new(Format::new(locale, currency), None), Action::Clear)
}

#[test]
fn what_is_typed_as_a_range_is_one_and_is_written_back_as_the_language_does() {
    for (locale, currency, place, text, value, back) in [
        ("en", "USD", MDF, "80..120", range(80.0, 100.0, 120.0), "80–120"),
        ("en", "USD", MDF, "$80k–120k", range(80e3, 100e3, 120e3), "80,000–120,000"),
        ("en", "USD", MDF, "100 ± 20", range(80.0, 100.0, 120.0), "80–120"),
        ("en", "USD", MDF, "100 +/- 20%", range(80.0, 100.0, 120.0), "80–120"),
        ("en", "USD", MDF, "80..100..140", range(80.0, 100.0, 140.0), "80..100..140"),
        ("en", "USD", WIN, "20–30%", range(0.2, 0.25, 0.3), "20–30"),
        ("en", "USD", WIN, "0.5..0.9 %", range(0.005, 0.007, 0.009), "0.5%–0.9%"),
        ("de", "EUR", MDF, "1.200,50 - 1.800,50 €", range(1200.5, 1500.5, 1800.5), "1.200,5–1.800,5"),
        ("de", "EUR", MDF, "80..100..1.400", range(80.0, 100.0, 1400.0), "80..100..1.400"),
        ("de", "EUR", MDF, "1,2 ± 0,2 Mio. €", range(1e6, 1.2e6, 1.4e6), "1.000.000–1.400.000"),
        ("de", "EUR", WIN, "20 – 30 %", range(0.2, 0.25, 0.3), "20–30"),
    ] {
        let state = typed(&speaking(locale, currency), place, text);
        assert_eq!(number(&state, place), Some(value), "{locale} {text}");
        assert_eq!(state.text(place), text, "it stays while it is typed");
        let state = left(&state, place);
        assert_eq!(state.text(place), back, "{locale} {text}");
        let again = left(&typed(&state, place, back), place);
        assert_eq!(number(&again, place), Some(value), "{locale} {back}");
    }
    // French signs, of a platform whose numbers were captured.
    let french = Format::new("fr", "EUR");
    for text in ["1\u{202F}200–1\u{202F}800", "1 200 - 1 800 €", "1\u{A0}500 ± 300", "1 500 ± 20 %"] {
        let input = Input::read(text, Kind::Money, french.convention(), "EUR");
        assert_eq!(input.number(), Some(range(1200.0, 1500.0, 1800.0)), "{text}");
    }
}

#[test]
fn another_language_writes_a_range_with_its_own_signs() {
    let state = left(&typed(&blank(), MDF, "1,200.5..1,800.5"), MDF);
    assert_eq!(act(&state, Action::HostFormat(Format::new("de", "USD"))).text(MDF), "1.200,5–1.800,5");
}

/// What is said at a field, with what can be taken instead.
fn told(text: &str, place: FieldPath, locale: &str) -> (ProblemKind, String, Vec<String>) {
    let state = left(&typed(&speaking(locale, "EUR"), place, text), place);
    assert_eq!(state.text(place), text, "it stays as it was typed");
    let problem = state.problem(&place.path()).unwrap_or_else(|| panic!("{text}"));
    for offer in &problem.offers {
        let taken = act(&state, Action::Offer(place, offer.clone()));
        assert!(matches!(number(&taken, place), Some(Number::Range { .. })), "{text}: {offer}");
        assert!(taken.problem(&place.path()).is_none(), "{text}: {offer}");
    }
    (problem.kind, problem.message.clone(), problem.offers.clone())
}

#[test]
fn a_range_that_is_none_is_refused_at_its_field_and_never_put_in_order() {
    let (kind, _, offers) = told("120..80", MDF, "en");
    assert_eq!((kind, offers), (ProblemKind::Disordered, vec!["80..120".to_owned()]));
    let (kind, message, offers) = told("80..200..140", MDF, "de");
    assert_eq!((kind, offers), (ProblemKind::Disordered, vec!["80..140..200".to_owned()]));
    assert!(message.contains("in dieser Reihenfolge"), "{message}");
    let (kind, message, offers) = told("1.000..2.000", MDF, "en");
    assert_eq!((kind, offers), (ProblemKind::Ambiguous, vec!["1000..2000".to_owned(), "1..2".to_owned()]));
    assert!(message.contains("1000..2000 or 1..2"), "{message}");
    let (kind, _, offers) = told("25 ± 5 %", WIN, "de");
    assert_eq!(kind, ProblemKind::Ambiguous);
    assert_eq!(offers, ["20 %..30 %", "23,75 %..26,25 %"]);
    for text in ["2026-01-02", "2026 - 01 - 02", "555-1234", "80..", "80..x", "1 ± -1"] {
        let (kind, _, offers) = told(text, MDF, "en");
        assert!(matches!(kind, ProblemKind::NotANumber) && offers.is_empty(), "{text}");
    }
}

#[test]
fn of_a_range_that_leaves_its_field_it_is_said_which_end_does() {
    for (text, place, locale, said) in [
        ("100 ± 120", MDF, "en", "MDF spent: the low end must be 0 or more"),
        ("80..120", WIN, "en", "Win rate: the high end must be between 0"),
        ("80–120", WIN, "de", "oberes Ende"),
        ("–5..20", WIN, "de", "unteres Ende"),
    ] {
        let state = left(&typed(&speaking(locale, "EUR"), place, text), place);
        let problem = state.problem(&place.path()).expect("a problem");
        assert!(matches!(problem.kind, ProblemKind::OutOfRange { .. }), "{problem:?}");
        assert!(problem.message.contains(said), "{problem:?}");
    }
}

#[test]
fn a_slider_moves_a_range_as_a_whole() {
    let state = left(&typed(&blank(), MDF, "80..100..140"), MDF);
    let turned = act(&act(&state, Action::Slide(MDF, 300.0)), Action::Slide(MDF, 200.0));
    assert_eq!(number(&turned, MDF), Some(range(180.0, 200.0, 240.0)));
    assert_eq!(number(&act(&turned, Action::Slide(MDF, 10.0)), MDF), Some(range(0.0, 10.0, 50.0)));
    assert_eq!(number(&act(&turned, Action::Undo), MDF), Some(range(80.0, 100.0, 140.0)));
    let rate = left(&typed(&blank(), WIN, "80..90"), WIN);
    assert_eq!(number(&act(&rate, Action::Slide(WIN, 0.99)), WIN), Some(range(0.94, 0.99, 1.0)));
}

/// A form with a few ranges as a visitor types them.
fn ranged() -> State {
    let plain = [
        (FieldPath::tier(0, Field::RevenueSourced), "100000..180000"),
        (FieldPath::plan(Field::GrossMargin), "70 ± 10"),
        (MDF, "80,000..90,000..120,000"),
    ];
    let state = act(&blank(), Action::Rename(0, "Gold".into()));
    let state = (1..state.draft().tiers.len()).fold(state, |state, _| act(&state, Action::RemoveTier(1)));
    plain.into_iter().fold(state, |state, (place, text)| left(&typed(&state, place, text), place))
}

#[test]
fn files_and_links_keep_a_range() {
    let state = ranged();
    let plan = state.draft().to_plan();
    assert_eq!(plan.get(MDF), Some(range(80e3, 90e3, 120e3)));
    let json = serde_json::to_string(&Saved {
        workspace: &state.workspace,
        mode: state.mode,
        step: state.step,
        start: false,
    });
    let value = serde_json::from_str(&json.expect("writes")).expect("JSON");
    let Ok(Opened::Workspace(restored)) = Opened::read(&value) else { panic!("a workspace") };
    assert_eq!(restored.workspace.program.to_plan(), plan);
    let Ok(Opened::Plan(linked, _)) = read(&write(&plan)) else { panic!("a plan") };
    assert_eq!(linked.get(MDF), plan.get(MDF));
    assert_eq!(linked.get(FieldPath::plan(Field::GrossMargin)), Some(range(0.6, 0.7, 0.8)));
    let opened = act(&fresh(), Action::HostPlan(std::rc::Rc::new(linked.into_inner())));
    assert_eq!(opened.text(MDF), "80,000..90,000..120,000");
    assert_eq!(opened.text(FieldPath::tier(0, Field::RevenueSourced)), "100,000–180,000");
}

#[test]
fn a_table_keeps_a_range_and_takes_one_as_people_write_it() {
    let state = ranged();
    let insight = Insight::of(&state, None).expect("figures");
    for (separator, decimal) in [(None, None), (Some(';'), Some(','))] {
        let csv = insight.csv(separator, decimal);
        let asked = serde_json::json!({ "text": csv, "name": "a.csv" }).to_string();
        let taken = insight.imported(&serde_json::from_str(&asked).expect("JSON")).expect("taken");
        let taken: serde_json::Value = serde_json::from_str(&taken).expect("JSON");
        let spent = &taken["plan"]["tiers"][0]["mdfSpent"];
        assert_eq!(spent, &serde_json::json!({ "low": 80000, "likely": 90000, "high": 120000 }), "{taken}");
    }
    let asked = serde_json::json!({ "text": "tier,MDF spent,Win rate\nA,80..120,20–30%\nB,80 - 120,20%..30%", "name": "a.csv" });
    let asked = serde_json::from_str(&asked.to_string()).expect("JSON");
    let taken: serde_json::Value =
        serde_json::from_str(&insight.imported(&asked).expect("taken")).expect("JSON");
    for at in 0..2 {
        let tier = &taken["plan"]["tiers"][at];
        assert_eq!(tier["mdfSpent"], serde_json::json!({ "low": 80, "likely": 100, "high": 120 }), "{taken}");
        assert_eq!(
            tier["winRate"],
            serde_json::json!({ "low": 0.2, "likely": 0.25, "high": 0.3 }),
            "{taken}"
        );
    }
}

fn plan(revenue: Number) -> Plan {
    let mut plan = Plan::new("USD").with(Field::GrossMargin, 0.5);
    plan.tiers = vec![Tier::named("Gold").with(Field::MdfSpent, 50_000.0)];
    plan.set(FieldPath::tier(0, Field::RevenueSourced), revenue);
    plan
}

fn chance(revenue: Number, locale: &str) -> String {
    speak(locale);
    let insight = Insight::new(plan(revenue).validate().expect("a plan"), Format::new(locale, "USD"));
    insight.panel(Panel::Chance).map(|tree| tree.words()).unwrap_or_default()
}

#[test]
fn the_headline_says_how_likely_the_program_pays_back() {
    // It pays back from a revenue of 100,000; the middle of the range is there.
    let even = chance(range(60e3, 100e3, 140e3), "en");
    assert_eq!(even, "Pays back in 50% of 10,000 runs.");
    assert!(chance(range(60e3, 100e3, 140e3), "de").starts_with("Zahlt sich in 50"));
    assert_eq!(chance(range(100_001.0, 120e3, 140e3), "en"), "Pays back in all 10,000 runs.");
    assert_eq!(chance(range(10e3, 20e3, 90e3), "en"), "Pays back in none of 10,000 runs.");
    assert_eq!(chance(range(97e3, 120e3, 140e3), "en"), "Pays back in more than 99% of 10,000 runs.");
    assert_eq!(chance(range(60e3, 80e3, 103e3), "en"), "Pays back in less than 1% of 10,000 runs.");
    assert_eq!(chance(Number::Exact(100e3), "en"), "", "nothing is uncertain");
}

#[test]
fn it_says_so_only_where_an_input_is_a_range() {
    let state = |revenue: Number| {
        let plan = plan(revenue);
        State::open(Format::new("en", "USD"), Mode::Sheet, Start { plan: Some(&plan), ..Start::default() })
    };
    let [with, without] =
        [range(60e3, 100e3, 140e3), Number::Exact(100e3)].map(|revenue| html(&state(revenue)));
    assert!(with.contains("Pays back in 50%") && !without.contains("Pays back in"), "{with}");
    // A range that has no bearing on the headline.
    let mut idle = plan(Number::Exact(120e3));
    idle.set(FieldPath::tier(0, Field::SignedPartners), range(5.0, 10.0, 20.0));
    let insight = Insight::new(idle.validate().expect("a plan"), Format::new("en", "USD"));
    assert!(words(&insight, Panel::Chance).contains("no uncertain input affects it"));
}

#[test]
fn private_costs_leave_the_same_chance() {
    let state = ranged();
    let open = words(&Insight::of(&state, None).expect("figures"), Panel::Chance);
    let private = act(&state, Action::Toggle(Toggle::Private));
    let insight = Insight::of(&private, None).expect("figures");
    assert!(insight.plan.costs_withheld);
    assert_eq!(words(&insight, Panel::Chance), open);
}

#[test]
fn the_form_says_that_a_range_can_be_typed() {
    for (locale, said) in
        [("en", "Type a range, such as 80..120 or 100 ± 20."), ("de", "etwa 80..120 oder 100 ± 20.")]
    {
        speak(locale);
        let page = html(&State::new(Format::new(locale, "USD"), None));
        assert!(page.contains(said), "{page}");
    }
}

proptest! {
    #[test]
    fn every_range_comes_back(digits in [1e-3f64..1.0, 1e-3f64..1.0, 1e-3f64..1.0], exponent in 0..14, whole: bool, middle: bool, at in 0..8usize) {
        let (locale, currency) =
            [("en", "USD"), ("de", "EUR"), ("en", "KWD"), ("de", "CHF"), ("fr", "EUR"), ("tr", "TRY"), ("ar-EG", "EGP"), ("pl", "PLN")][at];
        let format = Format::new(locale, currency);
        for kind in Kind::ALL {
            let mut values = digits.map(|digits| {
                let value = if kind == Kind::Rate { digits } else { digits * 10f64.powi(exponent) };
                if whole && kind != Kind::Rate { value.round() } else { value }
            });
            values.sort_by(f64::total_cmp);
            let [low, likely, high] = values;
            let likely = if middle { comarketing_roi_engine::number::Ends::between(low, high).likely } else { likely };
            let number = range(low, likely, high);
            let text = format.number(kind, number);
            let back = Input::read(&text, kind, format.convention(), currency);
            // What the stand-in of the platform writes in other languages is no text of theirs.
            let own = values.iter().all(|value| {
                Input::read(&format.input(kind, *value), kind, format.convention(), currency).number() == Some(Number::Exact(*value))
            });
            prop_assert!(!own || back.number() == Some(number), "{locale} {kind:?} {text} {back:?}");
        }
    }

    #[test]
    fn no_text_breaks_a_field(text in any::<String>(), at in 0..6usize) {
        let kind = Kind::ALL[at];
        for locale in ["en", "de"] {
            let format = Format::new(locale, "EUR");
            let mut draft = Draft::new("EUR", &["A"]);
            let input = Input::read(&text, kind, format.convention(), "EUR");
            if let Some(number) = input.number() {
                let _ = format.number(kind, number);
            }
            draft.set(MDF, Entry { input, origin: Origin::Yours });
            let _ = draft.plan();
        }
    }
}
