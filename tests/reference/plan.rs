//! The figures that a plan has once: margins and lifetime, and direct on one base.

use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::{Field, FieldPath, Plan};

use crate::amount::{Amount, Figure};
use crate::names::Figures;
use crate::names::Name::{self, *};
use crate::tier::Rule::{Product, Quotient, Same};
use crate::tier::{Derivation, derive};

const FIELDS: [(Field, Name); 19] = [
    (Field::InfluenceCredit, C),
    (Field::GrossMargin, G),
    (Field::PartnerMargin, Pm),
    (Field::PartnerMarginInfluenced, Pmi),
    (Field::PartnerServicesPerDeal, Sv),
    (Field::PartnerServicesMargin, ServicesMargin),
    (Field::CostFollowsCredit, Phi),
    (Field::AnnualChurn, Churn),
    (Field::DirectCost, Cd),
    (Field::DirectPipeline, Sd),
    (Field::DirectCustomers, Kd),
    (Field::DirectRevenue, Rd),
    (Field::DirectProgrammeSpend, Md),
    (Field::DirectOpportunities, Nd),
    (Field::DirectWinRate, Wd),
    (Field::DirectDealSize, Dd),
    (Field::DirectChurn, ChurnD),
    (Field::SalesCycleMonths, Cycle),
    (Field::DirectCycle, CycleD),
];

/// What an absent figure of direct's report follows from. What is not said of its churn and cycle is as in the whole plan.
const DERIVATIONS: [Derivation; 7] = [
    (Sd, Product(Nd, Dd), false),
    (Rd, Product(Sd, Wd), true),
    (Kd, Quotient(Rd, Dd), false),
    (Kd, Product(Nd, Wd), false),
    (Rd, Product(Kd, Dd), false),
    (ChurnD, Same(Churn), false),
    (CycleD, Same(Cycle), false),
];

fn given(plan: &Plan, field: Field) -> Option<f64> {
    plan.get(FieldPath::plan(field)).map(|number| number.likely())
}

/// What the plan has once, beside what its tiers influenced.
pub(crate) fn of(plan: &Plan, tiers: &[Figures], by_count: bool) -> Figures {
    let mut q = Figures::none();
    for (field, name) in FIELDS {
        if let Some(value) = given(plan, field) {
            q.set(name, Figure::of(value));
        }
    }
    for (name, usual) in [(C, 0.4), (Phi, 1.0)] {
        if q.lacks(name) {
            q.set(name, Figure::of(usual));
        }
    }
    if q.lacks(Pmi) {
        q.set(Pmi, q.get(Pm).called(Pmi));
    }
    let before_commission = match q.lacks(Pm) {
        true => q.get(G),
        false => q.get(G) + q.get(Pm),
    };
    q.set(Gc, before_commission.called(Gc));
    derive(&mut q, &DERIVATIONS, by_count);
    let rates = rates(plan);
    let churn = q.get(Churn);
    rates.live(&mut q, churn);
    q.set(Td, rates.years(&q.get(ChurnD)).called(Td));
    direct(&mut q, tiers, plan.said(Switch::IncludesInfluenced).unwrap_or(true));
    q
}

/// What the plan says of how customers grow and for how long they are counted.
pub(crate) struct Rates {
    expansion: f64,
    longest: f64,
}

pub(crate) fn rates(plan: &Plan) -> Rates {
    Rates {
        expansion: given(plan, Field::AnnualExpansion).unwrap_or(0.0),
        longest: given(plan, Field::MaxLifetimeYears).unwrap_or(5.0),
    }
}

impl Rates {
    /// How long customers with this churn stay, and what they pay from year to year.
    pub(crate) fn live(&self, q: &mut Figures, churn: Figure) {
        let kept = (Figure::of(1.0) - churn.clone()) * Figure::of(1.0 + self.expansion);
        q.set(NetRetention, kept.called(NetRetention));
        q.set(T, self.years(&churn).called(T));
        q.set(Churn, churn);
    }

    fn years(&self, churn: &Figure) -> Figure {
        match churn.value() {
            Some(churn) => Figure::of(customer_years(churn, self.expansion, self.longest)),
            None => churn.clone(),
        }
    }
}

/// (1 − q^Y) / (1 − q): the years that a customer can be expected to pay for, of the first Y.
fn customer_years(churn: f64, expansion: f64, years: f64) -> f64 {
    let kept = (1.0 - churn) * (1.0 + expansion);
    // Whole years one by one, as one would by hand; what is left of the last as the formula has it, without the
    // cancellation that it has near q = 1.
    let whole = years.floor();
    let mut sum = 0.0;
    let mut share = 1.0;
    for _ in 0..whole as usize {
        sum += share;
        share *= kept;
    }
    let rest = years - whole;
    let lost = churn - expansion + churn * expansion;
    let part = match rest {
        0.0 => 0.0,
        _ if lost == 0.0 => rest,
        _ => -(rest * (-lost).ln_1p()).exp_m1() / lost,
    };
    sum + share * part
}

/// Direct on one base, each deal and each dollar in one place.
fn direct(q: &mut Figures, tiers: &[Figures], includes_influenced: bool) {
    // An absent influenced figure counts as none.
    let all = |name: Name| {
        let known = tiers.iter().filter_map(|tier| tier.get(name).0.ok());
        known.fold(Figure::of(0.0), |sum, Amount { value, scale }| sum + Figure(Ok(Amount { value, scale })))
    };
    let bases = [(I, It, Sd, Sb, SdOwn), (Ki, Kt, Kd, Kb, KdOwn), (Ri, Rt, Rd, Rb, RdOwn)];
    for (of_tier, of_all, reported, base, own) in bases {
        q.set(of_all, all(of_tier));
        let worked_on = match includes_influenced {
            true => q.get(reported),
            false => q.get(reported) + q.get(of_all),
        };
        q.set(base, worked_on.called(base));
        let left = q.get(base) - q.get(C) * q.get(of_all);
        q.set(own, left.left_of_direct(own).called(own));
    }
    // Of nothing won there is no deal size: it remains to be given.
    if q.lacks(Dd) {
        let size = q.get(Rb).over(q.get(Kb), Kb.text());
        q.set(Dd, if size.value().is_some() { size } else { Figure::missing(Dd) });
    }
    for (base, influenced, average, cost) in [(Sb, It, Sa, Cs), (Kb, Kt, Ca, Ck)] {
        q.set(average, q.get(Cd).over(q.get(base), base.text()).called(average));
        let stays = q.get(average) * (q.get(base) - q.get(Phi) * q.get(C) * q.get(influenced));
        q.set(cost, stays.left_of_direct(cost).called(cost));
    }
    let at_full_credit =
        [(Kf, q.get(Kb) - q.get(Kt)), (Cf, q.get(Ca) * (q.get(Kb) - q.get(Phi) * q.get(Kt)))];
    for (name, left) in at_full_credit {
        q.set(name, left.left_of_direct(name).called(name));
    }
}
