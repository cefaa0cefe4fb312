//! Private figures: what is on screen is the same for everyone whose costs and margins are in the same proportion.

use super::drawn::aiming;
use super::*;
use comarketing_roi::app::{FigureRef, Section, Toggle};
use comarketing_roi::app::{Goal, Panel, Questions, Side};
use comarketing_roi::insight::Insight;
use comarketing_roi::workspace::Mode;
use comarketing_roi_engine::assess::Matrix;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::{Number, Plan, ValidPlan, Value};
use std::rc::Rc;

/// Every panel, explanations for each figure.
pub(super) fn panels() -> Vec<Panel> {
    use Panel::{
        Activity, Agreement, Allocation, Basis, Board, Cash, Chance, Channels, Claim, Credit, CreditBand,
        Deals, Definitions, Explanation, Finance, Funnel, Gaps, Ledger, NextSteps, PaidBack, Payers, Planned,
        Portfolio, Projection, Request, Scenarios, Shortcuts, Stage, Story, Summary, TalkingPoint, Target,
        TierFinding, Verdict,
    };
    let plain = [
        Activity,
        Agreement,
        Allocation,
        Cash,
        Basis,
        Chance,
        Channels,
        Claim,
        Credit,
        CreditBand,
        Deals,
        Definitions,
        Finance,
        Funnel,
        Gaps,
        Ledger(Side::Vendor),
        Ledger(Side::Partner),
        Ledger(Side::Both),
        NextSteps,
        PaidBack,
        Payers,
        Planned,
        Portfolio,
        Board,
        Projection,
        Request,
        Scenarios,
        Shortcuts,
        Stage,
        Story,
        Summary,
        TalkingPoint,
        Target,
        Verdict,
        TierFinding,
    ];
    let asked = [
        Panel::Goal(Goal::Call),
        Panel::Goal(Goal::Campaign),
        Panel::Questions(Questions::Matrix(Matrix::Definition)),
        Panel::Questions(Questions::Controls),
        Panel::Questions(Questions::Pillars),
    ];
    let of_metrics = MetricId::ALL.iter().flat_map(|id| {
        let at = [ScopeId::Total, ScopeId::Direct, ScopeId::Tier(0)];
        let charts = [Panel::Beside(*id), Panel::Tiers(*id), Panel::Tornado(*id), Panel::Distribution(*id)];
        at.map(|at| Explanation(*id, at)).into_iter().chain(charts)
    });
    plain.into_iter().chain(asked).chain(of_metrics).inspect(|panel| listed(*panel)).collect()
}

/// A panel that joins does not compile here until it is named, and then it belongs into the list above as well.
fn listed(panel: Panel) {
    match panel {
        Panel::Activity
        | Panel::Agreement
        | Panel::Allocation
        | Panel::Cash
        | Panel::Basis
        | Panel::Beside(_)
        | Panel::Chance
        | Panel::Channels
        | Panel::Claim
        | Panel::Credit
        | Panel::CreditBand
        | Panel::Deals
        | Panel::Definitions => {}
        Panel::Distribution(_)
        | Panel::Explanation(..)
        | Panel::Finance
        | Panel::Funnel
        | Panel::Gaps
        | Panel::Goal(_) => {}
        Panel::Ledger(_)
        | Panel::PaidBack
        | Panel::Payers
        | Panel::Planned
        | Panel::Target
        | Panel::Verdict => {}
        Panel::Board | Panel::NextSteps | Panel::Portfolio | Panel::Projection => {}
        Panel::Questions(_) | Panel::Request => {}
        Panel::Scenarios | Panel::Shortcuts | Panel::Stage | Panel::Story | Panel::Summary => {}
        Panel::TalkingPoint | Panel::TierFinding | Panel::Tiers(_) | Panel::Tornado(_) => {}
    }
}

