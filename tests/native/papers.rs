//! The panels beyond the first screen: what they say of plans whose figures were worked out by hand.

use super::drawn::{GOAL, aiming, told, words};
use super::words::catalogue;
use comarketing_roi::app::Action;
use comarketing_roi::app::{Panel, Questions};
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi::text::Language;
use comarketing_roi_engine::assess::Matrix;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Plan, Tier, Value};
use std::path::Path;

/// Net return: 0.8 × (500,000 + 0.4 × 250,000) − 150,000 = 330,000, so ROI is 220 %.
fn campaign() -> Plan {
    let tier = Tier::named("Webinar")
        .with(Field::MdfSpent, 100e3)
        .with(Field::MdfAllocated, 125e3)
        .with(Field::ProgrammeCost, 50e3)
        .with(Field::PartnerContribution, 50e3)
        .with(Field::PipelineSourced, 2e6)
        .with(Field::PipelineInfluenced, 1e6)
        .with(Field::WinRate, 0.25)
        .with(Field::DealSize, 50e3);
    Plan::new("USD")
        .with(Field::GrossMargin, 0.8)
        .with(Field::PartnerMargin, 0.2)
        .with(Field::InfluenceCredit, 0.4)
        .with(Field::DirectCost, 1e6)
        .with(Field::DirectPipeline, 6.4e6)
        .with(Field::DirectCustomers, 40.0)
        .with_tier(tier)
}

fn insight(plan: Plan) -> Insight {
    Insight::new(plan.validate().expect("a valid plan"), Format::new("en", "USD"))
}

fn answered(plan: Plan, answers: &str) -> Insight {
    Insight { answers: json(answers), ..insight(plan) }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

const ANSWERS: &str = r#"{
    "definition": { "clarity": 1, "segmentation": 2, "prioritisation": 3, "measurement": 2 },
    "operations": { "ownership": 2 },
    "controls": { "preApproval": "yes", "measureAndReport": "no" }
}"#;

/// Panels that speak.
const ALL: [Panel; 13] = [
    Panel::Questions(Questions::Matrix(Matrix::Definition)),
    Panel::Questions(Questions::Controls),
    Panel::Questions(Questions::Pillars),
    Panel::Stage,
    Panel::Basis,
    Panel::TierFinding,
    Panel::Definitions,
    Panel::Story,
    Panel::TalkingPoint,
    Panel::Request,
    Panel::Claim,
    Panel::Shortcuts,
    Panel::Summary,
];

/// Every word of them: with and without what can be told beside the figures, and of the form for contact details.
#[track_caller]
fn all(at: Insight) -> Vec<(String, String)> {
    let asked = r#"{ "errors": { "name": "missing", "email": "notAnAddress", "phone": "tooLong" } }"#;
    let mut found = vec![("lead".to_owned(), at.lead_form(&json(asked)).words())];
    found.extend(ALL.iter().map(|panel| (format!("{panel:?}"), words(&at, *panel))));
    for target in [3.0, 1e9] {
        found.push((format!("a goal of {target}"), words(&aiming(copy(&at), target), GOAL)));
    }
    let told = told(
        at,
        r#"{ "campaign": { "kind": "awareness", "partner": "Acme", "tier": "Focus", "delayDays": 60, "target": "300%" } }"#,
    );
    found.push(("a request".to_owned(), words(&told, Panel::Request)));
    let summary = told.paper(Panel::Summary, Some("1 May")).expect("a report").words();
    has(&summary, "1 May");
    found.push(("a report".to_owned(), summary));
    found
}

fn copy(at: &Insight) -> Insight {
    let own = Insight::new(at.plan.clone(), at.format.clone());
    Insight { answers: at.answers.clone(), forecast: at.forecast.clone(), ..own }
}

#[test]
fn a_question_is_a_group_of_radios_that_shows_what_was_answered() {
    let drawn = answered(campaign(), ANSWERS).panel(Panel::Questions(Questions::Matrix(Matrix::Definition)));
    let drawn = drawn.expect("questions");
    let html = drawn.html();
    assert_eq!(html.matches("<fieldset").count(), 5);
    assert_eq!(html.matches("type=\"radio\"").count(), 20);
    assert_eq!(html.matches("checked").count(), 5, "each question has one answer, or that it is not known");
    has(&html, "name=\"/definition/clarity\" value=\"1\" checked=\"\"");
    has(&html, "name=\"/definition/programmeDesign\" value=\"\" checked=\"\"");
    let actions = drawn.actions("2");
    assert_eq!(actions.len(), 20);
    assert!(
        matches!(&actions[0], Action::Answer(path, word) if path == "/definition/clarity" && word == "2")
    );
    let controls = answered(campaign(), ANSWERS).panel(Panel::Questions(Questions::Controls));
    let html = controls.expect("controls").html();
    // A row each, with its three answers side by side.
    let pressed: Vec<&str> = html
        .split("aria-pressed=\"true\"")
        .skip(1)
        .map(|rest| rest.split(['>', '<']).nth(1).expect("words"))
        .collect();
    assert_eq!(pressed, ["I don’t know", "Yes", "I don’t know", "No"]);
    has(&html, "2 of 4 answered");
}

