//! Everything that the page is drawn from. Pure, so that it is tested without a browser.

use super::action::{FigureRef, FocusRequest, Source, Toggle};
use super::ids::name_path;
use super::outcome::Outcome;
use super::portfolio::PortfolioView;
use super::sample;
use super::steps::STEPS;
use crate::format::Format;
use crate::workspace::{Mode, PlanKind, Restored, Workspace};
use comarketing_roi_engine::draft::{Input, Origin};
use comarketing_roi_engine::{Draft, FieldPath, MetricId, Number, Plan, Problem, Report};
use std::rc::Rc;

/// The text of the field that the visitor is in, as it was typed. It is the visitor's until the field is left.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typing {
    /// A number.
    Number(FieldPath, String),
    /// The name of a tier.
    Name(usize, String),
    /// The slider of a field, or a scenario's name: edits in a row are one step of undo.
    Other(String),
}

impl Typing {
    /// Whether both are edits of one field.
    pub(super) fn continues(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a, _), Self::Number(b, _)) => a == b,
            (Self::Name(a, _), Self::Name(b, _)) => a == b,
            (Self::Other(a), Self::Other(b)) => a == b,
            _ => false,
        }
    }
}

/// What undo brings back: the workspace, where it was changed.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) workspace: Workspace,
    pub(super) mode: Mode,
    pub(super) step: usize,
    pub(super) start: bool,
    pub(super) entered: Rc<Draft>,
}

/// What a widget begins with.
#[derive(Clone, Default)]
pub struct Start<'a> {
    /// The host's plan.
    pub plan: Option<&'a Plan>,
    /// A workspace that comes back.
    pub restored: Option<Restored>,
    /// Whether figures are only for reading.
    pub readonly: bool,
    /// Whether the visitor stays in the mode that the host chose.
    pub locked: bool,
    /// Whether the assessment begins with five numbers for a first answer, where nothing was given or comes back.
    pub quick: bool,
}

/// Everything that the page is drawn from.
#[derive(Clone)]
pub struct State {
    /// What the visitor has made.
    pub workspace: Workspace,
    /// How numbers are written, with the currency of the plan on screen.
    pub format: Format,
    /// The host's currency, for a form that was not given its own.
    pub(super) host_currency: String,
    /// Whether the plans state their own currency: they were given, not typed into an empty form.
    pub(super) states_currency: bool,
    /// The form as it was when the call began: what its dials are turned from.
    pub(super) entered: Rc<Draft>,
    /// The results of what the call is held against.
    pub(super) today: Outcome,
    /// The way that led into the call, and whether costs were hidden there.
    pub(super) before_call: Option<(Mode, bool)>,
    /// The results of both plans.
    pub(super) program: Outcome,
    pub(super) campaign: Outcome,
    /// The figure whose explanation is open.
    pub open: Option<FigureRef>,
    /// Whether every field of a tier is unfolded.
    pub more_detail: bool,
    /// Whether the table shows every metric.
    pub all_metrics: bool,
    /// One sentence on the last change, for everyone and for screen readers.
    pub notice: String,
    /// Where the focus should go.
    pub focus: Option<FocusRequest>,
    /// Counts the changes of what the host and the panels see.
    pub revision: u32,
    /// Where the last change came from.
    pub source: Source,
    /// The way through the plan.
    pub mode: Mode,
    /// The step of the assessment.
    pub step: usize,
    /// Whether the assessment is at its start, before its first step: five numbers for a first answer.
    pub start: bool,
    /// The key of the tier that holds what is not split by tier yet.
    pub(super) rest: Option<u32>,
    /// The return before the step on screen, where it had one.
    pub(super) before_step: Option<f64>,
    /// The tier whose dials are on screen.
    pub tier: usize,
    /// What is on.
    pub switches: Vec<Toggle>,
    /// What of the portfolio is on screen.
    pub portfolio: PortfolioView,
    /// Whether figures are only for reading.
    pub readonly: bool,
    /// Whether the visitor stays in the mode that the host chose.
    pub locked: bool,
    /// The form that sliders turn from: it says how far each goes, and stays while one is turned.
    pub(super) slider_base: Rc<Draft>,
    pub(super) past: Vec<Snapshot>,
    pub(super) future: Vec<Snapshot>,
    pub(super) typing: Option<Typing>,
}

impl State {
    /// The state on first view, with every figure on screen.
    pub fn new(format: Format, plan: Option<&Plan>) -> Self {
        Self::open(format, Mode::Sheet, Start { plan, ..Start::default() })
    }

