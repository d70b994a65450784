import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Everything that importing a file loads at once: `import type` and `await import` are not among it. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, to] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)';/gm)) {
    if (to!.startsWith('.')) loadedBy(resolve(dirname(file), to!), seen);
    else seen.add(to!);
  }
  return seen;
}

test('a plain text answer loads neither json-schema-faker, nor Faker, nor Ajv', () => {
  const loaded = [...loadedBy(resolve(import.meta.dirname, '../../src/synthesis/synthesize.ts'))];
  expect(loaded.some((name) => name.endsWith('prose.ts'))).toBe(true);
  expect(loaded.filter((name) => /json-schema-faker|@faker-js|ajv|user-schema|from-schema/.test(name))).toEqual([]);
});
