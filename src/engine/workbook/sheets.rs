//! Where each cell stands: the four sheets of a book.

mod assumptions;
mod inputs;
mod model;
mod result;

use super::cells::Cells;
use super::{Book, Cell, Content, Look, Name, Question, Sheet, Words};
use crate::evaluate::evaluate;
use crate::message::workbook as words;
use crate::message::{UNIT, fill};
use crate::plan::ValidPlan;
use crate::report::Report;
use crate::resolve::{Quantities, quantities};
use crate::symbol::Unit;

/// The places of the sheets whose cells have names; before them stands the result.
const INPUTS: usize = 1;
const MODEL: usize = 2;
const ASSUMPTIONS: usize = 3;

/// What all sheets are made from.
struct Maker<'a> {
    plan: &'a ValidPlan,
    report: &'a Report,
    words: &'a Words<'a>,
    tiers: &'a [Quantities],
    cells: &'a Cells<'a>,
    names: Vec<Name>,
}

pub(super) fn book(plan: &ValidPlan, question: &Question, words: &Words<'_>) -> Book {
    let report = evaluate(plan);
    let (tiers, shared) = quantities(plan);
    let cells = Cells::new(plan, &report, &shared, &tiers);
    let mut maker = Maker { plan, report: &report, words, tiers: &tiers, cells: &cells, names: Vec::new() };
    let sheets = vec![maker.result(), maker.inputs(), maker.model(), maker.assumptions()];
    Book {
        title: (words.translate)(words::TITLE).to_owned(),
        created: question.created.map(|day| day.to_string()).unwrap_or_default(),
        currency: plan.currency.clone(),
        sheets,
        names: maker.names,
    }
}

impl Maker<'_> {
    fn say(&self, english: &'static str) -> String {
        (self.words.translate)(english).to_owned()
    }

    /// The name of a quantity or a field; a gap in it is for a unit of money.
    fn label(&self, english: &'static str) -> String {
        let translate = self.words.translate;
        crate::report::capital(&fill(translate(english), &[translate(UNIT)]))
    }

    /// What a unit is called.
    fn unit(&self, unit: Unit) -> String {
        match unit {
            Unit::Currency => self.plan.currency.clone(),
            Unit::Count => self.say(words::COUNT),
            Unit::Ratio => "%".to_owned(),
            Unit::Multiple => "×".to_owned(),
            Unit::Months => self.say(words::MONTHS),
            Unit::Years => self.say(words::YEARS),
        }
    }

    fn tier(&self, at: usize) -> String {
        self.plan.tiers.get(at).map(|tier| tier.name.clone()).unwrap_or_default()
    }

    fn name(&mut self, name: &str, sheet: usize, row: u32, column: u32) {
        self.names.push(Name { name: name.to_owned(), sheet, row, column });
    }

    /// The names of tiers one after the other.
    fn listed(&self, tiers: impl Iterator<Item = usize>) -> String {
        tiers.map(|at| self.tier(at)).collect::<Vec<_>>().join(", ")
    }
}

/// A sheet that is being filled, row by row.
struct Rows {
    sheet: Sheet,
    row: u32,
}

impl Rows {
    fn new(name: String, widths: &[u32]) -> Self {
        let sheet =
            Sheet { name, widths: widths.to_vec(), frozen: (0, 0), cells: Vec::new(), charts: Vec::new() };
        Self { sheet, row: 0 }
    }

    fn put(&mut self, column: u32, content: Content, look: Look, unit: Option<Unit>) {
        let row = self.row;
        self.sheet.cells.push(Cell { row, column, content, look, unit });
    }

    fn text(&mut self, column: u32, text: impl Into<String>, look: Look) {
        let text = text.into();
        if !text.is_empty() {
            self.put(column, Content::Text(text), look, None);
        }
    }

    /// A head: its words one beside the other, and the rows above it stay.
    fn head(&mut self, words: impl IntoIterator<Item = String>) {
        for (column, word) in (0..).zip(words) {
            self.text(column, word, Look::Head);
        }
        self.row += 1;
    }

    /// A line of its own.
    fn line(&mut self, text: impl Into<String>, look: Look) {
        self.text(0, text, look);
        self.row += 1;
    }
}
