/**
 * The configurator: a form of settings, the element as they make it, and the lines to copy.
 *
 * It keeps nothing. The form goes into an address only when somebody asks for a link to it.
 *
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @typedef {import('./snippet.js').Wanted} Wanted
 * @typedef {import('./snippet.js').Way} Way
 */
import { version } from './embed.js';
import { PROPERTIES, SETTINGS, settled, suits } from './settings.js';
import { cautions, policy, snippet } from './snippet.js';

/** Where a link holds the form. */
const HASH = '#c=';
/** Characters; three full fields of data. */
const LONGEST_LINK = 400_000;
/** What is given as JSON text. */
const DATA = ['plan', 'benchmarks', 'labels'];
/** Read once, when the element is put into a page: the preview has its own. */
const AT_CONNECT = ['loading', 'reserve-height'];
/** Enough to read text by; the calculator asks the same of a host's colors. */
const CONTRAST = 4.5;

/** What a field takes, for when it was given something else. @type {Record<string, string>} */
const TAKES = {
  locale: 'Use a language tag, such as en-GB or de-DE.',
  currency: 'Use the three letters of a currency, such as EUR.',
  'cta-href': 'Use an address that begins with https: or mailto:.',
  'cta-label': 'Use at most 200 characters.',
  'privacy-href': 'Use an address that begins with https:.',
  'reserve-height': 'Use a whole number of pixels, such as 640.',
  base: 'Use the https: address of a folder.',
  color: 'Use a color, such as #1650b8 or rgb(22 80 184).',
  length: 'Use a number of px or em, such as 6px.',
  width: 'Use a number of px or em, per cent, or none.',
  font: 'Use names of fonts, such as Inter, sans-serif.',
};

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @type {HTMLFormElement} */
const form = at('form');
let widget = at('widget');
/** What was set on the element last, so that it is told only what changed. @type {Record<string, string>} */
let shown = {};
/** The data field whose text the element was given last: what it finds wrong is told there. */
let given = '';
/** The hashes of the files that the lines name, once they are known. @type {Record<string, string>} */
let integrity = {};

/** @returns {Control[]} */
const controls = () => /** @type {Control[]} */ ([...form.elements].filter((control) => 'name' in control && control.name));
/** @param {string} name @returns {Control} */
const control = (name) => /** @type {any} */ (form.elements.namedItem(name));

// ---- What the form says ----

