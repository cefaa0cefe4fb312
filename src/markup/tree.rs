//! Markup as plain data. Views make it, [`paint`](super::paint) makes it real, and tests read it as text.

use crate::app::{Action, Panel};
use comarketing_roi_engine::name::ISOLATE;
use std::rc::Rc;
use yew::AttrValue;

/// What stands in an element.
#[derive(Clone)]
pub enum Node {
    /// An element.
    Element(Tree),
    /// Text.
    Text(AttrValue),
    /// The place of what the late part draws.
    Place(Panel),
}

/// What a control does. Where figures are only for reading, those that change something do nothing.
#[derive(Clone)]
pub enum Control {
    /// Pressed, it does this.
    Press(Action),
    /// Changed, it does what follows from its value, if anything does.
    Change(Rc<dyn Fn(String) -> Option<Action>>),
    /// Ticked or not, it does what follows from that.
    Tick(Rc<dyn Fn(bool) -> Action>),
    /// Turned, it does what follows from its value at once, if anything does.
    Turn(Rc<dyn Fn(String) -> Option<Action>>),
    /// Typed into, it does what follows from the text; left, or by Enter, it does the other.
    Type(Rc<dyn Fn(String) -> Action>, Action),
}

/// An element with its attributes and what it holds.
#[derive(Clone)]
pub struct Tree {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, AttrValue)>,
    /// What stands in a box, whatever was typed into it.
    pub(super) value: Option<AttrValue>,
    /// What a box begins with.
    pub(super) initial: Option<AttrValue>,
    pub(super) checked: Option<bool>,
    pub(super) control: Option<Control>,
    pub(super) key: Option<AttrValue>,
    pub(super) children: Vec<Node>,
}

/// An element; SVG's are told from HTML's by their names.
#[inline(never)]
pub fn el(tag: &'static str) -> Tree {
    Tree {
        tag,
        attributes: Vec::new(),
        value: None,
        initial: None,
        checked: None,
        control: None,
        key: None,
        children: Vec::new(),
    }
}

/// An element with a class; none where it is empty.
pub fn of(tag: &'static str, class: &'static str) -> Tree {
    if class.is_empty() { el(tag) } else { el(tag).set("class", class) }
}

/// An element that holds text alone.
pub fn line(tag: &'static str, class: &'static str, text: impl Words) -> Tree {
    of(tag, class).text(text)
}

/// A number: it keeps its own direction and is not translated.
pub fn number(tag: &'static str, class: &'static str, text: impl Words) -> Tree {
    of(tag, class).set("translate", "no").child(line("bdi", "", text))
}

/// Words that only those hear who do not see the page.
pub fn visually_hidden(text: impl Words) -> Tree {
    line("span", "hidden", text)
}

/// A button that does something. Its type is always `button`: a form around us is not ours to submit.
pub fn button(class: &'static str, words: impl Words, action: Action) -> Tree {
    line("button", class, words).set("type", "button").presses(action)
}

/// What text may be given as. The conversions are kept out of line: unfolded at each use they cost kilobytes.
pub trait Words {
    /// As an attribute or a text holds it.
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

impl Words for crate::text::Text {
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

/// By what name a host's style sheet reaches an element, `::part(hint)`: by its tag or by a class of it.
const PARTS: [(&str, &str); 13] = [
    ("button", "button"),
    ("input", "input"),
    ("select", "input"),
    ("textarea", "input"),
    ("label", "label"),
    ("section", "section"),
    ("dialog", "dialog"),
    (".field", "field"),
    (".hint", "hint"),
    (".error", "error"),
    (".chart", "chart"),
    (".data", "data-table"),
    (".tiers-table", "tier-table"),
];

impl Tree {
    /// The part that it is, unless it says another itself.
    pub(super) fn part(&self) -> Option<&'static str> {
        let value = |wanted| self.attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        if value("part").is_some() {
            return None;
        }
        let classes = value("class").map_or("", AttrValue::as_str);
        let is = |name: &str| match name.strip_prefix('.') {
            Some(class) => classes.split(' ').any(|other| other == class),
            None => name == self.tag,
        };
        PARTS.iter().find(|(name, _)| is(name)).map(|(_, part)| *part)
    }

