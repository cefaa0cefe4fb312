//! The form: tiers, direct, economics.

use super::dial::slider;
use super::field::{Shown, TextBox, error, number_field, row_name};
use super::label_of;
use super::markup::{
    EDIT, Words, button, el, flag, keyed, line, value, visually_hidden, with, with_listeners, words,
};
use super::panel::Board;
use crate::app::{ADD_TIER, Action, Dispatch, FIRST_FIELDS, State, is_folded, name_id, name_path};
use crate::text::{self, Text};
use comarketing_roi_engine::draft::DraftTier;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::plan::{Group, MAX_TIERS};
use comarketing_roi_engine::{Field, FieldPath, Problem};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::html::onchange;
use yew::virtual_dom::Listener;
use yew::{AttrValue, Callback, Html};

/// What every part of the form needs.
pub struct Form<'a> {
    /// Where edits go.
    pub dispatch: &'a Dispatch,
    /// The panels of the page.
    pub board: &'a Board,
    /// What is drawn.
    pub state: &'a State,
    /// The sign of the currency.
    pub sign: AttrValue,
    /// The tag of its headings.
    pub heading: &'static str,
}

impl Form<'_> {
    pub(super) fn problem(&self, path: &str) -> Option<&Problem> {
        self.state.problem(path)
    }

    pub(super) fn number(&self, place: FieldPath, key: u32, of: &str) -> Html {
        let (state, problem) = (self.state, self.problem(&place.path()));
        let entry = state.draft().get(place);
        let hidden = place.field.is_cost_or_margin() && state.is_private() && !entry.is_blank();
        let shown = Shown { text: state.text(place), entry, hidden, sign: &self.sign, problem };
        number_field(self.dispatch, place, key, of, shown)
    }
}

/// Everything that a visitor enters.
pub fn form(form: &Form) -> Html {
    let draft = form.state.draft();
    let folded: Vec<FieldPath> = draft.places().filter(|place| is_folded(*place)).collect();
    let filled = folded.iter().filter(|place| !draft.get(**place).is_blank()).count();
    // A problem in a folded field must be seen.
    let wrong = folded.iter().any(|place| form.state.problem(&place.path()).is_some());
    let open = form.state.more_detail || wrong;
    let rows: Vec<Field> =
        Field::of(Group::Tier).take(if open { usize::MAX } else { FIRST_FIELDS }).collect();

    let mut columns = vec![names(&rows)];
    columns.extend(draft.tiers.iter().enumerate().map(|(at, tier)| tier_column(form, at, tier, &rows)));
    with(
        "section",
        &["class", "part", "aria-label"],
        &["inputs", "section"],
        vec![value(text::INPUTS)],
        vec![
            line(form.heading, "group", text::TIERS),
            with(
                "div",
                &["class", "role", "aria-label"],
                &["scroll", "group"],
                vec![value(text::TIERS)],
                vec![
                    el("div", "tiers", columns),
                    with(
                        "p",
                        &["class", "hidden"],
                        &["empty"],
                        vec![flag(!draft.tiers.is_empty())],
                        vec![words(text::NO_TIERS)],
                    ),
                ],
            ),
            el(
                "div",
                "actions",
                vec![
                    add_tier(form),
                    button(
                        form.dispatch,
                        Action::MoreDetail,
                        &["type", "part", "aria-expanded", "disabled"],
                        &["button", "button"],
                        vec![value(if open { "true" } else { "false" }), flag(wrong)],
                        vec![words(text::more_detail(&filled.to_string(), &folded.len().to_string()))],
                    ),
                ],
            ),
            group(
                text::DIRECT,
                form.heading,
                vec![
                    line("p", "hint", text::DIRECT_HELP),
                    numbers(form, Group::Direct),
                    includes_influenced(form),
                ],
            ),
            group(text::ECONOMICS, form.heading, vec![numbers(form, Group::Economics), credit(form)]),
        ],
    )
}

/// The button that adds a tier.
pub(super) fn add_tier(form: &Form) -> Html {
    let full = form.state.draft().tiers.len() >= MAX_TIERS;
    button(
        form.dispatch,
        Action::AddTier,
        &["type", "part", "id", "disabled", "title"],
        &["button", EDIT, ADD_TIER],
        vec![flag(full), full.then(|| text::ENOUGH_TIERS.shared())],
        vec![words(text::ADD_TIER)],
    )
}

/// The names of the rows, for those who see them beside the columns; each field has its own label.
pub(super) fn names(rows: &[Field]) -> Html {
    let mut cells = vec![keyed("name", "div", &["class"], &["name"], Vec::new(), Vec::new())];
    cells.extend(rows.iter().map(|field| row_name(FieldPath::tier(0, *field))));
    keyed("rows", "div", &["class", "aria-hidden"], &["rows", "true"], Vec::new(), cells)
}

pub(super) fn tier_column(form: &Form, at: usize, tier: &DraftTier, rows: &[Field]) -> Html {
    let name = &isolated(&tier.name);
    let mut cells = vec![name_field(form, at, tier, true)];
    cells.extend(rows.iter().map(|field| {
        let number = form.number(FieldPath::tier(at, *field), tier.key, name);
        keyed(field.id(), "div", &["class"], &["cell"], Vec::new(), vec![number])
    }));
    keyed(
        u64::from(tier.key),
        "div",
        &["class", "role", "aria-label"],
        &["tier", "group"],
        vec![value(name.clone())],
        cells,
    )
}

