//! The figures as text for a spreadsheet or a file.

use super::Insight;
use super::import::{INCLUDES, INPUT, RANGE};
use super::tiers::{MAIN, direct};
use crate::text;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::number::{self, Convention, Reading, fixed};
use comarketing_roi_engine::plan::{Group, Kind};
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Field, METRICS, MetricId, Number, Place};

/// Decimals of a machine's number; a double has not many more.
const DECIMALS: usize = 12;
/// The most digits that the engine reads.
const DIGITS: usize = 15;

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

/// Every metric of every tier, of the total and of direct: a row for each, under the metrics' ids. Behind them stand the
/// inputs, so that the table can be opened again: those of a tier in its row, those of direct in direct's and all others
/// in that of the total.
pub(super) fn csv(insight: &Insight) -> String {
    let report = &insight.report;
    let mut out = String::from("scope,name,currency");
    METRICS.iter().for_each(|metric| out.extend([",", metric.id.text()]));
    for field in Field::ALL {
        let path = Place::plan(*field).path().trim_start_matches('/').replace('/', ".");
        let id = if field.group() == Group::Tier { field.id() } else { &path };
        out.extend([",", INPUT, id]);
    }
    out.extend([",", INPUT, INCLUDES]);
    let mut row = |kind: &str, name: &str, scope: &Scope, tier: Option<usize>, groups: &[Group]| {
        out.extend(["\r\n", kind, ",", &field(name), ",", &report.currency]);
        for metric in &METRICS {
            out.push(',');
            out.extend(scope.value(metric.id).map(|value| fixed(value, DECIMALS)));
        }
        for field in Field::ALL {
            let given = Some(Place { tier, field: *field })
                .filter(|place| groups.contains(&field.group()) && insight.may_show(*place));
            let given = given.map(|place| insight.plan.get(place));
            out.push(',');
            out.extend(given.flatten().map(written));
        }
        let includes = insight.plan.includes_influenced.filter(|_| groups.contains(&Group::Direct));
        out.extend([",", includes.map_or("", |yes| if yes { "true" } else { "false" })]);
    };
    for (at, tier) in report.tiers.iter().enumerate() {
        row("tier", &tier.name, tier, Some(at), &[Group::Tier]);
    }
    row("total", "", &report.total, None, &[Group::Plan, Group::Economics]);
    row("direct", "", &report.direct, None, &[Group::Direct]);
    out.push_str("\r\n");
    out
}

/// An input as a machine's number, or three of them for a range.
fn written(number: Number) -> String {
    match number {
        Number::Exact(value) => exact(value),
        Number::Range { low, likely, high } => [low, likely, high].map(exact).join(RANGE),
    }
}

/// The number with as few decimals as give it back; with as many digits as can be read where none do.
fn exact(value: f64) -> String {
    let reads = |text: &String| {
        let read = number::read(text, Kind::Years, &Convention::POINT, "");
        matches!(read, Ok(Reading::Value(read)) if read.to_bits() == value.to_bits())
    };
    let found = (0..=DECIMALS).map(|decimals| fixed(value, decimals)).find(reads);
    let whole = fixed(value.abs().floor(), 0).len();
    found.unwrap_or_else(|| fixed(value, DIGITS.saturating_sub(whole).min(DECIMALS)))
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
    text.replace('.', &insight.format.convention().number.decimal.to_string())
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
