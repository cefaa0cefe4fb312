//! The quarters one after the other.

use super::QuarterSums;
use crate::answer::{Stated, ratio};
use crate::date::Quarter;
use crate::message::{campaigns as words, english};

/// One quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// Which.
    pub quarter: Quarter,
    /// Campaigns that started in it.
    pub rows: u32,
    /// MDF spent.
    pub spent: f64,
    /// Sourced pipeline.
    pub sourced: f64,
    /// Influenced pipeline.
    pub influenced: f64,
    /// Credited pipeline for each unit of MDF.
    pub per_mdf: Stated,
    /// By how much of itself that is more than in the quarter before; below 0 for less.
    pub change: Stated,
    /// The same against the quarter a year before.
    pub change_of_year: Stated,
}

/// Every quarter from the first to the last: what has no campaign spent nothing.
pub(super) fn trend(quarters: &[QuarterSums], credit: f64) -> Vec<TrendPoint> {
    let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else { return Vec::new() };
    let mut points: Vec<TrendPoint> = Vec::new();
    for at in 0..=last.quarter.since(first.quarter) {
        let quarter = first.quarter.later(at);
        let sums = quarters.iter().find(|sums| sums.quarter == quarter);
        let figure = |of: fn(&QuarterSums) -> f64| sums.map_or(0.0, of);
        let (spent, sourced, influenced) =
            (figure(|s| s.spent), figure(|s| s.sourced), figure(|s| s.influenced));
        let per_mdf = ratio(sourced + credit * influenced, spent, english(words::MDF_CLAIMED));
        let against = |back: usize| {
            let now = per_mdf.clone()?;
            let before = points.len().checked_sub(back).and_then(|at| points.get(at));
            let before =
                before.map_or_else(|| Err(english(words::NO_EARLIER).to_owned()), |p| p.per_mdf.clone())?;
            ratio(now - before, before, english(words::BEFORE))
        };
        let (change, change_of_year) = (against(1), against(4));
        let rows = sums.map_or(0, |sums| sums.rows);
        points.push(TrendPoint {
            quarter,
            rows,
            spent,
            sourced,
            influenced,
            per_mdf,
            change,
            change_of_year,
        });
    }
    points
}
