// Reading and writing numbers, on the platform's own data. The probe is the reader and the writer of the page in a module
// that nothing ships.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from '../numbers/breadth.mjs';

const folder = process.env.PROBE_DIR;
if (!folder) throw new Error('PROBE_DIR must name the built probe: run `cargo xtask test --only node`');
const probe = await import(pathToFileURL(join(folder, 'probe.js')));
const root = new URL('../../', import.meta.url);

before(async () => {
  await probe.default({ module_or_path: await readFile(join(folder, 'probe_bg.wasm')) });
});

test('what the page prints can be read again in every language', async () => {
  assert.deepEqual((await check(probe)).slice(0, 20), []);
});

test('what people type is read, asked or refused', async () => {
  const lines = (await readFile(new URL('tests/numbers/cases.tsv', root), 'utf8')).trim().split('\n');
  for (const line of lines) {
    const [name, locale, currency, kind, text, right] = line.split('\t');
    const got = probe.read_text(JSON.parse(text), kind, locale, currency);
    const told = `${name} ${locale} ${text}: ${got}, and ${right} is right`;
    if (right.includes('0 or more')) assert.ok(got < 0, told);
    else if (typeof got === 'string') assert.match(right, /refuse/, told);
    else assert.ok(Math.abs(got - parseFloat(right)) <= 1e-12 * Math.abs(got), told);
  }
  assert.ok(lines.length > 60);
});

test('the digits of every numbering system are read', () => {
  for (const system of Intl.supportedValuesOf('numberingSystem')) {
    const text = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(9876543210);
    assert.equal(probe.read_text(text, 'Money', 'en', 'USD'), 9876543210, system);
  }
});
