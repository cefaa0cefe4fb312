//! Public figures beside one of ours: a strip, where ours stands, and who says so.

use crate::format::Format;
use crate::markup::{Tree, el, line, number, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::benchmark::{Held, Spread, Standing, compare, for_metric};
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::symbol::Unit;

/// What the public record says of a metric; that it says nothing is said too. The deal size turns figures that are
/// published per unit of annual revenue into ours.
pub(super) fn benchmark(
    metric: MetricId,
    value: Option<f64>,
    deal_size: Option<f64>,
    format: &Format,
) -> Option<Tree> {
    let benchmarks = for_metric(metric)?;
    let one = |held: &Held| published(held, metric, value, held.spread(deal_size), format);
    Some(
        of("div", "benchmark")
            .child(line("strong", "", text::PANEL_BENCHMARK.get()))
            .children(benchmarks.note.map(|note| line("p", "", text::term(note))))
            .children(benchmarks.definition.map(|definition| line("p", "hint", text::term(definition))))
            .child(el("ul").children(benchmarks.rows.iter().map(one))),
    )
}

/// One published figure with its source.
fn published(
    held: &Held,
    metric: MetricId,
    ours: Option<f64>,
    spread: Option<Spread>,
    format: &Format,
) -> Tree {
    let (row, source, metric) = (held.row, held.row.source, metric.metric());
    // Money is stated in the source's currency; nothing is converted.
    let foreign = row.currency().filter(|code| *code != format.currency());
    let theirs = foreign.map_or_else(|| format.clone(), |code| Format::new(format.locale(), code));
    let standing = ours.map(|ours| compare(held, ours, metric.better, format.currency()));
    let judged = !matches!(standing, Some(Standing::NoVerdict(_)) | None);
    let figure = spread.map(|spread| written(spread, theirs.unit(metric.id), &theirs)).unwrap_or_default();
    let said = text::published(
        text::term(row.stat),
        text::term(row.segment),
        text::term(row.kind.words()),
        standing.map(|standing| text::term(standing.words())),
    );
    let drawn = spread.filter(|_| foreign.is_none()).zip(ours);
    let link = el("a").set("target", "_blank").set("rel", "noopener noreferrer").set("href", source.address);
    // Publisher and title stay as they are.
    let link = link.set("lang", "en").set("translate", "no");
    let year = source.year.map_or_else(|| text::PANEL_UNDATED.get().to_owned(), |year| year.to_string());
    let rest = text::sentences(&[
        text::join_stop(&year),
        text::join_stop(text::term(source.sample)),
        text::term(row.caveat).to_owned(),
    ]);
    el("li")
        .child(el("p").child(number("strong", "", figure)).text(format!(" {said}")))
        .children(drawn.map(|(spread, ours)| strip(spread, ours, judged)))
        .children(held.differs.map(|differs| line("p", "hint", text::term(differs))))
        .child(
            of("p", "hint")
                .child(link.text(format!("{}: {}", source.publisher, source.title)))
                .text(text::join_items("", &rest)),
        )
}

pub(super) fn written(spread: Spread, unit: Unit, format: &Format) -> String {
    let write = |value: f64| format.figure(unit, value);
    // A spread whose ends read the same is one figure.
    let (low, high) = spread.ends();
    if write(low) == write(high) {
        return write(low);
    }
    match spread {
        Spread::Value(value) => write(value),
        Spread::Quartiles { p25, median, p75 } => {
            text::panel_quartiles(&write(p25), &write(median), &write(p75))
        }
        Spread::MedianAndTop { median, p75 } => text::panel_median_and_top(&write(median), &write(p75)),
        Spread::Band { low, high } => text::panel_range(&write(low), &write(high)),
    }
}

/// The published figures as a band with its median, and ours as a dot; hatched where the two do not compare. The words
/// above say the same, so it is decoration for those who read.
pub(super) fn strip(spread: Spread, ours: f64, judged: bool) -> Tree {
    let scale = Scale::over(spread, ours);
    let at = |x: f64| format_fixed(scale.at(x), 2);
    let (low, high) = spread.ends();
    let width = format_fixed((scale.at(high) - scale.at(low)).max(0.8), 2);
    let median = match spread {
        Spread::Quartiles { median, .. } | Spread::MedianAndTop { median, .. } => Some(median),
        Spread::Value(value) => Some(value),
        Spread::Band { .. } => None,
    };
    let upright = |class: &'static str, x: f64, from: &'static str, to: &'static str| {
        of("line", class).set("x1", at(x)).set("x2", at(x)).set("y1", from).set("y2", to)
    };
    of("svg", if judged { "strip" } else { "strip open" })
        .set("viewBox", "0 0 100 10")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .child(of("line", "axis").set("x2", "100").set("y1", "5").set("y2", "5"))
        .child(of("rect", "range").set("y", "2").set("height", "6").set("x", at(low)).set("width", width))
        .children(median.map(|median| upright("median", median, "1", "9")))
        .child(upright("yours", ours, "0", "10"))
}

/// A linear scale from 0 to 100 that holds the published figures and ours, with a little room.
struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    fn over(spread: Spread, value: f64) -> Self {
        let (low, high) = spread.ends();
        let (from, to) = (low.min(value).min(0.0), high.max(value));
        let room = (to - from) * 0.04;
        Self { from: if from < 0.0 { from - room } else { from }, to: to + room }
    }

    fn at(&self, value: f64) -> f64 {
        if self.to > self.from { (value - self.from) / (self.to - self.from) * 100.0 } else { 50.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_both_ends_and_our_value() {
        for value in [-5.0, 0.0, 3.0, 8.0, 80.0] {
            let scale = Scale::over(Spread::Band { low: 2.0, high: 9.0 }, value);
            for x in [2.0, 9.0, value] {
                assert!((0.0..=100.0).contains(&scale.at(x)), "{x} at {value}");
            }
            assert!(scale.at(2.0) < scale.at(9.0));
        }
        let flat = Scale::over(Spread::Value(0.0), 0.0);
        assert!((flat.at(0.0) - 50.0).abs() < 1e-9);
    }
}
