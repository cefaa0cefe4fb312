//! What many draws of one figure say: their moments, percentiles and histogram.
//!
//! Percentiles are exact order statistics without sorting: draws are counted in fine cells, and only the draws of the
//! few cells that hold a percentile are sorted.

/// The shares below which the percentiles lie, in the order of [`Summary::percentiles`].
pub const LEVELS: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// The histogram ends where this share of the draws is left on either side.
const TAIL: f64 = 0.005;
/// Fewest and most bars of a histogram of which enough is known.
const BARS: (usize, usize) = (24, 32);
/// Draws that the cells are laid out by.
const PILOT: usize = 1024;
/// Cells between the ends that the pilot suggests; one more at each end takes what is outside.
const CELLS: usize = 2048;
/// Partial sums, so that sums are quick; the order of addition is part of the result.
const SUMS: usize = 8;

/// What the draws of one figure say. Only draws that have a value count.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Standard deviation (with n − 1).
    pub sd: f64,
    /// The percentiles of [`LEVELS`], interpolated between neighboring draws: the pth lies at place `p (n − 1)` of the
    /// draws in order (Hyndman and Fan's type 7, as `PERCENTILE.INC` of spreadsheets).
    pub percentiles: [f64; LEVELS.len()],
    /// How the draws are spread.
    pub histogram: Histogram,
}

/// Bars of equal width from just below P0.5 to just above P99.5, and what is outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Where the first bar starts.
    pub from: f64,
    /// Where the last bar ends; the same as `from` where every draw has one value.
    pub to: f64,
    /// Draws in each bar. 24 to 32 bars; fewer where few values occur, one where every draw has the same.
    pub counts: Vec<u32>,
    /// Draws below the first bar.
    pub below: u32,
    /// Draws above the last bar.
    pub above: u32,
}

/// Works figures out on reused memory.
#[derive(Default)]
pub(super) struct Summariser {
    cells: Vec<u16>,
}

/// The layout of the cells: cell 0 is below, cell `CELLS + 1` above.
#[derive(Clone, Copy)]
struct Grid {
    low: f64,
    scale: f64,
}

impl Grid {
    /// `None` where all of `values` are the same.
    fn over(values: &[f64]) -> Option<Self> {
        let mut pilot: Vec<f64> = values.iter().take(PILOT).copied().collect();
        let mut from = |share: f64| {
            let place = (share * pilot.len() as f64) as usize;
            (place < pilot.len()).then(|| *pilot.select_nth_unstable_by(place, f64::total_cmp).1)
        };
        let (mut low, mut high) = (from(TAIL)?, from(1.0 - TAIL)?);
        let margin = 0.25 * (high - low);
        (low, high) = (low - margin, high + margin);
        if !grid_is_usable(low, high) {
            low = values.iter().copied().fold(f64::INFINITY, f64::min);
            high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        }
        grid_is_usable(low, high).then(|| Self { low, scale: CELLS as f64 / (high - low) })
    }

    /// The cell of a value; never falls while values rise.
    fn cell(self, value: f64) -> u16 {
        /// Adding this leaves the nearest whole number in the low bits.
        const ROUND: f64 = 4_503_599_627_370_496.0;
        let place = (value - self.low) * self.scale + 0.5;
        let place = if place > 0.0 { place } else { 0.0 };
        let place = if place < (CELLS + 1) as f64 { place } else { (CELLS + 1) as f64 };
        (place + ROUND).to_bits() as u16
    }

    /// Where cell `at` starts.
    fn edge(self, at: usize) -> f64 {
        self.low + (at as f64 - 1.0) / self.scale
    }
}

fn grid_is_usable(low: f64, high: f64) -> bool {
    let scale = CELLS as f64 / (high - low);
    high > low && scale.is_finite() && scale > 0.0
}

