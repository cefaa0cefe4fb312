//! The formula sheet. To add a metric, add a row.

use super::{Better, Metric, Stated};
use crate::formula::Formula;
use crate::symbol::Unit;

macro_rules! metrics {
    ($( $name:ident $id:literal $unit:ident $better:ident $stated:ident $formula:literal $title:literal $about:literal; )*) => {
        /// The public name of a metric.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum MetricId { $( #[doc = $title] $name, )* }

        impl MetricId {
            /// Every id, in the order of the table.
            pub const ALL: &'static [MetricId] = &[ $( MetricId::$name, )* ];

            /// The id as text.
            pub const fn text(self) -> &'static str { match self { $( Self::$name => $id, )* } }
        }

        /// What each metric says, in the order of the table.
        pub(super) static ABOUT: [&str; MetricId::ALL.len()] = [ $( $about, )* ];

        /// Every metric, in the order of the table.
        pub static METRICS: [Metric; MetricId::ALL.len()] = [ $( Metric {
            id: MetricId::$name,
            name: $title,
            unit: Unit::$unit,
            better: Better::$better,
            stated: Stated::$stated,
            formula: const { Formula::new($formula) },
        }, )* ];
    };
}

metrics! {
    // What went in.
    MdfSpent "mdfSpent" Currency Depends Each "M"
        "MDF spent" "Marketing development funds paid out or claimed in the period.";
    VendorCost "vendorCost" Currency Lower Each "M + O"
        "Vendor cost" "All cost of the tier: MDF and other program cost.";
    MdfUtilisation "mdfUtilisation" Ratio Higher Each "M / A"
        "MDF used" "The share of the allocated MDF that was spent.";

    // Pipeline, revenue and customers, and what is credited to partners.
    PipelineSourced "pipelineSourced" Currency Higher Each "S"
        "Partner-sourced pipeline" "Pipeline where a partner was there before your team.";
    PipelineInfluenced "pipelineInfluenced" Currency Higher Each "I"
        "Partner-influenced pipeline" "Your team’s pipeline that partners helped with; no deal counts twice.";
    PipelineCredited "pipelineCredited" Currency Higher Each "S + c * I"
        "Credited pipeline" "Sourced pipeline, and influenced pipeline at the influence credit.";
    RevenueCredited "revenueCredited" Currency Higher Each "Rs + c * Ri"
        "Credited revenue" "First-year revenue won: sourced, and influenced at the influence credit.";
    CustomersCredited "customersCredited" Count Higher Each "Ks + c * Ki"
        "Credited customers" "Customers won: sourced, and influenced at the influence credit.";

    // What a step of the funnel costs.
    MdfPerLead "mdfPerLead" Currency Lower Each "M / L"
        "MDF per lead" "The media-only view of what a lead costs: MDF alone.";
    CostPerLead "costPerLead" Currency Lower Each "Cv / L"
        "Cost per lead" "What a lead costs the vendor, MDF and other program cost together.";
    CostPerMql "costPerMql" Currency Lower Each "Cv / Q"
        "Cost per MQL" "What a marketing-qualified lead costs the vendor.";
    CostPerOpportunity "costPerOpportunity" Currency Lower Each "Cv / (Ns + c * Ni)"
        "Cost per opportunity" "What a credited opportunity costs the vendor.";
    CostPerInfluencedPipelineDollar "costPerInfluencedPipelineDollar" Currency Lower Each "M / I"
        "MDF for each unit of influenced pipeline" "MDF spent for each unit of money in influenced pipeline.";

    // How the funnel converts.
    LeadToMql "leadToMql" Ratio Higher Each "Q / L"
        "Lead to MQL" "The share of leads that marketing accepts as qualified.";
    MqlToOpportunity "mqlToOpportunity" Ratio Higher Each "Ns / Q"
        "MQL to opportunity" "The share of qualified leads that become sourced opportunities.";
    OpportunityToWin "opportunityToWin" Ratio Higher Each "w"
        "Win rate" "The share of pipeline, by value, that is won.";
    LeadToCustomer "leadToCustomer" Ratio Higher Each "Ks / L"
        "Lead to customer" "The share of leads that become sourced customers.";

    // Pipeline for each unit of money.
    PipelinePerMdfDollar "pipelinePerMdfDollar" Multiple Higher Each "(S + c * I) / M"
        "Pipeline for each {unit} of MDF" "Credited pipeline for each unit of MDF.";
    PipelinePerMdfDollarSourcedOnly "pipelinePerMdfDollarSourcedOnly" Multiple Higher Each "S / M"
        "Pipeline for each unit of MDF, sourced only" "The low end of the band: no credit for influenced deals.";
    PipelinePerMdfDollarFullInfluence "pipelinePerMdfDollarFullInfluence" Multiple Higher Each "(S + I) / M"
        "Pipeline for each unit of MDF, full credit" "The high end of the band: full credit for influenced deals.";
    PipelinePerDollar "pipelinePerDollar" Multiple Higher Each "(S + c * I) / (Cv + Sm)"
        "Pipeline for each {unit} of cost" "Credited pipeline for each unit of its cost: the vendor’s, and direct’s as far as it moves with the credit. The one that compares with direct.";
    DirectPipelinePerDollar "directPipelinePerDollar" Multiple Higher Direct "Sd' / Cs'"
        "Direct pipeline for each {unit} of cost" "Direct’s own pipeline for each unit of its own cost, without what is credited to partners.";
    DirectPipelinePerProgrammeDollar "directPipelinePerProgrammeDollar" Multiple Higher Direct "Sd' / Md"
        "Direct pipeline for each unit of program spend" "Direct’s own pipeline for each unit that it spends on media, events and tools: the counterpart of pipeline for each unit of MDF.";
    PipelineIndex "pipelineIndex" Multiple Higher Each "pipelinePerDollar / directPipelinePerDollar"
        "Pipeline index" "Pipeline for each unit of cost against direct’s; 1.0 is as good as direct.";
    PipelineIndexAllCostStays "pipelineIndexAllCostStays" Multiple Higher Each "(S + c * I) / Cv / (Sd' / Cd)"
        "Pipeline index, all cost stays" "The generous end of the range: credited pipeline leaves direct, and all of its cost stays there.";

    // Return, from the narrowest view to the widest.
    Roi "roi" Ratio Higher Each "(g * R - Cv) / Cv"
        "Co-marketing ROI" "Net return to the vendor on gross margin: what is left of each unit spent after it has come back.";
    GrossProfitLessCost "grossProfitLessCost" Currency Higher Each "g * R - Cv"
        "Gross profit less cost" "The return in money: gross profit on credited revenue, less vendor cost; ROI divides it by that cost, and negative is a loss.";
    RoiSourcedOnly "roiSourcedOnly" Ratio Higher Each "(g * Rs - Cv) / Cv"
        "ROI, sourced only" "The low end of the band: no credit for influenced deals.";
    RoiFullInfluence "roiFullInfluence" Ratio Higher Each "(g * (Rs + Ri) - Cv) / Cv"
        "ROI, full credit" "The high end of the band: full credit for influenced deals.";
    RoiRevenue "roiRevenue" Ratio Higher Each "(R - Cv) / Cv"
        "ROI on revenue" "Net return on revenue, before the cost of delivering it; larger than ROI on margin.";
    RoiGrossRatio "roiGrossRatio" Multiple Higher Each "R / Cv"
        "Revenue for each unit of cost" "Credited revenue for each unit of vendor cost, also called the gross ratio.";
    RoiPartner "roiPartner" Ratio Higher Each "(Pe + Ps - P) / P"
        "Partner’s ROI" "Net return to the partner on its own contribution: its margin as the contract pays it, whatever the influence credit, and its profit from services.";
    RoiJoint "roiJoint" Ratio Higher Each "(g * R + Pe + Ps - Cj) / Cj"
        "Joint ROI" "Net return to vendor and partner together on all that both spent.";
    RoiFullyCosted "roiFullyCosted" Ratio Higher Each "(g * R - (Cv + Cm)) / (Cv + Cm)"
        "ROI, fully costed" "Net return on all that the credited deals cost: what was spent on partners, and direct’s work on influenced deals. The one that compares with direct’s ROI.";
    DirectRoi "directRoi" Ratio Higher Direct "(g * Rd' - Ck') / Ck'"
        "Direct ROI" "Direct’s net return on gross margin in the first year, without what is credited to partners and what it cost.";

    RoiIncremental "roiIncremental" Ratio Higher Each "(g * Rn - Cv) / Cv"
        "ROI, incremental" "Net return without the share of credited revenue that would have come anyway.";
    BreakEvenBaselineShare "breakEvenBaselineShare" Ratio Higher Each "1 - Cv / (g * R)"
        "Break-even baseline share" "The share of credited revenue that may have come anyway before incremental ROI is zero; below 0% it is negative even if none would have.";

    // What a customer costs, and is worth.
    PartnerCac "partnerCac" Currency Lower Each "(Cv + Cc + Cm) / K"
        "Cost of a customer (CAC)" "What a credited customer costs: vendor cost, the partners’ commission, and direct’s work on influenced deals as far as they are credited.";
    DirectCac "directCac" Currency Lower Direct "Ck' / Kd'"
        "Cost of a direct customer (CAC)" "Direct cost for each of direct’s own customers, without what is credited to partners and what it cost.";
    DirectCacReported "directCacReported" Currency Lower Direct "Cd / Kd"
        "Cost of a direct customer, as reported" "Direct cost for each customer in direct’s own report.";
    CacReduction "cacReduction" Ratio Higher Each "1 - partnerCac / directCac"
        "Lower than direct by" "How much less a customer costs through partners than direct; negative is an increase.";
    CacReductionSourcedOnly "cacReductionSourcedOnly" Ratio Higher Each "1 - (Cv + Cc) / Ks / Ca"
        "Lower than direct by, sourced only" "The same without credit for influenced deals.";
    CacReductionFullInfluence "cacReductionFullInfluence" Ratio Higher Each
        "1 - (Cv + Cc + phi * Ca * Ki) / (Ks + Ki) / (Cf / Kf)"
        "Lower than direct by, full credit" "The same with full credit for influenced deals.";
    CacSaving "cacSaving" Currency Higher Each "(directCac - partnerCac) * K"
        "Saved on credited customers" "What the credited customers would have cost more direct; negative is extra cost.";
    PartnerCacAllCostStays "partnerCacAllCostStays" Currency Lower Each "(Cv + Cc) / K"
        "Cost of a customer, all cost stays" "The generous end of the range: influenced customers are credited, and none of direct’s cost for them.";
    DirectCacAllCostStays "directCacAllCostStays" Currency Lower Direct "Cd / Kd'"
        "Cost of a direct customer, all cost stays" "The generous end of the range: credited customers leave direct, and all of its cost stays.";
    CacReductionAllCostStays "cacReductionAllCostStays" Ratio Higher Each
        "1 - partnerCacAllCostStays / directCacAllCostStays"
        "Lower than direct by, all cost stays" "What it would be if customers moved with the credit and their cost did not: it grows with the credit that is claimed.";
    CacSavingAllCostStays "cacSavingAllCostStays" Currency Higher Each
        "(directCacAllCostStays - partnerCacAllCostStays) * K"
        "Saved on credited customers, all cost stays" "What the saving would be if customers moved with the credit and their cost did not.";
    BlendedCac "blendedCac" Currency Lower Total "(Cd + Cv + Cc) / (Kb + Ks)"
        "Blended CAC" "All cost, partners and direct, for each new customer; the influence credit does not change it.";
    BlendedCacChange "blendedCacChange" Ratio Lower Total "blendedCac / Ca - 1"
        "Blended CAC against direct" "How far partners move the cost of a customer; negative is a reduction.";
    Ltv "ltv" Currency Higher Each "D * g * T"
        "Lifetime value" "Gross profit of a customer over the years it can be expected to stay, with churn and expansion at each anniversary.";
    LtvSimple "ltvSimple" Currency Higher Each "D * g / churn"
        "Lifetime value, simple" "The textbook form: a year’s gross profit over annual churn, without an end and without expansion.";
    NetRevenueRetention "netRevenueRetention" Ratio Higher Total "q"
        "Net revenue retention" "What a year’s customers pay in the next year, after churn and expansion.";
    LtvBeforeCommission "ltvBeforeCommission" Currency Higher Each "D * gc * T"
        "Lifetime value before commission" "The same before the partners’ commission, which is part of acquisition cost: commission counts once.";
    LtvToCac "ltvToCac" Multiple Higher Each "ltvBeforeCommission / partnerCac"
        "LTV to CAC" "Lifetime value before commission for each unit of acquisition cost through partners.";
    CacPaybackMonths "cacPaybackMonths" Months Lower Each "partnerCac / (D / 12 * gc)"
        "CAC payback" "Months until a customer’s gross profit has covered its acquisition cost.";
    CacPaybackMonthsAfterChurn "cacPaybackMonthsAfterChurn" Months Lower Each "12 * term(q, cacPaybackMonths / 12)"
        "CAC payback after churn" "The same with churn and expansion at each anniversary: customers that leave pay nothing back.";
    DirectLtv "directLtv" Currency Higher Direct "Dd * gc * TD"
        "Direct lifetime value" "Gross profit of a direct customer over the years it can be expected to stay; no partner takes a commission.";
    PipelineVelocity "pipelineVelocity" Currency Higher Each "V"
        "Pipeline velocity" "Credited revenue won for each month of the sales cycle: opportunities times deal size times win rate, over the cycle.";
    DirectPipelineVelocity "directPipelineVelocity" Currency Higher Direct "Rd' / cycleD"
        "Direct pipeline velocity" "Direct’s own revenue won for each month of its sales cycle, without what is credited to partners.";
    Ropi "ropi" Ratio Higher Each "(ltv * K - Cv) / Cv"
        "Return on partner investment" "Lifetime value of the credited customers against all cost of supporting the partners.";

    // What must be true.
    BreakEvenCustomers "breakEvenCustomers" Count Lower Each "ceil(Cv / (D * g))"
        "Break-even customers" "Whole customers whose first-year gross profit covers the vendor cost.";
    BreakEvenPipeline "breakEvenPipeline" Currency Lower Each "Cv / (g * w)"
        "Break-even pipeline" "Credited pipeline that covers the vendor cost at this win rate and margin.";
    BreakEvenInfluenceCredit "breakEvenInfluenceCredit" Ratio Lower Each "(Cv / g - Rs) / Ri"
        "Break-even influence credit" "The influence credit at which ROI is zero; below 0% sourced deals alone pay back, above 100% even full credit does not.";
    MaxCostPerLead "maxCostPerLead" Currency Depends Each "g * Rs / L"
        "Highest cost per lead" "The cost per lead that uses up first-year gross profit.";

    // The program.
    ActivationRate "activationRate" Ratio Higher Each "n / np"
        "Activation rate" "The share of signed partners that took part in the period.";
    RevenuePerPartner "revenuePerPartner" Currency Higher Each "R / n"
        "Revenue per active partner" "Credited first-year revenue for each partner that took part.";
    CostPerPartner "costPerPartner" Currency Lower Each "Cv / n"
        "Cost per active partner" "Vendor cost for each partner that took part.";
    PartnerSourcedRevenueShare "partnerSourcedRevenueShare" Ratio Higher Total "Rs / (Rs + Rb)"
        "Partner-sourced share of revenue" "Sourced revenue as a share of sourced and direct revenue.";
}
