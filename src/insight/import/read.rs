//! A text → what was understood of it, and the plan with it: each step is a function of its own.
//!
//! cells → grid → head → columns → signs → rows → gather

use super::cells::Row;
use super::columns::{Column, Names, Target, choice, columns, is_ours};
use super::figure::Cell;
use super::gather::{Several, gather};
use super::grid::grid;
use super::head::{Table, table};
use super::note::{Note, currency_of, note};
use super::rows::{LeftOut, Reading};
use super::signs::{Signs, bare_rates, signs};
use crate::insight::{Insight, entry, word};
use crate::text;
use comarketing_roi_engine::plan::{Group, Kind, is_currency};
use comarketing_roi_engine::{Field, FieldPath, Number, Plan, Tier, Value};

/// A cell that was read as something that a visitor should know of.
pub(super) struct Remark {
    pub(super) line: usize,
    pub(super) field: Field,
    /// As it stands in the table.
    pub(super) cell: String,
}

/// A table as it was understood.
pub(super) struct Understood {
    pub(super) separator: char,
    pub(super) signs: Signs,
    /// Whether there are rates without a percent sign.
    pub(super) bare_rates: bool,
    /// Whether it is a table that this calculator wrote, with the inputs that stand once.
    pub(super) ours: bool,
    pub(super) columns: Vec<Column>,
    /// The first figure or text of each column.
    pub(super) samples: Vec<String>,
    pub(super) turned: bool,
    /// The line of the head, and the lines that may be it, with their beginning.
    pub(super) head: usize,
    pub(super) lines: Vec<(usize, String)>,
    /// The lines above the head.
    pub(super) above: Vec<(usize, String)>,
    /// The currency that the plan will have, and another that all amounts are in.
    pub(super) currency: String,
    pub(super) other_currency: Option<String>,
    /// What is said of all amounts.
    pub(super) note: Note,
    /// Rows that hold something, and how many of them are in the tiers.
    pub(super) rows: usize,
    pub(super) taken: usize,
    pub(super) several: bool,
    pub(super) tiers: Vec<Tier>,
    pub(super) left: Vec<LeftOut>,
    /// Rows that are taken and may be totals.
    pub(super) perhaps: Vec<LeftOut>,
    pub(super) said: Vec<String>,
    /// Cells that say that nothing is there, zeros of accounts, and figures that a spreadsheet has shortened.
    pub(super) nothing: Vec<Remark>,
    pub(super) zeros: Vec<Remark>,
    pub(super) short: Vec<Remark>,
    /// The plan with the tiers; none where none was taken.
    pub(super) plan: Option<Plan>,
}

impl Understood {
    /// The inputs of a tier that have a column.
    pub(super) fn fields(&self) -> impl Iterator<Item = (Field, &Column)> {
        self.columns.iter().filter_map(|column| match column.target {
            Target::Tier(field) => Some((field, column)),
            _ => None,
        })
    }
}

/// The texts of a list.
pub(super) fn texts<'a>(asked: &'a Value, key: &str) -> Vec<&'a str> {
    let items = match entry(asked, key) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    items
        .iter()
        .filter_map(|item| if let Value::Text(text) = item { Some(text.as_str()) } else { None })
        .collect()
}

/// What a visitor has said of the columns of this head, as `key, target, key, target …`.
fn chosen(asked: &Value, key: &str) -> Option<Target> {
    let said = texts(asked, "columns");
    said.chunks(2).rev().find_map(|pair| match pair {
        [column, target] if *column == key => choice(target),
        _ => None,
    })
}

