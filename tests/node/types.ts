// The types as a user meets them. It is compiled, never run; a line after `@ts-expect-error` must not compile.
import { ComarketingRoiElement, version as release } from 'comarketing-roi';
import type { ChangeDetail, Frozen } from 'comarketing-roi';
import { connect } from 'comarketing-roi/frame';
import {
  agreement,
  allocate,
  appraise,
  assess,
  attribution,
  calculate,
  cash,
  creditEvidence,
  creditForTarget,
  flipPoints,
  holdout,
  init,
  mature,
  metrics,
  planFromCampaigns,
  portfolio,
  project,
  readCampaigns,
  readPortfolio,
  response,
  scorecard,
  sensitivity,
  settle,
  simulate,
  solve,
  version,
} from 'comarketing-roi/engine';
import type {
  Answer,
  Answered,
  Assumed,
  Basis,
  CampaignClass,
  CampaignRow,
  CashCampaign,
  CashFlow,
  ClosedDeals,
  CreditOptions,
  DirectMetrics,
  Figure,
  Metric,
  MetricId,
  Plan,
  PortfolioQuestion,
  Problem,
  ProblemCode,
  Range,
  RejectedRow,
  Report,
  ScorecardOptions,
  SimulateOptions,
  Solution,
  TableProgress,
  Tier,
  TierMetrics,
  TotalMetrics,
  Unit,
  WarningCode,
} from 'comarketing-roi/engine';

