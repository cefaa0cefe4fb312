//! Every internal rate of return of a cash flow.
//!
//! With the discount factor `x = 1 ÷ (1 + r)` net present value is a polynomial whose coefficients are the flow. One
//! change of sign in them means exactly one root (Descartes), which bisection finds. With several changes the roots are
//! isolated first: on an interval the changes of sign among the coefficients in Bernstein's basis bound the number of
//! roots, none means none and one means one; otherwise the interval is halved (Mourrain, Rouillier and Roy, “Bernstein's
//! basis and real root isolation”, INRIA RR-5149, 2004). So no crossing hides between the points of a grid. A rate where
//! the curve touches zero without crossing it is found as far as rounding leaves a trace of it: a double root, but not one
//! of four or more roots at the same rate.

/// Halvings of the unit interval before two roots count as one.
const DEPTH: u32 = 24;
/// Halvings in all: more than any flow in practice needs, few enough for the longest to be done in a second.
const HALVINGS: usize = 4_000;
/// How near to zero, as a share of what is added up, a value may be where the flow only touches zero.
const TOUCH: f64 = 1e-9;

/// How often the sign changes along the flow; zeros do not count.
pub(super) fn sign_changes(flow: &[f64]) -> usize {
    let mut signs = flow.iter().filter(|v| **v != 0.0).map(|v| *v > 0.0);
    let Some(mut last) = signs.next() else { return 0 };
    signs.filter(|sign| core::mem::replace(&mut last, *sign) != *sign).count()
}

/// Every rate per period above −100 % at which the flow is worth zero, lowest first; none that no number can state.
pub(super) fn rates(flow: &[f64]) -> Vec<f64> {
    // Neither a wait before the first flow nor zeros after the last one change a rate.
    let first = flow.iter().position(|v| *v != 0.0).unwrap_or(flow.len());
    let last = flow.iter().rposition(|v| *v != 0.0).map_or(first, |at| at + 1);
    let flow = flow.get(first..last).unwrap_or_default();
    let changes = sign_changes(flow);
    if changes == 0 {
        return Vec::new();
    }
    // Rates above zero are factors below one; for rates below zero the flow reversed is one in `1 + r`.
    let backwards: Vec<f64> = flow.iter().rev().copied().collect();
    let size: f64 = flow.iter().map(|v| v.abs()).sum();
    let sum: f64 = flow.iter().sum();
    let zero = sum.abs() <= flow.len() as f64 * f64::EPSILON * size;
    let (below, above) = if changes > 1 {
        (between_zero_and_one(&backwards), between_zero_and_one(flow))
    } else if zero {
        (Vec::new(), Vec::new())
    } else if starts_below(flow) == (sum < 0.0) {
        (vec![narrow(&backwards, 0.0, 1.0, starts_below(&backwards))], Vec::new())
    } else {
        (Vec::new(), vec![narrow(flow, 0.0, 1.0, starts_below(flow))])
    };
    let mut rates: Vec<f64> = below.into_iter().map(|y| y - 1.0).collect();
    rates.extend(above.into_iter().map(|x| 1.0 / x - 1.0));
    // Where one flow is next to nothing beside another, its rate may be −100 % or infinite to the last bit: it is neither.
    rates.retain(|rate| *rate > -1.0 && rate.is_finite());
    if zero {
        rates.retain(|rate| rate.abs() > 1e-7);
        rates.push(0.0);
    }
    crate::order::ascending(&mut rates);
    rates
}

fn starts_below(values: &[f64]) -> bool {
    values.iter().find(|v| **v != 0.0).is_some_and(|v| *v < 0.0)
}

/// The polynomial at `x`.
fn value(flow: &[f64], x: f64) -> f64 {
    flow.iter().rev().fold(0.0, |sum, v| sum * x + v)
}

/// Whether the polynomial is zero at `x` but for rounding, or for a touch that rounding would hide.
fn vanishes(flow: &[f64], x: f64) -> bool {
    let size = flow.iter().rev().fold(0.0, |sum, v| sum * x + v.abs());
    value(flow, x).abs() <= TOUCH * size
}

