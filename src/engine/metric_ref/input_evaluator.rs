//! One figure of a plan while one input moves, without the rest of the report.

use super::{MetricRef, ScopeId};
use crate::formula::{Formula, NoValue};
use crate::plan::{Field, FieldPath, Group, Number, Plan, ValidPlan};
use crate::resolve::{
    self, COMBINED, COMMISSION, COUNTED_AS_NONE, EARNINGS, MOVED, NO_PARTNER_MARGIN, OF_ALL_TIERS, OF_DIRECT,
    OF_ECONOMICS, OVERRIDES, Quantities, RULES, RULES_OF_DIRECT,
};
use crate::resolve::{value, value_in_total};
use crate::symbol::{Symbol, SymbolSet};

/// A plan with one figure to look at.
///
/// It goes through the same functions as [`crate::evaluate()`], so the value is the one that a report would state to the
/// last bit. Only the tier whose figure moves is derived anew.
pub(crate) struct InputEvaluator {
    aim: MetricRef,
    plan: Plan,
    shared: Quantities,
    /// Without the figures that rest on all tiers and on direct, which no derivation reads.
    tiers: Vec<Quantities>,
}

impl InputEvaluator {
    pub(crate) fn new(plan: &ValidPlan, aim: MetricRef) -> Self {
        let plan = (**plan).clone();
        let shared = resolve::shared(&plan);
        let tiers = (0..plan.tiers.len()).map(|at| resolve::tier(&plan, at, &shared)).collect();
        Self { aim, plan, shared, tiers }
    }

    /// Lets `look` see the plan without some of its figures, and puts them back afterwards.
    pub(crate) fn without<T>(&mut self, places: &[FieldPath], look: impl FnOnce(&mut Self) -> T) -> T {
        let before: Vec<Option<Number>> = places.iter().map(|place| self.plan.get(*place)).collect();
        places.iter().for_each(|place| self.put(*place, None));
        let seen = look(self);
        places.iter().zip(before).for_each(|(place, number)| self.put(*place, number));
        seen
    }

    /// Whether the figure can depend on the input at all, going by the formulas: no derivation that could apply, and no
    /// sum, leads from the one to the other where this says no. Where it says yes, only the numbers tell.
    pub(crate) fn may_move(&self, place: FieldPath) -> bool {
        self.may_move_without(place, &[])
    }

    /// The same, were some of the figures not given.
    pub(crate) fn may_move_without(&self, place: FieldPath, dropped: &[FieldPath]) -> bool {
        let Some(symbol) = place.field.symbol() else { return false };
        let mut reach = SymbolSet::EMPTY.with(symbol);
        if place.tier.is_some() {
            let given = Field::of(Group::Tier).map(|field| FieldPath { field, ..place });
            let given = given.filter(|other| self.gives(*other) && !dropped.contains(other));
            let given = given.filter_map(|other| other.field.symbol());
            let given = given.fold(SymbolSet::EMPTY, SymbolSet::with);
            loop {
                let before = reach;
                for rule in RULES.iter().filter(|rule| !given.has(rule.gives)) {
                    reach = follow(reach, rule.gives, &rule.formula);
                }
                for (absent, _) in
                    COUNTED_AS_NONE.iter().filter(|(a, beside)| !given.has(*a) && before.has(*beside))
                {
                    reach = reach.with(*absent);
                }
                if reach == before {
                    break;
                }
            }
        }
        // Which derivations of direct apply is not asked: a figure that stands is only thought to move.
        for rule in RULES_OF_DIRECT.iter().chain(RULES_OF_DIRECT) {
            reach = follow(reach, rule.gives, &rule.formula);
        }
        for (gives, formula) in
            OVERRIDES.iter().chain(&OF_ECONOMICS).chain(COMBINED).chain(&EARNINGS).chain([&COMMISSION])
        {
            reach = follow(reach, *gives, formula);
        }
        reach = follow(reach, Symbol::Gc, &NO_PARTNER_MARGIN);
        for (gives, influenced) in OF_ALL_TIERS {
            if reach.has(influenced) {
                reach = reach.with(gives);
            }
        }
        for row in &OF_DIRECT {
            for formula in [&row.formula].into_iter().chain(&row.excluded) {
                reach = follow(reach, row.gives, formula);
            }
        }
        // Into another tier only what the plan has once leads.
        if matches!((self.aim.at, place.tier), (ScopeId::Tier(at), Some(tier)) if at != tier) {
            reach = resolve::OF_PLAN.without(resolve::OF_PLAN.without(reach));
        }
        for (gives, formula) in &MOVED {
            reach = follow(reach, *gives, formula);
        }
        let rests = resolve::in_total(self.aim.metric.metric());
        Symbol::ALL.iter().any(|s| rests.has(*s) && reach.has(*s))
    }

    /// Whether the plan gives the figure at `place`.
    pub(crate) fn gives(&self, place: FieldPath) -> bool {
        self.plan.get(place).is_some()
    }

    /// The figure as the plan stands.
    pub(crate) fn value(&self) -> Result<f64, NoValue> {
        let metric = self.aim.metric.metric();
        let direct = resolve::of_direct(&self.plan, &self.tiers, &self.shared);
        match self.aim.at {
            ScopeId::Tier(at) => {
                let mut tier = self.tiers.get(at).ok_or(NoValue::Apart)?.clone();
                tier.join(&direct);
                value(metric, &tier)
            }
            ScopeId::Total => {
                let mut tiers = self.tiers.clone();
                tiers.iter_mut().for_each(|q| q.join(&direct));
                value_in_total(metric, &tiers, &direct)
            }
            ScopeId::Direct => value(metric, &direct),
        }
    }

    /// Whether the figure can follow this tier at all: a total leaves out the tiers that lack its figures.
    pub(crate) fn covers(&self, tier: usize) -> bool {
        let coverage = || resolve::coverage(self.aim.metric.metric(), &self.tiers);
        self.aim.at != ScopeId::Total || resolve::added(Symbol::M, coverage()) & 1 << tier != 0
    }

    /// Lets `look` see the figure as a function of the input at `place`, and puts the input back afterwards.
    pub(crate) fn moving<T>(
        &mut self,
        place: FieldPath,
        look: impl FnOnce(&mut dyn FnMut(f64) -> Option<f64>) -> T,
    ) -> T {
        let before = self.plan.get(place);
        let seen = look(&mut |x| {
            self.put(place, Some(Number::Exact(x)));
            self.value().ok()
        });
        self.put(place, before);
        seen
    }

    fn put(&mut self, place: FieldPath, number: Option<Number>) {
        self.plan.set(place, number);
        match place.tier {
            Some(at) => {
                if let Some(tier) = self.tiers.get_mut(at) {
                    *tier = resolve::tier(&self.plan, at, &self.shared);
                }
            }
            None => {
                self.shared = resolve::shared(&self.plan);
                for (at, tier) in self.tiers.iter_mut().enumerate() {
                    *tier = resolve::tier(&self.plan, at, &self.shared);
                }
            }
        }
    }
}

/// The set and `gives`, if something of the set stands in the formula.
fn follow(reach: SymbolSet, gives: Symbol, formula: &Formula) -> SymbolSet {
    if formula.symbols().any(|symbol| reach.has(symbol)) { reach.with(gives) } else { reach }
}
