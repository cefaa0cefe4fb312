// What can be said of src/embed without a browser; the rest is tested in one.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = new URL('../../src/embed/', import.meta.url);
// The file that is shipped: the build makes it of src/embed/embed.js and src/embed/element/.
const embed = join(process.env.DIST_DIR ?? fileURLToPath(new URL('../../dist', import.meta.url)), 'embed.js');
const text = await readFile(embed, 'utf8');

let copies = 0;
/** The module, evaluated anew at each call, as a second script tag from another place would be. */
function load(script = text) {
  // An address of its own; also, Node would take the file for CommonJS where no package.json says otherwise.
  return import(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}#${copies++}`);
}

describe('on a server', () => {
  test('importing does nothing and fails at nothing', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const { ComarketingRoiElement, version } = await load();
    assert.equal(typeof ComarketingRoiElement, 'function');
    assert.equal(typeof version, 'string');
    assert.deepEqual(Object.getOwnPropertyNames(globalThis), before, 'no global was made');
  });
});

describe('in a page', () => {
  let events;
  let warnings;
  const { warn } = console;

  beforeEach(() => {
    events = [];
    warnings = [];
    console.warn = (text) => warnings.push(text);
    const names = new Map();
    globalThis.customElements = {
      get: (name) => names.get(name),
      define(name, element) {
        if (names.has(name)) throw new Error('NotSupportedError');
        names.set(name, element);
      },
    };
    globalThis.CustomEvent ??= class extends Event {
      constructor(type, options) {
        super(type, options);
        this.detail = options.detail;
      }
    };
    globalThis.HTMLElement = class extends EventTarget {
      attachShadow() {
        return Object.assign(new EventTarget(), { append() {} });
      }
    };
    globalThis.document = Object.assign(new EventTarget(), { createElement: () => ({}) });
    document.addEventListener('cmroi-error', (event) => events.push(event));
  });

  afterEach(() => {
    console.warn = warn;
    for (const name of ['customElements', 'HTMLElement', 'document']) delete globalThis[name];
  });

  test('the element is defined', async () => {
    const { ComarketingRoiElement, version } = await load();
    assert.equal(customElements.get('comarketing-roi'), ComarketingRoiElement);
    assert.equal(ComarketingRoiElement.version, version);
  });

  test('the same version twice is one element, silently', async () => {
    const [first, second] = [await load(), await load()];
    assert.equal(first.ComarketingRoiElement, second.ComarketingRoiElement);
    assert.deepEqual([events, warnings], [[], []]);
  });

  test('the first of two versions keeps the name, and one warning says so', async () => {
    const { ComarketingRoiElement: first, version } = await load();
    await load(text.replaceAll(version, '0.0.0-other'));
    assertDuplicate();
    assert.equal(customElements.get('comarketing-roi'), first);
  });

  test('a stranger who holds the name keeps it', async () => {
    const stranger = class extends HTMLElement {};
    customElements.define('comarketing-roi', stranger);
    await load();
    assertDuplicate();
    assert.equal(customElements.get('comarketing-roi'), stranger);
  });

  function assertDuplicate() {
    assert.equal(warnings.length, 1);
    const [{ bubbles, composed, detail }] = events;
    assert.deepEqual([events.length, bubbles, composed, detail.code], [1, true, true, 'duplicate_version']);
    assert.deepEqual(Object.keys(detail).sort(), ['code', 'hint', 'message', 'phase', 'recoverable']);
    assert.ok(Object.isFrozen(detail));
  }

  test('a plan is kept as a frozen copy', async () => {
    const { ComarketingRoiElement } = await load();
    const element = new ComarketingRoiElement();
    assert.equal(element.plan, null);
    assert.equal(element.state, 'idle');
    const plan = JSON.parse('{ "tiers": [{ "name": "A", "leads": null }], "__proto__": { "polluted": 1 } }');
    plan.tiers[0].leads = NaN;
    element.plan = new Proxy(plan, {}); // as frameworks wrap their state
    const copy = element.plan;
    plan.tiers[0].name = 'B';
    assert.equal(copy.tiers[0].name, 'A');
    assert.ok(Number.isNaN(copy.tiers[0].leads), 'NaN is for the engine to refuse');
    assert.ok(Object.isFrozen(copy) && Object.isFrozen(copy.tiers) && Object.isFrozen(copy.tiers[0]));
    assert.ok(Object.hasOwn(copy, '__proto__') && copy.polluted === undefined, 'a key like any other');
    element.plan = '{ "tiers": [] }';
    assert.deepEqual(element.plan, { tiers: [] });
  });

  for (const [name, make] of oddities()) {
    test(`a plan that is no data is told, not thrown: ${name}`, async () => {
      const { ComarketingRoiElement } = await load();
      const element = new ComarketingRoiElement();
      const codes = [];
      element.addEventListener('cmroi-error', ({ detail }) => codes.push(detail.code, detail.recoverable));
      element.plan = { kept: true };
      element.plan = make();
      assert.deepEqual(codes, ['config_invalid', true]);
      assert.deepEqual(element.plan, { kept: true });
    });
  }

  for (const [name, text] of [
    ['broken JSON', '{ "version": 1'],
    ['more than 64 KiB', JSON.stringify('é'.repeat(33_000))],
    ['JSON of a great depth', '['.repeat(20_000) + ']'.repeat(20_000)],
  ]) {
    test(`JSON text that cannot be read is told, not thrown: ${name}`, async () => {
      const { ComarketingRoiElement } = await load();
      const element = new ComarketingRoiElement();
      let code;
      element.addEventListener('cmroi-error', ({ detail }) => (code = detail.code));
      element.plan = text;
      assert.equal(code, 'config_invalid');
      assert.equal(element.plan, null);
    });
  }
});

