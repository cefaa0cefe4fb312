/**
 * Tells the page's data layer what happens, where the host's `analytics` says so. Imported by embed.js for such a host
 * alone. It pushes to a `window.dataLayer` that is there, makes none, sends nothing itself and sets no cookie.
 *
 * Never said: names, addresses, links, texts that were typed, and the figures themselves unless the host wants them.
 * (It is not named after what it does because content blockers go by such names.)
 */
import { headline, worth } from './bands.js';

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** A change is told once the visitor has paused, and only if what is told differs from the last time. */
const PAUSE = 2_000;

/** @type {WeakSet<HTMLElement>} */
const heard = new WeakSet();

/**
 * Listens to an element, from now on; a second time does nothing. The attributes are read at each event.
 * @param {any} element
 */
export function attach(element) {
  if (heard.has(element)) return;
  heard.add(element);
  const exact = () => element.getAttribute('analytics-detail') === 'exact';
  const result = (/** @type {any} */ report) => {
    const said = headline(report, exact());
    if ('example' in said) return { cmroi_example: true };
    return { cmroi_roi: said.roi, cmroi_pipeline: said.pipeline, cmroi_spend: said.spend };
  };
  const push = (/** @type {string} */ event, /** @type {object} */ what = {}) => {
    const layer = /** @type {any} */ (globalThis).dataLayer;
    if (element.getAttribute('analytics') !== 'datalayer' || typeof layer?.push !== 'function') return;
    // The visitor has told every site to keep such things to itself.
    if (/** @type {any} */ (navigator).globalPrivacyControl === true) return;
    layer.push({ event, ...what });
  };
  const on = (/** @type {string} */ type, /** @type {(detail: any) => void} */ tell) =>
    element.addEventListener(`cmroi-${type}`, (/** @type {CustomEvent} */ event) => tell(event.detail));

  const ready = () => push('cmroi_ready', { cmroi_version: element.version });
  on('ready', ready);
  on('error', ({ code, phase }) => push('cmroi_error', { cmroi_code: code, cmroi_phase: phase }));
  on('share', ({ what }) => push('cmroi_share', { cmroi_what: what }));
  on('export', ({ what, where }) => push('cmroi_export', { cmroi_what: what, cmroi_where: where }));
  on('cta', () => push('cmroi_cta'));
  // Who does not want to be contacted is a reader of the report, and no lead.
  on('lead', ({ consent, currency }) => {
    const { report } = element;
    if (!consent.given) return;
    // What an example is worth is nothing, not little.
    const value = report?.example ? {} : { value: worth(report, exact()), currency };
    push('generate_lead', { ...value, ...result(report) });
  });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let last = '';
  on('change', ({ report, source }) => {
    // What the host itself sets is no news to it.
    if (!report || source === 'host') return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      const what = { ...result(report), cmroi_currency: report.currency, cmroi_source: source };
      const now = Object.entries(what).join();
      if (now === last) return;
      last = now;
      push('cmroi_change', what);
    }, PAUSE);
  });

  // This script comes while the widget loads, and may be late.
  if (element.state === 'ready') ready();
  else if (element.state === 'error') {
    element.ready.catch((/** @type {any} */ { code }) => push('cmroi_error', { cmroi_code: code, cmroi_phase: 'load' }));
  }
}
