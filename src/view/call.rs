//! One screen for a call: dials beside the answer, scenarios side by side, and what to ask next.

use super::answer::{answer, gaps, meaning};
use super::dial::{change, slider, today};
use super::explain::open_explanation;
use super::figure::Results;
use super::form::{Form, credit_claim, inputs, problems};
use super::icon::{CROSS, KEYBOARD, LARGER, LOCK, PLUS, SEEN, UNSEEN, icon};
use super::modes::menu_button;
use super::results::{answers, stale_note};
use super::{label_of, name_of};
use crate::app::{
    Action, DIALS, Goal, KEYS_BUTTON, LEAVE_BUTTON, PRIVATE_BUTTON, Panel, SHARED_DIALS, Section, State,
    Toggle,
};
use crate::insight::ruler;
use crate::markup::{Control, Tree, button, el, line, of};
use crate::text::{self, Text};
use crate::workspace::MAX_SCENARIOS;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::{Field, FieldPath, MetricId};
use std::rc::Rc;

/// The id of its box, which a key leads to.
pub const GOAL_ID: &str = "-call-target";

/// How large the figure of the headline is.
const LARGEST: &str = "s64";

/// The screen.
pub fn call(form: &Form, results: Option<Results>) -> Tree {
    let state = form.state;
    let keys = of("div", "keys").flag("hidden", !state.is_on(Toggle::Keys));
    let keys = if state.is_on(Toggle::Keys) { keys.place(Panel::Shortcuts) } else { keys };
    let sheet = answers(state).child(problems(form));
    let sheet = match results {
        Some(results) => sheet
            .child(stale_note(Some(results)))
            .child(hero(results))
            .child(open_explanation(results, Section::Headline))
            .place(Panel::Scenarios)
            .child(of("div", "sides").place(Panel::Goal(Goal::Call)).place(Panel::TalkingPoint)),
        None => sheet.child(line("p", "empty", text::NOTHING_YET)),
    };
    of("div", "board").child(keys).child(board(form)).child(sheet)
}

/// The dials, and what is done with where they stand.
fn board(form: &Form) -> Tree {
    let state = form.state;
    let full = state.workspace.scenarios.len() >= MAX_SCENARIOS;
    let keep = of("button", "")
        .set("type", "button")
        .set("title", text::KEY_N)
        .flag("disabled", full)
        .presses(Action::AddScenario)
        .child(icon(PLUS))
        .child(line("span", "", text::SCENARIO_KEEP));
    let back = button("quiet", text::BACK_TO_TODAY, Action::BackToToday).flag("disabled", state.is_today());
    inputs()
        .child(tier_choice(form))
        .child(dials(form))
        .child(of("div", "actions").child(keep).child(back))
        // Where it moves nothing that others look at.
        .child(line("p", "notice", state.notice.clone()))
}

/// That costs and margins are out of sight, and what shows or hides them.
pub(super) fn privacy(state: &State) -> Tree {
    let own = state.is_on(Toggle::Private);
    let (path, words) = if own { (SEEN, text::PRIVATE_REVEAL) } else { (UNSEEN, text::PRIVATE) };
    // What was sent without costs has none to show.
    let sent = state.is_private() && !own;
    let press = of("button", "quiet")
        .set("type", "button")
        .set("id", PRIVATE_BUTTON)
        .set("title", text::KEY_H)
        .flag("hidden", sent)
        .presses(Action::Toggle(Toggle::Private))
        .child(icon(path))
        .child(line("span", "", words));
    let tag = of("span", "tag")
        .set("title", if sent { text::PRIVATE_SENT } else { text::PRIVATE_BANNER })
        .flag("hidden", !state.is_private())
        .child(icon(LOCK))
        .child(line("span", "", text::COSTS_HIDDEN));
    of("div", "row privacy").child(tag).child(press)
}

