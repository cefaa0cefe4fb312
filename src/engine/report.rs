//! The answer: plain data, complete enough that no view computes anything.
//!
//! A report keeps the outcome of every metric and the quantities it was worked out from. A [`Figure`] puts the two
//! together when somebody looks: value, formula, terms, basis, and the reason where there is no value.

mod compare;
mod gap;
mod note;
mod serial;

use crate::formula::{NoValue, Piece};
use crate::message::{self, Translate, english, fill};
use crate::metric::{Metric, MetricId};
use crate::plan::Plan;
use crate::resolve::{Basis, Sums, WEIGHTS};
use crate::symbol::{Symbol, SymbolSet, Unit};
pub use compare::Comparison;
pub use gap::Gap;
pub(crate) use gap::Part;
pub(crate) use note::field_of;
pub use note::{Assumption, Example, Warning, WarningKind, capital};
pub use serial::Table;

/// What [`crate::evaluate()`] answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The plan's currency.
    pub currency: String,
    /// One scope per tier, in the order of the plan.
    pub tiers: Vec<Scope>,
    /// All tiers together.
    pub total: Scope,
    /// The company's own direct marketing and sales.
    pub direct: Scope,
    /// Figures that disagree or cannot be.
    pub warnings: Vec<Warning>,
    /// What stands in for figures that were not given.
    pub assumptions: Vec<Assumption>,
    /// The inputs that are still those of an example.
    pub examples: Vec<Example>,
}

/// The metrics of one tier, of the total or of direct.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The tier's name; empty for total and direct.
    pub name: String,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) sums: Vec<Sums>,
    pub(crate) tiers: Vec<String>,
    /// Which quantities are known at all; in a total, in at least one tier.
    pub(crate) known: SymbolSet,
    /// Whether costs and margins are known in proportion to one another only.
    pub(crate) costs_withheld: bool,
    /// The totals that do not run over every tier, in the order of the metric table.
    pub(crate) parts: Vec<(MetricId, Part)>,
}

/// The outcome of one metric in one scope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) id: MetricId,
    pub(crate) value: Result<f64, NoValue>,
    pub(crate) basis: Basis,
    /// Which of the scope's sums it was worked out from.
    pub(crate) sums: usize,
}

/// One figure of a report, with everything that explains it.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// The row of the metric table.
    pub metric: &'static Metric,
    /// The value, or why there is none. Finite.
    pub value: Result<f64, NoValue>,
    /// How well it is known.
    pub basis: Basis,
    /// The names of the tiers that a total covers, where it does not cover all.
    pub covers: Option<Vec<&'a str>>,
    /// What a total leaves out of the others, as far as they have figures.
    pub gaps: &'a [Gap],
    /// The value without the cost of tiers that give no return, where such cost is counted.
    pub without: Option<f64>,
    sums: Option<&'a Sums>,
    known: SymbolSet,
    costs_withheld: bool,
}

/// One quantity in a formula, with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// As it is written in the formula.
    pub symbol: &'static str,
    /// Its name.
    pub label: &'static str,
    /// What it is measured in.
    pub unit: Unit,
    /// The value, if it has one.
    pub value: Option<f64>,
    /// How well it is known.
    pub basis: Basis,
    /// How it was worked out, in the language of formulas; empty if it was entered.
    pub from: &'static str,
}

impl Scope {
    /// The figure of a metric; `None` where the metric is not stated in this scope.
    pub fn figure(&self, id: MetricId) -> Option<Figure<'_>> {
        let at = self.outcomes.binary_search_by_key(&id, |o| o.id).ok()?;
        self.outcomes.get(at).map(|outcome| self.explain(outcome))
    }

    /// Every figure, in the order of the metric table.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'_>> {
        self.outcomes.iter().map(|outcome| self.explain(outcome))
    }

    /// The value of a metric, if it is stated here and has one.
    pub fn value(&self, id: MetricId) -> Option<f64> {
        let at = self.outcomes.binary_search_by_key(&id, |o| o.id).ok()?;
        self.outcomes.get(at).and_then(|outcome| outcome.value.ok())
    }

    fn explain(&self, outcome: &Outcome) -> Figure<'_> {
        let sums = self.sums.get(outcome.sums);
        let all = (1u32 << self.tiers.len()) - 1;
        let full = sums.map_or(0, |sums| sums.coverage.full);
        let covers = (u32::from(full) != all && full != 0 && !self.tiers.is_empty()).then(|| {
            let names = self.tiers.iter().enumerate().filter(|(at, _)| full & 1 << at != 0);
            names.map(|(_, name)| name.as_str()).collect()
        });
        let part = self.parts.binary_search_by_key(&outcome.id, |(id, _)| *id).ok();
        let part = part.and_then(|at| self.parts.get(at)).map(|(_, part)| part);
        Figure {
            metric: outcome.id.metric(),
            value: outcome.value,
            basis: outcome.basis,
            covers,
            gaps: part.map_or(&[], |part| &part.gaps),
            without: part.and_then(|part| part.without),
            sums,
            known: self.known,
            costs_withheld: self.costs_withheld,
        }
    }
}

