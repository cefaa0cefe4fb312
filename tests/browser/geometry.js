// What is wrong with where the controls of a widget stand, as sentences; `root` is its shadow root.
const FAULT = 1; // a pixel, for what engines round
const INTERACTIVE = 'button, input, select, textarea, summary, a[href], progress';
const WORDED = 'button, summary, a[href], label, legend, h2, h3, h4, h5, [part~=hint], .hint';
const COLUMN = 'fieldset, section, form, td, th, li, dialog, [data-panel], .columns > *, .tier, .card, .frame';

const name = (at) => {
  const words = (at.getAttribute('aria-label') ?? at.innerText ?? at.value ?? '').trim().replace(/\s+/g, ' ').slice(0, 50);
  return `${at.localName}${at.id ? `#${at.id}` : ''}${at.dataset.path ? `[${at.dataset.path}]` : ''} “${words || at.name || ''}”`;
};
const box = (rect) => `${Math.round(rect.left)}…${Math.round(rect.right)} × ${Math.round(rect.top)}…${Math.round(rect.bottom)}`;
/** For screen readers alone, or in a list of ways that comes into sight with the focus. */
const isForSkipping = (at) => at.closest('.hidden') || [at, ...ancestors(at)].some((up) => getComputedStyle(up).clipPath === 'inset(50%)');
const isSeen = (at) => {
  // Asked first: the size of what is folded away is worked out only for whoever asks.
  if (!at.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true, contentVisibilityAuto: true })) return false;
  const { width, height } = at.getBoundingClientRect();
  // What only a screen reader hears is one pixel large, and what is in it with it.
  return width + height > 2 && !isForSkipping(at);
};
/** What is looked at: an open dialog keeps all else out of reach. */
const areaOf = (root) => root.querySelector('dialog:modal') ?? root;
const ancestors = (at) => {
  const all = [];
  for (let up = at.parentElement; up; up = up.parentElement) all.push(up);
  return all;
};
const scrolls = (at) => /auto|scroll/.test(getComputedStyle(at).overflowX);
const sticks = (at) => [at, ...ancestors(at)].some((up) => /sticky|fixed/.test(getComputedStyle(up).position));
/** The words of an element with the lines that each stands in. */
const wordsOf = (at) => {
  const walker = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('.hidden, select, textarea, svg') || !isSeen(node.parentElement)) continue;
    // A hyphen or a slash is a place to break at, and so is every letter of Chinese and Japanese with its marks.
    for (const { 0: word, index } of node.data.matchAll(/[^\s\-–/·\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u30ff\uff00-\uffef]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      words.push([word, [...range.getClientRects()].filter(({ width }) => width > 0)]);
    }
  }
  return words;
};
const ruler = document.createElement('canvas').getContext('2d');
const widthOf = (at, text) => {
  const style = getComputedStyle(at);
  ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return ruler.measureText(text).width;
};

function misplaced(root) {
  const found = new Set();
  const area = areaOf(root);
  const seen = (query) => [...area.querySelectorAll(query)].filter(isSeen);
  const controls = [...new Set([...seen(INTERACTIVE), ...seen('label, legend')])];
  const wide = document.documentElement.clientWidth;

  for (const at of controls) {
    const rect = at.getBoundingClientRect();
    const around = ancestors(at);
    // What scrolls by itself must be on the screen; what is in it is reached by scrolling it.
    const scroller = around.find(scrolls);
    const bounds = scroller?.getBoundingClientRect() ?? { left: 0, right: wide };
    const [left, right] = scroller ? [bounds.left, bounds.right] : [rect.left, rect.right];
    if (left < -FAULT || right > wide + FAULT) found.add(`${name(at)} is off the screen: ${box(rect)} of ${wide}`);
    // Within its column, unless the column is as wide as its content and scrolls.
    const column = at.parentElement.closest(COLUMN);
    if (column && !(scroller && column.contains(scroller))) {
      const { left: from, right: to } = column.getBoundingClientRect();
      if (rect.left < from - FAULT || rect.right > to + FAULT) {
        found.add(`${name(at)} stands outside its column ${name(column)}: ${box(rect)}, the column ${Math.round(from)}…${Math.round(to)}`);
      }
    }
    for (const up of around) {
      const { overflowX, overflowY } = getComputedStyle(up);
      const clip = up.getBoundingClientRect();
      const cut = (hides, over) => /hidden|clip/.test(hides) && over;
      if (cut(overflowX, rect.left < clip.left - FAULT || rect.right > clip.right + FAULT)
        || cut(overflowY, rect.top < clip.top - FAULT || rect.bottom > clip.bottom + FAULT)) {
        found.add(`${name(at)} is clipped by ${name(up)}`);
      }
    }
  }

  for (const at of seen(WORDED)) {
    const rect = at.getBoundingClientRect();
    for (const [word, lines] of wordsOf(at)) {
      if (new Set(lines.map(({ top }) => Math.round(top))).size > 1) found.add(`${name(at)} is narrower than its word “${word}”`);
      const inline = getComputedStyle(at).display === 'inline';
      if (!inline && lines.some((line) => line.left < rect.left - FAULT || line.right > rect.right + FAULT)) {
        found.add(`${name(at)} does not hold its word “${word}”: ${box(rect)}`);
        break; // one says enough
      }
    }
  }
  for (const at of seen('input[type=text], input:not([type])')) {
    if (at.scrollWidth > at.clientWidth + FAULT) found.add(`${name(at)} is narrower than its value`);
  }
  for (const at of seen('select')) {
    const text = at.selectedOptions[0]?.text ?? '';
    if (widthOf(at, text) > at.clientWidth) found.add(`${name(at)} is narrower than its choice “${text}”`);
  }

  const apart = controls.filter((at) => !sticks(at)).map((at) => [at, at.getBoundingClientRect()]);
  apart.forEach(([one, a], index) => {
    for (const [other, b] of apart.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const over = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
      if (over.every((pixels) => pixels > FAULT)) found.add(`${name(one)} overlaps ${name(other)}: ${box(a)} and ${box(b)}`);
    }
  });

  // What is in a dialog is reached by scrolling it, but nobody should have to scroll it to the side.
  if (area !== root && area.scrollWidth > area.clientWidth + FAULT) {
    found.add(`the dialog scrolls sideways: ${area.scrollWidth} of ${area.clientWidth}`);
  }
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.add(`the page scrolls sideways: ${page.scrollWidth} of ${page.clientWidth}`);
  return [...found];
}
