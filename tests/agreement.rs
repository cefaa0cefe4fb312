//! Where vendor and partner both reach their targets: a worked example, the interval, what put back gives.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::agreement::{Agreement, Found, Question, Why, agreement};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::{any_plan, full_plan};

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

fn valid(plan: Plan) -> ValidPlan {
    plan.validate().expect("valid")
}

/// A campaign of 20,000, of which MDF pays 12,000; 5,000 of the vendor's own; 50,000 of revenue at 60 % and 10 %.
fn webinar() -> Plan {
    Plan::new("USD").with(Field::GrossMargin, 0.6).with(Field::PartnerMargin, 0.1).with_tier(
        Tier::named("Acme")
            .with(Field::MdfSpent, 12_000.0)
            .with(Field::PartnerContribution, 8_000.0)
            .with(Field::ProgrammeCost, 5_000.0)
            .with(Field::RevenueSourced, 50_000.0),
    )
}

#[track_caller]
fn ask(plan: &Plan, vendor: f64, partner: f64) -> Agreement {
    let question = Question { vendor, partner, at: ScopeId::Total };
    agreement(&valid(plan.clone()), &question).expect("an answer")
}

fn with(found: &Found, name: &str) -> f64 {
    found.with.iter().find(|(other, _)| *other == name).expect("it follows").1
}

#[test]
fn a_webinar_on_which_the_partner_loses() {
    // The vendor makes 30,000 of 17,000, the partner 5,000 of 8,000.
    let answer = ask(&webinar(), 0.0, 0.0);
    near(answer.vendor_roi.clone().expect("a value"), 13.0 / 17.0);
    near(answer.partner_roi.clone().expect("a value"), -3.0 / 8.0);
    // 15,000 of 20,000 leaves the partner 5,000 to pay; the vendor could pay all of it and 5,000 more.
    near(answer.share.vendor_at_most.expect("a bound"), 1.25);
    near(answer.share.partner_at_least.expect("a bound"), 0.75);
    let (low, high, nearest) = answer.share.answer.expect("an interval");
    near(low, 0.75);
    near(high, 1.0);
    near(nearest.value, 0.75);
    near(with(&nearest, "mdf"), 15_000.0);
    near(with(&nearest, "ownMoney"), 5_000.0);
    near(nearest.partner_roi.expect("a value"), 0.0);
    near(nearest.vendor_roi.expect("a value"), 0.5);
    // Or a margin of 16 %, which takes as much from the vendor: at most 36 %.
    let (low, high, nearest) = answer.margin.answer.expect("an interval");
    near(low, 0.16);
    near(high, 0.36);
    near(nearest.value, 0.16);
    near(with(&nearest, "grossMargin"), 0.54);
    near(nearest.vendor_roi.expect("a value"), 10.0 / 17.0);
    near(nearest.partner_roi.expect("a value"), 0.0);
    let taken: Vec<_> = answer.assumptions.iter().map(|premise| premise.field.as_str()).collect();
    assert!(taken.contains(&"/economics/grossMargin"), "{taken:?}");
}

#[test]
fn where_both_are_content_today_stays() {
    let answer = ask(&webinar().with(Field::PartnerMargin, 0.2), 0.2, 0.2);
    let (_, _, share) = answer.share.answer.expect("an interval");
    let (_, _, margin) = answer.margin.answer.expect("an interval");
    near(share.value, 0.6);
    near(margin.value, 0.2);
    near(share.partner_roi.expect("a value"), answer.partner_roi.expect("a value"));
}

#[test]
fn no_agreement_says_who_or_what_is_in_the_way() {
    let reason = |answer: &Agreement| {
        let [share, margin] =
            [&answer.share, &answer.margin].map(|way| way.answer.clone().expect_err("none"));
        [(share.why, share.reason), (margin.why, margin.reason)]
    };
    // 100 % for the vendor: 30,000 ÷ 2 − 5,000 = 10,000 of MDF at most, 15,000 at least.
    let [share, margin] = reason(&ask(&webinar(), 1.0, 0.0));
    assert_eq!(share.0, Why::Apart);
    assert_eq!(
        share.1,
        "The vendor accepts an MDF share of at most 50%, and the partner needs at least 75%."
    );
    assert_eq!(margin.0, Why::Apart);
    assert_eq!(
        margin.1,
        "The vendor accepts a partner margin of at most 2%, and the partner needs at least 16%."
    );
    let [share, margin] = reason(&ask(&webinar(), 9.0, 0.0));
    assert_eq!((share.0, margin.0), (Why::VendorOutOfReach, Why::VendorOutOfReach));
    assert_eq!(share.1, "Even without MDF the vendor does not reach its target.");
    // 8,000 tenfold is more than all of the margin; a share of 100 % asks nothing of the partner.
    let answer = ask(&webinar(), -1.0, 9.0);
    assert_eq!(answer.margin.answer.expect_err("none").why, Why::PartnerOutOfReach);
    let (low, _, nearest) = answer.share.answer.expect("an interval");
    near(low, 0.975);
    near(nearest.partner_roi.expect("a value"), 9.0);
}

