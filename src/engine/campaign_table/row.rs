//! A row: a campaign, a line that is none, or something that is wrong.

use super::cells::{KeptRow, Row, trim};
use super::column::{self, Column};
use super::head::{Head, key};
use super::nothing::is_empty;
use super::number::{DateOrder, Decimal, Signs};
use super::question::Question;
use super::reader::{Rejected, Sink};
use super::sums::{Figures, Sums};
use super::told::Told;
use super::total::{Says, adds_rows, mark, says};
use super::{CellProblem, Setting, TableReport, Wrong, note, number, problem, unit};
use crate::campaign::{Campaign, CampaignField, CampaignKind};
use crate::kind::Kind;
use crate::message::{campaigns as words, fill};
use crate::name::Fold;
use crate::read::shown;

pub(super) struct RowReader {
    pub(super) fold: Fold,
    delimiter: char,
    head_line: usize,
    /// How many rows stand above the head, and how many the head itself takes.
    above: usize,
    of_head: usize,
    /// The rows of the head, by which it is known again.
    head: Vec<Vec<String>>,
    /// How few cells a row may have: empty ones at the end of the head need none.
    least: usize,
    /// How many cells every row has, where the last are empty and the head has none for them.
    pub(super) wide: Option<usize>,
    pub(super) signs: Signs,
    pub(super) columns: Vec<Column>,
    /// The columns of which no cell has said anything yet.
    unseen: Vec<usize>,
    /// The fields that have a column.
    pub(super) fields: Vec<CampaignField>,
    /// Whether it is a file of ours: each head is the id of a field.
    pub(super) ours: bool,
    pub(super) currency_at: Option<usize>,
    /// Whether any head states the currency of its column, or any column that of another.
    pub(super) states_currency: bool,
    /// The currency of amounts that name none.
    pub(super) currency: String,
    /// Which word of ours a text stands for.
    pub(super) values: Vec<(String, String)>,
    sums: Sums,
    /// A row that is a sum, if no other campaign follows it.
    held: Option<(KeptRow, Campaign)>,
    pub(super) campaign: Campaign,
    pub(super) found: Vec<CellProblem>,
}

/// What a row is, as far as its form and its words say it.
pub(super) enum Form {
    /// Nothing stands in it.
    Blank,
    /// It is no campaign, for this reason.
    Aside(&'static str),
    /// It is wrong as a whole.
    Wrong(Wrong),
    /// It may be a campaign; what its names say of a sum.
    Campaign(Says),
}

impl RowReader {
    pub(super) fn new(asked: &Question, fold: Fold, delimiter: char, head: Head) -> Self {
        let columns = column::columns(asked, fold, head.columns, &head.above);
        let values = asked.values.iter().map(|(of, word)| (key(of, fold), key(word, fold))).collect();
        Self {
            fold,
            delimiter,
            head_line: head.line,
            above: head.at,
            of_head: head.end - head.at,
            head: head.rows,
            least: columns.iter().rposition(|column| !column.head.is_empty()).map_or(0, |at| at + 1),
            wide: None,
            signs: Signs::default(),
            unseen: (0..columns.len()).collect(),
            columns,
            fields: Vec::new(),
            ours: false,
            currency_at: None,
            states_currency: false,
            currency: asked.currency.clone(),
            values,
            sums: Sums::default(),
            held: None,
            campaign: Campaign::default(),
            found: Vec::new(),
        }
    }

    /// What is wrong with the head.
    pub(super) fn head(&mut self, asked: &Question, told: &mut Told) {
        self.ours = self.columns.iter().all(|column| column.field.is_some_and(|of| of.id() == column.head));
        self.fields = column::check(&mut self.columns, self.head_line, asked, self.fold, told);
        let currency = |column: &Column| column.field == Some(CampaignField::Currency);
        self.currency_at = self.columns.iter().position(currency);
        let states = |column: &Column| column.currency.is_some() || column.currency_at.is_some();
        self.states_currency = self.columns.iter().any(states);
    }

