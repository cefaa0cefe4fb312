//! Where a function of one input reaches a target.
//!
//! The figures of the model are quotients of polynomials of low degree in any one input (every derivation and every
//! metric is made of `+ - * /`), but for `min` and `ceil`. They may have no value on a part of the range (a zero
//! divisor, more credit than direct has customers) and leap where a figure stops counting. Hence two ways:
//!
//! 1. **Closed form.** Nearly all of them are of the form (a + b·x) / (c + d·x): linear in x, in 1/x, or the quotient.
//!    Such a function keeps cross-ratios, and a quotient of polynomials of degree ≤ 3 that agrees with one in five
//!    points *is* one (their difference has a numerator of degree ≤ 4). Five samples decide it; three of them give the
//!    one place where it can take the target.
//! 2. **Search.** Samples over the whole range, the edges of the parts without a value found by bisection, a change of
//!    sign closed in on by steps of the same form (Jarratt and Nudds, 1965: rational functions instead of secants),
//!    with bisection where a step does not halve the bracket. A bisection halves the number of doubles between the
//!    ends, not their distance, so the thirteen decades of money take at most 64 halvings. A dip toward the target that
//!    the samples do not cross is followed to its lowest point.
//!
//! Written here and not taken from a library: those at hand (`roots`, `rootfind`, `root1d`) want a function that has a
//! value everywhere and stop at a tolerance; gaps, leaps and the last bit are what this is about.

use crate::number::clamp;

/// A place and the value there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Where the function passes the target, or touches it: the last place on the one side and the first on the other.
/// Both are the same where the function takes the target there; next to each other where it leaps over it, or comes to
/// it from a part where it stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Crossing {
    pub(crate) low: Sample,
    pub(crate) high: Sample,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Found {
    /// Every crossing, lowest first.
    pub(crate) crossings: Vec<Crossing>,
    /// The nearest to the target of all that was seen.
    pub(crate) best: Option<Sample>,
    /// Whether the function has the same value, or none, everywhere.
    pub(crate) flat: bool,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) target: f64,
    /// The range of the input.
    pub(crate) range: (f64, f64),
    /// The input and the figure today, where they have a value.
    pub(crate) now: (Option<f64>, Option<f64>),
    /// Whether the function may go in steps.
    pub(crate) steps: bool,
    /// Whether it may have a kink.
    pub(crate) kinks: bool,
}

/// Finds every crossing of the target.
pub(crate) fn find(f: &mut dyn FnMut(f64) -> Option<f64>, question: Question) -> Found {
    let mut search = Search { f, q: question, best: None };
    if let (Some(x), Some(y)) = question.now {
        search.note(Sample { x, y });
    }
    let plain = !question.steps && !question.kinks;
    let mut found = plain.then(|| search.closed()).flatten().unwrap_or_else(|| search.scan());
    found.best = search.best;
    found
}

/// How near to the target a value must come to count as reaching it, beside the scale of the function.
const NEAR: f64 = 1e-9;

struct Search<'a> {
    f: &'a mut dyn FnMut(f64) -> Option<f64>,
    q: Question,
    best: Option<Sample>,
}

