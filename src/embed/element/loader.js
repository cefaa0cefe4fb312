/**
 * The engine: glue and Wasm are loaded once per page, however many widgets, and started anew after a panic.
 *
 * @typedef {(type: string, detail: any) => void} Notify
 * @typedef {{ plan?: unknown, locale?: string, words?: string, currency?: string, theme: string, headingLevel: number,
 *   mode?: string, lockMode?: string, start?: string, ctaHref?: string, ctaLabel?: string,
 *   readonly?: string, workspace?: string, stopped?: string, notify: Notify }} Config
 *   `stopped`: the panel that has stopped the engine before this one.
 * @typedef {{ update(config: Config): void, again(config: Config): void, rest(): void, workspace(): string, plan(): any,
 *   report(): any, open(given: unknown, source: string): any[], tell(notice: string, what: string): void, sample(): void,
 *   csv(separator?: string, decimal?: string): string | undefined, tsv(): string | undefined,
 *   workbook(day: string): string | undefined,
 *   link(redact: boolean): string | undefined, file_of_link(text: string): string | undefined,
 *   imported(asked: unknown): string | undefined, unknown_answers(answers: unknown): string | undefined,
 *   due_panels(benchmarks: unknown, oneMore: boolean): Uint32Array, panel_name(id: number): string | undefined,
 *   draw_panel(id: number): boolean, panels_wait(): boolean, fail_panels(): void, wants_campaigns(): boolean,
 *   draw_import(place: Element, asked: unknown, benchmarks: unknown): void,
 *   draw_lead_form(place: Element, asked: unknown, benchmarks: unknown): void,
 *   draw_paper(place: Element, name: string, date: string, benchmarks: unknown): void, take_example_rows(): void,
 *   hand_rows(part: string, isFirst: boolean): void,
 *   open_rows(name: string, today: string, letters: string, sheets: string): void,
 *   read_rows(bytes: number, perSecond?: number): number | undefined,
 *   rows_file(which: string, separator?: string, decimal?: string): string | undefined,
 *   show_rows_from(first: number): void }} App
 * @typedef {{ default(options: { module_or_path: WebAssembly.Module }): Promise<WebAssembly.Exports>, styles(): string,
 *   panel_styles(): string, check_benchmarks(benchmarks: unknown): any[],
 *   mount(slot: HTMLElement, config: Config): App, late_part_is_here(name: string): void }} Glue
 * @typedef {{ glue: Glue, exports: WebAssembly.Exports, users: Set<any>, idle: { app: App, slot: HTMLElement }[],
 *   dead: boolean }} Engine
 *   One living copy of the Wasm module, with the apps that wait for another widget: what an app listens by is never freed.
 *   `users` are the elements that are mounted on it.
 */
import { Failure, isMemory } from './failure.js';
import { integrity, version } from './release.js';
import { importSibling } from './siblings.js';
import { watched } from './silence.js';

/** More panics than this within the window, and the widget gives up. */
const MAX_RECOVERIES = 2;
const RECOVERY_WINDOW = 60_000;

/** The living engine, or the attempt to get it. @type {Promise<Engine> | null} */
let engine = null;
/** The Wasm modules, there or on their way: a fresh engine is made from the same one. @type {Map<string, Promise<WebAssembly.Module>>} */
const modules = new Map();
/** How often the glue was imported. A module is a fresh copy only at a new address. */
let imports = 0;
/** When engines panicked. @type {number[]} */
let panics = [];
/** Apps of dead engines. Kept, because the glue frees a collected app by calling into its engine. @type {unknown[]} */
const lost = [];

export function mayRecover() {
  panics = panics.filter((time) => performance.now() - time < RECOVERY_WINDOW);
  return panics.length <= MAX_RECOVERIES;
}

/** @returns {Promise<Engine>} */
export function load() {
  engine ??= start().catch((error) => {
    engine = null; // a widget that connects later tries again
    throw error;
  });
  return engine;
}

async function start() {
  if (!mayRecover()) throw new Failure('recovery_exhausted', 'The engine stopped repeatedly.');
  await check();
  return watched(async (alive, signal) => {
    try {
      return await instantiate(alive, signal);
    } catch (error) {
      // Another download frees no memory.
      if (signal.aborted || /** @type {Failure} */ (error).code === 'wasm_memory') throw error;
      alive();
      return instantiate(alive, signal);
    }
  });
}

/**
 * One panic ends the engine for every widget on it: it is not called again, and whatever is wanted next starts a fresh one.
 * @param {Engine} dead
 */
export function endEngine(dead) {
  dead.dead = true;
  engine = null;
  panics.push(performance.now());
}

/** Keeps apps of a dead engine. @param {unknown[]} apps */
export function keepLost(...apps) {
  lost.push(...apps);
}

