//! How the money of one tier becomes a course; the course of several is the sum of theirs.

use super::{Course, Horizon, NEEDED, Worth};
use crate::answer::{Premise, needs, ratio, stated};
use crate::discounted_cash_flow::{CashFlow, annual_rate, appraise, present_value};
use crate::formula::annuity;
use crate::number::clamp;
use crate::plan::{Field, FieldPath, Number, Plan};
use crate::resolve::{DEFAULT_LIFETIME, Quantities};
use crate::symbol::Symbol;

/// What every course goes by.
pub(super) struct Calendar {
    pub(super) months: u16,
    pub(super) period: f64,
    /// 0 to `months`.
    pub(super) funded: f64,
    growth: f64,
    pub(super) discount: f64,
}

impl Calendar {
    pub(super) fn of(plan: &Plan, tiers: &[Quantities], horizon: &Horizon) -> (Self, Vec<Premise>) {
        let mut assumptions = Vec::new();
        let mut or = |given: Option<f64>, field: &str, default: f64, why: &str| {
            given.unwrap_or_else(|| {
                assumptions.push(Premise::new(field, default, why));
                default
            })
        };
        let months = horizon.months;
        let why = "The figures are taken to cover a year.";
        let period = or(of_plan(plan, Field::PeriodMonths), "/periodMonths", 12.0, why);
        let why = "The spend goes on in every month of the projection, at the plan's rate.";
        let funded = or(horizon.funded_months, "/fundedMonths", f64::from(months), why);
        let why = "No growth given: partners bring as much in later years as in the first.";
        let growth = or(horizon.productivity_growth, "/productivityGrowth", 0.0, why);
        if tiers.iter().any(|tier| sales_cycle(tier).is_none()) {
            let why = "No sales cycle given: wins count in the month of the spend, earlier than in life.";
            assumptions.push(Premise::new("/economics/salesCycleMonths", 0.0, why));
        }
        // The first win may bring profit in every month but the one in which it is won.
        let outlived = f64::from(months - 1) > 12.0 * DEFAULT_LIFETIME;
        if of_plan(plan, Field::MaxLifetimeYears).is_none() && outlived {
            let why = "No customer is counted for more than 5 years, however low churn is.";
            assumptions.push(Premise::new("/economics/maxLifetimeYears", DEFAULT_LIFETIME, why));
        }
        let (rate, premise) = annual_rate(plan);
        assumptions.extend(premise);
        let discount = libm::pow(1.0 + rate, 1.0 / 12.0) - 1.0;
        (Self { months, period, funded, growth, discount }, assumptions)
    }

    fn each(&self) -> impl Iterator<Item = usize> + use<> {
        0..usize::from(self.months)
    }

    /// The share of the period's cost that is spent in each month.
    fn spend_shares(&self) -> Vec<f64> {
        self.each().map(|month| before(month, self.funded) / self.period).collect()
    }

    /// The share of the period's annual revenue that is won in each month, `lag` months after the spend; `scale` is what
    /// a month's spend brings, against the plan.
    fn wins(&self, lag: f64, scale: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut wins = vec![0.0; usize::from(self.months)];
        let (whole, part) = (lag.floor(), lag.fract());
        let mut grown = 1.0;
        for (month, share) in self.spend_shares().into_iter().enumerate() {
            if month > 0 && month.is_multiple_of(12) {
                grown *= 1.0 + self.growth;
            }
            let won = share * grown * scale(month);
            for (later, of) in [(0, 1.0 - part), (1, part)] {
                // A win after the last month is none of this projection; its spend is not matched either.
                if let Some(slot) = wins.get_mut(month + whole as usize + later) {
                    *slot += won * of;
                }
            }
        }
        wins
    }

    /// The share of the wins of a month's spend, `lag` months later, that falls within the projection.
    fn within(&self, month: usize, lag: f64) -> f64 {
        before(month, f64::from(self.months) - lag)
    }
}

fn of_plan(plan: &Plan, field: Field) -> Option<f64> {
    plan.get(FieldPath::plan(field)).map(Number::likely)
}

