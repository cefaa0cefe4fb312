//! The part of `docs/formulas.md` about the questions beyond the report of one period.

use super::asked::{Asked, Figure, taken};
use super::{campaign, table};
use anyhow::Result;
use comarketing_roi_engine::allocate::{DEFAULT_BETA, METHOD};
use comarketing_roi_engine::assess::table::{DIMENSIONS, DimensionRow};
use comarketing_roi_engine::assess::{MOVES_RULE, PILLAR_RULE, RULE};
use comarketing_roi_engine::cohort_lag::TOO_EARLY;
use comarketing_roi_engine::simulate::{DRAWS, DRIVER_DRAWS, HEADLINE};
use comarketing_roi_engine::variance::Component;
use comarketing_roi_engine::{credit_evidence, holdout};

/// A section for each question: what it works out and how, the source, and what it assumes.
pub(super) fn beyond() -> Result<String> {
    let asked = Asked::read()?;
    let method: String = asked.method.iter().map(|line| format!("- {line}\n")).collect();
    let headline = HEADLINE.map(|id| format!("`{}`", id.text())).join(", ");
    let components =
        Component::ALL.map(|component| [format!("`{}`", component.id()), component.label().to_owned()]);
    let (fewest, most) = DRAWS;
    Ok([
        "\n## Beyond one period\n\nEach question is a function of the headless API. What it takes where it is not told otherwise stands in \
         its answer under `assumptions`.\n\n### Appraise\n\n",
        APPRAISE,
        &figures(&asked.appraisal),
        &assumed(&asked, "appraise"),
        "\n### Project\n\n",
        PROJECT,
        &method,
        "\nOf each tier and of the total:\n\n",
        &figures(&asked.course),
        "\n",
        WAYS,
        &figures(&asked.depth_or_breadth),
        &assumed(&asked, "project"),
        "\n### Solve\n\n",
        SOLVE,
        "\n### Flip points\n\n",
        FLIP,
        "\n### Channels\n\n",
        CHANNELS,
        "\n### Sensitivity\n\n",
        SENSITIVITY,
        "\n### Simulate\n\n",
        SIMULATE,
        &format!(
            "- {fewest} to {most} draws. Without a list of metrics: {headline}.\n- Drivers: the squared rank correlation (Spearman) of input and \
             metric over the first {DRIVER_DRAWS} draws, so that no extreme value decides (Iman and Conover, Technometrics 21, 1979); what \
             is missing to 1 is the interplay of inputs.\n",
        ),
        "\n### Allocate\n\n",
        ALLOCATE,
        &METHOD.map(|line| format!("- {line}\n")).concat(),
        &format!("- Assumed unless given: β = {DEFAULT_BETA}, no floors, no caps, no bound on moves, the budget of today.\n"),
        "\n### Mature\n\n",
        MATURE,
        &format!("Too early to judge: less than {:.0} % matured.\n\n", TOO_EARLY * 100.0),
        &figures(&asked.maturity),
        &assumed(&asked, "mature"),
        &campaign::sections()?,
        "\n### Settle\n\n",
        SETTLE,
        &table(["component", "name"], components),
        "\n### Credit evidence\n\n",
        CREDIT_EVIDENCE,
        &figures(&asked.credit_evidence),
        &format!("\n{}\n", credit_evidence::CAUTION),
        "\n### Holdout\n\n",
        HOLDOUT,
        &figures(&asked.holdout),
        &format!("\n{}\n", holdout::CAUTION),
        "\n### Assess\n\n",
        ASSESS,
        &format!("- {RULE}\n- {PILLAR_RULE}\n- {MOVES_RULE}\n\n"),
        &table(["matrix", "dimension", "question"], DIMENSIONS.iter().map(dimension)),
    ]
    .concat())
}

fn dimension(row: &DimensionRow) -> [String; 3] {
    [row.matrix.id().to_owned(), format!("`{}`", row.dimension.id()), row.question.to_owned()]
}

pub(super) fn figures(figures: &[Figure]) -> String {
    table(["figure", "formula"], figures.iter().map(|(id, formula)| [format!("`{id}`"), formula.clone()]))
}