impl Figure<'_> {
    /// The quantities in the formula, each once, in the order in which they stand.
    pub fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for piece in self.metric.formula.pieces() {
            let term = match piece {
                Piece::Symbol(symbol) => self.symbol(symbol),
                Piece::Metric(id) => self.other(id),
                Piece::Text(_) => continue,
            };
            if !terms.iter().any(|t| t.symbol == term.symbol) {
                terms.push(term);
            }
        }
        terms
    }

    /// The term of one symbol, also of one that stands only in the derivation of another.
    pub fn symbol(&self, symbol: Symbol) -> Term {
        let hidden = self.costs_withheld && symbol.is_cost_or_margin();
        let known = self.sums.filter(|_| !hidden).and_then(|s| s.quantities.get(symbol));
        Term {
            symbol: symbol.text(),
            label: symbol.label(),
            unit: symbol.unit(),
            value: known.map(|k| k.value),
            basis: known.map_or(Basis::Given, |k| k.basis),
            from: known.map_or("", |k| k.from),
        }
    }

    fn other(&self, id: MetricId) -> Term {
        let metric = id.metric();
        let hidden = self.costs_withheld && id.tells_costs();
        let found = self.sums.filter(|_| !hidden).map(|s| crate::resolve::work_out(metric, &s.quantities));
        Term {
            symbol: id.text(),
            label: metric.name,
            unit: metric.unit,
            value: found.and_then(|(value, _)| value.ok()),
            basis: found.map_or(Basis::Derived, |(_, basis)| basis),
            from: metric.formula.source(),
        }
    }

    /// Why there is no value, as a sentence; `None` where there is one.
    pub fn reason(&self) -> Option<String> {
        self.reason_in(english)
    }

    /// The same in the language of `translate`.
    pub fn reason_in(&self, translate: Translate) -> Option<String> {
        let (template, part) = match self.value.err()? {
            NoValue::Missing(_) => (message::NEEDS, self.needs_in(translate)?),
            NoValue::ZeroDivisor(divisor) => (message::ZERO_DIVISOR, in_words(divisor, translate)),
            NoValue::Apart => (message::APART, String::new()),
            NoValue::NoWeight(mean) => {
                let weight = WEIGHTS.iter().find(|(of, _)| *of == mean).map_or(mean, |(_, by)| *by);
                // Of a quotient by the mean itself, what is divided is what is lacking.
                let weight = if matches!(weight, Symbol::Rx | Symbol::V) { Symbol::R } else { weight };
                return Some(fill(
                    translate(message::NO_WEIGHT),
                    &[translate(mean.label()), translate(weight.need())],
                ));
            }
            NoValue::CreditExceedsDirect(Symbol::KdOwn | Symbol::Ck | Symbol::Kf | Symbol::Cf) => {
                (message::TOO_MANY_CREDITED, String::new())
            }
            NoValue::CreditExceedsDirect(Symbol::RdOwn) => {
                (message::TOO_MUCH_REVENUE_CREDITED, String::new())
            }
            NoValue::CreditExceedsDirect(_) => (message::TOO_MUCH_CREDITED, String::new()),
            NoValue::NeverPaidBack => (message::NEVER_PAID_BACK, String::new()),
            NoValue::TooLarge => (message::TOO_LARGE, String::new()),
            NoValue::CostsWithheld => (message::COSTS_WITHHELD, String::new()),
        };
        Some(fill(translate(template), &[&part]))
    }

    /// What is still needed for a value, in the language of `translate`; `None` where nothing is, or no number would help.
    pub fn needs_in(&self, translate: Translate) -> Option<String> {
        let Some(NoValue::Missing(first)) = self.value.err() else { return None };
        let needs: Vec<&str> = self.missing(first).into_iter().map(translate).collect();
        Some(needs.join(translate(message::AND)))
    }

    /// What a person would have to give, each once. What counts as none while nobody gives it is asked for only where
    /// nothing else is missing.
    fn missing(&self, first: Symbol) -> Vec<&'static str> {
        let rests_on = self.metric.rests_on();
        let others = Symbol::ALL.iter().copied().filter(|s| rests_on.has(*s) && !self.known.has(*s));
        let missing: Vec<Symbol> = [first].into_iter().chain(others).collect();
        let optional = |symbol: &Symbol| matches!(symbol, Symbol::Cc | Symbol::Cm | Symbol::Sm | Symbol::Ps);
        let all_optional = missing.iter().all(optional);
        let mut needs = Vec::new();
        for symbol in missing.iter().filter(|symbol| all_optional || !optional(symbol)) {
            // “direct cost and direct customers” asks for direct customers as well.
            if !needs.iter().any(|need: &&str| need.contains(symbol.need())) {
                needs.retain(|need| !symbol.need().contains(need));
                needs.push(symbol.need());
            }
        }
        needs
    }
}

/// A piece of a formula with the names of its quantities, in the language of `translate`, in place of the symbols.
pub fn in_words(source: &'static str, translate: Translate) -> String {
    crate::formula::pieces(source)
        .into_iter()
        .map(|piece| match piece {
            Piece::Symbol(symbol) => translate(symbol.label()).to_owned(),
            Piece::Metric(id) => fill(translate(id.metric().name), &[translate(message::UNIT)]),
            Piece::Text(text) => text.to_owned(),
        })
        .collect()
}

impl Report {
    /// Whether the report is an example: some of its figures are nobody's own.
    pub fn is_example(&self) -> bool {
        !self.examples.is_empty()
    }

    /// The version of the report's shape.
    pub const VERSION: u32 = crate::plan::VERSION;

    pub(crate) fn names(plan: &Plan) -> Vec<String> {
        plan.tiers.iter().map(|tier| tier.name.clone()).collect()
    }
}
