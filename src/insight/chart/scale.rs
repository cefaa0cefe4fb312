//! A linear scale from figures to per cent of a length, with ticks at round numbers.

/// What no figure of a chart exceeds, so that lengths between two of them stay numbers.
const LARGEST: f64 = 1e300;
/// More ticks than any chart asks for: a bound where rounding would not end.
const MOST_TICKS: usize = 24;

/// From a smaller figure to a larger one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    /// Holds every one of `values`; where they are all one value, it stands in the middle.
    pub(super) fn over(values: impl IntoIterator<Item = f64>) -> Self {
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            from = from.min(value.max(-LARGEST));
            to = to.max(value.min(LARGEST));
        }
        if from > to {
            return Self { from: 0.0, to: 1.0 };
        }
        if to - from <= from.abs() * 1e-12 {
            let room = if from.abs() > 0.0 { from.abs() / 2.0 } else { 1.0 };
            return Self { from: from - room, to: to + room };
        }
        Self { from, to }
    }

    /// The same with 0 on it: lengths of bars begin there.
    pub(super) fn with_zero(values: impl IntoIterator<Item = f64>) -> Self {
        Self::over(values.into_iter().chain(core::iter::once(0.0)))
    }

    /// The smallest round step that leaves at most `about` parts, a little more where ends are ragged.
    fn step(self, about: usize) -> f64 {
        let raw = (self.to - self.from) / about.max(1) as f64;
        let power = power_below(raw);
        let lead = raw / power;
        let round = [1.0, 2.0, 5.0].into_iter().find(|round| lead <= round * 1.000_001).unwrap_or(10.0);
        let step = round * power;
        if step > 0.0 && step.is_finite() { step } else { self.to - self.from }
    }

    /// The scale with both ends at a tick.
    pub(super) fn nice(self, about: usize) -> Self {
        let step = self.step(about);
        Self { from: (self.from / step).floor() * step, to: (self.to / step).ceil() * step }
    }

    /// Round figures on the scale, lowest first.
    pub(super) fn ticks(self, about: usize) -> Vec<f64> {
        let step = self.step(about);
        let first = (self.from / step - 1e-9).ceil();
        let all = (0..MOST_TICKS).map(|at| (first + at as f64) * step + 0.0);
        all.take_while(|tick| *tick <= self.to + step * 1e-9).collect()
    }

    /// The place of a figure in per cent; what is outside stands at the end.
    pub(super) fn at(self, value: f64) -> f64 {
        let place = (value - self.from) / (self.to - self.from) * 100.0;
        // Not `clamp`: its panic prints floats, which are dear to download. What is no number stands at 0.
        if place > 0.0 { place.min(100.0) } else { 0.0 }
    }

    /// The same from above, as drawings count down.
    pub(super) fn down(self, value: f64) -> f64 {
        100.0 - self.at(value)
    }

    /// Whether a figure is on it.
    pub(super) fn holds(self, value: f64) -> bool {
        (self.from..=self.to).contains(&value)
    }
}

/// The power of ten at or below a length: by steps, for logarithms are dear to download.
fn power_below(length: f64) -> f64 {
    let mut power = 1.0;
    while power > length && power > 1e-300 {
        power /= 10.0;
    }
    while power * 10.0 <= length {
        power *= 10.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        for (from, to, about, ticks) in [
            (0.0, 1.0, 4, vec![0.0, 0.5, 1.0]),
            (0.0, 100.0, 5, vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]),
            (-3.0, 12.0, 3, vec![0.0, 5.0, 10.0]),
            (1.3e6, 4.8e6, 4, vec![2e6, 3e6, 4e6]),
        ] {
            let found = Scale::over([from, to]).ticks(about);
            assert_eq!(found.len(), ticks.len(), "{from} to {to}: {found:?}");
            for (a, b) in found.iter().zip(&ticks) {
                assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{from} to {to}: {found:?}");
            }
        }
    }

    #[test]
    fn nice_ends_are_ticks() {
        let scale = Scale::over([-0.37, 2.61]).nice(4);
        assert!((scale.from + 1.0).abs() < 1e-12 && (scale.to - 3.0).abs() < 1e-12, "{scale:?}");
    }

    #[test]
    fn odd_figures_still_have_a_place() {
        let odd = [f64::NAN, f64::INFINITY, -1e308, 1e308, 0.0, 5e-324, 1e13, 1e13 + 1.0];
        for a in odd {
            for b in odd {
                let scale = Scale::with_zero([a, b]);
                for x in odd {
                    assert!((0.0..=100.0).contains(&scale.at(x)), "{x} on {scale:?}");
                }
                let ticks = scale.nice(4).ticks(4);
                assert!(ticks.iter().all(|tick| tick.is_finite()) && ticks.len() <= MOST_TICKS, "{scale:?}");
            }
        }
        assert!((Scale::over([7.0, 7.0]).at(7.0) - 50.0).abs() < 1e-9);
        assert!(Scale::with_zero([4.0]).at(0.0).abs() < 1e-9);
    }
}
