//! The shape of an uncertain input: PERT, the Beta distribution of project planning.
//!
//! `{ low, likely, high }` stands for `low + (high − low) × Beta(1 + 4m, 1 + 4(1 − m))`, where `m` is the place of the
//! likely value in the range (Malcolm, Roseboom, Clark and Fazar 1959, as the modified PERT of Vose with λ = 4). Its mean
//! is `(low + 4 likely + high) ÷ 6`.
//!
//! A draw is the quantile of an evenly spread number. Quantiles come from a table that is worked out once for each
//! shape: the density is integrated by Hermite's rule, which knows its slope, and the integral is inverted by Halley's
//! method. Between the table's 1025 entries a draw is interpolated on a straight line, so that the order of draws is
//! that of their quantiles. The outermost entries stand where the mean of the outermost 1/1024 is that of the true
//! tail. Powers come from `libm`, which is the same code on every machine.

use super::lanes::{LANES, Lanes};
use super::lattice::OFFSET_BITS;
use crate::number::clamp;
use wide::f64x2;

/// The weight of the likely value.
pub(super) const LAMBDA: f64 = 4.0;

/// Panels of the integral over the range.
const PANELS: usize = 256;
/// Rows of the table. A row has the quantiles at one offset within each of the strata.
const ROWS: usize = 16;
/// How many draws the table tells apart by its entries alone.
const SEGMENTS: usize = ROWS * LANES;
/// Quantiles that describe a tail: an even number.
const TAIL: usize = 8;

/// What every shape shares: places in the range that crowd towards both ends, where densities have steep slopes.
pub(super) struct Places {
    /// At each end of a panel: the place's logarithm, the slope of the place over itself, and the same seen from the
    /// other end of the range.
    nodes: Vec<Node>,
}

struct Node {
    ln: f64,
    ln_rest: f64,
    slope: f64,
    slope_over: f64,
    slope_over_rest: f64,
    bend: f64,
}

/// Where in the range the point `s` of 0–1 lies: `s³(10 − 15s + 6s²)`.
fn place(s: f64) -> f64 {
    s * s * s * (10.0 - s * (15.0 - 6.0 * s))
}

impl Places {
    pub(super) fn new() -> Self {
        let node = |at: usize| {
            let s = at as f64 / PANELS as f64;
            let rest = 1.0 - s;
            Node {
                ln: libm::log(place(s)),
                ln_rest: libm::log(place(rest)),
                slope: 30.0 * s * s * rest * rest,
                slope_over: 30.0 * rest * rest / (s * (10.0 - s * (15.0 - 6.0 * s))),
                slope_over_rest: 30.0 * s * s / (rest * (10.0 - rest * (15.0 - 6.0 * rest))),
                bend: 2.0 * (1.0 - 2.0 * s) / (s * rest),
            }
        };
        // The density times the slope of the place is zero at both ends, and so is its own slope.
        Self { nodes: (1..PANELS).map(node).collect() }
    }
}

/// The quantiles of one shape on a range of 0–1.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// Where the likely value lies in the range.
    pub(super) mode: f64,
    rows: Vec<Lanes>,
}

/// The density and its integral at both ends of a panel.
#[derive(Clone, Copy, Default)]
struct End {
    density: f64,
    slope: f64,
    area: f64,
}

/// The integral of the density, to be inverted at rising levels.
struct Area {
    ends: Vec<End>,
    total: f64,
}

impl Area {
    fn new(mode: f64, places: &Places) -> Self {
        let (below, above) = (LAMBDA * mode, LAMBDA * (1.0 - mode));
        let width = 1.0 / PANELS as f64;
        let mut ends = Vec::with_capacity(PANELS + 1);
        let mut last = End::default();
        ends.push(last);
        let inner = places.nodes.iter().map(|node| {
            let density = libm::exp(below * node.ln + above * node.ln_rest) * node.slope;
            let slope = density * (below * node.slope_over - above * node.slope_over_rest + node.bend);
            (density, slope)
        });
        for (density, slope) in inner.chain([(0.0, 0.0)]) {
            let area = last.area
                + width * (last.density + density) / 2.0
                + width * width * (last.slope - slope) / 12.0;
            last = End { density, slope, area };
            ends.push(last);
        }
        Self { ends, total: last.area }
    }

