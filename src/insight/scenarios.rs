//! Plans side by side: those that were put aside, and what is on screen against the first of them.

use super::phrases::place_name;
use super::{Insight, KeptPlan};
use crate::app::Action;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use crate::workspace::MAX_SCENARIO_NAME;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, MetricId, Number, Plan};

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

/// Draws the plans that were put aside.
pub(super) fn panel(insight: &Insight) -> Tree {
    let kept = &insight.scenarios;
    if kept.is_empty() {
        return line("p", "hint", text::PANEL_SCENARIO_HINT.get());
    }
    let column = || el("th").set("scope", "col");
    let deed = |action: Action, label: text::Text, name: &str| {
        button("link", label.get(), action).set("aria-label", format!("{}, {name}", label.get()))
    };
    let heads = kept.iter().enumerate().map(|(at, KeptPlan { name, .. })| {
        let label = [text::PANEL_SCENARIO_NAME.get(), ", ", name].concat();
        let input = el("input")
            .set("type", "text")
            .set("autocomplete", "off")
            .set("maxlength", MAX_SCENARIO_NAME.to_string())
            .set("aria-label", label)
            .set("dir", "auto")
            .begins_with(name.clone())
            .changes(move |name| Action::RenameScenario(at, name));
        column().child(of("span", "box").child(input)).child(
            of("span", "deeds")
                .child(deed(Action::TakeScenario(at), text::PANEL_SCENARIO_TAKE, name))
                .child(deed(Action::RemoveScenario(at), text::PANEL_SCENARIO_REMOVE, name)),
        )
    });
    let head = el("tr")
        .child(column().text(text::METRIC.get()))
        .children(heads)
        .child(column().text(text::PANEL_SCENARIO_NOW.get()))
        .child(column().text(text::PANEL_SCENARIO_DELTA.get()));
    let rows = COMPARED.iter().map(|id| row(insight, *id, kept)).chain([changes(insight, kept)]);
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

/// What differs in the inputs of each from the first.
fn changes(insight: &Insight, kept: &[KeptPlan]) -> Tree {
    let first = kept.first().and_then(|first| Some((first.name.as_str(), &first.found.as_ref()?.0)));
    let cell = |class: &'static str, plan: Option<&Plan>| {
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

fn row(insight: &Insight, id: MetricId, kept: &[KeptPlan]) -> Tree {
    let metric = id.metric();
    let write = |value: Option<f64>| match value {
        Some(value) => insight.format.short(metric.unit, value),
        None => text::NO_VALUE.get().to_owned(),
    };
    let of_one = |kept: &KeptPlan| kept.found.as_ref().and_then(|(_, report)| report.total.value(id));
    // What is on screen is marked as a whole.
    let kept_as = |kept: &KeptPlan| {
        let said = write(of_one(kept));
        let is_example = kept.found.as_ref().is_some_and(|(_, report)| report.is_example());
        let is_example = is_example && !insight.report.is_example();
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
        assert!(panel(&insight).words().starts_with("Keep the plan as the baseline"));
        insight.scenarios.push(KeptPlan::new("Baseline".to_owned(), plan(400.0)));
        let words = panel(&insight).words();
        // 0.5 × 400 ÷ 100 − 1 = 100 %, and 200 % now.
        assert!(words.contains("100% 200% +100 pts"), "{words}");
        assert!(
            words.contains("Changed inputs") && words.contains("Sourced revenue: $400.00 → $600.00"),
            "{words}"
        );
        assert!(panel(&insight).html().contains("value=\"Baseline\""));
    }
}
