//! The steps of the assessment, and what a campaign asks.

use super::panel::Questions;
use crate::text::{self, Text};
use comarketing_roi_engine::assess::Matrix;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, FieldPath};

/// A step of the assessment: what it asks, what it is called in a list, and its fields or questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The tiers and fields of each.
    Tiers(Text, Text, &'static [Field]),
    /// Direct marketing and sales.
    Direct,
    /// Margin, churn and credit.
    Economics,
    /// Questions on how the work is done, which the late part draws.
    Questions(Text, Text, &'static [Questions]),
    /// What came out.
    Result,
}

/// The steps of the assessment.
pub const STEPS: [Step; 8] = [
    Step::Tiers(text::STEP_SPEND, text::STEP_NAME_SPEND, &[Field::MdfSpent, Field::ProgrammeCost]),
    Step::Tiers(
        text::STEP_RESPONSE,
        text::STEP_NAME_RESPONSE,
        &[Field::Leads, Field::PipelineSourced, Field::PipelineInfluenced],
    ),
    Step::Tiers(text::STEP_WINS, text::STEP_NAME_WINS, &[Field::WinRate, Field::DealSize]),
    Step::Economics,
    Step::Direct,
    Step::Questions(
        text::STEP_DEFINITION,
        text::STEP_NAME_DEFINITION,
        &[Questions::Matrix(Matrix::Definition)],
    ),
    Step::Questions(
        text::STEP_OPERATIONS,
        text::STEP_NAME_OPERATIONS,
        &[Questions::Matrix(Matrix::Operations), Questions::Controls, Questions::Pillars],
    ),
    Step::Result,
];

impl Step {
    /// What it asks.
    pub fn title(self) -> Text {
        match self {
            Self::Tiers(title, ..) | Self::Questions(title, ..) => title,
            Self::Direct => text::STEP_DIRECT,
            Self::Economics => text::STEP_WORTH,
            Self::Result => text::STEP_RESULT,
        }
    }

    /// What it is called in a list.
    pub fn name(self) -> Text {
        match self {
            Self::Tiers(_, name, _) | Self::Questions(_, name, _) => name,
            Self::Direct => text::STEP_NAME_DIRECT,
            Self::Economics => text::STEP_NAME_WORTH,
            Self::Result => text::STEP_RESULT,
        }
    }

    /// Whether it asks for the number at a place.
    pub fn asks(self, place: FieldPath) -> bool {
        match self {
            Self::Tiers(_, _, fields) => place.tier.is_some() && fields.contains(&place.field),
            Self::Direct => place.field.group() == Group::Direct,
            Self::Economics => matches!(place.field.group(), Group::Economics | Group::Plan),
            Self::Questions(..) | Self::Result => false,
        }
    }

    /// Whether it asks the question whose answer has this path.
    pub fn has_question(self, path: &str) -> bool {
        let Self::Questions(_, _, groups) = self else { return false };
        groups.iter().any(|group| path.strip_prefix(group.path()).is_some_and(|rest| rest.starts_with('/')))
    }

    /// How many questions it asks beside numbers.
    pub fn questions(self) -> usize {
        let Self::Questions(_, _, groups) = self else { return 0 };
        groups.iter().map(|group| group.count()).sum()
    }
}

/// What the step on a deal's worth asks at once.
pub const OF_WORTH: [Field; 2] = [Field::GrossMargin, Field::AnnualChurn];

/// What the step on direct asks at once: the totals that a comparison needs.
pub const OF_DIRECT: [Field; 4] =
    [Field::DirectCost, Field::DirectPipeline, Field::DirectCustomers, Field::DirectRevenue];

/// Whether a step of the assessment shows a field only with its other details.
pub(super) fn is_unfolded(field: Field) -> bool {
    match field.group() {
        Group::Economics => !OF_WORTH.contains(&field),
        Group::Direct => !OF_DIRECT.contains(&field),
        Group::Tier | Group::Plan => false,
    }
}

/// A kind of activity that MDF pays for: its name in the answers, and whether its kind captures leads.
pub const ACTIVITIES: [(&str, Option<bool>); 8] = [
    ("webinar", Some(true)),
    ("content", Some(true)),
    ("event", Some(true)),
    ("outbound", Some(true)),
    ("paid", Some(true)),
    ("sponsorship", Some(false)),
    ("training", Some(false)),
    ("other", None),
];

/// Whether an activity captures leads: as the visitor has said, or else by its kind.
pub fn captures_leads(said: &str, kind: &str) -> Option<bool> {
    match said {
        "aligned" => Some(true),
        "awareness" => Some(false),
        _ => ACTIVITIES.iter().find(|(id, _)| *id == kind)?.1,
    }
}

/// What is asked of an activity beside its figures and folded away, as the answers have it.
pub const CAMPAIGN_DETAILS: [&str; 8] = [
    "/campaign/registrations",
    "/campaign/attendees",
    "/campaign/start",
    "/campaign/end",
    "/campaign/segment",
    "/campaign/tier",
    "/campaign/leadDefinition",
    "/campaign/attribution",
];

/// The fields that describe one activity.
pub const CAMPAIGN_FIELDS: [Field; 10] = [
    Field::MdfSpent,
    Field::MdfAllocated,
    Field::PartnerContribution,
    Field::ProgrammeCost,
    Field::Leads,
    Field::Mqls,
    Field::OpportunitiesSourced,
    Field::OpportunitiesInfluenced,
    Field::WinRate,
    Field::DealSize,
];
