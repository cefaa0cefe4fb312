//! Laws that hold for any rows.

use super::{day, report, terms};
use comarketing_roi_engine::campaign::{Activity, DatedRate, PartnerType, Role, Status};
use comarketing_roi_engine::portfolio::{Class, Dimension, Portfolio, PortfolioReport};
use comarketing_roi_engine::{Campaign, CampaignField, Date};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn any_row() -> impl Strategy<Value = Campaign> {
    let names = (0..6usize, 0..4usize, 0..4usize);
    let words = (prop::option::of(0..12usize), prop::option::of(0..5usize), prop::option::of(0..5usize));
    let numbers = prop::collection::vec(prop::option::weighted(0.7, 0.0..1e6f64), 20);
    let when = prop::option::weighted(0.9, (2024..2027i32, 1..13u32, 1..29u32));
    (names, words, numbers, when, prop::option::weighted(0.2, 0.5..2.0f64)).prop_map(
        |((partner, tier, kind), (activity, status, role), numbers, when, rate)| {
            let tier = ["Strategic", "Focus", " focus", ""][tier];
            let mut row = Campaign::named("c", ["a", "b", "A ", "c", "d", ""][partner], tier);
            row.activity = activity.map(|at| Activity::ALL[at]);
            row.status = status.map(|at| Status::ALL[at]);
            row.role = role.map(|at| Role::ALL[at]);
            row.partner_type = PartnerType::ALL.get(kind).copied();
            for (field, number) in CampaignField::numbers().zip(numbers) {
                row.set(field, number);
            }
            row.set_day(CampaignField::Start, when.and_then(|(y, m, d)| Date::new(y, m, d)));
            if let Some(rate) = rate {
                row.currency = if rate < 1.0 { "EUR" } else { "GBP" }.to_owned();
                row.exchange_rate = (rate < 1.5).then(|| DatedRate { rate, on: day("2025-01-01") });
            }
            row
        },
    )
}

