//! What a stream of costs and benefits is worth today.
//!
//! The figures are those of a Total Economic Impact study (Forrester: the initial column is not discounted, each later
//! one is discounted to its end, and ROI is `(PV benefits − PV costs) ÷ PV costs`), so that a projection of co-marketing
//! can stand beside one of any other investment.

mod irr;
pub mod risk;

use crate::answer::{Premise, Row, Stated, ratio, stated, write_rows};
use crate::number::format_decimal;
use crate::plan::{Field, Kind};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join};
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The most periods that a cash flow may have: fifty years of months.
pub const MAX_PERIODS: usize = 600;
/// The discount rate when none is given: what TEI studies use, within the 8 % to 16 % that they name as usual.
pub const DEFAULT_DISCOUNT_RATE: f64 = 0.10;

pub(crate) const DISCOUNT_WHY: &str =
    "No discount rate given: 10% a year, as Total Economic Impact studies use.";

/// The question: costs and benefits, period by period.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CashFlow {
    /// Discount rate per period, 0–1; [`DEFAULT_DISCOUNT_RATE`] if `None`.
    pub discount_rate: Option<f64>,
    /// Costs, 0–1e13 each; the first is paid now and not discounted.
    pub costs: Vec<f64>,
    /// Benefits, 0–1e13 each; the first comes now. The shorter list counts as zero from its end on.
    pub benefits: Vec<f64>,
}

impl CashFlow {
    /// Reads `{ discountRate?, costs: [], benefits: [] }`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: a list that is absent, empty or longer than [`MAX_PERIODS`], an entry that
    /// is no number from 0 to 1e13, a rate outside 0–1, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("cash flow");
        let flow = reader.cash_flow(value, |_, _, _| false);
        reader.finish(flow)
    }
}

impl Reader {
    /// A cash flow; `takes` reads the fields that are none of it, and says whether there is such a field.
    fn cash_flow(
        &mut self,
        value: &Value,
        mut takes: impl FnMut(&mut Self, &str, &Value) -> bool,
    ) -> CashFlow {
        let mut flow = CashFlow::default();
        let entries = self.entries("", value);
        if self.problems.is_empty() {
            for required in ["costs", "benefits"] {
                if !entries.iter().any(|(key, value)| key == required && *value != Value::Null) {
                    let message =
                        "A cash flow has a list of costs and a list of benefits; the first of each is now.";
                    self.missing(&join("", required), message);
                }
            }
        }
        for (key, value) in entries {
            match key.as_str() {
                "discountRate" if *value == Value::Null => {}
                "discountRate" => flow.discount_rate = self.number_in("/discountRate", value, 0.0, 1.0),
                "costs" => flow.costs = self.amounts("/costs", value),
                "benefits" => flow.benefits = self.amounts("/benefits", value),
                key if takes(self, key, value) => {}
                key => self.unknown("", key, value),
            }
        }
        flow
    }

    /// A list of amounts of money, one for each period.
    fn amounts(&mut self, path: &str, value: &Value) -> Vec<f64> {
        if *value == Value::Null {
            return Vec::new(); // said to be missing
        }
        let before = self.problems.len();
        let items = self.list(path, value);
        if self.problems.len() > before {
            return Vec::new();
        }
        if !(1..=MAX_PERIODS).contains(&items.len()) {
            let shown = Value::Number(items.len() as f64);
            let message = format!(
                "A list of costs or benefits has 1 to {} periods.",
                format_decimal(MAX_PERIODS as f64)
            );
            self.fail(path, ProblemKind::Count { min: 1, max: MAX_PERIODS }, &shown, message);
            return Vec::new();
        }
        let (min, max) = Kind::Money.range();
        let amount = |(at, item): (usize, &Value)| {
            self.number_in(&join(path, &format_decimal(at as f64)), item, min, max).unwrap_or_default() + 0.0
        };
        items.iter().enumerate().map(amount).collect()
    }
}

