//! Totals add the parts and then divide; they never average ratios.
//!
//! Absent is not zero: a total runs over the tiers that have every figure it needs, numerator and denominator alike.

use super::{Basis, Known, Quantities};
use crate::metric::Metric;
use crate::symbol::{Scope, Symbol, SymbolSet};

/// The quantities summed over some of the tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// Which tiers, one bit each.
    pub covers: u16,
    /// The sums, and the means weighed by them.
    pub quantities: Quantities,
}

/// Weights of the means: `D = ΣRs / ΣKs`, `w = ΣRs / ΣS`, else `w = ΣKs / ΣNs`. The mean, what is over, what is under
/// the line, and both as a formula.
pub const WEIGHTS: [(Symbol, Symbol, Symbol, &str); 3] = [
    (Symbol::D, Symbol::Rs, Symbol::Ks, "Rs / Ks"),
    (Symbol::W, Symbol::Rs, Symbol::S, "Rs / S"),
    (Symbol::W, Symbol::Ks, Symbol::Ns, "Ks / Ns"),
];

/// The quantities that the plan has once: whether a tier has them decides nothing.
const OF_PLAN: SymbolSet = {
    let mut set = SymbolSet::EMPTY;
    let mut rest = Symbol::ALL;
    while let [symbol, others @ ..] = rest {
        if matches!(symbol.scope(), Scope::Plan) {
            set = set.with(*symbol);
        }
        rest = others;
    }
    set
};

/// What a total of `metric` is worked out from: all that it rests on, and what its means are weighed by.
pub(crate) fn in_total(metric: &Metric) -> SymbolSet {
    let rests = metric.rests_on();
    let weights = WEIGHTS.iter().filter(|(mean, ..)| rests.has(*mean));
    weights.fold(rests, |set, (_, over, by, _)| set.with(*over).with(*by))
}

/// Which tiers have every figure of a tier that `metric` rests on, together with what its means are weighed by. Where
/// no tier has the weights, those with the bare figures.
pub(crate) fn covers(metric: &Metric, tiers: &[Quantities]) -> u16 {
    let bare = metric.rests_on();
    let weighed = WEIGHTS.iter().take(2).filter(|(mean, ..)| bare.has(*mean));
    let weighed = weighed.fold(bare, |set, (_, over, by, _)| set.with(*over).with(*by));
    match having(tiers, weighed) {
        0 => having(tiers, bare),
        some => some,
    }
}

fn having(tiers: &[Quantities], needs: SymbolSet) -> u16 {
    let has = |q: &Quantities| needs.first_outside(q.set.union(OF_PLAN)).is_none();
    tiers.iter().enumerate().filter(|(_, q)| has(q)).fold(0, |mask, (at, _)| mask | 1 << at)
}

/// Sums over the tiers in `covers`, on top of what the plan has once.
pub(crate) fn sums(covers: u16, tiers: &[Quantities], shared: &Quantities) -> Sums {
    sums_of(|_| true, covers, tiers, shared)
}

/// The same, of those quantities alone that `needed` names.
pub(crate) fn sums_of(
    needed: impl Fn(Symbol) -> bool,
    covers: u16,
    tiers: &[Quantities],
    shared: &Quantities,
) -> Sums {
    let chosen: Vec<&Quantities> =
        tiers.iter().enumerate().filter(|(at, _)| covers & 1 << at != 0).map(|(_, q)| q).collect();
    let mut quantities = shared.clone();
    for symbol in Symbol::ALL.iter().copied().filter(|symbol| needed(*symbol)) {
        let sum = match symbol.scope() {
            Scope::Sum => sum(symbol, &chosen),
            _ => None,
        };
        if let Some(known) = sum {
            quantities.set(symbol, known);
        }
    }
    for mean in [Symbol::D, Symbol::W] {
        if let Some(known) = weighed(mean, &quantities).or_else(|| common(mean, &chosen)) {
            quantities.set(mean, known);
        }
    }
    Sums { covers, quantities }
}

/// The sum, if every tier has the figure. What counts as none says nothing about how well the rest is known.
fn sum(symbol: Symbol, tiers: &[&Quantities]) -> Option<Known> {
    let (first, rest) = tiers.split_first()?;
    let mut total = first.get(symbol)?;
    for q in rest {
        let known = q.get(symbol)?;
        let basis = match (total.from == super::NONE_GIVEN, known.from == super::NONE_GIVEN) {
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

fn weighed(mean: Symbol, sums: &Quantities) -> Option<Known> {
    let (over, by, from) = weights(mean, sums)?;
    let (over, by) = (sums.get(over)?, sums.get(by)?);
    let basis = over.basis.max(by.basis).max(Basis::Derived);
    Some(Known { value: over.value / by.value, basis, from })
}

/// The first of the [`WEIGHTS`] that give `mean` on these sums: what is over, what is under the line, and both as text.
pub(crate) fn weights(mean: Symbol, sums: &Quantities) -> Option<(Symbol, Symbol, &'static str)> {
    let gives = |over: Symbol, by: Symbol| Some((sums.get(over)?.value / sums.get(by)?.value).is_finite());
    let row = WEIGHTS.iter().find(|(of, over, by, _)| *of == mean && gives(*over, *by) == Some(true))?;
    Some((row.1, row.2, row.3))
}

/// The mean that all tiers share, for tiers without wins to weigh by.
fn common(mean: Symbol, tiers: &[&Quantities]) -> Option<Known> {
    let (first, rest) = tiers.split_first()?;
    let known = first.get(mean)?;
    let same =
        |q: &&Quantities| q.get(mean).is_some_and(|k| (k.value - known.value).abs() <= 1e-12 * known.value);
    rest.iter().all(same).then_some(known)
}
