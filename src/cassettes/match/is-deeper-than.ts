/** Bodies that are nested too deep for what walks through them by recursion. */

/** Does the value have more than `depth` lists and objects in one another? Looks no deeper than that. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) return value.some((entry) => isDeeperThan(entry, depth - 1));
  for (const entry of Object.values(value)) if (isDeeperThan(entry, depth - 1)) return true;
  return false;
}
