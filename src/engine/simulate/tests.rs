//! The program gives what the model gives, on plans that nobody thought of.

use super::lanes::{LANES, Lanes};
use super::run::Runner;
use super::{simulate as try_simulate, *};
use crate::evaluate;
use crate::plan::{Field, Group, Kind, Switch, Tier};

fn simulate(plan: &ValidPlan, question: &Simulation) -> Simulated {
    try_simulate(plan, question).expect("a question that fits")
}

/// SplitMix64, as a source of plans.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Zero, round, tiny or usual, exact or a range; or nothing.
    fn number(&mut self, kind: Kind, tiny: bool) -> Option<Number> {
        let (min, max) = kind.range();
        let value = |dice: &mut Self| match (kind, dice.roll()) {
            (_, luck) if luck < 0.08 => min,
            (_, luck) if luck < 0.12 && tiny => 1e-300 * dice.roll(),
            (_, luck) if luck < 0.16 => 1e-20 * dice.roll(),
            (Kind::Money | Kind::Count, _) => (dice.roll() * 16.0).exp2(),
            _ => min + (max - min) * dice.roll(),
        };
        match self.roll() {
            luck if luck < 0.3 => None,
            luck if luck < 0.6 => Some(Number::Exact(value(self).max(min))),
            _ => {
                let mut ends = [value(self), value(self), value(self)].map(|end| end.max(min));
                ends.sort_by(f64::total_cmp);
                let [low, likely, high] = ends;
                Some(Number::Range { low, likely, high })
            }
        }
    }

    fn plan(&mut self, tiny: bool) -> ValidPlan {
        let mut plan = Plan::new("USD");
        for at in 0..1 + (self.roll() * 4.0) as usize {
            let mut tier = Tier::named(format!("Tier {at}"));
            for field in Field::of(Group::Tier) {
                tier.set(field, self.number(field.kind(), tiny));
            }
            plan.tiers.push(tier);
        }
        for field in Field::ALL.iter().filter(|field| field.group() != Group::Tier) {
            plan.set(FieldPath::plan(*field), self.number(field.kind(), tiny));
        }
        plan.say(Switch::IncludesInfluenced, [None, Some(true), Some(false)][(self.roll() * 3.0) as usize]);
        plan.validate().expect("within the ranges")
    }
}

/// Every metric in every scope, draw by draw, by the program and by the model.
fn check(plan: &ValidPlan, programs: bool) -> usize {
    let inputs = uncertain(plan);
    let sampler = Sampler::new(&inputs, 5);
    let mut goals = Vec::new();
    for metric in MetricId::ALL.iter().copied() {
        goals.push(Goal { metric, tier: None });
        if metric.metric().stated == Stated::Each {
            goals.extend((0..plan.tiers.len()).map(|tier| Goal { metric, tier: Some(tier) }));
        }
    }
    let mut strata = Lanes::default();
    let mut runner = Runner::new(plan, &inputs, &goals);
    assert_eq!(programs, matches!(runner, Runner::Program { .. }));
    let mut defined = 0;
    for block in [0, 3] {
        runner.run(block, &inputs, &sampler, &mut strata);
        for lane in [0, 1, 17, 63] {
            let mut exact = plan.clone().into_inner();
            for (at, input) in inputs.iter().enumerate() {
                let mut draws = Lanes::default();
                sampler.draw(at, block, &mut strata, &mut draws);
                assert!((input.low..=input.high).contains(&draws[lane]), "{draws:?} of {input:?}");
                exact.set(input.place, Number::Exact(draws[lane]));
            }
            let report = evaluate::evaluate(&exact.validate().expect("within the ranges"));
            for (at, goal) in goals.iter().enumerate() {
                let scope = match goal.tier {
                    Some(tier) => &report.tiers[tier],
                    None if goal.metric.metric().stated == Stated::Direct => &report.direct,
                    None => &report.total,
                };
                let output = runner.output(at);
                let found = output.and_then(|output| runner.values(output)).map(|values| values[lane]);
                let found = found.filter(|value| !value.is_nan());
                let known = scope.value(goal.metric);
                assert_eq!(
                    found.map(f64::to_bits),
                    known.map(f64::to_bits),
                    "{goal:?}: {found:?} is not {known:?}"
                );
                assert!(known.is_some() || output.is_none_or(|output| output.partial));
                defined += usize::from(known.is_some());
            }
        }
    }
    defined
}

