//! What follows from campaigns: `scorecard`, `attribution`, `response` and `planFromCampaigns`.

use super::super::shape::{
    Base, Def, Keys, Number, Shape, Text, answer, day, given, is, list, map, number, number_of, of_kind, opt,
    or_null, some, text, whole, within,
};
use super::rows::named;
use super::shared::assumptions;
use comarketing_roi_engine::allocate::DEFAULT_MAX_MOVE;
use comarketing_roi_engine::attribution::{
    DEFAULT_HALF_LIFE, MAX_DEALS, MAX_HALF_LIFE, MAX_TOUCHES, MAX_WEIGHT,
};
use comarketing_roi_engine::plan::{Kind, MAX_TIERS};
use comarketing_roi_engine::response::MAX_PERIODS;
use comarketing_roi_engine::scorecard::{DEFAULT_PERFORMANCE_SHARE, Item, MAX_PROFILES, Part};

pub(super) fn defs() -> Vec<Def> {
    let mut defs = scorecard();
    defs.extend(scores());
    defs.extend(attribution());
    defs.extend(response());
    defs.extend(filled());
    defs
}

fn money() -> Shape {
    number("money")
}

fn share() -> Shape {
    number_of(Kind::Rate)
}

fn points() -> Shape {
    within("points", (0.0, 100.0))
}

fn scorecard() -> Vec<Def> {
    let beta = Number { unit: "", open: (true, true), ..of_kind(Kind::Rate) };
    let asked = Item::asked().map(|item| opt(item.id(), share(), &format!("{}.", item.label())));
    let profile =
        [is("partner", Shape::Text(Text::Visible), "As in the campaigns.")].into_iter().chain(asked);
    vec![
        given(
            "ScoreWeights",
            "What the parts weigh; together 100.",
            Part::ALL.into_iter().map(|part| is(part.id(), points(), "")).collect(),
        ),
        given(
            "TierFrom",
            "A tier and the score from which it is proposed.",
            vec![is("name", text(), ""), is("from", points(), "")],
        ),
        given("PartnerProfile", "What somebody says of a partner.", profile.collect()),
        given(
            "ScorecardOptions",
            "How partners are scored, and what is to be given out.",
            vec![
                opt("weights", named("ScoreWeights"), "25 each unless given."),
                opt(
                    "tiers",
                    some(named("TierFrom"), 0, MAX_TIERS),
                    "The highest score first, the last from 0; Strategic from 60, Focus from 40 and Scale unless given.",
                ),
                opt("partners", some(named("PartnerProfile"), 0, MAX_PROFILES), ""),
                opt("budget", number_of(Kind::Money), "The next period's MDF; what was spent unless given."),
                opt("performanceShare", share(), "The share of it that follows results.")
                    .or(DEFAULT_PERFORMANCE_SHARE),
                opt(
                    "beta",
                    Shape::Number(beta),
                    "The exponent of diminishing returns; measured from the quarters, or assumed, unless given.",
                ),
                opt("maxMove", share(), "How far a partner's MDF may move.").or(DEFAULT_MAX_MOVE),
            ],
        ),
    ]
}

