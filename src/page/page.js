/**
 * The hosted page: reads settings from its address, and in a frame speaks with the page around it.
 *
 * It runs before embed.js, so that the element finds its settings when it begins to load. Without parameters and outside
 * a frame it does nothing. What is said to whom is in docs/frame.md; the other side is frame.js.
 */
import { SETTINGS, settled, suits } from './settings.js';

const TAG = 'comarketing-roi';
const NAMESPACE = 'cmroi';
const PROTOCOL = 1;
/** Characters of all that one message says; a plan of twelve tiers has ten thousand. */
const MOST = 256 * 1024;
/** In CSS pixels. */
const [LOWEST, HIGHEST] = [120, 20_000];
/** Milliseconds between two heights. */
const PAUSE = 100;
const EVENTS = ['change', 'invalid', 'lead', 'cta', 'share', 'export', 'import', 'error'];

const framed = window.parent !== window;
const element = /** @type {any} */ (document.querySelector(TAG));

// ---- Settings ----

/** @param {string} name @param {string | null} value */
function set(name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
  // The page around the element goes with it.
  if (name === 'theme') document.documentElement.dataset.theme = value ?? '';
}

/** Says once what was not taken. Names only: a value may be of any length and anybody's. @param {string[]} names @param {string} where */
function warn(names, where) {
  if (!names.length) return;
  const list = names
    .slice(0, 20)
    .map((name) => JSON.stringify(name.slice(0, 40)))
    .join(', ');
  console.warn(`<${TAG}> ${where}: no setting, or not with this value: ${list}. See docs/embed.md.`);
}

/**
 * Takes the settings of the address. Words and addresses of somebody else's are shown only inside a page of theirs: alone
 * under this page's own address they would seem to be its own.
 */
function readAddress() {
  const wrong = [];
  // Who opens the page itself begins with five numbers; a page that frames it has been promised every figure.
  if (framed) set('mode', 'sheet');
  for (const [name, text] of new URLSearchParams(location.search)) {
    const value = settled(name, text);
    if (value === undefined || (SETTINGS[name]?.spoken && !framed)) wrong.push(name);
    else set(name, value);
  }
  warn(wrong, 'in the address');
}

/** @param {any} given What the frame's parent sent. */
function take(given) {
  const wrong = [];
  for (const [name, value] of entries(given.attributes)) {
    const text = settled(name, value);
    if (text === undefined) wrong.push(name);
    else set(name, text);
  }
  for (const name of ['benchmarks', 'labels']) {
    if (given[name] == null) continue;
    const text = settled(name, typeof given[name] === 'string' ? given[name] : JSON.stringify(given[name]));
    if (text === undefined) wrong.push(name);
    else set(name, text);
  }
  dress(given.properties, wrong);
  // Read and checked by the element, which says what is wrong with it by its events.
  if (given.plan != null) element.plan = given.plan;
  warn(wrong, 'from the page around the frame');
}

/** @param {unknown} properties By their full names. @param {string[]} wrong */
function dress(properties, wrong) {
  for (const [name, value] of entries(properties)) {
    const short = name.replace(/^--cmroi-/, '');
    if (short === name || !suits(short, value)) wrong.push(name);
    else element.style.setProperty(name, value.trim());
  }
}

