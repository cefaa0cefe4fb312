//! The part of `engine.d.ts` about the questions beyond the report. Names that the engine has in tables come from there.

use super::asked::{Asked, Figure};
use anyhow::Result;
use comarketing_roi_engine::METRICS;
use comarketing_roi_engine::allocate::Bound;
use comarketing_roi_engine::assess::table::Effect;
use comarketing_roi_engine::assess::{Control, Dimension, Matrix, Pillar};
use comarketing_roi_engine::cohort_lag::Distribution;
use comarketing_roi_engine::sensitivity::Direction;
use comarketing_roi_engine::simulate::LEVELS;
use comarketing_roi_engine::solve::Why;
use comarketing_roi_engine::variance::{Component, Status};

/// The types of every question and its answer.
pub(super) fn questions() -> Result<String> {
    let asked = Asked::read()?;
    let figures = [
        ("AppraisalFigures", "What a cash flow is worth.", &asked.appraisal),
        ("CourseFigures", "What the money of a projection is worth.", &asked.course),
        ("WaysFigures", "Depth against breadth.", &asked.depth_or_breadth),
        ("MaturityFigures", "What a campaign has returned and can be expected to return.", &asked.maturity),
    ];
    let figures: String = figures.map(|(name, about, figures)| stated(name, about, figures)).concat();
    let percentiles = LEVELS.map(|level| format!("  p{:.0}: number | null;\n", level * 100.0)).concat();
    Ok([
        SHARED,
        &words(),
        &figures,
        &SHAPES.replace("PERCENTILES", &percentiles).replace("MATRICES", &matrices()),
    ]
    .concat())
}

fn words() -> String {
    let better = super::once(METRICS.iter().map(|row| row.better.id()));
    let unions: [(&str, &str, Vec<&str>); 13] = [
        ("Better", "Whether more or less of a metric is better.", better),
        ("Unreached", "Why no value of an input reaches a target.", Why::CODES.to_vec()),
        (
            "Direction",
            "Which way a metric goes as an input goes up.",
            [Direction::Rises, Direction::Falls, Direction::Turns, Direction::None, Direction::Unknown]
                .map(Direction::id)
                .to_vec(),
        ),
        ("Bound", "What holds a tier in the best split.", [Bound::Floor, Bound::Cap].map(Bound::id).to_vec()),
        (
            "Distribution",
            "How the time from lead to win is spread.",
            [Distribution::Lognormal, Distribution::Logistic].map(Distribution::id).to_vec(),
        ),
        (
            "BridgeComponent",
            "What a difference between forecast and actuals comes from.",
            Component::ALL.map(Component::id).to_vec(),
        ),
        (
            "TierStatus",
            "Which of the plans has a tier.",
            [Status::Both, Status::Added, Status::Dropped].map(Status::id).to_vec(),
        ),
        ("Matrix", "A matrix of the assessment.", ids(Matrix::ALL, Matrix::id)),
        ("Dimension", "What a matrix asks about.", ids(Dimension::ALL, Dimension::id)),
        ("Pillar", "What an operating model stands on.", ids(Pillar::ALL, Pillar::id)),
        ("Control", "A control of good MDF governance.", ids(Control::ALL, Control::id)),
        ("YesNo", "Whether a control is in place.", vec!["yes", "no", "unknown"]),
        (
            "Effect",
            "What a step does to a figure; `known`: it can be stated where it was a guess.",
            [Effect::Rises, Effect::Falls, Effect::Known].map(Effect::id).to_vec(),
        ),
    ];
    let union = |(name, about, words): (&str, &str, Vec<&str>)| {
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        format!("\n/** {about} */\nexport type {name} = {};\n", words.join(" | "))
    };
    unions.map(union).concat()
}

fn ids<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| id(*one)).collect()
}

/// The answers of each matrix, by its dimensions.
fn matrices() -> String {
    let matrix = |matrix: &Matrix| {
        let dimensions: Vec<String> = matrix.dimensions().map(|d| format!("'{}'", d.id())).collect();
        format!(
            "  {}?: {{ readonly [Id in {}]?: Level | null }} | null | undefined;\n",
            matrix.id(),
            dimensions.join(" | ")
        )
    };
    Matrix::ALL.iter().map(matrix).collect()
}

/// Figures that are numbers, or null with a reason.
fn stated(name: &str, about: &str, figures: &[Figure]) -> String {
    let members: String = figures
        .iter()
        .map(|(id, formula)| format!("  /** {formula}. */\n  {id}: number | null;\n"))
        .collect();
    format!(
        "\n/** {about} Where a figure is null, `reasons` says why. */\nexport interface {name} {{\n{members}}}\n"
    )
}

