//! What would have happened without partners: `creditEvidence` and `holdout`.

use super::super::shape::{
    Base, Def, Shape, alias, answer, given, is, number, number_of, opt, or_null, text, whole_within,
};
use super::shared::assumptions;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::proportions::MOST;

pub(super) fn defs() -> Vec<Def> {
    let mut defs = credit();
    defs.extend(holdout());
    defs
}

/// What intervals are of.
fn confidence(about: &str) -> super::super::shape::Member {
    is("confidence", number("share"), about)
}

fn credit() -> Vec<Def> {
    let deals = || is("deals", whole_within("", (1.0, MOST)), "Won or lost.");
    let wins = whole_within("", (0.0, MOST));
    let closed = Shape::AnyOf(vec![
        Shape::Object(vec![
            deals(),
            is("wins", wins, "At most as many as `deals`."),
            opt("winRate", Shape::Null, ""),
        ]),
        Shape::Object(vec![deals(), is("winRate", number_of(Kind::Rate), ""), opt("wins", Shape::Null, "")]),
    ]);
    vec![
        Def {
            given: true,
            ..alias(
                "ClosedDeals",
                "Closed deals, won or lost: how many, and how many of them were won, or which share. Counts are whole, 1 to 1e9.",
                closed,
            )
        },
        given(
            "CreditQuestion",
            "How influenced deals do against direct ones.",
            vec![
                is(
                    "influenced",
                    Shape::Named("ClosedDeals"),
                    "Deals that direct opened and partners influenced.",
                ),
                is("direct", Shape::Named("ClosedDeals"), "Like deals without a partner."),
            ],
        ),
        answer(
            "CreditEvidence",
            "What win rates say for an influence credit.",
            vec![
                is("verdict", Shape::Named("CreditVerdict"), ""),
                is("usable", Shape::Bool, "Whether the credit may stand in a plan as `influenceCredit`."),
                confidence("Of the interval."),
                is("caution", text(), "What to know before using the credit."),
                assumptions(),
            ],
        )
        .extending([Base::Of("CreditEvidenceFigures"), Base::Accounts("CreditEvidenceFigures")]),
    ]
}

fn holdout() -> Vec<Def> {
    vec![
        given(
            "HoldoutArm",
            "A group of accounts.",
            vec![
                is("accounts", whole_within("", (1.0, MOST)), ""),
                is("wins", whole_within("", (0.0, MOST)), "At most as many as `accounts`."),
                opt("revenue", number_of(Kind::Money), "What the accounts bought."),
            ],
        ),
        given(
            "HoldoutQuestion",
            "An experiment that is over.",
            vec![
                is("exposed", Shape::Named("HoldoutArm"), "The accounts that the program reached."),
                is("control", Shape::Named("HoldoutArm"), "The accounts that were held out."),
                is("cost", number_of(Kind::Money), "Of the program."),
                opt("grossMargin", number_of(Kind::Rate), ""),
            ],
        ),
        answer(
            "Holdout",
            "What a program brought beyond its control group.",
            vec![
                is("verdict", Shape::Named("HoldoutVerdict"), ""),
                is("test", or_null(Shape::Named("HoldoutTest")), "Null where there is no p value."),
                confidence("Of the intervals."),
                is("power", number("share"), "For which `accountsPerArm` is told."),
                is("caution", text(), "What makes the control group say what would have happened."),
            ],
        )
        .extending([Base::Of("HoldoutFigures"), Base::Accounts("HoldoutFigures")]),
    ]
}
