//! Markup as plain data, with typed actions where it has controls. [`paint`](super::paint) makes it real; tests read it as
//! text.

use crate::app::Action;
use comarketing_roi_engine::name::ISOLATE;
use std::rc::Rc;

/// An element or a text.
#[derive(Clone)]
pub enum Node {
    /// An element.
    Element(Tree),
    /// Text.
    Text(String),
}

/// What a control does.
#[derive(Clone)]
pub enum Control {
    /// Pressed, it does this.
    Press(Action),
    /// Changed, it does what follows from its value.
    Change(Rc<dyn Fn(String) -> Action>),
}

/// An element with its attributes and what it holds.
#[derive(Clone)]
pub struct Tree {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) control: Option<Control>,
    /// What tells it from its siblings, where these come and go.
    pub(super) key: Option<String>,
    pub(super) children: Vec<Node>,
}

/// An element; SVG's are told from HTML's by their names.
pub fn el(tag: &'static str) -> Tree {
    Tree { tag, attributes: Vec::new(), control: None, key: None, children: Vec::new() }
}

/// A button that does something. Its type is always `button`: a form around us is not ours to submit.
pub fn button(class: &str, words: impl Into<String>, action: Action) -> Tree {
    let button = line("button", class, words).set("type", "button");
    Tree { control: Some(Control::Press(action)), ..button }
}

/// An element with a class; none where it is empty.
pub fn of(tag: &'static str, class: &str) -> Tree {
    if class.is_empty() { el(tag) } else { el(tag).set("class", class) }
}

/// An element that holds text alone.
pub fn line(tag: &'static str, class: &str, text: impl Into<String>) -> Tree {
    of(tag, class).text(text)
}

/// A number: it keeps its own direction and is not translated.
pub fn number(tag: &'static str, class: &str, text: impl Into<String>) -> Tree {
    of(tag, class).set("translate", "no").child(line("bdi", "", text))
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
        let classes = value("class").map_or("", String::as_str);
        let is = |name: &str| match name.strip_prefix('.') {
            Some(class) => classes.split(' ').any(|other| other == class),
            None => name == self.tag,
        };
        PARTS.iter().find(|(name, _)| is(name)).map(|(_, part)| *part)
    }

    /// With an attribute.
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With a key: it keeps its state among siblings that come and go.
    pub fn keyed(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// A control that does something with its value when a visitor has changed it.
    pub fn changes(mut self, action: impl Fn(String) -> Action + 'static) -> Self {
        self.control = Some(Control::Change(Rc::new(action)));
        self
    }

    /// With an attribute that is there or not, such as `open`.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.set(name, "") } else { self }
    }

    /// With text at the end; what is isolated in it becomes an element that says so.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        let (text, (begin, end)) = (text.into(), ISOLATE);
        if matches!(self.tag, "text" | "title" | "option") {
            // No element may stand in these; the signs themselves isolate.
            self.children.push(Node::Text(text));
            return self;
        }
        let mut rest = text.as_str();
        while let Some((before, name, after)) = rest.split_once(begin).and_then(|(before, more)| {
            let (name, after) = more.split_once(end)?;
            Some((before, name, after))
        }) {
            if !before.is_empty() {
                self.children.push(Node::Text(before.to_owned()));
            }
            let name = Node::Text(name.to_owned());
            self.children.push(Node::Element(Tree { children: vec![name], ..el("bdi") }));
            rest = after;
        }
        if !rest.is_empty() || self.children.is_empty() {
            self.children.push(Node::Text(rest.to_owned()));
        }
        self
    }

    /// With a child at the end.
    pub fn child(mut self, child: Tree) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With children at the end.
    pub fn children(mut self, children: impl IntoIterator<Item = Tree>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// As HTML text, for tests and files; text is escaped.
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.tag);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if let Some(part) = self.part() {
            out.push_str(" part=\"");
            out.push_str(part);
            out.push('"');
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(tree) => tree.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        out.push_str("</");
        out.push_str(self.tag);
        out.push('>');
    }

    /// What its controls do, in their order; those that take a value are given this one.
    pub fn actions(&self, value: &str) -> Vec<Action> {
        let own = self.control.as_ref().map(|control| match control {
            Control::Press(action) => action.clone(),
            Control::Change(action) => action(value.to_owned()),
        });
        let below = self.children.iter().flat_map(|child| match child {
            Node::Element(tree) => tree.actions(value),
            Node::Text(_) => Vec::new(),
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