#[test]
fn the_program_gives_the_bits_of_the_model() {
    let mut dice = Dice(1);
    let defined: usize = (0..300).map(|_| check(&dice.plan(false), true)).sum();
    assert!(defined > 100_000, "the plans are too empty: {defined}");
}

#[test]
fn plans_with_tiny_numbers_go_draw_by_draw() {
    let mut dice = Dice(2);
    let plans = (0..200).map(|_| dice.plan(true));
    let tiny = |plan: &ValidPlan| matches!(Runner::new(plan, &uncertain(plan), &[]), Runner::Plain(_));
    let plans: Vec<ValidPlan> = plans.filter(tiny).collect();
    assert!(plans.len() > 50);
    plans.iter().for_each(|plan| assert!(check(plan, false) > 0));
}

#[test]
fn drivers_are_the_rank_correlations_of_the_draws_with_a_value() {
    // Direct's customers are fewer than what is credited to partners in many draws, which leaves the upper part of them.
    let mut plan = Plan::new("USD")
        .with(Field::InfluenceCredit, 0.5)
        .with_tier(Tier::named("A").with(Field::CustomersSourced, 5.0).with(Field::MdfSpent, 9.0));
    let range = |low, likely, high| Number::Range { low, likely, high };
    plan.set(FieldPath::plan(Field::DirectCost), range(1.0, 2.0, 6.0));
    plan.set(FieldPath::plan(Field::DirectCustomers), range(50.0, 90.0, 150.0));
    plan.set(FieldPath::tier(0, Field::CustomersInfluenced), range(100.0, 200.0, 220.0));
    let plan = plan.validate().expect("valid");
    for draws in [100, 1000, 5000] {
        let metrics = vec![MetricId::DirectCac, MetricId::DirectCacReported];
        let found = simulate(&plan, &Simulation { draws, metrics: metrics.clone(), ..Simulation::default() });
        let inputs = uncertain(&plan);
        let sampler = Sampler::new(&inputs, 1);
        let goals: Vec<Goal> = metrics.iter().map(|metric| Goal { metric: *metric, tier: None }).collect();
        let mut runner = Runner::new(&plan, &inputs, &goals);
        for (goal, outcome) in found.total.iter().enumerate() {
            assert_eq!(outcome.undefined > 0, goal == 0);
            for driver in &outcome.drivers {
                let input = inputs.iter().position(|input| input.place == driver.place).expect("an input");
                let mut pairs: Vec<(f64, f64)> = Vec::new();
                for block in 0..draws.min(DRIVER_DRAWS as u32).div_ceil(LANES as u32) {
                    runner.run(block, &inputs, &sampler, &mut Lanes::default());
                    let values = runner.values(runner.output(goal).expect("a value")).expect("ran");
                    let mut draws_of_input = Lanes::default();
                    sampler.draw(input, block, &mut Lanes::default(), &mut draws_of_input);
                    let all = draws_of_input.iter().zip(values.iter());
                    let lanes = (draws as usize - block as usize * LANES).min(LANES);
                    pairs.extend(all.take(lanes).map(|(x, y)| (*x, *y)).filter(|(_, y)| !y.is_nan()));
                }
                let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
                let exact = rank_correlation(&x, &y);
                assert!((driver.correlation - exact).abs() < 1e-9, "{driver:?} of {draws}: {exact}");
            }
        }
    }
}

/// Every draw of an input.
fn all_draws(sampler: &Sampler, input: usize, draws: u32) -> Vec<f64> {
    let mut all = Vec::new();
    for block in 0..draws.div_ceil(LANES as u32) {
        let mut lanes = Lanes::default();
        sampler.draw(input, block, &mut Lanes::default(), &mut lanes);
        all.extend(lanes.iter());
    }
    all.truncate(draws as usize);
    all
}

/// The rank of each, counted from 0, by the standard library.
fn ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    let mut ranks = vec![0.0; numbers.len()];
    order.into_iter().enumerate().for_each(|(rank, at)| ranks[at] = rank as f64);
    ranks
}

fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    let (a, b, middle) = (ranks(a), ranks(b), (a.len() as f64 - 1.0) / 2.0);
    let sum = |f: fn(f64, f64) -> f64| a.iter().zip(&b).map(|(a, b)| f(a - middle, b - middle)).sum::<f64>();
    sum(|a, b| a * b) / (sum(|a, _| a * a) * sum(|_, b| b * b)).sqrt()
}

