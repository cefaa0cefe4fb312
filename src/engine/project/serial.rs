//! A projection as plain data.

use super::{Course, DepthOrBreadth, Projection};
use crate::answer::{Row, Stated, write_rows};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// How the series come about, for people.
const METHOD: [&str; 7] = [
    "Month 0 is now and is not discounted; month m is divided by (1 + monthly rate)^m.",
    "Each funded month spends the vendor cost of the period ÷ its months, and earns credited revenue ÷ its months.",
    "Wins come one sales cycle after the spend; a fraction of a month divides them between two months.",
    "A customer brings annual revenue ÷ 12 × gross margin a month, from the month after it is won.",
    "Contracts are annual: at each anniversary q = (1 − churn) × (1 + expansion) of that is left, until the longest lifetime counted; all that a customer brings is the LTV.",
    "Each further year of the projection, a month's spend earns 1 + productivity growth times as much.",
    "Spend is cash. Matched spend is the part whose wins, one sales cycle later, fall within the projection; an extra budget is matched whole where any of its wins does.",
];

impl Serialize for Projection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("currency", &self.currency)?;
        map.serialize_entry("months", &self.months)?;
        map.serialize_entry("periodMonths", &self.period_months)?;
        map.serialize_entry("fundedMonths", &self.funded_months)?;
        map.serialize_entry("monthlyDiscountRate", &self.monthly_discount_rate)?;
        map.serialize_entry("tiers", &self.tiers)?;
        map.serialize_entry("total", &self.total)?;
        map.serialize_entry("depthOrBreadth", &self.depth_or_breadth)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.serialize_entry("method", &METHOD)?;
        map.end()
    }
}

impl Serialize for Course {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.name.is_empty() {
            map.serialize_entry("name", &self.name)?;
        }
        if let Some(covers) = &self.covers {
            map.serialize_entry("covers", covers)?;
        }
        map.serialize_entry("annualRetention", &self.annual_retention)?;
        map.serialize_entry("spend", &self.spend)?;
        map.serialize_entry("grossProfit", &self.gross_profit)?;
        let worth = self.worth.as_ref();
        let appraisal = worth.map(|worth| &worth.appraisal).ok();
        map.serialize_entry("net", &appraisal.map(|a| &a.net))?;
        map.serialize_entry("cumulative", &appraisal.map(|a| &a.cumulative))?;
        map.serialize_entry("discountedCumulative", &appraisal.map(|a| &a.discounted_cumulative))?;
        let of = |figure: &dyn Fn(&super::Worth) -> Stated| worth.map_err(Clone::clone).and_then(figure);
        let rows = [
            Row("totalSpend", &of(&|w| Ok(w.spend)), "Σ spend"),
            Row(
                "spendMatched",
                &of(&|w| Ok(w.spend_matched)),
                "Σ spend[m] × the share of its wins that falls within the projection",
            ),
            Row("totalGrossProfit", &of(&|w| Ok(w.gross_profit)), "Σ gross profit"),
            Row("pvCosts", &of(&|w| Ok(w.appraisal.pv_costs)), "Σ spend[m] ÷ (1 + r)^m"),
            Row("pvBenefits", &of(&|w| Ok(w.appraisal.pv_benefits)), "Σ gross profit[m] ÷ (1 + r)^m"),
            Row("npv", &of(&|w| Ok(w.appraisal.npv)), "PV benefits − PV costs"),
            Row("roi", &of(&|w| w.appraisal.roi.clone()), "(PV benefits − PV costs) ÷ PV costs"),
            Row(
                "roiMatched",
                &of(&|w| w.roi_matched.clone()),
                "(PV benefits − PV matched spend) ÷ PV matched spend",
            ),
            Row("irr", &of(&|w| w.irr.clone()), "(1 + monthly rate where NPV = 0)^12 − 1"),
            Row(
                "paybackMonth",
                &of(&|w| w.appraisal.payback_periods.clone()),
                "month where Σ net is back at 0",
            ),
            Row(
                "discountedPaybackMonth",
                &of(&|w| w.appraisal.discounted_payback_periods.clone()),
                "month where Σ net[m] ÷ (1 + r)^m is back at 0",
            ),
            Row(
                "firstYearGrossProfit",
                &of(&|w| Ok(w.first_year_gross_profit)),
                "wins × gross profit of a customer's first 12 months, booked when won",
            ),
            Row(
                "firstYearRoi",
                &of(&|w| w.first_year_roi.clone()),
                "(first-year gross profit − matched spend) ÷ matched spend",
            ),
        ];
        write_rows(&mut map, &rows)?;
        if let Some(note) = appraisal.and_then(crate::discounted_cash_flow::Appraisal::irr_note) {
            map.serialize_entry("irrNote", &note)?;
        }
        map.end()
    }
}

impl Serialize for DepthOrBreadth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("extraBudget", &self.budget)?;
        map.serialize_entry("depth", &self.depth)?;
        map.serialize_entry("breadth", &self.breadth)?;
        let better = self.advantage_of_depth.as_ref().ok().map(|advantage| {
            if advantage.abs() <= 1e-9 * self.budget {
                "equal"
            } else if *advantage > 0.0 {
                "depth"
            } else {
                "breadth"
            }
        });
        map.serialize_entry("better", &better)?;
        let rows = [
            Row("recruits", &self.recruits, "extra budget ÷ cost per recruit"),
            Row("activeRecruits", &self.active_recruits, "recruits × activation rate"),
            Row("advantageOfDepth", &self.advantage_of_depth, "NPV of depth − NPV of breadth"),
            Row(
                "equalActivationRate",
                &self.equal_activation_rate,
                "PV benefits of depth ÷ PV benefits of breadth if every recruit becomes active",
            ),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("crossings", &self.crossings)?;
        map.end()
    }
}
