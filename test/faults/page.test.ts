import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsPage } from '../../src/cli/faults-page.ts';

test('docs/faults.md is made from the declarations (npm run docs)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/faults.md'), 'utf8')).toBe(faultsPage());
});
