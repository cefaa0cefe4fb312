/**
 * The late parts of the program: what is drawn beyond the first screen is loaded when something of it is asked for, and
 * linked to the living engine, whose memory and code it shares.
 *
 * @typedef {import('./loader.js').Glue} Glue
 * @typedef {import('./loader.js').Engine} Engine
 * @typedef {'panels' | 'campaigns'} Part
 */
import { Failure, isMemory } from './failure.js';
import { compile, load } from './loader.js';
import { build, campaignsIntegrity, panelsIntegrity, sharedIntegrity } from './release.js';
import { watched } from './silence.js';

/** The files of a part. What both parts call lies in one of its own. @type {Record<Part, () => [URL, string][]>} */
const FILES = {
  panels: () => [
    [new URL('../comarketing-roi_panels.wasm', import.meta.url), panelsIntegrity],
    [new URL('../comarketing-roi_shared.wasm', import.meta.url), sharedIntegrity],
  ],
  campaigns: () => [[new URL('../comarketing-roi_campaigns.wasm', import.meta.url), campaignsIntegrity]],
};

/** The parts of each engine that are linked to it or on their way. @type {WeakMap<Engine, Map<Part, Promise<void>>>} */
const parts = new WeakMap();

/** Settles when a part can be called. @param {Part} part @returns {Promise<Glue>} */
export async function latePart(part) {
  const engine = await load();
  await linked(engine, part);
  // It may have stopped meanwhile, and a part ends with its engine.
  return engine.dead ? latePart(part) : engine.glue;
}

/** @param {Engine} engine @param {Part} part */
function linked(engine, part) {
  const own = parts.get(engine) ?? new Map();
  parts.set(engine, own);
  let linking = own.get(part);
  if (!linking) {
    linking = link(engine, part).catch((error) => {
      own.delete(part); // whoever wants it next tries again
      throw error;
    });
    own.set(part, linking);
  }
  return linking;
}

/**
 * A part asks for memory and code in the name of its build, so that one of another build is refused and does no harm.
 * @param {Engine} engine @param {Part} part
 */
async function link(engine, part) {
  // It draws with what both share.
  if (part === 'campaigns') await linked(engine, 'panels');
  // Without the name of a build the program is one file, as Trunk builds it.
  const modules = build.startsWith('__') ? [] : await Promise.all(FILES[part]().map(fetched));
  if (engine.dead) return;
  try {
    await Promise.all(
      modules.map((module) => WebAssembly.instantiate(module, { [build]: /** @type {any} */ (engine.exports) })),
    );
  } catch (error) {
    if (isMemory(error)) throw new Failure('wasm_memory', error);
    throw new Failure('wasm_integrity', error);
  }
  if (!engine.dead) engine.glue.late_part_is_here(part);
}

/**
 * What does not have the hash may be of the release before, out of a cache: then it is fetched past that.
 * @param {[URL, string]} file
 */
function fetched([address, hash]) {
  return watched((alive, signal) =>
    compile(address, hash, false, alive, signal).catch((error) => {
      if (signal.aborted || error.code === 'wasm_memory') throw error;
      alive();
      return compile(address, hash, true, alive, signal);
    }),
  );
}
