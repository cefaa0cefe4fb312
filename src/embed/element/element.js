/**
 * The element `<comarketing-roi>`: mounts the widget in it, once the engine is there, and is what the host page speaks with.
 *
 * What stands between its tags is visible until the widget is ready, and again when it cannot be shown.
 * Nothing here writes markup, style attributes or globals, so that it works under a strict host CSP.
 *
 * @typedef {import('./loader.js').App} App
 * @typedef {import('./loader.js').Engine} Engine
 * @typedef {'idle' | 'loading' | 'ready' | 'error' | 'recovering'} State
 */
import { emit, emitError } from './contract.js';
import { Failure, PASSING } from './failure.js';
import { HostData, pageRead, parsed } from './host-data.js';
import { announce, applyHostSettings } from './host-settings.js';
import { keepKeys } from './keys.js';
import { loadLanguage, localeOf } from './languages.js';
import { forgetLatePart } from './late-part.js';
import { endEngine, keepLost, load, mayRecover } from './loader.js';
import { atItsMoment } from './moment.js';
import { Dock } from './dock.js';
import { Panels } from './panels.js';
import { frozen, taken } from './plain-data.js';
import { enter, leave } from './presence.js';
import { PrintCommand } from './print-command.js';
import { API_VERSION, version } from './release.js';
import { reserve } from './reserve.js';
import { configOf } from './settings.js';
import { checkPlace, importSibling } from './siblings.js';
import { CSV, drawerOf, keepWorkspace, keptWorkspace, storageOf } from './storage.js';
import { adoptStyles, wear, worn } from './styles.js';
import { Words } from './words.js';

/** English stands in for a language that has not arrived by then, counted from when the engine is there. */
const WORDS_TIMEOUT = 3_000;

/** A promise that is settled from outside; nobody has to listen to its rejection. */
function deferred() {
  const made = /** @type {{ promise: Promise<void>, resolve(): void, reject(reason: Failure): void }} */ ({});
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return made;
}

// On a server there is no HTMLElement; importing this file there must do no harm.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

export class ComarketingRoi extends Base {
  static version = version;
  static observedAttributes = [
    'plan',
    'locale',
    'currency',
    'theme',
    'heading-level',
    'mode',
    'lock-mode',
    'cta-href',
    'cta-label',
    'benchmarks',
    'labels',
    'analytics',
    'readonly',
    'disabled',
  ];

  #root = this.attachShadow({ mode: 'open' });
  /** Shows the children. */
  #fallback = document.createElement('slot');
  /** @type {State} */
  #state = 'idle';
  #ready = deferred();
  /** Why it cannot be shown. */
  #failed = '';
  /** Whether the next failure is not the last word: the page has come back in the meantime. */
  #anew = false;
  /** Stops waiting for the moment to load. */
  #stopWaiting = () => {};

  /** @type {Engine | null} */
  #engine = null;
  /** @type {App | null} */
  #app = null;
  /** The results of an app that cannot be brought back. */
  #last = document.createElement('p');
  /** Whether the host has ended the widget. */
  #ended = false;
  /** Where the app draws. @type {HTMLElement | null} */
  #slot = null;
  /**
   * The app's only way to us; cut when it ends, so that it keeps nothing of the page alive.
   * @type {{ to: ComarketingRoi | null }}
   */
  #link = { to: null };

