//! The form for contact details that a host may ask for before the report (`gate`). The script beside the element
//! (`lead.js`) puts it into a dialog and checks it; the words stand here, so that they are in the visitor's language.

use super::{Insight, entry, says, word};
use crate::markup::{Tree, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::Value;

/// A question of the form. Its id is also the name of the field in the host's event.
struct Asked {
    id: &'static str,
    label: Text,
    /// What the browser may fill in by itself; a message is new each time.
    autocomplete: &'static str,
    kind: &'static str,
    needed: bool,
    /// The most letters; `lead.js` counts them.
    most: &'static str,
}

const ASKED: [Asked; 5] = [
    Asked {
        id: "name",
        label: text::PANEL_LEAD_NAME,
        autocomplete: "name",
        kind: "text",
        needed: true,
        most: "200",
    },
    Asked {
        id: "email",
        label: text::PANEL_LEAD_EMAIL,
        autocomplete: "work email",
        kind: "email",
        needed: true,
        most: "254",
    },
    Asked {
        id: "company",
        label: text::PANEL_LEAD_COMPANY,
        autocomplete: "organization",
        kind: "text",
        needed: true,
        most: "200",
    },
    Asked {
        id: "phone",
        label: text::PANEL_LEAD_PHONE,
        autocomplete: "work tel",
        kind: "tel",
        needed: false,
        most: "50",
    },
    Asked {
        id: "message",
        label: text::PANEL_LEAD_MESSAGE,
        autocomplete: "off",
        kind: "",
        needed: false,
        most: "2000",
    },
];

/// Draws `{ privacy, exact, consent, errors: { <id>: "missing" | "tooLong" | "notAnAddress" } }`. Its parts stay where they
/// are whatever is wrong, so that what was typed into them stays too.
pub(super) fn panel(insight: &Insight, asked: &Value) -> Tree {
    let errors = entry(asked, "errors");
    let wrong: Vec<(&Asked, String)> =
        ASKED.iter().filter_map(|asked| Some((asked, message(asked, word(errors?, asked.id)?)?))).collect();
    let error = |asked: &Asked| wrong.iter().find(|(at, _)| at.id == asked.id).map(|(_, said)| said.as_str());
    let goes = match says(asked, "exact") {
        _ if insight.report.is_example() => text::PANEL_LEAD_GOES_EXAMPLE,
        true => text::PANEL_LEAD_GOES_EXACT,
        false => text::PANEL_LEAD_GOES,
    };
    el("form")
        .flag("novalidate", true)
        .child(line("h2", "title", text::PANEL_LEAD_TITLE.get()).set("id", "lead-title"))
        .child(line("p", "", text::PANEL_LEAD_INTRO.get()))
        .child(problems(&wrong))
        .child(of("div", "asked").children(ASKED.iter().map(|asked| field(asked, error(asked)))))
        .child(consent(asked))
        .child(line("p", "hint", goes.get()))
        .child(
            of("div", "actions")
                .child(button("submit", "primary", "button button-primary", text::PANEL_LEAD_GET))
                .child(button("button", "", "button", text::PANEL_LEAD_CANCEL).set("value", "cancel")),
        )
}

fn button(kind: &'static str, class: &'static str, part: &'static str, label: Text) -> Tree {
    line("button", class, label.get()).set("type", kind).set("part", part)
}

/// What is wrong with an answer, by its code.
fn message(asked: &Asked, code: &str) -> Option<String> {
    let label = asked.label.get();
    match code {
        "missing" => Some(text::panel_lead_missing(label)),
        "tooLong" => Some(text::panel_lead_too_long(label, asked.most)),
        "notAnAddress" => Some(text::panel_lead_not_an_address(label)),
        _ => None,
    }
}

fn id(asked: &Asked) -> String {
    ["lead-", asked.id].concat()
}

/// The list of what is wrong, with a way to each field; it takes the focus after a submit in vain.
fn problems(wrong: &[(&Asked, String)]) -> Tree {
    let row = |(asked, said): &(&Asked, String)| {
        el("li").child(line("button", "link", said.clone()).set("type", "button").set("data-to", id(asked)))
    };
    of("div", "problems")
        .set("id", "lead-problems")
        .set("tabindex", "-1")
        .set("role", "group")
        .set("aria-labelledby", "lead-problems-title")
        .flag("hidden", wrong.is_empty())
        .child(line("strong", "", text::problems(wrong.len())).set("id", "lead-problems-title"))
        .child(el("ul").children(wrong.iter().map(row)))
}

fn field(asked: &Asked, error: Option<&str>) -> Tree {
    let said = [&id(asked), "-error"].concat();
    let mut input = if asked.kind.is_empty() {
        el("textarea").set("rows", "3")
    } else {
        el("input").set("type", asked.kind)
    };
    input = input
        .set("part", "input")
        .set("id", id(asked))
        .set("name", asked.id)
        .set("autocomplete", asked.autocomplete)
        .set("data-most", asked.most);
    if asked.needed {
        input = input.set("aria-required", "true");
    }
    if error.is_some() {
        input = input.set("aria-invalid", "true").set("aria-describedby", said.clone());
    }
    let label = if asked.needed {
        asked.label.get().to_owned()
    } else {
        text::panel_lead_optional(asked.label.get())
    };
    of("div", if error.is_some() { "field wrong" } else { "field" })
        .set("part", "field")
        .child(line("label", "", label).set("for", id(asked)).set("part", "label"))
        .child(of("div", "box").child(input))
        .children(
            error.map(|error| line("div", "error", error.to_owned()).set("id", said).set("part", "error")),
        )
}

/// Nobody is signed up by leaving a box as it is: it is ticked by the visitor alone.
fn consent(asked: &Value) -> Tree {
    let input = el("input")
        .set("type", "checkbox")
        .set("id", "lead-consent")
        .set("name", "consent")
        .set("aria-describedby", "lead-either-way")
        .checked(says(asked, "consent"));
    let label = of("label", "check")
        .child(input)
        .child(line("span", "", text::PANEL_LEAD_CONSENT.get()).set("id", "lead-consent-text"));
    let privacy = word(asked, "privacy").map(|address| {
        line("a", "", text::PANEL_LEAD_PRIVACY.get())
            .set("href", address.to_owned())
            .set("target", "_blank")
            .set("rel", "noopener noreferrer")
    });
    of("div", "agreed")
        .child(label)
        .child(line("p", "hint", text::PANEL_LEAD_EITHER_WAY.get()).set("id", "lead-either-way"))
        .children(privacy.map(|link| of("p", "hint").child(link)))
}
