//! What rows of one group add up to. Sums add the parts first and divide afterwards.

use super::{Band, Class, Funds};
use crate::answer::{Stated, needs, stated};
use crate::campaign::{Campaign, CampaignField, NUMBERS};
use crate::message::{campaigns as words, english};

/// The sums of a group of rows, in the portfolio's currency.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sums {
    /// All rows of the group, those that did not run too.
    pub rows: u32,
    /// Rows that took place or may still take place.
    pub standing: u32,
    /// Rows among them that tell MDF spent.
    pub spent_rows: u32,
    /// Rows among them that tell MDF spent and no pipeline: what they spent counts as cost.
    pub silent_rows: u32,
    /// What those spent.
    pub silent_spent: f64,
    /// Rows that are ranked.
    pub ranked_rows: u32,
    numbers: [f64; NUMBERS],
    given: [u32; NUMBERS],
    spent: f64,
    /// Pipeline of rows that do not tell MDF spent: in the sums, not in the return.
    unpaid: Pipeline,
    ranked_spent: f64,
    ranked: Pipeline,
    requested: f64,
    pending: f64,
    refused: f64,
    unclaimed: f64,
    excess: f64,
}

/// Pipeline by its two buckets.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
struct Pipeline {
    sourced: f64,
    influenced: f64,
}

impl Pipeline {
    fn add(&mut self, row: &Campaign, factor: f64) {
        self.sourced += row.get(CampaignField::PipelineSourced).unwrap_or_default() * factor;
        self.influenced += row.get(CampaignField::PipelineInfluenced).unwrap_or_default() * factor;
    }
}

impl Sums {
    /// Adds a row of a class whose figures count, or of one that did not run: of that only what was set aside and asked for.
    pub(super) fn add(&mut self, row: &Campaign, class: Class, factor: f64) {
        self.rows += 1;
        let runs = class != Class::NotRun;
        for (at, field) in CampaignField::numbers().enumerate() {
            let kept = runs || matches!(field, CampaignField::MdfAllocated | CampaignField::MdfRequested);
            let (Some(number), true) = (row.get(field), kept) else { continue };
            let number = if field.is_money() { number * factor } else { number };
            if let (Some(sum), Some(given)) = (self.numbers.get_mut(at), self.given.get_mut(at)) {
                *sum += number;
                *given += 1;
            }
        }
        self.add_funds(row, runs, factor);
        if !runs {
            return;
        }
        self.standing += 1;
        let outcome = row.pipeline(1.0).is_some();
        match row.spent().map(|spent| spent * factor) {
            Some(spent) => {
                self.spent += spent;
                self.spent_rows += 1;
                if !outcome {
                    self.silent_rows += 1;
                    self.silent_spent += spent;
                }
                if class == Class::Ranked {
                    self.ranked_rows += 1;
                    self.ranked_spent += spent;
                    self.ranked.add(row, factor);
                }
            }
            None => self.unpaid.add(row, factor),
        }
    }

    /// How far each unit of MDF came: asked for, approved, claimed.
    fn add_funds(&mut self, row: &Campaign, runs: bool, factor: f64) {
        let of = |field| row.get(field).map(|amount| amount * factor);
        let spent = row.spent().map(|spent| spent * factor).filter(|_| runs);
        let approved = of(CampaignField::MdfApproved).filter(|_| runs).or(spent);
        let requested = of(CampaignField::MdfRequested).or(approved).unwrap_or_default();
        self.requested += requested;
        if !runs {
            self.refused += requested;
            return;
        }
        let (approved, spent) = (approved.unwrap_or_default(), spent.unwrap_or_default());
        self.pending += (requested - approved).max(0.0);
        self.unclaimed += (approved - spent).max(0.0);
        self.excess += (approved - requested).max(0.0) + (spent - approved).max(0.0);
    }

    /// The sum of a number, or that no row tells it.
    pub fn get(&self, field: CampaignField) -> Stated {
        match field.in_numbers() {
            Some(at) if self.rows_with(field) > 0 => {
                stated(self.numbers.get(at).copied().unwrap_or_default())
            }
            _ => Err(needs(&[field.label()])),
        }
    }

