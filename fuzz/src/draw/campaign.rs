//! The questions about the money of a campaign.

use super::{MONEY, MONTHS, RATE, about_plan, map, number, some, text};
use crate::dice::Dice;
use comarketing_roi_engine::credit_for_target::{Of, Per};
use comarketing_roi_engine::{ValidPlan, Value};

/// The total or a tier.
pub(super) fn scope(dice: &mut Dice, plan: Option<&ValidPlan>) -> Value {
    let tiers = plan.map_or(1, |plan| plan.tiers.len());
    if dice.once_in(2) { text("total") } else { map([("tier", number(dice.below(tiers) as f64))]) }
}

/// A campaign and when its money moves.
pub fn cash(dice: &mut Dice, _: &Value) -> Value {
    let first = dice.within(MONEY);
    let amount = first * dice.share();
    let (event_month, claim, paid, cost_month) =
        (dice.within(MONTHS), dice.within(MONTHS), dice.within(MONTHS), dice.within(MONTHS));
    let event = match dice.below(3) {
        0 => map([("ownMoney", number(first)), ("month", number(event_month))]),
        1 => map([("paidFirst", number(first)), ("ownMoney", number(first - amount))]),
        _ => map([("paidFirst", number(first)), ("month", number(event_month))]),
    };
    let mdf = map([
        ("amount", number(amount)),
        ("claimAfterMonths", number(claim)),
        ("paidAfterMonths", number(paid)),
    ]);
    let cost = map([("amount", number(dice.within(MONEY))), ("month", number(cost_month))]);
    let deals = vec![
        ("revenueInfluenced", number(dice.within(MONEY))),
        ("influenceCredit", number(dice.within(RATE))),
        ("grossMargin", number(dice.within(RATE))),
        ("partnerMargin", number(dice.within(RATE))),
        ("partnerMarginInfluenced", number(dice.within(RATE))),
        ("servicesProfit", number(dice.within(MONEY))),
        ("cycleMonths", number(dice.within(MONTHS))),
        ("overMonths", number((1 + dice.below(120)) as f64)),
    ];
    let mut deals = some(dice, deals);
    if let Value::Map(entries) = &mut deals {
        entries.push(("revenueSourced".to_owned(), number(dice.within(MONEY))));
    }
    let rate = number(dice.within(RATE));
    let mut campaign =
        some(dice, vec![("mdf", mdf), ("vendorCost", cost), ("deals", deals), ("discountRate", rate)]);
    if let Value::Map(entries) = &mut campaign {
        // Where MDF is none, the partner's own money is all that it pays first.
        let without = !entries.iter().any(|(key, _)| key == "mdf");
        let event = if without { map([("paidFirst", number(first))]) } else { event };
        entries.push(("event".to_owned(), event));
    }
    campaign
}

/// What is to come back, as people write it.
fn target(dice: &mut Dice) -> Value {
    let back = dice.share() * *dice.pick(&[1.0, 10.0, 1000.0]);
    match dice.below(4) {
        0 => number(back),
        1 => text(&format!("{back:.2}x")),
        2 => text(&format!("{:.1}%", (back - 1.0) * 100.0)),
        _ => text(&format!("{back:.1}:{}", 1 + dice.below(4))),
    }
}

/// `{ plan, options }` of a credit for a target.
pub fn credit_for_target(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let (of, per) = (dice.pick(&Of::ALL).id(), dice.pick(&Per::ALL).id());
        map([("target", target(dice)), ("of", text(of)), ("per", text(per)), ("scope", scope(dice, plan))])
    })
}

/// `{ plan, options }` of what both sides can agree on.
pub fn agreement(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let roi = |dice: &mut Dice| number(dice.share() * *dice.pick(&[-1.0, 1.0, 10.0]));
        let (vendor, partner) = (roi(dice), roi(dice));
        let at = scope(dice, plan);
        some(dice, vec![("vendorRoi", vendor), ("partnerRoi", partner), ("scope", at)])
    })
}

/// `{ plan, options }` of partners against direct.
pub fn channels(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let at = scope(dice, plan);
        some(dice, vec![("scope", at)])
    })
}