impl Search<'_> {
    fn at(&mut self, x: f64) -> Option<Sample> {
        let sample = Sample { x, y: (self.f)(x)? };
        self.note(sample);
        Some(sample)
    }

    fn note(&mut self, sample: Sample) {
        if self.best.is_none_or(|best| self.gap(sample).abs() < self.gap(best).abs()) {
            self.best = Some(sample);
        }
    }

    fn gap(&self, sample: Sample) -> f64 {
        sample.y - self.q.target
    }

    fn scale(&self) -> f64 {
        self.q.target.abs().max(self.q.now.1.map_or(0.0, f64::abs)).max(1.0)
    }

    fn within(&self, x: f64) -> bool {
        (self.q.range.0..=self.q.range.1).contains(&x)
    }

    /// The answer for a function of the form (a + b·x) / (c + d·x), if it is one and if that settles it.
    fn closed(&mut self) -> Option<Found> {
        let (low, high) = self.q.range;
        let spread: [f64; 5] = if high <= 100.0 {
            [0.1, 0.3, 0.5, 0.7, 0.9].map(|share| low + share * (high - low))
        } else {
            let middle = self.q.now.0.filter(|x| *x >= 1.0).unwrap_or(1e4).min(high / 1e3);
            [0.01, 0.1, 1.0, 10.0, 100.0].map(|times| middle * times)
        };
        let [Some(a), Some(b), Some(c), Some(d), Some(e)] = spread.map(|x| self.at(x)) else { return None };
        let last = self.at(high);
        let others = [b, c, d, e];
        if others.iter().all(|s| alike(s.y, a.y)) && last.is_some_and(|s| alike(s.y, a.y)) {
            // At zero another figure may step in; then there is a leap to be looked for.
            let first = self.at(low);
            let flat = first.is_none_or(|s| alike(s.y, a.y));
            return flat.then(|| Found { flat, ..Found::default() });
        }
        if ![b, d].into_iter().all(|other| keeps_cross_ratio([a, c, e], other)) {
            return None;
        }
        if let Some(root) = self.polished([a, c, e]) {
            return Some(Found { crossings: vec![Crossing { low: root, high: root }], ..Found::default() });
        }
        // Between two ends on one side of the target a monotone function does not take it.
        let ends = [self.at(low)?, last?];
        if !ends.iter().all(|end| keeps_cross_ratio([a, c, e], *end)) {
            return None; // another figure steps in at the end
        }
        let sides = ends.map(|end| self.gap(end));
        let none = sides.iter().all(|gap| *gap > 0.0) || sides.iter().all(|gap| *gap < 0.0);
        none.then(Found::default)
    }

    /// The place that three samples of (a + b·x) / (c + d·x) point at, made exact; `None` where it is out of range or
    /// the function is not there.
    fn polished(&mut self, mut three: [Sample; 3]) -> Option<Sample> {
        let (low, high) = self.q.range;
        let mut root: Option<Sample> = None;
        for _ in 0..6 {
            crate::order::by(&mut three, |a, b| self.gap(*b).abs().total_cmp(&self.gap(*a).abs()));
            let [_, second, nearest] = three;
            let x = if is_zero(self.gap(nearest)) { nearest.x } else { self.step(three)? };
            // What is past an end by no more than rounding is the end.
            let x = if self.within(x) {
                x
            } else if (x - clamp(x, low, high)).abs() <= 1e-12 * (nearest.x.abs() + second.x.abs()) {
                clamp(x, low, high)
            } else {
                return None;
            };
            let sample = self.at(x)?;
            if root.is_none_or(|best| self.gap(sample).abs() < self.gap(best).abs()) {
                root = Some(sample);
            } else {
                break; // rounding is all that is left
            }
            if is_zero(self.gap(sample)) || three.iter().any(|s| same(s.x, x)) {
                break;
            }
            three = [second, nearest, sample];
        }
        let root = root.filter(|root| self.gap(*root).abs() <= 1e-12 * self.scale())?;
        Some(self.tidy(root))
    }

    /// The same place without the dust of rounding, 0.3 for 0.29999999999999993, where the target is as near there.
    fn tidy(&mut self, root: Sample) -> Sample {
        let unit = libm::pow(10.0, 14.0 - libm::floor(libm::log10(root.x)));
        let x = (root.x * unit).round() / unit;
        let near = self.gap(root).abs().max(4.0 * f64::EPSILON * self.q.target.abs());
        let tidied = (x.is_finite() && self.within(x)).then(|| self.at(x)).flatten();
        tidied.filter(|sample| self.gap(*sample).abs() <= near).unwrap_or(root)
    }

    /// Where a function of that form through three samples, the nearest to the target last, takes the target.
    fn step(&self, three: [Sample; 3]) -> Option<f64> {
        let [p, q, r] = three;
        let [gp, gq, gr] = three.map(|s| self.gap(s));
        let below = gq * (gr - gp) / (p.x - r.x) - gp * (gr - gq) / (q.x - r.x);
        let x = r.x + gr * (gq - gp) / below;
        x.is_finite().then_some(x)
    }

    /// Whether the value there is the target, as nearly as the function can be told from a leap: to 10⁻⁹ of the target,
    /// of the figure today, of one, or of how far the function moves over two percent of the input.
    fn reaches(&mut self, sample: Sample) -> bool {
        let gap = self.gap(sample).abs();
        gap <= NEAR * self.scale() || {
            let (low, high) = self.q.range;
            let beside = [sample.x * 0.99, sample.x * 1.01].map(|x| (self.f)(clamp(x, low, high)));
            matches!(beside, [Some(a), Some(b)] if gap <= NEAR * (a - b).abs())
        }
    }

    /// Every crossing that samples over the whole range give away.
    fn scan(&mut self) -> Found {
        let xs = self.grid();
        let mut seen: Vec<(f64, Option<f64>)> = Vec::with_capacity(xs.len());
        for x in xs {
            let y = self.at(x).map(|s| s.y);
            if let Some((before, was)) = seen.last().copied()
                && was.is_some() != y.is_some()
                && let Some(edge) = self.edge(before, x, was.is_some())
                && ![before, x].iter().any(|end| same(*end, edge.x))
            {
                seen.push((edge.x, Some(edge.y)));
            }
            seen.push((x, y));
        }
        let first = seen.first().and_then(|(_, y)| *y);
        let flat = seen.iter().all(|(_, y)| match (*y, first) {
            (Some(y), Some(first)) => alike(y, first),
            (y, first) => y == first,
        });
        let mut crossings = Vec::new();
        if !flat {
            for pair in seen.windows(2) {
                if let [(a, Some(fa)), (b, Some(fb))] = *pair {
                    self.between(Sample { x: a, y: fa }, Sample { x: b, y: fb }, &mut crossings);
                }
            }
            for three in seen.windows(3) {
                if let [(a, Some(fa)), (b, Some(fb)), (c, Some(fc))] = *three
                    && !self.q.steps
                {
                    let three = [Sample { x: a, y: fa }, Sample { x: b, y: fb }, Sample { x: c, y: fc }];
                    self.dip(three, &mut crossings);
                }
            }
            // Samples on the target; of a stretch that stays on it, both ends.
            let on = |at: usize| seen.get(at).is_some_and(|(_, y)| y.is_some_and(|y| same(y, self.q.target)));
            for (at, (x, y)) in seen.iter().enumerate() {
                let inside = at.checked_sub(1).is_some_and(on) && on(at + 1);
                if let Some(y) = y.filter(|_| on(at) && !inside && !self.q.steps) {
                    let sample = Sample { x: *x, y };
                    crossings.push(Crossing { low: sample, high: sample });
                }
            }
        }
        crate::order::by(&mut crossings, |a, b| a.low.x.total_cmp(&b.low.x));
        crossings.dedup();
        Found { crossings, best: None, flat }
    }

    /// Places to look at: both ends, every third of a decade, every thirty-second of the range, and today's value.
    fn grid(&self) -> Vec<f64> {
        let (low, high) = self.q.range;
        let decades = (-27..=39).map(|third| libm::pow(10.0, f64::from(third) / 3.0));
        let shares = (1..32).map(|part| low + (high - low) * f64::from(part) / 32.0);
        let near = self.q.now.0.into_iter().flat_map(|x| [x * 0.99, x, x * 1.01]);
        let ends = [low, high, high * (1.0 - 1e-3), high * (1.0 - 1e-6)];
        let mut xs: Vec<f64> =
            decades.chain(shares).chain(near).chain(ends).filter(|x| self.within(*x)).collect();
        crate::order::ascending(&mut xs);
        xs.dedup_by(|a, b| same(*a, *b));
        xs
    }

    /// The last place with a value between one that has a value and one that has none.
    fn edge(&mut self, low: f64, high: f64, low_has: bool) -> Option<Sample> {
        let (mut low, mut high) = (low, high);
        let mut last = None;
        while let Some(middle) = halfway(low, high) {
            let sample = self.at(middle);
            if sample.is_some() == low_has {
                low = middle;
            } else {
                high = middle;
            }
            last = sample.or(last);
        }
        last
    }

    /// The crossings between two neighboring samples.
    fn between(&mut self, a: Sample, b: Sample, into: &mut Vec<Crossing>) {
        if self.q.steps {
            let target = self.q.target;
            for passed in [|y: f64, target: f64| y >= target, |y: f64, target: f64| y > target] {
                if passed(a.y, target) != passed(b.y, target) {
                    let (mut low, mut high) = (a, b);
                    while let Some(middle) = halfway(low.x, high.x).and_then(|x| self.at(x)) {
                        if passed(middle.y, target) == passed(a.y, target) {
                            low = middle;
                        } else {
                            high = middle;
                        }
                    }
                    into.push(Crossing { low, high });
                }
            }
        } else if (self.gap(a) < 0.0 && self.gap(b) > 0.0) || (self.gap(a) > 0.0 && self.gap(b) < 0.0) {
            into.push(self.close_in(a, b));
        }
    }

    /// Closes in on the change of sign between two samples.
    fn close_in(&mut self, mut low: Sample, mut high: Sample) -> Crossing {
        let mut third: Option<Sample> = None;
        let mut halve = false;
        while let Some(middle) = halfway(low.x, high.x) {
            let width = doubles_between(low.x, high.x);
            let pointed = third.filter(|_| !halve).and_then(|third| {
                let mut three = [third, low, high];
                crate::order::by(&mut three, |a, b| self.gap(*b).abs().total_cmp(&self.gap(*a).abs()));
                self.step(three)
            });
            // A hair inside the bracket: a step onto an end would leave the other end where it is.
            let inside = |x: f64| {
                let (first, last) = (nudged(low.x, 4), nudged(high.x, -4));
                (first < last).then(|| clamp(x, first, last))
            };
            let x = pointed.filter(|x| low.x <= *x && *x <= high.x).and_then(inside).unwrap_or(middle);
            // A gap within the bracket leaves nothing to close in on.
            let Some(sample) = self.at(x).or_else(|| self.at(middle)) else { break };
            let gap = self.gap(sample);
            if is_zero(gap) {
                return Crossing { low: sample, high: sample };
            }
            if (gap > 0.0) == (self.gap(low) > 0.0) {
                third = Some(low);
                low = sample;
            } else {
                third = Some(high);
                high = sample;
            }
            halve = doubles_between(low.x, high.x) > width / 2;
        }
        let near = if self.gap(low).abs() <= self.gap(high).abs() { low } else { high };
        if !self.reaches(near) {
            return Crossing { low, high };
        }
        let root = self.tidy(near);
        Crossing { low: root, high: root }
    }

    /// Follows a dip toward the target that no sample crosses.
    fn dip(&mut self, three: [Sample; 3], into: &mut Vec<Crossing>) {
        let [a, b, c] = three;
        let [ga, gb, gc] = three.map(|s| self.gap(s));
        let one_side = (ga > 0.0) == (gb > 0.0) && (gb > 0.0) == (gc > 0.0) && !is_zero(gb);
        if !one_side || gb.abs() >= ga.abs().min(gc.abs()) {
            return;
        }
        let (mut low, mut high, mut lowest) = (a.x, c.x, b);
        for _ in 0..60 {
            // Golden section.
            let near = 0.381_966_011_250_105 * (high - low);
            let [Some(left), Some(right)] = [low + near, high - near].map(|x| self.at(x)) else { return };
            for sample in [left, right] {
                if is_zero(self.gap(sample)) || (self.gap(sample) > 0.0) != (gb > 0.0) {
                    self.between(a, sample, into);
                    self.between(sample, c, into);
                    if is_zero(self.gap(sample)) {
                        into.push(Crossing { low: sample, high: sample });
                    }
                    return;
                }
                if self.gap(sample).abs() < self.gap(lowest).abs() {
                    lowest = sample;
                }
            }
            if self.gap(left).abs() < self.gap(right).abs() { high = right.x } else { low = left.x }
        }
        if self.gap(lowest).abs() <= 1e-12 * self.scale() {
            into.push(Crossing { low: lowest, high: lowest });
        }
    }
}

