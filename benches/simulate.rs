//! How long a simulation takes: `cargo xtask bench`, or `cargo bench --package comarketing-roi-engine --bench simulate`.
//!
//! Three tiers with eight uncertain inputs each, all of which matter to the three metrics. `simulate_twin.mjs` is the
//! same in plain JavaScript.
#![allow(clippy::unwrap_used, reason = "a benchmark of a plan that is not valid measures nothing")]

use comarketing_roi_engine::simulate::{Correlation, HEADLINE, Simulation, simulate};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, ValidPlan, evaluate};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

/// The figures of the tiers, as in `simulate_twin.mjs`.
const TIERS: [(&str, [(Field, f64); 8]); 3] = [
    (
        "Strategic",
        [
            (Field::MdfSpent, 420_000.0),
            (Field::ProgrammeCost, 310_000.0),
            (Field::OpportunitiesSourced, 170.0),
            (Field::OpportunitiesInfluenced, 130.0),
            (Field::DealSize, 45_000.0),
            (Field::WinRate, 0.24),
            (Field::CustomersSourced, 40.8),
            (Field::CustomersInfluenced, 31.2),
        ],
    ),
    (
        "Focus",
        [
            (Field::MdfSpent, 205_000.0),
            (Field::ProgrammeCost, 160_000.0),
            (Field::OpportunitiesSourced, 95.0),
            (Field::OpportunitiesInfluenced, 60.0),
            (Field::DealSize, 30_000.0),
            (Field::WinRate, 0.2),
            (Field::CustomersSourced, 19.0),
            (Field::CustomersInfluenced, 12.0),
        ],
    ),
    (
        "Scale",
        [
            (Field::MdfSpent, 84_000.0),
            (Field::ProgrammeCost, 95_000.0),
            (Field::OpportunitiesSourced, 48.0),
            (Field::OpportunitiesInfluenced, 20.0),
            (Field::DealSize, 15_000.0),
            (Field::WinRate, 0.15),
            (Field::CustomersSourced, 7.2),
            (Field::CustomersInfluenced, 3.0),
        ],
    ),
];

fn plan() -> ValidPlan {
    let mut plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.78)
        .with(Field::AnnualChurn, 0.12)
        .with(Field::DirectCost, 9_800_000.0)
        .with(Field::DirectCustomers, 640.0);
    for (at, (name, figures)) in TIERS.iter().enumerate() {
        plan.tiers.push(Tier::named(*name));
        for (field, likely) in *figures {
            let range = Number::Range { low: 0.7 * likely, likely, high: 1.5 * likely };
            plan.set(FieldPath::tier(at, field), range);
        }
    }
    plan.validate().unwrap()
}

const THREE: [MetricId; 3] = [MetricId::Roi, MetricId::PipelinePerMdfDollar, MetricId::PartnerCac];

fn main() {
    // Each metric has a value in every draw, and they rest on every input, or the times would be those of less work.
    let found = simulate(&plan(), &Simulation { metrics: THREE.to_vec(), ..Simulation::default() }).unwrap();
    assert!(found.total.iter().all(|outcome| outcome.undefined == 0));
    let matter =
        |place: FieldPath| found.total.iter().any(|outcome| outcome.drivers.iter().any(|d| d.place == place));
    assert!(found.inputs.len() == 24 && found.inputs.iter().all(|input| matter(input.place)));
    divan::main();
}

fn time(bencher: Bencher<'_, '_>, draws: u32, metrics: &[MetricId]) {
    let plan = plan();
    let question = Simulation { draws, metrics: metrics.to_vec(), ..Simulation::default() };
    bencher.counter(ItemsCount::new(draws)).bench_local(|| simulate(black_box(&plan), black_box(&question)));
}

/// 24 uncertain inputs, three metrics, everything that an answer has.
#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn three_metrics(bencher: Bencher<'_, '_>, draws: u32) {
    time(bencher, draws, &THREE);
}

/// The same with the headline metrics.
#[divan::bench(args = [10_000, 100_000])]
fn headline_metrics(bencher: Bencher<'_, '_>, draws: u32) {
    time(bencher, draws, &HEADLINE);
}

/// The three metrics again, with four of the inputs correlated.
#[divan::bench(args = [10_000, 100_000])]
fn four_correlated(bencher: Bencher<'_, '_>, draws: u32) {
    let plan = plan();
    let pair = |a, b, rank| Correlation { between: [FieldPath::tier(0, a), FieldPath::tier(0, b)], rank };
    let correlations = vec![
        pair(Field::OpportunitiesSourced, Field::DealSize, -0.4),
        pair(Field::DealSize, Field::WinRate, -0.3),
        pair(Field::MdfSpent, Field::OpportunitiesSourced, 0.6),
    ];
    let question = Simulation { draws, metrics: THREE.to_vec(), correlations, ..Simulation::default() };
    bencher.counter(ItemsCount::new(draws)).bench_local(|| simulate(black_box(&plan), black_box(&question)));
}

/// One draw of every input inside the model itself, for scale.
#[divan::bench]
fn one_evaluate(bencher: Bencher<'_, '_>) {
    let plan = plan();
    bencher.bench_local(|| evaluate(black_box(&plan)));
}
