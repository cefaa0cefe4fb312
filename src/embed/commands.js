/**
 * What a visitor does with the plan: files, links, the clipboard, print, storage. Imported by embed.js at the first press.
 *
 * @typedef {import('./element/loader.js').App} App
 * @typedef {{
 *   element: HTMLElement, base: string, locale?: string, share: string, persist: string,
 *   plan(): any, workspace(): string | undefined, drawer: string, sheets(): CSSStyleSheet[],
 *   called<T>(work: (app: App) => T): T | undefined, importSibling(address: URL): Promise<any>,
 *   draw(place: Element, work: (app: App, benchmarks: unknown) => void): void,
 *   tell(notice: string, what?: string): void, open(given: unknown, source?: string): { path: string, message: string }[],
 *   emit(type: string, detail: unknown): boolean, fail(code: string, message: string): void,
 * }} Host
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** The largest file that is read: a plan of twelve tiers is 10 KB. */
const MAX_FILE = 1024 * 1024;
/** The largest workbook. */
const MAX_WORKBOOK = 16 * MAX_FILE;
/** What workbooks are called. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Where the form of a CSV is kept, where the host allows any keeping; embed.js reads it. */
const CSV_KEY = 'comarketing-roi:csv';
/**
 * Which files can be chosen. What stands in a file is looked at, so the list is long rather than strict: Android calls a
 * CSV by a type that has long been withdrawn.
 */
const ACCEPT = [
  '.json,.csv,.tsv,.tab,.txt,application/json,text/csv,text/comma-separated-values,text/tab-separated-values,text/plain',
  'application/csv,application/vnd.ms-excel,.xlsx',
  XLSX,
].join();

/** @type {Record<string, (host: Host) => unknown>} */
const DEEDS = {
  workbook,
  save: (host) => file(host, 'comarketing-roi.json', 'application/json', host.workspace()),
  csv: (host) => file(host, 'comarketing-roi.csv', 'text/csv', csv(host)),
  'csv-format': keepCsvFormat,
  copy: (host) =>
    copied(
      host,
      host.called((app) => app.tsv()),
      'table',
      'tableCopied',
    ),
  link: (host) => shared(host, false),
  'link-redacted': (host) => shared(host, true),
  open: choose,
  paste: (host) => table(host, undefined),
  read,
  print: report,
  keep,
};

/**
 * Does what a button names. Each needs figures that can be read; without them the visitor is told so.
 * @param {string} deed @param {Host} host
 */
export async function act(deed, host) {
  if (deed.startsWith('rows-')) {
    const { importSibling } = host;
    const rows = await importSibling(new URL('./rows.js', import.meta.url));
    await rows.act(deed, host, file);
    return;
  }
  // What is not finished yet can be kept and saved as it is; a report or a link needs figures that can be read.
  if (!['open', 'save', 'keep', 'csv-format'].includes(deed) && !host.plan()) return host.tell('mendFirst');
  await DEEDS[deed]?.(host);
}

/** The control that says how a CSV is written. @param {Host} host @returns {HTMLSelectElement | null | undefined} */
const csvControl = (host) => host.element.shadowRoot?.querySelector('[data-do=csv-format]');

/** Separator and decimal sign of a CSV, where the visitor has chosen them. @param {Host} host */
function csvFormat(host) {
  const [separator, decimal] = csvControl(host)?.value ?? '';
  return separator ? { separator, decimal } : {};
}

/** The figures as the visitor's spreadsheet reads them. @param {Host} host */
function csv(host) {
  const { separator, decimal } = csvFormat(host);
  return host.called((app) => app.csv(separator, decimal));
}

/** @param {Host} host */
function keepCsvFormat(host) {
  try {
    storageOf(host.persist)?.setItem(CSV_KEY, csvControl(host)?.value ?? '');
  } catch {
    // Full or withdrawn: it is remembered while the page lives.
  }
}

/** The plan as a workbook with live formulas. Its module is loaded for it. @param {Host} host */
async function workbook(host) {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
  const book = host.called((app) => app.workbook(day));
  if (book === undefined) return host.tell('workbookPrivate');
  try {
    const { importSibling } = host;
    const module = await importSibling(new URL('./workbook.js', import.meta.url));
    const written = await module.writeWorkbook(JSON.parse(book));
    if (!written.ok) throw new Error(written.message);
    file(host, 'comarketing-roi.xlsx', XLSX, written.bytes);
  } catch (error) {
    host.tell('notLoaded');
    host.fail('wasm_fetch_failed', String(error));
  }
}

