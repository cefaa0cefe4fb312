// What can be said of src/page without a browser: what a setting takes, the lines to copy, and what the configurator says of colors.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const source = new URL('../../src/page/', import.meta.url);
/** A script of the page; where a build is there, the one that is shipped. */
async function script(name) {
  const file = process.env.DIST_DIR ? join(process.env.DIST_DIR, name) : new URL(name, source);
  return import(`data:text/javascript;base64,${(await readFile(file)).toString('base64')}`);
}

const { cautions, policy, snippet } = await script('snippet.js');
const { PROPERTIES, SETTINGS, settled, suits } = await script('settings.js');
const { OWN, contrast, judged } = await script('colors.js');

describe('a setting', () => {
  test('takes the values of the contract and no others', () => {
    const takes = [
      ['mode', 'call'], ['theme', 'dark'], ['heading-level', 4], ['locale', 'de-CH'], ['currency', 'EUR'],
      ['cta-href', 'mailto:a@b.example'], ['plan', '{"tiers":[]}'], ['reserve-height', 640],
    ];
    for (const [name, value] of takes) assert.equal(settled(name, value), String(value), name);
    const refuses = [
      ['mode', 'Call'], ['theme', ''], ['heading-level', 5], ['locale', 'de_DE'], ['locale', ''], ['currency', 'eur'],
      ['cta-href', 'javascript:alert(1)'], ['cta-href', '//x'], ['privacy-href', 'http://x.example'], ['plan', '5'],
      ['plan', 'null'], ['plan', '{'], ['plan', `"${'x'.repeat(70_000)}"`], ['plan', `["${'x'.repeat(70_000)}"]`],
      ['reserve-height', '1e3'], ['cta-label', 'x'.repeat(201)], ['mode', null], ['mode', ['call']], ['mode', { toString: () => 'call' }],
      ['onclick', 'x'], ['style', 'x'], ['__proto__', 'x'], ['constructor', 'x'], ['', ''],
    ];
    for (const [name, value] of refuses) assert.equal(settled(name, value), undefined, `${name}: ${String(value).slice(0, 30)}`);
  });

  test('that is a flag is there or not', () => {
    for (const value of ['', 'true', true]) assert.equal(settled('lock-mode', value), '');
    for (const value of ['false', false]) assert.equal(settled('lock-mode', value), null);
    assert.equal(settled('lock-mode', 'no'), undefined);
  });

  test('that speaks to the visitor says so', () => {
    const spoken = Object.keys(SETTINGS).filter((name) => SETTINGS[name].spoken);
    assert.deepEqual(spoken.sort(), ['benchmarks', 'cta-href', 'cta-label', 'gate', 'labels', 'privacy-href']);
  });

  test('of the look is a value and no reference', () => {
    globalThis.CSS = { supports: () => true };
    try {
      assert.ok(suits('color-accent', '#fff') && suits('radius', '4px') && suits('radius', '.5em') && suits('max-width', 'none'));
      for (const [name, value] of [
        ['color-accent', 'var(--x)'], ['color-accent', 'VAR(--x)'], ['radius', '1rem'], ['radius', 'calc(1px)'], ['radius', '-1px'],
        ['font-family', 'a;b'], ['font-family', 'url(x)'], ['color', '#fff'], ['__proto__', '#fff'], ['radius', 4],
      ]) assert.ok(!suits(name, value), `${name}: ${value}`);
    } finally {
      delete globalThis.CSS;
    }
  });
});