#[test]
fn correlated_inputs_keep_their_draws_and_have_the_stated_rank_correlation() {
    let plan = programme();
    let inputs = uncertain(&plan);
    let pair =
        |a: usize, b: usize, rank: f64| Correlation { between: [inputs[a].place, inputs[b].place], rank };
    let mut cases: Vec<Vec<Correlation>> =
        [-1.0, -0.95, -0.6, -0.2, 0.0, 0.1, 0.5, 0.8, 0.99, 1.0].map(|rank| vec![pair(2, 9, rank)]).to_vec();
    cases.push(vec![pair(0, 1, 0.7), pair(1, 2, 0.5), pair(0, 2, 0.3), pair(5, 4, -0.6)]);
    cases.push(vec![pair(0, 1, 1.0), pair(1, 2, -0.8), pair(0, 2, -0.8)]);
    // Every two of eight inputs.
    cases.push((0..8).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| pair(a, b, 0.4)).collect());
    let mut worst = 0f64;
    for correlations in &cases {
        for (draws, seed) in [(100, 1), (100, 2), (777, 3), (5000, 1)] {
            let plain = Sampler::new(&inputs, seed);
            let mut sampler = Sampler::new(&inputs, seed);
            let wanted = Wanted::new(correlations, &inputs, draws).expect("fits");
            let achieved = wanted.reorder(correlations, &inputs, draws, &mut sampler);
            let drawn: Vec<Vec<f64>> = (0..inputs.len()).map(|at| all_draws(&sampler, at, draws)).collect();
            for (input, drawn) in drawn.iter().enumerate() {
                let bits = |draws: &[f64]| {
                    let mut bits: Vec<u64> = draws.iter().map(|draw| draw.to_bits()).collect();
                    bits.sort_unstable();
                    bits
                };
                let before = all_draws(&plain, input, draws);
                assert_eq!(bits(drawn), bits(&before), "input {input} has other draws");
                let named = correlations.iter().any(|pair| pair.between.contains(&inputs[input].place));
                assert!(named || *drawn == before, "input {input} was not to be touched");
            }
            for (asked, found) in correlations.iter().zip(&achieved) {
                let [a, b] = asked
                    .between
                    .map(|place| inputs.iter().position(|i| i.place == place).expect("an input"));
                let exact = rank_correlation(&drawn[a], &drawn[b]);
                assert_eq!(found.asked, *asked);
                assert!((found.achieved - exact).abs() < 1e-9, "{found:?} is {exact}");
                worst = worst.max((exact - asked.rank).abs());
                assert!((exact - asked.rank).abs() < 0.01, "{draws} draws, seed {seed}: {found:?}");
            }
        }
    }
    println!("largest error of a rank correlation: {worst}");
}

/// Three tiers with eight uncertain inputs each, as in the benchmark.
fn programme() -> ValidPlan {
    const FIELDS: [Field; 8] = [
        Field::MdfSpent,
        Field::ProgrammeCost,
        Field::OpportunitiesSourced,
        Field::OpportunitiesInfluenced,
        Field::DealSize,
        Field::WinRate,
        Field::CustomersSourced,
        Field::CustomersInfluenced,
    ];
    let mut plan = Plan::new("USD").with(Field::GrossMargin, 0.78);
    let tiers = [
        [420e3, 310e3, 170.0, 130.0, 45e3, 0.24, 40.8, 31.2],
        [205e3, 160e3, 95.0, 60.0, 30e3, 0.2, 19.0, 12.0],
        [84e3, 95e3, 48.0, 20.0, 15e3, 0.15, 7.2, 3.0],
    ];
    for (at, figures) in tiers.into_iter().enumerate() {
        plan.tiers.push(Tier::named(format!("Tier {at}")));
        for (field, likely) in FIELDS.into_iter().zip(figures) {
            plan.set(
                FieldPath::tier(at, field),
                Number::Range { low: 0.7 * likely, likely, high: 1.5 * likely },
            );
        }
    }
    plan.validate().expect("valid")
}

const THREE: [MetricId; 3] = [MetricId::Roi, MetricId::PipelinePerMdfDollar, MetricId::PartnerCac];