/// Reads a table; the name of what is wrong where it is none.
pub(super) fn read(insight: &Insight, asked: &Value) -> Result<Understood, &'static str> {
    let first = |key: &str| word(asked, key).and_then(|text| text.chars().next());
    let names = Names::new();
    let grid = grid(&names, word(asked, "text").unwrap_or_default(), first("separator"))?;
    let lines = grid.rows.iter().take(LINES).map(line).collect();
    let said_head = word(asked, "head").and_then(|line| line.parse().ok());
    let turned = word(asked, "turned").map(|turned| turned == "yes");
    let mut table = table(&names, grid.rows, said_head, turned);
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if table.heads.is_empty() {
        table.heads = vec![String::new(); width];
    }
    let ours = is_ours(&table.heads);
    let letters = |at: usize| table.rows.iter().any(|row| row.cell(at).contains(char::is_alphabetic));
    let columns = columns(&names, &table.heads, &letters, &|key| chosen(asked, key));
    let page = insight.format.convention();
    let mut signs = signs(&columns, &table.rows, page, first("decimal"), ours);
    let bare = bare_rates(&columns, &table.rows, &signs.convention);
    signs.shares = match word(asked, "shares") {
        Some(chosen) => chosen == "share",
        None => ours || bare.iter().all(|value| *value <= 1.0) && bare.iter().any(|value| *value < 1.0),
    };
    let note = said_of_all(&table, &columns, word(asked, "scale"));
    let currencies = currencies(&table, &columns, &note);
    let mut currency = insight.plan.currency.clone();
    if ours {
        currency = of_ours(&table, &columns).unwrap_or(currency);
    }
    let other = currencies.first().filter(|_| !ours && currencies.len() == 1);
    let other_currency = other.filter(|code| is_currency(code) && **code != insight.plan.currency).cloned();
    if let Some(chosen) = word(asked, "currency").filter(|code| Some(*code) == other_currency.as_deref()) {
        currency = chosen.to_owned();
    }
    let kept: Vec<usize> = texts(asked, "kept").iter().filter_map(|line| line.parse().ok()).collect();
    let out: Vec<usize> = texts(asked, "out").iter().filter_map(|line| line.parse().ok()).collect();
    let samples = (0..columns.len())
        .map(|at| {
            table
                .rows
                .iter()
                .map(|row| row.cell(at))
                .find(|cell| !cell.is_empty())
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    let reading = Reading {
        table: &table,
        columns: &columns,
        signs: &signs.clone(),
        separator: grid.separator,
        currency: &currency,
        note: &note,
        kept: &kept,
        out: &out,
        ours,
    };
    let mut understood = Understood {
        separator: grid.separator,
        signs,
        bare_rates: !bare.is_empty(),
        ours,
        samples,
        turned: table.turned,
        head: table.line,
        lines,
        above: table.above.iter().map(line).collect(),
        currency: currency.clone(),
        other_currency,
        note: note.clone(),
        rows: 0,
        taken: 0,
        several: false,
        tiers: Vec::new(),
        left: Vec::new(),
        perhaps: Vec::new(),
        said: Vec::new(),
        nothing: Vec::new(),
        zeros: Vec::new(),
        short: Vec::new(),
        plan: None,
        columns: Vec::new(),
    };
    understood.take(insight, &reading, word(asked, "several") == Some("add"));
    understood.columns = columns;
    Ok(understood)
}

/// So many lines may be chosen as the head.
const LINES: usize = 25;

/// A line with its beginning.
fn line(row: &Row) -> (usize, String) {
    let cells: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect();
    let text: String = cells.join(" · ").chars().take(60).collect();
    (row.line, text.replace('\n', " "))
}

impl Understood {
    fn take(&mut self, insight: &Insight, reading: &Reading, add: bool) {
        let rows = &reading.table.rows;
        let (of_tiers, of_plan): (Vec<Row>, Vec<Row>) =
            match reading.at(Target::Scope).filter(|_| reading.ours) {
                Some(scope) => rows.iter().cloned().partition(|row| row.cell(scope) == "tier"),
                None => (rows.clone(), Vec::new()),
            };
        let table = Table {
            heads: Vec::new(),
            rows: of_tiers,
            above: Vec::new(),
            line: 0,
            turned: reading.table.turned,
        };
        let mut sorted = Reading { table: &table, ..*reading }.sorted();
        self.remark(&table.rows, reading, &sorted.figures);
        self.rows = sorted.rows;
        let inputs = reading.columns.iter().any(|column| matches!(column.target, Target::Tier(_)));
        let named = reading.at(Target::Name).is_some();
        let several = if add { Several::Add } else { Several::Ask };
        let gathered = gather(&mut sorted, named, several, &self.currency);
        self.several = gathered.several;
        self.left = sorted.left;
        self.perhaps = sorted.perhaps;
        if !inputs {
            return;
        }
        let mut plan = (*insight.plan).clone();
        plan.currency.clone_from(&self.currency);
        if reading.ours {
            for row in &of_plan {
                self.take_shared(&mut plan, reading, row);
            }
        }
        if gathered.tiers.is_empty() {
            return;
        }
        self.taken = gathered.rows;
        self.said = gathered.said;
        self.tiers.clone_from(&gathered.tiers);
        plan.tiers = gathered.tiers;
        plan.assumed.retain(|assumed| !assumed.field.starts_with("/tiers/"));
        plan.examples.retain(|example| example.tier.is_none());
        if reading.ours {
            mark_examples(&mut plan, reading);
        }
        self.plan = Some(plan);
    }

    /// Keeps what was read as something else than a plain figure.
    fn remark(&mut self, rows: &[Row], reading: &Reading, figures: &[super::rows::Figures]) {
        for figure in figures {
            let row = rows.iter().find(|row| row.line == figure.line);
            for (field, cell) in &figure.cells {
                let remarks = match cell {
                    Cell::Nothing => &mut self.nothing,
                    Cell::Zero => &mut self.zeros,
                    Cell::Short(_) => &mut self.short,
                    _ => continue,
                };
                let written = row.zip(reading.at(Target::Tier(*field))).map_or("", |(row, at)| row.cell(at));
                remarks.push(Remark { line: figure.line, field: *field, cell: written.to_owned() });
            }
        }
    }

    /// Takes the inputs of a row of ours that stand once: a row of the total brings those of the plan, a row of direct
    /// those of direct.
    fn take_shared(&mut self, plan: &mut Plan, reading: &Reading, row: &Row) {
        let groups: &[Group] = match reading.at(Target::Scope).map(|at| row.cell(at)) {
            Some("total") => &[Group::Plan, Group::Economics],
            Some("direct") => &[Group::Direct],
            _ => return,
        };
        let mut wrong = Vec::new();
        for (at, column) in reading.columns.iter().enumerate() {
            let cell = row.cell(at);
            match column.target {
                Target::Switch(which) if groups.contains(&which.group()) => {
                    plan.say(which, switch(cell));
                }
                Target::Shared(field) if groups.contains(&field.group()) => {
                    let place = FieldPath::plan(field);
                    let number = match reading.cell(row, at, column, field) {
                        Cell::Figure(number) | Cell::Short(number) => Some(number),
                        Cell::Wrong(why) => {
                            wrong.push(why);
                            continue;
                        }
                        Cell::Zero => Some(Number::Exact(0.0)),
                        Cell::Empty | Cell::Nothing => None,
                    };
                    if let Err(why) = put(plan, place, number) {
                        wrong.push(why);
                    }
                }
                _ => {}
            }
        }
        if !wrong.is_empty() {
            let name = row.cell(0).to_owned();
            self.left.push(LeftOut {
                line: row.line,
                name,
                why: text::sentences(&wrong),
                doubtful: false,
                loses: false,
            });
        }
    }
}

/// What a cell says of a switch; in the words of a German spreadsheet too.
fn switch(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "" => None,
        "false" | "falsch" | "0" => Some(false),
        _ => Some(true),
    }
}

