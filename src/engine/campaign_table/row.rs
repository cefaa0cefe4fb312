//! A row → a campaign, or what is wrong with it.

use super::cells::{Row, trim};
use super::head::{Head, Heading, key};
use super::known;
use super::nothing::says_nothing;
use super::number::{self, DateOrder, Decimal, Signs};
use super::question::Question;
use super::reader::{Rejected, Sink};
use super::told::Told;
use super::total::is_total;
use super::{CellProblem, TableReport, problem};
use crate::campaign::{Campaign, CampaignField, CampaignKind, DatedRate, words_of};
use crate::date::Date;
use crate::message::{campaigns as words, english, fill};
use crate::name::Fold;
use crate::problem::{Problem, ProblemKind};
use crate::read::{join, shown};

/// How many texts of a column of words are remembered.
const REMEMBERED: usize = 64;

pub(super) struct RowReader {
    fold: Fold,
    delimiter: char,
    head_line: usize,
    /// How many rows stand above the head, and how many the head itself takes.
    above: usize,
    of_head: usize,
    /// The rows of the head, by which it is known again.
    head: Vec<Vec<String>>,
    signs: Signs,
    columns: Vec<Column>,
    /// The columns of which no cell has said anything yet.
    unseen: Vec<usize>,
    /// The fields that have a column.
    fields: Vec<CampaignField>,
    currency_at: Option<usize>,
    /// Whether any head states the currency of its column.
    states_currency: bool,
    /// The currency of amounts that name none.
    currency: String,
    /// Which word of ours a text stands for.
    values: Vec<(String, String)>,
    campaign: Campaign,
    found: Vec<CellProblem>,
}

struct Column {
    head: String,
    field: Option<CampaignField>,
    /// The currency that the head states.
    currency: Option<String>,
    /// How much one of the column is, where that is not one.
    scale: Option<f64>,
    /// The word by which the head is in another scale, if nobody has said how large it is.
    unsaid: Option<String>,
    /// Texts whose word is known already.
    words: Vec<(String, &'static str)>,
}

/// What a cell of another kind than text or word says.
struct Parts {
    rate: Option<f64>,
    on: Option<Date>,
}

impl RowReader {
    pub(super) fn new(asked: &Question, fold: Fold, delimiter: char, head: Head) -> Self {
        let said = |name: &str| {
            let own = key(name, fold);
            asked.scales.iter().find(|(of, _)| key(of, fold) == own).map(|(_, scale)| *scale)
        };
        let column = |Heading { name, field, unit, .. }: Heading| {
            let scale = said(&name);
            let unsaid = unit.scale.filter(|_| scale.is_none());
            let scale = scale.filter(|scale| (scale - 1.0).abs() > 0.0);
            Column { head: name, field, currency: unit.currency, scale, unsaid, words: Vec::new() }
        };
        let columns: Vec<Column> = head.columns.into_iter().map(column).collect();
        let values = asked.values.iter().map(|(of, word)| (key(of, fold), key(word, fold))).collect();
        Self {
            fold,
            delimiter,
            head_line: head.line,
            above: head.at,
            of_head: head.end - head.at,
            head: head.rows,
            signs: Signs::default(),
            unseen: (0..columns.len()).collect(),
            columns,
            fields: Vec::new(),
            currency_at: None,
            states_currency: false,
            currency: asked.currency.clone(),
            values,
            campaign: Campaign::default(),
            found: Vec::new(),
        }
    }

    /// How numbers and days are written: as the question says, or as the beginning of the table shows.
    pub(super) fn settle(&mut self, asked: &Question, shown: (Option<Decimal>, Option<DateOrder>)) {
        let (decimal, order) = shown;
        self.signs = Signs {
            decimal: asked.decimal.or(decimal),
            order: asked.dates.or(order),
            decimal_shown: asked.decimal.is_none() && decimal.is_some(),
            order_shown: asked.dates.is_none() && order.is_some(),
        };
    }

