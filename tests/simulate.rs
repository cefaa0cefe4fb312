//! Uncertainty: what a simulation says is held against what can be known without one.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "simulate/correlated.rs"]
mod correlated;
mod support;

use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::simulate::{
    self as engine, DRIVER_DRAWS, HEADLINE, Outcome, Simulated, Simulation, Summary,
};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, Value, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn range(low: f64, likely: f64, high: f64) -> Number {
    Number::Range { low, likely, high }
}

/// A plan of one tier with these figures.
fn one_tier(figures: &[(Field, Number)], shared: &[(Field, Number)]) -> ValidPlan {
    let mut plan = Plan::new("USD").with_tier(Tier::named("A"));
    figures.iter().for_each(|(field, number)| plan.set(FieldPath::tier(0, *field), *number));
    shared.iter().for_each(|(field, number)| plan.set(FieldPath::plan(*field), *number));
    plan.validate().expect("valid")
}

fn simulate(plan: &ValidPlan, question: &Simulation) -> Simulated {
    engine::simulate(plan, question).expect("a question that fits")
}

fn ask(draws: u32, metrics: &[MetricId]) -> Simulation {
    Simulation { draws, metrics: metrics.to_vec(), ..Simulation::default() }
}

fn only(plan: &ValidPlan, question: &Simulation) -> Outcome {
    let mut found = simulate(plan, question);
    assert_eq!(found.total.len(), 1);
    found.total.remove(0)
}

fn summary(outcome: &Outcome) -> &Summary {
    outcome.summary.as_ref().expect("draws with a value")
}

/// Mean and variance of PERT: `(low + 4 likely + high) ÷ 6` and `(mean − low)(high − mean) ÷ 7`.
fn moments(low: f64, likely: f64, high: f64) -> (f64, f64) {
    let mean = (low + 4.0 * likely + high) / 6.0;
    (mean, (mean - low) * (high - mean) / 7.0)
}

/// The share of Beta(1 + a, 1 + b) below `t`, for whole `a + b = 4`: a sum of binomial terms.
fn share_below(t: f64, a: i32) -> f64 {
    let choose = |k: i32| (0..k).fold(1.0, |c, i| c * f64::from(5 - i) / f64::from(i + 1));
    (a + 1..=5).map(|k| choose(k) * t.powi(k) * (1.0 - t).powi(5 - k)).sum()
}

#[test]
fn one_input_comes_out_as_it_went_in() {
    for a in 0..=4 {
        let likely = 1000.0 + 250.0 * f64::from(a);
        let plan = one_tier(&[(Field::MdfSpent, range(1000.0, likely, 2000.0))], &[]);
        // A power of two: the lattice is whole, and what is left is the error of the table.
        let draws = 1 << 17;
        let outcome = only(&plan, &ask(draws, &[MetricId::MdfSpent]));
        let found = summary(&outcome);
        let (mean, variance) = moments(1000.0, likely, 2000.0);
        assert!((found.mean - mean).abs() < 0.005, "{} is not {mean}", found.mean);
        assert!((found.sd / variance.sqrt() - 1.0).abs() < 1e-4, "{} is not {}", found.sd, variance.sqrt());
        // The percentiles lie where the exact distribution has them.
        for (level, percentile) in
            [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95].into_iter().zip(found.percentiles)
        {
            let exact = share_below((percentile - 1000.0) / 1000.0, a);
            assert!((exact - level).abs() < 1e-4, "P{} at {percentile}: {exact}", level * 100.0);
        }
        // The bars hold what the exact distribution has between their edges (a Kolmogorov distance of 0.0002).
        let bars = &found.histogram;
        let mut below = bars.below;
        for (at, count) in bars.counts.iter().enumerate() {
            below += count;
            let edge = bars.from + (at + 1) as f64 / bars.counts.len() as f64 * (bars.to - bars.from);
            let exact = share_below(((edge - 1000.0) / 1000.0).clamp(0.0, 1.0), a);
            assert!(
                (f64::from(below) / f64::from(draws) - exact).abs() < 2e-4,
                "{below} draws below {edge}, not {exact}"
            );
        }
        assert_eq!(below + bars.above, draws);
    }
}

