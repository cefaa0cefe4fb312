//! What is drawn beyond the first screen: explanations, charts, answers of the engine's questions and documents.
//!
//! These are the late parts of the program (`embed/part.rs`), which are loaded when something of them is to be shown: the page is
//! usable before it arrives. The page leaves a place for each [`Panel`] (`markup/place.rs`), and what stands there is a pure
//! function from the plan and the answers to a [`Tree`].

mod activity;
mod agreement;
mod basis;
pub mod benchmark;
mod beside;
mod campaign;
mod cash;
mod chance;
mod channels;
mod chart;
mod claim;
mod credit;
mod deals;
mod definitions;
pub mod explain;
mod export;
mod finance;
mod gaps;
mod goal;
mod host;
mod import;
mod lead;
mod ledger;
mod lift;
pub mod link;
mod moves;
mod narrative;
mod next_steps;
mod phrases;
pub mod portfolio;
mod questions;
mod request;
pub(crate) mod ruler;
mod scenarios;
mod shortcuts;
mod stage;
mod summary;
mod talking_point;
mod tier_finding;
mod tiers;

pub(crate) use tiers::MAIN;

use crate::app::{Goal, Panel, State, Toggle};
use crate::format::Format;
use crate::markup::{Tree, el, line, of};
use crate::text;
use crate::workspace::{Answer, Mode, Saved};
use comarketing_roi_engine::assess::Answers;
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::{Draft, MetricId, Plan, Report, ValidPlan, Value, evaluate};

/// What every panel is drawn from.
pub struct Insight {
    /// The plan.
    pub plan: ValidPlan,
    /// Its report.
    pub report: Report,
    /// How numbers are written.
    pub format: Format,
    /// What was answered on maturity and controls: the argument of the engine's `assess`.
    pub answers: Value,
    /// What was answered beside: `{ campaign: { kind, tier, delayDays, target }, call: { target } }`, as it was typed.
    pub extra_answers: Value,
    /// The host's own figures to hold ours against.
    pub host: Option<HostBenchmarks>,
    /// The plans that were put aside, without costs where these are private.
    pub scenarios: Vec<KeptPlan>,
    /// What a call is held against while nothing is put aside: the plan as it began.
    pub today: Option<KeptPlan>,
    /// The campaign's frozen forecast.
    pub forecast: Option<ValidPlan>,
    /// A year of campaigns.
    pub year: portfolio::Year,
    /// Deals that several partners touched.
    pub deals: deals::Asked,
    /// Whether the visitor hides costs and margins, on a screen that others see.
    pub hides: bool,
}

/// A plan that was put aside, with its report; neither is there while the plan cannot be read.
#[derive(Clone)]
pub struct KeptPlan {
    /// What it is called.
    pub name: String,
    /// Plan and report.
    pub found: Option<(ValidPlan, Report)>,
}

impl KeptPlan {
    /// Evaluates the plan.
    pub fn new(name: String, plan: Plan) -> Self {
        let plan = plan.validate().ok();
        let found = plan.map(|plan| {
            let report = evaluate(&plan);
            (plan, report)
        });
        Self { name, found }
    }
}

impl Insight {
    /// Evaluates the plan.
    pub fn new(plan: ValidPlan, format: Format) -> Self {
        let report = evaluate(&plan);
        Self::of_report(plan, report, format)
    }

    fn of_report(plan: ValidPlan, report: Report, format: Format) -> Self {
        Self {
            plan,
            report,
            format,
            answers: Value::Null,
            extra_answers: Value::Null,
            host: None,
            scenarios: Vec::new(),
            today: None,
            forecast: None,
            year: portfolio::Year::default(),
            deals: deals::Asked::default(),
            hides: false,
        }
    }

