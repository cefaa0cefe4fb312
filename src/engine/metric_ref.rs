//! What a “what if” looks at: one metric in one scope, and how it follows one input.
//!
//! [`crate::solve`], [`crate::switching_value`] and [`crate::sensitivity`] all move one input of a plan and watch one figure.

mod input_evaluator;

use crate::metric::{MetricId, Stated};
use crate::plan::{FieldPath, Plan};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join};
use crate::report::{Report, Scope, capital};
use crate::value::Value;
pub(crate) use input_evaluator::InputEvaluator;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Where a metric is looked at. As plain data: `"total"`, `"direct"` or `{ "tier": 0 }`, the tier by its place in the
/// plan, since a tier may be called “total”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeId {
    /// All tiers together.
    Total,
    /// The company's own direct marketing and sales.
    Direct,
    /// One tier, by its place in the plan.
    Tier(usize),
}

/// One metric in one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricRef {
    /// The metric.
    pub metric: MetricId,
    /// The scope.
    pub at: ScopeId,
}

impl MetricRef {
    /// The metric where it is stated: for direct, or else in total.
    pub fn at_its_own(metric: MetricId) -> Self {
        let at = if metric.metric().stated == Stated::Direct { ScopeId::Direct } else { ScopeId::Total };
        Self { metric, at }
    }

    /// Checks that the metric is stated in the scope and that the plan has it.
    ///
    /// # Errors
    /// A problem at `/scope`.
    pub(crate) fn check(self, plan: &Plan) -> Result<(), Vec<Problem>> {
        let tiers = plan.tiers.len();
        if let ScopeId::Tier(at) = self.at
            && at >= tiers
        {
            let (value, last) = (crate::number::format_decimal(at as f64), tiers.saturating_sub(1));
            let kind = ProblemKind::OutOfRange { min: 0.0, max: last as f64 };
            let message = format!("The plan has no tier at {value}; its last is at {last}.");
            return Err(vec![Problem::new("/scope/tier", kind, &value, message)]);
        }
        let metric = self.metric.metric();
        let fits = match metric.stated {
            Stated::Each => self.at != ScopeId::Direct,
            Stated::Total => self.at == ScopeId::Total,
            Stated::Direct => self.at == ScopeId::Direct,
        };
        if fits {
            return Ok(());
        }
        let stated = match metric.stated {
            Stated::Each => "for each tier and in total",
            Stated::Total => "in total only",
            Stated::Direct => "for direct only",
        };
        let message = format!("{} is stated {stated}.", metric.plain_name());
        Err(vec![Problem::new("/scope", ProblemKind::UnknownScope, self.at.word(), message)])
    }

    /// Why the figure has no value in this report, as a sentence; `None` where it has one.
    pub(crate) fn reason(self, report: &Report) -> Option<String> {
        self.at.of(report)?.figure(self.metric)?.reason()
    }
}

impl ScopeId {
    /// The figures of the scope in a report; none for a tier that is not there.
    pub fn of(self, report: &Report) -> Option<&Scope> {
        match self {
            Self::Total => Some(&report.total),
            Self::Direct => Some(&report.direct),
            Self::Tier(at) => report.tiers.get(at),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Direct => "direct",
            Self::Tier(_) => "tier",
        }
    }

    pub(crate) fn read(reader: &mut Reader, path: &str, value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) if text == "total" => Some(Self::Total),
            Value::Text(text) if text == "direct" => Some(Self::Direct),
            Value::Map(_) => {
                let mut tier = None;
                for (key, value) in reader.entries(path, value) {
                    let at = join(path, key);
                    match (key.as_str(), value) {
                        ("tier", Value::Number(number)) if is_whole(*number) => tier = Some(*number as usize),
                        ("tier", other) => {
                            reader.wrong_type(&at, other, "the place of a tier, counted from 0");
                            return None;
                        }
                        (key, other) => reader.unknown(path, key, other),
                    }
                }
                if tier.is_none() {
                    reader
                        .missing(&join(path, "tier"), "A scope that is no word names its tier: { tier: 0 }.");
                }
                tier.map(Self::Tier)
            }
            other => {
                let message = "A scope is \"total\", \"direct\" or { tier: 0 }.".to_owned();
                reader.fail(path, ProblemKind::UnknownScope, other, message);
                None
            }
        }
    }
}

fn is_whole(number: f64) -> bool {
    (0.0..=1e9).contains(&number) && number.fract().abs() < f64::MIN_POSITIVE
}

impl Serialize for ScopeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Tier(at) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("tier", at)?;
                map.end()
            }
            word => serializer.serialize_str(word.word()),
        }
    }
}

/// The parts of a question that several questions have.
#[derive(Default)]
pub(crate) struct QueryFields {
    metric: Option<MetricId>,
    at: Option<ScopeId>,
    pub(crate) target: Option<f64>,
}

impl QueryFields {
    /// Takes the field `key`, if it is one of these parts.
    pub(crate) fn take(&mut self, reader: &mut Reader, key: &str, value: &Value) -> bool {
        let path = join("", key);
        match key {
            "metric" => self.metric = reader.metric(&path, value),
            "scope" if *value == Value::Null => {}
            "scope" => self.at = ScopeId::read(reader, &path, value),
            "target" => self.target = reader.number_in(&path, value, f64::MIN, f64::MAX),
            _ => return false,
        }
        true
    }

    /// The metric and its scope; that the metric is absent is a problem.
    pub(crate) fn aim(&self, reader: &mut Reader) -> Option<MetricRef> {
        if self.metric.is_none() {
            reader.absent("/metric", "Name a metric, like \"metric\": \"roi\".");
        }
        self.metric
            .map(|metric| MetricRef { at: self.at.unwrap_or(MetricRef::at_its_own(metric).at), metric })
    }
}

/// An input in words, with its tier: “Strategic: win rate”.
pub(crate) fn label(plan: &Plan, place: FieldPath) -> String {
    let tier = place.tier.and_then(|at| plan.tiers.get(at));
    match tier {
        Some(tier) => format!("{}: {}", tier.name, place.field.label()),
        None => capital(place.field.label()),
    }
}

/// The inputs that a plan rests on: those that were given, and the influence credit, which counts even where it is
/// assumed. With the value that the model takes today.
pub(crate) fn inputs(plan: &Plan) -> impl Iterator<Item = (FieldPath, f64)> + '_ {
    let value = |place: FieldPath| match (plan.get(place), place.field) {
        (Some(number), _) => Some(number.likely()),
        (None, crate::plan::Field::InfluenceCredit) => Some(crate::resolve::DEFAULT_CREDIT),
        (None, _) => None,
    };
    plan.places().filter_map(move |place| Some((place, value(place)?)))
}