    /// The places that the shares `levels` of the draws lie below. Levels rise, and lie between 0 and 1.
    fn quantiles(&self, levels: impl Iterator<Item = f64>) -> Vec<f64> {
        let width = 1.0 / PANELS as f64;
        let mut panels = self.ends.iter().zip(self.ends.iter().skip(1)).enumerate().peekable();
        let quantile = |level: f64| {
            let wanted = level * self.total;
            while panels.next_if(|(at, (_, end))| end.area < wanted && *at + 1 < PANELS).is_some() {}
            let Some((at, (from, to))) = panels.peek() else { return 1.0 };
            let rise = to.area - from.area;
            let missing = wanted - from.area;
            let (start, end) = (width * from.density, width * to.density);
            // Hermite's cubic through both ends of the panel: x (start + x (bend + x twist)), solved by Halley's method.
            let (bend, twist) = (3.0 * rise - 2.0 * start - end, start + end - 2.0 * rise);
            let mut x = if rise > 0.0 { missing / rise } else { 0.5 };
            for _ in 0..2 {
                let value = x * (start + x * (bend + x * twist)) - missing;
                let slope = start + x * (2.0 * bend + x * 3.0 * twist);
                let step = value * slope / (slope * slope - value * (bend + x * 3.0 * twist));
                if step.is_finite() {
                    x = clamp(x - step, 0.0, 1.0);
                }
            }
            place((*at as f64 + x) * width)
        };
        levels.map(quantile).collect()
    }
}

impl Shape {
    /// The table for a likely value at `mode` of the range, 0–1.
    pub(super) fn new(mode: f64, places: &Places) -> Self {
        let area = Area::new(mode, places);
        let segment = 1.0 / SEGMENTS as f64;
        // Levels of a tail lie at fourth powers, where quantiles are smooth.
        let fourth = |at: usize| {
            let share = at as f64 / TAIL as f64;
            share * share * share * share * segment
        };
        let low = (1..TAIL).map(fourth);
        let inner = (1..SEGMENTS).map(|at| at as f64 * segment);
        let high = (1..TAIL).rev().map(|at| 1.0 - fourth(at));
        let all = area.quantiles(low.chain(inner).chain(high));
        let (low, rest) = all.split_at_checked(TAIL - 1).unwrap_or_default();
        let (inner, high) = rest.split_at_checked(SEGMENTS - 1).unwrap_or_default();
        let (first, last) = (inner.first().copied().unwrap_or(0.0), inner.last().copied().unwrap_or(1.0));
        let from_above: Vec<f64> = high.iter().rev().map(|t| 1.0 - t).collect();
        let lowest = outermost(low, first);
        let highest = 1.0 - outermost(&from_above, 1.0 - last);
        let nodes: Vec<f64> = [lowest].into_iter().chain(inner.iter().copied()).chain([highest]).collect();
        let rows = (0..=ROWS).map(|row| {
            let mut of_strata = Lanes::default();
            for (slot, node) in of_strata.iter_mut().zip(nodes.iter().skip(row).step_by(ROWS)) {
                *slot = *node;
            }
            of_strata
        });
        Self { mode, rows: rows.collect() }
    }

    /// The table on the range from `low` to `high`.
    pub(super) fn on(&self, low: f64, high: f64) -> Table {
        let width = high - low;
        // Neither this sum nor an interpolation may round up past the end of the range.
        let most = high * (1.0 - 2.0 * f64::EPSILON);
        let row = |quantiles: &Lanes| {
            let mut values = *quantiles;
            values.iter_mut().for_each(|slot| *slot = clamp(low + width * *slot, low, most));
            values
        };
        Table { rows: self.rows.iter().map(row).collect() }
    }
}

/// The quantiles of an uncertain input.
#[derive(Clone, Debug)]
pub(super) struct Table {
    rows: Vec<Lanes>,
}

