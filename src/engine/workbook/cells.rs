//! Every cell of the model with its name and its formula, before anything says where on a sheet it stands.

use super::excel::Part;
use super::names;
use crate::formula::{Builder, Formula, Join};
use crate::message::workbook as words;
use crate::metric::{METRICS, MetricId, Stated};
use crate::plan::{Field, FieldPath, Plan};
use crate::report::{Report, Scope as Figures};
use crate::resolve::{Origin, Origins, Quantities, Within};
use crate::symbol::{Symbol, Unit};

/// Whose figure it is, and so in which column of the model it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The plan's own, also direct's.
    Plan,
    Tier(usize),
    /// Of the sums at this place of the report's total.
    Total(usize),
}

/// What a cell is a figure of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    /// A number of the plan that is no quantity of a formula.
    Place(FieldPath),
    Quantity(Symbol),
    /// A step on the way to a metric.
    Step(MetricId),
    Metric(MetricId),
}

/// Which sheet holds the cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Home {
    Inputs(FieldPath),
    Assumptions(FieldPath),
    Model,
}

/// One cell.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) what: What,
    pub(super) column: Column,
    pub(super) home: Home,
    /// What formulas call it.
    pub(super) name: String,
    /// The name is that of this cell and not of the one whose value it repeats.
    pub(super) own: bool,
    /// Without one the cell holds its number.
    pub(super) formula: Option<String>,
    pub(super) value: Option<f64>,
}

