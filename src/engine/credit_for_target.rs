//! The influence credit at which a target is met.
//!
//! `creditForTarget(plan, { target, of, per?, scope? })`. What comes back is linear in the credit `c`, and its cost does not
//! depend on it, so the answer is in closed form:
//!
//! | `of` | comes back | credit for `t` back per unit of cost |
//! |---|---|---|
//! | `pipeline` | `S + c × I` | `(t × cost − S) ÷ I` |
//! | `revenue` | `Rs + c × Ri` | `(t × cost − Rs) ÷ Ri` |
//! | `grossProfit` | `g × (Rs + c × Ri)` | `(t × cost − g × Rs) ÷ (g × Ri)` |
//!
//! The cost is named: vendor cost `Cv = M + O` unless `per` says MDF alone. At `t = 1` on gross profit it is
//! `breakEvenInfluenceCredit`. `pipelinePerDollar` also counts direct's work on influenced deals, which moves with the
//! credit; [`crate::solve`] finds its credit. How a target is read stands in [`crate::target`]: `"25%"` is 1.25 back per 1.

mod serial;

use crate::answer::{Premise, Stated, needs, premises, ratio, stated};
use crate::metric::MetricId;
use crate::metric_ref::{MetricRef, ScopeId};
use crate::number::format_decimal;
use crate::plan::ValidPlan;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, named};
use crate::resolve::{self, ASSUMED_ZERO, Quantities};
use crate::symbol::Symbol;
use crate::target::Target;
use crate::value::Value;

/// What the target is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Credited pipeline.
    Pipeline,
    /// Credited first-year revenue.
    Revenue,
    /// Gross profit on it.
    GrossProfit,
}

impl Of {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Pipeline, Self::Revenue, Self::GrossProfit];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::Revenue => "revenue",
            Self::GrossProfit => "grossProfit",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::Revenue => "revenue",
            Self::GrossProfit => "gross profit",
        }
    }

    /// What sourced deals bring, and influenced ones.
    const fn symbols(self) -> [Symbol; 2] {
        match self {
            Self::Pipeline => [Symbol::S, Symbol::I],
            Self::Revenue | Self::GrossProfit => [Symbol::Rs, Symbol::Ri],
        }
    }
}

/// The cost that it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Per {
    /// MDF and other program cost.
    #[default]
    VendorCost,
    /// MDF alone.
    Mdf,
}

impl Per {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::VendorCost, Self::Mdf];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::VendorCost => "vendorCost",
            Self::Mdf => "mdf",
        }
    }

    const fn symbol(self) -> Symbol {
        match self {
            Self::VendorCost => Symbol::Cv,
            Self::Mdf => Symbol::M,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::VendorCost => "vendor cost",
            Self::Mdf => "MDF",
        }
    }
}

/// A question: which credit makes `of ÷ per` the target?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// What is to come back for each unit of cost.
    pub target: Target,
    /// Of what.
    pub of: Of,
    /// The cost.
    pub per: Per,
    /// A tier, or the total.
    pub at: ScopeId,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// What was asked.
    pub question: Question,
    /// The credit that the plan gives today.
    pub now: f64,
    /// What comes back for each unit of cost at today's credit.
    pub today: Stated,
    /// The same without credit.
    pub sourced_only: Stated,
    /// The same at full credit.
    pub full_influence: Stated,
    /// The credit that meets the target, 0–1.
    pub answer: Result<f64, Unmet>,
    /// The same without its bounds: below 0 or above 1 where no credit meets it.
    pub unclamped: Option<f64>,
    /// What comes back at the answer: the target but for rounding.
    pub reached: Option<f64>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Why no credit meets the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmet {
    /// Why, for machines.
    pub why: Why,
    /// Why, as a sentence.
    pub reason: String,
}

/// The kinds of reason for a target that no credit meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Sourced deals alone bring more.
    SourcedSuffices,
    /// Even full credit brings less.
    FullCreditFallsShort,
    /// There is nothing influenced that the credit could count.
    NoEffect,
    /// A figure is missing, or the cost is zero.
    NoValue,
}

