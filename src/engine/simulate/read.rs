//! Plain data → question.

use super::{Correlation, DRAWS, MAX_CORRELATIONS, RANKS, Simulation};
use crate::metric::{Better, MetricId};
use crate::plan::FieldPath;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join, named, shown};
use crate::value::Value;

/// The largest seed: JavaScript knows every whole number up to here.
pub const MAX_SEED: f64 = 9_007_199_254_740_991.0;

impl Simulation {
    /// Reads `{ draws?, seed?, metrics?: [id], targets?: { id: number }, perTier?, correlations?: [{ between: [pointer,
    /// pointer], rank }] }`; nothing at all asks with defaults.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: draws that are no whole number from 100 to 1,000,000, a seed that is no
    /// whole number from 0 to 2⁵³ − 1, an id that is no metric, a metric twice, a target that is no number or that is
    /// set for a metric of which neither more nor less is better, a pointer to no field of a plan, a pair of one input or
    /// that stands twice, a rank correlation outside −1 to 1, an unknown field. What depends on the plan is checked by
    /// [`super::simulate()`].
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("simulation");
        let mut question = Self::default();
        for (key, value) in reader.entries("", value) {
            let path = join("", key);
            match (key.as_str(), value) {
                ("draws" | "seed" | "metrics" | "targets" | "perTier" | "correlations", Value::Null) => {}
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
                ("correlations", value) => question.correlations = reader.correlations(&path, value),
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(question)
    }
}

impl Reader {
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

    fn correlations(&mut self, path: &str, value: &Value) -> Vec<Correlation> {
        let items = self.list(path, value);
        if items.len() > MAX_CORRELATIONS {
            let shown = Value::Number(items.len() as f64);
            let message = format!("correlations has at most {MAX_CORRELATIONS} pairs.");
            self.fail(path, ProblemKind::Count { min: 0, max: MAX_CORRELATIONS }, &shown, message);
            return Vec::new();
        }
        let mut all: Vec<Correlation> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("{path}/{at}");
            let Some(pair) = self.correlation(&path, item) else { continue };
            let [a, b] = pair.between;
            if all.iter().any(|other| other.between == [a, b] || other.between == [b, a]) {
                let message = format!("{} and {} stand twice. Keep one.", a.path(), b.path());
                self.fail(&join(&path, "between"), ProblemKind::DuplicateField, &Value::Null, message);
            } else {
                all.push(pair);
            }
        }
        all
    }

    fn correlation(&mut self, path: &str, value: &Value) -> Option<Correlation> {
        if *value == Value::Null {
            self.wrong_type(path, value, "an object");
            return None;
        }
        let before = self.problems.len();
        let (mut between, mut rank) = (None, None);
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            match key.as_str() {
                "between" => between = self.pair(&at, value),
                "rank" => rank = self.number_in(&at, value, RANKS.0, RANKS.1),
                key => self.unknown(path, key, value),
            }
        }
        let whole = self.problems.len() == before;
        if whole && between.is_none() {
            let message = "A correlation names its two inputs, like \"between\": [\"/tiers/0/winRate\", \"/tiers/0/dealSize\"].";
            self.missing(&join(path, "between"), message);
        }
        if whole && rank.is_none() {
            self.missing(&join(path, "rank"), "A correlation states its rank correlation, from -1 to 1.");
        }
        Some(Correlation { between: between?, rank: rank? })
    }

    /// Two inputs of a plan.
    fn pair(&mut self, path: &str, value: &Value) -> Option<[FieldPath; 2]> {
        if *value == Value::Null {
            return None;
        }
        let items = self.list(path, value);
        let [a, b] = items else {
            if let Value::List(_) = value {
                let shown = Value::Number(items.len() as f64);
                let message = "between names two inputs by their JSON pointers.".to_owned();
                self.fail(path, ProblemKind::Count { min: 2, max: 2 }, &shown, message);
            }
            return None;
        };
        let [a, b] = [(0, a), (1, b)].map(|(at, item)| self.pointer(&format!("{path}/{at}"), item));
        let (a, b) = (a?, b?);
        if a == b {
            let message = format!("A correlation is between two inputs; both of these are {}.", a.path());
            self.fail(path, ProblemKind::DuplicateField, &Value::Null, message);
            return None;
        }
        Some([a, b])
    }

    fn pointer(&mut self, path: &str, value: &Value) -> Option<FieldPath> {
        let Value::Text(pointer) = value else {
            self.wrong_type(path, value, "a JSON pointer, like \"/tiers/0/winRate\"");
            return None;
        };
        let place = FieldPath::named(pointer);
        if place.is_none() {
            let message = format!(
                "“{}” is no field of a plan. Take a JSON pointer to a number, like \"/tiers/0/winRate\".",
                shown(pointer)
            );
            self.fail(path, ProblemKind::UnknownField, value, message);
        }
        place
    }
}
