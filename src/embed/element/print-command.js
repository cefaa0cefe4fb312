/**
 * The browser's own print command, which waits for nothing: what it needs is there before it is given.
 *
 * @typedef {import('./panels.js').Panels} Panels
 */
import { importSibling } from './siblings.js';

/** @param {() => unknown} task */
const whenIdle = (task) => (globalThis.requestIdleCallback ?? setTimeout)(task);

/** Whether the page is mostly this element: it is as high as all else together. @param {HTMLElement} element */
function isMost(element) {
  let whole = 0;
  // A host that clips its page scrolls it further in.
  for (let at = /** @type {any} */ (element); at; at = at.parentNode ?? at.host) whole = Math.max(whole, at.scrollHeight ?? 0);
  return element.scrollHeight * 2 >= whole;
}

export class PrintCommand {
  /** @type {HTMLElement} */
  #element;
  /** @type {ShadowRoot} */
  #root;
  /** @type {Panels} */
  #panels;
  /** Whether there is an app that could be printed. */
  #isShown;
  /** What print.js may use of the element, once panels can be drawn. */
  #tools;
  /** Heard before the browser prints, once what that needs is there. @type {(() => void) | null} */
  #before = null;

  /**
   * @param {HTMLElement} element @param {ShadowRoot} root @param {Panels} panels @param {() => boolean} isShown
   * @param {() => unknown} tools
   */
  constructor(element, root, panels, isShown, tools) {
    this.#element = element;
    this.#root = root;
    this.#panels = panels;
    this.#isShown = isShown;
    this.#tools = tools;
  }

  /**
   * What it needs comes once the visitor does something here, and by itself where the page is little else. A frame is
   * printed as it is seen.
   */
  prepare() {
    if (window.parent !== window) return;
    for (const type of ['pointerdown', 'keydown']) this.#root.addEventListener(type, this.#soon, { once: true });
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    whenIdle(() => isMost(this.#element) && this.#load());
  }

  /** The app has ended. */
  stop() {
    if (this.#before) removeEventListener('beforeprint', this.#before);
    this.#before = null;
  }

  /** Not under the first key: what is typed goes before paper. One function, so that each start listens with the same. */
  #soon = () => whenIdle(this.#load);

  #load = async () => {
    if (this.#before || !this.#isShown()) return;
    /** @type {any} */
    let printing;
    const mine = () => printing?.beforePrint(this.#tools(), isMost(this.#element));
    this.#before = mine;
    addEventListener('beforeprint', mine);
    try {
      await this.#panels.ready();
      printing = await importSibling(new URL('../print.js', import.meta.url));
    } catch {
      // What is on the screen is printed. Whatever else needs the panels says what is wrong with them.
      removeEventListener('beforeprint', mine);
      if (this.#before === mine) this.#before = null;
    }
  };
}
