//! The case over several years: month by month, what is spent and what comes back.
//!
//! The months are numbered from 0, which is now and not discounted. In each month that is funded the plan's vendor cost
//! and its credited revenue, both divided by the months of its period, are spent and earned as *wins*. Wins come
//! [`Field::SalesCycleMonths`] after the spend; a fraction of a month divides them between the two neighbouring months,
//! so that their mean delay is the cycle. From the month it is won, a customer brings a twelfth of its annual revenue
//! times the gross margin each month, less by the monthly equivalent of the annual churn, `(1 − churn)^(1/12)`, and no
//! longer than the longest lifetime that the plan counts. From one year of the projection to the next a partner brings
//! `1 + productivityGrowth` times as much: year one is the plan's own, and 3 → 5 referrals are a growth of 67 %.

mod compare;
mod read;
mod serial;

use crate::answer::{Premise, Stated, needs, premises, ratio, stated};
use crate::discounted_cash_flow::{Appraisal, CashFlow, annual_rate, appraise};
use crate::number::clamp;
use crate::plan::{Field, FieldPath, Plan, ValidPlan};
use crate::resolve::{self, Quantities};
use crate::symbol::Symbol;
pub use compare::{DepthOrBreadth, Extra};

/// The months of a projection when nobody says: three years.
pub const DEFAULT_MONTHS: u16 = 36;
/// The longest projection, in months.
pub const MAX_MONTHS: u16 = 120;

/// The question: how far to look, and what changes on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// How many months to project, 1–[`MAX_MONTHS`].
    pub months: u16,
    /// For how many months, from month 0, the plan's spend goes on, 0–[`MAX_MONTHS`], also fractional; `None`: for all
    /// of them. The plan's own period is `periodMonths`.
    pub funded_months: Option<f64>,
    /// By which share a partner brings more in each further year, 0–10.
    pub productivity_growth: Option<f64>,
    /// An extra budget, to be spent in depth or in breadth.
    pub depth_or_breadth: Option<Extra>,
}

impl Default for Horizon {
    fn default() -> Self {
        Self {
            months: DEFAULT_MONTHS,
            funded_months: None,
            productivity_growth: None,
            depth_or_breadth: None,
        }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// The plan's currency.
    pub currency: String,
    /// The number of months, and of items in each series.
    pub months: u16,
    /// The months that the plan's figures cover.
    pub period_months: f64,
    /// For how many of the projected months the spend goes on.
    pub funded_months: f64,
    /// `(1 + annual rate)^(1/12) − 1`.
    pub monthly_discount_rate: f64,
    /// `(1 − annual churn)^(1/12)`; none without churn.
    pub monthly_retention: Option<f64>,
    /// One course for each tier, in the order of the plan.
    pub tiers: Vec<Course>,
    /// The tiers that have a course, added up.
    pub total: Course,
    /// Both ways to spend an extra budget, if one was asked about.
    pub depth_or_breadth: Option<DepthOrBreadth>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// The money of one tier, of the total, or of one way to spend an extra budget, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The tier's name; empty for others.
    pub name: String,
    /// The names of the tiers whose return a total covers, where it does not cover all; the cost of all counts.
    pub covers: Option<Vec<String>>,
    /// What is spent in each month; none where the cost is not known.
    pub spend: Option<Vec<f64>>,
    /// Recurring gross profit of each month; none where it cannot be worked out.
    pub gross_profit: Option<Vec<f64>>,
    /// What the course is worth, or what is missing.
    pub worth: Result<Worth, String>,
}

/// What a course is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Net and cumulative series, present values, TEI-style ROI and payback, with a month as the period.
    pub appraisal: Appraisal,
    /// Annual internal rate of return, `(1 + monthly rate)^12 − 1`.
    pub irr: Stated,
    /// All that is spent, undiscounted.
    pub spend: f64,
    /// All gross profit within the projection, undiscounted.
    pub gross_profit: f64,
    /// What the customers won within the projection bring in their first year, each booked in the month it is won.
    ///
    /// With neither growth, churn nor lag, `fundedMonths` equal to the plan's period and a lifetime of a year or more,
    /// this is `g·R` of the plan and [`Self::first_year_roi`] is its headline ROI.
    pub first_year_gross_profit: f64,
    /// `(first-year gross profit − spend) ÷ spend`.
    pub first_year_roi: Stated,
}

