//! The catalogues against what the engine says, and a page in another language.

use super::*;
use comarketing_roi::text::{self, Language};
use comarketing_roi_engine::METRICS;
use comarketing_roi_engine::assess::{Dimension, Matrix};
use comarketing_roi_engine::benchmark::{self, Standing, Why};
use comarketing_roi_engine::campaign::{CampaignField, words_of};
use comarketing_roi_engine::message::{SENTENCES, campaigns, workbook};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Symbol;
use std::collections::BTreeMap;
use std::path::Path;

#[allow(dead_code, reason = "the build script and xtask use the rest")]
#[path = "../../src/text/catalogue.rs"]
pub(crate) mod catalogue;

/// Every catalogue, as translators write them.
fn catalogues() -> BTreeMap<String, catalogue::Texts> {
    catalogue::read(Path::new("locales")).expect("the build script has checked them")
}

/// The page's table of a language.
fn table(tag: &str) -> String {
    let all = catalogues();
    catalogue::lines(&all["en"], tag, &all[tag])
}

/// Makes a language the one of this test's thread.
pub(super) fn speak(tag: &str) {
    Language::of(&table(tag)).speak();
}

/// What the engine says on the page, by the keys of translators.
fn terms() -> catalogue::Texts {
    let mut terms = catalogue::Texts::new();
    let mut add = |key: String, text: &str| {
        if !text.is_empty() && text != "SaaS" {
            let before = terms.insert(key.clone(), text.to_owned());
            assert!(before.is_none_or(|before| before == text), "{key} names two texts");
        }
    };
    for metric in &METRICS {
        add(format!("metric.{}", metric.id.text()), metric.name);
        add(format!("metric.{}.about", metric.id.text()), metric.about());
    }
    for field in Field::ALL {
        let place =
            FieldPath::plan(*field).path().trim_start_matches('/').replace("tiers/0/", "").replace('/', ".");
        add(format!("field.{place}"), field.label());
    }
    for symbol in Symbol::ALL {
        add(format!("symbol.{}", symbol.text()), symbol.label());
        add(format!("need.{}", symbol.text()), symbol.need());
    }
    for kind in Kind::ALL {
        add(format!("allowed.{kind:?}").to_lowercase(), kind.allowed());
    }
    for (key, text) in SENTENCES.iter().chain(campaigns::SENTENCES).chain(workbook::SENTENCES) {
        add((*key).to_owned(), text);
    }
    for field in CampaignField::ALL {
        if field.of_plan().is_none() {
            add(format!("campaigns.field.{}", field.id()), field.label());
        }
        for (id, label) in words_of(*field) {
            add(format!("campaigns.{}.{id}.name", field.id()), label);
        }
    }
    add("assumed.creditOfForm".to_owned(), text::WHY_CREDIT);
    use Standing::*;
    for standing in [
        BestQuarter,
        BetweenMedianAndTop,
        BetweenMedianAndBottom,
        WorstQuarter,
        BelowMedian,
        AtMedian,
        AboveMedian,
        BelowAverage,
        AtAverage,
        AboveAverage,
        BelowRange,
        InsideRange,
        AboveRange,
    ] {
        add(format!("standing.{}", standing.id()), standing.words());
    }
    for why in [Why::RuleOfThumb, Why::Definitions, Why::Currency, Why::Single] {
        add(format!("standing.noVerdict.{why:?}"), NoVerdict(why).words());
    }
    for benchmarks in benchmark::all() {
        let of = match benchmarks.of {
            benchmark::Subject::Metric(id) => id.text().to_owned(),
            benchmark::Subject::Field(_) => continue, // the page does not show them
        };
        add(format!("benchmark.{of}.note"), benchmarks.note.unwrap_or_default());
        add(format!("benchmark.{of}.definition"), benchmarks.definition.unwrap_or_default());
        for held in benchmarks.rows {
            let row = held.row;
            add(format!("benchmark.row.{}.stat", row.id), row.stat);
            add(format!("benchmark.row.{}.segment", row.id), row.segment);
            add(format!("benchmark.row.{}.sample", row.id), row.source.sample);
            add(format!("benchmark.row.{}.caveat", row.id), row.caveat);
            add(format!("benchmark.row.{}.differs", row.id), held.differs.unwrap_or_default());
            add("benchmark.ruleOfThumb.label".to_owned(), row.kind.words());
        }
    }
    for matrix in Matrix::ALL {
        add(format!("assess.matrix.{}", matrix.id()), matrix.row().name);
        for (id, stage) in matrix.row().stages {
            add(format!("assess.stage.{id}"), stage);
        }
    }
    for dimension in Dimension::ALL {
        add(format!("assess.dimension.{}", dimension.id()), dimension.row().name);
    }
    add("benchmark.byTier.note".to_owned(), benchmark::BY_TIER);
    for prefill in benchmark::prefills() {
        add(format!("benchmark.start.{}", prefill.field.id()), prefill.why);
    }
    assessment(&mut add);
    terms
}

