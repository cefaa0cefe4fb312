//! The inputs: each number that the plan gives in a cell of its own, with unit, mark and name.

use super::{INPUTS, Maker, Rows};
use crate::message::workbook as words;
use crate::plan::{FieldPath, Group, Number, Switch};
use crate::workbook::cells::{Figure, Home};
use crate::workbook::{Content, Look, Sheet};

/// The column of the values, which the names mean.
const VALUE: u32 = 2;

impl Maker<'_> {
    pub(super) fn inputs(&mut self) -> Sheet {
        let mut rows = Rows::new(self.say(words::INPUTS), &[34, 22, 16, 10, 12, 44, 14, 14]);
        rows.line(self.say(words::INPUTS), Look::Title);
        rows.line(fill_currency(self), Look::Note);
        rows.line(self.say(words::HOLDS), Look::Note);
        if self.report.is_example() {
            rows.line(self.say(words::OF_EXAMPLE), Look::Note);
        }
        rows.row += 1;
        let mut head =
            vec![words::INPUT, words::OF_WHOM, words::VALUE, words::UNIT, words::SOURCE, words::NAME];
        if self.plan.has_ranges() {
            head.extend([words::LOW, words::HIGH]);
        }
        let head: Vec<String> = head.into_iter().map(|word| self.say(word)).collect();
        rows.head(head);
        rows.sheet.frozen = (rows.row, 0);
        let cells = self.cells;
        for figure in &cells.all {
            if let Home::Inputs(place) = figure.home {
                self.given(&mut rows, figure, place);
            }
        }
        for switch in Switch::ALL {
            if let Some(on) = self.plan.said(switch) {
                rows.text(0, self.say(switch.help()), Look::Plain);
                rows.text(1, self.whom(None, switch.group()), Look::Plain);
                rows.text(
                    VALUE,
                    self.say(if on { words::SWITCHED_ON } else { words::SWITCHED_OFF }),
                    Look::Plain,
                );
                rows.row += 1;
            }
        }
        rows.sheet
    }

    fn given(&mut self, rows: &mut Rows, figure: &Figure, place: FieldPath) {
        let (look, mark) = self.mark(place);
        let unit = place.field.kind().unit();
        rows.text(0, self.label(place.field.label()), Look::Plain);
        rows.text(1, self.whom(place.tier, place.field.group()), Look::Plain);
        rows.put(VALUE, Content::Number(figure.value.unwrap_or_default()), look, Some(unit));
        rows.text(3, self.unit(unit), Look::Plain);
        rows.text(4, mark, Look::Plain);
        rows.text(5, figure.name.clone(), Look::Note);
        if let Some(Number::Range { low, high, .. }) = self.plan.get(place) {
            rows.put(6, Content::Number(low), Look::Plain, Some(unit));
            rows.put(7, Content::Number(high), Look::Plain, Some(unit));
        }
        self.name(&figure.name, INPUTS, rows.row, VALUE);
        rows.row += 1;
    }

    /// How well an input is known.
    fn mark(&self, place: FieldPath) -> (Look, String) {
        let path = place.path();
        let (look, word) = if self.plan.examples.contains(&place) {
            (Look::Example, words::EXAMPLE)
        } else if self.plan.assumed.iter().any(|assumed| assumed.field == path) {
            (Look::Assumed, words::ASSUMED)
        } else {
            (Look::Given, words::GIVEN)
        };
        (look, self.say(word))
    }

    /// Whose input it is.
    pub(super) fn whom(&self, tier: Option<usize>, group: Group) -> String {
        match (group, tier) {
            (Group::Tier, Some(at)) => self.tier(at),
            (Group::Direct, _) => self.say(words::DIRECT),
            _ => self.say(words::PROGRAM),
        }
    }
}

fn fill_currency(maker: &Maker<'_>) -> String {
    crate::message::fill(&maker.say(words::IN_CURRENCY), &[&maker.plan.currency])
}
