/**
 * Asks for contact details before the report is given, where the host's `gate` says so. Imported by commands.js at the first
 * press. What was typed goes to the host's page as the event `cmroi-lead`; nothing is sent and nothing is kept.
 *
 * @typedef {import('./commands.js').Host} Host
 * @typedef {{ place: HTMLElement, dialog: HTMLDialogElement, panel: HTMLElement }} Form
 * @typedef {Record<string, string>} Fields
 */
import { headline } from './bands.js';
import { show as showDialog } from './dialog.js';

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** Whether the visitor has answered on this page: nobody is asked twice in a visit. */
let answered = false;
/** The dialog that is open, and how it ends. @type {{ form: Form, end(given: boolean): void, ended: Promise<boolean> } | null} */
let open = null;
/** What was typed into a dialog that was closed again. @type {WeakMap<HTMLElement, Form>} */
const begun = new WeakMap();

/**
 * Resolves when the report may be given: to false where the visitor has closed the dialog, or the host has taken over.
 * @param {Host} host @param {() => string | undefined} link Where the figures without costs can be seen.
 * @returns {Promise<boolean>}
 */
export function ask(host, link) {
  if (answered) return Promise.resolve(true);
  // The page may have been taken away around an open dialog.
  if (open && !open.form.dialog.matches(':modal')) open.end(false);
  return open?.ended ?? begin(host, link);
}

/**
 * What is wrong with the answers: the field and why.
 * @param {Fields} fields @param {Record<string, number>} most
 */
export function wrong(fields, most = {}) {
  /** @type {Fields} */
  const errors = {};
  for (const [id, text] of Object.entries(fields)) {
    if (!text && NEEDED.includes(id)) errors[id] = 'missing';
    else if ([...text].length > (most[id] ?? Infinity)) errors[id] = 'tooLong';
    else if (id === 'email' && !ADDRESS.test(text)) errors[id] = 'notAnAddress';
  }
  return errors;
}

const NEEDED = ['name', 'email', 'company'];
/** Something, one @, and a domain with a dot. Whether it exists is for who writes to it to see. */
const ADDRESS = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** @param {Host} host @param {() => string | undefined} link @returns {Promise<boolean>} */
function begin(host, link) {
  const { element } = host;
  const root = /** @type {ShadowRoot} */ (element.shadowRoot);
  const opener = /** @type {HTMLElement | null} */ (root.activeElement);
  const form = begun.get(element) ?? make();
  const { place, dialog, panel } = form;
  begun.set(element, form);
  const look = root.querySelector('.root');
  for (const name of ['data-theme', 'lang', 'dir']) place.setAttribute(name, look?.getAttribute(name) ?? '');
  root.append(place);
  const shown = show(host, panel, {});
  const listening = new AbortController();
  const { signal } = listening;
  /** @type {(given: boolean) => void} */
  let settle = () => {};
  /** @type {Promise<boolean>} */
  const ended = new Promise((resolve) => {
    settle = resolve;
  });
  const end = (/** @type {boolean} */ given) => {
    if (signal.aborted) return;
    listening.abort();
    open = null;
    if (dialog.open) dialog.close();
    place.remove();
    opener?.focus();
    settle(given);
  };
  // An old zone.js on the page loses `signal`, and the same dialog may be opened again.
  const on = (/** @type {string} */ type, /** @type {(event: Event) => void} */ listener) =>
    dialog.addEventListener(type, (event) => signal.aborted || listener(event), { signal });
  // Escape, and whatever else a browser closes dialogs with. The event comes late: by then it may have been opened again.
  on('close', () => dialog.open || end(false));
  on('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest('button');
    if (button?.value === 'cancel') end(false);
    else if (button?.dataset.to) control(panel, button.dataset.to).focus();
  });
  on('submit', async (event) => {
    event.preventDefault();
    const { fields, most } = read(panel);
    const errors = wrong(fields, most);
    if (Object.keys(errors).length > 0) {
      await show(host, panel, errors);
      control(panel, 'lead-problems').focus();
      return;
    }
    const detail = told(host, panel, fields, link());
    answered = true;
    begun.delete(element);
    end(host.emit('lead', detail));
  });
  open = { form, end, ended };
  shown.then(
    () => showDialog(dialog, opener),
    () => end(false),
  );
  return ended;
}

/** @returns {Form} */
function make() {
  const [place, dialog, panel] = ['div', 'dialog', 'div'].map((tag) => document.createElement(tag));
  place.className = 'root';
  dialog.className = 'frame contact';
  dialog.setAttribute('part', 'dialog');
  dialog.setAttribute('aria-labelledby', 'lead-title');
  dialog.append(panel);
  place.append(dialog);
  return { place, dialog: /** @type {HTMLDialogElement} */ (dialog), panel };
}

/**
 * Draws the form around what was typed. It is there in the next microtask.
 * @param {Host} host @param {HTMLElement} panel @param {Fields} errors
 */
async function show(host, panel, errors) {
  const { element } = host;
  const consent = panel.querySelector('#lead-consent') ? ticked(panel) : false;
  const privacy = secure(element.getAttribute('privacy-href'));
  const asked = { privacy, exact: isExact(element), consent, errors };
  host.draw(panel, (app, benchmarks) => app.draw_lead_form(panel, asked, benchmarks));
}

/** @param {HTMLElement} element */
function isExact(element) {
  return element.getAttribute('analytics-detail') === 'exact';
}

/** The address if it is one of `https:`. @param {string | null} address */
function secure(address) {
  try {
    return address && new URL(address).protocol === 'https:' ? address : undefined;
  } catch {
    return undefined;
  }
}

/** @param {HTMLElement} panel @param {string} id */
function control(panel, id) {
  return /** @type {HTMLInputElement} */ (panel.querySelector(`#${id}`));
}

/** @param {HTMLElement} panel */
function ticked(panel) {
  return control(panel, 'lead-consent').checked;
}

/** @param {HTMLElement} panel */
function read(panel) {
  /** @type {Fields} */
  const fields = {};
  /** @type {Record<string, number>} */
  const most = {};
  for (const at of /** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll('[data-most]'))) {
    fields[at.name] = at.value.trim();
    most[at.name] = Number(at.dataset.most);
  }
  return { fields, most };
}

/**
 * What the host hears. What was left empty is left out.
 * @param {Host} host @param {HTMLElement} panel @param {Fields} fields @param {string | undefined} shareUrl
 */
function told(host, panel, fields, shareUrl) {
  const { element } = host;
  const { report } = /** @type {any} */ (element);
  return {
    fields: Object.fromEntries(Object.entries(fields).filter(([, text]) => text)),
    consent: { given: ticked(panel), text: control(panel, 'lead-consent-text').textContent },
    currency: host.plan().currency,
    headline: headline(report, isExact(element)),
    // A link holds the figures, and those of an example are not the visitor's.
    shareUrl: (report?.example ? undefined : shareUrl) ?? null,
  };
}
