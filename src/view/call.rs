//! One screen for a call: big figures, a few dials, scenarios side by side.

use super::campaign::goal;
use super::cards::cards;
use super::dial::slider;
use super::figure::Results;
use super::form::{Form, problems};
use super::markup::{button, el, flag, line, value, with, with_listeners, words};
use super::panel::{Wish, panel};
use super::results::{answers, headline};
use crate::app::{Action, Column, KEYS_BUTTON, PRIVATE_BUTTON, Section, Toggle};
use crate::text;
use crate::workspace::MAX_SCENARIOS;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::{Field, FieldPath, MetricId};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::onchange;
use yew::virtual_dom::Listener;
use yew::{Callback, Html};

/// The dials of a tier, then those of the plan.
const DIALS: [Field; 3] = [Field::MdfSpent, Field::PipelineSourced, Field::WinRate];
const SHARED: [Field; 2] = [Field::InfluenceCredit, Field::GrossMargin];

const NUMBERS: [(Column, MetricId); 6] = [
    (Column::Total, MetricId::PipelineSourced),
    (Column::Total, MetricId::PipelineInfluenced),
    (Column::Total, MetricId::PipelinePerMdfDollar),
    (Column::Total, MetricId::PartnerCac),
    (Column::Direct, MetricId::DirectCac),
    (Column::Total, MetricId::CacReduction),
];

/// The id of its box, which a key leads to.
pub const GOAL_ID: &str = "-call-target";

/// The screen.
pub fn call(form: &Form, results: Option<Results>) -> Html {
    let state = form.state;
    let switch = |switch: Toggle, label| {
        let on = state.is_on(switch);
        button(
            form.dispatch,
            Action::Toggle(switch),
            &["type", "part", "aria-pressed", "id"],
            &["button", "button"],
            vec![
                value(if on { "true" } else { "false" }),
                match switch {
                    Toggle::Keys => value(KEYS_BUTTON),
                    Toggle::Private => value(PRIVATE_BUTTON),
                    _ => None,
                },
            ],
            vec![words(label)],
        )
    };
    let switches = el(
        "div",
        "actions",
        vec![
            switch(Toggle::Presenter, text::PRESENTER),
            switch(Toggle::Private, text::PRIVATE),
            switch(Toggle::Keys, text::KEYS),
        ],
    );
    let keys = with(
        "div",
        &["class", "hidden"],
        &["keys"],
        vec![flag(!state.is_on(Toggle::Keys))],
        if state.is_on(Toggle::Keys) { vec![panel(form.board, Wish::plain("keys"))] } else { vec![] },
    );
    let inputs = with(
        "section",
        &["class", "part", "aria-label"],
        &["inputs", "section"],
        vec![value(text::INPUTS)],
        vec![switches, keys, line(form.heading, "group", text::DIALS), tier_choice(form), dials(form)],
    );
    let mut parts = vec![problems(form)];
    match results {
        Some(results) => parts.extend([
            headline(results),
            cards(results, Section::Executive, text::EXECUTIVE, None, &NUMBERS),
            scenarios(form),
            panel(form.board, goal("/call/target")),
            panel(form.board, Wish::plain("next")),
            panel(form.board, Wish::plain("tornado")),
        ]),
        None => parts.push(line("p", "empty", text::NOTHING_YET)),
    }
    let results = answers(state.is_stale(), parts);
    el("div", "columns call", vec![inputs, results])
}

/// Which tier the dials turn.
fn tier_choice(form: &Form) -> Html {
    let dispatch = form.dispatch.clone();
    let change = Callback::from(move |event: web_sys::Event| {
        let target = event.target().map(|target| target.unchecked_into::<web_sys::HtmlInputElement>());
        if let Some(at) = target.and_then(|select| select.value().parse().ok()) {
            dispatch.dispatch(Action::Tier(at));
        }
    });
    let change: Rc<dyn Listener> = Rc::new(onchange::Wrapper::new(change));
    let option = |(at, tier): (usize, &comarketing_roi_engine::draft::DraftTier)| {
        let chosen = flag(at == form.state.tier);
        with(
            "option",
            &["value", "selected"],
            &[],
            vec![value(at.to_string()), chosen],
            vec![words(isolated(&tier.name))],
        )
    };
    let options = form.state.draft().tiers.iter().enumerate().map(option).collect();
    let select = with_listeners("select", &["part"], &["input"], vec![], vec![change], options);
    el("label", "choice", vec![line("span", "", text::DIAL_TIER), select.into()])
}

fn dials(form: &Form) -> Html {
    let at = form.state.tier.min(form.state.draft().tiers.len().saturating_sub(1));
    let tier = form.state.draft().tiers.get(at);
    let key = tier.map_or(0, |tier| tier.key);
    let mut all: Vec<Html> = Vec::new();
    if let Some(tier) = tier {
        let name = isolated(&tier.name);
        all.extend(DIALS.iter().map(|field| dial(form, FieldPath::tier(at, *field), key, &name)));
    }
    all.extend(SHARED.iter().map(|field| dial(form, FieldPath::plan(*field), 0, "")));
    el("div", "dials", all)
}

/// A number box with a slider; the box is the truth.
fn dial(form: &Form, place: FieldPath, key: u32, of: &str) -> Html {
    let mut parts = vec![form.number(place, key, of)];
    if !(place.field.is_cost_or_margin() && form.state.is_private()) {
        parts.push(slider(form, place, of));
    }
    el("div", "dial", parts)
}

/// Plans side by side: the late part draws the table.
fn scenarios(form: &Form) -> Html {
    let state = form.state;
    let add = button(
        form.dispatch,
        Action::AddScenario,
        &["type", "part", "disabled"],
        &["button", "button"],
        vec![flag(state.workspace.scenarios.len() >= MAX_SCENARIOS)],
        vec![words(text::SCENARIO_KEEP)],
    );
    let parts = vec![
        line(form.heading, "group", text::SCENARIOS),
        panel(form.board, Wish::plain("scenarios")),
        el("div", "actions", vec![add]),
    ];
    el("div", "block", parts)
}
