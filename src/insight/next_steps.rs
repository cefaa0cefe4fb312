//! What to do next, in money: a number, what to do, why, and what it is worth on this plan. Each sum is the engine's: the
//! plan is changed by that one thing and evaluated anew.

use super::phrases::{changed, list};
use super::{Insight, finance};
use crate::markup::{Tree, el, line, number, of};
use crate::text;
use comarketing_roi_engine::allocate::{Question, Share, allocate};
use comarketing_roi_engine::symbol::{Symbol, Unit};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Report, evaluate};

/// By how much a win rate is lifted.
const POINTS: f64 = 0.03;
/// Less than this share of today's gross profit is no move worth making.
const WORTH_MOVING: f64 = 0.005;

/// One thing to do.
pub(super) struct Step {
    what: String,
    why: String,
    worth: String,
    worth_of: String,
}

/// Draws them; nothing where there is nothing to say in money.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let steps = steps(insight);
    // What is worth so much on numbers of an example says so.
    let example = insight.report.is_example().then(|| line("span", "tag example", text::EXAMPLE.get()));
    (!steps.is_empty()).then(|| {
        of("section", "section next-money")
            .child(line("h3", "h2", text::PANEL_NEXT_TITLE.get()).children(example))
            .child(drawn(steps))
    })
}

/// The list, on screen and on paper.
pub(super) fn drawn(steps: Vec<Step>) -> Tree {
    let one = |(at, step): (usize, Step)| {
        let said = of("div", "").child(line("p", "h3", step.what)).child(line("p", "small", step.why));
        let worth = of("div", "worth").child(number("p", "h3 num", step.worth)).child(line(
            "p",
            "tiny",
            step.worth_of,
        ));
        el("li")
            .child(line("span", "no", (at + 1).to_string()).set("aria-hidden", "true"))
            .child(said)
            .child(worth)
    };
    of("ol", "next-steps").children(steps.into_iter().enumerate().map(one))
}

/// What to do, in this order: move money, win more often, agree the rule.
pub(super) fn steps(insight: &Insight) -> Vec<Step> {
    if insight.plan.costs_withheld {
        return Vec::new();
    }
    [allocation(insight), win_rate(insight), credit(insight)].into_iter().flatten().collect()
}

/// Gross profit and all cost of the tiers that the headline covers: `g × R` and `Cv`.
pub(super) fn profit_and_cost(report: &Report) -> Option<(f64, f64)> {
    let figure = report.total.figure(MetricId::Roi)?;
    let of = |symbol| figure.symbol(symbol).value;
    Some((of(Symbol::G)? * of(Symbol::R)?, of(Symbol::Cv)?))
}

/// Net return in money: `g × R − Cv` over the tiers that the headline covers.
pub(super) fn net(report: &Report) -> Option<f64> {
    profit_and_cost(report).map(|(profit, cost)| profit - cost)
}

/// The report of the plan at another credit.
pub(super) fn at_credit(insight: &Insight, credit: f64) -> Option<Report> {
    with(insight, FieldPath::plan(Field::InfluenceCredit), Number::Exact(credit))
}

/// The report of the plan with one other number.
fn with(insight: &Insight, place: FieldPath, number: Number) -> Option<Report> {
    let mut plan = (*insight.plan).clone();
    plan.set(place, Some(number));
    plan.validate().ok().map(|plan| evaluate(&plan))
}

/// Money with its sign, short.
fn signed(insight: &Insight, value: f64) -> String {
    let money = insight.format.figure(Unit::Currency, value);
    if value > 0.0 { ["+", &money].concat() } else { money }
}

/// What the sum is: of which period, where the plan says so.
fn gross_profit(insight: &Insight) -> String {
    let months = insight.plan.get(FieldPath::plan(Field::PeriodMonths));
    match months {
        Some(months) => text::panel_next_gross_in(&insight.format.figure(Unit::Months, months.likely())),
        None => text::PANEL_NEXT_GROSS.get().to_owned(),
    }
}

