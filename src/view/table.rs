//! Tiers side by side: one column a tier, then total, then direct; one row a metric.

use super::explain::explanation;
use super::figure::{Results, figure_button, heading};
use super::markup::{button, el, keyed, line, value, visually_hidden, with, words};
use super::name_of;
use crate::app::{Action, Column, FigureRef, Section};
use crate::insight::MAIN;
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::{METRICS, MetricId};
use yew::Html;

/// The figure of direct that stands beside a metric.
fn direct(metric: MetricId) -> Option<MetricId> {
    match metric {
        MetricId::PipelinePerDollar => Some(MetricId::DirectPipelinePerDollar),
        MetricId::PartnerCac => Some(MetricId::DirectCac),
        MetricId::BlendedCac => Some(MetricId::DirectCacReported),
        _ => None,
    }
}

fn spot(column: Column, metric: MetricId) -> FigureRef {
    FigureRef { area: Section::Table, column, metric }
}

/// The table of tiers with totals.
pub fn tier_table(results: Results) -> Html {
    let all = results.state.all_metrics;
    let rows = METRICS.iter().filter(|m| m.stated != Stated::Direct).map(|m| m.id);
    let open = results.state.open.filter(|open| open.area == Section::Table);
    let mut body = Vec::new();
    for metric in rows.filter(|id| all || MAIN.contains(id)) {
        body.push(keyed(metric.text(), "tr", &[], &[], Vec::new(), row(results, metric)));
        let here = |open: &FigureRef| open.metric == metric || direct(metric) == Some(open.metric);
        if let Some(spot) = open.filter(here) {
            let columns = (results.report.tiers.len() + 3).to_string();
            let cell = with("td", &["colspan"], &[], vec![value(columns)], vec![explanation(results, spot)]);
            body.push(keyed(
                concat(&[metric.text(), "-why"]),
                "tr",
                &["class"],
                &["why"],
                Vec::new(),
                vec![cell],
            ));
        }
    }
    let column =
        |name: &str| with("th", &["scope"], &["col"], Vec::new(), vec![line("bdi", "", name.to_owned())]);
    let mut head = vec![column(text::METRIC.get())];
    head.extend(results.report.tiers.iter().map(|tier| column(&tier.name)));
    head.extend([column(text::TOTAL.get()), column(text::DIRECT_COLUMN.get())]);
    let table = with(
        "table",
        &["class", "part"],
        &["tiers-table", "tier-table"],
        Vec::new(),
        vec![
            line("caption", "hidden", text::TABLE),
            el("thead", "", vec![el("tr", "", head)]),
            el("tbody", "", body),
        ],
    );
    let toggle = button(
        results.dispatch,
        Action::AllMetrics,
        &["type", "part", "aria-expanded"],
        &["button", "button"],
        vec![value(if all { "true" } else { "false" })],
        vec![words(if all { text::FEWER_METRICS } else { text::ALL_METRICS })],
    );
    el(
        "div",
        "block",
        vec![
            heading(results, text::TABLE.get()),
            with(
                "div",
                &["class", "role", "tabindex", "aria-label"],
                &["scroll", "region", "0"],
                vec![value(text::TABLE)],
                vec![table],
            ),
            el("div", "actions", vec![toggle]),
        ],
    )
}

/// The cells of one row.
fn row(results: Results, metric: MetricId) -> Vec<Html> {
    let shown = |value: f64| results.format().metric(metric, value, true);
    let compared = results.report.compare(metric, &|one, other| shown(one) == shown(other));
    let name = with("th", &["scope"], &["row"], Vec::new(), vec![words(name_of(metric))]);
    let tier = |(at, share): (usize, &Option<f64>)| {
        let (best, worst) = (&compared.best, &compared.worst);
        let verdict = match (best.contains(&at), worst.contains(&at)) {
            (true, _) if best.len() > 1 => text::BEST_TIED.get(),
            (true, _) => text::BEST.get(),
            (_, true) if worst.len() > 1 => text::WORST_TIED.get(),
            (_, true) => text::WORST.get(),
            _ => "",
        };
        el(
            "td",
            "",
            vec![
                el(
                    "div",
                    "cell",
                    vec![
                        line("span", if best.contains(&at) { "verdict best" } else { "verdict" }, verdict),
                        figure_button(results, spot(Column::Tier(at), metric), true),
                    ],
                ),
                bar(*share),
            ],
        )
    };
    let mut cells = vec![name];
    cells.extend(compared.shares.iter().enumerate().map(tier));
    cells.push(el("td", "total", vec![figure_button(results, spot(Column::Total, metric), true)]));
    cells.push(el(
        "td",
        "direct",
        vec![match direct(metric) {
            Some(direct) => figure_button(results, spot(Column::Direct, direct), true),
            None => visually_hidden(text::NOT_STATED),
        }],
    ));
    cells
}

/// A thin bar that shows the size beside the other tiers.
fn bar(share: Option<f64>) -> Html {
    let width = share.map_or_else(|| "0".to_owned(), |share| format_fixed(share * 100.0, 1));
    with(
        "svg",
        &["class", "viewBox", "preserveAspectRatio", "aria-hidden"],
        &["bar", "0 0 100 3", "none", "true"],
        Vec::new(),
        vec![with("rect", &["height", "width"], &["3"], vec![value(width)], Vec::new())],
    )
}
