//! The one component: holds the state and draws it.
//!
//! A component with messages rather than hooks: it is the same loop (action → state → view → effects), it takes four
//! kilobytes less Wasm, and effects run in one place and one order.

use super::effects::Effects;
use super::widget::Notify;
use crate::app::{Action, Dispatch, Host, Message, Source, Start, State, Toggle};
use crate::format::Format;
use crate::markup::{Board, Painter, element, of};
use crate::text;
use crate::view::Shared;
use crate::view::call::GOAL_ID;
use crate::view::page::{Frame, page};
use crate::workspace::{Mode, Restored};
use comarketing_roi_engine::Plan;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::onkeydown;
use yew::prelude::*;
use yew::virtual_dom::{Key, Listener};

/// Properties of [`App`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct AppProps {
    /// What the host page sets.
    pub host: Host,
    /// The panels of the page.
    pub board: Board,
    /// The host's plan.
    pub plan: Option<Shared<Plan>>,
    /// A workspace to go on with.
    pub restored: Option<Shared<Restored>>,
    /// Tells the element what happens.
    pub notify: Notify,
    /// Where the element looks up the state.
    pub current: Shared<RefCell<Option<State>>>,
    /// Which widget this is that is drawn here: another one begins anew.
    pub turn: u32,
}

/// The widget.
pub(super) struct App {
    state: State,
    dispatch: Dispatch,
    effects: Effects,
    spoken: String,
    theme: &'static str,
    /// Whether it has yet to be drawn for the first time.
    fresh: bool,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        props.host.language.speak();
        let format = Format::new(&props.host.locale, &props.host.currency);
        let mut restored = props.restored.as_deref().cloned();
        if let Some(restored) = restored.as_mut().filter(|_| props.host.lock_mode) {
            restored.mode = props.host.mode;
        }
        let plan = props.plan.as_deref();
        let (readonly, locked) = (props.host.readonly, props.host.lock_mode);
        let mut state = State::open(
            format,
            props.host.mode,
            Start { plan, restored, readonly, locked, quick: props.host.quick },
        );
        if props.restored.is_some() {
            state.source = Source::Storage;
        }
        *props.current.borrow_mut() = Some(state.clone());
        let link = ctx.link().clone();
        let dispatch = Dispatch::new(move |action| link.send_message(Message::Act(action)));
        let link = ctx.link().clone();
        let effects = Effects::new(Callback::from(move |message| link.send_message(message)), &state);
        // The host's own choice is known before anything is drawn; what is behind us, only afterwards.
        let theme = effects.theme(&props.host.theme);
        Self { state, dispatch, effects, spoken: String::new(), theme, fresh: true }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        ctx.props().host.language.speak();
        match message {
            Message::Act(action) => self.act(ctx, action),
            Message::Announce => self.spoken = self.state.spoken(),
            Message::RefreshTheme => {
                let theme = self.effects.theme(&ctx.props().host.theme);
                return core::mem::replace(&mut self.theme, theme) != theme;
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &AppProps) -> bool {
        let props = ctx.props();
        if props.turn != old.turn {
            *self = <Self as Component>::create(ctx);
            return true;
        }
        props.host.language.speak();
        self.state.readonly = props.host.readonly;
        self.state.locked = props.host.lock_mode;
        // What looks the state up there, such as a panel, is to know it, too.
        if let Some(current) = props.current.borrow_mut().as_mut() {
            current.readonly = props.host.readonly;
            current.locked = props.host.lock_mode;
        }
        if let Some(plan) = props.plan.as_ref().filter(|plan| old.plan.as_ref() != Some(*plan)) {
            self.act(ctx, Action::HostPlan(Rc::clone(&plan.0)));
        }
        if props.host.mode != old.host.mode {
            self.act(ctx, Action::Mode(props.host.mode));
            self.effects.stay(&self.state);
        }
        let (new, old) = (&props.host, &old.host);
        if new.locale != old.locale || new.currency != old.currency || new.language != old.language {
            self.spoken.clear();
            self.act(ctx, Action::HostFormat(Format::new(&props.host.locale, &props.host.currency)));
        }
        self.theme = self.effects.theme(&props.host.theme);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        // Widgets of one page may speak different languages.
        ctx.props().host.language.speak();
        let host = &ctx.props().host;
        // Whether Escape has something to close: then it is ours, and a dialog of the host's around us stays open.
        let closes = self.state.apply(Action::Close { from_inside: false }).is_some();
        let keys = keys(self.dispatch.clone(), self.state.mode, self.state.next(), host.lock_mode, closes);
        let keys: Rc<dyn Listener> = Rc::new(onkeydown::Wrapper::new(keys));
        let frame = Frame {
            level: host.heading_level,
            spoken: &self.spoken,
            locked: host.lock_mode,
            cta: (&host.cta.0, &host.cta.1),
        };
        let root = of("div", "root notranslate")
            .set("part", "root")
            // A translator writes into texts of which the app knows, and figures would stay behind: we speak for ourselves.
            .set("translate", "no")
            .set("data-theme", self.theme)
            .set("lang", text::LANGUAGE)
            .set("dir", text::DIRECTION)
            .flag("data-presenter", self.state.is_on(Toggle::Presenter))
            .flag("data-private", self.state.is_on(Toggle::Private))
            .child(page(&self.state, &frame));
        let (board, readonly) = (Some(&ctx.props().board), self.state.readonly);
        let mut root = element(root, Painter { dispatch: &self.dispatch, board, readonly });
        root.add_listener(keys);
        // Nothing of one widget, not even a node, is left for the next.
        root.key = Some(Key::from(ctx.props().turn));
        root.node_ref = self.effects.root.clone();
        root.into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let first = core::mem::take(&mut self.fresh);
        self.effects.run(&self.state, &ctx.props().notify, first);
        ctx.props().notify.drawn();
    }
}

impl App {
    fn act(&mut self, ctx: &Context<Self>, action: Action) {
        if let Some(next) = self.state.apply(action) {
            *ctx.props().current.borrow_mut() = Some(next.clone());
            self.state = next;
        }
    }
}

/// Whether an event came from inside what Escape closes.
fn is_in_what_closes(event: &KeyboardEvent) -> bool {
    let element = event.target().map(|target| target.unchecked_into::<web_sys::Element>());
    element.is_some_and(|element| {
        element.closest(".explanation, .keys, .menu").is_ok_and(|found| found.is_some())
    })
}

/// Whether a key belongs to the input method that a word is being composed with. Safari ends the composition before the
/// key that does it, which has only this code then.
fn is_composing(event: &KeyboardEvent) -> bool {
    const PROCESS: u32 = 229;
    event.is_composing() || event.key_code() == PROCESS
}

/// Whether an event came from where letters or digits are typed: a day is, too.
fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().map(|target| target.unchecked_into::<web_sys::Element>());
    element.is_some_and(|element| {
        let takes = "input:not([type=range], [type=checkbox], [type=radio], [type=button]), select, textarea";
        element.matches(takes).is_ok_and(|matches| matches)
    })
}