const SHARED: &str = "
/** What every question but `calculate` answers. */
export type Answered<T> = { ok: true; answer: T } | { ok: false; errors: Problem[] };

/** Something that was taken for granted because nobody said otherwise. */
export interface Premise {
  /** JSON pointer to the field of the plan or of the question. */
  field: string;
  value: number | string;
  why: string;
}

/** The reasons and formulas of figures, by their names. */
export interface Accounts<Figures> {
  reasons: Partial<Record<keyof Figures, string>>;
  formulas: Record<keyof Figures, string>;
}

/** Where a metric is looked at; a tier by its place in the plan. */
export type Where = 'total' | 'direct' | { tier: number };

/** One metric in one scope. */
export interface Aim {
  metric: MetricId;
  /** The total, or direct where the metric is stated there alone, unless you say otherwise. */
  scope?: Where | null | undefined;
}
";

const SHAPES: &str = "
/** Costs and benefits, period by period; the first of each is now. */
export interface CashFlow {
  /** Per period, 0 to 1; 0.1 unless given. */
  discountRate?: number | null | undefined;
  /** 1 to 600 amounts. */
  costs: readonly number[];
  /** 1 to 600 amounts; the shorter list counts as zero from its end on. */
  benefits: readonly number[];
}

export interface Appraisal extends AppraisalFigures, Accounts<AppraisalFigures> {
  discountRate: number;
  /** Every rate at which net present value is zero, lowest first. */
  irrRoots: number[];
  irrNote?: string;
  paybackNote?: string;
  net: number[];
  cumulative: number[];
  discountedCumulative: number[];
  assumptions: Premise[];
}

export interface ProjectOptions {
  /** Whole, 1 to 120; 36 unless given. */
  months?: number | null | undefined;
  /** For how many of them, 0 to `months`, the plan's spend goes on; all of them unless given. */
  fundedMonths?: number | null | undefined;
  /** By which share a partner brings more in each further year, 0 to 10. */
  productivityGrowth?: number | null | undefined;
  depthOrBreadth?: Extra | null | undefined;
}

/** An extra budget, to be spent on active partners (depth) or on recruits (breadth). */
export interface Extra {
  extraBudget: number;
  productivityGain?: number | null | undefined;
  enablementMonths?: number | null | undefined;
  costPerRecruit?: number | null | undefined;
  activationRate?: number | null | undefined;
  rampMonths?: number | null | undefined;
}

/** The money of a tier, of the total or of an extra budget, month by month; null where it cannot be worked out. */
export interface Course extends CourseFigures, Accounts<CourseFigures> {
  /** A tier's. */
  name?: string;
  /** The names of the tiers that a total covers, where it does not cover all. */
  covers?: string[];
  /** What a contract year leaves of a customer's gross profit, (1 - churn)(1 + expansion); null without churn, and where the tiers of a total differ. */
  annualRetention: number | null;
  /** Cash; `spendMatched` is the part whose wins fall within the projection. */
  spend: number[] | null;
  grossProfit: number[] | null;
  net: number[] | null;
  cumulative: number[] | null;
  discountedCumulative: number[] | null;
  irrNote?: string;
}

export interface DepthOrBreadth extends WaysFigures, Accounts<WaysFigures> {
  extraBudget: number;
  depth: Course;
  breadth: Course;
  better: 'depth' | 'breadth' | 'equal' | null;
  /** The months at which the cumulative curves cross. */
  crossings: number[];
}

export interface Projection {
  currency: string;
  months: number;
  periodMonths: number;
  fundedMonths: number;
  monthlyDiscountRate: number;
  tiers: Course[];
  total: Course;
  depthOrBreadth: DepthOrBreadth | null;
  assumptions: Premise[];
  /** How the series come about. */
  method: string[];
}

export interface SolveOptions extends Aim {
  /** What the metric is to be, in its unit. */
  target: number;
  /** JSON pointer to the number of the plan that may move, such as `/tiers/0/winRate`. */
  input: string;
}

/** A value of an input, and what the metric is there. */
export interface Reached {
  value: number;
  reached: number;
}

interface Solved {
  metric: MetricId;
  scope: Where;
  target: number;
  metricUnit: Unit;
  input: string;
  label: string;
  unit: Unit;
  /** The input today. */
  now: number | null;
  /** The metric today. */
  today: number | null;
  /** Further values that reach the target. */
  also: number[];
  /** What a report with the value put in would warn of, and today's does not. */
  warnings: Warning[];
}

