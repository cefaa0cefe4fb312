//! The page as a whole.

use super::answer::whose;
use super::assessment::assessment;
use super::call::{call, call_tools, privacy};
use super::campaign::campaign;
use super::field::EDIT;
use super::figure::Results;
use super::form::{Form, form, problems};
use super::icon::{REDO, UNDO, arrow};
use super::modes::{menu, menu_button, modes};
use super::name_of;
use super::results::results;
use crate::app::{Action, Panel, State, Toggle};
use crate::markup::{Tree, button, line, number, of, visually_hidden};
use crate::text::{self, Text};
use crate::workspace::Mode;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::ScopeId;

/// What the page is drawn with beside the state.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The level of the title.
    pub level: u8,
    /// What screen readers are told.
    pub spoken: &'a str,
    /// Whether the visitor stays in the mode that the host chose.
    pub locked: bool,
    /// Address and words of what a visitor does next.
    pub cta: (&'a str, &'a str),
}

/// Draws the state.
pub fn page(state: &State, frame: &Frame) -> Tree {
    let (title, heading) = match frame.level {
        4 => ("h4", "h5"),
        3 => ("h3", "h4"),
        _ => ("h2", "h3"),
    };
    let fields = Form { state, sign: state.format.currency_sign().to_owned(), heading };
    let report = state.report().map(|report| Results { report, state, heading });
    let cta = call_to_action(frame.cta);
    let body = match state.mode {
        Mode::Assessment => assessment(&fields, report, cta),
        Mode::Campaign => campaign(&fields, report, cta),
        Mode::Call => call(&fields, report),
        Mode::Portfolio => year(state),
        Mode::Sheet => {
            of("div", "columns").child(form(&fields)).child(results(state, report, problems(&fields)))
        }
    };
    let title = line(title, "title", text::TITLE).set("part", "title");
    let in_call = state.mode == Mode::Call;
    let top = of("div", "top")
        .set("part", "header")
        .child(title)
        .child(modes(state, frame.locked))
        .children(in_call.then(|| privacy(state)))
        .child(tools(state));
    of("div", if in_call { "frame in-call" } else { "frame" })
        .child(top)
        .child(menu(state))
        .children((!in_call).then(|| notes(state)))
        // Keyed: another mode is another page.
        .child(of("div", state.mode.id()).keyed(state.mode.id()).child(body))
        .child(dock(report))
        .child(line("div", "hidden", frame.spoken.to_owned()).set("role", "status"))
}

/// A year of campaigns, or deals that several partners touched.
fn year(state: &State) -> Tree {
    let deals = state.shows_deals();
    let shows = |words: Text, those: bool| {
        button("", words, State::to_deals(those)).says("aria-pressed", those == deals)
    };
    let switch = of("div", "segmented shows")
        .set("role", "group")
        .set("aria-label", Mode::Portfolio.name())
        .child(shows(text::SHOW_CAMPAIGNS, false))
        .child(shows(text::SHOW_DEALS, true));
    let panel = if deals { Panel::Deals } else { Panel::Portfolio };
    of("div", "year").child(switch).place(panel)
}

/// The headline once more where the results are out of sight; those who do not see it hear of it elsewhere.
fn dock(results: Option<Results>) -> Tree {
    let short = results.and_then(|results| results.text(ScopeId::Total, MetricId::Roi));
    let name = of("span", "").text(name_of(MetricId::Roi));
    let whose = results.map(|results| line("span", "tiny", "").child(whose(results)));
    of("div", "dock")
        .set("part", "footer")
        .set("aria-hidden", "true")
        .flag("hidden", short.is_none())
        .child(name.children(whose))
        .child(number("strong", "", short.unwrap_or_default()))
}

/// The actions on the whole form.
fn tools(state: &State) -> Tree {
    let action = |action: Action, label: Text, icon: Tree, enabled: bool| {
        of("button", "quiet icon-only")
            .set("type", "button")
            .set("part", EDIT)
            .set("title", label)
            .flag("disabled", !enabled)
            .presses(action)
            .child(icon)
            .child(visually_hidden(label))
    };
    let in_call = state.mode == Mode::Call;
    let tools = of("div", "tools").set("role", "group").set("aria-label", text::ACTIONS).child(action(
        Action::Undo,
        text::UNDO,
        arrow(UNDO),
        state.can_undo(),
    ));
    // In a call there is room for what is said on the screen of others; Redo is on the keyboard.
    match in_call {
        true => tools.children(call_tools(state)),
        false => tools
            .child(action(Action::Redo, text::REDO, arrow(REDO), state.can_redo()))
            .child(menu_button(state, text::MENU)),
    }
}

/// What was just done, and that costs are hidden; a call has its own place for both.
fn notes(state: &State) -> Tree {
    of("div", "notes").child(private_banner(state)).child(line("p", "notice", state.notice.clone()))
}

/// That costs and margins are hidden, and by whom; only what the visitor has hidden can be shown again.
fn private_banner(state: &State) -> Tree {
    let own = state.is_on(Toggle::Private);
    let said = if own { text::PRIVATE_BANNER } else { text::PRIVATE_SENT };
    let show = button("link", text::PRIVATE_SHOW, Action::Toggle(Toggle::Private)).flag("hidden", !own);
    // What somebody has withheld of a program says nothing of a visitor's own rows.
    let beside = state.mode == Mode::Portfolio && !own;
    of("p", "banner")
        .flag("hidden", !state.is_private() || beside)
        .child(line("span", "", said))
        .text(text::join_sentences("", ""))
        .child(show)
}

/// The host's link to what comes next, if it names one that may be followed.
fn call_to_action((address, label): (&str, &str)) -> Option<Tree> {
    if !(address.starts_with("https:") || address.starts_with("mailto:")) || label.is_empty() {
        return None;
    }
    let link = line("a", "button primary big", label.to_owned())
        .set("part", "cta button button-primary")
        .set("target", "_blank")
        .set("rel", "noopener")
        .set("href", address.to_owned())
        .set("data-do", "cta");
    Some(link)
}
