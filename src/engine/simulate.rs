//! How sure a plan is: its figures when the inputs are ranges.
//!
//! Each number of the plan that stands as `{ low, likely, high }` is drawn from a PERT distribution, independently of
//! the others unless the question says that they go together; every figure is worked out for each draw as [`crate::evaluate()`] does it. The same plan, question and
//! seed give the same bits on every machine: only the basic operations of IEEE 754 are used, in a fixed order.
//!
//! In the order of their use: `read` (the question), `pert` and `lattice` (what an input is like, and which draws are
//! taken), `correlate` (which of them meet), `compile` and `program` (a plan's figures on many draws at once; `plain` is the slow way), `run`, `order`,
//! `drivers` and `summary` (what the draws say), `serial` (the answer).

mod compile;
mod correlate;
mod drivers;
mod goal;
mod lanes;
mod lattice;
mod order;
mod pert;
mod plain;
mod program;
mod read;
mod run;
mod serial;
mod summary;

use crate::answer::Premise;
use crate::evaluate;
use crate::metric::{Better, MetricId, Stated};
use crate::plan::{FieldPath, Number, Plan, ValidPlan};
use crate::problem::Problem;
use crate::report::Scope;
use correlate::Wanted;
pub use correlate::{Achieved, Correlation, MAX_CORRELATIONS, RANKS};
pub use drivers::DRAWS as DRIVER_DRAWS;
use drivers::Drivers;
use goal::Goal;
pub use read::MAX_SEED;
use run::{Found, Sampler};
use summary::Summariser;
pub use summary::{Histogram, LEVELS, Summary};

/// Fewest and most draws of a simulation.
pub const DRAWS: (u32, u32) = (100, 1_000_000);
/// The metrics that are simulated when none are named.
pub const HEADLINE: [MetricId; 7] = [
    MetricId::Roi,
    MetricId::PipelinePerMdfDollar,
    MetricId::PartnerCac,
    MetricId::CacReduction,
    MetricId::CacPaybackMonths,
    MetricId::LtvToCac,
    MetricId::Ropi,
];

/// Figures are simulated in groups that keep at most so many values at once (8 bytes each).
const VALUES: usize = 4_000_000;
/// The question. Plain data; the plan says which inputs are uncertain.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// How many draws, [`DRAWS`]; 10,000 if not said.
    pub draws: u32,
    /// Which draws: another seed gives another sample of the same distribution. 1 if not said.
    pub seed: u64,
    /// Which metrics; [`HEADLINE`] if not said.
    pub metrics: Vec<MetricId>,
    /// What is to be reached, in the unit of the metric; at least, or at most where less is better.
    pub targets: Vec<(MetricId, f64)>,
    /// Whether the metrics are also stated for each tier.
    pub per_tier: bool,
    /// Which uncertain inputs go together; the others, and without any all of them, are independent.
    pub correlations: Vec<Correlation>,
}

impl Default for Simulation {
    fn default() -> Self {
        Self {
            draws: 10_000,
            seed: 1,
            metrics: HEADLINE.to_vec(),
            targets: Vec::new(),
            per_tier: false,
            correlations: Vec::new(),
        }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulated {
    /// How many draws were made.
    pub draws: u32,
    /// The seed they were made with.
    pub seed: u64,
    /// The uncertain inputs, in the order of the plan.
    pub inputs: Vec<Input>,
    /// The correlations that were asked for, and what the draws have of them.
    pub correlations: Vec<Achieved>,
    /// The metrics in total; those that are stated for direct alone, for direct.
    pub total: Vec<Outcome>,
    /// The same for each tier by its name, if that was asked for; without metrics that no tier has.
    pub tiers: Vec<(String, Vec<Outcome>)>,
    /// What was taken for granted.
    pub assumptions: Vec<Premise>,
}

/// An uncertain input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Input {
    /// Where it stands in the plan.
    pub place: FieldPath,
    /// Lowest value.
    pub low: f64,
    /// Most likely value.
    pub likely: f64,
    /// Highest value; above `low`.
    pub high: f64,
}

impl Input {
    /// The mean of its distribution: `(low + 4 likely + high) ÷ 6`.
    pub fn mean(&self) -> f64 {
        (self.low + pert::LAMBDA * self.likely + self.high) / (pert::LAMBDA + 2.0)
    }
}

/// One metric over all draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The metric.
    pub metric: MetricId,
    /// Draws in which the metric has no value, such as a division by zero. They are in no other figure but the
    /// probability.
    pub undefined: u32,
    /// Why some or all draws have no value; `None` where each has one.
    pub reason: Option<String>,
    /// Mean, spread, percentiles and histogram of the draws with a value; `None` where no draw has one.
    pub summary: Option<Summary>,
    /// The target, if one was given, and the share of *all* draws that reach it: a draw without a value does not.
    pub target: Option<Reach>,
    /// The inputs that the metric rests on, the one that drives it most first.
    pub drivers: Vec<Driver>,
}

