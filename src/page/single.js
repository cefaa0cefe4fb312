/**
 * Stands before the other scripts in the single file (comarketing-roi.html) and for the network: what they import is a
 * function in this file, what they fetch is text in its page. `xtask/src/single.rs` puts it together.
 */

/** The scripts that are imported late, by name; the build writes them here. @type {Record<string, () => unknown>} */
const scripts = /** @type {any} */ ('__SCRIPTS__');

const base = new URL('./', document.baseURI).href;
/** @type {Map<string, unknown>} */
const made = new Map();

/** The name of a file of ours: without the folder, and without the query that asks for a fresh copy. @param {string} address */
const nameOf = (address) => address.slice(base.length).split('?')[0];

/** As `import()` does it: one copy for each address. @param {string} given */
async function importing(given) {
  const address = new URL(given, base).href;
  const make = scripts[nameOf(address)];
  if (!make) throw new TypeError(`${address} is not in this file.`);
  if (!made.has(address)) made.set(address, make());
  return made.get(address);
}

/** Hides the browser's own from the scripts below. @param {URL | string} address */
async function fetch(address) {
  const text = document.querySelector(`script[data-file="${nameOf(String(address))}"]`)?.textContent;
  if (!text) throw new TypeError(`${address} is not in this file.`);
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
}