    /// What is on screen, as it may be shown, without campaigns; none before the first form that can be read.
    pub fn of(state: &State, host: Option<HostBenchmarks>) -> Option<Self> {
        let (plan, report) = state.outcome().shown(state.is_private())?;
        // What the engine's questions know, and what the page asks beside.
        let (extra_answers, answers): (Vec<_>, Vec<_>) =
            state.workspace.answers().partition(|(path, _)| is_asked_beside(path));
        let kept = |name: &str, form: &Draft| {
            let plan = form.to_plan();
            let plan = if state.is_private() { plan.without_costs() } else { plan };
            KeptPlan::new(name.to_owned(), plan)
        };
        let scenarios = state.workspace.scenarios.iter().map(|scenario| kept(&scenario.name, &scenario.form));
        let today = (state.mode == Mode::Call).then(|| kept(text::BASELINE.get(), state.today_form()));
        Some(Self {
            answers: grouped(answers),
            extra_answers: grouped(extra_answers),
            host,
            scenarios: scenarios.collect(),
            today,
            forecast: state.workspace.campaign.forecast.as_deref().cloned(),
            hides: state.is_on(Toggle::Private),
            ..Self::of_report((**plan).clone(), (**report).clone(), state.format.clone())
        })
    }

    /// The same with the campaigns, read and judged. What was read of them before is not read again where it is the same.
    #[must_use]
    pub fn with_campaigns(mut self, state: &State, before: Option<&Self>) -> Self {
        self.year = portfolio::Year::of(state, &self, before.map(|before| &before.year));
        self.deals = deals::Asked::of(state);
        self
    }

    /// Draws a panel; `None` where there is nothing to show. Names of tiers are isolated in it, so that none turns the
    /// direction of the words around it; texts for files have them as they were given.
    pub fn panel(&self, panel: Panel) -> Option<Tree> {
        self.paper(panel, None)
    }

    /// Draws a panel as [`Self::panel`] does, with the date on a sheet that is for paper.
    pub fn paper(&self, panel: Panel, date: Option<&str>) -> Option<Tree> {
        let shown = self.plan.isolated();
        let drawn = match shown == self.plan {
            true => self.drawn(panel, date)?,
            false => self.with_plan(shown).drawn(panel, date)?,
        };
        Some(if self.is_marked(panel) { self.marked(drawn) } else { drawn })
    }

    fn with_plan(&self, plan: ValidPlan) -> Self {
        Self {
            answers: self.answers.clone(),
            extra_answers: self.extra_answers.clone(),
            host: self.host.clone(),
            scenarios: self.scenarios.clone(),
            today: self.today.clone(),
            forecast: self.forecast.clone(),
            year: self.year.clone(),
            deals: self.deals.clone(),
            hides: self.hides,
            ..Self::new(plan, self.format.clone())
        }
    }

    /// Whether a panel shows figures, and does not say itself which of them are an example.
    fn is_marked(&self, panel: Panel) -> bool {
        let says_itself = matches!(
            panel,
            Panel::Chance
                | Panel::Claim
                | Panel::Explanation(..)
                | Panel::Board
                | Panel::Deals
                | Panel::Gaps
                | Panel::Ledger(_)
                | Panel::Payers
                | Panel::Portfolio
                | Panel::Goal(Goal::Call)
                | Panel::NextSteps
                | Panel::Request
                | Panel::Scenarios
                | Panel::Story
                | Panel::Summary
                | Panel::Verdict
                | Panel::TalkingPoint
        );
        let has_figures = !matches!(
            panel,
            Panel::Activity
                | Panel::Basis
                | Panel::Beside(_)
                | Panel::PaidBack
                | Panel::Planned
                | Panel::Questions(_)
                | Panel::Shortcuts
                | Panel::Stage
                | Panel::Target
                | Panel::TierFinding
        );
        self.report.is_example() && has_figures && !says_itself
    }

    /// What is drawn of examples, under the word that says so.
    fn marked(&self, drawn: Tree) -> Tree {
        of("div", "example").child(line("p", "tag", text::EXAMPLE.get())).child(drawn)
    }

