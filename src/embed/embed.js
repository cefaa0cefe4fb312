/**
 * The element `<comarketing-roi>`: defines it, loads the engine once it is needed, and mounts the widget in it.
 *
 * What stands between its tags is visible until the widget is ready, and again when it cannot be shown.
 * Nothing here writes markup, style attributes or globals, so that it works under a strict host CSP.
 *
 * @typedef {(type: string, detail: any) => void} Notify
 * @typedef {{ plan?: unknown, locale?: string, words?: string, currency?: string, theme: string, headingLevel: number,
 *   mode?: string, lockMode?: string, ctaHref?: string, ctaLabel?: string,
 *   readonly?: string, workspace?: string, notify: Notify }} Config
 * @typedef {{ update(config: Config): void, again(config: Config): void, rest(): void, workspace(): string, plan(): any,
 *   shown_plan(): any, report(): any, answers(): any, open(given: unknown, source: string): any[],
 *   act(what: string, path: string, word: string): void }} App
 * @typedef {{ default(options: { module_or_path: WebAssembly.Module }): Promise<WebAssembly.Exports>, styles(): string,
 *   mount(slot: HTMLElement, config: Config): App, late_part_is_here(): void }} Glue
 * @typedef {{ glue: Glue, exports: WebAssembly.Exports, users: Set<ComarketingRoi>, idle: { app: App, slot: HTMLElement }[],
 *   dead: boolean }} Engine
 *   One living copy of the Wasm module, with the apps that wait for another widget: what an app listens by is never freed.
 * @typedef {'idle' | 'loading' | 'ready' | 'error' | 'recovering'} State
 */

/** A second version on a page takes another name: `embed.js?tag=comarketing-roi-next`. */
const TAG = new URL(import.meta.url ?? 'file:').searchParams.get('tag')?.match(/^[a-z]+(-[a-z0-9]+)+$/)?.[0] ?? 'comarketing-roi';
/** The release; the build writes it here. */
export const version = '__VERSION__';
/** The languages beside English, each in text/<tag>.js; the build writes them here. */
export const languages = '__LANGUAGES__';
/** What the Wasm module must hash to; the build writes it here, and an unfinished build checks nothing. */
export const integrity = '__INTEGRITY__';
/** The version of the contract with the host page. */
const API_VERSION = 1;

/** Seconds without a sign of life before what is being loaded counts as lost; a script shows none until it is there. */
const [SILENCE, SCRIPT_SILENCE] = [15, 60];
/** English stands in for a language that has not arrived by then, counted from when the engine is there. */
const WORDS_TIMEOUT = 3_000;
/** The host's colours; a pair that cannot be read is not used (host.js). */
const COLOURS = ['text', 'surface', 'border', 'accent', 'on-accent', 'danger', 'positive'];
const LAZY_MARGIN = '600px';
/** As wide as one line as it ever gets, and as narrow as an “i” where there is no room; it takes no height. */
const LINE = `:host{flex-direction:column}:host::before{all:initial;content:"${'i '.repeat(13)}";display:block;height:0;` +
  'overflow:hidden;visibility:hidden;font-size:16px;word-spacing:110px}:host>div{width:100%}';
/** Kept free for any mode, also once it is there: its steps are of different heights. In CSS pixels. */
const LEAST_HEIGHT = 640;
/** How high each mode is as it opens: in a page below 600 px, below 960 px, and wider. docs/embed.md has the same. */
const HEIGHTS = new Map([
  ['campaign', [6600, 4200, 2500]],
  ['call', [3900, 2750, 1900]],
  ['sheet', [5400, 3000, 2000]],
]);
const MAX_DATA_BYTES = 64 * 1024;
/** Where the workspace of a widget is kept on this device, before what tells the widget apart. */
const DRAWER = 'comarketing-roi:workspace:';
/** Where the first release kept the figures of a whole site; the first widget that may keep figures takes them over. */
const FIRST_DRAWER = 'comarketing-roi:draft';
/** Where the form of a CSV is kept; keep.js writes it. */
const CSV = 'comarketing-roi:csv';
/** More values than these are no plan, nor anything else that a host could mean. */
const MAX_VALUES = 100_000;
/** More panics than this within the window, and the widget gives up. */
const MAX_RECOVERIES = 2;
const RECOVERY_WINDOW = 60_000;

/** What the integrator can do about each failure. @type {Record<string, string>} */
const HINTS = {
  wasm_unsupported: 'This browser is too old, or has WebAssembly switched off.',
  csp_wasm_blocked: "Add 'wasm-unsafe-eval' to script-src, or embed the hosted page by iframe.",
  wasm_fetch_failed:
    'Serve all files beside embed.js; from another origin with CORS, and with that origin in script-src and connect-src. ' +
    'Under an Integrity-Policy, name the scripts in an import map.',
  wasm_integrity: 'Serve the files of one release, unchanged.',
  wasm_invalid: 'Serve the files of one release; for a missing file the server must answer 404, not a page.',
  wasm_memory: 'The device has no memory left for it. Nothing is wrong with the files.',
  timeout: 'The connection is slow or the server does not answer.',
  duplicate_version: 'Load one version in a page, or give the second another name: embed.js?tag=roi-two.',
  config_invalid: 'Takes JSON text of at most 64 KiB, or "#id" of a <script type="application/json">.',
  link_invalid: 'Copy the link again.',
  import_failed: 'Save a workbook as CSV.',
  print_unavailable: 'A sandboxed frame needs allow-modals; some apps have no printing.',
  engine_panic: 'A defect of the calculator: please report the message.',
  recovery_exhausted: 'Reload the page, and please report the message.',
};
/** What may be otherwise at the next attempt: a connection, a server, a release, memory. */
const PASSING = ['wasm_fetch_failed', 'wasm_integrity', 'wasm_invalid', 'wasm_memory', 'timeout'];

/** Why the widget cannot be shown; `code` is one of the contract's. */
class Failure extends Error {
  /** @param {string} code @param {unknown} cause What is known of the reason: text or an error. */
  constructor(code, cause) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.code = code;
  }
}

// ---- Loading: once per page, however many widgets ----

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

function mayRecover() {
  panics = panics.filter((time) => performance.now() - time < RECOVERY_WINDOW);
  return panics.length <= MAX_RECOVERIES;
}

/**
 * The answer of a work, unless it gives no sign of life for so many seconds. They are counted one by one, because a page
 * that sleeps in a pocket has none: waking up, it goes on.
 * @template T @param {(alive: () => void, signal: AbortSignal) => Promise<T>} work @param {number} most
 * @returns {Promise<T>}
 */
async function watched(work, most = SILENCE) {
  const late = new AbortController();
  let silent = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const silence = new Promise((_, reject) => {
    timer = setInterval(() => {
      silent += 1;
      if (silent < most) return;
      reject(new Failure('timeout', `Nothing has arrived for ${most} s.`));
      late.abort();
    }, 1000);
  });
  try {
    return await Promise.race([silence, work(() => { silent = 0; }, late.signal)]);
  } finally {
    clearInterval(timer);
  }
}

