//! Writing a workbook, and reading it back.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "support/books.rs"]
#[allow(dead_code, reason = "merging is for the test with LibreOffice")]
mod books;
#[allow(dead_code, reason = "the others use the rest")]
mod support;
#[path = "support/tables.rs"]
mod tables;

use books::written;
use comarketing_roi_engine::workbook::{Book, Content, Question, Words, book};
use comarketing_roi_engine::{Field, Plan, Tier, ValidPlan};
use comarketing_roi_workbook::read::Workbook;
use comarketing_roi_workbook::write::{Style, Writer};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use support::any_plan;
use tables::rows;

fn config() -> Config {
    Config {
        cases: 60,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(29),
        ..Config::default()
    }
}

/// As a table shows it.
fn shown(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Number(number) | Content::Formula(_, Some(number)) => number.to_string(),
        Content::Formula(_, None) => String::new(),
    }
}

fn number(cell: &str) -> Option<f64> {
    match cell.strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok().map(|share| share / 100.0),
        None => cell.parse().ok(),
    }
}

fn check(book: &Book, bytes: Vec<u8>) {
    let workbook = Workbook::open(bytes).expect("our own workbook");
    for (place, sheet) in book.sheets.iter().enumerate() {
        let table = rows(&workbook.sheet(place).expect("a sheet").text);
        for cell in &sheet.cells {
            let row = table.get(cell.row as usize);
            let found = row.and_then(|row| row.get(cell.column as usize)).map_or("", String::as_str);
            let expected = shown(&cell.content);
            let same = match (number(&expected), number(found)) {
                // A percentage was moved by two places and back.
                (Some(a), Some(b)) => (a - b).abs() <= 1e-15 * a.abs(),
                _ => expected == found,
            };
            assert!(same, "{}: {expected:?} is read as {found:?}", sheet.name);
        }
    }
}

fn plan(name: &str) -> ValidPlan {
    let tier = Tier::named(name).with(Field::MdfSpent, 1e5).with(Field::RevenueSourced, 4e5);
    let plan = Plan::new("USD").with(Field::GrossMargin, 0.7).with_tier(tier);
    plan.validate().expect("a valid plan")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn our_own_workbook_is_read_back(plan in any_plan(4)) {
        let book = book(&plan, &Question::default(), &Words::ENGLISH).expect("a book");
        check(&book, written(&book));
    }

    #[test]
    fn any_name_comes_back_as_text(name in "\\PC{1,20}") {
        let text = name.trim();
        prop_assume!(!text.is_empty());
        let mut writer = Writer::new("", "");
        writer.sheet("A", &[], (0, 0));
        writer.text(0, 0, Style { look: 0, unit: None }, text);
        let bytes = writer.finish();
        let read = Workbook::open(bytes).expect("a workbook").sheet(0).expect("a sheet").text;
        let cells = rows(&read);
        prop_assert_eq!(cells[0][0].as_str(), text.replace(['\u{fffe}', '\u{ffff}'], ""));
    }
}

#[test]
fn what_begins_like_a_formula_stays_text() {
    for name in
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\";\"y\")", "_x0041_", "<b>&amp;"]
    {
        let book = book(&plan(name), &Question::default(), &Words::ENGLISH).expect("a book");
        let bytes = written(&book);
        check(&book, bytes.clone());
        let part = inflated(&bytes, "xl/worksheets/sheet2.xml");
        for formula in part.split("<f>").skip(1) {
            let formula = formula.split("</f>").next().expect("its end");
            assert!(!formula.contains(name), "{formula}");
        }
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let book = book(&plan("Gold"), &Question::default(), &Words::ENGLISH).expect("a book");
    assert_eq!(written(&book), written(&book));
    let properties = inflated(&written(&book), "docProps/core.xml");
    assert!(properties.contains(">2025-03-31T00:00:00Z</dcterms:created>"), "{properties}");
}

#[test]
fn sheets_have_names_that_a_spreadsheet_takes() {
    let mut writer = Writer::new("", "");
    for name in ["a/b:c*", "A B C", "", "x", "X", &"long ".repeat(20)] {
        writer.sheet(name, &[], (0, 0));
    }
    let workbook = Workbook::open(writer.finish()).expect("a workbook");
    let names: Vec<&str> = workbook.sheets().map(|(name, _)| name).collect();
    assert_eq!(names, ["a b c", "Sheet 2", "Sheet 3", "x", "Sheet 5", "long long long long long long l"]);
}

/// A part of an archive as text.
fn inflated(bytes: &[u8], name: &str) -> String {
    let number = |at: usize, size: usize| {
        bytes[at..at + size].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let mut at = 0;
    while bytes[at..].starts_with(b"PK\x03\x04") {
        let (size, length) = (number(at + 18, 4), number(at + 26, 2));
        let data = at + 30 + length;
        if &bytes[at + 30..data] == name.as_bytes() {
            let text = miniz_oxide::inflate::decompress_to_vec(&bytes[data..data + size]).expect("packed");
            return String::from_utf8(text).expect("text");
        }
        at = data + size;
    }
    panic!("no {name}")
}