/// The questions of the assessment, and what follows from answers.
fn assessment(add: &mut impl FnMut(String, &str)) {
    use comarketing_roi_engine::assess::table::{CONTROLS, DIMENSIONS, Ladder, MATRICES, Move, PILLARS};
    use comarketing_roi_engine::assess::{MOVES_RULE, PILLAR_RULE, RULE};
    add("assess.rule".to_owned(), RULE);
    add("assess.pillarRule".to_owned(), PILLAR_RULE);
    add("assess.movesRule".to_owned(), MOVES_RULE);
    for row in &MATRICES {
        add(format!("assess.{}.about", row.matrix.id()), row.about);
    }
    let mut asked = |id: &str, name: &str, question: &str| {
        if !name.is_empty() {
            add(format!("assess.{id}.name"), name);
        }
        add(format!("assess.{id}.question"), question);
    };
    DIMENSIONS.iter().for_each(|row| asked(row.dimension.id(), "", row.question));
    PILLARS.iter().for_each(|row| asked(row.pillar.id(), row.name, row.question));
    CONTROLS.iter().for_each(|row| asked(row.control.id(), row.name, row.question));
    let mut ladder = |id: &str, ladder: &Ladder| {
        for (at, text) in ladder.levels.iter().enumerate() {
            add(format!("assess.{id}.level{}", at + 1), text);
        }
        for (at, text) in ladder.steps.iter().enumerate() {
            add(format!("assess.{id}.step{}", at + 1), text);
        }
    };
    DIMENSIONS.iter().for_each(|row| ladder(row.dimension.id(), &row.ladder));
    PILLARS.iter().for_each(|row| ladder(row.pillar.id(), &row.ladder));
    let mut moves = |id: &str, moves: &[Move]| {
        for (at, moved) in moves.iter().enumerate() {
            add(format!("assess.{id}.move{}", at + 1), moved.why);
        }
    };
    DIMENSIONS.iter().for_each(|row| moves(row.dimension.id(), row.moves));
    CONTROLS.iter().for_each(|row| moves(row.control.id(), row.moves));
    for row in &CONTROLS {
        add(format!("assess.{}.missing", row.control.id()), row.missing);
    }
}

#[test]
fn the_english_catalogue_says_what_the_engine_says() {
    let english = catalogues().remove("en").expect("English");
    let said: catalogue::Texts = english.into_iter().filter(|(key, _)| catalogue::is_term(key)).collect();
    let terms = terms();
    let lines = |of: &catalogue::Texts, without: &catalogue::Texts| {
        let new = of.iter().filter(|(key, text)| without.get(*key) != Some(*text));
        new.map(|(key, text)| format!("  {}: {},\n", serde_json::json!(key), serde_json::json!(text)))
            .collect::<String>()
    };
    let (missing, old) = (lines(&terms, &said), lines(&said, &terms));
    assert!(missing.is_empty() && old.is_empty(), "locales/en.json lacks\n{missing}and says\n{old}");
}

/// Speaks a language while it does something; each test has a thread of its own.
fn in_german() {
    Language::of(&table("de")).speak();
}

#[test]
fn british_words_are_an_overlay_of_english() {
    let all = catalogues();
    assert_eq!(all["en-GB"].len(), all["en"].len(), "it is completed");
    speak("en-GB");
    assert_eq!(text::LANGUAGE.get(), "en-GB");
    assert_eq!(text::MODE_ASSESSMENT.get(), "Programme");
    assert_eq!(text::term("Other program cost"), "Other programme cost");
    assert_eq!(text::translated("Win rate"), None, "what is the same is not sent again");
    assert_eq!(text::UNDO.get(), "Undo");
    let page = crate::view::html(&fresh());
    assert!(page.contains("Other programme cost") && !page.contains("rogram cost"), "{page}");
    assert!(!catalogue::around(&all).contains("en-gb"), "the page around it is written in English");
}

/// What reading the catalogues says with one more among them.
fn with(tag: &str, texts: &str) -> Result<BTreeMap<String, catalogue::Texts>, String> {
    let name = format!("comarketing-roi-{}-{tag}-{}", std::process::id(), texts.len());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for tag in ["en", "de"] {
        let file = format!("{tag}.json");
        std::fs::copy(Path::new("locales").join(&file), folder.join(&file)).expect("a copy");
    }
    std::fs::write(folder.join(format!("{tag}.json")), texts).expect("a file");
    let answer = catalogue::read(&folder);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    answer
}

