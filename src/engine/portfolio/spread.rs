//! Middles of many numbers in bounded memory: a logarithmic histogram of returns, and one of days.

/// How far a quantile of returns may be from the true one: half a percent of it.
pub const ACCURACY: f64 = 0.005;
/// The smallest and the largest return that are told apart.
const LEAST: f64 = 1e-9;
const LARGEST: f64 = 1e13;

/// Returns, each above 0, counted in bins whose ends are in one ratio, `(1 + a) ÷ (1 − a)` with `a` of [`ACCURACY`]; a
/// quantile is the middle of its bin, at most the share `a` away (Masson, Rim and Lee, “DDSketch”, VLDB 2019).
#[derive(Clone, Debug, Default)]
pub(super) struct Returns {
    bins: Vec<u32>,
    count: u64,
}

fn step() -> f64 {
    libm::log((1.0 + ACCURACY) / (1.0 - ACCURACY))
}

impl Returns {
    pub(super) fn add(&mut self, value: f64) {
        let at = (libm::log(value.clamp(LEAST, LARGEST) / LEAST) / step()) as usize;
        if self.bins.len() <= at {
            self.bins.resize(at + 1, 0);
        }
        if let Some(bin) = self.bins.get_mut(at) {
            *bin += 1;
            self.count += 1;
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The value below which a share of all is, 0–1; none where there is none.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        let at = rank(&self.bins, self.count, share)?;
        Some(LEAST * libm::exp((at as f64 + 0.5) * step()))
    }
}

/// The longest time in days that is told apart: ten years.
const MOST_DAYS: usize = 3_650;

/// Times in whole days, 0 or more.
#[derive(Clone, Debug, Default)]
pub(super) struct Days {
    bins: Vec<u32>,
    count: u64,
    /// Times below 0: an end before its start.
    backwards: u64,
}

impl Days {
    pub(super) fn add(&mut self, days: i32) {
        let Ok(days) = usize::try_from(days) else {
            self.backwards += 1;
            return;
        };
        let at = days.min(MOST_DAYS);
        if self.bins.len() <= at {
            self.bins.resize(at + 1, 0);
        }
        if let Some(bin) = self.bins.get_mut(at) {
            *bin += 1;
            self.count += 1;
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn backwards(&self) -> u64 {
        self.backwards
    }

    /// The time that a share of all is at most, 0–1: exact, of an even number the lower of the two in the middle.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        rank(&self.bins, self.count, share).map(|days| days as f64)
    }
}

/// The bin that holds the item of a rank.
fn rank(bins: &[u32], count: u64, share: f64) -> Option<usize> {
    let wanted = ((share * count as f64).ceil() as u64).max(1);
    let mut passed = 0;
    bins.iter().position(|bin| {
        passed += u64::from(*bin);
        passed >= wanted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_as_near_as_they_say() {
        let mut returns = Returns::default();
        assert_eq!(returns.quantile(0.5), None);
        let values: Vec<f64> = (1..=999).map(|at| libm::exp(f64::from(at) / 50.0)).collect();
        values.iter().rev().for_each(|value| returns.add(*value));
        for (share, at) in [(0.25, 249), (0.5, 499), (0.75, 749)] {
            let found = returns.quantile(share).expect("a quantile");
            assert!((found / values[at] - 1.0).abs() < 1.1 * ACCURACY, "{found} is not {}", values[at]);
        }
        assert_eq!(returns.count(), 999);
    }

    #[test]
    fn days_are_exact() {
        let mut days = Days::default();
        [30, 10, 20, -5, 0, 9_999].into_iter().for_each(|time| days.add(time));
        assert_eq!((days.count(), days.backwards()), (5, 1));
        assert_eq!(days.quantile(0.5), Some(20.0));
        assert_eq!(days.quantile(0.0), Some(0.0));
        assert_eq!(days.quantile(1.0), Some(3_650.0));
    }
}