#[test]
fn the_mean_of_a_product_settles_on_the_product_of_means() {
    let plan = one_tier(
        &[
            (Field::OpportunitiesSourced, range(60.0, 95.0, 180.0)),
            (Field::DealSize, range(20e3, 30e3, 55e3)),
            (Field::WinRate, range(0.1, 0.2, 0.45)),
        ],
        &[],
    );
    let [(n, vn), (d, vd), (w, vw)] =
        [moments(60.0, 95.0, 180.0), moments(20e3, 30e3, 55e3), moments(0.1, 0.2, 0.45)];
    let mean = n * d * w;
    let variance = (vn + n * n) * (vd + d * d) * (vw + w * w) - mean * mean;
    for seed in 1..=5 {
        // Independent random numbers would miss by 1 ÷ √draws standard deviations.
        for (draws, error) in [(1_000, 0.005), (10_000, 0.001), (100_000, 0.0002), (1_000_000, 0.00005)] {
            if draws == 1_000_000 && seed > 1 {
                continue; // once is enough where it takes time
            }
            let question = Simulation { seed, ..ask(draws, &[MetricId::RevenueCredited]) };
            let outcome = only(&plan, &question);
            let found = summary(&outcome);
            let missed = (found.mean - mean).abs() / variance.sqrt();
            assert!(missed < error, "{draws} draws, seed {seed}: {missed} standard deviations");
            assert!(
                (found.sd / variance.sqrt() - 1.0).abs() < 5.0 * error,
                "{} {}",
                found.sd,
                variance.sqrt()
            );
        }
    }
}

/// Three tiers, direct and economics, with ranges in each.
fn usual() -> ValidPlan {
    let json = r#"{
        "version": 1, "currency": "EUR", "influenceCredit": { "low": 0.25, "likely": 0.4, "high": 0.5 },
        "tiers": [
            { "name": "Strategic", "mdfSpent": { "low": 380000, "likely": 420000, "high": 500000 }, "programmeCost": 310000,
              "leads": 2400, "pipelineSourced": { "low": 5e6, "likely": 7.65e6, "high": 9e6 },
              "pipelineInfluenced": { "low": 4e6, "likely": 5.85e6, "high": 7e6 },
              "winRate": { "low": 0.18, "likely": 0.24, "high": 0.3 }, "dealSize": 45000 },
            { "name": "Focus", "mdfSpent": 205000, "programmeCost": { "low": 140000, "likely": 160000, "high": 220000 },
              "leads": 1900, "opportunitiesSourced": { "low": 60, "likely": 95, "high": 110 },
              "opportunitiesInfluenced": 60, "winRate": { "low": 0.12, "likely": 0.2, "high": 0.25 }, "dealSize": 30000 },
            { "name": "Scale", "mdfSpent": 84000, "leads": { "low": 900, "likely": 1300, "high": 1500 },
              "customersSourced": { "low": 4, "likely": 7.2, "high": 12 }, "dealSize": { "low": 9000, "likely": 15000, "high": 18000 } }
        ],
        "direct": { "cost": 9800000, "customers": { "low": 600, "likely": 640, "high": 680 } },
        "economics": { "grossMargin": { "low": 0.7, "likely": 0.78, "high": 0.8 }, "annualChurn": { "low": 0.05, "likely": 0.12, "high": 0.3 } }
    }"#;
    let value: Value = serde_json::from_str(json).expect("JSON");
    Plan::read(&value).expect("valid")
}

