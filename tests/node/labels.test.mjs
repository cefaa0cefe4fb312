// A host's own texts: which are taken, which are refused and why, and what becomes of the table.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const folder = process.env.DIST_DIR;
const source = folder ? pathToFileURL(join(folder, 'labels.js')) : new URL('../../src/embed/labels.js', import.meta.url);
/** Node would take the file for CommonJS where no package.json says otherwise. */
const load = async (address) =>
  import(`data:text/javascript;base64,${Buffer.from(await readFile(address, 'utf8')).toString('base64')}`);
const { applied } = await load(source);

const KEYS = 'undo\nmoreDetail filled of\ndirection\n\nfield.winRate ABCDEFGH\nterm.win ABCDEFGH\nneeds BBBBBBBB what';
const ENGLISH = 'CHECK\nen\nUndo\nMore (\u0001 of \u0002)\nltr';
const GERMAN = `${ENGLISH}\nABCDEFGHAbschlussquote\nBBBBBBBBEs fehlt \u0001`;
const codes = ({ problems }) => problems.map(({ path, code }) => `${path} ${code}`);

describe('labels', () => {
  test('texts of the page take the place of ours, with their gaps in any order', () => {
    const { table, problems } = applied(ENGLISH, KEYS, { undo: ' Take <b>back</b> ', moreDetail: '{of}: {filled}, {of}' });
    assert.deepEqual(problems, []);
    assert.equal(table, 'CHECK\nen\nTake <b>back</b>\n\u0002: \u0001, \u0002\nltr');
  });

  test('what the engine says is added to English and replaced in another language', () => {
    const labels = { 'field.winRate': 'Deals won', needs: 'Give {what}' };
    assert.equal(applied(ENGLISH, KEYS, labels).table, `${ENGLISH}\nABCDEFGHDeals won\nBBBBBBBBGive \u0001`);
    assert.equal(applied(GERMAN, KEYS, labels).table, `${ENGLISH}\nABCDEFGHDeals won\nBBBBBBBBGive \u0001`);
    assert.equal(applied(GERMAN, KEYS, {}).table, GERMAN);
  });

  test('two keys that are one text in English take one text', () => {
    const two = applied(ENGLISH, KEYS, { 'field.winRate': 'A', 'term.win': 'B' });
    assert.deepEqual(codes(two), ['/term.win duplicateName']);
    assert.deepEqual(codes(applied(ENGLISH, KEYS, { 'field.winRate': 'A', 'term.win': 'A' })), []);
  });

  test('what is wrong is told with its place, and the rest is taken', () => {
    const labels = JSON.parse(`{
      "undoo": "x", "direction": "rtl", "__proto__": "x", "constructor": "x", "a/b~c": "x",
      "moreDetail": "{filled}", "field.winRate": "{x}", "undo": "Mine"
    }`);
    const answer = applied(ENGLISH, KEYS, labels);
    assert.deepEqual(codes(answer), [
      '/undoo unknownField', '/direction unknownField', '/__proto__ unknownField', '/constructor unknownField',
      '/a~1b~0c unknownField', '/moreDetail wrongType', '/field.winRate wrongType',
    ]);
    assert.match(answer.problems[0].message, /Did you mean undo\?/);
    assert.match(answer.problems[5].message, /\{filled\} \{of\}/);
    assert.equal(answer.table, ENGLISH.replace('Undo', 'Mine'));
    assert.equal(Object.prototype.undo, undefined);
  });

  test('a text is one line of 1 to 500 characters', () => {
    const wrong = (text) => codes(applied(ENGLISH, KEYS, { undo: text }));
    for (const text of ['a\nb', 'a\rb', 'a\u2028b', 'a\u0001b', 'a\u0000', 7, null, ['a'], {}, '{', 'a } b', '{}']) {
      assert.deepEqual(wrong(text), ['/undo wrongType'], JSON.stringify(text));
    }
    for (const text of ['', '  ', 'é'.repeat(501)]) assert.deepEqual(wrong(text), ['/undo length']);
    assert.deepEqual(wrong('\u{1F600}'.repeat(500)), []);
  });

  test('labels that are no object change nothing', () => {
    for (const labels of [null, 'x', 3, [], true]) {
      const answer = applied(ENGLISH, KEYS, labels);
      assert.deepEqual(codes(answer), [' wrongType']);
      assert.equal(answer.table, ENGLISH);
    }
  });

  test('thousands of unknown keys are told without a search for each', () => {
    const labels = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`undo${at}`, 'x']));
    const { problems } = applied(ENGLISH, KEYS, labels);
    assert.equal(problems.length, 3000);
    assert.equal(problems.filter(({ message }) => message.includes('Did you mean')).length, 10);
  });

  test('the tables that are shipped take texts of both kinds', { skip: !folder }, async () => {
    const read = async (name) => (await load(pathToFileURL(join(folder, 'text', name)))).default;
    const [keys, english, german] = await Promise.all(['keys.js', 'en.js', 'de.js'].map(read));
    const labels = { undo: 'Mine', 'field.winRate': 'Deals won', 'panel.host': 'Our figures' };
    for (const table of [english, german]) {
      const answer = applied(table, keys, labels);
      assert.deepEqual(answer.problems, []);
      const [before, after] = [table, answer.table].map((text) => text.split('\n'));
      assert.deepEqual(after.slice(0, 2), before.slice(0, 2), 'the check value and the language stay');
      const changed = after.filter((line, at) => line !== before[at]);
      assert.deepEqual(changed.map((line) => line.replace(/^[A-P]{8}/, '')).sort(), ['Deals won', 'Mine', 'Our figures']);
    }
  });
});