/// The answer. Serialized flat: each figure a number or `null`, with `reasons` and `formulas` by the same names.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraisal {
    /// Discount rate per period that was used.
    pub discount_rate: f64,
    /// Present value of the costs: `Σ costₜ ÷ (1 + r)ᵗ`, in money.
    pub pv_costs: f64,
    /// Present value of the benefits: `Σ benefitₜ ÷ (1 + r)ᵗ`, in money.
    pub pv_benefits: f64,
    /// Net present value: `PV benefits − PV costs`, in money.
    pub npv: f64,
    /// `(PV benefits − PV costs) ÷ PV costs`; 1 is 100 %. None where nothing is spent.
    pub roi: Stated,
    /// The rate per period at which net present value is zero. None where the net flow never changes sign. Of several
    /// the smallest positive one; where none is positive, the one nearest to zero.
    pub irr: Stated,
    /// Every rate above −100 % at which net present value is zero, lowest first. Two of them closer than about 1e-7
    /// (in the discount factor) count as one.
    pub irr_roots: Vec<f64>,
    /// Periods until the net flow so far is zero again after it was below, linear within the period; 0 where it never
    /// is below, none where it stays below.
    pub payback_periods: Stated,
    /// The same for the discounted flow.
    pub discounted_payback_periods: Stated,
    /// Whether the net flow falls below zero again after it was paid back.
    pub below_again: bool,
    /// Benefit less cost of each period.
    pub net: Vec<f64>,
    /// Their running sum.
    pub cumulative: Vec<f64>,
    /// The running sum of the discounted flow; its last is [`Self::npv`] but for rounding.
    pub discounted_cumulative: Vec<f64>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Appraises a cash flow.
pub fn appraise(flow: &CashFlow) -> Appraisal {
    let rate = flow.discount_rate.unwrap_or(DEFAULT_DISCOUNT_RATE);
    let periods = flow.costs.len().max(flow.benefits.len());
    let at = |list: &[f64], period: usize| list.get(period).copied().unwrap_or(0.0);
    let net: Vec<f64> = (0..periods).map(|t| at(&flow.benefits, t) - at(&flow.costs, t)).collect();
    let (pv_costs, pv_benefits) = (present_value(&flow.costs, rate), present_value(&flow.benefits, rate));
    let npv = pv_benefits - pv_costs;
    let mut factor = 1.0;
    let discounted: Vec<f64> = net
        .iter()
        .map(|net| {
            let value = net * factor;
            factor /= 1.0 + rate;
            value
        })
        .collect();
    let spent = flow.costs.iter().any(|cost| *cost > 0.0);
    let (payback_periods, below_again) = payback(&net, spent);
    let irr_roots = irr::rates(&net);
    Appraisal {
        discount_rate: rate,
        pv_costs,
        pv_benefits,
        npv,
        roi: ratio(npv, pv_costs, "the present value of the costs"),
        irr: chosen(&irr_roots, &net),
        irr_roots,
        payback_periods,
        discounted_payback_periods: payback(&discounted, spent).0,
        below_again,
        cumulative: running(&net),
        discounted_cumulative: running(&discounted),
        net,
        assumptions: match flow.discount_rate {
            None => vec![Premise::new("/discountRate", rate, "No discount rate given: 10% a period.")],
            Some(_) => Vec::new(),
        },
    }
}

/// `Σ valueₜ ÷ (1 + rate)ᵗ`, from the last period back.
pub fn present_value(values: &[f64], rate: f64) -> f64 {
    values.iter().rev().fold(0.0, |later, value| value + later / (1.0 + rate))
}

pub(crate) fn running(values: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |value: &f64| {
        sum += value;
        sum
    };
    values.iter().map(add).collect()
}

fn chosen(roots: &[f64], net: &[f64]) -> Stated {
    let positive = roots.iter().copied().find(|rate| *rate > 0.0);
    // Lowest first: the last of those that are not positive is nearest to zero.
    match positive.or(roots.last().copied()) {
        Some(rate) => stated(rate),
        None if irr::sign_changes(net) == 0 => {
            Err("The net flow never changes sign, so no rate makes it worth zero.".to_owned())
        }
        None => Err("At no rate that can be stated is the net present value zero.".to_owned()),
    }
}

