//! The page as a whole.

use super::assessment::assessment;
use super::call::call;
use super::campaign::campaign;
use super::figure::Results;
use super::form::{Form, form, problems};
use super::markup::{EDIT, button, el, flag, keyed, line, number, value, with, words};
use super::modes::{menu, menu_button, modes};
use super::name_of;
use super::panel::Board;
use super::results::results;
use crate::app::{Action, Column, Dispatch, State, Toggle};
use crate::text::{self, Text};
use crate::workspace::Mode;
use comarketing_roi_engine::MetricId;
use yew::{AttrValue, Html};

/// What the page is drawn with beside the state.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The level of the title.
    pub level: u8,
    /// What screen readers are told.
    pub spoken: &'a str,
    /// The panels of the page.
    pub board: &'a Board,
    /// Whether the visitor stays in the mode that the host chose.
    pub locked: bool,
    /// Address and words of what a visitor does next.
    pub cta: (&'a str, &'a str),
}

/// Draws the state.
pub fn page(state: &State, dispatch: &Dispatch, frame: &Frame) -> Html {
    let (title, heading) = match frame.level {
        4 => ("h4", "h5"),
        3 => ("h3", "h4"),
        _ => ("h2", "h3"),
    };
    let (board, sign) = (frame.board, AttrValue::from(state.format.currency_sign()));
    let fields = Form { dispatch, board, state, sign, heading };
    let report = state.report().map(|report| Results { dispatch, board, report, state, heading });
    let cta = call_to_action(frame.cta);
    let body = match state.mode {
        Mode::Assessment => assessment(&fields, report, cta),
        Mode::Campaign => campaign(&fields, report, cta),
        Mode::Call => call(&fields, report),
        Mode::Sheet => {
            el("div", "columns", vec![form(&fields), results(report, problems(&fields), state.is_stale())])
        }
    };
    let short = report.and_then(|report| report.text(Column::Total, MetricId::Roi));
    let example = report.is_some_and(|results| results.report.is_example());
    el(
        "div",
        "frame",
        vec![
            with(
                "div",
                &["class", "part"],
                &["top", "header"],
                Vec::new(),
                vec![
                    with(
                        title,
                        &["class", "part"],
                        &["title", "title"],
                        Vec::new(),
                        vec![words(text::TITLE)],
                    ),
                    toolbar(state, dispatch),
                ],
            ),
            modes(state, dispatch, frame.locked),
            // Keyed: another mode is another page.
            keyed(state.mode.id(), "div", &["class"], &[], vec![value(state.mode.id())], vec![body]),
            // The headline once more where the results are out of sight; those who do not see it hear it below.
            with(
                "div",
                &["class", "part", "aria-hidden", "hidden"],
                &["dock", "footer", "true"],
                vec![flag(short.is_none())],
                vec![
                    line("span", "", name_of(MetricId::Roi)),
                    number("strong", "", short.unwrap_or_default()),
                    with(
                        "span",
                        &["class", "hidden"],
                        &["tag"],
                        vec![flag(!example)],
                        vec![words(text::EXAMPLE)],
                    ),
                ],
            ),
            with(
                "div",
                &["class", "role"],
                &["hidden", "status"],
                Vec::new(),
                vec![words(frame.spoken.to_owned())],
            ),
        ],
    )
}

/// The actions on the whole form, and the sign that figures are a sample.
fn toolbar(state: &State, dispatch: &Dispatch) -> Html {
    let action = |action: Action, label: Text, enabled: bool| {
        button(
            dispatch,
            action,
            &["type", "part", "disabled"],
            &["button", EDIT],
            vec![flag(!enabled)],
            vec![words(label)],
        )
    };
    let fill = if state.draft().has_figures() {
        action(Action::Clear, text::CLEAR, true)
    } else {
        action(Action::Sample, text::FILL_SAMPLE, true)
    };
    let sample = flag(!state.draft().has_sample());
    with(
        "div",
        &["class", "role", "aria-label"],
        &["toolbar", "group"],
        vec![value(text::ACTIONS)],
        vec![
            with("p", &["class", "hidden"], &["banner"], vec![sample], vec![words(text::SAMPLE_BANNER)]),
            private_banner(state, dispatch),
            line("p", "notice", state.notice.clone()),
            el(
                "div",
                "actions",
                vec![
                    action(Action::Undo, text::UNDO, state.can_undo()),
                    action(Action::Redo, text::REDO, state.can_redo()),
                    fill,
                    menu_button(state, dispatch),
                ],
            ),
            menu(state),
        ],
    )
}

/// That costs and margins are hidden, and by whom; only what the visitor has hidden can be shown again.
fn private_banner(state: &State, dispatch: &Dispatch) -> Html {
    let own = state.is_on(Toggle::Private);
    let said = if own { text::PRIVATE_BANNER } else { text::PRIVATE_SENT };
    let show = button(
        dispatch,
        Action::Toggle(Toggle::Private),
        &["type", "class", "hidden"],
        &["button", "link"],
        vec![flag(!own)],
        vec![words(text::PRIVATE_SHOW)],
    );
    with(
        "p",
        &["class", "hidden"],
        &["banner"],
        vec![flag(!state.is_private())],
        vec![line("span", "", said), words(" "), show],
    )
}

/// The host's link to what comes next, if it names one that may be followed.
fn call_to_action((address, label): (&str, &str)) -> Option<Html> {
    if !(address.starts_with("https:") || address.starts_with("mailto:")) || label.is_empty() {
        return None;
    }
    Some(with(
        "a",
        &["class", "part", "target", "rel", "href", "data-do"],
        &["button primary", "cta button button-primary", "_blank", "noopener"],
        vec![value(address.to_owned()), value("cta")],
        vec![words(label.to_owned())],
    ))
}
