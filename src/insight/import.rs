//! Figures from a table of somebody's own: what was understood of it, before anything changes.
//!
//! A wish is `{ text, delimiter, decimal, shares }`; the last three are what a visitor chose, and are found out where he
//! has not. Nothing is taken over silently: the panel shows every figure as it was read and every row that was not, and
//! only its button asks for the plan.

mod columns;
mod grid;
mod rows;

use super::say::{head, heading, label, row};
use super::tree::{Tree, el, line, number, of};
use super::{Insight, word};
use crate::json;
use crate::text::{self, Text};
use columns::{Column, Target};
pub(super) use columns::{INCLUDES, INPUT};
use comarketing_roi_engine::{Field, Number, Plan, Tier, Value};
pub(super) use rows::RANGE;
use rows::{Rejected, Understood};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// As many rejected rows are told one by one.
const TOLD: usize = 20;

/// Why nothing at all can be read, by the names that `import.js` and `grid.rs` give.
fn wrong(name: &str) -> Option<Text> {
    Some(match name {
        "excel" => text::PANEL_IMPORT_EXCEL,
        "binary" => text::PANEL_IMPORT_BINARY,
        "large" => text::PANEL_IMPORT_LARGE,
        "empty" => text::PANEL_IMPORT_EMPTY,
        "rows" => text::PANEL_IMPORT_ROWS,
        "columns" => text::PANEL_IMPORT_COLUMNS,
        "unreadable" => text::PANEL_IMPORT_UNREADABLE,
        _ => return None,
    })
}

/// Draws what was understood.
pub(super) fn panel(insight: &Insight, wish: &Value) -> Option<Tree> {
    let title = heading(wish, text::PANEL_IMPORT.get()).set("id", "import-title");
    let told = match word(wish, "wrong").and_then(wrong) {
        Some(wrong) => vec![line("p", "", wrong.get())],
        None => match rows::understand(insight, wish) {
            Err(name) => vec![line("p", "", wrong(name)?.get())],
            Ok(understood) => preview(insight, &understood),
        },
    };
    let taken = plan(insight, wish).is_some();
    let button = |name: &str, words: Text, class: &str| {
        line("button", class, words.get())
            .set("type", "button")
            .set("part", "button")
            .set("data-import", name)
    };
    let mut actions = of("div", "actions");
    if taken {
        actions = actions.child(button("take", text::PANEL_IMPORT_TAKE, "primary"));
    }
    let paste = el("textarea").set("data-import", "text").set("rows", "4").set("id", "import-paste");
    Some(
        of("div", "import")
            .child(title)
            .children(told)
            .child(
                el("details")
                    .set("class", "data")
                    .child(line("summary", "", text::PANEL_IMPORT_PASTE.get()))
                    .child(
                        line("label", "hint", text::PANEL_IMPORT_PASTE_HINT.get()).set("for", "import-paste"),
                    )
                    .child(paste),
            )
            .child(actions.child(button("cancel", text::PANEL_IMPORT_CANCEL, ""))),
    )
}

fn preview(insight: &Insight, understood: &Understood) -> Vec<Tree> {
    let count = |n: usize| insight.count(n as f64);
    let accepted = understood.tiers.len();
    let said = text::panel_import_found(&count(understood.rows), &count(accepted));
    let mut out = vec![line("p", "", said).set("role", "status"), choices(understood)];
    if accepted > 0 {
        out.push(
            of("div", "scroll")
                .set("tabindex", "0")
                .set("role", "group")
                .set("aria-label", text::PANEL_IMPORT.get())
                .child(table(insight, understood)),
        );
    }
    let unused: Vec<&str> = understood
        .columns
        .iter()
        .filter(|column| column.target == Target::Unknown && !column.head.is_empty())
        .map(|column| column.head.as_str())
        .collect();
    if !unused.is_empty() {
        out.push(line("p", "hint", text::panel_import_unused(&unused.join(", "))));
    }
    if understood.fields().next().is_none() {
        let names = [Field::MdfSpent, Field::Leads, Field::PipelineSourced, Field::WinRate].map(label);
        let names = [text::CHART_TIER.get(), " · ", &names.join(" · ")].concat();
        out.push(line("p", "reason", text::panel_import_no_columns(&names)));
    }
    if !understood.rejected.is_empty() {
        let told = |rejected: &Rejected| {
            let which = text::panel_import_line(&count(rejected.line), &rejected.name);
            el("li").child(line("strong", "", which)).text([" ", &rejected.why].concat())
        };
        let more = understood.rejected.len().saturating_sub(TOLD);
        out.push(line("p", "reason", text::panel_import_rejected(&count(understood.rejected.len()))));
        out.push(el("ul").children(understood.rejected.iter().take(TOLD).map(told)));
        if more > 0 {
            out.push(line("p", "hint", text::panel_import_more(&count(more))));
        }
    }
    if accepted > 0 {
        let what = if understood.ours { text::PANEL_IMPORT_WHOLE } else { text::PANEL_IMPORT_TIERS };
        out.push(line("p", "hint", what.get()));
    }
    out
}

