//! What a metric or an input is held against.

use super::{Kind, Row, Spread};
use crate::metric::{Better, MetricId};
use crate::plan::Field;

/// What the figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A metric of the report.
    Metric(MetricId),
    /// An input of the plan.
    Field(Field),
}

/// All that is known in public about one metric or input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Benchmarks {
    /// The metric or input.
    pub of: Subject,
    /// How the published definitions stand to ours; there wherever there are rows.
    pub definition: Option<&'static str>,
    /// That there is no public benchmark, and why. Where there are rows all the same, they are only near it.
    pub note: Option<&'static str>,
    /// The published figures, in the order in which they are shown.
    pub rows: &'static [Held],
}

impl Benchmarks {
    /// Which way is better.
    pub fn better(&self) -> Better {
        match self.of {
            Subject::Metric(id) => id.metric().better,
            Subject::Field(Field::AnnualChurn) => Better::Lower,
            Subject::Field(_) => Better::Higher,
        }
    }

    /// The lowest and the highest measured figure: the band to show where sources count differently. `None` where
    /// there is but one number.
    pub fn band(&self) -> Option<(f64, f64)> {
        let measured = self.rows.iter().filter(|held| held.row.kind == Kind::Observed);
        let ends = measured.filter_map(|held| held.spread(None)).map(Spread::ends);
        ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).filter(|(low, high)| low < high)
    }
}

/// How a published figure is turned into one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As it stands.
    AsIs,
    /// As the rest to 100 %: what is unspent for what is spent, what is kept for what is lost.
    Complement,
    /// Times the user's own deal size, for a figure that is stated per unit of annual revenue.
    TimesDealSize,
}

impl Reading {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AsIs => "asIs",
            Self::Complement => "complement",
            Self::TimesDealSize => "timesDealSize",
        }
    }
}

/// A row as it is held against one metric or input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// The published row.
    pub row: &'static Row,
    /// How its figure is turned into one of ours.
    pub reading: Reading,
    /// How its definition differs from ours; `None` where the two may be compared.
    pub differs: Option<&'static str>,
}

impl Held {
    /// The figure in our terms, ready to draw; `None` where it takes a deal size and there is none.
    pub fn spread(&self, deal_size: Option<f64>) -> Option<Spread> {
        let spread = self.row.spread;
        Some(match self.reading {
            Reading::AsIs => spread,
            Reading::Complement => complement(spread),
            Reading::TimesDealSize => {
                let size = deal_size?;
                each(spread, |ratio| ratio * size)
            }
        })
    }
}

/// The rest to 1, with the ends swapped so that the smaller number stays first.
fn complement(spread: Spread) -> Spread {
    match each(spread, |share| 1.0 - share) {
        Spread::Quartiles { p25, median, p75 } => Spread::Quartiles { p25: p75, median, p75: p25 },
        Spread::Band { low, high } => Spread::Band { low: high, high: low },
        other => other,
    }
}

fn each(spread: Spread, turn: impl Fn(f64) -> f64) -> Spread {
    match spread {
        Spread::Value(value) => Spread::Value(turn(value)),
        Spread::Quartiles { p25, median, p75 } => {
            Spread::Quartiles { p25: turn(p25), median: turn(median), p75: turn(p75) }
        }
        Spread::MedianAndTop { median, p75 } => Spread::MedianAndTop { median: turn(median), p75: turn(p75) },
        Spread::Band { low, high } => Spread::Band { low: turn(low), high: turn(high) },
    }
}
