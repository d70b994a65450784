/** The shape of JSON: which keys there are, and of which types their values are. */
import { isObject } from '../replay/events-of.ts';
import type { Difference } from './difference.ts';

/** Types of values, by their place: a JSON pointer with `*` for any entry of a list, and the `type` of what has one. */
export type Shape = Map<string, Set<string>>;

/** Data of whoever wrote the tool: every call may have other keys. */
const FREE: ReadonlySet<string> = new Set(['input']);
/** No reply is nested deeper. */
const DEEPEST = 50;

/** Adds a value to a shape; several of a kind make one shape. */
export function addShape(value: unknown, shape: Shape): Shape {
  add(value, '', shape, DEEPEST);
  return shape;
}

function add(value: unknown, place: string, shape: Shape, depth: number): void {
  const types = shape.get(place) ?? new Set();
  shape.set(place, types.add(typeName(value)));
  if (depth === 0) return;
  if (Array.isArray(value)) {
    for (const entry of value) {
      const tag = isObject(entry) && typeof entry['type'] === 'string' ? entry['type'] : '';
      add(entry, `${place}/*${tag}`, shape, depth - 1);
    }
  } else if (isObject(value)) {
    for (const [key, field] of Object.entries(value)) {
      const here = `${place}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (FREE.has(key)) shape.set(here, new Set([typeName(field)]));
      else add(field, here, shape, depth - 1);
    }
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/**
 * What has another type, is new or is gone. Of what is gone with all that is in it, the outermost is told. Null goes with any type: whether
 * a value is there depends on what was said. So do the entries of lists.
 */
export function shapeDifferences(before: Shape, after: Shape, root: string): Difference[] {
  const found: Difference[] = [];
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(place), after.get(place)];
    const where = `${root}${place === '' ? '' : ` ${place}`}`;
    const difference = { kind: 'shape' as const, where, before: namesOf(old), after: namesOf(now) };
    if (old && now) {
      const [solid, other] = [namesOf(without(old)), namesOf(without(now))];
      if (solid && other && solid !== other) found.push(difference);
      continue;
    }
    const end = place.lastIndexOf('/');
    const isEntry = place[end + 1] === '*';
    if (!isEntry && (old ? after : before).get(place.slice(0, end))?.has('object')) found.push(difference);
  }
  return found;
}

function without(types: ReadonlySet<string>): Set<string> {
  return new Set([...types].filter((type) => type !== 'null'));
}

function namesOf(types: ReadonlySet<string> | undefined): string | undefined {
  return types && [...types].sort().join(' or ');
}