    /// How many rows come before the first that may be a campaign.
    pub(super) fn before_body(&self) -> usize {
        self.above + self.of_head
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
        self.found.clear();
        let word = match self.form(row) {
            Form::Blank => return,
            Form::Aside(words::TABLE_TOTAL) => return set_aside(row, self.total(row), told),
            Form::Aside(reason) => {
                if reason == words::TABLE_REMARK {
                    self.note(row, told);
                }
                return set_aside(row, reason, told);
            }
            Form::Wrong(wrong) => {
                self.release(told, sink);
                self.sums.add_unread();
                self.found.push(problem(row.line, None, "", wrong, ""));
                return self.reject(row, told, sink);
            }
            Form::Campaign(word) => word,
        };
        self.release(told, sink);
        self.read(row);
        let figures = self.figures();
        let equal = self.sums.equal(&figures);
        // One column may add up by chance.
        let adds_up = equal > 1 || equal > 0 && !self.has_more(row);
        let is_sum = match word {
            Says::Perhaps(rest) => adds_up || self.sums.has_name(rest) && !self.has_more(row),
            Says::Sum => adds_up,
            Says::Nothing => false,
        };
        if is_sum {
            self.sums.mark();
            return set_aside(row, words::TABLE_TOTAL, told);
        }
        self.tell_first(row, sink);
        let is_sound = word == Says::Nothing && self.found.is_empty();
        let is_bare = is_sound && equal > 0 && self.is_bare(row);
        // Of two names as well: “Acme, all campaigns”.
        let is_double = is_sound && equal > 1 && !self.has_more(row);
        if matches!(word, Says::Perhaps(_)) && !self.sums.knows(&figures) {
            self.doubt(row, words::TABLE_PERHAPS_SUM);
        } else if is_double {
            self.sums.mark();
            self.doubt(row, words::TABLE_SUM);
            return self.reject(row, told, sink);
        }
        self.sums.add(&figures);
        let is_known = self.sums.has_name(mark(self.campaign.partner.chars()));
        for name in [&self.campaign.partner, &self.campaign.name, &self.campaign.tier] {
            self.sums.add_name(name);
        }
        // A subtotal may name a region, a currency or what was done.
        if self.sums.takes_texts() {
            let has_letters = |cell: &&str| cell.contains(char::is_alphabetic);
            row.cells().map(trim).filter(has_letters).for_each(|cell| self.sums.add_name(cell));
        }
        if !self.found.is_empty() {
            return self.reject(row, told, sink);
        }
        // One column adds up by chance as well, as 10, 20 and 30 do: only the last row is held for a sum, and not if its
        // name stands above.
        match is_bare && !is_known {
            true => self.held = Some((KeptRow::of(row), self.campaign.clone())),
            false => {
                told.campaigns += 1;
                sink.campaign(row.line, &self.campaign);
            }
        }
    }

