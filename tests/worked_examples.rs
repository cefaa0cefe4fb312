//! Published cases, recomputed: what the sources print must come out.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::{MetricId, Plan, Value, evaluate};
use serde_json::Value as Json;

fn cases() -> Vec<Json> {
    serde_json::from_str(include_str!("worked-examples.json")).expect("the file is JSON")
}

#[test]
fn published_plans_come_out() {
    let mut checked = 0;
    for case in cases().into_iter().filter(|case| case["kind"] == "plan") {
        let id = case["id"].as_str().expect("an id");
        let input: Value = serde_json::from_value(case["input"].clone()).expect("plain data");
        let plan = Plan::read(&input).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
        let report = evaluate(&plan);
        for (metric, expected) in case["expect"]["total"].as_object().expect("figures") {
            let metric = MetricId::named(metric).unwrap_or_else(|| panic!("{id}: no metric {metric}"));
            let expected = expected.as_f64().expect("a number");
            let value = report.total.value(metric).unwrap_or_else(|| panic!("{id}: {metric:?} has no value"));
            let close = (value - expected).abs() <= 1e-9 * expected.abs().max(1.0);
            assert!(close, "{id}: {metric:?} is {value}, published {expected}");
            // One tier: it and the total say the same.
            assert_eq!(report.tiers[0].value(metric), Some(value), "{id}: {metric:?}");
            checked += 1;
        }
    }
    assert_eq!(checked, 22, "a case was lost");
}
