//! The value of a metric on quantities, in a tier or in total, and how well it is known.

use super::{Basis, Coverage, OF_DIRECT, Quantities, coverage, in_total, sums_of};
use crate::formula::NoValue;
use crate::metric::{Metric, MetricId};
use crate::symbol::{Scope, Symbol, SymbolSet};

/// The value of one metric on these quantities, and how well it is known.
pub(crate) fn work_out(metric: &Metric, q: &Quantities) -> (Result<f64, NoValue>, Basis) {
    (value(metric, q), basis(metric, q))
}

/// The value of one metric on these quantities.
pub(crate) fn value(metric: &Metric, q: &Quantities) -> Result<f64, NoValue> {
    // A quotient is absent beside its parts only where it would divide by zero.
    let zero = |s: Symbol| zero_base(s, q);
    let symbol = |s: Symbol| match q.value(s) {
        Err(none) if zero(s).is_some() => Err(zero(s).map_or(none, NoValue::ZeroDivisor)),
        // What is left of direct's figure is absent while the figure itself is there only if credit exceeds it.
        Err(_) if exceeded(s).is_some_and(|of| q.set.has(of)) => Err(NoValue::CreditExceedsDirect(s)),
        known => known,
    };
    metric.formula.evaluate(symbol, |id: MetricId| value(id.metric(), q))
}

/// What a quantity that is a quotient divides by, where that is zero and what is divided is there.
fn zero_base(quotient: Symbol, q: &Quantities) -> Option<&'static str> {
    let (divided, base) = match quotient {
        Symbol::Sa | Symbol::Cs => (Symbol::Cd, Symbol::Sb),
        Symbol::Ca | Symbol::Ck | Symbol::Cf => (Symbol::Cd, Symbol::Kb),
        Symbol::V => (Symbol::R, Symbol::Cycle),
        _ => return None,
    };
    q.get(base).filter(|known| known.value == 0.0 && q.set.has(divided)).map(|_| base.text())
}

/// What a remainder is left of.
fn exceeded(remainder: Symbol) -> Option<Symbol> {
    Some(match remainder {
        Symbol::SdOwn => Symbol::Sb,
        Symbol::KdOwn | Symbol::Kf => Symbol::Kb,
        Symbol::RdOwn => Symbol::Rb,
        Symbol::Cs => Symbol::Sa,
        Symbol::Ck | Symbol::Cf => Symbol::Ca,
        _ => return None,
    })
}

fn basis(metric: &Metric, q: &Quantities) -> Basis {
    let of_symbols = q.basis_of(&metric.formula);
    let of_metrics = metric.formula.metrics().map(|id| basis(id.metric(), q)).max();
    let least = if metric.formula.is_one_symbol() { Basis::Given } else { Basis::Derived };
    of_symbols.max(of_metrics.unwrap_or(Basis::Given)).max(least)
}

/// Why a total has no value, where `known` is what at least one tier has.
pub(crate) fn none_in_total(
    metric: &Metric,
    coverage: Coverage,
    tiers: &[Quantities],
    known: SymbolSet,
    none: NoValue,
) -> NoValue {
    match none {
        // A figure that no tier has, or figures that no tier has together.
        NoValue::Missing(_) if coverage.full == 0 => {
            let Some(first) = metric.rests_on().first_outside(given(known)) else { return NoValue::Apart };
            // What every tier gives, and is zero, need not be given.
            let zero = tiers.iter().find_map(|q| zero_base(first, q));
            zero.map_or(NoValue::Missing(first), NoValue::ZeroDivisor)
        }
        // Each tier has it, but they differ.
        NoValue::Missing(mean) if matches!(mean.scope(), Scope::Mean | Scope::Override) => {
            NoValue::NoWeight(mean)
        }
        none => none,
    }
}

/// What is known, and direct's figures that have no value although all that they follow from is there: nobody could give
/// more for them.
fn given(known: SymbolSet) -> SymbolSet {
    OF_DIRECT.iter().fold(known, |known, row| match row.formula.needs().first_outside(known) {
        None => known.with(row.gives),
        Some(_) => known,
    })
}

/// The value of one metric in total: the same steps as in [`crate::evaluate()`], for one figure.
pub(crate) fn value_in_total(
    metric: &Metric,
    tiers: &[Quantities],
    shared: &Quantities,
) -> Result<f64, NoValue> {
    let coverage = coverage(metric, tiers);
    let needs = in_total(metric);
    let sums = sums_of(|symbol| needs.has(symbol), coverage, tiers, shared);
    value(metric, &sums.quantities).map_err(|none| {
        let known = tiers.iter().fold(shared.set, |set, q| set.union(q.set));
        none_in_total(metric, coverage, tiers, known, none)
    })
}
