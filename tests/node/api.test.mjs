// The headless API as a caller meets it: loading, answers, and every error that data can cause.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { engine, inPackage, plainJson, plan, refused, report, samples } from './support.mjs';

const { calculate, init, version } = engine;

describe('loading', () => {
  test('before init, a call says what to do', async () => {
    const cold = await import(`${inPackage('engine.js')}?cold`);
    assert.throws(() => cold.calculate(plan()), /await init\(\)/);
    assert.throws(() => cold.metrics(), /await init\(\)/);
  });

  test('init may be called as often as one likes', async () => {
    assert.deepEqual(await Promise.all([init(), init()]), [undefined, undefined]);
    await init();
    assert.ok(calculate(plan()).ok);
  });

  test('the version is that of the package', async () => {
    const manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8'));
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.equal(version, manifest.version);
  });
});

describe('answers', () => {
  before(init);

  test('a good plan gives a report of plain data', () => {
    for (const [name, sample] of Object.entries(samples)) {
      const answer = calculate(sample);
      assert.deepEqual(Object.keys(answer), ['ok', 'report'], name);
      assert.equal(answer.ok, true);
      plainJson(answer);
    }
  });

  test('two calls give equal answers, each its own, and the plan stays as it was', () => {
    const input = structuredClone(samples.full);
    const [first, second] = [calculate(input), calculate(input)];
    assert.deepEqual(first, second);
    first.report.tiers[0].metrics.roi.value = 'changed by the caller';
    assert.deepEqual(calculate(input), second);
    assert.deepEqual(input, samples.full);
  });

  test('a figure that rests on an example says so, and the report names what is left', () => {
    const { example, examples, tiers } = report(samples.example);
    assert.equal(example, true);
    assert.deepEqual(examples, [{ field: '/tiers/0/leads', value: 5 }, { field: '/economics/grossMargin', value: 0.5 }]);
    const { roi, roiRevenue, costPerLead, mdfSpent } = tiers[0].metrics;
    assert.deepEqual([roi, roiRevenue, costPerLead, mdfSpent].map(({ basis }) => basis), ['example', 'derived', 'example', 'given']);
    assert.deepEqual(refused({ ...samples.example, examples: ['/tiers/0/mqls', '/nothing'] }), [
      '/examples/1 unknownField', '/examples/0 missing',
    ]);
  });

  test('a negative zero is a zero', () => {
    const zero = report(plan({ mdfSpent: -0, leads: { low: -0, likely: -0, high: 1 } }, { economics: { grossMargin: -0 } }));
    plainJson(zero);
    assert.deepEqual(zero, report(plan({ mdfSpent: 0, leads: 0 }, { economics: { grossMargin: 0 } })));
  });

  test('a frozen plan will do', () => {
    const freeze = (part) => {
      if (typeof part === 'object' && part !== null) Object.values(part).forEach(freeze);
      return Object.freeze(part);
    };
    assert.deepEqual(calculate(freeze(structuredClone(samples.full))), calculate(samples.full));
  });

  test('absent, null and undefined are the same', () => {
    const bare = report(plan());
    assert.deepEqual(report(plan({ leads: null }, { direct: null, economics: undefined, assumed: null })), bare);
    assert.deepEqual(report(plan({ leads: undefined }, { economics: { grossMargin: undefined } })), bare);
  });
});

describe('every code that data can cause', () => {
  before(init);
  const tiers = (count) => Array.from({ length: count }, (_, at) => ({ name: `T${at}` }));

  for (const [input, ...expected] of [
    [{}, '/version missing', '/currency missing', '/tiers missing'],
    [null, '/version missing', '/currency missing', '/tiers missing'],
    [undefined, '/version missing', '/currency missing', '/tiers missing'],
    [plan({ leads: '12' }), '/tiers/0/leads wrongType'],
    [plan({ leads: NaN }), '/tiers/0/leads notFinite'],
    [plan({ leads: Infinity }), '/tiers/0/leads notFinite'],
    [plan({ leads: -Infinity }), '/tiers/0/leads notFinite'],
    [plan({ leads: { low: 1, likely: NaN, high: 3 } }), '/tiers/0/leads notFinite'],
    [plan({ winRate: 1.2 }), '/tiers/0/winRate outOfRange'],
    [plan({ mdfSpent: -1 }), '/tiers/0/mdfSpent outOfRange'],
    [plan({ mdfSpent: Number.MAX_VALUE }), '/tiers/0/mdfSpent outOfRange'],
    [plan({ leads: { low: 5, likely: 3, high: 9 } }), '/tiers/0/leads disordered'],
    [plan({ leads: { low: 5, likely: 7 } }), '/tiers/0/leads missing'],
    [plan({ winrate: 0.2 }), '/tiers/0/winrate unknownField'],
    [plan({}, { 'a/b~c': 1 }), '/a~1b~0c unknownField'],
    [{ ...plan(), version: 2 }, '/version unknownVersion'],
    [{ ...plan(), tiers: [{ name: 'Gold' }, { name: ' gold' }] }, '/tiers/1/name duplicateName'],
    [{ ...plan(), tiers: [{}] }, '/tiers/0/name length'],
    [{ ...plan(), tiers: [{ name: 'x'.repeat(61) }] }, '/tiers/0/name length'],
    [{ ...plan(), tiers: [] }, '/tiers count'],
    [{ ...plan(), tiers: tiers(13) }, '/tiers count'],
    [{ ...plan(), currency: 'Euro' }, '/currency unknownCurrency'],
    [plan({}, { direct: { includesInfluenced: 'yes' } }), '/direct/includesInfluenced wrongType'],
    [plan({}, { assumed: [{ why: 'x' }] }), '/assumed/0/field missing'],
  ]) {
    test(`${expected.join(', ')} (${inspect(input, { depth: 3, breakLength: Infinity }).slice(0, 60)})`, () => assert.deepEqual(refused(input), expected));
  }

  test('all errors come at once, with what is allowed', () => {
    const bad = plan({ mdfSpent: '1000', winrate: 0.2, winRate: 2 }, { direct: { cost: -1 }, note: 1 });
    assert.deepEqual(refused(bad), [
      '/tiers/0/mdfSpent wrongType',
      '/tiers/0/winrate unknownField',
      '/note unknownField',
      '/tiers/0/winRate outOfRange',
      '/direct/cost outOfRange',
    ]);
    const [error] = calculate(plan({ winRate: 2 })).errors;
    assert.deepEqual([error.value, error.allowed], ['2', { min: 0, max: 1 }]);
  });

  test('the limits themselves are allowed', () => {
    assert.ok(calculate({ ...plan(), tiers: tiers(12) }).ok);
    assert.ok(calculate(plan({ mdfSpent: 1e13, leads: 1e9, winRate: 1 }, { periodMonths: 60 })).ok);
    assert.ok(calculate(plan({ name: 'ü'.repeat(60), mdfSpent: -0, winRate: Number.MIN_VALUE })).ok);
  });
});