impl Table {
    /// The rows around an offset, and how far it lies from the first to the second.
    fn around(&self, offset: u32) -> Option<(&Lanes, &Lanes, f64)> {
        const FINE_BITS: u32 = OFFSET_BITS - ROWS.ilog2();
        let mut rows = self.rows.iter().skip((offset >> FINE_BITS) as usize);
        let (from, to) = (rows.next()?, rows.next()?);
        let fine = offset & ((1 << FINE_BITS) - 1);
        Some((from, to, (f64::from(fine) + 0.5) / f64::from(1u32 << FINE_BITS)))
    }

    /// One draw from each stratum, all at the same `offset` within theirs.
    pub(super) fn draw(&self, offset: u32, strata: &mut Lanes) {
        if let Some((from, to, share)) = self.around(offset) {
            let share = f64x2::splat(share);
            strata.set(from, to, |from, to| from + share * (to - from));
        }
    }

    /// The draw at one place, in units of 2⁻³²: the same bits as among its neighbors.
    pub(super) fn at(&self, place: u32) -> f64 {
        let Some((from, to, share)) = self.around(place & ((1 << OFFSET_BITS) - 1)) else { return f64::NAN };
        let stratum = (place >> OFFSET_BITS) as usize;
        match (from.get(stratum), to.get(stratum)) {
            (Some(from), Some(to)) => from + share * (to - from),
            _ => f64::NAN,
        }
    }
}

/// Where the table starts so that the mean of its first segment is that of the tail: `tail` are quantiles at fourth
/// powers below the end of the segment, whose quantile is `end`.
fn outermost(tail: &[f64], end: f64) -> f64 {
    // Simpson's rule for ∫ quantile(w⁴) 4w³ dw; at 0 the integrand is 0.
    let inner = tail.iter().enumerate().map(|(at, quantile)| {
        let share = (at + 1) as f64 / TAIL as f64;
        let weight = if at % 2 == 0 { 4.0 } else { 2.0 };
        weight * quantile * 4.0 * share * share * share
    });
    let mean = (inner.sum::<f64>() + 4.0 * end) / (3.0 * TAIL as f64);
    clamp(2.0 * mean - end, 0.0, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(mode: f64) -> Shape {
        Shape::new(mode, &Places::new())
    }

    /// The table in its natural order.
    fn table(shape: &Shape) -> Vec<f64> {
        let mut table: Vec<f64> =
            (0..LANES).flat_map(|stratum| shape.rows[..ROWS].iter().map(move |row| row[stratum])).collect();
        table.push(shape.rows[ROWS][LANES - 1]);
        table
    }

    /// The share of Beta(1 + a, 1 + b) below `t` for whole `a + b = 4`: a sum of binomial terms.
    fn share_below(t: f64, a: i32) -> f64 {
        let n = 5;
        let choose = |k: i32| (0..k).fold(1.0, |c, i| c * f64::from(n - i) / f64::from(i + 1));
        (a + 1..=n).map(|k| choose(k) * t.powi(k) * (1.0 - t).powi(n - k)).sum()
    }

    #[test]
    fn the_table_has_the_exact_quantiles() {
        for a in 0..=4 {
            let table = table(&shape(f64::from(a) / 4.0));
            for (at, quantile) in table.iter().enumerate().skip(1).take(SEGMENTS - 1) {
                let level = at as f64 / SEGMENTS as f64;
                let found = share_below(*quantile, a);
                assert!((found - level).abs() < 1e-8, "{a} at {level}: {found}");
            }
        }
    }

    #[test]
    fn the_table_rises_within_the_range_and_keeps_the_mean() {
        for step in 0..=40 {
            let mode = f64::from(step) / 40.0;
            let table = table(&shape(mode));
            assert!(table.windows(2).all(|pair| pair[0] < pair[1]), "{mode} does not rise");
            assert!(table[0] >= 0.0 && table[SEGMENTS] <= 1.0);
            let mean = table.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0).sum::<f64>() / SEGMENTS as f64;
            let exact = (LAMBDA * mode + 1.0) / 6.0;
            assert!((mean - exact).abs() < 4e-6, "{mode}: mean {mean}, not {exact}");
        }
    }

    #[test]
    fn mirrored_shapes_mirror_each_other() {
        let (left, right) = (table(&shape(0.2)), table(&shape(0.8)));
        for (a, b) in left.iter().zip(right.iter().rev()) {
            assert!((a + b - 1.0).abs() < 1e-9, "{a} {b}");
        }
    }
}
