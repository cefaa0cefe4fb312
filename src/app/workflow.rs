//! The actions of the ways through the workspace: modes, steps, answers, scenarios, the forecast.

use super::action::{Action, Source, Toggle};
use super::change::Change;
use super::ids::{PRIVATE_BUTTON, field_id, is_folded};
use super::state::{State, Typing};
use super::steps::{STEPS, Step};
use crate::text;
use crate::workspace::{Answer, MAX_SCENARIO_NAME, MAX_SCENARIOS, Mode, Scenario};
use comarketing_roi_engine::FieldPath;
use comarketing_roi_engine::plan::Group;
use std::rc::Rc;

/// The id of the title of a step, which takes the focus when the step changes.
pub const STEP_TITLE: &str = "step-title";

impl State {
    /// What `action` changes, if it is one of these.
    pub(super) fn work(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Mode(mode) if mode != self.mode => {
                self.switch_mode(mode);
                self.focus_on(format!("mode-{}", mode.id()));
            }
            Action::Step(step) if step < STEPS.len() => {
                self.leave_field();
                // Enter goes on from a field without leaving it first: what is wrong with it is said all the same.
                self.show_all();
                self.step = step;
                self.focus_on(STEP_TITLE.to_owned());
            }
            Action::GoTo(place) => self.go_to(place),
            Action::Answer(path, word) => {
                let answer = Answer::typed(&path, &word, self.format.convention());
                if self.workspace.answer(&path).map_or(answer.is_blank(), |before| *before == answer) {
                    return None;
                }
                self.change(Change::typed(Typing::Other(path.clone())), |workspace| {
                    workspace.set_answer(path, answer);
                })?;
                self.leave_field();
            }
            Action::AddScenario if self.workspace.scenarios.len() < MAX_SCENARIOS => self.add_scenario()?,
            Action::RenameScenario(at, name) => self.rename_scenario(at, &name)?,
            Action::RemoveScenario(at) => {
                let notice = text::scenario_removed(&self.workspace.scenarios.get(at)?.name);
                self.change(Change::made(notice), |workspace| {
                    Rc::make_mut(&mut workspace.scenarios).remove(at);
                })?;
            }
            Action::TakeScenario(at) => {
                let Scenario { name, form } = self.workspace.scenarios.get(at)?.clone();
                let kind = self.plan_kind();
                self.change(Change::made(text::scenario_taken(&name)), |workspace| {
                    workspace.set_form(kind, form);
                })?;
                self.show_all();
            }
            Action::Tier(at) => self.tier = at,
            Action::Toggle(switch) => {
                match self.switches.iter().position(|on| *on == switch) {
                    Some(at) => drop(self.switches.remove(at)),
                    None => self.switches.push(switch),
                }
                // What the panels show may be another.
                self.revision += 1;
                if switch == Toggle::Private {
                    // What had the focus may be hidden now.
                    let mode = format!("mode-{}", self.mode.id());
                    self.focus_on(if self.mode == Mode::Call { PRIVATE_BUTTON.to_owned() } else { mode });
                }
            }
            Action::Say(notice) => self.notice = notice,
            Action::Freeze => {
                let (plan, _) = self.campaign.good.clone().filter(|_| self.campaign.problems.is_empty())?;
                let frozen = self.workspace.campaign.forecast.is_none();
                let notice = if frozen { text::FORECAST_FROZEN } else { text::FORECAST_DISCARDED };
                self.change(Change::made(notice.get()), |workspace| {
                    workspace.campaign.forecast = frozen.then_some(plan);
                })?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Brings the field of an input on screen and the focus to it.
    fn go_to(&mut self, place: FieldPath) {
        let asks = |step: &Step| match step {
            Step::Tiers(_, fields) => place.tier.is_some() && fields.contains(&place.field),
            Step::Direct => place.field.group() == Group::Direct,
            Step::Economics => matches!(place.field.group(), Group::Economics | Group::Plan),
            Step::Questions(..) | Step::Result => false,
        };
        match (self.mode, STEPS.iter().position(asks)) {
            (Mode::Assessment, Some(step)) => self.step = step,
            (Mode::Campaign, _) => {}
            // The host keeps the visitor here, where nothing asks for it.
            _ if self.locked => {}
            // A call has a few dials only, and no step of the assessment asks for every figure.
            _ => {
                if self.mode != Mode::Sheet {
                    self.switch_mode(Mode::Sheet);
                }
                self.more_detail |= is_folded(place);
            }
        }
        let key = place.tier.and_then(|at| self.form().tiers.get(at)).map_or(0, |tier| tier.key);
        self.focus_on(field_id(place, key));
    }

    fn add_scenario(&mut self) -> Option<()> {
        let taken = |name: &String| self.workspace.scenarios.iter().any(|other| other.name == *name);
        let name = if self.workspace.scenarios.is_empty() {
            text::BASELINE.get().to_owned()
        } else {
            (1..).map(|number: u32| text::scenario_name(&number.to_string())).find(|name| !taken(name))?
        };
        let form = Rc::clone(self.form());
        self.change(Change::made(text::scenario_added(&name)), |workspace| {
            Rc::make_mut(&mut workspace.scenarios).push(Scenario { name, form });
        })
    }

    /// A scenario without a name keeps the one it has.
    fn rename_scenario(&mut self, at: usize, name: &str) -> Option<()> {
        let name: String = name.trim().chars().take(MAX_SCENARIO_NAME).collect();
        self.workspace.scenarios.get(at).filter(|_| !name.is_empty())?;
        self.change(Change::made(text::scenario_renamed(&name)), |workspace| {
            if let Some(scenario) = Rc::make_mut(&mut workspace.scenarios).get_mut(at) {
                scenario.name = name;
            }
        })
    }

    /// Shows the workspace in another way. Nothing of it changes.
    fn switch_mode(&mut self, mode: Mode) {
        self.leave_field();
        self.mode = mode;
        self.open = None;
        self.tier = 0;
        self.notice.clear();
        self.follow_currency();
        self.slider_base = Rc::clone(self.form());
        // The plan that the host sees may be another.
        self.revision += 1;
        self.source = Source::User;
    }
}
