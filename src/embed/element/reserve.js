/**
 * The room that is kept for a widget while it is on its way.
 */
import { adoptStyles, worn } from './styles.js';

/** As wide as one line as it ever gets, and as narrow as an “i” where there is no room; it takes no height. */
const LINE =
  `:host{flex-direction:column}:host::before{all:initial;content:"${'i '.repeat(13)}";display:block;height:0;` +
  'overflow:hidden;visibility:hidden;font-size:16px;word-spacing:110px}:host>div{width:100%}';
/** Kept free for any mode, also once it is there: its steps are of different heights. In CSS pixels. */
const LEAST_HEIGHT = 640;
/** How high each mode is as it opens: in a page below 600 px, below 960 px, and wider. docs/embed.md has the same. */
const HEIGHTS = new Map([
  ['campaign', [3200, 2260, 1900]],
  ['call', [2050, 1600, 960]],
  ['portfolio', [1250, 990, 760]],
  ['sheet', [5400, 3000, 2000]],
]);

/**
 * Block and high enough before the widget is there, so that nothing moves, and as wide as there is room: what we draw
 * does not count for the width of a parent that goes by its children, so a line without height does, which is long and
 * may be broken anywhere. A rule of the host's still wins. Once it is shown, what was kept for this mode is given back: a
 * visitor may go to a lower one, or nothing could be shown.
 * @param {Element} element @param {ShadowRoot} root
 */
export function reserve(element, root, shown = false) {
  if (!('adoptedStyleSheets' in document)) return;
  const given = parseFloat(element.getAttribute('reserve-height') ?? '');
  const heights = HEIGHTS.get(element.getAttribute('mode') ?? '') ?? [1780, 1400, 820];
  const [narrow, middle, wide] =
    given >= 0 ? [given, given, given] : shown ? [LEAST_HEIGHT, LEAST_HEIGHT, LEAST_HEIGHT] : heights;
  const css = `:host{display:block;min-height:${narrow}px}
    @media(min-width:600px){:host{min-height:${middle}px}}@media(min-width:960px){:host{min-height:${wide}px}}
    :host([hidden]){display:none!important}${LINE}`;
  adoptStyles(root, [css, ...(worn.get(root) ?? []).slice(1)]);
}
