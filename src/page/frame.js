/**
 * For a page that shows the calculator in a frame and wants more than to show it: start values, its height, its events,
 * its figures. A frame works without. The other side is page.js; what is said is in docs/frame.md.
 *
 * @typedef {{ plan?: unknown, benchmarks?: unknown, labels?: unknown, attributes?: Record<string, unknown>,
 *   properties?: Record<string, string>, origin?: string, resize?: boolean }} Options
 * @typedef {{ theme?: string, properties?: Record<string, string> }} Look
 */
const NAMESPACE = 'cmroi';
const PROTOCOL = 1;
/** Milliseconds: for the page to say hello, and then for the calculator to be there. */
const [HELLO, READY] = [30_000, 45_000];
const [LOWEST, HIGHEST] = [120, 20_000];
const ENDED = 'comarketing-roi: destroyed';
const EVENT = /^cmroi-(change|invalid|lead|cta|share|export|import|error)$/;

/** What came over a message is ours alone; nobody who gets it shall change it for the next. @param {any} value @returns {any} */
function frozen(value) {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** A copy that has no names but its own. @param {object | undefined} given @returns {Record<string, any>} */
const named = (given) => Object.assign(Object.create(null), given);

/** @typedef {{ promise: Promise<any>, state: '' | 'resolved' | 'rejected', resolve(value: unknown): void, reject(error: Error): void }} Deferred */

/** A promise that is settled from outside, once; nobody has to listen to its rejection. @returns {Deferred} */
function deferred() {
  /** @type {Deferred} */
  const made = { promise: Promise.resolve(), state: '', resolve() {}, reject() {} };
  made.promise = new Promise((resolve, reject) => {
    made.resolve = (value) => {
      made.state ||= 'resolved';
      resolve(value);
    };
    made.reject = (error) => {
      made.state ||= 'rejected';
      reject(error);
    };
  });
  made.promise.catch(() => {});
  return made;
}

/** Where a frame's address leads to; empty without one. @param {HTMLIFrameElement} iframe */
const originOf = ({ src }) => src && new URL(src, document.baseURI).origin;

/**
 * Speaks with the calculator in a frame.
 * @param {HTMLIFrameElement} iframe @param {Options} options
 */
export function connect(iframe, { origin, resize = true, attributes, properties, ...rest } = {}) {
  const theirs = origin ?? originOf(iframe);
  if (!theirs.includes('://')) throw new TypeError(`comarketing-roi: a frame at "${theirs}" cannot be spoken with.`);
  /** Nobody else knows it, so nobody else's message is taken for an answer. */
  const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
  // Without prototypes: what a host reads out of JSON may have any names.
  const settings = Object.assign(Object.create(null), rest, { attributes: named(attributes), properties: named(properties) });
  /** @type {Map<number, [(detail: any) => void, (error: Error) => void]>} */
  const asked = new Map();
  let requests = 0;
  let ended = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Whether the page in the frame has spoken. */
  let heard = false;
  /** The calculator of the page that is in the frame now. A page that comes late, or again, has one of its own. */
  let there = deferred();

  const wait = (/** @type {number} */ time, /** @type {string} */ why) => {
    clearTimeout(timer);
    timer = setTimeout(() => there.reject(new Error(`comarketing-roi: ${theirs} ${why}`)), time);
  };
  const expect = () => {
    if (heard) return;
    wait(HELLO, 'did not answer. Check the address, the frame-src of this page and the frame-ancestors of that one.');
  };
  /** Whether something keeps the frame back: a consent manager that has its address, or the browser until it is near. */
  const held = () => iframe.loading === 'lazy' || originOf(iframe) !== theirs;
  const loaded = () => originOf(iframe) === theirs && expect();
  const send = (/** @type {string} */ type, /** @type {unknown} */ payload) => {
    iframe.contentWindow?.postMessage({ ns: NAMESPACE, v: PROTOCOL, id, type, payload }, theirs);
  };
  const abandon = (/** @type {string} */ why) => {
    for (const [, reject] of asked.values()) reject(new Error(why));
    asked.clear();
  };
  /** @param {string} type @param {object} [payload] @returns {Promise<any>} */
  const ask = async (type, payload) => {
    await there.promise;
    if (ended) throw new Error(ENDED);
    return new Promise((resolve, reject) => {
      asked.set(++requests, [resolve, reject]);
      send(type, { ...payload, request: requests });
    });
  };
  const tell = (/** @type {string} */ name, /** @type {unknown} */ detail) => {
    iframe.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: frozen(detail) }));
  };
  const greet = () => {
    abandon('comarketing-roi: the page in the frame was loaded anew');
    if (there.state) there = deferred();
    heard = true;
    wait(READY, 'says hello, but its calculator does not come.');
    send('init', settings);
  };

  const hear = (/** @type {MessageEvent} */ event) => {
    if (!event.source || event.source !== iframe.contentWindow || event.origin !== theirs) return;
    const { ns, v, id: by, type, payload } = event.data ?? {};
    if (ns !== NAMESPACE || v !== PROTOCOL) return;
    if (type === 'hello') greet();
    if (by !== id || !payload) return;
    const { name, detail, height, request } = payload;
    if (type === 'ready') {
      clearTimeout(timer);
      heard = true;
      // It was given up, and has come all the same.
      if (there.state === 'rejected') there = deferred();
      there.resolve(frozen(payload));
      tell('cmroi-ready', payload);
    } else if (type === 'height' && resize && height >= LOWEST && height <= HIGHEST) {
      // A frame whose border counts as part of its height needs that much more.
      const border = getComputedStyle(iframe).boxSizing === 'border-box' ? iframe.offsetHeight - iframe.clientHeight : 0;
      iframe.style.height = `${Math.ceil(height) + border}px`;
    } else if (type === 'event' && name === 'cmroi-answer') {
      asked.get(request)?.[0](frozen(detail));
      asked.delete(request);
    } else if (type === 'event' && EVENT.test(name)) {
      if (name === 'cmroi-error' && detail?.phase === 'load') {
        there.reject(Object.assign(new Error(`comarketing-roi: ${detail.message}`), { code: detail.code }));
      }
      tell(name, detail);
    }
  };

  addEventListener('message', hear);
  // What is held back answers once it is loaded, however late that is.
  if (held()) iframe.addEventListener('load', loaded);
  else expect();
  // It may have said hello before we listened. Its document is out of our sight once it is there; before, the message
  // would reach nobody and the browser would complain.
  if (!iframe.contentDocument || theirs === location.origin) send('init', settings);

  return {
    get ready() {
      return there.promise;
    },
    patch: (/** @type {unknown} */ plan) => ask('patch', { plan }),
    theme(/** @type {string | Look} */ look) {
      const { theme, properties: more } = typeof look === 'string' ? { theme: look, properties: undefined } : look;
      if (theme !== undefined) settings.attributes.theme = theme;
      Object.assign(settings.properties, more);
      there.promise.then(
        () => send('theme', { ...(theme !== undefined && { theme }), properties: more }),
        () => {},
      );
    },
    getReport: () => ask('get-report').then(({ report }) => report),
    destroy() {
      ended = true;
      send('destroy', null);
      removeEventListener('message', hear);
      iframe.removeEventListener('load', loaded);
      clearTimeout(timer);
      there.reject(new Error(ENDED));
      abandon(ENDED);
    },
  };
}
