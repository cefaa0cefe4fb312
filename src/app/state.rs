//! The state and the actions that change it: pure, so that it is tested without a browser.

use super::mode::{Answers, Kept, Mode, Parked, Scenario};
use super::sample;
use crate::format::Format;
use crate::text::Text;
use comarketing_roi_engine::draft::{Entry, Origin};
use comarketing_roi_engine::number::{Reading, read};
use comarketing_roi_engine::plan::MAX_TIERS;
use comarketing_roi_engine::say::joined;
use comarketing_roi_engine::{Draft, MetricId, Place, Plan, Problem, Report, ValidPlan, evaluate};
use std::rc::Rc;

/// How many steps can be undone.
const HISTORY: usize = 100;

/// A column of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The tier at this position.
    Tier(usize),
    /// All tiers.
    Total,
    /// Direct marketing and sales.
    Direct,
}

/// A part of the results; a figure that stands in two of them opens where it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The headline.
    Headline,
    /// The numbers that executives ask for.
    Executive,
    /// Acquisition cost.
    Acquisition,
    /// The table of tiers.
    Table,
    /// Figures for the whole plan.
    Programme,
}

/// Where a figure stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The part of the results.
    pub area: Area,
    /// The column.
    pub column: Column,
    /// The metric.
    pub metric: MetricId,
}

/// What a visitor or the host does.
#[derive(Clone)]
pub enum Action {
    /// Types into a field.
    Edit(Place, String),
    /// Leaves a field: its number is written out, or what is wrong with it is shown.
    Commit(Place),
    /// Types a tier's name.
    Rename(usize, String),
    /// Leaves a tier's name.
    CommitName(usize),
    /// Adds a tier at the end.
    AddTier,
    /// Removes a tier.
    RemoveTier(usize),
    /// Says whether direct's report holds the influenced deals.
    IncludesInfluenced(bool),
    /// Takes the last change back.
    Undo,
    /// Brings back what was undone.
    Redo,
    /// Empties the form.
    Clear,
    /// Fills the form with the sample.
    Sample,
    /// Opens the explanation of a figure, or closes it.
    Explain(Spot),
    /// Closes the explanation that is open. From inside it, the focus goes back to its figure; from elsewhere it stays.
    Close {
        /// Whether the focus is in the explanation.
        from_inside: bool,
    },
    /// Moves the focus to a control.
    Focus(String),
    /// Unfolds or folds the fields beyond the first.
    MoreDetail,
    /// Shows every row of the table, or the main ones.
    AllMetrics,
    /// The host gives a plan.
    HostPlan(Rc<Plan>),
    /// The host sets language or currency.
    HostFormat(Format),
    /// Takes another way through the plan.
    Mode(Mode),
    /// Goes to a step of the assessment.
    Step(usize),
    /// Answers a question beside the figures; an empty word takes the answer back.
    Answer(String, String),
    /// Sets an input to a number that was worked out for it.
    Set(Place, f64),
    /// Puts the plan aside as a scenario.
    AddScenario,
    /// Removes a scenario.
    RemoveScenario(usize),
    /// Makes a scenario the plan.
    TakeScenario(usize),
    /// Turns to another tier's dials.
    Tier(usize),
    /// Turns a switch of the page.
    Toggle(Switch),
    /// Tells the visitor something.
    Say(String),
    /// Freezes the campaign's figures as the forecast.
    Freeze,
}

/// What is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Larger, for a shared screen.
    Presenter,
    /// Private figures are out of sight.
    Private,
    /// The sheet of keys.
    Keys,
    /// The charts beneath the figures.
    Charts,
    /// What can be done with the plan: files, links, print.
    Menu,
}

/// The results on screen.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The last good report and its plan.
    pub good: Option<(Rc<ValidPlan>, Rc<Report>)>,
    /// What is wrong with the form now; while there is something, `good` is an older answer.
    pub problems: Rc<Vec<Problem>>,
}

/// Where the focus goes after a change that moves things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FocusRequest {
    /// Distinguishes a request from an equal one before it.
    pub count: u32,
    /// The id of the control.
    pub id: String,
}

