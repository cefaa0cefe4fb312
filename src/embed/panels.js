/**
 * What is drawn beyond the first screen. Imported by embed.js when the page asks for the first panel: it loads the late part
 * of the program, asks it for each panel on the page and makes its answer real.
 *
 * @typedef {[tag: string, attributes: Record<string, string>, ...children: (Tree | string)[]]} Tree
 * @typedef {{ plan: unknown, answers: unknown, locale?: string, words?: string, revision?: number, benchmarks?: unknown }} Context
 *   `benchmarks`: the host's own figures as plain data, the same object as long as they are the same.
 * @typedef {{ path: string, code: string, message: string, value: string, allowed: { min: number, max: number } | null }} Problem
 * @typedef {{ compile(address: URL, hash: string): Promise<WebAssembly.Module>, wear(root: Node, css: string): void,
 *   link(part: WebAssembly.Module | undefined, build: string): Promise<any>, ended(cause: unknown): Error }} Given
 *   What embed.js lends us.
 */

const SVG = 'http://www.w3.org/2000/svg';
/** The only attributes that may carry an address; a panel never makes another. */
const ADDRESS = /^(https:|mailto:|#)/;

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** What the late part must hash to; the build writes it here, and an unfinished build checks nothing. */
export const integrity = '__INTEGRITY__';
/** The name of the build, under which the late part asks for what it shares. The build writes it here, where it makes parts. */
const build = '__BUILD__';

/** @type {Given} */
let lent;
/** The glue of the engine that is alive. @type {any} */
let glue = null;

/** Settles when panels can be drawn; once for each engine. @param {Given} given */
export async function ready(given) {
  lent = given;
  const address = new URL('./comarketing-roi_panels.wasm', import.meta.url);
  const part = build.startsWith('__') ? undefined : await lent.compile(address, integrity);
  glue = await lent.link(part, build);
}

/**
 * Calls the program. What comes back through Wasm as an exception, of whatever kind, leaves it in an unknown state: with
 * this, embed.js ends the engine, and nothing of it is called again, not even to be freed.
 * @template T @param {() => T} work @returns {T}
 */
function called(work) {
  try {
    return work();
  } catch (error) {
    throw lent.ended(error);
  }
}

/** @param {Context} context @returns {any} */
function of({ plan, answers, locale, words, benchmarks }) {
  return called(() => glue.Panels.of(plan, answers, locale ?? 'en', words ?? '', benchmarks ?? undefined));
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
  const problems = called(() => glue.Panels.check_benchmarks(benchmarks));
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
 * Draws every panel below an element whose plan or wish has changed. Those out of sight wait until the browser is idle,
 * one after the other, or until they come near: `again` is called then. What is old in them cannot be seen, found or read
 * aloud meanwhile.
 * @param {Element} slot @param {Context} context @param {() => void} [again]
 */
export function draw(slot, context, again) {
  check(slot, context.benchmarks);
  const root = /** @type {ShadowRoot} */ (slot.getRootNode());
  /** @type {Map<Element, unknown[]>} */
  const states = new Map();
  const due = [.../** @type {NodeListOf<HTMLElement>} */ (slot.querySelectorAll('[data-panel]'))].filter((at) => {
    const state = [context.revision, context.locale, context.words, context.benchmarks, at.dataset.panel, at.dataset.wish];
    const before = drawn.get(at);
    if (context.revision !== undefined && before && state.every((part, index) => part === before[index])) return false;
    if (again && far.has(at) && !at.contains(root.activeElement)) {
      if (at !== next) return leave(at, again);
      next = null;
    }
    states.set(at, state);
    return true;
  });
  later();
  if (due.length === 0) return;
  const panels = of(context);
  if (!panels) {
    // Without a valid plan the last drawings stay, as the last figures do.
    due.forEach(settled);
    return;
  }
  const readonly = root.host?.matches('[readonly]:not([readonly="false" i])');
  // Before the first of them is drawn.
  lent.wear(
    root,
    called(() => glue.panel_styles()),
  );
  for (const at of due) {
    // Noted before: a panel that stops the module is not asked for again until something changes.
    drawn.set(at, states.get(at) ?? []);
    const { panel = '', wish = '', sorry = '' } = at.dataset;
    const from = () => json([panel, wish, context.plan, context.answers, context.benchmarks, context.locale]);
    if (stopped.has(root) && stopped.get(root) === from()) {
      at.textContent = sorry;
    } else {
      let tree;
      try {
        tree = called(() => panels.draw(panel, wish));
      } catch (error) {
        stopped.set(root, from());
        throw error;
      }
      children(at, tree ? [tree] : []);
    }
    if (readonly) for (const field of at.querySelectorAll(EDITED)) field.disabled = true;
    at.dataset.drawn = '';
    settled(at);
    if (again) watch(at, again);
  }
  panels.free();
}

/** What changes figures or answers; nothing does where they are only for reading. @type {'input'} */
const EDITED = /** @type {any} */ ('input, select, button[data-act]');
/**
 * The panel of a widget that has stopped the engine, and from what it was drawn: the next engine is not asked for it again
 * until something has changed. @type {WeakMap<Node, string>}
 */
const stopped = new WeakMap();
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

/** What it shows is what there is to show. @param {HTMLElement} at */
function settled(at) {
  delete at.dataset.old;
  waiting.delete(at);
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
  if (/** @type {any} */ (globalThis).requestIdleCallback) requestIdleCallback(work, { timeout: 500 });
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
 * @param {string} name @param {unknown} wish @param {Context} context
 * @returns {string | undefined}
 */
export function text(name, wish, context) {
  const panels = of(context);
  const answer = panels && called(() => panels.text(name, json(wish)));
  panels?.free();
  return answer;
}

/**
 * Plain data as JSON text. Not by `JSON.stringify`: where a page has put a `toJSON` on every list or object, as old
 * libraries do, or a function of its own in that place, it writes something else.
 * @param {any} value @returns {string}
 */
export function json(value) {
  if (typeof value === 'string') return `"${value.replace(/["\\\p{Cc}\p{Cs}\u2028\u2029]/gu, escaped)}"`;
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'boolean' || Number.isFinite(value) ? String(value) : 'null';
  }
  let text = '';
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined || Array.isArray(value))
      text += `${text && ','}${Array.isArray(value) ? '' : `${json(key)}:`}${json(item)}`;
  }
  return Array.isArray(value) ? `[${text}]` : `{${text}}`;
}

