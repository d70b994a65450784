/** Finds where in a YAML or JSON text a value is written. */
import type { Document, Node, Pair } from 'yaml';

type Path = readonly (string | number)[];

/** Where the key or item at `path` is written; of what is missing, where it ought to be. */
export function offsetOf(root: Node | null, path: Path, document: Document.Parsed): number {
  let offset = root?.range?.[0] ?? 0;
  let node = resolved(root, document);
  for (const step of path) {
    const items: readonly unknown[] = (node as { items?: unknown[] } | null)?.items ?? [];
    if (typeof step === 'number') {
      const item = items[step] as Node | undefined;
      if (item?.range == null) return offset;
      offset = item.range[0];
      node = resolved(item, document);
    } else {
      const pair = pairOf(items, step);
      const key = pair?.key as Node | undefined;
      if (key?.range == null) return offset;
      offset = key.range[0];
      node = resolved((pair!.value ?? null) as Node | null, document);
    }
  }
  return offset;
}

function pairOf(items: readonly unknown[], key: string): Pair | undefined {
  return (items as Pair[]).find((pair) => {
    const name = (pair as Partial<Pair>).key as { value?: unknown } | null | undefined;
    return name != null && String(name.value) === key;
  });
}

/** What an alias stands for is where the mistake is written. */
function resolved(node: Node | null, document: Document.Parsed): Node | null {
  const alias = node as (Node & { source?: unknown; resolve?: (document: Document) => Node | undefined }) | null;
  if (alias === null || typeof alias.resolve !== 'function' || !('source' in alias)) return node;
  return alias.resolve(document) ?? null;
}
