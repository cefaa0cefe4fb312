//! What stands beside the steps of the assessment: the answer as far as it goes, what has moved it, how far the visitor has
//! come, and what is assumed.

use super::answer::{LARGE, answer, chance, gaps, still_example};
use super::explain::open_explanation;
use super::figure::Results;
use super::form::Form;
use super::icon::{DONE, NOW, RING, icon};
use super::label_of;
use super::results::stale_note;
use crate::app::{STEPS, Section, Step};
use crate::insight::ruler;
use crate::markup::{Tree, line, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::symbol::Unit;

/// The answer so far.
pub(super) fn live(form: &Form, results: Option<Results>, at: usize) -> Tree {
    let roi = results.and_then(|results| results.value(ScopeId::Total, MetricId::Roi));
    let Some(results) = results.filter(|_| roi.is_some()) else {
        let needs = results.and_then(|results| results.reason(ScopeId::Total, MetricId::Roi));
        return of("section", "answer headline stick")
            .set("aria-label", text::RESULTS)
            .child(line(form.heading, "eyebrow", text::SO_FAR))
            .child(line("p", "", text::NOTHING_YET))
            .child(line("p", "small", needs.unwrap_or_default()))
            .child(of("hr", "rule"))
            .child(steps(form, at));
    };
    answer(results, text::SO_FAR.get(), LARGE)
        .set("aria-label", text::RESULTS)
        .child(stale_note(Some(results)))
        .child(line("p", "small moved", moved(results)))
        .children(ruler::drawn(results.report, results.format()))
        .child(chance(results))
        .child(gaps(results))
        .child(still_example(results))
        .child(of("hr", "rule"))
        .child(steps(form, at))
        .child(of("hr", "rule"))
        .child(line("p", "small", rests_on(results)))
        .child(open_explanation(results, Section::Headline))
}

/// How far this step has moved the answer.
fn moved(results: Results) -> String {
    match results.state.moved() {
        None => super::answer::meaning(results),
        Some(moved) => {
            let points = results.format().figure(Unit::Count, moved * 100.0);
            let sign = if moved > 0.0 { "+" } else { "" };
            text::moved(&[sign, &points].concat())
        }
    }
}

/// The steps by name, and how much of each is filled in.
fn steps(form: &Form, at: usize) -> Tree {
    let asked = STEPS.iter().enumerate().take_while(|(_, step)| **step != Step::Result);
    let one = |(index, step): (usize, &Step)| {
        let (filled, all) = filled(form, *step);
        let (sign, said) = match index {
            now if now == at => (NOW, text::STEP_NOW.get().to_owned()),
            _ if filled == 0 => (RING, String::new()),
            _ => {
                (if filled == all { DONE } else { RING }, text::filled(&filled.to_string(), &all.to_string()))
            }
        };
        of("li", "")
            .set_some("aria-current", (index == at).then_some("step"))
            .child(icon(sign))
            .child(line("span", "", step.name()))
            .child(line("span", "tiny num", said))
    };
    of("ol", "steplist").children(asked.map(one))
}

/// How many of a step's fields or questions have a number or an answer of the visitor's, and how many there are.
fn filled(form: &Form, step: Step) -> (usize, usize) {
    let draft = form.state.draft();
    let places = draft.places().filter(|place| step.asks(*place));
    let own = |place: &comarketing_roi_engine::FieldPath| {
        let entry = draft.get(*place);
        !entry.is_blank() && entry.origin == comarketing_roi_engine::draft::Origin::Yours
    };
    let (own, all): (Vec<_>, Vec<_>) = places.partition(own);
    let answered = form.state.workspace.assessment.iter().filter(|(path, _)| step.has_question(path)).count();
    (own.len() + answered, own.len() + all.len() + step.questions())
}

/// What is assumed, by name.
fn rests_on(results: Results) -> String {
    let names: Vec<&str> = results.state.stand_ins().iter().map(|place| label_of(place.field)).collect();
    match names.len() {
        0 => text::RESTS_ON_NOTHING.get().to_owned(),
        1 => text::rests_on_one(&names.concat()),
        some => text::rests_on(&some.to_string(), &text::items(&names)),
    }
}