/** @param {Host} host @param {string} name @param {string} type @param {any} text Or bytes. */
function file(host, name, type, text) {
  if (text === undefined || !host.emit('export', { what: name, where: 'file' })) return;
  // A byte order mark: without it a spreadsheet takes the text for another encoding.
  const blob = new Blob(type === 'text/csv' ? ['\uFEFF', text] : [text], { type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  host.tell('fileSaved');
}

/**
 * The address that holds the figures.
 * @param {Pick<Host, 'called' | 'share' | 'base'>} host @param {boolean} redact
 */
export function address(host, redact) {
  const text = host.called((app) => app.link(redact));
  if (text === undefined) return undefined;
  // Only a page that says so reads a link; any other page's links lead to the calculator's own.
  const page = new URL(host.share === 'hash' ? location.href : host.base);
  page.hash = `cmroi=${text}`;
  return page.href;
}

/** @param {Host} host @param {boolean} redact */
async function shared(host, redact) {
  const url = address(host, redact);
  if (url === undefined) return;
  if (!host.emit('share', { what: redact ? 'redacted' : 'full', where: 'clipboard', url })) return;
  if (host.share === 'hash') history.replaceState(history.state, '', url);
  await copied(host, url, 'link', redact ? 'linkCopiedRedacted' : 'linkCopied');
}

/** @param {Host} host @param {string | undefined} text @param {string} what @param {string} notice */
async function copied(host, text, what, notice) {
  if (text === undefined) return;
  if (what !== 'link' && !host.emit('export', { what, where: 'clipboard' })) return;
  try {
    await navigator.clipboard.writeText(text);
    host.tell(notice);
  } catch {
    // No clipboard in this frame or over plain http: a selected text does as well.
    const box = document.createElement('textarea');
    box.value = text;
    box.className = 'hidden';
    host.element.shadowRoot?.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    host.tell(done ? notice : 'notCopied');
  }
}

/** Takes over the plan of the link that led here. @param {Host} host */
function read(host) {
  const text = location.hash.slice('#cmroi='.length);
  const found = JSON.parse(host.called((app) => app.file_of_link(text)) ?? 'null');
  if (found?.errors) {
    const [{ message }] = found.errors;
    host.tell('linkWrong', message);
    host.fail('link_invalid', message);
  } else if (found) {
    const [wrong] = host.open(found, 'link');
    if (wrong) host.tell('linkWrong', wrong.message);
    else host.tell('linkOpened');
  }
}

/** @param {Host} host */
function choose(host) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ACCEPT;
  input.addEventListener('change', async () => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    try {
      // One byte more than is read tells that there is more. A workbook is an archive, whatever it is called.
      const isArchive = (await chosen.slice(0, 2).text()) === 'PK';
      const bytes = await chosen.slice(0, (isArchive ? MAX_WORKBOOK : MAX_FILE) + 1).arrayBuffer();
      const { importSibling } = host;
      const { textOf } = await importSibling(new URL('./letters.js', import.meta.url));
      const { text, letters } = textOf(bytes, host.locale);
      // What does not begin like one of our files is a table.
      if (!/\.json$/i.test(chosen.name) && !/^\s*\{/.test(text ?? '')) return await table(host, bytes);
      if (chosen.size > MAX_FILE || text === undefined) return host.tell('fileUnreadable');
      // The letters of a plan are certain or refused: nobody would see a name that was guessed.
      if (letters) return host.tell('fileLetters');
      opened(host, JSON.parse(text));
    } catch {
      host.tell('fileUnreadable');
    }
  });
  input.click();
}

/** @param {Host} host @param {ArrayBuffer | undefined} bytes None where rows are to be pasted. */
async function table(host, bytes) {
  if (!host.plan()) return host.tell('mendFirst'); // the rows go into the plan that is there
  const { importSibling } = host;
  const module = await importSibling(new URL('./import.js', import.meta.url));
  await module.preview(host, bytes, (/** @type {unknown} */ plan) => opened(host, plan));
}

/** @param {Host} host @param {any} file What this page saves, or a plan alone. */
function opened(host, file) {
  const [wrong] = host.open(file, 'import');
  if (wrong) return host.tell(wrong.path ? 'fileWrong' : 'said', `${wrong.path} ${wrong.message}`.trim());
  const unknown = host.called((app) => app.unknown_answers(file.answers ?? null));
  if (unknown) host.tell('fileOpenedExcept', unknown);
  else host.tell('fileOpened');
}

/**
 * Prints the report; where the host's `gate` says so, after asking who wants it. A gate that cannot be loaded stands open.
 * @param {Host} host
 */
async function report(host) {
  if (host.element.getAttribute('gate') === 'after-result') {
    const { importSibling } = host;
    const lead = await importSibling(new URL('./lead.js', import.meta.url)).catch((error) =>
      host.fail(error.code, error.message),
    );
    if (lead && !(await lead.ask(host, () => address(host, true)))) return;
  }
  const { importSibling } = host;
  const { print } = await importSibling(new URL('./print.js', import.meta.url));
  print(host);
}

/** @param {Host} host */
function keep(host) {
  const storage = storageOf(host.persist);
  try {
    if (!storage) return notKept(host);
    if (storage.getItem(host.drawer) === null) {
      storage.setItem(host.drawer, host.workspace() ?? '');
      host.tell('kept');
    } else {
      storage.removeItem(host.drawer);
      host.tell('forgotten');
    }
  } catch {
    notKept(host);
  }
}

/** @param {Host} host */
function notKept(host) {
  host.tell('notKept');
  host.fail('storage_unavailable', 'The browser keeps nothing for this page.');
}

/** The storage that the host allows; none where the browser refuses. @param {string} persist */
function storageOf(persist) {
  try {
    return persist === 'local' ? localStorage : persist === 'session' ? sessionStorage : null;
  } catch {
    return null;
  }
}
