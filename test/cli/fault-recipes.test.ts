import { expect, test } from 'vitest';
import { RECIPES } from '../../src/cli/fault-recipes.ts';
import { parseFaults } from '../../src/faults/parse-faults.ts';

test.each(RECIPES)('%s: %s', (_, write) => {
  expect(parseFaults(write)).toEqual({ faults: [expect.anything()] });
});
