/**
 * When the panels of a widget are drawn: after the frame that shows the figures, one after the other. Those out of sight wait
 * until the browser is idle, or until they come near.
 *
 * @typedef {import('./loader.js').App} App
 * @typedef {import('./loader.js').Glue} Glue
 * @typedef {{ path: string, code: string, message: string }} Problem
 * @typedef {{ root: ShadowRoot, call<T>(work: (app: App) => T): T | null, benchmarks(): unknown, drawn(): void,
 *   failed(error: unknown): void }} Widget
 *   `call` ends the engine where the program does not come back, and answers null then.
 */
import { emitError } from './contract.js';
import { latePart } from './late-part.js';
import { wear } from './styles.js';

/** The hosts' benchmarks that were looked at. @type {WeakSet<object>} */
const checked = new WeakSet();

/**
 * Tells the host's page, once, what is wrong with its benchmarks. Those with a mistake are not used.
 * @param {Widget} widget @param {Glue} glue @param {unknown} benchmarks
 */
function check({ root, call }, glue, benchmarks) {
  if (typeof benchmarks !== 'object' || benchmarks === null || checked.has(benchmarks)) return;
  checked.add(benchmarks);
  const hint = 'docs/benchmarks.md says how a host states its own figures.';
  for (const { path, message } of call(() => glue.check_benchmarks(benchmarks)) ?? []) {
    emitError(root.host, 'config_invalid', 'config', `benchmarks${path}: ${message}`, true, hint);
  }
}

export class Panels {
  /** @type {Widget} */
  #widget;
  /** Whether they are drawn after the next frame anyway. */
  #isDue = false;
  /** Whether those out of sight are drawn in the next idle moment anyway. */
  #waits = false;
  /** Whether they cannot be had. */
  hasFailed = false;
  /** The panel that is drawn now: if the engine stops, it has done that. @type {string | undefined} */
  drawing;

  /** @param {Widget} widget */
  constructor(widget) {
    this.#widget = widget;
  }

  /** There is something to draw: once for all that happens until the next frame is shown. */
  due() {
    if (this.#isDue) return;
    this.#isDue = true;
    const draw = () => {
      this.#isDue = false;
      this.draw();
    };
    // The page that it is in now may not be the one that it began in, and only a page that is seen has frames.
    const view = this.#widget.root.ownerDocument.defaultView;
    if (!view || view.document.hidden) setTimeout(draw);
    else view.requestAnimationFrame(() => setTimeout(draw));
  }

  /** Draws what is due, and with `oneMore` the first of those out of sight. */
  async draw(oneMore = false) {
    const { root, call, failed } = this.#widget;
    if (!root.querySelector('[data-panel]')) return;
    let glue;
    try {
      glue = await this.ready();
    } catch (error) {
      this.hasFailed = true;
      call((app) => app.fail_panels());
      failed(error);
      return;
    }
    this.hasFailed = false;
    // Before the first of them is drawn, and not before one is: the sheet is for panels alone.
    wear(root, call(() => glue.panel_styles()) ?? '');
    const benchmarks = this.#widget.benchmarks();
    for (const id of call((app) => app.due_panels(benchmarks, oneMore)) ?? []) {
      this.drawing = call((app) => app.panel_name(id)) ?? undefined;
      // Where the engine has stopped, this is what it has stopped at.
      if (call((app) => app.draw_panel(id)) === null) return;
    }
    this.drawing = undefined;
    if (call((app) => app.panels_wait())) this.#whenIdle();
    // It is in the page a microtask later.
    await null;
    this.#widget.drawn();
  }

  /** Settles when panels can be drawn into this widget. @returns {Promise<Glue>} */
  async ready() {
    let glue = await latePart('panels');
    if (this.#widget.call((app) => app.wants_campaigns())) glue = await latePart('campaigns');
    check(this.#widget, glue, this.#widget.benchmarks());
    return glue;
  }

  #whenIdle() {
    if (this.#waits) return;
    this.#waits = true;
    const draw = () => {
      this.#waits = false;
      this.draw(true);
    };
    // Not every browser says when it is idle.
    const { requestIdleCallback: idle } = /** @type {Partial<typeof globalThis>} */ (globalThis);
    if (idle) idle(draw, { timeout: 500 });
    else setTimeout(draw, 100);
  }
}
