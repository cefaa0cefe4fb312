//! The actions of the ways through the workspace: modes, steps, answers, scenarios, the forecast.

use super::action::{Action, Source, Toggle};
use super::call::is_dial;
use super::change::Change;
use super::ids::{PRIVATE_BUTTON, field_id, is_folded};
use super::sample::QUICK;
use super::state::{State, Typing};
use super::steps::{STEPS, is_unfolded};
use crate::text;
use crate::workspace::{Answer, MAX_SCENARIO_NAME, Mode, Scenario};
use comarketing_roi_engine::FieldPath;
use std::rc::Rc;

/// The id of the title of a step, which takes the focus when the step changes.
pub const STEP_TITLE: &str = "step-title";

impl State {
    /// What `action` changes, if it is one of these.
    pub(super) fn work(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Mode(mode) if mode != self.mode => {
                self.switch_mode(mode);
                self.leave_call();
                self.focus_on(self.way_button());
            }
            Action::Step(step) if step < STEPS.len() => {
                self.leave_field();
                // Enter goes on from a field without leaving it first: what is wrong with it is said all the same.
                self.show_all();
                self.start = false;
                self.enter_step(step);
            }
            Action::Begin => {
                self.leave_field();
                self.show_all();
                self.start = false;
                self.enter_step(0);
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
            Action::AddScenario => self.add_scenario()?,
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
            Action::BackToToday => self.back_to_today()?,
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
                    let in_call = self.mode == Mode::Call;
                    self.focus_on(if in_call { PRIVATE_BUTTON.to_owned() } else { self.way_button() });
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
            other => self.of_portfolio(other)?,
        }
        Some(())
    }

    /// What goes on from a field of the assessment: to the next step, and from the start once its five numbers are there.
    pub fn next(&self) -> Action {
        match self.is_at_start() {
            true if self.form().has_sample() => Action::Focus(self.first_example()),
            true => Action::Begin,
            false => Action::Step(self.step + 1),
        }
    }

    /// The id of the first field of the start that is still an example.
    fn first_example(&self) -> String {
        let key = self.form().tiers.first().map_or(0, |tier| tier.key);
        let places = QUICK.map(|field| FieldPath::tier(0, field));
        let left = places.into_iter().find(|place| self.example(*place).is_some());
        left.map(|place| field_id(place, key)).unwrap_or_default()
    }

    /// Shows a step of the assessment, from which on it is said what moved the answer.
    fn enter_step(&mut self, step: usize) {
        self.step = step;
        self.before_step = self.roi();
        self.focus_on(STEP_TITLE.to_owned());
    }

    /// Brings the field of an input on screen and the focus to it.
    fn go_to(&mut self, place: FieldPath) {
        match (self.mode, STEPS.iter().position(|step| step.asks(place))) {
            (Mode::Assessment, _) if self.is_at_start() && QUICK.contains(&place.field) => {}
            (Mode::Assessment, Some(step)) => {
                self.start = false;
                self.step = step;
                self.more_detail |= is_unfolded(place.field);
            }
            (Mode::Campaign, _) => {}
            (Mode::Call, _) if is_dial(place.field) => self.tier = place.tier.unwrap_or(self.tier),
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
        self.take_mode(mode);
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
