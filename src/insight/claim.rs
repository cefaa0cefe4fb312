//! The report that goes with a claim: forecast against actuals, where the difference came from, and what to learn.

use super::Insight;
use super::phrases::{entry as line_of, example, head, heading, list, paper, row};
use super::request::{Told, parties, signatures};
use crate::markup::{Tree, el, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::variance::{Bridge, Component, settle};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Report, ValidPlan, evaluate};

/// What a claim compares beside the bridge.
const COMPARED: [MetricId; 9] = [
    MetricId::MdfSpent,
    MetricId::VendorCost,
    MetricId::PipelineSourced,
    MetricId::PipelineInfluenced,
    MetricId::PipelinePerMdfDollar,
    MetricId::RevenueCredited,
    MetricId::Roi,
    MetricId::RoiPartner,
    MetricId::RoiJoint,
];

/// Draws the sheet against the frozen forecast, with the date where it is for paper; the plan at hand holds the actuals.
pub(super) fn panel(insight: &Insight, date: Option<&str>) -> Option<Tree> {
    let scope = insight.report.tiers.first()?;
    let forecast = insight.forecast.as_ref();
    let planned_example = forecast.is_some_and(|plan| !plan.examples.is_empty());
    let paper = paper("claim", insight.report.is_example() || planned_example)
        .child(heading("h3", text::PANEL_CLAIM.get()))
        .children(date.map(|date| line("p", "hint", date.to_owned())))
        .children(example(insight))
        .child(parties(insight, &Told::of(insight), scope));
    let Some(forecast) = forecast else {
        return Some(paper.child(line("p", "meaning", text::PANEL_CLAIM_NO_FORECAST.get())));
    };
    if forecast.currency != insight.plan.currency {
        let said = text::panel_claim_currencies(&forecast.currency, &insight.plan.currency);
        return Some(paper.child(line("p", "meaning", said)));
    }
    let planned = evaluate(forecast);
    Some(
        paper
            .children(settled(insight, forecast))
            .child(compared(insight, &planned))
            .child(funds(insight, &planned))
            .child(signatures()),
    )
}

/// Money to the cent: whole cents that add up in sight.
fn cents(insight: &Insight, cents: i64) -> String {
    insight.format.exact(Unit::Currency, cents as f64 / 100.0)
}

fn settled(insight: &Insight, forecast: &ValidPlan) -> Vec<Tree> {
    let settlement = settle(forecast, &insight.plan);
    let title = heading("h4", text::PANEL_BRIDGE.get());
    let Ok(bridge) = settlement.total else {
        let said = line("p", "meaning", text::PANEL_BRIDGE_LACKS.get());
        return vec![of("section", "bridge").child(title).child(said)];
    };
    let change = cents(insight, bridge.change().abs());
    let said = match bridge.change() {
        0 => text::PANEL_BRIDGE_AS_FORECAST.get().to_owned(),
        1.. => text::panel_bridge_above(&change),
        _ => text::panel_bridge_below(&change),
    };
    let money = |amount: i64| number("td", "", cents(insight, amount));
    let mut rows = vec![row(text::PANEL_BRIDGE_FORECAST.get(), [money(bridge.forecast)])];
    for component in Component::ALL {
        let amount = bridge.component(component);
        if amount != 0 {
            rows.push(row(named(component).get(), [money(amount)]));
        }
    }
    rows.push(row(text::PANEL_BRIDGE_ACTUAL.get(), [money(bridge.actual)]));
    let table = of("table", "sheet bridge")
        .child(head([text::PANEL_STEP.get(), text::PANEL_NET_RETURN.get()]))
        .child(el("tbody").children(rows));
    let covers = settlement.covers.map(|names| text::panel_covers(&list(&names)));
    let periods = settlement.periods.map(|(before, after)| {
        let months = |months: f64| insight.format.figure(Unit::Months, months);
        text::panel_bridge_periods(&months(before), &months(after))
    });
    let notes = covers.into_iter().chain(periods).map(|note| line("p", "hint", note));
    let bridge_section = of("section", "bridge")
        .child(title)
        .child(line("p", "meaning", said))
        .child(table)
        .child(line("p", "hint", text::PANEL_BRIDGE_ADDS_UP.get()))
        .children(notes);
    vec![bridge_section, lessons(insight, &bridge)]
}

/// The name of a component in the bridge.
fn named(component: Component) -> Text {
    match component {
        Component::Volume => text::PANEL_FROM_VOLUME,
        Component::WinRate => text::PANEL_FROM_WIN_RATE,
        Component::DealSize => text::PANEL_FROM_DEAL_SIZE,
        Component::Revenue => text::PANEL_FROM_REVENUE,
        Component::InfluenceCredit => text::PANEL_FROM_CREDIT,
        Component::GrossMargin => text::PANEL_FROM_MARGIN,
        Component::Cost => text::PANEL_FROM_COST,
        Component::TierAdded => text::PANEL_FROM_ADDED,
        Component::TierDropped => text::PANEL_FROM_DROPPED,
    }
}

