//! The boxes in which a deal and its touches are typed.

use super::read::{HALF_LIFE, Range, WEIGHT, day, number, value_range};
use super::{Asked, name_of, paste};
use crate::app::{Action, PASTED_TOUCHES};
use crate::insight::Insight;
use crate::insight::phrases::head;
use crate::insight::portfolio::box_of::{choice, no_number};
use crate::markup::{self, Control, Tree, button, el, line, of, visually_hidden};
use crate::text;
use crate::workspace::Answer;
use crate::workspace::deals::{DealEdit, DealField, TouchField, TypedDeal, TypedTouch, ids};
use comarketing_roi_engine::attribution::{DEFAULT_HALF_LIFE, MAX_TOUCHES, Rule};
use comarketing_roi_engine::message::campaigns::TOO_MANY_TOUCHES;
use comarketing_roi_engine::name::{is_blank, isolated};
use comarketing_roi_engine::plan::Kind;
use std::rc::Rc;

/// What a box takes, what it holds, and the change that a new text makes.
enum Takes<'a> {
    Text(&'a str, Rc<dyn Fn(String) -> DealEdit>),
    Day(&'a str, Rc<dyn Fn(String) -> DealEdit>),
    Number { kept: &'a Answer, kind: Kind, range: Range, says: Rc<dyn Fn(Answer) -> DealEdit> },
}

/// A box: what it is called, and after that of what it is for those who do not see where it stands.
struct Field<'a> {
    id: String,
    label: &'static str,
    of: Option<String>,
    takes: Takes<'a>,
    /// What is wrong beside what the text itself says.
    wrong: Option<String>,
    hint: Option<String>,
}

impl Field<'_> {
    fn tree(self, insight: &Insight) -> Tree {
        let format = &insight.format;
        let called = match &self.of {
            Some(of) => text::join_aside(self.label, of),
            None => self.label.to_owned(),
        };
        let (kind, shown, wrong) = match &self.takes {
            Takes::Text(kept, _) => (None, (*kept).to_owned(), None),
            Takes::Day(kept, _) => {
                let said = || text::panel_deals_wrong_day(&called, &isolated(kept));
                (None, (*kept).to_owned(), day(kept).is_err().then(said))
            }
            Takes::Number { kept, kind, range, .. } => {
                let write = |value| format.input(*kind, value);
                let shown = kept.number().map_or_else(|| kept.word().to_owned(), write);
                let between =
                    || text::panel_deals_wrong(&called, &write(range.0), &write(range.1), &isolated(&shown));
                let said = || no_number(insight, &called, *kind, kept).unwrap_or_else(between);
                let wrong = number(kept, *range).is_err().then(said);
                (Some(*kind), shown, wrong)
            }
        };
        let wrong = wrong.or(self.wrong);
        let below = match (&wrong, &self.hint) {
            (Some(wrong), _) => Some(line("div", "error", wrong.clone())),
            (None, Some(hint)) => Some(line("div", "hint", hint.clone())),
            (None, None) => None,
        };
        let said = [&self.id, "-said"].concat();
        let input = el("input")
            .set("id", self.id.clone())
            .set("autocomplete", "off")
            .set_some("inputmode", kind.is_some().then_some("decimal"))
            .set_some("aria-invalid", wrong.is_some().then_some("true"))
            .set_some("aria-describedby", below.is_some().then(|| said.clone()))
            .begins_with(shown);
        let input = match self.takes {
            Takes::Number { kind, says, .. } => {
                let format = format.clone();
                input.set("type", "text").changes(move |typed| {
                    let (convention, currency) = (format.convention(), format.currency());
                    Action::Deal(says(Answer::read(&typed, kind, convention, currency)))
                })
            }
            Takes::Text(_, says) => input.set("type", "text").changes(move |typed| Action::Deal(says(typed))),
            Takes::Day(_, says) => input.changes_day(move |typed| Action::Deal(says(typed))),
        };
        let money = kind == Some(Kind::Money);
        let unit = money.then(|| line("span", "unit", format.currency_sign()).set("aria-hidden", "true"));
        let class = if kind.is_some() { "box" } else { "box text" };
        let label = line("label", "", self.label).set("for", self.id.clone());
        of("div", if wrong.is_some() { "field wrong" } else { "field" })
            .keyed(self.id)
            .child(label.children(self.of.map(|of| visually_hidden([" ", &of].concat()))))
            .child(of_box(class, unit, input))
            .children(below.map(|below| below.set("id", said)))
    }
}

fn of_box(class: &'static str, unit: Option<Tree>, input: Tree) -> Tree {
    of("div", class).children(unit).child(input)
}

