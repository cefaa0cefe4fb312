// What the page's data layer hears, what a lead's headline says, and which answers of a visitor are taken.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { inPackage } from './support.mjs';

const [{ headline, worth }, { attach }, { wrong }] = await Promise.all(
  ['bands.js', 'announce.js', 'lead.js'].map((name) => import(inPackage(name))),
);

/** A report as far as the headline looks at it. */
const report = (figures) => ({
  currency: 'EUR',
  total: { metrics: Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, { value }])) },
});

describe('bands', () => {
  const roi = (value) => headline(report({ roi: value }), false).roi;
  const money = (value) => headline(report({ vendorCost: value }), false).spend;

  test('each holds its lower edge and not its upper one', () => {
    const edges = [[-1, 'below 0%'], [-1e-9, 'below 0%'], [0, '0-50%'], [0.4999, '0-50%'], [0.5, '50-100%'], [1, '100-200%'],
      [2, '200-500%'], [4.99, '200-500%'], [5, '500% or more'], [1e9, '500% or more'], [null, 'not known']];
    for (const [value, band] of edges) assert.equal(roi(value), band, String(value));
    const sums = [[0, 'below 10k'], [9_999.99, 'below 10k'], [10_000, '10k-50k'], [50_000, '50k-100k'], [100_000, '100k-500k'],
      [500_000, '500k-1m'], [1e6, '1m-5m'], [5e6, '5m-10m'], [10e6, '10m or more'], [1e15, '10m or more'], [null, 'not known']];
    for (const [value, band] of sums) assert.equal(money(value), band, String(value));
  });

  test('they come without figures, and figures only where the host wants them', () => {
    const full = report({ roi: 1.2345, pipelineCredited: 2_345_678, vendorCost: 123_456, mdfSpent: 100_000 });
    const bands = headline(full, false);
    assert.deepEqual(bands, { detail: 'bands', roi: '100-200%', pipeline: '1m-5m', spend: '100k-500k' });
    assert.ok(!/\d{3},?\d{3}|1\.2/.test(JSON.stringify(bands)));
    assert.deepEqual(headline(full, true), { detail: 'exact', roi: 1.2345, pipeline: 2_345_678, spend: 123_456 });
    assert.deepEqual([worth(full, false), worth(full, true)], [100_000, 123_456]);
  });

  test('what the whole needs and is not known is taken from a part; nothing is no failure', () => {
    const part = report({ roi: null, pipelineCredited: null, pipelineSourced: 60_000, vendorCost: null, mdfSpent: 20_000 });
    assert.deepEqual(headline(part, true), { detail: 'exact', roi: null, pipeline: 60_000, spend: 20_000 });
    for (const nothing of [null, report({})]) {
      assert.deepEqual(headline(nothing, false), { detail: 'bands', roi: 'not known', pipeline: 'not known', spend: 'not known' });
      assert.deepEqual([worth(nothing, false), worth(nothing, true)], [0, 0]);
    }
  });
});

describe('examples', () => {
  const sample = { ...report({ roi: 1.2345, pipelineCredited: 2_345_678, vendorCost: 123_456 }), example: true };

  test('nothing of them is told, in bands or exactly', () => {
    assert.deepEqual(headline(sample, false), { detail: 'bands', example: true });
    assert.deepEqual(headline(sample, true), { detail: 'exact', example: true });
    assert.deepEqual([worth(sample, false), worth(sample, true)], [0, 0]);
  });
});

