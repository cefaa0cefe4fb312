//! The ways through the plan, to choose from; and what can be done with it.

use super::markup::{button, el, flag, line, value, with, words};
use crate::app::{Action, Dispatch, MENU_BUTTON, State, Toggle};
use crate::text::{self, Text};
use crate::workspace::Mode;
use comarketing_roi_engine::message::concat;
use yew::Html;

/// The ways, the one on screen marked.
pub fn modes(state: &State, dispatch: &Dispatch, locked: bool) -> Html {
    let one = |mode: &Mode| {
        let here = *mode == state.mode;
        button(
            dispatch,
            Action::Mode(*mode),
            &["type", "part", "class", "id", "aria-current"],
            &["button", "tab", "tab"],
            vec![value(concat(&["mode-", mode.id()])), here.then_some("true".into())],
            vec![words(mode.name())],
        )
    };
    with(
        "nav",
        &["class", "part", "aria-label", "hidden"],
        &["modes", "tabs"],
        vec![value(text::MODES), flag(locked)],
        Mode::ALL.iter().map(one).collect(),
    )
}

/// What the element does with the plan when its button is pressed: `data-do` names it.
const DEEDS: [(&str, Text); 9] = [
    ("save", text::DO_SAVE),
    ("open", text::DO_OPEN),
    ("paste", text::DO_PASTE),
    ("link", text::DO_LINK),
    ("link-redacted", text::DO_LINK_REDACTED),
    ("copy", text::DO_COPY),
    ("csv", text::DO_CSV),
    ("print", text::DO_PRINT),
    ("keep", text::DO_KEEP),
];

/// Separator and decimal sign of the CSV, each with an example; `commands.js` reads the one that is chosen.
const CSV_FORMATS: [(&str, &str); 3] = [(",.", "1.5, 2.5"), (";,", "1,5; 2,5"), (";.", "1.5; 2.5")];

/// How a CSV is written. The element remembers the choice, so the app has no state of it.
fn csv_format() -> Html {
    let mut options = vec![with("option", &["value"], &[""], Vec::new(), vec![words(text::CSV_AS_HERE)])];
    let example = |(format, example): &(&'static str, &'static str)| {
        with("option", &["value"], &[], vec![value(*format)], vec![words(*example)])
    };
    options.extend(CSV_FORMATS.iter().map(example));
    let select = with("select", &["part", "data-do"], &["input", "csv-format"], Vec::new(), options);
    el("label", "choice", vec![line("span", "", text::DO_CSV_FORMAT), select])
}

/// The button that unfolds what can be done with the plan.
pub fn menu_button(state: &State, dispatch: &Dispatch) -> Html {
    let open = state.is_on(Toggle::Menu);
    button(
        dispatch,
        Action::Toggle(Toggle::Menu),
        &["type", "part", "id", "aria-expanded"],
        &["button", "button", MENU_BUTTON],
        vec![value(if open { "true" } else { "false" })],
        vec![words(text::MENU)],
    )
}

/// What can be done with the plan; hidden until it is asked for.
pub fn menu(state: &State) -> Html {
    let deed = |(name, label): &(&'static str, Text)| {
        with(
            "button",
            &["type", "part", "data-do"],
            &["button", "button"],
            vec![value(*name)],
            vec![words(*label)],
        )
    };
    with(
        "div",
        &["class", "role", "aria-label", "hidden"],
        &["menu", "group"],
        vec![value(text::MENU), flag(!state.is_on(Toggle::Menu))],
        vec![
            el("div", "actions", DEEDS.iter().map(deed).collect()),
            csv_format(),
            line("p", "hint", text::MENU_HINT),
        ],
    )
}