/** The value that reaches the target, or why none does and the nearest that can be reached. */
export type Solution = Solved &
  (
    | (Reached & { reason?: undefined })
    | {
        value: null;
        reached: null;
        code: Unreached;
        reason: string;
        best: Reached | null;
        /** Of `noEffect`: the given figures that stand in the input's way. */
        overriddenBy?: string[];
      }
  );

export interface FlipOptions extends Aim {
  target: number;
}

/** One input: where the verdict turns, or why it does not. */
export interface FlipPoint {
  input: string;
  label: string;
  unit: Unit;
  now: number;
  basis: 'given' | 'assumed';
  value: number | null;
  reached: number | null;
  distance: number | null;
  relativeDistance: number | null;
  code?: 'outOfReach' | 'noEffect';
  reason?: string;
}

export interface FlipPoints {
  metric: MetricId;
  scope: Where;
  metricUnit: Unit;
  better: Better;
  against: 'target';
  target: number;
  today: number | null;
  /** Why the metric has no value today. */
  reason?: string;
  met: boolean | null;
  /** Those where the verdict turns first, the relatively nearest first. */
  points: FlipPoint[];
}

export interface SensitivityOptions extends Aim {
  /** By how much of itself an input that is no range goes down and up, above 0 and at most 1; absent: it stays. */
  share?: number | null | undefined;
}

export interface End {
  value: number;
  metric: number | null;
  reason?: string;
  /** Whether the end of the input's range stands in for the share. */
  limited: boolean;
}

export interface Entry {
  input: string;
  label: string;
  unit: Unit;
  from: 'range' | 'share';
  likely: number;
  low: End;
  high: End;
  swing: number | null;
  direction: Direction;
}

export interface Sensitivity {
  metric: MetricId;
  scope: Where;
  metricUnit: Unit;
  share: number | null;
  today: number | null;
  reason?: string;
  /** The largest swing first. */
  entries: Entry[];
}

export interface SimulateOptions {
  /** Whole, 100 to 1,000,000; 10,000 unless given. */
  draws?: number | null | undefined;
  /** Whole, 0 to 2^53 - 1; 1 unless given. One seed gives the same figures on every machine. */
  seed?: number | null | undefined;
  /** The headline ones unless given. */
  metrics?: readonly MetricId[] | null | undefined;
  targets?: { readonly [Id in MetricId]?: number } | null | undefined;
  /** Whether the metrics are also stated for each tier. */
  perTier?: boolean | null | undefined;
}

export interface Histogram {
  from: number | null;
  to: number | null;
  /** Draws in each bar; all are of one width. */
  counts: number[];
  below: number;
  above: number;
}

/** How much of a metric's variance follows one input. */
export interface Driver {
  field: string;
  share: number;
  correlation: number;
}

/** One metric over all draws. */
export interface Outcome {
  unit: Unit;
  better: Better;
  formula: string;
  /** The share of draws in which the metric has no value. */
  undefinedShare: number;
  reason?: string;
  mean: number | null;
  sd: number | null;
PERCENTILES  target: number | null;
  /** The share of all draws that reach the target. */
  probability: number | null;
  histogram: Histogram | null;
  drivers: Driver[];
  unexplained: number | null;
}

export interface SimulatedScope {
  /** A tier's. */
  name?: string;
  metrics: Partial<Record<MetricId, Outcome>>;
}

export interface Simulated {
  draws: number;
  seed: number;
  inputs: { field: string; low: number; likely: number; high: number; mean: number }[];
  total: SimulatedScope;
  tiers?: SimulatedScope[];
  /** How many of the draws the drivers are worked out from. */
  driverDraws: number;
  assumptions: Premise[];
}

export interface AllocateOptions {
  /** What is split; what the tiers spend today unless given. */
  budget?: number | null | undefined;
  /** The exponent of diminishing returns, above 0 and below 1; 0.7 unless given. */
  beta?: number | null | undefined;
  /** By the names of tiers. */
  floors?: { readonly [tier: string]: number } | null | undefined;
  caps?: { readonly [tier: string]: number } | null | undefined;
}

export interface Spending {
  spend: number;
  revenue: number;
  grossProfit: number | null;
}

