//! The kinds of numbers that inputs take, each with its range.

use crate::symbol::Unit;

/// What kind of number a field takes, which decides its range and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Money in the plan's currency.
    Money,
    /// How many; may be fractional in a forecast.
    Count,
    /// A share from 0 to 1, typed as a percentage.
    Rate,
    /// The length of the period in months.
    Period,
    /// A duration in months.
    Months,
    /// A duration in years.
    Years,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Money, Self::Count, Self::Rate, Self::Period, Self::Months, Self::Years];

    /// Smallest and largest value that is allowed.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Money => (0.0, 1e13),
            Self::Count => (0.0, 1e9),
            Self::Rate => (0.0, 1.0),
            Self::Period => (1.0, 60.0),
            Self::Months => (0.0, 120.0),
            Self::Years => (0.0, 100.0),
        }
    }

    /// What its numbers are measured in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Money => Unit::Currency,
            Self::Count => Unit::Count,
            Self::Rate => Unit::Ratio,
            Self::Period | Self::Months => Unit::Months,
            Self::Years => Unit::Years,
        }
    }

    /// The range in words, to follow “must be”.
    pub const fn allowed(self) -> &'static str {
        match self {
            Self::Money => "0 or more, at most 10 trillion",
            Self::Count => "0 or more, at most 1 billion",
            Self::Rate => "between 0% and 100% (0 and 1 in a file)",
            Self::Period => "between 1 and 60 months",
            Self::Months => "between 0 and 120 months",
            Self::Years => "between 0 and 100 years",
        }
    }
}
