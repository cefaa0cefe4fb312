//! Where MDF stands.

use super::{group, near, report, row, value};
use comarketing_roi_engine::campaign::Status;
use comarketing_roi_engine::portfolio::Dimension;
use comarketing_roi_engine::{Campaign, CampaignField};

/// A tier of the design: allocated, approved and claimed, in thousands.
fn tier(name: &str, [allocated, approved, claimed]: [f64; 3]) -> Campaign {
    Campaign::named("c", "p", name)
        .with(CampaignField::MdfAllocated, allocated)
        .with(CampaignField::MdfApproved, approved)
        .with(CampaignField::MdfClaimed, claimed)
}

#[test]
fn unused_mdf_is_unclaimed_or_never_requested() {
    let report = report(&[
        tier("Strategic", [200.0, 196.0, 180.0]),
        tier("Focus", [160.0, 136.0, 120.0]),
        tier("Scale", [110.0, 76.0, 60.0]),
    ]);
    let funds = &report.total.funds;
    near(value(&funds.unused()), 110.0);
    near(value(&funds.unclaimed), 48.0);
    near(value(&funds.never_requested), 62.0);
    near(value(&funds.utilization), 360.0 / 470.0);
    assert!(funds.requested.is_err() && funds.pending.is_err(), "no row tells what was asked for");
    near(value(&group(&report, Dimension::Tier, "Scale").funds.never_requested), 34.0);
}

#[test]
fn each_state_of_a_request_is_its_own() {
    let request = |status, asked: f64, approved: Option<f64>, claimed: Option<f64>| {
        let mut row = Campaign::named("c", "p", "t").with(CampaignField::MdfRequested, asked);
        row.status = Some(status);
        row.set(CampaignField::MdfApproved, approved);
        row.set(CampaignField::MdfClaimed, claimed);
        row
    };
    let report = report(&[
        Campaign::named("budget", "p", "t").with(CampaignField::MdfAllocated, 100.0),
        request(Status::Open, 10.0, None, None),
        request(Status::Approved, 20.0, Some(18.0), None),
        request(Status::Closed, 30.0, Some(30.0), Some(25.0)),
        request(Status::Denied, 8.0, None, None),
        request(Status::Cancelled, 4.0, Some(4.0), Some(4.0)),
    ]);
    let funds = &report.total.funds;
    for (found, expected) in [
        (&funds.requested, 72.0),
        (&funds.never_requested, 28.0),
        (&funds.refused, 12.0),
        (&funds.pending, 12.0),
        (&funds.approved, 48.0),
        (&funds.unclaimed, 23.0),
        (&funds.spent, 25.0),
    ] {
        near(value(found), expected);
    }
    assert_eq!(
        report.total.sums.rows_with(CampaignField::MdfApproved),
        2,
        "what was cancelled has no approval"
    );
}

#[test]
fn without_a_claim_anywhere_nothing_is_known_of_what_is_unclaimed() {
    let row = Campaign::named("c", "p", "t").with(CampaignField::MdfApproved, 5.0);
    let funds = report(&[row]).total.funds;
    assert_eq!(funds.unclaimed.expect_err("none"), "Needs MDF claimed or paid.");
}

#[test]
fn more_than_was_set_aside_is_said_and_not_clamped() {
    let mut over = row("c", "p", "t", 1, 150.0, [0.0, 0.0]);
    over.set(CampaignField::MdfAllocated, 100.0);
    over.set(CampaignField::MdfRequested, 120.0);
    let funds = report(&[over]).total.funds;
    assert_eq!(funds.never_requested.as_ref().expect_err("none"), "More MDF was requested than allocated.");
    assert_eq!(funds.unused().expect_err("none"), "More MDF was spent than allocated.");
    near(value(&funds.utilization), 1.5);
    near(funds.excess, 30.0);
}