    /// With an attribute.
    pub fn set(self, name: &'static str, value: impl Words) -> Self {
        self.with(name, value.shared())
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, value: AttrValue) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// With an attribute that has a value, or is not there.
    pub fn set_some(self, name: &'static str, value: Option<impl Words>) -> Self {
        match value {
            Some(value) => self.with(name, value.shared()),
            None => self,
        }
    }

    /// With an attribute that is there or not, such as `hidden`.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.with(name, AttrValue::Static("")) } else { self }
    }

    /// With an attribute that says `true` or `false`, such as `aria-expanded`.
    pub fn says(self, name: &'static str, on: bool) -> Self {
        self.with(name, AttrValue::Static(if on { "true" } else { "false" }))
    }

    /// A box in which this stands, whatever was typed into it.
    pub fn value(mut self, value: impl Words) -> Self {
        self.value = Some(value.shared());
        self
    }

    /// A box that begins with this. As long as it stays the same, what is being typed stays, too.
    pub fn begins_with(mut self, value: impl Words) -> Self {
        self.initial = Some(value.shared());
        self
    }

    /// A box that is ticked or not, or one of several of which one is chosen.
    pub fn checked(mut self, on: bool) -> Self {
        self.checked = Some(on);
        self
    }

    /// With a key: it keeps its state among siblings that come and go.
    pub fn keyed(mut self, key: impl Words) -> Self {
        self.key = Some(key.shared());
        self
    }

    /// A control that does something when it is pressed.
    pub fn presses(self, action: Action) -> Self {
        self.controls(Control::Press(action))
    }

    /// A control that does something with its value when a visitor has changed it.
    pub fn changes(self, action: impl Fn(String) -> Action + 'static) -> Self {
        self.controls(Control::Change(Rc::new(move |value| Some(action(value)))))
    }

    /// A box for a day: the action from the day that is left in it. While its year is typed, browsers tell of the years 2, 20
    /// and 202, and a page that is drawn anew for them would take the keys that follow.
    pub fn changes_day(self, action: impl Fn(String) -> Action + 'static) -> Self {
        let is_whole = |day: &str| !day.starts_with('0');
        let takes = move |day: String| is_whole(&day).then(|| action(day));
        self.set("type", "date").controls(Control::Change(Rc::new(takes)))
    }

    /// With what it does.
    pub fn controls(mut self, control: Control) -> Self {
        self.control = Some(control);
        self
    }

    /// With text at the end; what is isolated in it becomes an element that says so.
    pub fn text(self, text: impl Words) -> Self {
        self.with_text(text.shared())
    }

    #[inline(never)]
    fn with_text(mut self, text: AttrValue) -> Self {
        let (begin, end) = ISOLATE;
        // No element may stand in these; the signs themselves isolate.
        if !text.contains(begin) || matches!(self.tag, "text" | "title" | "option") {
            self.children.push(Node::Text(text));
            return self;
        }
        let mut rest = text.as_str();
        while let Some((before, name, after)) = rest.split_once(begin).and_then(|(before, more)| {
            let (name, after) = more.split_once(end)?;
            Some((before, name, after))
        }) {
            if !before.is_empty() {
                self.children.push(Node::Text(before.to_owned().into()));
            }
            let name = Node::Text(name.to_owned().into());
            self.children.push(Node::Element(Tree { children: vec![name], ..el("bdi") }));
            rest = after;
        }
        if !rest.is_empty() {
            self.children.push(Node::Text(rest.to_owned().into()));
        }
        self
    }