/// What a question assumes where nothing is given at all.
fn assumed(asked: &Asked, question: &str) -> String {
    let of = asked.assumed.iter().filter(|(name, _)| *name == question).flat_map(|(_, premises)| premises);
    let rows = of.map(|premise| [format!("`{}`", premise.field), taken(premise), premise.why.clone()]);
    "\nAssumed where nothing is given:\n\n".to_owned() + &table(["field", "taken", "why"], rows)
}

const APPRAISE: &str = "\
`appraise({ discountRate, costs, benefits, riskAdjustment })`: what a stream of costs and benefits is worth today. The first period is now \
and is not discounted; each later one is discounted to its end, as in a Total Economic Impact study (Forrester). `t` counts \
periods from 0, `r` is the discount rate per period. Of several internal rates the smallest positive one is stated, and all \
of them are listed; where the net flow never changes sign there is none.

`riskAdjustment: { benefits: { probability, impact }, costs: { probability, impact } }` states how likely an estimate fails and by \
which share of itself it fails then. `adjustment = probability × impact`; risk-adjusted benefits are `benefits × (1 − adjustment)`, \
costs `costs × (1 + adjustment)`, and NPV, ROI and payback follow under `riskAdjusted`, beside the plain ones. A Total Economic \
Impact study derived its 20 % so: 66 % of those asked were only moderately confident, times a risk factor of 30 % (Forrester for \
Intellum). An adjustment is never picked.

";

const PROJECT: &str = "\
`project(plan, options)`: the case over several years.

";

const WAYS: &str = "\
Depth or breadth: the same extra budget, spent in month 0, either makes active partners more productive or recruits new ones.

";

const SOLVE: &str = "\
`solve(plan, { metric, target, input, scope })`: the value of one input at which a metric is the target; everything else \
stays, and what is derived follows.

- Closed form where the metric is `(a + b·x) ÷ (c + d·x)` in the input `x`: five samples decide whether it is.
- Otherwise a search over the whole range: a change of sign is closed in on by steps of the same form (Jarratt and Nudds, \
  “The use of rational functions in the iterative solution of equations on a digital computer”, 1965) with bisection as a fallback.
- Of several values the one nearest to today's is the answer, and the others are listed. Where none is in range, the reason \
  and the nearest that can be reached are stated.
";

const FLIP: &str = "\
`flipPoints(plan, { metric, target, scope })`: for each input that the plan gives, and the influence credit also where it is \
assumed, the nearest value at which the verdict turns, moved alone.

- Met = `metric ≥ target`, or `metric ≤ target` where less is better.
- `distance = value − now`, `relativeDistance = distance ÷ now`; the relatively nearest stands first.
";

const SENSITIVITY: &str = "\
`sensitivity(plan, { metric, share, scope })`: each input goes to its low and its high while the rest stay: a tornado.

- A range goes to its own ends; any other input to `likely × (1 ± share)`, cut short at the end of what the input may be.
- `swing = max − min` of the metric at low, likely and high; the largest stands first.
";

const CHANNELS: &str = "\
`channels(plan, { scope })`: partners against direct, opportunity by opportunity. Partners are said to win more often, larger, \
for longer and sooner; what an opportunity is worth for each month that it takes holds all four.

- Worth = `w × D × (g + pm) × T ÷ months of the sales cycle`, and the same of direct with `wd`, `Dd`, `TD` and `cycleD`. The \
  margin is before commission on both sides.
- The difference is divided among the four by their Shapley values, to the cent.
- A total takes the means of the tiers that have all four.
";

const SIMULATE: &str = "\
`simulate(plan, { draws, seed, metrics, targets, perTier, correlations })`: every figure for many draws of the inputs that are ranges.

- An input is `low + (high − low) × Beta(1 + 4m, 1 + 4(1 − m))` with `m = (likely − low) ÷ (high − low)`: PERT (Malcolm, \
  Roseboom, Clark and Fazar 1959). Its mean is `(low + 4 likely + high) ÷ 6`.
- Inputs are taken as independent, which is listed as an assumption, unless `correlations: [{ between: [pointer, pointer], rank }]` \
  says how they move together: Spearman's rank correlation, −1 to 1, of two inputs that are ranges. What was drawn is then \
  reordered (Iman and Conover, Communications in Statistics, Simulation and Computation 11, 1982), so that each input keeps every one of its draws; the answer \
  states the rank correlation that was achieved, within 0.02 of the stated one. Pairs that are not named count as 0, and \
  correlations that contradict each other (no positive definite matrix) are refused. 4,000,000 draws of correlated inputs at most.
