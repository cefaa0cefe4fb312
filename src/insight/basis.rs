//! What the result rests on: what was assumed, what the return would be if that were wrong by a fifth, and the sources.

use super::Insight;
use super::host::source as host_source;
use super::phrases::{head, list, place_name};
use crate::app::Action;
use crate::fold::capital;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use comarketing_roi_engine::benchmark::{BY_TIER, Source, for_metric, prefills};
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::report::Assumption;
use comarketing_roi_engine::sensitivity::{Entry, Question, sensitivity};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{MetricId, Number};

/// How wrong an assumption is taken to be.
const SHARE: f64 = 0.2;
/// The figures of the result for which something is published.
const HELD: [MetricId; 3] = [MetricId::CacPaybackMonths, MetricId::LtvToCac, MetricId::MdfUtilisation];

/// Draws both, side by side.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let mine = insight.report.assumptions.iter().find(|assumption| insight.may_show(assumption.place));
    let replace =
        mine.map(|first| el("p").child(button("link", text::PANEL_REPLACE.get(), Action::GoTo(first.place))));
    let assumed = assumed(insight).map(|table| {
        el("div").child(line("h3", "h2", text::PANEL_ASSUMED.get())).child(table).children(replace)
    });
    let sources = el("div").child(line("h3", "h2", text::PANEL_SOURCES.get())).child(sources(insight));
    Some(of("section", "section").child(of("div", "duo").children(assumed).child(sources)))
}

/// What was assumed, as a table; nothing where nothing was.
pub(super) fn assumed(insight: &Insight) -> Option<Tree> {
    let all = &insight.report.assumptions;
    if all.is_empty() {
        return None;
    }
    let moved = moved(insight);
    let row = |assumption: &Assumption| {
        let unit = assumption.place.field.kind().unit();
        let used = match insight.may_show(assumption.place) {
            true => insight.format.figure(unit, assumption.value),
            false => text::HIDDEN_INPUT.get().to_owned(),
        };
        let why = capital(text::translated(&assumption.why).unwrap_or(&assumption.why));
        let name = el("th")
            .set("scope", "row")
            .child(line("span", "is-assumed", capital(&place_name(&insight.plan, assumption.place))))
            .child(line("span", "tiny", why));
        let entry = moved.iter().find(|entry| entry.place == assumption.place);
        el("tr").child(name).child(number("td", "", used)).child(number(
            "td",
            "",
            wrong(insight, assumption, entry),
        ))
    };
    let columns = [text::PANEL_NUMBER, text::PANEL_TAKEN, text::PANEL_IF_WRONG].map(|column| column.get());
    Some(
        of("table", "sheet assumed")
            .child(line("caption", "hidden", text::PANEL_ASSUMED.get()))
            .child(head(columns))
            .child(el("tbody").children(all.iter().map(row))),
    )
}

/// Each assumption moved by a fifth either way, as if the plan gave it.
fn moved(insight: &Insight) -> Vec<Entry> {
    let mut plan = (*insight.plan).clone();
    for assumption in &insight.report.assumptions {
        if plan.get(assumption.place).is_none() {
            plan.set(assumption.place, Number::Exact(assumption.value));
        }
    }
    let asked = Question { aim: MetricRef::at_its_own(MetricId::Roi), share: Some(SHARE) };
    let found = plan.validate().ok().and_then(|plan| sensitivity(&plan, &asked).ok());
    found.map(|found| found.entries).unwrap_or_default()
}

/// What the return would be.
fn wrong(insight: &Insight, assumption: &Assumption, entry: Option<&Entry>) -> String {
    if insight.report.total.value(MetricId::Roi).is_none() {
        return String::new();
    }
    if assumption.value.abs() < f64::MIN_POSITIVE {
        return text::PANEL_COUNTED_NONE.get().to_owned();
    }
    let ends =
        entry.and_then(|entry| Some((*entry.low.metric.as_ref().ok()?, *entry.high.metric.as_ref().ok()?)));
    let Some((one, other)) = ends else { return text::PANEL_ROI_UNCHANGED.get().to_owned() };
    let share = |value: f64| insight.format.figure(Unit::Ratio, value);
    let (low, high) = (share(one.min(other)), share(one.max(other)));
    if low == high {
        text::PANEL_ROI_UNCHANGED.get().to_owned()
    } else {
        text::panel_roi_between(&low, &high)
    }
}

/// Who published what the result is held against or took, each once; and that nobody has published a return.
pub(super) fn sources(insight: &Insight) -> Tree {
    let mut found: Vec<(&'static Source, Vec<&'static str>)> = Vec::new();
    let mut add =
        |source: &'static Source, name: &'static str| match found.iter_mut().find(|(of, _)| *of == source) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => found.push((source, vec![name])),
        };
    for assumption in &insight.report.assumptions {
        let field = assumption.place.field;
        let taken = prefills().iter().find(|taken| taken.field == field && taken.why == assumption.why);
        if let Some(taken) = taken {
            add(taken.row.source, text::term(field.label()));
        }
    }
    let replaced = insight.host.as_ref().is_some_and(|host| host.replace_public);
    for metric in HELD.into_iter().filter(|_| !replaced) {
        let held = for_metric(metric).and_then(|held| held.rows.first());
        if let Some(held) = held.filter(|_| insight.report.total.value(metric).is_some()) {
            add(held.row.source, text::term(metric.metric().name));
        }
    }
    let one = |(source, names): (&'static Source, Vec<&'static str>)| {
        let year = source.year.map_or_else(|| text::PANEL_UNDATED.get().to_owned(), |year| year.to_string());
        let link = el("a")
            .set("target", "_blank")
            .set("rel", "noopener noreferrer")
            .set("href", source.address)
            // Publisher and title stay as they are.
            .set("lang", "en")
            .set("translate", "no")
            .text(format!("{}: {}", source.publisher, source.title));
        let rest =
            text::sentences(&[year, text::term(source.sample).to_owned()].map(|said| text::join_stop(&said)));
        el("li")
            .text(text::join_named(&capital(&list(&names)), ""))
            .child(link)
            .text(text::join_items("", &rest))
    };
    let none = for_metric(MetricId::Roi).and_then(|held| held.note).filter(|_| !replaced);
    let by_tier = (insight.report.tiers.len() > 1 && !replaced).then_some(BY_TIER);
    let host = insight.host.as_ref().map(host_source);
    of("ul", "sources small")
        .children(found.into_iter().map(one))
        .children(host.map(|said| line("li", "", said)))
        .children(none.into_iter().chain(by_tier).map(|said| line("li", "", text::term(said))))
}