impl Why {
    /// Every [`Why::code`].
    pub const CODES: &'static [&'static str] =
        &["sourcedSuffices", "fullCreditFallsShort", "noEffect", "noValue"];

    /// The stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SourcedSuffices => "sourcedSuffices",
            Self::FullCreditFallsShort => "fullCreditFallsShort",
            Self::NoEffect => "noEffect",
            Self::NoValue => "noValue",
        }
    }
}

impl Question {
    /// Reads `{ target, of, per?, scope? }`.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let (mut target, mut of, mut per, mut at) = (None, None, None, None);
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("target", Value::Null)
                | ("of", Value::Null)
                | ("per", Value::Null)
                | ("scope", Value::Null) => {}
                ("target", value) => target = reader.target("/target", value),
                ("of", value) => of = reader.word("/of", value, &Of::ALL.map(|one| (one.id(), one))),
                ("per", value) => per = reader.word("/per", value, &Per::ALL.map(|one| (one.id(), one))),
                ("scope", value) => at = ScopeId::read(&mut reader, "/scope", value),
                (key, value) => reader.unknown("", key, value),
            }
        }
        if target.is_none() {
            reader.absent("/target", "Say what is to come back: \"target\": \"3:1\".");
        }
        if of.is_none() {
            reader.absent("/of", "Say of what: \"of\": \"pipeline\", \"revenue\" or \"grossProfit\".");
        }
        let (per, at) = (per.unwrap_or_default(), at.unwrap_or(ScopeId::Total));
        let read = target.zip(of).map(|(target, of)| Self { target, of, per, at });
        reader.finish(read)?.ok_or_else(Vec::new)
    }

    /// The metric that rests on the same figures, in the same tiers.
    fn metric(&self) -> MetricRef {
        let metric = match (self.of, self.per) {
            (Of::Pipeline, Per::Mdf) => MetricId::PipelinePerMdfDollar,
            (Of::Pipeline, Per::VendorCost) => MetricId::PipelinePerDollar,
            (Of::Revenue, _) => MetricId::RoiGrossRatio,
            (Of::GrossProfit, _) => MetricId::Roi,
        };
        MetricRef { metric, at: self.at }
    }

    /// How the credit is worked out.
    pub const fn formula(&self) -> &'static str {
        match (self.of, self.per) {
            (Of::Pipeline, Per::VendorCost) => "(t × Cv − S) ÷ I",
            (Of::Pipeline, Per::Mdf) => "(t × M − S) ÷ I",
            (Of::Revenue, Per::VendorCost) => "(t × Cv − Rs) ÷ Ri",
            (Of::Revenue, Per::Mdf) => "(t × M − Rs) ÷ Ri",
            (Of::GrossProfit, Per::VendorCost) => "(t × Cv − g × Rs) ÷ (g × Ri)",
            (Of::GrossProfit, Per::Mdf) => "(t × M − g × Rs) ÷ (g × Ri)",
        }
    }
}

impl Reader {
    /// One of a few words.
    fn word<T: Copy>(&mut self, path: &str, value: &Value, known: &[(&str, T)]) -> Option<T> {
        let found = match value {
            Value::Text(text) => known.iter().find(|(word, _)| word == text).map(|(_, one)| *one),
            _ => None,
        };
        if found.is_none() {
            let words: Vec<String> = known.iter().map(|(word, _)| format!("“{word}”")).collect();
            let message = format!("{} is one of {}.", named(path), words.join(", "));
            self.fail(path, ProblemKind::WrongType, value, message);
        }
        found
    }
}

/// What comes back, as a line in the credit, and what it cost.
struct Line {
    /// Without credit.
    sourced: f64,
    /// What full credit adds.
    influenced: f64,
    cost: f64,
}

impl Line {
    fn at(&self, credit: f64, cost: &str) -> Stated {
        ratio(self.sourced + credit * self.influenced, self.cost, cost)
    }
}

