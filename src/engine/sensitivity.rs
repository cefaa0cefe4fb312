//! Which input moves a metric most: each goes to its low and to its high while the rest stay where they are, a tornado.
//!
//! `sensitivity(plan, { metric, share?, scope? })`. An input that stands as { low, likely, high } goes to its own ends.
//! With `share`, each other input that the plan gives, and the influence credit also where it is assumed, goes down and
//! up by that share of itself; where that would leave the range that the input may have, it goes to the end of the range
//! and is marked as limited. All others stand at their likely value.

use crate::metric_ref::{InputEvaluator, MetricRef, QueryFields, inputs, label};
use crate::number::clamp;
use crate::plan::{FieldPath, Number, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::symbol::Unit;
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A question: what moves `aim`?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The metric and where it is looked at.
    pub aim: MetricRef,
    /// By how much of itself an input goes down and up that is no range, above 0 and at most 1; `None`: it stays.
    pub share: Option<f64>,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// What was asked.
    pub question: Question,
    /// The metric with every input at its likely value, or why it has none.
    pub today: Result<f64, String>,
    /// Every input that was moved, the largest swing first; then those where an end has no metric. Inputs that do not
    /// move the metric have a swing of 0. Inputs of one swing stand in the order of the plan.
    pub entries: Vec<Entry>,
}

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The input.
    pub place: FieldPath,
    /// Its name, with its tier.
    pub label: String,
    /// Its likely value.
    pub likely: f64,
    /// Whether its ends are those of the plan, not a share.
    pub range: bool,
    /// Its low end.
    pub low: End,
    /// Its high end.
    pub high: End,
    /// How far apart the metric gets: the largest less the smallest of its values at low, likely and high. That is the
    /// difference between the ends, unless the metric turns in between. None where an end has no metric.
    pub swing: Option<f64>,
    /// Which way the metric goes.
    pub direction: Direction,
}

/// One end of an input.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The input.
    pub value: f64,
    /// The metric there, or why it has none.
    pub metric: Result<f64, String>,
    /// Whether the share would have led out of the input's range, so that the end of the range stands in for it.
    pub limited: bool,
}

/// Which way a metric goes as an input goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    Rises,
    /// Down.
    Falls,
    /// Up and down: the likely value is above both ends, or below.
    Turns,
    /// Nowhere.
    None,
    /// Not known: an end has no metric.
    Unknown,
}

impl Direction {
    /// The stable name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rises => "rises",
            Self::Falls => "falls",
            Self::Turns => "turns",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

impl Question {
    /// Reads `{ metric, share?, scope? }`.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut parts = QueryFields::default();
        let mut share = None;
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("share", Value::Null) => {}
                ("share", Value::Number(given)) if given.is_finite() => match bad_share(*given) {
                    Some(problem) => reader.problems.push(problem),
                    None => share = Some(*given),
                },
                ("share", value) => {
                    reader.number_in("/share", value, 0.0, 1.0);
                }
                ("target", value) => reader.unknown("", "target", value),
                (key, value) if parts.take(&mut reader, key, value) => {}
                (key, value) => reader.unknown("", key, value),
            }
        }
        let aim = parts.aim(&mut reader);
        reader.finish(aim.map(|aim| Self { aim, share }))?.ok_or_else(Vec::new)
    }
}

fn bad_share(share: f64) -> Option<Problem> {
    let message = "A share is above 0 and at most 1: 0.1 moves each input by 10%.";
    let kind = ProblemKind::OutOfRange { min: 0.0, max: 1.0 };
    let fits = share > 0.0 && share <= 1.0;
    (!fits).then(|| Problem::new("/share", kind, &crate::number::format_decimal(share), message))
}