/// Mean, P5, P50 and P95 of the three metrics, with draws of the lattice or with independent ones.
fn figures(plan: &ValidPlan, draws: u32, seed: u64, lattice: bool) -> [[f64; 4]; 3] {
    let of = |s: &Summary| [s.mean, s.percentiles[0], s.percentiles[3], s.percentiles[6]];
    if lattice {
        let found =
            simulate(plan, &Simulation { draws, seed, metrics: THREE.to_vec(), ..Simulation::default() });
        return [0, 1, 2].map(|at| of(found.total[at].summary.as_ref().expect("a value")));
    }
    let inputs = uncertain(plan);
    let sampler = Sampler::new(&inputs, 0);
    let goals = THREE.map(|metric| Goal { metric, tier: None });
    let mut runner = Runner::new(plan, &inputs, &goals);
    let Runner::Program { program, registers, outputs } = &mut runner else { panic!("no program") };
    let mut dice = Dice(seed << 32);
    let mut values = [const { Vec::new() }; 3];
    for _ in 0..draws.div_ceil(LANES as u32) {
        program.run(registers, |input, lanes| {
            for lane in lanes.iter_mut() {
                let u = dice.roll() * 4_294_967_296.0;
                *lane = sampler.0[input].table.at(u as u32);
            }
        });
        for (output, values) in outputs.iter().zip(&mut values) {
            values.extend(output.expect("a value").values(registers).expect("ran").iter());
        }
    }
    values.map(|values| of(&Summariser::default().summarise(&values[..draws as usize]).expect("a value")))
}

/// Root mean square over the seeds of what the figures miss, in standard deviations.
fn missed(
    plan: &ValidPlan,
    draws: u32,
    lattice: bool,
    exact: &[[f64; 4]; 3],
    sds: &[f64; 3],
) -> [[f64; 4]; 3] {
    const SEEDS: u64 = 8;
    let mut squares = [[0.0; 4]; 3];
    for seed in 1..=SEEDS {
        let found = figures(plan, draws, seed, lattice);
        for (metric, row) in squares.iter_mut().enumerate() {
            for (figure, square) in row.iter_mut().enumerate() {
                let off = (found[metric][figure] - exact[metric][figure]) / sds[metric];
                *square += off * off / SEEDS as f64;
            }
        }
    }
    squares.map(|row| row.map(f64::sqrt))
}

fn reference(plan: &ValidPlan, draws: u32, seeds: u64) -> ([[f64; 4]; 3], [f64; 3]) {
    let mut exact = [[0.0; 4]; 3];
    for seed in 101..101 + seeds {
        for (row, found) in exact.iter_mut().zip(figures(plan, draws, seed, true)) {
            row.iter_mut().zip(found).for_each(|(mean, figure)| *mean += figure / seeds as f64);
        }
    }
    let found = simulate(plan, &Simulation { metrics: THREE.to_vec(), ..Simulation::default() });
    (exact, [0, 1, 2].map(|at| found.total[at].summary.as_ref().expect("a value").sd))
}

#[test]
fn the_lattice_needs_fewer_draws_than_independent_numbers() {
    let plan = programme();
    let (exact, sds) = reference(&plan, 1 << 16, 4);
    let (lattice, independent) =
        (missed(&plan, 2000, true, &exact, &sds), missed(&plan, 2000, false, &exact, &sds));
    for (lattice, independent) in lattice.iter().zip(independent) {
        assert!(lattice[0] < 0.2 * independent[0], "means: {} {}", lattice[0], independent[0]);
        assert!(lattice[2] < 0.8 * independent[2], "medians: {} {}", lattice[2], independent[2]);
        let tails = |row: [f64; 4]| row[1] + row[3];
        assert!(tails(*lattice) < tails(independent), "P5 and P95: {lattice:?} {independent:?}");
    }
}

/// Prints the table of the documentation: `cargo test --release -p comarketing-roi-engine --lib -- --ignored --nocapture
/// error_against_draws`.
#[test]
#[ignore = "prints a table, and takes a minute"]
fn error_against_draws() {
    let plan = programme();
    let (exact, sds) = reference(&plan, 1_000_000, 10);
    println!("| metric | points | draws | mean | P5 | P50 | P95 |");
    for (metric, id) in THREE.into_iter().enumerate() {
        for draws in [1_000, 10_000, 100_000, 1_000_000] {
            for (lattice, points) in [(false, "independent"), (true, "lattice")] {
                let [mean, p5, p50, p95] = missed(&plan, draws, lattice, &exact, &sds)[metric];
                println!(
                    "| {} | {points} | {draws} | {mean:.6} | {p5:.5} | {p50:.5} | {p95:.5} |",
                    id.text()
                );
            }
        }
    }
}