- The same plan, question and seed give the same figures on every machine.
- Percentiles are interpolated between draws at place `p (n − 1)` (Hyndman and Fan's type 7). A draw without a value is in no \
  figure but the probability, where it counts as missing the target.
";

const ALLOCATE: &str = "\
`allocate(plan, { budget, beta, floors, caps, maxMove })`: the best split of MDF over the tiers under diminishing returns.

- Maximised is `Σ g × R(m)` with `Σ m = budget` and `floor ≤ m ≤ cap`.
- Exact, by the conditions of Karush, Kuhn and Tucker: within bounds every tier has one marginal return, `g × β × R(m) ÷ m = λ`; \
  which bounds hold is found by pegging (Bitran and Hax, Management Science 27, 1981).
- Tiers without MDF or credited revenue stand aside, with the reason.
";

const MATURE: &str = "\
`mature(campaign)`: how much of a campaign can be judged by now. The time from lead to win is lognormal, \
`F(age) = Φ(ln(age ÷ median) ÷ spread)`, or log-logistic, `F(age) = 1 ÷ (1 + (median ÷ age)^(π ÷ (√3 × spread)))`. \
";

const SETTLE: &str = "\
`settle(forecast, actuals)`: where the difference of net return, `g × R − Cv`, came from.

- The change of a product is divided among its factors by their Shapley values: each one's effect, averaged over every order \
  in which they could have changed (de Boer and Rodrigues, Economic Systems Research 32, 2020). That leaves no residual and \
  depends on no order.
- Amounts are rounded to the cent by largest remainders, so that components add up to changes and tiers to the total exactly.

";

const CREDIT_EVIDENCE: &str = "\
`creditEvidence({ influenced, direct })`: what win rates say for an influence credit, each side by `deals` closed and `wins` (or \
`winRate`). A credit `c` claims that without partners a share `c` of the influenced deals that were won would have been lost: a \
lift in win rate of `c ÷ (1 − c)`.

- The interval is that of `direct win rate ÷ influenced win rate`, taken from 1: MOVER-R (Donner and Zou, Statistical Methods in \
  Medical Research 21, 2012; Newcombe, the same 25, 2016) of two score intervals without correction for continuity (Wilson, \
  Journal of the American Statistical Association 22, 1927).
- Over true win rates from 2 to 90 % the nominal 95 % hold the true value in 93.7 to 99.8 % of cases with 50 deals on each side, \
  on average in 95.6 %; in 94.6 to 96.0 % with 500, and with 10 in no fewer than 91.4 %.
- The credit may be used where its whole interval is above zero; where it spans zero there are too few deals to tell.

";

const HOLDOUT: &str = "\
`holdout({ exposed, control, cost, grossMargin })`: what a program brought that would not have come anyway, by an experiment. Each \
group has `accounts`, `wins` and `revenue`; the control group says what would have happened.

- The interval of the difference is Newcombe's hybrid score, his method 10 (Statistics in Medicine 17, 1998). Over true rates \
  from 2 to 90 % the nominal 95 % hold the true value in 94.3 to 99.8 % of cases with 50 accounts in each group, on average in \
  95.8 %; in 94.6 to 96.0 % with 500, and with 10 in no fewer than 92.8 %.
- The p value is two-sided: by the pooled z test where every count of the two by two is expected to be 5 or more, otherwise by \
  Fisher's exact test with the mid-p adjustment (Lydersen, Fagerland and Laake, Statistics in Medicine 28, 2009).
- `accountsPerArm` is for the difference as observed, 95 % confidence and 80 % power (Fleiss 1981, without correction for \
  continuity).
- The verdict goes by the interval; close to its edge the p value can fall on the other side of 5 %.

";

const ASSESS: &str = "\
`assess({ definition, operations, pillars, controls })`: how mature an ecosystem is by what its people say of it, from 1 to 3 in \
each dimension, and what to do next.

";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_its_section() {
        let text = beyond().unwrap();
        for name in [
            "appraise",
            "project",
            "solve",
            "channels",
            "flipPoints",
            "sensitivity",
            "simulate",
            "allocate",
            "mature",
            "settle",
            "creditEvidence",
            "holdout",
        ] {
            assert!(text.contains(&format!("\n\n`{name}(")), "{name}");
        }
    }
}