/// When the running sum comes back to zero, and whether it falls below again.
fn payback(net: &[f64], spent: bool) -> (Stated, bool) {
    let (mut sum, mut turnover, mut below) = (0.0, 0.0, false);
    let mut paid: Option<f64> = None;
    for (period, flow) in net.iter().enumerate() {
        let before: f64 = sum;
        sum += flow;
        turnover += flow.abs();
        // Binary fractions do not add up exactly: four times 0.05 and 0.2 are the same money.
        let in_the_red = sum < -1e-12 * turnover;
        match (paid, in_the_red) {
            (Some(paid), true) => return (Ok(paid), true),
            (Some(_), false) => {}
            (None, true) => below = true,
            // Now there was one before, as nothing is below zero before the first.
            (None, false) if below => paid = Some(period as f64 - 1.0 + (-before / flow).min(1.0)),
            (None, false) => {}
        }
    }
    let answer = match paid {
        Some(paid) => Ok(paid),
        None if below => Err("The benefits do not pay the costs back within these periods.".to_owned()),
        None if spent => Ok(0.0),
        None => Err("Nothing is spent, so there is nothing to pay back.".to_owned()),
    };
    (answer, false)
}

impl Appraisal {
    /// A sentence where several rates make the net present value zero.
    pub fn irr_note(&self) -> Option<String> {
        let rates = self.irr_roots.len();
        (rates > 1).then(|| {
            let rates = format_decimal(rates as f64);
            format!("At {rates} rates the net present value is zero; the smallest positive one is stated, if any is.")
        })
    }
}

impl Serialize for Appraisal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

impl Appraisal {
    /// Writes the figures into an answer.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("discountRate", &self.discount_rate)?;
        let (costs, benefits, npv) = (Ok(self.pv_costs), Ok(self.pv_benefits), Ok(self.npv));
        let rows = [
            Row("pvCosts", &costs, "Σ cost[t] ÷ (1 + r)^t"),
            Row("pvBenefits", &benefits, "Σ benefit[t] ÷ (1 + r)^t"),
            Row("npv", &npv, "PV benefits − PV costs"),
            Row("roi", &self.roi, "(PV benefits − PV costs) ÷ PV costs"),
            Row("irr", &self.irr, "r where Σ (benefit[t] − cost[t]) ÷ (1 + r)^t = 0"),
            Row("paybackPeriods", &self.payback_periods, "first t where Σ (benefit − cost) is back at 0"),
            Row(
                "discountedPaybackPeriods",
                &self.discounted_payback_periods,
                "first t where Σ (benefit − cost) ÷ (1 + r)^t is back at 0",
            ),
        ];
        write_rows(map, &rows)?;
        map.serialize_entry("irrRoots", &self.irr_roots)?;
        if let Some(note) = self.irr_note() {
            map.serialize_entry("irrNote", &note)?;
        }
        if self.below_again {
            map.serialize_entry("paybackNote", "After payback the net flow so far falls below zero again.")?;
        }
        map.serialize_entry("net", &self.net)?;
        map.serialize_entry("cumulative", &self.cumulative)?;
        map.serialize_entry("discountedCumulative", &self.discounted_cumulative)?;
        map.serialize_entry("assumptions", &self.assumptions)
    }
}

/// The plan's annual discount rate, and what is taken where there is none.
pub(crate) fn annual_rate(plan: &crate::plan::Plan) -> (f64, Option<Premise>) {
    let place = crate::plan::FieldPath::plan(Field::DiscountRate);
    match plan.get(place) {
        Some(rate) => (rate.likely(), None),
        None => {
            let premise = Premise::new(&place.path(), DEFAULT_DISCOUNT_RATE, DISCOUNT_WHY);
            (DEFAULT_DISCOUNT_RATE, Some(premise))
        }
    }
}
