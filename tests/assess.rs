//! The assessment: the shape of its table, the rules of stage and pillars, what is not answered, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::assess::table::{CONTROLS, DIMENSIONS, Effect, MATRICES, Move, PILLARS, Target};
use comarketing_roi_engine::assess::{
    Answers, Basis, Control, Dimension, Level, Matrix, Pillar, assess, questions,
};
use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::{FieldPath, MetricId, Value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use serde_json::{Value as Json, json};
use std::collections::HashSet;

fn read(json: &Json) -> Answers {
    let value: Value = serde_json::from_value(json.clone()).expect("plain data");
    Answers::read(&value).expect("valid answers")
}

fn answer(json: Json) -> Json {
    serde_json::to_value(assess(&read(&json))).expect("writes")
}

fn definition(levels: [Option<u8>; 5]) -> Json {
    let [a, b, c, d, e] = levels;
    json!({ "definition": { "clarity": a, "segmentation": b, "prioritisation": c, "programmeDesign": d, "measurement": e } })
}

// The table.

#[test]
fn rows_stand_at_their_id_and_every_id_is_unique() {
    let mut seen = HashSet::new();
    for (at, row) in MATRICES.iter().enumerate() {
        assert_eq!(row.matrix as usize, at);
        assert!(seen.insert(row.matrix.id()));
        assert_eq!(row.matrix.dimensions().count(), 5);
        assert!(row.stages.iter().all(|(id, _)| seen.insert(id)));
    }
    for (at, row) in DIMENSIONS.iter().enumerate() {
        assert_eq!(row.dimension as usize, at);
        assert!(seen.insert(row.dimension.id()));
    }
    for (at, row) in PILLARS.iter().enumerate() {
        assert_eq!(row.pillar as usize, at);
        assert!(seen.insert(row.pillar.id()));
    }
    for (at, row) in CONTROLS.iter().enumerate() {
        assert_eq!(row.control as usize, at);
        assert!(seen.insert(row.control.id()));
    }
    assert_eq!(seen.len(), 2 + 6 + 10 + 6 + 4);
    for id in seen {
        let camel =
            id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| c.is_ascii_alphabetic());
        assert!(camel, "{id} is no name in camelCase");
    }
}

#[test]
fn every_text_is_one_of_its_kind() {
    let ladders = DIMENSIONS.iter().map(|row| row.ladder).chain(PILLARS.iter().map(|row| row.ladder));
    let mut texts: Vec<&str> = ladders.flat_map(|l| l.levels.into_iter().chain(l.steps)).collect();
    texts.extend(CONTROLS.iter().map(|row| row.missing));
    for text in &texts {
        assert!(text.ends_with('.'), "{text}");
        assert!(!text.trim_end_matches('.').contains(". "), "one sentence: {text}");
        assert!((20..=170).contains(&text.chars().count()), "{}: {text}", text.chars().count());
    }
    let asked = DIMENSIONS.iter().map(|r| r.question).chain(PILLARS.iter().map(|r| r.question));
    for question in asked.chain(CONTROLS.iter().map(|r| r.question)) {
        assert!(question.ends_with('?'), "{question}");
        texts.push(question);
    }
    let unique: HashSet<_> = texts.iter().collect();
    assert_eq!(unique.len(), texts.len());
}

fn all_moves() -> impl Iterator<Item = (&'static str, &'static [Move])> {
    let dimensions = DIMENSIONS.iter().map(|row| (row.dimension.id(), row.moves));
    dimensions.chain(CONTROLS.iter().map(|row| (row.control.id(), row.moves)))
}

#[test]
fn what_a_step_moves_exists_and_moves_the_way_that_is_better() {
    for (id, moves) in all_moves() {
        assert!(!moves.is_empty(), "{id}");
        let targets: HashSet<_> = moves.iter().map(|m| m.target.id()).collect();
        assert_eq!(targets.len(), moves.len(), "{id} names one target twice");
        for Move { target, effect, why } in moves {
            assert!(why.ends_with('.'), "{why}");
            match target {
                Target::Input(field) => {
                    let place =
                        FieldPath::named(&target.id().replace('*', "0")).expect("an input of the plan");
                    assert_eq!(place.field, *field);
                }
                Target::Metric(metric) => {
                    assert_eq!(MetricId::named(&target.id()), Some(*metric));
                    match metric.metric().better {
                        Better::Higher => assert_ne!(*effect, Effect::Falls, "{id}: {}", target.id()),
                        Better::Lower => assert_ne!(*effect, Effect::Rises, "{id}: {}", target.id()),
                        Better::Depends => {}
                    }
                }
            }
        }
    }
}

