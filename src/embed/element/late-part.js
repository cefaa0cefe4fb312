/**
 * The late part of the program: what is drawn beyond the first screen is loaded when something of it is asked for, and
 * linked to the living engine. It shares its memory and its code.
 *
 * @typedef {import('./loader.js').Glue} Glue
 */
import { Failure, isMemory } from './failure.js';
import { compile, load } from './loader.js';
import { build, lateIntegrity } from './release.js';
import { watched } from './silence.js';

/** The glue of the engine that it is linked to, once it is. @type {Promise<Glue> | null} */
let linked = null;

/** Settles when it can be called. @returns {Promise<Glue>} */
export function latePart() {
  linked ??= start().catch((error) => {
    linked = null; // whoever wants it next tries again
    throw error;
  });
  return linked;
}

/** It belongs to the engine that it was linked to, and ends with it. */
export function forgetLatePart() {
  linked = null;
}

async function start() {
  // Without the name of a build the program is one file, as Trunk builds it.
  return link(build.startsWith('__') ? undefined : await fetched());
}

/** What does not have the hash may be of the release before, out of a cache: then it is fetched past that. */
function fetched() {
  const address = new URL('../comarketing-roi_panels.wasm', import.meta.url);
  return watched((alive, signal) =>
    compile(address, lateIntegrity, false, alive, signal).catch((error) => {
      if (signal.aborted || error.code === 'wasm_memory') throw error;
      alive();
      return compile(address, lateIntegrity, true, alive, signal);
    }),
  );
}

/**
 * It asks for memory and code in the name of its build, so that a part of another build is refused and does no harm.
 * @param {WebAssembly.Module | undefined} part @returns {Promise<Glue>}
 */
async function link(part) {
  const living = await load();
  try {
    if (part) await WebAssembly.instantiate(part, { [build]: /** @type {any} */ (living.exports) });
  } catch (error) {
    if (isMemory(error)) throw new Failure('wasm_memory', error);
    throw new Failure('wasm_integrity', error);
  }
  if (living.dead) return link(part);
  living.glue.late_part_is_here();
  return living.glue;
}
