//! Amounts in several currencies: converted by a dated rate that the answer prints, or reported apart. Never added up.

use super::Terms;
use crate::campaign::{Campaign, CampaignField, DatedRate};
use std::collections::BTreeMap;

/// The most rates that are printed each for itself; of further ones of a currency the lowest and the highest are.
pub const MAX_RATES: usize = 200;

/// A rate that was used.
#[derive(Clone, Debug, PartialEq)]
pub struct RateUsed {
    /// ISO 4217 code of the other currency.
    pub currency: String,
    /// The rate and its day.
    pub rate: DatedRate,
    /// Whether rows told it themselves; otherwise it was given for the currency.
    pub of_rows: bool,
    /// How many rows were converted by it.
    pub rows: u64,
}

/// Rates of one currency beyond [`MAX_RATES`], which are not printed each for itself.
#[derive(Clone, Debug, PartialEq)]
pub struct MoreRates {
    /// ISO 4217 code of the other currency.
    pub currency: String,
    /// The lowest.
    pub lowest: DatedRate,
    /// The highest.
    pub highest: DatedRate,
    /// How many rows were converted by them.
    pub rows: u64,
}

/// What rows in another currency without a rate add up to, in that currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// ISO 4217 code.
    pub currency: String,
    /// How many rows, those that did not run too.
    pub rows: u64,
    /// MDF set aside, of the rows that tell it.
    pub allocated: f64,
    /// MDF asked for, likewise.
    pub requested: f64,
    /// MDF that was paid for what did not run: in nothing else here.
    pub paid_not_run: f64,
    /// MDF spent, of the rows that ran or may and tell it; likewise what follows.
    pub spent: f64,
    /// Sourced pipeline, of the rows that tell it.
    pub pipeline_sourced: f64,
    /// Influenced pipeline, of the rows that tell it.
    pub pipeline_influenced: f64,
    /// Sourced and influenced revenue.
    pub revenue: [f64; 2],
}

#[derive(Default)]
pub(super) struct Money {
    used: Vec<RateUsed>,
    more: BTreeMap<String, MoreRates>,
    apart: BTreeMap<String, Apart>,
    /// Rows that tell no currency.
    pub(super) untold: u64,
}

/// What one unit of a row's money is in the portfolio's currency, and by which rate; none where it cannot be converted. A
/// row's own rate goes before that of its currency.
pub(super) fn factor(row: &Campaign, terms: &Terms) -> Option<(f64, Option<(DatedRate, bool)>)> {
    if row.currency.is_empty() || row.currency == terms.currency {
        return Some((1.0, None));
    }
    let given = || terms.rates.iter().find(|(code, _)| *code == row.currency).map(|(_, rate)| *rate);
    let (dated, own) = match row.exchange_rate {
        Some(own) => (own, true),
        None => (given()?, false),
    };
    Some((dated.rate, Some((dated, own))))
}

impl Money {
    pub(super) fn count(&mut self, row: &Campaign, rate: Option<(DatedRate, bool)>) {
        if row.currency.is_empty() {
            self.untold += 1;
        }
        let Some((rate, of_rows)) = rate else { return };
        let same = |used: &&mut RateUsed| {
            used.currency == row.currency && used.rate == rate && used.of_rows == of_rows
        };
        if let Some(used) = self.used.iter_mut().find(same) {
            used.rows += 1;
        } else if self.used.len() < MAX_RATES {
            let currency = row.currency.clone();
            self.used.push(RateUsed { currency, rate, of_rows, rows: 1 });
        } else if let Some(more) = self.more.get_mut(&row.currency) {
            more.rows += 1;
            if rate.rate < more.lowest.rate {
                more.lowest = rate;
            }
            if rate.rate > more.highest.rate {
                more.highest = rate;
            }
        } else {
            let currency = row.currency.clone();
            let more = MoreRates { currency: currency.clone(), lowest: rate, highest: rate, rows: 1 };
            self.more.insert(currency, more);
        }
    }

    pub(super) fn set_apart(&mut self, row: &Campaign) {
        let currency = row.currency.clone();
        let apart = self.apart.entry(currency.clone()).or_insert_with(|| Apart {
            currency,
            rows: 0,
            allocated: 0.0,
            requested: 0.0,
            paid_not_run: 0.0,
            spent: 0.0,
            pipeline_sourced: 0.0,
            pipeline_influenced: 0.0,
            revenue: [0.0; 2],
        });
        let of = |field| row.get(field).unwrap_or_default();
        apart.rows += 1;
        apart.allocated += of(CampaignField::MdfAllocated);
        apart.requested += of(CampaignField::MdfRequested);
        if !row.stands() {
            apart.paid_not_run += of(CampaignField::MdfPaid);
            return;
        }
        apart.spent += row.spent().unwrap_or_default();
        apart.pipeline_sourced += of(CampaignField::PipelineSourced);
        apart.pipeline_influenced += of(CampaignField::PipelineInfluenced);
        let [sourced, influenced] = &mut apart.revenue;
        *sourced += of(CampaignField::RevenueSourced);
        *influenced += of(CampaignField::RevenueInfluenced);
    }

    pub(super) fn used(&self) -> Vec<RateUsed> {
        self.used.clone()
    }

    pub(super) fn more(&self) -> Vec<MoreRates> {
        self.more.values().cloned().collect()
    }

    pub(super) fn apart(&self) -> Vec<Apart> {
        self.apart.values().cloned().collect()
    }
}
