use super::*;
use comarketing_roi_engine::campaign_table::{CampaignTable, Question, read_table};
use comarketing_roi_engine::name::fold;
use comarketing_roi_engine::{CampaignField, Value};

const ASKED: Asked = Asked { rows: 300, seed: 7 };

fn text(name: &str) -> String {
    exports(&ASKED).into_iter().find(|(file, _)| *file == name).unwrap().1
}

fn read(name: &str, more: &str) -> CampaignTable {
    let mut asked: serde_json::Value = serde_json::from_str(more).unwrap();
    asked["text"] = text(name).into();
    let asked: Value = serde_json::from_str(&asked.to_string()).unwrap();
    read_table(&Question::read(&asked).unwrap(), fold)
}

/// The figures of a table, in which all exports of the same campaigns agree.
fn figures(table: &CampaignTable) -> Vec<(String, String, [Option<f64>; 3])> {
    let of = |row: &comarketing_roi_engine::Campaign| {
        [CampaignField::MdfPaid, CampaignField::Leads, CampaignField::PipelineSourced]
            .map(|field| row.get(field))
    };
    table.campaigns.iter().map(|(_, row)| (row.name.clone(), row.partner.clone(), of(row))).collect()
}

#[test]
fn the_english_export_with_quoted_line_ends_is_read_whole() {
    let table = read("english.csv", "{}");
    assert_eq!((table.problems.as_slice(), table.set_aside.as_slice()), (&[][..], &[][..]));
    assert_eq!(table.campaigns.len(), ASKED.rows);
    assert_eq!((table.delimiter, table.decimal), (Some(','), Some('.')));
    // Names over two lines move the lines of all that follow.
    assert!(table.campaigns.last().unwrap().0 > ASKED.rows + 1);
}

#[test]
fn the_german_export_says_the_same() {
    let more = format!("{{\"columns\": {COLUMNS}, \"values\": {VALUES}}}");
    let table = read("german.csv", &more);
    assert_eq!(table.problems, []);
    assert_eq!((table.delimiter, table.decimal, table.day_first), (Some(';'), Some(','), Some(true)));
    assert_eq!(figures(&table), figures(&read("english.csv", "{}")));
    // Its heads and words are known.
    assert_eq!(read("german.csv", "{}"), table);
}

#[test]
fn of_a_crm_what_stands_around_the_rows_is_set_aside_and_told() {
    let table = read("crm.csv", "{}");
    assert_eq!(table.problems, []);
    assert_eq!(figures(&table), figures(&read("english.csv", "{}")));
    assert_eq!(table.head_line, Some(4));
    let aside: Vec<&str> = table.set_aside.iter().map(|one| one.reason).collect();
    let expected = [
        "It stands above the header.",
        "It stands above the header.",
        "A total would count its rows twice. A campaign has a day or an activity as well.",
        "One cell alone is a remark.",
        "One cell alone is a remark.",
    ];
    assert_eq!(aside, expected);
    let unknown: Vec<&str> =
        table.columns.iter().filter(|(_, field)| field.is_none()).map(|(head, _)| head.as_str()).collect();
    assert_eq!(unknown, ["Owner"]);
}

#[test]
fn each_broken_row_is_told_with_its_line_and_the_others_are_read() {
    let table = read("broken.csv", "{}");
    assert_eq!(figures(&table), figures(&read("english.csv", "{}")));
    let codes: Vec<&str> = table.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, BROKEN.map(|(_, code)| code));
    let text = text("broken.csv");
    for (problem, (row, _)) in table.problems.iter().zip(BROKEN) {
        assert_eq!(text.lines().nth(problem.line - 1), Some(row));
    }
}

#[test]
fn the_same_seed_gives_the_same_exports_and_another_gives_others() {
    assert_eq!(exports(&ASKED), exports(&ASKED));
    assert_ne!(exports(&ASKED), exports(&Asked { seed: 8, ..ASKED }));
}

#[test]
fn rows_and_seed_are_whole_numbers() {
    assert_eq!(asked(&["--rows", "5", "--seed", "2"]).unwrap(), Asked { rows: 5, seed: 2 });
    assert_eq!(asked(&[]).unwrap(), Asked { rows: 1000, seed: 1 });
    for words in [&["--rows", "0"][..], &["--rows"], &["--seed", "x"], &["rows"]] {
        assert!(asked(words).is_err(), "{words:?}");
    }
}

#[test]
fn the_long_table_is_read_whole_and_has_many_partners() {
    let mut bytes = Vec::new();
    many(2000, 1, &mut bytes).unwrap();
    let question = Question { text: String::from_utf8(bytes).unwrap(), ..Question::default() };
    let table = read_table(&question, fold);
    assert_eq!((table.problems.as_slice(), table.campaigns.len()), (&[][..], 2000));
    let partners: std::collections::BTreeSet<&str> =
        table.campaigns.iter().map(|(_, row)| row.partner.as_str()).collect();
    assert!(partners.len() > 1000, "{}", partners.len());
    assert!(table.columns.iter().all(|(_, field)| field.is_some()));
}
