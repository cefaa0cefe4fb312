/**
 * What some hosts ask of the widget: the methods, and colors that cannot be read. Imported by embed.js when the first of
 * them is wanted.
 *
 * @typedef {import('./element/loader.js').App} App
 * @typedef {{ path: string, code: string, message: string, allowed?: string }} Wrong
 * @typedef {{ ok: true } & Record<string, unknown> | { ok: false, errors: Wrong[] }} Answer
 * @typedef {{
 *   element: HTMLElement, base: string, share: string, plan(): any,
 *   called<T>(work: (app: App) => T): T | undefined,
 *   importSibling(address: URL): Promise<any>, taken(value: unknown): unknown,
 *   reset(): Wrong[],
 *   open(given: unknown, source?: string): Wrong[], workspace(): string | undefined,
 * }} Tools
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';

/** @param {string} code @param {string} message @returns {Answer} */
const refused = (code, message) => ({ ok: false, errors: [{ path: '', code, message }] });

/**
 * What is wrong with an option that is one of a few signs, if it is given.
 * @param {string} name @param {unknown} value @param {string[]} allowed @returns {Wrong[]}
 */
function option(name, value, allowed) {
  if (value === undefined || allowed.includes(/** @type {string} */ (value))) return [];
  const signs = allowed.map((sign) => `"${sign === '\t' ? '\\t' : sign}"`).join(', ');
  return [{ path: `/${name}`, code: 'unknownOption', message: `${name} is one of: ${signs}.`, allowed: signs }];
}

const NO_FIGURES = 'What is in the form is no valid plan at the moment.';

// ---- Methods ----

/** @type {Record<string, (tools: Tools, given: any) => Promise<Answer> | Answer>} */
export const methods = {
  patch(tools, given) {
    const plan = tools.plan();
    if (!plan) return refused('invalidPlan', NO_FIGURES);
    if (!isObject(given)) return refused('wrongType', 'A patch is an object: the part of a plan that changes.');
    let merged;
    try {
      // A copy by hand, not by JSON text: that would lose what is no number, and a page may have bent it.
      const patch = tools.taken(given);
      merged = withoutMarks(plan, merge(plan, patch), patch);
    } catch {
      return refused('wrongType', 'A patch is plain data.');
    }
    return shown(tools, merged, 'host');
  },

  loadShared(tools, given) {
    const text = String(given).split('#cmroi=').pop() ?? '';
    const found = JSON.parse(tools.called((app) => app.file_of_link(text)) ?? 'null');
    if (!found) return refused('link_invalid', 'It is no link of this calculator.');
    if (found.errors) return { ok: false, errors: found.errors };
    return shown(tools, found, 'link');
  },

  async shareUrl(tools, given) {
    if (tools.share === 'none') return refused('notAllowed', 'The element has share="none".');
    const { importSibling } = tools;
    const { address } = await importSibling(new URL('./commands.js', import.meta.url));
    const url = address(tools, given?.redact === true);
    return url === undefined ? refused('invalidPlan', NO_FIGURES) : { ok: true, url };
  },

  exportCsv(tools, given) {
    const { separator, decimal } = isObject(given) ? given : {};
    const wrong = [
      ...option('separator', separator, [',', ';', '\t', '|']),
      ...option('decimal', decimal, ['.', ',']),
      ...(separator === decimal && decimal !== undefined ? option('decimal', '', ['another sign than separator']) : []),
    ];
    if (wrong.length) return { ok: false, errors: wrong };
    return blob(
      tools.called((app) => app.csv(separator, decimal)),
      'text/csv',
      '\uFEFF',
    );
  },

  exportJson: (tools) => blob(tools.workspace(), 'application/json', ''),

  async print(tools) {
    if (!tools.plan()) return refused('invalidPlan', NO_FIGURES);
    const { importSibling } = tools;
    const { print } = await importSibling(new URL('./print.js', import.meta.url));
    return print(tools) ? { ok: true } : refused('print_unavailable', 'The browser has no printing here.');
  },

  reset: (tools) => drawn(tools.reset()),
};

/** @param {Tools} tools @param {unknown} plan @param {string} source */
function shown(tools, plan, source) {
  return drawn(tools.open(plan, source));
}

/**
 * The app takes a plan over a moment later; what is asked next must find it there.
 * @param {Wrong[]} errors @returns {Promise<Answer>}
 */
async function drawn(errors) {
  if (errors.length) return { ok: false, errors };
  await new Promise((then) => setTimeout(then));
  return { ok: true };
}

/** @param {string | undefined} text @param {string} type @param {string} mark @returns {Answer} */
function blob(text, type, mark) {
  if (text === undefined) return refused('invalidPlan', NO_FIGURES);
  return { ok: true, blob: new Blob([mark, text], { type }) };
}

/** @param {any} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A JSON merge patch (RFC 7396): objects are merged, null takes a member away, anything else replaces what was there.
 * @param {any} target @param {any} patch
 */
function merge(target, patch) {
  if (!isObject(patch)) return patch;
  // Without a prototype: a member called `__proto__` is a member.
  const merged = Object.assign(Object.create(null), isObject(target) ? target : {});
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = merge(merged[name], value);
  }
  return merged;
}

