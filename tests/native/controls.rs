//! Everything that the model can be asked has a control on a screen, or a reason why not.

use super::*;
use crate::view::html;
use comarketing_roi::app::Panel;
use comarketing_roi::insight::Insight;
use comarketing_roi::workspace::Mode;
use comarketing_roi::workspace::deals::DealEdit;
use comarketing_roi_engine::plan::{Group, Switch};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is asked on a screen, by question and member of its schema, with the id of the control.
const ASKED: [(&str, &str, &str); 25] = [
    ("project", "months", "-finance-months"),
    ("project", "fundedMonths", "-finance-fundedMonths"),
    ("project", "productivityGrowth", "-finance-productivityGrowth"),
    ("project", "depthOrBreadth", "-finance-extraBudget"),
    ("project", "extraBudget", "-finance-extraBudget"),
    ("project", "productivityGain", "-finance-productivityGain"),
    ("project", "enablementMonths", "-finance-enablementMonths"),
    ("project", "costPerRecruit", "-finance-costPerRecruit"),
    ("project", "activationRate", "-finance-activationRate"),
    ("project", "rampMonths", "-finance-rampMonths"),
    ("allocate", "budget", "-finance-budget"),
    ("allocate", "beta", "-finance-beta"),
    ("allocate", "maxMove", "-finance-maxMove"),
    ("allocate", "floors", "-finance-floors-Strategic"),
    ("allocate", "caps", "-finance-caps-Strategic"),
    ("mature", "ageMonths", "-campaign-ageMonths"),
    ("mature", "spread", "-campaign-spread"),
    ("mature", "wonRevenueToDate", "-campaign-wonRevenueToDate"),
    ("attribution", "halfLifeDays", "deals-halfLifeDays"),
    ("attribution", "id", "deal-1-id"),
    ("attribution", "account", "deal-1-account"),
    ("attribution", "value", "deal-1-value"),
    ("attribution", "partner", "touch-2-partner"),
    ("attribution", "on", "touch-2-on"),
    ("attribution", "weight", "touch-2-weight"),
];

/// What a page answers itself, with the reason; a whole question by `*`.
const ANSWERED: [(&str, &str, &str); 27] = [
    ("attribution", "currency", "the plan's currency"),
    ("attribution", "deals", "buttons add and remove deals (tests/native/deals.rs)"),
    ("attribution", "touches", "buttons add, move and remove touches (tests/native/deals.rs)"),
    ("planFromCampaigns", "*", "of a year of campaigns: “Use these figures in the program”"),
    (
        "portfolio",
        "*",
        "of a year of campaigns: filters, what it rests on, and the table are on its screen (tests/native/portfolio.rs)",
    ),
    (
        "readCampaignTable",
        "*",
        "of a year of campaigns: how the table was read is a screen of its own (tests/native/portfolio.rs)",
    ),
    (
        "readPortfolio",
        "*",
        "of a table of any length: headless API and command; on screen 100,000 campaigns are held",
    ),
    ("readCampaigns", "*", "of a year of campaigns that are data already: headless API and command"),
    ("response", "*", "measured from the quarters of a portfolio; of other periods: headless API"),
    (
        "scorecard",
        "*",
        "of a year of campaigns: weights, evidence and budget are on its screen (tests/native/portfolio.rs)",
    ),
    ("cash", "*", "the campaign's calendar, from its figures and the days of reimbursement"),
    ("creditForTarget", "*", "asked of the credit by a target, which solve answers in place"),
    (
        "agreement",
        "*",
        "asked of the campaign's two ledgers and their targets, where they do not both come out",
    ),
    ("creditEvidence", "*", "asked of the plan's own win rates beside the credit"),
    ("holdout", "*", "an experiment has its own data, which no plan holds: headless API"),
    ("mature", "medianCycleMonths", "the plan's sales cycle"),
    ("mature", "cost", "a figure of the plan"),
    ("mature", "pipeline", "a figure of the plan"),
    ("mature", "winRate", "a figure of the plan"),
    ("mature", "grossMargin", "a field of the plan"),
    (
        "mature",
        "distribution",
        "the usual form; the other is for those who have fitted it to their own deals",
    ),
    ("appraise", "*", "the cash flow of a projection, which is appraised"),
    ("solve", "*", "asked of every input by a target"),
    ("flipPoints", "*", "asked of a target"),
    ("channels", "*", "asked of the whole plan"),
    ("sensitivity", "*", "asked of the metric that is looked at"),
    ("simulate", "*", "asked of ranges; draws and seed only make it slower or another sample"),
];

/// Questions with screens of their own.
const SCREENS: [&str; 2] = ["settle", "assess"];

/// The ids of what takes an input in some markup.
fn ids(page: &str) -> BTreeSet<String> {
    let of = |rest: &str| Some(rest.split(" id=\"").nth(1)?.split('"').next()?.to_owned());
    page.split("<input").skip(1).filter_map(|rest| of(rest.split('>').next()?)).collect()
}

