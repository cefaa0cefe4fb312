//! One thing to agree on: two ledgers that are linear in it, and where both reach their targets.

use crate::answer::Stated;
use crate::number::{clamp, format_decimal};

/// The ends of two half-lines that are closer than this share of them meet: both are rounded, and by no more.
const MEETS: f64 = 8.0 * f64::EPSILON;

/// Where a linear ledger reaches its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum HalfLine {
    Everywhere,
    Nowhere,
    AtLeast(f64),
    AtMost(f64),
}

impl HalfLine {
    /// Where `a + b × x ≥ 0`.
    pub(super) fn of(a: f64, b: f64) -> Self {
        let end = -a / b;
        match (b > 0.0, b < 0.0) {
            (true, _) if end.is_finite() => Self::AtLeast(end + 0.0),
            (_, true) if end.is_finite() => Self::AtMost(end + 0.0),
            _ if a >= 0.0 => Self::Everywhere,
            _ => Self::Nowhere,
        }
    }

    /// The end, where there is one.
    fn end(self) -> Option<f64> {
        match self {
            Self::AtLeast(end) | Self::AtMost(end) => Some(end),
            Self::Everywhere | Self::Nowhere => None,
        }
    }

    /// The part of an interval in it.
    fn within(self, (low, high): (f64, f64)) -> Option<(f64, f64)> {
        // Where the ends only meet, it is at the end of the interval: what lies outside may be impossible.
        let (within, meets) = match self {
            Self::Everywhere => ((low, high), low),
            Self::Nowhere => return None,
            Self::AtLeast(end) => ((low.max(end), high), high),
            Self::AtMost(end) => ((low, high.min(end)), low),
        };
        let (low, high) = within;
        if low <= high {
            Some(within)
        } else {
            let close = low - high <= MEETS * (1.0 + low.abs() + high.abs());
            close.then_some((meets, meets))
        }
    }
}

/// What each side accepts, and what is possible at all.
pub(super) struct Limits {
    pub(super) vendor: HalfLine,
    pub(super) partner: HalfLine,
    pub(super) range: (f64, f64),
}

/// One value to agree on, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The share or the margin.
    pub value: f64,
    /// The vendor's ROI there.
    pub vendor_roi: Stated,
    /// The partner's; none where it puts in nothing of its own.
    pub partner_roi: Stated,
    /// What else follows, by name: the money of a share, or the gross margin of a margin.
    pub with: Vec<(&'static str, f64)>,
}

/// Where both sides reach their targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    /// The value today.
    pub today: Stated,
    /// The most that the vendor accepts, whether possible or not; none where its ledger sets no bound.
    pub vendor_at_most: Option<f64>,
    /// The least that the partner needs, likewise.
    pub partner_at_least: Option<f64>,
    /// The lowest and the highest value that both accept, and the one nearest to today's; or why there is none.
    pub answer: Result<(f64, f64, Found), Apart>,
}

/// Why there is no value that both accept.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// Why, for machines.
    pub why: Why,
    /// Why, as a sentence.
    pub reason: String,
}

/// The kinds of reason for no agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The vendor misses its target whatever is agreed.
    VendorOutOfReach,
    /// The partner does.
    PartnerOutOfReach,
    /// Each reaches its target somewhere, but not both anywhere.
    Apart,
    /// A figure is missing.
    NoValue,
}

impl Why {
    /// Every [`Why::code`].
    pub const CODES: &'static [&'static str] = &["vendorOutOfReach", "partnerOutOfReach", "apart", "noValue"];

    /// The stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::VendorOutOfReach => "vendorOutOfReach",
            Self::PartnerOutOfReach => "partnerOutOfReach",
            Self::Apart => "apart",
            Self::NoValue => "noValue",
        }
    }
}

impl Interval {
    /// No value to agree on.
    pub(super) fn none(today: Stated, why: Why, reason: String) -> Self {
        Self { today, vendor_at_most: None, partner_at_least: None, answer: Err(Apart { why, reason }) }
    }

    /// The values within the limits. `words` names what is agreed on, and the best that can be had for each side.
    pub(super) fn of(
        today: f64,
        limits: &Limits,
        [name, best_for_vendor, best_for_partner]: [&str; 3],
        comes_of: impl Fn(f64) -> Found,
    ) -> Self {
        let Limits { vendor, partner, range } = *limits;
        let no = |why: Why, reason: String| Err(Apart { why, reason });
        let percent = |end: Option<f64>| format_decimal(end.unwrap_or_default() * 100.0);
        let answer = match (vendor.within(range), partner.within(range)) {
            (None, _) => {
                no(Why::VendorOutOfReach, format!("{best_for_vendor} the vendor does not reach its target."))
            }
            (_, None) => no(
                Why::PartnerOutOfReach,
                format!("{best_for_partner} the partner does not reach its target."),
            ),
            (Some(accepted), Some(_)) => match partner.within(accepted) {
                Some((low, high)) => Ok((low, high, comes_of(clamp(today, low, high)))),
                None => no(
                    Why::Apart,
                    format!(
                        "The vendor accepts {name} of at most {}%, and the partner needs at least {}%.",
                        percent(vendor.end()),
                        percent(partner.end())
                    ),
                ),
            },
        };
        Self { today: Ok(today), vendor_at_most: vendor.end(), partner_at_least: partner.end(), answer }
    }
}
