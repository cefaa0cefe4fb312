//! Icons: strokes on a grid of 16, in the color of the text around them. Words stand beside each, or are there to be heard.

use crate::markup::{Tree, el, of};

pub(super) const UNDO: &str = "M6 3 3 6l3 3M3 6h6a4 4 0 0 1 0 8H6";
pub(super) const REDO: &str = "m10 3 3 3-3 3M13 6H7a4 4 0 0 0 0 8h3";
pub(super) const SHARE: &str = "M8 10V2M5 5l3-3 3 3M3 9v4.5h10V9";
pub(super) const DOWNLOAD: &str = "M8 2v8M5 7l3 3 3-3M3 13.5h10";
pub(super) const FILE: &str = "M4 2h5l3 3v9H4zM9 2v3h3";
pub(super) const PRINT: &str = "M4 6V2h8v4M4 11H2V6h12v5h-2M4 9h8v5H4z";
pub(super) const LOCK: &str = "M3 7h10v7H3zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2";
pub(super) const COPY: &str = "M5 5V2h9v9h-3M2 5h9v9H2z";
pub(super) const DONE: &str = "m3 8.5 3.2 3.2L13 4.6";
pub(super) const RING: &str = "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0";
pub(super) const NOW: &str = "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0M9 8a1 1 0 1 1-2 0 1 1 0 0 1 2 0";
pub(super) const ON: &str = "M3 8h10M9 4l4 4-4 4";
pub(super) const BACK: &str = "M13 8H3M7 4 3 8l4 4";
pub(super) const PLUS: &str = "M8 3v10M3 8h10";
pub(super) const CROSS: &str = "M4 4l8 8M12 4l-8 8";

pub(super) const LARGER: &str = "M2 6V2h4M14 6V2h-4M2 10v4h4M14 10v4h-4";
pub(super) const KEYBOARD: &str = "M1.5 4h13v8h-13zM4 6.8h.1M6.7 6.8h.1M9.3 6.8h.1M12 6.8h.1M5 9.4h6";
pub(super) const SEEN: &str = "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM9.8 8a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0";
pub(super) const UNSEEN: &str = "M2 2l12 12M6.2 4A6.6 6.6 0 0 1 8 3.8c4 0 6.5 4.2 6.5 4.2a12 12 0 0 1-2 2.4M9.9 11.9a6 6 0 0 1-1.9.3C4 12.2 1.5 8 1.5 8a12 12 0 0 1 2.6-2.9";

/// The icon drawn by a path.
pub(super) fn icon(path: &'static str) -> Tree {
    drawn("icon", path)
}

/// One that points along the line of text, and so the other way where that runs from right to left.
pub(super) fn arrow(path: &'static str) -> Tree {
    drawn("icon flip", path)
}

fn drawn(class: &'static str, path: &'static str) -> Tree {
    of("svg", class).set("viewBox", "0 0 16 16").set("aria-hidden", "true").child(el("path").set("d", path))
}
