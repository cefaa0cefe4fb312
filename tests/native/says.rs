//! Sentences beside figures: what they say must be what the figure shows.

use super::drawn::{GOAL, aiming, told, total, words};
use super::words::catalogue;
use comarketing_roi::app::Panel;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::benchmark::{self, Subject};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::report::capital;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan, Tier, Value};
use std::path::Path;

/// A tier that spends 100 and wins `revenue`; with a margin of one half its return is `revenue / 200 − 1`.
pub(super) fn tier(name: &str, revenue: f64) -> Tier {
    Tier::named(name).with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, revenue)
}

pub(super) fn plan(tiers: impl IntoIterator<Item = Tier>) -> Plan {
    tiers.into_iter().fold(Plan::new("USD").with(Field::GrossMargin, 0.5), Plan::with_tier)
}

pub(super) fn insight(plan: Plan) -> Insight {
    let format = Format::new("en", &plan.currency);
    Insight::new(plan.validate().expect("a valid plan"), format)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[track_caller]
pub(super) fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

/// Who is best and who is worst, by what the page shows.
fn ranked(plan: Plan, id: MetricId) -> (Vec<usize>, Vec<usize>) {
    let at = insight(plan);
    let shown = |value: f64| at.format.metric(id, value, true);
    let found = at.report.compare(id, &|one, other| shown(one) == shown(other));
    (found.best, found.worst)
}

#[test]
fn those_that_read_the_same_are_tied() {
    let three = |second: f64| plan([tier("A", 400.0), tier("B", second), tier("C", 300.0)]);
    assert_eq!(ranked(three(300.0), MetricId::Roi), (vec![0], vec![1, 2]));
    // 50.001 % and 50 % are shown as one figure.
    assert_eq!(ranked(three(300.002), MetricId::Roi), (vec![0], vec![1, 2]));
    assert_eq!(ranked(three(400.0), MetricId::Roi), (vec![0, 1], vec![2]));
    assert_eq!(ranked(three(350.0), MetricId::Roi), (vec![0], vec![2]));
    let alike = plan([tier("A", 400.0), tier("B", 400.0), tier("C", 400.0)]);
    assert_eq!(ranked(alike, MetricId::Roi), (vec![], vec![]), "nobody leads where all are alike");
    assert_eq!(ranked(plan([tier("A", 400.0)]), MetricId::Roi), (vec![], vec![]), "nor where one is alone");
}

/// Twice the budget with twice of all that comes of it is the same performance, so it must not change a rank.
#[test]
fn what_follows_the_budget_ranks_nobody() {
    let amounts = [
        Field::MdfSpent,
        Field::MdfAllocated,
        Field::ProgrammeCost,
        Field::PartnerContribution,
        Field::Leads,
        Field::Mqls,
        Field::PipelineSourced,
        Field::PipelineInfluenced,
    ];
    let small = amounts
        .iter()
        .zip([100e3, 125e3, 50e3, 20e3, 800.0, 300.0, 2e6, 1e6])
        .fold(Tier::named("Small"), |tier, (field, value)| tier.with(*field, value))
        .with(Field::WinRate, 0.25)
        .with(Field::DealSize, 50e3);
    let mut large = small.clone();
    large.name = "Large".to_owned();
    for field in amounts {
        let value = large.get(field).expect("given").likely();
        large.set(field, Number::Exact(2.0 * value));
    }
    let plan = plan([small, large])
        .with(Field::PartnerMargin, 0.2)
        .with(Field::AnnualChurn, 0.1)
        .with(Field::DirectCost, 1e6)
        .with(Field::DirectPipeline, 64e6)
        .with(Field::DirectCustomers, 400.0);
    let at = insight(plan);
    let close = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
    let mut known = 0;
    for id in MetricId::ALL {
        let found = at.report.compare(*id, &close);
        known += usize::from(at.report.tiers.iter().all(|tier| tier.value(*id).is_some()));
        assert!(found.best.is_empty() && found.worst.is_empty(), "{} follows the budget", id.text());
    }
    assert!(known > 30, "{known} metrics were looked at");
}

#[test]
fn the_story_names_all_who_are_tied() {
    let said =
        words(&insight(plan([tier("A", 400.0), tier("B", 400.0), tier("C", 300.0)])), Panel::TierFinding);
    has(&said, "A and B return the most (100% each) and C the least (50%).");
    let said =
        words(&insight(plan([tier("A", 400.0), tier("B", 300.0), tier("C", 300.0)])), Panel::TierFinding);
    has(&said, "A returns the most (100%) and B and C the least (50%).");
    let said = words(&insight(plan([tier("A", 400.0), tier("B", 400.002)])), Panel::TierFinding);
    has(&said, "All tiers return 100%");
    assert!(!said.contains("most ("), "{said}");
    let said = words(
        &insight(plan([tier("A", 400.0), tier("B", 400.0), tier("C", 400.0)])),
        Panel::Tiers(MetricId::Roi),
    );
    has(&said, "A, B and C lead with 100% each.");
}

#[test]
fn a_band_whose_ends_read_the_same_is_one_value() {
    let said = words(&insight(plan([tier("A", 570.0)])), Panel::Story);
    assert!(!said.contains("At your") && !said.contains("falls"), "no credit decides anything: {said}");
    assert!(!said.contains("between"), "{said}");
    let said = words(&insight(plan([tier("A", 570.0)])), Panel::Request);
    assert!(!said.contains("between 185%"), "{said}");
    // A little is influenced, and too little to be seen.
    let little = tier("A", 570.0).with(Field::RevenueInfluenced, 0.05);
    let said = words(&insight(plan([little])), Panel::CreditBand);
    assert!(!said.contains("there is no influenced revenue"), "{said}");
    has(&said, "185% at every influence credit");
}

#[test]
fn a_credit_below_nothing_is_none() {
    let at = insight(plan([tier("A", 570.0).with(Field::RevenueInfluenced, 100.0)]));
    let credit = at.report.total.value(MetricId::BreakEvenInfluenceCredit).expect("a value");
    assert!(credit < 0.0);
    assert_eq!(at.format.metric(MetricId::BreakEvenInfluenceCredit, credit, true), "none needed");
    let said = words(&at, Panel::Request);
    has(&said, "Break-even influence credit none needed");
    has(&said, "Your co-marketing pays back on sourced deals alone");
    // A credit that reads as 0 % is none either.
    let at = insight(plan([tier("A", 199.99).with(Field::RevenueInfluenced, 1e6)]));
    for panel in [Panel::Story, Panel::CreditBand] {
        let said = words(&at, panel);
        assert!(!said.contains("at least 0%"), "{panel:?}: {said}");
    }
}

#[test]
fn a_small_return_is_not_told_as_nothing() {
    let said = |roi: f64, currency: &str| Format::new("en", currency).meaning(roi);
    assert_eq!(said(0.46, "USD"), "Every $1 spent brought back $1.46 of gross profit.");
    assert_eq!(said(0.001, "USD"), "Every $1,000 spent brought back $1,001 of gross profit.");
    assert_eq!(said(-0.002, "USD"), "Every $1,000 spent brought back only $998.00 of gross profit.");
    assert_eq!(said(0.0, "USD"), "Every $1 spent came back as gross profit, no more and no less.");
}

#[test]
fn what_differs_does_not_read_the_same() {
    let format = Format::new("en", "USD");
    use comarketing_roi_engine::symbol::Unit;
    assert_eq!(format.pair(Unit::Ratio, 2.494, 2.49), ("249.4%".to_owned(), "249%".to_owned()));
    assert_eq!(format.pair(Unit::Ratio, 2.5, 2.4), ("250%".to_owned(), "240%".to_owned()));
    // 149.4 % against a target of 149.42 %.
    let at = aiming(insight(plan([tier("A", 498.8)])), 1.4942);
    let said = words(&at, Panel::Request);
    has(&said, "149.4% against a target of 149.42%");
    let said = words(&at, GOAL);
    has(&said, "Gross profit stands at 249.4% against 249.42%");
    // Each way leads from one value to another.
    let ways: Vec<&str> = said.split(" → ").collect();
    assert!(ways.len() > 2, "{said}");
    for ends in ways.windows(2) {
        let (from, to) = (ends[0].split_whitespace().last(), ends[1].split_whitespace().next());
        assert_ne!(from, to, "{said}");
    }
}

#[test]
fn one_and_none_are_not_told_as_many() {
    let wait = |days: &str| {
        let at = insight(plan([tier("A", 570.0)]));
        words(&told(at, &format!("{{ \"campaign\": {{ \"delayDays\": {days} }} }}")), Panel::Request)
    };
    has(&wait("1"), "Waiting 1 day for");
    has(&wait("2"), "Waiting 2 days for");
    let answers = json(r#"{ "definition": { "clarity": 1 } }"#);
    let said = words(&Insight { answers, ..insight(plan([tier("A", 1.0)])) }, Panel::Stage);
    has(&said, "no stage yet, 1 of 5 answered");
    assert!(!said.contains("1 of 5 answered are"), "{said}");
}

#[test]
fn direct_says_why_it_moves_with_partners() {
    let given = |includes: Option<bool>| {
        let mut plan =
            plan([tier("A", 570.0)]).with(Field::DirectCost, 1e6).with(Field::DirectCustomers, 40.0);
        plan.say(Switch::IncludesInfluenced, includes);
        insight(plan)
    };
    let direct = Panel::Explanation(MetricId::DirectCac, ScopeId::Direct);
    has(&words(&given(None), direct), "Deals credited to partners come off");
    has(&words(&given(Some(true)), total(MetricId::CacReduction)), "come off");
    has(&words(&given(Some(false)), direct), "come off");
    assert!(!words(&given(None), total(MetricId::Roi)).contains("come off"));
}

/// What a reviewer notes for himself, and what a reader of a page cannot know.
const NOTES: [&str; 16] = [
    "Label",
    "NOT",
    "p25",
    "p75",
    "n not stated",
    "text seen",
    "Excerpt",
    "xcerpt ends",
    "only)",
    "As above",
    "self-report",
    "Second-hand",
    "found for this metric",
    "Do not use",
    "quartile above 0",
    "size not stated",
];

#[test]
fn benchmarks_are_written_for_visitors() {
    let all = catalogue::read(Path::new("locales")).expect("catalogues");
    let mut texts: Vec<(String, &str)> = Vec::new();
    for benchmarks in benchmark::all() {
        let of = match benchmarks.of {
            Subject::Metric(id) => id.text(),
            Subject::Field(field) => field.id(),
        };
        let said = [benchmarks.note, benchmarks.definition].into_iter().flatten();
        texts.extend(said.map(|text| (of.to_owned(), text)));
        for held in benchmarks.rows {
            let row = held.row;
            let said =
                [row.stat, row.segment, row.caveat, row.source.sample, held.differs.unwrap_or_default()];
            texts.extend(said.map(|text| (row.id.to_owned(), text)));
            assert!(row.caveat.is_empty() || row.caveat.ends_with('.'), "{}: {}", row.id, row.caveat);
        }
    }
    for (tag, catalogue) in &all {
        let own = catalogue.iter().filter(|(key, _)| key.starts_with("benchmark."));
        texts.extend(own.map(|(key, text)| (format!("{tag} {key}"), text.as_str())));
    }
    for (of, text) in texts {
        let noted = NOTES.iter().find(|note| text.contains(**note));
        assert!(noted.is_none(), "{of} is a note of research ({noted:?}): {text}");
    }
}

#[test]
fn a_sentence_begins_with_a_capital_in_every_alphabet() {
    for (text, wanted) in
        [("öffentlich", "Öffentlich"), ("élan", "Élan"), ("über", "Über"), ("", ""), ("1 a", "1 a")]
    {
        assert_eq!(capital(text), wanted);
    }
}

#[test]
fn no_label_of_the_german_page_is_english() {
    let german = catalogue::read(Path::new("locales")).expect("catalogues").remove("de").expect("German");
    let word = |text: &str, word: &str| {
        text.split(|sign: char| !sign.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word))
    };
    for (key, text) in &german {
        // A path into a plan is the same in every language.
        let text = &text.replace("/tiers/", "/");
        assert!(!word(text, "tier") && !word(text, "tiers") || text.contains("{tier"), "{key}: {text}");
    }
}

#[test]
fn without_direct_the_cost_of_a_customer_says_what_it_leaves_out() {
    let said = |plan| words(&insight(plan), total(MetricId::PartnerCac));
    let won = [(Field::CustomersSourced, 5.0), (Field::CustomersInfluenced, 2.0)];
    let tier = won.iter().fold(tier("A", 570.0), |tier, (field, value)| tier.with(*field, *value));
    let without = plan([tier]);
    has(&said(without.clone()), "its work on influenced deals is not counted here");
    let with = without.with(Field::DirectCost, 1e6).with(Field::DirectCustomers, 40.0);
    assert!(!said(with).contains("is not counted here"));
}

/// The hosted page itself is English; its words in other languages follow the same catalogue.
#[test]
fn the_hosted_page_says_what_the_catalogue_says() {
    let all = catalogue::read(Path::new("locales")).expect("catalogues");
    let page = std::fs::read_to_string("index.html").expect("the hosted page");
    let own: Vec<_> =
        all["en"].iter().filter_map(|(key, text)| Some((key.strip_prefix("page.")?, text))).collect();
    assert!(own.len() > 4);
    for (key, text) in own {
        let wanted = if key == "title" {
            format!("<title>{text}</title>")
        } else {
            format!("data-text=\"{key}\">{text}<")
        };
        has(&page, &wanted);
    }
    let script = catalogue::around(&all);
    has(&script, "Was hat das Co-Marketing gebracht?");
    assert!(!script.contains("What did co-marketing"), "the page has the English");
}

#[test]
fn a_notice_of_a_set_value_is_in_the_language() {
    super::words::speak("de");
    let state = super::act(&super::fresh(), super::Action::Set(FieldPath::tier(0, Field::WinRate), 0.3));
    assert_eq!(state.notice, "Abschlussquote, Strategic ist gesetzt. „Rückgängig“ nimmt es zurück.");
}
