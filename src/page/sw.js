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
  const found = await get(name, 'default')
    .catch(() => get(name, 'reload'))
    // Some servers know the page by its folder alone.
    .catch((error) => (name === PAGE ? get('', 'reload') : Promise.reject(error)));
  if (!found.ok) throw new Error(`${name}: HTTP status ${found.status}`);
  // Copied, because a browser refuses to open a page from an answer that was redirected.
  return found.redirected ? new Response(found.body, { headers: found.headers }) : found;
}

async function fill() {
  const store = await caches.open(STORE);
  await Promise.all(FILES.map(async (file) => {
    if (!(await store.match(key(file)))) await store.put(key(file), await bring(file));
  }));
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
  event.respondWith(caches.open(STORE)
    .then((store) => store.match(key(file), { ignoreVary: true }))
    // The browser may have dropped what was kept.
    .then((kept) => kept ?? fetch(event.request)));
});
