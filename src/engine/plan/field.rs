//! The one table of inputs: it feeds the reader, the checks, the form and the docs.

use crate::kind::Kind;
use crate::symbol::Symbol;

/// Which object of the plan a field stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// An item of `tiers`.
    Tier,
    /// `direct`.
    Direct,
    /// `economics`.
    Economics,
    /// The plan itself.
    Plan,
}

impl Group {
    /// The JSON pointer of the object; empty for the plan itself.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Tier => "/tiers",
            Self::Direct => "/direct",
            Self::Economics => "/economics",
            Self::Plan => "",
        }
    }
}

macro_rules! fields {
    ($( $name:ident $id:literal $group:ident $kind:ident $symbol:expr, $label:literal $help:literal; )*) => {
        /// An input of the plan.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Field { $( #[doc = $help] $name, )* }

        impl Field {
            /// Every field, in the order of the table: those of a tier first.
            pub const ALL: &'static [Field] = &[ $( Field::$name, )* ];

            /// Its name in files and in the API.
            pub const fn id(self) -> &'static str { match self { $( Self::$name => $id, )* } }

            /// The object it stands in.
            pub const fn group(self) -> Group { match self { $( Self::$name => Group::$group, )* } }

            /// The kind of number it takes.
            pub const fn kind(self) -> Kind { match self { $( Self::$name => Kind::$kind, )* } }

            /// The quantity that it gives to the formulas, if it stands in one.
            pub const fn symbol(self) -> Option<Symbol> { match self { $( Self::$name => $symbol, )* } }

            /// Its name for people.
            pub const fn label(self) -> &'static str { match self { $( Self::$name => $label, )* } }

            /// One sentence on what to enter.
            pub const fn help(self) -> &'static str { match self { $( Self::$name => $help, )* } }
        }
    };
}

/// How many fields a tier has.
pub(super) const TIER: usize = 22;
/// How many fields the plan has once.
pub(super) const SHARED: usize = Field::ALL.len() - TIER;

