//! Edits of the form on screen: its fields and tiers.

use super::action::{Action, Toggle};
use super::change::{Change, read_entry};
use super::ids::{ADD_TIER, KEYS_BUTTON, MENU_BUTTON, button_id, field_id, name_id, name_path};
use super::sample;
use super::split;
use super::state::{State, Typing};
use crate::workspace::Mode;
use comarketing_roi_engine::draft::{Entry, Origin};
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::number::Ends;
use comarketing_roi_engine::plan::{MAX_TIERS, Switch};
use comarketing_roi_engine::{Draft, FieldPath, Number};
use std::rc::Rc;

impl State {
    /// What `action` changes of the form, or of the view.
    pub(super) fn edit_or_look(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Edit(place, text) => self.edit(place, text),
            Action::Slide(place, value) => self.slide(place, value),
            Action::Commit(place) => self.commit(place.path()),
            Action::Offer(place, text) => self.take_offer(place, text),
            Action::Rename(tier, name) => self.rename(tier, name),
            Action::CommitName(tier) => self.commit(name_path(tier)),
            Action::LeaveOut(place) => {
                let kind = self.plan_kind();
                let blank = self.form().get(place).is_blank();
                let entry = if blank { self.blank_entry(place) } else { Entry::default() };
                self.change(Change::made(""), |workspace| workspace.form_mut(kind).set(place, entry))
            }
            Action::DoNotKnow(place) => {
                let kind = self.plan_kind();
                let (entry, notice) = match sample::stand_in(place) {
                    // Said again, it is taken back.
                    Some(entry) if *self.form().get(place) == entry => (Entry::default(), ""),
                    Some(entry) => (entry, ""),
                    None => (sample::unknown_win_rate(), crate::text::SPREAD_TAKEN.get()),
                };
                self.change(Change::made(notice), |workspace| workspace.form_mut(kind).set(place, entry))
            }
            Action::SplitTiers => self.split_tiers(),
            Action::AddTier => self.add_tier(),
            Action::RemoveTier(tier) => self.remove_tier(tier),
            Action::Switch(switch, holds) => self.switch(switch, holds),
            Action::Set(place, value) => {
                let kind = self.plan_kind();
                let notice = crate::text::value_set(&self.form().label(place, crate::text::TRANSLATE));
                self.change(Change::made(notice), |workspace| {
                    workspace.form_mut(kind).set(place, Entry::number(value, Origin::Yours));
                })
            }
            action => self.look(action),
        }
    }

    /// Sets a switch of the form.
    fn switch(&mut self, switch: Switch, holds: bool) -> Option<()> {
        let kind = self.plan_kind();
        self.change(Change::made(""), |workspace| workspace.form_mut(kind).say(switch, holds))
    }

    /// Changes nothing but what is seen.
    fn look(&mut self, action: Action) -> Option<()> {
        match action {
            Action::Explain(spot) => self.open = (self.open != Some(spot)).then_some(spot),
            Action::Close { from_inside } => self.close(from_inside)?,
            Action::Focus(id) => self.focus_on(id),
            Action::MoreDetail => self.more_detail = !self.more_detail,
            Action::AllMetrics => self.all_metrics = !self.all_metrics,
            other => self.work(other)?,
        }
        Some(())
    }

    /// Closes what is open, one thing at a time.
    fn close(&mut self, from_inside: bool) -> Option<()> {
        let opener = match self.open.take() {
            Some(spot) => button_id(spot),
            None => {
                // The sheet of keys stands in a call alone.
                let open =
                    |on: &Toggle| *on == Toggle::Menu || *on == Toggle::Keys && self.mode == Mode::Call;
                let at = self.switches.iter().rposition(open)?;
                let id = if self.switches.remove(at) == Toggle::Menu { MENU_BUTTON } else { KEYS_BUTTON };
                id.to_owned()
            }
        };
        if from_inside {
            self.focus_on(opener);
        }
        Some(())
    }

    fn edit(&mut self, place: FieldPath, text: String) -> Option<()> {
        let kind = self.plan_kind();
        // What is typed is the visitor's own, also where it is the number that stood there as an example.
        let entry = match self.is_at_start() && text.trim().is_empty() {
            // Emptied again, a field of the start is the example that it was.
            true => self.blank_entry(place),
            false => read_entry(place, &text, self.form(), &self.format),
        };
        let withheld = self.form().costs_withheld && place.field.is_cost_or_margin();
        let change = Change::typed(Typing::Number(place, text));
        let before = self.before_typing(change.typing());
        let rest = self.rest_of_split();
        self.change(change, |workspace| {
            let form = workspace.form_mut(kind);
            if withheld {
                forget_costs(form);
            }
            form.set(place, entry);
            if let Some(rest) = rest {
                split::follow(form, &before, place, rest);
            }
        })
    }

    /// What a field holds at the start before anything is typed into it.
    fn blank_entry(&self, place: FieldPath) -> Entry {
        sample::quick(&self.format).get(place).clone()
    }

    /// Types what was offered and goes back to the field: the offer is gone with the problem.
    fn take_offer(&mut self, place: FieldPath, text: String) -> Option<()> {
        self.leave_field();
        self.edit(place, text)?;
        self.commit(place.path());
        let key = place.tier.and_then(|at| self.form().tiers.get(at)).map_or(0, |tier| tier.key);
        self.focus_on(field_id(place, key));
        Some(())
    }

    fn slide(&mut self, place: FieldPath, value: f64) -> Option<()> {
        let kind = self.plan_kind();
        let number = moved(self.slider_base.get(place).input.number(), place, value);
        let entry = Entry::number(number, Origin::Yours);
        self.change(Change::slid(Typing::Other(place.path())), |workspace| {
            workspace.form_mut(kind).set(place, entry);
        })
    }

    /// Leaves a field: its number is written out, or what is wrong with it is shown.
    fn commit(&mut self, path: String) -> Option<()> {
        let shown = self.outcome_mut().show(path);
        let typing = self.typing.is_some();
        if typing {
            self.leave_field();
        }
        let split = self.rest_of_split().and_then(|rest| split::finished(self.form(), rest));
        if let Some(at) = split {
            let kind = self.plan_kind();
            self.rest = None;
            self.change(Change::made(crate::text::SPLIT_DONE.get()), |workspace| {
                workspace.form_mut(kind).tiers.remove(at);
            })?;
        }
        (shown || typing).then_some(())
    }

    fn rename(&mut self, tier: usize, name: String) -> Option<()> {
        let kind = self.plan_kind();
        self.form().tiers.get(tier)?;
        self.change(Change::typed(Typing::Name(tier, name.clone())), |workspace| {
            if let Some(tier) = workspace.form_mut(kind).tiers.get_mut(tier) {
                tier.name = name;
            }
        })
    }

    fn add_tier(&mut self) -> Option<()> {
        let form = self.form();
        if form.tiers.len() >= MAX_TIERS {
            return None;
        }
        let free = |n: &usize| {
            let name = crate::text::new_tier(&n.to_string());
            !form.tiers.iter().any(|tier| tier.name.trim() == name)
        };
        let number = (form.tiers.len() + 1..).find(free).unwrap_or_default();
        let name = crate::text::new_tier(&number.to_string());
        let kind = self.plan_kind();
        self.change(Change::made(crate::text::tier_added(&name)), |workspace| {
            workspace.form_mut(kind).add_tier(&name);
        })?;
        let key = self.form().tiers.last().map_or(0, |tier| tier.key);
        self.focus_on(name_id(key));
        Some(())
    }

    fn remove_tier(&mut self, tier: usize) -> Option<()> {
        let name = self.form().tiers.get(tier)?.name.clone();
        let kind = self.plan_kind();
        self.change(Change::made(crate::text::tier_removed(&isolated(&name))), |workspace| {
            workspace.form_mut(kind).tiers.remove(tier);
        })?;
        self.open = None;
        // Problems of tiers behind it have moved; show what is still wrong.
        self.show_all();
        let beside = self.form().tiers.get(tier.saturating_sub(1)).map(|tier| name_id(tier.key));
        self.focus_on(beside.unwrap_or_else(|| ADD_TIER.to_owned()));
        Some(())
    }
}

/// What a slider that turned from `base` makes of it: a range moves as a whole, so that turning one says nothing of how sure
/// its number is.
fn moved(base: Option<Number>, place: FieldPath, value: f64) -> Number {
    let Some(Number::Range { low, likely, high }) = base else { return Number::Exact(value) };
    let (min, max) = place.field.kind().range();
    Ends::moved(Ends { low, likely, high }, value, min, max).into()
}

/// Takes out costs and margins that are known in proportion only: beside a real one they would be wrong.
fn forget_costs(form: &mut Draft) {
    form.costs_withheld = false;
    for place in form.places().filter(|place| place.field.is_cost_or_margin()) {
        form.set(place, Entry::default());
    }
}

impl State {
    /// The form on screen, for views and tests.
    pub fn draft(&self) -> &Rc<Draft> {
        self.form()
    }
}
