//! Campaigns that stand out, each with the reason.

use super::{day, report, row, terms};
use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::message::english;
use comarketing_roi_engine::portfolio::{Oddity, Portfolio};

/// Twenty campaigns that return 5 to 6, and two that do not.
fn with_two_apart() -> Vec<comarketing_roi_engine::Campaign> {
    (0..20)
        .map(|at| row(&format!("c{at}"), "p", "t", 1, 1_000.0, [5_000.0 + 50.0 * f64::from(at), 0.0]))
        .chain([
            row("high", "p", "t", 1, 1_000.0, [500_000.0, 0.0]),
            row("low", "p", "t", 1, 1_000.0, [10.0, 0.0]),
        ])
        .collect()
}

#[test]
fn planted_returns_are_found_and_no_others() {
    let report = report(&with_two_apart());
    let found: Vec<_> = report.outliers.iter().map(|one| (one.row.name.as_str(), one.why.code())).collect();
    assert_eq!(found, [("high", "farAbove"), ("low", "farBelow")]);
    let fences = report.fences.expect("fences");
    assert!(fences.low < 5.0 && fences.high > 6.0 && fences.high < 10.0, "{fences:?}");
    let message = report.outliers[0].why.message(&|_, value| format!("{value:.0}"), english);
    assert!(message.starts_with("Returns 500 for each unit of MDF, far above the others: more than "));
    assert!(super::report(&with_two_apart()[15..21]).fences.is_none(), "six are too few to tell");
}

#[test]
fn what_does_not_fit_within_a_row_is_said() {
    let mut over = row("over", "p", "t", 1, 900.0, [5_000.0, 0.0]);
    over.set(CampaignField::MdfApproved, 800.0);
    let mut paid = row("paid", "p", "t", 1, 900.0, [5_000.0, 0.0]);
    paid.set(CampaignField::MdfPaid, 950.0);
    let won = row("won", "p", "t", 1, 900.0, [500.0, 0.0]).with(CampaignField::RevenueSourced, 900.0);
    let nothing = row("nothing", "p", "t", 1, 900.0, [0.0, 0.0]);
    let young = row("young", "p", "t", 12, 900.0, [0.0, 0.0]);
    let report = report(&[over, paid, won, nothing, young]);
    let mut found: Vec<_> = report.outliers.iter().map(|one| (one.row.name.as_str(), one.why)).collect();
    found.sort_by_key(|(name, _)| name.len());
    assert_eq!(
        found,
        [
            ("won", Oddity::OverPipeline { revenue: 900.0, pipeline: 500.0 }),
            ("over", Oddity::OverApproved { spent: 900.0, approved: 800.0 }),
            ("paid", Oddity::OverClaimed { paid: 950.0, claimed: 900.0 }),
            ("nothing", Oddity::NoPipeline { spent: 900.0 }),
        ]
    );
    assert_eq!(report.odd, 4);
}

#[test]
fn lists_keep_as_many_rows_as_asked_for() {
    let mut few = terms();
    few.keep = Some(3);
    few.today = day("2025-12-31");
    let mut portfolio = Portfolio::new(few);
    with_two_apart().iter().for_each(|row| portfolio.add(row));
    let report = portfolio.report();
    let best: Vec<_> = report.best.iter().map(|row| row.name.as_str()).collect();
    let worst: Vec<_> = report.worst.iter().map(|row| row.name.as_str()).collect();
    assert_eq!((best, worst), (vec!["high", "c19", "c18"], vec!["low", "c0", "c1"]));
}

#[test]
fn what_was_paid_for_a_campaign_that_did_not_run_is_said() {
    use comarketing_roi_engine::campaign::Status;
    let mut row = row("off", "p", "t", 1, 900.0, [5_000.0, 0.0]);
    row.set(CampaignField::MdfPaid, 5_000.0);
    row.status = Some(Status::Cancelled);
    let mut unpaid = row.clone();
    unpaid.set(CampaignField::MdfPaid, 0.0);
    let found = report(&[row.clone(), unpaid, row]);
    let odd: Vec<_> = found.outliers.iter().map(|one| (one.row.number, one.why)).collect();
    assert_eq!(odd, [(0, Oddity::PaidNotRun { paid: 5_000.0 }), (2, Oddity::PaidNotRun { paid: 5_000.0 })]);
    let [check] = found.checks.as_slice() else { panic!("one check") };
    assert_eq!((check.id, check.value, check.against), ("paidNotRun", 10_000.0, 0.0));
    assert!(found.total.funds.spent.is_err());
}

#[test]
fn an_id_that_an_earlier_row_has_is_said() {
    let with = |id: &str| {
        let mut row = row(id, "p", "t", 1, 100.0, [500.0, 0.0]);
        row.id = id.to_owned();
        row
    };
    let found = report(&["R-1", "R-2", " R-1", "r-1", "", "", "R-1"].map(with));
    let odd: Vec<_> = found.outliers.iter().map(|one| (one.row.number, one.why)).collect();
    assert_eq!(odd, [(2, Oddity::RepeatedId), (6, Oddity::RepeatedId)]);
    assert_eq!((found.odd, found.ids_left_out), (2, 0));
    assert_eq!(found.total.sums.rows, 7, "a row is not dropped for its id");
}
