//! How ready the program is: the stage of each matrix and what holds it back, the pillars, and the controls of MDF
//! governance.

use super::phrases::{heading, list};
use super::{Insight, moves};
use crate::app::{Action, STEPS, Step};
use crate::markup::{Tree, button, el, line, of};
use crate::text;
use comarketing_roi_engine::assess::{
    Assessment, Basis, Governance, Level, MIN_ANSWERED, PILLAR_RULE, PillarStanding, RULE, Standing, assess,
};

/// The assessment of what was answered.
pub(super) fn assessment(insight: &Insight) -> Assessment {
    assess(&insight.known_answers())
}

/// Draws it; where nothing is answered, the way to the questions.
pub(super) fn panel(insight: &Insight) -> Tree {
    let found = assessment(insight);
    let section = of("section", "section").child(line("h3", "h2", text::PANEL_READY_TITLE.get()));
    if !is_answered(&found) {
        let asked = STEPS.iter().position(|step| matches!(step, Step::Questions(..)));
        let way = asked.map(|at| button("link", text::PANEL_READY_ANSWER.get(), Action::Step(at)));
        let why = line("span", "", text::PANEL_READY_NONE.get());
        return section
            .child(of("p", "lift small").child(why).text(text::join_sentences("", "")).children(way));
    }
    let evidence = found.matrices.iter().filter_map(evidence);
    let moves = moves::list_of(insight, &found)
        .map(|steps| el("details").child(line("summary", "", text::PANEL_READY_MOVES.get())).child(steps));
    let rules = el("details")
        .child(line("summary", "", text::PANEL_HOW_SCORED.get()))
        .child(line("p", "hint", text::PANEL_NO_SCORE.get()))
        .child(line("p", "hint", text::term(RULE)))
        .child(line("p", "hint", text::term(PILLAR_RULE)));
    section
        .child(line("p", "lead", text::CHART_MATURITY_RULE.get()))
        .child(short(&found))
        .child(of("div", "stages").children(evidence).children(moves).child(rules))
}

/// Whether any question is answered.
pub(super) fn is_answered(found: &Assessment) -> bool {
    let governed = found.governance.controls.iter().any(|(_, state)| state.is_some());
    let pillars = found.pillars.iter().any(|pillar| pillar.level.is_ok());
    governed || pillars || found.matrices.iter().any(|standing| !standing.evidence.is_empty())
}

/// Stages, pillars and governance side by side, on screen and on paper.
pub(super) fn short(found: &Assessment) -> Tree {
    let pillars = pillars(&found.pillars);
    let governed = found.governance.controls.iter().any(|(_, state)| state.is_some());
    let governance = governed.then(|| readiness(&found.governance, "h4"));
    of("div", "duo ready")
        .children(found.matrices.iter().map(|standing| stage(found, standing)))
        .children(pillars.into_iter().chain(governance))
}

fn digits(number: usize) -> String {
    number.to_string()
}

/// “1”, “2” or “3”.
pub(super) fn rank(level: Level) -> String {
    digits(level.number().into())
}

/// A level as three squares; heard as a number.
fn squares(name: &'static str, level: Option<Level>, holds: bool) -> [Tree; 2] {
    let class = if holds { "held" } else { "" };
    let said = match level {
        Some(level) => text::chart_maturity_level(&rank(level)),
        None => text::CHART_MATURITY_UNANSWERED.get().to_owned(),
    };
    let filled = level.map_or(0, |level| usize::from(level.number()));
    let square = |at: usize| of("i", if at < filled { "on" } else { "" });
    let squares = of("span", class).set("role", "img").set("aria-label", said).children((0..3).map(square));
    [line("span", class, text::term(name)), squares]
}

