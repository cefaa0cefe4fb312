// Data that nobody meant to send, or that somebody did.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { engine, plan, refused, report, samples } from './support.mjs';

const { calculate, init } = engine;

describe('exotic input is answered, never thrown', () => {
  before(init);

  const throwing = { get cost() { throw new Error('from the getter'); } };
  const cyclic = plan();
  cyclic.tiers[0].self = cyclic;
  let nested = 1;
  for (let depth = 0; depth < 5000; depth += 1) nested = [nested];
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  class Instance { leads = 5; }

  for (const [name, input] of Object.entries({
    'a cyclic plan': cyclic,
    'a cyclic list': (() => { const list = []; list.push(list); return plan({}, { tiers: list }); })(),
    'a BigInt': plan({ leads: 5n }),
    'a BigInt beyond 64 bits': plan({ leads: 2n ** 100n }),
    'a function': plan({ leads: () => 5 }),
    'a function as a plan': () => plan(),
    'a symbol': plan({ leads: Symbol('five') }),
    'a getter that throws': plan({}, { direct: throwing }),
    'a proxy that throws': new Proxy({}, { ownKeys() { throw new Error('from the proxy'); } }),
    'a proxy that throws nothing in particular': new Proxy({}, { ownKeys() { throw undefined; } }),
    'a revoked proxy': plan({}, { direct: revoked.proxy }),
    'lists in lists, 5,000 deep': plan({ leads: nested }),
    'a list with holes': { ...plan(), tiers: [, { name: 'B' }, ,] },
    'a list as a plan': [plan()],
    'a Map': plan({ leads: new Map([['low', 1]]) }),
    'a Date': plan({ leads: new Date(0) }),
    'a typed array': plan({ leads: new Float64Array(2) }),
    'a boxed number': plan({ leads: Object(5) }),
    'a regular expression': plan({ name: /A/ }),
    'a promise': Promise.resolve(plan()),
    'an error': new Error('not a plan'),
    'text': '{"version":1}',
    'a number': 1,
    'true': true,
    'a sparse list of four billion': { ...plan(), tiers: Object.assign([], { length: 2 ** 32 - 1 }) },
    'two thousand unknown keys': plan({}, Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`k${at}`, at]))),
    'a lone surrogate': plan({ name: 'x'.repeat(61) + '\ud800' }),
  })) {
    test(name, () => assert.ok(refused(input).length > 0));
  }

  test('own data of an instance counts, and inherited data does not', () => {
    assert.deepEqual(report(plan(new Instance())), report(plan({ leads: 5 })));
    const inherits = Object.assign(Object.create({ currency: 'EUR' }), plan());
    assert.equal(report(inherits).currency, 'USD');
    assert.deepEqual(report(Object.assign(Object.create(null), plan())), report(plan()));
  });

  test('__proto__ from JSON is an unknown key, and no prototype changes', () => {
    const keys = Object.getOwnPropertyNames(Object.prototype).join();
    const attack = (text) => JSON.parse(text);
    const head = '"version":1,"currency":"USD","tiers":[{"name":"A"';
    assert.deepEqual(refused(attack(`{${head}}],"__proto__":{"polluted":1}}`)), ['/__proto__ unknownField']);
    assert.deepEqual(refused(attack(`{${head},"__proto__":{"leads":5}}]}`)), ['/tiers/0/__proto__ unknownField']);
    assert.deepEqual(refused(attack(`{${head}}],"constructor":{"prototype":{"polluted":1}}}`)), [
      '/constructor unknownField',
    ]);
    assert.equal({}.polluted, undefined);
    assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), keys);
  });

  test('a tier called __proto__ is a tier', () => {
    const found = report({ ...plan(), tiers: [{ name: '__proto__', leads: 1, mdfSpent: 1 }, { name: 'B' }] });
    assert.equal(found.tiers[0].name, '__proto__');
    assert.deepEqual(found.total.metrics.mdfPerLead.covers, ['__proto__']);
  });

  test('after all that the engine still answers', () => {
    assert.ok(calculate(samples.full).ok);
  });
});