#[test]
fn every_dimension_stands_under_a_pillar() {
    for dimension in Dimension::ALL {
        assert!(PILLARS.iter().any(|row| row.draws_on.contains(dimension)), "{}", dimension.id());
    }
    assert!(PILLARS.iter().all(|row| !row.draws_on.is_empty()));
}

#[test]
fn a_form_can_be_drawn_from_the_questions() {
    let table = serde_json::to_value(questions()).expect("writes");
    // Every path that the table names takes an answer, and together they are all answers.
    let mut answers = json!({ "definition": {}, "operations": {}, "pillars": {}, "controls": {} });
    let matrices = table["matrices"].as_array().expect("a list");
    let dimensions = matrices.iter().flat_map(|matrix| matrix["dimensions"].as_array().expect("a list"));
    let pillars = table["pillars"].as_array().expect("a list");
    let mut set = |row: &Json, answer: &Json| {
        let path = row["path"].as_str().expect("a path");
        let (group, id) = path[1..].split_once('/').expect("two parts");
        answers[group][id] = answer.clone();
    };
    for row in dimensions.chain(pillars) {
        let levels = row["levels"].as_array().expect("a list");
        assert_eq!(
            levels.iter().map(|l| l["level"].as_u64()).collect::<Vec<_>>(),
            [Some(1), Some(2), Some(3)]
        );
        assert!(
            levels[0]["next"].is_string() && levels[1]["next"].is_string() && levels[2]["next"].is_null()
        );
        set(row, &levels[2]["level"]);
    }
    for row in table["controls"].as_array().expect("a list") {
        assert_eq!(row["answers"], json!(["yes", "no", "unknown"]));
        set(row, &row["answers"][0]);
    }
    let best = assess(&read(&answers));
    assert!(best.matrices.iter().all(|m| m.stage == Ok(Level::Three) && m.unanswered.is_empty()));
    assert!(best.pillars.iter().all(|p| p.level == Ok((Level::Three, Basis::Given)) && p.next.is_empty()));
    assert!(best.next_steps.is_empty());
    assert_eq!(best.governance.ready, Ok(true));
    assert_eq!(
        table["matrices"][0]["stages"][2],
        json!({ "level": 3, "id": "strategic", "name": "Strategic" })
    );
    let segmentation = &table["matrices"][0]["dimensions"][1];
    assert_eq!(segmentation["moves"][2]["input"], "/tiers/*/programmeCost");
    assert_eq!(segmentation["moves"][0]["metric"], "pipelinePerMdfDollar");
}

// The stage.

#[test]
fn the_stage_is_the_weakest_link() {
    // A median would say 3, 3, 2 and 2; a rounded mean 3, 2, 2 and 2.
    for (levels, stage, held_back_by) in [
        ([3, 3, 3, 3, 2], 2, json!(["measurement"])),
        ([3, 1, 3, 3, 2], 1, json!(["segmentation"])),
        ([2, 2, 2, 3, 3], 2, json!(["clarity", "segmentation", "prioritisation"])),
        ([1, 3, 2, 2, 1], 1, json!(["clarity", "measurement"])),
        ([3, 3, 3, 3, 3], 3, json!([])),
    ] {
        let found = &answer(definition(levels.map(Some)))["definition"];
        assert_eq!(found["stage"], stage, "{levels:?}");
        assert_eq!(found["heldBackBy"], held_back_by);
        assert_eq!(found["provisional"], false);
        let count = |level| levels.iter().filter(|l| **l == level).count();
        assert_eq!(found["counts"], json!({ "1": count(1), "2": count(2), "3": count(3) }));
    }
    let whole = answer(definition([Some(2); 5]));
    assert!(whole["rule"].as_str().expect("a rule").contains("lowest level"));
    assert_eq!(whole["definition"]["stageId"], "emerging");
    assert_eq!(whole["definition"]["stageName"], "Emerging");
    assert_eq!(whole["operations"]["stage"], Json::Null);
}

#[test]
fn the_evidence_is_what_was_answered() {
    let found = &answer(definition([Some(1), None, Some(3), Some(2), None]))["definition"];
    let evidence = found["evidence"].as_array().expect("a list");
    let said: Vec<_> = evidence.iter().map(|e| (e["dimension"].as_str(), e["level"].as_u64())).collect();
    assert_eq!(
        said,
        [(Some("clarity"), Some(1)), (Some("prioritisation"), Some(3)), (Some("programmeDesign"), Some(2))]
    );
    assert_eq!(evidence[1]["sentence"], DIMENSIONS[2].ladder.levels[2]);
    assert_eq!(found["unanswered"], json!(["segmentation", "measurement"]));
    assert_eq!((&found["answered"], &found["of"]), (&json!(3), &json!(5)));
}

