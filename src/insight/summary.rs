//! The report to print or to keep as PDF: one to three pages.

use super::host::for_report;
use super::phrases::{entry, example, heading, name, paper, place_name};
use super::tiers::{MAIN, table};
use super::{Insight, definitions, narrative};
use crate::fold::capital;
use crate::markup::{Tree, el, line, number, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::report::{Assumption, Scope};
use comarketing_roi_engine::symbol::{Symbol, Unit};

/// Draws the report, with the date where it is for paper.
pub(super) fn panel(insight: &Insight, date: Option<&str>) -> Option<Tree> {
    let section = |class: &'static str, title: text::Text, inside: Vec<Tree>| {
        of("section", class).child(heading("h4", title.get())).children(inside)
    };
    let own = insight.host.is_some();
    let sources = if own { text::PANEL_BENCHMARKS_ALL } else { text::PANEL_BENCHMARKS };
    let story = narrative::sentences(insight).into_iter().map(|said| line("p", "", said)).collect();
    Some(
        paper("summary", insight.report.is_example())
            .child(heading("h3", text::PANEL_SUMMARY.get()))
            .children(date.map(|date| line("p", "hint", date.to_owned())))
            .children(example(insight))
            .child(section("story", text::PANEL_IN_SHORT, story))
            .child(section("executive", text::EXECUTIVE, vec![executive(insight)]))
            .child(section("tiers", text::TABLE, vec![of("div", "scroll").child(table(insight))]))
            .child(section("assumptions", text::PANEL_ASSUMED, assumptions(insight)))
            .child(section("benchmarks", sources, benchmarks(insight)))
            .child(section(
                "other",
                text::PANEL_DEFINITIONS,
                definitions::panel(insight).into_iter().collect(),
            ))
            .child(line("p", "hint", text::PANEL_SUMMARY_NOTE.get())),
    )
}

fn executive(insight: &Insight) -> Tree {
    let (total, direct) = (&insight.report.total, &insight.report.direct);
    let figures: [(&Scope, MetricId); 7] = [
        (total, MetricId::Roi),
        (total, MetricId::PipelineSourced),
        (total, MetricId::PipelineInfluenced),
        (total, MetricId::PipelinePerDollar),
        (direct, MetricId::DirectPipelinePerDollar),
        (total, MetricId::PartnerCac),
        (direct, MetricId::DirectCac),
    ];
    let rows = figures.map(|(scope, id)| entry(name(id), insight.cell(scope, id)));
    of("table", "sheet")
        .child(line("caption", "hidden", text::EXECUTIVE.get()))
        .child(el("tbody").children(rows))
}

fn assumptions(insight: &Insight) -> Vec<Tree> {
    let one = |assumption: &Assumption| {
        let unit: Unit = assumption.place.field.kind().unit();
        let why = capital(text::translated(&assumption.why).unwrap_or(&assumption.why));
        el("li")
            .child(line("strong", "", place_name(&insight.plan, assumption.place)))
            .text(": ")
            .child(number("span", "", insight.format.exact(unit, assumption.value)))
            .text(format!(". {why}"))
    };
    let all = &insight.report.assumptions;
    if all.is_empty() {
        return vec![line("p", "", text::PANEL_NOTHING_ASSUMED.get())];
    }
    vec![el("ul").children(all.iter().map(one))]
}

/// The published figures for what the table shows, as far as there are any, and the host's own.
fn benchmarks(insight: &Insight) -> Vec<Tree> {
    let total = &insight.report.total;
    let deal_size = total.figure(MetricId::Roi).and_then(|figure| figure.symbol(Symbol::D).value);
    let one = |id: &MetricId| {
        let held = for_report(insight, *id, deal_size);
        (!held.is_empty()).then(|| of("div", "held").child(line("strong", "", name(*id))).children(held))
    };
    MAIN.iter().filter_map(one).collect()
}
