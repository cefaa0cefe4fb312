//! The cash calendar of one campaign: who is out of pocket, how deep, and until when.
//!
//! `cash({ event, mdf?, vendorCost?, deals?, discountRate? })`. Co-marketing is paid for long before it returns, and the two
//! sides wait differently. The partner pays for the event, claims MDF with proof of performance, and is reimbursed after the
//! vendor's term of payment; the deals close after the sales cycle. Each movement of money stands at its moment, in months
//! from the start of the calendar, whole or fractional.
//!
//! - The vendor pays `M + O` and gets `g × R`, with `R = Rs + c × Ri`: its ledger adds up to the numerator of `roi`.
//! - The partner pays `P + M`, is paid back `M`, and gets `Pe + Ps` with `Pe = pm × Rs + pmi × Ri`: the numerator of
//!   `roiPartner`. `P` is its own money, what stays with it once MDF is paid back.
//! - Together they pay `M + O + P`. What the vendor reimburses comes and goes in one moment and counts once, so joint cash
//!   does not depend on how much is reimbursed or when.
//!
//! Money out of pocket costs simple interest, `amount × r × months ÷ 12`, as the law reckons interest on late payment
//! (Directive 2011/7/EU, article 2(6): “simple interest”). Of reimbursed MDF alone that is the waiting cost of a request:
//! `M × r × days ÷ 365`, since a day is 12 ÷ 365 months.

mod ledger;
mod of_plan;
mod read;
mod serial;

use crate::answer::{self, Premise, Stated, needs, stated};
use crate::discounted_cash_flow::{DEFAULT_DISCOUNT_RATE, DISCOUNT_WHY};
use crate::number::format_decimal;
use crate::resolve::DEFAULT_CREDIT;
pub use of_plan::Timing;
pub use read::MAX_PARTS;

/// Moments closer than this many months are one: months add up in binary fractions.
const SAME: f64 = 1e-9;

/// The question. Money is 0–1e13, a rate 0–1, a moment or a time 0–120 months.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Campaign {
    /// Annual discount rate; [`DEFAULT_DISCOUNT_RATE`] if `None`.
    pub discount_rate: Option<f64>,
    /// What the partner pays for the campaign before anything is reimbursed.
    pub paid_first: f64,
    /// The month in which it pays.
    pub event_month: f64,
    /// MDF; none is counted if `None`.
    pub mdf: Option<Mdf>,
    /// What the vendor itself pays; none is counted if `None`.
    pub vendor_cost: Option<VendorCost>,
    /// What is won; none is counted if `None`.
    pub deals: Option<Deals>,
}

/// What the vendor reimburses.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Mdf {
    /// How much, in money; at most what the partner pays first.
    pub amount: f64,
    /// Months from paying the event to the claim; 0 if `None`.
    pub claim_after: Option<f64>,
    /// Months from the claim to the money; 0 if `None`.
    pub paid_after: Option<f64>,
}

/// People, tools, agencies: what the vendor pays beside MDF.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct VendorCost {
    /// How much, in money.
    pub amount: f64,
    /// The month in which it is paid; that of the event if `None`.
    pub month: Option<f64>,
}

/// What is won, and who keeps what of it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deals {
    /// First-year revenue of sourced deals.
    pub revenue_sourced: f64,
    /// The same of influenced deals; none is counted if `None`.
    pub revenue_influenced: Option<f64>,
    /// The share of influenced revenue that the vendor's ledger counts; [`DEFAULT_CREDIT`] if `None`.
    pub influence_credit: Option<f64>,
    /// The vendor's gross margin, after what the partner keeps.
    pub gross_margin: Option<f64>,
    /// What the partner keeps of sourced revenue.
    pub partner_margin: Option<f64>,
    /// What it keeps of influenced revenue; the same if `None`.
    pub partner_margin_influenced: Option<f64>,
    /// The partner's profit from services on these deals, in money; none is counted if `None`.
    pub services_profit: Option<f64>,
    /// Months from the event to the first win; 0 if `None`.
    pub cycle: Option<f64>,
    /// The wins come in so many equal parts, a month apart: a whole number from 1; all at once if `None`.
    pub over_months: Option<u8>,
}

/// What money moves for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The vendor pays its own cost.
    VendorCost,
    /// The partner pays for the event.
    Event,
    /// The partner claims MDF: no money moves.
    Claim,
    /// The vendor reimburses MDF.
    Reimbursement,
    /// Deals are won.
    Deals,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 5] = [Self::VendorCost, Self::Event, Self::Claim, Self::Reimbursement, Self::Deals];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::VendorCost => "vendorCost",
            Self::Event => "event",
            Self::Claim => "claim",
            Self::Reimbursement => "reimbursement",
            Self::Deals => "deals",
        }
    }
}

