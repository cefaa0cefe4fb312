//! `cargo xtask exports`: a year of campaigns as exports of several kinds, the same for the same seed: for tests, benches
//! and demonstrations.

use crate::{paths, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Write;

mod draw;

use draw::{Dice, Row, rows};

/// The kinds of broken rows, each with the code of its problem.
const BROKEN: [(&str, &str); 8] = [
    ("EX-B1,Text for a number,Acme,Focus,webinar,2025-01-05,2025-01-09,twelve,1,5,USD", "notANumber"),
    ("EX-B2,A word that is none,Acme,Focus,party,2025-01-05,2025-01-09,12.50,1,5,USD", "wrongType"),
    ("EX-B3,A day that is none,Acme,Focus,webinar,2025-02-30,2025-03-09,12.50,1,5,USD", "wrongType"),
    ("EX-B4,An end before the start,Acme,Focus,webinar,2025-02-10,2025-02-09,12.50,1,5,USD", "disordered"),
    ("EX-B5,Thousands without quotes,Acme,Focus,webinar,2025-01-05,2025-01-09,1,200.50,1,5,USD", "count"),
    ("EX-B6,A row that was cut off,Acme,Focus", "count"),
    ("EX-B7,No such currency,Acme,Focus,webinar,2025-01-05,2025-01-09,12.50,1,5,EURO", "unknownCurrency"),
    (",,,Focus,webinar,2025-01-05,2025-01-09,12.50,1,5,USD", "missing"),
];

const ENGLISH: &str =
    "Id,Campaign,Partner,Tier,Activity,Start,End,MDF paid,Leads,Partner-sourced pipeline,Currency";

/// One export: the name of its file and its text.
type Export = (&'static str, String);

/// What is asked for.
#[derive(Debug, PartialEq)]
struct Asked {
    rows: usize,
    seed: u64,
}

pub(crate) fn run(words: &[&str]) -> Result<()> {
    let asked = asked(words)?;
    let folder = paths::target().join("exports");
    fs::create_dir_all(&folder)?;
    for (name, text) in exports(&asked) {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| format!("cannot write {}", paths::shown(&file)))?;
        run::say(format!("{} is written", paths::shown(&file)));
    }
    Ok(())
}

fn asked(words: &[&str]) -> Result<Asked> {
    let mut asked = Asked { rows: 1000, seed: 1 };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let number = || words.clone().next().and_then(|text| text.parse::<u64>().ok());
        match (*word, number()) {
            ("--rows", Some(rows)) if (1..=10_000_000).contains(&rows) => asked.rows = rows as usize,
            ("--rows", _) => bail!("--rows takes a whole number from 1 to 10,000,000"),
            ("--seed", Some(seed)) => asked.seed = seed,
            ("--seed", None) => bail!("--seed takes a whole number"),
            (unknown, _) => bail!("`{unknown}` is not understood; see `cargo xtask help`"),
        }
        words.next();
    }
    Ok(asked)
}

/// Every export of the same campaigns.
fn exports(asked: &Asked) -> Vec<Export> {
    let rows = rows(asked.rows, &mut Dice::new(asked.seed));
    vec![
        ("english.csv", english(&rows)),
        ("german.csv", german(&rows)),
        ("german.columns.json", COLUMNS.to_owned()),
        ("german.values.json", VALUES.to_owned()),
        ("crm.csv", crm(&rows)),
        ("broken.csv", broken(&rows)),
    ]
}

/// How many offices each partner of the long table has, as partners of their own.
const OFFICES: u64 = 250;

/// A long table in English, with as many partners as a large program has, written row by row.
pub(crate) fn many(rows: usize, seed: u64, out: &mut impl Write) -> Result<()> {
    let mut dice = Dice::new(seed);
    writeln!(out, "{ENGLISH},Partner-influenced pipeline")?;
    for number in 1..=rows {
        let mut row = draw::row(number, &mut dice);
        row.partner = format!("{} {}", row.partner, dice.below(OFFICES));
        let influenced = row.paid / 100 * dice.below(7);
        writeln!(out, "{},\"{}.00\"", line(&row), grouped(influenced, ','))?;
    }
    Ok(())
}