/// Everything that the page is drawn from.
#[derive(Clone)]
pub struct State {
    /// What was typed.
    pub draft: Rc<Draft>,
    /// How numbers are written.
    pub format: Format,
    /// The results.
    pub outcome: Outcome,
    /// Paths of the fields whose problem is shown: those that were left, or were wrong when the form came.
    pub shown: Rc<Vec<String>>,
    /// The figure whose explanation is open.
    pub open: Option<Spot>,
    /// Whether every field of a tier is unfolded.
    pub more_detail: bool,
    /// Whether the table shows every metric.
    pub all_metrics: bool,
    /// One sentence on the last change, for everyone and for screen readers.
    pub notice: String,
    /// Where the focus should go.
    pub focus: Option<FocusRequest>,
    /// Counts the changes of the draft.
    pub revision: u32,
    /// Whether the last change came from the visitor.
    pub by_visitor: bool,
    /// The way through the plan.
    pub mode: Mode,
    /// The step of the assessment.
    pub step: usize,
    /// What was answered beside the figures.
    pub answers: Rc<Answers>,
    /// Plans that were put aside.
    pub scenarios: Rc<Vec<Scenario>>,
    /// The tier whose dials are on screen.
    pub tier: usize,
    /// What is on.
    pub switches: Vec<Switch>,
    /// The texts that dials turned from.
    pub(super) anchors: Rc<Draft>,
    /// The campaign as it was forecast.
    pub forecast: Option<Rc<ValidPlan>>,
    pub(super) past: Vec<Kept>,
    pub(super) future: Vec<Kept>,
    /// The field being typed into: its edits are one step of undo.
    pub(super) typing: Option<String>,
    pub(super) parked: Parked,
}

impl State {
    /// The state on first view, with every figure on screen.
    pub fn new(format: Format, plan: Option<&Plan>, restored: Option<Draft>) -> Self {
        Self::open(format, plan, restored, Mode::Sheet)
    }

    /// The state on first view: a restored draft, else the host's plan, else what the mode begins with.
    pub fn open(format: Format, plan: Option<&Plan>, restored: Option<Draft>, mode: Mode) -> Self {
        // A campaign has a plan of its own, and what is given to it is that.
        let own = mode == Mode::Campaign && (plan.is_some() || restored.is_some());
        let draft = restored.unwrap_or_else(|| match plan {
            Some(plan) => host_draft(plan, &format),
            None if mode.begins_with_sample() => sample::sample(&format),
            None => sample::blank(&format),
        });
        let format = in_currency(format, &draft);
        let anchors = Rc::new(draft.clone());
        let other = if own { sample::blank(&format) } else { sample::campaign(&format) };
        let parked = Parked { draft: Rc::new(other), past: Vec::new(), future: Vec::new() };
        let mut state = Self {
            draft: Rc::new(draft),
            format,
            outcome: Outcome::default(),
            shown: Rc::default(),
            open: None,
            more_detail: false,
            all_metrics: false,
            notice: String::new(),
            focus: None,
            revision: 0,
            by_visitor: false,
            mode: if own { mode } else { Mode::Sheet },
            step: 0,
            answers: Rc::default(),
            scenarios: Rc::default(),
            tier: 0,
            switches: Vec::new(),
            anchors,
            forecast: None,
            past: Vec::new(),
            future: Vec::new(),
            typing: None,
            parked,
        };
        state.enter(mode);
        state.settle_dials();
        state.work_out();
        state.show_all();
        state
    }

    /// The last good report.
    pub fn report(&self) -> Option<&Rc<Report>> {
        self.outcome.good.as_ref().map(|(_, report)| report)
    }

    /// Whether the results are older than the form.
    pub fn is_stale(&self) -> bool {
        !self.outcome.problems.is_empty()
    }