/// How the table was read; each can be set otherwise.
fn choices(understood: &Understood) -> Tree {
    let choice = |name: &'static str, words: Text, options: &[(&'static str, Text)], chosen: &str| {
        let options = options.iter().map(|(value, words)| {
            line("option", "", words.get()).set("value", *value).flag("selected", *value == chosen)
        });
        let select = el("select").set("part", "input").set("data-import", name).children(options);
        el("label").child(line("span", "", words.get())).child(select)
    };
    let delimiters = [
        (",", text::PANEL_IMPORT_COMMA),
        (";", text::PANEL_IMPORT_SEMICOLON),
        ("\t", text::PANEL_IMPORT_TAB),
        ("|", text::PANEL_IMPORT_BAR),
    ];
    let signs = [(".", text::PANEL_IMPORT_POINT), (",", text::PANEL_IMPORT_COMMA)];
    let shares = [("percent", text::PANEL_IMPORT_PERCENT), ("share", text::PANEL_IMPORT_SHARE)];
    let delimiter =
        choice("delimiter", text::PANEL_IMPORT_DELIMITER, &delimiters, &understood.delimiter.to_string());
    let decimal = choice("decimal", text::PANEL_IMPORT_DECIMAL, &signs, &understood.decimal.to_string());
    let chosen = if understood.shares { "share" } else { "percent" };
    let rates = understood.bare_rates;
    let rates = rates.then(|| choice("shares", text::PANEL_IMPORT_RATES, &shares, chosen));
    of("div", "choices").child(delimiter).child(decimal).children(rates)
}

fn table(insight: &Insight, understood: &Understood) -> Tree {
    let fields: Vec<(Field, &Column)> = understood.fields().collect();
    let name = |(field, column): &(Field, &Column)| {
        let (ours, theirs) = (label(*field), column.head.trim());
        if ours == theirs { ours.to_owned() } else { [ours, " (", theirs, ")"].concat() }
    };
    let mut columns = vec![text::CHART_TIER.get().to_owned()];
    columns.extend(fields.iter().map(name));
    let cell = |tier: &Tier, field: Field| {
        let write = |value: f64| insight.format.exact(field.kind().unit(), value);
        match tier.get(field) {
            None => String::new(),
            Some(Number::Exact(value)) => write(value),
            Some(Number::Range { low, likely, high }) => {
                text::panel_quartiles(&write(low), &write(likely), &write(high))
            }
        }
    };
    let rows = understood.tiers.iter().map(|tier| {
        row(tier.name.clone(), fields.iter().map(|(field, _)| number("td", "", cell(tier, *field))))
    });
    of("table", "sheet")
        .child(line("caption", "hidden", text::PANEL_IMPORT.get()))
        .child(head(columns))
        .child(el("tbody").children(rows))
}

/// The plan with the rows in it, and how many there were.
struct Taken {
    plan: Plan,
    rows: usize,
    rejected: usize,
}

impl Serialize for Taken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("plan", &self.plan)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("accepted", &(self.rows - self.rejected))?;
        map.serialize_entry("rejected", &self.rejected)?;
        map.end()
    }
}

fn plan(insight: &Insight, wish: &Value) -> Option<Taken> {
    if word(wish, "wrong").is_some() {
        return None;
    }
    let understood = rows::understand(insight, wish).ok()?;
    let rejected = understood.rows.checked_sub(understood.tiers.len())?;
    let rows = understood.rows;
    Some(Taken { plan: understood.plan?, rows, rejected })
}

/// `{ plan, rows, accepted, rejected }` as JSON text; `None` where no row can be taken.
pub(super) fn taken(insight: &Insight, wish: &Value) -> Option<String> {
    json::text(&plan(insight, wish)?)
}
