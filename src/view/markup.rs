//! The few shapes of markup that the page is made of.
//!
//! Views are functions from state to markup. They call these instead of writing `html!` because the macro unfolds the
//! making of each element in place, where a call does (docs/performance.md has the bytes).

use crate::app::{Action, Dispatch};
use crate::text::Text;
use std::rc::Rc;
use yew::html::onclick;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VTag, VText};
use yew::{AttrValue, Html};

/// The parts of a button that changes figures; where they are only for reading, the style sheet hides it.
pub(crate) const EDIT: &str = "button edit";

/// Names of attributes, those with fixed values first.
pub(crate) type Names = &'static [&'static str];
/// The values that never change, for the first of the names.
pub(crate) type Fixed = &'static [&'static str];
/// The values for the rest; an absent one leaves its attribute out.
pub(crate) type Values = Vec<Option<AttrValue>>;

/// What text may be given as. The conversions are kept out of line: unfolded at each use they cost two kilobytes.
pub(crate) trait Words {
    /// As an attribute or text node holds it.
    fn shared(self) -> AttrValue;
}

impl Words for &'static str {
    fn shared(self) -> AttrValue {
        AttrValue::Static(self)
    }
}

impl Words for String {
    #[inline(never)]
    fn shared(self) -> AttrValue {
        self.into()
    }
}

impl Words for Text {
    #[inline(never)]
    fn shared(self) -> AttrValue {
        AttrValue::Static(self.get())
    }
}

impl Words for AttrValue {
    fn shared(self) -> AttrValue {
        self
    }
}

/// Text.
pub(crate) fn words(text: impl Words) -> Html {
    text_node(text.shared())
}

#[inline(never)]
fn text_node(text: AttrValue) -> Html {
    VText::new(text).into()
}

/// Adds a part that is there or not.
#[inline(never)]
pub(crate) fn add(parts: &mut Vec<Html>, part: Option<Html>) {
    if let Some(part) = part {
        parts.push(part);
    }
}

/// An element with a class.
#[inline(never)]
pub(crate) fn el(tag: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    let class = (!class.is_empty()).then_some(AttrValue::Static(class));
    with(tag, &["class"], &[], vec![class], children)
}

/// A paragraph or other element that holds text alone.
pub(crate) fn line(tag: &'static str, class: &'static str, text: impl Words) -> Html {
    text_line(tag, class, text.shared())
}

#[inline(never)]
fn text_line(tag: &'static str, class: &'static str, text: AttrValue) -> Html {
    el(tag, class, vec![text_node(text)])
}

/// An element with attributes.
#[inline(never)]
pub(crate) fn with(
    tag: &'static str,
    names: Names,
    fixed: Fixed,
    values: Values,
    children: Vec<Html>,
) -> Html {
    build(tag, names, fixed, values, children).into()
}

/// An element of a list.
#[inline(never)]
pub(crate) fn keyed(
    key: impl Into<Key>,
    tag: &'static str,
    names: Names,
    fixed: Fixed,
    values: Values,
    children: Vec<Html>,
) -> Html {
    let mut tag = build(tag, names, fixed, values, children);
    tag.key = Some(key.into());
    tag.into()
}

/// An element that listens.
#[inline(never)]
pub(crate) fn with_listeners(
    tag: &'static str,
    names: Names,
    fixed: Fixed,
    values: Values,
    listeners: Vec<Rc<dyn Listener>>,
    children: Vec<Html>,
) -> VTag {
    let mut tag = build(tag, names, fixed, values, children);
    for listener in listeners {
        tag.add_listener(listener);
    }
    tag
}

/// A button that does something to the state. Its names begin with `type`, always `button`: a form around us is not ours to
/// submit.
#[inline(never)]
pub(crate) fn button(
    dispatch: &Dispatch,
    action: Action,
    names: Names,
    fixed: Fixed,
    values: Values,
    children: Vec<Html>,
) -> Html {
    let dispatch = dispatch.clone();
    let click = onclick::Wrapper::new(yew::Callback::from(move |_| dispatch.dispatch(action.clone())));
    with_listeners("button", names, fixed, values, vec![Rc::new(click)], children).into()
}

/// The value of an attribute that is there or not, such as `hidden`.
pub(crate) fn flag(on: bool) -> Option<AttrValue> {
    on.then_some(AttrValue::Static(""))
}

/// The value of an attribute.
pub(crate) fn value(text: impl Words) -> Option<AttrValue> {
    Some(text.shared())
}

/// Words that only those hear who do not see the page.
pub(crate) fn visually_hidden(text: impl Words) -> Html {
    line("span", "hidden", text)
}

/// A number that must not be translated and keeps its own direction.
pub(crate) fn number(tag: &'static str, class: &'static str, text: impl Words) -> Html {
    untranslated(tag, class, text.shared())
}

#[inline(never)]
fn untranslated(tag: &'static str, class: &'static str, text: AttrValue) -> Html {
    let class = (!class.is_empty()).then_some(AttrValue::Static(class));
    with(tag, &["translate", "class"], &["no"], vec![class], vec![line("bdi", "", text)])
}

#[inline(never)]
fn build(tag: &'static str, names: Names, fixed: Fixed, values: Values, children: Vec<Html>) -> VTag {
    let mut made = VTag::new(tag);
    let fixed = fixed.iter().map(|value| Some(AttrValue::Static(value)));
    let values = fixed.chain(values).map(|value| value.map(AttributeOrProperty::Attribute)).collect();
    made.set_attributes(Attributes::Dynamic { keys: names, values });
    made.add_children(children);
    made
}
