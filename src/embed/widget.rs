//! The element's side of the boundary: `embed.js` mounts apps, updates and ends them, and hears from them.

use super::json::{self, to_js};
use super::panels::Drawing;
use super::plan_of;
use super::root::{App, AppProps};
use crate::app::{Action, Dispatch, Host, Message, STEPS, Source, State};
use crate::format::Format;
use crate::markup::Board;
use crate::text::{self as words, Language};
use crate::view::Shared;
use crate::workspace::{Mode, Opened, PlanKind, ReadError, Restored, Saved};
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Plan, Problem, Value};
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

    /// Hands over what the visitor has made, to go on with after a panic or a move.
    pub(crate) fn workspace(&self, state: &State) {
        if let Some(text) = saved(state) {
            self.call("workspace", &text.into());
        }
    }

    /// Says that plan and report have changed, or that the form cannot be read.
    pub(crate) fn changed(&self, state: &State) {
        let outcome = state.outcome();
        if outcome.problems.is_empty() {
            #[derive(serde::Serialize)]
            struct Change<'a> {
                plan: &'a Plan,
                report: &'a comarketing_roi_engine::Report,
                valid: bool,
                source: &'a str,
            }
            if let Some((plan, report)) = &outcome.good {
                let source = state.source.id();
                self.call("change", &to_js(&Change { plan, report, valid: true, source }));
            }
        } else {
            self.invalid(&outcome.problems);
        }
    }

    /// Says which step of which workflow is on screen: a mode without steps is one.
    pub(crate) fn step(&self, (mode, step): (Mode, usize)) {
        #[derive(serde::Serialize)]
        struct Step {
            workflow: &'static str,
            step: usize,
            of: usize,
        }
        let of = if mode == Mode::Assessment { STEPS.len() } else { 1 };
        self.call("step", &to_js(&Step { workflow: mode.id(), step, of }));
    }

    /// Says that the page was drawn, or a panel has come near: panels may have to be drawn, too.
    pub(crate) fn drawn(&self) {
        self.call("drawn", &JsValue::UNDEFINED);
    }

    /// Says that the control which is to have the focus is not there yet: a panel will draw it.
    pub(crate) fn awaits_focus(&self, id: &str) {
        self.call("focus", &id.into());
    }

    /// Says that a plan which was given to a campaign is none: it becomes the program's.
    fn odd_campaign(&self, mode: Mode, plan: &Plan) {
        if mode.plan() == PlanKind::Campaign && plan.tiers.len() != 1 {
            self.call(
                "odd-plan",
                &"A campaign is one activity, a plan of one tier. This one became the program.".into(),
            );
        }
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
    pub(super) props: AppProps,
    pub(super) drawing: Drawing,
}

/// Draws a widget into `slot`, a fresh element of its own.
///
/// # Errors
/// Throws where `config` has no `notify` function, a mistake of the caller.
#[wasm_bindgen]
pub fn mount(slot: Element, config: &JsValue) -> Result<Instance, JsValue> {
    yew::set_custom_panic_hook(Box::new(on_panic));
    let props = props(config, 0)?;
    let handle = yew::Renderer::<App>::with_root_and_props(slot, props.clone()).render();
    Ok(Instance { handle, props, drawing: Drawing::new(text(config, "stopped")) })
}

/// What a widget begins with.
fn props(config: &JsValue, turn: u32) -> Result<AppProps, JsValue> {
    let notify = Reflect::get(config, &"notify".into())?.dyn_into::<Function>();
    let notify = Notify(notify.map_err(|_| JsError::new("config.notify must be a function"))?);
    LISTENERS.with(|listeners| listeners.borrow_mut().push(notify.clone()));
    let host = host(config);
    let plan = plan(config, &notify);
    if let Some(plan) = &plan {
        notify.odd_campaign(host.mode, plan);
    }
    let asking = notify.clone();
    Ok(AppProps {
        board: Board::new(move || asking.drawn()),
        plan,
        restored: text(config, "workspace")
            .and_then(|text| restored(&text, &host))
            .map(|kept| Shared(Rc::new(kept))),
        host,
        notify,
        current: Shared(Rc::default()),
        turn,
    })
}

#[wasm_bindgen]
impl Instance {
    /// Begins anew in the same slot, for another widget. What an app listens by is never freed by Yew, so one that has
    /// come to rest is used again.
    ///
    /// # Errors
    /// As [`mount`].
    pub fn again(&mut self, config: &JsValue) -> Result<(), JsValue> {
        self.props = props(config, self.props.turn.wrapping_add(1))?;
        self.drawing = Drawing::new(text(config, "stopped"));
        self.handle.update(self.props.clone());
        Ok(())
    }