/// Months from a tier's spend to its wins.
fn sales_cycle(tier: &Quantities) -> Option<f64> {
    tier.get(Symbol::Cycle).map(|known| known.value)
}

/// When a tier's spend becomes gross profit.
pub(super) struct Pace {
    /// Months from spend to win.
    lag: f64,
    /// What is left from one contract year to the next; none without churn.
    pub(super) annual_retention: Option<f64>,
    /// For each month of a customer, the first being the one after its win, the share of its first-year gross profit
    /// that comes in it; none without churn.
    life: Option<Vec<f64>>,
}

impl Pace {
    fn of(q: &Quantities, calendar: &Calendar) -> Self {
        let annual_retention = q.get(Symbol::Retained).map(|known| known.value);
        let years = q.get(Symbol::Y).map_or(DEFAULT_LIFETIME, |known| known.value);
        Self {
            lag: sales_cycle(q).unwrap_or(0.0),
            annual_retention,
            life: annual_retention.map(|kept| life(kept, years, calendar.months.max(12))),
        }
    }

    /// The share of a customer's first-year gross profit that its first twelve months bring: all of it, but where less
    /// than a year is counted.
    fn first_year(&self) -> f64 {
        self.life.as_ref().map_or(0.0, |shares| shares.iter().take(12).sum())
    }

    /// The share of the period's first-year gross profit that comes in each month.
    fn profit_shares(&self, wins: &[f64]) -> Option<Vec<f64>> {
        let life = self.life.as_ref()?;
        // What was won in month 0 is at the end of month `month` as many months old.
        let month = |month: usize| {
            let ages = life.iter().take(month).rev();
            wins.iter().zip(ages).map(|(won, share)| won * share).sum()
        };
        Some((0..wins.len()).map(month).collect())
    }
}

/// What a customer brings in each month after its win, as a share of its first-year gross profit: `q^⌊m ÷ 12⌋ ÷ 12`, for
/// so many years. The months of a last, partial year share what the annuity counts for it, so that all of them add up to
/// `annuity(q, years)`.
fn life(kept: f64, years: f64, months: u16) -> Vec<f64> {
    let mut left = 1.0;
    let mut share = |month: usize| {
        if month > 0 && month.is_multiple_of(12) {
            left *= kept;
        }
        let counted = years - (month / 12) as f64;
        let year = if counted < 1.0 && counted > 0.0 { annuity(kept, counted) / counted } else { 1.0 };
        left * year / 12.0 * before(month, 12.0 * years)
    };
    (0..usize::from(months)).map(&mut share).collect()
}

/// What a tier puts into a projection, over the plan's period.
pub(super) struct Source {
    /// Vendor cost.
    cost: Option<f64>,
    /// First-year gross profit, `g·R`.
    profit: Option<f64>,
    /// Active partners.
    pub(super) partners: Option<f64>,
    pub(super) pace: Pace,
    /// What is not known of it.
    pub(super) missing: String,
}

impl Source {
    pub(super) fn of(q: &Quantities, calendar: &Calendar) -> Self {
        let value = |symbol| q.get(symbol).map(|known| known.value);
        let names: Vec<&str> = NEEDED.iter().filter(|s| !q.set.has(**s)).map(|s| s.need()).collect();
        Self {
            cost: value(Symbol::Cv),
            profit: value(Symbol::G).zip(value(Symbol::R)).map(|(margin, revenue)| margin * revenue),
            partners: value(Symbol::N),
            pace: Pace::of(q, calendar),
            missing: needs(&names),
        }
    }

    /// What it spends and brings, as the plan goes on.
    pub(super) fn flows(&self, calendar: &Calendar) -> Flows {
        let shares = calendar.spend_shares();
        let spend = self.cost.map(|cost| shares.iter().map(|share| cost * share).collect::<Vec<f64>>());
        let matched = |spend: &Vec<f64>| {
            let within = |(month, spend): (usize, &f64)| spend * calendar.within(month, self.pace.lag);
            spend.iter().enumerate().map(within).collect()
        };
        let matched = spend.as_ref().map(matched);
        Flows { spend, matched, ..self.brings(calendar, 1.0, |_| 1.0) }
    }

