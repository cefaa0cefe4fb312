//! Ranking, classes, groups, concentration and trend on a few rows.

use super::{day, group, near, report, report_with, row, terms, value};
use comarketing_roi_engine::campaign::{Activity, Status};
use comarketing_roi_engine::portfolio::{Class, Dimension, Filter, Portfolio, Terms};
use comarketing_roi_engine::{Campaign, CampaignField};

/// Four campaigns that can be ranked, and one of each other class.
fn rows() -> Vec<Campaign> {
    let mut denied = row("denied", "Halden", "Strategic", 2, 5_000.0, [9e9, 9e9]);
    denied.status = Some(Status::Denied);
    let mut foreign = row("foreign", "Halden", "Strategic", 2, 5_000.0, [9e9, 9e9]);
    foreign.currency = "EUR".to_owned();
    let mut brand = row("dinner", "Tessera", "Focus", 3, 12_000.0, [12_000.0, 0.0]);
    brand.activity = Some(Activity::Sponsorship);
    let young = row("fall", "Halden", "Strategic", 10, 12_000.0, [120_000.0, 80_000.0]);
    let planned =
        row("planned", "Halden", "Strategic", 1, 0.0, [0.0, 0.0]).on(CampaignField::Start, day("2026-02-01"));
    let unpaid = row("unpaid", "Corvus", "Focus", 3, 0.0, [7_000.0, 0.0]);
    let mut silent = Campaign::named("silent", "Corvus", "Focus").with(CampaignField::MdfPaid, 1_000.0);
    silent.set_day(CampaignField::Start, day("2025-03-01"));
    vec![
        row("ABM", "Northwind", "Strategic", 1, 30_000.0, [640_000.0, 520_000.0]),
        row("Guide", "Halden", "Strategic", 4, 16_000.0, [200_000.0, 100_000.0]),
        row("Webinar", "Corvus", "Focus", 1, 10_000.0, [10_000.0, 0.0]),
        row("Search", "Kestrel", "Focus", 6, 10_000.0, [0.0, 400_000.0]),
        denied,
        foreign,
        brand,
        young,
        planned,
        unpaid,
        silent,
    ]
}

#[test]
fn campaigns_are_ranked_by_credited_pipeline_for_each_unit_of_mdf() {
    let report = report(&rows());
    let found: Vec<_> =
        report.best.iter().map(|row| (row.name.as_str(), value(&row.returns.credited))).collect();
    assert_eq!(found.len(), 4);
    for ((name, found), (expected_name, expected)) in
        found.into_iter().zip([("ABM", 848.0 / 30.0), ("Search", 16.0), ("Guide", 15.0), ("Webinar", 1.0)])
    {
        assert_eq!(name, expected_name);
        near(found, expected);
    }
    let names: Vec<_> = report.worst.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Webinar", "Guide", "Search", "ABM"]);
    let band = &report.best[1].returns;
    assert_eq!((value(&band.sourced_only), value(&band.full_credit)), (0.0, 40.0));
}

#[test]
fn what_cannot_be_judged_is_told_apart_and_why() {
    let report = report(&rows());
    let counts: Vec<_> = report.classes.iter().map(|class| (class.class, class.rows)).collect();
    assert_eq!(
        counts,
        [
            (Class::OtherCurrency, 1),
            (Class::NotRun, 1),
            (Class::BrandOnly, 1),
            (Class::TooYoung, 2),
            (Class::NoSpend, 1),
            (Class::NoOutcome, 1),
            (Class::Ranked, 4),
        ]
    );
    let brand = report.classes.iter().find(|class| class.class == Class::BrandOnly).expect("the class");
    assert_eq!((brand.spent, brand.credited), (12_000.0, 12_000.0));
    let young = &report.others.iter().find(|(class, _)| *class == Class::TooYoung).expect("the class").1;
    assert_eq!(young.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["fall", "planned"]);
    let matured = young[0].age.matured.expect("a share");
    assert!((0.05..0.1).contains(&matured), "three months of a cycle of six: {matured}");
    assert_eq!(young[1].age.matured, Some(0.0));
}

