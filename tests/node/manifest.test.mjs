// What custom-elements.json tells editors about the element, against the element itself, its types and its styles.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { inPackage } from './support.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(readFileSync(inPackage('custom-elements.json'), 'utf8'));
const [module] = manifest.modules;
const element = module.declarations.find(({ customElement }) => customElement);
const types = readFileSync(inPackage('embed.d.ts'), 'utf8');

/** The files of a folder and of those below it that end so. */
function files(folder, ending) {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return files(`${folder}/${entry.name}`, ending);
    return entry.name.endsWith(ending) ? [`${folder}/${entry.name}`] : [];
  });
}

const withoutComments = (text) => text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
const found = (text, pattern) => [...text.matchAll(pattern)].map(([, what]) => what);
const names = (list) => list.map(({ name }) => name);
/** Whether the manifest says what is there; what stands on one side alone is told. */
function same(told, there) {
  const toldAlone = told.filter((name) => !there.includes(name));
  const thereAlone = [...new Set(there)].filter((name) => !told.includes(name));
  assert.deepEqual({ toldAlone, thereAlone }, { toldAlone: [], thereAlone: [] });
}
/** What stands between `opening` and the next line that is a closing bracket alone. */
const block = (text, opening) => text.slice(text.indexOf(opening) + opening.length).split('\n}')[0];

/** The scripts that act for the element; the headless engine and the helper for frames have nothing to do with it. */
const scripts = files('src/embed', '.js')
  .filter((path) => !/\/(engine|frame)\.js$/.test(path))
  .map((path) => withoutComments(read(path)));

