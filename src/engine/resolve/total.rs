//! Totals add the parts and then divide; they never average ratios.
//!
//! Absent is not zero: a total runs over the tiers that have every figure it needs, numerator and denominator alike. One
//! thing is not left out: what a tier spent counts as cost where it gives no return, or a program would look the better
//! the less is known of it.

use super::{Basis, Known, Quantities};
use crate::message::WEIGHED;
use crate::metric::Metric;
use crate::symbol::{Scope, Symbol, SymbolSet};

/// Whom a total runs over, one bit for each tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The tiers that have every figure.
    pub full: u16,
    /// Those that give their cost and no return: the cost counts.
    pub cost: u16,
}

/// The quantities summed over some of the tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// Which tiers.
    pub coverage: Coverage,
    /// The sums, and the means weighed by them.
    pub quantities: Quantities,
}

/// What a mean is weighed by, in order of preference: `D = Σ(D·K) / ΣK`, `w = Σ(w·S) / ΣS`, else `w = Σ(w·Ns) / ΣNs`.
///
/// The weight is what the mean is multiplied with wherever it stands, so that a total is what its tiers add up to.
pub const WEIGHTS: [(Symbol, Symbol); 11] = [
    (Symbol::D, Symbol::K),
    (Symbol::W, Symbol::S),
    (Symbol::W, Symbol::Ns),
    (Symbol::Wi, Symbol::I),
    (Symbol::Wi, Symbol::Ni),
    (Symbol::B, Symbol::R),
    // Revenue is what churn takes a share of. A lifetime divides by churn, so churn itself is weighed by that quotient; a
    // tier without churn has none, and no lifetime that could be part of a mean.
    (Symbol::Churn, Symbol::Rx),
    (Symbol::Retained, Symbol::R),
    (Symbol::Life, Symbol::R),
    (Symbol::Cycle, Symbol::V),
    (Symbol::Cycle, Symbol::R),
];

/// What a total weighs anew in every case.
const MEANS: [Symbol; 4] = [Symbol::D, Symbol::W, Symbol::Wi, Symbol::B];
/// What the plan has once, and a total weighs where a tier has its own.
const OVERRIDDEN: [(Symbol, Symbol); 4] = [
    (Symbol::Churn, Symbol::OwnChurn),
    (Symbol::Retained, Symbol::OwnChurn),
    (Symbol::Life, Symbol::OwnChurn),
    (Symbol::Cycle, Symbol::OwnCycle),
];

/// Whether one of these tiers has its own value of what the plan has once.
pub(crate) fn has_own<'a>(symbol: Symbol, tiers: impl IntoIterator<Item = &'a Quantities>) -> bool {
    let own = OVERRIDDEN.iter().find(|(of, _)| *of == symbol).map(|(_, own)| *own);
    own.is_some_and(|own| tiers.into_iter().any(|q| q.set.has(own)))
}

/// The means that a total over these tiers weighs.
fn means<'a>(tiers: &'a [&Quantities]) -> impl Iterator<Item = Symbol> + 'a {
    let overridden = OVERRIDDEN.iter().map(|(symbol, _)| *symbol);
    MEANS.into_iter().chain(overridden.filter(|symbol| has_own(*symbol, tiers.iter().copied())))
}

const fn set_of(symbols: &[Symbol]) -> SymbolSet {
    let mut set = SymbolSet::EMPTY;
    let mut rest = symbols;
    while let [symbol, others @ ..] = rest {
        set = set.with(*symbol);
        rest = others;
    }
    set
}

/// What was spent.
pub const COSTS: SymbolSet = set_of(&[Symbol::M, Symbol::O, Symbol::P, Symbol::Cv, Symbol::Cj]);

