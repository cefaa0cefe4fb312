//! How mature an ecosystem is, by what its people say of it, and what to do next.
//!
//! Two matrices (definition and operations) of five dimensions with three levels each, six pillars, and four controls of
//! MDF governance; the questions stand in [`table`]. There is no score of 0–100: levels are ranks, so adding or averaging
//! them would invent a distance between them. The stage is the **lowest** level among the answered dimensions, as in the
//! staged ratings of CMMI, where a level is reached once everything that belongs to it is. That rule only ever compares
//! ranks, and it names what holds a company back, which is where the next step lies.

mod id;
mod read;
mod serial;
pub mod table;

pub use id::{Control, Dimension, Level, Matrix, Pillar};
pub use serial::Questions;
use table::{Ladder, Move};

/// The fewest answered dimensions of a matrix from which a stage is told; more than half of them.
pub const MIN_ANSWERED: usize = 3;
/// The rule of the stage, in words.
pub const RULE: &str = "The stage is the lowest level among the answered dimensions, and needs three answers of five: a chain of work with partners is no stronger than its weakest link, and levels are ranks, which have no average.";
/// The rule of a pillar, in words.
pub const PILLAR_RULE: &str = "A pillar has the level that you answered; without an answer it has the lowest level of the dimensions that it depends on, if all of these are answered.";
/// What is known of the effects that a step names.
pub const MOVES_RULE: &str = "Directions are what practice expects and nothing measured here, so no size is given: try one in the plan. “known” means that the figure can be stated where it was a guess.";

impl Ladder {
    /// What is said of a company at this level.
    pub fn sentence(&self, level: Level) -> &'static str {
        level.of(self.levels)
    }

    /// What leads to the level above; nothing at the highest.
    pub fn step(&self, level: Level) -> Option<&'static str> {
        let [second, third] = self.steps;
        level.of([Some(second), Some(third), None])
    }
}

/// The question: what people say of their company. `None` is not answered, and nothing is guessed for it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answers {
    dimensions: [Option<Level>; Dimension::ALL.len()],
    pillars: [Option<Level>; Pillar::ALL.len()],
    controls: [Option<bool>; Control::ALL.len()],
}

impl Answers {
    /// The answer on a dimension.
    pub fn dimension(&self, dimension: Dimension) -> Option<Level> {
        self.dimensions.get(dimension as usize).copied().flatten()
    }

    /// The answer on a pillar.
    pub fn pillar(&self, pillar: Pillar) -> Option<Level> {
        self.pillars.get(pillar as usize).copied().flatten()
    }

    /// Whether a control is in place; `None` is unknown.
    pub fn control(&self, control: Control) -> Option<bool> {
        self.controls.get(control as usize).copied().flatten()
    }

    /// Sets or removes the answer on a dimension.
    pub fn set_dimension(&mut self, dimension: Dimension, level: Option<Level>) {
        if let Some(slot) = self.dimensions.get_mut(dimension as usize) {
            *slot = level;
        }
    }

    /// Sets or removes the answer on a pillar.
    pub fn set_pillar(&mut self, pillar: Pillar, level: Option<Level>) {
        if let Some(slot) = self.pillars.get_mut(pillar as usize) {
            *slot = level;
        }
    }

    /// Sets or removes the answer on a control.
    pub fn set_control(&mut self, control: Control, in_place: Option<bool>) {
        if let Some(slot) = self.controls.get_mut(control as usize) {
            *slot = in_place;
        }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Both matrices, the definition first.
    pub matrices: Vec<Standing>,
    /// What to do next in each dimension at level 1 or 2: the weakest first, then in the order of the table.
    pub next_steps: Vec<NextStep>,
    /// All six pillars.
    pub pillars: Vec<PillarStanding>,
    /// The controls of MDF governance.
    pub governance: Governance,
}

/// How a company stands in one matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The matrix.
    pub matrix: Matrix,
    /// The stage by [`RULE`], or why there is none.
    pub stage: Result<Level, String>,
    /// Whether an answer that is still missing could lower the stage.
    pub provisional: bool,
    /// How many dimensions are at level 1, 2 and 3.
    pub counts: [usize; 3],
    /// What was answered: the dimension and its level.
    pub evidence: Vec<(Dimension, Level)>,
    /// What was not.
    pub unanswered: Vec<Dimension>,
    /// The dimensions that keep the stage from being higher; none where it is the highest or there is none.
    pub held_back_by: Vec<Dimension>,
}

/// What to do next in one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStep {
    /// The dimension.
    pub dimension: Dimension,
    /// Where it is.
    pub level: Level,
    /// What leads to the next level.
    pub step: &'static str,
    /// What that would move.
    pub moves: &'static [Move],
}

/// Where the level of a pillar comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It was answered.
    Given,
    /// It follows from dimensions.
    Derived,
}

