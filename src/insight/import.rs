//! Figures from a table of somebody's own: what was understood of it, before anything changes.
//!
//! What is asked is `{ text, … }`; what stands beside the text is what a visitor chose (separator, decimal, head, turned, shares,
//! several, scale, currency, columns, kept), and is found out where he has not. Nothing is taken over silently: the panel
//! shows every figure as it was read and every row, column and line that is not used, and only its button asks for the plan.

mod cells;
mod columns;
mod figure;
mod gather;
mod grid;
mod head;
mod names;
mod note;
mod preview;
mod read;
mod rows;
mod signs;
mod sums;

use super::phrases::heading;
use super::{Insight, says, word};
use crate::json;
use crate::markup::{Tree, el, line, of};
use crate::text::{self, Text};
pub(super) use columns::{BASIS, EXAMPLES, INPUT, MARK, column_of};
use comarketing_roi_engine::{Plan, Value};
pub(super) use figure::RANGE;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Why nothing at all can be read, by the names that `import.js` and `grid.rs` give.
fn wrong(name: &str) -> Option<Text> {
    Some(match name {
        "excel" => text::PANEL_IMPORT_EXCEL,
        "workbook" => text::PANEL_IMPORT_WORKBOOK,
        "workbookLarge" => text::PANEL_IMPORT_WORKBOOK_LARGE,
        "binary" => text::PANEL_IMPORT_BINARY,
        "large" => text::PANEL_IMPORT_LARGE,
        "empty" => text::PANEL_IMPORT_EMPTY,
        "rows" => text::PANEL_IMPORT_ROWS,
        "columns" => text::PANEL_IMPORT_COLUMNS,
        "unreadable" => text::PANEL_IMPORT_UNREADABLE,
        _ => return None,
    })
}

/// Draws what was understood, or only the box to paste rows into where there is nothing yet.
pub(super) fn panel(insight: &Insight, asked: &Value) -> Option<Tree> {
    let title = heading("h2", text::PANEL_IMPORT.get()).set("id", "import-title");
    let pasting = says(asked, "paste");
    let mut heads = None;
    let told = match word(asked, "wrong").and_then(wrong) {
        Some(wrong) => vec![line("p", "", wrong.get())],
        None if pasting => Vec::new(),
        None => match read::read(insight, asked) {
            Err(name) => vec![line("p", "", wrong(name)?.get())],
            Ok(understood) => {
                let keys: Vec<&str> = understood.columns.iter().map(|column| column.key.as_str()).collect();
                heads = Some(keys.join("\u{1E}"));
                preview::preview(insight, asked, &understood)
            }
        },
    };
    let taken = (!pasting).then(|| plan(insight, asked)).flatten();
    let button = |name: &'static str, words: String, class: &'static str| {
        line("button", class, words).set("type", "button").set("part", "button").set("data-import", name)
    };
    let mut actions = of("div", "actions");
    if let Some(taken) = taken {
        let words = match taken.accepted {
            1 => text::PANEL_IMPORT_TAKE_ONE.get().to_owned(),
            rows => text::panel_import_take_other(&insight.count(rows as f64)),
        };
        actions = actions.child(button("take", words, "primary"));
    }
    let paste = el("textarea").set("data-import", "text").set("rows", "4").set("id", "import-paste");
    let mut panel = of("div", "import");
    if let Some(heads) = heads {
        panel = panel.set("data-heads", heads);
    }
    Some(
        panel
            .child(title)
            .children(sheets(asked))
            .children(told)
            .child(
                el("details")
                    .set("class", "data")
                    .flag("open", pasting)
                    .child(line("summary", "", text::PANEL_IMPORT_PASTE.get()))
                    .child(
                        line("label", "hint", text::PANEL_IMPORT_PASTE_HINT.get()).set("for", "import-paste"),
                    )
                    .child(paste),
            )
            .child(actions.child(button("cancel", text::PANEL_IMPORT_CANCEL.get().to_owned(), ""))),
    )
}

/// The sheets of a workbook to choose from; none where there is one, or the table is no workbook's.
fn sheets(asked: &Value) -> Option<Tree> {
    let names = read::texts(asked, "sheets");
    let chosen = word(asked, "sheet").unwrap_or_default();
    let options: Vec<(String, String)> =
        (0..).zip(&names).map(|(at, name)| (i32::to_string(&at), (*name).to_owned())).collect();
    (names.len() > 1).then(|| preview::choice("sheet", text::PANEL_IMPORT_SHEET, options, chosen))
}

/// The plan with the rows in it, and how many there were.
struct Taken {
    plan: Plan,
    rows: usize,
    accepted: usize,
}

impl Serialize for Taken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("plan", &self.plan)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("accepted", &self.accepted)?;
        map.serialize_entry("rejected", &(self.rows - self.accepted))?;
        map.end()
    }
}

fn plan(insight: &Insight, asked: &Value) -> Option<Taken> {
    if word(asked, "wrong").is_some() {
        return None;
    }
    let understood = read::read(insight, asked).ok()?;
    let (rows, accepted) = (understood.rows, understood.taken);
    Some(Taken { plan: understood.plan.filter(|_| accepted <= rows)?, rows, accepted })
}

/// `{ plan, rows, accepted, rejected }` as JSON text; `None` where no row can be taken.
pub(super) fn taken(insight: &Insight, asked: &Value) -> Option<String> {
    json::text(&plan(insight, asked)?)
}
