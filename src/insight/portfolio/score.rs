//! The scorecard of partners, the tiers that it proposes, and the next period's MDF.

use super::box_of::{Asked, card_row, more_or_first};
use super::groups::of_all;
use super::overview::{each, figure};
use super::{Judged, section};
use crate::app::Action;
use crate::insight::Insight;
use crate::insight::phrases::head;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::response::Response;
use comarketing_roi_engine::scorecard::{
    BetaFrom, Card, Change, DEFAULT_WEIGHTS, Evidence, Item, NextPartner, NextPeriod, Part, PartScore,
    Profile, Question, Rule, Scorecard, scorecard,
};
use comarketing_roi_engine::symbol::Unit;

/// As many partners stand there before all are asked for.
const FIRST: usize = 12;

/// Draws the scorecard and the next period.
pub(super) fn panels(insight: &Insight, judged: &Judged) -> Vec<Tree> {
    let (question, wrong) = question(judged);
    let Ok(cards) = scorecard(&judged.whole, &question) else { return Vec::new() };
    vec![card_table(insight, judged, &cards, wrong), next_period(insight, judged, &cards.next)]
}

/// The weights as they were typed; those of the question where nobody typed any.
fn weights(judged: &Judged) -> Option<[f64; 4]> {
    let choices = &judged.source.choices;
    // What is no weight says so at its box, and counts for nothing here.
    let said = Part::ALL.map(|part| {
        let weight = choices.number(&["/score/weights/", part.id()].concat());
        weight.filter(|weight| (0.0..=100.0).contains(weight))
    });
    let is_given = said.iter().any(Option::is_some);
    let mut all = DEFAULT_WEIGHTS;
    for (weight, said) in all.iter_mut().zip(said) {
        *weight = said.unwrap_or(*weight);
    }
    is_given.then_some(all)
}

/// What is asked of the engine, and whether weights were typed that do not add up to 100.
fn question(judged: &Judged) -> (Question, bool) {
    let choices = &judged.source.choices;
    let number = |path: &str, most: f64| choices.number(path).filter(|value| (0.0..=most).contains(value));
    let weights = weights(judged);
    let sum: f64 = weights.iter().flatten().sum();
    let wrong = weights.is_some() && (sum - 100.0).abs() > 1e-6;
    let mut profiles: Vec<Profile> = Vec::new();
    for (path, answer) in choices.below("/score/of/") {
        // An item has no stroke in its id; a partner may have one in its name.
        let Some((partner, id)) = path.rsplit_once('/') else { continue };
        let item = Item::asked().find(|item| item.id() == id);
        let share = answer.number().filter(|share| (0.0..=1.0).contains(share));
        let (Some(item), Some(share)) = (item, share) else { continue };
        match profiles.iter_mut().find(|profile| profile.partner == partner) {
            Some(profile) => profile.set(item, share),
            None => {
                let mut profile = Profile { partner: partner.to_owned(), ..Profile::default() };
                profile.set(item, share);
                profiles.push(profile);
            }
        }
    }
    let question = Question {
        weights: weights.filter(|_| !wrong),
        profiles,
        budget: number("/score/budget", 1e13),
        performance_share: number("/score/share", 1.0),
        beta: number("/score/beta", 0.99).filter(|beta| *beta >= 0.01),
        max_move: number("/score/move", 1.0),
        tiers: Vec::new(),
    };
    (question, wrong)
}

fn ask<'a>(judged: &'a Judged, path: &str, label: String, kind: Kind, range: (f64, f64)) -> Asked<'a> {
    Asked {
        path: path.to_owned(),
        label,
        kind,
        range,
        kept: judged.source.choices.get(path),
        otherwise: None,
    }
}

fn points(insight: &Insight, score: &Stated) -> String {
    match score {
        Ok(score) => insight.count(score.round()),
        Err(_) => text::NO_VALUE.get().to_owned(),
    }
}

