//! The cash of a campaign, which has one partner: what each side puts in and gets back, and when.

use super::Insight;
use super::phrases::known;
use crate::markup::{Tree, line};
use crate::text;
use comarketing_roi_engine::cash::{Calendar, Campaign, Ledger, Timing, cash};
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Date, Field, FieldPath, Number};

/// The calendar of a campaign.
pub(super) struct Cash {
    pub(super) found: Calendar,
    /// Whether the partner's own money is known: without it only the vendor's ledger is one.
    pub(super) knows_partner: bool,
    /// Whether it is known after how many days MDF is paid back.
    pub(super) knows_days: bool,
    /// Whether it is known how long a sale takes.
    pub(super) knows_cycle: bool,
    /// The day from which the calendar counts, where it is known.
    pub(super) start: Option<Date>,
}

/// When who has how much; nothing for a plan of several tiers, or without MDF.
pub(super) fn calendar(insight: &Insight) -> Option<Cash> {
    let [_] = insight.plan.tiers.as_slice() else { return None };
    if insight.plan.costs_withheld {
        return None;
    }
    let days = super::activity::days(insight, "/campaign/delayDays");
    let timing = Timing { paid_after: days.map(|days| days * 12.0 / 365.0), ..Timing::default() };
    let knows_partner = known(&insight.quantities(0), Symbol::P).is_some();
    let mut plan = (*insight.plan).clone();
    if !knows_partner {
        // The vendor's ledger does not know of it.
        plan.set(FieldPath::tier(0, Field::PartnerContribution), Number::Exact(0.0));
    }
    let campaign = Campaign::of_plan(&plan.validate().ok()?, 0, &timing).ok()?;
    let knows_cycle = campaign.deals.as_ref().is_some_and(|deals| deals.cycle.is_some());
    let start = Date::read(super::activity::typed(insight, "/campaign/start").trim());
    Some(Cash { found: cash(&campaign), knows_partner, knows_days: days.is_some(), knows_cycle, start })
}

/// What a side puts in, what it gets back and what is left over, where all are known.
pub(super) fn sums(ledger: &Ledger) -> Option<[f64; 3]> {
    match (&ledger.puts_in, &ledger.gets_back, &ledger.sum) {
        (Ok(puts_in), Ok(gets_back), Ok(sum)) => Some([*puts_in, *gets_back, *sum]),
        _ => None,
    }
}

/// Draws the calendar.
pub(super) fn panel(insight: &Insight) -> Tree {
    match calendar(insight).filter(|cash| cash.knows_partner) {
        Some(cash) => super::chart::cash(insight, &cash),
        None => line("p", "hint", text::PANEL_CASH_NEEDS),
    }
}
