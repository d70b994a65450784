/** A body without what is ignored, and with what is normalised at certain places. */
import type { Location } from './json-path.ts';
import type { Normaliser } from './normaliser.ts';
import type { Rules } from './rules.ts';

/** What is to be done at a place, and below it. */
interface Edit {
  gone: boolean;
  normalise: Normaliser[];
  below: Map<string | number, Edit>;
}

/** A new body; undefined stands in lists where something was ignored, and for the whole when nothing is left. */
export function edited(body: unknown, rules: Rules): unknown {
  if (rules.ignore.length === 0 && rules.at.length === 0) return body;
  const root = newEdit();
  for (const find of rules.ignore) for (const place of find(body)) editAt(root, place).gone = true;
  for (const { find, normalise } of rules.at)
    for (const place of find(body)) editAt(root, place).normalise.push(normalise);
  return applied(body, root, []);
}

function newEdit(): Edit {
  return { gone: false, normalise: [], below: new Map() };
}

function editAt(root: Edit, place: Location): Edit {
  let edit = root;
  for (const step of place) {
    let next = edit.below.get(step);
    if (next === undefined) {
      next = newEdit();
      edit.below.set(step, next);
    }
    edit = next;
  }
  return edit;
}

/** @param inherited normalisers of the places above */
function applied(value: unknown, edit: Edit | undefined, inherited: readonly Normaliser[]): unknown {
  if (edit?.gone) return undefined;
  const normalisers = edit === undefined || edit.normalise.length === 0 ? inherited : [...inherited, ...edit.normalise];
  if (typeof value === 'string') return normalisers.reduce((text, normalise) => normalise(text), value);
  if (typeof value !== 'object' || value === null) return value;
  if (normalisers.length === 0 && (edit === undefined || edit.below.size === 0)) return value;
  if (Array.isArray(value)) return value.map((entry, index) => applied(entry, edit?.below.get(index), normalisers));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !edit?.below.get(key)?.gone)
      .map(([key, entry]) => [key, applied(entry, edit?.below.get(key), normalisers)]),
  );
}
