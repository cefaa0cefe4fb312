// What can be said of src/page/frame.js without a browser: a frame that is silent, and whom it believes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';

const source = new URL('../../src/page/', import.meta.url);
/** A script of the page; where a build is there, the one that is shipped. */
async function script(name) {
  const file = process.env.DIST_DIR ? join(process.env.DIST_DIR, name) : new URL(name, source);
  return import(`data:text/javascript;base64,${(await readFile(file)).toString('base64')}`);
}

const { connect } = await script('frame.js');

describe('a frame', () => {
  const names = ['document', 'location', 'addEventListener', 'removeEventListener', 'getComputedStyle'];
  let sent;
  let listeners;
  let frame;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    sent = [];
    listeners = new Set();
    globalThis.document = { baseURI: 'https://host.example/page' };
    globalThis.location = new URL('https://host.example/page');
    globalThis.addEventListener = (_, listener) => listeners.add(listener);
    globalThis.removeEventListener = (_, listener) => listeners.delete(listener);
    globalThis.getComputedStyle = () => ({ boxSizing: 'border-box' });
    globalThis.CustomEvent ??= class extends Event {
      constructor(type, options) {
        super(type, options);
        this.detail = options.detail;
      }
    };
    frame = Object.assign(new EventTarget(), {
      src: 'https://calc.example.com/?mode=call', loading: 'eager', contentDocument: null, style: {}, offsetHeight: 104, clientHeight: 100,
      contentWindow: { postMessage: (message, origin) => sent.push({ ...structuredClone(message), origin }) },
    });
  });

  afterEach(() => {
    mock.timers.reset();
    for (const name of names) delete globalThis[name];
  });

  const hear = (data, more) => {
    for (const listener of listeners) listener({ data, source: frame.contentWindow, origin: 'https://calc.example.com', ...more });
  };
  const message = (type, payload, id = sent[0].id) => ({ ns: 'cmroi', v: 1, id, type, payload });

  test('that never answers is told as what it may be', async () => {
    const { ready } = connect(frame);
    mock.timers.tick(29_999);
    mock.timers.tick(1);
    await assert.rejects(ready, /https:\/\/calc\.example\.com did not answer\. .*frame-src.*frame-ancestors/);
  });

  test('that says hello and then nothing is told too', async () => {
    const { ready } = connect(frame);
    hear(message('hello', null, ''));
    mock.timers.tick(30_000);
    mock.timers.tick(15_000);
    await assert.rejects(ready, /says hello/);
  });

  test('that is loaded late has its time from then', async () => {
    frame.loading = 'lazy';
    const { ready } = connect(frame);
    mock.timers.tick(600_000);
    frame.dispatchEvent(new Event('load'));
    hear(message('ready', { version: '1.0.0' }));
    assert.equal((await ready).version, '1.0.0');
  });

  test('that somebody holds back has its time from when it is let go', async () => {
    const at = frame.src;
    for (const held of ['', 'about:blank', 'https://host.example/placeholder']) {
      frame.src = held;
      const connection = connect(frame, { origin: 'https://calc.example.com' });
      let failed = false;
      connection.ready.catch(() => { failed = true; });
      mock.timers.tick(600_000);
      frame.dispatchEvent(new Event('load'));
      mock.timers.tick(600_000);
      await Promise.resolve();
      assert.ok(!failed, held);
      frame.src = at;
      frame.dispatchEvent(new Event('load'));
      mock.timers.tick(30_000);
      await assert.rejects(connection.ready, /did not answer/, 'let go, and silent');
      connection.destroy();
    }
    frame.src = '';
    assert.throws(() => connect(frame), TypeError, 'nobody says where it will be');
  });

  /** Answers the last question as a page does. */
  const answer = (detail) => hear(message('event', { name: 'cmroi-answer', request: sent.at(-1).payload.request, detail }));

  for (const [how, give] of [
    ['said nothing', () => mock.timers.tick(30_000)],
    ['said hello and nothing more', () => { hear(message('hello', null, '')); mock.timers.tick(45_000); }],
    ['could not show the calculator', () => hear(message('event', { name: 'cmroi-error', detail: { code: 'timeout', phase: 'load', message: 'No.' } }))],
  ]) {
    test(`that ${how} and comes all the same is spoken with`, async () => {
      const connection = connect(frame, { plan: { tiers: [] } });
      give();
      await assert.rejects(connection.ready);
      await assert.rejects(connection.getReport(), 'nobody is there to be asked');
      hear(message('hello', null, ''));
      assert.equal(sent.at(-1).type, 'init', 'it gets its start');
      const early = connection.patch({ currency: 'EUR' });
      hear(message('ready', { version: '1.0.0' }));
      assert.equal((await connection.ready).version, '1.0.0');
      await new Promise(setImmediate);
      answer({ ok: true });
      assert.deepEqual(await early, { ok: true });
      const report = connection.getReport();
      await new Promise(setImmediate);
      answer({ report: 5 });
      assert.equal(await report, 5);
      mock.timers.tick(600_000);
      assert.equal((await connection.ready).version, '1.0.0', 'no clock runs on');
    });
  }

  test('whose calculator comes after its error, without another hello, is spoken with', async () => {
    const connection = connect(frame);
    hear(message('event', { name: 'cmroi-error', detail: { code: 'timeout', phase: 'load', message: 'No.' } }));
    await assert.rejects(connection.ready);
    hear(message('ready', { version: '1.0.0' }));
    assert.equal((await connection.ready).version, '1.0.0');
  });

  test('that cannot show the calculator says why', async () => {
    const { ready } = connect(frame);
    hear(message('event', { name: 'cmroi-error', detail: { code: 'wasm_unsupported', phase: 'load', message: 'No.' } }));
    await assert.rejects(ready, (error) => error.code === 'wasm_unsupported' && error.message.includes('No.'));
  });

  test('without an origin of its own is refused', () => {
    for (const src of ['about:blank', 'data:text/html,x', 'file:///x']) assert.throws(() => connect({ ...frame, src }), TypeError);
    assert.throws(() => connect(frame, { origin: 'null' }), TypeError);
  });

  test('gets each message under its exact origin and a name that nobody guesses', () => {
    const first = connect(frame, { plan: { tiers: [] }, attributes: { mode: 'call' } });
    connect(frame);
    assert.ok(sent.every(({ origin }) => origin === 'https://calc.example.com'));
    assert.notEqual(sent[0].id, sent[1].id);
    assert.match(sent[0].id, /^[\w-]{8,64}$/);
    assert.deepEqual(sent[0].payload, { plan: { tiers: [] }, attributes: { mode: 'call' }, properties: {} });
    first.destroy();
    assert.equal(sent.at(-1).type, 'destroy');
    assert.equal(listeners.size, 1);
  });

  test('is spoken to when its page is there, and not before', () => {
    frame.contentDocument = {};
    connect(frame);
    assert.equal(sent.length, 0);
    hear(message('hello', null, ''));
    assert.equal(sent[0].type, 'init');
  });

  test('is heard only as itself', () => {
    connect(frame);
    const heard = [];
    frame.addEventListener('cmroi-change', ({ detail }) => heard.push(detail));
    const change = message('event', { name: 'cmroi-change', detail: { plan: { tiers: [{}] } } });
    hear(change, { source: {} });
    hear(change, { source: null });
    for (const origin of ['null', 'https://calc.example.com.evil.example', 'https://calc.example.co', 'http://calc.example.com']) hear(change, { origin });
    hear({ ...change, id: 'another' });
    hear({ ...change, v: 2 });
    hear({ ...change, ns: 'other' });
    for (const data of [null, undefined, 'text', 5, [], { ...change, payload: null }, { ...change, payload: 'x' }]) hear(data);
    hear(message('event', { name: 'click', detail: {} }));
    hear(message('event', { name: 'cmroi-answer', request: 7, detail: {} }));
    assert.deepEqual(heard, []);
    hear(change);
    assert.equal(heard.length, 1);
    assert.ok(Object.isFrozen(heard[0].plan.tiers[0]));
  });

  test('is made as high as it says, with its border and within reason', () => {
    connect(frame);
    for (const height of [NaN, -1, 0, 119, 20_001, Infinity, '500px', {}, null]) hear(message('height', { height }));
    assert.equal(frame.style.height, undefined);
    hear(message('height', { height: 500 }));
    assert.equal(frame.style.height, '504px');
    const own = { ...frame, style: {} };
    sent.length = 0;
    connect(own, { resize: false });
    hear(message('height', { height: 500 }));
    assert.equal(own.style.height, undefined);
  });

  test('that is loaded anew begins as before and leaves no question open', async () => {
    const { ready, getReport, theme } = connect(frame, { plan: { tiers: [] } });
    hear(message('ready', { version: '1.0.0' }));
    await ready;
    const asked = getReport();
    theme('dark');
    await Promise.resolve();
    hear(message('hello', null, ''));
    await assert.rejects(asked, /anew/);
    assert.deepEqual(sent.at(-1).payload, { plan: { tiers: [] }, attributes: { theme: 'dark' }, properties: {} });
  });
});