    /// What `scale` times its profit brings, where a month's spend brings `ramp` of that.
    pub(super) fn brings(&self, calendar: &Calendar, scale: f64, ramp: impl Fn(usize) -> f64) -> Flows {
        let wins = calendar.wins(self.pace.lag, ramp);
        let profit = self.profit.map(|profit| scale * profit);
        let brought = profit.zip(self.pace.profit_shares(&wins));
        let won: f64 = wins.iter().sum();
        Flows {
            profit: brought
                .map(|(profit, shares)| shares.iter().map(|share| profit * share).collect::<Vec<f64>>()),
            first_year: profit.map_or(0.0, |profit| profit * self.pace.first_year() * won),
            won,
            ..Flows::default()
        }
    }
}

/// The money of a course, month by month, before it is valued.
#[derive(Default)]
pub(super) struct Flows {
    pub(super) spend: Option<Vec<f64>>,
    /// The part of the spend whose wins fall within the projection.
    pub(super) matched: Option<Vec<f64>>,
    profit: Option<Vec<f64>>,
    first_year: f64,
    /// How much is won, in periods of the plan.
    pub(super) won: f64,
}

impl Flows {
    /// Whether both cost and return are known.
    pub(super) fn whole(&self) -> bool {
        self.spend.is_some() && self.profit.is_some()
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.add_cost(other);
        add(&mut self.profit, other.profit.as_ref());
        self.first_year += other.first_year;
        self.won += other.won;
    }

    /// Of a tier whose return is not known, the cost.
    pub(super) fn add_cost(&mut self, other: &Self) {
        add(&mut self.spend, other.spend.as_ref());
        add(&mut self.matched, other.matched.as_ref());
    }

    pub(super) fn course(
        &self,
        name: &str,
        annual_retention: Option<f64>,
        missing: &str,
        calendar: &Calendar,
    ) -> Course {
        let worth = match (&self.spend, &self.matched, &self.profit) {
            (Some(spend), Some(matched), Some(profit)) => {
                Ok(worth(calendar, spend, matched, profit, self.first_year))
            }
            _ => Err(missing.to_owned()),
        };
        Course {
            name: name.to_owned(),
            covers: None,
            annual_retention,
            spend: self.spend.clone(),
            gross_profit: self.profit.clone(),
            worth,
        }
    }
}

/// Adds a series to one of the same length, or to none yet.
fn add(sum: &mut Option<Vec<f64>>, series: Option<&Vec<f64>>) {
    match (sum.as_mut(), series) {
        (Some(sum), Some(series)) => sum.iter_mut().zip(series).for_each(|(sum, value)| *sum += value),
        (None, Some(series)) => *sum = Some(series.clone()),
        (_, None) => {}
    }
}

fn worth(calendar: &Calendar, spend: &[f64], matched: &[f64], profit: &[f64], first_year: f64) -> Worth {
    let appraisal = appraise(&CashFlow {
        discount_rate: Some(calendar.discount),
        costs: spend.to_vec(),
        benefits: profit.to_vec(),
    });
    let (spend_matched, pv_matched) = (matched.iter().sum(), present_value(matched, calendar.discount));
    let name = "the spend whose wins fall within the projection";
    Worth {
        irr: appraisal.irr.clone().and_then(|monthly| stated(libm::pow(1.0 + monthly, 12.0) - 1.0)),
        spend: spend.iter().sum(),
        spend_matched,
        gross_profit: profit.iter().sum(),
        roi_matched: ratio(appraisal.pv_benefits - pv_matched, pv_matched, name),
        first_year_gross_profit: first_year,
        first_year_roi: ratio(first_year - spend_matched, spend_matched, name),
        appraisal,
    }
}

/// How much of the month from `month` to `month + 1` lies before `end`.
fn before(month: usize, end: f64) -> f64 {
    clamp(end - month as f64, 0.0, 1.0)
}
