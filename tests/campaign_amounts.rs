//! Amounts of a table: their decimal sign, currency and scale are never guessed, and what they cannot be is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::campaign_table::{CampaignTable, Decimal, Question, read_table};
use comarketing_roi_engine::name::fold;

fn read_as(question: Question) -> CampaignTable {
    read_table(&question, fold)
}

fn read_in(currency: &str, text: &str) -> CampaignTable {
    read_as(Question { text: text.to_owned(), currency: currency.to_owned(), ..Question::default() })
}

fn read(text: &str) -> CampaignTable {
    read_in("USD", text)
}

/// What is wrong, as line, head and code.
fn wrong(table: &CampaignTable) -> Vec<(usize, &str, &'static str)> {
    table.problems.iter().map(|problem| (problem.line, problem.head.as_str(), problem.code)).collect()
}

fn field(table: &CampaignTable, at: usize) -> Option<CampaignField> {
    table.columns[at].1
}

/// The amounts of a field, each with its currency.
fn amounts(table: &CampaignTable, field: CampaignField) -> Vec<(f64, &str)> {
    let amount = |row: &'_ comarketing_roi_engine::Campaign| row.get(field).unwrap_or(f64::NAN);
    table.campaigns.iter().map(|(_, row)| (amount(row), row.currency.as_str())).collect()
}

#[test]
fn only_numbers_of_campaigns_show_the_decimal_sign() {
    for text in [
        "Partner,MDF paid,Leads\nA,\"12,500\",n.a.\nB,\"9,750\",3\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",\"approx. 500, net\"\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",offen.\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",12.\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",12.05.2025\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",\"Rs. 1,500\"\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",3\nTotal,12.5,3\n",
        "Partner,MDF paid,Leads\nA,\"12,500\",3\n,12.5,\nB,1.5,3,9\n",
    ] {
        let table = read(text);
        assert_eq!(table.decimal, None, "{text}");
        assert_eq!(wrong(&table)[0], (2, "MDF paid", "ambiguous"), "{text}");
    }
    let table = read_in("EUR", "Partner;MDF ausgezahlt;Kontakte\nA;12.500;12\nB;9.750;na.\n");
    assert_eq!((table.decimal, wrong(&table).len()), (None, 2));
    // A number that is one settles it.
    let table = read("Partner,MDF paid,Leads\nA,\"12,500\",3\nB,$1.50,3\n");
    assert_eq!((table.decimal, amounts(&table, CampaignField::MdfPaid)[0].0), (Some('.'), 12_500.0));
}

#[test]
fn a_decimal_sign_that_is_said_is_held_against_the_cells() {
    let text = "Partner;MDF paid\nA;1,234.50\nB;1.234\nC;12,5\n".to_owned();
    let table = read_as(Question { text, decimal: Some(Decimal::Comma), ..Question::default() });
    assert_eq!(wrong(&table), [(2, "MDF paid", "contradiction")]);
    assert_eq!(amounts(&table, CampaignField::MdfPaid), [(1234.0, ""), (12.5, "")]);
}

#[test]
fn amounts_as_the_countries_write_them_are_read() {
    for (currency, cell, value) in [
        ("INR", "₹ 1,20,000", 120_000.0),
        ("INR", "12,34,567.50", 1_234_567.5),
        ("INR", "Rs. 12,34,567", 1_234_567.0),
        ("DKK", "kr. 1.234,50", 1234.5),
        ("CHF", "CHF 1'200.-", 1200.0),
        ("EUR", "800,-", 800.0),
        ("EUR", "1.200,-- €", 1200.0),
        ("USD", " $ -   ", 0.0),
        ("USD", "(0.00)", 0.0),
        ("USD", "1.25E+01", 12.5),
        ("USD", "１２.５", 12.5),
    ] {
        let table = read_in(currency, &format!("Partner;MDF paid\nA;{cell}\n"));
        assert_eq!((wrong(&table), table.campaigns.len()), (vec![], 1), "{cell}");
        assert_eq!(amounts(&table, CampaignField::MdfPaid), [(value, "")], "{cell}");
    }
    let table = read_in("INR", "Partner;MDF paid\nA;Rs. 1,500\n");
    assert_eq!(wrong(&table), [(2, "MDF paid", "ambiguous")]);
}

