//! What follows from the figures that were given: given beats derived, and each quantity remembers where it came from.

mod figure;
mod origin;
mod rules;
mod total;

use crate::formula::{Formula, NoValue};
use crate::plan::{Field, FieldPath, Group, Plan, Switch};
use crate::symbol::{self, Symbol, SymbolSet};
pub(crate) use figure::{none_in_total, value, value_in_total, work_out};
pub(crate) use origin::{Origin, Origins, Within};
pub use rules::{
    COMBINED, COMMISSION, COUNTED_AS_NONE, EARNINGS, MOVED, NO_PARTNER_MARGIN, OF_ALL_TIERS, OF_DIRECT,
    OF_ECONOMICS, OVERRIDES, OfDirect, RELATIONS, RULES, RULES_OF_DIRECT, Relation, Rule,
};
pub use total::{COSTS, Coverage, RETURNS, Sums, WEIGHTS};
pub(crate) use total::{OF_PLAN, added, coverage, has_own, in_total, sums, sums_of, weight};

/// How well a figure is known. What rests on several is known as well as the worst of them, so the order matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// As it was entered.
    Given,
    /// Worked out from figures that were entered.
    Derived,
    /// Rests on an assumption.
    Assumed,
    /// Rests on a figure of an example: it is nobody's own.
    Example,
}

impl Basis {
    /// Every basis, the best known first.
    pub const ALL: [Self; 4] = [Self::Given, Self::Derived, Self::Assumed, Self::Example];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Derived => "derived",
            Self::Assumed => "assumed",
            Self::Example => "example",
        }
    }
}

/// The value of a quantity and where it came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The value; finite.
    pub value: f64,
    /// How well it is known.
    pub basis: Basis,
    /// How it was worked out, in symbols or words; empty if it was entered.
    pub from: &'static str,
}

/// The value of each quantity in one scope: a tier, or a total.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantities {
    known: [Option<Known>; symbol::COUNT],
    /// Which quantities have a value.
    pub set: SymbolSet,
    /// Which of them make what rests on them derived, assumed or an example, in the order of [`Basis`]. A figure that
    /// counts as none makes nothing an assumption.
    bases: [SymbolSet; Basis::ALL.len()],
}

/// The credit given to partners when the plan does not say: the middle of the 25–50 % that practice credits.
pub const DEFAULT_CREDIT: f64 = 0.4;
/// The longest lifetime counted when the plan does not say, in years.
pub const DEFAULT_LIFETIME: f64 = 5.0;
/// The share of an influenced deal's cost that moves with the credit when the plan does not say: all of it.
pub const DEFAULT_COST_FOLLOWS: f64 = 1.0;

/// Said of a figure that counts as none because nobody gave it.
pub use crate::message::ASSUMED_ZERO;

/// A figure that counts as none because nobody gave it.
const NONE_GIVEN: Known = Known { value: 0.0, basis: Basis::Assumed, from: ASSUMED_ZERO };

/// Said of commission that is part of the program cost already.
pub use crate::message::IN_PROGRAMME_COST;

impl Quantities {
    /// Nothing is known.
    pub const NONE: Self = Self {
        known: [None; symbol::COUNT],
        set: SymbolSet::EMPTY,
        bases: [SymbolSet::EMPTY; Basis::ALL.len()],
    };

    /// The quantity, if it has a value.
    pub fn get(&self, symbol: Symbol) -> Option<Known> {
        self.known.get(symbol as usize).copied().flatten()
    }

    /// The value, or why there is none.
    ///
    /// # Errors
    /// That it is missing.
    pub fn value(&self, symbol: Symbol) -> Result<f64, NoValue> {
        self.get(symbol).map(|known| known.value).ok_or(NoValue::Missing(symbol))
    }

    /// Sets a quantity; a value that is not finite is no value.
    pub fn set(&mut self, symbol: Symbol, known: Known) {
        if let Some(slot) = self.known.get_mut(symbol as usize)
            && known.value.is_finite()
        {
            *slot = Some(known);
            if self.set.has(symbol) {
                self.forget_basis(symbol);
            }
            self.set = self.set.with(symbol);
            let counts = known.basis != Basis::Assumed || known.from != ASSUMED_ZERO;
            if let Some(basis) = self.bases.get_mut(known.basis as usize).filter(|_| counts) {
                *basis = basis.with(symbol);
            }
        }
    }

    fn forget_basis(&mut self, symbol: Symbol) {
        for basis in &mut self.bases {
            *basis = basis.without(SymbolSet::EMPTY.with(symbol));
        }
    }

    fn remove(&mut self, symbol: Symbol) {
        if let Some(slot) = self.known.get_mut(symbol as usize) {
            *slot = None;
            self.set = self.set.without(SymbolSet::EMPTY.with(symbol));
            self.forget_basis(symbol);
        }
    }

