//! What is exported: no cell of it is a formula for any reader, and what a spreadsheet of each language makes of it is what
//! was written.

use super::import::{page_in, shown_on, taken_by, wish_of};
use super::words::speak;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::{Field, Plan, Tier, Value};
use proptest::prelude::*;

const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

fn with(locale: &str, names: &[String]) -> Insight {
    let mut plan = Plan::new("EUR").with(Field::GrossMargin, 0.815).with(Field::DirectCost, 1234.567);
    for name in names {
        let tier = Tier::named(name.clone()).with(Field::MdfSpent, 1234.5).with(Field::Leads, 250.125);
        plan = plan.with_tier(tier.with(Field::WinRate, 0.008).with(Field::DealSize, 0.001));
    }
    Insight::new(plan.validate().expect("a valid plan"), Format::new(locale, "EUR"))
}

/// The cells of a text as a reader with that separator sees them: one that knows quotes, and one that does not.
fn cells(text: &str, separator: char) -> Vec<String> {
    let blind = text.split(['\n', '\r']).flat_map(|line| line.split(separator)).map(str::to_owned);
    let mut found: Vec<String> = blind.collect();
    let (mut cell, mut quoted, mut begun) = (String::new(), false, false);
    for c in text.chars() {
        if c == '"' && (!begun || quoted) {
            quoted = !quoted;
            begun = true;
        } else if (c == separator || c == '\n' || c == '\r') && !quoted {
            found.push(core::mem::take(&mut cell));
            begun = false;
        } else {
            cell.push(c);
            begun = true;
        }
    }
    found.push(cell);
    found
}

fn is_formula(cell: &str) -> bool {
    let bare = cell.trim_matches(|c: char| c == '"' || c.is_whitespace());
    let number =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let starts = |text: &str| text.starts_with(|c: char| "=+-@＝＋－＠".contains(c) || c.is_control());
    (starts(bare) || starts(cell.trim_start_matches('"'))) && !number(bare.trim_start_matches('-'))
}

#[test]
fn the_page_s_language_says_how_a_csv_is_written_and_a_choice_goes_before() {
    let head = |locale: &str, separator: Option<char>, decimal: Option<char>| {
        let csv = with(locale, &["Gold".to_owned()]).csv(separator, decimal);
        (csv.chars().find(|c| !c.is_alphanumeric()).expect("a separator"), csv.contains("1234,5"))
    };
    assert_eq!(head("en", None, None), (',', false));
    assert_eq!(head("de", None, None), (';', true));
    assert_eq!(head("en-CH", None, None), (';', false));
    assert_eq!(head("de", Some(','), Some('.')), (',', false));
    assert_eq!(head("en", Some('\t'), Some(',')), ('\t', true));
    assert_eq!(head("de", Some(','), None), (',', false), "two signs are never one");
    assert_eq!(head("en", None, Some(',')), (';', true));
    assert_eq!(head("en", Some('x'), Some('x')), (',', false));
}

#[test]
fn what_is_copied_is_one_cell_each_and_no_formula() {
    let names = ["\"Gold\" club", "=1+1", "a\tb"].map(str::to_owned);
    let tsv = with("en", &names).tsv();
    let head = tsv.lines().next().expect("a head");
    assert_eq!(head, "Metric\t\"\"\"Gold\"\" club\"\t'=1+1\ta b\tTotal\tDirect");
    speak("en");
    let found = taken_by(&page_in("en", "EUR"), &wish_of(&tsv, Vec::new())).expect("the tiers");
    assert_eq!(found["plan"]["tiers"][0]["name"], "\"Gold\" club");
    assert_eq!(found["plan"]["tiers"][0]["mdfSpent"], 1234.5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_is_a_formula_whatever_the_separator_of_the_reader(
        names in prop::collection::vec(r#"[=+@;,|"' x1＝-]{0,9}[a-z=]"#, 1..4),
        separator in prop::sample::select(SEPARATORS.to_vec()),
        comma in any::<bool>(),
    ) {
        let names: Vec<String> = names.iter().enumerate().map(|(at, name)| format!("{}{at}", name.trim())).collect();
        let decimal = if comma && separator != ',' { ',' } else { '.' };
        let insight = with("en", &names);
        let csv = insight.csv(Some(separator), Some(decimal));
        let tsv = insight.tsv();
        for (text, reader) in SEPARATORS.iter().flat_map(|sign| [(&csv, sign), (&tsv, sign)]) {
            let found = cells(text, *reader).into_iter().find(|cell| is_formula(cell));
            prop_assert_eq!(&found, &None, "{:?}", text);
        }
        // And it comes back as it was, with every name.
        speak("en");
        for locale in ["en", "de"] {
            let page = page_in(locale, "USD");
            let wish = wish_of(&csv, Vec::new());
            let found = taken_by(&page, &wish).unwrap_or_else(|| panic!("{}", shown_on(&page, &wish)));
            let back: Value = serde_json::from_value(found["plan"].clone()).expect("plain data");
            let back = Plan::read(&back).expect("a valid plan").into_inner();
            prop_assert_eq!(&back, &*insight.plan);
        }
    }
}

/// The texts of a workbook, of every sheet.
fn workbook_of(insight: &Insight) -> Option<Vec<String>> {
    let book: serde_json::Value = serde_json::from_str(&insight.workbook("2025-03-31")?).expect("JSON");
    assert_eq!(book["created"], "2025-03-31");
    let cells = book["sheets"].as_array().expect("sheets").iter().flat_map(|sheet| {
        let name = sheet["name"].clone();
        [name].into_iter().chain(sheet["cells"].as_array().expect("cells").iter().map(|cell| cell[5].clone()))
    });
    Some(cells.filter_map(|text| text.as_str().map(str::to_owned)).collect())
}

#[test]
fn a_workbook_speaks_the_language_of_the_page() {
    let names = ["=1+1".to_owned()];
    for (tag, words) in [
        ("en", ["Inputs", "Win rate", "USD", "yes"]),
        ("de", ["Eingaben", "Abschlussquote", "Einheit", "Annahmen"]),
        ("ja", ["入力", "単位", "指標", "合計"]),
    ] {
        speak(tag);
        let mut plan = with(tag, &names).plan.into_inner();
        plan.currency = "USD".to_owned();
        plan.say(comarketing_roi_engine::plan::Switch::WinRateByCount, Some(true));
        let insight = Insight::new(plan.validate().expect("a valid plan"), Format::new(tag, "USD"));
        let texts = workbook_of(&insight).expect("a workbook");
        for word in words.into_iter().chain(["=1+1"]) {
            assert!(texts.iter().any(|text| text == word), "{tag}: {word} in {texts:?}");
        }
    }
}

#[test]
fn a_workbook_of_private_figures_is_none() {
    speak("en");
    let plan = with("en", &["Gold".to_owned()]).plan.without_costs().validate().expect("a valid plan");
    assert_eq!(workbook_of(&Insight::new(plan, Format::new("en", "EUR"))), None);
}