#[test]
fn a_stage_says_what_holds_it_back() {
    let said = words(&answered(campaign(), ANSWERS), Panel::Stage);
    has(&said, "Ecosystem definition: stage 1 of 3, Undefined.");
    has(&said, "Held back by Clarity.");
    has(&said, "Ecosystem operations: no stage yet, 1 of 5 answered; it needs 3.");
    has(&said, "Not ready. Missing: Measure and report.");
    let nothing = words(&insight(campaign()), Panel::Stage);
    has(&nothing, "Nothing is answered yet.");
    has(&nothing, "Answer how the program is set up");
}

#[test]
fn a_step_says_what_a_tenth_of_its_input_is_worth() {
    let said = words(&answered(campaign(), ANSWERS), Panel::Stage);
    has(&said, "Clarity, from level 1 to 2");
    // A tenth more win rate is 0.8 × 60,000.
    has(&said, "If win rate rose by a tenth, from 25% to 27.5%, net return would rise by $48,000.");
    has(
        &said,
        "If other program cost fell by a tenth, from $50,000 to $45,000, net return would rise by $5,000.",
    );
    has(&said, "It cannot be valued: sourced opportunities is missing from the plan.");
    has(&said, "A tenth is an illustration");
}

#[test]
fn tiers_move_together() {
    let mut plan = campaign();
    let mut second = plan.tiers[0].clone();
    second.name = "Dinner".to_owned();
    second.set(Field::WinRate, comarketing_roi_engine::Number::Exact(0.1));
    plan.tiers.push(second);
    // 0.8 × (0.025 + 0.01) × 2.4 million.
    let said = words(&answered(plan, ANSWERS), Panel::Stage);
    has(&said, "Webinar from 25% to 27.5% and Dinner from 10% to 11%, net return would rise by $67,200.");
}

#[test]
fn the_other_definitions_lead_back_to_the_headline() {
    let said = words(&insight(campaign().with(Field::AnnualChurn, 0.1)), Panel::Definitions);
    has(&said, "gross profit of $480,000 less vendor cost of $150,000 leaves $330,000");
    has(
        &said,
        "Revenue of 4× the cost, at a gross margin of 80% and less the cost itself, is the headline of 220%.",
    );
    has(&said, "Counts all $600,000 of credited revenue; take off $120,000");
    has(&said, "Counts pipeline of $2,400,000, of which $600,000 is credited revenue");
    has(&said, "Looks 36 months ahead at a discount rate of 10%");
    has(&words(&insight(campaign()), Panel::Definitions), "Needs annual churn.");
}

#[test]
fn the_result_says_what_the_cards_say() {
    let at = insight(campaign());
    let said = words(&at, Panel::Story);
    has(&said, text_of("panel.storySourcedPays").trim_end_matches('.'));
    has(&said, "At your 40% credit: ");
    has(&said, "$3.20");
    let beside = |metric| words(&at, Panel::Beside(metric));
    has(&beside(MetricId::Roi), "Gross profit of $480,000 less all cost of $150,000, divided by cost.");
    has(
        &beside(MetricId::PipelineInfluenced),
        "$400K counts for partners at your 40% credit; the other $600K stays",
    );
    // 2.4 million over 150,000, and over what 0.4 of 6.4 million cost direct; 6.4 million over 1 million.
    has(&beside(MetricId::PipelinePerDollar), "Partners $11.29 Direct $6.40");
    has(&beside(MetricId::PipelinePerDollar), "MDF alone would read $24.00, which leaves out $50,000");
    // 150,000, as much in commission and 2 customers at 25,000, over 12 customers; 1 million over 40.
    has(&beside(MetricId::PartnerCac), "$29,167");
    has(&beside(MetricId::PartnerCac), "costs more");
    let said = words(&at, Panel::NextSteps);
    // 0.8 × 0.03 × 2.4 million.
    has(
        &said,
        "Lift the win rate of Webinar from 25% to 28% 3 points on $2.4M of credited pipeline. +$57,600",
    );
    has(&said, "It pays back at any credit; the rule decides how much is reported.");
    has(&said, "+$250K to +$450K");
    assert!(!said.contains("Move"), "one tier has nowhere to move money to: {said}");
}

