//! The description of plan, report, questions and answers, in the order in which `engine.d.ts` has them.

mod allocate;
mod assess;
mod campaign;
mod evidence;
mod figures;
mod flow;
mod partners;
mod plan;
mod portfolio;
mod report;
mod rows;
mod shared;
mod simulate;
mod table;
mod what_if;
mod words;

use super::shape::Def;
use anyhow::Result;

/// Every named type. Names that the engine has in tables come from there.
pub(super) fn defs() -> Result<Vec<Def>> {
    Ok([
        words::of_report(),
        plan::defs(),
        report::defs(),
        shared::defs(),
        words::of_questions(),
        figures::defs()?,
        flow::defs(),
        what_if::defs(),
        simulate::defs(),
        allocate::defs(),
        flow::mature(),
        campaign::defs(),
        flow::settle(),
        evidence::defs(),
        assess::defs(),
        rows::defs(),
        table::defs(),
        portfolio::defs(),
        partners::defs(),
    ]
    .into_iter()
    .flatten()
    .collect())
}
