//! A table as text → campaigns: what an export of a PRM or a CRM holds, with every problem by line and column.
//!
//! Nothing is guessed and nothing is dropped silently. Columns are known by the ids and labels of [`CampaignField`], or as
//! the question says; others are listed as unknown. A number or a day with two readings is read where other cells of the
//! table, or the question, settle how they are meant, and is a problem where nothing does. A row with a problem is left out
//! and told; a remark, a total or a repeated head is set aside, and that is told as well.

mod cells;
mod head;
mod number;
mod question;
mod serial;

use crate::campaign::{Campaign, CampaignField, CampaignKind, MAX_CAMPAIGNS, words_of};
use crate::date::Date;
use crate::message::{campaigns as words, fill};
use crate::name::Fold;
use crate::value::Value;
pub use cells::Record;
use head::{Head, key};
pub use number::{DateOrder, Decimal};
pub use question::{DELIMITERS, Question};

/// Texts that say that nothing is given, as [`key`] leaves them.
const NOTHING: [&str; 3] = ["na", "null", "none"];
/// How rows begin that add up others, as [`key`] leaves them.
const TOTALS: [&str; 9] =
    ["total", "totals", "grandtotal", "subtotal", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme"];

/// What was read of a table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CampaignTable {
    /// The sign between cells; none where no head was found.
    pub delimiter: Option<char>,
    /// The decimal sign, as the question or the cells say it; none where nothing needs one.
    pub decimal: Option<char>,
    /// Whether days stand before months, likewise.
    pub day_first: Option<bool>,
    /// The line of the head.
    pub head_line: Option<usize>,
    /// The columns, and what each is.
    pub columns: Vec<(String, Option<CampaignField>)>,
    /// The campaigns that are sound, each with its line.
    pub campaigns: Vec<(usize, Campaign)>,
    /// What is wrong with the other rows, in the order of the table.
    pub problems: Vec<CellProblem>,
    /// Lines that are no campaigns: what stands before the head, remarks, totals, repeated heads.
    pub set_aside: Vec<SetAside>,
}

/// What is wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    /// The line of the row, from 1.
    pub line: usize,
    /// The column, from 1; none where the row as a whole is wrong.
    pub column: Option<usize>,
    /// What the head calls it; empty likewise.
    pub head: String,
    /// The stable name for machines, one of [`crate::problem::ProblemKind::CODES`].
    pub code: &'static str,
    /// A sentence for a person.
    pub message: String,
    /// The cell, shortened.
    pub value: String,
}

/// A line that is no campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// The line, from 1.
    pub line: usize,
    /// What it says, shortened.
    pub text: String,
    /// Why it is none.
    pub reason: &'static str,
}

/// Reads a table. Heads and words are compared by `fold`.
pub fn read_table(asked: &Question, fold: Fold) -> CampaignTable {
    let text = asked.text.strip_prefix('\u{feff}').unwrap_or(&asked.text);
    let Some((delimiter, rows, head)) = head::find(text, asked, fold) else {
        let message = words::TABLE_NO_HEAD.to_owned();
        let problem = problem(1, None, "", "missing", message, "");
        return CampaignTable { problems: vec![problem], ..CampaignTable::default() };
    };
    let body = rows.records.get(head.at + 1..).unwrap_or_default();
    let mut reader = Rows {
        decimal: asked.decimal.or_else(|| number::decimal_of(numbers(body, &head))),
        order: asked.dates.or_else(|| number::order_of(days(body, &head))),
        table: CampaignTable { delimiter: Some(delimiter), ..CampaignTable::default() },
        asked,
        fold,
        head,
    };
    reader.before(&rows.records);
    for record in body {
        reader.row(record);
    }
    if let Some(line) = rows.unclosed {
        let message = words::TABLE_UNCLOSED.to_owned();
        reader.table.problems.push(problem(line, None, "", "wrongType", message, ""));
    }
    reader.finish()
}

/// The cells of columns that take numbers.
fn numbers<'a>(body: &'a [Record], head: &'a Head) -> impl Iterator<Item = &'a str> {
    cells_of(body, head, |kind| matches!(kind, CampaignKind::Number(_) | CampaignKind::Rate))
}

/// The cells of columns that take days.
fn days<'a>(body: &'a [Record], head: &'a Head) -> impl Iterator<Item = &'a str> {
    cells_of(body, head, |kind| kind == CampaignKind::Day)
}

fn cells_of<'a>(
    body: &'a [Record],
    head: &'a Head,
    takes: impl Fn(CampaignKind) -> bool + Copy + 'a,
) -> impl Iterator<Item = &'a str> {
    body.iter().flat_map(move |record| {
        let of = record.cells.iter().zip(&head.columns);
        of.filter(move |(_, (_, field))| field.is_some_and(|field| takes(field.kind())))
            .map(|(cell, _)| cell.as_str())
    })
}

struct Rows<'a> {
    asked: &'a Question,
    fold: Fold,
    head: Head,
    decimal: Option<Decimal>,
    order: Option<DateOrder>,
    table: CampaignTable,
}

