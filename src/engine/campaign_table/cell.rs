//! The cells of a row → the campaign that they say, or what is wrong with them.

use super::cells::Row;
use super::nothing::{is_accountants_zero, is_empty, names_nothing, says_nothing};
use super::number::{self, Read};
use super::row::RowReader;
use super::{Wrong, day, problem, unit, word};
use crate::campaign::{CampaignField, CampaignKind, DatedRate};
use crate::currency::is_currency;
use crate::date::Date;
use crate::guard::{unguarded, unmarked};
use crate::kind::Kind;
use crate::message::{self, campaigns as words, english, fill};
use crate::problem::{Problem, ProblemKind};
use crate::read::{join, shown};
use std::borrow::Cow;

/// How many texts of a column of words are remembered.
const REMEMBERED: usize = 64;

/// What a cell of another kind than text or word says.
struct Parts {
    rate: Option<f64>,
    on: Option<Date>,
}

impl RowReader {
    /// Reads a row of the right width into the campaign, or finds what is wrong with it.
    pub(super) fn read(&mut self, row: Row<'_>) {
        self.campaign.clear();
        let mut parts = Parts { rate: None, on: None };
        for at in 0..self.columns.len() {
            let cell = row.trimmed(at);
            if cell.is_empty() || is_empty(cell) {
                continue;
            }
            if let Err(wrong) = self.cell(at, cell, row, &mut parts) {
                let name = self.columns.get(at).map_or("", |column| &column.head);
                self.found.push(problem(row.line, Some(at + 1), name, wrong, row.cell(at)));
            }
        }
        self.settle_currency(row);
        let dated = DatedRate::of(parts.rate, parts.on);
        let half = dated.err().filter(|(field, _)| !self.is_wrong(*field));
        self.campaign.exchange_rate = dated.unwrap_or_default();
        let half = half.map(|(field, message)| {
            Problem::new(join("", field.id()), ProblemKind::Missing, "", english(message))
        });
        let own = self.campaign.check_own_rate(&self.currency, String::new);
        for one in half.into_iter().chain(own).chain(self.campaign.check_fields("", &self.fields)) {
            let of = self.columns.iter().position(|column| {
                column.field.is_some_and(|field| one.path.strip_prefix('/') == Some(field.id()))
            });
            let name = of.and_then(|at| self.columns.get(at)).map_or("", |column| &column.head);
            // What the cell says, and not what was read of it: `(500)` is no “-500” to whoever looks for it.
            let value = of.map_or(one.value.as_str(), |at| row.cell(at));
            let wrong = Wrong::new(one.kind.code(), one.message);
            self.found.push(problem(row.line, of.map(|at| at + 1), name, wrong, value));
        }
    }

