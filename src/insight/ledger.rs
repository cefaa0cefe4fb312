//! The ledger of one side of a campaign: its return on a line that all three share, what it puts in and gets back.

use super::Insight;
use super::campaign::is_partner;
use super::cash::{calendar, sums};
use super::phrases::{known, label};
use crate::app::{Action, Side};
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::solve::{Question, solve};
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, evaluate};

/// A return, and what it is without and with full credit where that moves it.
#[derive(Clone, Copy)]
struct Return {
    at: f64,
    band: Option<(f64, f64)>,
}

/// Draws a ledger.
pub(super) fn panel(insight: &Insight, side: Side) -> Tree {
    let ruler = ruler(insight, side);
    let whole = of("div", "").children(ruler);
    match insight.plan.costs_withheld {
        true => whole,
        false => whole.children(facts(insight, side)).children(note(insight, side)),
    }
}

/// The metric of a side.
pub(super) fn metric(side: Side) -> MetricId {
    match side {
        Side::Vendor => MetricId::Roi,
        Side::Partner => MetricId::RoiPartner,
        Side::Both => MetricId::RoiJoint,
    }
}

/// The return of a side and its band.
fn returns(insight: &Insight, side: Side) -> Option<Return> {
    let total = &insight.report.total;
    let at = total.value(metric(side))?;
    let ends = match side {
        Side::Vendor => total.value(MetricId::RoiSourcedOnly).zip(total.value(MetricId::RoiFullInfluence)),
        // What the partner keeps of a deal does not depend on whose credit it is.
        Side::Partner => None,
        Side::Both => at_credit(insight, 0.0).zip(at_credit(insight, 1.0)),
    };
    let differs = |(low, high): &(f64, f64)| insight.share(*low) != insight.share(*high);
    Some(Return { at, band: ends.filter(differs) })
}

/// The joint return at a credit.
fn at_credit(insight: &Insight, credit: f64) -> Option<f64> {
    let mut plan = (*insight.plan).clone();
    plan.set(FieldPath::plan(Field::InfluenceCredit), Number::Exact(credit));
    evaluate(&plan.validate().ok()?).total.value(MetricId::RoiJoint)
}

/// The line with the band, where it pays back and where the plan stands, on one scale for all three.
fn ruler(insight: &Insight, side: Side) -> Option<Tree> {
    let own = returns(insight, side)?;
    let all = [Side::Vendor, Side::Partner, Side::Both].map(|side| returns(insight, side));
    let values = all.into_iter().flatten().flat_map(|one| {
        let (low, high) = one.band.unwrap_or((one.at, one.at));
        [one.at, low, high]
    });
    let (least, most) =
        values.fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    let span = if most > least { most - least } else { 1.0 };
    // Half a dot fits at both sides.
    let x = |value: f64| format_fixed(4.0 + (value - least) / span * 92.0, 2) + "%";
    let at = |class: &'static str, value: f64, from: &'static str, to: &'static str| {
        of("line", class).set("x1", x(value)).set("x2", x(value)).set("y1", from).set("y2", to)
    };
    let share = |value: f64| insight.share(value);
    let mut plot = of("svg", "plot")
        .set("height", "64")
        .set("role", "img")
        .child(of("line", "grid").set("x1", "0").set("x2", "100%").set("y1", "26").set("y2", "26"));
    let words = |class: &'static str, place: &'static str, figure: String, what: &str| {
        of("text", class).set("x", place).set("y", "58").child(line("tspan", "b", figure)).child(line(
            "tspan",
            "",
            [" ", what].concat(),
        ))
    };
    let said = match own.band {
        Some((low, high)) => {
            let band =
                of("line", "band").set("x1", x(low)).set("x2", x(high)).set("y1", "26").set("y2", "26");
            plot = plot
                .child(band.set("stroke-width", "12"))
                .child(at("cap", low, "18", "34"))
                .child(at("cap", high, "18", "34"))
                .child(words("", "0", share(low), text::PANEL_LEDGER_SOURCED.get()))
                .child(words("e", "100%", share(high), text::PANEL_LEDGER_FULL.get()));
            text::ends(&share(low), &share(high))
        }
        None => {
            plot = plot.child(words("", "0", share(own.at), text::PANEL_LEDGER_ANY_CREDIT.get()));
            text::PANEL_LEDGER_ANY_CREDIT.get().to_owned()
        }
    };
    let label = text::join_named(&[&insight.format.name(metric(side)), " ", &share(own.at)].concat(), &said);
    let zero = line("text", "m", share(0.0)).set("x", x(0.0)).set("y", "10");
    Some(
        plot.set("aria-label", label)
            .child(at("zero", 0.0, "14", "38"))
            .child(zero)
            .child(of("circle", "pt").set("cx", x(own.at)).set("cy", "26").set("r", "7")),
    )
}

