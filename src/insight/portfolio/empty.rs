//! The portfolio before there are campaigns: how to begin, what it needs, and what it will show.

use super::title;
use crate::app::Action;
use crate::insight::Insight;
use crate::markup::{Tree, button, el, line, of};
use crate::text::{self, Text};

/// A button of which the script knows what it does.
pub(super) fn deed(name: &'static str, class: &'static str, words: Text) -> Tree {
    line("button", class, words).set("type", "button").set("part", "button").set("data-do", name)
}

/// Where rows of a spreadsheet are pasted.
fn paste_box() -> Tree {
    let text = el("textarea").set("id", "rows-pasted").set("rows", "6").set("data-do", "rows-pasted");
    of("div", "field")
        .child(line("label", "", text::PANEL_YEAR_PASTE_HERE).set("for", "rows-pasted"))
        .child(text)
        .child(of("div", "actions").child(deed("rows-pasted", "primary", text::PANEL_YEAR_PASTE_READ)))
}

/// Draws it.
pub(super) fn panel(insight: &Insight) -> Tree {
    let pasting = insight.year.look.get("/paste").is_some();
    let opens = if pasting { "" } else { "on" };
    let drop =
        of("div", "drop")
            .set("data-drop", "rows")
            .child(line("p", "h3", text::PANEL_YEAR_DROP))
            .child(of("div", "actions").child(deed("rows-open", "primary", text::PANEL_YEAR_OPEN)).child(
                button("", text::PANEL_YEAR_PASTE, Action::Look("/paste".to_owned(), opens.to_owned())),
            ))
            .children(pasting.then(paste_box));
    let main = el("div")
        .child(title(text::PANEL_YEAR_EMPTY.get().to_owned()))
        .child(line("p", "lead", text::PANEL_YEAR_LEAD))
        .child(drop)
        .child(line("p", "tiny", text::PANEL_YEAR_STAYS_HERE))
        .child(of("div", "actions").child(deed("rows-example", "", text::PANEL_YEAR_EXAMPLE)).child(deed(
            "rows-template",
            "quiet",
            text::PANEL_YEAR_TEMPLATE,
        )));
    let needs = [
        (text::PANEL_YEAR_AT_LEAST, text::PANEL_YEAR_LEAST),
        (text::PANEL_YEAR_BETTER_WITH, text::PANEL_YEAR_BETTER),
    ];
    let shows = [
        text::PANEL_YEAR_SHOWS_RETURN,
        text::PANEL_YEAR_SHOWS_PARTNERS,
        text::PANEL_YEAR_SHOWS_FUNDS,
        text::PANEL_YEAR_SHOWS_YOUNG,
        text::PANEL_YEAR_SHOWS_NEXT,
    ];
    of("div", "portfolio split").child(main).child(promise(needs, shows))
}

/// What a screen needs before there is something on it, and what it shows then.
pub(in crate::insight) fn promise<const N: usize, const M: usize>(
    needs: [(Text, Text); N],
    shows: [Text; M],
) -> Tree {
    let need = |(name, what): (Text, Text)| {
        el("li").child(line("b", "", name)).text(text::join_sentences("", what.get()))
    };
    of("aside", "panel")
        .child(line("h4", "h3", text::PANEL_YEAR_NEEDS))
        .child(of("ul", "stack small").children(needs.map(need)))
        .child(el("hr"))
        .child(line("h4", "h3", text::PANEL_YEAR_SHOWS))
        .child(of("ul", "stack small").children(shows.map(|said| line("li", "", said))))
}