impl Summariser {
    /// What `values`, all of them numbers, say; `None` for no values.
    #[inline(never)] // see `run`
    pub(super) fn summarise(&mut self, values: &[f64]) -> Option<Summary> {
        let first = *values.first()?;
        let Some(grid) = Grid::over(values) else {
            // All the same, but for what is too close to tell apart.
            let counts = vec![values.len() as u32];
            let histogram = Histogram { from: first, to: first, counts, below: 0, above: 0 };
            return Some(Summary { mean: first, sd: 0.0, percentiles: [first; LEVELS.len()], histogram });
        };
        self.cells.clear();
        self.cells.extend(values.iter().map(|value| grid.cell(*value)));
        let mut counts = [0u32; CELLS + 2];
        for cell in &self.cells {
            if let Some(count) = counts.get_mut(usize::from(*cell)) {
                *count += 1;
            }
        }
        let (mean, sd) = moments(values, grid.low + CELLS as f64 / grid.scale / 2.0);
        Some(Summary {
            mean,
            sd,
            percentiles: self.percentiles(values, &counts),
            histogram: histogram(grid, &counts, values.len()),
        })
    }

    fn percentiles(&self, values: &[f64], counts: &[u32]) -> [f64; LEVELS.len()] {
        let last = values.len() - 1;
        let place = |level: f64| level * last as f64;
        // The cells that hold the draws on both sides of a percentile.
        let mut held: Vec<(u16, usize, Vec<f64>)> = Vec::new();
        let mut before = 0;
        for (cell, count) in (0..).zip(counts) {
            let after = before + *count as usize;
            let wanted = |level: &f64| {
                let low = place(*level) as usize;
                (before..after).contains(&low) || (before..after).contains(&(low + 1).min(last))
            };
            if LEVELS.iter().any(wanted) {
                held.push((cell, before, Vec::with_capacity(*count as usize)));
            }
            before = after;
        }
        let mut slot_of = [0u8; CELLS + 2];
        for (slot, (cell, ..)) in (1..).zip(&held) {
            if let Some(of) = slot_of.get_mut(usize::from(*cell)) {
                *of = slot;
            }
        }
        for (cell, value) in self.cells.iter().zip(values) {
            let slot = slot_of.get(usize::from(*cell)).copied().unwrap_or_default();
            if slot != 0
                && let Some((.., kept)) = held.get_mut(usize::from(slot) - 1)
            {
                kept.push(*value);
            }
        }
        held.iter_mut().for_each(|(.., kept)| kept.sort_unstable_by(f64::total_cmp));
        let nth = |n: usize| {
            let cell = held.iter().rev().find(|(_, before, _)| *before <= n);
            cell.and_then(|(_, before, kept)| kept.get(n - before)).copied().unwrap_or(f64::NAN)
        };
        LEVELS.map(|level| {
            let place = place(level);
            let (low, share) = (nth(place as usize), place.fract());
            low + share * (nth((place as usize + 1).min(last)) - low)
        })
    }
}

/// Mean and standard deviation, from differences to a value in their middle.
fn moments(values: &[f64], middle: f64) -> (f64, f64) {
    let mut sums = [0.0; SUMS];
    let mut squares = [0.0; SUMS];
    let chunks = values.chunks_exact(SUMS);
    let rest = chunks.remainder();
    for chunk in chunks {
        for ((value, sum), square) in chunk.iter().zip(&mut sums).zip(&mut squares) {
            let off = value - middle;
            *sum += off;
            *square += off * off;
        }
    }
    for ((value, sum), square) in rest.iter().zip(&mut sums).zip(&mut squares) {
        let off = value - middle;
        *sum += off;
        *square += off * off;
    }
    let n = values.len() as f64;
    let (sum, square) = (sums.iter().sum::<f64>(), squares.iter().sum::<f64>());
    let spread = square - sum * sum / n;
    let variance = if values.len() > 1 && spread > 0.0 { spread / (n - 1.0) } else { 0.0 };
    (middle + sum / n, variance.sqrt())
}

