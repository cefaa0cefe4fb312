//! The inputs of a plan that are true or false.

use super::Group;

/// A choice that the plan makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Switch {
    /// Whether direct's report already holds the influenced deals.
    IncludesInfluenced,
    /// Whether the program cost of the tiers already holds the partners' commission.
    ProgrammeCostIncludesCommission,
    /// Whether win rates say how many of the deals are won, and not which share of pipeline by value.
    WinRateByCount,
}

impl Switch {
    /// Every switch, in the order of [`Switch`].
    pub const ALL: [Self; 3] =
        [Self::IncludesInfluenced, Self::ProgrammeCostIncludesCommission, Self::WinRateByCount];

    /// Its name in files and in the API.
    pub const fn id(self) -> &'static str {
        match self {
            Self::IncludesInfluenced => "includesInfluenced",
            Self::ProgrammeCostIncludesCommission => "programmeCostIncludesCommission",
            Self::WinRateByCount => "winRateByCount",
        }
    }

    /// The object of the plan that it stands in.
    pub const fn group(self) -> Group {
        match self {
            Self::IncludesInfluenced => Group::Direct,
            Self::ProgrammeCostIncludesCommission | Self::WinRateByCount => Group::Economics,
        }
    }

    /// One sentence on what it says.
    pub const fn help(self) -> &'static str {
        match self {
            Self::IncludesInfluenced => {
                "Whether direct's report already holds the deals that partners influenced; yes unless you say otherwise."
            }
            Self::ProgrammeCostIncludesCommission => {
                "Whether the program cost of the tiers already holds the partners' commission; no unless you say otherwise."
            }
            Self::WinRateByCount => {
                "Whether win rates say how many of the deals are won, as CRMs count, and not which share of pipeline by value; no unless you say otherwise."
            }
        }
    }

    /// What holds where the plan does not say.
    pub const fn unless_said(self) -> bool {
        matches!(self, Self::IncludesInfluenced)
    }

    /// The switch of `group` that files call `id`.
    pub fn named(group: Group, id: &str) -> Option<Self> {
        Self::of(group).find(|switch| switch.id() == id)
    }

    /// The switches of a group.
    pub fn of(group: Group) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |switch| switch.group() == group)
    }
}