    /// The given figures of `group`; the plan tells which of them are assumptions and which are examples.
    fn give(&mut self, plan: &Plan, group: Group, tier: Option<usize>) {
        // One bit for each field: a plan that is all an example has as many of them as it has fields.
        let here = plan.examples.iter().filter(|place| place.tier == tier);
        let examples = here.fold(0u64, |set, place| set | 1 << place.field as u8);
        for field in Field::of(group) {
            let place = FieldPath { tier, field };
            if let (Some(symbol), Some(number)) = (field.symbol(), plan.get(place)) {
                let assumed = || {
                    !plan.assumed.is_empty() && {
                        let path = place.path();
                        plan.assumed.iter().any(|a| a.field == path)
                    }
                };
                let basis = match examples & 1 << field as u8 {
                    0 if assumed() => Basis::Assumed,
                    0 => Basis::Given,
                    _ => Basis::Example,
                };
                self.set(symbol, Known { value: number.likely(), basis, from: "" });
            }
        }
    }

    /// Applies the first rule that gives something new, until none does. Each time all rules are asked anew: what one of
    /// them gives may be what a preferred one was waiting for. Where win rates go by number of deals, rules by value come
    /// last, and what they give is an assumption.
    fn derive(&mut self, rules: &'static [Rule], by_count: bool) {
        let last = |rule: &&Rule| by_count && rule.by_value;
        let first = rules.iter().filter(|rule| !last(rule));
        let in_order = first.chain(rules.iter().filter(last));
        while in_order.clone().any(|rule| self.gives_new(rule, rule.assumes || last(&rule))) {}
    }

    /// Applies a rule whose result is unknown and whose sources are known; whether something new followed.
    fn gives_new(&mut self, rule: &'static Rule, assumes: bool) -> bool {
        let before = self.set;
        if !before.has(rule.gives) && rule.formula.needs().first_outside(before).is_none() {
            let least = if assumes { Basis::Assumed } else { Basis::Derived };
            self.apply(rule.gives, &rule.formula, least);
        }
        self.set != before
    }

    /// Puts what a tier says of itself in place of what the plan says of all.
    fn replace(&mut self) {
        for (gives, own) in &rules::OVERRIDES {
            self.apply(*gives, own, Basis::Given);
        }
        if self.set.has(Symbol::OwnChurn) {
            for (gives, formula) in rules::OF_ECONOMICS.iter().filter(|(gives, _)| rules::is_override(*gives))
            {
                self.apply(*gives, formula, Basis::Derived);
            }
        }
    }

    /// Sets `gives` to the value of `formula`, if it has one.
    fn apply(&mut self, gives: Symbol, formula: &'static Formula, least: Basis) {
        let no_metric = |_| Err(NoValue::TooLarge);
        if let Ok(value) = formula.evaluate(|symbol| self.value(symbol), no_metric) {
            let basis = least.max(self.basis_of(formula));
            self.set(gives, Known { value, basis, from: formula.source() });
        }
    }

    /// How well the value of `formula` is known, going by the symbols in it.
    ///
    /// A figure that counts as none does not make a sum an assumption (the report lists it), nor does a credit that is
    /// applied to none, or the share of its cost that follows.
    pub(crate) fn basis_of(&self, formula: &Formula) -> Basis {
        const INFLUENCED: [Symbol; 7] =
            [Symbol::Ni, Symbol::I, Symbol::Ki, Symbol::Ri, Symbol::It, Symbol::Kt, Symbol::Rt];
        const APPLIED: SymbolSet = SymbolSet::EMPTY.with(Symbol::C).with(Symbol::Phi);
        let mut needs = formula.needs();
        let amount = |s: &Symbol| needs.has(*s) && self.get(*s).is_some_and(|known| known.value > 0.0);
        if needs.meets(APPLIED) && !INFLUENCED.iter().any(amount) {
            needs = needs.without(APPLIED);
        }
        let worst = Basis::ALL.into_iter().zip(self.bases).rev().find(|(_, of)| of.meets(needs));
        worst.map_or(Basis::Given, |(basis, _)| basis)
    }

    /// An absent figure that counts as none where the figure that it would add to is there.
    fn assume_zero(&mut self) {
        for (absent, beside) in rules::COUNTED_AS_NONE {
            if !self.set.has(*absent) && self.set.has(*beside) {
                self.set(*absent, NONE_GIVEN);
            }
        }
    }

    /// Adds the credited and combined figures, what partners earn, and the commission where it is a cost of its own.
    fn combine(&mut self, holds_commission: bool) {
        for (gives, formula) in rules::COMBINED {
            self.apply(*gives, formula, Basis::Derived);
        }
        for (gives, formula) in &rules::EARNINGS {
            self.apply(*gives, formula, Basis::Derived);
        }
        let services = [Symbol::Services, Symbol::ServicesMargin];
        if self.set.has(Symbol::Pe) && !services.iter().any(|symbol| self.set.has(*symbol)) {
            self.set(Symbol::Ps, NONE_GIVEN);
        }
        let (commission, formula) = &rules::COMMISSION;
        if self.set.has(Symbol::Pm) && !holds_commission {
            self.apply(*commission, formula, Basis::Derived);
        } else if self.set.has(Symbol::K) {
            let held = Known { value: 0.0, basis: Basis::Given, from: IN_PROGRAMME_COST };
            self.set(*commission, if holds_commission { held } else { NONE_GIVEN });
        }
    }

