//! The words that a campaign is sorted by: one table for each, with the name that files use and the name for people.

macro_rules! words {
    ($( $(#[$doc:meta])* $name:ident { $( $word:ident $id:literal $label:literal $help:literal; )* } )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $( #[doc = $help] $word, )* }

        impl $name {
            /// Every word, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$word, )* ];

            /// Its name in files and in the API.
            pub const fn id(self) -> &'static str { match self { $( Self::$word => $id, )* } }

            /// Its name for people.
            pub const fn label(self) -> &'static str { match self { $( Self::$word => $label, )* } }

            /// One sentence on what it is.
            pub const fn help(self) -> &'static str { match self { $( Self::$word => $help, )* } }

            /// The word that files call `id`.
            pub fn named(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.id() == id)
            }
        }
    )* };
}

words! {
    /// What a partner does in the revenue engine.
    Role {
        CoSell "coSell" "Co-sell" "Works deals together with the vendor's sellers.";
        CoMarket "coMarket" "Co-market" "Markets to a shared audience together with the vendor.";
        Integrate "integrate" "Integrate" "Connects its product with the vendor's.";
        Implement "implement" "Implement" "Brings the vendor's product into use at customers.";
        Influence "influence" "Influence" "Recommends the vendor without selling its product.";
    }

    /// What kind of company a partner is.
    PartnerType {
        Technology "technology" "Technology" "A software vendor whose product works with the vendor's.";
        Services "services" "Services" "A system integrator or an agency.";
        Channel "channel" "Channel" "A reseller or a distributor.";
        Marketplace "marketplace" "Marketplace" "A place where customers buy the vendor's product beside others.";
        Referral "referral" "Referral" "Sends leads for a fee: referral and affiliate partners.";
        Alliance "alliance" "Alliance" "A large company with which plans are made together.";
        Community "community" "Community" "A community or a person whom the audience follows.";
    }

    /// Where a partner stands in the ecosystem.
    Layer {
        Core "core" "Core platform" "The vendor's own platform.";
        Solution "solution" "Solution layer" "Technology and services partners that complete the solution.";
        Market "market" "Market layer" "Channels, alliances and communities that bring it to market.";
    }

    /// The part of a customer's life that a campaign is for.
    Lifecycle {
        Awareness "awareness" "Awareness" "Makes the solution known.";
        Evaluate "evaluate" "Evaluate and close" "Helps to compare and to buy.";
        Implement "implement" "Implement" "Helps to bring it into use.";
        Adopt "adopt" "Adopt" "Helps customers to use more of it.";
        Expand "expand" "Expand and renew" "Helps customers to stay and to buy more.";
    }

    /// What was done. Activities that capture leads are pipeline-aligned; those for the brand alone are not, and their
    /// return says little.
    Activity {
        Webinar "webinar" "Webinar" "A webinar with registration.";
        Content "content" "Content" "Content in exchange for contact details.";
        Event "event" "Targeted event" "An event for chosen accounts, such as an executive roundtable.";
        Paid "paid" "Paid campaign" "A shared landing page or advertising with a form.";
        Abm "abm" "ABM" "Outreach to chosen accounts by both sides.";
        Email "email" "Email" "Mail to contacts of one side or both, with a way to answer.";
        Enablement "enablement" "Enablement" "Trains the partner's people: neither leads of its own nor brand spending.";
        TradeShow "tradeShow" "Trade show" "A logo or a booth without lead capture.";
        Sponsorship "sponsorship" "Sponsorship" "A sponsored dinner, prize or team.";
        Social "social" "Social posts" "Posts without a form.";
        Brand "brand" "Brand" "Any other activity for the brand alone.";
        Other "other" "Other" "Something else; it counts as capturing leads.";
    }

    /// How far a request for MDF has come.
    Status {
        Open "open" "Open" "Requested; not decided yet.";
        Approved "approved" "Approved" "Approved; not all of it is claimed or paid.";
        Closed "closed" "Closed" "Done: claimed and paid, or expired.";
        Denied "denied" "Denied" "Requested and refused.";
        Cancelled "cancelled" "Canceled" "Withdrawn before it took place.";
    }
}

impl Activity {
    /// Whether it is for the brand alone and captures no leads.
    pub const fn is_brand_only(self) -> bool {
        matches!(self, Self::TradeShow | Self::Sponsorship | Self::Social | Self::Brand)
    }
}

impl Status {
    /// Whether the campaign took place or may still take place.
    pub const fn stands(self) -> bool {
        !matches!(self, Self::Denied | Self::Cancelled)
    }
}