#[test]
fn too_few_answers_give_no_stage() {
    let found = &answer(definition([Some(3), Some(3), None, None, None]))["definition"];
    assert_eq!((&found["stage"], &found["stageId"]), (&Json::Null, &Json::Null));
    assert_eq!(found["reason"], "2 of 5 dimensions are answered; a stage needs 3.");
    assert_eq!(found["heldBackBy"], json!([]));
    assert_eq!(found["provisional"], false);
    let enough = &answer(definition([Some(3), Some(3), Some(2), None, None]))["definition"];
    assert_eq!(enough["stage"], 2);
    assert!(enough.get("reason").is_none());
}

#[test]
fn an_open_answer_leaves_the_stage_provisional_unless_it_is_the_lowest() {
    let provisional =
        |levels| answer(definition(levels))["definition"]["provisional"].as_bool().expect("a flag");
    assert!(provisional([Some(2), Some(2), Some(3), None, Some(2)]));
    assert!(!provisional([Some(1), Some(2), Some(3), None, Some(2)]));
}

#[test]
fn nothing_answered_is_an_answer() {
    for empty in [json!({}), Json::Null, json!({ "definition": null, "pillars": { "people": null } })] {
        let found = answer(empty);
        assert_eq!(found["definition"]["stage"], Json::Null);
        assert_eq!(found["nextSteps"], json!([]));
        assert!(found["pillars"].as_array().expect("six").iter().all(|p| p["level"].is_null()
            && p["basis"].is_null()
            && p["reason"].as_str().expect("a reason").starts_with("Not answered")));
        assert_eq!(found["controls"]["ready"], Json::Null);
        assert_eq!(found["controls"]["unknown"], 4);
    }
}

// The next steps.

#[test]
fn steps_come_weakest_first_and_lead_one_level_up() {
    let found = answer(json!({
        "operations": { "ownership": 1, "organisation": 3, "businessValue": 2 },
        "definition": { "measurement": 2, "clarity": 3, "segmentation": 1 },
    }));
    let steps = found["nextSteps"].as_array().expect("a list");
    let order: Vec<_> =
        steps.iter().map(|s| (s["dimension"].as_str(), s["level"].as_u64(), s["to"].as_u64())).collect();
    assert_eq!(
        order,
        [
            (Some("segmentation"), Some(1), Some(2)),
            (Some("ownership"), Some(1), Some(2)),
            (Some("measurement"), Some(2), Some(3)),
            (Some("businessValue"), Some(2), Some(3)),
        ]
    );
    assert_eq!(steps[0]["step"], DIMENSIONS[1].ladder.steps[0]);
    assert_eq!(steps[2]["step"], DIMENSIONS[4].ladder.steps[1]);
    assert_eq!(
        steps[2]["moves"][0],
        json!({ "input": "/tiers/*/pipelineInfluenced", "label": "Partner-influenced pipeline", "direction": "known",
            "why": "Influence is recorded with the deal, not remembered." })
    );
    assert_eq!(steps[2]["moves"][2]["input"], "/influenceCredit");
    assert_eq!(steps[2]["moves"][3]["metric"], "pipelineCredited");
}

// The pillars.

fn pillar(answers: Json, pillar: Pillar) -> Json {
    answer(answers)["pillars"][pillar as usize].clone()
}

#[test]
fn a_pillar_that_was_answered_stands_as_answered() {
    let found = pillar(json!({ "pillars": { "people": 2 } }), Pillar::People);
    let row = &PILLARS[1];
    assert_eq!((&found["level"], &found["basis"]), (&json!(2), &json!("given")));
    assert_eq!(found["sentence"], row.ladder.levels[1]);
    assert_eq!(found["next"], json!([{ "dimension": null, "step": row.ladder.steps[1] }]));
    assert_eq!(found["drawsOn"][0]["dimension"], "ownership");
    assert_eq!(found["drawsOn"][0]["level"], Json::Null);
    assert!(found.get("note").is_none());
}

