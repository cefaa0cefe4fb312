//! Campaigns that stand out, each with the reason.

use super::{Oddity, Row};
use crate::portfolio::spread::Returns;

/// The fewest ranked campaigns with a return above zero from which it is told what is far from the others.
pub const FEWEST_FOR_FENCES: u64 = 8;
/// How many distances of the quartiles a return is beyond them (Tukey, Exploratory Data Analysis, 1977).
const REACH: f64 = 1.5;

/// Where returns lie, in pipeline for each unit of MDF. Returns are skewed, so the fences stand in their logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fences {
    /// A quarter of the campaigns returns less.
    pub quartile: f64,
    /// Half of them returns less.
    pub median: f64,
    /// Three quarters of them return less.
    pub upper_quartile: f64,
    /// What is below is far below: quartile ÷ (upper quartile ÷ quartile)^1.5.
    pub low: f64,
    /// What is above is far above: upper quartile × (upper quartile ÷ quartile)^1.5.
    pub high: f64,
}

/// A campaign that stands out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlier {
    /// The campaign.
    pub row: Row,
    /// Why.
    pub why: Oddity,
}

impl Fences {
    pub(super) fn of(returns: &Returns) -> Option<Self> {
        if returns.count() < FEWEST_FOR_FENCES {
            return None;
        }
        let [quartile, median, upper] = [0.25, 0.5, 0.75].map(|share| returns.quantile(share));
        let (quartile, median, upper_quartile) = (quartile?, median?, upper?);
        // Returns in one bin are as far apart as the histogram can tell.
        let apart = libm::pow((upper_quartile / quartile).max(1.0 + 2.0 * super::ACCURACY), REACH);
        Some(Self { quartile, median, upper_quartile, low: quartile / apart, high: upper_quartile * apart })
    }

    /// What a ranked row's return stands out by.
    pub(super) fn judge(&self, row: &Row) -> Option<Oddity> {
        let value = row.returns.credited.clone().ok().filter(|value| *value > 0.0)?;
        if value > self.high {
            Some(Oddity::FarAbove { value, fence: self.high })
        } else if value < self.low {
            Some(Oddity::FarBelow { value, fence: self.low })
        } else {
            None
        }
    }
}
