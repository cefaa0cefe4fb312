//! What one input would have to be so that a metric reaches a target.
//!
//! `solve(plan, { metric, target, input, scope? })`. The input is a JSON pointer into the plan, such as
//! `/tiers/0/winRate`, `/economics/grossMargin` or `/influenceCredit`, given today or not. Everything else stays as it
//! is; a figure that the plan derives follows. The answer is a value within the range that the input may have, or the
//! reason why there is none with the nearest that can be reached. [`crate::evaluate()`] of the plan with the answer put in
//! states the target again, to 10⁻⁹ of it (of the metric's size today, or of one, where the target is zero).
//!
//! How the value is found stands in `solve/roots.rs`: in closed form where the metric is linear in the input, in its
//! reciprocal or in the quotient of both, by a search over the whole range otherwise.

pub(crate) mod roots;
mod serial;

use crate::evaluate::warnings_of;
use crate::metric::Metric;
use crate::metric_ref::{InputEvaluator, MetricRef, QueryFields, label};
use crate::number::format_decimal;
use crate::plan::{Field, FieldPath, Group, Number, Plan, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join};
use crate::report::Warning;
use crate::resolve::RULES;
use crate::symbol::{Symbol, SymbolSet, Unit};
use crate::value::Value;
use roots::{Crossing, Found, Sample};

/// A question: which value of `input` gives `target`?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The metric and where it is looked at.
    pub aim: MetricRef,
    /// What the metric is to be, in its unit.
    pub target: f64,
    /// The input that may move.
    pub input: FieldPath,
}

/// A value of the input, and what the metric is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// The input.
    pub value: f64,
    /// The metric.
    pub reached: f64,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// What was asked.
    pub question: Question,
    /// The input's name, with its tier.
    pub label: String,
    /// What the input is measured in.
    pub unit: Unit,
    /// The input today; none where the plan does not give it (the model may derive it or take a default).
    pub now: Option<f64>,
    /// The metric today, if it has a value.
    pub today: Option<f64>,
    /// The value that reaches the target: of several, the one nearest to today's input.
    pub answer: Result<Reached, Unreached>,
    /// Further values that reach it, lowest first.
    pub also: Vec<f64>,
    /// What the report would warn of with the answer put in, and does not warn of today.
    pub warnings: Vec<Warning>,
}

/// Why no value reaches the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreached {
    /// Why, for machines.
    pub why: Why,
    /// Why, as a sentence.
    pub reason: String,
    /// The nearest that can be reached: the value of the input whose metric is closest to the target.
    pub best: Option<Reached>,
}

/// The kinds of reason for a target that no value reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The metric stays on one side of the target over the whole range of the input.
    OutOfReach,
    /// The metric passes the target in a leap, and is never it.
    Discontinuous,
    /// The input does not move the metric, since these given figures stand in its way (none: it never could).
    NoEffect(Vec<FieldPath>),
    /// The metric has no value, whatever the input is.
    NoValue,
}

impl Why {
    /// Every [`Why::code`].
    pub const CODES: &'static [&'static str] = &["outOfReach", "leaps", "noEffect", "noValue"];

    /// The stable name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfReach => "outOfReach",
            Self::Discontinuous => "leaps",
            Self::NoEffect(_) => "noEffect",
            Self::NoValue => "noValue",
        }
    }
}