    /// How many rows tell a number.
    pub fn rows_with(&self, field: CampaignField) -> u32 {
        field.in_numbers().and_then(|at| self.given.get(at).copied()).unwrap_or_default()
    }

    fn number(&self, field: CampaignField) -> f64 {
        self.get(field).unwrap_or_default()
    }

    /// MDF spent.
    pub fn spent(&self) -> Stated {
        if self.spent_rows > 0 { stated(self.spent) } else { Err(needs(&[english(words::MDF_CLAIMED)])) }
    }

    /// Pipeline that is credited to partners, `S + c × I`.
    pub fn credited_pipeline(&self, credit: f64) -> Stated {
        self.credited(CampaignField::PipelineSourced, CampaignField::PipelineInfluenced, credit)
    }

    /// Revenue that is credited to partners, `Rs + c × Ri`.
    pub fn credited_revenue(&self, credit: f64) -> Stated {
        self.credited(CampaignField::RevenueSourced, CampaignField::RevenueInfluenced, credit)
    }

    fn credited(&self, sourced: CampaignField, influenced: CampaignField, credit: f64) -> Stated {
        if self.rows_with(sourced) + self.rows_with(influenced) == 0 {
            return Err(needs(&[sourced.label()]));
        }
        stated(self.number(sourced) + credit * self.number(influenced))
    }

    /// Pipeline for each unit of MDF over all rows that tell MDF spent; what rows without an outcome spent counts as cost.
    pub fn per_mdf(&self, credit: f64) -> Band {
        let sourced = self.number(CampaignField::PipelineSourced) - self.unpaid.sourced;
        let influenced = self.number(CampaignField::PipelineInfluenced) - self.unpaid.influenced;
        let known = self.spent_rows > self.silent_rows;
        Band::of(known.then_some((sourced, influenced)), self.spent().ok(), credit)
    }

    /// The same over the rows that are ranked.
    pub fn ranked_per_mdf(&self, credit: f64) -> Band {
        let pipeline = (self.ranked.sourced, self.ranked.influenced);
        let known = self.ranked_rows > 0;
        Band::of(known.then_some(pipeline), known.then_some(self.ranked_spent), credit)
    }

    /// Where MDF stands. `claims` says whether any row of the portfolio tells what was claimed or paid: if none does,
    /// nothing is known of what is unclaimed.
    pub(super) fn funds(&self, claims: bool) -> Funds {
        let allocated = self.get(CampaignField::MdfAllocated);
        let never = allocated.clone().and_then(|allocated| match allocated - self.requested {
            // A cent of rounding is no overdraft.
            left if left < -0.005 => Err(english(words::OVER_REQUESTED).to_owned()),
            left => stated(left.max(0.0)),
        });
        let asked = self.rows_with(CampaignField::MdfRequested) > 0;
        let told = |known: bool, amount: f64, field: &str| {
            if known { stated(amount) } else { Err(needs(&[field])) }
        };
        let approved = self.rows_with(CampaignField::MdfApproved) > 0;
        Funds {
            utilization: allocated.clone().and_then(|allocated| {
                let spent = self.spent()?;
                crate::answer::ratio(spent, allocated, CampaignField::MdfAllocated.label())
            }),
            allocated,
            requested: told(asked, self.requested, CampaignField::MdfRequested.label()),
            pending: told(asked, self.pending, CampaignField::MdfRequested.label()),
            refused: told(asked, self.refused, CampaignField::MdfRequested.label()),
            approved: self.get(CampaignField::MdfApproved),
            spent: self.spent(),
            unclaimed: match (approved, claims) {
                (true, true) => stated(self.unclaimed),
                (true, false) => Err(needs(&[english(words::MDF_CLAIMED)])),
                _ => Err(needs(&[CampaignField::MdfApproved.label()])),
            },
            never_requested: never,
            excess: self.excess,
        }
    }
}
