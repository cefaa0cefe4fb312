//! Heads, words and units of other systems and languages: what lands right without a question, and what is asked.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use comarketing_roi_engine::campaign::words_of;
use comarketing_roi_engine::campaign_table::{
    CampaignTable, DOCUMENTED, Question, SPOKEN, WORDS, read_table,
};
use comarketing_roi_engine::name::fold;
use comarketing_roi_engine::{Campaign, CampaignField};
use std::collections::BTreeMap;

fn read(text: &str) -> CampaignTable {
    read_table(&Question { text: text.to_owned(), ..Question::default() }, fold)
}

/// The table, read in a currency.
fn read_in(currency: &str, text: &str) -> CampaignTable {
    let (text, currency) = (text.to_owned(), currency.to_owned());
    read_table(&Question { text, currency, ..Question::default() }, fold)
}

fn wrong(table: &CampaignTable) -> Vec<(usize, &str, &'static str)> {
    table.problems.iter().map(|problem| (problem.line, problem.head.as_str(), problem.code)).collect()
}

fn unused(table: &CampaignTable) -> Vec<&str> {
    table.columns.iter().filter(|(_, field)| field.is_none()).map(|(head, _)| head.as_str()).collect()
}

const ENGLISH: &str = include_str!("campaign-tables/english-quoted-newline.csv");
const GERMAN: &str = include_str!("campaign-tables/german-semicolon.csv");
const CRM: &str = include_str!("campaign-tables/crm-preamble-footer.csv");

fn campaigns(table: &CampaignTable) -> Vec<Campaign> {
    table.campaigns.iter().map(|(_, campaign)| campaign.clone()).collect()
}

#[test]
fn the_three_exports_land_right_at_first_drop() {
    let english = read(ENGLISH);
    assert_eq!((wrong(&english), unused(&english)), (vec![], vec![]));
    let first = &english.campaigns[0].1;
    assert_eq!((first.partner.as_str(), first.currency.as_str()), ("Müller & Söhne", "EUR"));
    assert_eq!(first.get(CampaignField::MdfPaid), Some(14_939.81));
    assert_eq!(english.campaigns[1].1.name, "E-book:\nten steps");
    assert_eq!(english.campaigns.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 5, 6, 7]);

    let german = read(GERMAN);
    assert_eq!((wrong(&german), unused(&german)), (vec![], vec![]));
    assert_eq!((german.delimiter, german.decimal, german.day_first), (Some(';'), Some(','), Some(true)));
    assert_eq!(campaigns(&german), campaigns(&english));

    let crm = read(CRM);
    assert_eq!((wrong(&crm), unused(&crm), crm.head_line), (vec![], vec!["Owner"], Some(4)));
    assert_eq!(crm.set_aside.iter().map(|one| one.line).collect::<Vec<_>>(), [1, 2, 11, 13, 14]);
    assert_eq!(campaigns(&crm), campaigns(&english));
}

#[test]
fn heads_mean_one_thing_and_are_nobodys_own() {
    let mut met: BTreeMap<String, CampaignField> = BTreeMap::new();
    let spoken = SPOKEN.iter().flat_map(|(_, heads)| heads.iter());
    for (head, field) in DOCUMENTED.iter().flat_map(|one| one.heads.iter()).chain(spoken) {
        let table = read(&format!("{head},Leads of nobody\nx,1\n"));
        assert_eq!(table.columns.first().map(|(_, field)| *field), Some(Some(*field)), "{head}");
        let other = met.insert(fold(head), *field);
        assert!(other.is_none_or(|other| other == *field), "{head} means two things");
    }
    for one in &DOCUMENTED {
        assert!(one.source.starts_with("https://") && !one.system.is_empty(), "{}", one.object);
        assert!(!one.heads.is_empty() || !one.not_taken.is_empty(), "{} {}", one.system, one.object);
    }
}

