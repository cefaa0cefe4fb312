//! Plans side by side: those that were put aside, and what is on screen against the first of them.

use super::phrases::place_name;
use super::tree::{Tree, el, line, number, of};
use super::{Insight, entry, word};
use crate::text;
use crate::workspace::MAX_SCENARIO_NAME;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId, Number, Plan, Report, ValidPlan, Value, evaluate};

/// How many changed inputs are named.
const SHOWN: usize = 8;

/// What scenarios are compared by.
const COMPARED: [MetricId; 6] = [
    MetricId::Roi,
    MetricId::PipelinePerMdfDollar,
    MetricId::PipelineCredited,
    MetricId::RevenueCredited,
    MetricId::PartnerCac,
    MetricId::CacReduction,
];

/// Draws `{ kept: [{ name, plan }] }`; a plan that could not be read stands as `null`.
pub(super) fn panel(insight: &Insight, wish: &Value) -> Tree {
    let kept: Vec<Kept> = match entry(wish, "kept") {
        Some(Value::List(plans)) => plans.iter().map(one).collect(),
        _ => Vec::new(),
    };
    if kept.is_empty() {
        return line("p", "hint", text::PANEL_SCENARIO_HINT.get());
    }
    let column = || el("th").set("scope", "col");
    let deed = |act: &str, at: usize, label: text::Text, name: &str| {
        line("button", "link", label.get())
            .set("type", "button")
            .set("data-act", act)
            .set("data-path", at.to_string())
            .set("aria-label", format!("{}, {name}", label.get()))
    };
    let heads = kept.iter().enumerate().map(|(at, Kept { name, .. })| {
        let label = [text::PANEL_SCENARIO_NAME.get(), ", ", name].concat();
        let input = el("input")
            .set("type", "text")
            .set("autocomplete", "off")
            .set("maxlength", MAX_SCENARIO_NAME.to_string())
            .set("data-act", "name-scenario")
            .set("data-path", at.to_string())
            .set("aria-label", label)
            .set("dir", "auto")
            .set("value", *name);
        column().child(of("span", "box").child(input)).child(
            of("span", "deeds")
                .child(deed("take-scenario", at, text::PANEL_SCENARIO_TAKE, name))
                .child(deed("drop-scenario", at, text::PANEL_SCENARIO_REMOVE, name)),
        )
    });
    let head = el("tr")
        .child(column().text(text::METRIC.get()))
        .children(heads)
        .child(column().text(text::PANEL_SCENARIO_NOW.get()))
        .child(column().text(text::PANEL_SCENARIO_DELTA.get()));
    let rows = COMPARED.iter().map(|id| row(insight, *id, &kept)).chain([changes(insight, &kept)]);
    let table = of("table", "tiers-table")
        .child(line("caption", "hidden", text::PANEL_SCENARIO_TITLE.get()))
        .child(el("thead").child(head))
        .child(el("tbody").children(rows));
    of("div", "scroll")
        .set("role", "region")
        .set("tabindex", "0")
        .set("aria-label", text::PANEL_SCENARIO_TITLE.get())
        .child(table)
}

/// A plan that was put aside, with its report; neither is there while the plan cannot be read.
struct Kept<'a> {
    name: &'a str,
    found: Option<(ValidPlan, Report)>,
}

impl Kept<'_> {
    fn report(&self) -> Option<&Report> {
        self.found.as_ref().map(|(_, report)| report)
    }
}

fn one(scenario: &Value) -> Kept<'_> {
    let plan = entry(scenario, "plan").and_then(|plan| Plan::read(plan).ok());
    let found = plan.map(|plan| {
        let report = evaluate(&plan);
        (plan, report)
    });
    Kept { name: word(scenario, "name").unwrap_or_default(), found }
}

/// What differs in the inputs of each from the first.
fn changes(insight: &Insight, kept: &[Kept]) -> Tree {
    let first = kept.first().and_then(|first| Some((first.name, &first.found.as_ref()?.0)));
    let cell = |class: &str, plan: Option<&Plan>| {
        let Some(((name, base), plan)) = first.zip(plan) else {
            return line("td", class, text::NO_VALUE.get());
        };
        let found = differences(insight, base, plan);
        if found.is_empty() {
            return of("td", class).text(text::panel_scenario_same(name));
        }
        let more = found.len().saturating_sub(SHOWN);
        let shown = found.into_iter().take(SHOWN).map(|said| line("li", "", said));
        let rest = (more > 0).then(|| line("li", "", text::panel_scenario_more(&insight.count(more as f64))));
        of("td", class).child(el("ul").children(shown).children(rest))
    };
    let others = kept.iter().enumerate().map(|(at, kept)| match at {
        // The first differs from nothing.
        0 => line("td", "changes", text::NO_VALUE.get()),
        _ => cell("changes", kept.found.as_ref().map(|(plan, _)| &**plan)),
    });
    el("tr")
        .child(line("th", "", text::PANEL_SCENARIO_CHANGES.get()).set("scope", "row"))
        .children(others)
        .child(cell("changes total", Some(&insight.plan)))
        .child(el("td"))
}

