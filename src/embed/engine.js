/**
 * The calculator without a view, for browsers and for Node 18 or newer:
 *
 *     import { init, calculate } from 'comarketing-roi/engine';
 *     await init();
 *     const answer = calculate({ version: 1, currency: 'USD', tiers: [{ name: 'Strategic', mdfSpent: 1000 }] });
 *
 * The types are in `engine.d.ts`.
 */
import start, * as glue from './engine_glue.js';

/** The release; the build writes it here. */
export const version = '__VERSION__';

/** How deep plain data may nest, and how long a list may be that is copied: the engine itself says when it is too long. */
const MAX_DEPTH = 32;
const MAX_ITEMS = 200_000;
/** How long a list of any question may be. */
const LONGEST = 100_000;

/** @type {'cold' | 'ready' | 'dead'} */
let state = 'cold';
/** @type {Promise<void> | null} */
let starting = null;

/** Loads the engine. Call it as often as you like; it loads once, and after a failure it tries again. */
export function init() {
  starting ??= load().catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

async function load() {
  await start({ module_or_path: await source(new URL('./engine_glue_bg.wasm', import.meta.url)) });
  state = 'ready';
}

/** What the glue starts from: an address that it fetches or, in Node, where files cannot be fetched, the bytes. */
async function source(/** @type {URL} */ url) {
  if (url.protocol !== 'file:' || !globalThis.process?.versions?.node) return url;
  // A bundler for browsers must not look for a module that only Node has.
  const name = 'node:fs/promises';
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  return readFile(url);
}

/** @typedef {readonly [path: string, noun: string]} Given an argument: where its problems stand, and what it is */
/** @type {Given} */
const PLAN = ['', 'A plan'];
/** @type {Given} */
const OPTIONS = ['/options', 'What is asked'];

// Each evaluates its arguments. Whatever is given, the answer says what is wrong with it; nothing is thrown.
export const calculate = question('calculate', PLAN);
export const appraise = question('appraise', ['', 'A cash flow']);
export const project = question('project', PLAN, OPTIONS);
export const solve = question('solve', PLAN, OPTIONS);
export const flipPoints = question('flipPoints', PLAN, OPTIONS);
export const channels = question('channels', PLAN, OPTIONS);
export const sensitivity = question('sensitivity', PLAN, OPTIONS);
export const simulate = question('simulate', PLAN, OPTIONS);
export const allocate = question('allocate', PLAN, OPTIONS);
export const mature = question('mature', ['', 'A campaign']);
export const cash = question('cash', ['', 'A campaign']);
export const creditForTarget = question('creditForTarget', PLAN, OPTIONS);
export const agreement = question('agreement', PLAN, OPTIONS);
export const settle = question('settle', ['/forecast', 'A forecast'], ['/actuals', 'What came of it']);
export const creditEvidence = question('creditEvidence', ['', 'A comparison of win rates']);
export const holdout = question('holdout', ['', 'An experiment']);
export const assess = question('assess', ['', 'A set of answers']);
export const readCampaigns = question('readCampaigns', ['', 'A list of campaigns']);
export const readCampaignTable = question('readCampaignTable', ['', 'A table']);
export const portfolio = question('portfolio', ['', 'A portfolio']);
export const scorecard = question('scorecard', ['', 'A portfolio'], OPTIONS);
export const attribution = question('attribution', ['', 'A list of deals']);
export const response = question('response', ['', 'A list of periods']);
export const planFromCampaigns = question('planFromCampaigns', ['/portfolio', 'A portfolio'], ['/plan', 'A plan']);

/** What stands in each cell of the plan's workbook. */
const cells = question('workbook', PLAN, OPTIONS);

/** The plan as the bytes of an .xlsx file with live formulas. @param {unknown} plan @param {unknown} options */
export async function workbook(plan, options) {
  const found = /** @type {any} */ (cells(plan, options ?? {}));
  if (!found.ok) return found;
  const { writeWorkbook } = await import('./workbook.js');
  const written = await writeWorkbook(found.answer);
  return written.ok ? { ok: true, answer: written.bytes } : refused(written);
}

/** The sheets of an .xlsx file as tables of text. @param {unknown} bytes */
export async function readWorkbook(bytes) {
  const given = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  if (!(given instanceof Uint8Array)) {
    const message = 'A file is given by its bytes: a Uint8Array or an ArrayBuffer.';
    return { ok: false, errors: [problem('', 'wrongType', message)] };
  }
  const { readWorkbook: read } = await import('./workbook.js');
  const found = await read(given);
  return found.ok ? { ok: true, answer: { sheets: found.sheets } } : refused(found);
}

/** @param {{ code: string, message: string }} why */
const refused = ({ code, message }) => ({ ok: false, errors: [problem('', code, message)] });

/**
 * The function of the engine by that name, safe to call with anything.
 * @param {string} name
 * @param {readonly Given[]} parameters
 * @returns {(...given: unknown[]) => unknown}
 */
function question(name, ...parameters) {
  return (...given) => {
    awake(name);
    /** @type {object[]} */
    const invalid = [];
    const data = parameters.map((parameter, at) => {
      const { copy, wrong } = copied(given[at], parameter);
      if (wrong) invalid.push(wrong);
      return copy;
    });
    return invalid.length > 0 ? { ok: false, errors: invalid } : called(name, ...data);
  };
}

/** What the engine answers; that it has stopped, if it has. @param {string} name @param {any[]} data */
function called(name, ...data) {
  if (state === 'ready') {
    try {
      const found = glue[name](...data);
      // Nothing at all is a figure that plain data cannot hold: a defect as well.
      if (found) return found;
    } catch {
      state = 'dead'; // an engine that has trapped must not be called again
    }
  }
  const message = 'The engine has stopped because of a defect. Load it anew, and please report what you asked.';
  return { ok: false, errors: [problem('', 'internal', message)] };
}

/** How many bytes are read at once: a few milliseconds of work, also on a slow phone some tens. */
const PIECE = 1 << 17;
/** How long to work, in milliseconds, until others may. */
const TURN = 16;
/** How often progress is told, in milliseconds. */
const OFTEN = 100;
const NO_SOURCE = 'A table is text, bytes, a file, a stream, or an iterable of pieces.';

/** The bytes of a table are no text, or not in the encoding that they were taken for. */
class Unreadable extends Error {
  /** @param {string} message @param {string} [path] the option that says otherwise */
  constructor(message, path = '/options/encoding') {
    super(message);
    this.path = path;
  }
}

/**
 * How campaigns return, from a table of any length: it is read in pieces, and neither its text nor its rows are kept.
 *
 * @param {unknown} source text, bytes, a Blob or File, a ReadableStream, or an iterable of pieces of text or bytes
 * @param {unknown} question the terms of the portfolio, and under `table` how the table is meant
 * @param {{ encoding?: string, total?: number, signal?: AbortSignal,
 *   onProgress?: (progress: { rows: number, bytes: number, total: number | null, rowsPerSecond: number }) => void,
 *   onRejected?: (rows: object[]) => void }} [options]
 */
export async function readPortfolio(source, question, options) {
  awake('readPortfolio');
  const { encoding, signal, onProgress, onRejected, total = sizeOf(source) } = options ?? {};
  const { copy: asked, wrong } = copied(question, ['', 'A portfolio']);
  const errors = [...(wrong ? [wrong] : []), ...wrongOptions({ encoding, signal, onProgress, onRejected })];
  if (errors.length > 0) return { ok: false, errors };
  const opened = called('openTable', asked, Boolean(onRejected));
  if (!opened.ok) return opened;
  const begun = performance.now();
  let [bytes, rows, turn, told] = [0, 0, begun, begun];
  const push = (/** @type {Uint8Array} */ piece) => {
    const found = called('pushTable', opened.answer, piece);
    if (found.ok === false) return found;
    rows = found.rows;
    if (found.rejected.length > 0) onRejected?.(found.rejected);
    if (!found.utf8) throw new Unreadable('These bytes are not UTF-8. Save the table as UTF-8, or state its encoding.');
    return found;
  };
  const progress = () => {
    const seconds = (performance.now() - begun) / 1000;
    onProgress?.({ rows, bytes, total, rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : 0 });
  };
  try {
    for await (const piece of pieces(source, encoding)) {
      signal?.throwIfAborted();
      const found = push(piece.bytes);
      if (found.ok === false) return found;
      bytes += piece.read;
      if (found.headless) break;
      const now = performance.now();
      if (now - told >= OFTEN) {
        told = now;
        progress();
      }
      if (now - turn >= TURN) {
        await others();
        turn = performance.now();
      }
    }
    signal?.throwIfAborted();
    push(new Uint8Array());
    const { rejected, ...closed } = parted(called('closeTable', opened.answer));
    if (rejected.length > 0) onRejected?.(rejected);
    // A short table is read at its end.
    if (closed.ok) rows = closed.answer.table.campaigns + closed.answer.table.rejected;
    progress();
    return closed;
  } catch (error) {
    // What the source, the signal or a callback throws is the caller's own.
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, errors: [problem(error.path, 'wrongType', error.message)] };
  } finally {
    if (state === 'ready') called('dropTable', opened.answer);
  }
}

