//! The ways through one plan, and what they keep beside it.

use crate::text::{self, Text};
use comarketing_roi_engine::{Draft, Field};
use std::rc::Rc;

/// A way through the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Short steps, and a result to keep.
    Assessment,
    /// One activity: is the request worth it, and what did it return.
    Campaign,
    /// One screen with big figures, for a call.
    Call,
    /// Every figure.
    Sheet,
}

impl Mode {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Assessment, Self::Campaign, Self::Call, Self::Sheet];

    /// Its name in the contract with the host.
    pub fn id(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Campaign => "campaign",
            Self::Call => "call",
            Self::Sheet => "sheet",
        }
    }

    /// The mode of that name; the assessment where there is none.
    pub fn named(id: &str) -> Self {
        Self::ALL.into_iter().find(|mode| mode.id() == id).unwrap_or(Self::Assessment)
    }

    /// What visitors read.
    pub fn name(self) -> Text {
        match self {
            Self::Assessment => text::MODE_ASSESSMENT,
            Self::Campaign => text::MODE_CAMPAIGN,
            Self::Call => text::MODE_CALL,
            Self::Sheet => text::MODE_SHEET,
        }
    }

    /// Whether a visitor finds sample figures there, or asks for them.
    pub(super) fn begins_with_sample(self) -> bool {
        matches!(self, Self::Call | Self::Sheet)
    }
}

/// A step of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The tiers and fields of each.
    Tiers(Text, &'static [Field]),
    /// Direct marketing and sales.
    Direct,
    /// Margin, churn and credit.
    Economics,
    /// Questions on how the work is done, which the second module draws.
    Questions(Text, &'static [&'static str]),
    /// What came out.
    Result,
}

/// The steps of the assessment.
pub const STEPS: [Step; 8] = [
    Step::Tiers(text::STEP_SPEND, &[Field::MdfSpent, Field::ProgrammeCost]),
    Step::Tiers(text::STEP_RESPONSE, &[Field::Leads, Field::PipelineSourced, Field::PipelineInfluenced]),
    Step::Tiers(text::STEP_WINS, &[Field::WinRate, Field::DealSize]),
    Step::Direct,
    Step::Economics,
    Step::Questions(text::STEP_DEFINITION, &["{\"matrix\":\"definition\"}"]),
    Step::Questions(text::STEP_OPERATIONS, &["{\"matrix\":\"operations\"}", "{\"group\":\"controls\"}"]),
    Step::Result,
];

impl Step {
    /// What it asks.
    pub fn title(self) -> Text {
        match self {
            Self::Tiers(title, _) | Self::Questions(title, _) => title,
            Self::Direct => text::DIRECT,
            Self::Economics => text::ECONOMICS,
            Self::Result => text::STEP_RESULT,
        }
    }
}

/// What was answered beside the figures: JSON pointer and word, such as `/definition/clarity` and `2`.
pub type Answers = Vec<(String, String)>;

/// A plan that was put aside to compare.
#[derive(Clone)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// Its texts.
    pub draft: Rc<Draft>,
}

/// What undo brings back.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) draft: Rc<Draft>,
    pub(super) answers: Rc<Answers>,
    pub(super) scenarios: Rc<Vec<Scenario>>,
}

/// The form of the other ways while one is on screen: the campaign has a plan of its own.
#[derive(Clone)]
pub(super) struct Parked {
    pub(super) draft: Rc<Draft>,
    pub(super) past: Vec<Kept>,
    pub(super) future: Vec<Kept>,
}

/// The fields that describe one activity.
pub const CAMPAIGN_FIELDS: [Field; 8] = [
    Field::MdfSpent,
    Field::PartnerContribution,
    Field::ProgrammeCost,
    Field::Leads,
    Field::OpportunitiesSourced,
    Field::OpportunitiesInfluenced,
    Field::WinRate,
    Field::DealSize,
];