    /// The state on first view: what comes back, else the host's plan, else what the mode begins with.
    pub fn open(format: Format, mode: Mode, start: Start) -> Self {
        let given = start.plan.is_some() || start.restored.is_some();
        let quick = start.quick && !given && matches!(mode, Mode::Assessment | Mode::Campaign);
        let (workspace, mode, step, at_start) = match start.restored {
            Some(Restored { workspace, mode, step, start }) => (workspace, mode, step, start),
            None => {
                let program = match mode.begins_with_sample() && !given {
                    _ if quick => sample::quick(&format),
                    true => sample::sample(&format),
                    false => sample::blank(&format),
                };
                let mut workspace = Workspace::new(program, sample::campaign(&format));
                if let Some(plan) = start.plan {
                    workspace.take_plan(plan, mode);
                }
                (workspace, mode, 0, quick)
            }
        };
        let mut state = Self {
            host_currency: format.currency().to_owned(),
            states_currency: given,
            slider_base: Rc::clone(workspace.form(mode.plan())),
            entered: Rc::clone(workspace.form(mode.plan())),
            today: Outcome::default(),
            before_call: None,
            workspace,
            format,
            program: Outcome::default(),
            campaign: Outcome::default(),
            open: None,
            more_detail: false,
            all_metrics: false,
            notice: String::new(),
            focus: None,
            revision: 0,
            source: Source::Host,
            mode,
            step,
            start: at_start,
            before_step: None,
            rest: None,
            tier: 0,
            switches: Vec::new(),
            portfolio: PortfolioView::default(),
            readonly: start.readonly,
            locked: start.locked,
            past: Vec::new(),
            future: Vec::new(),
            typing: None,
        };
        state.follow_currency();
        state.work_out();
        state.show_all();
        if mode == Mode::Call {
            state.switches.push(Toggle::Private);
            state.before_call = Some((Mode::Assessment, false));
        }
        state.prepare();
        state
    }

    /// Whether the start is on screen.
    pub fn is_at_start(&self) -> bool {
        self.start && self.mode == Mode::Assessment
    }

    /// How many fields hold a number of an example.
    pub fn examples_left(&self) -> usize {
        let form = self.form();
        let is_example = |place: &FieldPath| {
            let entry = form.get(*place);
            !entry.is_blank() && entry.origin == Origin::Sample
        };
        form.places().filter(is_example).count()
    }

    /// What stands in a field in the place of a number of the visitor's.
    pub fn stand_ins(&self) -> Vec<FieldPath> {
        let form = self.form();
        let stands_in = |place: &FieldPath| {
            let entry = form.get(*place);
            !entry.is_blank() && matches!(entry.origin, Origin::Assumed(_))
        };
        form.places().filter(stands_in).collect()
    }

    /// The number of the step on screen, from 1; 0 at the start.
    pub fn step_number(&self) -> usize {
        if self.is_at_start() { 0 } else { self.step.min(STEPS.len() - 1) + 1 }
    }

    /// How far the return has moved since the step on screen was entered; nothing where it has not.
    pub fn moved(&self) -> Option<f64> {
        let moved = self.roi()? - self.before_step?;
        (moved.abs() >= 0.0005).then_some(moved)
    }

    pub(super) fn roi(&self) -> Option<f64> {
        self.report().filter(|_| !self.is_stale())?.total.value(MetricId::Roi)
    }

    /// The plan on screen.
    pub fn plan_kind(&self) -> PlanKind {
        self.mode.plan()
    }

    /// The form on screen.
    pub fn form(&self) -> &Rc<Draft> {
        self.workspace.form(self.plan_kind())
    }

    /// The results of the plan on screen.
    pub fn outcome(&self) -> &Outcome {
        match self.plan_kind() {
            PlanKind::Program => &self.program,
            PlanKind::Campaign => &self.campaign,
        }
    }

    pub(super) fn outcome_mut(&mut self) -> &mut Outcome {
        match self.plan_kind() {
            PlanKind::Program => &mut self.program,
            PlanKind::Campaign => &mut self.campaign,
        }
    }

    /// The last good report, as it may be shown.
    pub fn report(&self) -> Option<&Rc<Report>> {
        self.outcome().shown(self.is_private()).map(|(_, report)| report)
    }

    /// Whether the results are older than the form.
    pub fn is_stale(&self) -> bool {
        !self.outcome().problems.is_empty()
    }

