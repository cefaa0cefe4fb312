//! What a host brings: its own benchmarks beside or in place of public ones, and its own words.

use super::drawn::{self, of_tier, total};
use super::words::catalogue;
use comarketing_roi::app::Panel;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::{Field, MetricId, Plan, Tier, Value};

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Two tiers with returns of 220 % and 60 %, and what a host says of them.
fn insight(rows: &str, replace: bool) -> Insight {
    let tier = |name: &str, pipeline: f64| {
        Tier::named(name)
            .with(Field::MdfSpent, 100e3)
            .with(Field::ProgrammeCost, 50e3)
            .with(Field::PipelineSourced, pipeline)
            .with(Field::WinRate, 0.25)
            .with(Field::DealSize, 50e3)
    };
    let plan = Plan::new("USD")
        .with(Field::GrossMargin, 0.8)
        .with_tier(tier("Gold", 2.4e6))
        .with_tier(tier("Silver", 1.2e6));
    let host = format!(
        r#"{{"version":1,"source":"Partner program","period":"2025","currency":"USD",
             "replacePublic":{replace},"rows":{rows}}}"#
    );
    let host = HostBenchmarks::read(&json(&host)).expect("right benchmarks");
    let plan = plan.validate().expect("a valid plan");
    Insight { host: Some(host), ..Insight::new(plan, Format::new("en", "USD")) }
}

const ROWS: &str = r#"[
    {"metric":"roi","tier":"Gold","n":12,"p25":0.9,"median":1.4,"p75":2},
    {"metric":"roi","tier":"Silver","n":3,"value":0.123,"stat":"median"},
    {"metric":"roi","n":40,"median":1.1},
    {"metric":"cacPaybackMonths","n":8,"median":7}]"#;

fn words(insight: &Insight, panel: Panel) -> String {
    drawn::words(insight, panel).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

const PROVENANCE: &str = "Partner program, 2025. Stated by the provider of this page; not a public figure.";

#[test]
fn an_explanation_holds_a_tier_against_the_host_s_figure_of_that_tier() {
    let insight = insight(ROWS, false);
    let gold = words(&insight, of_tier(MetricId::Roi, 0));
    has(&gold, "Benchmark of the provider 90% / 140% / 200% quartiles, Gold, 12 partners");
    has(&gold, "in the best quarter");
    has(&gold, PROVENANCE);
    let all = words(&insight, total(MetricId::Roi));
    has(&all, "110% median, all partners, 40 partners");
    assert!(!all.contains("Gold, 12"), "{all}");
}

#[test]
fn a_figure_of_few_partners_is_not_shown_anywhere() {
    let insight = insight(ROWS, false);
    let silver = words(&insight, of_tier(MetricId::Roi, 1));
    has(&silver, "Silver: too few partners to show.");
    for panel in [silver, words(&insight, Panel::Tiers(MetricId::Roi)), words(&insight, Panel::Summary)] {
        assert!(!panel.contains("12.3%"), "{panel}");
        has(&panel, "too few partners to show");
    }
    let drawn = insight.panel(Panel::Tiers(MetricId::Roi)).expect("a chart").html();
    assert_eq!(drawn.matches("class=\"host\"").count(), 1, "Gold's quarters alone are outlined");
}

#[test]
fn the_host_s_figures_stand_beside_the_public_ones_or_replace_them() {
    const METRIC: Panel = total(MetricId::CacPaybackMonths);
    let beside = words(&insight(ROWS, false), METRIC);
    has(&beside, "Benchmark of the provider 7 months median, all partners, 8 partners");
    let public = Insight { host: None, ..insight(ROWS, false) };
    let alone = words(&public, METRIC);
    let record = alone.split_once("Benchmark ").expect("a public benchmark").1;
    assert!(record.len() > 100, "the public record says something: {record}");
    has(&beside, record);
    let replaced = words(&insight(ROWS, true), METRIC);
    has(&replaced, "7 months");
    assert!(!replaced.contains(record), "{replaced}");
    let summary = words(&insight("[]", true), Panel::Summary);
    assert!(!summary.contains(record), "{summary}");
}

#[test]
fn a_chart_of_tiers_draws_each_tier_s_own_figure_and_says_whose_it_is() {
    let insight = insight(ROWS, false);
    let chart = words(&insight, Panel::Tiers(MetricId::Roi));
    has(&chart, "Outlined: the benchmark of the provider (Gold: 12 partners, all partners: 40 partners).");
    has(&chart, PROVENANCE);
    has(&chart, "all partners: 110%");
    has(&chart, "Gold 220% 90% / 140% / 200%");
}

#[test]
fn money_of_another_currency_is_told_and_not_drawn() {
    let rows = r#"[{"metric":"partnerCac","tier":"Gold","n":8,"median":9000}]"#;
    let mut insight = insight(rows, true);
    if let Some(host) = &mut insight.host {
        host.currency = "EUR".to_owned();
    }
    let told = words(&insight, of_tier(MetricId::PartnerCac, 0));
    has(&told, "€9,000 median, Gold, 8 partners");
    has(&told, "the currencies differ");
    let html = insight.panel(Panel::Tiers(MetricId::PartnerCac)).expect("a chart").html();
    assert!(!html.contains("host-line"), "{html}");
    has(&html, "€9,000");
}

#[test]
fn the_report_names_the_host_s_figures_in_its_heading() {
    let summary = words(&insight(ROWS, false), Panel::Summary);
    has(&summary, "Figures to compare with, and their sources");
    has(&summary, "90% / 140% / 200% quartiles, Gold, 12 partners");
    has(&summary, "7 months median, all partners, 8 partners");
}

#[test]
fn a_table_with_the_host_s_words_is_taken_and_said() {
    use comarketing_roi::text::{self, Language};
    let all = catalogue::read(std::path::Path::new("locales")).expect("catalogues");
    let english = &all["en"];
    for tag in ["en", "de"] {
        let mut ours = all[tag].clone();
        ours.insert("undo".to_owned(), "Take it back".to_owned());
        ours.insert("moreDetail".to_owned(), "{of} in all, {filled} known".to_owned());
        let mut table = catalogue::lines(english, tag, &ours);
        if tag == "en" {
            // What the engine says, as labels.js appends it: English has no such lines of its own.
            let keys = catalogue::keys(english);
            let line = keys.lines().find(|line| line.starts_with("field.winRate ")).expect("the key");
            let mark = line.split(' ').nth(1).expect("its mark");
            table += &format!("\n{mark}Deals won");
        }
        Language::of(&table).speak();
        assert_eq!(text::LANGUAGE.get(), tag);
        assert_eq!(text::UNDO.get(), "Take it back");
        assert_eq!(text::more_detail("3", "11"), "11 in all, 3 known");
        assert_eq!(text::term("Win rate"), if tag == "en" { "Deals won" } else { "Abschlussquote" });
        assert!(!text::term("Gross margin").is_empty());
    }
}
