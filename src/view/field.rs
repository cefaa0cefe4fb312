//! One field: a label, a text box with its unit, its error and its hint.

use super::label_of;
use crate::app::{Action, field_id};
use crate::fold::capital;
use crate::markup::{Control, Tree, button, el, line, of, visually_hidden};
use crate::text::{self, Text};
use comarketing_roi_engine::draft::{Entry, Origin};
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::{FieldPath, Problem};
use std::rc::Rc;

/// The parts of a button that changes figures; where they are only for reading, the style sheet hides it.
pub(super) const EDIT: &str = "button edit";

/// A text box: what stands in it, what follows from a text, and what from leaving it.
pub(super) fn text_box(
    id: String,
    text: String,
    edit: impl Fn(String) -> Action + 'static,
    leave: Action,
) -> Tree {
    el("input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("id", id)
        .value(text)
        .controls(Control::Type(Rc::new(edit), leave))
}

/// The line that says what is wrong; always there, so that what describes a box is.
pub(super) fn error(id: String, problem: Option<&Problem>) -> Tree {
    let said = problem.map(|problem| problem.message.clone()).unwrap_or_default();
    line("div", "error", said).set("id", id).flag("hidden", problem.is_none())
}

/// What can be taken instead, each by a button: a keypad may lack the percent sign that tells them apart.
fn offers(place: FieldPath, problem: Option<&Problem>) -> Tree {
    let offers = problem.map(|problem| problem.offers.as_slice()).unwrap_or_default();
    let offer =
        |text: &String| button("", text::offer(text), Action::Offer(place, text.clone())).set("part", EDIT);
    of("div", "actions").flag("hidden", offers.is_empty()).children(offers.iter().map(offer))
}

/// What a number field shows.
pub(super) struct Shown<'a> {
    /// What it is called.
    pub(super) label: &'static str,
    /// What stands in the box.
    pub(super) text: String,
    /// The input that it stands for.
    pub(super) entry: &'a Entry,
    /// Whether the number is private and left out.
    pub(super) hidden: bool,
    /// The sign of the currency.
    pub(super) sign: &'a str,
    /// What is wrong with it.
    pub(super) problem: Option<&'a Problem>,
    /// What stands in an empty box: the number of an example, to be typed over.
    pub(super) example: Option<String>,
    /// How many campaigns it adds up, and of how many.
    pub(super) evidence: Option<(u32, u32)>,
}

impl Shown<'_> {
    /// What stands before and behind the box.
    fn units(&self, kind: Kind) -> (&str, &'static str) {
        match kind {
            Kind::Money => (self.sign, ""),
            Kind::Rate => ("", "%"),
            Kind::Period | Kind::Months => ("", text::UNIT_MONTHS.get()),
            Kind::Years => ("", text::UNIT_YEARS.get()),
            Kind::Count => ("", ""),
        }
    }

    /// Whose figure it is, in a word, and why.
    fn origin(&self) -> (Option<Text>, Option<String>) {
        match &self.entry.origin {
            _ if self.entry.is_blank() => (None, None),
            _ if self.hidden => (Some(text::HIDDEN_INPUT), None),
            Origin::Yours => {
                let said = |(rows, of): (u32, u32)| text::adds_up(&rows.to_string(), &of.to_string());
                (None, self.evidence.map(said))
            }
            // Said by the box itself: “e.g. 360,000”.
            Origin::Sample if self.example.is_some() => (None, None),
            Origin::Sample => (Some(text::SAMPLE), None),
            // A reason of the engine's is translated, and one that the host gave stays.
            Origin::Assumed(why) => {
                let why = text::translated(why).map_or_else(|| why.clone(), str::to_owned);
                (Some(text::ASSUMED), Some(why))
            }
        }
    }
}

/// The number at a place: label, box, what is wrong and where it comes from. `tier` completes the label for those who do not
/// see the column.
pub(super) fn number_field(place: FieldPath, key: u32, tier: &str, shown: Shown) -> Tree {
    let Parts { class, label, input, notes } = parts(place, key, tier, shown, None);
    of("div", class).keyed(place.field.id()).child(label).child(input).children(notes)
}