/**
 * Nothing is downloaded where it could not run. Instantiating the smallest module is the only test for a CSP that
 * blocks Wasm which tells the truth in every browser; texts of errors and compiling alone do not.
 */
async function check() {
  if (typeof WebAssembly !== 'object' || !('adoptedStyleSheets' in Document.prototype)) {
    throw new Failure('wasm_unsupported', 'WebAssembly or adoptable style sheets are missing.');
  }
  try {
    await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (error) {
    throw new Failure(isMemory(error) ? 'wasm_memory' : 'csp_wasm_blocked', error);
  }
}

/** @param {() => void} alive @param {AbortSignal} signal @returns {Promise<Engine>} */
async function instantiate(alive, signal) {
  const copy = imports++;
  const address = new URL('../comarketing-roi.js', import.meta.url).href + (copy ? `?r=${copy}` : '');
  const wasm = new URL('../comarketing-roi_bg.wasm', import.meta.url);
  // Side by side. What is wrong with the module is told first: it is known more exactly.
  const [compiling, importing] = await Promise.allSettled([
    compile(wasm, integrity, copy > 0, alive, signal),
    /** @type {Promise<Glue>} */ (importSibling(address)),
  ]);
  for (const { reason } of /** @type {any[]} */ ([compiling, importing])) if (reason) throw reason;
  const glue = /** @type {PromiseFulfilledResult<Glue>} */ (importing).value;
  const module = /** @type {PromiseFulfilledResult<WebAssembly.Module>} */ (compiling).value;
  let exports;
  try {
    exports = await glue.default({ module_or_path: module });
  } catch (error) {
    if (isMemory(error)) throw new Failure('wasm_memory', error);
    modules.delete(wasm.href); // glue and Wasm of two releases do not fit: one of them came from an old cache
    throw new Failure('wasm_invalid', error);
  }
  return { glue, exports, users: new Set(), idle: [], dead: false };
}

/**
 * A module of ours, compiled once. It is given out only if it has its hash.
 * @param {URL} address @param {string} hash @param {boolean} again Whether to go past the cache.
 * @param {() => void} alive @param {AbortSignal} signal
 */
export function compile(address, hash, again, alive, signal) {
  const { href } = address;
  let compiling = modules.get(href);
  if (!compiling) {
    compiling = download(href, hash.startsWith('sha') ? hash : '', again, alive, signal).catch((error) => {
      modules.delete(href);
      if (error instanceof Failure) throw error;
      if (isMemory(error)) throw new Failure('wasm_memory', error);
      throw new Failure(error instanceof WebAssembly.CompileError ? 'wasm_invalid' : 'wasm_fetch_failed', error);
    });
    modules.set(href, compiling);
  }
  return compiling;
}

/**
 * Reads a module piece by piece, so that it is seen to arrive: where the browser checks the hash, nothing is seen before
 * the whole is there. So looking at the hash is ours, but for pages over plain http, which have no `crypto.subtle`.
 * @param {string} moduleAddress @param {string} hash @param {boolean} again @param {() => void} alive
 * @param {AbortSignal} signal
 */
async function download(moduleAddress, hash, again, alive, signal) {
  const subtle = globalThis.crypto?.subtle;
  const fetched = (/** @type {string} */ wanted) => {
    const options = { __proto__: null, signal, cache: again ? 'reload' : 'default', integrity: wanted };
    return fetch(moduleAddress, /** @type {any} */ (options));
  };
  let refused = false;
  const response = await (subtle
    ? fetched('')
    : fetched(hash).catch((error) => {
        if (signal.aborted || !hash) throw error;
        refused = true; // looked at without its hash, to say what it is
        return fetched('');
      }));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // Compiling while it arrives works with the right MIME type only, and many servers do not send it.
  const typed = response.headers.get('content-type')?.trim().toLowerCase() === 'application/wasm';
  const { body } = typed ? response.clone() : response;
  const reader = /** @type {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined} */ (
    body?.getReader(/** @type {{}} */ ({ __proto__: null }))
  );
  const compiling = typed ? WebAssembly.compileStreaming(response) : undefined;
  compiling?.catch(() => {}); // looked at below, once it is known what has arrived
  /** @type {BlobPart[]} */
  const pieces = [];
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    alive();
    pieces.push(piece.value);
  }
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  if (bytes.subarray(0, 4).join() !== '0,97,115,109') throw new Failure('wasm_invalid', 'The answer is not a Wasm module.');
  if (refused || (subtle && hash && hash !== (await hashOf(bytes, subtle)))) {
    throw new Failure('wasm_integrity', `${moduleAddress} is not the file of release ${version}.`);
  }
  return compiling ?? WebAssembly.compile(bytes);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {SubtleCrypto} subtle */
async function hashOf(bytes, subtle) {
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(await subtle.digest('SHA-384', bytes))))}`;
}
