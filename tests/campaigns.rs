//! Rows of campaigns: what is read, what is refused and with which words, and what is written again.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::campaign::{
    Activity, CampaignKind, DatedRate, LARGEST_RATE, LEAST_RATE, MAX_CAMPAIGNS, range_of, read_campaigns,
    words_of,
};
use comarketing_roi_engine::{Campaign, CampaignField, Date, Value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn value(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

fn day(text: &str) -> Date {
    Date::read(text).expect("a day")
}

/// Path, code and message of each problem of a row.
#[track_caller]
fn problems(json: &str) -> Vec<(String, &'static str, String)> {
    let problems = Campaign::read(&value(json)).expect_err("a problem");
    problems.into_iter().map(|p| (p.path, p.kind.code(), p.message)).collect()
}

#[test]
fn a_row_is_read_with_everything_that_it_says() {
    let campaign = Campaign::read(&value(
        r#"{
            "id": "R-7", "name": " Joint ABM sequence ", "partner": "Northwind", "tier": "Strategic",
            "role": "coMarket", "type": "technology", "layer": "solution", "lifecycle": "evaluate",
            "activity": "abm", "status": "closed", "currency": "EUR", "exchangeRate": 1.08,
            "exchangeRateOn": "2025-03-31", "start": "2025-01-15", "end": "2025-02-28", "mdfApproved": 32000,
            "mdfClaimed": 30000, "mdfPaid": 29000, "pipelineSourced": 640000, "pipelineInfluenced": 520000,
            "leads": null
        }"#,
    ))
    .expect("a row");
    assert_eq!(campaign.name, "Joint ABM sequence");
    assert_eq!(campaign.activity, Some(Activity::Abm));
    assert_eq!(campaign.word(CampaignField::Status), Some("closed"));
    assert_eq!(campaign.exchange_rate, Some(DatedRate { rate: 1.08, on: day("2025-03-31") }));
    assert_eq!(campaign.day(CampaignField::End), Some(day("2025-02-28")));
    assert_eq!(campaign.get(CampaignField::Leads), None, "null is not given");
    assert_eq!(campaign.spent(), Some(30_000.0), "what was claimed");
    assert_eq!(campaign.pipeline(0.4), Some(640_000.0 + 0.4 * 520_000.0));
    assert_eq!(campaign.revenue(0.4), None, "neither figure is given");
}

#[test]
fn what_is_paid_counts_where_no_claim_is_told() {
    let row = Campaign::named("a", "b", "c").with(CampaignField::MdfPaid, 5.0);
    assert_eq!(row.spent(), Some(5.0));
    assert_eq!(
        row.clone().with(CampaignField::MdfClaimed, 0.0).spent(),
        Some(0.0),
        "a claim of nothing is one"
    );
    assert_eq!(row.with(CampaignField::PipelineInfluenced, 10.0).pipeline(0.5), Some(5.0));
}

#[test]
fn every_problem_of_a_row_is_told_at_once() {
    let found = problems(
        r#"{
            "name": "x", "mdfPaid": -1, "leads": 2e9, "start": "2025-11-31", "end": 20251130, "activity": "party",
            "currency": "XXY", "exchangeRate": 0, "exchangeRateOn": "2025-01-01", "budget": 5, "tier": 7,
            "mdfClaimed": "1200"
        }"#,
    );
    let short: Vec<_> = found.iter().map(|(path, code, _)| (path.as_str(), *code)).collect();
    assert_eq!(
        short,
        [
            ("/start", "wrongType"),
            ("/end", "wrongType"),
            ("/activity", "wrongType"),
            ("/budget", "unknownField"),
            ("/tier", "wrongType"),
            ("/mdfClaimed", "wrongType"),
            ("/mdfPaid", "outOfRange"),
            ("/leads", "outOfRange"),
            ("/currency", "unknownCurrency"),
            ("/exchangeRate", "outOfRange"),
        ]
    );
    let message = |path: &str| &found.iter().find(|(at, ..)| at == path).expect("a problem").2;
    assert_eq!(message("/start"), "“2025-11-31” is not a day from 1970 to 2199, like 2025-03-31.");
    assert_eq!(message("/mdfPaid"), "MDF paid must be 0 or more, at most 10 trillion.");
    assert_eq!(message("/exchangeRate"), "Exchange rate must be above 0, at most 1 billion.");
    assert!(message("/activity").starts_with("activity takes one of: webinar, content, event"));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let one = |json: &str| {
        let mut found = problems(json);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    };
    let (path, code, message) = one(r#"{ "name": "x", "start": "2025-03-02", "end": "2025-03-01" }"#);
    assert_eq!((path.as_str(), code), ("/end", "disordered"));
    assert_eq!(message, "The end, 2025-03-01, is before the start, 2025-03-02.");
    let (path, code, _) = one(r#"{ "name": "x", "exchangeRate": 1.1 }"#);
    assert_eq!((path.as_str(), code), ("/exchangeRateOn", "missing"));
    let (path, code, _) = one(r#"{ "name": "x", "exchangeRateOn": "2025-01-01" }"#);
    assert_eq!((path.as_str(), code), ("/exchangeRate", "missing"));
    let (path, code, _) = one(r#"{ "tier": "Focus", "leads": 3 }"#);
    assert_eq!((path.as_str(), code), ("", "missing"));
    let (path, code, _) = one("null");
    assert_eq!((path.as_str(), code), ("", "wrongType"));
    let (path, code, _) = one(&format!(r#"{{ "name": "{}" }}"#, "é".repeat(121)));
    assert_eq!((path.as_str(), code), ("/name", "length"));
}

#[test]
fn a_bad_row_is_left_out_and_told() {
    let read = read_campaigns(&value(
        r#"{ "campaigns": [{ "name": "a" }, { "name": "b", "end": "?" }, { "partner": "c", "leads": 1 }] }"#,
    ))
    .expect("a list");
    let places: Vec<usize> = read.campaigns.iter().map(|(at, _)| *at).collect();
    assert_eq!(places, [0, 2]);
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.problems[0].path, "/campaigns/1/end");
    for (json, path, code) in [
        ("{}", "/campaigns", "missing"),
        (r#"{ "campaigns": 5 }"#, "/campaigns", "wrongType"),
        (r#"{ "campaigns": [], "rows": 1 }"#, "/rows", "unknownField"),
        ("[]", "", "wrongType"),
    ] {
        let found = read_campaigns(&value(json)).expect_err("a problem");
        assert!(found.iter().any(|p| p.path == path && p.kind.code() == code), "{json}: {found:?}");
    }
    let long = Value::Map(vec![("campaigns".to_owned(), Value::List(vec![Value::Null; MAX_CAMPAIGNS + 1]))]);
    assert_eq!(read_campaigns(&long).expect_err("too many")[0].kind.code(), "count");
}

#[test]
fn each_end_of_a_range_is_taken_and_nothing_beyond_it() {
    for field in CampaignField::ALL {
        let Some((min, max)) = range_of(*field) else { continue };
        let problems = |number: f64| {
            let mut row = Campaign::named("x", "", "");
            match field.kind() {
                CampaignKind::Rate => {
                    row.currency = "EUR".to_owned();
                    row.exchange_rate = Some(DatedRate { rate: number, on: day("2025-01-01") });
                }
                _ => row.set(*field, number),
            }
            row.check("").len()
        };
        assert_eq!((problems(min), problems(max)), (0, 0), "{}", field.id());
        for beyond in [min - 1e-9, max * 1.000_001, f64::NAN, f64::INFINITY] {
            assert_eq!(problems(beyond), 1, "{} {beyond}", field.id());
        }
    }
    assert_eq!(range_of(CampaignField::Start), None);
    assert_eq!(range_of(CampaignField::ExchangeRate), Some((LEAST_RATE, LARGEST_RATE)));
}

fn any_row() -> impl Strategy<Value = Campaign> {
    let numbers = prop::collection::vec(prop::option::of(0.0..1e9f64), 20);
    let days = prop::collection::vec(prop::option::of((1970..2200i32, 1..13u32, 1..29u32)), 10);
    let words = prop::collection::vec(prop::option::of(0..20usize), 6);
    (numbers, days, words, "[a-zäöü ]{0,8}", prop::option::of(1e-6..1e6f64)).prop_map(
        |(numbers, days, words, text, rate)| {
            let mut row = Campaign::named(format!("n{text}").trim(), text.trim(), "Focus");
            for (field, number) in CampaignField::numbers().zip(numbers) {
                row.set(field, number);
            }
            let mut days = days.into_iter().map(|day| day.and_then(|(y, m, d)| Date::new(y, m, d)));
            for field in CampaignField::ALL.iter().filter(|field| field.kind() == CampaignKind::Day) {
                row.set_day(*field, days.next().flatten());
            }
            let (start, end) = (row.day(CampaignField::Start), row.day(CampaignField::End));
            row.set_day(CampaignField::End, end.max(start));
            let worded = CampaignField::ALL.iter().filter(|field| field.kind() == CampaignKind::Word);
            for (field, word) in worded.zip(words) {
                let known = words_of(*field);
                if let Some((id, _)) = word.and_then(|at| known.get(at % known.len())) {
                    assert!(row.set_word(*field, id));
                }
            }
            row.currency = rate.map_or("", |_| "EUR").to_owned();
            row.exchange_rate =
                rate.map(|rate| DatedRate { rate, on: Date::new(2025, 3, 31).expect("a day") });
            row
        },
    )
}

proptest! {
    #![proptest_config(Config {
        cases: 200, rng_algorithm: RngAlgorithm::ChaCha, rng_seed: RngSeed::Fixed(7), ..Config::default()
    })]

    #[test]
    fn what_is_written_is_read_again(row in any_row()) {
        let json = serde_json::to_string(&row).expect("JSON");
        prop_assert_eq!(Campaign::read(&value(&json)).expect("a row"), row, "{}", json);
    }
}

#[test]
fn a_row_of_a_list_is_called_by_its_place_from_one() {
    let json = r#"{ "campaigns": [{ "partner": "A" }, 5, null, { "partner": ["A"] }] }"#;
    let read = read_campaigns(&value(json)).expect("a list");
    let said: Vec<&str> = read.problems.iter().map(|problem| problem.message.as_str()).collect();
    let [number, nothing, list] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(*number, "Item 2 of campaigns takes an object, not a number.");
    assert_eq!(*nothing, "Item 3 of campaigns takes an object, not nothing.");
    assert_eq!(*list, "partner takes text, not a list.");
    // A row by itself is in no list.
    let alone = Campaign::read(&Value::Number(5.0)).expect_err("a number");
    assert_eq!(alone[0].message, "A campaign takes an object, not a number.");
}
