//! How long things take, and from signature to result.

use super::{day, near, report, report_with, row, terms, value};
use comarketing_roi_engine::portfolio::{Duration, Span};
use comarketing_roi_engine::{Campaign, CampaignField};

#[track_caller]
fn of(durations: &[Duration], span: Span) -> &Duration {
    durations.iter().find(|one| one.span == span).expect("the span")
}

#[test]
fn times_are_medians_of_what_got_there() {
    let led = |partner: &str, first_lead: &str| {
        row("a", partner, "t", 1, 1.0, [1.0, 0.0]).on(CampaignField::FirstLeadOn, day(first_lead))
    };
    let mut waiting = row("a", "p", "t", 1, 1.0, [1.0, 0.0]);
    waiting.set_day(CampaignField::ClaimedOn, day("2025-02-01"));
    let paid = waiting.clone().on(CampaignField::PaidOn, day("2025-04-02"));
    let found = report(&[
        led("p", "2025-01-11"),
        led("p", "2025-01-31"),
        led("q", "2025-03-01"),
        led("q", "2024-12-01"),
        waiting,
        paid,
    ])
    .durations;
    let lead = of(&found, Span::FirstLead);
    assert_eq!((lead.count, lead.backwards, lead.median), (3, 1, Some(30.0)));
    assert_eq!(lead.quartiles, Some((10.0, 59.0)));
    assert_eq!(of(&found, Span::Payment).median, Some(60.0));
    assert_eq!(of(&found, Span::Payment).count, 1, "what is waiting is not in it");
    assert_eq!(of(&found, Span::Approval).median, None);
}

/// A partner that signed on New Year's Day, with its first lead and first win.
fn signed(partner: &str, month: u32, win: Option<&str>) -> Campaign {
    let mut row = row("a", partner, "t", month, 1.0, [f64::from(u8::from(win.is_some())), 0.0])
        .on(CampaignField::PartnerSignedOn, day("2025-01-01"));
    row.set_day(CampaignField::FirstWinOn, win.map(day));
    row
}

#[test]
fn partners_are_signed_active_and_producing() {
    let rows = [
        signed("a", 2, Some("2025-05-01")),
        signed("a", 1, Some("2025-07-01")),
        signed("b", 3, None),
        signed("c", 3, None).on(CampaignField::Start, day("2026-03-01")),
    ];
    let found = report(&rows);
    let activation = &found.activation;
    assert_eq!((activation.active, activation.producing), (2, 1));
    near(value(&activation.signed), 3.0);
    near(value(&activation.activation), 2.0 / 3.0);
    near(value(&activation.production), 0.5);
    assert_eq!(of(&found.durations, Span::TimeToValue).median, Some(120.0));
    assert_eq!(of(&found.durations, Span::Activation).count, 2, "what is planned has not begun");
    let checks: Vec<_> = found.checks.iter().map(|check| check.id).collect();
    assert_eq!(checks, ["signedNotActive", "moreMdfThanPipeline", "activeNotProducing"]);
    let mut said = terms();
    said.signed_partners = Some(1.0);
    assert!(report_with(said, &rows).activation.activation.is_err(), "more are active than signed");
    assert!(report(&[row("a", "p", "t", 1, 1.0, [9.0, 0.0])]).activation.signed.is_err());
}
