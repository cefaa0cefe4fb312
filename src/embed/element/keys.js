/**
 * Keys and pointers that we use, kept from what else listens on the host's page.
 */

const NOT_TYPED_INTO = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];
/** What moves a slider, or what a box with more in it than it shows is scrolled by. */
const MOVES = /^(Arrow|Page|Home$|End$)/;

/** Whether a control does something of its own with a key. @param {any} control @param {string} key */
function uses(control, key) {
  const { localName, type } = control;
  if (localName === 'input' && NOT_TYPED_INTO.includes(type)) {
    if (type === 'range') return MOVES.test(key);
    return key === ' ' || key === 'Enter' || (type === 'radio' && MOVES.test(key));
  }
  if (/^(input|textarea|select)$/.test(localName) || control.isContentEditable) return true;
  if (localName === 'a') return key === 'Enter';
  if (localName === 'button' || localName === 'summary') return key === ' ' || key === 'Enter';
  return control.matches?.('[tabindex="0"]') && (key === ' ' || MOVES.test(key));
}

/**
 * Keeps keys that we use from the host's hotkeys, which see only our tag as the target: those of the control that has the
 * focus, and those that the app has acted on, as it says by preventing what the browser would do.
 * @param {EventTarget} root
 */
export function keepKeys(root) {
  /** Its release is ours, too. */
  let held = '';
  const keep = (/** @type {any} */ event) => {
    const { type, key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    const control = event.composedPath()[0];
    const used =
      defaultPrevented ||
      (key === 'Escape'
        ? control.closest?.('dialog') // which it closes
        : !(ctrlKey || metaKey || altKey || /^(Tab|F\d+)$/.test(key)) && uses(control, key));
    if (used || (type === 'keyup' && key === held)) event.stopPropagation();
    if (type !== 'keypress') held = type === 'keydown' && used ? key : '';
  };
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keep);
  // A slide that is dragged by the pointer does not take our slider for itself.
  for (const type of ['pointerdown', 'mousedown', 'touchstart']) {
    root.addEventListener(
      type,
      (event) => {
        if (/** @type {any} */ (event.target).type === 'range') event.stopPropagation();
      },
      { passive: true },
    );
  }
}