impl Rows<'_> {
    /// What stands before the head, and what is wrong with the head itself.
    fn before(&mut self, records: &[Record]) {
        for record in records.iter().take(self.head.at) {
            self.set_aside(record, words::TABLE_ABOVE);
        }
        let mut met: Vec<CampaignField> = Vec::new();
        for (at, (name, of)) in self.head.columns.iter_mut().enumerate() {
            let Some(field) = *of else { continue };
            if met.contains(&field) {
                let message = fill(words::TABLE_TWICE, &[field.label()]);
                let found = problem(self.head.line, Some(at + 1), name, "duplicateField", message, name);
                self.table.problems.push(found);
                *of = None;
            }
            met.push(field);
        }
    }

    fn set_aside(&mut self, record: &Record, reason: &'static str) {
        let cells: Vec<&str> =
            record.cells.iter().map(|cell| cell.trim()).filter(|c| !c.is_empty()).collect();
        if !cells.is_empty() {
            let text = crate::read::shown(&cells.join(" "));
            self.table.set_aside.push(SetAside { line: record.line, text, reason });
        }
    }

    fn row(&mut self, record: &Record) {
        let width = self.head.columns.len();
        let given = record.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let first = record.cells.iter().find(|cell| !cell.trim().is_empty());
        let Some(first) = first.map(|cell| key(cell, self.fold)) else { return };
        if TOTALS.contains(&first.as_str()) {
            return self.set_aside(record, words::TABLE_TOTAL);
        }
        if given == 1 && width > 2 {
            return self.set_aside(record, words::TABLE_REMARK);
        }
        let heads = self.head.columns.iter().map(|(name, _)| name.trim());
        if record.cells.iter().map(|cell| cell.trim()).eq(heads) {
            return self.set_aside(record, words::TABLE_AGAIN);
        }
        let beyond = record.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
        if beyond || record.cells.len() < width {
            let message = fill(words::TABLE_CELLS, &[&record.cells.len().to_string(), &width.to_string()]);
            let found = problem(record.line, None, "", "count", message, "");
            return self.table.problems.push(found);
        }
        self.campaign(record);
    }

    fn campaign(&mut self, record: &Record) {
        let before = self.table.problems.len();
        let currency =
            self.cell_of(record, CampaignField::Currency).unwrap_or(&self.asked.currency).to_owned();
        let mut entries = Vec::new();
        for (at, (cell, (name, field))) in record.cells.iter().zip(&self.head.columns).enumerate() {
            let Some(field) = field else { continue };
            match self.value(*field, cell.trim(), &currency) {
                Ok(Value::Null) => {}
                Ok(value) => entries.push((field.id().to_owned(), value)),
                Err((code, message)) => {
                    self.table.problems.push(problem(record.line, Some(at + 1), name, code, message, cell));
                }
            }
        }
        match Campaign::read(&Value::Map(entries)) {
            Ok(campaign) if self.table.problems.len() == before => {
                self.table.campaigns.push((record.line, campaign));
            }
            Ok(_) => {}
            Err(found) => {
                for one in found {
                    let of = self.head.columns.iter().position(|(_, field)| {
                        field.is_some_and(|field| one.path.strip_prefix('/') == Some(field.id()))
                    });
                    let name = of.and_then(|at| self.head.columns.get(at)).map_or("", |(name, _)| name);
                    let found = problem(
                        record.line,
                        of.map(|at| at + 1),
                        name,
                        one.kind.code(),
                        one.message,
                        &one.value,
                    );
                    self.table.problems.push(found);
                }
            }
        }
    }

    fn cell_of<'a>(&self, record: &'a Record, field: CampaignField) -> Option<&'a str> {
        let at = self.head.columns.iter().position(|(_, of)| *of == Some(field))?;
        record.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// What a cell says, as the reader of campaigns takes it.
    fn value(&self, field: CampaignField, cell: &str, code: &str) -> Result<Value, (&'static str, String)> {
        let text = || Ok(Value::Text(cell.to_owned()));
        let plain = key(cell, self.fold);
        let is_text = field.kind() == CampaignKind::Text;
        let dash = cell.chars().all(|sign| matches!(sign, '-' | '–' | '—'));
        if cell.is_empty() || !is_text && (dash || NOTHING.contains(&plain.as_str())) {
            return Ok(Value::Null);
        }
        match field.kind() {
            CampaignKind::Text | CampaignKind::Currency => text(),
            CampaignKind::Number(kind) => number::read(cell, kind, self.decimal, code).map(Value::Number),
            CampaignKind::Rate => {
                number::read(cell, crate::kind::Kind::Count, self.decimal, code).map(Value::Number)
            }
            CampaignKind::Day => number::day(cell, self.order).map(|day: Date| Value::Text(day.to_string())),
            CampaignKind::Word => {
                let said = self.asked.values.iter().find(|(of, _)| key(of, self.fold) == plain);
                let wanted = said.map_or(plain.clone(), |(_, word)| key(word, self.fold));
                let words = words_of(field).into_iter();
                let known = |(id, label): &(&str, &str)| {
                    key(id, self.fold) == wanted || key(label, self.fold) == wanted
                };
                let ids = || words_of(field).into_iter().map(|(id, _)| id).collect::<Vec<_>>().join(", ");
                let found = words.clone().find(known).map(|(id, _)| Value::Text(id.to_owned()));
                found.ok_or_else(|| ("wrongType", fill(words::NO_WORD, &[field.label(), &ids()])))
            }
        }
    }

    fn finish(mut self) -> CampaignTable {
        if self.table.campaigns.len() > MAX_CAMPAIGNS {
            let message = words::TABLE_TOO_MANY.to_owned();
            self.table.problems.push(problem(self.head.line, None, "", "count", message, ""));
            self.table.campaigns.clear();
        }
        self.table.decimal = self.decimal.map(Decimal::sign);
        self.table.day_first = self.order.map(|order| order == DateOrder::DayFirst);
        self.table.head_line = Some(self.head.line);
        self.table.columns = self.head.columns;
        self.table
    }
}

fn problem(
    line: usize,
    column: Option<usize>,
    head: &str,
    code: &'static str,
    message: String,
    value: &str,
) -> CellProblem {
    CellProblem { line, column, head: head.to_owned(), code, message, value: crate::read::shown(value) }
}