describe('the headless engine', () => {
  // The smallest module, and in place of the glue one that shows what reaches it.
  const module = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  const glue = `
    export const seen = { starts: 0, plans: [], bytes: 0, fail: false };
    export default async ({ module_or_path }) => {
      seen.starts += 1;
      if (seen.fail) throw new Error('no network');
      seen.bytes = (await WebAssembly.compile(module_or_path)) && module_or_path.length;
    };
    export const calculate = (plan) => {
      seen.plans.push(plan);
      if (plan === 'trap') throw new WebAssembly.RuntimeError('unreachable');
      return plan === 'nothing' ? undefined : { ok: true, report: {} };
    };
    export const metrics = () => [{ id: 'roi' }];`;
  let folder;
  let engine;
  let seen;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-'));
    await copyFile(new URL('engine.js', source), join(folder, 'engine.js'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'engine_glue.js'), glue);
    await writeFile(join(folder, 'engine_glue_bg.wasm'), module);
    engine = await import(pathToFileURL(join(folder, 'engine.js')).href);
    ({ seen } = await import(pathToFileURL(join(folder, 'engine_glue.js')).href));
  });

  afterEach(() => rm(folder, { recursive: true }));

  test('a call before init is a mistake that is named', () => {
    assert.throws(() => engine.calculate({}), /calculate\(\).*await init\(\)/);
    assert.throws(() => engine.metrics(), /metrics\(\).*await init\(\)/);
    assert.equal(typeof engine.version, 'string');
  });

  test('init loads once, from the file beside it', async () => {
    await Promise.all([engine.init(), engine.init()]);
    await engine.init();
    assert.deepEqual([seen.starts, seen.bytes], [1, module.length]);
    assert.deepEqual(engine.metrics(), [{ id: 'roi' }]);
  });

  test('init may be tried again after a failure', async () => {
    seen.fail = true;
    await assert.rejects(engine.init(), /no network/);
    assert.throws(() => engine.calculate({}), /await init\(\)/);
    seen.fail = false;
    await engine.init();
    assert.equal(engine.calculate({}).ok, true);
  });

  test('plain data reaches the engine as a copy', async () => {
    await engine.init();
    const plan = { list: [1, null, undefined, NaN, 'text', true], nested: { deep: {} } };
    engine.calculate(plan);
    engine.calculate(new Proxy(plan, {}));
    const [copy, again] = seen.plans;
    assert.deepEqual(copy, plan);
    assert.deepEqual(again, plan);
    assert.notEqual(copy.nested, plan.nested);
  });

  const withoutKeys = [
    ['a Map within', () => ({ 'a/b': new Map([['Gold', 6]]) }), '/a~1b'],
    ['a Date within', () => ({ start: new Date(0) }), '/start'],
  ];
  for (const [name, make, at = ''] of [...oddities(), ...withoutKeys]) {
    test(`what is no data is refused, not thrown: ${name}`, async () => {
      await engine.init();
      const { ok, errors } = engine.calculate(make());
      assert.equal(ok, false);
      assert.deepEqual(errors.map(({ path, code }) => [path, code]), [[at, 'wrongType']]);
      assert.equal(seen.plans.length, 0, 'it does not reach the engine');
    });
  }

  test('an engine that has trapped is not called again', async () => {
    await engine.init();
    for (const plan of ['trap', {}]) {
      const { ok, errors } = engine.calculate(plan);
      assert.deepEqual([ok, errors[0].path, errors[0].code], [false, '', 'internal']);
    }
    assert.equal(seen.plans.length, 1);
    const { ok, errors } = engine.solve({}, {});
    assert.deepEqual([ok, errors[0].code], [false, 'internal']);
  });

  test('an answer that is nothing is a defect, and the next question is asked all the same', async () => {
    await engine.init();
    const { ok, errors } = engine.calculate('nothing');
    assert.deepEqual([ok, errors[0].code], [false, 'internal']);
    assert.equal(engine.calculate({}).ok, true);
  });
});

/** Values that are no plain data, made anew for each test. */
function oddities() {
  const circle = {};
  circle.self = { circle };
  const thrower = (what) => () => {
    throw what;
  };
  return [
    ['a circle', () => circle],
    ['a BigInt', () => ({ leads: 1n }), '/leads'],
    ['a function', () => () => {}],
    ['a function within', () => ({ tiers: [() => {}] }), '/tiers/0'],
    ['a symbol', () => Symbol('plan')],
    ['a getter that throws', () => ({ get tiers() { return thrower(new Error('mine'))(); } }), '/tiers'],
    ['a proxy that throws null', () => new Proxy({}, { ownKeys: thrower(null) })],
    ['a proxy that is revoked', () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return { proxy };
    }, '/proxy'],
    ['an error whose message throws', () => {
      const odd = Object.create(Error.prototype, { message: { get: thrower(1) } });
      return new Proxy({}, { ownKeys: thrower(odd) });
    }],
    ['a list of a billion', () => new Array(1e9)],
  ];
}
