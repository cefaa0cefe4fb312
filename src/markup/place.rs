//! Places on the page that the late part fills, and the board on which they are listed.
//!
//! A panel is drawn after the frame that shows the figures, one after the other; those out of sight wait until the browser is
//! idle or until they come near. When that is, the element's script says, because it can catch what a drawing throws. What is
//! drawn goes into the page like any other markup.

use crate::app::Panel;
use crate::text;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp, VTag, VText};

/// What stands in a panel.
#[derive(Clone)]
pub enum Content {
    /// What the late part has drawn; nothing before, and where there is nothing to show.
    Drawn(Option<Html>),
    /// It cannot be had.
    Failed,
}

/// A panel on the page.
struct Entry {
    id: u32,
    panel: Panel,
    node: NodeRef,
    tell: Callback<PlaceMessage>,
    /// Whether what it shows is what there is to show.
    is_current: bool,
    is_out_of_sight: bool,
}

impl Entry {
    fn has_focus(&self) -> bool {
        self.node.cast::<Element>().is_some_and(|place| place.matches(":focus-within").unwrap_or(false))
    }
}

/// The panels that are on the page of a widget.
#[derive(Clone)]
pub struct Board(Rc<Inner>);

struct Inner {
    entries: RefCell<Vec<Entry>>,
    last: Cell<u32>,
    ask: Box<dyn Fn()>,
}

impl PartialEq for Board {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Board {
    /// A board without panels; `ask` hears that there is something to draw.
    pub fn new(ask: impl Fn() + 'static) -> Self {
        Self(Rc::new(Inner { entries: RefCell::default(), last: Cell::new(0), ask: Box::new(ask) }))
    }

    /// Everything is to be drawn anew: what it is drawn from has changed.
    pub fn outdate(&self) {
        self.0.entries.borrow_mut().iter_mut().for_each(|entry| entry.is_current = false);
    }

    /// The panels that are to be drawn now, by number: those in sight or with the focus, and with `one_more` the
    /// first of those out of sight. What is old in the others cannot be seen meanwhile.
    pub fn due(&self, one_more: bool) -> Vec<(u32, Panel)> {
        let (mut due, mut left) = (Vec::new(), usize::from(one_more));
        for entry in self.0.entries.borrow().iter().filter(|entry| !entry.is_current) {
            if entry.is_out_of_sight && left == 0 && !entry.has_focus() {
                entry.tell.emit(PlaceMessage::Outdate);
                continue;
            }
            left -= usize::from(entry.is_out_of_sight && left > 0);
            due.push((entry.id, entry.panel));
        }
        due
    }

    /// Whether a panel out of sight waits to be drawn.
    pub fn waits(&self) -> bool {
        self.0.entries.borrow().iter().any(|entry| !entry.is_current)
    }

    /// What the panel of that number shows, if it is still there.
    pub fn panel(&self, id: u32) -> Option<Panel> {
        self.0.entries.borrow().iter().find(|entry| entry.id == id).map(|entry| entry.panel)
    }

    /// Puts something into a panel.
    pub fn show(&self, id: u32, content: Content) {
        for entry in self.0.entries.borrow_mut().iter_mut().filter(|entry| entry.id == id) {
            entry.is_current = true;
            entry.tell.emit(PlaceMessage::Show(content.clone()));
        }
    }

    /// Says in every panel that it cannot be had. They are asked for again all the same.
    pub fn fail(&self) {
        for entry in self.0.entries.borrow().iter() {
            entry.tell.emit(PlaceMessage::Show(Content::Failed));
        }
    }

    fn add(&self, panel: Panel, node: NodeRef, tell: Callback<PlaceMessage>) -> u32 {
        let id = self.0.last.get().wrapping_add(1);
        self.0.last.set(id);
        (self.0.ask)();
        let entry = Entry { id, panel, node, tell, is_current: false, is_out_of_sight: false };
        self.0.entries.borrow_mut().push(entry);
        id
    }