export interface Allocation {
  budget: number;
  beta: number;
  today: Spending;
  /** The budget in today's proportions. */
  sameMix: Spending;
  best: Spending;
  gain: number | null;
  /** The gross profit of the next unit of budget. */
  lambda: number | null;
  reason?: string;
  tiers: {
    tier: number;
    name: string;
    floor: number;
    cap: number | null;
    today: Spending & { marginalReturn: number | null };
    best: Spending & { marginalReturn: number | null };
    bound: Bound | null;
  }[];
  excluded: { tier: number; name: string; reason: string; spend: number | null }[];
  formula: string;
  assumptions: Premise[];
}

export interface ChannelsOptions {
  /** The total unless given; direct is what is compared with. */
  scope?: 'total' | { tier: number } | null | undefined;
}

/** What an opportunity is worth for each month that it takes, through partners and direct; null with a reason. */
export interface ChannelsFigures {
  partner: number | null;
  direct: number | null;
  change: number | null;
}

export interface Channels extends ChannelsFigures, Accounts<ChannelsFigures> {
  currency: string;
  scope: Where;
  /** The names of the tiers that a total covers, where it does not cover all. */
  covers?: string[];
  lifts: ChannelLift[];
  assumptions: Premise[];
}

/** One of the four figures in which channels differ. */
export interface ChannelLift {
  id: 'winRate' | 'dealSize' | 'lifetime' | 'salesCycle';
  label: string;
  unit: Unit;
  partner: number | null;
  direct: number | null;
  /** How much better partners do: 0.25 is a quarter more, or for the sales cycle sooner by the same ratio. */
  lift: number | null;
  /** Its part of `change`, to the cent; all parts add up to it. */
  adds: number | null;
  reason?: string;
}

export interface Campaign {
  /** Months since it started, 0 to 600. */
  ageMonths: number;
  /** Months from lead to win, half of its wins below. */
  medianCycleMonths: number;
  /** Standard deviation of the logarithm of the cycle, 0 to 5; 0.5 unless given. */
  spread?: number | null | undefined;
  distribution?: Distribution | null | undefined;
  cost?: number | null | undefined;
  /** All the pipeline that it opened, closed or not. */
  pipeline?: number | null | undefined;
  winRate?: number | null | undefined;
  grossMargin?: number | null | undefined;
  wonRevenueToDate?: number | null | undefined;
}

export interface Maturity extends MaturityFigures, Accounts<MaturityFigures> {
  tooEarly: boolean;
  tooEarlyBelow: number;
  assumptions: Premise[];
}

/** From the forecast's net return to the actual one; what is missing where there is none. */
export interface Bridge {
  covers?: string[];
  forecast: number | null;
  actual: number | null;
  change: number | null;
  /** They add up to the change, to the cent. */
  components: { id: BridgeComponent; label: string; value: number }[];
  reason?: string;
}

export interface TierBridge extends Bridge {
  name: string;
  status: TierStatus;
}

export interface Settlement {
  currency: string;
  formula: string;
  total: Bridge;
  tiers: TierBridge[];
  warnings: string[];
  assumptions: Premise[];
}

/** A rank, not an amount. */
export type Level = 1 | 2 | 3;

/** What people say of their company. What is absent is not answered. */
export interface Answers {
MATRICES  pillars?: { readonly [Id in Pillar]?: Level | null } | null | undefined;
  controls?: { readonly [Id in Control]?: YesNo | null } | null | undefined;
}

export interface Evidence {
  matrix: Matrix;
  dimension: Dimension;
  name: string;
  level: Level | null;
  sentence: string | null;
}

/** How a company stands in one matrix. */
export interface Standing {
  name: string;
  /** The lowest level among the answered dimensions. */
  stage: Level | null;
  stageId: string | null;
  stageName: string | null;
  /** Why there is no stage. */
  reason?: string;
  /** Whether an answer that is still missing could lower the stage. */
  provisional: boolean;
  note?: string;
  answered: number;
  of: number;
  /** How many dimensions are at each level. */
  counts: Record<Level, number>;
  heldBackBy: Dimension[];
  unanswered: Dimension[];
  evidence: Evidence[];
}

/** A figure that a step would move: an input by its JSON pointer, with `*` for every tier, or a metric. */
export interface Move {
  input?: string;
  metric?: MetricId;
  label: string;
  direction: Effect;
  why: string;
}

export interface NextStep {
  matrix: Matrix;
  dimension: Dimension;
  name: string;
  level: Level;
  to: Level | null;
  step: string;
  moves: Move[];
}

export interface PillarStanding {
  pillar: Pillar;
  name: string;
  level: Level | null;
  basis: 'given' | 'derived' | null;
  reason?: string;
  sentence: string | null;
  next: { dimension: Dimension | null; step: string }[];
  drawsOn: Evidence[];
  note?: string;
}

