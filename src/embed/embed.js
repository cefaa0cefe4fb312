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
 * @typedef {{ default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>, styles(): string,
 *   mount(slot: HTMLElement, config: Config): App }} Glue
 * @typedef {{ glue: Glue, users: Set<ComarketingRoi>, idle: { app: App, slot: HTMLElement }[], dead: boolean }} Engine
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

const LOAD_TIMEOUT = 15_000;
/** English stands in for a language that has not arrived by then, counted from when the engine is there. */
const WORDS_TIMEOUT = 3_000;
/** The host's colours; a pair that cannot be read is not used (host.js). */
const COLOURS = ['text', 'surface', 'border', 'accent', 'on-accent', 'danger', 'positive'];
const LAZY_MARGIN = '600px';
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
/** More panics than this within the window, and the widget gives up. */
const MAX_RECOVERIES = 2;
const RECOVERY_WINDOW = 60_000;

/** What the integrator can do about each failure. @type {Record<string, string>} */
const HINTS = {
  wasm_unsupported: 'This browser is too old, or has WebAssembly switched off.',
  csp_wasm_blocked: "Add 'wasm-unsafe-eval' to script-src, or embed the hosted page by iframe.",
  wasm_fetch_failed:
    'Serve all files beside embed.js; from another origin with CORS, and with that origin in script-src and connect-src.',
  wasm_integrity: 'Serve the files of one release, unchanged.',
  wasm_invalid: 'Serve the files of one release; for a missing file the server must answer 404, not a page.',
  timeout: 'The connection is slow or the server does not answer.',
  duplicate_version: 'Load one version in a page, or give the second another name: embed.js?tag=roi-two.',
  config_invalid: 'Takes JSON text of at most 64 KiB, or "#id" of a <script type="application/json">.',
  link_invalid: 'Copy the link again.',
  import_failed: 'Save a workbook as CSV.',
  print_unavailable: 'A sandboxed frame needs allow-modals; some apps have no printing.',
  engine_panic: 'A defect of the calculator: please report the message.',
  recovery_exhausted: 'Reload the page, and please report the message.',
};

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
/** Compiled once: a fresh engine is made from the same module. @type {Promise<WebAssembly.Module> | null} */
let compiled = null;
/** How often the glue was imported. A module is a fresh copy only at a new address. */
let imports = 0;
/** The widget's style sheet, shared by all. @type {CSSStyleSheet | null} */
let sheet = null;
/** When engines panicked. @type {number[]} */
let panics = [];
/** Apps of dead engines. Kept, because the glue frees a collected app by calling into its engine. @type {unknown[]} */
const lost = [];

/**
 * A script beside this one. The address is written out at each call: that is what bundlers look for.
 * @param {URL | string} address @returns {Promise<any>}
 */
const bring = (address) => import(/* webpackIgnore: true */ /* @vite-ignore */ String(address));

function mayRecover() {
  panics = panics.filter((time) => performance.now() - time < RECOVERY_WINDOW);
  return panics.length <= MAX_RECOVERIES;
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
  const late = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Failure('timeout', `Not loaded within ${LOAD_TIMEOUT / 1000} s.`));
      late.abort();
    }, LOAD_TIMEOUT);
  });
  const attempt = () => Promise.race([timeout, instantiate(late.signal)]);
  try {
    return await attempt().catch((error) => (late.signal.aborted ? Promise.reject(error) : attempt()));
  } finally {
    clearTimeout(timer);
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
    throw new Failure('csp_wasm_blocked', error);
  }
}

/** @param {AbortSignal} signal @returns {Promise<Engine>} */
async function instantiate(signal) {
  const copy = imports++;
  const address = new URL('./comarketing-roi.js', import.meta.url).href + (copy ? `?r=${copy}` : '');
  /** @type {Promise<Glue>} */
  const importing = bring(address);
  compiled ??= compile(signal, copy > 0).catch((error) => {
    compiled = null;
    throw error;
  });
  const [glue, module] = await Promise.all([
    importing.catch((error) => Promise.reject(new Failure('wasm_fetch_failed', error))),
    compiled,
  ]);
  try {
    await glue.default({ module_or_path: module });
  } catch (error) {
    compiled = null; // glue and Wasm of two releases do not fit: one of them came from an old cache
    throw new Failure('wasm_invalid', error);
  }
  return { glue, users: new Set(), idle: [], dead: false };
}

