//! Tiers compared on one metric, with direct and the public record where they compare.

use super::draw::{Anchor, bar, centred, hatch, label, named, upright};
use super::frame::{Chart, Drawing, Table, or_none, sentence};
use super::scale::Scale;
use crate::format::Format;
use crate::insight::benchmark::written as published;
use crate::insight::host::{self, middle};
use crate::insight::phrases::list;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::benchmark::{Held, Kind, Spread, for_metric};
use comarketing_roi_engine::host_benchmark::{HostBenchmarks, HostRow};
use comarketing_roi_engine::metric::{Better, Stated};
use comarketing_roi_engine::symbol::{Symbol, Unit};

/// From one row to the next, in pixels.
const ROW: f64 = 46.0;
/// A line of words below the rows.
const LINE: f64 = 18.0;

/// The published figure to draw: one of our definition if there is one, in our currency.
fn held(metric: MetricId, currency: &str) -> Option<&'static Held> {
    let rows = for_metric(metric)?.rows.iter();
    let usable = rows.filter(|held| held.row.kind == Kind::Observed);
    let usable = usable.filter(|held| held.row.currency().is_none_or(|published| published == currency));
    usable.min_by_key(|held| held.differs.is_some())
}

pub(in crate::insight) fn chart(insight: &Insight, id: MetricId) -> Option<Tree> {
    let metric = id.metric();
    if metric.stated != Stated::Each {
        return None;
    }
    let (report, format) = (&insight.report, &insight.format);
    let name = &*format.name(id);
    let written = |value: f64| format.figure(format.unit(metric.id), value);
    let tiers: Vec<(&str, Option<f64>)> =
        report.tiers.iter().map(|tier| (tier.name.as_str(), tier.value(id))).collect();
    let mut ranked: Vec<(&str, f64)> =
        tiers.iter().filter_map(|(name, value)| Some((*name, (*value)?))).collect();
    if ranked.is_empty() {
        let why = report.tiers.first().and_then(|tier| tier.figure(id)?.reason_in(text::TRANSLATE));
        return Some(sentence(text::chart_none(&why.unwrap_or_default())));
    }
    // The first two to the front; a whole sort is dear to download.
    let better = |a: f64, b: f64| if metric.better == Better::Lower { a < b } else { a > b };
    for at in 0..ranked.len().min(2) {
        let best = (at..ranked.len()).fold(at, |best, other| {
            let value = |at: usize| ranked.get(at).map_or(f64::NAN, |(_, value)| *value);
            if better(value(other), value(best)) { other } else { best }
        });
        ranked.swap(at, best);
    }
    let direct = id.of_direct().and_then(|id| report.direct.value(id));
    let deal_size = report.total.figure(id).and_then(|figure| figure.symbol(Symbol::D).value);
    let own = Own::of(insight, id);
    let record = held(id, format.currency()).filter(|_| !own.replaces());
    let record = record.and_then(|held| Some((held, held.spread(deal_size)?)));
    let ends = record.map(|(_, spread)| spread.ends());
    let all = ranked.iter().map(|(_, value)| *value).chain(direct);
    // Its line stands clear of the figures at the right.
    let published_ends = ends.into_iter().flat_map(|(low, high)| [low, high * 1.06]);
    let scale = Scale::with_zero(all.chain(published_ends).chain(own.ends()));
    // One bar beside nothing, or all alike and nothing to hold them against.
    let alike = ranked
        .iter()
        .all(|(_, value)| ranked.first().is_some_and(|(_, first)| written(*first) == written(*value)));
    if alike && direct.is_none() && record.is_none() && own.ends().next().is_none() {
        return Some(sentence(finding(name, &ranked, &written)));
    }
    let rows = tiers.len() as f64 * ROW;
    let mut shapes = vec![hatch("hatch-tiers")];
    let mut below = rows + 4.0;
    if let Some((held, spread)) = record {
        let (low, high) = spread.ends();
        let class = if held.differs.is_some() { "band open hatched-tiers" } else { "band" };
        if low < high {
            shapes.push(bar(class, scale.at(low), scale.at(high), 0.0, rows));
        }
    }
    if ranked.iter().any(|(_, value)| *value < 0.0) {
        shapes.push(upright("zero", scale.at(0.0), 0.0, rows));
    }
    let mut notes = Vec::new();
    let mut reference = |class: &'static str, value: f64, words: String, shapes: &mut Vec<Tree>| {
        below += LINE;
        shapes.push(upright(class, scale.at(value), 0.0, below - 13.0));
        shapes.push(centred("", scale.at(value), below, words));
    };
    if let Some(direct) = direct {
        let words = text::chart_tiers_direct(&written(direct));
        reference("reference", direct, words, &mut shapes);
    }
    if let Some((held, spread)) = record {
        let (low, high) = spread.ends();
        let words = text::chart_tiers_benchmark(&published(spread, format.unit(metric.id), format));
        // A band has its own shape; a single figure needs a line.
        reference(if low < high { "edge" } else { "published" }, (low + high) / 2.0, words, &mut shapes);
        notes.push(source(held));
    }
    if let Some((spread, covers)) = own.whole() {
        let words = text::chart_tiers_host(covers, &published(spread, format.unit(metric.id), format));
        reference("host-line", middle(spread), words, &mut shapes);
    }
    notes.extend(own.notes(format));
    // Words come last: what they stand on gives way to them.
    for (at, (tier, value)) in tiers.iter().enumerate() {
        let y = at as f64 * ROW;
        // Those that read the same as the first lead with it.
        let leads = ranked.first().zip(*value).is_some_and(|((_, best), own)| written(*best) == written(own));
        shapes.push(named(0.0, 70.0, y + 14.0, tier, ""));
        shapes.push(label("name", 100.0, 0.0, y + 14.0, Anchor::End, or_none(value.map(written))));
        if let Some(value) = value {
            let class = if leads { "own" } else { "context" };
            shapes.push(bar(class, scale.at(0.0), scale.at(*value), y + 21.0, 12.0));
        }
        if let Some(spread) = own.tier(at) {
            let (low, high) = spread.ends();
            if low < high {
                shapes.push(bar("host", scale.at(low), scale.at(high), y + 18.0, 18.0));
            }
            shapes.push(upright("host-line", scale.at(middle(spread)), y + 16.0, y + 38.0));
        }
    }
    Some(
        Chart {
            finding: finding(name, &ranked, &written),
            what: text::chart_tiers_what(name),
            drawing: Drawing { sides: "", height: below + 6.0, shapes },
            notes,
            table: table(&tiers, direct, &own, name, &written, format),
        }
        .tree(),
    )
}