/// One movement of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movement {
    /// What for.
    pub cause: Cause,
    /// The moment, in months.
    pub at: f64,
    /// What the vendor gets; negative where it pays. None where a margin is missing.
    pub vendor: Option<f64>,
    /// The same of the partner.
    pub partner: Option<f64>,
}

impl Movement {
    /// The month of the calendar that the moment is in, counted from 0.
    pub fn month(&self) -> usize {
        month(self.at)
    }
}

fn month(at: f64) -> usize {
    (at + SAME) as usize
}

/// One month of a ledger, in money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// What comes in less what goes out.
    pub net: f64,
    /// The balance at its end.
    pub cumulative: f64,
    /// The lowest balance within it, that at its start included.
    pub lowest: f64,
}

/// The cash of one side, or of both together.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// What it puts in: of the partner its own money, without what is paid back.
    pub puts_in: Stated,
    /// What the deals bring it.
    pub gets_back: Stated,
    /// What is left over: the one less the other.
    pub sum: Stated,
    /// The lowest balance at any moment, 0 or below.
    pub deepest: Stated,
    /// The month in which that is reached first; none where the balance is never below zero.
    pub deepest_month: Stated,
    /// The month from which the balance stays at zero or above; none where it does not, or never is below.
    pub return_month: Stated,
    /// Simple interest on the balance below zero, up to the last movement of this ledger.
    pub financing_cost: Stated,
    /// Each month of the calendar; empty where the ledger lacks a figure.
    pub months: Vec<Month>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Annual discount rate that was used.
    pub discount_rate: f64,
    /// What the partner pays first.
    pub paid_first: f64,
    /// What MDF pays back.
    pub reimbursed: f64,
    /// Months from paying the event to the money.
    pub waiting_months: f64,
    /// What waiting for MDF costs the partner: `M × r × months ÷ 12`.
    pub waiting_cost: Stated,
    /// Every movement, in order of time.
    pub movements: Vec<Movement>,
    /// The vendor's cash.
    pub vendor: Ledger,
    /// The partner's cash.
    pub partner: Ledger,
    /// The cash of both together.
    pub joint: Ledger,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

impl Calendar {
    /// What stays with the partner once MDF is paid back.
    pub fn own_money(&self) -> f64 {
        self.paid_first - self.reimbursed + 0.0
    }

    /// How what the partner pays first and its own money fit together, as a sentence.
    pub fn reconciliation(&self) -> String {
        let [first, back, own] = [self.paid_first, self.reimbursed, self.own_money()].map(format_decimal);
        format!("The partner pays {first} first, MDF pays back {back}, and {own} is its own money.")
    }
}

/// What the deals bring each side, or what is missing to say so.
struct Gains {
    vendor: Stated,
    partner: Stated,
}

impl Gains {
    /// What they bring both together.
    fn joint(&self) -> Stated {
        match (&self.vendor, &self.partner) {
            (Ok(vendor), Ok(partner)) => stated(vendor + partner),
            (Err(one), Err(other)) => Err(format!("{one} {other}")),
            (Err(reason), Ok(_)) | (Ok(_), Err(reason)) => Err(reason.clone()),
        }
    }
}

/// When who has how much.
pub fn cash(campaign: &Campaign) -> Calendar {
    let mut taken = Taken(Vec::new());
    let rate = taken.or(campaign.discount_rate, "/discountRate", DEFAULT_DISCOUNT_RATE, DISCOUNT_WHY);
    let gains = gains(campaign, &mut taken);
    let (movements, waiting_months) = movements(campaign, &gains, &mut taken);
    let reimbursed = campaign.mdf.as_ref().map_or(0.0, |mdf| mdf.amount);
    let own_cost = campaign.vendor_cost.as_ref().map_or(0.0, |cost| cost.amount);
    let own_money = campaign.paid_first - reimbursed;
    let joint = gains.joint();
    let Gains { vendor, partner } = gains;
    let last = movements.last().map_or(0, Movement::month);
    let ledger = |puts_in: f64, gain: Stated, of: fn(&Movement) -> Option<f64>| {
        Ledger::of(puts_in, gain, &movements, of, (last, rate))
    };
    Calendar {
        discount_rate: rate,
        paid_first: campaign.paid_first,
        reimbursed,
        waiting_months,
        waiting_cost: stated(reimbursed * rate * waiting_months / 12.0),
        vendor: ledger(reimbursed + own_cost, vendor, |m| m.vendor),
        partner: ledger(own_money, partner, |m| m.partner),
        joint: ledger(own_money + reimbursed + own_cost, joint, |m| Some(m.vendor? + m.partner?)),
        movements,
        assumptions: taken.0,
    }
}

/// What was taken for granted.
struct Taken(Vec<Premise>);

