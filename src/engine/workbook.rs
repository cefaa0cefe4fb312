//! A plan as a workbook with live formulas: what stands in which cell.
//!
//! Nothing here knows a file format: a [`Book`] is sheets of cells, and whoever writes files writes it down (the package
//! `comarketing-roi-workbook` as `.xlsx`). The formulas are those of the metric table and of the derivations, walked as the
//! engine evaluates them ([`crate::resolve`]) and put into the language of spreadsheets (`workbook/excel.rs`), so none is
//! written a second time. They speak of cells by name: `mdf_spent_Gold`, `roi_total`. Each carries the engine's own value as
//! its result, which a spreadsheet shows until it calculates by itself.

mod cells;
mod excel;
mod names;
mod serial;
mod sheets;

use crate::date::Date;
use crate::message::{self, Translate, campaigns::NO_DAY, english, fill};
use crate::metric::MetricId;
use crate::plan::ValidPlan;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join, shown};
use crate::symbol::Unit;
use crate::value::Value;

/// A workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// What the document is called.
    pub title: String,
    /// The day in its properties; empty where none is given.
    pub created: String,
    /// ISO 4217 code of all money.
    pub currency: String,
    /// The sheets, the first of them on top.
    pub sheets: Vec<Sheet>,
    /// The cells that have a name.
    pub names: Vec<Name>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// How wide its columns are, in letters.
    pub widths: Vec<u32>,
    /// How many rows and columns stay when the rest is scrolled.
    pub frozen: (u32, u32),
    /// The cells that hold something, in the order of rows and then of columns.
    pub cells: Vec<Cell>,
    /// The charts.
    pub charts: Vec<Chart>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What it holds.
    pub content: Content,
    /// What it looks like.
    pub look: Look,
    /// What a number in it is measured in.
    pub unit: Option<Unit>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text, whatever it begins with: never a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula without `=`, and the engine's value for it; none where the cell stays blank.
    Formula(String, Option<f64>),
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As any other.
    Plain,
    /// A figure that is to be seen.
    Strong,
    /// The title of a sheet.
    Title,
    /// The head of a table.
    Head,
    /// A remark.
    Note,
    /// An input that was given, to be changed.
    Given,
    /// An input that is an assumption, to be changed.
    Assumed,
    /// An input of an example, to be changed.
    Example,
}

impl Look {
    /// Every look, in the order of [`Look`].
    pub const ALL: [Self; 8] = [
        Self::Plain,
        Self::Strong,
        Self::Title,
        Self::Head,
        Self::Note,
        Self::Given,
        Self::Assumed,
        Self::Example,
    ];
}

/// A name and the cell that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The place of its sheet in the book.
    pub sheet: usize,
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u32,
}

/// Columns side by side, one for each row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What stands above it.
    pub title: String,
    /// What its figures are measured in.
    pub unit: Unit,
    /// The first and the last row of the table.
    pub rows: (u32, u32),
    /// The column with the words below each bar, and that with the figures.
    pub columns: (u32, u32),
    /// The cell whose corner it begins at.
    pub at: (u32, u32),
}

/// The language that a book is written in.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The engine's texts in it.
    pub translate: Translate,
    /// A metric's name in it.
    pub metric: &'a dyn Fn(MetricId) -> String,
}

impl Words<'_> {
    /// English, as the engine speaks it.
    pub const ENGLISH: Words<'static> =
        Words { translate: message::english, metric: &|id| id.metric().plain_name() };
}

/// What is asked beside the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Question {
    /// The day on which it is made: the engine has no clock.
    pub created: Option<Date>,
}

impl Question {
    /// Reads `{ created? }`, a day such as `2025-03-31`.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut question = Self::default();
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("created", Value::Null) => {}
                ("created", Value::Text(text)) if Date::read(text).is_some() => {
                    question.created = Date::read(text);
                }
                ("created", Value::Text(text)) => {
                    let message = fill(english(NO_DAY), &[&shown(text)]);
                    reader.fail(&join("", key), ProblemKind::WrongType, value, message);
                }
                ("created", other) => reader.wrong_type(&join("", key), other, "a day like 2025-03-31"),
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(question)
    }
}

/// The plan as a workbook.
///
/// # Errors
/// Where costs and margins are kept private: no formula is without them.
pub fn book(plan: &ValidPlan, question: &Question, words: &Words<'_>) -> Result<Book, Vec<Problem>> {
    if plan.costs_withheld {
        let message = (words.translate)(message::workbook::PRIVATE);
        return Err(vec![Problem::new("/costsWithheld", ProblemKind::Contradiction, "true", message)]);
    }
    Ok(sheets::book(plan, question, words))
}
