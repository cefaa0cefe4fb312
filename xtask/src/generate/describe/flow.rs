//! Money over time: `appraise`, `project`, `mature` and `settle`.

use super::super::shape::{
    Base, Def, Shape, alias, answer, given, is, list, may, number, number_of, opt, or_null, some, text,
    whole, whole_within, within,
};
use super::shared::assumptions;
use comarketing_roi_engine::cohort_lag::{DEFAULT_SPREAD, MAX_AGE, MAX_SPREAD};
use comarketing_roi_engine::discounted_cash_flow::risk::MAX_OVERRUN;
use comarketing_roi_engine::discounted_cash_flow::{DEFAULT_DISCOUNT_RATE, MAX_PERIODS};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::project::{DEFAULT_MONTHS, MAX_GAIN, MAX_MONTHS};

pub(super) fn defs() -> Vec<Def> {
    let amounts = || some(number_of(Kind::Money), 1, MAX_PERIODS);
    let series = || list(number("money"));
    let risk = |impact| {
        vec![
            is("probability", number_of(Kind::Rate), "How likely the estimate fails."),
            is("impact", impact, "By which share of itself it fails then."),
        ]
    };
    let risks = Shape::AnyOf(vec![
        Shape::Object(vec![
            is("benefits", Shape::Named("Risk"), ""),
            opt("costs", Shape::Named("CostRisk"), ""),
        ]),
        Shape::Object(vec![opt("benefits", Shape::Null, ""), is("costs", Shape::Named("CostRisk"), "")]),
    ]);
    vec![
        given("CashFlow", "Costs and benefits, period by period; the first of each is now.", vec![
            opt("discountRate", number_of(Kind::Rate), "Per period.").or(DEFAULT_DISCOUNT_RATE),
            is("costs", amounts(), ""),
            is("benefits", amounts(), "The shorter list counts as zero from its end on."),
            opt("riskAdjustment", Shape::Named("RiskAdjustment"), ""),
        ]),
        Def {
            given: true,
            ..alias("RiskAdjustment", "How the estimates may fail: those of benefits, of costs or of both.", risks)
        },
        given("Risk", "How an estimate may fail: benefits fall short.", risk(number_of(Kind::Rate))),
        given("CostRisk", "The same of costs, which run over.", risk(within("share", (0.0, MAX_OVERRUN)))),
        answer("RiskAdjusted", "The cash flow with the risk that was stated.", Vec::new())
            .extending([Base::Of("RiskAdjustedFigures"), Base::Accounts("RiskAdjustedFigures")]),
        answer("Appraisal", "What a cash flow is worth today.", vec![
            is("discountRate", number("share"), "Per period."),
            is("irrRoots", list(number("share")), "Every rate at which net present value is zero, lowest first."),
            may("irrNote", text(), ""),
            may("paybackNote", text(), ""),
            is("net", series(), ""),
            is("cumulative", series(), ""),
            is("discountedCumulative", series(), ""),
            assumptions(),
            is("riskAdjusted", or_null(Shape::Named("RiskAdjusted")), "Null where no risk was stated."),
        ])
        .extending([Base::Of("AppraisalFigures"), Base::Accounts("AppraisalFigures")]),
        given("ProjectOptions", "How far a projection looks, and what changes on the way.", vec![
            opt("months", whole_within("months", (1.0, MAX_MONTHS.into())), "").or(DEFAULT_MONTHS),
            opt(
                "fundedMonths",
                within("months", (0.0, MAX_MONTHS.into())),
                "For how many of them, at most `months`, the plan's spend goes on; all of them unless given.",
            ),
            opt(
                "productivityGrowth",
                within("share", (0.0, MAX_GAIN)),
                "By which share a partner brings more in each further year.",
            ),
            opt("depthOrBreadth", Shape::Named("Extra"), ""),
        ]),
        given("Extra", "An extra budget, to be spent on active partners (depth) or on recruits (breadth).", vec![
            is("extraBudget", number_of(Kind::Money), ""),
            opt("productivityGain", within("share", (0.0, MAX_GAIN)), "Depth: by which share active partners bring more."),
            opt("enablementMonths", number_of(Kind::Months), "Depth: until the gain is there in full; at once unless given."),
            opt("costPerRecruit", number_of(Kind::Money), "Breadth: all that a recruit costs."),
            opt("activationRate", number_of(Kind::Rate), "Breadth: how many recruits become active."),
            opt("rampMonths", number_of(Kind::Months), "Breadth: until a recruit brings as much as an active partner; at once unless given."),
        ]),
        answer(
            "Course",
            "The money of a tier, of the total or of an extra budget, month by month; null where it cannot be worked out.",
            vec![
                may("name", text(), "A tier's."),
                may("covers", list(text()), "The names of the tiers that a total covers, where it does not cover all."),
                is(
                    "annualRetention",
                    or_null(number("share")),
                    "What a contract year leaves of a customer's gross profit, (1 - churn)(1 + expansion); null without churn, and where the tiers of a total differ.",
                ),
                is("spend", or_null(series()), "Cash; `spendMatched` is the part whose wins fall within the projection."),
                is("grossProfit", or_null(series()), ""),
                is("net", or_null(series()), ""),
                is("cumulative", or_null(series()), ""),
                is("discountedCumulative", or_null(series()), ""),
                may("irrNote", text(), ""),
            ],
        )
        .extending([Base::Of("CourseFigures"), Base::Accounts("CourseFigures")]),
        answer("DepthOrBreadth", "Both ways to spend an extra budget.", vec![
            is("extraBudget", number("money"), ""),
            is("depth", Shape::Named("Course"), ""),
            is("breadth", Shape::Named("Course"), ""),
            is("better", or_null(Shape::Words(vec!["depth", "breadth", "equal"])), ""),
            is("crossings", list(number("")), "The months at which the cumulative curves cross."),
        ])
        .extending([Base::Of("WaysFigures"), Base::Accounts("WaysFigures")]),
        answer("Projection", "The case over several years, month by month.", vec![
            is("currency", text(), ""),
            is("months", whole("months"), ""),
            is("periodMonths", number("months"), ""),
            is("fundedMonths", number("months"), ""),
            is("monthlyDiscountRate", number("share"), ""),
            is("tiers", list(Shape::Named("Course")), ""),
            is("total", Shape::Named("Course"), ""),
            is("depthOrBreadth", or_null(Shape::Named("DepthOrBreadth")), ""),
            assumptions(),
            is("method", list(text()), "How the series come about."),
        ]),
    ]
}