/// How a company stands in one pillar.
#[derive(Clone, Debug, PartialEq)]
pub struct PillarStanding {
    /// The pillar.
    pub pillar: Pillar,
    /// Its level by [`PILLAR_RULE`] and where that comes from, or why there is none.
    pub level: Result<(Level, Basis), String>,
    /// What is missing next. Of a derived pillar these are the steps of the dimensions that hold it down.
    pub next: Vec<(Option<Dimension>, &'static str)>,
    /// The dimensions that it draws on, with what was answered there.
    pub draws_on: Vec<(Dimension, Option<Level>)>,
    /// That its own answer is kinder than what the dimensions say, where it is.
    pub note: Option<String>,
}

/// How MDF is governed.
#[derive(Clone, Debug, PartialEq)]
pub struct Governance {
    /// Whether all four controls are in place: no as soon as one is known to be missing, or why it is not known.
    pub ready: Result<bool, String>,
    /// Each control: in place, not, or `None` where unknown.
    pub controls: Vec<(Control, Option<bool>)>,
}

/// Tells how mature an ecosystem is by [`RULE`], [`PILLAR_RULE`] and the four controls.
pub fn assess(answers: &Answers) -> Assessment {
    let step = |dimension: Dimension| {
        let (row, level) = (dimension.row(), answers.dimension(dimension)?);
        Some(NextStep { dimension, level, step: row.ladder.step(level)?, moves: row.moves })
    };
    let mut next_steps: Vec<_> = Dimension::ALL.iter().copied().filter_map(step).collect();
    crate::order::by(&mut next_steps, |a, b| a.level.cmp(&b.level));
    Assessment {
        matrices: Matrix::ALL.iter().map(|matrix| standing(*matrix, answers)).collect(),
        next_steps,
        pillars: Pillar::ALL.iter().map(|pillar| pillar_standing(*pillar, answers)).collect(),
        governance: governance(answers),
    }
}

/// The questions, to draw a form from.
pub const fn questions() -> Questions {
    Questions
}

fn standing(matrix: Matrix, answers: &Answers) -> Standing {
    let evidence: Vec<_> = matrix.dimensions().filter_map(|d| Some((d, answers.dimension(d)?))).collect();
    let unanswered: Vec<_> = matrix.dimensions().filter(|d| answers.dimension(*d).is_none()).collect();
    let at = |level| evidence.iter().filter(move |(_, found)| *found == level);
    let lowest = evidence.iter().map(|(_, level)| *level).min();
    let stage = lowest.filter(|_| evidence.len() >= MIN_ANSWERED).ok_or_else(|| {
        let (answered, all) = (evidence.len(), evidence.len() + unanswered.len());
        format!("{answered} of {all} dimensions are answered; a stage needs {MIN_ANSWERED}.")
    });
    Standing {
        matrix,
        provisional: !unanswered.is_empty() && stage.as_ref().is_ok_and(|stage| *stage > Level::One),
        counts: Level::ALL.map(|level| at(level).count()),
        held_back_by: match &stage {
            Ok(stage) if stage.next().is_some() => at(*stage).map(|(dimension, _)| *dimension).collect(),
            _ => Vec::new(),
        },
        stage,
        evidence,
        unanswered,
    }
}

fn pillar_standing(pillar: Pillar, answers: &Answers) -> PillarStanding {
    let row = pillar.row();
    let draws_on: Vec<_> = row.draws_on.iter().map(|d| (*d, answers.dimension(*d))).collect();
    let missing: Vec<_> = draws_on.iter().filter(|(_, l)| l.is_none()).map(|(d, _)| d.row().name).collect();
    let lowest = draws_on.iter().filter_map(|(_, level)| *level).min();
    let derived = lowest.filter(|_| missing.is_empty());
    let level = match (answers.pillar(pillar), derived) {
        (Some(level), _) => Ok((level, Basis::Given)),
        (None, Some(level)) => Ok((level, Basis::Derived)),
        (None, None) => Err(format!("Not answered; to derive it, answer {}.", missing.join(", "))),
    };
    let next = match level {
        Ok((level, Basis::Given)) => row.ladder.step(level).map(|step| (None, step)).into_iter().collect(),
        Ok((level, Basis::Derived)) => {
            let low = draws_on.iter().filter(|(_, found)| *found == Some(level));
            low.filter_map(|(d, _)| Some((Some(*d), d.row().ladder.step(level)?))).collect()
        }
        Err(_) => Vec::new(),
    };
    // One low dimension is enough to doubt it, whether or not the others are answered.
    let note = answers.pillar(pillar).zip(lowest).filter(|(given, lowest)| given > lowest).map(|(given, lowest)| {
        let (given, lowest) = (given.number(), lowest.number());
        format!("Answered {given}, while a dimension that it draws on is at {lowest}: one of the two is too kind or too hard.")
    });
    PillarStanding { pillar, level, next, draws_on, note }
}

fn governance(answers: &Answers) -> Governance {
    let controls: Vec<_> = Control::ALL.iter().map(|c| (*c, answers.control(*c))).collect();
    let unknown: Vec<_> = controls.iter().filter(|(_, s)| s.is_none()).map(|(c, _)| c.row().name).collect();
    let ready = if controls.iter().any(|(_, state)| *state == Some(false)) {
        Ok(false)
    } else if unknown.is_empty() {
        Ok(true)
    } else {
        Err(format!("Not known: {}.", unknown.join(", ")))
    };
    Governance { ready, controls }
}