fields! {
    MdfSpent "mdfSpent" Tier Money Some(Symbol::M), "MDF spent" "Marketing development funds paid out or claimed.";
    Leads "leads" Tier Count Some(Symbol::L), "Leads" "Leads that the joint campaigns brought.";
    PipelineSourced "pipelineSourced" Tier Money Some(Symbol::S), "Partner-sourced pipeline" "Pipeline that the partner originated.";
    PipelineInfluenced "pipelineInfluenced" Tier Money Some(Symbol::I), "Partner-influenced pipeline" "Pipeline of the direct team that the partner helped along; no deal in both.";
    WinRate "winRate" Tier Rate Some(Symbol::W), "Win rate" "Share of pipeline that is won, by value; say so if it counts deals.";
    DealSize "dealSize" Tier Money Some(Symbol::D), "Annual deal size" "Annual contract value of a won deal.";
    MdfAllocated "mdfAllocated" Tier Money Some(Symbol::A), "MDF allocated" "MDF set aside for the tier, spent or not.";
    ProgrammeCost "programmeCost" Tier Money Some(Symbol::O), "Other program cost" "The vendor's people, tools, agencies and incentives for the tier.";
    PartnerContribution "partnerContribution" Tier Money Some(Symbol::P), "Partner’s own money" "The partner's own money, in cash and in kind, after MDF is paid back.";
    ActivePartners "activePartners" Tier Count Some(Symbol::N), "Active partners" "Partners that took part in the period.";
    Mqls "mqls" Tier Count Some(Symbol::Q), "MQLs" "Leads that marketing accepted as qualified.";
    OpportunitiesSourced "opportunitiesSourced" Tier Count Some(Symbol::Ns), "Sourced opportunities" "Opportunities that the partner originated.";
    OpportunitiesInfluenced "opportunitiesInfluenced" Tier Count Some(Symbol::Ni), "Influenced opportunities" "Opportunities of the direct team that the partner helped along.";
    CustomersSourced "customersSourced" Tier Count Some(Symbol::Ks), "Sourced customers" "Customers won from sourced opportunities.";
    CustomersInfluenced "customersInfluenced" Tier Count Some(Symbol::Ki), "Influenced customers" "Customers won from influenced opportunities.";
    RevenueSourced "revenueSourced" Tier Money Some(Symbol::Rs), "Sourced revenue" "First-year revenue won from sourced deals.";
    RevenueInfluenced "revenueInfluenced" Tier Money Some(Symbol::Ri), "Influenced revenue" "First-year revenue won from influenced deals.";
    WinRateInfluenced "winRateInfluenced" Tier Rate Some(Symbol::Wi), "Win rate of influenced deals" "Win rate of influenced deals, where it differs from that of sourced ones.";
    SignedPartners "signedPartners" Tier Count Some(Symbol::Np), "Signed partners" "Partners under contract, active or not.";
    BaselineShare "baselineShare" Tier Rate Some(Symbol::B), "Would have come anyway" "Share of the credited revenue that would have come without the partners; none unless you say otherwise.";
    TierChurn "annualChurn" Tier Rate Some(Symbol::OwnChurn), "Annual churn of the tier" "Share of this tier's revenue lost in a year; the plan's unless you say otherwise.";
    TierCycle "salesCycleMonths" Tier Months Some(Symbol::OwnCycle), "Sales cycle of the tier" "Months from a lead of this tier to a won deal; the plan's unless you say otherwise.";

    DirectCost "cost" Direct Money Some(Symbol::Cd), "All cost" "All that direct marketing and sales cost in the period, people included.";
    DirectPipeline "pipeline" Direct Money Some(Symbol::Sd), "Direct pipeline" "Pipeline in direct's own report.";
    DirectCustomers "customers" Direct Count Some(Symbol::Kd), "Direct customers" "New customers in direct's own report.";
    DirectRevenue "revenue" Direct Money Some(Symbol::Rd), "Direct revenue" "First-year revenue in direct's own report.";
    DirectProgrammeSpend "programmeSpend" Direct Money Some(Symbol::Md), "Direct program spend" "What direct spends on media, events and tools, without people: the counterpart of MDF.";
    DirectOpportunities "opportunities" Direct Count Some(Symbol::Nd), "Direct opportunities" "Opportunities in direct's own report.";
    DirectWinRate "winRate" Direct Rate Some(Symbol::Wd), "Direct win rate" "Share of direct's pipeline that is won.";
    DirectDealSize "dealSize" Direct Money Some(Symbol::Dd), "Direct annual deal size" "Annual contract value of a deal that direct wins.";
    DirectChurn "annualChurn" Direct Rate Some(Symbol::ChurnD), "Annual churn of direct customers" "Share of direct's revenue lost in a year; the plan's unless you say otherwise.";
    DirectCycle "salesCycleMonths" Direct Months Some(Symbol::CycleD), "Direct sales cycle" "Months from a lead of direct to a won deal; the plan's unless you say otherwise.";

    GrossMargin "grossMargin" Economics Rate Some(Symbol::G), "Gross margin" "Share of revenue left after the cost of delivery and what the partner keeps.";
    PartnerMargin "partnerMargin" Economics Rate Some(Symbol::Pm), "Partner margin" "Share of revenue that the partner earns, for the partner's own ledger.";
    PartnerMarginInfluenced "partnerMarginInfluenced" Economics Rate Some(Symbol::Pmi), "Partner margin on influenced deals" "Share of revenue that the partner earns on deals that it did not source; the partner margin unless you say otherwise.";
    PartnerServicesPerDeal "partnerServicesPerDeal" Economics Money Some(Symbol::Services), "Partner services per deal" "What the partner sells of its own with each deal: implementation, support, training.";
    PartnerServicesMargin "partnerServicesMargin" Economics Rate Some(Symbol::ServicesMargin), "Margin on partner services" "Share of that which the partner keeps.";
    CostFollowsCredit "costFollowsCredit" Economics Rate Some(Symbol::Phi), "Share of cost that follows credit" "Share of direct's cost of an influenced deal that moves to partners with the credit; all of it unless you say otherwise.";
    AnnualChurn "annualChurn" Economics Rate Some(Symbol::Churn), "Annual churn" "Share of revenue lost in a year.";
    AnnualExpansion "annualExpansion" Economics Rate Some(Symbol::E), "Annual expansion" "How much more the customers that stay pay each year; none unless you say otherwise.";
    MaxLifetimeYears "maxLifetimeYears" Economics Years Some(Symbol::Y), "Longest lifetime" "No year of a customer after it counts; 5 years unless you say otherwise.";
    DiscountRate "discountRate" Economics Rate None, "Discount rate" "Annual; used where money of later years is valued today.";
    SalesCycleMonths "salesCycleMonths" Economics Months Some(Symbol::Cycle), "Sales cycle" "Months from a lead to a won deal.";

    InfluenceCredit "influenceCredit" Plan Rate Some(Symbol::C), "Influence credit" "Share of an influenced deal that is credited to the partner.";
    PeriodMonths "periodMonths" Plan Period None, "Period" "Months that the figures cover.";
}

impl Field {
    /// The fields of a group, in the order of the table.
    pub fn of(group: Group) -> impl Iterator<Item = Field> {
        Self::ALL.iter().copied().filter(move |field| field.group() == group)
    }

    /// The field of `group` that files call `id`.
    pub fn named(group: Group, id: &str) -> Option<Self> {
        Self::of(group).find(|field| field.id() == id)
    }

    /// The field that gives a quantity.
    pub(crate) fn giving(symbol: Symbol) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.symbol() == Some(symbol))
    }

    /// Its place among the fields of a tier.
    pub(super) const fn in_tier(self) -> Option<usize> {
        if (self as usize) < TIER { Some(self as usize) } else { None }
    }

    /// Its place among the fields that a plan has once.
    pub(super) const fn in_shared(self) -> Option<usize> {
        (self as usize).checked_sub(TIER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_a_tier_come_first() {
        for field in Field::ALL {
            assert_eq!(field.in_tier().is_some(), field.group() == Group::Tier, "{}", field.id());
        }
    }
}
