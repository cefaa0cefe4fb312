//! The order of many numbers, for ranks.
//!
//! A sort by digits, from the last to the first: it takes the same few passes whatever the numbers are, and it is a
//! fraction of the bytes of another general sort in the WebAssembly.

/// Bits of a number in the list: the place in 20, the rest for the key.
const PLACE_BITS: u32 = 20;
const KEY_BITS: u32 = 64 - PLACE_BITS;
/// Bits of a digit; four digits are a key.
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

/// The most numbers that can be put in order.
#[cfg(test)]
const MOST: usize = 1 << PLACE_BITS;

/// Numbers in order, on reused memory.
#[derive(Default)]
pub(super) struct Order {
    list: Vec<u64>,
    other: Vec<u64>,
}

/// A whole number that rises with the number, NaN aside.
fn key(number: f64) -> u64 {
    // Negative numbers rise as their bits fall.
    let bits = (number + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

impl Order {
    /// Puts numbers, none of them NaN, in order. Equal ones stay in the order they had; so do those that differ by less
    /// than 2⁻⁴⁴ of the way from the lowest to the highest, counted in numbers that a double can be.
    pub(super) fn sort(&mut self, numbers: &[f64]) {
        let keys = || numbers.iter().map(|number| key(*number));
        let lowest = keys().min().unwrap_or_default();
        let width = u64::BITS - (keys().max().unwrap_or_default() - lowest).leading_zeros();
        let shift = width.saturating_sub(KEY_BITS);
        self.list.clear();
        self.list.extend(
            (0..).zip(keys()).map(|(at, key): (u64, u64)| (key - lowest) >> shift << PLACE_BITS | at),
        );
        for digit in 0..width.min(KEY_BITS).div_ceil(DIGIT_BITS) {
            self.pass(PLACE_BITS + digit * DIGIT_BITS);
        }
    }

    /// Orders by the digit that starts at bit `from`; what has the same digit stays in its order.
    fn pass(&mut self, from: u32) {
        let digit = |entry: u64| (entry >> from) as usize & (DIGITS - 1);
        let mut starts = [0u32; DIGITS];
        for entry in &self.list {
            if let Some(count) = starts.get_mut(digit(*entry)) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            (*start, before) = (before, before + *start);
        }
        self.other.resize(self.list.len(), 0);
        for entry in &self.list {
            let Some(start) = starts.get_mut(digit(*entry)) else { continue };
            if let Some(slot) = self.other.get_mut(*start as usize) {
                *slot = *entry;
            }
            *start += 1;
        }
        core::mem::swap(&mut self.list, &mut self.other);
    }

    /// The places of the numbers, the lowest first, in groups of equal ones.
    pub(super) fn groups(&self) -> impl Iterator<Item: ExactSizeIterator<Item = usize>> {
        let place = |entry: &u64| (*entry & ((1 << PLACE_BITS) - 1)) as usize;
        let groups = self.list.chunk_by(|a, b| a >> PLACE_BITS == b >> PLACE_BITS);
        groups.map(move |group| group.iter().map(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(numbers: &[f64]) -> Vec<Vec<usize>> {
        let mut order = Order::default();
        order.sort(numbers);
        order.groups().map(Iterator::collect).collect()
    }

    #[test]
    fn numbers_of_any_size_and_sign_come_in_order() {
        let numbers = [3.0, -1.0, 0.0, 1e300, -0.0, 1e-300, -1e300, 3.0, 2.999_999_9, f64::MIN_POSITIVE];
        let expected: [&[usize]; 8] = [&[6], &[1], &[2, 4], &[9], &[5], &[8], &[0, 7], &[3]];
        assert_eq!(sorted(&numbers), expected);
        assert!(sorted(&[]).is_empty());
        assert_eq!(sorted(&[7.0; 3]), [[0, 1, 2]]);
        // Next to each other among numbers as large: all are told apart.
        let near: Vec<f64> = (0..5000).rev().map(|at| 1e9 + f64::from(at) * 1e-6).collect();
        assert_eq!(sorted(&near), (0..5000).rev().map(|at| vec![at]).collect::<Vec<_>>());
    }

    #[test]
    fn as_many_as_a_simulation_draws() {
        let numbers: Vec<f64> = (0..MOST as u32).map(|at| f64::from(at.reverse_bits())).collect();
        let mut order = Order::default();
        order.sort(&numbers);
        let places: Vec<usize> = order.groups().flatten().collect();
        assert_eq!(places.len(), MOST);
        assert!(places.windows(2).all(|pair| numbers[pair[0]] < numbers[pair[1]]));
    }
}