impl Outcome {
    /// The share of the variance of ranks that no input explains alone; `None` without variance.
    pub fn unexplained(&self) -> Option<f64> {
        let explained: f64 = self.drivers.iter().map(|driver| driver.share).sum();
        (!self.drivers.is_empty()).then_some((1.0 - explained).max(0.0))
    }
}

/// A target and how likely it is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The target, in the unit of the metric.
    pub target: f64,
    /// The share of all draws at the target or on its better side, 0–1.
    pub probability: f64,
}

/// How much of the order of a metric's draws follows one input.
///
/// The share is the squared rank correlation (Spearman) of input and metric over the first [`DRIVER_DRAWS`] draws: the
/// part of the variance of the metric's ranks that a straight line through the ranks of this input alone explains. So an
/// input that alone decides the metric has all of it, however curved the way from one to the other and however extreme
/// some values. As the inputs are independent, the shares add up to at most 1; what is missing to 1 is the interplay of
/// inputs. Where inputs were asked to go together, the shares may say one thing twice; then they are divided by their
/// sum, if that is above 1. Limits: an input that only matters together with another, or that first raises and then
/// lowers the metric, gets too small a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Driver {
    /// The input.
    pub place: FieldPath,
    /// Its share of the variance of ranks, 0–1.
    pub share: f64,
    /// The rank correlation, −1 to 1: positive where a higher input goes with a higher figure.
    pub correlation: f64,
}

/// Simulates the plan.
///
/// # Errors
/// A correlation of something that is no range in the plan, correlations that contradict each other, and more draws than
/// the correlated inputs may have together.
pub fn simulate(plan: &ValidPlan, question: &Simulation) -> Result<Simulated, Vec<Problem>> {
    let inputs = uncertain(plan);
    let wanted = Wanted::new(&question.correlations, &inputs, question.draws)?;
    let mut sampler = Sampler::new(&inputs, question.seed);
    let correlations = wanted.reorder(&question.correlations, &inputs, question.draws, &mut sampler);
    let mut metrics: Vec<MetricId> = Vec::new();
    for metric in question.metrics.iter().chain(question.targets.iter().map(|(metric, _)| metric)) {
        if !metrics.contains(metric) {
            metrics.push(*metric);
        }
    }
    let mut goals: Vec<Goal> = metrics.iter().map(|metric| Goal { metric: *metric, tier: None }).collect();
    if question.per_tier {
        let each = metrics.iter().filter(|id| id.metric().stated == Stated::Each);
        let tiers = (0..plan.tiers.len()).map(Some);
        goals.extend(tiers.flat_map(|tier| each.clone().map(move |metric| Goal { metric: *metric, tier })));
    }
    let group = (VALUES / question.draws.max(1) as usize).max(1);
    let drivers = Drivers::new(question.draws, &sampler);
    let mut summariser = Summariser::default();
    let mut outcomes = Vec::with_capacity(goals.len());
    for goals in goals.chunks(group) {
        let found = run::run(plan, question.draws, &inputs, &sampler, &drivers, goals);
        let found = goals.iter().zip(&found);
        outcomes.extend(
            found.map(|(goal, found)| outcome(plan, question, &inputs, *goal, found, &mut summariser)),
        );
    }
    let mut outcomes = goals.iter().zip(outcomes);
    let total = outcomes.by_ref().take(metrics.len()).map(|(_, outcome)| outcome).collect();
    let mut tiers: Vec<(String, Vec<Outcome>)> = Vec::new();
    if question.per_tier {
        tiers = plan.tiers.iter().map(|tier| (tier.name.clone(), Vec::new())).collect();
        for (goal, outcome) in outcomes {
            if let Some((_, of_tier)) = goal.tier.and_then(|at| tiers.get_mut(at)) {
                of_tier.push(outcome);
            }
        }
    }
    let assumptions = if inputs.is_empty() { Vec::new() } else { assumptions(!correlations.is_empty()) };
    let (draws, seed) = (question.draws, question.seed);
    Ok(Simulated { draws, seed, inputs, correlations, total, tiers, assumptions })
}

