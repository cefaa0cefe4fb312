//! The cash calendar of a campaign: a worked example by hand, what adds up, bad input.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::answer::{Stated, Taken};
use comarketing_roi_engine::cash::{Calendar, Campaign, Cause, Deals, Ledger, Mdf, Timing, VendorCost, cash};
use comarketing_roi_engine::{Field, MetricId, Plan, Tier, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[track_caller]
fn value(figure: &Stated) -> f64 {
    *figure.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}"))
}

/// A webinar of 20,000 in mid-March (month 0 is March), of which the vendor reimburses 12,000: claimed in mid-April, paid 60
/// days later. The vendor adds 5,000 of its own. The deals close after five months: 49,250 at 76 % and 20 %.
fn webinar() -> Campaign {
    Campaign {
        discount_rate: Some(0.1),
        paid_first: 20_000.0,
        event_month: 0.5,
        mdf: Some(Mdf { amount: 12_000.0, claim_after: Some(1.0), paid_after: Some(60.0 * 12.0 / 365.0) }),
        vendor_cost: Some(VendorCost { amount: 5_000.0, month: Some(0.5) }),
        deals: Some(Deals {
            revenue_sourced: 37_250.0,
            revenue_influenced: Some(12_000.0),
            influence_credit: Some(1.0),
            gross_margin: Some(0.76),
            partner_margin: Some(0.2),
            partner_margin_influenced: Some(0.2),
            services_profit: Some(0.0),
            cycle: Some(5.0),
            over_months: None,
        }),
    }
}

#[track_caller]
fn cumulative(ledger: &Ledger, expected: &[f64]) {
    let found: Vec<f64> = ledger.months.iter().map(|month| month.cumulative).collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    found.iter().zip(expected).for_each(|(found, expected)| near(*found, *expected));
}

#[test]
fn a_webinar_month_by_month() {
    let answer = cash(&webinar());
    cumulative(&answer.partner, &[-20_000.0, -20_000.0, -20_000.0, -8_000.0, -8_000.0, 1_850.0]);
    cumulative(&answer.vendor, &[-5_000.0, -5_000.0, -5_000.0, -17_000.0, -17_000.0, 20_430.0]);
    cumulative(&answer.joint, &[-25_000.0, -25_000.0, -25_000.0, -25_000.0, -25_000.0, 22_280.0]);
    for (ledger, puts_in, deepest, month) in [
        (&answer.partner, 8_000.0, -20_000.0, 0.0),
        (&answer.vendor, 17_000.0, -17_000.0, 3.0),
        (&answer.joint, 25_000.0, -25_000.0, 0.0),
    ] {
        near(value(&ledger.puts_in), puts_in);
        near(value(&ledger.deepest), deepest);
        near(value(&ledger.deepest_month), month);
        near(value(&ledger.return_month), 5.0);
    }
    // 20,000 for a month and 60 days, then 8,000 until the deals close, at 10 % a year.
    let waited = 1.0 + 60.0 * 12.0 / 365.0;
    near(value(&answer.partner.financing_cost), (20_000.0 * waited + 8_000.0 * (5.0 - waited)) / 120.0);
    let causes: Vec<_> = answer.movements.iter().map(|m| (m.cause, m.month())).collect();
    assert_eq!(
        causes,
        [
            (Cause::VendorCost, 0),
            (Cause::Event, 0),
            (Cause::Claim, 1),
            (Cause::Reimbursement, 3),
            (Cause::Deals, 5)
        ]
    );
    let taken: Vec<_> =
        answer.assumptions.iter().map(|premise| (premise.field.as_str(), premise.value)).collect();
    assert_eq!(taken, [("/deals", Taken::Word("paid when won"))]);
    assert_eq!(
        answer.reconciliation(),
        "The partner pays 20000 first, MDF pays back 12000, and 8000 is its own money."
    );
}

#[test]
fn waiting_for_mdf_alone_is_interest_on_it() {
    // What the request for MDF states: 12,000 × 10 % × 60 ÷ 365 = 197.26.
    for (amount, rate, days) in
        [(12_000.0, 0.1, 60.0), (7_333.33, 0.085, 1.0), (1e13, 1.0, 3_650.0), (5.0, 0.1, 0.0)]
    {
        let mdf = Mdf { amount, claim_after: None, paid_after: Some(days * 12.0 / 365.0) };
        let answer = cash(&Campaign {
            paid_first: amount,
            mdf: Some(mdf),
            discount_rate: Some(rate),
            ..Campaign::default()
        });
        near(value(&answer.waiting_cost), amount * rate * days / 365.0);
        // With no money of its own and no deals, waiting is all that the partner finances.
        near(value(&answer.partner.financing_cost), value(&answer.waiting_cost));
        near(value(&answer.partner.sum), 0.0);
    }
}

