// What is too faint, as sentences: computed from the colours that the browser draws with, by the formula of WCAG 2.2.
const TEXT = 4.5;
const LARGE_TEXT = 3;
const MARK = 3;
/** What a drawing has beside what it says: lines to guide the eye, and areas whose ends are marked by lines. */
const DECORATION = '.grid, .track, .band, .span, .usual, .wedge, .hatching, .edge, .hatched-tiers, defs *, [aria-hidden=true] *';

const painter = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
const colours = new Map();
/** Red, green, blue and opacity from 0 to 1 of any colour of CSS. */
function colourOf(text) {
  if (!colours.has(text)) {
    painter.clearRect(0, 0, 1, 1);
    painter.fillStyle = 'rgba(0, 0, 0, 0)';
    painter.fillStyle = text;
    painter.fillRect(0, 0, 1, 1);
    colours.set(text, [...painter.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
  }
  return colours.get(text);
}
const opacityOf = (text) => colourOf(text)[3];
/** One colour over an opaque other. */
const over = ([r, g, b, a], below) => [r, g, b].map((part, index) => part * a + below[index] * (1 - a)).concat(1);
const luminance = (colour) => {
  const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};
const hex = (colour) => `#${colour.slice(0, 3).map((part) => Math.round(part * 255).toString(16).padStart(2, '0')).join('')}`;

/** The element around, through the edges of shadow trees. */
const outer = (at) => at.assignedSlot ?? at.parentElement ?? at.getRootNode().host ?? null;

/** What is painted below an element, and how opaque it is in all: grounds of all that is around it. */
function groundsOf(known) {
  const canvas = () => {
    const sample = document.createElement('div');
    sample.style.backgroundColor = 'Canvas';
    document.documentElement.append(sample);
    const colour = colourOf(getComputedStyle(sample).backgroundColor);
    sample.remove();
    return colour;
  };
  const ground = (at) => {
    if (!at) return { colour: canvas(), opacity: 1 };
    if (!known.has(at)) {
      const style = getComputedStyle(at);
      const below = ground(outer(at));
      const opacity = below.opacity * parseFloat(style.opacity || '1');
      const [r, g, b, a] = colourOf(style.backgroundColor);
      known.set(at, { colour: over([r, g, b, a * opacity], below.colour), opacity, below });
    }
    return known.get(at);
  };
  return ground;
}

/** The shapes of a drawing that are painted below a place in it, the last on top. */
function shapesBelow(text, x, y) {
  const drawing = text.ownerSVGElement;
  return [...drawing.querySelectorAll('rect, circle, path')].filter((shape) => {
    if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) || shape.closest('defs')) return false;
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom || getComputedStyle(shape).fill === 'none') return false;
    const back = shape.getScreenCTM()?.inverse();
    return !back || shape.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
  });
}

