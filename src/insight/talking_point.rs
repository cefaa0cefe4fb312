//! The question worth asking next: the input that is least sure and moves the headline most.

use super::Insight;
use super::phrases::{list, place_inline, place_name};
use crate::app::Action;
use crate::markup::{Tree, button, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::sensitivity::{Entry, Question, sensitivity};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// How far an assumed value is moved either way, as nobody says how wrong it may be.
const SHARE: f64 = 0.2;
/// The most that are named beside the first.
const OTHERS: usize = 5;

/// How the other side is asked for a figure; others are asked for by their name.
const QUESTIONS: [(Field, Text); 4] = [
    (Field::InfluenceCredit, text::PANEL_ASK_CREDIT),
    (Field::GrossMargin, text::PANEL_ASK_MARGIN),
    (Field::WinRate, text::PANEL_ASK_WIN_RATE),
    (Field::DealSize, text::PANEL_ASK_DEAL_SIZE),
];

/// Draws the question and those after it.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let aim = MetricRef::at_its_own(MetricId::Roi);
    let found = sensitivity(&insight.plan, &Question { aim, share: Some(SHARE) }).ok()?;
    let example = insight.report.is_example().then(|| line("span", "tag example", text::EXAMPLE.get()));
    let title = of("div", "row").child(line("span", "eyebrow", text::PANEL_ASK_NEXT.get())).children(example);
    let sheet = of("div", "next").child(title);
    if found.today.is_err() {
        let why = super::phrases::reason(&insight.report.total, MetricId::Roi);
        return Some(sheet.child(line("p", "small", text::panel_next_no_roi(&why))));
    }
    let assumed = |entry: &Entry| insight.report.assumptions.iter().any(|a| a.place == entry.place);
    let open: Vec<&Entry> = found
        .entries
        .iter()
        .filter(|entry| (entry.range || assumed(entry)) && entry.swing.is_some_and(|swing| swing > 0.0005))
        .collect();
    let none = counted_as_none(insight);
    let none = none.map(|said| line("p", "small", said));
    let Some((first, rest)) = open.split_first() else {
        let said = line("p", "small", text::PANEL_NEXT_NOTHING.get());
        return Some(sheet.child(said).children(none));
    };
    let others: Vec<Tree> =
        rest.iter().take(OTHERS).filter_map(|entry| Some(line("li", "", effect(insight, entry)?))).collect();
    let details = (!others.is_empty() || none.is_some()).then(|| {
        el("details")
            .child(line("summary", "", text::PANEL_NEXT_OTHERS.get()))
            .child(el("ol").children(others))
            .children(none)
    });
    let enter = button("link", text::PANEL_NEXT_ENTER.get(), Action::GoTo(first.place));
    Some(
        sheet
            .child(line("p", "h3", question(insight, first.place)))
            .children(between(insight, first).map(|said| line("p", "small", said)))
            .child(enter)
            .children(details),
    )
}

/// The question in words that are said to somebody.
fn question(insight: &Insight, place: FieldPath) -> String {
    let asked = QUESTIONS.iter().find(|(field, _)| *field == place.field);
    match (asked, place.tier) {
        (Some((_, words)), None) => words.get().to_owned(),
        _ if insight.plan.tiers.len() == 1 && asked.is_some() => {
            asked.map(|(_, words)| words.get().to_owned()).unwrap_or_default()
        }
        _ => text::panel_ask_other(&place_inline(&insight.plan, place)),
    }
}

/// What the figure is taken for, and what the headline is at either end of how far it may be wrong.
fn between(insight: &Insight, entry: &Entry) -> Option<String> {
    let (low, high) = (entry.low.metric.as_ref().ok()?, entry.high.metric.as_ref().ok()?);
    let (from, to) = insight.inputs(entry.place.field, entry.low.value, entry.high.value);
    let (worse, better) = insight.format.pair(Unit::Ratio, *low, *high);
    if entry.range {
        return Some(text::panel_next_given(&from, &to, &worse, &better));
    }
    let assumed = insight.report.assumptions.iter().find(|assumption| assumption.place == entry.place)?;
    let now = insight.input(entry.place.field, assumed.value);
    Some(text::panel_next_assumed(&now, &from, &to, &worse, &better))
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
