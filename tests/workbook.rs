//! A plan as a workbook: every figure of the report in a cell, made of cells that are there.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

mod support;

use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::symbol::{Scope, Symbol};
use comarketing_roi_engine::workbook::{Book, Cell, Content, Look, Question, Words, book};
use comarketing_roi_engine::{Field, FieldPath, METRICS, MetricId, Plan, Tier, ValidPlan, evaluate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use std::collections::BTreeMap;
use support::{any_plan, full_plan};

const RESULT: usize = 0;
const INPUTS: usize = 1;
const MODEL: usize = 2;
const ASSUMPTIONS: usize = 3;

fn config() -> Config {
    Config {
        cases: 200,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(13),
        ..Config::default()
    }
}

fn of(plan: &ValidPlan) -> Book {
    book(plan, &Question::default(), &Words::ENGLISH).expect("nothing is private")
}

fn cell(book: &Book, sheet: usize, row: u32, column: u32) -> Option<&Cell> {
    book.sheets[sheet].cells.iter().find(|cell| (cell.row, cell.column) == (row, column))
}

fn named<'a>(book: &'a Book, name: &str) -> &'a Cell {
    let found = book.names.iter().find(|other| other.name == name).unwrap_or_else(|| panic!("no {name}"));
    cell(book, found.sheet, found.row, found.column).unwrap_or_else(|| panic!("{name} names nothing"))
}

fn formula<'a>(book: &'a Book, name: &str) -> &'a str {
    match &named(book, name).content {
        Content::Formula(formula, _) => formula,
        other => panic!("{name} is {other:?}"),
    }
}

/// The rows of the metrics in the model, each under its name.
fn metric_rows(book: &Book) -> BTreeMap<MetricId, u32> {
    let model = &book.sheets[MODEL];
    let head = model.cells.iter().find(|cell| cell.content == Content::Text("Metric".to_owned()));
    let head = head.expect("a head").row;
    let text = |row: u32| match &cell(book, MODEL, row, 0)?.content {
        Content::Text(text) => Some(text.clone()),
        _ => None,
    };
    let of = |metric: &comarketing_roi_engine::Metric| {
        let last = model.cells.iter().map(|cell| cell.row).max().expect("rows");
        let row = (head..=last).find(|row| text(*row).is_some_and(|text| text == metric.plain_name()));
        (metric.id, row.expect("each metric has a row"))
    };
    METRICS.iter().map(of).collect()
}

/// The words of a formula that are no functions and no numbers.
fn words(formula: &str) -> Vec<&str> {
    let parts = formula.split(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.')));
    let is_name = |word: &&str| word.contains(|sign: char| sign.is_ascii_lowercase() || sign == '_');
    parts.filter(is_name).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_figure_of_the_report_is_a_formula_with_its_value(plan in prop_oneof![any_plan(5), full_plan()]) {
        let (report, book) = (evaluate(&plan), of(&plan));
        let rows = metric_rows(&book);
        let tiers = report.tiers.len() as u32;
        let columns = report.tiers.iter().zip(4..).chain([(&report.total, 4 + tiers), (&report.direct, 3)]);
        for (scope, column) in columns {
            for metric in METRICS.iter().filter(|metric| scope.figure(metric.id).is_some()) {
                let found = cell(&book, MODEL, rows[&metric.id], column).map(|cell| &cell.content);
                match (scope.value(metric.id), found) {
                    (Some(value), Some(Content::Formula(_, Some(cached)))) => {
                        prop_assert_eq!(value.to_bits(), cached.to_bits());
                    }
                    (None, None | Some(Content::Formula(_, None))) => {}
                    (value, found) => prop_assert!(false, "{}: {value:?} and {found:?}", metric.id.text()),
                }
            }
        }
    }

    #[test]
    fn each_name_is_of_one_cell_and_formulas_use_no_other(plan in any_plan(12)) {
        let book = of(&plan);
        let mut names: Vec<String> = book.names.iter().map(|name| name.name.to_lowercase()).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), count, "a name is there twice");
        for name in &book.names {
            named(&book, &name.name);
        }
        for cell in book.sheets.iter().flat_map(|sheet| &sheet.cells) {
            if let Content::Formula(formula, _) = &cell.content {
                for word in words(formula) {
                    prop_assert!(names.contains(&word.to_lowercase()), "{word} in {formula}");
                }
                prop_assert!(formula.len() < 8192, "a spreadsheet takes no longer one");
            }
        }
    }

    #[test]
    fn cells_come_in_order_and_each_once(plan in any_plan(4)) {
        for sheet in of(&plan).sheets {
            let places: Vec<(u32, u32)> = sheet.cells.iter().map(|cell| (cell.row, cell.column)).collect();
            prop_assert!(places.is_sorted_by(|a, b| a < b), "{}: {places:?}", sheet.name);
        }
    }
}

fn two_tiers() -> Plan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.7)
        .with(Field::AnnualChurn, 0.2)
        .with_tier(
            Tier::named("Strategic")
                .with(Field::MdfSpent, 1e5)
                .with(Field::PipelineSourced, 4e5)
                .with(Field::PipelineInfluenced, 2e5)
                .with(Field::WinRate, 0.25)
                .with(Field::DealSize, 2e4),
        )
        .with_tier(Tier::named("Focus A/B").with(Field::MdfSpent, 5e4).with(Field::RevenueSourced, 9e4))
}