fn scores() -> Vec<Def> {
    let card = "CardFigures";
    let figures = |name: &'static str| [Base::Of(name), Base::Accounts(name)];
    let next = || {
        vec![
            is("today", money(), "MDF spent."),
            is("byRule", money(), "By the rule."),
            is("byResponse", money(), "By the allocation."),
        ]
    };
    let mut partner = vec![is("partner", text(), ""), is("tier", text(), "")];
    partner.extend(next());
    partner.push(is("responds", Shape::Bool, "Whether its response is known; else it keeps its part."));
    let beta = || {
        [
            is("beta", number(""), "The exponent of diminishing returns that the allocation takes."),
            is("betaFrom", named("BetaFrom"), ""),
        ]
    };
    partner.extend(beta());
    let mut tier = vec![is("tier", text(), ""), is("partners", whole(""), "")];
    tier.extend(next());
    tier.extend(beta());
    tier.push(is(
        "response",
        or_null(named("SpendingResponse")),
        "By the tier's own quarters; null where the question gives β or the tier has no name.",
    ));
    vec![
        answer(
            "ScoreEvidence",
            "One figure of a partner and its score.",
            vec![
                is("item", named("ScoreItem"), ""),
                is("label", text(), ""),
                is("reference", or_null(number("")), "What the figure stands beside."),
            ],
        )
        .extending(figures("ScoreEvidenceFigures")),
        answer(
            "PartScore",
            "A part of a card.",
            vec![
                is("part", named("ScorePart"), ""),
                is("label", text(), ""),
                is("weight", number("points"), ""),
                is("evidence", list(named("ScoreEvidence")), ""),
            ],
        )
        .extending(figures(card)),
        answer(
            "TierChange",
            "A score of one part at which another tier would be proposed, all else as it is.",
            vec![
                is("part", named("ScorePart"), ""),
                is("from", or_null(number("points")), ""),
                is("to", number("points"), ""),
                is("rises", Shape::Bool, "Whether it has to rise to it; else it has to fall below it."),
                is("tier", text(), "That would be proposed."),
            ],
        ),
        answer(
            "PartnerCard",
            "One partner's card.",
            vec![
                is("partner", text(), ""),
                is("tier", text(), "Of its latest campaign."),
                is("knownWeight", number("points"), "How much of the weight has evidence."),
                is("proposedTier", or_null(text()), ""),
                is("whyNoTier", or_null(text()), ""),
                is("parts", list(named("PartScore")), ""),
                is("changes", list(named("TierChange")), "What would change the tier."),
            ],
        )
        .extending(figures(card)),
        answer("NextPartner", "What one partner gets.", partner).extending(figures("NextPartnerFigures")),
        answer("NextTier", "What the partners of one tier get.", tier),
        answer(
            "NextPeriod",
            "The next period's MDF, by a rule and by the allocation; both add up to the budget to the cent.",
            vec![
                is("performanceShare", number("share"), ""),
                is("beta", number(""), "For whoever has none of its own tier."),
                is("maxMove", number("share"), ""),
                is("rule", text(), ""),
                is("allocation", text(), ""),
                is("partners", list(named("NextPartner")), ""),
                is("tiers", list(named("NextTier")), ""),
                is(
                    "response",
                    or_null(named("SpendingResponse")),
                    "By the quarters of all campaigns; null where the question gives β.",
                ),
                assumptions(),
            ],
        )
        .extending(figures("NextPeriodFigures")),
        answer(
            "Scorecard",
            "Partners scored.",
            vec![
                is("weights", map(Keys::All("ScorePart"), number("points")), ""),
                is(
                    "tiers",
                    list(Shape::Object(vec![is("name", text(), ""), is("from", number("points"), "")])),
                    "",
                ),
                is("cards", list(named("PartnerCard")), "The highest score first, those without one last."),
                is("next", named("NextPeriod"), ""),
                is("unknownPartners", list(text()), "Of whom something is said and who have no campaign."),
                assumptions(),
            ],
        ),
    ]
}

