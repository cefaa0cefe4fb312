//! The portfolio: a table of campaigns is looked at, taken, judged, and fills the program.

use super::action::Action;
use super::change::Change;
use super::ids::choice_id;
use super::state::{State, Typing};
use crate::text;
use crate::workspace::deals::DealEdit;
use crate::workspace::{Answer, CampaignRows, Choices, Evidence, Mode, PlanKind};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::{Draft, FieldPath};
use std::rc::Rc;

/// The id of the heading of the portfolio, which takes the focus when what stands below it is another.
pub const PORTFOLIO_TITLE: &str = "portfolio-title";
/// What is chosen of how a table is read; it belongs to the table and to others with the same head.
const OF_TABLE: &str = "/table/";

/// How far a table has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Rows so far.
    pub rows: u64,
    /// The part of the text.
    pub share: f64,
    /// Rows in a second; whoever reads measures it.
    pub per_second: f64,
}

/// What of the portfolio is on screen, beside what the visitor has made.
#[derive(Clone, Debug, Default)]
pub struct PortfolioView {
    /// The table that is looked at before it is taken.
    pub pending: Option<Rc<CampaignRows>>,
    /// The long table that is being read, to be looked at then. If that is stopped, what stood before is there again.
    pub coming: Option<Rc<CampaignRows>>,
    /// How far that is, as it was said last.
    pub progress: Progress,
    /// The id of the control that has asked for it, which has the focus again afterwards.
    asked_by: Option<String>,
    /// How the campaigns are looked at: filters, order, what is unfolded.
    pub look: Rc<Choices>,
    /// How tables were read, by their heads.
    remembered: Rc<Vec<(String, Choices)>>,
}

impl PortfolioView {
    /// How a table with this head was read before.
    pub fn remembered(&self, head: &str) -> Choices {
        let found = self.remembered.iter().find(|(known, _)| known == head);
        found.map(|(_, choices)| choices.clone()).unwrap_or_default()
    }

    /// Looks at a table, a long one once it is read. What was being read before gives way.
    fn look_at(&mut self, rows: Rc<CampaignRows>, asked_by: Option<String>) {
        (self.progress, self.asked_by) = (Progress::default(), asked_by);
        if rows.is_long() {
            self.coming = Some(rows);
        } else {
            (self.coming, self.pending) = (None, Some(rows));
        }
    }
}

/// Which of the two is looked at: campaigns, or deals of several partners.
const SHOWS: &str = "/shows";
const DEALS: &str = "deals";
/// The deal that is looked at, by its key.
pub const OPEN_DEAL: &str = "/deal";
/// The lines of touches that were pasted and not added yet.
pub const PASTED_TOUCHES: &str = "/deals/pasted";

impl PortfolioView {
    /// Looks at deals, or at campaigns.
    pub fn show_deals(&mut self, deals: bool) {
        if deals != (self.look.word(SHOWS) == Some(DEALS)) {
            Rc::make_mut(&mut self.look).set(SHOWS, if deals { DEALS } else { "" });
        }
    }
}

impl State {
    /// Whether deals of several partners are looked at.
    pub fn shows_deals(&self) -> bool {
        self.mode == Mode::Portfolio && self.portfolio.look.word(SHOWS) == Some(DEALS)
    }

    /// What looks at deals, or at campaigns.
    pub fn to_deals(deals: bool) -> Action {
        Action::Look(SHOWS.to_owned(), if deals { DEALS } else { "" }.to_owned())
    }

    /// Changes the deals. What is typed is one step of undo for each box that is left.
    pub(super) fn change_deals(&mut self, edit: &DealEdit) -> Option<()> {
        let mut deals = (*self.workspace.deals).clone();
        let removed = deals.name_of(edit);
        let focus = match deals.edit(edit)? {
            // What was pressed is gone with what stood there.
            _ if deals.deals.is_empty() || matches!(edit, DealEdit::Example(_)) => PORTFOLIO_TITLE.to_owned(),
            focus => focus,
        };
        let opened = match edit {
            DealEdit::AddDeal => deals.deals.last().map(|deal| deal.key),
            _ => None,
        };
        let change = match edit {
            DealEdit::Example(_) => Change::made(text::SAMPLE_FILLED.get()),
            DealEdit::Clear => Change::made(text::CLEARED.get()),
            DealEdit::RemoveDeal(_) | DealEdit::RemoveTouch(_) => match removed.as_str() {
                "" => Change::made(""),
                name => Change::made(text::tier_removed(&isolated(name))),
            },
            DealEdit::Deal(key, ..)
            | DealEdit::Value(key, _)
            | DealEdit::Touch(key, ..)
            | DealEdit::Weight(key, _) => Change::typed(Typing::Other(key.to_string())),
            _ => Change::made(""),
        };
        self.change(change, |workspace| workspace.deals = Rc::new(deals))?;
        self.leave_field();
        if matches!(edit, DealEdit::Paste(..)) {
            Rc::make_mut(&mut self.portfolio.look).set(PASTED_TOUCHES, "");
        }
        if let Some(key) = opened {
            Rc::make_mut(&mut self.portfolio.look).set(OPEN_DEAL, key.to_string());
        }
        if !focus.is_empty() {
            self.focus_on(focus);
        }
        Some(())
    }

