//! The figures of answers that state their formulas, read from an answer itself ([`Asked`]).
//!
//! Their units stand here: a figure without one stops `cargo xtask docs`.

use super::super::asked::{Asked, Figure};
use super::super::campaign::Answers;
use super::super::portfolio;
use super::super::shape::{Def, answer, is, number, or_null};
use anyhow::{Context, Result};

/// A unit and the figures that are measured in it; `Type.figure` where another type has one of that name in another unit.
type Units = [(&'static str, &'static [&'static str])];

const UNITS: &Units = &[
    (
        "money",
        &[
            "pvCosts",
            "pvBenefits",
            "npv",
            "totalSpend",
            "spendMatched",
            "totalGrossProfit",
            "firstYearGrossProfit",
            "advantageOfDepth",
            "pipelineMatured",
            "expectedRevenueToDate",
            "expectedRevenue",
            "maturedRevenue",
            "partner",
            "direct",
            "change",
            "paidFirst",
            "reimbursed",
            "ownMoney",
            "waitingCost",
            "putsIn",
            "getsBack",
            "sum",
            "deepest",
            "financingCost",
            "incrementalRevenue",
            "incrementalProfit",
            "CampaignGroupFigures.credited",
            "ConcentrationFigures.credited",
            "NextPartnerFigures.credited",
            "allocated",
            "requested",
            "pending",
            "refused",
            "approved",
            "spent",
            "unclaimed",
            "neverRequested",
            "unused",
            "budget",
        ],
    ),
    (
        "share",
        &[
            "roi",
            "roiMatched",
            "irr",
            "firstYearRoi",
            "equalActivationRate",
            "shareMatured",
            "roiToDate",
            "roiMatured",
            "benefitAdjustment",
            "costAdjustment",
            "influencedWinRate",
            "directWinRate",
            "lift",
            "credit",
            "creditLow",
            "creditHigh",
            "usableCredit",
            "exposedWinRate",
            "controlWinRate",
            "winRateDifference",
            "winRateDifferenceLow",
            "winRateDifferenceHigh",
            "incrementalRoi",
            "pValue",
            "vendorRoi",
            "partnerRoi",
            "WayFigures.today",
            "low",
            "high",
            "nearest",
            "share",
            "utilization",
            "changeOfYear",
            "TrendFigures.change",
            "activation",
            "production",
            "rSquared",
        ],
    ),
    (
        "multiple",
        &[
            "pace",
            "iroas",
            "CreditFigures.today",
            "sourcedOnly",
            "fullInfluence",
            "ReturnBandFigures.credited",
            "fullCredit",
            "perMdf",
        ],
    ),
    ("points", &["score"]),
    // What is measured in the unit of its item, and the terms of a curve.
    ("", &["value", "beta", "betaLow", "betaHigh", "scale"]),
    (
        "count",
        &[
            "recruits",
            "activeRecruits",
            "incrementalWins",
            "incrementalWinsLow",
            "incrementalWinsHigh",
            "accountsPerArm",
            "signed",
        ],
    ),
    ("periods", &["paybackPeriods", "discountedPaybackPeriods"]),
    (
        "months",
        &[
            "paybackMonth",
            "discountedPaybackMonth",
            "monthsToJudgement",
            "waitingMonths",
            "deepestMonth",
            "returnMonth",
        ],
    ),
];

pub(super) fn defs() -> Result<Vec<Def>> {
    let asked = Asked::read()?;
    let Answers { cash, ledger, credit, agreement, way, .. } = Answers::read()?;
    let own = |figures: Vec<Figure>| figures.into_iter().map(own).collect::<Vec<_>>();
    let [ledger, credit, way] = [ledger, credit, way].map(own);
    Ok([
        stated("AppraisalFigures", "What a cash flow is worth.", &asked.appraisal)?,
        stated("RiskAdjustedFigures", "What it is worth with its risk.", &asked.risk_adjusted)?,
        stated(
            "ChannelsFigures",
            "What an opportunity is worth for each month that it takes, through partners and direct.",
            &asked.channels,
        )?,
        stated("CourseFigures", "What the money of a projection is worth.", &asked.course)?,
        stated("WaysFigures", "Depth against breadth.", &asked.depth_or_breadth)?,
        stated(
            "MaturityFigures",
            "What a campaign has returned and can be expected to return.",
            &asked.maturity,
        )?,
        stated("CashFigures", "What the partner pays first and for how long.", &cash)?,
        stated("LedgerFigures", "The cash of one side or of both.", &ledger)?,
        stated("CreditFigures", "The credit for a target.", &credit)?,
        stated("AgreementFigures", "The returns of both sides today.", &agreement)?,
        stated("WayFigures", "What both sides accept.", &way)?,
        stated(
            "CreditEvidenceFigures",
            "What win rates say for an influence credit.",
            &asked.credit_evidence,
        )?,
        stated("HoldoutFigures", "What a program brought beyond its control group.", &asked.holdout)?,
    ]
    .into_iter()
    .chain(of_campaigns()?)
    .collect())
}

/// Those of the questions about campaigns.
fn of_campaigns() -> Result<Vec<Def>> {
    let asked = portfolio::Answers::read()?;
    let scored = |(id, formula): Figure| {
        let about = if id == "score" { "0 to 100; `formulas` says how".to_owned() } else { formula };
        (id, about)
    };
    let evidence: Vec<Figure> = asked.evidence.into_iter().map(scored).collect();
    let card: Vec<Figure> = asked.card.into_iter().map(scored).collect();
    Ok(vec![
        stated("ReturnBandFigures", "Pipeline for each unit of MDF.", &asked.band)?,
        stated("FundsFigures", "Where MDF stands.", &asked.funds)?,
        stated("CampaignGroupFigures", "What a group brings.", &asked.group)?,
        stated("TrendFigures", "The return of a quarter.", &asked.trend)?,
        stated("ConcentrationFigures", "What partners bring.", &asked.concentration)?,
        stated("ActivationFigures", "From signature to result.", &asked.activation)?,
        stated("ScoreEvidenceFigures", "A figure and its score.", &evidence)?,
        stated("CardFigures", "The score of a partner or a part.", &card)?,
        stated("NextPartnerFigures", "What a partner brings.", &asked.next_partner)?,
        stated("NextPeriodFigures", "What is given out.", &asked.next)?,
        stated("ResponseFigures", "The curve of spending and results.", &asked.response)?,
    ])
}

/// What a figure is where each side or each question works it out in its own way: `formulas` of the answer says how.
fn own((id, formula): Figure) -> Figure {
    let about = match id.as_str() {
        "putsIn" => "What this side puts in: of the partner its own money".to_owned(),
        "getsBack" => "What the deals bring it".to_owned(),
        "credit" => "The credit that meets the target, 0 to 1".to_owned(),
        "today" => "The value today".to_owned(),
        _ => formula,
    };
    (id, about)
}

/// Figures that are numbers, or null with a reason.
fn stated(name: &'static str, about: &str, figures: &[Figure]) -> Result<Def> {
    let member = |(id, formula): &Figure| {
        let here = format!("{name}.{id}");
        let unit = UNITS.iter().find(|(_, ids)| ids.contains(&id.as_str()) || ids.contains(&here.as_str()));
        let (unit, _) = unit.with_context(|| format!("{name}: {id} has no unit in describe/figures.rs"))?;
        Ok(is(id, or_null(number(unit)), &format!("{formula}.")))
    };
    let members = figures.iter().map(member).collect::<Result<_>>()?;
    Ok(answer(name, &format!("{about} Where a figure is null, `reasons` says why."), members))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_a_unit_is_told() {
        let figure = ("nonsense".to_owned(), "a ÷ b".to_owned());
        let error = stated("Figures", "", &[figure]).err().unwrap();
        assert!(error.to_string().contains("nonsense"), "{error}");
    }
}