/// Projects a plan.
pub fn project(plan: &ValidPlan, horizon: &Horizon) -> Projection {
    let shared = resolve::shared(plan);
    let tiers: Vec<Quantities> = (0..plan.tiers.len()).map(|at| resolve::tier(plan, at, &shared)).collect();
    let (terms, mut assumptions) = Terms::of(plan, &shared, horizon);
    let wins = terms.wins(|_| 1.0);
    let cost = |q: &Quantities| q.get(Symbol::Cv).map(|known| known.value);
    let money = |q: &Quantities| Money { cost: cost(q), profit: profit(q), missing: missing(q) };
    let courses: Vec<Course> = plan
        .tiers
        .iter()
        .zip(&tiers)
        .map(|(tier, q)| terms.course(&tier.name, &money(q), &terms.spend_shares(), &wins))
        .collect();
    let covered: Vec<bool> = courses.iter().map(|course| course.worth.is_ok()).collect();
    let known = || tiers.iter().zip(&covered).filter(|(_, covered)| **covered).map(|(q, _)| q);
    let sum = Money {
        // The cost of a tier that gives no return counts, as it does in every total.
        cost: covered.contains(&true).then(|| tiers.iter().filter_map(cost).sum()),
        profit: covered.contains(&true).then(|| known().filter_map(profit).sum()),
        missing: missing_everywhere(&tiers),
    };
    let mut total = terms.course("", &sum, &terms.spend_shares(), &wins);
    if covered.contains(&false) && covered.contains(&true) {
        let names = plan.tiers.iter().zip(&covered).filter(|(_, covered)| **covered);
        total.covers = Some(names.map(|(tier, _)| tier.name.clone()).collect());
    }
    assumptions.extend(premises("", plan, &tiers, &shared, &RESTS_ON));
    let depth_or_breadth = horizon.depth_or_breadth.as_ref().map(|extra| {
        let partners: Option<f64> = known()
            .map(|q| Some(q.get(Symbol::N)?.value))
            .sum::<Option<f64>>()
            .filter(|_| covered.contains(&true));
        compare::compare(extra, &terms, &sum, partners, &mut assumptions)
    });
    Projection {
        currency: plan.currency.clone(),
        months: terms.months,
        period_months: terms.period,
        funded_months: terms.funded,
        monthly_discount_rate: terms.discount,
        monthly_retention: terms.retention,
        tiers: courses,
        total,
        depth_or_breadth,
        assumptions,
    }
}

/// What one scope puts into the projection, over the plan's period.
struct Money {
    /// Vendor cost.
    cost: Option<f64>,
    /// First-year gross profit, `g·R`.
    profit: Option<f64>,
    /// What is not known of it.
    missing: String,
}

/// The quantities that a course needs.
const NEEDED: [Symbol; 4] = [Symbol::Cv, Symbol::R, Symbol::G, Symbol::Churn];

/// The quantities that may be assumed in it.
const RESTS_ON: [Symbol; 4] = [Symbol::O, Symbol::Rs, Symbol::Ri, Symbol::C];

fn profit(q: &Quantities) -> Option<f64> {
    Some(q.get(Symbol::G)?.value * q.get(Symbol::R)?.value)
}

fn missing(q: &Quantities) -> String {
    let names: Vec<&str> = NEEDED.iter().filter(|s| !q.set.has(**s)).map(|s| s.need()).collect();
    needs(&names)
}

fn missing_everywhere(tiers: &[Quantities]) -> String {
    let nowhere = |symbol: &&Symbol| !tiers.iter().any(|q| q.set.has(**symbol));
    match NEEDED.iter().filter(nowhere).map(|s| s.need()).collect::<Vec<_>>().as_slice() {
        [] => "No single tier has all the figures that this needs.".to_owned(),
        names => needs(names),
    }
}

/// What the whole projection goes by.
struct Terms {
    months: u16,
    period: f64,
    funded: f64,
    lag: f64,
    growth: f64,
    discount: f64,
    retention: Option<f64>,
    /// For each month after the win, the share of a year's gross profit that comes in it; none without churn.
    course_of_a_win: Option<Vec<f64>>,
    /// The share of a year's gross profit that comes in the first twelve months after the win.
    first_year: f64,
}

