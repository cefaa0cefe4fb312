//! The same cash flow with the risk that its estimates do not come true.
//!
//! A Total Economic Impact study lowers benefits and raises costs by a risk adjustment. Where Forrester says how one came
//! about, it multiplies how many were not sure by how much is at stake: “The risk adjustment of 20% […] was derived by
//! multiplying the 66% of respondents who were ‘moderately confident’ in their ability to track the impact […] by a 30%
//! risk factor, without adding a risk factor for the remaining 34%” (The ROI of customer education, a study for Intellum,
//! definitions of terms). So
//!
//! ```text
//! adjustment = probability × impact                       66 % × 30 % = 19.8 %
//! risk-adjusted benefits = benefits × (1 − adjustment)     of the benefits
//! risk-adjusted costs    = costs × (1 + adjustment)        of the costs
//! ```
//!
//! with the probability that the estimate fails, and the share by which it fails then. It is the expected shortfall of
//! two outcomes, as stated or short by the impact. Nobody picks an adjustment: without both numbers there is none.

use super::{Appraisal, CashFlow, appraise};
use crate::answer::{Row, write_rows};
use crate::problem::Problem;
use crate::read::{Reader, join};
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The most that costs may be exceeded by: ten times themselves.
pub const MAX_OVERRUN: f64 = 10.0;

/// How an estimate may fail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Risk {
    /// How likely it fails, 0–1: one less the confidence in it.
    pub probability: f64,
    /// By which share of itself it fails then: 0–1 of a benefit that falls short, 0–10 of a cost that runs over.
    pub impact: f64,
}

impl Risk {
    /// `probability × impact`.
    pub fn adjustment(self) -> f64 {
        self.probability * self.impact
    }
}

/// The question: a cash flow, and how its estimates may fail.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Question {
    /// Costs and benefits as they are estimated.
    pub flow: CashFlow,
    /// The risk that benefits fall short.
    pub benefits: Option<Risk>,
    /// The risk that costs run over.
    pub costs: Option<Risk>,
}

impl Question {
    /// Reads `{ discountRate?, costs: [], benefits: [], riskAdjustment?: { benefits?: { probability, impact }, costs?: {
    /// probability, impact } } }`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: those of [`CashFlow::read`]; a probability or an impact that is absent or out
    /// of range, a risk adjustment of neither benefits nor costs.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut question = Self::default();
        let mut reader = Reader::of("cash flow");
        question.flow = reader.cash_flow(value, |reader, key, value| {
            let known = key == "riskAdjustment";
            if known {
                (question.benefits, question.costs) = reader.risks("/riskAdjustment", value);
            }
            known
        });
        reader.finish(question)
    }
}

impl Reader {
    fn risks(&mut self, path: &str, value: &Value) -> (Option<Risk>, Option<Risk>) {
        let (mut benefits, mut costs) = (None, None);
        let before = self.problems.len();
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            match (key.as_str(), value) {
                ("benefits" | "costs", Value::Null) => {}
                ("benefits", value) => benefits = self.risk(&at, value, 1.0),
                ("costs", value) => costs = self.risk(&at, value, MAX_OVERRUN),
                (key, value) => self.unknown(path, key, value),
            }
        }
        if *value != Value::Null && self.problems.len() == before && benefits.is_none() && costs.is_none() {
            self.missing(
                path,
                "A risk adjustment states the risk of the benefits, of the costs, or of both.",
            );
        }
        (benefits, costs)
    }

    fn risk(&mut self, path: &str, value: &Value, most: f64) -> Option<Risk> {
        let (mut probability, mut impact) = (None, None);
        let before = self.problems.len();
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            match (key.as_str(), value) {
                ("probability" | "impact", Value::Null) => {}
                ("probability", value) => probability = self.number_in(&at, value, 0.0, 1.0),
                ("impact", value) => impact = self.number_in(&at, value, 0.0, most),
                (key, value) => self.unknown(path, key, value),
            }
        }
        if self.problems.len() == before {
            for (key, value) in [("probability", probability), ("impact", impact)] {
                if value.is_none() {
                    let message = "A risk has the probability that an estimate fails, and its impact: the share by which it fails then.";
                    self.missing(&join(path, key), message);
                }
            }
        }
        Some(Risk { probability: probability?, impact: impact? })
    }
}

/// The answer: the cash flow as estimated, and beside it as it is with the risk.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// As estimated.
    pub plain: Appraisal,
    /// With the risk; none where none was stated.
    pub risk_adjusted: Option<RiskAdjusted>,
}

/// A cash flow with its risk.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskAdjusted {
    /// The share that is taken off the benefits, 0–1.
    pub benefit_adjustment: f64,
    /// The share that is put on the costs.
    pub cost_adjustment: f64,
    /// The cash flow after both.
    pub appraisal: Appraisal,
}

/// Appraises a cash flow, and the same with its risk.
pub fn appraise_with_risk(question: &Question) -> Answer {
    let Question { flow, benefits, costs } = question;
    let adjustment = |risk: &Option<Risk>| risk.map_or(0.0, Risk::adjustment);
    let times = |list: &[f64], by: f64| list.iter().map(|amount| amount * by).collect();
    let risk_adjusted = (benefits.is_some() || costs.is_some()).then(|| {
        let (benefit_adjustment, cost_adjustment) = (adjustment(benefits), adjustment(costs));
        let appraisal = appraise(&CashFlow {
            discount_rate: flow.discount_rate,
            costs: times(&flow.costs, 1.0 + cost_adjustment),
            benefits: times(&flow.benefits, 1.0 - benefit_adjustment),
        });
        RiskAdjusted { benefit_adjustment, cost_adjustment, appraisal }
    });
    Answer { plain: appraise(flow), risk_adjusted }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.plain.write(&mut map)?;
        map.serialize_entry("riskAdjusted", &self.risk_adjusted)?;
        map.end()
    }
}

impl Serialize for RiskAdjusted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Appraisal { pv_costs, pv_benefits, npv, roi, payback_periods, .. } = &self.appraisal;
        let rows = [
            Row("benefitAdjustment", &Ok(self.benefit_adjustment), "probability × impact, of the benefits"),
            Row("costAdjustment", &Ok(self.cost_adjustment), "probability × impact, of the costs"),
            Row("pvCosts", &Ok(*pv_costs), "PV costs × (1 + cost adjustment)"),
            Row("pvBenefits", &Ok(*pv_benefits), "PV benefits × (1 − benefit adjustment)"),
            Row(
                "npv",
                &Ok(*npv),
                "PV benefits × (1 − benefit adjustment) − PV costs × (1 + cost adjustment)",
            ),
            Row("roi", roi, "risk-adjusted NPV ÷ (PV costs × (1 + cost adjustment))"),
            Row(
                "paybackPeriods",
                payback_periods,
                "first t where Σ (risk-adjusted benefit − cost) is back at 0",
            ),
        ];
        let mut map = serializer.serialize_map(None)?;
        write_rows(&mut map, &rows)?;
        map.end()
    }
}
