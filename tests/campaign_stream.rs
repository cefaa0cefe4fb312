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
    // Who says how the table is written says it of all of it.
    let said =
        Question { decimal: Some(Decimal::Point), dates: Some(DateOrder::MonthFirst), ..Question::default() };
    assert_eq!(codes(&text, &said), contradictions);
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
}

/// The partners that were read, and the lines that were left out.
fn partners(text: &str) -> (Vec<String>, Vec<(usize, &'static str)>) {
    let whole = read([text], &Question::default());
    for size in [1, 2, 3, 7, 64] {
        assert_eq!(read(cut(text, &[size]), &Question::default()), whole, "{size}: {text}");
    }
    let (all, report) = whole;
    let names = all.campaigns.into_iter().map(|(_, one)| one.partner).collect();
    (names, report.problems.iter().map(|problem| (problem.line, problem.code)).collect())
}

#[test]
fn a_quote_that_is_never_closed_costs_its_own_line_alone() {
    const UNCLOSED: &str = "wrongType";
    let (names, wrong) = partners("Partner,Leads\nA,5\n\"B,6\nC,7\nD,8\n");
    assert_eq!((names.join(" "), wrong), ("A C D".to_owned(), vec![(3, UNCLOSED)]));
    // In a later cell, with line ends of every kind, and at the very end.
    for end in ["\n", "\r\n", "\r"] {
        let (names, wrong) = partners(&["Partner,Leads", "A,\"5", "B,6", "", "C,7", "\"D,8"].join(end));
        assert_eq!(
            (names.join(" "), wrong),
            ("B C".to_owned(), vec![(2, UNCLOSED), (6, UNCLOSED)]),
            "{end:?}"
        );
    }
    // Two of them do not make one cell of what stands between.
    let (names, wrong) = partners("Partner;Leads\n\"A;5\nB;6\n\"C;7\nD;8\n");
    assert_eq!((names.join(" "), wrong), ("B D".to_owned(), vec![(2, UNCLOSED), (4, UNCLOSED)]));
    // One that closes holds its lines, also before a space.
    let (names, wrong) = partners("Partner,Leads\n\"A\nand \"\"B\"\"\" ,5\n\"C\"s,6\n");
    assert_eq!((names.join("|"), wrong), ("A\nand \"B\"|Cs".to_owned(), vec![]));
    // Lines are counted within it, whatever ends them.
    let (_, wrong) = partners("Partner,Leads\n\"A\rb\nc\r\nd\",x\nB,y\n");
    assert_eq!(wrong, [(2, "notANumber"), (6, "notANumber")]);
    // However long what follows is.
    let open = format!("Partner,Leads\nA,5\n\"B,6\n{}", "C,7\n".repeat(1 << 17));
    let whole = read([open.as_str()], &Question::default());
    assert_eq!((whole.1.campaigns, whole.1.rejected, whole.1.problems[0].line), (1 + (1 << 17), 1, 3));
    assert_eq!(read(cut(&open, &[1 << 16]), &Question::default()), whole);
}

#[test]
fn a_quote_at_the_start_of_a_cell_from_a_clipboard_is_a_letter() {
    let (names, wrong) = partners("Partner\tLeads\n\"North\t240\n\"South\t120\nWest\t60\n");
    assert_eq!((names.join(" "), wrong), ("\"North \"South West".to_owned(), vec![]));
    // Also where a sign of inches further down would close it.
    let (names, wrong) = partners("Partner\tLeads\tName\nA\t5\t\"6 banner\nB\t6\tx\nC\t7\t8\"\nD\t8\ty\n");
    assert_eq!((names.join(" "), wrong), ("A B C D".to_owned(), vec![]));
    // A cell of several lines comes in quotes, with its own doubled.
    let (names, wrong) = partners("Partner\tLeads\n\"A\n\"\"B\"\"\"\t5\n\"C\tD\"\t6\n");
    assert_eq!((names.join("|"), wrong), ("A\n\"B\"|C\tD".to_owned(), vec![]));
}

#[test]
fn the_first_cell_of_each_column_is_told_with_what_was_read_of_its_row() {
    #[derive(Default)]
    struct First(Vec<(usize, String, Option<Campaign>)>);
    impl Sink for First {
        fn campaign(&mut self, _: usize, _: &Campaign) {}
        fn first_cell(&mut self, column: usize, cell: &str, read: Option<&Campaign>) {
            self.0.push((column, cell.to_owned(), read.cloned()));
        }
    }
    let text = "Partner;MDF paid;Start;Note\nA;zwölf;;\nB;1.234,50;03.04.2025;x\nC;7;04.04.2025;y\n";
    for size in [1, 5, 1000] {
        let mut first = First::default();
        let mut reader = TableReader::new(&Question::default(), fold);
        cut(text, &[size]).into_iter().for_each(|piece| reader.push(piece, &mut first));
        reader.finish(&mut first);
        let told: Vec<_> =
            first.0.iter().map(|(at, cell, read)| (*at, cell.as_str(), read.is_some())).collect();
        assert_eq!(told, [(0, "A", true), (1, "zwölf", false), (2, "03.04.2025", true), (3, "x", true)]);
        let day = first.0[2].2.as_ref().and_then(|one| one.day(CampaignField::Start));
        assert_eq!(day, Date::new(2025, 4, 3));
    }
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