describe('a snippet', () => {
  const wanted = (more) => ({
    attributes: {}, properties: {}, data: {}, base: 'https://cdn.example.com/1.0.0/', integrity: { 'embed.js': 'sha384-x' }, version: '1.0.0', helper: false, events: [], ...more,
  });

  test('holds no value that ends what it stands in', () => {
    const evil = '"><script>alert(1)</script><!--';
    for (const way of ['script', 'tag', 'frame', 'npm']) {
      for (const helper of [false, true]) {
        const text = snippet(way, wanted({
          helper, attributes: { 'cta-label': evil }, data: { plan: JSON.stringify({ name: evil }) }, properties: { '--cmroi-font-family': '"</style>"' },
        }));
        assert.ok(!text.includes('<script>alert') && !text.includes('<!--"') && !/"[^"=]*><script/.test(text), text);
        assert.equal(text.split('</style>').length, way === 'frame' ? 1 : 2, text);
      }
    }
  });

  test('of a package needs no address, and of a frame no wasm', () => {
    assert.deepEqual(policy('npm', wanted()), ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]);
    assert.deepEqual(policy('frame', wanted()), ['frame-src https://cdn.example.com']);
    assert.ok(snippet('npm', wanted()).includes("import 'comarketing-roi';"));
    assert.ok(!snippet('script', wanted({ integrity: {} })).includes('integrity'));
  });

  test('is the tag alone where the page has the script', () => {
    const integrity = { 'embed.js': 'sha384-e' };
    assert.equal(snippet('tag', wanted({ integrity, attributes: { start: 'full' } })), [
      '<comarketing-roi start="full">',
      '  <p>Estimate the return of a joint campaign. <a href="https://cdn.example.com/1.0.0/">Open the calculator</a></p>',
      '</comarketing-roi>',
    ].join('\n'));
    assert.deepEqual(cautions('tag', wanted()), []);
  });

  test('breaks a long tag between its attributes', () => {
    const attributes = { mode: 'campaign', locale: 'de-DE', currency: 'EUR', 'cta-href': 'https://partner.example/review', 'cta-label': 'Book a program review' };
    const tag = snippet('tag', wanted({ attributes })).split('\n').slice(0, 2);
    assert.deepEqual(tag, [
      '<comarketing-roi mode="campaign" locale="de-DE" currency="EUR"',
      '  cta-href="https://partner.example/review" cta-label="Book a program review">',
    ]);
  });

  test('listens to what it is told to, and says what a frame keeps to itself', () => {
    const heard = wanted({ events: ['cmroi-lead', 'cmroi-step'] });
    for (const way of ['script', 'tag', 'npm']) {
      assert.ok(snippet(way, heard).includes("for (const name of ['cmroi-lead', 'cmroi-step']) {\n    document.addEventListener(name"), way);
    }
    assert.ok(snippet('frame', { ...heard, helper: true }).includes('frame.addEventListener(name'));
    assert.ok(!snippet('frame', heard).includes('addEventListener'));
    assert.ok(cautions('frame', heard)[0].includes('helper script'));
  });

  test('says when an address gets too long', () => {
    const long = wanted({ data: { labels: JSON.stringify({ x: 'y'.repeat(9000) }) } });
    assert.equal(cautions('frame', long).length, 1);
    assert.equal(cautions('script', { ...long, attributes: { loading: 'eager' } }).length, 0);
    assert.equal(cautions('frame', { ...long, helper: true }).length, 1, 'of the script in the page');
  });

  test('stays below what editors take', () => {
    const hash = `sha384-${'x'.repeat(64)}`;
    const integrity = { 'embed.js': hash, 'comarketing-roi.js': hash, 'comarketing-roi_bg.wasm': hash };
    assert.ok(snippet('script', wanted({ attributes: { mode: 'campaign', locale: 'de-DE', currency: 'EUR' }, integrity })).length < 1500);
  });

  test('lets the two files start early that the calculator waits for, and not where a touch comes first', () => {
    const integrity = { 'embed.js': 'sha384-e', 'comarketing-roi.js': 'sha384-g', 'comarketing-roi_bg.wasm': 'sha384-w' };
    for (const loading of [undefined, 'eager']) {
      const text = snippet('script', wanted({ integrity, attributes: loading ? { loading } : {} }));
      assert.ok(text.includes('<link rel="modulepreload" href="https://cdn.example.com/1.0.0/comarketing-roi.js" integrity="sha384-g" crossorigin="anonymous">'), text);
      assert.ok(text.includes('<link rel="preload" as="fetch" type="application/wasm" href="https://cdn.example.com/1.0.0/comarketing-roi_bg.wasm" integrity="sha384-w" crossorigin="anonymous">'), text);
    }
    assert.ok(!snippet('script', wanted({ integrity, attributes: { loading: 'interaction' } })).includes('preload'));
    assert.ok(!snippet('npm', wanted({ integrity })).includes('preload'));
  });

  test('of a frame says what the hosted page would do otherwise', async () => {
    const page = await readFile(new URL('../../index.html', import.meta.url), 'utf8');
    const tag = /<comarketing-roi ([^>]*)>/.exec(page)[1];
    const own = Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const { frameAddress } = await script('snippet.js');
    const said = new URL(frameAddress(wanted())).searchParams;
    for (const [name, value] of Object.entries(own)) {
      // What the element does without the attribute is the first of its words; its place on the page is no matter of a frame.
      if (name === 'loading' || name === 'reserve-height') continue;
      assert.equal(said.get(name), name === 'persist' ? 'none' : SETTINGS[name].words[0], `${name}="${value}" of the page`);
    }
    assert.equal(new URL(frameAddress(wanted({ attributes: { mode: 'call', persist: 'local' } }))).search, '?mode=call&share=copy&persist=local');
  });
});