/** The text of a control as an attribute would have it; empty where it is as it was. @param {Control} one */
function textOf(one) {
  if (one.type === 'checkbox') return /** @type {HTMLInputElement} */ (one).checked ? 'true' : '';
  return one.value.trim();
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with a field; empty if nothing is.
 * @param {string} name @param {string} text
 */
function wrongWith(name, text) {
  if (!text) return '';
  if (DATA.includes(name)) {
    if (settled(name, text) !== undefined) return '';
    try {
      JSON.parse(text);
      return 'Use an object in JSON, of at most 64 KiB.';
    } catch (error) {
      return `This is not JSON: ${/** @type {Error} */ (error).message}`;
    }
  }
  if (name === 'base') return folder(text) ? '' : TAKES.base;
  if (name in PROPERTIES) return suits(name, text) ? '' : TAKES[PROPERTIES[name]];
  if (!(name in SETTINGS)) return '';
  if (settled(name, text) === undefined) return TAKES[name];
  if (name === 'currency' && !Intl.supportedValuesOf('currency').includes(text)) return TAKES.currency;
  if (name === 'cta-label' && !textOf(control('cta-href'))) return 'It has no effect without an address above.';
  return '';
}

/** The folder that an address names; plain http: for trying things out on one's own machine. @param {string} text */
function folder(text) {
  try {
    const url = new URL(text);
    url.search = url.hash = '';
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return url.protocol === 'https:' || (url.protocol === 'http:' && (local || url.origin === location.origin)) ? url.href : '';
  } catch {
    return '';
  }
}

/** What is right of the form. @returns {Wanted} */
function wanted() {
  /** @type {Wanted} */
  const made = { attributes: {}, properties: {}, data: {}, base: '', integrity, version, helper: at('helper').checked };
  for (const one of controls()) {
    const text = textOf(one);
    if (!text || wrongWith(one.name, text)) continue;
    if (DATA.includes(one.name)) {
      const value = parsed(text);
      // A file that the calculator has saved holds the plan among other things.
      made.data[one.name] = JSON.stringify(one.name === 'plan' ? (value.plan ?? value) : value);
    } else if (one.name in PROPERTIES) {
      made.properties[`--cmroi-${one.name}`] = text;
    } else if (one.name in SETTINGS) {
      made.attributes[one.name] = SETTINGS[one.name].flag ? '' : text;
    }
  }
  made.base = folder(textOf(control('base'))) || here();
  return made;
}

const here = () => new URL('./', location.href).href;

// ---- What is wrong, beside its field ----

/** @param {string} name @param {string} message @param {boolean} [grave] Whether the value is not used. */
function tell(name, message, grave = true) {
  const one = control(name);
  const note = at(`${name}-error`);
  note.textContent = message;
  note.hidden = !message;
  note.classList.toggle('grave', grave);
  if (message && grave) one.setAttribute('aria-invalid', 'true');
  else one.removeAttribute('aria-invalid');
}

/** The places for it, and a picker beside each color. */
function prepare() {
  for (const one of controls()) {
    if (one.type === 'radio' || one.type === 'checkbox') continue;
    const note = document.createElement('span');
    note.id = `${one.name}-error`;
    note.className = 'error';
    note.hidden = true;
    one.after(note);
    one.setAttribute('aria-describedby', `${one.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
    if ('colour' in one.dataset) one.after(picker(/** @type {HTMLInputElement} */ (one)));
  }
}

/** @param {HTMLInputElement} one */
function picker(one) {
  const pick = document.createElement('input');
  pick.type = 'color';
  pick.ariaLabel = `Pick: ${one.labels?.[0]?.textContent}`;
  pick.addEventListener('input', (event) => {
    event.stopPropagation(); // it belongs to the field, which says what changed
    one.value = pick.value;
    one.dispatchEvent(new Event('input', { bubbles: true }));
  });
  one.addEventListener('input', () => follow(one, pick));
  follow(one, pick);
  return pick;
}

/** The picker shows the color that the field stands for: its own, else the usual one. @param {HTMLInputElement} one @param {HTMLInputElement} pick */
function follow(one, pick) {
  const text = one.value.trim();
  const colour = paint(suits(one.name, text) ? text : one.placeholder);
  pick.value = `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue of any color. @param {string} colour */
function paint(colour) {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!pen) return [0, 0, 0];
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/** The contrast of two colors, as WCAG measures it. @param {string} one @param {string} other */
function contrast(one, other) {
  const [a, b] = [one, other].map((colour) => {
    const [red, green, blue] = paint(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  });
  return Math.max(a, b) / Math.min(a, b);
}

/** @param {Wanted} made */
function judgeColours({ properties }) {
  for (const [name, on] of [
    ['color-text', 'color-surface'],
    ['color-on-accent', 'color-accent'],
  ]) {
    const [above, below] = [properties[`--cmroi-${name}`], properties[`--cmroi-${on}`]];
    const found = above && below ? contrast(above, below) : CONTRAST;
    if (found < CONTRAST) {
      const least = `${(Math.floor(found * 10) / 10).toFixed(1)} to 1`;
      tell(name, `Contrast with its background is ${least}; below 4.5 to 1 the calculator uses its own colors.`, false);
    }
  }
}

// ---- What follows from the form ----

function refresh() {
  const made = wanted();
  for (const one of controls()) {
    if (at(`${one.name}-error`)) tell(one.name, wrongWith(one.name, textOf(one)));
  }
  judgeColours(made);
  show(made);
  write(made);
}

/** Puts the form onto the element; what stands there already is left alone. @param {Wanted} made */
function show({ attributes, properties, data }) {
  /** @type {Record<string, string>} */
  const next = { ...attributes, ...properties, ...data };
  for (const name of AT_CONNECT) delete next[name];
  // Start values that are taken away leave the figures on screen: a new element begins without.
  if ('plan' in shown && !('plan' in next)) {
    const fresh = /** @type {any} */ (widget.cloneNode(true));
    widget.replaceWith(fresh);
    widget = fresh;
  }
  for (const name of new Set([...Object.keys(shown), ...Object.keys(next)])) {
    const value = next[name];
    if (value === shown[name]) continue;
    if (DATA.includes(name) && value !== undefined) given = name;
    if (name.startsWith('--')) widget.style.setProperty(name, value ?? '');
    else if (name === 'plan') widget.plan = value ?? null;
    else if (value === undefined) widget.removeAttribute(name);
    else widget.setAttribute(name, value);
  }
  shown = next;
}

const way = () => /** @type {Way} */ (control('way').value);

/** @param {Wanted} made */
function write(made) {
  at('helper-choice').hidden = way() !== 'frame';
  const code = at('code');
  code.value = snippet(way(), made);
  code.rows = Math.min(Math.max(code.value.split('\n').length + 1, 4), 24);
  list('policy', policy(way(), made), 'code');
  list('cautions', cautions(way(), made), 'span');
  const { origin } = new URL(made.base);
  at('policy-note').textContent =
    way() === 'npm'
      ? 'If a CDN serves what you build, its origin stands in place of ‘self’.'
      : `If ${origin} is your own site, write 'self' in place of it.`;
}

/** @param {string} id @param {string[]} lines @param {string} tag */
function list(id, lines, tag) {
  at(id).replaceChildren(
    ...lines.map((line) => {
      const [item, text] = [document.createElement('li'), document.createElement(tag)];
      text.textContent = line;
      item.append(text);
      return item;
    }),
  );
}

/** The files that the lines name. @type {Record<string, () => Promise<Response>>} */
const NAMED = {
  'embed.js': () => fetch(new URL('./embed.js', import.meta.url)),
  'comarketing-roi.js': () => fetch(new URL('./comarketing-roi.js', import.meta.url)),
  'comarketing-roi_bg.wasm': () => fetch(new URL('./comarketing-roi_bg.wasm', import.meta.url)),
};

/** The hash of one of them: worked out where the browser may, else as the release lists it. @param {string} name */
async function hash(name) {
  try {
    const bytes = await (await NAMED[name]()).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
    return `sha384-${btoa(String.fromCharCode(...digest))}`;
  } catch {
    // No crypto.subtle over plain http.
    const answer = await fetch(new URL('./integrity.json', import.meta.url)).catch(() => null);
    const found = answer?.ok ? parsed(await answer.text())?.[name] : '';
    return /^sha384-[\w+/=]+$/.test(found) ? found : '';
  }
}

// ---- Copying, and the link to a configuration ----

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

/** @param {string} message */
function say(message) {
  at('status').textContent = message;
  clearTimeout(silence);
  silence = setTimeout(() => (at('status').textContent = ''), 8000);
}

/** @param {string} text @param {string} done @param {HTMLElement} back Who gets the focus back. */
async function copy(text, done, back) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    // Denied, or plain http: a selected text does as well.
    const box = document.createElement('textarea');
    box.value = text;
    box.className = 'away';
    document.body.append(box);
    box.select();
    const copied = document.execCommand('copy');
    box.remove();
    back.focus();
    if (copied) return say(done);
    const code = at('code');
    code.value = text;
    code.focus();
    code.select();
    say('Your browser does not let this page copy. The text is selected: press Ctrl+C, or Cmd+C.');
  }
}

/** The form as a link carries it. */
function packed() {
  /** @type {Record<string, string>} */
  const state = {};
  for (const one of controls()) {
    const text = one.type === 'radio' ? way() : textOf(one);
    const usual = one.type === 'radio' ? 'script' : one.name === 'base' ? here() : '';
    if (text !== usual) state[one.name] = text;
  }
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Fills the form from the link that led here. Values are judged as if they had been typed. */
function unpack() {
  if (!location.hash.startsWith(HASH) || location.hash.length > LONGEST_LINK) return;
  try {
    const letters = atob(location.hash.slice(HASH.length).replaceAll('-', '+').replaceAll('_', '/'));
    const state = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))),
    );
    for (const one of controls()) {
      const text = Object.hasOwn(state, one.name) ? state[one.name] : undefined;
      if (typeof text !== 'string') continue;
      if (one instanceof HTMLInputElement && one.type === 'checkbox') one.checked = text === 'true';
      else if (one instanceof HTMLInputElement && one.type === 'radio') one.checked = one.value === text;
      else one.value = text;
      if ('colour' in one.dataset) one.dispatchEvent(new Event('input'));
    }
  } catch {
    say('The link to a configuration could not be read.');
  }
}