/** The answer without the rows that were left out at the end. @param {any} found */
function parted(found) {
  if (!found.ok) return { ...found, rejected: [] };
  const { rejected, ...answer } = found.answer;
  return { ok: true, answer, rejected };
}

/** What the options of a reading take. @type {Record<string, (given: any) => boolean>} */
const TAKES = {
  'text: the name of an encoding': (given) => typeof given === 'string',
  'an AbortSignal': (given) => typeof given.throwIfAborted === 'function',
  'a function': (given) => typeof given === 'function',
};

/** What is wrong with the options of a reading. @param {{ encoding: any, signal: any, onProgress: any, onRejected: any }} options */
function wrongOptions({ encoding, signal, onProgress, onRejected }) {
  const [text, abort, call] = Object.keys(TAKES);
  return /** @type {[string, any, string][]} */ ([
    ['encoding', encoding, text],
    ['signal', signal, abort],
    ['onProgress', onProgress, call],
    ['onRejected', onRejected, call],
  ])
    .filter(([, given, takes]) => given !== undefined && given !== null && !TAKES[takes]?.(given))
    .map(([name, , takes]) => problem(`/options/${name}`, 'wrongType', `${name} takes ${takes}.`));
}

/** @param {any} source @returns {number | null} */
function sizeOf(source) {
  return source?.byteLength ?? source?.size ?? null;
}

