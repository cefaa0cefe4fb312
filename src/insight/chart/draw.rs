//! The few shapes that drawings are made of.

use super::path::{self, Point};
use crate::markup::{Tree, Words, el, line, of};
use comarketing_roi_engine::number::format_fixed;

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Per cent of the drawing's width.
pub(super) fn across(x: f64) -> String {
    format_fixed(x, 2) + "%"
}

/// Pixels.
pub(super) fn px(y: f64) -> String {
    format_fixed(y, 2)
}

/// A text: `x` per cent and `dx` pixels across, its base line `y` pixels down.
pub(super) fn label(class: &'static str, x: f64, dx: f64, y: f64, anchor: Anchor, words: impl Words) -> Tree {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let text = line("text", class, words).set("x", across(x)).set("y", px(y)).set("text-anchor", anchor);
    if dx.abs() > 0.0 { text.set("dx", px(dx)) } else { text }
}

/// A name and what is said of it, `dx` pixels from the left of a drawing, cut where they have no more than `width` per cent of
/// it; in full where they are pointed at.
pub(super) fn named(dx: f64, width: f64, y: f64, name: &str, more: &str) -> Tree {
    let text = label("name", 0.0, 0.0, y, Anchor::Start, name.to_owned());
    let more = [" ", more].concat();
    let title = line("title", "", [name, &more].concat().trim_end().to_owned());
    let text = if more.len() > 1 { text.child(line("tspan", "more", more)) } else { text };
    of("svg", "cut").set("x", px(dx)).set("width", across(width)).child(title).child(text)
}

/// A text above or below a place, kept inside the drawing, also where that is narrow and the words of a language are long.
pub(super) fn centred(class: &'static str, x: f64, y: f64, words: impl Words) -> Tree {
    let anchor = match x {
        x if x < 33.0 => Anchor::Start,
        x if x > 67.0 => Anchor::End,
        _ => Anchor::Middle,
    };
    label(class, x, 0.0, y, anchor, words)
}

/// A bar between two places across, never too thin to be seen.
pub(super) fn bar(class: &'static str, from: f64, to: f64, y: f64, height: f64) -> Tree {
    let (from, to) = (from.min(to), from.max(to));
    let width = (to - from).max(0.4);
    of("rect", class)
        .set("x", across(from.min(100.0 - width)))
        .set("y", px(y))
        .set("width", across(width))
        .set("height", px(height))
}

/// A bar from a base line up, or down from it: `from` per cent across and `width` wide.
pub(super) fn bar_up(class: &'static str, from: f64, width: f64, y: f64, base: f64) -> Tree {
    let (top, bottom) = (y.min(base), y.max(base));
    of("rect", class)
        .set("x", across(from))
        .set("y", px(top))
        .set("width", across(width))
        .set("height", px((bottom - top).max(1.0)))
}

/// A share of a row as a bar of its own; the figure stands beside it.
pub(in crate::insight) fn share_bar(class: &'static str, share: f64) -> Tree {
    let bar = bar(class, 0.0, share.max(0.0) * 100.0, 1.0, 8.0).set("rx", "1");
    of("svg", "bar").set("height", "10").set("aria-hidden", "true").child(bar)
}

/// A bar that stands for a span: a line as thick as the bar is high, for a line can be hatched by its dashes alone.
pub(super) fn span(class: &'static str, from: f64, to: f64, y: f64, height: f64) -> Tree {
    of("line", class)
        .set("x1", across(from))
        .set("x2", across(to))
        .set("y1", px(y + height / 2.0))
        .set("y2", px(y + height / 2.0))
        .set("stroke-width", px(height))
}

/// A line down.
pub(super) fn upright(class: &'static str, x: f64, from: f64, to: f64) -> Tree {
    of("line", class).set("x1", across(x)).set("x2", across(x)).set("y1", px(from)).set("y2", px(to))
}

/// A line across, from one side to the other.
pub(super) fn level(class: &'static str, y: f64) -> Tree {
    of("line", class).set("x1", "0").set("x2", "100%").set("y1", px(y)).set("y2", px(y))
}

/// A dot.
pub(super) fn dot(class: &'static str, x: f64, y: f64, radius: f64) -> Tree {
    of("circle", class).set("cx", across(x)).set("cy", px(y)).set("r", px(radius))
}

/// What is stretched to the drawing's width: paths in per cent both ways, from `y` on `height` pixels down.
pub(super) fn layer(y: f64, height: f64, paths: impl IntoIterator<Item = Tree>) -> Tree {
    el("svg")
        .set("y", px(y))
        .set("width", "100%")
        .set("height", px(height))
        .set("viewBox", "0 0 100 100")
        .set("preserveAspectRatio", "none")
        .children(paths)
}

/// A line of a layer.
pub(super) fn stroke(class: &'static str, points: &[Point]) -> Tree {
    of("path", class).set("d", path::line(points))
}

/// An area of a layer.
pub(super) fn fill(class: &'static str, upper: &[Point], lower: &[Point]) -> Tree {
    of("path", class).set("d", path::area(upper, lower))
}

/// The pattern of what must not be compared: hatched, so that it shows without color. Its name is one for a chart.
pub(super) fn hatch(name: &'static str) -> Tree {
    let stroke = el("path").set("class", "hatching").set("d", "M0 8L8 0M-2 2L2 -2M6 10L10 6");
    let pattern = el("pattern")
        .set("id", name)
        .set("width", "8")
        .set("height", "8")
        .set("patternUnits", "userSpaceOnUse")
        .child(stroke);
    el("defs").child(pattern)
}
