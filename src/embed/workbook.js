/**
 * Workbooks of spreadsheets (.xlsx): a module of its own, loaded when one is opened or asked for. Imported by import.js and
 * commands.js, and by engine.js.
 *
 * @typedef {{ ok: false, code: string, message: string }} Refused Why a file cannot be read.
 * @typedef {{ name: string, hidden: boolean, text: string, rows: number, columns: number, hiddenRows: number[],
 *   merged: string[] }} Sheet `text`: a line for each row, commas between cells, a point in numbers.
 * @typedef {{ ok: true, names: string[], hidden: number[], sheet(at: number): Promise<Refused | { ok: true, sheet: Sheet }>,
 *   close(): void }} Opened
 */
import start, { OpenSheet, OpenWorkbook, WorkbookWriter } from './workbook_glue.js';

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** The hash of the module; the build writes it here. */
export const integrity = '__WORKBOOK_INTEGRITY__';

/** @type {Promise<void> | null} */
let starting = null;
/** A module that has trapped must not be called again. */
let dead = false;

function load() {
  starting ??= begin().catch((error) => {
    starting = null; // whoever wants it next tries again
    throw error;
  });
  return starting;
}

async function begin() {
  await start({ module_or_path: await module() });
}

/** What the glue starts from: what is fetched or, in Node, where files cannot be, the bytes. */
async function module() {
  if (import.meta.url.startsWith('file:') && globalThis.process?.versions?.node) {
    // A bundler for browsers must not look for a module that only Node has.
    const name = 'node:fs/promises';
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
    return readFile(new URL('./workbook_glue_bg.wasm', import.meta.url));
  }
  const options = /** @type {any} */ ({ __proto__: null, integrity: integrity.startsWith('sha') ? integrity : '' });
  return fetch(new URL('./workbook_glue_bg.wasm', import.meta.url), options);
}

const STOPPED = 'The reader of workbooks has stopped because of a defect. Load the page anew, and please report the file.';

/**
 * What `work` gives, or why it gives nothing: the module throws reasons as text, `code sentence`.
 * @template T @param {() => T} work @returns {T | Refused}
 */
function tried(work) {
  if (dead) return { ok: false, code: 'internal', message: STOPPED };
  try {
    return work();
  } catch (error) {
    if (typeof error === 'string') {
      const blank = error.indexOf(' ');
      return { ok: false, code: error.slice(0, blank), message: error.slice(blank + 1) };
    }
    dead = true;
    return { ok: false, code: 'internal', message: STOPPED };
  }
}

/** How many pieces of XML are read at once: some milliseconds of work. */
const PIECES = 4096;
/** How long to read, in milliseconds, until the page has its turn. */
const SLICE = 20;
/** Lets others have their turn. @returns {Promise<unknown>} */
const pause = () => new Promise((go) => setTimeout(go));

/**
 * Reads to its end what goes on in slices, lets others have their turn in between, and gives what `end` makes of it.
 * @template T @param {{ go_on(pieces: number): boolean, free(): void }} reader @param {() => T} end
 * @param {() => Promise<unknown>} others @returns {Promise<T | Refused>}
 */
async function inSlices(reader, end, others) {
  for (;;) {
    const turn = performance.now();
    const more = tried(() => {
      while (reader.go_on(PIECES)) if (performance.now() - turn >= SLICE) return true;
      return false;
    });
    if (typeof more === 'object') {
      tried(() => reader.free());
      return more;
    }
    if (!more) return tried(end);
    await others();
  }
}

/**
 * Opens a file; its sheets are read one by one. All of it happens in slices, so that a page goes on beside it; `others` lets
 * it.
 * @param {Uint8Array} bytes @param {() => Promise<unknown>} [others] @returns {Promise<Opened | Refused>}
 */
export async function openWorkbook(bytes, others = pause) {
  await load();
  const open = tried(() => new OpenWorkbook(bytes));
  if (!(open instanceof OpenWorkbook)) return open;
  const opened = () => {
    const names = open.names();
    const hidden = [...open.hidden()];
    /** @param {number} at */
    const sheet = async (at) => {
      const read = tried(() => open.sheet(at));
      if (!(read instanceof OpenSheet)) return read;
      const end = () => {
        const [text, rows, columns] = [read.text(), read.rows(), read.columns()];
        const [hiddenRows, merged] = [[...read.hidden_rows()], read.merged()];
        read.free();
        const found = { name: names[at] ?? '', hidden: hidden.includes(at), text, rows, columns, hiddenRows, merged };
        return { ok: /** @type {const} */ (true), sheet: found };
      };
      return inSlices(read, end, others);
    };
    return { ok: /** @type {const} */ (true), names, hidden, sheet, close: () => void tried(() => open.free()) };
  };
  return inSlices(open, opened, others);
}

/**
 * Every sheet of a file.
 * @param {Uint8Array} bytes @returns {Promise<Refused | { ok: true, sheets: Sheet[] }>}
 */
export async function readWorkbook(bytes) {
  const open = await openWorkbook(bytes);
  if (!open.ok) return open;
  try {
    const sheets = [];
    for (const at of open.names.keys()) {
      const found = await open.sheet(at);
      if (!found.ok) return { ...found, message: `${open.names[at]}: ${found.message}` };
      sheets.push(found.sheet);
    }
    return { ok: true, sheets };
  } finally {
    open.close();
  }
}

/**
 * The bytes of a file with these sheets; `book` is what the engine makes of a plan, in the form of its `serial.rs`.
 * @param {any} book @returns {Promise<Refused | { ok: true, bytes: Uint8Array }>}
 */
export async function writeWorkbook(book) {
  await load();
  return tried(() => {
    const writer = new WorkbookWriter(book.title, book.created);
    for (const { name, widths, frozen, cells, charts } of book.sheets) {
      writer.sheet(name, new Uint32Array(widths), frozen[0], frozen[1]);
      for (const [row, column, look, unit, number, text, formula] of cells) {
        const of = unit ?? undefined;
        if (formula !== null) writer.formula(row, column, look, of, formula, number ?? undefined);
        else if (text !== null) writer.text(row, column, look, of, text);
        else writer.number(row, column, look, of, number);
      }
      for (const [title, unit, ...places] of charts) writer.chart(title, unit, new Uint32Array(places));
    }
    for (const [name, sheet, row, column] of book.names) writer.name(name, sheet, row, column);
    return { ok: /** @type {const} */ (true), bytes: writer.finish() };
  });
}