/// What it brought. Leads are no return yet: a cost per lead leaves out a tier that counts none.
pub const RETURNS: SymbolSet = set_of(&[
    Symbol::Ns,
    Symbol::Ni,
    Symbol::S,
    Symbol::I,
    Symbol::W,
    Symbol::D,
    Symbol::Ks,
    Symbol::Ki,
    Symbol::Rs,
    Symbol::Ri,
    Symbol::Wi,
    Symbol::B,
    Symbol::R,
    Symbol::K,
    Symbol::Rn,
    Symbol::Rx,
    Symbol::V,
    // How long it stays and when it comes belongs to what was won.
    Symbol::Churn,
    Symbol::Retained,
    Symbol::Life,
    Symbol::Cycle,
    // None of these is spent on the tier: they come with what it won.
    Symbol::Pe,
    Symbol::Ps,
    Symbol::Cc,
    Symbol::Cm,
    Symbol::Sm,
]);

/// The quantities that the plan has once: none is a figure of a tier's own.
pub(crate) const OF_PLAN: SymbolSet = {
    let mut set = SymbolSet::EMPTY;
    let mut rest = Symbol::ALL;
    while let [symbol, others @ ..] = rest {
        if matches!(symbol.scope(), Scope::Plan | Scope::Override) {
            set = set.with(*symbol);
        }
        rest = others;
    }
    set
};

/// The same without those that a tier may replace by its own.
const ONCE: SymbolSet = {
    let mut set = OF_PLAN;
    let mut rest: &[(Symbol, Symbol)] = &OVERRIDDEN;
    while let [(symbol, _), others @ ..] = rest {
        set = set.without(SymbolSet::EMPTY.with(*symbol));
        rest = others;
    }
    set
};

/// The tiers of a mask.
fn chosen(tiers: &[Quantities], mask: u16) -> Vec<&Quantities> {
    tiers.iter().enumerate().filter(|(at, _)| mask & 1 << at != 0).map(|(_, q)| q).collect()
}

/// What a total of `metric` is worked out from: all that it rests on, and what its means may be weighed by.
pub(crate) fn in_total(metric: &Metric) -> SymbolSet {
    let rests = metric.rests_on();
    let weights = WEIGHTS.iter().filter(|(mean, _)| rests.has(*mean));
    weights.fold(rests, |set, (_, by)| set.with(*by))
}

/// Whom a total of `metric` runs over.
pub(crate) fn coverage(metric: &Metric, tiers: &[Quantities]) -> Coverage {
    let bare = metric.rests_on();
    let full = in_full(bare, tiers);
    let spends = full != 0 && bare.meets(COSTS) && bare.meets(RETURNS);
    let cost = if spends { having(tiers, bare.without(RETURNS)) & !full } else { 0 };
    Coverage { full, cost }
}

/// The tiers that have `bare` and what its means are weighed by; where no tier has the weights, those with the bare
/// figures.
fn in_full(bare: SymbolSet, tiers: &[Quantities]) -> u16 {
    let plain = having(tiers, bare);
    if plain.count_ones() < 2 {
        return plain;
    }
    let mut needs = bare;
    let of_plain: Vec<&Quantities> = chosen(tiers, plain);
    for mean in means(&of_plain).filter(|mean| bare.has(*mean)) {
        let rows = || WEIGHTS.iter().filter(|(of, _)| *of == mean).map(|(_, by)| *by);
        let known = |by: &Symbol| having(tiers, bare.with(*by));
        let by = rows().find(|by| known(by) == plain).or_else(|| rows().find(|by| known(by) != 0));
        needs = by.map_or(needs, |by| needs.with(by));
    }
    match having(tiers, needs) {
        0 => plain,
        some => some,
    }
}

fn having(tiers: &[Quantities], needs: SymbolSet) -> u16 {
    // What the plan has once decides nothing, unless a tier may have its own.
    let asked = needs.without(ONCE);
    let has = |q: &Quantities| asked.first_outside(q.set).is_none();
    tiers.iter().enumerate().filter(|(_, q)| has(q)).fold(0, |mask, (at, _)| mask | 1 << at)
}

