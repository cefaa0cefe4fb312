//! Returns and funds of a row or a group.

use crate::answer::{Stated, needs, ratio};
use crate::message::{campaigns as words, english};
use crate::plan::Field;

/// Pipeline for each unit of MDF, `(S + c × I) ÷ M`, at three credits: the band in which the truth lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// At c = 0: sourced pipeline only.
    pub sourced_only: Stated,
    /// At the influence credit.
    pub credited: Stated,
    /// At c = 1.
    pub full_credit: Stated,
}

impl Band {
    pub(super) fn of(pipeline: Option<(f64, f64)>, spent: Option<f64>, credit: f64) -> Self {
        let at = |credit: f64| match (pipeline, spent) {
            (_, None) => Err(needs(&[english(words::MDF_CLAIMED)])),
            (None, _) => Err(needs(&[Field::PipelineSourced.label()])),
            (Some((sourced, influenced)), Some(spent)) => {
                ratio(sourced + credit * influenced, spent, english(words::MDF_CLAIMED))
            }
        };
        Self { sourced_only: at(0.0), credited: at(credit), full_credit: at(1.0) }
    }
}

/// Where the MDF of a group stands. What was set aside is what was never requested, refused, not decided, approved and not
/// claimed, and spent, less [`Funds::excess`].
#[derive(Clone, Debug, PartialEq)]
pub struct Funds {
    /// Set aside.
    pub allocated: Stated,
    /// Asked for; where a row does not tell it, what was approved or spent.
    pub requested: Stated,
    /// Asked for and not approved, or not yet.
    pub pending: Stated,
    /// Asked for by campaigns that were denied or canceled.
    pub refused: Stated,
    /// Approved.
    pub approved: Stated,
    /// Claimed, or paid where no claim is told.
    pub spent: Stated,
    /// Approved and not claimed, row by row. A row that tells no claim has claimed nothing, as long as others tell theirs.
    pub unclaimed: Stated,
    /// Set aside and never asked for: allocated − requested.
    pub never_requested: Stated,
    /// Spent ÷ allocated.
    pub utilization: Stated,
    /// Approved beyond what was asked for, and claimed beyond what was approved.
    pub excess: f64,
}

impl Funds {
    /// Set aside and not spent, allocated − spent.
    ///
    /// # Errors
    /// What is not known, or that more was spent than set aside.
    pub fn unused(&self) -> Stated {
        let (allocated, spent) = (self.allocated.clone()?, self.spent.clone()?);
        if spent > allocated {
            return Err(english(words::OVERSPENT).to_owned());
        }
        crate::answer::stated(allocated - spent)
    }
}
