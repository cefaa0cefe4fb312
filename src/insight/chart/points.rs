//! The value at a point of a drawing: where it is pointed at or touched, and by arrow keys.
//!
//! Over a drawing lie areas, each the label of a radio button that is not seen: browsers know such a group as one stop of the
//! Tab key with the arrow keys inside, and no script has a part in it. What is said stands in the line above the drawing.

use super::draw::{across, dot, px};
use crate::markup::{Tree, el, line};
use crate::text;

/// A point of a drawing. Its area begins where the one before ends; after one at the right edge it is a row further down.
pub(super) struct Point {
    /// Where its area ends, in per cent across, and how many pixels high it is.
    pub(super) ends: (f64, f64),
    /// Where the point is, in per cent across and pixels down from the top of its area; a row is no point.
    pub(super) at: Option<(f64, f64)>,
    /// What is said of it.
    pub(super) words: String,
}

impl Point {
    /// A row over all of the width.
    pub(super) fn row(height: f64, words: String) -> Self {
        Self { ends: (100.0, height), at: None, words }
    }
}

/// Points of a line from left to right, each told from halfway to the one before to halfway to the next: its place and what
/// is said.
pub(super) fn along(height: f64, places: &[(f64, f64)], words: impl Fn(usize) -> String) -> Vec<Point> {
    let one = |(at, place): (usize, &(f64, f64))| {
        let end = places.get(at + 1).map_or(100.0, |next| (place.0 + next.0) / 2.0);
        Point { ends: (end, height), at: Some(*place), words: words(at) }
    };
    places.iter().enumerate().map(one).collect()
}

/// At most as many steps as can be touched beside one another on a phone.
pub(super) fn every(count: usize) -> usize {
    count.div_ceil(12).max(1)
}

/// The areas over a drawing with such sides. Groups are told apart by their names.
pub(super) fn points(name: &str, sides: &'static str, top: f64, told: Vec<Point>) -> Option<Tree> {
    if told.is_empty() {
        return None;
    }
    // Rows reach into the room at the sides, where their names stand.
    let sides = if told.iter().all(|point| point.ends.0 >= 100.0) { "" } else { sides };
    let mut from = 0.0;
    let area = |point: Point| {
        let (to, height) = point.ends;
        let width = (to - from).max(0.0);
        let mark =
            point.at.filter(|_| width > 0.0).map(|(x, y)| dot("point", (x - from) / width * 100.0, y, 5.0));
        // A hair less, so that what is rounded up does not begin a new row.
        let area = el("svg").set("width", across((width - 0.01).max(0.0))).set("height", px(height));
        from = if to < 100.0 { to } else { 0.0 };
        let radio = el("input").set("type", "radio").set("name", name.to_owned()).set("part", "");
        // What a host says of inputs and their labels is not said of these.
        el("label")
            .set("part", "")
            .child(radio)
            .child(area.set("aria-hidden", "true").children(mark))
            .child(line("span", "", point.words))
    };
    let above = el("svg").set("width", "100%").set("height", px(top)).set("aria-hidden", "true");
    let group = el("div").set("class", ["points ", sides].concat()).set("role", "radiogroup");
    Some(group.set("aria-label", text::CHART_POINTS.get()).child(above).children(told.into_iter().map(area)))
}
