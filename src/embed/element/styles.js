/**
 * Style sheets: each belongs to the document that it was made in, and an element may move to another.
 */

/** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();
/** The sheets of each root, as texts and in their order. @type {WeakMap<ShadowRoot, string[]>} */
export const worn = new WeakMap();

/** @param {Document} home @param {string} css */
function sheetOf(home, css) {
  const known = sheets.get(home) ?? new Map();
  sheets.set(home, known);
  if (!known.has(css)) {
    const view = /** @type {any} */ (home.defaultView ?? globalThis);
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    known.set(css, sheet);
  }
  return known.get(css);
}

/** Puts a sheet on or takes it off. @param {ShadowRoot} root @param {string} css */
export function wear(root, css, on = true) {
  const texts = worn.get(root) ?? [];
  if (texts.includes(css) === on) return;
  worn.set(root, on ? [...texts, css] : texts.filter((text) => text !== css));
  const sheet = sheetOf(root.ownerDocument, css);
  const others = root.adoptedStyleSheets.filter((other) => other !== sheet);
  root.adoptedStyleSheets = on ? [...others, sheet] : others;
}

/** All of them afresh, in the order of `texts`. @param {ShadowRoot} root @param {string[]} texts */
export function adoptStyles(root, texts) {
  worn.set(root, texts);
  root.adoptedStyleSheets = texts.map((css) => sheetOf(root.ownerDocument, css));
}
