//! What the first part of a table shows of how it is written. Only cells that are read as what they are, in rows that are
//! campaigns, show anything.

use super::cells::Row;
use super::nothing::names_nothing;
use super::number::{self, Agreement, DateOrder, Decimal, Signs};
use super::question::Question;
use super::row::{Form, RowReader, is_parted};
use super::total::Says;
use super::{Wrong, day, word};
use crate::campaign::{CampaignField, CampaignKind};
use std::collections::BTreeSet;

/// How many cells the rows have.
#[derive(Default)]
pub(super) struct Shape {
    at: usize,
    rows: usize,
    cells: Agreement<usize>,
    /// Whether two cells of a row may be one number, or a row has more than the head.
    is_doubtful: bool,
}

/// How the cells are written.
#[derive(Default)]
pub(super) struct Heard {
    at: usize,
    decimal: Agreement<Decimal>,
    order: Agreement<DateOrder>,
    types: Types,
    /// The columns in which a cell can only be an amount.
    amounts: BTreeSet<usize>,
}

/// What stands in a column that is called “Type” and no more.
#[derive(Default)]
struct Types {
    of_partners: bool,
    activities: bool,
    others: bool,
}

impl RowReader {
    /// Looks at how many cells a row has.
    pub(super) fn measure(&self, row: Row<'_>, shape: &mut Shape) {
        shape.at += 1;
        let may_be_one =
            matches!(self.form(row), Form::Campaign(_) | Form::Wrong(Wrong { code: "count", .. }));
        if shape.at > self.before_body() && may_be_one {
            shape.rows += 1;
            shape.cells.hear(Some(row.len()));
            shape.is_doubtful |= is_parted(row) || !self.has_empty_end(row);
        }
    }

    /// Takes rows that are all longer than the head by the same number of empty cells as they are meant.
    pub(super) fn settle_shape(&mut self, shape: &Shape) {
        let is_sure = shape.rows > 1 && !shape.is_doubtful;
        self.wide = shape.cells.settled().filter(|cells| is_sure && *cells > self.columns.len());
    }

    /// Looks at how the cells of a row are written.
    pub(super) fn listen(&self, row: Row<'_>, heard: &mut Heard) {
        heard.at += 1;
        let is_campaign = || matches!(self.form(row), Form::Campaign(Says::Nothing)) && self.has_name(row);
        if heard.at <= self.before_body() || !is_campaign() {
            return;
        }
        for (at, column) in self.columns.iter().enumerate() {
            let Some(field) = column.field else { continue };
            let cell = row.trimmed(at);
            match field.kind() {
                _ if cell.is_empty() => {}
                CampaignKind::Number(kind) => {
                    let code = self.code(at, row);
                    heard.decimal.hear(number::shown(cell, kind, &code));
                    // Digits alone may be a yes, or a day as spreadsheets number them.
                    let is_plain = cell.bytes().all(|byte| byte.is_ascii_digit());
                    if column.needs_amounts && !is_plain && number::looks_like_one(cell, kind, &code) {
                        heard.amounts.insert(at);
                    }
                }
                // The decimals of a rate say nothing of how amounts are read.
                CampaignKind::Rate => {}
                CampaignKind::Day if day::read(cell, Signs::default()).is_ok() => {
                    heard.order.hear(day::order_of(cell));
                }
                CampaignKind::Word if column.may_be_activity => {
                    let is = |field| word::word(field, cell, &self.values, self.fold).is_ok();
                    match (is(CampaignField::Type), is(CampaignField::Activity)) {
                        (true, _) => heard.types.of_partners = true,
                        (_, true) => heard.types.activities = true,
                        _ => heard.types.others = true,
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a row has a name, without which it is no campaign.
    fn has_name(&self, row: Row<'_>) -> bool {
        let names = [CampaignField::Id, CampaignField::Name, CampaignField::Partner];
        self.columns.iter().enumerate().any(|(at, column)| {
            let cell = row.trimmed(at);
            column.field.is_some_and(|field| names.contains(&field))
                && !cell.is_empty()
                && !names_nothing(cell, self.fold)
        })
    }

    /// How numbers and days are written: as the question says, or as the beginning of the table shows.
    pub(super) fn settle(&mut self, asked: &Question, heard: &Heard) {
        let (decimal, order) = (heard.decimal.settled(), heard.order.settled());
        self.signs = Signs {
            decimal: asked.decimal.or(decimal),
            order: asked.dates.or(order),
            decimal_shown: asked.decimal.is_none(),
            order_shown: asked.dates.is_none(),
        };
        for (at, column) in self.columns.iter_mut().enumerate() {
            if column.needs_amounts && !heard.amounts.contains(&at) {
                self.fields.retain(|field| Some(*field) != column.field);
                column.field = None;
            }
        }
        let Types { of_partners: false, activities, others } = heard.types else { return };
        if !activities && !others {
            return;
        }
        // A CRM calls so what was done. Where it says neither, the column is not used.
        let is_free = activities && !others && !self.fields.contains(&CampaignField::Activity);
        for column in self.columns.iter_mut().filter(|column| column.may_be_activity) {
            self.fields.retain(|field| Some(*field) != column.field);
            column.field = is_free.then_some(CampaignField::Activity);
            self.fields.extend(column.field);
        }
    }
}
