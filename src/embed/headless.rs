//! The headless API: what `engine.js` gives to browser and Node.

mod ask;
pub mod campaigns;
pub mod table;

use super::json::to_js;
use super::plan_of;
use ask::{OPTIONS, about_plan, alone, answer, both, read};
use comarketing_roi_engine::discounted_cash_flow::risk;
use comarketing_roi_engine::report::Table;
use comarketing_roi_engine::{self as engine, Value, evaluate};
use wasm_bindgen::prelude::*;

/// Works out a plan: `{ ok: true, report }` or `{ ok: false, errors }`.
#[wasm_bindgen]
pub fn calculate(plan: JsValue) -> JsValue {
    answer("report", plan_of(&plan).map(|plan| evaluate(&plan)))
}

/// What a cash flow is worth today: `{ ok: true, answer }` or `{ ok: false, errors }`, as for each question below.
#[wasm_bindgen]
pub fn appraise(question: JsValue) -> JsValue {
    alone(&question, risk::Question::read, risk::appraise_with_risk)
}

/// The case over several years.
#[wasm_bindgen]
pub fn project(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::project::Horizon::read, |plan, horizon| {
        Ok(engine::project::project(plan, horizon))
    })
}

/// The value of one input that brings a metric to a target.
#[wasm_bindgen]
pub fn solve(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::solve::Question::read, engine::solve::solve)
}

/// How far each input is from turning the verdict on a metric.
#[wasm_bindgen(js_name = flipPoints)]
pub fn flip_points(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::switching_value::Question::read, engine::switching_value::flip_points)
}

/// Partners against direct: four lifts, and what each adds.
#[wasm_bindgen]
pub fn channels(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::channels::Question::read, engine::channels::channels)
}

/// Which input moves a metric most.
#[wasm_bindgen]
pub fn sensitivity(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::sensitivity::Question::read, engine::sensitivity::sensitivity)
}

/// How sure the figures are.
#[wasm_bindgen]
pub fn simulate(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::simulate::Simulation::read, engine::simulate::simulate)
}

/// The best split of a budget.
#[wasm_bindgen]
pub fn allocate(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::allocate::Question::read, engine::allocate::allocate)
}

/// The plan as a workbook with live formulas; `workbook.js` writes the file.
#[wasm_bindgen]
pub fn workbook(plan: JsValue, options: JsValue) -> JsValue {
    let given = both(plan_of(&plan), read(&options, OPTIONS, engine::workbook::Question::read));
    let words = engine::workbook::Words::ENGLISH;
    // What is wrong with it is the plan's, not what is asked.
    answer("answer", given.and_then(|(plan, question)| engine::workbook::book(&plan, &question, &words)))
}

/// How much of a campaign can be judged by now.
#[wasm_bindgen]
pub fn mature(campaign: JsValue) -> JsValue {
    alone(&campaign, engine::cohort_lag::Campaign::read, engine::cohort_lag::mature)
}

/// When each side of a campaign has how much of its money.
#[wasm_bindgen]
pub fn cash(campaign: JsValue) -> JsValue {
    alone(&campaign, engine::cash::Campaign::read, engine::cash::cash)
}

/// The influence credit at which a target is met.
#[wasm_bindgen(js_name = creditForTarget)]
pub fn credit_for_target(plan: JsValue, options: JsValue) -> JsValue {
    let read = engine::credit_for_target::Question::read;
    about_plan(&plan, &options, read, engine::credit_for_target::credit_for_target)
}

/// The MDF share, or the margin, at which vendor and partner both reach their targets.
#[wasm_bindgen]
pub fn agreement(plan: JsValue, options: JsValue) -> JsValue {
    about_plan(&plan, &options, engine::agreement::Question::read, engine::agreement::agreement)
}

/// Why the actuals differ from the forecast.
#[wasm_bindgen]
pub fn settle(forecast: JsValue, actuals: JsValue) -> JsValue {
    let [forecast, actuals] = [("/forecast", forecast), ("/actuals", actuals)]
        .map(|(path, value)| read(&value, path, |value: &Value| Ok(value.clone())));
    let plans =
        both(forecast, actuals).and_then(|(forecast, actuals)| engine::variance::read(&forecast, &actuals));
    answer("answer", plans.map(|(forecast, actuals)| engine::variance::settle(&forecast, &actuals)))
}

/// What win rates say for an influence credit.
#[wasm_bindgen(js_name = creditEvidence)]
pub fn credit_evidence(question: JsValue) -> JsValue {
    alone(&question, engine::credit_evidence::Question::read, engine::credit_evidence::credit_evidence)
}

/// What a program brought that would not have come anyway.
#[wasm_bindgen]
pub fn holdout(question: JsValue) -> JsValue {
    alone(&question, engine::holdout::Question::read, engine::holdout::holdout)
}

/// How mature an ecosystem is, and what to do next.
#[wasm_bindgen]
pub fn assess(answers: JsValue) -> JsValue {
    alone(&answers, engine::assess::Answers::read, engine::assess::assess)
}

/// The questions that [`assess`] answers, to draw a form from.
#[wasm_bindgen(js_name = assessQuestions)]
pub fn assess_questions() -> JsValue {
    to_js(&engine::assess::questions())
}

/// The metric table.
#[wasm_bindgen]
pub fn metrics() -> JsValue {
    to_js(&Table)
}

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
