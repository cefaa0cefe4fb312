//! The figures as text for a spreadsheet or a file.

use super::Insight;
use super::import::{BASIS, EXAMPLES, INPUT, MARK, RANGE, column_of};
use super::tiers::MAIN;
use crate::{json, marks, text};
use comarketing_roi_engine::guard::{guarded, parts_cells};
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::number::{self, Convention, Reading, format_fixed};
use comarketing_roi_engine::plan::{Group, Kind, Switch};
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::workbook::{Question, Words, book};
use comarketing_roi_engine::{Date, Field, FieldPath, Figure, METRICS, MetricId, Number};

/// Decimals of a machine's number; a double has not many more.
const DECIMALS: usize = 12;
/// The most digits that the engine reads.
const DIGITS: usize = 15;

/// What an export of examples says in every row, whatever the language.
const EXAMPLE: &str = "EXAMPLE";

/// How a table is written: what parts its cells, and the decimal sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    separator: char,
    decimal: char,
}

/// What may part cells.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// The style that is asked for; what is not is as spreadsheets of the page's language have it.
pub(super) fn style(insight: &Insight, separator: Option<char>, decimal: Option<char>) -> Style {
    let separator = separator.filter(|sign| SEPARATORS.contains(sign));
    let decimal = decimal.filter(|sign| matches!(sign, '.' | ','));
    let comma = insight.format.convention().number.decimal == ',';
    let own = if comma { ',' } else { '.' };
    let decimal = decimal.unwrap_or(if separator == Some(own) { '.' } else { own });
    // A list is parted by semicolons where numbers have a comma, and in Switzerland and Liechtenstein, where they have none.
    let semicolons =
        decimal == ',' || ["-CH", "-LI"].iter().any(|region| insight.format.locale().ends_with(region));
    Style { separator: separator.unwrap_or(if semicolons { ';' } else { ',' }), decimal }
}

/// A cell of RFC 4180. Quotes stand around whatever any reader may take for the end of a cell, also where this file has
/// another separator.
fn quoted(text: &str) -> String {
    if text.contains(|c: char| c == '"' || parts_cells(c)) || text.trim().len() < text.len() {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text.to_owned()
    }
}

/// How programs have it: commas between cells, and a decimal point.
pub(super) const PLAIN: Style = Style { separator: ',', decimal: '.' };

/// A table on its way to a file, cell by cell.
pub(super) struct Sheet {
    out: String,
    style: Style,
    begun: bool,
}

impl Sheet {
    /// Nothing written yet.
    pub(super) fn new(style: Style) -> Self {
        Self { out: String::new(), style, begun: false }
    }

    /// The table.
    pub(super) fn into_text(self) -> String {
        self.out
    }

    /// A cell of ours.
    pub(super) fn cell(&mut self, text: &str) {
        if self.begun {
            self.out.push(self.style.separator);
        }
        self.begun = true;
        self.out.push_str(&quoted(text));
    }

    /// A text of somebody's.
    pub(super) fn text(&mut self, text: &str) {
        self.cell(&guarded(text));
    }

    /// A machine's number, or nothing.
    pub(super) fn number(&mut self, text: Option<String>) {
        let parts: Vec<String> = text
            .iter()
            .flat_map(|text| text.split(RANGE))
            .map(|part| part.replace('.', &self.style.decimal.to_string()))
            .collect();
        self.cell(&parts.join(RANGE));
    }

    /// Ends the line.
    pub(super) fn end(&mut self) {
        self.out.push_str("\r\n");
        self.begun = false;
    }
}

/// Every metric of every tier, of the total and of direct: a row for each, under the metrics' ids. Behind them stand the
/// inputs, so that the table can be opened again: those of a tier in its row, those of direct in direct's and all others
/// in that of the total. How well each figure is known stands in the last columns, and an export of an example says so in
/// the fourth of every row.
pub(super) fn csv(insight: &Insight, separator: Option<char>, decimal: Option<char>) -> String {
    let report = &insight.report;
    let mut sheet = Sheet::new(style(insight, separator, decimal));
    let is_example = report.is_example();
    ["scope", "name", "currency"].iter().for_each(|head| sheet.cell(head));
    if is_example {
        sheet.cell(MARK);
    }
    METRICS.iter().for_each(|metric| sheet.cell(metric.id.text()));
    for field in Field::ALL {
        let path = FieldPath::plan(*field).path().trim_start_matches('/').replace('/', ".");
        let id = if field.group() == Group::Tier { field.id() } else { &path };
        sheet.cell(&[INPUT, id].concat());
    }
    Switch::ALL.iter().for_each(|switch| sheet.cell(&[INPUT, &column_of(*switch)].concat()));
    sheet.cell(&[INPUT, EXAMPLES].concat());
    METRICS.iter().for_each(|metric| sheet.cell(&[BASIS, metric.id.text()].concat()));
    sheet.end();
    let mut row = |kind: &str, name: &str, scope: &Scope, tier: Option<usize>, groups: &[Group]| {
        sheet.cell(kind);
        sheet.text(name);
        sheet.cell(&report.currency);
        if is_example {
            sheet.cell(EXAMPLE);
        }
        for metric in &METRICS {
            sheet.number(scope.value(metric.id).map(|value| format_fixed(value, DECIMALS)));
        }
        for field in Field::ALL {
            let place = Some(FieldPath { tier, field: *field })
                .filter(|place| groups.contains(&field.group()) && insight.may_show(*place));
            sheet.number(place.and_then(|place| insight.plan.get(place)).map(written));
        }
        for switch in Switch::ALL {
            let said = insight.plan.said(switch).filter(|_| groups.contains(&switch.group()));
            sheet.cell(said.map_or("", |yes| if yes { "true" } else { "false" }));
        }
        let here = |place: &&FieldPath| place.tier == tier && groups.contains(&place.field.group());
        let examples: Vec<&str> =
            insight.plan.examples.iter().filter(here).map(|place| place.field.id()).collect();
        sheet.cell(&examples.join(" "));
        for metric in &METRICS {
            let figure = scope.figure(metric.id).filter(|figure| figure.value.is_ok());
            sheet.cell(&figure.map(|figure| basis(&figure)).unwrap_or_default());
        }
        sheet.end();
    };
    for (at, tier) in report.tiers.iter().enumerate() {
        row("tier", &tier.name, tier, Some(at), &[Group::Tier]);
    }
    row("total", "", &report.total, None, &[Group::Plan, Group::Economics]);
    row("direct", "", &report.direct, None, &[Group::Direct]);
    sheet.out
}

