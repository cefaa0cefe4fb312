//! A host's own benchmarks: every problem is told with its place, and what few partners stand behind is never given out.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::benchmark::{Spread, Standing, Why};
use comarketing_roi_engine::host_benchmark::{ENOUGH, HostBenchmarks};
use comarketing_roi_engine::{MetricId, Problem, Value};
use proptest::prelude::*;

fn value(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

fn of(rows: &str) -> String {
    format!(r#"{{"version":1,"source":"Programme","period":"2025","currency":"USD","rows":{rows}}}"#)
}

fn read(rows: &str) -> HostBenchmarks {
    HostBenchmarks::read(&value(&of(rows))).expect("right benchmarks")
}

#[track_caller]
fn refused(json: &str, expected: &[(&str, &str)]) -> Vec<Problem> {
    let found = HostBenchmarks::read(&value(json)).expect_err("wrong benchmarks");
    let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(named, expected);
    for problem in &found {
        assert!(problem.message.ends_with(['.', '1']) && problem.message.len() > 10, "{}", problem.message);
    }
    found
}

const GOLD: &str = r#"[{"metric":"roi","tier":"Gold","n":12,"p25":0.5,"median":1,"p75":2}]"#;

#[test]
fn what_is_stated_is_read() {
    let read = read(
        r#"[{"metric":"roi","tier":" Gold ","n":12,"p25":0.5,"median":1,"p75":2},
            {"metric":"roi","n":40,"median":0.8},
            {"metric":"partnerCac","n":9,"value":9000,"stat":"mean"},
            {"metric":"costPerLead","n":6,"value":200}]"#,
    );
    assert_eq!(
        (read.source.as_str(), read.period.as_str(), read.replace_public),
        ("Programme", "2025", false)
    );
    let gold = read.of(MetricId::Roi, Some("gold")).expect("the row of the tier");
    assert_eq!(gold.spread(), Some(Spread::Quartiles { p25: 0.5, median: 1.0, p75: 2.0 }));
    assert_eq!(read.compare(gold, 2.0, "EUR"), Some(Standing::BestQuarter), "a return has no currency");
    let other = read.of(MetricId::Roi, Some("Silver")).expect("that of all partners");
    assert_eq!((other.tier.as_deref(), other.spread()), (None, Some(Spread::Value(0.8))));
    assert_eq!(read.compare(other, 0.7, "USD"), Some(Standing::BelowMedian));
    let cac = read.of(MetricId::PartnerCac, None).expect("a row");
    assert_eq!(read.compare(cac, 8000.0, "USD"), Some(Standing::BelowAverage));
    assert_eq!(read.compare(cac, 8000.0, "EUR"), Some(Standing::NoVerdict(Why::Currency)));
    let lead = read.of(MetricId::CostPerLead, None).expect("a row");
    assert_eq!(
        read.compare(lead, 1.0, "USD"),
        Some(Standing::NoVerdict(Why::Single)),
        "of what kind, nobody said"
    );
    assert!(read.of(MetricId::Ropi, None).is_none());
}

#[test]
fn benchmarks_say_their_version_source_period_and_rows() {
    let all = [("/version", "missing"), ("/source", "missing"), ("/period", "missing"), ("/rows", "missing")];
    refused("{}", &all);
    refused("[]", &[("", "wrongType")]);
    refused("null", &[("", "wrongType")]);
    refused(r#"{"version":2,"source":"A","period":"B","rows":[]}"#, &[("/version", "unknownVersion")]);
    let long = format!(r#"{{"version":1,"source":"{}","period":" ","rows":[]}}"#, "a".repeat(121));
    refused(&long, &[("/source", "length"), ("/period", "length")]);
    refused(
        r#"{"version":1,"source":"A","period":2025,"rows":{},"replacePublic":"yes","note":1}"#,
        &[
            ("/period", "wrongType"),
            ("/rows", "wrongType"),
            ("/replacePublic", "wrongType"),
            ("/note", "unknownField"),
        ],
    );
}

#[test]
fn every_problem_of_a_row_has_its_place() {
    for (row, expected) in [
        (r#"{}"#, ("/rows/0/metric", "missing")),
        (r#"null"#, ("/rows/0", "wrongType")),
        (r#"{"metric":"roi","median":1}"#, ("/rows/0/n", "missing")),
        (r#"{"metric":"return","n":9,"median":1}"#, ("/rows/0/metric", "unknownMetric")),
        (r#"{"metric":"roi","n":9.5,"median":1}"#, ("/rows/0/n", "wrongType")),
        (r#"{"metric":"roi","n":-1,"median":1}"#, ("/rows/0/n", "outOfRange")),
        (r#"{"metric":"roi","n":9,"median":"1"}"#, ("/rows/0/median", "wrongType")),
        (r#"{"metric":"roi","n":9,"median":1e14}"#, ("/rows/0/median", "outOfRange")),
        (r#"{"metric":"roi","n":9,"mean":1}"#, ("/rows/0/mean", "unknownField")),
        (r#"{"metric":"roi","n":9}"#, ("/rows/0", "missing")),
        (r#"{"metric":"roi","n":9,"p25":1,"median":2}"#, ("/rows/0", "missing")),
        (r#"{"metric":"roi","n":9,"median":2,"value":2}"#, ("/rows/0", "missing")),
        (r#"{"metric":"roi","n":9,"median":2,"stat":"mean"}"#, ("/rows/0", "missing")),
        (r#"{"metric":"roi","n":9,"value":2,"stat":"best"}"#, ("/rows/0/stat", "wrongType")),
        (r#"{"metric":"roi","n":9,"p25":3,"median":2,"p75":4}"#, ("/rows/0", "disordered")),
        (r#"{"metric":"roi","n":9,"tier":"","median":2}"#, ("/rows/0/tier", "length")),
        (r#"{"metric":"directCac","n":9,"tier":"Gold","median":2}"#, ("/rows/0/tier", "unknownScope")),
        (r#"{"metric":"roi","n":9,"n":9,"median":2}"#, ("/rows/0/n", "duplicateField")),
    ] {
        refused(&of(&format!("[{row}]")), &[expected]);
    }
    let twice = of(
        r#"[{"metric":"roi","tier":"Gold","n":9,"median":1},{"metric":"roi","tier":"GOLD ","n":9,"median":1}]"#,
    );
    refused(&twice, &[("/rows/1", "duplicateName")]);
    refused(&of(&format!("[{}]", vec!["0"; 501].join(","))), &[("/rows", "count")]);
    let money =
        r#"{"version":1,"source":"A","period":"B","rows":[{"metric":"partnerCac","n":9,"median":1}]}"#;
    refused(money, &[("/currency", "missing")]);
    refused(&of(GOLD).replace("USD", "XXY"), &[("/currency", "unknownCurrency")]);
}

#[test]
fn problems_of_several_rows_are_told_at_once() {
    refused(
        &of(r#"[{"metric":"x","n":"9","value":1},{"metric":"roi","n":9,"median":true}]"#),
        &[("/rows/0/metric", "unknownMetric"), ("/rows/0/n", "wrongType"), ("/rows/1/median", "wrongType")],
    );
}

proptest! {
    #[test]
    fn a_figure_is_given_out_from_five_partners_on(n in 0_u32..12, stated in any::<bool>()) {
        let figure = if stated || f64::from(n) >= ENOUGH { r#","p25":1,"median":2,"p75":3"# } else { "" };
        let read = read(&format!(r#"[{{"metric":"roi","n":{n}{figure}}}]"#));
        let row = read.of(MetricId::Roi, None).expect("the row");
        prop_assert_eq!(row.spread().is_some(), n >= 5);
        prop_assert_eq!(read.compare(row, 2.0, "USD").is_some(), n >= 5);
    }

    #[test]
    fn nothing_that_is_read_breaks_the_reader(text in r#"[\[\]{}":,a-z0-9]{0,80}"#) {
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            let _ = HostBenchmarks::read(&value);
        }
    }
}
