/**
 * The dock repeats the headline at the foot of a narrow widget, and only while the headline itself is out of sight.
 */
export class Dock {
  /** @type {ShadowRoot} */
  #root;
  /** What is watched. @type {Element | null} */
  #headline = null;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  #isInSight = false;

  /** @param {ShadowRoot} root */
  constructor(root) {
    this.#root = root;
  }

  /** The page has been drawn: its headline, or its dock, may be another one. */
  follow() {
    const headline = this.#root.querySelector('.headline');
    if (headline !== this.#headline) this.#watch(headline);
    this.#root.querySelector('.dock')?.toggleAttribute('data-idle', this.#isInSight);
  }

  /** @param {Element | null} headline */
  #watch(headline) {
    this.#headline = headline;
    this.#isInSight = false;
    this.#observer?.disconnect();
    // That of the page in which the widget is; without one the dock stays.
    const Observer = /** @type {any} */ (this.#root.ownerDocument.defaultView ?? globalThis).IntersectionObserver;
    if (!headline || !Observer) return;
    this.#observer = new Observer((/** @type {IntersectionObserverEntry[]} */ entries) => {
      this.#isInSight = entries.at(-1)?.isIntersecting ?? false;
      this.follow();
    });
    this.#observer?.observe(headline);
  }
}
