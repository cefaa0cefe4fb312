/**
 * The lines that a host copies: what stands in its page for the calculator, in four ways, and what its policy must allow.
 * Nothing of the browser is in here.
 *
 * @typedef {object} Wanted What a host wants, checked.
 * @property {Record<string, string>} attributes Those that differ from what the element does anyway; a flag is empty.
 * @property {Record<string, string>} properties Custom properties by their full names.
 * @property {Record<string, string>} data JSON text of `plan`, `benchmarks` and `labels`, where there is any.
 * @property {string} base Where the files of the release are, with a slash at its end.
 * @property {Record<string, string>} integrity The hashes of the files that a page names, where they are known.
 * @property {string} version
 * @property {boolean} helper Whether a frame comes with its script.
 * @property {string[]} events Those that the page listens to.
 *
 * @typedef {'script' | 'tag' | 'frame' | 'npm'} Way
 */

const TITLE = 'Co-marketing ROI calculator';
/** What embed.js asks for first; a page that names both saves a visitor the way there and back. */
const [GLUE, MODULE] = ['comarketing-roi.js', 'comarketing-roi_bg.wasm'];
/** What the hosted page does of itself, where the element does otherwise: a frame says what is wanted of both. */
const UNSET = { mode: 'assessment', share: 'copy', persist: 'none' };

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** JSON in a script: no tag can begin in it. @param {string} json */
const inScript = (json) => json.replaceAll('<', '\\u003c');

/** @param {[string, string][]} pairs */
const written = (pairs) => pairs.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('');

/** Where a line of attributes is broken. */
const WIDTH = 90;

/** A tag that is read without scrolling sideways, as far as its values are short. @param {string} name @param {[string, string][]} pairs */
function tagOf(name, pairs) {
  const lines = [`<${name}`];
  for (const pair of pairs) {
    const more = written([pair]);
    const last = lines.length - 1;
    if (lines[last].length + more.length < WIDTH) lines[last] += more;
    else lines.push(` ${more}`);
  }
  return `${lines.join('\n')}>`;
}

/** @param {string} name */
const idOf = (name) => `comarketing-roi-${name}`;

/** The element, with its look before it and its data behind it. @param {Wanted} wanted */
function element({ attributes, properties, data, base }) {
  const lines = [];
  const rules = Object.entries(properties).map(([name, value]) => `  ${name}: ${value.replaceAll('<', '\\3c ')};`);
  if (rules.length) lines.push('<style>', 'comarketing-roi {', ...rules, '}', '</style>');
  const names = Object.keys(data);
  const tag = tagOf('comarketing-roi', [
    ...Object.entries(attributes),
    ...names.map((name) => /** @type {[string, string]} */ ([name, `#${idOf(name)}`])),
  ]);
  lines.push(
    tag,
    `  <p>Estimate the return of a joint campaign. <a href="${escaped(base)}">Open the calculator</a></p>`,
    '</comarketing-roi>',
  );
  for (const name of names) {
    lines.push(`<script type="application/json" id="${idOf(name)}">${inScript(data[name])}</script>`);
  }
  return lines;
}

/** What the page does with the events, for its own code to go on from. @param {string[]} events @param {string} from */
const listening = (events, from) => [
  `  for (const name of [${events.map((name) => `'${name}'`).join(', ')}]) {`,
  `    ${from}.addEventListener(name, ({ detail }) => console.log(name, detail));`,
  '  }',
];

/** They reach the page, whichever calculator of it they are of. @param {Wanted} wanted */
const listener = ({ events }) =>
  events.length ? ['<script type="module">', ...listening(events, 'document'), '</script>'] : [];

/** For a page that has the script already. @param {Wanted} wanted */
const byTag = (wanted) => [...element(wanted), ...listener(wanted)];

/** @param {Wanted} wanted */
function byScript(wanted) {
  const { base, integrity } = wanted;
  const from = (/** @type {string} */ name) =>
    `${escaped(base)}${name}"${integrity[name] ? ` integrity="${integrity[name]}"` : ''} crossorigin="anonymous"`;
  const lines = byTag(wanted);
  if (isEarly(wanted)) {
    lines.push(
      `<link rel="modulepreload" href="${from(GLUE)}>`,
      `<link rel="preload" as="fetch" type="application/wasm" href="${from(MODULE)}>`,
    );
  }
  return [...lines, `<script type="module" async src="${from('embed.js')}></script>`];
}

