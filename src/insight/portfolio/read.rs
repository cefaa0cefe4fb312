//! A table of campaigns as it is read: at once, or in slices where it is long.

use crate::app::Progress;
use crate::fold::fold;
use crate::workspace::CampaignRows;
use comarketing_roi_engine::campaign::{Campaign, CampaignField, MAX_CAMPAIGNS};
use comarketing_roi_engine::campaign_table::{
    DateOrder, Decimal, Question, Rejected, SAMPLE, Sink, TableReader, TableReport, read_table,
};
use std::rc::Rc;

/// A table of campaigns, read.
pub(super) struct ReadRows {
    /// What was given.
    pub(super) source: Rc<CampaignRows>,
    /// How it was read.
    pub(super) table: TableReport,
    /// The campaigns that are sound, each with its line.
    pub(super) campaigns: Vec<(usize, Campaign)>,
    /// The rows that are left out, as they came, each with its line and the reasons.
    pub(super) rejected: Vec<(usize, Vec<String>, String)>,
    /// The first cell of each column that says anything.
    firsts: Vec<(usize, FirstCell)>,
}

/// The first cell of a column that says anything.
pub(super) struct FirstCell {
    /// As it was typed.
    pub(super) text: String,
    /// The campaign of its row, as far as it was read; none where what the cell says cannot be used.
    pub(super) read: Option<Campaign>,
}

/// Keeps what is read: as many campaigns as are held at once, and as many rows that are left out.
impl Sink for ReadRows {
    fn campaign(&mut self, line: usize, campaign: &Campaign) {
        if self.campaigns.len() < MAX_CAMPAIGNS {
            self.campaigns.push((line, campaign.clone()));
        }
    }

    fn rejected(&mut self, row: &Rejected<'_>) {
        if self.rejected.len() < MAX_CAMPAIGNS {
            let why: Vec<&str> = row.problems.iter().map(|problem| problem.message.as_str()).collect();
            let cells = row.cells().map(str::to_owned).collect();
            self.rejected.push((row.line(), cells, why.join(" ")));
        }
    }

    fn first_cell(&mut self, column: usize, cell: &str, read: Option<&Campaign>) {
        self.firsts.push((column, FirstCell { text: cell.to_owned(), read: read.cloned() }));
    }
}

impl ReadRows {
    /// Reads a table at once.
    pub(super) fn of(source: &Rc<CampaignRows>, currency: &str) -> Self {
        let mut whole = Underway::of(source, currency);
        whole.read_on(source.text.len());
        whole.finish()
    }

    /// The first cell of a column that says anything.
    pub(super) fn first_cell(&self, column: usize) -> Option<&FirstCell> {
        self.firsts.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell)
    }

    /// Whether there are more campaigns than are held at once.
    pub(super) fn is_too_long(&self) -> bool {
        self.table.campaigns > self.campaigns.len() as u64
    }

    /// The head of the table, by which a visitor's choices are known again.
    pub(super) fn head(&self) -> String {
        let names: Vec<&str> = self.table.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join("\u{1f}")
    }
}

/// A table of which a part has been read. Whoever reads on says how much at a time, so that others have their turns.
pub struct Underway {
    reader: TableReader,
    read: ReadRows,
    /// How many bytes of the text are read.
    at: usize,
}

impl Underway {
    /// A table of which nothing has been read.
    pub(super) fn of(source: &Rc<CampaignRows>, currency: &str) -> Self {
        let read = ReadRows {
            source: Rc::clone(source),
            table: TableReport::default(),
            campaigns: Vec::new(),
            rejected: Vec::new(),
            firsts: Vec::new(),
        };
        Self { reader: TableReader::new(&question(source, currency), fold), read, at: 0 }
    }

    /// Whether it is that table.
    pub(super) fn is_of(&self, source: &Rc<CampaignRows>) -> bool {
        Rc::ptr_eq(&self.read.source, source)
    }

    /// Reads so many bytes more, up to the end of a letter. Answers whether any are left.
    pub(super) fn read_on(&mut self, bytes: usize) -> bool {
        let source = Rc::clone(&self.read.source);
        let text = &source.text;
        let most = self.at.saturating_add(bytes);
        let end = (most..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
        self.reader.push(text.get(self.at..end).unwrap_or_default(), &mut self.read);
        self.at = end;
        end < text.len()
    }

    /// How far it is read.
    pub(super) fn progress(&self) -> Progress {
        let share = self.at as f64 / self.read.source.text.len() as f64;
        Progress { rows: self.reader.rows(), share, per_second: 0.0 }
    }

    /// What was read of it.
    pub(super) fn finish(self) -> ReadRows {
        let mut read = self.read;
        read.table = self.reader.finish(&mut read);
        read
    }
}

/// The head of a table as it is, without any choice.
pub fn head_of(text: &str) -> String {
    // The head stands in what is looked at first.
    let question = Question { text: text.chars().take(SAMPLE / 4).collect(), ..Question::default() };
    let table = read_table(&question, fold);
    table.columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("\u{1f}")
}

/// How a table is to be read, with what was chosen.
fn question(source: &CampaignRows, currency: &str) -> Question {
    let choices = &source.choices;
    let sign = |path| choices.word(path).and_then(|word| word.chars().next());
    let columns = choices.below("/table/columns/");
    Question {
        text: String::new(),
        delimiter: sign("/table/delimiter"),
        decimal: sign("/table/decimal")
            .and_then(|sign| [Decimal::Point, Decimal::Comma].into_iter().find(|one| one.sign() == sign)),
        dates: choices.word("/table/dateOrder").and_then(|word| match word {
            "dayFirst" => Some(DateOrder::DayFirst),
            "monthFirst" => Some(DateOrder::MonthFirst),
            _ => None,
        }),
        currency: choices.word("/table/currency").unwrap_or(currency).to_owned(),
        columns: columns.map(|(head, id)| (head.to_owned(), CampaignField::named(id.word()))).collect(),
        values: choices
            .below("/table/values/")
            .map(|(text, answer)| (text.to_owned(), answer.word().to_owned()))
            .collect(),
        scales: choices
            .below("/table/scales/")
            .filter_map(|(head, scale)| Some((head.to_owned(), scale.number()?)))
            .collect(),
    }
}