    fn drawn(&self, panel: Panel, date: Option<&str>) -> Option<Tree> {
        if matches!(panel, Panel::Portfolio | Panel::Board) {
            // The rows are the visitor's own: whoever withholds the costs of a program sends none along. So they are hidden
            // from those alone who look on.
            if self.hides {
                return Some(line("p", "hint", text::PANEL_YEAR_PRIVATE.get()));
            }
        } else if self.plan.costs_withheld && tells_costs(panel) {
            return Some(line("p", "hint", text::PANEL_HIDDEN_PRIVATE.get()));
        }
        match panel {
            Panel::Activity => Some(campaign::panel(self)),
            Panel::Agreement => Some(agreement::panel(self)),
            Panel::Allocation => Some(chart::allocation(self)),
            Panel::Cash => Some(cash::panel(self)),
            Panel::Basis => basis::panel(self),
            Panel::Beside(metric) => Some(beside::panel(self, metric).unwrap_or_else(|| el("div"))),
            Panel::Chance => chance::panel(self),
            Panel::Channels => channels::panel(self),
            Panel::Claim => claim::panel(self, date),
            Panel::Credit => Some(credit::panel(self)),
            Panel::CreditBand => Some(chart::credit_band(self)),
            Panel::Definitions => definitions::panel(self),
            Panel::Distribution(metric) => chart::distribution(self, metric),
            Panel::Explanation(metric, at) => explain::panel(self, metric, at),
            Panel::Finance => Some(finance::panel(self)),
            Panel::Funnel => Some(chart::funnel(self)),
            Panel::Gaps => gaps::panel(self),
            Panel::Goal(Goal::Call) => Some(goal::call(self)),
            Panel::Goal(Goal::Campaign) => Some(activity::goal(self)),
            Panel::Ledger(side) => Some(ledger::panel(self, side)),
            Panel::PaidBack => Some(campaign::paid_back(self)),
            Panel::Payers => Some(campaign::payers(self)),
            Panel::Planned => Some(campaign::planned(self)),
            Panel::NextSteps => Some(next_steps::panel(self).unwrap_or_else(|| el("div"))),
            Panel::Portfolio | Panel::Board | Panel::Deals => self.year.panel(self, panel, date),
            Panel::Projection => Some(chart::projection(self)),
            Panel::Questions(asked) => Some(questions::panel(self, asked)),
            Panel::Request => request::panel(self, date),
            Panel::Scenarios => Some(scenarios::panel(self)),
            Panel::Shortcuts => Some(shortcuts::panel()),
            Panel::Stage => Some(stage::panel(self)),
            Panel::Story => Some(narrative::panel(self)),
            Panel::Summary => summary::panel(self, date),
            Panel::TalkingPoint => talking_point::panel(self),
            Panel::Target => Some(campaign::target(self)),
            Panel::TierFinding => Some(tier_finding::panel(self)),
            Panel::Tiers(metric) => chart::tiers(self, metric),
            Panel::Tornado(metric) => chart::tornado(self, metric),
            Panel::Verdict => Some(request::verdict::panel(self)),
        }
    }
}

/// The panels that show money which would tell costs or margins, or inputs that are ones. While these are private they say
/// that they are hidden; all others show nothing that tells them (tests/native/private.rs).
fn tells_costs(panel: Panel) -> bool {
    match panel {
        Panel::Agreement
        | Panel::Allocation
        | Panel::Cash
        | Panel::Channels
        | Panel::Claim
        | Panel::Finance
        | Panel::Payers
        | Panel::Projection
        | Panel::Request => true,
        Panel::Chance => MetricId::Roi.tells_costs(),
        Panel::Distribution(metric) | Panel::Tiers(metric) | Panel::Tornado(metric) => metric.tells_costs(),
        _ => false,
    }
}

impl Insight {
    /// The answers that this release asks for. Others take nothing away: they may be of another release.
    pub(crate) fn known_answers(&self) -> Answers {
        Answers::read_known(&self.answers).0
    }

    /// Draws what was understood of a table, with what the visitor has chosen (see `insight/import.rs`); `None` where the
    /// reason that nothing can be read is none that is known.
    pub fn import(&self, asked: &Value) -> Option<Tree> {
        import::panel(self, asked)
    }

    /// What would be taken of the table: `{ plan, rows, accepted, rejected }` as JSON text; `None` where no row can be taken.
    pub fn imported(&self, asked: &Value) -> Option<String> {
        import::taken(self, asked)
    }

