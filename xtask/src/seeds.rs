//! What the search of `cargo xtask fuzz` starts from: the published examples as inputs, and the words of the engine.

use crate::paths;
use anyhow::{Context, Result};
use comarketing_roi_engine::assess::{Control, Dimension, Matrix, Pillar};
use comarketing_roi_engine::{Field, MetricId};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The questions about a plan, each with options that fit any plan.
fn options() -> [(&'static str, Value); 9] {
    let aim = json!({ "metric": "roi", "target": 1 });
    [
        ("project", json!({ "months": 36, "fundedMonths": 12, "depthOrBreadth": { "extraBudget": 10000 } })),
        ("solve", json!({ "metric": "roi", "target": 1, "input": "/tiers/0/mdfSpent" })),
        ("flip_points", aim),
        ("channels", json!({ "scope": { "tier": 0 } })),
        ("sensitivity", json!({ "metric": "roi", "share": 0.1 })),
        ("simulate", json!({ "draws": 100, "perTier": true, "targets": { "roi": 1 } })),
        ("allocate", json!({ "beta": 0.5 })),
        ("credit_for_target", json!({ "target": "3:1", "of": "revenue", "per": "mdf" })),
        ("agreement", json!({ "vendorRoi": 0.2, "partnerRoi": 0.1 })),
    ]
}

/// What nobody published an example of.
fn own() -> [(&'static str, Value); 7] {
    [
        (
            "mature",
            json!({ "ageMonths": 4, "medianCycleMonths": 6, "cost": 50000, "pipeline": 900000, "winRate": 0.25,
                    "grossMargin": 0.8, "wonRevenueToDate": 40000 }),
        ),
        (
            "credit_evidence",
            json!({ "influenced": { "deals": 1000, "wins": 250 }, "direct": { "deals": 400, "winRate": 0.2 } }),
        ),
        (
            "holdout",
            json!({ "exposed": { "accounts": 40, "wins": 9, "revenue": 90000 },
                    "control": { "accounts": 60, "wins": 5, "revenue": 50000 }, "cost": 20000, "grossMargin": 0.8 }),
        ),
        (
            "cash",
            json!({ "discountRate": 0.1, "event": { "paidFirst": 20000, "ownMoney": 8000, "month": 0.5 },
                    "mdf": { "amount": 12000, "claimAfterMonths": 1, "paidAfterMonths": 2 },
                    "vendorCost": { "amount": 5000, "month": 0 },
                    "deals": { "revenueSourced": 40000, "revenueInfluenced": 20000, "influenceCredit": 0.4,
                               "grossMargin": 0.7, "partnerMargin": 0.2, "partnerMarginInfluenced": 0.1,
                               "servicesProfit": 900, "cycleMonths": 5, "overMonths": 3 } }),
        ),
        ("assess", assessment()),
        (
            "table",
            json!({ "text": "sep=;\r\nPartner;MDF paid;Start\r\n\"A\r\nB\";1.200,50;31.03.2025\r\nC;x;\r\n", "size": 3 }),
        ),
        ("typed", json!({ "text": "1,234.5", "kind": 0, "comma": false, "currency": "USD" })),
    ]
}

fn assessment() -> Value {
    let object = |entries: &mut dyn Iterator<Item = (&str, Value)>| {
        Value::Object(entries.map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let pillars = object(&mut Pillar::ALL.iter().map(|pillar| (pillar.id(), json!(2))));
    let controls = object(&mut Control::ALL.iter().map(|control| (control.id(), json!("yes"))));
    let matrices = Matrix::ALL.iter().map(|matrix| {
        (matrix.id(), object(&mut matrix.dimensions().map(|dimension| (dimension.id(), json!(2)))))
    });
    object(&mut matrices.chain([("pillars", pillars), ("controls", controls)]))
}

/// The inputs for each target, from the list of examples.
fn of(examples: &[Value]) -> Vec<(&'static str, Value)> {
    let mut seeds: Vec<(&'static str, Value)> = own().into();
    for example in examples {
        let Some(input) = example.get("input") else { continue };
        match example.get("kind").and_then(Value::as_str) {
            Some("appraise") => seeds.push(("appraise", input.clone())),
            Some("plan") => {
                seeds.push(("plan", input.clone()));
                seeds.push(("settle", json!({ "forecast": input, "actuals": input })));
                for (target, options) in options() {
                    seeds.push((target, json!({ "plan": input, "options": options })));
                }
            }
            _ => {}
        }
    }
    seeds
}

/// The words that readers know, one to a line as libFuzzer takes them.
fn words() -> String {
    let fields = Field::ALL.iter().map(|field| field.id());
    let metrics = MetricId::ALL.iter().map(|metric| metric.text());
    let dimensions = Dimension::ALL.iter().map(|dimension| dimension.id());
    let mut words: BTreeSet<&str> = fields.chain(metrics).chain(dimensions).collect();
    words.extend(["null", "true", "false", "low", "likely", "high", "1e13", "1e-300", "-0.0"]);
    words.into_iter().map(|word| format!("\"{word}\"\n")).collect()
}

/// Writes a folder of inputs for each target, and the file of words.
pub(crate) fn write(home: &Path) -> Result<()> {
    let text = paths::read(&paths::root().join("tests").join("worked-examples.json"))?;
    let examples: Vec<Value> =
        serde_json::from_str(&text).context("tests/worked-examples.json is no list of examples")?;
    if home.exists() {
        fs::remove_dir_all(home)?; // those of an example that is gone
    }
    for (at, (target, input)) in of(&examples).into_iter().enumerate() {
        let folder = home.join(target);
        fs::create_dir_all(&folder).with_context(|| format!("cannot write to {}", paths::shown(home)))?;
        fs::write(folder.join(at.to_string()), input.to_string())?;
    }
    fs::write(home.join("words"), words())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_becomes_an_input_of_each_question() {
        let examples = [
            json!({ "kind": "plan", "input": { "version": 1 } }),
            json!({ "kind": "appraise", "input": { "costs": [1] } }),
            json!({ "kind": "other", "input": {} }),
        ];
        let seeds = of(&examples);
        let of = |target| seeds.iter().filter(move |(name, _)| *name == target).map(|(_, seed)| seed);
        assert_eq!(of("plan").collect::<Vec<_>>(), [&json!({ "version": 1 })]);
        assert_eq!(of("appraise").collect::<Vec<_>>(), [&json!({ "costs": [1] })]);
        assert_eq!(of("allocate").next().unwrap()["plan"], json!({ "version": 1 }));
        assert_eq!(of("settle").next().unwrap()["actuals"], json!({ "version": 1 }));
        assert_eq!(seeds.len(), own().len() + 2 + options().len() + 1);
    }

    #[test]
    fn the_engine_reads_what_is_not_from_an_example() {
        for (target, seed) in own() {
            let tree = serde_json::from_value(seed).unwrap();
            match target {
                "mature" => drop(comarketing_roi_engine::cohort_lag::Campaign::read(&tree).unwrap()),
                "credit_evidence" => {
                    assert!(comarketing_roi_engine::credit_evidence::Question::read(&tree).is_ok());
                }
                "holdout" => assert!(comarketing_roi_engine::holdout::Question::read(&tree).is_ok()),
                "cash" => drop(comarketing_roi_engine::cash::Campaign::read(&tree).unwrap()),
                "assess" => drop(comarketing_roi_engine::assess::Answers::read(&tree).unwrap()),
                _ => {}
            }
        }
    }

    #[test]
    fn words_are_in_quotes_and_stand_once() {
        let words = words();
        assert_eq!(words.matches("\"winRate\"\n").count(), 1);
        assert!(words.lines().all(|line| line.len() > 2 && line.starts_with('"') && line.ends_with('"')));
    }
}
