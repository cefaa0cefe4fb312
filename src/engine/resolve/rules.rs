//! The derivations, and the relations that over-determined figures are checked against.

use crate::formula::Formula;
use crate::symbol::Symbol;

/// One derivation: a figure that is absent, from figures that are there.
pub struct Rule {
    /// The figure that it gives.
    pub gives: Symbol,
    /// From what.
    pub formula: Formula,
    /// The result is an assumption, whatever its sources are.
    pub assumes: bool,
}

const fn rule(gives: Symbol, formula: &'static str) -> Rule {
    Rule { gives, formula: Formula::new(formula), assumes: false }
}

/// Every derivation, in order of preference. Beyond the list of the model's contract stand the same relations read the other way
/// (`Ns = S / D`, `D = Rs / Ks`, `Ri = Ki * D`): identities, not new formulas. Without them a tier with sourced and
/// influenced customers and a deal size would silently lose its influenced revenue. `Ks = Ns * w` is where the deal size
/// cancels: opportunities and a win rate give customers without one.
pub static RULES: &[Rule] = &[
    rule(Symbol::S, "Ns * D"),
    rule(Symbol::I, "Ni * D"),
    rule(Symbol::D, "S / Ns"),
    rule(Symbol::D, "Rs / Ks"),
    rule(Symbol::Rs, "S * w"),
    rule(Symbol::Ri, "I * w"),
    rule(Symbol::W, "Rs / S"),
    rule(Symbol::W, "Ks / Ns"),
    rule(Symbol::Ks, "Rs / D"),
    rule(Symbol::Ki, "Ri / D"),
    rule(Symbol::Ks, "Ns * w"),
    rule(Symbol::Ki, "Ni * w"),
    rule(Symbol::Rs, "Ks * D"),
    rule(Symbol::Ri, "Ki * D"),
    rule(Symbol::Ns, "S / D"),
    rule(Symbol::Ni, "I / D"),
    Rule { gives: Symbol::A, formula: Formula::new("M"), assumes: true },
];

/// Figures that count as none when they are absent, each with the figure beside which that matters. The report says so.
pub static COUNTED_AS_NONE: &[(Symbol, Symbol)] = &[
    (Symbol::O, Symbol::M),
    (Symbol::Ni, Symbol::Ns),
    (Symbol::I, Symbol::S),
    (Symbol::Ki, Symbol::Ks),
    (Symbol::Ri, Symbol::Rs),
];

/// Figures that combine others; totals add them.
pub static COMBINED: &[(Symbol, Formula)] = &[
    (Symbol::Cv, Formula::new("M + O")),
    (Symbol::Cj, Formula::new("M + O + P")),
    (Symbol::R, Formula::new("Rs + c * Ri")),
    (Symbol::K, Formula::new("Ks + c * Ki")),
];

/// Partner customers that are not in direct's own report ([`Symbol::Kn`]).
pub static NEW_SOURCED: Formula = Formula::new("Ks");
/// The same where direct's report does not hold the influenced deals.
pub static NEW_ALL: Formula = Formula::new("Ks + Ki");

/// A figure of direct without what is credited to partners.
pub struct Own {
    /// The figure.
    pub gives: Symbol,
    /// The same as direct reports it.
    pub reported: Symbol,
    /// What partners influenced of it.
    pub influenced: Symbol,
    /// How it is worked out where direct's report holds the influenced deals.
    pub formula: &'static str,
}

/// What is credited to partners leaves direct's figures, so that nothing counts twice.
pub static OWN: [Own; 2] = [
    Own { gives: Symbol::SdOwn, reported: Symbol::Sd, influenced: Symbol::I, formula: "Sd - c * I" },
    Own { gives: Symbol::KdOwn, reported: Symbol::Kd, influenced: Symbol::Ki, formula: "Kd - c * Ki" },
];

/// A figure that must agree with a formula of others.
pub struct Relation {
    /// The figure.
    pub figure: Symbol,
    /// What it must agree with.
    pub formula: Formula,
    /// Whether the others must have been entered: derived ones would repeat a disagreement that another row reports.
    pub entered: bool,
}

const fn relation(figure: Symbol, formula: &'static str) -> Relation {
    Relation { figure, formula: Formula::new(formula), entered: false }
}

/// What over-determined figures of a tier are checked against.
pub static RELATIONS: &[Relation] = &[
    relation(Symbol::S, "Ns * D"),
    relation(Symbol::I, "Ni * D"),
    relation(Symbol::Rs, "S * w"),
    relation(Symbol::Ri, "I * w"),
    relation(Symbol::Rs, "Ks * D"),
    relation(Symbol::Ri, "Ki * D"),
    Relation { figure: Symbol::W, formula: Formula::new("Ks / Ns"), entered: true },
];
