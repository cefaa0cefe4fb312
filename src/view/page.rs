//! The page as a whole.

use super::figure::Results;
use super::form::{Form, form, problems};
use super::markup::{button, el, flag, line, number, value, with, words};
use super::name_of;
use super::results::results;
use crate::app::{Action, Column, Dispatch, State};
use crate::text::{self, Text};
use comarketing_roi_engine::MetricId;
use yew::{AttrValue, Html};

/// Draws the state. `level` is the level of the title; `spoken` is what screen readers are told.
pub fn page(state: &State, dispatch: &Dispatch, level: u8, spoken: &str) -> Html {
    let (title, heading) = match level {
        4 => ("h4", "h5"),
        3 => ("h3", "h4"),
        _ => ("h2", "h3"),
    };
    let fields = Form { dispatch, state, sign: AttrValue::from(state.format.currency_sign()), heading };
    let report = state.report().map(|report| Results { dispatch, report, state, heading });
    let short = report.and_then(|report| report.text(Column::Total, MetricId::Roi));
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
            el("div", "columns", vec![form(&fields), results(report, problems(&fields), state.is_stale())]),
            // The headline once more where the results are out of sight; those who do not see it hear it below.
            with(
                "div",
                &["class", "aria-hidden", "hidden"],
                &["dock", "true"],
                vec![flag(short.is_none())],
                vec![
                    line("span", "", name_of(MetricId::Roi)),
                    number("strong", "", short.unwrap_or_default()),
                ],
            ),
            with(
                "div",
                &["class", "role"],
                &["hidden", "status"],
                Vec::new(),
                vec![words(spoken.to_owned())],
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
            &["button", "button"],
            vec![flag(!enabled)],
            vec![words(label)],
        )
    };
    let fill = if state.draft.has_figures() {
        action(Action::Clear, text::CLEAR, true)
    } else {
        action(Action::Sample, text::FILL_SAMPLE, true)
    };
    let sample = flag(!state.draft.has_sample());
    with(
        "div",
        &["class", "role", "aria-label"],
        &["toolbar", "group"],
        vec![value(text::ACTIONS)],
        vec![
            with("p", &["class", "hidden"], &["banner"], vec![sample], vec![words(text::SAMPLE_BANNER)]),
            line("p", "notice", state.notice.clone()),
            el(
                "div",
                "actions",
                vec![
                    action(Action::Undo, text::UNDO, state.can_undo()),
                    action(Action::Redo, text::REDO, state.can_redo()),
                    fill,
                ],
            ),
        ],
    )
}
