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

/** How deep plain data may nest, and how long a list may be: the engine itself says that 100,000 campaigns are the most. */
const MAX_DEPTH = 32;
const MAX_ITEMS = 200_000;

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
    const data = parameters.map(([path, noun], at) => {
      try {
        return plain(given[at], 0);
      } catch {
        // What was thrown may be the caller's own, and as odd as the data: it is not looked at.
        const message = `${noun} is plain data: objects, lists, text, numbers, true, false and null.`;
        invalid.push(problem(path, 'wrongType', message));
        return undefined;
      }
    });
    if (invalid.length > 0) return { ok: false, errors: invalid };
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
  };
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

/**
 * A copy that holds nothing but data. Getters and proxies of the caller run here and not below Wasm, where an exception
 * of theirs would leave the engine in an unknown state.
 * @param {any} value
 * @param {number} depth
 * @returns {any}
 */
function plain(value, depth) {
  if (['function', 'symbol', 'bigint'].includes(typeof value)) throw new TypeError();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new TypeError(); // also where it goes round in a circle
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
  }
  if (value.length > MAX_ITEMS) throw new TypeError();
  return [...value].map((item) => plain(item, depth + 1));
}

/** @param {string} path @param {string} code @param {string} message */
function problem(path, code, message) {
  return { path, code, message, value: '', allowed: null };
}
