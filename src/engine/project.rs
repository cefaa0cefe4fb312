//! The case over several years: month by month, what is spent and what comes back.
//!
//! The months are numbered from 0, which is now and not discounted. In each month that is funded the plan's vendor cost
//! and its credited revenue, both divided by the months of its period, are spent and earned as *wins*. Wins come
//! [`Field::SalesCycleMonths`](crate::Field) after the spend; a fraction of a month divides them between the two
//! neighboring months, so that their mean delay is the cycle. From one year of the projection to the next a partner
//! brings `1 + productivityGrowth` times as much: year one is the plan's own, and 3 → 5 referrals are a growth of 67 %.
//!
//! **What a win brings.** Contracts are annual. A customer won in month `t` pays a twelfth of its first-year gross profit
//! in each of the months `t + 1` to `t + 12`: the profit of a month falls at its end, as in the CAC payback of the report
//! and in the columns of a Total Economic Impact study. Churn and expansion act at the anniversary: in month `t + 1 + m`
//! it brings `q^⌊m ÷ 12⌋` of that, with `q = (1 − churn)(1 + expansion)`, until the longest lifetime `Y` that the plan
//! counts. Where `Y` is not whole, the months of its last, partial year share `annuity(q, Y) − annuity(q, ⌊Y⌋)` evenly.
//! So a customer brings `D·g·annuity(q, Y)` in all, which is the `ltv` of the report.
//!
//! **Which spend counts.** Cash is cash: the series, the present values, `roi`, `irr` and payback hold every month's
//! spend, as a Total Economic Impact study does. With a sales cycle, the spend of the last months brings wins after the
//! projection, so that a longer cycle looks like a worse program. The spend whose wins fall within the projection is
//! therefore stated beside it (`spendMatched`, the matching principle of accounting), with the return on it
//! (`roiMatched`); the first-year return, which books a win with its first twelve months, goes by it alone and is the
//! plan's headline ROI whatever the sales cycle and the churn are.

mod compare;
mod course;
mod read;
mod serial;

use crate::answer::{Premise, Stated, needs, premises};
use crate::discounted_cash_flow::Appraisal;
use crate::plan::ValidPlan;
use crate::resolve::{self, Quantities};
use crate::symbol::Symbol;
pub use compare::{DepthOrBreadth, Extra};
use course::{Calendar, Flows, Source};

/// The months of a projection when nobody says: three years.
pub const DEFAULT_MONTHS: u16 = 36;
/// The longest projection, in months.
pub const MAX_MONTHS: u16 = 120;
/// The highest growth or gain that is taken for one: eleven times as much.
pub const MAX_GAIN: f64 = 10.0;

/// The question: how far to look, and what changes on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// How many months to project, 1–[`MAX_MONTHS`].
    pub months: u16,
    /// For how many of them, from month 0, the plan's spend goes on, 0–`months`, also fractional; `None`: for all of
    /// them. The plan's own period is `periodMonths`.
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

/// A horizon that has passed [`Horizon::validate`]; the only one that is projected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidHorizon(Horizon);

impl core::ops::Deref for ValidHorizon {
    type Target = Horizon;
    fn deref(&self) -> &Horizon {
        &self.0
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
    /// What is left of a customer's gross profit from one contract year to the next, `q = (1 − churn)(1 + expansion)`;
    /// none without churn, and none where the tiers of a total differ in it.
    pub annual_retention: Option<f64>,
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
    /// The part of it whose wins fall within the projection: all of it without a sales cycle. An extra budget counts
    /// whole where any of its wins does.
    pub spend_matched: f64,
    /// All gross profit within the projection, undiscounted.
    pub gross_profit: f64,
    /// `(PV benefits − PV of the matched spend) ÷ PV of the matched spend`: the TEI-style ROI without the spend of the
    /// last months, whose wins come after the projection.
    pub roi_matched: Stated,
    /// What the customers won within the projection bring in their first year, each booked in the month it is won.
    ///
    /// With `fundedMonths` equal to the plan's period, every win within the projection and a lifetime of a year or more,
    /// this is `g·R` of the plan.
    pub first_year_gross_profit: f64,
    /// `(first-year gross profit − matched spend) ÷ matched spend`.
    ///
    /// Without growth and with a lifetime of a year or more this is the plan's headline ROI, whatever churn, sales cycle
    /// and the length of the projection are.
    pub first_year_roi: Stated,
}

/// Projects a plan.
pub fn project(plan: &ValidPlan, horizon: &ValidHorizon) -> Projection {
    let shared = resolve::shared(plan);
    let tiers: Vec<Quantities> = (0..plan.tiers.len()).map(|at| resolve::tier(plan, at, &shared)).collect();
    let (calendar, mut assumptions) = Calendar::of(plan, &tiers, horizon);
    let sources: Vec<Source> = tiers.iter().map(|q| Source::of(q, &calendar)).collect();
    let flows: Vec<Flows> = sources.iter().map(|source| source.flows(&calendar)).collect();
    let courses = plan.tiers.iter().zip(&sources).zip(&flows);
    let courses: Vec<Course> = courses
        .map(|((tier, source), flows)| {
            flows.course(&tier.name, source.pace.annual_retention, &source.missing, &calendar)
        })
        .collect();
    let covered: Vec<&Source> =
        sources.iter().zip(&flows).filter(|(_, flows)| flows.whole()).map(|(source, _)| source).collect();
    let mut sum = Flows::default();
    for flows in &flows {
        match flows.whole() {
            true => sum.add(flows),
            // The cost of a tier that gives no return counts, as it does in every total; but without any return there is
            // nothing that it could count against.
            false if !covered.is_empty() => sum.add_cost(flows),
            false => {}
        }
    }
    let missing = missing_everywhere(&tiers);
    let mut total = sum.course("", common_retention(&covered), &missing, &calendar);
    if !covered.is_empty() && covered.len() < courses.len() {
        let names = courses.iter().filter(|course| course.worth.is_ok()).map(|course| course.name.clone());
        total.covers = Some(names.collect());
    }
    assumptions.extend(premises("", plan, &tiers, &shared, &RESTS_ON));
    let depth_or_breadth = horizon
        .depth_or_breadth
        .as_ref()
        .map(|extra| compare::compare(extra, &calendar, &covered, &missing, &mut assumptions));
    Projection {
        currency: plan.currency.clone(),
        months: calendar.months,
        period_months: calendar.period,
        funded_months: calendar.funded,
        monthly_discount_rate: calendar.discount,
        tiers: courses,
        total,
        depth_or_breadth,
        assumptions,
    }
}

/// The quantities that a course needs.
const NEEDED: [Symbol; 4] = [Symbol::Cv, Symbol::R, Symbol::G, Symbol::Retained];

/// The quantities that may be assumed in it.
const RESTS_ON: [Symbol; 4] = [Symbol::O, Symbol::Rs, Symbol::Ri, Symbol::C];

fn missing_everywhere(tiers: &[Quantities]) -> String {
    let nowhere = |symbol: &&Symbol| !tiers.iter().any(|q| q.set.has(**symbol));
    match NEEDED.iter().filter(nowhere).map(|s| s.need()).collect::<Vec<_>>().as_slice() {
        [] => "No single tier has all the numbers that this needs.".to_owned(),
        names => needs(names),
    }
}

/// The retention that these tiers have in common.
fn common_retention(covered: &[&Source]) -> Option<f64> {
    let mut all = covered.iter().map(|source| source.pace.annual_retention);
    let first = all.next()??;
    all.all(|kept| kept.is_some_and(|kept| kept.total_cmp(&first).is_eq())).then_some(first)
}
