//! Tables of somebody's own: what is understood of them, what is refused and why, and that our own come back as they were.

use super::words::speak;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::plan::{Group, Kind, Switch};
use comarketing_roi_engine::{Field, FieldPath, Number, Plan, Tier, Value};
use proptest::prelude::*;
use serde_json::Value as Json;

/// A page with one tier, in a language and a currency.
pub(crate) fn page_in(locale: &str, currency: &str) -> Insight {
    let plan = Plan::new(currency)
        .with(Field::GrossMargin, 0.8)
        .with_tier(Tier::named("Old").with(Field::MdfSpent, 5.0))
        .validate()
        .expect("a valid plan");
    Insight::new(plan, Format::new(locale, currency))
}

fn page(locale: &str) -> Insight {
    page_in(locale, "USD")
}

pub(crate) fn wish_of(text: &str, mut choices: Vec<(String, Value)>) -> Value {
    choices.insert(0, ("text".to_owned(), Value::Text(text.to_owned())));
    Value::Map(choices)
}

fn wish(text: &str, choices: &[(&str, &str)]) -> Value {
    let choices = choices.iter().map(|(key, value)| ((*key).to_owned(), Value::Text((*value).to_owned())));
    wish_of(text, choices.collect())
}

pub(crate) fn taken_by(insight: &Insight, wish: &Value) -> Option<Json> {
    let text = insight.imported(wish)?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

pub(crate) fn shown_on(insight: &Insight, wish: &Value) -> String {
    let tree = insight.import(wish).expect("a panel");
    tree.words().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tiers that are taken, and how many rows there were and were refused.
#[track_caller]
fn taken(locale: &str, text: &str, choices: &[(&str, &str)]) -> (Json, u64, u64) {
    let found =
        taken_by(&page(locale), &wish(text, choices)).unwrap_or_else(|| panic!("nothing in {text:?}"));
    let count = |key: &str| found[key].as_u64().expect("a number");
    assert_eq!(count("accepted") + count("rejected"), count("rows"));
    assert_eq!(found["plan"]["economics"]["grossMargin"], 0.8, "the rest stays");
    (found["plan"]["tiers"].clone(), count("rows"), count("rejected"))
}

fn shown(locale: &str, text: &str, choices: &[(&str, &str)]) -> String {
    shown_on(&page(locale), &wish(text, choices))
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_table_of_a_spreadsheet_becomes_tiers() {
    let tiers = json(
        r#"[{"name":"Gold","mdfSpent":1200.5,"winRate":0.25},{"name":"Silver, new","mdfSpent":80,"winRate":0.1}]"#,
    );
    for (locale, text) in [
        ("en", "Tier,MDF spent,Win rate\nGold,\"1,200.50\",25%\n\"Silver, new\",80,10%\n"),
        ("en", "sep=;\r\nname;mdfSpent;winRate\r\nGold;1200,5;0,25\r\nSilver, new;80;0,1"),
        ("de", "Stufe\tAusgegebene MDF\tAbschlussquote\nGold\t1.200,50\t25 %\nSilver, new\t80\t10 %"),
        ("de", ";winRate;mdf_spent;Region\rGold;25;$1200,50;Nord\rSilver, new;10;80;Süd\r"),
        ("en", "\u{FEFF}win rate|MDF SPENT|tier name\n25|1200.5|Gold\n\n10|80|Silver, new"),
    ] {
        speak(locale);
        assert_eq!(taken(locale, text, &[]), (tiers.clone(), 2, 0), "{text:?}");
    }
}

#[test]
fn a_row_is_taken_whole_or_refused_with_its_line_and_reason() {
    speak("en");
    let text = "Tier,Leads,Win rate\nG,10,20%\nB,many,20%\nC,10,120%\nA,5,5%\n,5,5%\nTotal,30,20%\nD,1,2%,3\nE,-4,\nA,7,5%\n";
    let (tiers, rows, rejected) = taken("en", text, &[]);
    assert_eq!((tiers, rows, rejected), (json(r#"[{"name":"G","leads":10,"winRate":0.2}]"#), 9, 8));
    let said = shown("en", text, &[]);
    has(&said, "Rows found: 9. Usable: 1.");
    has(&said, "8 rows left out");
    has(&said, "Line 3, B: Leads");
    has(&said, "Line 4, C: Win rate must be between 0% and 100%");
    has(&said, "Line 5, A: Rows 5 and 10 belong to one tier.");
    has(&said, "Line 7, Total: It is a total");
    has(&said, "Line 8, D: It has 4 cells and the header has 3.");
    has(&said, "Line 9, E: Leads");
    let many: String = (0..40).map(|at| format!("T{at},1\n")).collect();
    let (tiers, rows, rejected) = taken("en", &format!("tier,leads\n{many}"), &[]);
    assert_eq!((tiers.as_array().map(Vec::len), rows, rejected), (Some(12), 40, 28));
    has(&shown("en", &format!("tier,leads\n{many}"), &[]), "And 8 more.");
}

#[test]
fn a_number_with_two_readings_is_refused_until_its_sign_is_known() {
    speak("en");
    const DOUBTFUL: &str = "tier;mdfSpent\nA;1.234";
    assert!(taken_by(&page("en"), &wish(DOUBTFUL, &[])).is_none());
    has(&shown("en", DOUBTFUL, &[]), "Line 2, A: ");
    let spent = |text: &str, choices: &[(&str, &str)]| taken("en", text, choices).0[0]["mdfSpent"].clone();
    assert_eq!(spent(DOUBTFUL, &[("decimal", ".")]), 1.234);
    assert_eq!(spent(DOUBTFUL, &[("decimal", ",")]), 1234);
    // Another number of the table tells which it is.
    assert_eq!(spent("tier;mdfSpent\nA;1.234\nB;7,5", &[]), 1234);
    assert_eq!(spent("tier;mdfSpent\nA;1.234\nB;7.5", &[]), 1.234);
    // Numbers of both kinds: nothing is settled.
    let (tiers, ..) = taken("en", "tier;mdfSpent\nA;1.234\nB;7.5\nC;8.5\nD;7,5", &[]);
    assert_eq!(tiers[0]["name"], "B", "what is in doubt is refused");
}

#[test]
fn rates_without_a_sign_are_shares_or_percentages_and_the_panel_says_which() {
    speak("en");
    let rate = |text: &str, choices: &[(&str, &str)]| taken("en", text, choices).0[0]["winRate"].clone();
    assert_eq!(rate("tier,winRate\nA,0.25\nB,1", &[]), 0.25);
    assert_eq!(rate("tier,winRate\nA,25\nB,100", &[]), 0.25);
    assert_eq!(rate("tier,winRate\nA,1", &[]), 0.01);
    assert_eq!(rate("tier,winRate\nA,1", &[("shares", "share")]), 1);
    has(&shown("en", "tier,winRate\nA,0.25", &[]), "Rates without % are");
    assert!(!shown("en", "tier,winRate\nA,25%", &[]).contains("Rates without"));
    // 0.5 among percentages may be either.
    let (_, rows, rejected) = taken("en", "tier,winRate\nA,25\nB,0.5", &[]);
    assert_eq!((rows, rejected), (2, 1));
}

#[test]
fn what_is_no_table_of_inputs_is_said_and_changes_nothing() {
    speak("en");
    for (text, said) in [
        ("", "This file is empty."),
        ("a,b\n1,2", "No column is named like a field. Name them like this: Tier · MDF spent · Leads"),
        ("tier,leads", "Rows found: 0."),
        ("scope,name,currency,roi\ntier,A,USD,2.2", "No column is named like a field."),
    ] {
        assert!(taken_by(&page("en"), &wish(text, &[])).is_none(), "{text:?}");
        has(&shown("en", text, &[]), said);
    }
    let wide = ["tier"; 201].join(",");
    has(&shown("en", &wide, &[]), "more than 200 columns");
    has(&shown("en", &"a\n".repeat(3000), &[]), "more than 2,000 rows");
    for name in ["excel", "workbook", "workbookLarge", "binary", "large", "unreadable"] {
        let panel = page("en").import(&wish("tier,leads\nA,1", &[("wrong", name)])).expect("a panel");
        assert!(!panel.html().contains("data-import=\"take\""), "{name}");
        assert!(taken_by(&page("en"), &wish("tier,leads\nA,1", &[("wrong", name)])).is_none());
    }
    assert!(page("en").import(&wish("", &[("wrong", "?")])).is_some());
}

#[test]
fn the_sheets_of_a_workbook_are_there_to_choose_from() {
    speak("en");
    let asked = |names: &[&str]| {
        let Value::Map(mut entries) =
            wish("tier,leads\nA,1.5", &[("separator", ","), ("decimal", "."), ("sheet", "1")])
        else {
            panic!("a map")
        };
        let names = names.iter().map(|name| Value::Text((*name).to_owned())).collect();
        entries.push(("sheets".to_owned(), Value::List(names)));
        Value::Map(entries)
    };
    let panel = page("en").import(&asked(&["Notes", "Tiers"])).expect("a panel").html();
    has(&panel, "Sheet of the workbook");
    has(&panel, "data-import=\"sheet\"");
    assert!(panel.contains("value=\"1\" selected"), "{panel}");
    let one = page("en").import(&asked(&["Tiers"])).expect("a panel").html();
    assert!(!one.contains("data-import=\"sheet\""), "there is nothing to choose");
}

#[test]
fn what_stands_around_a_table_or_between_its_rows_is_no_tier() {
    speak("en");
    let names = |text: &str, choices: &[(&str, &str)]| {
        let tiers = taken_by(&page("en"), &wish(text, choices)).map(|found| found["plan"]["tiers"].clone());
        let tiers = tiers.as_ref().and_then(Json::as_array).cloned().unwrap_or_default();
        tiers.iter().map(|tier| tier["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    for text in [
        // Sections, a remark at the end, the head once more.
        "Tier,MDF spent,Leads\nEMEA,,\nGold,1,2\nTier,MDF spent,Leads\nAmericas,,\nSilver,3,5\nSource: finance,,\n",
        // A total at the top, in no language of ours.
        "Tier,MDF spent,Leads\nSamtals allt,4,7\nGold,1,2\nSilver,3,5\n",
        "Tier,MDF spent,Leads\nGold,1,2\nSilver,3,5\nJami,4,7\n",
        "Tier,MDF spent,Leads\nGold,1,2\nSilver,3,5\n,4,7\n",
        "Region,Tier,MDF spent,Leads\nEMEA,Gold,1,2\nEMEA,Silver,3,5\nTotal,,4,7\n",
        "Tier,MDF spent,Leads\nGold,1,2\nSilver,3,5\nGold and Silver Total,9,9\n",
        "Report,Q1\n\nTier|MDF spent|Leads\nGold|1|2\nSilver|3|5\n",
    ] {
        assert_eq!(names(text, &[]), ["Gold", "Silver"], "{text}");
    }
    assert_eq!(names("Tier,Leads\nA,10\nB,20\nC,30\n", &[]), ["A", "B", "C"], "it may be chance");
    has(&shown("en", "Tier,Leads\nA,10\nB,20\nC,30\n", &[]), "Line 4, C: It equals the sum");
}

#[test]
fn amounts_of_another_size_or_currency_are_never_taken_for_the_plans() {
    speak("en");
    let spent = |text: &str, choices: &[(&str, &str)]| {
        let found = taken_by(&page("en"), &wish(text, choices))?;
        Some(found["plan"]["tiers"][0]["mdfSpent"].clone())
    };
    for (text, value) in [
        ("All amounts in thousands\nTier,MDF spent\nA,1.5", json("1500")),
        ("Figures in USD million\nTier,MDF spent\nA,1.5", json("1500000")),
        ("Tier,MDF spent\n,USD k\nA,1.5", json("1500")),
        ("Tier,MDF spent (USD '000)\nA,1.5", json("1500")),
        ("Tier,MDF spent USD\nA,1.5", json("1.5")),
        ("Tier,MDF spent [net]\nA,1.5", json("1.5")),
        ("Currency,USD\nTier,MDF spent\nA,1.5", json("1.5")),
    ] {
        assert_eq!(spent(text, &[]), Some(value), "{text}");
    }
    for text in [
        "Currency,EUR\nTier,MDF spent\nA,1.5",
        "Currency: EUR\nTier,MDF spent\nA,1.5",
        "Alle Beträge in EUR\nTier,MDF spent\nA,1.5",
        "Tier,MDF spent EUR\nA,1.5",
        "Tier,MDF spent (lakh)\nA,1.5",
        "Tier,MDF spent (тыс.)\nA,1.5",
        "Tier,Währung,MDF spent\nA,Euro,1.5",
        "Tier,MDF spent ($M)\nA,1.5m",
    ] {
        assert_eq!(spent(text, &[]), None, "{text}");
    }
    let euro = taken_by(&page("en"), &wish("Currency,EUR\nTier,MDF spent\nA,1.5", &[("currency", "EUR")]));
    assert_eq!(euro.expect("taken")["plan"]["currency"], "EUR");
    assert_eq!(
        spent("All amounts in thousands\nTier,MDF spent\nA,1.5", &[("scale", "0")]),
        Some(json("1.5"))
    );
}

#[test]
fn several_rows_of_a_tier_are_added_only_when_that_is_said() {
    speak("en");
    let text = "Tier,MDF spent,Win rate,Sourced pipeline,Deal size,Annual churn\nA,10,20%,100,5,1\nA,30,40%,300,7,2\nB,7,10%,1,1,1\n";
    assert_eq!(taken("en", text, &[]).0.as_array().map(Vec::len), Some(1));
    let (tiers, rows, rejected) = taken("en", text, &[("several", "add")]);
    assert_eq!((rows, rejected), (3, 0));
    assert_eq!(tiers[0], json(r#"{"name":"A","mdfSpent":40,"pipelineSourced":400,"winRate":0.35}"#));
    let said = shown("en", text, &[("several", "add")]);
    has(&said, "Averaged by weight: Win rate.");
    has(&said, "Left out, because it cannot be added up: Annual deal size");
    // A part of a tier is no tier.
    let part = "Tier,MDF spent\nA,10\nA,many\nB,5\n";
    assert_eq!(taken("en", part, &[("several", "add")]).0, json(r#"[{"name":"B","mdfSpent":5}]"#));
    has(&shown("en", part, &[]), "Another row of this tier, line 3, is left out");
}

#[test]
fn the_preview_shows_every_figure_and_what_is_not_used() {
    speak("en");
    let said = shown("en", "Tier,Win rate,Region,MDF_spent\nGold,25%,North,1200.5\n", &[]);
    has(&said, "Columns that are not used: Region");
    has(&said, "Tier Win rate MDF spent (MDF_spent) Gold 25% $1,200.50");
    has(&said, "This replaces the tiers on the page");
    let html = page("en").import(&wish("tier;leads\nA;1", &[])).expect("a panel").html();
    has(&html, "<option value=\";\" selected=\"\">");
    has(&html, "data-import=\"take\"");
}

#[test]
fn a_table_of_ours_changes_only_what_it_has_rows_for() {
    speak("en");
    let csv = page("en").csv(None, None);
    let without: Vec<&str> = csv.lines().filter(|line| !line.starts_with("total")).collect();
    let without = without.join("\n").replace(",5,", ",6,");
    let found = taken_by(&page("en"), &wish(&without, &[])).expect("the tier");
    assert_eq!(found["plan"]["tiers"][0]["mdfSpent"], 6);
    assert_eq!(found["plan"]["economics"]["grossMargin"], 0.8, "there is no row of the total");
    let altered = csv.replace(",0.8,", ",1.8,");
    let said = shown("en", &altered, &[]);
    has(&said, "Gross margin must be between 0% and 100%");
}

#[test]
fn markup_and_formulas_in_a_table_are_text() {
    speak("en");
    let text = "tier,leads\n<img src=x onerror=alert(1)>,1\n'=1+1,2\n__proto__,3";
    let html = page("en").import(&wish(text, &[])).expect("a panel").html();
    assert!(!html.contains("<img"), "{html}");
    let (tiers, ..) = taken("en", text, &[]);
    assert_eq!(tiers[1]["name"], "=1+1");
    assert_eq!(tiers[2]["name"], "__proto__");
}

/// A number of few digits that its field takes.
fn number(kind: Kind) -> BoxedStrategy<f64> {
    match kind {
        Kind::Money => (0_u64..1_000_000_000_000).prop_map(|n| n as f64 / 1000.0).boxed(),
        Kind::Count => (0_u64..10_000_000).prop_map(|n| n as f64 / 1000.0).boxed(),
        Kind::Rate => (0_u32..=10_000).prop_map(|n| f64::from(n) / 10_000.0).boxed(),
        Kind::Period => (1_u32..=60).prop_map(f64::from).boxed(),
        Kind::Months | Kind::Years => (0_u32..=1000).prop_map(|n| f64::from(n) / 10.0).boxed(),
    }
}

/// A given figure, a range of figures or none.
fn figure(kind: Kind) -> BoxedStrategy<Option<Number>> {
    let range = [number(kind), number(kind), number(kind)].prop_map(|mut three| {
        three.sort_by(f64::total_cmp);
        let [low, likely, high] = three;
        Some(Number::Range { low, likely, high })
    });
    prop_oneof![2 => Just(None), 5 => number(kind).prop_map(|n| Some(Number::Exact(n))), 1 => range].boxed()
}

fn figures(group: Option<Group>) -> impl Strategy<Value = Vec<(Field, Option<Number>)>> {
    let fields = Field::ALL.iter().copied();
    let fields = fields.filter(move |field| (field.group() == Group::Tier) == (group == Some(Group::Tier)));
    fields.map(|field| figure(field.kind()).prop_map(move |number| (field, number))).collect::<Vec<_>>()
}

fn plan() -> impl Strategy<Value = Plan> {
    let name = prop_oneof![
        Just("=SUM(A1)".to_owned()),
        Just("Gold, \"A\"; B|C\tD".to_owned()),
        "[A-Za-zÄöß][A-Za-zÄöß ',;|-]{0,20}[a-z]",
    ];
    let tier = (name, figures(Some(Group::Tier)));
    let shared = figures(None);
    let switches = (prop::option::of(any::<bool>()), any::<bool>());
    (prop::collection::vec(tier, 1..=4), shared, switches, prop::sample::select(vec!["USD", "EUR", "JPY"]))
        .prop_map(|(tiers, shared, (direct, commission), currency)| {
            let mut plan = Plan::new(currency);
            plan.say(Switch::IncludesInfluenced, direct);
            plan.say(Switch::ProgrammeCostIncludesCommission, commission.then_some(true));
            for (at, (name, figures)) in tiers.into_iter().enumerate() {
                let mut tier = Tier::named(format!("{name} {at}"));
                figures.into_iter().for_each(|(field, number)| tier.set(field, number));
                plan.tiers.push(tier);
            }
            shared.into_iter().for_each(|(field, number)| plan.set(FieldPath::plan(field), number));
            plan
        })
        .prop_filter("a valid plan", |plan| plan.clone().validate().is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_read_back_as_it_was(plan in plan()) {
        let valid = plan.clone().validate().expect("a valid plan");
        let insight = Insight::new(valid, Format::new("en", &plan.currency));
        let csv = insight.csv(None, None);
        // Opened by somebody else, in any language, and as a German spreadsheet would save it anew.
        for locale in ["en", "de"] {
            let found = taken_by(&page(locale), &wish(&csv, &[])).unwrap_or_else(|| panic!("{}", shown(locale, &csv, &[])));
            let back: Value = serde_json::from_value(found["plan"].clone()).expect("plain data");
            let mut back = Plan::read(&back).expect("a valid plan").into_inner();
            prop_assert_eq!(&found["rejected"], 0);
            // That nothing was said of direct's report means yes, which the form says.
            back.say(Switch::IncludesInfluenced, if plan.said(Switch::IncludesInfluenced).is_none() { None } else { back.said(Switch::IncludesInfluenced) });
            prop_assert_eq!(&back, &plan);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in r#"(tier|leads|winRate|[a-z0-9,;|\t"'\r\n.=%€-]){0,60}"#) {
        let insight = page("en");
        prop_assert!(insight.import(&wish(&text, &[])).is_some());
        if let Some(found) = taken_by(&insight, &wish(&text, &[])) {
            let back: Value = serde_json::from_value(found["plan"].clone()).expect("plain data");
            prop_assert!(Plan::read(&back).is_ok());
        }
    }
}
