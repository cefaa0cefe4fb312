/**
 * What may be set from outside the hosted page, and which values it takes: the attributes of the element, by the names
 * that the contract gives them, and its custom properties. The page, its frame and the configurator all ask here, so
 * that an address says the same as a tag.
 *
 * @typedef {object} Setting
 * @property {readonly string[]} [words] The values, where they are counted; the first is what the element does without.
 * @property {(text: string) => boolean} [fits] Whether it takes this value, where they are not.
 * @property {boolean} [flag] Whether its presence is what counts.
 * @property {boolean} [spoken] Whether it puts words or addresses of whoever sets it before the visitor.
 */

/** The largest value: what the element takes as JSON text. */
const MOST = 64 * 1024;

/** @param {...string} words @returns {Setting} */
const oneOf = (...words) => ({ words });

/** JSON text; what it says is read by the element. @param {string} text */
function isJson(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && new Blob([text]).size <= MOST;
  } catch {
    return false;
  }
}

/** @param {string} text */
function isLocale(text) {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** @param {string[]} schemes @returns {(text: string) => boolean} */
const addressOf =
  (...schemes) =>
  (text) => {
    try {
      return schemes.includes(new URL(text).protocol);
    } catch {
      return false;
    }
  };

/** @param {string} text */
const isShort = (text) => text.trim() !== '' && text.length <= 200;

/** @type {Readonly<Record<string, Setting>>} */
export const SETTINGS = {
  mode: oneOf('assessment', 'campaign', 'call', 'portfolio', 'sheet'),
  start: oneOf('quick', 'full'),
  'lock-mode': { flag: true },
  locale: { fits: isLocale },
  currency: { fits: (text) => /^[A-Z]{3}$/.test(text) },
  theme: oneOf('auto', 'light', 'dark'),
  'heading-level': oneOf('2', '3', '4'),
  plan: { fits: isJson },
  benchmarks: { fits: isJson, spoken: true },
  labels: { fits: isJson, spoken: true },
  'cta-href': { fits: addressOf('https:', 'mailto:'), spoken: true },
  'cta-label': { fits: isShort, spoken: true },
  gate: { ...oneOf('off', 'after-result'), spoken: true },
  'privacy-href': { fits: addressOf('https:'), spoken: true },
  share: oneOf('copy', 'hash', 'none'),
  persist: oneOf('none', 'session', 'local'),
  analytics: oneOf('off', 'datalayer'),
  'analytics-detail': oneOf('bands', 'exact'),
  loading: oneOf('lazy', 'eager', 'interaction'),
  'reserve-height': { fits: (text) => /^\d{1,5}$/.test(text) },
  readonly: { flag: true },
  disabled: { flag: true },
};

/**
 * The text to set an attribute to, or null to remove it; undefined where there is no such attribute or it does not take
 * the value.
 * @param {string} name @param {unknown} value @returns {string | null | undefined}
 */
export function settled(name, value) {
  if (!Object.hasOwn(SETTINGS, name)) return undefined;
  const { flag, words, fits } = SETTINGS[name];
  if (flag)
    return value === true || value === '' || value === 'true' ? '' : value === false || value === 'false' ? null : undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  return (words ? words.includes(text) : fits?.(text)) ? text : undefined;
}

const LENGTH = /^(0|\d{0,4}\.?\d{1,4}(px|em))$/;

/** What each kind of custom property takes. It must be a value by itself: a reference would reach for the page's own. */
const KINDS = {
  color: (/** @type {string} */ text) => CSS.supports('color', text) && !/\b(var|env|attr)\(/i.test(text),
  length: (/** @type {string} */ text) => LENGTH.test(text),
  width: (/** @type {string} */ text) => LENGTH.test(text) || /^(none|\d{1,3}%)$/.test(text),
  font: (/** @type {string} */ text) => text.length <= 200 && CSS.supports('font-family', text) && !/[({;]/.test(text),
};

/** The custom properties without their `--cmroi-`. @type {Readonly<Record<string, keyof typeof KINDS>>} */
export const PROPERTIES = {
  'font-family': 'font',
  'font-size': 'length',
  'color-text': 'color',
  'color-surface': 'color',
  'color-border': 'color',
  'color-accent': 'color',
  'color-on-accent': 'color',
  'color-danger': 'color',
  'color-positive': 'color',
  radius: 'length',
  space: 'length',
  'max-width': 'width',
  'series-1': 'color',
  'series-2': 'color',
  'series-3': 'color',
  'series-4': 'color',
  'series-5': 'color',
  'series-6': 'color',
};

/**
 * Whether a custom property, named without its `--cmroi-`, takes a value.
 * @param {string} name @param {unknown} value @returns {value is string}
 */
export function suits(name, value) {
  return typeof value === 'string' && Object.hasOwn(PROPERTIES, name) && KINDS[PROPERTIES[name]](value.trim());
}
