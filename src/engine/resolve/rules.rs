//! The derivations, and the relations that over-determined figures are checked against.

use crate::formula::Formula;
use crate::plan::{Plan, Switch};
use crate::symbol::{Scope, Symbol};

/// One derivation: a figure that is absent, from figures that are there.
pub struct Rule {
    /// The figure that it gives.
    pub gives: Symbol,
    /// From what.
    pub formula: Formula,
    /// The result is an assumption, whatever its sources are.
    pub assumes: bool,
    /// It holds where win rates go by value; where they go by number of deals it is the last resort.
    pub by_value: bool,
}

const fn rule(gives: Symbol, formula: &'static str) -> Rule {
    Rule { gives, formula: Formula::new(formula), assumes: false, by_value: false }
}

const fn by_value(gives: Symbol, formula: &'static str) -> Rule {
    Rule { by_value: true, ..rule(gives, formula) }
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
    by_value(Symbol::Rs, "S * w"),
    by_value(Symbol::Ri, "I * wi"),
    by_value(Symbol::Ri, "I * w"),
    by_value(Symbol::W, "Rs / S"),
    rule(Symbol::W, "Ks / Ns"),
    rule(Symbol::Ks, "Rs / D"),
    rule(Symbol::Ki, "Ri / D"),
    rule(Symbol::Ks, "Ns * w"),
    rule(Symbol::Ki, "Ni * wi"),
    rule(Symbol::Ki, "Ni * w"),
    rule(Symbol::Rs, "Ks * D"),
    rule(Symbol::Ri, "Ki * D"),
    rule(Symbol::Ns, "S / D"),
    rule(Symbol::Ni, "I / D"),
    Rule { assumes: true, ..rule(Symbol::A, "M") },
];

/// The derivations of direct's report, likewise. What is not said of direct's churn and sales cycle is taken to be as in
/// the whole plan. Its deal size follows in [`OF_DIRECT`], so that it does not depend on how direct reports.
pub static RULES_OF_DIRECT: &[Rule] = &[
    rule(Symbol::Sd, "Nd * Dd"),
    by_value(Symbol::Rd, "Sd * wd"),
    rule(Symbol::Kd, "Rd / Dd"),
    rule(Symbol::Kd, "Nd * wd"),
    rule(Symbol::Rd, "Kd * Dd"),
    rule(Symbol::ChurnD, "churn"),
    rule(Symbol::CycleD, "cycle"),
];

/// What a tier says of itself in place of the whole plan.
pub static OVERRIDES: [(Symbol, Formula); 2] =
    [(Symbol::Churn, Formula::new("churnOwn")), (Symbol::Cycle, Formula::new("cycleOwn"))];

/// Figures that count as none when they are absent, each with the figure beside which that matters. The report says so.
pub static COUNTED_AS_NONE: &[(Symbol, Symbol)] = &[
    (Symbol::O, Symbol::M),
    (Symbol::Ni, Symbol::Ns),
    (Symbol::I, Symbol::S),
    (Symbol::Ki, Symbol::Ks),
    (Symbol::Ri, Symbol::Rs),
    (Symbol::B, Symbol::Rs),
];

/// Figures that combine others; totals add them.
pub static COMBINED: &[(Symbol, Formula)] = &[
    (Symbol::Cv, Formula::new("M + O")),
    (Symbol::Cj, Formula::new("M + O + P")),
    (Symbol::R, Formula::new("Rs + c * Ri")),
    (Symbol::K, Formula::new("Ks + c * Ki")),
    (Symbol::Rn, Formula::new("(1 - b) * R")),
    (Symbol::Rx, Formula::new("R / churn")),
    (Symbol::V, Formula::new("R / cycle")),
];

/// What partners earn on the deals of a tier, as their contracts pay it: whatever the influence credit is.
pub static EARNINGS: [(Symbol, Formula); 2] =
    [(Symbol::Pe, Formula::new("pm * Rs + pmi * Ri")), (Symbol::Ps, Formula::new("sm * sv * (Ks + Ki)"))];

/// The same as a cost of the vendor, where program cost does not hold it already.
pub static COMMISSION: (Symbol, Formula) = (Symbol::Cc, Formula::new("Pe"));

/// What follows from figures that the plan has once, each from those above it. Gross margin is what is left after
/// commission, so a figure that holds commission as cost takes the margin before it. A customer is counted by survival:
/// contracts are annual, churn and expansion act at each anniversary, and no year after `Y` counts.
pub static OF_ECONOMICS: [(Symbol, Formula); 6] = [
    (Symbol::Pmi, Formula::new("pm")),
    (Symbol::Gc, Formula::new("g + pm")),
    (Symbol::Retained, Formula::new("(1 - churn) * (1 + e)")),
    (Symbol::Life, Formula::new("annuity(q, Y)")),
    (Symbol::RetainedD, Formula::new("(1 - churnD) * (1 + e)")),
    (Symbol::LifeD, Formula::new("annuity(qD, Y)")),
];

