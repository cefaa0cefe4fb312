//! The ways through the plan, to choose from; and what can be done with it.

use super::field::EDIT;
use super::icon::{COPY, CROSS, DONE, DOWNLOAD, FILE, LOCK, PLUS, PRINT, SHARE, icon};
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
        // A call has a button that leads out of it.
        .flag("hidden", locked || state.mode == Mode::Call)
        .children(Mode::ALL.iter().map(one))
}

/// What the element does with the plan when its button is pressed, with its icon and what it means: `data-do` names it.
type Deed = (&'static str, &'static str, Text, Option<Text>);
const SEND: [Deed; 4] = [
    ("link", SHARE, text::DO_LINK, Some(text::DO_LINK_HELP)),
    ("link-redacted", LOCK, text::DO_LINK_REDACTED, Some(text::DO_LINK_REDACTED_HELP)),
    ("print", PRINT, text::DO_PRINT, None),
    ("copy", COPY, text::DO_COPY, None),
];
const SAVE: [Deed; 6] = [
    ("save", DOWNLOAD, text::DO_SAVE, Some(text::DO_SAVE_HELP)),
    ("open", FILE, text::DO_OPEN, None),
    ("paste", FILE, text::DO_PASTE, None),
    ("workbook", DOWNLOAD, text::DO_WORKBOOK, Some(text::DO_WORKBOOK_HELP)),
    ("csv", DOWNLOAD, text::DO_CSV, Some(text::DO_CSV_HELP)),
    ("keep", DONE, text::DO_KEEP, None),
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
pub fn menu_button(state: &State, words: Text) -> Tree {
    of("button", "quiet")
        .set("type", "button")
        .set("id", MENU_BUTTON)
        .says("aria-expanded", state.is_on(Toggle::Menu))
        .presses(Action::Toggle(Toggle::Menu))
        .child(icon(SHARE))
        .child(line("span", "words", words))
}

/// What can be done with the plan; hidden until it is asked for.
pub fn menu(state: &State) -> Tree {
    let deed = |(name, path, label, help): &Deed| item(path, *label, *help).set("data-do", *name);
    // What is out of sight goes along in no link: it would be a slip on a shared screen.
    let may_send = |(name, ..): &&Deed| *name != "link" || !state.is_on(Toggle::Private);
    let (in_portfolio, in_deals) = (state.mode == Mode::Portfolio, state.shows_deals());
    let figures = match in_portfolio {
        _ if in_deals => !state.workspace.deals.deals.is_empty(),
        true => state.workspace.rows.is_some(),
        false => state.draft().has_figures(),
    };
    let fill = match (figures, in_portfolio) {
        (true, true) if !in_deals => Some(item(CROSS, text::CLEAR_ROWS, None).presses(Action::Clear)),
        (true, _) => Some(item(CROSS, text::CLEAR, None).presses(Action::Clear)),
        // Without deals the page itself begins with an example of them.
        (false, true) if in_deals => None,
        (false, true) => Some(item(PLUS, text::FILL_SAMPLE, None).set("data-do", "rows-example")),
        (false, false) => Some(item(PLUS, text::FILL_SAMPLE, None).presses(Action::Sample)),
    };
    let fill = fill.map(|fill| fill.set("part", EDIT));
    let menu = of("div", "menu")
        .set("role", "group")
        .set("aria-label", text::MENU)
        .child(line("p", "tiny", text::MENU_HINT))
        .children(SEND.iter().filter(may_send).map(deed))
        .child(of("hr", "rule"))
        .children(SAVE.iter().map(deed))
        .child(csv_format())
        .children(fill.is_some().then(|| of("hr", "rule")))
        .children(fill);
    of("div", "menuwrap").flag("hidden", !state.is_on(Toggle::Menu)).child(menu)
}

/// One thing that can be done, with a line on what it means.
fn item(path: &'static str, label: Text, help: Option<Text>) -> Tree {
    let words = line("span", "", label).children(help.map(|help| line("span", "tiny", help)));
    of("button", "item").set("type", "button").child(icon(path)).child(words)
}