    /// What `action` changes of the portfolio, if it is one of its actions.
    pub(super) fn of_portfolio(&mut self, action: Action) -> Option<()> {
        match action {
            Action::OpenRows(rows) => {
                if self.readonly {
                    return None;
                }
                if self.mode != Mode::Portfolio {
                    self.take_mode(Mode::Portfolio);
                }
                self.portfolio.look_at(rows, None);
                self.portfolio.show_deals(false);
                self.shows_another();
            }
            Action::ReadSoFar(progress) => self.portfolio.progress = progress,
            Action::RowsRead(rows) => match self.portfolio.coming.take() {
                Some(coming) if Rc::ptr_eq(&coming, &rows) => {
                    self.portfolio.pending = Some(coming);
                    self.ends_reading();
                }
                // Another is being read by now.
                Some(coming) => self.portfolio.coming = Some(coming),
                // It is one that stood there before, such as one that undo has brought back.
                None => {
                    self.portfolio.progress = Progress::default();
                    self.revision += 1;
                }
            },
            Action::StopReading => {
                self.portfolio.coming.take()?;
                self.ends_reading();
                text::READING_STOPPED.get().clone_into(&mut self.notice);
            }
            Action::DropRows => {
                self.portfolio.pending.take()?;
                self.shows_another();
            }
            Action::TakeRows(head) => {
                let rows = self.portfolio.pending.take()?;
                self.remember(head, &rows.choices);
                self.portfolio.look = Rc::default();
                self.change(Change::made(text::ROWS_TAKEN.get()), |workspace| workspace.rows = Some(rows))?;
                self.focus_on(PORTFOLIO_TITLE.to_owned());
            }
            Action::Choose(path, answer) => self.choose(&path, answer)?,
            Action::Look(path, word) => {
                Rc::make_mut(&mut self.portfolio.look).set(&path, word);
                self.revision += 1;
            }
            Action::LookAtAll => {
                Rc::make_mut(&mut self.portfolio.look).clear("/filter/");
                self.revision += 1;
            }
            Action::Deal(edit) => self.change_deals(&edit)?,
            Action::FillProgram(filled) => {
                let evidence = filled.evidence.clone();
                self.change(Change::made(text::PROGRAM_FILLED.get()).whole(), |workspace| {
                    workspace.set_form(PlanKind::Program, Rc::new(Draft::of(&filled.plan, &Origin::Yours)));
                    workspace.evidence = Rc::new(evidence);
                })?;
                self.start = false;
            }
            _ => return None,
        }
        Some(())
    }

    /// Chooses how the table on screen is meant, or by what the campaigns are judged.
    fn choose(&mut self, path: &str, answer: Answer) -> Option<()> {
        if let Some(pending) = self.portfolio.pending.as_ref().filter(|_| path.starts_with(OF_TABLE)) {
            let mut rows = (**pending).clone();
            rows.choices.set(path, answer);
            self.portfolio.look_at(Rc::new(rows), Some(choice_id(path)));
            match self.portfolio.coming {
                Some(_) => self.shows_another(),
                None => self.revision += 1,
            }
            return Some(());
        }
        let mut rows = (**self.workspace.rows.as_ref()?).clone();
        rows.choices.set(path, answer);
        self.change(Change::typed(Typing::Other(path.to_owned())), |workspace| {
            workspace.rows = Some(Rc::new(rows));
        })?;
        self.leave_field();
        Some(())
    }

    /// Another table or none stands where one stood.
    fn shows_another(&mut self) {
        self.notice.clear();
        self.revision += 1;
        // The visitor may have gone elsewhere while it was read.
        if self.mode == Mode::Portfolio {
            self.focus_on(PORTFOLIO_TITLE.to_owned());
        }
    }

    /// The table that was being read stands there, or what stood before it.
    fn ends_reading(&mut self) {
        self.portfolio.progress = Progress::default();
        self.shows_another();
        if let Some(control) = self.portfolio.asked_by.take().filter(|_| self.mode == Mode::Portfolio) {
            self.focus_on(control);
        }
    }

    fn remember(&mut self, head: String, choices: &Choices) {
        let mut said = choices.clone();
        said.keep(OF_TABLE);
        let remembered = Rc::make_mut(&mut self.portfolio.remembered);
        remembered.retain(|(known, _)| *known != head);
        remembered.push((head, said));
    }

    /// How many rows a figure of the program adds up, where it still is what they added up to.
    pub fn evidence(&self, place: FieldPath) -> Option<&Evidence> {
        let form = self.form();
        let key = place.tier.and_then(|at| form.tiers.get(at)).map(|tier| tier.key);
        let number = form.get(place).input.number()?.likely();
        let evidence = self.workspace.evidence.iter().filter(|_| self.plan_kind() == PlanKind::Program);
        let mut own = evidence.filter(|one| one.tier == key && one.field == place.field);
        own.find(|one| one.value.total_cmp(&number).is_eq())
    }
}