/// Keys that act alone, where nothing is typed: `?` and letters in a call, digits for the ways. Out of a call no digit
/// leads: costs that are hidden for it are shown again beyond, and a slip must not do that on a shared screen.
fn letter(key: &str, mode: Mode, locked: bool) -> Option<Action> {
    if let Some(at) = key.parse::<usize>().ok().filter(|_| !locked && mode != Mode::Call) {
        return Mode::ALL.get(at.checked_sub(1)?).copied().map(Action::Mode);
    }
    if mode != Mode::Call {
        return None;
    }
    Some(match key {
        "?" => Action::Toggle(Toggle::Keys),
        "n" | "N" => Action::AddScenario,
        "p" | "P" => Action::Toggle(Toggle::Presenter),
        "h" | "H" => Action::Toggle(Toggle::Private),
        "g" | "G" => Action::Focus(GOAL_ID.to_owned()),
        _ => return None,
    })
}

/// Undo and redo by the usual keys, Escape closes what is open, Enter in a field goes on to the next step.
fn keys(dispatch: Dispatch, mode: Mode, on: Action, locked: bool, closes: bool) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let chord = event.ctrl_key() || event.meta_key();
        let on = on.clone();
        let action = match event.key().as_str() {
            "z" | "Z" if chord && event.shift_key() => Action::Redo,
            "z" if chord => Action::Undo,
            "y" if chord => Action::Redo,
            "Enter" if mode == Mode::Assessment && is_typing(&event) => on,
            key if !chord && !event.alt_key() && !is_typing(&event) && key != "Escape" => {
                match letter(key, mode, locked) {
                    Some(action) => action,
                    None => return,
                }
            }
            "Escape" => Action::Close { from_inside: is_in_what_closes(&event) },
            _ => return,
        };
        // The browser's own undo knows nothing of numbers that were written out on leaving a field, and a letter that
        // leads to a box is not typed into it. What is prevented here the host does not hear of (embed.js).
        if chord || event.key().len() == 1 || closes && event.key() == "Escape" {
            event.prevent_default();
        }
        dispatch.dispatch(action);
    })
}