    /// The currency of a row that names none is that of its amounts, where their heads, or columns beside them, do.
    fn settle_currency(&mut self, row: Row<'_>) {
        if !self.states_currency {
            return;
        }
        let mut all: Vec<(usize, String)> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let cell = row.trimmed(at);
            if column.field.is_none() || cell.is_empty() || says_nothing(cell, self.fold) {
                continue;
            }
            let beside =
                column.currency_at.map(|at| (at, row.trimmed(at))).filter(|(_, cell)| !cell.is_empty());
            let code = match beside {
                Some((beside, cell)) => {
                    let code = unit::code_of(cell, &self.currency);
                    if code.is_none() {
                        let name = self.columns.get(beside).map_or("", |column| &column.head);
                        let wrong = Wrong::new("unknownCurrency", english(message::UNKNOWN_CURRENCY));
                        self.found.push(problem(row.line, Some(beside + 1), name, wrong, cell));
                    }
                    code
                }
                None => column.currency.clone(),
            };
            all.extend(code.map(|code| (at, code)));
        }
        if let (true, Some((_, code))) = (self.campaign.currency.is_empty(), all.first()) {
            code.clone_into(&mut self.campaign.currency);
        }
        let own = &self.campaign.currency;
        if let Some((at, code)) = all.iter().find(|(_, code)| code != own) {
            let message = fill(words::TABLE_ROW_CURRENCY, &[code, &shown(own)]);
            let name = self.columns.get(*at).map_or("", |column| &column.head);
            let wrong = Wrong::new("contradiction", message);
            self.found.push(problem(row.line, Some(at + 1), name, wrong, row.cell(*at)));
        }
    }

    /// The currency of an amount, by the column beside it, the row, its head, or the table.
    pub(super) fn code(&self, at: usize, row: Row<'_>) -> Cow<'_, str> {
        let column = self.columns.get(at);
        let beside = column.and_then(|column| column.currency_at).or(self.currency_at);
        let said = beside.map(|at| row.trimmed(at)).filter(|cell| !cell.is_empty());
        match said.and_then(|cell| unit::code_of(cell, &self.currency)) {
            Some(code) => Cow::Owned(code),
            None => Cow::Borrowed(column.and_then(|one| one.currency.as_deref()).unwrap_or(&self.currency)),
        }
    }

    /// Whether something is wrong with the cell of a field already: one word on it is enough.
    fn is_wrong(&self, field: CampaignField) -> bool {
        let at = self.columns.iter().position(|column| column.field == Some(field));
        at.is_some_and(|at| self.found.iter().any(|found| found.column == Some(at + 1)))
    }

    /// Puts what a cell says into the campaign.
    fn cell(&mut self, at: usize, cell: &str, row: Row<'_>, parts: &mut Parts) -> Read<()> {
        let Some(column) = self.columns.get_mut(at) else { return Ok(()) };
        let Some(field) = column.field else { return Ok(()) };
        let kind = field.kind();
        if kind == CampaignKind::Text {
            if !names_nothing(cell, self.fold) {
                let text = if self.ours { unguarded(cell) } else { Cow::Borrowed(unmarked(cell)) };
                self.campaign.set_text(field, &text);
            }
            return Ok(());
        }
        if kind == CampaignKind::Word
            && let Some((_, word)) = column.words.iter().find(|(text, _)| text == cell)
        {
            self.campaign.set_word(field, word);
            return Ok(());
        }
        let scale = column.scale;
        let number = matches!(kind, CampaignKind::Number(_) | CampaignKind::Rate);
        if number && let Some(number) = number::quick(cell, self.signs) {
            self.set_number(field, scaled(number, scale), parts);
            return Ok(());
        }
        if says_nothing(cell, self.fold) {
            return Ok(());
        }
        match kind {
            CampaignKind::Text => self.campaign.set_text(field, cell),
            CampaignKind::Currency if is_currency(cell) => self.campaign.set_text(field, cell),
            CampaignKind::Currency => {
                let code = unit::code_of(cell, &self.currency);
                self.campaign.set_text(field, code.as_deref().unwrap_or(cell));
            }
            CampaignKind::Number(Kind::Money) if is_accountants_zero(cell) => {
                self.set_number(field, 0.0, parts)
            }
            CampaignKind::Number(kind) => {
                let number = number::read(cell, kind, self.signs, field, &self.code(at, row))?;
                self.set_number(field, scaled(number, scale), parts);
            }
            CampaignKind::Rate => {
                let number = number::read(cell, Kind::Count, self.signs, field, "")?;
                self.set_number(field, number, parts);
            }
            CampaignKind::Day => {
                let day = day::read(cell, self.signs)?;
                if field == CampaignField::ExchangeRateOn {
                    parts.on = Some(day);
                } else {
                    self.campaign.set_day(field, day);
                }
            }
            CampaignKind::Word => {
                let word = word::word(field, cell, &self.values, self.fold)?;
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

    fn set_number(&mut self, field: CampaignField, number: f64, parts: &mut Parts) {
        match field.kind() {
            CampaignKind::Rate => parts.rate = Some(number),
            _ => self.campaign.set(field, number),
        }
    }
}

/// A number in the scale of its column. Hundredths and the like are divided by what they are of, which rounds once.
fn scaled(number: f64, scale: Option<f64>) -> f64 {
    let Some(scale) = scale else { return number };
    let parts = libm::round(1.0 / scale);
    match parts >= 1.0 && (parts * scale - 1.0).abs() < 1e-12 {
        true => number / parts,
        false => number * scale,
    }
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn a_scale_is_what_it_is() {
        for (number, scale, expected) in [
            (1999.0, 0.01, 19.99),
            (1000.0, 0.4, 400.0),
            (7.0, 0.001, 0.007),
            (3.0, 1000.0, 3000.0),
            (10.0, 1.5, 15.0),
        ] {
            assert!(
                (scaled(number, Some(scale)) - expected).abs() < f64::EPSILON * expected,
                "{number} {scale}"
            );
        }
    }
}