    fn change(&self, id: u32, change: impl FnOnce(&mut Entry)) {
        let mut entries = self.0.entries.borrow_mut();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) {
            change(entry);
            if !entry.is_current && !entry.is_out_of_sight {
                (self.0.ask)();
            }
        }
    }

    fn remove(&self, id: u32) {
        self.0.entries.borrow_mut().retain(|entry| entry.id != id);
    }
}

/// What becomes of a panel.
pub(crate) enum PlaceMessage {
    Show(Content),
    /// What it shows is old: nobody can see, find or hear it until it is drawn.
    Outdate,
}

/// Properties of a [`Place`].
#[derive(Properties, PartialEq)]
pub(crate) struct PlaceProps {
    pub(crate) panel: Panel,
    /// Where it is listed.
    pub(crate) board: Board,
}

/// The place of a panel.
pub(crate) struct Place {
    id: u32,
    node: NodeRef,
    content: Content,
    is_drawn: bool,
    is_old: bool,
    sight: Option<Sight>,
}

impl Component for Place {
    type Message = PlaceMessage;
    type Properties = PlaceProps;

    fn create(ctx: &Context<Self>) -> Self {
        let PlaceProps { panel, board } = ctx.props();
        let node = NodeRef::default();
        let id = board.add(*panel, node.clone(), ctx.link().callback(|message| message));
        Self { id, node, content: Content::Drawn(None), is_drawn: false, is_old: false, sight: None }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &PlaceProps) -> bool {
        let PlaceProps { panel, board } = ctx.props();
        if *panel == old.panel {
            return false;
        }
        board.change(self.id, |entry| {
            entry.panel = *panel;
            entry.is_current = false;
        });
        if panel.name() != old.panel.name() {
            // What another panel has left says nothing here.
            (self.content, self.is_drawn) = (Content::Drawn(None), false);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: PlaceMessage) -> bool {
        match message {
            PlaceMessage::Show(content) => {
                self.is_drawn |= matches!(content, Content::Drawn(_));
                (self.content, self.is_old) = (content, false);
                // The first time it is drawn wherever it is: what is empty has no place on the page yet.
                if self.sight.is_none() && self.is_drawn {
                    let (board, id) = (ctx.props().board.clone(), self.id);
                    self.sight = self.node.cast::<Element>().and_then(|place| {
                        Sight::of(&place, move |seen| board.change(id, |entry| entry.is_out_of_sight = !seen))
                    });
                }
                true
            }
            PlaceMessage::Outdate => !core::mem::replace(&mut self.is_old, true),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let mut tag = VTag::new("div");
        tag.add_attribute("class", "panel");
        tag.add_attribute("data-panel", ctx.props().panel.name());
        for (name, on) in [("data-drawn", self.is_drawn), ("data-old", self.is_old)] {
            if on {
                tag.add_attribute(name, "");
            }
        }
        match &self.content {
            Content::Drawn(drawn) => tag.add_children(drawn.clone()),
            Content::Failed => {
                let mut said = VTag::new("p");
                said.add_child(VText::new(text::PANEL_FAILED.get()).into());
                tag.add_child(said.into());
            }
        }
        tag.node_ref = self.node.clone();
        tag.into()
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().board.remove(self.id);
    }
}

/// A place on the page, the `at`th among its siblings.
pub(super) fn place(board: &Board, panel: Panel, at: usize) -> Html {
    let props = PlaceProps { panel, board: board.clone() };
    VComp::new::<Place>(Rc::new(props), Some(Key::from(at))).into()
}

/// Tells whether an element is near what can be seen, until it is dropped.
struct Sight {
    observer: IntersectionObserver,
    _heard: Closure<dyn FnMut(Array)>,
}

impl Sight {
    /// None where the browser cannot tell.
    fn of(place: &Element, seen: impl Fn(bool) + 'static) -> Option<Self> {
        let heard = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                seen(entry.unchecked_ref::<IntersectionObserverEntry>().is_intersecting());
            }
        });
        let near = IntersectionObserverInit::new();
        near.set_root_margin("300px");
        let callback = heard.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(callback, &near).ok()?;
        observer.observe(place);
        Some(Self { observer, _heard: heard })
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
