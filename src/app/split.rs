//! Totals of all partners, split by tier. What is typed into a tier is taken from the rest, so that the total stays what it was
//! until it is all split; then the rest is gone, and only what differs by tier moves the answer.

use super::change::Change;
use super::ids::name_id;
use super::sample;
use super::state::{State, Typing};
use crate::text;
use comarketing_roi_engine::draft::{Entry, Origin};
use comarketing_roi_engine::{Draft, Field, FieldPath, Number};
use std::rc::Rc;

/// What adds up over tiers.
const AMOUNTS: [Field; 5] =
    [Field::MdfSpent, Field::ProgrammeCost, Field::Leads, Field::PipelineSourced, Field::PipelineInfluenced];

impl State {
    /// Puts the usual tiers before the one that holds the totals, which from now on is the rest.
    pub(super) fn split_tiers(&mut self) -> Option<()> {
        let form = self.form();
        let rest = form.tiers.first().filter(|_| form.tiers.len() == 1)?.key;
        let rate = form.get(FieldPath::tier(0, Field::WinRate)).clone();
        let kind = self.plan_kind();
        self.change(Change::made(text::SPLIT_BEGUN.get()), |workspace| {
            let form = workspace.form_mut(kind);
            if let Some(rest) = form.tiers.first_mut() {
                text::SPLIT_REST.get().clone_into(&mut rest.name);
            }
            for name in sample::TIERS {
                form.add_tier(name.get());
            }
            form.tiers.rotate_left(1);
            if let Some(number) = rate.input.number().filter(|_| rate.origin != Origin::Sample) {
                let why = Origin::Assumed(text::SPLIT_RATE.get().to_owned());
                for at in 0..sample::TIERS.len() {
                    let entry = Entry {
                        input: comarketing_roi_engine::draft::Input::Number(number),
                        origin: why.clone(),
                    };
                    form.set(FieldPath::tier(at, Field::WinRate), entry);
                }
            }
        })?;
        self.rest = Some(rest);
        let first = self.form().tiers.first().map_or(0, |tier| tier.key);
        self.focus_on(name_id(first));
        Some(())
    }

    /// The key of the tier that holds what is not split yet, while it is there.
    pub(super) fn rest_of_split(&self) -> Option<u32> {
        self.rest.filter(|rest| self.form().tiers.iter().any(|tier| tier.key == *rest))
    }

    /// The form as it was before the field in hand was typed into.
    pub(super) fn before_typing(&self, typing: Option<&Typing>) -> Rc<Draft> {
        let continues = typing.zip(self.typing.as_ref()).is_some_and(|(now, before)| now.continues(before));
        let last = self.past.last().filter(|_| continues);
        Rc::clone(last.map_or(self.form(), |last| last.workspace.form(self.plan_kind())))
    }
}

/// Takes what a tier has gained from the rest, and the rest away once nothing of it is left.
pub(super) fn follow(form: &mut Draft, before: &Draft, place: FieldPath, rest: u32) {
    let (Some(at), Some(was)) = (position(form, rest), position(before, rest)) else { return };
    if !AMOUNTS.contains(&place.field) || place.tier.is_none_or(|tier| tier == at) {
        return;
    }
    let number = |form: &Draft, place| form.get(place).input.number().map(Number::likely);
    let Some(held) = number(before, FieldPath::tier(was, place.field)) else { return };
    let gained = number(form, place).unwrap_or(0.0) - number(before, place).unwrap_or(0.0);
    let left = (held - gained).max(0.0);
    let entry = if left > 0.0 { Entry::number(left, Origin::Yours) } else { Entry::default() };
    form.set(FieldPath::tier(at, place.field), entry);
}

/// Without the rest, where nothing of it is left.
pub(super) fn finished(form: &Draft, rest: u32) -> Option<usize> {
    let at = position(form, rest)?;
    let empty = AMOUNTS.iter().all(|field| form.get(FieldPath::tier(at, *field)).is_blank());
    empty.then_some(at)
}

fn position(form: &Draft, key: u32) -> Option<usize> {
    form.tiers.iter().position(|tier| tier.key == key)
}
