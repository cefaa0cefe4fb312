//! The figures of answers that state their formulas, read from an answer itself ([`Asked`]).
//!
//! Their units stand here: a figure without one stops `cargo xtask docs`.

use super::super::asked::{Asked, Figure};
use super::super::shape::{Def, answer, is, number, or_null};
use anyhow::{Context, Result};

/// A unit and the figures that are measured in it.
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
        ],
    ),
    ("multiple", &["pace"]),
    ("count", &["recruits", "activeRecruits"]),
    ("periods", &["paybackPeriods", "discountedPaybackPeriods"]),
    ("months", &["paybackMonth", "discountedPaybackMonth", "monthsToJudgement"]),
];

pub(super) fn defs() -> Result<Vec<Def>> {
    let asked = Asked::read()?;
    Ok(vec![
        stated("AppraisalFigures", "What a cash flow is worth.", &asked.appraisal)?,
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
    ])
}

/// Figures that are numbers, or null with a reason.
fn stated(name: &'static str, about: &str, figures: &[Figure]) -> Result<Def> {
    let member = |(id, formula): &Figure| {
        let unit = UNITS.iter().find(|(_, ids)| ids.contains(&id.as_str()));
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