/// The root between `low` and `high`, by bisection down to neighboring numbers.
fn narrow(flow: &[f64], mut low: f64, mut high: f64, low_is_below: bool) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if (value(flow, middle) < 0.0) == low_is_below { low = middle } else { high = middle }
    }
}

/// An interval, with the polynomial's coefficients on it in Bernstein's basis.
struct Piece {
    low: f64,
    high: f64,
    depth: u32,
    heights: Vec<f64>,
}

/// The roots inside the unit interval, lowest first.
fn between_zero_and_one(flow: &[f64]) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::new();
    let mut halvings = 0;
    let mut open = vec![Piece { low: 0.0, high: 1.0, depth: 0, heights: heights(flow) }];
    while let Some(piece) = open.pop() {
        let changes = sign_changes(&piece.heights);
        if changes == 0 {
            continue;
        }
        if changes == 1 || piece.depth == DEPTH || halvings == HALVINGS {
            let crosses = changes % 2 == 1;
            let root = if crosses {
                narrow(flow, piece.low, piece.high, starts_below(&piece.heights))
            } else {
                (piece.low + piece.high) / 2.0
            };
            // One leaf's touch is seen from its neighbors too.
            let known = found.iter().any(|other| (other - root).abs() <= 4.0 * 0.5_f64.powi(DEPTH as i32));
            if vanishes(flow, root) && !known {
                found.push(root);
            }
            continue;
        }
        halvings += 1;
        let middle = (piece.low + piece.high) / 2.0;
        let (left, right) = halves(piece.heights);
        if right.first().is_some_and(|height| *height == 0.0) {
            found.push(middle);
        }
        let depth = piece.depth + 1;
        open.push(Piece { low: middle, high: piece.high, depth, heights: right });
        open.push(Piece { low: piece.low, high: middle, depth, heights: left });
    }
    found.retain(|x| *x > 0.0 && *x < 1.0);
    crate::order::ascending(&mut found);
    found
}

/// The coefficients in Bernstein's basis on the unit interval: `bⱼ = Σₜ fₜ · C(j, t) ÷ C(n, t)`.
fn heights(flow: &[f64]) -> Vec<f64> {
    let degree = flow.len().saturating_sub(1) as f64;
    let height = |j: usize| {
        let mut weight = 1.0;
        let mut sum = 0.0;
        for (t, v) in flow.iter().take(j + 1).enumerate() {
            sum += weight * v;
            weight *= (j as f64 - t as f64) / (degree - t as f64);
        }
        sum
    };
    (0..flow.len()).map(height).collect()
}

/// The same polynomial on both halves of its interval (de Casteljau).
fn halves(mut heights: Vec<f64>) -> (Vec<f64>, Vec<f64>) {
    let (mut left, mut right) = (Vec::with_capacity(heights.len()), Vec::with_capacity(heights.len()));
    while let (Some(first), Some(last)) = (heights.first().copied(), heights.pop()) {
        left.push(first);
        right.push(last);
        let mut next = last;
        for height in heights.iter_mut().rev() {
            let own = *height;
            *height = 0.5 * (own + next);
            next = own;
        }
    }
    right.reverse();
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_the_same_polynomial() {
        let flow = [-3.0, 5.0, 1.0, -7.0, 2.0];
        let whole = heights(&flow);
        let (left, right) = halves(whole.clone());
        for (ends, low, high) in [(&whole, 0.0, 1.0), (&left, 0.0, 0.5), (&right, 0.5, 1.0)] {
            assert!((ends[0] - value(&flow, low)).abs() < 1e-14);
            assert!((ends[4] - value(&flow, high)).abs() < 1e-14);
        }
        assert_eq!(left.len(), whole.len());
    }

    #[test]
    fn zeros_are_no_change_of_sign() {
        assert_eq!(sign_changes(&[]), 0);
        assert_eq!(sign_changes(&[0.0, -1.0, 0.0, -2.0]), 0);
        assert_eq!(sign_changes(&[-1.0, 0.0, 3.0, 0.0, -2.0, -1.0]), 2);
    }
}