/// Draws the form of a deal.
pub(super) fn panel(insight: &Insight, deal: &TypedDeal) -> Tree {
    let asked = &insight.deals;
    let key = deal.key;
    let own = |field: &str, label: text::Text, takes| Field {
        id: ids::of("deal", key, field),
        label: label.get(),
        of: None,
        takes,
        wrong: None,
        hint: None,
    };
    let value = Takes::Number {
        kept: &deal.value,
        kind: Kind::Money,
        range: value_range(),
        says: Rc::new(move |value| DealEdit::Value(key, value)),
    };
    let named = |kept, field| Takes::Text(kept, Rc::new(move |text| DealEdit::Deal(key, field, text)));
    let value = own("value", text::PANEL_DEALS_VALUE, value);
    let id = own("id", text::PANEL_DEALS_DEAL, named(&deal.id, DealField::Id));
    let account = own("account", text::PANEL_DEALS_ACCOUNT, named(&deal.account, DealField::Account));
    let half_life = Field {
        id: "deals-halfLifeDays".to_owned(),
        label: text::PANEL_DEALS_HALF_LIFE.get(),
        of: None,
        takes: Takes::Number {
            kept: &asked.typed.half_life,
            kind: Kind::Count,
            range: HALF_LIFE,
            says: Rc::new(DealEdit::HalfLife),
        },
        wrong: None,
        hint: asked
            .typed
            .half_life
            .is_blank()
            .then(|| text::panel_year_assumed(&insight.count(DEFAULT_HALF_LIFE))),
    };
    let settings = of("div", "settings")
        .children([value, id, account].map(|field| field.tree(insight)))
        .child(rule(asked))
        .child(half_life.tree(insight));
    let dated = is_dated(deal);
    let touches = deal.touches.iter().enumerate().map(|(at, touch)| row(insight, deal, at, touch, dated));
    let room = deal.touches.len() < MAX_TOUCHES;
    let add = button("", text::PANEL_DEALS_ADD_TOUCH, Action::Deal(DealEdit::AddTouch(key)))
        .set("id", ids::ADD_TOUCH)
        .flag("disabled", !room);
    let pasting = asked.pasted.is_some();
    let opens = if pasting { "" } else { " " };
    let paste =
        button("quiet", text::PANEL_DEALS_PASTE, Action::Look(PASTED_TOUCHES.to_owned(), opens.to_owned()))
            .says("aria-expanded", pasting);
    of("section", "section form")
        .child(line("h4", "h2", text::PANEL_DEALS_WHAT_LED))
        .child(settings)
        .child(of("ol", "touches").set("aria-label", text::PANEL_DEALS_TOUCHES).children(touches))
        .children(dated.then(|| line("p", "hint", text::PANEL_DEALS_DATED)))
        .children((!room).then(full))
        .child(of("div", "actions").keyed("actions").child(add).child(paste))
        .children(asked.pasted.as_deref().map(|pasted| paste_box(insight, deal, pasted)))
}

/// That a deal takes no more touches.
fn full() -> Tree {
    line("p", "hint", text::term(TOO_MANY_TOUCHES))
}

/// Whether every touch has its day, so that the days say the order.
fn is_dated(deal: &TypedDeal) -> bool {
    let mut touches = deal.touches.iter().filter(|touch| !is_blank(&touch.partner)).peekable();
    touches.peek().is_some() && touches.all(|touch| matches!(day(&touch.on), Ok(Some(_))))
}

/// Which rule is agreed on.
fn rule(asked: &Asked) -> Tree {
    let none = (String::new(), text::PANEL_DEALS_NO_RULE.get().to_owned());
    let rules = Rule::ALL.map(|rule| (rule.id().to_owned(), name_of(rule).to_owned()));
    let says = |rule| Action::Deal(DealEdit::Rule(rule));
    let options = [none].into_iter().chain(rules);
    choice(text::PANEL_DEALS_RULE, options, &asked.typed.rule, says)
}

