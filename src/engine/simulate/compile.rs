//! A program for the metrics of a plan.
//!
//! Which derivations apply depends on which figures are there, not on their values: no derivation subtracts, and every
//! number of a plan is zero or more, so each quantity is either zero in every draw or positive in every draw. The
//! program is therefore read off the quantities that [`crate::resolve`] gives for one plan inside the ranges, by asking
//! each where it came from. What may still come and go with a draw is direct's own share, which is a difference; the
//! program watches it. In every draw it does the arithmetic of [`crate::evaluate()`], step by step in the same order.

use super::program::{Output, Program};
use crate::formula::{Builder, Formula, Join};
use crate::metric::{Metric, MetricId, Stated};
use crate::plan::{FieldPath, Group, Plan};
use crate::resolve::{
    self, ASSUMED_ZERO, COMBINED, COMMISSION, EARNINGS, IN_PROGRAMME_COST, MOVED, NO_PARTNER_MARGIN,
    OF_ALL_TIERS, OF_DIRECT, OF_ECONOMICS, OVERRIDES, Quantities, RULES, RULES_OF_DIRECT, Sums,
};
use crate::symbol::{Scope, Symbol};

/// Reads programs off a plan.
pub(super) struct Compiler<'a> {
    plan: &'a Plan,
    /// The places whose value differs from draw to draw.
    uncertain: &'a [FieldPath],
    shared: &'a Quantities,
    tiers: &'a [Quantities],
    pub(super) program: Program,
}

/// Where the quantities of a formula come from.
#[derive(Clone, Copy)]
enum From<'a> {
    /// The plan, without any tier: direct.
    Plan,
    Tier(usize),
    Total(&'a Sums),
}

impl<'a> Compiler<'a> {
    /// `shared` and `tiers` are the quantities of one plan inside the ranges, as [`crate::evaluate()`] resolves them.
    pub(super) fn new(
        plan: &'a Plan,
        uncertain: &'a [FieldPath],
        shared: &'a Quantities,
        tiers: &'a [Quantities],
    ) -> Self {
        Self { plan, uncertain, shared, tiers, program: Program::default() }
    }

    /// The metric in total, or for direct where it is stated there. `None` if no draw has a value.
    pub(super) fn in_total(&mut self, metric: &Metric) -> Option<Output> {
        if metric.stated == Stated::Direct {
            return self.output(metric, From::Plan);
        }
        let sums = resolve::sums(resolve::coverage(metric, self.tiers), self.tiers, self.shared);
        self.output(metric, From::Total(&sums))
    }

    /// The metric of one tier. `None` if no draw has a value.
    pub(super) fn in_tier(&mut self, metric: &Metric, tier: usize) -> Option<Output> {
        self.output(metric, From::Tier(tier))
    }

    fn output(&mut self, metric: &Metric, from: From<'_>) -> Option<Output> {
        let step = self.formula(&metric.formula, from)?;
        Some(self.program.output(step))
    }

    fn formula(&mut self, formula: &Formula, from: From<'_>) -> Option<usize> {
        formula.build(&mut Reading { compiler: self, from })
    }

    fn symbol(&mut self, symbol: Symbol, from: From<'_>) -> Option<usize> {
        match from {
            From::Plan => self.of_plan(symbol),
            From::Tier(_) if symbol.scope() == Scope::Plan => self.of_plan(symbol),
            From::Tier(tier) => self.of_tier(symbol, tier),
            From::Total(sums) => match symbol.scope() {
                Scope::Plan => self.of_plan(symbol),
                Scope::Override if !self.has_own(symbol, sums) => self.of_plan(symbol),
                Scope::Override => self.mean(symbol, sums),
                Scope::Sum => self.sum(symbol, sums),
                Scope::Mean => self.mean(symbol, sums),
            },
        }
    }

    /// A quantity that the plan has once.
    fn of_plan(&mut self, symbol: Symbol) -> Option<usize> {
        if let Some((_, influenced)) = OF_ALL_TIERS.iter().find(|(gives, _)| *gives == symbol) {
            let tiers = self.tiers.iter().enumerate();
            let some = tiers.filter(|(_, q)| q.get(*influenced).is_some_and(|known| known.value > 0.0));
            let some: Vec<usize> = some.map(|(at, _)| at).collect();
            return Some(match self.added(*influenced, &some) {
                Some(sum) => sum,
                None => self.program.constant(0.0),
            });
        }
        let entered = self.shared.get(symbol).is_some_and(|known| known.from.is_empty());
        if let Some(row) = OF_DIRECT.iter().find(|row| row.gives == symbol && !entered) {
            let value = self.formula(row.formula_in(self.plan), From::Plan)?;
            return Some(if row.remainder { self.program.unless_negative(value) } else { value });
        }
        let known = self.shared.get(symbol)?;
        let of_direct = RULES_OF_DIRECT.iter().map(|rule| (rule.gives, &rule.formula));
        let mut rows = OF_ECONOMICS.iter().map(|(gives, formula)| (*gives, formula)).chain(of_direct);
        let derived = rows.find(|(gives, formula)| *gives == symbol && formula.source() == known.from);
        match derived {
            Some((_, formula)) => self.formula(formula, From::Plan),
            None if symbol == Symbol::Gc => self.formula(&NO_PARTNER_MARGIN, From::Plan),
            None => self.entered(symbol, None, known),
        }
    }