#[test]
fn what_is_no_number_is_told_how_to_mend_it() {
    for (cell, code, says) in [
        ("10k", "notANumber", "“k” cannot be read. Write the number out"),
        ("~40", "notANumber", "number alone"),
        ("80–120", "notANumber", "range"),
        ("80-120", "notANumber", "range"),
        ("TBD", "notANumber", "Leave the cell empty"),
        ("=1+2", "notANumber", "formula"),
        ("5%", "notANumber", "Leave the % out"),
        ("$5", "notANumber", "not an amount of money"),
        ("1.20.0", "notANumber", "separators"),
        ("-5", "outOfRange", "0 or more, at most 1 billion"),
        ("(500)", "outOfRange", "0 or more, at most 1 billion"),
        ("2000000000", "outOfRange", "at most 1 billion"),
        ("99999999999999999999", "outOfRange", "at most 1 billion"),
        ("1.25E+03", "ambiguous", "digits may be lost"),
        ("4\u{2800}2", "notANumber", "Write the number alone"),
        ("42\u{2800}", "notANumber", "U+2800"),
    ] {
        let table = read(&format!("Partner;Leads\nA;{cell}\n"));
        assert_eq!(wrong(&table), [(2, "Leads", code)], "{cell}");
        let problem = &table.problems[0];
        assert!(problem.message.contains(says), "{cell}: {}", problem.message);
        assert_eq!(problem.value, cell, "{cell}");
    }
    // What nobody sees is nothing.
    let table = read("Partner;Leads\nA;\u{200b}\n");
    assert_eq!((wrong(&table), table.campaigns.len()), (vec![], 1));
}

#[test]
fn a_currency_in_a_head_is_never_lost() {
    for (head, currency) in [
        ("MDF paid (€)", "EUR"),
        ("MDF paid (£)", "GBP"),
        ("MDF paid [£]", "GBP"),
        ("MDF paid €", "EUR"),
        ("MDF paid (EUR)", "EUR"),
    ] {
        let table = read(&format!("Partner,{head},Leads\nA,1200,5\n"));
        assert_eq!(wrong(&table), [], "{head}");
        assert_eq!(amounts(&table, CampaignField::MdfPaid), [(1200.0, currency)], "{head}");
    }
    for (own, head) in [("EUR", "MDF paid ($)"), ("USD", "MDF paid (¥)"), ("", "MDF paid ($)")] {
        let table = read_in(own, &format!("Partner,{head},Leads\nA,1200,5\n"));
        assert_eq!((wrong(&table), field(&table, 1)), (vec![(1, head, "unknownCurrency")], None), "{head}");
    }
    let table = read("Partner,MDF paid ($),Leads\nA,1200,5\n");
    assert_eq!((wrong(&table), amounts(&table, CampaignField::MdfPaid)), (vec![], vec![(1200.0, "USD")]));
}

#[test]
fn additions_that_are_not_understood_leave_the_column_unused() {
    for head in [
        "Leads (all)",
        "Leads all",
        "Leads cad",
        "Leads (EUR)",
        "Leads %",
        "Pipeline (all)",
        "MDF claimed (count)",
        "Partner-sourced pipeline (number)",
        "MDF approved %",
        "MDF approved?",
        "MDF paid (net)",
        "Start (EUR)",
        "Beantragt",
        "Genehmigt",
        "Ausgezahlt",
        "Abgerechnet",
        "Paid",
    ] {
        let table = read(&format!("Partner,{head},Tier\nA,1200,Gold\n"));
        assert_eq!((wrong(&table), field(&table, 1)), (vec![], None), "{head}");
        assert_eq!(table.campaigns[0].1.currency, "", "{head}");
    }
    // A word that may be an amount, a day or a yes is what the cells show.
    for cell in ["1", "45672", "1200", "ja", "12.05.2025"] {
        let table = read(&format!("Partner;MDF ausgezahlt;Genehmigt\nA;500,50;{cell}\n"));
        assert_eq!((wrong(&table), field(&table, 2)), (vec![], None), "{cell}");
    }
    for cell in ["1.200,50", "12,5", "€ 1200", "1200 EUR"] {
        let table = read_as(Question {
            text: format!("Partner;Genehmigt;Leads\nA;{cell};5\nB;800;6\n"),
            currency: "EUR".to_owned(),
            ..Question::default()
        });
        assert_eq!((wrong(&table), field(&table, 1)), (vec![], Some(CampaignField::MdfApproved)), "{cell}");
        assert_eq!(table.campaigns.len(), 2, "{cell}");
    }
    // Beside the whole name it is not used.
    let table = read("Partner;Ausgezahlt;MDF ausgezahlt\nA;12,50;500,50\n");
    assert_eq!((field(&table, 1), field(&table, 2)), (None, Some(CampaignField::MdfPaid)));
    for head in ["Leads (number)", "# Leads", "Leads #", "MDF (paid)"] {
        assert!(field(&read(&format!("Partner,{head}\nA,1200\n")), 1).is_some(), "{head}");
    }
}