/** Whether the calculator loads with the page and not at a visitor's touch. @param {Wanted} wanted */
const isEarly = ({ attributes }) => attributes.loading !== 'interaction';

/** @param {Wanted} wanted */
function byPackage(wanted) {
  return [
    `<!-- npm install comarketing-roi@${wanted.version} -->`,
    ...element(wanted),
    '<script type="module">',
    "  import 'comarketing-roi';",
    ...(wanted.events.length ? listening(wanted.events, 'document') : []),
    '</script>',
  ];
}

/** The address of the page in the frame. @param {Wanted} wanted */
export function frameAddress({ base, attributes, data, helper }) {
  return `${base}?${new URLSearchParams({ ...UNSET, ...attributes, ...(helper ? {} : data) })}`;
}

/** @param {Wanted} wanted */
function byFrame(wanted) {
  const { base, properties, data, helper, events } = wanted;
  // Attributes, and the style for the border alone: under a policy against styles the frame still has its size.
  const frame = written([
    ...(helper ? [/** @type {[string, string]} */ (['id', idOf('frame')])] : []),
    ['src', frameAddress(wanted)],
    ['title', TITLE],
    ['loading', 'lazy'],
    ['width', '100%'],
    ['height', '760'],
    ['style', 'border:0'],
    ['allow', 'clipboard-write'],
  ]);
  if (!helper) return [`<iframe${frame}></iframe>`];
  const options = Object.entries(data).map(([name, json]) => `    ${name}: ${inScript(json)},`);
  if (Object.keys(properties).length) options.push(`    properties: ${inScript(JSON.stringify(properties))},`);
  const found = `document.getElementById('${idOf('frame')}')`;
  return [
    `<iframe${frame}></iframe>`,
    '<script type="module">',
    `  import { connect } from '${base.replaceAll("'", '%27')}frame.js';`,
    ...(events.length ? [`  const frame = ${found};`, ...listening(events, 'frame')] : []),
    `  connect(${events.length ? 'frame' : found}${options.length ? ', {' : ');'}`,
    ...(options.length ? [...options, '  });'] : []),
    '</script>',
  ];
}

/** @type {Record<Way, (wanted: Wanted) => string[]>} */
const WAYS = { script: byScript, tag: byTag, frame: byFrame, npm: byPackage };

/** What the host puts into its page. @param {Way} way @param {Wanted} wanted */
export function snippet(way, wanted) {
  return WAYS[way](wanted).join('\n');
}

/** The lines that the host's Content Security Policy needs, if it has one. @param {Way} way @param {Wanted} wanted */
export function policy(way, { base, helper }) {
  const { origin } = new URL(base);
  if (way === 'frame') return [`frame-src ${origin}`, ...(helper ? [`script-src ${origin}`] : [])];
  const from = way === 'npm' ? "'self'" : origin;
  return [`script-src ${from} 'wasm-unsafe-eval'`, `connect-src ${from}`];
}

/** What a host must know of this snippet. @param {Way} way @param {Wanted} wanted */
export function cautions(way, wanted) {
  const { attributes, properties, helper, events } = wanted;
  const found = [];
  const dressed = Object.keys(properties).length > 0;
  if (way === 'script' && isEarly(wanted) && attributes.loading !== 'eager') {
    found.push(
      'The two lines with ‘preload’ fetch the calculator with the page. If it is far below the first screen, leave them out.',
    );
  }
  if (way === 'frame' && attributes.share === 'hash') {
    found.push('From a frame, links lead to the calculator’s own page: it can’t see the address of yours.');
  }
  if (way !== 'frame' && dressed) {
    found.push(
      'Without ‘unsafe-inline’ in style-src the <style> element has no effect: move its rule into a style sheet of yours.',
    );
  }
  if (way === 'npm' || (way === 'frame' ? helper : events.length)) {
    found.push('The script is written into the page: move it into a file of yours, or give it the nonce of your policy.');
  }
  if (way === 'frame' && dressed && !helper) {
    found.push('Colors, font and sizes don’t reach into a frame by its address: add the helper script for them.');
  }
  if (way === 'frame' && events.length && !helper) {
    found.push('Events don’t leave a frame by themselves: add the helper script for them.');
  }
  if (way === 'frame' && frameAddress(wanted).length > 8000) {
    found.push('The address is longer than many servers take: add the helper script, which hands the data over.');
  }
  return found;
}
