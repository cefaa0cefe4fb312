/**
 * The configurator: a form of settings, the element as they make it, and the lines to copy.
 *
 * It keeps nothing. The form goes into an address or a file only when somebody asks for it.
 *
 * @typedef {import('./form-state.js').Control} Control
 * @typedef {import('./colors.js').Theme} Theme
 * @typedef {import('./snippet.js').Wanted} Wanted
 * @typedef {import('./snippet.js').Way} Way
 */
import { judged } from './colors.js';
import { version } from './embed.js';
import { choose, copy, say, save } from './exchange.js';
import { DATA, folder, meant, parsed, wrongWith } from './fields.js';
import { controlsOf, fileOf, filed, fill, historyOf, linkTo, linked, stateOf, textOf } from './form-state.js';
import { preview } from './preview.js';
import { PROPERTIES, SETTINGS } from './settings.js';
import { cautions, policy, snippet } from './snippet.js';

/** Lines in sight; the rest of a longer snippet scrolls. */
const [FEWEST, MOST] = [4, 11];

/** @type {Record<Way, string>} */
const WAYS = {
  script: 'The tag, and the script that runs it. Paste it where the calculator belongs.',
  tag: 'For a page that has the script already, or gets it from a tag manager.',
  frame: 'For a page that allows no script.',
  npm: 'For a site that is built.',
};

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @type {HTMLFormElement} */
const form = at('form');
/** What the element finds wrong with a text that is JSON. @type {Record<string, { text: string, message: string }>} */
const refused = {};
/** The hashes of the files that the lines name, once they are known. @type {Record<string, string>} */
let integrity = {};

const controls = () => controlsOf(form);
/** @param {string} name @returns {Control} */
const control = (name) => /** @type {any} */ (form.elements.namedItem(name));
const seen = preview();
const here = () => new URL('./', location.href).href;
const way = () => /** @type {Way} */ (control('way').value);

// ---- What the form says ----

/** What is right of the form. @returns {Wanted} */
function wanted() {
  /** @type {Wanted} */
  const made = {
    attributes: {},
    properties: {},
    data: {},
    base: '',
    integrity,
    version,
    helper: at('helper').checked,
    events: [],
  };
  for (const one of controls()) {
    const text = textOf(one);
    if (!text || wrongWith(one.name, text)) continue;
    if (DATA.includes(one.name)) {
      const value = parsed(text);
      // A file that the calculator has saved holds the plan among other things.
      made.data[one.name] = JSON.stringify(one.name === 'plan' ? (value.plan ?? value) : value);
    } else if ('event' in one.dataset) {
      made.events.push(one.name);
    } else if (one.name in PROPERTIES) {
      made.properties[`--cmroi-${one.name}`] = text;
    } else if (one.name in SETTINGS) {
      made.attributes[one.name] = SETTINGS[one.name].flag ? '' : text;
    }
  }
  made.base = folder(textOf(control('base'))) || here();
  return made;
}

// ---- Beside a field: what is wrong with it, or worth knowing ----