/// Sets a figure that the plan has once; the plan is as before where it may not be that.
fn put(plan: &mut Plan, place: FieldPath, number: Option<Number>) -> Result<(), String> {
    let before = plan.get(place);
    if before == number {
        return Ok(());
    }
    let mut alone = Plan::new(plan.currency.clone()).with_tier(Tier::named("-"));
    alone.set(place, number);
    if let Err(problems) = alone.validate_in(text::TRANSLATE, crate::fold::fold) {
        let own = place.path();
        let found = problems.into_iter().filter(|found| found.path == own);
        return Err(text::sentences(&found.map(|found| found.message).collect::<Vec<_>>()));
    }
    plan.set(place, number);
    // What another gave is no assumption and no example of ours.
    plan.assumed.retain(|assumed| assumed.field != place.path());
    plan.examples.retain(|example| *example != place);
    Ok(())
}

/// Marks what a table of ours says to be examples: in the row of a tier its inputs, in the others those of the plan.
fn mark_examples(plan: &mut Plan, reading: &Reading) {
    let Some(at) = reading.at(Target::Examples) else { return };
    for row in &reading.table.rows {
        let name = reading.name(row);
        let scope = reading.at(Target::Scope).map_or("", |at| row.cell(at));
        let tier = plan.tiers.iter().position(|tier| scope == "tier" && tier.name == name);
        for id in row.cell(at).split(' ') {
            let field = Field::ALL.iter().find(|field| field.id() == id);
            let place = match (field, tier) {
                (Some(field), Some(tier)) if field.group() == Group::Tier => FieldPath::tier(tier, *field),
                (Some(field), None) if field.group() != Group::Tier => FieldPath::plan(*field),
                _ => continue,
            };
            if plan.get(place).is_some() && !plan.examples.contains(&place) {
                plan.examples.push(place);
                plan.assumed.retain(|assumed| assumed.field != place.path());
            }
        }
    }
}

