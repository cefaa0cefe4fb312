//! Inputs that go together.

use super::*;

fn correlated(draws: u32, correlations: &[(Field, Field, f64)], metric: MetricId) -> Simulation {
    let pair = |(a, b, rank): &(Field, Field, f64)| engine::Correlation {
        between: [*a, *b].map(|field| FieldPath::tier(0, field)),
        rank: *rank,
    };
    Simulation { correlations: correlations.iter().map(pair).collect(), ..ask(draws, &[metric]) }
}

#[test]
fn costs_that_go_together_widen_their_sum_and_against_each_other_cancel_out() {
    let figures = [
        (Field::MdfSpent, range(100.0, 200.0, 300.0)),
        (Field::ProgrammeCost, range(1100.0, 1200.0, 1300.0)),
        (Field::Leads, range(1.0, 2.0, 3.0)),
    ];
    let plan = one_tier(&figures, &[]);
    let sd = moments(100.0, 200.0, 300.0).1.sqrt();
    for (rank, spread) in [(1.0, 2.0 * sd), (0.0, 2f64.sqrt() * sd), (-1.0, 0.0)] {
        let question =
            correlated(10_000, &[(Field::MdfSpent, Field::ProgrammeCost, rank)], MetricId::VendorCost);
        let outcome = only(&plan, &question);
        let found = summary(&outcome);
        assert!((found.sd - spread).abs() < 0.01 * sd, "{rank}: {} is not {spread}", found.sd);
        // What goes together says one thing twice; the shares still add up to no more than all.
        let shares: f64 = outcome.drivers.iter().map(|driver| driver.share).sum();
        assert!(shares <= 1.0 + 1e-12, "{shares}");
    }
    // An input that no cost rests on may go along without changing any.
    let alone = only(&plan, &ask(10_000, &[MetricId::VendorCost]));
    let beside =
        only(&plan, &correlated(10_000, &[(Field::MdfSpent, Field::Leads, 0.9)], MetricId::VendorCost));
    assert_eq!(alone.summary.map(|s| s.mean.to_bits()), beside.summary.map(|s| s.mean.to_bits()));
}

#[test]
fn correlations_are_the_same_everywhere_and_are_answered() {
    let question = correlated(
        10_000,
        &[(Field::WinRate, Field::MdfSpent, 0.6), (Field::PipelineSourced, Field::WinRate, -0.4)],
        MetricId::Roi,
    );
    let found = simulate(&usual(), &question);
    assert_eq!(found, simulate(&usual(), &question));
    let golden = [1.0000301350265428, 0.7442218450806947, 0.9962107076545469, 1.270699428229295];
    let s = summary(&found.total[0]);
    let figures = [s.mean, s.percentiles[0], s.percentiles[3], s.percentiles[6]];
    assert_eq!(figures.map(f64::to_bits), golden.map(f64::to_bits), "{figures:?}");
    let json = serde_json::to_value(&found).expect("writes");
    let first = &json["correlations"][0];
    assert_eq!(first["between"], serde_json::json!(["/tiers/0/winRate", "/tiers/0/mdfSpent"]));
    assert_eq!(first["rank"], 0.6);
    assert!(first["achieved"].as_f64().is_some_and(|achieved| (achieved - 0.6).abs() < 0.01));
    assert!(found.assumptions[1].why.starts_with("Inputs without a stated correlation"));
}

#[test]
fn correlations_that_cannot_be_are_refused() {
    let refused = |question: &Simulation, path: &str, code: &str| {
        let found = engine::simulate(&usual(), question).expect_err("refused");
        assert_eq!((found[0].path.as_str(), found[0].kind.code(), found.len()), (path, code, 1), "{found:?}");
        found[0].message.clone()
    };
    let (m, s, i, w) = (Field::MdfSpent, Field::PipelineSourced, Field::PipelineInfluenced, Field::WinRate);
    // The program cost is a number, the MQLs are not there.
    for absent in [Field::ProgrammeCost, Field::Mqls] {
        refused(
            &correlated(1000, &[(m, absent, 0.5)], MetricId::Roi),
            "/correlations/0/between/1",
            "wrongType",
        );
    }
    let three = [(m, s, 0.9), (s, i, 0.9), (w, m, 0.1), (m, i, -0.9)];
    let message = refused(&correlated(1000, &three, MetricId::Roi), "/correlations/3/rank", "contradiction");
    assert!(
        message.starts_with("The correlations between /tiers/0/mdfSpent, /tiers/0/pipelineSourced"),
        "{message}"
    );
    // A pair that is not named counts as 0, which leaves no room either.
    refused(&correlated(1000, &three[..2], MetricId::Roi), "/correlations/1/rank", "contradiction");
    let inputs = simulate(&usual(), &ask(100, &[MetricId::Roi])).inputs;
    let pair =
        |a: usize, b: usize| engine::Correlation { between: [inputs[a].place, inputs[b].place], rank: 0.1 };
    let five = Simulation {
        correlations: vec![pair(0, 1), pair(2, 3), pair(3, 4)],
        ..ask(1_000_000, &[MetricId::Roi])
    };
    assert_eq!(
        refused(&five, "/draws", "outOfRange"),
        "With correlations between 5 inputs draws must be at most 800000."
    );
}