#[test]
fn an_overlay_has_only_what_differs() {
    let austrian = with("de-AT", r#"{ "undo": "Zurücknehmen" }"#).expect("right");
    assert_eq!(austrian["de-AT"]["undo"], "Zurücknehmen");
    assert_eq!(austrian["de-AT"]["redo"], austrian["de"]["redo"]);
    assert!(catalogue::around(&austrian).contains("\"de-at\""), "the hosted page speaks it, too");
    let wrong = |tag: &str, texts: &str| with(tag, texts).expect_err("wrong");
    assert!(wrong("en-GB", r#"{ "undo": "Undo" }"#).contains("undo is the same in en.json"));
    assert!(wrong("en-GB", r#"{ "undone.": "Undo" }"#).contains("is not in en.json"));
    assert!(wrong("en-GB", r#"{ "page.title": "Another" }"#).contains("in one English"));
    assert!(wrong("en-GB", r#"{ "tierName": "Name" }"#).contains("has the gaps"));
    assert!(wrong("fr-CA", "{}").contains("is missing"), "without French it is a language by itself");
}

#[test]
fn a_name_for_each_unit_has_the_unit_of_the_plan() {
    for (currency, unit) in [("USD", "$1"), ("EUR", "€1")] {
        let format = Format::new("en", currency);
        let names: Vec<String> = METRICS.iter().map(|metric| format.name(metric.id)).collect();
        assert!(names.iter().all(|name| !name.contains('{')), "{names:?}");
        let of_unit = names.iter().filter(|name| name.contains(unit)).count();
        assert_eq!(of_unit, 3, "{names:?}");
    }
    assert_eq!(MetricId::PipelinePerDollar.metric().plain_name(), "Pipeline for each unit of cost");
}

#[test]
fn a_table_of_another_build_is_english() {
    let stale = table("de").replacen(|sign: char| sign.is_ascii_uppercase(), "?", 1);
    assert!(Language::of(&stale) == Language::of(""));
    assert!(Language::of(&table("de")) == Language::of(&table("de")), "a language is there once");
    in_german();
    assert_eq!(text::LANGUAGE.get(), "de");
    assert_eq!(text::UNDO.get(), "Rückgängig");
    assert_eq!(text::more_detail("3", "11"), "Weitere Angaben (3 von 11 ausgefüllt)");
    assert_eq!(text::term("Win rate"), "Abschlussquote");
    assert_eq!(text::translated("what a host says"), None);
}

#[test]
fn a_problem_and_a_reason_are_said_in_the_language() {
    in_german();
    let state = left(&typed(&fresh(), WIN, "120"), WIN);
    let problem = state.problem("/tiers/0/winRate").expect("a problem");
    assert!(
        problem.message.starts_with("Abschlussquote: Erlaubt ist ein Wert zwischen 0 %"),
        "{}",
        problem.message
    );
    let report = typed(&blank(), MDF, "100").report().expect("a report").clone();
    let reason = report.total.figure(MetricId::Roi).and_then(|figure| figure.reason_in(text::TRANSLATE));
    assert!(reason.expect("a reason").starts_with("Es fehlt: Sourced-Umsatz (oder"));
}

#[test]
fn what_campaigns_say_is_said_in_the_language() {
    use comarketing_roi_engine::answer::reason_in;
    use comarketing_roi_engine::portfolio::{Class, Oddity};
    in_german();
    let said = |english: &str| reason_in(english, text::translated);
    assert_eq!(said("Needs MDF claimed or paid."), "Es fehlt: abgerechnete oder ausgezahlte MDF.");
    assert_eq!(said("Needs MDF approved and Leads."), "Es fehlt: Genehmigte MDF und Leads.");
    assert_eq!(said("Divides by active partners, which is zero."), "Teilt durch null: aktive Partner.");
    assert_eq!(said(campaigns::NO_EARLIER), "Es gibt kein früheres Quartal zum Vergleich.");
    for class in Class::ALL {
        assert!(text::translated(class.text()).is_some(), "{}", class.id());
    }
    let odd = Oddity::OverClaimed { paid: 2.0, claimed: 1.0 };
    let message = odd.message(&|_, value| value.to_string(), text::TRANSLATE);
    assert_eq!(message, "2 MDF wurden ausgezahlt, mehr als die abgerechneten 1.");
}
