//! The questions about a year of campaigns.

use super::ask::{Found, OPTIONS, answer, below, both, read};
use crate::embed::plan_of;
use crate::fold::fold;
use comarketing_roi_engine::attribution::{self, Attribution};
use comarketing_roi_engine::campaign;
use comarketing_roi_engine::campaign_table;
use comarketing_roi_engine::plan_from_campaigns::plan_from_campaigns as fill;
use comarketing_roi_engine::portfolio::{self, Portfolio};
use comarketing_roi_engine::{Plan, ValidPlan, response as periods, scorecard as scores};
use wasm_bindgen::prelude::*;

/// Plain rows as campaigns, with every problem of every other row.
#[wasm_bindgen(js_name = readCampaigns)]
pub fn read_campaigns(question: JsValue) -> JsValue {
    answer("answer", read(&question, "", campaign::read_campaigns))
}

/// A table as text as campaigns, with every problem by line and column.
#[wasm_bindgen(js_name = readCampaignTable)]
pub fn read_campaign_table(question: JsValue) -> JsValue {
    let found = read(&question, "", campaign_table::Question::read);
    answer("answer", found.map(|asked| campaign_table::read_table(&asked, fold)))
}

/// How campaigns return, from whom, and what cannot be judged.
#[wasm_bindgen]
pub fn portfolio(question: JsValue) -> JsValue {
    answer("answer", gathered(&question, "").map(|portfolio| portfolio.report()))
}

/// Partners scored, their tiers, and the next period's MDF.
#[wasm_bindgen]
pub fn scorecard(portfolio: JsValue, options: JsValue) -> JsValue {
    let given = both(gathered(&portfolio, ""), read(&options, OPTIONS, scores::Question::read));
    let found =
        given.and_then(|(portfolio, options)| below(OPTIONS, scores::scorecard(&portfolio, &options)));
    answer("answer", found)
}

/// Several partners on one deal: who is credited with what.
#[wasm_bindgen]
pub fn attribution(question: JsValue) -> JsValue {
    let found = read(&question, "", attribution::Terms::read).map(|(terms, deals)| {
        let mut all = Attribution::new_in(&terms, fold);
        deals.iter().for_each(|deal| all.add(deal));
        all.answer()
    });
    answer("answer", found)
}

/// How much more comes back when more is spent, by the periods that were.
#[wasm_bindgen]
pub fn response(question: JsValue) -> JsValue {
    answer("answer", read(&question, "", periods::read_periods).map(|all| periods::response(&all)))
}

/// A plan that holds what campaigns add up to; of no plan at all, a new one.
#[wasm_bindgen(js_name = planFromCampaigns)]
pub fn plan_from_campaigns(portfolio: JsValue, plan: JsValue) -> JsValue {
    const PLAN: &str = "/plan";
    let base = match plan.is_null() || plan.is_undefined() {
        true => Ok(Plan::default()),
        false => below(PLAN, plan_of(&plan)).map(ValidPlan::into_inner),
    };
    let given = both(gathered(&portfolio, "/portfolio"), base);
    answer("answer", given.and_then(|(portfolio, plan)| below(PLAN, fill(&portfolio, &plan))))
}

/// Campaigns and the terms by which they are judged, names compared by the platform's tables.
fn gathered(value: &JsValue, path: &str) -> Found<Portfolio> {
    let read = read(value, path, portfolio::Terms::read_with_sound_campaigns);
    read.map(|(terms, campaigns)| {
        let mut all = Portfolio::new_in(terms, fold);
        campaigns.iter().for_each(|campaign| all.add(campaign));
        all
    })
}
