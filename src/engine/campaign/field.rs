//! The one table of what a campaign says: it feeds the reader, the checks, the mapping of columns and the docs.

use crate::kind::Kind;
use crate::plan::Field;

/// What a field of a campaign takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignKind {
    /// Somebody's name or id: text of at most [`super::MAX_TEXT`] characters.
    Text,
    /// One of the ids of a table of words ([`super::words_of`]).
    Word,
    /// A day, written 2025-03-31.
    Day,
    /// A number.
    Number(Kind),
    /// A currency code of ISO 4217.
    Currency,
    /// Units of the portfolio's currency for one of the row's: above 0.
    Rate,
}

macro_rules! fields {
    ($( $name:ident $id:literal $kind:expr, $plan:expr, $label:literal $help:literal; )*) => {
        /// A field of a campaign.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum CampaignField { $( #[doc = $help] $name, )* }

        impl CampaignField {
            /// Every field, in the order of the table: numbers first, then days, then the rest.
            pub const ALL: &'static [CampaignField] = &[ $( CampaignField::$name, )* ];

            /// Its name in files and in the API.
            pub const fn id(self) -> &'static str { match self { $( Self::$name => $id, )* } }

            /// What it takes.
            pub const fn kind(self) -> CampaignKind { match self { $( Self::$name => $kind, )* } }

            /// The field of a tier that its sum fills, if there is one.
            pub const fn of_plan(self) -> Option<Field> { match self { $( Self::$name => $plan, )* } }

            /// Its name for people.
            pub const fn label(self) -> &'static str { match self { $( Self::$name => $label, )* } }

            /// One sentence on what to enter.
            pub const fn help(self) -> &'static str { match self { $( Self::$name => $help, )* } }
        }
    };
}

use CampaignKind::{Currency, Day, Number, Rate, Text, Word};
use Kind::{Count, Money};

/// How many fields are numbers that are added up.
pub(crate) const NUMBERS: usize = 20;
/// How many fields are days.
pub(super) const DAYS: usize = 9;

