/**
 * The elements that are in a page, and what happens around all of them.
 *
 * @typedef {{ back(): void, moved(): void }} Listener
 *   `back`: the page is back, from the background, the cache of pages or a tunnel. `moved`: it is at another `#…`.
 */

/** None before the first. @type {Map<Element, Listener> | null} */
let placed = null;

/** @param {Element} element @param {Listener} listener */
export function enter(element, listener) {
  (placed ??= listen()).set(element, listener);
}

/** @param {Element} element */
export function leave(element) {
  placed?.delete(element);
}

function listen() {
  /** @type {Map<Element, Listener>} */
  const there = new Map();
  const back = () => {
    if (document.visibilityState === 'visible') for (const listener of there.values()) listener.back();
  };
  addEventListener('online', back);
  addEventListener('pageshow', ({ persisted }) => persisted && back());
  document.addEventListener('visibilitychange', back);
  addEventListener('hashchange', () => there.forEach((listener) => listener.moved()));
  return there;
}