/** @param {string} sign */
const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

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
    // By its name, not by its class: in another document the classes are others, and old libraries have an `Element` of their own.
    const element_ = /** @type {Element} */ (there);
    const fits =
      there?.nodeType === Node.ELEMENT_NODE &&
      element_.localName === tag &&
      element_.getAttribute('data-key') === (attributes['data-key'] ?? null);
    const element = fits ? element_ : create(tag, parent);
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
  const home = parent.ownerDocument;
  return tag === 'svg' || parent.namespaceURI === SVG ? home.createElementNS(SVG, tag) : home.createElement(tag);
}

/** @param {Element} element @param {Record<string, string>} attributes */
function set(element, attributes) {
  for (const { name } of [...element.attributes]) {
    // The visitor opens and closes details; what was open stays so.
    if (!Object.hasOwn(attributes, name) && name !== 'open') element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'href' && !ADDRESS.test(value)) continue;
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  state(element, attributes);
}

/** What each box was drawn with. @type {WeakMap<Element, string | undefined>} */
const values = new WeakMap();

/**
 * What a visitor changed goes by the property, which its attribute no longer moves.
 * @param {Element} element @param {Record<string, string>} attributes
 */
function state(element, attributes) {
  const control = /** @type {any} */ (element);
  const has = (/** @type {string} */ name) => Object.hasOwn(attributes, name);
  if (element.localName === 'input') {
    if (control.checked !== has('checked')) control.checked = has('checked');
    // What is being typed stays: only another value than the last that was drawn goes into the box.
    if (has('value') && values.get(element) !== attributes.value) control.value = attributes.value;
    values.set(element, attributes.value);
  } else if (element.localName === 'option') {
    if (control.selected !== has('selected')) control.selected = has('selected');
  }
}