/** @param {unknown} value @returns {[string, unknown][]} */
function entries(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The page around the element speaks its language, where it has the words; the page itself is written in English. */
async function speak() {
  const parts = element.getAttribute('locale')?.toLowerCase().split('-') ?? [];
  if (!parts.length || parts[0] === 'en') return;
  const { default: languages } = await import('./page-text.js');
  while (parts.length && !Object.hasOwn(languages, parts.join('-'))) parts.pop();
  const texts = languages[parts.join('-')];
  if (!texts) return;
  document.documentElement.lang = parts.join('-');
  document.title = texts.title;
  for (const at of document.querySelectorAll('[data-text]')) at.textContent = texts[/** @type {any} */ (at).dataset.text];
}

// ---- The frame's side of the conversation ----

/** Whom we speak with: the first that began rightly. @type {string} */
let origin = '';
/** The conversation; empty before and after. */
let id = '';
/** The last word of the element on whether it is there, for a parent that comes later. @type {[string, unknown] | null} */
let told = null;
let warned = false;

/** Only `hello` is for anyone, and it says nothing. @param {string} type @param {unknown} payload */
function post(type, payload) {
  if (id) window.parent.postMessage({ ns: NAMESPACE, v: PROTOCOL, id, type, payload }, origin);
}

/** The origins that the operator of this page has listed; without a list any page may frame it. */
function allows(/** @type {string} */ from) {
  const list = document.querySelector('meta[name="cmroi-allowed-origins"]')?.getAttribute('content')?.trim();
  // One without a name cannot be answered, only shouted at.
  return from.includes('://') && (!list || list.split(/[\s,]+/).includes(from));
}

/**
 * Whether a value is plain data of a bounded size. It was copied into this page, so it has no getters; but it may hold
 * what no plan does, and be larger than anyone should read.
 * @param {unknown} value
 */
function isSmall(value) {
  let room = MOST;
  const waiting = [value];
  while (waiting.length) {
    const at = /** @type {any} */ (waiting.pop());
    room -= typeof at === 'string' ? at.length : 8;
    if (typeof at === 'object' && at !== null) {
      if (![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(at))) return false;
      for (const key in at) {
        room -= key.length;
        if (room < 0) return false;
        waiting.push(at[key]);
      }
    }
    if (room < 0) return false;
  }
  return true;
}

/** What the parent may ask for. @type {Record<string, (payload: any, from: string, by: string) => void>} */
const ASKED = {
  init(payload, from, by) {
    if (id === by) {
      // Our hello and its own beginning have crossed, or it waits for us again.
      if (told) post(...told);
      return;
    }
    [origin, id] = [from, by];
    height = 0;
    take(payload);
    if (told) post(...told);
    if (told) measure();
  },
  async patch({ plan, request }, from, by) {
    await customElements.whenDefined(TAG);
    const outcome = await element.patch(plan);
    if (by === id) answer(request, outcome);
  },
  theme(payload) {
    take({ attributes: 'theme' in payload ? { theme: payload.theme } : {}, properties: payload.properties });
  },
  'get-report'({ request }) {
    answer(request, { plan: element.plan ?? null, report: element.report ?? null });
  },
  destroy() {
    id = '';
  },
};

/** @param {unknown} request The number that the parent gave it. @param {unknown} detail */
function answer(request, detail) {
  if (typeof request === 'number') post('event', { name: 'cmroi-answer', request, detail });
}

/** @param {MessageEvent} event */
function hear(event) {
  // Who it is comes before what it says: a stranger's data is not even looked at.
  if (event.source !== window.parent || (origin && event.origin !== origin)) return;
  const { ns, v, id: by, type, payload } = event.data ?? {};
  if (ns !== NAMESPACE || v !== PROTOCOL || typeof by !== 'string' || !/^[\w-]{8,64}$/.test(by)) return;
  if (typeof type !== 'string' || !Object.hasOwn(ASKED, type) || (type !== 'init' && by !== id)) return;
  if (!allows(event.origin)) {
    if (!warned) console.warn(`<${TAG}> ${event.origin} may show this page, but not speak with it.`);
    warned = true;
    return;
  }
  const given = payload ?? {};
  // A copy that has no members but its own: `payload.plan` must be what was sent, not what a prototype has.
  if (typeof given === 'object' && isSmall(given)) ASKED[type](Object.assign(Object.create(null), given), event.origin, by);
}

// ---- The height ----

/** What was said last. */
let height = 0;
let said = -PAUSE;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let due;

/** Says the height of the content, never more often than the pause allows; once it is there, not while it loads. */
function measure() {
  if (due || !id || !told) return;
  due = setTimeout(
    () => {
      due = undefined;
      said = performance.now();
      // One to spare: what changes by one pixel is not told, and must not bring up a scroll bar.
      const needed = Math.ceil(/** @type {Element} */ (element.parentElement).getBoundingClientRect().height) + 1;
      const now = Math.min(Math.max(needed, LOWEST), HIGHEST);
      if (Math.abs(now - height) <= 1) return;
      height = now;
      post('height', { height });
    },
    Math.max(0, said + PAUSE - performance.now()),
  );
}

function begin() {
  document.documentElement.dataset.framed = '';
  element.addEventListener('cmroi-ready', (/** @type {CustomEvent} */ { detail }) => {
    told = ['ready', detail];
    post(...told);
    measure();
  });
  for (const type of EVENTS) {
    element.addEventListener(`cmroi-${type}`, (/** @type {CustomEvent} */ { detail }) => {
      /** @type {[string, unknown]} */
      const event = ['event', { name: `cmroi-${type}`, detail }];
      post(...event);
      if (type !== 'error' || detail.recoverable) return;
      told = event;
      measure();
    });
  }
  // What surrounds the element and not the document, whose height is that of the frame.
  new ResizeObserver(measure).observe(element.parentElement, { box: 'border-box' });
  addEventListener('message', hear);
  window.parent.postMessage({ ns: NAMESPACE, v: PROTOCOL, id: '', type: 'hello', payload: null }, '*');
}

if (element) {
  readAddress();
  // Without its words the page stays English.
  speak().catch(() => {});
  if (framed) begin();
}
