//! The element's side of the boundary: `embed.js` mounts apps, updates and ends them, and hears from them.

use super::json::{self, to_js};
use super::plan_of;
use crate::app::{Action, App, AppProps, Host, Message, Mode, State};
use crate::text::{self as words, Language};
use crate::view::Shared;
use comarketing_roi_engine::{Draft, Place, Plan};
use js_sys::{Function, JSON, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::AppHandle;

/// The style sheet of the widget, one for all instances; the build script makes it from `styles/`.
#[wasm_bindgen]
pub fn styles() -> String {
    include_str!(concat!(env!("OUT_DIR"), "/styles.css")).to_owned()
}

/// Tells the element what happens: `notify(type, detail)`.
#[derive(Clone, PartialEq)]
pub struct Notify(Function);

impl Notify {
    fn call(&self, kind: &str, detail: &JsValue) {
        // The element's own function; what a listener of the host throws does not come back through it.
        let _ = self.0.call2(&JsValue::UNDEFINED, &kind.into(), detail);
    }

    /// Hands over what was typed, to go on with after a panic or a move.
    pub(crate) fn draft(&self, draft: &Draft) {
        if let Some(text) = json::text(draft) {
            self.call("draft", &text.into());
        }
    }

    /// Says that plan and report have changed, or that the form cannot be read.
    pub(crate) fn changed(&self, state: &State) {
        if state.outcome.problems.is_empty() {
            #[derive(serde::Serialize)]
            struct Change<'a> {
                plan: &'a Plan,
                report: &'a comarketing_roi_engine::Report,
                valid: bool,
                source: &'a str,
            }
            if let Some((plan, report)) = &state.outcome.good {
                let source = if state.by_visitor { "user" } else { "host" };
                self.call("change", &to_js(&Change { plan, report, valid: true, source }));
            }
        } else {
            self.invalid(&state.outcome.problems);
        }
    }

    /// Says that the page was drawn: its panels may have to be, too.
    pub(crate) fn drawn(&self, state: &State) {
        self.call("drawn", &state.revision.into());
    }

    fn invalid(&self, errors: &[comarketing_roi_engine::Problem]) {
        #[derive(serde::Serialize)]
        struct Invalid<'a> {
            errors: &'a [comarketing_roi_engine::Problem],
        }
        self.call("invalid", &to_js(&Invalid { errors }));
    }
}

thread_local! {
    /// Who hears of a panic. The only state that instances share, and only a panic reads it.
    static LISTENERS: RefCell<Vec<Notify>> = const { RefCell::new(Vec::new()) };
}

/// Says why to every element: a panic ends the module for all of them.
fn on_panic(info: &std::panic::PanicHookInfo<'_>) {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
    let message = format!("{}{place}", message.unwrap_or("panic"));
    LISTENERS.with(|listeners| {
        if let Ok(listeners) = listeners.try_borrow() {
            listeners.iter().for_each(|notify| notify.call("panic", &message.as_str().into()));
        }
    });
}

/// A mounted widget.
#[wasm_bindgen]
pub struct Instance {
    handle: AppHandle<App>,
    props: AppProps,
}

/// Draws a widget into `slot`, a fresh element of its own.
///
/// # Errors
/// Throws where `config` has no `notify` function, a mistake of the caller.
#[wasm_bindgen]
pub fn mount(slot: Element, config: &JsValue) -> Result<Instance, JsValue> {
    yew::set_custom_panic_hook(Box::new(on_panic));
    let notify = Reflect::get(config, &"notify".into())?.dyn_into::<Function>();
    let notify = Notify(notify.map_err(|_| JsError::new("config.notify must be a function"))?);
    LISTENERS.with(|listeners| listeners.borrow_mut().push(notify.clone()));
    let props = AppProps {
        host: host(config),
        plan: plan(config, &notify),
        restored: text(config, "draft").and_then(|text| restored(&text)).map(|draft| Shared(Rc::new(draft))),
        notify,
        current: Shared(Rc::default()),
    };
    let handle = yew::Renderer::<App>::with_root_and_props(slot, props.clone()).render();
    Ok(Instance { handle, props })
}

