//! One screen for a call: big figures, a few dials, scenarios side by side.

use super::cards::cards;
use super::dial::slider;
use super::figure::Results;
use super::form::{Form, credit_claim, inputs, problems};
use super::results::{answers, headline};
use crate::app::{Action, Goal, KEYS_BUTTON, PRIVATE_BUTTON, Panel, Section, Toggle};
use crate::markup::{Control, Tree, button, el, line, of};
use crate::text::{self, Text};
use crate::workspace::MAX_SCENARIOS;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::{Field, FieldPath, MetricId};
use std::rc::Rc;

/// The dials of a tier, then those of the plan.
const DIALS: [Field; 3] = [Field::MdfSpent, Field::PipelineSourced, Field::WinRate];
const SHARED: [Field; 2] = [Field::InfluenceCredit, Field::GrossMargin];

pub(super) const NUMBERS: [(ScopeId, MetricId); 6] = [
    (ScopeId::Total, MetricId::PipelineSourced),
    (ScopeId::Total, MetricId::PipelineInfluenced),
    (ScopeId::Total, MetricId::PipelinePerDollar),
    (ScopeId::Total, MetricId::PartnerCac),
    (ScopeId::Direct, MetricId::DirectCac),
    (ScopeId::Total, MetricId::CacReduction),
];

/// The id of its box, which a key leads to.
pub const GOAL_ID: &str = "-call-target";

/// The screen.
pub fn call(form: &Form, results: Option<Results>) -> Tree {
    let state = form.state;
    let keys = of("div", "keys").flag("hidden", !state.is_on(Toggle::Keys));
    let keys = if state.is_on(Toggle::Keys) { keys.place(Panel::Shortcuts) } else { keys };
    let inputs = inputs()
        .child(switches(form))
        .child(keys)
        .child(line(form.heading, "group", text::DIALS))
        .child(tier_choice(form))
        .child(dials(form));
    let sheet = answers(state.is_stale()).child(problems(form));
    let sheet = match results {
        Some(results) => sheet
            .child(headline(results))
            .child(cards(results, Section::Executive, text::EXECUTIVE, None, &NUMBERS))
            .child(scenarios(form))
            .place(Panel::Goal(Goal::Call))
            .place(Panel::TalkingPoint)
            .place(Panel::Tornado(MetricId::Roi)),
        None => sheet.child(line("p", "empty", text::NOTHING_YET)),
    };
    of("div", "columns call").child(inputs).child(sheet)
}

/// What can be turned on for the call.
fn switches(form: &Form) -> Tree {
    let switch = |toggle: Toggle, label: Text, id: Option<&'static str>| {
        button("", label, Action::Toggle(toggle))
            .says("aria-pressed", form.state.is_on(toggle))
            .set_some("id", id)
    };
    of("div", "actions")
        .child(switch(Toggle::Presenter, text::PRESENTER, None))
        .child(switch(Toggle::Private, text::PRIVATE, Some(PRIVATE_BUTTON)))
        .child(switch(Toggle::Keys, text::KEYS, Some(KEYS_BUTTON)))
}

/// Which tier the dials turn.
fn tier_choice(form: &Form) -> Tree {
    let tiers = form.state.draft().tiers.iter().enumerate();
    let options = tiers.map(|(at, tier)| {
        line("option", "", isolated(&tier.name))
            .set("value", at.to_string())
            .flag("selected", at == form.state.tier)
    });
    let chosen = |value: String| value.parse().ok().map(Action::Tier);
    let select = el("select").controls(Control::Change(Rc::new(chosen))).children(options);
    of("label", "choice").child(line("span", "", text::DIAL_TIER)).child(select)
}

fn dials(form: &Form) -> Tree {
    let at = form.state.tier.min(form.state.draft().tiers.len().saturating_sub(1));
    let tier = form.state.draft().tiers.get(at);
    let of_tier = tier.into_iter().flat_map(|tier| {
        let name = isolated(&tier.name);
        DIALS.map(|field| dial(form, FieldPath::tier(at, field), tier.key, &name))
    });
    let shared = SHARED.iter().map(|field| dial(form, FieldPath::plan(*field), 0, ""));
    of("div", "dials").children(of_tier.chain(shared))
}

/// A number box with a slider; the box is the truth.
fn dial(form: &Form, place: FieldPath, key: u32, tier: &str) -> Tree {
    let hidden = place.field.is_cost_or_margin() && form.state.is_private();
    let dial = of("div", "dial")
        .child(form.number(place, key, tier))
        .children((!hidden).then(|| slider(form, place, tier)));
    dial.children((place.field == Field::InfluenceCredit).then(|| credit_claim(form)))
}

/// Plans side by side: the late part draws the table.
fn scenarios(form: &Form) -> Tree {
    let full = form.state.workspace.scenarios.len() >= MAX_SCENARIOS;
    let add = button("", text::SCENARIO_KEEP, Action::AddScenario).flag("disabled", full);
    of("div", "block")
        .child(line(form.heading, "group", text::SCENARIOS))
        .place(Panel::Scenarios)
        .child(of("div", "actions").child(add))
}
