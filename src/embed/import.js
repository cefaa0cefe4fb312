/**
 * A table of somebody's own: reads the file, shows what was understood of it, and changes the plan only by a press of
 * “Take over”. Imported by keep.js when a file is chosen that is no plan of ours.
 *
 * @typedef {import('./keep.js').Host} Host
 * @typedef {{ text?: string, wrong?: string, level?: number, [choice: string]: unknown }} Wish
 */

/** The largest table that is read. */
const MAX_BYTES = 1024 * 1024;
/** How files begin that are no text. @type {[string, number[]][]} */
const BINARY = [
  ['excel', [0x50, 0x4b, 0x03, 0x04]], // a zip archive, as workbooks are
  ['excel', [0xd0, 0xcf, 0x11, 0xe0]], // a workbook of before 2007
  ['binary', [0x89, 0x50, 0x4e, 0x47]],
  ['binary', [0xff, 0xd8, 0xff]],
  ['binary', [0x25, 0x50, 0x44, 0x46]],
  ['binary', [0x1f, 0x8b]],
];
/** What is said to the host's program; the visitor is told by the panel. @type {Record<string, string>} */
const WRONG = {
  excel: 'The file is a spreadsheet workbook, not a text table.',
  binary: 'The file is no text.',
  large: 'The file is larger than 1 MB.',
  unreadable: 'The encoding of the file is not known.',
};

/**
 * The text of a file, or the name of what is wrong with it.
 * @param {ArrayBuffer} buffer @returns {Wish}
 */
export function textOf(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length > MAX_BYTES) return { wrong: 'large' };
  const found = BINARY.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (found) return { wrong: found[0] };
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : '';
  if (!utf16 && bytes.includes(0)) return { wrong: 'binary' };
  // Spreadsheets of Western Windows write their own letters where nobody asks for UTF-8.
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'windows-1252']) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
    } catch {
      // The next one.
    }
  }
  return { wrong: 'unreadable' };
}

/**
 * Shows what was understood of a file, and gives the plan to `opened` when the visitor takes it over.
 * @param {Host} host @param {ArrayBuffer} buffer @param {(plan: unknown) => void} opened
 */
export function preview(host, buffer, opened) {
  /** @type {Wish} */
  let wish = { ...textOf(buffer), level: 2 };
  const root = /** @type {ShadowRoot} */ (host.element.shadowRoot);
  const shown = /** @type {HTMLElement | null} */ (root.querySelector('.root'));
  // Of its own, outside what the app draws; dressed like it.
  const place = document.createElement('div');
  place.className = 'root';
  place.dataset.theme = shown?.dataset.theme ?? 'auto';
  for (const name of ['lang', 'dir']) {
    const said = shown?.getAttribute(name);
    if (said) place.setAttribute(name, said);
  }
  const dialog = document.createElement('dialog');
  dialog.className = 'frame';
  dialog.setAttribute('part', 'dialog');
  dialog.setAttribute('aria-labelledby', 'import-title');
  const panel = document.createElement('div');
  panel.dataset.panel = 'import';
  dialog.append(panel);
  place.append(dialog);

  const draw = () => {
    panel.dataset.wish = JSON.stringify(wish);
    host.draw(place);
  };
  const look = () => {
    draw();
    const nothing = wish.wrong ? WRONG[wish.wrong] : host.text('import', wish) === undefined && 'No row of the table can be taken over.';
    if (nothing) host.fail('import_failed', nothing);
  };
  const take = () => {
    const taken = JSON.parse(host.text('import', wish) ?? 'null');
    if (!taken) return;
    const { plan, rows, accepted, rejected } = taken;
    dialog.close();
    host.emit('import', { rows, accepted, rejected });
    opened(plan);
  };
  /** @param {Event} event */
  const acted = (event) => {
    const control = /** @type {any} */ (event.target).closest?.('[data-import]');
    if (!control || (event.type === 'click') !== (control.localName === 'button')) return;
    const name = control.dataset.import;
    if (name === 'cancel') return dialog.close();
    if (name === 'take') return take();
    // Other rows are read afresh; of the same, only this is read otherwise.
    wish = name === 'text' ? { text: control.value, level: 2 } : { ...wish, [name]: control.value };
    if (name === 'text') look();
    else draw();
  };
  for (const type of ['change', 'click']) dialog.addEventListener(type, acted);
  dialog.addEventListener('close', () => place.remove(), { once: true });
  root.append(place);
  look();
  dialog.showModal();
}
