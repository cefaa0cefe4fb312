//! Plans side by side: those that were put aside, and what is on screen against the first of them.

use super::tree::{Tree, el, line, number, of};
use super::{Insight, entry, word};
use crate::text;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{MetricId, Plan, Report, Value, evaluate};

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
    let kept: Vec<(&str, Option<Report>)> = match entry(wish, "kept") {
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
    let heads = kept.iter().enumerate().map(|(at, (name, _))| {
        column().child(line("span", "", *name)).child(
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
    let rows = COMPARED.iter().map(|id| row(insight, *id, &kept));
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

fn one(scenario: &Value) -> (&str, Option<Report>) {
    let plan = entry(scenario, "plan").and_then(|plan| Plan::read(plan).ok());
    (word(scenario, "name").unwrap_or_default(), plan.map(|plan| evaluate(&plan)))
}

fn row(insight: &Insight, id: MetricId, kept: &[(&str, Option<Report>)]) -> Tree {
    let metric = id.metric();
    let write = |value: Option<f64>| match value {
        Some(value) => insight.format.short(metric.unit, value),
        None => text::NO_VALUE.get().to_owned(),
    };
    let of_one = |report: &Option<Report>| report.as_ref().and_then(|report| report.total.value(id));
    let now = insight.report.total.value(id);
    let delta = kept.first().and_then(|(_, report)| of_one(report)).zip(now).map(|(first, now)| now - first);
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
        .children(kept.iter().map(|(_, report)| cell(write(of_one(report)))))
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
        assert!(words.contains("Baseline") && words.contains("100% 200% +100 pts"), "{words}");
        assert!(panel(&insight, &Value::Null).words().starts_with("Keep the plan as the baseline"));
    }
}
