//! The check of one activity: is the request worth it, and what did it return.

use super::assessment::questions;
use super::cards::cards;
use super::figure::Results;
use super::form::{Form, credit, group, includes_influenced, name_field, numbers, problems};
use super::markup::{button, el, flag, line, value, with, words};
use super::panel::{Wish, panel};
use super::results::{answers, headline, warnings};
use crate::app::{Action, CAMPAIGN_FIELDS, Column, Section};
use crate::text;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{FieldPath, MetricId, Value};
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
            panel(form.board, Wish::plain("activity")),
            line(form.heading, "group", text::CAMPAIGN_FIGURES),
            el("div", "fields", fields),
            panel(form.board, questions("group", "controls")),
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
            panel(form.board, Wish::plain("corridor")),
            panel(form.board, goal("/campaign/target")),
            line("p", "hint", if frozen { text::CAMPAIGN_FROZEN } else { text::CAMPAIGN_FREEZE_HINT }),
            el("div", "actions", vec![freeze]),
            panel(form.board, Wish::plain(sheet)),
            el("div", "cta", cta.into_iter().collect()),
        ]);
    } else {
        parts.push(line("p", "empty", text::NOTHING_YET));
    }
    let results = answers(state.is_stale(), parts);
    el("div", "columns", vec![inputs, results])
}

/// The goal at a path of the answers, and what must be true for it.
pub(super) fn goal(path: &str) -> Wish {
    Wish::of("goal-box", [("path", Value::Text(path.to_owned()))])
}