/// Each partner with its four parts, its score, its tier and the one that is proposed.
fn card_table(insight: &Insight, judged: &Judged, cards: &Scorecard, wrong: bool) -> Tree {
    let all = insight.year.look.word("/cards") == Some("all");
    let shown = if all { cards.cards.len() } else { FIRST };
    let moved = cards.cards.iter().filter(|card| moves(card)).count();
    let weights = Part::ALL.iter().zip(cards.weights).map(|(part, weight)| {
        let path = ["/score/weights/", part.id()].concat();
        let label = text::panel_year_weight(text::term(part.label()));
        Asked { otherwise: Some(weight), ..ask(judged, &path, label, Kind::Count, (0.0, 100.0)) }
            .tree(insight)
    });
    let sum: f64 = self::weights(judged).iter().flatten().sum();
    let said = wrong.then(|| line("p", "error", text::panel_year_weights_sum(&insight.count(sum))));
    let heads = [text::PANEL_YEAR_PARTNER.get()]
        .into_iter()
        .chain(Part::ALL.map(|part| text::term(part.label())))
        .chain(
            [text::PANEL_YEAR_SCORE, text::PANEL_YEAR_TIER, text::PANEL_YEAR_PROPOSED].map(|head| head.get()),
        );
    let heads: Vec<String> = heads.map(str::to_owned).collect();
    let rows = cards.cards.iter().take(shown).flat_map(|card| of_card(insight, judged, card, &heads));
    let rows: Vec<Tree> = rows.collect();
    let more = more_or_first(insight, "/cards", cards.cards.len(), FIRST);
    let finding = match moved {
        0 => text::PANEL_YEAR_SCORE_SAME.get().to_owned(),
        moved => text::panel_year_score_moves(&insight.count(moved as f64)),
    };
    section(finding)
        .children(of_all(judged))
        .child(line("p", "hint", text::PANEL_YEAR_SCORE_HOW))
        .child(of("div", "settings").children(weights))
        .children(said)
        .child(
            of("div", "scroll")
                .set("tabindex", "0")
                .set("role", "region")
                .set("aria-label", text::PANEL_YEAR_SCORECARD)
                .child(of("table", "scores stacks").child(head(heads)).child(el("tbody").children(rows))),
        )
        .children(more)
        .child(line("p", "hint", text::PANEL_YEAR_SCORE_TIERS))
}

/// Whether another tier is proposed than the partner has.
fn moves(card: &Card) -> bool {
    card.proposed
        .as_ref()
        .is_ok_and(|tier| !card.tier.is_empty() && crate::fold::fold(tier) != crate::fold::fold(&card.tier))
}

fn of_card(insight: &Insight, judged: &Judged, card: &Card, heads: &[String]) -> Vec<Tree> {
    let open = insight.year.look.word("/card") == Some(&card.partner);
    let word = if open { String::new() } else { card.partner.clone() };
    let opens = button("figure w5", card.partner.clone(), Action::Look("/card".to_owned(), word));
    let opens = opens.says("aria-expanded", open);
    let proposed = match &card.proposed {
        Ok(tier) if moves(card) => line("td", "", "").child(line("strong", "", tier.clone())),
        Ok(tier) => line("td", "", tier.clone()),
        Err(_) => line("td", "reason", text::NO_VALUE),
    };
    let parts = card.parts.iter().map(|part| number("td", "", points(insight, &part.score)));
    let score = number("td", "", points(insight, &card.score));
    let cells = parts.chain([score, line("td", "", card.tier.clone()), proposed]);
    let main = card_row(el("th").child(opens), cells, heads).keyed(card.partner.clone());
    [Some(main), open.then(|| opened(insight, judged, card))].into_iter().flatten().collect()
}