#[test]
fn words_stand_for_one_of_ours_and_are_none_of_ours() {
    for (field, words) in WORDS {
        let ours = words_of(*field);
        for (text, id) in *words {
            assert!(ours.iter().any(|(own, _)| own == id), "{text}: {id}");
            let table = read(&format!("Partner,{}\nA,{text}\n", field.label()));
            assert_eq!(table.campaigns[0].1.word(*field), Some(*id), "{text}");
            assert_eq!(words.iter().filter(|(other, _)| fold(other) == fold(text)).count(), 1, "{text}");
        }
    }
}

#[test]
fn a_name_of_our_own_goes_before_those_of_others_and_nothing_is_taken_twice() {
    let table = read("Partnername,Partner,Status Reason,Status\nx,A,Launched,Approved\n");
    assert_eq!(wrong(&table), []);
    assert_eq!(
        (unused(&table), table.campaigns[0].1.partner.as_str()),
        (vec!["Partnername", "Status Reason"], "A")
    );
    let table = read("Partner,Proposed Start Date,Actual Start Date\nA,2025-01-01,2025-01-05\n");
    assert_eq!(unused(&table), ["Proposed Start Date"]);
    assert_eq!(table.campaigns[0].1.day(CampaignField::Start).unwrap().to_string(), "2025-01-05");
    // What a CRM expects is no revenue, and what a campaign costs is not MDF.
    let table = read(
        "Campaign Name,Actual Cost in Campaign,Expected Revenue,Value Won Opportunities in Campaign\nA,1,2,3\n",
    );
    assert_eq!(unused(&table).len(), 3);
}

#[test]
fn a_currency_in_the_head_is_that_of_its_rows() {
    let table =
        read("Partner,MDF paid (EUR),Partner-sourced pipeline (€),Leads (number)\nA,1200,24000,240\nB,,,5\n");
    assert_eq!((wrong(&table), unused(&table)), (vec![], vec![]));
    assert_eq!(table.campaigns.iter().map(|(_, row)| row.currency.as_str()).collect::<Vec<_>>(), ["EUR", ""]);
    assert_eq!(table.columns[1].0, "MDF paid (EUR)");
    let table = read("Partner,Currency,MDF paid (EUR)\nA,EUR,5\nB,USD,5\nC,USD,\nD,,5\n");
    assert_eq!(wrong(&table), [(3, "MDF paid (EUR)", "contradiction")]);
    assert_eq!(
        table.campaigns.iter().map(|(_, row)| row.currency.as_str()).collect::<Vec<_>>(),
        ["EUR", "USD", "EUR"]
    );
    let table = read("Partner,MDF paid (EUR),MDF claimed (USD)\nA,5,6\n");
    assert_eq!(wrong(&table), [(2, "MDF claimed (USD)", "contradiction")]);
    assert_eq!(
        wrong(&read("Partner,MDF paid (EUR)\nA,€5\nB,£5\n")),
        [(3, "MDF paid (EUR)", "contradiction")]
    );
}

#[test]
fn another_scale_is_asked_and_never_guessed() {
    for head in [
        "MDF paid (cents)",
        "MDF paid in k",
        "MDF ausgezahlt T€",
        "MDF ausgezahlt in Tsd. €",
        "MDF paid ($M)",
    ] {
        let text = format!("Partner;{head}\nA;1250\n");
        let table = read_in("USD", &text);
        assert_eq!(wrong(&table), [(1, head, "ambiguous")]);
        assert_eq!(table.campaigns[0].1.get(CampaignField::MdfPaid), None);
        for (scale, paid) in [(0.01, 12.5), (1.0, 1250.0), (1000.0, 1_250_000.0)] {
            let scales = vec![(head.to_owned(), scale)];
            let currency = "USD".to_owned();
            let table =
                read_table(&Question { text: text.clone(), currency, scales, ..Question::default() }, fold);
            assert_eq!(table.problems, []);
            assert_eq!(table.campaigns[0].1.get(CampaignField::MdfPaid), Some(paid), "{head}");
        }
    }
    // Cents of many cents are exact.
    let scales = vec![("MDF paid (cents)".to_owned(), 0.01)];
    let text = "Partner,MDF paid (cents)\nA,1999\n".to_owned();
    let table = read_table(&Question { text, scales, ..Question::default() }, fold);
    assert_eq!(table.campaigns[0].1.get(CampaignField::MdfPaid), Some(19.99));
}

