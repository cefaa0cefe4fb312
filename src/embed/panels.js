/**
 * What is drawn beyond the first screen. Imported by embed.js when the page asks for the first panel: it loads the second
 * Wasm module, asks it for each panel on the page and makes its answer real.
 *
 * @typedef {[tag: string, attributes: Record<string, string>, ...children: (Tree | string)[]]} Tree
 * @typedef {{ plan: unknown, answers: unknown, locale?: string, words?: string, revision?: number, benchmarks?: unknown }} Asked
 *   `benchmarks`: the host's own figures as plain data, the same object as long as they are the same.
 * @typedef {{ path: string, code: string, message: string, value: string, allowed: { min: number, max: number } | null }} Problem
 */
import start, { Panels, styles } from './comarketing-roi_panels.js';

const SVG = 'http://www.w3.org/2000/svg';
/** The only attributes that may carry an address; a panel never makes another. */
const ADDRESS = /^(https:|mailto:|#)/;

/** What the module must hash to; the build writes it here, and an unfinished build checks nothing. */
export const integrity = '__INTEGRITY__';

/** @type {Promise<unknown> | null} */
let starting = null;
/** How panels look: one sheet for all of them in a page. @type {CSSStyleSheet | null} */
let sheet = null;

/** Settles when panels can be drawn. */
export function ready() {
  starting ??= start({
    // What does not have the hash may be of the release before, out of a cache.
    module_or_path: fetchModule('default').catch(() => fetchModule('reload')),
  }).catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

/** @param {RequestCache} cache */
async function fetchModule(cache) {
  const response = await fetch(new URL('./comarketing-roi_panels_bg.wasm', import.meta.url), {
    integrity: integrity.startsWith('sha') ? integrity : '',
    cache,
  });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // Compiling while it arrives works with the right MIME type only, and many servers do not send it.
  return response.headers.get('content-type')?.trim().toLowerCase() === 'application/wasm' ? response : response.arrayBuffer();
}

/** @param {Asked} asked */
function of(asked) {
  return Panels.of(asked.plan, asked.answers, asked.locale ?? 'en', asked.words ?? '', asked.benchmarks ?? undefined);
}

/** The hosts' benchmarks that were looked at. @type {WeakSet<object>} */
const checked = new WeakSet();

/**
 * Tells the host's page, once, what is wrong with its benchmarks. Those with a mistake are not used.
 * @param {Element} slot @param {unknown} benchmarks
 */
function check(slot, benchmarks) {
  if (typeof benchmarks !== 'object' || benchmarks === null || checked.has(benchmarks)) return;
  checked.add(benchmarks);
  /** @type {Problem[]} */
  const problems = Panels.check_benchmarks(benchmarks);
  const { host } = /** @type {ShadowRoot} */ (slot.getRootNode());
  const hint = 'docs/benchmarks.md says how a host states its own figures.';
  for (const { path, message } of problems) {
    const said = `benchmarks${path}: ${message}`;
    console.warn(`<${host?.localName}> config_invalid: ${said} ${hint}`);
    const detail = Object.freeze({ code: 'config_invalid', phase: 'config', recoverable: true, message: said, hint });
    host?.dispatchEvent(new CustomEvent('cmroi-error', { bubbles: true, composed: true, detail }));
  }
}

/**
 * Puts the sheet of panels beside that of the page, before the first of them is drawn.
 * @param {Element} slot
 */
function dress(slot) {
  const root = /** @type {Document | ShadowRoot} */ (slot.getRootNode());
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles());
  }
  const worn = root.adoptedStyleSheets;
  if (worn && !worn.includes(sheet)) root.adoptedStyleSheets = [...worn, sheet];
}

/**
 * Draws every panel below an element whose plan or wish has changed. Those out of sight wait until the browser is idle,
 * one after the other, or until they come near: `again` is called then. What is old in them cannot be seen, found or read
 * aloud meanwhile.
 * @param {Element} slot @param {Asked} asked @param {() => void} [again]
 */
export function draw(slot, asked, again) {
  check(slot, asked.benchmarks);
  const root = /** @type {ShadowRoot} */ (slot.getRootNode());
  const due = [.../** @type {NodeListOf<HTMLElement>} */ (slot.querySelectorAll('[data-panel]'))].filter((at) => {
    const state = [asked.revision, asked.locale, asked.words, asked.benchmarks, at.dataset.panel, at.dataset.wish];
    const before = drawn.get(at);
    if (asked.revision !== undefined && before && state.every((part, index) => part === before[index])) return false;
    if (again && far.has(at) && !at.contains(root.activeElement)) {
      if (at !== next) return leave(at, again);
      next = null;
    }
    drawn.set(at, state);
    return true;
  });
  later();
  if (due.length === 0) return;
  const panels = of(asked);
  if (!panels) return;
  const readonly = root.host?.hasAttribute('readonly');
  try {
    dress(slot);
    for (const at of due) {
      const tree = panels.draw(at.dataset.panel ?? '', at.dataset.wish ?? '');
      children(at, tree ? [tree] : []);
      if (readonly) for (const field of at.querySelectorAll(EDITED)) field.disabled = true;
      at.dataset.drawn = '';
      delete at.dataset.old;
      waiting.delete(at);
      if (again) watch(at, again);
    }
  } finally {
    panels.free();
  }
}