/** @param {AbortSignal} signal @param {boolean} again Whether to go past the cache. */
async function compile(signal, again) {
  try {
    const response = await fetch(new URL('./comarketing-roi_bg.wasm', import.meta.url), {
      signal,
      cache: again ? 'reload' : 'default',
      integrity: integrity.startsWith('sha') ? integrity : '',
    });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    // Compiling while it arrives works with the right MIME type only, and many servers do not send it.
    if (response.headers.get('content-type')?.trim().toLowerCase() === 'application/wasm') {
      return await WebAssembly.compileStreaming(response);
    }
    const bytes = await response.arrayBuffer();
    const magic = [...new Uint8Array(bytes.slice(0, 4))].join();
    if (magic !== '0,97,115,109') throw new WebAssembly.CompileError('The answer is not a Wasm module.');
    return await WebAssembly.compile(bytes);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) throw new Failure('wasm_invalid', error);
    // A wrong hash looks like a broken connection; with a connection that works, it is the hash.
    const there = again && error instanceof TypeError && !signal.aborted && integrity.startsWith('sha') && await
      fetch(new URL('./comarketing-roi_bg.wasm', import.meta.url), { method: 'HEAD' }).then(({ ok }) => ok, () => false);
    throw new Failure(there ? 'wasm_integrity' : 'wasm_fetch_failed', error);
  }
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
    // Without them the widget speaks English; a later one tries again.
    words.set(tag, bring(new URL(`./text/${tag}.js`, import.meta.url)).then(
      (module) => { words.set(tag, module.default); },
      () => { words.delete(tag); },
    ));
  }
  const there = words.get(tag);
  return typeof there === 'string' ? undefined : there;
}

// ---- Panels: what is drawn beyond the first screen comes in a second module, when something of it is asked for ----

/** @typedef {{ plan: unknown, answers: unknown, benchmarks?: unknown, locale?: string, words?: string,
 *   revision?: number }} Asked */
/** @typedef {{ ready(): Promise<unknown>, draw(slot: Element, asked: Asked, again?: () => void): void,
 *   text(name: string, wish: unknown, asked: Asked): string | undefined }} Panels */

/** Once it can draw. @type {Panels | null} */
let panels = null;
/** @type {Promise<Panels> | null} */
let fetching = null;

/** @returns {Promise<Panels>} */
function fetchPanels() {
  fetching ??= bring(new URL('./panels.js', import.meta.url)).then(async (module) => {
    await module.ready();
    panels = module;
    return module;
  }).catch((error) => {
    fetching = null; // the next panel tries again
    throw error;
  });
  return fetching;
}

// ---- Small helpers ----

/**
 * A deep-frozen copy of plain data; throws on anything else. Copied by hand: `structuredClone` refuses the proxies in
 * which frameworks wrap their state, and JSON text loses NaN, which the engine must see to refuse it.
 * @param {any} value
 * @returns {any}
 */
function frozen(value, depth = 0) {
  if (['function', 'symbol', 'bigint'].includes(typeof value)) throw new TypeError(`A ${typeof value} is not data.`);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 32 || value.length > 10_000) throw new RangeError('Too deep, too long, or going round in a circle.');
  const copy = Array.isArray(value)
    ? Array.from(value, (item) => frozen(item, depth + 1))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozen(item, depth + 1)]));
  return Object.freeze(copy);
}

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
    const script = root.querySelector(query) ?? document.querySelector(query);
    if (!script) throw new Error(`The page has no ${query}.`);
    text = script.textContent;
  }
  if (new Blob([text]).size > MAX_DATA_BYTES) throw new RangeError('It is larger than 64 KiB.');
  return frozen(JSON.parse(text));
}

/** Pairs of pointer and word as groups: `/definition/clarity` and `2`. @param {[string, string][]} pairs */
function grouped(pairs) {
  /** @type {Record<string, Record<string, unknown>>} */
  const groups = {};
  for (const [path, word] of pairs) {
    const [, group, id] = path.split('/');
    (groups[group] ??= {})[id] = /^[123]$/.test(word) && group !== 'campaign' && group !== 'call' ? Number(word) : word;
  }
  return groups;
}

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

const NOT_TYPED_INTO = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/**
 * Keeps what is typed into our text fields from the host's hotkeys, which see only our tag as the target.
 * @param {Event} event
 */
