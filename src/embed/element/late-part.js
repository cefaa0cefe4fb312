/**
 * The late part of the program: what is drawn beyond the first screen is loaded when something of it is asked for.
 *
 * @typedef {import('./loader.js').Glue} Glue
 * @typedef {{ plan: unknown, answers: unknown, benchmarks?: unknown, locale?: string, words?: string,
 *   revision?: number }} Context
 * @typedef {{ ready(given: typeof GIVEN): Promise<unknown>,
 *   draw(slot: Element, context: Context, again?: () => void): void,
 *   json(value: unknown): string, text(name: string, wish: unknown, context: Context): string | undefined }} Panels
 */
import { Failure, isMemory } from './failure.js';
import { compile, load } from './loader.js';
import { importSibling } from './siblings.js';
import { watched } from './silence.js';
import { wear } from './styles.js';

/** Once it can draw. @type {Panels | null} */
export let panels = null;
/** @type {Promise<Panels> | null} */
let fetching = null;

/** What the panels have from here. */
const GIVEN = {
  importSibling,
  wear,
  /** The late part; what does not have the hash may be of the release before, out of a cache. */
  compile: (/** @type {URL} */ address, /** @type {string} */ hash) =>
    watched((alive, signal) =>
      compile(address, hash, false, alive, signal).catch((error) => {
        if (signal.aborted || error.code === 'wasm_memory') throw error;
        alive();
        return compile(address, hash, true, alive, signal);
      }),
    ),
  link,
  /** What is thrown where the program was called and did not come back. */
  ended: (/** @type {unknown} */ cause) => new Failure('engine_panic', cause),
};

/**
 * Links the late part to the living engine: it shares its memory and its code. It asks for both in the name of its build, so
 * that a part of another build is refused and does no harm.
 * @param {WebAssembly.Module | undefined} part None where the program is one file, as Trunk builds it.
 * @param {string} build @returns {Promise<Glue>}
 */
async function link(part, build) {
  const living = await load();
  try {
    if (part) await WebAssembly.instantiate(part, { [build]: /** @type {any} */ (living.exports) });
  } catch (error) {
    if (isMemory(error)) throw new Failure('wasm_memory', error);
    throw new Failure('wasm_integrity', error);
  }
  if (living.dead) return link(part, build);
  living.glue.late_part_is_here();
  return living.glue;
}

/** @returns {Promise<Panels>} */
export function fetchPanels() {
  fetching ??= importSibling(new URL('../panels.js', import.meta.url))
    .then(async (module) => {
      await module.ready(GIVEN);
      panels = module;
      return module;
    })
    .catch((error) => {
      fetching = null; // the next panel tries again
      throw error;
    });
  return fetching;
}

/** It belongs to the engine that it was linked to, and ends with it. */
export function forgetPanels() {
  panels = fetching = null;
}

/** Pairs of pointer and answer as groups: `/definition/clarity` and `2`. @param {[string, string | number][]} pairs */
export function grouped(pairs) {
  /** Without a prototype: what a file calls `__proto__` is a name like any other. @type {Record<string, Record<string, unknown>>} */
  const groups = Object.create(null);
  for (const [path, answer] of pairs) {
    const [, group, id] = path.split('/');
    const isLevel = group !== 'campaign' && group !== 'call' && /^[123]$/.test(String(answer));
    (groups[group] ??= Object.create(null))[id] = isLevel ? Number(answer) : answer;
  }
  return groups;
}