/// The tier's name, and the button that removes the tier; a campaign's one partner stays.
pub(super) fn name_field(form: &Form, at: usize, tier: &DraftTier, removable: bool) -> Html {
    let problem = form.problem(&name_path(at));
    let id = name_id(tier.key);
    let error_id = concat(&[&id, "-error"]);
    let remove = text::remove_tier(&isolated(&tier.name));
    let text_box = TextBox {
        id: id.clone(),
        text: &tier.name,
        inputmode: "text",
        described: problem.is_some().then(|| error_id.clone()),
        wrong: problem.is_some(),
        edit: Rc::new(move |name| Action::Rename(at, name)),
        leave: Action::CommitName(at),
    };
    let cross = with("path", &["d"], &["M4 4l8 8M12 4l-8 8"], Vec::new(), Vec::new());
    keyed(
        "name",
        "div",
        &["class"],
        &[],
        vec![value(if problem.is_some() { "name wrong" } else { "name" })],
        vec![
            with(
                "label",
                &["class", "for"],
                &["hidden"],
                vec![value(id)],
                vec![words(text::tier_name(&(at + 1).to_string()))],
            ),
            el(
                "div",
                "box",
                vec![
                    text_box.draw(form.dispatch),
                    button(
                        form.dispatch,
                        Action::RemoveTier(at),
                        &["type", "class", "part", "title", "hidden"],
                        &["button", "quiet icon", EDIT],
                        vec![value(remove.clone()), flag(!removable)],
                        vec![
                            with(
                                "svg",
                                &["viewBox", "aria-hidden"],
                                &["0 0 16 16", "true"],
                                Vec::new(),
                                vec![cross],
                            ),
                            visually_hidden(remove),
                        ],
                    ),
                ],
            ),
            error(error_id, problem),
        ],
    )
}

/// A titled group of fields.
pub(super) fn group(title: Text, heading: &'static str, mut children: Vec<Html>) -> Html {
    children.insert(0, line(heading, "group", title));
    with("div", &["class", "role", "aria-label"], &["plain", "group"], vec![value(title)], children)
}

/// The numbers of one group that the model uses.
pub(super) fn numbers(form: &Form, group: Group) -> Html {
    let used = Field::of(group).filter(|field| field.symbol().is_some());
    el("div", "fields", used.map(|field| form.number(FieldPath::plan(field), 0, "")).collect())
}

pub(super) fn includes_influenced(form: &Form) -> Html {
    let dispatch = form.dispatch.clone();
    let change = Callback::from(move |event: web_sys::Event| {
        if let Some(target) = event.target() {
            let checked = target.unchecked_into::<HtmlInputElement>().checked();
            dispatch.dispatch(Action::IncludesInfluenced(checked));
        }
    });
    let change: Rc<dyn Listener> = Rc::new(onchange::Wrapper::new(change));
    let mut input = with_listeners("input", &["type"], &["checkbox"], Vec::new(), vec![change], Vec::new());
    input.set_checked(form.state.draft().includes_influenced);
    el("label", "check", vec![input.into(), line("span", "", text::INCLUDES_INFLUENCED)])
}

/// The influence credit: a slider and its number box; the box is the truth.
pub(super) fn credit(form: &Form) -> Html {
    let place = FieldPath::plan(Field::InfluenceCredit);
    let parts =
        vec![form.number(place, 0, ""), slider(form, place, ""), line("p", "hint", text::CREDIT_HELP)];
    el("div", "credit", parts)
}

/// The list of what is wrong, with a way to each field; hidden where there is nothing.
pub fn problems(form: &Form) -> Html {
    let shown: Vec<&Problem> = form.state.shown_problems().collect();
    let row = |problem: &&Problem| {
        let mut parts = Vec::new();
        if let Some((way, label)) = target(form, problem) {
            let go = button(
                form.dispatch,
                way,
                &["type", "class"],
                &["button", "link"],
                Vec::new(),
                vec![words(label)],
            );
            parts.extend([go, words(": ")]);
        }
        parts.push(line("span", "", problem.message.clone()));
        keyed(problem.path.as_str(), "li", &[], &[], Vec::new(), parts)
    };
    with(
        "div",
        &["class", "hidden"],
        &["problems"],
        vec![flag(shown.is_empty())],
        vec![line("strong", "", text::PROBLEMS), el("ul", "", shown.iter().map(row).collect())],
    )
}

/// The way to the control that a problem is about, which may be on another step, and its name.
fn target(form: &Form, problem: &Problem) -> Option<(Action, String)> {
    let draft = form.state.draft();
    if let Some(place) = draft.places().find(|place| place.path() == problem.path) {
        let label = label_of(place.field);
        let label = match place.tier.and_then(|at| draft.tiers.get(at)) {
            Some(tier) => concat(&[label, ", ", &isolated(tier.name.trim())]),
            None => label.to_owned(),
        };
        return Some((Action::GoTo(place), label));
    }
    let mut tiers = draft.tiers.iter().enumerate();
    let tier = tiers.find(|(at, _)| problem.path == name_path(*at));
    tier.map(|(at, tier)| (Action::Focus(name_id(tier.key)), text::tier_name(&(at + 1).to_string())))
}
