/** Says in a few words what a value is, for people who look for the mistake in their request. */

/** No description of a value is longer than this many characters. */
export const MAX_TEXT = 80;

/** Looks at the outside only: the value may be huge or nested ten thousand deep. */
const MAX_KEYS = 6;

/**
 * Type and value of `value`, shortened to 80 characters.
 * @example describeValue('abc') // 'string "abc"'
 * @example describeValue(undefined) // 'nothing'
 */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `string ${quoted(value, MAX_TEXT - 'string '.length)}`;
  if (Array.isArray(value)) return value.length === 1 ? 'list of 1 item' : `list of ${value.length} items`;
  if (typeof value === 'object') return `object ${keysOf(value)}`;
  return `${typeof value} ${String(value)}`;
}

function keysOf(value: object): string {
  const names: string[] = [];
  for (const key in value) {
    if (names.length === MAX_KEYS) {
      names.push('…');
      break;
    }
    names.push(quoted(key, 20));
  }
  const text = names.length === 0 ? 'without fields' : `with ${names.join(', ')}`;
  return text.length > MAX_TEXT - 'object '.length ? `${text.slice(0, MAX_TEXT - 'object '.length - 1)}…` : text;
}

/** A JSON string literal (which makes lone surrogates visible) of at most `room` characters. */
function quoted(text: string, room: number): string {
  const whole = text.length <= room ? JSON.stringify(text) : undefined;
  if (whole !== undefined && whole.length <= room) return whole;
  let kept = '';
  for (const character of text.slice(0, room)) {
    if (JSON.stringify(kept + character).length > room - 1) break;
    kept += character;
  }
  return `${JSON.stringify(kept)}…`;
}
