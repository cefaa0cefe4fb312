//! Where the verdict on a metric turns: for each input, how far it is from today's value to the one at which the metric
//! passes a target.
//!
//! `flipPoints(plan, { metric, target, scope? })`. The verdict is “met” where the metric is at the target or on its
//! better side: at least the target where more is better or neither is, at most the target where less is. Every input
//! that the plan gives is moved alone, and the influence credit also where it is assumed. Against direct, ask for
//! `pipelineIndex` with the target 1 or for `cacReduction` with 0; against a benchmark, for its figure.

use crate::metric::{Better, Metric};
use crate::metric_ref::{InputEvaluator, MetricRef, QueryFields, inputs, label};
use crate::number::format_decimal;
use crate::plan::{FieldPath, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::solve::roots::{Crossing, Found, Sample};
use crate::solve::{goes_in_steps, look, no_effect, overriding};
use crate::symbol::Unit;
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A question: where does the verdict on `aim` against `target` turn?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The metric and where it is looked at.
    pub aim: MetricRef,
    /// What it is held against, in its unit.
    pub target: f64,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub struct FlipPoints {
    /// What was asked.
    pub question: Question,
    /// The metric today, or why it has no value; then there is no verdict to turn and no points.
    pub today: Result<f64, String>,
    /// Whether the target is met today.
    pub met: Option<bool>,
    /// Every input: first those where the verdict turns, the relatively nearest first; then those where it does not,
    /// in the order of the plan. An input that is zero today has no relative distance and stands after those that do.
    pub points: Vec<FlipPoint>,
}

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct FlipPoint {
    /// The input.
    pub place: FieldPath,
    /// Its name, with its tier.
    pub label: String,
    /// Its value today.
    pub now: f64,
    /// Whether today's value is the model's default, not given by the plan.
    pub assumed: bool,
    /// The nearest value at which the verdict turns, or why it does not.
    pub flip: Result<Flip, Steady>,
}

/// Where the verdict turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The input: where the metric is the target, or where it leaps over it.
    pub value: f64,
    /// The metric there.
    pub reached: f64,
}

/// Why the verdict does not turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Steady {
    /// Whether the metric moves with the input at all.
    pub moves: bool,
    /// Why, as a sentence.
    pub reason: String,
}

impl FlipPoint {
    /// How far it is from today's value, in the input's unit: positive is more.
    pub fn distance(&self) -> Option<f64> {
        self.flip.as_ref().ok().map(|flip| flip.value - self.now)
    }

    /// The same as a share of today's value; none where that is zero.
    pub fn relative(&self) -> Option<f64> {
        self.distance().filter(|_| self.now > 0.0).map(|by| by / self.now).filter(|share| share.is_finite())
    }

    fn unit(&self) -> Unit {
        self.place.field.kind().unit()
    }
}

impl Question {
    /// Reads `{ metric, target, scope? }`.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut parts = QueryFields::default();
        for (key, value) in reader.entries("", value) {
            if !parts.take(&mut reader, key, value) {
                reader.unknown("", key, value);
            }
        }
        let aim = parts.aim(&mut reader);
        if parts.target.is_none() {
            reader.absent("/target", "Translate what the metric is held against: \"target\": 0.");
        }
        let read = aim.zip(parts.target).map(|(aim, target)| Self { aim, target });
        reader.finish(read)?.ok_or_else(Vec::new)
    }
}

/// Whether a value of the metric meets the target.
fn met(metric: &Metric, value: f64, target: f64) -> bool {
    match metric.better {
        Better::Higher | Better::Depends => value >= target,
        Better::Lower => value <= target,
    }
}

