//! The words of a workbook: heads of its sheets and tables, and what is said beside its figures.

use super::sentences;

sentences! {
    INPUTS "workbook.inputs" "Inputs";
    MODEL "workbook.model" "Model";
    RESULT "workbook.result" "Result";
    ASSUMPTIONS "workbook.assumptions" "Assumptions";

    TITLE "workbook.title" "Co-marketing ROI";
    IN_CURRENCY "workbook.inCurrency" "All money in {currency}. Change a marked cell, and every figure follows.";
    HOLDS "workbook.holds" "A blank input stays blank: which figure is derived from which was settled when this file was made.";
    OF_EXAMPLE "workbook.ofExample" "EXAMPLE: some inputs are those of an example and nobody’s own. They are marked.";

    PRIVATE "workbook.private" "Costs and margins are private, and no formula of a workbook is without them.";

    INPUT "workbook.input" "Input";
    ASSUMPTION "workbook.assumption" "Assumption";
    QUANTITY "workbook.quantity" "Quantity";
    METRIC "workbook.metric" "Metric";
    OF_WHOM "workbook.ofWhom" "Tier";
    VALUE "workbook.value" "Value";
    UNIT "workbook.unit" "Unit";
    SOURCE "workbook.source" "Source";
    NAME "workbook.name" "Name in formulas";
    LOW "workbook.low" "Low";
    HIGH "workbook.high" "High";
    FORMULA "workbook.formula" "Formula";
    NOTE "workbook.note" "Note";
    WHY "workbook.why" "Why this value";
    EFFECT "workbook.effect" "ROI changes by, were it 10% higher";

    GIVEN "workbook.given" "given";
    ASSUMED "workbook.assumed" "assumed";
    EXAMPLE "workbook.example" "example";

    PROGRAM "workbook.program" "Whole program";
    DIRECT "workbook.direct" "Direct";
    TOTAL "workbook.total" "Total";
    PLAN_OR_DIRECT "workbook.planOrDirect" "Program and direct";
    TOTAL_OF "workbook.totalOf" "Total of {tiers}";
    COVERS "workbook.covers" "The total covers {tiers}.";

    COUNT "workbook.count" "count";
    MONTHS "workbook.months" "months";
    YEARS "workbook.years" "years";
    WHOLE_YEARS "workbook.wholeYears" "whole years before it is paid back";
    SWITCHED_ON "workbook.on" "yes";
    SWITCHED_OFF "workbook.off" "no";
}
