//! Rows of campaigns, and what a portfolio takes: `readCampaigns` and the question of `portfolio`.

use super::super::shape::{
    Def, Keys, Member, Number, Shape, Text, answer, day, given, is, list, map, number_of, opt, some, text,
    whole, whole_within,
};
use super::words;
use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::campaign::{CampaignKind, LARGEST_RATE, LEAST_RATE, MAX_CAMPAIGNS, MAX_TEXT};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::portfolio::{DEFAULT_KEEP, Dimension, MAX_KEEP, MAX_TERM_RATES};
use comarketing_roi_engine::resolve::DEFAULT_CREDIT;

pub(super) fn defs() -> Vec<Def> {
    let mut defs = words::of_campaigns();
    defs.extend(campaigns());
    defs.extend(question());
    defs
}

pub(super) fn named(name: &'static str) -> Shape {
    Shape::Named(name)
}

/// An exchange rate.
fn rate() -> Shape {
    Shape::Number(Number { min: Some(LEAST_RATE), max: Some(LARGEST_RATE), ..Number::default() })
}

/// What a field of a campaign takes.
fn shape(field: CampaignField) -> Shape {
    match field.kind() {
        CampaignKind::Text => text(),
        CampaignKind::Day => day(),
        CampaignKind::Number(kind) => number_of(kind),
        CampaignKind::Currency => Shape::Text(Text::Currency),
        CampaignKind::Rate => rate(),
        CampaignKind::Word => named(match field {
            CampaignField::Role => "PartnerRole",
            CampaignField::Type => "PartnerType",
            CampaignField::Layer => "PartnerLayer",
            CampaignField::Lifecycle => "Lifecycle",
            CampaignField::Activity => "Activity",
            _ => "CampaignStatus",
        }),
    }
}

fn campaigns() -> Vec<Def> {
    let fields = CampaignField::ALL.iter().map(|field| {
        let kind = field.kind();
        let note = match kind {
            CampaignKind::Text => format!(" At most {MAX_TEXT} characters."),
            CampaignKind::Day => " A day like 2025-03-31.".to_owned(),
            _ => String::new(),
        };
        opt(field.id(), shape(*field), &format!("{}{note}", field.help()))
    });
    vec![
        given(
            "CampaignRow",
            "One row of a year's campaigns: what a partner did, what it cost, and what came of it. It has an id, a name or a partner. What is not given is no figure, which is not zero. Money is in the row's currency; an exchange rate comes with its day.",
            fields.collect(),
        ),
        given("CampaignRows", "Rows of campaigns.", vec![rows()]),
        answer(
            "NumberedCampaign",
            "A campaign that is sound.",
            vec![
                is("number", whole(""), "Its place in the list, from 0."),
                is("campaign", named("CampaignRow"), "What was given, and no more."),
            ],
        ),
        answer(
            "ReadCampaigns",
            "The rows that are sound, and what is wrong with the others.",
            vec![
                is("campaigns", list(named("NumberedCampaign")), ""),
                is("problems", list(named("Problem")), "Paths are such as `/campaigns/3/mdfPaid`."),
            ],
        ),
    ]
}

/// The list of rows.
fn rows() -> Member {
    is("campaigns", some(named("CampaignRow"), 0, MAX_CAMPAIGNS), "")
}

fn question() -> Vec<Def> {
    let groups = Dimension::ALL.into_iter().map(|dimension| {
        let about = match dimension {
            Dimension::Quarter => "Such as `2025-Q1`; empty for rows without a start.",
            Dimension::Tier | Dimension::Partner => "A name; empty for rows that do not say.",
            _ => "The id of a word; empty for rows that do not say.",
        };
        opt(dimension.id(), text(), about)
    });
    let class = opt("class", named("CampaignClass"), "");
    vec![
        given(
            "CampaignFilter",
            "Which rows are looked at: those that are in each of the groups. Every sum has the one that finds its rows.",
            groups.chain([class]).collect(),
        ),
        given(
            "ExchangeRate",
            "What one unit of another currency is in the portfolio's.",
            vec![
                is("currency", Shape::Text(Text::Currency), ""),
                is("rate", rate(), ""),
                is("on", day(), "The day of the rate."),
            ],
        ),
        given("PortfolioQuestion", "Campaigns, and by what they are judged.", terms(Some(rows()))),
    ]
}

/// By what campaigns are judged, and the campaigns where they come with it.
pub(super) fn terms(campaigns: Option<Member>) -> Vec<Member> {
    let said = [
        is("currency", Shape::Text(Text::Currency), "That of the portfolio."),
        is("today", day(), "The day by which ages are counted."),
    ];
    let may_be_said = [
        opt("influenceCredit", number_of(Kind::Rate), "The share of influenced pipeline that counts.")
            .or(DEFAULT_CREDIT),
        opt(
            "cycleMonths",
            number_of(Kind::Months),
            "From a lead to a won deal. Without it no campaign that has started is too young.",
        ),
        opt("tierCycles", map(Keys::Any("tier"), number_of(Kind::Months)), "The same of single tiers."),
        opt(
            "rates",
            some(named("ExchangeRate"), 0, MAX_TERM_RATES),
            "One for each currency; a row's own goes before it.",
        ),
        opt("signedPartners", number_of(Kind::Count), "Partners under contract, active or not."),
        opt("filter", named("CampaignFilter"), ""),
        opt("keep", whole_within("", (0.0, MAX_KEEP as f64)), "How many rows each list of the answer holds.")
            .or(DEFAULT_KEEP as f64),
    ];
    said.into_iter().chain(campaigns).chain(may_be_said).collect()
}
