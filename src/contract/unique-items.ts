/** `uniqueItems` in time linear in the list; Ajv's own compares every pair of objects. */

/** What Ajv takes as a keyword definition. Deeply nested items exhaust the stack; who calls the validator catches that. */
export const UNIQUE_ITEMS = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  validate: (isAsked: boolean, list: unknown[]): boolean =>
    !isAsked || new Set(list.map(canonical)).size === list.length,
} as const;

/** One text for all JSON values that are equal, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
