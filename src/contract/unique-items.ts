/** `uniqueItems` in time linear in the list; Ajv's own compares every pair of objects. */
import { jsonKey } from './equal-values.ts';

/** What Ajv takes as a keyword definition. Deeply nested items exhaust the stack; who calls the validator catches that. */
export const UNIQUE_ITEMS = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  validate: (isAsked: boolean, list: unknown[]): boolean => !isAsked || new Set(list.map(jsonKey)).size === list.length,
} as const;
