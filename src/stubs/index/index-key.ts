/** What a request must at least have for a stub to match it, where that can be looked up. */
import { isPlainName } from '../conditions/glob.ts';
import { foldCase } from '../conditions/said.ts';
import type { TextMatch, When } from '../stub.ts';

/** Of the last user text, or of the model. `folded`: to be looked up in the text without upper case. */
export type IndexKey =
  | { kind: 'exact' | 'contains'; text: string; folded: boolean }
  | { kind: 'model'; names: readonly string[] };

/** Characters of the piece by which a text is found. */
export const GRAM = 3;

/** The best key of a stub: the one that fewest requests have. None: the stub must be looked at every time. */
export function indexKeyOf(when: When | undefined): IndexKey | undefined {
  const keys = keysOf(when ?? {});
  return keys.find(({ kind }) => kind === 'exact') ?? keys.reduce<IndexKey | undefined>(better, undefined);
}

function better(best: IndexKey | undefined, key: IndexKey): IndexKey {
  if (best === undefined || (best.kind === 'model' && key.kind === 'contains')) return key;
  return best.kind === 'contains' && key.kind === 'contains' && key.text.length > best.text.length ? key : best;
}

/** Every part of a `when` must hold, and so must every part of its `all`. */
function keysOf({ text, model, all }: When): IndexKey[] {
  return [...textKeys(text), ...modelKey(model), ...(all ?? []).flatMap(keysOf)];
}

function textKeys(match: TextMatch | undefined): IndexKey[] {
  if (match === undefined) return [];
  const { exact, contains, ignoreCase: folded = false } = typeof match === 'string' ? { contains: match } : match;
  const written = (text: string) => (folded ? foldCase(text) : text);
  if (exact !== undefined) return [{ kind: 'exact', text: written(exact), folded }];
  const parts = contains === undefined ? [] : [contains].flat().map(written);
  return parts.filter((text) => text.length >= GRAM).map((text) => ({ kind: 'contains', text, folded }));
}

function modelKey(model: When['model']): IndexKey[] {
  if (model === undefined) return [];
  const names = [...new Set([model].flat())];
  return names.every(isPlainName) ? [{ kind: 'model', names }] : [];
}