#[test]
fn a_campaign_is_young_until_its_tier_s_cycle_has_passed() {
    let rows = [row("a", "p", "Strategic", 10, 1.0, [1.0, 0.0]), row("b", "p", "Focus", 10, 1.0, [1.0, 0.0])];
    let class = |terms: Terms| {
        let portfolio = Portfolio::new(terms);
        rows.each_ref().map(|row| portfolio.row(row, 0).class)
    };
    let with = |cycle: Option<f64>, tiers: &[(&str, f64)]| {
        let mut terms = terms();
        terms.cycle_months = cycle;
        terms.tier_cycles = tiers.iter().map(|(tier, cycle)| ((*tier).to_owned(), *cycle)).collect();
        class(terms)
    };
    assert_eq!(with(Some(6.0), &[]), [Class::TooYoung; 2]);
    assert_eq!(with(Some(2.0), &[]), [Class::Ranked; 2]);
    assert_eq!(with(Some(6.0), &[("strategic ", 2.0)]), [Class::Ranked, Class::TooYoung]);
    assert_eq!(with(None, &[]), [Class::Ranked; 2], "without a cycle nothing is called too young");
    let undated = report(&[Campaign::named("x", "y", "z").with(CampaignField::MdfClaimed, 1.0)]);
    assert_eq!(undated.undated, 1);
}

#[test]
fn groups_add_up_and_divide_afterwards() {
    let report = report(&rows());
    let focus = group(&report, Dimension::Tier, "Focus");
    // 10,000 + 10,000 + 12,000 + 0 + 1,000 of MDF; the silent row's counts as cost.
    near(value(&focus.sums.spent()), 33_000.0);
    near(value(&focus.credited), 10_000.0 + 160_000.0 + 12_000.0 + 7_000.0);
    near(value(&focus.returns.credited), 189.0 / 33.0);
    assert_eq!((focus.sums.silent_rows, focus.sums.silent_spent), (1, 1_000.0));
    near(value(&focus.ranked.credited), 170.0 / 20.0);
    let strategic = group(&report, Dimension::Tier, "Strategic");
    near(value(&strategic.ranked.credited), (848.0 + 240.0) / 46.0);
    assert_eq!((strategic.rank, focus.rank), (Some(1), Some(2)));
    assert_eq!((strategic.sums.rows, strategic.sums.standing), (5, 4), "the denied row is one of the group");
    let sponsorship = group(&report, Dimension::Activity, "sponsorship");
    assert_eq!(sponsorship.rank, None, "nothing of it is ranked");
    assert!(sponsorship.ranked.credited.is_err());
    near(
        value(&group(&report, Dimension::Quarter, "2025-Q1").sums.spent()),
        30_000.0 + 10_000.0 + 12_000.0 + 1_000.0,
    );
}

#[test]
fn no_mdf_is_no_return_and_absent_is_not_zero() {
    let unpaid = Campaign::named("a", "b", "c").with(CampaignField::PipelineSourced, 500.0);
    let report = report(&[unpaid, row("d", "b", "c", 1, 100.0, [300.0, 0.0])]);
    near(value(&report.total.credited), 800.0);
    near(value(&report.total.returns.credited), 3.0);
    let none = super::report(&[Campaign::named("a", "b", "c")]);
    assert_eq!(none.total.credited.as_ref().expect_err("none"), "Needs Partner-sourced pipeline.");
    assert!(none.total.returns.credited.is_err() && none.total.funds.utilization.is_err());
}

