//! Plain data → answers. Every problem is collected; nothing is rounded to a level or guessed.

use super::{Answers, Control, Level, Matrix, Pillar};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join, named};
use crate::value::Value;

impl Answers {
    /// Reads `{ definition?, operations?, pillars?, controls? }`: objects of levels 1, 2 or 3 by dimension and by pillar,
    /// and of `yes`, `no` or `unknown` by control. What is absent or null is not answered; so is a control `unknown`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: a level other than 1, 2 and 3, another word for a control, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        match Self::read_known(value) {
            (answers, problems) if problems.is_empty() => Ok(answers),
            (_, problems) => Err(problems),
        }
    }

    /// Reads what is known of it; what is not stands among the problems and takes nothing else away.
    pub fn read_known(value: &Value) -> (Self, Vec<Problem>) {
        let mut reader = Reader::of("set of answers");
        let mut answers = Self::default();
        for (key, value) in reader.entries("", value) {
            let path = join("", key);
            let matrix = Matrix::ALL.iter().find(|matrix| matrix.id() == key);
            if matrix.is_none() && !["pillars", "controls"].contains(&key.as_str()) {
                reader.unknown("", key, value);
                continue;
            }
            for (id, value) in reader.entries(&path, value) {
                let at = join(&path, id);
                let dimension = matrix.and_then(|matrix| matrix.dimensions().find(|d| d.id() == id));
                let pillar = Pillar::ALL.iter().find(|pillar| key == "pillars" && pillar.id() == id);
                let control = Control::ALL.iter().find(|control| key == "controls" && control.id() == id);
                match (dimension, pillar, control) {
                    (Some(dimension), ..) => answers.set_dimension(dimension, reader.level(&at, value)),
                    (_, Some(pillar), _) => answers.set_pillar(*pillar, reader.level(&at, value)),
                    (.., Some(control)) => answers.set_control(*control, reader.yes_or_no(&at, value)),
                    _ => reader.unknown(&path, id, value),
                }
            }
        }
        (answers, reader.problems)
    }
}

impl Reader {
    fn level(&mut self, path: &str, value: &Value) -> Option<Level> {
        if *value == Value::Null {
            return None;
        }
        let number = self.number_in(path, value, 1.0, 3.0)?;
        let level = Level::read(number);
        if level.is_none() {
            let message = format!("{} must be 1, 2 or 3, nothing in between.", named(path));
            self.fail(path, ProblemKind::OutOfRange { min: 1.0, max: 3.0 }, value, message);
        }
        level
    }

    fn yes_or_no(&mut self, path: &str, value: &Value) -> Option<bool> {
        match value {
            Value::Null => {}
            Value::Text(word) if word == "yes" => return Some(true),
            Value::Text(word) if word == "no" => return Some(false),
            Value::Text(word) if word == "unknown" => {}
            other => {
                let message = format!("{} is “yes”, “no” or “unknown”.", named(path));
                self.fail(path, ProblemKind::WrongType, other, message);
            }
        }
        None
    }
}
