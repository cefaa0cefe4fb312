//! The ruler: a line with the band from sourced deals only to full influence credit, where it pays back, and where the plan
//! stands. One drawing wherever a return is shown, so that it is learned once.

use crate::format::Format;
use crate::markup::{Tree, el, of};
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::{MetricId, Report};

/// How much room is left on both sides of what is drawn, as a share of it: the labels of its ends need it.
const MARGIN: f64 = 0.3;
/// From this share of the width on, the labels of both ends fit under the band.
const WIDE: f64 = 0.45;

/// The ruler of a report's return; nothing where an end of its band has no value. The page and the paper draw the same.
pub(crate) fn drawn(report: &Report, format: &Format) -> Option<Tree> {
    let value = |metric| report.total.value(metric);
    let text = |metric| value(metric).map(|value| format.metric(metric, value, false));
    let at = value(MetricId::Roi)?;
    let ends = (value(MetricId::RoiSourcedOnly)?, value(MetricId::RoiFullInfluence)?);
    let said = (text(MetricId::RoiSourcedOnly)?, text(MetricId::RoiFullInfluence)?);
    let scale = Scale::of([ends.0, ends.1, at, 0.0]);
    let named = concat(&[text::term(MetricId::Roi.metric().name), " ", &text(MetricId::Roi)?]);
    let label = text::join_named(&named, &text::ends(&said.0, &said.1));
    let drawing = of("svg", "plot ruler")
        .set("height", "70")
        .set("role", "img")
        .set("aria-label", label)
        .child(horizontal("grid", 26))
        .child(band(&scale, ends))
        .child(tick("cap", scale.x(ends.0), 18, 34))
        .child(tick("cap", scale.x(ends.1), 18, 34))
        .child(tick("zero", scale.x(0.0), 14, 38))
        .child(words("m", &scale.x(0.0), 9, text::BREAK_EVEN.get().to_owned()))
        .child(of("circle", "pt").set("cx", scale.x(at)).set("cy", "26").set("r", "8"));
    if said.0 == said.1 {
        // One number is not a band: it has one label.
        return Some(drawing.child(words("b m", &scale.x(ends.0), 52, said.0)));
    }
    let wide = scale.share(ends.1 - ends.0) >= WIDE;
    let at_the_ends = || {
        of("g", "ends")
            .child(words("b m", &scale.x(ends.0), 52, said.0.clone()))
            .child(words("m", &scale.x(ends.0), 67, text::SOURCED_ONLY.get().to_owned()))
            .child(words("b e", &scale.x(ends.1), 52, said.1.clone()))
            .child(words("e", &scale.x(ends.1), 67, text::FULL_CREDIT.get().to_owned()))
    };
    let at_the_edges = of("g", if wide { "edges" } else { "edges always" })
        .child(words("b", "0", 52, said.0.clone()))
        .child(words("", "0", 67, text::SOURCED_ONLY.get().to_owned()))
        .child(words("b e", "100%", 52, said.1.clone()))
        .child(words("e second", "100%", 67, text::FULL_CREDIT.get().to_owned()));
    // Where the band or the page is narrow, the labels stand at the edges.
    Some(drawing.children(wide.then(at_the_ends)).child(at_the_edges))
}

/// From values to places along the line, in percent of its length.
struct Scale {
    from: f64,
    length: f64,
}

impl Scale {
    fn of(values: [f64; 4]) -> Self {
        let least = values.into_iter().fold(f64::INFINITY, f64::min);
        let most = values.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let span = most - least;
        if span > 0.0 {
            Self { from: least - MARGIN * span, length: (1.0 + 2.0 * MARGIN) * span }
        } else {
            // Where all are one value, it stands in the middle.
            Self { from: least - 0.5, length: 1.0 }
        }
    }

    fn share(&self, length: f64) -> f64 {
        length.abs() / self.length
    }

    fn x(&self, value: f64) -> String {
        percent((value - self.from) / self.length)
    }
}

fn percent(share: f64) -> String {
    concat(&[&format_fixed(share * 100.0, 2), "%"])
}

fn band(scale: &Scale, (low, high): (f64, f64)) -> Tree {
    // As thick as it is high: the dashes of a line hatch it on paper without color.
    let (from, to) = (scale.x(low.min(high)), scale.x(low.max(high)));
    of("line", "band").set("x1", from).set("x2", to).set("y1", "26").set("y2", "26").set("stroke-width", "12")
}

fn horizontal(class: &'static str, y: u32) -> Tree {
    of("line", class).set("x1", "0").set("x2", "100%").set("y1", y.to_string()).set("y2", y.to_string())
}

fn tick(class: &'static str, x: String, from: u32, to: u32) -> Tree {
    of("line", class).set("x1", x.clone()).set("x2", x).set("y1", from.to_string()).set("y2", to.to_string())
}

fn words(class: &'static str, x: &str, y: u32, text: String) -> Tree {
    let place = if class.is_empty() { el("text") } else { of("text", class) };
    place.set("x", x.to_owned()).set("y", y.to_string()).text(text)
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn what_is_drawn_leaves_room_for_its_labels_on_both_sides() {
        let scale = Scale::of([-0.042, 0.696, 0.253, 0.0]);
        assert_eq!(scale.x(-0.042), "18.75%");
        assert_eq!(scale.x(0.696), "81.25%");
    }

    #[test]
    fn one_value_stands_in_the_middle() {
        assert_eq!(Scale::of([0.0; 4]).x(0.0), "50%");
    }
}