    /// One sentence for screen readers, some time after the last change: first what was done, then the headline.
    pub fn spoken(&self) -> String {
        let metric = MetricId::Roi.metric();
        let headline = match self.report().and_then(|report| report.total.value(metric.id)) {
            Some(value) if !self.is_stale() => crate::text::spoken_headline(
                crate::text::term(metric.name),
                &self.format.figure(metric.unit, value),
            ),
            Some(_) => crate::text::STALE.get().to_owned(),
            None => String::new(),
        };
        if self.notice.is_empty() { headline } else { joined(&[&self.notice, " ", &headline]) }
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The problem at a path, if it is shown.
    pub fn problem(&self, path: &str) -> Option<&Problem> {
        if !self.shown.iter().any(|shown| shown == path) {
            return None;
        }
        self.outcome.problems.iter().find(|problem| problem.path == path)
    }

    /// The problems that are shown, in the order of the form.
    pub fn shown_problems(&self) -> impl Iterator<Item = &Problem> {
        self.outcome.problems.iter().filter(|p| self.problem(&p.path).is_some())
    }

    /// The state after `action`; `None` where nothing changes.
    pub fn apply(&self, action: Action) -> Option<Self> {
        let mut next = self.clone();
        match action {
            Action::Edit(place, text) => next.edit(place, text)?,
            Action::Commit(place) => next.commit(place)?,
            Action::Rename(tier, name) => next.rename(tier, name)?,
            Action::CommitName(tier) => next.show(name_path(tier))?,
            Action::AddTier => next.add_tier()?,
            Action::RemoveTier(tier) => next.remove_tier(tier)?,
            Action::IncludesInfluenced(yes) => next.includes_influenced(yes)?,
            Action::Undo => next.undo()?,
            Action::Redo => next.redo()?,
            Action::Clear => next.replace(self.blank(), crate::text::CLEARED),
            Action::Sample => next.replace(self.sample(), crate::text::SAMPLE_FILLED),
            Action::Explain(spot) => next.open = (self.open != Some(spot)).then_some(spot),
            Action::Close { from_inside } => {
                let spot = self.open?;
                next.open = None;
                if from_inside {
                    next.focus_on(crate::view::figure::button_id(spot));
                }
            }
            Action::Focus(id) => next.focus_on(id),
            Action::MoreDetail => next.more_detail = !self.more_detail,
            Action::AllMetrics => next.all_metrics = !self.all_metrics,
            Action::HostPlan(plan) => next.host_plan(&plan),
            Action::HostFormat(format) => next.host_format(format)?,
            other => next.go(other)?,
        }
        Some(next)
    }

    fn edit(&mut self, place: Place, text: String) -> Option<()> {
        if self.draft.get(place).text == text {
            return None;
        }
        self.remember(Some(place.path()));
        Rc::make_mut(&mut self.draft).set(place, Entry::new(text, Origin::Yours));
        self.changed();
        Some(())
    }

    /// Writes the number out as the language has it, if that reads back as the same number; else shows what is wrong.
    fn commit(&mut self, place: Place) -> Option<()> {
        self.typing = None;
        self.settle_dials();
        let entry = self.draft.get(place);
        let kind = place.field.kind();
        let parse = |text: &str| read(text, kind, self.format.convention(), &self.draft.currency);
        if let Ok(Reading::Value(value)) = parse(&entry.text) {
            let text = self.format.input(kind, value);
            if text != entry.text && parse(&text) == Ok(Reading::Value(value)) {
                let entry = Entry { text, ..entry.clone() };
                Rc::make_mut(&mut self.draft).set(place, entry);
                self.revision += 1;
                self.show(place.path());
                return Some(());
            }
        }
        self.show(place.path())
    }

    fn show(&mut self, path: String) -> Option<()> {
        self.typing = None;
        let wrong = self.outcome.problems.iter().any(|p| p.path == path);
        if !wrong || self.shown.contains(&path) {
            return None;
        }
        Rc::make_mut(&mut self.shown).push(path);
        Some(())
    }

    fn rename(&mut self, tier: usize, name: String) -> Option<()> {
        if self.draft.tiers.get(tier)?.name.text == name {
            return None;
        }
        self.remember(Some(name_path(tier)));
        Rc::make_mut(&mut self.draft).tiers.get_mut(tier)?.name = Entry::new(name, Origin::Yours);
        self.changed();
        Some(())
    }

    fn add_tier(&mut self) -> Option<()> {
        if self.draft.tiers.len() >= MAX_TIERS {
            return None;
        }
        self.remember(None);
        let draft = Rc::make_mut(&mut self.draft);
        let free = |n: &usize| {
            let name = crate::text::new_tier(&n.to_string());
            !draft.tiers.iter().any(|tier| tier.name.text.trim() == name)
        };
        let number = (draft.tiers.len() + 1..).find(free).unwrap_or_default();
        let name = crate::text::new_tier(&number.to_string());
        let at = draft.add_tier(&name);
        let key = draft.tiers.get(at).map_or(0, |tier| tier.key);
        self.notice = crate::text::tier_added(&name);
        self.changed();
        self.focus_on(name_id(key));
        Some(())
    }

    fn remove_tier(&mut self, tier: usize) -> Option<()> {
        let name = self.draft.tiers.get(tier)?.name.text.clone();
        self.remember(None);
        let tiers = &mut Rc::make_mut(&mut self.draft).tiers;
        tiers.remove(tier);
        let beside = tiers.get(tier.saturating_sub(1)).map(|tier| name_id(tier.key));
        self.notice = crate::text::tier_removed(&name);
        // Problems of tiers behind it have moved; show what is still wrong.
        self.open = None;
        self.changed();
        self.show_all();
        self.focus_on(beside.unwrap_or_else(|| ADD_TIER.to_owned()));
        Some(())
    }

    fn includes_influenced(&mut self, yes: bool) -> Option<()> {
        if self.draft.includes_influenced == yes {
            return None;
        }
        self.remember(None);
        Rc::make_mut(&mut self.draft).includes_influenced = yes;
        self.changed();
        Some(())
    }

    fn replace(&mut self, draft: Draft, notice: Text) {
        self.remember(None);
        self.draft = Rc::new(draft);
        self.settle_dials();
        self.notice = notice.get().to_owned();
        self.shown = Rc::default();
        self.open = None;
        self.changed();
    }

    fn undo(&mut self) -> Option<()> {
        let before = self.past.pop()?;
        let now = self.exchange(before);
        self.future.push(now);
        self.step(crate::text::UNDONE);
        Some(())
    }

    fn redo(&mut self) -> Option<()> {
        let after = self.future.pop()?;
        let now = self.exchange(after);
        self.past.push(now);
        self.step(crate::text::REDONE);
        Some(())
    }

    fn step(&mut self, notice: Text) {
        self.typing = None;
        self.open = self.open.filter(|spot| match spot.column {
            Column::Tier(at) => at < self.draft.tiers.len(),
            _ => true,
        });
        self.changed();
        self.notice = notice.get().to_owned();
        self.show_all();
    }

    pub(super) fn host_plan(&mut self, plan: &Plan) {
        self.remember(None);
        self.draft = Rc::new(host_draft(plan, &self.format));
        self.format = in_currency(self.format.clone(), &self.draft);
        self.open = None;
        self.changed();
        self.by_visitor = false;
        self.show_all();
    }

    /// Language or currency changed: every text that can be read is written anew, every other one stays.
    fn host_format(&mut self, format: Format) -> Option<()> {
        if self.format == format {
            return None;
        }
        let old = core::mem::replace(&mut self.format, format);
        let mut draft = (*self.draft).clone();
        for place in self.draft.places() {
            let kind = place.field.kind();
            let entry = self.draft.get(place);
            if let Ok(Reading::Value(value)) = read(&entry.text, kind, old.convention(), &draft.currency) {
                let text = self.format.input(kind, value);
                draft.set(place, Entry { text, ..entry.clone() });
            }
        }
        draft.currency = self.format.currency().to_owned();
        // It was said in the language before.
        self.notice.clear();
        // Undoing across languages would bring back texts that read differently now.
        self.past.clear();
        self.future.clear();
        self.draft = Rc::new(draft);
        self.changed();
        self.by_visitor = false;
        Some(())
    }

    /// Keeps the draft for undo; edits of one field in a row are one step.
    pub(super) fn remember(&mut self, typing: Option<String>) {
        self.future.clear();
        if typing.is_some() && self.typing == typing {
            return;
        }
        self.typing = typing;
        if self.past.len() == HISTORY {
            self.past.remove(0);
        }
        let (draft, answers, scenarios) = (&self.draft, &self.answers, &self.scenarios);
        self.past.push(Kept { draft: draft.clone(), answers: answers.clone(), scenarios: scenarios.clone() });
    }

    pub(super) fn changed(&mut self) {
        self.revision += 1;
        self.by_visitor = true;
        if self.typing.is_some() {
            self.notice.clear();
        }
        self.work_out();
    }

    fn work_out(&mut self) {
        match self.draft.read_in(self.format.convention(), crate::text::SAY) {
            Ok(plan) => {
                let report = Rc::new(evaluate(&plan));
                self.outcome = Outcome { good: Some((Rc::new(plan), report)), problems: Rc::default() };
                if !self.shown.is_empty() {
                    self.shown = Rc::default();
                }
            }
            Err(problems) => {
                let still = |path: &String| problems.iter().any(|p| p.path == *path);
                if !self.shown.iter().all(still) {
                    self.shown = Rc::new(self.shown.iter().filter(|path| still(path)).cloned().collect());
                }
                self.outcome.problems = Rc::new(problems);
            }
        }
    }

    /// Shows every problem: for forms that come as a whole.
    pub(super) fn show_all(&mut self) {
        self.shown = Rc::new(self.outcome.problems.iter().map(|p| p.path.clone()).collect());
    }

    pub(super) fn focus_on(&mut self, id: String) {
        let count = self.focus.as_ref().map_or(0, |last| last.count + 1);
        self.focus = Some(FocusRequest { count, id });
    }
}

/// The id of the button that adds a tier.
pub const ADD_TIER: &str = "add-tier";

/// The id of a tier's name field.
pub fn name_id(key: u32) -> String {
    joined(&["name-", &key.to_string()])
}

/// The JSON pointer to a tier's name.
pub fn name_path(tier: usize) -> String {
    joined(&["/tiers/", &tier.to_string(), "/name"])
}

fn host_draft(plan: &Plan, format: &Format) -> Draft {
    Draft::of(plan, &Origin::Yours, &|field, value| format.input(field.kind(), value))
}

/// The draft's currency wins: a plan states its own.
fn in_currency(format: Format, draft: &Draft) -> Format {
    if format.currency() == draft.currency { format } else { Format::new(format.locale(), &draft.currency) }
}
