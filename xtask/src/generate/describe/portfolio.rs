//! What `portfolio` answers.

use super::super::shape::{
    Base, Def, Keys, Member, Shape, answer, day, is, list, map, number, or_null, text, whole,
};
use super::rows::named;
use super::shared::assumptions;

pub(super) fn defs() -> Vec<Def> {
    let mut defs = groups();
    defs.extend(campaigns());
    defs.extend(spread());
    defs.extend(money());
    defs.push(whole_answer());
    defs
}

fn amount() -> Shape {
    number("money")
}

/// The figures of a definition with their reasons and formulas.
fn stated(name: &'static str, about: &str, members: Vec<Member>, figures: &'static str) -> Def {
    answer(name, about, members).extending([Base::Of(figures), Base::Accounts(figures)])
}

fn groups() -> Vec<Def> {
    vec![
        stated(
            "ReturnBand",
            "Pipeline for each unit of MDF at three credits: the band in which the truth lies.",
            Vec::new(),
            "ReturnBandFigures",
        ),
        stated(
            "Funds",
            "Where MDF stands. What was set aside is what was never requested, pending, refused, unclaimed and spent, less the excess.",
            vec![is(
                "excess",
                amount(),
                "Approved beyond what was asked for, and claimed beyond what was approved.",
            )],
            "FundsFigures",
        ),
        answer(
            "CampaignSum",
            "What rows add up to.",
            vec![is("value", number(""), ""), is("rows", whole(""), "How many rows tell it.")],
        ),
        stated(
            "CampaignGroup",
            "A group of rows.",
            vec![
                is("key", text(), "Empty for rows that do not say, and for all rows."),
                is(
                    "rank",
                    or_null(whole("")),
                    "Its place by `rankedPerMdf`, from 1; null without such a return.",
                ),
                is("rows", whole(""), ""),
                is("standingRows", whole(""), "Neither denied nor canceled."),
                is("rankedRows", whole(""), ""),
                is("silentRows", whole(""), "That tell MDF spent and no pipeline: they count as cost."),
                is("silentSpent", amount(), "What those spent."),
                is("sums", map(Keys::Some("CampaignNumber"), named("CampaignSum")), "Those that rows tell."),
                is("perMdf", named("ReturnBand"), "Over all rows that tell MDF."),
                is("rankedPerMdf", named("ReturnBand"), "Over the rows that are ranked."),
                is("funds", named("Funds"), ""),
                is("filter", named("CampaignFilter"), "Finds its rows."),
            ],
            "CampaignGroupFigures",
        ),
        answer(
            "CampaignGroups",
            "The groups of one dimension, the best return first; quarters in their order.",
            vec![
                is("dimension", named("CampaignDimension"), ""),
                is("groups", list(named("CampaignGroup")), ""),
            ],
        ),
        answer(
            "ClassSums",
            "The rows of one class.",
            vec![
                is("class", named("CampaignClass"), ""),
                is("text", text(), ""),
                is("rows", whole(""), ""),
                is("spent", amount(), "0 of those that did not run or cannot be converted."),
                is("credited", amount(), "Likewise."),
                is("filter", named("CampaignFilter"), "Finds its rows."),
            ],
        ),
    ]
}

fn campaigns() -> Vec<Def> {
    let maybe = || or_null(amount());
    let age = Shape::Object(vec![
        is("months", or_null(number("months")), ""),
        is("matured", or_null(number("share")), ""),
    ]);
    vec![
        answer(
            "JudgedCampaign",
            "One campaign as it is judged. Money is in the portfolio's currency, or in the row's where it cannot be converted.",
            vec![
                is("number", whole(""), "Its place among the rows, from 0."),
                is("id", text(), ""),
                is("name", text(), ""),
                is("partner", text(), ""),
                is("tier", text(), ""),
                is("activity", or_null(named("Activity")), ""),
                is("quarter", or_null(text()), "Such as `2025-Q1`."),
                is("class", named("CampaignClass"), ""),
                is("age", age, "Since it started, and the share of its wins that can have closed by now."),
                is("spent", maybe(), "MDF claimed, or paid where no claim is told."),
                is("unclaimed", maybe(), "MDF approved and not claimed."),
                is("pipelineSourced", maybe(), ""),
                is("pipelineInfluenced", maybe(), ""),
                is("credited", maybe(), ""),
                is("perMdf", named("ReturnBand"), ""),
            ],
        ),
        answer(
            "CampaignsOfClass",
            "Campaigns that are not ranked, those that spent most first.",
            vec![is("class", named("CampaignClass"), ""), is("rows", list(named("JudgedCampaign")), "")],
        ),
        answer(
            "Outlier",
            "A campaign that stands out.",
            vec![
                is("code", named("Oddity"), ""),
                is("message", text(), ""),
                is(
                    "values",
                    Shape::Pair { of: Box::new(or_null(number(""))), distinct: false },
                    "What the message is about.",
                ),
                is("row", named("JudgedCampaign"), ""),
            ],
        ),
    ]
}

