//! The one table of metrics: it feeds the report, the page, the docs and the API.
//!
//! A metric's id is its public name everywhere. Rows are ordered so that a formula refers only to metrics above it.

mod table;

use crate::formula::Formula;
use crate::message;
use crate::symbol::{SymbolSet, Unit};
use table::ABOUT;
pub use table::{METRICS, MetricId};

/// Which way a metric is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither as such; it depends on what it is held against.
    Depends,
}

impl Better {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Depends => "depends",
        }
    }
}

/// Where a metric is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// For each tier and in total.
    Each,
    /// In total only.
    Total,
    /// For the company's own direct marketing and sales.
    Direct,
}

impl Stated {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Each => "tiersAndTotal",
            Self::Total => "total",
            Self::Direct => "direct",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Its public name.
    pub id: MetricId,
    /// Its name for people. It may have the gap `{unit}` for one unit of the plan’s currency, as a page writes it: `$1`.
    pub name: &'static str,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// Where it is stated.
    pub stated: Stated,
    /// How it is worked out.
    pub formula: Formula,
}

impl Metric {
    /// Its name where no currency is at hand: a gap for one unit of it reads “unit”.
    pub fn plain_name(&self) -> String {
        message::fill(self.name, &[message::UNIT])
    }

    /// One sentence on what it says. In a table of its own, so that a module which never says it does not carry it.
    pub fn about(&self) -> &'static str {
        ABOUT.get(self.id as usize).copied().unwrap_or_default()
    }

    /// Every symbol that the metric rests on, also through the metrics it refers to.
    pub fn rests_on(&self) -> SymbolSet {
        self.formula.metrics().fold(self.formula.needs(), |set, id| set.union(id.metric().rests_on()))
    }
}

impl MetricId {
    /// Direct's figure of the same definition and cost scope: no other figure of direct may stand beside this one.
    pub fn of_direct(self) -> Option<Self> {
        Some(match self {
            Self::PipelinePerDollar => Self::DirectPipelinePerDollar,
            Self::PipelinePerMdfDollar => Self::DirectPipelinePerProgrammeDollar,
            Self::RoiFullyCosted => Self::DirectRoi,
            Self::LtvBeforeCommission => Self::DirectLtv,
            Self::PipelineVelocity => Self::DirectPipelineVelocity,
            Self::PartnerCac => Self::DirectCac,
            Self::PartnerCacAllCostStays => Self::DirectCacAllCostStays,
            Self::BlendedCac => Self::DirectCacReported,
            _ => return None,
        })
    }

    /// The metric with this id.
    pub fn metric(self) -> &'static Metric {
        let [first, ..] = &METRICS;
        METRICS.get(self as usize).unwrap_or(first)
    }

    /// The id that is written `text`.
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.text() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_at_their_id_and_refer_only_upwards() {
        for (at, metric) in METRICS.iter().enumerate() {
            assert_eq!(metric.id as usize, at, "{} is out of order", metric.id.text());
            for other in metric.formula.metrics() {
                assert!((other as usize) < at, "{} refers to a row below it", metric.id.text());
            }
        }
    }

    #[test]
    fn ids_and_names_are_unique() {
        for (at, metric) in METRICS.iter().enumerate() {
            for other in METRICS.iter().skip(at + 1) {
                assert_ne!(metric.id.text(), other.id.text());
                assert_ne!(metric.name, other.name);
            }
        }
    }
}
