//! LibreOffice against the engine: the workbooks of hundreds of plans, without any of the engine's values in them, are
//! calculated in one run, and every figure is the engine's.
//!
//! `cargo xtask test` provides the program: its path is in `SOFFICE`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a panic is how a test answers, and the counts are for people"
)]

#[path = "support/books.rs"]
mod books;
mod support;
#[path = "support/tables.rs"]
mod tables;

use books::{merged, written};
use comarketing_roi_engine::ValidPlan;
use comarketing_roi_engine::workbook::{Book, Content, Question, Words, book};
use comarketing_roi_workbook::read::Workbook;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{any_plan, full_plan};
use tables::rows;

/// How many plans of each kind.
const PLANS: usize = 160;
/// How many of them one file holds.
const TOGETHER: usize = 20;
/// How far a figure may be from the engine's, as a share of it.
const TOLERANCE: f64 = 1e-9;
/// LibreOffice writes no more than 20 decimals, of a share as a percentage: figures of a trillionth have fewer digits left.
const LAST_DIGIT: f64 = 5.1e-21;

/// Always calculated when it is opened, whatever values are stored in it.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

fn plans() -> Vec<ValidPlan> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[13; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut draw = |plan: BoxedStrategy<ValidPlan>| {
        (0..PLANS).map(|_| plan.new_tree(&mut runner).expect("a plan").current()).collect::<Vec<_>>()
    };
    [draw(any_plan(4).boxed()), draw(full_plan().boxed())].concat()
}

/// The program's own folders, so that nothing of anybody's settings is in them.
fn settings(folder: &Path) -> PathBuf {
    let user = folder.join("profile").join("user");
    fs::create_dir_all(&user).expect("a folder");
    fs::write(user.join("registrymodifications.xcu"), SETTINGS).expect("settings");
    folder.join("profile")
}

/// Every sheet as text, numbers with all digits that it writes.
const TEXT: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

fn converted(folder: &Path, to: &str, files: &[PathBuf]) -> PathBuf {
    let out = folder.join("out");
    let program = std::env::var("SOFFICE").expect("cargo xtask test sets SOFFICE");
    let done = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", settings(folder).display()))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(&out)
        .args(files)
        .output()
        .expect("LibreOffice runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    out
}

/// The book without a value of the engine: what a cell shows afterwards has been calculated.
fn without_values(mut book: Book) -> Book {
    for cell in book.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells) {
        if let Content::Formula(_, value) = &mut cell.content {
            *value = None;
        }
    }
    book
}

fn number(cell: &str) -> Option<f64> {
    match cell.strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok().map(|share| share / 100.0),
        None => cell.parse().ok(),
    }
}

fn agree(cell: &str, value: Option<f64>) -> bool {
    match (number(cell), value) {
        (Some(found), Some(value)) => {
            (found - value).abs() <= (TOLERANCE * found.abs().max(value.abs())).max(LAST_DIGIT)
        }
        (None, None) => cell.is_empty(),
        _ => false,
    }
}

/// What another program writes is read as what it was.
#[test]
fn a_workbook_that_libreoffice_wrote_is_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rewritten");
    fs::create_dir_all(folder.join("in")).expect("a folder");
    let plan = plans().pop().expect("a plan");
    let book = book(&plan, &Question::default(), &Words::ENGLISH).expect("a book");
    let file = folder.join("in").join("book.xlsx");
    fs::write(&file, written(&book)).expect("a file");
    let out = converted(&folder, "xlsx:Calc MS Excel 2007 XML", &[file]);
    let workbook = Workbook::open(fs::read(out.join("book.xlsx")).expect("a file")).expect("a workbook");
    let names: Vec<&str> = workbook.sheets().map(|(name, _)| name).collect();
    assert_eq!(names, ["Result", "Inputs", "Model", "Assumptions"]);
    for (place, sheet) in book.sheets.iter().enumerate() {
        let table = rows(&workbook.sheet(place).expect("a sheet").text);
        for cell in &sheet.cells {
            let row = table.get(cell.row as usize);
            let found = row.and_then(|row| row.get(cell.column as usize)).map_or("", String::as_str);
            let same = match &cell.content {
                Content::Text(text) => found == text,
                Content::Number(value) => agree(found, Some(*value)),
                Content::Formula(_, value) => agree(found, *value),
            };
            assert!(same, "{} {cell:?} is read as {found:?}", sheet.name);
        }
    }
}

#[test]
fn libreoffice_calculates_what_the_engine_does() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recalculated");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an empty folder");
    }
    fs::create_dir_all(folder.join("in")).expect("a folder");
    let plans = plans();
    let books: Vec<Book> =
        plans.iter().map(|plan| book(plan, &Question::default(), &Words::ENGLISH).expect("a book")).collect();
    let books: Vec<Book> = books.chunks(TOGETHER).map(merged).collect();
    let mut files = Vec::new();
    for (at, book) in books.iter().enumerate() {
        files.push(folder.join("in").join(format!("{at}.xlsx")));
        fs::write(&files[at], written(&without_values(book.clone()))).expect("a file");
    }
    let out = converted(&folder, TEXT, &files);
    let (mut figures, mut blanks, mut wrong) = (0, 0, Vec::new());
    for (at, book) in books.iter().enumerate() {
        for (place, sheet) in book.sheets.iter().enumerate() {
            let file = format!("{at}-{}.csv", sheet.name);
            let table = fs::read_to_string(out.join(&file)).unwrap_or_else(|_| panic!("no {file}"));
            let table = rows(&table);
            for cell in &sheet.cells {
                let Content::Formula(formula, value) = &cell.content else { continue };
                let row = table.get(cell.row as usize);
                let found = row.and_then(|row| row.get(cell.column as usize)).map_or("", String::as_str);
                match value {
                    Some(_) => figures += 1,
                    None => blanks += 1,
                }
                if !agree(found, *value) {
                    let here = (place, cell.row, cell.column);
                    let said = book.names.iter().find(|name| (name.sheet, name.row, name.column) == here);
                    let said = said.map_or("", |name| name.name.as_str());
                    wrong.push(format!("{file} {said}: {found:?} is not {value:?} = {formula}"));
                }
            }
        }
    }
    println!("{} plans, {figures} figures and {blanks} blanks calculated", plans.len());
    assert!(figures > 10_000, "only {figures} figures");
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
