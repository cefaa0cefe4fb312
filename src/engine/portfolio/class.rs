//! How a campaign is judged: ranked, or the reason why it is not.

use crate::campaign::{Activity, Campaign, CampaignField};
use crate::cohort_lag::{DEFAULT_SPREAD, Distribution, TOO_EARLY};
use crate::date::Date;
use crate::message::campaigns as words;

/// How a campaign is judged. A row is of the first class that fits, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// In another currency, without a rate: reported apart, denied or not, since no sum can take it.
    OtherCurrency,
    /// Denied or canceled: nothing but what was set aside and asked for counts.
    NotRun,
    /// For the brand alone: captures no leads, so its return says little. A row that tells of leads is none, whatever was
    /// done.
    BrandOnly,
    /// Less than half of what it will win can have closed, or it has not started.
    TooYoung,
    /// MDF spent is not told, or is nothing: there is no return on it.
    NoSpend,
    /// Neither sourced nor influenced pipeline is told. Absent is not zero.
    NoOutcome,
    /// Ranked by its return.
    Ranked,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::OtherCurrency,
        Self::NotRun,
        Self::BrandOnly,
        Self::TooYoung,
        Self::NoSpend,
        Self::NoOutcome,
        Self::Ranked,
    ];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotRun => "notRun",
            Self::OtherCurrency => "otherCurrency",
            Self::BrandOnly => "brandOnly",
            Self::TooYoung => "tooYoung",
            Self::NoSpend => "noSpend",
            Self::NoOutcome => "noOutcome",
            Self::Ranked => "ranked",
        }
    }

    /// Why rows of the class are not ranked; of ranked ones, how they are.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotRun => words::CLASS_NOT_RUN,
            Self::OtherCurrency => words::CLASS_OTHER_CURRENCY,
            Self::BrandOnly => words::CLASS_BRAND_ONLY,
            Self::TooYoung => words::CLASS_TOO_YOUNG,
            Self::NoSpend => words::CLASS_NO_SPEND,
            Self::NoOutcome => words::CLASS_NO_OUTCOME,
            Self::Ranked => words::CLASS_RANKED,
        }
    }

    /// The class that files call `id`.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.id() == id)
    }

    /// Whether its figures are in the sums.
    pub(super) const fn counts(self) -> bool {
        !matches!(self, Self::NotRun | Self::OtherCurrency)
    }
}

/// How old a campaign is, and how much of it can be judged by that.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Age {
    /// Months since it started, or since it ended where no start is told; below 0 before that. None where neither is told:
    /// such a campaign is not called too young.
    pub months: Option<f64>,
    /// The share of its wins that can have closed by now, 0–1, by the sales cycle; none without a cycle or an age. The
    /// lognormal of [`crate::cohort_lag`], with its default spread.
    pub matured: Option<f64>,
}

impl Age {
    pub(super) fn of(row: &Campaign, cycle: Option<f64>, today: Date) -> Self {
        let begun = row.day(CampaignField::Start).or_else(|| row.day(CampaignField::End));
        let months = begun.map(|begun| today.months_since(begun));
        let share = |months: f64, cycle: f64| Distribution::Lognormal.share_by(months, cycle, DEFAULT_SPREAD);
        let matured = months.zip(cycle).map(|(months, cycle)| share(months, cycle));
        Self { months, matured }
    }

    /// Whether it is too early to judge: not started, or younger than the cycle.
    fn is_young(self) -> bool {
        self.months.is_some_and(|months| months < 0.0) || self.matured.is_some_and(|share| share < TOO_EARLY)
    }
}

/// Whether a campaign tells of leads: a booth that scanned badges was more than a logo.
fn captured(row: &Campaign) -> bool {
    let of = [CampaignField::Registrations, CampaignField::Leads, CampaignField::Mqls];
    of.iter().any(|field| row.get(*field).is_some_and(|count| count > 0.0))
}

/// The class of a row. `converts` says whether its money can be added to the portfolio's.
pub(super) fn class_of(row: &Campaign, age: Age, converts: bool) -> Class {
    match row {
        _ if !converts => Class::OtherCurrency,
        _ if !row.stands() => Class::NotRun,
        _ if row.activity.is_some_and(Activity::is_brand_only) && !captured(row) => Class::BrandOnly,
        _ if age.is_young() => Class::TooYoung,
        _ if row.spent().is_none_or(|spent| spent <= 0.0) => Class::NoSpend,
        _ if row.pipeline(1.0).is_none() => Class::NoOutcome,
        _ => Class::Ranked,
    }
}
