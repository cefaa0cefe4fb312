//! The money of a campaign: `cash`, `creditForTarget` and `agreement`.

use super::super::shape::{
    Base, Def, Shape, alias, answer, given, is, list, number, number_of, opt, or_null, text, whole,
    whole_within, within,
};
use super::shared::assumptions;
use comarketing_roi_engine::agreement::TARGETS;
use comarketing_roi_engine::cash::MAX_PARTS;
use comarketing_roi_engine::discounted_cash_flow::DEFAULT_DISCOUNT_RATE;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::resolve::DEFAULT_CREDIT;
use comarketing_roi_engine::target;

pub(super) fn defs() -> Vec<Def> {
    let mut defs = campaign();
    defs.extend(calendar());
    defs.extend(credit());
    defs.extend(agreement());
    defs
}

fn named(name: &'static str) -> Shape {
    Shape::Named(name)
}

fn money() -> Shape {
    number_of(Kind::Money)
}

fn share() -> Shape {
    number_of(Kind::Rate)
}

fn months() -> Shape {
    number_of(Kind::Months)
}

/// What `cash` takes.
fn campaign() -> Vec<Def> {
    let month = || opt("month", months(), "When it pays.").or(0);
    let event = Shape::AnyOf(vec![
        Shape::Object(vec![
            is("paidFirst", money(), ""),
            opt("ownMoney", money(), "`paidFirst` less MDF, to the cent."),
            month(),
        ]),
        Shape::Object(vec![opt("paidFirst", Shape::Null, ""), is("ownMoney", money(), ""), month()]),
    ]);
    vec![
        Def {
            given: true,
            ..alias(
                "CashEvent",
                "What the partner pays first, or its own money, which is that less MDF; and in which month, 0 unless given. Money is 0 to 1e13.",
                event,
            )
        },
        given(
            "CashMdf",
            "What the vendor reimburses.",
            vec![
                is("amount", money(), "At most what the partner pays first."),
                opt("claimAfterMonths", months(), "From paying the event to the claim.").or(0),
                opt("paidAfterMonths", months(), "From the claim to the money; days × 12 ÷ 365.").or(0),
            ],
        ),
        given(
            "CashVendorCost",
            "What the vendor pays beside MDF.",
            vec![
                is("amount", money(), ""),
                opt("month", months(), "When it pays; with the event unless given."),
            ],
        ),
        given(
            "CashDeals",
            "What is won, and who keeps what of it.",
            vec![
                is("revenueSourced", money(), "Of the first year."),
                opt("revenueInfluenced", money(), "The same; none is counted unless given."),
                opt("influenceCredit", share(), "").or(DEFAULT_CREDIT),
                opt("grossMargin", share(), "The vendor's, after what the partner keeps."),
                opt("partnerMargin", share(), "What the partner keeps of sourced revenue."),
                opt(
                    "partnerMarginInfluenced",
                    share(),
                    "The same of influenced revenue; as much unless given.",
                ),
                opt(
                    "servicesProfit",
                    money(),
                    "The partner's profit from services on these deals; none is counted unless given.",
                ),
                opt("cycleMonths", months(), "From the event to the first win.").or(0),
                opt(
                    "overMonths",
                    whole_within("", (1.0, MAX_PARTS)),
                    "Won in so many equal monthly parts; at once unless given.",
                ),
            ],
        ),
        given(
            "CashCampaign",
            "A campaign and when its money moves. Moments are months from the start of the calendar, also fractions.",
            vec![
                is("event", named("CashEvent"), ""),
                opt("mdf", named("CashMdf"), "None is counted unless given."),
                opt("vendorCost", named("CashVendorCost"), "None is counted unless given."),
                opt("deals", named("CashDeals"), "None are counted unless given."),
                opt("discountRate", share(), "Annual.").or(DEFAULT_DISCOUNT_RATE),
            ],
        ),
    ]
}

