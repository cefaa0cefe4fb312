//! Where each quantity of one plan comes from.
//!
//! Which derivations apply depends on which figures are there, not on their values, so a plan can be read as a program: of
//! numbers that the plan gives, and of formulas over other quantities. [`crate::simulate`] makes steps of it that run on many
//! draws, and [`crate::workbook`] cells of a spreadsheet. In both the arithmetic is that of [`crate::evaluate()`].

use super::{
    ASSUMED_ZERO, COMBINED, COMMISSION, EARNINGS, IN_PROGRAMME_COST, Known, MOVED, NO_PARTNER_MARGIN,
    OF_ALL_TIERS, OF_DIRECT, OF_ECONOMICS, OVERRIDES, Quantities, RULES, RULES_OF_DIRECT, Sums, added,
    has_own, weight,
};
use crate::formula::Formula;
use crate::plan::{Field, FieldPath, Group, Plan};
use crate::symbol::{Scope, Symbol};

/// Whose quantity it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Within<'a> {
    /// The plan's, without any tier: also direct's.
    Plan,
    /// That of the tier at this place.
    Tier(usize),
    /// That of a total.
    Total(&'a Sums),
}

/// What the value of a quantity is made of.
#[derive(Clone, Debug)]
pub(crate) enum Origin<'a> {
    /// The number at this place of the plan.
    Given(FieldPath, Known),
    /// A number that is not in the plan.
    Constant(Known),
    /// The value of a formula over quantities of the same scope.
    Formula(&'static Formula),
    /// The same, of what is left of a figure: below zero it has no value.
    Remainder(&'static Formula),
    /// The same quantity of another scope.
    Same(Within<'a>),
    /// A quantity of these tiers, added up.
    Sum(Symbol, Vec<usize>),
    /// The mean over these tiers, weighed by another quantity, whose sum stands in the same scope.
    Mean(Symbol, Vec<usize>),
}

/// A plan with its quantities.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origins<'a> {
    plan: &'a Plan,
    shared: &'a Quantities,
    tiers: &'a [Quantities],
}

impl<'a> Origins<'a> {
    /// `shared` and `tiers` are the quantities of the plan as [`super::quantities`] resolves them.
    pub(crate) fn new(plan: &'a Plan, shared: &'a Quantities, tiers: &'a [Quantities]) -> Self {
        Self { plan, shared, tiers }
    }

    /// What a quantity is made of; `None` if it has no value.
    pub(crate) fn of<'b>(&self, symbol: Symbol, within: Within<'b>) -> Option<Origin<'b>> {
        match within {
            Within::Plan => self.of_plan(symbol),
            Within::Tier(_) if symbol.scope() == Scope::Plan => Some(Origin::Same(Within::Plan)),
            Within::Tier(tier) => self.of_tier(symbol, tier),
            Within::Total(sums) => self.of_total(symbol, sums),
        }
    }

    /// A quantity that the plan has once.
    fn of_plan<'b>(&self, symbol: Symbol) -> Option<Origin<'b>> {
        if let Some((_, influenced)) = OF_ALL_TIERS.iter().find(|(gives, _)| *gives == symbol) {
            let tiers = self.tiers.iter().enumerate();
            let some = tiers.filter(|(_, q)| q.get(*influenced).is_some_and(|known| known.value > 0.0));
            return Some(Origin::Sum(*influenced, some.map(|(at, _)| at).collect()));
        }
        let entered = self.shared.get(symbol).is_some_and(|known| known.from.is_empty());
        if let Some(row) = OF_DIRECT.iter().find(|row| row.gives == symbol && !entered) {
            // The table is static, but a row of a plan is chosen by it.
            let formula = row.formula_in(self.plan);
            return Some(if row.remainder { Origin::Remainder(formula) } else { Origin::Formula(formula) });
        }
        let known = self.shared.get(symbol)?;
        let of_direct = RULES_OF_DIRECT.iter().map(|rule| (rule.gives, &rule.formula));
        let mut rows = OF_ECONOMICS.iter().map(|(gives, formula)| (*gives, formula)).chain(of_direct);
        let derived = rows.find(|(gives, formula)| *gives == symbol && formula.source() == known.from);
        Some(match derived {
            Some((_, formula)) => Origin::Formula(formula),
            None if symbol == Symbol::Gc => Origin::Formula(&NO_PARTNER_MARGIN),
            None => entered_in(symbol, None, known),
        })
    }

    fn of_tier<'b>(&self, symbol: Symbol, tier: usize) -> Option<Origin<'b>> {
        let q = self.tiers.get(tier)?;
        if symbol.scope() == Scope::Override && !has_own(symbol, [q]) {
            return Some(Origin::Same(Within::Plan));
        }
        let known = q.get(symbol)?;
        if matches!(known.from, "" | "default" | ASSUMED_ZERO | IN_PROGRAMME_COST) {
            return Some(entered_in(symbol, Some(tier), known));
        }
        let rules = RULES.iter().map(|rule| (rule.gives, &rule.formula));
        let combined = COMBINED.iter().map(|(gives, formula)| (*gives, formula));
        let costs =
            MOVED.iter().chain(&EARNINGS).chain([&COMMISSION]).map(|(gives, formula)| (*gives, formula));
        let own = OVERRIDES.iter().chain(&OF_ECONOMICS).map(|(gives, formula)| (*gives, formula));
        let mut all = rules.chain(combined).chain(costs).chain(own);
        let (_, formula) = all.find(|(gives, f)| *gives == symbol && f.source() == known.from)?;
        Some(Origin::Formula(formula))
    }

    fn of_total<'b>(&self, symbol: Symbol, sums: &'b Sums) -> Option<Origin<'b>> {
        let full = self.chosen(sums.coverage.full);
        match symbol.scope() {
            Scope::Plan => Some(Origin::Same(Within::Plan)),
            Scope::Override if !has_own(symbol, full.iter().filter_map(|at| self.tiers.get(*at))) => {
                Some(Origin::Same(Within::Plan))
            }
            Scope::Sum => {
                sums.quantities.get(symbol)?;
                Some(Origin::Sum(symbol, self.chosen(added(symbol, sums.coverage))))
            }
            Scope::Override | Scope::Mean => {
                sums.quantities.get(symbol)?;
                // One tier has its own, and the mean that all share is that of the first.
                let by = weight(symbol, &sums.quantities).filter(|_| full.len() > 1);
                match by {
                    Some(by) => Some(Origin::Mean(by, full)),
                    None => Some(Origin::Same(Within::Tier(*full.first()?))),
                }
            }
        }
    }

    /// The tiers of a mask.
    fn chosen(&self, mask: u16) -> Vec<usize> {
        (0..self.tiers.len()).filter(|at| mask & 1 << at != 0).collect()
    }
}

/// A quantity that is in the plan, or stands for one that is not.
fn entered_in<'b>(symbol: Symbol, tier: Option<usize>, known: Known) -> Origin<'b> {
    let field = Field::giving(symbol).filter(|_| known.from.is_empty());
    match field {
        Some(field) => {
            let tier = tier.filter(|_| field.group() == Group::Tier);
            Origin::Given(FieldPath { tier, field }, known)
        }
        None => Origin::Constant(known),
    }
}
