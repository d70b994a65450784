/** How many values a tamed schema asks for, told without making them. */
import { isSchema, type Tame } from './taming.ts';

/**
 * The most values that may come of it, each object, list and leaf counting as one. Tamed schemas have no references, so this ends.
 *
 * @example valuesIn({ type: 'array', maxItems: 3, items: { type: 'string' } }) // 4
 */
export function valuesIn(tamed: Tame): number {
  const { properties, prefixItems, items, allOf, maxItems } = tamed;
  const sum = (parts: readonly unknown[]): number =>
    parts.reduce<number>((all, part) => all + valuesIn(part as Tame), 0);
  const heads = Array.isArray(prefixItems) ? prefixItems : [];
  const rest = isSchema(items) ? Math.max(0, Number(maxItems ?? 0) - heads.length) * valuesIn(items) : 0;
  const own = isSchema(properties) ? sum(Object.values(properties)) : 0;
  return 1 + own + sum(heads) + rest + (Array.isArray(allOf) ? sum(allOf) : 0);
}
