//! The actions of the ways through a plan: modes, steps, answers, scenarios.

use super::mode::{Kept, Mode, Parked, STEPS, Scenario};
use super::sample;
use super::state::{Action, State, Switch};
use crate::text;
use comarketing_roi_engine::draft::{Entry, Origin};
use comarketing_roi_engine::number::{Reading, read};
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, Place};
use std::rc::Rc;

/// How many plans can stand aside.
pub const MAX_SCENARIOS: usize = 6;

/// The id of the title of a step, which takes the focus when the step changes.
pub const STEP_TITLE: &str = "step-title";

impl State {
    /// Whether a switch is on.
    pub fn is_on(&self, switch: Switch) -> bool {
        self.switches.contains(&switch)
    }

    /// The answer at a path; empty where there is none.
    pub fn answer(&self, path: &str) -> &str {
        self.answers.iter().find(|(at, _)| at == path).map_or("", |(_, word)| word)
    }

    /// The value that a dial turned from: it sets how far the dial goes, and stays while it is turned.
    pub fn anchor(&self, place: Place) -> Option<f64> {
        let entry = self.anchors.get(place);
        let format = &self.format;
        match read(&entry.text, place.field.kind(), format.convention(), format.currency()) {
            Ok(Reading::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// What `action` changes, if it is one of these.
    pub(super) fn go(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Mode(mode) if mode != self.mode => {
                self.enter(mode);
                self.changed();
                self.by_visitor = false;
                self.focus_on(format!("mode-{}", mode.id()));
            }
            Action::Step(step) if step < STEPS.len() => {
                self.step = step;
                self.typing = None;
                self.focus_on(STEP_TITLE.to_owned());
            }
            Action::Answer(path, word) => self.take_answer(path, word)?,
            Action::Set(place, value) => {
                let text = self.format.input(place.field.kind(), value);
                self.remember(None);
                Rc::make_mut(&mut self.draft).set(place, Entry::new(text, Origin::Yours));
                self.notice = text::value_set(&self.draft.label(place));
                self.changed();
            }
            Action::AddScenario if self.scenarios.len() < MAX_SCENARIOS => self.add_scenario(),
            Action::RemoveScenario(at) if at < self.scenarios.len() => {
                self.remember(None);
                let gone = Rc::make_mut(&mut self.scenarios).remove(at);
                self.notice = text::scenario_removed(&gone.name);
                self.changed();
            }
            Action::TakeScenario(at) => {
                let Scenario { name, draft } = self.scenarios.get(at)?.clone();
                self.remember(None);
                self.draft = draft;
                self.settle_dials();
                self.notice = text::scenario_taken(&name);
                self.changed();
                self.show_all();
            }
            Action::Tier(at) => self.tier = at,
            Action::Toggle(switch) => match self.switches.iter().position(|on| *on == switch) {
                Some(at) => drop(self.switches.remove(at)),
                None => self.switches.push(switch),
            },
            Action::Say(notice) => self.notice = notice,
            Action::Freeze => {
                let (plan, _) = self.outcome.good.as_ref().filter(|_| !self.is_stale())?;
                self.forecast = match self.forecast {
                    Some(_) => None,
                    None => Some(Rc::clone(plan)),
                };
            }
            _ => return None,
        }
        Some(())
    }

    fn take_answer(&mut self, path: String, word: String) -> Option<()> {
        if self.answer(&path) == word {
            return None;
        }
        self.remember(Some(path.clone()));
        let answers = Rc::make_mut(&mut self.answers);
        answers.retain(|(at, _)| *at != path);
        if !word.is_empty() {
            answers.push((path, word));
        }
        self.changed();
        Some(())
    }

    fn add_scenario(&mut self) {
        self.remember(None);
        let name = match self.scenarios.len() {
            0 => text::BASELINE.get().to_owned(),
            number => text::scenario_name(&number.to_string()),
        };
        self.notice = text::scenario_added(&name);
        let draft = Rc::clone(&self.draft);
        Rc::make_mut(&mut self.scenarios).push(Scenario { name, draft });
        self.changed();
    }

    /// Puts the form of a mode on screen. The campaign has a plan of its own; what belongs to the company and not to the
    /// activity goes with the visitor.
    pub(super) fn enter(&mut self, mode: Mode) {
        let crosses = (mode == Mode::Campaign) != (self.mode == Mode::Campaign);
        self.mode = mode;
        self.open = None;
        self.typing = None;
        if !crosses {
            self.settle_dials();
            return;
        }
        let mut draft = Rc::clone(&self.parked.draft);
        let company = [Group::Direct, Group::Economics].into_iter().flat_map(Field::of);
        for place in company.chain([Field::InfluenceCredit]).map(Place::plan) {
            let ours = self.draft.get(place);
            // A sample is nobody's company.
            if draft.get(place) != ours && ours.origin != Origin::Sample {
                Rc::make_mut(&mut draft).set(place, ours.clone());
            }
        }
        let change = Rc::make_mut(&mut draft);
        change.includes_influenced = self.draft.includes_influenced;
        change.currency.clone_from(&self.draft.currency);
        let ours = Parked {
            draft: core::mem::replace(&mut self.draft, draft),
            past: core::mem::take(&mut self.past),
            future: core::mem::take(&mut self.future),
        };
        let theirs = core::mem::replace(&mut self.parked, ours);
        (self.past, self.future) = (theirs.past, theirs.future);
        self.shown = Rc::default();
        self.tier = 0;
        self.settle_dials();
    }

    /// Dials turn from what is there now.
    pub(super) fn settle_dials(&mut self) {
        self.anchors = Rc::clone(&self.draft);
    }

    /// Puts back what was kept; answers with what was there.
    pub(super) fn exchange(&mut self, kept: Kept) -> Kept {
        Kept {
            draft: core::mem::replace(&mut self.draft, kept.draft),
            answers: core::mem::replace(&mut self.answers, kept.answers),
            scenarios: core::mem::replace(&mut self.scenarios, kept.scenarios),
        }
    }

    /// The sample of the form on screen.
    pub(super) fn sample(&self) -> comarketing_roi_engine::Draft {
        match self.mode {
            Mode::Campaign => sample::sample_campaign(&self.format),
            _ => sample::sample(&self.format),
        }
    }

    /// The form on screen without figures.
    pub(super) fn blank(&self) -> comarketing_roi_engine::Draft {
        match self.mode {
            Mode::Campaign => sample::campaign(&self.format),
            _ => sample::blank(&self.format),
        }
    }
}
