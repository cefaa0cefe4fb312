/**
 * What can be read on what: the contrast of a host's colors, said in a sentence beside the field of each. The calculator
 * asks the same of them (host-api.js): where one pair cannot be read, it uses none of the host's in that theme.
 * Nothing of the browser is in here.
 *
 * @typedef {'light' | 'dark'} Theme
 * @typedef {readonly number[]} Rgb Red, green and blue up to 255.
 * @typedef {{ good: boolean, text: string }} Judgment
 */

/** The least by which text is read (WCAG 2.2), which the calculator asks of these pairs. */
const LEAST = 4.5;

/** Front and back, by the names of the fields. */
const PAIRS = [
  ['color-on-accent', 'color-accent'],
  ['color-text', 'color-surface'],
  ['color-accent', 'color-surface'],
  ['color-positive', 'color-surface'],
  ['color-danger', 'color-surface'],
];

/** The calculator's own, by theme: those of styles/tokens.css. @type {Record<string, Record<Theme, string>>} */
export const OWN = {
  'color-text': { light: '#12171f', dark: '#e9ecf1' },
  'color-surface': { light: '#ffffff', dark: '#11151b' },
  'color-accent': { light: '#1650b8', dark: '#8fb6ff' },
  'color-on-accent': { light: '#ffffff', dark: '#0b1322' },
  'color-positive': { light: '#0d6b42', dark: '#7bd5a4' },
  'color-danger': { light: '#b0251c', dark: '#ff9f97' },
};

/** The contrast of two colors, as WCAG measures it: from 1 to 21. @param {Rgb} one @param {Rgb} other */
export function contrast(one, other) {
  const [a, b] = [one, other].map((color) => {
    const [red, green, blue] = color.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  });
  return Math.max(a, b) / Math.min(a, b);
}

/** Rounded down: 4.49 is no 4.5. @param {number} ratio */
const written = (ratio) => `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`;

/**
 * What to say of each color that is set.
 * @param {Record<string, string>} set The host's colors by the names of their fields.
 * @param {readonly Theme[]} themes Those that a visitor may see.
 * @param {(color: string, theme: Theme) => Rgb} paint How a color is drawn in a theme.
 * @returns {Record<string, Judgment>}
 */
export function judged(set, themes, paint) {
  /** @type {Record<string, Judgment>} */
  const found = {};
  for (const name of Object.keys(set)) {
    const front = PAIRS.find(([above]) => above === name);
    // A pair of which only what is behind was set is told there.
    const behind = PAIRS.filter(([above, below]) => below === name && !(above in set));
    const pairs = [...(front ? [front] : []), ...behind];
    if (!pairs.length) continue;
    const color = (/** @type {string} */ one, /** @type {Theme} */ theme) => paint(set[one] ?? OWN[one][theme], theme);
    const ratios = (/** @type {string[]} */ [above, below]) =>
      themes.map((theme) => contrast(color(above, theme), color(below, theme)));
    const all = pairs.map(ratios);
    const least = themes.map((_, at) => Math.min(...all.map((one) => one[at])));
    const other = front ? (front[1] === 'color-accent' ? 'the accent' : 'the surface') : 'what is read on it';
    const what = front && behind.length ? `${other} and the text on it` : other;
    found[name] = { good: least.every((ratio) => ratio >= LEAST), text: `Contrast with ${what}: ${sentence(least, themes)}` };
  }
  return found;
}

/** @param {number[]} ratios @param {readonly Theme[]} themes */
function sentence(ratios, themes) {
  const texts = ratios.map(written);
  const isSame = texts.every((text) => text === texts[0]);
  const poor = themes.findIndex((_, at) => ratios[at] < LEAST);
  if (poor < 0) return isSame ? `${texts[0]}.` : `${texts.map((text, at) => `${text} in ${themes[at]}`).join(', ')}.`;
  const why = `under the ${LEAST}:1 that text needs`;
  if (ratios.every((ratio) => ratio < LEAST)) {
    const both = isSame ? texts[0] : texts.map((text, at) => `${text} in ${themes[at]}`).join(', ');
    return `${both}, ${why}. The calculator uses its own colors.`;
  }
  const there = `In ${themes[poor]} the calculator uses its own colors.`;
  return `${texts[1 - poor]} in ${themes[1 - poor]}; ${texts[poor]} in ${themes[poor]}, ${why}. ${there}`;
}
