//! Splitting an amount into whole parts that add up to it.
//!
//! By the method of largest remainders (Hamilton's): each part is its share rounded down, and the units that are left go to
//! the largest remainders, of equal ones to the first. So a split of money adds up to the cent, and no part is off by a
//! whole unit.

/// `total` whole units in proportion to `weights`, each finite and 0 or more. Empty where the weights add up to nothing.
pub fn apportion(total: i64, weights: &[f64]) -> Vec<i64> {
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest <= 0.0 || !largest.is_finite() {
        return Vec::new();
    }
    // Relative to the largest, so that no sum leaves the range of a double.
    let whole: f64 = weights.iter().map(|weight| weight / largest).sum();
    let quotas: Vec<f64> = weights.iter().map(|weight| total as f64 * (weight / largest / whole)).collect();
    let mut parts: Vec<i64> = quotas.iter().map(|quota| quota.floor() as i64).collect();
    let mut by_remainder: Vec<usize> = (0..parts.len()).filter(|at| is_above_zero(weights, *at)).collect();
    let remainder = |at: usize| quotas.get(at).map_or(0.0, |quota| quota - quota.floor());
    // There may be as many parts as partners.
    by_remainder.sort_by(|one, other| remainder(*other).total_cmp(&remainder(*one)));
    let left = total - parts.iter().sum::<i64>();
    // Rounding of very large quotas may leave a unit more than there are parts, or one too few.
    let steps = usize::try_from(left.unsigned_abs()).unwrap_or_default();
    for at in by_remainder.iter().cycle().take(steps) {
        if let Some(part) = parts.get_mut(*at) {
            *part += left.signum();
        }
    }
    parts
}

fn is_above_zero(weights: &[f64], at: usize) -> bool {
    weights.get(at).is_some_and(|weight| *weight > 0.0)
}

/// An amount of money in its smallest units, `10^digits` for one.
pub(crate) fn to_units(amount: f64, digits: u32) -> i64 {
    (amount * scale(digits)).round() as i64
}

/// The amount that so many of the smallest units are. Sums of amounts have more digits than one amount.
pub(crate) fn from_units(units: impl Into<i128>, digits: u32) -> f64 {
    units.into() as f64 / scale(digits)
}

fn scale(digits: u32) -> f64 {
    match digits {
        0 => 1.0,
        3 => 1_000.0,
        _ => 100.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_the_largest_remainders_get_what_is_left() {
        assert_eq!(apportion(100, &[1.0, 1.0, 1.0]), [34, 33, 33]);
        assert_eq!(apportion(10, &[0.4, 0.2, 0.4]), [4, 2, 4]);
        assert_eq!(apportion(7, &[41.0, 0.0, 59.0]), [3, 0, 4], "2.87 and 4.13");
        assert_eq!(apportion(1, &[0.0, 0.5, 0.5]), [0, 1, 0], "nothing goes to a weight of nothing");
        assert_eq!(apportion(0, &[1.0, 2.0]), [0, 0]);
        assert_eq!(apportion(5, &[f64::MAX, f64::MAX]), [3, 2]);
        assert!(apportion(5, &[0.0, 0.0]).is_empty() && apportion(5, &[]).is_empty());
        let parts = apportion(10_000_000_000_000_001, &[1.0; 7]);
        assert_eq!(parts.iter().sum::<i64>(), 10_000_000_000_000_001);
    }
}