fields! {
    MdfAllocated "mdfAllocated" Number(Money), Some(Field::MdfAllocated), "MDF allocated" "MDF set aside, whether it was requested or not.";
    MdfRequested "mdfRequested" Number(Money), None, "MDF requested" "MDF that the partner requested.";
    MdfApproved "mdfApproved" Number(Money), None, "MDF approved" "MDF that was approved.";
    MdfClaimed "mdfClaimed" Number(Money), None, "MDF claimed" "MDF claimed with proof of performance.";
    MdfPaid "mdfPaid" Number(Money), None, "MDF paid" "MDF paid out to the partner.";
    PartnerContribution "partnerContribution" Number(Money), Some(Field::PartnerContribution), "Partner’s own money" "The partner's own money, in cash and in kind, after MDF is paid back.";
    ProgrammeCost "programmeCost" Number(Money), Some(Field::ProgrammeCost), "Other program cost" "What else the vendor paid: people, tools, agencies.";
    Registrations "registrations" Number(Count), None, "Registrations" "People who registered.";
    Attendees "attendees" Number(Count), None, "Attendees" "People who came.";
    Leads "leads" Number(Count), Some(Field::Leads), "Leads" "Leads that the campaign brought.";
    Mqls "mqls" Number(Count), Some(Field::Mqls), "MQLs" "Leads that marketing accepted as qualified.";
    OpportunitiesSourced "opportunitiesSourced" Number(Count), Some(Field::OpportunitiesSourced), "Sourced opportunities" "Opportunities that the partner originated.";
    OpportunitiesInfluenced "opportunitiesInfluenced" Number(Count), Some(Field::OpportunitiesInfluenced), "Influenced opportunities" "Opportunities of the direct team that the partner helped along.";
    PipelineSourced "pipelineSourced" Number(Money), Some(Field::PipelineSourced), "Partner-sourced pipeline" "Pipeline that the partner originated.";
    PipelineInfluenced "pipelineInfluenced" Number(Money), Some(Field::PipelineInfluenced), "Partner-influenced pipeline" "Pipeline of the direct team that the partner helped along; count no deal in both.";
    CustomersSourced "customersSourced" Number(Count), Some(Field::CustomersSourced), "Sourced customers" "Customers won from sourced opportunities.";
    CustomersInfluenced "customersInfluenced" Number(Count), Some(Field::CustomersInfluenced), "Influenced customers" "Customers won from influenced opportunities.";
    RevenueSourced "revenueSourced" Number(Money), Some(Field::RevenueSourced), "Sourced revenue" "First-year revenue won from sourced deals.";
    RevenueInfluenced "revenueInfluenced" Number(Money), Some(Field::RevenueInfluenced), "Influenced revenue" "First-year revenue won from influenced deals.";
    DealRegistrations "dealRegistrations" Number(Count), None, "Deal registrations" "Deals that the partner registered.";

    Start "start" Day, None, "Start" "The day on which it started or will start.";
    End "end" Day, None, "End" "Its last day.";
    RequestedOn "requestedOn" Day, None, "Requested on" "The day on which MDF was requested.";
    ApprovedOn "approvedOn" Day, None, "Approved on" "The day on which MDF was approved.";
    ClaimedOn "claimedOn" Day, None, "Claimed on" "The day on which MDF was claimed.";
    PaidOn "paidOn" Day, None, "Paid on" "The day on which MDF was paid.";
    FirstLeadOn "firstLeadOn" Day, None, "First lead on" "The day of its first lead.";
    FirstWinOn "firstWinOn" Day, None, "First win on" "The day on which its first deal was won.";
    PartnerSignedOn "partnerSignedOn" Day, None, "Partner signed on" "The day on which the partner signed.";

    Id "id" Text, None, "Id" "What the export calls the row, such as a request number.";
    Name "name" Text, None, "Campaign" "The name of the campaign.";
    Partner "partner" Text, None, "Partner" "The partner that ran it.";
    Tier "tier" Text, None, "Tier" "The partner's tier.";
    Role "role" Word, None, "Role" "How the partner takes part in winning and keeping customers.";
    Type "type" Word, None, "Partner type" "What kind of company the partner is.";
    Layer "layer" Word, None, "Layer" "Where the partner stands in the ecosystem.";
    Lifecycle "lifecycle" Word, None, "Lifecycle motion" "The part of the customer lifecycle that it serves.";
    Activity "activity" Word, None, "Activity" "What was done.";
    Status "status" Word, None, "Status" "Where the MDF request stands.";
    Currency "currency" Currency, None, "Currency" "The currency of the row's money; the portfolio's if you leave it out.";
    ExchangeRate "exchangeRate" Rate, None, "Exchange rate" "Units of the portfolio's currency for one of the row's.";
    ExchangeRateOn "exchangeRateOn" Day, None, "Exchange rate date" "The day of the exchange rate.";
}

impl CampaignField {
    /// The field that files call `id`.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.id() == id)
    }

    /// The fields that are numbers to be added up.
    pub fn numbers() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().take(NUMBERS)
    }

    /// Whether it is an amount in the row's currency.
    pub const fn is_money(self) -> bool {
        matches!(self.kind(), Number(Money))
    }

    /// Its place among the numbers.
    pub(crate) const fn in_numbers(self) -> Option<usize> {
        if (self as usize) < NUMBERS { Some(self as usize) } else { None }
    }

    /// Its place among the days of the campaign itself.
    pub(super) const fn in_days(self) -> Option<usize> {
        match (self as usize).checked_sub(NUMBERS) {
            Some(at) if at < DAYS => Some(at),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_first_and_days_after_them() {
        for field in CampaignField::ALL {
            assert_eq!(field.in_numbers().is_some(), matches!(field.kind(), Number(_)), "{}", field.id());
            let day = field.kind() == Day && *field != CampaignField::ExchangeRateOn;
            assert_eq!(field.in_days().is_some(), day, "{}", field.id());
            assert_eq!(CampaignField::named(field.id()), Some(*field));
        }
    }

    #[test]
    fn what_fills_a_tier_is_of_the_same_kind_there() {
        for field in CampaignField::ALL {
            if let Some(plan) = field.of_plan() {
                assert_eq!(field.kind(), Number(plan.kind()), "{}", field.id());
                assert_eq!((field.id(), field.label()), (plan.id(), plan.label()));
            }
        }
    }
}
