/**
 * The data that a host's attributes hold: JSON text, or the id of a script with it.
 */
import { emitError } from './contract.js';
import { taken } from './plain-data.js';

const MAX_DATA_BYTES = 64 * 1024;

/**
 * The data in JSON text, or in the script that `#id` names. Throws where there is none.
 * @param {string} text @param {Element} element
 */
export function parsed(text, element) {
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

/** What each attribute with JSON held when it was read. */
export class HostData {
  /** @type {Element} */
  #element;
  /** Its text and its data, by the name of the attribute. @type {Map<string, [string, unknown]>} */
  #read = new Map();

  /** @param {Element} element */
  constructor(element) {
    this.#element = element;
  }

  /** The data of an attribute that holds JSON: read once for each text of it. @param {string} name */
  given(name) {
    const text = this.#element.getAttribute(name)?.trim() ?? '';
    let known = this.#read.get(name);
    if (known?.[0] !== text) {
      known = [text, undefined];
      try {
        if (text) known[1] = parsed(text, this.#element);
      } catch (error) {
        emitError(this.#element, 'config_invalid', 'config', `${name}: ${/** @type {Error} */ (error).message}`, true);
      }
      this.#read.set(name, known);
    }
    return known[1];
  }

  /** It is read anew. @param {string} name */
  forget(name) {
    this.#read.delete(name);
  }
}

/**
 * Until the page has been read to its end, if data that an attribute names may still come in it.
 * @param {Element} element
 */
export function pageRead(element) {
  const home = element.ownerDocument;
  const missing = ['plan', 'labels', 'benchmarks'].some((name) => {
    const text = element.getAttribute(name)?.trim() ?? '';
    if (!text.startsWith('#')) return false;
    try {
      return void parsed(text, element);
    } catch {
      return true;
    }
  });
  if (!missing || home.readyState !== 'loading') return undefined;
  return new Promise((resolve) => home.addEventListener('DOMContentLoaded', resolve));
}
