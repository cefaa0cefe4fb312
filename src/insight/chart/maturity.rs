//! The two maturity matrices: where each dimension stands on its three levels.

use super::draw::{Anchor, dot, label, level as across};
use super::frame::{Chart, Drawing, Table, list, sentence};
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::assess::{Dimension, Level, MIN_ANSWERED, Standing, assess};

const ROW: f64 = 42.0;
const HEAD: f64 = 48.0;
/// Where the three levels stand, in per cent.
const PLACES: [f64; 3] = [8.0, 50.0, 92.0];

fn number(level: Level) -> String {
    level.number().to_string()
}

/// The stage of a matrix in words, or what is missing for one.
fn stage(standing: &Standing) -> String {
    let row = standing.matrix.row();
    let name = text::term(row.name);
    match &standing.stage {
        Ok(level) => {
            let (_, stage) = row.stages.get(*level as usize).copied().unwrap_or_default();
            text::chart_maturity_stage(name, &number(*level), text::term(stage))
        }
        Err(_) => {
            let answered = standing.evidence.len();
            let all = answered + standing.unanswered.len();
            text::chart_maturity_open(
                name,
                &answered.to_string(),
                &all.to_string(),
                &MIN_ANSWERED.to_string(),
            )
        }
    }
}

/// What keeps a stage from being higher, and whether it may still fall.
fn held(standing: &Standing) -> Option<String> {
    let names: Vec<&str> = standing.held_back_by.iter().map(|d| text::term(d.row().name)).collect();
    let matrix = text::term(standing.matrix.row().name);
    let held = (!names.is_empty()).then(|| text::chart_maturity_held(matrix, &list(&names)))?;
    let open = standing.provisional.then(|| text::CHART_MATURITY_PROVISIONAL.get());
    Some(open.map_or_else(|| held.clone(), |open| [&held, " ", open].concat()))
}

pub(in crate::insight) fn chart(insight: &Insight) -> Tree {
    let answers = insight.known_answers();
    let found = assess(&answers);
    if found.matrices.iter().all(|standing| standing.evidence.is_empty()) {
        return sentence(text::CHART_MATURITY_NONE.get());
    }
    let mut shapes = Vec::new();
    let mut rows = Vec::new();
    let mut y = 0.0;
    for standing in &found.matrices {
        shapes.push(label("name", 0.0, 0.0, y + 15.0, Anchor::Start, text::term(standing.matrix.row().name)));
        for (place, level) in PLACES.iter().zip(Level::ALL) {
            shapes.push(label(
                "",
                *place,
                0.0,
                y + 38.0,
                Anchor::Middle,
                text::chart_maturity_level(&number(level)),
            ));
        }
        y += HEAD;
        for dimension in standing.matrix.dimensions() {
            row(dimension, answers.dimension(dimension), standing, y, &mut shapes);
            rows.push(vec![
                text::term(dimension.row().name).to_owned(),
                text::term(standing.matrix.row().name).to_owned(),
                said(answers.dimension(dimension)),
            ]);
            y += ROW;
        }
        y += 12.0;
    }
    Chart {
        finding: found.matrices.iter().map(stage).collect::<Vec<_>>().join(" "),
        what: text::CHART_MATURITY_WHAT.get().to_owned(),
        drawing: Drawing { sides: "", height: y - 8.0, shapes },
        notes: found
            .matrices
            .iter()
            .filter_map(held)
            .chain([text::CHART_MATURITY_RULE.get().to_owned()])
            .collect(),
        table: Table {
            head: [text::CHART_MATURITY_DIMENSION, text::CHART_MATURITY_MATRIX, text::CHART_MATURITY_ANSWER]
                .map(|text| text.get().to_owned())
                .into(),
            rows,
        },
    }
    .tree()
}

fn said(answer: Option<Level>) -> String {
    answer.map_or_else(
        || text::CHART_MATURITY_UNANSWERED.get().to_owned(),
        |level| text::chart_maturity_level(&number(level)),
    )
}

/// One dimension: its name, its answer in words, and three places of which the answered one is filled.
fn row(dimension: Dimension, answer: Option<Level>, standing: &Standing, y: f64, shapes: &mut Vec<Tree>) {
    let holds = standing.held_back_by.contains(&dimension);
    shapes.push(label("name", 0.0, 0.0, y + 14.0, Anchor::Start, text::term(dimension.row().name)));
    let class = if answer.is_some() { "name" } else { "" };
    let words = match answer {
        Some(level) if holds => text::chart_maturity_holds(&number(level)),
        answer => said(answer),
    };
    shapes.push(label(class, 100.0, 0.0, y + 14.0, Anchor::End, words));
    shapes.push(across("grid", y + 27.0));
    for (place, level) in PLACES.iter().zip(Level::ALL) {
        if answer == Some(level) {
            shapes.push(dot(if holds { "own" } else { "full" }, *place, y + 27.0, 7.0));
        } else {
            shapes.push(dot("ring small", *place, y + 27.0, 4.0));
        }
    }
}
