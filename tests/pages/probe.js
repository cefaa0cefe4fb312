// Loaded first in every page by the server of the browser tests: notes what happens before a test can listen, and what
// must not happen at all.
{
  const plain = (value) => JSON.parse(JSON.stringify(value ?? null));
  const frozen = (value) =>
    typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
  const probe = { events: [], errors: [], warnings: [], violations: [], shift: 0, papers: 0 };
  window.probe = probe;

  // A message as if it came from another window: by the id of its frame, `parent`, `self`, or none.
  const windowOf = (name) => (name === 'self' || name === 'parent' ? window[name] : document.getElementById(name)?.contentWindow);
  probe.forge = (data, origin, from) => {
    try {
      window.dispatchEvent(new MessageEvent('message', { data, origin, source: windowOf(from) ?? null }));
    } catch {
      // A browser that does not let a window of another origin be named cannot be made to lie about it.
    }
  };

  // A paper is counted and put away: no dialog of the system's waits for an answer.
  probe.print = window.print;
  window.print = () => {
    probe.papers += 1;
    window.dispatchEvent(new Event('afterprint'));
  };

  for (const type of ['ready', 'change', 'invalid', 'error', 'lead', 'step']) {
    document.addEventListener(`cmroi-${type}`, ({ target, detail }) => {
      probe.events.push({ type, id: target.id ?? '', detail: plain(detail), frozen: frozen(detail), at: performance.now() });
    });
  }
  window.addEventListener('error', (event) => probe.errors.push(`error: ${event.message}`));
  window.addEventListener('unhandledrejection', (event) => probe.errors.push(`unhandled rejection: ${event.reason}`));
  document.addEventListener('securitypolicyviolation', (event) => {
    // Firefox asks for an icon that the page does not name, and so has this stopped as well.
    if (!event.blockedURI.endsWith('/favicon.ico')) probe.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });
  for (const [name, list] of [['error', probe.errors], ['warn', probe.warnings]]) {
    const original = console[name];
    console[name] = (...parts) => {
      list.push(`console.${name}: ${parts.join(' ')}`);
      original.apply(console, parts);
    };
  }
  try {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) probe.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  } catch {
    // Only the Chromium family measures it.
  }
}
