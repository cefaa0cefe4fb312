//! What the late part draws in a place of the page.

use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::assess::Matrix;
use comarketing_roi_engine::metric_ref::ScopeId;

/// What is drawn in a place, and what has to be known for it beside the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The questions about a campaign beside its figures.
    Activity,
    /// The chart of how the budget is best divided among the tiers.
    Allocation,
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
    /// Which tiers a total does not count, and why.
    Gaps,
    /// The target of a campaign or of a call, and what must be true for it.
    Goal(Goal),
    /// The chart of maturity.
    Maturity,
    /// What to do next.
    NextSteps,
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
    /// What the answers on maturity come to.
    Stage,
    /// The result in sentences.
    Story,
    /// The report on one to three pages.
    Summary,
    /// What to say next in a call.
    TalkingPoint,
    /// The chart of a figure by tier.
    Tiers(MetricId),
    /// The chart of what moves a figure most.
    Tornado(MetricId),
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

impl Panel {
    /// The name by which style sheets and scripts know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Allocation => "allocation",
            Self::Channels => "channels",
            Self::Claim => "claim",
            Self::Credit => "credit",
            Self::CreditBand => "corridor",
            Self::Definitions => "definitions",
            Self::Distribution(_) => "distribution",
            Self::Explanation(..) => "explain",
            Self::Finance => "finance",
            Self::Funnel => "funnel",
            Self::Gaps => "gaps",
            Self::Goal(_) => "goal-box",
            Self::Maturity => "maturity",
            Self::NextSteps => "steps",
            Self::Projection => "projection",
            Self::Questions(_) => "questions",
            Self::Request => "request",
            Self::Scenarios => "scenarios",
            Self::Shortcuts => "keys",
            Self::Stage => "stage",
            Self::Story => "story",
            Self::Summary => "summary",
            Self::TalkingPoint => "next",
            Self::Tiers(_) => "tiers",
            Self::Tornado(_) => "tornado",
        }
    }
}