function faint(root) {
  const found = new Map();
  const area = areaOf(root);
  const ground = groundsOf(new Map());
  const tell = (at, what, [fore, back], least) => {
    const reached = ratio(fore, back);
    // What two engines round differently is no fault.
    if (reached >= least - 0.02) return;
    const kind = at.className?.baseVal ?? at.className;
    const key = `${at.localName}.${kind}${what}${hex(fore)}${hex(back)}`;
    if (!found.has(key)) found.set(key, `${what} of ${name(at)}${kind ? ` (${kind})` : ''} is too faint: ${reached.toFixed(2)} of ${least}, ${hex(fore)} on ${hex(back)}`);
  };
  const isOff = (at) => at.closest(':disabled, [aria-disabled=true]') || at.querySelector?.(':scope > input:disabled');
  const least = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700) ? LARGE_TEXT : TEXT;
  };

  for (const at of new Set(linesOf(area).map((line) => line.at))) {
    if (isOff(at)) continue;
    const style = getComputedStyle(at);
    const { colour, opacity } = ground(at);
    const isDrawn = at instanceof SVGElement;
    const [r, g, b, a] = colourOf(isDrawn ? style.fill : style.color);
    let back = colour;
    if (isDrawn && at.ownerSVGElement) {
      const { left, right, top, bottom } = at.getBoundingClientRect();
      for (const shape of shapesBelow(at, (left + right) / 2, (top + bottom) / 2)) {
        const shown = getComputedStyle(shape);
        if (shown.fill.startsWith('url')) continue;
        const [red, green, blue, alpha] = colourOf(shown.fill);
        back = over([red, green, blue, alpha * parseFloat(shown.fillOpacity) * parseFloat(shown.opacity) * opacity], back);
      }
    }
    if (a > 0) tell(at, 'the text', [over([r, g, b, a * opacity], back), back], least(style));
  }

  for (const at of area.querySelectorAll('input, select, textarea')) {
    if (!isSeen(at) || isOff(at)) continue;
    const style = getComputedStyle(at);
    const { colour, opacity, below } = ground(at);
    const on = (text) => {
      const [r, g, b, a] = colourOf(text);
      return [over([r, g, b, a * opacity], colour), colour];
    };
    const isBox = !/checkbox|radio|range|color|file/.test(at.type);
    if (isBox) tell(at, 'the value', on(style.color), least(style));
    if (isBox && at.placeholder) tell(at, 'the placeholder', on(getComputedStyle(at, '::placeholder').color), TEXT);
    // The edge of a box, by whichever side has one: its own line, its ground, or those of the element that is drawn as its box.
    // A box that the browser draws has a line of its own; ours have none, and stand in one.
    const isNative = style.appearance === 'auto' && parseFloat(style.borderBottomWidth) > 0;
    if (!isBox || isNative || at.readOnly) continue;
    const edges = [];
    for (let [box, depth] = [at, 0]; box && depth < 3 && !box.matches('label, td, th, fieldset'); [box, depth] = [outer(box), depth + 1]) {
      const { below: around } = ground(box);
      const drawn = getComputedStyle(box);
      edges.push([ground(box).colour, around.colour]);
      for (const side of ['Bottom', 'Top', 'InlineStart']) {
        const width = drawn[`border${side === 'InlineStart' ? 'Left' : side}Width`];
        const [r, g, b, a] = colourOf(drawn[`border${side === 'InlineStart' ? 'Left' : side}Color`]);
        if (parseFloat(width) > 0) edges.push([over([r, g, b, a * opacity], around.colour), around.colour]);
      }
      if (box !== at && box.children.length > 4) break;
    }
    const best = edges.reduce((one, other) => (ratio(...one) >= ratio(...other) ? one : other), [below.colour, below.colour]);
    tell(at, 'the edge', best, MARK);
  }

  for (const at of area.querySelectorAll('svg rect, svg circle, svg path, svg line, svg polyline')) {
    if (at.matches(DECORATION) || at.closest('pattern, clipPath, mask') || !isSeen(at)) continue;
    const style = getComputedStyle(at);
    const { colour, opacity } = ground(at.ownerSVGElement);
    const own = opacity * parseFloat(style.opacity);
    const drawn = [];
    if (style.fill !== 'none' && at.localName !== 'line') drawn.push([style.fill, parseFloat(style.fillOpacity)]);
    if (style.stroke !== 'none' && parseFloat(style.strokeWidth) > 0) drawn.push([style.stroke, parseFloat(style.strokeOpacity)]);
    const seen = drawn
      .filter(([text]) => !text.startsWith('url'))
      .map(([text, part]) => {
        const [r, g, b, a] = colourOf(text);
        return [a * part * own, over([r, g, b, a * part * own], colour)];
      })
      .filter(([alpha]) => alpha > 0)
      .map(([, shown]) => shown);
    if (seen.length === 0) continue;
    const best = seen.reduce((one, other) => (ratio(one, colour) >= ratio(other, colour) ? one : other));
    tell(at, 'the mark', [best, colour], MARK);
  }
  return [...found.values()];
}
