#!/usr/bin/env node
/**
 * `npx comarketing-roi`: the figures of the engine in a pipeline. What is asked goes to standard output, everything that is
 * wrong or worth knowing to standard error.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { init, calculate, portfolio, readPortfolio, version } from './engine.js';

const HELP = `comarketing-roi ${version}

  comarketing-roi calculate plan.json            the report of a plan, as JSON
  comarketing-roi portfolio campaigns.csv        the return on a year of campaigns
  comarketing-roi portfolio campaigns.json       the same for a list of rows, or for a question with its terms

Use - to read standard input.

  --json, --table        write a portfolio as JSON (the default) or as a table for people
  --currency USD         currency of the portfolio
  --today 2025-12-31     the day from which ages are counted (default: today)
  --credit 0.5           influence credit: the share of influenced pipeline that counts, 0 to 1
  --cycle 6              sales cycle in months; campaigns that are too young for it are not ranked
  --terms terms.json     all terms as JSON, such as { "rates": [{ "currency": "EUR", "rate": 1.08, "on": "2025-12-31" }],
                         "tierCycles": { "Gold": 4 } }; the options above go before it
  --partial              leave out rows with problems; each problem is still reported

Only for a CSV, of any length (columns are known by their ids or labels, see docs/campaigns.md):

  --delimiter ";"        , ; tab or | (default: the one that gives the most known columns)
  --decimal ,            the decimal sign, if the numbers leave it open
  --dates dayFirst       or monthFirst, for days like 01/02/2025, if the days leave it open
  --columns columns.json { "head": "field" }: what other heads mean; "" for a column to leave out
  --values values.json   { "text": "word" }: what other words mean
  --scales scales.json   { "head": 1000 }: how much one is in a column whose head says thousands, cents or the like
  --encoding utf-8       the encoding of the file (default: UTF-8, or UTF-16 with its mark)

  --help, --version

Exit codes: 0 success, 1 the input is wrong (each problem is on standard error), 2 the command is wrong.
`;

/** What only a table is asked for. */
const OF_TABLE = ['delimiter', 'decimal', 'dates', 'columns', 'values', 'scales', 'encoding', 'partial'];
const WITH_VALUE = ['currency', 'today', 'credit', 'cycle', 'terms', ...OF_TABLE.filter((name) => name !== 'partial')];
const ALONE = ['json', 'table', 'partial', 'help', 'version'];

/** The command is wrong. */
class Usage extends Error {}
/** The input is wrong; what is wrong with it has been said. */
class Wrong extends Error {}

/** One problem, two problems. @param {number} count @param {string} noun */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
/** A text without signs that would control a terminal: what a file holds is shown and never obeyed. @param {string} text */
const harmless = (text) =>
  text
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\0-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
const say = (/** @type {string} */ line) => process.stderr.write(`${harmless(line)}\n`);
/** JSON as it is written out; what JSON leaves as it is and a terminal obeys is escaped. @param {unknown} data */
const written = (data) =>
  `${JSON.stringify(data, null, 2).replace(/[\u007f-\u009f]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}\n`;

/** @param {string[]} words @returns {{ words: string[], options: Record<string, string> }} */
function parse(words) {
  /** @type {Record<string, string>} */
  const options = {};
  const rest = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      rest.push(word);
      continue;
    }
    const [name = '', ...after] = word.slice(2).split('=');
    if (options[name] !== undefined) throw new Usage(`--${name} stands twice.`);
    if (ALONE.includes(name) && after.length === 0) options[name] = 'yes';
    else if (WITH_VALUE.includes(name)) {
      const value = after.length ? after.join('=') : words[(at += 1)];
      if (value === undefined) throw new Usage(`--${name} needs a value.`);
      options[name] = value;
    } else throw new Usage(`${word} is not understood.`);
  }
  if (options.json && options.table) throw new Usage('Use either --json or --table.');
  return { words: rest, options };
}

