//! Plain data → question.

use super::{DRAWS, Simulation};
use crate::metric::{Better, MetricId};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join, named};
use crate::value::Value;

/// The largest seed: JavaScript knows every whole number up to here.
pub const MAX_SEED: f64 = 9_007_199_254_740_991.0;

impl Simulation {
    /// Reads `{ draws?, seed?, metrics?: [id], targets?: { id: number }, perTier? }`; nothing at all asks with defaults.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: draws that are no whole number from 100 to 1,000,000, a seed that is no
    /// whole number from 0 to 2⁵³ − 1, an id that is no metric, a metric twice, a target that is no number or that is
    /// set for a metric of which neither more nor less is better, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("simulation");
        let mut question = Self::default();
        for (key, value) in reader.entries("", value) {
            let path = join("", key);
            match (key.as_str(), value) {
                ("draws" | "seed" | "metrics" | "targets" | "perTier", Value::Null) => {}
                ("draws", value) => {
                    let (min, max) = DRAWS;
                    if let Some(draws) = reader.whole_in(&path, value, min.into(), max.into()) {
                        question.draws = draws as u32;
                    }
                }
                ("seed", value) => {
                    if let Some(seed) = reader.whole_in(&path, value, 0.0, MAX_SEED) {
                        question.seed = seed as u64;
                    }
                }
                ("metrics", value) => question.metrics = reader.metrics(&path, value),
                ("targets", value) => question.targets = reader.targets(&path, value),
                ("perTier", Value::Bool(yes)) => question.per_tier = *yes,
                ("perTier", other) => reader.wrong_type(&path, other, "true or false"),
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(question)
    }
}

impl Reader {
    fn whole_in(&mut self, path: &str, value: &Value, min: f64, max: f64) -> Option<f64> {
        let number = self.number_in(path, value, min, max)?;
        if number.fract() > 0.0 {
            self.wrong_type(path, value, "a whole number");
            return None;
        }
        Some(number)
    }

    fn metrics(&mut self, path: &str, value: &Value) -> Vec<MetricId> {
        let items = self.list(path, value);
        let most = MetricId::ALL.len();
        if let Value::List(_) = value
            && !(1..=most).contains(&items.len())
        {
            let shown = Value::Number(items.len() as f64);
            let message = format!("metrics names 1 to {most} metrics; leave it out for the headline ones.");
            self.fail(path, ProblemKind::Count { min: 1, max: most }, &shown, message);
            return Vec::new();
        }
        let mut metrics = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("{path}/{at}");
            match self.metric(&path, item) {
                Some(id) if metrics.contains(&id) => {
                    let message = format!("{} stands twice. Keep one.", id.text());
                    self.fail(&path, ProblemKind::DuplicateField, item, message);
                }
                Some(id) => metrics.push(id),
                None => {}
            }
        }
        metrics
    }

    fn targets(&mut self, path: &str, value: &Value) -> Vec<(MetricId, f64)> {
        let mut targets = Vec::new();
        for (key, value) in self.entries(path, value) {
            let path = join(path, key);
            let Some(id) = self.metric(&path, &Value::Text(key.clone())) else { continue };
            if id.metric().better == Better::Depends {
                let message =
                    format!("{} has no target: neither more nor less of it is better.", named(&path));
                self.fail(&path, ProblemKind::UnknownMetric, &Value::Text(key.clone()), message);
            } else if let Some(target) = self.number_in(&path, value, f64::MIN, f64::MAX) {
                targets.push((id, target));
            }
        }
        targets
    }
}
