/**
 * Lets the hosted page open without a connection: registers the worker that keeps the program's own files (sw.js).
 *
 * Only for a visitor of this page itself. In a frame of somebody else's site nothing is installed, and embed.js, which
 * other sites load, knows nothing of it.
 */
const widget = /** @type {(HTMLElement & { ready: Promise<void> }) | null} */ (document.querySelector('comarketing-roi'));

/** What the page says of it: true once the files are kept, and not before. */
const word = document.getElementById('kept');

async function install() {
  await customElements.whenDefined('comarketing-roi');
  // Later than everything that the visitor waits for, and not at all where the calculator cannot run.
  await widget?.ready;
  const { installing } = await navigator.serviceWorker.register(new URL('./sw.js', import.meta.url), {
    updateViaCache: 'none',
  });
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'redundant') {
      console.warn(
        'The calculator cannot be kept for use without a connection: a file is not as it was built (docs/hosting.md).',
      );
    }
  });
  await navigator.serviceWorker.ready;
  if (word) word.hidden = false;
}

if (window === window.top && 'serviceWorker' in navigator) {
  // A browser that refuses (private window, storage blocked) leaves a page that needs its connection.
  install().catch(() => {});
}