/// What the English catalogue says under a key, whose words may change.
fn text_of(key: &str) -> String {
    catalogue::read(Path::new("locales")).expect("catalogues")["en"][key].clone()
}

#[test]
fn a_goal_is_reached_by_what_it_proposes() {
    let at = |target: f64| aiming(insight(campaign()), target);
    let goal = at(3.0).panel(GOAL).expect("a goal");
    has(&goal.html(), "aria-label=\"Set to 31.3%: Win rate\"");
    has(&goal.words(), "Gross profit stands at 3.2:1 against 4:1; pipeline at 11.29:1, revenue at 4:1.");
    has(&goal.words(), "Win rate   25% →  31.3% +25%");
    let sets = |action| match action {
        Action::Set(place, value) => Some((place, value)),
        // The box that takes the target.
        Action::Answer(..) => None,
        _ => panic!("a goal sets inputs"),
    };
    let proposed: Vec<(FieldPath, f64)> = goal.actions("").into_iter().filter_map(sets).collect();
    // 0.8 × 2.4 million × w = 600,000 at 31.25 %.
    assert!(proposed.contains(&(FieldPath::tier(0, Field::WinRate), 0.313)), "{proposed:?}");
    assert_eq!(proposed.len(), 3);
    for (place, value) in proposed {
        let mut plan = campaign();
        plan.set(place, comarketing_roi_engine::Number::Exact(value));
        let roi = insight(plan).report.total.value(comarketing_roi_engine::MetricId::Roi).expect("a value");
        assert!((3.0 - 1e-9..3.2).contains(&roi), "{place:?} gives {roi}");
    }
    let said = words(&at(4.0), GOAL);
    has(&said, "Gross profit stands at 3.2:1 against 5:1");
    let said = words(&at(2.0), GOAL);
    has(&said, "Gross profit stands at 3.2:1 against 3:1");
    has(&said, "Where it would be lost:");
    assert!(at(2.0).panel(GOAL).is_some_and(|goal| !goal.html().contains("Set to")), "{said}");
}

#[test]
fn the_next_question_is_the_one_that_narrows_most() {
    let mut plan = campaign();
    plan.set(FieldPath::plan(Field::InfluenceCredit), None);
    let range = comarketing_roi_engine::Number::Range { low: 0.15, likely: 0.25, high: 0.4 };
    plan.tiers[0].set(Field::WinRate, range);
    let said = words(&insight(plan), Panel::TalkingPoint);
    has(&said, "Ask next “What share of your pipeline do you close?”");
    // 0.8 × 2.4 million × 0.15 over 150,000 less 1, and the same at 0.4.
    has(&said, "Given as 15% to 40%: it takes ROI from 92% to 412%.");
    has(&said, "Influence credit from 32% to 48% takes ROI from");
    has(&words(&insight(campaign()), Panel::TalkingPoint), "no single question would narrow it");
}

#[test]
fn a_request_has_a_verdict_with_its_reason() {
    let answers = r#"{ "campaign": { "kind": "aligned", "partner": "Acme", "tier": "Focus", "delayDays": 73, "target": "200%" } }"#;
    let said = words(&told(insight(campaign()), answers), Panel::Request);
    has(&said, "Worth funding at your 40% credit: ROI of 220% against a target of 200%");
    has(&said, "Better than direct: pipeline for each $1 of cost is $11.29, and $6.40 direct.");
    has(&said, "$100,000 (50% of the total)");
    // 100,000 × 10 % × 73 / 365.
    has(&said, "Waiting 73 days for the MDF costs the partner another $2,000.");
    has(&said, "10% is assumed");
    has(&said, "Signature");
    let said = words(&aiming(insight(campaign()), 2.5), Panel::Request);
    has(&said, "Depends on the influence credit: 220% at your 40%, against a target of 250%");
    let said = words(&aiming(insight(campaign()), 4.0), Panel::Request);
    has(&said, "Not worth funding");
    let typed =
        r#"{ "campaign": { "kind": "aligned", "tier": "Gold", "delayDays": "73", "target": "200" } }"#;
    let said = words(&told(insight(campaign()), typed), Panel::Request);
    has(&said, "ROI of 220% against a target of 200%");
    has(&said, "Waiting 73 days");
    has(&said, "Tier Gold");
    has(&words(&insight(campaign()), Panel::Request), "they pay the cost back, with ROI of 166.7%");
}