#[test]
fn within_a_month_the_balance_goes_deeper_than_at_its_end() {
    let mdf = Mdf { amount: 900.0, claim_after: Some(0.2), paid_after: Some(0.3) };
    let answer =
        cash(&Campaign { paid_first: 1_000.0, event_month: 2.1, mdf: Some(mdf), ..Campaign::default() });
    cumulative(&answer.partner, &[0.0, 0.0, -100.0]);
    near(answer.partner.months[2].lowest, -1_000.0);
    near(value(&answer.partner.deepest), -1_000.0);
    near(value(&answer.partner.deepest_month), 2.0);
}

#[test]
fn wins_may_come_in_parts_and_a_balance_may_fall_again() {
    let deals = Deals { over_months: Some(4), cycle: Some(1.0), ..webinar().deals.expect("deals") };
    let late = VendorCost { amount: 5_000.0, month: Some(9.0) };
    let answer =
        cash(&Campaign { vendor_cost: Some(late), deals: Some(deals), event_month: 0.0, ..webinar() });
    let part = 0.76 * 49_250.0 / 4.0;
    cumulative(
        &answer.vendor,
        &[
            0.0,
            part,
            2.0 * part - 12_000.0,
            3.0 * part - 12_000.0,
            4.0 * part - 12_000.0,
            25_430.0,
            25_430.0,
            25_430.0,
            25_430.0,
            20_430.0,
        ],
    );
    assert_eq!(answer.vendor.return_month.as_ref().map_err(String::as_str), Err(NEVER));
    near(value(&answer.vendor.deepest), 0.0);
    assert_eq!(answer.vendor.deepest_month.as_ref().map_err(String::as_str), Err(NEVER));
    // A cost after the first return opens the gap again: it counts from the second return.
    let twice = Campaign {
        paid_first: 100.0,
        vendor_cost: Some(VendorCost { amount: 300.0, month: Some(3.0) }),
        deals: Some(Deals {
            revenue_sourced: 1_000.0,
            gross_margin: Some(0.5),
            partner_margin: Some(0.2),
            cycle: Some(1.0),
            over_months: Some(5),
            ..Deals::default()
        }),
        ..Campaign::default()
    };
    let answer = cash(&twice);
    cumulative(&answer.vendor, &[0.0, 100.0, 200.0, 0.0, 100.0, 200.0]);
    cumulative(&answer.joint, &[-100.0, 40.0, 180.0, 20.0, 160.0, 300.0]);
    let later = Campaign { vendor_cost: Some(VendorCost { amount: 400.0, month: Some(3.0) }), ..twice };
    let answer = cash(&later);
    cumulative(&answer.vendor, &[0.0, 100.0, 200.0, -100.0, 0.0, 100.0]);
    near(value(&answer.vendor.return_month), 4.0);
    near(value(&answer.joint.return_month), 4.0);
    near(value(&answer.joint.deepest_month), 0.0);
}

const NEVER: &str = "The balance is never below zero, so nothing has to come back.";

#[test]
fn what_does_not_come_back_says_how_much_is_missing() {
    let deals =
        Deals { revenue_sourced: 10_000.0, revenue_influenced: None, ..webinar().deals.expect("deals") };
    let answer = cash(&Campaign { deals: Some(deals), ..webinar() });
    let reason = answer.partner.return_month.expect_err("8,000 against 2,000");
    assert_eq!(reason, "What comes back does not cover what is paid: 6000 is missing in the end.");
    near(value(&answer.partner.sum), -6_000.0);
}

