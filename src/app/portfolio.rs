//! The portfolio: a table of campaigns is looked at, taken, judged, and fills the program.

use super::action::Action;
use super::change::Change;
use super::state::{State, Typing};
use crate::text;
use crate::workspace::{CampaignRows, Choices, Evidence, Mode, PlanKind};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::{Draft, FieldPath};
use std::rc::Rc;

/// The id of the heading of the portfolio, which takes the focus when what stands below it is another.
pub const PORTFOLIO_TITLE: &str = "portfolio-title";
/// What is chosen of how a table is read; it belongs to the table and to others with the same head.
const OF_TABLE: &str = "/table/";

/// What of the portfolio is on screen, beside what the visitor has made.
#[derive(Clone, Debug, Default)]
pub struct PortfolioView {
    /// The table that is looked at before it is taken.
    pub pending: Option<Rc<CampaignRows>>,
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
}

impl State {
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
                self.portfolio.pending = Some(rows);
                self.shows_another();
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
            Action::Choose(path, word) => self.choose(&path, word)?,
            Action::Look(path, word) => {
                Rc::make_mut(&mut self.portfolio.look).set(&path, word);
                self.revision += 1;
            }
            Action::LookAtAll => {
                Rc::make_mut(&mut self.portfolio.look).clear("/filter/");
                self.revision += 1;
            }
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
    fn choose(&mut self, path: &str, word: String) -> Option<()> {
        if let Some(pending) = self.portfolio.pending.as_mut().filter(|_| path.starts_with(OF_TABLE)) {
            Rc::make_mut(pending).choices.set(path, word);
            self.revision += 1;
            return Some(());
        }
        let mut rows = (**self.workspace.rows.as_ref()?).clone();
        rows.choices.set(path, word);
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
        self.focus_on(PORTFOLIO_TITLE.to_owned());
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
