//! Makes the markup of panels real, by Yew. No text is ever read as markup, and what has not changed keeps its focus and its
//! state.

use super::tree::{Control, Node, Tree};
use crate::app::Dispatch;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yew::html::{onchange, onclick};
use yew::virtual_dom::{Key, Listener, VList, VTag, VText};
use yew::{AttrValue, Callback, Html};

/// Draws a tree. Where figures are only for reading, its controls are disabled.
pub fn paint(tree: &Tree, dispatch: &Dispatch, readonly: bool) -> Html {
    element(tree, dispatch, readonly).into()
}

fn element(tree: &Tree, dispatch: &Dispatch, readonly: bool) -> VTag {
    let mut tag = VTag::new(tree.tag);
    for (name, value) in &tree.attributes {
        match (tree.tag, *name) {
            // What a visitor changes goes by the property, which its attribute no longer moves.
            ("input", "checked") => tag.set_checked(true),
            ("option", "selected") => tag.add_property("selected", true),
            // As long as what is drawn stays the same, what is being typed stays, too.
            ("input", "value") if !is_choice(tree) => tag.add_property("value", value.as_str()),
            (_, "href") if !may_lead_to(value) => {}
            (_, name) => tag.add_attribute(name, value.clone()),
        }
    }
    if is_choice(tree) && !tree.attributes.iter().any(|(name, _)| *name == "checked") {
        tag.set_checked(false);
    }
    if let Some(part) = tree.part() {
        tag.add_attribute("part", part);
    }
    if let Some(control) = &tree.control {
        if readonly {
            tag.add_attribute("disabled", "");
        }
        tag.add_listener(listener(control, dispatch));
    }
    tag.key = tree.key.as_deref().map(Key::from);
    tag.add_children(children(tree, dispatch, readonly));
    tag
}

/// Whether it is a box to tick or one of several to choose from: its value is never typed.
fn is_choice(tree: &Tree) -> bool {
    let is = |kind| tree.attributes.iter().any(|(name, value)| *name == "type" && value == kind);
    tree.tag == "input" && (is("radio") || is("checkbox"))
}

/// The only addresses that a link of a panel may have.
pub(super) fn may_lead_to(address: &str) -> bool {
    ["https:", "mailto:", "#"].iter().any(|start| address.starts_with(start))
}

fn listener(control: &Control, dispatch: &Dispatch) -> Rc<dyn Listener> {
    let dispatch = dispatch.clone();
    match control.clone() {
        Control::Press(action) => {
            Rc::new(onclick::Wrapper::new(Callback::from(move |_| dispatch.dispatch(action.clone()))))
        }
        Control::Change(action) => Rc::new(onchange::Wrapper::new(Callback::from(move |event: Event| {
            if let Some(control) = event.target().map(JsCast::unchecked_into::<HtmlInputElement>) {
                dispatch.dispatch(action(control.value()));
            }
        }))),
    }
}

/// Siblings without keys are paired from the last, so that one more at the end would make all of them anew: elements are
/// paired by their place instead, from the first.
fn children(tree: &Tree, dispatch: &Dispatch, readonly: bool) -> Vec<Html> {
    let one = |(at, node): (usize, &Node)| match node {
        Node::Element(child) => {
            let mut child = element(child, dispatch, readonly);
            child.key = child.key.or_else(|| Some(Key::from(at)));
            child.into()
        }
        Node::Text(text) => {
            let text: Html = VText::new(AttrValue::from(text.clone())).into();
            VList::with_children(vec![text], Some(Key::from(at))).into()
        }
    };
    tree.children.iter().enumerate().map(one).collect()
}