/// What to ask before the next activity, by what moved the result most.
fn lesson(component: Component) -> Text {
    match component {
        Component::Volume => text::PANEL_LEARN_VOLUME,
        Component::WinRate => text::PANEL_LEARN_WIN_RATE,
        Component::DealSize => text::PANEL_LEARN_DEAL_SIZE,
        Component::Revenue => text::PANEL_LEARN_REVENUE,
        Component::InfluenceCredit => text::PANEL_LEARN_CREDIT,
        Component::GrossMargin => text::PANEL_LEARN_MARGIN,
        Component::Cost => text::PANEL_LEARN_COST,
        Component::TierAdded | Component::TierDropped => text::PANEL_LEARN_TIERS,
    }
}

fn lessons(insight: &Insight, bridge: &Bridge) -> Tree {
    let parts = || Component::ALL.into_iter().map(|component| (component, bridge.component(component)));
    let worst = parts().filter(|(_, amount)| *amount < 0).min_by_key(|(_, amount)| *amount);
    let best = parts().filter(|(_, amount)| *amount > 0).max_by_key(|(_, amount)| *amount);
    let said = |(component, amount): (Component, i64)| {
        let money = cents(insight, amount.abs());
        let what = named(component).get();
        let first = if amount < 0 {
            text::panel_learn_cost_most(what, &money)
        } else {
            text::panel_learn_added_most(what, &money)
        };
        line("li", "", text::sentences(&[&first, lesson(component).get()]))
    };
    let items: Vec<Tree> = worst.into_iter().chain(best).map(said).collect();
    let none = items.is_empty().then(|| line("p", "", text::PANEL_LEARN_NOTHING.get()));
    of("section", "lessons")
        .child(heading("h4", text::PANEL_LEARN.get()))
        .children(none)
        .children((!items.is_empty()).then(|| el("ul").children(items)))
}

/// Forecast and actuals side by side.
fn compared(insight: &Insight, planned: &Report) -> Tree {
    let rows = COMPARED.iter().map(|id| {
        let cells = [insight.cell(&planned.total, *id), insight.cell(&insight.report.total, *id)];
        row(insight.format.name(*id), cells.map(|cell| number("td", "", cell)))
    });
    let columns = [text::METRIC, text::PANEL_FORECAST, text::PANEL_ACTUAL];
    of("section", "compared")
        .child(heading("h4", text::PANEL_COMPARED.get()))
        .child(of("table", "sheet").child(head(columns.map(Text::get))).child(el("tbody").children(rows)))
}

/// What was asked for, approved and claimed, each by its own figure: the forecast holds what was asked for, and the plan
/// at hand what was approved, if that was entered, and what is claimed.
fn funds(insight: &Insight, planned: &Report) -> Tree {
    let asked = planned.total.value(MetricId::MdfSpent);
    let claimed = insight.report.total.value(MetricId::MdfSpent);
    let given = |place| insight.plan.get(place).map(Number::likely);
    let approved: Option<f64> =
        (0..insight.plan.tiers.len()).map(|at| given(FieldPath::tier(at, Field::MdfAllocated))).sum();
    let money =
        |value: Option<f64>, none: Text| value.map_or(none.get().to_owned(), |value| insight.money(value));
    let rows = [
        line_of(text::PANEL_CLAIM_ASKED.get(), money(asked, text::NO_VALUE)),
        line_of(text::PANEL_CLAIM_APPROVED.get(), money(approved, text::PANEL_CLAIM_NOT_APPROVED)),
        line_of(text::PANEL_CLAIM_CLAIMED.get(), money(claimed, text::NO_VALUE)),
    ];
    let of_what = |whole: Option<f64>| Some((claimed?, whole.filter(|whole| *whole > 0.0)?));
    let said = match (of_what(approved), of_what(asked)) {
        (Some((claimed, approved)), _) => {
            let (share, spent) = (insight.share(claimed / approved), insight.money(claimed));
            let left = approved - claimed;
            if left < 0.0 {
                text::panel_used_over(&share, &spent)
            } else {
                let rest = (left > 0.0).then(|| text::panel_used_left(&insight.money(left)));
                text::sentences(&[text::panel_used(&share, &spent), rest.unwrap_or_default()])
            }
        }
        (None, Some((claimed, asked))) => text::panel_claim_share(&insight.share(claimed / asked)),
        (None, None) => String::new(),
    };
    of("section", "use")
        .child(heading("h4", text::PANEL_UTILISATION.get()))
        .child(
            of("table", "sheet")
                .child(line("caption", "hidden", text::PANEL_UTILISATION.get()))
                .child(el("tbody").children(rows)),
        )
        .child(line("p", "", said))
}
