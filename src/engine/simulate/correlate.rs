//! Inputs that go together, by reordering what was drawn (Iman and Conover, “A distribution-free approach to inducing
//! rank correlation among input variables”, Communications in Statistics, Simulation and Computation 11, 1982).
//!
//! Each draw of an input has a score, the quantile of the standard normal distribution at its place. The scores are mixed
//! so that they have the wanted correlations, `M × (P Q⁻¹)ᵀ` with `P Pᵀ` the wanted and `Q Qᵀ` the correlations that the
//! lattice happens to have, and each input's draws are put into the order of its mixed scores. An input keeps every
//! single one of its draws; only which draws meet changes, and the inputs that are not named keep theirs altogether.
//!
//! A correlation is one of ranks (Spearman). Normal scores have the rank correlation ρ where their own is
//! `2 sin(π ρ ÷ 6)` (Pearson 1907), which the original paper leaves out. With few draws chance still misses by some
//! hundredths; so the aim is moved by what was missed, a few times.
//!
//! **Memory.** Reordering needs all draws of the named inputs at once, at most [`VALUES`] of them: while it works, 16
//! bytes each (the score, the rank, and the best rank so far) and 24 bytes for each draw; then 4 bytes each, the place.

use super::Input;
use super::order::Order;
use super::run::Sampler;
use crate::number::{clamp, format_decimal};
use crate::plan::FieldPath;
use crate::problem::{Problem, ProblemKind};

/// The most pairs that can be named: every two of sixteen inputs.
pub const MAX_CORRELATIONS: usize = 120;
/// The range of a rank correlation.
pub const RANKS: (f64, f64) = (-1.0, 1.0);
/// The most draws of all named inputs together.
pub(super) const VALUES: usize = 4_000_000;
/// How far an achieved correlation may be off before another round is tried.
const NEAR: f64 = 0.002;
const ROUNDS: usize = 8;
/// What counts as zero in a factor: input that another one decides leaves nothing of its own.
const HAIR: f64 = 1e-9;

/// Two uncertain inputs that go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Where they stand in the plan.
    pub between: [FieldPath; 2],
    /// Spearman's rank correlation, −1 to 1.
    pub rank: f64,
}

/// A correlation, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Achieved {
    /// What was asked for.
    pub asked: Correlation,
    /// The rank correlation that the draws have.
    pub achieved: f64,
}

/// A square of numbers.
#[derive(Clone)]
struct Matrix(Vec<Vec<f64>>);

impl Matrix {
    fn of(size: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        Self((0..size).map(|row| (0..size).map(|column| cell(row, column)).collect()).collect())
    }

    fn size(&self) -> usize {
        self.0.len()
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.0.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.0.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = value;
        }
    }

    /// The lower triangle whose product with itself this is (Cholesky).
    ///
    /// # Errors
    /// The row that contradicts those before it.
    fn factor(&self) -> Result<Self, usize> {
        let mut factor = Self::of(self.size(), |_, _| 0.0);
        for row in 0..self.size() {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| factor.at(row, k) * factor.at(column, k)).sum();
                let rest = self.at(row, column) - known;
                let own = factor.at(column, column);
                let value = match (row == column, own > 0.0) {
                    (true, _) if rest < -HAIR => return Err(row),
                    (true, _) => {
                        if rest > HAIR {
                            rest.sqrt()
                        } else {
                            0.0
                        }
                    }
                    (false, true) => rest / own,
                    (false, false) if rest.abs() > HAIR.sqrt() => return Err(row),
                    (false, false) => 0.0,
                };
                factor.set(row, column, value);
            }
        }
        Ok(factor)
    }

    /// `self × lower⁻¹`, both lower triangles.
    fn over(&self, lower: &Self) -> Self {
        let mut mix = Self::of(self.size(), |_, _| 0.0);
        for row in 0..self.size() {
            for column in (0..=row).rev() {
                let known: f64 = (column + 1..=row).map(|k| mix.at(row, k) * lower.at(k, column)).sum();
                let own = lower.at(column, column);
                let value = if own > 0.0 { (self.at(row, column) - known) / own } else { 0.0 };
                mix.set(row, column, value);
            }
        }
        mix
    }
}