/** How often each script was asked for without success. @type {Map<string, number>} */
const missed = new Map();

/**
 * A script beside this one. The address is written out at each call: that is what bundlers look for. A browser may keep
 * in mind for the whole visit that an address has failed, so after a failure a fresh one is asked for.
 * @param {URL | string} address @returns {Promise<any>}
 */
async function bring(address) {
  const href = String(address);
  try {
    const module = await importFrom(href);
    // A release may be replaced while a page is open, and a cache may hold the one before. (The glue and the words, which
    // have a default export, are checked by what they belong to.)
    if ('default' in module || module.version === version) return module;
    missed.set(href, (missed.get(href) ?? 0) + 1);
    const fresh = await importFrom(href);
    if (fresh.version === version) return fresh;
    throw new Failure('wasm_integrity', `${href} is of release ${fresh.version ?? 'unknown'}, embed.js of ${version}.`);
  } catch (error) {
    missed.set(href, (missed.get(href) ?? 0) + 1);
    if (error instanceof Failure) throw error;
    throw new Failure(error instanceof SyntaxError ? 'wasm_invalid' : 'wasm_fetch_failed', error);
  }
}

/** @param {string} href @returns {Promise<any>} */
function importFrom(href) {
  const times = missed.get(href);
  const address = times ? `${href}${href.includes('?') ? '&' : '?'}again=${times}` : href;
  return watched(() => import(/* webpackIgnore: true */ /* @vite-ignore */ address), SCRIPT_SILENCE);
}

