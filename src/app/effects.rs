//! What follows from a change of state: the one place with consequences outside of it.

use super::state::State;
use crate::embed::Notify;
use crate::view::Shared;
use comarketing_roi_engine::MetricId;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The host hears of a change after this quiet, in milliseconds.
const QUIET: u32 = 300;
/// Screen readers hear of the headline after this quiet, in milliseconds.
const SPOKEN: u32 = 1000;

/// Keeps the element informed: what was typed at once, the results after a quiet moment.
#[hook]
pub(super) fn use_report(state: &State, notify: &Notify, current: &Shared<RefCell<Option<State>>>) {
    let first = use_mut_ref(|| true);
    *current.borrow_mut() = Some(state.clone());
    let (state, notify) = (state.clone(), notify.clone());
    use_effect_with(state.revision, move |_| {
        let first = first.replace(false);
        notify.draft(&state.draft);
        let later = (!first).then(|| Timeout::new(QUIET, move || notify.changed(&state)));
        move || drop(later)
    });
}

/// One sentence for screen readers, some time after the last change: first what was done, then the headline.
#[hook]
pub(super) fn use_spoken(state: &State) -> String {
    let spoken = use_state(String::new);
    let first = use_mut_ref(|| true);
    let text = {
        let metric = MetricId::Roi.metric();
        let value = state.report().and_then(|r| r.total.value(metric.id));
        let headline = match value {
            Some(value) if !state.is_stale() => {
                crate::text::spoken_headline(metric.name, &state.format.figure(metric.unit, value))
            }
            _ => crate::text::STALE.to_owned(),
        };
        if state.notice.is_empty() { headline } else { format!("{} {headline}", state.notice) }
    };
    let handle = spoken.clone();
    use_effect_with(state.revision, move |_| {
        let first = first.replace(false);
        let later = (!first).then(|| Timeout::new(SPOKEN, move || handle.set(text)));
        move || drop(later)
    });
    (*spoken).clone()
}

/// Moves the focus where a change has asked for it.
#[hook]
pub(super) fn use_focus(state: &State, root: &NodeRef) {
    let root = root.clone();
    use_effect_with(state.focus.clone(), move |request| {
        if let (Some(request), Some(node)) = (request, root.get()) {
            focus_in(&node.get_root_node(), &request.id);
        }
    });
}

/// Focuses the control `id` under `root`, a shadow root or document.
fn focus_in(root: &web_sys::Node, id: &str) {
    let selector = format!("#{id}");
    let found = if let Some(shadow) = root.dyn_ref::<web_sys::ShadowRoot>() {
        shadow.query_selector(&selector)
    } else if let Some(document) = root.dyn_ref::<web_sys::Document>() {
        document.query_selector(&selector)
    } else {
        return;
    };
    if let Ok(Some(control)) = found
        && let Some(control) = control.dyn_ref::<web_sys::HtmlElement>()
    {
        // A control that cannot take the focus leaves it where it is.
        let _ = control.focus();
    }
}

/// The theme to draw in: the host's choice, else what the page behind us looks like, else (`auto`) the system's.
#[hook]
pub(super) fn use_theme(chosen: &str, root: &NodeRef) -> String {
    let theme = use_state(|| chosen.to_owned());
    let (handle, root) = (theme.clone(), root.clone());
    use_effect_with(chosen.to_owned(), move |chosen| {
        let look = {
            let chosen = chosen.clone();
            move || {
                let behind = root.get().and_then(|node| behind(&node));
                let auto = match behind {
                    Some(true) => "light",
                    Some(false) => "dark",
                    None => "auto",
                };
                handle.set(if chosen == "auto" { auto.to_owned() } else { chosen.clone() });
            }
        };
        look();
        let query =
            web_sys::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten());
        let listener = query.map(|query| EventListener::new(&query, "change", move |_| look()));
        move || drop(listener)
    });
    (*theme).clone()
}

/// Whether the page behind a node is light: the background of the nearest ancestor that has one.
fn behind(node: &web_sys::Node) -> Option<bool> {
    let window = web_sys::window()?;
    let mut at: Option<web_sys::Node> =
        node.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().map(|r| r.host().into());
    while let Some(node) = at {
        if let Some(element) = node.dyn_ref::<web_sys::Element>()
            && let Ok(Some(style)) = window.get_computed_style(element)
            && let Ok(colour) = style.get_property_value("background-color")
            && let Some(light) = is_light(&colour)
        {
            return Some(light);
        }
        at = node
            .parent_node()
            .or_else(|| node.dyn_into::<web_sys::ShadowRoot>().ok().map(|r| r.host().into()));
    }
    None
}

/// Whether a computed colour, `rgb(r, g, b)` or `rgba(r, g, b, a)`, is light; `None` where it can be seen through or
/// is written in another way.
fn is_light(colour: &str) -> Option<bool> {
    let (kind, rest) = colour.split_once('(')?;
    let mut parts = rest.trim_end_matches(')').split(',').map(str::trim);
    let mut channel = || parts.next()?.parse::<u32>().ok();
    let (red, green, blue) = (channel()?, channel()?, channel()?);
    let alpha = parts.next();
    if !matches!(kind, "rgb" | "rgba") || alpha.is_some_and(|a| a == "0" || a.starts_with("0.") && a < "0.5")
    {
        return None;
    }
    // Rec. 601 luma in thousandths: enough to tell dark from light.
    Some(299 * red + 587 * green + 114 * blue > 128_000)
}

#[cfg(test)]
mod tests {
    use super::is_light;

    #[test]
    fn tells_light_pages_from_dark_ones() {
        for (colour, light) in [
            ("rgb(255, 255, 255)", Some(true)),
            ("rgb(18, 20, 24)", Some(false)),
            ("rgba(0, 0, 0, 0)", None),
            ("rgba(0, 0, 0, 0.3)", None),
            ("rgba(0, 0, 0, 0.9)", Some(false)),
            ("color(srgb 1 1 1)", None),
            ("", None),
        ] {
            assert_eq!(is_light(colour), light, "{colour}");
        }
    }
}
