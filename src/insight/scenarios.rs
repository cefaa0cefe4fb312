//! Plans side by side: today's, those that were put aside, and how what is on screen is apart from today's.

use super::phrases::{label, place_name};
use super::{Insight, KeptPlan};
use crate::app::Action;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use crate::workspace::MAX_SCENARIO_NAME;
use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId, Number, Plan, Report};

/// How many changed inputs are named.
const SHOWN: usize = 3;

/// What scenarios are compared by.
const COMPARED: [MetricId; 6] = [
    MetricId::Roi,
    MetricId::GrossProfitLessCost,
    MetricId::PipelinePerDollar,
    MetricId::PartnerCac,
    MetricId::CacReduction,
    MetricId::CacPaybackMonths,
];
/// The same while costs are private: pipeline is held against direct's, which tells no cost.
const PRIVATELY: [MetricId; 6] = [
    MetricId::Roi,
    MetricId::GrossProfitLessCost,
    MetricId::PipelineIndex,
    MetricId::PartnerCac,
    MetricId::CacReduction,
    MetricId::CacPaybackMonths,
];

/// A column: a plan that was put aside and its place, today's where none was, or what is on screen.
struct Column<'a> {
    name: &'a str,
    found: Option<(&'a Plan, &'a Report)>,
    kept: Option<usize>,
    /// Whether it is what is on screen.
    now: bool,
}

impl<'a> Column<'a> {
    fn of(insight: &Insight, name: &'a str, kept: Option<usize>, plan: &'a KeptPlan) -> Self {
        let found = plan.found.as_ref().map(|(plan, report)| (&**plan, report));
        let now = kept.is_some() && plan.found.as_ref().is_some_and(|(plan, _)| *plan == insight.plan);
        Self { name, found, kept, now }
    }
}

/// Today and what was put aside; and what is on screen, where that is none of them.
fn columns(insight: &Insight) -> Vec<Column<'_>> {
    let kept = insight.scenarios.iter().enumerate();
    let mut columns: Vec<Column> =
        kept.map(|(at, plan)| Column::of(insight, &plan.name, Some(at), plan)).collect();
    if let (true, Some(today)) = (columns.is_empty(), &insight.today) {
        columns.push(Column::of(insight, text::BASELINE.get(), None, today));
    }
    // Of two that are alike the one that was kept last is on screen.
    if let Some(last) = columns.iter().rposition(|column| column.now) {
        columns.iter_mut().enumerate().for_each(|(at, column)| column.now &= at == last);
    } else {
        let found = Some((&*insight.plan, &insight.report));
        columns.push(Column { name: text::PANEL_SCENARIO_NOW.get(), found, kept: None, now: true });
    }
    columns
}

/// Draws the plans side by side.
pub(super) fn panel(insight: &Insight) -> Tree {
    let columns = columns(insight);
    let first = columns.first().filter(|first| !first.now || columns.len() > 1);
    let heads =
        columns.iter().enumerate().map(|(at, column)| head(insight, first.filter(|_| at > 0), column));
    let example = insight.report.is_example().then(|| line("span", "tag example", text::EXAMPLE.get()));
    let title =
        el("th").set("scope", "col").text(text::PANEL_SCENARIO_TITLE.get()).text(" ").children(example);
    let titles = el("tr")
        .child(title)
        .children(heads)
        .child(line("th", "", text::PANEL_SCENARIO_DELTA.get()).set("scope", "col"));
    let compared = if insight.plan.costs_withheld { PRIVATELY } else { COMPARED };
    let table = of("table", "tiers-table scen")
        .child(line("caption", "hidden", text::PANEL_SCENARIO_TITLE.get()))
        .child(el("thead").child(titles))
        .child(el("tbody").children(compared.iter().map(|id| row(insight, *id, &columns))));
    of("div", "scroll")
        .set("role", "region")
        .set("tabindex", "0")
        .set("aria-label", text::PANEL_SCENARIO_TITLE.get())
        .child(table)
}

/// The class of a cell: the column on screen is marked.
fn class(column: &Column) -> &'static str {
    if column.now { "on" } else { "" }
}

