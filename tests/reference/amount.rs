//! Figures that may be absent, and arithmetic with them.
//!
//! An amount carries the magnitude of the terms that it was made of, so that a small difference of large terms is compared
//! as coarsely as those allow. A figure without value carries every reason that there is for it: of several, the
//! specification does not say which one a report names.

use std::ops::{Add, Mul, Sub};

use crate::names::Name;

/// A number and the magnitude of what it was made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amount {
    pub(crate) value: f64,
    pub(crate) scale: f64,
}

/// Why there is no value, other than that something is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reason {
    /// The divisor, as the documents write it, is zero.
    Zero(&'static str),
    /// Each figure is there, but no tier has them all.
    Apart,
    /// Tiers differ in a mean, and nothing weighs them.
    NoWeight(Name),
    /// More is credited to partners than direct worked on.
    CreditExceedsDirect(Name),
    /// Less comes in than is to be paid back, however long one waits.
    NeverPaidBack,
    /// Not a finite number.
    TooLarge,
}

/// Everything that stands in the way of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Absent {
    pub(crate) missing: Vec<Name>,
    pub(crate) others: Vec<Reason>,
}

impl Absent {
    fn and(mut self, other: Self) -> Self {
        self.missing.extend(other.missing);
        self.others.extend(other.others);
        self
    }
}

/// A value, or why there is none.
#[derive(Clone, Debug)]
pub(crate) struct Figure(pub(crate) Result<Amount, Absent>);

impl Figure {
    /// A figure that is exactly this.
    pub(crate) fn of(value: f64) -> Self {
        Self(Ok(Amount { value, scale: value.abs() }))
    }

    pub(crate) fn missing(name: Name) -> Self {
        Self(Err(Absent { missing: vec![name], others: Vec::new() }))
    }

    pub(crate) fn because(reason: Reason) -> Self {
        Self(Err(Absent { missing: Vec::new(), others: vec![reason] }))
    }

    pub(crate) fn value(&self) -> Option<f64> {
        self.0.as_ref().ok().map(|amount| amount.value)
    }

    /// Whether it lacks a value because something was not given.
    pub(crate) fn is_missing(&self) -> bool {
        self.0.as_ref().is_err_and(|absent| !absent.missing.is_empty())
    }

    /// Names the figure itself among what is missing, beside what it is made of.
    pub(crate) fn called(self, name: Name) -> Self {
        Self(self.0.map_err(|mut absent| {
            if !absent.missing.is_empty() {
                absent.missing.push(name);
            }
            absent
        }))
    }

    fn with(self, other: Self, combine: impl FnOnce(Amount, Amount) -> Amount) -> Self {
        Self(match (self.0, other.0) {
            (Ok(a), Ok(b)) => return Self(Ok(combine(a, b))).finite(),
            (Err(a), Err(b)) => Err(a.and(b)),
            (Err(absent), Ok(_)) | (Ok(_), Err(absent)) => Err(absent),
        })
    }

    fn finite(self) -> Self {
        match self.0 {
            Ok(amount) if !amount.value.is_finite() => Self::because(Reason::TooLarge),
            _ => self,
        }
    }

    /// Divided by what the documents write as `written`.
    pub(crate) fn over(self, divisor: Self, written: &'static str) -> Self {
        let divisor =
            if divisor.value() == Some(0.0) { Self::because(Reason::Zero(written)) } else { divisor };
        self.with(divisor, |a, b| Amount {
            value: a.value / b.value,
            scale: (a.scale / b.value.abs()).max(a.value.abs() / b.value.abs() * (b.scale / b.value.abs())),
        })
    }

    /// Rounded up to a whole number. Where rounding decides which one, the next one is as right.
    pub(crate) fn whole(self) -> Self {
        Self(self.0.map(|amount| {
            let nearest = amount.value.round();
            let off = (amount.value - nearest).abs() / amount.scale.max(f64::MIN_POSITIVE);
            if off < 1e-14 {
                return Amount { value: nearest, scale: nearest.abs() };
            }
            let value = amount.value.ceil();
            Amount { value, scale: if off < 1e-9 { value.abs().max(1e9) } else { value.abs() } }
        }))
    }

    /// After how many years this has come in, if 1 comes in evenly over the first year and the share `kept` of what one year
    /// brought over the next.
    pub(crate) fn paid_back_after(self, kept: Self) -> Self {
        let never = match (self.value(), kept.value()) {
            (Some(owed), Some(kept)) => owed > 1.0 && owed * (1.0 - kept) >= 1.0,
            _ => false,
        };
        if never { Self::because(Reason::NeverPaidBack) } else { self.with(kept, years_until) }
    }

    /// Without a value where more is credited than there is.
    pub(crate) fn left_of_direct(self, name: Name) -> Self {
        match self.value() {
            Some(value) if value < 0.0 => Self::because(Reason::CreditExceedsDirect(name)),
            _ => self,
        }
    }
}

fn years_until(owed: Amount, kept: Amount) -> Amount {
    let q = kept.value;
    // Where each year brings as much as the last, or the first brings it all, a year is a year.
    if q == 1.0 || owed.value <= 1.0 {
        return owed;
    }
    // All years before the last one, from the sum of those that were full: (qⁿ − 1) / (q − 1) = owed. Then year by year.
    let lost = 1.0 - q;
    let mut years = ((-owed.value * lost).ln_1p() / (-lost).ln_1p()).floor().max(1.0) - 1.0;
    let came_in = |years: f64| -(years * (-lost).ln_1p()).exp_m1() / lost;
    while came_in(years + 1.0) < owed.value {
        years += 1.0;
    }
    let yearly = q.powf(years);
    let value = years + (owed.value - came_in(years)) / yearly;
    // An error in what is owed, or in what each year keeps, counts by what the last year brings.
    let by_kept = value * value * q.powf(if q > 1.0 { value } else { 0.0 });
    Amount { value, scale: value.max((owed.scale + by_kept * kept.scale) / yearly) }
}

impl Add for Figure {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| Amount { value: a.value + b.value, scale: a.scale + b.scale })
    }
}

impl Sub for Figure {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| Amount { value: a.value - b.value, scale: a.scale + b.scale })
    }
}

impl Mul for Figure {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| Amount {
            value: a.value * b.value,
            scale: (a.scale * b.value.abs()).max(a.value.abs() * b.scale),
        })
    }
}
