//! The figures as text for a spreadsheet or a file.

use super::Insight;
use super::link::redacted;
use super::tiers::{MAIN, direct};
use crate::json::{self, Plain};
use crate::text;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::number::fixed;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{METRICS, MetricId, Plan};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Decimals of a machine's number; a double has not many more.
const DECIMALS: usize = 12;

/// Text that a spreadsheet would take for a formula, marked as text.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { ["'", text].concat() } else { text.to_owned() }
}

/// A field of RFC 4180.
fn field(text: &str) -> String {
    let text = guarded(text);
    if text.contains([',', '"', '\r', '\n']) || text.trim().len() < text.len() {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text
    }
}

/// Every metric of every tier, of the total and of direct: a row for each, under the metrics' ids.
pub(super) fn csv(insight: &Insight) -> String {
    let report = &insight.report;
    let mut out = String::from("scope,name,currency");
    METRICS.iter().for_each(|metric| out.extend([",", metric.id.text()]));
    let mut row = |kind: &str, name: &str, scope: &Scope| {
        out.extend(["\r\n", kind, ",", &field(name), ",", &report.currency]);
        for metric in &METRICS {
            out.push(',');
            out.extend(scope.value(metric.id).map(|value| fixed(value, DECIMALS)));
        }
    };
    for tier in &report.tiers {
        row("tier", &tier.name, tier);
    }
    row("total", "", &report.total);
    row("direct", "", &report.direct);
    out.push_str("\r\n");
    out
}

/// The table of tiers as it is shown, for pasting: the language's own decimal sign and no groups.
pub(super) fn tsv(insight: &Insight, all: bool) -> String {
    let report = &insight.report;
    let mut rows = vec![vec![text::METRIC.get().to_owned()]];
    if let Some(head) = rows.first_mut() {
        head.extend(report.tiers.iter().map(|tier| guarded(&tier.name)));
        head.extend([text::TOTAL.get().to_owned(), text::DIRECT_COLUMN.get().to_owned()]);
    }
    let shown = METRICS.iter().filter(|metric| metric.stated != Stated::Direct);
    for metric in shown.filter(|metric| all || MAIN.contains(&metric.id)) {
        let cell = |scope: &Scope, id: MetricId| {
            scope.value(id).map(|value| number(insight, metric.unit, value)).unwrap_or_default()
        };
        let mut row = vec![text::term(metric.name).to_owned()];
        row.extend(report.tiers.iter().map(|tier| cell(tier, metric.id)));
        row.push(cell(&report.total, metric.id));
        row.push(direct(metric.id).map(|id| cell(&report.direct, id)).unwrap_or_default());
        rows.push(row);
    }
    let line = |row: &Vec<String>| {
        row.iter().map(|cell| cell.replace(['\t', '\r', '\n'], " ")).collect::<Vec<_>>().join("\t")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A number that a spreadsheet of this language reads as one.
fn number(insight: &Insight, unit: Unit, value: f64) -> String {
    let text = match unit {
        Unit::Ratio => fixed(value * 100.0, 2) + "%",
        Unit::Currency => fixed(value, 2),
        _ => fixed(value, 4),
    };
    text.replace('.', &insight.format.convention().decimal.to_string())
}

/// The plan and the answers as a file.
pub(super) fn plan(insight: &Insight, redact: bool) -> Option<String> {
    let public = redact.then(|| redacted(&insight.plan));
    json::text(&File { plan: public.as_ref().unwrap_or(&insight.plan), answers: Plain(&insight.answers) })
}

struct File<'a> {
    plan: &'a Plan,
    answers: Plain<'a>,
}

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("comarketing-roi", &1u8)?;
        map.serialize_entry("plan", self.plan)?;
        map.serialize_entry("answers", &self.answers)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (text, cell) in [
            ("Gold", "Gold"),
            ("a,b", "\"a,b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
            ("-5", "'-5"),
            (" a", "\" a\""),
        ] {
            assert_eq!(field(text), cell);
        }
    }
}
