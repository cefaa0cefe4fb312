//! The root component: holds the state and hands slices of it down.

use super::Dispatch;
use super::effects;
use super::state::{Action, State};
use crate::embed::Notify;
use crate::format::Format;
use crate::text;
use crate::view::Shared;
use crate::view::page::page;
use comarketing_roi_engine::{Draft, Plan};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What the host page sets by attributes.
#[derive(Clone, PartialEq)]
pub struct Host {
    /// BCP 47.
    pub locale: String,
    /// ISO 4217, for a form that does not state its own.
    pub currency: String,
    /// `light`, `dark`, or `auto` to follow the page.
    pub theme: String,
    /// The level of the title, 2 to 4.
    pub heading_level: u8,
}

/// Properties of [`App`].
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// What the host page sets.
    pub host: Host,
    /// The host's plan.
    pub plan: Option<Shared<Plan>>,
    /// A draft to go on with.
    pub restored: Option<Shared<Draft>>,
    /// Tells the element what happens.
    pub notify: Notify,
    /// Where the element looks up the state.
    pub current: Shared<RefCell<Option<State>>>,
}

/// The widget.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = {
        let props = props.clone();
        use_reducer(move || {
            let format = Format::new(&props.host.locale, &props.host.currency);
            let plan = props.plan.as_ref().map(|plan| &**plan);
            State::new(format, plan, props.restored.as_ref().map(|draft| (**draft).clone()))
        })
    };
    let dispatcher = state.dispatcher();
    let dispatch =
        (*use_memo((), move |()| Dispatch::new(move |action| dispatcher.dispatch(action)))).clone();
    let now: State = (*state).clone();
    let root = use_node_ref();
    let first = use_mut_ref(|| true);
    use_host(props, &dispatch, &first);
    let theme = effects::use_theme(&props.host.theme, &root);
    let spoken = effects::use_spoken(&now);
    effects::use_report(&now, &props.notify, &props.current);
    effects::use_focus(&now, &root);
    let onkeydown = keys(dispatch.clone());

    let page = page(&now, &dispatch, props.host.heading_level, &spoken);
    html! {
        <div class="root" part="root" ref={root} data-theme={theme} lang={text::LANGUAGE} {onkeydown}>{ page }</div>
    }
}

/// Passes on what the host has changed since the last render; on the first, the state was made from it.
#[hook]
fn use_host(props: &AppProps, dispatch: &Dispatch, first: &Rc<RefCell<bool>>) {
    {
        let (dispatch, first) = (dispatch.clone(), Rc::clone(first));
        use_effect_with(props.plan.clone(), move |plan| {
            if let (false, Some(plan)) = (*first.borrow(), plan) {
                dispatch.dispatch(Action::HostPlan(Rc::clone(&plan.0)));
            }
        });
    }
    let (dispatch, first) = (dispatch.clone(), Rc::clone(first));
    use_effect_with((props.host.locale.clone(), props.host.currency.clone()), move |(locale, currency)| {
        if !first.replace(false) {
            dispatch.dispatch(Action::HostFormat(Format::new(locale, currency)));
        }
    });
}

/// Undo and redo by the usual keys, Escape closes what is open.
fn keys(dispatch: Dispatch) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let chord = event.ctrl_key() || event.meta_key();
        let action = match event.key().as_str() {
            "z" | "Z" if chord && event.shift_key() => Action::Redo,
            "z" if chord => Action::Undo,
            "y" if chord => Action::Redo,
            "Escape" => Action::Close,
            _ => return,
        };
        // The browser's own undo knows nothing of numbers that were written out on leaving a field.
        if chord {
            event.prevent_default();
        }
        dispatch.dispatch(action);
    })
}