    /// Adds what direct's report and all tiers give together, and what of it moves to this tier.
    pub(crate) fn join(&mut self, direct: &Self) {
        for symbol in symbols_of_direct() {
            if let Some(known) = direct.get(symbol) {
                self.set(symbol, known);
            }
        }
        for ((moved, formula), credited) in rules::MOVED.iter().zip([Symbol::S, Symbol::K]) {
            self.apply(*moved, formula, Basis::Derived);
            if !self.set.has(*moved) && self.set.has(credited) {
                self.set(*moved, NONE_GIVEN);
            }
        }
        // Where direct's cost of a customer is not known none moves, however many customers the revenue is from.
        if !self.set.has(Symbol::Cm) && !self.set.has(Symbol::Ca) && self.set.has(Symbol::R) {
            self.set(Symbol::Cm, NONE_GIVEN);
        }
    }
}

/// The quantities that the plan has once.
pub fn shared(plan: &Plan) -> Quantities {
    let mut q = Quantities::NONE;
    for group in [Group::Direct, Group::Economics, Group::Plan] {
        q.give(plan, group, None);
    }
    for (symbol, value) in
        [(Symbol::C, DEFAULT_CREDIT), (Symbol::Y, DEFAULT_LIFETIME), (Symbol::Phi, DEFAULT_COST_FOLLOWS)]
    {
        if !q.set.has(symbol) {
            q.set(symbol, Known { value, basis: Basis::Assumed, from: "default" });
        }
    }
    q.derive(rules::RULES_OF_DIRECT, plan.holds(Switch::WinRateByCount));
    if !q.set.has(Symbol::E) {
        q.set(Symbol::E, NONE_GIVEN);
    }
    for (gives, formula) in &rules::OF_ECONOMICS {
        if !q.set.has(*gives) {
            q.apply(*gives, formula, Basis::Derived);
        }
    }
    if !q.set.has(Symbol::Gc) {
        q.apply(Symbol::Gc, &rules::NO_PARTNER_MARGIN, Basis::Given);
    }
    q
}

/// The quantities of the tier at `at`, on top of those that the plan has once.
pub fn tier(plan: &Plan, at: usize, shared: &Quantities) -> Quantities {
    let mut q = shared.clone();
    q.give(plan, Group::Tier, Some(at));
    q.replace();
    q.derive(rules::RULES, plan.holds(Switch::WinRateByCount));
    q.assume_zero();
    q.combine(plan.holds(Switch::ProgrammeCostIncludesCommission));
    q
}

/// Every quantity of the plan: of each tier, and what the plan has once.
pub(crate) fn quantities(plan: &Plan) -> (Vec<Quantities>, Quantities) {
    let shared = shared(plan);
    let mut tiers: Vec<Quantities> = (0..plan.tiers.len()).map(|at| tier(plan, at, &shared)).collect();
    let shared = of_direct(plan, &tiers, &shared);
    tiers.iter_mut().for_each(|q| q.join(&shared));
    (tiers, shared)
}

/// The figures of the whole plan that rest on all tiers and on direct's report.
fn symbols_of_direct() -> impl Iterator<Item = Symbol> {
    let of_tiers = rules::OF_ALL_TIERS.iter().map(|(gives, _)| *gives);
    of_tiers.chain(rules::OF_DIRECT.iter().map(|row| row.gives))
}

/// What all tiers influenced, and direct's figures on one base: what is credited to partners is taken out, and the share
/// of its cost that follows, so that nothing counts twice.
///
/// What is left of direct has no value where more is credited to partners than direct worked on at all.
pub(crate) fn of_direct(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> Quantities {
    let mut q = shared.clone();
    for (gives, influenced) in rules::OF_ALL_TIERS {
        let some = tiers.iter().filter_map(|tier| tier.get(influenced)).filter(|known| known.value > 0.0);
        let sum = some.reduce(|total, known| Known {
            value: total.value + known.value,
            basis: total.basis.max(known.basis).max(Basis::Derived),
            from: "",
        });
        q.set(gives, sum.unwrap_or(NONE_GIVEN));
    }
    for row in rules::OF_DIRECT.iter().filter(|row| !shared.set.has(row.gives)) {
        q.apply(row.gives, row.formula_in(plan), Basis::Derived);
        if row.remainder && q.get(row.gives).is_some_and(|known| known.value < 0.0) {
            q.remove(row.gives);
        }
    }
    q
}