/// Each input that is not the same, with both values.
fn differences(insight: &Insight, before: &Plan, after: &Plan) -> Vec<String> {
    let longer = if before.tiers.len() > after.tiers.len() { before } else { after };
    let written = |place: FieldPath, number: Number| insight.input(place.field, number.likely());
    let different = |place: FieldPath| {
        let (old, new) = (before.get(place), after.get(place));
        if old == new {
            return None;
        }
        let name = place_name(longer, place);
        Some(match (old, new) {
            (Some(old), Some(new)) => {
                text::panel_scenario_changed(&name, &written(place, old), &written(place, new))
            }
            (None, Some(new)) => text::panel_scenario_added(&name, &written(place, new)),
            (Some(old), None) => text::panel_scenario_cleared(&name, &written(place, old)),
            (None, None) => return None,
        })
    };
    // Costs without their amount stand in another proportion in each plan: they cannot be held against one another.
    longer.places().filter(|place| insight.may_show(*place)).filter_map(different).collect()
}

fn row(insight: &Insight, id: MetricId, kept: &[Kept]) -> Tree {
    let metric = id.metric();
    let write = |value: Option<f64>| match value {
        Some(value) => insight.format.short(metric.unit, value),
        None => text::NO_VALUE.get().to_owned(),
    };
    let of_one = |kept: &Kept| kept.report().and_then(|report| report.total.value(id));
    // What is on screen is marked as a whole.
    let kept_as = |kept: &Kept| {
        let said = write(of_one(kept));
        let is_example = kept.report().is_some_and(Report::is_example) && !insight.report.is_example();
        if is_example { [&said, " (", text::PANEL_EXAMPLE.get(), ")"].concat() } else { said }
    };
    let now = insight.report.total.value(id);
    let delta = kept.first().and_then(of_one).zip(now).map(|(first, now)| now - first);
    let sign = if delta.is_some_and(|delta| delta > 0.0) { "+" } else { "" };
    // A difference of two percentages is in points: 25 % to 20 % is no fall of 5 %.
    let delta = match delta {
        Some(points) if metric.unit == Unit::Ratio => {
            text::panel_scenario_points(&insight.format.figure(Unit::Count, points * 100.0))
        }
        delta => write(delta),
    };
    let cell = |text: String| el("td").child(number("span", "", text));
    el("tr")
        .child(line("th", "", text::term(metric.name)).set("scope", "row"))
        .children(kept.iter().map(|kept| cell(kept_as(kept))))
        .child(of("td", "total").child(number("span", "", write(now))))
        .child(cell(format!("{sign}{delta}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn plan(revenue: f64) -> Value {
        let text = format!(
            "{{\"version\":1,\"currency\":\"USD\",\"tiers\":[{{\"name\":\"A\",\"mdfSpent\":100,\"revenueSourced\":{revenue}}}],\
             \"economics\":{{\"grossMargin\":0.5}}}}"
        );
        serde_json::from_str(&text).expect("JSON")
    }

    #[test]
    fn what_is_on_screen_stands_against_the_first() {
        let now = Plan::read(&plan(600.0)).expect("valid");
        let insight = Insight::new(now, Format::new("en", "USD"));
        let kept = Value::Map(vec![
            ("name".to_owned(), Value::Text("Baseline".to_owned())),
            ("plan".to_owned(), plan(400.0)),
        ]);
        let wish = Value::Map(vec![("kept".to_owned(), Value::List(vec![kept]))]);
        let words = panel(&insight, &wish).words();
        // 0.5 × 400 ÷ 100 − 1 = 100 %, and 200 % now.
        assert!(words.contains("100% 200% +100 pts"), "{words}");
        assert!(
            words.contains("Changed inputs") && words.contains("Sourced revenue: $400.00 → $600.00"),
            "{words}"
        );
        assert!(panel(&insight, &wish).html().contains("value=\"Baseline\""));
        assert!(panel(&insight, &Value::Null).words().starts_with("Keep the plan as the baseline"));
    }
}
