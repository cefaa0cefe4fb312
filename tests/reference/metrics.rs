//! Every metric as the specification writes it.

use crate::amount::Figure;
use crate::names::Figures;
use crate::names::Name::{self, *};

/// Where a metric is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    TiersAndTotal,
    Total,
    Direct,
}
use Stated::{Direct, TiersAndTotal, Total};

/// A metric, under its public id.
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) stated: Stated,
    pub(crate) formula: fn(&Figures) -> Figure,
}

impl Row {
    /// What the formula asks for: what is missing where nothing is known.
    pub(crate) fn needs(&self) -> Vec<Name> {
        let mut needs = Vec::new();
        for name in (self.formula)(&Figures::none()).0.err().unwrap_or_default().missing {
            if !needs.contains(&name) {
                needs.push(name);
            }
        }
        needs
    }
}

const fn row(id: &'static str, formula: fn(&Figures) -> Figure) -> Row {
    Row { id, stated: TiersAndTotal, formula }
}

const fn of(stated: Stated, id: &'static str, formula: fn(&Figures) -> Figure) -> Row {
    Row { id, stated, formula }
}

fn one() -> Figure {
    Figure::of(1.0)
}

/// (gain − cost) / cost.
fn net(gain: Figure, cost: Figure, written: &'static str) -> Figure {
    (gain - cost.clone()).over(cost, written)
}

pub(crate) const ROWS: &[Row] = &[
    row("mdfSpent", |q| q.get(M)),
    row("vendorCost", |q| q.get(Cv)),
    row("mdfUtilisation", |q| q.get(M).over(q.get(A), "A")),
    row("pipelineSourced", |q| q.get(S)),
    row("pipelineInfluenced", |q| q.get(I)),
    row("pipelineCredited", pipeline_credited),
    row("revenueCredited", |q| q.get(R)),
    row("customersCredited", |q| q.get(K)),
    // What a step of the funnel costs, and how many pass it.
    row("mdfPerLead", |q| q.get(M).over(q.get(L), "L")),
    row("costPerLead", |q| q.get(Cv).over(q.get(L), "L")),
    row("costPerMql", |q| q.get(Cv).over(q.get(Q), "Q")),
    row("costPerOpportunity", |q| q.get(Cv).over(q.get(Ns) + q.get(C) * q.get(Ni), "Ns + c * Ni")),
    row("costPerInfluencedPipelineDollar", |q| q.get(M).over(q.get(I), "I")),
    row("leadToMql", |q| q.get(Q).over(q.get(L), "L")),
    row("mqlToOpportunity", |q| q.get(Ns).over(q.get(Q), "Q")),
    row("opportunityToWin", |q| q.get(W)),
    row("leadToCustomer", |q| q.get(Ks).over(q.get(L), "L")),
    // Pipeline.
    row("pipelinePerMdfDollar", |q| pipeline_credited(q).over(q.get(M), "M")),
    row("pipelinePerMdfDollarSourcedOnly", |q| q.get(S).over(q.get(M), "M")),
    row("pipelinePerMdfDollarFullInfluence", |q| (q.get(S) + q.get(I)).over(q.get(M), "M")),
    row("pipelinePerDollar", pipeline_per_dollar),
    of(Direct, "directPipelinePerDollar", direct_pipeline_per_dollar),
    of(Direct, "directPipelinePerProgrammeDollar", |q| q.get(SdOwn).over(q.get(Md), "Md")),
    row("pipelineIndex", |q| {
        pipeline_per_dollar(q).over(direct_pipeline_per_dollar(q), "directPipelinePerDollar")
    }),
    row("pipelineIndexAllCostStays", |q| {
        pipeline_credited(q).over(q.get(Cv), "Cv").over(q.get(SdOwn).over(q.get(Cd), "Cd"), "Sd' / Cd")
    }),
    // Return.
    row("roi", |q| net(q.get(G) * q.get(R), q.get(Cv), "Cv")),
    row("grossProfitLessCost", |q| q.get(G) * q.get(R) - q.get(Cv)),
    row("roiSourcedOnly", |q| net(q.get(G) * q.get(Rs), q.get(Cv), "Cv")),
    row("roiFullInfluence", |q| net(q.get(G) * (q.get(Rs) + q.get(Ri)), q.get(Cv), "Cv")),
    row("roiRevenue", |q| net(q.get(R), q.get(Cv), "Cv")),
    row("roiGrossRatio", |q| q.get(R).over(q.get(Cv), "Cv")),
    row("roiPartner", |q| net(q.get(Pe) + q.get(Ps), q.get(P), "P")),
    row("roiJoint", |q| net(q.get(G) * q.get(R) + q.get(Pe) + q.get(Ps), q.get(Cj), "Cj")),
    row("roiFullyCosted", |q| net(q.get(G) * q.get(R), q.get(Cv) + q.get(Cm), "Cv + Cm")),
    of(Direct, "directRoi", |q| net(q.get(G) * q.get(RdOwn), q.get(Ck), "Ck'")),
    row("roiIncremental", |q| net(q.get(G) * q.get(Rn), q.get(Cv), "Cv")),
    row("breakEvenBaselineShare", |q| one() - q.get(Cv).over(q.get(G) * q.get(R), "g * R")),
    // What a customer costs.
    row("partnerCac", partner_cac),
    of(Direct, "directCac", direct_cac),
    of(Direct, "directCacReported", |q| q.get(Cd).over(q.get(Kd), "Kd")),
    row("cacReduction", |q| one() - partner_cac(q).over(direct_cac(q), "directCac")),
    row("cacReductionSourcedOnly", |q| {
        one() - (q.get(Cv) + q.get(Cc)).over(q.get(Ks), "Ks").over(q.get(Ca), "Ca")
    }),
    // Where more was influenced than direct worked on it has no value, as the reduction at a credit of 1 has none.
    row("cacReductionFullInfluence", |q| {
        let partner = (q.get(Cv) + q.get(Cc) + q.get(Phi) * q.get(Ca) * q.get(Ki))
            .over(q.get(Ks) + q.get(Ki), "Ks + Ki");
        one() - partner.over(q.get(Cf).over(q.get(Kf), "Kf"), "Cf / Kf")
    }),
    row("cacSaving", |q| (direct_cac(q) - partner_cac(q)) * q.get(K)),
    row("partnerCacAllCostStays", partner_cac_all_cost_stays),
    of(Direct, "directCacAllCostStays", direct_cac_all_cost_stays),
    row("cacReductionAllCostStays", |q| {
        one() - partner_cac_all_cost_stays(q).over(direct_cac_all_cost_stays(q), "directCacAllCostStays")
    }),
    row("cacSavingAllCostStays", |q| {
        (direct_cac_all_cost_stays(q) - partner_cac_all_cost_stays(q)) * q.get(K)
    }),
    of(Total, "blendedCac", blended_cac),
    of(Total, "blendedCacChange", |q| blended_cac(q).over(q.get(Ca), "Ca") - one()),
    // What a customer is worth.
    row("ltv", ltv),
    row("ltvSimple", |q| (q.get(D) * q.get(G)).over(q.get(Churn), "churn")),
    of(Total, "netRevenueRetention", |q| q.get(NetRetention)),
    row("ltvBeforeCommission", ltv_before_commission),
    row("ltvToCac", |q| ltv_before_commission(q).over(partner_cac(q), "partnerCac")),
    row("cacPaybackMonths", cac_payback_months),
    row("cacPaybackMonthsAfterChurn", |q| {
        let years = cac_payback_months(q).over(Figure::of(12.0), "12");
        years.paid_back_after(q.get(NetRetention)) * Figure::of(12.0)
    }),
    of(Direct, "directLtv", |q| q.get(Dd) * q.get(Gc) * q.get(Td)),
    row("pipelineVelocity", |q| q.get(V)),
    of(Direct, "directPipelineVelocity", |q| q.get(RdOwn).over(q.get(CycleD), "cycleD")),
    row("ropi", |q| net(ltv(q) * q.get(K), q.get(Cv), "Cv")),
    // Break-even.
    row("breakEvenCustomers", |q| q.get(Cv).over(q.get(D) * q.get(G), "D * g").whole()),
    row("breakEvenPipeline", |q| q.get(Cv).over(q.get(G) * q.get(W), "g * w")),
    row("breakEvenInfluenceCredit", |q| (q.get(Cv).over(q.get(G), "g") - q.get(Rs)).over(q.get(Ri), "Ri")),
    // `model.md` has D·g·leadToCustomer, which is this where D·Ks = Rs; as g·Rs/L a total adds up (see CHANGELOG.md).
    row("maxCostPerLead", |q| (q.get(G) * q.get(Rs)).over(q.get(L), "L")),
    // Partners.
    row("activationRate", |q| q.get(N).over(q.get(Np), "np")),
    row("revenuePerPartner", |q| q.get(R).over(q.get(N), "n")),
    row("costPerPartner", |q| q.get(Cv).over(q.get(N), "n")),
    of(Total, "partnerSourcedRevenueShare", |q| q.get(Rs).over(q.get(Rs) + q.get(Rb), "Rs + Rb")),
];

