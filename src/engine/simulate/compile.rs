//! A program for the metrics of a plan.
//!
//! Which derivations apply depends on which figures are there, not on their values: no derivation subtracts, and every
//! number of a plan is zero or more, so each quantity is either zero in every draw or positive in every draw. The
//! program is therefore read off the quantities that [`crate::resolve`] gives for one plan inside the ranges, by asking
//! each where it came from (`resolve/origin.rs`). What may still come and go with a draw is direct's own share, which is a difference; the
//! program watches it. In every draw it does the arithmetic of [`crate::evaluate()`], step by step in the same order.

use super::program::{Output, Program};
use crate::formula::{Builder, Formula, Join};
use crate::metric::{Metric, MetricId, Stated};
use crate::plan::{FieldPath, Plan};
use crate::resolve::{self, Origin, Origins, Quantities, Within};
use crate::symbol::Symbol;

/// Reads programs off a plan.
pub(super) struct Compiler<'a> {
    /// The places whose value differs from draw to draw.
    uncertain: &'a [FieldPath],
    shared: &'a Quantities,
    tiers: &'a [Quantities],
    origins: Origins<'a>,
    pub(super) program: Program,
}

impl<'a> Compiler<'a> {
    /// `shared` and `tiers` are the quantities of one plan inside the ranges, as [`crate::evaluate()`] resolves them.
    pub(super) fn new(
        plan: &'a Plan,
        uncertain: &'a [FieldPath],
        shared: &'a Quantities,
        tiers: &'a [Quantities],
    ) -> Self {
        let origins = Origins::new(plan, shared, tiers);
        Self { uncertain, shared, tiers, origins, program: Program::default() }
    }

    /// The metric in total, or for direct where it is stated there. `None` if no draw has a value.
    pub(super) fn in_total(&mut self, metric: &Metric) -> Option<Output> {
        if metric.stated == Stated::Direct {
            return self.output(metric, Within::Plan);
        }
        let sums = resolve::sums(resolve::coverage(metric, self.tiers), self.tiers, self.shared);
        self.output(metric, Within::Total(&sums))
    }

    /// The metric of one tier. `None` if no draw has a value.
    pub(super) fn in_tier(&mut self, metric: &Metric, tier: usize) -> Option<Output> {
        self.output(metric, Within::Tier(tier))
    }

    fn output(&mut self, metric: &Metric, within: Within<'_>) -> Option<Output> {
        let step = self.formula(&metric.formula, within)?;
        Some(self.program.output(step))
    }

    fn formula(&mut self, formula: &Formula, within: Within<'_>) -> Option<usize> {
        formula.build(&mut Reading { compiler: self, within })
    }

    fn symbol(&mut self, symbol: Symbol, within: Within<'_>) -> Option<usize> {
        match self.origins.of(symbol, within)? {
            Origin::Given(place, known) => Some(match self.uncertain.iter().position(|p| *p == place) {
                Some(at) => self.program.input(at),
                None => self.program.constant(known.value),
            }),
            Origin::Constant(known) => Some(self.program.constant(known.value)),
            Origin::Formula(formula) => self.formula(formula, within),
            Origin::Remainder(formula) => {
                let value = self.formula(formula, within)?;
                Some(self.program.unless_negative(value))
            }
            Origin::Same(other) => self.symbol(symbol, other),
            Origin::Sum(_, tiers) if tiers.is_empty() => Some(self.program.constant(0.0)),
            Origin::Sum(symbol, tiers) => {
                let value = |compiler: &mut Self, tier| compiler.symbol(symbol, Within::Tier(tier));
                self.added(&tiers, value)
            }
            Origin::Mean(by, tiers) => {
                let over = self.added(&tiers, |compiler, tier| {
                    let mean = compiler.symbol(symbol, Within::Tier(tier))?;
                    let weight = compiler.symbol(by, Within::Tier(tier))?;
                    Some(compiler.program.join(Join::Multiply, mean, weight))
                })?;
                let by = self.symbol(by, within)?;
                Some(self.program.join(Join::Divide, over, by))
            }
        }
    }

    fn added(
        &mut self,
        tiers: &[usize],
        mut value: impl FnMut(&mut Self, usize) -> Option<usize>,
    ) -> Option<usize> {
        let mut total = None;
        for tier in tiers {
            let value = value(self, *tier)?;
            total = Some(match total {
                Some(total) => self.program.join(Join::Add, total, value),
                None => value,
            });
        }
        total
    }
}

struct Reading<'a, 'b, 'c> {
    compiler: &'a mut Compiler<'b>,
    within: Within<'c>,
}

impl Builder for Reading<'_, '_, '_> {
    type Value = usize;

    fn symbol(&mut self, symbol: Symbol) -> Option<usize> {
        self.compiler.symbol(symbol, self.within)
    }

    fn metric(&mut self, id: MetricId) -> Option<usize> {
        self.compiler.formula(&id.metric().formula, self.within)
    }

    fn number(&mut self, number: f64) -> usize {
        self.compiler.program.constant(number)
    }

    fn ceil(&mut self, value: usize) -> Option<usize> {
        Some(self.compiler.program.ceil(value))
    }

    fn join(&mut self, join: Join, left: usize, right: usize) -> Option<usize> {
        let program = &mut self.compiler.program;
        // A quotient whose divisor is zero in every draw has no value in any.
        (join != Join::Divide || !program.is_zero(right)).then(|| program.join(join, left, right))
    }
}