#[test]
fn the_numbers_are_the_same_everywhere() {
    // The same bits in every build, native or WebAssembly. They change only with the method, and then knowingly.
    let found = simulate(&usual(), &Simulation::default());
    let figures: Vec<[u64; 4]> = found
        .total
        .iter()
        .map(|outcome| {
            let s = summary(outcome);
            [s.mean, s.percentiles[0], s.percentiles[3], s.percentiles[6]].map(f64::to_bits)
        })
        .collect();
    assert_eq!(found.total.iter().map(|outcome| outcome.metric).collect::<Vec<_>>(), HEADLINE);
    let golden: [[f64; 4]; 7] = [
        [1.0061005178437792, 0.6664606023500647, 1.000122259594437, 1.3652747243054637],
        [18.369490142491205, 16.085393471666748, 18.394889312328136, 20.584976955785397],
        [17861.920160112455, 15624.955800175334, 17749.98255450109, 20509.849884041807],
        [-0.16637226487993892, -0.3427135257494138, -0.15958819233470578, -0.015615963923898834],
        [7.3252180997643395, 6.290188799531638, 7.269493224122499, 8.536829965880042],
        [6.297320676491118, 5.018580415072799, 6.275802985265466, 7.662378869773272],
        [6.645795751174185, 4.964070706113929, 6.597839690621508, 8.455896634854021],
    ];
    let shown: Vec<[f64; 4]> = figures.iter().map(|row| row.map(f64::from_bits)).collect();
    assert_eq!(figures, golden.map(|row| row.map(f64::to_bits)), "{shown:#?}");
}

#[test]
fn a_seed_is_a_sample() {
    let first = simulate(&usual(), &Simulation::default());
    assert_eq!(first, simulate(&usual(), &Simulation::default()));
    let second = simulate(&usual(), &Simulation { seed: 2, ..Simulation::default() });
    for (a, b) in first.total.iter().zip(&second.total) {
        let (a, b) = (summary(a), summary(b));
        assert!(a.percentiles.iter().zip(b.percentiles).all(|(p, q)| p.to_bits() != q.to_bits()));
        assert!((a.mean - b.mean).abs() < 0.005 * a.sd, "{} {}", a.mean, b.mean);
        for (p, q) in a.percentiles.iter().zip(b.percentiles) {
            assert!((p - q).abs() < 0.06 * a.sd, "{p} {q}");
        }
    }
}

#[test]
fn what_is_asked_beside_changes_no_figure() {
    let alone = only(&usual(), &ask(10_000, &[MetricId::Roi]));
    let all = simulate(
        &usual(),
        &Simulation { metrics: MetricId::ALL.to_vec(), per_tier: true, ..Simulation::default() },
    );
    assert_eq!(all.total[MetricId::Roi as usize], alone);
    // More figures than fit into memory at once are simulated in groups, with the same draws.
    let many = Simulation { draws: 120_000, metrics: MetricId::ALL.to_vec(), ..Simulation::default() };
    let many = simulate(&usual(), &many);
    for id in [MetricId::Roi, MetricId::PartnerSourcedRevenueShare] {
        assert_eq!(many.total[id as usize], only(&usual(), &ask(120_000, &[id])));
    }
}

#[test]
fn a_plan_without_ranges_is_certain() {
    let mut plan = usual().into_inner();
    let places: Vec<FieldPath> = plan.places().collect();
    for place in places {
        let likely = plan.get(place).map(Number::likely);
        // A range of one value is that value.
        plan.set(
            place,
            likely.map(|x| if place.tier == Some(0) { range(x, x, x) } else { Number::Exact(x) }),
        );
    }
    let plan = plan.validate().expect("valid");
    let report = evaluate(&plan);
    let question =
        Simulation { draws: 100, metrics: MetricId::ALL.to_vec(), per_tier: true, ..Simulation::default() };
    let found = simulate(&plan, &question);
    assert!(found.inputs.is_empty() && found.assumptions.is_empty());
    for outcome in &found.total {
        let exact = report.total.value(outcome.metric).or(report.direct.value(outcome.metric));
        assert_eq!(outcome.summary.as_ref().map(|s| s.mean), exact, "{:?}", outcome.metric);
        assert_eq!(outcome.undefined, if exact.is_some() { 0 } else { 100 });
        let Some(found) = &outcome.summary else { continue };
        assert!(found.sd.abs() < f64::MIN_POSITIVE && found.percentiles.iter().all(|p| Some(*p) == exact));
        assert_eq!(found.histogram.counts, [100]);
        assert!(outcome.drivers.is_empty() && outcome.unexplained().is_none());
    }
}