/// Whether a function of the form (a + b·x) / (c + d·x) through `three` goes through the other sample too.
fn keeps_cross_ratio(three: [Sample; 3], other: Sample) -> bool {
    let [a, b, c] = three;
    let left = (a.y - c.y) * (b.y - other.y) * (a.x - other.x) * (b.x - c.x);
    let right = (a.y - other.y) * (b.y - c.y) * (a.x - c.x) * (b.x - other.x);
    left.is_finite() && right.is_finite() && (left - right).abs() <= NEAR * left.abs().max(right.abs())
}

/// Equal but for the rounding of figures that cancel out, such as the pipeline in revenue ÷ pipeline.
pub(crate) fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-13 * a.abs().max(b.abs()) + 1e-15
}

/// Equal to the last bit.
fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

fn is_zero(gap: f64) -> bool {
    gap.abs() < f64::MIN_POSITIVE
}

/// How many doubles lie between two that are not negative.
fn doubles_between(low: f64, high: f64) -> u64 {
    high.to_bits().saturating_sub(low.to_bits())
}

/// No input is known to a finer grain: between zero and this nothing is searched.
const GRAIN: f64 = 1e-9;

/// The double in the middle of all doubles between two that are not negative; `None` between neighbors, and below the
/// grain, where zero and the grain are neighbors.
fn halfway(low: f64, high: f64) -> Option<f64> {
    if high <= GRAIN {
        return None;
    }
    if low < GRAIN {
        return Some(GRAIN);
    }
    let between = doubles_between(low, high);
    (between > 1).then(|| f64::from_bits(low.to_bits() + between / 2))
}