/// Moves each input to its ends, one at a time.
///
/// # Errors
/// That the plan does not have the scope, the metric is not stated there, or the share is out of range.
pub fn sensitivity(plan: &ValidPlan, question: &Question) -> Result<Sensitivity, Vec<Problem>> {
    let Question { aim, share } = *question;
    aim.check(plan)?;
    if let Some(problem) = share.and_then(bad_share) {
        return Err(vec![problem]);
    }
    let mut probe = InputEvaluator::new(plan, aim);
    let today = probe.value();
    let none = |place: FieldPath, at: f64| {
        let mut changed = (**plan).clone();
        changed.set(place, Number::Exact(at));
        let report = changed.validate().map(|plan| crate::evaluate(&plan));
        report.ok().and_then(|report| aim.reason(&report)).unwrap_or_default()
    };
    let mut entries: Vec<Entry> = Vec::new();
    for (place, likely) in inputs(plan) {
        let (ends, range) = match (plan.get(place), share) {
            (Some(Number::Range { low, high, .. }), _) => ([(low, false), (high, false)], true),
            (_, Some(share)) => ([limited(place, likely, -share), limited(place, likely, share)], false),
            (_, None) => continue,
        };
        let seen = if probe.may_move(place) {
            probe.moving(place, |f| ends.map(|(value, _)| f(value)))
        } else {
            [today.ok(); 2]
        };
        let [low, high] = [0, 1].map(|side| {
            let (value, limited) = ends.get(side).copied().unwrap_or_default();
            let metric = seen.get(side).copied().flatten().ok_or_else(|| none(place, value));
            End { value, metric, limited }
        });
        let (swing, direction) = swing(&low, today.ok(), &high);
        entries.push(Entry { place, label: label(plan, place), likely, range, low, high, swing, direction });
    }
    // A stable sort: inputs of one swing stay in the order of the plan; none at all comes last.
    crate::order::by(&mut entries, |a, b| b.swing.unwrap_or(-1.0).total_cmp(&a.swing.unwrap_or(-1.0)));
    let today = today.map_err(|_| aim.reason(&crate::evaluate(plan)).unwrap_or_default());
    Ok(Sensitivity { question: *question, today, entries })
}

/// The input moved by a share of itself, within its range, and whether the range cut it short.
fn limited(place: FieldPath, likely: f64, by: f64) -> (f64, bool) {
    let (low, high) = place.field.kind().range();
    let moved = likely * (1.0 + by);
    (clamp(moved, low, high), !(low..=high).contains(&moved))
}

fn swing(low: &End, likely: Option<f64>, high: &End) -> (Option<f64>, Direction) {
    let (Ok(at_low), Ok(at_high)) = (&low.metric, &high.metric) else { return (None, Direction::Unknown) };
    let (low, high) = (*at_low, *at_high);
    let between = likely.unwrap_or(low);
    let most = low.max(high).max(between);
    let least = low.min(high).min(between);
    let direction = if most <= least {
        Direction::None
    } else if between > low.max(high) || between < low.min(high) {
        Direction::Turns
    } else if high > low {
        Direction::Rises
    } else {
        Direction::Falls
    };
    (Some(most - least).filter(|swing| swing.is_finite()), direction)
}

impl Serialize for Sensitivity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metric = self.question.aim.metric.metric();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("metric", metric.id.text())?;
        map.serialize_entry("scope", &self.question.aim.at)?;
        map.serialize_entry("metricUnit", metric.unit.id())?;
        map.serialize_entry("share", &self.question.share)?;
        map.serialize_entry("today", &self.today.as_ref().ok())?;
        if let Err(reason) = &self.today {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("entries", &self.entries)?;
        map.end()
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit: Unit = self.place.field.kind().unit();
        let mut map = serializer.serialize_map(Some(9))?;
        map.serialize_entry("input", &self.place.path())?;
        map.serialize_entry("label", &self.label)?;
        map.serialize_entry("unit", unit.id())?;
        map.serialize_entry("from", if self.range { "range" } else { "share" })?;
        map.serialize_entry("likely", &self.likely)?;
        map.serialize_entry("low", &self.low)?;
        map.serialize_entry("high", &self.high)?;
        map.serialize_entry("swing", &self.swing)?;
        map.serialize_entry("direction", self.direction.id())?;
        map.end()
    }
}

impl Serialize for End {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("metric", &self.metric.as_ref().ok())?;
        if let Err(reason) = &self.metric {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("limited", &self.limited)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: f64, likely: f64, high: f64) -> (Option<f64>, Direction) {
        let end = |metric| End { value: 0.0, metric: Ok(metric), limited: false };
        swing(&end(low), Some(likely), &end(high))
    }

    #[test]
    fn a_metric_that_turns_swings_as_far_as_its_turn() {
        assert_eq!(of(1.0, 2.0, 4.0), (Some(3.0), Direction::Rises));
        assert_eq!(of(4.0, 2.0, 1.0), (Some(3.0), Direction::Falls));
        assert_eq!(of(1.0, 4.0, 2.0), (Some(3.0), Direction::Turns));
        assert_eq!(of(1.0, -1.0, 1.0), (Some(2.0), Direction::Turns));
        assert_eq!(of(1.0, 1.0, 1.0), (Some(0.0), Direction::None));
        // One-sided ranges are no turns.
        assert_eq!(of(1.0, 1.0, 2.0), (Some(1.0), Direction::Rises));
    }
}
