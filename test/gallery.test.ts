import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { gallery, type Shown } from './support/gallery.ts';

const PAGE = new URL('../docs/gallery.md', import.meta.url);

/** Kinds of the contracts that the mock does not make up; docs/deviations.md tells why. */
const NOT_MADE = ['mcp_tool_listing', 'container_upload'];

function schema(door: string): { properties: { stop_reason: { enum: unknown[] } }; $defs: Record<string, never> } {
  return JSON.parse(readFileSync(new URL(`../schemas/${door}/response.schema.json`, import.meta.url), 'utf8'));
}

/** Every kind of block that a contract's replies may hold. */
function kindsOf(door: string): string[] {
  const { $defs } = schema(door);
  const { oneOf } = $defs['ContentBlock']! as { oneOf: { $ref: string }[] };
  return oneOf.map(({ $ref }) => {
    const { properties } = $defs[$ref.split('/').at(-1)!]! as { properties: { type: { const: string } } };
    return properties.type.const;
  });
}

let page: string;
let shown: readonly Shown[];
beforeAll(async () => {
  ({ page, shown } = await gallery());
  if (process.env['UPDATE_GALLERY']) writeFileSync(PAGE, page);
});

describe('docs/gallery.md', () => {
  test('is what the mock answers today', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  test('shows every kind of block that the mock can give', () => {
    const kinds = new Set(shown.flatMap((exchange) => exchange.kinds));
    const known = [...kindsOf('anthropic'), ...kindsOf('openrouter')];
    expect(known.filter((kind) => !kinds.has(kind) && !NOT_MADE.includes(kind))).toEqual([]);
    expect(NOT_MADE.filter((kind) => kinds.has(kind))).toEqual([]);
  });

  test('shows every stop reason', () => {
    const stops = new Set(shown.map(({ stop }) => stop));
    const known = schema('anthropic').properties.stop_reason.enum;
    expect(known.filter((stop) => stop !== null && !stops.has(stop as string))).toEqual([]);
  });
});