/// Finds the credit at which what comes back for each unit of cost is the target.
///
/// # Errors
/// That the plan does not have the scope, or the target is out of range.
pub fn credit_for_target(plan: &ValidPlan, question: &Question) -> Result<Credit, Vec<Problem>> {
    let metric = question.metric();
    metric.check(plan)?;
    question.target.check("/target")?;
    let (tiers, shared) = resolve::quantities(plan);
    let q = match question.at {
        ScopeId::Tier(at) => tiers.get(at).cloned().unwrap_or(Quantities::NONE),
        _ => {
            let covers = resolve::coverage(metric.metric.metric(), &tiers);
            resolve::sums(covers, &tiers, &shared).quantities
        }
    };
    let per = question.per.label();
    // The report says best what is missing, and what a plan without costs must not tell.
    let line = match metric.reason(&crate::evaluate(plan)) {
        Some(reason) => Err(reason),
        None => line(question, &q),
    };
    let now = shared.get(Symbol::C).map_or(resolve::DEFAULT_CREDIT, |known| known.value);
    let at = |credit: f64| line.as_ref().map_err(Clone::clone).and_then(|line| line.at(credit, per));
    let today = at(now);
    let (unclamped, answer) = match (&line, &today) {
        (Ok(line), Ok(_)) => solved(question, line, &q),
        (_, Err(reason)) | (Err(reason), _) => {
            (None, Err(Unmet { why: Why::NoValue, reason: reason.clone() }))
        }
    };
    let [sourced, influenced] = question.of.symbols();
    let used = [Symbol::C, Symbol::M, Symbol::O, Symbol::G, sourced, influenced];
    Ok(Credit {
        question: *question,
        now,
        sourced_only: at(0.0),
        full_influence: at(1.0),
        reached: answer.as_ref().ok().and_then(|credit| at(*credit).ok()),
        today,
        answer,
        unclamped,
        assumptions: premises("", plan, &tiers, &shared, &used),
    })
}

fn line(question: &Question, q: &Quantities) -> Result<Line, String> {
    let value =
        |symbol: Symbol| q.get(symbol).map(|known| known.value).ok_or_else(|| needs(&[symbol.need()]));
    let [sourced, influenced] = question.of.symbols();
    let margin = if question.of == Of::GrossProfit { value(Symbol::G)? } else { 1.0 };
    let cost = value(question.per.symbol())?;
    Ok(Line { sourced: margin * value(sourced)?, influenced: margin * value(influenced)?, cost })
}

/// The credit that meets the target, without its bounds and within them.
fn solved(question: &Question, line: &Line, q: &Quantities) -> (Option<f64>, Result<f64, Unmet>) {
    let (of, per, back) = (question.of.label(), question.per.label(), question.target.back);
    let no = |why: Why, reason: String| Err(Unmet { why, reason });
    let wanted = back * line.cost;
    let target = format_decimal(back);
    let brings = |credit: f64| format_decimal((line.sourced + credit * line.influenced) / line.cost);
    if line.influenced <= 0.0 {
        let [_, influenced] = question.of.symbols();
        let label = influenced.label();
        let nothing = match q.get(influenced) {
            Some(known) if known.from == ASSUMED_ZERO => format!("No {label} is given"),
            Some(known) if known.value > 0.0 => "Gross margin is zero".to_owned(),
            _ => format!("The {label} is zero"),
        };
        let met = if line.sourced >= wanted { "meets" } else { "misses" };
        let reason = format!(
            "{nothing}, so the credit moves nothing: {of} is {} per 1 of {per}, which {met} {target}.",
            brings(0.0)
        );
        return (None, no(Why::NoEffect, reason));
    }
    let Ok(credit) = stated((wanted - line.sourced) / line.influenced) else {
        return (None, no(Why::NoValue, "The number is too large to show.".to_owned()));
    };
    // As far as the credit can be told from its bounds: both terms of the difference are rounded.
    let rounding = 8.0 * f64::EPSILON * (wanted + line.sourced) / line.influenced;
    let answer = if credit < -rounding {
        let reason =
            format!("Sourced {of} alone is {} per 1 of {per}: {target} takes no credit.", brings(0.0));
        no(Why::SourcedSuffices, reason)
    } else if credit > 1.0 + rounding {
        let reason = format!("Even at full credit {of} is {} per 1 of {per}, not {target}.", brings(1.0));
        no(Why::FullCreditFallsShort, reason)
    } else {
        Ok(crate::number::clamp(credit, 0.0, 1.0))
    };
    (Some(credit), answer)
}