/// The inputs that stand as a range which is more than one value.
fn uncertain(plan: &Plan) -> Vec<Input> {
    let range = |place: FieldPath| match plan.get(place)? {
        Number::Range { low, likely, high } if low < high => Some(Input { place, low, likely, high }),
        _ => None,
    };
    plan.places().filter(|place| place.field.symbol().is_some()).filter_map(range).collect()
}

fn assumptions(correlated: bool) -> Vec<Premise> {
    let independent = if correlated {
        "Inputs without a stated correlation are taken as independent. Those with one go together as in a normal \
         distribution: as much so in the middle as towards the ends."
    } else {
        "Inputs are taken as independent: a good draw of one says nothing about the others. If they move together, the \
         outcome is wider."
    };
    vec![
        Premise::new(
            "/lambda",
            pert::LAMBDA,
            "A range is taken as a PERT distribution, in which the likely value weighs four times as much as each end.",
        ),
        Premise::new("/correlation", 0.0, independent),
    ]
}

fn outcome(
    plan: &ValidPlan,
    question: &Simulation,
    inputs: &[Input],
    goal: Goal,
    found: &Found,
    summariser: &mut Summariser,
) -> Outcome {
    let undefined = question.draws - found.values.len() as u32;
    let summary = summariser.summarise(&found.values);
    let target = question.targets.iter().find(|(metric, _)| *metric == goal.metric).map(|(_, target)| {
        let reached = match goal.metric.metric().better {
            Better::Lower => found.values.iter().filter(|value| *value <= target).count(),
            Better::Higher | Better::Depends => found.values.iter().filter(|value| *value >= target).count(),
        };
        Reach { target: *target, probability: reached as f64 / f64::from(question.draws) }
    });
    let mut drivers: Vec<Driver> = Vec::new();
    if summary.as_ref().is_some_and(|summary| summary.sd > 0.0) {
        // The shares of a sample may miss their bound by a hair; those of the distribution do not.
        let sum: f64 = found.correlations.iter().map(|(_, correlation)| correlation * correlation).sum();
        drivers.extend(found.correlations.iter().filter_map(|(at, correlation)| {
            let share = correlation * correlation / sum.max(1.0);
            Some(Driver { place: inputs.get(*at)?.place, share, correlation: *correlation })
        }));
        crate::order::by(&mut drivers, |a, b| b.share.total_cmp(&a.share));
    }
    let reason = (undefined > 0).then(|| reason(plan, goal, summary.is_some()));
    Outcome { metric: goal.metric, undefined, reason, summary, target, drivers }
}

/// Why draws have no value, as a sentence.
fn reason(plan: &ValidPlan, goal: Goal, some_have: bool) -> String {
    if some_have {
        return "In these draws the formula divides by zero, or more is credited to partners than direct reports."
            .to_owned();
    }
    let report = evaluate::evaluate(plan);
    let scope: Option<&Scope> = match goal.tier {
        Some(at) => report.tiers.get(at),
        None if goal.metric.metric().stated == Stated::Direct => Some(&report.direct),
        None => Some(&report.total),
    };
    let figure = scope.and_then(|scope| scope.figure(goal.metric));
    figure.and_then(|figure| figure.reason()).unwrap_or_else(|| "No draw has a value.".to_owned())
}

#[cfg(test)]
mod tests;