impl Question {
    /// Reads `{ metric, target, input, scope? }`.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut parts = QueryFields::default();
        let mut input = None;
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("input", Value::Text(path)) => {
                    input = FieldPath::named(path);
                    if input.is_none() {
                        reader.fail("/input", ProblemKind::UnknownField, value, no_input());
                    }
                }
                ("input", other) => {
                    reader.wrong_type("/input", other, "a JSON pointer, like /tiers/0/winRate")
                }
                (key, value) if parts.take(&mut reader, key, value) => {}
                (key, value) => reader.unknown("", key, value),
            }
        }
        let aim = parts.aim(&mut reader);
        if parts.target.is_none() {
            reader.absent(&join("", "target"), "Translate what the metric is to reach: \"target\": 1.5.");
        }
        if input.is_none() {
            reader.absent("/input", "Name the input that may move, like \"input\": \"/tiers/0/winRate\".");
        }
        let read = aim.zip(parts.target).zip(input);
        let read = read.map(|((aim, target), input)| Self { aim, target, input });
        reader.finish(read)?.ok_or_else(Vec::new)
    }

    fn check(&self, plan: &Plan) -> Result<(), Vec<Problem>> {
        let mut problems = self.aim.check(plan).err().unwrap_or_default();
        if !self.target.is_finite() {
            let message = "The target must be a finite number.";
            problems.push(Problem::new(
                "/target",
                ProblemKind::NotFinite,
                &format_decimal(self.target),
                message,
            ));
        }
        if self.input.tier.is_some_and(|tier| tier >= plan.tiers.len()) {
            problems.push(Problem::new("/input", ProblemKind::UnknownField, &self.input.path(), no_input()));
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

fn no_input() -> String {
    "That is no number of the plan. Name one with a JSON pointer, like /tiers/0/winRate or /economics/grossMargin."
        .to_owned()
}

/// Finds the value of one input that brings a metric to a target.
///
/// # Errors
/// That the plan does not have the scope or the input, or the metric is not stated there.
pub fn solve(plan: &ValidPlan, question: &Question) -> Result<Solution, Vec<Problem>> {
    question.check(plan)?;
    let Question { aim, target, input } = *question;
    let mut probe = InputEvaluator::new(plan, aim);
    let today = probe.value().ok();
    let now = plan.get(input).map(Number::likely);
    let found = look(&mut probe, aim.metric.metric(), input, target, (now, today));
    let at_target = today.zip(now).filter(|(y, _)| y.to_bits() == target.to_bits() && !found.flat);
    let mut hits: Vec<Reached> = match at_target {
        Some((reached, value)) => vec![Reached { value, reached }],
        None => found.crossings.iter().filter_map(|crossing| taken(crossing, target)).collect(),
    };
    let from = now.unwrap_or(0.0);
    crate::order::by(&mut hits, |a, b| (a.value - from).abs().total_cmp(&(b.value - from).abs()));
    hits.dedup_by(|a, b| (a.value - b.value).abs() <= 1e-12 * b.value.abs());
    let mut hits = hits.into_iter();
    let answer = hits.next().ok_or_else(|| unreached(plan, question, &mut probe, &found, (now, today)));
    let mut also: Vec<f64> = hits.map(|hit| hit.value).collect();
    crate::order::ascending(&mut also);
    let warnings = answer.as_ref().map_or_else(|_| Vec::new(), |hit| new_warnings(plan, input, hit.value));
    Ok(Solution {
        question: *question,
        label: label(plan, input),
        unit: input.field.kind().unit(),
        now,
        today,
        answer,
        also,
        warnings,
    })
}

/// Every crossing of the target while `place` goes through its range.
pub(crate) fn look(
    probe: &mut InputEvaluator,
    metric: &Metric,
    place: FieldPath,
    target: f64,
    now: (Option<f64>, Option<f64>),
) -> Found {
    let Some(symbol) = place.field.symbol().filter(|_| probe.may_move(place)) else {
        let best = now.0.zip(now.1).map(|(x, y)| Sample { x, y });
        return Found { flat: true, best, ..Found::default() };
    };
    let question = roots::Question {
        target,
        range: place.field.kind().range(),
        now,
        steps: goes_in_steps(metric),
        // The one `min` is between the life that churn allows and the longest that counts.
        kinks: matches!(symbol, Symbol::Churn | Symbol::Y) && goes_through(metric, "min("),
    };
    probe.moving(place, |f| roots::find(f, question))
}

/// Whether the metric is a whole number and goes from one to the next in a leap.
pub(crate) fn goes_in_steps(metric: &Metric) -> bool {
    goes_through(metric, "ceil(")
}

/// Whether a function stands in the metric's formula, or in one that it refers to.
fn goes_through(metric: &Metric, function: &str) -> bool {
    metric.formula.source().contains(function)
        || metric.formula.metrics().any(|id| goes_through(id.metric(), function))
}

/// The side of a crossing that is on the target.
fn taken(crossing: &Crossing, target: f64) -> Option<Reached> {
    let Crossing { low, high } = *crossing;
    let on = |s: &Sample| s.y.to_bits() == target.to_bits() || low == high;
    let side = [low, high].into_iter().find(on)?;
    Some(Reached { value: side.x, reached: side.y })
}

fn new_warnings(plan: &ValidPlan, input: FieldPath, value: f64) -> Vec<Warning> {
    let mut changed = (**plan).clone();
    changed.set(input, Number::Exact(value));
    let Ok(changed) = changed.validate() else { return Vec::new() };
    let mut after = warnings_of(&changed);
    let before = if after.is_empty() { Vec::new() } else { warnings_of(plan) };
    after.retain(|warning| !before.iter().any(|w| w.kind == warning.kind && w.place == warning.place));
    after
}

fn unreached(
    plan: &ValidPlan,
    question: &Question,
    probe: &mut InputEvaluator,
    found: &Found,
    (now, today): (Option<f64>, Option<f64>),
) -> Unreached {
    let metric = question.aim.metric.metric();
    let input = question.input;
    let best = found.best.map(|s| Reached { value: s.x, reached: s.y });
    if best.is_none() && today.is_none() {
        return none_at_all(plan, question, now);
    }
    let Some(nearest) = best.filter(|_| !found.flat) else {
        let over = overriding(probe, input, moves);
        let reason = no_effect(plan, question.aim, probe, input, &over);
        return Unreached { why: Why::NoEffect(over), reason, best };
    };
    if let Some(Crossing { low, high }) = found.crossings.first() {
        let reason = format!(
            "{} leaps over the target: it is {} and then {} where {} passes {}.",
            metric.plain_name(),
            number(metric.unit, low.y),
            number(metric.unit, high.y),
            input.field.label(),
            number(input.field.kind().unit(), high.x),
        );
        return Unreached { why: Why::Discontinuous, reason, best };
    }
    let (unit, allowed) = (input.field.kind().unit(), input.field.kind().allowed());
    let reason = format!(
        "{} does not reach {} for any {} that is {allowed}; the nearest is {}, at {}.",
        metric.plain_name(),
        number(metric.unit, question.target),
        input.field.label(),
        number(metric.unit, nearest.reached),
        number(unit, nearest.value),
    );
    Unreached { why: Why::OutOfReach, reason, best }
}

/// The metric has no value anywhere: the report says why.
fn none_at_all(plan: &ValidPlan, question: &Question, now: Option<f64>) -> Unreached {
    let mut changed = (**plan).clone();
    let (low, high) = question.input.field.kind().range();
    changed.set(question.input, Number::Exact(now.unwrap_or(low + (high - low) / 2.0)));
    let report = changed.validate().map(|plan| crate::evaluate(&plan));
    let reason = report.ok().and_then(|report| question.aim.reason(&report)).unwrap_or_default();
    let name = question.aim.metric.metric().plain_name();
    let reason = format!("{name} has no value, whatever {} is. {reason}", question.input.field.label());
    Unreached { why: Why::NoValue, reason: reason.trim_end().to_owned(), best: None }
}

/// Which given figures keep `input` from moving the metric: each one without which it would, or, where there is none,
/// the first two that have to go together (pipeline and revenue, where opportunities are to move revenue). `counts` tells
/// which inputs move the metric; one of them is always in the way.
pub(crate) fn overriding(
    probe: &mut InputEvaluator,
    input: FieldPath,
    counts: impl Fn(&mut InputEvaluator, FieldPath) -> bool,
) -> Vec<FieldPath> {
    let (Some(tier), Some(symbol)) = (input.tier, input.field.symbol()) else { return Vec::new() };
    let reach = derivable(symbol);
    let given: Vec<FieldPath> = Field::of(Group::Tier)
        .filter(|field| *field != input.field && field.symbol().is_some_and(|s| reach.has(s)))
        .map(|field| FieldPath::tier(tier, field))
        .filter(|place| probe.gives(*place))
        .collect();
    let counting: Vec<FieldPath> = given.iter().copied().filter(|place| counts(probe, *place)).collect();
    let frees = |probe: &mut InputEvaluator, dropped: &[FieldPath]| {
        probe.may_move_without(input, dropped) && probe.without(dropped, |probe| moves(probe, input))
    };
    let single: Vec<FieldPath> = counting.iter().copied().filter(|place| frees(probe, &[*place])).collect();
    if !single.is_empty() {
        return single;
    }
    for place in &counting {
        let others = given.iter().filter(|other| *other != place);
        let pairs: Vec<[FieldPath; 2]> = others.map(|other| [*other, *place]).collect();
        if let Some(pair) = pairs.into_iter().find(|pair| frees(probe, pair)) {
            return pair.to_vec();
        }
    }
    Vec::new()
}

/// Whether the metric moves at all with the input.
pub(crate) fn moves(probe: &mut InputEvaluator, input: FieldPath) -> bool {
    let (low, high) = input.field.kind().range();
    probe.may_move(input)
        && probe.moving(input, |f| {
            let mut seen =
                [1e-9, 1e-6, 1e-3, 0.5, 1.0].iter().filter_map(|share| f(low + share * (high - low)));
            let first = seen.next();
            seen.any(|value| first.is_some_and(|first| !roots::alike(value, first)))
        })
}

/// What could be derived from a figure of a tier, were everything else that it takes there.
fn derivable(symbol: Symbol) -> SymbolSet {
    let mut reach = SymbolSet::EMPTY.with(symbol);
    loop {
        let before = reach;
        for rule in RULES.iter().filter(|rule| !rule.assumes) {
            if rule.formula.symbols().any(|s| reach.has(s)) {
                reach = reach.with(rule.gives);
            }
        }
        if reach == before {
            return reach;
        }
    }
}

/// Why the input does not move the metric, as a sentence.
pub(crate) fn no_effect(
    plan: &Plan,
    aim: MetricRef,
    probe: &InputEvaluator,
    input: FieldPath,
    over: &[FieldPath],
) -> String {
    let (metric, name) = (aim.metric.metric().plain_name(), label(plan, input));
    let over: Vec<String> = over.iter().map(|place| place.field.label().to_ascii_lowercase()).collect();
    match (over.split_last(), input.tier) {
        (Some((last, [])), _) => format!("{name} does not change {metric}: {last} is given."),
        (Some((last, rest)), _) => {
            format!("{name} does not change {metric}: {} and {last} are given.", rest.join(", "))
        }
        (None, Some(tier)) if !probe.covers(tier) => {
            format!(
                "{name} does not change {metric}: the total leaves this tier out, since it lacks figures."
            )
        }
        (None, _) => format!("{name} does not change {metric}."),
    }
}

/// A number in a sentence: a share as percent, others format_decimal, both to twelve digits.
fn number(unit: Unit, value: f64) -> String {
    let shown = if unit == Unit::Ratio { value * 100.0 } else { value };
    let digits = 11.0 - libm::floor(libm::log10(shown.abs().max(1e-250)));
    let step = libm::pow(10.0, digits);
    let rounded = (shown * step).round() / step;
    let text = format_decimal(if rounded.is_finite() { rounded } else { shown });
    if unit == Unit::Ratio { text + "%" } else { text }
}