    /// What is wrong with the head.
    pub(super) fn head(&mut self, told: &mut Told) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            let Some(field) = column.field else { continue };
            if let Some(scale) = &column.unsaid {
                let message = format!(
                    "The head says “{}”. Say by scales how much one in this column is, such as 1000 or 0.01.",
                    shown(scale)
                );
                let name = &column.head;
                told.problem(problem(self.head_line, Some(at + 1), name, "ambiguous", message, name));
                column.field = None;
                continue;
            }
            if self.fields.contains(&field) {
                let message = fill(words::TABLE_TWICE, &[field.label()]);
                let name = &column.head;
                told.problem(problem(self.head_line, Some(at + 1), name, "duplicateField", message, name));
                column.field = None;
                continue;
            }
            self.fields.push(field);
        }
        let currency = |column: &Column| column.field == Some(CampaignField::Currency);
        self.currency_at = self.columns.iter().position(currency);
        self.states_currency = self.columns.iter().any(|column| column.currency.is_some());
    }

    pub(super) fn row(&mut self, row: Row<'_>, told: &mut Told, sink: &mut dyn Sink) {
        if self.above > 0 {
            self.above -= 1;
            return set_aside(row, words::TABLE_ABOVE, told);
        }
        if self.of_head > 0 {
            self.of_head -= 1;
            return;
        }
        let width = self.columns.len();
        let full = |cell: &&str| !trim(cell).is_empty();
        let mut given = row.cells().filter(full);
        self.found.clear();
        if row.too_long {
            let message =
                "The row is longer than 1 MiB, or has more than 10,000 cells. Is a quote in it never closed?";
            self.found.push(problem(row.line, None, "", "length", message.to_owned(), ""));
            return self.reject(row, told, sink);
        }
        let Some(first) = given.next() else { return };
        if is_total(trim(first), self.fold) {
            return set_aside(row, words::TABLE_TOTAL, told);
        }
        if width > 2 && given.next().is_none() {
            return set_aside(row, words::TABLE_REMARK, told);
        }
        if self.head.iter().any(|head| row.cells().map(trim).eq(head.iter().map(String::as_str))) {
            return set_aside(row, words::TABLE_AGAIN, told);
        }
        if row.open {
            let message = words::TABLE_UNCLOSED.to_owned();
            self.found.push(problem(row.line, None, "", "wrongType", message, ""));
            return self.reject(row, told, sink);
        }
        if row.len() < width || row.cells().skip(width).any(|cell| full(&cell)) {
            let message = fill(words::TABLE_CELLS, &[&(row.len()).to_string(), &width.to_string()]);
            self.found.push(problem(row.line, None, "", "count", message, ""));
            return self.reject(row, told, sink);
        }
        self.read(row);
        self.tell_first(row, sink);
        if self.found.is_empty() {
            told.campaigns += 1;
            sink.campaign(row.line, &self.campaign);
        } else {
            self.reject(row, told, sink);
        }
    }

    /// Tells the cells that are the first of their columns to say anything.
    fn tell_first(&mut self, row: Row<'_>, sink: &mut dyn Sink) {
        let (found, campaign) = (&self.found, &self.campaign);
        self.unseen.retain(|at| {
            let cell = row.trimmed(*at);
            if cell.is_empty() {
                return true;
            }
            let is_wrong = found.iter().any(|problem| problem.column == Some(at + 1));
            sink.first_cell(*at, cell, (!is_wrong).then_some(campaign));
            false
        });
    }

    fn reject(&mut self, row: Row<'_>, told: &mut Told, sink: &mut dyn Sink) {
        told.rejected += 1;
        sink.rejected(&Rejected { problems: &self.found, row });
        self.found.drain(..).for_each(|found| told.problem(found));
    }

    /// Reads a row of the right width into the campaign, or finds what is wrong with it.
    fn read(&mut self, row: Row<'_>) {
        self.campaign.clear();
        let mut parts = Parts { rate: None, on: None };
        for at in 0..self.columns.len() {
            let cell = row.trimmed(at);
            if cell.is_empty() {
                continue;
            }
            if let Err((code, message)) = self.cell(at, cell, row, &mut parts) {
                let name = self.columns.get(at).map_or("", |column| &column.head);
                self.found.push(problem(row.line, Some(at + 1), name, code, message, row.cell(at)));
            }
        }
        self.settle_currency(row);
        let dated = DatedRate::of(parts.rate, parts.on);
        let half = dated.err().filter(|(field, _)| !self.is_wrong(*field));
        self.campaign.exchange_rate = dated.unwrap_or_default();
        let half = half.map(|(field, message)| {
            Problem::new(join("", field.id()), ProblemKind::Missing, "", english(message))
        });
        for one in half.into_iter().chain(self.campaign.check_fields("", &self.fields)) {
            let of = self.columns.iter().position(|column| {
                column.field.is_some_and(|field| one.path.strip_prefix('/') == Some(field.id()))
            });
            let name = of.and_then(|at| self.columns.get(at)).map_or("", |column| &column.head);
            let (code, at) = (one.kind.code(), of.map(|at| at + 1));
            self.found.push(problem(row.line, at, name, code, one.message, &one.value));
        }
    }

    /// The currency of a row that names none is that of its amounts, where their heads do.
    fn settle_currency(&mut self, row: Row<'_>) {
        let stated = |(at, column): (usize, &Column)| {
            let currency = column.currency.as_ref().filter(|_| column.field.is_some())?;
            (!row.trimmed(at).is_empty()).then(|| (at, currency.clone()))
        };
        if !self.states_currency {
            return;
        }
        let all: Vec<(usize, String)> = self.columns.iter().enumerate().filter_map(stated).collect();
        if let (true, Some((_, code))) = (self.campaign.currency.is_empty(), all.first()) {
            code.clone_into(&mut self.campaign.currency);
        }
        let own = &self.campaign.currency;
        if let Some((at, code)) = all.iter().find(|(_, code)| code != own) {
            let message = format!("The head says {code}, the row is in {}.", shown(own));
            let name = self.columns.get(*at).map_or("", |column| &column.head);
            self.found.push(problem(row.line, Some(at + 1), name, "contradiction", message, row.cell(*at)));
        }
    }

    /// Whether something is wrong with the cell of a field already: one word on it is enough.
    fn is_wrong(&self, field: CampaignField) -> bool {
        let at = self.columns.iter().position(|column| column.field == Some(field));
        at.is_some_and(|at| self.found.iter().any(|found| found.column == Some(at + 1)))
    }

    /// Puts what a cell says into the campaign.
    fn cell(
        &mut self,
        at: usize,
        cell: &str,
        row: Row<'_>,
        parts: &mut Parts,
    ) -> Result<(), (&'static str, String)> {
        let Some(column) = self.columns.get_mut(at) else { return Ok(()) };
        let Some(field) = column.field else { return Ok(()) };
        let kind = field.kind();
        if kind == CampaignKind::Text {
            self.campaign.set_text(field, cell);
            return Ok(());
        }
        if kind == CampaignKind::Word
            && let Some((_, word)) = column.words.iter().find(|(text, _)| text == cell)
        {
            self.campaign.set_word(field, word);
            return Ok(());
        }
        let number = matches!(kind, CampaignKind::Number(_) | CampaignKind::Rate);
        if number && let Some(number) = number::quick(cell, self.signs) {
            let number = scaled(number, column.scale);
            return self.set_number(field, number, parts);
        }
        let scale = column.scale;
        if says_nothing(cell, self.fold) {
            return Ok(());
        }
        let of_head = self.columns.get(at).and_then(|column| column.currency.as_deref());
        let code = match self.currency_at.map(|at| row.trimmed(at)) {
            Some(code) if !code.is_empty() => code,
            _ => of_head.unwrap_or(&self.currency),
        };
        match kind {
            CampaignKind::Text | CampaignKind::Currency => self.campaign.set_text(field, cell),
            CampaignKind::Number(kind) => {
                let number = scaled(number::read(cell, kind, self.signs, code)?, scale);
                return self.set_number(field, number, parts);
            }
            CampaignKind::Rate => {
                let number = number::read(cell, crate::kind::Kind::Count, self.signs, code)?;
                return self.set_number(field, number, parts);
            }
            CampaignKind::Day => {
                let day = number::day(cell, self.signs)?;
                if field == CampaignField::ExchangeRateOn {
                    parts.on = Some(day);
                } else {
                    self.campaign.set_day(field, day);
                }
            }
            CampaignKind::Word => {
                let word = word(field, cell, &self.values, self.fold)?;
                if let Some(column) = self.columns.get_mut(at)
                    && column.words.len() < REMEMBERED
                {
                    column.words.push((cell.to_owned(), word));
                }
                self.campaign.set_word(field, word);
            }
        }
        Ok(())
    }

    fn set_number(
        &mut self,
        field: CampaignField,
        number: f64,
        parts: &mut Parts,
    ) -> Result<(), (&'static str, String)> {
        match field.kind() {
            CampaignKind::Rate => parts.rate = Some(number),
            _ => self.campaign.set(field, number),
        }
        Ok(())
    }

    pub(super) fn describe(self, report: &mut TableReport) {
        report.delimiter = Some(self.delimiter);
        report.decimal = self.signs.decimal.map(Decimal::sign);
        report.day_first = self.signs.order.map(|order| order == DateOrder::DayFirst);
        report.head_line = Some(self.head_line);
        report.columns = self.columns.into_iter().map(|column| (column.head, column.field)).collect();
    }
}