fn any_rows() -> impl Strategy<Value = Vec<Campaign>> {
    prop::collection::vec(any_row(), 0..20)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// The figures of a report that are sums, whatever the order of rows.
fn sums(report: &PortfolioReport) -> Vec<f64> {
    let groups = report.groups.iter().flat_map(|groups| &groups.groups);
    let mut keyed: Vec<(String, f64)> = groups
        .flat_map(|group| {
            let fields = CampaignField::numbers().map(|field| group.sums.get(field).unwrap_or(-1.0));
            fields.map(|sum| (group.key.to_lowercase(), sum)).collect::<Vec<_>>()
        })
        .collect();
    keyed.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    keyed.into_iter().map(|(_, sum)| sum).collect()
}

proptest! {
    #![proptest_config(Config {
        cases: 60, rng_algorithm: RngAlgorithm::ChaCha, rng_seed: RngSeed::Fixed(7), ..Config::default()
    })]

    #[test]
    fn the_groups_of_each_dimension_add_up_to_all(rows in any_rows()) {
        let report = report(&rows);
        for groups in &report.groups {
            let of = |figure: &dyn Fn(&comarketing_roi_engine::portfolio::Group) -> f64| -> f64 {
                groups.groups.iter().map(figure).sum()
            };
            prop_assert!(close(of(&|group| f64::from(group.sums.rows)), f64::from(report.total.sums.rows)));
            for field in CampaignField::numbers() {
                let total = report.total.sums.get(field).unwrap_or_default();
                prop_assert!(close(of(&|group| group.sums.get(field).unwrap_or_default()), total));
            }
            let spent = report.total.sums.spent().unwrap_or_default();
            prop_assert!(close(of(&|group| group.sums.spent().unwrap_or_default()), spent));
        }
        let classes: u64 = report.classes.iter().map(|class| class.rows).sum();
        prop_assert_eq!(classes, report.taken);
        let spent: f64 = report.classes.iter().map(|class| class.spent).sum();
        prop_assert!(close(spent, report.total.sums.spent().unwrap_or_default()));
    }

    #[test]
    fn the_filter_of_a_group_finds_its_rows_again(rows in any_rows()) {
        let report = report(&rows);
        let portfolio = Portfolio::new(terms());
        let groups = report.groups.iter().flat_map(|groups| &groups.groups).chain([&report.total]);
        for group in groups {
            let mut again = Portfolio::new(terms());
            rows.iter().filter(|row| portfolio.takes(&group.filter, row)).for_each(|row| again.add(row));
            prop_assert_eq!(&again.report().total.sums, &group.sums, "{}", &group.key);
        }
        for class in &report.classes {
            let found = rows.iter().filter(|row| portfolio.takes(&class.filter, row)).count();
            prop_assert_eq!(found as u64, class.rows);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in any_rows()) {
        let before = report(&rows);
        let after = report(&rows.iter().rev().cloned().collect::<Vec<_>>());
        let (before_sums, after_sums) = (sums(&before), sums(&after));
        prop_assert_eq!(before_sums.len(), after_sums.len());
        prop_assert!(before_sums.iter().zip(&after_sums).all(|(one, other)| close(*one, *other)));
        prop_assert_eq!(before.concentration.most.map(|m| m.partners), after.concentration.most.map(|m| m.partners));
        prop_assert_eq!(before.durations, after.durations);
    }

    #[test]
    fn where_mdf_stands_adds_up(rows in any_rows()) {
        let report = report(&rows);
        for group in report.groups.iter().flat_map(|groups| &groups.groups).chain([&report.total]) {
            let funds = &group.funds;
            let known = |figure: &comarketing_roi_engine::answer::Stated| figure.clone().unwrap_or_default();
            if let (Ok(allocated), Ok(never), Ok(pending), Ok(refused), Ok(unclaimed)) = (
                funds.allocated.clone(), funds.never_requested.clone(), funds.pending.clone(), funds.refused.clone(),
                funds.unclaimed.clone(),
            ) {
                let parts = never + pending + refused + unclaimed + known(&funds.spent) - funds.excess;
                prop_assert!(close(parts, allocated), "{} is not {}", parts, allocated);
            }
        }
    }

    #[test]
    fn the_band_holds_the_credited_return_and_figures_are_finite(rows in any_rows()) {
        let report = report(&rows);
        for group in report.groups.iter().flat_map(|groups| &groups.groups) {
            for band in [&group.returns, &group.ranked] {
                if let (Ok(low), Ok(credited), Ok(high)) = (&band.sourced_only, &band.credited, &band.full_credit) {
                    prop_assert!(low.is_finite() && high.is_finite());
                    prop_assert!(*low <= credited * (1.0 + 1e-9) + 1e-9 && *credited <= high * (1.0 + 1e-9) + 1e-9);
                }
            }
        }
        let ranked = report.classes.iter().find(|class| class.class == Class::Ranked).map(|class| class.rows);
        prop_assert_eq!(Some(report.best.len() as u64), ranked);
        let returns: Vec<f64> = report.best.iter().map(|row| row.returns.credited.clone().expect("ranked")).collect();
        prop_assert!(returns.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn another_unit_of_money_changes_no_ratio(rows in any_rows()) {
        let scaled: Vec<Campaign> = rows
            .iter()
            .map(|row| {
                let mut row = row.clone();
                for field in CampaignField::numbers().filter(|field| field.is_money()) {
                    row.set(field, row.get(field).map(|amount| amount * 1_000.0));
                }
                row
            })
            .collect();
        let (before, after) = (report(&rows), report(&scaled));
        let ratio = |report: &PortfolioReport| {
            let funds = &report.total.funds;
            [&report.total.returns.credited, &funds.utilization].map(|figure| figure.clone().unwrap_or(-1.0))
        };
        prop_assert!(ratio(&before).iter().zip(ratio(&after)).all(|(one, other)| close(*one, other)));
    }
}

#[test]
fn memory_does_not_grow_with_rows() {
    let mut portfolio = Portfolio::new(terms());
    let add = |portfolio: &mut Portfolio, from: u32, to: u32| {
        for at in from..to {
            let partner = format!("A partner with a name of usual length {}", at % 11_000);
            let tier = ["Strategic", "Focus", "Scale"][at as usize % 3];
            let row = super::row("A campaign", &partner, tier, 1 + at % 12, 1_000.0, [f64::from(at), 5.0]);
            portfolio.add(&row);
        }
    };
    add(&mut portfolio, 0, 11_000);
    let first = portfolio.bytes();
    add(&mut portfolio, 11_000, 22_000);
    assert!(portfolio.bytes() < first + first / 20, "{} after {first}", portfolio.bytes());
    assert!(portfolio.bytes() < 16 << 20, "{}", portfolio.bytes());
    let report = portfolio.report();
    assert_eq!(report.partners_left_out, 2_000, "1,000 partners beyond the bound, twice each");
    assert_eq!(report.total.sums.rows, 22_000, "their rows are in every other sum");
    let partners =
        report.groups.iter().find(|groups| groups.dimension == Dimension::Partner).expect("partners");
    assert_eq!(partners.groups.len(), 10_000);
}
