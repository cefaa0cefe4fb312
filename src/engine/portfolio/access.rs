//! What other questions ask a portfolio for.

use super::{Apart, Funds, PartnerSums, Portfolio, QuarterSums, Sums};
use crate::campaign::CampaignField;
use crate::date::Quarter;
use crate::name;

impl Portfolio {
    /// The sums of each quarter, in order, without rows that tell no start.
    pub fn quarter_sums(&self) -> Vec<QuarterSums> {
        let figure = |sums: &Sums, field| sums.get(field).unwrap_or_default();
        let of = |(quarter, sums): (&Option<Quarter>, &Sums)| {
            Some(QuarterSums {
                quarter: (*quarter)?,
                rows: sums.standing,
                spent: sums.spent().unwrap_or_default(),
                sourced: figure(sums, CampaignField::PipelineSourced),
                influenced: figure(sums, CampaignField::PipelineInfluenced),
                leads: figure(sums, CampaignField::Leads),
                opportunities: figure(sums, CampaignField::OpportunitiesSourced)
                    + figure(sums, CampaignField::OpportunitiesInfluenced),
                revenue: [CampaignField::RevenueSourced, CampaignField::RevenueInfluenced]
                    .map(|field| figure(sums, field)),
            })
        };
        self.quarters.iter().filter_map(of).filter(|sums| sums.rows > 0).collect()
    }

    /// The tiers that rows name, each with its sums and its active partners. A tier beyond the first 32 does not know
    /// these, nor does one whose rows name no partner, nor any where partners are too many to be told apart.
    pub fn tiers(&self) -> impl Iterator<Item = (&str, &Sums, Option<usize>)> {
        self.tier_sums.iter().enumerate().filter(|(_, (sums, _))| sums.rows > 0).map(|(at, (sums, _))| {
            let bit = 1_u32.checked_shl(at as u32);
            let active = |bit: u32| self.named_partners().filter(|(_, one)| one.tiers & bit != 0).count();
            let known = bit.filter(|_| sums.named > 0 && self.partners_left_out == 0);
            (self.tiers.name(at), sums, known.map(active))
        })
    }

    /// The quarters of a tier, the latest [`super::MAX_QUARTERS`]; none where no row names it.
    pub fn quarters_of_tier(&self, tier: &str) -> Option<&[QuarterSums]> {
        self.tier_sums.get(self.tiers.find(tier)?).map(|(_, quarters)| quarters.list())
    }

    /// The number of a partner with a campaign that took place or may; every spelling of its name has one.
    pub(crate) fn partner_number(&self, partner: &str) -> Option<usize> {
        let number = self.partners.find(partner)?;
        let stands = self.partner_sums.get(number).is_some_and(|sums| sums.sums.standing > 0);
        (stands && !name::is_blank(partner)).then_some(number)
    }

    /// The name of the tier that a partner's latest campaign was in.
    pub(crate) fn tier_of(&self, partner: &PartnerSums) -> &str {
        self.tiers.name(partner.tier)
    }

    /// The sums of all rows.
    pub fn total(&self) -> &Sums {
        &self.total
    }

    /// Where the MDF of a group stands.
    pub fn funds(&self, sums: &Sums) -> Funds {
        sums.funds(self.claims)
    }

    /// What could not be converted, by currency.
    pub fn apart(&self) -> Vec<Apart> {
        self.money.apart()
    }

    /// The partners that rows name, with what is kept of each.
    pub(crate) fn named_partners(&self) -> impl Iterator<Item = (&str, &PartnerSums)> {
        let partners = self.partner_sums.iter().enumerate();
        let named = partners.map(|(at, sums)| (self.partners.name(at), sums));
        named.filter(|(partner, sums)| !name::is_blank(partner) && sums.sums.standing > 0)
    }
}
