//! How the workspace changes: one function applies a change and does all that follows from it.

use super::action::{Action, Source, Toggle};
use super::ids::MENU_BUTTON;
use super::sample;
use super::state::{Snapshot, State, Typing};
use crate::format::Format;
use crate::workspace::deals::DealEdit;
use crate::workspace::{Mode, Opened, PlanKind, Workspace};
use comarketing_roi_engine::draft::Input;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Draft, FieldPath, Plan};
use std::rc::Rc;

/// How many steps can be undone.
const HISTORY: usize = 100;

/// What a change is, beside what it makes of the workspace.
pub(super) struct Change {
    source: Source,
    notice: String,
    /// The field that is typed into.
    typing: Option<Typing>,
    /// Whether the form came as a whole: all that is wrong with it is shown.
    whole: bool,
    /// Whether a slider is being turned, which must not change under the hand.
    sliding: bool,
}

impl Change {
    /// A change that a visitor made at once.
    pub(super) fn made(notice: impl Into<String>) -> Self {
        Self { source: Source::User, notice: notice.into(), typing: None, whole: false, sliding: false }
    }

    /// A key press in a field.
    pub(super) fn typed(typing: Typing) -> Self {
        Self { typing: Some(typing), ..Self::made("") }
    }

    /// A slider that is being turned.
    pub(super) fn slid(typing: Typing) -> Self {
        Self { sliding: true, ..Self::typed(typing) }
    }

    /// The field that is typed into.
    pub(super) fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }

    /// The form comes as a whole.
    pub(super) fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// The same from elsewhere.
    pub(super) fn from(self, source: Source) -> Self {
        Self { source, ..self }
    }
}

impl State {
    /// The state after `action`; `None` where nothing changes.
    pub fn apply(&self, action: Action) -> Option<Self> {
        let mut next = self.clone();
        match action {
            Action::Undo => next.undo()?,
            Action::Redo => next.redo()?,
            Action::Clear if next.shows_deals() => {
                next.change_deals(&DealEdit::Clear)?;
                next.close_menu();
            }
            Action::Clear if next.mode == Mode::Portfolio => {
                next.change(Change::made(crate::text::ROWS_CLEARED.get()), |workspace| {
                    workspace.rows = None
                })?;
                next.close_menu();
            }
            Action::Clear => {
                let blank = Rc::new(next.blank());
                let kind = next.plan_kind();
                next.states_currency = false;
                let change = Change::made(crate::text::CLEARED.get()).whole();
                next.change(change, |workspace| workspace.set_form(kind, blank))?;
                next.close_menu();
            }
            Action::Sample => {
                let sample = Rc::new(next.sample());
                let kind = next.plan_kind();
                let change = Change::made(crate::text::SAMPLE_FILLED.get()).whole();
                next.change(change, |workspace| workspace.set_form(kind, sample))?;
                next.close_menu();
            }
            Action::HostPlan(plan) => next.host_plan(&plan)?,
            Action::Open(opened, source) => next.open_whole(&opened, source)?,
            Action::HostFormat(format) => next.host_format(&format),
            action => {
                next.edit_or_look(action)?;
            }
        }
        next.prepare();
        Some(next)
    }

    /// Folds the menu that the change was chosen from; the focus goes to what unfolds it.
    fn close_menu(&mut self) {
        if self.is_on(Toggle::Menu) {
            self.switches.retain(|on| *on != Toggle::Menu);
            self.focus_on(MENU_BUTTON.to_owned());
        }
    }

    /// Applies a change of the workspace and does all that follows from it. `None` where it changes nothing, or where
    /// figures are only for reading and the change is not the host's.
    pub(super) fn change(&mut self, change: Change, edit: impl FnOnce(&mut Workspace)) -> Option<()> {
        let mut workspace = self.workspace.clone();
        edit(&mut workspace);
        self.take_workspace(change, workspace)
    }

