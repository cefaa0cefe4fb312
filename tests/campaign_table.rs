//! A table as text: how it is understood, and what is told where it cannot be.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::campaign_table::{CampaignTable, DateOrder, Decimal, Question, read_table};
use comarketing_roi_engine::name::fold;

fn read(text: &str) -> CampaignTable {
    read_as(Question { text: text.to_owned(), ..Question::default() })
}

fn read_as(question: Question) -> CampaignTable {
    read_table(&question, fold)
}

/// What is wrong, as line, column and code.
fn wrong(table: &CampaignTable) -> Vec<(usize, Option<usize>, &'static str)> {
    table.problems.iter().map(|problem| (problem.line, problem.column, problem.code)).collect()
}

/// MDF paid of a table of one row, or the code of what is wrong.
#[track_caller]
fn paid(cell: &str, decimal: Option<Decimal>) -> Result<f64, &'static str> {
    let text = format!("Partner;MDF paid\nAcme;{cell}\n");
    let table = read_as(Question { text, decimal, currency: "EUR".to_owned(), ..Question::default() });
    match table.campaigns.first() {
        Some((_, row)) => Ok(row.get(CampaignField::MdfPaid).unwrap()),
        None => Err(table.problems[0].code),
    }
}

#[test]
fn a_number_with_one_reading_needs_no_decimal_sign() {
    for (cell, expected) in [
        ("1200", 1200.0),
        ("1.200,50", 1200.5),
        ("1,200.50", 1200.5),
        ("12,5", 12.5),
        ("0.125", 0.125),
        ("1.234.567", 1_234_567.0),
        ("1,234,567.891", 1_234_567.891),
        ("€ 12,50", 12.5),
        ("12.50 EUR", 12.5),
        ("1 200,50", 1200.5),
        ("12,34,567.50", 1_234_567.5),
        ("1,20,000", 120_000.0),
        ("800,-", 800.0),
        ("1'200.-", 1200.0),
        ("1.200,--", 1200.0),
        ("8.5E+01", 85.0),
        ("1,2E+01", 12.0),
        ("1.2E-01", 0.12),
        ("1.2E+06", 1_200_000.0),
        ("€ -", 0.0),
    ] {
        assert_eq!(paid(cell, None), Ok(expected), "{cell}");
    }
}

#[test]
fn a_number_with_two_readings_is_never_guessed() {
    for cell in ["1.200", "1,200", "999.999"] {
        assert_eq!(paid(cell, None), Err("ambiguous"), "{cell}");
    }
    assert_eq!(paid("1.200", Some(Decimal::Point)), Ok(1.2));
    assert_eq!(paid("1.200", Some(Decimal::Comma)), Ok(1200.0));
    assert_eq!(paid("1,200", Some(Decimal::Point)), Ok(1200.0));
    // Cells that contradict each other settle nothing.
    let table = read("Partner;MDF paid\nA;12,5\nB;12.5\nC;1.200\n");
    assert_eq!(table.decimal, None);
    assert_eq!(wrong(&table), [(4, Some(2), "ambiguous")]);
}

#[test]
fn what_is_no_number_is_told() {
    for cell in ["twelve", "1.20.0", "1,2.3,4", "5%", "?", "1e", "$5"] {
        assert!(paid(cell, None).is_err(), "{cell}");
    }
    assert_eq!(paid("$5", None), Err("contradiction"));
    // What a spreadsheet wrote in short lacks digits.
    assert_eq!(paid("1.23457E+12", None), Err("ambiguous"));
    assert_eq!(paid("99999999999999999999", None), Err("outOfRange"));
}

#[test]
fn days_are_read_where_one_order_fits_all() {
    let starts = |text: &str, dates| {
        let table = read_as(Question { text: text.to_owned(), dates, ..Question::default() });
        let day =
            |row: &comarketing_roi_engine::Campaign| row.day(CampaignField::Start).map(|day| day.to_string());
        (table.campaigns.iter().map(|(_, row)| day(row).unwrap()).collect::<Vec<_>>(), wrong(&table))
    };
    let (days, _) = starts("Partner,Start\nA,02/01/2025\nB,03/31/2025\n", None);
    assert_eq!(days, ["2025-02-01", "2025-03-31"]);
    let (days, _) =
        starts("Partner,Start\nA,2025-02-01T08:00:00Z\nB,2025/02/01\nC,01.02.2025\nD,05/05/2025\n", None);
    assert_eq!(days, ["2025-02-01", "2025-02-01", "2025-02-01", "2025-05-05"]);
    let (days, problems) = starts("Partner,Start\nA,01/02/2025\nB,1/2/25\n", None);
    assert_eq!((days.len(), problems), (0, vec![(2, Some(2), "ambiguous"), (3, Some(2), "wrongType")]));
    let (days, problems) = starts("Partner,Start\nA,01/02/2025\nB,03/31/2025\n", Some(DateOrder::DayFirst));
    assert_eq!((days, problems), (vec!["2025-02-01".to_owned()], vec![(3, Some(2), "contradiction")]));
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["Partner,Leads", "", "A,5", "\"B", "C\",6", "D,x"].join(end);
        let table = read(&text);
        assert_eq!(wrong(&table), [(6, Some(2), "notANumber")], "{end:?}");
        assert_eq!(table.campaigns.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4], "{end:?}");
    }
}

#[test]
fn a_stated_separator_is_kept_to_and_its_line_told() {
    let table = read("sep=;\nPartner;Leads\nA, B;5\n");
    assert_eq!((table.delimiter, table.campaigns.len(), table.set_aside[0].line), (Some(';'), 1, 1));
    assert_eq!(table.campaigns[0].1.partner, "A, B");
}

#[test]
fn two_columns_of_one_field_are_told_once() {
    let table = read("Partner,Leads,LEADS,lea_ds\nA,5,6,7\n");
    assert_eq!(wrong(&table), [(1, Some(3), "duplicateField"), (1, Some(4), "duplicateField")]);
}

#[test]
fn what_says_that_nothing_is_given_is_nothing() {
    let table = read("Partner,Leads,Start,Activity\nA,-,n/a,NULL\n");
    assert_eq!(table.problems, []);
    assert_eq!(table.campaigns[0].1.get(CampaignField::Leads), None);
}

#[test]
fn long_texts_of_any_letters_are_whole() {
    let name = "東é".repeat(5000);
    let table = read(&format!("Campaign,Partner,Leads\n{name},A,5\n\"{name}\",B,6\n"));
    // Longer than a name may be, so both are told, and nothing behind them is lost.
    assert_eq!(wrong(&table), [(2, Some(1), "length"), (3, Some(1), "length")]);
    let mut text = "Partner,Leads\n".to_owned();
    (0..500).for_each(|at| text.push_str(&format!("東京é{at},{at}\n")));
    assert_eq!(read(&text).campaigns.len(), 500);
}

#[test]
fn no_text_stops_the_reader() {
    for text in [
        "",
        "\u{feff}",
        "\"",
        ",,,",
        "Partner",
        "Partner,Leads\n\"",
        "\0",
        "Partner;\"Leads\n\"\"\"",
        "é\r\r\n;",
    ] {
        read(text);
    }
}