impl Terms {
    fn of(plan: &Plan, shared: &Quantities, horizon: &Horizon) -> (Self, Vec<Premise>) {
        let mut assumptions = Vec::new();
        let mut or = |given: Option<f64>, field: &str, default: f64, why: &str| {
            given.unwrap_or_else(|| {
                assumptions.push(Premise::new(field, default, why));
                default
            })
        };
        let of_plan = |field| plan.get(FieldPath::plan(field)).map(crate::plan::Number::likely);
        let months = horizon.months.clamp(1, MAX_MONTHS);
        let why = "The figures are taken to cover a year.";
        let period = or(of_plan(Field::PeriodMonths), "/periodMonths", 12.0, why);
        let why = "The spend goes on in every month of the projection, at the plan's rate.";
        let funded = or(horizon.funded_months, "/fundedMonths", f64::from(months), why);
        let why = "No growth given: partners bring as much in later years as in the first.";
        let growth = or(horizon.productivity_growth, "/productivityGrowth", 0.0, why);
        let why = "No sales cycle given: wins count in the month of the spend, earlier than in life.";
        let lag = or(of_plan(Field::SalesCycleMonths), "/economics/salesCycleMonths", 0.0, why);
        let (rate, premise) = annual_rate(plan);
        let retention = shared.get(Symbol::Churn).map(|churn| libm::pow(1.0 - churn.value, 1.0 / 12.0));
        let lifetime = 12.0 * shared.get(Symbol::Y).map_or(resolve::DEFAULT_LIFETIME, |years| years.value);
        if of_plan(Field::MaxLifetimeYears).is_none() && f64::from(months) > lifetime {
            let why = "No customer is counted for more than 5 years, however low churn is.";
            assumptions.push(Premise::new("/economics/maxLifetimeYears", resolve::DEFAULT_LIFETIME, why));
        }
        assumptions.extend(premise);
        let course_of_a_win = retention.map(|retention| {
            let mut kept = 1.0 / 12.0;
            let month = |age: usize| {
                let share = kept * overlap(age, 0.0, lifetime);
                kept *= retention;
                share
            };
            (0..usize::from(MAX_MONTHS)).map(month).collect::<Vec<f64>>()
        });
        let first_year = course_of_a_win.as_ref().map_or(0.0, |shares| shares.iter().take(12).sum());
        let terms = Self {
            months,
            period,
            funded: funded.min(f64::from(months)),
            lag,
            growth,
            discount: libm::pow(1.0 + rate, 1.0 / 12.0) - 1.0,
            retention,
            course_of_a_win,
            first_year,
        };
        (terms, assumptions)
    }

    fn each(&self) -> impl Iterator<Item = usize> + use<> {
        0..usize::from(self.months)
    }

    /// The share of the period's cost that is spent in each month.
    fn spend_shares(&self) -> Vec<f64> {
        self.each().map(|month| overlap(month, 0.0, self.funded) / self.period).collect()
    }

    /// The share of the period's annual revenue that is won in each month; `scale` is what a month's spend brings,
    /// against the plan.
    fn wins(&self, scale: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut wins = vec![0.0; usize::from(self.months)];
        let (whole, part) = (self.lag.floor(), self.lag.fract());
        let mut grown = 1.0;
        for (month, share) in self.spend_shares().into_iter().enumerate() {
            if month > 0 && month % 12 == 0 {
                grown *= 1.0 + self.growth;
            }
            let won = share * grown * scale(month);
            for (later, of) in [(0, 1.0 - part), (1, part)] {
                if let Some(slot) = wins.get_mut(month + whole as usize + later) {
                    *slot += won * of;
                }
            }
        }
        wins
    }

    /// The share of the period's first-year gross profit that comes in each month.
    fn profit_shares(&self, wins: &[f64]) -> Option<Vec<f64>> {
        let course = self.course_of_a_win.as_ref()?;
        let month = |month: usize| {
            let ages = course.iter().take(month + 1).rev();
            wins.iter().zip(ages).map(|(won, share)| won * share).sum()
        };
        Some(self.each().map(month).collect())
    }

    /// The course of some money, spent by `spend_shares` and won by `wins`.
    fn course(&self, name: &str, money: &Money, spend_shares: &[f64], wins: &[f64]) -> Course {
        let times =
            |amount: f64, shares: &[f64]| shares.iter().map(|share| amount * share).collect::<Vec<f64>>();
        let spend = money.cost.map(|cost| times(cost, spend_shares));
        let profits = self.profit_shares(wins);
        let gross_profit = money.profit.zip(profits).map(|(profit, shares)| times(profit, &shares));
        let worth = match (&spend, &gross_profit, money.profit) {
            (Some(spend), Some(profits), Some(profit)) => {
                Ok(self.worth(spend, profits, profit * self.first_year * wins.iter().sum::<f64>()))
            }
            _ => Err(money.missing.clone()),
        };
        Course { name: name.to_owned(), covers: None, spend, gross_profit, worth }
    }

    fn worth(&self, spend: &[f64], gross_profit: &[f64], first_year: f64) -> Worth {
        let flow = CashFlow {
            discount_rate: Some(self.discount),
            costs: spend.to_vec(),
            benefits: gross_profit.to_vec(),
        };
        let appraisal = appraise(&flow);
        let spend = spend.iter().sum();
        Worth {
            irr: appraisal.irr.clone().and_then(|monthly| stated(libm::pow(1.0 + monthly, 12.0) - 1.0)),
            spend,
            gross_profit: gross_profit.iter().sum(),
            first_year_gross_profit: first_year,
            first_year_roi: ratio(first_year - spend, spend, "the spend"),
            appraisal,
        }
    }
}

/// How much of the month from `month` to `month + 1` lies between `from` and `to`.
fn overlap(month: usize, from: f64, to: f64) -> f64 {
    let month = month as f64;
    clamp((month + 1.0).min(to) - month.max(from), 0.0, 1.0)
}