/// The evidence behind a card, what somebody has to say of the partner, and what would change the tier.
fn opened(insight: &Insight, judged: &Judged, card: &Card) -> Tree {
    let known = text::panel_year_known(&insight.format.figure(Unit::Ratio, card.known_weight / 100.0));
    let why = card.proposed.as_ref().err().map(|why| line("p", "reason", text::reason(why)));
    let changes = card.changes.iter().map(|change| line("li", "", change_said(insight, change)));
    let asked = Item::asked().map(|item| {
        let path = ["/score/of/", &card.partner, "/", item.id()].concat();
        ask(judged, &path, text::term(item.label()).to_owned(), Kind::Rate, (0.0, 1.0)).tree(insight)
    });
    let heads = [
        text::PANEL_YEAR_EVIDENCE,
        text::PANEL_YEAR_FIGURE,
        text::PANEL_YEAR_BESIDE,
        text::PANEL_YEAR_RULE,
        text::PANEL_YEAR_SCORE,
    ];
    let rows = card.parts.iter().flat_map(|part| of_part(insight, part));
    let rows_of = button(
        "link",
        text::PANEL_YEAR_ROWS_OF,
        Action::Look("/filter/partner".to_owned(), ["=", &card.partner].concat()),
    );
    el("tr").keyed([&card.partner, "-open"].concat()).child(
        of("td", "opened")
            .set("colspan", "8")
            .child(line("p", "", known))
            .children(why)
            .child(
                of("table", "").child(head(heads.map(|head| head.get()))).child(el("tbody").children(rows)),
            )
            .child(of("ul", "stack small").children(changes))
            .child(line("p", "hint", text::PANEL_YEAR_SAY))
            .child(of("div", "settings").children(asked))
            .child(rows_of),
    )
}

fn change_said(insight: &Insight, change: &Change) -> String {
    let part = text::term(change.part.label());
    let to = insight.count(change.to.round());
    match change.rises {
        true => text::panel_year_rises(part, &to, &change.tier),
        false => text::panel_year_falls(part, &to, &change.tier),
    }
}

fn of_part(insight: &Insight, part: &PartScore) -> Vec<Tree> {
    let heading = text::panel_year_part(
        text::term(part.part.label()),
        &insight.count(part.weight),
        &points(insight, &part.score),
    );
    let heading = el("tr").child(line("th", "", heading).set("colspan", "5").set("scope", "rowgroup"));
    [heading].into_iter().chain(part.evidence.iter().map(|evidence| of_evidence(insight, evidence))).collect()
}

fn of_evidence(insight: &Insight, evidence: &Evidence) -> Tree {
    let item = evidence.item;
    let write = |value: f64| match item {
        Item::Return => each(insight, &Ok(value)),
        Item::Pipeline | Item::Revenue | Item::RecentPipeline => insight.format.short(Unit::Currency, value),
        item if item.rule() == Rule::Share => insight.format.figure(Unit::Ratio, value),
        _ => insight.count(value),
    };
    let value = match &evidence.value {
        Ok(value) => number("td", "", write(*value)),
        Err(why) => line("td", "reason", text::reason(why)),
    };
    el("tr")
        .child(line("th", "", text::term(item.label())).set("scope", "row"))
        .child(value)
        .child(number("td", "", evidence.reference.map(write).unwrap_or_default()))
        .child(number("td", "tiny", item.rule().formula()))
        .child(number("td", "", points(insight, &evidence.score)))
}

/// The exponent that the allocation takes for a partner, and where it is from.
fn exponent(insight: &Insight, one: &NextPartner) -> Tree {
    let from = match one.beta_from {
        BetaFrom::Given => text::PANEL_YEAR_BETA_GIVEN,
        BetaFrom::Tier => text::PANEL_YEAR_BETA_TIER,
        BetaFrom::Portfolio => text::PANEL_YEAR_BETA_ALL,
        BetaFrom::Assumed => text::PANEL_YEAR_BETA_ASSUMED,
    };
    // A partner whose response is not known keeps its part, whatever the exponent.
    if !one.responds {
        return line("td", "reason", text::NO_VALUE);
    }
    number("td", "", insight.format.exact(Unit::Count, one.beta)).child(line("span", "tiny", from))
}

/// How fast returns diminish, with intervals: in each tier that has enough quarters of its own, and in all campaigns where
/// lines go by these or by nothing that was measured.
fn measured(insight: &Insight, next: &NextPeriod) -> Vec<String> {
    let figures = |response: &Response| {
        let ends = [&response.beta, &response.beta_low, &response.beta_high];
        let [beta, low, high] =
            ends.map(|value| value.as_ref().ok().map(|value| insight.format.exact(Unit::Count, *value)));
        Some([beta?, low?, high?])
    };
    let own = next.tiers.iter().filter(|tier| tier.beta_from == BetaFrom::Tier).filter_map(|tier| {
        let [beta, low, high] = figures(tier.response.as_ref()?)?;
        Some(text::panel_year_measured_tier(&isolated(&tier.tier), &beta, &low, &high))
    });
    let others = next.partners.is_empty()
        || next.partners.iter().any(|one| matches!(one.beta_from, BetaFrom::Portfolio | BetaFrom::Assumed));
    let all = next.response.as_ref().filter(|_| others).map(|response| match figures(response) {
        Some([beta, low, high]) => text::panel_year_measured(&beta, &low, &high),
        None => text::PANEL_YEAR_NOT_MEASURED.get().to_owned(),
    });
    own.chain(all).collect()
}