fn valid(plan: Plan) -> ValidPlan {
    plan.validate().expect("a valid plan")
}

#[test]
fn formulas_speak_of_cells_by_name() {
    let book = of(&valid(two_tiers()));
    let roi =
        "IFERROR((gross_margin*credited_revenue_Strategic-vendor_cost_Strategic)/vendor_cost_Strategic,\"\")";
    assert_eq!(formula(&book, "roi_Strategic"), roi);
    assert_eq!(
        formula(&book, "credited_revenue_Strategic"),
        "IFERROR(revenue_sourced_Strategic+influence_credit*revenue_influenced_Strategic,\"\")"
    );
    assert_eq!(
        formula(&book, "revenue_sourced_Strategic"),
        "IFERROR(pipeline_sourced_Strategic*win_rate_Strategic,\"\")"
    );
    assert_eq!(named(&book, "revenue_sourced_Focus_A_B").content, Content::Number(9e4));
    let sum = formula(&book, "vendor_cost_total");
    assert_eq!(sum, "IFERROR(vendor_cost_Strategic+vendor_cost_Focus_A_B,\"\")");
    assert_eq!(
        formula(&book, "break_even_customers_Strategic"),
        "IFERROR(ROUNDUP(vendor_cost_Strategic/(deal_size_Strategic*gross_margin)*(1-1E-12),0),\"\")"
    );
}

#[test]
fn inputs_and_assumptions_are_marked_and_can_be_changed() {
    let mut plan = two_tiers();
    plan.examples.push(FieldPath::tier(0, Field::WinRate));
    plan.assumed.push(comarketing_roi_engine::plan::Assumed {
        field: "/economics/grossMargin".to_owned(),
        why: "Finance has not said.".to_owned(),
    });
    let book = of(&valid(plan));
    assert_eq!(named(&book, "mdf_spent_Strategic").look, Look::Given);
    assert_eq!(named(&book, "win_rate_Strategic").look, Look::Example);
    assert_eq!(named(&book, "gross_margin").look, Look::Assumed);
    let credit = named(&book, "influence_credit");
    assert_eq!((credit.look, &credit.content), (Look::Assumed, &Content::Number(0.4)));
    let place = book.names.iter().find(|name| name.name == "influence_credit").expect("it is named");
    assert_eq!(place.sheet, ASSUMPTIONS);
    let effect = cell(&book, ASSUMPTIONS, place.row, 4).expect("its effect");
    assert!(matches!(effect.content, Content::Number(change) if change > 0.0), "{effect:?}");
    let why: Vec<&Cell> = book.sheets[ASSUMPTIONS].cells.iter().filter(|cell| cell.column == 5).collect();
    assert!(why.iter().any(|cell| cell.content == Content::Text("Finance has not said.".to_owned())));
    // What was spent stands for what was allocated, and follows it.
    let follows = Content::Formula("mdf_spent_Strategic".to_owned(), Some(1e5));
    assert!(book.sheets[ASSUMPTIONS].cells.iter().any(|cell| cell.content == follows));
}

#[test]
fn a_private_plan_has_no_workbook() {
    let plan = valid(two_tiers().without_costs());
    let problems = book(&plan, &Question::default(), &Words::ENGLISH).expect_err("nothing is told");
    assert_eq!(problems[0].path, "/costsWithheld");
}

#[test]
fn names_that_would_be_formulas_are_text() {
    let mut plan = two_tiers();
    plan.tiers[0].name = "=HYPERLINK(\"http://x\")".to_owned();
    plan.tiers[1].name = "@SUM(1)".to_owned();
    let book = of(&valid(plan));
    for sheet in [RESULT, INPUTS, MODEL] {
        let text = Content::Text("=HYPERLINK(\"http://x\")".to_owned());
        assert!(book.sheets[sheet].cells.iter().any(|cell| cell.content == text), "{sheet}");
    }
    assert_eq!(named(&book, "mdf_spent_HYPERLINK_http_x").content, Content::Number(1e5));
}

#[test]
fn charts_show_the_tiers() {
    let book = of(&valid(two_tiers()));
    let [roi, pipeline] = &book.sheets[RESULT].charts[..] else { panic!("two charts") };
    for (chart, name) in [(roi, "roi_Strategic"), (pipeline, "pipeline_per_mdf_dollar_Strategic")] {
        assert_eq!(chart.rows.1, chart.rows.0 + 1);
        let figure = cell(&book, RESULT, chart.rows.0, chart.columns.1).expect("a figure");
        assert!(matches!(&figure.content, Content::Formula(formula, _) if formula == name), "{figure:?}");
    }
}

/// Why a metric of direct may be named from any column.
#[test]
fn direct_rests_on_what_the_plan_has_once() {
    for metric in METRICS.iter().filter(|metric| metric.stated == Stated::Direct) {
        let rests_on = metric.rests_on();
        let other = Symbol::ALL.iter().find(|symbol| rests_on.has(**symbol) && symbol.scope() != Scope::Plan);
        assert_eq!(other, None, "{}", metric.id.text());
    }
}
