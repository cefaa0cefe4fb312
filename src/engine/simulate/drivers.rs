//! Which inputs drive the variance of a figure.

use super::Input;
use super::lanes::Lanes;
use super::program::Output;
use crate::number::clamp;
use wide::f64x2;

/// The draws that drivers are worked out from; more would change the shares by less than a percentage point.
pub const DRAWS: usize = 4096;

/// A sum kept in parts, so that adding is quick; the order of addition is part of the result.
#[derive(Clone, Copy, Debug, Default)]
struct Sum([f64x2; 4]);

impl Sum {
    fn add(&mut self, a: &Lanes) {
        for a in a.pairs().chunks_exact(self.0.len()) {
            self.0.iter_mut().zip(a).for_each(|(sum, a)| *sum += *a);
        }
    }

    fn add_product(&mut self, a: &Lanes, b: &Lanes) {
        for (a, b) in a.pairs().chunks_exact(self.0.len()).zip(b.pairs().chunks_exact(self.0.len())) {
            self.0.iter_mut().zip(a).zip(b).for_each(|((sum, a), b)| *sum += *a * *b);
        }
    }

    fn total(&self) -> f64 {
        self.0.iter().flat_map(|pair| pair.to_array()).sum()
    }
}

/// The sum of some numbers and of their squares.
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    sum: Sum,
    square: Sum,
}

impl Spread {
    fn add(&mut self, a: &Lanes) {
        self.sum.add(a);
        self.square.add_product(a, a);
    }

    /// The sum of squared differences from the mean of `n` numbers.
    fn around_mean(&self, n: f64) -> f64 {
        self.square.total() - self.sum.total() * self.sum.total() / n
    }
}

/// How each input is spread over the draws so far. Draws are taken from the mean, so that squares lose no digits.
pub(super) struct Spreads(Vec<(f64, Lanes, Spread)>);

impl Spreads {
    pub(super) fn new(inputs: &[Input]) -> Self {
        Self(inputs.iter().map(|input| (input.mean(), Lanes::default(), Spread::default())).collect())
    }

    /// Adds a block, of which the first `lanes` count.
    #[inline(never)] // see `run`
    pub(super) fn add<'a>(&mut self, lanes: usize, draws: impl Fn(usize) -> Option<&'a Lanes>) {
        for (input, (mean, off, spread)) in self.0.iter_mut().enumerate() {
            let Some(draws) = draws(input) else { continue };
            let mean = f64x2::splat(*mean);
            off.set(draws, draws, |draw, _| draw - mean);
            off.iter_mut().skip(lanes).for_each(|off| *off = 0.0);
            spread.add(off);
        }
    }
}

/// Sums over the draws of one figure, and of one input where the figure has a value.
pub(super) struct Tally {
    partial: bool,
    /// A value among the draws, so that squares lose no digits.
    middle: Option<f64>,
    n: f64,
    spread: Spread,
    inputs: Vec<Together>,
}

/// One input with the figure.
struct Together {
    input: usize,
    product: Sum,
    /// The input where the figure has a value; not used where it always has one.
    spread: Spread,
}

impl Tally {
    pub(super) fn new(output: Output, inputs: usize) -> Self {
        let inputs = (0..inputs).filter(|at| output.inputs.has(*at));
        let inputs =
            inputs.map(|input| Together { input, product: Sum::default(), spread: Spread::default() });
        let inputs = inputs.collect();
        Self { partial: output.partial, middle: None, n: 0.0, spread: Spread::default(), inputs }
    }

    /// Adds a block, of which the first `lanes` count and which was added to `spreads` last.
    #[inline(never)] // see `run`
    pub(super) fn add(&mut self, values: &Lanes, lanes: usize, spreads: &Spreads) {
        let mut counts = Lanes::default();
        let mut off = Lanes::default();
        let counting = values.iter().zip(counts.iter_mut()).zip(off.iter_mut()).take(lanes);
        for ((value, count), off) in counting.filter(|((value, _), _)| !value.is_nan()) {
            *count = 1.0;
            *off = value - *self.middle.get_or_insert(*value);
        }
        self.n += counts.iter().sum::<f64>();
        self.spread.add(&off);
        for together in &mut self.inputs {
            let Some((_, from_mean, _)) = spreads.0.get(together.input) else { continue };
            together.product.add_product(from_mean, &off);
            if self.partial {
                let mut counted = Lanes::default();
                counted.set(from_mean, &counts, |off, count| off * count);
                together.spread.add(&counted);
            }
        }
    }

    /// The correlation of each input with the figure, −1 to 1.
    pub(super) fn correlations(&self, spreads: &Spreads) -> Vec<(usize, f64)> {
        let own = self.spread.around_mean(self.n);
        let correlation = |together: &Together| {
            let all = spreads.0.get(together.input).map(|(.., spread)| spread)?;
            let spread = if self.partial { &together.spread } else { all };
            let product = together.product.total() - spread.sum.total() * self.spread.sum.total() / self.n;
            let correlation = product / (own.sqrt() * spread.around_mean(self.n).sqrt());
            Some((together.input, if correlation.is_finite() { clamp(correlation, -1.0, 1.0) } else { 0.0 }))
        };
        self.inputs.iter().filter_map(correlation).collect()
    }
}