/** Compiles only where both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_T extends true>(): void => {};

// ── A plan ──────────────────────────────────────────────────────────────────────────────────────────────────────────
const winRate: Range = { low: 0.15, likely: 0.2, high: 0.3 };
const strategic: Tier = { name: 'Strategic', mdfSpent: 80_000, leads: 400, winRate, dealSize: null, mqls: undefined };
const assumed: Assumed[] = [{ field: '/economics/grossMargin', why: 'A survey.' }];
const plan: Plan = {
  version: 1,
  currency: 'EUR',
  periodMonths: 12,
  influenceCredit: 0.4,
  tiers: [strategic, { name: 'Scale' }],
  direct: { cost: 600_000, includesInfluenced: false },
  economics: { grossMargin: 0.8, annualChurn: { low: 0.05, likely: 0.1, high: 0.2 }, programmeCostIncludesCommission: true, winRateByCount: false },
  assumed,
};
({ version: 1, currency: 'USD', tiers: [{ name: 'A' }] }) satisfies Plan;

// @ts-expect-error a plan states its version
const noVersion: Plan = { currency: 'EUR', tiers: [] };
// @ts-expect-error of which there is one
const future: Plan = { version: 2, currency: 'EUR', tiers: [] };
// @ts-expect-error a misspelt field
const misspelt: Tier = { name: 'A', mdfSpend: 1 };
// @ts-expect-error a field of a tier stands in a tier
const misplaced: Plan = { version: 1, currency: 'EUR', tiers: [], leads: 5 };
// @ts-expect-error a number is no text
const text: Tier = { name: 'A', leads: '400' };
// @ts-expect-error a tier has a name
const nameless: Tier = { leads: 400 };
// @ts-expect-error a range has three values
const half: Range = { low: 1, high: 2 };
// @ts-expect-error a switch is no number
const flag: Plan = { ...plan, direct: { includesInfluenced: 1 } };

// ── An answer ───────────────────────────────────────────────────────────────────────────────────────────────────────
const started: Promise<void> = init();
const answer: Answer = calculate(plan);
const untrusted: Answer = calculate(JSON.parse('{}') as unknown);

// @ts-expect-error whether there is a report is to be asked first
answer.report;

if (answer.ok) {
  const report: Report = answer.report;
  const roi: Figure<'ratio'> = report.total.metrics.roi;
  const value: number | null = roi.value;
  const perTier: (number | null)[] = report.tiers.map((tier) => tier.metrics.costPerLead.value);
  const named: string = report.tiers[0]?.name ?? '';
  const term: { symbol: string; value: number | null } | undefined = roi.terms[0];
  const covers: string[] | undefined = report.total.metrics.costPerMql.covers;
  const code: WarningCode | undefined = report.warnings[0]?.code;
  const [own, other]: [number, number] = report.warnings[0]?.values ?? [0, 0];
  // No value, and so a reason; a value, and so none.
  if (roi.value === null) {
    const reason: string = roi.reason;
    void reason;
  } else {
    const sum: number = roi.value + 1;
    const none: undefined = roi.reason;
    void [sum, none];
  }
  // @ts-expect-error there may be no value
  const certain: number = roi.value;
  // @ts-expect-error no metric of that name
  report.total.metrics.roas;
  // @ts-expect-error a share of all revenue is stated in total only
  report.tiers[0]?.metrics.partnerSourcedRevenueShare;
  // @ts-expect-error direct's figures stand in direct
  report.total.metrics.directCac;
  // @ts-expect-error and partners' do not
  report.direct.metrics.roi;
  // @ts-expect-error a payback is in months
  const payback: Figure<'currency'> = report.total.metrics.cacPaybackMonths;
  void [value, perTier, named, term, covers, code, own, other, certain, payback];
} else {
  const problems: Problem[] = answer.errors;
  for (const { path, code, message, value, allowed } of problems) {
    const line: string = `${path} ${code}: ${message} (${value})`;
    const range: [number, number] | null = allowed && [allowed.min, allowed.max];
    const stopped: boolean = code === 'internal';
    // @ts-expect-error no problem has that code
    const never: boolean = code === 'broken';
    void [line, range, stopped, never];
  }
}

// ── The table of metrics ────────────────────────────────────────────────────────────────────────────────────────────
const table: Metric[] = metrics();
const names = new Map<MetricId, string>(table.map((row) => [row.id, row.name]));
names.get('ropi');
// @ts-expect-error no metric of that name
names.get('roiOnSpend');
const row = table[0];
if (row?.better === 'lower' && row.stated === 'total') names.delete(row.id);
// @ts-expect-error nor such a unit
const unit: Unit = 'percent';
// @ts-expect-error nor such a basis
const basis: Basis = 'guessed';
// @ts-expect-error nor such a code
const problem: ProblemCode = 'broken';

// Every metric is stated somewhere, and nothing else is.
holds<Same<MetricId, keyof TotalMetrics | keyof DirectMetrics>>();
holds<Same<Exclude<keyof TotalMetrics, keyof TierMetrics>, 'netRevenueRetention' | 'blendedCac' | 'blendedCacChange' | 'partnerSourcedRevenueShare'>>();
holds<Same<Extract<keyof TierMetrics, keyof DirectMetrics>, never>>();

// ── The questions beyond the report ──────────────────────────────────────────────────────────────────────────────────
const solved: Answered<Solution> = solve(plan, { metric: 'roi', target: 1, input: '/tiers/0/winRate', scope: { tier: 0 } });
if (solved.ok) {
  const { answer } = solved;
  // A value, or the reason why there is none and the nearest that can be reached.
  if (answer.value === null) {
    const told: [string, number | undefined] = [answer.reason, answer.best?.value];
    void told;
  } else {
    const sum: number = answer.value + answer.reached;
    void sum;
  }
} else {
  const first: ProblemCode | undefined = solved.errors[0]?.code;
  void first;
}
const appraised = appraise({ costs: [1, 2], benefits: [0, 3] });
if (appraised.ok) {
  const irr: number | null = appraised.answer.irr;
  const why: string | undefined = appraised.answer.reasons.irr;
  const formula: string = appraised.answer.formulas.irr;
  // @ts-expect-error no such figure
  appraised.answer.formulas.ebit;
  void [irr, why, formula];
}
const drawn = simulate(plan, { draws: 1000, seed: 2, metrics: ['roi'], targets: { roi: 1 }, perTier: true });
if (drawn.ok) {
  const likely: number | null | undefined = drawn.answer.total.metrics.roi?.p50;
  void likely;
}
simulate(plan, { correlations: [{ between: ['/tiers/0/winRate', '/economics/annualChurn'], rank: -0.4 }] });
// @ts-expect-error a correlation is between two inputs
({ correlations: [{ between: ['/tiers/0/winRate'], rank: 1 }] }) satisfies SimulateOptions;
const risky = appraise({ costs: [1], benefits: [3], riskAdjustment: { benefits: { probability: 0.66, impact: 0.3 } } });
if (risky.ok) {
  const adjusted: number | null | undefined = risky.answer.riskAdjusted?.npv;
  void adjusted;
}
// @ts-expect-error a risk is that of benefits or of costs
({ costs: [1], benefits: [3], riskAdjustment: {} }) satisfies CashFlow;
project(plan);
project(plan, { months: 24, depthOrBreadth: { extraBudget: 1 } });
flipPoints(plan, { metric: 'roi', target: 0 });
sensitivity(plan, { metric: 'directCac', scope: 'direct', share: 0.1 });
allocate(plan, { caps: { Strategic: 5 }, maxMove: 0.25 });
mature({ ageMonths: 1, medianCycleMonths: 6, distribution: 'logistic' });
const calendar = cash({ event: { paidFirst: 5 }, mdf: { amount: 3, paidAfterMonths: 2 }, deals: { revenueSourced: 9 } });
if (calendar.ok) {
  const own: number | null = calendar.answer.ownMoney;
  const low: number | undefined = calendar.answer.partner.months[0]?.lowest;
  const why: string | undefined = calendar.answer.joint.reasons.returnMonth;
  void [own, low, why];
}
// @ts-expect-error a campaign has an event that is paid for
({ mdf: { amount: 3 } }) satisfies CashCampaign;
// @ts-expect-error by somebody
({ event: { month: 2 } }) satisfies CashCampaign;
const credit = creditForTarget(plan, { target: '3:1', of: 'revenue', per: 'mdf' });
if (credit.ok && credit.answer.code === 'sourcedSuffices') void credit.answer.unclamped;
// @ts-expect-error leads have no target
({ target: 3, of: 'leads' }) satisfies CreditOptions;
const both = agreement(plan, { vendorRoi: 0.2 });
if (both.ok) {
  const share: number | null = both.answer.share.nearest;
  const money: number | null = both.answer.share.mdf;
  const gross: number | null = both.answer.margin.grossMargin;
  void [share, money, gross];
}
agreement(plan);
settle(plan, plan);
const credited = creditEvidence({ influenced: { deals: 90, wins: 30 }, direct: { deals: 80, winRate: 0.25 } });
if (credited.ok) {
  const credit: number | null = credited.answer.usableCredit;
  const few: boolean = credited.answer.verdict === 'tooFewDeals';
  // @ts-expect-error that is a verdict of an experiment
  const never: boolean = credited.answer.verdict === 'tooFewAccounts';
  void [credit, few, never];
}
// @ts-expect-error wins and a win rate are two ways to say one thing
const twice: ClosedDeals = { deals: 9, wins: 3, winRate: 0.3 };
const held = holdout({ exposed: { accounts: 9, wins: 3 }, control: { accounts: 9, wins: 2, revenue: null }, cost: 1 });
if (held.ok) {
  const test: 'pooledZ' | 'fisherMidP' | null = held.answer.test;
  void test;
}
void twice;
assess({ definition: { clarity: 2 }, controls: { preApproval: 'yes' } });
// Campaigns.
const webinar: CampaignRow = { partner: 'Acme', tier: 'Strategic', activity: 'webinar', start: '2025-01-15', mdfClaimed: 8000 };
// @ts-expect-error an activity is a word of the table
({ partner: 'Acme', activity: 'party' }) satisfies CampaignRow;
// @ts-expect-error a misspelt field
({ partner: 'Acme', mdfClaim: 5 }) satisfies CampaignRow;
const campaigns: PortfolioQuestion = { currency: 'USD', today: '2025-12-31', campaigns: [webinar] };
// @ts-expect-error the day of today is given: there is no clock
({ currency: 'USD', campaigns: [] }) satisfies PortfolioQuestion;
const judged = portfolio(campaigns);
if (judged.ok) {
  const why: CampaignClass | undefined = judged.answer.classes[0]?.class;
  const band: number | null = judged.answer.total.rankedPerMdf.credited;
  const leads: number | undefined = judged.answer.total.sums.leads?.value;
  portfolio({ ...campaigns, filter: judged.answer.total.filter });
  void [why, band, leads];
}
const read = readCampaigns({ campaigns: [webinar] });
if (read.ok) portfolio({ ...campaigns, campaigns: read.answer.campaigns.map(({ campaign }) => campaign) });
// A table of any length, from whatever gives text or bytes.
async function long(file: File, stream: ReadableStream<Uint8Array>, lines: AsyncIterable<string>): Promise<void> {
  const terms = { currency: 'USD', today: '2025-12-31', table: { decimal: ',', scales: { 'MDF (T€)': 1000 } } } as const;
  const options = {
    signal: new AbortController().signal,
    onProgress: ({ rows, bytes, total, rowsPerSecond }: TableProgress) => console.log(rows, bytes, total, rowsPerSecond),
    onRejected: (rows: RejectedRow[]) => console.log(rows[0]?.line, rows[0]?.cells[0], rows[0]?.problems[0]?.code),
  };
  for (const source of [file, stream, lines, 'text', new Uint8Array(), ['pieces']]) {
    const found = await readPortfolio(source, terms, options);
    if (found.ok) console.log(found.answer.portfolio.total.rows, found.answer.table.counts[0]?.count);
  }
  // @ts-expect-error a number is no table
  await readPortfolio(5, terms);
}
console.log(long);
const scores = scorecard(campaigns, { weights: { fit: 25, impact: 25, momentum: 25, health: 25 } });
if (scores.ok) {
  const tier: string | null | undefined = scores.answer.cards[0]?.proposedTier;
  void tier;
}
scorecard(campaigns);
// @ts-expect-error each part has its weight
({ weights: { fit: 100 } }) satisfies ScorecardOptions;
const split = attribution({ currency: 'USD', deals: [{ value: 5, touches: [{ partner: 'Acme' }] }] });
if (split.ok) {
  const even: number | undefined = split.answer.partners[0]?.credited.even;
  void even;
}
const slope = response({ periods: [{ spent: 1, outcome: 2 }] });
if (slope.ok) void slope.answer.usableBeta;
const filled = planFromCampaigns(campaigns, plan);
if (filled.ok) calculate(filled.answer.plan);
planFromCampaigns(campaigns);
// Data that nobody has looked at may be asked about, too.
const anything: unknown = JSON.parse('{}');
solve(anything, anything);
simulate(anything);
assess(anything);

// ── The element ─────────────────────────────────────────────────────────────────────────────────────────────────────
const element: ComarketingRoiElement = document.createElement('comarketing-roi');
element.plan = plan;
element.plan = JSON.stringify(plan);
const shown: Frozen<Plan> | null = element.plan;
const result: Frozen<Report> | null = element.report;
const headline: number | null | undefined = result?.total.metrics.roi.value;
element.ready.then(() => element.version === release);
element.addEventListener('cmroi-change', (event) => {
  const detail: ChangeDetail = event.detail;
  const kept: number | null | undefined = detail.report?.total.metrics.roi.value;
  void kept;
});
element.addEventListener('cmroi-invalid', (event) => {
  const first: ProblemCode | undefined = event.detail.errors[0]?.code;
  void first;
});
document.addEventListener('cmroi-lead', ({ detail }) => {
  const { name, phone }: { name: string; phone?: string } = detail.fields;
  const { headline } = detail;
  const roi: string | number | null | undefined = headline.roi;
  // A result that rests on examples has no figures to read.
  if (!headline.example && headline.detail === 'bands') holds<Same<typeof headline.spend, string>>();
  // @ts-expect-error nobody consents for a visitor
  detail.consent.given = true;
  void [name, phone, roi];
});
// What the element shows can be worked out again, and put into another one.
if (shown) {
  calculate(shown);
  element.plan = shown;
  // @ts-expect-error what it gives cannot be changed
  shown.currency = 'USD';
}
// @ts-expect-error a number is no plan
element.plan = 5;
// @ts-expect-error the report is read
element.report = null;

void [version, started, untrusted, noVersion, future, misspelt, misplaced, text, nameless, half, flag];
void [unit, basis, problem, headline];

// A calculator in a frame.
async function framed(iframe: HTMLIFrameElement): Promise<void> {
  const calculator = connect(iframe, { attributes: { mode: 'call', 'heading-level': 3 }, resize: false });
  const { version: there } = await calculator.ready;
  const report = await calculator.getReport();
  const roi: number | null | undefined = report?.total.metrics.roi.value;
  calculator.theme('dark');
  calculator.theme({ properties: { '--cmroi-radius': '4px' } });
  // @ts-expect-error: no such theme
  calculator.theme('blue');
  // @ts-expect-error: a custom property by its full name
  calculator.theme({ properties: { radius: '4px' } });
  const answer = await calculator.patch({ currency: 'EUR' });
  const path: string | undefined = answer?.errors[0]?.path;
  console.log(there, roi, path);
  calculator.destroy();
}
console.log(framed);