#[test]
fn what_is_absent_is_asked_for_or_assumed() {
    let answer = cash(&Campaign { paid_first: 5.0, ..Campaign::default() });
    let fields: Vec<_> = answer.assumptions.iter().map(|premise| premise.field.as_str()).collect();
    assert_eq!(fields, ["/discountRate", "/deals", "/vendorCost", "/mdf"]);
    near(value(&answer.waiting_cost), 0.0);
    let bare = Deals { revenue_sourced: 10.0, revenue_influenced: Some(4.0), ..Deals::default() };
    let answer = cash(&Campaign { deals: Some(bare.clone()), ..webinar() });
    assert_eq!(answer.vendor.sum.as_ref().map_err(String::as_str), Err("Needs gross margin."));
    assert_eq!(answer.partner.sum.as_ref().map_err(String::as_str), Err("Needs the partner’s margin."));
    assert_eq!(
        answer.joint.sum.as_ref().map_err(String::as_str),
        Err("Needs gross margin. Needs the partner’s margin.")
    );
    assert!(answer.joint.months.is_empty());
    near(value(&answer.vendor.puts_in), 17_000.0);
    // One side alone is answered, the other and both together are not.
    let answer = cash(&Campaign { deals: Some(Deals { gross_margin: Some(0.5), ..bare }), ..webinar() });
    near(value(&answer.vendor.gets_back), 0.5 * (10.0 + 0.4 * 4.0));
    assert_eq!(answer.joint.sum.as_ref().map_err(String::as_str), Err("Needs the partner’s margin."));
    let fields: Vec<_> = answer.assumptions.iter().map(|premise| premise.field.as_str()).collect();
    assert_eq!(fields, ["/deals", "/deals/influenceCredit", "/deals/cycleMonths"]);
}

fn read(json: &str) -> Result<Campaign, Vec<(String, &'static str)>> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    Campaign::read(&value).map_err(|found| found.iter().map(|p| (p.path.clone(), p.kind.code())).collect())
}