impl Taken {
    fn or(&mut self, given: Option<f64>, field: &str, default: f64, why: &str) -> f64 {
        given.unwrap_or_else(|| {
            self.0.push(Premise::new(field, default, why));
            default
        })
    }

    fn word(&mut self, field: &str, word: &'static str, why: &str) {
        self.0.push(Premise {
            field: field.to_owned(),
            value: answer::Taken::Word(word),
            why: why.to_owned(),
        });
    }

    fn none(&mut self, field: &str, why: &str) {
        self.0.push(Premise::new(field, 0.0, why));
    }
}

/// What the deals bring each side.
fn gains(campaign: &Campaign, taken: &mut Taken) -> Gains {
    let Some(deals) = &campaign.deals else {
        taken.none("/deals", "No deals given: none are counted.");
        return Gains { vendor: Ok(0.0), partner: Ok(0.0) };
    };
    taken.word(
        "/deals",
        "paid when won",
        "Deals count as paid when they are won; where customers pay later, so does the return.",
    );
    let sourced = deals.revenue_sourced;
    let why = "No influenced revenue given: none is counted.";
    let influenced = taken.or(deals.revenue_influenced, "/deals/revenueInfluenced", 0.0, why);
    let credit = if influenced > 0.0 {
        let why = "No influence credit entered: the middle of the 25% to 50% that most programs credit.";
        taken.or(deals.influence_credit, "/deals/influenceCredit", DEFAULT_CREDIT, why)
    } else {
        deals.influence_credit.unwrap_or(DEFAULT_CREDIT)
    };
    let vendor = deals.gross_margin.ok_or_else(|| needs(&["gross margin"]));
    let vendor = vendor.and_then(|margin| stated(margin * (sourced + credit * influenced)));
    let partner = deals.partner_margin.ok_or_else(|| needs(&["the partner’s margin"])).and_then(|margin| {
        if influenced > 0.0 && deals.partner_margin_influenced.is_none() {
            let why =
                "No margin on influenced deals given: the partner keeps as much of them as of sourced ones.";
            taken.or(None, "/deals/partnerMarginInfluenced", margin, why);
        }
        let why = "No profit from services given: none is counted.";
        let services = taken.or(deals.services_profit, "/deals/servicesProfit", 0.0, why);
        let of_influenced = deals.partner_margin_influenced.unwrap_or(margin) * influenced;
        stated(margin * sourced + of_influenced + services)
    });
    Gains { vendor, partner }
}

/// Every movement in order of time, and how long the partner waits for MDF.
fn movements(campaign: &Campaign, gains: &Gains, taken: &mut Taken) -> (Vec<Movement>, f64) {
    let event = campaign.event_month;
    let mut all = Vec::new();
    let mut push = |cause, at, vendor, partner| all.push(Movement { cause, at, vendor, partner });
    match &campaign.vendor_cost {
        Some(cost) => {
            let why = "No month given: the vendor pays its own cost with the event.";
            let at = taken.or(cost.month, "/vendorCost/month", event, why);
            push(Cause::VendorCost, at, Some(0.0 - cost.amount), Some(0.0));
        }
        None => taken.none("/vendorCost", "No cost of the vendor's own given: none is counted."),
    }
    push(Cause::Event, event, Some(0.0), Some(0.0 - campaign.paid_first));
    let mut waiting = 0.0;
    match &campaign.mdf {
        Some(mdf) => {
            let why = "No time to the claim given: claimed when the event is paid.";
            let claim = taken.or(mdf.claim_after, "/mdf/claimAfterMonths", 0.0, why);
            let why = "No time to the money given: paid when it is claimed, earlier than in life.";
            waiting = claim + taken.or(mdf.paid_after, "/mdf/paidAfterMonths", 0.0, why);
            push(Cause::Claim, event + claim, Some(0.0), Some(0.0));
            push(Cause::Reimbursement, event + waiting, Some(0.0 - mdf.amount), Some(mdf.amount));
        }
        None => taken.none("/mdf", "No MDF given: nothing is reimbursed."),
    }
    if let Some(deals) = &campaign.deals {
        let why = "No sales cycle given: deals are won with the event, earlier than in life.";
        let first = event + taken.or(deals.cycle, "/deals/cycleMonths", 0.0, why);
        let parts = f64::from(deals.over_months.unwrap_or(1).max(1));
        for part in 0..deals.over_months.unwrap_or(1).max(1) {
            let share = |gain: &Stated| gain.as_ref().ok().map(|gain| gain / parts);
            push(Cause::Deals, first + f64::from(part), share(&gains.vendor), share(&gains.partner));
        }
    }
    // A stable sort: of one moment the order is that of the trade.
    crate::order::by(&mut all, |a, b| a.at.total_cmp(&b.at));
    (all, waiting)
}