#[test]
fn what_a_column_is_said_to_be_leaves_its_unit() {
    let columns = vec![
        ("Spend ($M)".to_owned(), Some(CampaignField::MdfPaid)),
        ("Ausgaben (EUR)".to_owned(), Some(CampaignField::MdfClaimed)),
    ];
    let asked = |text: &str, scales| Question {
        text: text.to_owned(),
        currency: "USD".to_owned(),
        columns: columns.clone(),
        scales,
        ..Question::default()
    };
    let table = read_as(asked("Partner;Spend ($M);Ausgaben (EUR)\nA;1.5;\nB;;1200\n", Vec::new()));
    assert_eq!(wrong(&table), [(1, "Spend ($M)", "ambiguous")]);
    assert_eq!(amounts(&table, CampaignField::MdfClaimed)[1], (1200.0, "EUR"));
    let table =
        read_as(asked("Partner;Spend ($M);Ausgaben (EUR)\nA;1.5;\n", vec![("Spend ($M)".to_owned(), 1e6)]));
    assert_eq!((wrong(&table), amounts(&table, CampaignField::MdfPaid)[0].0), (vec![], 1_500_000.0));
}

#[test]
fn a_head_that_nobody_wrote_is_told() {
    let text = "Partner,Spend,MDF claimed (k)\nA,5,1000\n".to_owned();
    let columns = vec![
        ("Spent".to_owned(), Some(CampaignField::MdfPaid)),
        ("Spend".to_owned(), Some(CampaignField::MdfPaid)),
        ("Not there".to_owned(), None),
    ];
    let scales = vec![("MDF claimed (k)".to_owned(), 0.4), ("MDF clamed (k)".to_owned(), 1000.0)];
    let table = read_as(Question { text, columns, scales, ..Question::default() });
    assert_eq!(wrong(&table), [(1, "Spent", "unknownField"), (1, "MDF clamed (k)", "unknownField")]);
    assert_eq!(amounts(&table, CampaignField::MdfClaimed), [(400.0, "")]);
}

#[test]
fn the_currency_beside_an_amount_is_its_own() {
    let table =
        read("Partner,MDF Claimed Currency,MDF Claimed\nAcme,EUR,1000.00\nB,,5.50\nC,usd,7\nD,Euro,8\n");
    assert_eq!(field(&table, 1), Some(CampaignField::Currency));
    assert_eq!(wrong(&table), [(5, "MDF Claimed Currency", "unknownCurrency")]);
    assert_eq!(amounts(&table, CampaignField::MdfClaimed), [(1000.0, "EUR"), (5.5, ""), (7.0, "USD")]);
    let table = read("Partner,Requested Amount Currency,Requested Amount\nAcme,EUR,1000\n");
    assert_eq!(amounts(&table, CampaignField::MdfRequested), [(1000.0, "EUR")]);
    for head in ["Währung MDF paid", "MDF paid (Currency)", "Currency of MDF paid"] {
        let table = read(&format!("Partner,{head},MDF paid\nA,EUR,3\n"));
        assert_eq!(amounts(&table, CampaignField::MdfPaid), [(3.0, "EUR")], "{head}");
    }
    // Two amounts of a row are in one currency.
    let table = read(
        "Partner,MDF Claimed Currency,MDF Claimed,MDF Paid Currency,MDF Paid\nA,EUR,10,USD,10\nB,EUR,10,EUR,10\n",
    );
    assert_eq!(wrong(&table), [(2, "MDF Paid", "contradiction")]);
    let table = read("Partner,Currency,MDF Claimed Currency,MDF Claimed\nA,USD,EUR,10\n");
    assert_eq!(wrong(&table), [(2, "MDF Claimed", "contradiction")]);
}

#[test]
fn a_currency_column_takes_what_is_clear() {
    let table = read("Partner,Currency,MDF paid\nA,eur,5\nB,€,6\nC,$,7\nD,¥,8\nE,-,9\n");
    assert_eq!(wrong(&table), [(5, "Currency", "unknownCurrency")]);
    assert_eq!(
        amounts(&table, CampaignField::MdfPaid),
        [(5.0, "EUR"), (6.0, "EUR"), (7.0, "USD"), (9.0, "")]
    );
}

#[test]
fn two_columns_of_one_amount_in_two_currencies_are_told() {
    for heads in [
        "Claimed amount (EUR),Claimed amount (USD)",
        "MDF claimed (EUR),Claimed amount (USD)",
        "MDF claimed (EUR),MDF claimed (USD)",
    ] {
        let table = read(&format!("Partner,{heads}\nA,100,\nB,,200\n"));
        let second = heads.split(',').nth(1).unwrap();
        assert_eq!(wrong(&table), [(1, second, "duplicateField")], "{heads}");
    }
}