#[test]
fn what_is_missing_is_what_the_report_misses() {
    let mut plan = webinar();
    plan.set(FieldPath::plan(Field::PartnerMargin), None);
    let answer = ask(&plan, 0.0, 0.0);
    let none = answer.share.answer.expect_err("no margin");
    assert_eq!(none.why, Why::NoValue);
    assert!(none.reason.contains("partner’s margin"), "{}", none.reason);
    assert_eq!(answer.vendor_roi, Err(none.reason));
    let mut free = webinar();
    free.tiers[0].set(Field::MdfSpent, Number::Exact(0.0));
    free.tiers[0].set(Field::PartnerContribution, Number::Exact(0.0));
    let answer = ask(&free, 0.0, 0.0);
    let none = answer.share.answer.expect_err("nothing to share");
    assert_eq!(none.reason, "The campaign costs nothing that MDF could reimburse.");
    assert!(answer.margin.answer.is_ok());
    assert!(answer.partner_roi.expect_err("nothing put in").contains("the partner's own money"));
    let mut hidden = webinar();
    hidden.costs_withheld = true;
    let answer = ask(&hidden, 0.0, 0.0);
    assert!(answer.margin.answer.expect_err("tells a margin").reason.starts_with("Hidden"));
    let (low, _, nearest) = answer.share.answer.expect("a share tells no amount");
    near(low, 0.75);
    assert!(nearest.with.is_empty(), "{nearest:?}");
}

#[test]
fn a_question_is_read_and_answered_as_plain_data() {
    let read = |json: &str| {
        let value: Value = serde_json::from_str(json).expect("JSON");
        Question::read(&value)
    };
    assert_eq!(read("null").expect("all is assumed"), Question::default());
    let asked = read(r#"{"vendorRoi":1,"partnerRoi":0.1,"scope":{"tier":0}}"#).expect("valid");
    assert_eq!(asked, Question { vendor: 1.0, partner: 0.1, at: ScopeId::Tier(0) });
    let json = serde_json::to_value(ask(&webinar(), 0.0, 0.0)).expect("writes");
    near(json["share"]["nearest"].as_f64().expect("a number"), 0.75);
    near(json["share"]["mdf"].as_f64().expect("a number"), 15_000.0);
    near(json["margin"]["grossMargin"].as_f64().expect("a number"), 0.54);
    assert_eq!(json["share"]["code"], serde_json::Value::Null);
    let json = serde_json::to_value(ask(&webinar(), 1.0, 0.0)).expect("writes");
    assert_eq!((json["share"]["nearest"].is_null(), json["share"]["code"].as_str()), (true, Some("apart")));
    near(json["share"]["partnerAtLeast"].as_f64().expect("a number"), 0.75);
    let found = read(r#"{"vendorRoi":-2,"partnerRoi":"10%","scope":"all","x":1}"#).expect_err("refused");
    let named: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(
        named,
        [
            ("/vendorRoi", "outOfRange"),
            ("/partnerRoi", "wrongType"),
            ("/scope", "unknownScope"),
            ("/x", "unknownField")
        ]
    );
    let plan = valid(webinar());
    let refused = |question: Question| {
        let found = agreement(&plan, &question).expect_err("refused");
        found.iter().map(|p| (p.path.clone(), p.kind.code())).collect::<Vec<_>>()
    };
    let bad = Question { vendor: f64::NAN, partner: 0.0, at: ScopeId::Direct };
    assert_eq!(
        refused(bad),
        [("/scope".to_owned(), "unknownScope"), ("/vendorRoi".to_owned(), "outOfRange")]
    );
}

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(19),
        failure_persistence: None,
        ..Config::default()
    }
}