fn histogram(grid: Grid, counts: &[u32], n: usize) -> Histogram {
    let cell_of = |place: usize| {
        let mut after = 0;
        let holds = |count: &u32| {
            after += *count as usize;
            after > place
        };
        counts.iter().position(holds).unwrap_or(CELLS).clamp(1, CELLS)
    };
    let last = n - 1;
    let (start, end) =
        (cell_of((TAIL * last as f64) as usize), cell_of(((1.0 - TAIL) * last as f64).ceil() as usize));
    // Bars are whole cells, so that counts and edges agree.
    let cells = end + 1 - start;
    let (fewest, most) = (cells.min(BARS.0), cells.min(BARS.1));
    let bars = (fewest..=most).rev().min_by_key(|bars| cells.div_ceil(*bars) * bars).unwrap_or(1);
    let each = cells.div_ceil(bars);
    // What fills the last bar up comes from both sides.
    let start = (start - (bars * each - cells).min(start - 1) / 2).min(CELLS + 1 - bars * each);
    let sum = |counts: &[u32]| counts.iter().sum::<u32>();
    let inside: Vec<u32> = counts.get(start..).unwrap_or_default().chunks(each).take(bars).map(sum).collect();
    let below = counts.iter().take(start).sum();
    let above = n as u32 - below - inside.iter().sum::<u32>();
    Histogram { from: grid.edge(start), to: grid.edge(start + bars * each), counts: inside, below, above }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern.
    fn noise(n: usize, mut seed: u64) -> impl Iterator<Item = f64> {
        (0..n).map(move |_| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed >> 11) as f64 / (1u64 << 53) as f64
        })
    }

    fn check(values: &[f64]) {
        let found = Summariser::default().summarise(values).expect("a summary");
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        for (level, percentile) in LEVELS.into_iter().zip(found.percentiles) {
            let place = level * (sorted.len() - 1) as f64;
            let (low, high) = (sorted[place as usize], sorted[(place as usize + 1).min(sorted.len() - 1)]);
            assert_eq!(
                percentile.to_bits(),
                (low + place.fract() * (high - low)).to_bits(),
                "{level} of {}",
                values.len()
            );
        }
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        assert!((found.mean - mean).abs() <= 1e-9 * (found.sd + mean.abs()), "{} {mean}", found.mean);
        let square: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
        let sd = if values.len() > 1 { (square / (n - 1.0)).sqrt() } else { 0.0 };
        assert!((found.sd - sd).abs() <= 1e-6 * sd + 1e-12, "{} {sd}", found.sd);
        let Histogram { from, to, counts, below, above } = found.histogram;
        assert_eq!(counts.iter().sum::<u32>() + below + above, values.len() as u32);
        assert!((1..=BARS.1).contains(&counts.len()));
        let width = (to - from) / counts.len() as f64;
        let hair = 1e-9 * (to - from);
        for (at, count) in counts.iter().enumerate() {
            let edges = (from + at as f64 * width, from + (at + 1) as f64 * width);
            let within = |wider: f64| {
                values.iter().filter(|v| **v >= edges.0 - wider && **v < edges.1 + wider).count() as u32
            };
            if to > from {
                assert!((within(-hair)..=within(hair)).contains(count), "bar {at} of {}", counts.len());
            }
        }
    }

    #[test]
    fn a_summary_is_that_of_the_sorted_draws() {
        for n in [1, 2, 3, 99, 100, 1000, 1025, 10_007] {
            check(&noise(n, 1).collect::<Vec<_>>());
            check(&noise(n, 2).map(|u| 1e9 + 5.0 * u).collect::<Vec<_>>());
            // Long tails on both sides, a few values only, one value, nearly one value.
            check(&noise(n, 3).map(|u| 1.0 / (u - 0.5)).collect::<Vec<_>>());
            check(&noise(n, 4).map(|u| (u * 4.0).floor()).collect::<Vec<_>>());
            check(&noise(n, 5).map(|u| if u > 0.999 { 1.0 } else { 0.0 }).collect::<Vec<_>>());
            check(&vec![0.3; n]);
        }
        // The pilot knows nothing of what comes later.
        check(
            &noise(20_000, 6)
                .enumerate()
                .map(|(at, u)| if at < PILOT { u } else { 50.0 + u })
                .collect::<Vec<_>>(),
        );
    }

    #[test]
    fn bars_leave_half_a_percent_on_either_side() {
        let found =
            Summariser::default().summarise(&noise(100_000, 7).collect::<Vec<_>>()).expect("a summary");
        let Histogram { below, above, counts, .. } = found.histogram;
        assert!((350..=500).contains(&below) && (350..=500).contains(&above), "{below} {above}");
        assert!((BARS.0..=BARS.1).contains(&counts.len()));
    }
}