fn sample() -> Plan {
    let mut plan = fresh().workspace.program.to_plan();
    plan.set(FieldPath::plan(Field::PartnerMargin), Number::Exact(0.2));
    for at in 0..3 {
        plan.set(FieldPath::tier(at, Field::PartnerContribution), Number::Exact(40_000.0 + 7.0 * at as f64));
        plan.set(FieldPath::tier(at, Field::MdfAllocated), Number::Exact(230_000.0));
    }
    plan.examples.clear();
    plan
}

/// The plan without costs, as somebody would have sent it whose costs are `by` times as high.
fn withheld(plan: &Plan, by: f64) -> ValidPlan {
    let mut plan = plan.without_costs();
    for place in plan.places().collect::<Vec<_>>() {
        if let Some(number) = plan.get(place).filter(|_| place.field.is_cost_or_margin()) {
            plan.set(place, Number::Exact(number.likely() * by));
        }
    }
    plan.validate().expect("a plan")
}

#[test]
fn no_panel_shows_a_number_that_stands_for_a_hidden_one() {
    let plan = sample();
    let at = |by: f64| aiming(Insight::new(withheld(&plan, by), Format::new("en", "USD")), 0.5);
    let (half, whole) = (at(0.5), at(1.0));
    let mut differing = Vec::new();
    for panel in panels() {
        let draw = |at: &Insight| at.panel(panel).map(|tree| tree.html());
        same(draw(&half), draw(&whole), &mut differing, &format!("{panel:?}"));
    }
    let form = |at: &Insight| Some(at.lead_form(&Value::Null).html());
    same(form(&half), form(&whole), &mut differing, "the form for contact details");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Where two drawings differ, with what stands around.
fn same(one: Option<String>, other: Option<String>, differing: &mut Vec<String>, what: &str) {
    let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
    if one != other {
        let at = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| {
            let cut: Vec<char> = text.chars().collect();
            let at = text.char_indices().take_while(|(byte, _)| *byte < at).count();
            cut[at.saturating_sub(90)..(at + 60).min(cut.len())].iter().collect::<String>()
        };
        differing.push(format!("{what}:\n  {}\n  {}", around(&one), around(&other)));
    }
}

#[test]
fn no_text_takes_a_hidden_figure_along() {
    let plan = sample();
    let at = |by: f64| Insight::new(withheld(&plan, by), Format::new("en", "USD"));
    let (half, whole) = (at(0.5), at(1.0));
    let mut differing = Vec::new();
    same(Some(half.csv(None, None)), Some(whole.csv(None, None)), &mut differing, "CSV");
    same(Some(half.tsv()), Some(whole.tsv()), &mut differing, "TSV");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn no_page_shows_a_hidden_figure_in_any_mode() {
    let plan = sample();
    let page = |by: f64, mode: Mode, open: Option<FigureRef>| {
        let state = act(&fresh(), Action::HostPlan(Rc::new(withheld(&plan, by).into_inner())));
        let state = state.apply(Action::Mode(mode)).unwrap_or(state);
        let state = act(&act(&state, Action::MoreDetail), Action::AllMetrics);
        let state = (0..7).fold(state, |state, _| state.apply(Action::Step(state.step + 1)).unwrap_or(state));
        super::view::html(&match open {
            Some(spot) => act(&state, Action::Explain(spot)),
            None => state,
        })
    };
    let mut differing = Vec::new();
    for mode in Mode::ALL {
        same(Some(page(0.5, mode, None)), Some(page(1.0, mode, None)), &mut differing, mode.id());
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    let spot = FigureRef { area: Section::Headline, column: ScopeId::Total, metric: MetricId::Roi };
    assert_eq!(page(0.5, Mode::Sheet, Some(spot)), page(1.0, Mode::Sheet, Some(spot)));
    let private = act(&act(&fresh(), Action::HostPlan(Rc::new(plan))), Action::Toggle(Toggle::Private));
    let html = super::view::html(&private);
    assert!(
        html.contains("Costs and margins are hidden") && html.contains("Show costs and margin"),
        "{html}"
    );
    for told in ["value=\"180,000\"", "value=\"76\"", "$180", "76%", "76 %"] {
        assert!(!html.contains(told), "{told}");
    }
}