/// One tier with every figure of both ledgers.
fn campaign() -> impl Strategy<Value = Plan> {
    let money = || prop_oneof![1 => Just(0.0), 9 => 1.0..1e6f64];
    let costs = (1.0..1e6f64, 1.0..1e6f64, money(), money(), money());
    let rates = (0.0..1.0f64, 0.0..1.0f64, prop::option::of(0.0..1.0f64), 0.0..1.0f64);
    (costs, rates).prop_map(
        |((mdf, own, other, sourced, influenced), (margin, partner, partner_influenced, credit))| {
            let mut plan = Plan::new("USD")
                .with(Field::GrossMargin, margin)
                .with(Field::PartnerMargin, partner)
                .with(Field::InfluenceCredit, credit)
                .with_tier(
                    Tier::named("A")
                        .with(Field::MdfSpent, mdf)
                        .with(Field::PartnerContribution, own)
                        .with(Field::ProgrammeCost, other)
                        .with(Field::RevenueSourced, sourced)
                        .with(Field::RevenueInfluenced, influenced),
                );
            plan.set(FieldPath::plan(Field::PartnerMarginInfluenced), partner_influenced.map(Number::Exact));
            plan
        },
    )
}

/// Both ROIs by the report.
fn rois(plan: &Plan) -> [Option<f64>; 2] {
    let report = evaluate(&valid(plan.clone()));
    [MetricId::Roi, MetricId::RoiPartner].map(|id| report.total.value(id))
}

/// The plan with another share, and with another margin.
fn with_share(plan: &Plan, share: f64) -> Plan {
    let mut plan = plan.clone();
    let get = |plan: &Plan, field| plan.tiers[0].get(field).expect("given").likely();
    let campaign = get(&plan, Field::MdfSpent) + get(&plan, Field::PartnerContribution);
    plan.tiers[0].set(Field::MdfSpent, Number::Exact(share * campaign));
    plan.tiers[0].set(Field::PartnerContribution, Number::Exact((1.0 - share) * campaign));
    plan
}

fn with_margin(plan: &Plan, margin: f64) -> Plan {
    let mut plan = plan.clone();
    let get = |field| plan.get(FieldPath::plan(field)).map(Number::likely);
    let raised = margin - get(Field::PartnerMargin).expect("given");
    let gross = get(Field::GrossMargin).expect("given") - raised;
    let influenced = get(Field::PartnerMarginInfluenced).map(|other| other + raised);
    let within = |rate: f64| Number::Exact(if rate < 0.0 && rate > -1e-9 { 0.0 } else { rate.min(1.0) });
    plan.set(FieldPath::plan(Field::PartnerMargin), within(margin));
    plan.set(FieldPath::plan(Field::GrossMargin), within(gross));
    let follows = plan.tiers[0].get(Field::RevenueInfluenced).is_some_and(|revenue| revenue.likely() > 0.0);
    if let Some(influenced) = influenced.filter(|_| follows) {
        plan.set(FieldPath::plan(Field::PartnerMarginInfluenced), within(influenced));
    }
    plan
}

/// Puts a value that was agreed on into a plan.
type Put = fn(&Plan, f64) -> Plan;

/// Whether both reach their targets; an ROI that divides by nothing counts as met.
fn met(plan: &Plan, [vendor, partner]: [f64; 2], slack: f64) -> bool {
    let [ours, theirs] = rois(plan);
    ours.is_none_or(|roi| roi - vendor >= -slack * (1.0 + roi.abs() + vendor.abs()))
        && theirs.is_none_or(|roi| roi - partner >= -slack * (1.0 + roi.abs() + partner.abs()))
}

