//! Two independent proportions: how far apart they are, and how sure that is.
//!
//! A proportion is a count of `of` cases of which `won` came out one way, such as closed deals and those that were won.
//!
//! - **One proportion**: the score interval without correction for continuity (Wilson, Journal of the American
//!   Statistical Association 22, 1927): `l, u = (x + z²/2 ∓ z √(x (n − x) / n + z²/4)) ÷ (n + z²)`.
//! - **The difference** `p₁ − p₂`: Newcombe's hybrid score interval (his method 10; Statistics in Medicine 17, 1998),
//!   `p₁ − p₂ − √((p₁ − l₁)² + (u₂ − p₂)²)` to `p₁ − p₂ + √((u₁ − p₁)² + (p₂ − l₂)²)`.
//! - **The ratio** `p₁ ÷ p₂`: MOVER-R, the method of variance estimates recovery for ratios (Donner and Zou, Statistical
//!   Methods in Medical Research 21, 2012; Newcombe, the same 25, 2016), from the same two score intervals. Fagerland,
//!   Lydersen and Laake (the same 24, 2015) recommend it. The ratio `R` is at its lower end where the lower end of the
//!   hybrid score interval of `p₁ − R p₂` is zero, at its upper end where the upper end is.
//! - **Whether they differ at all**, two-sided: [`p_value`].
//!
//! So one pair of counts never tells two stories: the ratio's interval lies above 1 exactly where the difference's lies
//! above 0.
//!
//! # Coverage
//! How often the nominal 95 % hold the true value: least, mean and most over the 64 pairs of true rates from 2, 5, 10, 20,
//! 30, 50, 70 and 90 %, worked out by the sum over all outcomes of both binomials. A test repeats it.
//!
//! | cases | difference | ratio |
//! |---|---|---|
//! | 10 and 10 | 92.8, 96.3, 100 % | 91.4, 95.0, 100 % |
//! | 20 and 60 | 93.2, 95.6, 98.0 % | 93.3, 95.4, 99.3 % |
//! | 50 and 50 | 94.3, 95.8, 99.8 % | 93.7, 95.6, 99.8 % |
//! | 200 and 200 | 94.5, 95.1, 96.4 % | 93.9, 95.1, 96.4 % |
//! | 500 and 500 | 94.6, 95.0, 96.0 % | 94.6, 95.1, 96.0 % |
//!
//! Where both rates are the same, the p value is at most 5 % in 4.2, 4.9, 5.7, 5.1 and 5.4 % of samples of these sizes at
//! the rate where that is most often.

use crate::answer::{Stated, stated};

/// The confidence of every interval here.
pub const CONFIDENCE: f64 = 0.95;
/// The quantile of the normal distribution at 97.5 %, for intervals and tests of two sides at 95 %.
const Z_CONFIDENCE: f64 = 1.959_963_984_540_054;
/// The power for which [`needed`] tells a number of cases.
pub const POWER: f64 = 0.8;
/// The quantile of the normal distribution at 80 %.
const Z_POWER: f64 = 0.841_621_233_572_914_3;
/// The largest number of cases.
pub const MOST: f64 = 1e9;
/// The fewest cases that each field of the two by two is to be expected to hold for the pooled z test (Cochran,
/// Biometrics 10, 1954).
pub const FEWEST_EXPECTED: f64 = 5.0;

/// A count of cases, and of those among them that were won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    won: f64,
    of: f64,
}

/// Both ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end; `f64::INFINITY` where nothing bounds it.
    pub high: f64,
}

impl Sample {
    /// `won` of `of` cases; none unless `of` is above 0 and at most [`MOST`], and `won` between 0 and `of`. `won` may be
    /// fractional, as from a rate.
    pub fn new(won: f64, of: f64) -> Option<Self> {
        let fits = of > 0.0 && of <= MOST && (0.0..=of).contains(&won);
        fits.then_some(Self { won, of })
    }

    /// The share that was won, 0–1.
    pub fn rate(self) -> f64 {
        self.won / self.of
    }

    /// Wilson's score interval of the rate.
    pub fn interval(self) -> Interval {
        let Self { won: x, of: n } = self;
        let square = Z_CONFIDENCE * Z_CONFIDENCE;
        let root = Z_CONFIDENCE * (x * (n - x) / n + square / 4.0).sqrt();
        let upper = x + square / 2.0 + root;
        // The product of both ends is x² ÷ (n (n + z²)): nothing cancels, and without a win the lower end is 0 exactly.
        let high = if x < n { (upper / (n + square)).min(1.0) } else { 1.0 };
        Interval { low: (x / n) * (x / upper), high }
    }

    /// How far the ends of the interval are from the rate: below and above.
    fn reach(self) -> (f64, f64) {
        let Interval { low, high } = self.interval();
        (self.rate() - low, high - self.rate())
    }
}

impl Interval {
    /// Whether all of it is above a value.
    pub fn above(self, value: f64) -> bool {
        self.low > value
    }

    /// Whether all of it is below a value.
    pub fn below(self, value: f64) -> bool {
        self.high < value
    }
}

/// The interval of the first rate less the second, within −1 and 1: Newcombe's hybrid score.
pub fn difference(first: Sample, second: Sample) -> Interval {
    let by = first.rate() - second.rate();
    let ((below, above), (below_second, above_second)) = (first.reach(), second.reach());
    Interval { low: by - libm::hypot(below, above_second), high: by + libm::hypot(above, below_second) }
}