/// The tiers that a quantity of a total is added up over.
pub(crate) fn added(symbol: Symbol, coverage: Coverage) -> u16 {
    if COSTS.has(symbol) { coverage.full | coverage.cost } else { coverage.full }
}

/// Sums over the tiers in `coverage`, on top of what the plan has once.
pub(crate) fn sums(coverage: Coverage, tiers: &[Quantities], shared: &Quantities) -> Sums {
    sums_of(|_| true, coverage, tiers, shared)
}

/// The same, of those quantities alone that `needed` names.
pub(crate) fn sums_of(
    needed: impl Fn(Symbol) -> bool,
    coverage: Coverage,
    tiers: &[Quantities],
    shared: &Quantities,
) -> Sums {
    let full = chosen(tiers, coverage.full);
    let spending = chosen(tiers, coverage.full | coverage.cost);
    let mut quantities = shared.clone();
    for symbol in Symbol::ALL.iter().copied().filter(|symbol| needed(*symbol)) {
        let sum = match symbol.scope() {
            Scope::Sum if COSTS.has(symbol) => sum(symbol, &spending),
            Scope::Sum => sum(symbol, &full),
            _ => None,
        };
        if let Some(known) = sum {
            quantities.set(symbol, known);
        }
    }
    for mean in means(&full).filter(|mean| needed(*mean)) {
        match weighed(mean, &full, &quantities) {
            Some(known) => quantities.set(mean, known),
            // The plan's value would pass over what tiers say of themselves.
            None => quantities.remove(mean),
        }
    }
    Sums { coverage, quantities }
}

/// The sum, if every tier has the figure. What counts as none says nothing about how well the rest is known.
fn sum(symbol: Symbol, tiers: &[&Quantities]) -> Option<Known> {
    let (first, rest) = tiers.split_first()?;
    let mut total = first.get(symbol)?;
    for q in rest {
        let known = q.get(symbol)?;
        let basis = match (total.from == super::ASSUMED_ZERO, known.from == super::ASSUMED_ZERO) {
            (false, false) => total.basis.max(known.basis).max(Basis::Derived),
            (true, false) => known.basis,
            (_, true) => total.basis,
        };
        // Emptiness first: comparing two empty texts costs more than all else here where `memcmp` uses masked loads.
        let from = if !total.from.is_empty() && total.from != known.from { "" } else { total.from };
        total = Known { value: total.value + known.value, basis, from };
    }
    Some(total)
}

/// The mean of the tiers, weighed by their [`weight`]; the mean that all share where there is nothing to weigh by. One
/// tier has its own, to the last bit.
fn weighed(mean: Symbol, tiers: &[&Quantities], sums: &Quantities) -> Option<Known> {
    if let [only] = tiers {
        return only.get(mean);
    }
    let Some(by) = weight(mean, sums) else { return common(mean, tiers) };
    let mut over = Known { value: 0.0, basis: Basis::Derived, from: WEIGHED };
    for q in tiers {
        let (known, weight) = (q.get(mean)?, q.get(by)?);
        over.value += known.value * weight.value;
        over.basis = over.basis.max(known.basis).max(weight.basis);
    }
    Some(Known { value: over.value / sums.get(by)?.value, ..over })
}

/// The first of the [`WEIGHTS`] of `mean` that these sums have.
pub(crate) fn weight(mean: Symbol, sums: &Quantities) -> Option<Symbol> {
    let has = |by: Symbol| sums.get(by).is_some_and(|known| known.value > 0.0);
    WEIGHTS.iter().find(|(of, by)| *of == mean && has(*by)).map(|(_, by)| *by)
}

/// The mean that all tiers share, for tiers without anything to weigh by.
fn common(mean: Symbol, tiers: &[&Quantities]) -> Option<Known> {
    let (first, rest) = tiers.split_first()?;
    let known = first.get(mean)?;
    let same =
        |q: &&Quantities| q.get(mean).is_some_and(|k| (k.value - known.value).abs() <= 1e-12 * known.value);
    rest.iter().all(same).then_some(known)
}
