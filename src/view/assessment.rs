//! The assessment: a start, one group of questions a step with the answer beside it, then a result to keep.

use super::figure::Results;
use super::form::{Form, add_tier, direct_step, problems, scroll, split_tiers, tiers};
use super::icon::{BACK, ON, arrow};
use super::live::live;
use super::result::result;
use super::start::start;
use super::worth::worth;
use crate::app::{Action, Panel, STEP_TITLE, STEPS, Step};
use crate::markup::{Tree, button, line, of};
use crate::text;

/// The start or the step that is on screen.
pub fn assessment(form: &Form, results: Option<Results>, cta: Option<Tree>) -> Tree {
    if form.state.is_at_start() {
        return start(form, results);
    }
    let at = form.state.step.min(STEPS.len() - 1);
    let step = STEPS.get(at).copied().unwrap_or(Step::Result);
    // A step is another page: nothing of the one before stays, so that no text box is taken for another.
    if step == Step::Result {
        return result(of("section", "").keyed(at.to_string()), form, results, cta, at);
    }
    let page = of("section", "assessment").keyed(at.to_string());
    let asked = of("div", "page").child(progress(at)).child(title(form, step)).child(problems(form));
    let asked = match step {
        Step::Tiers(_, _, fields) => asked
            .child(line("p", "lead", text::STEP_SKIP))
            .child(scroll().child(tiers(form, fields)))
            .child(of("div", "actions").children(split_tiers(form)).child(add_tier(form))),
        Step::Direct => asked.children(direct_step(form)),
        Step::Economics => asked.child(line("p", "lead", text::STEP_UNKNOWN)).children(worth(form)),
        Step::Questions(_, _, groups) => {
            groups.iter().fold(asked, |asked, group| asked.place(Panel::Questions(*group)))
        }
        Step::Result => asked,
    };
    page.child(of("div", "split").child(asked.child(way(at))).child(live(form, results, at)))
}

fn title(form: &Form, step: Step) -> Tree {
    line(form.heading, "h1 step", step.title()).set("tabindex", "-1").set("id", STEP_TITLE)
}

/// How far the visitor has come.
fn progress(at: usize) -> Tree {
    let steps = STEPS.len() - 1;
    let said = line("p", "small", text::step_of(&(at + 1).to_string(), &steps.to_string()));
    let skip = button("link", text::STEP_SKIP_ALL, Action::Step(steps));
    let class = |step: usize| match step.cmp(&at) {
        core::cmp::Ordering::Less => "on",
        core::cmp::Ordering::Equal => "now",
        core::cmp::Ordering::Greater => "",
    };
    let bars = (0..steps).map(|step| of("i", class(step)));
    of("div", "progress")
        .child(of("div", "row apart small").child(said).child(skip))
        .child(of("div", "bars").set("aria-hidden", "true").children(bars))
}

/// Back and forth.
fn way(at: usize) -> Tree {
    let last = STEPS.len() - 1;
    let back = of("button", "quiet")
        .set("type", "button")
        .flag("disabled", at == 0)
        .presses(Action::Step(at.saturating_sub(1)))
        .child(arrow(BACK))
        .child(line("span", "", text::BACK));
    let next = if at + 1 == last { text::STEP_TO_RESULT } else { text::NEXT };
    let next = of("button", "primary big full")
        .set("type", "button")
        .set("part", "button button-primary")
        .presses(Action::Step(at + 1))
        .text(next)
        .child(arrow(ON));
    of("div", "row way").child(next).child(back)
}
