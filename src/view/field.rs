//! One field: a label, a text box with its unit, its error and its hint.

use super::label_of;
use super::markup::{
    EDIT, Words, button, el, flag, keyed, line, value, visually_hidden, with, with_listeners, words,
};
use crate::app::{Action, Dispatch, field_id};
use crate::text;
use comarketing_roi_engine::draft::{Entry, Origin};
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::{FieldPath, Problem};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlInputElement};
use yew::html::{onblur, onchange, oninput};
use yew::virtual_dom::Listener;
use yew::{AttrValue, Callback, Html};

/// The text of the field that an event came from.
pub(super) fn typed(target: Option<EventTarget>) -> Option<String> {
    // Only inputs are listened to, and they have no children.
    Some(target?.unchecked_into::<HtmlInputElement>().value())
}

/// What a text box is made of.
pub(super) struct TextBox<'a> {
    pub(super) id: String,
    pub(super) text: &'a str,
    pub(super) inputmode: &'static str,
    /// The ids of what describes it.
    pub(super) described: Option<String>,
    pub(super) wrong: bool,
    /// The action for a text.
    pub(super) edit: Rc<dyn Fn(String) -> Action>,
    /// The action on leaving.
    pub(super) leave: Action,
}

impl TextBox<'_> {
    /// The `input` element.
    pub(super) fn draw(self, dispatch: &Dispatch) -> Html {
        let input = {
            let (dispatch, edit) = (dispatch.clone(), Rc::clone(&self.edit));
            Callback::from(move |event: web_sys::InputEvent| {
                if let Some(text) = typed(event.target()) {
                    dispatch.dispatch(edit(text));
                }
            })
        };
        // What a password manager or an extension has put in without an `input` event is taken, too.
        let commit = {
            let (dispatch, edit, leave) = (dispatch.clone(), Rc::clone(&self.edit), self.leave);
            let shown = self.text.to_owned();
            move |target: Option<EventTarget>| {
                if let Some(text) = typed(target).filter(|text| *text != shown) {
                    dispatch.dispatch(edit(text));
                }
                dispatch.dispatch(leave.clone());
            }
        };
        // Leaving without a change is a commit too: the field may hold an error that was not shown yet.
        let blur = {
            let commit = commit.clone();
            Callback::from(move |event: web_sys::FocusEvent| commit(event.target()))
        };
        // The Enter key commits without leaving.
        let change = Callback::from(move |event: web_sys::Event| commit(event.target()));
        let listeners: Vec<Rc<dyn Listener>> = vec![
            Rc::new(oninput::Wrapper::new(input)),
            Rc::new(onblur::Wrapper::new(blur)),
            Rc::new(onchange::Wrapper::new(change)),
        ];
        let mut tag = with_listeners(
            "input",
            &[
                "type",
                "part",
                "autocomplete",
                "spellcheck",
                "id",
                "inputmode",
                "aria-invalid",
                "aria-describedby",
            ],
            &["text", "input", "off", "false"],
            vec![
                value(self.id),
                value(self.inputmode),
                self.wrong.then_some(AttrValue::Static("true")),
                self.described.map(AttrValue::from),
            ],
            listeners,
            Vec::new(),
        );
        tag.set_value(AttrValue::from(self.text.to_owned()));
        tag.into()
    }
}

/// The line that says what is wrong; always there, so that nothing around it is made anew when it appears.
pub(super) fn error(id: String, problem: Option<&Problem>) -> Html {
    with(
        "div",
        &["class", "part", "id", "hidden"],
        &["error", "error"],
        vec![value(id), flag(problem.is_none())],
        vec![words(problem.map(|problem| problem.message.clone()).unwrap_or_default())],
    )
}

/// What can be taken instead, each by a button: a keypad may lack the percent sign that tells them apart.
fn offers(dispatch: &Dispatch, place: FieldPath, problem: Option<&Problem>) -> Html {
    let offers = problem.map(|problem| problem.offers.as_slice()).unwrap_or_default();
    let offer = |text: &String| {
        let action = Action::Offer(place, text.clone());
        button(
            dispatch,
            action,
            &["type", "part"],
            &["button", EDIT],
            Vec::new(),
            vec![words(text::offer(text))],
        )
    };
    let buttons: Vec<Html> = offers.iter().map(offer).collect();
    with("div", &["class", "hidden"], &["actions"], vec![flag(buttons.is_empty())], buttons)
}

