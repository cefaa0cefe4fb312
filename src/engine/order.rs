//! Sorting short lists.
//!
//! The standard library's sorts are for lists of any length and come as a kilobyte or more of WebAssembly for every type
//! they sort: together an eighth of the module. Lists here hold roots, inputs or steps, a hundred at most, for which one
//! insertion after the other is as quick. Lists as long as a simulation is are sorted by the standard library.

use core::cmp::Ordering;

/// Sorts; what compares as equal stays in the order it had. The work grows with the square of the length.
pub(crate) fn by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    for end in 1..list.len() {
        for at in (1..=end).rev() {
            match list.get(at - 1..=at) {
                Some([left, right]) if compare(left, right).is_gt() => list.swap(at - 1, at),
                _ => break,
            }
        }
    }
}

/// From the least number to the greatest.
pub(crate) fn ascending(list: &mut [f64]) {
    by(list, f64::total_cmp);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_the_order_of_equals() {
        let mut list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        by(&mut list, |a, b| a.0.cmp(&b.0));
        assert_eq!(list, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        let mut numbers = vec![3.0, -0.0, 0.0, -7.5, 3.0];
        ascending(&mut numbers);
        assert_eq!(format!("{numbers:?}"), "[-7.5, -0.0, 0.0, 3.0, 3.0]");
        ascending(&mut []);
    }
}