/** What changes figures or answers; nothing does where they are only for reading. @type {'input'} */
const EDITED = /** @type {any} */ ('input, select, button[data-act]');
/** What each panel was drawn from. @type {WeakMap<Element, unknown[]>} */
const drawn = new WeakMap();
/** Panels out of sight. @type {WeakSet<Element>} */
const far = new WeakSet();
/** Those of them that have something new to show, and how that is asked for. @type {Map<Element, () => void>} */
const waiting = new Map();
/** The one of these that is drawn now. @type {Element | null} */
let next = null;
/** Whether somebody waits for an idle moment. */
let idle = false;
/** @type {WeakSet<Element>} */
const watched = new WeakSet();

/**
 * Leaves a panel for later. The style sheet hides what is old and keeps its room.
 * @param {HTMLElement} at @param {() => void} again
 */
function leave(at, again) {
  at.dataset.old = '';
  waiting.set(at, again);
  return false;
}

/** Draws one of those that wait in the next idle moment. */
function later() {
  if (idle || !waiting.size) return;
  idle = true;
  const work = () => {
    idle = false;
    const gone = [...waiting.keys()].filter((at) => !at.isConnected);
    gone.forEach((at) => waiting.delete(at));
    const [first] = waiting;
    next = first?.[0] ?? null;
    first?.[1]();
  };
  // Not every browser says when it is idle.
  if (globalThis.requestIdleCallback) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 100);
}

/** @param {Element} at @param {() => void} again */
function watch(at, again) {
  if (watched.has(at) || !globalThis.IntersectionObserver) return;
  watched.add(at);
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!at.isConnected) return observer.disconnect();
      if (!entry.isIntersecting) return void far.add(at);
      far.delete(at);
      if (waiting.has(at)) again();
    },
    { rootMargin: '300px' },
  );
  observer.observe(at);
}

/**
 * Text that a panel makes for the clipboard or a file.
 * @param {string} name @param {unknown} wish @param {Asked} asked
 * @returns {string | undefined}
 */
export function text(name, wish, asked) {
  const panels = of(asked);
  try {
    return panels?.text(name, JSON.stringify(wish));
  } finally {
    panels?.free();
  }
}

/**
 * Makes the children of an element what they should be, and touches only what differs: focus, selection and open details
 * stay.
 * @param {Element} parent @param {(Tree | string)[]} wanted
 */
function children(parent, wanted) {
  wanted.forEach((item, at) => {
    const there = parent.childNodes[at];
    if (typeof item === 'string') {
      if (there?.nodeType === Node.TEXT_NODE) {
        if (there.nodeValue !== item) there.nodeValue = item;
      } else {
        place(parent, document.createTextNode(item), there);
      }
      return;
    }
    const [tag, attributes, ...inner] = item;
    const fits = there instanceof Element && there.localName === tag && there.getAttribute('data-key') === (attributes['data-key'] ?? null);
    const element = fits ? there : create(tag, parent);
    set(element, attributes);
    children(element, inner);
    if (!fits) place(parent, element, there);
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

/** @param {Element} parent @param {Node} node @param {Node | undefined} there */
function place(parent, node, there) {
  if (there) parent.replaceChild(node, there);
  else parent.append(node);
}

/** @param {string} tag @param {Element} parent */
function create(tag, parent) {
  return tag === 'svg' || parent.namespaceURI === SVG ? document.createElementNS(SVG, tag) : document.createElement(tag);
}

/** @param {Element} element @param {Record<string, string>} attributes */
function set(element, attributes) {
  for (const { name } of [...element.attributes]) {
    // The visitor opens and closes details; what was open stays so.
    if (!(name in attributes) && name !== 'open') element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'href' && !ADDRESS.test(value)) continue;
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  state(element, attributes);
}

/**
 * What a visitor changed goes by the property, which its attribute no longer moves.
 * @param {Element} element @param {Record<string, string>} attributes
 */
function state(element, attributes) {
  if (element instanceof HTMLInputElement) {
    const checked = 'checked' in attributes;
    if (element.checked !== checked) element.checked = checked;
    if ('value' in attributes && element.value !== attributes.value) element.value = attributes.value;
  } else if (element instanceof HTMLOptionElement) {
    const selected = 'selected' in attributes;
    if (element.selected !== selected) element.selected = selected;
  }
}
