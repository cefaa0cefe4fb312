/**
 * Why the widget cannot be shown, as the contract with the host page names it.
 */

/** Why the widget cannot be shown; `code` is one of the contract's. */
export class Failure extends Error {
  /** @param {string} code @param {unknown} cause What is known of the reason: text or an error. */
  constructor(code, cause) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.code = code;
  }
}

/** What may be otherwise at the next attempt: a connection, a server, a release, memory. */
export const PASSING = ['wasm_fetch_failed', 'wasm_integrity', 'wasm_invalid', 'wasm_memory', 'timeout'];

/** Whether an error says that there is no memory; each browser has words of its own for it. @param {any} error */
export const isMemory = (error) => error instanceof RangeError || /out of memory|memory allocat/i.test(error?.message ?? error);
