//! A year of campaigns: how the table was read, what the campaigns say, and what follows for partners and the program.

mod board;
pub(super) mod box_of;
mod empty;
mod files;
mod groups;
mod judged;
mod overview;
mod rank;
mod reading;
mod score;

use super::{Insight, deals};
use crate::app::{PORTFOLIO_TITLE, Panel, State};
use crate::fold::fold;
use crate::markup::{Tree, line, of};
use crate::workspace::{CampaignRows, Choices};
use comarketing_roi_engine::campaign::{Campaign, CampaignField, MAX_CAMPAIGNS};
use comarketing_roi_engine::campaign_table::{
    DateOrder, Decimal, Question, Rejected, SAMPLE, Sink, TableReader, TableReport, read_table,
};
pub use files::{TableFile, file};
pub(super) use judged::Judged;
use std::rc::Rc;

/// A year of a company that does not exist: 24 campaigns that add up, tier by tier, to the example of the program.
pub const EXAMPLE: &str = include_str!("portfolio/example.csv");
/// The day by which the example is judged: it does not get older.
pub const EXAMPLE_DAY: &str = "2025-12-31";

/// A table of campaigns, read.
pub struct ReadRows {
    /// What was given.
    source: Rc<CampaignRows>,
    /// How it was read.
    table: TableReport,
    /// The campaigns that are sound, each with its line.
    campaigns: Vec<(usize, Campaign)>,
    /// The rows that are left out, as they came, each with its line and the reasons.
    rejected: Vec<(usize, Vec<String>, String)>,
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
}

/// What of the portfolio panels are drawn from.
#[derive(Clone, Default)]
pub struct Year {
    /// The campaigns that were taken, as they are judged; none where there are none.
    judged: Option<Rc<Judged>>,
    /// The table that is looked at before it is taken.
    pending: Option<Rc<ReadRows>>,
    /// How the campaigns are looked at.
    look: Rc<Choices>,
    /// How panels are drawn from it; none before it was read.
    draw: Option<Draw>,
}

/// Draws a panel of the portfolio.
type Draw = fn(&Insight, Panel, Option<&str>) -> Option<Tree>;

impl Year {
    /// Draws a panel of the portfolio, once it was read. What draws is known here by its address alone: the panels of every
    /// plan do not bring those of the campaigns along, which are a part of the program of their own (`embed/part.rs`).
    pub(super) fn panel(&self, insight: &Insight, panel: Panel, date: Option<&str>) -> Option<Tree> {
        self.draw?(insight, panel, date)
    }

    /// Reads and judges what the state has; what has not changed since `before` is not read again.
    pub(super) fn of(state: &State, insight: &Insight, before: Option<&Self>) -> Self {
        let known = |source: &Rc<CampaignRows>| {
            let judged = before.and_then(|year| year.judged.as_ref()).map(|judged| &judged.rows);
            let pending = before.and_then(|year| year.pending.as_ref());
            let same = [judged, pending].into_iter().flatten().find(|read| read.source.reads_like(source));
            match same {
                Some(read) => Rc::clone(read),
                None => Rc::new(ReadRows::of(source, insight.format.currency())),
            }
        };
        let look = Rc::clone(&state.portfolio.look);
        let judged = state.workspace.rows.as_ref().map(|source| {
            let judged = before.and_then(|year| year.judged.as_ref());
            Judged::of(known(source), source, insight, &look, judged)
        });
        Self { judged, pending: state.portfolio.pending.as_ref().map(known), look, draw: Some(draw) }
    }
}

impl ReadRows {
    fn of(source: &Rc<CampaignRows>, currency: &str) -> Self {
        let mut read = Self {
            source: Rc::clone(source),
            table: TableReport::default(),
            campaigns: Vec::new(),
            rejected: Vec::new(),
        };
        let mut reader = TableReader::new(&question(source, currency), fold);
        reader.push(&source.text, &mut read);
        read.table = reader.finish(&mut read);
        read
    }

    /// Whether there are more campaigns than are held at once.
    fn is_too_long(&self) -> bool {
        self.table.campaigns > self.campaigns.len() as u64
    }

    /// The head of the table, by which a visitor's choices are known again.
    fn head(&self) -> String {
        let names: Vec<&str> = self.table.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join("\u{1f}")
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
    let sign = |path| choices.get(path).and_then(|word| word.chars().next());
    let columns = choices.below("/table/columns/");
    Question {
        text: String::new(),
        delimiter: sign("/table/delimiter"),
        decimal: sign("/table/decimal")
            .and_then(|sign| [Decimal::Point, Decimal::Comma].into_iter().find(|one| one.sign() == sign)),
        dates: choices.get("/table/dateOrder").and_then(|word| match word {
            "dayFirst" => Some(DateOrder::DayFirst),
            "monthFirst" => Some(DateOrder::MonthFirst),
            _ => None,
        }),
        currency: choices.get("/table/currency").unwrap_or(currency).to_owned(),
        columns: columns.map(|(head, id)| (head.to_owned(), CampaignField::named(id))).collect(),
        values: choices
            .below("/table/values/")
            .map(|(text, word)| (text.to_owned(), word.to_owned()))
            .collect(),
        scales: choices
            .below("/table/scales/")
            .filter_map(|(head, scale)| Some((head.to_owned(), scale.parse().ok()?)))
            .collect(),
    }
}

/// Draws a panel of the portfolio.
fn draw(insight: &Insight, panel: Panel, date: Option<&str>) -> Option<Tree> {
    match panel {
        Panel::Board => insight.year.judged.as_ref().map(|judged| board::panel(insight, judged, date)),
        Panel::Deals => Some(deals::panel(insight, date)),
        _ => Some(screen(insight)),
    }
}

/// Draws the portfolio: a table that is looked at, the campaigns that were taken, or what there could be.
fn screen(insight: &Insight) -> Tree {
    let year = &insight.year;
    match (&year.pending, &year.judged) {
        (Some(pending), _) => reading::panel(insight, pending),
        (None, Some(judged)) => of("div", "portfolio").children(judged.sections(insight)),
        (None, None) => empty::panel(insight),
    }
}

impl Judged {
    fn sections(&self, insight: &Insight) -> Vec<Tree> {
        let mut all = vec![overview::panel(insight, self)];
        if self.report.taken > 0 {
            all.extend(overview::charts(insight, self));
            all.push(rank::panel(insight, self));
            all.extend(groups::panels(insight, self));
            all.extend(score::panels(insight, self));
        }
        all.push(overview::basis(insight, self));
        all
    }
}

/// The heading of what stands there, which takes the focus when it is another.
pub(super) fn title(words: String) -> Tree {
    line("h3", "h1", words).set("id", PORTFOLIO_TITLE).set("tabindex", "-1")
}

/// A part of the page with its heading.
pub(super) fn section(words: String) -> Tree {
    of("section", "section").child(line("h4", "h2", words))
}
