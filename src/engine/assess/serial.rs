//! Questions and answers as plain data: the public shape of the API.

use super::table::{
    CONTROLS, ControlRow, DimensionRow, Effect, Ladder, MATRICES, MatrixRow, Move, PILLARS, PillarRow, Target,
};
use super::{
    Assessment, Basis, Control, Dimension, Governance, Level, MIN_ANSWERED, MOVES_RULE, NextStep,
    PILLAR_RULE, PillarStanding, RULE, Standing,
};
use crate::plan::{FieldPath, Group};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The whole table of questions. Serialized, it is all that a form needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Questions;

impl Serialize for Questions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("rule", RULE)?;
        map.serialize_entry("pillarRule", PILLAR_RULE)?;
        map.serialize_entry("movesRule", MOVES_RULE)?;
        map.serialize_entry("minAnswered", &MIN_ANSWERED)?;
        map.serialize_entry("matrices", &MATRICES[..])?;
        map.serialize_entry("pillars", &PILLARS[..])?;
        map.serialize_entry("controls", &CONTROLS[..])?;
        map.end()
    }
}

impl Serialize for MatrixRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows: Vec<_> = self.matrix.dimensions().map(Dimension::row).collect();
        let stages: Vec<_> = Level::ALL.map(|level| Stage(level, level.of(self.stages))).into();
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("id", self.matrix.id())?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("about", self.about)?;
        map.serialize_entry("stages", &stages)?;
        map.serialize_entry("dimensions", &rows)?;
        map.end()
    }
}

/// A stage with its id and name.
struct Stage(Level, (&'static str, &'static str));

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("level", &self.0)?;
        map.serialize_entry("id", self.1.0)?;
        map.serialize_entry("name", self.1.1)?;
        map.end()
    }
}

impl Serialize for DimensionRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("id", self.dimension.id())?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("path", &self.dimension.path())?;
        map.serialize_entry("question", self.question)?;
        map.serialize_entry("levels", &self.ladder)?;
        map.serialize_entry("moves", self.moves)?;
        map.end()
    }
}

impl Dimension {
    /// JSON pointer to its place among the answers.
    fn path(self) -> String {
        format!("/{}/{}", self.row().matrix.id(), self.id())
    }
}

impl Serialize for PillarRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let draws_on: Vec<_> = self.draws_on.iter().map(|dimension| dimension.path()).collect();
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("id", self.pillar.id())?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("path", &format!("/pillars/{}", self.pillar.id()))?;
        map.serialize_entry("question", self.question)?;
        map.serialize_entry("levels", &self.ladder)?;
        map.serialize_entry("drawsOn", &draws_on)?;
        map.end()
    }
}

impl Serialize for ControlRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("id", self.control.id())?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("path", &format!("/controls/{}", self.control.id()))?;
        map.serialize_entry("question", self.question)?;
        map.serialize_entry("answers", &[Some(true), Some(false), None].map(word))?;
        map.serialize_entry("missing", self.missing)?;
        map.serialize_entry("moves", self.moves)?;
        map.end()
    }
}

/// The answer on a control, in the word that reads back as it.
fn word(in_place: Option<bool>) -> &'static str {
    match in_place {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

impl Serialize for Ladder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(Level::ALL.len()))?;
        for level in Level::ALL {
            list.serialize_element(&Rung(self, level))?;
        }
        list.end()
    }
}

/// One level of a ladder.
struct Rung<'a>(&'a Ladder, Level);

impl Serialize for Rung<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("level", &self.1)?;
        map.serialize_entry("sentence", self.0.sentence(self.1))?;
        map.serialize_entry("next", &self.0.step(self.1))?;
        map.end()
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

impl Effect {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Rises => "rises",
            Self::Falls => "falls",
            Self::Known => "known",
        }
    }
}

impl Target {
    /// A pointer into the plan, with `*` for every tier, such as `/tiers/*/winRate`; or the id of a metric.
    pub fn id(self) -> String {
        match self {
            Self::Input(field) if field.group() == Group::Tier => format!("/tiers/*/{}", field.id()),
            Self::Input(field) => FieldPath::plan(field).path(),
            Self::Metric(id) => id.text().to_owned(),
        }
    }
}

impl Serialize for Move {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, label) = match self.target {
            Target::Input(field) => ("input", field.label().to_owned()),
            Target::Metric(id) => ("metric", id.metric().plain_name()),
        };
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry(kind, &self.target.id())?;
        map.serialize_entry("label", &label)?;
        map.serialize_entry("direction", self.effect.id())?;
        map.serialize_entry("why", self.why)?;
        map.end()
    }
}

impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", RULE)?;
        map.serialize_entry("pillarRule", PILLAR_RULE)?;
        map.serialize_entry("movesRule", MOVES_RULE)?;
        for standing in &self.matrices {
            map.serialize_entry(standing.matrix.id(), standing)?;
        }
        map.serialize_entry("nextSteps", &self.next_steps)?;
        map.serialize_entry("pillars", &self.pillars)?;
        map.serialize_entry("controls", &self.governance)?;
        map.end()
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stage = self.stage.as_ref().ok().copied();
        let named = stage.map(|stage| stage.of(self.matrix.row().stages));
        let evidence: Vec<_> = self.evidence.iter().map(|(d, level)| Evidence(*d, Some(*level))).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", self.matrix.row().name)?;
        map.serialize_entry("stage", &stage)?;
        map.serialize_entry("stageId", &named.map(|(id, _)| id))?;
        map.serialize_entry("stageName", &named.map(|(_, name)| name))?;
        if let Err(reason) = &self.stage {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("provisional", &self.provisional)?;
        if self.provisional {
            map.serialize_entry("note", "What is not answered could lower the stage, never raise it.")?;
        }
        map.serialize_entry("answered", &self.evidence.len())?;
        map.serialize_entry("of", &(self.evidence.len() + self.unanswered.len()))?;
        map.serialize_entry("counts", &Counts(self.counts))?;
        map.serialize_entry("heldBackBy", &ids(&self.held_back_by))?;
        map.serialize_entry("unanswered", &ids(&self.unanswered))?;
        map.serialize_entry("evidence", &evidence)?;
        map.end()
    }
}

fn ids(dimensions: &[Dimension]) -> Vec<&'static str> {
    dimensions.iter().map(|dimension| dimension.id()).collect()
}

/// How many dimensions are at each level, by the level.
struct Counts([usize; 3]);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(["1", "2", "3"].into_iter().zip(self.0))
    }
}

/// A dimension with what was answered, and what that says.
struct Evidence(Dimension, Option<Level>);

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0.row();
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("matrix", row.matrix.id())?;
        map.serialize_entry("dimension", self.0.id())?;
        map.serialize_entry("name", row.name)?;
        map.serialize_entry("level", &self.1)?;
        map.serialize_entry("sentence", &self.1.map(|level| row.ladder.sentence(level)))?;
        map.end()
    }
}

impl Serialize for NextStep {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.dimension.row();
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("matrix", row.matrix.id())?;
        map.serialize_entry("dimension", self.dimension.id())?;
        map.serialize_entry("name", row.name)?;
        map.serialize_entry("level", &self.level)?;
        map.serialize_entry("to", &self.level.next())?;
        map.serialize_entry("step", self.step)?;
        map.serialize_entry("moves", self.moves)?;
        map.end()
    }
}

impl Serialize for PillarStanding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.pillar.row();
        let level = self.level.as_ref().ok().copied();
        // Its own sentence only where a person chose it; the sentences of the dimensions stand for a derived one.
        let sentence = level.filter(|(_, b)| *b == Basis::Given).map(|(level, _)| row.ladder.sentence(level));
        let draws_on: Vec<_> = self.draws_on.iter().map(|(d, level)| Evidence(*d, *level)).collect();
        let next: Vec<_> = self.next.iter().map(|(dimension, step)| Missing(*dimension, step)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("pillar", self.pillar.id())?;
        map.serialize_entry("name", row.name)?;
        map.serialize_entry("level", &level.map(|(level, _)| level))?;
        map.serialize_entry("basis", &level.map(|(_, basis)| basis.id()))?;
        if let Err(reason) = &self.level {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("sentence", &sentence)?;
        map.serialize_entry("next", &next)?;
        map.serialize_entry("drawsOn", &draws_on)?;
        if let Some(note) = &self.note {
            map.serialize_entry("note", note)?;
        }
        map.end()
    }
}

impl Basis {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Derived => "derived",
        }
    }
}

/// What a pillar misses next, and the dimension that says so, if it is not the pillar itself.
struct Missing<'a>(Option<Dimension>, &'a str);

impl Serialize for Missing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("dimension", &self.0.map(Dimension::id))?;
        map.serialize_entry("step", self.1)?;
        map.end()
    }
}

impl Serialize for Governance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = |wanted| self.controls.iter().filter(|(_, state)| *state == wanted).count();
        let items: Vec<_> = self.controls.iter().map(|(control, state)| Checked(*control, *state)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ready", &self.ready.as_ref().ok())?;
        if let Err(reason) = &self.ready {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("yes", &count(Some(true)))?;
        map.serialize_entry("no", &count(Some(false)))?;
        map.serialize_entry("unknown", &count(None))?;
        map.serialize_entry("items", &items)?;
        map.end()
    }
}

/// A control and whether it is in place.
struct Checked(Control, Option<bool>);

impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0.row();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("control", self.0.id())?;
        map.serialize_entry("name", row.name)?;
        map.serialize_entry("state", word(self.1))?;
        match self.1 {
            Some(true) => {}
            Some(false) => {
                map.serialize_entry("missing", row.missing)?;
                map.serialize_entry("moves", row.moves)?;
            }
            // Nothing is missing that anybody knows of, so the question comes back.
            None => map.serialize_entry("ask", row.question)?,
        }
        map.end()
    }
}
