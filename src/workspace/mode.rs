//! The ways through the workspace.

use super::PlanKind;
use crate::text::{self, Text};

/// A way through the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Short steps, and a result to keep.
    Assessment,
    /// One activity: is the request worth it, and what did it return.
    Campaign,
    /// One screen with big figures, for a call.
    Call,
    /// A year of campaigns from an export.
    Portfolio,
    /// Every figure.
    Sheet,
}

impl Mode {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Assessment, Self::Campaign, Self::Call, Self::Portfolio, Self::Sheet];

    /// Its name in the contract with the host.
    pub fn id(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Campaign => "campaign",
            Self::Call => "call",
            Self::Portfolio => "portfolio",
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
            Self::Portfolio => text::MODE_PORTFOLIO,
            Self::Sheet => text::MODE_SHEET,
        }
    }

    /// Which plan it shows.
    pub fn plan(self) -> PlanKind {
        match self {
            Self::Campaign => PlanKind::Campaign,
            Self::Assessment | Self::Call | Self::Portfolio | Self::Sheet => PlanKind::Program,
        }
    }

    /// Whether a visitor finds sample figures there, or asks for them.
    #[cfg(feature = "ui")]
    pub(crate) fn begins_with_sample(self) -> bool {
        matches!(self, Self::Call | Self::Sheet)
    }
}
