//! Where a company stands: the stage of each matrix, the pillars, and the controls of MDF governance.

use super::Insight;
use super::phrases::{heading, list};
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::assess::{
    Assessment, Basis, Governance, Level, MIN_ANSWERED, PILLAR_RULE, PillarStanding, RULE, Standing, assess,
};

/// The assessment of what was answered.
pub(super) fn assessment(insight: &Insight) -> Assessment {
    assess(&insight.known_answers())
}

/// Draws both stages, the pillars and the controls.
pub(super) fn panel(insight: &Insight) -> Tree {
    let found = assessment(insight);
    let stages = found.matrices.iter().map(stage);
    let rules = el("details")
        .child(line("summary", "", text::PANEL_HOW_SCORED.get()))
        .child(line("p", "hint", text::term(RULE)))
        .child(line("p", "hint", text::term(PILLAR_RULE)));
    of("div", "stages")
        .children(stages)
        .child(line("p", "hint", text::PANEL_NO_SCORE.get()))
        .child(pillars(&found.pillars))
        .child(readiness(&found.governance, "h3"))
        .child(rules)
}

fn digits(number: usize) -> String {
    number.to_string()
}

/// “1”, “2” or “3”.
pub(super) fn rank(level: Level) -> String {
    digits(level.number().into())
}

/// One matrix: stage, what holds it back, and the answers that it rests on.
fn stage(standing: &Standing) -> Tree {
    let row = standing.matrix.row();
    let (answered, all) = (standing.evidence.len(), standing.evidence.len() + standing.unanswered.len());
    let said = match standing.stage {
        Ok(level) => {
            let [one, two, three] = row.stages;
            let (_, name) = match level {
                Level::One => one,
                Level::Two => two,
                Level::Three => three,
            };
            text::panel_stage(text::term(name), &rank(level))
        }
        Err(_) => text::panel_no_stage(&digits(answered), &digits(all), &digits(MIN_ANSWERED)),
    };
    let names = |of: &[comarketing_roi_engine::assess::Dimension]| {
        list(&of.iter().map(|dimension| text::term(dimension.row().name)).collect::<Vec<_>>())
    };
    let held =
        (!standing.held_back_by.is_empty()).then(|| text::panel_held_back(&names(&standing.held_back_by)));
    let open = standing.provisional.then(|| text::panel_provisional(&names(&standing.unanswered)));
    let evidence = standing.evidence.iter().map(|(dimension, level)| {
        let row = dimension.row();
        el("li")
            .child(line("strong", "", text::panel_level_of(text::term(row.name), &rank(*level))))
            .text(format!(" {}", text::term(row.ladder.sentence(*level))))
    });
    let evidence = (answered > 0).then(|| {
        el("details")
            .child(line("summary", "", text::panel_evidence(&digits(answered), &digits(all))))
            .child(el("ul").children(evidence))
    });
    of("section", "stage")
        .keyed(standing.matrix.id())
        .child(heading("h3", text::term(row.name)))
        .child(line("p", "meaning", said))
        .children(held.into_iter().chain(open).map(|said| line("p", "", said)))
        .children(evidence)
}

fn pillars(all: &[PillarStanding]) -> Tree {
    let known: Vec<Tree> = all
        .iter()
        .filter_map(|pillar| {
            let (level, basis) = pillar.level.as_ref().ok()?;
            let name = text::term(pillar.pillar.row().name);
            let said = text::panel_level_of(name, &rank(*level));
            let from = match basis {
                Basis::Given => text::PANEL_AS_ANSWERED.get(),
                Basis::Derived => text::PANEL_FROM_DIMENSIONS.get(),
            };
            let doubt = pillar.note.is_some().then(|| line("p", "hint", text::PANEL_KINDER.get()));
            Some(el("li").child(line("strong", "", said)).text(format!(" {from}")).children(doubt))
        })
        .collect();
    let none = known.is_empty().then(|| line("p", "hint", text::PANEL_NO_PILLARS.get()));
    of("section", "pillars")
        .child(heading("h3", text::PANEL_PILLARS.get()))
        .children(none)
        .children((!known.is_empty()).then(|| el("ul").children(known)))
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