#[wasm_bindgen]
impl Instance {
    /// Takes over the host's settings; without a plan in them the form stays.
    pub fn update(&mut self, config: &JsValue) {
        self.props.host = host(config);
        if let Some(plan) = plan(config, &self.props.notify) {
            self.props.plan = Some(plan);
        }
        self.handle.update(self.props.clone());
    }

    /// Ends the widget.
    pub fn destroy(self) {
        LISTENERS.with(|listeners| listeners.borrow_mut().retain(|notify| *notify != self.props.notify));
        self.handle.destroy();
    }

    /// What was typed, to hand to a later [`mount`].
    pub fn draft(&self) -> Option<String> {
        self.props.current.borrow().as_ref().and_then(|state| json::text(&*state.draft))
    }

    /// The plan as it is on screen; `null` while the form cannot be read.
    pub fn plan(&self) -> JsValue {
        self.current(|state| state.outcome.good.as_ref().map(|(plan, _)| to_js(&***plan)))
    }

    /// What was answered beside the figures: pairs of pointer and word.
    pub fn answers(&self) -> JsValue {
        let current = self.props.current.borrow();
        current.as_ref().map_or(JsValue::NULL, |state| to_js(&*state.answers))
    }

    /// Does what a control in a panel asks for: `answer` takes a word for a question, `set` a number for an input.
    pub fn act(&self, what: &str, path: &str, word: &str) {
        let action = match what {
            "answer" => Some(Action::Answer(path.to_owned(), word.to_owned())),
            "sample" => Some(Action::Sample),
            "notice" => words::notice(path, word).map(Action::Say),
            "take-scenario" => path.parse().ok().map(Action::TakeScenario),
            "drop-scenario" => path.parse().ok().map(Action::RemoveScenario),
            "set" => Place::named(path).zip(number(word)).map(|(place, value)| Action::Set(place, value)),
            _ => None,
        };
        if let Some(action) = action {
            self.handle.send_message(Message::Act(action));
        }
    }

    /// The report on screen; `null` while the form cannot be read.
    pub fn report(&self) -> JsValue {
        self.current(|state| state.outcome.good.as_ref().map(|(_, report)| to_js(&**report)))
    }
}

impl Instance {
    fn current(&self, look: impl Fn(&State) -> Option<JsValue>) -> JsValue {
        let current = self.props.current.borrow();
        current.as_ref().filter(|state| !state.is_stale()).and_then(look).unwrap_or(JsValue::NULL)
    }
}

/// A number that a panel wrote, in JSON's way.
fn number(text: &str) -> Option<f64> {
    JSON::parse(text).ok()?.as_f64().filter(|value| value.is_finite())
}

fn text(config: &JsValue, key: &str) -> Option<String> {
    Reflect::get(config, &key.into()).ok()?.as_string()
}

fn host(config: &JsValue) -> Host {
    let currency = text(config, "currency").filter(|code| comarketing_roi_engine::plan::is_currency(code));
    let level = Reflect::get(config, &"headingLevel".into()).ok().and_then(|level| level.as_f64());
    Host {
        locale: text(config, "locale").unwrap_or_else(|| "en".to_owned()),
        language: Language::of(&text(config, "words").unwrap_or_default()),
        currency: currency.unwrap_or_else(|| "USD".to_owned()),
        mode: Mode::named(&text(config, "mode").unwrap_or_default()),
        lock_mode: text(config, "lockMode").is_some(),
        cta: (text(config, "ctaHref").unwrap_or_default(), text(config, "ctaLabel").unwrap_or_default()),
        theme: text(config, "theme").unwrap_or_else(|| "auto".to_owned()),
        heading_level: level.map_or(2, |level| level.clamp(2.0, 4.0) as u8),
    }
}

/// The host's plan, if there is one and it is valid; what is wrong with it goes to the host.
fn plan(config: &JsValue, notify: &Notify) -> Option<Shared<Plan>> {
    let value = Reflect::get(config, &"plan".into()).ok().filter(|value| !value.is_undefined())?;
    match plan_of(&value) {
        Ok(plan) => Some(Shared(Rc::new(plan.into_inner()))),
        Err(problems) => {
            notify.invalid(&problems);
            None
        }
    }
}

fn restored(text: &str) -> Option<Draft> {
    let value = JSON::parse(text).ok()?;
    Draft::restore(&super::data::plain_data(&value)?)
}
