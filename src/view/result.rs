//! The result worth keeping: the answer and what finance must accept for it, what executives ask for, what a customer costs,
//! the tiers, and what to do next. A section that has nothing to say is not drawn.
//!
//! Figures stand here, each to open to its formula; what is said beside them, and all that takes other questions to the
//! engine, is drawn by the late part in its places.

use super::answer::{answer, gaps, meaning, still_example};
use super::explain::open_explanation;
use super::figure::{Results, figure_button};
use super::form::{Form, problems};
use super::icon::{BACK, DOWNLOAD, PRINT, SHARE, arrow, icon};
use super::name_of;
use super::results::{drawings, stale_note, warnings};
use super::table::result_table;
use crate::app::{Action, FigureRef, Panel, STEP_TITLE, Section, Toggle};
use crate::insight::ruler;
use crate::markup::{Tree, button, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// The figure of the result.
const LARGEST: &str = "s64";

/// What stands beside a return in front of executives, like for like.
const THREE: [MetricId; 3] =
    [MetricId::PipelineSourced, MetricId::PipelineInfluenced, MetricId::PipelinePerDollar];

/// The charts that stand open: what the credit decides, and what moves the return.
const OPEN: [Panel; 2] = [Panel::CreditBand, Panel::Tornado(MetricId::Roi)];
/// Those beyond them, for whoever asks.
pub(super) const MORE: [Panel; 7] = [
    Panel::Tiers(MetricId::Roi),
    Panel::Funnel,
    Panel::Channels,
    Panel::Projection,
    Panel::Distribution(MetricId::Roi),
    Panel::Allocation,
    Panel::Definitions,
];

/// What came out, for everyone: nothing of it is held back. `at` is the number of its step.
pub(super) fn result(
    page: Tree,
    form: &Form,
    results: Option<Results>,
    cta: Option<Tree>,
    at: usize,
) -> Tree {
    let page = page.set("class", "assessment result");
    let title = line(form.heading, "eyebrow step", title(form)).set("tabindex", "-1").set("id", STEP_TITLE);
    let Some(results) = results else {
        return page
            .child(title)
            .child(problems(form))
            .child(line("p", "empty", text::NOTHING_YET))
            .child(back(at));
    };
    let head = of("div", "").child(title).child(problems(form)).place(Panel::Story);
    page.child(of("div", "split herogrid").child(head).child(found(results)).child(deeds(cta.clone())))
        .child(warnings(results))
        .children(executive(results))
        .child(acquisition(results))
        .child(tiers(results))
        .child(charts(results))
        .place(Panel::NextSteps)
        .children(
            cta.map(|cta| {
                of("div", "row onward cta").child(cta).child(line("span", "small", text::CTA_OPENS))
            }),
        )
        .place(Panel::Stage)
        .place(Panel::Basis)
        .child(line("p", "tiny foot", text::RESULT_FOOT))
        .child(back(at))
}

/// Which result it is, and of how long where the plan says so.
fn title(form: &Form) -> String {
    let period = form.state.form().get(FieldPath::plan(Field::PeriodMonths)).input.number();
    match period {
        Some(months) => text::result_of(&form.state.format.figure(Unit::Months, months.likely())),
        None => text::STEP_RESULT.get().to_owned(),
    }
}

/// The answer with its band.
fn found(results: Results) -> Tree {
    answer(results, name_of(MetricId::Roi), LARGEST)
        .set("aria-label", text::RESULTS)
        .child(stale_note(Some(results)))
        .children(
            results
                .value(ScopeId::Total, MetricId::Roi)
                .is_none()
                .then(|| line("p", "meaning", meaning(results))),
        )
        .children(ruler::drawn(results.report, results.format()))
        .place(Panel::Beside(MetricId::Roi))
        .child(gaps(results))
        .child(still_example(results))
        .child(open_explanation(results, Section::Headline))
}

/// What can be done with it: first what the host offers.
fn deeds(cta: Option<Tree>) -> Tree {
    let deed = |name: &'static str, path: &'static str, label: Text| {
        of("button", "")
            .set("type", "button")
            .set("data-do", name)
            .child(icon(path))
            .child(line("span", "", label))
    };
    of("div", "row deeds-of-result")
        .children(cta.map(|cta| of("div", "cta").child(cta)))
        .child(deed("save", DOWNLOAD, text::DO_SAVE))
        .child(deed("link", SHARE, text::DO_LINK))
        .child(deed("print", PRINT, text::DO_PRINT))
}

/// Three numbers, and beside each how it stands to direct.
fn executive(results: Results) -> Option<Tree> {
    let known = THREE.into_iter().filter(|metric| results.value(ScopeId::Total, *metric).is_some());
    let card = |metric: MetricId| {
        of("div", "metric")
            .keyed(metric.text())
            .set("part", "result")
            .child(line("p", "eyebrow", results.format().name(metric)).set("part", "result-label"))
            .child(of("p", "s28").child(figure_button(results, spot(metric), true)))
            .place(Panel::Beside(metric))
    };
    let cards: Vec<Tree> = known.map(card).collect();
    if cards.is_empty() {
        return None;
    }
    Some(
        of("section", "section")
            .child(line(results.heading, "h2", text::EXECUTIVE))
            .child(line("p", "lead", text::LIKE_FOR_LIKE))
            .child(of("div", "trio").children(cards))
            .child(open_explanation(results, Section::Executive)),
    )
}

fn spot(metric: MetricId) -> FigureRef {
    FigureRef { area: Section::Executive, column: ScopeId::Total, metric }
}

/// What a customer costs, drawn from full credit to none, and what follows. Where it is not known, what would tell it.
fn acquisition(results: Results) -> Tree {
    let section = of("section", "section acquisition");
    if results.value(ScopeId::Total, MetricId::PartnerCac).is_none() {
        return section.place(Panel::Beside(MetricId::PartnerCac));
    }
    section
        .child(of("div", "duo").place(Panel::Beside(MetricId::PartnerCac)).child(facts(results)))
        .child(open_explanation(results, Section::Acquisition))
}

/// Four figures with a few words on each. What is no reduction is called what it is, without a sign.
fn facts(results: Results) -> Tree {
    use MetricId::{CacPaybackMonths, CacReduction, CacSaving, CustomersCredited, LtvToCac};
    let value = |metric| results.value(ScopeId::Total, metric);
    let format = results.format();
    let fact = |list: Tree, name: String, metric: MetricId| {
        let Some(known) = value(metric) else { return list };
        let said = match metric {
            CacReduction | CacSaving if known < 0.0 => {
                number("span", "value", format.metric(metric, known.abs(), false))
            }
            _ => {
                let spot = FigureRef { area: Section::Acquisition, column: ScopeId::Total, metric };
                figure_button(results, spot, false)
            }
        };
        list.child(line("dt", "", name)).child(of("dd", "s20").child(said).place(Panel::Beside(metric)))
    };
    let falls = |metric| value(metric).is_some_and(|value| value < 0.0);
    let against = if falls(CacReduction) { text::HIGHER_BY } else { text::LOWER_BY };
    let customers = results.text(ScopeId::Total, CustomersCredited).unwrap_or_default();
    let saved = if falls(CacSaving) { text::extra_on(&customers) } else { text::saved_on(&customers) };
    let list = of("dl", "facts roomy");
    let list = fact(list, against.get().to_owned(), CacReduction);
    let list = fact(list, saved, CacSaving);
    let list = fact(list, text::PAYS_IN.get().to_owned(), CacPaybackMonths);
    fact(list, results.format().name(LtvToCac), LtvToCac)
}

/// The tiers beside one another, under what they say.
fn tiers(results: Results) -> Tree {
    of("section", "section").place(Panel::TierFinding).child(result_table(results))
}

fn charts(results: Results) -> Tree {
    let open = results.state.is_on(Toggle::Charts);
    // Without a return there is nothing to draw of it, and the answer says why.
    let known = results.value(ScopeId::Total, MetricId::Roi).is_some();
    let words = if open { text::CHARTS_FEWER } else { text::CHARTS_MORE };
    let toggle = button("", words, Action::Toggle(Toggle::Charts)).says("aria-expanded", open);
    of("section", "section")
        .children(known.then(|| OPEN.into_iter().fold(of("div", "duo"), Tree::place)))
        .child(of("div", "actions").child(toggle))
        .children(open.then(|| drawings(&MORE)))
}

fn back(at: usize) -> Tree {
    let back = of("button", "quiet")
        .set("type", "button")
        .presses(Action::Step(at.saturating_sub(1)))
        .child(arrow(BACK))
        .child(line("span", "", text::BACK_TO_STEPS));
    of("div", "row way").child(back)
}
