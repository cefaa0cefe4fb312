//! Published examples, typed into the form: the figures that their sources print must come out on screen.

use crate::page::Page;
use serde_json::{Map, Value};

const CASES: &str = include_str!("../worked-examples.json");

/// The controls of the form and what is typed into them, for the plan of a case.
fn fields(plan: &Value) -> Vec<(String, String)> {
    let groups =
        [(&plan["tiers"][0], "", "-0"), (&plan["direct"], "direct-", ""), (&plan["economics"], "plan-", "")];
    let mut fields = Vec::new();
    for (group, before, after) in groups {
        for (id, value) in group.as_object().unwrap_or(&Map::new()) {
            if let Some(value) = value.as_f64() {
                fields.push((format!("{before}{id}{after}"), typed(id, value)));
            }
        }
    }
    fields
}

/// A number as a person types it: a share as a percentage.
fn typed(id: &str, value: f64) -> String {
    if matches!(id, "winRate" | "grossMargin" | "partnerMargin" | "annualChurn" | "discountRate") {
        ((value * 1e12).round() / 1e10).to_string()
    } else {
        value.to_string()
    }
}

/// How the page writes a figure of the table in English; the platform's own formatter says it.
fn written(page: &Page, metric: &str, value: f64) -> String {
    let options = match metric {
        "roi" if value.abs() < 10.0 => "{ style: 'percent', maximumFractionDigits: 1 }",
        "roi" => "{ style: 'percent', maximumFractionDigits: 0 }",
        _ if value >= 100_000.0 => {
            "{ style: 'currency', currency: 'USD', notation: 'compact', maximumSignificantDigits: 3 }"
        }
        _ if value >= 1000.0 => "{ style: 'currency', currency: 'USD', maximumFractionDigits: 0 }",
        _ => "{ style: 'currency', currency: 'USD' }",
    };
    page.text(&format!("new Intl.NumberFormat('en', {options}).format({value}).replace('-', '\u{2212}')"))
}

#[test]
fn published_plans_come_out_when_typed() {
    let cases: Vec<Value> = serde_json::from_str(CASES).expect("the file is JSON");
    let page = Page::open("/");
    page.more_detail();
    let (mut figures, mut on_screen) = (0, 0);
    for case in cases.iter().filter(|case| case["kind"] == "plan") {
        let id = &case["id"];
        page.press_if_there("Clear all numbers");
        page.until("the form is empty", "$('#mdfSpent-0').value === ''");
        for (field, text) in fields(&case["input"]) {
            page.fill(&field, &text);
        }
        assert_eq!(page.eval("$$('.error:not([hidden])').length"), 0, "{id}: every figure is accepted");
        for (metric, expected) in case["expect"]["total"].as_object().expect("figures") {
            let expected = expected.as_f64().expect("a number");
            let value = page.total(metric).unwrap_or_else(|| panic!("{id}: {metric} has no value"));
            // The share 1/3 was typed with ten decimals of a per cent.
            let close = (value - expected).abs() <= 1e-9 * expected.abs().max(1.0);
            assert!(close, "{id}: {metric} is {value}, published {expected}");
            figures += 1;
        }
        for metric in ["roi", "partnerCac"] {
            if let Some(value) = page.total(metric) {
                let shown = page.figure(&format!("why-3-total-{metric}-button"));
                assert_eq!(shown, written(&page, metric, value), "{id}: {metric} in the table");
                on_screen += 1;
            }
        }
    }
    assert_eq!(figures, 22, "a case was lost");
    assert!(on_screen >= 9, "ROI or CAC of {on_screen} cases only");
}
