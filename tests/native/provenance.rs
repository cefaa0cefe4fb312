//! Examples look like examples until none is left, and totals say what they leave out, wherever figures are shown.

use super::drawn::{GOAL, of_tier, total, words};
use super::*;
use comarketing_roi::app::Panel;
use comarketing_roi::app::{CAMPAIGN_FIELDS, STEPS, Start, Step, sample};
use comarketing_roi::insight::Insight;
use comarketing_roi::workspace::Mode;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Plan, Tier, ValidPlan, Value};

fn opened(mode: Mode) -> State {
    let state = State::open(Format::new("en", "USD"), mode, Start::default());
    state.apply(Action::Sample).unwrap_or(state)
}

fn plan_of(state: &State) -> ValidPlan {
    (**state.outcome().good.as_ref().map(|(plan, _)| plan).expect("a plan")).clone()
}

fn insight(state: &State) -> Insight {
    Insight::new(plan_of(state), state.format.clone())
}

fn own(plan: Plan) -> Insight {
    Insight::new(plan.validate().expect("a valid plan"), Format::new("en", "USD"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

/// Types every example over with its own text.
fn made_own(state: &State) -> State {
    let mut state = state.clone();
    for place in plan_of(&state).examples.clone() {
        let text = state.text(place);
        let other = typed(&state, place, "1");
        state = if text == "1" { other } else { typed(&other, place, &text) };
    }
    state
}

/// Three tiers of MDF, pipeline in the first: fault U03.
fn pipeline_in_one() -> Plan {
    let first = Tier::named("Strategic")
        .with(Field::MdfSpent, 180e3)
        .with(Field::ProgrammeCost, 250e3)
        .with(Field::PipelineSourced, 2.7e6)
        .with(Field::PipelineInfluenced, 1.9e6)
        .with(Field::WinRate, 0.24)
        .with(Field::DealSize, 42e3);
    Plan::new("USD")
        .with(Field::GrossMargin, 0.76)
        .with(Field::InfluenceCredit, 0.4)
        .with_tier(first)
        .with_tier(Tier::named("Focus").with(Field::MdfSpent, 80e3))
        .with_tier(Tier::named("Scale").with(Field::MdfSpent, 40e3))
}

#[test]
fn a_sample_holds_what_its_way_asks_and_no_more() {
    let asked: Vec<Field> = STEPS
        .iter()
        .flat_map(|step| match step {
            Step::Tiers(_, _, fields) => fields.to_vec(),
            Step::Direct => Field::of(Group::Direct).collect(),
            Step::Economics => Field::of(Group::Economics).chain([Field::InfluenceCredit]).collect(),
            Step::Questions(..) | Step::Result => Vec::new(),
        })
        .collect();
    let plan = sample(&Format::new("en", "USD")).plan().expect("reads");
    let given: Vec<Field> =
        plan.places().filter(|place| plan.get(*place).is_some()).map(|place| place.field).collect();
    assert!(given.iter().all(|field| asked.contains(field)), "{given:?}");
    let campaign = plan_of(&opened(Mode::Campaign));
    let shown = |place: &FieldPath| match place.tier {
        Some(_) => CAMPAIGN_FIELDS.contains(&place.field),
        None => true,
    };
    assert!(campaign.places().filter(|place| campaign.get(*place).is_some()).all(|place| shown(&place)));
}

#[test]
fn the_sample_of_a_campaign_is_complete_and_agrees_with_itself() {
    let state = opened(Mode::Campaign);
    for id in [MetricId::Roi, MetricId::RoiPartner, MetricId::RoiJoint, MetricId::DirectCac] {
        let report = state.report().expect("a report");
        let value = report.total.value(id).or_else(|| report.direct.value(id));
        assert!(value.is_some(), "{}", id.text());
    }
    let insight = insight(&state);
    has(&words(&insight, Panel::Payers), "Of $25,000: MDF $12,000 (48%)");
    has(&words(&insight, Panel::Request), "Total cost $25,000");
}

#[test]
fn the_headline_names_the_examples_that_are_left_until_none_is() {
    let state = fresh();
    let page = super::view::html(&state);
    has(&page, "<span class=\"tag example\">example company</span>");
    assert!(page.matches("<span class=\"hidden\">Example</span>").count() > 40, "cards and table");
    let some = typed(&typed(&state, MDF, "1"), FieldPath::tier(1, Field::MdfSpent), "2");
    let page = super::view::html(&some);
    has(&page, "Still example: MDF spent of Scale; Leads;");
    assert!(page.matches("<span class=\"tag example\">Example</span>").count() > 40, "cards and table");
    let last = made_own(&state);
    let page = super::view::html(&last);
    assert!(!page.contains("tag example") && !page.contains("Still example"));
    has(&page, "your numbers · 3 assumed");
    assert!(!last.report().expect("a report").is_example());
}

#[test]
fn everything_that_shows_figures_of_an_example_says_so() {
    let state = opened(Mode::Sheet);
    let shown = insight(&state);
    let real = insight(&made_own(&state));
    for panel in [
        Panel::CreditBand,
        Panel::Tiers(MetricId::Roi),
        Panel::Funnel,
        Panel::Projection,
        Panel::Tornado(MetricId::Roi),
        Panel::Distribution(MetricId::Roi),
        Panel::Allocation,
        Panel::Story,
        Panel::NextSteps,
        Panel::TalkingPoint,
        GOAL,
        total(MetricId::Roi),
        of_tier(MetricId::MdfSpent, 0),
        Panel::Request,
        Panel::Claim,
        Panel::Summary,
    ] {
        let said = words(&shown, panel);
        has(&said, "Example");
        assert!(!words(&real, panel).contains("Example"), "{panel:?}");
        if ["explain", "request", "claim", "summary"].contains(&panel.name()) {
            has(&said, "Still example: ");
        }
    }
    has(&words(&shown, of_tier(MetricId::MdfSpent, 0)), "$180,000.00 example");
    has(&words(&shown, Panel::Summary), "(example)");
    for paper in [Panel::Request, Panel::Claim, Panel::Summary] {
        let html = shown.panel(paper).expect("drawn").html();
        has(&html, "<div class=\"running\"><p class=\"tag\">Example</p></div>");
    }
    has(&shown.lead_form(&Value::Null).words(), "so none of it is sent");
}

/// The cell of a table of ours, by its line and the head of its column; nothing in it is quoted.
fn column(csv: &str, line: usize, name: &str) -> String {
    let cells = |line: usize| csv.split("\r\n").nth(line).expect("a line").split(',').collect::<Vec<_>>();
    let at = cells(0).iter().position(|head| *head == name).expect("a column");
    cells(line)[at].to_owned()
}

#[test]
fn exports_of_an_example_say_so_and_come_back_as_one() {
    let state = opened(Mode::Sheet);
    let (shown, real) = (insight(&state), insight(&made_own(&state)));
    let csv = shown.csv(None, None);
    let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
    assert!(lines[1..].iter().all(|line| line.split(',').nth(3) == Some("EXAMPLE")), "{csv}");
    let cell = |line: usize, name: &str| column(&csv, line, name);
    assert_eq!(cell(1, "basis.roi"), "example");
    assert_eq!(cell(5, "basis.directCac"), "example");
    assert_eq!(cell(1, "basis.directCac"), "", "what has no value has no basis");
    let clean = real.csv(None, None);
    assert!(!clean.contains("EXAMPLE"));
    assert_eq!(column(&clean, 1, "basis.mdfSpent"), "given");
    let tsv = shown.tsv();
    assert!(tsv.starts_with("EXAMPLE\tThis result is an example"), "{tsv}");
    assert!(real.tsv().starts_with("Metric\t"));
    // Opened again, by somebody whose own plan is none.
    let table = serde_json::json!({ "text": csv }).to_string();
    let taken = real.imported(&json(&table)).expect("taken");
    let taken: serde_json::Value = serde_json::from_str(&taken).expect("JSON");
    let back: Value = serde_json::from_value(taken["plan"].clone()).expect("plain data");
    let back = Plan::read(&back).expect("a valid plan");
    let sorted = |plan: &Plan| {
        let mut paths: Vec<String> = plan.examples.iter().map(|place| place.path()).collect();
        paths.sort();
        paths
    };
    assert_eq!(sorted(&back), sorted(&shown.plan));
    // And a table of somebody's own in place of the sample leaves no example among its tiers.
    let table = serde_json::json!({ "text": "Tier,MDF spent\nGold,5\n" }).to_string();
    let taken: serde_json::Value =
        serde_json::from_str(&shown.imported(&json(&table)).expect("taken")).expect("JSON");
    let left = taken["plan"]["examples"].as_array().expect("direct's").clone();
    assert!(
        left.iter().all(|pointer| pointer.as_str().is_some_and(|at| at.starts_with("/direct/"))),
        "{left:?}"
    );
}

#[test]
fn a_total_of_some_tiers_says_so_wherever_it_stands() {
    let mut state = fresh();
    state = act(&state, Action::HostPlan(std::rc::Rc::new(pipeline_in_one())));
    let page = super::view::html(&state);
    has(&page, "14.7%");
    has(&page, "Focus: Partner-sourced pipeline is missing, so $80,000 counts as cost without return.");
    has(&page, "Without such cost: 46.8%.");
    has(&page, ">Add Partner-sourced pipeline, Focus</button>");
    has(&page, "<span class=\"tag part\">return of 1 of 3 tiers</span>");
    let shown = own(pipeline_in_one());
    let gaps = words(&shown, Panel::Gaps);
    has(
        &gaps,
        "Scale: Partner-sourced pipeline is missing, so $40,000 counts as cost without return. Without such cost: 46.8%.",
    );
    let summary = words(&shown, Panel::Summary);
    has(&summary, "14.7% (return of 1 of 3 tiers)");
    has(&summary, "$11.5");
    let explained = shown.panel(total(MetricId::Roi)).expect("drawn");
    let missing = FieldPath::tier(1, Field::PipelineSourced);
    assert!(matches!(explained.actions("")[..], [Action::GoTo(place), _] if place == missing));
    has(&words(&shown, Panel::CreditBand), "counts as cost without return");
    let csv = shown.csv(None, None);
    has(&csv, "derived (1 of 3 tiers)");
    // A tier without any figure is no gap: it has nothing that could be left out.
    let mut plan = pipeline_in_one();
    plan.tiers.truncate(1);
    plan.tiers.push(Tier::named("Empty"));
    let state = act(&fresh(), Action::HostPlan(std::rc::Rc::new(plan)));
    assert!(!super::view::html(&state).contains("tag part"));
}

#[test]
fn the_way_to_a_missing_figure_leads_to_its_field_in_every_mode() {
    let place = FieldPath::tier(1, Field::PipelineSourced);
    for mode in [Mode::Assessment, Mode::Call, Mode::Sheet] {
        let state = State::open(
            Format::new("en", "USD"),
            mode,
            Start { plan: Some(&pipeline_in_one()), ..Start::default() },
        );
        let state = if mode == Mode::Assessment { act(&state, Action::Step(STEPS.len() - 1)) } else { state };
        let there = act(&state, Action::GoTo(place));
        let id = there.focus.as_ref().expect("a request").id.clone();
        has(&super::view::html(&there), &format!("id=\"{id}\""));
        assert!(id.starts_with("pipelineSourced-"), "{id}");
    }
    // A field beyond the first is unfolded.
    let state = State::open(
        Format::new("en", "USD"),
        Mode::Sheet,
        Start { plan: Some(&pipeline_in_one()), ..Start::default() },
    );
    let there = act(&state, Action::GoTo(FieldPath::tier(1, Field::Mqls)));
    has(&super::view::html(&there), "id=\"mqls-1\"");
}

#[test]
fn a_claim_keeps_asked_approved_and_claimed_apart() {
    let activity = |mdf: f64| {
        Plan::new("USD")
            .with(Field::GrossMargin, 0.8)
            .with_tier(Tier::named("Webinar").with(Field::MdfSpent, mdf).with(Field::RevenueSourced, 60e3))
    };
    let settled = |plan: Plan| Insight { forecast: activity(12e3).validate().ok(), ..own(plan) };
    let claim = words(&settled(activity(11e3)), Panel::Claim);
    has(&claim, "Requested $12,000");
    has(&claim, "Approved blank");
    has(&claim, "Claimed $11,000");
    has(&claim, "91.7% of what was requested was claimed.");
    assert!(!claim.contains("allocated was spent"), "{claim}");
    let mut approved = activity(11e3);
    approved.tiers[0].set(Field::MdfAllocated, comarketing_roi_engine::Number::Exact(10e3));
    let claim = words(&settled(approved), Panel::Claim);
    has(&claim, "Approved $10,000");
    has(&claim, "110% of the MDF allocated was spent: $11,000, more than was approved.");
}