#[test]
fn draws_without_a_value_are_counted_and_said() {
    // Direct reports 50 to 150 customers, partners are credited with exactly 100 of them.
    let figures = [
        (Field::CustomersInfluenced, Number::Exact(200.0)),
        (Field::MdfSpent, Number::Exact(1e4)),
        (Field::CustomersSourced, Number::Exact(10.0)),
    ];
    let shared = [
        (Field::InfluenceCredit, Number::Exact(0.5)),
        (Field::DirectCost, Number::Exact(1e6)),
        (Field::DirectCustomers, range(50.0, 125.0, 150.0)),
    ];
    let plan = one_tier(&figures, &shared);
    let metric = MetricId::DirectCacAllCostStays;
    let question = Simulation { targets: vec![(metric, 1e5)], ..ask(100_000, &[metric]) };
    let outcome = only(&plan, &question);
    let none = share_below(0.5, 3);
    assert!(
        (f64::from(outcome.undefined) / 1e5 - none).abs() < 1e-4,
        "{} of 100,000, not {none}",
        outcome.undefined
    );
    assert!(outcome.reason.as_ref().is_some_and(|reason| reason.contains("credited to partners")));
    // At most 1e5 for a customer takes ten customers more; a draw without a value does not reach it.
    let reached = outcome.target.expect("a target").probability;
    let exact = 1.0 - share_below(0.6, 3);
    assert!((reached - exact).abs() < 1e-4, "{reached} is not {exact}");
    // The median is that of the draws with a value.
    let kd = 100.0 + 1e6 / summary(&outcome).percentiles[3];
    let above = 1.0 - share_below((kd - 50.0) / 100.0, 3);
    assert!((above / (1.0 - none) - 0.5).abs() < 1e-3);
}

#[test]
fn a_metric_that_no_draw_has_says_why() {
    let plan = one_tier(&[(Field::MdfSpent, range(1.0, 2.0, 3.0)), (Field::Leads, Number::Exact(0.0))], &[]);
    let found = simulate(&plan, &ask(1000, &[MetricId::CostPerLead, MetricId::Roi]));
    let report = evaluate(&plan);
    for outcome in &found.total {
        assert_eq!((outcome.undefined, &outcome.summary), (1000, &None));
        assert_eq!(outcome.reason, report.total.figure(outcome.metric).expect("a figure").reason());
    }
}

#[test]
fn the_target_is_reached_on_the_better_side() {
    let plan = one_tier(
        &[(Field::MdfSpent, range(0.0, 25.0, 100.0)), (Field::RevenueSourced, Number::Exact(100.0))],
        &[],
    );
    let probability = |metric, target| {
        let question = Simulation { targets: vec![(metric, target)], ..ask(100_000, &[metric]) };
        only(&plan, &question).target.expect("a target").probability
    };
    // Less cost is better, more revenue for each unit of it too: the same draws, seen from both sides.
    let cheap = share_below(0.4, 1);
    assert!((probability(MetricId::VendorCost, 40.0) - cheap).abs() < 1e-4);
    assert!((probability(MetricId::RoiGrossRatio, 2.5) - cheap).abs() < 1e-4);
    assert_eq!(probability(MetricId::VendorCost, 101.0).to_bits(), 1f64.to_bits());
    assert_eq!(probability(MetricId::RoiGrossRatio, 1e9).to_bits(), 0f64.to_bits());
}