describe('the data layer', () => {
  let element;
  let layer;

  class Widget extends EventTarget {
    attributes = { analytics: 'datalayer' };
    version = '1.0.0';
    state = 'loading';
    report = report({ roi: 1.5, pipelineCredited: 2e6, vendorCost: 150_000 });
    getAttribute(name) {
      return this.attributes[name] ?? null;
    }
    say(type, detail = {}) {
      this.dispatchEvent(Object.assign(new Event(`cmroi-${type}`), { detail }));
    }
  }
  // Newer versions of Node have one, older ones do not.
  const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const browse = (navigator) => Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  const events = () => layer.map(({ event }) => event);
  const lead = (given) => ({
    fields: { name: 'Ada', email: 'ada@example.com', company: 'Example', message: 'secret' },
    consent: { given, text: 'I agree.' },
    currency: 'EUR',
    headline: {},
    shareUrl: 'https://calc.example.com/#cmroi=1.AAAA',
  });

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    browse({});
    layer = [];
    globalThis.dataLayer = layer;
    element = new Widget();
    attach(element);
  });

  afterEach(() => {
    mock.timers.reset();
    delete globalThis.dataLayer;
    delete globalThis.navigator;
    if (own) Object.defineProperty(globalThis, 'navigator', own);
  });

  test('it hears of a visit in bands', () => {
    element.say('ready');
    element.say('share', { what: 'full', where: 'clipboard', url: 'https://calc.example.com/#cmroi=1.AAAA' });
    element.say('export', { what: 'report', where: 'print' });
    element.say('cta', { what: 'cta', where: 'https://example.com/?email=ada@example.com' });
    element.say('error', { code: 'link_invalid', phase: 'link', message: 'secret', hint: '' });
    assert.deepEqual(layer, [
      { event: 'cmroi_ready', cmroi_version: '1.0.0' },
      { event: 'cmroi_share', cmroi_what: 'full' },
      { event: 'cmroi_export', cmroi_what: 'report', cmroi_where: 'print' },
      { event: 'cmroi_cta' },
      { event: 'cmroi_error', cmroi_code: 'link_invalid', cmroi_phase: 'link' },
    ]);
  });

  test('of an example it hears that it is one, and no value', () => {
    element.report = { ...element.report, example: true };
    element.say('lead', lead(true));
    element.say('change', { report: { ...report({ roi: 1.5 }), example: true }, source: 'user', valid: true });
    mock.timers.tick(5000);
    assert.deepEqual(layer, [
      { event: 'generate_lead', cmroi_example: true },
      { event: 'cmroi_change', cmroi_example: true, cmroi_currency: 'EUR', cmroi_source: 'user' },
    ]);
  });

  test('a change is told after a pause, once for all that happened, and only where a band has changed', () => {
    const change = (roi, source = 'user') => element.say('change', { report: report({ roi }), source, valid: true });
    change(0.1);
    change(0.2);
    mock.timers.tick(1999);
    change(1.5);
    mock.timers.tick(1999);
    assert.deepEqual(events(), [], 'the visitor is still typing');
    mock.timers.tick(1);
    const told = { event: 'cmroi_change', cmroi_roi: '100-200%', cmroi_pipeline: 'not known', cmroi_spend: 'not known' };
    assert.deepEqual(layer, [{ ...told, cmroi_currency: 'EUR', cmroi_source: 'user' }]);
    change(1.6);
    mock.timers.tick(5000);
    assert.equal(layer.length, 1, 'the same bands are no news');
    change(9, 'host');
    mock.timers.tick(5000);
    assert.equal(layer.length, 1, 'nor is what the host has set');
    element.attributes['analytics-detail'] = 'exact';
    change(1.6);
    mock.timers.tick(5000);
    assert.equal(layer[1].cmroi_roi, 1.6);
  });

  test('a lead has a value and a currency, and nothing of the person', () => {
    element.say('lead', lead(true));
    assert.deepEqual(layer, [{
      event: 'generate_lead', value: 100_000, currency: 'EUR',
      cmroi_roi: '100-200%', cmroi_pipeline: '1m-5m', cmroi_spend: '100k-500k',
    }]);
  });

  test('who does not consent is no lead', () => {
    element.say('lead', lead(false));
    assert.deepEqual(layer, []);
  });

  test('nothing is pushed where the host has switched it off, or the visitor asks for privacy', () => {
    element.attributes.analytics = 'off';
    element.say('ready');
    element.attributes.analytics = 'datalayer';
    browse({ globalPrivacyControl: true });
    element.say('ready');
    element.say('lead', lead(true));
    assert.deepEqual(layer, []);
  });

  test('no data layer is made; one that comes later is used from then on', () => {
    delete globalThis.dataLayer;
    element.say('ready');
    assert.ok(!('dataLayer' in globalThis));
    globalThis.dataLayer = layer;
    element.say('cta');
    assert.deepEqual(events(), ['cmroi_cta']);
  });

  test('what happened before this script came is told once', async () => {
    const late = Object.assign(new Widget(), { state: 'ready' });
    attach(late);
    attach(late);
    assert.deepEqual(events(), ['cmroi_ready']);
    const failed = Object.assign(new Widget(), { state: 'error', ready: Promise.reject({ code: 'csp_wasm_blocked' }) });
    attach(failed);
    await failed.ready.catch(() => {});
    assert.deepEqual(layer[1], { event: 'cmroi_error', cmroi_code: 'csp_wasm_blocked', cmroi_phase: 'load' });
  });
});

describe('contact details', () => {
  const good = { name: 'Ada', email: 'ada@example.com', company: 'Example', phone: '', message: '' };

  test('three are needed', () => {
    assert.deepEqual(wrong(good), {});
    const none = { name: '', email: '', company: '', phone: '', message: '' };
    assert.deepEqual(wrong(none), { name: 'missing', email: 'missing', company: 'missing' });
  });

  test('an address has an @ and a domain', () => {
    for (const email of ['a@b.de', 'a.b+c@mail.example.co.uk', 'ä@exämple.de', '"a"@b.example']) {
      assert.deepEqual(wrong({ ...good, email }), {}, email);
    }
    for (const email of ['ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com', 'ada@@example.com', 'ada@.com', 'ada@example.', 'ada@a..b']) {
      assert.deepEqual(wrong({ ...good, email }), { email: 'notAnAddress' }, email);
    }
  });

  test('letters are counted as people count them, and a long text takes no time', () => {
    assert.deepEqual(wrong({ ...good, name: '😀'.repeat(5) }, { name: 5 }), {});
    assert.deepEqual(wrong({ ...good, name: '😀'.repeat(6) }, { name: 5 }), { name: 'tooLong' });
    assert.deepEqual(wrong({ ...good, email: `a@${'a.'.repeat(1e5)}` }, { email: 254 }), { email: 'tooLong' });
  });
});