/**
 * The table in UTF-8, in pieces that are short; `read` says how many bytes of the source each is.
 * @param {any} source
 * @param {string} [encoding]
 * @returns {AsyncGenerator<{ bytes: Uint8Array, read: number }>}
 */
async function* pieces(source, encoding) {
  const encoder = new TextEncoder();
  /** @type {TextDecoder | null} */
  let decoder = encoding && !/^utf-?8$/i.test(encoding) ? decoderOf(encoding) : null;
  /** The first bytes, until there are enough of them to tell what they are. @type {Uint8Array | null} */
  let begun = new Uint8Array();
  let half = '';
  function* cut(/** @type {Uint8Array} */ all) {
    for (let at = 0; at < all.length; at += PIECE) {
      const bytes = all.subarray(at, at + PIECE);
      yield { bytes: decoder ? encoder.encode(decoded(decoder, bytes)) : bytes, read: bytes.length };
    }
  }
  for await (const chunk of chunks(source)) {
    if (typeof chunk === 'string') {
      for (let at = 0; at < chunk.length; at += PIECE / 2) {
        const text = half + chunk.slice(at, at + PIECE / 2);
        // The two halves of a sign must not be parted.
        half = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : '';
        const bytes = encoder.encode(half ? text.slice(0, -1) : text);
        yield { bytes, read: bytes.length };
      }
      continue;
    }
    let all = bytesOf(chunk);
    if (begun) {
      all = joined(begun, all);
      if (all.length < ENOUGH) {
        begun = all;
        continue;
      }
      begun = null;
      decoder ??= markedDecoder(all);
    }
    yield* cut(all);
  }
  if (begun && begun.length > 0) {
    decoder ??= markedDecoder(begun);
    yield* cut(begun);
  }
  const rest = encoder.encode(half + (decoder ? decoded(decoder) : ''));
  if (rest.length > 0) yield { bytes: rest, read: 0 };
}

/** How many bytes tell what a file is. */
const ENOUGH = 64;

/** @param {Uint8Array} one @param {Uint8Array} other */
function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** What reads a file of which nobody has said the encoding: UTF-16 where a mark at its beginning says so. @param {Uint8Array} all */
function markedDecoder(all) {
  const [first, second, third] = all;
  if (first === 0x50 && second === 0x4b && third === 3) {
    throw new Unreadable('This is a workbook or another packed file. Save the sheet as CSV in UTF-8.', '');
  }
  if (first === 0xff && second === 0xfe) return decoderOf('utf-16le');
  if (first === 0xfe && second === 0xff) return decoderOf('utf-16be');
  // The letters of most languages, and all signs between cells, have a zero in one half.
  const zeros = [0, 0];
  all.subarray(0, ENOUGH).forEach((byte, at) => (zeros[at % 2] += byte === 0 ? 1 : 0));
  const [even = 0, odd = 0] = zeros;
  if (Math.min(even, odd) === 0 && Math.max(even, odd) * 4 >= Math.min(all.length, ENOUGH)) {
    const name = odd > 0 ? 'utf-16le' : 'utf-16be';
    throw new Unreadable(`These bytes look like UTF-16 without its mark. State the encoding, ${name}, or save as UTF-8.`);
  }
  return null;
}

/** @param {string} encoding */
function decoderOf(encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Unreadable(`There is no encoding ${String(encoding)}.`);
  }
}

/** @param {TextDecoder} decoder @param {Uint8Array} [bytes] */
function decoded(decoder, bytes) {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw new Unreadable(`These bytes are not ${decoder.encoding}. State the encoding of the table.`);
  }
}

