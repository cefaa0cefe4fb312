//! What the late part draws in a place of the page.

use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::assess::{Control, Matrix, Pillar};
use comarketing_roi_engine::metric_ref::ScopeId;

/// What is drawn in a place, and what has to be known for it beside the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What kind of activity a campaign is, and with which partner.
    Activity,
    /// What would have to change for the other side of a campaign to agree.
    Agreement,
    /// The chart of how the budget is best divided among the tiers.
    Allocation,
    /// Who is out of pocket in a campaign, how deep and until when.
    Cash,
    /// What the result rests on: what was assumed and what it would be if that were wrong, and the sources.
    Basis,
    /// What is said beside a figure of the result, or drawn.
    Beside(MetricId),
    /// How likely the program pays back, where an input is a range.
    Chance,
    /// Partners against direct: four lifts, and what each adds.
    Channels,
    /// The sheet that settles a campaign against its forecast.
    Claim,
    /// What the influence credit claims, and what the plan's deals say for it.
    Credit,
    /// The chart of ROI from no credit for influenced deals to full credit.
    CreditBand,
    /// Every figure and what is meant by it.
    Definitions,
    /// The chart of what a figure could be, from a simulation.
    Distribution(MetricId),
    /// Where a figure comes from.
    Explanation(MetricId, ScopeId),
    /// What finance asks beside the plan: how far to look, what grows, how returns diminish, how old a campaign is.
    Finance,
    /// The chart from leads to customers.
    Funnel,
    /// Deals that several partners touched: who is credited with what, by each rule.
    Deals,
    /// Which tiers a total does not count, and why.
    Gaps,
    /// The target of a campaign or of a call, and what must be true for it.
    Goal(Goal),
    /// What a campaign costs one side, and what it brings it.
    Ledger(Side),
    /// What to do next, in money.
    NextSteps,
    /// After how many days MDF is paid back.
    PaidBack,
    /// Which share of a campaign each side pays.
    Payers,
    /// What is agreed of a campaign before it runs, beside its figures.
    Planned,
    /// A year of campaigns.
    Portfolio,
    /// The sheet of the portfolio for a board.
    Board,
    /// The chart of what comes back over the months.
    Projection,
    /// Questions of the engine.
    Questions(Questions),
    /// The sheet by which MDF is asked for.
    Request,
    /// The plans that were put aside, beside the plan.
    Scenarios,
    /// The keys of a call.
    Shortcuts,
    /// How ready the program is, by the answers on maturity.
    Stage,
    /// The verdict on the program.
    Story,
    /// The report on two to four pages.
    Summary,
    /// What to say next in a call.
    TalkingPoint,
    /// The return that a campaign is to reach.
    Target,
    /// What the tiers say beside one another.
    TierFinding,
    /// The chart of a figure by tier.
    Tiers(MetricId),
    /// The chart of what moves a figure most.
    Tornado(MetricId),
    /// Whether a campaign is worth it.
    Verdict,
}

/// Whose money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The vendor's.
    Vendor,
    /// The partner's.
    Partner,
    /// That of both together.
    Both,
}

impl Side {
    /// Where the answers say on which side the visitor is.
    pub const PATH: &str = "/campaign/side";
    /// The answer that says so, unless it is the vendor's.
    pub const PARTNER: &str = "partner";
}

/// Whose target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// That of a campaign.
    Campaign,
    /// That of a call.
    Call,
}

impl Goal {
    /// Where the answers have it.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Campaign => "/campaign/target",
            Self::Call => "/call/target",
        }
    }
}

/// A set of the engine's questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Questions {
    /// Those of a matrix of maturity.
    Matrix(Matrix),
    /// On the pillars of a program.
    Pillars,
    /// On what keeps fraud and waste out.
    Controls,
}

impl Questions {
    /// How the paths of its answers begin.
    pub fn path(self) -> &'static str {
        match self {
            Self::Matrix(Matrix::Definition) => "/definition",
            Self::Matrix(Matrix::Operations) => "/operations",
            Self::Pillars => "/pillars",
            Self::Controls => "/controls",
        }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        match self {
            Self::Matrix(matrix) => matrix.dimensions().count(),
            Self::Pillars => Pillar::ALL.len(),
            Self::Controls => Control::ALL.len(),
        }
    }
}

impl Panel {
    /// The name by which style sheets and scripts know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Agreement => "agreement",
            Self::Allocation => "allocation",
            Self::Cash => "cash",
            Self::Basis => "basis",
            Self::Beside(_) => "beside",
            Self::Chance => "chance",
            Self::Channels => "channels",
            Self::Claim => "claim",
            Self::Credit => "credit",
            Self::CreditBand => "corridor",
            Self::Deals => "deals",
            Self::Definitions => "definitions",
            Self::Distribution(_) => "distribution",
            Self::Explanation(..) => "explain",
            Self::Finance => "finance",
            Self::Funnel => "funnel",
            Self::Gaps => "gaps",
            Self::Goal(_) => "goal-box",
            Self::Ledger(_) => "ledger",
            Self::NextSteps => "steps",
            Self::PaidBack => "paid-back",
            Self::Payers => "payers",
            Self::Planned => "planned",
            Self::Portfolio => "portfolio",
            Self::Board => "board",
            Self::Projection => "projection",
            Self::Questions(_) => "questions",
            Self::Request => "request",
            Self::Scenarios => "scenarios",
            Self::Shortcuts => "keys",
            Self::Stage => "stage",
            Self::Story => "story",
            Self::Summary => "summary",
            Self::TalkingPoint => "next",
            Self::Target => "target",
            Self::TierFinding => "tier-finding",
            Self::Tiers(_) => "tiers",
            Self::Tornado(_) => "tornado",
            Self::Verdict => "verdict",
        }
    }
}
