/**
 * A year of campaigns: opens a table of them, from a file, the clipboard or a drop, and hands out files. Imported by
 * commands.js once the portfolio is on screen.
 *
 * @typedef {import('./commands.js').Host} Host
 * @typedef {import('./element/loader.js').App} App
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

/** How many bytes of a long table are read at once: some milliseconds of work, also on a slow phone no more than tens. */
const PIECE = 1 << 16;
/** How long to read, in milliseconds, until the browser has its turn. */
const SLICE = 20;
/** How often it is shown how far that is, in milliseconds. */
const OFTEN = 200;

/** A longer file is made into text in slices, in bytes. */
const LONG = 1 << 20;

/** What each element has opened last: another ends its opening. @type {WeakMap<HTMLElement, object>} */
const latest = new WeakMap();
/** The elements whose table is being read. @type {WeakSet<HTMLElement>} */
const reading = new WeakSet();
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
  const isWanted = begin(host);
  const { importSibling } = host;
  const { isArchive, workbookOf } = await importSibling(new URL('./import.js', import.meta.url));
  if (isArchive(bytes)) {
    if (bytes.byteLength > LONG) host.tell('workbookOpening');
    const { book, wish } = await workbookOf(host, bytes, others);
    if (!isWanted()) return book?.close();
    books.get(host.element)?.close();
    books.set(host.element, book);
    return take(host, name, wish, isWanted);
  }
  const { partsOf, textOf } = await importSibling(new URL('./letters.js', import.meta.url));
  const isLong = bytes.byteLength > LONG;
  const found = isLong ? await partsOf(bytes, host.locale ?? '', letters, others) : textOf(bytes, host.locale ?? '', letters);
  const parts = isLong ? found.parts : found.text !== undefined && [found.text];
  if (!isWanted()) return undefined;
  if (!parts) return host.tell('rowsNoText');
  // Certain letters are not asked about.
  const known = found.letters ? [found.letters, ...(found.encodings ?? [])].join() : '';
  return hand(host, parts, isWanted, (app) => app.open_rows(name, today(), known, ''));
}

/**
 * Hands a text over to the app, part by part, and opens it then.
 * @param {Host} host @param {string[]} parts @param {() => boolean} isWanted @param {(app: App) => void} open
 */
async function hand(host, parts, isWanted, open) {
  let isFirst = true;
  for (const part of parts) {
    if (!isFirst) await others();
    if (!isWanted()) return;
    host.called((app) => app.hand_rows(part, isFirst));
    isFirst = false;
  }
  host.called(open);
}

/** Something else is opened from now on: says whether it still is what is wanted. @param {Host} host */
function begin({ element }) {
  const own = {};
  latest.set(element, own);
  return () => latest.get(element) === own;
}

/**
 * Shows a sheet of a workbook, with the names of all to choose from.
 * @param {Host} host @param {string} name @param {{ text?: string, sheets?: string[], sheet?: string }} wish
 * @param {() => boolean} isWanted
 */
function take(host, name, { text, sheets = [], sheet: at = '0' }, isWanted) {
  if (!isWanted()) return undefined;
  if (text === undefined) return host.tell('rowsNoText');
  const chosen = [at, ...sheets].join('\u001f');
  return hand(host, [text], isWanted, (app) => app.open_rows(name, today(), '', chosen));
}

/** Reads another sheet of the workbook. @param {Host} host */
async function sheet(host) {
  const isWanted = begin(host);
  const { importSibling } = host;
  const { wishOfSheet } = await importSibling(new URL('./import.js', import.meta.url));
  const book = books.get(host.element);
  const at = Number(control(host, 'rows-sheet')?.value ?? 0);
  return book && take(host, opened.get(host.element)?.name ?? '', await wishOfSheet(book, at), isWanted);
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
  if (text.trim()) return hand(host, [text], begin(host), (app) => app.open_rows('', today(), '', ''));
  // Nothing to read: the box asks for it.
  return control(host, 'rows-pasted')?.focus();
}

/**
 * Reads a long table to its end, in slices between which the browser has its turns. The app says of which table, and what
 * is shown of it: another file, or a press of Cancel, and there is nothing more to read of this one.
 * @param {Host} host
 */
async function read(host) {
  if (reading.has(host.element)) return;
  reading.add(host.element);
  try {
    let rows = host.called((app) => app.read_rows(0)) ?? 0;
    // What was read at another time is no work of now.
    let [begun, told, before] = [performance.now(), 0, rows];
    for (;;) {
      const turn = performance.now();
      /** @type {number | undefined} */
      let rate;
      if (rows > before && turn - told >= OFTEN) {
        rate = (1000 * (rows - before)) / (turn - begun);
        told = turn;
      }
      do {
        const found = host.called((app) => app.read_rows(PIECE, rate));
        if (found === undefined) return;
        // Another table has come in the place of this one.
        if (found < rows) [begun, before] = [turn, found];
        [rows, rate] = [found, undefined];
      } while (performance.now() - turn < SLICE);
      await others();
    }
  } finally {
    reading.delete(host.element);
  }
}

/** Lets others have their turn: what waits already, such as a press or a frame, comes before what follows. */
function others() {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go(undefined);
    };
    port2.postMessage(null);
  });
}

/**
 * Hears of files that are dropped, and of a long list that is scrolled; reads what waits for it.
 * @param {Host} host
 */
function attach(host) {
  const root = host.element.shadowRoot;
  if (!root) return undefined;
  listen(host, root);
  return root.querySelector('[data-reading]') ? read(host) : undefined;
}

/** @param {Host} host @param {ShadowRoot} root */
function listen(host, root) {
  if (heard.has(host.element)) return;
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