/** The controls of MDF governance. */
export interface Governance {
  ready: boolean | null;
  reason?: string;
  yes: number;
  no: number;
  unknown: number;
  items: { control: Control; name: string; state: YesNo; missing?: string; moves?: Move[]; ask?: string }[];
}

export interface Assessment extends Record<Matrix, Standing> {
  /** How the stage, the pillars and the moves come about. */
  rule: string;
  pillarRule: string;
  movesRule: string;
  nextSteps: NextStep[];
  pillars: PillarStanding[];
  controls: Governance;
}

/** A level of a dimension or pillar: what one says of oneself there, and the step to the next. */
export interface Rung {
  level: Level;
  sentence: string;
  next: string | null;
}

export interface DimensionQuestion {
  id: Dimension;
  name: string;
  /** JSON pointer to the answer. */
  path: string;
  question: string;
  levels: Rung[];
  moves: Move[];
}

export interface MatrixQuestions {
  id: Matrix;
  name: string;
  about: string;
  stages: { level: Level; id: string; name: string }[];
  dimensions: DimensionQuestion[];
}

export interface PillarQuestion {
  id: Pillar;
  name: string;
  path: string;
  question: string;
  levels: Rung[];
  /** The dimensions that stand in where the pillar itself has no answer. */
  drawsOn: string[];
}

export interface ControlQuestion {
  id: Control;
  name: string;
  path: string;
  question: string;
  answers: YesNo[];
  /** What goes wrong without the control. */
  missing: string;
  moves: Move[];
}

/** All that `assess` asks, to draw a form from. */
export interface AssessQuestions {
  rule: string;
  pillarRule: string;
  movesRule: string;
  /** A matrix has a stage from so many answers on. */
  minAnswered: number;
  matrices: MatrixQuestions[];
  pillars: PillarQuestion[];
  controls: ControlQuestion[];
}
";

/// The functions.
pub(super) const FUNCTIONS: &str = "
// The questions below answer bad data, and throw only before `init()` has resolved. Of a question about a plan, problems
// of the plan have the paths that `calculate` gives them, and problems of the options start with `/options`; both come
// together.

/** What a stream of costs and benefits is worth today. */
export function appraise(question: CashFlow): Answered<Appraisal>;
export function appraise(question: unknown): Answered<Appraisal>;

/** The case over several years, month by month. */
export function project(plan: Plan, options?: ProjectOptions | null): Answered<Projection>;
export function project(plan: unknown, options?: unknown): Answered<Projection>;

/** Which value of one input brings a metric to a target. */
export function solve(plan: Plan, options: SolveOptions): Answered<Solution>;
export function solve(plan: unknown, options: unknown): Answered<Solution>;

/** How far each input is from the value at which the verdict on a metric turns. */
export function flipPoints(plan: Plan, options: FlipOptions): Answered<FlipPoints>;
export function flipPoints(plan: unknown, options: unknown): Answered<FlipPoints>;

/** Which input moves a metric most. */
export function sensitivity(plan: Plan, options: SensitivityOptions): Answered<Sensitivity>;
export function sensitivity(plan: unknown, options: unknown): Answered<Sensitivity>;

/** What the figures are when inputs are ranges. */
export function simulate(plan: Plan, options?: SimulateOptions | null): Answered<Simulated>;
export function simulate(plan: unknown, options?: unknown): Answered<Simulated>;

/** How a budget is best split over the tiers when returns diminish. */
export function allocate(plan: Plan, options?: AllocateOptions | null): Answered<Allocation>;
export function allocate(plan: unknown, options?: unknown): Answered<Allocation>;

/** Partners against direct, opportunity by opportunity: four lifts, and what each adds. */
export function channels(plan: Plan, options?: ChannelsOptions | null): Answered<Channels>;
export function channels(plan: unknown, options?: unknown): Answered<Channels>;

/** How much of a campaign can be judged by now. */
export function mature(campaign: Campaign): Answered<Maturity>;
export function mature(campaign: unknown): Answered<Maturity>;

/** Why the actuals differ from the forecast. Problems start with `/forecast` or `/actuals`. */
export function settle(forecast: Plan, actuals: Plan): Answered<Settlement>;
export function settle(forecast: unknown, actuals: unknown): Answered<Settlement>;

/** How mature an ecosystem is by what its people say of it, and what to do next. */
export function assess(answers: Answers): Answered<Assessment>;
export function assess(answers: unknown): Answered<Assessment>;

/** The questions of `assess`. Throws only before `init()` has resolved. */
export function assessQuestions(): AssessQuestions;
";
