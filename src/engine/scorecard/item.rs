//! What a score is made of: the parts, and the table of their items.

use crate::message::campaigns as words;

/// A part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// Whether the partner's customers and products are the vendor's.
    Fit,
    /// What came of the campaigns.
    Impact,
    /// How that changes.
    Momentum,
    /// How well the partnership works.
    Health,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Fit, Self::Impact, Self::Momentum, Self::Health];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Impact => "impact",
            Self::Momentum => "momentum",
            Self::Health => "health",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fit => words::PART_FIT,
            Self::Impact => words::PART_IMPACT,
            Self::Momentum => words::PART_MOMENTUM,
            Self::Health => words::PART_HEALTH,
        }
    }
}

/// How the figure of an item becomes a score of 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A share, 0–1: `100 × share`.
    Share,
    /// A figure of 0 or more beside that of the portfolio: `100 × x ÷ (x + reference)`. 50 is as the portfolio, 75 three
    /// times as much.
    Beside,
    /// The last two whole quarters beside the two before: `100 × now ÷ (now + before)`. 50 is unchanged.
    Change,
}

impl Rule {
    /// As a formula.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Share => "100 × x",
            Self::Beside => "100 × x ÷ (x + reference)",
            Self::Change => "100 × now ÷ (now + before)",
        }
    }
}

macro_rules! items {
    ($( $name:ident $id:literal $part:ident $rule:ident $asked:literal $label:ident; )*) => {
        /// Something that is known of a partner.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Item { $( #[doc = $id] $name, )* }

        impl Item {
            /// Every item, in the order of the parts.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// Its name in files and in the API.
            pub const fn id(self) -> &'static str { match self { $( Self::$name => $id, )* } }

            /// The part that it belongs to.
            pub const fn part(self) -> Part { match self { $( Self::$name => Part::$part, )* } }

            /// How its figure becomes a score.
            pub const fn rule(self) -> Rule { match self { $( Self::$name => Rule::$rule, )* } }

            /// Whether somebody has to say it; the others follow from the campaigns.
            pub const fn is_asked(self) -> bool { match self { $( Self::$name => $asked, )* } }

            /// Its name for people.
            pub const fn label(self) -> &'static str { match self { $( Self::$name => words::$label, )* } }
        }
    };
}

items! {
    SharedAudience "sharedAudience" Fit Share true ITEM_SHARED_AUDIENCE;
    CustomerOverlap "customerOverlap" Fit Share true ITEM_CUSTOMER_OVERLAP;
    ProductFit "productFit" Fit Share true ITEM_PRODUCT_FIT;
    Return "return" Impact Beside false ITEM_RETURN;
    Pipeline "pipeline" Impact Beside false ITEM_PIPELINE;
    Revenue "revenue" Impact Beside false ITEM_REVENUE;
    Campaigns "campaigns" Momentum Change false ITEM_CAMPAIGNS;
    Leads "leads" Momentum Change false ITEM_LEADS;
    Opportunities "opportunities" Momentum Change false ITEM_OPPORTUNITIES;
    RecentPipeline "recentPipeline" Momentum Change false ITEM_RECENT_PIPELINE;
    Satisfaction "satisfaction" Health Share true ITEM_SATISFACTION;
    Enablement "enablement" Health Share true ITEM_ENABLEMENT;
    Registrations "dealRegistrations" Health Beside false ITEM_REGISTRATIONS;
    Utilization "utilization" Health Share false ITEM_UTILIZATION;
}

impl Item {
    /// The items that somebody has to say, in the order of the table.
    pub fn asked() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|item| item.is_asked())
    }
}
