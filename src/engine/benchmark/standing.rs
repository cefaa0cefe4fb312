//! Where a value stands against a published figure, and when nothing may be said about it.

use super::{Held, Kind, Spread};
use crate::metric::Better;
use core::cmp::Ordering::{self, Equal, Greater, Less};

/// Where a value stands. Quarters are named by what is better, so they read alike for costs and for returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Among the best quarter of the sample.
    BestQuarter,
    /// Better than half, not among the best quarter.
    BetweenMedianAndTop,
    /// Worse than half, not among the worst quarter.
    BetweenMedianAndBottom,
    /// Among the worst quarter of the sample.
    WorstQuarter,
    /// A smaller number than the median, where no quarter is known on that side.
    BelowMedian,
    /// The median.
    AtMedian,
    /// A larger number than the median, where no quarter is known on that side.
    AboveMedian,
    /// A smaller number than the average, which says nothing about a percentile.
    BelowAverage,
    /// The average.
    AtAverage,
    /// A larger number than the average.
    AboveAverage,
    /// A smaller number than the band's lower end.
    BelowRange,
    /// Within the band, whose inside has no percentiles.
    InsideRange,
    /// A larger number than the band's upper end.
    AboveRange,
    /// Nothing honest can be said.
    NoVerdict(Why),
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The source is a rule of thumb.
    RuleOfThumb,
    /// The two definitions differ.
    Definitions,
    /// The published figure is in another currency.
    Currency,
    /// A single figure that is neither a median nor an average.
    Single,
}

impl Standing {
    /// As a fragment of a sentence, to follow “yours is” or a colon.
    pub const fn words(self) -> &'static str {
        match self {
            Self::BestQuarter => "in the best quarter",
            Self::BetweenMedianAndTop => "between the median and the best quarter",
            Self::BetweenMedianAndBottom => "between the median and the worst quarter",
            Self::WorstQuarter => "in the worst quarter",
            Self::BelowMedian => "below the median",
            Self::AtMedian => "at the median",
            Self::AboveMedian => "above the median",
            Self::BelowAverage => "below the average",
            Self::AtAverage => "at the average",
            Self::AboveAverage => "above the average",
            Self::BelowRange => "below the published range",
            Self::InsideRange => "inside the published range",
            Self::AboveRange => "above the published range",
            Self::NoVerdict(Why::RuleOfThumb) => "no verdict: a practitioner target, not measured",
            Self::NoVerdict(Why::Definitions) => "no verdict: the definitions differ",
            Self::NoVerdict(Why::Currency) => "no verdict: the currencies differ",
            Self::NoVerdict(Why::Single) => "no verdict: neither a median nor an average",
        }
    }

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::BestQuarter => "bestQuarter",
            Self::BetweenMedianAndTop => "betweenMedianAndTop",
            Self::BetweenMedianAndBottom => "betweenMedianAndBottom",
            Self::WorstQuarter => "worstQuarter",
            Self::BelowMedian => "belowMedian",
            Self::AtMedian => "atMedian",
            Self::AboveMedian => "aboveMedian",
            Self::BelowAverage => "belowAverage",
            Self::AtAverage => "atAverage",
            Self::AboveAverage => "aboveAverage",
            Self::BelowRange => "belowRange",
            Self::InsideRange => "insideRange",
            Self::AboveRange => "aboveRange",
            Self::NoVerdict(_) => "noVerdict",
        }
    }
}

/// Holds `value`, in `currency` if it is money, against a published figure. The value is finite.
///
/// Rules of thumb and differing definitions come first: nothing that they forbid is looked at further.
pub fn compare(held: &Held, value: f64, better: Better, currency: &str) -> Standing {
    if held.row.kind == Kind::RuleOfThumb {
        return Standing::NoVerdict(Why::RuleOfThumb);
    }
    if held.differs.is_some() {
        return Standing::NoVerdict(Why::Definitions);
    }
    if held.row.currency().is_some_and(|published| published != currency) {
        return Standing::NoVerdict(Why::Currency);
    }
    match held.spread(None) {
        // A figure that was converted by the user's own deal size is no longer the published one.
        None => Standing::NoVerdict(Why::Definitions),
        Some(spread) => beside(spread, held.row.stat, value, better),
    }
}

/// Where `value` stands against a figure of the same definition and currency; `stat` says what a single one is.
pub(crate) fn beside(spread: Spread, stat: &str, value: f64, better: Better) -> Standing {
    match spread {
        Spread::Value(published) => single(stat, order(value, published)),
        Spread::Quartiles { p25, median, p75 } => match better {
            Better::Higher => quarter(value, [p75, median, p25], Greater),
            Better::Lower => quarter(value, [p25, median, p75], Less),
            Better::Depends => beside_median(order(value, median)),
        },
        Spread::MedianAndTop { median, p75 } => match better {
            Better::Higher => top(value, median, p75, Greater),
            Better::Lower => top(value, median, p75, Less),
            Better::Depends => beside_median(order(value, median)),
        },
        Spread::Band { low, high } => match (order(value, low), order(value, high)) {
            (Less, _) => Standing::BelowRange,
            (_, Greater) => Standing::AboveRange,
            _ => Standing::InsideRange,
        },
    }
}

/// The order of two figures; equal where they differ by rounding alone, as `1 − 0.91` and `0.09` do.
fn order(value: f64, published: f64) -> Ordering {
    let slack = 1e-9 * published.abs();
    if value > published + slack {
        Greater
    } else if value < published - slack {
        Less
    } else {
        Equal
    }
}

/// The quarter of a value; `bounds` run from the best to the worst, and `better` is the side of the good ones.
fn quarter(value: f64, [best, median, worst]: [f64; 3], better: Ordering) -> Standing {
    let reaches = |bound: f64| [better, Equal].contains(&order(value, bound));
    if reaches(best) {
        Standing::BestQuarter
    } else if reaches(median) {
        Standing::BetweenMedianAndTop
    } else if reaches(worst) {
        Standing::BetweenMedianAndBottom
    } else {
        Standing::WorstQuarter
    }
}

fn top(value: f64, median: f64, best: f64, better: Ordering) -> Standing {
    let reaches = |bound: f64| [better, Equal].contains(&order(value, bound));
    if reaches(best) {
        Standing::BestQuarter
    } else if reaches(median) {
        Standing::BetweenMedianAndTop
    } else {
        beside_median(better.reverse())
    }
}

fn beside_median(side: Ordering) -> Standing {
    match side {
        Less => Standing::BelowMedian,
        Equal => Standing::AtMedian,
        Greater => Standing::AboveMedian,
    }
}

fn single(stat: &str, side: Ordering) -> Standing {
    match (stat, side) {
        ("median", side) => beside_median(side),
        ("mean", Less) => Standing::BelowAverage,
        ("mean", Equal) => Standing::AtAverage,
        ("mean", Greater) => Standing::AboveAverage,
        _ => Standing::NoVerdict(Why::Single),
    }
}
