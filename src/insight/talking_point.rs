//! The question worth asking next: the input that is least sure and moves the headline most.

use super::Insight;
use super::phrases::{list, place_inline, place_name};
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::sensitivity::{Entry, Question, sensitivity};
use comarketing_roi_engine::symbol::Unit;

/// How far an assumed value is moved either way, as nobody says how wrong it may be.
const SHARE: f64 = 0.2;
/// The most that are named beside the first.
const OTHERS: usize = 5;

/// Draws the question and those after it.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let aim = MetricRef::at_its_own(MetricId::Roi);
    let found = sensitivity(&insight.plan, &Question { aim, share: Some(SHARE) }).ok()?;
    let sheet = of("div", "next");
    if found.today.is_err() {
        let why = super::phrases::reason(&insight.report.total, MetricId::Roi);
        return Some(sheet.child(line("p", "meaning", text::panel_next_no_roi(&why))));
    }
    let assumed = |entry: &Entry| insight.report.assumptions.iter().any(|a| a.place == entry.place);
    let open: Vec<&Entry> = found
        .entries
        .iter()
        .filter(|entry| (entry.range || assumed(entry)) && entry.swing.is_some_and(|swing| swing > 0.0005))
        .collect();
    let none = counted_as_none(insight);
    let none = none.map(|said| line("p", "hint", said));
    let Some((first, rest)) = open.split_first() else {
        let said = line("p", "meaning", text::PANEL_NEXT_NOTHING.get());
        return Some(sheet.child(said).children(none));
    };
    let others: Vec<Tree> =
        rest.iter().take(OTHERS).filter_map(|entry| Some(line("li", "", effect(insight, entry)?))).collect();
    let details = (!others.is_empty()).then(|| {
        el("details")
            .child(line("summary", "", text::PANEL_NEXT_OTHERS.get()))
            .child(el("ol").children(others))
    });
    let asked = text::panel_next_ask(&place_inline(&insight.plan, first.place));
    let basis = if first.range { text::PANEL_NEXT_RANGE } else { text::PANEL_NEXT_SHARE };
    Some(
        sheet
            .child(line("p", "meaning", asked))
            .children(effect(insight, first).map(|said| line("p", "", said)))
            .child(line("p", "hint", basis.get()))
            .children(details)
            .children(none),
    )
}

/// What the headline is at either end of an input.
fn effect(insight: &Insight, entry: &Entry) -> Option<String> {
    let (low, high) = (entry.low.metric.as_ref().ok()?, entry.high.metric.as_ref().ok()?);
    let (from, to) = insight.inputs(entry.place.field, entry.low.value, entry.high.value);
    let (worse, better) = insight.format.pair(Unit::Ratio, *low, *high);
    Some(text::panel_next_effect(&place_name(&insight.plan, entry.place), &from, &to, &worse, &better))
}

/// What was not entered and counts as nothing: no share of it can be taken, but it may well be something.
fn counted_as_none(insight: &Insight) -> Option<String> {
    let zero =
        insight.report.assumptions.iter().filter(|assumption| assumption.value.abs() < f64::MIN_POSITIVE);
    let names: Vec<String> = zero.map(|assumption| place_inline(&insight.plan, assumption.place)).collect();
    (!names.is_empty()).then(|| text::panel_next_none(&list(&names)))
}
