/**
 * The letters of a file: which encoding it has, told by its bytes, and how sure that is. Imported by import.js and commands.js.
 *
 * UTF-8 and UTF-16 are certain. Any other is a guess by what letters do in words, and the visitor may choose otherwise.
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';

/** The encodings to choose from: those of the Encoding Standard that spreadsheets and old systems write. */
export const ENCODINGS = [
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'ibm866',
  'x-mac-cyrillic',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'utf-8',
  'utf-16le',
  'utf-16be',
];
/** The encoding that a language's files had before UTF-8, as the HTML Standard suggests it. @type {Record<string, string>} */
const BEFORE = {
  ar: 'windows-1256',
  az: 'windows-1254',
  ba: 'windows-1251',
  be: 'windows-1251',
  bg: 'windows-1251',
  cs: 'windows-1250',
  el: 'windows-1253',
  et: 'windows-1257',
  fa: 'windows-1256',
  he: 'windows-1255',
  hr: 'windows-1250',
  hu: 'windows-1250',
  ja: 'shift_jis',
  kk: 'windows-1251',
  ko: 'euc-kr',
  ku: 'windows-1254',
  ky: 'windows-1251',
  lt: 'windows-1257',
  lv: 'windows-1257',
  mk: 'windows-1251',
  pl: 'windows-1250',
  ru: 'windows-1251',
  sk: 'windows-1250',
  sl: 'windows-1250',
  sr: 'windows-1251',
  tg: 'windows-1251',
  th: 'windows-874',
  tr: 'windows-1254',
  tt: 'windows-1251',
  uk: 'windows-1251',
  vi: 'windows-1258',
  zh: 'gb18030',
};
/** How files begin that are no text. @type {[string, number[]][]} */
const BINARY = [
  ['excel', [0x50, 0x4b, 0x03, 0x04]], // a zip archive, as workbooks are
  ['excel', [0xd0, 0xcf, 0x11, 0xe0]], // a workbook of before 2007
  ['binary', [0x89, 0x50, 0x4e, 0x47]],
  ['binary', [0xff, 0xd8, 0xff]],
  ['binary', [0x25, 0x50, 0x44, 0x46]],
  ['binary', [0x1f, 0x8b]],
];
/** Signs that no text has. */
const NO_TEXT = /[\0-\x08\x0e-\x19\x1b-\x1f]/;

/**
 * @param {string} encoding @param {Uint8Array} bytes @returns {string | undefined} Undefined where the bytes are not that.
 */
function decoded(encoding, bytes) {
  try {
    // Letters in two parts, as old Macs write them, become one.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return undefined;
  }
}

/** UTF-16 without its mark: in every pair of bytes of a letter, digit or line end one is zero. @param {Uint8Array} bytes */
function halves(bytes) {
  const zeros = [0, 0];
  bytes.forEach((byte, at) => byte === 0 && zeros[at % 2]++);
  if (bytes.length % 2 || Math.min(...zeros) > 0) return undefined;
  return zeros[1] ? 'utf-16le' : 'utf-16be';
}

/** Scripts whose letters do not stand in one word with those of another; those of East Asia do. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Hebrew',
  'Arabic',
  'Thai',
  'Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul',
].map((name) => new RegExp(`[\\p{Script=${name}}]`, 'u'));
const LATIN = 0;

/**
 * Whether a sign stands where writers put it: a dash between spaces or figures, a quotation mark at its side of a word, an
 * apostrophe in one, a currency beside what is no letter.
 * @param {string} left @param {string} here @param {string} right
 */
function isInPlace(left, here, right) {
  const letter = (/** @type {string} */ sign) => /\p{L}/u.test(sign);
  if (/\p{Pd}/u.test(here)) return letter(left) === letter(right);
  if (/[\p{Pi}„‚]/u.test(here) && letter(right) && !letter(left)) return true;
  if (/[\p{Pf}“‘]/u.test(here) && letter(left) && !letter(right)) return true;
  if (here === '’') return letter(left) && letter(right);
  return /[€£¥]/.test(here) && !letter(left) && !letter(right);
}