fn spread() -> Vec<Def> {
    let multiple = || number("multiple");
    let reach = Shape::Object(vec![is("partners", whole(""), ""), is("share", number("share"), "")]);
    let days = || number("days");
    vec![
        stated(
            "TrendPoint",
            "One quarter.",
            vec![
                is("quarter", text(), "Such as `2025-Q1`."),
                is("rows", whole(""), "Campaigns that started in it."),
                is("spent", amount(), ""),
                is("sourced", amount(), "Pipeline."),
                is("influenced", amount(), "Pipeline."),
            ],
            "TrendFigures",
        ),
        answer(
            "PartnerShare",
            "One partner's part of credited pipeline.",
            vec![
                is("partner", text(), ""),
                is("credited", amount(), ""),
                is("share", number("share"), ""),
                is("running", number("share"), "Of it and all larger ones."),
            ],
        ),
        answer(
            "LongTail",
            "The partners beyond the fewest that bring 80 %.",
            vec![
                is("partners", whole(""), ""),
                is("share", number("share"), "Of credited pipeline."),
                is("shareOfMdf", or_null(number("share")), ""),
            ],
        ),
        stated(
            "Concentration",
            "How few partners bring how much.",
            vec![
                is("partners", whole(""), ""),
                is("withoutPipeline", whole(""), ""),
                is("unnamed", amount(), "Credited pipeline of rows without a partner."),
                is("half", or_null(reach.clone()), "The fewest that bring at least half."),
                is("eightyPercent", or_null(reach), "The fewest that bring at least 80 %."),
                is("shares", list(named("PartnerShare")), "The largest first."),
                is("tail", or_null(named("LongTail")), ""),
            ],
            "ConcentrationFigures",
        ),
        answer(
            "ReturnFences",
            "Where returns lie: Tukey's fences in logarithms.",
            vec![
                is("quartile", multiple(), ""),
                is("median", multiple(), ""),
                is("upperQuartile", multiple(), ""),
                is("low", multiple(), "What is below is far below."),
                is("high", multiple(), "What is above is far above."),
                is("accuracy", number("share"), "How far off a quartile may be."),
            ],
        ),
        answer(
            "CampaignDuration",
            "How long something takes, of those that got there.",
            vec![
                is("id", named("Span"), ""),
                is("text", text(), ""),
                is("count", whole(""), ""),
                is("backwards", whole(""), "Those whose second day is before the first, which are left out."),
                is("medianDays", or_null(days()), ""),
                is(
                    "quartileDays",
                    or_null(Shape::Pair { of: Box::new(days()), distinct: false }),
                    "By when a quarter and three quarters got there.",
                ),
            ],
        ),
        stated(
            "Activation",
            "From signature to result.",
            vec![
                is("active", whole(""), "Partners with a campaign that has started."),
                is("producing", whole(""), "Partners that brought pipeline or revenue."),
            ],
            "ActivationFigures",
        ),
        answer(
            "VanityCheck",
            "A figure that looks good beside the one that counts.",
            vec![
                is("id", text(), ""),
                is("text", text(), ""),
                is("value", number(""), ""),
                is("against", number(""), ""),
            ],
        ),
    ]
}

fn money() -> Vec<Def> {
    let currency = || is("currency", text(), "");
    vec![
        answer(
            "DatedRate",
            "Units of the portfolio's currency for one of the other, on a day.",
            vec![is("rate", number(""), ""), is("on", day(), "")],
        ),
        answer(
            "RateUsed",
            "A rate by which rows were converted.",
            vec![
                currency(),
                is("rate", named("DatedRate"), ""),
                is("ofRows", Shape::Bool, "Whether rows told it themselves."),
                is("rows", whole(""), ""),
            ],
        ),
        answer(
            "MoreRates",
            "Further rates of a currency, which are not listed each for itself.",
            vec![
                currency(),
                is("lowest", named("DatedRate"), ""),
                is("highest", named("DatedRate"), ""),
                is("rows", whole(""), ""),
            ],
        ),
        answer(
            "MoneyApart",
            "Rows in another currency without a rate, in that currency: in no other sum.",
            vec![
                currency(),
                is("rows", whole(""), ""),
                is("mdfAllocated", number(""), ""),
                is("mdfRequested", number(""), ""),
                is("paidNotRun", number(""), "MDF paid for what was denied or canceled."),
                is("spent", number(""), ""),
                is("pipelineSourced", number(""), ""),
                is("pipelineInfluenced", number(""), ""),
                is("revenueSourced", number(""), ""),
                is("revenueInfluenced", number(""), ""),
            ],
        ),
    ]
}

fn whole_answer() -> Def {
    answer(
        "Portfolio",
        "How a year of campaigns returns. Money is in the portfolio's currency.",
        vec![
            is("currency", text(), ""),
            is("today", day(), ""),
            is("influenceCredit", number("share"), ""),
            is("cycleMonths", or_null(number("months")), ""),
            is("seen", whole(""), "Rows that came."),
            is("taken", whole(""), "Rows that the filter took."),
            is("total", named("CampaignGroup"), ""),
            is("classes", list(named("ClassSums")), ""),
            is("best", list(named("JudgedCampaign")), "Of the ranked, the highest return first."),
            is("worst", list(named("JudgedCampaign")), "Of the ranked, the lowest return first."),
            is("others", list(named("CampaignsOfClass")), ""),
            is("groups", list(named("CampaignGroups")), ""),
            is("trend", list(named("TrendPoint")), "Every quarter from the first to the last."),
            is("concentration", named("Concentration"), ""),
            is("fences", or_null(named("ReturnFences")), "Null with fewer than 8 returns."),
            is("outliers", list(named("Outlier")), ""),
            is("oddRows", whole(""), "How many have something that does not fit within them, listed or not."),
            is("durations", list(named("CampaignDuration")), ""),
            is("activation", named("Activation"), ""),
            is("checks", list(named("VanityCheck")), ""),
            is("rates", list(named("RateUsed")), ""),
            is("moreRates", list(named("MoreRates")), ""),
            is("apart", list(named("MoneyApart")), ""),
            is("undatedRows", whole(""), "That tell neither start nor end."),
            is("partnersLeftOut", whole(""), "Rows of partners beyond 10,000."),
            is("tiersLeftOut", whole(""), "Rows of tiers beyond 100."),
            is("idsLeftOut", whole(""), "Rows whose ids are not compared: beyond 100,000 ids."),
            assumptions(),
        ],
    )
}