/// What the side puts in, gets back and has left over; or what is missing to say so, with the way to it.
fn facts(insight: &Insight, side: Side) -> Option<Tree> {
    let cash = calendar(insight)?;
    let ledger = match side {
        Side::Vendor => &cash.found.vendor,
        Side::Partner => &cash.found.partner,
        Side::Both => &cash.found.joint,
    };
    let known = side == Side::Vendor || cash.knows_partner;
    let Some([puts_in, gets_back, left]) = sums(ledger).filter(|_| known) else {
        return Some(needs(insight, cash.knows_partner));
    };
    let entry = |what: text::Text, figure: String| [line("dt", "", what), number("dd", "num", figure)];
    let rows = [
        entry(text::PANEL_LEDGER_PUTS_IN, insight.money(puts_in)),
        entry(text::PANEL_LEDGER_GETS_BACK, insight.money(gets_back)),
        entry(text::PANEL_LEDGER_LEFT, signed(insight, left)),
    ];
    Some(of("dl", "facts").children(rows.into_iter().flatten()))
}

/// Money with its sign.
pub(super) fn signed(insight: &Insight, value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    [sign, &insight.money(value)].concat()
}

/// What the partner's ledger still needs, each with the way to its field.
fn needs(insight: &Insight, knows_money: bool) -> Tree {
    let own = FieldPath::tier(0, Field::PartnerContribution);
    let margin = FieldPath::plan(Field::PartnerMargin);
    let knows_margin = known(&insight.quantities(0), Symbol::Pm).is_some();
    let missing = [(own, knows_money), (margin, knows_margin)].into_iter().filter(|(_, known)| !known);
    let links =
        missing.map(|(place, _)| el("li").child(button("link", label(place.field), Action::GoTo(place))));
    of("div", "small").child(line("p", "", text::PANEL_LEDGER_NEEDS)).child(of("ul", "needs").children(links))
}

/// One line on what stands behind it.
fn note(insight: &Insight, side: Side) -> Option<Tree> {
    let said = match side {
        Side::Vendor => pipeline(insight)?,
        Side::Partner => partner(insight)?,
        Side::Both => enough(insight)?,
    };
    Some(line("p", "tiny", said))
}

/// Pipeline for each unit of cost beside direct's.
fn pipeline(insight: &Insight) -> Option<String> {
    let ours = insight.report.total.value(MetricId::PipelinePerDollar)?;
    let (unit, brought) = insight.format.each(ours);
    let theirs = insight.report.direct.value(MetricId::DirectPipelinePerDollar);
    Some(match theirs.map(|theirs| insight.format.each(theirs)).filter(|(same, _)| *same == unit) {
        Some((_, direct)) => text::panel_ledger_pipeline_direct(&brought, &unit, &direct),
        None => text::panel_ledger_pipeline(&brought, &unit),
    })
}

/// At which margin the partner's is, and what waiting costs.
fn partner(insight: &Insight) -> Option<String> {
    let margin = known(&insight.quantities(0), Symbol::Pm)?;
    let at = text::panel_ledger_margin(&insight.share(margin));
    let cash = calendar(insight)?;
    let days = super::activity::days(insight, "/campaign/delayDays").filter(|days| *days > 0.0);
    Some(match days.zip(cash.found.waiting_cost.ok()) {
        Some((days, cost)) => {
            let waiting = text::panel_waiting_cost(&insight.format.days(days), &insight.money(cost));
            text::sentences(&[at, waiting])
        }
        None => at,
    })
}

/// With how many of the sourced opportunities both have their money back.
fn enough(insight: &Insight) -> Option<String> {
    let input = FieldPath::tier(0, Field::OpportunitiesSourced);
    let all = insight.plan.get(input)?.likely();
    let aim = MetricRef::at_its_own(MetricId::RoiJoint);
    insight.report.total.value(MetricId::RoiJoint).filter(|roi| *roi >= 0.0)?;
    let even = solve(&insight.plan, &Question { aim, target: 0.0, input }).ok()?.answer.ok()?;
    Some(text::panel_ledger_enough(&insight.count(even.value.ceil()), &insight.count(all)))
}

/// The side that the visitor is not on.
pub(super) fn other(insight: &Insight) -> Side {
    if is_partner(insight) { Side::Vendor } else { Side::Partner }
}
