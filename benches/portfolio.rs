//! How long a portfolio takes for its rows, and that its memory does not grow with them.
#![allow(clippy::unwrap_used, reason = "a benchmark of rows that are not there measures nothing")]

use comarketing_roi_engine::campaign::{Activity, PartnerType, Role};
use comarketing_roi_engine::portfolio::{Portfolio, Terms};
use comarketing_roi_engine::{Campaign, CampaignField, Date};
use divan::{Bencher, black_box};

/// How many rows are made; longer portfolios take them again and again.
const MADE: usize = 100_000;
/// How many partners they are of.
const PARTNERS: usize = 5_000;

fn rows() -> Vec<Campaign> {
    let row = |at: usize| {
        let amount = (at % 977) as f64 + 1.0;
        let tier = *["Strategic", "Focus", "Scale"].get(at % 3).unwrap();
        let mut row =
            Campaign::named(format!("Campaign {at}"), format!("Partner {}", at * 7 % PARTNERS), tier)
                .on(
                    CampaignField::Start,
                    Date::new(2025, 1 + (at % 12) as u32, 1 + (at % 28) as u32).unwrap(),
                )
                .with(CampaignField::MdfAllocated, 2.0 * amount)
                .with(CampaignField::MdfApproved, 1.5 * amount)
                .with(CampaignField::MdfClaimed, amount)
                .with(CampaignField::Leads, (at % 50) as f64)
                .with(CampaignField::PipelineSourced, amount * (at % 31) as f64)
                .with(CampaignField::PipelineInfluenced, amount * (at % 17) as f64);
        row.activity = Activity::ALL.get(at % 12).copied();
        row.partner_type = PartnerType::ALL.get(at % 7).copied();
        row.role = Role::ALL.get(at % 5).copied();
        row
    };
    (0..MADE).map(row).collect()
}

fn portfolio(rows: &[Campaign], count: usize) -> Portfolio {
    let mut terms = Terms::new("USD", Date::new(2025, 12, 31).unwrap());
    terms.cycle_months = Some(6.0);
    let mut portfolio = Portfolio::new(terms);
    rows.iter().cycle().take(count).for_each(|row| portfolio.add(black_box(row)));
    portfolio
}

fn main() {
    let rows = rows();
    let [few, many] = [MADE, 1_000_000].map(|count| portfolio(&rows, count).bytes());
    assert!(many <= few + few / 10 && many < 16 << 20, "{few} bytes grow to {many}");
    divan::main();
}

/// Rows → sums.
#[divan::bench(name = "add rows", args = [10_000, 100_000, 1_000_000], sample_count = 5)]
fn add(bencher: Bencher<'_, '_>, count: usize) {
    let rows = rows();
    bencher.bench_local(|| portfolio(black_box(&rows), count));
}

/// Sums → answer.
#[divan::bench(name = "report", sample_count = 10)]
fn report(bencher: Bencher<'_, '_>) {
    let rows = rows();
    let portfolio = portfolio(&rows, MADE);
    bencher.bench_local(|| black_box(&portfolio).report());
}