/// MDF from where it brings least to where it brings most, no further than a quarter of a tier unless the visitor said so.
fn allocation(insight: &Insight) -> Option<Step> {
    let found = allocate(&insight.plan, &Question { budget: None, ..finance::split(insight) }).ok()?;
    let (best, today) = (found.best.gross_profit?, found.today.gross_profit?);
    let gain = best - today;
    if gain <= today.abs() * WORTH_MOVING || insight.money(gain) == insight.money(0.0) {
        return None;
    }
    let more = |tier: &&Share| tier.best.spend - tier.today.spend;
    let moved = |sign: f64| found.tiers.iter().filter(move |tier| more(tier) * sign >= 1.0);
    let names = |sign: f64| list(&moved(sign).map(|tier| tier.name.as_str()).collect::<Vec<_>>());
    let gains = moved(1.0).max_by(|a, b| more(a).total_cmp(&more(b)))?;
    let gives = moved(-1.0).max_by(|a, b| more(b).total_cmp(&more(a)))?;
    let amount: f64 = moved(1.0).map(|tier| more(&tier)).sum();
    let money = |value: Option<f64>| value.map(|value| insight.money(value));
    let brings = money(gains.today.marginal).zip(money(gives.today.marginal)).map(|(high, low)| {
        text::panel_next_move_brings(&insight.format.whole_unit(), &high, &gains.name, &low, &gives.name)
    });
    let beta = insight.format.exact(Unit::Count, found.beta);
    let why = brings.into_iter().chain([text::panel_next_move_assumes(&beta)]).collect::<Vec<_>>();
    Some(Step {
        what: text::panel_next_move(&insight.money(amount), &names(-1.0), &names(1.0)),
        why: text::sentences(&why),
        worth: signed(insight, gain),
        worth_of: gross_profit(insight),
    })
}

/// The win rate of which a point is worth most.
fn win_rate(insight: &Insight) -> Option<Step> {
    let before = net(&insight.report)?;
    let lifts = (0..insight.plan.tiers.len()).filter_map(|tier| {
        let place = FieldPath::tier(tier, Field::WinRate);
        let rate = insight.plan.get(place)?;
        let then = rate.likely() + POINTS;
        if then > 1.0 {
            return None;
        }
        let report = with(insight, place, changed(rate, |rate| (rate + POINTS).min(1.0)))?;
        Some((tier, rate.likely(), then, net(&report)? - before))
    });
    let lifts: Vec<(usize, f64, f64, f64)> = lifts.collect();
    let (tier, now, then, gain) = lifts.iter().copied().max_by(|a, b| a.3.total_cmp(&b.3))?;
    if gain <= 0.0 || insight.money(gain) == insight.money(0.0) {
        return None;
    }
    let scope = insight.report.tiers.get(tier)?;
    let pipeline = insight.format.short(Unit::Currency, scope.value(MetricId::PipelineCredited)?);
    let (now, then) = insight.inputs(Field::WinRate, now, then);
    let alone =
        lifts.iter().all(|(other, .., of)| *other == tier || insight.money(*of) != insight.money(gain));
    let points = insight.count(POINTS * 100.0);
    let why = match lifts.len() > 1 && alone {
        true => text::panel_next_win_most(&points, &pipeline),
        false => text::panel_next_win_why(&points, &pipeline),
    };
    Some(Step {
        what: text::panel_next_win(&scope.name, &now, &then),
        why,
        worth: signed(insight, gain),
        worth_of: gross_profit(insight),
    })
}

/// The credit, where it decides something: from no credit to full.
fn credit(insight: &Insight) -> Option<Step> {
    let (low, high) = (net(&at_credit(insight, 0.0)?)?, net(&at_credit(insight, 1.0)?)?);
    let short = |value: f64| {
        let money = insight.format.short(Unit::Currency, value);
        if value > 0.0 { ["+", &money].concat() } else { money }
    };
    if short(low) == short(high) {
        return None;
    }
    let even = insight.report.total.value(MetricId::BreakEvenInfluenceCredit);
    let decides = match even {
        _ if low >= 0.0 => text::PANEL_NEXT_CREDIT_ALWAYS.get().to_owned(),
        Some(even) if high >= 0.0 => {
            text::panel_next_credit_from(&insight.share(0.0), &insight.money(low.abs()), &insight.share(even))
        }
        _ => text::PANEL_NEXT_CREDIT_NEVER.get().to_owned(),
    };
    let point = text::panel_next_credit_point(&insight.money((high - low) / 100.0));
    Some(Step {
        what: text::PANEL_NEXT_CREDIT.get().to_owned(),
        why: text::sentences(&[decides, point]),
        worth: text::panel_range(&short(low), &short(high)),
        worth_of: text::PANEL_NEXT_RULE.get().to_owned(),
    })
}