/** The places for it, and a picker beside each color. */
function prepare() {
  for (const one of controls()) {
    if (one.type === 'radio' || one.type === 'checkbox') continue;
    const note = document.createElement('div');
    note.id = `${one.name}-error`;
    note.hidden = true;
    one.closest('.field')?.append(note);
    one.setAttribute('aria-describedby', `${one.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
    if ('color' in one.dataset) one.closest('.pair')?.prepend(picker(/** @type {HTMLInputElement} */ (one)));
  }
}

/**
 * @param {string} name @param {'grave' | 'warn' | 'good'} kind Grave is what is not used. @param {string} message
 * @param {string} [better] What to use in its place.
 */
function tell(name, kind, message, better = '') {
  const [one, note] = [control(name), at(`${name}-error`)];
  const isGrave = message !== '' && kind === 'grave';
  if (isGrave) one.setAttribute('aria-invalid', 'true');
  else one.removeAttribute('aria-invalid');
  one.closest('.box')?.classList.toggle('bad', isGrave);
  if (note.dataset.said === kind + message + better) return;
  note.dataset.said = kind + message + better;
  note.hidden = !message;
  if (message && kind !== 'good') reveal(one);
  note.className = `note ${kind}`;
  const text = document.createElement('span');
  text.textContent = message;
  if (better)
    text.append(
      ' ',
      offer(`Use ${better}`, () => take(one, better)),
    );
  const sign = at(kind === 'good' ? 'sign-good' : 'sign-bad').content.cloneNode(true);
  note.replaceChildren(...(message ? [sign, text] : []));
}

/** @param {Control} one */
const isBad = (one) => one.getAttribute('aria-invalid') === 'true';

/** Opens what a control is folded into. @param {Control} one */
function reveal(one) {
  const fold = one.closest('details');
  if (fold) fold.open = true;
}

/** @param {string} words @param {() => void} then */
function offer(words, then) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = words;
  button.addEventListener('click', then);
  return button;
}

/** Types a text into a field. @param {Control} one @param {string} text */
function take(one, text) {
  one.value = text;
  for (const type of ['input', 'change']) one.dispatchEvent(new Event(type, { bubbles: true }));
  one.focus();
}

/** @param {HTMLInputElement} one */
function picker(one) {
  const pick = document.createElement('input');
  pick.type = 'color';
  pick.defaultValue = '#000000';
  pick.setAttribute('aria-label', `Pick: ${one.labels?.[0]?.textContent}`);
  for (const type of ['input', 'change']) {
    pick.addEventListener(type, (event) => {
      event.stopPropagation(); // it belongs to the field, which says what changed
      one.value = pick.value;
      one.dispatchEvent(new Event(type, { bubbles: true }));
    });
  }
  return pick;
}

/** Every picker shows the color of its field. */
function followColors() {
  for (const one of controls()) {
    const pick = one.closest('.pair')?.querySelector('[type="color"]');
    if (!(pick instanceof HTMLInputElement) || !(one instanceof HTMLInputElement)) continue;
    const text = textOf(one);
    const color = paint(text && !wrongWith(one.name, text) ? text : one.placeholder, 'light');
    pick.value = `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  }
}

/** Red, green and blue of any color, as it is drawn in a theme. @param {string} color @param {Theme} theme */
function paint(color, theme) {
  const probe = document.querySelector(`#probes > [data-theme="${theme}"]`);
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!(probe instanceof HTMLElement) || !pen) return [0, 0, 0];
  probe.style.setProperty('color', color);
  pen.fillStyle = getComputedStyle(probe).color;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/**
 * Tells each field what is wrong with it. A mistake appears when a field is left, and goes while it is mended.
 * @param {Wanted} made @param {boolean} isDone Whether a field was left.
 */
function judge({ attributes, properties }, isDone) {
  const themes = /** @type {Theme[]} */ (attributes.theme ? [attributes.theme] : ['light', 'dark']);
  const colors = Object.fromEntries(Object.entries(properties).map(([name, text]) => [name.slice('--cmroi-'.length), text]));
  const found = judged(colors, themes, paint);
  for (const one of controls()) {
    const { name } = one;
    if (!at(`${name}-error`)) continue;
    const text = textOf(one);
    const wrong = wrongWith(name, text) || (refused[name]?.text === text ? refused[name].message : '');
    const color = found[name];
    if (wrong && (isDone || isBad(one))) tell(name, 'grave', wrong, meant(name, text));
    else if (!wrong && color) tell(name, color.good ? 'good' : 'warn', color.text);
    else if (name === 'cta-label' && text && !textOf(control('cta-href')))
      tell(name, 'warn', 'It shows once the button has a link.');
    else tell(name, 'good', '');
  }
  const bad = controls().filter(isBad);
  at('todo').hidden = !bad.length;
  const links = bad.map((one) =>
    offer(one.labels?.[0]?.textContent ?? one.name, () => {
      reveal(one);
      one.focus();
    }),
  );
  at('todo').replaceChildren(
    bad.length === 1 ? 'One thing to fix first: ' : `${bad.length} things to fix first: `,
    ...links.flatMap((link, index) => (index ? [', ', link] : [link])),
  );
}

// ---- What follows from the form ----

/** @param {boolean} [isDone] */
function refresh(isDone = true) {
  const made = wanted();
  followColors();
  judge(made, isDone);
  seen.show(made);
  write(made);
}

/** @param {Wanted} made */
function write(made) {
  at('way-help').textContent = WAYS[way()];
  at('helper-choice').hidden = way() !== 'frame';
  const code = at('code');
  code.value = snippet(way(), made);
  code.rows = Math.min(Math.max(code.value.split('\n').length, FEWEST), MOST);
  list('policy', policy(way(), made), 'code');
  list('cautions', cautions(way(), made), 'span');
  const { origin } = new URL(made.base);
  at('policy-note').textContent =
    way() === 'npm'
      ? 'If a CDN serves what you build, its origin takes the place of ‘self’.'
      : `If ${origin} is your own site, write 'self' in its place.`;
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

// ---- Changes, and the way back ----

const begun = linked();
fill(form, begun ?? {});
const changes = historyOf(() => stateOf(form));

/** A change that is done with: a field was left, a button pressed. */
function settle() {
  refresh();
  changes.note();
  at('undo').setAttribute('aria-disabled', String(changes.isEmpty));
}

/** What is set is seen. */
function unfold() {
  for (const one of controls()) {
    if (textOf(one)) reveal(one);
  }
}

/** @param {import('./form-state.js').State} state */
function apply(state) {
  fill(form, state);
  unfold();
  refresh();
}

function undo() {
  if (changes.isEmpty) return;
  apply(changes.back());
  at('undo').setAttribute('aria-disabled', String(changes.isEmpty));
  say('Your last change is undone.');
}

// ---- Taking it along ----

/** @param {string} text */
function open(text) {
  const state = filed(text);
  if (!state) return say('This is no file of settings that this page has saved. Nothing changed.');
  apply(state);
  settle();
  say('The settings of the file are in. Undo brings yours back.');
}

// ---- What the preview says ----

// What the element finds wrong with data is told where it was entered.
/** @param {string} name @param {string} message */
function refuse(name, message) {
  refused[name] = { text: textOf(control(name)), message };
  tell(name, 'grave', message);
}
at('stage').addEventListener('cmroi-invalid', (/** @type {any} */ { detail }) => {
  if (seen.given !== 'plan') return;
  const [first, ...more] = detail.errors;
  if (first) refuse('plan', `${first.path} ${first.message}${more.length ? ` And ${more.length} more.` : ''}`.trim());
});
at('stage').addEventListener('cmroi-change', (/** @type {any} */ { detail }) => {
  if (seen.given === 'plan' && detail.source === 'user') seen.given = '';
});
at('stage').addEventListener('cmroi-error', (/** @type {any} */ { detail }) => {
  if (detail.code !== 'config_invalid' || !seen.given) return;
  refuse(DATA.find((name) => detail.message.includes(name)) ?? seen.given, detail.message);
});

// ---- Beginning ----

prepare();
unfold();
refresh();
if (!begun) say('The link to these settings could not be read.');

form.addEventListener('submit', (event) => event.preventDefault());
// The form is emptied after this event.
form.addEventListener('reset', () =>
  setTimeout(() => {
    control('base').value = here();
    settle();
    say('Everything is as it comes. Undo brings your settings back.');
  }),
);
// Some of its controls stand outside the form's element, where its own events do not pass.
for (const one of [form, ...controls().filter((one) => !form.contains(one))]) {
  one.addEventListener('input', () => refresh(false));
  one.addEventListener('change', settle);
}
for (const one of controls()) if ('event' in one.dataset) at('stage').addEventListener(one.name, seen.hear);

at('undo').addEventListener('click', undo);
addEventListener('keydown', (event) => {
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  const [from] = event.composedPath();
  const types = from instanceof Element && from.matches('input:not([type="checkbox"], [type="radio"]), textarea');
  if (!isUndo || types || at('stage').contains(event.target)) return;
  event.preventDefault();
  undo();
});
at('copy').addEventListener('click', () => copy(snippet(way(), wanted()), 'Lines copied.', at('copy')));
at('link').addEventListener('click', () => {
  const link = linkTo(stateOf(form));
  history.replaceState(history.state, '', link);
  copy(link, 'Link copied. It is in the address bar, too.', at('link'));
});
at('save').addEventListener('click', () => {
  save(fileOf(stateOf(form), version), 'calculator-settings.json');
  say('Your settings are saved as a file.');
});
at('load').addEventListener('click', () => choose(open));
for (const button of document.querySelectorAll('[data-into]')) {
  const name = /** @type {HTMLElement} */ (button).dataset.into ?? '';
  button.addEventListener('click', () => choose((text) => take(control(name), text)));
}
at('take-plan').addEventListener('click', () => {
  const { plan } = seen.widget;
  if (!plan) return say('The preview has no valid numbers to take.');
  control('plan').value = JSON.stringify(plan, null, 1);
  settle();
  say('The preview’s numbers are what visitors start with.');
});

Promise.all(Object.keys(NAMED).map(async (name) => [name, await hash(name)])).then((found) => {
  integrity = Object.fromEntries(found);
  write(wanted());
});