/// Whether a tier may have a value of its own in place of the plan's.
pub(crate) fn is_override(symbol: Symbol) -> bool {
    symbol.scope() == Scope::Override
}

/// The margin before commission where no commission is given.
pub static NO_PARTNER_MARGIN: Formula = Formula::new("g");

/// What partners influenced, over all tiers; none where no tier says.
pub const OF_ALL_TIERS: [(Symbol, Symbol); 3] =
    [(Symbol::It, Symbol::I), (Symbol::Kt, Symbol::Ki), (Symbol::Rt, Symbol::Ri)];

/// A figure of direct that follows from its report and from what all tiers influenced.
pub struct OfDirect {
    /// The figure.
    pub gives: Symbol,
    /// From what.
    pub formula: Formula,
    /// The same where direct's report leaves the influenced deals out, if that differs.
    pub excluded: Option<Formula>,
    /// It is what is left of a figure: below zero it has no value.
    pub remainder: bool,
}

impl OfDirect {
    /// The formula that holds in this plan.
    pub fn formula_in(&'static self, plan: &Plan) -> &'static Formula {
        let excluded = self.excluded.as_ref().filter(|_| !plan.holds(Switch::IncludesInfluenced));
        excluded.unwrap_or(&self.formula)
    }
}

const fn worked_on(gives: Symbol, reported: &'static str, both: &'static str) -> OfDirect {
    OfDirect { gives, formula: Formula::new(reported), excluded: Some(Formula::new(both)), remainder: false }
}

const fn average(gives: Symbol, formula: &'static str) -> OfDirect {
    OfDirect { gives, formula: Formula::new(formula), excluded: None, remainder: false }
}

const fn remainder(gives: Symbol, formula: &'static str) -> OfDirect {
    OfDirect { gives, formula: Formula::new(formula), excluded: None, remainder: true }
}

/// Direct on one base, however it reports: all deals that it worked on, what each cost on average, and what is left when
/// the credited part leaves with the share of its cost that follows. Each row uses rows above it.
pub static OF_DIRECT: [OfDirect; 14] = [
    worked_on(Symbol::Sb, "Sd", "Sd + It"),
    worked_on(Symbol::Kb, "Kd", "Kd + Kt"),
    worked_on(Symbol::Rb, "Rd", "Rd + Rt"),
    average(Symbol::Dd, "Rb / Kb"),
    average(Symbol::Wd, "Rb / Sb"),
    average(Symbol::Sa, "Cd / Sb"),
    average(Symbol::Ca, "Cd / Kb"),
    remainder(Symbol::SdOwn, "Sb - c * It"),
    remainder(Symbol::KdOwn, "Kb - c * Kt"),
    remainder(Symbol::RdOwn, "Rb - c * Rt"),
    remainder(Symbol::Cs, "Sa * (Sb - phi * c * It)"),
    remainder(Symbol::Ck, "Ca * (Kb - phi * c * Kt)"),
    // The same at full credit.
    remainder(Symbol::Kf, "Kb - Kt"),
    remainder(Symbol::Cf, "Ca * (Kb - phi * Kt)"),
];

/// Direct's cost that moves to a tier with what is credited to it.
pub static MOVED: [(Symbol, Formula); 2] =
    [(Symbol::Sm, Formula::new("phi * Sa * c * I")), (Symbol::Cm, Formula::new("phi * Ca * c * Ki"))];

/// A figure that must agree with a formula of others.
pub struct Relation {
    /// The figure.
    pub figure: Symbol,
    /// What it must agree with.
    pub formula: Formula,
    /// Whether the others must have been entered: derived ones would repeat a disagreement that another row reports.
    pub entered: bool,
    /// It holds where win rates go by value alone.
    pub by_value: bool,
    /// It does not hold where this figure is there.
    pub unless: Option<Symbol>,
}

const fn relation(figure: Symbol, formula: &'static str) -> Relation {
    Relation { figure, formula: Formula::new(formula), entered: false, by_value: false, unless: None }
}

/// What over-determined figures of a tier are checked against.
pub static RELATIONS: &[Relation] = &[
    relation(Symbol::S, "Ns * D"),
    relation(Symbol::I, "Ni * D"),
    Relation { by_value: true, ..relation(Symbol::Rs, "S * w") },
    Relation { by_value: true, unless: Some(Symbol::Wi), ..relation(Symbol::Ri, "I * w") },
    Relation { by_value: true, ..relation(Symbol::Ri, "I * wi") },
    relation(Symbol::Rs, "Ks * D"),
    relation(Symbol::Ri, "Ki * D"),
    Relation { entered: true, ..relation(Symbol::W, "Ks / Ns") },
    Relation { entered: true, ..relation(Symbol::Wi, "Ki / Ni") },
];
