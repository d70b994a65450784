/** The kind of an event, a delta or a block. */
import { isObject } from '../replay/events-of.ts';

/**
 * Its `type`; `?` where there is none that is text. Not by `String`, which throws for objects that have a `toString` of their own.
 *
 * @example typeIn({ type: 'ping' }) // 'ping'
 */
export function typeIn(value: unknown): string {
  return isObject(value) && typeof value['type'] === 'string' ? value['type'] : '?';
}