/** @returns {Promise<Engine>} */
function load() {
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

/** Optimisers put scripts together and hand them out as `blob:` or `data:`. */
function checkPlace() {
  try {
    new URL('.', import.meta.url);
  } catch {
    const from = String(import.meta.url).split(':')[0];
    throw new Failure('wasm_fetch_failed', `embed.js was loaded from ${from}:, which has no files beside it.`);
  }
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

/** Whether an error says that there is no memory; each browser has words of its own for it. @param {any} error */
const isMemory = (error) => error instanceof RangeError || /out of memory|memory allocat/i.test(error?.message ?? error);

/** @param {() => void} alive @param {AbortSignal} signal @returns {Promise<Engine>} */
async function instantiate(alive, signal) {
  const copy = imports++;
  const address = new URL('./comarketing-roi.js', import.meta.url).href + (copy ? `?r=${copy}` : '');
  const wasm = new URL('./comarketing-roi_bg.wasm', import.meta.url);
  // Side by side. What is wrong with the module is told first: it is known more exactly.
  const [compiling, importing] = await Promise.allSettled([
    compile(wasm, integrity, copy > 0, alive, signal),
    /** @type {Promise<Glue>} */ (bring(address)),
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
function compile(address, hash, again, alive, signal) {
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
  const fetched = (/** @type {string} */ wanted) =>
    fetch(moduleAddress, { __proto__: null, signal, cache: again ? 'reload' : 'default', integrity: wanted });
  let refused = false;
  const response = await (subtle ? fetched('') : fetched(hash).catch((error) => {
    if (signal.aborted || !hash) throw error;
    refused = true; // looked at without its hash, to say what it is
    return fetched('');
  }));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // Compiling while it arrives works with the right MIME type only, and many servers do not send it.
  const typed = response.headers.get('content-type')?.trim().toLowerCase() === 'application/wasm';
  const reader = (typed ? response.clone() : response).body?.getReader({ __proto__: null });
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

// ---- Words: a language is loaded beside the engine, once per page ----

/** Each language that was asked for: on its way, then its texts; none where it could not be had. @type {Map<string, any>} */
const words = new Map();

/** The language of ours for an element: its own, or that without script and region. @param {Element} element */
function languageOf(element) {
  const parts = localeOf(element)?.split('-') ?? [];
  for (; parts.length; parts.pop()) {
    const tag = parts.join('-').toLowerCase();
    const found = languages.split(' ').find((known) => known.toLowerCase() === tag);
    if (found || tag === 'en') return found;
  }
  return undefined;
}

/**
 * Starts loading the words for an element. Its answer settles once they are there or in vain; none if they are.
 * @param {Element} element @returns {Promise<void> | undefined}
 */
function learn(element) {
  const tag = languageOf(element);
  if (!tag) return undefined;
  if (!words.has(tag)) {
    // Without them the widget speaks English; the next look at the settings tries again, and so does a page that is back.
    words.set(tag, bring(new URL(`./text/${tag}.js`, import.meta.url)).then(
      (module) => { words.set(tag, module.default); },
      () => { words.delete(tag); },
    ));
  }
  const there = words.get(tag);
  return typeof there === 'string' ? undefined : there;
}

// ---- Panels: what is drawn beyond the first screen is in the late part, loaded when something of it is asked for ----

/** @typedef {{ plan: unknown, answers: unknown, benchmarks?: unknown, locale?: string, words?: string,
 *   revision?: number }} Asked */
/** @typedef {{ ready(given: typeof GIVEN): Promise<unknown>,
 *   draw(slot: Element, asked: Asked, again?: () => void): void,
 *   json(value: unknown): string, text(name: string, wish: unknown, asked: Asked): string | undefined }} Panels */

/** Once it can draw. @type {Panels | null} */
let panels = null;
/** @type {Promise<Panels> | null} */
let fetching = null;

/** What the panels have from here. */
const GIVEN = {
  bring,
  wear,
  /** The late part; what does not have the hash may be of the release before, out of a cache. */
  compile: (/** @type {URL} */ address, /** @type {string} */ hash) =>
    watched((alive, signal) => compile(address, hash, false, alive, signal).catch((error) => {
      if (signal.aborted || error.code === 'wasm_memory') throw error;
      alive();
      return compile(address, hash, true, alive, signal);
    })),
  link,
  /** What is thrown where the program was called and did not come back. */
  ended: (/** @type {unknown} */ cause) => new Failure('engine_panic', cause),
};

/**
 * Links the late part to the living engine: it shares its memory and its code. It asks for both in the name of its build, so
 * that a part of another build is refused and does no harm.
 * @param {WebAssembly.Module | undefined} part None where the program is one file, as Trunk builds it.
 * @param {string} build @returns {Promise<Glue>}
 */
async function link(part, build) {
  const living = await load();
  try {
    if (part) await WebAssembly.instantiate(part, { [build]: /** @type {any} */ (living.exports) });
  } catch (error) {
    if (isMemory(error)) throw new Failure('wasm_memory', error);
    throw new Failure('wasm_integrity', error);
  }
  if (living.dead) return link(part, build);
  living.glue.late_part_is_here();
  return living.glue;
}

/** @returns {Promise<Panels>} */
function fetchPanels() {
  fetching ??= bring(new URL('./panels.js', import.meta.url)).then(async (module) => {
    await module.ready(GIVEN);
    panels = module;
    return module;
  }).catch((error) => {
    fetching = null; // the next panel tries again
    throw error;
  });
  return fetching;
}

// ---- Style sheets: each belongs to the document that it was made in, and an element may move to another ----

/** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();
/** The sheets of each root, as texts and in their order. @type {WeakMap<ShadowRoot, string[]>} */
const worn = new WeakMap();

/** @param {Document} home @param {string} css */
function sheetOf(home, css) {
  const known = sheets.get(home) ?? new Map();
  sheets.set(home, known);
  if (!known.has(css)) {
    const view = /** @type {any} */ (home.defaultView ?? globalThis);
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    known.set(css, sheet);
  }
  return known.get(css);
}

/** Puts a sheet on or takes it off. @param {ShadowRoot} root @param {string} css */
function wear(root, css, on = true) {
  const texts = worn.get(root) ?? [];
  if (texts.includes(css) === on) return;
  worn.set(root, on ? [...texts, css] : texts.filter((text) => text !== css));
  const sheet = sheetOf(root.ownerDocument, css);
  const others = root.adoptedStyleSheets.filter((other) => other !== sheet);
  root.adoptedStyleSheets = on ? [...others, sheet] : others;
}

/** All of them afresh, in the order of `texts`. @param {ShadowRoot} root @param {string[]} texts */
function dress(root, texts) {
  worn.set(root, texts);
  root.adoptedStyleSheets = texts.map((css) => sheetOf(root.ownerDocument, css));
}

// ---- Small helpers ----

/**
 * A deep-frozen copy of plain data; throws on anything else. Copied by hand: `structuredClone` refuses the proxies in
 * which frameworks wrap their state, JSON text loses NaN, which the engine must see to refuse it, and old libraries have
 * an `Array.from` of their own.
 * @param {any} value @param {{ left: number }} [room] For what comes from outside: size is looked at before anything else.
 * @returns {any}
 */
function frozen(value, room = { left: Infinity }, depth = 0) {
  if (['function', 'symbol', 'bigint'].includes(typeof value)) throw new TypeError(`A ${typeof value} is not data.`);
  if (typeof value === 'string' && (room.left -= value.length >> 4) < 0) throw new Failure('config_invalid', 'The text is too long.');
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 32 || value.length > 10_000) throw new Failure('config_invalid', 'Too deep, too long, or going round in a circle.');
  const entries = Object.entries(value);
  room.left -= entries.length + 1;
  if (room.left < 0) throw new Failure('config_invalid', `More than ${MAX_VALUES} values.`);
  if (!Array.isArray(value)) {
    // As entries, so that a member called `__proto__` is a member.
    return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, frozen(item, room, depth + 1)])));
  }
  const copy = [];
  for (let at = 0; at < value.length; at += 1) copy.push(frozen(value[at], room, depth + 1));
  return Object.freeze(copy);
}

/** What a host gives, of a size that it could mean. @param {unknown} value */
const taken = (value) => frozen(value, { left: MAX_VALUES });

/**
 * Tells the host's page; the answer is false where it has taken a cancelable event over.
 * @param {EventTarget} target @param {string} type @param {unknown} detail
 */
function emit(target, type, detail, cancelable = false) {
  const init = { bubbles: true, composed: true, cancelable, detail: frozen(detail) };
  return target.dispatchEvent(new CustomEvent(`cmroi-${type}`, init));
}

/**
 * @param {EventTarget} target @param {string} code @param {string} phase @param {string} message
 * @param {boolean} recoverable Whether the widget goes on by itself.
 */
function emitError(target, code, phase, message, recoverable) {
  const hint = HINTS[code] ?? '';
  console.warn(`<${TAG}> ${code}: ${message} ${hint}`);
  emit(target, 'error', { code, phase, recoverable, message, hint });
}

/** The first well-formed one of: the attribute, the nearest `lang`, the browser's language. @param {Element} element */
function localeOf(element) {
  const candidates = [element.getAttribute('locale')];
  // `lang` is inherited through shadow roots, whose parent is their host.
  for (let at = /** @type {any} */ (element); at; at = at.parentNode ?? at.host) candidates.push(at.lang);
  candidates.push(navigator.language);
  return candidates.find((tag) => {
    try {
      return tag && Intl.getCanonicalLocales(tag).length > 0;
    } catch {
      return false;
    }
  }) ?? undefined;
}

/**
 * The data in JSON text, or in the script that `#id` names. Throws where there is none.
 * @param {string} text @param {Element} element
 */
function parsed(text, element) {
  if (text.startsWith('#')) {
    const query = `script[type="application/json"]#${CSS.escape(text.slice(1))}`;
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    const script = root.querySelector(query) ?? element.ownerDocument.querySelector(query);
    if (!script) throw new Error(`The page has no ${query}.`);
    text = script.textContent;
  }
  if (new Blob([text]).size > MAX_DATA_BYTES) throw new RangeError('It is larger than 64 KiB.');
  return taken(JSON.parse(text));
}

/** Pairs of pointer and answer as groups: `/definition/clarity` and `2`. @param {[string, string | number][]} pairs */
function grouped(pairs) {
  /** Without a prototype: what a file calls `__proto__` is a name like any other. @type {Record<string, Record<string, unknown>>} */
  const groups = Object.create(null);
  for (const [path, answer] of pairs) {
    const [, group, id] = path.split('/');
    const isLevel = group !== 'campaign' && group !== 'call' && /^[123]$/.test(String(answer));
    (groups[group] ??= Object.create(null))[id] = isLevel ? Number(answer) : answer;
  }
  return groups;
}

/** @param {() => unknown} task */
const whenIdle = (task) => (globalThis.requestIdleCallback ?? setTimeout)(task);

/** Whether the page is mostly this element: it is as high as all else together. @param {HTMLElement} element */
function isMost(element) {
  let whole = 0;
  // A host that clips its page scrolls it further in.
  for (let at = /** @type {any} */ (element); at; at = at.parentNode ?? at.host) whole = Math.max(whole, at.scrollHeight ?? 0);
  return element.scrollHeight * 2 >= whole;
}

/** A promise that is settled from outside; nobody has to listen to its rejection. */
function deferred() {
  const made = /** @type {{ promise: Promise<void>, resolve(): void, reject(reason: Failure): void }} */ ({});
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return made;
}

/** Whether an attribute that is there or not is there. Frameworks write `false` where others leave it out. */
const isOn = (/** @type {Element} */ element, /** @type {string} */ name) =>
  element.matches(`[${name}]:not([${name}="false" i])`);

const NOT_TYPED_INTO = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];
/** What moves a slider, or what a box with more in it than it shows is scrolled by. */
const MOVES = /^(Arrow|Page|Home$|End$)/;

