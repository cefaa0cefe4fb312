/**
 * The worker of the hosted page: keeps the files of the program on the device, so that it opens without a connection.
 * It keeps nothing else: no figure, no address that a visitor came by, no other site's file.
 *
 * A new release is fetched beside the one in use and waits until no window of the calculator is open any more; the next
 * start has it. A call is never interrupted: nothing here skips that wait.
 */

/** Every file with its hash; the build writes them here. @type {[name: string, integrity: string][]} */
const FILES = JSON.parse('__FILES__');
const PAGE = 'index.html';
const MODULE = 'comarketing-roi_bg.wasm';

const worker = /** @type {any} */ (self);
/** The folder of the page. Another release of it beside this one has a worker and a store of its own. @type {string} */
const scope = worker.registration.scope;
const STORE = `comarketing-roi ${scope}`;

/** Kept by its hash: what two releases share is fetched once. @param {[name: string, integrity: string]} file */
const key = ([name, integrity]) => new URL(`${name}?${integrity}`, scope).href;

/** @param {[name: string, integrity: string]} file */
async function bring([name, integrity]) {
  /** @param {string} path @param {RequestCache} cache */
  const get = (path, cache) => fetch(new URL('./' + path, scope), { integrity, cache });
  // What the page has just loaded comes out of the browser's cache; an older file there does not have the hash.
  const found = await get(name, 'default').catch(() => get(name, 'reload'));
  if (!found.ok) throw new Error(`${name}: HTTP status ${found.status}`);
  return found;
}

/**
 * The page as it is served. It may have a list of origins or a notice of the operator's in it, or what a network has
 * added, so it has no hash of ours; that it is of this release is seen by the hash of the module that it preloads.
 */
async function bringPage() {
  const [, module] = /** @type {[string, string]} */ (FILES.find(([name]) => name === MODULE));
  // Some servers know the page by its folder alone.
  for (const path of [PAGE, './']) {
    const found = await fetch(new URL(path, scope), { cache: 'no-cache' });
    const text = found.ok ? await found.text() : '';
    // Made anew, because a browser refuses to open a page from an answer that was redirected.
    if (text.includes(module)) return new Response(text, { headers: found.headers });
  }
  throw new Error(`${PAGE} is not of this release: it does not preload its module by the hash.`);
}

/** Brings the page as it is served now, and whatever else is not kept. */
async function fill() {
  const store = await caches.open(STORE);
  await Promise.all(
    FILES.map(async (file) => {
      if (file[0] === PAGE) await store.put(key(file), await bringPage());
      else if (!(await store.match(key(file)))) await store.put(key(file), await bring(file));
    }),
  );
}

/**
 * At each start: the operator may have changed the page within a release, and the browser may have dropped what was
 * kept. The next start has both.
 */
async function renew() {
  try {
    await fill();
  } catch {
    // No connection; or the files are of the next release, whose worker brings them.
  }
}

/** Nobody uses an older release any more when this one takes over. */
async function tidy() {
  const store = await caches.open(STORE);
  const wanted = new Set(FILES.map(key));
  await Promise.all((await store.keys()).map(({ url }) => wanted.has(url) || store.delete(url)));
}

/** The file of ours that a request means. @param {Request} request */
function meant({ method, url }) {
  const [address] = url.split(/[?#]/);
  if (method !== 'GET' || !address.startsWith(scope)) return undefined;
  const name = address.slice(scope.length) || PAGE;
  return FILES.find(([known]) => known === name);
}

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(fill()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(tidy()));
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const file = meant(event.request);
  if (!file) return;
  event.respondWith(
    caches
      .open(STORE)
      .then((store) => store.match(key(file), { ignoreVary: true }))
      // The browser may have dropped what was kept.
      .then((kept) => kept ?? fetch(event.request)),
  );
  if (file[0] === PAGE) event.waitUntil(renew());
});
