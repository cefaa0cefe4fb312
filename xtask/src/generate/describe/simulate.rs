//! `simulate`.

use super::super::shape::{
    Def, Keys, Shape, answer, given, is, list, map, may, number, opt, or_null, some, text, whole,
    whole_within, within,
};
use super::shared::{assumptions, pointer};
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::simulate::{DRAWS, LEVELS, MAX_CORRELATIONS, MAX_SEED, RANKS, Simulation};

pub(super) fn defs() -> Vec<Def> {
    let unless = Simulation::default();
    let (fewest, most) = DRAWS;
    let metrics = Shape::List {
        of: Box::new(Shape::Named("MetricId")),
        min: 1,
        max: Some(MetricId::ALL.len()),
        distinct: true,
    };
    let of_input = || number("in the unit of the input");
    let of_metric = || or_null(number("in the unit of the metric"));
    let inputs = ["low", "likely", "high", "mean"].map(|name| is(name, of_input(), ""));
    let inputs: Vec<_> = [is("field", text(), "")].into_iter().chain(inputs).collect();
    let achieved = vec![
        is("between", Shape::Pair { of: Box::new(text()), distinct: true }, ""),
        is("rank", number(""), ""),
        is("achieved", number(""), ""),
    ];
    let mut outcome = vec![
        is("unit", Shape::Named("Unit"), ""),
        is("better", Shape::Named("Better"), ""),
        is("formula", text(), ""),
        is("undefinedShare", number(""), "The share of draws in which the metric has no value."),
        may("reason", text(), ""),
        is("mean", of_metric(), ""),
        is("sd", of_metric(), "The standard deviation."),
    ];
    outcome.extend(LEVELS.map(|level| is(&format!("p{:.0}", level * 100.0), of_metric(), "")));
    outcome.extend([
        is("target", of_metric(), ""),
        is("probability", or_null(number("")), "The share of all draws that reach the target."),
        is("histogram", or_null(Shape::Named("Histogram")), ""),
        is("drivers", list(Shape::Named("Driver")), ""),
        is("unexplained", or_null(number("share")), ""),
    ]);
    vec![
        given(
            "SimulateOptions",
            "How often to draw, and what to look at.",
            vec![
                opt("draws", whole_within("", (fewest.into(), most.into())), "").or(unless.draws),
                opt(
                    "seed",
                    whole_within("", (0.0, MAX_SEED)),
                    "One seed gives the same figures on every machine.",
                )
                .or(unless.seed as f64),
                opt("metrics", metrics, "The headline ones unless given."),
                opt(
                    "targets",
                    map(Keys::Some("MetricId"), number("in the unit of the metric")),
                    "What is to be reached; not for a metric of which neither more nor less is better.",
                ),
                opt("perTier", Shape::Bool, "Whether the metrics are also stated for each tier."),
                opt(
                    "correlations",
                    some(Shape::Named("Correlation"), 0, MAX_CORRELATIONS),
                    "Which inputs that are ranges go together; all others are independent.",
                ),
            ],
        ),
        given(
            "Correlation",
            "How two inputs go together.",
            vec![
                is(
                    "between",
                    Shape::Pair { of: Box::new(pointer()), distinct: true },
                    "JSON pointers, such as `/tiers/0/winRate`.",
                ),
                is("rank", within("", RANKS), "Spearman's rank correlation."),
            ],
        ),
        answer(
            "Histogram",
            "How many draws came out where.",
            vec![
                is("from", of_metric(), ""),
                is("to", of_metric(), ""),
                is("counts", list(whole("")), "Draws in each bar; all are of one width."),
                is("below", whole(""), ""),
                is("above", whole(""), ""),
            ],
        ),
        answer(
            "Driver",
            "How much of the order of a metric's draws follows one input.",
            vec![
                is("field", text(), ""),
                is("share", number("share"), "The squared rank correlation."),
                is(
                    "correlation",
                    number(""),
                    "Spearman's rank correlation of input and metric, from −1 to 1.",
                ),
            ],
        ),
        answer("Outcome", "One metric over all draws.", outcome),
        answer(
            "SimulatedScope",
            "The metrics of a tier, or of the total and direct.",
            vec![
                may("name", text(), "A tier's."),
                is("metrics", map(Keys::Some("MetricId"), Shape::Named("Outcome")), ""),
            ],
        ),
        answer(
            "Simulated",
            "What the figures are when inputs are ranges.",
            vec![
                is("draws", whole(""), ""),
                is("seed", whole(""), ""),
                is("inputs", list(Shape::Object(inputs)), ""),
                is(
                    "correlations",
                    list(Shape::Object(achieved)),
                    "Those that were asked for, with the rank correlation that the draws have.",
                ),
                is("total", Shape::Named("SimulatedScope"), ""),
                may("tiers", list(Shape::Named("SimulatedScope")), ""),
                is("driverDraws", whole(""), "How many of the draws the drivers are worked out from."),
                assumptions(),
            ],
        ),
    ]
}