/// The boxes of a touch, and what moves and removes it.
fn row(insight: &Insight, deal: &TypedDeal, at: usize, touch: &TypedTouch, dated: bool) -> Tree {
    let (key, number) = (touch.key, (at + 1).to_string());
    let one = |field: &str, label: text::Text, takes| Field {
        id: ids::of("touch", key, field),
        label: label.get(),
        of: Some(text::panel_deals_touch(&number)),
        takes,
        wrong: None,
        hint: None,
    };
    let says =
        |field| -> Rc<dyn Fn(String) -> DealEdit> { Rc::new(move |text| DealEdit::Touch(key, field, text)) };
    let nobody = is_blank(&touch.partner) && !touch.is_blank();
    let partner = Field {
        wrong: nobody.then(|| text::panel_deals_nobody(&number)),
        ..one("partner", text::PANEL_YEAR_PARTNER, Takes::Text(&touch.partner, says(TouchField::Partner)))
    };
    let on = one("on", text::PANEL_DEALS_DAY, Takes::Day(&touch.on, says(TouchField::On)));
    let weight = Takes::Number {
        kept: &touch.weight,
        kind: Kind::Count,
        range: WEIGHT,
        says: Rc::new(move |weight| DealEdit::Weight(key, weight)),
    };
    let weight = one("weight", text::PANEL_DEALS_WEIGHT, weight);
    let does = |id: &str, sign: &'static str, words: String, edit, on: bool| {
        of("button", "quiet icon-only")
            .set("type", "button")
            .set("id", ids::button(key, id, at))
            .set("title", words.clone())
            .flag("disabled", !on)
            .presses(Action::Deal(edit))
            .child(line("span", "", sign).set("aria-hidden", "true"))
            .child(visually_hidden(words))
    };
    // Where days say the order there is nothing to move.
    let moves = (!dated).then(|| {
        let (first, last) = (at == 0, at + 1 == deal.touches.len());
        let up = text::panel_deals_up(&number);
        let down = text::panel_deals_down(&number);
        [
            does("up", "↑", up, DealEdit::MoveTouch(key, true), !first),
            does("down", "↓", down, DealEdit::MoveTouch(key, false), !last),
        ]
    });
    let remove =
        does("remove", "×", text::panel_deals_remove_touch(&number), DealEdit::RemoveTouch(key), true);
    // By its place: the button that was pressed keeps the focus until it is given to another.
    el("li")
        .keyed(number.clone())
        .child(markup::number("span", "nth", number).set("aria-hidden", "true"))
        .children([partner, on, weight].map(|field| field.tree(insight)))
        .child(of("div", "moves").children(moves.into_iter().flatten()).child(remove))
}

/// Where lines are pasted, with what is read of them.
fn paste_box(insight: &Insight, deal: &TypedDeal, pasted: &str) -> Tree {
    let room = MAX_TOUCHES.saturating_sub(deal.touches.len());
    let deal = deal.key;
    let looks = |text: String| {
        // An empty text would take the box away.
        let text = if text.is_empty() { " ".to_owned() } else { text };
        Some(Action::Look(PASTED_TOUCHES.to_owned(), text))
    };
    let area = el("textarea")
        .set("id", "touches-pasted")
        .set("rows", "5")
        .set("aria-describedby", "touches-pasted-said")
        .begins_with(if is_blank(pasted) { String::new() } else { pasted.to_owned() })
        .controls(Control::Turn(Rc::new(looks)));
    let found = paste::read(pasted, &insight.format);
    let count = found.touches.len();
    let over = (count > room).then(full);
    let found = paste::Pasted { touches: found.touches.into_iter().take(room).collect(), ..found };
    let count = count.min(room);
    let adds = (count > 0).then(|| {
        let words = text::panel_deals_paste_add(&insight.count(count as f64));
        button("primary", words, Action::Deal(DealEdit::Paste(deal, Rc::new(found.touches))))
    });
    let wrong: Vec<Tree> = found.wrong.into_iter().map(|wrong| line("li", "", wrong)).collect();
    of("div", "field pasting")
        .child(line("label", "", text::PANEL_DEALS_PASTE_HERE).set("for", "touches-pasted"))
        .child(area)
        .child(
            of("div", "error")
                .set("id", "touches-pasted-said")
                .set("role", "status")
                .children((!wrong.is_empty()).then(|| el("ul").children(wrong))),
        )
        .children(over)
        .children(adds.map(|adds| of("div", "actions").child(adds)))
}

/// What was typed of a deal, for paper.
pub(super) fn as_said(insight: &Insight, deal: &TypedDeal) -> Tree {
    let heads = [text::PANEL_YEAR_PARTNER, text::PANEL_DEALS_DAY, text::PANEL_DEALS_WEIGHT];
    let rows = deal.touches.iter().filter(|touch| !touch.is_blank()).map(|touch| {
        let weight = touch.weight.number().map(|weight| insight.count(weight)).unwrap_or_default();
        el("tr")
            .child(line("th", "", isolated(&touch.partner)).set("scope", "row"))
            .child(markup::number("td", "", touch.on.clone()))
            .child(markup::number("td", "", weight))
    });
    of("table", "").child(head(heads.map(|head| head.get()))).child(el("tbody").children(rows))
}