/// A question: what it asks at the left, its box at the right; one below the other where it is narrow.
pub(super) fn question(place: FieldPath, key: u32, shown: Shown, help: Text, choice: Option<Tree>) -> Tree {
    let help_id = concat(&[&field_id(place, key), "-help"]);
    let Parts { class, label, input, notes } = parts(place, key, "", shown, Some(&help_id));
    let help = line("span", "", help).set("id", help_id);
    let help = of("p", "help").child(help).text(text::join_sentences("", "")).children(choice);
    of("div", "question")
        .keyed(place.field.id())
        .child(of("div", "").child(of("div", "field").child(label)).child(help))
        .child(of("div", class).child(input).children(notes))
}

/// A field of the plan with a line on what it is between its label and its box.
pub(super) fn helped_field(place: FieldPath, shown: Shown, help: Text) -> Tree {
    let help_id = concat(&[&field_id(place, 0), "-help"]);
    let Parts { class, label, input, notes } = parts(place, 0, "", shown, Some(&help_id));
    let help = line("p", "help", help).set("id", help_id);
    of("div", class).keyed(place.field.id()).child(label).child(help).child(input).children(notes)
}

struct Parts {
    class: &'static str,
    label: Tree,
    input: Tree,
    notes: [Tree; 3],
}

fn parts(place: FieldPath, key: u32, tier: &str, shown: Shown, help: Option<&str>) -> Parts {
    let (before, after) = shown.units(place.field.kind());
    let (mark, why) = shown.origin();
    let problem = shown.problem;
    let id = field_id(place, key);
    let (hint_id, error_id) = (concat(&[&id, "-hint"]), concat(&[&id, "-error"]));
    let class = match (mark, problem) {
        (_, Some(_)) => "field wrong",
        (Some(text::SAMPLE), None) => "field sample",
        (Some(text::ASSUMED), None) => "field assumed",
        (None, None) if shown.example.is_some() => "field sample",
        _ => "field",
    };
    let described: Vec<&str> =
        [help, why.as_ref().map(|_| hint_id.as_str()), problem.map(|_| error_id.as_str())]
            .into_iter()
            .flatten()
            .collect();
    let word = mark.map_or("", Text::get);
    let named = text::items(&[tier, before, after, word]);
    let named = if named.is_empty() { named } else { text::join_items("", &named) };
    // A share below 1 % has its sign in the text, where it settles the doubt; once is enough.
    let after = if shown.text.contains(['%', '٪']) { "" } else { after };
    let unit = |text: &str| line("span", "unit", text.to_owned()).set("aria-hidden", "true");
    let input = text_box(
        id.clone(),
        shown.text.clone(),
        move |text| Action::Edit(place, text),
        Action::Commit(place),
    )
    // The keypad with the decimal sign: a forecast may have 2.5 leads.
    .set("inputmode", "decimal")
    .set_some("placeholder", shown.example.as_deref().map(text::for_example))
    .set_some("aria-invalid", problem.map(|_| "true"))
    .set_some("aria-describedby", (!described.is_empty()).then(|| described.join(" ")));
    Parts {
        class,
        label: line("label", "", capital(shown.label)).set("for", id).child(visually_hidden(named)),
        input: of("div", "box")
            .child(unit(before))
            .child(input)
            .child(unit(after))
            .child(line("span", "mark", word).set("aria-hidden", "true")),
        notes: [
            error(error_id, problem),
            offers(place, problem),
            line("div", "hint", why.clone().unwrap_or_default())
                .set("id", hint_id)
                .flag("hidden", why.is_none()),
        ],
    }
}

/// The name of a row of the form, for those who see it.
pub(super) fn row_name(place: FieldPath) -> Tree {
    of("div", "cell").keyed(place.field.id()).child(line("span", "", capital(label_of(place.field))))
}