test('every list is there, without a name twice and with a sentence for each', () => {
  assert.equal(manifest.schemaVersion, '2.1.0');
  assert.equal(element.tagName, 'comarketing-roi');
  for (const key of ['attributes', 'members', 'events', 'slots', 'cssProperties', 'cssParts']) {
    const all = element[key];
    assert.ok(all.length > 0, key);
    const known = all.map(({ name, static: own }) => `${own ?? false} ${name}`);
    assert.equal(new Set(known).size, all.length, key);
    for (const { name, description } of all) assert.match(description, /^[A-Z`].+\.$/, name);
  }
});

test('attributes are those that the element reads', () => {
  const observed = found(scripts.join('\n'), /static observedAttributes = \[([^\]]*)\]/g)[0];
  const asked = scripts.flatMap((text) => found(text, /\b(?:get|has)Attribute\('([a-z-]+)'\)/g));
  // Attributes with JSON are read by one function, which takes the name.
  const given = scripts.flatMap((text) => found(text, /\bgiven\('([a-z-]+)'\)/g));
  const inner = /^(data-|aria-|lang$)/;
  same(names(element.attributes), [...found(observed, /'([^']+)'/g), ...asked, ...given].filter((name) => !inner.test(name)));
});

test('attributes are those that the types name', () => {
  const typed = found(block(types, 'export interface ComarketingRoiAttributes {'), /^ {2}'?([a-z-]+)'?\?:/gm);
  same(names(element.attributes), typed);
});

describe('members', () => {
  let real;
  before(async () => {
    globalThis.HTMLElement = class {};
    ({ ComarketingRoiElement: real } = await import(`${inPackage('embed.js').href}?manifest`));
  });
  after(() => {
    delete globalThis.HTMLElement;
  });

  const PLATFORM = /^(constructor|(connected|disconnected|adopted|attributeChanged|connectedMove|form\w+)Callback)$/;
  const CLASS = ['length', 'name', 'prototype', 'observedAttributes', 'formAssociated'];

  test('are those of the class', () => {
    const own = Object.getOwnPropertyNames(real.prototype).filter((name) => !PLATFORM.test(name));
    const ofClass = Object.getOwnPropertyNames(real).filter((name) => !CLASS.includes(name));
    same(names(element.members.filter((member) => !member.static)), own);
    same(names(element.members.filter((member) => member.static)), ofClass);
  });

  test('are of the kind that the class has', () => {
    for (const { name, kind, readonly, parameters = [] } of element.members.filter((member) => !member.static)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(real.prototype, name) ?? {};
      assert.equal(kind, typeof value === 'function' ? 'method' : 'field', name);
      if (kind === 'field') assert.equal(readonly ?? false, Boolean(get) && !set, name);
      else assert.ok(parameters.length >= value.length, name);
    }
  });

  test('are those of the types', () => {
    const declared = block(types, 'export class ComarketingRoiElement extends HTMLElement {');
    same(names(element.members), found(declared, /^ {2}(?:static )?(?:readonly )?(?:get |set )?(\w+)[(:<]/gm));
  });

  test('the module exports what is said of it', async () => {
    const exported = Object.keys(await import(`${inPackage('embed.js').href}?manifest`));
    const told = module.exports.filter(({ kind }) => kind === 'js').map(({ name }) => name);
    for (const name of told) assert.ok(exported.includes(name), name);
    assert.ok(module.exports.some(({ kind, name }) => kind === 'custom-element-definition' && name === element.tagName));
  });
});

test('events are those of the types, with their details', () => {
  const map = block(types, 'export interface ComarketingRoiEventMap {');
  const typed = [...map.matchAll(/'(cmroi-[a-z]+)': (CustomEvent<\w+>)/g)].map(([, name, type]) => `${name} ${type}`);
  same(element.events.map(({ name, type }) => `${name} ${type.text}`), typed);
});

test('events are those that are dispatched', () => {
  const told = scripts.flatMap((text) => [
    ...found(text, /\bemit\((?:[\w.]+, )?'([a-z]+)'/g),
    ...found(text, /new CustomEvent\('cmroi-([a-z]+)'/g),
  ]);
  // The app tells the element, which passes on what it does not know for itself.
  const rust = [...files('src/app', '.rs'), 'src/embed/widget.rs'].map(read);
  const app = rust.flatMap((text) => found(text, /\b(?:notify|tell|call)\(\s*"([a-z]+)"/g));
  const inner = ['workspace', 'focus', 'drawing', 'drawn', 'panic'];
  same(names(element.events), [...told, ...app.filter((type) => !inner.includes(type))].map((type) => `cmroi-${type}`));
});

test('custom properties are those that the style sheets read', () => {
  const sheets = files('styles', '.css').filter((path) => !path.endsWith('/page.css'));
  same(names(element.cssProperties), sheets.flatMap((path) => found(withoutComments(read(path)), /(--cmroi-[a-z0-9-]+)/g)));
});

test('defaults of custom properties are those of the style sheets', () => {
  const sheets = files('styles', '.css').map((path) => withoutComments(read(path))).join('\n');
  for (const { name, default: fallback } of element.cssProperties) {
    // Those of charts stand for tokens, which have no name outside.
    if (name.startsWith('--cmroi-series-')) continue;
    assert.ok(sheets.includes(`var(${name}, ${fallback})`), `${name}: ${fallback}`);
  }
});

describe('parts', () => {
  const views = ['src/view', 'src/insight', 'src/markup', 'src/app'].flatMap((folder) => files(folder, '.rs')).map((path) =>
    withoutComments(read(path).split('#[cfg(test)]')[0]));

  const ofTable = (text) => found(text.split('const PARTS')[1]?.split('];')[0] ?? '', /\("[^"]+", "([^"]+)"\)/g);
  const ofTrees = (text) => found(text, /\.set\("part", "([^"]+)"\)/g);

  test('are told where a view or a panel writes one', () => {
    const written = views.flatMap((text) => [...ofTable(text), ...ofTrees(text)]);
    assert.ok(written.length > 25, `${written.length} were found`);
    const told = names(element.cssParts);
    for (const part of written.flatMap((value) => value.split(' '))) assert.ok(told.includes(part), part);
  });

  test('are written where one is told', () => {
    const literals = [...views, ...scripts]
      .filter((text) => /\bpart\b/.test(text))
      .flatMap((text) => [...found(text, /"([^"\n]*)"/g), ...found(text, /'([^'\n]*)'/g)]);
    const words = new Set(literals.flatMap((text) => text.split(' ')));
    for (const part of names(element.cssParts)) assert.ok(words.has(part), `nothing has part="${part}"`);
  });
});
