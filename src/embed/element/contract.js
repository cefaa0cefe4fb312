/**
 * What the host page is told: events, and errors with what the integrator can do about them.
 */
import { frozen } from './plain-data.js';
import { TAG } from './release.js';

/** What the integrator can do about each failure. @type {Record<string, string>} */
const HINTS = {
  wasm_unsupported: 'This browser is too old, or has WebAssembly switched off.',
  csp_wasm_blocked: "Add 'wasm-unsafe-eval' to script-src, or embed the hosted page by iframe.",
  wasm_fetch_failed:
    'Serve all files beside embed.js; from another origin with CORS, and with that origin in script-src and connect-src. ' +
    'Under an Integrity-Policy, name the scripts in an import map.',
  wasm_integrity: 'Serve the files of one release, unchanged.',
  wasm_invalid: 'Serve the files of one release; for a missing file the server must answer 404, not a page.',
  wasm_memory: 'The device has no memory left for it. Nothing is wrong with the files.',
  timeout: 'The connection is slow or the server does not answer.',
  duplicate_version: 'Load one version in a page, or give the second another name: embed.js?tag=roi-two.',
  config_invalid: 'Takes JSON text of at most 64 KiB, or "#id" of a <script type="application/json">.',
  link_invalid: 'Copy the link again.',
  import_failed: 'Save a workbook as CSV.',
  print_unavailable: 'A sandboxed frame needs allow-modals; some apps have no printing.',
  engine_panic: 'A defect of the calculator: please report the message.',
  recovery_exhausted: 'Reload the page, and please report the message.',
};

/**
 * Tells the host's page; the answer is false where it has taken a cancelable event over.
 * @param {EventTarget} target @param {string} type @param {unknown} detail
 */
export function emit(target, type, detail, cancelable = false) {
  const init = { bubbles: true, composed: true, cancelable, detail: frozen(detail) };
  return target.dispatchEvent(new CustomEvent(`cmroi-${type}`, init));
}

/**
 * @param {EventTarget} target @param {string} code @param {string} phase @param {string} message
 * @param {boolean} recoverable Whether the widget goes on by itself.
 */
export function emitError(target, code, phase, message, recoverable, hint = HINTS[code] ?? '') {
  console.warn(`<${TAG}> ${code}: ${message} ${hint}`);
  emit(target, 'error', { code, phase, recoverable, message, hint });
}
