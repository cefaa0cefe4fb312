/**
 * What a visitor keeps on this device, where the host allows it and the visitor has asked for it.
 */

/** Where the workspace of a widget is kept on this device, before what tells the widget apart. */
const DRAWER = 'comarketing-roi:workspace:';
/** Where the first release kept the figures of a whole site; the first widget that may keep figures takes them over. */
const FIRST_DRAWER = 'comarketing-roi:draft';
/** Where the form of a CSV is kept; commands.js writes it. */
export const CSV = 'comarketing-roi:csv';

/**
 * Keeps what the visitor has made, once the visitor has asked for that.
 * @param {HTMLElement} element @param {string} workspace
 */
export function keepWorkspace(element, workspace) {
  const storage = storageOf(element);
  const drawer = drawerOf(element);
  try {
    if (storage?.getItem(drawer) != null) storage.setItem(drawer, workspace);
  } catch {
    // Full or withdrawn: the visit goes on as without.
  }
}

/**
 * The name of a widget's drawer: by its id, or else by the page and its place among those without one.
 * @param {HTMLElement} element
 */
export function drawerOf(element) {
  if (element.id) return `${DRAWER}#${element.id}`;
  const others = [...document.querySelectorAll(`${element.localName}:not([id])`)];
  const at = Math.max(0, others.indexOf(element));
  return `${DRAWER}${location.pathname}${at ? `~${at}` : ''}`;
}

/**
 * What was kept on this device; none where nothing was, or where the browser refuses.
 * @param {HTMLElement} element @returns {string | undefined}
 */
export function keptWorkspace(element) {
  const storage = storageOf(element);
  try {
    const own = storage?.getItem(drawerOf(element));
    const first = own ?? storage?.getItem(FIRST_DRAWER);
    if (own == null && first != null) {
      storage?.setItem(drawerOf(element), first);
      storage?.removeItem(FIRST_DRAWER);
    }
    return first ?? undefined;
  } catch {
    return undefined;
  }
}

/** The storage that the host allows; none where the browser refuses it. @param {Element} element */
export function storageOf(element) {
  try {
    const persist = element.getAttribute('persist');
    return persist === 'local' ? localStorage : persist === 'session' ? sessionStorage : null;
  } catch {
    return null;
  }
}
