//! Plain data → question.

use super::{Limit, Question};
use crate::number::format_decimal;
use crate::plan::Field;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join};
use crate::value::Value;

impl Question {
    /// Reads `{ budget?, beta?, floors?, caps?, maxMove? }`; floors and caps are objects from a tier's name to an amount.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question. What depends on the plan is checked by [`super::allocate()`].
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut question = Self::default();
        let (least, most) = Field::MdfSpent.kind().range();
        for (key, value) in reader.entries("", value) {
            let path = join("", key);
            match (key.as_str(), value) {
                ("budget" | "beta" | "floors" | "caps" | "maxMove", Value::Null) => {}
                ("budget", value) => question.budget = reader.number_in(&path, value, least, most),
                ("beta", Value::Number(beta)) if beta.is_finite() => match bad_beta(*beta) {
                    Some(problem) => reader.problems.push(problem),
                    None => question.beta = Some(*beta),
                },
                ("beta", value) => {
                    reader.number_in(&path, value, 0.0, 1.0);
                }
                ("floors", value) => question.floors = reader.limits(&path, value),
                ("caps", value) => question.caps = reader.limits(&path, value),
                ("maxMove", value) => question.max_move = reader.number_in(&path, value, 0.0, 1.0),
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(question)
    }
}

impl Reader {
    fn limits(&mut self, path: &str, value: &Value) -> Vec<Limit> {
        let (least, most) = Field::MdfSpent.kind().range();
        let mut limits = Vec::new();
        for (tier, value) in self.by_name(path, value) {
            if let Some(amount) = self.number_in(&join(path, tier), value, least, most) {
                limits.push(Limit { tier: tier.clone(), amount: amount + 0.0 });
            }
        }
        limits
    }
}

pub(crate) fn bad_beta(beta: f64) -> Option<Problem> {
    let message = "The exponent must be above 0 and below 1; at 1 returns would not diminish.";
    let kind = ProblemKind::OutOfRange { min: 0.0, max: 1.0 };
    let fits = beta > 0.0 && beta < 1.0;
    (!fits).then(|| Problem::new("/beta", kind, &format_decimal(beta), message))
}

pub(super) fn bad_move(share: f64) -> Option<Problem> {
    let message = "maxMove must be between 0, where nothing moves, and 1, where everything may.";
    let kind = ProblemKind::OutOfRange { min: 0.0, max: 1.0 };
    let fits = (0.0..=1.0).contains(&share);
    (!fits).then(|| Problem::new("/maxMove", kind, &format_decimal(share), message))
}