/** Whether two values of a plan are the same: numbers, or ranges of three. @param {any} one @param {any} other */
const isSame = (one, other) =>
  one === other || (isObject(one) && isObject(other) && ['low', 'likely', 'high'].every((name) => one[name] === other[name]));

/**
 * That a value is assumed, or an example, is said of that value: where a patch gives another one or takes it away and says
 * nothing of its own, the old mark goes.
 * @param {any} before @param {any} after @param {any} patch
 */
function withoutMarks(before, after, patch) {
  const value = (/** @type {any} */ plan, /** @type {string} */ pointer) => {
    let at = plan;
    for (const key of pointer.split('/').slice(1)) at = isObject(at) || Array.isArray(at) ? at[key] : undefined;
    return at;
  };
  for (const list of ['assumed', 'examples'].filter((name) => !Object.hasOwn(patch, name) && Array.isArray(after[name]))) {
    const kept = after[list].filter((/** @type {any} */ mark) => {
      const pointer = mark.field ?? mark;
      const now = value(after, pointer);
      return now !== undefined && isSame(now, value(before, pointer));
    });
    if (kept.length > 0) after[list] = kept;
    else delete after[list];
  }
  return after;
}

// ---- What attributes and styles of the host ask for ----

/**
 * Brings the page into line with the host's colors; called again when they may have changed.
 * @param {HTMLElement} element @param {Wear} wear
 */
export function applyHostSettings(element, wear) {
  if (!element.shadowRoot) return;
  checkContrast(element, wear);
  watchScheme(element, wear);
}

/** Puts a sheet on or takes it off. @typedef {(root: ShadowRoot, css: string, on?: boolean) => void} Wear */

/** Which of the host's colors are read on which, and the least contrast that WCAG 2.2 asks for. @type {[string, string, number][]} */
const PAIRS = [
  ['text', 'surface', 4.5],
  ['danger', 'surface', 4.5],
  ['positive', 'surface', 4.5],
  ['accent', 'surface', 4.5],
  ['on-accent', 'accent', 4.5],
];

/** Elements whose host was told of its colors. @type {WeakMap<HTMLElement, string>} */
const told = new WeakMap();

/**
 * Colors of the host's that cannot be told apart give way to our own, all of them: a mixture may be worse than either.
 * @param {HTMLElement} element @param {Wear} wear
 */
function checkContrast(element, wear) {
  const root = /** @type {ShadowRoot} */ (element.shadowRoot);
  const page = /** @type {HTMLElement | null} */ (root.querySelector('.root'));
  if (!page) return;
  wear(root, PLAIN, false);
  const colour = tokens(page);
  const bad = PAIRS.map(([front, back, least]) => {
    const ratio = contrast(colour(front), colour(back));
    return ratio < least ? `${front} on ${back} has ${ratio.toFixed(1)}:1 and needs ${least}:1` : '';
  })
    .filter(Boolean)
    .join('; ');
  if (!bad) return;
  wear(root, PLAIN);
  if (told.get(element) === bad) return;
  told.set(element, bad);
  console.warn(`<${element.localName}> The colors of the page are not used: ${bad}.`);
}

/** Takes the host's colors back: an important rule in here is stronger than any of the page's. */
const PLAIN = `:host{${['text', 'surface', 'border', 'accent', 'on-accent', 'danger', 'positive']
  .map((name) => `--cmroi-color-${name}:initial!important`)
  .join(';')}}`;

/** The tokens of the sheet, by the names that the host knows. @type {Record<string, string>} */
const TOKENS = {
  text: '--cmroi--ink',
  surface: '--cmroi--surface',
  accent: '--cmroi--accent',
  'on-accent': '--cmroi--on-accent',
  danger: '--cmroi--neg',
  positive: '--cmroi--pos',
};

/**
 * Reads a color as it is drawn, with the theme in it.
 * @param {HTMLElement} page
 */
function tokens(page) {
  const probe = document.createElement('span');
  probe.hidden = true;
  page.append(probe);
  /** @type {Record<string, number[]>} */
  const found = {};
  for (const [name, token] of Object.entries(TOKENS)) {
    probe.style.setProperty('color', `var(${token})`);
    found[name] = pixel(getComputedStyle(probe).color);
  }
  probe.remove();
  return (/** @type {string} */ name) => found[name];
}

/**
 * Red, green and blue of any color that the browser can draw, on white where it can be seen through.
 * @param {string} colour As it was computed.
 */
function pixel(colour) {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  if (plain) return plain.slice(1).map(Number);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return [0, 0, 0];
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** Contrast by WCAG 2.2, from 1 to 21. @param {number[]} one @param {number[]} other */
export function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** @param {number[]} colour */
function luminance(colour) {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @type {Set<WeakRef<HTMLElement>> | null} */
let watched = null;

/** The system's change of theme changes our colors without a word of the host. @param {HTMLElement} element @param {Wear} wear */
function watchScheme(element, wear) {
  if (!watched) {
    const known = new Set();
    watched = known;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      for (const held of known) {
        const there = held.deref();
        if (there) requestAnimationFrame(() => checkContrast(there, wear));
        else known.delete(held);
      }
    });
  }
  if (![...watched].some((held) => held.deref() === element)) watched.add(new WeakRef(element));
}