/// The cells of one plan.
pub(super) struct Cells<'a> {
    report: &'a Report,
    shared: &'a Quantities,
    tiers: &'a [Quantities],
    origins: Origins<'a>,
    /// What stands for each tier in names.
    slugs: Vec<String>,
    pub(super) all: Vec<Figure>,
    /// What formulas call the figures that the report lists as assumptions.
    pub(super) assumed: Vec<(FieldPath, String)>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        report: &'a Report,
        shared: &'a Quantities,
        tiers: &'a [Quantities],
    ) -> Self {
        let slugs = names::of_tiers(plan.tiers.iter().map(|tier| tier.name.as_str()));
        let origins = Origins::new(plan, shared, tiers);
        let mut cells = Self { report, shared, tiers, origins, slugs, all: Vec::new(), assumed: Vec::new() };
        // Names of inputs first, so that each is the plain one.
        for place in plan.places() {
            if let Some(number) = plan.get(place) {
                cells.input(place, number.likely());
            }
        }
        for metric in &METRICS {
            let places = (0..tiers.len()).map(Column::Tier);
            match metric.stated {
                Stated::Direct => cells.metric(metric.id, Column::Plan, &report.direct),
                Stated::Total => cells.in_total(metric.id),
                Stated::Each => {
                    for (column, scope) in places.zip(&report.tiers) {
                        cells.metric(metric.id, column, scope);
                    }
                    cells.in_total(metric.id);
                }
            }
        }
        for place in report.assumptions.iter().map(|assumption| assumption.place) {
            let column = place.tier.map_or(Column::Plan, Column::Tier);
            let part = place.field.symbol().and_then(|symbol| cells.quantity(symbol, column));
            cells.assumed.extend(part.map(|part| (place, part.text)));
        }
        cells
    }

    /// The cell of a quantity, a number or a metric in one column.
    pub(super) fn find(&self, what: What, column: Column) -> Option<&Figure> {
        self.all.iter().find(|figure| figure.what == what && figure.column == column)
    }

    /// The cell of a metric in total, whatever it runs over.
    pub(super) fn total(&self, id: MetricId) -> Option<&Figure> {
        let total = |figure: &&Figure| matches!(figure.column, Column::Total(_));
        self.all.iter().filter(total).find(|figure| figure.what == What::Metric(id))
    }

    fn input(&mut self, place: FieldPath, value: f64) {
        let column = place.tier.map_or(Column::Plan, Column::Tier);
        let what = place.field.symbol().map_or(What::Place(place), What::Quantity);
        let name = self.unique(names::of_place(place, &self.slugs));
        let home = Home::Inputs(place);
        self.all.push(Figure { what, column, home, name, own: true, formula: None, value: Some(value) });
    }

    /// The name, or the next like it that is free.
    fn unique(&self, name: String) -> String {
        let taken =
            |name: &str| self.all.iter().any(|other| other.own && other.name.eq_ignore_ascii_case(name));
        let mut unique = name.clone();
        let mut count = 1;
        while taken(&unique) {
            count += 1;
            unique = [&name, "_", &count.to_string()].concat();
        }
        unique
    }

    fn named(&self, base: &str, column: Column) -> String {
        let tail = match column {
            Column::Plan => return self.unique(base.to_owned()),
            Column::Tier(at) => self.slugs.get(at).cloned().unwrap_or_default(),
            Column::Total(0) => "total".to_owned(),
            Column::Total(at) => ["total_", &(at + 1).to_string()].concat(),
        };
        self.unique([base, "_", &tail].concat())
    }

    fn within(&self, column: Column) -> Option<Within<'a>> {
        Some(match column {
            Column::Plan => Within::Plan,
            Column::Tier(at) => Within::Tier(at),
            Column::Total(at) => Within::Total(self.report.total.sums.get(at)?),
        })
    }

    fn quantities(&self, column: Column) -> Option<&'a Quantities> {
        match column {
            Column::Plan => Some(self.shared),
            Column::Tier(at) => self.tiers.get(at),
            Column::Total(at) => self.report.total.sums.get(at).map(|sums| &sums.quantities),
        }
    }

    /// The name of a quantity, whose cell is made where there is none. `None` if it has no value.
    fn quantity(&mut self, symbol: Symbol, column: Column) -> Option<Part> {
        if let Some(figure) = self.find(What::Quantity(symbol), column) {
            return Some(Part::whole(&figure.name, figure.value));
        }
        let value = self.quantities(column)?.get(symbol).map(|known| known.value);
        let mut home = Home::Model;
        let formula = match self.origins.of(symbol, self.within(column)?)? {
            Origin::Same(Within::Plan) => return self.quantity(symbol, Column::Plan),
            Origin::Same(Within::Tier(at)) => return self.quantity(symbol, Column::Tier(at)),
            // No quantity is the same as one of a total.
            Origin::Same(Within::Total(_)) => return None,
            Origin::Given(..) => return None,
            Origin::Constant(_) => {
                if let Some(field) = Field::giving(symbol) {
                    let tier = if let Column::Tier(at) = column { Some(at) } else { None };
                    home = Home::Assumptions(FieldPath { tier, field });
                }
                None
            }
            Origin::Formula(formula) => {
                // What is but another name for a quantity of the same scope needs no cell.
                if formula.is_one_symbol() {
                    return self.quantity(formula.symbols().next()?, column);
                }
                Some(self.built(formula, column, None)?.or_blank())
            }
            Origin::Remainder(formula) => Some(self.built(formula, column, None)?.or_blank_below_zero()),
            Origin::Sum(added, tiers) => match tiers[..] {
                [] => None,
                [only] if added == symbol => return self.quantity(symbol, Column::Tier(only)),
                _ => Some(self.added(&tiers, |cells, tier| cells.quantity(added, tier))?.or_blank()),
            },
            Origin::Mean(by, tiers) => {
                let over = self.added(&tiers, |cells, tier| {
                    let mean = cells.quantity(symbol, tier)?;
                    let weight = cells.quantity(by, tier)?;
                    Some(Part::join(Join::Multiply, &mean, &weight))
                })?;
                let by = self.quantity(by, column)?;
                Some(Part::join(Join::Divide, &over, &by).or_blank())
            }
        };
        let name = self.named(&names::of_symbol(symbol), column);
        let what = What::Quantity(symbol);
        // A number that counts as none, or a sum over no tier.
        let value = if formula.is_none() { value.or(Some(0.0)) } else { value };
        let part = Part::whole(&name, value);
        self.all.push(Figure { what, column, home, name, own: true, formula, value });
        Some(part)
    }

    fn added(
        &mut self,
        tiers: &[usize],
        mut value: impl FnMut(&mut Self, Column) -> Option<Part>,
    ) -> Option<Part> {
        let mut total: Option<Part> = None;
        for tier in tiers {
            let value = value(self, Column::Tier(*tier))?;
            total = Some(match total {
                Some(total) => Part::join(Join::Add, &total, &value),
                None => value,
            });
        }
        total
    }

    fn built(&mut self, formula: &Formula, column: Column, of: Option<MetricId>) -> Option<Part> {
        formula.build(&mut Writer { cells: self, column, of })
    }

    fn in_total(&mut self, id: MetricId) {
        let report = self.report;
        let outcome = report.total.outcomes.iter().find(|outcome| outcome.id == id);
        if let Some(outcome) = outcome {
            self.metric(id, Column::Total(outcome.sums), &report.total);
        }
    }

    fn metric(&mut self, id: MetricId, column: Column, scope: &Figures) {
        let formula = &id.metric().formula;
        let Some(part) = self.built(formula, column, Some(id)) else { return };
        let value = scope.value(id);
        let (own, name, formula) = match formula.is_one_symbol() {
            true => (false, part.text.clone(), part.text),
            false => (true, self.named(&names::of_metric(id), self.total_of(column)), part.or_blank()),
        };
        let formula = Some(formula);
        let what = What::Metric(id);
        self.all.push(Figure { what, column, home: Home::Model, name, own, formula, value });
    }

    /// A metric has one total, whatever that runs over.
    fn total_of(&self, column: Column) -> Column {
        if let Column::Total(_) = column { Column::Total(0) } else { column }
    }

    /// The whole years of a term in a cell of their own: the term names them several times.
    fn whole_years(&mut self, years: &Part, column: Column, of: MetricId) -> Part {
        let name = self.named("whole_years", column);
        let part = Part::whole(&name, years.value);
        let (what, home, formula) = (What::Step(of), Home::Model, Some(years.or_blank()));
        self.all.push(Figure { what, column, home, name, own: true, formula, value: years.value });
        part
    }
}