/// What is done in a call beside undo.
pub(super) fn call_tools(state: &State) -> [Tree; 4] {
    let tool = |path: &'static str, words: Text, title: Option<Text>| {
        of("button", "quiet")
            .set("type", "button")
            .set_some("title", title)
            .child(icon(path))
            .child(line("span", "words", words))
    };
    let switch = |toggle: Toggle, path, words, title| {
        tool(path, words, Some(title))
            .says("aria-pressed", state.is_on(toggle))
            .presses(Action::Toggle(toggle))
    };
    let leave = tool(CROSS, text::LEAVE_CALL, None).set("id", LEAVE_BUTTON);
    [
        switch(Toggle::Presenter, LARGER, text::PRESENTER, text::KEY_P),
        switch(Toggle::Keys, KEYBOARD, text::KEYS, text::KEY_SHEET).set("id", KEYS_BUTTON),
        match state.way_back() {
            Some(mode) => leave.presses(Action::Mode(mode)),
            None => leave.flag("hidden", true),
        },
        // Last, so that the next stop of Tab is the menu that it unfolds.
        menu_button(state, text::SEND_AFTER),
    ]
}

/// The answer: the figure, what it means and how far that is from today's, and its band.
fn hero(results: Results) -> Tree {
    let words = of("div", "")
        .child(line("p", "h3 meaning", against_today(results)))
        .children(ruler::drawn(results.report, results.format()))
        .child(gaps(results));
    of("div", "hero").child(answer(results, name_of(MetricId::Roi), LARGEST)).child(words)
}

/// What comes back for each unit that was spent, and how much more or less that is than today.
fn against_today(results: Results) -> String {
    let format = results.format();
    let Some(roi) = results.value(ScopeId::Total, MetricId::Roi).filter(|roi| *roi > -1.0) else {
        return meaning(results);
    };
    let (unit, back) = format.each(1.0 + roi);
    let apart = results.state.today_roi().map_or(0.0, |today| roi - today);
    let (of_part, part) = format.each(apart.abs());
    match of_part == unit && apart.abs() >= 0.005 {
        true if apart > 0.0 => text::brings_more(&unit, &back, &part),
        true => text::brings_less(&unit, &back, &part),
        false => text::brings(&unit, &back),
    }
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
    let select = el("select")
        .set("aria-label", text::DIAL_TIER)
        .controls(Control::Change(Rc::new(chosen)))
        .children(options);
    of("div", "row").child(line(form.heading, "eyebrow", text::DIALS)).child(select)
}

fn dials(form: &Form) -> Tree {
    let at = form.state.tier.min(form.state.draft().tiers.len().saturating_sub(1));
    let tier = form.state.draft().tiers.get(at);
    let of_tier = tier.into_iter().flat_map(|tier| {
        let name = isolated(&tier.name);
        DIALS.map(|field| dial(form, FieldPath::tier(at, field), tier.key, &name))
    });
    let shared = SHARED_DIALS.iter().map(|field| dial(form, FieldPath::plan(*field), 0, ""));
    of("div", "dials").children(of_tier.chain(shared))
}

/// A number box with a slider; the box is the truth. Of a cost that is hidden its change is turned, of a margin nothing:
/// a share of a share would tell it.
fn dial(form: &Form, place: FieldPath, key: u32, tier: &str) -> Tree {
    if place.field.is_cost_or_margin() && form.state.is_private() {
        let changes = (place.field == Field::MdfSpent).then(|| change(form, place, tier)).flatten();
        return changes.unwrap_or_else(|| hidden(form, place));
    }
    let dial = of("div", "dial")
        .keyed(place.field.id())
        .child(form.number(place, key, tier))
        .child(slider(form, place, tier))
        .children(today(form, place));
    dial.children((place.field == Field::InfluenceCredit).then(|| credit_claim(form)))
}

/// A number that is out of sight, and the way to see it where that is the visitor's choice.
fn hidden(form: &Form, place: FieldPath) -> Tree {
    let own = form.state.is_on(Toggle::Private);
    let show = of("button", "quiet")
        .set("type", "button")
        .presses(Action::Toggle(Toggle::Private))
        .child(icon(UNSEEN))
        .child(line("span", "", text::HIDDEN_SHOW));
    let said = line("span", "tiny", text::HIDDEN_INPUT);
    of("div", "dial out").keyed(place.field.id()).child(
        of("div", "row apart").child(line("span", "label", label_of(place.field))).child(if own {
            show
        } else {
            said
        }),
    )
}
