//! Reading a campaign from plain data.

use super::{Campaign, Deals, Mdf, VendorCost};
use crate::number::format_decimal;
use crate::plan::Kind;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join};
use crate::value::Value;

/// The longest spread of wins, in months.
pub const MAX_PARTS: f64 = 120.0;

impl Campaign {
    /// Reads `{ event: { paidFirst?, ownMoney?, month? }, mdf?: { amount, claimAfterMonths?, paidAfterMonths? }, vendorCost?:
    /// { amount, month? }, deals?: { revenueSourced, revenueInfluenced?, influenceCredit?, grossMargin?, partnerMargin?,
    /// partnerMarginInfluenced?, servicesProfit?, cycleMonths?, overMonths? }, discountRate? }`.
    ///
    /// Of the event either is given: what the partner pays first, or its own money, which is that less MDF. Both are
    /// accepted where they agree to the cent.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: an amount that is absent, a number outside its range, MDF that is more than the
    /// partner pays, two figures that do not agree, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("campaign");
        let mut campaign = Self::default();
        let (mut first, mut own) = (None, None);
        let rate = Kind::Rate.range();
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("event" | "mdf" | "vendorCost" | "deals" | "discountRate", Value::Null) => {}
                ("discountRate", value) => {
                    campaign.discount_rate = reader.number_in("/discountRate", value, rate.0, rate.1);
                }
                ("event", value) => reader.fields(
                    "/event",
                    value,
                    &mut [
                        ("paidFirst", Kind::Money, &mut |x| first = Some(x)),
                        ("ownMoney", Kind::Money, &mut |x| own = Some(x)),
                        ("month", Kind::Months, &mut |x| campaign.event_month = x),
                    ],
                ),
                ("mdf", value) => campaign.mdf = Some(reader.mdf(value)),
                ("vendorCost", value) => campaign.vendor_cost = Some(reader.vendor_cost(value)),
                ("deals", value) => campaign.deals = Some(reader.deals(value)),
                (key, value) => reader.unknown("", key, value),
            }
        }
        campaign.paid_first = reader.paid_first(campaign.mdf.as_ref(), first, own);
        reader.finish(campaign)
    }
}

/// A number that an object may have: its key, its kind, and where it goes.
type Slot<'a> = (&'static str, Kind, &'a mut dyn FnMut(f64));

impl Reader {
    /// The numbers of an object; what is absent stays as it is.
    fn fields(&mut self, path: &str, value: &Value, slots: &mut [Slot<'_>]) {
        for (key, value) in self.entries(path, value) {
            match slots.iter_mut().find(|(name, ..)| name == key) {
                None => self.unknown(path, key, value),
                Some(_) if *value == Value::Null => {}
                Some((name, kind, put)) => {
                    let (min, max) = kind.range();
                    if let Some(number) = self.number_in(&join(path, name), value, min, max) {
                        put(number);
                    }
                }
            }
        }
    }

    /// A number that must be there.
    fn required(&mut self, path: &str, found: Option<f64>, message: &str) -> f64 {
        if found.is_none() {
            self.absent(path, message);
        }
        found.unwrap_or_default()
    }

    fn mdf(&mut self, value: &Value) -> Mdf {
        let (mut mdf, mut amount) = (Mdf::default(), None);
        self.fields(
            "/mdf",
            value,
            &mut [
                ("amount", Kind::Money, &mut |x| amount = Some(x)),
                ("claimAfterMonths", Kind::Months, &mut |x| mdf.claim_after = Some(x)),
                ("paidAfterMonths", Kind::Months, &mut |x| mdf.paid_after = Some(x)),
            ],
        );
        mdf.amount = self.required("/mdf/amount", amount, "Say how much MDF the vendor reimburses.");
        mdf
    }

    fn vendor_cost(&mut self, value: &Value) -> VendorCost {
        let (mut cost, mut amount) = (VendorCost::default(), None);
        self.fields(
            "/vendorCost",
            value,
            &mut [
                ("amount", Kind::Money, &mut |x| amount = Some(x)),
                ("month", Kind::Months, &mut |x| cost.month = Some(x)),
            ],
        );
        cost.amount = self.required("/vendorCost/amount", amount, "Say what the vendor pays beside MDF.");
        cost
    }

    fn deals(&mut self, value: &Value) -> Deals {
        let (mut deals, mut sourced, mut parts) = (Deals::default(), None, None);
        self.fields(
            "/deals",
            value,
            &mut [
                ("revenueSourced", Kind::Money, &mut |x| sourced = Some(x)),
                ("revenueInfluenced", Kind::Money, &mut |x| deals.revenue_influenced = Some(x)),
                ("influenceCredit", Kind::Rate, &mut |x| deals.influence_credit = Some(x)),
                ("grossMargin", Kind::Rate, &mut |x| deals.gross_margin = Some(x)),
                ("partnerMargin", Kind::Rate, &mut |x| deals.partner_margin = Some(x)),
                ("partnerMarginInfluenced", Kind::Rate, &mut |x| deals.partner_margin_influenced = Some(x)),
                ("servicesProfit", Kind::Money, &mut |x| deals.services_profit = Some(x)),
                ("cycleMonths", Kind::Months, &mut |x| deals.cycle = Some(x)),
                ("overMonths", Kind::Months, &mut |x| parts = Some(x)),
            ],
        );
        deals.revenue_sourced =
            self.required("/deals/revenueSourced", sourced, "Say what revenue the sourced deals bring.");
        let whole = |x: f64| x.fract().abs() < f64::MIN_POSITIVE && (1.0..=MAX_PARTS).contains(&x);
        match parts {
            Some(parts) if !whole(parts) => {
                let message =
                    "overMonths is a whole number from 1 to 120: in how many monthly parts deals are won.";
                let kind = ProblemKind::OutOfRange { min: 1.0, max: MAX_PARTS };
                self.fail("/deals/overMonths", kind, &Value::Number(parts), message.to_owned());
            }
            parts => deals.over_months = parts.map(|parts| parts as u8),
        }
        deals
    }

    /// What the partner pays first, from that itself or from its own money.
    fn paid_first(&mut self, mdf: Option<&Mdf>, first: Option<f64>, own: Option<f64>) -> f64 {
        let amount = mdf.map_or(0.0, |mdf| mdf.amount);
        match (first, own) {
            (None, None) => {
                let message = "Say what the partner pays first, or what of it stays its own money: \
                               \"event\": { \"paidFirst\": 20000 }.";
                if !self.problems.iter().any(|problem| problem.path.starts_with("/event")) {
                    self.missing("/event/paidFirst", message);
                }
                0.0
            }
            (None, Some(own)) => own + amount,
            (Some(first), _) if amount > first => {
                let message = format!(
                    "MDF pays back what the partner paid: at most {}. Where the vendor pays more, that is its own cost.",
                    format_decimal(first)
                );
                let kind = ProblemKind::OutOfRange { min: 0.0, max: first };
                self.fail("/mdf/amount", kind, &Value::Number(amount), message);
                first
            }
            (Some(first), Some(own)) if (first - amount - own).abs() > 0.005 => {
                let right = first - amount;
                let message = format!(
                    "Own money is what is left once MDF is paid back: {} paid first less {} is {}. Leave one of them out.",
                    format_decimal(first),
                    format_decimal(amount),
                    format_decimal(right)
                );
                let kind = ProblemKind::OutOfRange { min: right, max: right };
                self.fail("/event/ownMoney", kind, &Value::Number(own), message);
                first
            }
            (Some(first), _) => first,
        }
    }
}