/// What a figure is called in a sheet, in English.
pub(super) fn label(what: What) -> &'static str {
    match what {
        What::Place(place) => place.field.label(),
        What::Quantity(symbol) => symbol.label(),
        What::Step(_) => words::WHOLE_YEARS,
        What::Metric(id) => id.metric().name,
    }
}

/// What it is measured in.
pub(super) fn unit(what: What) -> Unit {
    match what {
        What::Place(place) => place.field.kind().unit(),
        What::Quantity(symbol) => symbol.unit(),
        What::Step(_) => Unit::Years,
        What::Metric(id) => id.metric().unit,
    }
}

/// Writes a formula over the cells of one column.
struct Writer<'a, 'b> {
    cells: &'a mut Cells<'b>,
    column: Column,
    of: Option<MetricId>,
}

impl Builder for Writer<'_, '_> {
    type Value = Part;

    fn symbol(&mut self, symbol: Symbol) -> Option<Part> {
        self.cells.quantity(symbol, self.column)
    }

    fn metric(&mut self, id: MetricId) -> Option<Part> {
        // Direct's figures rest on nothing but the plan's. A total of another coverage is another figure.
        let column = if id.metric().stated == Stated::Direct { Column::Plan } else { self.column };
        if let Some(figure) = self.cells.find(What::Metric(id), column) {
            return Some(Part::whole(&figure.name, figure.value));
        }
        let Self { cells, column, of } = self;
        let part = cells.built(&id.metric().formula, *column, *of)?;
        Some(Part::whole(["(", &part.text, ")"].concat(), part.value))
    }

    fn number(&mut self, number: f64) -> Part {
        Part::whole(crate::number::format_decimal(number), Some(number))
    }

    fn ceil(&mut self, value: Part) -> Option<Part> {
        Some(value.ceil())
    }

    fn join(&mut self, join: Join, left: Part, right: Part) -> Option<Part> {
        Some(match join {
            Join::Annuity => Part::annuity(&left, &right),
            Join::Term => {
                let years = Part::whole_years(&left, &right);
                let years = self.cells.whole_years(&years, self.column, self.of?);
                Part::term(&left, &right, &years)
            }
            _ => Part::join(join, &left, &right),
        })
    }
}
