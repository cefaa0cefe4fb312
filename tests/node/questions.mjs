// Questions for every function of the engine but `calculate`: their answers hold, between them, every part that an answer
// can have.
import { asked as ofCampaigns } from './campaigns.mjs';
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

/** The default inputs of a published calculator (metrickittools.com, incrementality lift), at 80 a conversion. */
export const lift = {
  exposed: { accounts: 100_000, wins: 1200, revenue: 96_000 },
  control: { accounts: 100_000, wins: 900, revenue: 72_000 },
  cost: 50_000,
  grossMargin: 0.4,
};
/** 20,000 of which MDF pays 12,000, 5,000 of the vendor's own, and 50,000 of revenue at 60 % and 10 %. */
export const webinar = plan(
  { mdfSpent: 12_000, partnerContribution: 8000, programmeCost: 5000, revenueSourced: 50_000 },
  { economics: { grossMargin: 0.6, partnerMargin: 0.1 } },
);

const extra = { extraBudget: 300, productivityGain: 0.5, costPerRecruit: 100, activationRate: 0.5, rampMonths: 6 };
const added = { ...forecast, tiers: [...forecast.tiers, { name: 'B' }], periodMonths: 6 };

/** Each function with the arguments of several calls. */
export const asked = {
  appraise: [
    [{ discountRate: 0.1, costs: [100, 20], benefits: [0, 60, 90] }],
    [{ costs: [1], benefits: [0] }],
    [{ costs: [100], benefits: [0, 300], riskAdjustment: { benefits: { probability: 0.66, impact: 0.3 }, costs: { probability: 0.1, impact: 2 } } }],
    [{ costs: [0], benefits: [5], riskAdjustment: { benefits: { probability: 0.66, impact: 0.3 } } }],
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
    [
      plan({ mdfSpent: { low: 1000, likely: 1500, high: 2000 }, programmeCost: { low: 100, likely: 200, high: 500 } }),
      { draws: 100, metrics: ['vendorCost'], correlations: [{ between: ['/tiers/0/mdfSpent', '/tiers/0/programmeCost'], rank: 0.5 }] },
    ],
    [samples.full, { draws: 1000, targets: { roi: 1, partnerCac: 5000 }, perTier: true }],
    [ranges, { draws: 100, seed: 2, metrics: ['mdfSpent', 'roi'] }],
    [samples.empty, undefined],
  ],
  allocate: [
    [perTier, { beta: 0.5, caps: { T0: 120 }, floors: { T1: 10 } }],
    [{ ...perTier, economics: null, tiers: [...perTier.tiers, { name: 'T2', mdfSpent: 5 }, { name: 'T3' }] }, { budget: 300, maxMove: 0.25 }],
    [samples.full, undefined],
  ],
  mature: [
    [{ ageMonths: 6, medianCycleMonths: 6, spread: 0.5, distribution: 'logistic', cost: 5, pipeline: 9, winRate: 0.2 }],
    [{ ageMonths: 1, medianCycleMonths: 6 }],
  ],
  cash: [
    [{
      discountRate: 0.1,
      event: { paidFirst: 20_000, ownMoney: 8000, month: 0.5 },
      mdf: { amount: 12_000, claimAfterMonths: 1, paidAfterMonths: 2 },
      vendorCost: { amount: 5000 },
      deals: { revenueSourced: 49_250, grossMargin: 0.76, partnerMargin: 0.2, servicesProfit: 0, cycleMonths: 5, overMonths: 2 },
    }],
    [{ event: { ownMoney: 5 }, deals: { revenueSourced: 1, revenueInfluenced: 2 } }],
    [{ event: { paidFirst: 5 } }],
  ],
  creditForTarget: [
    [oneTier, { target: '9:1', of: 'pipeline' }],
    [oneTier, { target: '50%', of: 'grossProfit', per: 'mdf', scope: { tier: 0 } }],
    [oneTier, { target: 90, of: 'revenue' }],
    [samples.odd, { target: '3x', of: 'pipeline' }],
    [samples.empty, { target: 1, of: 'revenue' }],
  ],
  agreement: [
    [webinar, undefined],
    [webinar, { vendorRoi: 1, partnerRoi: 0.1, scope: { tier: 0 } }],
    [samples.full, {}],
    [samples.empty, { vendorRoi: 0.2 }],
  ],
  settle: [
    [forecast, { ...forecast, tiers: [{ ...forecast.tiers[0], winRate: 0.1, opportunitiesSourced: 150 }] }],
    [forecast, added],
    [samples.full, { ...forecast, influenceCredit: null }],
    [samples.empty, samples.empty],
  ],
  creditEvidence: [
    [{ influenced: { deals: 1000, wins: 250 }, direct: { deals: 1000, winRate: 0.2 } }],
    [{ influenced: { deals: 100, wins: 15 }, direct: { deals: 100, wins: 20 } }],
    [{ influenced: { deals: 3, wins: 0 }, direct: { deals: 3, wins: 0 } }],
  ],
  holdout: [
    [lift],
    [{ exposed: { accounts: 16, wins: 0 }, control: { accounts: 72, wins: 15, revenue: null }, cost: 0 }],
    [{ exposed: { accounts: 5, wins: 5, revenue: 9 }, control: { accounts: 5, wins: 5, revenue: 9 }, cost: 1 }],
  ],
  assess: [
    [{ definition: { clarity: 3, segmentation: 2, measurement: 1 }, pillars: { people: 2 }, controls: { preApproval: 'no' } }],
    [{}],
  ],
  ...ofCampaigns,
};