#[test]
fn a_pillar_is_derived_from_all_of_its_dimensions_or_not_at_all() {
    let both = pillar(json!({ "operations": { "ownership": 3, "organisation": 2 } }), Pillar::People);
    assert_eq!((&both["level"], &both["basis"]), (&json!(2), &json!("derived")));
    assert_eq!(both["sentence"], Json::Null);
    assert_eq!(both["next"], json!([{ "dimension": "organisation", "step": DIMENSIONS[6].ladder.steps[1] }]));
    let one = pillar(json!({ "operations": { "ownership": 3 } }), Pillar::People);
    assert_eq!(one["level"], Json::Null);
    assert_eq!(one["reason"], "Not answered; to derive it, answer Organization.");
    let done = pillar(json!({ "operations": { "systemsAndData": 3 } }), Pillar::Technology);
    assert_eq!((&done["level"], &done["next"]), (&json!(3), &json!([])));
}

#[test]
fn a_pillar_kinder_than_its_dimensions_says_so() {
    let kind = json!({ "pillars": { "people": 3 }, "operations": { "ownership": 1 } });
    let found = pillar(kind, Pillar::People);
    assert_eq!(found["level"], 3);
    assert!(found["note"].as_str().expect("a note").starts_with("Answered 3, while"));
    let hard = json!({ "pillars": { "people": 1 }, "operations": { "ownership": 3, "organisation": 3 } });
    assert!(pillar(hard, Pillar::People).get("note").is_none());
}

// The controls.

