//! `allocate`.

use super::super::shape::{
    Base, Def, Keys, Number, Shape, answer, given, is, list, map, may, number, number_of, of_kind, opt,
    or_null, text, whole,
};
use super::shared::assumptions;
use comarketing_roi_engine::allocate::DEFAULT_BETA;
use comarketing_roi_engine::plan::{Field, Kind};

pub(super) fn defs() -> Vec<Def> {
    let money = || number("money");
    let given_money = || number_of(Field::MdfSpent.kind());
    let beta = Number { unit: "", open: (true, true), ..of_kind(Kind::Rate) };
    let place = || [is("tier", whole(""), "Its place in the plan."), is("name", text(), "")];
    let mut tier = place().to_vec();
    tier.extend([
        is("floor", money(), ""),
        is("cap", or_null(money()), ""),
        is("today", Shape::Named("TierSpending"), ""),
        is("best", Shape::Named("TierSpending"), ""),
        is("bound", or_null(Shape::Named("Bound")), ""),
    ]);
    let mut excluded = place().to_vec();
    excluded.extend([is("reason", text(), ""), is("spend", or_null(money()), "")]);
    vec![
        given(
            "AllocateOptions",
            "What is split, and within which bounds.",
            vec![
                opt("budget", given_money(), "What is split; what the tiers spend today unless given."),
                opt("beta", Shape::Number(beta), "The exponent of diminishing returns.").or(DEFAULT_BETA),
                opt("floors", map(Keys::Any("tier"), given_money()), "By the names of tiers."),
                opt("caps", map(Keys::Any("tier"), given_money()), "By the names of tiers."),
                opt(
                    "maxMove",
                    number_of(Kind::Rate),
                    "How far a tier may go from its part in today's proportions: a share of the larger of the two; no bound unless given.",
                ),
            ],
        ),
        answer(
            "Spending",
            "MDF, and what it brings.",
            vec![
                is("spend", money(), ""),
                is("revenue", money(), ""),
                is("grossProfit", or_null(money()), ""),
            ],
        ),
        answer(
            "TierSpending",
            "The MDF of a tier, and what it brings.",
            vec![is(
                "marginalReturn",
                or_null(number("multiple")),
                "The gross profit of the next unit of money.",
            )],
        )
        .extending([Base::Of("Spending")]),
        answer("AllocatedTier", "A tier that takes part.", tier),
        answer("ExcludedTier", "A tier that does not.", excluded),
        answer(
            "Allocation",
            "How a budget is best split over the tiers when returns diminish.",
            vec![
                is("budget", money(), ""),
                is("beta", number(""), ""),
                is("maxMove", or_null(number("share")), ""),
                is("today", Shape::Named("Spending"), ""),
                is("sameMix", Shape::Named("Spending"), "The budget in today's proportions."),
                is("best", Shape::Named("Spending"), ""),
                is("gain", or_null(money()), "Gross profit of the best split less that of today."),
                is("lambda", or_null(number("multiple")), "The gross profit of the next unit of budget."),
                may("reason", text(), ""),
                is("tiers", list(Shape::Named("AllocatedTier")), ""),
                is("excluded", list(Shape::Named("ExcludedTier")), ""),
                is("formula", text(), ""),
                is("method", list(text()), "How the figures come about."),
                assumptions(),
            ],
        ),
    ]
}