/// The figures as text; the host's in a column of their own, where there are any.
fn table(
    tiers: &[(&str, Option<f64>)],
    direct: Option<f64>,
    own: &Own,
    name: &str,
    written: &impl Fn(f64) -> String,
    format: &Format,
) -> Table {
    let mut head = vec![text::CHART_TIER.get().to_owned(), name.to_owned()];
    let mut rows: Vec<Vec<String>> = tiers
        .iter()
        .map(|(tier, value)| (*tier, *value))
        .chain(direct.map(|value| (text::DIRECT.get(), Some(value))))
        .map(|(tier, value)| vec![tier.to_owned(), or_none(value.map(written))])
        .collect();
    if own.says_something() {
        head.push(text::CHART_TIERS_HOST_HEAD.get().to_owned());
        for (at, row) in rows.iter_mut().enumerate() {
            row.push(or_none(own.written(at, format)));
        }
    }
    Table { head, rows }
}

fn finding(name: &str, ranked: &[(&str, f64)], written: &impl Fn(f64) -> String) -> String {
    match ranked {
        [(first, best), (second, next), ..] => {
            let (best, next) = (written(*best), written(*next));
            let tied: Vec<&str> =
                ranked.iter().filter(|(_, value)| written(*value) == best).map(|(tier, _)| *tier).collect();
            if tied.len() > 1 {
                text::chart_tiers_even(name, &list(&tied), &best)
            } else {
                text::chart_tiers_finding(name, first, &best, second, &next)
            }
        }
        [(first, best)] => text::chart_tiers_single(name, first, &written(*best)),
        [] => String::new(),
    }
}

