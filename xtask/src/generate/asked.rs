//! The figures of the answers, read from the answers themselves: each says how it is worked out.

use anyhow::{Context, Result};
use comarketing_roi_engine::answer::{Premise, Taken};
use comarketing_roi_engine::channels::channels;
use comarketing_roi_engine::cohort_lag::{Campaign, mature};
use comarketing_roi_engine::credit_evidence::{self, credit_evidence};
use comarketing_roi_engine::discounted_cash_flow::risk::{self, Risk, appraise_with_risk};
use comarketing_roi_engine::holdout::{self, holdout};
use comarketing_roi_engine::project::{Extra, Horizon, project};
use comarketing_roi_engine::{Plan, Tier, Value};

/// A figure and its formula.
pub(super) type Figure = (String, String);

/// Each group of figures, in the order of its answer.
pub(super) struct Asked {
    pub(super) appraisal: Vec<Figure>,
    pub(super) risk_adjusted: Vec<Figure>,
    pub(super) channels: Vec<Figure>,
    pub(super) course: Vec<Figure>,
    pub(super) depth_or_breadth: Vec<Figure>,
    pub(super) maturity: Vec<Figure>,
    pub(super) credit_evidence: Vec<Figure>,
    pub(super) holdout: Vec<Figure>,
    /// How the months of a projection come about.
    pub(super) method: Vec<String>,
    /// What every question takes where it is not told otherwise.
    pub(super) assumed: [(&'static str, Vec<Premise>); 3],
}

impl Asked {
    /// Asks about nothing at all: figures without a value state their formulas, too.
    pub(super) fn read() -> Result<Self> {
        let plan = Plan::new("USD").with_tier(Tier::named("A")).validate();
        let plan = plan.ok().context("a plan may be empty")?;
        let extra = Some(Extra::default());
        let certain = Some(Risk { probability: 0.0, impact: 0.0 });
        let appraisal =
            appraise_with_risk(&risk::Question { benefits: certain, ..risk::Question::default() });
        let horizon = Horizon { depth_or_breadth: extra, ..Horizon::default() }.validate();
        let projection = project(&plan, &horizon.ok().context("a budget may be nothing")?);
        let maturity = mature(&Campaign::default());
        let channels = channels(&plan, &Default::default()).ok().context("the total is a scope")?;
        let written = |answer: serde_json::Result<String>| data(&answer?);
        let appraisal_data = written(serde_json::to_string(&appraisal))?;
        let projection_data = written(serde_json::to_string(&projection))?;
        let maturity_data = written(serde_json::to_string(&maturity))?;
        let credit = credit_evidence(&credit_evidence::Question::default());
        let credit_data = written(serde_json::to_string(&credit))?;
        let holdout_data = written(serde_json::to_string(&holdout(&holdout::Question::default())))?;
        let method = match field(&projection_data, "method")? {
            Value::List(lines) => lines.iter().filter_map(text).collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            appraisal: figures(&appraisal_data)?,
            risk_adjusted: figures(field(&appraisal_data, "riskAdjusted")?)?,
            channels: figures(&written(serde_json::to_string(&channels))?)?,
            course: figures(field(&projection_data, "total")?)?,
            depth_or_breadth: figures(field(&projection_data, "depthOrBreadth")?)?,
            maturity: figures(&maturity_data)?,
            credit_evidence: figures(&credit_data)?,
            holdout: figures(&holdout_data)?,
            method,
            assumed: [
                ("appraise", appraisal.plain.assumptions),
                ("project", projection.assumptions),
                ("mature", maturity.assumptions),
            ],
        })
    }
}

/// The value that was taken, as text.
pub(super) fn taken(premise: &Premise) -> String {
    match premise.value {
        Taken::Number(number) => number.to_string(),
        Taken::Word(word) => format!("“{word}”"),
    }
}

/// An answer as it is written, its keys in order.
pub(super) fn data(answer: &str) -> Result<Value> {
    Ok(serde_json::from_str(answer)?)
}

pub(super) fn field<'a>(answer: &'a Value, name: &str) -> Result<&'a Value> {
    let Value::Map(entries) = answer else { anyhow::bail!("an answer is an object") };
    let found = entries.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value).with_context(|| format!("an answer has no `{name}`"))
}

pub(super) fn figures(answer: &Value) -> Result<Vec<Figure>> {
    let Value::Map(formulas) = field(answer, "formulas")? else { anyhow::bail!("`formulas` is no object") };
    Ok(formulas.iter().filter_map(|(id, formula)| Some((id.clone(), text(formula)?))).collect())
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_its_figures() {
        let asked = Asked::read().unwrap();
        for (figures, id) in [
            (&asked.appraisal, "npv"),
            (&asked.risk_adjusted, "costAdjustment"),
            (&asked.channels, "change"),
            (&asked.course, "paybackMonth"),
            (&asked.depth_or_breadth, "advantageOfDepth"),
            (&asked.maturity, "shareMatured"),
            (&asked.credit_evidence, "credit"),
            (&asked.holdout, "iroas"),
        ] {
            assert!(figures.iter().any(|(figure, _)| figure == id), "{id}");
        }
        assert!(!asked.method.is_empty());
    }
}
