//! The sheet of keyboard shortcuts.

use crate::markup::{Tree, el, line, of};
use crate::text;

/// Draws the keys and what they do.
pub(super) fn panel() -> Tree {
    let (ctrl, shift) = (text::PANEL_KEY_CTRL.get(), text::PANEL_KEY_SHIFT.get());
    let (undo, redo) = ([ctrl, "+Z"].concat(), [ctrl, "+", shift, "+Z"].concat());
    let keys: [(&[&str], text::Text); 8] = [
        (&["?"], text::PANEL_KEY_SHEET),
        (&["G"], text::PANEL_KEY_GOAL),
        (&["N"], text::PANEL_KEY_SCENARIO),
        (&["P"], text::PANEL_KEY_PRESENTER),
        (&["H"], text::PANEL_KEY_HIDE),
        (&[&undo], text::PANEL_KEY_UNDO),
        (&[&redo], text::PANEL_KEY_REDO),
        (&["Esc"], text::PANEL_KEY_ESCAPE),
    ];
    let rows = keys.map(|(keys, said)| {
        let caps = keys.iter().map(|key| line("kbd", "", (*key).to_owned()).set("translate", "no"));
        el("div").child(el("dt").children(caps)).child(line("dd", "", said.get()))
    });
    of("div", "keysheet")
        .child(el("dl").children(rows))
        .child(line("p", "hint", text::PANEL_KEYS_NOTE.get()))
        .child(line("p", "hint", text::PANEL_KEYS_PRIVATE.get()))
}
