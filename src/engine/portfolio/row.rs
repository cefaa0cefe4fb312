//! What the portfolio says of one campaign, and what is odd about it.

use super::{Age, Band, Class};
use crate::campaign::{Activity, Campaign, CampaignField, credited};
use crate::date::Quarter;
use crate::message::{Translate, campaigns as words, fill};
use crate::symbol::Unit;

/// One campaign as the portfolio shows it; money is in the portfolio's currency, or in the row's where it cannot be
/// converted.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place among the rows that were added, from 0.
    pub number: u64,
    /// What the export calls it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The partner.
    pub partner: String,
    /// The partner's tier.
    pub tier: String,
    /// What was done.
    pub activity: Option<Activity>,
    /// The quarter in which it started.
    pub quarter: Option<Quarter>,
    /// How it is judged.
    pub class: Class,
    /// How old it is.
    pub age: Age,
    /// MDF spent.
    pub spent: Option<f64>,
    /// MDF approved and not claimed.
    pub unclaimed: Option<f64>,
    /// Sourced pipeline.
    pub pipeline_sourced: Option<f64>,
    /// Influenced pipeline.
    pub pipeline_influenced: Option<f64>,
    /// Credited pipeline.
    pub credited: Option<f64>,
    /// Pipeline for each unit of MDF.
    pub returns: Band,
}

impl Row {
    pub(super) fn of(row: &Campaign, number: u64, class: Class, age: Age, factor: f64, credit: f64) -> Self {
        let of = |field| row.get(field).map(|amount| amount * factor);
        let spent = row.spent().map(|spent| spent * factor);
        let sourced = of(CampaignField::PipelineSourced);
        let influenced = of(CampaignField::PipelineInfluenced);
        let pipeline =
            row.pipeline(1.0).map(|_| (sourced.unwrap_or_default(), influenced.unwrap_or_default()));
        let approved = of(CampaignField::MdfApproved).filter(|_| row.stands());
        Self {
            number,
            id: row.id.clone(),
            name: row.name.clone(),
            partner: row.partner.clone(),
            tier: row.tier.clone(),
            activity: row.activity,
            quarter: row.day(CampaignField::Start).map(|day| day.quarter()),
            class,
            age,
            spent,
            unclaimed: approved.map(|approved| (approved - spent.unwrap_or_default()).max(0.0)),
            pipeline_sourced: sourced,
            pipeline_influenced: influenced,
            credited: credited(sourced, influenced, credit),
            returns: Band::of(pipeline, spent, credit),
        }
    }
}

/// What stands out about a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Oddity {
    /// Its return is far above the others': beyond the third quartile by more than one and a half times the distance of
    /// the quartiles, in logarithms (Tukey's fences).
    FarAbove {
        /// Its return.
        value: f64,
        /// The return from which one is far above.
        fence: f64,
    },
    /// Its return is as far below.
    FarBelow {
        /// Its return.
        value: f64,
        /// The return below which one is far below.
        fence: f64,
    },
    /// It is old enough, captures leads, and brought no pipeline.
    NoPipeline {
        /// MDF spent.
        spent: f64,
    },
    /// More was claimed or paid than approved.
    OverApproved {
        /// MDF spent.
        spent: f64,
        /// MDF approved.
        approved: f64,
    },
    /// More was paid than claimed.
    OverClaimed {
        /// MDF paid.
        paid: f64,
        /// MDF claimed.
        claimed: f64,
    },
    /// It won more than its pipeline.
    OverPipeline {
        /// Credited revenue at full credit.
        revenue: f64,
        /// Credited pipeline at full credit.
        pipeline: f64,
    },
    /// MDF was paid, though it was denied or canceled.
    PaidNotRun {
        /// MDF paid.
        paid: f64,
    },
    /// An earlier row has the same id: it may be one campaign that is counted twice.
    RepeatedId,
}

