//! Counts that chance makes: every outcome with its probability, and seeded draws.

use comarketing_roi_engine::proportions::Sample;

/// The outcomes of `of` cases that are won with probability `p`, and how likely each is; those of less than 1e-12 of the likeliest are left out.
pub(crate) fn outcomes(of: u32, p: f64) -> Vec<(Sample, f64)> {
    let n = f64::from(of);
    // Each outcome by its neighbor, out from the likeliest.
    let mode = ((n + 1.0) * p).floor().min(n);
    let odds = |k: f64| (n - k) / (k + 1.0) * p / (1.0 - p);
    let mut weights = vec![(mode, 1.0)];
    let (mut k, mut weight) = (mode, 1.0);
    while k < n && weight > 1e-12 {
        weight *= odds(k);
        k += 1.0;
        weights.push((k, weight));
    }
    (k, weight) = (mode, 1.0);
    while k > 0.0 && weight > 1e-12 {
        k -= 1.0;
        weight /= odds(k);
        weights.push((k, weight));
    }
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let sample = |won| Sample::new(won, n).expect("no more won than there are");
    weights.into_iter().map(|(won, weight)| (sample(won), weight / all)).collect()
}

/// The probability that something holds of two samples.
pub(crate) fn probability(
    first: &[(Sample, f64)],
    second: &[(Sample, f64)],
    holds: impl Fn(Sample, Sample) -> bool,
) -> f64 {
    let of = |one: &(Sample, f64)| {
        let holds = second.iter().filter(|other| holds(one.0, other.0));
        one.1 * holds.map(|other| other.1).sum::<f64>()
    };
    first.iter().map(of).sum()
}

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number from 0 to below 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// `of` cases, one by one.
    pub(crate) fn draw(&mut self, of: u32, p: f64) -> Sample {
        let won = (0..of).filter(|_| self.share() < p).count();
        Sample::new(won as f64, f64::from(of)).expect("no more won than there are")
    }
}

/// The sizes of both samples, and the true rates, for which the docs state the coverage of the intervals.
pub(crate) const SIZES: [(u32, u32); 5] = [(10, 10), (20, 60), (50, 50), (200, 200), (500, 500)];
pub(crate) const RATES: [f64; 8] = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];

/// How often an interval holds what is true, over all pairs of rates.
pub(crate) struct Coverage {
    pub(crate) least: f64,
    pub(crate) mean: f64,
    pub(crate) most: f64,
}

/// The coverage of `holds`, which is told the samples and the true rates.
pub(crate) fn coverage(
    first: u32,
    second: u32,
    holds: impl Fn(Sample, Sample, f64, f64) -> bool,
) -> Coverage {
    let all = |of| RATES.map(|rate| (rate, outcomes(of, rate)));
    let (firsts, seconds) = (all(first), all(second));
    let mut found = Coverage { least: 1.0, mean: 0.0, most: 0.0 };
    for ((p, one), (q, other)) in firsts.iter().flat_map(|one| seconds.iter().map(move |other| (one, other)))
    {
        let held = probability(one, other, |a, b| holds(a, b, *p, *q));
        found.least = found.least.min(held);
        found.most = found.most.max(held);
        found.mean += held / (RATES.len() * RATES.len()) as f64;
    }
    found
}