/// A campaign that is young.
pub(super) fn mature() -> Vec<Def> {
    vec![
        given(
            "Campaign",
            "A campaign as it stands.",
            vec![
                is("ageMonths", within("months", (0.0, MAX_AGE)), "Since it started."),
                is("medianCycleMonths", number_of(Kind::Months), "From lead to win, half of its wins below."),
                opt(
                    "spread",
                    within("", (0.0, MAX_SPREAD)),
                    "Standard deviation of the logarithm of the cycle.",
                )
                .or(DEFAULT_SPREAD),
                opt("distribution", Shape::Named("Distribution"), "Lognormal unless given."),
                opt("cost", number_of(Kind::Money), ""),
                opt("pipeline", number_of(Kind::Money), "All the pipeline that it opened, closed or not."),
                opt("winRate", number_of(Kind::Rate), ""),
                opt("grossMargin", number_of(Kind::Rate), ""),
                opt("wonRevenueToDate", number_of(Kind::Money), ""),
            ],
        ),
        answer(
            "Maturity",
            "How much of a campaign can be judged by now.",
            vec![
                is("tooEarly", Shape::Bool, "Whether less than `tooEarlyBelow` has matured."),
                is("tooEarlyBelow", number("share"), ""),
                assumptions(),
            ],
        )
        .extending([Base::Of("MaturityFigures"), Base::Accounts("MaturityFigures")]),
    ]
}

/// A forecast that has come out.
pub(super) fn settle() -> Vec<Def> {
    let component = Shape::Object(vec![
        is("id", Shape::Named("BridgeComponent"), ""),
        is("label", text(), ""),
        is("value", number("money"), ""),
    ]);
    vec![
        answer(
            "Bridge",
            "From the forecast's net return to the actual one; what is missing where there is none.",
            vec![
                may("covers", list(text()), ""),
                is("forecast", or_null(number("money")), ""),
                is("actual", or_null(number("money")), ""),
                is("change", or_null(number("money")), ""),
                is("components", list(component), "They add up to the change, to the cent."),
                may("reason", text(), ""),
            ],
        ),
        answer(
            "TierBridge",
            "The bridge of a tier.",
            vec![is("name", text(), ""), is("status", Shape::Named("TierStatus"), "")],
        )
        .extending([Base::Of("Bridge")]),
        given(
            "SettleQuestion",
            "Two plans, which are handed in one after the other.",
            vec![is("forecast", Shape::Named("Plan"), ""), is("actuals", Shape::Named("Plan"), "")],
        )
        .of_schema_alone(),
        answer(
            "Settlement",
            "Why the actuals differ from the forecast.",
            vec![
                is("currency", text(), ""),
                is("formula", text(), ""),
                is("total", Shape::Named("Bridge"), ""),
                is("tiers", list(Shape::Named("TierBridge")), ""),
                is("warnings", list(text()), ""),
                assumptions(),
            ],
        ),
    ]
}
