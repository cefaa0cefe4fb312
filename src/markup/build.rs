//! Makes markup real at once, for what never changes: a browser's own print command waits for nothing, in Firefox not even for
//! the next microtask, in which Yew draws.

use super::paint::may_lead_to;
use super::tree::{Node, Tree};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Puts a tree at the end of an element. Its controls do nothing.
pub(crate) fn build(tree: &Tree, parent: &Element, document: &Document) -> Result<(), JsValue> {
    let is_svg = tree.tag == "svg" || parent.namespace_uri().as_deref() == Some(SVG);
    let element = match is_svg {
        true => document.create_element_ns(Some(SVG), tree.tag)?,
        false => document.create_element(tree.tag)?,
    };
    for (name, value) in &tree.attributes {
        if *name != "href" || may_lead_to(value) {
            element.set_attribute(name, value)?;
        }
    }
    if let Some(part) = tree.part() {
        element.set_attribute("part", part)?;
    }
    if let Some(value) = tree.value.as_ref().or(tree.initial.as_ref()) {
        element.set_attribute("value", value)?;
    }
    if tree.checked == Some(true) {
        element.set_attribute("checked", "")?;
    }
    for child in &tree.children {
        match child {
            Node::Element(child) => build(child, &element, document)?,
            Node::Text(text) => {
                element.append_child(&document.create_text_node(text))?;
            }
            // What stands on paper is one panel, which holds no others.
            Node::Place(_) => {}
        }
    }
    parent.append_child(&element)?;
    Ok(())
}
