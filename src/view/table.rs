//! Tiers compared: one column a tier, then total, then direct; one row a metric.

use super::explain::explanation;
use super::figure::{Results, figure_button, heading};
use crate::app::{Action, FigureRef, Section};
use crate::fold::capital;
use crate::insight::MAIN;
use crate::markup::{Tree, button, el, line, of, visually_hidden};
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::report::Comparison;
use comarketing_roi_engine::{METRICS, MetricId};

fn spot(column: ScopeId, metric: MetricId) -> FigureRef {
    FigureRef { area: Section::Table, column, metric }
}

/// What the result says of each tier; the other rows are asked for.
const RESULT: [MetricId; 5] = [
    MetricId::Roi,
    MetricId::PipelinePerDollar,
    MetricId::PartnerCac,
    MetricId::CacPaybackMonths,
    MetricId::MdfUtilisation,
];

/// The table of tiers with totals.
pub fn tier_table(results: Results) -> Tree {
    table(of("div", "block").child(heading(results, text::TABLE.get())), results, &MAIN)
}

/// The table of the result: the few rows that tell the tiers apart. A row without any value is left out.
pub(super) fn result_table(results: Results) -> Tree {
    let report = results.report;
    let known =
        |id: &MetricId| report.tiers.iter().chain([&report.total]).any(|scope| scope.value(*id).is_some());
    let rows: Vec<MetricId> = RESULT.into_iter().filter(known).collect();
    table(of("div", "of-result"), results, &rows)
}

/// The rows that are shown at first, and the way to all of them.
fn table(sheet: Tree, results: Results, main: &[MetricId]) -> Tree {
    let all = results.state.all_metrics;
    let table = of("table", "tiers-table")
        .child(line("caption", "hidden", text::TABLE))
        .child(el("thead").child(head(results)))
        .child(el("tbody").children(body(results, main)));
    let words = if all { text::FEWER_METRICS } else { text::ALL_METRICS };
    let toggle = button("", words, Action::AllMetrics).says("aria-expanded", all);
    sheet
        .child(line("p", "small", text::TABLE_SIGNS))
        .child(
            of("div", "scroll")
                .set("role", "region")
                .set("tabindex", "0")
                .set("aria-label", text::TABLE)
                .child(table),
        )
        .child(of("div", "actions").child(toggle))
}

fn head(results: Results) -> Tree {
    let column = |name: String| el("th").set("scope", "col").child(line("bdi", "", name));
    el("tr")
        .child(column(text::METRIC.get().to_owned()))
        .children(results.report.tiers.iter().map(|tier| column(tier.name.clone())))
        .child(column(text::TOTAL.get().to_owned()))
        .child(column(text::DIRECT_COLUMN.get().to_owned()))
}

/// A row for each metric, and below it the explanation of the figure that is open in it.
fn body(results: Results, main: &[MetricId]) -> Vec<Tree> {
    let rows = METRICS.iter().filter(|m| m.stated != Stated::Direct).map(|m| m.id);
    let open = results.state.open.filter(|open| open.area == Section::Table);
    let mut body = Vec::new();
    for metric in rows.filter(|id| results.state.all_metrics || main.contains(id)) {
        body.push(row(results, metric));
        let here = |open: &FigureRef| open.metric == metric || metric.of_direct() == Some(open.metric);
        if let Some(spot) = open.filter(here) {
            let columns = (results.report.tiers.len() + 3).to_string();
            let cell = el("td").set("colspan", columns).child(explanation(results, spot));
            body.push(of("tr", "why").keyed(concat(&[metric.text(), "-why"])).child(cell));
        }
    }
    body
}

/// One row.
fn row(results: Results, metric: MetricId) -> Tree {
    let shown = |value: f64| results.format().metric(metric, value, true);
    let compared = results.report.compare(metric, &|one, other| shown(one) == shown(other));
    let tier = |(at, share): (usize, &Option<f64>)| {
        let (class, verdict) = verdict(&compared, at);
        el("td")
            .child(
                of("div", "cell")
                    .child(of("span", class).child(visually_hidden(verdict)))
                    .child(figure_button(results, spot(ScopeId::Tier(at), metric), true)),
            )
            .child(bar(*share, class == "verdict best"))
    };
    let of_direct = match metric.of_direct() {
        Some(direct) => figure_button(results, spot(ScopeId::Direct, direct), true),
        None => visually_hidden(text::NOT_STATED),
    };
    el("tr")
        .keyed(metric.text())
        .child(line("th", "", capital(&results.format().name(metric))).set("scope", "row"))
        .children(compared.shares.iter().enumerate().map(tier))
        .child(of("td", "total").child(figure_button(results, spot(ScopeId::Total, metric), true)))
        .child(of("td", "direct").child(of_direct))
}

/// Whether a tier is the best or the worst of all: the class and the word.
fn verdict(compared: &Comparison, at: usize) -> (&'static str, &'static str) {
    let (best, worst) = (&compared.best, &compared.worst);
    match (best.contains(&at), worst.contains(&at)) {
        (true, _) if best.len() > 1 => ("verdict best", text::BEST_TIED.get()),
        (true, _) => ("verdict best", text::BEST.get()),
        (_, true) if worst.len() > 1 => ("verdict last", text::WORST_TIED.get()),
        (_, true) => ("verdict last", text::WORST.get()),
        _ => ("verdict", ""),
    }
}

/// A thin bar that shows the size beside the other tiers.
fn bar(share: Option<f64>, best: bool) -> Tree {
    let width = share.map_or_else(|| "0".to_owned(), |share| format_fixed(share * 100.0, 1));
    of("svg", if best { "bar best" } else { "bar" })
        .set("viewBox", "0 0 100 4")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .child(el("rect").set("height", "4").set("width", width))
}
