//! Several partners on one deal: what led to it is entered, and six rules say side by side who is credited with what.

mod credits;
mod example;
mod form;
mod paste;
mod read;

use super::Insight;
use super::portfolio::box_of::choice;
use super::portfolio::empty::promise;
use super::portfolio::{section, title};
use crate::app::{Action, OPEN_DEAL, PASTED_TOUCHES, State};
use crate::markup::{Tree, button, el, line, of};
use crate::text::{self, Text};
use crate::workspace::deals::{DealEdit, Deals, MAX_TYPED_DEALS, TypedDeal, ids};
use comarketing_roi_engine::attribution::Rule;
use comarketing_roi_engine::name::isolated;
pub(super) use credits::{Credited, amount};
use std::rc::Rc;

/// What there is to draw from.
#[derive(Clone, Default)]
pub struct Asked {
    /// What was typed.
    typed: Rc<Deals>,
    /// The key of the deal that is looked at.
    open: Option<u32>,
    /// What was pasted and not added yet; none where nothing is being pasted.
    pasted: Option<String>,
}

impl Asked {
    /// What the state has.
    pub(super) fn of(state: &State) -> Self {
        let look = &state.portfolio.look;
        Self {
            typed: Rc::clone(&state.workspace.deals),
            open: look.word(OPEN_DEAL).and_then(|key| key.parse().ok()),
            pasted: look.word(PASTED_TOUCHES).map(str::to_owned),
        }
    }

    /// The deal that is looked at: the first unless another was chosen.
    fn deal(&self) -> Option<&TypedDeal> {
        let deals = &self.typed.deals;
        deals.iter().find(|deal| Some(deal.key) == self.open).or_else(|| deals.first())
    }

    /// The rule that is agreed on.
    fn agreed(&self) -> Option<Rule> {
        Rule::named(&self.typed.rule)
    }
}

/// What a rule is called.
fn name_of(rule: Rule) -> &'static str {
    let name = match rule {
        Rule::First => text::PANEL_DEALS_FIRST,
        Rule::Last => text::PANEL_DEALS_LAST,
        Rule::Even => text::PANEL_DEALS_EVEN,
        Rule::Position => text::PANEL_DEALS_POSITION,
        Rule::Weighted => text::PANEL_DEALS_WEIGHTED,
        Rule::TimeDecay => text::PANEL_DEALS_TIME_DECAY,
    };
    name.get()
}

/// What a deal is called: as in the CRM, by its account, or by its place.
fn deal_name(at: usize, deal: &TypedDeal) -> String {
    match (deal.id.as_str(), deal.account.as_str()) {
        ("", "") => text::panel_deals_number(&(at + 1).to_string()),
        ("", account) => account.to_owned(),
        (id, "") => id.to_owned(),
        (id, account) => text::join_aside(id, account),
    }
}

/// Draws it: for the screen, or with a date as a sheet for paper.
pub(super) fn panel(insight: &Insight, date: Option<&str>) -> Tree {
    let asked = &insight.deals;
    let Some(deal) = asked.deal() else { return empty() };
    let example = deal.has_example().then(|| line("p", "tag", text::EXAMPLE));
    let heading = heading();
    let answer = credits::panels(insight, deal);
    if let Some(date) = date {
        let at = asked.typed.deals.iter().position(|one| one.key == deal.key).unwrap_or_default();
        let sheet = of("section", "paper portfolio deals")
            .child(line("p", "tiny", date.to_owned()))
            .children(example)
            .child(heading)
            .child(line("p", "h3", isolated(&deal_name(at, deal))))
            .child(form::as_said(insight, deal))
            .children(answer);
        return of("div", "year").child(sheet);
    }
    of("div", "portfolio deals")
        .child(
            of("div", "overview")
                .children(example)
                .child(heading)
                .child(line("p", "lead", text::PANEL_DEALS_LEAD))
                .child(which(asked, deal)),
        )
        .child(form::panel(insight, deal))
        .children(answer)
}

/// The title, which keeps the focus with deals and without.
fn heading() -> Tree {
    title(text::PANEL_DEALS_TITLE.get().to_owned()).keyed("title")
}

/// Which deal is looked at, and what can be done with deals.
fn which(asked: &Asked, open: &TypedDeal) -> Tree {
    let deals = &asked.typed.deals;
    let options = deals.iter().enumerate().map(|(at, deal)| (deal.key.to_string(), deal_name(at, deal)));
    let looks = |key| Action::Look(OPEN_DEAL.to_owned(), key);
    let chosen = open.key.to_string();
    let among = (deals.len() > 1).then(|| choice(text::PANEL_DEALS_WHICH, options, &chosen, looks));
    let add = (deals.len() < MAX_TYPED_DEALS).then(|| add("", text::PANEL_DEALS_ADD_ANOTHER));
    let remove = button("quiet", text::PANEL_DEALS_REMOVE, Action::Deal(DealEdit::RemoveDeal(open.key)));
    of("div", "filters").children(among).children(add).child(remove)
}

fn add(class: &'static str, words: Text) -> Tree {
    button(class, words, Action::Deal(DealEdit::AddDeal)).set("id", ids::ADD_DEAL).keyed("add")
}

/// Before there is a deal: how to begin, what it needs, and what it will show.
fn empty() -> Tree {
    let example = DealEdit::Example(Rc::new(example::deals()));
    let main = el("div").child(heading()).child(line("p", "lead", text::PANEL_DEALS_LEAD)).child(
        of("div", "actions")
            .child(add("primary", text::PANEL_DEALS_ADD))
            .child(button("", text::PANEL_YEAR_EXAMPLE, Action::Deal(example)).set("id", "deal-example")),
    );
    let needs = [
        (text::PANEL_YEAR_AT_LEAST, text::PANEL_DEALS_LEAST),
        (text::PANEL_YEAR_BETTER_WITH, text::PANEL_DEALS_BETTER),
    ];
    let shows = [text::PANEL_DEALS_SHOWS_RULES, text::PANEL_DEALS_SHOWS_MOVES, text::PANEL_DEALS_SHOWS_UNION];
    of("div", "portfolio split").child(main).child(promise(needs, shows))
}