// ---- Beginning ----

prepare();
control('base').value = here();
unpack();

form.addEventListener('input', refresh);
form.addEventListener('change', refresh);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => {
  // The form is emptied after this event.
  setTimeout(() => {
    control('base').value = here();
    refresh();
    for (const one of controls()) if ('colour' in one.dataset) one.dispatchEvent(new Event('input'));
    say('Everything is as the calculator comes.');
  });
});
// These stand outside the form's element, where its own events do not pass.
for (const one of controls().filter((one) => !form.contains(one))) {
  for (const type of ['input', 'change']) one.addEventListener(type, refresh);
}

at('copy').addEventListener('click', () => copy(snippet(way(), wanted()), 'The lines are copied.', at('copy')));
at('link').addEventListener('click', () => {
  const url = new URL(location.href);
  url.hash = HASH + packed();
  history.replaceState(history.state, '', url);
  copy(url.href, 'The link is copied, and stands in the address bar.', at('link'));
});
at('take-plan').addEventListener('click', () => {
  if (!widget.plan) return say('The preview has no valid figures to take.');
  control('plan').value = JSON.stringify(widget.plan, null, 1);
  refresh();
  say('The figures of the preview are the start values.');
});

// What the element finds wrong with data is told where it was entered.
at('stage').addEventListener('cmroi-invalid', (/** @type {any} */ { detail }) => {
  if (given !== 'plan') return;
  const [first, ...more] = detail.errors;
  if (first) tell('plan', `${first.path} ${first.message}${more.length ? ` And ${more.length} more.` : ''}`.trim());
});
at('stage').addEventListener('cmroi-change', (/** @type {any} */ { detail }) => {
  if (given === 'plan' && detail.source === 'user') given = '';
});
at('stage').addEventListener('cmroi-error', (/** @type {any} */ { detail }) => {
  if (detail.code !== 'config_invalid' || !given) return;
  const name = DATA.find((name) => detail.message.includes(name)) ?? given;
  tell(name, detail.message);
});

refresh();
Promise.all(Object.keys(NAMED).map(async (name) => [name, await hash(name)])).then((found) => {
  integrity = Object.fromEntries(found);
  write(wanted());
});
