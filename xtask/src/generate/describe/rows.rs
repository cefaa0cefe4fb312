//! Rows of campaigns, and what a portfolio takes: `readCampaigns` and the question of `portfolio`.

use super::super::shape::{
    Def, Keys, Member, Number, Shape, Text, answer, day, given, is, list, map, number_of, opt, or_null, some,
    text, whole, whole_within,
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
    defs.extend(table());
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

fn table() -> Vec<Def> {
    let mut columns: Vec<&'static str> = CampaignField::ALL.iter().map(|field| field.id()).collect();
    columns.push("");
    let signs = || Shape::Words(vec![",", ";", "\t", "|"]);
    let decimals = || Shape::Words(vec![".", ","]);
    let orders = || Shape::Words(vec!["dayFirst", "monthFirst"]);
    let field = Shape::Words(CampaignField::ALL.iter().map(|field| field.id()).collect());
    let row = vec![is("line", whole(""), "From 1."), is("campaign", named("CampaignRow"), "")];
    let column = vec![is("head", text(), ""), is("field", or_null(field), "Null where it is not known.")];
    let aside = vec![
        is("line", whole(""), "From 1."),
        is("text", text(), "Shortened."),
        is("reason", text(), "Why it is no campaign."),
    ];
    vec![
        given(
            "CampaignText",
            "A table as text. Columns are known by the ids and labels of the fields of a campaign.",
            vec![
                is("text", text(), "With a head; lines above it are listed."),
                opt("delimiter", signs(), "The one by which most columns are known unless given."),
                opt("decimal", decimals(), "The one that the cells need unless given; never guessed."),
                opt("dateOrder", orders(), "Of days like 01/02/2025; as the cells need it unless given."),
                opt("currency", Shape::Text(Text::Currency), "Of amounts that name none."),
                opt(
                    "columns",
                    map(Keys::Any("head"), Shape::Words(columns)),
                    "What other heads mean; empty for a column that is not used.",
                ),
                opt("values", map(Keys::Any("text"), text()), "The words for which other texts stand."),
            ],
        ),
        answer(
            "CellProblem",
            "What is wrong with a cell, or with a row.",
            vec![
                is("line", whole(""), "Of the row, from 1."),
                is("column", or_null(whole("")), "From 1; null for the row as a whole."),
                is("head", text(), "What the head calls it."),
                is("code", named("ProblemCode"), ""),
                is("message", text(), ""),
                is("value", text(), "Shortened."),
            ],
        ),
        answer(
            "CampaignTable",
            "The rows that are sound, what is wrong with the others, and what is none.",
            vec![
                is("delimiter", or_null(signs()), ""),
                is("decimal", or_null(decimals()), "Null where no cell needs one."),
                is("dateOrder", or_null(orders()), "Null where no cell needs one."),
                is("headLine", or_null(whole("")), ""),
                is("columns", list(Shape::Object(column)), ""),
                is("campaigns", list(Shape::Object(row)), ""),
                is("problems", list(named("CellProblem")), ""),
                is("setAside", list(Shape::Object(aside)), "Remarks, totals, repeated heads."),
            ],
        ),
    ]
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
        given(
            "PortfolioQuestion",
            "Campaigns, and by what they are judged.",
            vec![
                is("currency", Shape::Text(Text::Currency), "That of the portfolio."),
                is("today", day(), "The day by which ages are counted."),
                rows(),
                opt(
                    "influenceCredit",
                    number_of(Kind::Rate),
                    "The share of influenced pipeline that counts.",
                )
                .or(DEFAULT_CREDIT),
                opt(
                    "cycleMonths",
                    number_of(Kind::Months),
                    "From a lead to a won deal. Without it no campaign that has started is too young.",
                ),
                opt(
                    "tierCycles",
                    map(Keys::Any("tier"), number_of(Kind::Months)),
                    "The same of single tiers.",
                ),
                opt(
                    "rates",
                    some(named("ExchangeRate"), 0, MAX_TERM_RATES),
                    "One for each currency; a row's own goes before it.",
                ),
                opt("signedPartners", number_of(Kind::Count), "Partners under contract, active or not."),
                opt("filter", named("CampaignFilter"), ""),
                opt(
                    "keep",
                    whole_within("", (0.0, MAX_KEEP as f64)),
                    "How many rows each list of the answer holds.",
                )
                .or(DEFAULT_KEEP as f64),
            ],
        ),
    ]
}