    /// Draws the form for contact details: `{ privacy, exact, consent, errors }` (see `insight/lead.rs`).
    pub fn lead_form(&self, asked: &Value) -> Tree {
        lead::panel(self, asked)
    }

    /// The figures as CSV, parted and pointed as asked for, or else as spreadsheets of the page's language have it.
    pub fn csv(&self, separator: Option<char>, decimal: Option<char>) -> String {
        export::csv(self, separator, decimal)
    }

    /// What stands in each cell of the plan's workbook, as JSON text; `None` where costs are private.
    pub fn workbook(&self, day: &str) -> Option<String> {
        export::workbook(self, day)
    }

    /// The figures as a table for a spreadsheet's clipboard.
    pub fn tsv(&self) -> String {
        export::tsv(self)
    }

    /// The text of a link: of all of the workspace, or without costs and margins of the plan at hand alone.
    pub fn link(&self, saved: &Saved, redact: bool) -> String {
        link::text(self, saved, redact)
    }
}

/// The answers among those of a file that no question of this release asks for, as a list; none where there is none.
pub fn unknown_answers(answers: &Value) -> Option<String> {
    let Value::Map(groups) = answers else { return None };
    let level = |answer: &Value| match answer {
        Value::Text(word) => match word.as_str() {
            "1" => Value::Number(1.0),
            "2" => Value::Number(2.0),
            "3" => Value::Number(3.0),
            _ => answer.clone(),
        },
        Value::Map(_) | Value::List(_) | Value::Null | Value::Bool(_) | Value::Number(_) => answer.clone(),
    };
    let leveled = |(group, answers): &(String, Value)| match answers {
        Value::Map(answers) => {
            let answers = answers.iter().map(|(id, answer)| (id.clone(), level(answer)));
            (group.clone(), Value::Map(answers.collect()))
        }
        other => (group.clone(), other.clone()),
    };
    let asked = groups.iter().filter(|(group, _)| !matches!(group.as_str(), "campaign" | "call"));
    let (_, problems) = Answers::read_known(&Value::Map(asked.map(leveled).collect()));
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.trim_start_matches('/')).collect();
    (!paths.is_empty()).then(|| paths.join(", "))
}

/// Whether an answer is none of the engine's questions.
fn is_asked_beside(path: &str) -> bool {
    ["/campaign/", "/call/", "/finance/"].iter().any(|group| path.starts_with(group))
}

/// Answers by group and question, as `assess` takes them; a level of the engine's questions is a number.
fn grouped(answers: Vec<&(String, Answer)>) -> Value {
    let mut groups: Vec<(String, Value)> = Vec::new();
    for (path, answer) in answers {
        let Some((group, id)) = path.strip_prefix('/').and_then(|path| path.split_once('/')) else {
            continue;
        };
        let answer = match answer {
            Answer::Number(number) => Value::Number(*number),
            Answer::Word(word) => match word.as_str() {
                "1" if !is_asked_beside(path) => Value::Number(1.0),
                "2" if !is_asked_beside(path) => Value::Number(2.0),
                "3" if !is_asked_beside(path) => Value::Number(3.0),
                word => Value::Text(word.to_owned()),
            },
        };
        match groups.iter_mut().find(|(known, _)| known == group) {
            Some((_, Value::Map(entries))) => entries.push((id.to_owned(), answer)),
            _ => groups.push((group.to_owned(), Value::Map(vec![(id.to_owned(), answer)]))),
        }
    }
    Value::Map(groups)
}

/// The text under a key of what is asked.
pub(crate) fn word<'a>(asked: &'a Value, key: &str) -> Option<&'a str> {
    match entry(asked, key)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether a key of what is asked says yes.
pub(crate) fn says(asked: &Value, key: &str) -> bool {
    entry(asked, key) == Some(&Value::Bool(true))
}

/// What stands under a key of what is asked.
pub(crate) fn entry<'a>(asked: &'a Value, key: &str) -> Option<&'a Value> {
    match asked {
        Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}