/// A number in the scale of its column. Hundredths and the like are divided by what they are of, which rounds once.
fn scaled(number: f64, scale: Option<f64>) -> f64 {
    match scale {
        None => number,
        Some(scale) if scale < 1.0 => number / libm::round(1.0 / scale),
        Some(scale) => number * scale,
    }
}

fn set_aside(row: Row<'_>, reason: &'static str, told: &mut Told) {
    let cells = || row.cells().map(str::trim).filter(|cell| !cell.is_empty());
    if row.too_long || cells().next().is_some() {
        told.set_aside(row.line, reason, || shown(&cells().collect::<Vec<_>>().join(" ")));
    }
}

/// The word of a field that a text stands for, as the question says or by its id or label.
fn word(
    field: CampaignField,
    cell: &str,
    values: &[(String, String)],
    fold: Fold,
) -> Result<&'static str, (&'static str, String)> {
    let plain = key(cell, fold);
    let wanted = values.iter().find(|(of, _)| *of == plain).map_or(&plain, |(_, word)| word);
    let words = words_of(field);
    let known = |(id, label): &&(&'static str, &str)| key(id, fold) == *wanted || key(label, fold) == *wanted;
    let other = || known::words(field).find(|(text, _)| key(text, fold) == *wanted).map(|(_, id)| id);
    match words.iter().find(known).map(|(id, _)| *id).or_else(other) {
        Some(id) => Ok(id),
        None => {
            let ids: Vec<&str> = words.iter().map(|(id, _)| *id).collect();
            Err(("wrongType", fill(words::NO_WORD, &[field.label(), &ids.join(", ")])))
        }
    }
}
