/**
 * How long what is being loaded may give no sign of life. A limit on the whole would end a slow connection that works.
 */
import { Failure } from './failure.js';

/** Seconds without a sign of life before what is being loaded counts as lost. */
const SILENCE = 15;

/**
 * The answer of a work, unless it gives no sign of life for so many seconds. They are counted one by one, because a page
 * that sleeps in a pocket has none: waking up, it goes on.
 * @template T @param {(alive: () => void, signal: AbortSignal) => Promise<T>} work @param {number} most
 * @returns {Promise<T>}
 */
export async function watched(work, most = SILENCE) {
  const late = new AbortController();
  let silent = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const silence = new Promise((_, reject) => {
    timer = setInterval(() => {
      silent += 1;
      if (silent < most) return;
      reject(new Failure('timeout', `Nothing has arrived for ${most} s.`));
      late.abort();
    }, 1000);
  });
  try {
    return await Promise.race([
      silence,
      work(() => {
        silent = 0;
      }, late.signal),
    ]);
  } finally {
    clearInterval(timer);
  }
}
