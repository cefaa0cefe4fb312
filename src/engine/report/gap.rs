//! What a total leaves out: it runs over the tiers that have its figures, and says what it does with the others.

use crate::plan::{Field, FieldPath};
use crate::resolve::{COSTS, Quantities, RETURNS};
use crate::symbol::{Symbol, SymbolSet};

/// A tier that a total does not count in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Its place in the plan.
    pub tier: usize,
    /// The field that is to be filled in first.
    pub place: FieldPath,
    /// What it spent, where that counts as cost without return.
    pub cost: Option<f64>,
    /// The money of it that is not counted at all.
    pub left_out: Vec<(Symbol, f64)>,
}

/// How a total treats the tiers that lack figures.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Part {
    pub(crate) gaps: Vec<Gap>,
    /// The value without the cost of tiers that give no return.
    pub(crate) without: Option<f64>,
}

/// What to fill in for a quantity that is missing, in the order in which the form asks.
const MENDS: [(Symbol, &[Symbol]); 19] = [
    (Symbol::Cv, &[Symbol::M]),
    (Symbol::Cj, &[Symbol::M, Symbol::P]),
    (Symbol::Rs, &[Symbol::S, Symbol::W]),
    (Symbol::R, &[Symbol::S, Symbol::W]),
    (Symbol::Ks, &[Symbol::S, Symbol::W, Symbol::D]),
    (Symbol::K, &[Symbol::S, Symbol::W, Symbol::D]),
    (Symbol::Rn, &[Symbol::S, Symbol::W]),
    (Symbol::Rx, &[Symbol::Churn]),
    (Symbol::V, &[Symbol::S, Symbol::W, Symbol::Cycle]),
    (Symbol::Retained, &[Symbol::Churn]),
    (Symbol::Life, &[Symbol::Churn]),
    (Symbol::Np, &[Symbol::Np]),
    (Symbol::Pe, &[Symbol::S, Symbol::W]),
    (Symbol::Ps, &[Symbol::S, Symbol::W, Symbol::D]),
    (Symbol::Cc, &[Symbol::S, Symbol::W]),
    (Symbol::Cm, &[Symbol::S, Symbol::W, Symbol::D]),
    (Symbol::Sm, &[Symbol::S]),
    (Symbol::Ns, &[Symbol::S, Symbol::D]),
    (Symbol::Ni, &[Symbol::I, Symbol::D]),
];

impl Gap {
    /// What a total that rests on `needs` leaves out of the tier at `tier`; `spends` where its cost counts.
    pub(crate) fn of(needs: SymbolSet, tier: usize, q: &Quantities, spends: bool) -> Self {
        let value = |symbol: Symbol| q.get(symbol).map(|known| known.value).filter(|value| *value > 0.0);
        let spent = [Symbol::Cj, Symbol::Cv, Symbol::P, Symbol::M].into_iter().find(|s| needs.has(*s));
        let cost = spent.filter(|_| spends).and_then(|symbol| q.get(symbol)).map(|known| known.value);
        let mut left_out = Vec::new();
        let mut leave = |symbol: Symbol| left_out.extend(value(symbol).map(|value| (symbol, value)));
        if needs.meets(COSTS) && !spends {
            spent.into_iter().for_each(&mut leave);
        }
        if needs.meets(RETURNS) {
            for pair in [[Symbol::S, Symbol::Rs], [Symbol::I, Symbol::Ri]] {
                pair.into_iter().find(|symbol| value(*symbol).is_some()).into_iter().for_each(&mut leave);
            }
        }
        let field = first_field(needs, q.set).or_else(|| zero_field(needs, q));
        let place = FieldPath::tier(tier, field.unwrap_or(Field::MdfSpent));
        Self { tier, place, cost, left_out }
    }
}

/// The field whose zero leaves the tier without a quotient of `needs`.
fn zero_field(needs: SymbolSet, q: &Quantities) -> Option<Field> {
    let divides =
        [(Symbol::Churn, Symbol::Churn, Field::TierChurn), (Symbol::V, Symbol::Cycle, Field::TierCycle)];
    let zero = |symbol: Symbol| q.get(symbol).is_some_and(|known| known.value == 0.0);
    divides.into_iter().find(|(asked, by, _)| needs.has(*asked) && zero(*by)).map(|(_, _, field)| field)
}

/// The field that gives the first quantity of `needs` that is not in `known`, or leads to it.
fn first_field(needs: SymbolSet, known: SymbolSet) -> Option<Field> {
    let missing = Symbol::ALL.iter().copied().filter(|symbol| needs.has(*symbol) && !known.has(*symbol));
    let mend = |symbol: Symbol| {
        let row = MENDS.iter().find(|(of, _)| *of == symbol);
        let first = row.and_then(|(_, asked)| asked.iter().copied().find(|asked| !known.has(*asked)));
        super::field_of(first.unwrap_or(symbol))
    };
    missing.filter_map(mend).next()
}