/// The double some places on.
fn nudged(x: f64, places: i64) -> f64 {
    f64::from_bits(x.to_bits().saturating_add_signed(places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(target: f64, range: (f64, f64), now: f64) -> Question {
        Question { target, range, now: (Some(now), None), steps: false, kinks: false }
    }

    /// The roots, and how often the function was asked.
    fn roots(f: impl Fn(f64) -> Option<f64>, q: Question) -> (Vec<f64>, usize) {
        let mut asked = 0;
        let mut counted = |x: f64| {
            asked += 1;
            f(x)
        };
        let found = find(&mut counted, q);
        let taken = found.crossings.iter().filter(|c| same(c.low.x, c.high.x)).map(|c| c.low.x).collect();
        (taken, asked)
    }

    #[track_caller]
    fn about(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len(), "{found:?} is not {expected:?}");
        for (a, b) in found.iter().zip(expected) {
            assert!((a - b).abs() <= 1e-13 * b.abs(), "{found:?} is not {expected:?}");
        }
    }

    const MONEY: (f64, f64) = (0.0, 1e13);

    #[test]
    fn linear_and_reciprocal_functions_take_a_handful_of_samples() {
        type Shape<'a> = (&'a dyn Fn(f64) -> f64, f64, f64);
        let shapes: [Shape<'_>; 4] = [
            (&|x| 3.0 * x + 7.0, 100.0, 31.0),
            (&|x| 5e5 / x, 20.0, 25_000.0),
            (&|x| (4e6 - x) / (x + 5e5), 1.25, 1_500_000.0),
            (&|x| 1.0 - (x + 1e5) / 4e6, 0.25, 2_900_000.0),
        ];
        for (f, target, expected) in shapes {
            let (found, asked) =
                roots(|x| Some(f(x)).filter(|y| y.is_finite()), question(target, MONEY, 2e4));
            about(&found, &[expected]);
            assert!(asked <= 13, "{asked} samples for a closed form");
        }
    }

    #[test]
    fn a_root_at_the_very_end_is_in_range() {
        let (found, _) = roots(|x| Some(0.1 + 0.7 * x), question(0.1 + 0.7, (0.0, 1.0), 0.3));
        about(&found, &[1.0]);
        let (found, _) = roots(|x| Some(0.1 + 0.7 * x), question(0.1, (0.0, 1.0), 0.3));
        assert_eq!(found, [0.0]);
        let (found, _) = roots(|x| Some(0.1 + 0.7 * x), question(0.8 + 1e-6, (0.0, 1.0), 0.3));
        assert!(found.is_empty());
    }

    #[test]
    fn both_roots_of_a_parabola_also_where_no_sample_crosses() {
        let (found, _) = roots(|x| Some((x - 0.41) * (x - 0.43)), question(0.0, (0.0, 1.0), 0.9));
        about(&found, &[0.41, 0.43]);
        let (found, _) = roots(|x| Some((x - 3e4) * (x - 5e9)), question(0.0, MONEY, 1e5));
        about(&found, &[3e4, 5e9]);
        // Between two samples of the grid, and not crossed by either.
        let (found, _) = roots(|x| Some((x - 0.4150) * (x - 0.4160)), question(0.0, (0.0, 1.0), 0.9));
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_leap_over_the_target_is_no_root() {
        let mut f = |x: f64| Some(if x < 0.3 { x } else { x + 1.0 });
        let found = find(&mut f, question(0.7, (0.0, 1.0), 0.5));
        let [leap] = found.crossings.as_slice() else { panic!("{found:?}") };
        assert_eq!(doubles_between(leap.low.x, leap.high.x), 1);
        assert!((leap.high.x - 0.3).abs() < 1e-15);
    }

    #[test]
    fn a_step_is_found_from_both_sides() {
        let mut f = |x: f64| Some((x / 10.0).ceil());
        let found = find(&mut f, Question { steps: true, ..question(7.0, (0.0, 1e9), 500.0) });
        let edges: Vec<f64> = found.crossings.iter().map(|c| c.high.x).collect();
        assert_eq!(edges.len(), 2);
        about(&edges, &[60.0, 70.0]);
        assert!(found.crossings.iter().any(|c| same(c.low.x, 70.0) && same(c.low.y, 7.0)));
    }

    #[test]
    fn the_edge_of_a_gap_is_seen() {
        // No value from x = 0.25 on, and without bound before it.
        let f = |x: f64| (x < 0.25).then(|| 1.0 / (0.25 - x));
        let (found, _) = roots(f, question(1e9, (0.0, 1.0), 0.1));
        let [root] = found.as_slice() else { panic!("{found:?}") };
        assert!((root - 0.25).abs() < 2e-9 && (f(*root).unwrap() / 1e9 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_kink_has_a_root_on_its_slope_only() {
        let f = |x: f64| Some(if x > 0.0 { 100.0 * (1.0 / x).min(5.0) } else { 500.0 });
        let (found, _) = roots(f, Question { kinks: true, ..question(250.0, (0.0, 1.0), 0.1) });
        about(&found, &[0.4]);
    }

    #[test]
    fn what_does_not_move_is_flat_even_where_the_input_is_tiny() {
        let found = find(&mut |_| Some(4.2), question(1.0, MONEY, 1e-300));
        assert!(found.flat);
        let found = find(&mut |x| Some(1e6 + x), question(2e6, MONEY, 1e-300));
        assert!(!found.flat);
        let found = find(&mut |_| None, question(2e6, MONEY, 1.0));
        assert!(found.flat && found.best.is_none());
    }

    #[test]
    fn the_best_is_the_end_of_the_range_where_nothing_reaches() {
        let found = find(&mut |x| Some((4e6 - x) / (x + 5e5)), question(9.0, MONEY, 1e5));
        assert!(found.crossings.is_empty() && !found.flat);
        assert_eq!(found.best, Some(Sample { x: 0.0, y: 8.0 }));
    }
}
