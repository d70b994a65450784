/** Reads Ajv's JSON pointers against the body they point into. */

/**
 * The pointer as a plain path; a segment is a number exactly where the body has a list.
 * @example pathOf('/messages/0/role', { messages: [{}] }) // ['messages', 0, 'role']
 */
export function pathOf(pointer: string, body: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  if (pointer === '') return path;
  let value = body;
  for (const segment of pointer.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(value) ? Number(key) : key;
    path.push(step);
    value = valueAt(value, [step]);
  }
  return path;
}

/** The value at `path`, or undefined; only own properties count, so `__proto__` and `constructor` are names like any other. */
export function valueAt(body: unknown, path: readonly (string | number)[]): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
