//! The report to print or to keep as PDF, two to four pages: the same sections as the result on screen, then what went in,
//! the sources and how it was worked out.

use super::host::for_report;
use super::phrases::{example, head, heading, paper, row};
use super::tiers::{MAIN, table};
use super::{Insight, basis, beside, chart, definitions, narrative, next_steps, stage, tier_finding};
use crate::fold::capital;
use crate::marks;
use crate::markup::{Tree, el, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// What stands beside a return in front of executives.
const THREE: [MetricId; 3] =
    [MetricId::PipelineSourced, MetricId::PipelineInfluenced, MetricId::PipelinePerDollar];
/// What follows from what a customer costs.
const FACTS: [MetricId; 4] =
    [MetricId::CacReduction, MetricId::CacSaving, MetricId::CacPaybackMonths, MetricId::LtvToCac];

/// Draws the report, with the date where it is for paper.
pub(super) fn panel(insight: &Insight, date: Option<&str>) -> Option<Tree> {
    let own = insight.host.is_some();
    let sources = if own { text::PANEL_BENCHMARKS_ALL } else { text::PANEL_BENCHMARKS };
    // A host's own figures stand with all that they are held against; else a source stands once.
    let held = if own { benchmarks(insight) } else { Vec::new() };
    let sourced = core::iter::once(basis::sources(insight)).chain(held).collect();
    Some(
        paper("summary", insight.report.is_example())
            .child(cover(date))
            .children(example(insight))
            .child(headline(insight))
            .child(section("executive", text::EXECUTIVE, executive(insight)))
            .child(acquisition(insight))
            .child(
                of("section", "tiers")
                    .child(heading("h4", tier_finding::finding(insight)))
                    .child(of("div", "scroll").child(table(insight))),
            )
            .child(
                of("section", "duo")
                    .child(chart::credit_band(insight))
                    .children(chart::tornado(insight, MetricId::Roi)),
            )
            .children(steps(insight))
            .children(ready(insight))
            .child(
                of("section", "duo")
                    .child(section("assumptions", text::PANEL_ASSUMED, vec![assumed(insight)]))
                    .child(section("inputs", text::PANEL_INPUTS, inputs(insight))),
            )
            .child(section("benchmarks", sources, sourced))
            .child(section(
                "other",
                text::PANEL_DEFINITIONS,
                definitions::panel(insight).into_iter().collect(),
            ))
            .child(line("p", "hint", text::PANEL_SUMMARY_NOTE.get())),
    )
}

fn section(class: &'static str, title: Text, inside: Vec<Tree>) -> Tree {
    of("section", class).child(heading("h4", title.get())).children(inside)
}

/// What it is, and of when.
fn cover(date: Option<&str>) -> Tree {
    of("div", "cover")
        .child(heading("h3", text::PANEL_SUMMARY.get()))
        .children(date.map(|date| line("p", "small", date.to_owned())))
}

/// The verdict beside the figure and its band.
fn headline(insight: &Insight) -> Tree {
    let total = &insight.report.total;
    let size = if total.value(MetricId::Roi).is_some() { "s64" } else { "small" };
    let answer = of("div", "answer")
        .child(line("p", "eyebrow", insight.format.name(MetricId::Roi)))
        .children(large(insight, MetricId::Roi, size))
        .children(super::ruler::drawn(&insight.report, &insight.format))
        .children(beside::panel(insight, MetricId::Roi));
    of("section", "headline")
        .child(
            of("div", "story")
                .child(line("p", "h1", narrative::verdict(insight)))
                .child(line("p", "lead", narrative::because(insight)))
                .children(gaps(insight).map(|said| line("p", "small", said))),
        )
        .child(answer)
}

/// What the headline does with tiers that lack its figures.
fn gaps(insight: &Insight) -> Option<String> {
    let said = super::gaps::said(insight, &insight.report.total.figure(MetricId::Roi)?);
    (!said.is_empty()).then(|| text::sentences(&said))
}

/// A large figure; under it that a total does not run over every tier. That it is an example stands on every sheet.
fn large(insight: &Insight, metric: MetricId, size: &'static str) -> Vec<Tree> {
    let total = &insight.report.total;
    let value = insight.stated(total, metric).unwrap_or_else(|| text::NO_VALUE.get().to_owned());
    let part = total.figure(metric).map(|figure| marks::part(&figure)).filter(|part| !part.is_empty());
    let value = of("p", size).child(number("span", "value", value));
    core::iter::once(value).chain(part.map(|part| line("p", "tiny", part))).collect()
}

fn executive(insight: &Insight) -> Vec<Tree> {
    let card = |metric: &MetricId| {
        of("div", "metric")
            .child(line("p", "eyebrow", insight.format.name(*metric)))
            .children(large(insight, *metric, "s28"))
            .children(beside::panel(insight, *metric))
    };
    vec![of("div", "trio").children(THREE.iter().map(card))]
}

/// What a customer costs, drawn, and what follows as far as it is known.
fn acquisition(insight: &Insight) -> Tree {
    let total = &insight.report.total;
    if total.value(MetricId::PartnerCac).is_none() {
        let rows = [MetricId::PartnerCac]
            .map(|metric| super::phrases::entry(insight.format.name(metric), insight.cell(total, metric)));
        return of("section", "acquisition").child(of("table", "sheet").child(el("tbody").children(rows)));
    }
    let fact = |metric: &MetricId| {
        let stated = insight.stated(total, *metric)?;
        let said = of("dd", "").child(number("b", "", stated));
        let said = match beside::panel(insight, *metric) {
            Some(more) => said.text(" ").child(more),
            None => said,
        };
        Some([line("dt", "", insight.format.name(*metric)), said])
    };
    let facts = of("dl", "facts").children(FACTS.iter().filter_map(fact).flatten());
    of("section", "acquisition duo").child(chart::acquisition(insight)).child(facts)
}

fn steps(insight: &Insight) -> Option<Tree> {
    let steps = next_steps::steps(insight);
    (!steps.is_empty()).then(|| section("next", text::PANEL_NEXT_TITLE, vec![next_steps::drawn(steps)]))
}

fn ready(insight: &Insight) -> Option<Tree> {
    let found = stage::assessment(insight);
    stage::is_answered(&found)
        .then(|| section("readiness", text::PANEL_READY_TITLE, vec![stage::short(&found)]))
}

fn assumed(insight: &Insight) -> Tree {
    basis::assumed(insight).unwrap_or_else(|| line("p", "", text::PANEL_NOTHING_ASSUMED.get()))
}

/// What went in: a row for each field that a tier has, and two columns for all others.
fn inputs(insight: &Insight) -> Vec<Tree> {
    let plan = &insight.plan;
    let written = |place: FieldPath| match plan.get(place) {
        Some(_) if !insight.may_show(place) => text::HIDDEN_INPUT.get().to_owned(),
        Some(given) => insight.format.figure(place.field.kind().unit(), given.likely()),
        None => String::new(),
    };
    let of_tiers = |field: &&Field| {
        field.group() == Group::Tier
            && (0..plan.tiers.len()).any(|tier| plan.get(FieldPath::tier(tier, **field)).is_some())
    };
    let label = |field: Field| text::term(field.label());
    let tier_row = |field: &Field| {
        let cells =
            (0..plan.tiers.len()).map(|tier| number("td", "", written(FieldPath::tier(tier, *field))));
        row(label(*field), cells)
    };
    let columns = core::iter::once(text::PANEL_NUMBER.get().to_owned())
        .chain(plan.tiers.iter().map(|tier| tier.name.clone()));
    let tiers = of("table", "sheet")
        .child(line("caption", "hidden", text::PANEL_INPUTS.get()))
        .child(head(columns))
        .child(el("tbody").children(Field::ALL.iter().filter(of_tiers).map(tier_row)));
    let others = Field::ALL.iter().filter(|field| field.group() != Group::Tier).filter_map(|field| {
        let place = FieldPath::plan(*field);
        plan.get(place)?;
        let of_direct = field.group() == Group::Direct;
        let name = if of_direct { label(*field).to_owned() } else { capital(label(*field)) };
        Some(row(name, [number("td", "", written(place))]))
    });
    let others: Vec<Tree> = others.collect();
    let rest = (!others.is_empty()).then(|| of("table", "sheet rest").child(el("tbody").children(others)));
    [Some(of("div", "scroll").child(tiers)), rest].into_iter().flatten().collect()
}

/// The published figures for what the table shows, as far as there are any, and the host's own.
fn benchmarks(insight: &Insight) -> Vec<Tree> {
    let total = &insight.report.total;
    let deal_size = total.figure(MetricId::Roi).and_then(|figure| figure.symbol(Symbol::D).value);
    let one = |id: &MetricId| {
        let held = for_report(insight, *id, deal_size);
        (!held.is_empty())
            .then(|| of("div", "held").child(line("strong", "", insight.format.name(*id))).children(held))
    };
    MAIN.iter().filter_map(one).collect()
}