/// One matrix: its stage, what holds it back, what is next, and each dimension.
fn stage(found: &Assessment, standing: &Standing) -> Tree {
    let row = standing.matrix.row();
    let name = text::term(row.name);
    let (answered, all) = (standing.evidence.len(), standing.evidence.len() + standing.unanswered.len());
    let said = match standing.stage {
        Ok(level) => {
            let [one, two, three] = row.stages;
            let (_, stage) = match level {
                Level::One => one,
                Level::Two => two,
                Level::Three => three,
            };
            text::chart_maturity_stage(name, &rank(level), text::term(stage))
        }
        Err(_) => text::chart_maturity_open(name, &digits(answered), &digits(all), &digits(MIN_ANSWERED)),
    };
    let names = |of: &[comarketing_roi_engine::assess::Dimension]| {
        list(&of.iter().map(|dimension| text::term(dimension.row().name)).collect::<Vec<_>>())
    };
    let held =
        (!standing.held_back_by.is_empty()).then(|| text::panel_held_back(&names(&standing.held_back_by)));
    let open = standing.provisional.then(|| text::panel_provisional(&names(&standing.unanswered)));
    let next =
        found.next_steps.iter().find(|step| standing.matrix.dimensions().any(|of| of == step.dimension));
    let next = next.map(|step| text::panel_ready_next(text::term(step.step)));
    let more: Vec<String> = held.into_iter().chain(open).chain(next).collect();
    let level = |of| standing.evidence.iter().find(|(found, _)| *found == of).map(|(_, level)| *level);
    let rows = standing
        .matrix
        .dimensions()
        .flat_map(|of| squares(of.row().name, level(of), standing.held_back_by.contains(&of)));
    of("section", "stage")
        .keyed(standing.matrix.id())
        .child(line("h4", "h3", said))
        .children((!more.is_empty()).then(|| line("p", "small", text::sentences(&more))))
        .children((answered > 0).then(|| of("div", "maturity").children(rows)))
}

/// The sentences that a stage rests on.
fn evidence(standing: &Standing) -> Option<Tree> {
    let (answered, all) = (standing.evidence.len(), standing.evidence.len() + standing.unanswered.len());
    let rows = standing.evidence.iter().map(|(dimension, level)| {
        let row = dimension.row();
        el("li")
            .child(line("strong", "", text::panel_level_of(text::term(row.name), &rank(*level))))
            .text(text::join_sentences("", text::term(row.ladder.sentence(*level))))
    });
    let title = text::join_named(text::term(standing.matrix.row().name), "");
    (answered > 0).then(|| {
        el("details")
            .child(line("summary", "", title + &text::panel_evidence(&digits(answered), &digits(all))))
            .child(el("ul").children(rows))
    })
}

/// The pillars of which a level is known; which of them are kinder than what they draw on.
fn pillars(all: &[PillarStanding]) -> Option<Tree> {
    let known = all.iter().filter_map(|pillar| {
        let (level, basis) = pillar.level.as_ref().ok()?;
        Some((pillar, *level, *basis))
    });
    let known: Vec<_> = known.collect();
    let rows =
        known.iter().flat_map(|(pillar, level, _)| squares(pillar.pillar.row().name, Some(*level), false));
    let derived = known.iter().any(|(.., basis)| *basis == Basis::Derived);
    let kinder: Vec<&str> = known
        .iter()
        .filter(|(pillar, ..)| pillar.note.is_some())
        .map(|(pillar, ..)| text::term(pillar.pillar.row().name))
        .collect();
    (!known.is_empty()).then(|| {
        of("section", "pillars")
            .child(heading("h4", text::PANEL_PILLARS.get()))
            .children(derived.then(|| line("p", "small", text::PANEL_FROM_DIMENSIONS.get())))
            .child(of("div", "maturity").children(rows))
            .children(
                (!kinder.is_empty())
                    .then(|| line("p", "hint", text::join_named(&list(&kinder), text::PANEL_KINDER.get()))),
            )
    })
}

/// In one sentence, whether MDF is governed by all four controls.
pub(super) fn readiness_said(governance: &Governance) -> String {
    let named = |wanted: Option<bool>| {
        let of = governance.controls.iter().filter(|(_, state)| *state == wanted);
        of.map(|(control, _)| text::term(control.row().name)).collect::<Vec<_>>()
    };
    match governance.ready {
        Ok(true) => text::PANEL_READY.get().to_owned(),
        Ok(false) => text::panel_not_ready(&list(&named(Some(false)))),
        Err(_) => text::panel_readiness_unknown(&list(&named(None))),
    }
}

/// The four controls: in place, missing and what to do, or not known.
pub(super) fn readiness(governance: &Governance, title: &'static str) -> Tree {
    let item = |(control, state): &(comarketing_roi_engine::assess::Control, Option<bool>)| {
        let row = control.row();
        let (word, more) = match state {
            Some(true) => (text::PANEL_IN_PLACE, None),
            Some(false) => (text::PANEL_MISSING, Some(row.missing)),
            None => (text::PANEL_NOT_KNOWN, Some(row.question)),
        };
        el("li")
            .child(line("strong", "", text::panel_state_of(text::term(row.name), word.get())))
            .children(more.map(|more| line("p", "hint", text::term(more))))
    };
    of("section", "readiness")
        .child(heading(title, text::PANEL_READINESS.get()))
        .child(line("p", "meaning", readiness_said(governance)))
        .child(el("ul").children(governance.controls.iter().map(item)))
}
