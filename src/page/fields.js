/**
 * What the fields of the configurator take, what is wrong with a text, and what was probably meant.
 */
import { PROPERTIES, SETTINGS, settled, suits } from './settings.js';

/** What is given as JSON text. */
export const DATA = ['plan', 'benchmarks', 'labels'];

/** For when it was given something else. @type {Record<string, string>} */
const TAKES = {
  locale: 'Use a language tag, such as en-GB or de-DE.',
  currency: 'Use the three letters of a currency, such as EUR.',
  'cta-href': 'A link starts with https:// or mailto:.',
  'cta-label': 'Use at most 200 characters.',
  'privacy-href': 'A link starts with https://.',
  'reserve-height': 'Use a whole number of pixels, such as 640.',
  base: 'Use the https: address of a folder.',
  color: 'Use a color, such as #1650b8 or rgb(22 80 184).',
  length: 'Use a number of px or em, such as 6px.',
  width: 'Use a number of px or em, percent, or none.',
  font: 'Use names of fonts, such as Inter, sans-serif.',
};

/** @param {string} text @returns {any} */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with a text; empty if nothing is.
 * @param {string} name @param {string} text
 */
export function wrongWith(name, text) {
  if (!text) return '';
  if (DATA.includes(name)) {
    if (settled(name, text) !== undefined) return '';
    try {
      JSON.parse(text);
      return 'Use an object in JSON, of at most 64 KiB.';
    } catch (error) {
      return `This is not JSON: ${/** @type {Error} */ (error).message}`;
    }
  }
  if (name === 'base') return folder(text) ? '' : TAKES.base;
  if (name in PROPERTIES) return suits(name, text) ? '' : TAKES[PROPERTIES[name]];
  if (!(name in SETTINGS)) return '';
  if (settled(name, text) === undefined) return TAKES[name];
  if (name === 'currency' && !Intl.supportedValuesOf('currency').includes(text)) return TAKES.currency;
  return '';
}

/** A text that a field takes and that is probably meant by one that it does not take; or none. @param {string} name @param {string} text */
export function meant(name, text) {
  const kind = PROPERTIES[name];
  const bare = text.replace(/^(https?:)?\/*/i, '');
  const site = /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)/.test(bare) ? [`https://${bare}`] : [];
  /** @type {Record<string, string[]>} */
  const ways = {
    'cta-href': /^[^\s@:/]+@[\w-]+(\.[\w-]+)+$/.test(text) ? [`mailto:${text}`] : site,
    'privacy-href': site,
    base: site,
    locale: [text.replaceAll('_', '-')],
    currency: [text.toUpperCase()],
    'reserve-height': [String(parseInt(text, 10))],
    color: [`#${text}`],
    length: [`${parseFloat(text)}px`],
    width: [`${parseFloat(text)}px`],
  };
  return (ways[kind ?? name] ?? []).find((one) => one !== text && !wrongWith(name, one)) ?? '';
}

/** The folder that an address names; plain http: for trying things out on one's own machine. @param {string} text */
export function folder(text) {
  try {
    const url = new URL(text);
    url.search = url.hash = '';
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return url.protocol === 'https:' || (url.protocol === 'http:' && (local || url.origin === location.origin)) ? url.href : '';
  } catch {
    return '';
  }
}
