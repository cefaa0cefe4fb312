/**
 * A year of campaigns: opens a table of them, from a file, the clipboard or a drop, and hands out files. Imported by
 * commands.js once the portfolio is on screen.
 *
 * @typedef {import('./commands.js').Host} Host
 * @typedef {(host: Host, name: string, type: string, text: string | undefined) => void} Save
 * @typedef {{ name: string, bytes: ArrayBuffer }} Opened
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';

/** The largest file that is read: 100,000 campaigns are some 20 MB. */
const MAX_BYTES = 64 * 1024 * 1024;
const ACCEPT = [
  '.csv,.tsv,.tab,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain,application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
].join();

/** The files that can be had, each with its name and type. @type {Record<string, [string, string]>} */
const FILES = {
  clean: ['campaigns.csv', 'text/csv'],
  json: ['campaigns.json', 'application/json'],
  ranked: ['campaigns-ranked.csv', 'text/csv'],
  rejected: ['campaigns-left-out.csv', 'text/csv'],
  template: ['campaigns-template.csv', 'text/csv'],
};

/** The file that was opened last: it may be read again with other letters. @type {WeakMap<HTMLElement, Opened>} */
const opened = new WeakMap();
/** The workbook that was opened last. @type {WeakMap<HTMLElement, any>} */
const books = new WeakMap();
/** The elements whose drops and scrolls are heard. @type {WeakSet<HTMLElement>} */
const heard = new WeakSet();

/**
 * Does what a button of the portfolio names.
 * @param {string} deed @param {Host} host @param {Save} save
 */
export async function act(deed, host, save) {
  switch (deed) {
    case 'rows-attach':
      return attach(host);
    case 'rows-open':
      return choose(host);
    case 'rows-example':
      return host.called((app) => app.take_example_rows());
    case 'rows-pasted':
      return pasted(host);
    case 'rows-letters':
      return again(host);
    case 'rows-sheet':
      return sheet(host);
    default: {
      const which = deed.slice('rows-'.length);
      const [name, type] = FILES[which] ?? [];
      if (!name) return undefined;
      const { separator, decimal } = which === 'ranked' ? spreadsheet(host) : { separator: undefined, decimal: undefined };
      return save(
        host,
        name,
        type ?? '',
        host.called((app) => app.rows_file(which, separator, decimal)),
      );
    }
  }
}

/** How the visitor's spreadsheet reads numbers, where that was chosen. @param {Host} host */
function spreadsheet(host) {
  const [separator, decimal] = control(host, 'csv-format')?.value ?? '';
  return { separator, decimal };
}

/** @param {Host} host @param {string} deed @returns {HTMLInputElement | null | undefined} */
const control = (host, deed) => host.element.shadowRoot?.querySelector(`:is(input, select, textarea)[data-do=${deed}]`);

/** The day of today where the visitor is, as rows have it. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {Host} host */
function choose(host) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ACCEPT;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) open(host, file);
  });
  input.click();
}

/** @param {Host} host @param {File} file */
async function open(host, file) {
  try {
    if (file.size > MAX_BYTES) return host.tell('rowsTooLarge');
    const bytes = await file.arrayBuffer();
    opened.set(host.element, { name: file.name, bytes });
    await show(host, file.name, bytes);
  } catch {
    host.tell('fileUnreadable');
  }
  return undefined;
}

/**
 * Shows how a file is read.
 * @param {Host} host @param {string} name @param {ArrayBuffer} bytes @param {string} [letters]
 */
async function show(host, name, bytes, letters) {
  const { importSibling } = host;
  const { isArchive, workbookOf } = await importSibling(new URL('./import.js', import.meta.url));
  if (isArchive(bytes)) {
    const { book, wish } = await workbookOf(host, bytes);
    if (book) books.set(host.element, book);
    return take(host, name, wish);
  }
  const { textOf } = await importSibling(new URL('./letters.js', import.meta.url));
  const found = textOf(bytes, host.locale ?? '', letters);
  if (found.text === undefined) return host.tell('rowsNoText');
  // Certain letters are not asked about.
  const known = found.letters ? [found.letters, ...(found.encodings ?? [])].join() : '';
  return host.called((app) => app.open_rows(name, found.text, today(), known, ''));
}

/**
 * Shows a sheet of a workbook, with the names of all to choose from.
 * @param {Host} host @param {string} name @param {{ text?: string, sheets?: string[], sheet?: string }} wish
 */
function take(host, name, { text, sheets = [], sheet: at = '0' }) {
  if (text === undefined) return host.tell('rowsNoText');
  return host.called((app) => app.open_rows(name, text, today(), '', [at, ...sheets].join('\u001f')));
}

/** Reads another sheet of the workbook. @param {Host} host */
async function sheet(host) {
  const { importSibling } = host;
  const { wishOfSheet } = await importSibling(new URL('./import.js', import.meta.url));
  const book = books.get(host.element);
  const at = Number(control(host, 'rows-sheet')?.value ?? 0);
  return book && take(host, opened.get(host.element)?.name ?? '', wishOfSheet(book, at));
}

/** Reads the file with other letters. @param {Host} host */
function again(host) {
  const file = opened.get(host.element);
  const letters = control(host, 'rows-letters')?.value;
  return file && show(host, file.name, file.bytes, letters);
}

/** Takes the rows that were pasted. @param {Host} host */
function pasted(host) {
  const text = control(host, 'rows-pasted')?.value.normalize('NFC') ?? '';
  if (text.trim()) host.called((app) => app.open_rows('', text, today(), '', ''));
  // Nothing to read: the box asks for it.
  else control(host, 'rows-pasted')?.focus();
}

/** Hears of files that are dropped, and of a long list that is scrolled. @param {Host} host */
function attach(host) {
  const root = host.element.shadowRoot;
  if (!root || heard.has(host.element)) return;
  heard.add(host.element);
  /** @param {Event} event @returns {HTMLElement | null} */
  const place = (event) => /** @type {any} */ (event.target).closest?.('[data-drop=rows]') ?? null;
  for (const type of ['dragover', 'dragleave', 'drop']) {
    root.addEventListener(type, (event) => {
      const at = place(event);
      if (!at) return;
      event.preventDefault();
      at.classList.toggle('over', type === 'dragover');
      const file = /** @type {DragEvent} */ (event).dataTransfer?.files[0];
      if (type === 'drop' && file) open(host, file);
    });
  }
  root.addEventListener('scroll', (event) => follow(host, event), { capture: true, passive: true });
}

/**
 * Keeps the rows around what is in sight on the page.
 * @param {Host} host @param {Event} event
 */
function follow(host, event) {
  const at = /** @type {HTMLElement} */ (event.target);
  const { window: said } = at.dataset ?? {};
  if (!said) return;
  const [first, shown, height] = said.split(' ').map(Number);
  const above = Math.max(0, Math.floor(at.scrollTop / height) - 5);
  const inSight = Math.ceil(at.clientHeight / height) + 10;
  if (above >= first && above + inSight <= first + shown) return;
  const from = Math.max(0, above - Math.floor((shown - inSight) / 2));
  if (from !== first) host.called((app) => app.show_rows_from(from));
}
