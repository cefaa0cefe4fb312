//! Costs and margins that stay private: which inputs they are, which figures tell them, and a plan without them.
//!
//! A figure tells nothing of how high costs and margins are if it is the same when all of them are multiplied by one
//! number: ROI, `(g · R − C) ÷ C`, is such a figure and cost per lead is not. So a plan whose costs and margins were
//! multiplied by a number that nobody else knows still gives every such figure, and nothing that could be solved for the
//! rest. The property test of this file holds every metric against that rule.

use crate::metric::MetricId;
use crate::plan::{Field, FieldPath, Number, Plan};
use crate::symbol::Symbol;

/// The margin that the highest one becomes.
const MARGIN: f64 = 0.5;
/// What the highest cost becomes where there is no margin, or where costs would leave their range.
const COST: f64 = 1e6;
/// Nine digits of each are written: more would only make links longer.
const DIGITS: (f64, f64) = (1e8, 1e9);

fn rounded(value: f64) -> f64 {
    if value <= 0.0 {
        return value;
    }
    let mut scale = 1.0;
    while value * scale < DIGITS.0 && scale < 1e22 {
        scale *= 10.0;
    }
    while value * scale >= DIGITS.1 {
        scale /= 10.0;
    }
    (value * scale).round() / scale
}

impl Field {
    /// Whether it says what somebody spends or earns.
    pub fn is_cost_or_margin(self) -> bool {
        self.symbol().is_some_and(Symbol::is_cost_or_margin)
    }

    /// Whether it is a share of revenue that somebody keeps.
    fn is_margin(self) -> bool {
        matches!(
            self,
            Self::GrossMargin
                | Self::PartnerMargin
                | Self::PartnerMarginInfluenced
                | Self::PartnerServicesMargin
        )
    }
}

impl Symbol {
    /// Whether it is a cost or a margin.
    pub fn is_cost_or_margin(self) -> bool {
        matches!(
            self,
            Self::M
                | Self::O
                | Self::P
                | Self::A
                | Self::Cd
                | Self::Md
                | Self::Cv
                | Self::Cj
                | Self::Pe
                | Self::Ps
                | Self::Cc
                | Self::Cm
                | Self::Sm
                | Self::Sa
                | Self::Ca
                | Self::Cs
                | Self::Ck
                | Self::Cf
                | Self::G
                | Self::Gc
                | Self::Pm
                | Self::Pmi
                | Self::ServicesMargin
        )
    }
}

impl MetricId {
    /// Whether the figure tells how high costs or margins are, by itself or beside the others.
    pub fn tells_costs(self) -> bool {
        !matches!(
            self,
            Self::MdfUtilisation
                | Self::PipelineSourced
                | Self::PipelineInfluenced
                | Self::PipelineCredited
                | Self::RevenueCredited
                | Self::CustomersCredited
                | Self::LeadToMql
                | Self::MqlToOpportunity
                | Self::OpportunityToWin
                | Self::LeadToCustomer
                | Self::PipelineIndex
                | Self::PipelineIndexAllCostStays
                | Self::Roi
                | Self::RoiSourcedOnly
                | Self::RoiFullInfluence
                | Self::RoiPartner
                | Self::RoiJoint
                | Self::RoiIncremental
                | Self::BreakEvenBaselineShare
                | Self::ActivationRate
                | Self::RevenuePerPartner
                | Self::PipelineVelocity
                | Self::DirectPipelineVelocity
                | Self::RoiFullyCosted
                | Self::DirectRoi
                | Self::CacReduction
                | Self::CacReductionSourcedOnly
                | Self::CacReductionFullInfluence
                | Self::CacReductionAllCostStays
                | Self::BlendedCacChange
                | Self::NetRevenueRetention
                | Self::LtvToCac
                | Self::CacPaybackMonths
                | Self::CacPaybackMonthsAfterChurn
                | Self::Ropi
                | Self::BreakEvenCustomers
                | Self::BreakEvenPipeline
                | Self::BreakEvenInfluenceCredit
                | Self::PartnerSourcedRevenueShare
        )
    }
}

impl Plan {
    /// The plan with every cost and margin multiplied by one number that does not stand in it: all figures that do not tell
    /// how high they are stay as they were. It is marked by [`Plan::costs_withheld`].
    #[must_use]
    pub fn without_costs(&self) -> Self {
        let private: Vec<FieldPath> = self.places().filter(|place| place.field.is_cost_or_margin()).collect();
        let highest = |margins: bool| {
            let wanted = private.iter().filter(|place| place.field.is_margin() == margins);
            let values = wanted.filter_map(|place| self.get(*place)).map(|number| match number {
                Number::Exact(value) => value,
                Number::Range { high, .. } => high,
            });
            values.fold(0.0, f64::max)
        };
        let (margin, cost) = (highest(true), highest(false));
        let by_margin = MARGIN / margin;
        let (_, most) = Field::MdfSpent.kind().range();
        let factor = match cost {
            _ if margin > 0.0 && cost * by_margin <= most => by_margin,
            cost if cost > 0.0 => COST / cost,
            _ => 1.0,
        };
        let hidden = |value: f64| rounded(value * factor);
        let mut plan = self.clone();
        plan.costs_withheld = true;
        for place in private {
            let Some(number) = plan.get(place) else { continue };
            plan.set(
                place,
                match number {
                    Number::Exact(value) => Number::Exact(hidden(value)),
                    Number::Range { low, likely, high } => {
                        Number::Range { low: hidden(low), likely: hidden(likely), high: hidden(high) }
                    }
                },
            );
        }
        // The reason for an assumed margin names the margin.
        for assumed in &mut plan.assumed {
            if FieldPath::named(&assumed.field).is_some_and(|place| place.field.is_cost_or_margin()) {
                assumed.why.clear();
            }
        }
        plan
    }
}
