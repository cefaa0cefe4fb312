//! A long table while it is read: how far that is, and how to stop it. The script reads it in slices (`embed/rows.js`).

use super::empty::deed;
use super::{Waiting, title};
use crate::app::Action;
use crate::insight::Insight;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use comarketing_roi_engine::number::format_fixed;

/// The id of the bar.
const BAR: &str = "rows-progress";

/// Draws it.
pub(super) fn panel(insight: &Insight, waiting: &Waiting) -> Tree {
    let progress = waiting.progress;
    let file = waiting.source.file.as_str();
    let count = |value: f64| insight.count(value);
    let rows = match progress.rows {
        // The line is there from the beginning, so that nothing moves.
        0 => "\u{a0}".to_owned(),
        rows => text::panel_reading_rate(&count(rows as f64), &count(progress.per_second.round())),
    };
    let bar = el("progress").set("id", BAR).set("max", "1").set("value", format_fixed(progress.share, 3));
    let head = of("div", "row apart")
        .child(line("label", "label", text::PANEL_READING_SO_FAR).set("for", BAR))
        .child(number("span", "small", insight.share(progress.share)));
    // The rows and their rate are not read out at each change: the bar says by itself how far it is.
    let main =
        of("div", "reading")
            .set("data-reading", "")
            .child(title(text::PANEL_READING_NOW.get().to_owned()))
            .children((!file.is_empty()).then(|| line("p", "lead", file.to_owned())))
            .child(of("div", "progress").child(head).child(bar).child(line("p", "small", rows)))
            .children(waiting.may_stop.then(|| {
                of("div", "actions")
                    .child(button("", text::PANEL_READING_STOP, Action::StopReading))
                    .child(deed("rows-open", "quiet", text::PANEL_READING_OTHER))
            }));
    of("div", "portfolio split").child(main)
}
