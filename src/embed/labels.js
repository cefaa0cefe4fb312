/**
 * A host's own texts in place of ours. Imported by embed.js when the `labels` attribute is there: it makes a table of words
 * in which those of the host stand, and every module takes that table as it takes another language.
 *
 * @typedef {{ path: string, code: string, message: string, value: string, allowed: { min: number, max: number } | null }} Problem
 * @typedef {{ line: number, mark: string, gaps: string[] }} Place Where a text stands: its line, or the mark before it.
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** The longest text, in characters. */
const MAX_LENGTH = 500;
/** The lines of a table before its texts: the check value and the language. */
const HEAD = 2;
/** Not a text: it says which way the language runs. */
const NO_TEXT = 'direction';
/** For so many unknown keys the nearest one is looked for. */
const MAX_GUESSES = 10;

/** What each host's labels became, by the words that they went over. @type {WeakMap<object, Map<string, string>>} */
const known = new WeakMap();

/**
 * The table with the host's texts in it, and what is wrong with those that were left out: told once for each object.
 * @param {string | undefined} table The words of the language; none for English.
 * @param {unknown} labels `{ key: text }`, as the host wrote it.
 * @param {(address: URL) => Promise<{ default: string }>} importSibling
 * @returns {Promise<{ table: string | undefined, problems: Problem[] }>}
 */
export async function apply(table, labels, importSibling) {
  const before = known.get(Object(labels))?.get(table || '');
  if (before !== undefined) return { table: before, problems: [] };
  const importing = (table ? ['keys'] : ['keys', 'en']).map((name) =>
    importSibling(new URL(`./text/${name}.js`, import.meta.url)),
  );
  const [keys, english] = await Promise.all(importing);
  const answer = applied(table || english.default, keys.default, labels);
  const told = known.get(Object(labels));
  known.set(Object(labels), (told ?? new Map()).set(table || '', answer.table));
  return told ? { ...answer, problems: [] } : answer;
}

/**
 * The same with the table and the keys at hand.
 * @param {string} table @param {string} keys @param {unknown} labels
 * @returns {{ table: string, problems: Problem[] }}
 */
export function applied(table, keys, labels) {
  /** @type {Problem[]} */
  const problems = [];
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) {
    problems.push(problem('', 'wrongType', 'Labels are an object of keys and texts, like { "undo": "Take back" }.', labels));
    return { table, problems };
  }
  const places = placesOf(keys);
  const lines = table.split('\n');
  /** What was said for each mark: keys that are one text in English are one text here. @type {Map<string, string>} */
  const said = new Map();
  let guesses = MAX_GUESSES;
  for (const [key, given] of Object.entries(labels)) {
    const path = `/${key.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const place = key === NO_TEXT ? undefined : places.get(key);
    if (!place) {
      const near = guesses-- > 0 ? nearest(key, places.keys()) : undefined;
      const hint = near ? `Did you mean ${near}?` : 'docs/labels.md has all of them.';
      problems.push(problem(path, 'unknownField', `There is no text of that key. ${hint}`, given));
      continue;
    }
    const wrong = wrongWith(given, place.gaps);
    if (wrong) {
      problems.push(problem(path, wrong[0], wrong[1], given, wrong[0] === 'length' ? { min: 1, max: MAX_LENGTH } : null));
      continue;
    }
    const text = numbered(/** @type {string} */ (given).trim(), place.gaps);
    if (!place.mark) {
      lines[place.line] = text;
    } else if ((said.get(place.mark) ?? text) !== text) {
      problems.push(
        problem(path, 'duplicateName', 'Another key of yours is the same text in English. Give both one text.', given),
      );
    } else {
      said.set(place.mark, text);
    }
  }
  const terms = HEAD + places.size - marked(places);
  for (const [mark, text] of said) {
    const at = lines.findIndex((line, at) => at >= terms && line.startsWith(mark));
    lines[at < 0 ? lines.length : at] = mark + text;
  }
  return { table: lines.join('\n'), problems };
}

/** How many of them stand behind a mark. @param {Map<string, Place>} places */
function marked(places) {
  return [...places.values()].filter(({ mark }) => mark).length;
}

/**
 * Each key and where its text stands.
 * @param {string} keys The texts of the page in the order of the table; an empty line; those of the engine with their marks.
 */
function placesOf(keys) {
  const [page, terms] = keys.split('\n\n').map((part) => part.split('\n').map((line) => line.split(' ')));
  /** @type {Map<string, Place>} */
  const places = new Map();
  page.forEach(([key, ...gaps], at) => places.set(key, { line: HEAD + at, mark: '', gaps }));
  for (const [key, mark, ...gaps] of terms) places.set(key, { line: -1, mark, gaps });
  return places;
}

/** The names in the gaps of a text, each once. @param {string} text */
function gapsOf(text) {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name))];
}

/**
 * What is wrong with a text, if anything is: a code and a sentence.
 * @param {unknown} given @param {string[]} gaps
 * @returns {[string, string] | undefined}
 */
function wrongWith(given, gaps) {
  if (typeof given !== 'string') return ['wrongType', 'A label is text.'];
  const length = [...given.trim()].length;
  if (length < 1 || length > MAX_LENGTH) return ['length', `A label has 1 to ${MAX_LENGTH} characters.`];
  // Control characters would be taken for line ends and gaps of the table.
  if (/[\p{Cc}\u2028\u2029]/u.test(given)) return ['wrongType', 'A label is one line of text, without control characters.'];
  const found = gapsOf(given);
  const same = found.length === gaps.length && gaps.every((gap) => found.includes(gap));
  if (same && !/[{}]/.test(given.replace(/\{[^{}]*\}/g, ''))) return undefined;
  const wanted = gaps.map((gap) => `{${gap}}`).join(' ');
  return [
    'wrongType',
    wanted
      ? `This text has the gaps ${wanted}: keep each of them, and no other braces.`
      : 'This text has no gaps: leave braces out.',
  ];
}

/** The text with the signs that the engine takes for its gaps. @param {string} text @param {string[]} gaps */
function numbered(text, gaps) {
  return text.replace(/\{([^{}]*)\}/g, (_, name) => String.fromCharCode(gaps.indexOf(name) + 1));
}

/**
 * @param {string} path @param {string} code @param {string} message @param {unknown} given
 * @param {Problem['allowed']} allowed
 * @returns {Problem}
 */
function problem(path, code, message, given, allowed = null) {
  const value = typeof given === 'string' ? given : Array.isArray(given) ? 'a list' : given === null ? 'nothing' : typeof given;
  return { path, code, message, value: value.length > 40 ? `${value.slice(0, 40)}…` : value, allowed };
}

/** The key that is written most alike, if one is near. @param {string} key @param {Iterable<string>} known */
function nearest(key, known) {
  if (key.length > 60) return undefined;
  let best;
  let least = 1 + Math.floor(key.length / 4);
  for (const candidate of known) {
    if (Math.abs(candidate.length - key.length) > least) continue;
    const far = distance(key.toLowerCase(), candidate.toLowerCase());
    if (far < least || (far === least && !best)) [best, least] = [candidate, far];
  }
  return best;
}

/** How many letters must change to make one of the other (Levenshtein). @param {string} one @param {string} other */
function distance(one, other) {
  let row = [0, ...[...other].map((_, at) => at + 1)];
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to < row.length; to++) {
      next[to] = Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + Number(one[at - 1] !== other[to - 1]));
    }
    row = next;
  }
  return row[row.length - 1];
}