impl Oddity {
    /// Every [`Oddity::code`], in the order of the kinds.
    pub const CODES: &'static [&'static str] = &[
        "farAbove",
        "farBelow",
        "noPipeline",
        "overApproved",
        "overClaimed",
        "overPipeline",
        "paidNotRun",
        "repeatedId",
    ];

    /// The stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FarAbove { .. } => "farAbove",
            Self::FarBelow { .. } => "farBelow",
            Self::NoPipeline { .. } => "noPipeline",
            Self::OverApproved { .. } => "overApproved",
            Self::OverClaimed { .. } => "overClaimed",
            Self::OverPipeline { .. } => "overPipeline",
            Self::PaidNotRun { .. } => "paidNotRun",
            Self::RepeatedId => "repeatedId",
        }
    }

    /// The values that it is about, the row's own first. Returns are ratios, the rest is money.
    pub const fn values(self) -> [Option<f64>; 2] {
        match self {
            Self::FarAbove { value, fence } | Self::FarBelow { value, fence } => [Some(value), Some(fence)],
            Self::NoPipeline { spent } => [Some(spent), None],
            Self::OverApproved { spent, approved } => [Some(spent), Some(approved)],
            Self::OverClaimed { paid, claimed } => [Some(paid), Some(claimed)],
            Self::OverPipeline { revenue, pipeline } => [Some(revenue), Some(pipeline)],
            Self::PaidNotRun { paid } => [Some(paid), None],
            Self::RepeatedId => [None, None],
        }
    }

    /// The reason in words, with amounts written by `write`.
    pub fn message(self, write: &dyn Fn(Unit, f64) -> String, translate: Translate) -> String {
        let template = match self {
            Self::FarAbove { .. } => words::ODD_FAR_ABOVE,
            Self::FarBelow { .. } => words::ODD_FAR_BELOW,
            Self::NoPipeline { .. } => words::ODD_NO_PIPELINE,
            Self::OverApproved { .. } => words::ODD_OVER_APPROVED,
            Self::OverClaimed { .. } => words::ODD_OVER_CLAIMED,
            Self::OverPipeline { .. } => words::ODD_OVER_PIPELINE,
            Self::PaidNotRun { .. } => words::ODD_PAID_NOT_RUN,
            Self::RepeatedId => words::ODD_REPEATED_ID,
        };
        let [first, second] =
            self.values().map(|value| value.map_or_else(String::new, |value| write(Unit::Currency, value)));
        fill(translate(template), &[&first, &second])
    }

    /// What does not fit within a row, beside its return. `factor` turns its money into the portfolio's.
    pub(super) fn within(row: &Campaign, class: Class, factor: f64) -> Option<Self> {
        let of = |field| row.get(field).map(|amount| amount * factor);
        let over = |one: f64, other: f64| one > other * (1.0 + 1e-9) + 0.005;
        if !class.counts() {
            let paid = of(CampaignField::MdfPaid).filter(|paid| class == Class::NotRun && *paid > 0.0);
            return paid.map(|paid| Self::PaidNotRun { paid });
        }
        let spent = row.spent().map(|spent| spent * factor);
        if let (Some(spent), Some(approved)) = (spent, of(CampaignField::MdfApproved))
            && over(spent, approved)
        {
            return Some(Self::OverApproved { spent, approved });
        }
        if let (Some(paid), Some(claimed)) = (of(CampaignField::MdfPaid), of(CampaignField::MdfClaimed))
            && over(paid, claimed)
        {
            return Some(Self::OverClaimed { paid, claimed });
        }
        let full = |amount: Option<f64>| amount.map(|amount| amount * factor);
        let (revenue, pipeline) = (full(row.revenue(1.0)), full(row.pipeline(1.0)));
        if let (Some(revenue), Some(pipeline)) = (revenue, pipeline)
            && over(revenue, pipeline)
        {
            return Some(Self::OverPipeline { revenue, pipeline });
        }
        match (class, spent, pipeline) {
            (Class::Ranked, Some(spent), Some(pipeline)) if pipeline <= 0.0 => {
                Some(Self::NoPipeline { spent })
            }
            _ => None,
        }
    }

    /// How much money it is about, by which the rows that are kept are chosen.
    pub(super) fn weight(self) -> f64 {
        match self.values() {
            [Some(first), Some(second)] => first - second,
            [Some(first), None] => first,
            _ => 0.0,
        }
    }
}
