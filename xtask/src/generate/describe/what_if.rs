//! What if an input were another: `solve`, `flipPoints` and `sensitivity`.

use super::super::shape::{
    Base, Body, Def, Member, Number, Shape, answer, given, is, list, may, never, number, of_kind, opt,
    or_null, text,
};
use super::shared::{aimed, pointer};
use comarketing_roi_engine::channels::Factor;
use comarketing_roi_engine::plan::Kind;

const OF_METRIC: &str = "in the unit of the metric";
const OF_INPUT: &str = "in the unit of the input";

pub(super) fn defs() -> Vec<Def> {
    let mut defs = solve();
    defs.extend(flip());
    defs.extend(channels());
    defs.extend(sensitivity());
    defs
}

/// Which input an entry is about.
fn input() -> [Member; 3] {
    [
        is("input", text(), "JSON pointer to it."),
        is("label", text(), ""),
        is("unit", Shape::Named("Unit"), ""),
    ]
}

fn of_metric() -> Shape {
    number(OF_METRIC)
}

fn of_input() -> Shape {
    number(OF_INPUT)
}

/// Partners against direct.
fn channels() -> Vec<Def> {
    let lift = answer(
        "ChannelLift",
        "One of the four figures in which channels differ.",
        vec![
            is("id", Shape::Words(Factor::ALL.map(Factor::id).to_vec()), ""),
            is("label", text(), ""),
            is("unit", Shape::Named("Unit"), ""),
            is("partner", or_null(number("in `unit`")), ""),
            is("direct", or_null(number("in `unit`")), ""),
            is(
                "lift",
                or_null(number("share")),
                "How much better partners do: 0.25 is a quarter more, or for the sales cycle sooner by the same ratio.",
            ),
            is(
                "adds",
                or_null(number("money")),
                "Its part of `change`, to the cent; all parts add up to it.",
            ),
            may("reason", text(), "Why there is no lift."),
        ],
    );
    let scope =
        opt("scope", Shape::Named("Where"), "The total unless given; direct is what is compared with.");
    vec![
        given("ChannelsOptions", "Whose deals are compared with direct's.", vec![scope]),
        lift,
        answer(
            "Channels",
            "Partners against direct, opportunity by opportunity.",
            vec![
                is("currency", text(), ""),
                is("scope", Shape::Named("Where"), ""),
                may(
                    "covers",
                    list(text()),
                    "The names of the tiers that a total covers, where it does not cover all.",
                ),
                is("lifts", list(Shape::Named("ChannelLift")), ""),
                super::shared::assumptions(),
            ],
        )
        .extending([Base::Of("ChannelsFigures"), Base::Accounts("ChannelsFigures")]),
    ]
}

fn solve() -> Vec<Def> {
    let [metric, scope, metric_unit] = aimed();
    let [input, label, unit] = input();
    let solved = answer(
        "Solved",
        "",
        vec![
            metric,
            scope,
            is("target", of_metric(), ""),
            metric_unit,
            input,
            label,
            unit,
            is("now", or_null(of_input()), "The input today."),
            is("today", or_null(of_metric()), "The metric today."),
            is("also", list(of_input()), "Further values that reach the target."),
            is(
                "warnings",
                list(Shape::Named("Warning")),
                "What a report with the value put in would warn of, and today's does not.",
            ),
        ],
    );
    let reached = || [is("value", of_input(), ""), is("reached", of_metric(), "")];
    let solution = Body::Either {
        base: "Solved",
        sets: vec![
            reached().into_iter().chain([never("reason")]).collect(),
            vec![
                is("value", Shape::Null, ""),
                is("reached", Shape::Null, ""),
                is("code", Shape::Named("Unreached"), ""),
                is("reason", text(), ""),
                is("best", or_null(Shape::Named("Reached")), ""),
                may(
                    "overriddenBy",
                    list(text()),
                    "Of `noEffect`: the given figures that stand in the input's way.",
                ),
            ],
        ],
    };
    vec![
        given(
            "SolveOptions",
            "What a metric is to be, and which input may move.",
            vec![
                is("target", number(""), "What the metric is to be, in its unit."),
                is(
                    "input",
                    pointer(),
                    "JSON pointer to the number of the plan that may move, such as `/tiers/0/winRate`.",
                ),
            ],
        )
        .extending([Base::Of("Aim")]),
        answer("Reached", "A value of an input, and what the metric is there.", reached().to_vec()),
        Def { exported: false, ..solved },
        Def {
            body: solution,
            ..answer(
                "Solution",
                "The value that reaches the target, or why none does and the nearest that can be reached.",
                Vec::new(),
            )
        },
    ]
}

fn flip() -> Vec<Def> {
    let mut point = input().to_vec();
    point.extend([
        is("now", of_input(), ""),
        is("basis", Shape::Words(vec!["given", "assumed"]), ""),
        is("value", or_null(of_input()), ""),
        is("reached", or_null(of_metric()), ""),
        is("distance", or_null(of_input()), ""),
        is("relativeDistance", or_null(number("share")), ""),
        may("code", Shape::Words(vec!["outOfReach", "noEffect"]), ""),
        may("reason", text(), ""),
    ]);
    let mut points = aimed().to_vec();
    points.extend([
        is("better", Shape::Named("Better"), ""),
        is("against", Shape::Words(vec!["target"]), ""),
        is("target", of_metric(), ""),
        is("today", or_null(of_metric()), ""),
        may("reason", text(), "Why the metric has no value today."),
        is("met", or_null(Shape::Bool), ""),
        is(
            "points",
            list(Shape::Named("FlipPoint")),
            "Those where the verdict turns first, the relatively nearest first.",
        ),
    ]);
    vec![
        given("FlipOptions", "What a metric is held against.", vec![is("target", of_metric(), "")])
            .extending([Base::Of("Aim")]),
        answer("FlipPoint", "One input: where the verdict turns, or why it does not.", point),
        answer(
            "FlipPoints",
            "How far each input is from the value at which the verdict on a metric turns.",
            points,
        ),
    ]
}

fn sensitivity() -> Vec<Def> {
    let share = Shape::Number(Number { open: (true, false), ..of_kind(Kind::Rate) });
    let mut entry = input().to_vec();
    entry.extend([
        is("from", Shape::Words(vec!["range", "share"]), ""),
        is("likely", of_input(), ""),
        is("low", Shape::Named("End"), ""),
        is("high", Shape::Named("End"), ""),
        is("swing", or_null(of_metric()), ""),
        is("direction", Shape::Named("Direction"), ""),
    ]);
    let mut all = aimed().to_vec();
    all.extend([
        is("share", or_null(number("share")), ""),
        is("today", or_null(of_metric()), ""),
        may("reason", text(), ""),
        is("entries", list(Shape::Named("Entry")), "The largest swing first."),
    ]);
    vec![
        given(
            "SensitivityOptions",
            "Which metric, and how far inputs move.",
            vec![opt(
                "share",
                share,
                "By how much of itself an input that is no range goes down and up; absent: it stays.",
            )],
        )
        .extending([Base::Of("Aim")]),
        answer(
            "End",
            "One end of an input.",
            vec![
                is("value", of_input(), ""),
                is("metric", or_null(of_metric()), ""),
                may("reason", text(), ""),
                is("limited", Shape::Bool, "Whether the end of the input's range stands in for the share."),
            ],
        ),
        answer("Entry", "One input, and how far it moves the metric.", entry),
        answer("Sensitivity", "Which input moves a metric most.", all),
    ]
}
