//! The steps of the assessment, and what a campaign asks.

use super::panel::Questions;
use crate::text::{self, Text};
use comarketing_roi_engine::Field;
use comarketing_roi_engine::assess::Matrix;

/// A step of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The tiers and fields of each.
    Tiers(Text, &'static [Field]),
    /// Direct marketing and sales.
    Direct,
    /// Margin, churn and credit.
    Economics,
    /// Questions on how the work is done, which the late part draws.
    Questions(Text, &'static [Questions]),
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
    Step::Questions(text::STEP_DEFINITION, &[Questions::Matrix(Matrix::Definition)]),
    Step::Questions(
        text::STEP_OPERATIONS,
        &[Questions::Matrix(Matrix::Operations), Questions::Controls, Questions::Pillars],
    ),
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