function keepTyping(event) {
  const { key, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event);
  if (ctrlKey || metaKey || altKey || /^(Tab|Escape|F\d+)$/.test(key)) return;
  const field = /** @type {any} */ (event.composedPath()[0]);
  const typedInto = field.localName === 'input' ? !NOT_TYPED_INTO.includes(field.type) : field.localName === 'textarea';
  if (typedInto || field.isContentEditable) event.stopPropagation();
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
  /** Stops waiting for the moment to load. */
  #waiting = new AbortController();

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
  /** Whether the link in the address was read: it is an offer, once, and not what the figures go back to. */
  #linkRead = false;
  /** What is wrong with the plan that was given last. @type {any[]} */
  #wrong = [];
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
    for (const type of ['keydown', 'keypress', 'keyup']) this.#root.addEventListener(type, keepTyping);
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
    this.#waiting.abort();
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
    if (this.#app || this.#state === 'loading' || this.#state === 'recovering') return; // moved
    this.#ended = false;
    this.#reserveHeight();
    this.#await();
  }

  disconnectedCallback() {
    this.#waiting.abort();
    // Moving an element is removing and inserting it, so the app ends only if it is still out after the task. It must
    // not end in the task in which it was mounted either: Yew would run the destruction before the creation.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
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
    this.#update();
  }

  /**
   * Block and high enough before the widget is there, so that nothing moves. A rule of the host's still wins. Afterwards
   * what was kept for this mode is given back: a visitor may go to a lower one, or nothing could be shown.
   */
  #reserveHeight(shown = false) {
    if (!('adoptedStyleSheets' in document)) return;
    const given = parseFloat(this.getAttribute('reserve-height') ?? '');
    const heights = HEIGHTS.get(this.getAttribute('mode') ?? '') ?? [1080, LEAST_HEIGHT, LEAST_HEIGHT];
    const [narrow, middle, wide] = given >= 0 ? [given, given, given] : shown ? [LEAST_HEIGHT, LEAST_HEIGHT, LEAST_HEIGHT] : heights;
    const own = this.#root.adoptedStyleSheets[0] ?? new CSSStyleSheet();
    own.replaceSync(`:host{display:block;min-height:${narrow}px}
      @media(min-width:600px){:host{min-height:${middle}px}}@media(min-width:960px){:host{min-height:${wide}px}}
      :host([hidden]){display:none!important}`);
    if (!this.#root.adoptedStyleSheets.length) this.#root.adoptedStyleSheets = [own];
  }

  /** Starts at the moment that `loading` names. */
  #await() {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const go = () => {
      this.#waiting.abort();
      this.#start();
    };
    const loading = this.getAttribute('loading');
    if (loading === 'interaction') {
      for (const type of ['pointerover', 'pointerdown', 'focusin']) this.addEventListener(type, go, { signal });
    } else if (loading === 'eager' || !globalThis.IntersectionObserver) {
      go();
    } else {
      const near = new IntersectionObserver(
        (entries) => entries.some((entry) => entry.isIntersecting) && go(),
        { rootMargin: LAZY_MARGIN },
      );
      near.observe(this);
      signal.addEventListener('abort', () => near.disconnect());
    }
  }

  async #start() {
    const begun = performance.now();
    this.#announce();
    if (this.#state === 'error') this.#ready = deferred();
    if (this.#state !== 'recovering') this.#state = 'loading';
    try {
      const learning = this.#learn(); // beside the engine, not after it
      let living = await load();
      if (learning) await Promise.race([learning, new Promise((resolve) => setTimeout(resolve, WORDS_TIMEOUT))]);
      while (living.dead) living = await load(); // another widget's mount has just ended it
      if (this.isConnected && !this.#ended) this.#mount(living, begun);
      else this.#state = 'idle';
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure('wasm_invalid', error);
      this.#state = 'error';
      this.#reserveHeight(true);
      this.#ready.reject(failure);
      emitError(this, failure.code, 'load', failure.message, false);
    }
  }

  /** @param {Engine} living @param {number} begun */
  #mount(living, begun) {
    this.#readPlan();
    if (this.#plan == null) this.#workspace ??= this.#kept();
    const restored = this.#workspace !== undefined;
    this.#last.remove();
    const idle = living.idle.pop();
    const slot = idle?.slot ?? document.createElement('div');
    slot.hidden = true;
    this.#root.append(slot);
    this.#slot = slot;
    this.#link = { to: this };
    this.#engine = living;
    living.users.add(this);
    try {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(living.glue.styles());
      }
      this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets.slice(0, 1), sheet];
      this.#planUnsent = true;
      const config = { ...this.#config(), workspace: this.#workspace };
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
    this.#reserveHeight(true);
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
    if (!this.#linkRead && location.hash.startsWith('#cmroi=') && this.getAttribute('share') === 'hash') {
      this.#linkRead = true;
      this.#do('read');
    }
    this.#awaitPrint();
    emit(this, 'ready', { version, apiVersion: API_VERSION, loadMs: Math.round(loadMs), restored });
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
    const slot = this.#slot;
    slot?.remove();
    this.#root.prepend(this.#fallback);
  }

  // -- The host's settings --

  /** @param {unknown} given Plain data, or JSON text. */
  #takePlan(given) {
    try {
      this.#plan = typeof given === 'string' ? parsed(given, this) : frozen(given);
      this.#planUnsent = true;
      // What was typed into the plan before gives way. A living app does that itself, and only for a valid plan.
      if (!this.#app) this.#workspace = undefined;
    } catch (error) {
      // What a getter of the host's throws may be as odd as its data: it is not looked at.
      const message = typeof given === 'string' ? /** @type {Error} */ (error).message : 'The plan is not plain data.';
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
      const { table, problems } = await module.apply(words.get(languageOf(this) ?? ''), labels);
      this.#labelled = table;
      for (const { path, message } of problems) {
        emitError(this, 'config_invalid', 'config', `labels${path}: ${message}`, true);
      }
    }).catch((error) => emitError(this, 'config_invalid', 'config', `labels: ${error}`, true));
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
    const has = (/** @type {string} */ name) => this.hasAttribute(name);
    if (this.#slot) this.#slot.inert = has('disabled');
    this.#announce();
    const style = getComputedStyle(this);
    const coloured = COLOURS.some((name) => style.getPropertyValue(`--cmroi-color-${name}`));
    if (coloured || has('readonly') || this.#obeying) {
      this.#obeying = true;
      const module = await bring(new URL('./host.js', import.meta.url)).catch(() => null);
      module?.obey(this);
    }
  }

  /** The settings. The plan is among them only when the host has set it, so that it does not undo what was typed. */
  #config() {
    const theme = this.getAttribute('theme') ?? '';
    const level = Number(this.getAttribute('heading-level'));
    const link = this.#link;
    /** @type {Config} */
    const config = {
      locale: localeOf(this),
      words: this.#words(),
      currency: this.getAttribute('currency') ?? undefined,
      mode: this.getAttribute('mode') ?? undefined,
      lockMode: this.hasAttribute('lock-mode') ? '' : undefined,
      readonly: this.hasAttribute('readonly') ? '' : undefined,
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
      if (this.hasAttribute('readonly')) this.#obey();
    }
    else if (type === 'odd-plan') queueMicrotask(() => emitError(this, 'config_invalid', 'config', `plan: ${detail}`, true));
    else if (type === 'panic') ComarketingRoi.#panicked(/** @type {Engine} */ (this.#engine), detail);
    else {
      // Said while the app is given a plan, it is about that; later, about what a visitor typed.
      if (type === 'invalid') this.#wrong = detail.errors;
      // Later: we are inside a call of the app's, and a listener that asks the element for its plan would enter it again.
      queueMicrotask(() => emit(this, type, detail));
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
    if (act) this.hasAttribute('readonly') || this.#call((app) => app.act(act, path, value ?? control.value));
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
      this.#call((app) => app.act('notice', 'notLoaded', ''));
      emitError(this, 'wasm_fetch_failed', 'panel', String(error), true);
    }
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
        const { code, message } = /** @type {Failure} */ (error);
        return { ok: false, errors: [{ path: '', code: code ?? 'wasm_fetch_failed', message }] };
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
      text: (/** @type {string} */ name, /** @type {unknown} */ wish) => drawing.text(name, wish, this.#asked()),
      draw: (/** @type {Element} */ slot) => drawing.draw(slot, this.#asked()),
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

  /** What the second module draws from. @returns {Asked} */
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
    if (document.hidden) setTimeout(draw);
    else requestAnimationFrame(() => setTimeout(draw));
  }

  /** Fills the empty elements that the app has left for panels. */
  async #drawPanels() {
    const slot = this.#slot;
    const at = slot?.querySelectorAll('[data-panel]');
    if (!slot || !at?.length) return;
    try {
      const module = panels ?? (await fetchPanels());
      const asked = this.#asked();
      // Without a valid plan the last drawings stay, as the last figures do.
      if (asked.plan) module.draw(slot, { ...asked, revision: this.#revision }, () => this.#drawPanels());
    } catch (error) {
      for (const panel of at) panel.textContent = panel.getAttribute('data-sorry');
      emitError(this, 'wasm_fetch_failed', 'panel', String(error), true);
    }
  }

  /**
   * The browser's own print command waits for nothing. What it needs comes once the visitor does something here, and by
   * itself where the page is little else. A frame is printed as it is seen.
   */
  #awaitPrint() {
    if (window.parent !== window) return;
    for (const type of ['pointerdown', 'keydown']) this.#root.addEventListener(type, this.#preparePrint, { once: true });
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    (globalThis.requestIdleCallback ?? setTimeout)(() => isMost(this) && this.#preparePrint());
  }

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
    engine = null;
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