/// For each input of the plan, the nearest value at which the verdict turns.
///
/// # Errors
/// That the plan does not have the scope, the metric is not stated there, or the target is no number.
pub fn flip_points(plan: &ValidPlan, question: &Question) -> Result<FlipPoints, Vec<Problem>> {
    let Question { aim, target } = *question;
    aim.check(plan)?;
    if !target.is_finite() {
        let message = "The target must be a finite number.";
        return Err(vec![Problem::new("/target", ProblemKind::NotFinite, &format_decimal(target), message)]);
    }
    let metric = aim.metric.metric();
    let mut probe = InputEvaluator::new(plan, aim);
    let Ok(today) = probe.value() else {
        let reason = aim.reason(&crate::evaluate(plan)).unwrap_or_default();
        return Ok(FlipPoints { question: *question, today: Err(reason), met: None, points: Vec::new() });
    };
    let verdict = met(metric, today, target);
    let found: Vec<(FieldPath, f64, Found)> = inputs(plan)
        .map(|(place, now)| {
            let found = look(&mut probe, metric, place, target, (Some(now), Some(today)));
            (place, now, found)
        })
        .collect();
    let counts = |_: &mut InputEvaluator, place: FieldPath| {
        found.iter().any(|(other, _, found)| *other == place && !found.flat)
    };
    let mut steady = |place: FieldPath, found: &Found| {
        let reason = if found.flat {
            let over = overriding(&mut probe, place, counts);
            no_effect(plan, aim, &probe, place, &over)
        } else {
            let (label, allowed) = (place.field.label(), place.field.kind().allowed());
            format!("The verdict does not turn for any {label} that is {allowed}.")
        };
        Steady { moves: !found.flat, reason }
    };
    let mut point = |(place, now, found): &(FieldPath, f64, Found)| FlipPoint {
        place: *place,
        label: label(plan, *place),
        now: *now,
        assumed: plan.get(*place).is_none(),
        flip: nearest(metric, found, verdict, *now, target).ok_or_else(|| steady(*place, found)),
    };
    let mut points: Vec<FlipPoint> = found.iter().map(&mut point).collect();
    // A stable sort: what cannot be told apart stays in the order of the plan.
    let rank = |point: &FlipPoint| match (point.relative(), &point.flip) {
        (Some(share), _) => (0, share.abs()),
        (None, Ok(_)) => (1, 0.0),
        (None, Err(steady)) if steady.moves => (2, 0.0),
        (None, Err(_)) => (3, 0.0),
    };
    crate::order::by(&mut points, |a, b| {
        let ((a, near), (b, far)) = (rank(a), rank(b));
        a.cmp(&b).then(near.total_cmp(&far))
    });
    Ok(FlipPoints { question: *question, today: Ok(today), met: Some(verdict), points })
}

/// The crossing nearest to today's input, on the side where the verdict is another. Of a metric that goes in steps each
/// leap counts. Any other leaps only where a tier drops out of the total or another figure steps in, because the input is
/// zero: that is no verdict on the input.
fn nearest(metric: &Metric, found: &Found, verdict: bool, now: f64, target: f64) -> Option<Flip> {
    let turned = |s: &Sample| met(metric, s.y, target) != verdict;
    let turns = |crossing: &Crossing| {
        let Crossing { low, high } = *crossing;
        if low == high {
            return Some(low);
        }
        [low, high].into_iter().find(turned).filter(|_| goes_in_steps(metric))
    };
    let all = found.crossings.iter().filter_map(turns);
    let nearest = all.min_by(|a, b| (a.x - now).abs().total_cmp(&(b.x - now).abs()))?;
    Some(Flip { value: nearest.x, reached: nearest.y })
}

impl Serialize for FlipPoints {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metric = self.question.aim.metric.metric();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("metric", metric.id.text())?;
        map.serialize_entry("scope", &self.question.aim.at)?;
        map.serialize_entry("metricUnit", metric.unit.id())?;
        map.serialize_entry("better", metric.better.id())?;
        map.serialize_entry("against", "target")?;
        map.serialize_entry("target", &self.question.target)?;
        map.serialize_entry("today", &self.today.as_ref().ok())?;
        if let Err(reason) = &self.today {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("met", &self.met)?;
        map.serialize_entry("points", &self.points)?;
        map.end()
    }
}

impl Serialize for FlipPoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("input", &self.place.path())?;
        map.serialize_entry("label", &self.label)?;
        map.serialize_entry("unit", self.unit().id())?;
        map.serialize_entry("now", &self.now)?;
        map.serialize_entry("basis", if self.assumed { "assumed" } else { "given" })?;
        map.serialize_entry("value", &self.flip.as_ref().ok().map(|flip| flip.value))?;
        map.serialize_entry("reached", &self.flip.as_ref().ok().map(|flip| flip.reached))?;
        map.serialize_entry("distance", &self.distance())?;
        map.serialize_entry("relativeDistance", &self.relative())?;
        if let Err(steady) = &self.flip {
            map.serialize_entry("code", if steady.moves { "outOfReach" } else { "noEffect" })?;
            map.serialize_entry("reason", &steady.reason)?;
        }
        map.end()
    }
}
