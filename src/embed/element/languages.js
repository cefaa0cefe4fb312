/**
 * The words: a language is loaded beside the engine, once per page.
 */
import { languages } from './release.js';
import { importSibling } from './siblings.js';

/** Each language that was asked for: on its way, then its texts; none where it could not be had. @type {Map<string, any>} */
export const words = new Map();

/** The language of ours for an element: its own, or that without script and region. @param {Element} element */
export function languageOf(element) {
  const parts = localeOf(element)?.split('-') ?? [];
  for (; parts.length; parts.pop()) {
    const tag = parts.join('-').toLowerCase();
    const found = languages.split(' ').find((known) => known.toLowerCase() === tag);
    if (found || tag === 'en') return found;
  }
  return undefined;
}

/**
 * Starts loading the words for an element. Its answer settles once they are there or in vain; none if they are.
 * @param {Element} element @returns {Promise<void> | undefined}
 */
export function loadLanguage(element) {
  const tag = languageOf(element);
  if (!tag) return undefined;
  if (!words.has(tag)) {
    // Without them the widget speaks English; the next look at the settings tries again, and so does a page that is back.
    words.set(
      tag,
      importSibling(new URL(`../text/${tag}.js`, import.meta.url)).then(
        (module) => {
          words.set(tag, module.default);
        },
        () => {
          words.delete(tag);
        },
      ),
    );
  }
  const there = words.get(tag);
  return typeof there === 'string' ? undefined : there;
}

/** The first well-formed one of: the attribute, the nearest `lang`, the browser's language. @param {Element} element */
export function localeOf(element) {
  const candidates = [element.getAttribute('locale')];
  // `lang` is inherited through shadow roots, whose parent is their host.
  for (let at = /** @type {any} */ (element); at; at = at.parentNode ?? at.host) candidates.push(at.lang);
  candidates.push(navigator.language);
  return (
    candidates.find((tag) => {
      try {
        return tag && Intl.getCanonicalLocales(tag).length > 0;
      } catch {
        return false;
      }
    }) ?? undefined
  );
}
