//! How long things take: to the first lead, to the first win, from request to approval, from claim to payment.

use super::spread::Days;
use crate::answer::Stated;
use crate::campaign::{Campaign, CampaignField};
use crate::date::Date;
use crate::message::campaigns as words;

/// A time between two days of a campaign or a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Span {
    /// From the start of a campaign to its first lead.
    FirstLead,
    /// From the start to its first win.
    FirstWin,
    /// From the request for MDF to its approval.
    Approval,
    /// From the claim to the payment.
    Payment,
    /// From a partner's signature to its first campaign.
    Activation,
    /// From the signature to its first lead.
    PartnerFirstLead,
    /// From the signature to its first win: time to value.
    TimeToValue,
}

impl Span {
    /// Every span: those of campaigns, then those of partners.
    pub const ALL: [Self; 7] = [
        Self::FirstLead,
        Self::FirstWin,
        Self::Approval,
        Self::Payment,
        Self::Activation,
        Self::PartnerFirstLead,
        Self::TimeToValue,
    ];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FirstLead => "firstLead",
            Self::FirstWin => "firstWin",
            Self::Approval => "approval",
            Self::Payment => "payment",
            Self::Activation => "activation",
            Self::PartnerFirstLead => "partnerFirstLead",
            Self::TimeToValue => "timeToValue",
        }
    }

    /// From where to where, in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::FirstLead => words::SPAN_FIRST_LEAD,
            Self::FirstWin => words::SPAN_FIRST_WIN,
            Self::Approval => words::SPAN_APPROVAL,
            Self::Payment => words::SPAN_PAYMENT,
            Self::Activation => words::SPAN_ACTIVATION,
            Self::PartnerFirstLead => words::SPAN_PARTNER_FIRST_LEAD,
            Self::TimeToValue => words::SPAN_TIME_TO_VALUE,
        }
    }

    /// The days of a campaign between which it is.
    const fn of_campaign(self) -> Option<(CampaignField, CampaignField)> {
        match self {
            Self::FirstLead => Some((CampaignField::Start, CampaignField::FirstLeadOn)),
            Self::FirstWin => Some((CampaignField::Start, CampaignField::FirstWinOn)),
            Self::Approval => Some((CampaignField::RequestedOn, CampaignField::ApprovedOn)),
            Self::Payment => Some((CampaignField::ClaimedOn, CampaignField::PaidOn)),
            Self::Activation | Self::PartnerFirstLead | Self::TimeToValue => None,
        }
    }
}

/// How long it takes. Only those count that got there: what is still waiting is not in it, so the true middle is later.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// From where to where.
    pub span: Span,
    /// Campaigns or partners that tell both days, in this order.
    pub count: u64,
    /// Those whose second day is before the first, which are left out.
    pub backwards: u64,
    /// Days by which half got there.
    pub median: Option<f64>,
    /// Days by which a quarter and three quarters got there.
    pub quartiles: Option<(f64, f64)>,
}

impl Duration {
    pub(super) fn of(span: Span, days: &Days) -> Self {
        Self {
            span,
            count: days.count(),
            backwards: days.backwards(),
            median: days.quantile(0.5),
            quartiles: days.quantile(0.25).zip(days.quantile(0.75)),
        }
    }
}

/// The times of campaigns.
#[derive(Clone, Debug, Default)]
pub(super) struct Times([Days; 4]);

impl Times {
    pub(super) fn add(&mut self, row: &Campaign) {
        for (span, days) in Span::ALL.into_iter().zip(&mut self.0) {
            if let Some((from, to)) = span.of_campaign() {
                add(days, row.day(from), row.day(to));
            }
        }
    }

    pub(super) fn answer(&self) -> Vec<Duration> {
        Span::ALL.into_iter().zip(&self.0).map(|(span, days)| Duration::of(span, days)).collect()
    }
}

/// Adds the time between two days, if both are known.
pub(super) fn add(days: &mut Days, from: Option<Date>, to: Option<Date>) {
    if let Some((from, to)) = from.zip(to) {
        days.add(to.days_since(from));
    }
}

/// From signature to result.
#[derive(Clone, Debug, PartialEq)]
pub struct Activation {
    /// Partners under contract: as said, or those that tell the day on which they signed.
    pub signed: Stated,
    /// Partners with a campaign that has started.
    pub active: usize,
    /// Partners that brought pipeline or revenue.
    pub producing: usize,
    /// Active of signed, 0–1.
    pub activation: Stated,
    /// Producing of active, 0–1.
    pub production: Stated,
}

/// A look behind vanity figures: two figures that are easily confused, and whether the first exceeds the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// The stable name for machines.
    pub id: &'static str,
    /// What is worth saying.
    pub text: &'static str,
    /// The figure that looks good.
    pub value: f64,
    /// The one that counts.
    pub against: f64,
}

impl Check {
    pub(super) const SIGNED: (&'static str, &'static str) = ("signedNotActive", words::CHECK_SIGNED);
    pub(super) const SPENT: (&'static str, &'static str) = ("moreMdfThanPipeline", words::CHECK_SPENT);
    pub(super) const PAID: (&'static str, &'static str) = ("paidNotRun", words::CHECK_PAID);
    pub(super) const ACTIVE: (&'static str, &'static str) = ("activeNotProducing", words::CHECK_ACTIVE);

    /// The check, if it is worth saying: if the first figure exceeds the second.
    pub(super) fn found((id, text): (&'static str, &'static str), value: f64, against: f64) -> Option<Self> {
        (value > against).then_some(Self { id, text, value, against })
    }
}
