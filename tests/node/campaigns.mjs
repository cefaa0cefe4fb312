// A year of campaigns that can be worked out by hand, and questions about it.

/** Six rows, one of each kind but two that are ranked: 40,000 + half of 20,000 on 8,000, and 3,000 on 2,000. */
export const rows = [
  {
    id: 'R-1', name: 'Webinar', partner: 'Acme', tier: 'Strategic', role: 'coMarket', type: 'technology', layer: 'solution',
    lifecycle: 'awareness', activity: 'webinar', status: 'closed', start: '2025-01-15', end: '2025-01-31',
    partnerSignedOn: '2024-11-01', firstLeadOn: '2025-01-20', firstWinOn: '2025-03-02', requestedOn: '2024-12-01',
    approvedOn: '2024-12-11', claimedOn: '2025-02-01', paidOn: '2025-03-03', mdfAllocated: 12_000, mdfRequested: 10_000,
    mdfApproved: 10_000, mdfClaimed: 8000, mdfPaid: 8000, leads: 80, opportunitiesSourced: 4, pipelineSourced: 40_000,
    pipelineInfluenced: 20_000, revenueSourced: 10_000, dealRegistrations: 3,
  },
  { id: 'R-2', name: 'E-book', partner: 'Beta', tier: 'Focus', activity: 'content', start: '2025-04-10', mdfApproved: 2000, mdfClaimed: 2000, pipelineSourced: 3000 },
  { id: 'R-3', name: 'Booth', partner: 'ACME', tier: 'Strategic', activity: 'tradeShow', start: '2025-05-01', mdfPaid: 5000 },
  { id: 'R-4', name: 'Roundtable', partner: 'Gamma', tier: 'Focus', activity: 'event', start: '2025-12-20', mdfClaimed: 1000 },
  { id: 'R-5', name: 'Webinar in Berlin', partner: 'Delta', tier: 'Scale', start: '2025-02-01', currency: 'EUR', mdfClaimed: 900, pipelineSourced: 9000 },
  { id: 'R-6', name: 'Dinner', partner: 'Acme', tier: 'Strategic', status: 'denied', mdfRequested: 4000 },
];

/** The terms by which they are judged. */
export const terms = { currency: 'USD', today: '2025-12-31', influenceCredit: 0.5, cycleMonths: 6 };
export const year = { ...terms, campaigns: rows };

/** Two years of one tier by quarters, in which MDF grows and what comes back diminishes: pipeline is 100 × MDF^0.6. */
export const quarters = {
  ...terms,
  today: '2027-12-31',
  campaigns: Array.from({ length: 8 }, (_, at) => ({
    partner: at % 2 ? 'Acme' : 'Beta',
    tier: 'Focus',
    start: `${2025 + Math.floor(at / 4)}-${String(3 * (at % 4) + 1).padStart(2, '0')}-05`,
    mdfClaimed: 1000 * (at + 1),
    leads: 10,
    pipelineSourced: 100 * (1000 * (at + 1)) ** 0.6,
  })),
};

/** What one unit of the row's currency is; the row's own day is another. */
const converted = {
  ...year,
  rates: [{ currency: 'EUR', rate: 1.1, on: '2025-02-03' }],
  tierCycles: { Focus: 12 },
  signedPartners: 9,
  keep: 2,
  filter: { tier: 'Scale', class: 'ranked' },
};
const own = { ...rows[4], exchangeRate: 1.08, exchangeRateOn: '2025-02-28' };
/** Returns that differ, one of them far from the others. */
const many = Array.from({ length: 12 }, (_, at) => ({
  name: `Webinar ${at}`,
  partner: `P${at}`,
  start: '2025-01-01',
  partnerSignedOn: '2025-01-05',
  mdfAllocated: 50,
  mdfClaimed: 100,
  mdfApproved: 90,
  pipelineSourced: at ? 300 + 10 * at : 100_000,
  revenueInfluenced: at ? 1 : 200_000,
}));

const deal = {
  id: 'D-1',
  account: 'North',
  value: 100.01,
  touches: [
    { partner: 'Acme', on: '2025-01-01', weight: 1 },
    { partner: 'Beta', on: '2025-01-08', weight: 1 },
    { partner: 'Gamma', on: '2025-01-15', weight: 2 },
  ],
};
export const deals = { currency: 'USD', deals: [deal] };

/** As a spreadsheet in German writes it. */
const table = 'Partnername;MDF paid;Start;Activity;Notiz\n"Müller; Söhne";1.200,50;31.03.2025;Messe;"über\nzwei Zeilen"\n';

export const asked = {
  readCampaigns: [[{ campaigns: [own, ...rows] }], [{ campaigns: [{}, rows[0]] }], [{ campaigns: [] }]],
  readCampaignTable: [
    [{ text: table, delimiter: ';', decimal: ',', dateOrder: 'dayFirst', currency: 'EUR', columns: { Partnername: 'partner', Notiz: '' }, values: { Messe: 'tradeShow' } }],
    [{ text: 'Export of 2025\nPartner,MDF paid,Start,Owner\nAcme,"1,200",03/31/2025,Kim\nBeta,5,soon,Kim\nTotal,"1,205",,\n' }],
    [{ text: 'nothing' }],
  ],
  portfolio: [
    [{ ...converted, campaigns: [own, ...rows] }],
    [year],
    [{ ...terms, campaigns: many }],
    [{ currency: 'USD', today: '2025-12-31', campaigns: [own] }],
    [{ currency: 'USD', today: '2025-12-31', campaigns: [] }],
  ],
  scorecard: [
    [
      quarters,
      {
        weights: { fit: 10, impact: 40, momentum: 30, health: 20 },
        tiers: [{ name: 'Gold', from: 50 }, { name: 'Silver', from: 0 }],
        partners: [{ partner: 'Acme', sharedAudience: 0.5, customerOverlap: 0.2, productFit: 1, satisfaction: 0.9, enablement: 0 }, { partner: 'Nobody' }],
        budget: 50_000,
        performanceShare: 0.2,
        beta: 0.5,
        maxMove: 0.1,
      },
    ],
    [year, undefined],
    [quarters, {}],
    [{ ...terms, campaigns: [] }, null],
  ],
  attribution: [
    [{ ...deals, halfLifeDays: 7 }],
    [{ currency: 'JPY', deals: [{ value: 1000, touches: [{ partner: 'Acme' }, { partner: 'acme' }] }, { value: 5 }] }],
    [{ currency: 'USD', deals: [] }],
  ],
  response: [
    [{ periods: [1, 2, 3, 4, 5, 6, 7].map((spent) => ({ spent, outcome: 10 * spent ** 0.6 })) }],
    [{ periods: [{ spent: 0, outcome: 5 }] }],
  ],
  planFromCampaigns: [
    [year, { version: 1, currency: 'USD', tiers: [{ name: 'Strategic', winRate: 0.25, leads: 3 }, { name: 'Other' }], economics: { grossMargin: 0.8 } }],
    [year, undefined],
  ],
};
