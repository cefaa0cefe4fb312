/**
 * Opens a dialog where the visitor sees it: in a frame that is as high as its content, the middle of the window is not
 * the middle of what is on screen. Imported by the scripts that ask something.
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';

/** In CSS pixels, to the edge of what is seen. */
const MARGIN = 12;
/** Below this height nobody can fill in a form. */
const LOWEST = 240;

/**
 * @param {HTMLDialogElement} dialog
 * @param {Element | null} [opener] What was pressed; it is on screen.
 */
export function show(dialog, opener) {
  dialog.showModal();
  // A page that is nobody's part shows its dialogs rightly, and so does one that scrolls by itself. But a page around us may
  // be about to give us the height to which we have just grown.
  if (window.parent === window) return;
  if (document.documentElement.scrollHeight > innerHeight) {
    const grown = new AbortController();
    const place = () => {
      if (document.documentElement.scrollHeight > innerHeight) return;
      grown.abort();
      lookAt(dialog, opener);
    };
    addEventListener('resize', place, { signal: grown.signal });
    dialog.addEventListener('close', () => grown.abort(), { once: true });
  } else lookAt(dialog, opener);
}

/**
 * Puts a dialog where the visitor looks, in a frame that is as high as its content.
 * @param {HTMLDialogElement} dialog @param {Element | null} [opener]
 */
function lookAt(dialog, opener) {
  if (opener) {
    const { top, bottom } = opener.getBoundingClientRect();
    put(dialog, (top + bottom) / 2);
  }
  if (!globalThis.IntersectionObserver) return;
  // Only an observer knows which part of a frame is on screen, whoever the page around it belongs to.
  const observer = new IntersectionObserver(([{ intersectionRect: seen, isIntersecting }]) => {
    observer.disconnect();
    if (!isIntersecting || !dialog.open) return;
    // What is higher than the part on screen scrolls by itself.
    dialog.style.setProperty('max-block-size', `${Math.max(seen.height - 2 * MARGIN, LOWEST)}px`);
    put(dialog, (seen.top + seen.bottom) / 2, seen.top);
  });
  observer.observe(document.documentElement);
  dialog.addEventListener('close', () => observer.disconnect(), { once: true });
}

/**
 * Puts the middle of a dialog at a height of the window, and its beginning not above another.
 * @param {HTMLDialogElement} dialog @param {number} middle @param {number} [least]
 */
function put(dialog, middle, least = 0) {
  const { height } = dialog.getBoundingClientRect();
  const top = Math.max(Math.min(Math.max(middle - height / 2, least + MARGIN), innerHeight - height - MARGIN), MARGIN);
  dialog.style.setProperty('margin-block', `${Math.round(top)}px auto`);
}
