//! Totals: the parts are added up, over the tiers that have every figure, and then divided.

use crate::amount::{Absent, Figure, Reason};
use crate::metrics::Row;
use crate::names::Figures;
use crate::names::Name::{self, *};

/// What a tier may have brought. A tier that lacks some of what a total needs of these still counts with what it spent.
const RETURNS: [Name; 26] = [
    Ns,
    Ni,
    S,
    I,
    W,
    D,
    Ks,
    Ki,
    Rs,
    Ri,
    Wi,
    B,
    R,
    K,
    Rn,
    Rx,
    V,
    Pe,
    Ps,
    Cc,
    Cm,
    Sm,
    Churn,
    NetRetention,
    T,
    Cycle,
];
/// What a tier spent.
const SPENT: [Name; 5] = [M, O, P, Cv, Cj];
/// What a mean is weighed by, the first that the tiers have.
const WEIGHTS: [(Name, Name); 6] = [(D, K), (W, S), (W, Ns), (Churn, Rx), (NetRetention, R), (T, R)];

/// Whether a total of these tiers weighs it: what the plan has once only where one of them has its own.
fn is_mean(name: Name, tiers: &[&Figures]) -> bool {
    match name {
        D | W => true,
        Churn | NetRetention | T => tiers.iter().any(|tier| !tier.lacks(OwnChurn)),
        _ => false,
    }
}

/// A metric of all tiers together.
pub(crate) struct Total {
    pub(crate) figure: Figure,
    /// Which tiers have every figure.
    pub(crate) covers: Vec<bool>,
    /// The value without the cost of tiers that give no return, where such cost counts.
    pub(crate) without: Option<f64>,
}

/// What a metric asks for.
pub(crate) struct Needs {
    all: Vec<Name>,
    /// Of each tier.
    of_tier: Vec<Name>,
    /// The same without what a tier may have brought.
    cost: Vec<Name>,
    /// Whether it holds what was spent against what that brought.
    spends: bool,
}

impl Needs {
    pub(crate) fn of(row: &Row) -> Self {
        let all = row.needs();
        let of_tier: Vec<Name> = all.iter().copied().filter(|name| name.of_tier()).collect();
        let (returns, cost): (Vec<Name>, Vec<Name>) = of_tier.iter().partition(|name| RETURNS.contains(name));
        let spends = !returns.is_empty() && cost.iter().any(|name| SPENT.contains(name));
        Self { all, of_tier, cost, spends }
    }
}

/// The total of `row`, which asks for `needs`, over `tiers`, of which there is one at least.
pub(crate) fn of(row: &Row, needs: &Needs, tiers: &[Figures]) -> Total {
    let covers = covered(&needs.of_tier, tiers);
    let full: Vec<&Figures> =
        tiers.iter().zip(&covers).filter(|(_, full)| **full).map(|(tier, _)| tier).collect();
    if full.is_empty() {
        return Total { figure: none(row, &needs.all, tiers), covers, without: None };
    }
    let rest = tiers
        .iter()
        .zip(&covers)
        .filter(|(tier, full)| needs.spends && !**full && has_all(tier, &needs.cost));
    let spending: Vec<&Figures> = rest.map(|(tier, _)| tier).collect();
    let added = |spending: &[&Figures]| {
        let mut sums = tiers[0].alone();
        for name in needs.of_tier.iter().copied() {
            let also = if SPENT.contains(&name) { spending } else { &[] };
            sums.set(
                name,
                match name {
                    _ if is_mean(name, &full) => mean(name, &full),
                    Churn | NetRetention | T | Cycle => full[0].get(name),
                    _ => sum(full.iter().chain(also).map(|tier| tier.get(name))),
                },
            );
        }
        (row.formula)(&sums)
    };
    let without = if spending.is_empty() { None } else { added(&[]).value() };
    Total { figure: added(&spending), covers, without }
}

fn has_all(tier: &Figures, names: &[Name]) -> bool {
    names.iter().all(|name| match name {
        // A quotient by zero is no figure that could be added.
        Rx | V => tier.get(*name).value().is_some(),
        _ => !tier.lacks(*name),
    })
}

/// The tiers that have every figure, and what its means are weighed by: a tier whose weight is not known cannot be weighed, so
/// it is left out as any tier that lacks a figure. A weight that all have goes before one that some have; where none has
/// one, or one tier alone has the figures, nothing is weighed.
fn covered(needs: &[Name], tiers: &[Figures]) -> Vec<bool> {
    let having = |needs: &[Name]| -> Vec<bool> { tiers.iter().map(|tier| has_all(tier, needs)).collect() };
    let plain = having(needs);
    if plain.iter().filter(|has| **has).count() < 2 {
        return plain;
    }
    let mut all = needs.to_vec();
    let of_plain: Vec<&Figures> =
        tiers.iter().zip(&plain).filter(|(_, has)| **has).map(|(tier, _)| tier).collect();
    for mean in needs.iter().filter(|name| is_mean(**name, &of_plain)) {
        let weights = WEIGHTS.iter().filter(|(of, _)| of == mean).map(|(_, weight)| *weight);
        let weighed = |weight: Name| having(&[needs, &[weight]].concat());
        let by_all = weights.clone().find(|weight| weighed(*weight) == plain);
        let by_some = weights.clone().find(|weight| weighed(*weight).contains(&true));
        all.extend(by_all.or(by_some));
    }
    let weighed = having(&all);
    if weighed.contains(&true) { weighed } else { plain }
}

fn sum(parts: impl Iterator<Item = Figure>) -> Figure {
    parts.reduce(|a, b| a + b).unwrap_or(Figure::of(0.0))
}

/// Σ(mean × weight) / Σ weight; the mean that all share, where there is nothing to weigh by.
fn mean(mean: Name, tiers: &[&Figures]) -> Figure {
    if let [only] = tiers {
        return only.get(mean);
    }
    for (_, weight) in WEIGHTS.iter().filter(|(of, _)| *of == mean) {
        let weights = sum(tiers.iter().map(|tier| tier.get(*weight)));
        if weights.value().is_some_and(|weight| weight > 0.0) {
            return sum(tiers.iter().map(|tier| tier.get(mean) * tier.get(*weight)))
                .over(weights, weight.text());
        }
    }
    let first = tiers[0].get(mean);
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * b.abs();
    let same = |tier: &&Figures| tier.get(mean).value().zip(first.value()).is_some_and(|(a, b)| near(a, b));
    if tiers.iter().all(same) { first.clone() } else { Figure::because(Reason::NoWeight(mean)) }
}

/// Why no tier has every figure: what none of them has, or else that they have them apart; and what else there is.
fn none(row: &Row, needs: &[Name], tiers: &[Figures]) -> Figure {
    let mut absent = Absent::default();
    for name in needs.iter().filter(|name| tiers.iter().all(|tier| tier.lacks(**name))) {
        for tier in tiers {
            absent.missing.extend(tier.get(*name).0.err().unwrap_or_default().missing);
        }
    }
    if absent.missing.is_empty() {
        absent.others.push(Reason::Apart);
    }
    for tier in tiers {
        absent.others.extend((row.formula)(tier).0.err().unwrap_or_default().others);
    }
    Figure(Err(absent))
}
