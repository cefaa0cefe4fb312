//! Whether an activity is worth its money, in plain words and with the reasons: for the vendor against its target and against
//! direct, for the partner against what it puts in.

use super::{Told, said};
use crate::insight::campaign::{captures, is_partner};
use crate::insight::cash::{calendar, sums};
use crate::insight::ledger::signed;
use crate::insight::{Insight, finance, phrases};
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::credit_for_target::{Of, Per, Question, credit_for_target};
use comarketing_roi_engine::metric_ref::{MetricRef, ScopeId};
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::{Symbol, Unit};
use comarketing_roi_engine::target::Target;
use comarketing_roi_engine::{Field, FieldPath, MetricId, solve};

/// How it comes out, told by a sign before it is told by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Yes,
    Depends,
    No,
    /// There is nothing to judge by, or not yet.
    Open,
}

/// A verdict.
pub(super) struct Verdict {
    sign: Sign,
    /// In one sentence.
    pub(super) said: String,
    /// What stands behind it.
    pub(super) behind: String,
    /// What else it rests on, a sentence each.
    pub(super) reasons: Vec<String>,
}

/// Draws the verdict of the side that the visitor is on.
pub(in crate::insight) fn panel(insight: &Insight) -> Tree {
    let verdict = match is_partner(insight) && captures(insight) != Some(false) {
        true => of_partner(insight),
        false => of_vendor(insight, &Told::of(insight), &insight.report.total),
    };
    let example = insight.report.is_example().then(|| line("span", "tag example", text::EXAMPLE.get()));
    let behind = (!verdict.behind.is_empty()).then(|| line("p", "lead", verdict.behind));
    of("div", "ruling")
        .child(sign(verdict.sign))
        .child(el("div").children(example).child(line("h3", "h2", verdict.said)).children(behind))
}

fn sign(sign: Sign) -> Tree {
    let (class, path) = match sign {
        Sign::Yes => ("icon yes", "m5.2 8.2 2 2 3.8-4.4"),
        Sign::No => ("icon no", "m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"),
        Sign::Depends => ("icon", "M8 1.5a6.5 6.5 0 0 1 0 13z"),
        Sign::Open => ("icon", "M8 7.2v4M8 4.8v.1"),
    };
    let circle = el("circle").set("cx", "8").set("cy", "8").set("r", "6.5");
    let inner = of("path", if sign == Sign::Depends { "full" } else { "" }).set("d", path);
    of("svg", class).set("viewBox", "0 0 16 16").set("aria-hidden", "true").child(circle).child(inner)
}

/// Judges the activity against the target return and against direct.
pub(super) fn of_vendor(insight: &Insight, told: &Told, scope: &Scope) -> Verdict {
    let brand = captures(insight) == Some(false);
    let mut reasons = Vec::new();
    if brand {
        reasons.push(text::PANEL_AWARENESS_MEANS.get().to_owned());
    }
    reasons.extend(against_direct(insight, scope, MetricId::PipelinePerDollar));
    reasons.extend(against_direct(insight, scope, MetricId::PartnerCac));
    let (sign, said, behind) = match (brand, early(insight), scope.value(MetricId::Roi)) {
        (true, ..) => {
            let said = text::PANEL_JUDGED_BRAND.get().to_owned();
            (Sign::Open, said, text::PANEL_JUDGED_BRAND_MEANS.get().to_owned())
        }
        (_, Some((said, behind)), _) => (Sign::Open, said, behind),
        (_, _, Some(roi)) => judged(insight, told, scope, roi),
        (_, _, None) => (Sign::Open, open(scope, MetricId::Roi), String::new()),
    };
    Verdict { sign, said, behind, reasons }
}

/// That it is too early to judge, where its age was told.
fn early(insight: &Insight) -> Option<(String, String)> {
    let found = finance::maturity(insight).filter(|found| found.too_early)?;
    let age = crate::insight::activity::number(insight, "/campaign/ageMonths")?;
    let cycle = insight.plan.get(FieldPath::plan(Field::SalesCycleMonths))?.likely();
    let months = |value: f64| insight.format.figure(Unit::Months, value);
    Some((
        text::panel_judged_early(&months(age), &months(cycle)),
        text::panel_judged_early_means(&months(found.months_to_judgement.ceil())),
    ))
}

