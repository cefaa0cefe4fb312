/**
 * The form of the configurator as plain text: what a link and a file carry, and what Undo goes back to.
 *
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @typedef {Record<string, string>} State The text of each control that is not as it comes.
 */

/** Where a link holds the form. */
const HASH = '#c=';
/** Characters; three full fields of data. */
const LONGEST = 400_000;

const here = () => new URL('./', location.href).href;

/** @param {HTMLFormElement} form @returns {Control[]} */
export const controlsOf = (form) =>
  /** @type {Control[]} */ ([...form.elements].filter((control) => 'name' in control && control.name));

/**
 * The text of a control as an attribute would have it; empty where it is as it comes. A switch says what it stands for:
 * `data-on` when it is on, `data-off` when it is off.
 * @param {Control} one
 */
export function textOf(one) {
  if (!(one instanceof HTMLInputElement) || one.type !== 'checkbox') return one.value.trim();
  const { on, off } = one.dataset;
  if (off) return one.checked ? '' : off;
  return one.checked ? (on ?? 'true') : '';
}

/** @param {HTMLFormElement} form @returns {State} */
export function stateOf(form) {
  /** @type {State} */
  const state = {};
  for (const one of controlsOf(form)) {
    if (one.type === 'radio' && !(/** @type {HTMLInputElement} */ (one).checked)) continue;
    const text = textOf(one);
    const usual = one.type === 'radio' ? 'script' : one.name === 'base' ? here() : '';
    if (text !== usual) state[one.name] = text;
  }
  return state;
}

/** Everything as it comes but for what the state says. Values are judged as if they had been typed. @param {HTMLFormElement} form @param {State} state */
export function fill(form, state) {
  for (const one of controlsOf(form)) {
    const given = Object.hasOwn(state, one.name) ? state[one.name] : undefined;
    const text = typeof given === 'string' ? given : '';
    if (one instanceof HTMLInputElement && one.type === 'checkbox') {
      one.checked = one.dataset.off ? text !== one.dataset.off : text === (one.dataset.on ?? 'true');
    } else if (one instanceof HTMLInputElement && one.type === 'radio') {
      one.checked = one.value === (text || 'script');
    } else {
      one.value = one.name === 'base' && !text ? here() : text;
      // A choice that there is not.
      if (one instanceof HTMLSelectElement && one.selectedIndex < 0) one.selectedIndex = 0;
    }
  }
}

/** The address of this page with the form in it. @param {State} state */
export function linkTo(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const url = new URL(location.href);
  url.hash = HASH + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return url.href;
}

/** What the link that led here holds: nothing, if it is none of ours; null, if it cannot be read. @returns {State | null} */
export function linked() {
  if (!location.hash.startsWith(HASH) || location.hash.length > LONGEST) return {};
  try {
    const letters = atob(location.hash.slice(HASH.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const state = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isState(state) ? state : null;
  } catch {
    return null;
  }
}

/** The form as a file. @param {State} settings @param {string} version */
export const fileOf = (settings, version) =>
  new Blob([JSON.stringify({ calculator: 'comarketing-roi', version, settings }, null, 1)], { type: 'application/json' });

/** What a file of ours holds, or null. @param {string} text @returns {State | null} */
export function filed(text) {
  try {
    const { calculator, settings } = text.length > LONGEST ? {} : JSON.parse(text);
    return calculator === 'comarketing-roi' && isState(settings) ? settings : null;
  } catch {
    return null;
  }
}

/** @param {unknown} state @returns {state is State} */
const isState = (state) => typeof state === 'object' && state !== null && !Array.isArray(state);

/** What Undo goes back to, one step for each change that is done with. @param {() => State} now */
export function historyOf(now) {
  let present = JSON.stringify(now());
  /** @type {string[]} */
  const past = [];
  return {
    /** Notes what has changed since, if anything. */
    note() {
      const next = JSON.stringify(now());
      if (next === present) return;
      past.push(present);
      present = next;
    },
    get isEmpty() {
      return past.length === 0;
    },
    /** The state before the last change. @returns {State} */
    back() {
      present = past.pop() ?? present;
      return JSON.parse(present);
    },
  };
}
