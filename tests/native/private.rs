//! Private figures: what is on screen is the same for everyone whose costs and margins are in the same proportion.

use super::*;
use comarketing_roi::app::{Column, FigureRef, Section, Toggle};
use comarketing_roi::insight::Insight;
use comarketing_roi::workspace::Mode;
use comarketing_roi_engine::{Number, Plan, ValidPlan, Value};
use std::rc::Rc;

const PANELS: [&str; 26] = [
    "activity",
    "claim",
    "definitions",
    "explain",
    "goal",
    "goal-box",
    "keys",
    "lead",
    "next",
    "questions",
    "request",
    "scenarios",
    "stage",
    "steps",
    "story",
    "summary",
    "corridor",
    "tiers",
    "funnel",
    "projection",
    "tornado",
    "distribution",
    "allocation",
    "maturity",
    "import",
    "corridor",
];

fn sample() -> Plan {
    let mut plan = fresh().workspace.program.to_plan();
    plan.set(FieldPath::plan(Field::PartnerMargin), Number::Exact(0.2));
    for at in 0..3 {
        plan.set(FieldPath::tier(at, Field::PartnerContribution), Number::Exact(40_000.0 + 7.0 * at as f64));
        plan.set(FieldPath::tier(at, Field::MdfAllocated), Number::Exact(230_000.0));
    }
    plan.examples.clear();
    plan
}

/// The plan without costs, as somebody would have sent it whose costs are `by` times as high.
fn withheld(plan: &Plan, by: f64) -> ValidPlan {
    let mut plan = plan.without_costs();
    for place in plan.places().collect::<Vec<_>>() {
        if let Some(number) = plan.get(place).filter(|_| place.field.is_cost_or_margin()) {
            plan.set(place, Number::Exact(number.likely() * by));
        }
    }
    plan.validate().expect("a plan")
}

fn wish(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn no_panel_shows_a_number_that_stands_for_a_hidden_one() {
    let plan = sample();
    let draw = |by: f64, name: &str, asked: &Value| {
        let insight = Insight::new(withheld(&plan, by), Format::new("en", "USD"));
        insight.panel(name, asked).map(|tree| tree.html())
    };
    let mut differing = Vec::new();
    for name in PANELS {
        let mut asked = vec![wish(r#"{"metric":"roi","target":0.5,"path":"/call/target"}"#)];
        if name == "explain" {
            let metrics = MetricId::ALL.iter().map(|id| wish(&format!(r#"{{"metric":"{}"}}"#, id.text())));
            let tiers =
                MetricId::ALL.iter().map(|id| wish(&format!(r#"{{"metric":"{}","tier":0}}"#, id.text())));
            asked = metrics.chain(tiers).collect();
        }
        for asked in asked {
            same(
                draw(0.5, name, &asked),
                draw(1.0, name, &asked),
                &mut differing,
                &format!("{name} {asked:?}"),
            );
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Where two drawings differ, with what stands around.
fn same(one: Option<String>, other: Option<String>, differing: &mut Vec<String>, what: &str) {
    let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
    if one != other {
        let at = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| {
            let cut: Vec<char> = text.chars().collect();
            let at = text.char_indices().take_while(|(byte, _)| *byte < at).count();
            cut[at.saturating_sub(90)..(at + 60).min(cut.len())].iter().collect::<String>()
        };
        differing.push(format!("{what}:\n  {}\n  {}", around(&one), around(&other)));
    }
}

#[test]
fn no_text_takes_a_hidden_figure_along() {
    let plan = sample();
    let text = |by: f64, name: &str| {
        let insight = Insight::new(withheld(&plan, by), Format::new("en", "USD"));
        insight.text(name, &wish(r#"{"all":true}"#))
    };
    let mut differing = Vec::new();
    for name in ["csv", "tsv"] {
        same(text(0.5, name), text(1.0, name), &mut differing, name);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn no_page_shows_a_hidden_figure_in_any_mode() {
    let plan = sample();
    let page = |by: f64, mode: Mode, open: Option<FigureRef>| {
        let state = act(&fresh(), Action::HostPlan(Rc::new(withheld(&plan, by).into_inner())));
        let state = state.apply(Action::Mode(mode)).unwrap_or(state);
        let state = act(&act(&state, Action::MoreDetail), Action::AllMetrics);
        let state = (0..7).fold(state, |state, _| state.apply(Action::Step(state.step + 1)).unwrap_or(state));
        super::view::html(&match open {
            Some(spot) => act(&state, Action::Explain(spot)),
            None => state,
        })
    };
    let mut differing = Vec::new();
    for mode in Mode::ALL {
        same(Some(page(0.5, mode, None)), Some(page(1.0, mode, None)), &mut differing, mode.id());
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    let spot = FigureRef { area: Section::Headline, column: Column::Total, metric: MetricId::Roi };
    assert_eq!(page(0.5, Mode::Sheet, Some(spot)), page(1.0, Mode::Sheet, Some(spot)));
    let private = act(&act(&fresh(), Action::HostPlan(Rc::new(plan))), Action::Toggle(Toggle::Private));
    let html = super::view::html(&private);
    assert!(html.contains("Private figures are hidden") && html.contains("Show private figures"), "{html}");
    for told in ["value=\"180,000\"", "value=\"76\"", "$180", "76%", "76 %"] {
        assert!(!html.contains(told), "{told}");
    }
}