/** So many letters tell the encoding. */
const ENOUGH = 2000;

/**
 * How much a text looks like one that people wrote, for each letter that is not of ASCII: letters of one script in words,
 * capitals at their beginning.
 * @param {string} text
 */
function likeness(text) {
  let score = 0;
  let seen = 0;
  const nonAscii = /[^\x00-\x7f]+/g;
  const script = (/** @type {string} */ letter) => SCRIPTS.findIndex((one) => one.test(letter));
  for (const { 0: run, index = 0 } of text.matchAll(nonAscii)) {
    if ((seen += run.length) > ENOUGH) break;
    const before = text[index - 1] ?? '';
    const after = text[index + run.length] ?? '';
    const letters = [before, ...run, after];
    for (let at = 1; at <= letters.length - 2; at++) {
      const [left, here, right] = letters.slice(at - 1, at + 2);
      if (!/\p{L}/u.test(here)) {
        if (isInPlace(left, here, right)) score += 2;
        // A sign within a word; a control sign, or one that stands for nothing, is in no text at all.
        else if (/[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(here)) score -= 9;
        else if (/\p{L}/u.test(left) && /\p{L}/u.test(right) && !/[’‘\u00b7\u00ad\p{M}]/u.test(here)) score -= 3;
        else if (/\p{S}/u.test(here) && /\p{L}/u.test(right) && !/[$£¥€]/.test(here)) score -= 2;
        continue;
      }
      const near = [left, right]
        .filter((letter) => /\p{L}/u.test(letter))
        .map(script)
        .filter((other) => other >= 0);
      const own = script(here);
      if (own >= 0 && near.some((other) => other !== own)) score -= 3;
      else if (own !== LATIN) score += 1;
      // A letter by itself is seldom a word.
      else if (near.length === 0) continue;
      else if (here > '\u024f') score -= 1;
      // Letters that many languages have are likelier than those of few; long runs of them are no Latin words.
      else score += here < '\u0100' ? 2 : 1;
      if (own === LATIN && left > '\x7f' && /\p{L}/u.test(left)) score -= 2;
      if (/\p{Lu}/u.test(here) && /\p{Ll}/u.test(left)) score -= 4;
    }
  }
  return score / Math.max(1, seen);
}

/**
 * The text of a file, or the name of what is wrong with it. `encodings` are there where the letters are in doubt, the
 * likeliest first.
 * @param {ArrayBuffer} buffer @param {string} [language] @param {string} [chosen]
 * @returns {{ text?: string, letters?: string, encodings?: string[], wrong?: string }}
 */
export function textOf(buffer, language = '', chosen = undefined) {
  const bytes = new Uint8Array(buffer);
  const found = BINARY.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (found) return { wrong: found[0] };
  if (chosen) return { text: new TextDecoder(chosen).decode(bytes).normalize('NFC'), letters: chosen, encodings: ENCODINGS };
  const [one, two] = bytes;
  let wide = one === 0xff && two === 0xfe ? 'utf-16le' : one === 0xfe && two === 0xff ? 'utf-16be' : undefined;
  if (!wide && bytes.includes(0)) {
    wide = halves(bytes);
    if (!wide) return { wrong: 'binary' };
    const text = decoded(wide, bytes);
    return text === undefined || NO_TEXT.test(text) ? { wrong: 'binary' } : { text };
  }
  const certain = decoded(wide ?? 'utf-8', bytes);
  if (certain !== undefined) return NO_TEXT.test(certain) ? { wrong: 'binary' } : { text: certain };
  if (wide) return { wrong: 'unreadable' };
  return guessed(bytes, language);
}

/** How many bytes of a long text are looked at at once: some milliseconds of work. */
const SLICE = 1 << 17;
/** The longest line that is kept together, in letters. */
const LONGEST = 1 << 20;

/**
 * The same of a long file, whose text comes in parts of whole lines; between them `others` have their turn. What is no
 * UTF-8 is guessed by the lines that tell it.
 * @param {ArrayBuffer} buffer @param {string} language @param {string | undefined} chosen @param {() => Promise<unknown>} others
 * @returns {Promise<{ parts?: string[], letters?: string, encodings?: string[], wrong?: string }>}
 */
export async function partsOf(buffer, language, chosen, others) {
  const bytes = new Uint8Array(buffer);
  if (chosen) {
    const { parts } = await inSlices(bytes, chosen, false, others);
    return { parts, letters: chosen, encodings: ENCODINGS };
  }
  const isUnusual = bytes.includes(0) || BINARY.some(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (isUnusual || bytes[0] >= 0xfe) {
    const { text, ...found } = textOf(buffer, language);
    return text === undefined ? found : { parts: [text], ...found };
  }
  const { parts, failed } = await inSlices(bytes, 'utf-8', true, others);
  if (parts) return parts.some((part) => NO_TEXT.test(part)) ? { wrong: 'binary' } : { parts };
  // Whole lines: a letter of several bytes must not be cut.
  const first = Math.max(bytes.lastIndexOf(10, failed), bytes.lastIndexOf(13, failed)) + 1;
  const ends = [10, 13].map((sign) => bytes.indexOf(sign, failed + SLICE)).filter((at) => at > 0);
  const { letters, encodings, wrong } = textOf(bytes.slice(first, Math.min(...ends, bytes.length)).buffer, language);
  const found = { letters, encodings, wrong };
  return letters ? { ...found, parts: (await inSlices(bytes, letters, false, others)).parts } : found;
}

/**
 * A text in parts of whole lines, or where it fails to be one.
 * @param {Uint8Array} bytes @param {string} encoding @param {boolean} fatal @param {() => Promise<unknown>} others
 * @returns {Promise<{ parts?: string[], failed: number }>}
 */
async function inSlices(bytes, encoding, fatal, others) {
  const decoder = new TextDecoder(encoding, { fatal });
  /** @type {string[]} */
  const parts = [];
  let half = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    const stream = at + SLICE < bytes.length;
    try {
      half += decoder.decode(bytes.subarray(at, at + SLICE), { stream });
    } catch {
      return { failed: at };
    }
    // Letters in two parts become one, and none of them has a part in the next line.
    const end = stream ? Math.max(half.lastIndexOf('\n'), half.lastIndexOf('\r')) + 1 : half.length;
    parts.push(half.slice(0, end).normalize('NFC'));
    half = half.slice(end);
    // No line is that long.
    if (half.length > LONGEST) {
      parts.push(half.normalize('NFC'));
      half = '';
    }
    await others();
  }
  return { parts, failed: -1 };
}

/** @param {Uint8Array} bytes @param {string} language */
function guessed(bytes, language) {
  const usual = BEFORE[language.slice(0, 2).toLowerCase()] ?? 'windows-1252';
  // Line ends of an old Mac.
  const mac = bytes.includes(13) && !bytes.includes(10);
  /** @type {{ encoding: string, text: string, score: number }[]} */
  const all = [];
  for (const encoding of new Set([
    usual,
    'windows-1252',
    'macintosh',
    'windows-1250',
    'windows-1251',
    'windows-1253',
    'shift_jis',
    'gb18030',
  ])) {
    const text = decoded(encoding, bytes);
    if (text === undefined || NO_TEXT.test(text)) continue;
    // Two bytes make one sign in these, so that almost anything is some sign: only their own language takes them first.
    const many = ['shift_jis', 'gb18030'].includes(encoding) && encoding !== usual;
    // Who reads Turkish has Turkish files; the letters of the West are those of many.
    const prior =
      (encoding === usual ? (usual === 'windows-1252' ? 0.4 : 1) : 0) +
      (encoding === 'macintosh' ? (mac ? 1.5 : -0.2) : 0) -
      (many ? 2 : 0);
    all.push({ encoding, text, score: likeness(text) + prior });
  }
  let best = all[0];
  for (const other of all) if (other.score > best.score) best = other;
  if (!best) return { wrong: 'binary' };
  return { text: best.text, letters: best.encoding, encodings: ENCODINGS };
}
