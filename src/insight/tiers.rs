//! The tiers side by side on paper: a column for each, then the total, then direct.

use super::Insight;
use super::phrases::{head, row};
use crate::markup::{Tree, el, line, number, of};
use crate::text;
use comarketing_roi_engine::MetricId;

/// The rows that are shown at first sight, on the page and on paper.
pub(crate) const MAIN: [MetricId; 15] = [
    MetricId::MdfSpent,
    MetricId::MdfUtilisation,
    MetricId::PipelineSourced,
    MetricId::PipelineInfluenced,
    MetricId::PipelinePerMdfDollar,
    MetricId::PipelinePerDollar,
    MetricId::PipelineIndex,
    MetricId::CostPerLead,
    MetricId::Roi,
    MetricId::GrossProfitLessCost,
    MetricId::PartnerCac,
    MetricId::CacReduction,
    MetricId::CacPaybackMonths,
    MetricId::BreakEvenPipeline,
    MetricId::BreakEvenInfluenceCredit,
];

/// Draws the table.
pub(super) fn table(insight: &Insight) -> Tree {
    let report = &insight.report;
    let mut columns = vec![text::METRIC.get().to_owned()];
    columns.extend(report.tiers.iter().map(|tier| tier.name.clone()));
    columns.extend([text::TOTAL.get().to_owned(), text::DIRECT_COLUMN.get().to_owned()]);
    let rows = MAIN.iter().map(|id| {
        let scopes = report.tiers.iter().chain([&report.total]);
        let mut cells: Vec<String> = scopes.map(|scope| insight.cell(scope, *id)).collect();
        cells.push(id.of_direct().map(|id| insight.cell(&report.direct, id)).unwrap_or_default());
        row(insight.format.name(*id), cells.into_iter().map(|cell| number("td", "", cell)))
    });
    of("table", "sheet")
        .child(line("caption", "hidden", text::TABLE.get()))
        .child(head(columns))
        .child(el("tbody").children(rows))
}