  /** The host's plan: frozen plain data. @type {unknown} */
  #plan;
  /** The last plan of the host's that was valid: what a reset goes back to. @type {unknown} */
  #initialPlan;
  /** Whether the `plan` attribute is still to be read; `#id` may stand further down the page. */
  #planUnread = false;
  /** Whether the app has yet to be given `#plan`. */
  #planUnsent = false;
  /** What the visitor has made, as the app told us last: JSON text. @type {string | undefined} */
  #workspace;
  /** What is wrong with the plan that was given last. @type {any[]} */
  #wrong = [];
  /** Events that wait for `cmroi-ready`, the first of all. @type {(() => void)[]} */
  #untold = [];
  /** The address whose figures were taken over: a link is read once. */
  #opened = '';
  /** The control of a panel that gets the focus once it is drawn. */
  #focusLater = /** @type {{ id: string, from: Element | null } | null} */ (null);
  #data = new HostData(this);
  #words = new Words(this, this.#data);
  #dock = new Dock(this.#root);
  #updating = false;
  /** The last method that was called. @type {Promise<unknown>} */
  #calls = Promise.resolve();
  #panels = new Panels({
    root: this.#root,
    call: (work) => this.#call(work),
    benchmarks: () => this.#data.given('benchmarks'),
    drawn: () => {
      this.#focusAwaited();
      if (this.#root.querySelector(':is([data-drop], [data-window])')) this.#do('rows-attach');
    },
    failed: (error) => {
      const { code, message } = this.#told(error);
      emitError(this, code, 'panel', message, true);
    },
  });
  /** The panel that has stopped the engine before this one. @type {string | undefined} */
  #stopped;
  #printing = new PrintCommand(
    this,
    this.#root,
    this.#panels,
    () => this.#app !== null,
    () => this.#tools(),
  );

  constructor() {
    super();
    this.#root.append(this.#fallback);
    keepKeys(this.#root);
    for (const type of ['pointerdown', 'focusin']) this.addEventListener(type, () => this.#state === 'error' && this.#again());
    for (const type of ['change', 'click']) this.#root.addEventListener(type, (event) => this.#acted(event));
    // WebKit leaves what the keyboard comes to behind what sticks to the edge.
    this.#root.addEventListener('focusin', (/** @type {any} */ { target }) =>
      requestAnimationFrame(() => target.matches(':focus-visible') && target.scrollIntoView({ block: 'nearest' })),
    );
    // Set before the element was defined, it is a plain property that hides ours.
    if (Object.hasOwn(this, 'plan')) {
      const { plan } = this;
      delete (/** @type {any} */ (this).plan);
      this.plan = plan;
    }
  }

  // -- What the host page sees --

  /** A frozen copy of the plan as it is now; null while what was typed is none. */
  get plan() {
    return this.#app ? frozen(this.#call((app) => app.plan())) : (this.#plan ?? null);
  }

  set plan(plan) {
    this.#planUnread = false;
    this.#takePlan(plan);
    this.#update();
  }

  /** A frozen copy of the report; null before the widget is ready and while the plan is not valid. */
  get report() {
    return frozen(this.#call((app) => app.report()));
  }

  get state() {
    return this.#state;
  }

  /** Settles when the widget is shown, or when it cannot be; then with an error that has a `code`. */
  get ready() {
    return this.#ready.promise;
  }

  // Each waits until the widget is there, and answers `{ ok: true, … }` or `{ ok: false, errors }`; none throws.

  /** @param {unknown} plan What changes of the plan (RFC 7396): null takes a value away, a list replaces a list. */
  patch(plan) {
    return this.#ask('patch', plan);
  }

  /** @param {string} text A shared link, or what follows `#cmroi=` in it. */
  loadShared(text) {
    return this.#ask('loadShared', text);
  }

  /** @param {{ redact?: boolean }} [options] */
  shareUrl(options) {
    return this.#ask('shareUrl', options);
  }

  /** @param {{ separator?: string, decimal?: string }} [options] */
  exportCsv(options) {
    return this.#ask('exportCsv', options);
  }

  exportJson() {
    return this.#ask('exportJson');
  }

  print() {
    return this.#ask('print');
  }

  /** Back to the host's plan, or to the sample. */
  reset() {
    return this.#ask('reset');
  }

  /** Ends the widget and shows the children; inserted again, the element starts anew. */
  async destroy() {
    this.#stopWaiting();
    this.#ended = true;
    await null; // not in the task in which it was mounted, see below
    this.#end();
    return { ok: true };
  }

  get version() {
    return version;
  }

  get apiVersion() {
    return API_VERSION;
  }

  // -- Life in the page --

  connectedCallback() {
    enter(this, { back: () => this.#again(), moved: () => this.#openLink() });
    if (this.#app || this.#state === 'loading' || this.#state === 'recovering') return; // moved
    this.#ended = false;
    reserve(this, this.#root);
    this.#await();
  }

  disconnectedCallback() {
    this.#stopWaiting();
    // Moving an element is removing and inserting it, so the app ends only if it is still out after the task. It must
    // not end in the task in which it was mounted either: Yew would run the destruction before the creation.
    queueMicrotask(() => {
      if (this.isConnected) return;
      leave(this);
      this.#end();
    });
  }

  /** In another document, which knows none of our sheets. */
  adoptedCallback() {
    if (worn.has(this.#root)) adoptStyles(this.#root, worn.get(this.#root) ?? []);
  }

  #end() {
    if (!this.#app) return;
    this.#workspace = this.#call((app) => app.workspace()) ?? this.#workspace;
    const [engine, app, slot] = [this.#engine, this.#app, this.#slot];
    this.#call((app) => app.rest());
    this.#release('idle');
    if (engine && app && slot && !engine.dead) engine.idle.push({ app, slot });
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'plan') this.#planUnread = true;
    this.#data.forget(name);
    this.#update();
  }

  /** Starts at the moment that `loading` names. */
  #await() {
    this.#stopWaiting();
    this.#stopWaiting = atItsMoment(this, () => {
      this.#stopWaiting();
      this.#start();
    });
  }

  /** @returns {Promise<void>} */
  async #start() {
    // Whatever asks for it, and however often: it begins once.
    if (this.#state === 'loading' || this.#app) return;
    const begun = performance.now();
    if (this.#state === 'error') this.#ready = deferred();
    if (this.#state !== 'recovering') this.#state = 'loading';
    this.#anew = false;
    try {
      checkPlace();
      announce(this);
      loadLanguage(this); // beside the engine, not after it
      let living = await load();
      await pageRead(this);
      const learning = this.#words.load();
      if (learning) await Promise.race([learning, new Promise((resolve) => setTimeout(resolve, WORDS_TIMEOUT))]);
      while (living.dead) living = await load(); // another widget's mount has just ended it
      if (this.isConnected && !this.#ended) this.#mount(living, begun);
      else this.#state = 'idle';
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure('wasm_invalid', error);
      this.#state = 'error';
      reserve(this, this.#root, true);
      this.#failed = failure.code;
      if (this.#anew && this.isConnected && PASSING.includes(failure.code)) return this.#start();
      this.#ready.reject(failure);
      emitError(this, failure.code, 'load', failure.message, false);
    }
  }

  /** @param {Engine} living @param {number} begun */
  #mount(living, begun) {
    this.#readPlan();
    if (this.#plan == null) this.#workspace ??= keptWorkspace(this);
    const restored = this.#workspace !== undefined;
    // Of a library's own, `remove` may throw where there is nothing to remove from.
    if (this.#last.parentNode) this.#last.remove();
    const idle = living.idle.pop();
    const slot = idle?.slot ?? this.ownerDocument.createElement('div');
    slot.hidden = true;
    this.#root.append(slot);
    this.#slot = slot;
    this.#link = { to: this };
    this.#engine = living;
    living.users.add(this);
    try {
      wear(this.#root, living.glue.styles());
      this.#planUnsent = true;
      const config = Object.assign(this.#config(), { workspace: this.#workspace });
      idle?.app.again(config);
      this.#app = idle?.app ?? living.glue.mount(slot, config);
      this.#settlePlan();
      this.#stopped = undefined;
    } catch (error) {
      ComarketingRoi.#panicked(living, error);
      return;
    }
    const app = this.#app;
    // The app draws in a microtask; once it has, both change places in one frame.
    setTimeout(() => {
      if (this.#app === app) this.#show(slot, performance.now() - begun, restored);
    });
  }

  /** @param {HTMLElement} slot @param {number} loadMs @param {boolean} restored */
  #show(slot, loadMs, restored) {
    if (!slot.hasChildNodes()) {
      ComarketingRoi.#panicked(/** @type {Engine} */ (this.#engine), 'Nothing was drawn.');
      return;
    }
    const hadFocus = this.querySelector(':focus');
    this.#fallback.remove();
    slot.hidden = false;
    reserve(this, this.#root, true);
    if (hadFocus) {
      /** @type {HTMLElement | null} */
      const first = slot.querySelector('a[href], button, input, select, textarea, [tabindex]');
      first?.focus({ preventScroll: true });
    }
    if (this.#state === 'recovering') this.#call((app) => app.tell('recovered', ''));
    /** @type {HTMLSelectElement | null} */
    const csv = slot.querySelector('[data-do=csv-format]');
    if (csv) csv.value = storageOf(this)?.getItem(CSV) ?? '';
    this.#state = 'ready';
    this.#ready.resolve();
    applyHostSettings(this, this.#slot);
    this.#openLink();
    this.#printing.prepare();
    emit(this, 'ready', { version, apiVersion: API_VERSION, loadMs: Math.round(loadMs), restored });
    for (const tell of this.#untold.splice(0)) tell();
  }

  /** Takes over the figures of the link that leads here, once. */
  #openLink() {
    const { hash } = location;
    if (this.#state !== 'ready' || !hash.startsWith('#cmroi=') || hash === this.#opened) return;
    if (this.getAttribute('share') !== 'hash') return;
    this.#opened = hash;
    this.#do('read');
  }

  /** The page is back: from the background, from the cache of pages, from a tunnel; or the visitor touches it. */
  #again() {
    if (this.#state === 'loading') this.#anew = true;
    else if (this.#state === 'error' && PASSING.includes(this.#failed)) this.#start();
    else if (this.#state === 'ready') {
      if (loadLanguage(this) || this.#words.lackLabels()) this.#update();
      if (this.#panels.hasFailed) this.#panels.draw();
    }
  }

  /** Lets go of the app, which was destroyed or is lost, and shows the children. @param {State} state */
  #release(state) {
    this.#engine?.users.delete(this);
    this.#link.to = null;
    this.#printing.stop();
    this.#app = this.#engine = null;
    this.#state = state;
    this.#ready = deferred();
    this.#untold = [];
    this.#panels.hasFailed = false;
    this.#slot?.remove();
    this.#root.prepend(this.#fallback);
  }

  // -- The host's settings --

  /** @param {unknown} given Plain data, or JSON text. */
  #takePlan(given) {
    try {
      this.#plan = typeof given === 'string' ? parsed(given, this) : taken(given);
      this.#planUnsent = true;
      // What was typed into the plan before gives way. A living app does that itself, and only for a valid plan.
      if (!this.#app) this.#workspace = undefined;
    } catch (error) {
      // What a getter of the host's throws may be as odd as its data: it is not looked at.
      const known = typeof given === 'string' || error instanceof Failure;
      const message = known ? /** @type {Error} */ (error).message : 'The plan is not plain data.';
      emitError(this, 'config_invalid', 'config', `plan: ${message}`, true);
    }
  }

  #readPlan() {
    const text = this.getAttribute('plan')?.trim();
    if (!this.#planUnread || !text) return;
    this.#planUnread = false;
    this.#takePlan(text);
  }

  /** The settings. The plan is among them only when the host has set it, so that it does not undo what was typed. */
  #config() {
    const link = this.#link;
    const config = configOf(this, this.#words.text(), (type, detail) => {
      if (link.to) link.to.#heard(type, detail);
    });
    if (this.#planUnsent && this.#plan != null) config.plan = this.#plan;
    this.#planUnsent = false;
    config.stopped = this.#stopped;
    return config;
  }

  /** Gives the app the settings, once for all that changed in this task. */
  #update() {
    if (!this.#app || this.#updating) return;
    this.#updating = true;
    const now = () => {
      this.#updating = false;
      if (!this.#app) return; // the next mount reads them
      this.#readPlan();
      this.#give();
      applyHostSettings(this, this.#slot);
    };
    queueMicrotask(() => {
      const learning = this.#words.load();
      if (learning) learning.then(now);
      else now();
    });
  }

  /** A plan that was wrong is not tried again; one that was right is what a reset goes back to. */
  #settlePlan() {
    const wrong = this.#wrong;
    this.#wrong = [];
    if (wrong.length) this.#plan = this.#initialPlan;
    else this.#initialPlan = this.#plan;
    return wrong;
  }

  /** Gives the app the settings; what is wrong with a plan among them it says before it returns. */
  #give() {
    this.#call((app) => app.update(this.#config()));
    return this.#settlePlan();
  }

  // -- The app --

  /**
   * Calls the app unless its engine is dead. An exception that came through Wasm leaves it in an unknown state.
   * @template T
   * @param {(app: App) => T} work
   * @returns {T | null}
   */
  #call(work) {
    if (!this.#app || !this.#engine || this.#engine.dead) return null;
    try {
      return work(this.#app) ?? null;
    } catch (error) {
      ComarketingRoi.#panicked(this.#engine, error);
      return null;
    }
  }

  /** Another frame of the page is there. */
  #isDrawn() {
    this.#dock.follow();
    this.#panels.due();
  }

  /** @param {string} type @param {any} detail */
  #heard(type, detail) {
    if (type === 'workspace') {
      // For the next mount; on this device too, once the visitor has asked for that.
      this.#workspace = detail;
      keepWorkspace(this, detail);
    } else if (type === 'drawn') this.#isDrawn();
    else if (type === 'focus') this.#focusLater = { id: detail, from: this.#root.activeElement };
    else if (type === 'odd-plan') queueMicrotask(() => emitError(this, 'config_invalid', 'config', `plan: ${detail}`, true));
    else if (type === 'panic') ComarketingRoi.#panicked(/** @type {Engine} */ (this.#engine), detail);
    else {
      // Said while the app is given a plan, it is about that; later, about what a visitor typed.
      if (type === 'invalid') this.#wrong = detail.errors;
      // Later: we are inside a call of the app's, and a listener that asks the element for its plan would enter it again.
      const tell = () => emit(this, type, detail);
      if (this.#state === 'ready') queueMicrotask(tell);
      else this.#untold.push(tell);
    }
  }

  /**
   * What a control asks of the scripts, by its `data-do`. Buttons ask on a click, inputs on a change.
   * @param {Event} event
   */
  #acted(event) {
    const control = /** @type {any} */ (event.target).closest?.('[data-do]');
    if (!control || (event.type === 'click') !== (control.localName === 'button' || control.localName === 'a')) return;
    const deed = control.dataset.do;
    if (deed !== 'cta') this.#do(deed);
    else if (!emit(this, 'cta', { what: 'cta', where: control.href }, true)) event.preventDefault();
  }

  /**
   * Files, links, print and the like come in a script of their own.
   * @param {string} deed
   */
  async #do(deed) {
    try {
      const module = await importSibling(new URL('../commands.js', import.meta.url));
      await this.#panels.ready();
      await module.act(deed, this.#tools());
    } catch (error) {
      const { code, message } = this.#told(error);
      const notice = code === 'engine_panic' ? 'recovered' : code === 'wasm_integrity' ? 'newRelease' : 'notLoaded';
      this.#call((app) => app.tell(notice, ''));
      emitError(this, code, 'panel', message, true);
    }
  }

  /** What a late script threw that did not say what it is: a defect of ours. @param {unknown} error @returns {Failure} */
  #told(error) {
    return error instanceof Failure ? error : new Failure('engine_panic', error);
  }

  /**
   * What a method does is in a script of its own, too.
   * @param {string} name @param {unknown} [given]
   */
  #ask(name, given) {
    const work = async () => {
      try {
        await this.#ready.promise;
        const { methods } = await importSibling(new URL('../host-api.js', import.meta.url));
        await this.#panels.ready();
        return await methods[name](this.#tools(), given);
      } catch (error) {
        const { code, message } = this.#told(error);
        return { ok: false, errors: [{ path: '', code, message }] };
      }
    };
    // One after the other: the second patch changes what the first has made.
    this.#calls = this.#calls.then(work);
    return this.#calls;
  }

  /** What the scripts beside this one may use of the element, once panels can be drawn. */
  #tools() {
    return {
      element: this,
      base: new URL('../', import.meta.url).href,
      locale: localeOf(this),
      share: this.getAttribute('share') ?? 'copy',
      persist: this.getAttribute('persist') ?? 'none',
      plan: () => this.#call((app) => app.plan()),
      workspace: () => this.#call((app) => app.workspace()),
      drawer: drawerOf(this),
      sheets: () => this.#root.adoptedStyleSheets.slice(1),
      importSibling,
      taken,
      /** Calls the app, and answers undefined where it has stopped. */
      called: (/** @type {(app: App) => any} */ work) => this.#called(work),
      /** Draws into a place of the script's own, dressed like the page: in the next microtask, or at once for paper. */
      draw: (/** @type {Element} */ place, /** @type {(app: App, benchmarks: unknown) => void} */ work) => {
        const benchmarks = this.#dressed(place);
        this.#called((app) => work(app, benchmarks));
      },
      tell: (/** @type {string} */ notice, what = '') => this.#call((app) => app.tell(notice, what)),
      /** Opens a workspace or a plan, in one step of undo, unless it is wrong: its problems are the answer. */
      open: (/** @type {unknown} */ given, source = 'import') => this.#call((app) => app.open(given, source)) ?? [],
      /** Shows what the host began with, or else the sample. */
      reset: () => {
        if (this.#initialPlan == null) this.#call((app) => app.sample());
        else this.#takePlan(this.#initialPlan);
        return this.#give();
      },
      emit: (/** @type {string} */ type, /** @type {unknown} */ detail) => emit(this, type, detail, true),
      fail: (/** @type {string} */ code, /** @type {string} */ message) =>
        emitError(this, code, code.split('_')[0], message, true),
    };
  }

  /** Puts the sheet of panels on what is around a place, and gives what is to be held against its figures. @param {Element} place */
  #dressed(place) {
    const root = /** @type {ShadowRoot} */ (place.getRootNode());
    wear(root, /** @type {Engine} */ (this.#engine).glue.panel_styles());
    return this.#data.given('benchmarks');
  }

  /**
   * Calls the app for a script that has to know when it does not come back.
   * @template T
   * @param {(app: App) => T} work
   * @returns {T | undefined}
   */
  #called(work) {
    if (!this.#app || !this.#engine || this.#engine.dead) return undefined;
    try {
      return work(this.#app);
    } catch (error) {
      ComarketingRoi.#panicked(this.#engine, error);
      throw new Failure('engine_panic', error);
    }
  }

  /** Gives the focus to the control that was waited for, unless the visitor has gone elsewhere meanwhile. */
  #focusAwaited() {
    const { id, from } = this.#focusLater ?? {};
    const control = id && this.#root.getElementById(id);
    if (!control) return;
    const { activeElement } = this.#root;
    // What was pressed may be gone with what stood there.
    const isHere = from === activeElement || (!activeElement && !from?.isConnected);
    if (isHere) control.focus();
    // Where it is out of sight still, it is drawn once more.
    if (!isHere || this.#root.activeElement === control) this.#focusLater = null;
  }

  /**
   * One panic ends the engine for every widget on it. It is not called again; each starts on a fresh one.
   * @param {Engine} dead @param {unknown} cause
   */
  static #panicked(dead, cause) {
    if (dead.dead) return;
    endEngine(dead);
    forgetLatePart();
    const { message } = new Failure('engine_panic', cause);
    queueMicrotask(() => {
      for (const element of [...dead.users]) element.#lost(message);
      keepLost(...dead.idle);
    });
  }

  /** @param {string} message */
  #lost(message) {
    const again = this.isConnected && mayRecover();
    const code = again ? 'engine_panic' : 'recovery_exhausted';
    keepLost(this.#app);
    // The next engine is not asked for the same again, until something has changed.
    this.#stopped = this.#panels.drawing;
    this.#panels.drawing = undefined;
    if (!again) this.#keepLastWords();
    this.#release(again ? 'recovering' : 'error');
    this.#failed = code;
    if (!again) this.#ready.reject(new Failure(code, message));
    emitError(this, code, 'run', message, again);
    if (again) this.#start();
  }

  /** The last results stay below the children, as text: it is still to be read, though nothing behind it lives. */
  #keepLastWords() {
    const headline = /** @type {HTMLElement | null | undefined} */ (this.#slot?.querySelector('.headline'));
    this.#last.innerText = headline?.innerText ?? '';
    this.#root.append(this.#last);
  }
}