    /// The same for a workspace that was changed; out of line, for there is one [`State::change`] for each kind of edit.
    #[inline(never)]
    fn take_workspace(&mut self, change: Change, mut workspace: Workspace) -> Option<()> {
        if self.readonly && change.source != Source::Host {
            return None;
        }
        let kind = self.plan_kind();
        if !change.whole {
            workspace.share_company(kind, Some(self.form()));
        }
        let typing = match (change.source, change.typing) {
            // The field in hand is the visitor's: what a host changes around it leaves its text alone.
            (Source::Host, None) => {
                let kept = self.typing.take();
                keep_in_hand(&mut workspace, kind, kept.as_ref(), &self.format);
                kept
            }
            (_, typing) => typing,
        };
        if workspace == self.workspace && typing == self.typing {
            return None;
        }
        let continues = match (&typing, &self.typing) {
            (Some(now), Some(before)) => change.source == Source::User && now.continues(before),
            _ => false,
        };
        if !continues {
            // The field before was left, whether its event has come or not.
            self.program.commit();
            self.campaign.commit();
        }
        self.push_undo(continues);
        let tiers = workspace.form(kind).tiers.len();
        self.open = self.open.filter(|spot| match spot.column {
            ScopeId::Tier(at) => at < tiers && !change.whole,
            _ => !change.whole,
        });
        self.workspace = workspace;
        self.typing = typing;
        // What was said last stays while something is typed: a line that goes would move the field from under the hand.
        if self.typing.is_none() || !change.notice.is_empty() {
            self.notice = change.notice;
        }
        self.source = change.source;
        self.settle(change.whole, change.sliding || (self.typing.is_some() && self.source == Source::User));
        Some(())
    }

    /// What follows from another workspace: currency, results, problems, sliders.
    fn settle(&mut self, whole: bool, hold_sliders: bool) {
        self.revision += 1;
        self.follow_currency();
        if whole {
            self.outcome_mut().forget();
        }
        self.work_out();
        if self.typing.is_none() {
            self.program.commit();
            self.campaign.commit();
        }
        if whole {
            self.show_all();
            self.entered = Rc::clone(self.form());
        }
        if !hold_sliders {
            self.slider_base = Rc::clone(self.form());
        }
    }

