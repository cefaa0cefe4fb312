/**
 * A table of somebody's own: shows what was understood of it, and changes the plan only by a press of “Take over”. Imported
 * by commands.js when a file is chosen that is no plan of ours, or when rows are to be pasted.
 *
 * @typedef {import('./commands.js').Host} Host
 * @typedef {{ text?: string, wrong?: string, columns?: string[], kept?: string[], out?: string[], [choice: string]: unknown }} Wish
 */
import { show } from './dialog.js';
import { textOf } from './letters.js';

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** The largest table that is read. */
const MAX_BYTES = 1024 * 1024;
/** What is said to the host's program; the visitor is told by the panel. @type {Record<string, string>} */
const WRONG = {
  excel: 'The file is a workbook of the old format, or none that can be read.',
  workbook: 'The workbook cannot be read.',
  workbookLarge: 'The workbook is larger than what is read.',
  binary: 'The file is no text.',
  large: 'The file is larger than 1 MB.',
  unreadable: 'The encoding of the file is not known.',
};
/**
 * What a visitor said of the columns below a head, for the next table with the same one, while the page lives.
 * @type {WeakMap<Element, Map<string, Map<string, string>>>}
 */
const remembered = new WeakMap();

/**
 * What is wished of the bytes of a file, or of none: then there is a box to paste rows into.
 * @param {ArrayBuffer | undefined} buffer @param {string} language @param {string} [letters] @returns {Wish}
 */
export function wishOf(buffer, language, letters) {
  if (!buffer) return { paste: true };
  if (buffer.byteLength > MAX_BYTES) return { wrong: 'large' };
  const found = textOf(buffer, language, letters);
  return found.encodings ? { ...found, doubt: true } : found;
}

/** Whether bytes are those of an archive, as workbooks are. @param {ArrayBuffer | undefined} buffer */
export const isArchive = (buffer) => buffer && `${new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength))}` === '80,75';
/** What a workbook has too much of. */
const LARGE = ['tooLarge', 'unpacksTooLarge', 'tooManyRows', 'tooManyCells'];

/**
 * What is wished of a workbook: the text of one of its sheets, and the names of all to choose from. Its numbers have a point,
 * whatever the language.
 * @param {any} book @param {number} at @param {any} [sheet] the sheet, if it is read already @returns {Promise<Wish>}
 */
export async function wishOfSheet(book, at, sheet) {
  const found = sheet ?? (await book.sheet(at));
  const chosen = { sheets: book.names, sheet: `${at}` };
  if (!found.ok) return { ...chosen, wrong: LARGE.includes(found.code) ? 'workbookLarge' : 'workbook' };
  return { ...chosen, text: found.sheet.text.normalize('NFC'), separator: ',', decimal: '.' };
}

/**
 * Opens a workbook; its module is loaded for it. `others` lets the page go on beside a long one.
 * @param {Host} host @param {ArrayBuffer} buffer @param {() => Promise<unknown>} [others]
 */
export async function workbookOf(host, buffer, others) {
  const { importSibling } = host;
  const module = await importSibling(new URL('./workbook.js', import.meta.url));
  const book = await module.openWorkbook(new Uint8Array(buffer), others);
  if (!book.ok) return { wish: { wrong: LARGE.includes(book.code) ? 'workbookLarge' : 'workbook' } };
  // The first that is shown and holds something.
  const shown = [...book.names.keys()].filter((at) => !book.hidden.includes(at));
  for (const at of shown) {
    const sheet = await book.sheet(at);
    if (sheet.sheet?.rows > 0) return { book, wish: await wishOfSheet(book, at, sheet) };
  }
  return { book, wish: await wishOfSheet(book, shown[0] ?? 0) };
}

/**
 * Shows what was understood of a file, and gives the plan to `opened` when the visitor takes it over.
 * @param {Host} host @param {ArrayBuffer | undefined} buffer @param {(plan: unknown) => void} opened
 */
export async function preview(host, buffer, opened) {
  const language = host.locale ?? '';
  /** @type {Wish} */
  let wish = {};
  /** The workbook that is open. @type {any} */
  let book;
  if (buffer && isArchive(buffer)) ({ book, wish } = await workbookOf(host, buffer));
  else wish = wishOf(buffer, language);
  const root = /** @type {ShadowRoot} */ (host.element.shadowRoot);
  const shown = /** @type {HTMLElement | null} */ (root.querySelector('.root'));
  const heads = remembered.get(host.element) ?? new Map();
  remembered.set(host.element, heads);
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
  dialog.append(panel);
  place.append(dialog);

  /** The head of the table on screen, by which its columns are remembered. */
  const head = () => panel.querySelector('.import')?.getAttribute('data-heads') ?? null;
  // It is there in the next microtask.
  const drawn = async () => host.draw(panel, (app, benchmarks) => app.draw_import(panel, wish, benchmarks));
  const draw = async () => {
    await drawn();
    // A head that was seen before is read as the visitor said then.
    const said = [...(heads.get(head()) ?? [])].flat();
    if (said.join('\n') === (wish.columns ?? []).join('\n')) return;
    wish = { ...wish, columns: said };
    await drawn();
  };
  const look = async () => {
    await draw();
    if (wish.paste) return;
    const nothing = wish.wrong
      ? WRONG[wish.wrong]
      : host.called((app) => app.imported(wish)) === undefined && 'No row of the table can be taken over.';
    if (nothing) host.fail('import_failed', nothing);
  };
  const take = () => {
    const taken = JSON.parse(host.called((app) => app.imported(wish)) ?? 'null');
    if (!taken) return;
    const { plan, rows, accepted, rejected } = taken;
    dialog.close();
    host.emit('import', { rows, accepted, rejected });
    opened(plan);
  };
  /** The sheet that was asked for last. */
  let asked = {};
  /** Shows another sheet, unless yet another is asked for or nobody looks any more. @param {number} at */
  const turn = async (at) => {
    const own = (asked = {});
    const read = await wishOfSheet(book, at);
    if (own !== asked || !dialog.open) return;
    wish = read;
    await look();
  };
  /** Says what a column is. @param {string} column @param {string} target */
  const mapped = (column, target) => {
    const key = head();
    if (key === null) return;
    const said = heads.get(key) ?? new Map();
    heads.set(key, said.set(column, target));
    draw();
  };
  /** @param {Event} event */
  const acted = (event) => {
    const control = /** @type {any} */ (event.target).closest?.('[data-import]');
    if (!control || (event.type === 'click') !== (control.localName === 'button')) return;
    const name = control.dataset.import;
    if (name === 'cancel') return dialog.close();
    if (name === 'take') return take();
    if (name === 'column') return mapped(control.dataset.column, control.value);
    if (name === 'sheet') return turn(Number(control.value));
    // Other rows are read afresh; of the same, only this is read otherwise.
    if (name === 'text') {
      wish = { text: control.value.normalize('NFC') };
      return look();
    }
    if (name === 'kept' || name === 'out')
      wish = { ...wish, [name]: [.../** @type {string[]} */ (wish[name] ?? []), control.dataset.line] };
    else if (name === 'letters') wish = { ...wish, ...wishOf(buffer, language, control.value) };
    else wish = { ...wish, [name]: control.value };
    draw();
  };
  for (const type of ['change', 'click']) dialog.addEventListener(type, acted);
  const closed = () => {
    place.remove();
    book?.close();
  };
  dialog.addEventListener('close', closed, { once: true });
  root.append(place);
  await look();
  show(dialog, root.activeElement);
  if (wish.paste) /** @type {HTMLElement | null} */ (panel.querySelector('textarea'))?.focus();
}
