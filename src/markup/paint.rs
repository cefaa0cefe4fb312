//! Makes markup real, by Yew. No text is ever read as markup, and what has not changed keeps its focus and its state.

use super::place::{Board, place};
use super::tree::{Control, Node, Tree};
use crate::app::{Action, Dispatch};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, FocusEvent, HtmlInputElement, InputEvent};
use yew::html::{onblur, onchange, onclick, oninput};
use yew::virtual_dom::{Key, Listener, VList, VTag, VText};
use yew::{AttrValue, Callback, Html};

/// What everything on a page is painted with.
#[derive(Clone, Copy)]
pub struct Painter<'a> {
    /// Where actions go.
    pub dispatch: &'a Dispatch,
    /// The places of the late part; none in what that draws itself.
    pub board: Option<&'a Board>,
    /// Whether figures are only for reading: then controls that change something are disabled.
    pub readonly: bool,
}

/// Draws a tree.
pub fn paint(tree: Tree, painter: Painter) -> Html {
    element(tree, painter).into()
}

/// The only addresses that a link may have.
pub(super) fn may_lead_to(address: &str) -> bool {
    ["https:", "mailto:", "#"].iter().any(|start| address.starts_with(start))
}

pub(crate) fn element(tree: Tree, painter: Painter) -> VTag {
    let part = tree.part();
    let mut tag = VTag::new(tree.tag);
    for (name, value) in tree.attributes {
        match name {
            "href" if !may_lead_to(&value) => {}
            // What a visitor chooses goes by the property, which the attribute no longer moves.
            "selected" => tag.add_property("selected", true),
            name => tag.add_attribute(name, value),
        }
    }
    if let Some(part) = part {
        tag.add_attribute("part", part);
    }
    if let Some(checked) = tree.checked {
        tag.set_checked(checked);
    }
    if let Some(initial) = tree.initial {
        tag.add_property("value", initial.as_str());
    }
    if let Some(control) = tree.control {
        if let Some(name) = withheld(&control).filter(|_| painter.readonly) {
            tag.add_attribute(name, "");
        }
        for listener in listeners(control, tree.value.clone(), painter.dispatch) {
            tag.add_listener(listener);
        }
    }
    if tree.value.is_some() {
        tag.set_value(tree.value);
    }
    tag.key = tree.key.map(|key| Key::from(key.as_str()));
    tag.add_children(children(tree.children, painter));
    tag
}

/// The attribute by which a control does nothing where figures are only for reading; none where it changes none.
fn withheld(control: &Control) -> Option<&'static str> {
    match control {
        Control::Press(action) => action.is_edit().then_some("disabled"),
        // It can still be come to, read and copied from.
        Control::Type(..) => Some("readonly"),
        // A choice of what is looked at stays one.
        Control::Change(action) => {
            action(String::new()).is_none_or(|action| action.is_edit()).then_some("disabled")
        }
        Control::Tick(_) | Control::Turn(_) => Some("disabled"),
    }
}

/// Siblings without keys are paired from the last, so that one more at the end would make all of them anew: they are paired
/// by their place instead, from the first.
fn children(nodes: Vec<Node>, painter: Painter) -> Vec<Html> {
    let one = |(at, node): (usize, Node)| match node {
        Node::Element(child) => {
            let mut child = element(child, painter);
            child.key = child.key.or_else(|| Some(Key::from(at)));
            child.into()
        }
        Node::Text(text) => keyed(VText::new(text).into(), at),
        Node::Place(panel) => match painter.board {
            Some(board) => place(board, panel, at),
            None => Html::default(),
        },
    };
    nodes.into_iter().enumerate().map(one).collect()
}

fn keyed(node: Html, at: usize) -> Html {
    VList::with_children(vec![node], Some(Key::from(at))).into()
}

/// The control that an event came from. Only controls are listened to, and what stands in one is none.
fn target(target: Option<EventTarget>) -> Option<HtmlInputElement> {
    Some(target?.unchecked_into())
}

fn listeners(control: Control, shown: Option<AttrValue>, dispatch: &Dispatch) -> Vec<Rc<dyn Listener>> {
    let dispatch = dispatch.clone();
    match control {
        Control::Press(action) => {
            vec![Rc::new(onclick::Wrapper::new(Callback::from(move |_| dispatch.dispatch(action.clone()))))]
        }
        Control::Change(action) => {
            let change = Callback::from(move |event: web_sys::Event| {
                if let Some(action) = target(event.target()).and_then(|control| action(control.value())) {
                    dispatch.dispatch(action);
                }
            });
            vec![Rc::new(onchange::Wrapper::new(change))]
        }
        Control::Tick(action) => {
            let change = Callback::from(move |event: web_sys::Event| {
                if let Some(control) = target(event.target()) {
                    dispatch.dispatch(action(control.checked()));
                }
            });
            vec![Rc::new(onchange::Wrapper::new(change))]
        }
        Control::Turn(action) => {
            let input = Callback::from(move |event: InputEvent| {
                if let Some(action) = target(event.target()).and_then(|control| action(control.value())) {
                    dispatch.dispatch(action);
                }
            });
            vec![Rc::new(oninput::Wrapper::new(input))]
        }
        Control::Type(edit, leave) => typing(edit, leave, shown.unwrap_or_default(), dispatch),
    }
}

/// What a text box listens to.
fn typing(
    edit: Rc<dyn Fn(String) -> Action>,
    leave: Action,
    shown: AttrValue,
    dispatch: Dispatch,
) -> Vec<Rc<dyn Listener>> {
    let input = {
        let (dispatch, edit) = (dispatch.clone(), Rc::clone(&edit));
        Callback::from(move |event: InputEvent| {
            if let Some(control) = target(event.target()) {
                dispatch.dispatch(edit(control.value()));
            }
        })
    };
    // What a password manager or an extension has put in without an `input` event is taken, too.
    let commit = move |from: Option<EventTarget>| {
        if let Some(text) = target(from).map(|control| control.value()).filter(|text| shown != text.as_str())
        {
            dispatch.dispatch(edit(text));
        }
        dispatch.dispatch(leave.clone());
    };
    // Leaving without a change is a commit too: the field may hold an error that was not shown yet.
    let blur = {
        let commit = commit.clone();
        Callback::from(move |event: FocusEvent| commit(event.target()))
    };
    // The Enter key commits without leaving.
    let change = Callback::from(move |event: web_sys::Event| commit(event.target()));
    vec![
        Rc::new(oninput::Wrapper::new(input)),
        Rc::new(onblur::Wrapper::new(blur)),
        Rc::new(onchange::Wrapper::new(change)),
    ]
}
