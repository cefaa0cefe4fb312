/**
 * The report on paper: by the calculator's own button, and by the browser's own print command, which waits for nothing:
 * embed.js imports this before it is asked for.
 *
 * A paper is an element of its own with the report in it, never seen on a screen. It stands beside `<body>`, so that no
 * rule of the host's for its page, clipped, fixed, in columns or hidden, reaches it; or, where the calculator is only a
 * part of the page that is printed, in the calculator's own place.
 *
 * @typedef {import('./commands.js').Host} Host
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';

/** How long a browser may take to begin after it was asked, in milliseconds. */
const PATIENCE = 1000;
/** What a visitor does after the paper was printed. A browser may say that it is done before it has begun. */
const SIGNS = ['pointerdown', 'keydown', 'visibilitychange', 'beforeprint'];

/** For the paper itself; from inside its root, important is stronger than anything of the host's. */
const PAPER = ':host{all:initial!important;display:none!important}@media print{:host{display:block!important}}';
/** The names that nobody has are for their weight. */
const ROOT = ':root:not(#cmroi-):not(#cmroi-)';
/**
 * For the page around it. `<body>` stays, empty and out of the way, because the direction in which pages follow one another
 * is its own.
 */
const PAGE = `@media print{${ROOT},${ROOT}>*{all:revert!important}
${ROOT}>:not([data-cmroi-paper],body),${ROOT}>body>*{display:none!important}
${ROOT}>body{position:absolute!important;visibility:hidden!important;font-size:0!important}}`;
/** For the calculator in whose place the paper stands. */
const PLACE = '@media print{:host{min-height:0!important}.root{display:none!important}}';

/** Takes the paper of an element away again. @type {WeakMap<HTMLElement, () => void>} */
const papers = new WeakMap();
/** Whether the calculator's own button has asked, and the browser has not finished. */
let asked = false;

/**
 * Prints the report by itself: for that moment the page shows nothing else on paper. The answer is false where there is
 * no printing.
 * @param {Host} host
 */
export function print(host) {
  if (!host.emit('export', { what: 'report', where: 'print' })) return true;
  const { print: printer } = globalThis;
  if (typeof printer !== 'function') {
    refused(host);
    return false;
  }
  let begun = !/\[native code\]/.test(Function.prototype.toString.call(printer)); // a host's own is trusted
  const begin = () => {
    begun = true;
  };
  for (const type of ['beforeprint', 'afterprint']) addEventListener(type, begin, { once: true });
  asked = true;
  lay(host, true);
  globalThis.print();
  // Some begin a moment later. A frame without allow-modals never does, and tells nobody.
  setTimeout(() => {
    for (const type of ['beforeprint', 'afterprint']) removeEventListener(type, begin);
    if (begun || document.hidden) return;
    papers.get(host.element)?.();
    refused(host);
  }, PATIENCE);
  return true;
}

/** @param {Host} host */
function refused(host) {
  host.tell('notPrinted');
  host.fail('print_unavailable', 'The browser has not printed.');
}

/**
 * The browser is about to print the page. In a frame it prints the page around us, in which we have our place and size.
 * @param {Host} host @param {boolean} whole Whether the page is mostly the calculator.
 */
export function beforePrint(host, whole) {
  if (!asked && window.parent === window && host.plan()) lay(host, whole);
}

/**
 * Puts a paper into the page, in place of all else or of the calculator alone, until the visitor goes on.
 * @param {Host} host @param {boolean} whole
 */
function lay(host, whole) {
  const { element } = host;
  papers.get(element)?.();
  const own = /** @type {ShadowRoot} */ (element.shadowRoot);
  const paper = made(host, own);
  /** @type {Document | ShadowRoot} */
  const dressed = whole ? document : own;
  const rule = sheet(whole ? PAGE : PLACE);
  (whole ? document.documentElement : own).append(paper);
  dressed.adoptedStyleSheets = [...dressed.adoptedStyleSheets, rule];
  const signed = () => document.hidden || remove();
  const after = () => {
    asked = false;
    for (const sign of SIGNS) addEventListener(sign, signed, true);
  };
  const remove = () => {
    asked = false;
    removeEventListener('afterprint', after);
    for (const sign of SIGNS) removeEventListener(sign, signed, true);
    paper.remove();
    dressed.adoptedStyleSheets = dressed.adoptedStyleSheets.filter((other) => other !== rule);
    papers.delete(element);
  };
  addEventListener('afterprint', after);
  papers.set(element, remove);
}

/** @param {Host} host @param {ShadowRoot} own Where the calculator is drawn. */
function made(host, own) {
  const [paper, slot, frame, panel] = ['div', 'div', 'div', 'div'].map((tag) => document.createElement(tag));
  paper.dataset.cmroiPaper = '';
  const root = paper.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...host.sheets(), sheet(PAPER)];
  slot.className = 'root';
  slot.dataset.theme = 'light';
  const shown = own.querySelector('.root');
  for (const name of ['lang', 'dir']) slot.setAttribute(name, shown?.getAttribute(name) ?? '');
  if (shown) paper.style.setProperty('--cmroi-font-family', getComputedStyle(shown).fontFamily);
  frame.className = 'frame';
  // A campaign prints its request or claim, a portfolio its page for the board or its deals, anything else the report.
  const drawn = /** @type {HTMLElement | null} */ (own.querySelector('[data-panel=request], [data-panel=claim]'));
  const year = own.querySelector('[data-panel=portfolio] .overview') && 'board';
  const deals = own.querySelector('[data-panel=deals] .credits') && 'deals';
  const name = year || deals || (drawn?.dataset.panel ?? 'summary');
  // Of which page, and of when: both are gone from a sheet that lies on a table.
  const today = new Intl.DateTimeFormat(host.locale, { dateStyle: 'long' }).format(new Date());
  const date = [document.title.trim(), today].filter(Boolean).join(' · ');
  panel.dataset.panel = name;
  frame.append(panel);
  slot.append(frame);
  root.append(slot);
  host.draw(panel, (app, benchmarks) => app.draw_paper(panel, name, date, benchmarks));
  return paper;
}

/** @param {string} text */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
