//! Boxes, choices and buttons for what is chosen about campaigns.

use crate::app::{Action, choice_id};
use crate::insight::Insight;
use crate::markup::{Tree, Words, button, el, line, of};
use crate::text;
use crate::workspace::Answer;
use comarketing_roi_engine::draft::unread_sentence;
use comarketing_roi_engine::number::read;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Unit;

/// A number that is asked for: where it is kept, what it is, and its range.
pub(super) struct Asked<'a> {
    pub(super) path: String,
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) range: (f64, f64),
    /// What is kept: a number, or what was typed where that is none.
    pub(super) kept: Option<&'a Answer>,
    /// What is used while nothing is given.
    pub(super) otherwise: Option<f64>,
}

impl Asked<'_> {
    /// The number, where one is given and lies in the range.
    pub(super) fn number(&self) -> Option<f64> {
        let (least, most) = self.range;
        self.kept?.number().filter(|value| (least..=most).contains(value))
    }

    /// Draws it: its label, its box with its unit, and what is wrong or what is used otherwise.
    pub(super) fn tree(&self, insight: &Insight) -> Tree {
        let format = &insight.format;
        let write = |value: f64| match self.kind {
            Kind::Rate => insight.share(value),
            Kind::Money => insight.format.figure(Unit::Currency, value),
            kind => format.input(kind, value),
        };
        let shown = match self.kept {
            Some(Answer::Number(value)) => format.input(self.kind, *value),
            Some(Answer::Word(typed)) => typed.clone(),
            None => String::new(),
        };
        let wrong = self.kept.filter(|_| self.number().is_none());
        let is_wrong = wrong.is_some();
        let (least, most) = self.range;
        let below = match (wrong, self.otherwise) {
            // What is used instead is no secret.
            (Some(answer), used) => {
                let between = || text::panel_answer_between(&self.label, &write(least), &write(most));
                let said = no_number(insight, &self.label, self.kind, answer).unwrap_or_else(between);
                let used = used.map(|used| text::panel_year_assumed(&write(used)));
                Some(line("div", "error", text::sentences(&[said, used.unwrap_or_default()])))
            }
            (None, Some(used)) if self.kept.is_none() => {
                Some(line("div", "hint", text::panel_year_assumed(&write(used))))
            }
            _ => None,
        };
        let (before, after) = match self.kind {
            Kind::Money => (format.currency_sign(), String::new()),
            Kind::Rate => (String::new(), "%".to_owned()),
            Kind::Months | Kind::Period => (String::new(), text::UNIT_MONTHS.get().to_owned()),
            _ => Default::default(),
        };
        let id = choice_id(&self.path);
        let said = format!("{id}-said");
        let input = el("input")
            .set("type", "text")
            .set("id", id.clone())
            .set("autocomplete", "off")
            .set("inputmode", "decimal")
            .set_some("aria-invalid", is_wrong.then_some("true"))
            .set_some("aria-describedby", below.is_some().then(|| said.clone()))
            .begins_with(shown)
            .changes(answers(insight, self.path.clone(), self.kind));
        let unit = |sign: String| line("span", "unit", sign).set("aria-hidden", "true");
        of("div", if is_wrong { "field wrong" } else { "field" })
            .keyed(self.path.clone())
            .child(line("label", "", self.label.clone()).set("for", id))
            .child(of("div", "box").child(unit(before)).child(input).child(unit(after)))
            .children(below.map(|below| below.set("id", said)))
    }
}

/// Why what was typed into a box is no number; none where it is one.
pub(in crate::insight) fn no_number(
    insight: &Insight,
    label: &str,
    kind: Kind,
    answer: &Answer,
) -> Option<String> {
    let Answer::Word(typed) = answer else { return None };
    let unread = read(typed, kind, insight.format.convention(), insight.format.currency()).err()?;
    Some(unread_sentence(label, kind, typed, &unread, text::TRANSLATE))
}

/// Keeps what was typed, as the number that it is for certain or as it is.
fn answers(insight: &Insight, path: String, kind: Kind) -> impl Fn(String) -> Action + 'static {
    let format = insight.format.clone();
    move |typed| {
        let answer = Answer::read(&typed, kind, format.convention(), format.currency());
        Action::Choose(path.clone(), answer)
    }
}

/// A choice among words; the first is chosen while nothing else is.
pub(in crate::insight) fn choice(
    label: impl Words,
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
    action: impl Fn(String) -> Action + 'static,
) -> Tree {
    of("label", "choice").child(line("span", "", label)).child(select_of(options, chosen, action))
}

/// The same beside a name that stands elsewhere.
pub(super) fn bare_choice(
    name: &str,
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
    action: impl Fn(String) -> Action + 'static,
) -> Tree {
    select_of(options, chosen, action).set("aria-label", name.to_owned())
}

/// A choice among words, without a name.
pub(super) fn select_of(
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
    action: impl Fn(String) -> Action + 'static,
) -> Tree {
    let option = |(value, words): (String, String)| {
        let is_chosen = value == chosen;
        line("option", "", words).set("value", value).flag("selected", is_chosen)
    };
    el("select").changes(action).children(options.into_iter().map(option))
}

/// A row of a table whose rows stand as cards where there is little room: each cell says its head there.
pub(super) fn card_row(name: Tree, cells: impl IntoIterator<Item = Tree>, heads: &[String]) -> Tree {
    let heads = heads.iter().skip(1);
    let cells = cells.into_iter().zip(heads).map(|(cell, head)| cell.set("data-l", head.clone()));
    el("tr").child(name.set("scope", "row")).children(cells)
}

/// Shows all of a list of which only the first stand there, and those alone again: it stays where it was pressed. None for
/// a list that is no longer than that.
pub(super) fn more_or_first(insight: &Insight, path: &str, all: usize, first: usize) -> Option<Tree> {
    let is_all = insight.year.look.word(path) == Some("all");
    let count = |n: usize| insight.count(n as f64);
    let (words, word) = match is_all {
        false => (text::panel_year_show_all(&count(all)), "all"),
        true => (text::panel_year_show_first(&count(first)), ""),
    };
    (all > first).then(|| button("link", words, Action::Look(path.to_owned(), word.to_owned())).keyed("more"))
}

/// One of a few ways to read something, in a row of buttons; the one that is chosen has the id of the choice.
pub(super) fn segmented<T: Into<Answer>>(
    label: String,
    options: impl IntoIterator<Item = (T, String)>,
    chosen: Option<Answer>,
    path: &str,
) -> Tree {
    let one = |(value, words): (T, String)| {
        let value = value.into();
        let is_chosen = chosen.as_ref() == Some(&value);
        button("", words, Action::Choose(path.to_owned(), value))
            .says("aria-pressed", is_chosen)
            .set_some("id", is_chosen.then(|| choice_id(path)))
    };
    let buttons: Vec<Tree> = options.into_iter().map(one).collect();
    of("div", "setting")
        .child(line("span", "label", label.clone()))
        .child(of("div", "segmented").set("role", "group").set("aria-label", label).children(buttons))
}
