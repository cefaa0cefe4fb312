//! The result: what it says of a plan must be what the figures beside it show.

use super::drawn::words;
use super::says::{has, insight, plan, tier};
use comarketing_roi::app::Panel;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// A tier that wins this much of its own and influences that much, at a credit of 40 %: its return is
/// `(sourced + 0.4 × influenced) / 200 − 1`.
fn both(sourced: f64, influenced: f64) -> Insight {
    insight(
        plan([tier("A", sourced).with(Field::RevenueInfluenced, influenced)])
            .with(Field::InfluenceCredit, 0.4),
    )
}

#[test]
fn the_verdict_never_says_another_thing_than_the_figure() {
    let story = |at: &Insight| words(at, Panel::Story);
    // −50 % sourced only, 15 % here, and even at a quarter.
    let pays = story(&both(100.0, 400.0));
    has(&pays, "25%");
    has(&pays, "On sourced deals alone it falls $50.00 short. At your 40% credit: ");
    // −50 %, −10 %, and even at a half.
    let not_here = story(&both(100.0, 200.0));
    has(&not_here, "does not pay back at your 40% credit; it would from 50%");
    // Not even at full credit.
    let never = both(50.0, 50.0);
    assert!(never.report.total.value(MetricId::BreakEvenInfluenceCredit).is_some_and(|even| even > 1.0));
    assert!(
        !story(&never).contains("it would from") && !story(&never).contains("at least"),
        "{}",
        story(&never)
    );
    has(&words(&never, Panel::NextSteps), "It does not pay back at any credit");
    // Nothing is influenced: no credit would help.
    let alone = story(&both(100.0, 0.0));
    has(&alone, "Your co-marketing does not pay back yet");
    assert!(!alone.contains("credit"), "{alone}");
    // A loss that reads as none.
    let even = story(&both(199.99, 0.0));
    assert!(!even.contains("does not pay"), "{even}");
    // A loss too small to be read is none, and what is needed reads as what is claimed.
    let near = story(&both(120.0, 199.9));
    assert!(!near.contains("it would from"), "{near}");
    has(&story(&both(120.0, 199.0)), "at your 40% credit; it would from 40.2%");
}

#[test]
fn what_the_tiers_say_agrees_with_their_figures() {
    let finding = |revenues: &[f64]| {
        let tiers = revenues.iter().zip(["A", "B", "C"]).map(|(revenue, name)| tier(name, *revenue));
        words(&insight(plan(tiers)), Panel::TierFinding)
    };
    has(&finding(&[400.0, 100.0]), "A carries the program; B returns $0.50 for each $1");
    has(&finding(&[150.0, 100.0]), "No tier pays back yet; A comes closest with −25%");
    has(&finding(&[400.0, 300.0]), "A returns the most (100%) and B the least (50%).");
    has(&finding(&[400.0, 100.0, 100.0]), "A returns the most (100%) and B and C the least (−50%).");
    // It loses a little, which reads as all of it coming back.
    assert!(!finding(&[400.0, 199.999]).contains("carries"));
    has(&finding(&[400.0]), "Tiers compared");
}

#[test]
fn what_a_customer_costs_is_told_as_it_is() {
    let direct_of = |cost: f64, follows: f64| {
        let tier = tier("A", 400.0).with(Field::CustomersSourced, 1.0).with(Field::CustomersInfluenced, 1.0);
        insight(
            plan([tier])
                .with(Field::DirectCost, cost)
                .with(Field::DirectCustomers, 10.0)
                .with(Field::CostFollowsCredit, follows),
        )
    };
    let direct = |cost: f64| direct_of(cost, 1.0);
    let drawn = |at: &Insight| {
        words(at, Panel::Beside(MetricId::PartnerCac)).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    has(&drawn(&direct(10_000.0)), "costs less than a direct one at every credit");
    has(&drawn(&direct(100.0)), "costs more than a direct one at every credit");
    // Where none of direct's cost goes along, the credit alone makes partners cheaper.
    let turns = drawn(&direct_of(950.0, 0.0));
    assert!(!turns.contains("at every credit"), "{turns}");
    let alone = insight(plan([tier("A", 400.0).with(Field::CustomersSourced, 1.0)]));
    has(&drawn(&alone), "Add Direct cost and Direct customers to compare what a customer costs.");
    let none = insight(plan([tier("A", 400.0)]));
    has(&drawn(&none), "to compare what a customer costs.");
    assert!(!drawn(&none).contains("no value"));
}

#[test]
fn an_assumption_says_what_the_return_would_be_were_it_wrong() {
    let mut assumed = plan([tier("A", 100.0).with(Field::RevenueInfluenced, 400.0)]);
    assumed.set(FieldPath::plan(Field::InfluenceCredit), None);
    let said = words(&insight(assumed), Panel::Basis);
    // 0.32 and 0.48 of 400, a half of it, over 100.
    has(&said, "40%");
    has(&said, "ROI 14% to 46%");
    has(&said, "Replace them with yours");
}
