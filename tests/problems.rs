//! Bad input: every problem is reported, with its place, its code and how to mend it; nothing is clamped or dropped.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::allocate::Question as Allocation;
use comarketing_roi_engine::discounted_cash_flow::CashFlow;
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::simulate::Simulation;
use comarketing_roi_engine::{Plan, Problem, Value};

fn problems(json: &str) -> Vec<Problem> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    Plan::read(&value).expect_err("an invalid plan")
}

#[track_caller]
fn refused(json: &str, expected: &[(&str, &str)]) -> Vec<Problem> {
    let found = problems(json);
    let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(named, expected, "{}", &json[..json.len().min(300)]);
    for problem in &found {
        assert!(problem.message.ends_with(['.', '1']), "a sentence: {}", problem.message);
    }
    found
}

fn plan(tier: &str, rest: &str) -> String {
    format!(r#"{{"version":1,"currency":"USD","tiers":[{{"name":"A"{tier}}}]{rest}}}"#)
}

#[test]
fn a_plan_states_version_currency_and_tiers() {
    refused("{}", &[("/version", "missing"), ("/currency", "missing"), ("/tiers", "missing")]);
    refused("[]", &[("", "wrongType"), ("/currency", "unknownCurrency"), ("/tiers", "count")]);
    refused(r#"{"version":1,"currency":"USD","tiers":[]}"#, &[("/tiers", "count")]);
}

#[test]
fn a_plan_of_the_future_is_not_guessed_at() {
    let found = refused(
        r#"{"version":2,"currency":"USD","tiers":[{"name":"A"}]}"#,
        &[("/version", "unknownVersion")],
    );
    assert_eq!(found[0].value, "2");
}

#[test]
fn numbers_are_held_to_their_range_and_the_problem_names_it() {
    let found = refused(&plan(r#","winRate":1.2"#, ""), &[("/tiers/0/winRate", "outOfRange")]);
    assert_eq!(found[0].kind.allowed(), Some((0.0, 1.0)));
    assert_eq!(found[0].value, "1.2");
    refused(&plan(r#","mdfSpent":-1"#, ""), &[("/tiers/0/mdfSpent", "outOfRange")]);
    refused(&plan(r#","mdfSpent":10000000000001"#, ""), &[("/tiers/0/mdfSpent", "outOfRange")]);
    refused(&plan(r#","leads":1000000001"#, ""), &[("/tiers/0/leads", "outOfRange")]);
    refused(&plan("", r#","periodMonths":0"#), &[("/periodMonths", "outOfRange")]);
    refused(&plan("", r#","influenceCredit":-0.1"#), &[("/influenceCredit", "outOfRange")]);
    refused(&plan("", r#","economics":{"grossMargin":50}"#), &[("/economics/grossMargin", "outOfRange")]);
}

#[test]
fn numbers_that_are_none_are_refused() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let tier =
            Value::Map(vec![("name".into(), Value::Text("A".into())), ("leads".into(), Value::Number(bad))]);
        let value = Value::Map(vec![
            ("version".into(), Value::Number(1.0)),
            ("currency".into(), Value::Text("USD".into())),
            ("tiers".into(), Value::List(vec![tier])),
        ]);
        let found = Plan::read(&value).expect_err("not finite");
        assert_eq!((found[0].path.as_str(), found[0].kind.code()), ("/tiers/0/leads", "notFinite"));
    }
}

#[test]
fn every_problem_is_reported_at_once() {
    refused(
        &plan(
            r#","mdfSpent":"1000","winrate":0.2,"winRate":2"#,
            r#","direct":{"cost":-1,"includesInfluenced":"yes"},"note":1"#,
        ),
        &[
            ("/tiers/0/mdfSpent", "wrongType"),
            ("/tiers/0/winrate", "unknownField"),
            ("/direct/includesInfluenced", "wrongType"),
            ("/note", "unknownField"),
            ("/tiers/0/winRate", "outOfRange"),
            ("/direct/cost", "outOfRange"),
        ],
    );
}

#[test]
fn names_are_there_and_unique() {
    let two = |a: &str, b: &str| {
        format!(r#"{{"version":1,"currency":"USD","tiers":[{{"name":"{a}"}},{{"name":"{b}"}}]}}"#)
    };
    refused(&two("Gold", "gold "), &[("/tiers/1/name", "duplicateName")]);
    refused(&two("Gold", " "), &[("/tiers/1/name", "length")]);
    refused(&two("Gold", &"x".repeat(61)), &[("/tiers/1/name", "length")]);
}

#[test]
fn more_than_twelve_tiers_are_refused() {
    let tiers: Vec<String> = (0..13).map(|at| format!(r#"{{"name":"T{at}"}}"#)).collect();
    let json = format!(r#"{{"version":1,"currency":"USD","tiers":[{}]}}"#, tiers.join(","));
    let found = refused(&json, &[("/tiers", "count")]);
    assert_eq!(found[0].kind.allowed(), Some((1.0, 12.0)));
}

#[test]
fn ranges_rise() {
    refused(&plan(r#","leads":{"low":5,"likely":3,"high":9}"#, ""), &[("/tiers/0/leads", "disordered")]);
    refused(&plan(r#","leads":{"low":5,"likely":7}"#, ""), &[("/tiers/0/leads", "missing")]);
    refused(
        &plan(r#","leads":{"low":5,"likely":7,"high":9,"mode":7}"#, ""),
        &[("/tiers/0/leads/mode", "unknownField")],
    );
    refused(
        &plan(r#","winRate":{"low":0.5,"likely":0.7,"high":1.9}"#, ""),
        &[("/tiers/0/winRate", "outOfRange")],
    );
}

#[test]
fn hostile_data_is_only_data() {
    refused(&plan("", r#","__proto__":{"x":1}"#), &[("/__proto__", "unknownField")]);
    refused(&plan("", r#","constructor":{"prototype":{}}"#), &[("/constructor", "unknownField")]);
    refused(&plan("", r#","a/b~c":1"#), &[("/a~1b~0c", "unknownField")]);
    refused(&plan(r#","leads":1,"leads":2"#, ""), &[("/tiers/0/leads", "duplicateField")]);
    refused(&plan("", r#","currency":"EUR""#), &[("/currency", "duplicateField")]);
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(serde_json::from_str::<Value>(&deep).is_err(), "refused before the stack is in danger");
    let long = refused(
        &plan("", &format!(r#","{}":1"#, "k".repeat(5000))),
        &[(&format!("/{}", "k".repeat(40)), "unknownField")],
    );
    assert!(long[0].message.len() < 200);
}

#[test]
fn an_object_of_endless_keys_is_one_problem() {
    let keys: Vec<String> = (0..20_000).map(|at| format!(r#""k{at}":1"#)).collect();
    refused(
        &plan("", &format!(",{}", keys.join(","))),
        &[("", "count"), ("/currency", "unknownCurrency"), ("/tiers", "count")],
    );
}

#[test]
fn absent_and_null_are_the_same() {
    let json = plan(r#","leads":null"#, r#","direct":null,"economics":{"grossMargin":null}"#);
    let value: Value = serde_json::from_str(&json).expect("JSON");
    assert!(Plan::read(&value).is_ok());
}

#[test]
fn a_problem_crosses_the_boundary_with_everything_a_form_needs() {
    let found = problems(&plan(r#","winRate":1.2"#, ""));
    let json = serde_json::to_value(&found[0]).expect("writes");
    assert_eq!(
        json,
        serde_json::json!({
            "path": "/tiers/0/winRate",
            "code": "outOfRange",
            "message": "Win rate must be between 0% and 100% (0 and 1 in a file).",
            "value": "1.2",
            "allowed": { "min": 0.0, "max": 1.0 },
        })
    );
}

#[test]
fn names_are_what_is_seen_of_them() {
    let tiers = |names: &[&str]| {
        let tiers: Vec<String> =
            names.iter().map(|name| format!(r#"{{"name":{}}}"#, serde_json::json!(name))).collect();
        format!(r#"{{"version":1,"currency":"USD","tiers":[{}]}}"#, tiers.join(","))
    };
    for blank in ["\u{200B}", "\u{2060}\u{AD}", "\u{200F}", " \u{202E} ", "\u{3164}"] {
        refused(&tiers(&[blank, "B"]), &[("/tiers/0/name", "length")]);
    }
    for (one, other) in [
        ("Gold", "Go\u{200B}ld"),
        ("Gold", "ＧＯＬＤ"),
        ("Straße", "STRASSE"),
        ("Café", "CAFE\u{301}"),
        ("Gold", "\u{202A}gold\u{202C}"),
        ("Top 1", "Top\u{3000}1"),
    ] {
        let found = refused(&tiers(&[one, "B", other]), &[("/tiers/2/name", "duplicateName")]);
        assert!(found[0].message.starts_with("Two tiers are called “"), "{}", found[0].message);
    }
    // Sixty signs that are seen are not too long for the marks among them.
    let long = format!("{}\u{200B}{}", "x".repeat(30), "y".repeat(30));
    assert!(Plan::read(&serde_json::from_str(&tiers(&[&long])).expect("JSON")).is_ok());
    refused(&tiers(&[&"z".repeat(61)]), &[("/tiers/0/name", "length")]);
}

#[test]
fn the_size_of_a_list_is_looked_at_before_what_is_in_it() {
    // Each of them would be wrong in two ways, and none is worth a word.
    let many = |item: &str| vec![item; 9000].join(",");
    let tiers =
        format!(r#"{{"version":1,"currency":"USD","tiers":[{}]}}"#, many(r#"{"name":"","leads":-1}"#));
    refused(&tiers, &[("/tiers", "count")]);
    let assumed = format!(r#","assumed":[{}]"#, many(r#"{"field":"","why":1}"#));
    refused(&plan("", &assumed), &[("/assumed", "count")]);
}

/// What a question says of each thing that is wrong with it.
fn messages<T: std::fmt::Debug>(read: impl Fn(&Value) -> Result<T, Vec<Problem>>, json: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    read(&value).expect_err("refused").into_iter().map(|problem| problem.message).collect()
}

#[test]
fn an_item_of_a_list_is_named_by_list_and_place() {
    for (found, expected) in [
        (
            messages(CashFlow::read, r#"{"costs":["x",1],"benefits":[1,2,-3]}"#),
            vec![
                "Item 1 of costs takes a number, not text.",
                "Item 3 of benefits must be between 0 and 10000000000000.",
            ],
        ),
        (
            messages(Simulation::read, r#"{"metrics":["roi",5]}"#),
            vec!["Item 2 of metrics takes the id of a metric, like roi, not a number."],
        ),
        (
            messages(Allocation::read, r#"{"floors":{"0":"x"},"caps":{"A/B":-1}}"#),
            vec![
                "“0” of floors takes a number, not text.",
                "“A/B” of caps must be between 0 and 10000000000000.",
            ],
        ),
        (
            messages(
                Plan::read,
                &plan(r#","leads":{"low":"x","likely":1,"high":2}"#, r#","assumed":[1],"examples":[{}]"#),
            ),
            vec![
                "low of leads takes a number, not text.",
                "Item 1 of assumed takes an object, not a number.",
                "An assumption names its field, like \"/economics/grossMargin\".",
                "Item 1 of examples takes a JSON pointer, like \"/tiers/0/mdfSpent\", not an object.",
            ],
        ),
        (
            messages(Plan::read, r#"{"version":1,"currency":"USD","tiers":[5]}"#),
            vec![
                "Item 1 of tiers takes an object, not a number.",
                "A tier needs a name of 1 to 60 characters.",
            ],
        ),
        (
            messages(HostBenchmarks::read, r#"{"version":1,"source":"A","period":"2025","rows":[null]}"#),
            vec!["Item 1 of rows takes an object, not nothing."],
        ),
    ] {
        assert_eq!(found, expected);
    }
}
