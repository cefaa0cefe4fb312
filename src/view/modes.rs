//! The ways through the plan, to choose from; and what can be done with it.

use crate::app::{Action, MENU_BUTTON, State, Toggle};
use crate::markup::{Tree, button, el, line, of};
use crate::text::{self, Text};
use crate::workspace::Mode;
use comarketing_roi_engine::message::concat;

/// The ways, the one on screen marked.
pub fn modes(state: &State, locked: bool) -> Tree {
    let one = |mode: &Mode| {
        let here = *mode == state.mode;
        button("tab", mode.name(), Action::Mode(*mode))
            .set("part", "tab")
            .set("id", concat(&["mode-", mode.id()]))
            .set_some("aria-current", here.then_some("true"))
    };
    of("nav", "modes")
        .set("part", "tabs")
        .set("aria-label", text::MODES)
        .flag("hidden", locked)
        .children(Mode::ALL.iter().map(one))
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
fn csv_format() -> Tree {
    let example =
        |(format, example): &(&'static str, &'static str)| line("option", "", *example).set("value", *format);
    let select = el("select")
        .set("data-do", "csv-format")
        .child(line("option", "", text::CSV_AS_HERE).set("value", ""))
        .children(CSV_FORMATS.iter().map(example));
    of("label", "choice").child(line("span", "", text::DO_CSV_FORMAT)).child(select)
}

/// The button that unfolds what can be done with the plan.
pub fn menu_button(state: &State) -> Tree {
    button("", text::MENU, Action::Toggle(Toggle::Menu))
        .set("id", MENU_BUTTON)
        .says("aria-expanded", state.is_on(Toggle::Menu))
}

/// What can be done with the plan; hidden until it is asked for.
pub fn menu(state: &State) -> Tree {
    let deed = |(name, label): &(&'static str, Text)| {
        line("button", "", *label).set("type", "button").set("data-do", *name)
    };
    of("div", "menu")
        .set("role", "group")
        .set("aria-label", text::MENU)
        .flag("hidden", !state.is_on(Toggle::Menu))
        .child(of("div", "actions").children(DEEDS.iter().map(deed)))
        .child(csv_format())
        .child(line("p", "hint", text::MENU_HINT))
}