/// The interval of the first rate divided by the second, 0 or more: MOVER-R. Without a win in the second nothing bounds
/// it from above.
///
/// With `B = l₁ (2 p₁ − l₁)` and `C = l₂ (2 p₂ − l₂)` the published ends are, without the cancellation of their usual
/// form, `B ÷ (p₁ p₂ + √(B (u₂ − p₂)² + p₂² (p₁ − l₁)²))` and `(p₁ p₂ + √(C (u₁ − p₁)² + p₁² (p₂ − l₂)²)) ÷ C`.
pub fn ratio(first: Sample, second: Sample) -> Interval {
    let (p1, p2) = (first.rate(), second.rate());
    let (l1, l2) = (first.interval().low, second.interval().low);
    let ((below1, above1), (below2, above2)) = (first.reach(), second.reach());
    let (b, c) = (l1 * (2.0 * p1 - l1), l2 * (2.0 * p2 - l2));
    let low = if b > 0.0 { b / (p1 * p2 + libm::hypot(b.sqrt() * above2, p2 * below1)) } else { 0.0 };
    let high =
        if c > 0.0 { (p1 * p2 + libm::hypot(c.sqrt() * above1, p1 * below2)) / c } else { f64::INFINITY };
    Interval { low, high }
}

/// How a p value was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// The z test with a pooled rate: Pearson's χ² of the two by two, without correction for continuity.
    PooledZ,
    /// Fisher's exact test with the mid-p adjustment.
    FisherMidP,
}

impl Test {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PooledZ => "pooledZ",
            Self::FisherMidP => "fisherMidP",
        }
    }
}

/// How likely rates at least as far apart would be if there were no difference, two-sided, and by which test. None where
/// every case was won or none was: then there is nothing to tell apart.
///
/// By the pooled z test where each of the four counts is expected to be [`FEWEST_EXPECTED`] or more; otherwise by
/// Fisher's exact test with the mid-p adjustment: outcomes that are less likely than the one observed, and half of those
/// that are as likely. Plain Fisher is needlessly cautious and “should practically never be used”; mid-p comes close
/// to the unconditional tests (Lydersen, Fagerland and Laake, Statistics in Medicine 28, 2009).
pub fn p_value(first: Sample, second: Sample) -> Option<(f64, Test)> {
    let (won, of) = (first.won + second.won, first.of + second.of);
    let fewer = won.min(of - won);
    if fewer <= 0.0 {
        return None;
    }
    if fewer * first.of.min(second.of) / of < FEWEST_EXPECTED {
        return Some((fisher_mid_p(first, second), Test::FisherMidP));
    }
    let pooled = won / of;
    let error = (pooled * (1.0 - pooled) * (1.0 / first.of + 1.0 / second.of)).sqrt();
    let deviations = (first.rate() - second.rate()).abs() / error;
    Some((libm::erfc(deviations * core::f64::consts::FRAC_1_SQRT_2), Test::PooledZ))
}

/// Outcomes as likely as the one observed, up to rounding.
const AS_LIKELY: f64 = 1e-7;

/// The sum over the hypergeometric distribution, each outcome by its neighbor and relative to the one observed. Where this
/// test is taken, there are at most √([`FEWEST_EXPECTED`] × 2 [`MOST`]) outcomes, a hundred thousand.
fn fisher_mid_p(first: Sample, second: Sample) -> f64 {
    let (won, lost) = (first.won + second.won, first.of + second.of - first.won - second.won);
    // Of the first sample's cases k are won: the odds of k + 1 against k.
    let odds = |k: f64| (won - k) * (first.of - k) / ((k + 1.0) * (lost - first.of + k + 1.0));
    let (mut extreme, mut all) = (0.5, 1.0);
    let mut count = |likelihood: f64| {
        all += likelihood;
        if likelihood < 1.0 - AS_LIKELY {
            extreme += likelihood;
        } else if likelihood <= 1.0 + AS_LIKELY {
            extreme += likelihood / 2.0;
        }
    };
    let (mut k, mut likelihood) = (first.won, 1.0);
    while k + 1.0 <= won.min(first.of) && likelihood > 0.0 {
        likelihood *= odds(k);
        count(likelihood);
        k += 1.0;
    }
    (k, likelihood) = (first.won, 1.0);
    while k - 1.0 >= (first.of - lost).max(0.0) && likelihood > 0.0 {
        k -= 1.0;
        likelihood /= odds(k);
        count(likelihood);
    }
    extreme / all
}

/// How many cases each of two samples of one size needs so that the pooled z test tells these rates apart at the usual 5 %
/// with the power of [`POWER`]: `((z₁ √(2 p̄ (1 − p̄)) + z₂ √(p₁ (1 − p₁) + p₂ (1 − p₂))) ÷ (p₁ − p₂))²`, rounded up, with
/// `p̄ = (p₁ + p₂) ÷ 2` (Fleiss, Statistical Methods for Rates and Proportions, 1981, without correction for continuity).
///
/// # Errors
/// That the rates do not differ.
pub fn needed(first: f64, second: f64) -> Stated {
    let by = (first - second).abs();
    if by <= 0.0 {
        return Err("The win rates do not differ: no number of accounts would tell them apart.".to_owned());
    }
    let mean = f64::midpoint(first, second);
    let variance = |rate: f64| rate * (1.0 - rate);
    let deviations =
        Z_CONFIDENCE * (2.0 * variance(mean)).sqrt() + Z_POWER * (variance(first) + variance(second)).sqrt();
    let cases = deviations / by;
    stated((cases * cases).ceil())
}
