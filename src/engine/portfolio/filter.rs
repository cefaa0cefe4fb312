//! By what campaigns are grouped, and the filter that finds the rows of a group again.

use super::Class;
use crate::campaign::{Campaign, CampaignField};
use crate::name::{self, Fold};

/// By what campaigns are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Dimension {
    /// The partner's tier.
    Tier,
    /// The partner.
    Partner,
    /// What the partner does.
    Role,
    /// What kind of company the partner is.
    Type,
    /// Where it stands in the ecosystem.
    Layer,
    /// The part of a customer's life.
    Lifecycle,
    /// What was done.
    Activity,
    /// The quarter in which it started.
    Quarter,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 8] = [
        Self::Tier,
        Self::Partner,
        Self::Role,
        Self::Type,
        Self::Layer,
        Self::Lifecycle,
        Self::Activity,
        Self::Quarter,
    ];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Partner => "partner",
            Self::Role => "role",
            Self::Type => "type",
            Self::Layer => "layer",
            Self::Lifecycle => "lifecycle",
            Self::Activity => "activity",
            Self::Quarter => "quarter",
        }
    }

    /// The dimension that files call `id`.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.id() == id)
    }

    /// The field of words that it groups by, if it is one.
    pub(super) const fn words(self) -> Option<CampaignField> {
        match self {
            Self::Tier | Self::Partner | Self::Quarter => None,
            Self::Role => Some(CampaignField::Role),
            Self::Type => Some(CampaignField::Type),
            Self::Layer => Some(CampaignField::Layer),
            Self::Lifecycle => Some(CampaignField::Lifecycle),
            Self::Activity => Some(CampaignField::Activity),
        }
    }

    /// The group of a row: a name, the id of a word, or a quarter such as `2025-Q1`; empty where the row does not say.
    pub fn of(self, row: &Campaign) -> String {
        match self {
            Self::Tier => row.tier.trim().to_owned(),
            Self::Partner => row.partner.trim().to_owned(),
            Self::Quarter => {
                row.day(CampaignField::Start).map_or_else(String::new, |day| day.quarter().to_string())
            }
            _ => self.words().and_then(|field| row.word(field)).unwrap_or_default().to_owned(),
        }
    }

    /// Whether a row is in the group.
    fn holds(self, row: &Campaign, group: &str, fold: Fold) -> bool {
        let own = self.of(row);
        match self {
            Self::Tier | Self::Partner if name::is_blank(group) => name::is_blank(&own),
            Self::Tier | Self::Partner => own == group || name::key(&own, fold) == name::key(group, fold),
            _ => own == group,
        }
    }
}

/// Which rows a figure comes from: those of all these groups, and of the class if one is named. An empty filter takes every
/// row.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Filter {
    /// Each with the group, as [`Dimension::of`] writes it; an empty text for rows that do not say.
    pub groups: Vec<(Dimension, String)>,
    /// How the row is judged.
    pub class: Option<Class>,
}

impl Filter {
    /// The rows of one group.
    pub fn of(dimension: Dimension, group: impl Into<String>) -> Self {
        Self { groups: vec![(dimension, group.into())], class: None }
    }

    /// Whether the row is in each of the groups; names are compared by `fold`. The class is not asked: judging takes a
    /// portfolio ([`super::Portfolio::takes`]).
    pub fn takes(&self, row: &Campaign, fold: Fold) -> bool {
        self.groups.iter().all(|(dimension, group)| dimension.holds(row, group, fold))
    }

    /// The rows that pass both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let more = other.groups.iter().filter(|group| !self.groups.contains(group)).cloned();
        Self { groups: self.groups.iter().cloned().chain(more).collect(), class: other.class.or(self.class) }
    }
}
