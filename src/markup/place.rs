//! Places on the page that the late part fills, and the board on which they are listed.
//!
//! A panel is drawn after the frame that shows the figures, one after the other; those out of sight wait until the browser is
//! idle or until they come near. When that is, the element's script says, because it can catch what a drawing throws. What is
//! drawn goes into the page like any other markup.

use crate::text;
use comarketing_roi_engine::Value;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp, VTag, VText};

/// What a panel shows: its name, and what it has to know beside the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// The name of the panel.
    pub panel: &'static str,
    /// What it has to know beside the plan.
    pub asked: Value,
}

impl Wish {
    /// A panel that has to know nothing beside the plan.
    pub const fn plain(panel: &'static str) -> Self {
        Self { panel, asked: Value::Null }
    }

    /// A panel that is asked for something.
    pub fn of<const N: usize>(panel: &'static str, asked: [(&str, Value); N]) -> Self {
        Self { panel, asked: Value::Map(asked.map(|(name, value)| (name.to_owned(), value)).into()) }
    }
}

/// What stands in a panel.
#[derive(Clone)]
pub enum Content {
    /// What the late part has drawn; nothing before, and where there is nothing to show.
    Drawn(Option<Html>),
    /// It cannot be had.
    Failed,
}

/// What is drawn is not compared here: Yew looks for what differs in it anyway.
impl PartialEq for Content {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// A panel on the page.
struct Entry {
    id: u32,
    wish: Wish,
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
    ask: Box<dyn Fn(&Wish)>,
}

impl PartialEq for Board {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Board {
    /// A board without panels; `ask` hears of each that there is something to draw.
    pub fn new(ask: impl Fn(&Wish) + 'static) -> Self {
        Self(Rc::new(Inner { entries: RefCell::default(), last: Cell::new(0), ask: Box::new(ask) }))
    }

    /// Everything is to be drawn anew: what it is drawn from has changed.
    pub fn outdate(&self) {
        self.0.entries.borrow_mut().iter_mut().for_each(|entry| entry.is_current = false);
    }

    /// The panels that are to be drawn now, by number and name: those in sight or with the focus, and with `one_more` the
    /// first of those out of sight. What is old in the others cannot be seen meanwhile.
    pub fn due(&self, one_more: bool) -> Vec<(u32, &'static str)> {
        let (mut due, mut left) = (Vec::new(), usize::from(one_more));
        for entry in self.0.entries.borrow().iter().filter(|entry| !entry.is_current) {
            if entry.is_out_of_sight && left == 0 && !entry.has_focus() {
                entry.tell.emit(PlaceMessage::Outdate);
                continue;
            }
            left -= usize::from(entry.is_out_of_sight && left > 0);
            due.push((entry.id, entry.wish.panel));
        }
        due
    }

    /// Whether a panel out of sight waits to be drawn.
    pub fn waits(&self) -> bool {
        self.0.entries.borrow().iter().any(|entry| !entry.is_current)
    }

    /// What the panel of that number shows, if it is still there.
    pub fn wish(&self, id: u32) -> Option<Wish> {
        self.0.entries.borrow().iter().find(|entry| entry.id == id).map(|entry| entry.wish.clone())
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

    fn add(&self, wish: Wish, node: NodeRef, tell: Callback<PlaceMessage>) -> u32 {
        let id = self.0.last.get().wrapping_add(1);
        self.0.last.set(id);
        (self.0.ask)(&wish);
        let entry = Entry { id, wish, node, tell, is_current: false, is_out_of_sight: false };
        self.0.entries.borrow_mut().push(entry);
        id
    }

    fn change(&self, id: u32, change: impl FnOnce(&mut Entry)) {
        let mut entries = self.0.entries.borrow_mut();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) {
            change(entry);
            if !entry.is_current && !entry.is_out_of_sight {
                (self.0.ask)(&entry.wish);
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
    pub(crate) wish: Wish,
    /// Where it is listed; none where it stands outside of the page and is told by its properties what to show.
    pub(crate) board: Option<Board>,
    pub(crate) content: Content,
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
        let PlaceProps { board, wish, content } = ctx.props();
        let node = NodeRef::default();
        let tell = ctx.link().callback(|message| message);
        let id = board.as_ref().map_or(0, |board| board.add(wish.clone(), node.clone(), tell));
        Self { id, node, content: content.clone(), is_drawn: board.is_none(), is_old: false, sight: None }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &PlaceProps) -> bool {
        let PlaceProps { board, wish, content } = ctx.props();
        let Some(board) = board else {
            self.content = content.clone();
            return true;
        };
        if *wish != old.wish {
            board.change(self.id, |entry| {
                entry.wish = wish.clone();
                entry.is_current = false;
            });
        }
        if wish.panel != old.wish.panel {
            // What another panel has left says nothing here.
            (self.content, self.is_drawn) = (Content::Drawn(None), false);
        }
        *wish != old.wish
    }

    fn update(&mut self, ctx: &Context<Self>, message: PlaceMessage) -> bool {
        match message {
            PlaceMessage::Show(content) => {
                self.is_drawn |= matches!(content, Content::Drawn(_));
                (self.content, self.is_old) = (content, false);
                // The first time it is drawn wherever it is: what is empty has no place on the page yet.
                if self.sight.is_none() && self.is_drawn {
                    let (board, id) = (ctx.props().board.clone(), self.id);
                    self.sight = self.node.cast::<Element>().zip(board).and_then(|(place, board)| {
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
        tag.add_attribute("data-panel", ctx.props().wish.panel);
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
        ctx.props().board.iter().for_each(|board| board.remove(self.id));
    }
}

/// A place on the page, the `at`th among its siblings.
pub(super) fn place(board: &Board, wish: Wish, at: usize) -> Html {
    let props = PlaceProps { wish, board: Some(board.clone()), content: Content::Drawn(None) };
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
