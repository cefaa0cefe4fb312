//! The figures of one tier: what was given, what follows from it, what counts as none, and what is credited.

use comarketing_roi_engine::{Field, Tier};

use crate::amount::Figure;
use crate::names::Figures;
use crate::names::Name::{self, *};
use crate::plan::Rates;

/// Under which letter a field stands.
const FIELDS: [(Field, Name); 22] = [
    (Field::MdfSpent, M),
    (Field::MdfAllocated, A),
    (Field::ProgrammeCost, O),
    (Field::PartnerContribution, P),
    (Field::Leads, L),
    (Field::Mqls, Q),
    (Field::OpportunitiesSourced, Ns),
    (Field::OpportunitiesInfluenced, Ni),
    (Field::PipelineSourced, S),
    (Field::PipelineInfluenced, I),
    (Field::WinRate, W),
    (Field::DealSize, D),
    (Field::CustomersSourced, Ks),
    (Field::CustomersInfluenced, Ki),
    (Field::RevenueSourced, Rs),
    (Field::RevenueInfluenced, Ri),
    (Field::WinRateInfluenced, Wi),
    (Field::ActivePartners, N),
    (Field::SignedPartners, Np),
    (Field::BaselineShare, B),
    (Field::TierChurn, OwnChurn),
    (Field::TierCycle, OwnCycle),
];

#[derive(Clone, Copy)]
pub(crate) enum Rule {
    Product(Name, Name),
    Quotient(Name, Name),
    Same(Name),
}
use Rule::{Product, Quotient};

/// What an absent figure follows from, and whether a win rate is read by value there.
pub(crate) type Derivation = (Name, Rule, bool);

const BY_VALUE: bool = true;

/// What an absent figure follows from, in the order of preference. Those of `model.md`, with what `model-2.md` adds
/// (customers from opportunities) and what `docs/formulas.md` adds to close the circle of three: D from revenue and customers,
/// Ri from customers, opportunities from pipeline.
const DERIVATIONS: [Derivation; 18] = [
    (S, Product(Ns, D), false),
    (I, Product(Ni, D), false),
    (D, Quotient(S, Ns), false),
    (D, Quotient(Rs, Ks), false),
    (Rs, Product(S, W), BY_VALUE),
    (Ri, Product(I, Wi), BY_VALUE),
    (Ri, Product(I, W), BY_VALUE),
    (W, Quotient(Rs, S), BY_VALUE),
    (W, Quotient(Ks, Ns), false),
    (Ks, Quotient(Rs, D), false),
    (Ki, Quotient(Ri, D), false),
    (Ks, Product(Ns, W), false),
    (Ki, Product(Ni, Wi), false),
    (Ki, Product(Ni, W), false),
    (Rs, Product(Ks, D), false),
    (Ri, Product(Ki, D), false),
    (Ns, Quotient(S, D), false),
    (Ni, Quotient(I, D), false),
];

/// What counts as none beside what.
const NONE_BESIDE: [(Name, Name); 6] = [(O, M), (Ni, Ns), (I, S), (Ki, Ks), (Ri, Rs), (B, Rs)];

/// What was given and what follows from it, before credit and direct are known.
pub(crate) fn of(tier: &Tier, by_count: bool) -> Figures {
    let mut q = Figures::none();
    for (field, name) in FIELDS {
        if let Some(number) = tier.get(field) {
            q.set(name, Figure::of(number.likely()));
        }
    }
    derive(&mut q, &DERIVATIONS, by_count);
    for (none, beside) in NONE_BESIDE {
        if q.lacks(none) && !q.lacks(beside) {
            q.set(none, Figure::of(0.0));
        }
    }
    if q.lacks(A) {
        q.set(A, q.get(M).called(A));
    }
    q.set(Cv, (q.get(M) + q.get(O)).called(Cv));
    q.set(Cj, (q.get(M) + q.get(O) + q.get(P)).called(Cj));
    q
}

/// Gives what follows. Where a win rate counts deals, what reads it by value comes last.
pub(crate) fn derive(q: &mut Figures, derivations: &[Derivation], by_count: bool) {
    let mut order = derivations.to_vec();
    order.sort_by_key(|(_, _, by_value)| by_count && *by_value);
    // The first rule that gives something new; then all of them anew, for what they prefer may be there now.
    while let Some((name, figure)) = order.iter().find_map(|(name, rule, _)| follows(q, *name, rule)) {
        q.set(name, figure);
    }
}

fn follows(q: &Figures, name: Name, rule: &Rule) -> Option<(Name, Figure)> {
    if !q.lacks(name) {
        return None;
    }
    let figure = match *rule {
        Product(a, b) => q.get(a) * q.get(b),
        Rule::Same(a) => q.get(a),
        Quotient(a, b) => q.get(a).over(q.get(b), b.text()),
    };
    figure.value().is_some().then_some((name, figure))
}

/// What is credited, paid and moved, once the plan's own figures are there.
pub(crate) fn credit(
    tier: &Figures,
    plan: &Figures,
    rates: &Rates,
    commission_in_programme_cost: bool,
) -> Figures {
    let mut q = tier.clone();
    q.beside(plan);
    // What a tier says of its churn and its cycle stands in place of what the plan says of all.
    rates.live(&mut q, if tier.lacks(OwnChurn) { plan.get(Churn) } else { tier.get(OwnChurn) });
    q.set(Cycle, if tier.lacks(OwnCycle) { plan.get(Cycle) } else { tier.get(OwnCycle) });
    let of = |name| q.get(name);
    let revenue = of(Rs) + of(C) * of(Ri);
    let customers = of(Ks) + of(C) * of(Ki);
    let paid = of(Pm) * of(Rs) + of(Pmi) * of(Ri);
    // What a partner sells of its own: none where neither amount nor margin is given. Of one alone nothing follows, as absent
    // is not zero.
    let services = match plan.lacks(Sv) && plan.lacks(ServicesMargin) {
        true => Figure::of(0.0),
        false => of(ServicesMargin) * of(Sv) * (of(Ks) + of(Ki)),
    };
    // Without a partner margin none is counted, beside the customers that it was for.
    let none_beside_customers = if customers.is_missing() { customers.clone() } else { Figure::of(0.0) };
    let commission = match plan.lacks(Pm) || commission_in_programme_cost {
        true => none_beside_customers,
        false => paid.clone(),
    };
    // No cost moves from a direct of which cost or count is not known, nor from one that worked on nothing.
    let moves = |average: Name, influenced: Name| match plan.get(average).value() {
        None => Figure::of(0.0),
        Some(_) => of(Phi) * of(average) * of(C) * of(influenced),
    };
    let credited = [
        (Rn, (Figure::of(1.0) - of(B)) * revenue.clone()),
        (Rx, revenue.clone().over(of(Churn), "churn")),
        (V, revenue.clone().over(of(Cycle), "cycle")),
        (R, revenue),
        (K, customers),
        (Pe, paid),
        (Ps, services),
        (Cc, commission),
        (Cm, moves(Ca, Ki)),
        (Sm, moves(Sa, I)),
    ];
    for (name, figure) in credited {
        q.set(name, figure.called(name));
    }
    q
}
