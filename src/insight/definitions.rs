//! The headline in the other ways in which people say “return”, each reconciled with it.

use super::Insight;
use super::next_steps::net;
use super::phrases::{head, needs};
use crate::fold::capital;
use crate::markup::{Tree, Words, el, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::project::project;
use comarketing_roi_engine::report::{Figure, in_words};
use comarketing_roi_engine::symbol::Symbol;

/// The formula of the present value; no metric of one period has it.
const PRESENT_VALUE: &str = "(PV(g × R) − PV(Cv)) / PV(Cv)";

/// Draws the table.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let columns = [
        text::PANEL_DEFINITION,
        text::PANEL_SAID_BY,
        text::PANEL_FORMULA,
        text::PANEL_FIGURE,
        text::PANEL_RECONCILED,
    ];
    let rows = [
        metric(insight, MetricId::Roi, text::PANEL_BY_FINANCE, headline(insight)),
        metric(insight, MetricId::RoiGrossRatio, text::PANEL_BY_AGENCIES, gross(insight)),
        metric(insight, MetricId::RoiRevenue, text::PANEL_BY_SALES, on_revenue(insight)),
        metric(insight, MetricId::PipelinePerMdfDollar, text::PANEL_BY_PARTNER_TEAMS, pipeline(insight)),
        present_value(insight),
        metric(insight, MetricId::Ropi, text::PANEL_BY_PROGRAMMES, lifetime(insight)),
        metric(insight, MetricId::RoiFullyCosted, text::PANEL_BY_AUDITORS, fully_costed(insight)),
        metric(insight, MetricId::RoiIncremental, text::PANEL_BY_ANALYSTS, incremental(insight)),
    ];
    let table = of("table", "definitions")
        .child(line("caption", "hidden", text::PANEL_DEFINITIONS.get()))
        .child(head(columns.map(Text::get)))
        .child(el("tbody").children(rows));
    Some(
        of("div", "scroll")
            .set("tabindex", "0")
            .set("role", "region")
            .set("aria-label", text::PANEL_DEFINITIONS.get())
            .child(table),
    )
}

fn figure(insight: &Insight, id: MetricId) -> Option<Figure<'_>> {
    insight.report.total.figure(id)
}

/// The amount of a quantity in the headline.
fn money(insight: &Insight, id: MetricId, symbol: Symbol) -> Option<String> {
    figure(insight, id)?.symbol(symbol).value.map(|value| insight.money(value))
}

fn metric(insight: &Insight, id: MetricId, by: Text, reconciled: Option<String>) -> Tree {
    let formula = id.metric().formula;
    let said = capital(&in_words(formula.source(), text::TRANSLATE));
    let reconciled = reconciled.unwrap_or_else(|| super::phrases::reason(&insight.report.total, id));
    cells(
        insight.format.name(id),
        by,
        formula.text(),
        said,
        insight.cell(&insight.report.total, id),
        reconciled,
    )
}

fn cells(
    name: String,
    by: Text,
    formula: impl Words,
    said: String,
    figure: String,
    reconciled: String,
) -> Tree {
    let formula = el("td").child(number("code", "", formula)).child(line("p", "hint", said));
    el("tr")
        .child(line("th", "", name).set("scope", "row"))
        .child(line("td", "", by.get()))
        .child(formula)
        .child(number("td", "", figure))
        .child(line("td", "", reconciled))
}

fn headline(insight: &Insight) -> Option<String> {
    let spent = money(insight, MetricId::Roi, Symbol::Cv)?;
    let figure = figure(insight, MetricId::Roi)?;
    let profit = figure.symbol(Symbol::G).value? * figure.symbol(Symbol::R).value?;
    let left = net(&insight.report)?;
    Some(text::panel_is_headline(&insight.money(profit), &spent, &insight.money(left)))
}