/// The next period's MDF by the rule and by the allocation, side by side.
fn next_period(insight: &Insight, judged: &Judged, next: &NextPeriod) -> Tree {
    let money = |value: f64| insight.format.short(Unit::Currency, value);
    let all = insight.year.look.word("/next") == Some("all");
    let shown = if all { next.partners.len() } else { FIRST };
    let budget = next.budget.clone().ok();
    let uses = |from| next.partners.iter().any(|one| one.beta_from == from);
    let settings = of("div", "settings")
        .child(
            Asked {
                otherwise: budget,
                ..ask(
                    judged,
                    "/score/budget",
                    text::PANEL_YEAR_BUDGET.get().to_owned(),
                    Kind::Money,
                    (0.0, 1e13),
                )
            }
            .tree(insight),
        )
        .child(
            Asked {
                otherwise: Some(next.performance_share),
                ..ask(
                    judged,
                    "/score/share",
                    text::PANEL_YEAR_BY_RESULT.get().to_owned(),
                    Kind::Rate,
                    (0.0, 1.0),
                )
            }
            .tree(insight),
        )
        .child(
            Asked {
                // Where tiers have their own, each line says which is taken.
                otherwise: Some(next.beta).filter(|_| !uses(BetaFrom::Tier)),
                ..ask(
                    judged,
                    "/score/beta",
                    text::PANEL_YEAR_BETA.get().to_owned(),
                    Kind::Count,
                    (0.01, 0.99),
                )
            }
            .tree(insight),
        )
        .child(
            Asked {
                otherwise: Some(next.max_move),
                ..ask(judged, "/score/move", text::PANEL_YEAR_MOVE.get().to_owned(), Kind::Rate, (0.0, 1.0))
            }
            .tree(insight),
        );
    let responses = measured(insight, next);
    let heads = [
        text::PANEL_YEAR_PARTNER,
        text::PANEL_YEAR_TIER,
        text::PANEL_YEAR_TODAY_MDF,
        text::PANEL_YEAR_CREDITED,
        text::PANEL_YEAR_BY_RULE,
        text::PANEL_YEAR_BY_RESPONSE,
        text::PANEL_YEAR_EXPONENT,
    ];
    let heads = heads.map(|head| head.get().to_owned());
    let rows = next.partners.iter().take(shown).map(|one| {
        let cells = [
            line("td", "start", one.tier.clone()),
            number("td", "", money(one.today)),
            number("td", "", figure(insight, Unit::Currency, &one.credited)),
            number("td", "", money(one.by_rule)),
            number("td", "", money(one.by_response)),
            exponent(insight, one),
        ];
        card_row(line("th", "", one.partner.clone()), cells, &heads).keyed(one.partner.clone())
    });
    let rows: Vec<Tree> = rows.collect();
    let more = more_or_first(insight, "/next", next.partners.len(), FIRST);
    let notes = next.assumptions.iter().map(|premise| line("li", "", text::reason(&premise.why)));
    let heading = match &next.budget {
        Ok(budget) => text::panel_year_next(&money(*budget)),
        Err(why) => text::reason(why),
    };
    section(heading)
        .child(line("p", "hint", text::PANEL_YEAR_NEXT_HOW))
        .child(settings)
        .children(responses.into_iter().map(|said| line("p", "small", said)))
        .child(
            of("div", "scroll")
                .set("tabindex", "0")
                .set("role", "region")
                .set("aria-label", text::PANEL_YEAR_NEXT_TABLE)
                .child(of("table", "next-mdf stacks").child(head(heads)).child(el("tbody").children(rows))),
        )
        .children(more)
        .child(of("ul", "stack small").children(notes))
}
