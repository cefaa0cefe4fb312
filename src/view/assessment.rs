//! The assessment: one group of questions a step, then a result to keep.

use super::cards::cards;
use super::figure::Results;
use super::form::{Form, add_tier, credit, margins, of_direct, problems, scroll, tiers};
use super::results::{EXECUTIVE, assumptions, cost_of_customers, drawings, headline, warnings};
use super::table::tier_table;
use crate::app::{Action, Panel, STEP_TITLE, STEPS, Section, Step};
use crate::markup::{Tree, button, el, line, of};
use crate::text;

/// The step that is on screen, with the way back and forth.
pub fn assessment(form: &Form, results: Option<Results>, cta: Option<Tree>) -> Tree {
    let at = form.state.step.min(STEPS.len() - 1);
    let step = STEPS.get(at).copied().unwrap_or(Step::Result);
    let title = line(form.heading, "step", step.title()).set("tabindex", "-1").set("id", STEP_TITLE);
    // A step is another page: nothing of the one before stays, so that no text box is taken for another.
    let page = of("section", "assessment")
        .keyed(at.to_string())
        .child(progress(at))
        .child(title)
        .child(problems(form));
    let page = match step {
        Step::Tiers(_, fields) => page
            .child(line("p", "hint", text::STEP_SKIP))
            .child(scroll().child(tiers(form, fields)))
            .child(of("div", "actions").child(add_tier(form))),
        Step::Direct => page.children(of_direct(form)),
        Step::Economics => {
            page.child(line("p", "hint", text::STEP_UNKNOWN)).child(margins(form)).child(credit(form))
        }
        Step::Questions(_, asked) => {
            asked.iter().fold(page, |page, asked| page.place(Panel::Questions(*asked)))
        }
        Step::Result => result(page, results, cta),
    };
    page.child(way(at))
}

/// How far the visitor has come.
fn progress(at: usize) -> Tree {
    let (number, steps) = ((at + 1).to_string(), STEPS.len().to_string());
    let said = line("p", "hint", text::step_of(&number, &steps));
    let bar = el("progress").set("aria-hidden", "true").set("max", steps).set("value", number);
    of("div", "progress").child(said).child(bar)
}

/// Back and forth. The last step has the way back alone.
fn way(at: usize) -> Tree {
    let last = STEPS.len() - 1;
    let way = of("div", "way")
        .child(button("", text::BACK, Action::Step(at.saturating_sub(1))).flag("disabled", at == 0));
    if at == last {
        return way;
    }
    let next = if at + 1 == last { text::STEP_TO_RESULT } else { text::NEXT };
    way.child(button("primary", next, Action::Step(at + 1)).set("part", "button button-primary"))
        .child(button("quiet", text::STEP_SKIP_ALL, Action::Step(last)))
}

/// What came out, for everyone: nothing of it is held back.
fn result(page: Tree, results: Option<Results>, cta: Option<Tree>) -> Tree {
    let Some(results) = results else {
        return page.child(line("p", "empty", text::NOTHING_YET));
    };
    page.child(headline(results))
        .place(Panel::Story)
        .child(cards(results, Section::Executive, text::EXECUTIVE, None, &EXECUTIVE))
        .child(cost_of_customers(results))
        .child(warnings(results))
        .child(drawings())
        .child(tier_table(results))
        .place(Panel::Stage)
        .place(Panel::Maturity)
        .place(Panel::NextSteps)
        .child(assumptions(results))
        .child(of("div", "cta").children(cta))
}
