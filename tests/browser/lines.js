// What is wrong with where words stand and with what a finger has to hit, as sentences; beside geometry.js, which has the helpers.

/** The lines that words are set in: their element and its box, without the room above and below letters that lines share. */
function linesOf(area) {
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.parentElement;
    if (!at || !node.data.trim() || at.closest('.hidden, select, textarea, style, script, noscript, title') || !isSeen(at)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = at instanceof SVGElement ? [at.getBoundingClientRect()] : range.getClientRects();
    for (const { left, right, top, bottom, height, width } of rects) {
      if (width < 1) continue;
      const spare = height / 5;
      lines.push({ at, text: node.data.trim().replace(/\s+/g, ' ').slice(0, 40), left, right, top: top + spare, bottom: bottom - spare });
    }
  }
  return lines;
}

/** What lies over the page on a ground of its own hides what is below it, as it is meant to. */
const floats = (at) => {
  for (let up = at; up; up = up.parentElement) {
    const { position, backgroundColor } = getComputedStyle(up);
    if (/sticky|fixed/.test(position) || (position === 'absolute' && opacityOf(backgroundColor) === 1)) return up;
  }
  return null;
};

function misprinted(root) {
  const found = new Set();
  const wide = document.documentElement.clientWidth;
  const kept = [];
  for (const line of linesOf(areaOf(root))) {
    const { at, text } = line;
    const said = `“${text}” of ${at.localName}${at.className?.baseVal ?? at.className ? `.${at.className.baseVal ?? at.className}` : ''}`;
    let box = line;
    let reached = false; // what scrolls by itself is seen by scrolling it
    // Engines give the words of a drawing a box that is wider than their letters.
    const slack = at instanceof SVGElement ? 3 : FAULT;
    for (const up of [at, ...ancestors(at)]) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if (/visible/.test(overflowX) && /visible/.test(overflowY)) continue;
      const clip = up.getBoundingClientRect();
      if (/auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY)) {
        reached = true;
        box = { left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right), top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom) };
        continue;
      }
      const cut = [
        /hidden|clip/.test(overflowX) && (box.left < clip.left - slack || box.right > clip.right + slack),
        /hidden|clip/.test(overflowY) && (box.top < clip.top - slack || box.bottom > clip.bottom + slack),
      ];
      if (!reached && (cut[0] || cut[1])) found.add(`${said} is cut by ${name(up)}: ${Math.round(box.left)}…${Math.round(box.right)} of ${Math.round(clip.left)}…${Math.round(clip.right)}`);
    }
    if (!reached && (line.left < -FAULT || line.right > wide + FAULT)) {
      found.add(`${said} is off the screen: ${Math.round(line.left)}…${Math.round(line.right)} of ${wide}`);
    }
    if (box.right - box.left > 1 && box.bottom - box.top > 1) kept.push({ ...box, at, said, over: floats(at) });
  }
  kept.sort((a, b) => a.top - b.top);
  kept.forEach((one, index) => {
    for (let next = index + 1; next < kept.length && kept[next].top < one.bottom; next += 1) {
      const other = kept[next];
      // The parts of one line of a drawing stand in it; some engines give each of them the box of the whole.
      const isOneLine = one.at.closest('text') && one.at.closest('text') === other.at.closest('text');
      if (one.at === other.at || isOneLine || one.over !== other.over) continue;
      const over = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (over > FAULT && Math.min(one.bottom, other.bottom) - other.top > FAULT) {
        found.add(`${one.said} and ${other.said} are set over one another: by ${Math.round(over)} px`);
      }
    }
  });
  return [...found];
}

/** WCAG 2.2, 2.5.8: 24 by 24 pixels, or so much room around the middle. */
const SMALLEST = 24;
const TARGETS = 'button, a[href], input, select, textarea, summary, [role=button], [role=tab]';

function missed(root) {
  const targets = [...areaOf(root).querySelectorAll(TARGETS)].filter((at) => isSeen(at) && !at.matches(':disabled, [aria-disabled=true]'));
  const boxes = targets.map((at) => {
    const all = [at, ...(/checkbox|radio/.test(at.type) ? (at.labels ?? []) : [])].map((one) => one.getBoundingClientRect());
    const [left, right] = [Math.min(...all.map((one) => one.left)), Math.max(...all.map((one) => one.right))];
    const [top, bottom] = [Math.min(...all.map((one) => one.top)), Math.max(...all.map((one) => one.bottom))];
    const isSmall = right - left < SMALLEST - 0.5 || bottom - top < SMALLEST - 0.5;
    return { at, left, right, top, bottom, isSmall, x: (left + right) / 2, y: (top + bottom) / 2 };
  });
  const found = new Set();
  for (const one of boxes.filter(({ isSmall }) => isSmall)) {
    // Within a sentence the line gives the height.
    const around = one.at.parentElement?.closest('p, li, td, th, dd, span, label, div');
    const isInline = getComputedStyle(one.at).display === 'inline' && (around?.innerText ?? '').trim().length > (one.at.innerText ?? '').trim().length;
    if (isInline) continue;
    const crowd = boxes.find((other) => {
      if (other === one || one.at.contains(other.at) || other.at.contains(one.at)) return false;
      const apart = other.isSmall
        ? Math.hypot(one.x - other.x, one.y - other.y) - SMALLEST / 2
        : Math.hypot(Math.max(other.left - one.x, one.x - other.right, 0), Math.max(other.top - one.y, one.y - other.bottom, 0));
      return apart < SMALLEST / 2 - 0.5;
    });
    if (crowd) found.add(`${name(one.at)} is too small a target beside ${name(crowd.at)}: ${(one.right - one.left).toFixed(1)} × ${(one.bottom - one.top).toFixed(1)}`);
  }
  return [...found];
}
