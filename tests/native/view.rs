//! The page as HTML.

use super::*;
use comarketing_roi::app::{FigureRef, Section};
use comarketing_roi::insight::Insight;
use comarketing_roi::view::page::{Frame, page};
use comarketing_roi_engine::metric_ref::ScopeId;

pub(super) fn html(state: &State) -> String {
    let page = page(state, &Frame { level: 2, spoken: "", locked: false, cta: ("", "") });
    let Some(insight) = Insight::of(state, None) else { return page.html() };
    let insight = insight.with_campaigns(state, None);
    page.html_with(&|panel| {
        insight.panel(panel).unwrap_or_else(|| panic!("nothing is drawn for {panel:?}")).html()
    })
}

/// The text of the element with this id, without tags.
#[track_caller]
fn text_of(html: &str, id: &str) -> String {
    let at = html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    let rest = &html[at..];
    let end = ["</button>", "</div>"].iter().filter_map(|tag| rest.find(tag)).min().expect("an end");
    let mut text = String::new();
    let mut inside = true;
    for c in rest[..end].chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn the_sample_says_that_it_is_one() {
    let html = html(&fresh());
    assert!(html.contains("example company"));
    assert!(!html.contains("NaN") && !html.contains("Infinity") && !html.contains("inf%"));
    assert!(!html.contains("style="));
}

#[test]
fn a_published_example_has_its_published_answer_and_the_formula_behind_it() {
    // growthstrats.com: 50,000 spent, 600,000 of revenue at a third of margin returns 300 %.
    let state = typed(&typed(&typed(&blank(), MDF, "50000"), REVENUE, "600000"), MARGIN, "33.3333333333");
    let spot = FigureRef { area: Section::Headline, column: ScopeId::Total, metric: MetricId::Roi };
    let page = html(&act(&state, Action::Explain(spot)));
    assert!(text_of(&page, "why-0-total-roi-button").starts_with("300%"));
    assert!(page.contains("(g × R − Cv) / Cv"));
    assert!(
        page.contains("(Gross margin × credited revenue − vendor cost) / vendor cost")
            || page.contains("(gross margin × credited revenue − vendor cost) / vendor cost")
    );
    assert!(page.contains("(33.3333% × $600,000.00 − $50,000.00) / $50,000.00 = 300%"), "{page}");
}

#[test]
fn the_return_in_money_is_the_row_below_the_return() {
    let state = fresh();
    let page = html(&state);
    let of_total: Vec<&str> =
        page.split("id=\"why-3-total-").skip(1).filter_map(|rest| rest.split('-').next()).collect();
    let below = of_total.iter().skip_while(|id| **id != "roi").nth(1);
    assert_eq!(below, Some(&"grossProfitLessCost"), "{of_total:?}");
    let (left, cost) = (total(&state, MetricId::GrossProfitLessCost), total(&state, MetricId::VendorCost));
    let (left, cost) = (left.expect("a value"), cost.expect("a value"));
    let roi = total(&state, MetricId::Roi).expect("a value");
    assert!((left - roi * cost).abs() < 1e-6, "{left} is not {roi} of {cost}");
}

#[test]
fn a_figure_without_value_says_so_and_why() {
    let state = typed(&blank(), MDF, "100");
    let page = html(&state);
    assert!(text_of(&page, "why-0-total-roi-button").starts_with("not yet"));
    assert!(page.contains("Needs sourced revenue (or sourced pipeline and win rate)."));
}

#[test]
fn an_increase_is_called_one() {
    let sentence = |direct: &str| {
        let place = |field| FieldPath::plan(field);
        let state = typed(&blank(), MDF, "1000");
        let state = typed(&state, FieldPath::tier(0, Field::CustomersSourced), "10");
        let state = typed(&state, place(Field::DirectCost), direct);
        html(&typed(&state, place(Field::DirectCustomers), "10"))
    };
    assert!(sentence("2000").contains("costs 50% less than a direct one: $100.00 against $200.00."));
    assert!(sentence("500").contains("costs 100% more than a direct one: $100.00 against $50.00."));
    assert!(sentence("1000").contains("costs as much as a direct one:"));
}

#[test]
fn an_error_stands_at_its_field_and_in_the_summary_and_results_are_marked() {
    let page = html(&left(&typed(&fresh(), MDF, "1,23,4"), MDF));
    assert!(text_of(&page, "mdfSpent-0-error").contains("Did you mean 1234?"));
    assert!(page.contains("aria-invalid=\"true\"") && page.contains("aria-describedby=\"mdfSpent-0-error\""));
    assert!(page.contains("One thing to fix"));
    assert!(page.contains("class=\"results stale\""));
}

#[test]
fn the_way_to_a_mistake_begins_with_a_capital_in_every_language() {
    super::words::speak("de");
    let page = html(&left(&typed(&fresh(), MDF, "1,23,4"), MDF));
    let (_, summary) = page.split_once("class=\"problems\"").expect("the summary");
    assert!(summary.contains(">Ausgegebene MDF, "), "{summary:.400}");
}

#[test]
fn every_input_has_a_label_of_its_own() {
    let page = html(&act(&fresh(), Action::MoreDetail));
    let boxes = page.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let ids: Vec<&str> = boxes.filter_map(|tag| tag.split(" id=\"").nth(1)?.split('"').next()).collect();
    assert!(ids.len() > 50, "{}", ids.len());
    for (at, id) in ids.iter().enumerate() {
        assert!(page.contains(&format!("for=\"{id}\"")), "{id} has no label");
        assert!(!ids[..at].contains(id), "{id} stands twice");
    }
}

#[test]
fn no_public_benchmark_is_said_plainly_and_sources_are_named() {
    let open = |metric| {
        let spot = FigureRef { area: Section::Table, column: ScopeId::Total, metric };
        html(&act(&act(&fresh(), Action::AllMetrics), Action::Explain(spot)))
    };
    assert!(open(MetricId::CostPerInfluencedPipelineDollar).contains("No public benchmark"));
    let payback = open(MetricId::CacPaybackMonths);
    assert!(payback.contains("Aleph") && payback.contains("2026") && payback.contains("342"));
}

#[test]
fn totals_that_leave_tiers_out_say_which_they_cover() {
    let state = typed(&typed(&blank(), MDF, "100"), FieldPath::tier(0, Field::Leads), "10");
    let state = typed(&state, FieldPath::tier(1, Field::MdfSpent), "100");
    let spot = FigureRef { area: Section::Table, column: ScopeId::Total, metric: MetricId::CostPerLead };
    assert!(html(&act(&state, Action::Explain(spot))).contains("Covers Strategic only"));
}
