//! Choices, all from one seed: libFuzzer repeats an input only if they are.

use comarketing_roi_engine::plan::Kind;

/// A stream of numbers that look random (SplitMix64: Steele, Lea and Flood, 2014).
pub struct Dice(u64);

impl Dice {
    /// The stream of a seed.
    pub fn new(seed: u32) -> Self {
        Self(u64::from(seed))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of a list that has items.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number within a range: its ends, the numbers next to them, tiny ones, round ones, and whatever is between.
    pub fn within(&mut self, (low, high): (f64, f64)) -> f64 {
        let share = self.share();
        let between = if high > 1e3 {
            // As many digits in front of the point as not.
            low + 10_f64.powf(share * high.log10())
        } else {
            low + share * (high - low)
        };
        let number = match self.below(20) {
            0 => low,
            1 => high,
            2 => low.next_up(),
            3 => high.next_down(),
            4 => 10_f64.powf(-320.0 * self.share()),
            5 => f64::from_bits(self.next() >> 2),
            6 | 7 => between,
            8..=10 => (between * 100.0).round() / 100.0,
            _ => {
                let digits = 10_f64.powf(between.abs().log10().floor() - 1.0);
                (between / digits).round() * digits
            }
        };
        if (low..=high).contains(&number) { number } else { between.clamp(low, high) }
    }

    /// A number that a field of this kind may hold.
    pub fn number(&mut self, kind: Kind) -> f64 {
        self.within(kind.range())
    }
}