    /// With a child at the end.
    #[inline(never)]
    pub fn child(mut self, child: Tree) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With children at the end.
    pub fn children(mut self, children: impl IntoIterator<Item = Tree>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With the place of what the late part draws at the end.
    #[inline(never)]
    pub fn place(mut self, panel: Panel) -> Self {
        self.children.push(Node::Place(panel));
        self
    }

    /// As HTML text, for tests; text is escaped. `draw` says what stands in the places of the late part.
    pub fn html_with(&self, draw: &dyn Fn(Panel) -> String) -> String {
        let mut out = String::new();
        self.write(&mut out, draw);
        out
    }

    /// As HTML text, for tests, with nothing in the places of the late part.
    pub fn html(&self) -> String {
        self.html_with(&|_| String::new())
    }

    fn write(&self, out: &mut String, draw: &dyn Fn(Panel) -> String) {
        out.push('<');
        out.push_str(self.tag);
        let value = self.value.iter().chain(&self.initial).map(|value| ("value", value.as_str()));
        let checked = self.checked.unwrap_or(false).then_some(("checked", ""));
        let part = self.part().map(|part| ("part", part));
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in attributes.chain(value).chain(checked).chain(part) {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(tree) => tree.write(out, draw),
                Node::Text(text) => escape(text, out),
                Node::Place(panel) => out.push_str(&draw(*panel)),
            }
        }
        out.push_str("</");
        out.push_str(self.tag);
        out.push('>');
    }

    /// What its controls do, in their order; those that take a value are given this one.
    pub fn actions(&self, value: &str) -> Vec<Action> {
        let own = self.control.as_ref().and_then(|control| match control {
            Control::Press(action) => Some(action.clone()),
            Control::Change(action) | Control::Turn(action) => action(value.to_owned()),
            Control::Type(action, _) => Some(action(value.to_owned())),
            Control::Tick(action) => Some(action(!value.is_empty())),
        });
        let below = self.children.iter().flat_map(|child| match child {
            Node::Element(tree) => tree.actions(value),
            Node::Text(_) | Node::Place(_) => Vec::new(),
        });
        own.into_iter().chain(below).collect()
    }

    /// All text in it, a space between elements.
    pub fn words(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out
    }

    fn collect(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(tree) => tree.collect(out),
                Node::Text(text) => {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(text);
                }
                Node::Place(_) => {}
            }
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let tree = of("p", "a").set("title", "\"<").text("1 < 2 & 3").child(line("b", "", "<i>"));
        assert_eq!(tree.html(), "<p class=\"a\" title=\"&quot;&lt;\">1 &lt; 2 &amp; 3<b>&lt;i&gt;</b></p>");
        assert_eq!(tree.words(), "1 < 2 & 3 <i>");
    }

    #[test]
    fn what_is_isolated_in_a_text_is_an_element() {
        let tree = line("p", "", "Covers \u{2068}\u{202E}x\u{2069}, \u{2068}y\u{2069} only");
        assert_eq!(tree.html(), "<p>Covers <bdi>\u{202E}x</bdi>, <bdi>y</bdi> only</p>");
        assert_eq!(line("p", "", "").html(), "<p></p>");
        assert_eq!(line("p", "", "a \u{2068}b").html(), "<p>a \u{2068}b</p>", "one that has no end stays");
    }

    #[test]
    fn a_host_reaches_an_element_by_its_part() {
        let part = |tree: Tree| tree.part();
        assert_eq!(part(el("button")), Some("button"));
        assert_eq!(part(of("div", "field wrong")), Some("field"));
        assert_eq!(part(of("table", "tiers-table compared")), Some("tier-table"));
        assert_eq!(part(of("div", "fields")), None);
        assert_eq!(part(el("button").set("part", "button button-primary")), None, "it says so itself");
        assert_eq!(line("p", "hint", "a").html(), "<p class=\"hint\" part=\"hint\">a</p>");
    }
}