#[test]
fn a_campaign_is_read_and_answered_as_plain_data() {
    let json = r#"{"discountRate":0.1,"event":{"ownMoney":8000,"month":0.5},
        "mdf":{"amount":12000,"claimAfterMonths":1,"paidAfterMonths":2},"vendorCost":{"amount":5000,"month":0.5},
        "deals":{"revenueSourced":37250,"revenueInfluenced":12000,"influenceCredit":1,"grossMargin":0.76,
        "partnerMargin":0.2,"partnerMarginInfluenced":0.2,"servicesProfit":0,"cycleMonths":5,"overMonths":1}}"#;
    let campaign = read(json).expect("valid");
    let mdf = Mdf { paid_after: Some(2.0), ..webinar().mdf.expect("MDF") };
    let deals = Deals { over_months: Some(1), ..webinar().deals.expect("deals") };
    assert_eq!(campaign, Campaign { mdf: Some(mdf), deals: Some(deals), ..webinar() });
    let json = serde_json::to_value(cash(&campaign)).expect("writes");
    assert_eq!(json["paidFirst"], 20_000.0);
    assert_eq!(json["ownMoney"], 8_000.0);
    assert_eq!(json["reasons"], serde_json::json!({}));
    assert_eq!(
        json["partner"]["months"][3],
        serde_json::json!({ "net": 12_000.0, "cumulative": -8_000.0, "lowest": -20_000.0 })
    );
    assert_eq!(
        json["movements"][3],
        serde_json::json!({ "cause": "reimbursement", "at": 3.5, "month": 3, "vendor": -12_000.0, "partner": 12_000.0 })
    );
    assert_eq!(json["vendor"]["formulas"]["getsBack"], "g × (Rs + c × Ri)");
    // Both figures of the event, where they agree.
    assert!(read(r#"{"event":{"paidFirst":10,"ownMoney":7},"mdf":{"amount":3}}"#).is_ok());
}

#[test]
fn bad_input_is_named() {
    let refused = |json: &str, expected: &[(&str, &str)]| {
        let found = read(json).expect_err("refused");
        let found: Vec<_> = found.iter().map(|(path, code)| (path.as_str(), *code)).collect();
        assert_eq!(found, expected, "{json}");
    };
    refused("{}", &[("/event/paidFirst", "missing")]);
    refused("[]", &[("", "wrongType"), ("/event/paidFirst", "missing")]);
    refused(r#"{"event":5}"#, &[("/event", "wrongType")]);
    refused(
        r#"{"event":{"paidFirst":10,"month":121},"mdf":{},"vendorCost":{"month":-1},"deals":{"overMonths":1.5},"more":1}"#,
        &[
            ("/event/month", "outOfRange"),
            ("/mdf/amount", "missing"),
            ("/vendorCost/month", "outOfRange"),
            ("/vendorCost/amount", "missing"),
            ("/deals/revenueSourced", "missing"),
            ("/deals/overMonths", "outOfRange"),
            ("/more", "unknownField"),
        ],
    );
    // MDF pays back what was paid, and no more.
    refused(r#"{"event":{"paidFirst":10},"mdf":{"amount":12}}"#, &[("/mdf/amount", "outOfRange")]);
    // 20,000 entered as own money although 12,000 of it comes back.
    refused(
        r#"{"event":{"paidFirst":20000,"ownMoney":20000},"mdf":{"amount":12000}}"#,
        &[("/event/ownMoney", "outOfRange")],
    );
    refused(
        r#"{"event":{"paidFirst":1},"deals":{"revenueSourced":1,"overMonths":0,"grossMargin":2}}"#,
        &[("/deals/grossMargin", "outOfRange"), ("/deals/overMonths", "outOfRange")],
    );
}

fn config() -> Config {
    Config {
        cases: 400,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(17),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Any campaign with every figure.
fn any_campaign() -> impl Strategy<Value = Campaign> {
    let money = || prop_oneof![1 => Just(0.0), 9 => 1.0..1e7f64];
    let time = || prop_oneof![1 => Just(0.0), 3 => (0u8..24).prop_map(f64::from), 3 => 0.0..24.0f64];
    let paid = (money(), money(), 0.0..1.0f64);
    let dates = (time(), time(), time(), prop::option::of(time()), time(), 1u8..24);
    let rates = [0.0..1.0f64, 0.0..1.0f64, 0.0..1.0f64, 0.0..1.0f64];
    (paid, money(), money(), money(), dates, rates).prop_map(
        |(paid, sourced, influenced, services, dates, rates)| {
            let (first, vendor, share) = paid;
            let (event, claim, wait, vendor_month, cycle, parts) = dates;
            let [credit, margin, partner, partner_influenced] = rates;
            Campaign {
                discount_rate: Some(0.1),
                paid_first: first,
                event_month: event,
                mdf: Some(Mdf { amount: share * first, claim_after: Some(claim), paid_after: Some(wait) }),
                vendor_cost: Some(VendorCost { amount: vendor, month: vendor_month }),
                deals: Some(Deals {
                    revenue_sourced: sourced,
                    revenue_influenced: Some(influenced),
                    influence_credit: Some(credit),
                    gross_margin: Some(margin),
                    partner_margin: Some(partner),
                    partner_margin_influenced: Some(partner_influenced),
                    services_profit: Some(services),
                    cycle: Some(cycle),
                    over_months: Some(parts),
                }),
            }
        },
    )
}

fn ledgers(answer: &Calendar) -> [&Ledger; 3] {
    [&answer.vendor, &answer.partner, &answer.joint]
}

fn cents(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.005
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_calendar_adds_up_to_the_ledger(campaign in any_campaign()) {
        let answer = cash(&campaign);
        let (mdf, cost) = (campaign.mdf.as_ref().expect("MDF").amount, campaign.vendor_cost.as_ref().expect("cost").amount);
        let d = campaign.deals.as_ref().expect("deals");
        let (rs, ri) = (d.revenue_sourced, d.revenue_influenced.expect("given"));
        let vendor = d.gross_margin.expect("given") * (rs + d.influence_credit.expect("given") * ri) - (mdf + cost);
        let earned = d.partner_margin.expect("given") * rs + d.partner_margin_influenced.expect("given") * ri;
        let partner = earned + d.services_profit.expect("given") - (campaign.paid_first - mdf);
        for (ledger, sum) in ledgers(&answer).into_iter().zip([vendor, partner, vendor + partner]) {
            let moved: f64 = ledger.months.iter().map(|month| month.net).sum();
            prop_assert!(cents(moved, sum) && cents(value(&ledger.sum), sum), "{moved} is not {sum}");
            prop_assert!(cents(ledger.months.last().expect("a month").cumulative, sum));
        }
        prop_assert!(cents(answer.reimbursed + answer.own_money(), answer.paid_first));
    }

    #[test]
    fn the_ledger_is_the_one_that_the_report_divides(
        mdf in 1.0..1e6f64, own in 1.0..1e6f64, other in 0.0..1e6f64, sourced in 0.0..1e7f64, influenced in 0.0..1e7f64,
        rates in [0.0..1.0f64, 0.0..1.0f64, 0.0..1.0f64],
    ) {
        let [credit, margin, partner] = rates;
        let tier = Tier::named("A").with(Field::MdfSpent, mdf).with(Field::PartnerContribution, own)
            .with(Field::ProgrammeCost, other).with(Field::RevenueSourced, sourced).with(Field::RevenueInfluenced, influenced);
        let plan = Plan::new("USD").with_tier(tier).with(Field::GrossMargin, margin).with(Field::PartnerMargin, partner)
            .with(Field::InfluenceCredit, credit).with(Field::SalesCycleMonths, 4.0).validate().expect("valid");
        let report = evaluate(&plan);
        let timing = Timing { paid_after: Some(2.0), ..Timing::default() };
        let answer = cash(&Campaign::of_plan(&plan, 0, &timing).expect("complete"));
        for (ledger, metric) in ledgers(&answer).into_iter().zip([MetricId::Roi, MetricId::RoiPartner, MetricId::RoiJoint]) {
            let left = report.total.value(metric).expect("a value") * value(&ledger.puts_in);
            prop_assert!(cents(value(&ledger.sum), left), "{metric:?}: {left}");
        }
    }

    #[test]
    fn reimbursement_never_counts_twice(campaign in any_campaign(), share in 0.0..1.0f64, wait in 0.0..60.0f64) {
        let other = Mdf { amount: share * campaign.paid_first, claim_after: Some(0.0), paid_after: Some(wait) };
        let (one, other) = (cash(&campaign).joint, cash(&Campaign { mdf: Some(other), ..campaign }).joint);
        near(value(&one.puts_in), value(&other.puts_in));
        for (a, b) in [(&one.sum, &other.sum), (&one.deepest, &other.deepest), (&one.financing_cost, &other.financing_cost)] {
            // The sum is a difference, so it is held against what it is a difference of.
            prop_assert!((value(a) - value(b)).abs() <= 1e-9 * (1.0 + value(&one.puts_in) + value(&one.gets_back)));
        }
        prop_assert_eq!(one.return_month.is_ok(), other.return_month.is_ok());
        for (a, b) in one.months.iter().zip(&other.months) {
            prop_assert!((a.cumulative - b.cumulative).abs() <= 1e-6, "{a:?} is not {b:?}");
        }
    }

    #[test]
    fn a_month_later_everything_is_a_month_later(campaign in any_campaign()) {
        let now = cash(&campaign);
        let cost = campaign.vendor_cost.clone().expect("cost");
        let cost = VendorCost { month: cost.month.map(|month| month + 1.0), ..cost };
        let later = Campaign { event_month: campaign.event_month + 1.0, vendor_cost: Some(cost), ..campaign };
        let later = cash(&later);
        for (now, later) in ledgers(&now).into_iter().zip(ledgers(&later)) {
            prop_assert_eq!(now.months.len() + 1, later.months.len());
            prop_assert_eq!(later.months[0].cumulative.to_bits(), 0.0f64.to_bits());
            for (a, b) in now.months.iter().zip(&later.months[1..]) {
                prop_assert!(cents(a.cumulative, b.cumulative) && cents(a.lowest, b.lowest) && cents(a.net, b.net));
            }
            near(value(&later.financing_cost), value(&now.financing_cost));
            for (a, b) in [(&now.return_month, &later.return_month), (&now.deepest_month, &later.deepest_month)] {
                prop_assert_eq!(a.as_ref().ok().map(|month| (month + 1.0) as i64), b.as_ref().ok().map(|month| *month as i64));
            }
        }
        near(value(&later.waiting_cost), value(&now.waiting_cost));
    }

    #[test]
    fn the_deepest_point_and_the_return_are_those_of_the_months(campaign in any_campaign()) {
        for ledger in ledgers(&cash(&campaign)) {
            let months = &ledger.months;
            let lowest = months.iter().map(|month| month.lowest).fold(0.0, f64::min);
            prop_assert_eq!(lowest.to_bits(), value(&ledger.deepest).to_bits());
            if let Ok(month) = ledger.deepest_month {
                prop_assert_eq!(months[month as usize].lowest.to_bits(), lowest.to_bits());
            }
            if let Ok(month) = ledger.return_month {
                prop_assert!(months[month as usize..].iter().all(|month| month.cumulative >= 0.0));
                prop_assert!(months[month as usize + 1..].iter().all(|month| month.lowest >= 0.0));
                prop_assert!(months[..=month as usize].iter().any(|month| month.lowest < 0.0));
                // Before it there was still something open.
                prop_assert!(months[month as usize].lowest < 0.0);
            } else {
                prop_assert!(months.iter().all(|month| month.lowest >= 0.0) || months.last().expect("one").cumulative < 0.0);
            }
        }
    }
}