describe('the configurator', () => {
  test('offers everything that can be set, and every event', async () => {
    const page = await readFile(new URL('configure.html', source), 'utf8');
    const types = await readFile(new URL('../../src/embed/embed.d.ts', import.meta.url), 'utf8');
    const events = [...types.matchAll(/'(cmroi-\w+)': CustomEvent/g)].map(([, name]) => name);
    assert.ok(events.length > 8);
    for (const name of [...Object.keys(SETTINGS), ...Object.keys(PROPERTIES), ...events]) {
      assert.ok(page.includes(` name="${name}"`), `${name} is not offered`);
    }
    // The first word of a setting is what the element does without it: it is the empty choice.
    for (const [name, { words }] of Object.entries(SETTINGS)) {
      const list = new RegExp(`<select id="${name}"[^>]*>(.*?)</select>`).exec(page)?.[1];
      if (!list) continue;
      const values = [...list.matchAll(/<option(?: value="([^"]*)")?>([^<]*)/g)].map(([, value, text]) => value ?? text);
      assert.deepEqual(values, ['', ...words.slice(1)], name);
    }
  });
});

describe('colors', () => {
  /** @param {string} hex */
  const paint = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const both = ['light', 'dark'];

  test('are measured as WCAG does', () => {
    assert.equal(contrast(paint('#000000'), paint('#ffffff')), 21);
    assert.equal(contrast(paint('#ffffff'), paint('#ffffff')), 1);
    assert.ok(Math.abs(contrast(paint('#777777'), paint('#ffffff')) - 4.478) < 0.001);
  });

  test('that can be read in one theme only are the calculator’s own in the other', () => {
    const { 'color-accent': accent } = judged({ 'color-accent': '#0b6b5c' }, both, paint);
    assert.deepEqual(accent, {
      good: false,
      text: 'Contrast with the surface and the text on it: 6.4:1 in light; 2.8:1 in dark, under the 4.5:1 that text needs. In dark the calculator uses its own colors.',
    });
    const light = judged({ 'color-accent': '#0b6b5c' }, ['light'], paint)['color-accent'];
    assert.deepEqual(light, { good: true, text: 'Contrast with the surface and the text on it: 6.4:1.' });
  });

  test('are told where they were set', () => {
    const found = judged({ 'color-accent': '#ffff00', 'color-on-accent': '#ffffff' }, both, paint);
    assert.equal(
      found['color-on-accent'].text,
      'Contrast with the accent: 1.0:1, under the 4.5:1 that text needs. The calculator uses its own colors.',
    );
    assert.ok(found['color-accent'].text.startsWith('Contrast with the surface: '), 'the text on it is told there');
    const { 'color-surface': surface } = judged({ 'color-surface': '#ffffff' }, ['light'], paint);
    assert.deepEqual(surface, { good: true, text: 'Contrast with what is read on it: 6.5:1.' });
    assert.deepEqual(judged({ 'color-border': '#ffffff', 'series-1': '#ffffff' }, both, paint), {}, 'nothing is read on those');
  });

  test('of the calculator’s own are those of its style sheet', async () => {
    const css = await readFile(new URL('../../styles/tokens.css', import.meta.url), 'utf8');
    for (const [name, { light, dark }] of Object.entries(OWN)) {
      assert.ok(css.includes(`var(--cmroi-${name}, light-dark(${light}, ${dark}))`), name);
    }
  });
});