/// What a number field shows.
pub(super) struct Shown<'a> {
    /// What stands in the box.
    pub(super) text: String,
    /// The input that it stands for.
    pub(super) entry: &'a Entry,
    /// Whether the number is private and left out.
    pub(super) hidden: bool,
    /// The sign of the currency.
    pub(super) sign: &'a AttrValue,
    /// What is wrong with it.
    pub(super) problem: Option<&'a Problem>,
}

/// The number at a place. `of` completes the label for those who do not see the column: the tier.
pub(super) fn number_field(dispatch: &Dispatch, place: FieldPath, key: u32, of: &str, shown: Shown) -> Html {
    let Shown { text: typed, entry, hidden, sign, problem } = shown;
    let kind = place.field.kind();
    let none = AttrValue::Static("");
    let (before, after) = match kind {
        Kind::Money => (sign.clone(), none),
        Kind::Rate => (none, AttrValue::Static("%")),
        Kind::Period | Kind::Months => (none, text::UNIT_MONTHS.shared()),
        Kind::Years => (none, text::UNIT_YEARS.shared()),
        Kind::Count => (none.clone(), none),
    };
    let (mark, why) = match &entry.origin {
        _ if entry.is_blank() => (None, None),
        _ if hidden => (Some(text::HIDDEN_INPUT), None),
        Origin::Yours => (None, None),
        Origin::Sample => (Some(text::SAMPLE), None),
        // A reason of the engine's is translated, and one that the host gave stays.
        Origin::Assumed(why) => {
            let why = text::translated(why).map_or_else(|| why.clone(), str::to_owned);
            (Some(text::ASSUMED), Some(why))
        }
    };
    let word = mark.map_or("", text::Text::get);
    let id = field_id(place, key);
    let (hint_id, error_id) = (concat(&[&id, "-hint"]), concat(&[&id, "-error"]));
    let described = match (&why, problem) {
        (None, None) => None,
        (Some(_), None) => Some(hint_id.clone()),
        (None, Some(_)) => Some(error_id.clone()),
        (Some(_), Some(_)) => Some(concat(&[&hint_id, " ", &error_id])),
    };
    let mut more = String::new();
    for part in [of, &before, &after, word] {
        if !part.is_empty() {
            more.push_str(", ");
            more.push_str(part);
        }
    }
    let class = match (mark, problem) {
        (_, Some(_)) => "field wrong",
        (Some(text::SAMPLE), None) => "field sample",
        (Some(text::ASSUMED), None) => "field assumed",
        _ => "field",
    };
    // A share below 1 % has its sign in the text, where it settles the doubt; once is enough.
    let after = if typed.contains(['%', '٪']) { AttrValue::Static("") } else { after };
    let unit = |text: AttrValue| {
        with("span", &["class", "aria-hidden"], &["unit", "true"], Vec::new(), vec![words(text)])
    };
    let text_box = TextBox {
        id: id.clone(),
        text: &typed,
        // The keypad with the decimal sign: a forecast may have 2.5 leads.
        inputmode: "decimal",
        described,
        wrong: problem.is_some(),
        edit: Rc::new(move |text| Action::Edit(place, text)),
        leave: Action::Commit(place),
    };
    keyed(
        place.field.id(),
        "div",
        &["part", "class"],
        &["field"],
        vec![value(class)],
        vec![
            with(
                "label",
                &["part", "for"],
                &["label"],
                vec![value(id)],
                vec![words(label_of(place.field)), visually_hidden(more)],
            ),
            el(
                "div",
                "box",
                vec![
                    unit(before),
                    text_box.draw(dispatch),
                    unit(after),
                    with("span", &["class", "aria-hidden"], &["mark", "true"], Vec::new(), vec![words(word)]),
                ],
            ),
            error(error_id, problem),
            offers(dispatch, place, problem),
            with(
                "div",
                &["class", "part", "id", "hidden"],
                &["hint", "hint"],
                vec![value(hint_id), flag(why.is_none())],
                vec![words(why.unwrap_or_default())],
            ),
        ],
    )
}

/// The name of a row of the form, for those who see it.
pub(super) fn row_name(place: FieldPath) -> Html {
    keyed(
        place.field.id(),
        "div",
        &["class"],
        &["cell"],
        Vec::new(),
        vec![line("span", "", label_of(place.field))],
    )
}
