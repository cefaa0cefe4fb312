//! The response to spending: a planted exponent comes out, its interval is as sure as it says, and what cannot be measured
//! is not.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::portfolio::{Portfolio, Terms};
use comarketing_roi_engine::response::{Period, Response, Verdict, read_periods, response};
use comarketing_roi_engine::{Campaign, CampaignField, Date, Value};

#[track_caller]
fn value(figure: &Stated) -> f64 {
    *figure.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}"))
}

/// Numbers that look random and are the same on every machine (SplitMix64), 0–1.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as f64 / u64::MAX as f64
    }

    /// About normal: the sum of twelve, less six.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

/// Periods of `R = 40 × m^β` with noise in the logarithm.
fn planted(beta: f64, count: usize, noise: f64, numbers: &mut Numbers) -> Vec<Period> {
    (0..count)
        .map(|_| {
            let spent = 10_000.0 * (1.0 + 9.0 * numbers.next());
            Period { spent, outcome: 40.0 * spent.powf(beta) * (noise * numbers.normal()).exp() }
        })
        .collect()
}

#[test]
fn a_line_by_hand() {
    // ln m is 0, 1, 2, 3, 4, 5 and ln R is 1, 2, 2, 3, 3, 4: Sxx 17.5, Sxy 9.5, Syy 5.5.
    let periods: Vec<Period> = [(0.0, 1.0), (1.0, 2.0), (2.0, 2.0), (3.0, 3.0), (4.0, 3.0), (5.0, 4.0)]
        .map(|(x, y): (f64, f64)| Period { spent: x.exp(), outcome: y.exp() })
        .to_vec();
    let found = response(&periods);
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-6, "{one} is not {other}");
    close(value(&found.beta), 9.5 / 17.5);
    let error = ((5.5 - 9.5 * 9.5 / 17.5) / 4.0 / 17.5_f64).sqrt();
    close(value(&found.beta_high) - value(&found.beta), 2.776_445_1 * error);
    close(value(&found.r_squared), 9.5 * 9.5 / 17.5 / 5.5);
    close(value(&found.scale).ln(), 2.5 - 2.5 * 9.5 / 17.5);
    assert_eq!((found.verdict, found.usable_beta), (Verdict::Supports, value(&found.beta)));
    assert!(found.assumptions.is_empty());
    close(found.at(1.0_f64.exp()).expect("a curve").ln(), 2.5 - 1.5 * 9.5 / 17.5);
}

#[test]
fn a_planted_exponent_lies_within_the_interval_as_often_as_it_says() {
    let mut numbers = Numbers(7);
    for beta in [0.3, 0.7, 0.95] {
        let inside = (0..400)
            .filter(|_| {
                let found = response(&planted(beta, 8, 0.2, &mut numbers));
                (value(&found.beta_low)..=value(&found.beta_high)).contains(&beta)
            })
            .count();
        // 380 are to be expected; four standard deviations are 17.
        assert!((363..=397).contains(&inside), "{inside} of 400 at {beta}");
    }
    let exact = response(&planted(0.6, 6, 0.0, &mut numbers));
    assert!((value(&exact.beta) - 0.6).abs() < 1e-9 && value(&exact.r_squared) > 0.999_999);
}

