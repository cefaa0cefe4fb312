//! The steps of the assessment, and what a campaign asks.

use crate::text::{self, Text};
use comarketing_roi_engine::Field;

/// A step of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The tiers and fields of each.
    Tiers(Text, &'static [Field]),
    /// Direct marketing and sales.
    Direct,
    /// Margin, churn and credit.
    Economics,
    /// Questions on how the work is done, which the late part draws: each a `matrix` or a `group` of that name.
    Questions(Text, &'static [(&'static str, &'static str)]),
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
    Step::Questions(text::STEP_DEFINITION, &[("matrix", "definition")]),
    Step::Questions(text::STEP_OPERATIONS, &[("matrix", "operations"), ("group", "controls")]),
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
