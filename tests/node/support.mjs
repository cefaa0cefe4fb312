// The package under test, and plans for it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.PKG_DIR;
if (!folder) throw new Error('PKG_DIR must name the built package: run `cargo xtask test --only node`');

/** The address of a file of the package. */
export const inPackage = (name) => pathToFileURL(join(folder, name));

export const engine = await import(inPackage('engine.js'));

/** A plan with one tier of these figures. */
export const plan = (tier = {}, rest = {}) => ({
  version: 1,
  currency: 'USD',
  tiers: [{ name: 'A', ...tier }],
  ...rest,
});

/** Plans whose reports hold, between them, every part that a report can have. */
export const samples = {
  // Every metric has a value in every scope.
  full: {
    ...plan(),
    influenceCredit: 0.5,
    tiers: [
      {
        name: 'Strategic',
        activePartners: 8,
        signedPartners: 12,
        baselineShare: 0.1,
        annualChurn: 0.2,
        winRateInfluenced: 0.3,
        mdfAllocated: 100_000,
        mdfSpent: 80_000,
        programmeCost: 20_000,
        partnerContribution: 40_000,
        leads: 400,
        mqls: 100,
        opportunitiesSourced: 40,
        pipelineSourced: 800_000,
        pipelineInfluenced: 400_000,
        winRate: { low: 0.2, likely: 0.25, high: 0.3 },
        dealSize: 20_000,
      },
      {
        name: 'Scale',
        activePartners: 30,
        signedPartners: 90,
        salesCycleMonths: 4,
        mdfSpent: 20_000,
        partnerContribution: 5_000,
        leads: 100,
        mqls: 30,
        pipelineSourced: 200_000,
        pipelineInfluenced: 50_000,
        winRate: 0.1,
        dealSize: 10_000,
      },
    ],
    direct: { cost: 600_000, pipeline: 2_000_000, customers: 55, revenue: 1_000_000, programmeSpend: 150_000, includesInfluenced: true, salesCycleMonths: 7 },
    economics: {
      grossMargin: 0.8, partnerMargin: 0.2, partnerMarginInfluenced: 0.1, costFollowsCredit: 0.9, annualChurn: 0.25,
      annualExpansion: 0.05, maxLifetimeYears: 4, salesCycleMonths: 6, partnerServicesPerDeal: 8_000, partnerServicesMargin: 0.4,
    },
  },
  // Nothing but a name: every figure has a reason instead of a value.
  empty: plan(),
  // Totals that cover some tiers only, zero divisors, credit beyond direct's own, every kind of warning.
  odd: {
    ...plan(),
    tiers: [
      { name: 'A', mdfAllocated: 50, mdfSpent: 60, leads: 10, mqls: 12, customersInfluenced: 9, customersSourced: 1 },
      { name: 'B', mdfSpent: 0, pipelineSourced: 800, opportunitiesSourced: 30, dealSize: 20, winRate: 0.5 },
    ],
    direct: { cost: 100, customers: 1 },
    economics: { grossMargin: 0.5, partnerMargin: 0.6, annualChurn: 0 },
    assumed: [{ field: '/economics/grossMargin', why: 'A survey.' }],
  },
  // Figures of an example beside a visitor's own.
  example: {
    ...plan({ mdfSpent: 100, leads: 5, revenueSourced: 900 }, { economics: { grossMargin: 0.5 } }),
    examples: ['/tiers/0/leads', '/economics/grossMargin'],
  },
};

/** The report of a plan that must be good. */
export function report(input) {
  const answer = engine.calculate(input);
  assert.ok(answer.ok, JSON.stringify(answer.errors));
  return answer.report;
}

/** The errors of a plan that must be bad, as `path code`. */
export function refused(input) {
  const answer = engine.calculate(input);
  assert.equal(answer.ok, false, 'was taken');
  assert.deepEqual(Object.keys(answer), ['ok', 'errors']);
  assert.ok(answer.errors.length > 0);
  for (const error of answer.errors) {
    assert.deepEqual(Object.keys(error), ['path', 'code', 'message', 'value', 'allowed']);
    for (const key of ['path', 'code', 'message', 'value']) assert.equal(typeof error[key], 'string', key);
    assert.ok(error.path === '' || error.path.startsWith('/'), error.path);
    assert.ok(error.message.length > 10 && error.message.length < 300, error.message);
    if (error.allowed !== null) {
      assert.deepEqual(Object.keys(error.allowed), ['min', 'max']);
      assert.ok(error.allowed.min <= error.allowed.max);
    }
  }
  plainJson(answer);
  return answer.errors.map(({ path, code }) => `${path} ${code}`);
}

/** Nothing but what JSON can say, in objects and lists of the usual kind. */
export function plainJson(value) {
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
  const walk = (part) => {
    if (typeof part === 'number') return assert.ok(Number.isFinite(part));
    if (part === null || ['string', 'boolean'].includes(typeof part)) return undefined;
    assert.equal(typeof part, 'object');
    const expected = Array.isArray(part) ? Array.prototype : Object.prototype;
    assert.equal(Object.getPrototypeOf(part), expected);
    return Object.values(part).forEach(walk);
  };
  walk(value);
}