/// Who says the published figure, and how it differs from ours.
fn source(held: &Held) -> String {
    let source = held.row.source;
    let year = source.year.map_or_else(|| text::PANEL_UNDATED.get().to_owned(), |year| year.to_string());
    let said = text::chart_tiers_source(text::term(held.row.stat), source.publisher, &year);
    match held.differs {
        Some(differs) => text::sentences(&[said, text::chart_tiers_differs(text::term(differs))]),
        None => said,
    }
}

/// What the host says of the metric: for each tier of the plan, and for all partners.
struct Own<'a> {
    host: Option<&'a HostBenchmarks>,
    tiers: Vec<Option<&'a HostRow>>,
    whole: Option<&'a HostRow>,
    /// Whether it is in another currency: told in the table, and not drawn.
    foreign: bool,
}

impl<'a> Own<'a> {
    fn of(insight: &'a Insight, id: MetricId) -> Self {
        let host = insight.host.as_ref();
        let of_tier = |name: &str| host?.of(id, Some(name)).filter(|row| row.tier.is_some());
        Self {
            host,
            tiers: insight.report.tiers.iter().map(|tier| of_tier(&tier.name)).collect(),
            whole: host.and_then(|host| host.of(id, None)),
            foreign: host.is_some_and(|host| host::foreign(host, id.metric().unit, &insight.format)),
        }
    }

    fn replaces(&self) -> bool {
        self.host.is_some_and(|host| host.replace_public)
    }

    fn rows(&self) -> impl Iterator<Item = &'a HostRow> {
        self.tiers.iter().copied().flatten().chain(self.whole)
    }

    fn says_something(&self) -> bool {
        self.tiers.iter().any(Option::is_some)
    }

    fn drawn(&self, row: Option<&HostRow>) -> Option<Spread> {
        row?.spread().filter(|_| !self.foreign)
    }

    fn tier(&self, at: usize) -> Option<Spread> {
        self.drawn(self.tiers.get(at).copied().flatten())
    }

    fn whole(&self) -> Option<(Spread, &'static str)> {
        Some((self.drawn(self.whole)?, text::PANEL_HOST_ALL.get()))
    }

    fn ends(&self) -> impl Iterator<Item = f64> {
        let spreads = self.rows().filter_map(|row| self.drawn(Some(row)));
        spreads.flat_map(|spread| [spread.ends().0, spread.ends().1])
    }

    fn written(&self, at: usize, format: &Format) -> Option<String> {
        Some(host::figure(self.host?, self.tiers.get(at).copied().flatten()?, format))
    }

    /// Who says so and how many partners stand behind each; whose are too few is told by name.
    fn notes(&self, format: &Format) -> Vec<String> {
        let Some(host) = self.host else { return Vec::new() };
        let (mut shown, mut few) = (Vec::new(), Vec::new());
        for row in self.rows() {
            let covers = host::covers(row);
            match row.spread() {
                None => few.push(covers),
                Some(_) if self.foreign => {}
                Some(_) => {
                    let partners = text::panel_host_partners(&format.figure(Unit::Count, row.partners));
                    shown.push(text::join_named(covers, &partners));
                }
            }
        }
        let mut notes = Vec::new();
        if !shown.is_empty() {
            notes.push(text::chart_tiers_host_source(&text::items(&shown), &host::source(host)));
        }
        if !few.is_empty() {
            notes.push(text::chart_tiers_host_few(&text::items(&few)));
        }
        notes
    }
}