    /// Takes over the host's settings; without a plan in them the form stays.
    pub fn update(&mut self, config: &JsValue) {
        self.props.host = host(config);
        if let Some(plan) = plan(config, &self.props.notify) {
            self.props.notify.odd_campaign(self.mode(), &plan);
            self.props.plan = Some(plan);
        }
        self.handle.update(self.props.clone());
    }

    /// Ends the widget: it says nothing more, until [`Instance::again`].
    pub fn rest(&self) {
        LISTENERS.with(|listeners| listeners.borrow_mut().retain(|notify| *notify != self.props.notify));
    }

    /// What the visitor has made as JSON text: to hand to a later [`mount`], or for a file.
    pub fn workspace(&self) -> Option<String> {
        self.props.current.borrow().as_ref().and_then(saved)
    }

    /// Opens what was read from a file or a link: a workspace, or a plan with its answers. One step of undo. The answer is
    /// the list of problems, empty where there is none; what is wrong changes nothing.
    pub fn open(&self, given: &JsValue, source: &str) -> JsValue {
        let opened = super::data::plain_data(given)
            .ok_or(ReadError::Foreign("no plain data"))
            .and_then(|value| Opened::read(&value))
            .and_then(|opened| match (&opened, source == Source::Host.id()) {
                // A host's program is told what a visitor would see in the form: names that the platform's tables of letters
                // hold for the same.
                (Opened::Plan(..), true) => super::plan_of(given).map(|_| opened).map_err(ReadError::Wrong),
                _ => Ok(opened),
            });
        match opened {
            Ok(_) if self.props.host.readonly && source != Source::Host.id() => {
                let message = words::READONLY.get();
                to_js(&[Problem::new("", ProblemKind::WrongType, "", message)])
            }
            Ok(opened) => {
                let action = Action::Open(Rc::new(opened), Source::named(source));
                self.handle.send_message(Message::Act(action));
                to_js::<[Problem]>(&[])
            }
            Err(ReadError::Foreign(what)) => {
                let message = words::not_a_file_of_ours(words::file_holds(what));
                to_js(&[Problem::new("", ProblemKind::WrongType, what, message)])
            }
            Err(ReadError::Newer) => {
                to_js(&[Problem::new("", ProblemKind::UnknownVersion, "", words::FILE_NEWER.get())])
            }
            Err(ReadError::Wrong(problems)) => to_js(&problems),
        }
    }

    /// The plan as it is on screen; `null` while the form cannot be read.
    pub fn plan(&self) -> JsValue {
        self.current(|state| state.outcome().good.as_ref().map(|(plan, _)| to_js(&***plan)))
    }

    /// Shows the sample.
    pub fn sample(&self) {
        self.handle.send_message(Message::Act(Action::Sample));
    }

    /// Tells the visitor what has become of a command, by the name of the sentence.
    pub fn tell(&self, notice: &str, what: &str) {
        // What keeps a command from its work is in the form.
        let wrong = || self.props.current.borrow().as_ref().and_then(State::first_problem);
        let what = &if notice == "mendFirst" { wrong().unwrap_or_default() } else { what.to_owned() };
        if let Some(said) = words::notice(notice, what) {
            self.handle.send_message(Message::Act(Action::Say(said)));
        }
    }

    /// The report on screen; `null` while the form cannot be read.
    pub fn report(&self) -> JsValue {
        self.current(|state| state.outcome().good.as_ref().map(|(_, report)| to_js(&**report)))
    }
}

impl Instance {
    /// Speaks the language of this widget: others of the page may speak another.
    pub(super) fn speak(&self) {
        self.props.host.language.speak();
    }

    /// Where the controls of panels hand over what they do.
    pub(super) fn dispatch(&self) -> Dispatch {
        let link = (*self.handle).clone();
        Dispatch::new(move |action| link.send_message(Message::Act(action)))
    }

    fn mode(&self) -> Mode {
        self.props.current.borrow().as_ref().map_or(self.props.host.mode, |state| state.mode)
    }

    fn current(&self, look: impl Fn(&State) -> Option<JsValue>) -> JsValue {
        let current = self.props.current.borrow();
        current.as_ref().filter(|state| !state.is_stale()).and_then(look).unwrap_or(JsValue::NULL)
    }
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
        quick: text(config, "start").is_none_or(|start| start != "full"),
        readonly: text(config, "readonly").is_some(),
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

fn saved(state: &State) -> Option<String> {
    json::text(&Saved {
        workspace: &state.workspace,
        mode: state.mode,
        step: state.step,
        start: state.is_at_start(),
    })
}

/// What was kept as text; the first release wrote numbers as the language did.
fn restored(text: &str, host: &Host) -> Option<Restored> {
    let value: Value = super::data::plain_data(&JSON::parse(text).ok()?)?;
    Restored::kept(&value, Format::new(&host.locale, &host.currency).convention())
}
