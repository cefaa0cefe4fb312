//! The start: five numbers at one side, and at the other an answer that is there before the first of them. It is openly an
//! example, and gives way number by number.

use super::answer::{LARGE, answer, chance, gaps, meaning};
use super::explain::open_explanation;
use super::field::{EDIT, question};
use super::figure::Results;
use super::form::{Form, problems};
use super::icon::{FILE, ON, arrow, icon};
use super::name_of;
use super::results::stale_note;
use crate::app::{Action, QUICK, Section};
use crate::insight::ruler;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// What stands beside the headline of the start.
const FACTS: [MetricId; 3] =
    [MetricId::GrossProfitLessCost, MetricId::PipelinePerDollar, MetricId::BreakEvenInfluenceCredit];

/// The first view.
pub(super) fn start(form: &Form, results: Option<Results>) -> Tree {
    let head = of("div", "").child(line(form.heading, "h1 step", text::START_TITLE)).child(line(
        "p",
        "lead",
        text::START_LEAD,
    ));
    of("section", "assessment start").keyed("start").child(head).child(
        of("div", "split first").child(questions(form)).children(results.map(|r| first_answer(form, r))),
    )
}

fn questions(form: &Form) -> Tree {
    let key = form.state.draft().tiers.first().map_or(0, |tier| tier.key);
    let ask = |field: &Field| {
        let place = FieldPath::tier(0, *field);
        question(place, key, form.shown(place), help(*field), choice(form, place))
    };
    let on = of("button", "primary big full")
        .set("type", "button")
        .set("part", "button button-primary")
        .presses(Action::Begin)
        .text(text::START_ON)
        .child(arrow(ON));
    let import = of("button", "quiet")
        .set("type", "button")
        .set("data-do", "paste")
        .set("part", EDIT)
        .child(icon(FILE))
        .child(line("span", "", text::START_IMPORT));
    of("div", "inputs")
        .child(problems(form))
        .child(of("div", "questions").children(QUICK.iter().map(ask)))
        .child(of("div", "row way").child(on).child(import))
        .child(line("p", "tiny", text::START_NOTE))
}

/// What is asked, in a sentence.
fn help(field: Field) -> Text {
    match field {
        Field::MdfSpent => text::START_MDF,
        Field::ProgrammeCost => text::START_COST,
        Field::PipelineSourced => text::START_SOURCED,
        Field::PipelineInfluenced => text::START_INFLUENCED,
        _ => text::START_WIN,
    }
}

/// What else can be said than a number.
fn choice(form: &Form, place: FieldPath) -> Option<Tree> {
    let blank = form.state.draft().get(place).is_blank();
    let words = if blank { text::TAKE_IN } else { text::LEAVE_OUT };
    let leave = button("link", words, Action::LeaveOut(place)).set("part", EDIT);
    match place.field {
        Field::ProgrammeCost | Field::PipelineInfluenced => Some(leave),
        Field::WinRate => Some(button("link", text::DO_NOT_KNOW, Action::DoNotKnow(place)).set("part", EDIT)),
        _ => None,
    }
}

/// The answer to what has been typed and what is still an example.
fn first_answer(form: &Form, results: Results) -> Tree {
    let draft = form.state.draft();
    let left = QUICK.iter().filter(|field| {
        let entry = draft.get(FieldPath::tier(0, **field));
        entry.origin == Origin::Sample && !entry.is_blank()
    });
    let left: Vec<&'static str> = left.map(|field| super::label_of(*field)).collect();
    let fact = |metric: &MetricId| {
        let said = results.text(ScopeId::Total, *metric).unwrap_or_else(|| text::NO_VALUE.get().to_owned());
        [line("dt", "", results.format().name(*metric)), number("dd", "num", said)]
    };
    let bars = (0..QUICK.len()).map(|at| of("i", if at < QUICK.len() - left.len() { "on" } else { "" }));
    answer(results, name_of(MetricId::Roi), LARGE)
        .child(stale_note(Some(results)))
        .child(line("p", "meaning", meaning(results)))
        .children(ruler::drawn(results.report, results.format()))
        .child(chance(results))
        .child(
            of("div", "more")
                .child(of("hr", "rule"))
                .child(of("dl", "facts").children(FACTS.iter().flat_map(fact))),
        )
        .child(gaps(results))
        .child(of("hr", "rule"))
        .child(of("div", "bars").set("aria-hidden", "true").children(bars))
        .child(line("p", "h3", to_go(left.len())))
        .child(line("p", "small", still(&left)))
        .child(assumes(results))
        .child(open_explanation(results, Section::Headline))
        .set("aria-label", text::RESULTS)
}

fn to_go(left: usize) -> String {
    match left {
        0 => text::START_DONE.get().to_owned(),
        1 => text::START_ONE_TO_GO.get().to_owned(),
        some => text::start_to_go(&some.to_string()),
    }
}

fn still(left: &[&'static str]) -> String {
    match left.len() {
        0 => text::START_DONE_HELP.get().to_owned(),
        all if all == QUICK.len() => text::START_FIRST.get().to_owned(),
        _ => text::still_example(&text::items(left)),
    }
}

/// What was taken for granted, and the way to change it.
fn assumes(results: Results) -> Tree {
    let share = |field| {
        let found = results.report.assumptions.iter().find(|assumed| assumed.place == FieldPath::plan(field));
        found.map(|assumed| results.format().exact(super::results::unit_of(assumed.place), assumed.value))
    };
    let said = match (share(Field::GrossMargin), share(Field::InfluenceCredit)) {
        (Some(margin), Some(credit)) => text::start_assumes(&margin, &credit),
        (Some(margin), None) => text::start_assumes_margin(&margin),
        (None, Some(credit)) => text::start_assumes_credit(&credit),
        (None, None) => return el("p"),
    };
    let change = button("link", text::START_CHANGE, Action::GoTo(FieldPath::plan(Field::GrossMargin)));
    line("p", "tiny more", said).text(text::join_sentences("", "")).child(change)
}