/// The currency of a table of ours.
fn of_ours(table: &Table, columns: &[Column]) -> Option<String> {
    let at = columns.iter().position(|column| column.target == Target::Currency)?;
    let mut codes = table.rows.iter().map(|row| row.cell(at)).filter(|code| is_currency(code));
    codes.next().map(str::to_owned)
}

/// What the lines around the figures say of all amounts: “Currency: EUR”, “in thousands of USD”. A visitor's word on the
/// scale goes before.
fn said_of_all(table: &Table, columns: &[Column], scale: Option<&str>) -> Note {
    let inputs: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.target, Target::Tier(_)))
        .map(|(at, _)| at)
        .collect();
    // Remarks below a table, too.
    let remarks = table
        .rows
        .iter()
        .filter(|row| !table.turned && row.filled() <= 2 && inputs.iter().all(|at| row.cell(*at).is_empty()));
    let mut found = Note::default();
    for row in table.above.iter().chain(remarks) {
        for said in said_in(row) {
            found = found.clone().and(said).unwrap_or(found);
        }
    }
    match scale {
        Some("0") => found.zeros = None,
        Some(zeros) => found.zeros = zeros.parse().ok().filter(|zeros| [3, 6, 9].contains(zeros)),
        None => {}
    }
    found
}

/// What a line beside the table says of its amounts.
fn said_in(row: &Row) -> Vec<Note> {
    let filled: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect();
    let mut found = Vec::new();
    let pieces = filled
        .iter()
        .flat_map(|cell| cell.split([':', '\n']))
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    let pieces: Vec<&str> = pieces.collect();
    for pair in pieces.windows(2) {
        if let [head, value] = pair
            && ["currency", "währung", "devise", "moneda", "valuta"].contains(&head.to_lowercase().as_str())
            && let Some(code) = currency_of(value)
        {
            found.push(Note { currency: Some(code), ..Note::default() });
        }
    }
    for piece in &pieces {
        let small = piece.to_lowercase();
        let behind_in = small.find(" in ").map(|at| at + 4).or_else(|| small.starts_with("in ").then_some(3));
        let said = behind_in.and_then(|at| piece.get(at..)).unwrap_or(piece);
        let inner = said.rsplit_once('(').and_then(|(_, inner)| inner.split(')').next()).unwrap_or(said);
        if !inner.contains(|c: char| !c.is_ascii() || c.is_alphabetic() || c == '$') {
            continue; // a number says nothing of others
        }
        let clear = |note: &Note| {
            let size = note.zeros.is_some() && (note.currency.is_some() || inner.chars().count() > 2);
            behind_in.is_some() || inner != *piece || size
        };
        let said = note(inner).filter(|note| note.share.is_none() && *note != Note::default());
        found.extend(said.filter(clear));
    }
    found
}

/// The currencies that the amounts of a table are said to be in, each once.
fn currencies(table: &Table, columns: &[Column], note: &Note) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |code: String| {
        if !found.contains(&code) {
            found.push(code);
        }
    };
    let at = |target: Target| columns.iter().position(|column| column.target == target);
    let of_row = at(Target::Currency);
    for (column, head) in columns.iter().enumerate() {
        let Target::Tier(field) = head.target else { continue };
        if field.kind() != Kind::Money {
            continue;
        }
        let of_field = at(Target::CurrencyOf(field));
        for row in table.rows.iter().filter(|row| row.cell(column).contains(|c: char| c.is_ascii_digit())) {
            let beside =
                [of_field, of_row].into_iter().flatten().map(|at| row.cell(at)).find(|said| !said.is_empty());
            let bare: String = row
                .cell(column)
                .chars()
                .filter(|c| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '\'' | '’' | ' '))
                .collect();
            let said = beside.and_then(currency_of).or_else(|| currency_of(&bare));
            if let Some(code) = said.or_else(|| head.note.currency.clone()).or_else(|| note.currency.clone())
            {
                add(code);
            }
        }
    }
    found
}
