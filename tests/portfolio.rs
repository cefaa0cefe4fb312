//! A year of campaigns: each answer by hand, and the laws that hold for any rows.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "portfolio/by_hand.rs"]
mod by_hand;
#[path = "portfolio/funds.rs"]
mod funds;
#[path = "portfolio/laws.rs"]
mod laws;
#[path = "portfolio/money.rs"]
mod money;
#[path = "portfolio/reading.rs"]
mod reading;
#[path = "portfolio/standing_out.rs"]
mod standing_out;
#[path = "portfolio/time.rs"]
mod time;

use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::campaign::Activity;
use comarketing_roi_engine::portfolio::{Dimension, Group, Portfolio, PortfolioReport, Terms};
use comarketing_roi_engine::{Campaign, CampaignField, Date};

fn day(text: &str) -> Date {
    Date::read(text).expect("a day")
}

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[track_caller]
fn value(figure: &Stated) -> f64 {
    *figure.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}"))
}

/// Judged on the last day of 2025, with a cycle of six months and a credit of 40 %.
fn terms() -> Terms {
    let mut terms = Terms::new("USD", day("2025-12-31"));
    terms.influence_credit = Some(0.4);
    terms.cycle_months = Some(6.0);
    terms
}

/// A campaign that can be judged: of a partner, a tier, a month of 2025, MDF claimed, and pipeline in both buckets.
fn row(name: &str, partner: &str, tier: &str, month: u32, spent: f64, pipeline: [f64; 2]) -> Campaign {
    let mut row = Campaign::named(name, partner, tier)
        .on(CampaignField::Start, Date::new(2025, month, 1).expect("a day"))
        .with(CampaignField::MdfClaimed, spent)
        .with(CampaignField::PipelineSourced, pipeline[0])
        .with(CampaignField::PipelineInfluenced, pipeline[1]);
    row.activity = Some(Activity::Webinar);
    row
}

fn report_with(terms: Terms, rows: &[Campaign]) -> PortfolioReport {
    let mut portfolio = Portfolio::new(terms);
    rows.iter().for_each(|row| portfolio.add(row));
    portfolio.report()
}

fn report(rows: &[Campaign]) -> PortfolioReport {
    report_with(terms(), rows)
}

#[track_caller]
fn group<'a>(report: &'a PortfolioReport, dimension: Dimension, key: &str) -> &'a Group {
    let groups = report.groups.iter().find(|groups| groups.dimension == dimension).expect("the dimension");
    groups.groups.iter().find(|group| group.key == key).unwrap_or_else(|| panic!("no group {key}"))
}