fn attribution() -> Vec<Def> {
    let half_life = Shape::Number(Number {
        unit: "days",
        min: Some(0.01),
        max: Some(MAX_HALF_LIFE),
        ..Number::default()
    });
    let count = |name: &str, about: &str| is(name, whole(""), about);
    vec![
        given(
            "Touch",
            "What a partner did for a deal.",
            vec![
                is("partner", Shape::Text(Text::Visible), ""),
                opt("on", day(), ""),
                opt("weight", within("", (0.0, MAX_WEIGHT)), "As agreed; only proportions count."),
            ],
        ),
        given(
            "Deal",
            "A deal, open or won.",
            vec![
                opt("id", text(), ""),
                opt("account", text(), "Deals of one account are one account."),
                is("value", number_of(Kind::Money), ""),
                opt(
                    "touches",
                    some(named("Touch"), 0, MAX_TOUCHES),
                    "In the order in which they happened; by their days where every touch has one.",
                ),
            ],
        ),
        given(
            "AttributionQuestion",
            "Deals that several partners touched.",
            vec![
                is("currency", Shape::Text(Text::Currency), "Of all values."),
                is("deals", some(named("Deal"), 0, MAX_DEALS), ""),
                opt("halfLifeDays", half_life, "In which a touch loses half of its weight.")
                    .or(DEFAULT_HALF_LIFE),
            ],
        ),
        answer(
            "CreditedPartner",
            "One partner.",
            vec![
                is("name", text(), ""),
                is("credited", map(Keys::All("CreditRule"), money()), "By each rule."),
                count("touchedDeals", ""),
                is("touchedValue", money(), "In full. Not to be added up over partners."),
                count("aloneDeals", "That no other partner touched."),
                is("aloneValue", money(), ""),
                is("accounts", or_null(whole("")), ""),
            ],
        ),
        answer(
            "RuleSplit",
            "One rule, and what it could not split.",
            vec![
                is("rule", named("CreditRule"), ""),
                is("text", text(), ""),
                is("notSplit", list(named("NotSplit")), ""),
            ],
        ),
        answer(
            "NotSplit",
            "Deals that a rule could not split, for one reason.",
            vec![
                is("reason", named("CreditGap"), ""),
                is("message", text(), ""),
                count("deals", ""),
                is("value", money(), ""),
            ],
        ),
        answer(
            "PartnerOverlap",
            "What partners have in common, as a union: a deal that two touched is one.",
            vec![
                count("deals", "That at least one partner touched, each once."),
                is("value", money(), "Each once."),
                count("sharedDeals", "That two partners or more touched."),
                is("sharedValue", money(), ""),
                is("addedUpIsNoTotal", money(), "What each partner's deals would add up to."),
                is("accounts", or_null(whole("")), ""),
                is("sharedAccounts", or_null(whole("")), ""),
                is(
                    "pairs",
                    list(Shape::Object(vec![
                        is("partners", Shape::Pair { of: Box::new(text()), distinct: false }, ""),
                        count("deals", ""),
                        is("value", money(), ""),
                    ])),
                    "Partners with a deal in common, the most valuable first.",
                ),
                count("pairsLeftOut", "Deals of pairs beyond 20,000."),
            ],
        ),
        answer(
            "Attribution",
            "The same deals split by six rules. Of each rule, partners and what is not split add up to `value`.",
            vec![
                count("deals", ""),
                is("value", money(), "Each deal once."),
                is("halfLifeDays", number("days"), ""),
                is("partners", list(named("CreditedPartner")), ""),
                is("rules", list(named("RuleSplit")), ""),
                is("overlap", named("PartnerOverlap"), ""),
                assumptions(),
            ],
        ),
    ]
}

fn response() -> Vec<Def> {
    vec![
        given(
            "SpendingPeriod",
            "One period.",
            vec![
                is("spent", number_of(Kind::Money), ""),
                is("outcome", number_of(Kind::Money), "Pipeline or revenue, in every period the same."),
            ],
        ),
        given(
            "ResponseQuestion",
            "Periods; at least 6 with spending and a result are needed.",
            vec![is("periods", some(named("SpendingPeriod"), 0, MAX_PERIODS), "")],
        ),
        answer(
            "SpendingResponse",
            "What periods say of the exponent β in `R = a × m^β`.",
            vec![
                is("verdict", named("ResponseVerdict"), ""),
                is("text", text(), ""),
                is("confidence", number("share"), "Of the interval."),
                is("periods", whole(""), "With spending and a result."),
                is("leftOut", whole(""), "Without either."),
                is("tooYoung", whole(""), "Too young to judge."),
                is(
                    "usableBeta",
                    number(""),
                    "The measured one where the verdict is `supports`, else the assumed one.",
                ),
                is("caution", text(), ""),
                assumptions(),
            ],
        )
        .extending([Base::Of("ResponseFigures"), Base::Accounts("ResponseFigures")]),
    ]
}

fn filled() -> Vec<Def> {
    vec![
        given(
            "PlanFromCampaignsQuestion",
            "Campaigns, and the plan that they fill; handed in one after the other.",
            vec![is("portfolio", named("PortfolioQuestion"), ""), opt("plan", named("Plan"), "")],
        )
        .of_schema_alone(),
        answer(
            "FilledFigure",
            "A figure and the rows behind it.",
            vec![
                is("field", text(), "JSON pointer to its place in the plan."),
                is("value", number("in the unit of the field"), ""),
                is("rows", whole(""), "How many rows tell it."),
                is("of", whole(""), "How many could."),
                is("filter", named("CampaignFilter"), "Finds them."),
            ],
        ),
        answer(
            "FilledPlan",
            "A plan that holds what campaigns add up to.",
            vec![
                is("plan", named("Plan"), ""),
                is("filled", list(named("FilledFigure")), ""),
                is(
                    "kept",
                    list(text()),
                    "Figures that no row tells, which stay as they were: JSON pointers.",
                ),
                is("tiersWithoutRows", list(whole("")), "Places of tiers that no row names."),
                is("untieredRows", whole(""), "Rows without a tier, which are left out."),
                is("apart", list(named("MoneyApart")), ""),
            ],
        ),
    ]
}
