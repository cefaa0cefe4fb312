//! A table in pieces: it is read like a whole one wherever it is cut, and what is kept of it is bounded.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use comarketing_roi_engine::campaign_table::{
    DateOrder, Decimal, Question, Rejected, SAMPLE, Sink, TableReader, TableReport, read_table,
};
use comarketing_roi_engine::name::fold;
use comarketing_roi_engine::portfolio::{Portfolio, Terms};
use comarketing_roi_engine::{Campaign, CampaignField, Date};
use proptest::prelude::*;

/// Keeps everything that a reader gives.
#[derive(Debug, Default, PartialEq)]
struct All {
    campaigns: Vec<(usize, Campaign)>,
    rejected: Vec<(usize, Vec<String>, usize)>,
}

impl Sink for All {
    fn campaign(&mut self, line: usize, campaign: &Campaign) {
        self.campaigns.push((line, campaign.clone()));
    }

    fn rejected(&mut self, row: &Rejected<'_>) {
        self.rejected.push((row.line(), row.cells().map(str::to_owned).collect(), row.problems.len()));
    }
}

fn read<'a>(pieces: impl IntoIterator<Item = &'a str>, asked: &Question) -> (All, TableReport) {
    let mut all = All::default();
    let mut reader = TableReader::new(asked, fold);
    pieces.into_iter().for_each(|piece| reader.push(piece, &mut all));
    let report = reader.finish(&mut all);
    (all, report)
}

/// The text in pieces that end behind so many signs each, again and again.
fn cut<'a>(text: &'a str, sizes: &[usize]) -> Vec<&'a str> {
    let mut rest = text;
    let mut pieces = Vec::new();
    for size in sizes.iter().cycle() {
        let at = rest.char_indices().nth(*size).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(at);
        pieces.push(piece);
        rest = after;
        if rest.is_empty() {
            return pieces;
        }
    }
    pieces
}

/// A table with every oddity that a cut could fall into.
const ODD: &str = "\u{feff}Report of “2025”\r\n\r\nPartner;\"freier\r\nText\";MDF paid;Start;Activity;Notiz\r\n\
    \"Müller; \"\"Söhne\"\"\";x;1.200,50;31.03.2025;webinar;\"zwei\r\nZeilen\"\r\n\r\n\rBeta;x;12,5;01.02.2025;event;\n\
    Gamma;x;zwölf;1.2.2025;party;東京\r\nSumme;;1.213,00;;;\r\nDelta;x\r\n\"Epsilon\";x;-;;;\r\nPartner;\"freier\r\nText\";MDF paid;Start;Activity;Notiz\r\nZeta;x;1.000;02.03.2025;email;e";

#[test]
fn a_table_of_oddities_is_understood() {
    let (all, report) = read([ODD], &Question::default());
    let lines: Vec<usize> = all.campaigns.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [5, 9, 13, 16]);
    assert_eq!((report.campaigns, report.rejected, report.problem_count), (4, 2, 3));
    assert_eq!((report.delimiter, report.decimal, report.day_first), (Some(';'), Some(','), Some(true)));
    assert_eq!(all.campaigns[3].1.get(CampaignField::MdfPaid), Some(1000.0));
    let rejected: Vec<usize> = all.rejected.iter().map(|(line, ..)| *line).collect();
    assert_eq!(rejected, [10, 12]);
    assert_eq!(all.rejected[0].1, ["Gamma", "x", "zwölf", "1.2.2025", "party", "東京"]);
}

proptest! {
    #[test]
    fn any_cut_gives_the_same(sizes in prop::collection::vec(1_usize..40, 1..8)) {
        prop_assert_eq!(read(cut(ODD, &sizes), &Question::default()), read([ODD], &Question::default()));
    }

    #[test]
    fn any_cut_of_any_text_gives_the_same(
        text in "(Partner|Leads|Start|[,;\"\r\n aé5.-]){0,60}",
        sizes in prop::collection::vec(1_usize..5, 1..4),
    ) {
        let text = format!("Partner,Leads,Start\n{text}");
        let whole = read([text.as_str()], &Question::default());
        prop_assert_eq!(read(cut(&text, &sizes), &Question::default()), whole);
    }
}

/// A table longer than what is looked at first: so many rows, then these.
fn long(rows: &str, then: &str) -> String {
    let mut text = "Partner,MDF paid,Start\n".to_owned();
    while text.len() <= SAMPLE + 1000 {
        text.push_str(rows);
    }
    text + then
}

#[test]
fn a_piece_longer_than_what_is_looked_at_first_is_read_like_many() {
    let text = long("Acmé,12.5,2025-01-31\n", "Beta,1.200,2025-01-31");
    let whole = read([text.as_str()], &Question::default());
    assert_eq!(whole.1.problem_count, 0);
    assert_eq!(whole.0.campaigns.last().unwrap().1.get(CampaignField::MdfPaid), Some(1.2));
    for size in [7, SAMPLE, SAMPLE + 1, 100_000] {
        assert_eq!(read(cut(&text, &[size]), &Question::default()), whole, "{size}");
    }
}