/// The head of a column: its name, what is changed in it against the first, and what can be done with it.
fn head(insight: &Insight, first: Option<&Column>, column: &Column) -> Tree {
    let head = of("th", class(column)).set("scope", "col");
    let changed = first.map(|first| changes(insight, first, column));
    let Some(at) = column.kept else {
        return head.child(line("span", "title", column.name.to_owned())).children(changed);
    };
    let name = column.name;
    let input = el("input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("maxlength", MAX_SCENARIO_NAME.to_string())
        .set("aria-label", text::join_items(text::PANEL_SCENARIO_NAME.get(), name))
        .set("dir", "auto")
        .begins_with(name.to_owned())
        .changes(move |name| Action::RenameScenario(at, name));
    let deed = |action: Action, label: text::Text| {
        button("link", label.get(), action).set("aria-label", text::join_items(label.get(), name))
    };
    let take = (!column.now).then(|| deed(Action::TakeScenario(at), text::PANEL_SCENARIO_TAKE));
    let deeds = of("span", "deeds")
        .children(take)
        .child(deed(Action::RemoveScenario(at), text::PANEL_SCENARIO_REMOVE));
    head.child(of("span", "box").child(input)).children(changed).child(deeds)
}

/// What differs in the inputs of a column from the first.
fn changes(insight: &Insight, first: &Column, column: &Column) -> Tree {
    let Some(((base, _), (plan, _))) = first.found.zip(column.found) else {
        return line("span", "changes", text::NO_VALUE.get());
    };
    let found = differences(insight, base, plan);
    if found.is_empty() && base != plan {
        return line("span", "changes", text::PANEL_SCENARIO_UNSEEN.get());
    }
    if found.is_empty() {
        return line("span", "changes", text::panel_scenario_same(first.name));
    }
    let more = found.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| text::panel_scenario_more(&insight.count(more as f64)));
    // The tier once, where all that is changed is of one.
    let tier = found.first().and_then(|one| one.place.tier);
    let of_one = tier.filter(|_| plan.tiers.len() > 1 && found.iter().all(|one| one.place.tier == tier));
    let tier = of_one.and_then(|at| plan.tiers.get(at)).map(|tier| text::join_named(&tier.name, ""));
    let short = |one: &Change| match &one.now {
        Some(now) if tier.is_some() => [label(one.place.field), " ", now].concat(),
        Some(now) => [&place_name(plan, one.place), " ", now].concat(),
        None => one.said.clone(),
    };
    let shown: Vec<String> = found.iter().take(SHOWN).map(short).chain(rest).collect();
    let said = [tier.unwrap_or_default(), text::items(&shown)].concat();
    // On the screen there is room for what it is now; what it was can be looked up.
    let all: Vec<String> = found.into_iter().map(|one| one.said).collect();
    line("span", "changes", said).set("title", text::groups(&all))
}

/// An input that is not the same in two plans.
struct Change {
    place: FieldPath,
    /// Both values in a sentence.
    said: String,
    /// The later value.
    now: Option<String>,
}

/// Each input that is not the same, with both values.
fn differences(insight: &Insight, before: &Plan, after: &Plan) -> Vec<Change> {
    let longer = if before.tiers.len() > after.tiers.len() { before } else { after };
    let written = |place: FieldPath, number: Number| insight.input(place.field, number.likely());
    let different = |place: FieldPath| {
        let (old, new) = (before.get(place), after.get(place));
        if old == new {
            return None;
        }
        let name = place_name(longer, place);
        let now = new.map(|new| written(place, new));
        let said = match (old, &now) {
            (Some(old), Some(now)) => text::panel_scenario_changed(&name, &written(place, old), now),
            (None, Some(now)) => text::panel_scenario_added(&name, now),
            (Some(old), None) => text::panel_scenario_cleared(&name, &written(place, old)),
            (None, None) => return None,
        };
        Some(Change { place, said, now })
    };
    // Costs without their amount stand in another proportion in each plan: they cannot be held against one another.
    longer.places().filter(|place| insight.may_show(*place)).filter_map(different).collect()
}

