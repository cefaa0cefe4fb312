//! The assessment: one group of questions a step, then a result to keep.

use super::figure::Results;
use super::form::{Form, credit, includes_influenced, names, numbers, problems, tier_column};
use super::markup::{button, el, flag, keyed, line, value, with, words};
use super::panel::{Wish, panel};
use super::results::{ACQUISITION, EXECUTIVE, acquisition, assumptions, drawings, headline, warnings};
use super::table::tier_table;
use super::{cards::cards, form::add_tier};
use crate::app::{Action, STEP_TITLE, STEPS, Section, Step};
use crate::text;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, Value};
use yew::Html;

/// The step that is on screen, with the way back and forth.
pub fn assessment(form: &Form, results: Option<Results>, cta: Option<Html>) -> Html {
    let at = form.state.step.min(STEPS.len() - 1);
    let step = STEPS.get(at).copied().unwrap_or(Step::Result);
    let (number, of) = ((at + 1).to_string(), STEPS.len().to_string());
    let mut parts = vec![
        el(
            "div",
            "progress",
            vec![
                line("p", "hint", text::step_of(&number, &of)),
                with(
                    "progress",
                    &["aria-hidden", "max", "value"],
                    &["true"],
                    vec![value(of), value(number)],
                    vec![],
                ),
            ],
        ),
        with(
            form.heading,
            &["class", "tabindex", "id"],
            &["step", "-1", STEP_TITLE],
            vec![],
            vec![words(step.title())],
        ),
        problems(form),
    ];
    parts.extend(match step {
        Step::Tiers(_, fields) => tiers(form, fields),
        Step::Direct => vec![
            line("p", "hint", text::DIRECT_HELP),
            numbers(form, Group::Direct),
            includes_influenced(form),
        ],
        Step::Economics => {
            vec![line("p", "hint", text::STEP_UNKNOWN), numbers(form, Group::Economics), credit(form)]
        }
        Step::Questions(_, wishes) => {
            wishes.iter().map(|(kind, of)| panel(form.board, questions(kind, of))).collect()
        }
        Step::Result => result(results, cta),
    });
    parts.push(way(form, at));
    // A step is another page: nothing of the one before stays, so that no text box is taken for another.
    keyed(at.to_string(), "section", &["class", "part"], &["assessment", "section"], vec![], parts)
}

fn tiers(form: &Form, fields: &[Field]) -> Vec<Html> {
    let mut columns = vec![names(fields)];
    let tiers = form.state.draft().tiers.iter().enumerate();
    columns.extend(tiers.map(|(at, tier)| tier_column(form, at, tier, fields)));
    vec![
        line("p", "hint", text::STEP_SKIP),
        with(
            "div",
            &["class", "role", "aria-label"],
            &["scroll", "group"],
            vec![value(text::TIERS)],
            vec![el("div", "tiers", columns)],
        ),
        el("div", "actions", vec![add_tier(form)]),
    ]
}

/// Back and forth. The last step has the way back alone.
fn way(form: &Form, at: usize) -> Html {
    let go = |to: usize, class: &'static str, label, off: bool| {
        button(
            form.dispatch,
            Action::Step(to),
            &["type", "part", "class", "disabled"],
            &["button"],
            vec![
                value(if class == "primary" { "button button-primary" } else { "button" }),
                value(class),
                flag(off),
            ],
            vec![words(label)],
        )
    };
    let last = at + 1 >= STEPS.len();
    let next = if at + 2 == STEPS.len() { text::STEP_TO_RESULT } else { text::NEXT };
    let mut ways = vec![go(at.saturating_sub(1), "", text::BACK, at == 0)];
    if !last {
        ways.push(go(at + 1, "primary", next, false));
        ways.push(go(STEPS.len() - 1, "quiet", text::STEP_SKIP_ALL, false));
    }
    el("div", "way", ways)
}

/// Questions of the engine: a `matrix` or a `group` of them.
pub(super) fn questions(kind: &str, of: &str) -> Wish {
    Wish::of("questions", [(kind, Value::Text(of.to_owned()))])
}

/// What came out, for everyone: nothing of it is held back.
fn result(results: Option<Results>, cta: Option<Html>) -> Vec<Html> {
    let Some(results) = results else {
        return vec![line("p", "empty", text::NOTHING_YET)];
    };
    let plain = |name| panel(results.board, Wish::plain(name));
    vec![
        headline(results),
        plain("story"),
        cards(results, Section::Executive, text::EXECUTIVE, None, &EXECUTIVE),
        cards(results, Section::Acquisition, text::ACQUISITION, Some(acquisition(results)), &ACQUISITION),
        warnings(results),
        el("div", "charts", drawings(results)),
        tier_table(results),
        plain("stage"),
        plain("maturity"),
        plain("steps"),
        assumptions(results),
        el("div", "cta", cta.into_iter().collect()),
    ]
}
