//! The check of one activity: is the request worth it, and what did it return.

use super::cards::cards;
use super::figure::Results;
use super::form::{Form, economics, finance, group, inputs, name_field, of_direct, problems};
use super::results::{answers, headline, warnings};
use crate::app::{Action, CAMPAIGN_FIELDS, Goal, Panel, Questions, Section};
use crate::markup::{Tree, button, line, of};
use crate::text;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{FieldPath, MetricId};

/// What the activity answers to vendor, partner and both.
pub(super) const ANSWERS: [(ScopeId, MetricId); 8] = [
    (ScopeId::Total, MetricId::Roi),
    (ScopeId::Total, MetricId::RoiPartner),
    (ScopeId::Total, MetricId::RoiJoint),
    (ScopeId::Total, MetricId::BreakEvenInfluenceCredit),
    (ScopeId::Total, MetricId::PipelinePerDollar),
    (ScopeId::Total, MetricId::CostPerLead),
    (ScopeId::Total, MetricId::PartnerCac),
    (ScopeId::Direct, MetricId::DirectCac),
];

/// The form of the activity beside what follows from it.
pub fn campaign(form: &Form, results: Option<Results>, cta: Option<Tree>) -> Tree {
    of("div", "columns").child(activity(form)).child(worth(form, results, cta))
}

/// What is asked of the activity.
fn activity(form: &Form) -> Tree {
    let tier = form.state.draft().tiers.first();
    let key = tier.map_or(0, |tier| tier.key);
    let fields = CAMPAIGN_FIELDS.iter().map(|field| form.number(FieldPath::tier(0, *field), key, ""));
    inputs()
        .child(line(form.heading, "group", text::CAMPAIGN_ACTIVITY))
        .child(of("div", "named").children(tier.map(|tier| name_field(form, 0, tier, false))))
        .place(Panel::Activity)
        .child(line(form.heading, "group", text::CAMPAIGN_FIGURES))
        .child(of("div", "fields").children(fields))
        .place(Panel::Questions(Questions::Controls))
        .child(group(text::ECONOMICS, form.heading, economics(form)))
        .child(finance(form, true))
        .child(group(text::DIRECT, form.heading, of_direct(form)))
}

/// Whether it is worth it; once the forecast is frozen, what it returned.
fn worth(form: &Form, results: Option<Results>, cta: Option<Tree>) -> Tree {
    let state = form.state;
    let sheet = answers(state.is_stale()).child(problems(form));
    let Some(results) = results else {
        return sheet.child(line("p", "empty", text::NOTHING_YET));
    };
    let frozen = state.workspace.campaign.forecast.is_some();
    let (words, said, paper) = match frozen {
        true => (text::CAMPAIGN_THAW, text::CAMPAIGN_FROZEN, Panel::Claim),
        false => (text::CAMPAIGN_FREEZE, text::CAMPAIGN_FREEZE_HINT, Panel::Request),
    };
    let freeze =
        button("", words, Action::Freeze).says("aria-pressed", frozen).flag("disabled", state.is_stale());
    sheet
        .child(headline(results))
        .child(cards(results, Section::Executive, text::CAMPAIGN_WORTH, None, &ANSWERS))
        .child(warnings(results))
        .place(Panel::CreditBand)
        .place(Panel::Goal(Goal::Campaign))
        .child(line("p", "hint", said))
        .child(of("div", "actions").child(freeze))
        .place(paper)
        .child(of("div", "cta").children(cta))
}
