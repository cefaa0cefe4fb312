/**
 * The preview of the configurator: the real element, in a page as wide and as dark as a host's.
 *
 * @typedef {import('./snippet.js').Wanted} Wanted
 */
import { DATA } from './fields.js';

/** Read once, when the element is put into a page: the preview has its own. */
const AT_CONNECT = ['loading', 'reserve-height'];
/** How many events are shown. */
const HEARD = 6;
/** Between the edge of the window and what stays in sight. */
const EDGE = 16;

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/** Buttons of which one is pressed. @param {string} id @param {(button: HTMLElement) => void} then */
function group(id, then) {
  const buttons = [...at(id).querySelectorAll('button')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      for (const one of buttons) one.setAttribute('aria-pressed', String(one === button));
      then(button);
    });
  }
  return (/** @type {string} */ theme) => {
    for (const one of buttons) one.setAttribute('aria-pressed', String(one.dataset.theme === theme));
  };
}

export function preview() {
  /** The theme of the page around it, once it was chosen. */
  let around = '';
  /** What was set on the element last, so that it is told only what changed. @type {Record<string, string>} */
  let shown = {};
  /** What the form says, without what the preview has of its own. @type {Record<string, string>} */
  let said = {};

  const seen = {
    widget: at('widget'),
    /** The data field whose text the element was given last: what it finds wrong is told there. */
    given: '',

    /** Puts the form onto the element. @param {Wanted} made */
    show({ attributes, properties, data }) {
      said = { ...attributes, ...properties, ...data };
      for (const name of AT_CONNECT) delete said[name];
      put();
    },

    /** @param {any} event */
    hear({ type, detail }) {
      const [item, name] = [document.createElement('li'), document.createElement('code')];
      name.textContent = type;
      const text = JSON.stringify(detail);
      item.append(name, ` ${text.length > 160 ? `${text.slice(0, 160)}…` : text}`);
      at('heard').prepend(item);
      at('heard').children[HEARD]?.remove();
      at('unheard').hidden = true;
    },
  };

  /** What stands there already is left alone. */
  function put() {
    const next = around ? { theme: around, ...said } : said;
    // Start values that are taken away leave the figures on screen, and how it starts is read once: a new element begins.
    if (('plan' in shown && !('plan' in next)) || shown.start !== next.start) {
      const fresh = seen.widget.cloneNode(true);
      if (next.start) fresh.setAttribute('start', next.start);
      else fresh.removeAttribute('start');
      seen.widget.replaceWith(fresh);
      seen.widget = fresh;
      delete shown.plan;
    }
    const names = [...new Set([...Object.keys(shown), ...Object.keys(next)])];
    for (const name of names) {
      const value = next[name];
      if (value === shown[name]) continue;
      if (DATA.includes(name) && value !== undefined) seen.given = name;
      if (name.startsWith('--')) seen.widget.style.setProperty(name, value ?? '');
      else if (name === 'plan') seen.widget.plan = value ?? null;
      else if (value === undefined) seen.widget.removeAttribute(name);
      else seen.widget.setAttribute(name, value);
    }
    if (names.some((name) => name.startsWith('--') && next[name] !== shown[name])) lookAgain();
    shown = { ...next };
  }

  /** The element looks whether its colors can be read when an attribute changes, and is not told of a style. */
  function lookAgain() {
    const theme = seen.widget.getAttribute('theme');
    seen.widget.setAttribute('theme', theme ?? 'auto');
    if (theme === null) seen.widget.removeAttribute('theme');
  }

  group('widths', ({ dataset }) => {
    for (const one of [at('browser'), document.querySelector('main')]) one.dataset.width = dataset.width;
    at('preview').scrollIntoView({ block: 'nearest' });
  });

  const press = group('themes', ({ dataset }) => {
    around = dataset.theme ?? '';
    at('stage').dataset.theme = around;
    put();
  });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => around || press(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', follow);
  follow();

  // Where preview and lines are higher than the window, what is below comes into sight as the settings are scrolled.
  const beside = at('beside');
  const stick = () => beside.style.setProperty('--stick', `${Math.min(EDGE, innerHeight - beside.offsetHeight - EDGE)}px`);
  new ResizeObserver(stick).observe(beside);
  addEventListener('resize', stick);

  return seen;
}
