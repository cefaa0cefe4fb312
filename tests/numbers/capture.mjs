// Writes src/format/captured.tsv, how the languages of cases.tsv write numbers, for tests that run without a platform:
//   PROBE_DIR=target/probe-js node tests/numbers/capture.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.PROBE_DIR;
const probe = await import(pathToFileURL(join(process.cwd(), folder, 'probe.js')));
await probe.default({ module_or_path: await readFile(join(folder, 'probe_bg.wasm')) });
const cases = (await readFile('tests/numbers/cases.tsv', 'utf8')).trim().split('\n');
const of = (line) => line.split('\t').slice(1, 3).join(' ');
const asked = new Set(['en USD', 'de EUR', 'sw TZS', 'ar EGP', 'he ILS', 'my MMK', 'en-ZM ZMW', 'pt-CV CVE', ...cases.map(of)]);
const lines = [...asked].sort().map((pair) => probe.convention(...pair.split(' ')));
await writeFile('src/format/captured.tsv', `${lines.join('\n')}\n`);