/// As a PRM in English writes it: texts in quotes, some of them over two lines.
fn english(rows: &[Row]) -> String {
    let mut text = format!("{ENGLISH}\r\n");
    text.extend(rows.iter().map(|row| line(row) + "\r\n"));
    text
}

fn line(row: &Row) -> String {
    let money = |cents: u64| {
        let whole = grouped(cents / 100, ',');
        format!("\"{whole}.{:02}\"", cents % 100)
    };
    [
        row.id.clone(),
        quoted(&row.name),
        quoted(&row.partner),
        row.tier.to_owned(),
        row.activity.0.to_owned(),
        day(row.start, |y, m, d| format!("{y}-{m:02}-{d:02}")),
        day(row.end, |y, m, d| format!("{y}-{m:02}-{d:02}")),
        money(row.paid),
        row.leads.to_string(),
        money(row.pipeline),
        "USD".to_owned(),
    ]
    .join(",")
}

/// As a spreadsheet in German writes it: semicolons, decimal commas, days before months, and heads of its own.
fn german(rows: &[Row]) -> String {
    let money = |cents: u64| format!("{},{:02}", grouped(cents / 100, '.'), cents % 100);
    let mut text = "\u{feff}Antrag;Kampagne;Partnername;Stufe;Maßnahme;Beginn;Ende;Ausgezahlt;Kontakte;Pipeline;Währung\r\n".to_owned();
    for row in rows {
        let cells = [
            row.id.clone(),
            quoted(&row.name),
            quoted(&row.partner),
            row.tier.to_owned(),
            row.activity.1.to_owned(),
            day(row.start, |y, m, d| format!("{d:02}.{m:02}.{y}")),
            day(row.end, |y, m, d| format!("{d:02}.{m:02}.{y}")),
            money(row.paid),
            row.leads.to_string(),
            money(row.pipeline),
            "USD".to_owned(),
        ];
        text.push_str(&(cells.join(";") + "\r\n"));
    }
    text
}

/// What the German heads mean.
const COLUMNS: &str = r#"{
  "Antrag": "id", "Kampagne": "name", "Partnername": "partner", "Stufe": "tier", "Maßnahme": "activity", "Beginn": "start",
  "Ende": "end", "Ausgezahlt": "mdfPaid", "Kontakte": "leads", "Pipeline": "pipelineSourced", "Währung": "currency"
}
"#;
/// And the German words.
const VALUES: &str = r#"{ "Webinar": "webinar", "Inhalte": "content", "Veranstaltung": "event", "Messe": "tradeShow", "E-Mail": "email" }
"#;

/// As a report of a CRM: what it is above the head, a total and remarks below the rows, a column that nobody knows.
fn crm(rows: &[Row]) -> String {
    let mut text = "Partner MDF report\n\"As of 2025-12-31, filtered by: Region equals EMEA\"\n\n".to_owned();
    text.push_str(&format!("{ENGLISH},Owner\n"));
    text.extend(rows.iter().map(|row| line(row) + ",Kim Doe\n"));
    let paid: u64 = rows.iter().map(|row| row.paid).sum();
    text.push_str(&format!("Total,,,,,,,\"{}.{:02}\",,,,\n\n", grouped(paid / 100, ','), paid % 100));
    text + "Confidential Information - Do Not Distribute\n\"Copyright (c) 2025 Example, Inc.\"\n"
}

/// The English export with a row of each broken kind after every tenth.
fn broken(rows: &[Row]) -> String {
    let mut text = format!("{ENGLISH}\n");
    let mut kinds = BROKEN.iter();
    for (at, row) in rows.iter().enumerate() {
        text.push_str(&(line(row) + "\n"));
        if at % 10 == 9
            && let Some((broken, _)) = kinds.next()
        {
            text.push_str(&format!("{broken}\n"));
        }
    }
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn grouped(number: u64, sign: char) -> String {
    let plain = number.to_string();
    let mut text = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

fn day(day: comarketing_roi_engine::Date, write: impl Fn(i32, u32, u32) -> String) -> String {
    let (year, month, of_month) = day.parts();
    write(year, month, of_month)
}

#[cfg(test)]
mod tests;
