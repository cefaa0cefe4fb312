//! What is kept of each partner: its sums, its last quarters, and the days on which something began.

use super::{Addend, Class, Sums};
use crate::campaign::{Campaign, CampaignField, credited};
use crate::date::{Date, Quarter};

/// The most quarters that are kept of one partner or tier: the latest.
pub const MAX_QUARTERS: usize = 40;
/// The most quarters that are kept of one partner.
pub const MAX_PARTNER_QUARTERS: usize = 12;

/// Some sums of one quarter, by the start of the campaigns, in the portfolio's currency. What a row does not tell adds
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuarterSums {
    /// Which.
    pub quarter: Quarter,
    /// Campaigns that took place or may.
    pub rows: u32,
    /// MDF spent.
    pub spent: f64,
    /// Sourced pipeline.
    pub sourced: f64,
    /// Influenced pipeline.
    pub influenced: f64,
    /// Leads.
    pub leads: f64,
    /// Opportunities, sourced and influenced.
    pub opportunities: f64,
    /// Revenue, sourced and influenced.
    pub revenue: [f64; 2],
}

impl QuarterSums {
    /// Credited pipeline.
    pub fn credited(&self, credit: f64) -> f64 {
        credited(Some(self.sourced), Some(self.influenced), credit).unwrap_or_default()
    }

    fn add(&mut self, row: &Addend) {
        self.rows += 1;
        self.spent += row.spent.unwrap_or_default();
        self.sourced += row.number(CampaignField::PipelineSourced);
        self.influenced += row.number(CampaignField::PipelineInfluenced);
        self.leads += row.number(CampaignField::Leads);
        self.opportunities += row.number(CampaignField::OpportunitiesSourced)
            + row.number(CampaignField::OpportunitiesInfluenced);
        let [sourced, influenced] = &mut self.revenue;
        *sourced += row.number(CampaignField::RevenueSourced);
        *influenced += row.number(CampaignField::RevenueInfluenced);
    }
}

/// Quarters in order, the latest `most` of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quarters(Vec<QuarterSums>);

impl Quarters {
    pub(super) fn add(&mut self, quarter: Option<Quarter>, row: &Addend, most: usize) {
        let Some(quarter) = quarter else { return };
        let at = self.0.partition_point(|sums| sums.quarter < quarter);
        if self.0.get(at).is_none_or(|sums| sums.quarter != quarter) {
            if self.0.len() >= most {
                if at == 0 {
                    return; // earlier than all that are kept
                }
                self.0.remove(0);
                return self.add(Some(quarter), row, most);
            }
            self.0.insert(
                at,
                QuarterSums {
                    quarter,
                    rows: 0,
                    spent: 0.0,
                    sourced: 0.0,
                    influenced: 0.0,
                    leads: 0.0,
                    opportunities: 0.0,
                    revenue: [0.0; 2],
                },
            );
        }
        if let Some(sums) = self.0.get_mut(at) {
            sums.add(row);
        }
    }

    pub(crate) fn list(&self) -> &[QuarterSums] {
        &self.0
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<QuarterSums>()
    }
}

/// What is kept of one partner.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartnerSums {
    pub(crate) sums: Sums,
    pub(crate) quarters: Quarters,
    /// The tiers in which it was active, one bit for each of the first 32.
    pub(crate) tiers: u32,
    /// The tier of the campaign that started last.
    pub(crate) tier: usize,
    latest: Option<Date>,
    /// Campaigns that have started, or do not tell when.
    pub(crate) started: u32,
    pub(crate) signed_on: Option<Date>,
    pub(super) first_start: Option<Date>,
    pub(super) first_lead: Option<Date>,
    pub(super) first_win: Option<Date>,
}

impl PartnerSums {
    pub(super) fn add(&mut self, row: &Campaign, addend: &Addend, tier: Option<usize>, today: Date) {
        self.sums.add(addend);
        earliest(&mut self.signed_on, row.day(CampaignField::PartnerSignedOn));
        if addend.class == Class::NotRun {
            return;
        }
        let start = row.day(CampaignField::Start);
        self.quarters.add(start.map(Date::quarter), addend, MAX_PARTNER_QUARTERS);
        if let Some(tier) = tier
            && (self.latest.is_none() || start >= self.latest)
        {
            (self.tier, self.latest) = (tier, start.or(self.latest));
        }
        if start.is_none_or(|start| start <= today) {
            self.started += 1;
            self.tiers |= tier.and_then(|tier| 1_u32.checked_shl(tier as u32)).unwrap_or_default();
            earliest(&mut self.first_start, start);
        }
        earliest(&mut self.first_lead, row.day(CampaignField::FirstLeadOn));
        earliest(&mut self.first_win, row.day(CampaignField::FirstWinOn));
    }

    /// Whether anything came of it: pipeline or revenue.
    pub(super) fn produces(&self) -> bool {
        let above = |figure: crate::answer::Stated| figure.is_ok_and(|amount| amount > 0.0);
        above(self.sums.credited_pipeline(1.0)) || above(self.sums.credited_revenue(1.0))
    }
}

/// The earlier of two days.
fn earliest(slot: &mut Option<Date>, day: Option<Date>) {
    *slot = match (*slot, day) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}
