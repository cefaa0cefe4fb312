//! Several currencies: converted by a dated rate that is printed, or apart; never added up.

use super::{day, near, report, report_with, row, terms, value};
use comarketing_roi_engine::campaign::DatedRate;
use comarketing_roi_engine::portfolio::Class;
use comarketing_roi_engine::{Campaign, CampaignField};

fn in_currency(mut row: Campaign, code: &str, rate: Option<(f64, &str)>) -> Campaign {
    row.currency = code.to_owned();
    row.exchange_rate = rate.map(|(rate, on)| DatedRate { rate, on: day(on) });
    row
}

#[test]
fn what_has_a_rate_is_converted_and_the_rate_is_printed() {
    let mut terms = terms();
    terms.rates = vec![("EUR".to_owned(), DatedRate { rate: 1.1, on: day("2025-06-30") })];
    let base = || row("a", "p", "t", 1, 100.0, [1_000.0, 0.0]);
    let report = report_with(
        terms,
        &[
            base(),
            in_currency(base(), "EUR", None),
            in_currency(base(), "EUR", None),
            in_currency(base(), "EUR", Some((1.2, "2025-01-31"))),
            in_currency(base().with(CampaignField::Leads, 7.0), "GBP", None),
        ],
    );
    near(value(&report.total.sums.spent()), 100.0 * (1.0 + 1.1 + 1.1 + 1.2));
    near(value(&report.total.returns.credited), 10.0);
    let rates: Vec<_> = report
        .rates
        .iter()
        .map(|r| (r.currency.as_str(), r.rate.rate, r.rate.on.to_string(), r.of_rows, r.rows))
        .collect();
    assert_eq!(
        rates,
        [("EUR", 1.1, "2025-06-30".to_owned(), false, 2), ("EUR", 1.2, "2025-01-31".to_owned(), true, 1)]
    );
    assert_eq!(report.apart.len(), 1);
    let apart = &report.apart[0];
    assert_eq!(
        (apart.currency.as_str(), apart.rows, apart.spent, apart.pipeline_sourced),
        ("GBP", 1, 100.0, 1_000.0)
    );
    assert!(report.total.sums.get(CampaignField::Leads).is_err(), "counts of such a row are apart too");
    assert_eq!(report.total.sums.rows, 4);
}

#[test]
fn without_a_rate_nothing_is_added_up() {
    let report = report(&[in_currency(row("a", "p", "t", 1, 100.0, [1_000.0, 0.0]), "EUR", None)]);
    assert!(report.total.sums.spent().is_err());
    let class = report.classes.iter().find(|class| class.class == Class::OtherCurrency).expect("the class");
    assert_eq!((class.rows, class.spent), (1, 0.0));
    let kept = &report.others.iter().find(|(class, _)| *class == Class::OtherCurrency).expect("the class").1;
    assert_eq!(kept[0].spent, Some(100.0), "in its own currency");
}

#[test]
fn many_rates_are_printed_in_short() {
    let rows: Vec<Campaign> = (0..300)
        .map(|at| {
            let rate = 1.0 + f64::from(at) / 1_000.0;
            in_currency(row("a", "p", "t", 1, 1.0, [1.0, 0.0]), "EUR", Some((rate, "2025-01-31")))
        })
        .collect();
    let report = report(&rows);
    assert_eq!((report.rates.len(), report.more_rates.len()), (200, 1));
    let more = &report.more_rates[0];
    assert_eq!((more.rows, more.lowest.rate, more.highest.rate), (100, 1.2, 1.299));
}

#[test]
fn what_did_not_run_and_has_no_rate_is_apart_too() {
    use comarketing_roi_engine::campaign::Status;
    let of = |status, code: &str| {
        let mut row = in_currency(Campaign::named("x", "a", "t"), code, None)
            .with(CampaignField::MdfAllocated, 1e6)
            .with(CampaignField::MdfRequested, 7e5)
            .with(CampaignField::MdfPaid, 5e4)
            .with(CampaignField::PipelineSourced, 9e9);
        row.status = Some(status);
        row
    };
    let found = report(&[of(Status::Cancelled, "JPY"), of(Status::Denied, "JPY"), of(Status::Closed, "JPY")]);
    assert!(found.total.funds.allocated.is_err() && found.total.funds.refused.is_err());
    assert_eq!((found.taken, found.total.sums.rows), (3, 0));
    assert!(found.checks.is_empty(), "an amount without a rate is in no sum");
    let [apart] = found.apart.as_slice() else { panic!("one currency") };
    assert_eq!((apart.rows, apart.allocated, apart.requested, apart.paid_not_run), (3, 3e6, 2.1e6, 1e5));
    assert_eq!((apart.spent, apart.pipeline_sourced), (5e4, 9e9), "of what ran");
    let converted = in_currency(of(Status::Cancelled, "JPY"), "JPY", Some((0.01, "2025-01-31")));
    let found = report(&[converted]);
    near(value(&found.total.funds.refused), 7e3);
    assert!(found.apart.is_empty());
}