fn gross(insight: &Insight) -> Option<String> {
    let ratio = insight.total(MetricId::RoiGrossRatio)?;
    let margin = insight.share(figure(insight, MetricId::Roi)?.symbol(Symbol::G).value?);
    Some(text::panel_is_gross(&ratio, &margin, &insight.total(MetricId::Roi)?))
}

fn on_revenue(insight: &Insight) -> Option<String> {
    let figure = figure(insight, MetricId::Roi)?;
    let (margin, revenue) = (figure.symbol(Symbol::G).value?, figure.symbol(Symbol::R).value?);
    let delivery = insight.money((1.0 - margin) * revenue);
    insight.total(MetricId::RoiRevenue)?;
    Some(text::panel_is_revenue(&insight.money(revenue), &delivery))
}

fn pipeline(insight: &Insight) -> Option<String> {
    let credited = insight.total(MetricId::PipelineCredited)?;
    insight.total(MetricId::PipelinePerMdfDollar)?;
    let revenue = money(insight, MetricId::Roi, Symbol::R)?;
    let mdf = money(insight, MetricId::PipelinePerMdfDollar, Symbol::M)?;
    let cost = money(insight, MetricId::Roi, Symbol::Cv)?;
    Some(text::panel_is_pipeline(&credited, &revenue, &mdf, &cost))
}

fn lifetime(insight: &Insight) -> Option<String> {
    insight.total(MetricId::Ropi)?;
    let worth = insight.total(MetricId::Ltv)?;
    let customers = insight.total(MetricId::CustomersCredited)?;
    Some(text::panel_is_lifetime(&worth, &customers))
}

fn fully_costed(insight: &Insight) -> Option<String> {
    let moved = money(insight, MetricId::RoiFullyCosted, Symbol::Cm)?;
    insight.total(MetricId::RoiFullyCosted)?;
    Some(text::panel_is_fully_costed(&moved))
}

fn incremental(insight: &Insight) -> Option<String> {
    let amount = |symbol| figure(insight, MetricId::RoiIncremental)?.symbol(symbol).value;
    let credited = figure(insight, MetricId::Roi)?.symbol(Symbol::R).value?;
    let anyway = insight.money(credited - amount(Symbol::Rn)?);
    let most = insight.total(MetricId::BreakEvenBaselineShare)?;
    Some(text::panel_is_incremental(&anyway, &most))
}

/// What consultants state: a projection in today's money, of three years unless finance says otherwise.
fn present_value(insight: &Insight) -> Tree {
    let projection = project(&insight.plan, &super::finance::horizon(insight));
    let worth = projection.total.worth.as_ref().ok();
    let roi = worth.and_then(|worth| worth.appraisal.roi.as_ref().ok());
    let figure = roi.map_or_else(|| text::NO_VALUE.get().to_owned(), |roi| insight.share(*roi));
    let months =
        insight.format.figure(comarketing_roi_engine::symbol::Unit::Months, f64::from(projection.months));
    let rate = insight.share((1.0 + projection.monthly_discount_rate).powi(12) - 1.0);
    let reconciled = match roi {
        Some(_) => text::panel_is_present_value(&months, &rate),
        None => needs(&lacking(insight)),
    };
    let said = text::PANEL_PRESENT_VALUE_WORDS.get().to_owned();
    cells(
        text::PANEL_PRESENT_VALUE.get().to_owned(),
        text::PANEL_BY_CONSULTANTS,
        PRESENT_VALUE,
        said,
        figure,
        reconciled,
    )
}

/// What no tier has of the figures that a projection needs.
fn lacking(insight: &Insight) -> Vec<Symbol> {
    let tiers: Vec<_> = (0..insight.plan.tiers.len()).map(|at| insight.quantities(at)).collect();
    let nowhere = |symbol: &Symbol| !tiers.iter().any(|q| q.set.has(*symbol));
    [Symbol::Cv, Symbol::R, Symbol::G, Symbol::Retained].into_iter().filter(nowhere).collect()
}