    /// Whether a tier of these sums has its own value of what the plan has once.
    fn has_own(&self, symbol: Symbol, sums: &Sums) -> bool {
        let tiers = self.chosen(sums.coverage.full).into_iter().filter_map(|at| self.tiers.get(at));
        resolve::has_own(symbol, tiers)
    }

    fn of_tier(&mut self, symbol: Symbol, tier: usize) -> Option<usize> {
        let q = self.tiers.get(tier)?;
        if symbol.scope() == Scope::Override && !resolve::has_own(symbol, [q]) {
            return self.of_plan(symbol);
        }
        let known = q.get(symbol)?;
        if matches!(known.from, "" | "default" | ASSUMED_ZERO | IN_PROGRAMME_COST) {
            return self.entered(symbol, Some(tier), known);
        }
        let rules = RULES.iter().map(|rule| (rule.gives, &rule.formula));
        let combined = COMBINED.iter().map(|(gives, formula)| (*gives, formula));
        let costs =
            MOVED.iter().chain(&EARNINGS).chain([&COMMISSION]).map(|(gives, formula)| (*gives, formula));
        let own = OVERRIDES.iter().chain(&OF_ECONOMICS).map(|(gives, formula)| (*gives, formula));
        let mut all = rules.chain(combined).chain(costs).chain(own);
        let (_, formula) = all.find(|(gives, f)| *gives == symbol && f.source() == known.from)?;
        self.formula(formula, From::Tier(tier))
    }

    /// A quantity that stands in the plan, or for one that does not.
    fn entered(&mut self, symbol: Symbol, tier: Option<usize>, known: resolve::Known) -> Option<usize> {
        let place = crate::report::field_of(symbol)
            .filter(|_| known.from.is_empty())
            .map(|field| FieldPath { tier: tier.filter(|_| field.group() == Group::Tier), field });
        let uncertain = place.and_then(|place| self.uncertain.iter().position(|p| *p == place));
        Some(match uncertain {
            Some(at) => self.program.input(at),
            None => self.program.constant(known.value),
        })
    }

    fn added(&mut self, symbol: Symbol, tiers: &[usize]) -> Option<usize> {
        let mut total = None;
        for tier in tiers {
            let value = self.of_tier(symbol, *tier)?;
            total = Some(match total {
                Some(total) => self.program.join(Join::Add, total, value),
                None => value,
            });
        }
        total
    }

    fn sum(&mut self, symbol: Symbol, sums: &Sums) -> Option<usize> {
        sums.quantities.get(symbol)?;
        self.added(symbol, &self.chosen(resolve::added(symbol, sums.coverage)))
    }

    /// The tiers of a mask.
    fn chosen(&self, mask: u16) -> Vec<usize> {
        (0..self.tiers.len()).filter(|at| mask & 1 << at != 0).collect()
    }

    fn mean(&mut self, symbol: Symbol, sums: &Sums) -> Option<usize> {
        sums.quantities.get(symbol)?;
        let tiers = self.chosen(sums.coverage.full);
        // One tier has its own, and the mean that all share is that of the first.
        let by = resolve::weight(symbol, &sums.quantities).filter(|_| tiers.len() > 1);
        let Some(by) = by else { return self.of_tier(symbol, *tiers.first()?) };
        let mut over = None;
        for tier in tiers {
            let (mean, weight) = (self.of_tier(symbol, tier)?, self.of_tier(by, tier)?);
            let times = self.program.join(Join::Multiply, mean, weight);
            over = Some(match over {
                Some(over) => self.program.join(Join::Add, over, times),
                None => times,
            });
        }
        let by = self.sum(by, sums)?;
        Some(self.program.join(Join::Divide, over?, by))
    }
}

struct Reading<'a, 'b, 'c> {
    compiler: &'a mut Compiler<'b>,
    from: From<'c>,
}

impl Builder for Reading<'_, '_, '_> {
    type Value = usize;

    fn symbol(&mut self, symbol: Symbol) -> Option<usize> {
        self.compiler.symbol(symbol, self.from)
    }

    fn metric(&mut self, id: MetricId) -> Option<usize> {
        self.compiler.formula(&id.metric().formula, self.from)
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
