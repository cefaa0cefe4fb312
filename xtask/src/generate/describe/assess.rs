//! `assess`, and the questions that it asks.

use super::super::shape::{
    Def, Keys, Member, Shape, alias, answer, given, is, list, map, may, opt, or_null, text, whole,
};
use comarketing_roi_engine::assess::{Level, Matrix};

pub(super) fn defs() -> Vec<Def> {
    let mut defs = standing();
    defs.extend(questions());
    defs
}

fn named(name: &'static str) -> Shape {
    Shape::Named(name)
}

fn level() -> Shape {
    or_null(named("Level"))
}

/// The rules of an assessment, in words.
fn rules() -> [Member; 3] {
    [
        is("rule", text(), "How the stage comes about."),
        is("pillarRule", text(), "How the pillars come about."),
        is("movesRule", text(), "What is known of the moves."),
    ]
}

fn standing() -> Vec<Def> {
    let of_matrix = |matrix: &Matrix| {
        let dimensions = matrix.dimensions().map(|dimension| dimension.id()).collect();
        opt(matrix.id(), map(Keys::Of(dimensions), level()), "")
    };
    let mut answers: Vec<Member> = Matrix::ALL.iter().map(of_matrix).collect();
    answers.extend([
        opt("pillars", map(Keys::Some("Pillar"), level()), ""),
        opt("controls", map(Keys::Some("Control"), or_null(named("YesNo"))), ""),
    ]);
    let next = Shape::Object(vec![is("dimension", or_null(named("Dimension")), ""), is("step", text(), "")]);
    let item = Shape::Object(vec![
        is("control", named("Control"), ""),
        is("name", text(), ""),
        is("state", named("YesNo"), ""),
        may("missing", text(), ""),
        may("moves", list(named("Move")), ""),
        may("ask", text(), ""),
    ]);
    let mut assessment = rules().to_vec();
    assessment.extend(Matrix::ALL.iter().map(|matrix| is(matrix.id(), named("Standing"), "")));
    assessment.extend([
        is("nextSteps", list(named("NextStep")), ""),
        is("pillars", list(named("PillarStanding")), ""),
        is("controls", named("Governance"), ""),
    ]);
    let levels = Level::ALL.map(|level| u32::from(level.number())).to_vec();
    vec![
        alias("Level", "A rank, not an amount.", Shape::Numbers(levels)),
        given("Answers", "What people say of their company. What is absent is not answered.", answers),
        answer(
            "Evidence",
            "What was answered on a dimension, and what that says.",
            vec![
                is("matrix", named("Matrix"), ""),
                is("dimension", named("Dimension"), ""),
                is("name", text(), ""),
                is("level", level(), ""),
                is("sentence", or_null(text()), ""),
            ],
        ),
        answer(
            "Standing",
            "How a company stands in one matrix.",
            vec![
                is("name", text(), ""),
                is("stage", level(), "The lowest level among the answered dimensions."),
                is("stageId", or_null(text()), ""),
                is("stageName", or_null(text()), ""),
                may("reason", text(), "Why there is no stage."),
                is(
                    "provisional",
                    Shape::Bool,
                    "Whether an answer that is still missing could lower the stage.",
                ),
                may("note", text(), ""),
                is("answered", whole(""), ""),
                is("of", whole(""), ""),
                is("counts", map(Keys::All("Level"), whole("")), "How many dimensions are at each level."),
                is("heldBackBy", list(named("Dimension")), ""),
                is("unanswered", list(named("Dimension")), ""),
                is("evidence", list(named("Evidence")), ""),
            ],
        ),
        answer(
            "Move",
            "A figure that a step would move: an input by its JSON pointer, with `*` for every tier, or a metric.",
            vec![
                may("input", text(), ""),
                may("metric", named("MetricId"), ""),
                is("label", text(), ""),
                is("direction", named("Effect"), ""),
                is("why", text(), ""),
            ],
        ),
        answer(
            "NextStep",
            "What to do next in a dimension.",
            vec![
                is("matrix", named("Matrix"), ""),
                is("dimension", named("Dimension"), ""),
                is("name", text(), ""),
                is("level", named("Level"), ""),
                is("to", level(), ""),
                is("step", text(), ""),
                is("moves", list(named("Move")), ""),
            ],
        ),
        answer(
            "PillarStanding",
            "How a company stands on one pillar.",
            vec![
                is("pillar", named("Pillar"), ""),
                is("name", text(), ""),
                is("level", level(), ""),
                is("basis", or_null(Shape::Words(vec!["given", "derived"])), ""),
                may("reason", text(), ""),
                is("sentence", or_null(text()), ""),
                is("next", list(next), ""),
                is("drawsOn", list(named("Evidence")), ""),
                may("note", text(), ""),
            ],
        ),
        answer(
            "Governance",
            "The controls of MDF governance.",
            vec![
                is("ready", or_null(Shape::Bool), ""),
                may("reason", text(), ""),
                is("yes", whole(""), ""),
                is("no", whole(""), ""),
                is("unknown", whole(""), ""),
                is("items", list(item), ""),
            ],
        ),
        answer("Assessment", "How mature an ecosystem is, and what to do next.", assessment),
    ]
}

/// The table of what is asked.
fn questions() -> Vec<Def> {
    let stage =
        Shape::Object(vec![is("level", named("Level"), ""), is("id", text(), ""), is("name", text(), "")]);
    let asks = || [is("path", text(), "JSON pointer to the answer."), is("question", text(), "")];
    let with = |id: &'static str, rest: Vec<Member>| -> Vec<Member> {
        let first = [is("id", named(id), ""), is("name", text(), "")];
        first.into_iter().chain(asks()).chain(rest).collect()
    };
    let mut all = rules().to_vec();
    all.extend([
        is("minAnswered", whole(""), "A matrix has a stage from so many answers on."),
        is("matrices", list(named("MatrixQuestions")), ""),
        is("pillars", list(named("PillarQuestion")), ""),
        is("controls", list(named("ControlQuestion")), ""),
    ]);
    let rungs = || is("levels", list(named("Rung")), "");
    let moves = || is("moves", list(named("Move")), "");
    vec![
        answer(
            "Rung",
            "A level of a dimension or pillar: what one says of oneself there, and the step to the next.",
            vec![
                is("level", named("Level"), ""),
                is("sentence", text(), ""),
                is("next", or_null(text()), ""),
            ],
        ),
        answer(
            "DimensionQuestion",
            "What is asked about a dimension.",
            with("Dimension", vec![rungs(), moves()]),
        ),
        answer(
            "MatrixQuestions",
            "A matrix and its dimensions.",
            vec![
                is("id", named("Matrix"), ""),
                is("name", text(), ""),
                is("about", text(), ""),
                is("stages", list(stage), ""),
                is("dimensions", list(named("DimensionQuestion")), ""),
            ],
        ),
        answer(
            "PillarQuestion",
            "What is asked about a pillar.",
            with(
                "Pillar",
                vec![
                    rungs(),
                    is(
                        "drawsOn",
                        list(text()),
                        "The dimensions that stand in where the pillar itself has no answer.",
                    ),
                ],
            ),
        ),
        answer(
            "ControlQuestion",
            "What is asked about a control.",
            with(
                "Control",
                vec![
                    is("answers", list(named("YesNo")), ""),
                    is("missing", text(), "What goes wrong without the control."),
                    moves(),
                ],
            ),
        ),
        answer("AssessQuestions", "All that `assess` asks, to draw a form from.", all),
    ]
}
