//! Who is credited with what: six rules side by side, how far the choice of rule moves a partner, and what partners have in
//! common as a union.

use super::{name_of, read, section};
use crate::fold::fold;
use crate::insight::phrases::head;
use crate::insight::{Insight, chart};
use crate::markup::{Tree, el, line, number, of};
use crate::text::{self, Text};
use crate::workspace::deals::TypedDeal;
use comarketing_roi_engine::attribution::{Attribution, Credits, Deal, Model, Overlap, Rule, Terms};
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::symbol::Unit;

/// As many pairs of partners are told.
const PAIRS: usize = 10;

/// What a partner is credited with: by the rule that credits it least, by the one that credits it most, and by the one that
/// is agreed on.
pub(in crate::insight) struct Credited {
    pub(in crate::insight) partner: String,
    pub(in crate::insight) low: f64,
    pub(in crate::insight) high: f64,
    pub(in crate::insight) agreed: Option<f64>,
}

/// Draws the answers for a deal, and for all deals together where there are several.
pub(super) fn panels(insight: &Insight, typed: &TypedDeal) -> Vec<Tree> {
    let Some(deal) = read::deal(typed) else {
        return vec![line("p", "empty", text::PANEL_DEALS_NEEDS_VALUE)];
    };
    let deals: Vec<Deal> = insight.deals.typed.deals.iter().filter_map(read::deal).collect();
    let one = ask(insight, [&deal]);
    let mut drawn = vec![answer(insight, &one)];
    if deals.len() > 1 {
        let all = ask(insight, &deals);
        drawn.push(together(insight, &all));
        drawn.extend(union(insight, &all));
    } else {
        drawn.extend(union(insight, &one));
    }
    drawn
}

fn ask<'a>(insight: &Insight, deals: impl IntoIterator<Item = &'a Deal>) -> Credits {
    let half_life = read::number(&insight.deals.typed.half_life, read::HALF_LIFE).ok().flatten();
    let terms = Terms { currency: insight.format.currency().to_owned(), half_life };
    let mut asked = Attribution::new_in(&terms, fold);
    deals.into_iter().for_each(|deal| asked.add(deal));
    asked.answer()
}

/// An amount to the cent, if it has one.
pub(in crate::insight) fn amount(insight: &Insight, value: f64) -> String {
    match value.fract() == 0.0 {
        true => insight.format.figure(Unit::Currency, value),
        false => insight.format.exact(Unit::Currency, value),
    }
}

/// Amounts of a table alike: to the cent, where any of them has one.
fn money<'a>(insight: &'a Insight, credits: &Credits) -> impl Fn(f64) -> String + Copy + 'a {
    let whole = |value: &f64| value.fract() == 0.0;
    let all = credits.models.iter().flat_map(|model| &model.partners).chain([&credits.value]);
    let are_whole = all.into_iter().all(whole);
    move |value| match are_whole {
        true => insight.format.figure(Unit::Currency, value),
        false => insight.format.exact(Unit::Currency, value),
    }
}

/// The rules that split everything.
fn whole(credits: &Credits) -> impl Iterator<Item = &Model> {
    credits.models.iter().filter(|model| model.unsplit.is_empty())
}

/// What each partner is credited with by the rules that split everything.
fn credited(insight: &Insight, credits: &Credits) -> Vec<Credited> {
    let agreed = insight.deals.agreed();
    let of = |(at, partner): (usize, &String)| {
        let by = |model: &Model| model.partners.get(at).copied();
        let values = || whole(credits).filter_map(by);
        Some(Credited {
            partner: isolated(partner),
            low: values().reduce(f64::min)?,
            high: values().reduce(f64::max)?,
            agreed: whole(credits).find(|model| Some(model.rule) == agreed).and_then(by),
        })
    };
    credits.partners.iter().enumerate().filter_map(of).collect()
}

/// One deal: the finding, the rules side by side, how far they are apart, and the drawing of that.
fn answer(insight: &Insight, credits: &Credits) -> Tree {
    let money = money(insight, credits);
    let partners = credited(insight, credits);
    let moves = partners.iter().any(|one| one.high > one.low);
    let drawing = moves.then(|| chart::credited(insight, &partners, credits.value));
    section(finding(insight, credits, &partners))
        .children(table(insight, credits, &partners, &money, text::PANEL_DEALS_WHAT))
        .children(gaps(credits))
        .child(how())
        .children(drawing)
}

