//! The tables in `tests/tables`: what is understood of each.

use super::import::{page_in, shown_on, taken_by, wish_of};
use super::words::speak;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::{Plan, Value};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables"))
}

/// A choice as the dialog sends it.
fn choice(value: &Json) -> Value {
    match value {
        Json::Array(items) => Value::List(items.iter().map(choice).collect()),
        other => Value::Text(other.as_str().expect("a text").to_owned()),
    }
}

#[test]
fn every_table_is_understood_or_refused_with_the_reason() {
    let text = fs::read_to_string(folder().join("expected.json")).expect("expected.json");
    let expected: Vec<Json> = serde_json::from_str(&text).expect("JSON");
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for case in &expected {
        let file = case["file"].as_str().expect("a file");
        seen.insert(file.to_owned());
        let locale = case["locale"].as_str().unwrap_or("en");
        let bytes = fs::read(folder().join(file)).expect(file);
        let text = match case["text"].as_str() {
            Some(text) => text.to_owned(),
            None => String::from_utf8(bytes).expect("UTF-8"),
        };
        speak(locale);
        let insight = page_in(locale, case["currency"].as_str().unwrap_or("USD"));
        let choices = case["choices"].as_object().into_iter().flatten();
        let choices = choices.map(|(key, value)| (key.clone(), choice(value))).collect();
        let wish = wish_of(&text, choices);
        let tiers = taken_by(&insight, &wish).map_or(Json::Null, |found| found["plan"]["tiers"].clone());
        if tiers != case["tiers"]
            && serde_json::to_string(&tiers).ok() != serde_json::to_string(&case["tiers"]).ok()
        {
            wrong.push(format!("{file}: {tiers}\n  and not {}", case["tiers"]));
        }
        let shown = shown_on(&insight, &wish);
        for said in case["said"].as_array().into_iter().flatten() {
            let said = said.as_str().expect("a text");
            if !shown.contains(said) {
                wrong.push(format!("{file}: “{said}” is not in: {shown}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let tables =
        fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    let tables = tables.map(|name| name.to_string_lossy().into_owned());
    let tables = tables.filter(|name| name.ends_with(".csv") || name.ends_with(".tsv"));
    assert_eq!(tables.collect::<BTreeSet<_>>(), seen, "each table has its expectation");
}

#[test]
fn plans_with_odd_names_and_small_figures_stand_and_come_back() {
    for file in ["E01-name-with-semicolons.json", "I22-plan-below-one.json"] {
        let text = fs::read_to_string(folder().join(file)).expect(file);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let plan = Plan::read(&value).expect("a valid plan");
        speak("en");
        let insight = Insight::new(plan.clone(), Format::new("de", "USD"));
        let csv = insight.csv(None, None);
        let found = taken_by(&page_in("en", "USD"), &wish_of(&csv, Vec::new())).expect("the tiers");
        let back: Value = serde_json::from_value(found["plan"].clone()).expect("plain data");
        let mut back = Plan::read(&back).expect("a valid plan").into_inner();
        back.say(Switch::IncludesInfluenced, plan.said(Switch::IncludesInfluenced));
        assert_eq!(back, *plan, "{file}");
    }
}
