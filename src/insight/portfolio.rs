//! A year of campaigns: how the table was read, what the campaigns say, and what follows for partners and the program.

mod basis;
mod board;
pub(super) mod box_of;
pub(super) mod empty;
mod files;
mod groups;
mod judged;
mod overview;
mod progress;
mod rank;
mod read;
mod reading;
mod score;

use super::{Insight, deals};
use crate::app::{PORTFOLIO_TITLE, Panel, Progress, State};
use crate::markup::{Tree, line, of};
use crate::workspace::{CampaignRows, Choices};
pub use files::{TableFile, file};
pub(super) use judged::Judged;
use read::ReadRows;
pub use read::{Underway, head_of};
use std::rc::Rc;

/// A year of a company that does not exist: 24 campaigns that add up, tier by tier, to the example of the program.
pub const EXAMPLE: &str = include_str!("portfolio/example.csv");
/// The day by which the example is judged: it does not get older.
pub const EXAMPLE_DAY: &str = "2025-12-31";

/// What of the portfolio panels are drawn from.
#[derive(Clone, Default)]
pub struct Year {
    /// The campaigns that were taken, as they are judged; none where there are none.
    judged: Option<Rc<Judged>>,
    /// The table that is looked at before it is taken.
    pending: Option<Rc<ReadRows>>,
    /// A long table that has to be read first.
    waiting: Option<Waiting>,
    /// What was read of it, before the state knows.
    arrived: Option<Rc<ReadRows>>,
    /// How the campaigns are looked at.
    look: Rc<Choices>,
    /// How panels are drawn from it; none before it was read.
    draw: Option<Draw>,
}

/// Draws a panel of the portfolio.
type Draw = fn(&Insight, Panel, Option<&str>) -> Option<Tree>;

/// A table that waits to be read, or is being read.
#[derive(Clone)]
struct Waiting {
    source: Rc<CampaignRows>,
    progress: Progress,
    /// Whether the visitor may stop it: something else stood there before.
    may_stop: bool,
}

/// What has come of reading on.
pub enum Reached {
    /// It is read so far.
    Part(Progress),
    /// It is read.
    Whole(Rc<CampaignRows>),
}

impl Year {
    /// Draws a panel of the portfolio, once it was read. What draws is known here by its address alone: the panels of every
    /// plan do not bring those of the campaigns along, which are a part of the program of their own (`embed/part.rs`).
    pub(super) fn panel(&self, insight: &Insight, panel: Panel, date: Option<&str>) -> Option<Tree> {
        self.draw?(insight, panel, date)
    }

    /// Judges what the state has. What was read before is not read again, and a long table is not read here (see
    /// [`Insight::read_rows`]).
    pub(super) fn of(state: &State, insight: &Insight, before: Option<&Self>) -> Self {
        let view = &state.portfolio;
        let read = |source: &Rc<CampaignRows>| match before.and_then(|year| year.known(source)) {
            None if source.is_long() => None,
            None => Some(Rc::new(ReadRows::of(source, insight.format.currency()))),
            known => known,
        };
        let taken = state.workspace.rows.as_ref();
        let pending = view.pending.as_ref().and_then(read);
        let rows = taken.and_then(read);
        let unread = [
            view.coming.as_ref(),
            view.pending.as_ref().filter(|_| pending.is_none()),
            taken.filter(|_| view.pending.is_none() && rows.is_none()),
        ];
        let waiting = unread.into_iter().flatten().next().map(|source| Waiting {
            source: Rc::clone(source),
            progress: view.progress,
            may_stop: view.coming.is_some(),
        });
        let look = Rc::clone(&view.look);
        let judged = rows.zip(taken).map(|(rows, source)| {
            let judged = before.and_then(|year| year.judged.as_ref());
            Judged::of(rows, source, insight, &look, judged)
        });
        let arrived = waiting.as_ref().and_then(|waiting| before?.known(&waiting.source));
        Self { judged, pending, waiting, arrived, look, draw: Some(draw) }
    }

    /// What was read of a table.
    fn known(&self, source: &CampaignRows) -> Option<Rc<ReadRows>> {
        let judged = self.judged.as_ref().map(|judged| &judged.rows);
        let all = [judged, self.pending.as_ref(), self.arrived.as_ref()];
        all.into_iter().flatten().find(|read| read.source.reads_like(source)).cloned()
    }
}

impl Insight {
    /// Reads so many bytes more of a long table that has to be read; none where there is none. What has been read so far is
    /// `underway`, and begins anew for another table.
    pub fn read_rows(&mut self, underway: &mut Option<Underway>, bytes: usize) -> Option<Reached> {
        let source = Rc::clone(&self.year.waiting.as_ref()?.source);
        let known = self.year.known(&source);
        if known.is_some() {
            *underway = None;
            return Some(Reached::Whole(source));
        }
        let begun = underway.take().filter(|underway| underway.is_of(&source));
        let mut reading = begun.unwrap_or_else(|| Underway::of(&source, self.format.currency()));
        if reading.read_on(bytes) {
            let progress = reading.progress();
            *underway = Some(reading);
            return Some(Reached::Part(progress));
        }
        self.year.arrived = Some(Rc::new(reading.finish()));
        Some(Reached::Whole(source))
    }

    /// Whether a table has to be read: what is underway of another is not needed any more.
    pub fn waits_for(&self, underway: &Underway) -> bool {
        self.year.waiting.as_ref().is_some_and(|waiting| underway.is_of(&waiting.source))
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

/// Draws the portfolio: a table that is being read or looked at, the campaigns that were taken, or what there could be.
fn screen(insight: &Insight) -> Tree {
    let year = &insight.year;
    match (&year.waiting, &year.pending, &year.judged) {
        (Some(waiting), ..) => progress::panel(insight, waiting),
        (None, Some(pending), _) => reading::panel(insight, pending),
        (None, None, Some(judged)) => of("div", "portfolio").children(judged.sections(insight)),
        (None, None, None) => empty::panel(insight),
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
        all.push(basis::panel(insight, self));
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