/** Whether a control does something of its own with a key. @param {any} control @param {string} key */
function uses(control, key) {
  const { localName, type } = control;
  if (localName === 'input' && NOT_TYPED_INTO.includes(type)) {
    if (type === 'range') return MOVES.test(key);
    return key === ' ' || key === 'Enter' || (type === 'radio' && MOVES.test(key));
  }
  if (/^(input|textarea|select)$/.test(localName) || control.isContentEditable) return true;
  if (localName === 'a') return key === 'Enter';
  if (localName === 'button' || localName === 'summary') return key === ' ' || key === 'Enter';
  return control.matches?.('[tabindex="0"]') && (key === ' ' || MOVES.test(key));
}

/**
 * Keeps keys that we use from the host's hotkeys, which see only our tag as the target: those of the control that has the
 * focus, and those that the app has acted on, as it says by preventing what the browser would do.
 * @param {EventTarget} root
 */
function keepKeys(root) {
  /** Its release is ours, too. */
  let held = '';
  const keep = (/** @type {any} */ event) => {
    const { type, key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    const control = event.composedPath()[0];
    const used = defaultPrevented || (key === 'Escape'
      ? control.closest?.('dialog') // which it closes
      : !(ctrlKey || metaKey || altKey || /^(Tab|F\d+)$/.test(key)) && uses(control, key));
    if (used || (type === 'keyup' && key === held)) event.stopPropagation();
    if (type !== 'keypress') held = type === 'keydown' && used ? key : '';
  };
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keep);
  // A slide that is dragged by the pointer does not take our slider for itself.
  for (const type of ['pointerdown', 'mousedown', 'touchstart']) {
    root.addEventListener(type, (event) => {
      if (/** @type {any} */ (event.target).type === 'range') event.stopPropagation();
    }, { passive: true });
  }
}

// ---- The element ----

// On a server there is no HTMLElement; importing this file there must do no harm.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

class ComarketingRoi extends Base {
  static version = version;
  static observedAttributes = [
    'plan', 'locale', 'currency', 'theme', 'heading-level', 'mode', 'lock-mode', 'cta-href', 'cta-label',
    'benchmarks', 'labels', 'analytics', 'readonly', 'disabled',
  ];

  #root = this.attachShadow({ mode: 'open' });
  /** Shows the children. */
  #fallback = document.createElement('slot');
  /** @type {State} */
  #state = 'idle';
  #ready = deferred();
  /** Why it cannot be shown. */
  #failed = '';
  /** Whether the next failure is not the last word: the page has come back in the meantime. */
  #anew = false;
  /** Stops waiting for the moment to load. */
  #stopWaiting = () => {};

  /** @type {Engine | null} */
  #engine = null;
  /** @type {App | null} */
  #app = null;
  /** The results of an app that cannot be brought back. */
  #last = document.createElement('p');
  /** Whether the host has ended the widget. */
  #ended = false;
  /** Where the app draws. @type {HTMLElement | null} */
  #slot = null;
  /**
   * The app's only way to us; cut when it ends, so that it keeps nothing of the page alive.
   * @type {{ to: ComarketingRoi | null }}
   */
  #link = { to: null };

  /** The host's plan: frozen plain data. @type {unknown} */
  #plan;
  /** The last plan of the host's that was valid: what a reset goes back to. @type {unknown} */
  #begun;
  /** Whether the `plan` attribute is still to be read; `#id` may stand further down the page. */
  #planUnread = false;
  /** Whether the app has yet to be given `#plan`. */
  #planUnsent = false;
  /** What the visitor has made, as the app told us last: JSON text. @type {string | undefined} */
  #workspace;
  /** What is wrong with the plan that was given last. @type {any[]} */
  #wrong = [];
  /** Events that wait for `cmroi-ready`, the first of all. @type {(() => void)[]} */
  #untold = [];
  /** The address whose figures were taken over: a link is read once. */
  #opened = '';
  /** The control of a panel that gets the focus once it is drawn. */
  #focusLater = /** @type {{ id: string, from: Element | null } | null} */ (null);
  /** Whether panels could not be drawn. */
  #sorry = false;
  /** What each attribute with JSON held when it was read: its text and its data. @type {Map<string, [string, unknown]>} */
  #read = new Map();
  /** The texts of the page with the host's own among them. @type {string | undefined} */
  #labelled;
  #updating = false;
  /** The last method that was called. @type {Promise<unknown>} */
  #calls = Promise.resolve();
  /** Whether host.js has something to do here, or to undo. */
  #obeying = false;
  /** Whether panels wait for the next frame, and for which plan. */
  #drawing = false;
  #revision = 0;
  /** Heard before the browser prints, once what that needs is there. @type {(() => void) | null} */
  #beforePrint = null;

