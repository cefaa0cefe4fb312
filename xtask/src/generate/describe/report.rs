//! The report, from the engine's table of metrics.

use super::super::shape::{
    Base, Body, Def, Member, Shape, answer, is, list, map, may, never, number, or_null, text, whole,
};
use super::super::{once, shape::Keys};
use super::words::better;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::{METRICS, Metric, Report};

pub(super) fn defs() -> Vec<Def> {
    let mut defs = figure();
    let metrics = |name, about, stated| {
        let rows = METRICS.iter().filter(|row| row.stated == stated);
        answer(name, about, rows.map(metric).collect())
    };
    defs.extend([
        metrics("TierMetrics", "The metrics of a tier.", Stated::Each),
        metrics("TotalMetrics", "The metrics of all tiers together.", Stated::Total)
            .extending([Base::Of("TierMetrics")]),
        metrics("DirectMetrics", "The metrics of direct.", Stated::Direct),
    ]);
    defs.extend(report());
    defs
}

fn metric(row: &Metric) -> Member {
    let figure =
        Shape::Narrowed { of: "Figure", member: "unit", by: Box::new(Shape::Words(vec![row.unit.id()])) };
    is(row.id.text(), figure, &format!("{}: {}", row.plain_name(), row.about()))
}

fn figure() -> Vec<Def> {
    let unit = Shape::Parameter("U", Box::new(Shape::Named("Unit")));
    let left_out = Shape::Object(vec![
        is("symbol", text(), ""),
        is("label", text(), ""),
        is("value", number("money"), ""),
    ]);
    let explained = answer(
        "Explained",
        "",
        vec![
            is("unit", unit, ""),
            is("basis", Shape::Named("Basis"), ""),
            may(
                "covers",
                list(text()),
                "The names of the tiers that a total covers in full, where it does not cover all.",
            ),
            may(
                "gaps",
                list(Shape::Named("Gap")),
                "What a total does with each of the other tiers that has figures at all.",
            ),
            may(
                "withoutGaps",
                number(""),
                "The value without the cost of tiers that give no return; there where such cost counts.",
            ),
            is("formula", text(), ""),
            is("terms", list(Shape::Named("Term")), ""),
        ],
    );
    let figure = Body::Either {
        base: "Explained",
        sets: vec![
            vec![is("value", number(""), "In the unit of the figure."), never("reason")],
            vec![is("value", Shape::Null, ""), is("reason", text(), "Why there is no value.")],
        ],
    };
    vec![
        answer(
            "Term",
            "One quantity of a formula.",
            vec![
                is("symbol", text(), "As it is written in the formula."),
                is("label", text(), ""),
                is("unit", Shape::Named("Unit"), ""),
                is("value", or_null(number("")), ""),
                is("basis", Shape::Named("Basis"), ""),
            ],
        ),
        answer(
            "Gap",
            "A tier that lacks figures which a total needs.",
            vec![
                is("tier", whole(""), "Its place in the plan."),
                is("field", text(), "JSON pointer to the field to fill in first."),
                is(
                    "cost",
                    or_null(number("money")),
                    "What it spent, where that counts as cost without return; `null` where it does not.",
                ),
                is("leftOut", list(left_out), "The money of it that is not counted."),
            ],
        ),
        Def { exported: false, parameter: "<U extends Unit>", ..explained },
        Def {
            parameter: "<U extends Unit = Unit>",
            body: figure,
            ..answer(
                "Figure",
                "One figure with all that explains it: a value, or the reason why there is none. Never NaN or infinite.",
                Vec::new(),
            )
        },
    ]
}

fn report() -> Vec<Def> {
    let any = map(Keys::Some("MetricId"), Shape::Named("Figure"));
    let scope =
        |metrics| Shape::Narrowed { of: "Scope", member: "metrics", by: Box::new(Shape::Named(metrics)) };
    let field = || is("field", text(), "JSON pointer to the field.");
    vec![
        Def {
            parameter: "<Metrics = Partial<Record<MetricId, Figure>>>",
            ..answer(
                "Scope",
                "Figures that belong together.",
                vec![is("metrics", Shape::Parameter("Metrics", Box::new(any)), "")],
            )
        },
        answer("TierScope", "Figures of a tier.", vec![is("name", text(), "")]).extending([Base::Narrowed(
            "Scope",
            "metrics",
            "TierMetrics",
        )]),
        answer(
            "Warning",
            "Figures that disagree, or that cannot be.",
            vec![
                is("code", Shape::Named("WarningCode"), ""),
                is("field", text(), "JSON pointer to the field to look at."),
                is("message", text(), ""),
                is(
                    "values",
                    Shape::Pair { of: Box::new(number("")), distinct: false },
                    "The two values that do not fit, the field's own first.",
                ),
            ],
        ),
        answer(
            "Assumption",
            "A value that stands in for one that was not given.",
            vec![field(), is("value", number("in the unit of the field"), ""), is("why", text(), "")],
        ),
        answer(
            "Example",
            "An input that is still that of an example.",
            vec![field(), is("value", number("in the unit of the field"), "")],
        ),
        answer(
            "Report",
            "The answer to a plan: plain data.",
            vec![
                is("version", Shape::Numbers(vec![Report::VERSION]), ""),
                is("currency", text(), "ISO 4217: the plan's, in which all money is."),
                is("tiers", list(Shape::Named("TierScope")), "In the order of the plan."),
                is("total", scope("TotalMetrics"), ""),
                is("direct", scope("DirectMetrics"), ""),
                is("warnings", list(Shape::Named("Warning")), ""),
                is("assumptions", list(Shape::Named("Assumption")), ""),
                is("example", Shape::Bool, "Whether some of its inputs are still those of an example."),
                is("examples", list(Shape::Named("Example")), ""),
            ],
        ),
        answer(
            "Metric",
            "A row of the table of metrics.",
            vec![
                is("id", Shape::Named("MetricId"), ""),
                is("name", text(), ""),
                is("about", text(), "One sentence on what it says."),
                is("unit", Shape::Named("Unit"), ""),
                is("better", Shape::Words(better()), ""),
                is("stated", Shape::Words(once(METRICS.iter().map(|row| row.stated.id()))), ""),
                is("formula", text(), ""),
            ],
        ),
    ]
}