/// A metric in every column, and how what is on screen is apart from the first.
fn row(insight: &Insight, id: MetricId, columns: &[Column]) -> Tree {
    let head = el("tr").child(line("th", "", insight.format.name(id)).set("scope", "row"));
    let hidden = || line("span", "tiny", text::HIDDEN_INPUT.get());
    if insight.plan.costs_withheld && id.tells_costs() {
        let cells = columns.iter().map(|column| of("td", class(column)).child(hidden()));
        return head.children(cells).child(el("td").child(hidden()));
    }
    let value = |column: &Column| column.found.and_then(|(_, report)| report.total.value(id));
    let write = |value: Option<f64>| match value {
        Some(value) => insight.format.metric(id, value, true),
        None => text::NO_VALUE.get().to_owned(),
    };
    // What is on screen is marked as a whole.
    let written = |column: &Column| {
        let said = write(value(column));
        let is_example = column.found.is_some_and(|(_, report)| report.is_example());
        let is_example = is_example && !insight.report.is_example();
        if is_example { text::join_aside(&said, text::PANEL_EXAMPLE.get()) } else { said }
    };
    let cells =
        columns.iter().map(|column| of("td", class(column)).child(number("span", "", written(column))));
    let first = columns.first().and_then(value);
    let now = columns.iter().find(|column| column.now).and_then(value);
    head.children(cells)
        .child(of("td", "delta").children(first.zip(now).map(|pair| delta(insight, id, pair))))
}

/// How far the second is from the first, with a sign, and whether that is better in a word.
fn delta(insight: &Insight, id: MetricId, (first, now): (f64, f64)) -> Tree {
    let metric = id.metric();
    let apart = now - first;
    let figure = match metric.unit {
        // A difference of two percentages is in points: 25 % to 20 % is no fall of 5 %.
        Unit::Ratio => text::panel_scenario_points(&insight.format.figure(Unit::Count, apart * 100.0)),
        // The sign is that of the difference.
        _ => insight.format.short(insight.format.unit(id), apart),
    };
    if insight.format.exact(metric.unit, first) == insight.format.exact(metric.unit, now) {
        return line("span", "tiny", text::PANEL_SCENARIO_ALIKE.get());
    }
    let figure = if apart > 0.0 { ["+", &figure].concat() } else { figure };
    let better = match metric.better {
        Better::Higher => apart > 0.0,
        Better::Lower => apart < 0.0,
        Better::Depends => return number("span", "", figure),
    };
    match better {
        true => number("span", "best", text::panel_scenario_better(&figure)),
        false => number("span", "last", text::panel_scenario_worse(&figure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn plan(revenue: f64) -> Plan {
        let text = format!(
            "{{\"version\":1,\"currency\":\"USD\",\"tiers\":[{{\"name\":\"A\",\"mdfSpent\":100,\"revenueSourced\":{revenue}}}],\
             \"economics\":{{\"grossMargin\":0.5}}}}"
        );
        Plan::read(&serde_json::from_str(&text).expect("JSON")).expect("valid").into_inner()
    }

    #[test]
    fn what_is_on_screen_stands_against_the_first() {
        let now = plan(600.0).validate().expect("valid");
        let mut insight = Insight::new(now, Format::new("en", "USD"));
        insight.today = Some(KeptPlan::new("Today".to_owned(), plan(400.0)));
        // 0.5 × 400 ÷ 100 − 1 = 100 %, and 200 % now; nothing is kept.
        let words = panel(&insight).words();
        assert!(words.contains("100% 200% +100 pts, better"), "{words}");
        assert!(
            words.contains("Gross profit less cost +$100.00 +$200.00 +$100.00, better"),
            "one sign each: {words}"
        );
        assert!(words.contains("Sourced revenue $600.00"), "{words}");
        assert!(panel(&insight).html().contains("Sourced revenue: $400.00 → $600.00"));
        assert!(!panel(&insight).html().contains("<input"));
        insight.scenarios.push(KeptPlan::new("As it was".to_owned(), plan(800.0)));
        insight.scenarios.push(KeptPlan::new("As it is".to_owned(), plan(600.0)));
        let drawn = panel(&insight);
        let words = drawn.words();
        assert!(words.contains("300% 200% −100 pts, worse"), "what is kept is today: {words}");
        assert!(drawn.html().contains("value=\"As it is\"") && !words.contains("Now"), "{words}");
    }

    #[test]
    fn what_would_tell_costs_is_hidden_in_every_column() {
        let private = |revenue| plan(revenue).without_costs();
        let now = private(600.0).validate().expect("valid");
        let mut insight = Insight::new(now, Format::new("en", "USD"));
        insight.scenarios.push(KeptPlan::new("Today".to_owned(), private(400.0)));
        let words = panel(&insight).words();
        assert!(words.contains("100% 200% +100 pts, better"), "{words}");
        assert!(words.contains("Gross profit less cost hidden hidden hidden"), "{words}");
        assert!(
            words.contains("Sourced revenue $600.00") && !words.contains("Pipeline per dollar"),
            "{words}"
        );
    }
}
