//! A call: what it is held against, and what is out of sight in it.

use super::action::Toggle;
use super::change::Change;
use super::ids::LEAVE_BUTTON;
use super::state::State;
use crate::text;
use crate::workspace::{MAX_SCENARIOS, Mode, Scenario};
use comarketing_roi_engine::{Draft, Field, FieldPath, MetricId, Number};
use std::rc::Rc;

/// The dials of a tier, then those of the plan.
pub const DIALS: [Field; 3] = [Field::MdfSpent, Field::PipelineSourced, Field::WinRate];
/// See [`DIALS`].
pub const SHARED_DIALS: [Field; 2] = [Field::InfluenceCredit, Field::GrossMargin];

/// Whether a call has a dial for a field.
pub(super) fn is_dial(field: Field) -> bool {
    DIALS.contains(&field) || SHARED_DIALS.contains(&field)
}

impl State {
    /// The form that a call is held against: the scenario that was kept first, or else the plan as the call began.
    pub fn today_form(&self) -> &Rc<Draft> {
        self.workspace.scenarios.first().map_or(&self.entered, |first| &first.form)
    }

    /// The number at a place that a call is held against.
    pub fn today(&self, place: FieldPath) -> Option<f64> {
        self.today_form().get(place).input.number().map(Number::likely)
    }

    /// The return that a call is held against.
    pub fn today_roi(&self) -> Option<f64> {
        self.today.good.as_ref()?.1.total.value(MetricId::Roi)
    }

    /// Whether the plan is what the call is held against.
    pub fn is_today(&self) -> bool {
        self.form() == self.today_form()
    }

    /// The way that the button out of a call leads to; none where the host keeps the visitor there.
    pub fn way_back(&self) -> Option<Mode> {
        let back = self.before_call.map_or(Mode::Assessment, |(mode, _)| mode);
        (self.mode == Mode::Call && !self.locked).then_some(back)
    }

    /// Prepares what views read beside the results: what a call is held against, and what is shown while costs are private.
    pub(super) fn prepare(&mut self) {
        if self.mode == Mode::Call {
            let today = Rc::clone(self.today_form());
            self.today.follow(&today);
        }
        if self.is_private() {
            self.outcome_mut().hide_costs();
        }
    }

    /// Another way through the plan. A call begins with costs and margins hidden, as others may see the screen. They stay
    /// so wherever the visitor is led to, until somebody shows them or leaves the call.
    pub(super) fn take_mode(&mut self, mode: Mode) {
        if mode == Mode::Call && self.mode != Mode::Call {
            self.before_call = Some((self.mode, self.is_on(Toggle::Private)));
            if !self.is_on(Toggle::Private) {
                self.switches.push(Toggle::Private);
            }
        }
        self.mode = mode;
        if mode == Mode::Call {
            self.entered = Rc::clone(self.form());
        }
    }

    /// Who leaves the call sees again what was hidden for it alone.
    pub(super) fn leave_call(&mut self) {
        if self.mode == Mode::Call {
            return;
        }
        if let Some((_, false)) = self.before_call.take() {
            self.switches.retain(|on| *on != Toggle::Private);
        }
    }

    /// The id of the button that stands for the way on screen.
    pub(super) fn way_button(&self) -> String {
        match self.mode {
            Mode::Call => LEAVE_BUTTON.to_owned(),
            mode => format!("mode-{}", mode.id()),
        }
    }

    /// Turns every dial back at once.
    pub(super) fn back_to_today(&mut self) -> Option<()> {
        let (kind, today) = (self.plan_kind(), Rc::clone(self.today_form()));
        self.change(Change::made(text::TODAY_AGAIN.get()), |workspace| workspace.set_form(kind, today))?;
        self.show_all();
        Some(())
    }

    /// Puts the plan aside. The first that stands aside is what the others are held against: the plan as the call began.
    pub(super) fn add_scenario(&mut self) -> Option<()> {
        let form = Rc::clone(self.form());
        let (first, turned) =
            (self.workspace.scenarios.is_empty(), self.mode == Mode::Call && !self.is_today());
        let baseline = || Scenario { name: text::BASELINE.get().to_owned(), form: Rc::clone(&self.entered) };
        let added = match (first, turned) {
            (true, true) => vec![baseline(), self.named(form)?],
            (true, false) => vec![Scenario { form, ..baseline() }],
            (false, _) => vec![self.named(form)?],
        };
        if self.workspace.scenarios.len() + added.len() > MAX_SCENARIOS {
            return None;
        }
        let notice = text::scenario_added(added.last().map_or("", |scenario| &scenario.name));
        self.change(Change::made(notice), |workspace| {
            Rc::make_mut(&mut workspace.scenarios).extend(added);
        })
    }

    /// A scenario with a name that none has.
    fn named(&self, form: Rc<Draft>) -> Option<Scenario> {
        let taken = |name: &String| self.workspace.scenarios.iter().any(|other| other.name == *name);
        let name =
            (1..).map(|number: u32| text::scenario_name(&number.to_string())).find(|name| !taken(name))?;
        Some(Scenario { name, form })
    }
}
