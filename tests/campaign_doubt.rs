//! Rows and days of a table that are doubtful: each is asked about or told, and none is lost or counted twice.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::campaign_table::{
    CampaignTable, DateOrder, Decimal, Question, Setting, read_table,
};
use comarketing_roi_engine::name::fold;

fn read(text: &str) -> CampaignTable {
    read_table(&Question { text: text.to_owned(), currency: "USD".to_owned(), ..Question::default() }, fold)
}

/// What is wrong, as line, head and code.
fn wrong(table: &CampaignTable) -> Vec<(usize, &str, &'static str)> {
    table.problems.iter().map(|problem| (problem.line, problem.head.as_str(), problem.code)).collect()
}

fn aside(table: &CampaignTable) -> Vec<usize> {
    table.set_aside.iter().map(|one| one.line).collect()
}

fn partners(table: &CampaignTable) -> Vec<&str> {
    table.campaigns.iter().map(|(_, row)| row.partner.as_str()).collect()
}

#[test]
fn more_cells_than_heads_are_refused_even_empty_ones() {
    assert_eq!(wrong(&read("Partner,MDF paid,Leads\nGold,1,200,\n")), [(2, "", "count")]);
    let table = read("Partner,MDF paid,Leads\nGold,1,200,\nSilver,800,120\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![(2, "", "count")], vec!["Silver"]));
    assert_eq!(wrong(&read("Partner,MDF paid,Leads\nA,1,200,\nB,2,300,\n")).len(), 2);
    // All rows have the same empty cells, and no number can be parted in them.
    let table = read("Partner,MDF paid,Leads\nA,1200,5,\nB,800,6,\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![], vec!["A", "B"]));
    // Empty heads at the end need no cells.
    let table = read("Partner,MDF paid,Leads,,,\nA,1200,5\nB,800,6,,,\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![], vec!["A", "B"]));
}

#[test]
fn a_row_of_another_width_is_told_how_to_mend_it() {
    let table = read("Partner,MDF paid,Leads\nA,5\nB, \"1,200\", 5\nC,1,200,5\n");
    let said: Vec<&str> = table.problems.iter().map(|one| one.message.as_str()).collect();
    assert!(said[0].contains("missing cells"), "{said:?}");
    assert!(said[1].contains("space before the quotes"), "{said:?}");
    assert!(said[2].contains("number with a separator"), "{said:?}");
}

#[test]
fn no_more_cells_are_read_than_a_row_may_have() {
    let text = |cells: usize| format!("Partner,Leads\nA,5{}\nB,6\n", ",".repeat(cells - 2));
    assert_eq!(wrong(&read(&text(10_000))), [(2, "", "count")]);
    assert_eq!(wrong(&read(&text(10_003))), [(2, "", "length")]);
}

#[test]
fn a_head_without_campaigns_says_so() {
    for text in ["Partner,MDF paid", "Partner,MDF paid\n\n", "Partner,MDF paid\nTotal,5\n"] {
        assert_eq!(wrong(&read(text)), [(1, "", "missing")], "{text}");
    }
    assert_eq!(wrong(&read("Partner,MDF paid\nA,5\n")), []);
}

#[test]
fn totals_are_found_by_a_word_anywhere() {
    let table = read("Year,Partner,MDF paid,Leads\n2025,A,1200,5\n2025,B,800,6\n2025,Total,2000,11\n");
    assert_eq!((wrong(&table), aside(&table)), (vec![], vec![4]));
    for word in [
        "Grand Totals (2 records)",
        "Total (2)",
        "Ergebnis",
        "Totale",
        "Totaal",
        "Insgesamt",
        "Average",
        "Zwischensumme Müller",
    ] {
        let table = read(&format!("Partner,MDF paid,Leads\nA,1200,5\nB,800,6\n{word},9,9\n"));
        assert_eq!((wrong(&table), aside(&table)), (vec![], vec![4]), "{word}");
    }
    // A word and a name: by the rows of that name, or by the figures.
    let table = read(
        "Partner,MDF paid,Leads\nAcme,1200,5\nAcme,800,6\nAcme Total,2000,11\nB,10,1\nB,20,2\nTotal Beta,30,3\nGrand total,2030,14\n",
    );
    assert_eq!((wrong(&table), aside(&table)), (vec![], vec![4, 7, 8]));
}

#[test]
fn a_name_with_such_a_word_stays_a_campaign() {
    let table = read("Partner,MDF paid,Leads\nA,1200,5\nTotal Energies,700,6\nSum Up,5,6\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![], vec!["A", "Total Energies", "Sum Up"]));
    let table = read("Partner,Activity,MDF paid\nA,webinar,10\nB,event,20\nTotal Energies,email,30\n");
    assert_eq!((wrong(&table), partners(&table).len()), (vec![], 3));
    // One that is called so by itself has a day or an activity, or is said to be a name.
    let table = read("Partner,Activity,MDF paid\nA,webinar,5\nTotal,event,7\nTotal,,9\n");
    assert_eq!((partners(&table), aside(&table)), (vec!["A", "Total"], vec![4]));
    assert!(table.set_aside[0].reason.contains("A campaign has a day"));
    let values = vec![("Total".to_owned(), "Total".to_owned())];
    let text = "Partner,MDF paid\nA,5\nTotal,7\n".to_owned();
    let table = read_table(&Question { text, values, ..Question::default() }, fold);
    assert_eq!(partners(&table), ["A", "Total"]);
    // Where figures above cannot be read, nobody can tell.
    let table = read("Partner,MDF paid,Leads\nA,x,5\nB,800,6\nAll total,2000,11\nTotal Energies,2000,12\n");
    assert_eq!(
        (wrong(&table), aside(&table)),
        (vec![(2, "MDF paid", "notANumber"), (5, "", "ambiguous")], vec![4])
    );
}

#[test]
fn a_sum_without_a_word_is_asked_about() {
    let table = read("Partner,MDF paid,Leads\nA,1200,240\nB,800,120\nAll,2000,360\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![(4, "", "ambiguous")], vec!["A", "B"]));
    // In one column it may be chance: only the last row is held for one.
    let table = read("Partner,MDF paid\nA,10\nB,20\nC,30\nD,7\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![], vec!["A", "B", "C", "D"]));
    let table = read("Partner,Tier,MDF paid\nA,,10\nB,,20\nAll,,30\n\nSource: CRM,,\n");
    assert_eq!((wrong(&table), partners(&table)), (vec![(4, "", "ambiguous")], vec!["A", "B"]));
    // Nor is a partner a sum that has a campaign above.
    let table = read("Partner,MDF paid\nA,10\nB,20\nA,30\n");
    assert_eq!((wrong(&table), partners(&table).len()), (vec![], 3));
    // Whoever says what was done says that it is none.
    let table = read("Partner,Activity,MDF paid,Leads\nA,webinar,10,1\nB,event,20,2\nC,email,30,3\n");
    assert_eq!((wrong(&table), partners(&table).len()), (vec![], 3));
}

#[test]
fn an_amount_alone_is_a_row_without_a_name() {
    let table = read("Partner,Activity,MDF paid,Leads\nAcme,webinar,1000,5\n,,500,\n,,\"$1,200.00\",\n");
    assert_eq!(wrong(&table), [(3, "", "missing"), (4, "", "missing")]);
    assert_eq!(aside(&table), []);
    let table = read("Partner,MDF paid,Leads\nAcme,1000,5\nSource: CRM,,\n");
    assert_eq!((wrong(&table), aside(&table)), (vec![], vec![3]));
    // A line of units is one of the head, or is told.
    assert_eq!(
        wrong(&read("Partner,MDF paid,Leads\n,kEUR,\nA,5,6\n")),
        [(1, "MDF paid (kEUR)", "ambiguous")]
    );
    assert!(!wrong(&read("Partner,MDF paid,Leads\nA,5,6\n,kEUR,\n")).is_empty());
}

#[test]
fn a_line_that_says_the_unit_of_amounts_is_no_remark_alone() {
    let table = read("Amounts in thousands of EUR\nPartner,MDF paid,Leads\nA,5,6\n");
    assert_eq!(wrong(&table), [(2, "MDF paid", "ambiguous")]);
    assert_eq!(table.campaigns[0].1.get(CampaignField::MdfPaid), None);
    let scales = vec![("MDF paid".to_owned(), 1000.0)];
    let text = "Amounts in thousands of EUR\nPartner,MDF paid,Leads\nA,5,6\n".to_owned();
    let table = read_table(&Question { text, scales, ..Question::default() }, fold);
    let row = &table.campaigns[0].1;
    assert_eq!(
        (wrong(&table), row.get(CampaignField::MdfPaid), row.currency.as_str()),
        (vec![], Some(5000.0), "EUR")
    );
    for line in ["Currency: EUR", "Currency,EUR", "All amounts in €"] {
        let table = read(&format!("{line}\nPartner,MDF paid,Leads\nA,5,6\n"));
        assert_eq!((wrong(&table), table.campaigns[0].1.currency.as_str()), (vec![], "EUR"), "{line}");
    }
    // Below the rows it comes too late to be used, and is told.
    let table = read("Partner,MDF paid,Leads\nA,5,6\nAll amounts in thousands,,\n");
    assert_eq!(wrong(&table), [(3, "", "ambiguous")]);
    assert_eq!(wrong(&read("Partner,MDF paid,Leads\nA,5,6\nAmounts in EUR,,\n")), [(3, "", "contradiction")]);
    assert_eq!(wrong(&read("Partner,MDF paid,Leads\nA,5,6\nAmounts in USD,,\n")), []);
}

#[test]
fn text_behind_a_day_is_not_dropped() {
    let table = read(
        "Partner,Start\nA,2025-01-15 – 2025-01-20\nB,2025-01-15 (moved to 2025-03-01)\nC,12/31/2025 00:00\nD,15-Jan-25\nE,1/2/25\n",
    );
    assert_eq!(
        wrong(&table),
        [(2, "Start", "wrongType"), (3, "Start", "wrongType"), (6, "Start", "wrongType")]
    );
    assert!(table.problems[0].message.contains("Only a time"));
    assert!(table.problems[2].message.contains("four digits"));
    let days: Vec<String> =
        table.campaigns.iter().map(|(_, row)| row.day(CampaignField::Start).unwrap().to_string()).collect();
    assert_eq!(days, ["2025-12-31", "2025-01-15"]);
}

#[test]
fn placeholders_are_no_names() {
    let table = read("Partner,Tier,Campaign,Leads\nn/a,-,-,5\nAcme,-,–,6\nNA,Gold,n.a.,7\n");
    assert_eq!(wrong(&table), [(2, "", "missing")]);
    let names: Vec<(&str, &str, &str)> = table
        .campaigns
        .iter()
        .map(|(_, row)| (row.partner.as_str(), row.tier.as_str(), row.name.as_str()))
        .collect();
    assert_eq!(names, [("Acme", "", ""), ("NA", "Gold", "")]);
}

#[test]
fn a_column_called_type_is_what_its_words_are() {
    let fields = |text: &str| {
        let table = read(text);
        (table.columns[1].1, wrong(&table).len(), table.campaigns.len())
    };
    assert_eq!(fields("Partner,Type\nA,Services\nB,Channel\n"), (Some(CampaignField::Type), 0, 2));
    assert_eq!(fields("Partner,Type\nA,Webinar\nB,Email\n"), (Some(CampaignField::Activity), 0, 2));
    assert_eq!(fields("Partner,Type\nA,Webinar\nB,Telemarketing\n"), (None, 0, 2));
    assert_eq!(fields("Partner,Type,Activity\nA,Webinar,event\n"), (None, 0, 1));
    assert_eq!(fields("Partner,Type\nA,Webinar\nB,Services\n"), (Some(CampaignField::Type), 1, 1));
    assert_eq!(fields("Partner,Partner type\nA,Webinar\n"), (Some(CampaignField::Type), 1, 0));
}

#[test]
fn a_table_on_its_side_is_refused_and_how_to_turn_it_is_said() {
    for (text, line) in [
        ("Partner,Acme,Beta\nStart,2025-01-01,2025-02-01\nMDF paid,5,6\nLeads,3,4\n", 1),
        ("Partner,Acme\nMDF paid,5\n", 1),
        ("Partner,A,B\nStatus,Approved,Open\nMDF paid,5,6\nLeads,1,2\n", 1),
        ("Field,One,Two\nPartner,Acme,Beta\nMDF paid,5,6\n", 2),
        ("MDF 2025\n\nPartner;Acme\nAusgezahlter Betrag;5\nKontakte;3\n", 3),
    ] {
        let table = read(text);
        assert_eq!((wrong(&table), partners(&table)), (vec![(line, "", "wrongType")], vec![]), "{text}");
        assert!(table.problems[0].message.contains("transposed"));
    }
    // What stands above a table may say whose it is, and a campaign may be called like a field.
    let above = read("Partner,Acme\nCurrency,USD\n\nCampaign,Start,MDF paid\nWebinar,2025-01-01,5\n");
    assert_eq!((wrong(&above), above.campaigns.len()), (vec![], 1));
    let above = read("Partner,Acme\nCurrency,USD\nCampaign,MDF paid\nWebinar,5\n");
    assert_eq!((wrong(&above), above.campaigns.len()), (vec![], 1));
    let below = read("Partner,MDF paid\nLeads,5\nPartner A,6\nRegion,7\n");
    assert_eq!((wrong(&below), partners(&below)), (vec![], vec!["Leads", "Partner A", "Region"]));
}

/// A problem that the question can settle says by which of its members, and with that nothing is wrong any more.
#[test]
fn what_the_question_can_settle_is_said() {
    type Settle = fn(&mut Question);
    let cases: [(&str, Setting, Settle); 6] = [
        ("Partner;MDF paid\nAcme;1.200\n", Setting::Decimal, |asked| asked.decimal = Some(Decimal::Comma)),
        ("Partner,Start\nAcme,01/02/2025\n", Setting::DateOrder, |asked| {
            asked.dates = Some(DateOrder::DayFirst)
        }),
        ("Partner,MDF paid,mdfPaid\nAcme,5,6\n", Setting::Columns, |asked| {
            asked.columns = vec![("mdfPaid".to_owned(), None)];
        }),
        ("Wer,Was\nAcme,5\n", Setting::Columns, |asked| {
            let is = |head: &str, field| (head.to_owned(), Some(field));
            asked.columns = vec![is("Wer", CampaignField::Partner), is("Was", CampaignField::Leads)];
        }),
        ("Partner,Status\nAcme,Foo\n", Setting::Values, |asked| {
            asked.values = vec![("Foo".to_owned(), "open".to_owned())];
        }),
        ("Partner,MDF paid (k)\nAcme,5\n", Setting::Scales, |asked| {
            asked.scales = vec![("MDF paid (k)".to_owned(), 1000.0)];
        }),
    ];
    for (text, setting, settle) in cases {
        let found = read(text).problems;
        assert_eq!(found.iter().map(|one| one.settled_by).collect::<Vec<_>>(), [Some(setting)], "{text}");
        let mut asked = Question { text: text.to_owned(), currency: "USD".to_owned(), ..Question::default() };
        settle(&mut asked);
        let table = read_table(&asked, fold);
        let used = table.columns.iter().filter(|(_, field)| field.is_some()).count();
        assert_eq!((wrong(&table), used), (vec![], 2), "{text}");
    }
    // The rest is mended in the table.
    for text in ["Partner;MDF paid\nA;=B2\n", "Partner,Start\nA,31/31/2025\n", "Partner,Leads\nA,x\n"] {
        let found = read(text).problems;
        assert!(!found.is_empty() && found.iter().all(|one| one.settled_by.is_none()), "{text}: {found:?}");
    }
}

/// A subtotal names what its rows have in common, which may stand in a column that nobody knows.
#[test]
fn a_total_of_a_region_a_currency_or_an_activity_is_no_campaign() {
    for (text, rows) in [
        (
            "Partner,Campaign,Region,MDF claimed,Pipeline\nA,x,DACH,100,200\nB,y,UK,50,70\nC,z,DACH,5,7\n\
             Total DACH,,,105,207\nTotal UK,,,50,70\nGrand total,,,155,277\n",
            3,
        ),
        (
            "Partner,Campaign,Currency,MDF claimed,Pipeline\nA,x,EUR,100,200\nB,y,USD,50,70\n\
             Total EUR,,EUR,100,200\nTotal (USD),,USD,50,70\n",
            2,
        ),
        (
            "Partner,Activity,MDF claimed,Pipeline\nA,Webinar,100,1000\nB,Email,200,2000\nA,Email,50,70\n\
             Webinar total,,100,1000\nEmail total,,250,2070\n",
            3,
        ),
        (
            "Partner,Campaign,MDF claimed,Pipeline\nA,x,1,100\nJanuary total,,1,100\nMedian,,75,535\nAvg,,1,2\n",
            1,
        ),
        ("Partner;Kampagne;MDF ausgezahlt;Pipeline\nA;x;100;200\nGesamtbetrag;;100;200\n", 1),
        (
            "Partner,Campaign,MDF claimed,Pipeline\nPartner: Acme (2 records),,300,3000\nAcme,Web,100,1000\nAcme,Mail,200,2000\n",
            2,
        ),
    ] {
        let table = read(text);
        assert_eq!((wrong(&table), table.campaigns.len()), (vec![], rows), "{text}");
    }
    // Two names, and all that stands above in both columns.
    let table = read(
        "Partner,Campaign,MDF claimed,Pipeline\nAcme,Web,100,1000\nAcme,Mail,200,2000\nAcme,All campaigns,300,3000\n",
    );
    assert_eq!((wrong(&table), table.campaigns.len()), (vec![(4, "", "ambiguous")], 2));
}

#[test]
fn a_unit_beside_the_rows_is_asked_about_however_it_is_said() {
    let codes = |text: &str| wrong(&read(text)).into_iter().map(|(.., code)| code).collect::<Vec<_>>();
    let head = "Partner,Campaign,MDF claimed,Pipeline\nA,x,12,300\n";
    for line in ["Unit:,USD thousands", "MDF report FY25 ($000s)", "Einheit: T€", "Values: USD k"] {
        assert_eq!(codes(&format!("{line}\n{head}")), ["ambiguous"; 2], "{line}");
    }
    for line in ["All amounts in euros", "Currency: Euro", "MDF report 2025 (EUR)"] {
        let table = read(&format!("{line}\n{head}"));
        assert_eq!((wrong(&table), table.campaigns[0].1.currency.as_str()), (vec![], "EUR"), "{line}");
    }
    assert_eq!(codes(&format!("{head}* EUR thousands\n")), ["ambiguous"]);
    assert_eq!(codes(&format!("{head}Note: all values EUR\n")), ["contradiction"]);
    assert_eq!(codes(&format!("Currency: EUR\nAmounts in USD\n{head}")), ["unknownCurrency"; 2]);
    for line in ["Campaigns in ALL regions", "MDF CAMPAIGNS IN ALL REGIONS", "Region: ALL"] {
        let table = read(&format!("{line}\n{head}"));
        assert_eq!((wrong(&table), table.campaigns[0].1.currency.as_str()), (vec![], ""), "{line}");
    }
}

#[test]
fn signs_of_doubt_and_of_mathematics_are_no_ornament() {
    let table = read("Partner,MDF claimed,∆ Pipeline,Pipeline\nA,100,5,300\n");
    assert_eq!(table.campaigns[0].1.get(CampaignField::PipelineSourced), Some(300.0));
    assert_eq!(read("Partner,Leads,∅ Pipeline\nA,1,5\n").columns[2].1, None);
    for status in ["Approved?", "✗ Approved", "≠ Paid", "~Closed"] {
        let table = read(&format!("Partner,Status,MDF claimed\nA,{status},100\n"));
        assert_eq!(wrong(&table), [(2, "Status", "wrongType")], "{status}");
    }
    assert_eq!(wrong(&read("Partner,Status,MDF claimed\nA,✓ Approved,100\n")), []);
}

#[test]
fn a_rate_says_nothing_of_how_amounts_are_read() {
    let table = read(
        "Partner,Currency,MDF claimed,Exchange rate,Exchange rate date\nA,EUR,1.200,1.0825,2025-01-02\n",
    );
    assert_eq!(wrong(&table), [(2, "MDF claimed", "ambiguous")]);
}

#[test]
fn what_is_called_sourced_goes_before_what_is_only_called_pipeline() {
    let table =
        read("Partner,MDF claimed,Pipeline,Sourced pipeline,Influenced pipeline\nA,100,5000,3000,2000\n");
    let campaign = &table.campaigns[0].1;
    let told =
        [CampaignField::PipelineSourced, CampaignField::PipelineInfluenced].map(|field| campaign.get(field));
    assert_eq!(told, [Some(3000.0), Some(2000.0)]);
}

/// A total that is set aside still checks the rows: those of a pivot are counted twice, and one may be missing.
#[test]
fn a_total_that_is_not_the_sum_of_its_rows_says_so() {
    let differs = |text: &str| {
        let table = read(text);
        assert_eq!(wrong(&table), [], "{text}");
        table.set_aside.iter().map(|one| one.reason.contains("not the sum")).collect::<Vec<_>>()
    };
    let head = "Partner,Campaign,MDF claimed,Pipeline\n";
    for (rows, expected) in [
        ("A,x,1,10\nB,y,2,20\nTotal,,3,30\n", vec![false]),
        ("A,x,1,10\nTotal,,1,10\n", vec![false]),
        ("A,x,1,10\nB,y,2,20\nSubtotal,,3,30\nC,z,5,7\nSubtotal,,5,7\nGrand total,,8,37\n", vec![false; 3]),
        ("A,x,1,10\nB,y,2,20\nTotal,,4,30\n", vec![true]),
        ("Acme,,300,3000\n,Web,100,1000\n,Mail,200,2000\nGrand total,,300,3000\n", vec![true]),
        ("A,x,1,10\nB,y,2,20\nTotal,,3,\nAverage,,1.5,15\n", vec![false, false]),
        ("Acme (2 records),,3,30\nAcme,x,1,10\nAcme,y,2,20\nTotal,,3,30\n", vec![false, false]),
        ("A,x,1,10\nTotal,,,\n", vec![false]),
    ] {
        assert_eq!(differs(&[head, rows].concat()), expected, "{rows}");
    }
}
