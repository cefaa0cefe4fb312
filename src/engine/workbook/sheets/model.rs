//! The model: every quantity that a metric rests on, then every metric, each column one tier, a total or direct.

use super::{MODEL, Maker, Rows};
use crate::message::fill;
use crate::message::workbook as words;
use crate::metric::{METRICS, Metric};
use crate::symbol::Symbol;
use crate::workbook::cells::{Column, Figure, Home, What, label, unit};
use crate::workbook::{Content, Look, Sheet};

/// The first column with figures: the plan's own and direct's.
const FIRST: u32 = 3;

impl Maker<'_> {
    pub(super) fn model(&mut self) -> Sheet {
        let totals = self.totals();
        let mut widths = vec![40, 10, 30, 18];
        widths.extend(self.tiers.iter().chain(self.tiers.first()).map(|_| 18));
        widths.extend(totals.iter().skip(1).map(|_| 24));
        let note = widths.len() as u32;
        widths.push(60);
        let mut rows = Rows::new(self.say(words::MODEL), &widths);
        rows.line(self.say(words::MODEL), Look::Title);
        rows.line(self.say(words::HOLDS), Look::Note);
        rows.row += 1;
        let mut head = vec![
            self.say(words::QUANTITY),
            self.say(words::UNIT),
            self.say(words::NAME),
            self.say(words::PLAN_OR_DIRECT),
        ];
        head.extend((0..self.tiers.len()).map(|at| self.tier(at)));
        head.extend(totals.iter().map(|at| self.total_of(*at)));
        rows.head(head);
        let cells = self.cells;
        let of = |what: What| {
            cells.all.iter().filter(move |figure| figure.what == what && figure.home == Home::Model)
        };
        for symbol in Symbol::ALL {
            let figures: Vec<&Figure> = of(What::Quantity(*symbol)).collect();
            if !figures.is_empty() {
                self.row(&mut rows, &totals, What::Quantity(*symbol), &figures);
                rows.row += 1;
            }
        }
        rows.row += 1;
        let mut head = vec![
            self.say(words::METRIC),
            self.say(words::UNIT),
            self.say(words::FORMULA),
            self.say(words::DIRECT),
        ];
        head.extend((0..self.tiers.len()).map(|at| self.tier(at)));
        head.push(self.say(words::TOTAL));
        for (column, word) in (0..).zip(head) {
            rows.text(column, word, Look::Head);
        }
        rows.text(note, self.say(words::NOTE), Look::Head);
        rows.row += 1;
        for metric in &METRICS {
            for what in [What::Step(metric.id), What::Metric(metric.id)] {
                let figures: Vec<&Figure> = of(what).collect();
                if what == What::Metric(metric.id) {
                    rows.text(note, self.note(metric), Look::Note);
                } else if figures.is_empty() {
                    continue;
                }
                self.row(&mut rows, &totals, what, &figures);
                rows.row += 1;
            }
        }
        rows.sheet
    }

    /// The sums that quantities are asked of, the first of them among the metrics.
    fn totals(&self) -> Vec<usize> {
        let totals = 0..self.report.total.sums.len();
        let asked = |at: &usize| {
            let here = |figure: &&Figure| {
                matches!(figure.what, What::Quantity(_)) && figure.column == Column::Total(*at)
            };
            self.cells.all.iter().any(|figure| here(&figure))
        };
        totals.filter(asked).collect()
    }

    fn total_of(&self, at: usize) -> String {
        let full = self.report.total.sums.get(at).map_or(0, |sums| sums.coverage.full);
        let covered = (0..self.tiers.len()).filter(|tier| full & 1 << tier != 0);
        if covered.clone().count() == self.tiers.len() {
            return self.say(words::TOTAL);
        }
        fill(&self.say(words::TOTAL_OF), &[&self.listed(covered)])
    }

    /// One quantity or metric in every column that has it.
    fn row(&mut self, rows: &mut Rows, totals: &[usize], what: What, figures: &[&Figure]) {
        let text = match what {
            What::Metric(id) => (self.words.metric)(id),
            _ => self.label(label(what)),
        };
        rows.text(0, text, Look::Plain);
        rows.text(1, self.unit(unit(what)), Look::Plain);
        match what {
            What::Metric(id) => rows.text(2, id.metric().formula.text(), Look::Note),
            _ => rows.text(
                2,
                figures.first().map(|figure| figure.name.clone()).unwrap_or_default(),
                Look::Note,
            ),
        }
        for figure in figures {
            let after = FIRST + 1 + self.tiers.len() as u32;
            let column = match figure.column {
                Column::Plan => FIRST,
                Column::Tier(at) => FIRST + 1 + at as u32,
                // A metric has one total, in the first of these columns.
                Column::Total(at) => match what {
                    What::Quantity(_) => {
                        after + totals.iter().position(|total| *total == at).unwrap_or_default() as u32
                    }
                    _ => after,
                },
            };
            let content = match &figure.formula {
                Some(formula) => Content::Formula(formula.clone(), figure.value),
                None => Content::Number(figure.value.unwrap_or_default()),
            };
            rows.put(column, content, Look::Plain, Some(unit(what)));
            if figure.own {
                self.name(&figure.name, MODEL, rows.row, column);
            }
        }
        rows.sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// What is to be known of a metric's total: why there is none, or whom it covers.
    fn note(&self, metric: &Metric) -> String {
        let scope = if metric.stated == crate::metric::Stated::Direct {
            &self.report.direct
        } else {
            &self.report.total
        };
        let Some(figure) = scope.figure(metric.id) else { return String::new() };
        if let Some(reason) = figure.reason_in(self.words.translate) {
            return reason;
        }
        let covers = figure.covers.filter(|_| !figure.gaps.is_empty());
        covers.map(|names| fill(&self.say(words::COVERS), &[&names.join(", ")])).unwrap_or_default()
    }
}