    /// Takes a total, and answers what is said of it: one that is not what stands above it is worth a look.
    fn total(&mut self, row: Row<'_>) -> &'static str {
        self.read(row);
        let figures = self.figures();
        self.found.clear();
        let differs = row.cells().map(trim).all(adds_rows) && self.sums.differs(&figures);
        self.sums.mark();
        if differs { words::TABLE_TOTAL_DIFFERS } else { words::TABLE_TOTAL }
    }

    /// Says that a row may be a sum.
    fn doubt(&mut self, row: Row<'_>, why: &str) {
        self.found.push(problem(row.line, None, "", Wrong::new("ambiguous", why), &said(row)));
    }

    /// Gives the row that was held: another follows it.
    fn release(&mut self, told: &mut Told, sink: &mut dyn Sink) {
        if let Some((kept, campaign)) = self.held.take() {
            told.campaigns += 1;
            sink.campaign(kept.row().line, &campaign);
        }
    }

    /// Says what is left to say when no row follows.
    pub(super) fn finish(&mut self, told: &mut Told, sink: &mut dyn Sink) {
        if let Some((kept, _)) = self.held.take() {
            let row = kept.row();
            self.found.clear();
            self.doubt(row, words::TABLE_SUM);
            self.reject(row, told, sink);
        }
        if told.campaigns + told.rejected == 0 {
            let wrong = Wrong::new("missing", words::TABLE_EMPTY);
            told.problem(problem(self.head_line, None, "", wrong, ""));
        }
    }

    /// What a row below the head is.
    pub(super) fn form(&self, row: Row<'_>) -> Form {
        if row.too_long {
            return Form::Wrong(Wrong::new("length", words::TABLE_LONG_ROW));
        }
        let mut given = row.cells().enumerate().filter(|(_, cell)| !trim(cell).is_empty() && !is_empty(cell));
        let Some((first, _)) = given.next() else { return Form::Blank };
        if self.head.iter().any(|head| row.cells().map(trim).eq(head.iter().map(String::as_str))) {
            return Form::Aside(words::TABLE_AGAIN);
        }
        let word = self.word(row, first);
        if word == Says::Sum && !self.has_more(row) {
            return Form::Aside(words::TABLE_TOTAL);
        }
        if self.columns.len() > 2 && given.next().is_none() && self.is_remark(first, row.trimmed(first)) {
            return Form::Aside(words::TABLE_REMARK);
        }
        if row.open {
            return Form::Wrong(Wrong::new("wrongType", words::TABLE_UNCLOSED));
        }
        if !self.fits(row) {
            let numbers = [row.len().to_string(), self.columns.len().to_string()];
            let numbers = numbers.each_ref().map(String::as_str);
            // A quote behind a blank is a letter, so that its cell ends at the next sign between cells.
            let blank = |cell: &str| cell.starts_with(' ') && trim(cell).starts_with('"');
            let message = match row.len() < self.least {
                true => words::TABLE_SHORT,
                false if row.cells().any(blank) => words::TABLE_BLANK_QUOTE,
                false => words::TABLE_CELLS,
            };
            return Form::Wrong(Wrong::new("count", fill(message, &numbers)));
        }
        Form::Campaign(word)
    }

    /// Whether the row has the cells that the head has. More of them may hide a number that a separator parts, as in
    /// `Gold,1,200,`, and are taken where every row has as many, empty ones.
    fn fits(&self, row: Row<'_>) -> bool {
        let (len, width) = (row.len(), self.columns.len());
        len >= self.least
            && (len <= width || self.wide == Some(len) && self.has_empty_end(row) && !is_parted(row))
    }

    /// Whether what the row has more than the head is empty.
    pub(super) fn has_empty_end(&self, row: Row<'_>) -> bool {
        row.cells().skip(self.columns.len()).all(|cell| trim(cell).is_empty())
    }

    /// What the names of a row say of a sum. A name that `values` has is one.
    fn word(&self, row: Row<'_>, first: usize) -> Says {
        let mut word = Says::Nothing;
        for at in 0..row.len() {
            let field = self.columns.get(at).and_then(|column| column.field);
            let is_name = field.is_some_and(|field| field.kind() == CampaignKind::Text);
            if !is_name && (at != first || field.is_some()) {
                continue;
            }
            let cell = row.trimmed(at);
            match says(cell, self.fold) {
                Says::Nothing => continue,
                _ if self.values.iter().any(|(of, _)| *of == key(cell, self.fold)) => return Says::Nothing,
                Says::Sum => word = Says::Sum,
                Says::Perhaps(rest) if is_name && word == Says::Nothing => word = Says::Perhaps(rest),
                Says::Perhaps(_) => {}
            }
        }
        word
    }

    /// Whether a row says when or what was done, as a campaign does and a sum does not.
    fn has_more(&self, row: Row<'_>) -> bool {
        self.count(row, |kind| matches!(kind, CampaignKind::Day | CampaignKind::Word)) > 0
    }

    /// Whether a row has no more than one name beside its figures.
    fn is_bare(&self, row: Row<'_>) -> bool {
        self.count(row, |kind| matches!(kind, CampaignKind::Day | CampaignKind::Word | CampaignKind::Text))
            < 2
    }

    fn count(&self, row: Row<'_>, wanted: fn(CampaignKind) -> bool) -> usize {
        let is_wanted = |column: &Column| column.field.is_some_and(|field| wanted(field.kind()));
        let given = |at: usize| !row.trimmed(at).is_empty();
        self.columns.iter().enumerate().filter(|(at, column)| is_wanted(column) && given(*at)).count()
    }

    /// Whether the only cell of a row is a text about the others. An amount or a unit alone is none.
    fn is_remark(&self, at: usize, cell: &str) -> bool {
        let field = self.columns.get(at).and_then(|column| column.field);
        let is_text = field.is_none_or(|field| field.kind() == CampaignKind::Text);
        let of_amounts = number::looks_like_one(cell, Kind::Money, &self.currency)
            || unit::of(cell, &self.currency).is_some();
        (is_text || at == 0) && !of_amounts
    }

    /// A remark on the amounts comes when they are read already.
    fn note(&self, row: Row<'_>, told: &mut Told) {
        let text = said(row);
        let Some(unit) = note::said(&text, &self.currency) else { return };
        let amounts = || self.columns.iter().filter(|one| one.field.is_some_and(CampaignField::is_money));
        let own = |column: &Column| column.currency.clone().unwrap_or_else(|| self.currency.clone());
        let other = unit.currency.as_ref().is_some_and(|code| {
            self.currency_at.is_none() && amounts().any(|one| one.currency_at.is_none() && own(one) != *code)
        });
        if unit.scale.is_some() && amounts().any(|one| !one.is_scaled) {
            let message = fill(words::TABLE_HEAD_SCALE, &[&shown(&text)]);
            let wrong = Wrong::new("ambiguous", message).settled_by(Setting::Scales);
            told.problem(problem(row.line, None, "", wrong, &text));
        } else if other || unit.doubtful.is_some() {
            let wrong = Wrong::new("contradiction", words::TABLE_NOTE);
            told.problem(problem(row.line, None, "", wrong, &text));
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

    /// The figures of the row that was read.
    fn figures(&self) -> Figures {
        let mut figures = Figures { values: self.campaign.numbers(), unknown: 0 };
        for problem in &self.found {
            let column = problem.column.and_then(|at| self.columns.get(at.checked_sub(1)?));
            let at = column.and_then(|column| column.field?.in_numbers());
            if let Some(at) = at.filter(|at| figures.values.get(*at).is_some_and(Option::is_none)) {
                figures.unknown |= 1 << at;
            }
        }
        figures
    }

    pub(super) fn describe(self, report: &mut TableReport) {
        report.delimiter = Some(self.delimiter);
        report.decimal = self.signs.decimal.map(Decimal::sign);
        report.day_first = self.signs.order.map(|order| order == DateOrder::DayFirst);
        report.head_line = Some(self.head_line);
        report.columns = self.columns.into_iter().map(Column::named).collect();
    }
}

/// Whether two cells may be one number that a separator of thousands parts.
pub(super) fn is_parted(row: Row<'_>) -> bool {
    let is_digits = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    (1..row.len()).any(|at| {
        let (one, other) = (row.trimmed(at - 1), row.trimmed(at));
        one.len() <= 3 && is_digits(one) && other.len() >= 3 && is_digits(other.get(..3).unwrap_or_default())
    })
}

/// What a row says.
fn said(row: Row<'_>) -> String {
    row.cells().map(trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
}

fn set_aside(row: Row<'_>, reason: &'static str, told: &mut Told) {
    if row.too_long || row.cells().any(|cell| !trim(cell).is_empty()) {
        told.set_aside(row.line, reason, || shown(&said(row)));
    }
}