fn pipeline_credited(q: &Figures) -> Figure {
    q.get(S) + q.get(C) * q.get(I)
}

fn pipeline_per_dollar(q: &Figures) -> Figure {
    pipeline_credited(q).over(q.get(Cv) + q.get(Sm), "Cv + Sm")
}

fn direct_pipeline_per_dollar(q: &Figures) -> Figure {
    q.get(SdOwn).over(q.get(Cs), "Cs'")
}

fn partner_cac(q: &Figures) -> Figure {
    (q.get(Cv) + q.get(Cc) + q.get(Cm)).over(q.get(K), "K")
}

fn direct_cac(q: &Figures) -> Figure {
    q.get(Ck).over(q.get(KdOwn), "Kd'")
}

fn cac_payback_months(q: &Figures) -> Figure {
    partner_cac(q).over(q.get(D).over(Figure::of(12.0), "12") * q.get(Gc), "D / 12 * gc")
}

fn partner_cac_all_cost_stays(q: &Figures) -> Figure {
    (q.get(Cv) + q.get(Cc)).over(q.get(K), "K")
}

fn direct_cac_all_cost_stays(q: &Figures) -> Figure {
    q.get(Cd).over(q.get(KdOwn), "Kd'")
}

fn blended_cac(q: &Figures) -> Figure {
    (q.get(Cd) + q.get(Cv) + q.get(Cc)).over(q.get(Kb) + q.get(Ks), "Kb + Ks")
}

fn ltv(q: &Figures) -> Figure {
    q.get(D) * q.get(G) * q.get(T)
}

fn ltv_before_commission(q: &Figures) -> Figure {
    q.get(D) * q.get(Gc) * q.get(T)
}