#[test]
fn controls_are_ready_when_all_are_in_place() {
    let controls = |words: [&str; 4]| {
        let [a, b, c, d] = words;
        answer(json!({ "controls": { "transparentAllocation": a, "preApproval": b,
            "performanceLinkedDisbursement": c, "measureAndReport": d } }))["controls"]
            .clone()
    };
    let all = controls(["yes"; 4]);
    assert_eq!((&all["ready"], &all["yes"]), (&json!(true), &json!(4)));
    assert!(all["items"].as_array().expect("four").iter().all(|item| item.get("missing").is_none()));
    let open = controls(["yes", "unknown", "yes", "yes"]);
    assert_eq!((&open["ready"], &open["reason"]), (&Json::Null, &json!("Not known: Pre-approval.")));
    assert_eq!(open["items"][1]["ask"], CONTROLS[1].question);
    let lacking = controls(["yes", "unknown", "no", "yes"]);
    assert_eq!(lacking["ready"], false);
    assert_eq!((&lacking["yes"], &lacking["no"], &lacking["unknown"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(lacking["items"][2]["missing"], CONTROLS[2].missing);
    assert_eq!(lacking["items"][2]["moves"][0]["metric"], "pipelinePerMdfDollar");
}

// Bad input.

#[test]
fn bad_answers_are_named() {
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let found = Answers::read(&value).expect_err("refused");
        let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(named, expected, "{json}");
        for problem in found.iter().filter(|p| p.kind.code() == "outOfRange") {
            assert_eq!(problem.kind.allowed(), Some((1.0, 3.0)));
        }
    };
    refused("[]", &[("", "wrongType")]);
    refused(
        r#"{"definition":{"clarity":0,"segmentation":4,"prioritisation":2.5,"measurement":"2","programmeDesign":true}}"#,
        &[
            ("/definition/clarity", "outOfRange"),
            ("/definition/segmentation", "outOfRange"),
            ("/definition/prioritisation", "outOfRange"),
            ("/definition/measurement", "wrongType"),
            ("/definition/programmeDesign", "wrongType"),
        ],
    );
    refused(
        r#"{"pillars":{"strategy":-1,"clarity":1},"operations":{"clarity":1},"definition":3}"#,
        &[
            ("/pillars/strategy", "outOfRange"),
            ("/pillars/clarity", "unknownField"),
            ("/operations/clarity", "unknownField"),
            ("/definition", "wrongType"),
        ],
    );
    refused(
        r#"{"controls":{"preApproval":true,"measureAndReport":"maybe","audit":"yes"},"score":7}"#,
        &[
            ("/controls/preApproval", "wrongType"),
            ("/controls/measureAndReport", "wrongType"),
            ("/controls/audit", "unknownField"),
            ("/score", "unknownField"),
        ],
    );
    refused(r#"{"definition":{"clarity":1,"clarity":2}}"#, &[("/definition/clarity", "duplicateField")]);
    let nan = Value::Map(vec![(
        "pillars".to_owned(),
        Value::Map(vec![("results".to_owned(), Value::Number(f64::NAN))]),
    )]);
    let found = Answers::read(&nan).expect_err("refused");
    assert_eq!((found[0].path.as_str(), found[0].kind.code()), ("/pillars/results", "notFinite"));
}

// Laws.

fn config() -> Config {
    Config {
        cases: 400,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(29),
        failure_persistence: None,
        ..Config::default()
    }
}

fn any_level() -> impl Strategy<Value = Option<Level>> {
    prop::sample::select(vec![None, Some(Level::One), Some(Level::Two), Some(Level::Three)])
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let levels = prop::collection::vec(any_level(), 16);
    let controls = prop::collection::vec(prop::sample::select(vec![None, Some(true), Some(false)]), 4);
    (levels, controls).prop_map(|(levels, controls)| {
        let mut answers = Answers::default();
        let (dimensions, pillars) = levels.split_at(10);
        Dimension::ALL.iter().zip(dimensions).for_each(|(id, level)| answers.set_dimension(*id, *level));
        Pillar::ALL.iter().zip(pillars).for_each(|(id, level)| answers.set_pillar(*id, *level));
        Control::ALL.iter().zip(controls).for_each(|(id, state)| answers.set_control(*id, state));
        answers
    })
}

fn as_json(answers: &Answers) -> Json {
    let number = |level: Option<Level>| json!(level.map(Level::number));
    let group = |matrix: Matrix| -> Json {
        matrix.dimensions().map(|d| (d.id().to_owned(), number(answers.dimension(d)))).collect()
    };
    let word = |state| {
        json!(match state {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        })
    };
    let pillars: Json = Pillar::ALL.iter().map(|p| (p.id().to_owned(), number(answers.pillar(*p)))).collect();
    let controls: Json =
        Control::ALL.iter().map(|c| (c.id().to_owned(), word(answers.control(*c)))).collect();
    json!({ "definition": group(Matrix::Definition), "operations": group(Matrix::Operations),
        "pillars": pillars, "controls": controls })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_reads_back(answers in any_answers()) {
        prop_assert_eq!(read(&as_json(&answers)), answers);
    }

    #[test]
    fn raising_an_answer_lowers_nothing(answers in any_answers(), which in 0usize..10) {
        let dimension = Dimension::ALL[which];
        let before = assess(&answers);
        let Some(higher) = answers.dimension(dimension).and_then(Level::next) else { return Ok(()) };
        let mut raised = answers;
        raised.set_dimension(dimension, Some(higher));
        let after = assess(&raised);
        for (before, after) in before.matrices.iter().zip(&after.matrices) {
            prop_assert_eq!(before.stage.is_ok(), after.stage.is_ok());
            prop_assert!(before.stage.as_ref().ok() <= after.stage.as_ref().ok());
        }
        for (before, after) in before.pillars.iter().zip(&after.pillars) {
            prop_assert!(before.level.as_ref().ok().map(|l| l.0) <= after.level.as_ref().ok().map(|l| l.0));
        }
    }

    #[test]
    fn the_stage_is_reached_by_every_answer_and_by_one_exactly(answers in any_answers()) {
        let assessment = assess(&answers);
        for matrix in &assessment.matrices {
            prop_assert_eq!(matrix.counts.iter().sum::<usize>(), matrix.evidence.len());
            prop_assert_eq!(matrix.evidence.len() + matrix.unanswered.len(), 5);
            prop_assert_eq!(matrix.stage.is_ok(), matrix.evidence.len() >= 3);
            if let Ok(stage) = &matrix.stage {
                prop_assert!(matrix.evidence.iter().all(|(_, level)| level >= stage));
                prop_assert!(matrix.evidence.iter().any(|(_, level)| level == stage));
            }
        }
        let steps = &assessment.next_steps;
        prop_assert!(steps.windows(2).all(|pair| (pair[0].level, pair[0].dimension as usize) < (pair[1].level, pair[1].dimension as usize)));
        let weak = Dimension::ALL.iter().filter(|d| answers.dimension(**d).is_some_and(|l| l < Level::Three));
        prop_assert_eq!(steps.len(), weak.count());
    }

    #[test]
    fn a_provisional_stage_is_one_that_an_open_answer_lowers(answers in any_answers()) {
        for before in assess(&answers).matrices.iter().filter(|matrix| matrix.stage.is_ok()) {
            let lowered = before.unanswered.iter().any(|open| {
                let mut more = answers.clone();
                more.set_dimension(*open, Some(Level::One));
                assess(&more).matrices[before.matrix as usize].stage < before.stage
            });
            prop_assert_eq!(before.provisional, lowered);
        }
    }
}
