//! What the plan's own deals say for an influence credit, and the one published measure.

use super::Insight;
use crate::app::Action;
use crate::markup::{Tree, button, el, line};
use crate::text;
use comarketing_roi_engine::credit_evidence::{
    CreditEvidence, Question, Verdict, credit_evidence, credit_of_lift,
};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::resolve::DEFAULT_CREDIT;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Field, FieldPath, Number};

/// By how much more often deals with a partner are won, as Crossbeam measured it: the one published measure. Its text does
/// not say whether it is relative; as a relative lift it is the highest credit that it supports.
const PUBLISHED_LIFT: f64 = 0.117;

/// Draws what there is for the claim of the credit, which stands above ([`crate::format::Format::credit_claim`]).
pub(super) fn panel(insight: &Insight) -> Tree {
    let credit = now(insight);
    let share = |value: f64| insight.format.figure(Unit::Ratio, value);
    let published = credit_of_lift(PUBLISHED_LIFT).unwrap_or_default();
    let published = text::panel_credit_published(&share(PUBLISHED_LIFT), &share(published));
    let evidence = Question::of_plan(&insight.plan).map(|asked| credit_evidence(&asked));
    el("div")
        .child(line("p", "hint", published))
        .children(evidence.map(|found| said(insight, &found, credit)))
        .children(evidence_is_missing(insight))
}

/// The credit that the plan goes by.
fn now(insight: &Insight) -> f64 {
    insight.plan.get(FieldPath::plan(Field::InfluenceCredit)).map_or(DEFAULT_CREDIT, Number::likely)
}

/// What the credit says would have happened without partners, as a lift in win rate.
pub(super) fn claim(insight: &Insight) -> String {
    insight.format.credit_claim(now(insight))
}

/// What the deals say, and a button that takes the credit that they support.
fn said(insight: &Insight, found: &CreditEvidence, now: f64) -> Tree {
    let share = |value: f64| insight.format.figure(Unit::Ratio, value);
    let (Ok(credit), Ok(low), Ok(high)) = (&found.credit, &found.credit_low, &found.credit_high) else {
        return line("p", "hint", text::PANEL_CREDIT_NOTHING.get());
    };
    let (credit, low, high) = (*credit, *low, *high);
    let sentence = match found.verdict {
        Verdict::Supports => text::panel_credit_supports(&share(credit), &share(low), &share(high)),
        Verdict::TooFewDeals => text::panel_credit_too_few(&share(low), &share(high)),
        Verdict::Against => text::panel_credit_against(&share(low), &share(high)),
    };
    // To a whole percent, as the dial goes.
    let offered = found.usable_credit.as_ref().map(|credit| (credit * 100.0).round() / 100.0);
    let offered = offered.ok().filter(|offered| (offered - now).abs() > 1e-9);
    let place = FieldPath::plan(Field::InfluenceCredit);
    el("div")
        .child(line("p", "", sentence))
        .children(offered.map(|offered| {
            let shown = insight.format.input(Kind::Rate, offered);
            button("way", text::panel_credit_use(&shown), Action::Set(place, offered))
        }))
        .child(line("p", "hint", text::PANEL_CREDIT_CAUTION.get()))
}

/// What to fill in so that the deals can be asked.
fn evidence_is_missing(insight: &Insight) -> Option<Tree> {
    let asked = Question::of_plan(&insight.plan).is_some();
    (!asked).then(|| line("p", "hint", text::PANEL_CREDIT_ASK.get()))
}
