//! Public figures with their sources, and what may be compared with what.
//!
//! The reviewed rows stand in `benchmark/benchmarks.json`; `benchmark/uses.rs` names those that are shown by default
//! and what each is held against. The build script compiles these in, so that nothing is parsed at run time.

mod comparison;
mod serial;
mod standing;
mod table;

use crate::metric::MetricId;
use crate::plan::Field;
use crate::symbol::Unit;
pub use comparison::{Benchmarks, Held, Reading, Subject};
pub(crate) use standing::beside;
pub use standing::{Standing, Why, compare};

/// Said of every figure by partner tier.
pub const BY_TIER: &str = "No public benchmark by partner tier: no source states a figure by tier. Compare your tiers with one another and with your own direct program.";

/// A published figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its name in the reviewed file.
    pub id: &'static str,
    /// The figure, as published.
    pub spread: Spread,
    /// What it is measured in.
    pub unit: Unit,
    /// What the source says the figure is: `median`, `mean`, `quartiles`, `range`, `good threshold` …
    pub stat: &'static str,
    /// Whom it covers: industry, channel, size of company, region; empty where the source does not narrow it.
    pub segment: &'static str,
    /// What to keep in mind when reading it.
    pub caveat: &'static str,
    /// Whether somebody measured it.
    pub kind: Kind,
    /// How much it can carry.
    pub strength: Strength,
    /// Who says so.
    pub source: &'static Source,
}

impl Row {
    /// The currency of a figure in money. The build script admits US dollars only, so no row carries it.
    pub fn currency(&self) -> Option<&'static str> {
        (self.unit == Unit::Currency).then_some("USD")
    }
}

/// Where figures were published. Several rows may share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who published it.
    pub publisher: &'static str,
    /// The title of the page or report.
    pub title: &'static str,
    /// The year; `None` where the page gives none. Never guessed.
    pub year: Option<u16>,
    /// Who or what was measured, and how many.
    pub sample: &'static str,
    /// The address at which it was read.
    pub address: &'static str,
    /// Whether the page is the publisher's own.
    pub evidence: Evidence,
}

impl Source {
    /// The year, or “undated”.
    pub fn dated(&self) -> String {
        self.year.map_or_else(|| "undated".to_owned(), |year| year.to_string())
    }
}

/// A published figure, which is one of these and never a mixture. Shares run from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spread {
    /// A single figure; [`Row::stat`] says which.
    Value(f64),
    /// The quarters of the sample; `p25` is the smaller number, whether or not that is the better one.
    Quartiles {
        /// A quarter of the sample lies below.
        p25: f64,
        /// Half of the sample lies below.
        median: f64,
        /// A quarter of the sample lies above.
        p75: f64,
    },
    /// The middle of the sample, and where its best quarter begins.
    MedianAndTop {
        /// Half of the sample is better.
        median: f64,
        /// A quarter of the sample is better.
        p75: f64,
    },
    /// From somewhere to somewhere; says nothing about how many lie where.
    Band {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
}

impl Spread {
    /// The smallest and the largest number in it.
    pub fn ends(self) -> (f64, f64) {
        match self {
            Self::Value(value) => (value, value),
            Self::Quartiles { p25, p75, .. } => (p25, p75),
            Self::MedianAndTop { median, p75 } => (median.min(p75), median.max(p75)),
            Self::Band { low, high } => (low, high),
        }
    }
}

/// Whether somebody measured a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Data or a survey.
    Observed,
    /// A target that somebody recommends; always shown with [`Kind::words`].
    RuleOfThumb,
}

impl Kind {
    /// The words that stand beside the figure; empty for a measured one.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Observed => "",
            Self::RuleOfThumb => "practitioner target, not measured",
        }
    }

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::RuleOfThumb => "ruleOfThumb",
        }
    }
}

/// How much a figure can carry, as its reviewer judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// A stated sample or several agreeing reports.
    Strong,
    /// Usable with its caveat.
    Moderate,
    /// Not fit for a comparison; only a target may be weak.
    Weak,
}

impl Strength {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Moderate => "moderate",
            Self::Weak => "weak",
        }
    }
}

/// Where a figure was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// On the publisher's own page.
    Primary,
    /// On a page that reports what another published.
    Secondhand,
    /// As the experience of one person.
    Practitioner,
}

impl Evidence {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondhand => "secondhand",
            Self::Practitioner => "practitioner",
        }
    }
}

/// A starting value for an input that most people do not have at hand. Always marked as assumed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prefill {
    /// The input.
    pub field: Field,
    /// The value.
    pub value: f64,
    /// Where it comes from: what, of whom, by whom, when.
    pub why: &'static str,
    /// The published row.
    pub row: &'static Row,
}

/// Everything that is held against a metric or input.
pub fn all() -> &'static [Benchmarks] {
    &table::BENCHMARKS
}

/// What a metric may be held against, or why there is nothing; `None` where neither was looked into.
pub fn for_metric(id: MetricId) -> Option<&'static Benchmarks> {
    all().iter().find(|benchmarks| benchmarks.of == Subject::Metric(id))
}

/// What an input may be held against.
pub fn for_field(field: Field) -> Option<&'static Benchmarks> {
    all().iter().find(|benchmarks| benchmarks.of == Subject::Field(field))
}

/// The inputs that may be filled in beforehand.
pub fn prefills() -> &'static [Prefill] {
    &table::PREFILLS
}

/// Whether a source is over five years old, and so grayed out. One without a year is shown as undated instead.
pub fn older_than_five_years(year: Option<u16>, current_year: u16) -> bool {
    year.is_some_and(|year| current_year.saturating_sub(year) > 5)
}