    /// Leaves the field in hand: its number is written out as the language has it, and sliders turn from what is there.
    pub(super) fn leave_field(&mut self) {
        self.typing = None;
        self.program.commit();
        self.campaign.commit();
        self.slider_base = Rc::clone(self.form());
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            workspace: self.workspace.clone(),
            mode: self.mode,
            step: self.step,
            start: self.start,
            entered: Rc::clone(&self.entered),
        }
    }

    /// Keeps the workspace for undo; edits of one field in a row are one step.
    fn push_undo(&mut self, continues: bool) {
        self.future.clear();
        if continues {
            return;
        }
        if self.past.len() == HISTORY {
            self.past.remove(0);
        }
        self.past.push(self.snapshot());
    }

    fn undo(&mut self) -> Option<()> {
        if self.readonly {
            return None;
        }
        // A key press that changed no number left nothing to take back.
        while self.past.last().is_some_and(|before| before.workspace == self.workspace) {
            self.past.pop();
        }
        let before = self.past.pop()?;
        self.future.push(self.snapshot());
        self.go_back_to(before, crate::text::UNDONE);
        Some(())
    }

    fn redo(&mut self) -> Option<()> {
        let after = self.future.pop().filter(|_| !self.readonly)?;
        self.past.push(self.snapshot());
        self.go_back_to(after, crate::text::REDONE);
        Some(())
    }

    /// Puts a workspace back, and shows it where the change was made.
    fn go_back_to(&mut self, snapshot: Snapshot, notice: crate::text::Text) {
        if snapshot.workspace.deals != self.workspace.deals {
            self.portfolio.show_deals(true);
        } else if snapshot.workspace.rows != self.workspace.rows {
            self.portfolio.show_deals(false);
        }
        self.workspace = snapshot.workspace;
        self.take_mode(snapshot.mode);
        (self.step, self.start, self.entered) = (snapshot.step, snapshot.start, snapshot.entered);
        self.typing = None;
        self.source = Source::User;
        self.notice = notice.get().to_owned();
        let tiers = self.form().tiers.len();
        self.open = self.open.filter(|spot| match spot.column {
            ScopeId::Tier(at) => at < tiers,
            _ => true,
        });
        self.settle(false, false);
        self.show_all();
    }

    fn host_plan(&mut self, plan: &Plan) -> Option<()> {
        let mode = self.mode;
        // Whoever brings a plan has no need of five numbers.
        self.start = false;
        self.states_currency = true;
        let typing = self.typing.is_some();
        // A host may patch at every key press: what is open stays open then.
        let change = if typing { Change::made("") } else { Change::made("").whole() };
        self.change(change.from(Source::Host), |workspace| {
            workspace.take_plan(plan, mode);
        })
    }

    fn open_whole(&mut self, opened: &Opened, source: Source) -> Option<()> {
        let mode = self.mode;
        // A host may patch at every key press: what is open stays open then.
        let change = Change::made("").from(source);
        let change = if source == Source::Host && self.typing.is_some() { change } else { change.whole() };
        match opened {
            Opened::Plan(plan, answers) => {
                self.start = false;
                self.change(change, |workspace| {
                    workspace.take_plan(plan, mode);
                    for (path, answer) in answers {
                        workspace.set_answer(path.clone(), answer.clone());
                    }
                })?;
            }
            Opened::Workspace(restored) => {
                self.change(change, |workspace| *workspace = restored.workspace.clone())?;
                self.start = restored.start;
                if self.mode != restored.mode {
                    self.take_mode(restored.mode);
                    self.step = restored.step;
                    self.settle(true, false);
                }
            }
        }
        self.states_currency = true;
        Some(())
    }

    /// Language or currency of the host changed, or the words of a language have come. Numbers are numbers in every
    /// language; a form that was not given a currency takes the host's.
    fn host_format(&mut self, format: &Format) {
        let currency = format.currency().to_owned();
        let moved = self.host_currency != currency && !self.states_currency;
        self.host_currency.clone_from(&currency);
        self.format = Format::new(format.locale(), self.format.currency());
        // It was said in the language before.
        self.notice.clear();
        self.program.say_again();
        self.campaign.say_again();
        self.revision += 1;
        self.source = Source::Host;
        if moved {
            for kind in [PlanKind::Program, PlanKind::Campaign] {
                self.workspace.form_mut(kind).currency.clone_from(&currency);
            }
            self.follow_currency();
            self.work_out();
        }
    }

    fn sample(&self) -> Draft {
        match self.plan_kind() {
            PlanKind::Program if self.is_at_start() => sample::quick(&self.format),
            PlanKind::Campaign => sample::sample_campaign(&self.format),
            PlanKind::Program => sample::sample(&self.format),
        }
    }

    fn blank(&self) -> Draft {
        match self.plan_kind() {
            // What nobody has typed is an example there.
            PlanKind::Program if self.is_at_start() => sample::quick(&self.format),
            PlanKind::Campaign => sample::campaign(&self.format),
            PlanKind::Program => sample::blank(&self.format),
        }
    }
}

/// Puts what the visitor is typing over what a host has just given for the same field.
fn keep_in_hand(workspace: &mut Workspace, kind: PlanKind, typing: Option<&Typing>, format: &Format) {
    match typing {
        Some(Typing::Number(place, text)) => {
            let form = workspace.form(kind);
            let entry = read_entry(*place, text, form, format);
            if form.get(*place).input != entry.input {
                workspace.form_mut(kind).set(*place, entry);
            }
        }
        Some(Typing::Name(at, name)) => {
            if workspace.form(kind).tiers.get(*at).is_some_and(|tier| tier.name != *name)
                && let Some(tier) = workspace.form_mut(kind).tiers.get_mut(*at)
            {
                tier.name.clone_from(name);
            }
        }
        Some(Typing::Other(_)) | None => {}
    }
}

/// What was typed into a field, read as the language writes numbers.
pub(super) fn read_entry(
    place: FieldPath,
    text: &str,
    form: &Draft,
    format: &Format,
) -> comarketing_roi_engine::draft::Entry {
    let input = Input::read(text, place.field.kind(), format.convention(), &form.currency);
    comarketing_roi_engine::draft::Entry { input, origin: comarketing_roi_engine::draft::Origin::Yours }
}
