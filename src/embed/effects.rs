//! What follows from a change of state: the one place with consequences outside of it.

use super::widget::Notify;
use crate::app::{FocusRequest, Message, State};
use crate::workspace::Mode;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use yew::{Callback, NodeRef};

/// The host hears of a change after this quiet, in milliseconds.
const QUIET: u32 = 300;
/// Screen readers hear of the headline after this quiet, in milliseconds.
const SPOKEN: u32 = 1000;

/// What has been done about the state so far.
pub(super) struct Effects {
    /// The widget's outermost element.
    pub(super) root: NodeRef,
    link: Callback<Message>,
    /// The revision and the focus request that were followed last.
    seen: (u32, Option<FocusRequest>),
    /// The mode and step that the host has heard of.
    step: Option<(Mode, usize)>,
    /// Ends with its owner; a newer change replaces an older one that still waits.
    waiting: Option<[Timeout; 2]>,
    _scheme: Option<EventListener>,
}

impl Effects {
    pub(super) fn new(link: Callback<Message>, state: &State) -> Self {
        let query =
            web_sys::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten());
        let scheme = query.map(|query| {
            let link = link.clone();
            EventListener::new(&query, "change", move |_| link.emit(Message::RefreshTheme))
        });
        let seen = (state.revision, None);
        Self { root: NodeRef::default(), link, seen, step: None, waiting: None, _scheme: scheme }
    }

    /// Does what follows from the state that is on screen now.
    pub(super) fn run(&mut self, state: &State, notify: &Notify, first: bool) {
        let changed = self.seen.0 != state.revision;
        self.seen.0 = state.revision;
        if first {
            self.link.emit(Message::RefreshTheme);
        }
        if first || changed {
            // At once, so that a panic loses nothing.
            notify.workspace(state);
        }
        if changed {
            let (notify, link, state) = (notify.clone(), self.link.clone(), state.clone());
            let tell = Timeout::new(QUIET, move || notify.changed(&state));
            self.waiting = Some([tell, Timeout::new(SPOKEN, move || link.emit(Message::Announce))]);
        }
        let assessed = state.mode == Mode::Assessment;
        let step = (state.mode, if assessed { state.step_number() } else { 1 });
        if self.step.replace(step) != Some(step) {
            notify.step(step);
        }
        if self.seen.1 != state.focus {
            self.seen.1.clone_from(&state.focus);
            if let (Some(request), Some(node)) = (&state.focus, self.root.get())
                && !focus_in(&node.get_root_node(), &request.id)
            {
                notify.awaits_focus(&request.id);
            }
        }
    }

    /// Leaves the focus where it is: the change was the host's, and the visitor may be elsewhere in the page.
    pub(super) fn stay(&mut self, state: &State) {
        self.seen.1.clone_from(&state.focus);
    }

    /// The theme to draw in: the host's choice, else what the page behind us looks like, else (`auto`) the system's.
    pub(super) fn theme(&self, chosen: &str) -> &'static str {
        match chosen {
            "light" => "light",
            "dark" => "dark",
            _ => match self.root.get().and_then(|node| behind(&node)) {
                Some(true) => "light",
                Some(false) => "dark",
                None => "auto",
            },
        }
    }
}

/// Focuses the control `id` under `root`, a shadow root or document. Answers whether it keeps the focus: it may not
/// be there yet, or stand in a panel, which is drawn anew with another control of that name.
fn focus_in(root: &web_sys::Node, id: &str) -> bool {
    // Both kinds of root search alike, and only elements are found; no cast is checked where it cannot go wrong.
    let root: &web_sys::Document = root.unchecked_ref();
    let Ok(Some(control)) = root.query_selector(&format!("#{id}")) else { return false };
    // What is folded away cannot take it.
    let mut fold = control.closest("details").ok().flatten();
    while let Some(open) = fold {
        let _ = open.set_attribute("open", "");
        fold = open.parent_element().and_then(|around| around.closest("details").ok().flatten());
    }
    let _ = control.unchecked_ref::<web_sys::HtmlElement>().focus();
    let stays = control.closest("[data-panel]").is_ok_and(|panel| panel.is_none());
    stays && control.matches(":focus").unwrap_or(false)
}

/// Whether the page behind a node of ours is light: the background of the nearest element around us that has one.
fn behind(node: &web_sys::Node) -> Option<bool> {
    let window = web_sys::window()?;
    let mut root = node.get_root_node();
    // Out of each shadow root to its host, up to the document, which is in none.
    while let Some(host) = root.dyn_ref::<web_sys::ShadowRoot>().map(web_sys::ShadowRoot::host) {
        let mut at = Some(host.clone());
        while let Some(element) = at {
            let style = window.get_computed_style(&element).ok().flatten();
            let colour = style.and_then(|style| style.get_property_value("background-color").ok());
            if let Some(light) = colour.and_then(|colour| is_light(&colour)) {
                return Some(light);
            }
            at = element.parent_element();
        }
        root = host.get_root_node();
    }
    None
}

/// Whether a computed color, `rgb(r, g, b)` or `rgba(r, g, b, a)`, is light; `None` where it can be seen through or
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