/// The most important sentence on one deal.
fn finding(insight: &Insight, credits: &Credits, partners: &[Credited]) -> String {
    let money = |value: f64| amount(insight, value);
    let largest = |of: &dyn Fn(&Credited) -> f64| {
        partners.iter().reduce(|most, one| if of(one) > of(most) { one } else { most })
    };
    let apart = |one: &Credited| one.high - one.low;
    match (partners, insight.deals.agreed()) {
        ([], _) => text::PANEL_DEALS_FIND_NONE.get().to_owned(),
        ([only], _) => text::panel_deals_find_one(&only.partner, &money(credits.value)),
        (_, Some(rule)) if partners.iter().all(|one| one.agreed.is_some()) => {
            let most = largest(&|one| one.agreed.unwrap_or_default());
            let said = |one: &Credited| {
                let amount = money(one.agreed.unwrap_or_default());
                text::panel_deals_find_agreed(name_of(rule), &one.partner, &amount, &money(credits.value))
            };
            most.map(said).unwrap_or_default()
        }
        _ => match largest(&apart).filter(|one| apart(one) > 0.0) {
            Some(one) => text::panel_deals_find_moves(&one.partner, &money(one.low), &money(one.high)),
            None => text::PANEL_DEALS_FIND_SAME.get().to_owned(),
        },
    }
}

/// Partners below one another, rules beside one another; each column adds up.
fn table(
    insight: &Insight,
    credits: &Credits,
    partners: &[Credited],
    money: &dyn Fn(f64) -> String,
    what: Text,
) -> Option<Tree> {
    if credits.partners.is_empty() {
        return None;
    }
    let agreed = insight.deals.agreed();
    let class = |model: &Model| if Some(model.rule) == agreed { "own" } else { "" };
    let heads = credits.models.iter().map(|model| {
        let tag = (Some(model.rule) == agreed).then(|| line("span", "tag", text::PANEL_DEALS_AGREED));
        line("th", class(model), name_of(model.rule)).set("scope", "col").children(tag)
    });
    let range = text::PANEL_DEALS_RANGE.get();
    // What a rule cannot split at all is nobody's, and not nothing.
    let left = |model: &Model| model.unsplit.iter().map(|left| left.value).sum::<f64>();
    let is_open = |model: &Model| model.unsplit.iter().map(|left| left.deals).sum::<u64>() == credits.deals;
    let cell = |model: &Model, value: Option<f64>| {
        let value = value.filter(|_| !is_open(model)).map(money);
        number("td", class(model), value.unwrap_or_else(|| text::NO_VALUE.get().to_owned()))
            .set("data-l", name_of(model.rule))
    };
    let rows = credits.partners.iter().enumerate().map(|(at, partner)| {
        let spread = partners.get(at).map(|one| match one.high > one.low {
            true => text::panel_range(&money(one.low), &money(one.high)),
            false => money(one.low),
        });
        el("tr")
            .keyed(partner.clone())
            .child(line("th", "", isolated(partner)).set("scope", "row"))
            .children(credits.models.iter().map(|model| cell(model, model.partners.get(at).copied())))
            .child(number("td", "spread", spread.unwrap_or_default()).set("data-l", range))
    });
    let is_partial = credits.models.iter().any(|model| !model.unsplit.is_empty() && !is_open(model));
    let rest = is_partial.then(|| {
        el("tr")
            .child(line("th", "", text::PANEL_DEALS_NOT_SPLIT).set("scope", "row"))
            .children(credits.models.iter().map(|model| cell(model, Some(left(model)))))
            .child(of("td", "spread"))
    });
    // What the column itself adds up to, and not the value again.
    let sum = |model: &Model| model.partners.iter().sum::<f64>() + left(model);
    let total = el("tr")
        .child(line("th", "", text::PANEL_DEALS_TOTAL).set("scope", "row"))
        .children(credits.models.iter().map(|model| cell(model, Some(sum(model)))))
        .child(of("td", "spread"));
    let head = el("tr")
        .child(line("th", "", text::PANEL_YEAR_PARTNER).set("scope", "col"))
        .children(heads)
        .child(line("th", "", range).set("scope", "col"));
    let table = of("table", "cards credits")
        .child(line("caption", "hidden", what))
        .child(el("thead").child(head))
        .child(el("tbody").children(rows).children(rest))
        .child(el("tfoot").child(total));
    Some(of("div", "scroll").set("tabindex", "0").set("role", "region").set("aria-label", what).child(table))
}

