/**
 * What the host asks for beyond the settings of the app; most pages ask for none of it.
 */
import { isOn } from './settings.js';
import { importSibling } from './siblings.js';
import { wear } from './styles.js';

/** The host's colors; a pair that cannot be read is not used (host-api.js). */
const COLOURS = ['text', 'surface', 'border', 'accent', 'on-accent', 'danger', 'positive'];

/** Elements for which host-api.js has something to do, or to undo. @type {WeakSet<Element>} */
const applied = new WeakSet();

/** @param {HTMLElement} element @param {HTMLElement | null} slot Where its app draws. */
export async function applyHostSettings(element, slot) {
  if (slot) slot.inert = isOn(element, 'disabled');
  announce(element);
  const style = getComputedStyle(element);
  const coloured = COLOURS.some((name) => style.getPropertyValue(`--cmroi-color-${name}`));
  if (coloured || applied.has(element)) {
    applied.add(element);
    const module = await importSibling(new URL('../host-api.js', import.meta.url)).catch(() => null);
    module?.applyHostSettings(element, wear);
  }
}

/** Events go to the page's data layer where the host wants that. @param {Element} element */
export function announce(element) {
  if (element.getAttribute('analytics') !== 'datalayer') return;
  importSibling(new URL('../announce.js', import.meta.url)).then(
    (module) => module.attach(element),
    () => {},
  );
}
