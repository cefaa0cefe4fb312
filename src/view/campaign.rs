//! The check of one activity: is the request worth it, and what did it return.

use super::cards::cards;
use super::figure::Results;
use super::form::{Form, credit, group, includes_influenced, name_field, numbers, problems};
use super::markup::{button, el, flag, line, panel, value, with, words};
use super::results::{answers, headline, warnings};
use crate::app::{Action, CAMPAIGN_FIELDS, Column, Section, State};
use crate::embed::plan_text;
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{FieldPath, MetricId};
use yew::Html;

/// What the activity answers to vendor, partner and both.
const ANSWERS: [(Column, MetricId); 8] = [
    (Column::Total, MetricId::Roi),
    (Column::Total, MetricId::RoiPartner),
    (Column::Total, MetricId::RoiJoint),
    (Column::Total, MetricId::BreakEvenInfluenceCredit),
    (Column::Total, MetricId::PipelinePerMdfDollar),
    (Column::Total, MetricId::CostPerLead),
    (Column::Total, MetricId::PartnerCac),
    (Column::Direct, MetricId::DirectCac),
];

/// The form of the activity beside what follows from it.
pub fn campaign(form: &Form, results: Option<Results>, cta: Option<Html>) -> Html {
    let state = form.state;
    let key = state.draft().tiers.first().map_or(0, |tier| tier.key);
    let fields =
        CAMPAIGN_FIELDS.iter().map(|field| form.number(FieldPath::tier(0, *field), key, "")).collect();
    let tier = state.draft().tiers.first();
    let inputs = with(
        "section",
        &["class", "part", "aria-label"],
        &["inputs", "section"],
        vec![value(text::INPUTS)],
        vec![
            line(form.heading, "group", text::CAMPAIGN_ACTIVITY),
            el("div", "named", tier.map(|tier| name_field(form, 0, tier, false)).into_iter().collect()),
            panel("activity", "{}".to_owned()),
            line(form.heading, "group", text::CAMPAIGN_FIGURES),
            el("div", "fields", fields),
            panel("questions", "{\"group\":\"controls\"}".to_owned()),
            group(text::ECONOMICS, form.heading, vec![numbers(form, Group::Economics), credit(form)]),
            group(
                text::DIRECT,
                form.heading,
                vec![
                    line("p", "hint", text::DIRECT_HELP),
                    numbers(form, Group::Direct),
                    includes_influenced(form),
                ],
            ),
        ],
    );
    let mut parts = vec![problems(form)];
    if let Some(results) = results {
        let frozen = state.workspace.campaign.forecast.is_some();
        let freeze = button(
            form.dispatch,
            Action::Freeze,
            &["type", "part", "aria-pressed", "disabled"],
            &["button", "button"],
            vec![value(if frozen { "true" } else { "false" }), flag(state.is_stale())],
            vec![words(if frozen { text::CAMPAIGN_THAW } else { text::CAMPAIGN_FREEZE })],
        );
        let sheet = if frozen { "claim" } else { "request" };
        parts.extend([
            headline(results),
            cards(results, Section::Executive, text::CAMPAIGN_WORTH, None, &ANSWERS),
            warnings(results),
            panel("corridor", "{}".to_owned()),
            panel("goal-box", "{\"path\":\"/campaign/target\"}".to_owned()),
            line("p", "hint", if frozen { text::CAMPAIGN_FROZEN } else { text::CAMPAIGN_FREEZE_HINT }),
            el("div", "actions", vec![freeze]),
            panel(sheet, wish(state)),
            el("div", "cta", cta.into_iter().collect()),
        ]);
    } else {
        parts.push(line("p", "empty", text::NOTHING_YET));
    }
    let results = answers(state.is_stale(), parts);
    el("div", "columns", vec![inputs, results])
}

/// What the claim report has to know beside the plan: the forecast.
fn wish(state: &State) -> String {
    match state.workspace.campaign.forecast.as_ref().and_then(|plan| plan_text(plan)) {
        Some(plan) => concat(&["{\"forecast\":", &plan, "}"]),
        None => "{}".to_owned(),
    }
}
