/**
 * When a widget is loaded: the moment that `loading` names.
 */

const LAZY_MARGIN = '600px';

/**
 * Calls `go` at that moment, which may be now. The answer stops waiting for it.
 * @param {HTMLElement} element @param {() => void} go @returns {() => void}
 */
export function atItsMoment(element, go) {
  const loading = element.getAttribute('loading');
  const Observer = /** @type {any} */ (element.ownerDocument.defaultView ?? globalThis).IntersectionObserver;
  if (loading === 'interaction') {
    const types = ['pointerover', 'pointerdown', 'focusin'];
    for (const type of types) element.addEventListener(type, go);
    return () => types.forEach((type) => element.removeEventListener(type, go));
  }
  if (loading === 'eager' || !Observer) {
    go();
    return () => {};
  }
  const near = new Observer(
    (/** @type {IntersectionObserverEntry[]} */ entries) => entries.some((entry) => entry.isIntersecting) && go(),
    { rootMargin: LAZY_MARGIN },
  );
  near.observe(element);
  return () => near.disconnect();
}
