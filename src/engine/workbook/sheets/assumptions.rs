//! The assumptions: what stands in for a figure that nobody gave, why, and how much the ROI rests on it.

use super::{ASSUMPTIONS, Maker, Rows};
use crate::message::workbook as words;
use crate::metric::MetricId;
use crate::metric_ref::{InputEvaluator, MetricRef, ScopeId};
use crate::plan::FieldPath;
use crate::symbol::Unit;
use crate::workbook::cells::Home;
use crate::workbook::{Content, Look, Sheet};

const VALUE: u32 = 2;
/// By how much an assumption is moved to see its effect.
const MORE: f64 = 1.1;

impl Maker<'_> {
    pub(super) fn assumptions(&mut self) -> Sheet {
        let mut rows = Rows::new(self.say(words::ASSUMPTIONS), &[34, 22, 16, 10, 20, 70, 44]);
        rows.line(self.say(words::ASSUMPTIONS), Look::Title);
        rows.line(self.say(words::HOLDS), Look::Note);
        rows.row += 1;
        let head = [
            words::ASSUMPTION,
            words::OF_WHOM,
            words::VALUE,
            words::UNIT,
            words::EFFECT,
            words::WHY,
            words::NAME,
        ];
        rows.head(head.map(|word| self.say(word)));
        rows.sheet.frozen = (rows.row, 0);
        let mut probe =
            InputEvaluator::new(self.plan, MetricRef { metric: MetricId::Roi, at: ScopeId::Total });
        let now = probe.value().ok();
        let (report, cells) = (self.report, self.cells);
        let mut told: Vec<FieldPath> = Vec::new();
        for assumption in &report.assumptions {
            let why = self.translated(&assumption.why);
            told.push(assumption.place);
            self.assumption(&mut rows, &mut probe, now, assumption.place, assumption.value, why);
        }
        // What formulas name although no figure rests on it yet, such as a credit where nothing is influenced.
        for figure in &cells.all {
            if let Home::Assumptions(place) = figure.home
                && !told.contains(&place)
            {
                self.assumption(
                    &mut rows,
                    &mut probe,
                    now,
                    place,
                    figure.value.unwrap_or_default(),
                    String::new(),
                );
            }
        }
        rows.sheet
    }

    /// The reasons of a plan are its own words; those of the engine have translations.
    fn translated(&self, why: &str) -> String {
        let known = crate::message::SENTENCES.iter().find(|(_, text)| *text == why);
        known.map_or(why.to_owned(), |(_, text)| self.say(text))
    }

    fn assumption(
        &mut self,
        rows: &mut Rows,
        probe: &mut InputEvaluator,
        now: Option<f64>,
        place: FieldPath,
        value: f64,
        why: String,
    ) {
        let unit = place.field.kind().unit();
        rows.text(0, self.label(place.field.label()), Look::Plain);
        rows.text(1, self.whom(place.tier, place.field.group()), Look::Plain);
        let cells = self.cells;
        let here = cells.all.iter().find(|figure| figure.home == Home::Assumptions(place));
        // Else it is among the inputs or follows in the model.
        let elsewhere = cells.assumed.iter().find(|(other, _)| *other == place).map(|(_, name)| name);
        match (here, elsewhere) {
            (Some(figure), _) => {
                rows.put(VALUE, Content::Number(value), Look::Assumed, Some(unit));
                rows.text(6, figure.name.clone(), Look::Note);
                self.name(&figure.name, ASSUMPTIONS, rows.row, VALUE);
            }
            (None, Some(name)) => {
                rows.put(VALUE, Content::Formula(name.clone(), Some(value)), Look::Plain, Some(unit));
                rows.text(6, name.clone(), Look::Note);
            }
            (None, None) => rows.put(VALUE, Content::Number(value), Look::Plain, Some(unit)),
        }
        rows.text(3, self.unit(unit), Look::Plain);
        let (_, most) = place.field.kind().range();
        let more = (value * MORE).min(most);
        let moved = (more > value).then(|| probe.moving(place, |roi| roi(more))).flatten();
        if let Some((moved, now)) = moved.zip(now) {
            rows.put(4, Content::Number(moved - now), Look::Plain, Some(Unit::Ratio));
        }
        rows.text(5, why, Look::Plain);
        rows.sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
        rows.row += 1;
    }
}