    /// The name of what is wrong first, in the order of the form; none where all can be read.
    pub fn first_problem(&self) -> Option<String> {
        let path = &self.outcome().problems.first()?.path;
        let form = self.form();
        if let Some(place) = form.places().find(|place| place.path() == *path) {
            return Some(form.label(place, crate::text::TRANSLATE));
        }
        let named = (0..form.tiers.len()).find(|at| *path == name_path(*at));
        Some(named.map_or_else(
            || crate::text::TIERS.get().to_owned(),
            |at| crate::text::tier_name(&(at + 1).to_string()),
        ))
    }

    /// Whether a switch is on.
    pub fn is_on(&self, switch: Toggle) -> bool {
        self.switches.contains(&switch)
    }

    /// Whether costs and margins are hidden: by the visitor, or by whoever sent the plan.
    pub fn is_private(&self) -> bool {
        self.is_on(Toggle::Private) || self.form().costs_withheld
    }

    /// What stands in the field at `place`: what the visitor is typing, else its number as the language writes it.
    pub fn text(&self, place: FieldPath) -> String {
        match &self.typing {
            Some(Typing::Number(at, text)) if *at == place => return text.clone(),
            _ => {}
        }
        if place.field.is_cost_or_margin() && self.is_private() {
            return String::new();
        }
        match &self.form().get(place).input {
            Input::Blank => String::new(),
            Input::Number(_) if self.example(place).is_some() => String::new(),
            Input::Number(number) => self.format.number(place.field.kind(), *number),
            Input::Unread { text, .. } => text.clone(),
        }
    }

    /// The number of an example at `place` as text, where the form shows it as what could be typed and not as what was. While
    /// something is typed into the field it is not there.
    pub fn example(&self, place: FieldPath) -> Option<String> {
        let entry = self.form().get(place);
        if self.mode == Mode::Campaign && entry.is_blank() {
            // An activity begins empty, and says what could stand there.
            let sample = sample::sample_campaign(&self.format);
            let number = sample.get(place).input.number()?;
            return Some(self.format.input(place.field.kind(), number.likely()));
        }
        let Input::Number(number) = &entry.input else { return None };
        let shows = self.mode == Mode::Assessment && entry.origin == Origin::Sample;
        shows.then(|| self.format.input(place.field.kind(), number.likely()))
    }

    /// The value that the slider at `place` turned from: it sets how far the slider goes.
    pub fn slider_base(&self, place: FieldPath) -> Option<f64> {
        self.slider_base.get(place).input.number().map(Number::likely)
    }

    /// One sentence for screen readers, some time after the last change: first what was done, then the headline.
    pub fn spoken(&self) -> String {
        let metric = MetricId::Roi.metric();
        let headline = match self.report().and_then(|report| report.total.value(metric.id)) {
            Some(value) if !self.is_stale() => {
                let figure = self.format.figure(metric.unit, value);
                let said = crate::text::spoken_headline(crate::text::term(metric.name), &figure);
                let example = self.report().is_some_and(|report| report.is_example());
                if example {
                    crate::text::sentences(&[said, crate::text::join_stop(crate::text::EXAMPLE.get())])
                } else {
                    said
                }
            }
            Some(_) => self.first_problem().map(|field| crate::text::stale(&field)).unwrap_or_default(),
            None => String::new(),
        };
        crate::text::sentences(&[&self.notice, &headline])
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The problem at a path of the form on screen, if it is shown.
    pub fn problem(&self, path: &str) -> Option<&Problem> {
        self.outcome().problem(path)
    }

    /// The problems that are shown, in the order of the form.
    pub fn shown_problems(&self) -> impl Iterator<Item = &Problem> {
        let outcome = self.outcome();
        outcome.problems.iter().filter(|problem| outcome.problem(&problem.path).is_some())
    }

    /// Numbers are written in the currency of the plan on screen.
    pub(super) fn follow_currency(&mut self) {
        let currency = &self.form().currency;
        if self.format.currency() != currency {
            self.format = Format::new(self.format.locale(), currency);
        }
    }

    /// Reads both forms anew, where they have changed.
    pub(super) fn work_out(&mut self) {
        self.program.follow(&self.workspace.program);
        self.campaign.follow(&self.workspace.campaign.form);
    }

    /// Shows every problem: for forms that come as a whole.
    pub(super) fn show_all(&mut self) {
        self.program.show_all();
        self.campaign.show_all();
    }

    pub(super) fn focus_on(&mut self, id: String) {
        let count = self.focus.as_ref().map_or(0, |last| last.count + 1);
        self.focus = Some(FocusRequest { count, id });
    }
}
