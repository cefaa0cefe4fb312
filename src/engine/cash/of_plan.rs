//! The calendar of one tier of a plan, as a campaign is kept: its money is in the plan, its dates are not.

use super::{Campaign, Deals, Mdf, VendorCost};
use crate::answer::needs;
use crate::plan::{Field, FieldPath, Number, ValidPlan};
use crate::resolve;
use crate::symbol::Symbol;

/// When the money of a campaign moves, in months; what is not told is as in [`Campaign`].
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Timing {
    /// The month in which the partner pays for the event.
    pub event_month: f64,
    /// Months from there to the claim.
    pub claim_after: Option<f64>,
    /// Months from the claim to the money; days × 12 ÷ 365.
    pub paid_after: Option<f64>,
    /// The deals are won in so many monthly parts.
    pub over_months: Option<u8>,
}

impl Campaign {
    /// The campaign that stands in the plan's tier at `tier`: its MDF, its costs and deals, with the plan's sales cycle and
    /// discount rate. What the partner pays first is its contribution and MDF.
    ///
    /// # Errors
    /// What is missing: MDF, or what the partner contributes.
    pub fn of_plan(plan: &ValidPlan, tier: usize, timing: &Timing) -> Result<Self, String> {
        let (tiers, _) = resolve::quantities(plan);
        let get = |symbol: Symbol| Some(tiers.get(tier)?.get(symbol)?.value);
        let given = |field: Field| plan.get(FieldPath::plan(field)).map(Number::likely);
        let value = |symbol: Symbol| get(symbol).ok_or_else(|| needs(&[symbol.need()]));
        let (mdf, own_money) = (value(Symbol::M)?, value(Symbol::P)?);
        let deals = |revenue_sourced: f64| Deals {
            revenue_sourced,
            revenue_influenced: get(Symbol::Ri),
            influence_credit: get(Symbol::C),
            gross_margin: get(Symbol::G),
            partner_margin: get(Symbol::Pm),
            partner_margin_influenced: get(Symbol::Pmi),
            services_profit: get(Symbol::Ps),
            cycle: given(Field::SalesCycleMonths),
            over_months: timing.over_months,
        };
        Ok(Self {
            discount_rate: given(Field::DiscountRate),
            paid_first: own_money + mdf,
            event_month: timing.event_month,
            mdf: Some(Mdf { amount: mdf, claim_after: timing.claim_after, paid_after: timing.paid_after }),
            vendor_cost: get(Symbol::O).map(|amount| VendorCost { amount, month: None }),
            deals: get(Symbol::Rs).map(deals),
        })
    }
}
