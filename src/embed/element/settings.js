/**
 * What a host sets by attributes, as the app takes it.
 *
 * @typedef {import('./loader.js').Config} Config
 * @typedef {import('./loader.js').Notify} Notify
 */
import { localeOf } from './languages.js';

/** Whether an attribute that is there or not is there. Frameworks write `false` where others leave it out. */
export const isOn = (/** @type {Element} */ element, /** @type {string} */ name) =>
  element.matches(`[${name}]:not([${name}="false" i])`);

/**
 * The settings, without a plan. Events of the app go to `notify`.
 * @param {Element} element @param {string | undefined} words @param {Notify} notify @returns {Config}
 */
export function configOf(element, words, notify) {
  const theme = element.getAttribute('theme') ?? '';
  const level = Number(element.getAttribute('heading-level'));
  /** Without a prototype, which a page may have put something on. */
  return /** @type {any} */ ({
    __proto__: null,
    locale: localeOf(element),
    words,
    currency: element.getAttribute('currency') ?? undefined,
    mode: element.getAttribute('mode') ?? undefined,
    lockMode: isOn(element, 'lock-mode') ? '' : undefined,
    start: element.getAttribute('start') ?? undefined,
    readonly: isOn(element, 'readonly') ? '' : undefined,
    ctaHref: element.getAttribute('cta-href') ?? undefined,
    ctaLabel: element.getAttribute('cta-label') ?? undefined,
    theme: ['light', 'dark'].includes(theme) ? theme : 'auto',
    headingLevel: [2, 3, 4].includes(level) ? level : 2,
    notify,
  });
}
