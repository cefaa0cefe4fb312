//! A host's own figures beside ours, told apart from public ones: who says so, for when, and how many partners stand
//! behind. Where they are too few, that is all that is said.

use super::benchmark::{strip, written};
use super::{Insight, benchmark};
use crate::format::Format;
use crate::markup::{Tree, line, number, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::benchmark::{Spread, Standing, for_metric};
use comarketing_roi_engine::host_benchmark::{HostBenchmarks, HostRow};
use comarketing_roi_engine::symbol::Unit;

/// What a host's figure covers, in words.
pub(super) fn covers(row: &HostRow) -> &str {
    row.tier.as_deref().unwrap_or_else(|| text::PANEL_HOST_ALL.get())
}

/// A host's figure as it is written, in its own currency; that it is held back where too few partners stand behind it.
pub(super) fn figure(host: &HostBenchmarks, row: &HostRow, format: &Format) -> String {
    let unit = row.metric.metric().unit;
    row.spread().map_or_else(
        || text::PANEL_HOST_FEW.get().to_owned(),
        |spread| match foreign(host, unit, format) {
            true => written(spread, unit, &Format::new(format.locale(), &host.currency)),
            false => written(spread, format.unit(row.metric), format),
        },
    )
}

/// Whether figures of that unit are in another currency than ours. Nothing is converted.
pub(super) fn foreign(host: &HostBenchmarks, unit: Unit, format: &Format) -> bool {
    unit == Unit::Currency && host.currency != format.currency()
}

/// Who says so.
pub(super) fn source(host: &HostBenchmarks) -> String {
    text::panel_host_source(&host.source, &host.period)
}

/// The place of a single mark for a figure.
pub(super) fn middle(spread: Spread) -> f64 {
    match spread {
        Spread::Value(value) => value,
        Spread::Quartiles { median, .. } | Spread::MedianAndTop { median, .. } => median,
        Spread::Band { low, high } => (low + high) / 2.0,
    }
}

/// One figure of the host, and where ours stands.
fn row(host: &HostBenchmarks, row: &HostRow, ours: Option<f64>, format: &Format) -> Vec<Tree> {
    let covers = covers(row);
    let Some(spread) = row.spread() else {
        return vec![line("p", "", text::join_named(covers, &text::join_stop(text::PANEL_HOST_FEW.get())))];
    };
    let standing = ours.and_then(|ours| host.compare(row, ours, format.currency()));
    let judged = !matches!(standing, Some(Standing::NoVerdict(_)) | None);
    let partners = text::panel_host_partners(&format.figure(Unit::Count, row.partners));
    let segment = text::join_items(covers, &partners);
    let standing = standing.map(|standing| text::term(standing.words()));
    let said = match row.stat {
        "" => text::published(&segment, "", "", standing),
        stat => text::published(text::term(stat), &segment, "", standing),
    };
    let drawn = ours.filter(|_| !foreign(host, row.metric.metric().unit, format));
    let mut out =
        vec![of("p", "").child(number("strong", "", figure(host, row, format))).text(format!(" {said}"))];
    out.extend(drawn.map(|ours| strip(spread, ours, judged)));
    out
}

/// Figures under one heading with their source.
fn block(host: &HostBenchmarks, inside: Vec<Tree>) -> Tree {
    of("div", "benchmark host")
        .child(line("strong", "", text::PANEL_HOST.get()))
        .children(inside)
        .child(line("p", "hint", source(host)))
}

/// What a figure is held against: the host's own figure of that tier or of all partners, then the public record.
pub(super) fn held(
    insight: &Insight,
    metric: MetricId,
    tier: Option<&str>,
    value: Option<f64>,
    deal_size: Option<f64>,
) -> Vec<Tree> {
    let own = insight.host.as_ref().and_then(|host| {
        let found = host.of(metric, tier)?;
        Some(block(host, row(host, found, value, &insight.format)))
    });
    own.into_iter().chain(public(insight, metric, value, deal_size)).collect()
}

fn public(insight: &Insight, metric: MetricId, value: Option<f64>, deal_size: Option<f64>) -> Option<Tree> {
    let replaced = insight.host.as_ref().is_some_and(|host| host.replace_public);
    if replaced { None } else { benchmark::benchmark(metric, value, deal_size, &insight.format) }
}

/// The same for the report: the total and each tier of which the host says something, and the public figures, if any.
pub(super) fn for_report(insight: &Insight, metric: MetricId, deal_size: Option<f64>) -> Vec<Tree> {
    let (report, format) = (&insight.report, &insight.format);
    let own = insight.host.as_ref().and_then(|host| {
        let mut inside = Vec::new();
        for tier in &report.tiers {
            if let Some(found) = host.of(metric, Some(&tier.name)).filter(|found| found.tier.is_some()) {
                inside.extend(row(host, found, tier.value(metric), format));
            }
        }
        if let Some(found) = host.of(metric, None) {
            inside.extend(row(host, found, report.total.value(metric), format));
        }
        (!inside.is_empty()).then(|| block(host, inside))
    });
    let known = for_metric(metric).is_some_and(|found| !found.rows.is_empty());
    let public = || public(insight, metric, report.total.value(metric), deal_size);
    own.into_iter().chain(known.then(public).flatten()).collect()
}
