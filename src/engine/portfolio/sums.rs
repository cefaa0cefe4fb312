//! What rows of one group add up to. Sums add the parts first and divide afterwards.

use super::{Band, Class, Funds};
use crate::answer::{Stated, needs, stated};
use crate::campaign::{Campaign, CampaignField, NUMBERS};
use crate::message::{campaigns as words, english};
use crate::name;

/// The sums of a group of rows, in the portfolio's currency.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sums {
    /// All rows of the group, those that did not run too.
    pub rows: u32,
    /// Rows that took place or may still take place.
    pub standing: u32,
    /// Rows among them that name their partner.
    pub named: u32,
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
    fn add(&mut self, row: &Addend) {
        self.sourced += row.number(CampaignField::PipelineSourced);
        self.influenced += row.number(CampaignField::PipelineInfluenced);
    }
}

/// What one row adds to each of its groups, in the portfolio's currency: worked out once, as a row is in many groups.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addend {
    pub(super) class: Class,
    /// The numbers in the order of the table; 0 where one is not given.
    numbers: [f64; NUMBERS],
    /// Which are given, one bit for each.
    given: u32,
    pub(super) spent: Option<f64>,
    outcome: bool,
    named: bool,
    requested: f64,
    pending: f64,
    refused: f64,
    unclaimed: f64,
    excess: f64,
}

impl Addend {
    /// Of a class whose figures count, or of a row that did not run: of that only what was set aside and asked for.
    pub(super) fn of(row: &Campaign, class: Class, factor: f64) -> Self {
        let runs = class != Class::NotRun;
        let (mut numbers, mut given) = ([0.0; NUMBERS], 0);
        for ((at, field), slot) in CampaignField::numbers().enumerate().zip(&mut numbers) {
            let kept = runs || matches!(field, CampaignField::MdfAllocated | CampaignField::MdfRequested);
            if let (Some(number), true) = (row.get(field), kept) {
                *slot = if field.is_money() { number * factor } else { number };
                given |= 1 << at;
            }
        }
        let mut addend = Self {
            class,
            numbers,
            given,
            spent: row.spent().map(|spent| spent * factor).filter(|_| runs),
            outcome: row.pipeline(1.0).is_some(),
            named: !name::is_blank(&row.partner),
            requested: 0.0,
            pending: 0.0,
            refused: 0.0,
            unclaimed: 0.0,
            excess: 0.0,
        };
        addend.stand();
        addend
    }

    /// How far the row's MDF came: asked for, approved, claimed.
    fn stand(&mut self) {
        let approved = self.get(CampaignField::MdfApproved).or(self.spent);
        self.requested = self.get(CampaignField::MdfRequested).or(approved).unwrap_or_default();
        if self.class == Class::NotRun {
            self.refused = self.requested;
            return;
        }
        let (approved, spent) = (approved.unwrap_or_default(), self.spent.unwrap_or_default());
        self.pending = (self.requested - approved).max(0.0);
        self.unclaimed = (approved - spent).max(0.0);
        self.excess = (approved - self.requested).max(0.0) + (spent - approved).max(0.0);
    }

    fn get(&self, field: CampaignField) -> Option<f64> {
        let at = field.in_numbers()?;
        self.numbers.get(at).copied().filter(|_| self.given & (1 << at) != 0)
    }

    /// A number, 0 where it is not given.
    pub(super) fn number(&self, field: CampaignField) -> f64 {
        field.in_numbers().and_then(|at| self.numbers.get(at).copied()).unwrap_or_default()
    }
}

impl Sums {
    /// Adds a row.
    pub(super) fn add(&mut self, row: &Addend) {
        self.rows += 1;
        // Few of the numbers are given, and a row is added to a dozen groups.
        let mut left = row.given;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            if let (Some(sum), Some(given), Some(number)) =
                (self.numbers.get_mut(at), self.given.get_mut(at), row.numbers.get(at))
            {
                *sum += number;
                *given += 1;
            }
        }
        self.requested += row.requested;
        self.pending += row.pending;
        self.refused += row.refused;
        self.unclaimed += row.unclaimed;
        self.excess += row.excess;
        if row.class == Class::NotRun {
            return;
        }
        self.standing += 1;
        self.named += u32::from(row.named);
        match row.spent {
            Some(spent) => {
                self.spent += spent;
                self.spent_rows += 1;
                if !row.outcome {
                    self.silent_rows += 1;
                    self.silent_spent += spent;
                }
                if row.class == Class::Ranked {
                    self.ranked_rows += 1;
                    self.ranked_spent += spent;
                    self.ranked.add(row);
                }
            }
            None => self.unpaid.add(row),
        }
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
