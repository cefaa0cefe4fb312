// Questions for every function of the engine but `calculate`: their answers hold, between them, every part that an answer
// can have.
import { plan, samples } from './support.mjs';

/** ROI is 0.8 × 0.25 × 1,000,000 ÷ 100,000 − 1 = 1: 800,000 sourced and half of 400,000 influenced. */
export const oneTier = plan(
  {
    mdfSpent: 80_000,
    programmeCost: 20_000,
    leads: 400,
    pipelineSourced: 800_000,
    pipelineInfluenced: 400_000,
    winRate: 0.25,
  },
  { influenceCredit: 0.5, economics: { grossMargin: 0.8 } },
);

/** Spends 1,200 and wins 2,400 of annual revenue a year, at a margin of a half. */
export const yearly = plan(
  { mdfSpent: 1000, programmeCost: 200, activePartners: 4, revenueSourced: 2000, revenueInfluenced: 1000 },
  { periodMonths: 12, economics: { grossMargin: 0.5, annualChurn: 0, salesCycleMonths: 0, discountRate: 0.1 } },
);

/** 100 opportunities of 1,000 at 20 %, half of the margin: 10,000 gross profit against 4,000. */
export const forecast = plan(
  { mdfSpent: 3000, programmeCost: 1000, opportunitiesSourced: 100, winRate: 0.2, dealSize: 1000 },
  { influenceCredit: 0.4, economics: { grossMargin: 0.5 } },
);

/** Two tiers that spend as much and bring twice and four times that. */
export const perTier = {
  ...plan({}, { economics: { grossMargin: 0.5 } }),
  tiers: [
    { name: 'T0', mdfSpent: 100, revenueSourced: 400 },
    { name: 'T1', mdfSpent: 100, revenueSourced: 200 },
  ],
};

/** One uncertain input, and nothing that ROI could be worked out from. */
export const ranges = plan({ mdfSpent: { low: 1000, likely: 1500, high: 2000 } });

const extra = { extraBudget: 300, productivityGain: 0.5, costPerRecruit: 100, activationRate: 0.5, rampMonths: 6 };
const added = { ...forecast, tiers: [...forecast.tiers, { name: 'B' }], periodMonths: 6 };

/** Each function with the arguments of several calls. */
export const asked = {
  appraise: [
    [{ discountRate: 0.1, costs: [100, 20], benefits: [0, 60, 90] }],
    [{ costs: [1], benefits: [0] }],
    // Two internal rates, and below zero again after payback.
    [{ costs: [100, 0, 132], benefits: [0, 230] }],
  ],
  project: [
    [yearly, { fundedMonths: 12, depthOrBreadth: extra }],
    [samples.full, { months: 24 }],
    [samples.odd, undefined],
    [samples.empty, { depthOrBreadth: { extraBudget: 1 } }],
  ],
  solve: [
    [oneTier, { metric: 'roi', target: 1.4, input: '/tiers/0/winRate' }],
    [oneTier, { metric: 'roi', target: 9, input: '/tiers/0/winRate', scope: { tier: 0 } }],
    [oneTier, { metric: 'roi', target: 9, input: '/tiers/0/leads' }],
    [samples.odd, { metric: 'roi', target: 1, input: '/tiers/1/winRate' }],
    [samples.empty, { metric: 'roi', target: 1, input: '/economics/grossMargin' }],
  ],
  flipPoints: [
    [oneTier, { metric: 'roi', target: 0.8 }],
    [samples.full, { metric: 'partnerCac', target: 1, scope: { tier: 1 } }],
    [samples.empty, { metric: 'roi', target: 1 }],
  ],
  channels: [
    [samples.full, {}],
    [samples.full, { scope: { tier: 1 } }],
    [samples.empty, undefined],
  ],
  sensitivity: [
    [samples.full, { metric: 'roi', share: 0.2 }],
    [samples.full, { metric: 'ltv', share: 1 }],
    [samples.empty, { metric: 'roi' }],
  ],
  simulate: [
    [samples.full, { draws: 1000, targets: { roi: 1, partnerCac: 5000 }, perTier: true }],
    [ranges, { draws: 100, seed: 2, metrics: ['mdfSpent', 'roi'] }],
    [samples.empty, undefined],
  ],
  allocate: [
    [perTier, { beta: 0.5, caps: { T0: 120 }, floors: { T1: 10 } }],
    [{ ...perTier, economics: null, tiers: [...perTier.tiers, { name: 'T2', mdfSpent: 5 }, { name: 'T3' }] }, { budget: 300 }],
    [samples.full, undefined],
  ],
  mature: [
    [{ ageMonths: 6, medianCycleMonths: 6, spread: 0.5, distribution: 'logistic', cost: 5, pipeline: 9, winRate: 0.2 }],
    [{ ageMonths: 1, medianCycleMonths: 6 }],
  ],
  settle: [
    [forecast, { ...forecast, tiers: [{ ...forecast.tiers[0], winRate: 0.1, opportunitiesSourced: 150 }] }],
    [forecast, added],
    [samples.full, { ...forecast, influenceCredit: null }],
    [samples.empty, samples.empty],
  ],
  assess: [
    [{ definition: { clarity: 3, segmentation: 2, measurement: 1 }, pillars: { people: 2 }, controls: { preApproval: 'no' } }],
    [{}],
  ],
};
