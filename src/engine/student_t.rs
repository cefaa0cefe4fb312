//! Student's t distribution with a whole number of degrees of freedom.
//!
//! For these its probability is a finite sum (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and
//! 26.7.4): with θ = atan(t ÷ √ν), P(|T| ≤ t) is for even ν `sin θ (1 + ½ cos² θ + 1·3/(2·4) cos⁴ θ + …)` and for odd ν
//! `2/π (θ + sin θ (cos θ + ⅔ cos³ θ + 2·4/(3·5) cos⁵ θ + …))`, both up to the power ν − 2. A quantile halves the interval
//! of θ until a double holds no more.

use core::f64::consts::{FRAC_2_PI, FRAC_PI_2};

/// The probability that |T| is at most `tan θ × √ν`.
fn within(theta: f64, freedom: u32) -> f64 {
    let (sin, cos) = (libm::sin(theta), libm::cos(theta));
    let odd = freedom % 2 == 1;
    let mut term = if odd { cos } else { 1.0 };
    let mut sum = 0.0;
    let mut power = if odd { 1 } else { 0 };
    while power + 2 <= freedom {
        sum += term;
        power += 2;
        term *= cos * cos * f64::from(power - 1) / f64::from(power);
    }
    if odd { FRAC_2_PI * (theta + sin * sum) } else { sin * sum }
}

/// The t that |T| does not exceed with a probability of `confidence`, 0–1, at `freedom` degrees of freedom, 1 or more.
pub(crate) fn two_sided(confidence: f64, freedom: u32) -> f64 {
    let (mut low, mut high) = (0.0, FRAC_PI_2);
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        if within(middle, freedom.max(1)) < confidence { low = middle } else { high = middle }
    }
    libm::tan(high) * f64::from(freedom.max(1)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // Abramowitz and Stegun, table 26.10.
        for (freedom, expected) in [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (5, 2.571),
            (10, 2.228),
            (30, 2.042),
            (60, 2.000),
            (120, 1.980),
        ] {
            let found = two_sided(0.95, freedom);
            assert!((found - expected).abs() < 0.0006, "{found} is not {expected} at {freedom}");
        }
        assert!((two_sided(0.95, 100_000) - 1.960).abs() < 0.0001, "close to the normal distribution");
        assert!((two_sided(0.5, 4) - 0.741).abs() < 0.0006);
    }
}