  constructor() {
    super();
    this.#root.append(this.#fallback);
    keepKeys(this.#root);
    for (const type of ['pointerdown', 'focusin']) this.addEventListener(type, () => this.#state === 'error' && this.#again());
    for (const type of ['change', 'click']) this.#root.addEventListener(type, (event) => this.#acted(event));
    // WebKit leaves what the keyboard comes to behind what sticks to the edge.
    this.#root.addEventListener('focusin', (/** @type {any} */ { target }) =>
      requestAnimationFrame(() => target.matches(':focus-visible') && target.scrollIntoView({ block: 'nearest' })));
    // Set before the element was defined, it is a plain property that hides ours.
    if (Object.hasOwn(this, 'plan')) {
      const { plan } = this;
      delete (/** @type {any} */ (this).plan);
      this.plan = plan;
    }
  }

  // -- What the host page sees --

  /** A frozen copy of the plan as it is now; null while what was typed is none. */
  get plan() {
    return this.#app ? frozen(this.#call((app) => app.plan())) : (this.#plan ?? null);
  }

  set plan(plan) {
    this.#planUnread = false;
    this.#takePlan(plan);
    this.#update();
  }

  /** A frozen copy of the report; null before the widget is ready and while the plan is not valid. */
  get report() {
    return frozen(this.#call((app) => app.report()));
  }

  get state() {
    return this.#state;
  }

  /** Settles when the widget is shown, or when it cannot be; then with an error that has a `code`. */
  get ready() {
    return this.#ready.promise;
  }

  // Each waits until the widget is there, and answers `{ ok: true, … }` or `{ ok: false, errors }`; none throws.

  /** @param {unknown} plan What changes of the plan (RFC 7396): null takes a value away, a list replaces a list. */
  patch(plan) {
    return this.#ask('patch', plan);
  }

  /** @param {string} text A shared link, or what follows `#cmroi=` in it. */
  loadShared(text) {
    return this.#ask('loadShared', text);
  }

  /** @param {{ redact?: boolean }} [options] */
  shareUrl(options) {
    return this.#ask('shareUrl', options);
  }

  /** @param {{ separator?: string, decimal?: string }} [options] */
  exportCsv(options) {
    return this.#ask('exportCsv', options);
  }

  exportJson() {
    return this.#ask('exportJson');
  }

  print() {
    return this.#ask('print');
  }

  /** Back to the host's plan, or to the sample. */
  reset() {
    return this.#ask('reset');
  }

  /** Ends the widget and shows the children; inserted again, the element starts anew. */
  async destroy() {
    this.#stopWaiting();
    this.#ended = true;
    await null; // not in the task in which it was mounted, see below
    this.#end();
    return { ok: true };
  }

  get version() {
    return version;
  }

  get apiVersion() {
    return API_VERSION;
  }

  // -- Life in the page --

  connectedCallback() {
    (ComarketingRoi.#placed ??= ComarketingRoi.#place()).add(this);
    if (this.#app || this.#state === 'loading' || this.#state === 'recovering') return; // moved
    this.#ended = false;
    this.#reserve();
    this.#await();
  }

  disconnectedCallback() {
    this.#stopWaiting();
    // Moving an element is removing and inserting it, so the app ends only if it is still out after the task. It must
    // not end in the task in which it was mounted either: Yew would run the destruction before the creation.
    queueMicrotask(() => {
      if (this.isConnected) return;
      ComarketingRoi.#placed?.delete(this);
      this.#end();
    });
  }

  /** In another document, which knows none of our sheets. */
  adoptedCallback() {
    if (worn.has(this.#root)) dress(this.#root, worn.get(this.#root) ?? []);
  }

  #end() {
    if (!this.#app) return;
    this.#workspace = this.#call((app) => app.workspace()) ?? this.#workspace;
    const [engine, app, slot] = [this.#engine, this.#app, this.#slot];
    this.#call((app) => app.rest());
    this.#release('idle');
    if (engine && app && slot && !engine.dead) engine.idle.push({ app, slot });
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'plan') this.#planUnread = true;
    this.#read.delete(name);
    this.#update();
  }

  /**
   * Block and high enough before the widget is there, so that nothing moves, and as wide as there is room: what we draw
   * does not count for the width of a parent that goes by its children, so a line without height does, which is long and
   * may be broken anywhere. A rule of the host's still wins. Once it is shown, what was kept for this mode is given back: a
   * visitor may go to a lower one, or nothing could be shown.
   */
  #reserve(shown = false) {
    if (!('adoptedStyleSheets' in document)) return;
    const given = parseFloat(this.getAttribute('reserve-height') ?? '');
    const heights = HEIGHTS.get(this.getAttribute('mode') ?? '') ?? [1080, LEAST_HEIGHT, LEAST_HEIGHT];
    const [narrow, middle, wide] = given >= 0 ? [given, given, given] : shown ? [LEAST_HEIGHT, LEAST_HEIGHT, LEAST_HEIGHT] : heights;
    const css = `:host{display:block;min-height:${narrow}px}
      @media(min-width:600px){:host{min-height:${middle}px}}@media(min-width:960px){:host{min-height:${wide}px}}
      :host([hidden]){display:none!important}${LINE}`;
    dress(this.#root, [css, ...(worn.get(this.#root) ?? []).slice(1)]);
  }

  /** Starts at the moment that `loading` names. */
  #await() {
    this.#stopWaiting();
    const go = () => {
      this.#stopWaiting();
      this.#start();
    };
    const loading = this.getAttribute('loading');
    const Observer = /** @type {any} */ (this.ownerDocument.defaultView ?? globalThis).IntersectionObserver;
    if (loading === 'interaction') {
      const types = ['pointerover', 'pointerdown', 'focusin'];
      for (const type of types) this.addEventListener(type, go);
      this.#stopWaiting = () => types.forEach((type) => this.removeEventListener(type, go));
    } else if (loading === 'eager' || !Observer) {
      go();
    } else {
      const near = new Observer(
        (/** @type {IntersectionObserverEntry[]} */ entries) => entries.some((entry) => entry.isIntersecting) && go(),
        { rootMargin: LAZY_MARGIN },
      );
      near.observe(this);
      this.#stopWaiting = () => near.disconnect();
    }
  }

  async #start() {
    // Whatever asks for it, and however often: it begins once.
    if (this.#state === 'loading' || this.#app) return;
    const begun = performance.now();
    if (this.#state === 'error') this.#ready = deferred();
    if (this.#state !== 'recovering') this.#state = 'loading';
    this.#anew = false;
    try {
      checkPlace();
      this.#announce();
      learn(this); // beside the engine, not after it
      let living = await load();
      await this.#pageRead();
      const learning = this.#learn();
      if (learning) await Promise.race([learning, new Promise((resolve) => setTimeout(resolve, WORDS_TIMEOUT))]);
      while (living.dead) living = await load(); // another widget's mount has just ended it
      if (this.isConnected && !this.#ended) this.#mount(living, begun);
      else this.#state = 'idle';
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure('wasm_invalid', error);
      this.#state = 'error';
      this.#reserve(true);
      this.#failed = failure.code;
      if (this.#anew && this.isConnected && PASSING.includes(failure.code)) return this.#start();
      this.#ready.reject(failure);
      emitError(this, failure.code, 'load', failure.message, false);
    }
  }

  /** Until the page has been read to its end, if data that an attribute names may still come in it. */
  #pageRead() {
    const home = this.ownerDocument;
    const missing = ['plan', 'labels', 'benchmarks'].some((name) => {
      const text = this.getAttribute(name)?.trim() ?? '';
      if (!text.startsWith('#')) return false;
      try {
        return void parsed(text, this);
      } catch {
        return true;
      }
    });
    if (!missing || home.readyState !== 'loading') return undefined;
    return new Promise((resolve) => home.addEventListener('DOMContentLoaded', resolve));
  }

  /** @param {Engine} living @param {number} begun */
  #mount(living, begun) {
    this.#readPlan();
    if (this.#plan == null) this.#workspace ??= this.#kept();
    const restored = this.#workspace !== undefined;
    // Of a library's own, `remove` may throw where there is nothing to remove from.
    if (this.#last.parentNode) this.#last.remove();
    const idle = living.idle.pop();
    const slot = idle?.slot ?? this.ownerDocument.createElement('div');
    slot.hidden = true;
    this.#root.append(slot);
    this.#slot = slot;
    this.#link = { to: this };
    this.#engine = living;
    living.users.add(this);
    try {
      wear(this.#root, living.glue.styles());
      this.#planUnsent = true;
      const config = Object.assign(this.#config(), { workspace: this.#workspace });
      idle?.app.again(config);
      this.#app = idle?.app ?? living.glue.mount(slot, config);
      this.#settlePlan();
    } catch (error) {
      ComarketingRoi.#panicked(living, error);
      return;
    }
    const app = this.#app;
    // The app draws in a microtask; once it has, both change places in one frame.
    setTimeout(() => {
      if (this.#app === app) this.#show(slot, performance.now() - begun, restored);
    });
  }

  /** @param {HTMLElement} slot @param {number} loadMs @param {boolean} restored */
  #show(slot, loadMs, restored) {
    if (!slot.hasChildNodes()) {
      ComarketingRoi.#panicked(/** @type {Engine} */ (this.#engine), 'Nothing was drawn.');
      return;
    }
    const hadFocus = this.querySelector(':focus');
    this.#fallback.remove();
    slot.hidden = false;
    this.#reserve(true);
    if (hadFocus) {
      /** @type {HTMLElement | null} */
      const first = slot.querySelector('a[href], button, input, select, textarea, [tabindex]');
      first?.focus({ preventScroll: true });
    }
    if (this.#state === 'recovering') this.#call((app) => app.act('notice', 'recovered', ''));
    /** @type {HTMLSelectElement | null} */
    const csv = slot.querySelector('[data-do=csv-format]');
    if (csv) csv.value = this.#storage()?.getItem(CSV) ?? '';
    this.#state = 'ready';
    this.#ready.resolve();
    this.#obey();
    this.#openLink();
    this.#awaitPrint();
    emit(this, 'ready', { version, apiVersion: API_VERSION, loadMs: Math.round(loadMs), restored });
    for (const tell of this.#untold.splice(0)) tell();
  }

  /** Takes over the figures of the link that leads here, once. */
  #openLink() {
    const { hash } = location;
    if (this.#state !== 'ready' || !hash.startsWith('#cmroi=') || hash === this.#opened) return;
    if (this.getAttribute('share') !== 'hash') return;
    this.#opened = hash;
    this.#do('read');
  }

  /** The page is back: from the background, from the cache of pages, from a tunnel; or the visitor touches it. */
  #again() {
    if (this.#state === 'loading') this.#anew = true;
    else if (this.#state === 'error' && PASSING.includes(this.#failed)) this.#start();
    else if (this.#state === 'ready') {
      if (learn(this) || (this.#given('labels') !== undefined && this.#labelled === undefined)) this.#update();
      if (this.#sorry) this.#drawPanels();
    }
  }

  /** The elements that are in a page; none before the first. @type {Set<ComarketingRoi> | null} */
  static #placed = null;

  /** Begins to listen to what happens around all of them. */
  static #place() {
    /** @type {Set<ComarketingRoi>} */
    const placed = new Set();
    const back = () => {
      if (document.visibilityState === 'visible') for (const element of placed) element.#again();
    };
    addEventListener('online', back);
    addEventListener('pageshow', ({ persisted }) => persisted && back());
    document.addEventListener('visibilitychange', back);
    addEventListener('hashchange', () => placed.forEach((element) => element.#openLink()));
    return placed;
  }

  /** Lets go of the app, which was destroyed or is lost, and shows the children. @param {State} state */
  #release(state) {
    this.#engine?.users.delete(this);
    this.#link.to = null;
    if (this.#beforePrint) removeEventListener('beforeprint', this.#beforePrint);
    this.#beforePrint = null;
    this.#app = this.#engine = null;
    this.#state = state;
    this.#ready = deferred();
    this.#untold = [];
    this.#sorry = false;
    this.#slot?.remove();
    this.#root.prepend(this.#fallback);
  }

  // -- The host's settings --

  /** @param {unknown} given Plain data, or JSON text. */
  #takePlan(given) {
    try {
      this.#plan = typeof given === 'string' ? parsed(given, this) : taken(given);
      this.#planUnsent = true;
      // What was typed into the plan before gives way. A living app does that itself, and only for a valid plan.
      if (!this.#app) this.#workspace = undefined;
    } catch (error) {
      // What a getter of the host's throws may be as odd as its data: it is not looked at.
      const known = typeof given === 'string' || error instanceof Failure;
      const message = known ? /** @type {Error} */ (error).message : 'The plan is not plain data.';
      emitError(this, 'config_invalid', 'config', `plan: ${message}`, true);
    }
  }

  #readPlan() {
    const text = this.getAttribute('plan')?.trim();
    if (!this.#planUnread || !text) return;
    this.#planUnread = false;
    this.#takePlan(text);
  }

  /** The data of an attribute that holds JSON: read once for each text of it. @param {string} name */
  #given(name) {
    const text = this.getAttribute(name)?.trim() ?? '';
    let known = this.#read.get(name);
    if (known?.[0] !== text) {
      known = [text, undefined];
      try {
        if (text) known[1] = parsed(text, this);
      } catch (error) {
        emitError(this, 'config_invalid', 'config', `${name}: ${/** @type {Error} */ (error).message}`, true);
      }
      this.#read.set(name, known);
    }
    return known[1];
  }

  /** Gets the words: those of the language, and the host's own over them. @returns {Promise<unknown> | undefined} */
  #learn() {
    const learning = learn(this);
    const labels = this.#given('labels');
    if (labels === undefined) {
      this.#labelled = undefined;
      return learning;
    }
    return Promise.all([bring(new URL('./labels.js', import.meta.url)), learning]).then(async ([module]) => {
      const { table, problems } = await module.apply(words.get(languageOf(this) ?? ''), labels, bring);
      this.#labelled = table;
      for (const { path, message } of problems) {
        emitError(this, 'config_invalid', 'config', `labels${path}: ${message}`, true);
      }
    }).catch((error) => emitError(this, error.code ?? 'config_invalid', 'config', `labels: ${error.message}`, true));
  }

  #words() {
    return this.#labelled ?? words.get(languageOf(this) ?? '');
  }

  /** Events go to the page's data layer where the host wants that. */
  #announce() {
    if (this.getAttribute('analytics') !== 'datalayer') return;
    bring(new URL('./announce.js', import.meta.url)).then((module) => module.attach(this), () => {});
  }

  /** What the host asks for beyond the settings of the app; most pages ask for none of it. */
  async #obey() {
    if (this.#slot) this.#slot.inert = isOn(this, 'disabled');
    this.#announce();
    const style = getComputedStyle(this);
    const coloured = COLOURS.some((name) => style.getPropertyValue(`--cmroi-color-${name}`));
    if (coloured || isOn(this, 'readonly') || this.#obeying) {
      this.#obeying = true;
      const module = await bring(new URL('./host.js', import.meta.url)).catch(() => null);
      module?.obey(this, wear);
    }
  }

  /** The settings. The plan is among them only when the host has set it, so that it does not undo what was typed. */
  #config() {
    const theme = this.getAttribute('theme') ?? '';
    const level = Number(this.getAttribute('heading-level'));
    const link = this.#link;
    /** Without a prototype, which a page may have put something on. @type {Config} */
    const config = {
      __proto__: null,
      locale: localeOf(this),
      words: this.#words(),
      currency: this.getAttribute('currency') ?? undefined,
      mode: this.getAttribute('mode') ?? undefined,
      lockMode: isOn(this, 'lock-mode') ? '' : undefined,
      readonly: isOn(this, 'readonly') ? '' : undefined,
      ctaHref: this.getAttribute('cta-href') ?? undefined,
      ctaLabel: this.getAttribute('cta-label') ?? undefined,
      theme: ['light', 'dark'].includes(theme) ? theme : 'auto',
      headingLevel: [2, 3, 4].includes(level) ? level : 2,
      notify: (type, detail) => {
        if (link.to) link.to.#heard(type, detail);
      },
    };
    if (this.#planUnsent && this.#plan != null) config.plan = this.#plan;
    this.#planUnsent = false;
    return config;
  }

  /** Gives the app the settings, once for all that changed in this task. */
  #update() {
    if (!this.#app || this.#updating) return;
    this.#updating = true;
    const now = () => {
      this.#updating = false;
      if (!this.#app) return; // the next mount reads them
      this.#readPlan();
      this.#give();
      this.#obey();
    };
    queueMicrotask(() => {
      const learning = this.#learn();
      if (learning) learning.then(now);
      else now();
    });
  }

  /** A plan that was wrong is not tried again; one that was right is what a reset goes back to. */
  #settlePlan() {
    const wrong = this.#wrong;
    this.#wrong = [];
    if (wrong.length) this.#plan = this.#begun;
    else this.#begun = this.#plan;
    return wrong;
  }

  /** Gives the app the settings; what is wrong with a plan among them it says before it returns. */
  #give() {
    this.#call((app) => app.update(this.#config()));
    return this.#settlePlan();
  }

  // -- The app --

  /**
   * Calls the app unless its engine is dead. An exception that came through Wasm leaves it in an unknown state.
   * @template T
   * @param {(app: App) => T} work
   * @returns {T | null}
   */
  #call(work) {
    if (!this.#app || !this.#engine || this.#engine.dead) return null;
    try {
      return work(this.#app) ?? null;
    } catch (error) {
      ComarketingRoi.#panicked(this.#engine, error);
      return null;
    }
  }

  /** @param {string} type @param {any} detail */
  #heard(type, detail) {
    if (type === 'workspace') this.#keepWorkspace(detail);
    else if (type === 'drawn') {
      this.#panelsDue(detail);
      if (isOn(this, 'readonly')) this.#obey();
    }
    else if (type === 'focus') this.#focusLater = { id: detail, from: this.#root.activeElement };
    else if (type === 'odd-plan') queueMicrotask(() => emitError(this, 'config_invalid', 'config', `plan: ${detail}`, true));
    else if (type === 'panic') ComarketingRoi.#panicked(/** @type {Engine} */ (this.#engine), detail);
    else {
      // Said while the app is given a plan, it is about that; later, about what a visitor typed.
      if (type === 'invalid') this.#wrong = detail.errors;
      // Later: we are inside a call of the app's, and a listener that asks the element for its plan would enter it again.
      const tell = () => emit(this, type, detail);
      if (this.#state === 'ready') queueMicrotask(tell);
      else this.#untold.push(tell);
    }
  }

  /**
   * What the visitor has made, for the next mount; on this device too, once the visitor has asked for that.
   * @param {string} workspace
   */
  #keepWorkspace(workspace) {
    this.#workspace = workspace;
    const storage = this.#storage();
    const drawer = this.#drawer();
    try {
      if (storage?.getItem(drawer) != null) storage.setItem(drawer, workspace);
    } catch {
      // Full or withdrawn: the visit goes on as without.
    }
  }

  /** The name of this widget's drawer: by its id, or else by the page and its place among those without one. */
  #drawer() {
    if (this.id) return `${DRAWER}#${this.id}`;
    const others = [...document.querySelectorAll(`${this.localName}:not([id])`)];
    const at = Math.max(0, others.indexOf(this));
    return `${DRAWER}${location.pathname}${at ? `~${at}` : ''}`;
  }

  /** What was kept on this device; none where nothing was, or where the browser refuses. @returns {string | undefined} */
  #kept() {
    const storage = this.#storage();
    try {
      const own = storage?.getItem(this.#drawer());
      const first = own ?? storage?.getItem(FIRST_DRAWER);
      if (own == null && first != null) {
        storage?.setItem(this.#drawer(), first);
        storage?.removeItem(FIRST_DRAWER);
      }
      return first ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** The storage that the host allows; none where the browser refuses it. */
  #storage() {
    try {
      const persist = this.getAttribute('persist');
      return persist === 'local' ? localStorage : persist === 'session' ? sessionStorage : null;
    } catch {
      return null;
    }
  }

  /**
   * What a control of a panel asks for: `data-act` names it, `data-path` where. Buttons ask on a click, inputs on a change.
   * @param {Event} event
   */
  #acted(event) {
    const control = /** @type {any} */ (event.target).closest?.('[data-act], [data-do]');
    if (!control || (event.type === 'click') !== (control.localName === 'button' || control.localName === 'a')) return;
    const { act, path, value, do: deed } = control.dataset;
    if (act) isOn(this, 'readonly') || this.#call((app) => app.act(act, path, value ?? control.value));
    else if (deed !== 'cta') this.#do(deed);
    else if (!emit(this, 'cta', { what: 'cta', where: control.href }, true)) event.preventDefault();
  }

  /**
   * Files, links, print and the like come in a script of their own.
   * @param {string} deed
   */
  async #do(deed) {
    try {
      const module = await bring(new URL('./keep.js', import.meta.url));
      await module.act(deed, await this.#tools());
    } catch (error) {
      const { code, message } = this.#told(error);
      const notice = code === 'engine_panic' ? 'recovered' : code === 'wasm_integrity' ? 'newRelease' : 'notLoaded';
      this.#call((app) => app.act('notice', notice, ''));
      emitError(this, code, 'panel', message, true);
    }
  }

  /** What a late script threw that did not say what it is: a defect of ours. @param {unknown} error @returns {Failure} */
  #told(error) {
    return error instanceof Failure ? error : new Failure('engine_panic', error);
  }

  /**
   * What a method does is in a script of its own, too.
   * @param {string} name @param {unknown} [given]
   */
  #ask(name, given) {
    const work = async () => {
      try {
        await this.#ready.promise;
        const { methods } = await bring(new URL('./host.js', import.meta.url));
        return await methods[name](await this.#tools(), given);
      } catch (error) {
        const { code, message } = this.#told(error);
        return { ok: false, errors: [{ path: '', code, message }] };
      }
    };
    // One after the other: the second patch changes what the first has made.
    this.#calls = this.#calls.then(work);
    return this.#calls;
  }

  /** What the scripts beside this one may use of the element. */
  async #tools() {
    return this.#toolsWith(await fetchPanels());
  }

  /** @param {Panels} drawing */
  #toolsWith(drawing) {
    return {
      element: this,
      base: new URL('./', import.meta.url).href,
      locale: localeOf(this),
      share: this.getAttribute('share') ?? 'copy',
      persist: this.getAttribute('persist') ?? 'none',
      plan: () => this.#call((app) => app.plan()),
      workspace: () => this.#call((app) => app.workspace()),
      drawer: this.#drawer(),
      sheets: () => this.#root.adoptedStyleSheets.slice(1),
      bring,
      json: drawing.json,
      taken,
      text: (/** @type {string} */ name, /** @type {unknown} */ wish) => {
        const asked = this.#asked();
        try {
          return drawing.text(name, wish, asked);
        } catch (error) {
          throw this.#stopped(error);
        }
      },
      draw: (/** @type {Element} */ slot) => {
        const asked = this.#asked();
        try {
          drawing.draw(slot, asked);
        } catch (error) {
          throw this.#stopped(error);
        }
      },
      tell: (/** @type {string} */ notice, what = '') => this.#call((app) => app.act('notice', notice, what)),
      /** Opens a workspace or a plan, in one step of undo, unless it is wrong: its problems are the answer. */
      open: (/** @type {unknown} */ given, source = 'import') => this.#call((app) => app.open(given, source)) ?? [],
      /** Shows what the host began with, or else the sample. */
      reset: () => {
        if (this.#begun == null) this.#call((app) => app.act('sample', '', ''));
        else this.#takePlan(this.#begun);
        return this.#give();
      },
      emit: (/** @type {string} */ type, /** @type {unknown} */ detail) => emit(this, type, detail, true),
      fail: (/** @type {string} */ code, /** @type {string} */ message) =>
        emitError(this, code, code.split('_')[0], message, true),
    };
  }

  /** What the late part draws from. @returns {Asked} */
  #asked() {
    return {
      plan: this.#call((app) => app.shown_plan()),
      answers: grouped(this.#call((app) => app.answers()) ?? []),
      benchmarks: this.#given('benchmarks'),
      locale: localeOf(this),
      words: this.#words(),
    };
  }

  /**
   * Figures come first: panels are drawn after the frame that shows them, once for all that happened until then.
   * @param {number} revision Counts the changes of the plan.
   */
  #panelsDue(revision) {
    this.#revision = revision;
    if (this.#drawing) return;
    this.#drawing = true;
    const draw = () => {
      this.#drawing = false;
      this.#drawPanels();
    };
    // The page that it is in now may not be the one that it began in, and only a page that is seen has frames.
    const view = this.ownerDocument.defaultView;
    if (!view || view.document.hidden) setTimeout(draw);
    else view.requestAnimationFrame(() => setTimeout(draw));
  }

  /** Fills the empty elements that the app has left for panels. */
  async #drawPanels() {
    const slot = this.#slot;
    const at = slot?.querySelectorAll('[data-panel]');
    if (!slot || !at?.length) return;
    let module;
    try {
      module = panels ?? (await fetchPanels());
    } catch (error) {
      this.#sorry = true;
      for (const panel of at) panel.textContent = panel.getAttribute('data-sorry');
      const { code, message } = this.#told(error);
      emitError(this, code, 'panel', message, true);
      return;
    }
    this.#sorry = false;
    const asked = this.#asked();
    try {
      module.draw(slot, { ...asked, revision: this.#revision }, () => this.#drawPanels());
      this.#focusAwaited();
    } catch (error) {
      const { code, message } = this.#stopped(error);
      // Where the engine has stopped, each widget on it says so itself. The panel that stopped it waits for a change.
      if (this.#engine?.dead === false) emitError(this, code, 'panel', message, true);
    }
  }

  /** Ends the engine, where it was the program that threw and not the page. @param {unknown} error @returns {Failure} */
  #stopped(error) {
    if (this.#engine && error instanceof Failure) ComarketingRoi.#panicked(this.#engine, error);
    return this.#told(error);
  }

  /** Gives the focus to the control that was waited for, unless the visitor has gone elsewhere meanwhile. */
  #focusAwaited() {
    const { id, from } = this.#focusLater ?? {};
    const control = id && this.#root.getElementById(id);
    if (!control) return;
    if (from === this.#root.activeElement) control.focus();
    // Where it is out of sight still, it is drawn once more.
    if (from !== this.#root.activeElement || this.#root.activeElement === control) this.#focusLater = null;
  }

  /**
   * The browser's own print command waits for nothing. What it needs comes once the visitor does something here, and by
   * itself where the page is little else. A frame is printed as it is seen.
   */
  #awaitPrint() {
    if (window.parent !== window) return;
    for (const type of ['pointerdown', 'keydown']) this.#root.addEventListener(type, this.#prepareSoon, { once: true });
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    whenIdle(() => isMost(this) && this.#preparePrint());
  }

  /** Not under the first key: what is typed goes before paper. One function, so that each start listens with the same. */
  #prepareSoon = () => whenIdle(this.#preparePrint);

  #preparePrint = async () => {
    if (this.#beforePrint || !this.#app) return;
    /** @type {any} */
    let printing;
    /** @type {Panels} */
    let drawing;
    const mine = () => printing?.beforePrint(this.#toolsWith(drawing), isMost(this));
    this.#beforePrint = mine;
    addEventListener('beforeprint', mine);
    try {
      drawing = await fetchPanels();
      printing = await bring(new URL('./print.js', import.meta.url));
    } catch {
      // What is on the screen is printed. Whatever else needs the panels says what is wrong with them.
      removeEventListener('beforeprint', mine);
      if (this.#beforePrint === mine) this.#beforePrint = null;
    }
  };

  /**
   * One panic ends the engine for every widget on it. It is not called again; each starts on a fresh one.
   * @param {Engine} dead @param {unknown} cause
   */
  static #panicked(dead, cause) {
    if (dead.dead) return;
    dead.dead = true;
    engine = panels = fetching = null;
    panics.push(performance.now());
    const { message } = new Failure('engine_panic', cause);
    queueMicrotask(() => {
      for (const element of [...dead.users]) element.#lost(message);
      lost.push(...dead.idle);
    });
  }

  /** @param {string} message */
  #lost(message) {
    const again = this.isConnected && mayRecover();
    const code = again ? 'engine_panic' : 'recovery_exhausted';
    lost.push(this.#app);
    if (!again) this.#keepLastWords();
    this.#release(again ? 'recovering' : 'error');
    this.#failed = code;
    if (!again) this.#ready.reject(new Failure(code, message));
    emitError(this, code, 'run', message, again);
    if (again) this.#start();
  }

  /** The last results stay below the children, as text: it is still to be read, though nothing behind it lives. */
  #keepLastWords() {
    const headline = /** @type {HTMLElement | null | undefined} */ (this.#slot?.querySelector('.headline'));
    this.#last.innerText = headline?.innerText ?? '';
    this.#root.append(this.#last);
  }
}

// ---- Registration ----

/** The first version on the page keeps the name; the same version twice is nothing to speak of. */
function define() {
  if (!globalThis.customElements) return ComarketingRoi;
  const there = /** @type {typeof ComarketingRoi | undefined} */ (customElements.get(TAG));
  if (!there) {
    customElements.define(TAG, ComarketingRoi);
  } else if (there.version !== version) {
    const message = `Version ${version} was loaded, but ${there.version ?? 'something else'} holds the name.`;
    emitError(document, 'duplicate_version', 'define', message, false);
  } else {
    return there;
  }
  return ComarketingRoi;
}

export const ComarketingRoiElement = define();