#[test]
fn every_metric_has_its_probability_in_every_scope() {
    // The quartiles say how many draws lie on either side: a quarter below the lower, three above.
    let plan = usual();
    let metrics: Vec<MetricId> =
        MetricId::ALL.iter().copied().filter(|id| id.metric().better != Better::Depends).collect();
    let question =
        Simulation { draws: 999, metrics: metrics.clone(), per_tier: true, ..Simulation::default() };
    let before = simulate(&plan, &question);
    let scopes = |found: &Simulated| {
        let tiers = found.tiers.iter().map(|(_, outcomes)| outcomes.clone());
        std::iter::once(found.total.clone()).chain(tiers).collect::<Vec<_>>()
    };
    let mut checked = 0;
    for (scope, outcomes) in scopes(&before).into_iter().enumerate() {
        let quartile =
            |outcome: &Outcome| outcome.summary.as_ref().map(|s| (outcome.metric, s.percentiles[2]));
        let targets: Vec<(MetricId, f64)> = outcomes.iter().filter_map(quartile).collect();
        let found = simulate(&plan, &Simulation { targets: targets.clone(), ..question.clone() });
        for outcome in &scopes(&found)[scope] {
            let Some(s) = &outcome.summary else {
                // No draw has a value, so none reaches anything.
                assert!(outcome.target.is_none_or(|reach| reach.probability.abs() < f64::MIN_POSITIVE));
                continue;
            };
            let reach = outcome.target.unwrap_or_else(|| panic!("{:?} has no target", outcome.metric));
            let defined = 1.0 - f64::from(outcome.undefined) / 999.0;
            let side = if outcome.metric.metric().better == Better::Lower { 0.25 } else { 0.75 };
            let wanted = if s.sd > 0.0 { side * defined } else { defined };
            // Whole months are reached by many draws at once.
            let steps = outcome.metric.metric().formula.text().contains("ceil");
            let near =
                (reach.probability - wanted).abs() <= 0.002 || steps && reach.probability >= wanted - 0.002;
            assert!(near, "{:?} in {scope}: {} is not {wanted}", outcome.metric, reach.probability);
            checked += 1;
        }
    }
    assert!(checked > 3 * metrics.len() / 2, "{checked}");
    // Of the others neither side is better, and the question is refused with the reason.
    for id in MetricId::ALL.iter().filter(|id| !metrics.contains(id)) {
        let found = refused(&format!(r#"{{ "targets": {{ "{}": 1 }} }}"#, id.text()));
        assert_eq!(found, [(format!("/targets/{}", id.text()), "unknownMetric")]);
    }
}

#[test]
fn a_target_brings_its_metric_along() {
    let question = Simulation { targets: vec![(MetricId::Ltv, 1e4)], ..ask(1000, &[MetricId::Roi]) };
    let found = simulate(&usual(), &question);
    assert_eq!(found.total.iter().map(|o| o.metric).collect::<Vec<_>>(), [MetricId::Roi, MetricId::Ltv]);
    assert!(found.total[0].target.is_none() && found.total[1].target.is_some());
}

#[test]
fn drivers_of_a_sum_have_their_part_of_the_variance() {
    let figures = [
        (Field::MdfSpent, range(100.0, 200.0, 500.0)),
        (Field::ProgrammeCost, range(300.0, 400.0, 450.0)),
        (Field::Leads, range(1.0, 2.0, 3.0)),
    ];
    let outcome = only(&one_tier(&figures, &[]), &ask(10_000, &[MetricId::VendorCost]));
    let (m, o) = (moments(100.0, 200.0, 500.0).1, moments(300.0, 400.0, 450.0).1);
    let fields: Vec<Field> = outcome.drivers.iter().map(|driver| driver.place.field).collect();
    assert_eq!(fields, [Field::MdfSpent, Field::ProgrammeCost], "the largest first, and leads cost nothing");
    for (driver, variance) in outcome.drivers.iter().zip([m, o]) {
        // Ranks are not values: a distribution with one long tail has a little more of the order than of the variance.
        assert!((driver.share - variance / (m + o)).abs() < 0.02, "{driver:?}");
        assert!(driver.correlation > 0.0);
    }
    assert!(outcome.unexplained().is_some_and(|rest| rest < 0.03), "{:?}", outcome.unexplained());
}

#[test]
fn what_decides_every_draw_has_its_share_however_heavy_the_tail() {
    // Cost per opportunity: the opportunities come down to next to none, where the quotient grows beyond all bounds.
    let figures = [
        (Field::MdfSpent, range(95.0, 100.0, 105.0)),
        (Field::OpportunitiesSourced, range(1e-9, 1e-9, 100.0)),
        (Field::ProgrammeCost, Number::Exact(0.0)),
    ];
    let plan = one_tier(&figures, &[]);
    for seed in 1..=5 {
        let question = Simulation { seed, ..ask(10_000, &[MetricId::CostPerOpportunity]) };
        let outcome = only(&plan, &question);
        let driver = outcome.drivers[0];
        assert_eq!(driver.place.field, Field::OpportunitiesSourced);
        assert!(driver.share > 0.99 && driver.correlation < -0.99, "seed {seed}: {driver:?}");
        assert!(outcome.drivers[1].share < 0.01);
    }
    // The only input of a metric has all of it, through any curve.
    let alone = one_tier(&[figures[1], (Field::MdfSpent, Number::Exact(9.0)), figures[2]], &[]);
    let outcome = only(&alone, &ask(1000, &[MetricId::CostPerOpportunity]));
    assert!((outcome.drivers[0].share - 1.0).abs() < 1e-12, "{:?}", outcome.drivers);
    assert!(outcome.unexplained().is_some_and(|rest| rest < 1e-12));
}

#[test]
fn drivers_lead_where_the_swing_is() {
    let found = simulate(&usual(), &ask(10_000, &[MetricId::Roi]));
    let drivers = &found.total[0].drivers;
    assert_eq!(drivers[0].place, FieldPath::tier(0, Field::WinRate));
    assert!(drivers.windows(2).all(|pair| pair[0].share >= pair[1].share));
    let sum: f64 = drivers.iter().map(|driver| driver.share).sum();
    assert!((0.9..=1.0 + 1e-12).contains(&sum), "{sum}");
    let cost = drivers.iter().find(|d| d.place == FieldPath::tier(0, Field::MdfSpent)).expect("a cost");
    assert!(cost.correlation < 0.0, "a cost lowers the return");
    // Each is there once, and none that the return does not rest on.
    assert!(
        drivers
            .iter()
            .all(|d| !matches!(d.place.field, Field::Leads | Field::AnnualChurn | Field::DirectCustomers))
    );
    assert_eq!(found.inputs.len(), 14);
    assert_eq!(DRIVER_DRAWS % 64, 0);
}

fn refused(json: &str) -> Vec<(String, &'static str)> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    let problems = Simulation::read(&value).expect_err("a bad question");
    assert!(problems.iter().all(|problem| problem.message.ends_with('.')), "{problems:?}");
    problems.into_iter().map(|problem| (problem.path, problem.kind.code())).collect()
}

#[test]
fn a_question_is_read_with_defaults() {
    assert_eq!(Simulation::read(&Value::Null), Ok(Simulation::default()));
    let json = r#"{ "draws": 500, "seed": 9007199254740991, "metrics": ["ropi"], "targets": { "roi": 0.5 }, "perTier": true }"#;
    let question = Simulation::read(&serde_json::from_str(json).expect("JSON"));
    let expected = Simulation {
        draws: 500,
        seed: (1 << 53) - 1,
        metrics: vec![MetricId::Ropi],
        targets: vec![(MetricId::Roi, 0.5)],
        per_tier: true,
        correlations: Vec::new(),
    };
    assert_eq!(question, Ok(expected));
}

#[test]
fn bad_questions_are_refused_with_every_problem() {
    let one = |json: &str, path: &str, code: &'static str| {
        assert_eq!(refused(json), [(path.to_owned(), code)], "{json}")
    };
    one("[]", "", "wrongType");
    one(r#"{ "draws": 99 }"#, "/draws", "outOfRange");
    one(r#"{ "draws": 1000001 }"#, "/draws", "outOfRange");
    one(r#"{ "draws": 1000.5 }"#, "/draws", "wrongType");
    one(r#"{ "draws": "many" }"#, "/draws", "wrongType");
    one(r#"{ "seed": -1 }"#, "/seed", "outOfRange");
    one(r#"{ "seed": 0.5 }"#, "/seed", "wrongType");
    one(r#"{ "seed": 9007199254740992 }"#, "/seed", "outOfRange");
    one(r#"{ "metrics": [] }"#, "/metrics", "count");
    one(r#"{ "metrics": "roi" }"#, "/metrics", "wrongType");
    one(r#"{ "metrics": ["roi", "roy"] }"#, "/metrics/1", "unknownMetric");
    one(r#"{ "metrics": ["roi", "roi"] }"#, "/metrics/1", "duplicateField");
    one(r#"{ "targets": { "roy": 1 } }"#, "/targets/roy", "unknownMetric");
    one(r#"{ "targets": { "roi": "much" } }"#, "/targets/roi", "wrongType");
    one(r#"{ "targets": { "mdfSpent": 1 } }"#, "/targets/mdfSpent", "unknownMetric");
    one(r#"{ "perTier": 1 }"#, "/perTier", "wrongType");
    one(r#"{ "draw": 1 }"#, "/draw", "unknownField");
    let (a, b) = (r#""/tiers/0/winRate""#, r#""/direct/cost""#);
    let pair = |json: String, path: &str, code| one(&format!(r#"{{ "correlations": {json} }}"#), path, code);
    pair("5".into(), "/correlations", "wrongType");
    pair("[null]".into(), "/correlations/0", "wrongType");
    pair(format!(r#"[{{ "between": [{a}, {b}] }}]"#), "/correlations/0/rank", "missing");
    pair(r#"[{ "rank": 0.5 }]"#.into(), "/correlations/0/between", "missing");
    pair(format!(r#"[{{ "between": [{a}], "rank": 0 }}]"#), "/correlations/0/between", "count");
    pair(format!(r#"[{{ "between": [{a}, 5], "rank": 0 }}]"#), "/correlations/0/between/1", "wrongType");
    pair(
        format!(r#"[{{ "between": ["/winRate", {b}], "rank": 0 }}]"#),
        "/correlations/0/between/0",
        "unknownField",
    );
    pair(format!(r#"[{{ "between": [{a}, {a}], "rank": 0 }}]"#), "/correlations/0/between", "duplicateField");
    pair(format!(r#"[{{ "between": [{a}, {b}], "rank": 1.01 }}]"#), "/correlations/0/rank", "outOfRange");
    pair(format!(r#"[{{ "between": [{a}, {b}], "rank": 0, "r": 1 }}]"#), "/correlations/0/r", "unknownField");
    let twice = format!(r#"{{ "between": [{a}, {b}], "rank": 0 }}, {{ "between": [{b}, {a}], "rank": 0 }}"#);
    pair(format!("[{twice}]"), "/correlations/1/between", "duplicateField");
    pair(format!("[{}]", vec!["{}"; 121].join(",")), "/correlations", "count");
    assert_eq!(refused(r#"{ "draws": 1, "seed": -1 }"#).len(), 2);
}

#[test]
fn the_answer_is_plain_data() {
    let question =
        Simulation { targets: vec![(MetricId::Roi, 0.0)], per_tier: true, ..Simulation::default() };
    let json = serde_json::to_value(simulate(&usual(), &question)).expect("writes");
    assert_eq!(json["draws"], 10_000);
    assert_eq!(json["inputs"][0]["field"], "/tiers/0/mdfSpent");
    assert_eq!(json["tiers"][2]["name"], "Scale");
    let roi = &json["total"]["metrics"]["roi"];
    let keys: Vec<&str> = roi.as_object().expect("an object").keys().map(String::as_str).collect();
    for key in [
        "unit",
        "better",
        "formula",
        "undefinedShare",
        "mean",
        "sd",
        "p5",
        "p10",
        "p25",
        "p50",
        "p75",
        "p90",
        "p95",
        "target",
        "probability",
        "histogram",
        "drivers",
        "unexplained",
    ] {
        assert!(keys.contains(&key), "{key}");
    }
    assert!(roi["p5"].as_f64() < roi["p50"].as_f64() && roi["p50"].as_f64() < roi["p95"].as_f64());
    assert_eq!(roi["drivers"][0]["field"], "/tiers/0/winRate");
    assert!(roi["probability"].as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)));
    assert_eq!(json["assumptions"][1]["field"], "/correlation");
    // A figure without a value is null, and says why.
    let cac = &json["tiers"][0]["metrics"]["roi"]["reason"];
    assert!(cac.is_null());
}

fn config() -> Config {
    Config {
        cases: 60,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        ..Config::default()
    }
}

/// The plan with each number as a range around it.
fn widened(plan: &ValidPlan, below: f64, above: f64) -> ValidPlan {
    let mut plan = plan.clone().into_inner();
    let places: Vec<FieldPath> = plan.places().collect();
    for place in places {
        if let Some(likely) = plan.get(place).map(Number::likely) {
            let (_, max) = place.field.kind().range();
            let (low, _) = place.field.kind().range();
            plan.set(place, range((likely * below).max(low), likely, (likely * above).min(max)));
        }
    }
    plan.validate().expect("within the ranges")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn answers_are_orderly(plan in support::any_plan(3), below in 0.2..1.0f64, above in 1.0..2.0f64) {
        let plan = widened(&plan, below, above);
        let question = Simulation { draws: 300, metrics: MetricId::ALL.to_vec(), per_tier: true, ..Simulation::default() };
        let found: Simulated = simulate(&plan, &question);
        for outcome in found.total.iter().chain(found.tiers.iter().flat_map(|(_, outcomes)| outcomes)) {
            prop_assert_eq!(outcome.summary.is_none(), outcome.undefined == 300);
            prop_assert_eq!(outcome.reason.is_some(), outcome.undefined > 0);
            let Some(s) = &outcome.summary else { continue };
            prop_assert!(s.percentiles.windows(2).all(|pair| pair[0] <= pair[1]));
            let counted = s.histogram.counts.iter().sum::<u32>() + s.histogram.below + s.histogram.above;
            prop_assert_eq!(counted + outcome.undefined, 300);
            let shares: f64 = outcome.drivers.iter().map(|driver| driver.share).sum();
            prop_assert!(shares <= 1.0 + 1e-12, "{}", shares);
        }
        prop_assert!(!serde_json::to_string(&found).expect("writes").contains("NaN"));
    }

    #[test]
    fn the_middle_of_narrow_ranges_is_the_report(plan in support::full_plan()) {
        let report = evaluate(&plan);
        let narrow = widened(&plan, 1.0 - 1e-7, 1.0 + 1e-7);
        let found = simulate(&narrow, &Simulation { draws: 200, ..Simulation::default() });
        for outcome in &found.total {
            if let (Some(value), Some(s)) = (report.total.value(outcome.metric), &outcome.summary) {
                prop_assert!((s.mean - value).abs() <= 1e-4 * value.abs().max(1e-3), "{:?}: {} {value}", outcome.metric, s.mean);
            }
        }
    }
}
