/**
 * What is drawn beyond the first screen. Imported by embed.js when the page asks for the first panel: it loads the second
 * Wasm module, asks it for each panel on the page and makes its answer real.
 *
 * @typedef {[tag: string, attributes: Record<string, string>, ...children: (Tree | string)[]]} Tree
 * @typedef {{ plan: unknown, answers: unknown, locale?: string, words?: string }} Asked
 */
import start, { Panels } from './comarketing-roi_panels.js';

const SVG = 'http://www.w3.org/2000/svg';
/** The only attributes that may carry an address; a panel never makes another. */
const ADDRESS = /^(https:|mailto:|#)/;

/** @type {Promise<unknown> | null} */
let starting = null;

/** Settles when panels can be drawn. */
export function ready() {
  starting ??= start({ module_or_path: new URL('./comarketing-roi_panels_bg.wasm', import.meta.url) }).catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

/**
 * Draws every panel below an element.
 * @param {Element} slot @param {Asked} asked
 */
export function draw(slot, asked) {
  const panels = Panels.of(asked.plan, asked.answers, asked.locale ?? 'en', asked.words ?? '');
  if (!panels) return;
  try {
    for (const at of /** @type {NodeListOf<HTMLElement>} */ (slot.querySelectorAll('[data-panel]'))) {
      const tree = panels.draw(at.dataset.panel ?? '', at.dataset.wish ?? '');
      children(at, tree ? [tree] : []);
      at.dataset.drawn = '';
    }
  } finally {
    panels.free();
  }
}

/**
 * Text that a panel makes for the clipboard or a file.
 * @param {string} name @param {unknown} wish @param {Asked} asked
 * @returns {string | undefined}
 */
export function text(name, wish, asked) {
  const panels = Panels.of(asked.plan, asked.answers, asked.locale ?? 'en', asked.words ?? '');
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
}