/// What a rule lacks.
fn gaps(credits: &Credits) -> Option<Tree> {
    let lacks = |model: &Model| {
        let reasons: Vec<&str> = model.unsplit.iter().map(|left| text::term(left.gap.text())).collect();
        (!reasons.is_empty()).then(|| text::join_named(name_of(model.rule), &text::sentences(&reasons)))
    };
    let said: Vec<Tree> = credits.models.iter().filter_map(lacks).map(|said| line("li", "", said)).collect();
    let none = credits.partners.is_empty();
    (!said.is_empty() && !none).then(|| of("ul", "stack small").children(said))
}

/// How each rule credits.
fn how() -> Tree {
    let one = |rule: Rule| line("li", "", text::join_named(name_of(rule), text::term(rule.text())));
    of("details", "how")
        .child(line("summary", "", text::PANEL_DEALS_HOW))
        .child(of("ul", "stack small").children(Rule::ALL.map(one)))
}

/// All deals by the same rules.
fn together(insight: &Insight, credits: &Credits) -> Tree {
    let money = money(insight, credits);
    let heading =
        text::panel_deals_all(&insight.count(credits.deals as f64), &amount(insight, credits.value));
    section(heading)
        .children(table(
            insight,
            credits,
            &credited(insight, credits),
            &money,
            text::PANEL_DEALS_WHAT_TOGETHER,
        ))
        .children(gaps(credits))
}

/// What partners touched: each deal once, and what adding up would count again.
fn union(insight: &Insight, credits: &Credits) -> Option<Tree> {
    let Overlap { value, added_up, shared_deals, accounts, shared_accounts, .. } = credits.overlap;
    if credits.partners.len() < 2 {
        return None;
    }
    let money = |value: f64| amount(insight, value);
    let count = |value: u64| insight.count(value as f64);
    let twice = match shared_deals {
        0 => text::PANEL_DEALS_UNION_NONE.get().to_owned(),
        _ => text::panel_deals_union_added(&money(added_up), &money(added_up - value)),
    };
    let met = accounts.zip(shared_accounts);
    let met = met.map(|(all, shared)| text::panel_deals_accounts(&count(all), &count(shared)));
    let heads = [
        text::PANEL_YEAR_PARTNER,
        text::PANEL_DEALS_TOUCHED,
        text::PANEL_DEALS_IN_FULL,
        text::PANEL_DEALS_ALONE,
    ];
    let rows = credits.partners.iter().zip(&credits.overlap.partners).map(|(partner, touched)| {
        el("tr")
            .keyed(partner.clone())
            .child(line("th", "", isolated(partner)).set("scope", "row"))
            .child(number("td", "", count(touched.deals)))
            .child(number("td", "", money(touched.value)))
            .child(number("td", "", money(touched.alone_value)))
    });
    let several = credits.deals > 1;
    let table = several.then(|| {
        let table = of("table", "")
            .child(line("caption", "hidden", text::PANEL_DEALS_UNION_WHAT))
            .child(head(heads.map(|head| head.get())))
            .child(el("tbody").children(rows));
        of("div", "scroll")
            .set("tabindex", "0")
            .set("role", "region")
            .set("aria-label", text::PANEL_DEALS_UNION_WHAT)
            .child(table)
    });
    let name = |at: usize| credits.partners.get(at).map(|name| isolated(name)).unwrap_or_default();
    let pairs = credits.overlap.pairs.iter().filter(|_| several).take(PAIRS).map(|pair| {
        let (one, other) = (name(pair.partners.0), name(pair.partners.1));
        line("li", "", text::panel_deals_pair(&one, &other, &count(pair.deals), &money(pair.value)))
    });
    Some(
        section(text::panel_deals_union(&money(value)))
            .child(line("p", "", twice))
            .children(met.map(|met| line("p", "", met)))
            .children(table)
            .child(of("ul", "stack small").children(pairs)),
    )
}