#[test]
fn a_claim_adds_up_to_the_cent() {
    let mut actual = campaign();
    actual.tiers[0].set(Field::PipelineSourced, comarketing_roi_engine::Number::Exact(1.6e6));
    actual.tiers[0].set(Field::WinRate, comarketing_roi_engine::Number::Exact(0.28));
    actual.tiers[0].set(Field::MdfSpent, comarketing_roi_engine::Number::Exact(110e3));
    let claim = Insight { forecast: Some(campaign().validate().expect("valid")), ..insight(actual) };
    let html = claim.panel(Panel::Claim).expect("a claim").html();
    let (_, table) = html.split_once("class=\"sheet bridge\"").expect("a bridge");
    let table = table.split("</table>").next().expect("its end");
    let cents: Vec<i64> = table
        .split("<bdi>")
        .skip(1)
        .map(|cell| {
            let digits: String = cell
                .split('<')
                .next()
                .expect("text")
                .chars()
                .map(|c| if c == '−' { '-' } else { c })
                .filter(|c| "-0123456789".contains(*c))
                .collect();
            digits.parse().expect("cents")
        })
        .collect();
    let (first, rest) = cents.split_first().expect("rows");
    let (last, steps) = rest.split_last().expect("rows");
    assert_eq!(*first, 33_000_000);
    // 0.8 × 0.28 × 2 million − 160,000.
    assert_eq!(*last, 28_800_000);
    assert_eq!(first + steps.iter().sum::<i64>(), *last);
    has(&html, "Net return came out $42,000.00 below the forecast.");
    has(&html, "88% of the MDF allocated was spent: $110,000. $15,000 is left.");
    has(&html, "What took most away: Number of opportunities,");
}

#[test]
fn empty_plans_give_sentences() {
    let nothing = Plan::new("USD").with_tier(Tier::named("A"));
    let empty = insight(nothing.clone());
    for (what, said) in all(insight(nothing.clone())) {
        assert!(said.len() > 20, "{what}");
    }
    has(&words(&empty, Panel::Story), "Not enough numbers for a result yet");
    for field in
        ["MDF spent", "Partner-sourced pipeline", "Win rate", "Gross margin", "to see what it returns."]
    {
        has(words(&empty, Panel::Story).split_once("Add ").expect("a way").1, field);
    }
    has(&words(&empty, Panel::Request), "Four numbers are enough for an answer. Still needed:");
    let claim = Insight { forecast: nothing.clone().validate().ok(), ..insight(nothing) };
    has(&words(&claim, Panel::Claim), "The difference cannot be broken down");
    has(&words(&aiming(empty, 3.0), GOAL), "no number can bring it to a goal");
}

#[test]
fn german_has_no_english_left() {
    let catalogues = catalogue::read(Path::new("locales")).expect("catalogues");
    Language::of(&catalogue::lines(&catalogues["en"], "de", &catalogues["de"])).speak();
    let mut plan = campaign();
    plan.set(FieldPath::plan(Field::InfluenceCredit), None);
    let mut said = String::new();
    for plan in [plan, Plan::new("USD").with_tier(Tier::named("A"))] {
        let at = Insight { forecast: campaign().validate().ok(), ..answered(plan, ANSWERS) };
        for (_, words) in all(at) {
            said += &words;
        }
    }
    // Names of metrics also stand in the titles of sources, which stay as they are.
    for (key, english) in catalogues["en"].iter().filter(|(key, _)| !key.starts_with("metric.")) {
        let german = &catalogues["de"][key];
        let mut pieces = english.split(['{', '}']).step_by(2).map(str::trim).filter(|piece| piece.len() > 9);
        let left = pieces.find(|piece| !german.contains(piece) && said.contains(piece));
        assert!(left.is_none(), "{key}: “{}” is still English", left.unwrap_or_default());
    }
    has(&said, "um ein Zehntel");
}

#[test]
fn a_sheet_for_spreadsheets_has_every_metric_and_no_formula() {
    let mut plan = campaign();
    plan.tiers[0].name = "=cmd|' /C calc'!A1".to_owned();
    let csv = insight(plan).csv(None, None);
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 5, "a head, a tier, the total, direct, and the end");
    // Scope, name and currency; the inputs and switches; which inputs are examples; and the figures with how well each is
    // known.
    let inputs = Field::ALL.len() + comarketing_roi_engine::plan::Switch::ALL.len();
    let count = 2 * comarketing_roi_engine::METRICS.len() + 3 + inputs + 1;
    assert!(lines.iter().take(4).all(|line| line.split(',').count() == count));
    has(lines[0], "scope,name,currency,mdfSpent");
    has(lines[1], "tier,\"'=cmd|' /C calc'!A1\",USD,100000");
    has(lines[2], "total,,USD,100000");
    has(lines[2], ",2.2,");
    let tsv = insight(campaign()).tsv();
    has(&tsv, "Metric\tWebinar\tTotal\tDirect\n");
    has(&tsv, "Partner-sourced pipeline\t2000000\t2000000\t\n");
    has(&tsv, "Co-marketing ROI\t220%\t220%\t\nGross profit less cost\t330000\t330000\t\n");
}
