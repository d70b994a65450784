/** JSON without what is long and says nothing: base64 gives way to its size and hash, keys of tool servers to a mark. */
import { hash } from 'node:crypto';
import { REMOVED } from './secrets.ts';

/** Longest base64 that is kept, in characters. */
const LONGEST = 1024;
/** As deep as the mock reads requests. */
const MAX_DEPTH = 200;
const DATA_URL = /^data:[^,]{0,200};base64,/i;

/** Thrown for a value that is nested too deep to be shown. */
export class TooDeep extends Error {}

/**
 * The value with long base64 replaced. What need not change is shared with the original, so a value without any comes back itself.
 *
 * @throws TooDeep beyond 200 levels
 * @example reduce({ type: 'base64', data: 'AAAA…' }) // { type: 'base64', data: '{base64 of 12345 bytes, sha256 0f3c…}' }
 */
export function reduce(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string') return value.length > LONGEST && DATA_URL.test(value) ? withoutData(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw new TooDeep();
  if (Array.isArray(value)) {
    let changed: unknown[] | undefined;
    for (const [index, entry] of value.entries()) {
      const reduced = reduce(entry, depth - 1);
      if (reduced === entry) continue;
      changed ??= [...value];
      changed[index] = reduced;
    }
    return changed ?? value;
  }
  let changed: Record<string, unknown> | undefined;
  for (const [key, entry] of Object.entries(value)) {
    const reduced = isLongData(value, key, entry)
      ? described(entry)
      : key === 'authorization_token' && typeof entry === 'string'
        ? REMOVED
        : reduce(entry, depth - 1);
    if (reduced === entry) continue;
    changed ??= { ...value };
    // Assigned so that a key `__proto__` stays a key.
    Object.defineProperty(changed, key, { value: reduced, enumerable: true, configurable: true, writable: true });
  }
  return changed ?? value;
}

/** `data` of a base64 source, of OpenRouter's input_audio, or of any block that names its media type. */
function isLongData(holder: object, key: string, entry: unknown): entry is string {
  if (key !== 'data' || typeof entry !== 'string' || entry.length <= LONGEST) return false;
  if ('type' in holder && holder.type === 'text') return false;
  return 'media_type' in holder || 'format' in holder || ('type' in holder && holder.type === 'base64');
}

function withoutData(url: string): string {
  const head = DATA_URL.exec(url)![0];
  return `${head}${described(url.slice(head.length))}`;
}

function described(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  return `{base64 of ${bytes.length} bytes, sha256 ${hash('sha256', bytes, 'hex').slice(0, 16)}…}`;
}