fn finance(state: &State) -> String {
    let insight = Insight::of(state, None).expect("a plan that can be read");
    insight.panel(Panel::Finance).expect("drawn").html()
}

/// The members of an object of a schema, and of the objects below it.
fn members(schema: &Value, into: &mut BTreeSet<String>) {
    let definitions = schema["$defs"].as_object().into_iter().flatten().map(|(_, of)| of);
    for of in definitions.chain([schema]) {
        let properties = of["properties"].as_object().into_iter().flatten();
        into.extend(properties.map(|(name, _)| name.clone()));
    }
}

#[test]
fn every_field_of_a_plan_has_a_control() {
    let page = html(&act(&fresh(), Action::MoreDetail));
    let found = ids(&page);
    for field in Field::ALL {
        let id = match field.group() {
            Group::Tier => format!("{}-0", field.id()),
            Group::Direct => format!("direct-{}", field.id()),
            Group::Economics | Group::Plan => format!("plan-{}", field.id()),
        };
        assert!(found.contains(&id), "{id} has no control");
    }
    let ticks = page.matches("type=\"checkbox\"").count();
    assert!(ticks >= Switch::ALL.len(), "{ticks} switches");
}

#[test]
fn every_question_has_a_control_or_a_reason() {
    let (program, campaign) = (finance(&fresh()), {
        let state =
            State::open(Format::new("en", "USD"), Mode::Campaign, comarketing_roi::app::Start::default());
        finance(&typed(&state, MDF, "100"))
    });
    let start = comarketing_roi::app::Start::default();
    let year = State::open(Format::new("en", "USD"), Mode::Portfolio, start);
    let deals = super::deals::drawn(&act(&year, Action::Deal(DealEdit::AddDeal)));
    let found: BTreeSet<String> = [program, campaign, deals].iter().flat_map(|page| ids(page)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let mut questions = 0;
    for file in fs::read_dir(folder).expect("the schemas") {
        let path = file.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let Some(question) = name.strip_suffix(".question.schema.json") else { continue };
        questions += 1;
        if SCREENS.contains(&question)
            || ANSWERED.iter().any(|(of, member, _)| *of == question && *member == "*")
        {
            continue;
        }
        let schema: Value = serde_json::from_str(&fs::read_to_string(&path).expect("text")).expect("JSON");
        let mut all = BTreeSet::new();
        members(&schema, &mut all);
        assert!(!all.is_empty(), "{question}");
        for member in all {
            let asked = ASKED.iter().find(|(of, name, _)| *of == question && *name == member);
            let answered = ANSWERED.iter().any(|(of, name, _)| *of == question && *name == member);
            match asked {
                Some((_, _, id)) => assert!(found.contains(*id), "{question}.{member}: no control {id}"),
                None => assert!(answered, "{question}.{member} has neither a control nor a reason"),
            }
        }
    }
    assert!(questions >= 10, "{questions} questions");
}

#[test]
fn what_finance_answers_moves_what_follows() {
    let answer = |state: &State, path: &str, text: &str| act(state, Action::Answer(path.into(), text.into()));
    let usual = finance(&fresh());
    let longer = finance(&answer(&fresh(), "/finance/months", "60"));
    assert!(usual.contains("Over 36 months") && longer.contains("Over 60 months"), "{longer}");
    let wrong = finance(&answer(&fresh(), "/finance/months", "0"));
    assert!(wrong.contains("It must be between 1 and 120.") && wrong.contains("Over 36 months"));
    let extra = finance(&answer(&fresh(), "/finance/extraBudget", "50000"));
    assert!(extra.contains("Worth today:"), "{extra}");
    let young = answer(&fresh(), "/campaign/ageMonths", "1");
    let young = typed(&young, FieldPath::plan(Field::SalesCycleMonths), "9");
    assert!(finance(&young).contains("Too early to judge"));
}

#[test]
fn a_credit_says_what_it_claims_and_what_the_deals_say_for_it() {
    let said =
        |state: &State| Insight::of(state, None).expect("a plan").panel(Panel::Credit).expect("drawn").html();
    let usual = said(&fresh());
    assert!(
        html(&fresh()).contains("lift their win rate by 66.7%") && usual.contains("a credit of 10.5%"),
        "{usual}"
    );
    assert!(usual.contains("For evidence of your own"));
    let call = State::open(Format::new("en", "USD"), Mode::Call, comarketing_roi::app::Start::default());
    assert!(html(&call).contains("lift their win rate by 66.7%"), "wherever it is set");
    let insight = Insight::of(&fresh(), None).expect("a plan");
    let at = comarketing_roi_engine::metric_ref::ScopeId::Total;
    let why = |id| insight.panel(Panel::Explanation(id, at)).expect("drawn").html();
    assert!(why(MetricId::Roi).contains("lift their win rate by 66.7%"));
    assert!(!why(MetricId::MdfSpent).contains("lift their win rate"));
    let place = FieldPath::plan;
    let mut state = fresh();
    for (place, text) in [
        (FieldPath::tier(0, Field::OpportunitiesInfluenced), "1000"),
        (FieldPath::tier(0, Field::WinRateInfluenced), "25"),
        (place(Field::DirectOpportunities), "1000"),
        (place(Field::DirectWinRate), "20"),
    ] {
        state = typed(&state, place, text);
    }
    let supported = said(&state);
    assert!(supported.contains("Your deals support a credit of 20%"), "{supported}");
    assert!(supported.contains("Use 20% as the credit"));
    let few = said(&typed(
        &typed(&state, place(Field::DirectOpportunities), "10"),
        place(Field::InfluenceCredit),
        "20",
    ));
    assert!(few.contains("Too few deals to tell") && !few.contains("as the credit"), "{few}");
    let all = html(&typed(&state, place(Field::InfluenceCredit), "100"));
    assert!(all.contains("you would have won none of these deals"));
}

#[test]
fn a_campaign_has_its_cash_calendar() {
    let start = comarketing_roi::app::Start::default();
    let mut state = State::open(Format::new("en", "USD"), Mode::Campaign, start);
    for (place, text) in [
        (MDF, "12000"),
        (FieldPath::tier(0, Field::PartnerContribution), "8000"),
        (REVENUE, "60000"),
        (MARGIN, "70"),
        (FieldPath::plan(Field::PartnerMargin), "20"),
        (FieldPath::plan(Field::SalesCycleMonths), "6"),
    ] {
        state = typed(&state, place, text);
    }
    let state = act(&state, Action::Answer("/campaign/delayDays".into(), "60".into()));
    let cash =
        |state: &State| Insight::of(state, None).expect("a plan").panel(Panel::Cash).expect("drawn").html();
    let said = cash(&state);
    assert!(
        said.contains(
            "The partner pays $20,000 first, MDF pays $12,000 back, and $8,000 stays the partner’s own money."
        ),
        "{said}"
    );
    assert!(said.contains("The partner is out $20,000 at most and is back after 6 months"), "{said}");
    assert!(said.contains("Month 1, MDF is paid"), "without a day months are counted: {said}");
    // Natively a month is its number; its name is the platform's.
    let dated = act(&state, Action::Answer("/campaign/start".into(), "2027-11-15".into()));
    let said = cash(&dated);
    assert!(said.contains("The partner is out $20,000 at most and is back in 2028-05"), "{said}");
    assert!(said.contains("2028-01, MDF is paid") && !said.contains("Month 1"), "{said}");
    let axis: Vec<&str> = ["11", "2027", "01", "2028", "03", "05"].into();
    let drawn: Vec<&str> = said.split("</text>").filter_map(|text| text.rsplit('>').next()).collect();
    assert_eq!(drawn.get(..6), Some(axis.as_slice()), "a year stands at its first month");
    assert!(cash(&fresh()).contains("Add MDF"), "a program has no calendar of its own");
}

#[test]
fn a_commission_that_would_count_twice_is_told() {
    use comarketing_roi_engine::metric_ref::ScopeId;
    let why = |state: &State| {
        let insight = Insight::of(state, None).expect("a plan");
        insight.panel(Panel::Explanation(MetricId::LtvToCac, ScopeId::Total)).expect("drawn").html()
    };
    let held = act(&fresh(), Action::Switch(Switch::ProgrammeCostIncludesCommission, true));
    assert!(why(&held).contains("commission counts twice") && !why(&fresh()).contains("counts twice"));
    let known = typed(&held, FieldPath::plan(Field::PartnerMargin), "20");
    assert!(!why(&known).contains("counts twice"));
}

#[test]
fn partners_stand_beside_direct_with_four_lifts() {
    let said = |state: &State| {
        Insight::of(state, None).expect("a plan").panel(Panel::Channels).expect("drawn").html()
    };
    assert!(said(&blank()).contains("enter direct’s win rate"), "{}", said(&blank()));
    let place = FieldPath::plan;
    let mut state = fresh();
    for (field, text) in [
        (Field::SalesCycleMonths, "6"),
        (Field::DirectCycle, "9"),
        (Field::DirectWinRate, "20"),
        (Field::DirectDealSize, "25000"),
    ] {
        state = typed(&state, place(field), text);
    }
    let found = said(&state);
    assert!(
        found.contains("Worth for each month") && found.contains("50%"),
        "9 months are half as much again: {found}"
    );
    assert_eq!(found.matches("adds $").count() + found.matches("adds −$").count(), 5, "{found}");
}