/// How well a figure is known; of a total also how many tiers it covers, where that is not all.
fn basis(figure: &Figure) -> String {
    let id = figure.basis.id();
    match figure.covers.as_ref().filter(|_| !figure.gaps.is_empty()) {
        Some(covers) => {
            let (some, all) = (covers.len(), covers.len() + figure.gaps.len());
            [id, " (", &some.to_string(), " of ", &all.to_string(), " tiers)"].concat()
        }
        None => id.to_owned(),
    }
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
    let found = (0..=DECIMALS).map(|decimals| format_fixed(value, decimals)).find(reads);
    let whole = format_fixed(value.abs().floor(), 0).len();
    found.unwrap_or_else(|| format_fixed(value, DIGITS.saturating_sub(whole).min(DECIMALS)))
}

/// The table of tiers as it is shown, for pasting: the language's own decimal sign and no groups.
pub(super) fn tsv(insight: &Insight) -> String {
    let report = &insight.report;
    let mut rows = vec![vec![text::METRIC.get().to_owned()]];
    if report.is_example() {
        let said = text::sentences(&[text::EXAMPLE_RESULT.get(), &marks::examples_left(report)]);
        rows.insert(0, vec![EXAMPLE.to_owned(), said]);
    }
    if let Some(head) = rows.last_mut() {
        head.extend(report.tiers.iter().map(|tier| guarded(&tier.name.replace(char::is_control, " "))));
        head.extend([text::TOTAL.get().to_owned(), text::DIRECT_COLUMN.get().to_owned()]);
    }
    let shown = METRICS.iter().filter(|metric| metric.stated != Stated::Direct);
    for metric in shown.filter(|metric| MAIN.contains(&metric.id)) {
        let cell = |scope: &Scope, id: MetricId| {
            scope.value(id).map(|value| number(insight, metric.unit, value)).unwrap_or_default()
        };
        let part = report.total.figure(metric.id).map(|figure| marks::part(&figure)).unwrap_or_default();
        let name = insight.format.name(metric.id);
        let mut row = vec![if part.is_empty() { name } else { text::join_aside(&name, &part) }];
        row.extend(report.tiers.iter().map(|tier| cell(tier, metric.id)));
        row.push(cell(&report.total, metric.id));
        row.push(metric.id.of_direct().map(|id| cell(&report.direct, id)).unwrap_or_default());
        rows.push(row);
    }
    // From a clipboard a cell that begins with a quote ends at the next one, unless all of it is quoted.
    let cell = |cell: &String| {
        if cell.starts_with('"') { ["\"", &cell.replace('"', "\"\""), "\""].concat() } else { cell.clone() }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The plan as a workbook in the page's language, made on `day`.
pub(super) fn workbook(insight: &Insight, day: &str) -> Option<String> {
    let name = |id: MetricId| insight.format.name(id);
    let words = Words { translate: text::TRANSLATE, metric: &name };
    let question = Question { created: Date::read(day) };
    json::text(&book(&insight.plan, &question, &words).ok()?)
}

/// A number that a spreadsheet of this language reads as one.
fn number(insight: &Insight, unit: Unit, value: f64) -> String {
    let text = match unit {
        Unit::Ratio => format_fixed(value * 100.0, 2) + "%",
        Unit::Currency => format_fixed(value, 2),
        _ => format_fixed(value, 4),
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
            ("Gold; Silver", "\"Gold; Silver\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
            ("-5", "'-5"),
            (" a", "\" a\""),
            ("x;=1+1;y", "\"x;'=1+1;y\""),
            ("x\t=1+1", "\"x\t'=1+1\""),
            ("x| +1", "\"x| '+1\""),
            ("x;\"=1", "\"x;\"\"'=1\""),
            ("'=1", "''=1"),
            ("＝1", "'＝1"),
            ("Gold - new", "Gold - new"),
        ] {
            assert_eq!(quoted(&guarded(text)), cell);
        }
    }
}
