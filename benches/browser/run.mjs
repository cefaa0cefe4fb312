/**
 * Time until a visitor can type, for the calculator and for what a team would otherwise build: cold, over Slow 4G, with a
 * processor four times slower, side by side in one run.
 *
 * DIST_DIR holds the built page, BROWSER_BINARY is a browser of the Chromium family, ROUNDS says how often.
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { constants, brotliCompressSync } from 'node:zlib';
import puppeteer, { PredefinedNetworkConditions } from 'puppeteer-core';
import sirv from 'sirv';

const { DIST_DIR, BROWSER_BINARY, ROUNDS = '9' } = process.env;
const SITE = 'site';
/** How much slower the processor is. */
const SLOWER = 4;
/** A task that is longer blocks typing, as Lighthouse counts it. */
const LONG_TASK = 50;
const PATIENCE = 60_000;

/** What stands in the head and in the body of each page. */
const PAGES = {
  'the calculator': ['', '<comarketing-roi loading="eager" mode="sheet"></comarketing-roi><script type="module" async src="/widget/embed.js"></script>'],
  'the calculator, preloaded': [
    '<link rel="modulepreload" href="/widget/comarketing-roi.js">' +
      '<link rel="preload" as="fetch" type="application/wasm" crossorigin="anonymous" href="/widget/comarketing-roi_bg.wasm">',
    '<comarketing-roi loading="eager" mode="sheet"></comarketing-roi><script type="module" async src="/widget/embed.js"></script>',
  ],
  'React alone': ['', '<div id="root"></div><script type="module" async src="/react.js"></script>'],
  'React with Recharts': ['', '<div id="root"></div><script type="module" async src="/recharts.js"></script>'],
  'SurveyJS': ['<link rel="stylesheet" href="/survey.css">', '<div id="root"></div><script type="module" async src="/survey.js"></script>'],
};
const addressOf = (name) => `${name.replace(/\W+/g, '-')}.html`;

/** Writes the pages and everything that they load, each file also as a CDN sends it. */
async function write() {
  await rm(SITE, { recursive: true, force: true });
  await mkdir(SITE);
  const entryPoints = ['react.jsx', 'recharts.jsx', 'survey.js'];
  const define = { 'process.env.NODE_ENV': '"production"' };
  await build({ entryPoints, outdir: SITE, bundle: true, minify: true, format: 'esm', target: 'es2022', jsx: 'automatic', define });
  await cp(DIST_DIR, join(SITE, 'widget'), { recursive: true });
  for (const [name, [head, body]] of Object.entries(PAGES)) {
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>${head}</head><body><h1>What did co-marketing return?</h1>${body}</body></html>`;
    await writeFile(join(SITE, addressOf(name)), page);
  }
  const compress = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  for (const entry of await readdir(SITE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(html|js|css|wasm)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    await writeFile(`${file}.br`, brotliCompressSync(await readFile(file), compress));
  }
}

/** Runs in the page: when a box can be typed into, once that is on screen, and how long tasks have blocked typing until then. */
function watch(longTask) {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
  const box = () => {
    const own = document.querySelector('comarketing-roi');
    return own ? own.state === 'ready' && own.shadowRoot.querySelector('input') : document.querySelector('input');
  };
  const look = () => {
    if (!box()) return requestAnimationFrame(look);
    // The frame with the box in it is on screen when the next task begins.
    requestAnimationFrame(() =>
      setTimeout(() => {
        const usable = performance.now();
        const blocked = tasks.filter(({ startTime }) => startTime < usable).map(({ duration }) => Math.max(0, duration - longTask));
        window.measured = { usable, blocking: blocked.reduce((sum, time) => sum + time, 0) };
      }),
    );
  };
  requestAnimationFrame(look);
}

/** One visit, with nothing in any cache. */
async function visit(browser, address) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const network = await page.createCDPSession();
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await network.send('Network.enable');
    await page.emulateNetworkConditions(PredefinedNetworkConditions['Slow 4G']);
    await page.emulateCPUThrottling(SLOWER);
    await page.evaluateOnNewDocument(watch, LONG_TASK);
    await page.goto(address, { waitUntil: 'domcontentloaded', timeout: PATIENCE });
    await page.waitForFunction(() => window.measured, { polling: 200, timeout: PATIENCE });
    return { ...(await page.evaluate(() => window.measured)), bytes };
  } finally {
    await context.close();
  }
}

const sorted = (values) => values.toSorted((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const seconds = (time) => (time / 1000).toFixed(2);

function print(found) {
  const usable = (name) => median(found[name].map((visit) => visit.usable));
  console.log('| page | usable, s | from – to | blocking, ms | KB | of Recharts | of React |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [name, visits] of Object.entries(found)) {
    const times = sorted(visits.map((visit) => visit.usable));
    const row = [
      name,
      seconds(usable(name)),
      `${seconds(times[0])} – ${seconds(times.at(-1))}`,
      median(visits.map((visit) => visit.blocking)).toFixed(0),
      (median(visits.map((visit) => visit.bytes)) / 1000).toFixed(1),
      (usable(name) / usable('React with Recharts')).toFixed(2),
      (usable(name) / usable('React alone')).toFixed(2),
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
}

await write();
const server = createServer(sirv(SITE, { brotli: true, etag: false }));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
const version = execFileSync(BROWSER_BINARY, ['--version'], { encoding: 'utf8' }).trim();
const browser = await puppeteer.launch({ executablePath: BROWSER_BINARY, args: ['--no-sandbox'] });
try {
  const found = Object.fromEntries(Object.keys(PAGES).map((name) => [name, []]));
  for (let round = 1; round <= Number(ROUNDS); round++) {
    console.error(`round ${round} of ${ROUNDS}`);
    for (const name of Object.keys(PAGES)) found[name].push(await visit(browser, `http://127.0.0.1:${port}/${addressOf(name)}`));
  }
  console.log(`\n${version}, Slow 4G, processor ${SLOWER} times slower, cold, medians of ${ROUNDS} visits each\n`);
  print(found);
} finally {
  await browser.close();
  server.close();
}
