//! What several questions and answers have.

use super::super::shape::{
    Body, Def, Member, Shape, Text, alias, answer, given, is, list, number, opt, or_null, text, whole_within,
};
use comarketing_roi_engine::plan::MAX_TIERS;

pub(super) fn defs() -> Vec<Def> {
    let written =
        |name, about, written| Def { body: Body::TypeScript(written), ..answer(name, about, Vec::new()) };
    let place = whole_within("", (0.0, (MAX_TIERS - 1) as f64));
    let tier = Shape::Object(vec![is("tier", place, "")]);
    let allowed = Shape::Object(vec![is("min", number(""), ""), is("max", number(""), "")]);
    vec![
        answer(
            "Problem",
            "One thing that is wrong with a plan or a question.",
            vec![
                is("path", text(), "JSON pointer to the field; empty for the plan as a whole."),
                is("code", Shape::Named("ProblemCode"), ""),
                is("message", text(), "A sentence for a person: what is wrong and how to mend it."),
                is("value", text(), "The value as it was given, shortened; empty where there was none."),
                is("allowed", or_null(allowed), ""),
            ],
        ),
        written(
            "Answered",
            "What every question but `calculate` answers.",
            "export type Answered<T> = { ok: true; answer: T } | { ok: false; errors: Problem[] };",
        ),
        answer(
            "Premise",
            "Something that was taken for granted because nobody said otherwise.",
            vec![
                is("field", text(), "JSON pointer to the field of the plan or of the question."),
                is("value", Shape::AnyOf(vec![number("in the unit of the field"), text()]), ""),
                is("why", text(), ""),
            ],
        ),
        written(
            "Accounts",
            "The reasons and formulas of figures, by their names.",
            "export interface Accounts<Figures> {\n  reasons: Partial<Record<keyof Figures, string>>;\n  \
             formulas: Record<keyof Figures, string>;\n}",
        ),
        Def {
            given: true,
            ..alias(
                "Where",
                "Where a metric is looked at; a tier by its place in the plan.",
                Shape::AnyOf(vec![Shape::Words(vec!["total", "direct"]), tier]),
            )
        },
        given(
            "Aim",
            "One metric in one scope.",
            vec![
                is("metric", Shape::Named("MetricId"), ""),
                opt(
                    "scope",
                    Shape::Named("Where"),
                    "The total, or direct where the metric is stated there alone, unless you say otherwise.",
                ),
            ],
        ),
    ]
}

/// What was taken for granted.
pub(super) fn assumptions() -> Member {
    is("assumptions", list(Shape::Named("Premise")), "")
}

/// A JSON pointer to an input of the plan that is asked about.
pub(super) fn pointer() -> Shape {
    Shape::Text(Text::Pointer)
}

/// What answers about one metric begin with: which it is and where it was looked at.
pub(super) fn aimed() -> [Member; 3] {
    [
        is("metric", Shape::Named("MetricId"), ""),
        is("scope", Shape::Named("Where"), ""),
        is("metricUnit", Shape::Named("Unit"), ""),
    ]
}
