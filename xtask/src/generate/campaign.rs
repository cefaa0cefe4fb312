//! The questions about the money of a campaign: its cash calendar, the credit for a target, and what both sides can agree
//! on. Their part of `docs/formulas.md`.

use super::asked::{Figure, data, field, figures, taken};
use super::{beyond, table};
use anyhow::{Context, Result};
use comarketing_roi_engine::agreement::{self, agreement};
use comarketing_roi_engine::answer::Premise;
use comarketing_roi_engine::cash::{Campaign, cash};
use comarketing_roi_engine::credit_for_target::{self, Of, Per, credit_for_target};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::target::Target;
use comarketing_roi_engine::{Plan, Tier};

/// The figures of each answer, in its order.
pub(super) struct Answers {
    pub(super) cash: Vec<Figure>,
    pub(super) ledger: Vec<Figure>,
    pub(super) credit: Vec<Figure>,
    pub(super) agreement: Vec<Figure>,
    pub(super) way: Vec<Figure>,
    /// What a calendar takes where it is not told otherwise.
    assumed: Vec<Premise>,
}

impl Answers {
    /// Asks about nothing at all: figures without a value state their formulas, too.
    pub(super) fn read() -> Result<Self> {
        let plan = Plan::new("USD").with_tier(Tier::named("A")).validate();
        let plan = plan.ok().context("a plan may be empty")?;
        let calendar = cash(&Campaign::default());
        let target = Target::multiple(1.0);
        let (of, per, at) = (Of::Pipeline, Per::VendorCost, ScopeId::Total);
        let question = credit_for_target::Question { target, of, per, at };
        let credit = credit_for_target(&plan, &question).ok().context("a plan has a total")?;
        let agreed = agreement(&plan, &agreement::Question::default()).ok().context("a plan has a total")?;
        let cash_data = data(&serde_json::to_string(&calendar)?)?;
        let credit_data = data(&serde_json::to_string(&credit)?)?;
        let agreed_data = data(&serde_json::to_string(&agreed)?)?;
        Ok(Self {
            cash: figures(&cash_data)?,
            ledger: figures(field(&cash_data, "joint")?)?,
            credit: figures(&credit_data)?,
            agreement: figures(&agreed_data)?,
            way: figures(field(&agreed_data, "share")?)?,
            assumed: calendar.assumptions,
        })
    }
}

/// The sections of `docs/formulas.md`.
pub(super) fn sections() -> Result<String> {
    let answers = Answers::read()?;
    let credits = Of::ALL.into_iter().flat_map(|of| Per::ALL.map(|per| (of, per)));
    let credits = credits.map(|(of, per)| {
        let (target, at) = (Target::multiple(1.0), ScopeId::Total);
        let question = credit_for_target::Question { target, of, per, at };
        [format!("`{}`", of.id()), format!("`{}`", per.id()), question.formula().to_owned()]
    });
    let assumed = answers
        .assumed
        .iter()
        .map(|premise| [format!("`{}`", premise.field), taken(premise), premise.why.clone()]);
    Ok([
        "\n### Cash\n\n",
        CASH,
        &beyond::figures(&answers.cash),
        "\nOf the vendor, of the partner, and of both together (`joint`):\n\n",
        &beyond::figures(&answers.ledger),
        "\nAssumed where nothing is given:\n\n",
        &table(["field", "taken", "why"], assumed),
        "\n### Credit for a target\n\n",
        CREDIT,
        &table(["of", "per", "credit"], credits),
        "\n### Agreement\n\n",
        AGREEMENT,
        "Of either; today's margin is `pm`:\n\n",
        &beyond::figures(&answers.way),
    ]
    .concat())
}

const CASH: &str = "\
`cash({ event, mdf, vendorCost, deals, discountRate })`: the cash calendar of one campaign, of the vendor, of the partner and \
of both together. Moments are months from the start of the calendar, whole or fractional.

- The partner pays first, claims MDF and is paid back; the vendor pays its own cost and MDF; deals are won after the sales \
  cycle, at once or in equal monthly parts. Won deals count as paid when they are won.
- What the partner pays first is its own money and MDF. Either is given; both are accepted where they agree to the cent.
- The vendor's ledger adds up to `g × R − Cv`, the partner's to `Pe + Ps − P`: what `roi` and `roiPartner` divide. What is \
  reimbursed comes and goes in one moment, so joint cash does not depend on it.
- A month has its net, the balance at its end, and the lowest balance within it.
- Money out of pocket costs simple interest. A day is 12 ÷ 365 months.

";

const CREDIT: &str = "\
`creditForTarget(plan, { target, of, per, scope })`: the influence credit at which a target is met, in closed form. `t` is what \
is to come back for each unit of cost:

- `\"25%\"` is a net return: `t = 1.25`. `\"3x\"` and `3` are a multiple, `\"3:1\"` is a ratio: `t = 3`. A bare `25` is a multiple.
- Below 0 sourced deals alone suffice, above 1 even full credit does not; `unclamped` states the value all the same.
- `pipelinePerDollar` also counts direct's work on influenced deals, which moves with the credit: `solve` finds its credit.

";

const AGREEMENT: &str = "\
`agreement(plan, { vendorRoi, partnerRoi, scope })`: the share of the campaign's cost that MDF reimburses, and the margin that \
the partner keeps, at which both sides reach their targets (0 unless given). Each alone, with the other as today.

- Share: `1 − (Pe + Ps) ÷ ((1 + p) × (M + P)) ≤ s ≤ (g × R ÷ (1 + v) − O) ÷ (M + P)`, and `0 ≤ s ≤ 1`.
- Margin: `pm + ((1 + p) × P − Pe − Ps) ÷ (Rs + Ri) ≤ m ≤ g + pm − (1 + v) × Cv ÷ R`. Gross margin is what is left after the \
  partner's margin, so the one falls as the other rises, by as much; the margin on influenced deals moves along.
- A target is met where what is left is at least the target times what was put in, also where nothing is put in.

";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_its_section() {
        let sections = sections().unwrap();
        for name in ["cash", "creditForTarget", "agreement"] {
            assert!(sections.contains(&format!("\n\n`{name}(")), "{name}");
        }
    }
}