#[test]
fn few_partners_bring_most() {
    // The eleven partners of the design.
    let thousands = [1_290.0, 1_080.0, 490.0, 415.0, 415.0, 348.0, 228.0, 113.0, 109.0, 70.4, 66.0];
    let rows: Vec<Campaign> = thousands
        .iter()
        .enumerate()
        .map(|(at, amount)| row("c", &format!("P{at}"), "Focus", 1, 10.0, [*amount, 0.0]))
        .chain([row("c", "", "Focus", 1, 10.0, [77.0, 0.0])])
        .collect();
    let found = report(&rows).concentration;
    let half = found.half.expect("half");
    let most = found.most.expect("most");
    assert_eq!((found.partners, half.partners, most.partners), (11, 2, 6), "five bring 79.8 %");
    near(half.share, 2_370.0 / 4_624.4);
    near(most.share, 4_038.0 / 4_624.4);
    assert_eq!(found.shares[0].partner, "P0");
    near(found.shares[10].running, 1.0);
    let tail = found.tail.expect("a tail");
    assert_eq!(tail.partners, 5);
    near(tail.share, 1.0 - 4_038.0 / 4_624.4);
    near(tail.share_of_mdf.expect("MDF"), 5.0 / 11.0);
    near(found.unnamed, 77.0); // what names no partner is nobody's share
    let nothing = report(&[row("c", "P", "Focus", 1, 10.0, [0.0, 0.0])]).concentration;
    assert_eq!((nothing.partners, nothing.without, nothing.half), (1, 1, None));
}

#[test]
fn the_trend_has_every_quarter_from_the_first_to_the_last() {
    let old = row("o", "p", "t", 1, 50.0, [100.0, 0.0]).on(CampaignField::Start, day("2024-05-01"));
    let found = report(&[
        old,
        row("a", "p", "t", 2, 100.0, [300.0, 0.0]),
        row("b", "p", "t", 5, 100.0, [600.0, 0.0]),
    ])
    .trend;
    let quarters: Vec<_> = found.iter().map(|point| point.quarter.to_string()).collect();
    assert_eq!(quarters, ["2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]);
    assert_eq!(found[1].rows, 0);
    assert!(found[1].per_mdf.is_err() && found[3].change.is_err(), "nothing was spent in between");
    near(value(&found[4].per_mdf), 6.0);
    near(value(&found[4].change), 1.0);
    near(value(&found[4].change_of_year), 2.0);
    assert_eq!(
        found[3].change_of_year.as_ref().expect_err("none"),
        "There is no earlier quarter to compare with."
    );
}

#[test]
fn a_filter_looks_at_its_rows_only() {
    let mut filtered = terms();
    filtered.filter = Filter::of(Dimension::Tier, "focus");
    filtered.filter.class = Some(Class::Ranked);
    let report = report_with(filtered, &rows());
    assert_eq!((report.seen, report.taken), (11, 2));
    let names: Vec<_> = report.best.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Search", "Webinar"]);
    assert_eq!(report.total.filter.class, Some(Class::Ranked));
}

#[test]
fn what_was_taken_is_said() {
    let mut bare = Terms::new("USD", day("2025-12-31"));
    bare.signed_partners = Some(5.0);
    let fields: Vec<_> =
        report_with(bare, &rows()).assumptions.into_iter().map(|premise| premise.field).collect();
    assert_eq!(fields, ["/influenceCredit", "/campaigns/currency", "/cycleMonths"]);
}

#[test]
fn equal_returns_share_a_rank() {
    let rows = [
        row("w", "a", "t", 1, 100.0, [500.0, 0.0]),
        row("x", "b", "t", 1, 200.0, [1_000.0, 0.0]),
        row("y", "c", "t", 1, 100.0, [100.0, 0.0]),
        // The same sums in another order of rows.
        row("z", "d", "t", 1, 0.1, [0.5, 0.0]),
        row("z", "d", "t", 1, 0.2, [1.0, 0.0]),
    ];
    let found = report(&rows);
    let rank = |partner| group(&found, Dimension::Partner, partner).rank;
    assert_eq!(["a", "b", "c", "d"].map(rank), [Some(1), Some(1), Some(4), Some(1)]);
}
