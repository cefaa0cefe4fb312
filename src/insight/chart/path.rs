//! Lines and areas as the text of an SVG path, in per cent of their layer.

use comarketing_roi_engine::number::format_fixed;

/// A point: across from the left, down from the top.
pub(super) type Point = (f64, f64);

/// A line through points.
pub(super) fn line(points: &[Point]) -> String {
    let mut out = String::new();
    through(points.iter(), &mut out);
    out
}

/// The area between two lines over the same stretch.
pub(super) fn area(upper: &[Point], lower: &[Point]) -> String {
    let mut out = String::new();
    through(upper.iter().chain(lower.iter().rev()), &mut out);
    if !out.is_empty() {
        out.push('Z');
    }
    out
}

fn through<'a>(points: impl Iterator<Item = &'a Point>, out: &mut String) {
    for (x, y) in points.filter(|(x, y)| x.is_finite() && y.is_finite()) {
        out.push(if out.is_empty() { 'M' } else { 'L' });
        out.push_str(&format_fixed(*x, 2));
        out.push(' ');
        out.push_str(&format_fixed(*y, 2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_through_its_points() {
        assert_eq!(line(&[(0.0, 100.0), (50.0, 33.333), (100.0, 0.0)]), "M0 100L50 33.33L100 0");
        assert_eq!(line(&[]), "");
        assert_eq!(line(&[(0.0, f64::NAN), (1.0, 2.0)]), "M1 2");
    }

    #[test]
    fn an_area_comes_back_on_its_other_side() {
        let upper = [(0.0, 10.0), (100.0, 20.0)];
        let lower = [(0.0, 60.0), (100.0, 50.0)];
        assert_eq!(area(&upper, &lower), "M0 10L100 20L100 50L0 60Z");
        assert_eq!(area(&[], &[]), "");
    }
}
