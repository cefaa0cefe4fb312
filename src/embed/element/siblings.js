/**
 * The scripts beside embed.js, each imported at run time once something of it is wanted.
 *
 * Addresses are written as seen from this folder. The build puts these modules into embed.js and takes the step up out of
 * each address (xtask/src/element.rs).
 */
import { Failure } from './failure.js';
import { version } from './release.js';
import { watched } from './silence.js';

/** Seconds of silence before a script counts as lost; it shows no sign of life until it is there. */
const SCRIPT_SILENCE = 60;

/** How often each script was asked for without success. @type {Map<string, number>} */
const missed = new Map();

/**
 * A script beside this one. The address is written out at each call: that is what bundlers look for. A browser may keep
 * in mind for the whole visit that an address has failed, so after a failure a fresh one is asked for.
 * @param {URL | string} address @returns {Promise<any>}
 */
export async function importSibling(address) {
  const href = String(address);
  try {
    const module = await importFrom(href);
    // A release may be replaced while a page is open, and a cache may hold the one before. (The glue and the words, which
    // have a default export, are checked by what they belong to.)
    if ('default' in module || module.version === version) return module;
    missed.set(href, (missed.get(href) ?? 0) + 1);
    const fresh = await importFrom(href);
    if (fresh.version === version) return fresh;
    throw new Failure('wasm_integrity', `${href} is of release ${fresh.version ?? 'unknown'}, embed.js of ${version}.`);
  } catch (error) {
    missed.set(href, (missed.get(href) ?? 0) + 1);
    if (error instanceof Failure) throw error;
    throw new Failure(error instanceof SyntaxError ? 'wasm_invalid' : 'wasm_fetch_failed', error);
  }
}

/** @param {string} href @returns {Promise<any>} */
function importFrom(href) {
  const times = missed.get(href);
  const address = times ? `${href}${href.includes('?') ? '&' : '?'}again=${times}` : href;
  return watched(() => import(/* webpackIgnore: true */ /* @vite-ignore */ address), SCRIPT_SILENCE);
}

/** Optimizers put scripts together and hand them out as `blob:` or `data:`. */
export function checkPlace() {
  try {
    new URL('.', import.meta.url);
  } catch {
    const from = String(import.meta.url).split(':')[0];
    throw new Failure('wasm_fetch_failed', `embed.js was loaded from ${from}:, which has no files beside it.`);
  }
}