/// What `cash` answers.
fn calendar() -> Vec<Def> {
    vec![
        answer(
            "CashMovement",
            "A movement of money; what a side pays is negative. Null where a margin is missing.",
            vec![
                is("cause", named("CashCause"), ""),
                is("at", number("months"), "The moment."),
                is("month", whole("months"), "The month of the calendar that it is in."),
                is("vendor", or_null(number("money")), ""),
                is("partner", or_null(number("money")), ""),
            ],
        ),
        answer(
            "CashMonth",
            "A month of a ledger.",
            vec![
                is("net", number("money"), ""),
                is("cumulative", number("money"), "The balance at its end."),
                is("lowest", number("money"), "The lowest balance within it."),
            ],
        ),
        answer(
            "CashLedger",
            "The cash of one side or of both.",
            vec![is(
                "months",
                list(named("CashMonth")),
                "From month 0 on; empty where the ledger lacks a figure.",
            )],
        )
        .extending([Base::Of("LedgerFigures"), Base::Accounts("LedgerFigures")]),
        answer(
            "CashCalendar",
            "When each side of a campaign has how much of its money.",
            vec![
                is("discountRate", number("share"), "Annual."),
                is(
                    "reconciliation",
                    text(),
                    "How what the partner pays first and its own money fit together.",
                ),
                is("movements", list(named("CashMovement")), "In order of time."),
                is("vendor", named("CashLedger"), ""),
                is("partner", named("CashLedger"), ""),
                is("joint", named("CashLedger"), "Both together."),
                assumptions(),
            ],
        )
        .extending([Base::Of("CashFigures"), Base::Accounts("CashFigures")]),
    ]
}

fn credit() -> Vec<Def> {
    let target = Shape::AnyOf(vec![within("", target::RANGE), text()]);
    let multiple = || number("multiple");
    vec![
        given(
            "CreditOptions",
            "What is to come back, of what, and for which cost.",
            vec![
                is(
                    "target",
                    target,
                    "What is to come back: a return like `25%`, a multiple like `3x` or 3, or a ratio like `3:1`; 0 to 1,000,000 for each unit of cost.",
                ),
                is("of", named("CreditOf"), ""),
                opt("per", named("CreditPer"), "The vendor cost unless given."),
                opt("scope", named("Where"), "The total unless given; direct has none."),
            ],
        ),
        answer(
            "CreditForTarget",
            "The influence credit at which a target is met, or why none does.",
            vec![
                is("of", named("CreditOf"), ""),
                is("per", named("CreditPer"), ""),
                is("scope", named("Where"), ""),
                is("target", multiple(), "What is to come back for each unit of cost."),
                is("writtenAs", named("TargetForm"), ""),
                is("now", number("share"), "The credit today."),
                is(
                    "unclamped",
                    or_null(number("share")),
                    "The credit without its bounds: below 0 or above 1 where none meets the target.",
                ),
                is("reached", or_null(multiple()), "What comes back at the credit."),
                is("code", or_null(named("CreditUnmet")), ""),
                assumptions(),
            ],
        )
        .extending([Base::Of("CreditFigures"), Base::Accounts("CreditFigures")]),
    ]
}

fn agreement() -> Vec<Def> {
    let figure = |unit| or_null(number(unit));
    vec![
        given(
            "AgreementOptions",
            "What both sides are to reach.",
            vec![
                opt("vendorRoi", within("share", TARGETS), "The ROI that the vendor is to reach.").or(0),
                opt("partnerRoi", within("share", TARGETS), "The same of the partner.").or(0),
                opt("scope", named("Where"), "The total unless given; direct has none."),
            ],
        ),
        answer(
            "AgreementWay",
            "One thing to agree on.",
            vec![
                is(
                    "vendorAtMost",
                    figure("share"),
                    "The most that the vendor accepts, whether possible or not.",
                ),
                is("vendorFormula", text(), ""),
                is("partnerAtLeast", figure("share"), "The least that the partner needs, likewise."),
                is("partnerFormula", text(), ""),
                is("code", or_null(named("AgreementUnmet")), ""),
            ],
        )
        .extending([Base::Of("WayFigures"), Base::Accounts("WayFigures")]),
        answer(
            "AgreementShare",
            "The share of the campaign's cost that MDF reimburses, and the money at the nearest.",
            vec![is("mdf", figure("money"), ""), is("ownMoney", figure("money"), "The partner's.")],
        )
        .extending([Base::Of("AgreementWay")]),
        answer(
            "AgreementMargin",
            "The margin that the partner keeps, and what is left to the vendor at the nearest.",
            vec![is("grossMargin", figure("share"), "")],
        )
        .extending([Base::Of("AgreementWay")]),
        answer(
            "Agreement",
            "Where both sides reach their targets.",
            vec![
                is("scope", named("Where"), ""),
                is("vendorTarget", number("share"), ""),
                is("partnerTarget", number("share"), ""),
                is("share", named("AgreementShare"), ""),
                is("margin", named("AgreementMargin"), ""),
                assumptions(),
            ],
        )
        .extending([Base::Of("AgreementFigures"), Base::Accounts("AgreementFigures")]),
    ]
}
