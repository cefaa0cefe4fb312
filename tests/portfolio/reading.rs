//! The question and the answer as plain data.

use super::{day, report, row};
use comarketing_roi_engine::campaign::Activity;
use comarketing_roi_engine::portfolio::{Class, Dimension, Terms};
use comarketing_roi_engine::{CampaignField, Value};

fn value(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn a_question_is_read() {
    let (terms, list) = Terms::read_with_campaigns(&value(
        r#"{
            "currency": "USD", "today": "2025-12-31", "influenceCredit": 0.25, "cycleMonths": 6,
            "tierCycles": { "Strategic": 9 }, "rates": [{ "currency": "EUR", "rate": 1.1, "on": "2025-06-30" }],
            "signedPartners": 12, "filter": { "tier": "Focus", "class": "ranked" }, "keep": 10,
            "campaigns": [{ "name": "a" }, { "name": "b", "leads": -1 }]
        }"#,
    ))
    .expect("a question");
    assert_eq!((terms.credit(), terms.today, terms.keep), (0.25, day("2025-12-31"), Some(10)));
    assert_eq!(terms.tier_cycles, [("Strategic".to_owned(), 9.0)]);
    assert_eq!(terms.filter.groups, [(Dimension::Tier, "Focus".to_owned())]);
    assert_eq!(terms.filter.class, Some(Class::Ranked));
    assert_eq!((list.campaigns.len(), list.problems.len()), (1, 1));
    assert_eq!(list.problems[0].path, "/campaigns/1/leads");
}

#[test]
fn every_problem_of_a_question_is_told() {
    let found = Terms::read(&value(
        r#"{
            "currency": "Dollar", "influenceCredit": 2, "tierCycles": { "a/b": -1 },
            "rates": [{ "currency": "EUR", "rate": 0, "on": "2025-06-30" }, { "currency": "EUR" }],
            "filter": { "size": "x", "class": "good" }, "keep": 0.5, "campaigns": []
        }"#,
    ))
    .expect_err("problems");
    let found: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(
        found,
        [
            ("/currency", "unknownCurrency"),
            ("/influenceCredit", "outOfRange"),
            ("/tierCycles/a~1b", "outOfRange"),
            ("/rates/0/rate", "outOfRange"),
            ("/rates/1/rate", "missing"),
            ("/rates/1/on", "missing"),
            ("/filter/size", "unknownField"),
            ("/filter/class", "wrongType"),
            ("/keep", "wrongType"),
            ("/campaigns", "unknownField"),
            ("/today", "missing"),
        ]
    );
    let twice = Terms::read(&value(
        r#"{ "currency": "USD", "today": "2025-12-31", "rates": [{ "currency": "EUR", "rate": 1, "on": "2025-06-30" },
            { "currency": "EUR", "rate": 1, "on": "2025-06-30" }] }"#,
    ));
    assert_eq!(twice.expect_err("twice")[0].path, "/rates/1");
}

#[test]
fn the_answer_as_plain_data_has_reasons_and_filters() {
    let json = serde_json::to_value(report(&[row("a", "p", "Focus", 1, 10.0, [50.0, 100.0])])).expect("JSON");
    let tier = &json["groups"][0];
    assert_eq!(tier["dimension"], "tier");
    assert_eq!(tier["groups"][0]["filter"]["tier"], "Focus");
    assert_eq!(tier["groups"][0]["perMdf"]["credited"], 9.0);
    assert_eq!(tier["groups"][0]["perMdf"]["fullCredit"], 15.0);
    assert_eq!(tier["groups"][0]["sums"]["mdfClaimed"]["rows"], 1);
    assert_eq!(json["total"]["funds"]["reasons"]["allocated"], "Needs MDF allocated.");
    assert_eq!(json["best"][0]["quarter"], "2025-Q1");
    assert_eq!(json["concentration"]["half"]["partners"], 1);
}

#[test]
fn a_rate_that_nothing_would_use_is_a_problem() {
    let asked = |row: &str| {
        let json = format!(
            r#"{{"currency":"USD","today":"2025-12-31","campaigns":[{{"partner":"a","mdfPaid":100,"exchangeRateOn":"2025-01-01",{row}}}]}}"#
        );
        let sound = Terms::read_with_sound_campaigns(&value(&json));
        let list = Terms::read_with_campaigns(&value(&json)).expect("terms").1;
        let found = sound.err().unwrap_or_default();
        assert_eq!(list.problems, found, "in both ways");
        assert_eq!(list.campaigns.len(), usize::from(found.is_empty()));
        found.into_iter().map(|one| (one.path.clone(), one.kind.code(), one.value)).collect::<Vec<_>>()
    };
    let at = |field: &str, code, value: &str| vec![(format!("/campaigns/0/{field}"), code, value.to_owned())];
    assert_eq!(asked(r#""exchangeRate":2"#), at("currency", "missing", ""));
    assert_eq!(asked(r#""exchangeRate":2,"currency":"USD""#), at("exchangeRate", "contradiction", "2"));
    assert_eq!(asked(r#""exchangeRate":2,"currency":"EUR""#), []);
    assert_eq!(asked(r#""exchangeRate":1,"currency":"USD""#), [], "one is what it is");
    assert_eq!(asked(r#""exchangeRate":1"#), []);
}

#[test]
fn the_own_currency_has_no_other_rate_than_one() {
    let asked = |rate: f64| {
        Terms::read(&value(&format!(
            r#"{{"rates":[{{"currency":"EUR","rate":2,"on":"2025-01-01"}},{{"currency":"USD","rate":{rate},"on":"2025-01-01"}}],"currency":"USD","today":"2025-12-31"}}"#
        )))
    };
    assert!(asked(1.0).is_ok());
    let problems = asked(2.0).expect_err("nothing would use it");
    let found: Vec<_> =
        problems.iter().map(|one| (one.path.as_str(), one.kind.code(), one.value.as_str())).collect();
    assert_eq!(found, [("/rates/1/rate", "contradiction", "2")]);
}

#[test]
fn a_tier_has_one_cycle() {
    let json = r#"{"currency":"USD","today":"2025-12-31","tierCycles":{"Gold":6,"gold ":3}}"#;
    let problems = Terms::read(&value(json)).expect_err("two cycles");
    let found: Vec<_> = problems.iter().map(|one| (one.path.as_str(), one.kind.code())).collect();
    assert_eq!(found, [("/tierCycles/gold ", "duplicateName")]);
}

/// A booth that brought leads captured them, whatever such activities are usually for.
#[test]
fn an_activity_for_the_brand_that_tells_of_leads_is_judged_like_any_other() {
    let booth = || {
        let mut booth = row("Booth", "Acme", "Gold", 3, 5000.0, [40_000.0, 0.0]);
        booth.activity = Some(Activity::TradeShow);
        booth
    };
    let with = |field, count| booth().with(field, count);
    for (campaign, class) in [
        (booth(), Class::BrandOnly),
        (with(CampaignField::Leads, 0.0), Class::BrandOnly),
        (with(CampaignField::Leads, 80.0), Class::Ranked),
        (with(CampaignField::Registrations, 30.0), Class::Ranked),
    ] {
        let report = report(&[campaign]);
        let found = report.classes.iter().find(|one| one.rows == 1).expect("a class");
        assert_eq!(found.class, class);
    }
}
