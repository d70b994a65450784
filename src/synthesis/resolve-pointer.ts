/** Local references of a JSON Schema. */

/**
 * What `ref` points to inside `root`; `false` (the schema that allows nothing) when it points nowhere or out of the schema.
 * Nothing is ever fetched.
 *
 * @example resolvePointer({ $defs: { a: { type: 'null' } } }, '#/$defs/a') // { type: 'null' }
 */
export function resolvePointer(root: unknown, ref: string): unknown {
  if (!ref.startsWith('#')) return false;
  if (ref.length > 1 && ref[1] !== '/') return findAnchor(root, ref.slice(1));
  let target: unknown = root;
  for (const step of ref.slice(1).split('/').slice(1)) {
    const key = unescapeStep(step);
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) return false;
    target = (target as Record<string, unknown>)[key];
  }
  return target;
}

/** Anchors are looked for at the root and among the shared definitions, where schema writers put them. */
function findAnchor(root: unknown, anchor: string): unknown {
  if (isNamed(root, anchor)) return root;
  for (const shelf of ['$defs', 'definitions']) {
    const definitions = resolvePointer(root, `#/${shelf}`);
    if (typeof definitions !== 'object' || definitions === null) continue;
    for (const schema of Object.values(definitions)) {
      if (isNamed(schema, anchor)) return schema;
    }
  }
  return false;
}

/** Within one document a dynamic anchor is found like a plain one. */
function isNamed(schema: unknown, anchor: string): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { $anchor, $dynamicAnchor } = schema as Record<string, unknown>;
  return $anchor === anchor || $dynamicAnchor === anchor;
}

function unescapeStep(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return step;
  }
}