/// The verdict on a return against the target; without one, the cost has to come back.
fn judged(insight: &Insight, told: &Told, scope: &Scope, roi: f64) -> (Sign, String, String) {
    let named = told.target.is_some();
    let target = told.target.unwrap_or(0.0);
    let share = |value: f64| insight.share(value);
    let sourced = scope.value(MetricId::RoiSourcedOnly);
    let full = scope.value(MetricId::RoiFullInfluence);
    let credit = scope.figure(MetricId::Roi).and_then(|figure| figure.symbol(Symbol::C).value);
    let credit = share(credit.unwrap_or_default());
    // That it is met is told of figures that read the same; that it is missed, of two that differ.
    let (now, goal) = match roi >= target {
        true => (share(roi), share(target)),
        false => insight.format.pair(Unit::Ratio, roi, target),
    };
    let from = turning(insight, target).map(share);
    let alone = sourced.map(|sourced| match (sourced >= 0.0, named) {
        (true, true) if sourced < target => text::panel_judged_alone_misses(&share(sourced)),
        (true, _) => text::panel_judged_alone(&share(sourced)),
        (false, _) => text::panel_judged_alone_lost(&share(sourced)),
    });
    let join = |parts: [Option<String>; 2]| text::sentences(&parts.map(Option::unwrap_or_default));
    let beaten = scope.value(MetricId::PipelineIndex).is_some_and(|index| index < 1.0);
    match (sourced, full) {
        _ if roi >= target && beaten => {
            (Sign::Depends, text::panel_verdict_but_direct(&now, &goal), join([alone, None]))
        }
        (Some(sourced), _) if sourced >= target && share(sourced) != now => {
            let figure = share(sourced);
            let said = match named {
                true => text::panel_judged_sourced(&figure, &goal),
                false => text::panel_judged_sourced_back(&figure),
            };
            (Sign::Yes, said, text::panel_judged_no_credit(&credit, &now))
        }
        _ if roi >= target => {
            let said = match named {
                true => text::panel_judged_yes(&credit, &now, &goal),
                false => text::panel_judged_yes_back(&credit, &now),
            };
            let settle = from.map(|from| text::panel_judged_from(&from));
            (Sign::Yes, said, join([alone.filter(|_| sourced.map(share).as_ref() != Some(&now)), settle]))
        }
        (_, Some(full)) if full >= target => {
            let said = match named {
                true => text::panel_judged_depends(&now, &credit, &goal),
                false => text::panel_judged_depends_back(&now, &credit),
            };
            (Sign::Depends, said, join([from.map(|from| text::panel_judged_from(&from)), alone]))
        }
        _ => {
            let said = match named {
                true => text::panel_judged_no(&now, &goal),
                false => text::panel_judged_not_back(&now),
            };
            let most = full
                .filter(|full| share(*full) != share(roi))
                .map(|full| text::panel_judged_full(&share(full)));
            (Sign::No, said, join([most, takes(insight, target)]))
        }
    }
}

/// The credit from which the target is met.
fn turning(insight: &Insight, target: f64) -> Option<f64> {
    let question = Question {
        target: Target::multiple(1.0 + target),
        of: Of::GrossProfit,
        per: Per::VendorCost,
        at: ScopeId::Total,
    };
    credit_for_target(&insight.plan, &question).ok()?.answer.ok()
}

/// What it would take to meet the target: more sourced opportunities, or a higher win rate.
fn takes(insight: &Insight, target: f64) -> Option<String> {
    let value = |field: Field| {
        let input = FieldPath::tier(0, field);
        let now = insight.plan.get(input)?.likely();
        let aim = MetricRef::at_its_own(MetricId::Roi);
        let found = solve::solve(&insight.plan, &solve::Question { aim, target, input }).ok()?.answer.ok()?;
        Some((now, found.value))
    };
    let deals = value(Field::OpportunitiesSourced)
        .map(|(now, then)| text::panel_judged_takes_deals(&insight.count(then.ceil()), &insight.count(now)));
    let rate = value(Field::WinRate).map(|(now, then)| {
        let (now, then) = insight.inputs(Field::WinRate, now, then);
        text::panel_judged_takes_rate(&then, &now)
    });
    let ways: Vec<String> = [deals, rate].into_iter().flatten().collect();
    (!ways.is_empty()).then(|| text::panel_judged_takes(&ways.join(text::PANEL_OR.get())))
}

/// Judges the activity by what the partner puts in and gets back.
fn of_partner(insight: &Insight) -> Verdict {
    let scope = &insight.report.total;
    let verdict = |sign, said, behind| Verdict { sign, said, behind, reasons: Vec::new() };
    let Some(roi) = scope.value(MetricId::RoiPartner) else {
        return verdict(Sign::Open, open(scope, MetricId::RoiPartner), String::new());
    };
    let cash = calendar(insight);
    let money = cash.as_ref().and_then(|cash| sums(&cash.found.partner));
    let behind = money.map(|[puts_in, gets_back, left]| {
        let [puts_in, gets_back] = [puts_in, gets_back].map(|value| insight.money(value));
        text::panel_judged_partner_money(&puts_in, &gets_back, &signed(insight, left))
    });
    let figure = insight.share(roi);
    match roi >= 0.0 {
        true => verdict(Sign::Yes, text::panel_judged_partner_yes(&figure), behind.unwrap_or_default()),
        false => verdict(Sign::No, text::panel_judged_partner_no(&figure), behind.unwrap_or_default()),
    }
}

/// What is still needed for a verdict, or why there can be none.
fn open(scope: &Scope, metric: MetricId) -> String {
    let needs = scope.figure(metric).and_then(|figure| figure.needs_in(text::TRANSLATE));
    needs.map_or_else(|| phrases::reason(scope, metric), |needs| text::panel_verdict_none(&needs))
}

/// One figure beside direct's.
fn against_direct(insight: &Insight, scope: &Scope, id: MetricId) -> Option<String> {
    let theirs = id.of_direct()?;
    let (ours, direct) = (insight.stated(scope, id)?, insight.stated(&insight.report.direct, theirs)?);
    let (a, b) = (scope.value(id)?, insight.report.direct.value(theirs)?);
    let name = said(insight, id);
    Some(if ours == direct {
        text::panel_like_direct(&name, &ours)
    } else if (a < b) == (id == MetricId::PartnerCac) {
        text::panel_better_than_direct(&name, &ours, &direct)
    } else {
        text::panel_worse_than_direct(&name, &ours, &direct)
    })
}
