/**
 * The script of the element `<comarketing-roi>`: defines it. What it consists of is in element/; the build makes one file of
 * this and of those (xtask/src/element.rs).
 */
import { emitError } from './element/contract.js';
import { ComarketingRoi } from './element/element.js';
import { TAG, version } from './element/release.js';

export { integrity, languages, version } from './element/release.js';

/** The first version on the page keeps the name; the same version twice is nothing to speak of. */
function define() {
  if (!globalThis.customElements) return ComarketingRoi;
  const there = /** @type {typeof ComarketingRoi | undefined} */ (customElements.get(TAG));
  if (!there) {
    customElements.define(TAG, ComarketingRoi);
  } else if (there.version !== version) {
    const message = `Version ${version} was loaded, but ${there.version ?? 'something else'} holds the name.`;
    emitError(document, 'duplicate_version', 'define', message, false);
  } else {
    return there;
  }
  return ComarketingRoi;
}

export const ComarketingRoiElement = define();
