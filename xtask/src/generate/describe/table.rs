//! A table as text, whole or in pieces: `readCampaignTable` and `readPortfolio`.

use super::super::shape::{
    Def, Keys, Member, Number, Shape, Text, answer, given, is, list, map, opt, or_null, text, whole,
};
use super::rows::{named, terms};
use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::campaign_table::{DEFAULT_TOLD, LARGEST_SCALE, LEAST_SCALE, Setting};

fn signs() -> Shape {
    Shape::Words(vec![",", ";", "\t", "|"])
}

fn decimals() -> Shape {
    Shape::Words(vec![".", ","])
}

fn orders() -> Shape {
    Shape::Words(vec!["dayFirst", "monthFirst"])
}

/// How a table is meant, beside its text.
fn form() -> Vec<Member> {
    let mut columns: Vec<&'static str> = CampaignField::ALL.iter().map(|field| field.id()).collect();
    columns.push("");
    let scale =
        Shape::Number(Number { min: Some(LEAST_SCALE), max: Some(LARGEST_SCALE), ..Number::default() });
    vec![
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
        opt(
            "scales",
            map(Keys::Any("head"), scale),
            "How much one of a column is whose head says another scale: 1000 for “T€”, 0.01 for cents. Never guessed.",
        ),
    ]
}

/// How a table was understood.
fn understood() -> Vec<Member> {
    let field = Shape::Words(CampaignField::ALL.iter().map(|field| field.id()).collect());
    let column = vec![is("head", text(), ""), is("field", or_null(field), "Null where it is not known.")];
    vec![
        is("delimiter", or_null(signs()), ""),
        is("decimal", or_null(decimals()), "Null where no cell needs one."),
        is("dateOrder", or_null(orders()), "Null where no cell needs one."),
        is("headLine", or_null(whole("")), ""),
        is("columns", list(Shape::Object(column)), ""),
    ]
}

fn aside() -> Shape {
    Shape::Object(vec![
        is("line", whole(""), "From 1."),
        is("text", text(), "Shortened."),
        is("reason", text(), "Why it is no campaign."),
    ])
}

pub(super) fn defs() -> Vec<Def> {
    let row = vec![is("line", whole(""), "From 1."), is("campaign", named("CampaignRow"), "")];
    let text_of_it = is("text", text(), "With a head; lines above it are listed.");
    let whole_table = [
        is("campaigns", list(Shape::Object(row)), ""),
        is("problems", list(named("CellProblem")), ""),
        is("setAside", list(aside()), "Remarks, totals, repeated heads."),
    ];
    vec![
        given(
            "CampaignText",
            "A table as text. Columns are known by the ids and labels of the fields of a campaign.",
            [text_of_it].into_iter().chain(form()).collect(),
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
                is(
                    "settledBy",
                    or_null(Shape::Words(Setting::ALL.map(Setting::id).to_vec())),
                    "The member of the question that settles it; null where only the table can be mended.",
                ),
            ],
        ),
        answer(
            "CampaignTable",
            "The rows that are sound, what is wrong with the others, and what is none.",
            understood().into_iter().chain(whole_table).collect(),
        ),
    ]
    .into_iter()
    .chain(in_pieces())
    .collect()
}

/// A table of any length, of which no row is kept.
fn in_pieces() -> Vec<Def> {
    let counted = |name: &str, of: Shape, about: &str| {
        list(Shape::Object(vec![is(name, of, about), is("count", whole(""), "")]))
    };
    let by_column = list(Shape::Object(vec![
        is("column", or_null(whole("")), "From 1; null for rows as a whole."),
        is("head", text(), "What the head calls it."),
        is("code", named("ProblemCode"), ""),
        is("count", whole(""), ""),
    ]));
    let first = format!("The first {DEFAULT_TOLD}; all are in the counts.");
    let report = [
        is("campaigns", whole(""), "How many rows were read."),
        is("rejected", whole(""), "How many rows are left out for what is wrong with them."),
        is("problemCount", whole(""), "How many problems they have."),
        is("counts", by_column, "How many of each code in each column."),
        is("problems", list(named("CellProblem")), &first),
        is("setAsideCounts", counted("reason", text(), ""), "How many lines are no campaigns."),
        is("setAside", list(aside()), &first),
    ];
    let mut asked = terms(None);
    asked.push(opt("table", named("TableForm"), "How the table is meant."));
    vec![
        given("TableForm", "How a table is meant whose text comes in pieces.", form()),
        given("PortfolioTableQuestion", "By what the campaigns of a table are judged.", asked),
        answer(
            "TableReport",
            "How a table was understood by its first part, and what is told of all of it.",
            understood().into_iter().chain(report).collect(),
        ),
        answer(
            "PortfolioOfTable",
            "A portfolio of the rows that are sound, and how the table was read.",
            vec![is("portfolio", named("Portfolio"), ""), is("table", named("TableReport"), "")],
        ),
    ]
}