#[test]
fn what_cannot_be_measured_is_assumed_and_said() {
    let of = |points: &[(f64, f64)]| {
        let periods: Vec<Period> =
            points.iter().map(|(spent, outcome)| Period { spent: *spent, outcome: *outcome }).collect();
        response(&periods)
    };
    let few = of(&[(1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (4.0, 4.0), (5.0, 5.0), (0.0, 9.0), (6.0, 0.0)]);
    assert_eq!((few.verdict, few.periods, few.left_out), (Verdict::NotMeasured, 5, 2));
    assert_eq!(few.beta.expect_err("none"), "Needs at least 6 periods with spending and a result.");
    assert_eq!((few.usable_beta, few.assumptions.len()), (0.7, 1));
    let same = of(&[(5.0, 1.0), (5.0, 2.0), (5.0, 3.0), (5.0, 4.0), (5.0, 5.0), (5.0, 6.0)]);
    assert_eq!(same.verdict, Verdict::NotMeasured);
    let steep = of(&[(1.0, 1.0), (2.0, 4.0), (3.0, 9.0), (4.0, 16.0), (5.0, 25.0), (6.0, 36.0)]);
    assert_eq!((steep.verdict, steep.usable_beta), (Verdict::NotDiminishing, 0.7));
    let falls = of(&[(1.0, 6.0), (2.0, 5.0), (3.0, 4.1), (4.0, 3.0), (5.0, 2.2), (6.0, 1.0)]);
    assert_eq!(falls.verdict, Verdict::Against);
    let noise = of(&[(1.0, 5.0), (2.0, 1.0), (3.0, 6.0), (4.0, 1.0), (5.0, 5.0), (6.0, 2.0)]);
    assert_eq!((noise.verdict, noise.usable_beta), (Verdict::Uncertain, 0.7));
    assert_eq!(of(&[]).periods, 0);
}

#[test]
fn quarters_of_a_portfolio_are_periods_but_for_the_young_ones() {
    let mut terms = Terms::new("USD", Date::read("2025-12-31").expect("a day"));
    terms.influence_credit = Some(0.5);
    terms.cycle_months = Some(4.0);
    let mut portfolio = Portfolio::new(terms);
    for at in 0..12_u32 {
        let spent = 1_000.0 * f64::from(1 + at % 5);
        let row = Campaign::named("c", "p", if at % 2 == 0 { "Focus" } else { "Scale" })
            .on(CampaignField::Start, Date::new(2023 + (at / 4) as i32, 1 + 3 * (at % 4), 9).expect("a day"))
            .with(CampaignField::MdfClaimed, spent)
            .with(CampaignField::PipelineSourced, 100.0 * spent.powf(0.6))
            .with(CampaignField::PipelineInfluenced, 50.0 * spent.powf(0.6));
        portfolio.add(&row);
    }
    let all = Response::of_portfolio(&portfolio, None);
    assert_eq!(
        (all.periods, all.too_young),
        (10, 2),
        "one has just ended, one three months ago, and the cycle is four"
    );
    assert!((value(&all.beta) - 0.6).abs() < 1e-9);
    assert!((value(&all.scale) - 125.0).abs() < 1e-6);
    assert_eq!(Response::of_portfolio(&portfolio, Some("focus")).periods, 5);
    assert_eq!(Response::of_portfolio(&portfolio, Some("Gold")).verdict, Verdict::NotMeasured);
}

#[test]
fn periods_are_read_with_every_problem() {
    let read = |json: &str| read_periods(&serde_json::from_str::<Value>(json).expect("JSON"));
    let periods = read(r#"{ "periods": [{ "spent": 5, "outcome": 7 }] }"#).expect("periods");
    assert_eq!(periods, [Period { spent: 5.0, outcome: 7.0 }]);
    let found = read(r#"{ "periods": [{ "spent": -1 }, { "outcome": "x", "on": 1 }, 5], "beta": 1 }"#)
        .expect_err("problems");
    let found: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
    assert_eq!(
        found,
        [
            ("/periods/0/spent", "outOfRange"),
            ("/periods/0/outcome", "missing"),
            ("/periods/1/outcome", "wrongType"),
            ("/periods/1/on", "unknownField"),
            ("/periods/1/spent", "missing"),
            ("/periods/2", "wrongType"),
            ("/beta", "unknownField"),
        ]
    );
    assert_eq!(read("{}").expect_err("none")[0].path, "/periods");
    let json = serde_json::to_value(response(&periods)).expect("JSON");
    assert_eq!(json["verdict"], "notMeasured");
    assert!(json["beta"].is_null() && json["reasons"]["beta"].is_string());
}

#[test]
fn a_result_that_never_varies_tells_nothing_of_how_sure_it_is() {
    for outcome in [5.0, 0.1, 123_456_789.123] {
        let periods: Vec<Period> = (1..=6).map(|at| Period { spent: f64::from(at), outcome }).collect();
        let found = response(&periods);
        assert_eq!((value(&found.beta).abs(), found.verdict), (0.0, Verdict::Uncertain));
        for figure in [&found.beta_low, &found.beta_high, &found.r_squared] {
            let reason = figure.as_ref().expect_err("nothing scatters");
            assert!(reason.contains("same in every period"), "{reason}");
        }
        assert!((value(&found.scale) - outcome).abs() < 1e-6 * outcome);
    }
}
