//! What is known of a partner: each item's figure beside what it is compared with.

use super::{Item, Profile, Rule};
use crate::answer::{Stated, needs};
use crate::campaign::CampaignField;
use crate::date::Quarter;
use crate::message::{campaigns as words, english};
use crate::portfolio::{PartnerSums, Portfolio, QuarterSums, Sums};

/// An item of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Which.
    pub item: Item,
    /// The partner's figure: a share, an amount, a return or a count; of momentum that of the last two quarters.
    pub value: Stated,
    /// What it stands beside: the portfolio's return, the mean of the partners that tell it, or the two quarters before;
    /// none of a share.
    pub reference: Option<f64>,
    /// The score, 0–100, or what is missing.
    pub score: Stated,
}

/// What each partner is compared with.
pub(super) struct Collected<'a> {
    portfolio: &'a Portfolio,
    credit: f64,
    per_mdf: Option<f64>,
    /// The mean of credited pipeline, credited revenue and deal registrations of the partners that tell them.
    means: [Option<f64>; 3],
    /// The last whole quarter, if rows reach back four quarters from there.
    last: Option<Quarter>,
}

/// The figures of which partners have a mean.
fn told(sums: &Sums, credit: f64) -> [Stated; 3] {
    [
        sums.credited_pipeline(credit),
        sums.credited_revenue(credit),
        sums.get(CampaignField::DealRegistrations),
    ]
}

impl<'a> Collected<'a> {
    pub(super) fn of(portfolio: &'a Portfolio) -> Self {
        let credit = portfolio.terms().credit();
        let mut sums = [(0.0, 0_u32); 3];
        for (_, partner) in portfolio.named_partners() {
            for ((sum, count), figure) in sums.iter_mut().zip(told(&partner.sums, credit)) {
                if let Ok(figure) = figure {
                    *sum += figure;
                    *count += 1;
                }
            }
        }
        let last = portfolio.terms().today.last_whole_quarter();
        let reaches = portfolio.quarter_sums().first().is_some_and(|first| last.since(first.quarter) >= 3);
        Self {
            portfolio,
            credit,
            per_mdf: portfolio.total().ranked_per_mdf(credit).credited.ok(),
            means: sums.map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))),
            last: reaches.then_some(last),
        }
    }

    /// Every item of a partner.
    pub(super) fn of_partner(&self, partner: &PartnerSums, said: Option<&Profile>) -> Vec<Evidence> {
        Item::ALL.iter().map(|item| self.item(*item, partner, said)).collect()
    }

    fn item(&self, item: Item, partner: &PartnerSums, said: Option<&Profile>) -> Evidence {
        if item.rule() == Rule::Change {
            return self.change(item, partner);
        }
        let [pipeline, revenue, registrations] = told(&partner.sums, self.credit);
        let [of_pipeline, of_revenue, of_registrations] = self.means;
        let (value, reference) = match item {
            Item::Return => (partner.sums.ranked_per_mdf(self.credit).credited, self.per_mdf),
            Item::Pipeline => (pipeline, of_pipeline),
            Item::Revenue => (revenue, of_revenue),
            Item::Registrations => (registrations, of_registrations),
            Item::Utilization => (self.portfolio.funds(&partner.sums).utilization, None),
            asked => (said.and_then(|said| said.get(asked)).ok_or_else(|| needs(&[item.label()])), None),
        };
        let score = value.clone().and_then(|value| match (item.rule(), reference) {
            // More was spent than set aside: all of it was used.
            (Rule::Share, _) => Ok(100.0 * value.min(1.0)),
            (_, Some(reference)) => beside(value, reference),
            (_, None) => Err(english(words::NO_REFERENCE).to_owned()),
        });
        Evidence { item, value, reference, score }
    }

    /// The last two whole quarters beside the two before.
    fn change(&self, item: Item, partner: &PartnerSums) -> Evidence {
        let of = |sums: &QuarterSums| match item {
            Item::Campaigns => f64::from(sums.rows),
            Item::Leads => sums.leads,
            Item::Opportunities => sums.opportunities,
            _ => sums.credited(self.credit),
        };
        let gap = |reason: String| Evidence {
            item,
            value: Err(reason.clone()),
            reference: None,
            score: Err(reason),
        };
        let Some(last) = self.last else { return gap(english(words::NO_FOUR_QUARTERS).to_owned()) };
        // What no row tells is not nothing.
        let told: &[CampaignField] = match item {
            Item::Leads => &[CampaignField::Leads],
            Item::Opportunities => {
                &[CampaignField::OpportunitiesSourced, CampaignField::OpportunitiesInfluenced]
            }
            Item::RecentPipeline => &[CampaignField::PipelineSourced, CampaignField::PipelineInfluenced],
            _ => &[],
        };
        if let Some(first) = told.first()
            && told.iter().all(|field| partner.sums.rows_with(*field) == 0)
        {
            return gap(needs(&[first.label()]));
        }
        // 0 and 1 for the two quarters now, 2 and 3 for the two before.
        let sum = |pair: core::ops::Range<i32>| {
            let within = |sums: &&QuarterSums| pair.contains(&last.since(sums.quarter));
            partner.quarters.list().iter().filter(within).map(of).sum::<f64>()
        };
        let (now, before) = (sum(0..2), sum(2..4));
        Evidence { item, value: Ok(now), reference: Some(before), score: beside(now, before) }
    }
}

/// `100 × x ÷ (x + reference)`.
fn beside(value: f64, reference: f64) -> Stated {
    let whole = value + reference;
    if whole > 0.0 { Ok(100.0 * value / whole) } else { Err(english(words::NOTHING_TO_COMPARE).to_owned()) }
}
