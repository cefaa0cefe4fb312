//! The result: the figures of the first page, by reference to the model, and two charts.

use super::{Maker, Rows};
use crate::message::workbook as words;
use crate::metric::MetricId;
use crate::workbook::cells::{Column, Figure, What};
use crate::workbook::{Chart, Content, Look, Sheet};

/// What the total is told by, the headline first.
const HEADLINES: [MetricId; 12] = [
    MetricId::Roi,
    MetricId::GrossProfitLessCost,
    MetricId::MdfSpent,
    MetricId::VendorCost,
    MetricId::PipelineCredited,
    MetricId::RevenueCredited,
    MetricId::PipelinePerMdfDollar,
    MetricId::PipelinePerDollar,
    MetricId::CacReduction,
    MetricId::CacSaving,
    MetricId::CacPaybackMonths,
    MetricId::LtvToCac,
];
/// What tiers are told by; the charts show two of them.
const OF_TIERS: [MetricId; 6] = [
    MetricId::Roi,
    MetricId::PipelinePerMdfDollar,
    MetricId::MdfSpent,
    MetricId::VendorCost,
    MetricId::PipelineCredited,
    MetricId::RevenueCredited,
];
const CHARTS: [MetricId; 2] = [MetricId::Roi, MetricId::PipelinePerMdfDollar];
/// How many rows and columns a chart takes, and what is left between two.
const CHART_ROWS: u32 = 17;

impl Maker<'_> {
    pub(super) fn result(&mut self) -> Sheet {
        let mut rows = Rows::new(self.say(words::RESULT), &[44, 20, 20, 20, 20, 20, 20]);
        rows.line(self.say(words::TITLE), Look::Title);
        rows.line(crate::message::fill(&self.say(words::IN_CURRENCY), &[&self.plan.currency]), Look::Note);
        if self.report.is_example() {
            rows.line(self.say(words::OF_EXAMPLE), Look::Note);
        }
        rows.row += 1;
        rows.head([words::METRIC, words::TOTAL, words::DIRECT].map(|word| self.say(word)));
        for (at, id) in HEADLINES.into_iter().enumerate() {
            let look = if at == 0 { Look::Strong } else { Look::Plain };
            rows.text(0, (self.words.metric)(id), look);
            refer(&mut rows, 1, id, self.cells.total(id), look);
            if let Some(direct) = id.of_direct() {
                let figure = self.cells.find(What::Metric(direct), Column::Plan);
                refer(&mut rows, 2, direct, figure, Look::Plain);
            }
            rows.row += 1;
        }
        rows.row += 1;
        let names = OF_TIERS.map(|id| (self.words.metric)(id));
        rows.head([self.say(words::OF_WHOM)].into_iter().chain(names));
        let first = rows.row;
        for at in 0..self.tiers.len() {
            rows.text(0, self.tier(at), Look::Plain);
            for (column, id) in (1..).zip(OF_TIERS) {
                refer(
                    &mut rows,
                    column,
                    id,
                    self.cells.find(What::Metric(id), Column::Tier(at)),
                    Look::Plain,
                );
            }
            rows.row += 1;
        }
        let last = rows.row.saturating_sub(1);
        let mut at = rows.row + 1;
        for id in CHARTS {
            let column = OF_TIERS.iter().position(|other| *other == id).unwrap_or_default() as u32 + 1;
            rows.sheet.charts.push(Chart {
                title: (self.words.metric)(id),
                unit: id.metric().unit,
                rows: (first, last),
                columns: (0, column),
                at: (at, 0),
            });
            at += CHART_ROWS + 1;
        }
        rows.sheet
    }
}

/// A cell that repeats a figure of the model, which is blank where that is.
fn refer(rows: &mut Rows, column: u32, id: MetricId, figure: Option<&Figure>, look: Look) {
    if let Some(figure) = figure {
        let content = Content::Formula(figure.name.clone(), figure.value);
        rows.put(column, content, look, Some(id.metric().unit));
    }
}