/// The quantile of the standard normal distribution at a place in units of 2⁻³² (Wichura, algorithm AS 241, Applied
/// Statistics 37, 1988: the seven digits that do for scores).
fn score(place: u32) -> f64 {
    let p = (f64::from(place) + 0.5) / 4_294_967_296.0;
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        let above = ((59.109_374_72 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
        let below = ((67.187_563_6 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
        return q * above / below;
    }
    let r = (-libm::log(p.min(1.0 - p))).sqrt() - 1.6;
    let above = ((0.170_238_211_03 * r + 1.306_728_481_6) * r + 2.756_815_39) * r + 1.423_437_277_7;
    let below = (0.120_211_329_75 * r + 0.737_001_642_5) * r + 1.0;
    if q < 0.0 { -above / below } else { above / below }
}

/// The correlation of normal scores whose rank correlation is `rank`.
fn of_scores(rank: f64) -> f64 {
    2.0 * libm::sin(core::f64::consts::PI / 6.0 * clamp(rank, -1.0, 1.0))
}

/// The wanted rank correlations, made out of pairs.
pub(super) struct Wanted {
    /// The inputs that are named, by their number, in the order in which they are.
    inputs: Vec<usize>,
    ranks: Matrix,
}

impl Wanted {
    /// Looks up the inputs of each pair, and whether all correlations can hold together.
    ///
    /// # Errors
    /// An end of a pair that is no range of the plan, more draws than fit, and correlations that contradict each other.
    pub(super) fn new(pairs: &[Correlation], inputs: &[Input], draws: u32) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for (at, pair) in pairs.iter().enumerate() {
            let mut ends = Vec::new();
            for (end, place) in pair.between.iter().enumerate() {
                let Some(input) = inputs.iter().position(|input| input.place == *place) else {
                    let (path, pointer) = (format!("/correlations/{at}/between/{end}"), place.path());
                    let message = format!(
                        "{pointer} is no range in this plan, so it goes with nothing. Give it as {{ low, likely, high }}, or \
                         leave the correlation out."
                    );
                    problems.push(Problem::new(path, ProblemKind::WrongType, &pointer, message));
                    continue;
                };
                let known = named.iter().position(|other| *other == input);
                ends.push(known.unwrap_or(named.len()));
                if known.is_none() {
                    named.push(input);
                }
            }
            if let [a, b] = ends.as_slice() {
                found.push((at, *a.max(b), *a.min(b), pair.rank));
            }
        }
        let most = VALUES / named.len().max(1);
        if draws as usize > most {
            let (fewest, shown) = (f64::from(super::DRAWS.0), format_decimal(f64::from(draws)));
            let kind = ProblemKind::OutOfRange { min: fewest, max: most as f64 };
            let message = format!(
                "With correlations between {} inputs draws must be at most {}.",
                format_decimal(named.len() as f64),
                format_decimal(most as f64)
            );
            problems.push(Problem::new("/draws", kind, &shown, message));
        }
        let rank = |a: usize, b: usize| {
            let pair = found.iter().find(|(_, row, column, _)| (*row, *column) == (a.max(b), a.min(b)));
            if a == b { 1.0 } else { pair.map_or(0.0, |(.., rank)| *rank) }
        };
        let ranks = Matrix::of(named.len(), rank);
        let scores = Matrix::of(named.len(), |a, b| of_scores(ranks.at(a, b)));
        if let (true, Err(row)) = (problems.is_empty(), scores.factor()) {
            // Of those that the row takes part in, the last is the one that those before it leave no room for.
            let last = found.iter().rev().find(|(_, a, ..)| *a == row);
            let (at, rank) = last.map_or((0, 0.0), |(at, .., rank)| (*at, *rank));
            let names: Vec<String> =
                named.iter().take(row + 1).filter_map(|at| Some(inputs.get(*at)?.place.path())).collect();
            let message = format!(
                "The correlations between {} contradict each other: no draws can have them all (the matrix is not positive \
                 definite). A pair that is not named counts as 0. Name it, or bring the others nearer to 0.",
                names.join(", ")
            );
            let path = format!("/correlations/{at}/rank");
            problems.push(Problem::new(path, ProblemKind::Contradiction, &format_decimal(rank), message));
        }
        if problems.is_empty() { Ok(Self { inputs: named, ranks }) } else { Err(problems) }
    }

    /// Puts the draws of the named inputs into another order; gives the rank correlation that each pair then has.
    pub(super) fn reorder(
        &self,
        pairs: &[Correlation],
        inputs: &[Input],
        draws: u32,
        sampler: &mut Sampler,
    ) -> Vec<Achieved> {
        if self.inputs.is_empty() {
            return Vec::new();
        }
        let places = |sampler: &Sampler, input: usize| {
            (0..draws).filter_map(|draw| sampler.place(input, draw)).collect::<Vec<u32>>()
        };
        let scores: Vec<Vec<f64>> = self
            .inputs
            .iter()
            .map(|input| places(sampler, *input).into_iter().map(score).collect())
            .collect();
        let mut order = Order::default();
        let (ranks, achieved) = self.ranks(&scores, &mut order);
        drop(scores);
        for (input, ranks) in self.inputs.iter().zip(ranks) {
            let own = places(sampler, *input);
            order.sort(&own.iter().map(|place| f64::from(*place)).collect::<Vec<_>>());
            let rising: Vec<u32> = order.groups().flatten().filter_map(|at| own.get(at).copied()).collect();
            let reordered = ranks.iter().filter_map(|rank| rising.get(*rank as usize).copied());
            sampler.reorder(*input, reordered.collect());
        }
        let at = |place: FieldPath| {
            let input = inputs.iter().position(|input| input.place == place);
            self.inputs.iter().position(|other| Some(*other) == input).unwrap_or_default()
        };
        let pair = |asked: &Correlation| {
            let [a, b] = asked.between.map(at);
            Achieved { asked: *asked, achieved: achieved.at(a, b) }
        };
        pairs.iter().map(pair).collect()
    }

    /// The rank of each draw of each input, and the rank correlations that these have.
    fn ranks(&self, scores: &[Vec<f64>], order: &mut Order) -> (Vec<Vec<u32>>, Matrix) {
        let size = self.inputs.len();
        let by_chance = Matrix::of(size, |a, b| match (scores.get(a), scores.get(b)) {
            (Some(a), Some(b)) => correlation(a, b),
            _ => 0.0,
        });
        let chance =
            by_chance.factor().unwrap_or_else(|_| Matrix::of(size, |a, b| f64::from(u8::from(a == b))));
        let mut aim = self.ranks.clone();
        let mut best: Option<(Vec<Vec<u32>>, Matrix, f64)> = None;
        for _ in 0..ROUNDS {
            let Ok(factor) = Matrix::of(size, |a, b| of_scores(aim.at(a, b))).factor() else { break };
            let mix = factor.over(&chance);
            let ranks: Vec<Vec<u32>> = (0..size).map(|row| ranks(&mixed(scores, &mix, row), order)).collect();
            let achieved = Matrix::of(size, |a, b| match (ranks.get(a), ranks.get(b)) {
                (Some(x), Some(y)) if a > b => spearman(x, y),
                _ => 0.0,
            });
            let achieved =
                Matrix::of(size, |a, b| if a == b { 1.0 } else { achieved.at(a.max(b), a.min(b)) });
            let off = |a: usize, b: usize| self.ranks.at(a, b) - achieved.at(a, b);
            let cells = (0..size).flat_map(|a| (0..a).map(move |b| (a, b)));
            let missed = cells.map(|(a, b)| off(a, b).abs()).fold(0.0, f64::max);
            aim = Matrix::of(size, |a, b| clamp(aim.at(a, b) + off(a, b), -1.0, 1.0));
            if best.as_ref().is_none_or(|(.., least)| missed < *least) {
                best = Some((ranks, achieved, missed));
            }
            if missed <= NEAR {
                break;
            }
        }
        best.map_or_else(|| (Vec::new(), self.ranks.clone()), |(ranks, achieved, _)| (ranks, achieved))
    }
}

/// The scores of one input, mixed with those before it.
fn mixed(scores: &[Vec<f64>], mix: &Matrix, row: usize) -> Vec<f64> {
    let mut sum = vec![0.0; scores.first().map_or(0, Vec::len)];
    for (column, scores) in scores.iter().enumerate().take(row + 1) {
        let weight = mix.at(row, column);
        sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += weight * score);
    }
    sum
}

/// The rank of each, counted from 0.
fn ranks(numbers: &[f64], order: &mut Order) -> Vec<u32> {
    order.sort(numbers);
    let mut ranks = vec![0; numbers.len()];
    for (rank, at) in (0..).zip(order.groups().flatten()) {
        if let Some(slot) = ranks.get_mut(at) {
            *slot = rank;
        }
    }
    ranks
}

/// Spearman's rank correlation of two orders without equals: `1 − 6 Σ d² ÷ (n³ − n)`.
fn spearman(a: &[u32], b: &[u32]) -> f64 {
    let square = |(a, b): (&u32, &u32)| u128::from(a.abs_diff(*b)).pow(2);
    let (n, sum) = (a.len() as f64, a.iter().zip(b).map(square).sum::<u128>());
    if n > 1.0 { 1.0 - 6.0 * sum as f64 / (n * n * n - n) } else { 0.0 }
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().max(1) as f64;
    let mean = |x: &[f64]| x.iter().sum::<f64>() / n;
    let (x, y) = (mean(a), mean(b));
    let sum = |f: fn(f64, f64) -> f64| a.iter().zip(b).map(|(a, b)| f(a - x, b - y)).sum::<f64>();
    let found = sum(|a, b| a * b) / (sum(|a, _| a * a) * sum(|_, b| b * b)).sqrt();
    if found.is_finite() { found } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_normal_quantiles() {
        for at in 1..4000u32 {
            let place = at.wrapping_mul(1_073_741).wrapping_add(at * at);
            let level = (f64::from(place) + 0.5) / 4_294_967_296.0;
            let found = 0.5 * libm::erfc(-score(place) * core::f64::consts::FRAC_1_SQRT_2);
            assert!((found - level).abs() < 1e-6 * level.min(1.0 - level).max(0.01), "{level}: {found}");
        }
        assert!((score(0) + 6.34).abs() < 0.01 && (score(u32::MAX) - 6.34).abs() < 0.01);
    }

    #[test]
    fn a_factor_gives_the_matrix_back() {
        let cells = [[1.0, 0.5, -0.3], [0.5, 1.0, 0.2], [-0.3, 0.2, 1.0]];
        let matrix = Matrix::of(3, |a, b| cells[a][b]);
        let factor = matrix.factor().expect("positive definite");
        let product = Matrix::of(3, |a, b| (0..3).map(|k| factor.at(a, k) * factor.at(b, k)).sum());
        let unit = factor.over(&factor);
        for (a, row) in cells.iter().enumerate() {
            for (b, cell) in row.iter().enumerate() {
                assert!((product.at(a, b) - cell).abs() < 1e-15);
                assert!((unit.at(a, b) - f64::from(u8::from(a == b))).abs() < 1e-15);
            }
        }
        let bad = Matrix::of(3, |a, b| if a == b { 1.0 } else { [0.9, 0.9, -0.9][a + b - 1] });
        assert_eq!(bad.factor().err(), Some(2));
    }
}
