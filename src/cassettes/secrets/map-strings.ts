/** Every string of a parsed JSON value, keys included, looked at or replaced: without recursion, and safe for any key. */
import { type Place, pointerTo } from './json-strings.ts';

/** What the string becomes. `name` is the key under which it stands, if it is the value of one. */
type Replace = (text: string, name: string | undefined, pointer: () => string) => string;

interface Open {
  left: Iterator<[string | number, unknown]>;
  copy: unknown[] | Record<string, unknown>;
  place: Place | undefined;
}

/**
 * A copy with every string replaced; they come in the order of the text.
 *
 * @example mapStrings({ a: ['x'] }, (text) => text.toUpperCase()) // { A: ['X'] }
 */
export function mapStrings(value: unknown, replace: Replace): unknown {
  const open: Open[] = [];
  const copied = (entry: unknown, place: Place | undefined, name: string | undefined): unknown => {
    if (typeof entry === 'string') return replace(entry, name, () => pointerTo(place));
    if (typeof entry !== 'object' || entry === null) return entry;
    const copy = Array.isArray(entry) ? [] : {};
    open.push({ left: Array.isArray(entry) ? entry.entries() : Object.entries(entry).values(), copy, place });
    return copy;
  };
  const whole = copied(value, undefined, undefined);
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const next = level.left.next();
    if (next.done) {
      open.pop();
      continue;
    }
    const [step, entry] = next.value;
    const place = { above: level.place, step };
    if (Array.isArray(level.copy)) level.copy.push(copied(entry, place, undefined));
    else {
      const key = replace(String(step), undefined, () => pointerTo(place));
      // An assignment to `__proto__` would make no key.
      const field = { value: copied(entry, place, String(step)), enumerable: true, writable: true, configurable: true };
      Object.defineProperty(level.copy, key, field);
    }
  }
  return whole;
}