#[test]
fn a_later_cell_that_contradicts_the_beginning_is_told() {
    let codes = |text: &str, asked: &Question| {
        let (_, report) = read([text], asked);
        report.problems.iter().map(|problem| (problem.head.clone(), problem.code)).collect::<Vec<_>>()
    };
    let text =
        long("A,12.5,03/31/2025\n", "B,\"12,5\",03/30/2025\nC,12.5,31/03/2025\nD,\"1,200.5\",2025-03-31\n");
    let contradictions = [("MDF paid".to_owned(), "contradiction"), ("Start".to_owned(), "contradiction")];
    assert_eq!(codes(&text, &Question::default()), contradictions);
    // Who says how the table is written has said it of doubtful cells; those with one reading have it still.
    let said =
        Question { decimal: Some(Decimal::Point), dates: Some(DateOrder::MonthFirst), ..Question::default() };
    assert_eq!(codes(&text, &said), []);
    // What the beginning does not settle is not settled by a cell far behind it.
    let text = long("A,12,2025-03-31\n", "B,12.5,\nC,1.200,\n");
    assert_eq!(codes(&text, &Question::default()), [("MDF paid".to_owned(), "ambiguous")]);
}

#[test]
fn everything_is_counted_and_the_first_are_listed() {
    let mut text = "Partner,MDF paid,Leads\n".to_owned();
    for at in 0..5000 {
        text.push_str(&format!("A,x,{at}\nB,5,y\nTotal,1,1\nremark,,\n"));
    }
    let (all, report) = read([text.as_str()], &Question::default());
    assert_eq!((report.campaigns, report.rejected, report.problem_count), (0, 10_000, 10_000));
    assert_eq!((report.problems.len(), report.set_aside.len(), all.rejected.len()), (1000, 1000, 10_000));
    let counts: Vec<_> = report.counts.iter().map(|one| (one.column, one.code, one.count)).collect();
    assert_eq!(counts, [(Some(2), "notANumber", 5000), (Some(3), "notANumber", 5000)]);
    assert_eq!(report.set_aside_counts.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [5000, 5000]);
    // A text that is there as a whole is told as a whole.
    let table = read_table(&Question { text, ..Question::default() }, fold);
    assert_eq!((table.problems.len(), table.set_aside.len()), (10_000, 10_000));
}

#[test]
fn a_row_without_end_is_told_and_not_kept() {
    let long_cell = "x".repeat(3 << 20);
    let text = format!("Partner,Leads\nA,5\n\"{long_cell}\n\n\",6\nB,7\n");
    let (all, report) = read(cut(&text, &[1 << 16]), &Question::default());
    assert_eq!(all.campaigns.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 6]);
    assert_eq!((report.problems[0].line, report.problems[0].code), (3, "length"));
    let many = format!("Partner,Leads\n{}\nB,7\n", "1,".repeat(50_000));
    let (all, report) = read([many.as_str()], &Question::default());
    assert_eq!((all.campaigns.len(), report.problems[0].code), (1, "length"));
    // The rest of a table behind a quote that is never closed is one row.
    let open = format!("Partner,Leads\nA,5\n\"B,6\n{}", "C,7\n".repeat(1 << 20));
    let (all, report) = read(cut(&open, &[1 << 16]), &Question::default());
    assert_eq!(all.campaigns.len(), 1);
    assert_eq!((report.problems[0].line, report.problems[0].code), (3, "wrongType"));
}

#[test]
fn without_a_head_the_rest_is_not_looked_at() {
    let mut all = All::default();
    let mut reader = TableReader::new(&Question::default(), fold);
    (0..10).for_each(|_| reader.push(&"no,head,here\n".repeat(10_000), &mut all));
    assert!(reader.is_headless());
    let report = reader.finish(&mut all);
    assert_eq!((report.problems[0].code, report.rejected, all), ("missing", 0, All::default()));
}

#[test]
fn a_portfolio_takes_more_rows_than_a_list_may_have() {
    let mut text = "Partner,Tier,MDF paid,Partner-sourced pipeline\n".to_owned();
    (0..150_000).for_each(|at| text.push_str(&format!("P{},Focus,1,2\n", at % 100)));
    let mut portfolio = Portfolio::new(Terms::new("USD", Date::new(2025, 12, 31).unwrap()));
    let mut reader = TableReader::new(&Question::default(), fold);
    cut(&text, &[60_000]).into_iter().for_each(|piece| reader.push(piece, &mut portfolio));
    let report = reader.finish(&mut portfolio);
    assert_eq!((report.campaigns, report.problem_count), (150_000, 0));
    assert_eq!(portfolio.report().total.sums.rows, 150_000);
    let problems = read_table(&Question { text, ..Question::default() }, fold).problems;
    assert_eq!(problems.iter().map(|one| one.code).collect::<Vec<_>>(), ["count"]);
}