#[test]
fn cells_that_a_spreadsheet_could_not_work_out_are_not_given() {
    let table = read("Partner,Leads,Start\nA,#DIV/0!,#N/A\nB,#NV,--\n");
    assert_eq!((wrong(&table), table.campaigns.len()), (vec![], 2));
}

#[test]
fn two_rows_of_heads_are_one_where_both_are_needed() {
    let heads = |table: &CampaignTable| {
        table.columns.iter().map(|(head, field)| (head.clone(), *field)).collect::<Vec<_>>()
    };
    // Words that belong together, and a name that stands above alone.
    let table = read(
        "Campaign;Partner;MDF;;Partner-sourced;Partner-influenced\n;;claimed;paid;pipeline;pipeline\nA;North;1200;1000;24000;8000\n",
    );
    assert_eq!((wrong(&table), unused(&table), table.head_line), (vec![], vec![], Some(2)));
    assert_eq!(heads(&table)[2], ("MDF claimed".to_owned(), Some(CampaignField::MdfClaimed)));
    let one = &table.campaigns[0].1;
    assert_eq!((one.name.as_str(), one.get(CampaignField::PipelineSourced)), ("A", Some(24_000.0)));
    // Groups above names that are whole by themselves: they stand above the head.
    let table = read("2025;;Money;\nCampaign;Partner;MDF claimed;MDF paid\nA;North;5;4\n");
    assert_eq!((wrong(&table), unused(&table), table.head_line), (vec![], vec![], Some(2)));
    assert_eq!(table.set_aside.iter().map(|one| one.line).collect::<Vec<_>>(), [1]);
    // A group says whose name and type it is.
    let table =
        read("Partner,,Campaign,,\nName,Type,Name,Start,MDF claimed\nNorth,technology,A,2025-01-31,5\n");
    assert_eq!(wrong(&table), []);
    let one = &table.campaigns[0].1;
    assert_eq!((one.partner.as_str(), one.name.as_str()), ("North", "A"));
    // A title qualifies nothing.
    let table = read("Partner\nName,Start,MDF claimed\nA,2025-01-31,5\n");
    assert_eq!((table.campaigns[0].1.name.as_str(), table.head_line), ("A", Some(2)));
    // Quarters side by side are not one row for each campaign, which is said.
    let table = read("Q1;;Q2;\nCampaign;MDF claimed;MDF claimed;Leads\nA;5;6;7\n");
    assert_eq!(wrong(&table), [(2, "MDF claimed", "duplicateField")]);
    // A row of the body is none of the head.
    let table = read("Campaign,Partner,,Activity\nWebinar,North,x,webinar\nAlpha,South,,event\n");
    assert_eq!((table.head_line, table.campaigns.len()), (Some(1), 2));
}

#[test]
fn a_row_of_units_belongs_to_the_head_and_both_are_known_again() {
    let page = "Partner,MDF,,Leads\n,paid,claimed,\n,EUR,EUR,number\nA,5,6,7\n";
    let table = read(&[page, page].concat());
    assert_eq!((wrong(&table), unused(&table), table.campaigns.len()), (vec![], vec![], 2));
    assert_eq!(table.columns[1].0, "MDF paid (EUR)");
    assert_eq!(table.campaigns[0].1.currency, "EUR");
    let again: Vec<_> = table.set_aside.iter().map(|one| (one.line, one.reason)).collect();
    assert_eq!(again, [5, 6, 7].map(|line| (line, "It repeats the header.")));
    // A scale is asked about wherever it stands.
    let table = read("Partner,MDF paid\n,T€\nA,5\n");
    assert_eq!(wrong(&table), [(1, "MDF paid (T€)", "ambiguous")]);
}
