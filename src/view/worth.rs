//! The step that turns revenue into return: what a won deal is worth, with what stands in for a number that nobody has at hand.

use super::dial::slider;
use super::field::EDIT;
use super::form::{Form, credit_claim, margins};
use super::label_of;
use crate::app::{Action, OF_WORTH, stand_in};
use crate::markup::{Control, Tree, button, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::{Field, FieldPath, Number};
use std::rc::Rc;

/// The questions.
pub(super) fn worth(form: &Form) -> [Tree; 3] {
    let helps = [text::HELP_GROSS_MARGIN, text::HELP_ANNUAL_CHURN];
    let asked = OF_WORTH.iter().zip(helps).map(|(field, help)| known_or_not(form, *field, help));
    let questions = of("div", "questions").children(asked).child(credit(form));
    let open = form.state.more_detail;
    let more = button("quiet", text::WORTH_MORE, Action::MoreDetail).says("aria-expanded", open);
    let rest = if open { margins(form, &OF_WORTH) } else { el("div") };
    [questions, of("div", "actions").child(more), rest]
}

/// A number, or the published one beside it for whoever does not know theirs.
fn known_or_not(form: &Form, field: Field, help: Text) -> Tree {
    let place = FieldPath::plan(field);
    let pair = of("div", "cols2")
        .child(of("div", "").child(form.number_with_help(place, help)))
        // In a box of its own: WebKit keeps the height of a grid in a grid when the width changes.
        .children(unknown(form, place).map(|option| of("div", "").child(option)));
    of("div", "question one").keyed(field.id()).child(pair)
}

/// “I don’t know: use 76%”, with whose number that is.
fn unknown(form: &Form, place: FieldPath) -> Option<Tree> {
    let entry = stand_in(place)?;
    let value = entry.input.number().map(Number::likely)?;
    let Origin::Assumed(why) = &entry.origin else { return None };
    let why = text::translated(why).map_or_else(|| why.clone(), str::to_owned);
    let unit = super::results::unit_of(place);
    let now = form.state.draft().get(place);
    let holds = !now.is_blank() && matches!(now.origin, Origin::Assumed(_));
    let input = el("input")
        .set("type", "checkbox")
        .checked(holds)
        .controls(Control::Tick(Rc::new(move |_| Action::DoNotKnow(place))));
    let option = of("label", "option")
        .set("part", EDIT)
        .child(input)
        .child(line("b", "", text::do_not_know_use(&form.state.format.exact(unit, value))))
        .child(line("small", "", why));
    Some(option)
}

/// The influence credit: how much of an influenced deal counts, and what that claims.
fn credit(form: &Form) -> Tree {
    let place = FieldPath::plan(Field::InfluenceCredit);
    let ends = of("div", "row apart tiny")
        .set("aria-hidden", "true")
        .child(line("span", "", text::CREDIT_NONE))
        .child(line("span", "", text::CREDIT_FULL));
    let dial = of("div", "")
        .child(form.number_with_help(place, text::HELP_INFLUENCE_CREDIT))
        .child(slider(form, place, ""))
        .child(ends);
    let said = of("div", "stack").child(line("p", "small", text::CREDIT_HELP)).child(credit_claim(form));
    of("div", "question one")
        .keyed("credit")
        .set("role", "group")
        .set("aria-label", label_of(place.field))
        .child(of("div", "cols2").child(dial).child(said))
}