/** What a source is made of. @param {any} source @returns {AsyncGenerator<any>} */
async function* chunks(source) {
  if (typeof source === 'string' || source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    yield source;
    return;
  }
  const stream = typeof source?.stream === 'function' ? source.stream() : source;
  if (typeof stream?.getReader !== 'function') {
    if (!stream?.[Symbol.asyncIterator] && !stream?.[Symbol.iterator]) throw new Unreadable(NO_SOURCE);
    yield* stream;
    return;
  }
  // Not every browser goes through a stream by `for await`.
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early wants no more of it.
    await reader.cancel().catch(() => {});
  }
}

/** @param {any} chunk */
function bytesOf(chunk) {
  if (chunk instanceof Uint8Array) return chunk;
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new Unreadable(NO_SOURCE);
}

/** Lets others work: what is waiting comes before what follows. */
function others() {
  const { scheduler, setImmediate } = /** @type {any} */ (globalThis);
  if (typeof setImmediate === 'function') return new Promise((go) => setImmediate(go));
  if (typeof scheduler?.yield === 'function') return scheduler.yield();
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go(undefined);
    };
    port2.postMessage(null);
  });
}

/** The table of metrics: id, name, unit and formula of each. */
export function metrics() {
  awake('metrics');
  return glue.metrics();
}

/** The questions that `assess` takes answers to: dimensions with their levels, pillars and controls. */
export function assessQuestions() {
  awake('assessQuestions');
  return glue.assessQuestions();
}

/** @param {string} name */
function awake(name) {
  if (state === 'cold') throw new Error(`${name}() was called before the engine was there: \`await init()\` first.`);
}

/** What is no data, by `typeof`. @type {Record<string, string | undefined>} */
const NO_DATA = { function: 'a function', symbol: 'a symbol', bigint: 'a BigInt' };

/** Where a copy is, by keys and places, and what it has met there that is no data. @typedef {{ trail: (string | number)[], value: string, tooLong: boolean }} Seen */

/** A copy that holds nothing but data, or what is wrong with the argument. @param {unknown} value @param {Given} argument */
function copied(value, [path, noun]) {
  /** @type {Seen} */
  const seen = { trail: [], value: '', tooLong: false };
  try {
    return { copy: plain(value, seen), wrong: null };
  } catch {
    // What was thrown may be the caller's own, and as odd as the data: it is not looked at.
    const step = (/** @type {string | number} */ key) =>
      `/${[...String(key)].slice(0, 40).join('').replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const at = path + seen.trail.map(step).join('');
    const message = `${noun} is plain data: objects, lists, text, numbers, true, false and null.`;
    if (!seen.tooLong) return { copy: undefined, wrong: problem(at, 'wrongType', message, seen.value) };
    const most = `A list has at most ${LONGEST.toLocaleString('en-US')} items. Longer tables of campaigns are read by readPortfolio.`;
    return { copy: undefined, wrong: problem(at, 'count', most, seen.value, { min: 0, max: LONGEST }) };
  }
}

/**
 * A copy that holds nothing but data. Getters and proxies of the caller run here and not below Wasm, where an exception
 * of theirs would leave the engine in an unknown state.
 * @param {any} value
 * @param {Seen} seen
 * @returns {any}
 */
function plain(value, seen) {
  const { trail } = seen;
  const item = (/** @type {string | number} */ key) => {
    trail.push(key);
    const copy = plain(value[key], seen);
    trail.pop();
    return copy;
  };
  const kind = NO_DATA[typeof value];
  if (kind) {
    seen.value = kind;
    throw new TypeError();
  }
  if (typeof value !== 'object' || value === null) return value;
  if (trail.length > MAX_DEPTH) {
    trail.length = 0; // also where it goes round in a circle, in which no place is the wrong one
    throw new TypeError();
  }
  if (Array.isArray(value)) {
    const { length } = value;
    if (length > MAX_ITEMS) {
      // No argument is a list itself.
      seen.tooLong = trail.length > 0;
      seen.value = String(length);
      throw new TypeError();
    }
    const items = [];
    for (let at = 0; at < length; at += 1) items.push(item(at));
    return items;
  }
  // A Map, a Date or a promise has its data elsewhere: without its keys it would be taken for nothing.
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== 'Object' && tag !== 'Module') {
    seen.value = tag.slice(0, 40);
    throw new TypeError();
  }
  return Object.fromEntries(Object.keys(value).map((key) => [key, item(key)]));
}

/** @param {string} path @param {string} code @param {string} message @param {string} [value] @param {{ min: number, max: number } | null} [allowed] */
function problem(path, code, message, value = '', allowed = null) {
  return { path, code, message, value, allowed };
}