/** The text of a file, in UTF-8. @param {string} file */
async function textOf(file) {
  /** @type {Uint8Array} */
  let bytes;
  try {
    if (file === '-') {
      const chunks = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    } else bytes = await readFile(file);
  } catch (error) {
    throw new Wrong(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
  return decoded(file, bytes);
}

/** @param {string} file @param {Uint8Array} bytes */
function decoded(file, bytes) {
  let text = '\0';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // It is said below.
  }
  // UTF-16 without its mark has a zero in most letters.
  if (text.slice(0, 64).includes('\0')) {
    throw new Wrong(`${file} is not UTF-8. Export it as UTF-8: other encodings would be a guess.`);
  }
  return text;
}

/** @param {string} file @param {string} [text] @returns {Promise<any>} */
async function jsonOf(file, text) {
  const given = text ?? (await textOf(file));
  /** @type {any} */
  let data;
  try {
    data = JSON.parse(given);
  } catch (error) {
    throw new Wrong(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const twice = repeated(given);
  for (const path of twice) say(`${path}: This key stands twice in one object. Keep one. [duplicateField]`);
  if (twice.length > 0) throw new Wrong(`${counted(twice.length, 'problem')} in ${file}.`);
  return data;
}

/** The keys that stand twice in one object of a JSON text, of which a parser takes the last and says nothing. @param {string} text */
function repeated(text) {
  /** @type {string[]} */
  const found = [];
  /** Objects and lists that are open, each with its keys, and where in it we are. @type {{ keys: Set<string> | null, at: string | number, named: boolean }[]} */
  const open = [];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g)) {
    const top = open[open.length - 1];
    if (token === '{') open.push({ keys: new Set(), at: '', named: false });
    else if (token === '[') open.push({ keys: null, at: 0, named: false });
    else if (token === '}' || token === ']') open.pop();
    else if (top && token === ',') {
      top.named = false;
      if (typeof top.at === 'number') top.at += 1;
    } else if (top?.keys && !top.named) {
      const key = String(JSON.parse(token));
      top.named = true;
      top.at = key;
      if (top.keys.has(key))
        found.push(open.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
      top.keys.add(key);
    }
  }
  return found;
}

/** The options that say what stands at a path. @type {Record<string, string | undefined>} */
const OPTION_OF = {
  '/currency': '--currency',
  '/today': '--today',
  '/influenceCredit': '--credit',
  '/cycleMonths': '--cycle',
  '/table/delimiter': '--delimiter',
  '/table/decimal': '--decimal',
  '/table/dateOrder': '--dates',
  '/table/columns': '--columns',
  '/table/values': '--values',
  '/table/scales': '--scales',
  '/options/encoding': '--encoding',
};

/** What a problem says of the option that settles it. @param {string | null} member of `table` */
const hint = (member) => (member === null ? '' : ` Use ${OPTION_OF[`/table/${member}`]}.`);

/** The place of a problem as the command says it: by an option, and what stands in its file. @param {string} path @param {Record<string, string | undefined>} options */
function placeOf(path, options) {
  const within = Object.keys(options).find((one) => path === one || path.startsWith(`${one}/`));
  return within ? `${options[within]}${path === within ? '' : ` ${path.slice(within.length)}`}` : path || '/';
}

/** The answer, or each problem on standard error, by the option that says it. @param {any} found @param {Record<string, string | undefined>} [options] */
function good(found, options = {}) {
  if (found.ok) return found;
  for (const { path, code, message, value } of found.errors) {
    say(`${placeOf(path, options)}: ${message}${value ? ` (${value})` : ''} [${code}]`);
  }
  throw new Wrong(`${counted(found.errors.length, 'problem')}.`);
}

/** A number of an option. @param {Record<string, string>} options @param {string} name */
function numberOf(options, name) {
  const text = options[name];
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Usage(`--${name} takes a number like 0.5.`);
  return Number(text);
}

/** What is said: the members that have a value. @param {Record<string, any>} all */
const stated = (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

/** The question of a portfolio: what a file asks, the terms of another, and what the options say. @param {Record<string, string>} options @param {any} [asked] */
async function termsOf(options, asked = {}) {
  const terms = options.terms === undefined ? {} : await jsonOf(options.terms);
  if (typeof terms !== 'object' || terms === null || Array.isArray(terms)) {
    throw new Wrong(`${options.terms} holds no terms. Write an object, such as { "cycleMonths": 5 }.`);
  }
  const together = { ...asked, ...terms };
  const said = {
    currency: options.currency,
    today: options.today ?? (together.today ? undefined : new Date().toISOString().slice(0, 10)),
    influenceCredit: numberOf(options, 'credit'),
    cycleMonths: numberOf(options, 'cycle'),
  };
  return { ...together, ...stated(said) };
}

/** How a table is meant. @param {Record<string, string>} options */
async function formOf(options) {
  return {
    delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter,
    decimal: options.decimal,
    dateOrder: options.dates,
    columns: options.columns && (await jsonOf(options.columns)),
    values: options.values && (await jsonOf(options.values)),
    scales: options.scales && (await jsonOf(options.scales)),
  };
}

/** How JSON of campaigns begins: an object with a key or with none, or a list of them. A table may begin with one such sign. */
const JSON_BEGINS = /^\s*(\{\s*["}]|\[\s*[{\]])/;

/** Whether a file, or standard input, is JSON, and all of its pieces. @param {string} file */
async function begun(file) {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  const all = stream[Symbol.asyncIterator]();
  /** @type {Uint8Array[]} */
  const first = [];
  const decoder = new TextDecoder();
  let text = '';
  try {
    // Two signs tell it, wherever they are.
    while (text.replace(/\s/g, '').length < 2) {
      const { done, value } = await all.next();
      if (done) break;
      first.push(value);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    throw new Wrong(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
  async function* pieces() {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => all };
  }
  return { isJson: /\.json$/i.test(file) || JSON_BEGINS.test(text), pieces: pieces() };
}

const MIB = 1024 ** 2;
/** How far a file has been read, in one line that is written again and again. @param {any} progress */
function show({ rows, bytes, total, rowsPerSecond }) {
  const of = total ? ` of ${(total / MIB).toFixed(0)}` : '';
  const whole = (/** @type {number} */ number) => number.toLocaleString('en-US');
  process.stderr.write(`\r${whole(rows)} rows, ${(bytes / MIB).toFixed(0)}${of} MiB, ${whole(rowsPerSecond)} rows/s `);
}

/** A portfolio of a table; what is no campaign, and what is wrong, is said. @param {string} file @param {AsyncIterable<Uint8Array>} pieces @param {Record<string, string>} options */
async function ofTable(file, pieces, options) {
  const total = file === '-' ? undefined : (await stat(file)).size;
  const terms = await termsOf(options);
  const question = { ...terms, table: { ...terms.table, ...stated(await formOf(options)) } };
  const shown = process.stderr.isTTY;
  const reading = { encoding: options.encoding, total, onProgress: shown ? show : undefined };
  const found = await readPortfolio(pieces, question, reading);
  if (shown) say('');
  const { table, portfolio: answer } = good(found, OPTION_OF).answer;
  for (const { head, field } of table.columns) if (field === null) say(`The column “${head}” is not used.`);
  for (const { line, text: said, reason } of table.setAside) say(`Line ${line} is set aside. ${reason} (${said})`);
  more(sum(table.setAsideCounts) - table.setAside.length, 'line', 'set aside');
  for (const { line, column, head, code, message, value, settledBy } of table.problems) {
    const place = column === null ? '' : `, column ${column} “${head}”`;
    // By --columns a head is named, which two columns of one head cannot be.
    const alike =
      code === 'duplicateField' && table.columns.filter((/** @type {any} */ other) => other.head === head).length > 1;
    const solved = alike ? ' Give one of them another head.' : hint(settledBy);
    say(`Line ${line}${place}: ${message}${solved}${value ? ` (${value})` : ''} [${code}]`);
  }
  more(table.problemCount - table.problems.length, 'problem', 'not listed');
  if (table.problemCount > 0 && (!options.partial || table.campaigns === 0)) {
    const rows = table.rejected > 0 ? ` in ${counted(table.rejected, 'row')}` : '';
    throw new Wrong(`${counted(table.problemCount, 'problem')}${rows}. With --partial the other rows are read.`);
  }
  return answer;
}

/** @param {{ count: number }[]} counts */
const sum = (counts) => counts.reduce((all, { count }) => all + count, 0);
/** That not all are listed. @param {number} left @param {string} noun @param {string} done */
function more(left, noun, done) {
  if (left > 0) say(`${counted(left, `more ${noun}`)} ${left === 1 ? 'is' : 'are'} ${done}.`);
}

/** A portfolio of a file: of a table, or of JSON. @param {string} file @param {Record<string, string>} options */
async function portfolioOf(file, options) {
  const { isJson, pieces } = await begun(file);
  if (!isJson) return ofTable(file, pieces, options);
  const other = OF_TABLE.find((name) => options[name] !== undefined);
  if (other) throw new Usage(`--${other} is for a table, and ${file} is JSON.`);
  const chunks = [];
  for await (const piece of pieces) chunks.push(piece);
  const read = await jsonOf(file, decoded(file, new Uint8Array(await new Blob(chunks).arrayBuffer())));
  const asked = Array.isArray(read) ? { campaigns: read } : read;
  return good(portfolio(await termsOf(options, asked)), OPTION_OF).answer;
}

/** @param {any} answer */
function tableOf(answer) {
  const number = (/** @type {number | null} */ value, digits = 0) =>
    value === null
      ? 'unknown'
      : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const lines = [
    ['', 'rows', 'MDF spent', 'pipeline', 'per MDF', 'sourced only', 'full credit'],
    ['All', ...cells(answer.total)],
  ];
  for (const { dimension, groups } of answer.groups) {
    if (!['tier', 'partner', 'quarter'].includes(dimension)) continue;
    lines.push([], [`By ${dimension}`]);
    for (const group of groups) lines.push([harmless(group.key) || '(not given)', ...cells(group)]);
  }
  lines.push([], ['Not ranked']);
  for (const { class: id, text, rows } of answer.classes) {
    if (id !== 'ranked' && rows > 0) lines.push([text, number(rows)]);
  }
  for (const { currency, rows, spent } of answer.apart) {
    lines.push([`In ${currency}, in no sum`, number(rows), number(spent, 2)]);
  }
  const widths = [0, 1, 2, 3, 4, 5, 6].map((at) =>
    Math.max(...lines.map((line) => (line.length > 2 ? (line[at] ?? '') : '').length)),
  );
  const row = (/** @type {string[]} */ line) =>
    line.map((cell, at) => (at ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[0] ?? 0))).join('  ');
  return `${answer.currency}, by ${answer.today}\n${lines.map((line) => row(line).trimEnd()).join('\n')}\n`;

  function cells(/** @type {any} */ group) {
    const { credited, sourcedOnly, fullCredit } = group.rankedPerMdf;
    return [
      number(group.rows),
      number(group.funds.spent, 2),
      number(group.credited, 2),
      ...[credited, sourcedOnly, fullCredit].map((value) => number(value, 2)),
    ];
  }
}

/** @param {string[]} given */
async function run(given) {
  const { words, options } = parse(given);
  if (options.help) return HELP;
  if (options.version) return `${version}\n`;
  const [command, file, ...more] = words;
  if (!command) throw new Usage('A command is missing.');
  if (!['calculate', 'portfolio'].includes(command)) throw new Usage(`There is no command ${command}.`);
  if (!file || more.length > 0) throw new Usage(`${command} takes one file, or - for standard input.`);
  await init();
  if (command === 'calculate') {
    const [other] = Object.keys(options);
    if (other) throw new Usage(`--${other} is for a portfolio.`);
    return written(good(calculate(await jsonOf(file))).report);
  }
  const answer = await portfolioOf(file, options);
  return options.table ? tableOf(answer) : written(answer);
}

try {
  process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Usage || error instanceof Wrong)) throw error;
  say(error.message);
  if (error instanceof Usage) say('See comarketing-roi --help.');
  process.exitCode = error instanceof Usage ? 2 : 1;
}
