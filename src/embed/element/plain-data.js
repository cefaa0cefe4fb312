/**
 * Plain data of a host's: copied and frozen before anything else looks at it.
 */
import { Failure } from './failure.js';

/** More values than these are no plan, nor anything else that a host could mean. */
const MAX_VALUES = 100_000;

/**
 * A deep-frozen copy of plain data; throws on anything else. Copied by hand: `structuredClone` refuses the proxies in
 * which frameworks wrap their state, JSON text loses NaN, which the engine must see to refuse it, and old libraries have
 * an `Array.from` of their own.
 * @param {any} value @param {{ left: number }} [room] For what comes from outside: size is looked at before anything else.
 * @returns {any}
 */
export function frozen(value, room = { left: Infinity }, depth = 0) {
  if (['function', 'symbol', 'bigint'].includes(typeof value)) throw new TypeError(`A ${typeof value} is not data.`);
  if (typeof value === 'string' && (room.left -= value.length >> 4) < 0)
    throw new Failure('config_invalid', 'The text is too long.');
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 32 || value.length > 10_000)
    throw new Failure('config_invalid', 'Too deep, too long, or going round in a circle.');
  const entries = Object.entries(value);
  room.left -= entries.length + 1;
  if (room.left < 0) throw new Failure('config_invalid', `More than ${MAX_VALUES} values.`);
  if (!Array.isArray(value)) {
    // As entries, so that a member called `__proto__` is a member.
    return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, frozen(item, room, depth + 1)])));
  }
  const copy = [];
  for (let at = 0; at < value.length; at += 1) copy.push(frozen(value[at], room, depth + 1));
  return Object.freeze(copy);
}

/** What a host gives, of a size that it could mean. @param {unknown} value */
export const taken = (value) => frozen(value, { left: MAX_VALUES });