#[test]
fn a_share_is_never_below_nothing_and_a_real_miss_is_one() {
    // The vendor's own cost leaves it 3.36 short of its target, of trillions.
    let tier = Tier::named("A")
        .with(Field::MdfSpent, 1.3e7)
        .with(Field::ProgrammeCost, 4.48)
        .with(Field::PartnerContribution, 9_999_999_999_999.0)
        .with(Field::RevenueSourced, 1.12);
    let plan = Plan::new("USD").with(Field::GrossMargin, 1.0).with(Field::PartnerMargin, 0.5).with_tier(tier);
    let found = agreement(&plan.validate().expect("valid"), &Question::default()).expect("a total");
    let why = found.share.answer.expect_err("the vendor misses its target");
    assert_eq!(why.why.code(), "vendorOutOfReach");
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn put_back_both_reach_their_targets_within_and_not_outside(
        plan in campaign(), targets in [-1.0..3.0f64, -1.0..3.0f64], at in 0.0..1.0f64,
    ) {
        let answer = ask(&plan, targets[0], targets[1]);
        for (way, put) in [(&answer.share, with_share as Put), (&answer.margin, with_margin)] {
            let today = *way.today.as_ref().expect("a value");
            match &way.answer {
                Ok((low, high, nearest)) => {
                    for value in [*low, *high, low + at * (high - low), nearest.value] {
                        let put = put(&plan, value);
                        prop_assert!(met(&put, targets, 1e-6), "{value} of {way:?}: {:?}", rois(&put));
                    }
                    prop_assert!((*low..=*high).contains(&nearest.value));
                    let distance = (nearest.value - today).abs();
                    prop_assert!(distance <= (low - today).abs().min((high - today).abs()) + 1e-12);
                    if met(&plan, targets, -1e-6) {
                        prop_assert_eq!(nearest.value.to_bits(), today.to_bits());
                    }
                    let [ours, theirs] = rois(&put(&plan, nearest.value));
                    for (stated, reported) in [(&nearest.vendor_roi, ours), (&nearest.partner_roi, theirs)] {
                        if let (Ok(stated), Some(reported)) = (stated, reported) {
                            prop_assert!((stated - reported).abs() <= 1e-6 * (1.0 + reported.abs()), "{stated} {reported}");
                        }
                    }
                }
                Err(none) => prop_assert!(!none.reason.is_empty() && none.why != Why::NoValue),
            }
        }
        // A share anywhere outside the interval leaves one of the two short.
        let outside = answer.share.answer.as_ref().map_or(true, |(low, high, _)| at < low - 1e-6 || at > high + 1e-6);
        let inside = answer.share.answer.as_ref().is_ok_and(|(low, high, _)| at > low + 1e-6 && at < high - 1e-6);
        if outside {
            prop_assert!(!met(&with_share(&plan, at), targets, -1e-9), "{at} of {:?}", answer.share);
        }
        if inside {
            prop_assert!(met(&with_share(&plan, at), targets, 1e-9), "{at} of {:?}", answer.share);
        }
    }

    #[test]
    fn a_share_moves_money_from_one_side_to_the_other(plan in campaign(), share in 0.01..0.99f64) {
        let left = |plan: &Plan| {
            let report = evaluate(&valid(plan.clone()));
            report.total.value(MetricId::RoiJoint)
        };
        if let (Some(before), Some(after)) = (left(&plan), left(&with_share(&plan, share))) {
            prop_assert!((before - after).abs() <= 1e-9 * (1.0 + before.abs()), "{before} is not {after}");
        }
    }

    #[test]
    fn more_for_one_is_never_easier_for_both(plan in campaign(), targets in [-0.9..3.0f64, -0.9..3.0f64], more in 0.0..1.0f64) {
        let (one, other) = (ask(&plan, targets[0], targets[1]), ask(&plan, targets[0] + more, targets[1]));
        for (one, other) in [(&one.share, &other.share), (&one.margin, &other.margin)] {
            if let (Ok((low, high, _)), Ok((other_low, other_high, _))) = (&one.answer, &other.answer) {
                prop_assert!(other_low >= low && *other_high <= high + 1e-12);
            }
            prop_assert!(one.answer.is_ok() || other.answer.is_err());
        }
    }

    #[test]
    fn of_one_tier_the_total_is_the_tier(plan in any_plan(1), targets in [-1.0..3.0f64, -1.0..3.0f64]) {
        let ask = |at| agreement(&plan, &Question { vendor: targets[0], partner: targets[1], at }).expect("an answer");
        let (total, tier) = (ask(ScopeId::Total), ask(ScopeId::Tier(0)));
        for (one, other) in [(&total.share, &tier.share), (&total.margin, &tier.margin)] {
            prop_assert_eq!(one.answer.as_ref().map(|(low, high, found)| (low, high, found)).ok(),
                other.answer.as_ref().map(|(low, high, found)| (low, high, found)).ok());
            if let Err(none) = &one.answer {
                prop_assert!(!none.reason.is_empty());
                prop_assert_eq!(Some(none.why), other.answer.as_ref().err().map(|none| none.why));
            }
        }
    }

    #[test]
    fn without_the_partners_figures_there_is_no_agreement(plan in full_plan()) {
        let answer = agreement(&plan, &Question::default()).expect("an answer");
        for way in [&answer.share, &answer.margin] {
            let none = way.answer.as_ref().expect_err("no partner");
            prop_assert!(none.reason.starts_with("Needs"), "{}", none.reason);
        }
    }
}
