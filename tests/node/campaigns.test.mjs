// Campaigns in, answers out: figures that were worked out by hand, and every way in which rows can be wrong.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { deals, quarters, rows, terms, year } from './campaigns.mjs';
import { engine, plainJson, plan } from './support.mjs';

const { readCampaigns, portfolio, scorecard, attribution, response, planFromCampaigns, init } = engine;

const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(Math.abs(expected), 1), `${actual} is not ${expected}`);

function good(found) {
  assert.ok(found.ok, JSON.stringify(found.errors));
  plainJson(found);
  return found.answer;
}

/** What is wrong, as `path code`. */
function bad(found) {
  assert.equal(found.ok, false);
  plainJson(found);
  return said(found.errors);
}
const said = (problems) => problems.map(({ path, code }) => `${path} ${code}`);

describe('a year by hand', () => {
  before(init);

  test('each row is judged, and only what can be is ranked', () => {
    const answer = good(portfolio(year));
    const counts = Object.fromEntries(answer.classes.map(({ class: id, rows: count }) => [id, count]));
    assert.deepEqual(counts, { notRun: 1, otherCurrency: 1, brandOnly: 1, tooYoung: 1, noSpend: 0, noOutcome: 0, ranked: 2 });
    assert.deepEqual(answer.best.map(({ id }) => id), ['R-1', 'R-2']);
    near(answer.best[0].perMdf.credited, 50_000 / 8000);
    assert.deepEqual(answer.apart, [
      { currency: 'EUR', rows: 1, mdfAllocated: 0, mdfRequested: 0, paidNotRun: 0, spent: 900, pipelineSourced: 9000, pipelineInfluenced: 0, revenueSourced: 0, revenueInfluenced: 0 },
    ]);
  });

  test('sums are added up first and divided afterwards, with their band', () => {
    const { total } = good(portfolio(year));
    assert.equal(total.credited, 53_000);
    near(total.rankedPerMdf.sourcedOnly, 4.3);
    near(total.rankedPerMdf.credited, 5.3);
    near(total.rankedPerMdf.fullCredit, 6.3);
    // The booth and the roundtable are cost without a return.
    near(total.perMdf.credited, 53_000 / 16_000);
    assert.equal(total.silentSpent, 6000);
    assert.equal(total.sums.mdfClaimed.value, 11_000);
    assert.equal(total.sums.mdfClaimed.rows, 3);
    assert.equal(total.funds.spent, 16_000);
    assert.equal(total.funds.refused, 4000);
  });

  test('a filter finds the rows of its sum again, and names are the same in any case', () => {
    const partners = good(portfolio(year)).groups.find(({ dimension }) => dimension === 'partner').groups;
    const acme = partners.find(({ key }) => key === 'Acme');
    assert.equal(acme.rows, 3);
    const again = good(portfolio({ ...year, filter: acme.filter }));
    assert.equal(again.taken, 3);
    assert.deepEqual(again.total.sums, acme.sums);
  });

  test('money is converted by a dated rate that the answer prints', () => {
    const rate = { currency: 'EUR', rate: 1.1, on: '2025-02-03' };
    const answer = good(portfolio({ ...year, rates: [rate] }));
    assert.deepEqual(answer.apart, []);
    assert.deepEqual(answer.rates, [{ currency: 'EUR', rate: { rate: 1.1, on: '2025-02-03' }, ofRows: false, rows: 1 }]);
    near(answer.total.credited, 53_000 + 1.1 * 9000);
  });

  test('rows that are sound come back as they were given', () => {
    const { campaigns, problems } = good(readCampaigns({ campaigns: rows }));
    assert.deepEqual(problems, []);
    assert.deepEqual(campaigns.map(({ number }) => number), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(campaigns.map(({ campaign }) => campaign), rows);
    assert.deepEqual(portfolio({ ...terms, campaigns: campaigns.map(({ campaign }) => campaign) }), portfolio(year));
  });

  test('next period: 30 % of what can be compared follows results, the rest today', () => {
    const { next } = good(scorecard(year));
    const share = Object.fromEntries(next.partners.map(({ partner, byRule }) => [partner, byRule]));
    // Gamma tells no pipeline, so it keeps its 1,000 of 16,000; Acme 0.7 × 13,000 + 0.3 × 15,000 × 50 ÷ 53.
    assert.deepEqual(share, { Acme: 13_345.28, Beta: 1654.72, Gamma: 1000 });
    assert.equal(next.budget, 16_000);
  });

  test('a score is a mean of what is known, and its tier follows', () => {
    const options = { weights: { fit: 100, impact: 0, momentum: 0, health: 0 }, partners: [{ partner: 'acme', sharedAudience: 0.8, productFit: 0.6 }] };
    const { cards, unknownPartners } = good(scorecard(year, options));
    const [acme] = cards;
    assert.equal(acme.partner, 'Acme');
    near(acme.score, 70);
    assert.deepEqual([acme.proposedTier, acme.knownWeight], ['Strategic', 100]);
    // No evidence is a gap and not a zero.
    assert.equal(cards[1].score, null);
    assert.match(cards[1].reasons.score, /gap and not a zero/);
    assert.deepEqual(unknownPartners, []);
  });

  test('the quarters tell the exponent that they were made with', () => {
    const { next } = good(scorecard(quarters));
    near(next.response.beta, 0.6);
    assert.deepEqual([next.response.verdict, next.beta === next.response.beta], ['supports', true]);
    const alone = good(response({ periods: quarters.campaigns.map((row) => ({ spent: row.mdfClaimed, outcome: row.pipelineSourced })) }));
    near(alone.beta, 0.6);
    assert.equal(alone.periods, 8);
  });

  test('six rules split one deal to the cent', () => {
    const { partners, value, overlap } = good(attribution(deals));
    const by = (rule) => partners.map(({ credited }) => credited[rule]);
    assert.deepEqual(by('first'), [100.01, 0, 0]);
    assert.deepEqual(by('last'), [0, 0, 100.01]);
    assert.deepEqual(by('even'), [33.34, 33.34, 33.33]);
    assert.deepEqual(by('position'), [40.01, 20, 40]);
    assert.deepEqual(by('weighted'), [25, 25, 50.01]);
    // A touch counts half as much for each week before the last: 1 to 2 to 4.
    assert.deepEqual(by('timeDecay'), [14.29, 28.57, 57.15]);
    assert.equal(value, 100.01);
    // One deal, whoever touched it.
    assert.deepEqual([overlap.deals, overlap.value, overlap.pairs.length], [1, 100.01, 3]);
  });

  test('a plan holds what rows add up to, and keeps what no row tells', () => {
    const base = plan({ winRate: 0.25, leads: 1 }, { tiers: [{ name: 'strategic', winRate: 0.25, leads: 1 }] });
    const answer = good(planFromCampaigns(year, base));
    const [strategic, focus] = answer.plan.tiers;
    assert.deepEqual([strategic.name, strategic.mdfSpent, strategic.leads, strategic.winRate], ['strategic', 13_000, 80, 0.25]);
    assert.deepEqual([focus.name, focus.mdfSpent], ['Focus', 3000]);
    const spent = answer.filled.find(({ field }) => field === '/tiers/0/mdfSpent');
    assert.deepEqual(spent, { field: '/tiers/0/mdfSpent', value: 13_000, rows: 2, of: 2, filter: { tier: 'Strategic' } });
    assert.ok(answer.kept.includes('/tiers/0/winRate'));
    assert.ok(engine.calculate(answer.plan).ok);
    assert.deepEqual(planFromCampaigns(year), planFromCampaigns(year, null));
  });
});

describe('what is wrong is told, all of it at once', () => {
  before(init);

  test('of rows, each problem with its path, and the others are read', () => {
    const wrong = [
      { partner: 'A', mdfPaid: '5', leads: -1, start: '31.03.2025', activity: 'party', note: 1 },
      {},
      null,
      { partner: 'B', start: '2025-03-01', end: '2025-02-01' },
      { partner: 'C', exchangeRate: 1.1, currency: 'EURO' },
      { partner: 'D', leads: 5 },
    ];
    const { campaigns, problems } = good(readCampaigns({ campaigns: wrong }));
    assert.deepEqual(campaigns, [{ number: 5, campaign: { partner: 'D', leads: 5 } }]);
    const expected = [
      '/campaigns/0/mdfPaid wrongType',
      '/campaigns/0/start wrongType',
      '/campaigns/0/activity wrongType',
      '/campaigns/0/note unknownField',
      '/campaigns/0/leads outOfRange',
      '/campaigns/1 missing',
      '/campaigns/2 wrongType',
      '/campaigns/3/end disordered',
      '/campaigns/4/exchangeRateOn missing',
      '/campaigns/4/currency unknownCurrency',
    ];
    assert.deepEqual(said(problems), expected);
    // A sum of some rows is none of all: the portfolio refuses them, together with its own problems.
    assert.deepEqual(bad(portfolio({ ...terms, campaigns: wrong })), expected);
    assert.deepEqual(bad(portfolio({ today: '2025-02-30', keep: 1.5, campaigns: [{}] })).sort(), [
      '/campaigns/0 missing', '/currency missing', '/keep wrongType', '/today wrongType',
    ].sort());
  });

  test('of two arguments, together', () => {
    assert.deepEqual(bad(scorecard({ ...year, currency: 'XXX' }, { weights: { fit: 50, impact: 50, momentum: 50, health: 0 }, beta: 1 })), [
      '/currency unknownCurrency', '/options/beta outOfRange', '/options/weights contradiction',
    ]);
    assert.deepEqual(bad(scorecard(year, { weights: { fit: 50, impact: 50, momentum: 50, health: 0 } })), ['/options/weights contradiction']);
    assert.deepEqual(bad(planFromCampaigns({ ...year, today: null }, plan({ leads: -1 }))), ['/portfolio/today missing', '/plan/tiers/0/leads outOfRange']);
    assert.deepEqual(bad(planFromCampaigns(year, plan({}, { currency: 'EUR' }))), ['/plan/currency contradiction']);
    const tiers = Array.from({ length: 13 }, (_, at) => ({ partner: 'A', tier: `T${at}`, leads: 1 }));
    assert.deepEqual(bad(planFromCampaigns({ ...terms, campaigns: tiers })), ['/plan/tiers count']);
  });

  test('of deals and periods', () => {
    const wrong = { currency: 'USD', halfLifeDays: 0, deals: [{ touches: [{ on: 'soon' }, { partner: 'A', weight: -1 }] }, 5] };
    assert.deepEqual(bad(attribution(wrong)), [
      '/halfLifeDays outOfRange', '/deals/0/touches/0/on wrongType', '/deals/0/touches/1/weight outOfRange',
      '/deals/0/value missing', '/deals/1 wrongType',
    ]);
    assert.deepEqual(bad(response({ periods: [{ spent: 1 }, { spent: -1, outcome: 'x' }] })), [
      '/periods/0/outcome missing', '/periods/1/spent outOfRange', '/periods/1/outcome wrongType',
    ]);
  });
});

describe('hostile rows are answered, never thrown', () => {
  before(init);

  const asRows = (campaigns) => ({ ...terms, campaigns });
  for (const [name, campaigns, expected] of [
    ['no list', { length: 3 }, '/campaigns wrongType'],
    ['text', 'partner;leads', '/campaigns wrongType'],
    ['one row too many', new Array(100_001).fill({ partner: 'A' }), '/campaigns count'],
    ['a prototype as a field', [JSON.parse('{"partner":"A","__proto__":{"leads":5}}')], '/campaigns/0/__proto__ unknownField'],
    ['a number that is none', [{ partner: 'A', leads: NaN }], '/campaigns/0/leads notFinite'],
    ['a number without end', [{ partner: 'A', mdfPaid: Infinity }], '/campaigns/0/mdfPaid notFinite'],
    ['a name of a megabyte', [{ partner: 'x'.repeat(1 << 20) }], '/campaigns/0/partner length'],
    ['a list in a row', [{ partner: ['A'] }], '/campaigns/0/partner wrongType'],
    ['a day that is none', [{ partner: 'A', start: '2025-02-29' }], '/campaigns/0/start wrongType'],
  ]) {
    test(name, () => {
      assert.ok(bad(portfolio(asRows(campaigns))).includes(expected), String(bad(portfolio(asRows(campaigns)))));
      assert.equal({}.leads, undefined);
    });
  }

  test('a list that is too long, or throws, is no plain data', () => {
    for (const length of [200_001, 1e9]) {
      const { errors } = readCampaigns({ campaigns: new Array(length) });
      assert.deepEqual(errors.map(({ path, code, value, allowed }) => [path, code, value, allowed]), [
        ['/campaigns', 'count', String(length), { min: 0, max: 100_000 }],
      ]);
    }
    const campaigns = new Proxy([], { get() { throw new Error('no'); } });
    assert.deepEqual(bad(readCampaigns({ campaigns })), ['/campaigns wrongType']);
  });

  for (const [name, mdfPaid] of [['a BigInt', 5n], ['a symbol', Symbol('5')], ['a function', () => 5]]) {
    test(`${name} is told where it stands`, () => {
      const { errors } = portfolio(asRows([{ partner: 'A' }, { partner: 'B', mdfPaid }]));
      assert.deepEqual(errors.map(({ path, code, value }) => [path, code, value]), [['/campaigns/1/mdfPaid', 'wrongType', name]]);
    });
  }

  test('a Map has no keys that are read, so it is refused', () => {
    const found = bad(portfolio({ ...asRows([{ partner: 'A' }]), tierCycles: new Map([['Gold', 6]]) }));
    assert.deepEqual(found, ['/tierCycles wrongType']);
  });

  test('names that are keys of every object are names', () => {
    const campaigns = ['__proto__', 'constructor', 'toString'].map((name) => ({ partner: name, tier: name, mdfPaid: 1, pipelineSourced: 1 }));
    const answer = good(portfolio(asRows(campaigns)));
    assert.equal(answer.concentration.partners, 3);
    assert.ok(good(planFromCampaigns(asRows(campaigns))).plan.tiers.some(({ name }) => name === '__proto__'));
  });

  test('sums beyond all bounds have no value and say why, and the engine still answers', () => {
    const huge = Array.from({ length: 50 }, () => ({ partner: 'A', tier: 'T', mdfPaid: 1e13, pipelineSourced: 1e13, exchangeRate: 1e9, exchangeRateOn: '2025-01-01', currency: 'EUR' }));
    good(portfolio(asRows(huge)));
    good(scorecard(asRows(huge)));
    good(portfolio(year));
  });
});
